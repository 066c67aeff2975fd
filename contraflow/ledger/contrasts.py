"""What tells two things of one kind apart: the north and the south of a town, its road bridge and
its railway bridge, a first and a second strike; and who the victims of a deed were."""

from __future__ import annotations

import re
from functools import lru_cache

from contraflow.ledger.referents import object_class
from contraflow.ledger.ties import words_of
from contraflow.places.fold import skeleton
from schemas import Claim, Numbers

_AT_PERSONS = frozenset(
    {"shoot", "gun down", "shoot dead", "kill", "murder", "assassinate", "execute", "stab"}
    | {"behead", "kidnap", "abduct", "lynch", "poison", "slay", "mow down", "beat to death"}
)
"""Deeds that are done to persons, and to no place."""

_GROUPS: dict[str, tuple[str, ...]] = {
    # group -> words that exclude one another, each with what means the same
    "side": (
        "north,northern", "south,southern", "east,eastern", "west,western",
        "centre,center,central,downtown", "rest,remainder",
    ),
    "way": ("road,highway,motorway,main", "rail,railway,railroad", "foot,pedestrian"),
    "faith": (
        "church,cathedral,chapel,monastery", "mosque", "temple,shrine,pagoda", "synagogue",
    ),
    "age": ("old", "new"),
    "level": ("upper", "lower"),
    "order": ("first", "second", "third", "fourth", "fifth"),
    "user": (
        "lorries,lorry,trucks,truck,freight,heavy,hauliers", "cars,car,motorists,taxis",
        "pedestrians,walkers,foot", "buses,bus", "trains,train", "ships,boats,vessels",
    ),
    "craft": (
        "tanker", "tug,tugboat", "ferry", "trawler", "barge", "yacht,sailboat", "warship,frigate,corvette",
        "freighter,cargo,container,bulk,carrier", "cruise", "submarine",
    ),
    "strikers": (
        "teachers,teacher,lecturers,teachers'", "nurses,nurse,nurses'", "doctors,medics,doctor,doctors'",
        "drivers,driver",
        "dockers,docker,stevedores", "miners,miner", "farmers", "pilots", "prosecutors,judges,lawyers",
        "students", "railwaymen", "bakers", "traders,shopkeepers",
    ),
    "disease": (
        "ebola", "cholera", "measles", "marburg", "typhoid", "diphtheria", "dengue", "malaria",
        "mpox", "polio", "anthrax", "plague", "covid,covid-19", "meningitis", "rabies", "lassa",
    ),
    "leaked": (
        "oil,crude,diesel,petrol,fuel", "gas,ammonia,chlorine,methane", "sewage,water",
        "slurry,sludge,acid,tailings,cyanide", "radiation,radioactive",
    ),
    "burnt": (
        "ship,vessel,ferry,boat,tanker,hold,freighter,trawler", "train,carriage,wagon", "bus,coach",
        "forest,wildfire,bushfire,bush,hillside,woodland,woods,scrub,heath,grassland,pine,peat,bog,bogs,grass,reed",
        "landfill,dump,tip", "refinery,depot,tank,plant,factory,mill,warehouse,terminal,storage",
        "market,bazaar,mall,shop,store", "hotel,hostel", "hospital,clinic", "school,dormitory",
        "church,cathedral,mosque,temple", "prison,jail", "mine,colliery",
        "house,home,apartment,flat,tower", "car,cars,vehicle,vehicles,garage",
    ),
    "hours": ("daytime,day", "night,night-time,nighttime,nightly,overnight,dusk-to-dawn"),
    "hospital": (
        "children's,children’s,paediatric,pediatric", "maternity", "military", "psychiatric", "eye",
        "city,municipal,general,central,regional,provincial,district,referral", "field",
    ),
    "occasion": (
        "rally,march,protest,demonstration,procession,sit-in,blockade",
        "bar,pub,nightclub,club,disco", "wedding", "funeral,burial", "vigil",
        "concert,festival,gig", "match,game,stadium", "party,birthday", "checkpoint,roadblock",
    ),
    "who": (
        "student,students,pupil,pupils,schoolgirl,schoolgirls,schoolboys,schoolchildren",
        "prisoner,prisoners,inmate,inmates,detainee,detainees", "tourist,tourists", "pilgrim,pilgrims",
        "fisherman,fishermen", "firefighter,firefighters", "voter,voters", "migrant,migrants",
    ),
    "befell": (
        "quake,earthquake,aftershock,tremor", "flood,floods,flooding,storm,cyclone,typhoon,hurricane",
        "brawl,quarrel,stampede", "crash,collision,derailment", "strike,airstrike,shelling,attack,raid,ambush,bombing,shooting",
    ),
    "owner": (
        "army,military,government,troops,soldiers", "un,peacekeepers", "refugee,refugees,displaced",
        "rebel,rebels,militia,insurgents,militants,jihadists", "police",
    ),
    "source": ("tap,drinking,piped", "river,stream", "lake,reservoir", "sea", "well,borehole"),
}  # fmt: skip
_ORDER, _ALL = "order", "all"
_NUMBERED = frozenset(
    "floor storey story day night time week month year platform brigade division army corps".split()
)
"""What ordinals number without telling two things apart."""
_ONLY_OF = {
    "status.fire": "burnt",
    "status.access": "user",
    "strike": "strikers",
    "curfew": "hours",
    "disease": "disease",
    "positive test": "disease",
    "case": "disease",
    "leak": "leaked",
    "status.safety": "source",
}
"""Groups that tell things apart on one axis or of one referent alone."""
_ONLY = frozenset({*_ONLY_OF.values(), "hospital", "occasion", "owner", "who", "befell"}) - {
    "source"
}
_ROWS: dict[str, dict[str, str]] = {}
"""Of each word the groups that have it, with the word that stands for its row: some are in two."""
for _group, _rows in _GROUPS.items():
    for _row in _rows:
        for _word in _row.split(","):
            _ROWS.setdefault(_word, {})[_group] = _row.split(",")[0]
