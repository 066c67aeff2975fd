"""Which of an article's places its text says lie in which: "Y's X district", "the Y town of X", "X, Y"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from contraflow.places.match import lies_in
from contraflow.places.precisions import COUNTRY, DISTRICT, REGION, UNRESOLVED
from schemas import Place

_GRAIN = {
    COUNTRY: 0,
    REGION: 1,
    DISTRICT: 2,
}
_SMALL = r"(?:city|town|township|village|hamlet|settlement|suburb|neighbou?rhood|quarter|municipality|commune|locality)"
_KIND = (
    rf"(?:{_SMALL}|district|sub-?district|county|province|region|state|governorate|department|prefecture|oblast|raion"
    r"|upazila|tehsil|taluka?|woreda|division|parish|ward|territory|island|area)"
)
_SIDE = (
    r"(?:(?:the|far|remote|rural|coastal|restive|central|troubled|mountainous|volatile|nearby|port|capital|provincial"
    r"|border|industrial|mining|\w+ern|(?:north|south|east|west)[\w-]*) )*"
)
_FORWARD = re.compile(
    rf"(?:(?:,| is)? (?:an? |the )?(?:[\w-]+ ){{0,2}}{_KIND})?,? (?:(?:located|situated|lying) )?(?:in|inside|within|under|at)"
    rf" {_SIDE}(?:{_KIND} (?:of )?)?|(?: {_KIND})? of {_SIDE}|, {_SIDE}(?:{_KIND} of )?"
)
"""Between a place and that which it lies in."""
_OWNED = re.compile(rf"['’]s? {_SIDE}(?:{_KIND} of )?")
_BACKWARD = re.compile(
    rf" {_SIDE}{_SMALL} of (?:the )?|(?: {_KIND})?, (?:in )?{_SIDE}{_KIND} of (?:the )?| "
)
"""Between a place and one that lies in it: "Y's X", "the Y town of X"."""
_ENDS = re.compile(rf" {_SMALL}$")
_MORE = re.compile(
    r",? (?:and|or) (?:in |at |the )*[^\W\d_a-z]|, [^\W\d_a-z][\w’'-]+,? (?:and|or) "
)
"""After two names of a list."""
_LISTED = re.compile(r"[^\W\d_a-z][\w’'-]+,(?: (?:and|or))? $|\b(?:and|or|between) $")
"""Before a further name of a list."""
_AT = re.compile(r"\b(?:in|at|near|of|from) (?:the )?(?:\w+ of )?$")


def grain(place: Place) -> int:
    """How small a place is: 0 a country, 1 a region, 2 a district, 3 whatever is finer."""
    return _GRAIN.get(place.precision, 3)


def tells_whole(between: str) -> bool:
    """Whether words between two names say that the first place lies in the second: ", a town in"."""
    return not between.isspace() and _FORWARD.fullmatch(between) is not None


def containers(text: str, places: Sequence[tuple[int, Place]]) -> dict[str, set[str]]:
    """For ids of places those of the places that the text says they lie in.

    ``places`` are its names in order: where each begins, and what it means.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for (one, first), (other, second) in pairwise(places):
        end = one + len(first.surface)
        if first.id == second.id or not end < other <= end + 60:
            continue
        gap = text[end:other]
        if gap == " of " and _ENDS.search(first.surface) and grain(second) > 2:
            found[second.id].add(first.id)  # "the X town of Y"
        elif _is_whole(second, first) and _FORWARD.fullmatch(gap):
            if gap != ", " or _is_address(text, one, other, first, second):
                found[first.id].add(second.id)
        elif _is_whole(first, second) and (_OWNED.fullmatch(gap) or _BACKWARD.fullmatch(gap)):
            if gap != " " or grain(first) < grain(second):
                found[second.id].add(first.id)
    return found


def _is_whole(outer: Place, inner: Place) -> bool:
    """Whether one place can be one that the other lies in, by what is known of both."""
    if outer.facility is not None:
        return False
    known = inner.precision is not UNRESOLVED  # else its country is a guess
    if known and outer.country and inner.country and outer.country != inner.country:
        return False
    if inner.precision is COUNTRY:
        return False
    if inner.precision is REGION:
        return outer.precision is COUNTRY
    return (
        grain(outer) < grain(inner)
        or inner.facility is not None
        or lies_in(inner, outer)
        or inner.precision in (UNRESOLVED, DISTRICT)
    )


def _is_address(text: str, one: int, other: int, first: Place, second: Place) -> bool:
    """Whether "X, Y" tells where X is, and is no list and no clause's end: "in X, Y said"."""
    if grain(second) < 2 and grain(second) < grain(first):
        return True
    return (
        _AT.search(text[max(0, one - 30) : one]) is not None
        and _LISTED.search(text[max(0, one - 30) : one]) is None
        and _MORE.match(text, other + len(second.surface)) is None
    )
