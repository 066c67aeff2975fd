"""How far the consumer groups are behind, asked of the broker.

Neither Faust's sensors nor aiokafka's consumer metrics tell a group's lag, and a process that hangs
could not tell its own. So every process looks from outside: end of each partition less the offset
that the group has committed. Any process reports the lag of all groups, so that it is still seen
when all of a group's own processes are down; queries take the maximum over the processes.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from contraflow.health import Partition, ProgressWatch
from contraflow.metrics import Metrics

log = logging.getLogger(__name__)

GroupOffsets = dict[Partition, tuple[int, int]]
"""``{(topic, partition): (committed, end)}``"""


@dataclass(slots=True)
class LagMonitor:
    """Looks at the groups' offsets every ``interval_seconds``, on a thread and loop of its own.

    ``groups``: consumer group id → the topics that it reads.
    ``own_group``, ``progress``: this process's group, whose offsets feed the liveness check.
    ``client_options``: what aiokafka's clients need to reach a secured broker.
    A broker that cannot be reached is tried again for ever; meanwhile the metrics keep their last
    values and `Metrics.lag_observed_timestamp_seconds` tells how old they are.
    """

    bootstrap_servers: str | Sequence[str]
    groups: Mapping[str, Sequence[str]]
    metrics: Metrics
    own_group: str | None = None
    progress: ProgressWatch | None = None
    interval_seconds: float = 10.0
    timeout_seconds: float = 15.0
    client_options: Mapping[str, Any] = field(default_factory=dict)
    on_look: Callable[[Mapping[str, GroupOffsets]], None] | None = None
    _watches: dict[str, ProgressWatch] = field(default_factory=dict, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)
    _loop: asyncio.AbstractEventLoop | None = field(default=None, init=False)
    _stopping: asyncio.Event | None = field(default=None, init=False)

    def start(self) -> None:
        """Begin to look."""
        started = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(started,), name="lag-monitor", daemon=True
        )
        self._thread.start()
        started.wait()

    def stop(self) -> None:
        """Stop looking and close the connections."""
        if self._loop is not None and self._stopping is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stopping.set)
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _run(self, started: threading.Event) -> None:
        asyncio.run(self._watch(started))

    async def _watch(self, started: threading.Event) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        started.set()
        failing = False
        while not self._stopping.is_set():
            try:
                await self._look_until_failure()
            except Exception as error:  # a broker that is away must not end the watching
                if not failing:
                    log.warning("cannot see the groups' offsets: %s", type(error).__name__)
                failing = True
            else:
                failing = False
            await self._pause()

    async def _pause(self) -> None:
        assert self._stopping is not None
        try:
            await asyncio.wait_for(self._stopping.wait(), self.interval_seconds)
        except TimeoutError:
            return

    async def _look_until_failure(self) -> None:
        assert self._stopping is not None
        options = {"bootstrap_servers": self.bootstrap_servers, **self.client_options}
        admin = AIOKafkaAdminClient(**options)
        consumer = AIOKafkaConsumer(**options)
        try:
            async with asyncio.timeout(self.timeout_seconds):
                await admin.start()
                await consumer.start()
            while not self._stopping.is_set():
                async with asyncio.timeout(self.timeout_seconds):
                    self._publish(await read_offsets(admin, consumer, self.groups))
                await self._pause()
        finally:
            await _close(consumer.stop())
            await _close(admin.close())

    def _publish(self, looked: Mapping[str, GroupOffsets]) -> None:
        metrics = self.metrics
        for group, offsets in looked.items():
            watch = self._watches.setdefault(group, ProgressWatch(stall_seconds=float("inf")))
            watch.observe(offsets)
            offset_of_wall = time.time() - time.monotonic()
            for (topic, partition), (committed, end) in offsets.items():
                labels = (group, topic, str(partition))
                metrics.consumer_lag_records.labels(*labels).set(max(0, end - committed))
                metrics.consumer_committed_offset.labels(*labels).set(committed)
                metrics.topic_end_offset.labels(topic, str(partition)).set(end)
                moved = watch.moved_at((topic, partition))
                if moved is not None:
                    metrics.consumer_progress_timestamp_seconds.labels(*labels).set(
                        moved + offset_of_wall
                    )
        metrics.lag_observed_timestamp_seconds.set_to_current_time()
        if self.progress is not None and self.own_group is not None and self.own_group in looked:
            self.progress.observe(looked[self.own_group])
        if self.on_look is not None:
            self.on_look(looked)


async def read_offsets(
    admin: AIOKafkaAdminClient,
    consumer: AIOKafkaConsumer,
    groups: Mapping[str, Sequence[str]],
) -> dict[str, GroupOffsets]:
    """Committed and end offsets of every partition that the groups read.

    A partition without a commit counts from its beginning, since that is where the workers start.
    A topic that does not exist yet is left out. Raises aiokafka's KafkaError.
    """
    wanted = sorted({topic for topics in groups.values() for topic in topics})
    partitions = [
        TopicPartition(topic["topic"], partition["partition"])
        for topic in await admin.describe_topics(wanted)
        if not topic["error_code"]
        for partition in topic["partitions"]
    ]
    if not partitions:
        return {group: {} for group in groups}
    ends = await consumer.end_offsets(partitions)
    beginnings = await consumer.beginning_offsets(partitions)
    looked: dict[str, GroupOffsets] = {}
    for group, topics in groups.items():
        committed = await admin.list_consumer_group_offsets(group)
        offsets: GroupOffsets = {}
        for tp in partitions:
            if tp.topic not in topics:
                continue
            known = committed.get(tp)
            start = beginnings[tp]
            position = known.offset if known is not None and known.offset >= 0 else start
            # Retention may have removed what was not read: it can no longer be waited for.
            offsets[tp.topic, tp.partition] = (max(position, start), ends[tp])
        looked[group] = offsets
    return looked


async def _close(closing: Any) -> None:
    try:
        await asyncio.wait_for(closing, 5)
    except Exception:  # the broker may be gone; there is nothing left to save
        log.debug("closing a client failed", exc_info=True)
