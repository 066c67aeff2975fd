"""What the words between two names say: that they are one place's, or one lies in or near another."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from contraflow.places.cues import cues
from contraflow.places.fold import skeleton

ENUMERATION = re.compile(
    r"\s*(?:(?:,\s*|\s+)(?P<and>and\s+|or\s+|to\s+|as well as\s+|&\s+)|,\s*|\s*[–—]\s*)(?:the\s+)?(?:in\s+)?"
)
WITHIN = re.compile(
    r",?\s*(?:(?:in|inside)\s+)?(?:the\s+)?(?:(?:\w+ern|north|south|east|west)\s+)?"
    r"(?:(?:capital|(?:[a-z]+ )?(?:city|town|village))(?:\s+of|,)?\s+)?|"
    r",?\s*on the (?:edge|outskirts|fringes?) of\s+(?:the\s+)?|"
    r",?\s*in the (?:north|south|east|west)(?:-?\s?(?:east|west))? of\s+(?:the\s+)?"
)
_DIRECTION = r"(?:to the\s+)?(?:north|south|east|west)(?:-?\s?(?:east|west))?\s+of"
NEAR = re.compile(
    # 'X near Y', 'X, a village of 300 people 8 km south of Y', 'X, which lies close to Y'
    r"(?:,?\s*(?:which\s+|that\s+)?(?:is|lies|sits)\s+|,\s*(?:a|an|the|another)\s+(?:[\w-]+\s+){1,6}?|,?\s*)"
    r"(?:(?:some|about|just|around|roughly|only)\s+)?"
    r"(?:(?:[\d.,]+|[a-z]+)\s*(?:kms?|kilomet(?:re|er)s?|miles?)\s+(?:away\s+)?)?"
    rf"(?:near|outside|close to|{_DIRECTION}|(?<=\s)from)\s+(?:the\s+)?"
    r"(?:[a-z]+\s+of\s+|(?:[a-z]+\s+){0,2}(?:capital|city|town|village),?\s+(?:of\s+)?)?"
)
_KNOWN_AS = re.compile(
    r"(?:(?:also |formerly )?(?:known|called|spelled|spelt|written)) (?:\w+ ){1,3}as"
)
_GLOSS = re.compile(r"\s+(?:on|in|to)\s+(?:the\s+)?[\w' ]{2,30}\)")


def equates(before: str, after: str, one: str, other: str) -> bool:
    """Whether a text gives ``other`` as another name of ``one``.

    ``before`` are the words between the names, ``after`` the text that follows the second: 'X (Y on
    the maps)', 'X, also spelled Y', 'X, known in Chinese as Y', 'X (Y)' when the two sound alike.
    """
    opened = before.rstrip("\"'“‘ ").lower()
    if opened.strip() == "(":
        if _GLOSS.match(after):
            return True
        return after.startswith((")", '")', "”)")) and _spelt_alike(one, other)
    inner = opened.strip(" (,").removesuffix(" the").removeprefix("which is ")
    if inner in {"or", "also"}:
        return opened.lstrip().startswith((",", "(")) and _spelt_alike(one, other)
    return inner in cues().connectors or bool(_KNOWN_AS.fullmatch(inner))


def _spelt_alike(a: str, b: str) -> bool:
    return fuzz.ratio(skeleton(a), skeleton(b)) >= 60
