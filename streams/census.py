"""Counts what the ledger's state holds, for the metrics.

The ledger's keys tell it all (see `contraflow.ledger.store`), so no value is read. A walk over the
keys of 100,000 claims takes well under a second, and is made on a thread, now and then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from contraflow.metrics import Metrics

KINDS = MappingProxyType(
    {
        "m": "mentions",
        "c": "claims",
        "b": "blocks",
        "e": "evidence",
        "a": "alerts",
        "q": "quotations",
        "v": "visitors",
    }
)
"""The kinds of keys, by the letter that each begins with."""
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Census:
    """What some partitions of the state hold."""

    entries: dict[str, int]
    """Keys by kind."""
    places: int
    """Places that a new claim can still meet claims about."""
    oldest_day: int | None
    """Day (since 1970-01-01) of the oldest claim; None when there is none."""


def take_census(keys: Iterable[str]) -> Census:
    """Count keys, distinct places and the oldest claim's day. Keys of another form are passed over.

    Counts a place once even where its keys stand in several of the partitions given.
    """
    entries: Counter[str] = Counter()
    places: set[str] = set()
    oldest: int | None = None
    for key in keys:
        parts = key.split("/", 3)
        kind = KINDS.get(parts[0])
        if kind is None or len(parts) < 3:
            continue
        entries[kind] += 1
        if kind == "blocks":
            places.add(parts[2])
        elif kind == "claims" and parts[1].isdigit():
            day = int(parts[1])
            oldest = day if oldest is None or day < oldest else oldest
    return Census({kind: entries[kind] for kind in KINDS.values()}, len(places), oldest)


def publish(census: Census, metrics: Metrics) -> None:
    """Set the gauges to a census of all of this process's partitions."""
    for kind, count in census.entries.items():
        metrics.table_entries.labels(kind).set(count)
    metrics.tracked_claims.set(census.entries["claims"])
    metrics.tracked_places.set(census.places)
    metrics.oldest_claim_timestamp_seconds.set((census.oldest_day or 0) * _SECONDS_A_DAY)
