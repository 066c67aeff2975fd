"""Of whom counts are, who goes on doing something, with what it was done, and where a clinic was hit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Numbers
from tests.unit.reading.test_examples import read

PUBLISHED = datetime(2024, 3, 5, 18, tzinfo=UTC)


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


def test_marines_are_not_those_who_lost_the_place_just_now(reader: Reader) -> None:
    text = (
        "According to Captain Noor Abdi, the last Kenyan post in Kismayo fell on Sunday. Marines have"
        " held the school since, he says."
    )
    held = [c for c in read(reader, text) if c.axis == "control.holder" and c.referent == "school"]
    assert held == []


def test_it_is_the_school(reader: Reader) -> None:
    text = "The school in Kismayo fell first, and Kenyan marines have held it since Sunday."
    held = {c.referent for c in read(reader, text) if c.axis == "control.holder"}
    assert held == {"school"}


def test_a_statement_in_somebodys_name_is_theirs(reader: Reader) -> None:
    text = "A statement in the name of the Taliban said its fighters were masters of Kunduz."
    (claim,) = [c for c in read(reader, text) if c.axis == "control.holder"]
    assert claim.speaker.party is not None and claim.speaker.party.id == "org:taliban"


def test_what_a_man_goes_by_is_no_town(reader: Reader) -> None:
    text = "Nine people died in Kismayo. The army blamed rebels led by the man known as Ganta."
    found = read(reader, text)
    assert {c.place.name for c in found} == {"Kismayo"}
    assert not [c for c in found if c.axis == "other.cause"]  # nor is "led" a poison


def test_by_a_lake_it_happens_in_a_town(reader: Reader) -> None:
    text = (
        "Raiders stormed an army base at Liwa, near the shore of Lake Ndara, on Sunday. The officer"
        " spoke of nine soldiers killed. Liwa was calm later."
    )
    article = Article(
        id="t/1",
        source="Herald",
        published_at=PUBLISHED,
        title="Raid on Lake Ndara base",
        text=text,
    )
    toll = [c for c in reader.read(article).claims if c.axis == "casualties.killed"]
    assert {c.place.name for c in toll} == {"Liwa"}


@pytest.mark.parametrize(
    "text",
    [
        "The road between Nakuru and Eldoret is open to all traffic.",
        "The road from Eldoret to Nakuru is closed.",
        "The Nakuru–Eldoret road is closed.",
    ],
)
def test_a_road_told_by_its_ends_is_one_road(reader: Reader, text: str) -> None:
    places = {c.place.name for c in read(reader, text) if c.axis == "status.access"}
    assert places == {"Eldoret–Nakuru road"}


def test_the_road_between_two_countries_has_no_name(reader: Reader) -> None:
    found = read(reader, "The road between Kenya and Uganda is open.")
    assert not [c for c in found if c.place.id.startswith("road:")]


def test_a_place_before_its_subject_may_head_the_sentence(reader: Reader) -> None:
    read(reader, "In Kismayo villagers hid from the militants.")  # a parse must stay a tree


@pytest.mark.parametrize(
    ("text", "group", "low", "high"),
    [
        (
            "Shells hit a hospital centre in Kismayo, where four patients perished.",
            "",
            4,
            None,
        ),
        (
            "In Kismayo the militants tried to reach the hill. It went wrong. Nine of them were killed.",
            "role:rebels",
            9,
            9,
        ),
        (
            "In Kismayo villagers hid from the militants. Nine of them were killed.",
            "",
            9,
            9,
        ),
    ],
)
def test_whom_the_text_told_of_before(
    reader: Reader, text: str, group: str, low: float, high: float | None
) -> None:
    found = [c for c in read(reader, text) if c.axis == "casualties.killed"]
    assert [
        (c.referent, c.value.low, c.value.high) for c in found if isinstance(c.value, Numbers)
    ] == [(group, low, high)]


def test_one_shell_that_hurt_nobody_is_not_all(reader: Reader) -> None:
    text = "One shell fell in her garden in Kismayo on Monday; nobody was hurt."
    assert not [c for c in read(reader, text) if c.axis.startswith("casualties.")]
    whole = read(reader, "A shell fell on Kismayo and nobody was hurt.")
    assert [c for c in whole if c.axis == "casualties.injured"]


def test_who_shell_each_other_are_not_one_culprit(reader: Reader) -> None:
    text = "Sudanese and Ethiopian forces shelled each other near Gedaref."
    found = {c.axis for c in read(reader, text)}
    assert "attack.occurrence" in found and "attack.culprit" not in found
