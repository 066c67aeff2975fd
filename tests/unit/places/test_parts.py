"""Parts of a town: which town a facility's or quarter's own name lies in, and where its claims meet."""

from __future__ import annotations

import pytest

from contraflow.ledger.cells import place_keys
from contraflow.ledger.entailment import spot_of
from contraflow.ledger.gate import one_place
from contraflow.places import PlaceResolver, part_of, towns_of_parts
from schemas.place import Place, PlacePrecision


def lies_in(resolver: PlaceResolver, text: str, main: str) -> dict[str, str]:
    """The parts that a text names, by surface form, with the names of their towns."""
    toponyms = resolver.toponyms(text)
    places = resolver.resolve(toponyms, text=text)
    topic = next((p for p in places if p.name == main), None)
    towns = towns_of_parts(zip(toponyms, places, strict=True), topic)
    return {p.surface: towns[p.id].name for p in places if p.id in towns}


@pytest.mark.parametrize(
    ("text", "main", "found"),
    [
        # the text says where it is
        ("Peru: a fire broke out in the Las Viñitas quarter of Arequipa.", "", ("Las Viñitas quarter", "Arequipa")),
        ("In Peru, buses burned at Tarcayo in Arequipa on Monday.", "", ("Tarcayo", "Arequipa")),
        # it does not, but speaks of one town
        ("Kitwe, Zambia: men are trapped in the Mbulwe mine. Kitwe mourns.", "Kitwe", ("Mbulwe mine", "Kitwe")),
        ("In Kitwe, Zambia, shots were heard in Chambeke. Kitwe is tense.", "Kitwe", ("Chambeke", "Kitwe")),
        # a village, a border post, a market of a place of its own are not the town's
        ("In Kitwe, Zambia, the village of Chambeke was flooded.", "Kitwe", None),
        ("In Kitwe, Zambia, lorries wait at the Chambeke border post.", "Kitwe", None),
        ("In Kitwe, Zambia, the market of Chambeke burned.", "Kitwe", None),
    ],
)  # fmt: skip
def test_towns_of_parts(
    resolver: PlaceResolver, text: str, main: str, found: tuple[str, str] | None
) -> None:
    assert lies_in(resolver, text, main) == (dict([found]) if found else {})


def test_a_roundabout_is_in_the_town_of_the_dateline(resolver: PlaceResolver) -> None:
    text = "Zambia: police shot two men at the Chambeke roundabout, and Chambeke is tense."
    toponyms = resolver.toponyms(text)
    places = resolver.resolve(toponyms, text=text)
    main = next(p for p in places if p.name == "Chambeke")
    towns = towns_of_parts(zip(toponyms, places, strict=True), main, KITWE)
    assert towns[main.id].name == "Kitwe"


def place(name: str, ident: str = "", **more: object) -> Place:
    """A town of the gazetteer, or a name that stayed open."""
    fields: dict[str, object] = {
        "id": ident or f"name:{name.casefold()}",
        "name": name,
        "surface": name,
        "precision": PlacePrecision.LOCALITY if ident else PlacePrecision.UNRESOLVED,
    }
    return Place.model_validate(fields | more)


KITWE = place("Kitwe", "geonames:911148")
MINE = place("Mbulwe", facility="mine")


def test_a_part_meets_its_town_and_its_name_alone() -> None:
    """What one text tells of the mine in the town, others tell of the town, or of the mine alone."""
    part = part_of(MINE, KITWE)
    assert part.part == "Mbulwe"
    for other in (KITWE, MINE, place("Mbulwe")):
        assert set(place_keys(part)) & set(place_keys(other))
        assert one_place(spot_of(part), spot_of(other))
    assert not one_place(spot_of(part), spot_of(part_of(place("Chambeke"), KITWE)))
    own = KITWE.model_copy(update={"facility": "mine", "precision": PlacePrecision.FACILITY})
    assert not one_place(spot_of(part), spot_of(own))  # "the Kitwe mine" is another


def test_a_guessed_namesake_is_the_town_that_another_text_is_sure_of() -> None:
    """A text that names no province takes the larger town of a name."""
    guessed = place("Taiping", "geonames:1", country="CN", confidence=0.6)
    sure = place("Taiping", "geonames:2", country="CN", confidence=0.95)
    assert one_place(spot_of(guessed), spot_of(sure))
    assert not one_place(spot_of(guessed.model_copy(update={"confidence": 0.9})), spot_of(sure))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Obwin-Karagat highway was cut", "the Karagat-Obwin road was cut"),
        ("the Obwin-Karagat road was cut", "the Obwin-Karagat motorway was cut"),
    ],
)
def test_a_road_has_one_name_from_either_end(resolver: PlaceResolver, one: str, other: str) -> None:
    found = []
    for text in (one, other):
        text = f"In Uganda, {text}."
        places = resolver.resolve(resolver.toponyms(text), text=text)
        found.append(next(p for p in places if p.id.startswith("road:")))
    assert found[0].id == found[1].id
    assert "Obwin" in found[0].aliases