_SIDE = r"(north|south|east|west)(?:ern)?|(centre|center|downtown)|(central)|(rest|remainder)"
_OF_PLACE = re.compile(
    rf"\b(?:in|of|from|to|across|at) (?:the )?(?:{_SIDE})"
    r"(?= (?:(?:part|side|half|end|edge|district|quarter|suburb|ward|area)s? )?(?:of (?:the )?)?"
    r"(?:town|city|[A-Z]))"
    rf"|\b(?:[A-Z][\w-]+|town|city)['’]s (?:{_SIDE})\b"
)
"""Where in the place: "in northern X", "in the east of the town"."""
_NAMED = re.compile(
    r"(?P<name>(?:[A-Z][\w.'’-]+ ){1,3})"
    r"(?P<kind>[Hh]ospital|[Cc]linic|[Ss]chool|[Cc]ollege|[Uu]niversity|[Cc]hurch|[Cc]athedral|[Mm]osque"
    r"|[Tt]emple|[Mm]onastery|[Bb]ridge|[Dd]am|[Mm]ine|[Pp]lant|[Ff]actory|[Mm]ill|[Rr]efinery|[Mm]arket"
    r"|[Mm]all|[Hh]otel|[Ee]mbassy|[Cc]onsulate|[Cc]amp|[Pp]rison|[Ss]tation|[Bb]arracks|[Tt]unnel|[Ss]ubstation)\b"
)
"""What stands before the noun for a building or works, where it may be its name."""
_OF_A_WORKS = ("damage.state", "status.service", "status.access", "status.order", "attack.")
"""Axes that are told of one building or works, where the sentence names one."""
_NO_NAMES = frozenset(
    word
    for line in (
        "the a an this that his her its their our some two three several another every no one and",
        "central general regional national international district provincial university state city",
        "municipal public memorial teaching town county federal royal referral main new old big great",
        "primary secondary high elementary middle grammar boarding technical medical military police",
        "power nuclear thermal hydro gas coal gold copper steel cement chemical sugar oil water railway",
        "rail road border bus train metro radio television tv fire filling petrol livestock fish grand",
        "friday at in on near from of for to by when after before while as where if but most all",
    )
    for word in line.split()
)
"""Words that a building's name may have, and tell no building from another; and first words."""
_RING = re.compile(
    r"\b(?:[Vv]illages?|[Hh]amlets?|[Ii]slands?|farms?|communities|settlements?|suburbs?|fields|islets|valleys|towns"
    r"|homes|households|houses|areas|districts?|countryside|places|localities|municipalities|residents)"
    r" (?:all )?(?:around|near|outside|off|surrounding|beyond|round) (?:the )?(?:town|city|[A-Z])"
)
"""Where it is not the town: "the villages around X", "the islands off X"."""
_OUTSIDE = re.compile(
    r"\b(?:around|outside|near|north of|south of|east of|west of|outskirts of|approaches to) (?:the (?:town|city)\b|[A-Z])"
)
"""Where it is fought over the town, and not in it."""
_WITH_RING = re.compile(
    r"\b(?:region|area|district|county|province|valley|oblast|municipality|department|canton)\b"
    r"|\band (?:the |its )?(?:\w+ )?(?:surroundings|environs|villages|suburbs|outskirts)\b",
    re.IGNORECASE,
)
_EVENTS = (
    r"(?:strike|attack|explosion|blast|bomb(?:ing)?|raid|ambush|assault|shooting|shelling|massacre|quake"
    r"|earthquake|aftershock|tremor|shock|eruption|avalanche|landslide|mudslide|rockfall|slide|collapse"
    r"|cave-in|flood|wave|storm|cyclone|tornado|clash|riot|stampede|crash|collision|derailment|accident"
    r"|wreck|shipwreck|sinking|leak|spill|breach|blaze|incident)"
)
_EVENT = re.compile(
    r"(?P<oblique>\b(?:after|since|from|before|following|of|in|by) (?:an?|the|that) )?"
    r"\b(?P<order>first|second|third|fourth|fifth|earlier|previous|preceding|initial|subsequent|later"
    rf"|follow-up|new|fresh) (?:[a-z]+ )?{_EVENTS}\b"
)
_ORDERS = {
    **dict.fromkeys(("earlier", "previous", "preceding", "initial"), "first"),
    **dict.fromkeys(("subsequent", "later", "follow-up"), "second"),
}
"""Words that tell of two events which is the former, and which the latter."""
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|both|twin|several|successive|consecutive|multiple|dual|back-to-back) "
    rf"(?:[a-z]+ ){{0,2}}{_EVENTS}(?:s|es)\b",
    re.IGNORECASE,
)
"""One count for all of several events."""
_EVENT_WORDS = frozenset(
    "first second third fourth fifth earlier previous preceding initial subsequent later follow new"
    " fresh".split()
)
_SEVERAL_WORDS = frozenset(
    "two three four five both twin several successive consecutive multiple dual back".split()
)
_SIDE_WORDS = frozenset(
    "north south east west northern southern eastern western centre center downtown central rest"
    " remainder".split()
)
_RING_WORDS = frozenset("around near outside off surrounding beyond round".split())
_OUTSIDE_WORDS = frozenset("around outside near north south east west outskirts approaches".split())
_WITH_RING_WORDS = frozenset(
    "region area district county province valley oblast municipality department canton surroundings"
    " environs villages suburbs outskirts".split()
)
_RECENT_WORDS = frozenset("last past previous preceding".split())
_EVER_WORDS = frozenset("since date far".split())
"""Words of which a quote has one where the pattern fits."""


