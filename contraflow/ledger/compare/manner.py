"""Manner: both say that it happened, and differ in how."""

from __future__ import annotations

from contraflow.ledger.position import Position

_MANNER_AXES = frozenset({"movement.manner"})


def compare(a: Position, b: Position) -> str | None:
    """Both answer how something was done."""
    if a.axis == b.axis and a.axis in _MANNER_AXES:
        return "they differ in how it was done"
    return None
