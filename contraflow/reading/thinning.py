"""Step 10, thinning: of one sentence's claims, those that say something beside the others.

A flood of vague claims is no recall. Each rule names one way in which a claim says less than another
claim of its own sentence; a sentence's only claim is always kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from schemas import Claim, Numbers, Parties, Polarity, States

_GENERIC = frozenset({"attack", "explosion", "shelling", "missile strike", "strike"})
"""Kinds of attack that do not tell one from another."""

Rule = Callable[[Claim, Sequence[Claim]], bool]


def _same_place(a: Claim, b: Claim) -> bool:
    return a.place.id == b.place.id


def _unspecific(claim: Claim, made: Sequence[Claim]) -> bool:
    """Fighting or calm in general; a force that nobody names; that the search goes on or ended."""
    return (
        claim.axis in ("status.conditions", "other.statement")
        or claim.referent == "role:unknown"
        or _of_search(claim)
    )


def _of_search(claim: Claim) -> bool:
    return claim.axis == "status.service" and claim.referent == "search"


_ONE_COUNTS = frozenset({"casualties.injured", "casualties.missing", "casualties.rescued"})
"""Axes on which one told of is a count: "two died and a woman was hurt"."""
_BESIDE = frozenset({"other.cause", "other.statement", "status.conditions"})
"""Axes that say nothing of how many."""


def _uncounted(claim: Claim, made: Sequence[Claim]) -> bool:
    """Some people injured, displaced, … of whom no number is given."""
    value = claim.value
    return (
        isinstance(value, Numbers)
        and value.text in ("", "a")
        and value.high is None
        and claim.axis not in ("casualties.killed", "casualties.captured")
        and not (value.text == "a" and claim.axis in _ONE_COUNTS)
        and any(c.axis not in _BESIDE and not _of_search(c) for c in made if c is not claim)
    )


def _happened(claim: Claim) -> bool:
    return (
        claim.axis == "attack.occurrence"
        and claim.polarity is Polarity.AFFIRMED
        and not claim.rejects
    )


def _has_no_author(claim: Claim) -> bool:
    """Nobody is named as doer: "the blast", "two car bombs exploded"."""
    return claim.actor is None or claim.actor.party is None


def _taken_by_storm(claim: Claim, made: Sequence[Claim]) -> bool:
    """One word read as an attack and as a capture: "overran the town"."""
    return _happened(claim) and any(
        c.axis == "control.holder"
        and c.predicate == claim.predicate
        and c.speaker == claim.speaker
        and _same_place(c, claim)
        for c in made
    )


def _rejected_deed(claim: Claim, made: Sequence[Claim]) -> bool:
    """What came of a deed, in an accusation that the sentence tells to be rejected."""
    if claim.axis != "damage.state":
        return False
    deeds = [
        c
        for c in made
        if c.axis == "attack.culprit" and c.predicate == claim.predicate and _same_place(c, claim)
    ]
    return any(c.rejects for c in deeds) and any(
        not c.rejects and c.speaker == claim.speaker for c in deeds
    )


def _struck_something(claim: Claim, made: Sequence[Claim]) -> bool:
    """Who did it to a place, where another claim says to what of it: "a drone of theirs hit the market and killed six"."""
    return (
        claim.axis == "attack.culprit"
        and not claim.referent
        and any(
            c.axis == claim.axis
            and c.referent
            and c.value == claim.value
            and c.speaker == claim.speaker
            and c.rejects == claim.rejects
            and c.place.name == claim.place.name
            for c in made
        )
    )


def _strength_in_passing(claim: Claim, made: Sequence[Claim]) -> bool:
    """A headline's "6.1-magnitude quake kills nine" tells of the dead."""
    return (
        claim.field == "title"
        and claim.axis == "other.count"
        and claim.referent == "magnitude"
        and any(c.axis != claim.axis for c in made)
    )


