"""The reader: runs the chain of steps over an article."""

from __future__ import annotations

import gc
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from contraflow.parties import PartyResolver, introductions, knowledge
from contraflow.parties.knowledge import words
from contraflow.places import (
    Gazetteer,
    PlaceResolver,
    Toponym,
    is_urban,
    part_of,
    towns_of_parts,
)
from contraflow.places.fold import fold as fold_place
from contraflow.places.precisions import COUNTRY, LOCALITY, UNRESOLVED
from contraflow.reading.attribution import AttributionReader
from contraflow.reading.attribution.headlines import attributed
from contraflow.reading.claims import ClaimBuilder
from contraflow.reading.discourse import Discourse
from contraflow.reading.frames import Rejected
from contraflow.reading.lexicon import lexicon
from contraflow.reading.parsing.gate import CueGate, is_english
from contraflow.reading.parsing.involvement import arguments
from contraflow.reading.parsing.negation import is_negative_noun, negated
from contraflow.reading.parsing.parse import Parser
from contraflow.reading.parsing.syntax import noun_phrase
from contraflow.reading.parsing.view import PlaceMention, SentenceView
from contraflow.reading.text.casing import sentence_case
from contraflow.reading.text.clean import clean
from contraflow.reading.text.datelines import Dateline, datelines
from contraflow.reading.text.quotations import later_speakers, quoted_sentences
from contraflow.reading.text.sections import sections
from contraflow.reading.text.sentences import Sentence, split
from contraflow.reading.when.times import time_expressions
from contraflow.reading.where.choice import Named, Spot
from contraflow.reading.where.containment import containers
from contraflow.reading.where.names import (
    ParsedSentence,
    avoid_spans,
    person_spans,
    place_candidates,
)
from contraflow.reading.where.scene import Survey, lands_of, main_place
from contraflow.reading.where.standing import Standing
from contraflow.settings import Settings, get_settings
from schemas import Article, Claim, Place

_OPENS = re.compile(r"\W*(?:In|At|Near|Outside|On|Around) (?:the )?(?:[a-z]+ ){0,3}")
"""What stands before the name of a scene that a sentence begins with."""
_PREFACE = 600
"""Characters before a dateline that can be captions and notes of the page."""
_GAP = "\n\n"


class Reading(BaseModel):
    """What was read in one article."""

    model_config = ConfigDict(frozen=True)

    claims: tuple[Claim, ...]
    skipped: str | None = None
    """Why the whole article was passed over: 'language', 'empty'; None when it was read."""


class SentenceTrace(BaseModel):
    """What happened to one sentence, for `explain`."""

    field: str
    start: int
    text: str
    passed_gate: bool
    claims: tuple[Claim, ...] = ()
    rejected: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    """Which places it was taken to mean where it says none, and why."""


@dataclass(frozen=True, slots=True)
class _Text:
    """Title and body: resolved together, so that one names what the other abbreviates."""

    title: str
    body: str

    @property
    def whole(self) -> str:
        """Both, with a gap between them."""
        return f"{self.title}{_GAP}{self.body}"

    @property
    def shift(self) -> int:
        """Where the body begins in the whole."""
        return len(self.title) + len(_GAP)


@dataclass(frozen=True, slots=True)
class _Scene:
    """An article's sentences with the places in them, and the place that it is about."""

    text: _Text
    parsed: list[ParsedSentence]
    views: list[SentenceView | None]
    spots: list[tuple[Toponym, Place]]
    countries: dict[str, float]
    main: Place | None
    written_at: Place | None
    inside: Mapping[str, set[str]]
    """By place id the places that the text says a place lies in."""
    lands: frozenset[str]
    begins: int
    """Where the report begins in the body, after captions and notes of the page."""
    named: Named


