"""Sentences with the words of a claim that give no account of the kind."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Modality, Numbers, States
from tests.unit.reading.test_examples import read


def _axes(reader: Reader, text: str) -> set[str]:
    return {c.axis for c in read(reader, text)}


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("The mayor of Lugo said that nobody else had died.", "casualties.killed"),
        ("No one else was hurt in Lugo, police said.", "casualties.injured"),
        ("Care was taken not to harm the guests in Lugo, police said.", "casualties.injured"),
        ("The men in Lugo were told not to kill anyone.", "casualties.killed"),
        ("The soldiers in Lugo had not died in vain, he said.", "casualties.killed"),
        ("The guards in Lugo did not die alone.", "casualties.killed"),
        ("The villagers in Lugo were not killed by mistake.", "casualties.killed"),
        ("Nothing was known about survivors in Lugo.", "casualties.rescued"),
        ("No foreigners were among the dead in Lugo, he said.", "casualties.killed"),
        ("The Antonov 148-100, with passengers of many lands, left Lugo.", "casualties.rescued"),
        ("Peru accused Chile of arming the rebels in Lugo.", "attack.culprit"),
        ("Lugo had not been known for fighting on such a scale.", "status.conditions"),
        ("Lugo had never been noted for clashes.", "status.conditions"),
    ],
)
def test_what_tells_of_none(reader: Reader, text: str, axis: str) -> None:
    assert axis not in _axes(reader, text)


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("Nobody died in Lugo, the mayor said.", "casualties.killed"),
        ("The men are said not to have harmed anyone in Lugo.", "casualties.injured"),
        ("There was no fighting in Lugo, the mayor said.", "status.conditions"),
        ("Nobody died in Lugo early on Friday.", "casualties.killed"),
        ("Peru accused Chile of hiring the gunmen who struck Lugo.", "attack.culprit"),
    ],
)
def test_what_does_tell_of_none(reader: Reader, text: str, axis: str) -> None:
    assert axis in _axes(reader, text)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Troops clashed with the rebels in Lugo and killed 12 of them.", "role:rebels"),
        ("The rebels were driven from Lugo, and six of them were killed.", "role:rebels"),
        ("Gunmen attacked villagers in Lugo and killed 12 of them.", ""),
    ],
)
def test_them_are_those_named_last(reader: Reader, text: str, group: str) -> None:
    assert {c.referent for c in read(reader, text) if c.axis == "casualties.killed"} == {group}


def test_who_is_still_repelling_an_attack_may_yet_lose(reader: Reader) -> None:
    for fights, axes in (("were repelling", False), ("have repelled", True)):
        claims = read(reader, f"The army said its troops {fights} an attack on Lugo.")
        assert ("control.holder" in {c.axis for c in claims}) is axes


def test_soldiers_of_a_group_are_not_the_states(reader: Reader) -> None:
    for band in ("Group", "Movement"):
        claims = read(reader, f"The soldiers of the {band} took the town of Gao at dawn.")
        holders = [c.value for c in claims if c.axis == "control.holder"]
        assert not any("state:ML/military" in v.members and not v.complement for v in holders)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("Shots could be heard as the fire burned at the depot in Lugo.", "status.fire"),
        ("Videos show men shouting as shots ring out and flames rise above Lugo.", "status.fire"),
        ("The rebels said they had a duty to fight for Lugo.", "status.fire"),
        ("Protests in Lugo, set off by an arrest by police, went on.", "attack.culprit"),
        ("The raid set off protests in Lugo.", "attack.culprit"),
        (
            "Protests in Lugo over a death in police custody entered their fifth week.",
            "movement.presence",
        ),
        ("A nurse in the Lugo ambulance service spoke to reporters.", "status.service"),
        ("Protests hardly ever take place in Lugo.", "other.event"),
        ("Protests rarely take place in Lugo.", "other.event"),
        ("Three rescuers who had gone missing in Lugo were found dead.", "casualties.missing"),
        (
            "A clinic in Lugo housed migrants, said the charity Save the Children.",
            "casualties.rescued",
        ),
        ("Two officers were held responsible for the raid in Lugo.", "casualties.captured"),
        (
            "Aid groups held the army and its ally responsible for the strikes in Lugo.",
            "status.order",
        ),
        ("A nurse in Lugo told AFP by telephone that there was combat there.", "movement.presence"),
        ("Miners in Lugo, many of whom were fired in May, want more pay.", "attack.occurrence"),
        ("Miners who were fired in Lugo in May want more pay.", "attack.occurrence"),
    ],
)
def test_words_of_something_else(reader: Reader, text: str, axis: str) -> None:
    assert axis not in _axes(reader, text)


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("Shots could be heard as the fire was still burning in Lugo.", "status.fire"),
        ("Shots were heard as the fire burned in Lugo on Friday.", "status.fire"),
        ("The blaze in Lugo was fought by 40 crews.", "status.fire"),
        ("A patrol in Lugo was fired on from a hill.", "attack.occurrence"),
        ("Rebels set off a bomb in Lugo.", "attack.culprit"),
        ("Police entered Lugo in the fifth week of marches.", "movement.presence"),
        ("The Lugo ferry is back in service.", "status.service"),
        ("Three rescuers who went missing in Lugo have not been found.", "casualties.missing"),
    ],
)
def test_words_of_the_thing_itself(reader: Reader, text: str, axis: str) -> None:
    assert axis in _axes(reader, text)


def test_a_truce_that_was_agreed_and_is_broken(reader: Reader) -> None:
    text = "Troops and rebels fought for Lugo on Tuesday in spite of the truce agreed last week."
    orders = [c for c in read(reader, text) if c.axis == "status.order"]
    assert [c.value.members for c in orders if isinstance(c.value, States)] == [("broken",)]


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("Please do not bring old clothes to Lugo.", "other.event"),
        ("Evacuate Lugo at once.", "movement.evacuation"),
        ("Body bags (40) and tents (12) were sent to Lugo.", "casualties.killed"),
        ("Since Monday the governor of Lugo has not appeared in public.", "casualties.fate"),
        ("The mayor of Lugo is not well.", "casualties.fate"),
        ("The rebels held the port of Lugo and the whole of its camp.", "damage.state"),
        ("Lugo has changed hands several times since 2013.", "control.holder"),
        ("Elders opened the barrier at Lugo for 20 minutes.", "status.access"),
        ("Rebels storm Peruvian town of Lugo, army says it is holding", "damage.state"),
    ],
)
def test_what_bids_or_names_or_was_so_for_a_while(reader: Reader, text: str, axis: str) -> None:
    assert axis not in _axes(reader, text)


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("Relief workers did not bring food to Lugo.", "other.event"),
        ("A body was found in Lugo.", "casualties.killed"),
        ("The mayor of Lugo did not survive.", "casualties.fate"),
        ("The mayor of Lugo appeared in public.", "casualties.fate"),
        ("The bridge in Lugo is whole.", "damage.state"),
        ("The road to Lugo has been open for 20 hours.", "status.access"),
    ],
)
def test_what_tells_after_all(reader: Reader, text: str, axis: str) -> None:
    assert axis in _axes(reader, text)


def test_what_is_to_be_done_in_case(reader: Reader) -> None:
    for where in ("In the event of", "In case of", "In the presence of"):
        text = f"{where} tear gas in Lugo, wash your eyes, the ministry said."
        assert all(c.modality is not Modality.ASSERTED for c in read(reader, text))


def test_a_bodys_own_dead_are_not_everybodys(reader: Reader) -> None:
    for text in (
        "The statement speaks of 27 members killed in Lugo.",
        '"We lost nobody in Lugo," the company said.',
    ):
        groups = [c.referent for c in read(reader, text) if c.axis == "casualties.killed"]
        assert groups == ["staff"]


def test_what_is_banned_is_not_in_force(reader: Reader) -> None:
    claims = read(reader, "The decree bans strikes and public protests in Lugo.")
    assert {c.referent for c in claims if c.axis == "status.order"} == {"ban"}


def test_who_told_nobody_does_not_say_it(reader: Reader) -> None:
    text = (
        "The army said the rebels had not told the UN that Lugo needed protection from air strikes."
    )
    assert {c.speaker.name for c in read(reader, text)} <= {"The army"}


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("Roads in Lugo are being cleared after the flood.", "status.access"),
        ("The burials in Lugo continue tomorrow at ten.", "casualties.killed"),
        (
            "We saw boats leave Lugo with refugees at five, on their own fuel.",
            "casualties.displaced",
        ),
        ("In Lugo police followed the wounded into Ward Three.", "casualties.injured"),
        ("The office took possession of 14 rifles from Lugo police station.", "control.holder"),
        ("Nobody of his camp in Lugo had surrendered.", "control.holder"),
        ("The minister in Lugo persists: one guard and nobody else.", "movement.presence"),
        (
            "The ballot boxes in Lugo are in the custody of the National Police.",
            "casualties.custody",
        ),
        ("The ballot boxes in Lugo are with the court.", "movement.encirclement"),
        ("The train struck a mass of mud near Lugo.", "attack.occurrence"),
        ("Bridges rebuilt in Lugo after the storm are in use.", "damage.state"),
        (
            '"There is no injury consistent with a fall," a doctor in Lugo said.',
            "casualties.injured",
        ),
        ("His injuries point to a fall, a doctor in Lugo said.", "control.holder"),
        ("In Lugo eyes must be washed with clean water.", "status.safety"),
        ("It is recalled that in May Lugo extended the mandate of the board.", "movement.presence"),
        ("In the operation in Lugo nine houses were searched.", "status.service"),
        ("The council in Lugo rejects violence wherever it comes from.", "status.conditions"),
        ("The train was running at 118 kilometres an hour near Lugo.", "status.access"),
    ],
)
def test_words_of_a_frame_about_something_else(reader: Reader, text: str, axis: str) -> None:
    assert axis not in _axes(reader, text)


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("The road to Lugo was cleared and is open.", "status.access"),
        ("The mayor of Lugo put the dead at nine.", "casualties.killed"),
        ("He puts the number of guards hurt in Lugo at two, one stabbed.", "casualties.injured"),
        ("Rebels took possession of the town of Lugo.", "control.holder"),
        ("The bridge in Lugo must be rebuilt.", "damage.state"),
        ("No injury was reported in Lugo.", "casualties.injured"),
        ("The fall of Lugo was confirmed by the army.", "control.holder"),
        ("Trains run again in Lugo.", "status.access"),
    ],
)
def test_words_of_the_frame_after_all(reader: Reader, text: str, axis: str) -> None:
    assert axis in _axes(reader, text)


def test_no_reports_of_missing_people(reader: Reader) -> None:
    for text in ("There are no reports of missing people in Lugo.", "Nobody is missing in Lugo."):
        counts = [c.value for c in read(reader, text) if c.axis == "casualties.missing"]
        assert [c.high for c in counts if isinstance(c, Numbers)] == [0]


def test_a_denied_rumour_is_not_told(reader: Reader) -> None:
    text = "The state denies the rumour according to which troops opened fire on the market in Gao."
    assert "happened" not in {
        m
        for c in read(reader, text)
        for m in getattr(c.value, "members", ())
        if not c.value.complement  # type: ignore[union-attr]
    }


@pytest.mark.parametrize(
    "text",
    [
        "The bridge in Lugo never collapsed; it was closed.",
        '"The bridge never collapsed; it is whole," said Ada Roe in Lugo.',
        "Reports that Kisanga bridge has collapsed are not correct.",
    ],
)
def test_what_never_was_whatever_is_told_beside_it(reader: Reader, text: str) -> None:
    states = [c.value for c in read(reader, text) if c.axis == "damage.state"]
    assert not any(
        isinstance(v, States) and "destroyed" in v.members and not v.complement for v in states
    )
    assert states


def test_telephone_lines_are_communications(reader: Reader) -> None:
    for what in ("telephone links", "telephone lines"):
        claims = read(reader, f"The {what} in Lugo were cut.")
        assert ("status.service", "communications") in {(c.axis, c.referent) for c in claims}
