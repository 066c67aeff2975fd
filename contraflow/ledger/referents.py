"""What a position is about within its place: objects, groups, forces and parts of the place."""

from __future__ import annotations

import re
from functools import lru_cache

from contraflow.ledger.sides import may_be_same
from contraflow.places.fold import skeleton
from schemas import Claim

OF_STRUCK = frozenset({"attack.culprit", "attack.intent"})
"""Axes whose referent is the object that was struck."""
_CLASS_ROWS: tuple[tuple[str, str], ...] = (
    # class under which losses and states are compared, its words
    ("aircraft", "aircraft,plane,jet,warplane,fighter jet,bomber,fighter plane,airplane"),
    ("aircraft", "aeroplane,attack aircraft,gunship,helicopter"),
    ("drone", "drone,uav,unmanned aircraft,unmanned aerial vehicle"),
    ("vessel", "ship,vessel,boat,ferry,wreck,warship"),
    ("airport", "airport,airstrip,airfield,runway,air base,airbase,terminal"),
    ("port", "oil terminal,container terminal,ferry terminal"),
    ("road", "road,highway,motorway,route,street"),
    ("bridge", "bridge,viaduct,road bridge,railway bridge,rail bridge"),
    ("border crossing", "border crossing,border,border post,crossing,border gate,frontier"),
    ("border crossing", "checkpoint"),
    ("port", "port,harbour,harbor,quay"),
    ("prison", "prison,jail,penitentiary,correctional institution,correctional facility"),
    ("prison", "correctional centre,correctional center,penal colony,remand centre"),
    ("prison", "detention centre,detention center,detention facility"),
    ("dam", "dam,tailings dam,tailings facility,tailings storage facility,embankment,dyke,dike"),
    ("dam", "levee,weir"),
    ("mine", "mine,coal mine,gold mine,copper mine,tin mine,colliery,shaft,pit,open pit"),
    ("market", "market,bazaar,souk,livestock market,fish market"),
    ("church", "church,monastery,cathedral,chapel,convent,mosque,temple,shrine,pagoda,synagogue"),
    ("school", "school,kindergarten,academy"),
    ("university", "university,college,campus,faculty,dormitory"),
    ("factory", "factory,plant,mill,workshop"),
    ("train", "train,express,locomotive,railcar"),
    ("truck", "truck,lorry"),
    ("bus", "bus,minibus"),
    ("car", "car,taxi"),
    ("lift", "lift,elevator,cable car,ropeway"),
    ("electricity", "electricity,power,power supply,current,blackout"),
    ("communications", "communications,internet,network,phone,phones,mobile network,telephone"),
    ("hospital", "hospital,clinic,health centre,health center,medical centre,infirmary"),
    ("fire", "fire,blaze,wildfire,forest fire"),
    ("ceasefire", "ceasefire,truce,cease-fire,armistice"),
)  # fmt: skip
_CLASSES = {word: name for name, words in _CLASS_ROWS for word in words.split(",")}

_PARTS = frozenset(
    word
    for line in (
        "half quarter quarters ward wards district districts part parts outskirts suburb suburbs",
        "side centre center core neighbourhood neighborhood neighbourhoods neighborhoods edge",
        "bank area areas square market streets block blocks",
    )
    for word in line.split()
)
_COMBATANT = frozenset({"combatant", "soldier", "fighter"})


SITES = frozenset(
    {"refinery", "depot", "terminal", "plant", "factory", "warehouse", "substation", "pipeline"}
    | {"port", "airport", "airfield", "airbase", "base", "barracks", "garrison", "bridge", "dam"}
    | {"mine", "camp", "gasfield", "oilfield", "shipyard", "dockyard", "checkpoint", "outpost"}
)
"""Works and posts, of which a place has few of one kind."""
_BUILDINGS = frozenset(
    {"", "building", "structure", "complex", "site", "church", "mosque", "temple", "monastery"}
    | {"hall", "house", "facility", "roof", "wall", "runway"}
)
"""Words for a built thing that the facility of the place, where the text names it, says better."""


