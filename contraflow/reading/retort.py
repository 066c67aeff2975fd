"""A clause that only denies what stood before it: "The army denies it.", "…; Rwanda rejects the charge."

It repeats no content, so no frame reads it, and mostly no cue brings it to the parser: the claims
before it are turned over for the new speaker.
"""

from __future__ import annotations

import re

from contraflow.axes import AXES
from schemas import Claim, Modality, Parties, States, Value

_RETORT = re.compile(
    r"(?:^|[;,—–]\s+(?:but\s+|and\s+|while\s+|which\s+)?)"
    r"((?:[Tt]he\s+|[Ii]ts\s+|A\s+|An\s+)?\w[^,;.:“”\"]{1,60}?),?\s+"
    r"(?:(?:has|have|had|later|promptly|immediately|flatly|strongly|also|again|both|categorically)\s+)*"
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|disputes?d?|refute[sd]?)\s+"
    r"(?:it|this|that|them|(?:the|those|these|that|this|such|all|both)\s+"
    r"(?:claims?|charges?|allegations?|accusations?|reports?|assertions?|account|version|story|news))"
    r"(?=[.,;]|$|\s+(?:as|on|in|outright|categorically|and|but|while)\b)"
)
_TURNED_AXES = (
    "control.holder",
    "movement.presence",
    "movement.encirclement",
    "attack.culprit",
    "attack.occurrence",
)
"""Axes on which a bare denial has one clear meaning."""


def bare_denial(sentence: str) -> str | None:
    """Who denies what was said before, in words that do not repeat it."""
    found = _RETORT.search(sentence)
    return found.group(1) if found is not None else None


def turned(claim: Claim) -> Value | None:
    """The denied claim's answer turned over; None where a denial says nothing definite."""
    if claim.axis not in _TURNED_AXES or claim.modality in (Modality.HEDGED, Modality.FUTURE):
        return None
    if claim.predicate in ("accuse", "blame"):
        return None  # of what, and where, an accusation seldom says in one breath
    value = claim.value
    if isinstance(value, Parties):
        return Parties(members=value.members, complement=not value.complement)
    if isinstance(value, States) and len(value.members) == 1:
        states = AXES[claim.axis].states
        if len(states) == 2 and not value.complement:
            return States(members=tuple(s for s in states if s not in value.members))
        return States(members=value.members, complement=not value.complement)
    return None


__all__ = ["bare_denial", "turned"]
