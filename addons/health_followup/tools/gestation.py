"""Dates of a pregnancy and whole months of age (domain C.7, C.8)."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

NAEGELE_MONTHS, NAEGELE_DAYS = 9, 7
"""The rule printed on the form: month + 9 or - 3, day + 7."""
WEEK = 7
FULL_TERM = 280
"""Days of a pregnancy by definition, for one that only the ultrasound dates."""


def due_date(last_period: date) -> date:
    """Expected day of delivery by the calendar rule of the form; up to 3 days after day 280.

    A day that the month doesn't have runs on into the next one: 31 May counts as 38 February.
    """
    first = last_period.replace(day=1) + relativedelta(months=NAEGELE_MONTHS)
    return first + timedelta(days=last_period.day - 1 + NAEGELE_DAYS)


def last_period(due: date | None) -> date | None:
    """Last menstrual period, counted back from the day of delivery that the ultrasound tells."""
    return due and due - timedelta(days=FULL_TERM)


def weeks_and_days(last_period: date, day: date) -> tuple[int, int]:
    """Whole weeks of pregnancy on ``day``, and the days beyond them."""
    return divmod((day - last_period).days, WEEK)


def whole_months(born: date, day: date) -> int:
    """Whole months of age: “12 months” are 12 months and 0 to 29 days (norm, form notes)."""
    passed = relativedelta(day, born)
    return passed.years * 12 + passed.months
