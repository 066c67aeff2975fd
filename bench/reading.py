"""Speed of reading on one core: ``python -m bench.reading [--rounds N]``.

Reads the articles of the labelled clusters (58, some 18,000 words) again and again, and prints the
time to load the reader, articles and words a second, the seed articles' own figure, the slowest
articles, and peak memory; then the same articles as ten outlets would carry them. A round is read
by a reader that remembers no sentence of the one before.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path

from contraflow.reading.reader import Reader
from contraflow.settings import Settings
from schemas import Article
from tests.eval.run import articles_of
from tests.eval.score import load_cluster

EVAL = Path(__file__).parents[1] / "tests" / "eval"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="times that each article is read")
    rounds = parser.parse_args().rounds
    seeds = articles_of(load_cluster(EVAL / "seeds.json"))
    dev = sorted((EVAL / "dev").glob("*.json"))
    articles = [*seeds, *(article for path in dev for article in articles_of(load_cluster(path)))]
    words = sum(len(article.text.split()) for article in articles)

    started = time.perf_counter()
    reader = Reader(Settings())
    reader.read(articles[0])
    print(f"load and first article: {time.perf_counter() - started:.2f} s")

    times: list[float] = []
    for _ in range(rounds):
        reader.forget()
        times += [_seconds(reader, article) for article in articles]
    total = sum(times)
    print(f"articles: {len(articles)}, words: {words}, rounds: {rounds}")
    print(f"articles a second of processor time: {len(times) / total:.1f}")
    print(f"words a second of processor time: {words * rounds / total:.0f}")
    # the seeds' own figure, by the round: the best is what the machine can do when left alone
    by_round = sorted(
        sum(times[n : n + len(seeds)]) / len(seeds) for n in range(0, len(times), len(articles))
    )
    best, middle = by_round[0], statistics.median(by_round)
    print(f"seeds, articles a second: best round {1 / best:.1f}, median round {1 / middle:.1f}")
    cuts = statistics.quantiles(times, n=100)
    median, p99 = (1000 * cuts[n] for n in (49, 98))
    print(f"milliseconds an article: median {median:.0f}, 99th percentile {p99:.0f}")
    reader.forget()
    copies = [_seconds(reader, copy) for article in articles for copy in _carried(article, 10)]
    print(f"the same carried by ten outlets: {len(copies) / sum(copies):.1f} articles a second")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory: {peak / (1024 * 1024 if sys.platform == 'darwin' else 1024):.0f} MiB")


def _seconds(reader: Reader, article: Article) -> float:
    started = time.process_time()
    reader.read(article)
    return time.process_time() - started


def _carried(article: Article, outlets: int) -> list[Article]:
    """An article as outlets print it one after the other."""
    return [
        article.model_copy(
            update={
                "id": f"{article.id}-{n}",
                "source": f"Outlet {n}",
                "published_at": article.published_at + timedelta(minutes=17 * n),
            }
        )
        for n in range(outlets)
    ]


if __name__ == "__main__":
    main()
