"""The verdict on two positions: contradiction, update, or nothing to do with each other."""

from __future__ import annotations

from dataclasses import dataclass

from contraflow.ledger.compare import type_of
from contraflow.ledger.confidence import confidence
from contraflow.ledger.exclusion import Exclusion, exclusion
from contraflow.ledger.gate import meet, meet_now
from contraflow.ledger.position import Position
from contraflow.ledger.update import update_reason
from schemas import ContradictionType


@dataclass(frozen=True, slots=True)
class Clash:
    """Two positions that cannot both be true: of which type, why, and how sure that is."""

    type: ContradictionType
    exclusion: Exclusion
    why: str
    confidence: float


def clash(a: Position, b: Position) -> Clash | None:
    """The contradiction between two positions, or None. Symmetric, and blind to all else."""
    found = exclusion(a, b)
    if found is None or not meet(a, b):
        return None
    return clash_now(a, b, found)


def clash_now(a: Position, b: Position, found: Exclusion) -> Clash | None:
    """The contradiction between two positions that meet and exclude each other, if their times
    let it stand."""
    if not meet_now(a, b) or update_reason(a, b) is not None:
        return None
    kind, why = type_of(a, b)
    return Clash(kind, found, why, confidence(a, b, found))
