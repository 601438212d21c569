"""Terms of agreements (domain E.3): full years, the last day included."""

from calendar import isleap
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


def get_term_end(start: date, years: int) -> date:
    """Last day of a term of ``years`` years that begins on ``start``.

    From 2026-01-01 one year lasts until 2026-12-31; what begins on 29 February ends on the 28th,
    or on the 29th should the last year have one.
    """
    if start.month == 2 and start.day == 29:
        year = start.year + years
        return date(year, 2, 29 if isleap(year) else 28) - timedelta(days=int(isleap(year)))
    return start + relativedelta(years=years) - timedelta(days=1)
