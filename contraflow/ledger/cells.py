"""Cells: the parts of the ledger, one for each key under which claims meet; they know no other.

A claim is at home in the cell of its place's name, or of the own name of the part of a town that it
is about; there alone it is merged with its like and told of. What else it may be met by makes it a
visitor in further cells: the town of such a part, and a person whose fate it tells. There it is
held against the others and nothing else. A pair that meets in several cells belongs to one of
them, and an alert's id holds its cell, so no two cells tell of one thing. Each cell keeps its own
state, so they may be dealt out to any number of ledgers in any way: claims and alerts are the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, Protocol

from contraflow.ledger.referents import named_person
from contraflow.places.match import name_key
from schemas import Claim


class _Named(Protocol):
    """A place (`schemas.Place`) or a position's spot."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def part(self) -> str | None: ...


def place_keys(place: _Named) -> tuple[str, ...]:
    """The keys under which claims about a place meet; whether two places are one, the gate asks.

    Each is what the spellings of a name share: of its part with an own name, which other texts may
    know alone, and of the place itself. The first is that of the claims' home.
    """
    return _keys(place.name, place.id, place.part or "")


@lru_cache(maxsize=65536)
def _keys(name: str, place_id: str, part_name: str) -> tuple[str, ...]:
    whole = name_key(name) or place_id
    part = name_key(part_name) if part_name else ""
    keys = (part, whole) if part and part != whole else (whole,)
    return tuple(key.replace("/", "|") for key in keys)


def routes(claim: Claim) -> tuple[str, ...]:
    """The names of a claim's cells, its home first: the keys of its copies on the claims topic."""
    person = named_person(claim.axis, claim.referent)
    keys = place_keys(claim.place)
    return (*keys, f"person|{person}") if person else keys


class Cell(NamedTuple):
    """One claim's way into one cell."""

    route: str
    home: bool
    """Whether the claim is at home in it."""

    def key(self, kind: str, last_day: int, name: str) -> str:
        """The store key of something that the claim leaves in the cell.

        A name tells its home by itself, so only a visitor's is told apart by the cell's.
        """
        if self.home:
            return f"{kind}/{last_day:05d}/{name}"
        return f"v/{last_day:05d}/{self.route}/{kind}/{name}"


def cell_of(claim: Claim, route: str) -> Cell:
    """A claim's way into the cell of one of its routes."""
    return Cell(route, route == place_keys(claim.place)[0])


def cells_of(claim: Claim) -> tuple[Cell, ...]:
    """A claim's ways into all of its cells, its home first."""
    return tuple(Cell(route, n == 0) for n, route in enumerate(routes(claim)))


def owner(a: _Named, b: _Named) -> str | None:
    """The cell to which a pair belongs, of those of its places; None when they share none.

    Where both texts know the town, all of a dispute is told there, be it about the town or a part.
    """
    one, other = place_keys(a), place_keys(b)
    if one[-1] == other[-1]:
        return one[-1]
    if one[0] == other[0]:
        return one[0]
    return min(set(one) & set(other), default=None)


def belongs(route: str, a: _Named, b: _Named) -> bool:
    """Whether a pair that meets in a cell is that cell's to tell of."""
    return owner(a, b) in (route, None)
