from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import split, split_table, to_fen, to_yuan

FEN = st.integers(min_value=0, max_value=10**13)
WEIGHTS = st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=40).filter(sum)


@tagged("post_install", "-at_install")
class TestSplit(BaseCase):
    @settings(max_examples=500, deadline=None)
    @given(total=FEN, weights=WEIGHTS)
    def test_parts_sum_exactly_and_none_is_negative(self, total, weights):
        parts = split(total, weights)
        self.assertEqual(sum(parts), total)
        self.assertTrue(all(part >= 0 for part in parts))

    @settings(max_examples=500, deadline=None)
    @given(total=FEN, weights=WEIGHTS)
    def test_no_part_is_more_than_a_fen_from_its_exact_share(self, total, weights):
        for part, weight in zip(split(total, weights), weights, strict=True):
            exact = Decimal(total) * weight / sum(weights)
            self.assertLess(abs(part - exact), Decimal("1.000001"))

    @settings(max_examples=400, deadline=None)
    @given(
        rows=st.lists(FEN, min_size=1, max_size=25).filter(sum),
        weights=st.lists(st.integers(min_value=1, max_value=1000), min_size=1, max_size=12),
    )
    def test_owners_and_instalments_both_sum_exactly(self, rows, weights):
        columns = split(sum(rows), weights)
        cells = split_table(rows, columns)
        self.assertTrue(all(cell >= 0 for column in cells for cell in column))
        self.assertEqual([sum(column) for column in cells], columns)
        self.assertEqual([sum(row) for row in zip(*cells, strict=True)], rows)

    @settings(max_examples=500, deadline=None)
    @given(fen=FEN)
    def test_yuan_and_fen_convert_without_loss(self, fen):
        self.assertEqual(to_fen(to_yuan(fen)), fen)

    def test_91_kits_over_17_owners_are_six_times_6_and_eleven_times_5(self):
        self.assertEqual(split(91, [1] * 17), [6] * 6 + [5] * 11)

    def test_what_cannot_be_split_is_refused(self):
        for total, weights in ((-1, [1]), (1, [0, 0]), (1, [2, -1])):
            with self.assertRaises(ValueError):
                split(total, weights)
        with self.assertRaises(ValueError):
            split_table([1], [2])
