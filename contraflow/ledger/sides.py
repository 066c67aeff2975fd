"""How two parties relate: the same voice, the wider party of the other, or apart.

Party ids are hierarchical (``state:RU/military``): a prefix is the wider party.
"""

from __future__ import annotations

import re
from functools import lru_cache

from contraflow.parties.keys import top
from schemas import Claim, Speaker

_STATE = "state:"
_GENERIC = ("role:", "people:", "name:", "office:")
_BY_NAME = ("person:", "body:", "name:")
_WAR_VOICES = frozenset({"", "military", "government"})
"""Organs that report with the armed forces' voice on control, movement, attack and losses."""
_FOLK = frozenset(
    f"people:{word}"
    for word in (
        "local",
        "villager",
        "inhabitant",
        "townspeople",
        "townsfolk",
        "neighbour",
        "neighbor",
    )
)
"""Those who live where it happened, under other names than "residents"."""
_WAR_ASPECTS = ("control", "movement", "attack", "damage", "casualties")


def fold_name(name: str) -> str:
    """A name for comparison: lower case words, without the article."""
    words = re.findall(r"[^\W_]+", name.casefold())
    while words and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def speaker_id(speaker: Speaker) -> str:
    """The party that answers for a claim; the speaker's name where no party is known."""
    if speaker.party is not None:
        return speaker.party.id
    return ("outlet:" if speaker.is_outlet else "name:") + fold_name(speaker.name)


def claim_party(claim: Claim) -> str:
    """The party under which a claim is merged: the organ's voice, see :func:`voice`."""
    return voice(speaker_id(claim.speaker), claim.aspect)


@lru_cache(maxsize=8192)
def voice(party: str, aspect: str) -> str:
    """The organ in whose name a state speaks.

    In matters of war 'Moscow', 'the Russian army' and 'the Russian defence ministry' give one
    account; a president or a foreign ministry may give another.
    """
    if party in _FOLK:
        return "people:resident"
    if not party.startswith("state:") or aspect not in _WAR_ASPECTS:
        return party
    state, _, organ = party.partition("/")
    return f"{state}/military" if organ in _WAR_VOICES else party


@lru_cache(maxsize=65536)
def same_side(a: str, b: str) -> bool:
    """Whether one is the other, the other's wider party, or the other's name in full."""
    return a == b or a.startswith(b + "/") or b.startswith(a + "/") or same_name(a, b)


@lru_cache(maxsize=65536)
def same_name(a: str, b: str) -> bool:
    """Whether two parties known by name alone have one name, the one shorter than the other."""
    if not (a.startswith(_BY_NAME) and b.startswith(_BY_NAME)):
        return False
    words_a, words_b = (set(p.partition(":")[2].split()) for p in (a, b))
    return min(len(words_a), len(words_b)) > 1 and (words_a <= words_b or words_b <= words_a)


_FIGHTERS_UNNAMED = frozenset(
    {"role:rebels", "people:group", "people:militia", "people:movement", "people:faction"}
)


@lru_cache(maxsize=8192)
def unnamed_side(a: str, b: str) -> bool:
    """Whether one names a group that the other may leave unnamed: "the rebels", "the group"."""
    return (a in _FIGHTERS_UNNAMED and b.startswith("org:")) or (
        b in _FIGHTERS_UNNAMED and a.startswith("org:")
    )


_MEDIA = frozenset(
    word
    for line in (
        "news newswire wire wires times post herald tribune courier gazette agency press radio tv",
        "television broadcasting broadcaster mail journal observer review daily chronicle sentinel",
        "mirror telegraph dispatch reporter star sun standard echo express guardian independent",
        "reuters bbc cnn ap afp dpa online weekly quarterly magazine newspaper today live globe",
        "messenger examiner inquirer bulletin digest notebook sputnik anadolu xinhua tass interfax",
        "pti ani efe ansa kyodo yonhap jazeera arabiya bernama rfe rfi voa cbc nhk upi ntv trt npr",
        "abc cbs nbc kbs cctv rtl itv",
    )
    for word in line.split()
)


_PRESS = frozenset({"media", "newspaper", "television", "radio", "broadcaster", "outlet"})


@lru_cache(maxsize=8192)
def is_news_outlet(party: str) -> bool:
    """Whether an outlet that speaks for itself is a paper or an agency by its name.

    A ministry, a party or a relief body that publishes itself is quoted by others as a party.
    """
    kind, _, name = party.partition(":")
    if kind == "people":
        return name.rpartition(" ")[2] in _PRESS  # "local media"
    by_name = kind in ("body", "outlet", "name") or (kind == "org" and name in _MEDIA)
    return by_name and not _MEDIA.isdisjoint(name.split())


