"""Which place a name means: level words, namesakes, abstention, spellings, facilities."""

from __future__ import annotations

import pytest

from contraflow.places import PlaceResolver
from schemas.place import Place, PlacePrecision


def resolve(resolver: PlaceResolver, text: str, **context: float) -> dict[str, Place]:
    """The places of a text by surface form; the first of equal ones."""
    places = resolver.resolve(resolver.toponyms(text), text=text, context_countries=context)
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.surface, place)
    return found


@pytest.mark.parametrize(
    ("text", "surface", "ident"),
    [
        # a bare name means the town, a level word the land
        ("Shelling went on in Kherson, Ukraine.", "Kherson", "geonames:706448"),
        ("Shelling went on in Kherson Oblast, Ukraine.", "Kherson Oblast", "iso:UA-65"),
        ("Shelling went on in the Kherson region of Ukraine.", "Kherson region", "iso:UA-65"),
        ("Iraqi forces hold the city of Nineveh.", "Nineveh", None),
        ("In Sudan, Kassala State was calm.", "Kassala State", "iso:SD-KA"),
        ("In Sudan, the town of Kassala was calm.", "Kassala", "geonames:372753"),
        ("Somali troops left Hiran region.", "Hiran region", "iso:SO-HI"),
        ("The Luhansk People's Republic said so; Ukraine denied it.", "Luhansk People's Republic",
         "iso:UA-09"),
        # countries
        ("Troops entered Georgia near Tbilisi.", "Georgia", "iso:GE"),
        ("Troops from Chad entered Niger.", "Niger", "iso:NE"),
        ("Kinshasa said that Congo had been attacked.", "Congo", "iso:CD"),
        ("Brazzaville said that Congo had been attacked.", "Congo", "iso:CG"),
        ("Aid reached the US.", "US", "iso:US"),
        # spellings
        ("Russian troops shelled Nikolayev, Ukraine said.", "Nikolayev", "geonames:700569"),
        ("Ukraine said Mykolaiv was shelled.", "Mykolaiv", "geonames:700569"),
        ("Kiev said that Chernigov was bombed.", "Chernigov", "geonames:710735"),
        ("Syrian jets bombed Deir al-Zour.", "Deir al-Zour", "geonames:170794"),
        ("Syrian jets bombed Dayr az-Zawr.", "Dayr az-Zawr", "geonames:170794"),
        ("Fighting in Mekelle, Ethiopia.", "Mekelle", "geonames:331180"),
        ("Fighting in Mekele, Ethiopia.", "Mekele", "geonames:331180"),
        ("Chinese officials visited Urumqi.", "Urumqi", "geonames:1529102"),
        ("Burmese troops left Moulmein.", "Moulmein", "geonames:1308465"),
    ],
)  # fmt: skip
def test_resolved(resolver: PlaceResolver, text: str, surface: str, ident: str | None) -> None:
    place = resolve(resolver, text)[surface]
    if ident is not None:
        assert place.id == ident
    assert place.surface == surface


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        # namesakes by the country that the text speaks of
        ("The Libyan army shelled Tripoli and Misrata.", "Tripoli", "LY"),
        ("The Lebanese army entered Tripoli, north of Beirut.", "Tripoli", "LB"),
        ("Kenyan police closed the road in Mandera near Somalia.", "Mandera", "KE"),
        ("Peshawar and Hyderabad were flooded, Pakistan said.", "Hyderabad", "PK"),
        ("Mumbai and Hyderabad were flooded, India said.", "Hyderabad", "IN"),
        ("Valencia was flooded; Madrid and Zaragoza sent help.", "Valencia", "ES"),
        ("Valencia was blacked out, as were Caracas and Maracaibo.", "Valencia", "VE"),
        ("British police searched houses in Birmingham and Leeds.", "Birmingham", "GB"),
    ],
)
def test_namesakes(resolver: PlaceResolver, text: str, surface: str, country: str) -> None:
    assert resolve(resolver, text)[surface].country == country


def test_places_across_the_border(resolver: PlaceResolver) -> None:
    """A city of a country that borders on the article's is meant, its namesakes elsewhere not."""
    text = "Ukraine said its drones hit Novorossiysk, and that Chuhuiv and Izium were shelled."
    assert resolve(resolver, text)["Novorossiysk"].country == "RU"


