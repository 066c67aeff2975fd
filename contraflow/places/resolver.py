"""Resolves the toponyms of one article together: which place of the gazetteer each name means.

Namesakes are told apart by what the article says: the countries it names, the provinces it names,
the other places in it, the level word beside the name. The method is the usual one of toponym
resolution (population prior, country and containment evidence, spatial minimality: Leidner 2007,
"Toponym Resolution in Text"), with thresholds below which a name is left unresolved: a wrong place
is worse than none.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from contraflow.parties.knowledge import knowledge, words
from contraflow.places.fold import fold, skeleton, without_article
from contraflow.places.gazetteer import Entry, Gazetteer
from contraflow.places.levels import levels
from contraflow.places.match import UNRESOLVED_PREFIX
from contraflow.places.toponyms import Scanner, Toponym
from schemas.place import Place, PlacePrecision

MAX_ALIASES = 40
EARTH_KM = 6371.0


@dataclass(slots=True)
class _Group:
    """All mentions of one name, and of names that the article equates with it."""

    names: list[str] = field(default_factory=list)
    surfaces: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    levels: Counter[str] = field(default_factory=Counter)
    within: list[str] = field(default_factory=list)
    facility: bool = False
    plain: bool = False
    """Some mention has neither a facility nor a level word."""
    candidates: list[tuple[Entry, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Choice:
    entry: Entry
    confidence: float


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
    ) -> list[Place]:
        """One place for each toponym, in order; names that stay open get a 'name:…' id.

        ``context_countries`` weighs countries (ISO code to weight) that the caller knows the
        article to be about; those that the text names are counted here.
        """
        groups = self._groups(toponyms)
        context = self._context(toponyms, text, context_countries or {})
        for group in groups:
            group.candidates = self._candidates(group, context)
        named = self._named_regions(groups, context)
        anchors = self._anchors(groups, context, named)
        places: list[Place | None] = [None] * len(toponyms)
        regions = self._regions_by_name(toponyms, context)
        for group in groups:
            for i in group.mentions:
                places[i] = self._place(toponyms[i], group, context, named, anchors, regions)
        return [place for place in places if place is not None]

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
                if len(loose) > 4:
                    parent[root] = find(by_skeleton.setdefault(loose, root))
            for other in toponym.also:
                parent[find(fold(other))] = find(key)
        groups: dict[str, _Group] = {}
        for i, (key, toponym) in enumerate(zip(keys, toponyms, strict=True)):
            group = groups.setdefault(find(key), _Group())
            group.mentions.append(i)
            group.names.append(toponym.name or toponym.text)
            group.surfaces.append(toponym.text)
            group.within.extend(toponym.within)
            if toponym.facility is not None:
                group.facility = True
            elif toponym.level is None:
                group.plain = True
            if toponym.level is not None:
                group.levels[toponym.level] += 1
        for group in groups.values():
            group.names = list(dict.fromkeys(group.names))
            group.surfaces = list(dict.fromkeys(group.surfaces))
            group.within = list(dict.fromkeys(group.within))
        return list(groups.values())

    @staticmethod
    def _key(toponym: Toponym) -> str:
        if toponym.level in {"road", "water", "relief"}:
            return fold(toponym.text)
        return fold(toponym.name or toponym.text)

    # --- evidence of the article

    def _context(
        self, toponyms: Sequence[Toponym], text: str, given: Mapping[str, float]
    ) -> dict[str, float]:
        """Countries by weight: 1 for the one most spoken of."""
        counts: Counter[str] = Counter()
        for hit in knowledge().countries_in(words(text)):
            counts[hit.code] += 2 if hit.how == "name" else 1
        if counts["CD"] and counts["CG"]:
            del counts["CG" if counts["CD"] >= counts["CG"] else "CD"]
        for code, weight in given.items():
            counts[code] += max(1, round(4 * weight))
        seen: set[str] = set()
        for toponym in toponyms:
            key = self._key(toponym)
            if key in seen or toponym.facility:
                continue
            seen.add(key)
            for entry in self._gazetteer.lookup(toponym.name)[:1]:
                # a region or a city of weight speaks for its country
                if entry.precision is PlacePrecision.REGION or entry.population >= 200_000:
                    counts[entry.country] += 1
        counts.pop("", None)
        if not counts:
            return {}
        top = max(counts.values())
        return {code: math.sqrt(count / top) for code, count in counts.items() if count > 0}

    def _candidates(self, group: _Group, context: Mapping[str, float]) -> list[tuple[Entry, float]]:
        found: dict[str, tuple[Entry, float]] = {}

        def add(entries: Iterable[Entry], quality: float) -> None:
            for entry in entries:
                if entry.id not in found or found[entry.id][1] < quality:
                    found[entry.id] = (entry, quality)

        for name in group.names:
            key = fold(name)
            for entry in self._gazetteer.lookup(name):
                add((entry,), 1.0 if fold(entry.name) == key else 0.9)
            bare = without_article(key)
            if bare != key:
                add(self._gazetteer.lookup(bare), 0.8)
        for surface in group.surfaces:
            if surface not in group.names:
                add(self._gazetteer.lookup(surface), 1.0)
        if not found:
            near = [code for code, weight in context.items() if weight >= 0.4]
            for name in group.names:
                if near and len(fold(name)) >= 4:
                    for entry, score in self._gazetteer.fuzzy(name, near, limit=12):
                        if score >= 0.86:
                            add((entry,), 0.75 * score if score == 1.0 else 0.6 * score)
        return list(found.values())

    def _named_regions(
        self, groups: Sequence[_Group], context: Mapping[str, float]
    ) -> frozenset[str]:
        """Names of first-level divisions that the article names as such."""
        named = set()
        for group in groups:
            for entry, _ in group.candidates:
                if entry.precision is PlacePrecision.REGION and (
                    group.levels["region"] or context.get(entry.country, 0) > 0.3
                ):
                    named.add(f"{entry.country}/{entry.name}")
        return frozenset(named)

    def _anchors(
        self, groups: Sequence[_Group], context: Mapping[str, float], named: frozenset[str]
    ) -> list[tuple[str, Entry]]:
        """Places that are clear without neighbours: the fixed points of the others."""
        anchors = []
        for group in groups:
            ranked = sorted(
                (
                    (self._score(entry, quality, None, group, context, named, ()), entry)
                    for entry, quality in group.candidates
                    if entry.precision in {PlacePrecision.LOCALITY, PlacePrecision.DISTRICT}
                ),
                key=lambda pair: (-pair[0], pair[1].id),
            )
            if not ranked:
                continue
            score, best = ranked[0]
            rivals = [s for s, e in ranked[1:] if _km(e, best) > 50]
            if score >= 1.3 and (not rivals or score - max(rivals) >= 0.35):
                anchors.append((group.names[0], best))
        return anchors

    def _score(
        self,
        entry: Entry,
        quality: float,
        level: str | None,
        group: _Group,
        context: Mapping[str, float],
        named: frozenset[str],
        anchors: Sequence[tuple[str, Entry]],
    ) -> float:
        score = quality - 1.0
        score += 0.11 * math.log10(entry.population + 10)
        weight = context.get(entry.country, 0.0)
        if context:
            score += 0.9 * weight if weight else (-0.1 if entry.population >= 300_000 else -0.7)
        if entry.admin and f"{entry.country}/{entry.admin}" in named:
            score += 0.25
        if group.within:
            score += self._containment(entry, group)
        if anchors and entry.precision in {PlacePrecision.LOCALITY, PlacePrecision.DISTRICT}:
            distances = [
                _km(entry, other)
                for name, other in anchors
                if other.id != entry.id and name not in group.names
            ]
            if distances:
                near = min(distances)
                score += 0.7 * math.exp(-near / 80)
                if entry.population < 300_000:
                    score -= 0.5 * min(1.0, max(0.0, near - 200) / 200)
        return score + _fit(entry, level, group)

    def _containment(self, entry: Entry, group: _Group) -> float:
        """Whether the entry lies in what the text says it lies in."""
        total = 0.0
        for name in group.within:
            bare = levels().bare(name)
            best = -0.8
            options = self._gazetteer.lookup(bare)
            if not options:
                continue
            for other in options:
                if other.precision is PlacePrecision.COUNTRY:
                    fits = other.country == entry.country
                elif other.precision is PlacePrecision.REGION:
                    fits = other.country == entry.country and (
                        entry.admin == other.name or _km(entry, other) < 150
                    )
                elif other.precision is PlacePrecision.DISTRICT:
                    fits = _km(entry, other) < 60
                else:
                    fits = _km(entry, other) < 40
                if fits and other.id != entry.id:
                    best = 0.8
            total += best
        return max(-1.2, min(1.2, total))

    # --- choosing

    def _regions_by_name(
        self, toponyms: Sequence[Toponym], context: Mapping[str, float]
    ) -> dict[str, Entry]:
        """The divisions that the article names with a level word, by folded name."""
        found: dict[str, Entry] = {}
        for toponym in toponyms:
            if toponym.level not in {"district", "region"}:
                continue
            wanted = PlacePrecision.REGION if toponym.level == "region" else PlacePrecision.DISTRICT
            options = [
                entry
                for entry in self._gazetteer.lookup(toponym.name)
                if entry.precision is wanted and context.get(entry.country, 0) > 0
            ]
            if len(options) == 1 or (options and options[0].population):
                found[fold(toponym.name)] = options[0]
        return found

    def _place(
        self,
        toponym: Toponym,
        group: _Group,
        context: Mapping[str, float],
        named: frozenset[str],
        anchors: Sequence[tuple[str, Entry]],
        regions: Mapping[str, Entry],
    ) -> Place:
        if toponym.level == "road":
            return self._road(toponym, context)
        if toponym.level in {"water", "relief"} and toponym.facility is None:
            exact = self._gazetteer.lookup(toponym.text)
            if not exact:
                return self._open(toponym, group, context, regions, name=toponym.text)
        level = toponym.level
        if level is None and not group.plain and len(group.levels) == 1 and not toponym.facility:
            level = next(iter(group.levels))
        choice = self._choose(toponym, level, group, context, named, anchors)
        if choice is None:
            return self._open(toponym, group, context, regions)
        return self._resolved(toponym, group, choice)

    def _choose(
        self,
        toponym: Toponym,
        level: str | None,
        group: _Group,
        context: Mapping[str, float],
        named: frozenset[str],
        anchors: Sequence[tuple[str, Entry]],
    ) -> _Choice | None:
        ranked = []
        for entry, quality in group.candidates:
            if toponym.facility and entry.precision is not PlacePrecision.LOCALITY:
                if entry.precision is PlacePrecision.COUNTRY or any(
                    e.precision is PlacePrecision.LOCALITY and e.country == entry.country
                    for e, _ in group.candidates
                ):
                    continue
            score = self._score(entry, quality, level, group, context, named, anchors)
            ranked.append((score, entry))
        if not ranked:
            return None
        ranked.sort(key=lambda pair: (-pair[0], pair[1].id))
        score, best = ranked[0]
        rivals = [s for s, e in ranked[1:] if _rivals(e, best)]
        margin = score - max(rivals) if rivals else 1.0
        needed = 0.55 if context else 0.75
        if best.precision is PlacePrecision.COUNTRY:
            needed = 0.3
        if score < needed or margin < 0.12:
            return None
        confidence = 1 / (1 + math.exp(-2.2 * (score - 0.5)))
        confidence *= 0.6 + 0.4 * min(1.0, margin / 0.5)
        return _Choice(best, round(min(0.99, confidence), 3))

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
        context: Mapping[str, float],
        regions: Mapping[str, Entry],
        name: str | None = None,
    ) -> Place:
        name = name or toponym.name or toponym.text
        region = next(
            (regions[key] for key in map(fold, map(levels().bare, group.within)) if key in regions),
            None,
        )
        # one spelling of the group gives the id, whatever this mention's: the first by skeleton
        base = min(
            (
                skeleton(n)
                for n in ([name] if toponym.level in {"water", "relief"} else group.names)
            ),
            key=lambda s: (len(s), s),
        )
        ident = f"{UNRESOLVED_PREFIX}{base}"
        if toponym.level in {"district", "region"}:
            ident += f"/{toponym.level}"
        if region is not None:
            ident += f"@{region.id}"
        country = region.country if region else _dominant(context)
        return Place(
            id=ident,
            name=name,
            surface=toponym.text,
            aliases=self._aliases(toponym, group, name, ()),
            country=country,
            admin=region.admin or region.name if region else None,
            precision=PlacePrecision.UNRESOLVED,
            facility=toponym.facility,
            confidence=0.5,
        )

    def _road(self, toponym: Toponym, context: Mapping[str, float]) -> Place:
        country = _dominant(context)
        key = fold(toponym.text).replace(" ", "")
        return Place(
            id=f"road:{key}@{country}" if country else f"road:{key}",
            name=toponym.text,
            surface=toponym.text,
            country=country,
            precision=PlacePrecision.UNRESOLVED,
            facility="road",
            confidence=0.5,
        )

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
        seen = {name}
        aliases = []
        for alias in (*own, *known):
            if alias and alias not in seen:
                seen.add(alias)
                aliases.append(alias)
        return tuple(aliases[:MAX_ALIASES])


def _fit(entry: Entry, level: str | None, group: _Group) -> float:
    """How well the entry's level fits the level word beside the name."""
    precision = entry.precision
    if precision is PlacePrecision.COUNTRY:
        return 1.2 if level is None and not group.facility else -0.4
    table = {
        None: (0.3, 0.0, 0.1),
        "settlement": (0.4, -0.3, -0.8),
        "district": (-0.4, 0.5, 0.0),
        "region": (-0.9, -0.2, 0.6),
        "water": (-1.0, -1.0, -0.6),
        "relief": (-0.6, -0.6, 0.0),
    }.get(level, (0.0, 0.0, 0.0))
    position = {
        PlacePrecision.LOCALITY: 0,
        PlacePrecision.DISTRICT: 1,
        PlacePrecision.REGION: 2,
    }.get(precision, 0)
    return table[position]


def _rivals(a: Entry, b: Entry) -> bool:
    """Whether choosing one for the other would be an error worth abstaining for."""
    if PlacePrecision.COUNTRY in {a.precision, b.precision}:
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


def _dominant(context: Mapping[str, float]) -> str | None:
    """The one country that the article is about, if it is clear."""
    if not context:
        return None
    ranked = sorted(context.items(), key=lambda pair: -pair[1])
    if len(ranked) == 1 or ranked[1][1] < 0.6:
        return ranked[0][0]
    return None
