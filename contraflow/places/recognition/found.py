"""What the finder of names keeps of each candidate, and how neighbouring candidates become one."""

from __future__ import annotations

from dataclasses import dataclass, field

from contraflow.places.recognition.tokens import Token

TOWNS = frozenset({None, "settlement", "village"})
"""Levels of what may be a town."""
_DASHES = frozenset({"-", "‑", "–", "—"})


@dataclass(slots=True)
class Found:
    """A candidate: tokens [first, last) make the name, [start, end) the whole toponym."""

    first: int
    last: int
    start: int
    end: int
    name: str
    name_start: int
    key: str
    known: bool
    evidence: float = 0.0
    person: bool = False
    body: bool = False
    """Named beside a noun for fighters: an armed group's name here."""
    level: str | None = None
    plural: str | None = None
    """Level that a word in the plural gives to this and the names listed before it."""
    facility: str | None = None
    feature: str | None = None
    """'water', 'relief' or 'road'."""
    also: list[str] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)


def span(text: str, tokens: list[Token], first: int, last: int, key: str, *, known: bool) -> Found:
    """The candidate that tokens [first, last) make."""
    start, end = tokens[first].start, tokens[last - 1].end
    return Found(first, last, start, end, text[start:end], start, key, known)


def without_overlaps(found: list[Found]) -> list[Found]:
    """Of overlapping candidates the longer; a known name inside 'port of X' keeps the whole."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start, -(f.end - f.start))):
        if kept and item.start < kept[-1].end:
            if item.first >= kept[-1].last and item.known and not kept[-1].known:
                kept[-1] = item
            continue
        kept.append(item)
    return kept


def routes_joined(text: str, found: list[Found]) -> list[Found]:
    """ "The A–B road": one name, where the gazetteer knows both ends."""
    kept: list[Found] = []
    for item in found:
        while (
            item.feature == "road"
            and kept
            and text[kept[-1].end : item.start] in _DASHES
            and kept[-1].facility is None
            and kept[-1].feature is None
        ):
            end = kept.pop()
            item.start, item.evidence = end.start, item.evidence + 1.0
        kept.append(item)
    return kept
