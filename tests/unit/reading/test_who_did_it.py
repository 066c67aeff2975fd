"""Who did it, as single reports of violence say it: one row a construction."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim, Parties


def _read(reader: Reader, text: str, title: str = "") -> list[Claim]:
    published = datetime(2024, 3, 5, 18, tzinfo=UTC)
    article = Article(id="t/1", source="Herald", published_at=published, title=title, text=text)
    return list(reader.read(article).claims)


def _culprits(claims: list[Claim]) -> set[str]:
    return {
        member
        for claim in claims
        if claim.axis == "attack.culprit" and isinstance(claim.value, Parties)
        for member in claim.value.members
    }


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # verbs of attack
        ("FARC rebels waylaid a police patrol near Toribío, killing four officers.", "org:farc"),
        ("Militants stormed a police station in Bannu and killed four men.", "role:rebels"),
        ("The rebels set off explosives as the convoy drove by near Tame.", "role:rebels"),
        (
            "A suicide bomber came up and blew himself apart in the middle of the crowd in Gombe.",
            "role:rebels",
        ),
        ("Guerrillas of the ELN dynamited an oil pipeline near Saravena.", "org:eln"),
        ("Unknown men threw a grenade into a church in Garissa, hurting six.", "role:unknown"),
        ("A man in a police uniform opened fire at a post in Kandahar.", "role:unknown"),
        # nouns of attack
        ("An ELN ambush left six soldiers dead in Arauca.", "org:eln"),
        ("A Taliban ambush killed six policemen in Farah.", "org:taliban"),
        (
            "A farmer died in firing by Indian troops at Nakyal, an officer said.",
            "state:IN/military",
        ),
        ("Gunfire from the Thai side killed a villager near Preah Vihear.", "state:TH"),
        ("A suspected US drone strike killed four people in Wana on Saturday.", "state:US"),
        (
            "The army blamed rebel shelling for the deaths of six villagers in Loikaw.",
            "role:rebels",
        ),
        # what was used tells whose it was
        ("A landmine laid by FARC rebels tore apart a truck in Caquetá.", "org:farc"),
        ("Mortar shells fired from Syria killed three people in Akcakale.", "state:SY"),
        ("The army said its airstrikes had killed 15 fighters near Zuwara.", "state:LY/military"),
        ("Warplanes believed to be Russian struck a market in Maarat al-Numan.", "state:RU"),
        # who is said to be behind it
        ("Two car bombings that the Islamic State has claimed shook Hasakah.", "org:isis"),
        ("A raid which the FDLR is alleged to have carried out shook Masisi.", "org:fdlr"),
        ("Officials suspect al-Shabab of carrying out the attack in Wajir.", "org:shabaab"),
        ("Police suspect the PKK in the bombing in Diyarbakir.", "org:pkk"),
        ("The police commander linked the attackers in Diffa to Boko Haram.", "org:bokoharam"),
        ("The ministry named the PKK as the group behind the bombing in Ankara.", "org:pkk"),
        ("Officials described the attackers in Nasiriyah as fighters of ISIS.", "org:isis"),
        ("The police chief in Mosul said al-Qaeda was responsible.", "org:alqaeda"),
        (
            "The deaths resulted from shelling of the camp in Loikaw by the army.",
            "state:MM/military",
        ),
        ("The FARC carried out a number of attacks in Tumaco.", "org:farc"),
        ("Maoists triggered an IED blast in Bijapur that killed a guard.", "org:maoists"),
        ("Police beat demonstrators with batons in Sfax.", "state:TN/police"),
        ("Shells fired from separatist-held territory hit a bus in Volnovakha.", "role:rebels"),
        ("Security officials in Sirte said the bombers belonged to ISIS.", "org:isis"),
        # those who killed fighters, and persons whom nobody names
        ("Militants killed 12 soldiers near Tahoua on Monday.", "role:rebels"),
        ("Three gendarmes were killed by militants near Kasserine.", "role:rebels"),
        ("Soldiers killed 12 rebels near Kaya on Monday.", "state:BF/military"),
        ("A suicide bomber killed six policemen in Quetta on Monday.", "role:rebels"),
        ("A 31-year-old man killed three pupils with a knife in Graz.", "role:unknown"),
        ("A student shot dead two teachers at a school in Izmir.", "role:unknown"),
        ("A former employee opened fire at a factory in Leeds.", "role:unknown"),
        # what they fired or burned
        ("Eight people were killed by police fire in Lima, doctors said.", "state:PE/police"),
        ("Rioters burned several shops in Colombo on Monday.", "role:protesters"),
        ("An army rocket in Homs killed three children.", "state:SY/military"),
        # one of two who fought
        (
            "Clashes between farmers and herders left 12 people dead in Bauchi.",
            "people:band of herders",
        ),
        (
            "Ten people died in fighting between the Houthis and the army in Marib.",
            "org:houthi",
        ),
        ("Marchers clashed with police in Quito, leaving three dead.", "state:EC/police"),
        ("A rival faction attacked a cell block in Palmasola, killing nine.", "role:unknown"),
    ],
)
def test_who_did_it(reader: Reader, text: str, who: str) -> None:
    assert who in _culprits(_read(reader, text))


@pytest.mark.parametrize(
    "text",
    [
        "No group immediately claimed responsibility for the blast in Quetta.",
        "Nobody has claimed the attack in Kidal.",
        "Police suspect a gas leak in the blast in Puebla.",
        "The police chief in Mosul said al-Qaeda had the motive and the means.",
        "The governor said the council in Mérida was responsible for the roads.",
        "Rescuers carried children out of the ruins in Izmir.",
        "Six people were killed in Ariha by shelling from the hills.",
        "Two men died in firing in Ariha.",
        "A jet overran the runway in Malé, hurting six.",
        "A drunk driver killed three people in Porto on Monday.",
        "He said no outsider had got past the fence in Turin.",
        "Clashes between rival gangs killed five people in Cali.",
        "The fire in Dhaka killed at least 40 of the 200 workers inside.",
        "The Dhaka fire killed at least 40 workers.",
        "A bomb in Dhaka killed 40 people.",
        "A tank shell in Aleppo killed three children.",
        "Nine people were killed by the fire in Dhaka.",
        "Nine people were killed by a factory fire in Dhaka.",
        "Nine people were killed by a Chilean forest fire in Concepción.",
        "Bangladeshi factory fire kills nine in Dhaka.",
        "His views clashed with those of police in Quito after three deaths.",
        "Talks on the clashes between the Houthis and the army began in Muscat.",
    ],
)
def test_nobody_is_said_to_have_done_it(reader: Reader, text: str) -> None:
    assert not _culprits(_read(reader, text))


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Rebels ambush army convoy in Masisi, 12 dead", "role:rebels"),
        ("Gunmen attack church in Kaduna, abduct priest", "role:unknown"),
        ("Gunmen storm school in Zamfara, abduct 73 students", "role:unknown"),
        ("Jihadists raid village in Djibo, kill 20", "role:rebels"),
        ("Naxals blast vehicle in Bijapur, seven policemen die", "org:maoists"),
        ("Insurgents overrun base in Monguno, kill 20 soldiers", "role:rebels"),
        ("Islamic State claims Kabul mosque bombing", "org:isis"),
        ("Army helicopter fires on marchers in Asmara", "state:ER/military"),
        ("Six killed in Sudanese shelling of Malakal", "state:SD"),
    ],
)
def test_who_did_it_in_headlines(reader: Reader, title: str, who: str) -> None:
    assert who in _culprits(_read(reader, "Officials gave no details.", title))


@pytest.mark.parametrize(
    "title",
    [
        "Farmers market in Zaria reopens, shops full",
        "Workers strike threat in Lagos grows, minister warns",
        "Soldiers raid plan in Goma denied, army says",
        "House fires on rise in Leeds, brigade warns",
    ],
)
def test_nouns_of_headlines_stay_nouns(reader: Reader, title: str) -> None:
    assert not _culprits(_read(reader, "Officials gave no details.", title))


def test_burning_houses_hurts_nobody(reader: Reader) -> None:
    told = _read(reader, "Gunmen in Gboko are reported to have burned at least 45 houses.")
    assert "casualties.injured" not in {claim.axis for claim in told}
    assert _culprits(told) == {"role:unknown"}


def test_attacks_that_are_carried_out_empty_no_town(reader: Reader) -> None:
    told = _read(reader, "Fighters linked to ISIL carried out a number of attacks in Tillia.")
    assert "movement.evacuation" not in {claim.axis for claim in told}


def test_a_coalition_once_named_is_the_coalition(reader: Reader) -> None:
    text = "The Saudi-led coalition denied it. Coalition aircraft hit a hospital in Hajjah."
    assert "state:SA/military/coalition" in _culprits(_read(reader, text))


def test_who_killed_fighters_is_asked_of_these(reader: Reader) -> None:
    told = _read(reader, "Militants killed 12 soldiers near Tahoua on Monday.")
    assert {c.referent for c in told if c.axis == "attack.culprit"} == {"state:NE"}
    told = _read(reader, "Militants killed 12 villagers near Tahoua on Monday.")
    assert {c.referent for c in told if c.axis == "attack.culprit"} == {""}


def test_who_condemns_an_attack_looks_at_no_building(reader: Reader) -> None:
    told = _read(reader, "The UN office in Colombia condemned the attack in Cali.")
    assert "soundness" not in {claim.referent for claim in told}
    told = _read(reader, "The school in Cali had been condemned years ago.")
    assert "soundness" in {claim.referent for claim in told}
