from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ..tools import GROWING, Tally, Terms, make_figure

START = date(2026, 6, 16)


def terms(measure="count", threshold=80.0, elapsed=159, **vals):
    values = {
        "comparison": "ge", "is_prorated": True, "start": START, "days": 365, "is_over": False,
    } | vals  # fmt: skip
    return Terms(measure=measure, threshold=threshold, elapsed=elapsed, **values)


def state(tally, **vals):
    return make_figure(terms(**vals), tally, 70).state


class TestFigure(BaseCase):
    def test_home_visits_in_november_are_compared_with_what_is_due_by_then(self):
        """80 visits in 365 days: on day 159, 34.85 are due, and 24.4 are 70 % of them."""
        figure = make_figure(terms(), Tally(accepted=24), 70)
        self.assertEqual((figure.state, round(figure.expected, 2)), ("red", 34.85))
        self.assertEqual(figure.share, 68.87)
        self.assertEqual(state(Tally(accepted=25)), "behind")
        self.assertEqual(state(Tally(accepted=35)), "on_track")
        self.assertEqual(state(Tally(accepted=80)), "met")

    def test_the_pace_so_far_says_how_many_there_will_be_and_when_they_suffice(self):
        figure = make_figure(terms(), Tally(accepted=40), 70)
        self.assertEqual((figure.pace, figure.forecast), (7.55, 91.82))
        self.assertEqual(figure.forecast_date, date(2027, 4, 29))
        self.assertIsNone(make_figure(terms(), Tally(accepted=0), 70).forecast_date)
        self.assertIsNone(make_figure(terms(), Tally(accepted=80), 70).forecast_date)

    def test_two_lectures_are_due_at_the_end_and_not_before(self):
        vals = {"threshold": 2, "is_prorated": False}
        self.assertEqual(state(Tally(accepted=1), **vals), "open")
        self.assertEqual(state(Tally(accepted=2), **vals), "met")
        self.assertEqual(state(Tally(accepted=1), is_over=True, **vals), "red")

    def test_a_satisfaction_of_exactly_what_is_asked_suffices(self):
        vals = {"measure": "average", "threshold": 80}
        self.assertEqual(state(Tally(accepted=2, value=160), **vals), "met")
        self.assertEqual(state(Tally(accepted=2, value=159.9), **vals), "behind")
        self.assertEqual(state(Tally(accepted=2, value=110), **vals), "red")
        self.assertEqual(state(Tally(), **vals), "open")
        self.assertEqual(state(Tally(), is_over=True, **vals), "red")

    def test_a_share_of_the_roster_counts_who_is_on_it_and_reached(self):
        vals = {"measure": "roster_share", "threshold": 100}
        figure = make_figure(terms(**vals), Tally(accepted=900, roster=767, reached=766), 70)
        self.assertEqual((figure.actual, figure.state), (99.869622, "on_track"))
        self.assertEqual(state(Tally(roster=767, reached=767), **vals), "met")
        self.assertEqual(state(Tally(), **vals), "open")

    def test_a_rate_leaves_out_what_has_nothing_to_do_with_the_obligation(self):
        tally = Tally(claimed=1, accepted=7, rejected=4, beside=2)
        figure = make_figure(terms("rate", 100), tally, 70)
        self.assertEqual((figure.actual, figure.state, figure.forecast), (70, "behind", None))

    def test_no_incident_is_kept_only_when_the_period_is_over(self):
        vals = {"measure": "none", "threshold": 0}
        self.assertEqual(state(Tally(rejected=1), **vals), "on_track")
        self.assertEqual(state(Tally(rejected=1), is_over=True, **vals), "met")
        self.assertEqual(state(Tally(claimed=1), **vals), "red")

    def test_what_must_not_be_exceeded_is_on_track_until_it_is(self):
        vals = {"measure": "average", "threshold": 48, "comparison": "le"}
        self.assertEqual(state(Tally(accepted=2, value=96), **vals), "on_track")
        self.assertEqual(state(Tally(accepted=2, value=98), **vals), "red")
        self.assertEqual(state(Tally(), is_over=True, **vals), "met")

    def test_what_has_no_number_is_listed(self):
        figure = make_figure(terms("listed", 0), Tally(accepted=3), 70)
        self.assertEqual((figure.state, figure.actual, figure.expected), ("listed", None, None))

    @given(
        st.sampled_from(GROWING[:3]), st.integers(1, 500), st.integers(0, 600), st.integers(1, 365)
    )
    def test_who_keeps_what_the_forecast_says_is_never_told_to_be_behind(
        self, measure, threshold, done, elapsed
    ):
        tally = Tally(accepted=done, value=done, persons=done)
        figure = make_figure(terms(measure, threshold, elapsed), tally, 70)
        if figure.state in ("met", "on_track"):
            self.assertGreaterEqual(done * 365, threshold * elapsed - 1e-3)
        else:
            self.assertLess(done * 365, threshold * elapsed)
        if figure.forecast_date:
            in_time = figure.forecast_date <= date(2027, 6, 15)
            self.assertEqual(in_time, figure.state == "on_track")
