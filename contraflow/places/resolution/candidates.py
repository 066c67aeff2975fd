"""Entries of the gazetteer that a name may mean: those that bear it, in its spelling and in others."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from contraflow.places.fold import fold, skeleton, without_article
from contraflow.places.gazetteer import Entry, Gazetteer
from contraflow.places.levels import AREA_LEVELS, levels
from contraflow.places.precisions import AREAS, DISTRICT, LOCALITY, REGION
from contraflow.places.resolution.context import Context
from contraflow.places.resolution.entries import km
from contraflow.places.resolution.groups import ALIAS, BARE, EXACT, LOOSE, NEAR, OTHER, SPELT, Group

LONG = 7
"""Sounds in a skeleton from which an equal one is the same name in another romanisation."""
SEAT_KM = 70
"""How far a district reaches from the town that it is named after, in kilometres."""
SEAT = "/seat"
"""Ends the id of a district's chief town when the gazetteer has the district only."""


def candidates_of(gazetteer: Gazetteer, group: Group) -> list[tuple[Entry, float]]:
    """Entries that bear one of the group's names as the text spells it."""
    found: dict[str, tuple[Entry, float]] = {}
    for name in group.names:
        key = fold(name)
        for entry in gazetteer.lookup(name):
            _add(found, entry, _quality(entry, name))
        bare = without_article(key)
        if bare != key:
            for entry in gazetteer.lookup(bare):
                _add(found, entry, BARE)
    for surface in group.surfaces:
        if surface not in group.names:
            for entry in gazetteer.lookup(surface):
                _add(found, entry, EXACT)
    found = _of_all_names(gazetteer, group, found)
    largest = max((e.population for e, q in found.values() if q == EXACT), default=0)
    if largest >= 100_000:
        # 'Novorossiysk' is the port, not the hamlet that once was called so
        found = {
            ident: (entry, quality)
            for ident, (entry, quality) in found.items()
            if quality != OTHER or 10 * entry.population >= largest
        }
    return _towns_of_areas(list(found.values()))


def _of_all_names(
    gazetteer: Gazetteer, group: Group, found: dict[str, tuple[Entry, float]]
) -> dict[str, tuple[Entry, float]]:
    """Of the entries for several names of one place those that bear more than one, if any do."""
    if len({skeleton(name) for name in group.names}) < 2:
        return found
    borne = Counter(
        ident
        for sound in {skeleton(name): name for name in group.names}.values()
        for ident in {entry.id for entry in gazetteer.lookup(sound)}
    )
    shared = {ident: found[ident] for ident in found if borne[ident] > 1}
    return shared or found


def add_other_spellings(gazetteer: Gazetteer, group: Group, context: Context) -> None:
    """Adds other romanisations, and near spellings, in the countries of the article only."""
    found = {entry.id: (entry, quality) for entry, quality in group.candidates}
    weights = context.without(group.position)
    countries = tuple(sorted(code for code, weight in weights.items() if weight >= 0.4))
    # a hamlet's old name does not stand against a city that is spelt so
    least = max((e.population for e, q in group.candidates if q >= ALIAS), default=0) // 10
    home = [
        entry
        for entry, quality in group.candidates
        if entry.country in countries and quality > OTHER
    ]
    for name in group.names:
        if not countries or len(fold(name)) < 4:
            continue
        if home:
            # a city may be meant all the same, and 'Izium district' be the 'Izyum Raion'
            wants_area = not group.levels.keys().isdisjoint(AREA_LEVELS)
            for entry in gazetteer.loose(name):
                if entry.country in countries and (
                    entry.population >= 100_000 if entry.precision is LOCALITY else wants_area
                ):
                    _add(found, entry, LOOSE)
            continue
        for entry, score in gazetteer.fuzzy(name, countries, limit=12):
            if least < 5_000 or entry.population >= least:
                alike = SPELT if len(skeleton(name)) >= LONG else LOOSE
                _add(found, entry, alike if score == 1.0 else NEAR)
    group.candidates = _with_seats(list(found.values()))


def _quality(entry: Entry, name: str) -> float:
    """How much it says that an entry bears the name."""
    if fold(entry.name) == fold(name):
        return EXACT
    if entry.population < 50_000 and entry.precision is LOCALITY:
        # a small place under an older or foreign name: seldom meant
        sound = skeleton(name)
        if skeleton(entry.name) != sound:
            return OTHER
        return ALIAS if len(sound) > 3 else SPELT
    return ALIAS


def _add(found: dict[str, tuple[Entry, float]], entry: Entry, quality: float) -> None:
    if entry.id not in found or found[entry.id][1] < quality:
        found[entry.id] = (entry, quality)


def _with_seats(candidates: list[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    """Adds the chief town of each district that has no settlement of its name in the gazetteer."""
    towns = [entry for entry, _ in candidates if entry.precision is LOCALITY]
    seats = [
        (
            replace(
                entry,
                id=entry.id + SEAT,
                name=_seat_name(entry),
                precision=LOCALITY,
            ),
            quality,
        )
        for entry, quality in candidates
        if entry.precision is DISTRICT
        and quality > NEAR
        and not any(
            other.precision is REGION and other.country == entry.country for other, _ in candidates
        )
        and not any(_seat_of(town, entry) for town in towns)
    ]
    return candidates + seats


def _towns_of_areas(candidates: list[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    """Raises a town that bears an area's name beside its own one: "Ciudad X" is the X of X Department."""
    areas = [e for e, quality in candidates if quality == EXACT and e.precision in AREAS]
    return [
        (
            entry,
            EXACT
            if quality < EXACT
            and entry.precision is LOCALITY
            and any(
                area.country == entry.country and area.lat is not None and km(area, entry) < SEAT_KM
                for area in areas
            )
            else quality,
        )
        for entry, quality in candidates
    ]


def _seat_name(district: Entry) -> str:
    """A district's name without its level word, in whatever language: the shortest name within it."""
    bare = levels().bare(district.name)
    inner = [a for a in district.aliases if f" {fold(a)} " in f" {fold(bare)} "]
    return min((bare, *inner), key=len)


def _seat_of(town: Entry, district: Entry) -> bool:
    """Whether a town of the district's name is its chief town."""
    if town.country != district.country:
        return False
    if district.lat is None:
        return town.admin == district.admin
    return km(town, district) < 150
