from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.equipment_asset.tools.depreciation import (
    Change,
    add_months,
    amount_in_month,
    instalment,
    months_between,
    schedule,
)

VALUES = st.integers(0, 10**11)
MONTHS = st.integers(1, 600)


@tagged("post_install", "-at_install")
class TestDepreciation(BaseCase):
    def test_the_workstation_of_298000_yuan_takes_the_rest_in_its_last_month(self):
        amounts = schedule(29_800_000, 72)
        self.assertEqual(len(amounts), 72)
        self.assertEqual(set(amounts[:-1]), {413_889})
        self.assertEqual(amounts[-1], 413_881)

    def test_half_a_fen_is_rounded_up(self):
        self.assertEqual(instalment(5, 2), 3)
        self.assertEqual(instalment(1, 3), 0)

    def test_an_impairment_is_spread_over_the_months_left(self):
        amounts = schedule(120_000, 12, [Change(6, -30_000)])
        self.assertEqual(amounts, [10_000] * 6 + [5_000] * 6)

    def test_an_improvement_after_the_end_starts_again_with_its_own_months(self):
        amounts = schedule(1_000, 2, [Change(4, 300, 3)])
        self.assertEqual(amounts, [500, 500, 0, 0, 100, 100, 100])

    def test_more_cannot_be_taken_off_than_is_left(self):
        with self.assertRaises(ValueError):
            schedule(120_000, 12, [Change(6, -60_001)])

    def test_a_value_needs_a_month_to_bear_it(self):
        with self.assertRaises(ValueError):
            schedule(1_000, 2, [Change(4, 300)])

    def test_nothing_is_due_outside_the_years_of_use(self):
        self.assertEqual(amount_in_month(29_800_000, 72, 72), 0)
        self.assertEqual(amount_in_month(29_800_000, 72, -1), 0)
        self.assertEqual(amount_in_month(29_800_000, 72, 71), 413_881)

    @given(VALUES, MONTHS)
    def test_months_sum_to_the_value_and_none_is_negative(self, value, months):
        amounts = schedule(value, months)
        self.assertEqual(sum(amounts), value)
        self.assertEqual(len(amounts), months)
        self.assertGreaterEqual(min(amounts), 0)

    @given(VALUES, MONTHS)
    def test_all_months_but_the_last_are_the_rounded_part_while_value_is_left(self, value, months):
        amounts = schedule(value, months)
        monthly = instalment(value, months)
        self.assertLessEqual(abs(amounts[-1] - monthly), months // 2 + 1)
        for index, amount in enumerate(amounts[:-1]):
            self.assertEqual(amount, min(monthly, value - monthly * index if amount else 0))

    @given(VALUES, st.integers(2, 120), st.data())
    def test_changes_keep_the_sum_exact_and_leave_booked_months_alone(self, value, months, data):
        index = data.draw(st.integers(0, months - 1))
        before = schedule(value, months)
        rest = sum(before[index:])
        delta = data.draw(st.integers(-rest, 10**10))
        added = data.draw(st.integers(0, 60))
        amounts = schedule(value, months, [Change(index, delta, added)])
        self.assertEqual(sum(amounts), value + delta)
        self.assertEqual(amounts[:index], before[:index])
        self.assertEqual(len(amounts), months + added)
        self.assertGreaterEqual(min(amounts), 0)

    @given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
    def test_months_are_counted_as_they_are_added(self, day, months):
        self.assertEqual(months_between(day, add_months(day, months)), months)
