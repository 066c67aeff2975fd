"""Several names in one sentence: lists, examples, and places within places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.syntax import conjuncts
from contraflow.reading.text.marks import holds
from contraflow.reading.where.containment import grain, tells_whole

if TYPE_CHECKING:
    from contraflow.reading.frames import FrameHit
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import PlaceMention, SentenceView

_SETTLEMENTS = word_set("settlements")
_SEAT_OF = re.compile(
    r"\b(?:capital|seat|part|suburb|quarter|outskirts|north|south|east|west)\s+of\b"
)
_LISTED = re.compile(r"(?:,|and|, and|or|&|,? as well as)(?: the \w+ of)?")
"""Between two names of a list."""
TOWN_WORDS = frozenset(
    {
        "city",
        "town",
        "village",
        "settlement",
        "hamlet",
        "there",
        "here",
        "agglomeration",
        "capital",
        "locality",
    }
)
"""What stands for a town spoken of before."""
_TOWNS = _SETTLEMENTS | TOWN_WORDS


_WITHIN = re.compile(r"(?:(?:village|town|city),? )?in(?: the)?(?: \w+[’']s)?(?: \w+ern)?", re.I)
_LIES_IN = re.compile(
    r"(?:, (?:(?:up|down|out|over|deep|high|back) )?|(?:up|down|out) )in(?: the)?", re.I
)
"""Between a place and where it lies, as an aside: "X, up in Y"."""


def without_asides(view: SentenceView) -> list[PlaceMention]:
    """The places of a sentence but for those that an aside only says another lies in."""
    asides = {
        second.start
        for first, second in pairwise(view.places)
        if _LIES_IN.fullmatch(view.doc.span(first.end, second.start).strip())
    }
    return [m for m in view.places if m.start not in asides]


def without_contained(view: SentenceView) -> list[PlaceMention]:
    """The places of a sentence but for those that it only says another lies in: "a temple at X in Y"."""
    held = {
        second.start
        for first, second in pairwise(view.places)
        if first.place.facility is not None
        and second.place.facility is None
        and _WITHIN.fullmatch(view.doc.span(first.end, second.start).strip())
    }
    return [m for m in without_asides(view) if m.start not in held]


def innermost(view: SentenceView, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Mentions without those that only say where the one beside them lies: "X, Y", "Y's X"."""
    held: set[int] = set()
    for first, second in pairwise(mentions):
        gap = view.doc.span(first.end, second.start).strip()
        finer = grain(first.place) > grain(second.place)
        if finer and (_WITHIN.fullmatch(gap) or tells_whole(f" {gap} ")):
            held.add(second.start)  # "stormed X village in the state's Y district and opened fire"
            continue
        inner, outer = (first, second) if gap == "," else (second, first)
        if gap in (",", "'s", "’s") and grain(inner.place) > grain(outer.place):
            held.add(outer.start)
    return [m for m in mentions if m.start not in held]


def exemplified(
    view: SentenceView, role: Token, usable: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """ "X and some villages, the largest of which are A and B", "towns, such as A and B": each."""
    nouns = conjuncts(role)
    towns = [t for t in (*nouns, *role.subtree) if t.tag_ == "NNS" and t.lemma_ in _TOWNS]
    if not towns:
        return []
    plural = towns[0]
    after = [m for m in usable if m.start > plural.i]
    first = next((m for m in after if _opens_list(view, m)), None)
    if first is None or any(t.text == ";" for t in view.doc[plural.i : first.start]):
        return []
    listed = [first]
    for mention in after[after.index(first) + 1 :]:
        between = view.doc.span(listed[-1].end, mention.start).strip().casefold()
        if not _LISTED.fullmatch(between):
            break
        listed.append(mention)
    return [m for t in nouns for m in usable if m.covers(t) and m not in listed] + listed


def heads(view: SentenceView, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Of several names the ones that are meant: lists are kept, containers ("X in Y") dropped."""
    if len(mentions) == 1:
        return list(mentions)
    ordered = sorted(mentions, key=lambda m: m.start)
    # "towns in X such as A, B and C", "the largest of which are A and B": the list is meant
    listed = [m for m in ordered if _opens_list(view, m)]
    if listed:
        first = listed[0]
        tail = [m for m in ordered if m.start >= first.start]
        own = [
            m
            for m in ordered
            if (m.start < first.start and view.doc[m.end - 1].dep_ not in ("pobj",))
            or (m.start < first.start and view.doc[m.end - 1].head.lower_ == "of")
        ]
        ordered = own + tail
    keep: list[PlaceMention] = []
    for mention in ordered:
        head = view.doc[mention.end - 1]
        previous = keep[-1] if keep else None
        if previous is not None and mention not in listed:
            between = view.doc.span(previous.end, mention.start).strip().casefold()
            listed_by_form = (
                _LISTED.fullmatch(between)
                and mention.place.precision is previous.place.precision
                and head.dep_ != "appos"
            )
            listed_by_parse = _coordinated(head) and not any(
                m.covers(c) for c in head.conjuncts for m in ordered if m not in keep
            )
            if not (listed_by_form or listed_by_parse) or _SEAT_OF.search(between):
                continue  # "X in Y", "X on the road to Y", "X, capital of Y": where X is
        if mention.place.id not in {k.place.id for k in keep}:
            keep.append(mention)
    return keep[:8]


def whole_regions(
    view: SentenceView,
    hit: FrameHit,
    usable: Sequence[PlaceMention],
    found: Sequence[PlaceMention],
) -> list[PlaceMention]:
    """ "Took the town and with it the entire region of X": the region is taken too."""
    if hit.spec.axis != "control.holder":
        return []
    return [
        m
        for m in usable
        if m not in found
        and m.place.id not in {f.place.id for f in found}
        and m.start > hit.anchor.i
        and re.search(
            r"\b(?:entire|whole|all of)\b[^,;]{0,30}$",
            view.doc.span(max(0, m.start - 6), m.start),
            re.I,
        )
    ]


def _opens_list(view: SentenceView, mention: PlaceMention) -> bool:
    """Whether a name is the first of a list: "towns such as X", "of which are X"."""
    lead = view.doc.span(max(0, mention.start - 6), mention.start).casefold()
    return holds(lead, _BEFORE_LISTS) and _BEFORE_LIST.search(lead) is not None


_BEFORE_LIST = re.compile(
    r"(?:\bsuch as|\bincluding|\bnamely|\bof which (?:is|are)|\bamong them|:)(?: the)?(?: \w+ of)?$"
)
_BEFORE_LISTS = ("such as", "including", "namely", "of which", "among them", ":")
"""Of which that has one."""


def _coordinated(token: Token) -> bool:
    """Whether a noun is a further item of a list: "X and Y", "the mine and the village of Y"."""
    node = token
    for _ in range(4):
        if node.dep_ == "conj":
            return True
        if node.dep_ in ("compound", "nmod", "amod", "appos") or (
            node.dep_ == "pobj" and node.head.lower_ == "of"
        ):
            node = node.head if node.dep_ != "pobj" else node.head.head
            continue
        return False
    return False


def finer(mentions: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> bool:
    """Whether some places are smaller than all of others: a town than its region."""
    return max(grain(m.place) for m in mentions) > max(grain(m.place) for m in others)


def is_example(view: SentenceView, mention: PlaceMention) -> bool:
    """Whether a place is only named as an example: "notably in X"."""
    lead = view.doc.span(max(0, mention.start - 4), mention.start).casefold()
    return bool(
        re.search(r"\b(?:notably|especially|particularly|mainly|mostly|including|chiefly)\b", lead)
    )
