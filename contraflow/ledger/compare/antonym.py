"""Antonym: two affirmed states of which at most one holds."""

from __future__ import annotations

from contraflow.ledger.position import Position


def compare(a: Position, b: Position) -> str | None:
    """Whatever is left when no more telling type fits: both affirm, and the words are opposites."""
    if not a.answer.complement and not b.answer.complement:
        return "the two states exclude each other"
    return None
