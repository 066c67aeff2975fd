"""Telling many waiting tasks that there is something new."""

from __future__ import annotations

import asyncio


class Wakeup:
    """Wakes everybody who waits. A waiter takes a ticket, looks for news, then waits on it.

    News that come between the look and the wait are not missed, because they come after the
    ticket was taken.
    """

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ticket(self) -> asyncio.Event:
        """An event that is set by the next `wake`."""
        return self._event

    def wake(self) -> None:
        """Wake all who hold a ticket. Called in the event loop's thread."""
        self._event.set()
        self._event = asyncio.Event()

    @staticmethod
    async def wait(ticket: asyncio.Event, timeout_seconds: float) -> bool:
        """Wait for news; False when there were none in time."""
        try:
            async with asyncio.timeout(timeout_seconds):
                await ticket.wait()
        except TimeoutError:
            return False
        return True
