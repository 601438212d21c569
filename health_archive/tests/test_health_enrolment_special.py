from lxml import etree

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .enrolment_common import HealthEnrolmentCase

BLOCKS = {
    "hypertension": "htn_",
    "diabetes": "dm_",
    "elder": "elder_",
    "mental": "smd_",
    "tuberculosis": "tb_",
}


class TestHealthEnrolmentSpecial(HealthEnrolmentCase):
    def _open(self, code):
        if code in ("mental", "tuberculosis"):
            return self._enrol_sensitive(code)
        if code == "elder":
            return self._archive(self._resident("老人", birth_date="1950-01-01")).enrolment_ids
        return self._enrol(code)

    def test_each_special_archive_shows_all_fields_of_its_block_and_no_other(self):
        for code, prefix in BLOCKS.items():
            enrolment = self._open(code)
            action = enrolment.action_open()
            view_id = action["views"][0][0]
            arch = etree.fromstring(enrolment.get_view(view_id, "form")["arch"])
            shown = {node.get("name") for node in arch.iter("field")}
            fields = {name for name in enrolment._fields if name.startswith(prefix)}
            others = tuple(other for other in BLOCKS.values() if other != prefix)
            with self.subTest(code):
                self.assertTrue(fields)
                self.assertLessEqual(fields, shown)
                self.assertFalse([name for name in shown if name.startswith(others)])

    def test_each_box_has_answers(self):
        for model in ("health.enrolment", "health.enrolment.sensitive"):
            for name, list_code in self.env[model]._get_code_fields().items():
                with self.subTest(name):
                    self.assertTrue(self.env["health.code"]._get_ids(list_code))

    def test_programme_without_special_archive_opens_the_common_form(self):
        action = self._enrol("stroke").action_open()
        self.assertEqual(action["views"], [(False, "form")])

    def test_hypertension_archive_is_filled_in_on_its_form(self):
        view = "health_archive.health_enrolment_view_form_hypertension"
        enrolments = self.env["health.enrolment"].with_user(self.doctor)
        enrolments = enrolments.with_context(
            default_programme_id=self._programme("hypertension").id
        )
        with Form(enrolments, view) as form:
            form.archive_id = self.archive
            form.htn_height, form.htn_weight = 170, 69.4
            form.htn_sbp, form.htn_dbp = 165, 100
            form.htn_risk_ids.add(self._code("htn_risk", "2"))
            form.htn_stratum_id = self._code("htn_stratum", "3")
        enrolment = form.record
        self.assertAlmostEqual(enrolment.htn_bmi, 24.0, 1)
        self.assertTrue(enrolment.next_due_date)

    @mute_logger("odoo.sql_db")
    def test_impossible_values_are_refused(self):
        for values in (
            {"htn_sbp": 90, "htn_dbp": 100},
            {"htn_sbp": 400},
            {"htn_height": 20},
            {"htn_weight": 400},
        ):
            with self.subTest(values), self.assertRaisesRegex(Exception, "htn_"):
                with self.cr.savepoint():
                    self._enrol("hypertension", **values)
        with self.assertRaisesRegex(Exception, "dm_fasting"), self.cr.savepoint():
            self._enrol("diabetes", dm_fasting_glucose=126)
        with self.assertRaisesRegex(Exception, "smd_counts"), self.cr.savepoint():
            self._enrol_sensitive("mental", smd_admissions=-1)

    def test_none_excludes_the_other_answers(self):
        codes = self._code("htn_organ", "10") | self._code("htn_organ", "1")
        with self.assertRaises(ValidationError):
            self._enrol("hypertension", htn_organ_ids=[Command.set(codes.ids)])

    def test_answer_of_another_box_is_refused(self):
        with self.assertRaises(ValidationError):
            self._enrol("diabetes", dm_type_id=self._code("dm_group", "01").id)

    def test_consent_of_the_future_is_refused(self):
        with self.assertRaises(ValidationError):
            self._enrol_sensitive("mental", smd_consent_date="2999-01-01")

    def test_screens_of_the_sensitive_table_load_for_its_group_only(self):
        rows = self.env["health.enrolment.sensitive"]
        views = [(False, "list"), (False, "kanban"), (False, "form"), (False, "search")]
        loaded = rows.with_user(self.sensitive).get_views(views)["views"]
        self.assertIn("action_open", loaded["list"]["arch"])
        with self.assertRaises(AccessError):
            rows.with_user(self.hospital_doctor).get_views(views)
