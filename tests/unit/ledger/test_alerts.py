"""The life of an alert: opened once, updated by new outlets, resolved by a concession."""

from __future__ import annotations

import pytest

from contraflow.ledger import Ledger, LedgerConfig
from contraflow.ledger.wording import says
from contraflow.settings import Settings
from schemas import Alert, AlertStatus, Claim

from .builder import at, claim, place, said_on, unresolved

A, B = "state:AA/military", "org:blue front"


def held(
    by: str, party: str | None, *, hour: float = 12, outlet: str = "One", **more: object
) -> Claim:
    return claim("control.holder", by, party=party, outlet=outlet, published=at(0, hour), **more)  # type: ignore[arg-type]


def last(ledger: Ledger, *claims: Claim) -> dict[str, Alert]:
    return {alert.alert_id: alert for c in claims for alert in ledger.add(c).alerts}


def test_a_further_mention_updates_the_alert_and_raises_no_second() -> None:
    ledger = Ledger()
    (opened,) = [
        *last(ledger, held("state:AA", A), held("org:blue front", B, outlet="Two")).values()
    ]
    assert (opened.status, opened.revision) == (AlertStatus.OPEN, 1)
    (updated,) = ledger.add(held("state:AA", A, hour=14, outlet="Three")).alerts
    assert updated.alert_id == opened.alert_id
    assert (updated.status, updated.revision) == (AlertStatus.UPDATED, 2)
    assert updated.independent_sources.earlier_outlets == ("One", "Three")
    assert updated.independent_sources.later_outlets == ("Two",)


def test_a_mention_by_a_known_outlet_changes_nothing() -> None:
    ledger = Ledger()
    last(ledger, held("state:AA", A), held("org:blue front", B, outlet="Two"))
    assert ledger.add(held("state:AA", A, hour=12.5, outlet="One", start=500)).alerts == ()


def test_taking_and_being_there_are_one_stance() -> None:
    ledger = Ledger()
    inside = claim("movement.presence", "inside", party=B, referent=B, published=at(0, 13))
    gone = claim("movement.presence", "outside", party=A, referent=B, published=at(0, 15))
    denied = held("~org:blue front", A, hour=15, outlet="Two")
    assert len(last(ledger, held("org:blue front", B), inside, gone, denied)) == 1


def test_one_dispute_over_an_attack_is_one_alert() -> None:
    ledger = Ledger()
    happened = claim("attack.occurrence", "happened", party=B, referent="airstrike")
    culprit = claim("attack.culprit", "state:AA", party=B, start=300)
    denied = claim(
        "attack.occurrence", "did-not-happen", party=A, referent="airstrike",
        outlet="Two", rejects=True, published=at(0, 15),
    )  # fmt: skip
    innocent = claim(
        "attack.culprit", "~state:AA", party=A, outlet="Two", rejects=True,
        published=at(0, 15), start=300,
    )  # fmt: skip
    assert len(last(ledger, happened, culprit, denied, innocent)) == 1


def test_the_hospital_and_its_name_are_one_object_of_an_attack() -> None:
    ledger = Ledger()
    named = place(part="Hill Road Hospital", facility="hospital")
    hit = claim("attack.culprit", "state:AA", party=B, referent="hospital")
    denied = claim(
        "attack.culprit", "~state:AA", party=A, outlet="Two", rejects=True, referent="hospital",
        published=at(0, 15),
    )  # fmt: skip
    again = claim(
        "attack.culprit", "~state:AA", party=A, outlet="Three", rejects=True, referent="hospital",
        where=named, published=at(0, 16),
    )  # fmt: skip
    assert len(last(ledger, hit, denied, again)) == 1


def test_two_speakers_against_one_are_two_alerts() -> None:
    ledger = Ledger()
    third = held("org:blue front", "org:harbour watch", outlet="Three")
    found = last(ledger, held("state:AA", A), held("org:blue front", B, outlet="Two"), third)
    assert len(found) == 2


def dead(count: float | tuple[float | None, float | None], **more: object) -> Claim:
    return claim("casualties.killed", count, **more)  # type: ignore[arg-type]


