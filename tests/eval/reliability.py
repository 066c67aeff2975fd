"""Is an alert's confidence worth its number? ``python -m tests.eval.reliability [FILE ...]``.

Scans labelled clusters with nothing held back and prints, for each band of confidence, how many
alerts there were and how many of them match a labelled contradiction (a reliability table), with
the mean absolute gap between the two (the expected calibration error, weighted by counts).
``--fit`` prints the weights that fit those alerts best, for ``contraflow/ledger/confidence.py``.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from contraflow.ledger import Ledger, LedgerConfig
from contraflow.ledger.confidence import SIGNS, SLOPE, evidence
from contraflow.ledger.entailment import positions_of
from contraflow.ledger.verdict import clash
from contraflow.reading.reader import Reader
from contraflow.scan import scan
from contraflow.settings import Settings
from schemas import Alert
from tests.eval import score as scorer
from tests.eval.run import GROUPS, _plain, articles_of

BANDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """An alert and whether it matches a label."""

    alert: Alert
    right: bool


def judged(files: Iterable[Path], reader: Reader) -> list[Judged]:
    """Every alert over the files, none held back."""
    found = []
    for path in files:
        cluster = scorer.load_cluster(path)
        gold = scorer.Gold(cluster)
        ledger = Ledger(settings=LedgerConfig(min_confidence=0.0))
        alerts = scan(articles_of(cluster), reader, ledger).alerts
        found += [Judged(alert, _is_right(gold, alert)) for alert in alerts]
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


def table(found: list[Judged]) -> str:
    """The reliability table as text."""
    lines = ["confidence   alerts  right  share right  mean confidence"]
    error = 0.0
    for low, high in pairwise(BANDS):
        band = [(j.alert.confidence, j.right) for j in found if low <= j.alert.confidence < high]
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


def fit(found: list[Judged]) -> str:
    """The weights under which the alerts' labels are likeliest, as text.

    Logistic regression by Newton's method with a normal prior of variance 1 on each sign's weight;
    the slope of the evidence stays as it is.
    """
    rows, offsets, labels = [], [], []
    for j in found:
        pairs = [
            (c.confidence, a, b, c.exclusion)
            for a in positions_of(j.alert.earlier)
            for b in positions_of(j.alert.later)
            if (c := clash(a, b)) is not None
        ]
        if pairs:
            _, a, b, exclusion = max(pairs, key=lambda pair: pair[0])
            rows.append([1.0, *(float(sign.present(a, b)) for sign in SIGNS)])
            offsets.append(SLOPE * math.log(max(evidence(a, b, exclusion), 1e-3)))
            labels.append(float(j.right))
    x, offset, y = np.array(rows), np.array(offsets), np.array(labels)
    prior = np.array([1e-3, *([1.0] * len(SIGNS))])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(x @ weights + offset)))
        curvature = x.T @ (x * (chance * (1 - chance))[:, None]) + np.diag(prior)
        weights += np.linalg.solve(curvature, x.T @ (y - chance) - prior * weights)
    names = ["(bias)", *(sign.name for sign in SIGNS)]
    return "\n".join(f"{name:12} {w:6.2f}" for name, w in zip(names, weights, strict=True))


def main() -> None:
    """Print the table for the files given, or for all labelled clusters."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--fit", action="store_true", help="print the best weights too")
    options = parser.parse_args()
    files = options.files or [path for group in GROUPS.values() for path in group]
    found = judged(files, Reader(Settings()))
    print(table(found))
    if options.fit:
        print(fit(found))


if __name__ == "__main__":
    main()
