"""Numbers and units as devices write them."""

import re
import unicodedata
from decimal import Decimal

_NUMBER = re.compile(r"(<=|>=|<|>|≤|≥)?\s*([+-]?(?:[0-9]{1,12}(?:\.[0-9]{0,8})?|\.[0-9]{1,8}))")
_POWER = re.compile(r"^[x*]?10(?:\*\*?|\^|e)?(\d{1,2})(?=/)")
SIGNIFICANT = 7


def read_number(text):
    """``(comparator, Decimal)``, None when it isn't a plain number."""
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        return None
    comparator = {"≤": "<=", "≥": ">="}.get(match[1], match[1] or "")
    return comparator, Decimal(match[2])


def convert(number, factor):
    """``number`` in the unit of the item, to seven significant digits; unchanged for factor 1."""
    factor = Decimal(repr(factor))
    if factor == 1:
        return number
    return Decimal(f"{number * factor:.{SIGNIFICANT}g}").normalize()


def write_number(number):
    """``number`` in digits, never with an exponent."""
    return f"{number:f}"


def is_same_unit(one, other):
    """Whether two notations mean one unit: ``10*9/L`` and ``×10⁹/L``, ``umol/l`` and ``µmol/L``."""
    return _plain(one) == _plain(other)


def _plain(unit):
    # NFKC makes "10⁹" a "109", and leaves the sign of multiplication
    text = unicodedata.normalize("NFKC", unit.replace("×", "x")).casefold()
    text = re.sub(r"\s", "", text).replace("μ", "u")
    return _POWER.sub(r"10*\1", text)
