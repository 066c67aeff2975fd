"""Whose forces are meant where a pronoun, a title or initials stand for them: one test a construction."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Claim, Parties, States
from tests.unit.reading.test_examples import read


def _holders(claims: list[Claim]) -> set[tuple[str, bool]]:
    """The parties that are said to hold a place, each with whether that is denied."""
    return {
        (member, claim.value.complement)
        for claim in claims
        if claim.axis == "control.holder" and isinstance(claim.value, Parties)
        for member in claim.value.members
    }


def test_a_headline_leaves_out_whose_claim_it_is(reader: Reader) -> None:
    title = "Ethiopia's army rejects TPLF claim to have captured Dessie"
    assert _holders(read(reader, "More follows.", title=title)) == {
        ("org:tplf", False),
        ("org:tplf", True),
    }


def test_spokesmen_of_rebel_forces_speak_for_rebels(reader: Reader) -> None:
    claims = read(
        reader,
        '"We do not control the whole of Zuwara yet," said Omar Saleh, a spokesman for the rebel'
        " forces.",
    )
    assert _holders(claims) == {("role:rebels", True)}


def test_who_is_accused_is_not_who_accuses(reader: Reader) -> None:
    claims = read(
        reader,
        "On Monday the army denied that the TPLF had taken Dessie and accused it of going on"
        " to shell the town.",
    )
    assert _holders(claims) == {("org:tplf", True)}
    blamed = [c for c in claims if c.axis == "attack.culprit" and isinstance(c.value, Parties)]
    assert [
        (c.value.members, c.value.complement) for c in blamed if isinstance(c.value, Parties)
    ] == [(("org:tplf",), False)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru said its forces had defeated those of Ecuador in Tiwinza and driven them out of it.",
        "Peru said its forces had beaten Ecuador's soldiers in Tiwinza and driven them out of it.",
    ],
)
def test_who_was_beaten_is_driven_out(reader: Reader, text: str) -> None:
    out = [c for c in read(reader, text) if c.axis == "movement.presence"]
    assert [c.referent.partition("/")[0] for c in out] == ["state:EC"]
    assert [c.value.members for c in out if isinstance(c.value, States)] == [("outside",)]


def test_a_presidents_army_is_his_states(reader: Reader) -> None:
    claims = read(reader, "President Idriss Deby of Chad said his army had retaken Faya.")
    assert _holders(claims) == {("state:TD", False)}


def test_whose_troops_a_strangers_are_is_not_told(reader: Reader) -> None:
    claims = read(
        reader, '"Our troops took Mocoa this morning," Pedro Rojas announced on television.'
    )
    assert {member for member, _ in _holders(claims)} <= {"role:unknown", "state:CO"}


def test_a_statement_from_somebody_presents_who_speaks_on(reader: Reader) -> None:
    claims = read(
        reader,
        "A spokesman for Chad's president announced that the army would leave Bosso. It was followed"
        " by a statement from Niger's defence minister, Kalla Moutari, that his country's forces had"
        ' entered Bosso. "Our forces are in Bosso," he said.',
    )
    assert "Kalla Moutari" in claims[-1].speaker.name


def test_the_military_is_the_one_that_was_named_in_other_words(reader: Reader) -> None:
    claims = read(
        reader,
        '"Reports that the hospital in Bosso was bombed by the Cameroonian Armed Forces are false,"'
        " the military said on Monday. Later it said that the Cameroonian military had hit fighters.",
    )
    parties = {c.speaker.party.id for c in claims if c.speaker.party is not None}
    assert "state:CM/military" in parties
    assert "state:NE/military" not in parties


@pytest.mark.parametrize(
    "text",
    [
        "The rebels say they control a strategic town in Kaduna state.",
        "Zaria lies in Kaduna, a state with wide fields, parts of which the rebels hold.",
    ],
)
def test_a_town_in_a_province_is_a_part_of_it(reader: Reader, text: str) -> None:
    held = [c for c in read(reader, text) if c.axis == "control.holder"]
    assert [(c.place.name, c.extent) for c in held] == [("Kaduna", "partial")]


def test_a_village_head_is_somebody(reader: Reader) -> None:
    claims = read(reader, "Gunmen killed a village head and two other people in Wase on Monday.")
    assert [c.value.low for c in claims if c.axis == "casualties.killed"] == [3]  # type: ignore[union-attr]
