from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.health_followup.tools.catchup import Stop, spread

STOPS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 6)), max_size=80)


class TestCatchup(TestCase):
    @settings(max_examples=200, deadline=None, derandomize=True)
    @given(found=STOPS, days=st.integers(1, 20))
    def test_everyone_gets_one_day_and_the_days_are_even(self, found, days):
        stops = [Stop(urgency, village, n) for n, (urgency, village) in enumerate(found)]
        plan = spread(stops, days)
        self.assertEqual(sorted(s.person for day in plan for s in day), list(range(len(stops))))
        self.assertLessEqual(len(plan), days)
        sizes = [len(day) for day in plan]
        self.assertLessEqual(max(sizes, default=0) - min(sizes, default=0), 1)
        if stops:
            self.assertIn(min(stops).urgency, [stop.urgency for stop in plan[0]])

    def test_day_begins_with_the_most_urgent_and_stays_in_his_village(self):
        stops = [Stop(1, 7, "a"), Stop(2, 8, "b"), Stop(3, 7, "c"), Stop(4, 8, "d")]
        plan = spread(stops, 2)
        self.assertEqual([[s.person for s in day] for day in plan], [["a", "c"], ["b", "d"]])