def _order(claim: Claim, words: frozenset[str]) -> set[str]:
    """Which of several events a claim is about, or that it is about all of them."""
    found = [] if words.isdisjoint(_EVENT_WORDS) else list(_EVENT.finditer(claim.quote))
    told = {_ORDERS.get(m["order"], m["order"]) for m in found if not m["oblique"]}
    told = told or {_ORDERS.get(m["order"], m["order"]) for m in found}
    if not told and not words.isdisjoint(_SEVERAL_WORDS) and _SEVERAL.search(claim.quote):
        return {_ALL}
    if len(told) > 1 and isinstance(claim.value, Numbers) and claim.value.text:
        at = claim.quote.find(claim.value.text)
        near = min(found, key=lambda m: abs(m.start() - at))
        return {_ORDERS.get(near["order"], near["order"])} if at >= 0 else told
    return told


def _may_tell(group: str, axis: str) -> bool:
    """Whether the words for a thing tell it apart: whose camp was destroyed, who died and by what."""
    if group == "owner":
        return axis == "damage.state"
    return axis.startswith("casualties.") and group in ("who", "befell", "disease")


_ANOTHER = re.compile(
    r"\b[Aa]nother (?:[a-z-]+ )?(?:bus|train|ferry|boat|ship|vessel|plane|aircraft|helicopter|truck|lorry"
    r"|mine|shaft|dam|bridge|building|explosion|blast|fire|quake|earthquake|attack|strike|raid|hospital"
    r"|school|prison|flood|landslide|crash|accident|clash|protest|camp|base|village|town)\b(?! of\b)"
)
"""Told as one more than the one that everybody speaks of."""
_AT = re.compile(
    r"\b(?:at|during|outside|from|to|into|attending) (?:the|a|an|their|its) ((?:[\w'’-]+ ){0,3}[\w-]+)"
)
"""On what occasion: "at the rally", "outside a bar"."""
_BY = re.compile(
    r"\b(?:in|by|from|of) (?:the|a|an)? ?((?:[\w'’-]+ ){0,2}[\w-]+)|^((?:[A-Z][\w-]+))(?= (?:has |had )?kill)"
)
"""What people died in or of: "in the quake", "of cholera", "Malaria killed"."""
_FIRE_AT = re.compile(
    r"\b(?:[Ff]ires?|[Bb]lazes?)(?: that broke out)? (?:at|in|on|aboard|inside) (?:the |a |an |one |its )?"
    r"((?:[\w'’-]+ ){0,3}[\w'’-]+)"
)
_RECENT = re.compile(
    r"\b(?:in|over|during|within) the (?:last|past|previous|preceding) "
    r"(?:day|week|month|hours?|(?:\d+|[a-z]+)[ -](?:hours?|days?|weeks?))\b",
    re.IGNORECASE,
)
"""Counted over the latest hours or days, and not from the beginning."""
_TILL_MORNING = re.compile(
    r"\b(?:[4-9]|1[0-2])(?:[:.]\d\d)? ?p\.?m\.?,? (?:to|until|till|and) \d{1,2}(?:[:.]\d\d)? ?a\.?m\b",
    re.IGNORECASE,
)
_EVER_SINCE = re.compile(r"\bsince\b|\bto date\b|\bso far\b", re.IGNORECASE)
_HEAD = re.compile(r"\s(?:in|at|near|of|on|outside|from|who|that|which)\s")
_ANYBODY = frozenset(
    word
    for line in (
        "people person persons man men woman women child children civilian civilians one ones",
        "resident residents villager villagers inhabitant inhabitants local locals body bodies",
        "soldier soldiers troop troops fighter fighters rebel rebels militant militants terrorist",
        "terrorists policeman policemen officer officers police protester protesters demonstrator",
        "demonstrators crowd victim victims citizen citizens them him her us others other it",
    )
    for word in line.split()
)


