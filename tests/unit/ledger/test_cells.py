"""Cells: what is dealt out to several ledgers comes to the same as in one."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contraflow.ledger import Ledger, LedgerResult, routes
from contraflow.ledger.cells import owner
from contraflow.ledger.entailment import spot_of
from schemas import Alert, AlertStatus, Claim, MergedClaim, Place

from .builder import at, claim, place, unresolved
from .strategies import claim_lists

TOWN = place("Oakford")
PART = place("Oakford", part="Topolevka")
ALONE = unresolved("Topolevka")
A, B = "state:AA/military", "org:cc"


def dead(number: float, party: str, where: Place, *, outlet: str, hour: float) -> Claim:
    return claim(
        "casualties.killed", number, party=party, outlet=outlet, where=where, published=at(0, hour)
    )


def last_words(results: Iterable[LedgerResult]) -> tuple[dict[str, object], dict[str, object]]:
    """What subscribers end up with: the alerts and the merged claims, by id."""
    alerts: dict[str, Alert] = {}
    merged: dict[str, MergedClaim] = {}
    for result in results:
        for alert in result.alerts:
            assert alert.revision == (alerts[alert.alert_id].revision + 1
                                      if alert.alert_id in alerts else 1)  # fmt: skip
            alerts[alert.alert_id] = alert
        for record in (result.merged, *result.superseded):
            if record is not None:
                merged[record.claim_id] = record
    return (
        {
            key: (a.status is AlertStatus.RESOLVED, a.type, a.confidence, a.independent_sources,
                  a.earlier, a.later, a.explanation)
            for key, a in alerts.items()
        },
        {key: record for key, record in merged.items() if record.merged_into is None},
    )  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claim_lists(max_size=20), st.integers(1, 7), st.randoms(use_true_random=False))
def test_any_dealing_of_cells_to_ledgers_ends_the_same(
    found: list[Claim], count: int, rng: random.Random
) -> None:
    one = Ledger()
    whole = last_words([one.add(each) for each in found])

    ledgers = [Ledger() for _ in range(count)]
    copies = [(each, route) for each in found for route in routes(each)]
    rng.shuffle(copies)
    dealt = {route: rng.randrange(count) for _, route in copies}
    results: list[list[LedgerResult]] = [[] for _ in ledgers]
    for each, route in copies:
        results[dealt[route]].append(ledgers[dealt[route]].add(each, route))

    parts = [last_words(of_one) for of_one in results]
    for n, kind in enumerate(whole):
        dealt_out = {key: value for part in parts for key, value in part[n].items()}
        assert dealt_out == kind
        assert sum(len(part[n]) for part in parts) == len(dealt_out)  # one writer for each id


def test_the_first_route_is_home_and_the_others_are_visits() -> None:
    told = dead(4, A, PART, outlet="One", hour=9)
    home, *visits = routes(told)
    assert [home] == list(routes(dead(4, A, ALONE, outlet="Two", hour=9)))
    assert visits == list(routes(dead(4, A, TOWN, outlet="Two", hour=9)))
    ledger = Ledger()
    first, second = ledger.add(told, home), ledger.add(told, visits[0])
    assert first.merged is not None and not first.visiting
    assert second.merged is None and second.visiting and not second.replayed
    assert ledger.add(told, visits[0]).replayed
    assert ledger.stats.mentions == ledger.stats.claims == 1


@pytest.mark.parametrize(
    ("a", "b", "cell"),
    [
        (TOWN, TOWN, TOWN),
        (TOWN, PART, TOWN),
        (PART, PART, TOWN),
        (PART, ALONE, ALONE),
        (PART, place("Oakford", part="Steelworks"), TOWN),
        (PART, place("Elmham", part="Topolevka"), ALONE),
    ],
)
def test_a_pair_belongs_to_the_town_if_both_know_it(a: Place, b: Place, cell: Place) -> None:
    (key,) = routes(dead(1, A, cell, outlet="One", hour=9))
    assert owner(spot_of(a), spot_of(b)) == owner(spot_of(b), spot_of(a)) == key


def test_a_dispute_about_a_part_is_one_alert_be_its_town_named_or_both() -> None:
    ledger = Ledger()
    told = [
        dead(4, A, PART, outlet="One", hour=9),
        dead(0, B, TOWN, outlet="Two", hour=10),
        dead(0, B, PART, outlet="Three", hour=11),
    ]
    alerts, merged = last_words([ledger.add(each) for each in told])
    assert len(alerts) == 1 and len(merged) == 3


def test_the_fate_of_a_person_told_in_two_towns_is_one_alert() -> None:
    def fate(state: str, party: str, town: str, outlet: str) -> Claim:
        return claim("casualties.fate", state, party=party, where=place(town), outlet=outlet,
                     referent="colonel|ann reed")  # fmt: skip

    ledger = Ledger()
    told = [fate("dead", B, "Oakford", "One"), fate("alive", A, "Elmham", "Two")]
    alerts, _ = last_words([ledger.add(each) for each in told])
    assert len(alerts) == 1


@pytest.mark.parametrize("other", [ALONE, TOWN])
@pytest.mark.parametrize("at_home", [True, False])
def test_a_concession_resolves_a_dispute_in_whichever_cell_it_is_told(
    other: Place, at_home: bool
) -> None:
    def fire(value: str, party: str, where: Place, hour: float, **more: bool) -> Claim:
        return claim("status.fire", value, party=party, where=where, published=at(0, hour), **more)

    told = [
        fire("active", B, PART, 9),
        fire("contained", A, other, 10),
        fire("contained", B, PART if at_home else other, 11, concedes=True),
    ]
    ledger = Ledger()
    alerts = [alert for each in told for alert in ledger.add(each).alerts]
    assert [alert.status for alert in alerts] == [AlertStatus.OPEN, AlertStatus.RESOLVED]
    assert len({alert.alert_id for alert in alerts}) == 1
