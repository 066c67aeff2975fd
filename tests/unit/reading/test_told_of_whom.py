"""Of whom counts are, who goes on doing something, with what it was done, and where a clinic was hit."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Numbers
from tests.unit.reading.test_examples import read


@pytest.mark.parametrize(
    ("text", "axis", "group", "low", "high"),
    [
        ("Among those who drowned are two nurses from Sirte.", "killed", "medic", 2, None),
        ("Among those who died are four residents of Sirte.", "killed", "", 4, None),
        ("Of those who died in Sirte, three were guests.", "killed", "", 3, None),
        ("There were nine civilian deaths in Sirte.", "killed", "civilian", 9, 9),
        ("Twelve child deaths were recorded in Sirte.", "killed", "child", 12, 12),
        ("Ten police personnel were injured in Sirte.", "injured", "state:LY", 10, 10),
        ("Nine road deaths were recorded in Sirte.", "killed", "", 9, 9),
    ],
)
def test_of_whom(
    reader: Reader, text: str, axis: str, group: str, low: float, high: float | None
) -> None:
    found = [c for c in read(reader, text) if c.axis == f"casualties.{axis}"]
    assert [
        (c.referent, c.value.low, c.value.high) for c in found if isinstance(c.value, Numbers)
    ] == [(group, low, high)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They shot tear gas into the north stand in Quito.", "tear gas"),
        ("Police shot rubber bullets at strikers in Quito.", "rubber bullets"),
        ("Police shot strikers in Quito.", "live fire"),
    ],
)
def test_what_was_shot(reader: Reader, text: str, kind: str) -> None:
    found = {c.referent for c in read(reader, text) if c.axis == "attack.occurrence"}
    assert found == {kind}


def test_who_goes_on_holding_says_nothing(reader: Reader) -> None:
    text = (
        "The Kenyan Defence Ministry said its units had lost a post and continued to hold Kismayo."
    )
    (claim,) = [c for c in read(reader, text) if c.axis == "control.holder" and not c.referent]
    assert claim.speaker.party is not None and claim.speaker.party.id == "state:KE/military"
    assert claim.actor is not None and claim.actor.party is not None
    assert claim.actor.party.id == "state:KE/military"


def test_a_clinic_that_is_hit_is_the_scene(reader: Reader) -> None:
    text = (
        "Mogadishu was calm. Two people died when a clinic in Baidoa was shelled, the mayor said."
    )
    places = {c.place.name for c in read(reader, text) if c.axis == "casualties.killed"}
    assert places == {"Baidoa"}
