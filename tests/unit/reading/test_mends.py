"""Shapes of sentence that parsers get wrong."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Numbers, States
from tests.unit.reading.test_examples import read


@pytest.mark.parametrize(
    ("text", "axis", "members", "complement"),
    [
        ("In Mandalay schools are open.", "status.access", ("open",), False),
        (
            "Police closed the coast road in Tartus to traffic in both directions.",
            "status.access",
            ("closed",),
            False,
        ),
        (
            "The fighting left dozens of shops in Sumy charred.",
            "damage.state",
            ("damaged",),
            False,
        ),
        ("The fire in Chania is far from being contained.", "status.fire", ("contained",), True),
        ("The fire in Chania is anything but out.", "status.fire", ("out",), True),
        ("The bridge in Chania is anything but safe.", "status.safety", ("unsafe",), False),
    ],
)
def test_the_state_is_read(
    reader: Reader, text: str, axis: str, members: tuple[str, ...], complement: bool
) -> None:
    values = [c.value for c in read(reader, text) if c.axis == axis]
    assert States(members=members, complement=complement) in values


@pytest.mark.parametrize(
    ("text", "axis", "low", "high"),
    [
        ("Three guards find themselves behind bars in Kitwe.", "detained", 3, 3),
        ("The raid near Dori cost the lives of nine traders and four soldiers.", "killed", 4, 4),
        ("The fire brigade in Linz recorded no injuries.", "injured", 0, 0),
        ("It is false that guards were taken hostage in Loja.", "captured", 0, 0),
        ("Guards had been held hostage in Loja for two days.", "captured", 1, None),
        ("Every one of the 62 pupils in Enugu has been traced.", "missing", 0, 0),
    ],
)
def test_people_are_counted(
    reader: Reader, text: str, axis: str, low: float, high: float | None
) -> None:
    counts = [
        (c.value.low, c.value.high)
        for c in read(reader, text)
        if c.axis == f"casualties.{axis}" and isinstance(c.value, Numbers)
    ]
    assert (low, high) in counts
