"""Whom "he", "she", "it" and "they" mean where they speak: people presented in a sentence before."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from tests.unit.reading.test_examples import read


def _last_speaker(reader: Reader, text: str) -> str:
    """Who says the last claim; "" is the outlet."""
    claims = read(reader, text)
    assert claims, text
    speaker = claims[-1].speaker
    return "" if speaker.is_outlet else speaker.name


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Rosa Quispe, who sells bread opposite the party's office, was there.", "Rosa Quispe"),
        ("We have spoken with Engineer Rosa Quispe, who built the dam.", "Engineer Rosa Quispe"),
        ("On Friday I walked it with Rosa Quispe, a farmer, and two dogs.", "Rosa Quispe"),
        ("Among them was Rosa Quispe, 24, of Puno.", "Rosa Quispe"),
        ("For Rosa Quispe, who leads the ward, it is theatre.", "Rosa Quispe"),
        ("We met a nurse at the gate of the clinic.", "a nurse"),
        ("In the afternoon the deputy mayor came to the gate.", "the deputy mayor"),
    ],
)
def test_she_is_whom_the_sentence_before_presents(reader: Reader, before: str, who: str) -> None:
    text = f"{before} Soldiers burned nine houses in Calama on Monday, she says."
    assert _last_speaker(reader, text) == who


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("At the clinic the nurses' union keeps its own register.", "the nurses' union"),
        ("The miners' league issued a second audio.", "The miners' league"),
        ("The statement from the Andean Front was read out on air.", "the Andean Front"),
    ],
)
def test_it_is_the_body_or_whoever_wrote_the_text(reader: Reader, before: str, who: str) -> None:
    text = f"{before} It says that nine people died in Calama on Monday."
    assert _last_speaker(reader, text) == who


def test_they_are_the_people_whom_the_sentence_before_begins_with(reader: Reader) -> None:
    text = "Residents of the old quarter saw it. They say that nine people died in Calama."
    assert _last_speaker(reader, text).startswith("Residents")


def test_one_of_them_says_something(reader: Reader) -> None:
    text = 'At the gate stood tired men. One of them said: "Nine people died in Calama."'
    assert _last_speaker(reader, text) == "One of them"


@pytest.mark.parametrize(
    "before",
    [
        # the dead say no more
        "Soldiers killed Rosa Quispe, a nurse, in her house.",
        # of two, nobody knows which
        "We met Rosa Quispe, a nurse, and Ana Mamani, a teacher.",
    ],
)
def test_nobody_is_guessed(reader: Reader, before: str) -> None:
    text = f"{before} Soldiers burned nine houses in Calama, she says."
    assert "Quispe" not in _last_speaker(reader, text)


@pytest.mark.parametrize(
    "after",
    [
        "Fourteen were wounded.",
        "At least fourteen were wounded.",
        "Two of the wounded lost a leg.",
        "Nobody is missing.",
    ],
)
def test_who_gave_a_count_goes_on_counting(reader: Reader, after: str) -> None:
    text = f"Nine people died in Calama, the mayor said. {after}"
    assert _last_speaker(reader, text) == "the mayor"


@pytest.mark.parametrize(
    "after",
    [
        "In Puno, three people were wounded.",
        "The 2009 flood killed nine people in Calama.",
        "\n\nFourteen were wounded.",
        "Fourteen were wounded in the raid on Gao.",
        "The road was closed on Monday. Fourteen were wounded.",
    ],
)
def test_other_counts_are_the_outlets(reader: Reader, after: str) -> None:
    assert not _last_speaker(reader, f"Nine people died in Calama, the mayor said. {after}")


@pytest.mark.parametrize("after", ["She had heard no siren.", "She knew of two deaths."])
def test_what_a_speaker_saw_or_heard_she_tells(reader: Reader, after: str) -> None:
    text = f"A baker near the port said that a bomb hit the market in Calama. {after}"
    assert _last_speaker(reader, text) == "A baker"


def test_they_are_not_one_person(reader: Reader) -> None:
    text = (
        "Engineer Rosa Quispe said that the dam had held. In Lima they are still saying that "
        "nine people died in Calama."
    )
    assert "Quispe" not in _last_speaker(reader, text)


@pytest.mark.parametrize(
    "told",
    [
        "The landslide, she said, had killed nine people in Calama and buried the road.",
        "Every one of the nine in Calama, she said last night, was shot while running away.",
        "She said nine men, two of them badly burned, were brought to the clinic in Calama.",
    ],
)
def test_words_between_commas_say_who_tells_the_clause(reader: Reader, told: str) -> None:
    assert _last_speaker(reader, f"Mayor Rosa Quispe rejects this. {told}") == "Mayor Rosa Quispe"
