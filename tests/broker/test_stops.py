"""Workers that are told to stop end within their limit: while partitions move, and while the broker
does not answer. Nothing is lost by it."""

from __future__ import annotations

import asyncio
import signal
import time

import pytest

from contraflow.settings import Settings
from streams.admin import create_topics
from streams.stopping import EXIT_OVERDUE
from tests.broker.stack import Workers, alert_ids, frozen, send, wait_until_done
from tests.conftest import TestBroker
from tests.streams import fakes

pytestmark = pytest.mark.broker


async def test_a_stop_while_partitions_move_is_one_in_order(broker_settings: Settings) -> None:
    await create_topics(broker_settings)
    with Workers(broker_settings) as workers:
        first = workers.start("ledger", "--stop-at-join", "2")
        await workers.until_working(first)
        workers.start("ledger")  # the first joins anew for it, and is told to stop
        assert await asyncio.to_thread(first.wait, 25) == 0, workers.log(first)[-3000:]
        assert b"told to stop" in workers.log(first)


async def test_a_broker_that_does_not_answer_holds_up_no_stop(
    broker: TestBroker, broker_settings: Settings
) -> None:
    settings, limit = broker_settings, 1.0
    articles = fakes.articles(60)
    await create_topics(settings)
    with Workers(settings) as workers:
        stopped = [
            workers.start(stage, "--stop-seconds", str(limit)) for stage in ("ledger", "extractor")
        ]
        for process in stopped:
            await workers.until_working(process)
        await send(settings, articles[:40])
        with frozen(broker):
            began = time.monotonic()
            for process in stopped:
                process.send_signal(signal.SIGTERM)
            ended = [await asyncio.to_thread(process.wait, 20) for process in stopped]
            took = time.monotonic() - began
        assert ended == [EXIT_OVERDUE, EXIT_OVERDUE]
        assert took < limit + 3
        await send(settings, articles[40:])
        await wait_until_done(settings, workers)  # starts them again
    assert set(await alert_ids(settings)) == fakes.expected_alerts(articles)
