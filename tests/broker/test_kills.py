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
from tests.broker.stack import Workers, alert_ids, send, wait_until_done
from tests.conftest import TestBroker, start_broker
from tests.streams import fakes

pytestmark = [pytest.mark.broker, pytest.mark.slow]


async def test_kills_replays_and_other_orders_give_the_same_alerts(
    broker_settings: Settings,
) -> None:
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
            for first in range(0, len(shuffled), 6):
                await send(settings, shuffled[first : first + 6])
                await asyncio.sleep(0.5)
            await send(settings, chance.sample(articles, 40))

        async def kill() -> None:
            for _ in range(8):
                await asyncio.sleep(chance.uniform(1.0, 3.0))
                stage = workers.kill(chance.choice(workers.running)[1])
                if chance.random() < 0.3:
                    # This one comes back without its disk: state is in the changelog alone.
                    for folder in (settings.datadir / "workers").glob(f"{stage}-*"):
                        if not _in_use(folder):
                            shutil.rmtree(folder)
                workers.start(stage)

        await asyncio.gather(feed(), kill())
        await wait_until_done(settings, workers)
        seen = await alert_ids(settings)
        assert set(seen) == expected

        # Everything once more, backwards: known all of it, and nothing is raised again.
        await send(settings, articles[::-1])
        await wait_until_done(settings, workers)
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
            await wait_until_done(settings, workers)
        assert set(await alert_ids(settings)) == fakes.expected_alerts(articles)
    finally:
        server.stop()
