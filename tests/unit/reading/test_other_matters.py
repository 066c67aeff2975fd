"""Sentences whose words fit a claim, and that tell of another thing, another number or another place."""

from __future__ import annotations

import pytest

from contraflow.reading import Reader
from schemas import Numbers, States
from tests.unit.reading.test_examples import read


def _axes(reader: Reader, text: str) -> set[str]:
    return {c.axis for c in read(reader, text)}


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        # numbers that count nobody
        (
            "The brakes of the lorry did not bite, its driver told police in Lugo.",
            "casualties.injured",
        ),
        # what is left, and cut off
        ("The film leaves no doubt that the soldiers held Lugo.", "movement.presence"),
        ("Water was cut off entirely from Sunday on in Lugo.", "movement.encirclement"),
        ("The last missing man off Lugo is the cook Jan Roe, 41.", "casualties.missing"),
        ("The pilot, who is 34, has been in hospital in Lugo since Monday.", "casualties.injured"),
        ("The handball team lost in Lugo, three sets to one.", "casualties.killed"),
        ("The harvest festival in Lugo was held with 700 guests.", "casualties.captured"),
        ("Salvors in Lugo report 60 lost overboard or destroyed.", "casualties.killed"),
        ("All wells in Lugo were tested last week and found safe.", "casualties.missing"),
        ("My son has been arrested by nobody in Lugo, she said.", "casualties.detained"),
        (
            "A fire struck Lugo. The ward on the first floor was emptied; nobody was hurt there.",
            "casualties.injured",
        ),
        # what falls, and what is taken
        ("A section of the bridge at Lugo fell at noon.", "control.holder"),
        ("Near Lugo the coach left the road and fell some 90 metres.", "control.holder"),
        ("We take no sides in Lugo, the nurses said.", "control.holder"),
        # of states
        ("It was not clear what had brought the mast in Lugo down.", "status.access"),
        ("The fire has put the crossings at Lugo back on the front pages.", "status.service"),
        ("The siren network in Lugo is not operated by this office.", "status.service"),
        ("The nomads had left Lugo before the fight.", "status.conditions"),
        ("Nine of the patients in Lugo have been allowed to go home.", "status.order"),
        ("A support line for families was opened in Lugo.", "status.access"),
        (
            "The ministry knows of the messages that circulate on an outbreak in Lugo.",
            "status.fire",
        ),
        # of deeds and damage
        ("Two fast attack craft lay off Lugo.", "attack.occurrence"),
        ("A crew left the burning tanker off Lugo.", "damage.state"),
    ],
)
def test_other_matters(reader: Reader, text: str, axis: str) -> None:
    assert axis not in _axes(reader, text)


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("All the missing men were found safe in Lugo.", "casualties.missing"),
        ("In Lugo nobody was arrested by the police.", "casualties.detained"),
        ("The town of Lugo fell to the rebels at noon.", "control.holder"),
        ("The road to Lugo is clear again.", "status.access"),
        ("The power is back on in Lugo.", "status.service"),
        ("The residents of Lugo have been allowed to go home.", "status.order"),
        ("The tanker was burned out off Lugo.", "damage.state"),
    ],
)
def test_the_matter_itself(reader: Reader, text: str, axis: str) -> None:
    assert axis in _axes(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "The experts have excluded the hypothesis of an explosion in Lugo.",
        "The experts have ruled out the hypothesis of an explosion in Lugo.",
    ],
)
def test_a_hypothesis_that_is_excluded(reader: Reader, text: str) -> None:
    claims = [c for c in read(reader, text) if c.axis == "attack.occurrence"]
    assert [c.value.members for c in claims if isinstance(c.value, States)] == [("did-not-happen",)]


def test_a_hypothesis_is_no_account(reader: Reader) -> None:
    claims = read(reader, "The experts in Lugo are examining the hypothesis of an attack.")
    assert {c.modality.value for c in claims if c.axis == "attack.occurrence"} == {"hedged"}


def test_spans_are_some_of_a_bridge(reader: Reader) -> None:
    claims = read(reader, "The two outer spans of the bridge in Lugo are standing.")
    assert {c.extent for c in claims if c.axis == "damage.state"} <= {"partial"}


