"""How often people who don't exist are visited: most in time, some late, some no more."""

from datetime import date, timedelta
from typing import NamedTuple

YEARS = 3
_FIRST = 45
"""Days within which somebody is visited who enters, or whom the three years begin with."""


class Followed(NamedTuple):
    """Somebody in a programme: columns of the enrolment and of the person."""

    enrolment_id: int
    archive_id: int
    programme_id: int
    code: str
    enrolled_date: date
    org_unit_id: int
    region_id: int
    doctor_id: int
    birth_date: date
    sex: str


class Habit(NamedTuple):
    """How the visits go: days before or after the day they are due, and when they ended.

    :ivar stop: days before today from which on nobody came
    """

    slip: tuple[int, int]
    stop: tuple[int, int] | None = None
    is_lost: bool = False


_HABITS = {
    Habit((-10, 7)): 74,
    Habit((20, 80)): 14,
    Habit((-10, 7), (60, 300)): 9,
    Habit((-10, 7), (100, 400), is_lost=True): 3,
}


class Course:
    """The days on which one person is visited.

    Go on with :meth:`move` after each visit while :attr:`date` is there.
    """

    def __init__(self, random, followed, today):
        self._random = random
        (self.habit,) = random.choices([*_HABITS], [*_HABITS.values()])
        begin = max(followed.enrolled_date, today - timedelta(days=365 * YEARS))
        stop = self.habit.stop
        self._last = today - timedelta(days=random.randint(*stop) if stop else 0)
        self.date = self._keep(begin + timedelta(days=random.randint(0, _FIRST)))

    def move(self, next_date):
        """:param next_date: what the visit of :attr:`date` agreed; None where nobody comes again"""
        if next_date is None:
            self.date = None
            return
        day = next_date + timedelta(days=self._random.randint(*self.habit.slip))
        self.date = self._keep(max(day, self.date + timedelta(days=1)))

    def _keep(self, day):
        return day if day <= self._last else None
