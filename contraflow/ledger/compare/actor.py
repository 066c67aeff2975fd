"""Actor: two holders, two culprits, two causes."""

from __future__ import annotations

from contraflow.ledger.position import PARTY, Position

_WHO = frozenset({"attack.culprit", "other.cause"})


def compare(a: Position, b: Position) -> str | None:
    """Both name who, and the names differ."""
    if a.answer.complement or b.answer.complement:
        return None
    if a.answer.kind == b.answer.kind == PARTY:
        return "they name different parties"
    if a.axis in _WHO and b.axis in _WHO:
        return "they name different causes"
    return None
