"""From Kafka into the store: alerts, claims and feedback, each exactly once.

The gateway reads all partitions itself, at the offsets that the store keeps. It commits them to
its consumer group as well, but only to be seen there: a restart goes by the store.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from contraflow.gateway.store import AlertEvent, Incoming, Kind, Store
from contraflow.health import CheckResult
from contraflow.settings import Settings
from schemas import Alert, Feedback, MergedClaim
from streams.admin import list_topics
from streams.codec import DecodeError, decode
from streams.fetching import pace_empty_fetches
from streams.topics import Topic, TopicName, Topics, group_id

log = logging.getLogger(__name__)

READ: dict[TopicName, tuple[Kind, type[Alert] | type[MergedClaim] | type[Feedback]]] = {
    TopicName.ALERTS: (Kind.ALERT, Alert),
    TopicName.MERGED_CLAIMS: (Kind.CLAIM, MergedClaim),
    TopicName.FEEDBACK: (Kind.FEEDBACK, Feedback),
}
"""The topics that the gateway reads, with what it makes of them."""

_BATCH = 500
_POLL_MS = 500
_COMMIT_SECONDS = 5.0
_METADATA_SECONDS = 30.0
_RETRY_SECONDS = 3.0
_PRUNE_SECONDS = 3600.0
_SILENT_SECONDS = 60.0

OnAlerts = Callable[[Sequence[AlertEvent]], None]


@dataclass
class Ingest:
    """Reads the public topics for ever.

    Args:
        settings: Broker, topic names and retention.
        store: Where records and offsets go.
        on_alerts: Called in the event loop with new revisions, after they were written.
    """

    settings: Settings
    store: Store
    on_alerts: OnAlerts
    skipped: int = 0
    """Records that were no valid record of their topic; passed over."""
    _caught_up: bool = field(default=False, init=False)
    _turned_at: float = field(default_factory=time.monotonic, init=False)
    _problem: str = field(default="starting", init=False)

    def alive(self) -> CheckResult:
        """Whether the reading loop turns; trying to reach a lost broker counts as turning."""
        silent = time.monotonic() - self._turned_at
        return CheckResult(silent < _SILENT_SECONDS, f"turned {silent:.0f} s ago")

    @property
    def caught_up(self) -> bool:
        """Whether what was on the topics at the start has been read."""
        return self._caught_up

    def ready(self) -> CheckResult:
        """Whether the gateway can serve: the broker answers and the store is up to date."""
        if self._problem:
            return CheckResult(False, self._problem)
        return CheckResult(self._caught_up, "caught up" if self._caught_up else "catching up")

    async def run(self) -> None:
        """Read until cancelled; a broker that goes away is tried again."""
        while True:
            try:
                await self._read()
            except (KafkaError, OSError, TimeoutError) as error:
                self._problem = f"broker: {type(error).__name__}"
                log.warning("cannot read from Kafka, trying again: %s", type(error).__name__)
            self._turned_at = time.monotonic()
            await asyncio.sleep(_RETRY_SECONDS)

    async def _read(self) -> None:
        topics = {
            topic.name: topic for kind, topic in Topics(self.settings).items() if kind in READ
        }
        pace_empty_fetches()
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.settings.bootstrap_list,
            group_id=group_id(self.settings, "gateway"),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            max_poll_records=_BATCH,
        )
        await consumer.start()
        try:
            goals = await self._assign(consumer, topics)
            self._problem = ""
            looked = committed = pruned = time.monotonic()
            while True:
                batch = await consumer.getmany(timeout_ms=_POLL_MS, max_records=_BATCH)
                self._turned_at = now = time.monotonic()
                records = [record for listed in batch.values() for record in listed]
                if records:
                    items = [self._incoming(topics[record.topic], record) for record in records]
                    new = await asyncio.to_thread(self.store.apply, items)
                    if new:
                        self.on_alerts(new)
                if not self._caught_up:
                    self._caught_up = await _reached(consumer, goals)
                if now - committed > _COMMIT_SECONDS:
                    committed = now
                    await self._show_progress(consumer, topics)
                if now - looked > _METADATA_SECONDS:
                    looked = now
                    if await _partitions(self.settings, topics) != consumer.assignment():
                        log.info("partitions were added, reading them too")
                        await self._assign(consumer, topics)
                if now - pruned > _PRUNE_SECONDS:
                    pruned = now
                    await self._prune()
        finally:
            await consumer.stop()

    async def _assign(
        self, consumer: AIOKafkaConsumer, topics: dict[str, Topic]
    ) -> dict[TopicPartition, int]:
        """Take all partitions at the store's offsets; return their ends."""
        partitions = await _partitions(self.settings, topics)
        missing = set(topics) - {partition.topic for partition in partitions}
        if missing:
            raise TimeoutError(f"no such topics yet: {', '.join(sorted(missing))}")
        ends: dict[TopicPartition, int] = await consumer.end_offsets(list(partitions))
        consumer.assign(list(partitions))
        for name in topics:
            known = await asyncio.to_thread(self.store.next_offsets, name)
            if any(
                offset > ends.get(TopicPartition(name, number), 0)
                for number, offset in known.items()
            ):
                log.warning("topic was made anew, reading it from its start", extra={"topic": name})
                await asyncio.to_thread(self.store.forget_positions, name)
                known = {}
            for partition in partitions:
                if partition.topic == name:
                    consumer.seek(partition, known.get(partition.partition, 0))
        return ends

    def _incoming(self, topic: Topic, message: Any) -> Incoming:
        kind, model = READ[topic.kind]
        record: Alert | MergedClaim | Feedback | None = None
        deleted_key = None
        if message.value is None:
            deleted_key = (message.key or b"").decode("utf-8", "replace") or None
        else:
            try:
                record = decode(message.value, model)
            except DecodeError as error:
                self.skipped += 1
                log.warning(
                    "passed over a record: %s",
                    error.reason.value,
                    extra={
                        "topic": topic.name,
                        "partition": message.partition,
                        "offset": message.offset,
                    },
                )
        return Incoming(
            kind=kind,
            topic=topic.name,
            partition=message.partition,
            offset=message.offset,
            received_at=datetime.fromtimestamp(message.timestamp / 1000, UTC),
            record=record,
            deleted_key=deleted_key,
        )

    async def _show_progress(self, consumer: AIOKafkaConsumer, topics: dict[str, Topic]) -> None:
        offsets: dict[TopicPartition, int] = {}
        for name in topics:
            known = await asyncio.to_thread(self.store.next_offsets, name)
            offsets |= {TopicPartition(name, number): offset for number, offset in known.items()}
        if offsets:
            try:
                await consumer.commit(offsets)
            except KafkaError as error:
                log.debug("offsets not shown on the broker: %s", type(error).__name__)

    async def _prune(self) -> None:
        before = datetime.now(UTC) - timedelta(days=self.settings.gateway_retention_days)
        gone = await asyncio.to_thread(self.store.prune, before)
        if gone:
            log.info("took away what is past retention", extra={"count": gone})


async def _partitions(settings: Settings, topics: dict[str, Topic]) -> set[TopicPartition]:
    # Asked of the broker: a consumer without subscription knows no topic's partitions.
    return {
        TopicPartition(state.topic.name, number)
        for state in await list_topics(settings)
        if state.topic.name in topics
        for number in range(state.partitions or 0)
    }


async def _reached(consumer: AIOKafkaConsumer, goals: dict[TopicPartition, int]) -> bool:
    for partition, goal in goals.items():
        if goal > 0 and await consumer.position(partition) < goal:
            return False
    return True
