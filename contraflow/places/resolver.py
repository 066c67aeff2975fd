"""Resolves the toponyms of one article together: which place of the gazetteer each name means.

Namesakes are told apart by what the article says: the countries it names, the provinces it names,
the other places in it, the level word beside the name. The method is the usual one of toponym
resolution (population prior, country and containment evidence, spatial minimality: Leidner 2007,
"Toponym Resolution in Text"), with thresholds below which a name is left unresolved: a wrong place
is worse than none.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from contraflow.parties.knowledge import knowledge, words
from contraflow.places.fold import fold, skeleton, without_article
from contraflow.places.gazetteer import Entry, Gazetteer
from contraflow.places.levels import levels
from contraflow.places.match import UNRESOLVED_PREFIX
from contraflow.places.parts import is_urban, part_of
from contraflow.places.precisions import COUNTRY, DISTRICT, LOCALITY, REGION, UNRESOLVED
from contraflow.places.roads import road_of
from contraflow.places.spoken import countries_spoken_of
from contraflow.places.toponyms import Scanner, Toponym
from schemas.base import changed
from schemas.place import Place, PlacePrecision

MAX_ALIASES = 40
EARTH_KM = 6371.0

# Quality of a match between a name and an entry.
EXACT, ALIAS, BARE, SPELT, LOOSE, OTHER, NEAR = 1.0, 0.9, 0.8, 0.75, 0.6, 0.55, 0.4
LONG = 7
"""Sounds in a skeleton from which an equal one is the same name in another romanisation."""
THRESHOLD = 1.2
"""Least score of a link, and below it the name stays open: see :meth:`PlaceResolver._score`."""
CLOSE_KM = 25
"""How near a clear place must be to vouch for one of many namesakes, in kilometres."""
SEAT_KM = 70
"""How far a district reaches from the town that it is named after, in kilometres."""
NEAR_KM, FAR_KM = 50, 120
"""How far 'near' and 'south of' reach in general, and at most."""
MARGIN = 0.12
"""Least lead over a namesake elsewhere."""
REPORTER, NEWS_DESK = 8.0, 3.0
"""What a dateline says for its country: reporters go where it happens, and sit in capitals."""
CITY = 100_000
"""People from which a city alone of its name needs no country to vouch for it."""
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
SEAT = "/seat"
"""Ends the id of a district's chief town when the gazetteer has the district only."""

_SPOTS = frozenset({LOCALITY, DISTRICT})
_AREAS = frozenset({REGION, DISTRICT})
_AREA_LEVELS = frozenset({"district", "region"})
_SMALL_LEVELS = frozenset({"village", "quarter"})
_TOWN_LEVELS = frozenset({None, "settlement", "village", "quarter"})


@dataclass(slots=True)
class _Group:
    """All mentions of one name, and of names that the article equates with it."""

    names: list[str] = field(default_factory=list)
    surfaces: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    levels: Counter[str] = field(default_factory=Counter)
    within: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    facility: bool = False
    bare: bool = False
    """Some mention stands for the place itself, not for a facility."""
    written: bool = False
    """The article was written there: its dateline's."""
    candidates: list[tuple[Entry, float]] = field(default_factory=list)
    """Entries that bear the name, each with the quality of the match."""
    position: int = 0
    told: list[tuple[Sequence[Entry], bool]] | None = None
    """Entries for each name that the text puts it into or near, and whether into, once asked for."""


@dataclass(frozen=True, slots=True)
class _Choice:
    entry: Entry
    confidence: float


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


@dataclass
class _Article:
    """What the whole article says about where its places lie."""

    context: Context
    named: frozenset[str]
    """First-level divisions that it names: 'UA/Luhanska oblast'."""
    regions: dict[str, Entry]
    """Divisions that it names with a level word, by folded name."""
    anchors: list[tuple[_Group, Entry]] = field(default_factory=list)
    """Places that are clear by themselves, with their group."""
    seats: set[str] = field(default_factory=set)
    """Ids of those that are seats of government."""

    choices: dict[tuple[int, str | None, bool], _Choice | None] = field(default_factory=dict)
    """Choices made, by group, level and whether a facility is meant."""
    alone: dict[tuple[int, str], float] = field(default_factory=dict)
    """Scores without the parts of the level word and of what lies near, by group and entry."""
    scores: dict[tuple[int, str], float] = field(default_factory=dict)
    """The same with what lies near, once the anchors stand."""
    gaps: dict[tuple[int, int], int] = field(default_factory=dict)

    def apart(self, a: _Group, b: _Group) -> int:
        """Least distance of two names in the text, in code points."""
        key = (a.position, b.position)
        if key not in self.gaps:
            self.gaps[key] = min([abs(x - y) for x in a.offsets for y in b.offsets])
        return self.gaps[key]

    @cached_property
    def spread(self) -> float:
        """Kilometres between the clear places farthest apart, seats of government left out."""
        seats = _capitals()
        spots = [e for _, e in self.anchors if fold(e.name) not in seats.get(e.country, ())]
        return max(
            (_km(a, b) for a, b in itertools.combinations(spots, 2) if a.country == b.country),
            default=0.0,
        )


