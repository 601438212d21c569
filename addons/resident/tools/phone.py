"""Telephone numbers as residents give them."""

import re
import unicodedata

_BLANKS = re.compile(r"[\s\-()]")
_FORMS = re.compile(r"1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7}|\+\d{7,15}", re.ASCII)


def clean_phone(value):
    """Digits of a mobile, a land line (with or without area code) or a foreign number.

    :return: None when it is none of them
    """
    digits = _BLANKS.sub("", unicodedata.normalize("NFKC", value or ""))
    digits = re.sub(r"^(\+|00)?86(?=1[3-9]|0?\d{9})", "", digits)
    return digits if _FORMS.fullmatch(digits) else None
