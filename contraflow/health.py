"""Is this process alive, and is it doing its work? Probes over HTTP that tell the truth.

* ``/healthz`` answers 200 while the process makes progress. A consumer that has records to read and
  commits none, or an event loop that no longer turns, is not healthy, however well its socket
  answers.
* ``/readyz`` answers 200 when the process also can do its work now: model loaded, group joined,
  tables recovered, broker reachable.
* ``/metrics`` is what Prometheus reads.

The server has threads of its own, so it answers (with 503) even when the event loop hangs.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from prometheus_client.exposition import choose_encoder

from contraflow.metrics import Metrics

Clock = Callable[[], float]
Partition = tuple[str, int]
"""A topic and the number of one of its partitions."""


class Probe(StrEnum):
    """Which question a check takes part in."""

    LIVE = "live"
    """Counts for /healthz, and so for /readyz too."""
    READY = "ready"
    """Counts for /readyz only."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one check came out; ``detail`` is for the person who looks."""

    ok: bool
    detail: str = ""


Check = Callable[[], CheckResult]


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a probe: fine only when all its checks are."""

    ok: bool
    checks: Mapping[str, CheckResult]

    def to_json(self) -> bytes:
        """The probe's body."""
        body = {
            "status": "ok" if self.ok else "failing",
            "checks": {
                name: {"ok": result.ok, "detail": result.detail}
                for name, result in self.checks.items()
            },
        }
        return json.dumps(body, separators=(",", ":")).encode() + b"\n"


class Health:
    """The checks of one process."""

    def __init__(self) -> None:
        self._checks: dict[str, tuple[Probe, Check]] = {}
        self._lock = threading.Lock()

    def add(self, name: str, probe: Probe, check: Check) -> None:
        """Take in a check, in place of an earlier one of the same name."""
        with self._lock:
            self._checks[name] = (probe, check)

    def report(self, probe: Probe) -> Report:
        """Run the checks of a probe. A check that raises has failed."""
        with self._lock:
            checks = dict(self._checks)
        results: dict[str, CheckResult] = {}
        for name, (of, check) in checks.items():
            if probe is Probe.LIVE and of is not Probe.LIVE:
                continue
            try:
                results[name] = check()
            except Exception as error:  # whatever it is, the process cannot vouch for itself
                results[name] = CheckResult(False, f"check failed: {type(error).__name__}")
        return Report(all(result.ok for result in results.values()), results)


class Flag:
    """A check that somebody sets: 'model loaded', 'tables recovered'."""

    def __init__(self, waiting_for: str) -> None:
        self._result = CheckResult(False, f"waiting for {waiting_for}")

    def set(self, ok: bool, detail: str = "") -> None:
        """Say how things stand."""
        self._result = CheckResult(ok, detail)

    def __call__(self) -> CheckResult:
        return self._result


class Heartbeat:
    """A check that the event loop turns: something in it must call `beat` again and again."""

    def __init__(self, limit_seconds: float, *, clock: Clock = time.monotonic) -> None:
        self.limit_seconds = limit_seconds
        self._clock = clock
        self._last = clock()

    def beat(self) -> None:
        """Say that the loop turns."""
        self._last = self._clock()

    def __call__(self) -> CheckResult:
        silent = self._clock() - self._last
        return CheckResult(silent <= self.limit_seconds, f"last beat {silent:.0f} s ago")


@dataclass(slots=True)
class _Watermark:
    committed: int
    lag: int
    moved_at: float


