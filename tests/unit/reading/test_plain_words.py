"""Plain sentences of news: who was lost, found, saved or held, what works and what is safe; and what only
sounds like it."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Claim, Modality, Numbers, States
from tests.unit.reading.test_examples import read


@pytest.mark.parametrize(
    ("text", "axis", "low", "high"),
    [
        ("Contact has been lost with nine divers off Sirte.", "missing", 9, 9),
        ("No trace has been found of 12 sailors off Sirte.", "missing", 12, 12),
        ("No word has come from 40 villagers near Sirte.", "missing", 40, 40),
        ("The fate of 18 miners near Sirte is unknown.", "missing", 18, 18),
        ("Ten spectators needed hospital treatment in Sirte.", "injured", 10, 10),
        ("Nobody needed treatment after the blast in Sirte.", "injured", 0, 0),
        ("The four crew members walked away without a scratch in Sirte.", "injured", 0, 0),
        ("The army announced the capture of three officers in Sirte.", "captured", 3, 3),
        ("Fifteen aid workers are being held hostage in Sirte.", "captured", 15, 15),
        ("The army denied that its soldiers had been captured in Sirte.", "captured", 0, 0),
        (
            "Soldiers brought 900 residents of border villages near Sirte to safety.",
            "rescued",
            900,
            900,
        ),
        ("Some 20 hikers are yet to be traced near Sirte.", "missing", 18, 22),
        ("A helicopter winched 19 people off roofs in Sirte.", "rescued", 19, 19),
        ("Rescuers failed to save any of the crew off Sirte.", "rescued", 0, 0),
        (
            "The number of people uprooted by the war in Sirte has reached 900.",
            "displaced",
            900,
            900,
        ),
    ],
)
def test_counts(reader: Reader, text: str, axis: str, low: float, high: float) -> None:
    found = [c.value for c in _on(reader, text, f"casualties.{axis}")]
    assert [(v.low, v.high) for v in found if isinstance(v, Numbers)] == [(low, high)]


@pytest.mark.parametrize(
    ("text", "axis", "state"),
    [
        ("The clinic in Sirte has kept functioning.", "status.service", "working"),
        ("Children went back to class in Sirte.", "status.service", "working"),
        ("Police ordered the bars in Sirte closed.", "status.access", "closed"),
        ("The fire near Sirte is still beyond control.", "status.fire", "active"),
        ("Cholera cases in Sirte have doubled.", "status.fire", "active"),
        ("The epidemic in Sirte is far from over.", "status.fire", "active"),
        ("The peat fire near Sirte continues to smoulder.", "status.fire", "active"),
        ("The bridge in Sirte sustained heavy damage.", "damage.state", "damaged"),
        ("Heating has failed in Sirte.", "status.service", "not-working"),
        ("People in Sirte were told not to drink the water.", "status.safety", "unsafe"),
        ("The road to Sirte is too dangerous to travel.", "status.safety", "unsafe"),
        ("Engineers declared the school in Sirte safe.", "status.safety", "safe"),
        (
            "The court in Sirte refused bail for the editor, Omar Said.",
            "casualties.custody",
            "held",
        ),
    ],
)
def test_states(reader: Reader, text: str, axis: str, state: str) -> None:
    found = [c.value for c in _on(reader, text, axis)]
    assert [v.members for v in found if isinstance(v, States)] == [(state,)]


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("A priest was killed by two gunmen in Sirte.", "casualties.killed"),
        ("Contact was lost with nine divers off Sirte.", "casualties.killed"),
        ("The team from Sirte were killed off by two late goals.", "casualties.killed"),
        ("The old town of Sirte burned in 1356.", "casualties.injured"),
        ("Six hikers listed as missing near Sirte were found alive.", "casualties.missing"),
        ("The currency of Sirte is in free fall.", "control.holder"),
        ("The captured beauty of the lakes near Sirte drew buyers.", "control.holder"),
        ("The novel, set in Sirte, opens with a storm.", "status.access"),
        ("The film was shot in Sirte.", "attack.occurrence"),
        ("Farmers near Sirte are drowning in debt.", "casualties.killed"),
        ("The opera house in Sirte burst into applause.", "damage.state"),
        ("Prices exploded in Sirte.", "attack.occurrence"),
        ("The stock market in Sirte suffered heavy damage.", "damage.state"),
        ("The two kidnapped nuns in Sirte have not been let out.", "status.access"),
    ],
)
def test_not_so(reader: Reader, text: str, axis: str) -> None:
    assert not [c for c in _on(reader, text, axis) if not _is_two_killers(c)]


def _on(reader: Reader, text: str, axis: str) -> list[Claim]:
    return [c for c in read(reader, text) if c.axis == axis]


def _is_two_killers(claim: Claim) -> bool:
    """A priest is a death all the same; the gunmen's number is not."""
    return isinstance(claim.value, Numbers) and claim.value.low == 1


def test_who_wants_something_known_tells_it(reader: Reader) -> None:
    (told,) = _on(
        reader, "The agency wants drivers to know that Sirte airport is open.", "status.access"
    )
    assert told.modality is Modality.ASSERTED


def test_a_rank_of_two_words_is_known_by_either(reader: Reader) -> None:
    text = "Lieutenant-Colonel Amado Bole was arrested in Sirte."
    (claim,) = _on(reader, text, "casualties.custody")
    assert claim.referent == "lieutenant colonel|amado bole"


def test_prisoners_who_walk_out_have_escaped(reader: Reader) -> None:
    text = "Forty prisoners walked out through a hole in the wall in Sirte."
    (count,) = [c for c in _on(reader, text, "other.count") if c.referent == "escapee"]
    assert isinstance(count.value, Numbers) and count.value.low == 40


def test_those_of_the_press_are_journalists(reader: Reader) -> None:
    (none,) = _on(
        reader, "No professional of the media was detained in Sirte.", "casualties.detained"
    )
    assert none.referent == "journalist"


def test_those_who_died_in_somebodys_care_are_not_all(reader: Reader) -> None:
    claims = read(reader, "Eleven died in our care in Sirte, the nurse said.")
    (killed,) = [c.value for c in claims if c.axis == "casualties.killed"]
    assert isinstance(killed, Numbers) and (killed.low, killed.high) == (11, None)
    assert not any(c.axis == "casualties.fate" for c in claims)


@pytest.mark.parametrize(
    ("text", "axis", "state"),
    [
        # a negation reaches over "or" and "nor", and denies once
        ("Guards did not employ tear gas nor any other agent in Sirte.", "attack.occurrence", "did-not-happen"),
        ("Guards used neither tear gas nor dogs in Sirte.", "attack.occurrence", "did-not-happen"),
        ("There was no fighting or shelling in Sirte.", "attack.occurrence", "did-not-happen"),
        ("Sirte airport was neither hit nor closed.", "status.access", "open"),
        # what is not stopped goes on
        ("The army did not stop the shelling or the looting of Sirte.", "attack.occurrence", "happened"),
    ],
)  # fmt: skip
def test_alternatives_are_denied_together(reader: Reader, text: str, axis: str, state: str) -> None:
    found = {c.value.members for c in _on(reader, text, axis) if isinstance(c.value, States)}
    assert found == {(state,)}


def test_of_two_shots_neither_was_fired(reader: Reader) -> None:
    text = "Guards did not fire tear gas or rubber bullets in Sirte."
    assert not any(
        isinstance(c.value, States) and c.value.members == ("happened",)
        for c in _on(reader, text, "attack.occurrence")
    )
