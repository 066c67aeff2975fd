"""Phrases that tell the level of a place, before a name and after it: 'port of X', 'X [General] Hospital'."""

from __future__ import annotations

from contraflow.places.cues import cues
from contraflow.places.levels import levels
from contraflow.places.recognition.tokens import JOINS, POSSESSIVE, Token, joined

CENTRES = frozenset({"centre", "center", "centro", "ville", "town", "city"})
"""Small words that end a town's name or follow it: 'X City', 'X-Centre'."""
_PLURALS = {"villages": "village", "towns": "town", "cities": "city", "hamlets": "hamlet"}


def phrase_ending(tokens: list[Token], end: int) -> tuple[int, str, str] | None:
    """The longest level phrase whose last word is before token ``end``."""
    if not end:
        return None
    first, farthest = end - 1, max(0, end - levels().longest)
    while first > farthest and tokens[first].gap in JOINS:
        first -= 1
    folded = [t.folded for t in tokens[first:end]]
    for start in range(first, end):
        words = " ".join(folded[start - first :])
        kind = levels().kinds.get(words) or levels().of.get(words)
        if kind is None and start == end - 1 and words in _PLURALS:
            kind = levels().kinds.get(_PLURALS[words])
        if kind is not None:
            return start, kind, words
    return None


def phrase_starting(tokens: list[Token], i: int) -> tuple[int, str, str] | None:
    """The level phrase after a name, past capitalised words between: 'X [General] Hospital'."""
    possessive = i < len(tokens) and tokens[i].gap in POSSESSIVE
    first = i + 1 if possessive else i
    for skip in range(3):
        at = i + skip
        if at >= len(tokens) or (at >= first and not joined(tokens, at)):
            break
        if skip and not tokens[at - 1].capital and tokens[at - 1].folded not in cues().middle:
            break
        stop, farthest = at, min(len(tokens), at + levels().longest)
        while stop < farthest and (stop < first or joined(tokens, stop)):
            stop += 1
        folded = [t.folded for t in tokens[at:stop]]
        while folded:
            words = " ".join(folded)
            kind = levels().kinds.get(words)
            if kind is not None and (kind == "facility" or not (skip or possessive)):
                return at + len(folded), kind, words
            folded.pop()
    return None
