"""Very plain sentences of reports and bulletins, read wrong or not at all once."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Parties, States
from tests.unit.reading.test_examples import counts, read


@pytest.mark.parametrize(
    ("text", "axis", "low", "high"),
    [
        # where a figure is put, with its bound
        ("The agency puts the displaced of all of Gao above 11,000.", "displaced", 11000, None),
        ("The union puts the dead in Gao over 40.", "killed", 41, None),
        ("The union puts the dead in Gao at 40.", "killed", 40, 40),
        # a total without a verb
        ("Number of wounded treated at Gao General now 53, a nurse said.", "injured", 53, 53),
        ("Number of dead in Gao fire now 53", "killed", 53, 53),
    ],
)
def test_counts(reader: Reader, text: str, axis: str, low: float, high: float | None) -> None:
    assert counts(read(reader, text), axis) == [(low, high)]


def test_lines_of_a_bulletin(reader: Reader) -> None:
    told = read(reader, "At the market of Gao:\nDead: 12.\nInjured: 26.\nMissing: 3.")
    assert counts(told, "killed") == [(12, 12)]
    assert counts(told, "injured") == [(26, 26)]
    assert counts(told, "missing") == [(3, 3)]
    assert {c.place.name for c in told} == {"Gao"}


def test_an_assistant_is_a_person(reader: Reader) -> None:
    told = read(reader, "A bomb killed the mayor of Gao on Monday. His assistant died.")
    assert [c.referent for c in told if c.axis == "casualties.fate"] == ["mayor|", "assistant|"]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The ballots of two tables were burned in Gao.", "ballot"),
        ("The furniture of the mosque was burned in Gao.", "furniture"),
        ("The fire gutted the hotel in Gao.", "building"),
    ],
)
def test_what_was_destroyed(reader: Reader, text: str, thing: str) -> None:
    told = [c for c in read(reader, text) if c.axis == "damage.state"]
    assert [(c.referent, c.value) for c in told] == [(thing, States(members=("destroyed",)))]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Raiders set fire to houses in Menaka.", ["building"]),
        ("The church in Menaka was set ablaze.", ["church"]),
        ("In Menaka the assailants torched the clinic.", ["hospital"]),
        # whether they did is the matter, and a fire's own spread tells of the fire
        ("The mayor accused them of setting fire to the church in Menaka.", []),
        ("A splash of slag set fire to a tank in Menaka.", []),
    ],
)
def test_what_is_set_on_fire_is_damaged(reader: Reader, text: str, things: list[str]) -> None:
    told = [c for c in read(reader, text) if c.axis == "damage.state"]
    assert [c.referent for c in told] == things
    assert {c.value for c in told} <= {States(members=("damaged",))}


def test_a_thing_with_its_place_is_turned_into_rubble(reader: Reader) -> None:
    told = read(reader, "The shelling turned the market in Menaka into rubble.")
    assert [c.referent for c in told if c.axis == "damage.state"] == ["market"]


@pytest.mark.parametrize(
    ("text", "who", "of"),
    [
        ("Nine dead as Boko Haram raids base in Damboa", "org:bokoharam", ""),
        ("Dozens dead as army shells market in Menaka", "state:ML/military", "market"),
        ("Militants had buried a bomb on the road near Langsa.", "role:rebels", ""),
        # who killed one known person is asked of that person alone
        ("The governor of Kandahar was killed by the Taliban.", "org:taliban", "governor|"),
    ],
)
def test_who_did_it(reader: Reader, text: str, who: str, of: str) -> None:
    told = [c for c in read(reader, text) if c.axis == "attack.culprit"]
    assert [(c.value, c.referent) for c in told] == [(Parties(members=(who,)), of)]


@pytest.mark.parametrize(
    ("text", "event", "cause"),
    [
        ("A bus fell into a ravine near Kisoro after its brakes failed.", "crash", "brakes"),
        (
            "Twelve people died when a bus fell into a lake near Kisoro after its brakes failed.",
            "crash",
            "brakes",
        ),
        ("The explosion in Kaduna was set off by a fire, the mayor said.", "explosion", "fire"),
    ],
)
def test_what_caused_it(reader: Reader, text: str, event: str, cause: str) -> None:
    told = [c for c in read(reader, text) if c.axis == "other.cause"]
    assert [c.referent for c in told] == [event]
    assert [m.split(":")[1] for c in told for m in getattr(c.value, "members", ())] == [cause]
