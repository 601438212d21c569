from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import TransactionCase

from ..tools import contacts_due


class TestContact(TransactionCase):
    def test_whole_contacts_are_due_and_always_the_first(self):
        for a_year, elapsed, due in (
            (4, 1, 1), (4, 159, 1), (4, 182, 1), (4, 183, 2), (4, 274, 3), (4, 364, 3), (4, 365, 4),
            (1, 1, 1), (1, 365, 1), (0, 365, 0), (4, 400, 4),
        ):  # fmt: skip
            with self.subTest(a_year=a_year, elapsed=elapsed):
                self.assertEqual(contacts_due(a_year, elapsed, 365), due)

    @given(st.integers(1, 50), st.integers(1, 800), st.integers(1, 800))
    def test_never_more_than_the_year_asks_for_and_all_at_the_end(self, a_year, elapsed, days):
        self.assertTrue(1 <= contacts_due(a_year, elapsed, days) <= a_year)
        self.assertEqual(contacts_due(a_year, days, days), a_year)
        self.assertLessEqual(
            contacts_due(a_year, elapsed, days), contacts_due(a_year, elapsed + 1, days)
        )
