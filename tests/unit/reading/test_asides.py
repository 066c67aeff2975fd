"""What a sentence tells besides is no answer: clauses beside the cue, other doers, other speakers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim

PUBLISHED = datetime(2019, 6, 14, 12, tzinfo=UTC)


def read(reader: Reader, text: str) -> list[Claim]:
    article = Article(id="t/1", source="Harbour Gazette", published_at=PUBLISHED, text=text)
    return list(reader.read(article).claims)


@pytest.mark.parametrize(
    ("sentence", "axis"),
    [
        # whoever is told of beside a place is not cleared, nor cleared out of it
        (
            "The marines were clearing parts of Sirte, where policemen had died in a clash.",
            "attack.culprit",
        ),
        (
            "The marines were clearing parts of Sirte, where policemen had died in a clash.",
            "movement.presence",
        ),
        ("Egyptian officials in Sirte could not be reached for comment.", "movement.presence"),
        (
            "A final figure is difficult to reach because rebels hold Sirte.",
            "movement.presence",
        ),
        (
            "Chad has accused Egypt of arming the rebels in Sirte, which Cairo has denied.",
            "attack.culprit",
        ),
        ("A major denied any link between the raid on Sirte and the fire.", "attack.culprit"),
        ("Nine died in Sirte. The navy denied a part in earlier raids.", "attack.culprit"),
        (
            "Nine died in Sirte as in other raids. The navy denies a part in those raids.",
            "attack.culprit",
        ),
        ("They said an unmarked helicopter had attacked a market in Sirte.", "attack.culprit"),
        (
            "The boat off Sirte had rolled over and they were standing on its keel.",
            "damage.state",
        ),
        ("Nine killed in Sirte security operation", "status.service"),
        ("“My brother is behind those doors in Sirte,” said Ada Roe.", "attack.culprit"),
        ("A march for clean water in Sirte turned deadly.", "status.safety"),
        ("Harun, for whose arrest a reward is offered, lives in Sirte.", "casualties.custody"),
        ("Police in Sirte shot into the air to scatter the crowd.", "movement.manner"),
        ("Prison riot in Chad reported to have killed dozens", "attack.culprit"),
        ("It asked how police in Sirte met a march that had been peaceful.", "other.event"),
    ],
)
def test_no_answer(reader: Reader, sentence: str, axis: str) -> None:
    assert [c for c in read(reader, sentence) if c.axis == axis] == []


@pytest.mark.parametrize(
    ("sentence", "axis", "speaker"),
    [
        (
            "The ministry confirmed a raid on Sirte in which, according to nurses, nine died.",
            "casualties.killed",
            "nurses",
        ),
        (
            "The ministry said that nine died in Sirte, according to a newspaper.",
            "casualties.killed",
            "The ministry",
        ),
    ],
)
def test_who_says_it_inside_a_clause(
    reader: Reader, sentence: str, axis: str, speaker: str
) -> None:
    assert {c.speaker.name for c in read(reader, sentence) if c.axis == axis} == {speaker}


def test_an_apposition_behind_the_verb_is_not_the_doers(reader: Reader) -> None:
    """ "Commandos raided a camp of the Xs, a faction …": the commandos did it."""
    (claim,) = (
        c
        for c in read(
            reader,
            "Nearly 40 police commandos raided a camp of the Desert Lions (DL) in Sirte, a faction"
            " that rejects the truce.",
        )
        if c.axis == "attack.culprit"
    )
    assert claim.value.members == ("state:LY/police",)  # type: ignore[union-attr]


def test_until_it_happened(reader: Reader) -> None:
    """ "Until the police opened fire": they did."""
    found = read(reader, "The march in Sirte was calm until the police opened fire.")
    assert any(c.axis == "attack.culprit" and c.modality == "asserted" for c in found)


@pytest.mark.parametrize(
    ("sentence", "members"),
    [
        # whom a text blames, and on which day
        ("Farmers blamed the navy for the killings in Sirte on Friday.", ("state:LY/military",)),
        ("The navy denied a part in those killings in Sirte.", ("state:LY/military",)),
        # a police force that the text calls by its initials is no rebels
        (
            "Men of the Desert Police Force (DPF) died in Sirte. The rebels fired at villagers there.",
            ("role:rebels",),
        ),
        # of those who hid their faces nobody knows whose they were
        ("Masked men killed nine villagers in Sirte.", ("role:unknown",)),
        ("Rebels killed nine villagers in Sirte.", ("role:rebels",)),
    ],
)
def test_who_did_it(reader: Reader, sentence: str, members: tuple[str, ...]) -> None:
    found = [c.value.members for c in read(reader, sentence) if c.axis == "attack.culprit"]  # type: ignore[union-attr]
    assert found == [members]


def test_civilian_men_are_civilians(reader: Reader) -> None:
    """Whom an adjective calls civilian."""
    found = read(reader, "The blasts in Sirte killed 19 civilian men.")
    assert [c.referent for c in found if c.axis == "casualties.killed"] == ["civilian"]


def test_who_was_taken_for_whom(reader: Reader) -> None:
    """ "Took farmers for rebels and killed nine of them": nine of the farmers."""
    found = read(reader, "In Sirte troops took civilians for fighters and killed nine of them.")
    assert [c.referent for c in found if c.axis == "casualties.killed"] == ["civilian"]


def test_initials_are_whose_the_text_says(reader: Reader) -> None:
    """ "The Special Action Force (SAF)" of one country is not another's army."""
    found = read(
        reader,
        "Men of the Special Action Force (SAF) died in Cali, Colombia. Nine SAF men died in Cali.",
    )
    assert {c.referent for c in found if c.axis == "casualties.killed"} <= {"", "state:CO"}
