"""Agency reports: numbers with their verb and their place, and words that tell of no attack.

The sentences are this project's own.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim, Modality, Numbers, Parties, States


def read(reader: Reader, text: str, title: str | None = None) -> list[Claim]:
    published = datetime(2019, 6, 14, 12, tzinfo=UTC)
    article = Article(
        id="t/1", source="Harbour Gazette", published_at=published, title=title, text=text
    )
    return list(reader.read(article).claims)


def counts(claims: list[Claim]) -> set[tuple[str, float | None]]:
    return {
        (c.axis.split(".")[1], c.value.low)
        for c in claims
        if c.axis.startswith("casualties") and isinstance(c.value, Numbers)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine rebels killed, 31 captured near Sirte.", {("killed", 9), ("captured", 31)}),
        # headlines leave out "were"
        ("Nine confirmed dead, 12 missing after blast in Sirte", {("killed", 9), ("missing", 12)}),
        ("Twelve reported missing after ferry sinks off Sirte", {("missing", 12)}),
        ("Police confirmed nine dead in Sirte.", {("killed", 9)}),
        ("A fire in Lima killed 3 and injured 13.", {("killed", 3), ("injured", 13)}),
        ("A strike on Sirte killed at least 19 in hospital.", {("killed", 19)}),
        (
            "Raiders in Kano state shot dead two guards, wounding a driver and abducting 18 girls.",
            {("killed", 2), ("injured", 1), ("captured", 18)},
        ),
        (
            "Two miners died and four more were in hospital in Lima.",
            {("killed", 2), ("injured", 4)},
        ),
        (
            "A storm near Sirte killed 16 children and 10 soldiers.",
            {("killed", 16), ("killed", 10)},
        ),
        ("All 70 passengers in Lima were accounted for.", {("missing", 0)}),
        ("The quake left 12,000 homeless in Lima.", {("displaced", 12_000)}),
        ("More than 700 rescue workers dug on in Lima.", set()),
        ("In Sirte they captured 18 AK47 and 6 PKM.", set()),
        ("Families in Agra got Rs 50,000 for each of the four killed.", {("killed", 4)}),
        ("It was one of the deadliest attacks on Lima, killing 14 people.", {("killed", 14)}),
        ("Another 20 people are buried beneath the wreckage in Lima.", {("missing", 20)}),
    ],
)
def test_each_number_goes_with_its_verb(
    reader: Reader, text: str, expected: set[tuple[str, float]]
) -> None:
    assert counts(read(reader, text)) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Floods in the city of Cusco, Peru, killed 12 people.", "Cusco"),
        ("LIMA: A bus fell into a ravine near Cusco, killing 12 people.", "Cusco"),
        ("LIMA, June 14 (ABC) -- A bus fell into a ravine near Cusco, killing 12.", "Cusco"),
        ("The Bavarian Workers' Party (BWP) killed 12 people near Cusco.", "Cusco"),
        ("LIMA (ABC) — A fire in the city killed 12 people, Peru's police said.", "Lima"),
    ],
)
def test_place_of_a_count(reader: Reader, text: str, place: str) -> None:
    found = [c for c in read(reader, text) if c.axis == "casualties.killed"]
    assert [c.place.name for c in found] == [place]


def test_that_attack_is_the_one_told_of_just_before(reader: Reader) -> None:
    text = (
        "A bomb killed 20 people at a market in Herat.\n"
        "The day before, a train was bombed near Kunduz.\n"
        "Four people died in that attack."
    )
    killed = [c for c in read(reader, text) if c.axis == "casualties.killed"]
    assert [c.place.name for c in killed] == ["Herāt", "Kunduz"]


@pytest.mark.parametrize(
    "text",
    [
        "Floods hit Lima on Friday.",
        "A lorry hit the bridge in Lima.",
        "The authorities launched a vaccination campaign in Lima.",
        "Aid reached the hard-hit town of Cusco.",
    ],
)
def test_no_attack(reader: Reader, text: str) -> None:
    assert not [c for c in read(reader, text) if c.axis.startswith("attack")]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has claimed responsibility for the blast in Lima.",
        "The mayor did not comment on the attack on Lima.",
    ],
)
def test_an_attack_stands_that_nobody_claims(reader: Reader, text: str) -> None:
    attacks = [c for c in read(reader, text) if c.axis == "attack.occurrence"]
    assert [c.value for c in attacks] == [States(members=("happened",))]


def test_capitals_tell_a_country_from_a_pronoun(reader: Reader) -> None:
    claims = read(reader, "US airstrike kills 9 in Sirte, Libya's officials say.")
    culprits = [c.value for c in claims if c.axis == "attack.culprit"]
    assert culprits == [Parties(members=("state:US",))]


@pytest.mark.parametrize(
    "text",
    [
        "Four people died in Quetta in an attack claimed by the Taliban.",
        "Four people died in Quetta in a bombing blamed on the Taliban.",
    ],
)
def test_who_claims_or_is_blamed_for_an_attack(reader: Reader, text: str) -> None:
    culprits = [c.value for c in read(reader, text) if c.axis == "attack.culprit"]
    assert culprits == [Parties(members=("org:taliban",))]


def test_captions_make_no_claim(reader: Reader) -> None:
    assert read(reader, "Soldiers near Sirte, where six died, June 2. REUTERS/Somebody") == []


def test_clashes_have_a_place_and_no_author(reader: Reader) -> None:
    claims = read(
        reader, "Twelve people died in fighting near Sirte.", title="Libya clashes kill 12"
    )
    assert not [c for c in claims if c.axis == "attack.culprit"]


@pytest.mark.parametrize(
    ("text", "axes"),
    [
        (
            "The army was in Sirte but did not release any further information.",
            {"movement.presence"},
        ),
        ("Some 73 people had to be taken to hospital in Sirte.", {"casualties.injured"}),
        ("Three died in Sirte when a booby-trapped car went off.", {"casualties.killed"}),
        ("Thirteen protesters killed in Sirte", {"casualties.killed"}),
        ("The blast shook Sirte, in a region approaching the border with Chad.", set()),
    ],
)
def test_words_that_look_like_other_deeds(reader: Reader, text: str, axes: set[str]) -> None:
    found = {c.axis for c in read(reader, text) if not c.axis.startswith(("attack", "other.st"))}
    assert found == axes


def test_what_is_pushed_for_is_a_plan(reader: Reader) -> None:
    claims = read(reader, "Libyan forces have been pushing to drive rebels out of Sirte.")
    assert claims
    assert all(c.modality is Modality.FUTURE for c in claims)


def test_those_who_bring_the_dead_are_not_the_dead(reader: Reader) -> None:
    text = "Rescuers have found five more bodies in Lima, bringing the death toll to 28."
    (toll,) = (c for c in read(reader, text) if getattr(c.value, "low", None) == 28)
    assert toll.referent == ""


def test_kin_of_fighters_are_no_fighters(reader: Reader) -> None:
    (claim,) = (
        c
        for c in read(reader, "A strike on Sirte killed 80 relatives of fighters.")
        if c.axis == "casualties.killed"
    )
    assert claim.referent == "kin"


def test_a_division_with_a_countrys_name(reader: Reader) -> None:
    text = "Nine villagers were killed in Borgu in Nigeria's Niger state, Niger state police said."
    (claim,) = (c for c in read(reader, text) if c.axis == "casualties.killed")
    assert claim.speaker.party is not None
    assert claim.speaker.party.id == "state:NG/police"


def test_deeds_of_one_sentence_are_at_its_village(reader: Reader) -> None:
    text = "Gunmen stormed Kasuwan-Daji village in the state's Borgu district and opened fire."
    claims = read(reader, f"Nigeria's north saw new violence. {text}")
    assert {c.place.name for c in claims if c.axis.startswith("attack")} == {"Kasuwan-Daji"}


@pytest.mark.parametrize("way", ["withdrew to Gafsa", "fled into Tunisia", "retreated to Gafsa"])
def test_who_leaves_for_a_place_has_not_left_it(reader: Reader, way: str) -> None:
    claims = read(reader, f"Fighting went on in Sirte on Friday. The rebels {way}.")
    left = [c for c in claims if c.axis == "movement.presence"]
    assert [c.place.name for c in left] == ["Sirte"]


def test_a_country_nearby_is_not_where_it_was(reader: Reader) -> None:
    (claim,) = read(reader, "Nine Niger soldiers were killed in a raid near Mali.")[:1]
    assert claim.place.name == "Niger"


def test_what_holds_under_a_condition_alone(reader: Reader) -> None:
    claims = read(reader, "If Sirte falls, the road to the coast is open.")
    assert claims
    assert all(c.modality is Modality.HEDGED for c in claims)


@pytest.mark.parametrize(
    ("text", "referent"),
    [
        ("Rebels captured two villages outside Sirte.", "village"),
        ("Rebels seized a base near Sirte.", "base"),
        ("Rebels captured Sirte.", ""),
    ],
)
def test_what_lies_near_a_town_is_not_the_town(reader: Reader, text: str, referent: str) -> None:
    (claim,) = (c for c in read(reader, text) if c.axis == "control.holder")
    assert claim.referent == referent


@pytest.mark.parametrize(
    "text",
    [
        "In Sirte, eight in ten of the animals are dead, the manager said.",
        "In Sirte, the director said that not a single life was lost in his wards.",
        "In Sirte, the plane had been cleared for landing when it hit a hill.",
    ],
)
def test_what_counts_nobody(reader: Reader, text: str) -> None:
    assert not [c for c in read(reader, text) if c.axis.startswith(("casualties", "attack"))]


def test_they_are_not_us(reader: Reader) -> None:
    text = "“They crossed into our country and shot at Sirte,” the Libyan army's spokesman said."
    assert not [c for c in read(reader, text) if c.axis == "attack.culprit"]


@pytest.mark.parametrize(
    "text",
    [
        "Elders in Kosti have appealed to the government to impose a curfew.",
        "Residents of Kosti pleaded with the army to leave.",
        "Aid groups pressed the army to open the road to Kosti.",
        "The UN made an appeal to the army to lift the siege of Kosti.",
        "Kosti's mayor wants the government to declare a state of emergency.",
    ],
)
def test_what_is_asked_for_is_not_done_yet(reader: Reader, text: str) -> None:
    claims = read(reader, text)
    assert claims and all(c.modality is Modality.FUTURE for c in claims)
