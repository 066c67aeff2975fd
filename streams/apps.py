"""The Faust applications: one a stage, each a consumer group that scales by adding workers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import faust
from faust.assignor.partition_assignor import PartitionAssignor
from yarl import URL

from contraflow.ledger.store import Store
from contraflow.metrics import Metrics
from contraflow.settings import Settings
from schemas import Claim
from streams.apart import ReaderProcess
from streams.census import publish, take_census
from streams.fetching import end_fetching_when_told, pace_empty_fetches
from streams.handlers import ExtractorHandler, Keeps, LedgerHandler, Reads
from streams.lane import Lane, Stalled, StallGuard, leave
from streams.producer import Producer
from streams.sensor import MetricsSensor
from streams.state import MAX_APPEND_BYTES, Partition, TablePartition, state_table
from streams.topics import TopicName, Topics, group_id

log = logging.getLogger(__name__)

STAGES = ("extractor", "ledger")

LEDGER_TABLE = "state"
"""With the app's id before it, it names the changelog topic (`TopicName.LEDGER_STATE`)."""
SESSION_SECONDS = 15.0
"""How long the broker waits for a silent worker before others get its partitions."""
STALL_SHARE = 0.6
"""Share of the session timeout for which a worker may stand still. The broker counts from the last
heartbeat, up to a fifth of the timeout earlier."""
SWEEP_SECONDS = 3600.0
"""How often state past its retention is looked for."""
CENSUS_SECONDS = 30.0
"""How often what the state holds is counted for the metrics."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the stages are made of; tests put small stand-ins here."""

    make_reader: Callable[[Settings, Metrics], Reads]
    make_ledger: Callable[[Settings, Store], Keeps]
    routes: Callable[[Claim], tuple[str, ...]]
    """Keys of a claim's copies on the claims topic, its home's first (`contraflow.ledger.routes`)."""


def default_parts() -> Parts:
    """The product's reader, in a process apart, and its ledger."""
    # Imported late: it takes time that most commands can do without.
    from contraflow.ledger import Ledger, routes

    return Parts(
        make_reader=_reader_apart,
        make_ledger=lambda settings, store: Ledger(store, settings),
        routes=routes,
    )


def _reader_apart(settings: Settings, metrics: Metrics) -> ReaderProcess:
    reader = ReaderProcess.of(settings, metrics.reader_restarts.inc)
    reader.start()
    metrics.watch_reader(lambda: reader.pid)
    return reader


@dataclass(frozen=True, slots=True)
class StageApp:
    """A stage ready to run."""

    app: faust.App
    lane: Lane


def build(
    stage: str,
    settings: Settings,
    metrics: Metrics,
    *,
    datadir: Path,
    parts: Parts,
    session_seconds: float = SESSION_SECONDS,
) -> StageApp:
    """The application of a stage, 'extractor' or 'ledger'.

    ``datadir``: this worker's own folder; two workers must never share one.
    """
    make = {"extractor": _build_extractor, "ledger": _build_ledger}[stage]
    app = _app(stage, settings, metrics, datadir, session_seconds)
    return make(app, settings, metrics, parts, StallGuard(session_seconds * STALL_SHARE))


def _build_extractor(
    app: faust.App, settings: Settings, metrics: Metrics, parts: Parts, guard: StallGuard
) -> StageApp:
    handler = ExtractorHandler(
        settings,
        metrics,
        _producer(settings, metrics, "extractor"),
        # Loaded here, before anything runs: it takes seconds, and a stop should not wait for it.
        parts.make_reader(settings, metrics),
        parts.routes,
    )
    lane = Lane(app, handler, max_batch=1, metrics=metrics, guard=guard)
    _feed(app, Topics(settings)[TopicName.ARTICLES].name, lane)
    return StageApp(app, lane)


def _build_ledger(
    app: faust.App, settings: Settings, metrics: Metrics, parts: Parts, guard: StallGuard
) -> StageApp:
    topics = Topics(settings)
    table = state_table(
        app,
        LEDGER_TABLE,
        partitions=topics[TopicName.LEDGER_STATE].partitions,
        cache_mb=settings.rocksdb_cache_mb,
    )

    def before_write() -> None:
        # Between the handler's look at the clock and the bytes on their way lie some turns of the
        # event loop, and perhaps retries: state may be another worker's by then.
        try:
            guard.check()
        except Stalled as error:
            leave(error)

    state_producer = _producer(
        settings, metrics, "ledger-state", MAX_APPEND_BYTES, before_write=before_write
    )

    def open_partition(partition: int) -> Partition:
        return TablePartition(table, partition, state_producer)

    handler = LedgerHandler(
        settings,
        metrics,
        _producer(settings, metrics, "ledger"),
        state_producer,
        open_partition,
        lambda store: parts.make_ledger(settings, store),
        parts.routes,
        guard,
    )
    lane = Lane(app, handler, max_batch=200, metrics=metrics, guard=guard)
    claims = topics[TopicName.CLAIMS].name
    _feed(app, claims, lane)

    def owned(partition: int) -> bool:
        here = {(tp.topic, tp.partition) for tp in app.consumer.assignment()}
        return (claims, partition) in here

    @contextmanager
    def hold(partition: int) -> Iterator[bool]:
        with lane.at_work() as free:
            yield free and owned(partition)

    async def sweep() -> None:
        for partition in range(topics[TopicName.CLAIMS].partitions):
            if owned(partition):
                await handler.sweep(partition, partial(hold, partition))

    def count() -> None:
        own = [tp.partition for tp in app.consumer.assignment() if tp.topic == claims]
        keys = (key.decode() for number in own for key in open_partition(number).keys())  # noqa: SIM118
        publish(take_census(keys), metrics)

    async def census() -> None:
        try:
            await asyncio.to_thread(count)
        except Exception as error:  # a partition may go to another worker under our feet
            log.debug("state not counted: %s", type(error).__name__)

    app.timer(interval=SWEEP_SECONDS)(sweep)
    app.timer(interval=CENSUS_SECONDS)(census)
    return StageApp(app, lane)


