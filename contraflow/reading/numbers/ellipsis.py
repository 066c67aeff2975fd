"""Step 5, ellipsis: a number without a verb of its own that answers the count told just before it.

"The army said that twelve people had died; the opposition spoke of forty", "… a doctor said that
forty did".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contraflow.reading.frames import FrameHit
from contraflow.reading.parsing.syntax import children, is_verb

if TYPE_CHECKING:
    from contraflow.reading.lexicon import FrameSpec, Lexicon
    from contraflow.reading.numbers.quantities import Quantity
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_FIGURES = frozenset({"number", "figure", "toll", "total", "count", "it", "estimate", "that"})
_BARE_FIGURES = frozenset({"number", "figure", "total", "count", "tally", "estimate"})
_LINKS = frozenset({"of", "at", "about"})
_THINGS = frozenset(
    {"runway", "road", "house", "building", "school", "line", "bridge", "car", "bus"}
)
_PROFORMS = frozenset({"did", "do", "were", "was", "are", "had", "have"})
"""Verbs that stand for the one told before."""
_OF_THOSE = re.compile(r"of (?:them|whom|these|those)")
_WHERE = frozenset({"in", "at", "near", "outside", "around", "on", "off"})
_DEEDS = frozenset(
    {"find", "see", "hear", "show", "observe", "release", "publish", "call", "answer", "relay"}
    | {"introduce", "blame", "accuse", "recognise", "recognize", "identify", "trace", "know"}
)
"""Verbs of saying whose mere object is what somebody did or met: "rescuers found nine"."""
NEAR = 1
"""Sentences back that a count can be taken up from."""


@dataclass(frozen=True, slots=True)
class LastCount:
    """The count told last: its frame, of whom or what, and in which sentence."""

    spec: FrameSpec
    referent: str
    sentence: int


def elliptic_counts(
    view: SentenceView, hits: list[FrameHit], last: LastCount | None, lex: Lexicon
) -> list[FrameHit]:
    """Frames for bare numbers that somebody gives for the count told last."""
    if last is None or not 0 <= view.sentence.index - last.sentence <= NEAR:
        return []
    used = {id(h.quantity) for h in hits}
    did = {id(q) for q in view.numbers if _did(view.doc[q.head])}
    unread = [
        q.start for q in view.numbers if id(q) not in used and id(q) not in did and not _bare(q)
    ]
    found = []
    for q in view.numbers:
        token = view.doc[q.end - 1]
        if id(q) in used or min(unread, default=q.start) < q.start:
            continue  # "9,000 sleep outside; the census says 9,240" goes on from what is not read
        if id(q) in did or (_bare(q) and _given(token, lex)):
            spec = replace(last.spec, referent=f"fixed:{last.referent}")
            found.append(FrameHit(spec, token, None, None, False, q, (token.i, token.i + 1)))
    return found


def counts_by_place(view: SentenceView, hits: list[FrameHit]) -> list[FrameHit]:
    """Frames for the further numbers of a count told place by place: "three died in A, two in B"."""
    if not view.numbers:
        return []
    counts = sorted(
        (h for h in hits if h.quantity is not None and h.spec.axis.startswith("casualties.")),
        key=lambda h: h.quantity.start if h.quantity is not None else 0,
    )
    used = {id(h.quantity) for h in hits}
    found = []
    for q in view.numbers:
        if id(q) in used or not _bare(q) or not _stands_by_place(view, q):
            continue
        token = view.doc[q.end - 1]
        before = [h for h in counts if h.quantity is not None and h.quantity.end <= q.start]
        if before and not before[-1].negated:
            words = (token.i, token.i + 1)
            found.append(FrameHit(before[-1].spec, token, None, None, False, q, words))
    return found


def _stands_by_place(view: SentenceView, q: Quantity) -> bool:
    """Whether a number goes on a list with nothing but a place of its own: ", two in B", "and one at C"."""
    token = view.doc[q.end - 1]
    if token.dep_ not in ("appos", "conj", "npadvmod", "nummod", "dep") or q.start == 0:
        return False
    if view.doc[q.start - 1].lower_ not in (",", "and", ";", "least", "another"):
        return False
    first = q.end + 2 if _of_those(view, q) else q.end
    prep = next((c for c in children(token, "prep") if c.i == first), None)
    return (
        prep is not None
        and prep.lower_ in _WHERE
        and any(view.place_at(t) is not None for t in prep.subtree)
    )


def _of_those(view: SentenceView, q: Quantity) -> bool:
    """Whether a number is of those just counted: "eleven died, six of them in X"."""
    return _OF_THOSE.match(view.doc.span(q.end, q.end + 2).casefold()) is not None


def placed_part(view: SentenceView) -> tuple[Quantity, int] | None:
    """A part of a count with a place of its own, "six of them in X", and where that place begins."""
    for q in view.numbers:
        end = q.end + 2
        if not _of_those(view, q) or end >= len(view.doc):
            continue
        end += view.doc[end].lemma_ in ("be", "live", "die")
        if end < len(view.doc) and view.doc[end].lower_ in _WHERE:
            return q, end
    return None


def _bare(q: Quantity) -> bool:
    return not q.unit and q.start <= q.head < q.end


def _did(counted: Token) -> bool:
    """Whether those counted did what was told before: "six did", "at least nine people were"."""
    verb = counted.head
    if verb.dep_ in ("aux", "auxpass") or counted.lemma_ in _THINGS:
        return False  # "all four runways were closed", where parsers make "were" the head
    if counted.dep_ != "nsubj" or counted.tag_.startswith("PRP") or verb.lower_ not in _PROFORMS:
        return False
    return all(c.is_punct or c.dep_ in ("nsubj", "mark", "cc", "conj") for c in verb.children)


def _given(token: Token, lex: Lexicon) -> bool:
    """Whether a number is what somebody says, puts something at, or speaks of."""
    if token.dep_ == "pobj" and token.head.lower_ in _LINKS:
        verb = token.head.head
        what = next(children(verb, "dobj"), None)
        if what is not None and what.lemma_ not in _FIGURES:
            return False
    elif token.dep_ == "attr":
        # "the real number is 80"
        subject = next(children(token.head, "nsubj"), None)
        return (
            subject is not None
            and subject.lemma_ in _BARE_FIGURES
            and (next(children(subject, "prep"), None) is None)
        )
    elif token.dep_ == "dobj" and token.head.lemma_ not in _DEEDS:
        verb = token.head
    else:
        return False
    return (
        is_verb(verb)
        and lex.reporting_verbs.get(verb.lemma_) in ("assert", "claim")
        and any(c.dep_ == "nsubj" for c in verb.children)
    )


__all__ = ["LastCount", "counts_by_place", "elliptic_counts", "placed_part"]
