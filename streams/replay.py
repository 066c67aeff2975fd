"""Articles onto the articles topic: archives and feeds, in their own time or at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime

from contraflow.settings import Settings
from schemas import Article
from streams.codec import Message, encode
from streams.producer import Producer
from streams.topics import TopicName, Topics

SOURCE = "/contraflow/replay"
_BATCH = 100


async def replay(
    articles: Iterable[Article],
    settings: Settings,
    *,
    speed: float | None = None,
    on_sent: Callable[[Article], None] | None = None,
    on_refused: Callable[[Article, str], None] | None = None,
) -> int:
    """Send articles in the order given; returns how many the broker has acknowledged.

    ``speed``: how many times faster than they were published (1 keeps the pauses between their
    times of publication; earlier ones than the article before follow at once); None sends at once.
    ``on_sent`` is called after each article's acknowledgement, ``on_refused`` for one that is too
    large for the topic, with the reason.

    Sending articles again is safe: they carry the same ids and lead to the same claims and alerts.

    Raises:
        KafkaError: the broker cannot be reached at the start, or refuses for good.
    """
    topic = Topics(settings)[TopicName.ARTICLES]
    sent = 0
    async with Producer(settings, client_id=f"{settings.topic_prefix}replay") as producer:

        async def send(batch: list[tuple[Article, Message]]) -> None:
            nonlocal sent
            await producer.send_all([(topic, message) for _, message in batch])
            sent += len(batch)
            if on_sent is not None:
                for article, _ in batch:
                    on_sent(article)

        waiting: list[tuple[Article, Message]] = []
        clock = _Clock(speed)
        for article in articles:
            message = encode(article, source=SOURCE, key=article.id)
            size = len(message.value)
            if size > settings.max_article_bytes:
                if on_refused is not None:
                    limit = settings.max_article_bytes
                    on_refused(article, f"{size} bytes, at most {limit} are allowed")
                continue
            pause = clock.pause_before(article.published_at)
            if pause > 0:
                await send(waiting)
                waiting = []
                await asyncio.sleep(pause)
            waiting.append((article, message))
            if len(waiting) >= _BATCH:
                await send(waiting)
                waiting = []
        await send(waiting)
    return sent


class _Clock:
    """Turns times of publication into pauses."""

    def __init__(self, speed: float | None) -> None:
        if speed is not None and not speed > 0:
            raise ValueError("speed must be above 0")
        self._speed = speed
        self._origin: tuple[float, datetime] | None = None

    def pause_before(self, published_at: datetime) -> float:
        """Seconds to wait before what was published then is due."""
        if self._speed is None:
            return 0.0
        now = asyncio.get_running_loop().time()
        if self._origin is None:
            self._origin = (now, published_at)
        started, first = self._origin
        due = started + (published_at - first).total_seconds() / self._speed
        return max(0.0, due - now)
