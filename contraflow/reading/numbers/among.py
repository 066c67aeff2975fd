"""Step 5, among: how many of those just counted were children, soldiers, doctors.

"Killed 19 people, 14 of them children", "30 dead, including four soldiers": a count of its own, of
one group, beside that of all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contraflow.reading.frames import FrameHit
from contraflow.reading.parsing.syntax import is_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contraflow.reading.numbers.quantities import Quantity
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_HARM = frozenset(
    {"casualties.killed", "casualties.injured", "casualties.missing", "casualties.captured"}
)
_THEM = frozenset({"them", "whom", "those"})
_OF_PARTS = _THEM | {"including", "among"}
"""Words of which a sentence has one that tells of parts."""
_BETWEEN = frozenset({"were", "being", "are"})
_LEAST = frozenset({"at", "least", "about", "some", "more", "than", "nearly"})
_REACH = 12
"""Words from a count within which its parts are told."""


@dataclass(slots=True)
class PartHit(FrameHit):
    """A part of a count: those of one group, told beside the count of all."""

    whole: FrameHit | None = None


def parts_of_counts(view: SentenceView, hits: Sequence[FrameHit]) -> list[FrameHit]:
    """Frames for the parts of a sentence's counts, each with the noun for its group as theme."""
    if not view.numbers or view.words.isdisjoint(_OF_PARTS):
        return []
    wholes = [h for h in hits if h.quantity is not None and h.spec.axis in _HARM and not h.negated]
    used = {h.quantity.start for h in wholes if h.quantity is not None}
    used |= {q.start for h in hits for q in (h.quantity,) if q is not None}
    found: list[FrameHit] = []
    before: int | None = None
    for q in view.numbers:
        group = None if q.unit or q.start in used else _group(view, q, before)
        whole = _whole(view, wholes, q) if group is not None else None
        if group is None or whole is None:
            continue
        before = group.i
        part = replace(q, head=group.i)
        hit = PartHit(whole.spec, whole.anchor, None, group, False, part, words=whole.words)
        hit.whole = whole
        found.append(hit)
    return found


def _group(view: SentenceView, q: Quantity, before: int | None) -> Token | None:
    """The noun for those that a part is of; ``before``: that of the part before it in a list."""
    doc = view.doc
    if q.end + 2 < len(doc) and doc[q.end].lower_ == "of" and doc[q.end + 1].lower_ in _THEM:
        i = q.end + 2
        if doc[i].lower_ in _BETWEEN:
            i += 1
        return _people(view, i)
    noun = doc[q.head]
    if noun.i < q.end or _people(view, q.end) is not noun:
        return None
    i = q.start - 1
    while i > 0 and doc[i].lower_ in _LEAST:
        i -= 1
    if doc[i].lower_ == "including" or doc.span(max(0, i - 1), i + 1).casefold() == "among them":
        return noun
    if doc.span(noun.i + 1, noun.i + 3).casefold() == "among them":
        return noun
    listed = before is not None and before == i - 1 and doc[i].lower_ in ("and", ",")
    return noun if listed else None


def _people(view: SentenceView, i: int) -> Token | None:
    """The plural noun for people that begins at a token, after at most two words that tell more of it."""
    for token in view.doc[i : i + 3]:
        if token.tag_ in ("NNS", "NNPS") and token.lower_ != "police":
            return token if view.class_of(token, "person") is not None else None
        if token.tag_[:2] not in ("JJ", "NN"):
            return None
    return None


def _whole(view: SentenceView, wholes: Sequence[FrameHit], q: Quantity) -> FrameHit | None:
    """The count that a part is of: the last before it, without another clause between them."""
    best: FrameHit | None = None
    for hit in wholes:
        told = hit.quantity
        if told is None or told.end > q.start or (told.low or 0) < (q.low or 0):
            continue
        if best is None or best.quantity is None or told.start > best.quantity.start:
            best = hit
    if best is None or best.quantity is None:
        return None
    last = max(best.quantity.end, best.words[1] if best.words[1] <= q.start else 0)
    between = view.doc[last : q.start]
    if len(between) > _REACH or any(is_verb(t) and t.lower_ != "including" for t in between):
        return None
    return best


__all__ = ["PartHit", "parts_of_counts"]