_INSTITUTIONS = frozenset(
    word
    for line in (
        "ministry minister army armed forces force military navy police gendarmerie command staff",
        "guard defence defense brigade battalion front movement emirate state government presidency",
        "president council parliament authority authorities administration office bureau department",
        "directorate agency committee commission secretariat inspectorate service services district",
        "municipality municipal city hall governor governorate mayor prosecutor court embassy mission",
        "union federation association society group coalition alliance party organisation organization",
        "watch watchers monitor observatory observers centre center institute network platform cluster",
        "project initiative forum foundation campaign rights relief aid ngo charity cross crescent",
        "hospital clinic university academy school company corporation ltd limited plc inc railways",
        "airlines airways mine mines mining power water electricity refinery port plant statement",
        "communique communiqué spokesman spokesperson headquarters hq team cell channel sos un nations",
        "ministère ministerio ministério policía polícia policia secretaría secretaria observatorio",
        "observatoire observatório municipio prefectura préfecture presidência presidencia gobierno",
        "media médias gouvernement governo parquet protection protección civile médecins état-major servicio",
        "serviço union sindicato syndicat plataforma red comité comunica",
    )
    for word in line.split()
)
"""Words in the names of bodies that publish what they say themselves."""


_FIRM = frozenset({"group", "company", "corporation", "ltd", "limited", "plc", "inc", "refinery"})


@lru_cache(maxsize=8192)
def is_paper(outlet: str) -> bool:
    """Whether an outlet by whose name nobody could tell is taken for a paper: its name holds no word
    for an office, a force, a firm or a society."""
    kind, _, name = outlet.partition(":")
    if kind not in ("body", "outlet", "name") or name.rpartition(" ")[2] in _FIRM:
        return False
    return is_news_outlet(outlet) or _INSTITUTIONS.isdisjoint(name.split())


def is_organ(party: str) -> bool:
    """Whether a party is a state or an organ of one; a unit of its forces speaks for itself."""
    return party.startswith(_STATE) and party.count("/") < 2


_UNNAMED = frozenset(
    {"group", "organisation", "organization", "ngo", "charity", "network", "watchdog", "monitor"}
    | {"association", "institute", "agency", "body", "centre", "center"}
)


@lru_cache(maxsize=8192)
def is_unnamed_body(party: str) -> bool:
    """Whether a speaker is a body that the text leaves without a name: "a rights group"."""
    kind, _, words = party.partition(":")
    return kind == "people" and words.rpartition(" ")[2] in _UNNAMED


_VAGUE = ("role:enemy", "role:unknown", "role:military", "people:people", "person:")


@lru_cache(maxsize=8192)
def is_vague(party: str) -> bool:
    """Whether a party may be anybody, and so neither matches nor opposes one that is named.

    A person may be of any side: 'the town is in our hands, Captain X said'.
    """
    return party.startswith(_VAGUE)


@lru_cache(maxsize=65536)
def is_meant(a: str, b: str) -> bool:
    """Whether a negation of ``a`` negates ``b``: they may be one party, and neither is vague.

    Soldiers and policemen of one state are two forces.
    """
    if {a.partition("/")[2], b.partition("/")[2]} == _TWO_FORCES:
        return False
    return not is_vague(a) and not is_vague(b) and may_be_same(a, b)


_FIGHTS = ("state:", "org:", "role:rebels")
_LOCALS = ("office:mayor", "office:governor", "people:", "person:")
ENEMY = "role:enemy"


@lru_cache(maxsize=65536)
def is_enemy(other: str, speaker: str, country: str = "") -> bool:
    """Whether somebody who speaks of "the enemy" can mean a party: it fights, and on no side of his.

    A mayor's or a villager's is no force of his own country.
    """
    if not other.startswith(_FIGHTS):
        return False
    if speaker.startswith(_LOCALS):
        return bool(country) and top(other) != f"state:{country}"
    return (
        speaker.startswith(_FIGHTS)
        and not same_side(other, top(speaker))
        and not same_side(speaker, top(other))
    )


_TWO_FORCES = {"military", "police"}
PEACEKEEPERS = frozenset(
    {"role:peacekeepers"}
    | {
        f"{kind}:{name}"
        for kind in ("org", "body")
        for name in ("un", "unifil", "monusco", "minusca", "minusma", "unmiss")
    }
)
"""Forces that are no side's, and stay whoever holds the place."""


@lru_cache(maxsize=65536)
def may_be_same(a: str, b: str) -> bool:
    """Whether two names of holders or culprits may stand for one party.

    'the rebels' may be any armed group, but not a state's army; two named groups, or two states,
    are apart. Organs of one state act together.
    """
    if top(a) == top(b) or is_vague(a) or is_vague(b):
        return True
    if a in PEACEKEEPERS or b in PEACEKEEPERS:
        other = b if a in PEACEKEEPERS else a
        return other in PEACEKEEPERS or other.startswith(("name:", "body:"))
    generic_a, generic_b = a.startswith(_GENERIC), b.startswith(_GENERIC)
    if not (generic_a or generic_b):
        return False
    state_a, state_b = a.startswith("state:"), b.startswith("state:")
    if state_a or state_b:
        other = b if state_a else a
        return other.startswith("name:") or other == "role:police"
    return True
