"""What carries over from sentence to sentence: the place in focus, the last speaker, an open quotation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from contraflow.parties.knowledge import is_seat
from contraflow.reading.sentences import Sentence
from contraflow.reading.standing import Standing
from contraflow.reading.view import SentenceView
from schemas import Party, Place, PlacePrecision

_OPEN, _CLOSE = "“«", "”»"


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
    section: Place | None = None
    """The place that labels the section being read: "Zuwara. The market …", "Sabha axis: …"."""
    last: Place | None = None
    latest: Place | None = None
    """The place named last, whatever for; not one of the sentence being read."""
    last_locality: Place | None = None
    last_region: Place | None = None
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
        if place.precision is PlacePrecision.REGION:
            self.last_region = place
            self.regions[place.name] = place

    @property
    def topic(self) -> Place | None:
        """What the section is about, else the article."""
        return self.section or self.main

    def region_of(self, place: Place | None) -> Place | None:
        """The region that a locality lies in, where the article has named it."""
        return self.regions.get(place.admin) if place is not None and place.admin else None

    def pass_by(self, places: Sequence[Place]) -> None:
        """A sentence with these names has been read: the first one finer than a country counts."""
        fine = [p for p in places if p.precision is not PlacePrecision.COUNTRY]
        self.latest = next(iter(fine or places), self.latest)

    def mention(self, place: Place, paragraph: int, *, topic: bool = True) -> None:
        """A place was named or taken for a claim's place.

        A place named once and in passing ("had left X", "the turn-off for X") does not become what the
        next sentences are about. A road leads elsewhere.
        """
        if place.id.startswith("road:"):
            return
        if (
            not topic
            and self.topic is not None
            and place.id != self.topic.id
            and self.counts.get(place.id, 0) < 2
        ):
            return
        self.paragraph = paragraph
        self.last = place
        if place.precision in (
            PlacePrecision.LOCALITY,
            PlacePrecision.FACILITY,
            PlacePrecision.UNRESOLVED,
            PlacePrecision.DISTRICT,
        ):
            self.last_locality = place
        elif place.precision is PlacePrecision.REGION:
            self.last_region = place

    def get(self, paragraph: int) -> Place | None:
        """The place of a sentence that names none."""
        if (
            self.paragraph == paragraph
            and self.last is not None
            and self.last.precision is not PlacePrecision.COUNTRY
        ):
            return self.last
        return self.topic or self.last_locality or self.last


_LABEL_HEAD = re.compile(r"[^\w\n]*(?:\d{1,2}\s?[.)/]\s*)?(?:the |on the |in )?", re.I)
_LABEL_TAIL = re.compile(
    r"(?:\s(?:axis|direction|front|sector|area|city|town|district|region|province|section|line))?"
    r"\s?(?:\([^)\n]{1,40}\))?(?P<mark>[.:]\s|\s[–—-]\s|[.:]?\s*(?:\n|$))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text under a label that is a place's name."""

    start: int
    end: int
    place: Place


def sections(text: str, spots: Sequence[tuple[int, int, Place]]) -> list[Section]:
    """The stretches of a text that are labelled by place, as bulletins and notes are.

    A label before a text counts for its line, a label on a line of its own until the next label.
    A single label at the top is where the article was written, unless the article names it again.
    """
    found: list[tuple[int, bool, Place]] = []
    for start, end, place in spots:
        line = text.rfind("\n", 0, start) + 1
        tail = _LABEL_TAIL.match(text, end)
        if tail is None or not _LABEL_HEAD.fullmatch(text, line, start):
            continue
        found.append((start, "\n" in tail["mark"] or tail.end() == len(text), place))
    if len(found) == 1 and not text[: found[0][0]].strip():
        if sum(place.id == found[0][2].id for _, _, place in spots) < 2:
            return []
    result = []
    for i, (start, alone, place) in enumerate(found):
        if place.precision is PlacePrecision.COUNTRY:
            continue
        stop = found[i + 1][0] if i + 1 < len(found) else len(text)
        line_end = text.find("\n", start)
        end = stop if alone else min(stop, line_end if line_end >= 0 else len(text))
        result.append(Section(start, end, place))
    return result


NEARBY = 0.35
"""What a name counts that only says what lies near: "a village near X"."""
LEAD = 200
"""Characters of a text that are its first sentence, however short it is."""
LATE = 0.4
"""The part of a text after which a name that comes but once is not what the text is about."""
_SCENE = re.compile(r"\b(?:in|near|around|across|outside|central)\s+(?:the\s+)?(?:\w+\s+)?$")
"""Before a place where something happens."""
_BESIDE = re.compile(
    r"(?:\b(?:governor|mayor|minister|bishop|prefect|head|president)\s+of\s+(?:the\s+)?(?:\w+\s+of\s+)?|\b(?:from|to|towards?|between|(?:north|south|east|west|kilometers|kilometres|km|miles)(?:-?(?:east|west))?\s+(?:of|from))\s+(?:the\s+)?(?:\w+\s+of\s+)?)$",
    re.I,
)