def test_a_suburb_is_not_the_city(resolver: PlaceResolver) -> None:
    text = "Fire reached Zorbavalle, a northern suburb of Athens, Greece said."
    places = resolve(resolver, text)
    assert places["Athens"].country == "GR"
    assert places["Zorbavalle"].precision is PlacePrecision.UNRESOLVED


def test_capital_rather_than_state(resolver: PlaceResolver) -> None:
    text = "In Washington, the United States urged restraint."
    assert resolve(resolver, text)["Washington"].precision is PlacePrecision.LOCALITY


def test_open_place_has_the_country_it_is_put_in(resolver: PlaceResolver) -> None:
    text = "Sri Lanka said the ship had sailed from Zorbavalle, India."
    place = resolve(resolver, text)["Zorbavalle"]
    assert place.country == "IN"


def test_caller_knows_the_country(resolver: PlaceResolver) -> None:
    text = "Fire broke out in Santa Ana."
    assert resolve(resolver, text, SV=1.0)["Santa Ana"].country == "SV"
    assert resolve(resolver, text, US=1.0)["Santa Ana"].country == "US"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        # thirty namesakes and nothing to tell them apart
        ("Ukrainian soldiers are in the village of Mykhailivka.", "Mykhailivka"),
        # the gazetteer's only one lies in a country that the text does not speak of
        ("Mozambican troops are fighting in Bauchi, near Mueda and Pemba.", "Bauchi"),
        # near nothing that the text names
        ("In Xinjiang, Urumqi and Turpan are calm; in Yushu, villagers fled.", "Yushu"),
        # no name at all
        ("Malian troops entered Zorbavalle.", "Zorbavalle"),
        # consonants differ
        ("Ukrainian troops left Kramatulsk for Sloviansk.", "Kramatulsk"),
        # the quarter is no city
        ("Malian troops patrol the Kampala quarter of Gao.", "Kampala quarter"),
    ],
)
def test_abstention(resolver: PlaceResolver, text: str, surface: str) -> None:
    place = resolve(resolver, text)[surface]
    assert place.precision is PlacePrecision.UNRESOLVED
    assert place.id.startswith("name:")
    assert place.surface == surface
    assert place.confidence <= 0.5


def test_namesake_beside_its_neighbour(resolver: PlaceResolver) -> None:
    text = "In the United States, Georgetown, north of Austin, was flooded."
    assert resolve(resolver, text)["Georgetown"].admin == "Texas"
    text = "In the United States, Georgetown, near Lexington, was flooded."
    assert resolve(resolver, text)["Georgetown"].admin == "Kentucky"


@pytest.mark.parametrize(
    "texts",
    [
        ("Syrian rebels hold Tell Zorbar.", "Syrian rebels hold Tal Zurbar."),
        ("Ukraine holds Hlynivka Mala.", "The enemy, Ukraine said, holds Glinovka Mala."),
        ("Algerian villagers left Aït Zorbal.", "Algerian villagers left Ait Zurbal."),
        ("Myanmar's army left Zorkteik.", "Myanmar's army left Zorkhteik."),
    ],
)
def test_open_names_have_one_id_in_all_spellings(
    resolver: PlaceResolver, texts: tuple[str, ...]
) -> None:
    idents = set()
    for text in texts:
        spans = [
            (text.index(n), len(text) - 1) for n in ("Tell", "Tal", "Hlyn", "Glin") if n in text
        ]
        toponyms = resolver.toponyms(text, spans)
        places = resolver.resolve(toponyms, text=text)
        idents |= {p.id for p in places if p.precision is PlacePrecision.UNRESOLVED}
    assert len(idents) == 1


@pytest.mark.parametrize(
    ("text", "surface", "city", "facility"),
    [
        ("Shells hit Misrata airport in Libya.", "Misrata airport", "Misratah", "airport"),
        ("Drones struck the Ryazan oil refinery in Russia.", "Ryazan oil refinery", "Ryazan",
         "oil refinery"),
        ("Saudi jets bombed the port of Hodeidah, Yemen.", "port of Hodeidah", "Al Ḩudaydah", "port"),
    ],
)  # fmt: skip
def test_facility_is_in_its_town(
    resolver: PlaceResolver, text: str, surface: str, city: str, facility: str
) -> None:
    place = resolve(resolver, text)[surface]
    assert place.name == city
    assert place.facility == facility
    assert place.precision is PlacePrecision.FACILITY


