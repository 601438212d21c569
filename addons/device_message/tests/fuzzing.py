"""Streams that a device, a broken cable or an attacker may send."""

from hypothesis import strategies as st

from ..tools import astm_frame, mllp_frame, reading
from ..tools.hl7_message import make_answer
from ..tools.limits import Limits
from ..tools.message import Arrival, MessageError, Settings
from .common import WBC, astm_text, hl7_text, obx

LIMITS = Limits(max_bytes=4000, kept_bytes=500, max_stream_bytes=20_000)
SAMPLES = ("S-1", "S-2")
"""The only samples that whole messages name."""
_HL7 = mllp_frame.frame(
    hl7_text(obx(), obx(WBC, "\\X41\\\\.sp9999\\", "10^9/L", "C"), obx(value_type="ED")).encode()
)
_HL7_GBK = mllp_frame.frame(hl7_text(sample="S-2", charset="GB18030").encode("gb18030"))
_ASTM = astm_frame.ENQ + b"".join(astm_frame.build_frames(astm_text().encode())) + astm_frame.EOT
_PIECES = [
    b"\x0b", b"\x1c\r", b"\x02", b"\x03", b"\x04", b"\x05", b"\x17", b"\r", b"\n", b"\x00", b"|", b"^",
    b"~", b"\\", b"&", b"MSH", b"MSH|^~\\&|", b"OBX|1|NM|", b"H|\\^&|", b"L|1|N\r", b"\xff", b"\xe5",
]  # fmt: skip


def _damage(stream, places, pieces):
    """The stream with some pieces put in place of what was there, or cut out."""
    for place, piece, length in zip(places, pieces, range(len(places)), strict=False):
        start = place % (len(stream) + 1)
        stream = stream[:start] + piece + stream[start + length :]
    return stream


DAMAGED = st.builds(
    _damage,
    st.sampled_from([_HL7 * 2, _HL7 + _HL7_GBK, _ASTM, _ASTM * 2]),
    st.lists(st.integers(0, 2000), max_size=8),
    st.lists(st.sampled_from(_PIECES) | st.binary(max_size=6), max_size=8),
)
INVENTED = st.lists(st.sampled_from(_PIECES) | st.binary(max_size=12), max_size=60).map(b"".join)
PAIR = {"261102000111": "111", "261103999222": "222"}
"""Two samples, each of a person of the same number, and the only value of each."""


def write_pair(protocol):
    """One message with both, and one message for each."""
    groups = []
    for sample, value in PAIR.items():
        group = {
            "hl7": f"PID|1||{sample}\rOBR|1||{sample}\r{obx(value=value)}\r",
            "astm": f"P|1||{sample}\rO|1|{sample}\rR|1|^^^HGB|{value}|g/L\r",
        }
        groups.append(group[protocol])
    head = (hl7_text() if protocol == "hl7" else astm_text()).partition("\r")[0] + "\r"
    end = "" if protocol == "hl7" else "L|1|N\r"
    messages = [head + group + end for group in ("".join(groups), *groups)]
    if protocol == "hl7":
        return b"".join(mllp_frame.frame(one.encode()) for one in messages)
    frames = astm_frame.build_frames("".join(messages).encode())
    return astm_frame.ENQ + b"".join(frames) + astm_frame.EOT


ONCE_DAMAGED = st.builds(
    lambda stream, place, piece, length: stream[:place] + piece + stream[place + length :],
    st.sampled_from([write_pair("hl7"), write_pair("astm")]),
    st.integers(0, 900),
    st.sampled_from(_PIECES) | st.binary(max_size=6),
    st.integers(0, 8),
)


def is_of_another(result):
    """Whether both identifiers of a result are those of one person, and the value of the other."""
    number = result.sample_number
    same_person = number in PAIR and result.person.numbers == (number,)
    return same_person and result.value in PAIR.values() and result.value != PAIR[number]


STREAMS = DAMAGED | INVENTED | st.binary(max_size=200)


def receive(stream, chunk):
    """Everything both ports make of a stream: arrivals, each read as far as it goes.

    :return: list of ``(arrival, fault, results)``
    """
    found = []
    for make in (mllp_frame.Receiver, astm_frame.Receiver):
        receiver = make(LIMITS)
        steps = []
        for start in range(0, len(stream), chunk):
            steps += _take(receiver, stream[start : start + chunk])
        steps += receiver.close()
        found += [read(step) for step in steps if isinstance(step, Arrival)]
    return found


def _take(receiver, data):
    steps = more = receiver.feed(data)
    while isinstance(receiver, astm_frame.Receiver) and more:
        if isinstance(more[-1], Arrival) and not more[-1].fault:
            receiver.confirm(True)
        more = receiver.feed(b"")
        steps = steps + more
    return steps


def read(arrival):
    header, fault = reading.read_header(arrival)
    make_answer(header if arrival.protocol == "hl7" else None, "AE", fault)
    if fault:
        return arrival, fault, []
    try:
        return arrival, "", reading.read_results(arrival.raw, header, Settings())
    except MessageError as error:
        return arrival, error.fault, []