def damaged_object(referent: str, scope: str) -> str:
    """The object whose state is told: the named facility rather than 'the building'."""
    if scope and not is_part(scope) and referent.casefold() in _BUILDINGS:
        return object_class(scope)
    return object_class(referent)


def built_thing(referent: str) -> bool:
    """Whether a referent says no more than that something is built: 'the building', 'the roof'."""
    return referent in _BUILDINGS


@lru_cache(maxsize=8192)
def object_class(name: str) -> str:
    """The class under which an object is compared: 'helicopter' gives 'aircraft'."""
    folded = name.casefold().strip()
    if folded in _CLASSES:
        return _CLASSES[folded]
    last = folded.rsplit(" ", 1)[-1]
    return _CLASSES.get(last, folded)


_MOVERS = {
    # who passes -> what they need open, when the text names no facility
    **dict.fromkeys(("flight", "flights", "aircraft", "plane"), "airport"),
    **dict.fromkeys(("boat", "ship", "vessel", "ferry"), "port"),
    **dict.fromkeys(("train", "rail"), "railway"),
    **dict.fromkeys(("vehicle", "lorry", "truck", "car", "traffic", "bus", "convoy"), ""),
}


def access_object(referent: str, scope: str) -> str:
    """The facility whose opening is told: 'no lorry crossed' is about the bridge it names."""
    if scope and not is_part(scope):
        return object_class(scope)
    named = object_class(referent)
    return _MOVERS.get(referent, _MOVERS.get(named, named))


def subject(referent: str, scope: str) -> str:
    """The object that is spoken of: the named one, else the facility."""
    if referent in _DONE_THERE and scope and not is_part(scope):
        return object_class(scope)
    return object_class(referent or scope)


_DONE_THERE = frozenset({"production", "generation", "output", "mining", "business"})
"""What goes on in a works as long as it works."""

_OTHER_OFFICE = frozenset({"deputy", "vice", "former", "acting", "assistant", "under"})
"""Words that make another office of the same title."""


_OF_PERSONS = frozenset({"casualties.fate", "casualties.custody"})


def named_person(axis: str, referent: str) -> str:
    """The last name of the person whose fate is told; '' where none is named."""
    if axis not in _OF_PERSONS:
        return ""
    return skeleton(referent.partition("|")[2].rpartition(" ")[2])


def same_person(a: str, b: str) -> bool:
    """Whether two persons, each ``office|name`` with either part open, are one.

    Names decide where both are known: one holds the other's words, or both end alike. Else the
    offices must be one, the shorter a part of the longer.
    """
    office_a, _, name_a = a.partition("|")
    office_b, _, name_b = b.partition("|")
    if name_a and name_b:
        words_a, words_b = name_a.split(), name_b.split()
        return (
            set(words_a) <= set(words_b)
            or set(words_b) <= set(words_a)
            or words_a[-1] == words_b[-1]
        )
    one, other = sorted((set(office_a.split()), set(office_b.split())), key=len)
    return bool(one) and one <= other and not (one ^ other) & _OTHER_OFFICE


_ROUTES = frozenset(
    {
        "road",
        "bridge",
        "border crossing",
        "port",
        "airport",
        "railway",
        "rail",
        "tunnel",
        "corridor",
    }
)
"""What a place is reached by: of these a text may say no more than that the place is cut off."""


_SERVED = frozenset(
    {"flights", "airport", "port", "railway", "rail", "road", "bridge", "border crossing"}
)


def is_way(referent: str, scope: str) -> bool:
    """Whether what works or not is a way, which works when it is open."""
    return subject(referent, scope) in _SERVED


_RUN = frozenset(
    {"school", "hospital", "market", "factory", "mine", "refinery", "bank", "power plant"}
)


def is_run(referent: str, scope: str) -> bool:
    """Whether what is open or closed is a house where people work: closed, it does not."""
    return subject(referent, scope) in _RUN


