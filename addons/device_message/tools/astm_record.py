"""Records of ASTM E1394 (CLSI LIS02): from bytes to results.

H header, P patient, O order, R result, C comment, L end; fields are counted from 1, the type of the
record is the first. The header says which characters separate.
"""

import re

from .charset import clean, decode
from .message import ASTM, Header, MessageError, Person, Result

MAX_PARTS = 20_000
_RECORDS = frozenset("PORCQSML")
_NOT_A_SEPARATOR = re.compile(r"[\w\s]")
_CONTROL_ID, _TEXT, _NAME = 199, 400, 100
_HEADER_FIELDS = 20


def read_header(raw):
    """:raise MessageError: it doesn't begin with a header record"""
    line = decode(re.split(rb"[\r\n]", raw.strip(), maxsplit=1)[0])
    delimiters = _Delimiters(line)
    fields = delimiters.split(line)
    return Header(
        protocol=ASTM,
        sender=clean(_get(fields, 5), _NAME),
        control_id=clean(_get(fields, 3), _CONTROL_ID),
        kind="ASTM",
        sent_at=_get(fields, 14),
        marks=delimiters.all,
        fields=tuple(["", *fields[:_HEADER_FIELDS]]),
    )


def check_header(header):
    """:raise MessageError: a message for training or tests"""
    if header.get(12)[:1] not in ("P", ""):
        raise MessageError("test_message")


def read_results(raw, header, settings):
    """The results in the order sent.

    :raise MessageError: too many parts, several messages in one, or a line that is no record
    """
    text = decode(raw, settings.charset)
    lines = [line for line in re.split(r"[\r\n]+", text.strip()) if line]
    delimiters = _Delimiters(lines[0])
    if sum(map(text.count, delimiters.all + "\r")) > MAX_PARTS:
        raise MessageError("too_many_parts")
    if any(line[0] not in _RECORDS for line in lines[1:]):
        # where a broken line was a patient or an order, what follows would go to the one before
        raise MessageError("garbled")
    person, sample, results = Person(), "", []
    for line in lines[1:]:
        fields = delimiters.split(line)
        if line[0] == "P":
            person, sample = _read_person(fields, delimiters), ""
        elif line[0] == "O":
            sample = delimiters.first(_get(fields, 3))
        elif line[0] == "R":
            results.append(_read_result(fields, delimiters, person, sample))
    return results


class _Delimiters:
    def __init__(self, line):
        self.all = line[1:5]
        distinct = len(set(self.all)) == 4
        if line[:1] != "H" or not distinct or _NOT_A_SEPARATOR.search(self.all):
            raise MessageError("not_astm")
        self.field, self.repeat, self.component, self.escape = self.all

    def split(self, line):
        return line.split(self.field)

    def components(self, text):
        return [self.unescape(part) for part in text.split(self.component)]

    def first(self, text):
        return next(filter(None, self.components(text.split(self.repeat)[0])), "")

    def unescape(self, text):
        """E1394 6.6: ``&F&`` field, ``&S&`` component, ``&R&`` repeat, ``&E&`` escape."""
        marks = {"F": self.field, "S": self.component, "R": self.repeat, "E": self.escape}
        for name, mark in marks.items():
            text = text.replace(f"{self.escape}{name}{self.escape}", mark)
        return text


def _get(fields, number):
    """:param number: as the standard counts"""
    return fields[number - 1] if number <= len(fields) else ""


def _read_person(fields, delimiters):
    numbers = (delimiters.first(_get(fields, number)) for number in (3, 4, 5))
    return Person(
        numbers=tuple(filter(None, numbers)),
        name=clean("".join(delimiters.components(_get(fields, 6))[:2]), _NAME),
        birth_date=_get(fields, 8)[:8],
        sex=_get(fields, 9)[:1],
    )


def _read_result(fields, delimiters, person, sample):
    def text(number, length=_NAME):
        return clean(delimiters.unescape(_get(fields, number)), length)

    # the fourth component is the maker's code, those before it a common one that few fill in
    codes = delimiters.components(_get(fields, 3))
    code = codes[3] if len(codes) > 3 and codes[3] else next(filter(None, codes), "")
    return Result(
        code=clean(code, _NAME),
        value=text(4, _TEXT),
        unit=text(5),
        reference_range=text(6),
        flag=text(7),
        status=text(9)[:1].upper() or "F",
        observed_at=_get(fields, 13),
        sample_number=sample,
        person=person,
    )
