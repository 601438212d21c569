from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.family_agreement.tools import get_term_end

from ..tools import get_windows


@tagged("post_install", "-at_install")
class TestDutyWindows(BaseCase):
    def test_four_times_a_year_is_once_in_every_quarter(self):
        windows = get_windows(date(2026, 1, 1), date(2026, 12, 31), 4, "even")
        self.assertEqual([first.month for first, _last in windows], [1, 4, 7, 10])

    def test_any_time_gives_the_whole_year_to_each(self):
        windows = get_windows(date(2026, 3, 2), date(2027, 3, 1), 2, "any")
        self.assertEqual(windows, [(date(2026, 3, 2), date(2027, 3, 1))] * 2)

    @given(
        st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(1, 5), st.integers(1, 366),
        st.sampled_from(["even", "any"]),
    )  # fmt: skip
    def test_there_are_as_many_as_signed_and_none_leaves_the_term(
        self, start, years, times, spread
    ):
        last = get_term_end(start, years)
        windows = get_windows(start, last, times, spread)
        self.assertEqual(len(windows), years * times)
        for first, due in windows:
            self.assertTrue(start <= first <= due <= last)

    @given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(1, 3), st.integers(1, 52))
    def test_spread_evenly_they_follow_each_other_without_a_gap(self, start, years, times):
        last = get_term_end(start, years)
        windows = get_windows(start, last, times, "even")
        self.assertEqual((windows[0][0], windows[-1][1]), (start, last))
        for (_first, due), (following, _due) in zip(windows, windows[1:], strict=False):
            self.assertEqual(following, due + timedelta(days=1))
