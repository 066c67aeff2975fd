"""How sure a contradiction is: the chance, 0 to 1, that an analyst would call it one.

A logistic model over the strength of the evidence and a few signs. Its weights are data; their size
says what each sign is worth: 1 makes the odds 2.7 times better. ``python -m tests.eval.reliability
--fit`` prints those that fit labelled clusters best. On clusters that rules were made after, they
flatter; so the bias, the slope and the signs of words and places were fitted on 414 alerts in texts
that nobody had worked on, the signs that were there before keep their proportions, and the whole
lies between what it comes to on the two kinds of text.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from contraflow.ledger import sets
from contraflow.ledger.deeds import DEED
from contraflow.ledger.exclusion import Exclusion
from contraflow.ledger.position import NUMBER, PARTY, Position
from contraflow.ledger.sides import is_paper
from contraflow.ledger.ties import share_a_word
from contraflow.parties.keys import top


@dataclass(frozen=True, slots=True)
class Sign:
    """Something about a pair of positions that makes their contradiction more or less likely."""

    name: str
    present: Callable[[Position, Position], float]
    weight: float
    why: str


def _rejects(a: Position, b: Position) -> bool:
    return a.rejects or b.rejects


def _inferred(a: Position, b: Position) -> bool:
    if a.axis == b.axis == DEED:
        return False  # the words themselves tell of the deed
    return a.axis != b.axis or bool(a.rule) or bool(b.rule)


def _ruled_out(a: Position, b: Position) -> bool:
    if a.answer.complement == b.answer.complement or _rejects(a, b) or _own_denial(a, b):
        return False
    # of few states, 'not this' says as much as 'that'; of parties and causes it leaves all others
    denial = a if a.answer.complement else b
    return denial.answer.kind == PARTY or denial.axis == "other.cause"


def _own_denial(a: Position, b: Position) -> bool:
    """Whether one says of itself that it did not do what the other says that it did."""
    return any(
        p.axis == "attack.culprit" == q.axis
        and p.answer.complement
        and not q.answer.complement
        and any(top(m) == top(p.party) for m in p.answer.members)
        for p, q in ((a, b), (b, a))
    )


def _come_and_go(a: Position, b: Position) -> bool:
    plain = not (a.answer.complement or b.answer.complement)
    return a.axis == b.axis == "movement.presence" and plain and not _rejects(a, b)


def _who_in_passing(a: Position, b: Position) -> bool:
    """Whether two parties are named, one of them by an outlet for itself."""
    plain = not (a.answer.complement or b.answer.complement)
    named = plain and a.answer.kind == PARTY == b.answer.kind
    return named and (a.own_voice or b.own_voice)


def _damage_in_passing(a: Position, b: Position) -> bool:
    """Whether two papers tell for themselves what is whole and what is not, and neither denies it."""
    told = all(p.own_voice and is_paper(p.party) and not p.denied for p in (a, b))
    return told and a.axis == b.axis == "damage.state"


_LOOSE_COUNTS = frozenset(
    {"casualties.captured", "casualties.detained", "casualties.injured", "casualties.displaced"}
    | {"other.count"}
)


def _one_counts_none(a: Position, b: Position) -> bool:
    counts = a.answer.kind == NUMBER == b.answer.kind and not _inferred(a, b)
    return counts and (a.answer.high == 0) != (b.answer.high == 0)


def _untied(a: Position, b: Position) -> bool:
    return a.answer.kind != NUMBER and not share_a_word(a.words, b.words)


def _counts_elsewhere(a: Position, b: Position) -> int:
    """How many of two counts stand in a sentence that leaves their place unsaid."""
    return (not a.names_place) + (not b.names_place)


SIGNS: tuple[Sign, ...] = (
    Sign("rejection", _rejects, 0.42, "one speaker turns against the other's claim"),
    Sign("none", _one_counts_none, 0.33, "one says 'nobody' or 'nothing' where the other counts"),
    Sign("inference", _inferred, -0.52, "the answers exclude each other by what follows from them"),
    Sign("ruled out", _ruled_out, -0.42, "one only says who or what it is not"),
    Sign(
        "one article", lambda a, b: a.article_id == b.article_id, -0.66,
        "both stand in one article, which may tell one thing in two ways",
    ),
    Sign(
        "own voice", lambda a, b: a.own_voice + b.own_voice, -0.33,
        "an outlet speaks for itself, or for somebody whom the reading missed",
    ),
    Sign(
        "who, in passing", _who_in_passing, -0.52,
        "an outlet that names a holder or culprit in its own voice may mean the same side by a looser"
        " name, or tell of another hour",
    ),
    Sign(
        "damage, in passing", _damage_in_passing, -0.6,
        "of two papers each may mean another house, or another hour",
    ),
    Sign(
        "loose count", lambda a, b: a.axis in _LOOSE_COUNTS, -0.1,
        "counts that are given by parts, by hospitals and by hours",
    ),
    Sign(
        "come and go", _come_and_go, -0.19,
        "a force may enter and leave within a day",
    ),
    Sign(
        "headline", lambda a, b: a.headline or b.headline, -0.38,
        "headlines shorten",
    ),
    Sign(
        "no word in common", _untied, -0.9,
        "quotes about one thing mostly name something alike (``ties.py``)",
    ),
    Sign(
        "counts elsewhere", _counts_elsewhere, -0.6,
        "a count whose sentence leaves the place unsaid may be of another event",
    ),
)  # fmt: skip
"""All signs; a new one is a row here, and a fit."""

BIAS = 1.31
SLOPE = 0.7
"""Of the evidence; ``--fit`` leaves it as it is, since readings name their doubts in chances."""


def evidence(a: Position, b: Position, found: Exclusion) -> float:
    """How well a contradiction is founded, the signs apart: 0 to 1.

    The product of the two readings (geometric mean, so that one doubt counts once), of the rule,
    of what was inferred, of the place, and of how well the times are known.
    """
    value = math.sqrt(max(a.confidence, 0.0) * max(b.confidence, 0.0))
    # both went by one resolver to one place: half of its doubt is about where that lies
    value *= (1 + min(a.spot.confidence, b.spot.confidence)) / 2
    value *= found.strength * a.strength * b.strength
    if not (a.span.stated or b.span.stated):
        value *= 0.95
    if a.answer.kind == NUMBER == b.answer.kind and not (a.rejects or b.rejects):
        value *= 0.9 + 0.1 * sets.margin(a.answer, b.answer)
    return value


class Mentioned(Protocol):
    """What differs between mentions of one position: a position's own, or one of its times'."""

    @property
    def article_id(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def names_place(self) -> bool: ...


def signs(a: Position, b: Position) -> float:
    """What the signs come to. They look at the contents of the two positions, and of the mentions at
    what :func:`beside` says."""
    return sum(weight for weight, _ in _weighed(a, b))


def _weighed(a: Position, b: Position) -> list[tuple[float, Sign]]:
    return [(sign.weight * sign.present(a, b), sign) for sign in SIGNS]


def beside(a: Mentioned, b: Mentioned) -> int:
    """What the signs and the kind look at that differs between mentions of the same contents:
    whether they share a word, stand in one article, or one sentence, and which of them names the
    place; a bit for each."""
    way = a.names_place | b.names_place << 1
    if share_a_word(a.words, b.words):
        way |= 4
    if a.article_id == b.article_id:
        way |= 8
        if a.sentence == b.sentence != "":
            way |= 16
    return way


def chance(founded: float, signed: float) -> float:
    """The chance that a contradiction is one, by its evidence and its signs."""
    score = BIAS + SLOPE * math.log(max(founded, 1e-3))
    score += signed
    return round(1 / (1 + math.exp(-score)), 3)


def signs_of(a: Position, b: Position) -> tuple[str, ...]:
    """The signs that a pair shows, each with how it counts and why, the weightiest first."""
    return tuple(
        f"{weight:+.1f} {sign.name}: {sign.why}"
        for weight, sign in sorted(_weighed(a, b), key=lambda one: -abs(one[0]))
        if weight
    )
