"""Which party a phrase names, by what the article says and by general knowledge."""

from __future__ import annotations

import pytest

from contraflow.parties import PartyResolver, knowledge
from contraflow.parties.resolution.references import References

INTRODUCED = (
    "Fighters of the Red Lions Brigades took the fort. A Red Lions commander, Abu Omar, told us so. "
    "Captain Ali Sow, a spokesman for the Free Valley Front, agreed."
)
MINISTRY = (
    "Norway's Ministry of Defence gave its account. Colonel Lars Vik of the ministry's press service "
    "said that all was well."
)
SPEAKING = (
    "General Ali Sow, who speaks for the Alliance of Valley Patriots (AVP), called it a lie. The town "
    "was theirs, General Ali Sow added."
)
NORTHERN = "The Taliban-run health ministry spoke. The National Resistance Front held two valleys."


@pytest.mark.parametrize(
    ("text", "home", "phrase", "party"),
    [
        (INTRODUCED, "ML", "Red Lions fighters", "org:rlb"),
        (INTRODUCED, "ML", "Abu Omar", "org:rlb"),
        (INTRODUCED, "ML", "the captain", "org:fvf"),
        (SPEAKING, "ML", "General Ali Sow", "org:avp"),
        (MINISTRY, "NO", "Colonel Lars Vik", "state:NO/military"),
        (MINISTRY, "NO", "the colonel", "state:NO/military"),
        (NORTHERN, "AF", "The Taliban-run health ministry", "org:taliban"),
        (NORTHERN, "AF", "Panjshiri fighters", "org:nrf"),
        # an adjective alone is a region's or a people's, and a nation's troops there are the nation's
        (NORTHERN, "AF", "Panjshiri farmers", "people:farmer"),
        ("Tigray and Ethiopia.", "ET", "Ethiopian troops in Tigray", "state:ET/military"),
        ("Peru and its Islamist insurgents.", "PE", "Islamist insurgents", "role:rebels"),
        # whose forces they are, the word before says
        ("Peru and its rebels.", "PE", "rebel forces", "role:rebels"),
        ("Togo and its rebels.", "TG", "West African jihadists", "role:rebels"),
        # nor is a land's adjective a group's name
        ("South Africa and its rebels.", "ZA", "South African rebels", "role:rebels"),
        ("The Central African Republic.", "CF", "Central African militias", "role:rebels"),
        ("Peru and its rebels.", "PE", "Chilean and rebel forces", "state:CL/military"),
        # a body with a nation in its name is no organ of it
        ("Malian voices.", "ML", "The Oslo-based Malian Conflict Watch", None),
        ("Malian voices.", "ML", "Airports Mali", None),
        # who presides over a body is no head of state, and foreign troops are not the country's own
        ("Peru votes.", "PE", "the president of the farmers' union", "people:president"),
        ("Peru votes.", "PE", "Peru's president", "state:PE/presidency"),
        ("Peru and its army.", "PE", "foreign troops", "role:foreign"),
        # a ministry that no list has, a firm that a country's name describes, a family name like a capital's
        ("Peru digs.", "PE", "the minister of fisheries, Ana Roe", "state:PE/fisheries ministry"),
        ("Peru digs.", "PE", "the fisheries ministry", "state:PE/fisheries ministry"),
        ("Peru digs.", "PE", "XYZ, a firm that ships ore to Chile", "org:xyz"),
        ("Ghana votes.", "GH", "police chief Ana Lima", "state:GH/police"),
        ("Mali votes.", "ML", "UN peacekeepers", "org:un"),
        ("Mali votes.", "ML", "the UN refugee agency", None),
        # a group's own spokesman is not the army's, and of two lands with one adjective it is the one told of
        (SPEAKING, "ML", "the alliance's military spokesman", "org:avp"),
        ("Peace in Brazzaville.", "CG", "Congolese troops", "state:CG/military"),
        ("Peace in Kinshasa.", "CD", "Congolese troops", "state:CD/military"),
        # offices with "chief" in them are offices of their own
        ("Peru and its army.", "PE", "the army chief", "state:PE/military"),
        ("India votes.", "IN", "the chief minister", "office:chief minister"),
    ],
)
def test_phrase(text: str, home: str, phrase: str, party: str | None) -> None:
    found = PartyResolver(knowledge(), text, home=home, outlet="Daily Courier").resolve(phrase)
    if party is None:
        assert found is not None
        assert found.id.startswith("body:")
    else:
        assert found is not None
        assert found.id == party


def test_a_groups_own_medium_speaks_for_it() -> None:
    text = "The army said that the mercenaries had been beaten back near Marib in Yemen."
    parties = PartyResolver(knowledge(), text, home="YE", outlet="Al-Masirah")
    voice = parties.media_voice("Al-Masirah", official=False)
    assert voice is not None
    parties.speaks_for(voice)
    found = parties.resolve("a military source")
    assert found is not None
    assert found.id == voice.id == "org:houthi"


def test_what_can_name_a_party_is_not_passed_over() -> None:
    know = knowledge()
    text = (
        "General Ana Roe, the head of the Lomba Front (LOF), met the Ministry of Health in Maputo."
    )
    resolver = PartyResolver(know, text, home="MZ", outlet="Example News")
    unasked = References(know, resolver.phrases, resolver.article)
    for word in know.telling:
        for phrase in (
            word,
            f"the {word}",
            f"the old {word}",
            f"{word} Sow",
            f"the {word} of Lomba",
        ):
            assert resolver.resolve(phrase) == unasked.resolve(phrase), phrase
    for phrase in ("Roe", "lomba front", "the LOF", "the First Rifle Corps", "7th Brigade"):
        assert resolver.resolve(phrase) == unasked.resolve(phrase) is not None, phrase
    for phrase in ("the old refinery", "days", "A bridge", "Sunday"):
        assert know.tells_nothing(phrase, phrase.casefold())
        assert resolver.resolve(phrase) is None
