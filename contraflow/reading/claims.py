"""Step 9, claims: from frames, speakers, places and times to claims with their evidence."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from contraflow.axes import AXES
from contraflow.ledger.identity import claim_id, mention_id
from contraflow.parties import PartyResolver
from contraflow.parties.keys import fold
from contraflow.places import part_of
from contraflow.reading.answers.amounts import sums_up
from contraflow.reading.answers.deeds import deeds
from contraflow.reading.answers.extent import extent, kept
from contraflow.reading.answers.statements import statement
from contraflow.reading.answers.values import ValueReading
from contraflow.reading.attribution import (
    AttributionReader,
    begins_entry,
)
from contraflow.reading.attribution.accounts import account, reported
from contraflow.reading.attribution.contrast import contrasted
from contraflow.reading.attribution.figures import disputes_figure
from contraflow.reading.attribution.retort import (
    ACCUSING,
    Retort,
    denied_by,
    lessened,
    may_be_of,
    retort,
)
from contraflow.reading.context import Spoken
from contraflow.reading.discourse import Discourse, SpeakerRef
from contraflow.reading.frames import FrameFinder, FrameHit, Rejected
from contraflow.reading.frames.authors import authors, identifies
from contraflow.reading.frames.causes.reader import causes
from contraflow.reading.frames.fended import fended, sending
from contraflow.reading.frames.slain import slain
from contraflow.reading.lexicon import Lexicon
from contraflow.reading.numbers.among import parts_of_counts
from contraflow.reading.numbers.ellipsis import (
    LastCount,
    counts_by_place,
    elliptic_counts,
    placed_part,
)
from contraflow.reading.parsing.syntax import is_verb, noun_phrase
from contraflow.reading.parsing.view import PlaceMention, SentenceView
from contraflow.reading.text.marks import holds
from contraflow.reading.text.sentences import Sentence
from contraflow.reading.thinning import telling
from contraflow.reading.when.bygone import bygone
from contraflow.reading.when.moments import told_earlier
from contraflow.reading.where.lists import without_contained
from contraflow.reading.where.scope import scoped
from contraflow.reading.where.standing import Standing, named_in_passing
from schemas import (
    Article,
    AsOf,
    Aspect,
    Claim,
    Modality,
    Numbers,
    Party,
    Place,
    PlacePrecision,
    Polarity,
    Role,
    Speaker,
    Value,
)
from schemas.base import changed, completed, trusted

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token

_UPDATE_WORDS = re.compile(
    r"\b(?=\w)(?:(?:has|have|had) (?:now |since )?(?:risen|climbed|grown|increased|reached|jumped|rose)\b|(?:rose|risen|climbs|climbed|raised|revised)\s+to\b"
    r"|(?:raise|revise|update|up|increase)[sd]?\s+(?:its|their|his|her|the)\s+(?:\w+\s+){0,2}(?:toll|count|tally|figure|estimate)\b|now (?:stands?|put|totals?)\b|again\b|no longer\b|since then\b|updated\b|counted twice\b|(?:revised|corrected|lowered) (?:down|to|from|its|the|an)\b|miscount|double[- ]count|correcting (?:an?|its|the) (?:earlier|previous|initial|first)\b|as of\b)"
)
_UPDATE_MARKS = (
    *("again", "now ", "toll", "count", "tally", "figure", "estimate", "updated", "as of", "risen"),
    *("rose", "raised", "climb", "grown", "increased", "reached", "jumped", "revised"),
    *("no longer", "since then", "correct", "lowered"),
)
"""Of which each of these has one."""
_SPOKE = re.compile(
    r"\b((?:[A-ZÀ-Ý][\w’'.\-]*\s+){0,4}[A-ZÀ-Ý][\w’'\-]+)(?:, [^,.]{3,60},)?\s+(?:said|says|told|tells|added|adds|wrote|writes|announced|rejects|rejected|denies|denied|spoke|speaks|insists|insisted|called|calls|dismissed|dismisses|repeated|repeats|maintained|maintains|warned|warns|replied|answered|explained|argued|laughed)\b"
)

_SUBJECT = re.compile(
    r"((?:The |A )?[A-ZÀ-Ý][\w’' \-]{2,60}?)\s+(?:gave|gives|offered|offers|put|puts|issued|published"
    r"|called|calls|had|has|was|is|were|are|did|does)\b"
)
"""The body that a sentence without cues is about: "Xland's army gave another version."."""

_STAMPED = re.compile(r"(?:^|\n)[ \t]*\d{1,2}[:.h]\d\d[^\n]{0,16}$")
"""Before the first sentence of an entry of a live page: "21:05 (local) - "."""
_HOUSES = frozenset({"school", "hospital", "prison", "factory", "refinery", "airport", "mine"})
"""Institutions that answer for their own people."""
_LOCAL_ORGANS = ("police", "judiciary", "emergency services")
_LOCAL_WORDS = frozenset(
    {
        "police",
        "prosecutors",
        "prosecutor",
        "firefighters",
        "fire brigade",
        "civil protection",
        "civil defence",
    }
)


_REPORTS = ("assert", "claim", "deny", "hedge")
"""Stances of verbs of saying that put something forward as what is so."""
_TOLL = "casualties.killed"
"""Of several counts in a sentence the one that a bare figure in the next goes on from."""
_TOLL_REACH = 5
"""Sentences after which "the toll" still means one that was told."""
_IN_PASSING = (
    Standing.DIRECTION,
    Standing.BEARING,
    Standing.LAUNCH,
    Standing.LEFT,
    Standing.CARE,
    Standing.CLAUSE,
)
"""Ways to name a place that do not make it what the next sentences are about."""
_SPEAKING = (Standing.OFFICE, Standing.PARTY)
"""Ways to name a place that stand for those who speak or act from there."""


@lru_cache(maxsize=16)
def _is_update(sentence: str) -> bool:
    """Whether a sentence says of itself that things have changed since."""
    low = sentence.lower()
    return holds(low, _UPDATE_MARKS) and _UPDATE_WORDS.search(low) is not None


@lru_cache(maxsize=256)
def _rounded(confidence: float) -> float:
    return round(max(0.05, min(1.0, confidence)), 3)


def _is_topic(view: SentenceView, mention: PlaceMention) -> bool:
    """Whether a place is named as more than a direction or the like, or opens the sentence."""
    return mention.start <= 1 or view.standing(mention) not in _IN_PASSING


def _is_river(view: SentenceView, mention: PlaceMention) -> bool:
    """Whether a name is a water's: "Lake X", "the Y" of a name that no gazetteer has."""
    if mention.kind == "water":
        return True
    place = mention.place
    return (
        place.precision is PlacePrecision.UNRESOLVED
        and place.facility is None
        and mention.kind == "unknown"
        and mention.start > 0
        and view.doc[mention.start - 1].lower_ == "the"
        and mention.end == mention.start + 1
        and view.doc[mention.end - 1].dep_ != "compound"
    )


