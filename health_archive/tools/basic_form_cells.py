"""Cells that say several things at once: codes, diseases with their month, operations with a day."""

import re
from datetime import date
from typing import NamedTuple

from odoo.addons.safe_spreadsheet.tools import normalize

NONE_WORDS = frozenset({"1", "无", "否", "没有"})
SOME_WORDS = frozenset({"2", "有", "是"})
_SEPARATORS = re.compile(r"[、,;|/\n]+")
_BLANKS = re.compile(r"\s+")
_CODE_AND_WORD = re.compile(r"(\d{1,2})[\s.:、)-]*(\D.*)")
_DATED = re.compile(
    r"(?P<text>.*?)[\s(\[]*(?P<year>(?:19|20)\d\d)[-./年](?P<month>\d{1,2})"
    r"(?:[-./月](?P<day>\d{1,2})日?)?月?[)\]]?"
)


class Item(NamedTuple):
    """One entry of a history: what it was, and when as far as the file says."""

    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def first_of_month(self):
        """:raise ValueError: there is no such month"""
        return self.year and date(self.year, self.month, 1)

    @property
    def date(self):
        """The day, when the file names it.

        :raise ValueError: there is no such day
        """
        return self.day and date(self.year, self.month, self.day)


def split_words(text):
    """``"1、3"``, ``"1,3"`` and ``"1 3"`` give two words."""
    words = [word.strip() for word in _SEPARATORS.split(normalize(text))]
    if len(words) == 1 and re.fullmatch(r"\d{1,2}(\s+\d{1,2})+", words[0]):
        words = _BLANKS.split(words[0])
    return [word for word in words if word]


def split_items(text):
    """Entries of a history, each perhaps with a month or a day."""
    # a slash also stands within a date
    words = re.split(r"[、,;|\n]+", normalize(text))
    return [_read_item(word.strip()) for word in words if word.strip()]


def find_code(codes, word):
    """Id of what ``word`` means among ``{code or name: id}``: ``"2"``, ``"02"``, ``"2 B型"``."""
    found = codes.get(word)
    if found is None and word.isdecimal():
        found = codes.get(word.lstrip("0") or "0")
    if found is None and (match := _CODE_AND_WORD.fullmatch(word)):
        code, name = codes.get(match[1].lstrip("0") or "0"), codes.get(match[2].strip())
        found = code if code == name else None
    return found


def _read_item(word):
    match = _DATED.fullmatch(word)
    if not match:
        return Item(word)
    return Item(
        match["text"].rstrip(" ("),
        int(match["year"]),
        int(match["month"]),
        int(match["day"]) if match["day"] else None,
    )
