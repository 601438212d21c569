"""HL7 v2 messages of type ORU^R01: from bytes to results, and the answer to them.

The structure is taken apart by ``hl7``. Escapes are not: its ``unescape`` repeats a character as
often as the sender asks (``\\.sp999999999\\``) and writes what it can't read to the log.
"""

import re

import hl7

from .charset import clean, decode, get_charset
from .message import HL7, Header, MessageError, Person, Result

MAX_PARTS = 20_000
"""Separators in one message: ``hl7`` takes 0.2 s for them, a blood count has 400."""
_NOT_A_SEPARATOR = re.compile(r"[\w\s]")
_SEGMENTS = frozenset(
    "PID PD1 NTE NK1 PV1 PV2 ORC OBR TQ1 TQ2 CTD OBX FT1 CTI SPM SFT UAC PRT DEV ARV DSC".split()
) | {"BTS", "FTS"}
"""Of ORU^R01 (HL7 2.9, 7.3.1), and what ends a file; segments of makers begin with Z."""
_PICTURES = ("ED", "RP")
"""Value types of OBX-2 that hold a file or point to one."""
_CODED = ("CE", "CF", "CNE", "CWE")
_CONTROL_ID, _TEXT, _NAME = 199, 400, 100
_HEADER_FIELDS = 21


def read_header(raw):
    """:raise MessageError: it doesn't begin as an HL7 message"""
    line = decode(re.split(rb"[\r\n]", raw.strip(), maxsplit=1)[0])
    msh = _parse(line)[0]
    return Header(
        protocol=HL7,
        sender=clean("|".join((_field(msh, 3), _field(msh, 4))).rstrip("|"), _NAME),
        control_id=clean(_field(msh, 10), _CONTROL_ID),
        kind=clean("^".join(_components(msh, 9)[:2]), _NAME),
        sent_at=_components(msh, 7)[0],
        charset=get_charset(_field(msh, 18)),
        marks=line[3:8],
        fields=tuple(clean(str(field), _CONTROL_ID) for field in msh[:_HEADER_FIELDS]),
    )


def check_header(header):
    """:raise MessageError: a message, version or mode that isn't taken"""
    if header.kind not in ("ORU^R01", "ORU"):
        raise MessageError("wrong_type")
    if not header.get(12).startswith("2."):
        raise MessageError("wrong_version")
    if header.get(11).partition(header.marks[1])[0] not in ("P", ""):
        raise MessageError("test_message")


def read_results(raw, header, settings):
    """The observations in the order sent.

    :raise MessageError: too many parts, several messages in one, or a line that is no segment
    """
    text = decode(raw, header.charset or settings.charset)
    lines = [line for line in re.split(r"[\r\n]+", text.strip()) if line]
    if any(line[:3] not in _SEGMENTS and line[0] != "Z" for line in lines[1:]):
        # where a broken line was a patient or an order, what follows would go to the one before
        raise MessageError("garbled")
    return _Reader(settings.sample_field).read(_parse("\r".join(lines)))


def make_answer(header, code, fault=""):
    """The ACK as bytes, without the frame.

    :param header: of the message; None when it had none
    :param fault: goes into MSA-3 as it is
    """
    header = header or Header(HL7)
    bar, component = header.marks[:2]
    # a header that is whole, because create_ack() needs every field of it
    fields = ["MSH" + header.marks, *(header.get(number) for number in (3, 4, 5, 6, 7)), ""]
    fields += [f"ORU{component}R01", header.get(10), header.get(11) or "P", header.get(12) or "2.4"]
    answer = hl7.parse(bar.join(fields)).create_ack(code)
    if fault:
        answer.segment("MSA").assign_field(fault, 3)
    return str(answer).encode(header.charset or "utf-8", "replace")


