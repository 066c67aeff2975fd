"""What the gateway writes to Kafka: feedback, test alerts and the heartbeat."""

from __future__ import annotations

import asyncio
import logging
import socket
from datetime import UTC, datetime
from typing import Protocol

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from contraflow.settings import Settings
from schemas import Heartbeat, Record
from streams.codec import encode
from streams.topics import TopicName, Topics

log = logging.getLogger(__name__)

SOURCE = "/contraflow/gateway"
"""CloudEvents source of what the gateway writes."""


class UnavailableError(RuntimeError):
    """The broker did not take a record."""


class Publisher(Protocol):
    """Writes records to their topics."""

    async def publish(self, topic: TopicName, record: Record, key: str) -> None:
        """Write one record and wait until all replicas have it.

        Raises:
            UnavailableError: the broker did not take it.
        """
        ...


class KafkaPublisher:
    """Publishes through one idempotent producer, which connects at the first record."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._topics = Topics(settings)
        self._producer: AIOKafkaProducer | None = None
        self._lock = asyncio.Lock()

    async def publish(self, topic: TopicName, record: Record, key: str) -> None:
        """Write one record. See `Publisher`."""
        message = encode(record, source=SOURCE, key=key)
        try:
            producer = await self._connected()
            async with asyncio.timeout(15):
                await producer.send_and_wait(
                    self._topics[topic].name,
                    message.value,
                    key=message.key,
                    headers=list(message.headers),
                )
        except (KafkaError, TimeoutError, OSError) as error:
            raise UnavailableError(f"the broker did not take it: {type(error).__name__}") from error

    async def _connected(self) -> AIOKafkaProducer:
        async with self._lock:
            if self._producer is None:
                producer = AIOKafkaProducer(
                    bootstrap_servers=self._settings.bootstrap_list,
                    acks="all",
                    enable_idempotence=True,
                    request_timeout_ms=10_000,
                )
                try:
                    async with asyncio.timeout(10):
                        await producer.start()
                except BaseException:
                    await producer.stop()
                    raise
                self._producer = producer
            return self._producer

    async def close(self) -> None:
        """Send what is left and disconnect."""
        if self._producer is not None:
            await self._producer.stop()
            self._producer = None


async def beat(publisher: Publisher, interval_seconds: float) -> None:
    """Tick on the heartbeat topic for ever. A broker that is away is tried again at each tick."""
    source = f"gateway/{socket.gethostname()}"
    sequence = 0
    failing = False
    while True:
        tick = Heartbeat(
            source=source, sequence=sequence, sent_at=datetime.now(UTC), interval=interval_seconds
        )
        try:
            await publisher.publish(TopicName.HEARTBEAT, tick, key=source)
        except UnavailableError as error:
            if not failing:
                log.warning("no heartbeat: %s", error)
            failing = True
        else:
            failing = False
        sequence += 1
        await asyncio.sleep(interval_seconds)
