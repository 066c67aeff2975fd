"""How many independent sources stand behind a claim.

Outlets that print the same wire text, or quote the same sentence, are one source (they share an
origin, so the second adds no evidence). Two outlets are linked when a passage of one is nearly
that of the other; independent sources are the connected components. Components are a function of
the set of passages, whatever their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz

MIN_WORDS = 6
"""A shorter passage is too common to show a shared origin."""
SAME_PASSAGE = 88.0
"""Indel similarity (0 to 100) from which two passages are one, small edits granted."""
_QUOTATION = re.compile(r"[“\"«„]([^“”\"«»„]{20,400})[”\"»“]")
_WORD = re.compile(r"[^\W_]+")


class Passage(msgspec.Struct, array_like=True, frozen=True, order=True, gc=False):
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


@lru_cache(maxsize=32768)  # one mention's passage meets the same others in each of its alerts
def same_passage(a: str, b: str) -> bool:
    """Whether two folded passages are one text, or one stands within the other."""
    if min(a.count(" "), b.count(" ")) + 1 < MIN_WORDS:
        return False
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    if len(shorter) < 0.8 * len(longer):
        return fuzz.partial_ratio(shorter, longer, score_cutoff=SAME_PASSAGE + 4) > 0
    return fuzz.ratio(a, b, score_cutoff=SAME_PASSAGE) > 0


class Sources(msgspec.Struct, array_like=True, gc=False):
    """The outlets behind a claim, and which of them are one source.

    ``groups[i]`` is the component of ``passages[i]``; passages of one outlet share a component.
    Past ``cap`` passages an outlet is listed but no longer compared, so that ``independent`` is a
    lower bound.
    """

    outlets: tuple[str, ...]
    passages: tuple[Passage, ...]
    groups: bytes

    def add(self, passage: Passage, *, cap: int, max_outlets: int) -> bool:
        """Take a passage in. Returns whether there is an outlet or a passage more.

        A passage that is no new source here may still show two others to be one, elsewhere.
        """
        listed = passage.outlet not in self.outlets and len(self.outlets) < max_outlets
        if listed:
            self.outlets = tuple(sorted((*self.outlets, passage.outlet)))
        # an outlet that was not listed has no passage here
        if len(self.passages) >= cap or (not listed and passage in self.passages):
            return listed
        self.groups = placed(passage, self.passages, self.groups)
        self.passages = (*self.passages, passage)
        return True

    @property
    def independent(self) -> int:
        """The number of independent sources; 1 or more once there is a passage."""
        return len(set(self.groups))

    @property
    def told(self) -> tuple[int, int]:
        """What of the sources is news to a reader of an alert: how many they are, in steps."""
        return step(len(self.outlets)), step(self.independent)


def placed(passage: Passage, others: Sequence[Passage | None], groups: bytes) -> bytes:
    """The components of passages once another has come to them, which may make several one.

    One that is not known any more (None) stays in the component that it is in.
    """
    linked: set[int] = set()
    apart, outlet, text = set(groups), passage.outlet, passage.text
    for other, group in zip(others, groups, strict=True):
        if group in linked or other is None:
            continue
        if other.outlet == outlet or same_passage(other.text, text):
            linked.add(group)
            if len(linked) == len(apart):
                break
    own = min(linked, default=max(groups, default=-1) + 1)
    if len(linked) > 1:
        groups = bytes(own if group in linked else group for group in groups)
    return groups + bytes((own,))


def no_sources() -> Sources:
    """Nobody so far."""
    return Sources((), (), b"")


EACH = 10
"""So many sources are told one by one, more of them in steps."""
STEP = 5


def step(count: int) -> int:
    """A number of sources as far as a reader of an alert hears of it."""
    return count if count <= EACH else count - count % STEP
