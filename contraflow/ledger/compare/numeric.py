"""Numeric: two counts of one thing whose ranges do not meet."""

from __future__ import annotations

from contraflow.ledger.position import NUMBER, Position


def compare(a: Position, b: Position) -> str | None:
    """Both answer with a number, bounds and rounding already granted."""
    if a.answer.kind == b.answer.kind == NUMBER:
        return "the two counts do not meet"
    return None
