"""Denial: one side rejects what the other claims."""

from __future__ import annotations

from contraflow.ledger.position import Position

_BLAME = frozenset({"attack.culprit", "attack.occurrence", "attack.intent", "other.cause"})


def compare(a: Position, b: Position) -> str | None:
    """One speaker turns against somebody's claim, or denies the blame."""
    if a.rejects or b.rejects:
        return "one side rejects the other's claim"
    if (a.axis in _BLAME and b.axis in _BLAME) and (a.denied != b.denied):
        return "one side denies it"
    return None
