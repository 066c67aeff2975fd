"""``contraflow replay``: articles from files onto the articles topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from contraflow.cli.common import InputRejected, Ticker, load_settings, run_with_kafka, warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contraflow.settings import Settings
    from schemas import Article
    from streams.producer import Producer

_SOURCE = "/contraflow/replay"
"""CloudEvents source of what is replayed."""
_BATCH = 100
"""Articles sent before the broker's answers are awaited."""


@click.command("replay")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--speed",
    type=click.FloatRange(min=0, min_open=True),
    metavar="N",
    help="Keep the pace of publication, N times as fast: 3600 is an hour of news a second.",
)
@click.option("--instant", is_flag=True, help="Send as fast as possible (the default).")
@click.option("--loop", is_flag=True, help="Start again at the end, until Ctrl-C.")
@click.option(
    "--pause",
    default=10.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="Seconds between two rounds of --loop.",
)
@click.option(
    "--wait", default=30.0, show_default=True, help="Seconds to wait for the broker to answer."
)
def command(
    paths: tuple[str, ...],
    speed: float | None,
    instant: bool,
    loop: bool,
    pause: float,
    wait: float,
) -> None:
    """Send articles to Kafka as if they were published now.

    PATH is a file of JSON lines (one article a line), a folder of text files with a
    manifest.json, or - for standard input. Missing topics are created.

    With --speed all articles are sorted by time of publication first. Articles keep their ids,
    so replaying them again, or in a loop, raises no alert twice.

    A manifest looks like this (its JSON Schema is schemas/json/manifest.schema.json):

    \b
      {"articles": [{"file": "monday.txt", "id": "desk/1", "source": "Example Agency",
                     "published_at": "2024-03-01T09:30:00Z", "title": "Bridge reopens"}]}

    \b
    Exit status: 0 all was sent, 1 some input was no valid article (named on stderr, the rest was
    sent) or Kafka refused, 2 wrong usage or a file that cannot be read.

    \b
    Examples:
      contraflow replay seeds
      contraflow replay seeds --speed 86400 --loop
      zcat archive.jsonl.gz | contraflow replay -
    """
    if instant and speed is not None:
        raise click.UsageError("--instant and --speed exclude each other")
    if loop and "-" in paths:
        raise click.UsageError("standard input cannot be read in a loop")
    settings = load_settings()
    rejected = 0

    async def run() -> None:
        import asyncio

        from streams.admin import create_topics, wait_for_broker
        from streams.producer import Producer

        nonlocal rejected
        await wait_for_broker(settings, wait)
        await create_topics(settings)
        async with Producer(settings, client_id="contraflow-replay") as producer:
            with Ticker("articles sent") as ticker:
                replay = _Replay(settings, producer, ticker)
                while True:
                    await replay.send(paths, speed)
                    rejected = replay.rejected
                    if not loop:
                        break
                    await asyncio.sleep(pause)
        warn(f"{replay.sent} articles sent")

    from contraflow.articles import ManifestError

    try:
        run_with_kafka(run())
    except (OSError, ManifestError) as error:
        raise click.UsageError(str(error)) from error
    if rejected:
        raise InputRejected(rejected)


class _Replay:
    """Sends articles and counts."""

    def __init__(self, settings: Settings, producer: Producer, ticker: Ticker) -> None:
        self._settings = settings
        self._producer = producer
        self._ticker = ticker
        self.sent = 0
        self.rejected = 0

    async def send(self, paths: Sequence[str], speed: float | None) -> None:
        """One round over all paths."""
        if speed is None:
            batch: list[Article] = []
            for article in self._valid(paths):
                batch.append(article)
                if len(batch) == _BATCH:
                    await self._send(batch)
                    batch = []
            await self._send(batch)
        else:
            await self._send_paced(paths, speed)

    async def _send_paced(self, paths: Sequence[str], speed: float) -> None:
        import asyncio

        articles = sorted(self._valid(paths), key=lambda article: article.published_at)
        clock = asyncio.get_running_loop().time
        start = clock()
        for article in articles:
            age = (article.published_at - articles[0].published_at).total_seconds()
            await asyncio.sleep(max(0.0, start + age / speed - clock()))
            await self._send([article])

    def _valid(self, paths: Sequence[str]) -> Iterator[Article]:
        from contraflow.articles import Rejected, read_articles

        for item in read_articles(paths, max_bytes=self._settings.max_article_bytes):
            if isinstance(item, Rejected):
                self.rejected += 1
                warn(str(item))
            else:
                yield item

    async def _send(self, articles: Sequence[Article]) -> None:
        from streams.codec import encode
        from streams.producer import MessageTooLarge, check_size
        from streams.topics import TopicName, Topics

        topic = Topics(self._settings)[TopicName.ARTICLES]
        messages = []
        for article in articles:
            message = encode(article, source=_SOURCE, key=article.id)
            try:
                check_size(topic, message)
            except MessageTooLarge as error:
                self.rejected += 1
                warn(f"{article.id}: {error}")
            else:
                messages.append((topic, message))
        await self._producer.send_all(messages)
        self.sent += len(messages)
        for article in articles:
            self._ticker.tick(article.id)