def test_papers_that_speak_for_themselves_are_sources_of_one_account() -> None:
    ledger = Ledger()
    found = last(
        ledger,
        dead(0, party=A),
        dead(9, party=None, outlet="Hill Courier", published=at(0, 14)),
        dead(9, party=None, outlet="Lake News", published=at(0, 15)),
    )
    (alert,) = found.values()
    assert {*alert.independent_sources.later_outlets} == {"Hill Courier", "Lake News"}
    assert alert.independent_sources.later == 2
    # a relief body that publishes itself is a party
    other = dead(9, party=None, outlet="Lake Relief", published=at(0, 16))
    assert len({*found, *last(ledger, other)}) == 2


def test_a_count_with_and_without_its_bound_or_group_is_one_dispute() -> None:
    ledger = Ledger()
    counts = [
        dead(9, party=B, referent="rescuer", published=at(0, 13)),
        dead((9, None), party=B, referent="rescuer", outlet="Two", published=at(0, 14)),
    ]
    none = [dead(0, party=A), dead(0, party=A, referent="rescuer", outlet="Two", start=300)]
    assert len(last(ledger, *none, *counts)) == 1


def test_figures_that_differ_in_the_last_digit_are_one_of_hundreds() -> None:
    counts = [
        dead(272, party="state:AA/government"),
        dead((271, None), party="state:AA/government", outlet="Two", published=at(0, 13)),
        dead((270, None), party="state:AA/government", outlet="Three", published=at(0, 14)),
        dead(131, party="body:union", outlet="Four", published=at(0, 15)),
    ]
    assert len(last(Ledger(), *counts)) == 1
    assert len(last(Ledger(), *reversed(counts))) == 1


def test_two_figures_make_one_dispute_whoever_gives_them() -> None:
    low = [dead(5, party="org:red front"), dead(5, party="people:rebel", outlet="Two")]
    high = [
        dead(44, party="office:governor", outlet="Three", published=at(0, 13)),
        dead(44, party="office:prefect", outlet="Four", published=at(0, 13), referent="civilian"),
        dead(44, party=None, outlet="Harbour Union", published=at(0, 14)),
    ]
    (alert,) = last(Ledger(), *low, *high).values()
    assert len(alert.independent_sources.later_outlets) == 3
    # of fighters each side gives its own figure and the other's: who speaks tells them apart
    fighters = [
        dead(n, party=party, referent=of, outlet=outlet)
        for n, party, of, outlet in (
            (20, A, "org:blue front", "One"), (5, B, "org:blue front", "Two"),
            (20, B, "state:AA", "Two"), (5, A, "state:AA", "One"),
        )
    ]  # fmt: skip
    assert len(last(Ledger(), *fighters)) == 2
    # of one side many mouths
    (alert,) = last(
        Ledger(),
        dead(5, party=B, referent="org:blue front"),
        *(
            dead(44, party=party, referent="combatant", outlet=outlet, published=at(0, 13))
            for party, outlet in ((A, "Two"), ("office:governor", "Three"), (None, "Harbour Union"))
        ),
    ).values()
    assert len(alert.independent_sources.later_outlets) == 3


def test_peacekeepers_who_left_or_did_not_are_one_dispute_under_any_name() -> None:
    gone = claim("movement.presence", "outside", party="office:mayor", referent="role:peacekeepers")
    stay = [
        claim("movement.presence", "inside", party="org:un", referent=force, outlet=outlet)
        for force, outlet in (("role:peacekeepers", "Two"), ("org:un", "Three"))
    ]
    assert len(last(Ledger(), gone, *stay)) == 1


def test_who_never_left_is_there() -> None:
    gone = claim("movement.presence", "outside", party=B, referent="state:AA")
    stay = [
        claim("movement.presence", state, party=A, referent="state:AA", outlet=outlet)
        for state, outlet in (("inside", "Two"), ("~outside", "Three"))
    ]
    assert len(last(Ledger(), gone, *stay)) == 1


def test_all_ways_of_saying_that_it_were_fewer_are_one_answer() -> None:
    toll = dead(57, party=B)
    fewer = [
        dead((0, high), party=A, rejects=True, outlet=outlet, published=at(0, 14))
        for high, outlet in ((19, "Two"), (56, "Three"))
    ]
    assert len(last(Ledger(), toll, *fewer)) == 1


def test_a_toll_of_a_works_and_of_its_town_is_one_dispute() -> None:
    works = place(part="Star Mill", facility="mill")
    low = dead(5, party=A, published=at(0, 13))
    high = [dead(9, party=B, where=works), dead(9, party=B, outlet="Two", start=400)]
    assert len(last(Ledger(), low, *high)) == 1


