"""Maintenance fees by contract year, exact to the fen.

Source: domain I.8. The first fee year starts the day after the free time; a year that is cut short
is paid by the day, over the 365 (366) days the whole fee year would have.
"""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

ONE_DAY = timedelta(days=1)


class FeePeriod(NamedTuple):
    """One fee year, first and last day included, and its fee in fen."""

    first: date
    last: date
    days: int
    fen: int


def warranty_end(start: date, months: int) -> date:
    """Return the last free day when the free time of ``months`` begins on ``start``."""
    return start + relativedelta(months=months) - ONE_DAY


def fee_periods(first: date, last: date, base_fen: int, rate) -> list[FeePeriod]:
    """Cut ``first`` … ``last`` into fee years without gap or overlap.

    :param rate: percent per year (``Decimal``, ``str`` or ``float`` with few decimals)
    """
    yearly = Fraction(base_fen) * Fraction(str(rate)) / 100
    periods = []
    start = first
    while start <= last:
        # counted from the first day, so that 29 February does not drift to the 28th for good
        following = first + relativedelta(years=len(periods) + 1)
        end = min(following - ONE_DAY, last)
        days = (end - start).days + 1
        periods.append(
            FeePeriod(start, end, days, _round(yearly * days / (following - start).days))
        )
        start = following
    return periods


def _round(fen: Fraction) -> int:
    exact = Decimal(fen.numerator) / Decimal(fen.denominator)
    return int(exact.to_integral_value(ROUND_HALF_UP))
