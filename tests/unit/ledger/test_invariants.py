"""What must hold for any claims in any order: the alerts are a function of the set of claims."""

from __future__ import annotations

import random
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contraflow.ledger import Ledger, MemoryStore, gate
from contraflow.ledger.blocks import in_reach
from contraflow.ledger.candidates import Block, decode, view
from contraflow.ledger.entailment import positions_of
from contraflow.ledger.exclusion import exclusion, meaning
from contraflow.ledger.positions import content, day_of, new_entry
from contraflow.ledger.verdict import clash
from schemas import Alert, AlertStatus, Claim, Modality

from . import builder
from .strategies import claim_lists

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def final_alerts(ledger: Ledger, given_claims: list[Claim]) -> dict[str, tuple[object, ...]]:
    """What a subscriber ends up with: each alert's last revision, but for its history."""
    last: dict[str, Alert] = {}
    for claim in given_claims:
        for alert in ledger.add(claim).alerts:
            assert alert.revision == (last[alert.alert_id].revision if alert.alert_id in last else
                                      0) + 1  # fmt: skip
            last[alert.alert_id] = alert
    return {key: _content(alert) for key, alert in last.items()}


def _content(alert: Alert) -> tuple[object, ...]:
    return (
        alert.status is AlertStatus.RESOLVED,
        alert.type,
        alert.confidence,
        alert.independent_sources,
        alert.earlier,
        alert.later,
    )


