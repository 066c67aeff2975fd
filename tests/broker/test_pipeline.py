"""The stages as real processes on a real broker: flow, faults, stops, scaling, dead letters."""

from __future__ import annotations

import asyncio
import signal
from datetime import UTC, datetime

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from contraflow.settings import Settings
from schemas import DeadLetter, DeadLetterReason, MergedClaim
from streams.admin import TopicMismatch, create_topics, list_topics
from streams.codec import Message
from streams.dlq import dead_letters, replay_dead_letters
from streams.follow import alerts, read_topic
from streams.replay import replay
from streams.topics import TopicName, Topics
from tests.broker.stack import Workers, alert_ids, send, send_raw, wait_until_done
from tests.streams import fakes

pytestmark = pytest.mark.broker


async def test_topics_are_created_once_as_the_table_says(broker_settings: Settings) -> None:
    assert [state.partitions for state in await list_topics(broker_settings)] == [None] * 8
    created = await create_topics(broker_settings)
    assert set(created) == {topic.name for topic in Topics(broker_settings).values()}
    assert await create_topics(broker_settings) == []
    for state in await list_topics(broker_settings):
        assert state.partitions == state.topic.partitions


async def test_several_may_create_topics_at_once(broker_settings: Settings) -> None:
    created = await asyncio.gather(*(create_topics(broker_settings) for _ in range(4)))
    assert sorted(name for names in created for name in names) == sorted(
        topic.name for topic in Topics(broker_settings).values()
    )


async def test_other_partitions_than_asked_for_are_refused(broker_settings: Settings) -> None:
    await create_topics(broker_settings)
    other = broker_settings.model_copy(update={"partitions": 2})
    with pytest.raises(TopicMismatch, match="has 4 partitions, the settings ask for 2"):
        await create_topics(other)


async def test_articles_become_alerts_and_faults_become_dead_letters(
    broker_settings: Settings,
) -> None:
    settings = broker_settings
    articles = fakes.articles(30)
    expected = fakes.expected_alerts(articles)
    faults = {
        b"\xff\xfe": DeadLetterReason.NOT_UTF8,
        b"{": DeadLetterReason.NOT_JSON,
        b'{"id": 1}': DeadLetterReason.SCHEMA,
        b'{"id":"x","source":"s","published_at":"2026-01-01T00:00:00Z","text":"boom"}': (
            DeadLetterReason.STAGE_FAILED
        ),
        b" " * (settings.max_article_bytes + 1): DeadLetterReason.TOO_LARGE,
    }
    await create_topics(settings)
    with Workers(settings) as workers:
        extractor, ledger = workers.start("extractor"), workers.start("ledger")
        await send(settings, articles[:15])
        await send_raw(
            settings,
            TopicName.ARTICLES,
            [Message(b"bad \xff", value, ()) for value in faults],
        )
        await send_raw(settings, TopicName.CLAIMS, [Message(b"", b"\x00", ())])
        await send(settings, articles[15:])
        await wait_until_done(settings, workers)
        seen = await alert_ids(settings)
        assert sorted(seen) == sorted(expected)  # nothing twice where nothing died

        letters = [letter async for letter in dead_letters(settings)]
        assert {x.payload: x.reason for x in letters if x.stage == "extractor"} == {
            payload[: settings.max_article_bytes]: reason for payload, reason in faults.items()
        }
        assert {x.key for x in letters if x.stage == "extractor"} == {b"bad \xff"}
        assert [x.reason for x in letters if x.stage == "ledger"] == [DeadLetterReason.NOT_JSON]
        assert all([await _original(settings, letter) for letter in letters])

        # Sent again they fail again: each comes back from its new place.
        result = await replay_dead_letters(settings, dead_letters(settings, stage="extractor"))
        assert (result.sent, result.truncated, result.refused) == (4, 1, 0)
        await wait_until_done(settings, workers)
        assert len([x async for x in dead_letters(settings)]) == len(letters) + 4

        # A stop in order: status 0, and nothing is left to be done again.
        for process in (extractor, ledger):
            process.send_signal(signal.SIGTERM)
        assert [process.wait(20) for process in (extractor, ledger)] == [0, 0]
        workers.running.clear()
        workers.start("extractor")
        workers.start("ledger")
        await wait_until_done(settings, workers)
        assert await alert_ids(settings) == seen

    merged = [r.record async for r in read_topic(settings, TopicName.MERGED_CLAIMS, MergedClaim)]
    assert len({m.claim.mention_id for m in merged}) == 90
    later = [x async for x in alerts(settings, since=datetime.now(UTC), follow=False)]
    assert later == []


async def _original(settings: Settings, letter: DeadLetter) -> bool:
    """Whether the letter's origin is where its bytes stand."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.bootstrap_list, max_partition_fetch_bytes=2_000_000
    )
    await consumer.start()
    try:
        place = TopicPartition(letter.origin.topic, letter.origin.partition)
        consumer.assign([place])
        consumer.seek(place, letter.origin.offset)
        message = await asyncio.wait_for(consumer.getone(), 10)
        value: bytes = message.value
        return value.startswith(letter.payload) and message.offset == letter.origin.offset
    finally:
        await consumer.stop()


async def test_workers_join_and_leave_in_the_middle(broker_settings: Settings) -> None:
    settings = broker_settings
    articles = fakes.articles(60)
    await create_topics(settings)
    with Workers(settings) as workers:
        first = workers.start("ledger")
        workers.start("extractor")
        await send(settings, articles[:20])
        await wait_until_done(settings, workers)
        workers.start("ledger")
        workers.start("extractor")
        sent = await replay(articles[20:40], settings, speed=600)
        assert sent == 20
        await wait_until_done(settings, workers)
        first.send_signal(signal.SIGTERM)
        await send(settings, articles[40:])
        assert await asyncio.to_thread(first.wait, 20) == 0, workers.log(first)[-3000:]
        workers.running = [(stage, p) for stage, p in workers.running if p is not first]
        await wait_until_done(settings, workers)
    assert sorted(await alert_ids(settings)) == sorted(fakes.expected_alerts(articles))


async def test_a_frozen_worker_does_not_overwrite_what_another_has_done(
    broker_settings: Settings,
) -> None:
    settings = broker_settings
    articles = fakes.articles(60)
    await create_topics(settings)
    with Workers(settings) as workers:
        frozen = workers.start("ledger")
        workers.start("extractor")
        await send(settings, articles[:20])
        await wait_until_done(settings, workers)
        await send(settings, articles[20:40])
        frozen.send_signal(signal.SIGSTOP)
        workers.start("ledger")
        await wait_until_done(settings, workers)
        frozen.send_signal(signal.SIGCONT)
        await send(settings, articles[40:])
        await wait_until_done(settings, workers)
        # Whoever comes next and has nothing but the changelog finds all of it.
        for stage, process in workers.running[:]:
            if stage == "ledger":
                workers.kill(process)
        fresh = settings.model_copy(update={"datadir": settings.datadir / "elsewhere"})
        with Workers(fresh) as others:
            others.start("ledger")
            seen = await alert_ids(settings)
            await send(settings, articles)
            await wait_until_done(settings, workers)
            assert await alert_ids(settings) == seen
    assert set(seen) == fakes.expected_alerts(articles)
