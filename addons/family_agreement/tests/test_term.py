from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import get_term_end


@tagged("post_install", "-at_install")
class TestTerm(BaseCase):
    def test_a_year_from_new_year_ends_with_the_year(self):
        self.assertEqual(get_term_end(date(2026, 1, 1), 1), date(2026, 12, 31))

    def test_what_begins_on_29_february_ends_on_the_28th(self):
        self.assertEqual(get_term_end(date(2028, 2, 29), 1), date(2029, 2, 28))
        self.assertEqual(get_term_end(date(2028, 2, 29), 3), date(2031, 2, 28))

    def test_after_four_years_the_29_february_is_the_next_first_day(self):
        self.assertEqual(get_term_end(date(2028, 2, 29), 4), date(2032, 2, 28))

    def test_a_year_that_begins_on_1_march_ends_with_february(self):
        self.assertEqual(get_term_end(date(2027, 3, 1), 1), date(2028, 2, 29))

    @given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 5))
    def test_terms_in_succession_leave_no_gap_and_keep_their_day(self, start, years):
        following = get_term_end(start, years) + timedelta(days=1)
        self.assertEqual(following.year, start.year + years)
        if (start.month, start.day) != (2, 29):
            self.assertEqual((following.month, following.day), (start.month, start.day))
