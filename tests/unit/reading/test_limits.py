"""Limits and what exceeds them, what is let out, who fell; and words that only sound like an attack."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Claim, Numbers, States
from tests.unit.reading.test_examples import read


@pytest.mark.parametrize(
    ("text", "axis", "referent", "state"),
    [
        (
            "The content of benzene in the air of Oruro does not exceed the norm.",
            "status.safety",
            "air",
            "safe",
        ),
        (
            "Samples taken from the taps of Oruro contained four times the permitted amount of lead.",
            "status.safety",
            "water",
            "unsafe",
        ),
        (
            "The content of mercury in the air of Oruro made up 7 maximum permissible concentrations.",
            "status.safety",
            "air",
            "unsafe",
        ),
        (
            "There was no emission of toxic substances in Oruro.",
            "status.fire",
            "leak",
            "not active",
        ),
        ("There is no flow of gas at the depot in Oruro.", "status.fire", "leak", "not active"),
        ("Gas is still coming out of the tank in Oruro.", "status.fire", "leak", "active"),
        (
            "The mayor showed us her order: all schools in Oruro are closed from Monday.",
            "status.access",
            "school",
            "closed",
        ),
        (
            "There was no contact between the tug and any other vessel off Arica.",
            "other.event",
            "collision",
            "did-not-happen",
        ),
        ("They machine-gunned the bus near Oruro.", "attack.occurrence", "live fire", "happened"),
        (
            "The helicopter was hit by machine-gun fire near Oruro.",
            "attack.occurrence",
            "attack",
            "happened",
        ),
    ],
)
def test_states(reader: Reader, text: str, axis: str, referent: str, state: str) -> None:
    found = [
        (c.referent, f"{'not ' if c.value.complement else ''}{c.value.members[0]}", c.modality)
        for c in _on(reader, text, axis)
        if isinstance(c.value, States)
    ]
    assert found == [(referent, state, "asserted")]


@pytest.mark.parametrize(
    ("text", "axis", "low"),
    [
        ("Nine soldiers fell at Oruro on Monday.", "casualties.killed", 9),
        ("Three of our comrades have fallen in Oruro.", "casualties.killed", 3),
        ("The number of fallen soldiers in Oruro has reached 61.", "casualties.killed", 61),
        ("The number of dead in Oruro has reached 44.", "casualties.killed", 44),
        ("Some 30 others have not been seen again in Oruro.", "casualties.missing", 27),
        ("Two men and a girl were found breathing in Oruro.", "casualties.rescued", 3),
        (
            "The sambuk that capsized off Arica carried 70 people, the port captain admitted.",
            "other.count",
            70,
        ),
    ],
)
def test_counts(reader: Reader, text: str, axis: str, low: int) -> None:
    assert low in [c.value.low for c in _on(reader, text, axis) if isinstance(c.value, Numbers)]


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("The airliner dropped off the radar near Oruro.", "attack.occurrence"),
        ("The voltage in Oruro dropped by a third for ten seconds.", "attack.occurrence"),
        ("The director of the mine in Oruro was fired on Friday.", "attack.occurrence"),
        ("A judge in Oruro suspended the work of the smelter for a month.", "attack.culprit"),
        ("Some 300 soldiers took part in the parade in Oruro.", "casualties.detained"),
        ("A man and two boys were found breathing in Oruro.", "casualties.missing"),
        ("Three soldiers fell from a lorry in Oruro.", "casualties.killed"),
        ("No soot and no burned clothing were found in Oruro.", "casualties.injured"),
        ("Prayers will be held in Oruro tomorrow at two.", "casualties.captured"),
        ("The clinic has registered 31 deaths in Oruro.", "casualties.displaced"),
        ("The pilot did not take flight in Oruro.", "status.access"),
        ("Five soldiers fell ill in Oruro.", "casualties.killed"),
        (
            "Lead in the water of Oruro is below the maximum permissible concentration.",
            "other.event",
        ),
        ("There was no emission of toxic substances in Oruro.", "status.safety"),
        ("Blood taken from the miners of Oruro was sent to a laboratory.", "control.holder"),
    ],
)
def test_not_so(reader: Reader, text: str, axis: str) -> None:
    assert _on(reader, text, axis) == []


def test_gear_is_no_service(reader: Reader) -> None:
    text = "The firm said that a surge had put its gas compressors out of action in Oruro."
    assert [c.referent for c in _on(reader, text, "status.service")] == ["compressor"]


def test_what_is_supplied_is_no_supply(reader: Reader) -> None:
    text = "All samples are clean and the supply has not been interrupted in Oruro."
    assert [c.referent for c in _on(reader, text, "status.service")] == ["supply"]


def test_a_hamlet_with_the_name_of_a_country(reader: Reader) -> None:
    text = "Two people died in Popayán, and a bridge was destroyed in the hamlet of Jordan."
    ids = {c.place.id for c in read(reader, text)}
    assert ids and "iso:JO" not in ids


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The balance in Oruro: 8 dead, 20 rescued, no guest reported missing.", "Harbour Gazette"),
        ("The number of pupils confirmed to have died in Oruro stands at six.", "Harbour Gazette"),
        ("The bridge in Oruro is open, the army reported.", "the army"),
    ],
)
def test_those_told_of_tell_nothing(reader: Reader, text: str, who: str) -> None:
    assert {c.speaker.name for c in read(reader, text)} == {who}


def test_a_denial_that_goes_on_denies_once(reader: Reader) -> None:
    claims = read(reader, "No ambulance of the clinic came to Oruro that night, nor the day after.")
    assert [c.polarity for c in claims] == ["negated"]


def test_who_confirms_is_not_dead(reader: Reader) -> None:
    claims = _on(reader, "The police confirmed two dead in Oruro.", "casualties.killed")
    assert [c.referent for c in claims] == [""]


def _on(reader: Reader, text: str, axis: str) -> list[Claim]:
    return [c for c in read(reader, text) if c.axis == axis]
