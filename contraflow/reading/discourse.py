"""What carries over from sentence to sentence: the place in focus, the last speaker, an open quotation."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from contraflow.parties.knowledge import is_seat
from contraflow.places import SEAT
from contraflow.places.precisions import COUNTRY, DISTRICT, LOCALITY, REGION, UNRESOLVED
from contraflow.reading.parsing.view import SentenceView
from contraflow.reading.where.choice import Choice, Named
from contraflow.reading.where.containment import grain
from schemas import Party, Place, PlacePrecision

_LOCAL = (LOCALITY, PlacePrecision.FACILITY, UNRESOLVED, DISTRICT)
"""How finely a place is known that "the town" and "there" can mean."""
_BEGIN_VOLCANOES = ("Mount ", "Volcan ", "Volcán ")
_END_VOLCANOES = ("Volcano", "volcano")


@dataclass(slots=True)
class SpeakerRef:
    """Somebody who was quoted: name as written, party and role."""

    name: str
    party: Party | None
    role: str | None = None


@dataclass(slots=True)
class Focus:
    """The places that "there", "the town" or a sentence without any place can mean."""

    main: Place | None = None
    lands: frozenset[str] = frozenset()
    """The lands that the article's place lies in, by place id."""
    begins: int = 0
    """Where the report begins, after captions and notes of the page."""
    section: Place | None = None
    """The place that labels the section being read: "Zuwara. The market …", "Sabha axis: …"."""
    last: Place | None = None
    latest: Place | None = None
    """The place named last, whatever for; not one of the sentence being read."""
    last_locality: Place | None = None
    last_region: Place | None = None
    last_division: Place | None = None
    """The last one named of those that are a division and, for all that is known, a town."""
    named: Named = field(default_factory=Named)
    """Where the text names which place, and what each weighs."""
    paragraph: int = -1
    counts: dict[str, int] = field(default_factory=dict)
    """How often the article names each place, by place id."""
    called: dict[str, Place] = field(default_factory=dict)
    """The place last called "the village of …", "…, a port city", by that noun."""

    regions: dict[str, Place] = field(default_factory=dict)
    """Regions named so far, by name."""
    facilities: dict[str, Place] = field(default_factory=dict)
    """The named facility that "the dam", "the airport" means, by the common noun."""

    def note(self, place: Place) -> None:
        """A place was named, whatever for."""
        if place.facility:
            self.facilities[place.facility.split()[-1].casefold()] = place
        named = place.surface
        if named.startswith(_BEGIN_VOLCANOES) or named.endswith(_END_VOLCANOES):
            self.facilities["volcano"] = place
        if place.id.endswith(SEAT):
            self.last_division = place
        if place.precision is REGION:
            self.last_region = place
            self.regions[place.name] = place

    @property
    def topic(self) -> Place | None:
        """What the section is about, else the article."""
        return self.section or self.main

    @property
    def is_local(self) -> bool:
        """Whether that is finer than a region."""
        topic = self.topic
        return topic is not None and grain(topic) > 1

    def region_of(self, place: Place | None) -> Place | None:
        """The region that a locality lies in, where the article has named it."""
        return self.regions.get(place.admin) if place is not None and place.admin else None

    def pass_by(self, places: Sequence[Place]) -> None:
        """A sentence with these names has been read: the first one finer than a country counts."""
        fine = [p for p in places if p.precision is not COUNTRY]
        self.latest = next(iter(fine or places), self.latest)

    def mention(self, place: Place, paragraph: int, *, topic: bool = True) -> None:
        """A place was named or taken for a claim's place.

        A place named once and in passing ("had left X", "the turn-off for X") does not become what the
        next sentences are about. A road leads elsewhere.
        """
        if place.id.startswith("road:"):
            return
        if (
            self.topic is not None
            and place.id != self.topic.id
            and self.counts.get(place.id, 0) < 2
            and (not topic or self._is_afar(place))
        ):
            return
        self.paragraph = paragraph
        self.last = place
        if place.precision in _LOCAL:
            self.last_locality = place
        elif place.precision is REGION:
            self.last_region = place

    def _is_afar(self, place: Place) -> bool:
        """Whether a place is one from where somebody speaks of the topic: a capital, a town abroad."""
        topic = self.topic
        if topic is None or topic.precision in (COUNTRY, REGION):
            return False
        abroad = place.country is not None and topic.country not in (None, place.country)
        return abroad or (place.facility is None and is_seat(place.surface))