_ONE_WAY = ({"exit", "gate"}, {"dam", "gate"})
"""What one text calls a building's door, another its gate; a dam opens by its gates."""


def same_access(a: str, b: str) -> bool:
    """Whether two objects of access may be one: a route may go unnamed, a market may not."""
    return a == b or {a, b} in _ONE_WAY or (not (a and b) and (a or b) in _ROUTES)


_WAYS = frozenset({"road", "gate", "lane", "border crossing", "port of entry"})


def way(what: str) -> str:
    """One name for the parts of a way through: a crossing's gates, lanes and the road to it."""
    return "way" if what in _WAYS else what


def is_part(scope: str) -> bool:
    """Whether a scope names a part of the place ('western half') and not a facility in it."""
    return bool(scope) and scope.casefold().rsplit(" ", 1)[-1] in _PARTS


def is_party(referent: str) -> bool:
    """Whether a referent is a party id."""
    return ":" in referent


def same_group(a: str, b: str) -> str:
    """How two counted groups relate: 'same', 'part' (b is within a), 'whole' (a within b), ''.

    The empty group is everybody; a party's dead may be 'combatants' of no named side.
    """
    if a == b:
        return "same"
    if not a:
        return "part"
    if not b:
        return "whole"
    if is_party(a) and is_party(b):
        # fighters of several groups are told of under one's name now, now another's
        armed = not (a.startswith("state:") or b.startswith("state:"))
        return "same" if armed or may_be_same(a, b) else ""
    if (is_party(a) and b in _COMBATANT) or (is_party(b) and a in _COMBATANT):
        return "same"
    return ""


