from odoo.tests import Form, freeze_time, tagged

from .finding_common import DAY, FindingCase


@tagged("post_install", "-at_install")
@freeze_time(DAY)
class TestHealthExamFlag(FindingCase):
    def test_numbers_outside_have_an_arrow_and_their_range(self):
        exam = self._examine(hgb=98, k=6.5, waist=75).with_user(self.chief)
        self.assertEqual(exam.flags["hgb"], {"flag": "L", "text": "贫血，115–150 g/L"})
        self.assertEqual(exam.flags["k"]["flag"], "HH")
        self.assertEqual(exam.flags["fbg"], {"flag": "", "text": "3.9–6.1 mmol/L"})
        self.assertEqual(exam.flag_text, "Haemoglobin 98↓ · Potassium 6.50↑↑")

    def test_station_is_told_of_its_own_numbers_only(self):
        exam = self._examine(hgb=98, sbp_left=165, waist=75)
        self.assertEqual(exam.with_user(self.lab).flag_text, "Haemoglobin 98↓")
        self.assertNotIn("sbp_left", exam.with_user(self.lab).flags)
        self.assertEqual(exam.with_user(self.nurse).flag_text, "Systolic pressure 165↑")

    def test_pressure_and_mass_index_are_read_by_their_station_only(self):
        exam = self._examine()
        self.assertEqual(exam.with_user(self.nurse).bmi, 22.86)
        for box in ("sbp", "dbp", "bmi"):
            self.assertNotIn(box, exam.with_user(self.lab).fields_get())

    def test_flag_follows_the_number_while_it_is_typed(self):
        exam = self._register().with_user(self.lab)
        with Form(exam) as form:
            form.hgb = 98
            self.assertEqual(form.flags["hgb"]["flag"], "L")
            form.hgb = 130
            self.assertEqual(form.flags["hgb"]["flag"], "")

    def test_flags_of_a_form_need_no_query_per_box(self):
        exam = self._examine().with_user(self.chief)
        exam.flags  # noqa: B018 - what is kept for everybody is in memory then
        self.env.flush_all()
        self.env.invalidate_all()
        # the exam, its four groups of boxes, the kinds, who asks, and the devices that sent numbers;
        # there are 35 boxes
        with self.assertQueryCount(16):
            self.assertGreater(len(exam.flags), 30)

    def test_filtration_rate_is_that_of_the_published_vectors(self):
        vectors = [
            ("1", 55, 106.1, 71.4), ("2", 66, 80.0, 70.0), ("1", 72, 106.0, 64.3),
            ("2", 45, 60.0, 109.4),
        ]  # fmt: skip
        for sex, age, crea, rate in vectors:
            with self.subTest(age=age):
                form = self._form(self._person(sex, age), crea=crea)
                self.assertAlmostEqual(form.egfr, rate, delta=0.1)

    def test_filtration_rate_is_of_adults_and_of_measured_creatinine(self):
        self.assertEqual(self._form(self._person("1", 15), crea=60).egfr, 0)
        self.assertEqual(self._form(crea=0).egfr, 0)
