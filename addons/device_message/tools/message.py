"""What a device said, whatever language it speaks."""

from dataclasses import dataclass, field

HL7, ASTM = "hl7", "astm"
"""Protocols."""
ACCEPT, ERROR, REJECT = "AA", "AE", "AR"
"""Acknowledgement codes (HL7 table 0008): taken, kept for a person to sort out, not acceptable."""
REJECTED = frozenset(
    {"not_hl7", "not_astm", "wrong_type", "wrong_version", "test_message", "too_large"}
)
"""Faults that sending again does not heal."""


class MessageError(Exception):
    """The message can't be read; ``fault`` is a key of ``device.reason``."""

    def __init__(self, fault):
        super().__init__(fault)
        self.fault = fault


@dataclass(slots=True)
class Arrival:
    """Bytes that came in, as the listener or the folder took them.

    :param fault: what was wrong with them before anybody read them
    :param size: of all that was sent, of which ``raw`` may be the beginning only
    :param sha256: of all that was sent, when ``raw`` isn't
    """

    raw: bytes
    protocol: str
    peer: str = ""
    fault: str = ""
    size: int = 0
    sha256: str = ""


@dataclass(slots=True)
class Header:
    """Who sends what; ``marks`` and ``fields`` are those of the first segment, as they stand there."""

    protocol: str
    sender: str = ""
    control_id: str = ""
    kind: str = ""
    sent_at: str = ""
    charset: str = ""
    marks: str = "|^~\\&"
    fields: tuple = ()

    def get(self, number):
        """A field, counted as the standard does; empty when there is none."""
        return self.fields[number] if number < len(self.fields) else ""


@dataclass(slots=True)
class Settings:
    """What has to be known about a device to read its messages."""

    sample_field: str = "obr3"
    charset: str = ""


@dataclass(slots=True)
class Person:
    """Who the device believes the sample is from, as sent; nothing of it is stored as it is."""

    numbers: tuple = ()
    name: str = ""
    birth_date: str = ""
    sex: str = ""


@dataclass(slots=True)
class Result:
    """One observation, as sent; times still as text."""

    code: str
    system: str = ""
    value: str = ""
    unit: str = ""
    reference_range: str = ""
    flag: str = ""
    status: str = "F"
    observed_at: str = ""
    sample_number: str = ""
    person: Person = field(default_factory=Person)
