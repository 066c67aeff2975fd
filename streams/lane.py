"""The way of events through a stage: from the Faust agent to the handler, and their offsets back.

An agent only feeds its lane. The lane forms batches out of what waits, has the handler finish
them, and counts an event as done when all that follows from it is durable. What an agent raises,
what it was doing when it is cancelled and what is skipped while a worker stops, Faust counts as
done; here an offset moves for one reason alone.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn, Protocol

import faust
from faust.types import TP
from mode import Service

from contraflow.logs import describe_error
from contraflow.metrics import Metrics
from streams.offsets import Offsets

log = logging.getLogger(__name__)

EXIT_FATAL = 70
"""Exit status of a worker that cannot go on and must be started again (EX_SOFTWARE)."""
DRAIN_SECONDS = 30.0
"""How long a rebalance waits for the batch in work."""
COMMIT_SECONDS = 1.0
"""How often what is done is committed."""
COMMIT_LIMIT_SECONDS = 5.0
"""How long a rebalance or a stop waits for the broker to take a commit."""


@dataclass(frozen=True, slots=True)
class Event:
    """One message as it was read."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...]
    timestamp: datetime
    """When it reached the topic, as its producer or the broker stamped it."""


class Handler(Protocol):
    """What a stage does with its events."""

    @property
    def keeps_state(self) -> bool:
        """Whether a partition must not go to another worker while a batch of it is in work."""
        ...

    async def start(self) -> None:
        """Make ready; called once before the first event."""
        ...

    async def stop(self) -> None:
        """Let go of everything; called once after the last event."""
        ...

    async def handle(self, partition: int, events: Sequence[Event]) -> None:
        """Finish events of one partition, in order, until all that follows from them is durable.

        An event at fault becomes a dead letter and is finished too. What is raised is fatal.
        """
        ...


class StillInWork(Exception):
    """Partitions move, and a batch of theirs that changes state is not done."""


class Stalled(Exception):
    """The process stood still for so long that its partitions may be another's by now."""


class StallGuard:
    """Tells whether the process stood still: frozen, swapped out, or its machine suspended.

    The broker takes a silent worker's partitions away after the session timeout. A worker that
    wakes up later does not know yet and must not write state: it has to start again.
    ``limit``: longest silence, in seconds, after which it may go on.
    """

    def __init__(self, limit: float, clock: Callable[[], float] | None = None) -> None:
        self._limit = limit
        self._clock = clock or _clock
        self._last = self._clock()
        self._stalled = False

    def beat(self) -> None:
        """Say that the event loop turns; to be called much more often than ``limit``."""
        now = self._clock()
        if now - self._last > self._limit:
            self._stalled = True
        self._last = now

    def reset(self) -> None:
        """Forget what was: partitions have just been dealt out anew."""
        self._last = self._clock()
        self._stalled = False

    def check(self) -> None:
        """Raise `Stalled` when it stood still since the last `reset`."""
        self.beat()
        if self._stalled:
            raise Stalled(f"stood still for more than {self._limit:g} s")


