"""Where the event of a claim is, among the places that an article names: one row a construction."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim

PUBLISHED = datetime(2019, 6, 14, 12, tzinfo=UTC)  # a Friday


def read(reader: Reader, text: str, title: str | None = None) -> list[Claim]:
    article = Article(
        id="t/1", source="Harbour Gazette", published_at=PUBLISHED, title=title, text=text
    )
    return list(reader.read(article).claims)


LEAD = "Floods killed four people in Sirte, Libya, on Thursday."


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        # the speaker's place is not the event's
        ("Six people were injured, the governor told reporters in Tripoli.", "Sirte"),
        ("Officials in Benghazi said six people were injured.", "Sirte"),
        ("The Benghazi regional administration said six people were injured.", "Sirte"),
        ("At a briefing in Tripoli, the minister said six people were injured.", "Sirte"),
        ("DOCTOR (Omar Hadi, Tripoli): Six people were injured.", "Sirte"),
        # a ship and its company are no places
        ("The owner of the MV Ocean Pearl said six people were injured.", "Sirte"),
        ("Pacific Sea Lines said six people were injured.", "Sirte"),
        # where the victims are taken
        ("Six people were injured and are being treated at Tobruk hospital.", "Sirte"),
        ("Tripoli's claim that six people were injured there is untrue.", "Sirte"),
        (
            "In a hospital in Tobruk, where he was flown, a man said six people were injured.",
            "Sirte",
        ),
        # what runs on a line is called by its ends
        ("The Tobruk express hit a car and six people were injured.", "Sirte"),
        ("Flights to Tobruk were suspended.", "Tobruk"),
        (
            "Six people were injured by drones that militias launched from the area of Tobruk.",
            "Sirte",
        ),
        # directions and origins
        ("The road to Tobruk was closed.", "Sirte"),
        ("The Tobruk–Benghazi highway was closed.", "Benghazi–Tobruk road"),
        ("Six people were injured on the road to Tobruk.", "Tobruk"),
        ("The coast road is closed, so lorries are going by Tobruk.", "Sirte"),
        ("Six people were injured in the municipality of Tobruk, the minister said.", "Tobruk"),
        ("The Office of the Ombudsman in Benghazi found that six people were injured.", "Sirte"),
        (
            "The military command in Benghazi informed reporters that six people were injured.",
            "Sirte",
        ),
        ("An agreement was signed in Benghazi after six people were injured.", "Sirte"),
        ("As for Tobruk, the mayor says that six people were injured.", "Tobruk"),
        ("A fire swept through Tobruk and injured six people.", "Tobruk"),
        ("Residents who fled to Tobruk said six people were injured.", "Sirte"),
        # of two places the smaller
        ("In Cyrenaica, six people were injured in Tobruk.", "Tobruk"),
        ("Six people were injured in Tobruk, capital of eastern Cyrenaica.", "Tobruk"),
        ("The wall of a dam in Tobruk burst, and six people were injured there.", "Tobruk"),
        # "where" goes back to the place before it
        ("Rain fell on the road to Tobruk, where six people were injured.", "Tobruk"),
        # and not to the land that it lies in
        (
            "Help went to Qasr, a village in the Butnan district, where six people were injured.",
            "Qasr",
        ),
        ("Rain fell in Tobruk in northern Libya, where six people were injured.", "Tobruk"),
        # what only tells who somebody is, how to find the town, or something else
        ("A driver who had worked in Tobruk for ten years was killed.", "Sirte"),
        ("A letter that we found in Tobruk says that six people were injured.", "Sirte"),
        ("The town, 450 km from Tripoli, has been without electricity since Monday.", "Sirte"),
        ("The market was closed on Friday; the mayor spoke of Tobruk.", "Sirte"),
        ("Six people were injured, the Tripoli daily Almadina said.", "Sirte"),
        ("Six people were injured, and the Tripoli talks were put off.", "Sirte"),
        ("The mayor spoke of six people injured in Tobruk.", "Tobruk"),
        # people and craft are told apart by where they are from
        ("Divers from Tobruk searched for six missing people.", "Sirte"),
        ("Trucks from Benghazi brought water, and the market reopened.", "Sirte"),
        # what lies beside the scene does not become what the next sentence is about
        ("A team from Tobruk is on its way. Six people were injured.", "Sirte"),
        ("Buses to Tobruk are running. Six people were injured.", "Sirte"),
        ("The smoke could be seen in Tobruk. Six people were injured.", "Sirte"),
        ("Italy's minister spoke in Rome. Six people were injured.", "Sirte"),
        ("Six people were injured and taken to the capital.", "Sirte"),
        ("Two families from Tobruk wait at the gate. Six people were injured.", "Sirte"),
        ("In Tobruk, guests slept on the floor. The flood has injured six people.", "Sirte"),
        ("Shells hit Tobruk hospital, killing six people.", "Tobruk"),
        ("The market lies across the bay from Tobruk. Six people were injured.", "Sirte"),
        ("The smell reached Tobruk. Six people were injured.", "Sirte"),
        # where the dead are buried or identified, and what is only likened
        ("Six of the dead were buried in Tobruk.", "Sirte"),
        ("Funerals were held in Tobruk for six of the dead.", "Sirte"),
        ("A laboratory in Tripoli identified six of the bodies.", "Sirte"),
        ("At Tobruk, people buried six dead.", "Tobruk"),
        ("The dam, unlike the one at Tobruk, was not damaged.", "Sirte"),
        # but of an event, or of those who are there
        ("A storm that swept through Tobruk injured six people.", "Tobruk"),
        # the town is the article's
        ("The market in the town was destroyed.", "Sirte"),
        # a verb that may report, where nobody speaks
        ("Fighting continued on the outskirts of Tobruk.", "Tobruk"),
        # "nationwide"
        ("Across the country, notably in Sabha, 40 people were killed.", "Libya"),
        ("Floods have killed 40 people in five provinces since Monday.", "Libya"),
    ],
)
def test_scene(reader: Reader, sentence: str, place: str) -> None:
    claims = read(reader, f"{LEAD}\n\n{sentence}", title="Floods kill four in Sirte")
    mine = [c for c in claims if c.field == "text" and c.quote in sentence]
    found = {c.place.name for c in mine if c.axis.startswith("casualties")} or {
        c.place.name for c in mine
    }
    assert found == {place}


def test_the_launch_site_is_not_the_target(reader: Reader) -> None:
    text = "Rockets hit Sabha in Libya.\n\nThe army said the rockets had been fired from Tobruk."
    claims = read(reader, text, title="Rockets hit Sabha")
    assert {c.place.name for c in claims} == {"Sabha"}


def test_a_dateline_is_no_place_of_claims(reader: Reader) -> None:
    text = "Tunis, June 14 (HG) - Three people were killed on Thursday.\n\nTen were injured in Sirte, Libya."
    assert "Tunis" not in {c.place.name for c in read(reader, text)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # a name that no gazetteer has, of a place of villagers, and not what it is near
        ("The villagers of Zorba, near Sirte, were shot. Three people died.", "Zorba"),
        ("Zorba has been emptied of its sick, who are now in Sirte. Three people died.", "Zorba"),
        # an official speaks for the land around the town that a text is about
        (
            "SABHA - A wall fell. Three people died, the prefect of Wadi al Hayaa district said.",
            "Sabha",
        ),
        # agreed at one place, in force at another
        ("The ceasefire announced in Tunis took hold in Sirte. Three people died.", "Sirte"),
        # reporters go to where it happens, but capitals are where they live
        ("SABHA, Libya (HG) - Three people died when a bus overturned.", "Sabha"),
        ("SIRTE. Three people died near the Desert Star Limited depot.", "Sirte"),
        # storms and companies are no places
        ("Hurricane Zulma struck Sirte. Zulma was weaker than feared. Three people died.", "Sirte"),
        ("Three people died at Kufra Copper Limited near Sabha.", "Sabha"),
        ("Marburg has reached Sirte, and the Marburg virus kills. Three people died.", "Sirte"),
        ("On 12 Dhu al-Hijjah shells fell. Three people died in Sirte.", "Sirte"),
    ],
)
def test_what_an_article_is_about(reader: Reader, text: str, place: str) -> None:
    killed = [c for c in read(reader, text) if c.axis == "casualties.killed"]
    assert {c.place.name for c in killed} == {place}


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels seized Brega and some villages, the largest of which are Marada and Zorba, a general said.",
        "Rebels seized Brega and other towns, such as Marada and Zorba, a general said.",
    ],
)
def test_each_town_of_a_list_is_taken(reader: Reader, sentence: str) -> None:
    claims = read(reader, f"{LEAD}\n\n{sentence}")
    held = {c.place.surface for c in claims if c.axis == "control.holder"}
    assert held == {"Brega", "Marada", "Zorba"}


@pytest.mark.parametrize(
    ("title", "text", "place"),
    [
        # a lead tells the event by its country or region, and then where it was
        ("Blast in Libya kills 12", "A blast in a mosque in Libya killed 12 people on Thursday. The mosque in Sabha had been full.", "Sabha"),
        ("Gunman kills 12 at Texas elementary school", "MIDLAND, Texas (HG) - A gunman killed 12 people at a Texas elementary school on Thursday. It is in the city of Midland.", "Midland"),
        ("Floods in Libya kill 12", "Floods across Libya killed 12 people on Thursday. The market in Sabha was closed.", "Libya"),
        # further places, ways and bearings are not what it is about
        ("Bus crash", "A bus from Benghazi to Tripoli overturned near Ajdabiya on Thursday. Twelve people died.", "Ajdabiya"),
        ("Crash", "The crash happened near the town of Zelten, 90 km from Tripoli. Twelve people died.", "Zelten"),
        ("Houthis say US strikes on oil port kill 12", "SANAA - The strikes hit Hodeidah in Yemen. Twelve people died.", "Hodeidah"),
        ("Boat", "MILAN (HG) - A boat capsized 50 kilometres south of the island of Zelten. Twelve people died.", "Zelten"),
        ("Statement on flight 12", "Flight 12, Sabha to Kufra, crashed near Zelten on Thursday. Twelve people died. Sabha is in Libya.", "Zelten"),
        ("Blast kills 12 in Libya", "A blast at a depot in southern Libya killed 12 people on Thursday, doctors at a hospital in Sabha said. The dead were workers.", "Sabha"),
        ("Blast at plant west of Tripoli", "Twelve people died in a blast at a plant west of Tripoli on Thursday. The plant is in Zelten, and Zelten mourns. Zelten has no clinic.", "Zelten"),
        ("Statement on flight 12", "Flight 12 from Sabha to Kufra was diverted to Zelten on Thursday, and twelve people died. They were Libyans.", "Zelten"),
        ("After Zelten: what we know", "The wall burst on Thursday, and twelve people died. Their families wait in Tripoli.", "Zelten"),
        # a local paper's dateline is nearer the scene than an agency's
        ("The night", "SABHA — In Zorba, Kintemo and Gurdavel the lamps were out.\n\nTwelve people died, and Libya mourns.", "Sabha"),
        # what a text says the place that it names first is a part or the neighbour of
        ("Riot near capital kills 12", "At least 12 inmates were killed in a prison riot near Honduras's capital on Monday, officials said.\n\nThe fight began at Tamarel prison, 20 km from Tegucigalpa. Guards hold Tamarel prison again.", "Tamarel Prison"),
        ("Landslide", "At least 12 people died, officials said. The slide hit the Quimbera area of Sonapara, Narsingdi, in Bangladesh.", "Quimbera"),
        ("12 dead in Chad attack", "At least 12 people were killed in an attack on a village in eastern Chad, witnesses said.\n\nA man told of it from a health centre in Abéché. A chief said the riders came to the village of Kourbo.", "Kourbo"),
        ("Train derails", "MADRID — In Spain's worst rail crash in ten years, a train derailed on Friday, killing 12 people.\n\nIt jumped the rails near Villamor at noon.\n\nProsecutor Ana Ruiz said in Palencia that the toll could rise.", "Villamor"),
        ("Twelve killed in Sri Lankan temple", "At least 12 people died in a crush at a temple near Sri Lanka's capital, police said.\n\nThe crowd pushed at the Walgama temple, 15 kilometres north of Colombo.", "Walgama Temple"),
        ("Crush kills 12", "At least 12 people died in a crush in Verdina, in Medellin's rich south. Medellin mourns.", "Verdina"),
        ("", "Mourners stood in line in Paris.\n\nNIAMEY, Niger — At least 12 people were killed in an attack on a village in western Niger, witnesses said.\n\nThe army said the riders came to the village of Tongoré.", "Tongoré"),
        ("Avalanche", "BITLIS, Turkey — At least 12 people were killed in Turkish Kurdistan when an avalanche struck.\n\nIt hit in the Mutki district of Bitlis province. Villagers in Mutki dug with their hands.", "Mutki"),
        ("Ship sinks off Libya", "An Atlas of the air force took off, and a second Atlas followed. Twelve people died.", "Libya"),
        ("Killings", "Twelve people died in Zbela, East Ghur, a resident said.", "Zbela"),
    ],
)  # fmt: skip
def test_where_the_event_is(reader: Reader, title: str, text: str, place: str) -> None:
    killed = [c for c in read(reader, text, title) if c.axis == "casualties.killed"]
    assert {c.place.surface.title() for c in killed} == {place}


def test_a_premier_condemns_from_afar(reader: Reader) -> None:
    text = f"{LEAD} Armed men attacked Sabha. The premier condemned the attack in Tripoli."
    assert "Tripoli" not in {c.place.name for c in read(reader, text)}


def test_sections_are_labelled_by_place(reader: Reader) -> None:
    text = (
        "Sirte. Five people were killed on Thursday.\n"
        "Tobruk. The port was closed.\n"
        "Sabha: ten people were injured.\n\nAll are in Libya."
    )
    claims = read(reader, text)
    assert {c.place.name for c in claims if c.axis == "casualties.killed"} == {"Sirte"}
    assert {c.place.name for c in claims if c.axis == "status.access"} == {"Tobruk"}
    assert {c.place.name for c in claims if c.axis == "casualties.injured"} == {"Sabha"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Wazirabat has been in our hands since Tuesday.",
        "The army assaulted Wazirabat on Tuesday.",
        "Wazirabat is calm again after the shelling.",
    ],
)
def test_names_that_no_gazetteer_has(reader: Reader, sentence: str) -> None:
    text = f"Troops fought rebels in Libya.\n\nColonel Hadi said: {sentence}"
    assert "Wazirabat" in {c.place.name for c in read(reader, text)}


def test_a_hotel_is_in_the_town_that_the_text_is_about(reader: Reader) -> None:
    text = f"{LEAD}\n\nThe Zefira hotel was destroyed."
    claims = read(reader, text, title="Floods kill four in Sirte")
    hotel = next(c for c in claims if "hotel" in c.quote)
    assert (hotel.place.name, hotel.place.facility) == ("Sirte", "hotel")
    assert "Zefira hotel" in hotel.place.aliases


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # what tells the time happened elsewhere
        (
            "A bomber killed two in Peru's southern region of Puno, a week after blasts in Lima.",
            "Puno",
        ),
        (
            "A week after blasts in Lima, a bomber killed two guards in the region of Puno.",
            "Puno",
        ),
        ("A week after the blast in Lima, 20 people are still missing.", "Lima"),
        # a works is called after another town, and what it makes stands between
        ("Twelve people died in a fire at the Bologna clothing factory in Multan.", "Multan"),
        ("A blast at the Victoria fireworks factory in Multan killed seven workers.", "Multan"),
    ],
)
def test_where_the_count_is(reader: Reader, text: str, place: str) -> None:
    counts = {c.place.name for c in read(reader, text) if c.axis.startswith("casualties.")}
    assert counts == {place}


def test_that_attack_was_where_the_sentence_before_tells(reader: Reader) -> None:
    text = (
        "Gunmen shot dead nine people at a bar in Puebla on Monday. It was the worst attack since"
        " 30 people died in Oaxaca in May. That attack was carried out by soldiers."
    )
    claims = read(reader, text)
    assert {c.place.name for c in claims if "soldiers" in c.quote} == {"Oaxaca"}


def test_a_capital_that_only_speaks_is_not_what_the_article_is_about(reader: Reader) -> None:
    claims = read(
        reader,
        "Rabat hoped that talks would begin. Six people were killed. Rabat said that it knew of nothing. "
        "Shells had hit a school in the town of Zagora, a doctor said.",
        title="Algiers blames Rabat for shelling; Rabat denies it",
    )
    assert {c.place.name for c in claims if c.axis == "casualties.killed"} == {"Zagora"}


def test_where_something_is_planned_is_not_what_the_article_is_about(reader: Reader) -> None:
    claims = read(
        reader,
        "Two herders were killed near Isiolo on Tuesday. The chiefs of both clans will sit down in "
        "Garissa on Friday and are to meet the governor in Garissa again on Monday.\n\n"
        "Eleven people were wounded.",
    )
    assert {c.place.name for c in claims if c.axis == "casualties.injured"} == {"Isiolo"}
