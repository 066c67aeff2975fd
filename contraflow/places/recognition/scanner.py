"""Finds the names of places in a text: longest match in the gazetteer, and names that only look so.

A name counts when the evidence for it suffices. Evidence is what stands around the name (a locative
preposition, a level word such as 'town of' or 'Oblast', a facility, an entity span found by the
parser) and how well known a place of that name is; a person's title or a speech verb counts against
it. Evidence is pooled over the article, so that one 'in Zuwara' lifts every 'Zuwara'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from contraflow.places.gazetteer import Gazetteer
from contraflow.places.recognition.evidence import Evidence
from contraflow.places.recognition.found import Found, routes_joined, without_overlaps
from contraflow.places.recognition.heights import heights
from contraflow.places.recognition.level_words import LevelWords, share_plurals
from contraflow.places.recognition.names import NameFinder
from contraflow.places.recognition.relations import Relations
from contraflow.places.recognition.renown import Renown
from contraflow.places.recognition.tokens import tokenize
from contraflow.places.roads import roads
from contraflow.places.toponyms import Kind, Toponym


class Scanner:
    """Finds toponyms. Holds no state of a text; one a process."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._renown = Renown(gazetteer)
        self._names = NameFinder(gazetteer, self._renown)
        self._level_words = LevelWords(gazetteer, self._renown)
        self._evidence = Evidence(gazetteer, self._renown)
        self._relations = Relations(gazetteer, self._renown)

    def scan(
        self,
        text: str,
        candidates: Sequence[tuple[int, int]] | None = None,
        avoid: Sequence[tuple[int, int]] | None = None,
    ) -> list[Toponym]:
        """All toponyms of a text, in order, none overlapping.

        ``candidates`` are spans that a parser takes for places, ``avoid`` spans that it takes for
        persons or organisations.
        """
        tokens = tokenize(text)
        found, persons = self._names.find(text, tokens)
        for item in found:
            self._names.dated(text, tokens, item)
            self._level_words.read(text, tokens, item)
        found = routes_joined(text, without_overlaps(found))
        share_plurals(text, tokens, found)
        self._evidence.weigh(text, tokens, found, candidates or (), avoid or ())
        self._relations.relate(text, found)
        accepted = self._evidence.accept(found, persons)
        numbered = [*map(_road, roads(text)), *map(_height, heights(text))]
        toponyms = [self._toponym(text, item) for item in accepted] + [
            toponym
            for toponym in numbered
            if not any(f.start < toponym.end and toponym.start < f.end for f in accepted)
        ]
        return sorted(toponyms, key=lambda t: t.start)

    def _toponym(self, text: str, item: Found) -> Toponym:
        kind: Kind
        if item.facility or item.feature == "road":
            kind = "facility"
        elif item.feature in {"water", "relief"}:
            kind = "water" if item.feature == "water" else "unknown"
        elif item.level in {"district", "region"}:
            kind = "region"
        elif item.level is not None:
            kind = "settlement"
        elif item.known:
            kind = self._renown.kind(item.key)
        else:
            kind = "unknown"
        facility = item.facility
        if item.feature is not None and facility is None:
            facility = text[item.start : item.end].removeprefix(item.name).strip().lower() or None
            facility = facility if item.feature == "road" else None
        name = item.name
        if item.feature in {"water", "relief"}:
            # 'Lake Kivu' and 'Congo River' are whole names; 'Jebel Moya hills' is the Jebel Moya
            if item.start < item.name_start:
                name = text[item.start : item.name_start + len(item.name)]
            elif " " not in item.name:
                name = text[item.start : item.end]
        return Toponym(
            start=item.start,
            end=item.end,
            text=text[item.start : item.end],
            kind=kind,
            facility=facility,
            name=name,
            level=item.level if item.feature is None else item.feature,
            also=tuple(dict.fromkeys(a for a in item.also if a != item.name)),
            within=tuple(dict.fromkeys(item.within)),
            near=tuple(dict.fromkeys(item.near)),
        )


def _height(match: re.Match[str]) -> Toponym:
    return _numbered(match, "unknown", None, "relief")


def _road(match: re.Match[str]) -> Toponym:
    return _numbered(match, "facility", "road", "road")


def _numbered(match: re.Match[str], kind: Kind, facility: str | None, level: str) -> Toponym:
    return Toponym(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        kind=kind,
        facility=facility,
        name=match.group(),
        level=level,
    )
