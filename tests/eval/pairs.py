"""Scores the pipeline on pairs of short texts: ``python -m tests.eval.pairs [--misses] [FILE ...]``.

A line of a file is one case: two texts about one event, with the sentence in each that matters. In half
of them the two contradict each other, in half they only look as if. README.md says what counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from contraflow.ledger.ledger import Ledger
from contraflow.reading.reader import Reader
from contraflow.scan import scan
from contraflow.settings import Settings
from schemas import Alert, Article, Claim
from tests.eval.cases import cases, options

FILES = sorted((Path(__file__).parent / "pairs").glob("*.jsonl"))
SIDES = ("first", "second")


def article_of(case: dict[str, Any], side: str) -> Article:
    """One text of a case."""
    text = case[side]
    return Article(
        id=f"{case['id']}/{side}",
        source=text["outlet"],
        published_at=text["published"],
        title=text["title"],
        text=text["text"],
    )


def final_alerts(case: dict[str, Any], reader: Reader, settings: Settings) -> list[Alert]:
    """The last revision of each alert that the two texts raise."""
    batch = sorted((article_of(case, side) for side in SIDES), key=lambda a: a.published_at)
    result = scan(batch, reader, Ledger(settings=settings))
    return list({alert.alert_id: alert for alert in result.alerts}.values())


def is_found(case: dict[str, Any], alert: Alert) -> bool:
    """Whether an alert sets the two texts against each other, by a sentence that matters."""
    claims = (alert.earlier, alert.later)
    articles = {claim.article_id for claim in claims}
    return len(articles) == len(claims) and any(_is_key(case, claim) for claim in claims)


def _is_key(case: dict[str, Any], claim: Claim) -> bool:
    side = claim.article_id.rpartition("/")[2]
    quote, text = case[f"{side}_quote"], case[side]
    start = text[claim.field].find(quote)
    return start >= 0 and claim.span[0] < start + len(quote) and start < claim.span[1]


def score(found: Iterable[dict[str, Any]], *, misses: bool = False) -> dict[str, Counter[str]]:
    """Counts by wording: contradictions, those found, look-alikes, and false alarms."""
    settings = Settings()
    reader = Reader(settings)
    counts: dict[str, Counter[str]] = {}
    for case in found:
        count = counts.setdefault(case["wording"], Counter())
        alerts = final_alerts(case, reader, settings)
        contradict = case["kind"] == "contradiction"
        right = [alert for alert in alerts if contradict and is_found(case, alert)]
        wrong = [alert for alert in alerts if alert not in right]
        count["contradictions" if contradict else "look-alikes"] += 1
        count["found"] += bool(right)
        count["false alarms"] += len(wrong)
        if misses and contradict and not right:
            print(f"missed {case['id']}: {case['why']}")
        for alert in wrong if misses else ():
            print(f"false {case['id']}: {alert.earlier.quote!r} / {alert.later.quote!r}")
    return counts


def main() -> None:
    """Print the counts of each file."""
    asked = options(__doc__, FILES, "list misses and false alarms")
    for path in asked.files:
        for wording, count in sorted(score(cases(path), misses=asked.misses).items()):
            alerts = count["found"] + count["false alarms"]
            print(
                f"{path.stem}, {wording} wording: {count['found']} of {count['contradictions']}"
                f" contradictions found, {count['false alarms']} false alarms"
                f" ({count['look-alikes']} look-alikes), precision {count['found'] / max(1, alerts):.2f}"
            )


if __name__ == "__main__":
    main()
