"""Roads by code or number: 'M5', 'RN 24', 'national road 7'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contraflow.places.fold import fold
from schemas import Place, PlacePrecision

_ROAD = re.compile(
    r"\b(?=[A-Zhmnr])(?:[A-Z]{1,2}[- ]?\d{1,3}|(?:RN|NH|RR|CR|SH)[ -]?\d{1,3}[A-Za-z]?|"
    r"(?:[Rr]oute|[Hh]ighway|[Nn]ational (?:[Rr]oad|[Hh]ighway)|[Rr]oad|[Mm]otorway|[Rr]oute nationale)"
    r"\s(?:No\.? ?)?\d{1,3}[A-Za-z]?)\b"
)
_NUMBER = re.compile(r"\d+")
_LONGEST = 24
"""Characters of a road's name before its number: "National Highway No. "."""
_ROAD_NOUN = (
    r"(?:highway|road|motorway|expressway|route|freeway|corridor|autoroute|toll road|trunk road)s?"
)
_ROAD_AFTER = re.compile(
    rf",?\s+(?:the )?(?:national |international |toll )?{_ROAD_NOUN}\b", re.IGNORECASE
)
_ROAD_BEFORE = re.compile(rf"\b{_ROAD_NOUN},?\s+\(?(?:the\s+)?$", re.IGNORECASE)


_DASH = re.compile(r"\s?[-–—]\s?")
_NOUN_LAST = re.compile(rf"\s+(?:(?:national|international|main) )?{_ROAD_NOUN}$", re.IGNORECASE)


def way(text: str) -> tuple[str, list[str]]:
    """One name for a road that texts call now a road, now a highway, from either end; and its ends."""
    bare = _NOUN_LAST.sub("", text)
    ends = _DASH.split(bare)
    if bare == text or len(ends) != 2 or not all(end[:1].isupper() for end in ends):
        return text, []
    return "–".join(sorted(ends)) + " road", ends


def road_of(text: str, called: str, country: str | None) -> Place:
    """A road as a place: by its number, or by its ends, from whichever end it is told."""
    name, ends = way(text)
    key = fold(name).replace(" ", "")
    others = dict.fromkeys((text, "-".join(ends), *(ends or [called])))
    return Place(
        id=f"road:{key}@{country}" if country else f"road:{key}",
        name=name,
        surface=text,
        aliases=tuple(other for other in others if other and other != name),
        country=country,
        precision=PlacePrecision.UNRESOLVED,
        facility="road",
        confidence=0.5,
    )


def roads(text: str) -> Iterator[re.Match[str]]:
    """Mentions of roads. A code counts everywhere once the text says that it is a road's."""
    codes = list(_numbered(text))
    known = {match.group() for match in codes if _is_road(text, match)}
    yield from (match for match in codes if match.group() in known)


def _numbered(text: str) -> Iterator[re.Match[str]]:
    """All matches of a road's pattern; each ends in a number, and no other place need be tried."""
    end = 0
    for number in _NUMBER.finditer(text):
        first = max(end, number.start() - _LONGEST)
        for match in _ROAD.finditer(text, first, number.end() + 2):  # a letter and what parts words
            yield match
            end = match.end()


def _is_road(text: str, match: re.Match[str]) -> bool:
    """Whether a code is said to be a road's; 'M23' alone may be an armed group."""
    word = match.group()
    if " " in word and word[0].isalpha() and not word[:2].isupper():
        return True  # 'national road 7'
    if word.startswith("RN"):
        return True
    before = text[max(0, match.start() - 30) : match.start()]
    return bool(_ROAD_AFTER.match(text, match.end()) or _ROAD_BEFORE.search(before))
