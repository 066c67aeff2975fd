"""Which number a toll has: of lists, of one person beside others, of those told as part of the rest."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Modality, Numbers
from tests.unit.reading.test_examples import counts, read


def counted(reader: Reader, text: str, axis: str) -> list[tuple[float | None, float | None]]:
    return counts(read(reader, text), axis)


@pytest.mark.parametrize(
    ("text", "axis", "low", "high"),
    [
        # what befell one person is told beside what befell others
        ("A nurse was killed and six soldiers were hurt in Herat.", "killed", 1, None),
        ("A nurse was killed and six soldiers were hurt in Herat.", "injured", 6, 6),
        ("A driver was killed and another passenger was wounded in Cali.", "injured", 1, None),
        (
            "Three people were killed and six more hurt when a bomb went off in Cali.",
            "injured",
            6,
            6,
        ),
        # a list that begins with people whom readers know
        ("The shell killed the headmaster, his wife and three pupils in Homs.", "killed", 5, None),
        (
            "The rocket hit a house in Homs, killing him, his wife and two of their sons.",
            "killed",
            4,
            None,
        ),
        ("Ahmad Noori and two of his brothers were killed in Homs.", "killed", 3, None),
        # a list in a state
        ("The attack in Homs left five men and three women dead.", "killed", 8, 8),
        ("Three men and two women are in a critical condition in Homs.", "injured", 5, 5),
        # those of whom it is said that they are some of the others
        (
            "The attack in Homs killed at least 60 people, about 8 women and two men among them.",
            "killed",
            60,
            None,
        ),
        (
            "Rebels seized a bus in Bunia and carried off 12 more, eight of them women.",
            "captured",
            12,
            12,
        ),
        # ages are no counts
        ("Three men aged 20, 21 and 40 died in Homs.", "killed", 3, 3),
        ("Three children aged between four and nine were killed in Homs.", "killed", 3, 3),
        ("A man aged 52 and three others were killed in Homs.", "killed", 4, 4),
        # those for whom the verb is not said again
        ("Four of them died at the scene in Homs and three others in hospital.", "killed", 7, 7),
        ("Six people died on the spot in Homs and two on the way to hospital.", "killed", 8, None),
        ("Nine were killed instantly in Homs and two more died in hospital.", "killed", 9, None),
        (
            "More than 200 people died in the attack in Homs and some 90 in clashes.",
            "killed",
            201,
            None,
        ),
        # one more
        ("Gunmen killed two policemen and wounded a third in Homs.", "injured", 1, None),
        ("Two men were shot in Homs and a third was wounded.", "injured", 1, None),
        ("The fifth succumbed to his injuries in Homs.", "killed", 1, None),
        # however many
        ("Gunmen rode into Bunia and took away an unknown number of people.", "captured", 1, None),
        # whom two verbs share
        ("Militants killed and beheaded six villagers in Homs.", "killed", 6, 6),
        (
            "Four suspected Taliban fighters were killed in Herat and one was captured.",
            "killed",
            4,
            4,
        ),
    ],
)
def test_number(reader: Reader, text: str, axis: str, low: float, high: float | None) -> None:
    assert (low, high) in counted(reader, text, axis)
    assert len(counted(reader, text, axis)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed eight people in Homs and set fire to ten houses as they left.",
        "Ten houses were set on fire in Homs.",
        "Gunmen set ten houses ablaze in Homs.",
    ],
)
def test_houses_set_on_fire(reader: Reader, text: str) -> None:
    found = [
        c.value.low
        for c in read(reader, text)
        if isinstance(c.value, Numbers) and c.axis == "damage.lost"
    ]
    assert found == [10]


def test_a_third_is_no_two(reader: Reader) -> None:
    text = "Two men were shot in Homs and a third was kidnapped."
    assert (2, 2) not in counted(reader, text, "captured")


def test_who_is_led_away_by_rebels_is_not_brought_out(reader: Reader) -> None:
    axes = {c.axis for c in read(reader, "Rebels took away 20 villagers from Bunia.")}
    assert "casualties.captured" in axes
    assert "movement.evacuation" not in axes


def test_who_died_in_hospital_is_not_hurt(reader: Reader) -> None:
    text = "Four of them died at the scene in Homs and three others in hospital."
    assert counted(reader, text, "injured") == []
    text = "Four people died at the scene in Homs and three were taken to hospital."
    assert counted(reader, text, "injured") == [(3, 3)]


def test_ages_of_all(reader: Reader) -> None:
    text = "All five were Homs residents aged between 19 and 42 and died of gunshot wounds."
    assert not {(19, 42), (42, 42)} & set(counted(reader, text, "killed"))


def test_fighters_stay_apart_from_a_known_person(reader: Reader) -> None:
    text = "The bomb wounded the mayor, three guards and a cook in Homs."
    assert counted(reader, text, "injured") == [(3, 3)]


def test_a_name_at_a_distance_is_a_place_of_its_own(reader: Reader) -> None:
    text = (
        "Gunmen killed six people in the town of Tessaoua in Niger's Maradi region on Monday.\n\n"
        "Eleven people were killed in Sabon Kira, 12 kilometres from the regional capital Dosso."
    )
    places = [c.place for c in read(reader, text) if c.axis == "casualties.killed"]
    assert (places[-1].name, places[-1].part) == ("Sabon Kira", None)


def where(reader: Reader, text: str, axis: str) -> list[str]:
    return [c.place.name for c in read(reader, text) if c.axis == f"casualties.{axis}"]


@pytest.mark.parametrize(
    ("sentence", "axis", "place"),
    [
        # a war's count is the country's
        (
            "Violence since the 2015 uprising has displaced 1.2 million people.",
            "displaced",
            "Niger",
        ),
        (
            "More than 200 people have been killed since the crisis began in 2017.",
            "killed",
            "Niger",
        ),
        (
            "Over 400,000 people are displaced inside the country and others fled to Chad.",
            "displaced",
            "Niger",
        ),
        # a funeral that is struck is no place where the dead are taken
        ("A strike on a funeral in Zinder left 14 dead.", "killed", "Zinder"),
        (
            "The dead were taken to Zinder, where a funeral was held, and six were wounded.",
            "injured",
            "Tessaoua",
        ),
    ],
)
def test_place(reader: Reader, sentence: str, axis: str, place: str) -> None:
    lead = "Gunmen killed six people in the village of Tessaoua in Niger's Maradi region on Monday."
    assert where(reader, f"{lead}\n\n{sentence}", axis)[-1:] == [place]


def test_a_lead_that_names_the_land_tells_of_the_town(reader: Reader) -> None:
    text = (
        "Gunmen attacked a mosque in southern Niger on Friday, and ten people were killed and "
        "several wounded, most of them women, police said.\n\nThe gunmen entered the mosque in the "
        "town of Tessaoua during prayers. Police closed the roads around Tessaoua."
    )
    assert where(reader, text, "killed") == ["Tessaoua"]
    assert where(reader, text, "injured") == ["Tessaoua"]


def test_a_list_whose_second_is_taken_for_an_object(reader: Reader) -> None:
    text = "A shell hit the shop, killing him, his wife and three of their daughters in Idlib."
    assert counted(reader, text, "killed") == [(5, None)]


def of_group(reader: Reader, text: str, axis: str) -> dict[str, float | None]:
    return {
        c.referent: c.value.low
        for c in read(reader, text)
        if c.axis == f"casualties.{axis}" and isinstance(c.value, Numbers)
    }


@pytest.mark.parametrize(
    ("text", "axis", "groups"),
    [
        ("Nineteen people, 14 of them children, died in Homs.", "killed", {"": 19, "child": 14}),
        (
            "The blast killed 30 people in Homs, including nine children.",
            "killed",
            {"": 30, "child": 9},
        ),
        (
            "Forty were injured in Cali, among them three police officers and two nurses.",
            "injured",
            {"": 40, "state:CO": 3, "medic": 2},
        ),
        (
            "Raiders abducted 15 people in Jos, 10 of them children.",
            "captured",
            {"": 15, "child": 10},
        ),
        # women are no group by themselves, and of the dead of one side no more is told
        ("The blast killed 20 people in Homs, including nine women.", "killed", {"": 20}),
        (
            "The raid killed 12 fighters, including three commanders, in Homs.",
            "killed",
            {"role:rebels": 12},
        ),
        # others than those counted
        ("Twenty people were killed in Homs, and four children are missing.", "killed", {"": 20}),
    ],
)
def test_parts_of_a_count(
    reader: Reader, text: str, axis: str, groups: dict[str, float | None]
) -> None:
    assert of_group(reader, text, axis) == groups


@pytest.mark.parametrize(
    ("text", "axis", "low", "high"),
    [
        ("The dead were 11 men and 18 women, the mayor of Cali said.", "killed", 29, 29),
        (
            "He put the toll at one dead, 12 marchers and four officers injured in Cali.",
            "killed",
            1,
            1,
        ),
        ("Of the injured, 25 have been moved to a hospital in Cali.", "injured", 25, None),
        ("A number of people were killed in Homs.", "killed", 2, None),
        ("Three gunmen attacked a bar in Cali, leaving 20 people dead.", "killed", 20, 20),
        ("Two gangs fought in Cali, leaving 20 people dead.", "killed", 20, 20),
    ],
)
def test_how_many_they_come_to(
    reader: Reader, text: str, axis: str, low: float, high: float | None
) -> None:
    assert counted(reader, text, axis) == [(low, high)]


def test_a_number_of_houses_is_several(reader: Reader) -> None:
    told = read(reader, "A large number of houses were damaged in Herat.")
    assert [c.value.low for c in told if isinstance(c.value, Numbers)] == [2]


def test_those_who_are_said_to_be_injured_injured_nobody(reader: Reader) -> None:
    told = read(reader, "He spoke of one dead, 32 marchers and seven officers injured in Lima.")
    assert "attack.culprit" not in {c.axis for c in told}


def test_no_country_is_held_where_an_attack_failed(reader: Reader) -> None:
    told = read(reader, "Two officers were hurt in a failed attack in Ecuador.")
    assert "control.holder" not in {c.axis for c in told}


def test_what_is_about_to_be_done_is_not_done(reader: Reader) -> None:
    told = read(reader, "Three rebels died as they were about to attack a post in Cali.")
    assert {c.modality for c in told if c.axis == "attack.culprit"} <= {Modality.FUTURE}
