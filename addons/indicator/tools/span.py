from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo.fields import Domain

# China has one time zone; a figure must not change with the settings of whoever reads it.
TIME_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Span:
    """The period of a figure, and the last day that it counts (never a day to come)."""

    date_from: date
    date_to: date
    cut_off: date

    @classmethod
    def until_today(cls, date_from, date_to, today):
        """The period ``date_from``…``date_to``, counted up to ``today`` at most."""
        return cls(date_from, date_to, min(date_to, max(today, date_from)))

    def names(self):
        """What a domain may name."""
        return {
            "period_start": self.date_from,
            "period_end": self.date_to,
            "today": self.cut_off,
        }

    def domain(self, field, mode):
        """Domain of the days that count, for a date or datetime field of a model.

        :param mode: ``within`` the period, or ``until`` its last day
        """
        first, last = self.date_from, self.cut_off
        if field.type == "datetime":
            domain = Domain(field.name, "<", _utc_midnight(last + timedelta(days=1)))
            first = _utc_midnight(first)
        else:
            domain = Domain(field.name, "<=", last)
        return domain & Domain(field.name, ">=", first) if mode == "within" else domain

    def elapsed_share(self, first, last):
        """Share of the days ``first``…``last`` that this period has used up, as (part, whole)."""
        begin, end = max(first, self.date_from), min(last, self.cut_off)
        return max((end - begin).days + 1, 0), (last - first).days + 1


def _utc_midnight(day):
    midnight = datetime.combine(day, time(), TIME_ZONE)
    return midnight.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
