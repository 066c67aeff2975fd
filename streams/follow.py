"""Reading topics from outside: alerts as they come, dead letters, anything in the topic table.

No consumer group and no commits: a reader here never takes work away from anybody.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from aiokafka import AIOKafkaConsumer, TopicPartition

from contraflow.settings import Settings
from schemas import Alert, Record
from streams.codec import DecodeError, decode
from streams.fetching import pace_empty_fetches
from streams.topics import TopicName, Topics

log = logging.getLogger(__name__)

R = TypeVar("R", bound=Record)

_SEEN_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Received(Generic[R]):
    """One record and where it stands."""

    record: R
    partition: int
    offset: int
    written_at: datetime
    """When it reached the topic."""


async def read_topic(
    settings: Settings,
    kind: TopicName,
    record: type[R],
    *,
    since: datetime | None = None,
    follow: bool = False,
) -> AsyncIterator[Received[R]]:
    """The records of a topic, oldest first within each partition.

    ``since``: only those written at that time or later. ``follow``: go on with new ones for ever;
    otherwise end at what was there at the start. Messages that are no valid record are passed over
    with a warning.

    Raises:
        KafkaError: the broker cannot be reached.
    """
    topic = Topics(settings)[kind]
    pace_empty_fetches()
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.bootstrap_list,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=max(topic.max_message_bytes, 1024 * 1024),
    )
    await consumer.start()
    try:
        partitions = [TopicPartition(topic.name, n) for n in range(topic.partitions)]
        consumer.assign(partitions)
        ends: dict[TopicPartition, int] = await consumer.end_offsets(partitions)
        await _seek(consumer, partitions, since, ends)
        while True:
            if not follow:
                left = [tp for tp in partitions if await consumer.position(tp) < ends[tp]]
                if not left:
                    return
            fetched = await consumer.getmany(timeout_ms=500)
            for tp, messages in fetched.items():
                for message in messages:
                    if not follow and message.offset >= ends[tp]:
                        continue
                    try:
                        value = decode(message.value, record)
                    except DecodeError as error:
                        log.warning(
                            "message passed over: %s", error,
                            extra={"topic": tp.topic, "partition": tp.partition,
                                   "offset": message.offset, "reason": error.reason.value},
                        )  # fmt: skip
                        continue
                    written = datetime.fromtimestamp(message.timestamp / 1000, UTC)
                    yield Received(value, tp.partition, message.offset, written)
    finally:
        await consumer.stop()


async def alerts(
    settings: Settings, *, since: datetime | None = None, follow: bool = True
) -> AsyncIterator[Alert]:
    """Alert revisions as they are written, each once (see `read_topic` for the parameters).

    The topic may hold a revision twice after a crash; the second is dropped here by its id.
    """
    seen: OrderedDict[tuple[str, int], None] = OrderedDict()
    async for received in read_topic(settings, TopicName.ALERTS, Alert, since=since, follow=follow):
        alert = received.record
        key = (alert.alert_id, alert.revision)
        if key in seen:
            continue
        seen[key] = None
        if len(seen) > _SEEN_LIMIT:
            seen.popitem(last=False)
        yield alert


async def _seek(
    consumer: AIOKafkaConsumer,
    partitions: list[TopicPartition],
    since: datetime | None,
    ends: dict[TopicPartition, int],
) -> None:
    if since is None:
        await consumer.seek_to_beginning(*partitions)
        return
    moment = int(since.timestamp() * 1000)
    found = await consumer.offsets_for_times(dict.fromkeys(partitions, moment))
    for tp in partitions:
        known = found.get(tp)
        consumer.seek(tp, ends[tp] if known is None else known.offset)
