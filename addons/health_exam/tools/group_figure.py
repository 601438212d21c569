"""A figure of a group report, and the list behind it."""

from typing import NamedTuple

SECTIONS = ("turnout", "people", "disease", "finding", "known", "alert", "task", "proposed")
"""Parts of the report, in their order."""


class Figure(NamedTuple):
    """How many; ``domain`` of ``model`` finds just as many records.

    ``whole`` is what the share is of, ``before`` and ``before_whole`` are the year before; None where
    there is nothing to compare with.
    """

    section: str
    key: str
    label: str
    count: int
    model: str
    domain: list
    whole: int | None = None
    before: int | None = None
    before_whole: int | None = None

    @property
    def share(self):
        """Percent of the whole, or None."""
        return _percent(self.count, self.whole)

    @property
    def before_share(self):
        """Percent of the whole of the year before, or None."""
        return _percent(self.before, self.before_whole)

    @property
    def share_text(self):
        """The share as it is shown."""
        return _show(self.share)

    @property
    def before_share_text(self):
        """The share of the year before as it is shown."""
        return _show(self.before_share)


def _show(share):
    return "" if share is None else f"{share:.1f}%"


def _percent(part, whole):
    return None if not whole or part is None else 100 * part / whole
