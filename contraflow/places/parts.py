"""Parts of a town that have a name of their own: its hotels and mines, its quarters and streets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from contraflow.parties.knowledge import is_seat
from contraflow.places.cues import cues
from contraflow.places.fold import fold
from contraflow.places.match import UNRESOLVED_PREFIX
from contraflow.places.precisions import DISTRICT, LOCALITY, UNRESOLVED
from contraflow.places.toponyms import Toponym
from schemas.place import Place, PlacePrecision

MAX_ALIASES = 40
NAMED = 0.9
"""How sure it is that a part lies in the town."""
_AFAR = frozenset(
    {"crossing", "border crossing", "border post", "border gate", "checkpoint", "port of entry"}
)
"""Facilities that texts on a town name though they lie far from it."""


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
            "part": place.name,
            "confidence": round(NAMED * _sure(town), 3),
        }
    )


def _sure(town: Place) -> float:
    """How sure the town is; one that stays open is known by its name alone, and surely meant."""
    return 1.0 if town.precision is UNRESOLVED else town.confidence


def is_urban(place: Place) -> bool:
    """Whether an open name is of a kind that stands in towns: a hotel, a street, not a dam or mine.

    Where a text on one town names such a thing without saying where, it is in that town.
    """
    if place.precision is not UNRESOLVED or place.facility is None:
        return False
    if place.facility == "road" and place.surface.endswith(" Road") and "-" not in place.surface:
        return True
    kind = fold(place.name) if place.facility == "road" else fold(place.facility)
    return kind.rpartition(" ")[2] in cues().urban


def towns_of_parts(
    found: Iterable[tuple[Toponym, Place]],
    main: Place | None,
    written_at: Place | None = None,
    inside: Mapping[str, set[str]] = MappingProxyType({}),
) -> dict[str, Place]:
    """The towns that open names lie in, by the names' ids: what happens there happens in the town.

    One article tells of the prison by its own name, another of the town that it stands in. So a
    name lies in the town that the text puts it in, and a facility or quarter of which the text does
    not say it in the town that the text is about: that of its dateline where it names no other.
    """
    pairs = list(found)
    own = main is not None and main.precision is UNRESOLVED
    own = own and _is_only_town(written_at, (place for _, place in pairs))
    towns = {fold(t.name): p for t, p in pairs if _is_town(p)}
    mentions: dict[str, list[Toponym]] = defaultdict(list)
    for toponym, place in pairs:
        if place.id.startswith(UNRESOLVED_PREFIX) and toponym.kind not in {"water", "region"}:
            mentions[place.id].append(toponym)
    lie_in: dict[str, Place] = {}
    for ident, toponyms in mentions.items():
        said = [towns[key] for t in toponyms for key in map(fold, t.within) if key in towns]
        said += [p for p in towns.values() if p.id in inside.get(ident, ())]
        partly = any(t.facility or t.level == "quarter" for t in toponyms)
        town = next(
            (
                place
                for place in said
                # "X, Y" of two names that no gazetteer has: Y is as likely a district
                if place.id != ident and (partly or place.precision is LOCALITY)
            ),
            None,
        )
        if town is None and main is not None and main.id != ident and _is_town(main):
            town = main if _is_part(toponyms, main) else None
        if town is None and own and _is_urban_name(toponyms):
            town = written_at
        if town is not None:
            lie_in[ident] = town
    return lie_in


def _is_urban_name(toponyms: Sequence[Toponym]) -> bool:
    """Whether a text says of a name what stands in towns, and nothing else of where it is."""
    return any(t.facility for t in toponyms) and all(map(_stands_in_towns, toponyms))


def _stands_in_towns(toponym: Toponym) -> bool:
    """Whether a name is that of a roundabout, a market, a stadium; or a bare name, as of its quarter."""
    if toponym.facility is None:
        return not (toponym.level or toponym.near or toponym.within)
    kind = fold(toponym.facility).rpartition(" ")[2]
    return kind in cues().urban and toponym.text.startswith(toponym.name)


def _is_part(toponyms: Iterable[Toponym], main: Place) -> bool:
    """Whether a name of which a text does not say where it is, is one of a part of its town.

    One that the text says nothing of at all, no "village" or "north of", is as a rule a quarter or
    a stop of the town on a map.
    """
    mentions = list(toponyms)
    # "the market of X" has an X of its own, "the X market" is in some town
    if any(fold(t.name).partition(" ")[0] in cues().streets for t in mentions):
        return True  # "the bridge of Via X"
    kinds = {t.facility for t in mentions if t.facility and t.text.startswith(t.name)}
    if kinds:
        return not kinds & _AFAR
    if any(t.level == "quarter" for t in mentions):
        return True
    told = any(t.facility or t.level or t.near or t.within for t in mentions)
    return not told and main.precision is LOCALITY


def _is_only_town(written_at: Place | None, named: Iterable[Place]) -> bool:
    """Whether a reporter's town, no seat of government, is the one that a text can be about."""
    if written_at is None or written_at.precision is not LOCALITY:
        return False
    if is_seat(written_at.name) or is_seat(written_at.surface.title()):
        return False
    return not any(
        place.id != written_at.id
        and place.country == written_at.country
        and place.precision in (LOCALITY, DISTRICT)
        and not is_seat(place.surface)
        for place in named
    )


def _is_town(place: Place) -> bool:
    if place.precision is UNRESOLVED:
        return place.facility is None and not place.id.startswith("road:") and "/" not in place.id
    return place.precision is LOCALITY
