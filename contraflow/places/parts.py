"""Parts of a town that have a name of their own: its hotels, hospitals, streets and squares."""

from __future__ import annotations

from contraflow.places.cues import cues
from contraflow.places.fold import fold
from schemas.place import Place, PlacePrecision

MAX_ALIASES = 40


def part_of(place: Place, town: Place) -> Place:
    """A facility, known by name alone, as a part of the town that it is in."""
    names = (place.surface, place.name, town.name, *place.aliases, *town.aliases)
    aliases = tuple(dict.fromkeys(n for n in names if n and n != town.name))
    return town.model_copy(
        update={
            "surface": place.surface,
            "aliases": aliases[:MAX_ALIASES],
            "precision": PlacePrecision.FACILITY,
            "facility": place.facility,
            "confidence": min(place.confidence, town.confidence),
        }
    )


def is_urban(place: Place) -> bool:
    """Whether an open name is of a kind that stands in towns: a hotel, a street, not a dam or mine.

    Where a text on one town names such a thing without saying where, it is in that town.
    """
    if place.precision is not PlacePrecision.UNRESOLVED or place.facility is None:
        return False
    kind = fold(place.name) if place.facility == "road" else fold(place.facility)
    return kind.rpartition(" ")[2] in cues().urban
