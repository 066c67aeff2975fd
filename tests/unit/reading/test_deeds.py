"""Who did it, who had part in it, who began it, what did not arrive: one row a construction."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim, Modality, Numbers, Parties, States


def _read(reader: Reader, text: str) -> list[Claim]:
    published = datetime(2019, 6, 14, 12, tzinfo=UTC)
    article = Article(id="t/1", source="Harbour Gazette", published_at=published, text=text)
    return list(reader.read(article).claims)


def _answer(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, Numbers):
        return f"{value.low:.0f}"
    assert isinstance(value, Parties | States)
    return ("not " if value.complement else "") + ",".join(value.members)


@pytest.mark.parametrize(
    ("text", "axis", "referent", "answer"),
    [
        (
            "Claims by the rebels that Sirte was captured are baseless, the minister said in Tunis.",
            "control.holder",
            "",
            "state:TN",
        ),
        (
            "Police say that they used nothing but tear gas in Sirte.",
            "attack.occurrence",
            "tear gas",
            "happened",
        ),
        (
            "The rocket fired at Sirte was shot down over the bay, the army said.",
            "attack.occurrence",
            "missile strike",
            "did-not-happen",
        ),
        (
            "Both rockets fired at Sirte fell short, the army said.",
            "attack.occurrence",
            "missile strike",
            "did-not-happen",
        ),
        (
            "The evidence points to the militia as the author of the massacre in Sirte.",
            "attack.culprit",
            "",
            "role:rebels",
        ),
        (
            "The mayor laid the blame for the attack on Sirte on the militia.",
            "attack.culprit",
            "",
            "role:rebels",
        ),
        (
            "The governor sees the rebels behind the attack in Sirte.",
            "attack.culprit",
            "",
            "role:rebels",
        ),
        ("Residents of Sirte held the rebels responsible.", "attack.culprit", "", "role:rebels"),
        (
            "All deaths in the prison of Sirte are the product of clashes between inmates.",
            "attack.culprit",
            "prison",
            "people:band of inmates",
        ),
        (
            "The rebels sent a drone which struck the depot in Sirte.",
            "attack.culprit",
            "depot",
            "role:rebels",
        ),
        (
            "Artillery fire from the rebels hit the market in Sirte.",
            "attack.culprit",
            "market",
            "role:rebels",
        ),
        (
            "Two suicide bombers drove a lorry into the barracks at Sirte.",
            "attack.culprit",
            "barracks",
            "role:rebels",
        ),
        (
            "The hospital in Sirte was never a target, the army said.",
            "attack.intent",
            "",
            "not-deliberate",
        ),
        (
            "The clash near Isfara was started by Kyrgyz guards, the mayor said.",
            "attack.culprit",
            "first shot",
            "state:KG",
        ),
        (
            "Tajik forces opened heavy and quite indiscriminate fire on a village near Isfara.",
            "attack.culprit",
            "",
            "state:TJ/military",
        ),
        (
            "The police played no part in burning the school in Sabha, the judge said.",
            "attack.culprit",
            "school",
            "not state:LY/police",
        ),
        (
            "Shelling went on in Sirte all day in spite of the truce, residents said.",
            "status.order",
            "ceasefire",
            "broken",
        ),
        (
            "There was no collision between our vessel and the dinghy off Zuwara, the navy said.",
            "other.event",
            "collision",
            "did-not-happen",
        ),
        (
            "There were no weapons in the school in Sabha, its headmaster said.",
            "other.event",
            "military use",
            "did-not-happen",
        ),
        (
            "A farmer stepped on a mine near Sabha and lost a foot, the mayor said.",
            "other.cause",
            "explosion",
            "attack:weapon",
        ),
        (
            "He denied that there had been any escape from the prison in Sabha.",
            "other.count",
            "escapee",
            "0",
        ),
        (
            "Our troops are operating inside Sirte, the Libyan army said.",
            "movement.presence",
            "state:LY/military",
            "inside",
        ),
    ],
)
def test_deed(reader: Reader, text: str, axis: str, referent: str, answer: str) -> None:
    found = {(c.axis, c.referent, _answer(c)) for c in _read(reader, text)}
    assert (axis, referent, answer) in found


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("The army denied killing the mayor of Sirte.", "casualties.fate"),
        (
            "Libya's army denied charges that it had massacred villagers in Sirte.",
            "casualties.killed",
        ),
        ("The council said that no votes were lost in Sirte.", "casualties.killed"),
        ("On Friday 90 passengers and crew were rescued off Sirte.", "other.count"),
        ("The students were cleared of burning the school in Sabha.", "damage.state"),
        ("Despite the truce, life in Sirte is hard, residents said.", "status.order"),
        ("Families lived in the house in Sirte until it fell.", "control.holder"),
        ("No detainee lit a fire in Sabha, the warden said.", "casualties.detained"),
        ("The company has run the mine near Sabha since 2011.", "other.cause"),
        ("Police found two rifles on a road near Sabha.", "other.event"),
    ],
)
def test_not_told(reader: Reader, text: str, axis: str) -> None:
    assert not [c for c in _read(reader, text) if c.axis == axis]


def test_who_denies_having_killed_says_who_did_not(reader: Reader) -> None:
    text = "Libya's army denied charges that it had massacred villagers in Sirte."
    told = {(c.axis, _answer(c)) for c in _read(reader, text) if c.speaker.name == "Libya's army"}
    assert told == {("attack.culprit", "not state:LY/military")}


@pytest.mark.parametrize(
    ("text", "aboard"),
    [
        ("There were 30 passengers and 12 crew aboard the ferry when it sank off Sirte.", "42"),
        ("The bus had 40 passengers and a crew of two on board when it fell near Sabha.", "42"),
        ("The plane had 54 people on board, including four crew, when it fell near Sabha.", "54"),
    ],
)
def test_all_on_board_whoever_they_are(reader: Reader, text: str, aboard: str) -> None:
    assert [_answer(c) for c in _read(reader, text) if c.referent == "on board"] == [aboard]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said in a first message that eight people had died in Sirte.",
        "At first the governor said that eight people were killed in Sirte.",
        "An early statement, issued when eight deaths in Sirte were known, blamed the rebels.",
    ],
)
def test_what_a_count_was_before(reader: Reader, text: str) -> None:
    (count,) = (c for c in _read(reader, text) if c.axis == "casualties.killed")
    assert count.as_of.open_start
    assert count.as_of.end < count.published_at


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The mayor said that not nine villagers had died in Sirte but more than 30.", 31, None),
        ("About 20 people died in Sirte, perhaps more, a nurse said.", 18, None),
    ],
)
def test_what_is_put_in_a_counts_place(
    reader: Reader, text: str, low: float, high: float | None
) -> None:
    (count,) = (c.value for c in _read(reader, text) if c.axis == "casualties.killed")
    assert isinstance(count, Numbers)
    assert (count.low, count.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "left_open"),
    [
        ("Nine people died in Sirte and 30 are missing, the mayor said.", True),
        ("Nine people died in Sirte and no one is missing, the mayor said.", False),
    ],
)
def test_a_toll_beside_the_missing_may_rise(reader: Reader, text: str, left_open: bool) -> None:
    (count,) = (c for c in _read(reader, text) if c.axis == "casualties.killed")
    assert count.as_of.open_start is left_open


def test_who_is_leaving_may_still_be_there(reader: Reader) -> None:
    text = "The rebels announced that they were pulling their troops out of Sirte."
    (gone,) = (c for c in _read(reader, text) if c.axis == "movement.presence")
    assert gone.modality is Modality.FUTURE


def test_that_others_used_arms_is_denied_of_them(reader: Reader) -> None:
    text = "The bishop denied that the farmers of Sirte had used firearms."
    assert {c.axis for c in _read(reader, text)} == {"attack.culprit"}


@pytest.mark.parametrize(
    "text",
    [
        "At no moment did the rebels set foot in Sirte, the army said.",
        "Not once did the rebels enter Sirte, the army said.",
    ],
)
def test_never_speaks_of_the_time_before(reader: Reader, text: str) -> None:
    (where,) = (c for c in _read(reader, text) if c.axis == "movement.presence")
    assert where.as_of.open_start


def test_hearsay_that_is_disowned_is_nobodys_claim(reader: Reader) -> None:
    text = (
        "A voice message claimed that the dam at Wadi Kaam had burst, which the mayor called fake."
    )
    told = [c for c in _read(reader, text) if c.axis == "damage.state"]
    assert [_answer(c) for c in told] == ["not destroyed"]


def test_who_says_i_is_not_the_paper(reader: Reader) -> None:
    text = (
        'A man who called himself a commander rang from Sabha. "I have not been captured," he said.'
    )
    assert not [c for c in _read(reader, text) if c.axis == "casualties.custody"]
