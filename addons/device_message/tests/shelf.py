import asyncio

from ..listener.store import NotKept
from ..tools.reading import read_header


class Shelf:
    """Takes arrivals as the store does, without a database; nothing when it has no code."""

    def __init__(self, code="AA"):
        self.code, self.arrivals = code, []
        self.most_at_once = self._now = 0

    async def keep(self, arrival):
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        await asyncio.sleep(0)
        self._now -= 1
        if not self.code:
            raise NotKept
        self.arrivals.append(arrival)
        return self.code, "", read_header(arrival)[0]
