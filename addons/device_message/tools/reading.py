"""One way to read messages of both protocols."""

from . import astm_record, hl7_message
from .message import ASTM, HL7, MessageError

_READERS = {HL7: hl7_message, ASTM: astm_record}


def find_protocol(raw):
    """Which protocol the content of a file speaks, HL7 unless it begins as ASTM does."""
    return ASTM if raw.lstrip()[:1] == b"H" else HL7


def read_header(arrival):
    """``(header or None, fault or "")`` of what arrived."""
    try:
        header = _READERS[arrival.protocol].read_header(arrival.raw)
    except MessageError as error:
        return None, arrival.fault or error.fault
    try:
        _READERS[arrival.protocol].check_header(header)
    except MessageError as error:
        return header, arrival.fault or error.fault
    return header, arrival.fault


def read_results(raw, header, settings):
    """:raise MessageError: they can't be read, or there are none"""
    results = _READERS[header.protocol].read_results(raw, header, settings)
    if not results:
        raise MessageError("no_results")
    return results
