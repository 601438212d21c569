"""Messages that a device or a laboratory drops into a folder as files."""

import asyncio
import logging
import os
import re
import time
from pathlib import Path

from ..tools import astm_frame, mllp_frame
from ..tools.message import ACCEPT, ASTM, HL7, Arrival
from ..tools.reading import find_protocol
from .store import NotKept

_logger = logging.getLogger(__name__)
SUFFIXES = {".hl7", ".astm", ".txt"}
SECONDS = 1
"""Between two looks; a file whose size and time are the same in both is complete."""
_NEXT = {HL7: re.compile(rb"(?<=[\r\n])(?=MSH)"), ASTM: re.compile(rb"(?<=[\r\n])(?=H[^\w\s])")}
_BATCH_HEADERS = (b"FHS", b"BHS")


class Inbox:
    """Files of one folder: read when complete, moved when committed.

    They end in ``done`` or ``parked`` below the folder. Their names may name a person: no log has them.
    """

    def __init__(self, folder, store, limits):
        self._folder, self._store, self._limits = Path(folder), store, limits
        self._seen = {}

    async def run(self):
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except OSError as error:
                _logger.error("the folder cannot be read: %s", type(error).__name__)
            await asyncio.sleep(SECONDS)

    async def look(self):
        """Take the files that didn't change since the last look."""
        now = {path: _get_stamp(path) for path in sorted(self._folder.iterdir()) if _is_ours(path)}
        for path, stamp in now.items():
            if stamp and self._seen.get(path) == stamp:
                await self._take(path)
        self._seen = now

    async def _take(self, path):
        try:
            answers = await asyncio.gather(*map(self._store.keep, self._read(path)))
            is_good = bool(answers) and all(code == ACCEPT for code, _fault, _header in answers)
            _move(path, self._folder / ("done" if is_good else "parked"))
        except (OSError, NotKept) as error:
            _logger.error("a file of the folder stays there: %s", type(error).__name__)

    def _read(self, path):
        size = path.stat().st_size
        with path.open("rb") as file:
            if size > self._limits.max_bytes:
                head = file.read(self._limits.kept_bytes)
                return [Arrival(head, find_protocol(head), fault="too_large", size=size)]
            return split_file(file.read(), self._limits)


def split_file(content, limits):
    """The messages in a file: as text, or as they went over a line."""
    if mllp_frame.VT in content:
        receiver = mllp_frame.Receiver(limits)
        return receiver.feed(content) + receiver.close()
    if astm_frame.STX in content:
        return _replay(content, limits)
    protocol = find_protocol(content)
    pieces = _NEXT[protocol].split(content)
    return [
        Arrival(piece, protocol)
        for piece in pieces
        if piece.strip() and not piece.lstrip().startswith(_BATCH_HEADERS)
    ]


def _replay(content, limits):
    """A recorded session; one that begins with its first frame gets what comes before."""
    receiver, found = astm_frame.Receiver(limits), []
    begin = b"" if content.lstrip().startswith(astm_frame.ENQ) else astm_frame.ENQ
    steps = receiver.feed(begin + content)
    while steps:
        found += [step for step in steps if isinstance(step, Arrival)]
        if found and found[-1] is steps[-1] and not found[-1].fault:
            receiver.confirm(True)
        steps = receiver.feed(b"")
    return found + receiver.close()


def _is_ours(path):
    return path.suffix.lower() in SUFFIXES and path.is_file()


def _get_stamp(path):
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_size, status.st_mtime_ns


def _move(path, folder):
    folder.mkdir(exist_ok=True)
    os.replace(path, folder / f"{time.time_ns()}-{path.name}")
