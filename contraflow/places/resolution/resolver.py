"""Resolves the toponyms of one article together: which place of the gazetteer each name means.

Namesakes are told apart by what the article says: the countries it names, the provinces it names,
the other places in it, the level word beside the name. The method is the usual one of toponym
resolution (population prior, country and containment evidence, spatial minimality: Leidner 2007,
"Toponym Resolution in Text"), with thresholds below which a name is left unresolved: a wrong place
is worse than none.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from contraflow.places.fold import fold, skeleton
from contraflow.places.gazetteer import Entry, Gazetteer
from contraflow.places.levels import AREA_LEVELS, levels
from contraflow.places.match import UNRESOLVED_PREFIX
from contraflow.places.parts import is_urban, part_of
from contraflow.places.precisions import (
    AREAS,
    COUNTRY,
    DISTRICT,
    LOCALITY,
    REGION,
    SPOTS,
    UNRESOLVED,
)
from contraflow.places.recognition.scanner import Scanner
from contraflow.places.resolution.candidates import add_other_spellings, candidates_of
from contraflow.places.resolution.context import (
    Article,
    Choice,
    context_of,
    named_regions,
    regions_by_name,
)
from contraflow.places.resolution.entries import are_rivals, is_capital, km
from contraflow.places.resolution.groups import BARE, EXACT, LOOSE, NEAR, OTHER, Group, grouped
from contraflow.places.resolution.scores import Scorer
from contraflow.places.roads import road_of
from contraflow.places.toponyms import Toponym
from schemas.base import changed
from schemas.place import Place, PlacePrecision

MAX_ALIASES = 40
THRESHOLD = 1.2
"""Least score of a link, and below it the name stays open: see :meth:`Scorer.score`."""
CLOSE_KM = 25
"""How near a clear place must be to vouch for one of many namesakes, in kilometres."""
MARGIN = 0.12
"""Least lead over a namesake elsewhere."""
_SMALL_LEVELS = frozenset({"village", "quarter"})
_TOWN_LEVELS = frozenset({None, "settlement", "village", "quarter"})


class PlaceResolver:
    """Finds and resolves the places of an article. One a process; :meth:`resolve` is per article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._scanner = Scanner(gazetteer)
        self._scorer = Scorer(gazetteer)

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
        groups = grouped(self._gazetteer, toponyms)
        for group in groups:
            group.written = any(i in written for i in group.mentions)
        for group in groups:
            group.candidates = candidates_of(self._gazetteer, group)
        context = context_of(self._gazetteer, groups, text, context_countries or {})
        for group in groups:
            add_other_spellings(self._gazetteer, group, context)
        named = named_regions(groups, context)
        article = Article(context, named, regions_by_name(self._gazetteer, toponyms, context))
        article.anchors = self._scorer.anchors(groups, article)
        article.seats = {entry.id for _, entry in article.anchors if is_capital(entry, ())}
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

    def _place(self, toponym: Toponym, group: Group, article: Article) -> Place:
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
        if choice is None and toponym.level in AREA_LEVELS:
            # the gazetteer lacks the district but has the town that it is named after
            choice = self._choose(toponym, None, group, article)
            if choice is not None and choice.entry.precision is LOCALITY:
                choice = Choice(
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
        self, toponym: Toponym, level: str | None, group: Group, article: Article
    ) -> Choice | None:
        key = (group.position, level, toponym.facility is not None)
        if key not in article.choices:
            article.choices[key] = self._judge(toponym, level, group, article)
        return article.choices[key]

    def _judge(
        self, toponym: Toponym, level: str | None, group: Group, article: Article
    ) -> Choice | None:
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
            if level in AREA_LEVELS and entry.precision is LOCALITY:
                continue
            if level in _SMALL_LEVELS and entry.precision is COUNTRY:
                continue  # 'the hamlet of Cuba'
            if quality <= LOOSE and not self._confirmed(entry, quality, group, article):
                continue
            ranked.append((self._scorer.score(entry, quality, level, group, article), entry))
        if not ranked:
            return None
        ranked.sort(key=lambda pair: (-pair[0], pair[1].id))
        score, best = ranked[0]
        if level in _TOWN_LEVELS and best.precision in AREAS:
            # a bare name means the town rather than the land around it
            for other, entry in ranked[1:]:
                if (
                    entry.precision is LOCALITY
                    and other > score - 1.0
                    and entry.country == best.country
                    and km(entry, best) < 200
                    and (
                        best.precision is DISTRICT
                        or skeleton(entry.name) in {skeleton(name) for name in group.names}
                    )
                ):
                    score, best = other, entry
                    break
        rivals = [s for s, e in ranked if are_rivals(e, best)]
        margin = score - max(rivals) if rivals else 1.0
        if score < THRESHOLD or margin < MARGIN:
            return None
        if (margin < 0.5 or best.population < 20_000) and self._too_common(best, group, article):
            return None
        confidence = 1 / (1 + math.exp(-2.2 * (score - 0.9)))
        confidence *= 0.6 + 0.4 * min(1.0, margin / 0.5)
        return Choice(best, round(min(0.99, confidence), 3))

    def _stands_elsewhere(self, entry: Entry, group: Group) -> bool:
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
            town.id != entry.id and km(town, entry) > CLOSE_KM for town in towns
        )

    def _confirmed(self, entry: Entry, quality: float, group: Group, article: Article) -> bool:
        """Whether the article bears out a match that is no exact spelling: by a place close to it."""
        if self._scorer.support(entry, group) > 0:
            return True
        if quality == OTHER and not article.anchors:
            return True
        if quality == LOOSE and (entry.population >= 20_000 or entry.precision in AREAS):
            return True
        reach = 80.0 if quality == NEAR else 150.0
        return any(
            km(entry, other) <= reach and (quality == OTHER or article.apart(group, anchor) < 800)
            for anchor, other in article.anchors
            if anchor.position != group.position
        )

    def _too_common(self, best: Entry, group: Group, article: Article) -> bool:
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
            and km(entry, best) > 5
        ]
        if len(same) < 2 or best.population >= max(20_000, 4 * max(e.population for e in same)):
            return False
        if group.within and self._scorer.support(best, group) > 0:
            return False
        plainly = any(
            entry.id == best.id and quality >= BARE for entry, quality in group.candidates
        )
        return not plainly or not any(
            km(best, other) <= CLOSE_KM and article.apart(group, anchor) < 250
            for anchor, other in article.anchors
            if anchor.position != group.position
        )

    def _resolved(self, toponym: Toponym, group: Group, choice: Choice) -> Place:
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
        group: Group,
        article: Article,
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
        if toponym.level in AREA_LEVELS:
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

    def _country_of(self, group: Group, article: Article) -> str | None:
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

    def _road(self, toponym: Toponym, article: Article) -> Place:
        return road_of(toponym.text, toponym.name, article.context.home())

    @staticmethod
    def _aliases(
        toponym: Toponym, group: Group, name: str, known: Sequence[str]
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
        if place.precision in SPOTS
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
