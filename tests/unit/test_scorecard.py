"""The scorecard: labels are well formed, and `make score` says what the scorer says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from contraflow.reading.reader import Reader
from contraflow.settings import Settings
from tests.eval import pairs
from tests.eval import run as scorecard
from tests.eval import score as scorer
from tests.eval.validate import problems

ROOT = Path(__file__).parents[2]
EVAL = ROOT / "tests/eval"
CLUSTERS = [path for name in ("dev", "more", "unseen") for path in scorecard.GROUPS[name]]


def _python(*arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("path", CLUSTERS, ids=lambda path: path.stem)
def test_a_cluster_is_well_formed(path: Path) -> None:
    assert problems(path) == []


@pytest.mark.parametrize("path", pairs.FILES, ids=lambda path: path.stem)
def test_pairs_are_well_formed(path: Path) -> None:
    found = list(pairs.cases(path))
    assert len({case["id"] for case in found}) == len(found)
    for case in found:
        for side in pairs.SIDES:
            text = case[side]
            assert case[f"{side}_quote"] in text["text"] or case[f"{side}_quote"] in text["title"]
            assert pairs.article_of(case, side).text == text["text"]


def test_the_seeds_labels_are_found_in_their_texts() -> None:
    gold = scorer.Gold(scorer.load_cluster(EVAL / "seeds.json"))
    labelled = {(proposition, article) for proposition, article, *_ in gold.mentions}
    wanted = {
        (name, f"seeds/{mention['article']}")
        for name, proposition in gold.props.items()
        for mention in proposition["mentions"]
    }
    assert labelled >= wanted


def test_the_scorer_says_the_same_of_what_scan_writes(tmp_path: Path) -> None:
    path = CLUSTERS[0]
    articles = tmp_path / "articles.jsonl"
    articles.write_text(_python(EVAL / "score.py", "--articles", "--clusters", path))
    outputs = ("--claims", tmp_path / "claims.jsonl", "--alerts", tmp_path / "alerts.jsonl")
    _python("-m", "contraflow", "scan", articles, *outputs)
    printed = _python(EVAL / "score.py", "--clusters", path, *outputs)

    settings = Settings()
    card = scorecard.score_files([path], Reader(settings), settings)
    for figure, value in card.figures.items():
        shown = f"{value:.3f}" if isinstance(value, float) else str(value)
        assert f"{figure}: {shown}\n" in printed
    assert card.articles == len(articles.read_text().splitlines())
    assert card.claims_per_100_words > 0