CIRCUMSTANCE = "circumstance"
"""Only what it happened in: bad weather leaves other causes open, but for an attack."""
EVACUATION = "evacuation"
BATTLE = "battle"
NO_DAMAGE = "no damage"
DAMAGED = "damaged"
"""Counted among the damaged, not the lost."""
STAYING = "staying"
EXPELLED = "expelled"
"""Made to leave by others, and not by its own commanders."""
AT_HOME = "at home"
"""Doing what soldiers do only where nobody shoots at them."""
STANDING = "standing"
UNOWNED = "unowned"
OWN_ARMS = frozenset(
    {"live fire", "cluster munitions", "white phosphorus", "chemical weapons", "barrel bombs"}
)
"""Arms whose use points at those who have them, whoever else is named or not."""
SHOOTING = "shooting"
HIT = "hit"
FENDED = "fended off"
"""Sent against the place and brought down before: nothing was hit, whatever else was done."""
MISSED = "missed"
"""Came down in the open, and struck nothing."""
HARM = "harm"
"""Any harm: whoever suffered none is alive."""
ARMED = "armed"
"""Destroyed with arms or charges."""
CONTROLLED = "controlled"
"""Calm because somebody has control of it."""
ACCOUNTED = "accounted for"
"""Nobody is missing, since everybody was counted."""
REPELLED = "repelled"
KEPT = frozenset({REPELLED, "kept"})
"""Held against an attack that is said to have failed, or never lost."""
_MANNERS: dict[str, dict[str, str]] = {
    # axis -> words that say how it was done; 'nobody was beheaded' leaves other deaths open
    "casualties.killed": {
        "behead": "beheading", "execute": "execution", "hang": "hanging", "lynch": "lynching",
        "poison": "poison", "shoot": "shooting", "stab": "stabbing", "gun down": "shooting",
        "shoot dead": "shooting", "shot dead": "shooting",
    },
    "casualties.injured": dict.fromkeys(("harm", "hurt"), HARM),
    "casualties.displaced": dict.fromkeys(
        ("evacuate", "evacuee", "relocate", "move", "move out", "take to safety"), EVACUATION
    ),
    "attack.culprit": {
        "set fire": "arson", "set ablaze": "arson", "set alight": "arson", "set the": "arson",
        "torch": "arson", "burn": "arson", "burn down": "arson", "arson": "arson",
        "loot": "looting", "plunder": "looting", "pillage": "looting", "ransack": "looting",
        "looting": "looting", "rob": "looting",
        "bomb": "bombing", "shell": "shelling", "shelling": "shelling", "bombing": "bombing",
        "shoot": "live fire", "open fire": "live fire", "shoot dead": "live fire",
        "gun down": "live fire", "massacre": "massacre",
        "execute": "execution", "execution": "execution",
        "plant": "explosion", "detonate": "explosion", "explode": "explosion",
        "blow up": "explosion", "explosion": "explosion", "blast": "explosion",
    },
    "other.cause": dict.fromkeys(("in", "amid"), CIRCUMSTANCE),
    "damage.lost": dict.fromkeys(("damage", "crack", "affect", "hit"), DAMAGED),
    "damage.state": dict.fromkeys(("no damage", "no structural damage"), NO_DAMAGE)
    | dict.fromkeys(("still stand", "be still stand", "stand", "hold", "withstand"), STANDING)
    | dict.fromkeys(("blow up", "dynamite", "bomb", "mine", "shell", "blast"), ARMED),
    "casualties.missing": dict.fromkeys(("account for", "be account for"), ACCOUNTED),
    "status.conditions": dict.fromkeys(
        ("under control", "under full control", "under total control", "under complete control"),
        CONTROLLED,
    ),
    "control.holder": dict.fromkeys(
        "repel,foil,repulse,thwart,rebuff,beat back,beat off,fight off,drive back,push back".split(
            ","
        ),
        REPELLED,
    )
    | dict.fromkeys(("change hand", "fall"), "kept"),
    "movement.presence": dict.fromkeys(("stay", "remain", "linger", "last"), STAYING)
    | dict.fromkeys(
        "sleep camp encamp bivouac billet quarter lodge pray dine breakfast lunch eat drink cook rest"
        " parade dance celebrate stroll".split(),
        AT_HOME,
    )
    | dict.fromkeys(("spend the night", "spend night", "have breakfast"), AT_HOME)
    | dict.fromkeys(
        "drive out,force out,push out,throw out,kick out,chase out,expel,oust,dislodge,rout,drive from,"
        "chase from,push from,expel from,drive away,sweep out,drive off,chase away,flush out,"
        "hound out,evict,eject".split(","),
        EXPELLED,
    ),
    "attack.occurrence": dict.fromkeys(
        ("clash", "battle", "fight", "skirmish", "gunfight", "gun battle", "fighting", "combat"),
        BATTLE,
    ),
}  # fmt: skip


_RUNS = frozenset(
    {"sweep", "race", "roar", "rip", "tear", "rampage", "pour", "spread", "erupt", "flame"}
)
_BEGINNINGS = frozenset(
    {"break out", "fire begin", "fire start", "blaze begin", "blaze start", "start of fire"}
    | {"catch fire", "burst into flame", "go up in flame"}
)
_LIT = frozenset({"fire", "ablaze", "alight", "light"})
_BEHEADED = frozenset({"beheaded", "decapitated", "headless"})
_FIRES = frozenset({"fire", "drop", "launch", "use", "throw", "hurl", "lob", "rain"})


RAN = "ran"
"""Told of how a fire or flood went, and not that it still goes on."""
_RAN = re.compile(
    r"\b(?:swept|raced|roared|ripped|tore|rampaged|poured|jumped|leapt|broke out|spread|erupted|burst)\b"
    r"(?! (?:again|unchecked))",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:still|now|continue[sd]?|remain(?:s|ed)?|is|are|keeps?|has|have)\b[^,;.]{0,30}"
    r"\b(?:swept|raced|spread\w*|burning|raging|sweeping|racing|out of control)\b",
    re.IGNORECASE,
)


