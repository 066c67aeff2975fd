"""Sentences that dispute somebody's figure: "nineteen people, not 17, were killed", "the toll of six is wrong".

Their own count then rejects the other, and is no later one.
"""

from __future__ import annotations

import re

_NUMBER = (
    r"(?:\d[\d,.]*\d|\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)(?:-\w+)?|(?:a|one) hundred|a dozen|dozens|hundreds|thousands|none|nobody)"
)
_NOT_SO_MANY = re.compile(
    rf"\b{_NUMBER}\b[^.;]*?(?:,| and| but) not (?:just |only |merely |the (?:official |reported |claimed )?)?"
    rf"{_NUMBER}(?=[,.;:\"”’)]|$| (?:as|like|people|dead|persons|victims|deaths|killed|injured|wounded"
    r"|missing|men|soldiers|bodies|and)\b)"
)
_WRONG_FIGURE = re.compile(
    r"\b(?:figures?|numbers?|toll|count|tally|total|estimates?)\b[^.;]{0,60}? (?:is|are|was|were|has been) "
    r"(?:simply |just |quite |far |much |plainly |completely |absolutely |deliberately )?"
    r"(?:not (?:true|correct|right|accurate|the truth|real)|wrong|false|untrue|too (?:low|high|small)"
    r"|incorrect|inaccurate|a lie|fiction|invented|made up|falsified|understated|overstated)\b"
)
_CORRECTION = re.compile(
    r"\b(?:earlier|previous(?:ly)?|initial(?:ly)?|at first|originally|we (?:said|reported|wrote))\b"
)
"""Who takes back what was said before disputes nobody."""


def disputes_figure(sentence: str) -> bool:
    """Whether a sentence that gives a count rejects another."""
    sentence = sentence.casefold()
    return (
        (" not " in sentence and _NOT_SO_MANY.search(sentence) is not None)
        or _WRONG_FIGURE.search(sentence) is not None
    ) and _CORRECTION.search(sentence) is None


__all__ = ["disputes_figure"]
