"""The gazetteer: names to places. Maps the index that :mod:`build` writes; opens in milliseconds."""

from __future__ import annotations

import json
import mmap
import struct
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import marisa_trie
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from contraflow.places.build import KINDS, NO_DIVISION, RECORD, ensure_index
from contraflow.places.fold import consonants, fold, skeleton, without_article
from contraflow.settings import Settings, get_settings
from schemas.place import PlacePrecision

_PRECISION = {
    "settlement": PlacePrecision.LOCALITY,
    "district": PlacePrecision.DISTRICT,
    "region": PlacePrecision.REGION,
    "country": PlacePrecision.COUNTRY,
}
_LENGTH = struct.Struct("<H")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer."""

    id: str
    name: str
    aliases: tuple[str, ...]
    """Other spellings, Latin script, without the name itself."""
    country: str
    """ISO 3166-1 alpha-2 code; empty for regions across countries."""
    admin: str | None
    """Name of its first-level division."""
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    population: int


class Gazetteer:
    """Lookup of places by name. Build with :meth:`load`; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        self._countries: list[str] = meta["countries"]
        self._divisions: list[str] = meta["divisions"]
        self._block_at: dict[str, dict[str, tuple[int, int]]] = meta["blocks"]
        self._size: int = meta["entries"]
        self._neighbours: dict[str, list[str]] = meta["neighbours"]
        self._exact = marisa_trie.RecordTrie("<I")
        self._exact.mmap(str(folder / "exact.marisa"))
        self._loose = marisa_trie.RecordTrie("<I")
        self._loose.mmap(str(folder / "loose.marisa"))
        self._records = _map(folder / "records.bin")
        self._strings = _map(folder / "strings.bin")
        self._keys = _map(folder / "keys.bin")
        self._entry = lru_cache(maxsize=20_000)(self._read)
        self._blocks: dict[tuple[str, str], list[str]] = {}
        self.knows = lru_cache(maxsize=50_000)(self._exact.__contains__)
        """Whether a folded name is in the index: the scan's cheap test."""
        self.lookup = lru_cache(maxsize=50_000)(self._lookup)
        self.loose = lru_cache(maxsize=20_000)(self._loose_lookup)

    @classmethod
    def load(cls, settings: Settings | None = None) -> Gazetteer:
        """The gazetteer in its folder by the settings; builds its index when it is missing.

        Raises OSError when the index cannot be written or read.
        """
        settings = settings or get_settings()
        return cls(ensure_index(settings.gazetteer_dir or settings.datadir))

    def __len__(self) -> int:
        return self._size

    def neighbours(self, country: str) -> Sequence[str]:
        """Codes of the countries that border on a country."""
        return self._neighbours.get(country, ())

    def _lookup(self, name: str) -> Sequence[Entry]:
        """Places that bear the name in its folded form, the most populous first."""
        return self._entries(self._exact.get(fold(name), ()))

    def _loose_lookup(self, name: str) -> Sequence[Entry]:
        """Places whose name has the same skeleton: other romanisations of the same name."""
        key = fold(name)
        bare = without_article(key)
        hits = set(self._exact.get(bare, ())) if bare != key else set()
        hits.update(self._loose.get(skeleton(name), ()))
        return self._entries(hits)

    def fuzzy(
        self, name: str, countries: Collection[str] = (), limit: int = 5
    ) -> Sequence[tuple[Entry, float]]:
        """Places of the given countries whose spelling is close to the name, best first.

        The score is in (0, 1]: 1 is the same skeleton, less is one or two vowels' difference. Without
        countries only equal skeletons count, since across the world nearly every short name has a
        near neighbour.
        """
        return self._fuzzy(name, tuple(sorted(countries)), limit)

    @lru_cache(maxsize=20_000)  # noqa: B019 - a process holds one gazetteer
    def _fuzzy(
        self, name: str, countries: tuple[str, ...], limit: int
    ) -> Sequence[tuple[Entry, float]]:
        found: dict[str, tuple[Entry, float]] = {}
        for entry in self.loose(name):
            if not countries or entry.country in countries:
                found[entry.id] = (entry, 1.0)
        key = skeleton(name)
        if not found and len(key) >= 5:
            frame = consonants(key)
            for country in countries:
                near = process.extract(
                    key,
                    self._block(country, key[0]),
                    scorer=DamerauLevenshtein.distance,
                    score_cutoff=2 if len(key) >= 9 else 1,
                    limit=limit * 8,
                )
                for other, distance, _ in near:
                    # another consonant is another name: Kibumba is not Kirumba
                    if consonants(other) != frame:
                        continue
                    score = 0.95 - 0.05 * distance
                    for (index,) in self._loose[other]:
                        entry = self._entry(index)
                        if entry.country != country:
                            continue
                        if entry.id not in found or found[entry.id][1] < score:
                            found[entry.id] = (entry, score)
        ranked = sorted(found.values(), key=lambda pair: (-pair[1], -pair[0].population))
        return tuple(ranked[:limit])

    def _entries(self, hits: Iterable[tuple[int]]) -> tuple[Entry, ...]:
        entries = [self._entry(index) for (index,) in hits]
        return tuple(sorted(entries, key=lambda e: (-e.population, e.id)))

    def _read(self, index: int) -> Entry:
        gid, lat, lon, population, offset, division, country, kind = RECORD.unpack_from(
            self._records, index * RECORD.size
        )
        names = self._names(offset)
        return Entry(
            id=names[0] or f"geonames:{gid}",
            name=names[1],
            aliases=tuple(names[2:]),
            country=self._countries[country],
            admin=self._divisions[division] if division != NO_DIVISION else None,
            lat=round(lat, 5) if lat or lon else None,
            lon=round(lon, 5) if lat or lon else None,
            precision=_PRECISION[KINDS[kind]],
            population=population,
        )

    def _names(self, offset: int) -> list[str]:
        (length,) = _LENGTH.unpack_from(self._strings, offset)
        start = offset + _LENGTH.size
        return self._strings[start : start + length].decode("utf-8").split("\0")

    def _block(self, country: str, first: str) -> list[str]:
        """Skeletons of a country's names that begin alike."""
        if (country, first) not in self._blocks:
            start, end = self._block_at.get(country, {}).get(first, (0, 0))
            self._blocks[country, first] = self._keys[start:end].decode("utf-8").split("\n")
        return self._blocks[country, first]


def _map(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
