"""What a denial grants, and whose deed it is that somebody condemns or is not the first to suffer."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Claim, Numbers, Parties, States
from tests.unit.reading.test_examples import read


def _killed(claims: list[Claim]) -> list[tuple[float | None, float | None, bool]]:
    return [
        (c.value.low, c.value.high, c.rejects)
        for c in claims
        if c.axis == "casualties.killed" and isinstance(c.value, Numbers)
    ]


def _culprits(claims: list[Claim]) -> set[tuple[str, bool]]:
    return {
        (c.value.members[0], c.value.complement)
        for c in claims
        if c.axis == "attack.culprit" and isinstance(c.value, Parties)
    }


@pytest.mark.parametrize(
    "text",
    [
        "The army denied that it carried out the attack on Gao that killed nine people.",
        "The army denied it had hit a school in Gao in which nine people died.",
        "Rebels rejected claims that they had shelled the clinic in Gao where nine people died.",
    ],
)
def test_whom_a_denied_deed_is_known_to_have_killed(reader: Reader, text: str) -> None:
    assert _killed(read(reader, text)) == [(9, 9, False)]


@pytest.mark.parametrize(
    "text",
    [
        "The army denied that nine people had died in Gao.",
        "The army rejected a report that said nine people had died in Gao.",
        "The army denied that it was its men who killed nine people in Gao.",
        "The army denied that there was a raid that killed nine people in Gao.",
    ],
)
def test_what_is_denied(reader: Reader, text: str) -> None:
    assert all(rejects for _, _, rejects in _killed(read(reader, text)))


def test_what_happened_meanwhile_is_not_denied(reader: Reader) -> None:
    text = "The mayor denied that the bridge in Gao was destroyed after rebels entered the town."
    [entered] = [c for c in read(reader, text) if c.axis == "movement.presence"]
    assert isinstance(entered.value, States)
    assert not entered.value.complement
    assert not entered.rejects


@pytest.mark.parametrize(
    ("text", "culprit"),
    [
        ("Mali's envoy accuses France of air strike on hospital in Gao.", ("state:FR", False)),
        (
            "The mayor condemned the air strikes in Gao and accused rebels of having flown them.",
            ("role:rebels", False),
        ),
        (
            "It was not the first market to be targeted by Russian warplanes in Gao.",
            ("state:RU/military", False),
        ),
        ("It was not rebels that shelled the market in Gao.", ("role:rebels", True)),
    ],
)
def test_whose_deed_it_was(reader: Reader, text: str, culprit: tuple[str, bool]) -> None:
    assert _culprits(read(reader, text)) == {culprit}


def test_who_condemns_a_raid_did_not_fly_it(reader: Reader) -> None:
    assert not _culprits(read(reader, "The UN condemned the air strikes in Gao."))
