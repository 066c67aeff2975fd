"""Which frames of a sentence stand when several compete for its words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.parsing.syntax import conjuncts, is_verb

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import FrameHit

_WITHIN_NOUN_PHRASE = ("nsubj", "nsubjpass", "dobj", "pobj", "amod", "compound", "conj", "nmod")


def prune(hits: list[FrameHit]) -> list[FrameHit]:
    """One frame an axis and quantity; a phrase wins over its words; a stronger frame over a weaker."""
    kept: list[FrameHit] = []
    for hit in hits:
        for k in [k for k in kept if _tells_less(k, hit)]:
            kept.remove(k)
        if not (
            _within_another(hit, hits)
            or _is_counted_elsewhere(hit, hits)
            or _borrows(hit, hits)
            or _takes_people(hit, hits)
            or any(_says_the_same(k, hit) for k in kept)
        ):
            kept.append(hit)
    return kept


def _tells_less(kept: FrameHit, hit: FrameHit) -> bool:
    """Whether a noun counts those of whom a verb tells who did it, too: "the bodies of four workers,
    killed by rebels"."""
    return (
        _says_the_same(kept, hit)
        and hit.spec.value == "count"
        and not is_verb(kept.anchor)
        and kept.spec.id == hit.spec.id == "kill"
        and hit.anchor.tag_ == "VBN"
        and hit.anchor.dep_ == "acl"
        and hit.agent is not None
        and hit.agent.head.dep_ == "agent"
    )


def _within_another(hit: FrameHit, hits: list[FrameHit]) -> bool:
    """Whether a hit's words are part of another's."""
    start, end = hit.words
    if hit.spec.id == "all-unhurt":
        return False  # "all escaped unhurt" says that they live, too
    return any(
        h.words[0] <= start
        and h.words[1] >= end
        and h.words[1] - h.words[0] > end - start
        # "178 hostages were rescued": they are free, and so many
        and not (h.spec.axis == "casualties.custody" and hit.quantity is not None)
        for h in hits
    )


def _says_the_same(kept: FrameHit, hit: FrameHit) -> bool:
    """Whether a hit repeats one that stands."""
    if (
        kept.spec.axis != hit.spec.axis
        or kept.spec.value != hit.spec.value
        or kept.negated != hit.negated
    ):
        return False
    if hit.spec.value == "count":
        return kept.quantity is hit.quantity
    return hit.theme is None or (kept.theme is not None and kept.theme.i == hit.theme.i)


def _is_counted_elsewhere(hit: FrameHit, hits: list[FrameHit]) -> bool:
    """Whether a noun for people only says who they are of whom a verb counts something."""
    spec = hit.spec
    if hit.quantity is None or not (
        spec.people or spec.axis in ("casualties.injured", "casualties.missing")
    ):
        return False
    if hit.anchor.lemma_ == "survivor":
        return False  # "three survivors were taken to hospital" counts both
    return not _counts_by_itself(hit) and any(
        _is_one(h, hit) and h.spec.axis != spec.axis and _counts_by_itself(h) for h in hits
    )


def _is_one(hit: FrameHit, other: FrameHit) -> bool:
    """Whether two hits count by the same number, whatever was then made of it."""
    one, two = hit.quantity, other.quantity
    return one is two or (one is not None and two is not None and one.start == two.start)


def _counts_by_itself(hit: FrameHit) -> bool:
    """Whether a cue is a predicate, and no noun within one."""
    return is_verb(hit.anchor) or hit.anchor.dep_ not in _WITHIN_NOUN_PHRASE


def _borrows(hit: FrameHit, hits: list[FrameHit]) -> bool:
    """Whether another count of people has a better right to a hit's number."""
    if hit.quantity is None or not hit.spec.axis.startswith("casualties"):
        return False
    rivals = [
        h
        for h in hits
        if _is_one(h, hit) and h.spec.axis.startswith("casualties") and h.spec.axis != hit.spec.axis
    ]
    weak = hit.anchor.tag_ == "IN"  # "killed 19 in hospital": of 19 only where no verb counts them
    if not rivals or (_governs(hit) and not weak):
        return False
    if any(map(_governs, rivals)):
        return True
    start = hit.quantity.start
    return min(abs(h.anchor.i - start) for h in rivals) < abs(hit.anchor.i - start)


def _governs(hit: FrameHit) -> bool:
    """Whether a hit's number is in its own object or subject, or hangs on its own word."""
    q = hit.quantity
    if q is None:
        return False
    head = hit.anchor.doc[q.head]
    if hit.anchor.i in (head.i, head.head.i) or head.i == hit.anchor.head.i:
        return True
    roles = (hit.theme, hit.agent) if is_verb(hit.anchor) else (hit.theme,)
    return any(
        q.start <= t.i < q.end or t.i == q.head
        for role in roles
        if role is not None
        for t in conjuncts(role)
    )


def _takes_people(hit: FrameHit, hits: list[FrameHit]) -> bool:
    """Whether a hit on a place's holder, or on who was brought out, is of people taken there: "34
    captured in X", "rebels led away ten villagers"."""
    return hit.spec.axis in ("control.holder", "movement.evacuation") and any(
        h.spec.axis == "casualties.captured"
        and h.quantity is not None
        and h.anchor.i == hit.anchor.i
        for h in hits
    )
