"""Step 10, scope: the place of counts that an article tells more than once, now finely, now coarsely.

"Gunmen kill 19 in Xland" and, further down, "19 people died in the village of Y" are one count, of Y; "six were
killed" and, further down, "three died in A, two in B and one in C" is one of the country's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from contraflow.ledger import claim_id
from contraflow.places.fold import fold
from schemas import Claim, Numbers, Parties, Place, PlacePrecision, Value

_ROUGH = (PlacePrecision.COUNTRY, PlacePrecision.REGION)
FEW = 3
"""The least number that, told twice in a text, is taken for one count."""


def scoped(claims: Sequence[Claim], country: Callable[[str], Place]) -> list[Claim]:
    """An article's claims, each count at the place that the article as a whole gives it.

    ``country`` makes a place of a country's code.
    """
    return _shared(_narrowed(_summed(claims, country)))


# -- sums --------------------------------------------------------------------------------------


def _summed(claims: Sequence[Claim], country: Callable[[str], Place]) -> list[Claim]:
    """A count that others of one sentence, place by place, add up to is one of all their places."""
    whole = {
        (axis, total): country(code)
        for axis, total, code in _sums(claims)
        if total >= FEW  # one and one is two by chance
    }
    found = []
    for claim in claims:
        total = whole.get((claim.axis, _least(claim) or 0))
        if total is not None and claim.place.country == total.country and claim.place != total:
            claim = _at(claim, total)
        found.append(claim)
    return found


def _sums(claims: Sequence[Claim]) -> list[tuple[str, float, str]]:
    """What the counts of one sentence at several places of one country add up to."""
    parts: dict[tuple[str, int, str], dict[str, tuple[float, str]]] = defaultdict(dict)
    for claim in claims:
        least, code = _least(claim), claim.place.country
        if claim.field == "text" and least and code and not _is_country(claim.place):
            parts[claim.axis, claim.sentence or 0, claim.referent][claim.place.id] = least, code
    sums = []
    for (axis, _, _), places in parts.items():
        codes = {code for _, code in places.values()}
        if len(places) > 1 and len(codes) == 1:
            sums.append((axis, sum(least for least, _ in places.values()), codes.pop()))
    return sums


# -- one count of several places ----------------------------------------------------------------


def _shared(claims: Sequence[Claim]) -> list[Claim]:
    """A count told of several places at once is the sum of theirs: each had some of them."""
    places: dict[tuple[str, str, str, tuple[int, int], Value], set[str]] = defaultdict(set)
    for claim in claims:
        if (_least(claim) or 0) > 1:
            places[_telling(claim)].add(claim.place.id)
    spread = {
        (claim.axis, _least(claim), place)
        for claim in claims
        if (_least(claim) or 0) > 1
        for told in (places[_telling(claim)],)
        if len(told) > 1
        for place in told
    }
    found = []
    for claim in claims:
        value = claim.value
        if isinstance(value, Numbers) and (claim.axis, _least(claim), claim.place.id) in spread:
            claim = claim.model_copy(update={"value": value.model_copy(update={"low": 1.0})})
            claim = claim.model_copy(update={"claim_id": claim_id(claim)})
        found.append(claim)
    return found


def _telling(claim: Claim) -> tuple[str, str, str, tuple[int, int], Value]:
    """What one telling of a count is known by."""
    return claim.axis, claim.referent, claim.field, claim.span, claim.value


# -- the same count, finer ------------------------------------------------------------------------


def _narrowed(claims: Sequence[Claim]) -> list[Claim]:
    """A count or culprit told of a country or region, at the one place in it of which the text tells the same."""
    places: dict[tuple[str, str], dict[str, Place]] = defaultdict(dict)
    for claim in claims:
        matter = _matter(claim)
        if matter is not None and claim.field == "text" and claim.place.country:
            places[matter].setdefault(claim.place.id, claim.place)
    return [_narrow(claim, places) for claim in claims]


def _narrow(claim: Claim, places: dict[tuple[str, str], dict[str, Place]]) -> Claim:
    matter = _matter(claim)
    if matter is None or claim.place.precision not in _ROUGH or claim.place.facility is not None:
        return claim
    least = _least(claim)
    if claim.field == "text" and not (least is not None and least >= FEW):
        return claim
    inner = [p for p in places[matter].values() if _within(p, claim.place)]
    finest = [p for p in inner if not any(_within(q, p) for q in inner)]
    if len(finest) != 1 or not all(p is finest[0] or _within(finest[0], p) for p in inner):
        return claim
    return _at(claim, finest[0])


def _matter(claim: Claim) -> tuple[str, str] | None:
    """What a claim answers, as far as two sentences of one article say the same."""
    if claim.rejects:
        return None
    if claim.axis.startswith("casualties.") and isinstance(claim.value, Numbers):
        least = _least(claim)
        return (claim.axis, f"{least:g}") if least else None
    if claim.axis == "attack.culprit" and isinstance(claim.value, Parties):
        return claim.axis, ",".join(sorted(claim.value.members))
    return None


def _within(inner: Place, outer: Place) -> bool:
    """Whether a place is known to lie in a larger one."""
    if inner.country is None or inner.country != outer.country or inner.id == outer.id:
        return False
    if outer.precision is PlacePrecision.COUNTRY:
        return inner.precision is not PlacePrecision.COUNTRY
    if outer.precision is not PlacePrecision.REGION or inner.precision in _ROUGH:
        return False
    return inner.admin is not None and fold(inner.admin) in {
        fold(name) for name in (outer.name, outer.surface, *outer.aliases)
    }


def _least(claim: Claim) -> float | None:
    """The least that a count of people says: "at least 19" and "19" are one count told twice."""
    value = claim.value
    if not isinstance(value, Numbers) or not claim.axis.startswith("casualties."):
        return None
    return value.low


def _is_country(place: Place) -> bool:
    return place.precision is PlacePrecision.COUNTRY


def _at(claim: Claim, place: Place) -> Claim:
    """A claim at another place."""
    moved = claim.model_copy(update={"place": place})
    return moved.model_copy(update={"claim_id": claim_id(moved)})
