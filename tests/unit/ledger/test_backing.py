"""Who stands behind a side of an alert, and what keeping that costs."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.ledger import Ledger, MemoryStore
from contraflow.ledger.backing import Backing, decode
from contraflow.ledger.independence import Passage, Sources, no_sources

from .builder import at, claim, said_on

CAP, OUTLETS = 6, 8

TEXTS = (
    "the harbour of topolevka was closed at noon today",
    "the harbour of topolevka was closed at noon to day",
    "no ship has left the harbour since the storm began",
    "closed",
)
passages = st.builds(
    Passage, outlet=st.sampled_from(("one", "two", "three", "four")), text=st.sampled_from(TEXTS)
)
claims = st.dictionaries(st.sampled_from("abcd"), st.lists(passages, min_size=1, max_size=5))


def sources(found: list[Passage], cap: int = 99) -> Sources:
    told = no_sources()
    for passage in found:
        told.add(passage, cap=cap, max_outlets=cap)
    return told


@settings(deadline=None)
@given(claims, st.randoms(use_true_random=False))
def test_a_side_comes_to_what_all_its_claims_come_to(
    told: dict[str, list[Passage]], rng: random.Random
) -> None:
    """However its claims grow, in whatever order, and whether or not it is read anew meanwhile."""
    now = {key: no_sources() for key in told}
    steps = [(key, passage) for key, found in told.items() for passage in found]
    rng.shuffle(steps)
    side = Backing()
    for key, passage in steps:
        now[key].add(passage, cap=99, max_outlets=99)
        side.add(key, now[key], now.get, cap=99, max_outlets=99)
        if rng.random() < 0.5:
            side = decode(side.encode())
    whole = sources([passage for found in told.values() for passage in found])
    assert side.outlets == whole.outlets
    assert side.independent == whole.independent


def test_what_comes_to_a_copy_does_not_come_to_the_other_side() -> None:
    told = sources([Passage("one", TEXTS[0])])
    side = Backing()
    side.add("a", told, {"a": told}.get, cap=CAP, max_outlets=OUTLETS)
    before, other = side.encode(), side.copy()
    told.add(Passage("two", TEXTS[2]), cap=CAP, max_outlets=OUTLETS)
    assert other.add("a", told, {"a": told}.get, cap=CAP, max_outlets=OUTLETS)
    assert (side.encode(), side.told) == (before, (1, 1))
    assert other.told == (2, 2)
    assert side.add("a", told, {"a": told}.get, cap=CAP, max_outlets=OUTLETS)
    assert side.encode() == other.encode()


def test_what_is_told_again_is_nothing_more() -> None:
    told = sources([Passage("one", TEXTS[0]), Passage("two", TEXTS[2])])
    side = Backing()
    assert side.add("a", told, {"a": told}.get, cap=CAP, max_outlets=OUTLETS)
    for known in (side, decode(side.encode())):
        assert not known.add("a", told, {"a": told}.get, cap=CAP, max_outlets=OUTLETS)
        assert not known.add("b", told, {"a": told}.get, cap=CAP, max_outlets=OUTLETS)


def test_past_the_caps_outlets_are_listed_and_then_only_counted_elsewhere() -> None:
    told = sources([Passage(f"outlet {n}", f"text {n} " * 9) for n in range(20)])
    side = Backing()
    side.add("a", told, {"a": told}.get, cap=CAP, max_outlets=OUTLETS)
    assert (len(side.outlets), side.independent) == (OUTLETS, CAP)


def test_a_passage_whose_claim_is_gone_keeps_its_place() -> None:
    one, two = sources([Passage("one", TEXTS[0])]), sources([Passage("two", TEXTS[2])])
    side = Backing()
    side.add("a", one, {}.get, cap=CAP, max_outlets=OUTLETS)
    side = decode(side.encode())
    side.add("b", two, {}.get, cap=CAP, max_outlets=OUTLETS)
    assert side.independent == 2


class _Counting(MemoryStore):
    """A store that counts what is asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = self.written = 0

    def get(self, key: str) -> bytes | None:
        self.reads += 1
        return super().get(key)

    def set(self, key: str, value: bytes) -> None:
        self.written += len(key) + len(value)
        super().set(key, value)


def test_a_repeat_costs_no_more_in_a_crowded_dispute() -> None:
    """Two parties repeat two answers, as events of many days, through ever more outlets."""
    store = _Counting()
    ledger, reads, written = Ledger(store), [], []
    for n in range(400):
        party, value = (("state:AA", "happened"), ("state:BB", "did-not-happen"))[n % 2]
        store.reads = store.written = 0
        ledger.add(
            claim(
                "attack.occurrence", value, party=party, referent="airstrike",
                outlet=f"Outlet {n % 60}", article=f"article {n}", published=at(n // 40, 20),
                as_of=said_on(n // 40),
            )
        )  # fmt: skip
        reads.append(store.reads)
        written.append(store.written)
    assert max(reads[200:]) <= max(reads[20:60])
    assert max(written[200:]) <= 1.1 * max(written[20:60])


def test_a_new_day_rewrites_no_block() -> None:
    store, grown = MemoryStore(), []
    ledger = Ledger(store)
    for day in range(6):
        before = dict(store.items())
        ledger.add(claim("control.holder", "state:AA", published=at(day, 12)))
        grown.append({key[0] for key, value in store.items() if before.get(key) != value})
    assert "b" in grown[0]
    assert all("d" in kinds for kinds in grown)
    assert sum("b" in kinds for kinds in grown) <= 2  # the days may lie in two buckets


def test_sides_that_rest_on_one_claim_have_its_sources() -> None:
    """One claim that three dispute: its outlets are kept once, and told in all three alerts."""
    store = MemoryStore()
    ledger, told = Ledger(store), {}

    def say(party: str, value: str, outlet: str, day: int | None = None) -> None:
        result = ledger.add(
            claim(
                "attack.occurrence", value, party=party, referent="airstrike", outlet=outlet,
                article=outlet, published=at(1, 20), as_of=None if day is None else said_on(day),
            )
        )  # fmt: skip
        told.update({alert.alert_id: alert for alert in result.alerts})

    def outlets() -> set[tuple[str, ...]]:
        return {alert.independent_sources.later_outlets for alert in told.values()} | {
            alert.independent_sources.earlier_outlets for alert in told.values()
        }

    say("state:AA", "happened", "Gazette", 0)
    for party in ("state:BB", "state:CC", "state:DD"):
        say(party, "did-not-happen", f"Herald of {party}")
    say("state:AA", "happened", "Courier", 0)
    assert len(told) == 3
    assert {len(names) for names in outlets()} == {1, 2}
    assert ("Courier", "Gazette") in outlets()
    assert not any(key.startswith("o/") for key, _ in store.items())
    say("state:AA", "happened", "Mirror", 1)  # of another day: a claim beside the first
    say("state:AA", "happened", "Tribune", 0)
    assert all(
        ("Courier", "Gazette", "Mirror", "Tribune")
        in (alert.independent_sources.earlier_outlets, alert.independent_sources.later_outlets)
        for alert in told.values()
    )
    assert sum(key.startswith("o/") for key, _ in store.items()) == 3
