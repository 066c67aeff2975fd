"""What an article says of where it is: the countries and provinces that it speaks of, its clear places."""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from contraflow.parties.knowledge import knowledge, words
from contraflow.places.fold import fold
from contraflow.places.gazetteer import Entry, Gazetteer
from contraflow.places.levels import AREA_LEVELS
from contraflow.places.precisions import COUNTRY, DISTRICT, LOCALITY, REGION
from contraflow.places.resolution.entries import capitals, is_capital, km, people_of
from contraflow.places.resolution.groups import ALIAS, EXACT, Group
from contraflow.places.spoken import countries_spoken_of
from contraflow.places.toponyms import Toponym

REPORTER, NEWS_DESK = 8.0, 3.0
"""What a dateline says for its country: reporters go where it happens, and sit in capitals."""
LEAD = 600
"""Characters of headline and text that tell in which country it happens."""
RIVALS = 0.6
"""The weight from which a country is spoken of about as much as the first one."""
_SCENE = re.compile(
    r"\b(?:in|across|throughout|inside) (?:the )?(?:[\w-]+(?:ern|al) |north |south |east |west )?$"
)
"""Before a country in which something is or happens."""
BACKING = 1.2
"""Least vote of a name that is clearly one country's: of some 15,000 people, with no namesake abroad."""


@dataclass(slots=True)
class Context:
    """How much an article speaks of each country."""

    base: dict[str, float]
    """What the countries' names, demonyms and capitals in the text say, and the caller."""
    votes: dict[int, dict[str, float]] = field(default_factory=dict)
    """What each group of names says by where its candidates lie."""
    scenes: set[str] = field(default_factory=set)
    """Countries in which its lead says that something is or happens: "in northern Xland"."""
    borders: dict[str, float] = field(default_factory=dict)
    """Countries that border on those, with the weight of the greatest."""
    _weights: dict[int | None, dict[str, float]] = field(default_factory=dict)

    def cast(self, votes: dict[int, dict[str, float]]) -> None:
        """Replaces all votes."""
        self.votes = votes
        self._weights.clear()

    def without(self, position: int | None) -> dict[str, float]:
        """Weights from 0 to 1 (the country most spoken of), a group's own vote left out.

        A name must not vouch for itself: the one Mubi of the gazetteer lies in Nigeria, but says
        nothing for Nigeria.
        """
        known = self._weights.get(position)
        if known is not None:
            return known
        totals = dict(self.base)
        for other, votes in self.votes.items():
            if other != position:
                for code, vote in votes.items():
                    totals[code] = totals.get(code, 0.0) + vote
        top = max(totals.values(), default=0.0)
        # a single vote of an unclear name is no context
        scale = max(top, 1.0)
        weights = {code: math.sqrt(n / scale) for code, n in totals.items() if n >= 0.15}
        self._weights[position] = weights
        return weights

    def backed(self, country: str, position: int | None = None) -> bool:
        """Whether two other names or more, of places that are no hamlets, are this country's alone."""
        return (
            sum(
                1
                for other, votes in self.votes.items()
                if other != position and votes.get(country, 0.0) >= BACKING
            )
            > 1
        )

    def voters(self, position: int) -> int:
        """How many other names' candidates say something for a country."""
        return sum(1 for other, votes in self.votes.items() if other != position and votes)

    def home(self) -> str | None:
        """The one country that the article is about, if it is clear.

        Not one that it only speaks of, where its places are another's: "the recorders were sent to Xland".
        """
        weights = self.without(None)
        ranked = sorted(weights, key=lambda code: -weights[code])
        if not ranked:
            return None
        first = ranked[0]
        if len(ranked) > 1 and weights[ranked[1]] >= RIVALS:
            # "the French strike in Xland": of those spoken of as much the one that things happen in
            scenes = [c for c in ranked if weights[c] >= RIVALS and c in self.scenes]
            return scenes[0] if len(scenes) == 1 else None
        if not self.base and self.votes_for(first) < BACKING:
            return None  # some hamlet's of a like name
        rivals = [code for code in ranked[1:] if self.backed(code)]
        if rivals and self.votes_for(first) < BACKING:
            return rivals[0] if len(rivals) == 1 else None
        return first

    def votes_for(self, country: str) -> float:
        """What all names say for a country."""
        return sum(votes.get(country, 0.0) for votes in self.votes.values())

    def bordering(self, country: str) -> float:
        """How much the article speaks of a country's neighbours, from 0 to 1."""
        top = max(self.base.values(), default=0.0)
        return min(1.0, self.borders.get(country, 0.0) / max(top, 1.0))


@dataclass(frozen=True, slots=True)
class Choice:
    """The entry chosen for a name, and how sure that is."""

    entry: Entry
    confidence: float


