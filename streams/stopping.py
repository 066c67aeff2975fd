"""A process that is told to stop ends: in order where that goes, by force where it takes too long.

A stop in order is up to Faust and aiokafka, and they wait for the broker, for each other's threads
and for tasks that they cancelled, some of it without a limit. So a thread of its own counts the
seconds; it needs neither the event loop nor the main thread. Being ended by force is like being
killed, which loses and doubles nothing (`streams/README.md`).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from types import FrameType, TracebackType
from typing import Any, Self

log = logging.getLogger(__name__)

STOP_SECONDS = 15.0
"""How long a worker may take to end once it is told to, the batch in work included. Those who stop
workers wait longer before they kill them: `streams.supervisor.STOP_SECONDS`, the compose file."""
EXIT_OVERDUE = 75
"""Exit status of a worker that was told to stop and had to be ended by force (EX_TEMPFAIL)."""
_REPORT_SECONDS = 1.0
"""How long saying what it waits for may take: whoever reads the log may be gone as well."""
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Stop:
    """Hears SIGTERM and SIGINT, and has the process end within ``limit`` seconds of the first.

    A context manager, for the main thread. Before `on_told` there is nothing to bring to an end:
    the process ends at once, with status 0. Signals after the first change nothing.
    """

    def __init__(
        self, limit: float = STOP_SECONDS, *, exit: Callable[[int], object] = os._exit
    ) -> None:
        self._limit = limit
        self._exit = exit
        self._lock = threading.Lock()
        self._told = False
        self._armed = False
        self._begin: Callable[[], object] | None = None
        self._loops: Callable[[], Iterable[asyncio.AbstractEventLoop]] = tuple
        self._before: list[tuple[signal.Signals, Any]] = []
        self._write = -1

    def on_told(
        self,
        begin: Callable[[], object],
        loops: Callable[[], Iterable[asyncio.AbstractEventLoop]] = tuple,
    ) -> None:
        """From now on a signal calls ``begin``, on a thread of its own, to start a stop in order.

        ``loops``: the event loops whose tasks are told of when the stop takes too long.
        """
        with self._lock:
            self._begin, self._loops = begin, loops

    def arm(self) -> None:
        """Begin to count, as when the process stops for another reason than a signal."""
        with self._lock:
            if self._armed:
                return
            self._armed = True
        threading.Thread(target=self._expire, name="stop-limit", daemon=True).start()

    def __enter__(self) -> Self:
        read, self._write = os.pipe()
        os.set_blocking(self._write, False)
        # C code writes the signal's number there at once, whatever the main thread is held up by.
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for number in _SIGNALS:
            self._before.append((number, signal.signal(number, _heard)))
        threading.Thread(target=self._listen, args=(read,), name="signals", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._told:
            return  # on its way out; signals still change nothing
        signal.set_wakeup_fd(-1)
        for number, handler in self._before:
            signal.signal(number, handler)
        os.close(self._write)

    def _listen(self, read: int) -> None:
        while number := os.read(read, 1):
            if number[0] in _SIGNALS:
                self._tell(signal.Signals(number[0]))
        os.close(read)

    def _tell(self, number: signal.Signals) -> None:
        with self._lock:
            told, self._told = self._told, True
            begin = self._begin
        if told:
            return
        if begin is None:
            self._exit(0)
            return
        self.arm()
        log.info("told to stop: %s", number.name)
        begin()

    def _expire(self) -> None:
        time.sleep(self._limit)
        report = threading.Thread(target=self._report, name="stop-report", daemon=True)
        report.start()
        report.join(_REPORT_SECONDS)
        self._exit(EXIT_OVERDUE)

    def _report(self) -> None:
        for waiting in _waiting(self._loops):
            log.warning("still waited for: %s", waiting)
        log.critical(
            "not stopped in order within %g s: ended by force, which loses nothing", self._limit
        )
        logging.shutdown()


def _heard(number: int, frame: FrameType | None) -> None:
    # What is to be done, the listening thread does. Without a handler the signal would kill.
    pass


def _waiting(loops: Callable[[], Iterable[asyncio.AbstractEventLoop]]) -> Iterator[str]:
    """What each loop's tasks and what the threads wait for, from the inside out."""
    # Looked at from outside while they run: a look may fail, and tells less then.
    with contextlib.suppress(Exception):
        for loop in loops():
            tasks = {tuple(_awaited(task.get_coro()))[-3:] for task in asyncio.all_tasks(loop)}
            yield "; ".join(sorted(" < ".join(reversed(places)) for places in tasks))
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    yield "; ".join(
        f"{names.get(ident, ident)} in {_place(frame)}"
        for ident, frame in sys._current_frames().items()
    )


def _awaited(coroutine: Any) -> Iterator[str]:
    while coroutine is not None:
        frame = getattr(coroutine, "cr_frame", None) or getattr(coroutine, "gi_frame", None)
        if frame is not None:
            yield _place(frame)
        coroutine = getattr(coroutine, "cr_await", None) or getattr(coroutine, "gi_yieldfrom", None)


def _place(frame: FrameType) -> str:
    return f"{frame.f_code.co_qualname}:{frame.f_lineno}"
