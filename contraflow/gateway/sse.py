"""Alerts as they arrive, as Server-Sent Events.

No queue is kept for a client: each reads on from its own position in the store whenever there is
news, a page at a time. So a slow client holds no memory and loses nothing; one that reads nothing
at all is dropped by the send timeout and goes on where it was when it comes back.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from sse_starlette import EventSourceResponse, ServerSentEvent
from sse_starlette.sse import SendTimeoutError
from starlette.types import Receive, Scope, Send

from contraflow.gateway.filters import AlertFilter
from contraflow.gateway.position import Position
from contraflow.gateway.store import AlertEvent, EventPage, Store
from contraflow.gateway.views import event_view
from contraflow.gateway.wakeup import Wakeup

log = logging.getLogger(__name__)

PAGE = 64
"""Events that are read from the store at once for one client."""
RETRY_MS = 3000
"""Milliseconds that a client waits before it comes back."""


class Stream(EventSourceResponse):
    """An event stream that drops, without ado, a client that has not read for too long."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until the client leaves or is dropped."""
        try:
            await super().__call__(scope, receive, send)
        except SendTimeoutError:
            log.info("a live subscriber read nothing for too long and was dropped")


class TooManyStreamsError(RuntimeError):
    """No further live connection is taken."""


class StreamSlots:
    """Counts live connections, in all and by address, and refuses those over the caps."""

    def __init__(self, most: int, most_per_address: int) -> None:
        self._most = most
        self._most_per_address = most_per_address
        self._by_address: Counter[str] = Counter()

    @property
    def taken(self) -> int:
        """Live connections now."""
        return self._by_address.total()

    @contextmanager
    def take(self, address: str) -> Iterator[None]:
        """Hold a place for one connection.

        Raises:
            TooManyStreamsError: a cap is reached.
        """
        if self.taken >= self._most or self._by_address[address] >= self._most_per_address:
            raise TooManyStreamsError
        self._by_address[address] += 1
        try:
            yield
        finally:
            self._by_address[address] -= 1
            if not self._by_address[address]:
                del self._by_address[address]


class Rendering:
    """Events as JSON; the newest are kept, because all live clients ask for them at once."""

    def __init__(self, base_url: str, kept: int = 256) -> None:
        self._base_url = base_url
        self._kept = kept
        self._texts: OrderedDict[tuple[str, int], str] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, event: AlertEvent) -> str:
        """One event's data, without feedback, which comes with the alert itself."""
        key = (event.alert.alert_id, event.alert.revision)
        with self._lock:
            text = self._texts.get(key)
        if text is None:
            text = event_view(event, self._base_url).model_dump_json(exclude={"feedback"})
            with self._lock:
                self._texts[key] = text
                if len(self._texts) > self._kept:
                    self._texts.popitem(last=False)
        return text


def known_part(position: Position, head: Position) -> Position:
    """The position without partitions where it is past the topic's end.

    Such an offset is of an earlier topic of that name; the client gets the new one from its start.
    """
    return Position({p: o for p, o in position.offsets.items() if o <= head.offsets.get(p, -1)})


async def alert_events(
    store: Store,
    wakeup: Wakeup,
    wanted: AlertFilter,
    start: Position,
    *,
    render: Rendering,
    keepalive_seconds: float,
) -> AsyncIterator[ServerSentEvent]:
    """Every revision past ``start`` that the filter lets through, then those to come, for ever.

    The id of each event is the position after it.
    """
    # An id without data is remembered by the client and shown to nobody: from here on it can
    # resume, even when no alert ever came.
    yield ServerSentEvent(id=str(start), retry=RETRY_MS, comment="contraflow alerts")
    position = start
    seq = await asyncio.to_thread(store.seq_before, start)
    while True:
        ticket = wakeup.ticket()
        page, rendered = await asyncio.to_thread(_page, store, start, seq, wanted, render)
        seq = page.seq
        for event, data in zip(page.events, rendered, strict=True):
            position = position.advanced(event.partition, event.offset)
            yield ServerSentEvent(event="alert", id=str(position), data=data)
        if len(page.events) < PAGE and not await Wakeup.wait(ticket, keepalive_seconds):
            yield ServerSentEvent(comment="keep-alive")


def _page(
    store: Store, start: Position, after_seq: int, wanted: AlertFilter, render: Rendering
) -> tuple[EventPage, list[str]]:
    page = store.events_after(start, after_seq, wanted, PAGE)
    return page, [render(event) for event in page.events]
