"""Step 6, choice: which of its article's places a sentence means that does not say where.

Each place of the article is a candidate. Named signs speak for and against it (a conditional logit):
what the article is about, what the paragraph named, what the sentence names in passing. The weights
are data, fitted on labelled clusters by ``python -m tests.eval.places --fit`` (those of the event and of
the scene that a paragraph opens with, which few cases show, are judged; of clusters that came later a fit chose no better): 1 makes a place 2.7 times as likely as another that lacks the sign.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from types import MappingProxyType

from contraflow.parties.knowledge import is_seat
from contraflow.places.precisions import COUNTRY, LOCALITY, REGION
from contraflow.reading.where.standing import Standing
from schemas import Place, PlacePrecision

_SCENES = (Standing.SCENE, Standing.SENT, None)
"""Standings of names that can be where something happens; None in sentences in which nothing does."""
_IN_PASSING = (
    Standing.SCENE,
    Standing.SENT,
    Standing.DIRECTION,
    Standing.CARE,
    Standing.OFFICE,
    Standing.CLAUSE,
)
"""Standings of names that may yet be the place of what their own sentence tells."""
_begins = attrgetter("sentence")
_FAINT = 0.007
"""The least weight as the article's place, beside the heaviest's 1."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a sentence of the text names it."""

    sentence: int
    """Where the sentence begins."""
    paragraph: int
    place: Place
    standing: Standing | None
    opens: bool = False
    """Whether the sentence begins with it as where it happens: "In X, …"."""


@dataclass(frozen=True, slots=True)
class Named:
    """The places of an article, where its text names them, and what they weigh as its own place."""

    places: Mapping[str, Place] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    """By place id, beside the heaviest's 1."""
    spots: Sequence[Spot] = ()
    """In the order of the text."""
    same: Mapping[str, Place] = field(default_factory=dict)
    """By place id what else it goes by: a town for the district of its name, or the reverse."""
    candidates: list[Candidate] = field(default_factory=list, compare=False, repr=False)
    """Its places by id, once asked for."""
    scores: dict[str, float] = field(default_factory=dict, compare=False, repr=False)
    """What speaks for each place at every moment that does not point to it, once worked out."""

    @classmethod
    def of(
        cls,
        spots: Iterable[Spot],
        weights: Mapping[str, float],
        others: Iterable[Place],
        same: Mapping[str, Place] = MappingProxyType({}),
    ) -> Named:
        """The names of a text and ``others``, such as its dateline's; weights as they were added up."""
        spots = tuple(spots)
        places: dict[str, Place] = {}
        for place in (*(spot.place for spot in spots), *others):
            places.setdefault(same.get(place.id, place).id, place)
        top = max((weights.get(ident, 0.0) for ident in places), default=0.0) or 1.0
        return cls(
            places,
            {ident: weights.get(ident, 0.0) / top for ident in places},
            spots,
            same,
        )

    def id(self, place: Place) -> str:
        """The id that a place goes by in the article."""
        return self.same.get(place.id, place).id


@dataclass(frozen=True, slots=True)
class Moment:
    """What there is to choose by when a sentence of the text, or the headline, is read."""

    named: Named
    start: int | None
    """Where the sentence begins in the text; None: it is the headline."""
    main: str | None
    """What the section is about, or else the article."""
    last: str | None
    """The place of the claim before, in the same paragraph."""
    here: Mapping[str, Place]
    """What the sentence names, if only in passing."""
    nearest: str | None
    """What of that stands nearest to what it tells, and can be its scene."""
    paragraph: frozenset[str]
    """The scenes that its paragraph has named."""
    before: str | None
    """What was named last, but for countries."""
    event: bool = False
    """Whether the event is told of as one that was told of before: "the fire"."""
    opened: str | None = None
    """The scene with which a sentence of its paragraph began last: "In X, …"."""

    @classmethod
    def at(
        cls,
        named: Named,
        sentence: tuple[int, int] | None,
        here: Iterable[tuple[Place, Standing]],
        *,
        main: Place | None,
        last: Place | None,
        nearest: Place | None,
        event: bool = False,
    ) -> Moment:
        """For a sentence of the text, by where it begins and its paragraph; None: the headline."""
        start, paragraph = sentence or (-1, -1)
        fine: Place | None = None
        opened: Place | None = None
        scenes: set[str] = set()
        for spot in reversed(named.spots[: bisect_left(named.spots, start, key=_begins)]):
            if fine is None and spot.place.precision is not COUNTRY:
                fine = spot.place
            if spot.paragraph == paragraph:
                if spot.standing in _SCENES:
                    scenes.add(named.id(spot.place))
                if spot.opens and opened is None:
                    opened = spot.place
            elif fine is not None:
                break

        def ident(place: Place | None) -> str | None:
            return None if place is None else named.id(place)

        return cls(
            named,
            None if sentence is None else start,
            ident(main),
            ident(last),
            {named.id(place): place for place, how in here if how in _IN_PASSING},
            ident(nearest),
            frozenset(scenes),
            ident(fine),
            event,
            ident(opened),
        )

    @property
    def pointed(self) -> frozenset[str | None]:
        """The places that something at this moment points to; of the others signs tell what they always do."""
        ids = (self.main, self.last, self.nearest, self.before, self.opened)
        return self.paragraph.union(self.here, ids)

    def weight(self, ident: str) -> float:
        """The log of what a place weighs in the article; what that is about weighs most."""
        part = 1.0 if ident == self.main else self.named.weights.get(ident, 0.0)
        return math.log(max(part, _FAINT))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place by the id that it goes by in the article."""

    id: str
    place: Place

    def is_a(self, precision: PlacePrecision) -> bool:
        """Whether it is a country, a region and so on."""
        return self.place.precision is precision

    @property
    def is_capital(self) -> bool:
        """Whether it is a town and a seat of government."""
        return self.is_a(LOCALITY) and is_seat(self.place.surface)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something about a place that makes it more or less likely to be meant."""

    name: str
    present: Callable[[Candidate, Moment], float]
    weight: float
    why: str
    lasting: bool = False
    """Whether it tells of a place that nothing at the moment points to, the same at each moment."""