class PlaceResolver:
    """Finds and resolves the places of an article. One a process; :meth:`resolve` is per article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._scanner = Scanner(gazetteer)

    def toponyms(
        self,
        text: str,
        candidates: Sequence[tuple[int, int]] | None = None,
        avoid: Sequence[tuple[int, int]] | None = None,
    ) -> list[Toponym]:
        """The names of places in a text, in order: see :meth:`Scanner.scan`."""
        return self._scanner.scan(text, candidates, avoid)

    def resolve(
        self,
        toponyms: Sequence[Toponym],
        *,
        text: str,
        context_countries: Mapping[str, float] | None = None,
        written: Collection[int] = (),
    ) -> list[Place]:
        """One place for each toponym, in order; names that stay open get a 'name:…' id.

        ``context_countries`` weighs countries (ISO code to weight) that the caller knows the
        article to be about; those that the text names are counted here. ``written`` are the
        toponyms, by their numbers, that stand in datelines.
        """
        groups = self._groups(toponyms)
        for group in groups:
            group.written = any(i in written for i in group.mentions)
        for group in groups:
            group.candidates = self._candidates(group)
        context = self._context(groups, text, context_countries or {})
        for group in groups:
            self._other_spellings(group, context)
        named = self._named_regions(groups, context)
        article = _Article(context, named, self._regions_by_name(toponyms, context))
        article.anchors = self._anchors(groups, article)
        article.seats = {entry.id for _, entry in article.anchors if _is_capital(entry, ())}
        article.scores.clear()
        places: list[Place | None] = [None] * len(toponyms)
        for group in groups:
            same: dict[tuple[object, ...], Place] = {}
            for i in group.mentions:
                toponym = toponyms[i]
                # most names stand in a text several times
                told = (toponym.text, toponym.name, toponym.level, toponym.facility, toponym.also)
                known = same.get(told)
                if known is None:
                    known = same[told] = self._place(toponym, group, article)
                    places[i] = known
                else:
                    places[i] = changed(known)  # each mention has its own
        return _in_their_towns(toponyms, [place for place in places if place is not None])

    # --- grouping

    def _groups(self, toponyms: Sequence[Toponym]) -> list[_Group]:
        parent: dict[str, str] = {}

        def find(key: str) -> str:
            parent.setdefault(key, key)
            while parent[key] != key:
                key = parent[key]
            return key

        keys = [self._key(t) for t in toponyms]
        by_skeleton: dict[str, str] = {}
        for key, toponym in zip(keys, toponyms, strict=True):
            root = find(key)
            if toponym.level not in {"road"}:
                loose = skeleton(toponym.name or toponym.text)
                if len(loose) <= 4:
                    loose = without_article(key)  # 'Al-Batha' and 'Batha'
                parent[root] = find(by_skeleton.setdefault(loose, root))
            for other in toponym.also:
                parent[find(fold(other))] = find(key)
        for key in sorted(set(keys)):
            # 'Prasat X Y' is the X Y of the next sentence
            tail = key.partition(" ")[2]
            if " " in tail and tail in parent and not self._gazetteer.lookup(key):
                parent[find(key)] = find(tail)
        roots = _split_qualified(toponyms, [find(key) for key in keys])
        groups: dict[str, _Group] = {}
        for i, (root, toponym) in enumerate(zip(roots, toponyms, strict=True)):
            group = groups.setdefault(root, _Group())
            group.mentions.append(i)
            group.offsets.append(toponym.start)
            group.names.append(toponym.name or toponym.text)
            group.surfaces.append(toponym.text)
            group.within.extend(toponym.within)
            group.near.extend(toponym.near)
            if toponym.facility is not None:
                group.facility = True
            else:
                group.bare = True
            if toponym.level is not None:
                group.levels[toponym.level] += 1
        for position, group in enumerate(groups.values()):
            group.position = position
            group.names = list(dict.fromkeys(group.names))
            group.surfaces = list(dict.fromkeys(group.surfaces))
            group.within = [n for n in dict.fromkeys(group.within) if n not in group.names]
            group.near = [n for n in dict.fromkeys(group.near) if n not in group.names]
        return list(groups.values())

    @staticmethod
    def _key(toponym: Toponym) -> str:
        if toponym.level in {"road", "water", "relief"}:
            return fold(toponym.text)
        return fold(toponym.name or toponym.text)

    # --- evidence of the article

    def _context(self, groups: Sequence[_Group], text: str, given: Mapping[str, float]) -> Context:
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
            for other in self._gazetteer.neighbours(code):
                context.borders[other] = max(context.borders.get(other, 0.0), context.base[code])
        for code, weight in given.items():
            context.base[code] = context.base.get(code, 0.0) + 4.0 * weight
        for group in groups:
            where = _written_in(group, context.base) if group.written else None
            if where is not None:
                weight = NEWS_DESK if _is_capital(where, group.names) else REPORTER
                context.base[where.country] = context.base.get(where.country, 0.0) + weight
        # twice: the second time a name's countries are weighed by what the other names say
        voting = []
        for position, group in enumerate(groups):
            if any(e.precision is COUNTRY for e, _ in group.candidates):
                continue  # the country's name has been counted
            people = [_people(entry) for entry, _ in group.candidates]
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

    def _candidates(self, group: _Group) -> list[tuple[Entry, float]]:
        """Entries that bear one of the group's names as the text spells it."""
        found: dict[str, tuple[Entry, float]] = {}
        for name in group.names:
            key = fold(name)
            for entry in self._gazetteer.lookup(name):
                _add(found, entry, _quality(entry, name))
            bare = without_article(key)
            if bare != key:
                for entry in self._gazetteer.lookup(bare):
                    _add(found, entry, BARE)
        for surface in group.surfaces:
            if surface not in group.names:
                for entry in self._gazetteer.lookup(surface):
                    _add(found, entry, EXACT)
        found = self._of_all_names(group, found)
        largest = max((e.population for e, q in found.values() if q == EXACT), default=0)
        if largest >= 100_000:
            # 'Novorossiysk' is the port, not the hamlet that once was called so
            found = {
                ident: (entry, quality)
                for ident, (entry, quality) in found.items()
                if quality != OTHER or 10 * entry.population >= largest
            }
        return _towns_of_areas(list(found.values()))

    def _of_all_names(
        self, group: _Group, found: dict[str, tuple[Entry, float]]
    ) -> dict[str, tuple[Entry, float]]:
        """Of the entries for several names of one place those that bear more than one, if any do."""
        if len({skeleton(name) for name in group.names}) < 2:
            return found
        borne = Counter(
            ident
            for sound in {skeleton(name): name for name in group.names}.values()
            for ident in {entry.id for entry in self._gazetteer.lookup(sound)}
        )
        shared = {ident: found[ident] for ident in found if borne[ident] > 1}
        return shared or found

    def _other_spellings(self, group: _Group, context: Context) -> None:
        """Adds other romanisations, and near spellings, in the countries of the article only."""
        found = {entry.id: (entry, quality) for entry, quality in group.candidates}
        weights = context.without(group.position)
        countries = tuple(sorted(code for code, weight in weights.items() if weight >= 0.4))
        # a hamlet's old name does not stand against a city that is spelt so
        least = max((e.population for e, q in group.candidates if q >= ALIAS), default=0) // 10
        home = [
            entry
            for entry, quality in group.candidates
            if entry.country in countries and quality > OTHER
        ]
        for name in group.names:
            if not countries or len(fold(name)) < 4:
                continue
            if home:
                # a city may be meant all the same, and 'Izium district' be the 'Izyum Raion'
                wants_area = not group.levels.keys().isdisjoint(_AREA_LEVELS)
                for entry in self._gazetteer.loose(name):
                    if entry.country in countries and (
                        entry.population >= 100_000 if entry.precision is LOCALITY else wants_area
                    ):
                        _add(found, entry, LOOSE)
                continue
            for entry, score in self._gazetteer.fuzzy(name, countries, limit=12):
                if least < 5_000 or entry.population >= least:
                    alike = SPELT if len(skeleton(name)) >= LONG else LOOSE
                    _add(found, entry, alike if score == 1.0 else NEAR)
        group.candidates = _with_seats(list(found.values()))

    def _named_regions(self, groups: Sequence[_Group], context: Context) -> frozenset[str]:
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

    def _anchors(self, groups: Sequence[_Group], article: _Article) -> list[tuple[_Group, Entry]]:
        """Places that are clear without neighbours: the fixed points of the others."""
        anchors = []
        for group in groups:
            ranked = sorted(
                (
                    (self._score(entry, quality, None, group, article), entry)
                    for entry, quality in group.candidates
                    if entry.precision in _SPOTS and quality >= BARE
                ),
                key=lambda pair: (-pair[0], pair[1].id),
            )
            if not ranked:
                continue
            score, best = ranked[0]
            rivals = [s for s, e in ranked[1:] if _km(e, best) > 50]
            if score >= 1.6 and (not rivals or score - max(rivals) >= 0.35):
                anchors.append((group, best))
        return anchors

    def _score(
        self, entry: Entry, quality: float, level: str | None, group: _Group, article: _Article
    ) -> float:
        """How well an entry fits a name: about 2 for a sure one, below THRESHOLD not worth a link."""
        key = (group.position, entry.id)
        standing = article.scores.get(key)
        if standing is None:
            alone = article.alone.get(key)
            if alone is None:
                alone = article.alone[key] = self._standing(entry, quality, group, article)
            standing = alone
            if entry.precision in _SPOTS:
                standing += self._nearness(entry, quality, group, article)
            article.scores[key] = standing
        return standing + _fit(entry, level, group)

    def _standing(self, entry: Entry, quality: float, group: _Group, article: _Article) -> float:
        """The score but for the level word and what lies near: renown, countries, provinces."""
        score = quality - 1.0
        score += 0.18 * math.log10(_people(entry) + 10)
        weights = article.context.without(group.position)
        weight = weights.get(entry.country, 0.0)
        if (
            weight < 0.5
            and entry.precision is not COUNTRY
            and entry.country not in article.context.base
            and entry.country not in article.context.borders
            and not article.context.backed(entry.country, group.position)
        ):
            weight = 0.0  # only a stray name or two of that country
        if weight:
            score += 0.9 * min(1.0, weight)
        elif (
            group.bare
            and entry.population >= 200_000
            and quality >= ALIAS
            and (near := article.context.bordering(entry.country))
        ):
            score += 0.3 * near
        elif quality >= ALIAS and _known_the_world_over(entry, group.names[0]):
            score += 0.15
        elif not weights:
            score += 0.25
        elif (
            not article.context.base
            and quality >= ALIAS
            and _stands_alone(entry, group)
            and article.context.voters(group.position) == 1
        ):
            pass  # what one other name says by where its namesakes lie is no more than this one says
        elif entry.country:
            score -= 0.7
        else:
            score += 0.9  # a region across countries
        if weight > 0.3 and _is_capital(entry, group.names):
            score += 0.4
        if entry.admin and f"{entry.country}/{entry.admin}" in article.named:
            score += 0.25
        return score + self._support(entry, group)

    def _nearness(self, entry: Entry, quality: float, group: _Group, article: _Article) -> float:
        """Bonus for being near the article's clear places, malus for being far from all of them."""
        if entry.lat is None:
            return 0.0
        nearest = beside = math.inf
        bonus = 0.0
        for other_group, other in article.anchors:
            if other_group.position == group.position or other.id == entry.id:
                continue
            distance = _km(entry, other)
            near = math.exp(-distance / 80)
            # a capital is spoken of from everywhere: being far from it says nothing
            fellow = other.country == entry.country and other.id not in article.seats
            if 0.7 * near <= bonus and not fellow:
                continue  # however close to each other the text names the two
            apart = article.apart(group, other_group)
            if fellow:
                nearest = min(nearest, distance)
                if apart < 250:
                    beside = min(beside, distance)
            closeness = 1.0 if apart < 250 else 0.7 if apart < 800 else 0.5
            bonus = max(bonus, 0.7 * closeness * near)
        if math.isinf(nearest):
            return bonus if quality >= BARE else bonus - 0.2
        if entry.population < 300_000:
            # a rare name may well lie far off; a frequent or half-fitting one hardly does
            frequent = len(group.candidates) > 2 or len(fold(group.names[0])) <= 5
            malus = 0.8 if frequent or quality < BARE else 0.3
            if nearest > max(250.0, 1.5 * article.spread):
                # the article speaks of one corner, and this is another
                malus = 1.0 if nearest < 800 else 1.6
            if 250 < beside < math.inf and nearest > 150 and not entry.aliases:
                # what stands beside it lies elsewhere, and this one is little known: no other names
                malus = max(malus, 0.9)
            bonus -= malus * min(1.0, max(0.0, nearest - 150) / 150)
        return bonus

    def _support(self, entry: Entry, group: _Group) -> float:
        """Whether the entry lies where the text says: in one place, near another."""
        if group.told is None:
            bare = levels().bare
            group.told = [
                (options, inside)
                for names, inside in ((group.within, True), (group.near, False))
                for name in names
                if (options := self._gazetteer.lookup(bare(name)))
            ]
        total = 0.0
        for options, inside in group.told:
            total += max([_lies(entry, other, inside) for other in options])
        return max(-1.2, min(1.2, total))

    # --- choosing

    def _regions_by_name(self, toponyms: Sequence[Toponym], context: Context) -> dict[str, Entry]:
        """The divisions that the article names with a level word, by folded name."""
        weights = context.without(None)
        found: dict[str, Entry] = {}
        for toponym in toponyms:
            if toponym.level not in _AREA_LEVELS:
                continue
            wanted = REGION if toponym.level == "region" else DISTRICT
            options = [
                entry
                for entry in self._gazetteer.lookup(toponym.name)
                if entry.precision is wanted and weights.get(entry.country, 0) > 0.2
            ]
            if len(options) == 1 or (options and options[0].population):
                found[fold(toponym.name)] = options[0]
        return found

    def _place(self, toponym: Toponym, group: _Group, article: _Article) -> Place:
        if toponym.level == "road":
            return self._road(toponym, article)
        if toponym.level in {"water", "relief"}:
            return self._open(toponym, group, article)
        choice = self._choose(toponym, toponym.level, group, article)
        if choice is None and toponym.level is None and not toponym.facility:
            # 'the town of X', where the text once calls it one, is the X of the other sentences
            called = (level for level in sorted(group.levels) if level in _TOWN_LEVELS)
            choice = next(
                filter(None, (self._choose(toponym, c, group, article) for c in called)), None
            )
        if choice is None and toponym.level in _AREA_LEVELS:
            # the gazetteer lacks the district but has the town that it is named after
            choice = self._choose(toponym, None, group, article)
            if choice is not None and choice.entry.precision is LOCALITY:
                choice = _Choice(
                    replace(
                        choice.entry,
                        id=f"{choice.entry.id}/{toponym.level}",
                        name=toponym.text,
                        precision=PlacePrecision(toponym.level),
                    ),
                    choice.confidence,
                )
        if choice is None:
            return self._open(toponym, group, article)
        return self._resolved(toponym, group, choice)

    def _choose(
        self, toponym: Toponym, level: str | None, group: _Group, article: _Article
    ) -> _Choice | None:
        key = (group.position, level, toponym.facility is not None)
        if key not in article.choices:
            article.choices[key] = self._judge(toponym, level, group, article)
        return article.choices[key]

    def _judge(
        self, toponym: Toponym, level: str | None, group: _Group, article: _Article
    ) -> _Choice | None:
        """The entry that fits best, or None when none fits well enough or two fit alike."""
        ranked = []
        for entry, quality in group.candidates:
            if toponym.facility and entry.precision is not LOCALITY:
                continue
            if (
                toponym.facility
                and not group.bare
                and quality < EXACT
                and entry.population < 20_000
            ):
                continue  # 'Nasser Hospital' is named after a man, not a village
            if toponym.facility and self._stands_elsewhere(entry, group):
                continue  # 'X market in Y' is not in the town X
            if level in _AREA_LEVELS and entry.precision is LOCALITY:
                continue
            if level in _SMALL_LEVELS and entry.precision is COUNTRY:
                continue  # 'the hamlet of Cuba'
            if quality <= LOOSE and not self._confirmed(entry, quality, group, article):
                continue
            ranked.append((self._score(entry, quality, level, group, article), entry))
        if not ranked:
            return None
        ranked.sort(key=lambda pair: (-pair[0], pair[1].id))
        score, best = ranked[0]
        if level in _TOWN_LEVELS and best.precision in _AREAS:
            # a bare name means the town rather than the land around it
            for other, entry in ranked[1:]:
                if (
                    entry.precision is LOCALITY
                    and other > score - 1.0
                    and entry.country == best.country
                    and _km(entry, best) < 200
                    and (
                        best.precision is DISTRICT
                        or skeleton(entry.name) in {skeleton(name) for name in group.names}
                    )
                ):
                    score, best = other, entry
                    break
        rivals = [s for s, e in ranked if _rivals(e, best)]
        margin = score - max(rivals) if rivals else 1.0
        if score < THRESHOLD or margin < MARGIN:
            return None
        if (margin < 0.5 or best.population < 20_000) and self._too_common(best, group, article):
            return None
        confidence = 1 / (1 + math.exp(-2.2 * (score - 0.9)))
        confidence *= 0.6 + 0.4 * min(1.0, margin / 0.5)
        return _Choice(best, round(min(0.99, confidence), 3))

    def _stands_elsewhere(self, entry: Entry, group: _Group) -> bool:
        """Whether the text puts all of a facility's mentions into a town other than the one of its name."""
        if group.bare or entry.precision is not LOCALITY:
            return False
        towns = [
            town
            for name in group.within
            for town in self._gazetteer.lookup(name)
            if town.precision is LOCALITY and town.country == entry.country
        ]
        return bool(towns) and all(
            town.id != entry.id and _km(town, entry) > CLOSE_KM for town in towns
        )

    def _confirmed(self, entry: Entry, quality: float, group: _Group, article: _Article) -> bool:
        """Whether the article bears out a match that is no exact spelling: by a place close to it."""
        if self._support(entry, group) > 0:
            return True
        if quality == OTHER and not article.anchors:
            return True
        if quality == LOOSE and (entry.population >= 20_000 or entry.precision in _AREAS):
            return True
        reach = 80.0 if quality == NEAR else 150.0
        return any(
            _km(entry, other) <= reach and (quality == OTHER or article.apart(group, anchor) < 800)
            for anchor, other in article.anchors
            if anchor.position != group.position
        )

    def _too_common(self, best: Entry, group: _Group, article: _Article) -> bool:
        """Whether a name is borne by so many that the text's word is needed, and lacks.

        The gazetteer leaves out the smallest villages: the Andriivka that an article means may be
        none of the thirty that it has.
        """
        if best.precision is not LOCALITY:
            return False
        same = [
            entry
            for entry, quality in group.candidates
            if quality != LOOSE
            and entry.country == best.country
            and entry.precision is LOCALITY
            and entry.id != best.id
            and _km(entry, best) > 5
        ]
        if len(same) < 2 or best.population >= max(20_000, 4 * max(e.population for e in same)):
            return False
        if group.within and self._support(best, group) > 0:
            return False
        plainly = any(
            entry.id == best.id and quality >= BARE for entry, quality in group.candidates
        )
        return not plainly or not any(
            _km(best, other) <= CLOSE_KM and article.apart(group, anchor) < 250
            for anchor, other in article.anchors
            if anchor.position != group.position
        )

    def _resolved(self, toponym: Toponym, group: _Group, choice: _Choice) -> Place:
        entry = choice.entry
        aliases = self._aliases(toponym, group, entry.name, entry.aliases)
        return Place(
            id=entry.id,
            name=entry.name,
            surface=toponym.text,
            aliases=aliases,
            country=entry.country or None,
            admin=entry.admin,
            lat=entry.lat,
            lon=entry.lon,
            precision=PlacePrecision.FACILITY if toponym.facility else entry.precision,
            facility=toponym.facility,
            confidence=choice.confidence,
        )

    def _open(
        self,
        toponym: Toponym,
        group: _Group,
        article: _Article,
        name: str | None = None,
    ) -> Place:
        """A place that stays open: its id is the skeleton of its name."""
        regions = article.regions
        region = next(
            (regions[key] for key in map(fold, map(levels().bare, group.within)) if key in regions),
            None,
        )
        # one spelling of the group gives the id and the name, whatever this mention's: the shortest
        base, own = min(
            ((skeleton(n), n) for n in group.names), key=lambda pair: (len(pair[0]), *pair)
        )
        name = name or own or toponym.text
        ident = f"{UNRESOLVED_PREFIX}{base}"
        if toponym.level in _AREA_LEVELS:
            ident += f"/{toponym.level}"
        if region is not None:
            ident += f"@{region.id}"
        country = region.country if region else self._country_of(group, article)
        country = country or article.context.home()
        return Place(
            id=ident,
            name=name,
            surface=toponym.text,
            aliases=self._aliases(toponym, group, name, ()),
            country=country,
            admin=region.admin or region.name if region else None,
            precision=UNRESOLVED,
            facility=toponym.facility,
            confidence=0.5,
        )

    def _country_of(self, group: _Group, article: _Article) -> str | None:
        """The country of the place that the text puts a name in, or of the town near it."""
        beside = {*map(fold, group.within), *map(fold, group.near)}
        for other, entry in article.anchors:
            if entry.country and not beside.isdisjoint(map(fold, other.names)):
                return entry.country
        for name in group.within:
            for entry in self._gazetteer.lookup(levels().bare(name))[:1]:
                if entry.precision in {COUNTRY, REGION}:
                    return entry.country or None
        return None

    def _road(self, toponym: Toponym, article: _Article) -> Place:
        return road_of(toponym.text, toponym.name, article.context.home())

    @staticmethod
    def _aliases(
        toponym: Toponym, group: _Group, name: str, known: Sequence[str]
    ) -> tuple[str, ...]:
        """Other spellings: those of this article first, then the gazetteer's."""
        own: list[str] = [toponym.text]
        own += list(group.names)
        if toponym.facility:
            own += [s for s in group.surfaces if s not in group.names]
        else:
            own.append(levels().bare(toponym.text))
        own += toponym.also
        own.append(levels().bare(name))
        own += levels().featureless(name)
        seen = {name}
        aliases = []
        for alias in (*own, *known):
            if alias and alias not in seen:
                seen.add(alias)
                aliases.append(alias)
        return tuple(aliases[:MAX_ALIASES])


