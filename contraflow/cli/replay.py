"""``contraflow replay``: articles from files onto the articles topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from contraflow.cli.common import InputRejected, Ticker, load_settings, run_with_kafka, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from schemas import Article


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
    sent = rejected = 0

    def valid() -> Iterator[Article]:
        from contraflow.articles import Rejected, read_articles

        nonlocal rejected
        for item in read_articles(paths, max_bytes=settings.max_article_bytes):
            if isinstance(item, Rejected):
                rejected += 1
                warn(str(item))
            else:
                yield item

    def refused(article: Article, reason: str) -> None:
        nonlocal rejected
        rejected += 1
        warn(f"{article.id}: {reason}")

    async def run() -> None:
        import asyncio

        from streams.admin import create_topics, wait_for_broker
        from streams.replay import replay

        nonlocal sent
        await wait_for_broker(settings, wait)
        await create_topics(settings)
        with Ticker("articles sent") as ticker:
            while True:
                articles: Iterable[Article] = valid()
                if speed is not None:
                    articles = sorted(articles, key=lambda article: article.published_at)
                sent += await replay(
                    articles,
                    settings,
                    speed=speed,
                    on_sent=lambda article: ticker.tick(article.id),
                    on_refused=refused,
                )
                if not loop:
                    break
                await asyncio.sleep(pause)

    from contraflow.articles import ManifestError

    try:
        run_with_kafka(run())
    except (OSError, ManifestError) as error:
        raise click.UsageError(str(error)) from error
    finally:
        warn(f"{sent} articles sent")
    if rejected:
        raise InputRejected(rejected)
