"""One worker process: a stage with its health server, metrics, logs and own data folder.

``python -m streams.worker extractor|ledger|all`` does the same as ``contraflow worker``.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import logging
import os
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, NoReturn

import faust

from contraflow import __version__
from contraflow.health import (
    CheckResult,
    Flag,
    Health,
    HealthServer,
    Heartbeat,
    Probe,
    ProgressWatch,
)
from contraflow.lag import GroupOffsets, LagMonitor
from contraflow.logs import setup_logging
from contraflow.metrics import Component, Metrics
from contraflow.settings import ENV_PREFIX, Settings, get_settings, settings_environment
from streams.admin import create_topics, remove_members, wait_for_broker
from streams.apps import SESSION_SECONDS, STAGES, Parts, StageApp, build, default_parts
from streams.lane import Lane
from streams.stopping import STOP_SECONDS, Stop
from streams.supervisor import Child, Supervisor
from streams.topics import TopicName, Topics, consumer_groups, group_id

log = logging.getLogger(__name__)

LOOP_LIMIT_SECONDS = 30.0
"""An event loop that is silent for longer is not healthy."""


class _Worker(faust.Worker):  # type: ignore[misc]  # Faust's types are skipped
    """Faust's worker, which lets the lane finish before anything is taken down.

    ``stop``: hears the signals, in place of the event loop, and sees to it that a stop ends.
    """

    def __init__(self, stage: StageApp, stop: Stop, **kwargs: Any) -> None:
        super().__init__(
            stage.app,
            # Started before the app: no partition comes before the stage can work on it.
            stage.lane,
            quiet=True,
            override_logging=False,
            redirect_stdouts=False,
            **kwargs,
        )
        self._lane: Lane = stage.lane
        self._stop = stop
        self.spinner = None

    def install_signal_handlers(self) -> None:
        self._stop.on_told(self._stop_soon, self._loops)

    def _stop_soon(self) -> None:
        with suppress(RuntimeError):  # the loop is closed: it stops already
            self.loop.call_soon_threadsafe(self._on_sigterm)

    def _loops(self) -> list[asyncio.AbstractEventLoop]:
        return [self.app.consumer._thread.thread_loop, self.loop]

    async def on_stop(self) -> None:
        self._stop.arm()  # a crash stops a worker too
        await self._lane.close()
        await super().on_stop()

    def _setproctitle(self, info: str, **kwargs: Any) -> None:
        pass


def run(
    stage: str,
    settings: Settings,
    *,
    parts: Parts | None = None,
    session_seconds: float = SESSION_SECONDS,
    stop_seconds: float = STOP_SECONDS,
    alone: bool = False,
) -> NoReturn:
    """Run a worker until SIGTERM or SIGINT; never returns (SystemExit, 0 after a stop in order).

    A stop that takes longer than ``stop_seconds`` ends by force: see `streams.stopping`.

    ``stage``: 'extractor', 'ledger', or 'all' for one process of each.
    ``alone``: it is the stage's only worker, and takes over at once from one that died.
    Topics are created when they are missing.

    Raises:
        streams.admin.TopicMismatch: the topics have other partitions than the settings ask for.
        TimeoutError: no broker answered.
    """
    if stage == "all":
        raise SystemExit(run_all(settings))
    setup_logging(settings.log_format, settings.log_level, component=stage)
    with Stop(stop_seconds) as stop:
        _run(stage, settings, parts, session_seconds, alone, stop)
    raise SystemExit(0)


def _run(
    stage: str,
    settings: Settings,
    parts: Parts | None,
    session_seconds: float,
    alone: bool,
    stop: Stop,
) -> None:
    asyncio.run(_prepare(settings, group_id(settings, stage) if alone else None))
    metrics = Metrics(Component(stage), version=__version__, rules_version=_rules_version())
    with ExitStack() as stack:
        datadir = stack.enter_context(_Slot(settings.datadir / "workers", stage)).path
        # A loop of our own: `asyncio.run` above left none that Faust could find.
        asyncio.set_event_loop(asyncio.new_event_loop())
        stage_app = build(
            stage,
            settings,
            metrics,
            datadir=datadir,
            parts=parts or default_parts(),
            session_seconds=session_seconds,
        )
        metrics.watch_data_folder(datadir)
        _watch(stack, stage, settings, metrics, stage_app)
        log.info("worker starts", extra={"stage": stage, "path": str(datadir)})
        _Worker(stage_app, stop, workdir=str(Path.cwd())).execute_from_commandline()


def run_all(settings: Settings) -> int:
    """Run one worker process a stage until SIGTERM or SIGINT, restarting those that die."""
    setup_logging(settings.log_format, settings.log_level, component="all")
    return Supervisor([worker_child(stage, settings, n) for n, stage in enumerate(STAGES)]).run()


def worker_child(
    stage: str,
    settings: Settings,
    number: int = 0,
    *,
    log: Path | None = None,
    alone: bool = False,
) -> Child:
    """How to start a worker of a stage as a child process; settings go along in its environment.

    ``number``: added to the metrics port, so that workers on one machine do not collide.
    ``log``: file for its output. ``alone``: see `run`.
    """
    port = settings.metrics_port + number if settings.metrics_port else 0
    return Child(
        name=stage,
        command=[
            sys.executable,
            "-m",
            "streams.worker",
            stage,
            *(["--alone"] if alone else []),
        ],
        environment={**settings_environment(settings), f"{ENV_PREFIX}METRICS_PORT": str(port)},
        log=log,
    )


async def _prepare(settings: Settings, take_over: str | None) -> None:
    await wait_for_broker(settings)
    await create_topics(settings)
    if take_over is not None:
        await remove_members(settings, take_over)


def _watch(
    stack: ExitStack, stage: str, settings: Settings, metrics: Metrics, stage_app: StageApp
) -> None:
    health = Health()
    joined = Flag("the consumer group and table recovery")
    heartbeat = Heartbeat(LOOP_LIMIT_SECONDS)
    progress = ProgressWatch(
        settings.stall_seconds, assigned=lambda: _assigned(stage_app.app, _input(stage, settings))
    )
    health.add("event-loop", Probe.LIVE, heartbeat)
    health.add("progress", Probe.LIVE, progress)
    health.add("group", Probe.READY, joined)
    # A group that cannot be joined leaves Faust waiting for ever, without a word.
    member = _Membership(settings.stall_seconds)
    health.add("membership", Probe.LIVE, member)
    app, lane = stage_app.app, stage_app.lane

    async def on_revoked(app: Any, revoked: Any, **kwargs: Any) -> None:
        joined.set(False, "a rebalance goes on")
        member.lost()

    async def on_assigned(app: Any, assigned: Any, **kwargs: Any) -> None:
        member.found()

    async def on_complete(app: Any, **kwargs: Any) -> None:
        joined.set(True, "joined")

    app.on_partitions_revoked.connect(on_revoked, weak=False)
    app.on_partitions_assigned.connect(on_assigned, weak=False)
    app.on_rebalance_complete.connect(on_complete, weak=False)
    lane.on_beat = heartbeat.beat
    server = HealthServer(health, metrics, host=settings.metrics_host, port=settings.metrics_port)
    stack.enter_context(server)
    log.info("metrics and health", extra={"stage": stage, "port": server.port})
    # A worker without any partition, while work waits that nobody does, was overlooked when
    # partitions were dealt out: it has to join anew.
    anybody = ProgressWatch(settings.stall_seconds)
    own_group, source = group_id(settings, stage), _input(stage, settings)

    def on_look(looked: Mapping[str, GroupOffsets]) -> None:
        anybody.observe(looked.get(own_group, {}))
        result = anybody()
        if not result.ok and not _assigned(app, source):
            lane.fail(RuntimeError(f"no partition is ours, and {result.detail}"))

    monitor = LagMonitor(
        settings.bootstrap_list,
        consumer_groups(settings),
        metrics,
        own_group=own_group,
        progress=progress,
        on_look=on_look,
    )
    monitor.start()
    stack.callback(monitor.stop)


class _Membership:
    """A check that the worker is in its group, or has not been out of it for long."""

    def __init__(self, limit_seconds: float) -> None:
        self._limit = limit_seconds
        self._out_since: float | None = time.monotonic()

    def lost(self) -> None:
        if self._out_since is None:
            self._out_since = time.monotonic()

    def found(self) -> None:
        self._out_since = None

    def __call__(self) -> CheckResult:
        since = self._out_since
        if since is None:
            return CheckResult(True, "in the group")
        out = time.monotonic() - since
        return CheckResult(out <= self._limit, f"not in the group for {out:.0f} s")


def _assigned(app: faust.App, topic: str) -> set[tuple[str, int]]:
    try:
        return {(tp.topic, tp.partition) for tp in app.consumer.assignment() if tp.topic == topic}
    except Exception:  # the consumer is not up yet
        return set()


def _input(stage: str, settings: Settings) -> str:
    kind = {"extractor": TopicName.ARTICLES, "ledger": TopicName.CLAIMS}[stage]
    return Topics(settings)[kind].name


def _rules_version() -> str:
    from contraflow.ledger.config import RULES_VERSION

    return RULES_VERSION


class _Slot:
    """A data folder that no other process uses: the first free ``<stage>-<n>``.

    A worker that is started again gets the folder that it had, and its tables need not be read
    from the broker again. The kernel frees the lock however the process ends.
    """

    def __init__(self, folder: Path, stage: str) -> None:
        self._folder = folder
        self._stage = stage
        self._lock: int | None = None

    def __enter__(self) -> _Slot:
        number = 0
        while True:
            self.path = self._folder / f"{self._stage}-{number}"
            self.path.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(lock)
                number += 1
            else:
                self._lock = lock
                return self

    def __exit__(self, *error: object) -> None:
        if self._lock is not None:
            os.close(self._lock)


def main() -> NoReturn:
    """The command line: the stage's name."""
    parser = argparse.ArgumentParser(prog="python -m streams.worker", description=__doc__)
    parser.add_argument("stage", choices=[*STAGES, "all"])
    parser.add_argument("--alone", action="store_true", help="the stage's only worker")
    given = parser.parse_args()
    run(given.stage, get_settings(), alone=given.alone)


if __name__ == "__main__":
    main()
