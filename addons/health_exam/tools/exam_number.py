"""Exam and sample numbers (domain F.1).

Exam number: ``YYMMDD``, four digits of the institution, four of the day's serial, and a Luhn check
digit. A sample adds a dash and its suffix: ``-1`` blood, ``-2`` serum, ``-3`` urine.
"""

import re

from stdnum import luhn

_EXAM = re.compile(r"\d{15}")
_SAMPLE = re.compile(r"(\d{15})(?:-(\d))?")


def complete_number(digits):
    """``digits`` (14) with the check digit that makes a mistyped number known."""
    return digits + luhn.calc_check_digit(digits)


def is_exam_number(text):
    """Whether ``text`` is an exam number with the right check digit."""
    return bool(_EXAM.fullmatch(text)) and luhn.is_valid(text)


def split_sample_number(text):
    """``(exam number, suffix or "")`` of what was scanned; None if it is neither."""
    found = _SAMPLE.fullmatch((text or "").strip())
    return found and luhn.is_valid(found[1]) and (found[1], found[2] or "") or None
