"""What synthetic people sign in three years, and what serves it."""

from datetime import date, timedelta
from typing import NamedTuple

from odoo.addons.family_agreement.tools import get_term_end

from .duty_windows import get_windows

YEARS = 3
PRIORITY_SHARE, OTHER_SHARE = 0.62, 0.20
FIRST_YEARS = (0.6, 0.85, 1.0)
"""Up to which share people signed for the first time two years ago, a year ago, this year."""
RENEWED_SHARE, TERMINATED_SHARE, PAID_SHARE = 0.88, 0.02, 0.06
ADVICE_SHARE = 0.5
IDLE_EVERY = 12
"""Every so many clinics a doctor signs and doesn't come."""


class Person(NamedTuple):
    archive_id: int
    name: str
    birth_date: date
    tags: frozenset


class Proof(NamedTuple):
    """A record of a resident; sorted as the matching takes them."""

    date: date
    model: str
    id: int
    kind: str
    user_id: int
    way: str


class Term(NamedTuple):
    start: date
    end: date
    last: date
    state: str
    is_paid: bool


class Agreements:
    """Draws agreements; the same for the same random numbers."""

    def __init__(self, random, today):
        self._random, self._today = random, today

    def draw(self, person, is_idle):
        """Terms of one person that follow each other, oldest first; often none."""
        random = self._random
        share = 0 if is_idle and person.tags else PRIORITY_SHARE if person.tags else OTHER_SHARE
        if is_idle and not person.tags:
            share = PRIORITY_SHARE
        if random.random() >= share:
            return []
        draw = random.random()
        back = YEARS - 1 - next(index for index, limit in enumerate(FIRST_YEARS) if draw < limit)
        start = date(self._today.year - back, 1, 2) + timedelta(days=random.randrange(120))
        is_paid = random.random() < PAID_SHARE
        terms = []
        while start <= self._today:
            terms.append(self._draw_term(start, is_paid))
            if terms[-1].state not in ("renewed",):
                break
            start = terms[-1].end + timedelta(days=1)
        return terms

    def _draw_term(self, start, is_paid):
        random, end = self._random, get_term_end(start, 1)
        if random.random() < TERMINATED_SHARE:
            last = min(start + timedelta(days=random.randrange(30, 330)), self._today)
            return Term(start, end, last, "terminated", is_paid)
        if end >= self._today:
            is_near = end - timedelta(days=30) <= self._today
            return Term(start, end, end, "expiring" if is_near else "active", is_paid)
        state = "renewed" if random.random() < RENEWED_SHARE else "expired"
        return Term(start, end, end, state, is_paid)


def serve(term, times, spread, proofs, early):
    """``[(first day, due day, proof or None)]`` of the units of one service.

    As the matching does it: in the order of their days each record serves the first free unit that
    has begun, or begins within ``early`` days.
    """
    windows = get_windows(term.start, term.end, times, spread)
    served = [None] * len(windows)
    for proof in proofs:
        latest = proof.date + timedelta(days=early)
        for index, (first, _due) in enumerate(windows):
            if served[index] is None and first <= latest:
                served[index] = proof
                break
    return [(first, due, proof) for (first, due), proof in zip(windows, served, strict=True)]
