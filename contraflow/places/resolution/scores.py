"""How well each namesake fits what an article says: its size, country, province, neighbours, level."""

from __future__ import annotations

import math
from collections.abc import Sequence

from contraflow.places.fold import fold, skeleton
from contraflow.places.gazetteer import Entry, Gazetteer
from contraflow.places.levels import levels
from contraflow.places.precisions import COUNTRY, DISTRICT, LOCALITY, REGION, SPOTS
from contraflow.places.resolution.candidates import SEAT_KM
from contraflow.places.resolution.context import Article
from contraflow.places.resolution.entries import is_capital, km, people_of
from contraflow.places.resolution.groups import ALIAS, BARE, Group

CITY = 100_000
"""People from which a city alone of its name needs no country to vouch for it."""
NEAR_KM, FAR_KM = 50, 120
"""How far 'near' and 'south of' reach in general, and at most."""


class Scorer:
    """Scores the entries that a name may mean, by the article. One a process."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def anchors(self, groups: Sequence[Group], article: Article) -> list[tuple[Group, Entry]]:
        """Places that are clear without neighbours: the fixed points of the others."""
        anchors = []
        for group in groups:
            ranked = sorted(
                (
                    (self.score(entry, quality, None, group, article), entry)
                    for entry, quality in group.candidates
                    if entry.precision in SPOTS and quality >= BARE
                ),
                key=lambda pair: (-pair[0], pair[1].id),
            )
            if not ranked:
                continue
            score, best = ranked[0]
            rivals = [s for s, e in ranked[1:] if km(e, best) > 50]
            if score >= 1.6 and (not rivals or score - max(rivals) >= 0.35):
                anchors.append((group, best))
        return anchors

    def score(
        self, entry: Entry, quality: float, level: str | None, group: Group, article: Article
    ) -> float:
        """How well an entry fits a name: about 2 for a sure one, below THRESHOLD not worth a link."""
        key = (group.position, entry.id)
        standing = article.scores.get(key)
        if standing is None:
            alone = article.alone.get(key)
            if alone is None:
                alone = article.alone[key] = self._standing(entry, quality, group, article)
            standing = alone
            if entry.precision in SPOTS:
                standing += self._nearness(entry, quality, group, article)
            article.scores[key] = standing
        return standing + _fit(entry, level, group)

    def _standing(self, entry: Entry, quality: float, group: Group, article: Article) -> float:
        """The score but for the level word and what lies near: renown, countries, provinces."""
        score = quality - 1.0
        score += 0.18 * math.log10(people_of(entry) + 10)
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
        if weight > 0.3 and is_capital(entry, group.names):
            score += 0.4
        if entry.admin and f"{entry.country}/{entry.admin}" in article.named:
            score += 0.25
        return score + self.support(entry, group)

    def _nearness(self, entry: Entry, quality: float, group: Group, article: Article) -> float:
        """Bonus for being near the article's clear places, malus for being far from all of them."""
        if entry.lat is None:
            return 0.0
        nearest = beside = math.inf
        bonus = 0.0
        for other_group, other in article.anchors:
            if other_group.position == group.position or other.id == entry.id:
                continue
            distance = km(entry, other)
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

    def support(self, entry: Entry, group: Group) -> float:
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


def _lies(entry: Entry, other: Entry, inside: bool) -> float:
    """0.8 when an entry lies in another (or near it), -0.8 when not; by distance at need."""
    if other.id == entry.id or (inside and other.country != entry.country):
        return -0.8
    if other.precision is COUNTRY:
        return 0.8 if other.country == entry.country else -0.8
    distance = km(entry, other)
    if other.precision is REGION:
        informal = other.id.startswith("region:") and distance < 250
        return 0.8 if entry.admin == other.name or informal else -0.8
    if distance <= (SEAT_KM if inside else NEAR_KM):
        return 0.8
    return 0.2 if distance <= FAR_KM else -0.8


def _known_the_world_over(entry: Entry, name: str) -> bool:
    """Whether an article may name the place without speaking of its country."""
    if entry.precision is not LOCALITY:
        return False
    if is_capital(entry, (name,)):
        return True
    return entry.population >= 1_000_000 and skeleton(entry.name) == skeleton(name)


def _stands_alone(entry: Entry, group: Group) -> bool:
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


def _fit(entry: Entry, level: str | None, group: Group) -> float:
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
