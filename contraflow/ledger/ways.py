"""Which road a claim about a way is of: the names that its road goes by, and the places it leads to.

A town has several roads, and one may be cut while the next is open.
"""

from __future__ import annotations

import re

from schemas import Claim

_ENDS = re.compile(r"(?:\W+(?:from|to|towards|between|and|via)\W+(?:[A-ZÀ-Þ][\w’'-]*\W?)+)+")
_NAME = re.compile(r"[A-ZÀ-Þ](?:[^\W_]|[’'])*(?:-?\d+)?")
_ROAD = re.compile(
    r"\b(?:road|highway|motorway|route|street|bridge|railway|line|stretch|section|corridor)s?\b"
    r"|\b[A-Z]{1,3}-?\d+\b"
)
_COMMON = frozenset("the all both every national international".split())


def road_names(claim: Claim) -> str:
    """The names in the phrase for a road, those of the claim's own place apart; '' where none are."""
    if claim.axis != "status.access" or claim.target is None:
        return ""
    phrase = claim.target.text
    if not _ROAD.search(phrase):
        return ""
    at = claim.quote.find(phrase)
    further = _ENDS.match(claim.quote, at + len(phrase)) if at >= 0 else None
    text = phrase + (further.group() if further else "")
    here = " ".join((claim.place.name, claim.place.surface, *claim.place.aliases)).casefold()
    words = {word.casefold() for word in _NAME.findall(text)}
    return " ".join(sorted(word for word in words - _COMMON if word not in here))


def same_road(a: str, b: str) -> bool:
    """Whether two roads may be one: they share a name, or one goes by its number, or by none."""
    one, other = set(a.split()), set(b.split())
    if one & other:
        return True
    numbered = [{word for word in words if word[-1].isdigit()} for words in (one, other)]
    named = [one - numbered[0], other - numbered[1]]
    return not all(numbered) and not all(named)
