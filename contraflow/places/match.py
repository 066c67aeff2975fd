"""Whether two places are one: for joining claims whose places were resolved in different articles."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from contraflow.places.fold import consonants, fold, skeleton
from contraflow.places.levels import levels
from contraflow.places.precisions import COUNTRY, DISTRICT, LOCALITY, REGION
from schemas.place import Place, PlacePrecision

UNRESOLVED_PREFIX = "name:"
_WATERS = frozenset({"River", "river", "Canal", "canal", "Creek", "creek", "Lake", "lake"})
_RUNS = re.compile(r"(.)\1+")
_CLASSES = str.maketrans(
    {**dict.fromkeys("gjqh2", "k"), **dict.fromkeys("d", "t"), **dict.fromkeys("bf", "p"),
     **dict.fromkeys("z134", "s")}
)  # fmt: skip
"""Sounds that spellings by ear take for each other: voiced and voiceless, hard and soft."""


@lru_cache(maxsize=65536)
def by_ear(key: str) -> str:
    """A skeleton with sounds that are easily confused taken for one: 'sakia' for 'sajia'."""
    return _RUNS.sub(r"\1", key.translate(_CLASSES))


@lru_cache(maxsize=65536)
def frame(key: str) -> str:
    """What every spelling of a name shares: the consonants of its skeleton, as the ear parts them.

    A skeleton with less than two of them stays as it is.
    """
    rest = _RUNS.sub(r"\1", consonants(by_ear(key)))
    return rest if len(rest) > 1 else key


def block_key(place: Place) -> str:
    """A key that is equal for all places that could be one: what spellings of its name share.

    By name and not by gazetteer id, because one article may resolve a name that another, with less
    around it, leaves unresolved. Whether two places under one key are one, :func:`same_place` judges.
    """
    return name_key(place.name) or place.id


def name_key(name: str) -> str:
    """What the spellings of a name share; '' for one without sounds.

    Not the word for its level: a text may mean a district or the town that it is named after.
    """
    key = skeleton(levels().bare(_unwatered(name)))
    return key if _numbered(name) else frame(key)


def _unwatered(name: str) -> str:
    """A river's name without the word for it: "Jindi River" is elsewhere "the Jindi"."""
    first, _, last = name.rpartition(" ")
    return first if last in _WATERS and first else name


def _numbered(name: str) -> bool:
    """Whether a name holds a number, which no ear takes for another: 'Camp 3', 'Kilo 16'."""
    return any(c.isdigit() for c in name)


@lru_cache(maxsize=50_000)
def same_place(a: Place, b: Place) -> float:
    """How likely two places are the same, from 0 to 1; 1 for equal ids. Symmetric and pure.

    Two resolved places are the same only with equal ids: a city and the province of its name stay
    apart. An unresolved name is compared with the other's names by skeleton and edit distance;
    countries or qualifying divisions that differ exclude each other.
    """
    if a.id == b.id:
        return 1.0
    a_open, b_open = _is_open(a), _is_open(b)
    if not a_open and not b_open:
        return 0.8 if _one_district(a.id, b.id) else float(_one_road(a.id, b.id))
    if a.country and b.country and a.country != b.country:
        return 0.0
    if a_open and b_open:
        a_within, b_within = a.id.partition("@")[2], b.id.partition("@")[2]
        if a_within and b_within and a_within != b_within:
            return 0.0
        if a.name != b.name and _unwatered(a.name) == _unwatered(b.name):
            return 0.9
    elif not _locality_like(a if b_open else b):
        return 0.0
    best = 0.0
    for x in _names(a):
        for y in _names(b):
            best = max(best, _alike(x, y))
            if best >= 0.95:
                return best
    return best


def lies_in(place: Place, whole: Place) -> bool:
    """Whether a place is known to lie in a country or in a country's first-level division."""
    if whole.precision is COUNTRY:
        return place.country is not None and place.country == whole.country
    if whole.precision is not REGION:
        return False
    return place.admin == whole.name or place.id.partition("@")[2] == whole.id


def same_part(a: str, b: str) -> bool:
    """Whether two names of parts of one town may mean one part; one without a name may be any."""
    if not a or not b:
        return True
    return same_name(a, b)


def same_name(a: str, b: str) -> bool:
    """Whether two names are spellings of one, or one holds the other's words: "X", "X Crossroads"."""
    one, other = set(map(skeleton, a.split())), set(map(skeleton, b.split()))
    return one <= other or other <= one or _alike(a, b) >= 0.65


def _one_road(a: str, b: str) -> bool:
    """Whether both are one road, of which one text does not say in which country it is."""
    one, _, here = a.partition("@")
    other, _, there = b.partition("@")
    return one == other and one.startswith("road:") and not (here and there)


def _one_district(a: str, b: str) -> bool:
    """Whether both are a district that the gazetteer has for its chief town as well, or the reverse."""
    one, two = a.partition("/")[0], b.partition("/")[0]
    whole = not (a.endswith("/region") or b.endswith("/region"))
    return one == two and one.startswith("geonames:") and whole


def _is_open(place: Place) -> bool:
    return place.id.startswith(UNRESOLVED_PREFIX)


def _locality_like(place: Place) -> bool:
    return place.precision in {
        LOCALITY,
        PlacePrecision.FACILITY,
        DISTRICT,
    }


def _names(place: Place) -> tuple[str, ...]:
    return tuple(dict.fromkeys((place.name, *place.aliases)))


@lru_cache(maxsize=50_000)
def _alike(x: str, y: str) -> float:
    if fold(x) == fold(y):
        return 0.95
    a, b = skeleton(x), skeleton(y)
    shorter = min(len(a), len(b))
    if a == b:
        return 0.9 if shorter > 3 else 0.0
    if _numbered(x) or _numbered(y):
        return 0.0
    if shorter >= 5 and (a[0] == b[0] or shorter >= 6) and frame(a) == frame(b):
        # Goteik and Gokteik, Sakya and Sajia: one name, heard and written down by different people
        x_heard, y_heard = by_ear(a), by_ear(b)
        if x_heard == y_heard:
            return 0.85
        if DamerauLevenshtein.distance(x_heard, y_heard, score_cutoff=1) <= 1:
            return 0.8
    if shorter < 6 or a[0] != b[0]:
        return 0.0
    distance = DamerauLevenshtein.distance(a, b, score_cutoff=2)
    if distance > 2 or (distance == 2 and shorter < 9):
        return 0.0
    if consonants(a) == consonants(b):
        return 0.8 if distance == 1 else 0.7
    # a consonant more or less (Goteik, Gokteik) may be a spelling; another consonant is another name
    if distance == 1 and len(a) != len(b):
        return 0.65
    return 0.0