SIGNS: tuple[Sign, ...] = (
    Sign("main", lambda p, m: p.id == m.main, 2.03, "the article or its section is about it"),
    Sign(
        "weight", lambda p, m: m.weight(p.id), 0.59, "how often and how the article names it", True
    ),
    Sign("event", lambda p, m: m.event and p.id == m.main, 0.5, "there was the event told of"),
    Sign("last", lambda p, m: p.id == m.last, 0.9, "the paragraph told of it just before"),
    Sign(
        "paragraph", lambda p, m: p.id in m.paragraph, 1.33, "the paragraph has named it as a scene"
    ),
    Sign("before", lambda p, m: p.id == m.before, 0.64, "it was named last"),
    Sign("here", lambda p, m: p.id in m.here, 2.81, "the sentence itself names it"),
    Sign("nearest", lambda p, m: p.id == m.nearest, 2.33, "it stands nearest in the sentence"),
    Sign("country", lambda p, m: p.is_a(COUNTRY), -0.8, "little happens all over a country", True),
    Sign("region", lambda p, m: p.is_a(REGION), -0.84, "little happens all over a region", True),
    Sign(
        "capital",
        lambda p, m: p.is_capital and p.id != m.opened,
        -1.96,
        "capitals are where people speak",
        lasting=True,
    ),
    Sign(
        "opened",
        lambda p, m: p.id == m.opened and not m.event,
        2.5,
        "the paragraph set its scene there",
    ),
)
"""All signs; a new one is a row here, and a fit."""
_WEIGHED = tuple((sign.present, sign.weight) for sign in SIGNS)
_LASTING = tuple((sign.present, sign.weight) for sign in SIGNS if sign.lasting)


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a claim, with how likely each candidate was."""

    moment: Moment
    place: Place
    """What was chosen."""
    scores: tuple[tuple[Candidate, float], ...]
    """Every candidate with what speaks for it."""

    @property
    def ranked(self) -> tuple[tuple[Candidate, float], ...]:
        """The likeliest first, each with its share."""
        top = max(score for _, score in self.scores)
        chances = [(one, math.exp(score - top)) for one, score in self.scores]
        whole = sum(chance for _, chance in chances)
        likeliest = sorted(chances, key=lambda pair: -pair[1])
        return tuple((one, chance / whole) for one, chance in likeliest)

    def __str__(self) -> str:
        (best, share), *rest = self.ranked
        why = [s.why for s in SIGNS if s.weight > 0 and s.present(best, self.moment) == 1]
        other = f", not {rest[0][0].place.name} ({rest[0][1]:.2f})" if rest else ""
        return f"place {best.place.name} ({share:.2f}{other}): {'; '.join(why) or 'by its weight'}"


def candidates(moment: Moment, others: Iterable[Place | None] = ()) -> list[Candidate]:
    """Every place that a sentence can mean, as it is named nearest to it."""
    named = moment.named
    near = {named.id(place): place for place in others if place is not None}
    near.update(moment.here)
    if not near.keys() <= named.places.keys():
        found = {**named.places, **near}
        return [Candidate(ident, place) for ident, place in sorted(found.items())]
    if not named.candidates:
        named.candidates.extend(Candidate(*item) for item in sorted(named.places.items()))
    return [
        Candidate(one.id, near[one.id]) if one.id in near and near[one.id] is not one.place else one
        for one in named.candidates
    ]


def choose(moment: Moment, others: Iterable[Place | None] = ()) -> Choice | None:
    """The likeliest of an article's places, and of ``others`` that it has to do with."""
    found = candidates(moment, others)
    if not found:
        return None
    scores = _scores(found, moment)
    best = found[scores.index(max(scores))]
    return Choice(moment, best.place, tuple(zip(found, scores, strict=True)))


def _scores(found: Iterable[Candidate], moment: Moment) -> list[float]:
    """How much speaks for each candidate; for most of them the same as at any other moment."""
    named, pointed = moment.named, moment.pointed
    scores = []
    for one in found:
        score = None
        usual = one.id not in pointed and named.places.get(one.id) is one.place
        if usual:
            score = named.scores.get(one.id)
        if score is None:
            asked = _LASTING if usual else _WEIGHED
            score = sum([w * present(one, moment) for present, w in asked])
            if usual:
                named.scores[one.id] = score
        scores.append(score)
    return scores
