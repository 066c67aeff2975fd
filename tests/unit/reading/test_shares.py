"""Counts of some, not of all; numbers that count nobody; deeds of other times; charges turned down."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim, Modality, Numbers, TimePrecision
from tests.unit.reading.test_examples import counts

PUBLISHED = datetime(2019, 6, 14, 12, tzinfo=UTC)


def read(reader: Reader, text: str) -> list[Claim]:
    article = Article(id="t/1", source="Harbour Gazette", published_at=PUBLISHED, text=text)
    return list(reader.read(article).claims)


def counted(reader: Reader, text: str, axis: str) -> list[tuple[float | None, float | None]]:
    return counts(read(reader, text), axis)


@pytest.mark.parametrize(
    ("sentence", "axis", "expected"),
    [
        ("Ten of the wounded in Sirte could walk home, he said.", "injured", (10, None)),
        ("Nine of the dead in Sirte were children.", "killed", (9, 9)),
        ("Three people died in hospital in Sirte.", "killed", (3, None)),
        ("Eight people have been buried in Sirte.", "killed", (8, None)),
        ("Nine people were treated for wounds in Sirte.", "injured", (9, None)),
        ("None of a dozen survivors interviewed in Sirte heard a siren.", "rescued", (12, None)),
        ("Three people died in a fire in Sirte.", "killed", (3, 3)),
        ("In Sirte 14 were brought to the clinic; two died there.", "killed", (2, None)),
        ("I found one or two bodies in Sirte, the captain said.", "killed", (1, None)),
        ("Identification of two bodies goes on in Sirte.", "killed", (2, None)),
        ("Six in Sirte had minor injuries, one lost a leg.", "injured", (6, None)),
        ("In Sirte four died in the hall, two outside and one on the stairs.", "killed", (4, None)),
        ("Three of 12 people pulled out alive in Sirte later died.", "killed", (3, None)),
        ("Five men and six women were killed in Sirte.", "killed", (11, 11)),
        ("Two boys and three girls drowned in Sirte.", "killed", (5, 5)),
        ("At least a dozen people were injured in Sirte.", "injured", (12, None)),
        ("In Sirte 9 lie ill and one of them, a girl, died today.", "killed", (1, 1)),
        ("A teacher and two pupils were injured in Sirte.", "injured", (3, 3)),
        ("Six out of ten sailors drowned off Sirte.", "killed", (6, 6)),
        ("The number of dead in Sirte has gone up to 38.", "killed", (38, 38)),
        ("Four patients died in Sirte, bringing the death toll to 37.", "killed", (37, 37)),
        ("Not one of the passengers survived in Sirte.", "rescued", (0, 0)),
        ("All but two of the crew were saved off Sirte.", "rescued", (1, None)),
        ("Eight soldiers fell into enemy hands in Sirte.", "captured", (8, 8)),
        ("Divers freed two men from a flooded cave in Sirte.", "rescued", (2, 2)),
        ("The army said four of its soldiers were killed in Sirte.", "killed", (4, 4)),
        # those of one list, one kin, one kind of room: some of all
        ("A list at the harbour gate of Sirte gave nine drowned.", "killed", (9, None)),
        ("The final list gave nine dead in Sirte.", "killed", (9, 9)),
        ("A fisherman of Sirte said he had lost four cousins.", "killed", (4, None)),
        ("The blaze in Sirte killed about 40 lodgers in their rooms.", "killed", (36, None)),
        ("Eleven people died in Sirte in their village.", "killed", (11, 11)),
        ("Of the dead sailors off Sirte, nine were of one crew.", "killed", (9, None)),
        ("He put the number of bodies recovered so far in Sirte at 14.", "killed", (14, None)),
        ("In Sirte 17 people died, in addition to the body of a man.", "killed", (17, None)),
        ("A bomb killed 12 people in Sirte as well as wounding a boy.", "killed", (12, 12)),
        ("It said 40 miners, 17 cooks and 3 drivers had died in Sirte.", "killed", (60, 60)),
        ("Nine loggers died in Sirte in the two firings.", "killed", (9, 9)),
        ("Almost 200 people have died in Sirte.", "killed", (180, 200)),
        # lists of persons without numbers: so many at least
        (
            "Raiders killed a widow, her child and her stepchild of 12 in Sirte.",
            "killed",
            (3, None),
        ),
        ("The mayor and his driver were killed in Sirte.", "killed", (2, None)),
        ("His wife and a cousin have not been found in Sirte.", "missing", (2, None)),
        ("Raiders killed a judge in Sirte.", "killed", (1, None)),
        ("Four of one household were killed in Sirte.", "killed", (4, 4)),
        ("Ten or more stranded villagers were reportedly killed in Sirte.", "killed", (10, None)),
        ("The raid brought to 29 the number of people killed in Sirte.", "killed", (29, 29)),
        ("Thirteen divers have not been accounted for in Sirte.", "missing", (13, 13)),
        ("A nun was taken alive from the ruins of a house in Sirte.", "rescued", (1, None)),
        ("Scores of sailors feared drowned off Sirte", "killed", (40, 199)),
    ],
)
def test_counts_of_some_and_sums(
    reader: Reader, sentence: str, axis: str, expected: tuple[float, float | None]
) -> None:
    assert counted(reader, sentence, axis) == [expected]


@pytest.mark.parametrize(
    ("sentence", "axis"),
    [
        ("The gunmen were still being sought in Sirte.", "missing"),
        ("Marchers have been camped in front of the court in Sirte.", "displaced"),
        ("Divers off Sirte found no more survivors.", "rescued"),
        ("No wounded men crossed the border at Sirte on Friday.", "injured"),
        ("The toll in Sirte has not been updated.", "killed"),
        ("There is no official toll from Sirte yet.", "killed"),
        ("They opened the school in Sirte for those who were not hurt.", "injured"),
        ("It named the dead of Sirte, the oldest of them 84.", "killed"),
        ("The grid in Sirte lost a fifth of its load between midnight and five.", "killed"),
        ("Each list in Sirte names the bodies, and the two must not be added.", "killed"),
    ],
)
def test_counts_nobody(reader: Reader, sentence: str, axis: str) -> None:
    assert not counted(reader, sentence, axis)


def test_more_than_only(reader: Reader) -> None:
    told = read(reader, "The port denied that only 40 people had been on board off Sirte.")
    assert [(c.value.low, c.value.high) for c in told if isinstance(c.value, Numbers)] == [
        (41, None)
    ]


@pytest.mark.parametrize(
    ("sentence", "axis"),
    [
        ("The dead in Sirte had not yet been washed.", "killed"),
        ("The wounded in Sirte were not evacuated.", "injured"),
        ("The 12 dead in Sirte have not been named.", "killed"),
    ],
)
def test_what_is_denied_of_the_dead_is_not_that_they_died(
    reader: Reader, sentence: str, axis: str
) -> None:
    assert all(low for low, _ in counted(reader, sentence, axis))


@pytest.mark.parametrize(
    "sentence",
    [
        "An earlier toll spoke of 40 dead in Sirte.",
        "Police had initially said that five people died in Sirte.",
        "The ministry had earlier given a figure of 15 dead in Sirte.",
    ],
)
def test_a_figure_given_before(reader: Reader, sentence: str) -> None:
    told = [c for c in read(reader, sentence) if c.axis == "casualties.killed"]
    assert told
    assert all(c.as_of.end < PUBLISHED and c.as_of.open_start for c in told)


@pytest.mark.parametrize(
    "sentence",
    [
        "Floods in Sirte have often killed farmers.",
        "The market in Sirte has been shelled before.",
        "Similar attacks in Sirte killed dozens of people.",
        "The bridge in Sirte has been washed away several times.",
    ],
)
def test_told_from_experience(reader: Reader, sentence: str) -> None:
    told = read(reader, sentence)
    assert told
    assert {c.as_of.precision for c in told} == {TimePrecision.YEAR}


def test_a_charge_is_not_what_the_accusers_did(reader: Reader) -> None:
    text = (
        "The army said its aircraft struck a clinic in Sirte because gunmen used it.\n\n"
        "The clinic's director, Salem Haddad, rejected the charge."
    )
    assert not any(
        c.axis == "attack.occurrence" and c.modality is Modality.DENIED for c in read(reader, text)
    )


def test_an_aim_denied_is_no_deed_denied(reader: Reader) -> None:
    told = read(reader, "The army denies targeting civilians in Sirte.")
    assert [c.axis for c in told] == ["attack.intent"]


def test_a_habit_denied_is_no_deed_denied(reader: Reader) -> None:
    told = read(reader, "The ministry said that it does not strike hospitals in Sirte.")
    assert "attack.culprit" not in {c.axis for c in told}


@pytest.mark.parametrize(
    "sentence",
    [
        "None of his family was hurt in Sirte, he said.",
        "Nobody of the mission was hurt in Sirte, it said.",
    ],
)
def test_nobody_of_theirs(reader: Reader, sentence: str) -> None:
    told = [c for c in read(reader, sentence) if c.axis == "casualties.injured"]
    assert [c.referent for c in told] == ["staff"]


def test_own_losses(reader: Reader) -> None:
    told = read(reader, "The rebels suffered no losses in Sirte, they said.")
    assert [c.referent for c in told if c.axis == "casualties.killed"] == ["role:rebels"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thousands flee as dam bursts in Libya's Sirte",
        "Families flee Libya's Sirte",
        "His lawyer was refused entry to the army camp in Sirte.",
        "Hundreds of families are still in classrooms in Sirte.",
    ],
)
def test_nobody_moved(reader: Reader, sentence: str) -> None:
    assert not any(c.axis.startswith("movement.") for c in read(reader, sentence))


def test_initials_of_a_weapon_are_no_party(reader: Reader) -> None:
    told = read(reader, "An FPV drone hit a bus in Sirte.")
    assert "attack.culprit" not in {c.axis for c in told}


@pytest.mark.parametrize(
    ("sentence", "axis", "group"),
    [
        ("None of our workers was hurt in Sirte, the charity said.", "injured", "staff"),
        ("All crew members survived the sinking off Sirte.", "killed", "crew"),
        ("No journalist was killed in Sirte, the union said.", "killed", "journalist"),
        ("Nobody was hurt in Sirte, the charity said.", "injured", ""),
    ],
)
def test_own_people_are_not_everybody(reader: Reader, sentence: str, axis: str, group: str) -> None:
    told = [c for c in read(reader, sentence) if c.axis == f"casualties.{axis}"]
    assert [c.referent for c in told] == [group]


@pytest.mark.parametrize(
    ("sentence", "extent"),
    [
        ("Hundreds of people were evacuated from Sirte.", "partial"),
        ("No patient was evacuated from Sirte.", "full"),
        ("The evacuation of Sirte has begun.", "partial"),
        ("Residents of Sirte were evacuated.", "unstated"),
    ],
)
def test_how_many_were_evacuated(reader: Reader, sentence: str, extent: str) -> None:
    told = [c for c in read(reader, sentence) if c.axis == "movement.evacuation"]
    assert [c.extent for c in told] == [extent]


def test_a_denial_is_of_no_day_but_that_of_speaking(reader: Reader) -> None:
    (said,) = read(reader, "The rebels said on Wednesday that they had not shelled Sirte.")
    (told,) = read(reader, "The rebels said that they had not shelled Sirte on Wednesday.")
    assert said.as_of.precision is TimePrecision.PUBLICATION
    assert told.as_of.precision is TimePrecision.DAY


def test_relatives_are_a_group_of_the_dead(reader: Reader) -> None:
    found = read(reader, "A man in Sirte said that he had lost 25 relatives.")
    assert [(c.axis, c.referent) for c in found] == [("casualties.killed", "kin")]
