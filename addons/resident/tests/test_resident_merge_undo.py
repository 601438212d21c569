import random
from contextlib import contextmanager

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .merge_common import NUMBERS, MergeCase

TAKEN = ("name", "birth_date", "sex", "phone", "street", "household_id", "resident_unit_id")


@tagged("post_install", "-at_install")
class TestResidentMergeUndo(MergeCase):
    def test_everything_is_as_before(self):
        kept, lost = self._resident("张三丰"), self._resident("张三峰", self.other_clinic)
        self._fill(kept, lost)
        self._fill(lost, kept)
        self._compare()
        before = self._dump()
        merge = self._merge(kept, lost, taken=["name", "resident_unit_id"])
        self._compare()
        self.assertNotEqual(before, self._dump())
        merge._undo("they are brothers")
        self.assertSame(before, self._dump())
        self.assertRecordValues(merge, [{"state": "undone", "undone_by_id": self.manager.id}])

    @settings(max_examples=15)
    @given(seed=st.integers(0, 2**32))
    def test_any_two_people_come_apart_exactly(self, seed):
        dice = random.Random(seed)
        with self._rolled_back():
            people = self._make_graph(dice)
            kept, lost = dice.sample(people, 2)
            before = self._dump()
            taken = [name for name in TAKEN if dice.random() < 0.4]
            merge = self._merge(kept, lost, taken=taken, take_number=dice.random() < 0.5)
            self._compare()
            merge._undo("again")
            self.assertSame(before, self._dump())

    @contextmanager
    def _rolled_back(self):
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            savepoint.close(rollback=True)
            self.env.cr.precommit.clear()
            self.env.invalidate_all(flush=False)

    def _make_graph(self, dice):
        """Four people with the same birth date, linked to each other and to much else."""
        people = [
            self._resident(
                "张三丰", dice.choice([self.clinic, self.other_clinic]), birth_date="1953-06-15",
                sex="2", birth_date_reason="old card", phone=dice.choice(["13800138000", False]),
            )
            for _number in range(4)
        ]  # fmt: skip
        for person, number in zip(dice.sample(people, 2), NUMBERS, strict=True):
            person.identity_number = number
        for _number in range(dice.randint(1, 12)):
            getattr(self, dice.choice(LINKS))(dice, *dice.sample(people, 2))
        self._compare()
        return people

    def _link_fill(self, dice, person, other):
        if not person.population_tag_line_ids:
            self._fill(person, other)

    def _link_household(self, dice, person, other):
        household = self.env["resident.household"].create({"org_unit_id": self.clinic.id})
        (person | other).household_id = household
        household.head_id = dice.choice([person, other])
        if dice.random() < 0.5:
            household.name = "老张家"

    def _link_category(self, dice, person, other):
        category = self.env["res.partner.category"].create({"name": "shared"})
        (person | other).category_id = [Command.link(category.id)]

    def _link_activity(self, dice, person, other):
        person.activity_schedule("mail.mail_activity_data_todo", user_id=self.manager.id)

    def _link_follow(self, dice, person, other):
        third = self.env["res.partner"].create({"name": "third"})
        third.message_subscribe((person | other).ids)
        (person | other).message_subscribe(third.ids)

    def _link_name(self, dice, person, other):
        self.env["ir.model.data"].create(
            {"module": "bench", "name": f"p{person.id}{dice.random()}", "model": "res.partner",
             "res_id": person.id}
        )  # fmt: skip

    def test_what_was_entered_since_stays_and_is_listed(self):
        kept, lost = self._resident("张三丰"), self._resident("张三丰")
        merge = self._merge(kept, lost)
        self.env.cr.execute(
            "UPDATE resident_merge SET create_date = create_date - interval '1 hour'"
        )
        tag = self.env["resident.population.tag"].search([("origin", "!=", "age")], limit=1)
        line = self.env["resident.population.tag.line"].create(
            {"partner_id": kept.id, "tag_id": tag.id}
        )
        merge.invalidate_recordset()
        wizard = self._make_wizard(merge)
        self.assertIn("1", wizard.later_html)
        wizard.action_undo()
        self.assertEqual(line.partner_id, kept)
        self.assertTrue(lost.active)

    def test_what_was_changed_since_is_named_and_left(self):
        kept, lost = self._resident("张三丰"), self._resident("张三峰", street="village road")
        self._fill(lost, kept)
        child = lost.child_ids
        merge = self._merge(kept, lost, taken=["name"])
        child.parent_id = False
        kept.name = "张三疯"
        wizard = self._make_wizard(merge)
        with self.assertRaisesRegex(UserError, str(child.id)):
            wizard.action_undo()
        self.assertIn(str(kept.id), wizard.broken_html)
        wizard.action_undo_untouched()
        self.assertEqual(kept.name, "张三疯")
        self.assertFalse(child.parent_id)
        self.assertTrue(lost.active)
        self.assertEqual(len(lost.population_tag_line_ids), 3)

    def test_a_deleted_row_is_named(self):
        kept, lost = self._resident("张三丰"), self._resident("张三丰")
        self._fill(lost, kept)
        line = lost.population_tag_line_ids[0]
        merge = self._merge(kept, lost)
        line_id = line.id
        line.unlink()
        with self.assertRaisesRegex(UserError, f"#{line_id}"):
            merge._undo("wrong")

    def test_the_later_merge_is_undone_first(self):
        first, second, third = (self._resident("张三丰") for _number in range(3))
        self._fill(first, third)
        before = self._dump()
        merge = self._merge(second, first)
        later = self._merge(third, second)
        self.assertEqual(first.merged_into_id, third)
        with self.assertRaises(UserError):
            merge._undo("wrong order")
        later._undo("wrong")
        merge._undo("wrong")
        self.assertSame(before, self._dump())
        with self.assertRaises(UserError):
            merge._undo("twice")

    def test_a_clerk_below_does_not_undo(self):
        kept, lost = self._resident("张三丰"), self._resident("张三丰", self.other_clinic)
        merge = self._merge(kept, lost)
        for user in (self.doctor, self.clinic_manager, self.finance):
            with self.subTest(user=user.login):
                self.assertFalse(merge.with_user(user).has_access("read"))
                with self.assertRaises(AccessError):
                    merge.with_user(user)._undo("mine")

    def _make_wizard(self, merge):
        action = merge.action_open_undo()
        wizard = self.env["resident.merge.undo"].with_user(self.manager).browse(action["res_id"])
        wizard.reason = "they are two"
        return wizard


LINKS = [name for name in vars(TestResidentMergeUndo) if name.startswith("_link_")]
