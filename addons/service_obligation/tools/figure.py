"""How far an obligation is, from what was counted; nothing here asks a database."""

from datetime import date as Date
from datetime import timedelta
from math import ceil
from typing import NamedTuple

GROWING = ("count", "sum", "person", "roster_share")
"""Measures that begin at nothing and come nearer with every claim; the others are kept or not."""

FORECAST_LIMIT = 3650
"""Days beyond which a day is no forecast any more."""


class Terms(NamedTuple):
    """What is owed; ``elapsed`` of ``days`` of the period have run, the cut-off day with them."""

    measure: str
    comparison: str
    threshold: float
    is_prorated: bool
    start: Date
    elapsed: int
    days: int
    is_over: bool


class Tally(NamedTuple):
    """What was counted up to the cut-off day: claims by state, and what the measures need.

    ``beside`` is how many of the rejected have nothing to do with the obligation (off the roster, out
    of the period); ``reached`` how many of the ``roster`` have an accepted claim.
    """

    claimed: int = 0
    waiting: int = 0
    accepted: int = 0
    rejected: int = 0
    beside: int = 0
    value: float = 0.0
    persons: int = 0
    roster: int = 0
    reached: int = 0


class Figure(NamedTuple):
    """``actual`` and ``expected`` are in the unit of the obligation, ``pace`` in it per 30 days.

    ``actual`` is None where there is nothing to divide by, ``expected`` where nothing is due yet.
    ``share`` is the percentage of what is expected. ``forecast`` is what the pace leads to by the end
    of the period, ``forecast_date`` the day on which it reaches what is owed.
    """

    tally: Tally
    actual: float | None
    expected: float | None
    share: float | None
    state: str
    pace: float | None
    forecast: float | None
    forecast_date: Date | None


def make_figure(terms, tally, behind_share):
    """The :class:`Figure` of an obligation.

    ``behind_share`` is the percentage of what is due below which it is far behind. Its state is one
    of ``listed`` (has no number), ``met``, ``on_track``, ``behind``, ``red``, ``open`` (nothing is
    due yet). What must not be exceeded, or must not happen, is on track until the period is over.
    """
    actual = get_actual(terms.measure, tally)
    expected = get_expected(terms)
    share = round(100 * actual / expected, 2) if expected and actual is not None else None
    state = get_state(terms, actual, expected, behind_share)
    pace = forecast = day = None
    if terms.measure in GROWING and actual is not None:
        pace = round(actual / terms.elapsed * 30, 2)
        forecast = round(actual / terms.elapsed * terms.days, 2)
        day = get_forecast_date(terms, actual) if state != "met" else None
    return Figure(tally, actual, expected, share, state, pace, forecast, day)


def get_actual(measure, tally):
    counted = tally.claimed + tally.accepted + tally.rejected - tally.beside
    if measure == "listed":
        return None
    if measure == "roster_share":
        return _divide(100 * tally.reached, tally.roster)
    if measure == "rate":
        return _divide(100 * tally.accepted, counted)
    if measure == "average":
        return _divide(tally.value, tally.accepted)
    if measure == "none":
        return float(tally.claimed + tally.accepted)
    number = {"count": tally.accepted, "sum": tally.value, "person": tally.persons}[measure]
    return round(float(number), 6)


def get_expected(terms):
    """What is due by the cut-off day; None where nothing is."""
    if terms.measure == "listed" or terms.comparison == "le" or terms.measure == "none":
        return None
    if terms.is_over or terms.measure not in GROWING:
        return terms.threshold
    if terms.is_prorated:
        return round(terms.threshold * terms.elapsed / terms.days, 6)
    return None


def get_state(terms, actual, expected, behind_share):
    if terms.measure == "listed":
        return "listed"
    if terms.comparison == "le" or terms.measure == "none":
        if actual is not None and actual > terms.threshold:
            return "red"
        return "met" if terms.is_over else "on_track"
    if actual is None:
        return "red" if terms.is_over and terms.threshold else "open"
    if actual >= terms.threshold:
        return "met"
    if expected is None:
        return "open"
    if actual >= expected:
        return "on_track"
    return "red" if actual * 100 < expected * behind_share else "behind"


def get_forecast_date(terms, actual):
    if actual <= 0 or terms.comparison == "le":
        return None
    needed = ceil(round(terms.threshold * terms.elapsed / actual, 6))
    return terms.start + timedelta(days=needed - 1) if needed <= FORECAST_LIMIT else None


def _divide(number, by):
    return round(number / by, 6) if by else None
