"""From a stored cell to a value that can be trusted."""

import math
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

YUAN_PER_UNIT = {"元": 1, "万元": 10_000}
MAX_YUAN = Decimal(10) ** 15
# Excel keeps fifteen digits of a number: longer codes have already lost their last ones.
EXCEL_DIGITS = 15

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NUMBER = re.compile(r"-?(\d{1,20}|\d{1,3}(,\d{3}){1,6})(\.\d{1,20})?")
_MONEY = re.compile(r"[¥]?\s*(?P<number>.*?)\s*(?P<unit>万元|万|元)?")
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")


class BadCell(Exception):
    """The cell is not accepted; the message says why and what to do."""


def is_empty(raw):
    """True for a cell without content; a formula that shows nothing is content."""
    return raw.value is None or (isinstance(raw.value, str) and not raw.value.strip())


def convert(env, raw, binding):
    """Value of ``raw`` for the kind of ``binding.column``.

    :raise BadCell: the value does not fit the kind
    """
    if raw.data_type == "f":
        raise BadCell(env._("the cell contains a formula, please paste the value instead"))
    if raw.data_type == "e":
        raise BadCell(
            env._("the cell shows the error %(error)s, please enter a value", error=raw.value),
        )
    return _CONVERTERS[binding.column.kind](env, raw, binding)


def normalize(text):
    """Half-width form without surrounding blanks."""
    return unicodedata.normalize("NFKC", text).strip()


def _to_text(env, raw, _binding):
    value = raw.value
    if isinstance(value, str):
        return _checked_text(env, value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if abs(value) >= 10**EXCEL_DIGITS:
        raise BadCell(
            env._(
                "a number with more than 15 digits loses its last digits in Excel, "
                "please format the column as text and enter it again",
            ),
        )
    return format(_exact(value), "f")


def _checked_text(env, value):
    if value.startswith(FORMULA_STARTS):
        raise BadCell(
            env._(
                "text must not start with “%(start)s” (it could act as a formula), "
                "please remove this character",
                start={"\t": "TAB", "\r": "CR"}.get(value[0], value[0]),
            ),
        )
    if _CONTROL.search(value):
        raise BadCell(env._("the text contains invisible characters, please type it again"))
    return value.strip()


def _to_number(env, raw, _binding):
    return _number(env, raw.value)


def _to_integer(env, raw, _binding):
    number = _number(env, raw.value)
    if number != number.to_integral_value():
        raise BadCell(
            env._("“%(value)s” is not a whole number, please correct it", value=raw.value),
        )
    return int(number)


def _to_money(env, raw, binding):
    if "万" in raw.number_format:
        raise BadCell(
            env._(
                "the cell format shows 万, so that the amount is not clear; "
                "please use an ordinary number format and write the unit into the heading",
            ),
        )
    number, unit = _split_money(env, raw.value)
    amount = number * YUAN_PER_UNIT[binding.resolve_unit(env, unit)]
    if abs(amount) >= MAX_YUAN:
        raise BadCell(env._("“%(value)s” is too large, please correct it", value=raw.value))
    cents = amount.quantize(Decimal("0.01"))
    if cents != amount:
        raise BadCell(
            env._(
                "“%(value)s” is %(amount)s yuan, more than two decimals; "
                "please round it to the cent",
                value=raw.value,
                amount=format(amount.normalize(), "f"),
            ),
        )
    return cents


def _split_money(env, value):
    """Return (number, unit written in the cell or None)."""
    if not isinstance(value, str):
        return _number(env, value), None
    match = _MONEY.fullmatch(normalize(value))
    unit = match["unit"]
    return _number(env, match["number"], shown=value), "万元" if unit == "万" else unit


def _to_date(env, raw, _binding):
    value = raw.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DATE.fullmatch(normalize(value)) if isinstance(value, str) else None
    try:
        return date(*(int(part) for part in match.groups() if part))
    except (AttributeError, ValueError):
        raise BadCell(
            env._("“%(value)s” is not a date, please write it like 2026-03-01", value=value),
        ) from None


def _number(env, value, shown=None):
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return _exact(value)
    text = normalize(value) if isinstance(value, str) else ""
    if not _NUMBER.fullmatch(text):
        raise BadCell(
            env._(
                "“%(value)s” is not a number, please enter digits only",
                value=value if shown is None else shown,
            ),
        )
    return Decimal(text.replace(",", ""))


def _exact(value):
    """Decimal that Excel shows for a stored number: 0.30000000000000004 is 0.3."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{EXCEL_DIGITS}g}")


_CONVERTERS = {
    "text": _to_text,
    "integer": _to_integer,
    "number": _to_number,
    "money": _to_money,
    "date": _to_date,
}
