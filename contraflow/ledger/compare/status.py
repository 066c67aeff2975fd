"""Status: two exclusive states of a facility, a service, a fire or an order."""

from __future__ import annotations

from contraflow.ledger.position import Position


def compare(a: Position, b: Position) -> str | None:
    """Both are about a status axis."""
    if a.axis == b.axis and a.axis.startswith("status."):
        return "the two states exclude each other"
    return None
