"""Deeds that words only seem to tell of: of things, of helpers, of what was not there."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Numbers, Parties, States
from tests.unit.reading.test_examples import read


@pytest.mark.parametrize(
    "text",
    [
        # where a craft sails from, and where somebody runs to, is nobody's army
        "A ferry capsized shortly after departing from a Nigerian port, Onitsha.",
        "Before it departed, an official had warned the captain against overloading the ferry in Onitsha.",
        "The rebels left leaflets in Onitsha.",
        "Police said they had yet to reach eight people who were in Onitsha.",
    ],
)
def test_nobody_left_or_came(reader: Reader, text: str) -> None:
    assert "movement.presence" not in {claim.axis for claim in read(reader, text)}


@pytest.mark.parametrize(
    ("text", "axis", "value"),
    [
        (
            "There were no shots fired in Kano, a doctor said.",
            "attack.occurrence",
            States(members=("did-not-happen",)),
        ),
        (
            "There were no houses burned in Kano.",
            "damage.state",
            States(members=("destroyed",), complement=True),
        ),
    ],
)
def test_there_was_none_of_it(reader: Reader, text: str, axis: str, value: States) -> None:
    assert [claim.value for claim in read(reader, text) if claim.axis == axis] == [value]


def test_helpers_who_break_in_storm_nothing(reader: Reader) -> None:
    claims = read(
        reader, "The soldiers broke into the burning house in Kano to save the children inside."
    )
    assert not any(claim.axis.startswith("attack.") for claim in claims)


def test_who_was_missing_is_not_once_found(reader: Reader) -> None:
    found = "Six others initially reported missing in Kano were later found safe in a hut."
    assert "casualties.missing" not in {claim.axis for claim in read(reader, found)}
    sought = read(reader, "Six others reported missing in Kano have not been found.")
    counts = [claim.value for claim in sought if claim.axis == "casualties.missing"]
    assert [count.low for count in counts if isinstance(count, Numbers)] == [6]


def test_robbers_are_whoever_they_are(reader: Reader) -> None:
    claims = read(
        reader,
        "Hoodlums killed five villagers in Kano and fled to a hut near the local government.",
    )
    assert {
        member
        for claim in claims
        if isinstance(claim.value, Parties)
        for member in claim.value.members
    } <= {"role:rebels", "role:unknown"}
    assert not any("government" in claim.referent for claim in claims)


def test_what_was_said_to_be_retaken_was_not_lost_by_those_who_took_it(reader: Reader) -> None:
    claims = read(
        reader,
        "The Nigerian army has recaptured Chibok from the rebels, it said. Residents confirmed to a"
        " reporter that the town was retaken.",
    )
    holders = [c.value for c in claims if c.axis == "control.holder"]
    assert holders == [Parties(members=("state:NG/military",))]
    back_and_forth = read(
        reader, "Rebels took Chibok on Monday, residents said. The town was retaken on Tuesday."
    )
    assert Parties(members=("role:rebels",), complement=True) in [c.value for c in back_and_forth]


def test_what_was_quoted_is_no_part_of_the_speakers_name(reader: Reader) -> None:
    claims = read(
        reader,
        "“Our men left Kano because there were so many,” Musa Ali, a vigilante, told the paper.",
    )
    assert claims
    assert not any("”" in claim.speaker.name for claim in claims)