def test_tyres_are_not_the_market(reader: Reader) -> None:
    text = "Gunmen held the market of Lugo. Tyres were burned."
    burned = [c for c in read(reader, text) if c.axis == "damage.state"]
    assert {c.referent for c in burned} <= {"tyre"}


def test_a_detour_is_another_road(reader: Reader) -> None:
    claims = read(reader, "An alternative route to Lugo is open.")
    assert {c.referent for c in claims if c.axis == "status.access"} == {"detour"}


def test_of_two_blocks_their_own_clause_tells(reader: Reader) -> None:
    text = "The school in Lugo was burnt down and its two blocks have no roof."
    assert "damage.lost" not in _axes(reader, text)


def test_where_some_of_them_died_later(reader: Reader) -> None:
    text = (
        "A fire struck the clinic of Lugo in Spain. The nurses' union counts sixteen dead, three of"
        " whom died during the transfer to Vigo."
    )
    claims = [c for c in read(reader, text) if c.axis == "casualties.killed"]
    at = {c.place.name for c in claims if isinstance(c.value, Numbers) and c.value.high == 16}
    assert at == {"Lugo"}


def test_it_left_no_victims_where_it_was(reader: Reader) -> None:
    text = (
        "A fire killed nine people in Lugo in Spain on Monday.\n\n"
        "The fire at a cork mill in Vigo was put out this morning. It left no victims."
    )
    none = [c for c in read(reader, text) if isinstance(c.value, Numbers) and c.value.high == 0]
    assert {c.place.name for c in none} <= {"Vigo"}


def test_an_island_is_where_deaths_are(reader: Reader) -> None:
    text = "Storms struck Lugo. The coast guard reports three deaths on Wrangelo. No house was hit there."
    dead = [c for c in read(reader, text) if c.axis == "casualties.killed"]
    assert {c.place.name for c in dead} == {"Wrangelo"}


def test_a_paragraph_stays_with_the_scene_that_it_opens_with(reader: Reader) -> None:
    text = (
        "Gunmen stormed Lugo in Spain on Monday and killed nine people in Lugo.\n\n"
        "In Vigo, several hundred people marched for peace. Two were hurt by stones."
    )
    hurt = [c for c in read(reader, text) if c.axis == "casualties.injured"]
    assert {c.place.name for c in hurt} == {"Vigo"}


def test_the_place_of_who_blames_is_no_scene(reader: Reader) -> None:
    text = "A bomb struck Lugo in Spain at dawn. The governor's office in Vigo blamed al Qaeda."
    blamed = [c for c in read(reader, text) if c.axis == "attack.culprit"]
    assert {c.place.name for c in blamed} == {"Lugo"}


def test_where_most_of_them_were_shot(reader: Reader) -> None:
    text = (
        "Gunmen stormed Lugo in Spain. The mayor said 24 people had been killed by midday,"
        " most of them shot in or near their homes in Vigo."
    )
    killed = [c for c in read(reader, text) if c.axis == "casualties.killed"]
    assert {c.place.name for c in killed} == {"Lugo"}


def test_she_is_not_a_man_of_the_sentence(reader: Reader) -> None:
    text = (
        "Nurse Jana Dimova is alive in Lugo. It was the ward chairman, Mr Petrov, who announced"
        " that she had died."
    )
    fates = {c.referent for c in read(reader, text) if c.axis == "casualties.fate"}
    assert fates == {"nurse|jana dimova"}


def test_an_officer_who_is_named_is_not_who_spoke_last(reader: Reader) -> None:
    text = (
        "Women at the well in Lugo say that police fired tear gas on Tuesday. The officer in"
        " charge, Superintendent Todor Phoyev, denied that any tear gas had been used in Lugo."
    )
    denial = [c for c in read(reader, text) if c.modality.value == "denied"]
    assert denial
    assert all(c.speaker is not None and "Women" not in c.speaker.name for c in denial)


def test_a_body_that_states_is_no_region(reader: Reader) -> None:
    claims = read(reader, "The Command states that no person was abducted in Lugo.")
    assert {c.place.name for c in claims} == {"Lugo"}
