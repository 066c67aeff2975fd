"""Mentions of one proposition become one claim; sources that repeat each other count once."""

from __future__ import annotations

import pytest

from contraflow.ledger import Ledger, LedgerConfig, MemoryStore, evict, is_expired, routes
from contraflow.ledger.identity import EVENT_EPOCH_DAYS, claim_id
from contraflow.ledger.independence import Passage, no_sources, same_passage
from schemas import Claim, Modality, Speaker

from .builder import at, claim, place, said_on, unresolved

A = "state:AA/military"
QUOTE = "“We hold every street of the town and every bridge over the river,” the spokesman said."


def killed(value: float | tuple[float | None, float | None], **more: object) -> Claim:
    return claim("casualties.killed", value, **more)  # type: ignore[arg-type]


def joined(ledger: Ledger, *mentions: Claim) -> bool:
    """Whether the mentions end up as one claim."""
    for mention in mentions:
        ledger.add(mention)
    return len({ledger.add(mention).claim_id for mention in mentions}) == 1


@pytest.mark.parametrize(
    "first, second",
    [
        (killed(4), killed(4, outlet="Two", published=at(1))),
        (killed((252, 308), approximate=True), killed(280, outlet="Two")),
        (
            claim("control.holder", "state:AA", extent="full"),
            claim("control.holder", "state:AA/military", outlet="Two"),
        ),
        (
            claim("control.holder", "state:AA", party="state:AA"),
            claim("control.holder", "state:AA", party="state:AA/military", outlet="Two"),
        ),
        (
            claim("attack.culprit", "state:BB", referent="bridge"),
            claim("attack.culprit", "state:BB", referent="railway viaduct", outlet="Two"),
        ),
        (
            claim("attack.occurrence", "happened", referent="shelling"),
            claim("attack.occurrence", "happened", referent="missile strike", outlet="Two"),
        ),
        (
            claim("status.access", "open", referent="airstrip"),
            claim("status.access", "~closed", referent="airport", outlet="Two"),
        ),
    ],
)
def test_one_proposition_is_one_claim(first: Claim, second: Claim) -> None:
    ledger = Ledger()
    one, two = ledger.add(first), ledger.add(second)
    assert one.claim_id == two.claim_id
    assert two.merged is not None
    assert (two.merged.mention_count, two.merged.outlets) == (2, ("Daily One", "Two"))
    assert (two.merged.first_seen, two.merged.last_seen) == (
        min(first.published_at, second.published_at),
        max(first.published_at, second.published_at),
    )


@pytest.mark.parametrize(
    "other",
    [
        killed(5),
        killed((5, None)),
        killed((0, 4)),
        killed(4, party="org:blue front"),
        killed(4, party=None),
        killed(4, where=place("Ashby")),
        killed(4, referent="civilian"),
        killed(4, modality=Modality.HEDGED),
        killed(4, as_of=said_on(-700)),
        claim("casualties.injured", 4),
    ],
)
def test_another_proposition_is_another_claim(other: Claim) -> None:
    assert claim_id(killed(4)) != claim_id(other)
    assert not joined(Ledger(), killed(4, article="a/1"), other)


def test_two_days_events_are_two_claims_and_one_without_a_day_is_either() -> None:
    friday = killed(2, article="a/1", as_of=said_on(3))
    assert not joined(Ledger(), friday, killed(2, outlet="Two", as_of=said_on(7)))
    assert joined(Ledger(), friday, killed(2, outlet="Two", as_of=said_on(3)))
    assert joined(Ledger(), friday, killed(2, outlet="Two", published=at(4)))


def test_a_round_number_is_one_with_about_so_many() -> None:
    assert joined(Ledger(), killed(4000), killed((3600, 4400), approximate=True, outlet="Two"))


def killed_by(party: str, count: float = 9, outlet: str = "Two") -> Claim:
    return killed(count, party=party, outlet=outlet)


def told_by(party: str, name: str, outlet: str = "Daily One") -> Claim:
    """'The water supply works again', by a speaker under a name."""
    said = claim("status.service", "working", party=party, outlet=outlet, referent="water")
    return said.model_copy(update={"speaker": Speaker(name=name, party=said.speaker.party)})


def held_by(party: str, outlet: str = "Daily One") -> Claim:
    """'The town is ours.'"""
    return claim("control.holder", party, party=party, outlet=outlet)


def told_in(country: str, said: Claim) -> Claim:
    """The same at a place in a country."""
    return said.model_copy(update={"place": place(country=country)})


def routed(force: str, outlet: str = "Daily One") -> Claim:
    return claim("movement.manner", "rout", referent=force, outlet=outlet)


