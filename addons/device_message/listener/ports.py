"""Connections of devices: read, keep, answer."""

import asyncio
import contextlib
import logging

from ..tools import astm_frame, mllp_frame
from ..tools.hl7_message import make_answer
from ..tools.message import Arrival
from .store import NotKept

_logger = logging.getLogger(__name__)
CHUNK = 64 * 1024


class Port:
    """All connections to one port."""

    def __init__(self, store, limits):
        self._store, self._limits = store, limits
        self._connections = {}

    async def serve(self, reader, writer):
        """One connection from beginning to end."""
        if len(self._connections) >= self._limits.max_connections:
            _logger.warning("closed a connection, there are %d already", len(self._connections))
            writer.close()
            return
        self._connections[asyncio.current_task()] = writer
        try:
            await self._converse(reader, writer)
        finally:
            del self._connections[asyncio.current_task()]
            writer.close()

    async def close(self):
        """End all connections, after what they wait for is answered."""
        for writer in self._connections.values():
            writer.close()
        if self._connections:
            await asyncio.wait(self._connections)

    async def _converse(self, reader, writer):
        peer = writer.get_extra_info("peername")[0]
        receiver = self._make_receiver()
        try:
            await self._listen(reader, writer, receiver, peer)
        except NotKept:
            _logger.info("closed a connection without an answer: the device has to send again")
        except (ConnectionError, TimeoutError) as error:
            _logger.info("a connection ended: %s", type(error).__name__)
        for arrival in receiver.close():
            with contextlib.suppress(NotKept):
                await self._keep(arrival, peer)

    async def _listen(self, reader, writer, receiver, peer):
        while not receiver.is_over:
            async with asyncio.timeout(self._limits.idle_seconds):
                data = await reader.read(CHUNK)
            if not data:
                break
            await self._take(data, writer, receiver, peer)

    async def _keep(self, arrival, peer):
        arrival.peer = peer
        return await self._store.keep(arrival)


class Hl7Port(Port):
    """HL7 v2 over MLLP: each message gets its acknowledgement after it is committed."""

    def _make_receiver(self):
        return mllp_frame.Receiver(self._limits)

    async def _take(self, data, writer, receiver, peer):
        # what was sent without waiting for the answer is kept together, and answered in its order
        keeping = [asyncio.ensure_future(self._keep(one, peer)) for one in receiver.feed(data)]
        try:
            for kept in keeping:
                code, fault, header = await kept
                writer.write(mllp_frame.frame(make_answer(header, code, fault)))
                await writer.drain()
        finally:
            await asyncio.gather(*keeping, return_exceptions=True)


class AstmPort(Port):
    """ASTM E1381: the last frame of a message is acknowledged after the message is committed."""

    def _make_receiver(self):
        return astm_frame.Receiver(self._limits)

    async def _take(self, data, writer, receiver, peer):
        steps = receiver.feed(data)
        while steps:
            for step in steps:
                if isinstance(step, Arrival):
                    step = await self._confirm(step, receiver, peer)
                if step:
                    writer.write(step.data)
            await writer.drain()
            steps = receiver.feed(b"")

    async def _confirm(self, arrival, receiver, peer):
        """The reply to a whole message; none to one that broke off."""
        try:
            await self._keep(arrival, peer)
        except NotKept:
            return None if arrival.fault else receiver.confirm(False)
        return None if arrival.fault else receiver.confirm(True)
