"""What the two stages do with their events, without Faust: read articles, keep the ledger."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Protocol

from contraflow.ledger.store import Store, is_expired
from contraflow.metrics import MentionOutcome, Metrics, Stage, WithheldReason
from contraflow.settings import Settings
from schemas import Alert, Article, Claim, DeadLetter, MergedClaim, Origin, Record
from streams.apart import ReaderUnavailable, ReadsResult
from streams.codec import Message, article_time, dead_letter, decode, encode
from streams.lane import Event, StallGuard
from streams.producer import Producer, check_size
from streams.state import Partition, PartitionState
from streams.topics import Topic, TopicName, Topics

log = logging.getLogger(__name__)

Outgoing = tuple[Topic, Message]

_WATERMARK = "meta:newest-publication"
"""State key (of no kind that expires): the newest publication seen on a partition."""
_SWEEP_CHUNK = 5_000


class Reads(Protocol):
    """An article's claims (`streams.apart.ReaderProcess`)."""

    def read(self, article: Article) -> ReadsResult:
        """Read one article. What it raises is the article's fault, but for `ReaderUnavailable`."""
        ...

    def stop(self) -> None:
        """Let go of everything; called once after the last article."""
        ...


class Keeps(Protocol):
    """The ledger over one store (`contraflow.ledger.Ledger`)."""

    def add(self, claim: Claim, route: str) -> KeepsResult:
        """Take a claim in where one of its routes leads."""
        ...


class KeepsResult(Protocol):
    """What the ledger returns (`contraflow.ledger.LedgerResult`)."""

    @property
    def claim_id(self) -> str: ...
    @property
    def merged(self) -> MergedClaim | None: ...
    @property
    def superseded(self) -> tuple[MergedClaim, ...]: ...
    @property
    def alerts(self) -> tuple[Alert, ...]: ...
    @property
    def visiting(self) -> bool: ...
    @property
    def held_back(self) -> int: ...
    @property
    def compared(self) -> int: ...
    @property
    def uncompared(self) -> int: ...


class DeadLetters:
    """Makes dead letters for one stage, and counts them."""

    def __init__(self, stage: str, settings: Settings, metrics: Metrics) -> None:
        self._stage = stage
        self._topic = Topics(settings)[TopicName.DEAD_LETTERS]
        self._max_payload = settings.max_article_bytes
        self._metrics = metrics

    def make(self, event: Event, error: BaseException) -> Outgoing:
        """The dead letter for an event, ready to be sent."""
        origin = Origin(topic=event.topic, partition=event.partition, offset=event.offset)
        letter: DeadLetter = dead_letter(
            stage=self._stage,
            origin=origin,
            error=error,
            key=event.key,
            payload=event.value,
            failed_at=datetime.now(UTC),
            max_payload_bytes=self._max_payload,
        )
        self._metrics.dead_letter(self._stage, letter.reason)
        log.warning(
            "event set aside: %s", letter.detail,
            extra={
                "stage": self._stage, "topic": event.topic, "partition": event.partition,
                "offset": event.offset, "reason": letter.reason.value,
            },
        )  # fmt: skip
        key = f"{event.topic}/{event.partition}/{event.offset}"
        return self._topic, encode(letter, source=_source(self._stage), key=key)


