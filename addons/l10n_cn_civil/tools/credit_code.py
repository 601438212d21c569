"""Unified social credit codes 统一社会信用代码 (GB 32100-2015).

The check character comes from python-stdnum. Its own validation wants a digit in the first
place, but rural collectives (N), military bodies (A) and others (Y) carry a letter there.
"""

import re

from stdnum.cn import uscc

from odoo.exceptions import ValidationError

from .normalize import normalize

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SHAPE = re.compile(rf"[1-9ANY][{_ALPHABET}][0-9]{{6}}[{_ALPHABET}]{{10}}")
LENGTH = 18
OLD_REGISTRATION_LENGTH = 15


def check_credit_code(env, value):
    """Return the code in capitals without blanks.

    :raise ValidationError: in the user's words: length, characters or check character
    """
    code = _compact(value)
    if len(code) == OLD_REGISTRATION_LENGTH:
        raise ValidationError(
            env._(
                "“%(code)s” is an old registration number of 15 digits. "
                "Please enter the 18-character unified social credit code of the new licence.",
                code=code,
            ),
        )
    if len(code) != LENGTH:
        raise ValidationError(
            env._(
                "The unified social credit code “%(code)s” has %(count)s characters; "
                "it must have 18. Please copy it again from the licence.",
                code=code,
                count=len(code),
            ),
        )
    if not _SHAPE.fullmatch(code):
        raise ValidationError(
            env._(
                "The unified social credit code “%(code)s” contains a character that cannot stand "
                "there (the letters I, O, S, V, Z are never used). "
                "Please compare it with the licence.",
                code=code,
            ),
        )
    if uscc.calc_check_digit(code) != code[-1]:
        raise ValidationError(
            env._(
                "The last character of the unified social credit code “%(code)s” does not fit: "
                "one of its characters is wrong. Please compare it with the licence.",
                code=code,
            ),
        )
    return code


def canonical_credit_code(value):
    """Return the canonical form if ``value`` is a valid code, and ``value`` itself if not."""
    code = _compact(value) if value else ""
    if _SHAPE.fullmatch(code) and uscc.calc_check_digit(code) == code[-1]:
        return code
    return value


def _compact(value):
    return normalize(value).replace("-", "")
