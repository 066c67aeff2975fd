"""What counts as a reading found, in the sentences that reading is scored on."""

from __future__ import annotations

import pytest

from contraflow.axes import AXES
from tests.eval.sentences import CODES, Label
from tests.unit.ledger import builder


@pytest.mark.parametrize(
    ("label", "axis", "value", "told"),
    [
        ("+killed:12", "casualties.killed", 12, True),
        ("+killed:12+", "casualties.killed", (12, None), True),
        ("+killed:12", "casualties.killed", 40, False),
        ("+killed:?", "casualties.killed", 40, True),
        ("+killed:0", "casualties.killed", (0, 0), True),
        ("+killed:12", "casualties.injured", 12, False),
        ("+open:road", "status.access", "open", True),
        ("-open:road", "status.access", "closed", True),
        ("+open:road", "status.access", "closed", False),
        ("+burning", "status.fire", "active", True),
        ("+out", "status.fire", "active", False),
    ],
)
def test_a_claim_gives_a_reading(label: str, axis: str, value: object, told: bool) -> None:
    claim = builder.claim(axis, value)  # type: ignore[arg-type]
    assert Label.of(label).is_told_by(claim) is told


def test_the_opposite_is_told_apart_from_nothing() -> None:
    closed = builder.claim("status.access", "closed")
    assert Label.of("+open:road").is_denied_by(closed)
    assert not Label.of("+working:power").is_told_by(closed)
    assert not Label.of("+killed:3").is_denied_by(closed)


def test_every_code_names_axes_that_exist() -> None:
    assert all(axis in AXES for code in CODES.values() for axis in code.axes)