def _implied_attack(claim: Claim, made: Sequence[Claim]) -> bool:
    """That an attack happened, where another claim tells who did it, why, or what came of it."""
    if claim.axis == "attack.occurrence" and any(
        c.axis == "attack.intent" and _same_place(c, claim) for c in made
    ):
        return True
    if not _happened(claim) or claim.referent not in _GENERIC:
        return False
    return any(
        _same_place(c, claim)
        and (
            (c.axis == "attack.culprit" and c.speaker == claim.speaker)
            or (_has_no_author(claim) and c.axis.startswith(("casualties.", "damage.")))
        )
        for c in made
    )


def _explained(claim: Claim, made: Sequence[Claim]) -> bool:
    """That there was a blast or a fire, on purpose or not, where another claim tells its cause."""
    if not claim.axis.startswith("attack."):
        return False
    causes = [c for c in made if c.axis == "other.cause"]
    if not causes:
        return False
    if claim.axis == "attack.intent":
        return True
    if _happened(claim) and claim.referent in _GENERIC:
        # that a bomb caused it says of an attack that it was one
        return not all(
            isinstance(c.value, States) and str(c.value.members[0]).startswith("attack")
            for c in causes
        )
    if claim.axis == "attack.culprit" and isinstance(claim.value, Parties):
        # "the police blamed the driver for the crash"
        return all(m.startswith("people:") for m in claim.value.members)
    by_chance = any(
        isinstance(c.value, States) and not str(c.value.members[0]).startswith("attack")
        for c in causes
    )
    return by_chance and _happened(claim) and claim.referent == "arson" and claim.target is None


def _counted_damage(claim: Claim, made: Sequence[Claim]) -> bool:
    """That buildings were destroyed, where another claim says how many."""
    return (
        claim.axis == "damage.state"
        and claim.referent == "building"
        and any(
            c.axis == "damage.lost" and c.referent == claim.referent and _same_place(c, claim)
            for c in made
        )
    )


_WAYS = frozenset({"airport", "port", "border", "road", "bridge", "rail", "gate", "crossing"})
"""Facilities that one asks the way through; of others, whether they work."""


def _twice_told(claim: Claim, made: Sequence[Claim]) -> bool:
    """One predicate read as open and as working: "the mill is operating"."""
    axis = "status.service" if claim.referent in _WAYS else "status.access"
    return claim.axis == axis and any(
        c.axis in ("status.access", "status.service")
        and c.axis != axis
        and c.referent == claim.referent
        and c.predicate == claim.predicate
        and _same_place(c, claim)
        for c in made
    )


_NO_WAY = frozenset({"", "vehicle"})
"""Referents that do not say which way is open or closed."""


def _way_left_open(claim: Claim, made: Sequence[Claim]) -> bool:
    """That nothing passes, where another claim says which road is closed: "the road is cut, and nothing
    moves on it"."""
    return (
        claim.axis == "status.access"
        and claim.referent in _NO_WAY
        and any(
            c.axis == claim.axis
            and c.referent not in _NO_WAY
            and c.value == claim.value
            and _same_place(c, claim)
            for c in made
        )
    )


def _fell(claim: Claim, made: Sequence[Claim]) -> bool:
    """That something fell and broke, where it is a place that fell to somebody."""
    return claim.axis == "damage.state" and any(
        c.axis == "control.holder" and c.predicate == claim.predicate and _same_place(c, claim)
        for c in made
    )


_OF_ALL: tuple[Rule, ...] = (_unspecific, _uncounted)
_OF_KIND: dict[str, tuple[Rule, ...]] = {
    "attack": (*_OF_ALL, _implied_attack, _taken_by_storm, _struck_something, _explained),
    "damage": (*_OF_ALL, _rejected_deed, _counted_damage, _fell),
    "other": (*_OF_ALL, _strength_in_passing),
    "status": (*_OF_ALL, _twice_told, _way_left_open),
}
"""By the beginning of the axes that they are about; a new one is a function here and a test."""


def telling(made: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence that are worth keeping, at least one if there is any."""
    if len(made) < 2:
        return list(made)
    return [c for c in made if not _says_less(c, made)] or list(made[:1])


def _says_less(claim: Claim, made: Sequence[Claim]) -> bool:
    kind = claim.axis.partition(".")[0]
    return any(rule(claim, made) for rule in _OF_KIND.get(kind, _OF_ALL))


__all__ = ["telling"]
