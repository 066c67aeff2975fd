"""Roads and lines that are called by their ends."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from contraflow.places.roads import road_of
from schemas import PlacePrecision

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import PlaceMention, SentenceView
    from schemas import Place

_ROUTES = frozenset(
    "road highway motorway expressway railway line route section stretch corridor segment axis".split()
)
_ROADS = frozenset({"road", "highway", "motorway", "expressway", "route"})


def names_route(view: SentenceView, mention: PlaceMention) -> bool:
    """Whether a place only names a route: "X–Y highway", "the road between X and Y"."""
    doc = view.doc
    before = doc[mention.start - 1].text if mention.start else ""
    after = doc[mention.end].text if mention.end < len(doc) else ""
    lead = doc.span(max(0, mention.start - 4), mention.start).casefold()
    return (
        (before in "-–—/" and bool(before))
        or (after in "-–—/" and bool(after))
        or "between" in lead.split()
    )


def route_ends(view: SentenceView) -> list[PlaceMention]:
    """The names in that of a road or line: "the X–Y motorway", "the X–Y section"."""
    ends = []
    for one, other in pairwise(view.places):
        if other.start != one.end + 1 or view.doc[one.end].text not in "-–—":
            continue
        following = view.doc[other.end] if other.end < len(view.doc) else None
        if other.place.id.startswith("road:") or (
            following is not None and following.lower_ in _ROUTES
        ):
            ends += [one, other]
    return ends


_ENDS = (("between", "and"), ("from", "to"), ("linking", "and"), ("connecting", "and"))
"""What stands before and between the ends that a road is told by."""
_TOWNS = (PlacePrecision.LOCALITY, PlacePrecision.UNRESOLVED, PlacePrecision.DISTRICT)


def road_between(view: SentenceView, road: Token) -> Place | None:
    """The road of "the road between X and Y", "from X to Y", which others call the X–Y road."""
    doc = view.doc
    for one, other in pairwise(view.places):
        if one.start != road.i + 2 or other.start != one.end + 1 or road.lemma_ not in _ROADS:
            continue
        joins = (doc[road.i + 1].lower_, doc[one.end].lower_)
        towns = all(m.place.precision in _TOWNS and not m.place.facility for m in (one, other))
        if joins in _ENDS and towns:
            country = one.place.country if one.place.country == other.place.country else None
            text = f"{one.place.surface}–{other.place.surface} {road.lower_}"
            return road_of(text, road.lower_, country)
    return None
