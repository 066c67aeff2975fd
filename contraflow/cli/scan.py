"""``contraflow scan``: articles in, claims and alerts out, without a broker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from contraflow.cli.common import STDOUT, InputRejected, Ticker, load_settings, open_output, warn

if TYPE_CHECKING:
    from schemas import Article, Record


@click.command("scan", short_help="Find claims and alerts in files, without a broker.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--claims", "claims_path", metavar="FILE", help="Write claims; - is stdout.")
@click.option("--alerts", "alerts_path", metavar="FILE", help="Write alerts; - is stdout.")
def command(paths: tuple[str, ...], claims_path: str | None, alerts_path: str | None) -> None:
    """Read articles, and write the claims and contradiction alerts found in them.

    The same code as the workers', in one process, starting from an empty memory. PATH is a file
    of JSON lines (one article a line), a folder of text files with a manifest.json, or - for
    standard input. Articles are read in the order given; the order does not change which alerts
    come out.

    Output is JSON lines: claims with the id of the claim that each mention was merged into, and
    each alert in its last revision. Files appear only once they are complete. With neither
    --claims nor --alerts, alerts are printed for a person to read.

    \b
    Exit status:
      0  all input was read
      1  some input was no valid article; it is named on stderr, the rest was done
      2  wrong usage, or a file cannot be read or written

    \b
    Examples:
      contraflow scan seeds
      contraflow scan monday.jsonl tuesday.jsonl --claims claims.jsonl --alerts alerts.jsonl
      zcat news.jsonl.gz | contraflow scan - --alerts - | jq .explanation
    """
    if claims_path == STDOUT and alerts_path == STDOUT:
        raise click.UsageError("--claims and --alerts cannot both go to standard output")
    settings = load_settings()

    from contraflow.articles import ManifestError, Rejected, read_articles
    from contraflow.cli.render import alert_output
    from contraflow.ledger.ledger import Ledger
    from contraflow.reading.reader import Reader
    from contraflow.scan import scan

    rejected = 0

    def valid() -> Iterator[Article]:
        nonlocal rejected
        for item in read_articles(paths, max_bytes=settings.max_article_bytes):
            if isinstance(item, Rejected):
                rejected += 1
                warn(str(item))
            else:
                yield item

    try:
        with Ticker("articles") as ticker:
            result = scan(
                valid(),
                Reader(settings),
                Ledger(settings=settings),
                on_article=lambda article: ticker.tick(article.id),
            )
        if claims_path is not None:
            _write(claims_path, result.claims)
        if alerts_path is not None:
            _write(alerts_path, result.alerts)
    except BrokenPipeError:
        raise
    except (OSError, ManifestError) as error:
        raise click.UsageError(str(error)) from error
    if claims_path is None and alerts_path is None:
        show = alert_output()
        for alert in result.alerts:
            show(alert)
    skipped = "".join(f", {n} skipped ({why})" for why, n in sorted(result.skipped.items()))
    warn(
        f"{result.articles} articles{skipped}, {len(result.claims)} claims, "
        f"{len(result.alerts)} alerts"
    )
    if rejected:
        raise InputRejected(rejected)


def _write(path: str, records: Iterable[Record]) -> None:
    with open_output(path) as stream:
        for record in records:
            stream.write(record.model_dump_json())
            stream.write("\n")