@SLOW
@given(claim_lists(max_size=25), st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(found: list[Claim], rng: random.Random) -> None:
    shuffled = list(found)
    rng.shuffle(shuffled)
    one, other = Ledger(), Ledger()
    assert final_alerts(one, found) == final_alerts(other, shuffled)
    assert [one.add(c).claim_id for c in found] == [other.add(c).claim_id for c in found]


@SLOW
@given(claim_lists(max_size=15))
def test_replays_change_nothing(found: list[Claim]) -> None:
    ledger = Ledger()
    once = final_alerts(ledger, found)
    assert isinstance(ledger.store, MemoryStore)
    before = dict(ledger.store.items())
    for claim in found:
        result = ledger.add(claim)
        assert result.replayed and not result.alerts and result.merged is None
    assert dict(ledger.store.items()) == before
    assert final_alerts(Ledger(), found + found) == once


@SLOW
@given(claim_lists(max_size=15))
def test_a_restart_between_any_two_claims_changes_nothing(found: list[Claim]) -> None:
    store = MemoryStore()
    last: dict[str, Alert] = {}
    for claim in found:
        store = MemoryStore(store.items())
        for alert in Ledger(store).add(claim).alerts:
            last[alert.alert_id] = alert
    assert {k: _content(a) for k, a in last.items()} == final_alerts(Ledger(), found)


class _Dies(MemoryStore):
    """A store whose process is killed before its n-th write."""

    def __init__(self, items: object, writes: int) -> None:
        super().__init__(items)  # type: ignore[arg-type]
        self.left = writes

    def set(self, key: str, value: bytes) -> None:
        if self.left == 0:
            raise InterruptedError("killed")
        self.left -= 1
        super().set(key, value)


@SLOW
@given(claim_lists(min_size=1, max_size=12), st.integers(0, 6))
def test_a_crash_between_two_writes_loses_and_doubles_nothing(
    found: list[Claim], writes: int
) -> None:
    store = MemoryStore()
    last: dict[str, Alert] = {}
    merged: dict[str, int] = {}
    for claim in found:
        dying = _Dies(store.items(), writes)
        ledger = Ledger(dying)
        try:
            result = ledger.add(claim)
        except InterruptedError:
            dying.left = -1
            result = ledger.add(claim)  # the same ledger, as after a caught failure
        store = MemoryStore(dying.items())
        for alert in result.alerts:
            last[alert.alert_id] = alert
        if result.merged is not None:
            merged[result.claim_id] = result.merged.mention_count
    expected = Ledger()
    assert {k: _content(a) for k, a in last.items()} == final_alerts(expected, found)
    for claim in found:
        again = expected.recall(claim)
        assert again is not None and again.merged is not None
        assert merged[again.claim_id] == again.merged.mention_count


@pytest.mark.parametrize("writes", range(1, 9))
def test_a_concession_resolves_an_alert_whose_last_writes_a_crash_cut_off(writes: int) -> None:
    said = [("active", "state:AA"), ("active", "org:cc"), ("contained", "state:AA")]
    found = [builder.claim("status.fire", value, party=party, article="a") for value, party in said]
    found.append(
        builder.claim("status.fire", "contained", party="org:cc", article="a", concedes=True)
    )
    store, last = MemoryStore(), {}
    for each in found:
        dying = _Dies(store.items(), writes)
        try:
            result = Ledger(dying).add(each)
        except InterruptedError:
            dying.left = -1
            result = Ledger(dying).add(each)
        store = MemoryStore(dying.items())
        last.update({alert.alert_id: alert for alert in result.alerts})
    assert last and all(alert.status is AlertStatus.RESOLVED for alert in last.values())


@SLOW
@given(claim_lists(max_size=12))
def test_verdicts_are_symmetric(found: list[Claim]) -> None:
    positions = [p for c in found for p in positions_of(c)]
    for a in positions:
        for b in positions:
            assert (clash(a, b) is None) == (clash(b, a) is None)


@SLOW
@given(claim_lists(max_size=12))
def test_the_search_for_candidates_misses_no_clash(found: list[Claim]) -> None:
    positions = [p for c in found for p in positions_of(c)]
    block = Block(0, [])
    for what in {content(p) for p in positions}:
        block.hold(block.put(new_entry("b/00000/oakford/any/", what)), 0)
    assert decode(block.encode()).entries == block.entries
    for a in positions:
        near = block.rivals_within(content(a), 1) if gate.stands(a) else ()
        rivals = {block.entries[number].content for number, _ in near}
        for b in positions:
            if in_reach(a, b) and clash(a, b) is not None:
                assert content(b) in rivals
                assert view(a).reaches(b.span.end) and view(a).is_seen_from(b)
            assert view(a).reaches(b.span.end) or not view(a).covers(day_of(b))


def test_the_builder_makes_distinct_mentions() -> None:
    assert (
        builder.claim("casualties.killed", 3).mention_id
        != builder.claim("casualties.injured", 3).mention_id
    )
    with pytest.raises(KeyError):
        builder.claim("no.such", 3)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_concession_far_off_counts_in_any_order_or_in_none(order: tuple[int, ...]) -> None:
    """What a mention reaches differs from mention to mention; what a concession gives up does not."""

    def fate(value: str, party: str, day: int, **more: bool) -> Claim:
        return builder.claim(
            "casualties.fate", value, referent="|reed", party=party, outlet=f"Outlet {day}",
            published=builder.at(day, 12), **more,
        )  # fmt: skip

    told = [
        fate("dead", "role:rebels", 3),
        fate("alive", "state:AA", 17),
        fate("alive", "role:rebels", 35, concedes=True),
    ]
    last = final_alerts(Ledger(), [told[n] for n in order])
    straight = final_alerts(Ledger(), told)
    assert last == straight


def test_two_who_each_deny_the_others_past_clash_from_either_side() -> None:
    def denied(value: str, party: str, day: int) -> Claim:
        return builder.claim(
            "movement.manner", value, referent="org:cc", party=party, outlet=f"Outlet {day}",
            modality=Modality.DENIED, as_of=builder.said_on(day, open_start=True),
            published=builder.at(day, 23),
        )  # fmt: skip

    told = [denied("ordered", "state:BB", 0), denied("rout", "state:AA", 1)]
    assert final_alerts(Ledger(), told) == final_alerts(Ledger(), told[::-1]) != {}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_concession_of_any_mention_resolves_whichever_is_shown(order: tuple[int, ...]) -> None:
    def displaced(low: float | None, high: float | None, party: str, **more: Any) -> Claim:
        return builder.claim(
            "casualties.displaced", (low, high), party=party, published=builder.at(0, 6),
            extent="full", confidence=0.4, **more,
        )  # fmt: skip

    part = builder.place(part="Northgate")
    told = [
        displaced(None, 0, "state:AA/military", where=part, concedes=True),
        displaced(None, 0, "state:BB/military", rejects=True),
        displaced(60_000, 60_000, "state:AA/military"),
        displaced(60_000, None, "state:AA/military", rejects=True),
    ]
    assert final_alerts(Ledger(), [told[n] for n in order]) == final_alerts(Ledger(), told) != {}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_passage_that_shows_two_sources_to_be_one_counts_in_any_order(
    order: tuple[int, ...],
) -> None:
    quoted = "“It has been burning on every slope since the morning,” they said."

    def burning(value: str, party: str, outlet: str, quote: str) -> Claim:
        return builder.claim("status.fire", value, party=party, outlet=outlet, quote=quote)

    told = [
        burning("active", "state:AA/military", "Daily One", quoted),
        burning("active", "state:AA/military", "Daily One", "The fire is burning, the army said."),
        burning("active", "state:AA", "Two Wire", quoted),
        burning("contained", "state:BB/military", "Daily One", "The fire has been contained."),
    ]
    assert final_alerts(Ledger(), [told[n] for n in order]) == final_alerts(Ledger(), told) != {}


@SLOW
@given(claim_lists(max_size=12))
def test_exclusion_looks_at_nothing_but_what_a_position_means(found: list[Claim]) -> None:
    """Who says it, how surely and where are no matter of it: so what is known of two holds for all."""
    held = [content(position) for given_claim in found for position in positions_of(given_claim)]
    for a in held:
        for b in held:
            assert exclusion(a, b) == exclusion(meaning(a), meaning(b))
