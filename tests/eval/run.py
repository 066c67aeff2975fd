"""Scores the pipeline on labelled clusters: ``python -m tests.eval.run [--misses] [FILE ...]``.

Each cluster is scanned from an empty memory; the groups of clusters are scored apart. README.md beside this file says what each figure means.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contraflow.ledger.ledger import Ledger
from contraflow.reading.reader import Reader
from contraflow.scan import scan
from contraflow.settings import Settings
from schemas import Article, Record
from tests.eval import score as scorer

HERE = Path(__file__).parent

GROUPS = {
    "seeds": [HERE / "seeds.json"],
    **{name: sorted((HERE / name).glob("*.json")) for name in ("dev", "more", "unseen")},
}
"""The labelled clusters: rules were made while looking at all groups but 'unseen'."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The scorer's figures for a group of clusters, and what it cost."""

    figures: dict[str, float]
    articles: int
    words: int
    seconds: float

    @property
    def claims_per_100_words(self) -> float:
        """How much is claimed: recall bought with claims everywhere shows here."""
        return 100 * self.figures["claims"] / self.words


def articles_of(cluster: dict[str, Any]) -> list[Article]:
    """A cluster's articles in order of publication, under the ids that the scorer knows."""
    return [
        Article(
            id=f"{cluster['id']}/{article['id']}",
            **{key: article.get(key) for key in ("source", "published_at", "title", "text")},
        )
        for article in sorted(cluster["articles"], key=lambda article: article["published_at"])
    ]


def score_files(
    files: Iterable[Path], reader: Reader, settings: Settings, *, misses: bool = False
) -> Scorecard:
    """Scan and score cluster files together, each from an empty memory.

    ``misses``: the scorer lists what was missed or wrong on standard error.
    """
    clusters = [scorer.load_cluster(path) for path in files]
    claims: list[Record] = []
    alerts: list[Record] = []
    articles = words = 0
    started = time.perf_counter()
    for cluster in clusters:
        batch = articles_of(cluster)
        articles += len(batch)
        words += sum(len(article.text.split()) for article in batch)
        result = scan(batch, reader, Ledger(settings=settings))
        claims += result.claims
        alerts += result.alerts
    seconds = time.perf_counter() - started
    golds = [scorer.Gold(cluster) for cluster in clusters]
    figures = scorer.score(golds, _plain(claims), _plain(alerts), misses)
    return Scorecard(figures, articles, words, seconds)


def _plain(records: Iterable[Record]) -> list[dict[str, Any]]:
    return [json.loads(record.model_dump_json()) for record in records]


def cluster_parser(description: str | None, misses: str) -> argparse.ArgumentParser:
    """A command line that names cluster files; ``misses`` says what ``--misses`` lists."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("files", nargs="*", type=Path, help="cluster files; default: all")
    parser.add_argument("--misses", action="store_true", help=f"list {misses}")
    return parser


def groups_of(files: list[Path]) -> dict[str, list[Path]]:
    """The groups of clusters to read: the files given, or all there are."""
    return {"given": files} if files else dict(GROUPS)


def main() -> None:
    """Print the scorecard."""
    options = cluster_parser(__doc__, "misses and false alarms").parse_args()
    settings = Settings()
    reader = Reader(settings)
    for name, files in groups_of(options.files).items():
        if options.misses:
            print(f"--- {name}", file=sys.stderr)
        card = score_files(files, reader, settings, misses=options.misses)
        print(f"{name}: {len(files)} clusters, {card.articles} articles, {card.seconds:.1f} s")
        for figure, value in card.figures.items():
            print(
                f"  {figure}: {value:.3f}" if isinstance(value, float) else f"  {figure}: {value}"
            )
        print(f"  claims per 100 words: {card.claims_per_100_words:.2f}")


if __name__ == "__main__":
    main()
