"""What a denial grants, and whose deed it is that somebody condemns or is not the first to suffer."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Claim, Numbers, Parties, States
from tests.unit.reading.test_examples import read


def _killed(claims: list[Claim]) -> list[tuple[float | None, float | None, bool]]:
    return [
        (c.value.low, c.value.high, c.rejects)
        for c in claims
        if c.axis == "casualties.killed" and isinstance(c.value, Numbers)
    ]


def _culprits(claims: list[Claim]) -> set[tuple[str, bool]]:
    return {
        (c.value.members[0], c.value.complement)
        for c in claims
        if c.axis == "attack.culprit" and isinstance(c.value, Parties)
    }


@pytest.mark.parametrize(
    "text",
    [
        "The army denied that it carried out the attack on Gao that killed nine people.",
        "The army denied it had hit a school in Gao in which nine people died.",
        "Rebels rejected claims that they had shelled the clinic in Gao where nine people died.",
    ],
)
def test_whom_a_denied_deed_is_known_to_have_killed(reader: Reader, text: str) -> None:
    assert _killed(read(reader, text)) == [(9, 9, False)]


@pytest.mark.parametrize(
    "text",
    [
        "The army denied that nine people had died in Gao.",
        "The army rejected a report that said nine people had died in Gao.",
        "The army denied that it was its men who killed nine people in Gao.",
        "The army denied that there was a raid that killed nine people in Gao.",
    ],
)
def test_what_is_denied(reader: Reader, text: str) -> None:
    assert all(rejects for _, _, rejects in _killed(read(reader, text)))


def test_what_happened_meanwhile_is_not_denied(reader: Reader) -> None:
    text = "The mayor denied that the bridge in Gao was destroyed after rebels entered the town."
    [entered] = [c for c in read(reader, text) if c.axis == "movement.presence"]
    assert isinstance(entered.value, States)
    assert not entered.value.complement
    assert not entered.rejects


@pytest.mark.parametrize(
    ("text", "culprit"),
    [
        ("Mali's envoy accuses France of air strike on hospital in Gao.", ("state:FR", False)),
        (
            "The mayor condemned the air strikes in Gao and accused rebels of having flown them.",
            ("role:rebels", False),
        ),
        (
            "It was not the first market to be targeted by Russian warplanes in Gao.",
            ("state:RU/military", False),
        ),
        ("It was not rebels that shelled the market in Gao.", ("role:rebels", True)),
    ],
)
def test_whose_deed_it_was(reader: Reader, text: str, culprit: tuple[str, bool]) -> None:
    assert _culprits(read(reader, text)) == {culprit}


def test_who_condemns_a_raid_did_not_fly_it(reader: Reader) -> None:
    assert not _culprits(read(reader, "The UN condemned the air strikes in Gao."))


@pytest.mark.parametrize(
    ("text", "culprits"),
    [
        ("MSF accused France or Mali of bombing the clinic in Gao.", {"state:FR", "state:ML"}),
        ("Aid groups held France and its ally, Chad, responsible for the strikes in Gao.",
         {"state:FR", "state:TD"}),
        ("The governor accused the rebels, a militia of exiles, of the raid in Gao.",
         {"role:rebels"}),
    ],
)  # fmt: skip
def test_several_who_are_blamed(reader: Reader, text: str, culprits: set[str]) -> None:
    said = [c.value for c in read(reader, text) if c.predicate in ("accuse", "hold")]
    assert {m for value in said if isinstance(value, Parties) for m in value.members} == culprits


def test_statements_that_are_part_of_a_war_of_words(reader: Reader) -> None:
    text = "The army said statements accusing France of the raid in Gao were part of an information war."
    assert _culprits(read(reader, text)) == {("state:FR", True)}


def test_who_is_spoken_of_in_a_report_did_not_write_it(reader: Reader) -> None:
    text = "The army said that media reports of a prison in Gao being targeted were unfounded."
    assert {c.speaker.name for c in read(reader, text)} == {"The army"}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Envoy says French planes hit hospital; Paris blames Bamako", ""),
        ("Chad's envoy to Russia accuses France of air strike on hospital", ""),
        (None, "The Relief Observatory, based in Britain, blamed French warplanes."),
        (None, "The United States held France and its ally, Chad, responsible for the strikes."),
        (None, "Britain blamed the raid on Paris."),
        (None, "MSF accused Russia or Chad of bombing it."),
    ],
)
def test_states_that_are_blamed_are_no_scene(reader: Reader, title: str | None, text: str) -> None:
    text = f"Rockets struck a clinic in the town of Gao. {text}"
    assert {c.place.name for c in read(reader, text, title=title)} == {"Gao"}


def test_a_hospital_that_is_hit_is_the_scene(reader: Reader) -> None:
    text = "A hospital in Gao was shelled. France denied that its jets had struck it."
    assert {c.place.name for c in read(reader, text)} == {"Gao"}
