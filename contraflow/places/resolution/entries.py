"""What is asked of the gazetteer's entries: how many people, whether a seat of government, how far apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from contraflow.parties.knowledge import knowledge
from contraflow.places.fold import fold
from contraflow.places.gazetteer import Entry
from contraflow.places.precisions import COUNTRY, LOCALITY, REGION

EARTH_KM = 6371.0


def people_of(entry: Entry) -> int:
    """Population; of a region five times what the gazetteer knows of, which is its towns'."""
    if entry.precision is not REGION:
        return entry.population
    return 5 * entry.population if 0 < entry.population < 60_000 else max(entry.population, 300_000)


@cache
def capitals() -> dict[str, frozenset[str]]:
    """Seats of government, as folded names, by country."""
    return {
        code: frozenset(map(fold, country.seats))
        for code, country in knowledge().countries.items()
        if country.seats
    }


def is_capital(entry: Entry, names: Sequence[str]) -> bool:
    """Whether an entry is a seat of government: the largest of its name in its country."""
    if entry.precision is not LOCALITY:
        return False
    seats = capitals().get(entry.country)
    return seats is not None and any(fold(name) in seats for name in (entry.name, *names))


def are_rivals(a: Entry, b: Entry) -> bool:
    """Whether choosing one for the other would be an error worth abstaining for."""
    if COUNTRY in {a.precision, b.precision}:
        return a.precision is b.precision and a.id != b.id
    if a.lat is None or b.lat is None:
        return a.country != b.country
    if a.precision is b.precision:
        return km(a, b) > 25
    return a.country != b.country or km(a, b) > 200


def km(a: Entry, b: Entry) -> float:
    """Great-circle distance in kilometres; 20,000 when a place has no coordinates."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return 20_000.0
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
