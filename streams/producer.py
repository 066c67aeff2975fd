"""Sending: every record is acknowledged by all in-sync replicas before its input counts as done."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaConnectionError, KafkaError, KafkaTimeoutError
from aiokafka.protocol.produce import ProduceRequest

from contraflow.settings import Settings
from streams.codec import Message
from streams.topics import Topic

log = logging.getLogger(__name__)

_RETRY_SECONDS = 1.0
_BATCH_OVERHEAD = 512
"""Bytes of a Kafka record batch around one record's key, value and headers, rounded up."""


class MessageTooLarge(Exception):
    """A message is larger than its topic takes."""


class Producer:
    """An idempotent Kafka producer: retries inside it neither double nor reorder records.

    ``max_batch_bytes``: largest batch that it forms. `append` needs room for a whole change of
    state; for everything else small batches do.
    ``on_error``: called for each failed attempt to send.
    ``before_write``: called at the last moment before records go to a broker, retries included.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        client_id: str,
        max_batch_bytes: int = 64 * 1024,
        on_error: Callable[[], None] | None = None,
        before_write: Callable[[], None] | None = None,
    ) -> None:
        self._options: dict[str, Any] = {
            "bootstrap_servers": settings.bootstrap_list,
            "client_id": client_id,
            "acks": "all",
            "enable_idempotence": True,
            "max_batch_size": max_batch_bytes,
            "max_request_size": 16 * 1024 * 1024,
            "request_timeout_ms": 20_000,
        }
        self._on_error = on_error
        self._before_write = before_write
        self._producer: AIOKafkaProducer | None = None

    async def start(self) -> None:
        """Connect. Raises KafkaError when no broker can be reached."""
        self._producer = AIOKafkaProducer(**self._options)
        if self._before_write is not None:
            _call_before_writes(self._producer.client, self._before_write)
        try:
            await self._producer.start()
        except BaseException:
            await self._producer.stop()
            raise

    async def stop(self) -> None:
        """Send what is still buffered and disconnect."""
        if self._producer is not None:
            await self._producer.stop()
            self._producer = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()

    async def send_all(self, messages: Sequence[tuple[Topic, Message]]) -> None:
        """Send messages; returns when the broker has acknowledged each of them.

        Messages with one key arrive in the order given. A broker that is away is waited for.

        Raises:
            MessageTooLarge: before anything is sent.
            KafkaError: the broker refuses for good; nothing tells which messages it took.
        """
        for topic, message in messages:
            check_size(topic, message)
        waiting = list(messages)
        while waiting:
            # Results are awaited in order. What follows a failure is sent again after it, so that
            # the last state of a key on its topic is always the last one given.
            futures = [await self._enqueue(topic.name, message) for topic, message in waiting]
            results = await asyncio.gather(*futures, return_exceptions=True)
            failed = next(
                (n for n, result in enumerate(results) if isinstance(result, BaseException)), None
            )
            if failed is None:
                return
            error = results[failed]
            assert isinstance(error, BaseException)
            await self._again_after(error)
            waiting = waiting[failed:]

    async def append(
        self, topic: str, partition: int, records: Mapping[bytes, bytes | None]
    ) -> int:
        """Append records to a partition as one batch, whole or not at all; the last one's offset.

        None as a value is a tombstone. A broker that is away is waited for.

        Raises:
            MessageTooLarge: they do not fit one batch; nothing was sent.
            KafkaError: the broker refuses for good.
        """
        while True:
            batch = self._ready().create_batch()
            for key, value in records.items():
                if batch.append(key=key, value=value, timestamp=None) is None:
                    raise MessageTooLarge(f"{len(records)} records for {topic} exceed a batch")
            batch.close()
            try:
                sent = await self._ready().send_batch(batch, topic, partition=partition)
                metadata = await sent
            except (KafkaError, OSError) as error:
                await self._again_after(error)
            else:
                return int(metadata.offset) + len(records) - 1

    async def _enqueue(self, topic: str, message: Message) -> asyncio.Future[Any]:
        while True:
            try:
                future: asyncio.Future[Any] = await self._ready().send(
                    topic, value=message.value, key=message.key, headers=list(message.headers)
                )
            except (KafkaTimeoutError, KafkaConnectionError, OSError) as error:
                await self._again_after(error)
            else:
                return future

    async def _again_after(self, error: BaseException) -> None:
        """Pause before another attempt, or raise ``error`` when none can help."""
        if self._on_error is not None:
            self._on_error()
        transient = isinstance(error, KafkaTimeoutError | KafkaConnectionError | OSError)
        if not transient and not (isinstance(error, KafkaError) and error.retriable):
            raise error
        log.warning("sending failed, trying again: %s", type(error).__name__)
        await asyncio.sleep(_RETRY_SECONDS)

    def _ready(self) -> AIOKafkaProducer:
        if self._producer is None:
            raise RuntimeError("the producer is not started")
        return self._producer


def _call_before_writes(client: Any, before_write: Callable[[], None]) -> None:
    # The client's `send` is the one way out; from there on the bytes are the kernel's.
    send = client.send

    async def guarded(node_id: int, request: Any, **options: Any) -> Any:
        if isinstance(request, ProduceRequest):
            before_write()
        return await send(node_id, request, **options)

    client.send = guarded


def check_size(topic: Topic, message: Message) -> None:
    """Raise `MessageTooLarge` when a topic would refuse a message for its size."""
    size = len(message.key) + len(message.value)
    size += sum(len(name) + len(value) + 8 for name, value in message.headers)
    if size + _BATCH_OVERHEAD > topic.max_message_bytes:
        raise MessageTooLarge(
            f"{size} bytes for {topic.name}, which takes {topic.max_message_bytes}"
        )