def _in_their_towns(toponyms: Sequence[Toponym], places: Sequence[Place]) -> list[Place]:
    """Puts the hotels, schools and the like that stayed open into the towns that the text says they are in.

    Not a port or a dam: its name is as a rule that of a place of its own, and other texts give no other.
    """
    towns = {
        fold(toponym.name): place
        for toponym, place in zip(toponyms, places, strict=True)
        if place.precision in _SPOTS
    }
    settled: dict[str, Place] = {}
    for toponym, place in zip(toponyms, places, strict=True):
        if is_urban(place):
            town = next((towns[k] for k in map(fold, toponym.within) if k in towns), None)
            if town is not None:
                settled[place.id] = town
    return [
        part_of(place, settled[place.id]) if place.id in settled and is_urban(place) else place
        for place in places
    ]


def _written_in(group: _Group, countries: Mapping[str, float]) -> Entry | None:
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


def _people(entry: Entry) -> int:
    """Population; of a region five times what the gazetteer knows of, which is its towns'."""
    if entry.precision is not REGION:
        return entry.population
    return 5 * entry.population if 0 < entry.population < 60_000 else max(entry.population, 300_000)


def _split_qualified(toponyms: Sequence[Toponym], roots: Sequence[str]) -> list[str]:
    """Tells namesakes within one article apart, when it puts them in different places.

    A name means one place throughout an article, unless mentions of it are said to lie in or near
    different places: then each mention goes with the qualified one before it.
    """
    qualifiers: dict[str, list[frozenset[str]]] = defaultdict(list)
    for root, toponym in zip(roots, toponyms, strict=True):
        places = frozenset(map(fold, (*toponym.within, *toponym.near)))
        if places and not any(places & other for other in qualifiers[root]):
            qualifiers[root].append(places)
    current: dict[str, str] = {}
    split = []
    for root, toponym in zip(roots, toponyms, strict=True):
        if len(qualifiers[root]) > 1:
            places = frozenset(map(fold, (*toponym.within, *toponym.near)))
            for number, other in enumerate(qualifiers[root]):
                if places & other:
                    current[root] = f"{root}#{number}"
            split.append(current.get(root, f"{root}#0"))
        else:
            split.append(root)
    return split


