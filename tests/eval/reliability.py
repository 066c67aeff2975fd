"""Is an alert's confidence worth its number? ``python -m tests.eval.reliability [FILE ...]``.

Scans labelled clusters with nothing held back and prints, for each band of confidence, how many
alerts there were and how many of them match a labelled contradiction (a reliability table), with
the mean absolute gap between the two (the expected calibration error, weighted by counts).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from contraflow.ledger import Ledger, LedgerConfig
from contraflow.reading.reader import Reader
from contraflow.scan import scan
from contraflow.settings import Settings
from schemas import Alert
from tests.eval import score as scorer
from tests.eval.run import HERE, _plain, articles_of

BANDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def judged(files: Iterable[Path], reader: Reader) -> list[tuple[float, bool]]:
    """Confidence of every alert over the files, and whether it matches a label."""
    found = []
    for path in files:
        cluster = scorer.load_cluster(path)
        gold = scorer.Gold(cluster)
        ledger = Ledger(settings=LedgerConfig(min_confidence=0.0))
        alerts = scan(articles_of(cluster), reader, ledger).alerts
        found += [(alert.confidence, _is_right(gold, alert)) for alert in alerts]
    return found


def _is_right(gold: scorer.Gold, alert: Alert) -> bool:
    (plain,) = _plain([alert])
    pairs = {
        frozenset((p, q))
        for p in gold.props_at(plain["earlier"])
        for q in gold.props_at(plain["later"])
        if p != q and gold.place_ok(plain["place"], p) and gold.place_ok(plain["place"], q)
    }
    return bool(pairs & gold.contradictions)


def table(found: list[tuple[float, bool]]) -> str:
    """The reliability table as text."""
    lines = ["confidence   alerts  right  share right  mean confidence"]
    error = 0.0
    for low, high in pairwise(BANDS):
        band = [(c, right) for c, right in found if low <= c < high]
        if not band:
            continue
        share = sum(right for _, right in band) / len(band)
        mean = sum(c for c, _ in band) / len(band)
        error += len(band) * abs(share - mean)
        lines.append(
            f"{low:.1f} to {min(high, 1.0):.1f}  {len(band):6}  {sum(r for _, r in band):5}"
            f"  {share:11.2f}  {mean:15.2f}"
        )
    if found:
        lines.append(
            f"expected calibration error {error / len(found):.3f} over {len(found)} alerts"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the table for the files given, or for the seeds and the development clusters."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    files = options.files or [HERE / "seeds.json", *sorted((HERE / "dev").glob("*.json"))]
    print(table(judged(files, Reader(Settings()))))


if __name__ == "__main__":
    main()
