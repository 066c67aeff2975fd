"""The broker that needs neither Docker nor Java."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from contraflow.settings import Settings
from streams.admin import create_topics, list_topics, wait_for_broker
from streams.broker import LocalBroker, local_broker_available
from streams.codec import Message
from streams.producer import Producer
from streams.topics import TopicName, Topics
from tests.broker.stack import Workers, alert_ids, send, wait_until_done
from tests.streams import fakes

pytestmark = [
    pytest.mark.broker,
    pytest.mark.skipif(not local_broker_available(), reason="the local broker is not installed"),
]


async def test_the_main_job_on_the_local_broker_and_again_after_a_stop(
    tmp_path: Path, make_settings: Callable[..., Settings]
) -> None:
    articles = fakes.articles(30)
    with LocalBroker(tmp_path / "broker") as broker:
        assert not broker.fell_back
        settings = make_settings(broker)
        await create_topics(settings)
        with Workers(settings) as workers:
            workers.start("extractor")
            workers.start("ledger")
            await send(settings, articles[:20])
            await wait_until_done(settings, workers)
        seen = await alert_ids(settings)
    with LocalBroker(tmp_path / "broker") as broker:
        assert not broker.fell_back
        settings = make_settings(broker)
        await wait_for_broker(settings)
        assert await alert_ids(settings) == seen
        with Workers(settings) as workers:
            workers.start("extractor")
            workers.start("ledger")
            await send(settings, articles)
            await wait_until_done(settings, workers)
        assert set(await alert_ids(settings)) == fakes.expected_alerts(articles)


async def test_one_worker_a_stage_may_be_killed(
    tmp_path: Path, make_settings: Callable[..., Settings]
) -> None:
    """What `contraflow up` runs: a stage's only worker dies and is started again."""
    articles = fakes.articles(30)
    with LocalBroker(tmp_path / "broker") as broker:
        settings = make_settings(broker)
        await create_topics(settings)
        with Workers(settings) as workers:
            workers.start("extractor")
            victim = workers.start("ledger")
            for first in range(0, 30, 10):
                await workers.until_working(victim)
                await send(settings, articles[first : first + 10])
                await asyncio.sleep(0.3)
                workers.kill(victim)
                victim = workers.start("ledger", "--alone")
            await wait_until_done(settings, workers)
        assert set(await alert_ids(settings)) == fakes.expected_alerts(articles)


async def test_a_broker_that_was_killed_says_so(
    tmp_path: Path, make_settings: Callable[..., Settings]
) -> None:
    broker = LocalBroker(tmp_path / "broker").start()
    broker.kill()
    with LocalBroker(tmp_path / "broker") as again:
        assert again.fell_back
        settings = make_settings(again)
        await create_topics(settings)
        topic = Topics(settings)[TopicName.ARTICLES]
        async with Producer(settings, client_id="tests") as producer:
            await producer.send_all([(topic, Message(b"k", b"v", ()))])
        assert all(state.partitions for state in await list_topics(settings))
    with LocalBroker(tmp_path / "broker") as third:
        assert not third.fell_back