def contrast(claim: Claim) -> str:
    """The words of a claim that tell its thing from others of the kind, each with its group."""
    told = words_of(claim.quote)
    found = {(_ORDER, which) for which in _order(claim, told)}
    words = claim.target.text.casefold().split() if claim.target is not None else []
    fire = claim.axis == "status.fire"  # which burns where, the quotation may tell of another
    if fire and claim.place.facility:
        words += claim.place.facility.casefold().split()
    at = _FIRE_AT.search(claim.quote) if fire else None
    words += at.group(1).casefold().split() if at is not None else []
    by_referent = _ONLY_OF.get(claim.referent, "")
    only = by_referent or _ONLY_OF.get(claim.axis, "")
    if only and (by_referent or not fire):
        words += claim.quote.casefold().split()
    elif claim.referent == "hospital":
        only = "hospital"
    elif claim.axis.startswith("attack."):
        only = "occasion"
        words += " ".join(_AT.findall(claim.quote)).casefold().split()
    elif claim.axis.startswith("casualties."):
        words += " ".join(a or b for a, b in _BY.findall(claim.quote)).casefold().split()
    if "another" in told and _ANOTHER.search(claim.quote):
        found.add((_ORDER, "another"))
    for word, after in zip(words, [*words[1:], ""], strict=False):
        for group, named in _ROWS.get(word.strip(",.'’"), {}).items():
            if group in _ONLY and group != only and not _may_tell(group, claim.axis):
                continue
            if group != _ORDER or after not in _NUMBERED:
                found.add((group, named))
    if only == "hours" and _TILL_MORNING.search(claim.quote):
        found.add(("hours", "night"))
    if not told.isdisjoint(_RECENT_WORDS) and _RECENT.search(claim.quote):
        found.add(("window", "recent"))
    elif not told.isdisjoint(_EVER_WORDS) and _EVER_SINCE.search(claim.quote):
        found.add(("window", "whole"))
    where = None if told.isdisjoint(_SIDE_WORDS) else _OF_PLACE.search(claim.quote)
    if where is not None:
        side = next(word for word in where.groups() if word)
        found.add(("side", _ROWS[side]["side"]))
    ring = not told.isdisjoint(_RING_WORDS) and _RING.search(claim.quote)
    if ring or (
        claim.axis == "status.conditions"
        and not told.isdisjoint(_OUTSIDE_WORDS)
        and _OUTSIDE.search(claim.quote)
    ):
        found.add((_ABOUT, "ring"))
    elif not told.isdisjoint(_WITH_RING_WORDS) and _WITH_RING.search(claim.quote):
        found |= {(_ABOUT, "ring"), (_ABOUT, "town")}
    found |= {("name", word) for word in _names(claim)}
    by = claim.actor.party.id if claim.actor is not None and claim.actor.party is not None else ""
    if claim.axis == "attack.occurrence" and by.endswith(_FORCES):
        found.add(("by", by.rpartition("/")[2]))
    return " ".join(sorted(f"{group}:{word}" for group, word in found))


