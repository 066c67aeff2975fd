"""A pair whose clash could add nothing to its alert is not compared: nothing else follows from it."""

from __future__ import annotations

import random
from datetime import timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contraflow.ledger import Ledger, MemoryStore, blocks
from contraflow.ledger import ledger as wiring
from contraflow.ledger.packed import Packed
from schemas import AlertStatus, Claim

from .builder import at, claim
from .strategies import claim_lists

STEP = timedelta(hours=4)
"""Longer than the step in which publication times are compared."""


def _held(
    party: str, value: str, number: int, later: timedelta = timedelta(0), **more: object
) -> Claim:
    return claim(
        "control.holder",
        value,
        party=party,
        outlet=f"Paper {number}",
        article=f"a{number}",
        published=at(0, 1) + later + STEP * number,
        quote=f"{party} spoke for the {number}th time of who holds the town",
        **more,  # type: ignore[arg-type]
    )


def _verdicts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts the verdicts that are asked for from now on."""
    asked: list[int] = []
    verdict = wiring.clash_now

    def counted(*pair: object) -> object:
        asked.append(1)
        return verdict(*pair)  # type: ignore[arg-type]

    monkeypatch.setattr(wiring, "clash_now", counted)
    return asked


def test_who_says_again_what_is_disputed_is_not_held_against_the_others_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ledger = Ledger()
    for number in range(2):
        ledger.add(_held("state:AA", "state:AA", 2 * number))
        ledger.add(_held("org:cc", "org:cc", 2 * number + 1))
    asked = _verdicts(monkeypatch)
    again = ledger.add(_held("state:AA", "state:AA", 4))
    assert not asked
    assert all(alert.revision > 1 for alert in again.alerts)


def test_what_was_disputed_in_one_bucket_of_days_is_known_in_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ledger = Ledger()
    day = next(n for n in range(20) if _bucket(n) < _bucket(n + 1))  # the last one of its bucket
    start = at(day, 1) - at(0, 1)
    for number in range(4):
        who = "org:cc" if number % 2 else "state:AA"
        ledger.add(_held(who, who, number, later=start))
    asked = _verdicts(monkeypatch)
    for number, who in ((8, "state:AA"), (9, "org:cc")):
        again = ledger.add(_held(who, who, number, later=start))
    assert blocks.bucket((at(day, 1) + 8 * STEP).timestamp()) > _bucket(day)
    assert not asked
    assert all(alert.revision > 1 for alert in again.alerts)


def _bucket(day: int) -> int:
    return blocks.bucket(at(day, 1).timestamp())


def test_a_surer_mention_is_better_evidence_still(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger()
    for number in range(2):
        ledger.add(_held("state:AA", "state:AA", 2 * number, confidence=0.7))
        ledger.add(_held("org:cc", "org:cc", 2 * number + 1))
    asked = _verdicts(monkeypatch)
    better = _held("state:AA", "state:AA", 4, confidence=0.9)
    (alert,) = ledger.add(better).alerts
    assert asked
    assert better.mention_id in (alert.earlier.mention_id, alert.later.mention_id)


def test_an_earlier_mention_that_comes_late_is_better_evidence_still() -> None:
    ledger = Ledger()
    for number in (2, 3, 4, 5):
        ledger.add(_held(*("state:AA", "state:AA") if number % 2 else ("org:cc", "org:cc"), number))
    earlier = _held("org:cc", "org:cc", 1)
    (alert,) = ledger.add(earlier).alerts
    assert earlier.mention_id in (alert.earlier.mention_id, alert.later.mention_id)


def test_a_concession_resolves_what_was_said_again_and_again() -> None:
    ledger = Ledger()
    for number in range(6):
        ledger.add(_held(*("state:AA", "state:AA") if number % 2 else ("org:cc", "org:cc"), number))
    given_up = _held("org:cc", "state:AA", 6, concedes=True)
    (alert,) = ledger.add(given_up).alerts
    assert alert.status is AlertStatus.RESOLVED


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claim_lists(min_size=30, max_size=70))
def test_a_ledger_that_foresees_nothing_tells_the_same(found: list[Claim]) -> None:
    store, ledger = MemoryStore(), Ledger()
    for one in found:
        fresh = Ledger(store).add(one)  # each claim meets an empty memory
        known = ledger.add(one)
        assert [_told(alert) for alert in fresh.alerts] == [_told(alert) for alert in known.alerts]
        assert fresh.merged == known.merged


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claim_lists(min_size=30, max_size=70), st.randoms(use_true_random=False))
def test_what_another_ledger_stored_meanwhile_is_seen(
    found: list[Claim], rng: random.Random
) -> None:
    """A partition may go to another worker and come back: what is kept in memory is not believed."""
    store, alone = MemoryStore(), Ledger()
    both = Ledger(store), Ledger(store)
    for one in found:
        turned, known = rng.choice(both).add(one), alone.add(one)
        assert [_told(alert) for alert in turned.alerts] == [_told(alert) for alert in known.alerts]
        assert turned.merged == known.merged
        assert turned.superseded == known.superseded


def _told(alert: object) -> str:
    return alert.model_dump_json(exclude={"detected_at"})  # type: ignore[attr-defined, no-any-return]


def test_what_is_packed_is_what_would_be_encoded() -> None:
    packed = Packed()
    items: tuple[str, ...] = ()
    for number in range(40):
        before, items = items, (*items, f"item {number}")
        packed.follow(before, items)
        if number == 20:
            items = ("put before", *items[2:])
        stored = msgspec.msgpack.encode((packed.of(items), packed.of(items)))
        assert stored == msgspec.msgpack.encode((items, items))


@pytest.mark.parametrize("length", [0, 15, 16, 65_535, 65_536])
def test_what_is_packed_can_be_of_any_length(length: int) -> None:
    items = tuple(range(length))
    stored = msgspec.msgpack.encode(Packed().of(items))
    assert stored == msgspec.msgpack.encode(items)