def test_facility_of_an_unknown_place(resolver: PlaceResolver) -> None:
    place = resolve(resolver, "Ugandan soldiers hold Zorbavalle mine.")["Zorbavalle mine"]
    assert place.precision is PlacePrecision.UNRESOLVED
    assert (place.name, place.facility) == ("Zorbavalle", "mine")
    assert "Zorbavalle mine" in place.aliases


def test_roads_and_waters_keep_their_names(resolver: PlaceResolver) -> None:
    places = resolve(resolver, "In Uganda the A109 highway to Lake Kyoga was cut.")
    assert places["A109"].id == "road:a109@UG"
    assert places["A109"].facility == "road"
    assert places["Lake Kyoga"].id == "name:lakakiuga"


def test_aliases(resolver: PlaceResolver) -> None:
    """Gazetteer's spellings, the bare name, and what the article says."""
    text = "Ethiopian troops are in Bahir Dar, also spelled Bahar Zar, in Amhara region."
    place = resolve(resolver, text)["Bahir Dar"]
    assert "Bahar Zar" in place.aliases
    assert "Bahr Dar" in place.aliases or "Baher Dar" in place.aliases
    assert len(place.aliases) <= 40
    assert len(set(place.aliases)) == len(place.aliases)
    region = resolve(resolver, text)["Amhara region"]
    assert {"Amhara", "Amhara region"} <= {region.name, *region.aliases}


def test_spellings_within_one_article_are_one_place(resolver: PlaceResolver) -> None:
    text = "Malians fled Zorbaqa (Zorbaka). Residents of Zorbakah said so; Zorbakah is in Mali."
    places = resolver.resolve(resolver.toponyms(text), text=text)
    villages = [place for place in places if place.surface.startswith("Zorb")]
    assert len(villages) == 4
    assert len({place.id for place in villages}) == 1
    assert {"Zorbaqa", "Zorbaka", "Zorbakah"} <= {villages[0].name, *villages[0].aliases}


def test_namesakes_within_one_article(resolver: PlaceResolver) -> None:
    """The text itself tells two places of one name apart."""
    text = (
        "Ukraine said the village of Stepove, near Avdiivka, was shelled. "
        "A second bomb fell on Stepove, Sumy region, where two people died."
    )
    first, second = (
        place
        for place in resolver.resolve(resolver.toponyms(text), text=text)
        if place.surface == "Stepove"
    )
    assert first.id != second.id


def test_town_of_a_district(resolver: PlaceResolver) -> None:
    """Where the gazetteer has the district only, its chief town gets an id of its own."""
    text = "Congolese rebels hold the town of Masisi; the rest of Masisi territory is calm."
    places = resolver.resolve(resolver.toponyms(text), text=text)
    town = next(p for p in places if p.precision is PlacePrecision.LOCALITY)
    land = next(p for p in places if p.precision is PlacePrecision.DISTRICT)
    assert town.id != land.id
    assert town.country == land.country == "CD"


def test_the_same_wherever_it_stands(resolver: PlaceResolver) -> None:
    """Other sentences about the same war do not move a place."""
    base = "Sudanese troops retook Rufaa from the RSF."
    more = base + " Shelling went on in Omdurman, Nyala and Port Sudan. Egypt voiced concern."
    assert resolve(resolver, base)["Rufaa"].id == resolve(resolver, more)["Rufaa"].id


def test_no_toponyms(resolver: PlaceResolver) -> None:
    assert resolver.resolve([], text="") == []


@pytest.mark.parametrize(
    ("dateline", "text", "surface", "ident"),
    [
        # where an article was written says which country its names are in
        ("TRALEE", "Lights are back, Australian crews said.", "TRALEE", "geonames:2961123"),
        ("HERAT", "A quake flattened the village of Zinda Jan and shook Mashhad.", "Zinda Jan",
         "geonames:1120711"),
    ],
)  # fmt: skip
def test_dateline(
    resolver: PlaceResolver, dateline: str, text: str, surface: str, ident: str
) -> None:
    whole = f"{dateline} - {text}"
    toponyms = resolver.toponyms(whole, [(0, len(dateline))])
    places = resolver.resolve(toponyms, text=whole, written=[0])
    assert {p.id for p in places if p.surface == surface} == {ident}
