from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ..tools import get_ratio, share_points

weights = st.lists(st.decimals(0, 100, places=2).map(float) | st.just(0.0), min_size=1, max_size=40)
totals = st.decimals("0.01", 1000, places=2).map(float)


def exact(numbers):
    return sum(Decimal(str(number)) for number in numbers)


class TestScore(BaseCase):
    @given(weights, totals)
    def test_points_sum_to_the_full_score_and_follow_the_weights(self, weights, total):
        points = share_points(weights, total)
        whole = Decimal(str(total)) if any(weights) else Decimal(0)
        self.assertEqual(exact(points), whole)
        for weight, part in zip(weights, points, strict=True):
            self.assertGreaterEqual(part, 0)
            if any(weights):
                fair = whole * Decimal(str(weight)) / exact(weights)
                self.assertLess(abs(Decimal(str(part)) - fair), Decimal("0.01"))

    @given(st.integers(1, 60), totals)
    def test_equal_weights_differ_by_a_hundredth_at_most(self, count, total):
        points = [Decimal(str(part)) for part in share_points([1.0] * count, total)]
        self.assertLessEqual(max(points) - min(points), Decimal("0.01"))

    @given(
        weights,
        st.lists(st.tuples(st.floats(0, 1e6), st.floats(0.01, 1e6)), min_size=40, max_size=40),
    )
    def test_scores_never_exceed_the_full_score(self, weights, figures):
        points = share_points(weights, 100)
        scores = [
            round(part * get_ratio("behind", actual, expected), 2)
            for part, (actual, expected) in zip(points, figures, strict=False)
        ]
        self.assertLessEqual(exact(scores), exact(points))
        self.assertGreaterEqual(min(scores), 0)

    def test_what_is_reached_of_what_is_due_is_earned_and_never_more_than_all(self):
        self.assertEqual(get_ratio("red", 10, 40), 0.25)
        self.assertEqual(get_ratio("behind", 50, 40), 1)
        self.assertEqual(get_ratio("behind", 36, 40, cap=0.8), 0.8)
        self.assertEqual(get_ratio("met", 3, None), 1)
        self.assertEqual(get_ratio("red", None, 80), 0)
        self.assertEqual(get_ratio("red", 1, None), 0)

    def test_what_has_no_number_or_is_not_due_has_no_score(self):
        self.assertIsNone(get_ratio("listed", None, None))
        self.assertIsNone(get_ratio("open", 1, None))
