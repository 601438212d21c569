"""Spreads visits that are overdue over some days, the most urgent first, villages together."""

from typing import Any, NamedTuple


class Stop(NamedTuple):
    """One person to be visited."""

    urgency: Any
    """Sorts the most urgent one first."""
    village: int
    person: Any


def spread(stops, days):
    """Share ``stops`` out to at most ``days`` days, as evenly as possible.

    Each day begins in the village of the most urgent person who is left, and goes on there before
    it goes to the next.

    :return: a list of :class:`Stop` per day
    """
    left, plan = sorted(stops, key=lambda stop: stop.urgency), []
    while left:
        size = -(-len(left) // max(days - len(plan), 1))
        today = _take_day(left, size)
        chosen = {id(stop) for stop in today}
        left = [stop for stop in left if id(stop) not in chosen]
        plan.append(today)
    return plan


def _take_day(left, size):
    day, villages = [], list(dict.fromkeys(stop.village for stop in left))
    for village in villages:
        room = size - len(day)
        if room <= 0:
            break
        day += [stop for stop in left if stop.village == village][:room]
    return day
