"""What single reports of the day tell in passing, read wrong once: one row a construction."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Modality, Parties, States
from tests.unit.reading.test_examples import counts, read


@pytest.mark.parametrize(
    ("text", "axis", "low", "high"),
    [
        # a passive whose "were" is not said again
        ("Two men were killed and several more wounded in Gao.", "injured", 3, 12),
        ("Two men were killed and several more badly hurt in Gao.", "injured", 3, 12),
        # bounds behind what is counted
        ("Three miners at least were killed in Gao.", "killed", 3, None),
        ("Three miners, at least one of them a boy, were killed in Gao.", "killed", 3, 3),
        # ranks of one side are one count, also beside others
        (
            "The blast in Gao killed three soldiers, four policemen and seven civilians.",
            "killed",
            7,
            7,
        ),
        (
            "A blast killed two of his guards, four policemen from a post and five pupils in Gao.",
            "killed",
            6,
            6,
        ),
        ("Two farmers were killed in Gao, as were three drivers.", "killed", 5, 5),
        # those with whom they are told of
        ("Thirty of the rebels were killed in Gao, as were eight herders.", "killed", 8, None),
        # who seems to have done it is one of those counted
        ("At least six men were burnt and one broke his leg in Gao.", "injured", 6, None),
        ("Sixty-nine of them were brought up to the surface in Gao.", "rescued", 69, 69),
        ("Thousands of villagers are on the run near Gao.", "displaced", 2000, 99999),
        # people take others by force, too
        ("The inmates have seized two guards at the jail in Gao.", "captured", 2, 2),
    ],
)
def test_how_many(reader: Reader, text: str, axis: str, low: float, high: float | None) -> None:
    assert (low, high) in counts(read(reader, text), axis)


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("The jail in Gao, which holds 1,140 prisoners, is old.", "casualties.captured"),
        ("Some 70 prisoners were moved elsewhere from the jail in Gao.", "casualties.captured"),
        (
            "Troops in Gao opened fire, killing one man and leaving another in hospital.",
            "movement.presence",
        ),
        (
            "Crews in Gao hurried because some of those trapped had sent messages.",
            "movement.encirclement",
        ),
        ("The tremor was felt in Gao. It struck at four in the morning.", "attack.occurrence"),
        ("Herders fought a battle over a well near Gao in which 30 died.", "status.fire"),
        ("The clashes were in Gao, an isolated village far from the road.", "status.access"),
        ("The army said it knew nothing of the raid on Gao.", "attack.occurrence"),
        ("Customs men seized two smugglers in Gao.", "casualties.captured"),
        ("In the Malian town of Gao the water reached the first floor.", "movement.presence"),
        ("Villages in the Malian region of Gao were reached only by boat.", "movement.presence"),
        ("The director in Gao said the storm may have led to his death.", "casualties.fate"),
        ("The Ministry of Health reported eight suspected deaths in Gao.", "casualties.fate"),
        ("Trains slow down in Gao, which makes them easier to attack.", "attack.occurrence"),
        ("A neighbour said Gao had never been bombed from the air before.", "attack.occurrence"),
        ('"They lost control of it near Gao as the road was wet," he said.', "control.holder"),
        ("Firemen carried burned bodies from the homes in Gao.", "casualties.injured"),
        ("Trains were diverted or held at stations near Gao.", "damage.state"),
        ("The train was standing at a small station in Gao.", "damage.state"),
        ("The bomb, buried under the track in Gao, went off at dawn.", "damage.state"),
        ("Rivers are close to bursting their banks in Gao.", "damage.state"),
        ("Nine people were killed in operation near Gao.", "status.service"),
        ("Of the eight new cases two are from Gao.", "other.count"),
        ("Two suspects are on the run near Gao.", "casualties.displaced"),
    ],
)
def test_what_is_not_told(reader: Reader, text: str, axis: str) -> None:
    assert axis not in {c.axis for c in read(reader, text)}


@pytest.mark.parametrize(
    "text",
    [
        "The governor said he knew nothing of any attack on Gao.",
        "The governor is not aware of any attack on Gao.",
        "The governor had no information about any attack on Gao.",
        "The governor said he was unaware of attacks on Gao.",
    ],
)
def test_who_knows_of_none_denies_without_being_sure(reader: Reader, text: str) -> None:
    (claim,) = [c for c in read(reader, text) if c.axis == "attack.occurrence"]
    assert claim.value == States(members=("did-not-happen",))
    assert claim.modality is Modality.HEDGED
    assert claim.speaker.name == "The governor"


def test_men_of_the_movement_are_the_speakers(reader: Reader) -> None:
    text = (
        "A blast killed two in Maiduguri. Abu Issa, a spokesman for Boko Haram, said one of the"
        " movement's men had carried out the attack."
    )
    assert Parties(members=("org:bokoharam",)) in [
        c.value for c in read(reader, text) if c.axis == "attack.culprit"
    ]


def test_who_heads_something_is_no_place(reader: Reader) -> None:
    text = (
        "Ali Omar Zubari, the head of the provincial council, was in Gao when the attacker came."
        " The man walked into the group around Zubari and killed ten people."
    )
    assert {c.place.name for c in read(reader, text)} == {"Gao"}


def test_a_city_called_by_a_word_for_cities(reader: Reader) -> None:
    text = "Ten people were injured when a fire broke out in a hotel in Kota."
    assert {c.place.name for c in read(reader, text)} == {"Kota"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Two people were killed near Gao when men suspected to be cattle rustlers raided Bourem.",
            "people:band of rustlers",
        ),
        ("Six killed in raids on border posts near Herat claimed by the Taliban.", "org:taliban"),
        (
            "A war between the army and the rebels, who hold the town of Gao, goes on.",
            "role:rebels",
        ),
        ("Two drivers were hurt near Gao as rebels set off a landmine on the road.", "role:rebels"),
    ],
)
def test_who_did_it(reader: Reader, text: str, who: str) -> None:
    members = [c.value.members for c in read(reader, text) if isinstance(c.value, Parties)]
    assert (who,) in members


def test_a_name_is_the_town_that_the_text_once_calls_it(reader: Reader) -> None:
    text = (
        "Rebel fighters left the besieged Libyan town of Bani Waled on Wednesday, said a monitor"
        " based in Britain. Three people were killed in clashes in Bani Waled on Tuesday, it said."
        " Britain has asked for talks."
    )
    assert {c.place.id for c in read(reader, text)} == {"geonames:2218840"}


def test_whoever_flees_raids_flew_none(reader: Reader) -> None:
    claims = read(reader, "Ten people died near Gao.", title="Villagers flee air raids near Gao")
    assert "attack.culprit" not in {c.axis for c in claims}


def test_the_groups_spokesman_speaks_for_the_group(reader: Reader) -> None:
    text = (
        "Boko Haram fighters took the town of Bama on Friday. “Bama is now in our hands,” Abu Issa,"
        " the group's spokesman for military operations, said by phone."
    )
    holders = {c.value.members for c in read(reader, text) if isinstance(c.value, Parties)}
    assert holders == {("org:bokoharam",)}


def test_who_blames_others_and_goes_on(reader: Reader) -> None:
    text = (
        "Six guards were hurt in Gao, according to the warden, Ali Omar, who blamed the inmates"
        " and said his men had been forced to fire warning shots."
    )
    (shots,) = [c for c in read(reader, text) if c.referent == "warning shots"]
    assert "Ali Omar" in shots.speaker.name


def test_no_town_confirms_it(reader: Reader) -> None:
    text = (
        "Samples went to the Institute in Dakar, Senegal, which confirmed the virus in one of them."
    )
    (claim,) = [c for c in read(reader, text) if c.axis == "status.fire"]
    assert "Institute" in claim.speaker.name


def test_those_presumed_to_be_inside_say_nothing(reader: Reader) -> None:
    title = "Plane found near Nome; three bodies seen, seven others presumed inside"
    claims = read(reader, "Searchers found a plane near Nome.", title=title)
    assert not any("others" in c.speaker.name for c in claims)


def test_all_of_them_are_closed(reader: Reader) -> None:
    text = (
        "The storm hit Fiji on Monday. All of the country's airports are closed because of damage."
    )
    shut = [c for c in read(reader, text) if c.axis == "status.access"]
    assert [(c.referent, c.value) for c in shut] == [("airport", States(members=("closed",)))]


def test_what_follows_the_last_harm_is_where_all_were(reader: Reader) -> None:
    text = (
        "Gunmen attacked a post at Ansongo in Mali on Sunday and killed 19 people. On Friday"
        " seven policemen were killed and five wounded at Menaka, the police said."
    )
    hurt = [c for c in read(reader, text) if c.speaker.name == "the police"]
    assert {c.place.name for c in hurt if c.axis.startswith("casualties.")} == {"Ménaka"}