class Reader:
    """Reads claims out of articles. Load it once a process: the model and the gazetteer take a second.

    Deterministic: the same article always gives the same claims.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or get_settings()
        self._lex = lexicon()
        self._parser = Parser(settings.spacy_model)
        self._gate = CueGate(self._parser)
        self._places = PlaceResolver(Gazetteer.load(settings))
        self._attribution = AttributionReader(self._lex)
        self._knowledge = knowledge()
        # The tables stay as long as the process: the collector need not walk them again and again,
        # which took a fifteenth of the time of reading.
        gc.collect()
        gc.freeze()

    def read(self, article: Article) -> Reading:
        """All claims of an article, in the order of the text, headline first."""
        with _collector_paused():
            return self._read(article, None)

    def explain(self, article: Article) -> tuple[Reading, tuple[SentenceTrace, ...]]:
        """The same reading with a trace of every sentence."""
        trace: list[SentenceTrace] = []
        reading = self._read(article, trace)
        return reading, tuple(trace)

    def forget(self) -> None:
        """Forget the sentences parsed so far, which makes the next articles take longer."""
        self._parser.forget()

    def _read(self, article: Article, trace: list[SentenceTrace] | None) -> Reading:
        title, body = clean(article.title or ""), clean(article.text)
        skipped = _skipped(article, body)
        if skipped:
            return Reading(claims=(), skipped=skipped)
        scene = self._survey(article, _Text(self._sentence_case(title, body), body))
        discourse = Discourse(
            towns=towns_of_parts(scene.spots, scene.main, scene.written_at, scene.inside)
        )
        discourse.focus.main = scene.main
        discourse.focus.lands, discourse.focus.begins = scene.lands, scene.begins
        discourse.focus.counts = Counter(place.id for _, place in scene.spots)
        discourse.focus.named = scene.named
        parties = self._parties(article, scene)
        builder = ClaimBuilder(article, self._lex, self._attribution, parties, discourse)
        for field in ("title", "text"):
            _build(field, scene, builder, discourse, trace)
        claims = tuple(attributed(builder.scoped()))
        for item in scene.parsed:
            if item.doc is not None:
                item.doc.dissolve()
        _forget_tokens()
        return Reading(claims=claims)

    def _sentence_case(self, title: str, body: str) -> str:
        """A headline as a sentence writes it, countries and armed groups with their capitals."""
        tokens, know = words(title), self._knowledge
        names = {w for m in know.country_matches(tokens) for w in tokens[m.start : m.end]}
        names |= {w for m in know.groups_in(tokens) for w in tokens[m.start : m.end]}
        return sentence_case(title, body, names)

    def _survey(self, article: Article, text: _Text) -> _Scene:
        """Parses an article and finds its places, and the one that it is about."""
        whole = text.whole
        parsed = self._parse(self._sentences(text))
        countries = self._countries(text)
        # a first look at who is named, so that persons and organisations are not taken for places
        names = PartyResolver(self._knowledge, text.body, home=None, outlet=article.source)
        openings = datelines(text.body)
        candidates = [span for item in parsed for span in place_candidates(item, names)]
        candidates += [(o.place[0] + text.shift, o.place[1] + text.shift) for o in openings]
        avoid = avoid_spans(whole, names)
        avoid += [span for item in parsed for span in person_spans(item, self._lex)]
        toponyms = self._places.toponyms(whole, candidates, avoid)
        of_dateline = {
            i: opening
            for i, toponym in enumerate(toponyms)
            for opening in openings
            if opening.start <= toponym.start - text.shift < opening.end
        }
        places = self._places.resolve(
            toponyms,
            text=whole,
            context_countries=countries,
            written=[i for i, o in of_dateline.items() if _begins(toponyms[i], o, text.shift)],
        )
        spots: list[tuple[Toponym, Place]] = []
        written_at, local, begins = None, False, 0
        for i, (toponym, place) in enumerate(zip(toponyms, places, strict=True)):
            opening = of_dateline.get(i)
            if opening is None:
                spots.append((toponym, place))
            elif written_at is None:
                written_at, local, begins = place, not opening.wire, opening.start
                begins = begins if begins < _PREFACE else 0
        starts = [toponym.start for toponym, _ in spots]
        views = [self._view(item, spots, starts, article.published_at) for item in parsed]
        named = list(self._named(parsed, views, spots))
        inside = containers(text.body, [(offset, place) for offset, place, _ in named])
        survey = Survey(
            named,
            self._headed(parsed, views, spots, text.shift),
            text.body,
            year=article.published_at.year,
            written_at=written_at,
            local=local,
            begins=begins,
            inside=inside,
        )
        main = main_place(survey)
        if main is not None and main.precision is LOCALITY:
            spots = [(t, part_of(p, main) if is_urban(p) else p) for t, p in spots]
            for view in views:
                if view is not None:
                    view.places = [mention.settled(main) for mention in view.places]
        lands = lands_of(main, named, inside)
        named_here = Named.of(
            self._spots(parsed, views, spots),
            survey.weights,
            [place for place in (main, written_at) if place is not None],
            survey.same,
        )
        return _Scene(
            text,
            parsed,
            views,
            spots,
            countries,
            main,
            written_at,
            inside,
            lands,
            begins,
            named_here,
        )

    def _parties(self, article: Article, scene: _Scene) -> PartyResolver:
        """The parties of the article, now that it is known which names are places."""
        return PartyResolver(
            self._knowledge,
            scene.text.body,
            home=self._home(
                spots_places=[place for _, place in scene.spots],
                countries=scene.countries,
                main=scene.main,
                written_at=scene.written_at,
            ),
            outlet=article.source,
            place_names=frozenset(
                fold_place(toponym.text)
                for toponym, place in scene.spots
                if place.precision is not UNRESOLVED or toponym.kind != "unknown"
            ),
        )

    def _sentences(self, text: _Text) -> list[tuple[str, int, Sentence]]:
        """The sentences worth a look, the headline first: field, offset in the whole text, sentence."""
        found = [("text", text.shift, s) for s in split(text.body) if self._worth(s)]
        end = len(text.title.rstrip())
        if end:
            headline = Sentence(0, end, text.title[:end], 0, 0, heading=True)
            found.insert(0, ("title", 0, headline))
        return found

    def _parse(self, found: Sequence[tuple[str, int, Sentence]]) -> list[ParsedSentence]:
        """Gate and parse the sentences of the fields; one without cues keeps no parse."""
        gated = [self._gate.passes(sentence.text) for _, _, sentence in found]
        docs = self._parser.parse(
            sentence.text for (_, _, sentence), ok in zip(found, gated, strict=True) if ok
        )
        return [
            ParsedSentence(sentence, field, offset, next(docs) if ok else None)
            for (field, offset, sentence), ok in zip(found, gated, strict=True)
        ]

    def _view(
        self,
        item: ParsedSentence,
        spots: Sequence[tuple[Toponym, Place]],
        starts: Sequence[int],
        published: datetime,
    ) -> SentenceView | None:
        """A parsed sentence with the places and times in it; ``starts`` are those of the names."""
        if item.doc is None:
            return None
        sentence, begin = item.sentence, item.sentence.start + item.offset
        end = begin + len(sentence.text)
        mentions = []
        for toponym, place in spots[bisect_left(starts, begin) : bisect_left(starts, end)]:
            tokens = item.doc.covering(toponym.start - begin, min(toponym.end, end) - begin)
            if tokens is not None:
                mentions.append(PlaceMention(*tokens, place, toponym.kind))
        times = time_expressions(sentence.text, published)
        return SentenceView(sentence, item.doc, self._lex, mentions, times, item.field)

    def _named(
        self,
        parsed: Sequence[ParsedSentence],
        views: Sequence[SentenceView | None],
        spots: Sequence[tuple[Toponym, Place]],
    ) -> Iterator[tuple[int, Place, Standing | None]]:
        """The places that the text's sentences name: where, and how each stands if it was parsed.

        Names outside of all sentences, in datelines and boilerplate, are left out.
        """
        for item, view in zip(parsed, views, strict=True):
            if item.field != "text":
                continue
            if view is None:
                begin = item.sentence.start + item.offset
                for toponym, place in spots:
                    if begin <= toponym.start < begin + len(item.sentence.text):
                        yield toponym.start - item.offset, place, None
                continue
            for mention in view.places:
                offset = item.sentence.start + view.doc[mention.start].idx
                how = view.standing(mention)
                yield offset, mention.place, how

    def _spots(
        self,
        parsed: Sequence[ParsedSentence],
        views: Sequence[SentenceView | None],
        spots: Sequence[tuple[Toponym, Place]],
    ) -> Iterator[Spot]:
        """The same, sentence by sentence."""
        pairs = [(i, v) for i, v in zip(parsed, views, strict=True) if i.field == "text"]
        sentences = [item.sentence for item, _ in pairs]
        starts = [sentence.start for sentence in sentences]
        for offset, place, how in self._named(parsed, views, spots):
            at = bisect_right(starts, offset) - 1
            sentence, view = sentences[at], pairs[at][1]
            opens = _OPENS.fullmatch(sentence.text[: offset - sentence.start]) is not None
            if opens and view is not None:
                # "In X, the minister said": where somebody speaks of what is elsewhere
                opens = view.doc.root.lemma_ not in self._lex.reporting_verbs
            yield Spot(sentence.start, sentence.paragraph, place, how, opens)

    @staticmethod
    def _headed(
        parsed: Sequence[ParsedSentence],
        views: Sequence[SentenceView | None],
        spots: Sequence[tuple[Toponym, Place]],
        end: int,
    ) -> list[tuple[Place, Standing | None]]:
        """The places that the headline names, and how each stands in it if it was parsed."""
        for item, view in zip(parsed, views, strict=True):
            if item.field == "title" and view is not None:
                return [
                    (mention.place, Standing.BEARING if _by_compass(view, mention) else how)
                    for mention in view.places
                    for how in (view.standing(mention),)
                ]
        return [(place, None) for toponym, place in spots if toponym.start < end]

    @staticmethod
    def _worth(sentence: Sentence) -> bool:
        # "Missing: 3.", "12 dead": a bulletin's lines are short
        return (len(sentence.text) > 12 or any(map(str.isdigit, sentence.text))) and (
            sentence.end - sentence.start < 80 or is_english(sentence.text)
        )

    def _countries(self, text: _Text) -> dict[str, float]:
        """Countries that the text names or alludes to, with weights."""
        weights: Counter[str] = Counter()
        own = {
            short
            for name, short in introductions.organisations(text.body)
            if introductions.is_own(name, short, self._knowledge)
        }
        for part in (text.title, text.body):
            tokens = words(part)
            abroad = 0
            for match in self._knowledge.country_matches(tokens):
                hit, start = match.value, match.start
                if hit.how == "forces" and tokens[start] in own:
                    continue  # "the Special Action Force (SAF)" of another country
                joined = abroad and start - abroad <= 1 and tokens[abroad:start] in ((), ("and",))
                if hit.how == "name" and (joined or tokens[start - 1 : start] == ("from",)):
                    abroad = match.end  # "most of them from Xland, Yland and Zland"
                    continue
                weights[hit.code] += {"name": 3, "demonym": 2, "seat": 1, "forces": 3}[hit.how]
        return {code: float(weight) for code, weight in weights.items()}

    @staticmethod
    def _home(
        *,
        spots_places: Sequence[Place],
        countries: dict[str, float],
        main: Place | None,
        written_at: Place | None,
    ) -> str | None:
        """The country whose army "the army" is: that of the main place, else the one most spoken of."""
        resolved = main is not None and main.precision is not UNRESOLVED
        if main is not None and main.country and (resolved or written_at is None):
            return main.country
        weights: Counter[str] = Counter()
        for place in (*spots_places, *((written_at,) if written_at is not None else ())):
            if place.country and place.precision is not COUNTRY:
                weights[place.country] += 4  # where it happens, more than who is spoken of
        for code, weight in countries.items():
            weights[code] += int(weight)
        return min(weights, key=lambda c: (-weights[c], c)) if weights else None


def _begins(toponym: Toponym, opening: Dateline, shift: int) -> bool:
    """Whether a name is a dateline's town, not the country or the state after it."""
    start, end = opening.place
    return start <= toponym.start - shift < end