class _App(faust.App):  # type: ignore[misc]  # its types are skipped
    """Faust's application, which leaves its group in order when partitions move while it stops."""

    def _on_rebalance_when_stopped(self) -> None:
        # Faust's own closes the consumer, which lives on another thread's event loop: that fails,
        # and the consumer then takes itself for closed and stays in the group until it is missed.
        # The consumer is stopped by its own thread as it is.
        pass


class _Assignor(PartitionAssignor):  # type: ignore[misc]  # its types are skipped
    """Faust's assignor, which deals out all topics or none.

    A broker that has just come up may not tell of all topics yet. Faust's own passes over those
    that it misses, and nothing would make the group share them out later.
    """

    @classmethod
    def _get_copartitioned_groups(cls, topics: Any, cluster: Any, subscriptions: Any) -> Any:
        missing = sorted(topic for topic in topics if not cluster.partitions_for_topic(topic))
        if missing:
            leave(RuntimeError(f"the broker does not tell of {', '.join(missing)} yet"))
        return super()._get_copartitioned_groups(topics, cluster, subscriptions)


class _Topic(faust.Topic):  # type: ignore[misc]  # its types are skipped
    """Faust's topic, whose queue keeps what was read.

    Faust empties the queues of all topics when a worker resumes after a rebalance. By then it may
    already have read on from the committed offset, and would not read that again. What is left in
    the queue from before the rebalance is told by its generation.
    """

    _queue: Any

    @property
    def queue(self) -> Any:
        if self._queue is None:
            size = self.maxsize or self.app.conf.stream_buffer_maxsize
            self._queue = self.app.FlowControlQueue(maxsize=size, clear_on_resume=False)
        return self._queue


def _app(
    stage: str, settings: Settings, metrics: Metrics, datadir: Path, session_seconds: float
) -> faust.App:
    pace_empty_fetches()
    end_fetching_when_told()
    app = _App(
        group_id(settings, stage),
        broker=[URL(f"kafka://{server}") for server in settings.bootstrap_list],
        store="rocksdb://",
        datadir=str(datadir),
        autodiscover=False,
        # Faust's web server would show state to whoever asks; metrics and health are our own.
        web_enabled=False,
        # Topics come from the topic table alone.
        topic_allow_declare=False,
        topic_disable_leader=True,
        consumer_auto_offset_reset="earliest",
        # The lane commits by itself (`streams/offsets.py`); Faust has nothing of its own to commit.
        broker_commit_interval=3600.0,
        broker_session_timeout=session_seconds,
        broker_heartbeat_interval=max(0.3, session_seconds / 5),
        broker_max_poll_records=500,
        # Waiting for streams to run empty on a rebalance can hang; the lane does it with a limit.
        stream_wait_empty=False,
        stream_buffer_maxsize=1024,
        worker_redirect_stdouts=False,
        PartitionAssignor=_Assignor,
        Topic=_Topic,
    )
    app.sensors.add(MetricsSensor(metrics))
    return app


def _feed(app: faust.App, topic: str, lane: Lane) -> None:
    channel = app.topic(
        topic,
        key_type=bytes,
        value_type=bytes,
        key_serializer="raw",
        value_serializer="raw",
        allow_empty=True,
        acks=False,
    )

    async def feed(stream: Any) -> None:
        async for event in stream.events():
            await lane.put(event)

    app.agent(channel, name="feed", concurrency=1)(feed)

    async def on_revoked(app: faust.App, revoked: Any, **kwargs: Any) -> None:
        await lane.drain()

    async def on_assigned(app: faust.App, assigned: Any, **kwargs: Any) -> None:
        lane.begin()

    app.on_partitions_revoked.connect(on_revoked, weak=False)
    app.on_partitions_assigned.connect(on_assigned, weak=False)


def _producer(
    settings: Settings,
    metrics: Metrics,
    name: str,
    max_batch_bytes: int = 64 * 1024,
    *,
    before_write: Callable[[], None] | None = None,
) -> Producer:
    return Producer(
        settings,
        client_id=f"{settings.topic_prefix}{name}",
        max_batch_bytes=max_batch_bytes,
        on_error=metrics.send_errors.inc,
        before_write=before_write,
    )