def told_by_object(claim: Claim) -> str:
    """How it was done, where the object of a verb says so: "fired rifles", "beheaded bodies"."""
    if claim.axis == "status.fire":
        word = claim.predicate.casefold()
        ran = word in _RUNS and _RAN.search(claim.quote) is not None
        begun = word in _BEGINNINGS and "again" not in claim.quote.casefold()
        return RAN if (ran or begun) and _GOES_ON.search(claim.quote) is None else ""
    words = claim.target.text.casefold().split() if claim.target is not None else []
    if claim.axis == "casualties.killed":
        return "beheading" if not _BEHEADED.isdisjoint(words) else ""
    if claim.axis != "attack.culprit" or claim.predicate.casefold() not in _FIRES:
        return ""
    singular = (w for word in words for w in (word, word.rstrip("s")))
    return next((_FIRED[w] for w in singular if w in _FIRED), "")


_FIRED = {
    "rifle": "live fire", "shotgun": "live fire", "pistol": "live fire", "round": "live fire",
    "bullet": "live fire", "gun": "live fire", "kalashnikov": "live fire", "shell": "shelling",
    "mortar": "shelling", "artillery": "shelling", "gas": "tear gas", "cluster": "cluster munitions",
    "phosphoru": "white phosphorus",
}  # fmt: skip
_ARMS = {
    "round": "live fire", "bullet": "live fire", "live": "live fire", "gas": "tear gas",
    "weapon": "live fire", "rifle": "live fire", "trigger": "live fire", "volley": "live fire",
    "magazine": "live fire", "shot": "live fire", "petrol": "arson", "match": "arson", "gunfire": "live fire", "shooting": "live fire",
    "gunshot": "live fire", "firearm": "live fire", "ammunition": "live fire", "cluster": "cluster munitions", "phosphorus": "white phosphorus",
    "chemical": "chemical weapons", "barrel": "barrel bombs",
}  # fmt: skip
"""Words in a cue that say what a deed was done with."""


_OF_ONE_THING = frozenset(
    {"inspection", "soundness", "repair", "approval", "insurance", "overloading", "rules kept"}
    | {"capacity", "inside", "speed", "cargo", "water level", "volume"}
)
"""Facts of one vehicle, building or works, of which a place has several."""


_WHO = {
    **dict.fromkeys(("crew", "pilot", "captain", "co-pilot", "skipper", "driver"), "crew"),
    **dict.fromkeys(
        ("company", "operator", "owner", "contractor", "airline", "management"), "firm"
    ),
}
"""Who keeps to rules, or breaks them."""


def thing_named(claim: Claim) -> str:
    """The kind of thing that such a fact is told of, where the text names it; else ''."""
    if not claim.axis.startswith("other.") or claim.referent not in _OF_ONE_THING:
        return ""
    roles = [r.text for r in (claim.target, claim.actor) if r is not None]
    kinds = _WHO if claim.referent == "rules kept" else _CLASSES
    for word in " ".join((*roles, claim.place.facility or "")).casefold().split():
        kind = kinds.get(word) or kinds.get(word.removesuffix("s"))
        if kind:
            return kind
    return ""


HELD = "held"
"""Counted while they are held: of those taken, some may be free again."""
_HOLDS = ("hold", "in ", "keep", "captive", "still hold", "be hold")


def manner(axis: str, predicate: str) -> str:
    """How it was done, where the word that carries the claim is of one manner; else ''."""
    words = predicate.casefold()
    if axis == "casualties.captured":
        return HELD if words.startswith(_HOLDS) else ""
    of_axis = _MANNERS.get(axis)
    if not of_axis:
        return ""
    if axis == "attack.culprit" and words.startswith("set ") and not _LIT.isdisjoint(words.split()):
        return "arson"  # "set it on fire"
    ends = words.split()
    around = f"{ends[0]} {ends[-1]}" if axis == "movement.presence" and ends else words
    # "drive the army out"
    return (
        of_axis.get(words, "")
        or of_axis.get(around, "")
        or next(
            (_ARMS[word] for word in words.split() if word in _ARMS and axis == "attack.culprit"),
            "",
        )
    )
