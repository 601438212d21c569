from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import tagged

from ..tools import risk
from .common import HealthArchiveCase

PROFILE = {
    "sbp": 130,
    "tc": 210 / risk.MMOL_CHOLESTEROL,
    "hdl": 55 / risk.MMOL_CHOLESTEROL,
    "waist": 80,
    "treated": False,
    "smoker": False,
    "diabetes": True,
    "north": True,
    "urban": True,
    "family_cvd": False,
}


@tagged("post_install", "-at_install")
class TestRisk(HealthArchiveCase):
    """The check values of the domain specification, G, with the coefficients in the data."""

    def _tool(self, code):
        return self.env.ref(f"health_archive.risk_tool_{code}")

    def _score(self, code, **answers):
        return self._tool(code)._get_result({"sex": "1", "age": 50} | answers)

    def test_china_par_agrees_with_the_table_of_men_and_women(self):
        for age, man, woman in (
            (40, 2.2206, 2.4048),
            (50, 5.4183, 5.3451),
            (60, 11.0439, 10.1312),
            (70, 19.6845, 17.0913),
        ):
            for sex, expected in (("1", man), ("2", woman)):
                with self.subTest(age=age, sex=sex):
                    result = self._score("china_par", age=age, sex=sex, **PROFILE)
                    self.assertAlmostEqual(result.score, expected, 4)

    def test_china_par_is_off_and_called_an_estimate(self):
        tool = self._tool("china_par")
        self.assertFalse(tool.in_use)
        self.assertTrue(tool.is_estimate)
        self.assertNotIn(tool, tool._get_offered())

    def test_filtration_rate_agrees_with_both_editions(self):
        for code, sex, age, creatinine, expected, stage in (
            ("egfr_2021", "1", 55, 106.08, 71.42, 60),
            ("egfr_2021", "2", 66, 80, 70.04, 60),
            ("egfr_2021", "1", 72, 106, 64.31, 60),
            ("egfr_2021", "2", 45, 60, 109.43, 90),
            ("egfr_2009", "1", 55, 106.08, 67.67, 60),
            ("egfr_2009", "2", 66, 80, 66.19, 60),
        ):
            with self.subTest(code=code, age=age):
                result = self._score(code, sex=sex, age=age, crea=creatinine)
                self.assertAlmostEqual(result.score, expected, 2)
                self.assertEqual(result.band.lower, stage)

    def test_diabetes_score_agrees_with_the_examples(self):
        for sex, age, bmi, waist, systolic, expected in (
            ("1", 50, 25, 91, 138, 32),
            ("2", 24, 21, 69, 105, 0),
            ("1", 42, 23, 82, 118, 20),
        ):
            with self.subTest(age=age):
                result = self._score(
                    "cdrs", sex=sex, age=age, waist=waist, sbp=systolic, height=100, weight=bmi,
                    family_diabetes=False,
                )  # fmt: skip
                self.assertEqual(result.score, expected)
                self.assertEqual(result.band.lower, 25 if expected >= 25 else 0)

    def test_highest_diabetes_score_is_51(self):
        result = self._score(
            "cdrs", age=74, waist=120, sbp=200, height=100, weight=40, family_diabetes=True
        )
        self.assertEqual(result.score, 51)

    def test_body_mass_index_is_graded_unrounded_and_shown_both_ways(self):
        result = self._score("bmi", height=100, weight=23.96)
        self.assertEqual(result.band.lower, 18.5)
        self.assertIn("24.0 (23.960)", result.text)
        self.assertEqual(self._score("bmi", height=100, weight=28).band.lower, 28)

    def test_waist_has_bands_of_each_sex(self):
        for sex, waist, lower in (("1", 84.9, 0), ("1", 90, 90), ("2", 84.9, 80), ("2", 85, 85)):
            with self.subTest(sex=sex, waist=waist):
                self.assertEqual(self._score("waist", sex=sex, waist=waist).band.lower, lower)

    def test_blood_pressure_takes_the_higher_grade(self):
        for systolic, diastolic, grade in (
            (110, 70, 0), (85, 55, -1), (130, 70, 1), (118, 92, 2), (165, 85, 3), (150, 112, 4),
        ):  # fmt: skip
            with self.subTest(f"{systolic}/{diastolic}"):
                result = self._score("blood_pressure", sbp=systolic, dbp=diastolic)
                self.assertEqual(result.band.lower, grade)

    def test_questionnaires_add_up_their_points(self):
        for code, yes, score, lower in (("frail", 0, 0, 0), ("frail", 2, 2, 1), ("frail", 3, 3, 3),
                                        ("fall", 2, 4, 4), ("fall", 1, 2, 0)):  # fmt: skip
            with self.subTest(code=code, yes=yes):
                items = self._tool(code).item_ids
                answers = {item.key: index < yes for index, item in enumerate(items)}
                result = self._score(code, **answers)
                self.assertEqual((result.score, result.band.lower), (score, lower))
        self.assertEqual(sum(self._tool("fall").item_ids.mapped("points")), 14)

    @given(st.floats(5, 3000), st.integers(18, 110))
    def test_filtration_rate_falls_with_creatinine_and_age(self, creatinine, age):
        men = self._tool("egfr_2021")._get_coefficients("1")
        rate = risk.filtration_rate(creatinine, age, men)
        self.assertGreater(rate, risk.filtration_rate(creatinine * 1.1, age, men))
        self.assertGreater(rate, risk.filtration_rate(creatinine, age + 1, men))