ENGINEER = "Ida Rune, an engineer of the Lake Company"


@pytest.mark.parametrize(
    "first, second, same",
    [
        # a bound that goes unsaid; the group of the dead; the parts of a way; a building
        (killed((24, None)), killed(24, outlet="Two"), True),
        (killed(24, referent="combatant"), killed(24, outlet="Two"), True),
        (killed(24, referent="combatant"), killed(24, outlet="Two", referent="child"), False),
        (
            claim("status.access", "open", referent="lane"),
            claim("status.access", "open", referent="road", outlet="Two"),
            True,
        ),
        (
            claim("status.access", "open", referent="lane"),
            claim("status.access", "open", referent="airport", outlet="Two"),
            False,
        ),
        (
            claim("casualties.custody", "held", referent="organiser|jon arp"),
            claim("casualties.custody", "held", referent="|arp", outlet="Two"),
            True,
        ),
        # a speaker who is presented in one text and known in the other; what a body is in short
        (
            told_by("org:lake company", ENGINEER),
            told_by("person:ida rune", "Ida Rune", "Two"),
            True,
        ),
        (
            told_by("org:lake company", ENGINEER),
            told_by("person:ada rune", "Ada Rune", "Two"),
            False,
        ),
        (
            told_by("body:lake water company", "Lake Water Company"),
            told_by("people:company", "the company", "Two"),
            True,
        ),
        (
            told_by("state:AA/transport ministry", "the transport ministry"),
            told_by("state:AA", "the government", "Two"),
            True,
        ),
        (
            told_by("state:AA/transport ministry", "the transport ministry"),
            told_by("state:AA/presidency", "the president", "Two"),
            False,
        ),
        (
            told_by("state:AA/transport ministry", "the transport ministry"),
            told_by("state:AA/government", "the government", "Two"),
            True,
        ),
        # a state's office that is known by its name alone; a body that one text leaves unnamed
        (
            told_in("AA", told_by("body:department roads", "the Department of Roads")),
            told_in("AA", told_by("state:AA", "the state daily", "Two")),
            True,
        ),
        (
            told_in("AA", told_by("body:department roads", "the Department of Roads")),
            told_in("AA", told_by("state:BB", "the state daily", "Two")),
            False,
        ),
        (killed_by("body:hill watch", outlet="One"), killed_by("people:rights group"), True),
        (killed_by("body:hill watch", outlet="One"), killed_by("people:resident"), False),
        (killed_by("body:hill watch", 2, outlet="One"), killed_by("people:rights group", 2), False),
        # fighters who name themselves; organs of one state that keep one list of victims
        (held_by("org:blue front"), held_by("role:rebels", "Two"), True),
        (held_by("org:blue front"), held_by("org:cc", "Two"), False),
        (killed_by("state:AA/police", outlet="One"), killed_by("state:AA/health ministry"), True),
        (killed_by("state:AA/police", outlet="One"), killed_by("state:BB/police"), False),
        # one force under two names
        (routed("org:blue front"), routed("role:rebels", "Two"), True),
        (routed("org:blue front"), routed("state:BB/military", "Two"), False),
        (
            told_by("state:AA/military/9th brigade", "the 9th brigade"),
            told_by("state:AA", "the government", "Two"),
            False,
        ),
    ],
)
def test_one_proposition_in_other_words(first: Claim, second: Claim, same: bool) -> None:
    for one, other in ((first, second), (second, first)):
        assert joined(Ledger(), one, other) is same


def test_a_name_left_unresolved_joins_the_resolved_place() -> None:
    spots = (place("Topolevka", id="geonames:77"), unresolved("Topolevka"))
    for one, other in (spots, spots[::-1]):
        ledger = Ledger()
        assert joined(ledger, killed(4, where=one), killed(4, where=other, outlet="Two"))


def test_two_resolved_places_of_one_name_stay_apart() -> None:
    ledger = Ledger()
    first = ledger.add(killed(4, where=place("Topolevka", id="geonames:77")))
    second = ledger.add(killed(4, where=place("Topolevka", id="geonames:78"), outlet="Two"))
    assert first.claim_id != second.claim_id


def test_an_outlet_s_voice_is_its_own() -> None:
    assert claim_id(killed(4, party=None)) != claim_id(killed(4, party=None, outlet="Two"))


