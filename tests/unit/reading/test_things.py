"""Deeds of things: what a sentence takes for granted or denies beside what it says."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from tests.unit.reading.test_examples import read


def told(reader: Reader, text: str) -> tuple[set[str], set[str]]:
    claims = read(reader, text)
    assert claims
    return {t for c in claims for t in c.tells}, {d for c in claims for d in c.denies}


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Two drones struck the oil depot in Basra on Friday.", "drone/hit"),
        ("A lorry bomb killed nine people in Basra on Friday.", "missile/kill"),
        ("A bank of fog had rolled over the airport in Cork, the pilot said.", "bank/roll over"),
        ("Rebels burned three houses in Cali on Friday.", "house/be burn"),
        ("Three houses burned in Cali on Friday.", "house/be burn"),
        ("Gunmen carried off two trucks in Mopti on Friday.", "truck/be take"),
    ],
)
def test_a_sentence_tells_of_things(reader: Reader, text: str, deed: str) -> None:
    tells, denies = told(reader, text)
    assert deed in tells
    assert not denies


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ('The governor told reporters in Basra: "No drone fell on the depot."', "drone/be"),
        ("No shells were fired at the hospital in Basra, the army said.", "missile/be"),
        ("No helicopters were used in Mopti on Friday, the army said.", "helicopter/be"),
        ("The police said that no siren had sounded in Padang on Friday.", "alarm/sound"),
        ("Not one house was burned in Cali on Friday, the army said.", "house/be burn"),
        ("No trains ran through Cork on Friday, the army said.", "train/drive"),
    ],
)
def test_a_sentence_denies_things(reader: Reader, text: str, deed: str) -> None:
    assert deed in told(reader, text)[1]


@pytest.mark.parametrize(
    "text",
    [
        # plans, conditions and what one only fears
        "The army in Basra said that no drone would strike the depot.",
        "Drones could strike the depot in Basra, the army said.",
        # how things stand
        "There are no buses to Mopti, where nine people died on Friday.",
        # of our arms and of what others own nothing is said of those of others
        "We fired no rocket at Basra, the rebels said.",
        # another one grants the first
        "No further drones struck the depot in Basra on Friday.",
        # what did not go off was there
        "The drones did not explode in Basra, the army said.",
        "Did drones strike the depot in Basra?",
    ],
)
def test_what_denies_no_thing(reader: Reader, text: str) -> None:
    assert not any(d.endswith("/be") for c in read(reader, text) for d in c.denies)


def test_each_is_quoted(reader: Reader) -> None:
    text = "Two drones struck the oil depot in Basra on Friday. It burned, and no tanker was hit."
    for claim in read(reader, text):
        for thing in (*claim.tells, *claim.denies):
            noun = thing.partition("/")[0].rpartition(" ")[2]
            assert noun in claim.quote