def _names(claim: Claim) -> set[str]:
    """The own names of the building or works that a claim is about, as far as spellings agree."""
    if claim.field == "title" or not claim.axis.startswith(_OF_A_WORKS):
        return set()
    things = {object_class(claim.referent), object_class(claim.place.facility or "")}
    town = {skeleton(word) for word in claim.place.name.split()}
    found: set[str] = set()
    for match in _NAMED.finditer(claim.quote):
        if object_class(match["kind"].casefold()) not in things:
            continue
        words = match["name"].split()
        if match.start() == 0 and match["kind"].islower():
            del words[0]  # the first word of a sentence may be any
        for word in words:
            key = skeleton(word)
            if len(key) > 2 and word.casefold() not in _NO_NAMES and key not in town:
                found.add(key[:_OF_A_NAME])
    return found


_OF_A_NAME = 4
"""Letters of a name that its spellings have in common."""


_FORCES = ("/military", "/police")
"""Two forces of a state: who "did not use tear gas" speaks for one of them."""
_FIRST = frozenset({"order:first"})
_OF_ALL = {"order:all"}
_ABOUT = "about"
_TOWN = frozenset({"about:town"})


def person_of(claim: Claim) -> str:
    """The one person that a deed was done to: the last name, or "the mayor"; '' for others."""
    if claim.target is None:
        return ""
    text = claim.target.text
    noun = head_noun(text.strip())
    if noun[:1].isupper() and noun.casefold() not in _ANYBODY:
        return skeleton(noun)
    definite = text.casefold().startswith("the ")
    one = definite and noun.islower() and not noun.endswith("s") and noun not in _ANYBODY
    return noun if one else ""


@lru_cache(maxsize=8192)
def may_be_one(a: str, b: str) -> bool:
    """Whether two contrasts leave it open that one thing is meant: no group parts them."""
    if not (a or b):
        return True
    one, other = _by_group(a), _by_group(b)
    sums_up = any(orders.get(_ORDER) == _OF_ALL for orders in (one, other))
    if sums_up and not (_ORDER in one and _ORDER in other):
        one.pop(_ORDER, None)
        other.pop(_ORDER, None)  # "the attacks killed nine", where another text knows of one
    if one.get(_ORDER, _FIRST).isdisjoint(other.get(_ORDER, _FIRST)):
        return False  # a second dam is not the dam
    if one.get(_ABOUT, _TOWN).isdisjoint(other.get(_ABOUT, _TOWN)):
        return False  # the villages around a town are not the town
    return not any(one[group].isdisjoint(other[group]) for group in one.keys() & other.keys())


def _by_group(words: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word in words.split():
        found.setdefault(word.partition(":")[0], set()).add(word)
    return found


def victims(claim: Claim) -> str:
    """The noun for those who suffered a deed, where it is more than 'people' or 'soldiers', or the
    last name of the person who was shot."""
    if claim.axis != "attack.culprit" or claim.target is None:
        return ""
    noun = head_noun(claim.target.text)
    if claim.predicate.casefold() in _AT_PERSONS:
        whom = person_of(claim)
        if whom:
            return whom
    if claim.referent:
        return ""
    return noun if noun.endswith("s") and noun.islower() and noun not in _ANYBODY else ""


def head_noun(phrase: str) -> str:
    """The last word of a phrase before what is said of it: 'hospital' of "the hospital in X"."""
    return _HEAD.split(phrase)[0].rpartition(" ")[2]