def _quality(entry: Entry, name: str) -> float:
    """How much it says that an entry bears the name."""
    if fold(entry.name) == fold(name):
        return EXACT
    if entry.population < 50_000 and entry.precision is LOCALITY:
        # a small place under an older or foreign name: seldom meant
        sound = skeleton(name)
        if skeleton(entry.name) != sound:
            return OTHER
        return ALIAS if len(sound) > 3 else SPELT
    return ALIAS


def _lies(entry: Entry, other: Entry, inside: bool) -> float:
    """0.8 when an entry lies in another (or near it), -0.8 when not; by distance at need."""
    if other.id == entry.id or (inside and other.country != entry.country):
        return -0.8
    if other.precision is COUNTRY:
        return 0.8 if other.country == entry.country else -0.8
    distance = _km(entry, other)
    if other.precision is REGION:
        informal = other.id.startswith("region:") and distance < 250
        return 0.8 if entry.admin == other.name or informal else -0.8
    if distance <= (SEAT_KM if inside else NEAR_KM):
        return 0.8
    return 0.2 if distance <= FAR_KM else -0.8


def _add(found: dict[str, tuple[Entry, float]], entry: Entry, quality: float) -> None:
    if entry.id not in found or found[entry.id][1] < quality:
        found[entry.id] = (entry, quality)


