"""What is taken for the name of a place, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.places import PlaceResolver
from contraflow.places.toponyms import Toponym


def texts(resolver: PlaceResolver, text: str) -> list[str]:
    return [toponym.text for toponym in resolver.toponyms(text)]


def one(resolver: PlaceResolver, text: str) -> Toponym:
    (toponym,) = resolver.toponyms(text)
    return toponym


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # longest match
        ("Fighting reached New Halfa and Khashm el Girba.", ["New Halfa", "Khashm el Girba"]),
        ("The strike hit Port-au-Prince overnight.", ["Port-au-Prince"]),
        ("Clashes went on in Santa Cruz de la Sierra.", ["Santa Cruz de la Sierra"]),
        ("They met in the Central African Republic.", ["Central African Republic"]),
        ("The convoy left Ras al-Ayn for al-Bab.", ["Ras al-Ayn", "al-Bab"]),
        # level words belong to the name
        ("The army shelled Helmand province.", ["Helmand province"]),
        ("Floods in Sindh Province reached the town of Khairpur Nathan Shah.",
         ["Sindh Province", "Khairpur Nathan Shah"]),
        # unknown names with a locative cue
        ("Troops entered Zorbavalle and Kintemo.", ["Zorbavalle", "Kintemo"]),
        ("Residents of Tarbuvka fled to the village of Hnylche Verkhne.",
         ["Tarbuvka", "Hnylche Verkhne"]),
        ("Zorbavalle, a mining village in the hills, was cut off.", ["Zorbavalle"]),
        ("Zorbavalle has fallen, the rebels said.", ["Zorbavalle"]),
        # hyphen and dash
        ("Traffic on the Kano–Zaria road stopped.", ["Kano–Zaria road"]),
        # 'New' makes another name; a day's abbreviation may end one
        ("They shelled New Tashkopru and Phnum Mon on Monday.", ["New Tashkopru", "Phnum Mon"]),
        # enumerations
        ("Power failed in Kunduz, Taloqan and Zorbavalle.", ["Kunduz", "Taloqan", "Zorbavalle"]),
        # headlines in title case
        ("Rebels Seize Airport In Bangui As Army Flees", ["Bangui"]),
        ("MEKELE: MARKET HIT AGAIN", ["MEKELE"]),
        # small words inside names
        ("A tanker sank in the Bab al-Mandab strait.", ["Bab al-Mandab strait"]),
        ("Police closed the roads to La Zorba and Mine Hollow.", ["La Zorba", "Mine Hollow"]),
        # shouted words are no names
        ("Our men LIBERATED Zorbavalle today, and the enemy fled.", ["Zorbavalle"]),
        # what tells which of its kind a facility is goes with it, and ranks with the person
        ("They shelled the Zorbavalle County Referral Hospital.",
         ["Zorbavalle County Referral Hospital"]),
        ("Lance Corporal Amado Tarbuv fell on Monday.", []),
        ("Mrs. Amado Tarbuv lost a purse, and don Zorbav was struck.", []),
        # what is left of a house of state is no name, nor are those whom a list counts
        ("The minister has not left State House since noon.", []),
        ("Evacuees: 300 are in Zorbavalle. We'll plant again.", ["Zorbavalle"]),
        # a people that is called as some town elsewhere has an article or a number before it
        ("They signed with the Tama, who had lost 80. Of 95 dead 83 Tama, 12 soldiers.", []),
        # 'round' tells where
        ("Clashes went on round Zorbavalle Norte.", ["Zorbavalle Norte"]),
        # a country's embassy is the country's
        ("France's embassy in Bamako is closed.", ["France", "Bamako"]),
        # what happened at a place is called by its name; so is a headline's topic
        ("Relatives of the Zorbavalle fire victims gathered.", ["Zorbavalle"]),
        ("Zorbavalle: what is known so far\n\nThe number of the dead rose.", ["Zorbavalle"]),
        ("After Zorbavalle: how a wall failed\n\nThe dead were many.", ["Zorbavalle"]),
        ("Fire at Unit 2, Zorbavalle\n\nThe dead were many.", ["Zorbavalle"]),
        # and so are those who live there; a company's name holds no place
        ("Three Zorbavalle residents stayed.", ["Zorbavalle"]),
        ("The Zorbavalle sea dike and the Kintemo post held.",
         ["Zorbavalle sea dike", "Kintemo post"]),
        ("Shares in Grupo Zorbavalle fell after the fire.", []),
        # days, estates, and fires that are called by a creek
        ("The 9 de Julio dam broke; two died on the Zorbavalle estate.",
         ["9 de Julio dam", "Zorbavalle estate"]),
        ("The Zorbavalle Creek fire spread.", ["Zorbavalle Creek"]),
        ("The Kintemo district of Nairobi and Zorba River Dam were shelled.",
         ["Kintemo district", "Nairobi", "Zorba River Dam"]),
        ("The tailings dam of the Zorba do Kintemo mine in Kitwe broke.",
         ["tailings dam of the Zorba do Kintemo mine", "Kitwe"]),
        ("They met on Union Island, in the North West of the country.", ["Union Island"]),
        # offices, documents, makes, outlets and initials are no places
        ("The District Magistrate of Zorbavalle spoke to the Tunis Independent.", ["Zorbavalle"]),
        ("SITREP NO. 4: a Cessna of the FAKo came down near Zorbavalle.", ["Zorbavalle"]),
        # numbered hills and posts
        ("Our men hold Hill 402 and Checkpoint 9.", ["Hill 402", "Checkpoint 9"]),
        # abbreviations of countries
        ("Aid from the US and the UK reached DR Congo.", ["US", "UK", "DR Congo"]),
    ],
)  # fmt: skip
def test_found(resolver: PlaceResolver, text: str, found: list[str]) -> None:
    assert texts(resolver, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Police said the Union would march on Most days in May.",
        "Mobile phones and reading glasses were handed out.",
        "Six men of the Uganda People's Defence Force were hurt.",
        "Red Cross: 187 dead in the north",
        "Nobody was hurt, Hamid Karimi said on Friday.",
        "President Santiago spoke to General Valencia.",
        "The Infantry Division and the Department of Public Works denied it.",
        "In March the Senate heard Mr Austin.",
        "The Ukrainian, Russian and French delegations left.",
        "He quoted the Central Committee of the Party.",
        "Colonel Abdoulaye Kayes said so. Kayes added that he was sure.",
        "Ms Florence Lindau teaches at the University of Leipzig.",
        "According to Reuters, 40 people died.",
        "Talks between the Lendu and Hema militias failed.",
        "The Arakan Army and the Congo River Alliance met.",
        "The 21st Mechanised Division was ready.",
        "Fighters of M23 were seen on the road.",
        "Clashes broke out at George Washington University.",
        "The minister, Victoria Hamilton, told journalists that nothing had happened.",
        "",
        "...",
        "\n\n— ",
    ],
)
def test_not_found(resolver: PlaceResolver, text: str) -> None:
    assert texts(resolver, text) == []


def test_what_tells_a_facility_from_its_like_is_no_part_of_the_name(
    resolver: PlaceResolver,
) -> None:
    assert one(resolver, "They left Zorbavalle Central District Hospital.").name == "Zorbavalle"


@pytest.mark.parametrize(
    ("text", "surface", "facility"),
    [
        ("Shells hit Benina airport.", "Benina airport", "airport"),
        ("Shells hit Hodeidah International Airport.", "Hodeidah International Airport",
         "international airport"),
        ("Fire broke out at the Ryazan oil refinery.", "Ryazan oil refinery", "oil refinery"),
        ("The port of Mocha is closed.", "port of Mocha", "port"),
        ("They blew up the bridge over the Kunene.", "bridge over the Kunene", "bridge"),
        ("The Gondar Teaching Hospital is full.", "Gondar Teaching Hospital", "teaching hospital"),
        ("Patients fled the hospital at Kutum.", "hospital at Kutum", "hospital"),
        ("They are at Santo Amaro Velho hospital.", "Santo Amaro Velho hospital", "hospital"),
        ("A bomb fell on Maiduguri's market.", "Maiduguri's market", "market"),
        ("Water rose behind the Mosul Dam.", "Mosul Dam", "dam"),
        ("Gunmen raided Kaduna railway station.", "Kaduna railway station", "railway station"),
    ],
)  # fmt: skip
def test_facilities(resolver: PlaceResolver, text: str, surface: str, facility: str) -> None:
    toponym = one(resolver, text)
    assert (toponym.text, toponym.facility, toponym.kind) == (surface, facility, "facility")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("in the city of Idlib", "settlement"),
        ("in Kassala State", "region"),
        ("in the governorate of Kef", "region"),
        ("in Nangarhar province", "region"),
        ("in the wilaya of Tlemcen", "region"),
        ("in Izmail raion", "district"),
        ("in the cercle of Ansongo", "district"),
        ("in the village of Tsinjoni", "village"),
        ("in Mong Kung township", "settlement"),
        ("in the Poytug quarter", "quarter"),
        ("in Donetsk People's Republic", "region"),
        ("in Tumaco-Centro", "settlement"),
    ],
)
def test_level_words(resolver: PlaceResolver, text: str, level: str | None) -> None:
    toponym = one(resolver, f"People fled {text} on Monday.".replace("fled in", "died in"))
    assert toponym.level == level


def test_headings_of_a_list_by_place(resolver: PlaceResolver) -> None:
    text = "Situation at noon\n\n🔥 KUNDUZ: calm.\n🔥 ZORBAVALLE: shelling.\n• TALOQAN: no news.\n"
    assert texts(resolver, text) == ["KUNDUZ", "ZORBAVALLE", "TALOQAN"]
    text = "PRESENTER: Good evening.\nZORBAVALLE: Good evening.\nPRESENTER: Thank you.\n"
    assert texts(resolver, text) == []


def test_plural_level_word_is_every_ones(resolver: PlaceResolver) -> None:
    found = resolver.toponyms("They shelled the Osh, Batken and Zorbavalle regions.")
    assert [(t.text, t.level) for t in found] == [
        ("Osh", "region"), ("Batken", "region"), ("Zorbavalle", "region"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The M4 motorway is cut.", "facility"),
        ("Lorries waited on national road 7.", "facility"),
        ("They crossed the Kagera River.", "water"),
        ("A boat sank in Lake Albert.", "water"),
        ("They marched into Zambia.", "country"),
        ("They marched into Lusaka.", "settlement"),
        ("They marched into Punjab.", "region"),
    ],
)
def test_kinds(resolver: PlaceResolver, text: str, kind: str) -> None:
    assert one(resolver, text).kind == kind


def test_a_number_alone_is_no_road(resolver: PlaceResolver) -> None:
    assert texts(resolver, "Fighters of M23 carried AK 47 rifles.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers are in Zorbavalle (Sorbawalle in Russian).",
        "Soldiers are in Zorbavalle, also spelled Sorbawalle, today.",
        "Soldiers are in Zorbavalle, known in Chinese as Suobawale, today.",
        "Soldiers are in Zorbavalle (Sorbavale).",
        "Soldiers are in Zorbavalle (Leninsk on Soviet maps).",
        "Soldiers are in Zorbavalle, formerly Leninsk, today.",
    ],
)
def test_aliases_that_the_text_gives(resolver: PlaceResolver, text: str) -> None:
    first, second = resolver.toponyms(text)
    assert first.also == (second.name,)
    assert second.also == (first.name,)


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers are in Tessalit (Mali).",
        "Soldiers are in Tessalit or Kidal.",
        "Soldiers are in Tessalit and in Kidal.",
    ],
)
def test_no_alias(resolver: PlaceResolver, text: str) -> None:
    first, _second = resolver.toponyms(text)
    assert first.also == ()


def test_relations(resolver: PlaceResolver) -> None:
    first, second = resolver.toponyms("They hold Zorbavalle, a village 8 km south of Kidal.")
    assert first.near == ("Kidal",)
    assert second.near == ()
    first, _ = resolver.toponyms("They hold Zorbavalle in Kidal region.")
    assert first.within == ("Kidal",)


def test_spans_of_a_parser_decide(resolver: PlaceResolver) -> None:
    text = "Zorbavalle awaits help."
    assert resolver.toponyms(text) == []
    assert [t.text for t in resolver.toponyms(text, [(0, 10)])] == ["Zorbavalle"]
    text = "In Valencia all is calm."
    assert [t.text for t in resolver.toponyms(text)] == ["Valencia"]
    assert resolver.toponyms(text, None, [(3, 11)]) == []


_WORDS = st.sampled_from(
    "in of the Kharkiv Lake M5 al- - ( ) , . 's Mr City \n Port-au-Prince UK Army\u00a0X É ʼ 日本 ' ’s airport village".split(" ")
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join)))
def test_any_text(resolver: PlaceResolver, text: str) -> None:
    """No text breaks the scan; offsets slice back and do not overlap; resolving gives one each."""
    toponyms = resolver.toponyms(text)
    end = 0
    for toponym in toponyms:
        assert end <= toponym.start < toponym.end <= len(text)
        assert text[toponym.start : toponym.end] == toponym.text
        end = toponym.end
    places = resolver.resolve(toponyms, text=text)
    assert len(places) == len(toponyms)
    assert all(place.surface == t.text for place, t in zip(places, toponyms, strict=True))
