"""Roads and lines that are called by their ends."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contraflow.reading.parsing.view import PlaceMention, SentenceView

_ROUTES = frozenset(
    "road highway motorway expressway railway line route section stretch corridor segment axis".split()
)


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
