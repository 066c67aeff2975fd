"""What the words between two names say: that they are one place's, or one lies in or near another."""

from __future__ import annotations

import itertools
import re

from rapidfuzz import fuzz

from contraflow.places.cues import cues
from contraflow.places.fold import skeleton
from contraflow.places.gazetteer import Gazetteer
from contraflow.places.precisions import LOCALITY, REGION
from contraflow.places.recognition.found import TOWNS, Found
from contraflow.places.recognition.renown import Renown

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
_HELD = re.compile(
    r"(?P<area> (?:area|neighbourhood|neighborhood|quarter|section|side|ward|suburb|(?:wild|bush)?fire|blaze))?,? "
    r"(?:in|inside|of|(?P<near>near|outside|close to)) (?:the (?:[a-z]+ )?(?:city|town|village) of )?"
)
_CALLED_FIRES = frozenset({" fire", " wildfire", " bushfire", " blaze"})
"""Fires are told of by the town that they threaten."""
_CITY = 100_000
"""People from which a town has districts."""
_ALONE = 2.5
"""How many times a city's people a region has at most that is the city's own."""


class Relations:
    """Reads what the words between names say. One a process."""

    def __init__(self, gazetteer: Gazetteer, renown: Renown) -> None:
        self._gazetteer = gazetteer
        self._renown = renown

    def relate(self, text: str, found: list[Found]) -> None:
        """Reads from the words between two names whether one is the other, lies in it or near it.

        Names that the text equates share their evidence.
        """
        names = [item for item in found if not item.person]
        whole: Found | None = None
        for item, nxt in itertools.pairwise(names):
            head = whole if whole is not None and item.name in whole.within else item
            whole = item
            between = text[item.end : nxt.start]
            if len(between) > 90 or "\n" in between or item.key == nxt.key:
                continue
            if self._alias(text, item, nxt, between):
                # 'X in Y county, known in Chinese as Z': Z is X
                head.also.append(nxt.name)
                nxt.also.append(head.name)
                head.evidence = nxt.evidence = max(head.evidence, nxt.evidence)
            elif between.rstrip("\"'“‘ ") in {" (", "("}:
                if text[nxt.end : nxt.end + 1] == ")" and self._renown.kind(item.key) != "country":
                    if self._is_old_name(item, nxt):
                        item.also.append(nxt.name)
                        nxt.also.append(item.name)
                    else:
                        item.within.append(nxt.name)
            elif between == " of " and self._is_urban_district(item, nxt):
                item.level = "quarter"
                item.within.append(nxt.name)
            elif (held := _HELD.fullmatch(between)) and self._holds(item, nxt, held):
                item.within.append(nxt.name)
                item.evidence += 1.0
            elif WITHIN.fullmatch(between) and (
                nxt.level in {"district", "region"}
                or (item.facility is not None and nxt.facility is None)
                or (nxt.known and self._renown.kind(nxt.key) in {"country", "region"})
            ):
                item.within.append(nxt.name)
                item.evidence += 1.0
            elif between == " at " and item.facility is not None and nxt.facility is None:
                item.within.append(nxt.name)  # 'the X dam at Y'
            elif NEAR.fullmatch(between):
                item.near.append(nxt.name)

    def _is_urban_district(self, item: Found, nxt: Found) -> bool:
        """Whether a district is one of a city's, and no land with its own towns: 'the X district of Y'."""
        if item.level != "district" or item.known or not nxt.known or nxt.level not in TOWNS:
            return False
        entries = self._gazetteer.lookup(nxt.key)
        cities = [e for e in entries if e.precision is LOCALITY and e.population >= _CITY]
        # a region that is no more than its city, as capitals often are, has no such districts
        return bool(cities) and not any(
            region.precision is REGION
            and not any(
                e.country == region.country and _ALONE * e.population > region.population
                for e in cities
            )
            for region in entries
        )

    def _is_old_name(self, item: Found, nxt: Found) -> bool:
        """Whether a text gives both names of a place: "X (Y)", "the town of X (Y)" of an X unheard of."""
        own = {entry.id for entry in self._gazetteer.lookup(item.key)}
        if any(entry.id in own for entry in self._gazetteer.lookup(nxt.key)):
            return True
        return (
            item.level == "settlement"
            and not item.known
            and nxt.known
            and self._renown.kind(nxt.key) == "settlement"
        )

    @staticmethod
    def _holds(item: Found, nxt: Found, held: re.Match[str]) -> bool:
        """Whether a part may lie in the town that is named after it: 'the X quarter of Y', 'X in Y'."""
        if nxt.facility is not None or nxt.feature is not None or item.feature is not None:
            return False
        if held["near"] is not None and held["area"] not in _CALLED_FIRES:
            return False
        part = item.level == "quarter" or item.facility is not None or held["area"] is not None
        return (part or (not item.known and item.level is None)) and nxt.level in TOWNS

    def _alias(self, text: str, item: Found, nxt: Found, between: str) -> bool:
        if nxt.facility != item.facility and nxt.facility is not None:
            return False
        return equates(between, text[nxt.end : nxt.end + 40], item.name, nxt.name)


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
