"""Places: the gazetteer, the finder of names in a text, and the resolver of names to places."""

from contraflow.places.gazetteer import Entry, Gazetteer
from contraflow.places.match import block_key, same_place
from contraflow.places.parts import is_urban, part_of, towns_of_parts
from contraflow.places.resolution.candidates import SEAT
from contraflow.places.resolution.resolver import PlaceResolver
from contraflow.places.toponyms import Toponym

__all__ = [
    "SEAT",
    "Entry",
    "Gazetteer",
    "PlaceResolver",
    "Toponym",
    "block_key",
    "is_urban",
    "part_of",
    "same_place",
    "towns_of_parts",
]
