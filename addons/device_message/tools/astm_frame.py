"""Frames of ASTM E1381 (CLSI LIS01): one message in pieces, each with number and checksum.

``<STX> number text <ETB or ETX> checksum <CR> <LF>``: the number goes 1…7, 0, 1…; the checksum is
the sum of the bytes after STX up to and including ETB or ETX, modulo 256, as two hex digits. A
session begins with ENQ and ends with EOT; ACK and NAK answer each frame.
"""

import re
from dataclasses import dataclass

from .message import ASTM, Arrival

STX, ETX, EOT, ENQ, ACK, NAK, ETB = b"\x02", b"\x03", b"\x04", b"\x05", b"\x06", b"\x15", b"\x17"
FRAME_TEXT = 240
"""Bytes of text that E1381 allows in a frame; LIS01-A2 allows 63,993."""
MAX_FRAME = 64_000
_FRAME = re.compile(rb"\x02([0-7])([^\x02\x03\x04\x05\x17]*)([\x03\x17])([0-9A-Fa-f]{2})\r?\n?")
_LAST_RECORD = re.compile(rb"(?:^|\r)L(?:[^\w\r][^\r]*)?\r*$")
_BEGIN = re.compile(rb"[\x02\x04\x05]")
_END = re.compile(rb"[\x03\x17]..", re.DOTALL)


@dataclass(slots=True)
class Reply:
    """Bytes to send back."""

    data: bytes


def checksum(body):
    """:param body: number, text and end of a frame"""
    return b"%02X" % (sum(body) % 256)


def build_frames(message, length=FRAME_TEXT):
    """The frames of a message, for who sends one: each record begins a frame.

    :param message: records that end with CR
    """
    frames = []
    for record in re.findall(rb"[^\r]*\r|[^\r]+$", message):
        pieces = [record[start : start + length] for start in range(0, len(record), length)]
        for piece in pieces:
            end = ETX if piece is pieces[-1] else ETB
            body = b"%d" % ((len(frames) + 1) % 8) + piece + end
            frames.append(STX + body + checksum(body) + b"\r\n")
    return frames


class Receiver:
    """The receiving side of one connection, without the connection.

    :meth:`feed` it what comes in and do what it says; after each, :attr:`is_over` tells whether the
    connection is no longer of use.
    """

    def __init__(self, limits):
        self._limits = limits
        self.is_over = False
        self._buffer, self._noise, self._searched = bytearray(), bytearray(), 0
        self._end_session()

    def feed(self, data):
        """What to do, in this order: :class:`Reply` and :class:`~.message.Arrival` objects.

        An arrival without a fault is the last of them: its last frame isn't answered yet. Answer with
        what :meth:`confirm` says, then feed ``b""`` to go on. Nobody waits for an answer to others.
        """
        self._buffer += data
        steps = []
        while (more := self._take()) is not None:
            steps += more
            if any(isinstance(one, Arrival) and not one.fault for one in more):
                break
        if len(self._noise) > self._limits.kept_bytes or self._size > self._limits.max_stream_bytes:
            self.is_over = True
        return steps

    def confirm(self, is_kept):
        """Answer to the last frame of a whole message, once it is kept or couldn't be."""
        if is_kept:
            self._text.clear()
            self._size = 0
            return Reply(ACK)
        # the frame is sent again
        del self._text[self._last_start :]
        self._size = len(self._text)
        self._number = (self._number - 1) % 8
        return Reply(NAK)

    def close(self):
        """What the end of the connection left unfinished."""
        noise = bytes(self._noise + self._buffer).strip()[: self._limits.kept_bytes]
        strange = [Arrival(noise, ASTM, fault="not_astm")] if noise and not self._text else []
        return self._interrupted() + strange

    def _take(self):
        """Steps for what begins the buffer; None: more has to come."""
        begin = _BEGIN.search(self._buffer)
        self._drop(begin.start() if begin else len(self._buffer))
        if not begin:
            return None
        mark = bytes(self._buffer[:1])
        if mark == STX:
            return self._take_frame()
        del self._buffer[:1]
        left = self._interrupted()
        self._in_session = mark == ENQ
        return [*left, Reply(ACK)] if mark == ENQ else left

    def _take_frame(self):
        # a line that gives byte by byte is not searched from the beginning each time
        start, self._searched = max(self._searched, 1), len(self._buffer) - 2
        again = _BEGIN.search(self._buffer, start)
        if not again and not _END.search(self._buffer, start) and len(self._buffer) <= MAX_FRAME:
            return None
        self._searched = 0
        frame = _FRAME.match(self._buffer)
        if frame and self._in_session:
            parts = frame.groups()
            del self._buffer[: frame.end()]
            return [self._check(*parts)]
        # broken: what follows begins anew
        self._drop(again.start() if again else len(self._buffer))
        return [Reply(NAK)] if self._in_session else []

    def _drop(self, length):
        """Throw away what is no frame; outside a session it is what comes instead of one."""
        if not self._in_session:
            self._noise += self._buffer[:length].strip()
        del self._buffer[:length]

    def _check(self, number, text, end, given):
        if checksum(number + text + end) != given.upper():
            return Reply(NAK)
        if int(number) == self._number and self._frames:
            # our answer got lost
            return Reply(ACK)
        if int(number) != (self._number + 1) % 8:
            return Reply(NAK)
        return self._append(text, end)

    def _append(self, text, end):
        self._frames += 1
        self._number = (self._number + 1) % 8
        self._last_start = len(self._text)
        self._text += text
        self._size += len(text)
        if self._size > self._limits.max_bytes:
            # goes on being counted; said when the session ends
            del self._text[self._limits.kept_bytes :]
        elif end == ETX and _LAST_RECORD.search(self._text):
            return Arrival(bytes(self._text), ASTM)
        return Reply(ACK)

    def _interrupted(self):
        raw, size = bytes(self._text), self._size
        self._end_session()
        if not raw.strip():
            return []
        fault = "too_large" if size > self._limits.max_bytes else "interrupted"
        return [Arrival(raw, ASTM, fault=fault, size=size)]

    def _end_session(self):
        self._in_session, self._number, self._frames = False, 0, 0
        self._text, self._last_start, self._size = bytearray(), 0, 0
