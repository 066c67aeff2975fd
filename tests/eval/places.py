"""Are claims at the right place? ``python -m tests.eval.places [--misses] [--fit] [FILE ...]``.

Reads labelled clusters and prints, group by group, how many of the labelled mentions that some claim
overlaps have a claim at the right place; ``--misses`` lists the others. ``--fit`` prints the weights
for ``contraflow/reading/where/choice.py`` that fit the files and the passages best, and how well those
that are fitted on other clusters do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt

from contraflow.reading.reader import Reader
from contraflow.reading.where import location
from contraflow.reading.where.choice import SIGNS, Candidate, Choice, Moment, choose
from contraflow.settings import Settings
from schemas import Article, Claim, Place
from tests.eval import passages
from tests.eval import score as scorer
from tests.eval.cases import cases as lines
from tests.eval.run import _plain, articles_of, cluster_parser, groups_of

PENALTY = 2.0
"""On the squares of weights: a sign that few cases show stays near nought."""
FOLDS = 8

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled mention that claims overlap."""

    where: str
    right: bool
    gold: Sequence[str]
    got: Sequence[str]
    quote: str


@dataclass(frozen=True, slots=True)
class Case:
    """A choice made: a row of signs for each candidate, which of them are right, which was taken."""

    cluster: str
    signs: Array
    right: npt.NDArray[np.bool_]


def read(path: Path, reader: Reader) -> tuple[list[Mention], list[Case]]:
    """The labelled mentions of a cluster and the choices that were made for them."""
    cluster = scorer.load_cluster(path)
    gold = scorer.Gold(cluster)
    mentions: list[Mention] = []
    cases: list[Case] = []
    for article in articles_of(cluster):
        claims, made = _watched(article, reader)
        overlapping = defaultdict(list)
        told = defaultdict(set)
        for claim in _plain(claims):
            for prop in gold.props_at(claim):
                overlapping[prop].append(claim)
                told[None if claim["field"] == "title" else claim["sentence"]].add(prop)
        for prop, found in overlapping.items():
            mentions.append(
                Mention(
                    f"{article.id} {prop}",
                    any(gold.place_ok(claim["place"], prop) for claim in found),
                    gold.props[prop]["place"],
                    sorted({claim["place"]["name"] for claim in found}),
                    found[0]["quote"],
                )
            )
        for choice in made:
            props = told.get(choice.moment.start, ())
            if props:
                right = [_is_right(gold, one, props) for one, _ in choice.ranked]
                cases.append(_case(path.stem, choice, right))
    return mentions, cases


def read_passages(reader: Reader) -> list[Case]:
    """The choices made for the key sentences of the passages that rules were made after."""
    cases = []
    for line in lines(passages.SEEN):
        article = Article(
            id=line["id"], source="Daily Wire", title="", text=line["text"],
            published_at=datetime(2026, 5, 10, 12, tzinfo=UTC),
        )  # fmt: skip
        key = passages.Key(line["quote"], line["place"], line["speaker"])
        claims, made = _watched(article, reader)
        starts = {claim.sentence for claim in claims if key.is_in(claim)}
        for choice in made:
            if choice.moment.start in starts:
                right = [key.is_at(one.place) for one, _ in choice.ranked]
                cases.append(_case(line["id"], choice, right))
    return cases


def _watched(article: Article, reader: Reader) -> tuple[tuple[Claim, ...], list[Choice]]:
    """An article's claims, and the choices made for them: one for a sentence and what is near."""
    made: dict[tuple[int | None, str | None], Choice] = {}

    def keep(moment: Moment, others: Iterable[Place | None] = ()) -> Choice | None:
        found = choose(moment, others)
        if found is not None:
            made.setdefault((moment.start, moment.nearest), found)
        return found

    with mock.patch.object(location, "choose", keep):
        return reader.read(article).claims, list(made.values())


def _case(cluster: str, choice: Choice, right: Sequence[bool]) -> Case:
    rows = [[sign.present(one, choice.moment) for sign in SIGNS] for one, _ in choice.ranked]
    return Case(cluster, np.array(rows, float), np.array(right))


def _is_right(gold: Any, one: Candidate, props: Iterable[str]) -> bool:
    (place,) = _plain([one.place])
    return any(gold.place_ok(place, prop) for prop in props)


def fit(cases: Sequence[Case], start: Array | None = None) -> Array:
    """The weights that make the right places likeliest (conditional logit, Newton's method)."""
    weights = np.zeros(len(SIGNS)) if start is None else start.copy()
    known = [case for case in cases if case.right.any() and not case.right.all()]
    for _ in range(25):
        slope, curve = -PENALTY * weights, PENALTY * np.eye(len(weights))
        for case in known:
            score = case.signs @ weights
            share = np.exp(score - score.max())
            share /= share.sum()
            chance = share * case.right
            chance /= chance.sum()
            slope += (chance - share) @ case.signs
            mean = share @ case.signs
            curve += (case.signs.T * share) @ case.signs - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def rightness(cases: Sequence[Case], weights: Array) -> float:
    """How often the likeliest candidate is right."""
    return float(np.mean([case.right[int(np.argmax(case.signs @ weights))] for case in cases]))


def main() -> None:
    """Print the figures."""
    parser = cluster_parser(__doc__, "the mentions at wrong places")
    parser.add_argument("--fit", action="store_true", help="print the weights that fit best")
    options = parser.parse_args()
    groups = groups_of(options.files)
    if options.fit and not options.files:
        del groups["unseen"]  # what no rule was made after, no weight is fitted to
    reader, cases = Reader(Settings()), []
    for name, files in groups.items():
        mentions = []
        for path in files:
            found, choices = read(path, reader)
            mentions += found
            cases += choices
        right = sum(mention.right for mention in mentions)
        print(
            f"{name}: {right} of {len(mentions)} at the right place ({right / len(mentions):.3f})"
        )
        for mention in mentions if options.misses and name != "unseen" else ():
            if not mention.right:
                print(f"  {mention.where}: {mention.got} for {mention.gold[:3]}: {mention.quote}")
    if not options.fit:
        return
    cases += read_passages(reader)
    clusters = sorted({case.cluster for case in cases})
    others = []
    for fold in range(FOLDS):
        left_out = set(clusters[fold::FOLDS])
        weights = fit([case for case in cases if case.cluster not in left_out])
        tried = [case for case in cases if case.cluster in left_out]
        others += [rightness(tried, weights)] * len(tried)
    now = np.array([sign.weight for sign in SIGNS])
    fitted = fit(cases)
    print(f"{len(cases)} choices: {rightness(cases, now):.3f} right as it is, ", end="")
    print(f"{rightness(cases, fitted):.3f} fitted, {np.mean(others):.3f} fitted on other clusters")
    for sign, weight in zip(SIGNS, fitted, strict=True):
        print(f"  {sign.name}: {weight:.2f} (now {sign.weight})")


if __name__ == "__main__":
    main()
