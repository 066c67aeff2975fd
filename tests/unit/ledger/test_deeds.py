"""Deeds: what one claim takes for granted and another denies, whatever the two are about."""

from __future__ import annotations

from typing import Any

from contraflow.ledger.explain import explain_pair
from contraflow.ledger.ledger import Ledger
from schemas import Claim, ContradictionType
from tests.unit.ledger.builder import at, claim

A, B, C = "state:AA/military", "org:bb", "outlet:cc"


def said(axis: str, value: Any, party: str, **more: Any) -> Claim:
    return claim(axis, value, party=party, outlet=party, published=at(0), **more)


def struck(party: str = A, **more: Any) -> Claim:
    more = {"tells": ("drone/hit", "oil drone/hit"), **more}
    return said("casualties.killed", 3, party, quote="A drone hit the depot: three dead.", **more)


def no_drone(party: str = B, **more: Any) -> Claim:
    more = {"denies": ("drone/be",), **more}
    quote = "No drone came, and the depot is intact."
    return said("damage.state", "intact", party, quote=quote, referent="depot", **more)


def alerts(*claims: Claim) -> list[Any]:
    ledger = Ledger()
    found = {a.alert_id: a for r in ledger.add_all(claims) for a in r.alerts}
    return list(found.values())


def test_what_one_tells_of_another_denies() -> None:
    (alert,) = alerts(struck(), no_drone())
    assert alert.type is ContradictionType.NEGATION
    assert "there was none" in alert.explanation
    assert "it did hit" in alert.explanation


def test_the_order_of_arrival_is_no_matter() -> None:
    one, other = alerts(struck(), no_drone()), alerts(no_drone(), struck())
    assert [a.alert_id for a in one] == [a.alert_id for a in other]


def test_one_dispute_however_many_tell_of_it() -> None:
    found = alerts(
        struck(),
        struck(C, tells=("drone/be fire", "oil drone/be fire")),
        no_drone(),
    )
    assert len(found) == 1


def test_another_deed_of_the_thing_is_none() -> None:
    assert not alerts(struck(), no_drone(denies=("drone/be burn",)))


def test_another_thing_is_none() -> None:
    assert not alerts(struck(), no_drone(denies=("rocket/be",)))


def test_two_that_tell_agree() -> None:
    assert not alerts(struck(), no_drone(denies=(), tells=("drone/be",)))


def test_claims_about_one_matter_meet_on_that_alone() -> None:
    other = struck(B, tells=(), denies=("drone/be",))
    assert not alerts(struck(), other)


def test_explained() -> None:
    trace = explain_pair(struck(), no_drone())
    assert trace.outcome == "contradiction"
    assert "deed-denied" in str(trace)
