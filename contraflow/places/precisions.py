"""How finely a place is known, by names of their own: an attribute of an enumeration takes ten times as
long to look up, and reading an article asks for one a thousand times."""

from __future__ import annotations

from typing import Final

from schemas.place import PlacePrecision

LOCALITY: Final = PlacePrecision.LOCALITY
DISTRICT: Final = PlacePrecision.DISTRICT
REGION: Final = PlacePrecision.REGION
COUNTRY: Final = PlacePrecision.COUNTRY
UNRESOLVED: Final = PlacePrecision.UNRESOLVED

SPOTS = frozenset({LOCALITY, DISTRICT})
"""Finely known: to the town or the district."""
AREAS = frozenset({REGION, DISTRICT})
"""Divisions of a country."""