OTHERS = frozenset({"other", "earlier", "previous", "past", "similar", "former"})
"""Words for deeds that are not the one that is spoken of."""


class Passed(NamedTuple):
    """A sentence read, and where it names places."""

    text: str
    places: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Discourse:
    """State while an article is read, sentence by sentence."""

    focus: Focus = field(default_factory=Focus)
    towns: dict[str, Place] = field(default_factory=dict)
    """The towns that parts with names of their own lie in, by the part's place id."""
    speaker: SpeakerRef | None = None
    """Last one quoted."""
    individual: SpeakerRef | None = None
    """Last person who spoke or was a sentence's subject: "he" and "she" are persons."""
    collective: SpeakerRef | None = None
    """Last body that spoke or was a sentence's subject: "it" is a body."""
    body: SpeakerRef | None = None
    """Last state, armed group or body of a known name that spoke."""
    heard: list[SpeakerRef] = field(default_factory=list)
    """Bodies that spoke so far, as they were called."""
    titled: list[SpeakerRef] = field(default_factory=list)
    """Persons who spoke so far, as they were presented."""
    persons: dict[str, SpeakerRef] = field(default_factory=dict)
    """Speakers named in full of whom no more is known, by family name."""
    fighters: tuple[int, str] = (-1, "")
    """Whose fighters the sentence named that was the last to name people, and in which paragraph;
    nobody's where it named others, or several groups."""
    before: deque[Passed] = field(default_factory=lambda: deque(maxlen=3))
    """The last sentences that nobody speaks in, whom "he" or "she" may have been presented by."""
    counting: tuple[int, int, SpeakerRef] | None = None
    """Who alone gave the counts of the sentence before, if somebody did; its index and its paragraph."""
    thing: str = ""
    """The vehicle, facility or hazard that "it" can stand for in the next sentence."""
    others: frozenset[str] = frozenset()
    """What the sentence before called others of a kind: "other raids", "similar blasts"."""
    person: str = ""
    """The person whose fate was told last, as ``office|name``: "he" in the next sentence."""
    office: Place | None = None
    """Where the office-holder last named holds office."""
    of_land: bool = False
    """Whether that office is one over a land with its towns: a governor's."""
    quoted: dict[int, bool] = field(default_factory=dict)
    """Sentence index -> stands wholly inside a quotation that is open across sentences."""
    named_later: dict[int, str] = field(default_factory=dict)
    """Sentence index -> speaker of its quotation, named only in a later sentence."""

    choices: list[Choice] = field(default_factory=list)
    """The places chosen for what the sentence being read tells without saying where."""

    def hear_of(self, body: SpeakerRef) -> None:
        """Note a body of a known name that speaks or is spoken of."""
        self.body = self.collective = body

    def forget_speakers(self) -> None:
        """Begin anew with who speaks, as a live page's entries do."""
        self.speaker = self.individual = self.collective = self.body = None
        self.before.clear()
        self.counting = None

    def remember_thing(self, view: SentenceView) -> None:
        """Note the sentence's subject or object that is a vehicle, a facility or a hazard; and what
        it calls others of a kind."""
        self.others = frozenset(
            t.head.lemma_
            for t in (() if view.words.isdisjoint(OTHERS) else view.doc)
            if t.lower_ in OTHERS and t.head.tag_ == "NNS"
        )
        for token in view.nouns:
            if token.dep_ in ("nsubj", "nsubjpass", "dobj") and view.classes(token):
                for name in ("vehicle", "facility", "hazard"):
                    canonical = view.class_of(token, name)
                    if canonical is not None and canonical not in ("missile", "building"):
                        self.thing = canonical
                        return
