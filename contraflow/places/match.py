"""Whether two places are one: for joining claims whose places were resolved in different articles."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from contraflow.places.fold import consonants, fold, skeleton
from schemas.place import Place, PlacePrecision

UNRESOLVED_PREFIX = "name:"


def block_key(place: Place) -> str:
    """A key that is equal for all places that could be one by exact or skeleton-equal name.

    Resolved places have their id. Unresolved ones lose the division that qualifies the id, so that
    'name:andrivka' and 'name:andrivka@iso:UA-63' meet and :func:`same_place` can judge them.
    """
    return place.id.partition("@")[0] if place.id.startswith(UNRESOLVED_PREFIX) else place.id


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
        return 0.0
    if a.country and b.country and a.country != b.country:
        return 0.0
    if a_open and b_open:
        a_within, b_within = a.id.partition("@")[2], b.id.partition("@")[2]
        if a_within and b_within and a_within != b_within:
            return 0.0
    elif not _locality_like(a if b_open else b):
        return 0.0
    best = 0.0
    for x in _names(a):
        for y in _names(b):
            best = max(best, _alike(x, y))
            if best >= 0.95:
                return best
    return best


def _is_open(place: Place) -> bool:
    return place.id.startswith(UNRESOLVED_PREFIX)


def _locality_like(place: Place) -> bool:
    return place.precision in {
        PlacePrecision.LOCALITY,
        PlacePrecision.FACILITY,
        PlacePrecision.DISTRICT,
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
