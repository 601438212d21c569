from datetime import timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .followup_common import TODAY, HealthFollowupCase

# born on, form of today (2026-05-01), out of its window, next check begins on
SCHEDULE = [
    ("2026-04-24", "newborn", False, "2026-05-22"),
    ("2026-04-02", "01", False, "2026-07-02"),
    ("2026-02-01", "03", False, "2026-08-01"),
    ("2026-01-01", "03", True, "2026-07-01"),
    ("2025-05-01", "12", False, "2026-11-01"),
    ("2025-04-02", "12", False, "2026-10-02"),
    ("2025-04-01", "12", True, "2026-10-01"),
    ("2023-05-01", "36", False, "2027-05-01"),
    ("2022-05-02", "36", False, "2026-05-02"),
    ("2020-05-01", "72", False, None),
]


@freeze_time(TODAY)
class TestHealthFollowupChild(HealthFollowupCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boy = cls._child("2025-05-01")

    @classmethod
    def _child(cls, born, sex="1"):
        archive = cls._archive(cls._resident("小宝", birth_date=born, sex=sex))
        return archive.enrolment_ids.filtered(lambda e: e.programme_id.code == "child")

    def _check(self, enrolment=None, **vals):
        boxes = {"htn_symptom_ids": [], "sbp": 0, "dbp": 0, "adherence_id": False, "adr": False}
        return self._visit(enrolment=enrolment or self.boy, **boxes | vals)

    def _signs(self, *codes):
        return self._codes("child_warning", *codes)

    def test_child_is_enrolled_by_the_system_and_due_at_once(self):
        self.assertEqual(str(self.boy.next_due_date), TODAY)
        self.assertEqual(self.boy.due_state, "due")

    def test_age_chooses_the_form_and_the_next_check(self):
        for born, code, out_of_window, next_date in SCHEDULE:
            with self.subTest(born):
                check = self._check(self._child(born))
                self.assertEqual(check.form_code, code)
                self.assertEqual(check.is_out_of_window, out_of_window)
                self.assertEqual(check.next_date or None, fields.Date.to_date(next_date))

    def test_check_makes_the_next_one_due(self):
        check = self._check(weight=9.6, height=75.7, child_warning_ids=self._signs("0"))
        check.action_sign()
        self.assertEqual(str(self.boy.next_due_date), "2026-11-01")

    def test_last_check_needs_no_next_day(self):
        child = self._child("2020-05-01")
        check = self._check(child, weight=20, height=115, child_warning_ids=self._signs("0"))
        check.action_sign()
        self.assertEqual(check.seal_state, "sealed")

    def test_weight_of_a_boy_of_12_months_is_scored(self):
        check = self._check(weight=9.6, height=75.7)
        self.assertAlmostEqual(check.child_weight_z, -0.04, 2)
        self.assertEqual(check.child_weight_band_id.code, "2")
        self.assertEqual(check.child_growth_ids.code, "1")
        self.assertFalse(check.is_referral)

    def test_low_weight_is_a_finding_and_referred(self):
        check = self._check(weight=7.6, height=75.7)
        self.assertLess(check.child_weight_z, -2)
        self.assertEqual(check.child_weight_band_id.code, "3")
        self.assertEqual(set(check.child_growth_ids.mapped("code")), {"2", "3"})
        self.assertTrue(check.is_referral)
        self.assertEqual(str(check.next_date), "2026-05-15")

    def test_child_born_early_is_measured_by_the_age_it_would_have(self):
        full, early = self._child("2025-11-01"), self._child("2025-11-01")
        late = self._check(full, weight=6, height=62)
        preterm = self._check(early, weight=6, height=62, child_weeks=32)
        self.assertGreater(preterm.child_weight_z, late.child_weight_z)
        self.assertEqual(early.child_weeks, 32)
        with freeze_time("2026-05-02"):
            again = self._check(early, date="2026-05-02")
        self.assertEqual(again.child_weeks, 32)

    def test_any_warning_sign_is_referred(self):
        check = self._check(weight=9.6, height=75.7, child_warning_ids=self._signs("12-1", "12-4"))
        check.action_sign()
        self.assertTrue(check.child_is_warned)
        self.assertEqual(len(check.referral_ids), 1)
        self.assertEqual(str(check.next_date), "2026-05-15")
        self.assertIn("预警征象", check.finding_text)

    def test_warning_signs_are_answered_before_signing_where_the_form_has_them(self):
        check = self._check(weight=9.6, height=75.7)
        with self.assertRaises(UserError):
            check.action_sign()
        month_old = self._check(self._child("2026-04-02"), weight=4.2, height=53)
        month_old.action_sign()
        self.assertEqual(month_old.seal_state, "sealed")

    def test_each_of_eleven_ages_lists_four_warning_signs(self):
        codes = self.env["health.code"]._get_ids("child_warning").keys() - {"0"}
        forms = self.env["health.followup.form"].search([("programme_id.code", "=", "child")])
        self.assertEqual(len(codes), 44)
        self.assertLessEqual({code[:2] for code in codes}, set(forms.mapped("code")))

    def test_anaemia_begins_below_110_and_from_5_years_below_115(self):
        for born, hgb, anaemic in (
            ("2025-05-01", 109, True), ("2025-05-01", 110, False),
            ("2021-05-01", 114, True), ("2021-05-01", 115, False),
        ):  # fmt: skip
            check = self._check(self._child(born), child_hgb=hgb)
            self.assertEqual((check.next_date - check.date).days == 30, anaemic, (born, hgb))

    def test_danger_of_a_newborn_is_urgent(self):
        check = self._check(self._child("2026-04-24"))
        hands = self._codes("child_jaundice", "5")
        for box, normal, dangers in (
            ("child_newborn_temperature", 36.8, (35.5, 37.5)),
            ("child_respiration", 40, (19, 61)),
            ("heart_rate", 130, (99, 161)),
            ("child_jaundice_ids", self._codes("child_jaundice", "2"), [hands]),
        ):
            for danger in dangers:
                check.write({box: danger})
                self.assertTrue(check.is_urgent, (box, danger))
            check.write({box: normal})
            self.assertFalse(check.is_urgent, box)

    def test_weight_at_birth_in_grams_is_refused(self):
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            self._check(child_birth_weight=3200)

    @settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
    @given(st.integers(0, 7 * 365))
    def test_next_check_lies_after_this_one_and_in_the_window_of_its_form(self, days):
        date = fields.Date.to_date(TODAY)
        forms = self.env["health.followup.form"]._get_schedule(self.boy.programme_id, date)
        origins = {"birth": date - timedelta(days=days)}
        current = forms._get_current(date, origins)
        form, first, last = forms._get_next(date, origins, current)
        if form:
            self.assertGreater(last, date)
            self.assertLessEqual(first, last)
            self.assertGreater(first, current._get_window(origins)[0])
        else:
            self.assertEqual(current.code, "72")
            self.assertLessEqual(origins["birth"] + relativedelta(years=6), date)