class ExtractorHandler:
    """Articles to claims. Stateless, so that any number of them share the work."""

    stage = "extractor"
    keeps_state = False

    def __init__(
        self,
        settings: Settings,
        metrics: Metrics,
        producer: Producer,
        reader: Reads,
        routes: Callable[[Claim], tuple[str, ...]],
    ) -> None:
        self._settings = settings
        self._metrics = metrics
        self._producer = producer
        self._reader = reader
        self._routes = routes
        self._claims = Topics(settings)[TopicName.CLAIMS]
        self._dead_letters = DeadLetters(self.stage, settings, metrics)
        # One thread, which waits for the reader: the event loop stays free to commit.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")

    async def start(self) -> None:
        """Connect."""
        await self._producer.start()

    async def stop(self) -> None:
        """Disconnect. An article that is being read is read to its end first."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._reader.stop()
        await self._producer.stop()

    async def handle(self, partition: int, events: Sequence[Event]) -> None:
        """Read articles; returns when their claims are on the claims topic."""
        for event in events:
            try:
                outgoing = await self._read(event)
            except ReaderUnavailable:
                raise
            except Exception as error:
                outgoing = [self._dead_letters.make(event, error)]
            with self._metrics.time_stage(Stage.PUBLISH):
                await self._producer.send_all(outgoing)

    async def _read(self, event: Event) -> list[Outgoing]:
        metrics = self._metrics
        metrics.articles.inc()
        with metrics.time_stage(Stage.DECODE):
            article = decode(event.value, Article, max_bytes=self._settings.max_article_bytes)
        with metrics.time_stage(Stage.READ):
            loop = asyncio.get_running_loop()
            reading = await loop.run_in_executor(self._thread, self._reader.read, article)
        if reading.skipped is not None:
            metrics.article_skipped(reading.skipped)
        outgoing: list[Outgoing] = []
        for claim in reading.claims:
            for route in self._routes(claim):
                message = encode(
                    claim,
                    source=_source(self.stage),
                    key=route,
                    article_time=event.timestamp,
                )
                check_size(self._claims, message)
                outgoing.append((self._claims, message))
        for claim in reading.claims:
            metrics.claim_read(claim.aspect)
        log.debug(
            "article read",
            extra={
                "article_id": article.id, "count": len(reading.claims), "outcome": reading.skipped,
            },
        )  # fmt: skip
        return outgoing


class LedgerHandler:
    """Claims to merged claims and alerts, with state for each partition.

    The order is the contract of `streams/README.md`: outputs are acknowledged before state, state
    before the input's offset.
    """

    stage = "ledger"
    keeps_state = True

    def __init__(
        self,
        settings: Settings,
        metrics: Metrics,
        producer: Producer,
        state_producer: Producer,
        open_partition: Callable[[int], Partition],
        make_ledger: Callable[[Store], Keeps],
        routes: Callable[[Claim], tuple[str, ...]],
        guard: StallGuard,
    ) -> None:
        self._settings = settings
        self._metrics = metrics
        self._producer = producer
        self._state_producer = state_producer
        self._open_partition = open_partition
        self._make_ledger = make_ledger
        self._routes = routes
        self._guard = guard
        topics = Topics(settings)
        self._merged = topics[TopicName.MERGED_CLAIMS]
        self._alerts = topics[TopicName.ALERTS]
        self._max_bytes = topics[TopicName.CLAIMS].max_message_bytes
        self._dead_letters = DeadLetters(self.stage, settings, metrics)
        self._locks: dict[int, asyncio.Lock] = {}
        self._batches: dict[int, _Batch] = {}
        """Of each partition, empty between events: the ledger in it remembers what it decoded."""

    async def start(self) -> None:
        """Connect."""
        await self._producer.start()
        await self._state_producer.start()

    async def stop(self) -> None:
        """Disconnect."""
        await self._producer.stop()
        await self._state_producer.stop()

    async def handle(self, partition: int, events: Sequence[Event]) -> None:
        """Take claims in; returns when outputs and state are durable."""
        async with self._lock(partition):
            # taken out while in use: a batch that fails is not gone on with
            batch = self._batches.pop(partition, None) or _Batch(
                PartitionState(self._open_partition(partition)), self._make_ledger
            )
            for event in events:
                self._take(batch, event)
                if batch.state.full:
                    await self._commit(batch)
                # Whole batches would hold up heartbeats of the loop and the other partitions.
                await asyncio.sleep(0)
            await self._commit(batch)
            self._batches[partition] = batch

    async def sweep(
        self,
        partition: int,
        hold: Callable[[], AbstractContextManager[bool]] = lambda: nullcontext(True),
    ) -> int:
        """Forget what is older than the retention; returns how many keys that were.

        ``hold`` keeps the partition here while some of it is forgotten, and gives False when it is
        no longer this worker's: it may move meanwhile.
        """
        state = PartitionState(self._open_partition(partition))
        newest = _newest_publication(state)
        if newest is None:
            return 0
        days = self._settings.ledger_retention_days

        def expired() -> list[str]:
            return [key for key in state.keys() if is_expired(key, newest, days)]  # noqa: SIM118

        keys = await asyncio.get_running_loop().run_in_executor(None, expired)
        for first in range(0, len(keys), _SWEEP_CHUNK):
            async with self._lock(partition):
                with hold() as ours:
                    if not ours:
                        return first
                    for key in keys[first : first + _SWEEP_CHUNK]:
                        state.delete(key)
                    state.keep()
                    self._guard.check()
                    await state.commit()
        if keys:
            log.info(
                "state past its retention forgotten",
                extra={"stage": self.stage, "partition": partition, "count": len(keys)},
            )
        return len(keys)

    def _lock(self, partition: int) -> asyncio.Lock:
        return self._locks.setdefault(partition, asyncio.Lock())

    def _take(self, batch: _Batch, event: Event) -> None:
        metrics = self._metrics
        try:
            with metrics.time_stage(Stage.DECODE):
                claim = decode(event.value, Claim, max_bytes=self._max_bytes)
            with metrics.time_stage(Stage.MERGE):
                result = batch.ledger.add(claim, self._route(claim, event))
            outgoing = self._outgoing(claim, result, event)
            _note_publication(batch.state, claim.published_at)
            batch.state.keep()
        except Exception as error:
            batch.undo()
            batch.outgoing.append(self._dead_letters.make(event, error))
            return
        batch.outgoing += outgoing
        batch.alerts += [(alert, article_time(event.headers)) for alert in result.alerts]
        if result.visiting:
            metrics.mention_taken(MentionOutcome.VISITING)
        elif result.merged is None:
            metrics.mention_taken(MentionOutcome.REPEATED)
        elif result.merged.mention_count == 1:
            metrics.mention_taken(MentionOutcome.NEW)
        else:
            metrics.mention_taken(MentionOutcome.MERGED)
        metrics.comparisons.inc(result.compared)
        metrics.claims_uncompared.inc(result.uncompared)
        metrics.alert_withheld(WithheldReason.CONFIDENCE, result.held_back)

    def _route(self, claim: Claim, event: Event) -> str:
        """The route by which a claim came: its key. One that came by none of its own is at home."""
        routes = self._routes(claim)
        key = (event.key or b"").decode(errors="replace")
        return key if key in routes else routes[0]

    def _outgoing(self, claim: Claim, result: KeepsResult, event: Event) -> list[Outgoing]:
        outgoing: list[Outgoing] = []
        source, arrived = _source(self.stage), article_time(event.headers)

        def add(topic: Topic, record: Record, key: str) -> None:
            message = encode(record, source=source, key=key, article_time=arrived)
            check_size(topic, message)
            outgoing.append((topic, message))

        if result.merged is not None:
            add(self._merged, result.merged, result.merged.claim_id)
        for merged in result.superseded:
            add(self._merged, merged, merged.claim_id)
        for alert in result.alerts:
            add(self._alerts, alert, alert.place.id)
        return outgoing

    async def _commit(self, batch: _Batch) -> None:
        with self._metrics.time_stage(Stage.PUBLISH):
            await self._producer.send_all(batch.outgoing)
        now = datetime.now(UTC)
        for alert, arrived in batch.alerts:
            self._metrics.alert_published(alert, written=now, article_produced=arrived)
            log.info(
                "alert written",
                extra={
                    "alert_id": alert.alert_id, "revision": alert.revision,
                    "status": alert.status.value, "place_id": alert.place.id,
                    "type": alert.type.value,
                },
            )  # fmt: skip
        batch.outgoing, batch.alerts = [], []
        # A worker that stood still may have lost the partition: its state is another's by now.
        self._guard.check()
        await batch.state.commit()


class _Batch:
    """Claims of one partition on their way: state, outputs, and the ledger between them.

    The ledger's memory is checked against the state, so it stays right when the state is changed
    by others, as when the partition was with another worker meanwhile.
    """

    def __init__(self, state: PartitionState, make_ledger: Callable[[Store], Keeps]) -> None:
        self.state = state
        self._make_ledger = make_ledger
        self.ledger = make_ledger(state)
        self.outgoing: list[Outgoing] = []
        self.alerts: list[tuple[Alert, datetime | None]] = []

    def undo(self) -> None:
        """Forget what the event in hand changed, in the state and in the ledger's own memory."""
        self.state.undo()
        self.ledger = self._make_ledger(self.state)


def _newest_publication(state: PartitionState) -> datetime | None:
    value = state.get(_WATERMARK)
    return None if value is None else datetime.fromisoformat(value.decode())


def _note_publication(state: PartitionState, published_at: datetime) -> None:
    # A date in the future, by mistake or malice, must not make everything else look old.
    published_at = min(published_at, datetime.now(UTC))
    newest = _newest_publication(state)
    # Retention counts in days: an hour's grain saves a write for almost every claim.
    if newest is None or published_at - newest >= timedelta(hours=1):
        state.set(_WATERMARK, published_at.isoformat().encode())


def _source(stage: str) -> str:
    return f"/contraflow/{stage}"
