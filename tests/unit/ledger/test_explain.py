"""The trace says what the ledger does, and why."""

from __future__ import annotations

import pytest

from contraflow.ledger.explain import explain_pair

from .builder import at, claim, said_on
from .test_verdicts import COMPATIBLE, CONTRADICTIONS


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_explained_as_one(name: str) -> None:
    kind, first, second = CONTRADICTIONS[name]
    trace = explain_pair(first, second)
    assert trace.outcome == "contradiction"
    assert kind in str(trace)


@pytest.mark.parametrize("name", COMPATIBLE)
def test_what_is_none_is_explained_with_a_reason(name: str) -> None:
    trace = explain_pair(*COMPATIBLE[name])
    assert trace.outcome in ("kept apart", "update") and trace.because


def test_mentions_of_one_claim_are_merged() -> None:
    first = claim("casualties.killed", 4)
    trace = explain_pair(first, claim("casualties.killed", 4, outlet="Two", published=at(1)))
    assert trace.outcome == "merged"
    assert all(same for *_, same in trace.keys)


def test_the_trace_shows_each_gate() -> None:
    first = claim("control.holder", "state:AA", as_of=said_on(0))
    second = claim("control.holder", "org:bb", party="org:bb", published=at(4), as_of=said_on(4))
    text = str(explain_pair(first, second))
    for gate in ("place", "question", "referent", "scope", "standing", "speakers", "time"):
        assert f"pass {gate}" in text
    assert "later time" in text


def test_the_trace_shows_what_makes_a_contradiction_unsure() -> None:
    first = claim("casualties.killed", 40, quote="40 people died in the blast")
    second = claim(
        "casualties.killed", 4, party="org:bb", outlet="Two", quote="Four died in the blast"
    )
    text = str(explain_pair(first, second))
    assert "sign      -1.2 counts elsewhere: " in text
    assert "one article" not in text
