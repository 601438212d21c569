"""When people who don't exist are examined, and how far their exams have come."""

from datetime import timedelta

_YEAR = 365
_PER_DAY = 90
"""People that a team examines in a village on a day."""
_SATURDAY = 5
_LATE_SHARE, _ALONE_SHARE = 0.03, 0.15
"""Who came to the hospital within the last days, or on any day of the year."""
_STATES = (
    (0, {"registered": 30, "in_progress": 50, "station_done": 20}),
    (7, {"in_progress": 20, "station_done": 30, "final": 10, "reported": 40}),
    (30, {"in_progress": 1, "station_done": 3, "reported": 36, "synced": 59, "void": 1}),
    (_YEAR, {"reported": 2, "synced": 97, "void": 1}),
)
"""``(days ago, up to which, {state: how frequent})``"""


class ExamDays:
    """Days of one village in the last year: a team comes for a few days, and some go on their own.

    :param count: about how many are examined
    """

    def __init__(self, random, today, count):
        self._random, self._today = random, today
        first = today - timedelta(days=random.randint(20, _YEAR - 20))
        self._team = [first]
        while len(self._team) * _PER_DAY < count:
            self._team.append(_next_workday(self._team[-1]))

    def draw(self):
        draw = self._random.random()
        if draw < _LATE_SHARE:
            return self._today - timedelta(days=self._random.randint(0, 7))
        if draw < _ALONE_SHARE:
            return self._today - timedelta(days=self._random.randint(0, _YEAR - 1))
        return min(self._random.choice(self._team), self._today)

    def draw_state(self, day):
        ago = (self._today - day).days
        weights = next(weights for days, weights in _STATES if ago <= days)
        (state,) = self._random.choices([*weights], [*weights.values()])
        return state


def _next_workday(day):
    day += timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day
