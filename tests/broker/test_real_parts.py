"""The product's own reader and ledger in the stages: the same alerts as without a broker."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contraflow.articles import read_articles
from contraflow.ledger import Ledger
from contraflow.reading.reader import Reader
from contraflow.scan import scan
from contraflow.settings import Settings
from schemas import Alert, AlertStatus, Article
from streams.admin import create_topics
from streams.follow import read_topic
from streams.topics import TopicName
from tests.broker.stack import Workers, send, wait_until_done

pytestmark = [pytest.mark.broker, pytest.mark.slow]

SEEDS = Path(__file__).parents[2] / "seeds"
SHAFT = "people were killed when a mine shaft collapsed"
MINE = [
    Article(
        id=f"mine/{number}",
        source=f"Copper Paper {number}",
        published_at=datetime(2031, 5, 6, 12 + number, tzinfo=UTC),
        text=text,
    )
    for number, text in enumerate(
        (
            f"The miners' union said on Tuesday that 40 {SHAFT} at the Mbulwe mine in Solwezi.",
            f"The governor said on Tuesday that 12 {SHAFT} in Solwezi.",
            f"The company said on Tuesday that three {SHAFT} at the Mbulwe mine.",
        )
    )
]
"""One text knows the part and its town, which lie on two partitions, the others one of them."""


def _standing(alerts: list[Alert]) -> dict[str, AlertStatus]:
    """How each alert stands in the end, by id."""
    last: dict[str, Alert] = {}
    for alert in alerts:
        if alert.alert_id not in last or alert.revision >= last[alert.alert_id].revision:
            last[alert.alert_id] = alert
    return {key: alert.status for key, alert in last.items()}


async def test_articles_lead_to_the_same_alerts_with_and_without_a_broker(
    broker_settings: Settings,
) -> None:
    settings = broker_settings
    read = list(read_articles([str(SEEDS)], max_bytes=settings.max_article_bytes))
    articles = [item for item in read if isinstance(item, Article)]
    assert len(articles) == 5
    articles += MINE
    scanned = scan(articles, Reader(settings), Ledger(None, settings))
    pairs = {frozenset((a.earlier.article_id, a.later.article_id)) for a in scanned.alerts}
    assert pairs > {frozenset({"mine/0", "mine/1"}), frozenset({"mine/0", "mine/2"})}

    await create_topics(settings)
    with Workers(settings, real=True) as workers:
        workers.start("extractor")
        ledger = workers.start("ledger")
        # Another order than the scan's, with a kill in the middle, and everything twice.
        await send(settings, articles[3:])
        await asyncio.sleep(8)
        workers.kill(ledger)
        workers.start("ledger")
        await send(settings, articles[:3])
        await send(settings, articles)
        await wait_until_done(settings, workers)

    alerts = [r.record async for r in read_topic(settings, TopicName.ALERTS, Alert)]
    open_ids = {a.alert_id for a in scanned.alerts if a.status is not AlertStatus.RESOLVED}
    standing = _standing(alerts)
    assert {
        key for key, status in standing.items() if status is not AlertStatus.RESOLVED
    } == open_ids
