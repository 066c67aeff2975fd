"""Worker processes for broker tests, and ways to wait for what they do."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from contraflow.lag import read_offsets
from contraflow.settings import Settings, settings_environment
from schemas import Alert, Article
from streams.codec import Message, encode
from streams.follow import read_topic
from streams.producer import Producer
from streams.topics import TopicName, Topics, group_id
from tests.conftest import TestBroker

PROJECT = Path(__file__).resolve().parents[2]
SESSION_SECONDS = 6.0
"""The least that brokers allow, so that a killed worker's partitions move on soon."""


class Workers:
    """Starts workers; leaving it kills what still runs.

    ``real``: with the product's reader and ledger, not the fakes of `tests.streams.fakes`.
    """

    def __init__(self, settings: Settings, *, real: bool = False) -> None:
        self._settings = settings
        self._real = real
        self.running: list[tuple[str, subprocess.Popen[bytes]]] = []
        self.logs = settings.datadir / "test-logs"
        self.logs.mkdir(parents=True, exist_ok=True)
        self._count = 0
        self._log_of: dict[int, Path] = {}

    def start(self, stage: str, *options: str) -> subprocess.Popen[bytes]:
        """One more worker of a stage; ``options``: those of `tests.streams.worker`."""
        self._count += 1
        command = (
            ["streams.worker", stage]
            if self._real
            else ["tests.streams.worker", stage, str(SESSION_SECONDS), *options]
        )
        path = self.logs / f"{stage}-{self._count}.log"
        with path.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                env={**os.environ, **settings_environment(self._settings)},
                cwd=PROJECT,
                stdout=log,
                stderr=log,
            )
        self.running.append((stage, process))
        self._log_of[process.pid] = path
        return process

    async def until_working(self, process: subprocess.Popen[bytes], seconds: float = 30.0) -> None:
        """Return when a worker has its partitions, has ended, or ``seconds`` have passed."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and process.poll() is None:
            if b"Worker ready" in self.log(process):
                return
            await asyncio.sleep(0.2)

    def log(self, process: subprocess.Popen[bytes]) -> bytes:
        """What a worker has logged so far."""
        return self._log_of[process.pid].read_bytes()

    def revive(self) -> None:
        """Start again what ended by itself, as whoever runs workers in earnest does."""
        for stage, process in self.running[:]:
            if process.poll() is not None:
                self.running.remove((stage, process))
                self.start(stage)

    def kill(self, process: subprocess.Popen[bytes]) -> str:
        """SIGKILL a worker; its stage."""
        stage = next(stage for stage, running in self.running if running is process)
        self.running.remove((stage, process))
        process.kill()
        process.wait()
        return stage

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for _, process in self.running:
            process.kill()
            process.wait()


@contextmanager
def frozen(broker: TestBroker) -> Iterator[None]:
    """A broker that takes connections and answers none."""
    process = broker._process
    assert process is not None
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


async def send(settings: Settings, articles: Sequence[Article]) -> None:
    """Articles onto their topic."""
    await send_raw(
        settings,
        TopicName.ARTICLES,
        [encode(article, source="/tests", key=article.id) for article in articles],
    )


async def send_raw(settings: Settings, kind: TopicName, messages: Sequence[Message]) -> None:
    """Any bytes onto any topic."""
    topic = Topics(settings)[kind]
    async with Producer(settings, client_id="tests") as producer:
        await producer.send_all([(topic, message) for message in messages])


async def alert_ids(settings: Settings) -> list[str]:
    """The id of each alert message on the topic, sorted, repeats included."""
    return sorted(
        [
            received.record.alert_id
            async for received in read_topic(settings, TopicName.ALERTS, Alert)
        ]
    )


async def wait_until_done(settings: Settings, workers: Workers, seconds: float = 90.0) -> None:
    """Return when both stages have committed all that is on their topics.

    Raises:
        TimeoutError: they did not in time.
    """
    topics = Topics(settings)
    groups = {
        group_id(settings, "extractor"): (topics[TopicName.ARTICLES].name,),
        group_id(settings, "ledger"): (topics[TopicName.CLAIMS].name,),
    }
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.bootstrap_list)
    consumer = AIOKafkaConsumer(bootstrap_servers=settings.bootstrap_list)
    await admin.start()
    await consumer.start()
    try:
        until = time.monotonic() + seconds
        quiet = 0
        while quiet < 2:  # twice: what the extractor wrote last may not have been there yet
            if time.monotonic() > until:
                raise TimeoutError("the stages did not finish in time")
            workers.revive()
            try:
                looked = await read_offsets(admin, consumer, groups)
            except KafkaError:  # a broker that has just come back
                await asyncio.sleep(0.5)
                continue
            lag = sum(end - done for group in looked.values() for done, end in group.values())
            quiet = quiet + 1 if lag == 0 else 0
            await asyncio.sleep(0.3)
    finally:
        await consumer.stop()
        await admin.close()
