"""Reading a topic from its start, without a consumer group: for the command line and for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from contraflow.settings import Settings
from streams.topics import Topic


async def tail(
    settings: Settings, topic: Topic, *, follow: bool = False
) -> AsyncIterator[ConsumerRecord]:
    """Every record of a topic, each partition's in order; then, with ``follow``, each new one.

    Without ``follow`` it ends where the topic ended when it was called. A broker that goes away
    while following is waited for.

    Raises KafkaError when no broker can be reached at first, or the topic is not there.
    """
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.bootstrap_list,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
    )
    await consumer.start()
    try:
        partitions = [TopicPartition(topic.name, n) for n in range(topic.partitions)]
        consumer.assign(partitions)
        await consumer.seek_to_beginning(*partitions)
        left = {} if follow else dict(await consumer.end_offsets(partitions))
        while follow or left:
            for partition in list(left):
                # Position, not the last record: compaction and markers leave gaps at the end.
                if await consumer.position(partition) >= left[partition]:
                    del left[partition]
                    consumer.pause(partition)
            if not (follow or left):
                break
            batches = await consumer.getmany(timeout_ms=500)
            for partition, records in batches.items():
                for record in records:
                    if follow or record.offset < left.get(partition, record.offset + 1):
                        yield record
    finally:
        await consumer.stop()
