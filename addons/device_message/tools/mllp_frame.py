"""Frames of MLLP (HL7 appendix C): ``<VT> message <FS> <CR>`` on a stream that may hold anything."""

import hashlib
import re

from .message import HL7, Arrival

VT, FS, CR = b"\x0b", b"\x1c", b"\x0d"
_BORDER = re.compile(rb"[\x0b\x1c]")


def frame(message):
    """A message as it goes over the line."""
    return VT + message + FS + CR


class Receiver:
    """The receiving side of one connection, without the connection.

    :meth:`feed` it what comes in; after each, :attr:`is_over` tells whether the connection is no
    longer of use. Of what is too large it keeps the beginning, counts and hashes the rest.
    """

    def __init__(self, limits):
        self._limits = limits
        self.is_over = False
        self._begin(inside=False)

    def feed(self, data):
        """:return: list of :class:`~.message.Arrival`; no ``fault`` is said of whole frames"""
        arrivals, start = [], 0
        for border in _BORDER.finditer(data):
            self._add(data[start : border.start()])
            start = border.end()
            if border[0] == FS and self._inside:
                arrivals += self._end("")
            elif border[0] == VT:
                arrivals += self._end("interrupted" if self._inside else "not_hl7")
                self._begin(inside=True)
        self._add(data[start:])
        if self._size > self._get_limit():
            self.is_over = True
            arrivals += self._end("not_hl7")
        return arrivals

    def close(self):
        """What the end of the connection left unfinished."""
        return self._end("interrupted" if self._inside else "not_hl7")

    def _begin(self, inside):
        self._inside = inside
        self._kept, self._size, self._hash = bytearray(), 0, hashlib.sha256()

    def _add(self, piece):
        if not self._inside and not self._size:
            # line ends between two frames
            piece = piece.lstrip()
        self._size += len(piece)
        self._hash.update(piece)
        if len(self._kept) < self._limits.max_bytes:
            self._kept += piece
        if self._size > self._limits.max_bytes:
            del self._kept[self._limits.kept_bytes :]

    def _get_limit(self):
        return self._limits.max_stream_bytes if self._inside else self._limits.kept_bytes

    def _end(self, fault):
        kept, size, digest = bytes(self._kept), self._size, self._hash.hexdigest()
        self._begin(inside=False)
        if not kept.strip():
            return []
        fault = "too_large" if size > self._limits.max_bytes else fault
        return [Arrival(kept, HL7, fault=fault, size=size, sha256=digest)]
