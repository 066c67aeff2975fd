"""What is denied from the front of a sentence, taken back, put right; who says it between commas."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim, Modality

PUBLISHED = datetime(2019, 6, 14, 12, tzinfo=UTC)  # a Friday


def read(reader: Reader, text: str) -> list[Claim]:
    article = Article(id="w/1", source="Harbour Gazette", published_at=PUBLISHED, text=text)
    return list(reader.read(article).claims)


def on(reader: Reader, text: str, axis: str) -> Claim:
    (found,) = (claim for claim in read(reader, text) if claim.axis == axis)
    return found


@pytest.mark.parametrize(
    ("text", "axis", "members", "complement"),
    [
        (
            "At no time did the rebels manage to enter the town of Sirte.",
            "movement.presence",
            ("inside",),
            True,
        ),
        ("Not once did our troops leave Sirte, the general said.", "movement.presence", None, True),
        (
            "At no stage was the bridge in Sirte closed, the mayor said.",
            "status.access",
            ("open",),
            False,
        ),
        (
            "The pumps in Sirte were switched off on Thursday, the union said.",
            "status.service",
            ("not-working",),
            False,
        ),
        (
            "A video claimed that the port in Sirte was closed, which police labelled false.",
            "status.access",
            ("open",),
            False,
        ),
        ("The old bridge at Sirte has fallen.", "damage.state", ("destroyed",), False),
        ("The ferry is still afloat off Sirte.", "damage.state", ("intact",), False),
    ],
)
def test_value(
    reader: Reader, text: str, axis: str, members: tuple[str, ...] | None, complement: bool
) -> None:
    value = on(reader, text, axis).value
    assert value.kind == "states"
    assert value.complement is complement
    assert members is None or value.members == members


@pytest.mark.parametrize(
    "text",
    [
        "The rebels took back their announcement that they had captured Sirte.",
        "The rebels withdrew a statement that they had taken Sirte.",
    ],
)
def test_who_takes_a_claim_back_no_longer_makes_it(reader: Reader, text: str) -> None:
    claim = on(reader, text, "control.holder")
    assert claim.value.kind == "parties"
    assert claim.value.complement
    assert claim.concedes
    assert claim.modality is Modality.DENIED


def test_a_figure_called_wrong_by_its_author_is_withdrawn(reader: Reader) -> None:
    text = "It had spoken of 21 dead in Sirte, but the number was wrong, the hospital said."
    claim = on(reader, text, "casualties.killed")
    assert claim.value.kind == "numbers"
    assert claim.value.high == 20
    assert claim.concedes


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Five people died in Sirte, a police spokesman, Anwar Tabib, said.", "police spokesman"),
        ("Five people died in Sirte, Anwar Tabib, a police spokesman, said.", "Anwar Tabib"),
        ("Five people died in Sirte, the regional governor, Anwar Tabib, told reporters.", "gov"),
    ],
)
def test_a_name_beside_an_office_speaks(reader: Reader, text: str, speaker: str) -> None:
    assert speaker in on(reader, text, "casualties.killed").speaker.name


def test_two_times_in_one_sentence_are_two_claims(reader: Reader) -> None:
    text = "The main bridge in Sirte, damaged in 2014, was destroyed on Wednesday."
    found = {
        (claim.as_of.start.year, claim.value.members)
        for claim in read(reader, text)
        if claim.axis == "damage.state" and claim.value.kind == "states"
    }
    assert found == {(2014, ("damaged",)), (2019, ("destroyed",))}


@pytest.mark.parametrize(
    "text",
    [
        "The strike at the Sirte mine goes on, the union said.",
        "The strike at the port of Sirte was called off.",
        "Sirte lies near a fault line, and dead fish lie on the beach.",
        "The town of Sirte has not been captured, the captain said.",
    ],
)
def test_nothing_of_the_kind_is_read(reader: Reader, text: str) -> None:
    axes = {claim.axis for claim in read(reader, text)}
    assert axes.isdisjoint({"attack.occurrence", "casualties.captured"})
    assert all(claim.modality is not Modality.DENIED for claim in read(reader, text))


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("The blast in Sirte did not kill anyone, the mayor said.", True),
        ("The shelling of Sirte has not stopped, residents said.", True),
        ("The explosion in Sirte was not heard in the capital.", True),
        ("The attack on Sirte did not take place, the army said.", False),
        ("No strike was carried out on Sirte, the army said.", False),
    ],
)
def test_a_denied_effect_leaves_the_event(reader: Reader, text: str, happened: bool) -> None:
    told = [c.value for c in read(reader, text) if c.axis == "attack.occurrence"]
    assert all(v.kind == "states" and (v.members == ("happened",)) is happened for v in told)
    assert happened or told


def test_a_total_of_people_is_of_people(reader: Reader) -> None:
    text = "A total of 1,200 residents of Sirte were moved to three schools, the ministry said."
    value = on(reader, text, "casualties.displaced").value
    assert value.kind == "numbers"
    assert value.low == 1200


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("A second raid on Sirte was feared.", False),
        ("A second raid on Sirte was reported.", True),
    ],
)
def test_what_is_feared_is_not_told(reader: Reader, text: str, firm: bool) -> None:
    raid = on(reader, text, "attack.occurrence")
    assert (raid.modality is Modality.ASSERTED) == firm


def test_what_gangs_do_is_no_event(reader: Reader) -> None:
    text = "The town of Sirte is beset by gangs who kill traders."
    assert on(reader, text, "casualties.killed").as_of.precision.value == "year"


def test_an_event_says_nothing(reader: Reader) -> None:
    told = read(reader, "The quake in Sirte proved that the bridge was unsafe.")
    assert all(claim.speaker.is_outlet for claim in told)


def test_the_dead_say_nothing(reader: Reader) -> None:
    told = read(reader, "Five bodies were found in Sirte, raising the toll to nine.")
    assert all(claim.speaker.is_outlet for claim in told)


def test_the_toll_before_is_not_the_toll(reader: Reader) -> None:
    text = "Nine bodies had been found in Sirte by noon, the mayor said, raising a previous toll of four."
    told = [c for c in read(reader, text) if c.axis == "casualties.killed"]
    assert told[0].value.kind == "numbers" and told[0].value.low == 9
