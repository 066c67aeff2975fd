"""Whose a count is that nobody "says": who keeps it, sets it, or has the names."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from tests.unit.reading.test_examples import read


def _who(reader: Reader, text: str, axis: str) -> str:
    """Who gives the last claim on an axis; "" is the outlet."""
    claims = [c for c in read(reader, text) if c.axis == axis]
    assert claims, text
    speaker = claims[-1].speaker
    return "" if speaker.is_outlet else speaker.name


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The ministry has raised its count of the dead in Mocoa to 13.", "The ministry"),
        ("The health directorate raised the number of dead in Mocoa to 13.", "directorate"),
        ("The deputy governor corrected the number of dead in Mocoa from ten to nine.", "governor"),
        ("Land Watch has nine names of men killed in Mocoa.", "Land Watch"),
        ("The nurses' union in Mocoa had by evening a list of 27 dead.", "union"),
        ("Prosecutors have four civilians dead in Mocoa.", "Prosecutors"),
        ("The Miners' Union has listed 19 dead in Mocoa, 14 of them apprentices.", "Union"),
        ("The government admitted on Monday to 13 dead in Mocoa.", "The government"),
        ("The prosecutor has settled the count in Mocoa at 37: 34 bodies.", "prosecutor"),
    ],
)
def test_a_toll_is_of_who_keeps_or_sets_it(reader: Reader, text: str, who: str) -> None:
    assert who in _who(reader, text, "casualties.killed")


@pytest.mark.parametrize(
    ("text", "axis", "who"),
    [
        (
            "Volunteers have written down the names of 38 miners from Mocoa who have not been found.",
            "casualties.missing",
            "Volunteers",
        ),
        (
            "The Red Cross in Mocoa has registered 2,300 people displaced by the mudslide.",
            "casualties.displaced",
            "Red Cross",
        ),
        (
            "The prefect of Mocoa speaks of three dead and 22 missing in his district.",
            "casualties.missing",
            "The prefect of Mocoa",
        ),
    ],
)
def test_others_are_of_who_has_them_on_a_list(
    reader: Reader, text: str, axis: str, who: str
) -> None:
    assert who in _who(reader, text, axis)


@pytest.mark.parametrize(
    "text",
    [
        "His death raised the number of dead in Mocoa to nine.",
        "The mudslide left a number of dead in Mocoa, nine of them children.",
        "We counted nine dead in Mocoa.",
        "The brigade has nine dead in Mocoa.",
        "The village of Mocoa has nine dead.",
    ],
)
def test_an_event_a_place_and_the_outlets_own_people_keep_none(reader: Reader, text: str) -> None:
    assert not _who(reader, text, "casualties.killed")