def test_a_group_that_tells_of_fighters_inside_tells_its_own_hold() -> None:
    inside = claim("movement.presence", "inside", party=B, referent="role:rebels")
    repelled = claim(
        "control.holder", "state:AA", party=A, outlet="Two", predicate="beat off",
        published=at(0, 15),
    )  # fmt: skip
    assert len(last(Ledger(), held("org:blue front", B, outlet="Three"), inside, repelled)) == 1


def test_a_headline_without_a_speaker_tells_the_holders_account() -> None:
    ledger = Ledger()
    headline = held("org:blue front", None, field="title")
    denied = held("state:AA", A, hour=15, outlet="Two")
    assert len(last(ledger, headline, held("org:blue front", B, start=300), denied)) == 1


def test_armed_groups_are_one_side_against_a_state_and_two_when_they_are_foes() -> None:
    against_a_state = (held("role:rebels", "role:rebels", outlet="Two"), held("state:AA", A))
    assert len(last(Ledger(), held("org:blue front", B), *against_a_state)) == 1
    allies = (held("org:red front", "org:red front", outlet="Two"), held("state:AA", A))
    assert len(last(Ledger(), held("org:blue front", B), *allies)) == 1
    foes = (held("org:sdf", "org:sdf", outlet="Two"), held("state:AA", A))
    found = last(Ledger(), held("org:sna", "org:sna"), *foes)
    assert len(found) == 2  # one group against the other, and either against the state


def test_who_is_accused_and_blames_another_denies() -> None:
    ledger = Ledger()
    accused = claim("attack.culprit", "state:AA", party=B, referent="market")
    denied = claim("attack.culprit", "~state:AA", party=A, outlet="Two", rejects=True)
    another = claim("attack.culprit", B, party=A, outlet="Three", referent="market")
    assert len(last(ledger, accused, denied, another)) == 1


def test_quarrels_over_two_objects_stay_apart_and_accusations_of_each_other_do_not() -> None:
    def blames(party: str, culprit: str, what: str, outlet: str) -> Claim:
        return claim("attack.culprit", culprit, party=party, referent=what, outlet=outlet)

    over_the_market = (blames(A, B, "market", "One"), blames(B, A, "market", "Two"))
    assert len(last(Ledger(), *over_the_market)) == 1
    over_the_dam = (blames(A, B, "dam", "Three"), blames(B, A, "dam", "Four"))
    assert len(last(Ledger(), *over_the_market, *over_the_dam)) == 2


def test_a_closed_facility_is_one_dispute_whether_named_or_not() -> None:
    ledger = Ledger()
    closed = claim("status.access", "closed", party=B, referent="road")
    unnamed = claim("status.access", "closed", party=B, outlet="Two")
    is_open = claim("status.access", "open", party=A, outlet="Three", referent="road")
    shut = claim("status.access", "closed", party=B, outlet="Four", referent="gate")
    ajar = claim("status.access", "open", party=A, outlet="Five", referent="gate")
    assert len(last(ledger, closed, unnamed, is_open, shut, ajar)) == 1


def test_a_concession_resolves_in_any_order() -> None:
    claims = [
        held("state:AA", A),
        held("org:blue front", B, outlet="Two"),
        claim(
            "control.holder", "~state:AA", party=A, outlet="Three", concedes=True,
            published=at(1), as_of=said_on(1),
        ),
    ]  # fmt: skip
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        (alert,) = last(Ledger(), *(claims[i] for i in order)).values()
        assert alert.status is AlertStatus.RESOLVED
        assert alert.resolution


def test_below_the_threshold_an_alert_is_held_back_and_counted() -> None:
    ledger = Ledger(settings=LedgerConfig(min_confidence=0.99))
    ledger.add(held("state:AA", A))
    result = ledger.add(held("org:blue front", B, outlet="Two"))
    assert (result.alerts, result.held_back, ledger.stats.held_back) == ((), 1, 1)


def test_a_surer_mention_brings_a_held_back_alert_out() -> None:
    ledger = Ledger(settings=LedgerConfig(min_confidence=0.75))
    assert not last(
        ledger, held("state:AA", A, confidence=0.2), held("org:blue front", B, outlet="Two")
    )
    (alert,) = ledger.add(held("state:AA", A, hour=15, outlet="Three")).alerts
    assert (alert.revision, alert.status) == (1, AlertStatus.OPEN)


