from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL

from .merge_common import NUMBERS, MergeCase

# Foreign keys to a person that a merge leaves alone: they speak about both entries.
OWN_TABLES = {"resident_merge", "resident_duplicate"}


@tagged("post_install", "-at_install")
class TestResidentMerge(MergeCase):
    def test_every_foreign_key_to_a_person_is_known(self):
        keys = self.env.execute_query(
            SQL(
                """
                SELECT r.relname, a.attname FROM pg_constraint c
                  JOIN pg_class r ON r.oid = c.conrelid
                  JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]
                 WHERE c.contype = 'f' AND c.confrelid = 'res_partner'::regclass
                """
            )
        )
        references = self.env["resident.merge"]._get_references("res.partner")
        known = {(reference.table, reference.column) for reference in references}
        transient = {
            getattr(field, "relation", None) or model._table
            for model in self.env.registry.models.values()
            if model._transient
            for field in model._fields.values()
        }
        unknown = {
            (table, column)
            for table, column in keys
            if (table, column) not in known and table not in OWN_TABLES | transient
        }
        self.assertFalse(unknown)

    def test_everything_moves_to_the_person_who_stays(self):
        kept, lost = self._resident("张三丰"), self._resident("张三丰", phone="13800138000")
        self._fill(lost, kept)
        lost.identity_number = NUMBERS[0]
        household = self.env["resident.household"].create(
            {"org_unit_id": self.clinic.id, "head_id": lost.id}
        )
        child = lost.child_ids
        self._merge(kept, lost, taken=["phone"])
        self.assertEqual(kept.phone, "13800138000")
        self.assertEqual(len(kept.population_tag_line_ids), 3)
        self.assertEqual(household.head_id, kept)
        self.assertEqual(child.parent_id, kept)
        self.assertEqual(len(kept.category_id), 1)
        self.assertTrue(kept.message_ids.filtered(lambda m: "A word" in (m.body or "")))
        papers = self.env["ir.attachment"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", kept.id)]
        )
        self.assertIn("paper", papers.mapped("name"))
        self.assertRecordValues(
            lost, [{"active": False, "is_resident": True, "merged_into_id": kept.id}]
        )

    def test_the_old_number_leads_to_the_person_who_stays(self):
        kept = self._resident("张三丰", identity_number=NUMBERS[0])
        lost = self._resident("张三丰", identity_number=NUMBERS[1])
        self._merge(kept, lost)
        partners = self.env["res.partner"].with_user(self.manager)
        for number in NUMBERS:
            self.assertEqual(partners.search([("identity_number", "=", number)]), kept)
        self.assertEqual(len(kept.identity_ids), 1, "the number of the other became an old one")
        self.assertTrue(kept.identity_number.endswith(NUMBERS[0][-4:]))
        self.assertEqual(lost.with_user(self.manager).get_formview_action()["res_id"], kept.id)

    def test_the_number_of_the_other_entry_can_be_taken(self):
        kept = self._resident("张三丰", identity_number=NUMBERS[0])
        lost = self._resident("张三丰", identity_number=NUMBERS[1])
        self._merge(kept, lost, take_number=True)
        self.assertTrue(kept.identity_number.endswith(NUMBERS[1][-4:]))

    def test_the_same_group_twice_stays_once(self):
        kept, lost = self._resident("张三丰"), self._resident("张三丰")
        for person in (kept, lost):
            self._fill(person, self.doctor.partner_id)
        lines = kept.population_tag_line_ids
        merge = self._merge(kept, lost)
        self.assertEqual(kept.population_tag_line_ids, lines)
        deleted = merge.change_ids.filtered(lambda change: change.kind == "deleted")
        self.assertIn("resident.population.tag.line", deleted.sudo().mapped("res_model"))

    def test_a_birth_date_against_the_number_is_refused(self):
        kept = self._resident("张三丰", identity_number=NUMBERS[0])
        lost = self._resident("张三丰", birth_date="1953-06-16")
        with self.assertRaises(ValidationError):
            self._merge(kept, lost, taken=["birth_date"])

    def test_two_accounts_are_not_merged(self):
        people = self._resident("张三丰") | self._resident("张三丰")
        for person in people:
            self.env["res.users"].create(
                {"name": "张三丰", "login": f"r{person.id}", "partner_id": person.id}
            )
        with self.assertRaisesRegex(UserError, "."):
            self._merge(*people)

    def test_only_a_manager_who_sees_both_merges(self):
        kept, lost = self._resident("张三丰"), self._resident("张三丰", self.other_clinic)
        for user in (self.doctor, self.clinic_manager, self.finance):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._merge(kept, lost, user=user)
            with self.subTest(wizard=user.login), self.assertRaises(AccessError):
                (kept | lost).with_user(user).action_open_merge()
        self._merge(kept, lost, user=self.manager)

    def test_an_entry_is_merged_once_and_not_used_again(self):
        kept, lost, third = (self._resident("张三丰") for _number in range(3))
        self._merge(kept, lost)
        with self.assertRaises(UserError):
            self._merge(third, lost)
        with self.assertRaises(UserError):
            self._merge(kept, kept)
        with self.assertRaises(UserError):
            lost.with_user(self.manager).active = True

    def test_the_wizard_proposes_the_better_documented_entry(self):
        first = self._resident("张三丰", birth_date="1953-06-15", phone="13800138000")
        second = self._resident("张三丰", identity_number=NUMBERS[0])
        self._compare()
        pair = self._pairs(first, second).with_user(self.manager)
        wizard = self.env["resident.merge.wizard"].browse(pair.action_open_merge()["res_id"])
        wizard = wizard.with_user(self.manager)
        self.assertEqual(wizard.kept_side, "b")
        sides = {line.field_name: line.side for line in wizard.line_ids}
        self.assertEqual(sides["phone"], "a", "the kept entry has none")
        self.assertNotIn("name", sides, "both agree")
        shown = wizard.line_ids.filtered(lambda line: line.field_name == "phone").value_a
        self.assertIn("*", shown)
        wizard.reason = "same card"
        wizard.action_merge()
        self.assertEqual(second.phone, "13800138000")
        self.assertRecordValues(pair, [{"state": "merged", "decided_by_id": self.manager.id}])

    def test_the_merge_stands_in_the_log(self):
        kept, lost = self._resident("张三丰"), self._resident("张三丰")
        self._merge(kept, lost)
        events = self.env["access.event"].search(
            [("purpose", "=", "merge"), ("user_id", "=", self.manager.id)]
        )
        self.assertTrue(events.filtered(lambda e: str(lost.id) in e.res_ids))

    def test_a_manager_sees_where_but_not_what(self):
        kept, lost = self._resident("张三丰"), self._resident("张三丰")
        merge = self._merge(kept, lost)
        with self.assertRaises(AccessError):
            merge.change_ids.read(["old_value"])
        self.assertTrue(merge.change_ids.mapped("display_name"))
        self.assertFalse(merge.with_user(self.doctor).has_access("read"))
