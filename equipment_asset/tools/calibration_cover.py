"""What a row of certificates says about a day; plain data, no database.

Entries come in the order in which they speak: by date, on one day by order of recording.
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Entry:
    """One certificate in force: ``until`` is the last day it covers, ``None`` if it failed."""

    date: date
    until: date | None
    key: int = 0

    @property
    def passed(self):
        return self.until is not None


def get_verdict(entries, day):
    """What was known of the device on ``day``, both limits of a certificate included.

    A failed certificate ends all earlier ones from its own date, until the next passing one. A
    short certificate does not shorten an earlier, longer one.

    :return: ``(True, entry)`` covered, ``(False, entry)`` failed and not passed since,
        ``(None, None)`` no certificate speaks for that day
    """
    failure, cover = None, None
    for entry in entries:
        if entry.date > day:
            break
        if not entry.passed:
            failure, cover = entry, None
            continue
        failure = None
        if entry.until >= day:
            cover = entry
    if cover:
        return True, cover
    return (False, failure) if failure else (None, None)


def get_cover_end(entries):
    """Last day covered by ``entries``, a failure included; ``None`` if no day is."""
    spans = []
    for entry in entries:
        if entry.passed:
            spans.append((entry.date, entry.until))
        else:
            eve = entry.date - timedelta(days=1)
            spans = [(start, min(until, eve)) for start, until in spans if start <= eve]
    return max((until for _start, until in spans), default=None)
