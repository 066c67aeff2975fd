"""Make the page's map from Natural Earth's countries.

    python tools/make_map.py countries-50m.json > contraflow/gateway/static/world.json

The input is the file of that name in the npm package ``world-atlas`` (ISC licence), which is
Natural Earth's 1:50m vector data (public domain) as TopoJSON. The output holds two SVG paths, the
land and the borders, in Web Mercator: x is the longitude, y grows to the south, both in degrees at
the equator times SCALE.
"""

from __future__ import annotations

import json
import math
import sys
from typing import Any

SCALE = 40
"""Units a degree at the equator: one unit is about 2.8 km there."""
NORTH, SOUTH = 80.0, -57.0
_MIN_AREA = 12.0
"""Islands below this (square units) are left out: they would be less than a pixel."""

Point = tuple[int, int]


def main() -> None:
    """Read the TopoJSON named on the command line, write the map to standard output."""
    with open(sys.argv[1], encoding="utf-8") as source:
        topology = json.load(source)
    arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    countries = topology["objects"]["countries"]["geometries"]
    used: dict[int, set[int]] = {}
    rings: list[list[Point]] = []
    for number, country in enumerate(countries):
        if country.get("properties", {}).get("name") == "Antarctica":
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                for arc in ring:
                    used.setdefault(arc if arc >= 0 else ~arc, set()).add(number)
                rings.append(_simplify(_ring(ring, arcs)))
    borders = [_simplify(arcs[arc]) for arc, owners in used.items() if len(owners) > 1]
    land = [ring for ring in rings if len(ring) > 3 and _area(ring) >= _MIN_AREA]
    json.dump(
        {
            "scale": SCALE,
            "north": _mercator(NORTH),
            "south": _mercator(SOUTH),
            "land": "".join(_path(ring, close=True) for ring in land),
            "borders": "".join(_path(line, close=False) for line in borders if len(line) > 1),
        },
        sys.stdout,
        separators=(",", ":"),
    )
    sys.stdout.write("\n")


def _decode(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points: list[Point] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((round((x * sx + tx) * SCALE), _mercator(y * sy + ty)))
    return points


def _mercator(lat: float) -> int:
    lat = max(SOUTH, min(NORTH, lat))
    return -round(math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))) * SCALE)


def _ring(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _simplify(points: list[Point]) -> list[Point]:
    """Without repeated points and points on a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1:
            (ax, ay), (bx, by), (cx, cy) = kept[-2], kept[-1], point
            between = (bx - ax) * (cx - bx) + (by - ay) * (cy - by) > 0
            if between and (bx - ax) * (cy - ay) == (by - ay) * (cx - ax):
                kept.pop()
        kept.append(point)
    return kept


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _path(points: list[Point], *, close: bool) -> str:
    if close and points[0] == points[-1]:
        points = points[:-1]
    (x, y), steps = points[0], []
    for next_x, next_y in points[1:]:
        dx, dy = next_x - x, next_y - y
        steps.append(f"{dx}{'' if dy < 0 else ' '}{dy}")
        x, y = next_x, next_y
    joined = "".join(
        step if number == 0 or step.startswith("-") else f" {step}"
        for number, step in enumerate(steps)
    )
    return f"M{points[0][0]} {points[0][1]}l{joined}" + ("z" if close else "")


if __name__ == "__main__":
    main()
