"""Resident identity numbers (GB 11643-1999) and the permits built like them.

The check digit comes from python-stdnum. Its own validation also refuses counties that are
not in its table, but a number carries the county at the time of issue, which may be abolished
today: an unknown county is only worth a warning here.
"""

import re
from datetime import date

from stdnum.cn import ric

from odoo import fields
from odoo.exceptions import ValidationError

from .county import county_names
from .normalize import normalize

_LEGACY = re.compile(r"\d{15}", re.ASCII)
_CURRENT = re.compile(r"\d{17}[\dX]", re.ASCII)
# Sequence numbers 996-999 of a legacy number were kept for people born before 1900.
_CENTENARIANS = ("996", "997", "998", "999")
# Hong Kong, Macao and Taiwan residence permits; permanent residence of foreigners.
_PERMITS = ("810000", "820000", "830000")
_FOREIGN = "9"
OLDEST_YEAR = 1900


def check_identity_number(env, value):
    """Return the 18-character form of an identity number.

    A legacy number of 15 digits is converted.

    :raise ValidationError: in the user's words: length, characters, birth date or check digit
    """
    number = normalize(value)
    if _LEGACY.fullmatch(number):
        number = _converted(number)
    elif len(number) != 18:
        raise ValidationError(
            env._(
                "Identity number “%(number)s” has %(count)s characters; it must have 18 "
                "(or 15 on old cards). Please compare it with the card.",
                number=number,
                count=len(number),
            ),
        )
    if not _CURRENT.fullmatch(number):
        raise ValidationError(
            env._(
                "Identity number “%(number)s” may contain digits only, and X in the last place. "
                "Please compare it with the card.",
                number=number,
            ),
        )
    _check_birth_date(env, number)
    if ric.calc_check_digit(number) != number[-1]:
        raise ValidationError(
            env._(
                "The check digit of identity number “%(number)s” does not fit: "
                "one of its digits is wrong. Please compare it with the card.",
                number=number,
            ),
        )
    return number


def convert_legacy_identity_number(env, value):
    """Return the 18-character form of a legacy number of 15 digits.

    :raise ValidationError: not 15 digits, or an impossible birth date
    """
    number = normalize(value)
    if not _LEGACY.fullmatch(number):
        raise ValidationError(
            env._("“%(number)s” is not an old identity number of 15 digits.", number=number),
        )
    return check_identity_number(env, number)


def identity_warnings(env, value):
    """Return what is unusual about a valid number, as a list of sentences."""
    number = check_identity_number(env, value)
    warnings = []
    if not _is_known_county(number):
        warnings.append(
            env._(
                "The county %(county)s in the identity number is not in today's list; "
                "it may have been abolished.",
                county=number[:6],
            ),
        )
    if identity_birth_date(number).year < OLDEST_YEAR:
        warnings.append(
            env._("The person would be born before %(year)s.", year=OLDEST_YEAR),
        )
    return warnings


def identity_birth_date(number):
    """Birth date in a checked number."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def identity_sex(number):
    """Sex in a checked number: ``male`` or ``female``."""
    return "male" if int(number[16]) % 2 else "female"


def _converted(number):
    century = "18" if number[12:] in _CENTENARIANS else "19"
    body = number[:6] + century + number[6:]
    return body + ric.calc_check_digit(body + "0")


def _check_birth_date(env, number):
    try:
        birth_date = identity_birth_date(number)
    except ValueError:
        raise ValidationError(
            env._(
                "The birth date %(date)s in identity number “%(number)s” does not exist. "
                "Please compare it with the card.",
                date=f"{number[6:10]}-{number[10:12]}-{number[12:14]}",
                number=number,
            ),
        ) from None
    if birth_date > fields.Date.context_today(env.user):
        raise ValidationError(
            env._(
                "The birth date %(date)s in identity number “%(number)s” lies in the future. "
                "Please compare it with the card.",
                date=birth_date.isoformat(),
                number=number,
            ),
        )


def _is_known_county(number):
    if number.startswith(_FOREIGN) or number[:6] in _PERMITS:
        return True
    return bool(county_names(number[:6]))
