"""Lag and progress as a real broker tells them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from contraflow.health import ProgressWatch
from contraflow.lag import LagMonitor
from contraflow.metrics import Component, Metrics
from contraflow.settings import Settings
from streams.admin import create_topics
from streams.topics import TopicName, Topics, consumer_groups, group_id
from tests.broker.kafka_server import free_port

pytestmark = pytest.mark.broker


@contextmanager
def watching(
    settings: Settings, metrics: Metrics, progress: ProgressWatch | None = None
) -> Iterator[None]:
    monitor = LagMonitor(
        settings.bootstrap_list,
        consumer_groups(settings),
        metrics,
        own_group=group_id(settings, "extractor"),
        progress=progress,
        interval_seconds=0.2,
    )
    monitor.start()
    try:
        yield
    finally:
        monitor.stop()


def wait_for(check: Callable[[], object], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < until, "not in time"
        time.sleep(0.05)


def new_metrics() -> Metrics:
    return Metrics(Component.EXTRACTOR, version="1", rules_version="1")


async def produce(settings: Settings, topic: str, count: int) -> None:
    async with AIOKafkaProducer(bootstrap_servers=settings.bootstrap_list) as producer:
        for _ in range(count):
            await producer.send_and_wait(topic, b"x", partition=0)


async def commit(settings: Settings, topic: str, offset: int) -> None:
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.bootstrap_list,
        group_id=group_id(settings, "extractor"),
        enable_auto_commit=False,
    )
    await consumer.start()
    try:
        consumer.assign([TopicPartition(topic, 0)])
        await consumer.commit({TopicPartition(topic, 0): offset})
    finally:
        await consumer.stop()


async def test_lag_by_group_topic_and_partition(broker_settings: Settings) -> None:
    settings, metrics = broker_settings, new_metrics()
    await create_topics(settings)
    topic = Topics(settings)[TopicName.ARTICLES].name
    labels = {"group": group_id(settings, "extractor"), "topic": topic, "partition": "0"}

    def lag() -> float | None:
        return metrics.registry.get_sample_value("contraflow_consumer_lag_records", labels)

    await produce(settings, topic, 5)
    with watching(settings, metrics):
        wait_for(lambda: lag() == 5)  # never committed: all of it waits
        await commit(settings, topic, 3)
        wait_for(lambda: lag() == 2)
        await commit(settings, topic, 5)
        wait_for(lambda: lag() == 0)
    seen = metrics.registry.get_sample_value("contraflow_lag_observed_timestamp_seconds")
    assert seen is not None
    assert time.time() - seen < 5
    other = {**labels, "group": group_id(settings, "ledger")}
    assert metrics.registry.get_sample_value("contraflow_consumer_lag_records", other) is None, (
        "a group has no lag on a topic that it does not read"
    )


async def test_a_consumer_that_commits_nothing_is_not_healthy(broker_settings: Settings) -> None:
    settings = broker_settings
    await create_topics(settings)
    topic = Topics(settings)[TopicName.ARTICLES].name
    progress = ProgressWatch(stall_seconds=2, assigned=lambda: {(topic, 0)})
    with watching(settings, new_metrics(), progress):
        await produce(settings, topic, 2)
        wait_for(lambda: not progress().ok)
        assert f"{topic}/0: 2 waiting" in progress().detail
        await commit(settings, topic, 1)
        wait_for(lambda: progress().ok)


def test_a_broker_that_is_away_is_said_so() -> None:
    settings = Settings(bootstrap_servers=f"127.0.0.1:{free_port()}")
    progress = ProgressWatch(stall_seconds=1)
    with watching(settings, new_metrics(), progress):
        wait_for(lambda: not progress().ok)
        assert "unknown" in progress().detail
