"""Can two positions both be true? On one axis by their sets, across axes by rows of rules.

Time and speakers play no part here: this is what the answers mean.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from contraflow.ledger import sets
from contraflow.ledger.deeds import DEED, is_denied
from contraflow.ledger.entailment import (
    ALL_DOWN,
    IN_A_HOUSE,
    KIND_OF,
    ORDERED_OUT,
    PART_HELD,
    SOME_HELD,
    SOMETHING_HARMED,
)
from contraflow.ledger.identity import FROM_AFAR
from contraflow.ledger.position import NUMBER, PARTY, STATE, Position
from contraflow.ledger.referents import (
    CIRCUMSTANCE,
    FENDED,
    HELD,
    HIT,
    KEPT,
    MISSED,
    NO_DAMAGE,
    OWN_ARMS,
    RAN,
    STANDING,
    STAYING,
    UNOWNED,
    is_party,
    same_group,
)
from contraflow.ledger.sides import ENEMY, PEACEKEEPERS, is_enemy, is_meant, may_be_same
from contraflow.ledger.tallies import RANKS


class Exclusion(msgspec.Struct, frozen=True, gc=False):
    """Why two answers exclude each other, and how surely (0 to 1)."""

    rule: str
    strength: float
    because: str


@dataclass(frozen=True, slots=True)
class CrossRule:
    """A relation between answers on two axes of one family. ``test`` gets (left, right)."""

    name: str
    left: str
    right: str
    test: Callable[[Position, Position], bool]
    strength: float
    because: str


def _is(p: Position, state: str) -> bool:
    return p.answer.members == (state,) and not p.answer.complement


def _away(p: Position) -> bool:
    """Whether a force is not in the place: it left, or never came ('they did not stay': both)."""
    return _is(p, "outside") or (
        p.answer.complement and "inside" in p.answer.members and p.manner != STAYING
    )


def _by_chance(cause: Position) -> bool:
    """Whether a cause is no attack."""
    return not any(m.partition(":")[0] in ("attack", "other") for m in cause.answer.members)


def _holds(p: Position, force: Position) -> bool:
    """Whether it is that force that holds the place; "the enemy" is whom its speaker fights."""
    who = force.referent
    return not p.answer.complement and any(
        is_enemy(m, force.party, force.spot.country or "") if who == ENEMY else is_meant(m, who)
        for m in p.answer.members
    )


_UNARMED = ("office:", "person:", "people:", "body:")


def _others_hold(p: Position, force: Position) -> bool:
    """Whether it is others than that force who hold the place; blue helmets are with whoever does, and
    an official or a doctor who stays on holds nothing."""
    return (
        not p.answer.complement
        and force.referent not in PEACEKEEPERS
        and not force.referent.startswith(_UNARMED)
        and not any(may_be_same(m, force.referent) for m in p.answer.members)
    )


def _others_hold_all(p: Position, force: Position) -> bool:
    return p.extent == "full" and _others_hold(p, force)


_BURST = frozenset({"fire", "explosion"})


CROSS_RULES: tuple[CrossRule, ...] = (
    CrossRule(
        "holder-has-left", "control.holder", "movement.presence",
        lambda h, m: _is(m, "outside") and m.extent != "partial" and _holds(h, m)
        and h.rule != PART_HELD,
        0.9, "a force that is gone does not hold the place",
    ),
    CrossRule(
        "other-holds-all", "control.holder", "movement.presence",
        lambda h, m: _is(m, "inside") and _others_hold_all(h, m),
        0.85, "a place held in full by one side has no fighters of the other",
    ),
    CrossRule(
        "never-let-in", "control.holder", "movement.presence",
        lambda h, m: h.manner in KEPT and _is(m, "inside") and m.extent != "partial"
        and _others_hold(h, m),
        0.8, "where an attack is beaten off no attacker is inside",
    ),
    CrossRule(
        "held-without-entering", "control.holder", "movement.presence",
        lambda h, m: _away(m) and m.denied and _holds(h, m),
        0.9, "who never entered does not hold it",
    ),
    CrossRule(
        "taken-without-leaving", "control.holder", "movement.presence",
        lambda h, m: m.answer.members == ("outside",) and m.answer.complement
        and m.extent != "partial" and _others_hold(h, m) and h.rule != PART_HELD,
        0.75, "a force that never left has not lost the place",
    ),
    CrossRule(
        "encircled-is-inside", "movement.encirclement", "movement.presence",
        lambda e, m: _is(e, "encircled") and _is(m, "outside") and m.extent != "partial"
        and bool(e.referent) and is_meant(e.referent, m.referent),
        0.85, "a force that has withdrawn is not encircled there",
    ),
    CrossRule(
        "prisoners-live", "casualties.custody", "casualties.fate",
        lambda c, f: _is(c, "held") and _is(f, "dead"),
        0.8, "who is held is alive",
    ),
    CrossRule(
        "culprit-of-nothing", "attack.culprit", "attack.occurrence",
        lambda c, o: not c.answer.complement and _is(o, "did-not-happen"),
        0.85, "an attack that did not happen has no culprit",
    ),
    CrossRule(
        "arms-not-used", "attack.occurrence", "attack.culprit",
        lambda o, c: _is(o, "happened") and o.manner == UNOWNED and c.answer.complement
        and c.manner in OWN_ARMS and o.referent == c.manner,
        0.8, "one side says that it used no such arms, and they were used",
    ),
    CrossRule(
        "accident-or-attack", "attack.culprit", "other.cause",
        lambda c, o: not c.answer.complement and not o.answer.complement
        and bool(o.answer.members) and bool(o.referent) and _by_chance(o),
        0.85, "it had one cause",
    ),
    CrossRule(
        "strike-or-accident", "attack.occurrence", "other.cause",
        lambda a, o: _is(a, "happened") and a.referent in FROM_AFAR and o.referent in _BURST
        and not o.answer.complement and _by_chance(o),
        0.7, "it had one cause",
    ),
    CrossRule(
        "arson-or-accident", "attack.occurrence", "other.cause",
        lambda a, o: _is(a, "happened") and a.referent == "arson" and o.referent == "fire"
        and (_by_chance(o) != o.answer.complement),
        0.9, "a fire that somebody set is no accident",
    ),
    CrossRule(
        "accident-or-crime", "attack.intent", "other.cause",
        lambda i, o: _is(i, "not-deliberate") and not o.answer.complement
        and any(m.partition(":")[0] == "attack" for m in o.answer.members)
        and "attack:weapon" not in o.answer.members,
        0.75, "an accident is nobody's crime",
    ),
    CrossRule(
        "deliberate-or-accident", "attack.intent", "other.cause",
        lambda i, o: _is(i, "deliberate") and not o.answer.complement and _by_chance(o),
        0.85, "it had one cause",
    ),
)  # fmt: skip
"""Relations across axes; a new one is a row here and a test."""

_BY_AXES: dict[tuple[str, str], list[CrossRule]] = {}
for _row in CROSS_RULES:
    _BY_AXES.setdefault((_row.left, _row.right), []).append(_row)


_BY_PARTS = frozenset(
    {"movement.presence", "movement.evacuation", "status.conditions"}
    | {"status.access", "status.service", "status.order", "damage.state", "other.event"}
)
"""Axes whose state may differ from one part of the force or place, or thing, to another."""
_LOOSE_AXES = {
    # axes whose answers are loosely worded, and how far two exclusive ones are to be trusted
    "status.conditions": 0.5,
    "other.cause": 0.6,
    "other.statement": 0.6,
}


_DEED_DENIED = Exclusion("deed-denied", 0.8, "one tells of what the other denies")


def exclusion(a: Position, b: Position) -> Exclusion | None:
    """Why the two answers cannot both be true, or None when they can."""
    if a.axis == b.axis:
        return _same_axis(a, b)
    for left, right in ((a, b), (b, a)):
        for row in _BY_AXES.get((left.axis, right.axis), ()):
            if row.test(left, right):
                return Exclusion(row.name, row.strength, row.because)
    return None


def meaning(p: Position) -> Position:
    """What :func:`exclusion` sees of a position: many parties say one thing, in many moods."""
    return msgspec.structs.replace(
        p,
        party=p.party if p.referent == ENEMY else "",
        own_voice=False,
        firmness="",
        rejects=False,
        concedes=False,
        updates=False,
        strength=1.0,
        headline=False,
        contrast="",
        victims="",
        identifies=False,
    )


def _same_axis(a: Position, b: Position) -> Exclusion | None:
    kind = a.answer.kind
    if a.axis == DEED:
        return _DEED_DENIED if is_denied(a, b) else None
    if kind != b.answer.kind:
        return None
    if kind == NUMBER:
        return _numbers(a, b)
    if kind == PARTY:
        if not sets.parties_disjoint(a.answer, b.answer):
            return None
        if a.axis == "control.holder":
            return _holders(a, b)
        return Exclusion("different-parties", 0.95, "the parties named differ")
    if kind == STATE and sets.states_disjoint(a.axis, a.answer, b.answer):
        if any(p.rule == KIND_OF and not q.denied for p, q in ((a, b), (b, a))):
            return None  # one truck may be whole
        if any(p.rule == SOME_HELD and q.extent != "full" for p, q in ((a, b), (b, a))):
            return None  # some were set free, some are held
        if any(p.rule == ALL_DOWN and q.manner != HIT for p, q in ((a, b), (b, a))):
            return None
        if any(p.manner == FENDED and q.manner != HIT for p, q in ((a, b), (b, a))):
            return None  # an attack that was fended off was one
        if a.axis == "attack.occurrence" and any(
            p.manner == HIT and _is(p, "did-not-happen") and q.manner == MISSED
            for p, q in ((a, b), (b, a))
        ):
            return None  # "no rocket hit a house": one may have come down
        if CIRCUMSTANCE in (a.manner, b.manner) and _by_chance(a) and _by_chance(b):
            return None
        if SOMETHING_HARMED in (a.rule, b.rule):
            none = b if a.rule == SOMETHING_HARMED else a
            if none.rule or not (none.manner == NO_DAMAGE or none.denied):
                return None
            return Exclusion("no-damage", 0.85, "something was damaged where nothing is said to be")
        if a.axis == "damage.state" and any(
            p.manner == STANDING and q.answer.members == ("damaged",) for p, q in ((a, b), (b, a))
        ):
            return None  # what still stands may have its cracks
        if any(p.manner == RAN and not (p.denied or q.denied) for p, q in ((a, b), (b, a))):
            return None  # a fire that swept through the town is out by and by
        if any(p.rule == ORDERED_OUT and not q.denied for p, q in ((a, b), (b, a))):
            return None  # who is told to leave may stay
        extents = {a.extent, b.extent}
        housed = IN_A_HOUSE in (a.rule, b.rule)
        if a.axis in _BY_PARTS and "partial" in extents and "full" not in extents and not housed:
            return None  # some of them left, some stayed
        loose = a.answer.complement == b.answer.complement and not (a.denied or b.denied)
        strength = _LOOSE_AXES.get(a.axis, 0.95) if loose else 0.95
        if a.axis == "other.cause" and _by_chance(a) != _by_chance(b):
            strength = max(strength, 0.75)  # whether somebody did it is no matter of wording
        if a.axis == "damage.state" and "damaged" in (*a.answer.members, *b.answer.members):
            strength = 0.75  # 'intact' is said of what has scratches
        return Exclusion("exclusive-states", strength, "the two states exclude each other")
    return None


def _holders(a: Position, b: Position) -> Exclusion | None:
    """Two sets of holders that have no party in common, with how much of the place they mean."""
    extents = {a.extent, b.extent}
    if PART_HELD in (a.rule, b.rule) and (a.rule == b.rule or "full" not in extents):
        return None
    if a.answer.complement or b.answer.complement:
        plain, denial = (b, a) if a.answer.complement else (a, b)
        if plain.extent == "partial" and denial.extent != "partial":
            return None  # 'holds half' and 'has not taken it' agree
        return Exclusion("not-the-holder", 0.95, "one says it holds the place, the other denies it")
    if extents <= {"partial"}:
        return None  # each may hold its own part
    if "partial" in extents:
        if "full" not in extents:
            return Exclusion("part-against-unstated", 0.65, "one holds a part, another the place")
        return Exclusion("part-against-whole", 0.9, "a part is held by another than the whole")
    return Exclusion("two-holders", 0.95, "the place has one holder at a time")


_FIGHTERS = frozenset({"combatant", "soldier", "fighter"})


def _of_ranks(a: Position, b: Position) -> str:
    """How counts of those on board relate of which one may be of the passengers alone."""
    if (a.tally not in RANKS and b.tally not in RANKS) or a.tally == b.tally:
        return ""
    if a.tally in RANKS and b.tally in RANKS:
        return "apart"
    return "whole" if a.tally in RANKS else "part"


def _just_over(a: Position, b: Position) -> bool:
    """Whether one says more than about what the other says: "more than 30" and 30, 357 and "up to 356"."""
    least, most = a.answer.lowest, b.answer.highest
    bound = a.answer.high is None or (b.answer.low == 0 and b.answer.high != 0)
    return bound and least >= _ROUND and 0 < least - most <= _OVER * least


_ROUND, _OVER = 20, 0.05
"""From which number on a bound may be a round one, and how far over the other, as a part of it."""


def _numbers(a: Position, b: Position) -> Exclusion | None:
    """Counts whose ranges do not meet; a part may not exceed its whole."""
    if not sets.numbers_disjoint(a.answer, b.answer) or _just_over(a, b) or _just_over(b, a):
        return None
    if any(p.rule == KIND_OF and q.answer.high != 0 for p, q in ((a, b), (b, a))):
        return None  # of all vehicles there are more than of tanks
    if any(
        p.manner == HELD and q.manner != HELD and 0 < p.answer.highest < q.answer.lowest
        for p, q in ((a, b), (b, a))
    ):
        return None  # of forty who were taken twenty are still held
    relation = _of_ranks(a, b) or same_group(a.referent, b.referent)
    held = a.referent == b.referent == "escapee"  # out of the one prison that there is
    if not held and any(
        p.answer.high == 0 and p.scope and not q.scope for p, q in ((a, b), (b, a))
    ):
        return None  # nobody in one house, some in the place
    if relation == "same":
        return Exclusion("disjoint-ranges", 0.9, "the ranges do not meet")
    one, other = a.answer, b.answer
    for part in (a, b):
        fighters = part.referent in _FIGHTERS or is_party(part.referent)
        if fighters and (b if part is a else a).answer.high != 0:
            return None  # a toll of the people seldom counts a side's own dead among them
    if (relation == "part" and one.highest < other.lowest) or (
        relation == "whole" and other.highest < one.lowest
    ):
        return Exclusion("part-above-whole", 0.8, "a part is counted above the whole")
    return None
