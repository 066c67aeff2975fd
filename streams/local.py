"""Everything on this machine: a local broker, the workers, and a replay, until told to stop.

Nothing is written outside the settings' ``datadir``, and nothing goes on running afterwards.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path

from contraflow.settings import Settings, settings_environment
from schemas import Alert, Article
from streams.admin import create_topics, wait_for_broker
from streams.apps import STAGES
from streams.broker import LocalBroker, free_port
from streams.follow import alerts
from streams.replay import replay
from streams.supervisor import Child, Supervisor
from streams.worker import worker_child


class AlreadyRunning(Exception):
    """Another process works on the same data folder."""


def up(
    settings: Settings,
    articles: Iterable[Article],
    *,
    on_alert: Callable[[Alert], None],
    say: Callable[[str], None],
    speed: float | None = None,
    with_gateway: bool = False,
    broker: LocalBroker | None = None,
) -> int:
    """Start broker and workers, replay ``articles``, hand alerts to ``on_alert`` until Ctrl-C.

    ``say`` gets a line on each step; ``speed`` is that of `streams.replay.replay`. ``broker``: one
    that runs already, when it is not to be started here. Alerts of earlier runs come first.
    Returns the exit status.

    Raises:
        AlreadyRunning: ``datadir`` is in use.
        streams.broker.BrokerError: the local broker did not start.
    """
    folder = settings.datadir.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_only_one(folder / "up.lock"))
        if broker is None:
            broker = stack.enter_context(LocalBroker(folder / "broker"))
        if broker.fell_back:
            say("the broker was not stopped in order last time; what was built on it is built anew")
            _forget_copies(folder)
        local = _local_settings(settings, broker, folder)
        say(f"broker at {broker.bootstrap}")
        return asyncio.run(_run(local, articles, on_alert, say, speed, with_gateway))


def _forget_copies(folder: Path) -> None:
    """Remove what workers and gateway keep of the broker's topics; both build it again."""
    shutil.rmtree(folder / "workers", ignore_errors=True)
    for path in (folder / "gateway").glob("log.sqlite*"):
        path.unlink(missing_ok=True)


def _local_settings(settings: Settings, broker: LocalBroker, folder: Path) -> Settings:
    changes: dict[str, object] = {"bootstrap_servers": broker.bootstrap, "datadir": folder}
    if "metrics_port" not in settings.model_fields_set:
        changes["metrics_port"] = 0  # nobody scrapes here, and the usual port may be taken
    if not _is_free(settings.gateway_host, settings.gateway_port):
        changes["gateway_port"] = free_port()
    return settings.model_copy(update=changes)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


async def _run(
    settings: Settings,
    articles: Iterable[Article],
    on_alert: Callable[[Alert], None],
    say: Callable[[str], None],
    speed: float | None,
    with_gateway: bool,
) -> int:
    await wait_for_broker(settings)
    await create_topics(settings)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)

    logs = settings.datadir / "logs"
    async with _children(_processes(settings, logs, with_gateway)) as supervisor:
        say(f"workers start; their logs are in {logs}")
        if with_gateway:
            say(f"page and API at http://{settings.gateway_host}:{settings.gateway_port}/")

        async def feed() -> None:
            sent = await replay(articles, settings, speed=speed)
            say(f"{sent} articles sent; following, Ctrl-C stops")

        async def follow() -> None:
            async for alert in alerts(settings):
                on_alert(alert)

        async def watch() -> None:
            while True:
                supervisor.check()
                await asyncio.sleep(1)

        work = [asyncio.create_task(job()) for job in (feed, follow, watch)]
        told = asyncio.create_task(stopping.wait())
        try:
            await _until(told, work)
        finally:
            for task in (told, *work):
                task.cancel()
            await asyncio.gather(told, *work, return_exceptions=True)
            say("stopping")
    return 0


async def _until(told: asyncio.Task[bool], work: list[asyncio.Task[None]]) -> None:
    """Return when told to stop; raise what a job raises. A job that ends well is no reason."""
    waiting: set[asyncio.Task[None]] = set(work)
    while not told.done():
        done, _ = await asyncio.wait({told, *waiting}, return_when=asyncio.FIRST_COMPLETED)
        for task in done - {told}:
            waiting.discard(task)
            task.result()


def _processes(settings: Settings, logs: Path, with_gateway: bool) -> list[Child]:
    children = [
        worker_child(stage, settings, number, log=logs / f"{stage}.log", alone=True)
        for number, stage in enumerate(STAGES)
    ]
    if with_gateway:
        children.append(
            Child(
                name="gateway",
                command=[sys.executable, "-m", "contraflow", "gateway"],
                environment=settings_environment(settings),
                log=logs / "gateway.log",
            )
        )
    return children


@contextlib.asynccontextmanager
async def _children(children: list[Child]) -> AsyncIterator[Supervisor]:
    # Started from the main thread: the kernel ties a child to the thread that started it.
    supervisor = Supervisor(children)
    supervisor.start()
    try:
        yield supervisor
    finally:
        await asyncio.get_running_loop().run_in_executor(None, supervisor.stop)


@contextlib.contextmanager
def _only_one(path: Path) -> Iterator[None]:
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyRunning(f"{path.parent} is in use by another process") from None
        yield
    finally:
        os.close(lock)
