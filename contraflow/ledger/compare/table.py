"""The table of comparisons, in order of precedence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contraflow.ledger.compare import actor, antonym, denial, manner, negation, numeric, status
from contraflow.ledger.position import Position
from schemas import ContradictionType


@dataclass(frozen=True, slots=True)
class Comparison:
    """One type of contradiction and the test that recognises it."""

    type: ContradictionType
    compare: Callable[[Position, Position], str | None]


COMPARISONS: tuple[Comparison, ...] = (
    Comparison(ContradictionType.NUMERIC, numeric.compare),
    Comparison(ContradictionType.MANNER, manner.compare),
    Comparison(ContradictionType.DENIAL, denial.compare),
    Comparison(ContradictionType.STATUS, status.compare),
    Comparison(ContradictionType.ACTOR, actor.compare),
    Comparison(ContradictionType.NEGATION, negation.compare),
    Comparison(ContradictionType.ANTONYM, antonym.compare),
)


def type_of(a: Position, b: Position) -> tuple[ContradictionType, str]:
    """The type of a contradiction, and why it is of that type."""
    for row in COMPARISONS:
        why = row.compare(a, b)
        if why is not None:
            return row.type, why
    return ContradictionType.ANTONYM, "the two exclude each other"
