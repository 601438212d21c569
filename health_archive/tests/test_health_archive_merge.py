from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.resident.tests.merge_common import PICTURE, MergeCase

from .enrolment_common import HealthEnrolmentCase


@tagged("post_install", "-at_install")
class TestHealthArchiveMerge(HealthEnrolmentCase):
    """One person, entered in two villages, with an archive in each."""

    _dump = MergeCase._dump
    _get_tables = MergeCase._get_tables
    _dump_table = MergeCase._dump_table

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.twin = cls._resident(
            "王伍", birth_date="1975-03-01", resident_unit_id=cls.other_clinic.id,
            region_id=cls.other_village.id,
        )  # fmt: skip
        cls.twin_archive = cls._archive(cls.twin, user=cls.stranger)
        for archive, answers in (
            (cls.archive, {"allergy_ids": ["1"], "blood_abo_id": "1", "work_unit": "小学"}),
            (cls.twin_archive, {"allergy_ids": ["2", "3"], "blood_abo_id": "2", "marital_id": "2"}),
        ):
            cls._fill(archive, answers)

    @classmethod
    def _archive(cls, partner=None, active=True, user=None, **vals):
        archive = super()._archive(partner, active=False, **vals) if not user else (
            cls.env["health.archive"].with_user(user).create({"partner_id": partner.id} | vals)
        )  # fmt: skip
        if active:
            archive.action_submit()
        return archive

    @classmethod
    def _fill(cls, archive, answers):
        """Answers in some boxes, and a row of everything that hangs on an archive."""
        archive = archive.sudo()
        lists = archive._get_code_fields()
        for name, value in answers.items():
            if isinstance(value, list):
                archive[name] = [cls._code(lists[name], code).id for code in value]
            else:
                archive[name] = cls._code(lists[name], value).id if name in lists else value
        cls._enrol(archive=archive, user=cls.manager, enrolled_date=archive.archive_date)
        cls._enrol_sensitive(archive=archive)
        env = archive.with_user(cls.hospital_doctor).env
        disease = {"archive_id": archive.id, "code_id": cls._code("disease", "2").id}
        env["health.archive.disease"].create(disease | {"diagnosed_month": "2015-05-01"})
        archive.with_user(cls.sensitive).sensitive_ids = [
            Command.create({"relative": "father", "code_id": cls._code("disease", "9").id})
        ]
        kind = cls.env.ref("health_archive.measurement_kind_sbp")
        env["health.measurement"].create(
            {"archive_id": archive.id, "kind_id": kind.id, "value": 150}
        )
        env["health.consent"].create({"archive_id": archive.id, "signature": PICTURE})

    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()

    def _merge(self, kept=None, lost=None):
        merges = self.env["resident.merge"].with_user(self.manager)
        people = [(kept or self.person), (lost or self.twin)]
        merge = merges._merge(*(one.with_env(merges.env) for one in people), reason="同一身份证")
        self.env.cr.precommit.run()
        return merge

    def test_everything_is_as_before_when_the_merge_is_undone(self):
        self.env.cr.precommit.run()
        before = self._dump()
        merge = self._merge()
        self.assertNotEqual(before, self._dump())
        merge._undo("两兄弟")
        after = self._dump()
        for table in before.keys() | after.keys():
            with self.subTest(table):
                self.assertEqual(before.get(table), after.get(table))

    def test_two_archives_become_one_and_the_other_leads_to_it(self):
        number = self.twin_archive.archive_number
        self._merge()
        archives = self.env["health.archive"].with_user(self.manager)
        self.assertRecordValues(self.person.sudo().health_archive_ids.sorted("state"), [
            {"id": self.archive.id, "state": "active", "org_unit_id": self.clinic.id},
            {"id": self.twin_archive.id, "state": "cancelled", "org_unit_id": self.other_clinic.id},
        ])  # fmt: skip
        self.assertIn(self.archive, archives.search([("person_search", "=", number)]))
        action = archives.browse(self.twin_archive.id).get_formview_action()
        self.assertEqual(action["res_id"], self.archive.id)
        with self.assertRaisesRegex(UserError, "合并|merge"):
            archives.browse(self.twin_archive.id)._reopen("误")

    def test_both_answers_count_and_none_stands_back(self):
        merge = self._merge()
        archive = self.archive.sudo()
        self.assertEqual(archive.allergy_ids.mapped("code"), ["2", "3"])
        self.assertEqual(archive.blood_abo_id.code, "1")
        self.assertEqual(archive.marital_id.code, "2")
        self.assertIn(archive._fields["blood_abo_id"]._description_string(self.env), merge.notes)

    def test_what_hangs_on_the_archives_is_together_and_once(self):
        self._merge()
        archive = self.archive.sudo()
        self.assertEqual(archive.enrolment_ids.mapped("state"), ["open", "closed"])
        self.assertEqual(archive.sensitive_enrolment_ids.mapped("state"), ["open", "closed"])
        self.assertEqual(len(archive.measurement_ids), 2)
        self.assertEqual(len(archive.disease_ids), 1)
        consents = archive.env["health.consent"].search([("archive_id", "=", archive.id)])
        self.assertEqual(sorted(consents.mapped("is_in_force")), [False, True])
        self.assertFalse(self.twin_archive.sudo().enrolment_ids)

    def test_archive_in_use_goes_before_a_draft_whoever_is_kept(self):
        draft = self._archive(self._resident("王舞", birth_date="1975-03-01"), active=False)
        self._merge(kept=draft.partner_id, lost=self.person)
        self.assertEqual(self.archive.sudo().partner_id, draft.partner_id)
        self.assertEqual((self.archive.state, draft.state), ("active", "cancelled"))

    def test_lone_archive_goes_along_and_keeps_its_village(self):
        person = self._resident("王武")
        self._merge(kept=person, lost=self.twin)
        self.assertRecordValues(person.sudo().health_archive_ids, [
            {"state": "active", "region_id": self.other_village.id},
        ])  # fmt: skip

    def test_merge_shows_no_trace_of_sensitive_rows_to_a_manager_without_the_group(self):
        merge = self._merge()
        labels = " ".join(merge.change_ids.mapped("display_name")) + (merge.notes or "")
        model = self.env["ir.model"]._get("health.enrolment.sensitive").name
        self.assertNotIn(model, labels)
        self.assertIn(self.env["ir.model"]._get("health.enrolment").name, labels)