def test_the_threshold_is_the_process_s_setting() -> None:
    assert Ledger(settings=Settings(min_confidence=0.25)).config.min_confidence == 0.25


@pytest.mark.parametrize(
    ("speaker", "verb"),
    [
        ("residents of Topolevka", "say"),
        ("the police", "say"),
        ("Captain Tess of the rangers", "says"),
        ("the General Staff of the armed forces", "says"),
    ],
)
def test_one_says_and_several_say(speaker: str, verb: str) -> None:
    one = held("state:AA", A)
    spoken = one.speaker.model_copy(update={"name": speaker})
    assert says(one.model_copy(update={"speaker": spoken})) == f"{speaker} {verb}"


def test_the_explanation_names_both_sides_and_answers() -> None:
    (alert,) = last(Ledger(), held("state:AA", A), held("org:blue front", B, outlet="Two")).values()
    assert A in alert.explanation and B in alert.explanation
    assert "blue front" in alert.explanation and alert.explanation.endswith(".")


def test_an_unresolved_name_meets_its_other_spelling_and_the_resolved_place() -> None:
    for one, other in (
        (unresolved("Topolevka"), unresolved("Topolevka")),
        (place("Topolevka", id="geonames:77"), unresolved("Topolevka")),
    ):
        first = held("state:AA", A, where=one)
        second = held("org:blue front", B, outlet="Two", where=other)
        assert len(last(Ledger(), first, second)) == 1
        assert len(last(Ledger(), second, first)) == 1


def test_namesakes_in_two_divisions_do_not_meet() -> None:
    one = place("Topolevka", id="name:tupulivka@iso:AA-1", precision="unresolved")
    other = place("Topolevka", id="name:tupulivka@iso:AA-2", precision="unresolved")
    first = held("state:AA", A, where=one)
    assert not last(Ledger(), first, held("org:blue front", B, outlet="Two", where=other))


def test_a_full_block_merges_and_counts_but_compares_no_more() -> None:
    ledger = Ledger(settings=LedgerConfig(max_positions=1))
    ledger.add(held("state:AA", A))
    result = ledger.add(held("org:blue front", B, outlet="Two"))
    assert result.merged is not None and result.alerts == () and result.uncompared == 1


def test_the_fate_of_a_named_person_is_one_wherever_it_is_told() -> None:
    """And the alert stands where one of the claims says that it was."""
    dead = claim(
        "casualties.fate", "dead", party=B, referent="colonel|ann reed",
        where=place("Oakford"), quote="Colonel Ann Reed was killed in Oakford",
    )  # fmt: skip
    alive = claim(
        "casualties.fate", "alive", party=A, referent="|reed", outlet="Two", published=at(0, 15),
        where=unresolved("Millbrook"), quote="Reed is alive and well",
    )  # fmt: skip
    (alert,) = last(Ledger(), dead, alive).values()
    assert alert.place.name == "Oakford"
    other = alive.model_copy(update={"referent": "|arp", "mention_id": "x"})
    assert not last(Ledger(), dead, other)


def test_a_body_that_a_text_leaves_unnamed_gives_no_second_alert() -> None:
    named = dead(9, party="body:hill watch", outlet="Two", published=at(0, 14))
    unnamed = dead(9, party="people:rights group", outlet="Three", published=at(0, 15))
    assert len(last(Ledger(), dead(0, party=A), named, unnamed)) == 1
    doctor = dead(9, party="people:doctor", outlet="Four", published=at(0, 16))
    assert len(last(Ledger(), dead(0, party=A), named, doctor)) == 2


def test_organs_of_one_state_with_one_count_are_one_side() -> None:
    police = dead(0, party="state:AA/police")
    ministry = dead(0, party="state:AA/health ministry", outlet="Two", published=at(0, 13))
    doctor = dead(9, party="people:doctor", outlet="Three", published=at(0, 14))
    assert len(last(Ledger(), doctor, police, ministry)) == 1


def test_a_person_who_is_presented_in_two_ways_is_one_dispute() -> None:
    def fate(state: str, party: str, who: str, outlet: str) -> Claim:
        return claim("casualties.fate", state, party=party, referent=who, outlet=outlet)

    told = [
        fate("dead", B, "colonel|ann reed", "One"),
        fate("dead", B, "ringleader|ann reed", "Two"),
        fate("alive", A, "|reed", "Three"),
    ]
    assert len(last(Ledger(), *told)) == 1
