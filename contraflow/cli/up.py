"""``contraflow up``: the whole system on this machine, for trying it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from contraflow.cli.common import load_settings, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas import Article


@click.command("up", short_help="Run everything on this machine and print alerts.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--speed",
    type=click.FloatRange(min=0, min_open=True),
    metavar="N",
    help="Replay N times as fast as published; without it, at once.",
)
@click.option("--gateway/--no-gateway", default=True, help="Serve the page and the HTTP API too.")
@click.option("--json", "as_json", is_flag=True, help="Print alerts as one JSON object a line.")
def command(paths: tuple[str, ...], speed: float | None, gateway: bool, as_json: bool) -> None:
    """Start a local broker and the workers, replay articles, and print alerts until Ctrl-C.

    PATH is what "contraflow replay" takes; without any it is the folder "seeds". Alerts of
    earlier runs come first, as the broker keeps them. Needs neither Docker nor Java. Everything
    that is written is in the data folder (CONTRAFLOW_DATADIR, ./var by default); Ctrl-C stops
    every process. Not for production: there, run the compose file or your own Kafka.

    Alerts go to standard output, everything else to standard error.

    \b
    Examples:
      contraflow up
      contraflow up archive.jsonl --speed 3600
      CONTRAFLOW_DATADIR=/tmp/try contraflow up --no-gateway --json
    """
    from contraflow.articles import ManifestError, Rejected, read_articles
    from contraflow.cli.render import alert_output
    from streams.admin import TopicMismatch
    from streams.broker import BrokerError
    from streams.local import AlreadyRunning, up

    settings = load_settings()

    def valid() -> Iterator[Article]:
        for item in read_articles(paths or ("seeds",), max_bytes=settings.max_article_bytes):
            if isinstance(item, Rejected):
                warn(str(item))
            else:
                yield item

    try:
        # Read first, so that a wrong path is told at once.
        articles = sorted(valid(), key=lambda article: article.published_at)
        status = up(
            settings,
            articles,
            on_alert=alert_output(as_json=as_json),
            say=warn,
            speed=speed,
            with_gateway=gateway,
        )
    except (OSError, ManifestError) as error:
        raise click.UsageError(str(error)) from error
    except (AlreadyRunning, BrokerError, TopicMismatch, TimeoutError) as error:
        raise click.ClickException(str(error) or "the broker does not answer") from error
    raise SystemExit(status)
