"""Group commit: what arrives while one transaction runs goes into the next one together."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying

_logger = logging.getLogger(__name__)
GATHER_SECONDS = 0.5
"""Results of so long are handed on together."""
JOIN_SECONDS = 0.004
"""How long a transaction waits for the next messages of devices that were answered together."""
SIGNAL_SECONDS = 1
"""After which changes made elsewhere, such as a setting, are asked for."""


class NotKept(Exception):
    """The message couldn't be stored; whoever sent it has to send it again."""


class Store:
    """Keeps what arrives, then hands on the results.

    One thread stores and one hands on, so that the devices don't wait for who takes the results.
    """

    def __init__(self, database, limits):
        self._database, self._limits = database, limits
        self._queue, self._stored = asyncio.Queue(), asyncio.Event()
        self._signaled, self._zone = 0, None
        self._storing = ThreadPoolExecutor(1, "store")
        self._handing_on = ThreadPoolExecutor(1, "hand-on")

    async def keep(self, arrival):
        """Return the answer once the message is committed.

        :return: ``(acknowledgement code, fault or "", header or None)``
        :raise NotKept: it isn't
        """
        future = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((arrival, future))
        return await future

    async def run(self):
        """Store until cancelled."""
        self._stored.set()  # what an earlier run left
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._store_all())
            tasks.create_task(self._hand_on_all())

    async def drain(self):
        """Wait until everything that arrived is stored."""
        await self._queue.join()

    async def _store_all(self):
        batch = []
        while True:
            batch = await self._take_batch(len(batch))
            await self._store_batch(batch)
            self._stored.set()
            for _one in batch:
                self._queue.task_done()

    async def _take_batch(self, former):
        """What waits now; a transaction costs as much as ten messages.

        :param former: how many were answered together: those devices send again in a moment, the
            first of them isn't to have a transaction of its own
        """
        batch = [await self._queue.get()]
        if former > 1 and self._queue.qsize() < former - 1:
            await asyncio.sleep(JOIN_SECONDS)
        while len(batch) < self._limits.batch_messages and not self._queue.empty():
            batch.append(self._queue.get_nowait())
        return batch

    async def _store_batch(self, batch):
        loop = asyncio.get_running_loop()
        arrivals = [arrival for arrival, _future in batch]
        try:
            answers = await loop.run_in_executor(self._storing, self._transact, _receive, arrivals)
        except Exception as error:  # the database, or one message: each alone shows which
            # of an error of the database the text holds what was to be stored
            _logger.error("%d messages were not stored: %s", len(batch), type(error).__name__)
            if len(batch) == 1:
                _finish(batch[0][1], error=NotKept())
            else:
                for one in batch:
                    await self._store_batch([one])
        else:
            for (_arrival, future), answer in zip(batch, answers, strict=True):
                _finish(future, answer)

    async def _hand_on_all(self):
        loop = asyncio.get_running_loop()
        while await self._stored.wait():
            await asyncio.sleep(GATHER_SECONDS)
            self._stored.clear()
            try:
                while await loop.run_in_executor(self._handing_on, self._transact, _hand_on):
                    pass
            except Exception as error:  # the scheduled job of Odoo tries again
                _logger.error("results were not handed on: %s", type(error).__name__)

    def _transact(self, work, *args):
        """Run ``work(env, …)`` as the system and commit."""
        registry = Registry(self._database)
        if monotonic() - self._signaled > SIGNAL_SECONDS:
            registry, self._signaled = registry.check_signaling(), monotonic()
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            # looked up once: else each transaction reads the user of the system and his address
            self._zone = self._zone or env.user.tz or "UTC"
            env = env(context={"tz": self._zone})
            return retrying(lambda: work(env, *args), env)


def _receive(env, arrivals):
    return env["device.message"]._receive(arrivals)


def _hand_on(env):
    return env["device.result"]._hand_on()


def _finish(future, answer=None, error=None):
    if future.done():
        return  # its connection is gone
    if error:
        future.set_exception(error)
    else:
        future.set_result(answer)