def _by_compass(view: SentenceView, mention: PlaceMention) -> bool:
    """Whether a headline finds its scene from a town: "Blast at plant east of X"."""
    *the, side, of = ["", "", *(t.lower_ for t in view.doc[: mention.start])][-3:]
    within = the == ["the"]  # "in the east of X" is in X
    return of == "of" and side.startswith(("north", "south", "east", "west")) and not within


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Leaves what one article needs to be collected once it is read.

    In the middle most of it is in use still, and is walked through a dozen times for nothing.
    """
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def _forget_tokens() -> None:
    """Forget what was kept of tokens, once an article is read: no other has them, and they live as long."""
    for known in (arguments, negated, is_negative_noun, noun_phrase):
        known.cache_clear()


def _skipped(article: Article, body: str) -> str | None:
    """Why an article is passed over, if it is."""
    if not any(ch.isalpha() for ch in body):
        return "empty"
    if article.language and not article.language.casefold().startswith("en"):
        return "language"
    return None if is_english(body) else "language"


def _build(
    field: str,
    scene: _Scene,
    builder: ClaimBuilder,
    discourse: Discourse,
    trace: list[SentenceTrace] | None,
) -> None:
    """Makes the claims of one field, sentence by sentence."""
    shift = scene.text.shift
    labelled = (
        sections(
            scene.text.body,
            [(t.start - shift, t.end - shift, p) for t, p in scene.spots if t.start >= shift],
        )
        if field == "text"
        else []
    )
    mine = [pair for pair in zip(scene.parsed, scene.views, strict=True) if pair[0].field == field]
    discourse.quoted = quoted_sentences([item.sentence for item, _ in mine])
    discourse.named_later = later_speakers([item.sentence for item, _ in mine])
    for item, view in mine:
        sentence, begin = item.sentence, item.sentence.start + item.offset
        discourse.focus.section = next(
            (s.place for s in labelled if s.start <= sentence.start < s.end), None
        )
        rejected: list[Rejected] | None = [] if trace is not None else None
        discourse.choices.clear()
        if view is None:
            end = begin + len(sentence.text)
            here = [(t.start - begin, p) for t, p in scene.spots if begin <= t.start < end]
            claims = builder.pass_over(sentence, here, field)
        else:
            claims = builder.sentence(view, rejected)
        if trace is not None:
            trace.append(
                SentenceTrace(
                    field=field,
                    start=sentence.start,
                    text=sentence.text,
                    passed_gate=view is not None,
                    claims=tuple(claims),
                    chosen=tuple(dict.fromkeys(map(str, discourse.choices))),
                    rejected=tuple(f"{r.text!r} as {r.frame}: {r.reason}" for r in rejected or ()),
                )
            )
