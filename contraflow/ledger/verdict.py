"""The verdict on two positions: contradiction, update, or nothing to do with each other."""

from __future__ import annotations

import msgspec

from contraflow.ledger import gate
from contraflow.ledger.compare import type_of
from contraflow.ledger.confidence import beside, chance, evidence, signs
from contraflow.ledger.exclusion import Exclusion, exclusion
from contraflow.ledger.position import Position, Spot
from contraflow.ledger.update import update_reason
from schemas import ContradictionType


class Nature(msgspec.Struct, gc=False):
    """What a contradiction is, whenever the two things were said."""

    way: int
    """How the two mentions stand to each other of whom this holds (``confidence.beside``)."""
    type: ContradictionType
    why: str
    signs: float
    """What speaks for it and against it (``confidence.signs``)."""
    sides: tuple[str, str] | None = None
    """The keys of its two sides, once somebody asked for them (``alerts.sides_of``)."""


class Kind(msgspec.Struct, frozen=True, gc=False):
    """A kind of pair of two contents, and what all clashes of the kind come to (``foreseen.py``)."""

    epoch: float
    """In which of the windows the later of the two spans ends within which they have one alert."""
    way: int
    """How the two mentions stand to each other (``confidence.beside``)."""
    sure: float
    """How sure the reading of the first mention is."""
    other_sure: float
    stated: bool
    """Whether either text gives a time."""
    spot: Spot
    other_spot: Spot
    alert: str
    """The store key of their alert."""
    side: str
    """The key of its side that is the first mention's."""
    other_side: str
    confidence: float


class Rivalry(msgspec.Struct, gc=False):
    """Two contents that exclude each other and may meet, and what that comes to.

    The same two are held against each other again and again, as long as both are told: what depends
    on no times is worked out once for all mentions that stand to each other in one way
    (``confidence.beside``).
    """

    exclusion: Exclusion
    meet: bool | None = None
    """Whether they may meet, times apart, once somebody asked."""
    natures: tuple[Nature, ...] = ()
    """Of each way in which mentions were held against each other so far, what it comes to."""
    kinds: tuple[Kind, ...] = ()
    """Of each kind of pair that clashed so far, what that comes to."""

    def nature(self, a: Position, b: Position) -> Nature:
        """What a contradiction of two positions with these contents is."""
        way = beside(a, b)
        for known in self.natures:
            if known.way == way:
                return known
        kind, why = type_of(a, b)
        nature = Nature(way, kind, why, signs(a, b))
        self.natures = (*self.natures, nature)
        return nature


class Clash(msgspec.Struct, frozen=True, gc=False):
    """Two positions that cannot both be true: of which type, why, and how sure that is."""

    exclusion: Exclusion
    nature: Nature
    confidence: float

    @property
    def type(self) -> ContradictionType:
        return self.nature.type

    @property
    def why(self) -> str:
        return self.nature.why


def rivalry(a: Position, b: Position) -> Rivalry | None:
    """Why two positions exclude each other and may meet, their times apart; None where they do not."""
    found = exclusion(a, b)
    return Rivalry(found, True) if found is not None and gate.meet(a, b) else None


def clash(a: Position, b: Position) -> Clash | None:
    """The contradiction between two positions, or None. Symmetric, and blind to all else."""
    rivals = rivalry(a, b)
    return None if rivals is None else clash_now(a, b, rivals)


def clash_now(a: Position, b: Position, rivals: Rivalry) -> Clash | None:
    """The contradiction between two positions that meet and exclude each other, if their times
    let it stand."""
    if not gate.meet_now(a, b) or update_reason(a, b) is not None:
        return None
    nature = rivals.nature(a, b)
    founded = evidence(a, b, rivals.exclusion)
    return Clash(rivals.exclusion, nature, chance(founded, nature.signs))