_NEAR = re.compile(r"\b(?:near|outside|around)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.I)
_YEAR = re.compile(r"[^.;\n]{0,60}?\b(?:in|of|since) ((?:19|20)\d\d)\b")
"""A year that goes with a name: what happened there then is likely history."""
_WATERS = ("Sea", "Ocean")
"""Ends of names of waters so wide that little happens at them as such."""
_THE_CITY = re.compile(r"\b(?:the|this) (?:city|town|capital|metropolis)\b(?! of\b)", re.I)

_WEIGHT = {
    None: 0.4,
    Standing.SCENE: 1.0,
    Standing.SENT: 0.8,
    Standing.LEFT: 0.5,
    Standing.DIRECTION: 0.35,
    Standing.LAUNCH: 0.35,
    Standing.CARE: 0.35,
    Standing.CLAUSE: 0.35,
    Standing.OFFICE: 0.3,
    Standing.PARTY: 0.2,
}
"""How much a name says of what the article is about, by how it stands."""


def main_place(
    places: Iterable[tuple[int, Place, Standing | None]],
    title: Sequence[Place],
    text: str,
    *,
    year: int,
    written_at: Place | None = None,
) -> Place | None:
    """The place that an article is mostly about: often named, early, in the headline, and no country.

    ``places`` are the names in the text's sentences: where each begins, what it means, and how it
    stands there, None in a sentence in which nothing happens. Names of places beside the event
    ("told reporters in X", "south of X", "from X") count less, and so do names told of another year.
    Where an article was written, it is about that place only if it names no other, or no other but
    the country and speaks of "the city".
    """
    length = len(text)
    weights: dict[str, float] = defaultdict(float)
    by_id: dict[str, Place] = {}
    headed = {place.id for place in title}
    places = list(places)
    often = Counter(place.id for _, place, _ in places)
    first = {place.id: offset for offset, place, _ in reversed(places)}
    scenes = {
        place.id
        for _, place, how in places
        if how in (Standing.SCENE, None)
        and place.precision is not PlacePrecision.COUNTRY
        and not is_seat(place.surface)
    }
    for offset, place, how in places:
        if place.precision is PlacePrecision.COUNTRY:
            weight = 0.15
        elif place.precision is PlacePrecision.REGION and place.country is None:
            weight = 0.05  # a continent: no event is all over it
        elif place.precision is PlacePrecision.REGION:
            weight = 0.6
        else:
            weight = 1.0
        if (place.id.startswith("iso:") and place.id.count("-") == 0) or place.id.startswith(
            "road:"
        ):
            weight = 0.15  # also "Mozambique hospital", a facility known by its country alone
        if _BESIDE.search(text[max(0, offset - 40) : offset]):
            weight *= 0.35
        elif _NEAR.search(text[max(0, offset - 40) : offset]):
            weight *= NEARBY
        elif re.match(r".{0,40}?(?:’s|'s)\b", text[offset : offset + len(place.surface) + 2]):
            weight *= 0.4
        else:
            weight *= _WEIGHT[how]
        if place.surface.endswith(_WATERS):
            weight *= 0.2
        told_of = _YEAR.match(text, offset + len(place.surface))
        if told_of is not None and int(told_of[1]) < year:
            weight *= 0.3
        in_lead = offset < max(LEAD, 0.15 * length)
        if (
            place.id not in headed
            and often[place.id] == 1
            and place.facility is None
            and is_seat(place.surface)
            and not (in_lead and _SCENE.search(text[max(0, offset - 20) : offset]))
        ):
            weight *= 0.5  # where states speak, laboratories and planes are
        by_id.setdefault(place.id, place)
        weights[place.id] += weight * (1.5 - offset / max(1, length))
        if in_lead and how is not Standing.DIRECTION:
            weights[place.id] += 0.8 * weight
    for place in title:
        coarse = place.precision is PlacePrecision.COUNTRY or (
            place.id.startswith("iso:") and place.id.count("-") == 0
        )
        if place.id in by_id or place.precision in (
            PlacePrecision.LOCALITY,
            PlacePrecision.DISTRICT,
        ):
            weight = 2.0
        else:
            weight = 0.8 if place.precision is PlacePrecision.REGION else 1.4
        by_id.setdefault(place.id, place)
        weights[place.id] += 0.2 if coarse else weight
    if not weights:
        return written_at
    main = by_id[max(weights, key=lambda k: (weights[k], k))]
    if written_at is not None and main.precision is PlacePrecision.COUNTRY:
        near = (
            written_at.country == main.country
            and main.id not in headed
            and not is_seat(written_at.name)
            and not is_seat(written_at.surface.title())
        )
        if near or (written_at.country == main.country and _THE_CITY.search(text)):
            return written_at  # reporters go to where it happens; capitals are where they live
    if (
        main.precision is not PlacePrecision.COUNTRY
        and main.id not in headed
        and often[main.id] == 1
        and first[main.id] > LATE * length
        and len(scenes) > 1
    ):
        # one of many places in a country, told of after the whole
        return next(
            (
                p
                for p in by_id.values()
                if p.precision is PlacePrecision.COUNTRY and p.country == main.country
            ),
            main,
        )
    return main


@dataclass(slots=True)
class Discourse:
    """State while an article is read, sentence by sentence."""

    focus: Focus = field(default_factory=Focus)
    towns: dict[str, Place] = field(default_factory=dict)
    """The towns that parts with names of their own lie in, by the part's place id."""
    speaker: SpeakerRef | None = None
    """Last one quoted."""
    body: SpeakerRef | None = None
    """Last organisation that spoke or was a sentence's subject: "it" is an organisation."""
    thing: str = ""
    """The vehicle, facility or hazard that "it" can stand for in the next sentence."""
    person: str = ""
    """The person whose fate was told last, as ``office|name``: "he" in the next sentence."""
    office: Place | None = None
    """Where the office-holder last named holds office."""
    quoted: dict[int, bool] = field(default_factory=dict)
    """Sentence index -> stands wholly inside a quotation that is open across sentences."""
    named_later: dict[int, str] = field(default_factory=dict)
    """Sentence index -> speaker of its quotation, named only in a later sentence."""

    def remember_thing(self, view: SentenceView) -> None:
        """Note the sentence's subject or object that is a vehicle, a facility or a hazard."""
        for token in view.doc:
            if token.dep_ in ("nsubj", "nsubjpass", "dobj") and token.tag_.startswith("NN"):
                for name in ("vehicle", "facility", "hazard"):
                    canonical = view.class_of(token, name)
                    if canonical is not None and canonical not in ("missile", "building"):
                        self.thing = canonical
                        return


def quoted_sentences(sentences: Sequence[Sentence]) -> dict[int, bool]:
    """Which sentences stand wholly within quotation marks, following quotations across sentences."""
    inside: dict[int, bool] = {}
    open_paragraph: int | None = None
    for sentence in sentences:
        text = sentence.text
        if open_paragraph is not None and sentence.paragraph != open_paragraph:
            open_paragraph = None  # quotations are closed with their paragraph, whatever is missing
        starts_open = open_paragraph is not None
        straight = text.count('"')
        opened = sum(text.count(c) for c in _OPEN)
        closed = sum(text.count(c) for c in _CLOSE)
        begins = bool(re.match(r'[“"«]', text))
        now_open = starts_open
        if opened or closed:
            last_open = max(text.rfind(c) for c in _OPEN)
            last_close = max(text.rfind(c) for c in _CLOSE)
            now_open = last_open > last_close
        elif straight % 2:
            now_open = not starts_open
        if starts_open:
            # inside until the closing mark; what follows it decides nothing here
            first_close = min(
                (text.find(c) for c in (*_CLOSE, '"') if c in text), default=len(text)
            )
            inside[sentence.index] = first_close >= len(text) * 0.6
        else:
            inside[sentence.index] = begins and (
                now_open or (bool(re.search(r'[”"»][.!?]?$', text)) and opened + straight <= 2)
            )
        open_paragraph = sentence.paragraph if now_open else None
    return inside


_AFTER_QUOTE = re.compile(
    r"[”\"»],?\s+(?:(?:said|says|told (?:us|reporters|\w+)|adds|added|wrote|writes|declared|explained"
    r"|insisted|recalled)\s+(?P<after>[^.;:“”\"]{2,80})"
    r"|(?P<before>[^.;:“”\"]{2,80}?)\s+(?:said|says|told|tells|adds|added|wrote|writes|declared"
    r"|explain(?:s|ed)|insist(?:s|ed)|recall(?:s|ed)|testifie[sd]|laughed|hammers|laments?|lamented))\b"
)


def later_speakers(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Sentence index -> who is named only after the quotation that the sentence opens.

    “One sentence. And another,” the mayor said: both are the mayor's.
    """
    found: dict[int, str] = {}
    waiting: list[int] = []
    paragraph = -1
    for sentence in sentences:
        text = sentence.text
        if sentence.paragraph != paragraph:
            waiting, paragraph = [], sentence.paragraph
        marks = sum(text.count(c) for c in '“”«»"')
        if waiting and marks:
            after = _AFTER_QUOTE.search(text)
            if after is not None and not re.match(r"[“«]", text):
                name = (after.group("after") or after.group("before")).strip()
                found.update(dict.fromkeys(waiting, name))
            waiting = []
        elif waiting:
            waiting.append(sentence.index)
        opened = sum(text.count(c) for c in _OPEN) - sum(text.count(c) for c in _CLOSE)
        if re.match(r'[“"«]', text) and (opened > 0 or text.count('"') % 2):
            waiting = [sentence.index]
    return found
