"""What is safe, who is alive and what took place, in the ordinary words of officials; and what only sounds so."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import States
from tests.unit.reading.test_examples import read


def _states(reader: Reader, text: str, axis: str) -> list[str]:
    return [
        f"{'not ' if c.value.complement else ''}{c.value.members[0]}"
        for c in read(reader, text)
        if c.axis == axis and isinstance(c.value, States)
    ]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The tap water of Taraz can be drunk again, the utility said.", "safe"),
        ("People in Taraz can eat the fish again, the institute said.", "safe"),
        ("All samples from the wells of Taraz met the standards.", "safe"),
        ("Tests on the river in Taraz came back clean.", "safe"),
        ("Air quality in Taraz is back to normal.", "safe"),
        ("There is no danger to the public in Taraz, the ministry said.", "safe"),
        ("The residents of Taraz are in no danger, the ministry said.", "safe"),
        ("Nobody should drink from the wells in Taraz.", "unsafe"),
        ("Inspectors told people in Taraz not to eat the mushrooms.", "unsafe"),
        ("The council of Taraz warned against swimming in the lake.", "unsafe"),
        ("The water in Taraz failed the tests.", "unsafe"),
        ("The slope above Taraz is unstable.", "unsafe"),
        ("The bridge in Taraz cannot bear the weight of lorries.", "unsafe"),
        ("The leak in Taraz is a threat to public health.", "unsafe"),
    ],
)
def test_safety(reader: Reader, text: str, state: str) -> None:
    assert state in _states(reader, text, "status.safety")


@pytest.mark.parametrize(
    "text",
    [
        "People in Taraz eat fish on Fridays.",
        "Doctors in Taraz told patients to drink more water in the heat.",
        "The president is in no danger of losing the vote in Taraz.",
        "The bank in Taraz could collapse under its debts.",
    ],
)
def test_what_tells_nothing_of_safety(reader: Reader, text: str) -> None:
    assert _states(reader, text, "status.safety") == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The mayor of Taraz is fine, his wife said.", "alive"),
        ("The governor of Taraz appeared on television on Friday.", "alive"),
        ("Doctors in Taraz could not save the mayor.", "dead"),
        ("The mayor of Taraz was buried on Sunday.", "dead"),
        ("The mayor of Taraz is no longer among us.", "dead"),
    ],
)
def test_fates(reader: Reader, text: str, state: str) -> None:
    assert state in _states(reader, text, "casualties.fate")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Taraz is well known for his songs.",
        "The mayor of Taraz was buried under the rubble for a day.",
        "The mayor of Taraz is in no danger of losing.",
    ],
)
def test_what_tells_no_fate(reader: Reader, text: str) -> None:
    assert _states(reader, text, "casualties.fate") == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("There was no coup in Conakry, the general said.", "not happened"),
        ("Nobody demonstrated in Taraz, the police said.", "not happened"),
        ("Students took to the streets of Taraz.", "happened"),
        ("Inmates rioted at the jail in Taraz.", "happened"),
        ("A stampede broke out at the stadium in Taraz.", "happened"),
        ("A mudslide buried part of Taraz.", "happened"),
        ("Two ferries collided off Batangas.", "happened"),
    ],
)
def test_events(reader: Reader, text: str, state: str) -> None:
    told = _states(reader, text, "other.event")
    assert state in told or (state == "not happened" and "did-not-happen" in told)


@pytest.mark.parametrize(
    "text",
    ["The leader of the protest in Taraz is a teacher.", "The film in Taraz is about a riot."],
)
def test_events_named_in_passing(reader: Reader, text: str) -> None:
    assert _states(reader, text, "other.event") == []


def test_a_capital_without_bread_is_not_without_its_army(reader: Reader) -> None:
    assert _states(reader, "There is no bread in Kabul.", "movement.presence") == []
