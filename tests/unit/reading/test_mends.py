"""Shapes of sentence that parsers get wrong."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Numbers, States
from tests.unit.reading.test_examples import read


@pytest.mark.parametrize(
    ("text", "axis", "members", "complement"),
    [
        ("In Mandalay schools are open.", "status.access", ("open",), False),
        (
            "Police closed the coast road in Tartus to traffic in both directions.",
            "status.access",
            ("closed",),
            False,
        ),
        (
            "The fighting left dozens of shops in Sumy charred.",
            "damage.state",
            ("damaged",),
            False,
        ),
        ("The fire in Chania is far from being contained.", "status.fire", ("contained",), True),
        ("The fire in Chania is anything but out.", "status.fire", ("out",), True),
        ("The bridge in Chania is anything but safe.", "status.safety", ("unsafe",), False),
        ("Fire was declared out in Chania.", "status.fire", ("out",), False),
        ("Smoke was pouring out of the mill in Chania.", "status.fire", ("active",), False),
        (
            "The services of power and drinking water function with normality in Chania.",
            "status.service",
            ("working",),
            False,
        ),
    ],
)
def test_the_state_is_read(
    reader: Reader, text: str, axis: str, members: tuple[str, ...], complement: bool
) -> None:
    values = [c.value for c in read(reader, text) if c.axis == axis]
    assert States(members=members, complement=complement) in values


@pytest.mark.parametrize(
    "text",
    [
        "A ferry carrying 30 women and 20 men sank off Batangas.",
        "A ferry with 30 on board capsized off Batangas.",
    ],
)
def test_what_sinks_is_the_craft(reader: Reader, text: str) -> None:
    lost = [c for c in read(reader, text) if c.axis == "damage.state"]
    assert [c.referent for c in lost] == ["ship"]


@pytest.mark.parametrize(
    ("text", "axis", "low", "high"),
    [
        ("Three guards find themselves behind bars in Kitwe.", "detained", 3, 3),
        ("The raid near Dori cost the lives of nine traders and four soldiers.", "killed", 4, 4),
        ("The fire brigade in Linz recorded no injuries.", "injured", 0, 0),
        ("It is false that guards were taken hostage in Loja.", "captured", 0, 0),
        ("Guards had been held hostage in Loja for two days.", "captured", 1, None),
        ("Every one of the 62 pupils in Enugu has been traced.", "missing", 0, 0),
        ("All the staff in Enugu are present and correct.", "missing", 0, 0),
        ("The ministry in Pasto speaks, officially, of six dead and 30 hurt.", "killed", 6, 6),
        ("The strike in the town of Idlib cost at least 64 lives.", "killed", 64, None),
        ("No soldier is in the hands of the enemy in Pasto.", "captured", 0, 0),
        ("The gang got away with 14 hostages from Pasto.", "captured", 14, 14),
        ("On Monday 78 hostages were rescued in Pasto.", "rescued", 78, 78),
        ("Boats took 29 people out of the water off Batangas.", "rescued", 29, 29),
        ("Nine were brought out of the mine in Kitwe.", "rescued", 9, 9),
        ("Soldiers took 60 people out of the village of Gayéri.", "displaced", 60, 60),
        (
            "Rescuers in Kitwe were combing the pit for an unknown number of men.",
            "missing",
            1,
            None,
        ),
        ("There were also wounded in Kitwe, policemen among them.", "injured", 1, None),
        ("Sixty-one people remain missing in Kitwe.", "missing", 61, 61),
        ("The attackers slit the throats of six guards in Kitwe.", "killed", 6, 6),
        ("Forty miners made it to the surface in Kitwe.", "rescued", 40, 40),
        (
            "Two of the five hostages in Loja were let go, while three are still in captivity.",
            "captured",
            3,
            3,
        ),
        (
            "Ten of the abducted nurses have escaped, but 40 nurses are still being held in Kitwe.",
            "captured",
            40,
            40,
        ),
        ("Doctors have treated 33 people in Kitwe since the crash.", "injured", 33, None),
        (
            "More than 700 residents of Kitwe are still in temporary shelters.",
            "displaced",
            701,
            None,
        ),
        ("Hospitals in Kitwe were full of the wounded.", "injured", 1, None),
    ],
)
def test_people_are_counted(
    reader: Reader, text: str, axis: str, low: float, high: float | None
) -> None:
    counts = [
        (c.value.low, c.value.high)
        for c in read(reader, text)
        if c.axis == f"casualties.{axis}" and isinstance(c.value, Numbers)
    ]
    assert (low, high) in counts


def test_who_is_told_is_no_part_of_what_is_said(reader: Reader) -> None:
    text = "Colonel Andrade of the police confirmed to the paper that nine inmates fled the jail in Loja."
    fled = next(c for c in read(reader, text) if c.referent == "escapee")
    assert "Andrade" in fled.speaker.name


@pytest.mark.parametrize(
    ("text", "axis", "state"),
    [
        ("Mobile phones work in Loja.", "status.service", "working"),
        ("The mill in Loja is producing normally.", "status.service", "working"),
        ("The bishop of Loja is in the hands of the rebels.", "casualties.custody", "held"),
        ("The kidnappers let the governor of Loja go.", "casualties.custody", "free"),
        ("The governor of Loja walked out of the wreck on his own.", "casualties.fate", "alive"),
    ],
)
def test_states_of_people_and_works(reader: Reader, text: str, axis: str, state: str) -> None:
    assert States(members=(state,)) in [c.value for c in read(reader, text) if c.axis == axis]


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("The mill in Loja sells flour and bran.", "status.service"),
        ("The governor of Loja walked out of the meeting.", "casualties.fate"),
        ("The team from Loja lost a leg of the cup.", "casualties.injured"),
        ("The gang got away with 14 hostages from Pasto.", "other.count"),
        ("Boats took 29 people out of the water off Batangas.", "casualties.displaced"),
        ("The thief in Pasto got away with a fine.", "casualties.custody"),
        ("Two pupils were absent from school in Pasto.", "casualties.missing"),
        ("Hospitals in Pasto were full of visitors.", "casualties.injured"),
        ("The clinic in Pasto treats 33 people a day.", "casualties.injured"),
        ("A mudflow hit the town of Pasto on Monday.", "attack.occurrence"),
        ("Hopes of finding 30 miners alive in Pasto are fading.", "casualties.rescued"),
        ("Chances of finding anyone alive in Pasto are slim.", "casualties.fate"),
        ("Six guards had their throats cut in Pasto.", "status.access"),
        ("Doctors in Pasto treated 33 children for measles.", "casualties.injured"),
        ("Sixty-one people remain missing in Pasto.", "movement.evacuation"),
        ("The army denied having anything to do with the raid in Pasto.", "attack.occurrence"),
        ("No soldier is in the hands of the enemy in Pasto.", "movement.presence"),
        ("The rebels must free 12 members of the army in Pasto.", "movement.presence"),
        ("The chief of Loja had turned his back on the rebels in Pasto.", "movement.presence"),
        ("There has been no word from the army about the storm in Pasto.", "movement.presence"),
        ("Last year an attack on a bus in Pasto cost 14 lives.", "other.count"),
    ],
)
def test_what_is_not_said(reader: Reader, text: str, axis: str) -> None:
    assert not [c for c in read(reader, text) if c.axis == axis]


@pytest.mark.parametrize(
    "text",
    [
        "The rumour according to which troops opened fire in Gao is denied by the army.",
        "According to which rule troops fired in Gao, the army did not say.",
        "Rumours according to which shells fell, nine in Gao, and killed 12, said the army, are false.",
        "It is a list according to which the dead in Gao were counted.",
    ],
)
def test_according_to_which_leaves_a_tree(reader: Reader, text: str) -> None:
    for token in next(iter(reader._parser.parse([text]))):
        node, steps = token, 0
        while node.head is not node:
            node, steps = node.head, steps + 1
            assert steps < 99


@pytest.mark.parametrize(
    ("text", "axis", "low"),
    [
        (
            "A guard was killed, his son wounded and 14 pupils carried off in a raid on Goma.",
            "captured",
            14,
        ),
        ("Police in Goma found a wounded driver, who died hours after he was found.", "killed", 1),
    ],
)
def test_whom_it_befell_is_no_part_of_what_stands_before(
    reader: Reader, text: str, axis: str, low: int
) -> None:
    found = [c.value for c in read(reader, text) if c.axis == f"casualties.{axis}"]
    assert low in [v.low for v in found if isinstance(v, Numbers)]


def test_those_believed_to_be_something_do_not_say_it(reader: Reader) -> None:
    text = "Gunmen believed to be bandits have attacked a market in Goma and led 15 traders away."
    (claim,) = [c for c in read(reader, text) if c.axis == "casualties.captured"]
    assert claim.speaker.is_outlet


def test_what_came_before_is_not_denied(reader: Reader) -> None:
    text = (
        "Officials rejected accusations of poor upkeep after an explosion and fire in a flour mill in"
        " Goma left at least 19 people dead."
    )
    claims = read(reader, text)
    assert {c.modality for c in claims if c.axis.startswith(("attack.", "casualties."))} == {
        "asserted"
    }
    (dead,) = [c.value for c in claims if c.axis == "casualties.killed"]
    assert isinstance(dead, Numbers)
    assert dead.low == 19


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("No more than six of those confirmed dead in Goma have been identified.", None),
        ("Up to six of the dead in Goma have a name.", None),
        ("No more than six of those aboard died in Goma.", 6),
    ],
)
def test_the_most_of_some_dead_is_no_most_of_all(
    reader: Reader, text: str, high: float | None
) -> None:
    found = [c.value for c in read(reader, text) if c.axis == "casualties.killed"]
    assert [v.high for v in found if isinstance(v, Numbers)] == ([] if high is None else [high])


def test_a_name_with_two_articles_is_one(reader: Reader) -> None:
    text = (
        "“At least 30 rebels were killed in Goma,” a news agency quoted General Al-Hadi al-Amin"
        " Omar as saying."
    )
    assert "General Al-Hadi al-Amin Omar" in {c.speaker.name for c in read(reader, text)}


def test_a_parse_stays_a_tree(reader: Reader) -> None:
    (doc,) = reader._parser.parse(["The mayor closed the bridge."])
    verb, mayor = doc[2], doc[1]
    doc.hang(verb, mayor)
    assert verb.head is verb and mayor.head is verb


def test_what_hangs_below_a_word_is_known_anew_once_the_tree_is_mended(reader: Reader) -> None:
    (doc,) = reader._parser.parse(["The mayor closed the bridge."])
    mayor, verb, bridge = doc[1], doc[2], doc[4]
    assert [t.text for t in verb.subtree] == [t.text for t in doc]
    assert verb.right_edge is doc[5]
    doc.hang(bridge, mayor)
    assert [t.text for t in mayor.subtree] == ["The", "mayor", "the", "bridge"]
    assert mayor.right_edge is bridge
    doc.hang(mayor, doc[5])
    assert [t.text for t in verb.subtree] == ["closed", *(t.text for t in doc[5].subtree)]
