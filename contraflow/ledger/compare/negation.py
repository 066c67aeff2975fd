"""Negation: one says that it is so, the other that it is not."""

from __future__ import annotations

from contraflow.ledger.position import Position


def compare(a: Position, b: Position) -> str | None:
    """One answer is a complement, or one sentence negates its predicate, and the other not."""
    if a.answer.complement != b.answer.complement or a.denied != b.denied:
        return "one says that it is so, the other that it is not"
    return None
