"""How sure a contradiction is: more with better readings, a rejection, two articles."""

from __future__ import annotations

from typing import Any

from contraflow.ledger.entailment import positions_of
from contraflow.ledger.verdict import clash
from schemas import Claim, Polarity

from .builder import at, claim

A, B = "state:AA/military", "org:blue front"


def said(axis: str, value: Any, party: str, **more: Any) -> Claim:
    return claim(axis, value, party=party, **{"outlet": party, "published": at(0), **more})


def sure(one: Claim, other: Claim) -> float:
    left, right = positions_of(one)[0], positions_of(other)[0]
    found, again = clash(left, right), clash(right, left)
    assert found is not None and again is not None
    assert found.confidence == again.confidence
    assert 0 < found.confidence < 1
    return found.confidence


def test_each_sign_counts_in_its_direction() -> None:
    ours, theirs = said("control.holder", "state:AA", A), said("control.holder", B, B)
    plain = sure(ours, theirs)
    assert plain > sure(said("control.holder", "state:AA", A, confidence=0.6), theirs)
    assert plain < sure(ours, said("control.holder", "~state:AA", B, rejects=True))
    assert plain > sure(ours, said("control.holder", "~state:AA", B))
    assert plain > sure(
        said("control.holder", "state:AA", A, article="x"),
        said("control.holder", B, B, article="x"),
    )
    gone = said("movement.presence", "outside", B, referent="state:AA")
    assert plain > sure(ours, gone)


def test_nobody_against_somebody_is_surer_than_two_counts() -> None:
    four = said("casualties.killed", 4, A)
    assert sure(four, said("casualties.killed", 0, B)) > sure(four, said("casualties.killed", 2, B))


def test_two_papers_on_what_stands_may_mean_two_houses() -> None:
    ruin = said("damage.state", "destroyed", A, referent="school")
    whole = claim("damage.state", "intact", party=None, referent="school", outlet="Oak Post")
    paper = claim("damage.state", "destroyed", party=None, referent="school", outlet="Daily Oak")
    denied = claim(
        "damage.state", "~destroyed", party=None, referent="school", outlet="Oak Post", polarity=Polarity.NEGATED,
    )  # fmt: skip
    assert sure(paper, whole) < 0.5 < sure(ruin, whole)
    assert sure(paper, denied) > sure(paper, whole)
