"""How many independent sources stand behind a claim.

Outlets that print the same wire text, or quote the same sentence, are one source (they share an
origin, so the second adds no evidence). Two outlets are linked when a passage of one is nearly
that of the other; independent sources are the connected components. Components are a function of
the set of passages, whatever their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from rapidfuzz import fuzz

MIN_WORDS = 6
"""A shorter passage is too common to show a shared origin."""
SAME_PASSAGE = 88.0
"""Indel similarity (0 to 100) from which two passages are one, small edits granted."""
_QUOTATION = re.compile(r"[“\"«„]([^“”\"«»„]{20,400})[”\"»“]")
_WORD = re.compile(r"[^\W_]+")


class Passage(msgspec.Struct, array_like=True, frozen=True, order=True):
    """What one outlet printed: the outlet and the passage, folded."""

    outlet: str
    text: str


def folded(passage: str) -> str:
    """A passage as lower-case words."""
    return " ".join(_WORD.findall(passage.casefold()))


def quotations(passage: str) -> tuple[str, ...]:
    """The direct quotations of some length in a passage, folded."""
    found = (folded(m.group(1)) for m in _QUOTATION.finditer(passage))
    return tuple(q for q in found if q.count(" ") + 1 >= MIN_WORDS)


def same_passage(a: str, b: str) -> bool:
    """Whether two folded passages are one text, or one stands within the other."""
    if min(a.count(" "), b.count(" ")) + 1 < MIN_WORDS:
        return False
    if a == b:
        return True
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    if len(shorter) * 2 < len(longer) * 1.3:
        return fuzz.partial_ratio(shorter, longer, score_cutoff=SAME_PASSAGE + 4) > 0
    return fuzz.ratio(a, b, score_cutoff=SAME_PASSAGE) > 0


def independent(passages: Sequence[Passage]) -> int:
    """The number of independent sources among what outlets printed."""
    parent: dict[str, str] = {p.outlet: p.outlet for p in passages}

    def root(outlet: str) -> str:
        while parent[outlet] != outlet:
            parent[outlet] = parent[parent[outlet]]
            outlet = parent[outlet]
        return outlet

    for i, a in enumerate(passages):
        for b in passages[:i]:
            if root(a.outlet) != root(b.outlet) and same_passage(a.text, b.text):
                parent[root(a.outlet)] = root(b.outlet)
    return len({root(outlet) for outlet in parent})
