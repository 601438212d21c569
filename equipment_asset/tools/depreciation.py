"""Straight-line depreciation in whole fen, month by month, without residual value.

Source: domain I.7 (政府会计准则第3号, 财会〔2017〕4号): value / months rounded to the fen, the last
month takes the remainder. A change of value is spread over the months that are left.
"""

from datetime import date
from typing import NamedTuple


class Change(NamedTuple):
    """What happened to the value of an asset (impairment, improvement, correction)."""

    index: int
    """Month from which it counts; 0 is the month of booking."""
    amount: int
    """Fen added to what is still to be written off; negative for an impairment."""
    months: int = 0
    """Months of use added."""


def instalment(rest: int, left: int) -> int:
    """Return what a month costs when ``rest`` fen are spread over ``left`` months."""
    return (2 * rest + left) // (2 * left) if left else 0


def schedule(value: int, months: int, changes=()) -> list[int]:
    """Return the fen written off in each month, counted from the month of booking.

    The months sum to ``value`` and all changes; none is negative. Between the end of the years of
    use and a later improvement stand zeros.

    :raise ValueError: a value would become negative, or would remain without a month to bear it
    """
    amounts, rest, left, pending = [], value, months, sorted(changes)
    monthly = instalment(rest, left)
    while left or pending:
        while pending and pending[0].index <= len(amounts):
            change = pending.pop(0)
            rest, left = rest + change.amount, left + change.months
            monthly = instalment(rest, left)
        if rest < 0:
            raise ValueError("more was taken off than the asset is worth")
        amount = rest if left == 1 else min(monthly, rest)
        amounts.append(amount if left else 0)
        rest, left = rest - amounts[-1], max(left - 1, 0)
    if rest:
        raise ValueError("no month is left to bear the value")
    return amounts


def amount_in_month(value: int, months: int, index: int, changes=()) -> int:
    """Return the fen of month ``index`` (0 is the month of booking); 0 outside the years of use."""
    amounts = schedule(value, months, changes)
    return amounts[index] if 0 <= index < len(amounts) else 0


def month_start(day: date) -> date:
    """Return the first day of the month of ``day``."""
    return day.replace(day=1)


def months_between(first: date, last: date) -> int:
    """Return how many months ``last`` lies after ``first``; the day of the month is ignored."""
    return (last.year - first.year) * 12 + last.month - first.month


def add_months(day: date, months: int) -> date:
    """Return the first day of the month ``months`` after ``day``."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
