from odoo.tests import Form, freeze_time, tagged

from .finding_common import DAY, FindingCase


@tagged("post_install", "-at_install")
@freeze_time(DAY)
class TestHealthExamCheck(FindingCase):
    def _warn(self, archive=None, **changed):
        return self._form(archive, **changed).warning_text

    def test_well_person_gives_no_warning(self):
        self.assertEqual(self._warn(), "")

    def test_answers_that_do_not_go_together_are_asked_about(self):
        man = self._person("1", 70)
        vectors = [
            ({"sbp_left": 150, "sbp_right": 129}, "differ by 21"),
            ({"sbp_left": 94, "dbp_left": 80}, "very close"),
            ({"hdl": 2.0, "ldl": 2.9, "tc": 4.6}, "together are more"),
            ({"fbg": 4.9, "hba1c": 8.1}, "taken fasting"),
            ({"smoke_id": "exam_smoke/1", "smoke_per_day": 10}, "Cigarettes a day"),
            ({"drink_id": "exam_drink/1", "drink_liang": 2}, "Spirits a day"),
            ({"fbg": 35.5}, "is unusual"),
            ({"fbg": 36}, "is unusual"),
            ({"temperature": 34.5}, "is unusual"),
        ]
        for changed, text in vectors:
            with self.subTest(changed=changed):
                self.assertIn(text, self._warn(**changed))
        self.assertIn("for a man", self._warn(man, cervix_id="exam_gynaecology/1"))

    def test_answers_at_the_limit_go_together(self):
        vectors = [
            {"sbp_left": 149, "sbp_right": 129},
            {"sbp_left": 95, "dbp_left": 80, "sbp_right": 95, "dbp_right": 80},
            {"hdl": 1.93, "ldl": 2.9, "tc": 4.6},
            {"fbg": 5.0, "hba1c": 8.1},
            {"fbg": 4.9, "hba1c": 8.0},
            {"smoke_id": "exam_smoke/3", "smoke_per_day": 10},
            {"hdl": 9.0, "ldl": 0, "tc": 9.5, "tg": 1.0} | {"hdl": 3.9},
        ]
        for changed in vectors:
            with self.subTest(changed=changed):
                self.assertEqual(self._warn(**changed), "")

    def test_unit_that_was_meant_is_guessed(self):
        self.assertIn("mg/dL", self._warn(fbg=55))

    def test_limits_are_data(self):
        self.env.ref("health_exam.rule_exam_arm_difference").value = 10
        self.assertIn("differ by 15", self._warn(sbp_left=140, sbp_right=125))

    def test_station_is_warned_of_its_own_boxes_only(self):
        exam = self._examine(sbp_left=170, sbp_right=130)
        self.assertFalse(exam.with_user(self.lab).warning_text)
        self.assertIn("differ", exam.with_user(self.nurse).warning_text)

    def test_unusual_number_is_asked_about_when_it_is_typed(self):
        exam = self._register().with_user(self.lab)
        form = Form(exam)
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as logs:
            form.hgb = 250
        self.assertIn("unusual", logs.output[0])
