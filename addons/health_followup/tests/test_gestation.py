from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import gestation

DAYS = st.dates(date(2000, 1, 1), date(2080, 1, 1))


@tagged("post_install", "-at_install")
class TestGestation(BaseCase):
    """The calendar rules of the domain specification, C.7 and C.8."""

    def test_due_date_is_nine_months_and_seven_days_after_the_last_period(self):
        for last_period, due in (
            ("2026-01-01", "2026-10-08"),
            ("2025-06-15", "2026-03-22"),
            ("2026-05-31", "2027-03-10"),
            ("2026-03-28", "2027-01-04"),
        ):
            found = gestation.due_date(date.fromisoformat(last_period))
            self.assertEqual(found, date.fromisoformat(due))

    @given(DAYS)
    def test_due_date_is_day_280_to_283(self, last_period):
        self.assertIn((gestation.due_date(last_period) - last_period).days, range(280, 284))

    @given(DAYS, st.integers(0, 310))
    def test_weeks_and_days_add_up(self, last_period, passed):
        weeks, days = gestation.weeks_and_days(last_period, last_period + timedelta(passed))
        self.assertEqual(weeks * 7 + days, passed)
        self.assertIn(days, range(7))

    def test_month_is_whole_on_the_day_of_the_birth(self):
        born = date(2025, 1, 31)
        for day, months in (
            ("2025-02-27", 0), ("2025-02-28", 1), ("2026-01-30", 11), ("2026-01-31", 12),
            ("2031-01-30", 71), ("2031-01-31", 72),
        ):  # fmt: skip
            self.assertEqual(gestation.whole_months(born, date.fromisoformat(day)), months)

    @given(DAYS, st.integers(0, 3000))
    def test_age_in_months_never_shrinks(self, born, passed):
        day = born + timedelta(passed)
        self.assertLessEqual(
            gestation.whole_months(born, day),
            gestation.whole_months(born, day + timedelta(1)),
        )