def _clock() -> float:
    # Goes on while the machine is suspended, where the system has such a clock.
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Lane(Service):  # type: ignore[misc]  # its types are skipped
    """Carries events from an agent to a handler; see the module's docstring.

    ``max_batch``: most events that are finished together.
    ``capacity``: events that wait at most; the agent waits beyond that.
    """

    def __init__(
        self,
        app: faust.App,
        handler: Handler,
        *,
        max_batch: int,
        metrics: Metrics,
        guard: StallGuard,
        capacity: int = 1000,
        on_fatal: Callable[[BaseException], None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.app = app
        self.handler = handler
        self.guard = guard
        self._max_batch = max_batch
        self._metrics = metrics
        self._offsets = Offsets(self._send_offsets)
        self._queue: asyncio.Queue[Any] = asyncio.Queue(maxsize=capacity)
        self._idle = asyncio.Event()
        self._idle.set()
        self._works = 0
        """Batches and other works on partitions that are not done."""
        self._moving = False
        self._closed = False
        self.on_beat: Callable[[], None] | None = None
        """Called several times a second while the event loop turns."""
        self._on_fatal = on_fatal or leave

    async def on_start(self) -> None:
        """Make the handler ready."""
        await self.handler.start()

    async def on_shutdown(self) -> None:
        """Let the handler go."""
        await self.handler.stop()

    def fail(self, error: BaseException) -> None:
        """Say that the worker cannot go on; ends the process unless told otherwise."""
        self._on_fatal(error)

    async def put(self, event: Any) -> None:
        """Take in a Faust event."""
        if self._closed:
            return
        self._metrics.events_in_progress.labels(event.message.topic).inc()
        await self._queue.put(event)

    def begin(self) -> None:
        """Partitions have been dealt out: start from what the broker has."""
        self._moving = False
        self.guard.reset()
        self._offsets.forget()

    @contextmanager
    def at_work(self) -> Iterator[bool]:
        """For a work on partitions beside the events: a rebalance and a stop wait until it is done.

        Gives False when partitions are about to move, and nothing may be begun.
        """
        if self._moving or self._closed:
            yield False
            return
        with self._in_work():
            yield True

    @contextmanager
    def _in_work(self) -> Iterator[None]:
        self._works += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._works -= 1
            if not self._works:
                self._idle.set()

    async def close(self) -> None:
        """Let the batch in work finish and take in nothing more, for a stop in good order.

        What waited is read again by whoever comes next. Waits for the batch without a limit:
        `streams.stopping` ends a worker that does not stop in time.
        """
        self._closed = True
        self._forget_waiting()
        await self._idle.wait()
        await self._settle()

    async def drain(self) -> None:
        """Forget what waits, wait until nothing is in work, and commit what is done.

        For a rebalance: partitions must not be worked on when they go to somebody else. A batch
        that takes too long and changes state is fatal, as the next owner's state would be lost.
        """
        self._moving = True
        self._forget_waiting()
        try:
            await asyncio.wait_for(self._idle.wait(), DRAIN_SECONDS)
        except TimeoutError:
            overdue = StillInWork(f"a batch is still in work after {DRAIN_SECONDS:.0f} s")
            if self.handler.keeps_state:
                self._on_fatal(overdue)
            log.warning("%s", overdue)
        await self._settle()

    async def _settle(self) -> None:
        """Commit for the last time what is done of these partitions, if the broker takes it."""
        try:
            await asyncio.wait_for(self._commit(), COMMIT_LIMIT_SECONDS)
        except TimeoutError:
            # It is done again, and nothing comes of it.
            log.warning("no answer to a commit within %.0f s", COMMIT_LIMIT_SECONDS)
        self._offsets.forget()

    @Service.task  # type: ignore[untyped-decorator]
    async def _beat(self) -> None:
        while not self.should_stop:
            self.guard.beat()
            if self.on_beat is not None:
                self.on_beat()
            await asyncio.sleep(0.25)

    @Service.task  # type: ignore[untyped-decorator]
    async def _commit_often(self) -> None:
        async for _ in self.itertimer(COMMIT_SECONDS, name="commit"):
            await self._commit()

    async def _commit(self) -> None:
        if await self._offsets.commit():
            self._metrics.commits.inc()
            self._metrics.last_commit_timestamp_seconds.set_to_current_time()

    async def _send_offsets(self, offsets: Mapping[TP, int]) -> bool:
        # Faust's hook for a transport's commit: refuses partitions that are not this worker's,
        # and has the worker crash on errors that will not pass.
        committed: bool = await self.app.consumer._commit(offsets)
        return committed

    @Service.task  # type: ignore[untyped-decorator]
    async def _work(self) -> None:
        while not self.should_stop:
            events = [await self._queue.get()]
            while len(events) < self._max_batch and not self._queue.empty():
                events.append(self._queue.get_nowait())
            try:
                with self._in_work():
                    await self._finish(events)
            except asyncio.CancelledError:
                raise
            except BaseException as error:
                self._on_fatal(error)
                return
            finally:
                for event in events:
                    self._metrics.events_in_progress.labels(event.message.topic).dec()

    async def _finish(self, events: list[Any]) -> None:
        by_partition: dict[int, list[Any]] = defaultdict(list)
        for event in events:
            if not self._closed and self._is_current(event):
                by_partition[event.message.partition].append(event)
        await asyncio.gather(
            *(
                self.handler.handle(partition, [to_event(event.message) for event in waiting])
                for partition, waiting in by_partition.items()
            )
        )
        for waiting in by_partition.values():
            for event in waiting:
                if self._is_current(event):
                    message = event.message
                    self._offsets.done(TP(message.topic, message.partition), message.offset)

    def _is_current(self, event: Any) -> bool:
        # What was read before a rebalance is read again by the partition's owner.
        current: bool = event.message.generation_id == self.app.consumer_generation_id
        return current

    def _forget_waiting(self) -> None:
        while not self._queue.empty():
            event = self._queue.get_nowait()
            self._metrics.events_in_progress.labels(event.message.topic).dec()


def to_event(message: Any) -> Event:
    """The event in a Faust message."""
    headers = message.headers or ()
    pairs = headers.items() if isinstance(headers, dict) else headers
    return Event(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        key=message.key,
        value=message.value,
        headers=tuple(pairs),
        timestamp=datetime.fromtimestamp(message.timestamp or 0, UTC),
    )


def leave(error: BaseException) -> NoReturn:
    """End the process at once, with status `EXIT_FATAL`."""
    # Everything durable is so already, and nothing that is not may be written any more: leave at
    # once, and let whoever watches the process start it anew.
    log.critical(
        "the worker cannot go on: %s: %s", type(error).__name__, describe_error(error),
        exc_info=error,
    )  # fmt: skip
    logging.shutdown()
    os._exit(EXIT_FATAL)