def _asks(view: SentenceView) -> bool:
    """Whether a sentence is a question: nobody asserts what it asks."""
    return view.sentence.text.rstrip("”\"’'» )").endswith("?")


class ClaimBuilder(ValueReading):
    """Builds the claims of one article, sentence by sentence."""

    def __init__(
        self,
        article: Article,
        lex: Lexicon,
        attribution: AttributionReader,
        parties: PartyResolver,
        discourse: Discourse,
    ) -> None:
        super().__init__(article, lex, attribution, parties, discourse)
        self._said: deque[tuple[int, list[Claim]]] = deque(maxlen=3)
        """The last sentences that made claims, and these."""
        self._let_outlet_be(self._outlet())
        parties.speaks_for(self._outlet_party)
        self._document = self._document_speaker()
        self._roles: dict[Token, Role] = {}
        """By word the participant that it told last."""
        self._reporters: tuple[SentenceView | None, list[Token]] = (None, [])
        """Of the sentence at hand the subjects of its verbs of saying."""
        self._last_count: LastCount | None = None
        self._last_stated: tuple[FrameHit, Spoken, tuple[tuple[int, int], AsOf, bool]] | None = None

    def scoped(self) -> list[Claim]:
        """All claims, each count at the place that the article as a whole gives it."""
        return scoped(self.claims, self._country)

    def pass_over(
        self, sentence: Sentence, places: Sequence[tuple[int, Place]], field: str
    ) -> list[Claim]:
        """A sentence without cues, with the places in it and where they begin.

        It moves the focus, and may deny what the last one said.
        """
        before = len(self.claims)
        self._begin(sentence, field)
        self._retort(sentence, field, [])
        self._discourse.focus.pass_by([place for _, place in places])
        self._look_over(sentence, places)
        return self.claims[before:]

    def _begin(self, sentence: Sentence, field: str) -> None:
        """A new entry of a live page knows nobody of the one before."""
        self._position = sentence.start if field == "text" else 0
        # a stamp at the start of a line is no part of its sentence
        before = self._article.text[max(0, sentence.start - 24) : sentence.start]
        if begins_entry(sentence.text) or (field == "text" and _STAMPED.search(before)):
            self._discourse.forget_speakers()

    def _in_time(self, modality: Modality, as_of: AsOf) -> Modality:
        """A timetable's present tells of what is to come: "schools reopen on Monday".

        Not of hours of the day of publication, which some other place's clock may have shown.
        """
        ahead = as_of.start.date() > self._article.published_at.date() and not as_of.open_start
        return Modality.FUTURE if ahead and modality is Modality.ASSERTED else modality

    def _look_over(self, sentence: Sentence, places: Sequence[tuple[int, Place]]) -> None:
        spots = [(at, at + len(place.surface)) for at, place in places]
        if not self._discourse.quoted.get(sentence.index):
            self._present_opening(sentence.text, spots)
        for at, place in places:
            topic = not named_in_passing(sentence.text, at)
            self._discourse.focus.mention(place, sentence.paragraph, topic=topic)
        spoke = _SPOKE.search(sentence.text)
        if spoke is not None:
            party = self._parties.resolve(spoke.group(1)) or self._parties.named_body(
                spoke.group(1)
            )
            if party is not None:
                self._remember(SpeakerRef(spoke.group(1), party))
            return
        opener = self._parties.article.opens_with_person(sentence.text)
        if opener is not None:
            self._remember(SpeakerRef(*opener))
            return
        about = _SUBJECT.match(sentence.text)
        party = self._parties.resolve(about.group(1)) if about is not None else None
        if about is not None and party is not None and party.id.startswith(("state:", "org:")):
            self._discourse.hear_of(SpeakerRef(about.group(1), party))

    def sentence(self, view: SentenceView, rejected: list[Rejected] | None) -> list[Claim]:
        """The claims of one sentence."""
        before = len(self.claims)
        self._begin(view.sentence, view.field)
        lead = self._lead_speaker(view)
        sentence_speaker = self._sentence_speaker(view)
        self._before_colon = self._presented(view)
        self._note_offices(view)
        hits = [] if _asks(view) else self._hits(view, rejected)
        if len(hits) > 1:
            # of two frames on one axis what is known, a total, a predicate, one with a doer says more: read it first
            hits.sort(
                key=lambda h: (
                    self._is_guess(h),
                    # "raising a previous toll of eight"
                    h.quantity is not None and told_earlier(h),
                    # "failed to retake the town, which rebels had seized": who holds it says more
                    h.negated and h.spec.axis == "control.holder",
                    not any(t.lemma_ == "toll" for t in view.doc[h.words[0] : h.words[1]]),
                    # "fifty of the kidnapped pupils", "two of the five hostages"
                    h.anchor.dep_ == "amod" or (h.spec.people and h.anchor.dep_ == "pobj"),
                    h.agent is None or _is_counted(h),
                    h.anchor.i,
                ),
            )
        hits += counts_by_place(view, hits)
        hits += parts_of_counts(view, hits)
        self._tell(view, hits, lead, sentence_speaker)
        more = elliptic_counts(view, hits, self._last_count, self._lex)
        self._tell(view, more, lead, sentence_speaker)
        self.claims[before:] = contrasted(telling(self.claims[before:]), view.sentence.text)
        self._retort(view.sentence, view.field, self.claims[before:])
        self._parts(view, before)
        if len(self.claims) == before:
            self._statement(view, lead, sentence_speaker)
        self._note_deeds(view, before)
        if view.times:
            self._told_time = view.times[-1].as_of
        if len(self.claims) > before:
            self._said.append((view.sentence.index, self.claims[before:]))
            self._note_counts(view.sentence, self.claims[before:])
        self._discourse.remember_thing(view)
        self._remember_fighters(view)
        made = self.claims[before:]
        # a statement's place is the one that was in focus
        told = made[0].place if made and made[0].axis != "other.statement" else None
        self._move_focus(view, told)
        quoted = self._discourse.quoted.get(view.sentence.index)
        if not quoted:
            speaks = sentence_speaker is not None or self._tail_of(view) is not None
            doc = view.doc
            spots = [
                (doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1].text))
                for m in view.places
            ]
            self._present_opening(view.sentence.text, spots, speaks=speaks)
        return made

    def _note_counts(self, sentence: Sentence, made: Sequence[Claim]) -> None:
        """Notes who gives a sentence's counts of people, where all that it tells is one's words."""
        speaker = made[0].speaker
        alone = not speaker.is_outlet and all(c.speaker.name == speaker.name for c in made)
        if alone and any(c.aspect is Aspect.CASUALTIES and not c.rejects for c in made):
            ref = SpeakerRef(speaker.name or "", speaker.party, speaker.role)
            self._discourse.counting = sentence.index, sentence.paragraph, ref
        else:
            self._discourse.counting = None

    def _note_deeds(self, view: SentenceView, before: int) -> None:
        """Puts the deeds that a sentence tells or denies into the first claim that quotes them."""
        made = self.claims[before:]
        if Modality.ASSERTED not in [claim.modality for claim in made]:
            return  # a claim that is not put forward as so tells of no deed
        told: dict[int, tuple[list[str], list[str]]] = {}
        for deed in deeds(view, self._lex):
            start, end = view.sentence.start + deed.start, view.sentence.start + deed.end
            for at, claim in enumerate(made, before):
                if claim.span[0] <= start and end <= claim.span[1]:
                    if claim.modality is Modality.ASSERTED:
                        told.setdefault(at, ([], []))[deed.denied].append(deed.key)
                    break
        for at, (tells, denies) in told.items():
            self.claims[at] = changed(
                self.claims[at],
                tells=tuple(dict.fromkeys(tells)),
                denies=tuple(dict.fromkeys(denies)),
            )

    def _hits(self, view: SentenceView, rejected: list[Rejected] | None) -> list[FrameHit]:
        """What a sentence tells, by its shape and by its words; one word tells one thing."""
        found = FrameFinder(self._is_force).find(view, rejected)
        kept_off = fended(view)
        if kept_off:
            counted = {h.anchor.i for h in found if h.spec.axis == "damage.lost" and h.quantity}
            kept_off = [hit for hit in kept_off if hit.anchor.i not in counted]
            taken = {hit.anchor.i for hit in kept_off}.union(*map(sending, kept_off))
            found = [h for h in found if h.anchor.i not in taken]
        return [*causes(view), *slain(view), *authors(view), *kept_off, *found]

    def _is_guess(self, hit: FrameHit) -> bool:
        """Whether a frame stands under "could", "might": what is known of the same matter goes before it."""
        verb = hit.anchor if is_verb(hit.anchor) else hit.anchor.head
        return any(
            c.dep_ == "aux" and self._lex.modals.get(c.lower_) == "hedge" for c in verb.children
        )

    def _tell(
        self,
        view: SentenceView,
        hits: Iterable[FrameHit],
        lead: SpeakerRef | None,
        sentence_speaker: SpeakerRef | None,
    ) -> None:
        """Makes the claims of frames, for each of those who say them."""
        for hit in hits:
            reading = self._attribution.read(hit.anchor)
            for spoken in self._voices(view, hit, reading, lead, sentence_speaker):
                self._emit(view, hit, spoken)

    def _move_focus(self, view: SentenceView, place: Place | None) -> None:
        """What the next sentences are about: the place of the claims just made, or those named."""
        focus, paragraph = self._discourse.focus, view.sentence.paragraph
        focus.pass_by([m.place for m in view.places])
        if place is not None:
            named = [m for m in view.places if m.place.id == place.id]
            topic = not named or any(_is_topic(view, m) for m in named)
            focus.mention(place, paragraph, topic=topic)
            return
        named = without_contained(view)
        # what lies on a river is told of, and not the river
        for mention in [m for m in named if not _is_river(view, m)] or named:
            if not self._aside(view, mention) and view.standing(mention) not in _SPEAKING:
                focus.mention(mention.place, paragraph, topic=_is_topic(view, mention))

    def _retort(self, sentence: Sentence, field: str, made: Sequence[Claim]) -> None:
        """ "The army denies it": the claims just made, turned over for whoever denies them."""
        found = retort(sentence.text)
        if found is None or any(c.rejects for c in made):
            return
        who = self._retorting(sentence, found)
        if who is None or who.party is None:
            return
        # in "A says P, but B denies it" what is denied stands in the same sentence
        told = (
            self._counted(sentence)
            if found.inflated
            else made
            if found.start
            else self._denied(sentence)
        )
        if found.charge:
            told = [c for c in told if c.axis in ACCUSING]
        if found.whose is not None and (owner := self._parties.resolve(found.whose)) is not None:
            told = [c for c in told if may_be_of(c, owner)]
        denied = (lessened if found.inflated else denied_by)(told, who.party.id)
        for claim, value in denied:
            mention = self._turned(claim, value, sentence, field, who)
            if mention.mention_id not in self._seen:
                self._seen[mention.mention_id] = mention.as_of
                self.claims.append(mention.model_copy(update={"claim_id": claim_id(mention)}))

    def _counted(self, sentence: Sentence) -> list[Claim]:
        """The toll that a sentence can mean: the highest of those told shortly before."""
        tolls = [
            (c.value.low, c.span, c)
            for index, said in self._said
            if 0 <= sentence.index - index <= _TOLL_REACH
            for c in said
            if isinstance(c.value, Numbers) and c.value.low and c.axis == _TOLL
        ]
        return [max(tolls, key=itemgetter(0, 1))[2]] if tolls else []

    def _denied(self, sentence: Sentence) -> list[Claim]:
        """What a sentence that only denies can mean: what was said just before.

        "We drink coffee in the mayor's office", said by one who claimed the town, stands for that claim.
        """
        if not self._said or sentence.index - self._said[-1][0] > 2:
            return []
        speaker = self._said[-1][1][0].speaker.party
        for index, said in reversed(self._said):
            told = [c for c in said if c.axis != "other.statement"]
            if sentence.index - index > 3 or said[0].speaker.party != speaker:
                break
            if told:
                return told
        return []

    def _turned(
        self, claim: Claim, value: Value, sentence: Sentence, field: str, who: SpeakerRef
    ) -> Claim:
        """A claim as a later sentence denies it."""
        party = who.party or self._outlet_party
        outlet = party.id == self._outlet_party.id
        span = (sentence.start, sentence.end)
        source = self._article.text if field == "text" else (self._article.title or "")
        asked = (claim.axis, claim.referent, claim.place.id)
        return claim.model_copy(
            update={
                "mention_id": mention_id(self._article.id, field, span, *asked, party.id),
                "field": field,
                "span": span,
                "sentence": sentence.start,
                "quote": source[sentence.start : sentence.end],
                "value": value,
                "speaker": Speaker(
                    name=who.name,
                    party=party,
                    role=who.role,
                    is_outlet=outlet,
                    chain=(self._article.source,) if outlet else (self._article.source, who.name),
                ),
                "polarity": Polarity.NEGATED,
                "modality": Modality.DENIED,
                "rejects": True,
                "concedes": False,
                "updates": False,
                "confidence": round(claim.confidence * 0.8, 3),
            }
        )

    def _retorting(self, sentence: Sentence, found: Retort) -> SpeakerRef | None:
        """Who says that something is untrue; the outlet where nobody is named and nothing quoted."""
        name = found.who or self._discourse.named_later.get(sentence.index)
        if name is not None:
            ref = self._named(name)
            return ref or SpeakerRef(name[:120], Party(id=f"people:{fold(name)}", name=name))
        if self._discourse.quoted.get(sentence.index) or sentence.text[:1] in '“"«':
            return self._discourse.speaker
        return self._outlet_ref

    def _parts(self, view: SentenceView, before: int) -> None:
        """Counts that one sentence gives place by place are parts of a sum: "37 in A and four in B".

        Another text may give the sum for either place, so each part is so many at least.
        """
        self._wider_whole(view, before)
        made = self.claims[before:]
        for i, claim in enumerate(made):
            value = claim.value
            if not (
                isinstance(value, Numbers) and value.high and claim.axis.startswith("casualties")
            ):
                continue
            if self._goes_on(view, claim.place) or any(
                c.axis == claim.axis
                and c.place.id != claim.place.id
                and isinstance(c.value, Numbers)
                and c.value != value
                for c in made
            ):
                self.claims[before + i] = claim.model_copy(
                    update={"value": value.model_copy(update={"high": None})}
                )

    def _wider_whole(self, view: SentenceView, before: int) -> None:
        """ "Eleven have died, six of them in X": the eleven are of a wider place than X."""
        part = placed_part(view)
        if part is None:
            return
        number, at = part
        own = next((m.place for m in view.places if at < m.start <= at + 3), None)
        if own is None or own.country is None:
            return
        for i, claim in enumerate(self.claims[before:], before):
            value = claim.value
            if (
                isinstance(value, Numbers)
                and claim.axis.startswith("casualties")
                and claim.place.id == own.id
                and (value.low or 0) > (number.high or number.low or 0)
            ):
                self.claims[i] = claim.model_copy(update={"place": self._country(own.country)})

    @staticmethod
    def _goes_on(view: SentenceView, place: Place) -> bool:
        """Whether a bare number for another place follows: "… and four in B"."""
        for q in view.numbers:
            after = view.doc[q.end : q.end + 2]
            if (
                q.start <= q.head < q.end
                and len(after) == 2
                and after[0].lower_ in ("in", "at", "near", "from")
                and any(
                    m.start <= after[1].i < m.end and m.place.id != place.id for m in view.places
                )
            ):
                return True
        return False

    def _statement(
        self, view: SentenceView, lead: SpeakerRef | None, sentence_speaker: SpeakerRef | None
    ) -> None:
        """A checkable statement that no frame reads."""
        hit = statement(view, self._lex, quoted=True)
        if hit is None:
            return
        reading = self._attribution.read(hit.anchor)
        for spoken in self._voices(view, hit, reading, lead, sentence_speaker)[:1]:
            if spoken.speaker.is_outlet and statement(view, self._lex, quoted=False) is None:
                return
            self._emit(view, hit, spoken)

    def _emit(self, view: SentenceView, hit: FrameHit, spoken: Spoken) -> None:
        speakers = [t for t in self._who_report(view) if t.head.i != hit.anchor.i]
        places = self._places(view, hit, speakers)
        if not places:
            return
        theme_class = view.class_of(hit.theme, "facility") if hit.theme is not None else None
        for place, sure in places:
            if (
                place.facility
                and theme_class
                and not any(m.place is place for m in view.places)
                and theme_class.split()[-1] not in place.facility
                and (hit.theme is None or hit.theme.lemma_ not in place.facility)
            ):
                place = place.model_copy(
                    update={"facility": None}
                )  # another part of the same place
            self._here = place.country
            for axis, value, referent, confidence in self._values(view, hit, spoken, place):
                self._add(view, hit, axis, spoken, place, value, referent, sure * confidence)
                if isinstance(value, Numbers) and not self._toll_told(view, axis):
                    self._last_count = LastCount(hit.spec, referent, view.sentence.index)

    def _who_report(self, view: SentenceView) -> list[Token]:
        """The subjects of a sentence's verbs of saying."""
        known, found = self._reporters
        if known is not view:
            told = self._lex.reporting_verbs
            found = [
                t
                for t in view.doc
                if t.dep_ == "nsubj" and is_verb(t.head) and told.get(t.head.lemma_) in _REPORTS
            ]
            self._reporters = (view, found)
        return found

    def _toll_told(self, view: SentenceView, axis: str) -> bool:
        """Whether the sentence has told a toll, from which a bare figure goes on before others."""
        last = self._last_count
        return (
            last is not None
            and last.sentence == view.sentence.index
            and last.spec.axis == _TOLL
            and axis != _TOLL
        )

    def _settled(self, place: Place, axis: str) -> Place:
        """A part of a town as the town's, but for who holds or enters a quarter: that is told of it alone."""
        town = self._discourse.towns.get(place.id)
        if town is None or (place.facility is None and axis.startswith(("control.", "movement."))):
            return place
        return part_of(place, town)

    def _own_house(self, speaker: str) -> str | None:
        """The institution that speaks: "the hospital", "a teacher at the school"."""
        for word in reversed(re.findall(r"[a-z]+", speaker.casefold())):
            for cls, canonical in self._lex.classes(word):
                if cls == "facility" and canonical in _HOUSES:
                    return canonical
        return None

    def _local(self, speaker: Speaker, place: Place) -> Speaker:
        """ "The police" of a place across the border are that country's, unless the text says whose."""
        party, home = speaker.party, self._parties.home
        if (
            party is None
            or home is None
            or place.country in (None, home)
            or party.id not in {f"state:{home}/{organ}" for organ in _LOCAL_ORGANS}
            or speaker.name.casefold().removeprefix("the ") not in _LOCAL_WORDS
        ):
            return speaker
        organ = party.id.split("/")[1]
        there = Party(id=f"state:{place.country}/{organ}", name=party.name)
        return speaker.model_copy(update={"party": there})

    def _says_more(self, mid: str, value: Value) -> bool:
        """Whether a count is of more people than one read first: "nine died at once, two more died later"."""
        told = next((c.value for c in self.claims if c.mention_id == mid), None)
        return (
            isinstance(value, Numbers)
            and isinstance(told, Numbers)
            and told.high is None
            and not (value.low is None or told.low is None)
            and value.low > told.low
        )

    def _stating(self, view: SentenceView, hit: FrameHit, spoken: Spoken) -> Token:
        """The word whose clause states a claim: of a rejection, where its speaker is named.

        "The rebels claim the capture of the town; the army rejects it."
        """
        named = view.doc.text.find(spoken.speaker.name) if spoken.rejects else -1
        if named < 0 or spoken.speaker.is_outlet:
            return hit.anchor
        return next((t for t in view.doc if t.idx >= named), hit.anchor)

    def _stated(
        self, view: SentenceView, hit: FrameHit, spoken: Spoken
    ) -> tuple[tuple[int, int], AsOf, bool]:
        """The part of a sentence that states a frame, the time it is of, and whether that is long gone.

        All answers that a frame gives in one mouth share them.
        """
        last = self._last_stated
        if last is None or last[0] is not hit or last[1] is not spoken:
            part = (
                account(view.doc, self._stating(view, hit, spoken), self._lex.reporting_verbs)
                if spoken.report is None
                else reported(spoken.report, hit.anchor)
            )
            as_of = self._time(view, hit)
            gone = bygone(hit, as_of, self._article.published_at)
            last = self._last_stated = (hit, spoken, (part, as_of, gone))
        return last[2]

    def _role(self, token: Token | None, spoken: Spoken) -> Role | None:
        """A participant of a claim; most are those of the claim before, too."""
        if token is None:
            return None
        party = self._party(token, spoken.speaker.party)
        role = self._roles.get(token)
        if role is None or role.party is not party:
            role = trusted(Role, text=noun_phrase(token)[:200], party=party)
            self._roles[token] = role
        return role

    def _add(
        self,
        view: SentenceView,
        hit: FrameHit,
        axis: str,
        spoken: Spoken,
        place: Place,
        value: Value,
        referent: str,
        confidence: float,
    ) -> None:
        article, sentence = self._article, view.sentence
        place = self._settled(place, axis)
        (start, end), as_of, gone = self._stated(view, hit, spoken)
        span = (sentence.start + start, min(sentence.start + end, sentence.end))
        source = article.text if view.field == "text" else (article.title or "")
        quote = source[span[0] : span[1]]
        spoken.speaker = self._local(spoken.speaker, place)
        speaker_id = spoken.speaker.party.id if spoken.speaker.party else spoken.speaker.name
        # of one speaker's answers to one question in one sentence the first counts, unless it is of
        # another time: "the bridge, damaged in 2014, was destroyed on Friday"
        if gone:
            return
        whole = (sentence.start, sentence.end)
        mid = mention_id(article.id, view.field, whole, axis, referent, place.id, speaker_id)
        first = self._seen.get(mid)
        if first is not None and sums_up(hit) and not told_earlier(hit):
            self.claims[:] = [c for c in self.claims if c.mention_id != mid]
        elif first is not None:
            if as_of.end >= first.start and first.end >= as_of.start:
                if not self._says_more(mid, value) or told_earlier(hit):
                    return
                self.claims[:] = [c for c in self.claims if c.mention_id != mid]
                if isinstance(value, Numbers):
                    value = value.model_copy(update={"high": None})
            else:
                mid = mention_id(
                    article.id, view.field, whole, axis, referent, place.id, speaker_id, as_of.start
                )
                if mid in self._seen:
                    return
        self._seen[mid] = as_of
        text = sentence.text
        aspect = AXES[axis].aspect
        if isinstance(value, Numbers) and value.high == 0 and place.facility is None:
            # a school that lost nobody speaks of its own
            place = place.model_copy(update={"facility": self._own_house(spoken.speaker.name)})
        # its parts are records that were checked, its span and quote are cut from one text
        claim = trusted(
            Claim,
            claim_id="pending",
            mention_id=mid,
            article_id=article.id,
            source=article.source,
            url=article.url,
            published_at=article.published_at,
            field="title" if view.field == "title" else "text",
            span=span,
            sentence=sentence.start,
            quote=quote,
            place=place,
            aspect=aspect,
            axis=axis,
            referent=referent,
            value=value,
            extent=kept(extent(view, hit, referent), hit, value, turned=bool(spoken.flips)),
            predicate=" ".join(
                [t.lemma_ for t in view.doc[hit.words[0] : hit.words[1]] if not t.is_punct]
            )[:80],
            speaker=spoken.speaker,
            polarity=Polarity.NEGATED if hit.negated else Polarity.AFFIRMED,
            modality=Modality.FUTURE
            if _is_under_way(hit)
            else self._in_time(spoken.modality, as_of),
            actor=self._role(hit.agent, spoken),
            target=self._role(hit.theme, spoken),
            as_of=as_of,
            rejects=spoken.rejects
            or (aspect is Aspect.CASUALTIES and "not one more" in text.casefold())
            or (isinstance(value, Numbers) and hit.quantity is not None and disputes_figure(text)),
            concedes=spoken.concedes,
            identifies=axis == "attack.culprit" and identifies(hit),
            updates=hit.spec.updates or _is_update(text),
            confidence=_rounded(confidence),
        )
        self.claims.append(completed(claim, claim_id=claim_id(claim)))


def _is_counted(hit: FrameHit) -> bool:
    """ "Six were burnt and one broke his leg": who seems to have done it is who is counted."""
    q = hit.quantity
    return (
        q is not None
        and hit.agent is not None
        and hit.spec.axis == "casualties.injured"
        and (hit.agent.i == q.head or q.start <= hit.agent.i < q.end)
    )


def _is_under_way(hit: FrameHit) -> bool:
    """ "Is pulling its troops out": they may still be there."""
    return (
        hit.spec.axis == "movement.presence"
        and hit.spec.value == "outside"
        and hit.anchor.tag_ == "VBG"
        and not hit.negated
        and any(c.lower_ in ("is", "are", "was", "were") for c in hit.anchor.lefts)
    )


__all__ = ["ClaimBuilder"]
