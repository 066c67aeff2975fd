"""Same alerts, always: workers killed at any moment, input replayed and in another order."""

from __future__ import annotations

import asyncio
import fcntl
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from contraflow.settings import Settings
from streams.admin import create_topics
from streams.broker import LocalBroker
from tests.broker.stack import Workers, alert_ids, send, wait_until_done
from tests.conftest import TestBroker, start_broker
from tests.streams import fakes

pytestmark = [pytest.mark.broker, pytest.mark.slow]

ON_KAFKA_ALONE = "the local broker does not stand this, see docs/local-broker.md"


async def test_kills_replays_and_other_orders_give_the_same_alerts(
    broker: TestBroker, broker_settings: Settings
) -> None:
    if isinstance(broker, LocalBroker):
        pytest.skip(ON_KAFKA_ALONE)
    settings = broker_settings
    chance = random.Random(20260101)
    articles = fakes.articles(120)
    expected = fakes.expected_alerts(articles)
    assert len(expected) > 500
    await create_topics(settings)

    with Workers(settings) as workers:
        for stage in ("extractor", "extractor", "ledger", "ledger"):
            workers.start(stage)

        async def feed() -> None:
            shuffled = chance.sample(articles, len(articles))
            for first in range(0, len(shuffled), 4):
                await send(settings, shuffled[first : first + 4])
                await asyncio.sleep(0.5)
            await send(settings, chance.sample(articles, 40))

        async def kill() -> None:
            for _ in range(8):
                workers.revive()
                victim = chance.choice(workers.running)[1]
                if chance.random() < 0.8:  # else it may die while it starts or recovers
                    await workers.until_working(victim)
                await asyncio.sleep(chance.uniform(0.0, 2.0))
                if victim.poll() is not None:
                    continue
                stage = workers.kill(victim)
                if chance.random() < 0.3:
                    # This one comes back without its disk: state is in the changelog alone.
                    for folder in (settings.datadir / "workers").glob(f"{stage}-*"):
                        if not _in_use(folder):
                            shutil.rmtree(folder)
                workers.start(stage)

        await asyncio.gather(feed(), kill())
        await wait_until_done(settings, workers, 150)
        seen = await alert_ids(settings)
        assert set(seen) == expected

        # Everything once more, backwards: known all of it, and nothing is raised again.
        await send(settings, articles[::-1])
        await wait_until_done(settings, workers, 150)
        assert await alert_ids(settings) == seen


def _in_use(folder: Path) -> bool:
    with (folder / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


async def test_a_broker_crash_loses_nothing(
    make_settings: Callable[..., Settings], tmp_path_factory: pytest.TempPathFactory
) -> None:
    server: TestBroker = start_broker(tmp_path_factory.mktemp("crash") / "server")
    if isinstance(server, LocalBroker):
        server.stop()
        pytest.skip(ON_KAFKA_ALONE)
    try:
        settings = make_settings(server)
        articles = fakes.articles(60)
        await create_topics(settings)
        with Workers(settings) as workers:
            workers.start("extractor")
            workers.start("ledger")
            await send(settings, articles[:30])
            await asyncio.sleep(4)
            server.kill()
            await asyncio.sleep(2)
            server.start()
            await send(settings, articles[30:])
            await wait_until_done(settings, workers, 150)
        assert set(await alert_ids(settings)) == fakes.expected_alerts(articles)
    finally:
        server.stop()