def test_a_quotation_joins_claims_that_were_read_a_little_differently() -> None:
    ledger = Ledger()
    first = claim("control.holder", "state:AA", quote=QUOTE)
    second = claim(
        "control.holder", "state:AA", outlet="Two", referent="bridge",
        quote=QUOTE.replace("every bridge over", "all bridges over"),
    )  # fmt: skip
    assert joined(ledger, first, second)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_what_a_later_mention_joins_has_one_id_in_any_order(order: tuple[int, ...]) -> None:
    claims = [
        claim("control.holder", "state:AA", quote=QUOTE),
        claim("control.holder", "state:AA", outlet="Two", referent="bridge", quote=QUOTE[:-30]),
        claim("control.holder", "state:AA", outlet="Three", referent="bridge"),
    ]
    claims[1] = claims[1].model_copy(update={"quote": QUOTE, "span": (0, len(QUOTE))})
    ledger = Ledger()
    results = [ledger.add(claims[i]) for i in order]
    merged = results[-1].merged
    assert merged is not None and merged.mention_count == 3
    assert merged.claim_id == min(claim_id(c) for c in claims) == merged.claim.claim_id
    assert {ledger.add(c).claim_id for c in claims} == {merged.claim_id}
    # a claim that was told of under another id is told of once more, and says where it went
    told = {r.merged.claim_id for r in results[:-1] if r.merged is not None} - {merged.claim_id}
    gone = {old.claim_id: old.merged_into for r in results for old in r.superseded}
    assert told <= set(gone) and merged.claim_id not in gone
    assert set(gone.values()) <= {merged.claim_id, *told}


def test_the_edge_of_a_window_parts_no_claim() -> None:
    days = [(killed(4, published=at(day)), killed(4, published=at(day + 1), outlet="Two"))
            for day in range(EVENT_EPOCH_DAYS)]  # fmt: skip
    assert sum(claim_id(a) != claim_id(b) for a, b in days) == 1
    for first, second in days:
        assert joined(Ledger(), first, second) and joined(Ledger(), second, first)


def test_a_quotation_never_joins_different_numbers() -> None:
    ledger = Ledger()
    first = killed(4, quote=QUOTE)
    second = killed(9, quote=QUOTE, outlet="Two")
    assert ledger.add(first).claim_id != ledger.add(second).claim_id


def test_the_earliest_mentions_are_kept_and_all_are_counted() -> None:
    ledger = Ledger(settings=LedgerConfig(max_mentions=3))
    for hour in (9, 3, 7, 1, 5):
        result = ledger.add(killed(4, published=at(0, hour), outlet=f"Outlet {hour}"))
    merged = result.merged
    assert merged is not None
    assert [m.published_at.hour for m in merged.mentions] == [1, 3, 5]
    assert merged.claim.published_at == at(0, 1)
    assert merged.mention_count == 5 and len(merged.outlets) == 5


def test_outlets_that_print_one_sentence_are_one_source() -> None:
    ledger = Ledger()
    wire = "Four people were killed when a shell hit the market on Tuesday morning, the army said."
    for outlet, quote in (
        ("One", wire),
        ("Two", wire.replace("Tuesday", "Tues")),
        ("Three", "The army put the dead at four, in its own words a tragedy for the old town."),
    ):
        result = ledger.add(killed(4, outlet=outlet, quote=quote))
    assert result.merged is not None
    assert result.merged.independent_sources == 2


def test_a_chain_of_copies_is_one_source_in_any_order() -> None:
    texts = ["a b c d e f g h", "a b c d e f g h i j k l", "e f g h i j k l"]
    assert same_passage(texts[0], texts[1]) and same_passage(texts[1], texts[2])
    assert not same_passage(texts[0], texts[2])
    for order in ((0, 1, 2), (0, 2, 1), (2, 1, 0)):
        sources = no_sources()
        for i in order:
            sources.add(Passage(f"outlet {i}", texts[i]), cap=9, max_outlets=9)
        assert sources.independent == 1


def test_claims_that_may_meet_share_a_partition() -> None:
    keys = {
        routes(killed(4, where=where))
        for where in (
            unresolved("Topolevka"),
            place("Topolevka", id="name:tupulivka@iso:AA-1", precision="unresolved"),
            place("Topolevka", id="geonames:77", facility="school"),
        )
    }
    assert len(keys) == 1


def test_eviction_forgets_what_is_older_than_the_retention() -> None:
    store = MemoryStore()
    ledger = Ledger(store)
    ledger.add(killed(4))
    ledger.add(killed(4, party="org:blue front", published=at(400)))
    before = len(store)
    assert evict(store, store.keys(), at(400), 90) > 0
    assert 0 < len(store) < before
    assert all(not is_expired(key, at(400), 90) for key in store.keys())  # noqa: SIM118
    assert not is_expired("another table's key", at(400), 0)
    assert ledger.add(killed(4)).replayed is False
