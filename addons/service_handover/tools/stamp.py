"""Moments as the papers of a hand-over show them: the legal time of China."""

from datetime import UTC
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Asia/Shanghai")


def local_naive(moment):
    """A stored moment (UTC) as legal time without its zone, as spreadsheets want it."""
    return moment and moment.replace(tzinfo=UTC).astimezone(TIME_ZONE).replace(tzinfo=None)


def local_day(moment):
    """The day in China of a stored moment (UTC)."""
    return moment and local_naive(moment).date()
