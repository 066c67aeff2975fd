"""Sentences with the words of a claim that give no account of the kind."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import States
from tests.unit.reading.test_examples import read


def _axes(reader: Reader, text: str) -> set[str]:
    return {c.axis for c in read(reader, text)}


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("The mayor of Lugo said that nobody else had died.", "casualties.killed"),
        ("No one else was hurt in Lugo, police said.", "casualties.injured"),
        ("Care was taken not to harm the guests in Lugo, police said.", "casualties.injured"),
        ("The men in Lugo were told not to kill anyone.", "casualties.killed"),
        ("Nothing was known about survivors in Lugo.", "casualties.rescued"),
        ("No foreigners were among the dead in Lugo, he said.", "casualties.killed"),
        ("The Antonov 148-100, with passengers of many lands, left Lugo.", "casualties.rescued"),
        ("Peru accused Chile of arming the rebels in Lugo.", "attack.culprit"),
        ("Lugo had not been known for fighting on such a scale.", "status.conditions"),
        ("Lugo had never been noted for clashes.", "status.conditions"),
    ],
)
def test_what_tells_of_none(reader: Reader, text: str, axis: str) -> None:
    assert axis not in _axes(reader, text)


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("Nobody died in Lugo, the mayor said.", "casualties.killed"),
        ("The men are said not to have harmed anyone in Lugo.", "casualties.injured"),
        ("There was no fighting in Lugo, the mayor said.", "status.conditions"),
        ("Peru accused Chile of hiring the gunmen who struck Lugo.", "attack.culprit"),
    ],
)
def test_what_does_tell_of_none(reader: Reader, text: str, axis: str) -> None:
    assert axis in _axes(reader, text)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Troops clashed with the rebels in Lugo and killed 12 of them.", "role:rebels"),
        ("The rebels were driven from Lugo, and six of them were killed.", "role:rebels"),
        ("Gunmen attacked villagers in Lugo and killed 12 of them.", ""),
    ],
)
def test_them_are_those_named_last(reader: Reader, text: str, group: str) -> None:
    assert {c.referent for c in read(reader, text) if c.axis == "casualties.killed"} == {group}


def test_who_is_still_repelling_an_attack_may_yet_lose(reader: Reader) -> None:
    for fights, axes in (("were repelling", False), ("have repelled", True)):
        claims = read(reader, f"The army said its troops {fights} an attack on Lugo.")
        assert ("control.holder" in {c.axis for c in claims}) is axes


def test_soldiers_of_a_group_are_not_the_states(reader: Reader) -> None:
    for band in ("Group", "Movement"):
        claims = read(reader, f"The soldiers of the {band} took the town of Gao at dawn.")
        holders = [c.value for c in claims if c.axis == "control.holder"]
        assert not any("state:ML/military" in v.members and not v.complement for v in holders)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("Shots could be heard as the fire burned at the depot in Lugo.", "status.fire"),
        ("The rebels said they had a duty to fight for Lugo.", "status.fire"),
        ("A nurse in Lugo told AFP by telephone that there was combat there.", "movement.presence"),
        ("Miners in Lugo, many of whom were fired in May, want more pay.", "attack.occurrence"),
        ("Miners who were fired in Lugo in May want more pay.", "attack.occurrence"),
    ],
)
def test_words_of_something_else(reader: Reader, text: str, axis: str) -> None:
    assert axis not in _axes(reader, text)


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("Shots could be heard as the fire was still burning in Lugo.", "status.fire"),
        ("Shots were heard as the fire burned in Lugo on Friday.", "status.fire"),
        ("The blaze in Lugo was fought by 40 crews.", "status.fire"),
        ("A patrol in Lugo was fired on from a hill.", "attack.occurrence"),
    ],
)
def test_words_of_the_thing_itself(reader: Reader, text: str, axis: str) -> None:
    assert axis in _axes(reader, text)


def test_a_truce_that_was_agreed_and_is_broken(reader: Reader) -> None:
    text = "Troops and rebels fought for Lugo on Tuesday in spite of the truce agreed last week."
    orders = [c for c in read(reader, text) if c.axis == "status.order"]
    assert [c.value.members for c in orders if isinstance(c.value, States)] == [("broken",)]
