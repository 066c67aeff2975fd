"""Feedback as labelled clusters that the scorecard reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contraflow.gateway.labels import clusters, settle
from schemas import Article, Feedback, Verdict
from tests.eval import validate
from tests.gateway.records import NOON, alert, feedback


def given(number: int, alert_number: int, verdict: Verdict, analyst: str = "") -> Feedback:
    return feedback(number, f"alert-{alert_number}", verdict).model_copy(
        update={"analyst": analyst, "note": f"note {number}"}
    )


def test_the_export_passes_the_validator(tmp_path: Path) -> None:
    alerts = [alert(1), alert(2), alert(3), alert(4, test=True)]
    said = [
        given(1, 1, Verdict.RIGHT),
        given(2, 2, Verdict.JUST_AN_UPDATE),
        given(3, 3, Verdict.NOT_A_CONTRADICTION),
        given(4, 4, Verdict.RIGHT),
        given(5, 99, Verdict.RIGHT),
    ]
    text = "Before. " + alerts[0].earlier.quote + " After."
    article = Article(
        id="article-1e", source="Soummam Matin", title="Four dead", published_at=NOON, text=text
    )
    found = clusters(settle(alerts, said), {"article-1e": article})
    assert len(found) == 3
    for cluster in found:
        path = tmp_path / f"{cluster['id']}.json"
        path.write_text(json.dumps(cluster), "utf-8")
        assert validate.problems(path) == []
    right = found[0]
    assert right["contradictions"][0]["type"] == "numeric"
    assert "note 1" in right["contradictions"][0]["note"]
    assert right["articles"][0]["text"] == text
    assert right["incomplete"] == ["a2"]
    assert [cluster["compatible"][0]["why"] for cluster in found[1:]] == [
        "update", "different-scope",
    ]  # fmt: skip


def test_alerts_that_share_an_article_share_a_cluster() -> None:
    one, other = alert(1), alert(2)
    other = other.model_copy(
        update={"later": other.later.model_copy(update={"article_id": "article-1l"})}
    )
    said = [given(1, 1, Verdict.RIGHT), given(2, 2, Verdict.RIGHT)]
    (cluster,) = clusters(settle([one, other], said), {})
    assert len(cluster["articles"]) == 3
    assert len(cluster["contradictions"]) == 2


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        # an analyst's last word counts
        ([(Verdict.RIGHT, "Ana"), (Verdict.JUST_AN_UPDATE, "ana ")], Verdict.JUST_AN_UPDATE),
        # most votes win
        (
            [(Verdict.RIGHT, "A"), (Verdict.RIGHT, "B"), (Verdict.JUST_AN_UPDATE, "C")],
            Verdict.RIGHT,
        ),
        # on equal votes, the newest
        ([(Verdict.RIGHT, "A"), (Verdict.NOT_A_CONTRADICTION, "B")], Verdict.NOT_A_CONTRADICTION),
        # those who do not sign may be several
        ([(Verdict.RIGHT, ""), (Verdict.RIGHT, ""), (Verdict.JUST_AN_UPDATE, "B")], Verdict.RIGHT),
    ],
)
def test_one_verdict_an_alert(said: list[tuple[Verdict, str]], verdict: Verdict) -> None:
    listed = [given(number, 1, one, who) for number, (one, who) in enumerate(said)]
    assert [one.verdict for one in settle([alert(1)], listed)] == [verdict]