class _Reader:
    """Walks through the segments: who, which sample, what was found."""

    def __init__(self, sample_field):
        self._sample_field = sample_field
        self._person, self._sample, self._observed_at = Person(), "", ""
        self._results, self._group = [], []

    def read(self, message):
        steps = {"PID": self._pid, "OBR": self._obr, "SPM": self._spm, "OBX": self._obx}
        for segment in message:
            if step := steps.get(str(segment[0])):
                step(segment)
        return self._results

    def _pid(self, segment):
        numbers = [
            repetition[0] for index in (2, 3, 4, 19) for repetition in _repetitions(segment, index)
        ]
        name = _components(segment, 5)
        self._person = Person(
            numbers=tuple(filter(None, numbers)),
            name=clean("".join(name[:2]), _NAME),
            birth_date=_components(segment, 7)[0][:8],
            sex=_components(segment, 8)[0][:1],
        )
        self._sample, self._observed_at, self._group = "", "", []

    def _obr(self, segment):
        index = {"obr2": 2, "obr3": 3}.get(self._sample_field)
        self._sample = _components(segment, index)[0] if index else ""
        self._observed_at = _components(segment, 7)[0]
        self._group = []

    def _spm(self, segment):
        if self._sample_field == "spm2":
            # it follows the observations of its specimen
            for result in self._group:
                result.sample_number = _components(segment, 2)[0]

    def _obx(self, segment):
        value_type = _field(segment, 2)
        if value_type in _PICTURES:
            return
        code, system = _code(segment)
        result = Result(
            code=clean(code, _NAME),
            system=clean(system, _NAME),
            value=clean(_value(segment, value_type), _TEXT),
            unit=clean(_unit(segment), _NAME),
            reference_range=clean(_field(segment, 7), _NAME),
            flag=clean(_field(segment, 8), _NAME),
            status=_field(segment, 11)[:1].upper() or "F",
            observed_at=_components(segment, 14)[0] or self._observed_at,
            sample_number=self._sample,
            person=self._person,
        )
        self._results.append(result)
        self._group.append(result)


def _check_separators(line):
    """Refuse what ``hl7`` would stumble over."""
    bar = line[3:4]
    marks = line[4:].partition(bar)[0] if bar else ""
    distinct = len(set(bar + marks)) == len(bar + marks)
    if not line.startswith("MSH") or bar not in line[4:] or len(marks) not in (4, 5):
        raise MessageError("not_hl7")
    if not distinct or _NOT_A_SEPARATOR.search(bar + marks) or not (bar + marks).isascii():
        raise MessageError("not_hl7")


def _parse(text):
    _check_separators(text)
    if sum(map(text.count, text[3:8] + "\r")) > MAX_PARTS:
        raise MessageError("too_many_parts")
    return hl7.parse(text)


def _repetitions(segment, index):
    """Repetitions of a field, each as its components; at least one component each."""
    field = segment[index] if index < len(segment) else ()
    for repetition in field:
        parts = [repetition] if isinstance(repetition, str) else map(str, repetition)
        yield [_unescape(part, segment) for part in parts] or [""]


def _components(segment, index):
    return next(_repetitions(segment, index), [""])


def _field(segment, index):
    return _unescape(str(segment[index]), segment) if index < len(segment) else ""


def _code(segment):
    """Code and coding system of OBX-3; the second code or the name where it has no first."""
    parts = _components(segment, 3) + [""] * 6
    return next(
        ((code, system) for code, system in ((parts[0], parts[2]), (parts[3], parts[5])) if code),
        (parts[1], ""),
    )


def _unit(segment):
    parts = _components(segment, 6)
    # some write "10^9/L" though "^" ends the component
    return "^".join(parts[:2]) if parts[0].strip("xX×* ") == "10" else parts[0]


def _value(segment, value_type):
    repetitions = _repetitions(segment, 5)
    if value_type in _CODED:
        return "\n".join(next(filter(None, parts), "") for parts in repetitions)
    # a structured number looks like what it says: ">^100"
    between = "" if value_type == "SN" else segment.separators[3]
    return "\n".join(between.join(parts) for parts in repetitions)


def _unescape(text, segment):
    parts = text.split(segment.esc)
    if len(parts) % 2 == 0:
        # one escape that nothing ends is a character like others
        parts[-2:] = [segment.esc.join(parts[-2:])]
    if len(parts) == 1:
        return parts[0]
    _end, bar, repeat, component, sub = segment.separators
    marks = {"F": bar, "S": component, "T": sub, "R": repeat, "E": segment.esc, ".br": "\n"}
    # what means nothing here, such as a change of font, leaves nothing
    parts[1::2] = [marks.get(part) or _from_hexadecimal(part) for part in parts[1::2]]
    return "".join(parts)


def _from_hexadecimal(sequence):
    if re.fullmatch(r"X(?:[0-9A-Fa-f]{2})+", sequence):
        return decode(bytes.fromhex(sequence[1:]))
    return ""