@dataclass(slots=True)
class ProgressWatch:
    """A check that a consumer gets on: no partition of its own has records waiting and no commit.

    Offsets come from the broker (`contraflow.lag`), not from the consumer itself: what counts is
    what was committed.

    ``stall_seconds``: how long a partition may stand still with records waiting, and how long the
    offsets may stay unseen.
    ``assigned``: this process's partitions at the moment; None stands for all that were seen.
    """

    stall_seconds: float
    assigned: Callable[[], Collection[Partition]] | None = None
    clock: Clock = time.monotonic
    _watermarks: dict[Partition, _Watermark] = field(default_factory=dict)
    _observed_at: float = field(init=False)
    _owned_since: dict[Partition, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._observed_at = self.clock()

    def observe(self, offsets: Mapping[Partition, tuple[int, int]]) -> None:
        """Take in a look at the broker: ``{(topic, partition): (committed, end)}``."""
        now = self.clock()
        with self._lock:
            self._observed_at = now
            for partition, (committed, end) in offsets.items():
                lag = max(0, end - committed)
                known = self._watermarks.get(partition)
                if known is None:
                    self._watermarks[partition] = _Watermark(committed, lag, now)
                    continue
                # Moving back (an offset reset) is a change as well.
                if lag == 0 or known.lag == 0 or committed != known.committed:
                    known.moved_at = now
                known.committed, known.lag = committed, lag

    def moved_at(self, partition: Partition) -> float | None:
        """When (by ``clock``) a partition last moved or was empty; None when never seen."""
        with self._lock:
            known = self._watermarks.get(partition)
            return None if known is None else known.moved_at

    def __call__(self) -> CheckResult:
        now = self.clock()
        own = None if self.assigned is None else set(self.assigned())
        with self._lock:
            unseen = now - self._observed_at
            if unseen > self.stall_seconds:
                return CheckResult(False, f"offsets unknown for {unseen:.0f} s")
            if own is not None:
                # A partition just taken over has the time of its new owner.
                self._owned_since = {p: self._owned_since.get(p, now) for p in own}
            stalled = []
            for partition, mark in self._watermarks.items():
                if own is not None and partition not in own:
                    continue
                since = max(mark.moved_at, self._owned_since.get(partition, mark.moved_at))
                if mark.lag > 0 and now - since > self.stall_seconds:
                    topic, number = partition
                    stalled.append(
                        f"{topic}/{number}: {mark.lag} waiting, no commit for {now - since:.0f} s"
                    )
        if stalled:
            return CheckResult(False, "; ".join(sorted(stalled)))
        return CheckResult(True, f"offsets seen {unseen:.0f} s ago")


class HealthServer:
    """Serves /metrics, /healthz and /readyz on threads of its own; a context manager.

    ``host``: loopback unless told otherwise. ``port`` 0 takes a free one (see `port`).
    Raises OSError when the address cannot be bound.
    """

    def __init__(
        self, health: Health, metrics: Metrics, *, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self._server = _Server((host, port), _Handler)
        self._server.health = health
        self._server.metrics = metrics
        self._thread = threading.Thread(
            target=self._server.serve_forever, name="health-server", daemon=True
        )

    @property
    def port(self) -> int:
        """The port that is bound."""
        return self._server.server_port

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and free the port."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join(timeout=5)
        self._server.server_close()

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


def render_metrics(health: Health, metrics: Metrics, accept: str) -> tuple[bytes, str]:
    """The body of /metrics and its content type, the health gauges brought up to date.

    ``accept``: the request's Accept header, which chooses the text format.
    """
    metrics.live.set(health.report(Probe.LIVE).ok)
    metrics.ready.set(health.report(Probe.READY).ok)
    encode, content_type = choose_encoder(accept)
    return encode(metrics.registry), content_type


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    health: Health
    metrics: Metrics


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "contraflow"
    sys_version = ""
    timeout = 10  # a client that sends nothing must not hold a thread for ever

    def do_GET(self) -> None:
        path = self.path.split("?", 1)[0]
        health, metrics = self.server.health, self.server.metrics
        if path == "/metrics":
            body, content_type = render_metrics(health, metrics, self.headers.get("Accept", ""))
            self._answer(200, content_type, body)
        elif path in ("/healthz", "/readyz"):
            report = health.report(Probe.LIVE if path == "/healthz" else Probe.READY)
            self._answer(200 if report.ok else 503, "application/json", report.to_json())
        else:
            self._answer(404, "text/plain; charset=utf-8", b"try /metrics, /healthz or /readyz\n")

    do_HEAD = do_GET

    def _answer(self, status: int, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Probes come every few seconds: they are no news."""
