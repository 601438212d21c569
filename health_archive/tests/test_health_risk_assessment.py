from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time

from .common import HealthArchiveCase


@freeze_time("2026-03-02")
class TestHealthRiskAssessment(HealthArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archive = cls._archive()
        cls.bmi = cls.env.ref("health_archive.risk_tool_bmi")
        kinds = {code: f"health_archive.measurement_kind_{code}" for code in ("height", "weight")}
        cls.env["health.measurement"].with_user(cls.doctor).create(
            [
                {
                    "archive_id": cls.archive.id,
                    "kind_id": cls.env.ref(kinds[code]).id,
                    "value": value,
                    "taken_at": "2026-02-01 02:00:00",
                    "device": "体重秤",
                }
                for code, value in (("height", 160), ("weight", 75))
            ]
        )

    def _form(self, tool):
        wizards = self.env["health.risk.wizard"].with_user(self.doctor)
        form = Form(wizards.with_context(default_archive_id=self.archive.id))
        form.tool_id = tool
        return form

    def test_known_numbers_are_filled_in_and_the_result_is_shown(self):
        form = self._form(self.bmi)
        self.assertIn("29.3", form.score_text)
        self.assertEqual(form.level, "high")
        wizard = form.save()
        self.assertEqual([str(d) for d in wizard.line_ids.mapped("taken_on")], ["2026-02-01"] * 2)
        wizard.action_save()
        assessment = self.archive.assessment_ids
        self.assertEqual(assessment.level, "high")
        self.assertEqual(
            (assessment.source, assessment.formula), (self.bmi.source, self.bmi.formula)
        )
        origins = assessment.input_ids.mapped("origin")
        self.assertTrue(all("体重秤" in origin for origin in origins[1:]), origins)
        self.assertEqual(assessment.doctor_id, self.doctor)

    def test_number_entered_now_says_so(self):
        form = self._form(self.bmi)
        with form.line_ids.edit(1) as line:
            line.number = 60
        form.save().action_save()
        weight = self.archive.assessment_ids.input_ids[-1]
        self.assertNotIn("体重秤", weight.origin)
        self.assertEqual(str(weight.date), "2026-03-02")

    def test_missing_answer_gives_no_result(self):
        form = self._form(self.env.ref("health_archive.risk_tool_frail"))
        self.assertFalse(form.score_text)
        with self.assertRaises(UserError):
            form.save().action_save()

    def test_tool_is_refused_outside_its_ages(self):
        self.resident.birth_date = "2015-01-01"
        form = self._form(self.bmi)
        self.assertFalse(form.score_text)
        self.assertIn("11", form.missing)

    def test_nobody_writes_changes_or_deletes_a_result(self):
        self._form(self.bmi).save().action_save()
        assessment = self.archive.assessment_ids.with_user(self.manager)
        for path in (
            lambda: assessment.write({"band_name": "x"}),
            lambda: assessment.unlink(),
            lambda: assessment.input_ids.write({"value_text": "1"}),
            lambda: assessment.create({"archive_id": self.archive.id, "tool_id": self.bmi.id}),
        ):
            with self.assertRaises(UserError):
                path()

    def test_doctor_of_another_village_sees_no_result(self):
        self._form(self.bmi).save().action_save()
        for model in ("health.risk.assessment", "health.risk.assessment.input"):
            self.assertFalse(self.env[model].with_user(self.stranger).search([]))
        wizards = self.env["health.risk.wizard"].with_user(self.stranger)
        with self.assertRaises(AccessError):
            wizards.create({"archive_id": self.archive.id})

    def test_reader_assesses_nothing(self):
        with self.assertRaises(AccessError):
            self.env["health.risk.wizard"].with_user(self.reader).create(
                {"archive_id": self.archive.id}
            )

    def test_result_stands_on_the_timeline(self):
        self._form(self.bmi).save().action_save()
        events = self.archive.get_timeline()["events"]
        kinds = [event["kind"] for event in events]
        self.assertEqual(kinds.count("measurement"), 1)
        self.assertEqual(kinds.count("assessment"), 1)
        self.assertEqual(events, sorted(events, key=lambda event: event["date"], reverse=True))