def _with_seats(candidates: list[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    """Adds the chief town of each district that has no settlement of its name in the gazetteer."""
    towns = [entry for entry, _ in candidates if entry.precision is LOCALITY]
    seats = [
        (
            replace(
                entry,
                id=entry.id + SEAT,
                name=_seat_name(entry),
                precision=LOCALITY,
            ),
            quality,
        )
        for entry, quality in candidates
        if entry.precision is DISTRICT
        and quality > NEAR
        and not any(
            other.precision is REGION and other.country == entry.country for other, _ in candidates
        )
        and not any(_seat_of(town, entry) for town in towns)
    ]
    return candidates + seats


def _towns_of_areas(candidates: list[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    """Raises a town that bears an area's name beside its own one: "Ciudad X" is the X of X Department."""
    areas = [e for e, quality in candidates if quality == EXACT and e.precision in _AREAS]
    return [
        (
            entry,
            EXACT
            if quality < EXACT
            and entry.precision is LOCALITY
            and any(
                area.country == entry.country
                and area.lat is not None
                and _km(area, entry) < SEAT_KM
                for area in areas
            )
            else quality,
        )
        for entry, quality in candidates
    ]


def _seat_name(district: Entry) -> str:
    """A district's name without its level word, in whatever language: the shortest name within it."""
    bare = levels().bare(district.name)
    inner = [a for a in district.aliases if f" {fold(a)} " in f" {fold(bare)} "]
    return min((bare, *inner), key=len)


def _seat_of(town: Entry, district: Entry) -> bool:
    """Whether a town of the district's name is its chief town."""
    if town.country != district.country:
        return False
    if district.lat is None:
        return town.admin == district.admin
    return _km(town, district) < 150


@cache
def _capitals() -> dict[str, frozenset[str]]:
    """Seats of government, as folded names, by country."""
    return {
        code: frozenset(map(fold, country.seats))
        for code, country in knowledge().countries.items()
        if country.seats
    }


def _is_capital(entry: Entry, names: Sequence[str]) -> bool:
    """Whether an entry is a seat of government: the largest of its name in its country."""
    if entry.precision is not LOCALITY:
        return False
    seats = _capitals().get(entry.country)
    return seats is not None and any(fold(name) in seats for name in (entry.name, *names))


def _known_the_world_over(entry: Entry, name: str) -> bool:
    """Whether an article may name the place without speaking of its country."""
    if entry.precision is not LOCALITY:
        return False
    if _is_capital(entry, (name,)):
        return True
    return entry.population >= 1_000_000 and skeleton(entry.name) == skeleton(name)


def _stands_alone(entry: Entry, group: _Group) -> bool:
    """Whether a city has no namesake that a text might mean as well."""
    return entry.population >= CITY and all(
        20 * other.population < entry.population
        for other, _ in group.candidates
        if other.country != entry.country
    )


_COLUMNS = {LOCALITY: 0, DISTRICT: 1, REGION: 2}
_FITS: dict[str | None, tuple[float, float, float]] = {
    None: (0.3, 0.0, 0.1),
    "settlement": (0.4, -0.3, -0.8),
    "village": (0.4, -0.5, -1.0),
    "quarter": (0.2, -0.6, -1.0),
    "district": (-0.6, 0.6, 0.1),
    "region": (-1.4, -0.2, 0.6),
    "water": (-1.0, -1.0, -0.6),
    "relief": (-0.6, -0.6, 0.0),
}
"""How well a locality, a district and a region fit a level word."""
_NO_FIT = (0.0, 0.0, 0.0)


def _fit(entry: Entry, level: str | None, group: _Group) -> float:
    """How well the entry's level fits the level word beside the name."""
    precision = entry.precision
    if precision is COUNTRY:
        return 1.2 if level is None and not group.facility else -0.4
    fit = _FITS.get(level, _NO_FIT)[_COLUMNS.get(precision, 0)]
    if level == "village" and entry.population > 50_000:
        fit -= 0.6
    elif level == "quarter" and entry.population > 100_000:
        fit -= 1.5
    return fit


def _rivals(a: Entry, b: Entry) -> bool:
    """Whether choosing one for the other would be an error worth abstaining for."""
    if COUNTRY in {a.precision, b.precision}:
        return a.precision is b.precision and a.id != b.id
    if a.lat is None or b.lat is None:
        return a.country != b.country
    if a.precision is b.precision:
        return _km(a, b) > 25
    return a.country != b.country or _km(a, b) > 200


def _km(a: Entry, b: Entry) -> float:
    """Great-circle distance in kilometres; 20,000 when a place has no coordinates."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return 20_000.0
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
