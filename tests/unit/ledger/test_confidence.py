"""How sure a contradiction is: more with better readings, a rejection, two articles."""

from __future__ import annotations

from itertools import product
from typing import Any

import msgspec
import pytest

from contraflow.ledger.alerts import side_keys, sides_of
from contraflow.ledger.compare import type_of
from contraflow.ledger.confidence import chance, evidence, signs
from contraflow.ledger.entailment import positions_of
from contraflow.ledger.positions import content
from contraflow.ledger.ties import share_a_word, telling_words
from contraflow.ledger.verdict import clash, clash_now, rivalry
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


@pytest.mark.parametrize(
    ("axis", "one", "other"),
    [
        ("control.holder", "state:AA", B),
        ("casualties.killed", 3, 40),
        ("damage.state", "intact", "destroyed"),
    ],
)
def test_what_is_kept_of_two_contents_holds_for_all_their_mentions(
    axis: str, one: Any, other: Any
) -> None:
    (a, *_), (b, *_) = (positions_of(said(axis, v, p)) for v, p in ((one, A), (other, B)))
    rivals = rivalry(content(a), content(b))
    assert rivals is not None
    told = [
        dict(zip(("article_id", "sentence", "words", "names_place"), row, strict=True))
        for row in product(("x", "y"), ("", "x/text/0"), (("ferry",), ("quay",)), (True, False))
    ]
    for mine, theirs in product(told, told):
        left, right = msgspec.structs.replace(a, **mine), msgspec.structs.replace(b, **theirs)
        found = clash_now(left, right, rivals)
        assert found is not None
        assert (found.type, found.why) == type_of(left, right)
        founded = evidence(left, right, found.exclusion)
        assert found.confidence == chance(founded, signs(left, right))
        assert sides_of(found, left, right) == side_keys(left, right)


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


def test_quotes_that_share_no_telling_word_may_be_of_two_things() -> None:
    ours = said("control.holder", "state:AA", A, quote="Army units entered the Oakford refinery")
    theirs = said("control.holder", B, B, quote="The refinery has been in our hands since dawn")
    vague = said("control.holder", B, B, quote="We will stay where we are from now on")
    assert sure(ours, theirs) > sure(ours, vague)
    assert sure(ours, vague) < 0.6


def test_a_count_whose_sentence_leaves_the_place_unsaid_counts_less() -> None:
    here = said("casualties.killed", 40, A, quote="40 people died in Oakford")
    there = said("casualties.killed", 12, B, quote="Twelve died in the Oakford blast")
    somewhere = said("casualties.killed", 12, B, quote="Twelve died in the blast")
    unsaid = said("casualties.killed", 40, A, quote="40 people died")
    assert sure(here, there) > sure(here, somewhere) > sure(unsaid, somewhere)


def test_words_that_hold_a_sentence_together_tie_nothing() -> None:
    assert telling_words("They withdrew from there, and others with them") == ("withd",)
    assert share_a_word(telling_words("a withdrawal"), telling_words("who withdrew"))
    assert not share_a_word(telling_words("from there"), telling_words("from there"))
