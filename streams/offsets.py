"""How far a worker has come on each partition, and saying so to the broker.

Faust's own book of acknowledged events is not used (topics have ``acks=False``). It counts an event
as done that it skips while a worker stops or partitions move, which was seen to lose claims when a
worker was stopped under load; and it overlooks a gap of one event after the committed offset.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from faust.types import TP


class Offsets:
    """The next offset to read of each partition that this worker has, and the last one committed.

    ``send``: commits offsets of the present assignment; returns whether the broker took them.
    """

    def __init__(self, send: Callable[[Mapping[TP, int]], Awaitable[bool]]) -> None:
        self._send = send
        self._next: dict[TP, int] = {}
        self._committed: dict[TP, int] = {}
        self._lock = asyncio.Lock()

    def done(self, partition: TP, offset: int) -> None:
        """All up to and with ``offset`` is done. What was read twice does not move it back."""
        self._next[partition] = max(self._next.get(partition, 0), offset + 1)

    async def commit(self) -> bool:
        """Tell the broker what it does not know yet; returns whether it took anything.

        What it refuses, as when partitions have just moved, is tried again by the next call.
        """
        async with self._lock:
            pending = {
                partition: offset
                for partition, offset in self._next.items()
                if self._committed.get(partition) != offset
            }
            if not pending or not await self._send(pending):
                return False
            for partition, offset in pending.items():
                if partition in self._next:  # not given up meanwhile
                    self._committed[partition] = offset
            return True

    def forget(self) -> None:
        """Partitions are dealt out anew: what counts for each is what the broker has."""
        self._next.clear()
        self._committed.clear()
