"""Child processes: started, watched, started again when they die, stopped together.

On Linux a child is killed by the kernel when its supervisor dies, however that happens, so that
nothing is left running.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

log = logging.getLogger(__name__)

_PR_SET_PDEATHSIG = 1
BACKOFF_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Pauses before a child is started again; the first again once it ran for a minute."""
STOP_SECONDS = 20.0
"""How long children may take to stop before they are killed: longer than a worker takes at most
(`streams.stopping.STOP_SECONDS`), and less than containers are given (``stop_grace_period``)."""


@dataclass(frozen=True, slots=True)
class Child:
    """How to start one process."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    """Added to the supervisor's own environment."""
    restart: bool = True
    log: Path | None = None
    """File that its output is added to; None: where the supervisor's goes."""


class _Running:
    def __init__(self, child: Child) -> None:
        self.child = child
        self.process = spawn(child)
        self.started = time.monotonic()
        self.failures = 0
        self.again_at: float | None = None


class Supervisor:
    """Runs children until told to stop. A context manager: leaving it stops them."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = list(children)
        self._running: list[_Running] = []
        self._stopping = threading.Event()

    def start(self) -> None:
        """Start the children."""
        self._running += [_Running(child) for child in self._children]

    def check(self) -> None:
        """Start again what died. To be called every second or so."""
        now = time.monotonic()
        for running in self._running:
            if running.again_at is not None:
                if now >= running.again_at:
                    running.again_at = None
                    running.process, running.started = spawn(running.child), now
                continue
            status = running.process.poll()
            if status is None or not running.child.restart:
                continue
            if now - running.started > 60:
                running.failures = 0
            pause = BACKOFF_SECONDS[min(running.failures, len(BACKOFF_SECONDS) - 1)]
            running.failures += 1
            running.again_at = now + pause
            log.warning(
                "%s ended with status %s, starts again in %g s", running.child.name, status, pause
            )

    def alive(self) -> dict[str, bool]:
        """Which children run."""
        return {
            r.child.name: r.again_at is None and r.process.poll() is None for r in self._running
        }

    def stop(self) -> None:
        """Stop all children: SIGTERM, then SIGKILL for those that take too long."""
        processes = [running.process for running in self._running]
        for process in processes:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + STOP_SECONDS
        for process in processes:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("process %d did not stop in time and is killed", process.pid)
                process.kill()
                process.wait()
        self._running = []

    def run(self) -> int:
        """Run until SIGTERM or SIGINT, then stop the children; an exit status."""

        def on_signal(number: int, frame: FrameType | None) -> None:
            self._stopping.set()

        previous = [
            (number, signal.signal(number, on_signal)) for number in (signal.SIGTERM, signal.SIGINT)
        ]
        try:
            with self:
                while not self._stopping.wait(1.0):
                    self.check()
        finally:
            for number, handler in previous:
                signal.signal(number, handler)
        return 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()


def spawn(child: Child) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, so that a terminal's Ctrl-C reaches the parent alone,
    which then stops its children in order."""
    with contextlib.ExitStack() as stack:
        output = None
        if child.log is not None:
            child.log.parent.mkdir(parents=True, exist_ok=True)
            output = stack.enter_context(child.log.open("ab"))
        return subprocess.Popen(
            list(child.command),
            env={**os.environ, **child.environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=die_with_parent(),
        )


def die_with_parent() -> Callable[[], None] | None:
    """What a child does first so that the kernel kills it when its parent dies; Linux only."""
    if not sys.platform.startswith("linux"):
        return None
    parent = os.getpid()
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def prepare() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died in the meantime
            os._exit(1)

    return prepare
