"""Counts that are called too high, and what a bare denial says of a speaker's own losses."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Numbers
from tests.unit.reading.test_examples import read

_TOLL = "Doctors said 60 people were killed in Jalalabad. "


def _denied(reader: Reader, text: str) -> list[tuple[float | None, float | None]]:
    return [
        (c.value.low, c.value.high)
        for c in read(reader, text)
        if isinstance(c.value, Numbers) and c.modality == "denied"
    ]


@pytest.mark.parametrize(
    "retort",
    [
        "The governor rejected the toll as exaggerated.",
        "The governor said that residents had wildly inflated the figures.",
        "The figure is inflated, the governor said.",
        "The governor said the real number was much lower.",
        "The governor accused the doctors of inflating the toll.",
    ],
)
def test_a_toll_called_too_high_was_less(reader: Reader, retort: str) -> None:
    assert _denied(reader, _TOLL + retort) == [(0, 59)]


@pytest.mark.parametrize(
    "text",
    [
        "The governor called the figure of 60 dead in Jalalabad inflated.",
        "It is unthinkable that 60 people died in Jalalabad, the governor said.",
        "The toll of 60 dead in Jalalabad is an exaggeration, the governor said.",
        "The number of 60 killed in Jalalabad was far too high, the governor said.",
    ],
)
def test_a_sentence_may_name_the_toll_that_it_calls_too_high(reader: Reader, text: str) -> None:
    assert _denied(reader, text) == [(0, 59)]


@pytest.mark.parametrize(
    "retort",
    [
        "The governor said the figure was higher.",
        "The governor said the number of rebels was exaggerated.",
        "The price of bread is inflated, a trader said.",
    ],
)
def test_what_calls_no_toll_too_high(reader: Reader, retort: str) -> None:
    assert _denied(reader, _TOLL + retort) == []


def test_whose_losses_are_claimed_denies_that_they_were_so_many(reader: Reader) -> None:
    text = "The Taliban said they had killed 57 Afghan soldiers at Jalalabad. "
    spoken = (
        "The spokesman of the Afghan army told Tolo that the claim of the insurgents was false."
    )
    assert _denied(reader, text + spoken) == [(0, 56)]
    assert _denied(reader, _TOLL + "The police denied it.") == []


def test_content_behind_a_parenthesis(reader: Reader) -> None:
    text = "There was no proof, he said, that the gang had taken 40 hostages in Jalalabad."
    assert _denied(reader, text) == [(0, 39)]


def test_a_bare_denial_turns_no_circumstance_over(reader: Reader) -> None:
    told = "The rebels said that their lorry had collided with a gate in Jalalabad. "
    claims = read(reader, told + "The army said the information was false.")
    assert not any(c.rejects and c.axis == "other.event" for c in claims)


def test_a_bare_denial_leaves_it_to_the_attackers_who_attacked(reader: Reader) -> None:
    told = "The Taliban said that its fighters had attacked the base in Jalalabad. "
    claims = read(reader, told + "The Defence Ministry said the information was false.")
    assert not any(c.rejects and c.axis == "attack.culprit" for c in claims)
