"""Set relations between two answers on one axis: can both be true?"""

from __future__ import annotations

import math
from functools import lru_cache

from contraflow.axes import AXES
from contraflow.ledger.position import Answer
from contraflow.ledger.sides import is_meant, may_be_same
from contraflow.parties.foes import may_be_allies

APPROXIMATE = 0.10
"""'about', 'some', 'nearly': a tenth either way, as readers take round numbers."""
ESTIMATE = 0.05
"""Two counts of what can only be estimated (crowds, displaced people, burnt land)."""
_MEASURED = {"magnitude": 0.5}
"""How far a figure may lie from another's who measures the same by another scale."""
_ESTIMATED = frozenset(
    {"casualties.displaced", "damage.area", "other.count", "control.share", "casualties.rescued"}
)

_COMPATIBLE_STATES = (
    # pairs of states on one axis that differ in degree, or that loose wording takes for each other
    ("damage.state", "damaged", "destroyed"),
    ("movement.presence", "advancing", "inside"),
    ("movement.presence", "advancing", "outside"),
    ("status.fire", "contained", "out"),
    ("status.order", "broken", "lifted"),
)
_DEGREES: dict[str, tuple[str, ...]] = {
    # axes whose states are steps: who is at one has gone through those before it
    "damage.state": ("intact", "damaged", "destroyed"),
    "status.fire": ("active", "contained", "out"),
}
_ADD_UP = frozenset({"human", "other"})
"""Kinds of causes of which an accident may have several: a drunken driver in a hurry."""
_LOOSE = frozenset((axis, frozenset((a, b))) for axis, a, b in _COMPATIBLE_STATES)


@lru_cache(maxsize=65536)
def parties_disjoint(a: Answer, b: Answer) -> bool:
    """Whether no party is in both sets; those that may be one party, or one side, are not disjoint."""
    if a.complement and b.complement:
        return False
    if not a.complement and not b.complement:
        return not any(
            may_be_same(x, y) or may_be_allies(x, y) for x in a.members for y in b.members
        )
    plain, but = (b, a) if a.complement else (a, b)
    return bool(plain.members) and all(
        any(is_meant(x, y) for y in but.members) for x in plain.members
    )


def _causes_apart(a: str, b: str) -> bool:
    """Whether two causes, each 'kind:class' or a bare kind, exclude each other.

    A bare kind holds its classes: "a technical fault" and "brake failure" agree.
    """
    kind_a, _, class_a = a.partition(":")
    kind_b, _, class_b = b.partition(":")
    if "other" in (kind_a, kind_b):
        return False
    if kind_a != kind_b:
        return True
    return bool(class_a and class_b and class_a != class_b and kind_a not in _ADD_UP)


def all_but(axis: str, members: frozenset[str]) -> frozenset[str]:
    """The states that a negation leaves: of steps those before, since 'not damaged' is no ruin."""
    steps = _DEGREES.get(axis, ())
    reached = min((steps.index(member) for member in members if member in steps), default=0)
    if reached:
        return frozenset(steps[:reached])
    return frozenset(AXES[axis].states) - members


@lru_cache(maxsize=65536)
def states_disjoint(axis: str, a: Answer, b: Answer) -> bool:
    """Whether no state is in both sets; states that differ in degree alone are not disjoint."""
    universe = frozenset(AXES[axis].states) if axis in AXES else frozenset()
    set_a, set_b = frozenset(a.members), frozenset(b.members)
    if universe:
        set_a = all_but(axis, set_a) if a.complement else set_a
        set_b = all_but(axis, set_b) if b.complement else set_b
    elif a.complement or b.complement:
        if a.complement and b.complement:
            return False
        plain, but = (set_a, set_b) if b.complement else (set_b, set_a)
        return all(x in but or x.partition(":")[0] in but for x in plain)
    elif axis == "other.cause":
        return all(_causes_apart(x, y) for x in set_a for y in set_b)
    else:
        return False
    if not set_a or not set_b or set_a & set_b:
        return False
    if a.complement != b.complement:
        return True  # one side says in so many words that it is not so
    return all((axis, frozenset((x, y))) not in _LOOSE for x in set_a for y in set_b)


def rounding(number: float) -> float:
    """Half of the last unit that a round number names: 60,000 gives 5,000; 1,234 gives 0.5.

    Only numbers of a thousand and more are taken for rounded, since '20 dead' is a count.
    """
    number = abs(number)
    if number < 1000 or number != int(number):
        return 0.5 if number == int(number) else 0.0
    unit = 1.0
    whole = int(number)
    while whole % 10 == 0:
        whole //= 10
        unit *= 10
    return unit / 2


def widened(answer: Answer, axis: str) -> tuple[float, float]:
    """The range that an answer allows once approximation and rounding are granted."""
    low = -math.inf if answer.low is None else answer.low
    high = math.inf if answer.high is None else answer.high
    loose = APPROXIMATE if answer.approximate else ESTIMATE if axis in _ESTIMATED else 0.0
    if math.isfinite(low):
        low -= max(loose * low, rounding(low) if low >= 1000 or answer.approximate else 0.0)
    if math.isfinite(high):
        high += max(loose * high, rounding(high) if high >= 1000 or answer.approximate else 0.0)
    measured = _MEASURED.get(answer.unit, 0.0)
    return low - measured, high + measured


def numbers_disjoint(a: Answer, b: Answer) -> bool:
    """Whether no number is in both ranges, approximation and rounding granted to each."""
    return a.highest < b.lowest or b.highest < a.lowest


def margin(a: Answer, b: Answer) -> float:
    """How far apart two disjoint ranges are, 0 to 1: the gap in parts of the larger bound."""
    lower, upper = (a.highest, b.lowest) if a.highest < b.lowest else (b.highest, a.lowest)
    if not (math.isfinite(lower) and math.isfinite(upper)) or upper <= 0:
        return 0.0
    return max(0.0, min(1.0, (upper - lower) / upper))