@dataclass
class Article:
    """What the whole article says about where its places lie."""

    context: Context
    named: frozenset[str]
    """First-level divisions that it names: 'UA/Luhanska oblast'."""
    regions: dict[str, Entry]
    """Divisions that it names with a level word, by folded name."""
    anchors: list[tuple[Group, Entry]] = field(default_factory=list)
    """Places that are clear by themselves, with their group."""
    seats: set[str] = field(default_factory=set)
    """Ids of those that are seats of government."""

    choices: dict[tuple[int, str | None, bool], Choice | None] = field(default_factory=dict)
    """Choices made, by group, level and whether a facility is meant."""
    alone: dict[tuple[int, str], float] = field(default_factory=dict)
    """Scores without the parts of the level word and of what lies near, by group and entry."""
    scores: dict[tuple[int, str], float] = field(default_factory=dict)
    """The same with what lies near, once the anchors stand."""
    gaps: dict[tuple[int, int], int] = field(default_factory=dict)

    def apart(self, a: Group, b: Group) -> int:
        """Least distance of two names in the text, in code points."""
        key = (a.position, b.position)
        if key not in self.gaps:
            self.gaps[key] = min([abs(x - y) for x in a.offsets for y in b.offsets])
        return self.gaps[key]

    @cached_property
    def spread(self) -> float:
        """Kilometres between the clear places farthest apart, seats of government left out."""
        seats = capitals()
        spots = [e for _, e in self.anchors if fold(e.name) not in seats.get(e.country, ())]
        return max(
            (km(a, b) for a, b in itertools.combinations(spots, 2) if a.country == b.country),
            default=0.0,
        )


def context_of(
    gazetteer: Gazetteer, groups: Sequence[Group], text: str, given: Mapping[str, float]
) -> Context:
    """Countries by how much the article speaks of them, each group's own share apart."""
    counts = countries_spoken_of(text).copy()
    for group in groups:
        states = {entry.country for entry, _ in group.candidates if entry.precision is COUNTRY}
        if len(states) > 1:
            # 'Congo' is either state: the rest of the text must tell which
            for hit in knowledge().countries_in(words(group.names[0])):
                counts[hit.code] -= 2 * len(group.mentions)
    context = Context({code: float(n) for code, n in counts.items() if n})
    for group in groups:
        code = next(
            (e.country for e, _ in group.candidates if e.precision is COUNTRY),
            None,
        )
        if code and any(
            at < LEAD and _SCENE.search(text, max(0, at - 30), at) for at in group.offsets
        ):
            context.scenes.add(code)
    for code in list(context.base):
        for other in gazetteer.neighbours(code):
            context.borders[other] = max(context.borders.get(other, 0.0), context.base[code])
    for code, weight in given.items():
        context.base[code] = context.base.get(code, 0.0) + 4.0 * weight
    for group in groups:
        where = _written_in(group, context.base) if group.written else None
        if where is not None:
            weight = NEWS_DESK if is_capital(where, group.names) else REPORTER
            context.base[where.country] = context.base.get(where.country, 0.0) + weight
    # twice: the second time a name's countries are weighed by what the other names say
    voting = []
    for position, group in enumerate(groups):
        if any(e.precision is COUNTRY for e, _ in group.candidates):
            continue  # the country's name has been counted
        people = [people_of(entry) for entry, _ in group.candidates]
        priors = [
            (entry.country, math.sqrt(many + 300) * quality)
            for (entry, quality), many in zip(group.candidates, people, strict=True)
            if entry.country
        ]
        renown = 0.4 + 0.6 * min(1.0, math.log10(max(people, default=0) + 1) / 5.5)
        voting.append((position, priors, renown))
    for again in (False, True):
        votes = {}
        for position, priors, renown in voting:
            weights: dict[str, float] = defaultdict(float)
            known = context.without(position) if again else {}
            for country, prior in priors:
                weights[country] += prior * (0.1 + known.get(country, 0.0))
            total = sum(weights.values())
            votes[position] = {
                code: 1.5 * renown * (weight / total) ** 1.5 for code, weight in weights.items()
            }
        context.cast(votes)
    return context


def _written_in(group: Group, countries: Mapping[str, float]) -> Entry | None:
    """The town of a dateline: of several of its name the one of a country that the text speaks of."""
    towns = [
        entry
        for entry, quality in group.candidates
        if entry.precision is LOCALITY and quality >= ALIAS
    ]
    spoken_of = [entry for entry in towns if entry.country in countries]
    best = max(spoken_of or towns, key=lambda e: (e.population, e.id), default=None)
    if best is None or any(
        10 * e.population > best.population and e.country != best.country
        for e in spoken_of or towns
    ):
        return None
    exact = {entry.id for entry, quality in group.candidates if quality == EXACT}
    if best.id not in exact and any(e.id in exact for e in towns):
        return None  # over the border a town of the very name
    return best


def named_regions(groups: Sequence[Group], context: Context) -> frozenset[str]:
    """Names of first-level divisions that the article names as such."""
    named = set()
    for group in groups:
        weights = context.without(group.position)
        for entry, _ in group.candidates:
            if entry.precision is REGION and (
                group.levels["region"] or weights.get(entry.country, 0) > 0.3
            ):
                named.add(f"{entry.country}/{entry.name}")
    return frozenset(named)


def regions_by_name(
    gazetteer: Gazetteer, toponyms: Sequence[Toponym], context: Context
) -> dict[str, Entry]:
    """The divisions that the article names with a level word, by folded name."""
    weights = context.without(None)
    found: dict[str, Entry] = {}
    for toponym in toponyms:
        if toponym.level not in AREA_LEVELS:
            continue
        wanted = REGION if toponym.level == "region" else DISTRICT
        options = [
            entry
            for entry in gazetteer.lookup(toponym.name)
            if entry.precision is wanted and weights.get(entry.country, 0) > 0.2
        ]
        if len(options) == 1 or (options and options[0].population):
            found[fold(toponym.name)] = options[0]
    return found
