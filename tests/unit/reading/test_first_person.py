"""Whose fate it is that a speaker tells in the first person."""

import pytest

from contraflow.reading.answers.persons import of_speaker

TITLES = {"commander", "mayor", "bishop", "general"}


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Commander Roe", "Commander|roe"),
        ("the mayor of Cebu, Ada Roe", "mayor|ada roe"),
        ("the bishop of Cebu", "bishop|"),
        ("a resident", ""),
    ],
)
def test_of_speaker(name: str, person: str) -> None:
    assert of_speaker(name, TITLES.__contains__) == person.casefold()
