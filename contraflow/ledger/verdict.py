"""The verdict on two positions: contradiction, update, or nothing to do with each other."""

from __future__ import annotations

import math
from dataclasses import dataclass

from contraflow.ledger import sets
from contraflow.ledger.compare import type_of
from contraflow.ledger.exclusion import Exclusion, exclusion
from contraflow.ledger.gate import meet, meet_now
from contraflow.ledger.position import NUMBER, Position
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


def confidence(a: Position, b: Position, found: Exclusion) -> float:
    """How sure a contradiction is, 0 to 1.

    The product of the two readings (geometric mean, so that one doubt counts once), of the rule,
    of what was inferred, of the place, and of how well the times are known.
    """
    value = math.sqrt(max(a.confidence, 0.0) * max(b.confidence, 0.0))
    # both went by one resolver to one place: half of its doubt is about where that lies
    value *= (1 + min(a.spot.confidence, b.spot.confidence)) / 2
    value *= found.strength * a.strength * b.strength
    if not (a.span.stated or b.span.stated):
        value *= 0.95
    if a.answer.kind == NUMBER == b.answer.kind and not (a.rejects or b.rejects):
        value *= 0.9 + 0.1 * sets.margin(a.answer, b.answer)
    if a.rejects or b.rejects:
        value = value + 0.3 * (1 - value)
    return round(min(1.0, value), 3)
