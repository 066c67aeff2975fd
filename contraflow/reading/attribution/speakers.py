"""Who says a claim: the voices of its sentence, a quotation's or a tail's speaker, "he" and "it"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from contraflow.parties.keys import fold
from contraflow.reading.attribution import (
    Attribution,
    Voice,
    according_to,
    heading_speaker,
    is_evidence,
    is_whose,
    no_speaker,
    tail_attribution,
)
from contraflow.reading.attribution.nouns import TAKES_BACK
from contraflow.reading.attribution.openings import Nouns, asked, opening, presented_within, several
from contraflow.reading.attribution.presented import front_of, presented
from contraflow.reading.attribution.references import SpeakerNaming, is_doer
from contraflow.reading.attribution.sources import Tail
from contraflow.reading.attribution.verbs import is_told_of, told_by_another
from contraflow.reading.context import Spoken
from contraflow.reading.discourse import Passed, SpeakerRef
from contraflow.reading.frames import FrameHit
from contraflow.reading.frames.authors import AuthorHit
from contraflow.reading.frames.causes.words import CauseHit
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import is_headline_passive
from contraflow.reading.parsing.negation import is_negative_noun
from contraflow.reading.parsing.syntax import FINITE, children, first_child, is_verb, noun_phrase
from contraflow.reading.parsing.view import SentenceView
from contraflow.reading.text.marks import holds
from schemas import (
    Modality,
    Party,
    Speaker,
)
from schemas.base import trusted

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token


_QUOTE_MARKS = '“”«»"'
_QUOTES = tuple(_QUOTE_MARKS)
_CLOSES = re.compile(r"[^“”«»\"]+(?:”|»|(?<=[,.!?])\"(?=\s|$))")
_TAKES_BACK = TAKES_BACK | {"concede", "admit"}
"""Verbs that concede whatever their content is."""
_BODIES = word_set("bodies-that-speak")
_BYSTANDERS = ("body:", "person:", "people:")
_CHARGES = word_set("charges")
_ALSO_SAYS = word_set("also-says")
_GOSSIP = word_set("gossip")
_MANY = word_set("no-one-person")
_SAYING = tuple(
    "said says told tells added adds wrote writes announced declared insisted replied reported".split()
)
_QUOTED_BY = re.compile(rf"[,”\"»]\s+(?:\w+\s+){{1,5}}(?:{'|'.join(_SAYING)})\b")
"""A sentence that ends in saying who says it: its subject is what is told of."""
_SAID = frozenset({"assert", "claim", "deny"})
_AFTER_DASH = re.compile(r"[\"”’'»]\s[-–—]\s(?P<who>[^\"“”:–—]{2,40})$")
"""Who says what a headline quotes: "“We stay” – mayor"."""
_OWN_VOICE = frozenset("reporter correspondent presenter anchor host interviewer moderator".split())
"""Who speaks for the outlet."""
_REPLIES = frozenset("answer update report count list beg differ disagree object".split())
"""Verbs that a colon may follow, with what their subject says."""
_FRONT = re.compile(r",| of | for | from | with ")
"""What ends the front of a phrase, which says who somebody is."""
_IN_BRACKETS = re.compile(r"\((?:[Tt]he )?([^(),]+)[^()]*\)$")
_BREAKS_OFF = re.compile(r"[:“”«»\"]|^\s*$")
"""What no name has in it."""


_BOUNDS = frozenset("at least more than over about some another around nearly up to only".split())
_NONE = frozenset({"no", "none", "nobody"})
_OF_ONE = frozenset({"he", "she"})
_PERCEIVES = frozenset({"hear", "see", "remember", "recall", "notice", "witness", "know", "feel"})


class _Link(NamedTuple):
    """One of those who say a claim, with the stance and the lemma of the verb that says so."""

    ref: SpeakerRef
    stance: str
    verb: str


def _ends_in(view: SentenceView, verb: Token) -> bool:
    """Whether a headline ends in a participle of which its subject is the object."""
    return verb.tag_ in ("VBN", "VBD") and all(t.is_punct for t in view.doc[verb.i + 1 :])


class SpeakerReading(SpeakerNaming):
    """Who says a claim: the voices of its sentence, a quotation's or a tail's speaker, "he" and "it"."""

    def _presented(self, view: SentenceView) -> tuple[SpeakerRef, int] | None:
        """Who is presented before a colon as the speaker of what follows, and where that begins."""
        sentence = view.sentence
        if sentence.heading or ":" not in sentence.text:
            return None
        spots = [
            (view.doc[m.start].idx, view.doc[m.end - 1].idx + len(view.doc[m.end - 1].text))
            for m in view.places
        ]
        found = presented(
            sentence.text,
            self._nouns,
            lambda a, b: any(s < b and a < e for s, e in spots),
            lambda a, b: any(a <= t.idx < b and t.tag_ in FINITE for t in view.doc),
            lambda a, b: any(
                a <= t.idx < b and t.tag_ in FINITE and self._replies(t) for t in view.doc
            ),
        )
        if found is None:
            return None
        ref = self._named(found.phrase) or self._described(found.phrase)
        if found.quoted:
            self._remember(ref)
        return ref, found.start

    def _replies(self, verb: Token) -> bool:
        """Whether a verb has its subject say something, with or without an object."""
        return verb.lemma_ in self._lex.speech_verbs or verb.lemma_ in _REPLIES

    def _lead_speaker(self, view: SentenceView) -> SpeakerRef | None:
        """Who speaks what a sentence has behind a colon, where no verb stands before it: "Ministry: …"."""
        name = heading_speaker(view.sentence.text)
        if name is None or name.count("(") != name.count(")"):
            return None
        title = next((w for w in name.split() if self._parties.phrases.is_title(w)), None)
        if title is None and any(
            m.start == 0 and view.doc[m.end - 1].idx < len(name) for m in view.places
        ):
            return None  # "TOWN: fire contained" names a place
        party = self._parties.resolve(name)
        last = fold(name.split()[-1])
        if party is None and (last in _BODIES or self._parties.phrases.is_title(name)):
            return SpeakerRef(name, Party(id=f"people:{last}", name=name))  # "Ministry: …"
        if party is None or not party.id.startswith(
            ("state:", "org:", "office:", "person:", "role:rebels")
        ):
            return self._lead_in_general(view, name)
        of_body = last in _BODIES and " to " not in name
        whole = party.id == "role:rebels" and " " not in name
        if party.id == "role:rebels" and not whole:
            return None
        if not of_body and self._parties.resolve(name.split(",")[0].split()[-1]) is None:
            # "Xland floods: …" is a topic, no speaker
            return self._lead_in_general(view, name)
        if party.id.startswith("person:"):
            party = self._unattached(None, name) or party
        return SpeakerRef(name, party)

    def _lead_in_general(self, view: SentenceView, name: str) -> SpeakerRef | None:
        """ "A carters' union in Xtown: no cart has passed", "Roe again: it is out", "DOCTOR (Ana Roe): …"."""
        said = [t.idx for t in view.doc if t.tag_ in FINITE]
        if not said or said[0] < len(name):
            return None  # "Residents: nine dead" may count residents
        inside = _IN_BRACKETS.search(name)
        if inside is not None:
            # "DOCTOR (Ana Roe, Xtown)", but not "Bridge (North Xland)"
            at, who = view.sentence.text.index(inside[0]) + 1, inside[1]
            place = any(at <= view.doc[m.start].idx < at + len(who) for m in view.places)
            return self._named(who) if who.istitle() and " " in who and not place else None
        front = front_of(name)
        ref = self._namesake(front)
        if ref is not None:
            self._remember(ref)
            return ref
        words = _FRONT.split(front)[0].split()
        if not words:
            return None
        noun = fold(words[-1])
        if noun in _OWN_VOICE:
            return None  # "REPORTER: …"
        titled = next((w for w in words if self._parties.phrases.is_title(w)), None)
        # "Relief: tents have been brought" has a topic
        body = noun in _BODIES or (len(words) > 1 and self._parties.phrases.is_body_noun(noun))
        if body and any(cls == "facility" for cls, _ in self._lex.classes(noun)):
            return None  # "The school: its roof fell in"
        person = titled is not None or self._is_person(noun) or self._is_doer(words)
        if not body and not person:
            return None
        ref = self._named(front) if " " in front else None  # "DOCTOR" is no name
        ref = ref or SpeakerRef(front, Party(id=f"people:{noun}", name=noun))
        self._remember(ref)
        return ref

    def _is_doer(self, phrase: Sequence[str]) -> bool:
        """Whether a phrase's noun is one for whoever does something: "a technician", "the rescuers"."""
        noun = fold(phrase[-1])
        if phrase[0].lower() in ("a", "an", "the") and is_doer(noun):
            return not self._lex.classes(noun)
        one = noun.removesuffix("s")
        return one != noun and (self._is_person(one) and one not in _MANY)

    def _sentence_speaker(self, view: SentenceView) -> SpeakerRef | None:
        """Speaker of the sentence's main reporting verb, for quotations that go on past it."""
        stances = self._lex.reporting_verbs
        for token in [t for t in view.verbs if stances.get(t.lemma_) in _SAID]:
            subject = self._reporter(view, token)
            ref = self._ref(subject) if subject is not None else None
            if ref is not None:
                self._remember(ref)
                return ref
        source = according_to(view.doc)
        ref = self._ref(source) if source is not None else None
        if ref is not None and ref.party is not None and ref is not self._discourse.speaker:
            self._remember(ref)
            return None
        self._introduce(view)
        return None

    def _reporter(self, view: SentenceView, verb: Token) -> Token | None:
        """The subject of a word that reports, if it is a verb's and speaks."""
        if not is_verb(verb) or is_told_of(verb):
            return None
        told = told_by_another(verb)
        if told is not None:
            return told
        subjects = [*children(verb, "nsubj")]
        subject = subjects[0] if subjects else None
        beside = bool(subjects) and subjects[-1].i == verb.i - 1 and subjects[-1].tag_ == "PRP"
        if subject is not None and len(subjects) > 1 and (beside or not self._may_speak(subject)):
            subject = subjects[-1]  # "Situation calm, says Smith", "Stocks suffice, Smith said"
        if (
            subject is None
            and verb.dep_ in ("acl", "relcl")
            and verb.tag_ == "VBD"
            and verb.head.tag_.startswith("NN")
        ):
            subject = verb.head  # long appositions lead the parser astray
        if subject is None or no_speaker(subject) or is_evidence(subject):
            return None
        if is_negative_noun(subject):
            return None  # "there are nine dead, and not one more, declared the mayor"
        if is_headline_passive(verb) or (view.sentence.heading and _ends_in(view, verb)):
            return None  # "nine confirmed dead", "Security of Xtown guaranteed"
        if any(c.lower_ in ("our", "my") for c in children(subject, "poss")):
            return None  # "our soldiers answered": somebody speaks of them
        if verb.lemma_ in _ALSO_SAYS and verb.lemma_ != "put" and view.doc[-1].i != verb.i:
            self._remember_person(subject)
            return None
        return subject

    def _may_speak(self, noun: Token) -> bool:
        """Whether a noun is one for people, an office or a party."""
        return (
            self._parties.phrases.is_title(noun.lemma_)
            or noun.tag_ == "PRP"
            or any(cls == "person" for cls, _ in self._lex.classes(noun.lemma_))
            or self._parties.resolve(noun_phrase(noun)) is not None
        )

    def _remember_person(self, subject: Token) -> None:
        """ "X called that a story": "he" in what follows is X."""
        name = noun_phrase(subject)
        if subject.tag_ == "NNP" and (" " in name or self._parties.article.is_person_or_body(name)):
            self._remember_subject(subject)

    def _remember_subject(self, subject: Token) -> None:
        ref = self._ref(subject)
        if ref is not None and ref.party is not None:
            self._remember(ref)

    def _introduce(self, view: SentenceView) -> None:
        """ "The spokesman, General X, took four questions.": "he" in what follows is the spokesman."""
        if self._discourse.quoted.get(view.sentence.index):
            return  # whom somebody speaks of, speaks not
        root = next((t for t in view.doc if t.dep_ == "ROOT"), None)
        subject = first_child(root, "nsubj") if root is not None else None
        if subject is not None and is_negative_noun(subject):
            return
        if subject is None and root is not None and self._parties.phrases.is_title(root.lemma_):
            # "The spokesman, General X, condoled with …", with the verb taken for a part of the name
            verb = next((c for c in root.children if c.dep_ == "acl" and c.i > root.i), None)
            before = view.doc.span(0, verb.i) if verb is not None else ""
            ref = self._named(before.strip(" ,")) if not _BREAKS_OFF.search(before) else None
            if ref is not None:
                self._remember(ref)
        if subject is None or not subject.tag_.startswith("NN"):
            return
        name, title = noun_phrase(subject), self._parties.phrases.is_title(subject.lemma_)
        title = title or (subject.tag_ == "NNP" and self._parties.phrases.is_title(name.split()[0]))
        party = self._parties.resolve(name)
        if party is not None and party.id.startswith(("state:", "org:")) and not title:
            self._discourse.hear_of(SpeakerRef(name, party))
        if (
            subject.tag_ in ("NN", "NNP")
            and subject.lemma_ not in ("soldier", "man", "woman", "voice")
            and (title or self._parties.article.is_person_or_body(name))
        ):
            self._remember_subject(subject)

    def _present_opening(
        self, sentence: str, places: Sequence[tuple[int, int]], *, speaks: bool = False
    ) -> None:
        """Notes who a sentence is about: "he" and "the coroner" in what follows.

        Where it has somebody speak (``speaks``), that is the speaker, or whom the speaker quotes.
        """
        if sentence.startswith(_QUOTES) or (
            holds(sentence, _SAYING) and _QUOTED_BY.search(sentence) is not None
        ):
            return

        def is_place(start: int, end: int) -> bool:
            return any(at < end and start < stop for at, stop in places)

        found = asked(sentence, self._nouns, is_place)
        if found is None and not speaks:
            found = opening(sentence, self._nouns, is_place)
        last = self._discourse.individual
        if found is not None:
            self._present(found)
        if speaks or self._discourse.individual is not last:
            self._discourse.before.clear()
        else:
            self._discourse.before.append(Passed(sentence, tuple(places)))

    def _who_it_is(self) -> SpeakerRef | None:
        """Whom "he" or "she" means: whom a sentence just before has presented, else the last who spoke."""
        while self._discourse.before:
            text, places = self._discourse.before.pop()

            def is_place(start: int, end: int, at: Sequence[tuple[int, int]] = places) -> bool:
                return any(a < end and start < b for a, b in at)

            found = presented_within(text, self._nouns, is_place)
            if found is not None:
                self._discourse.before.clear()
                last = self._discourse.individual
                if last is None or fold(found.phrase).split()[-1] not in fold(last.name).split():
                    self._present(found)
        return self._discourse.individual

    def _who_they_are(self) -> SpeakerRef | None:
        """The people whom the sentence before begins with, where nobody speaks in it."""
        if not self._discourse.before:
            return None
        phrase = several(self._discourse.before[-1].text, self._nouns)
        if phrase is None:
            return None
        noun = fold(phrase.split()[-1])
        party = self._parties.resolve(phrase) or Party(id=f"people:{noun}", name=noun)
        return SpeakerRef(phrase, party)

    @property
    def _nouns(self) -> Nouns:
        return Nouns(self._is_person, self._is_collective, self._is_thing)

    def _is_person(self, word: str) -> bool:
        """Whether a word in the singular is one for a person."""
        low = word.casefold()
        if low in _MANY:
            return False
        return self._parties.phrases.is_title(low) or any(
            cls in ("person", "office") for cls, _ in self._lex.classes(low)
        )

    def _is_thing(self, word: str) -> bool:
        """Whether a word is a noun that a name in front of it can be the name of."""
        return word.islower() and bool(
            self._lex.classes(word) or self._parties.phrases.is_organ(word)
        )

    def _is_collective(self, word: str) -> bool:
        """Whether a word is one for a body, or an abbreviation such as bodies have."""
        low = word.casefold()
        if low in _BODIES or self._parties.phrases.is_body_noun(low):
            return True
        return word.isupper() and 2 < len(word) < 9 and word.isalpha()

    def _tail_of(self, view: SentenceView) -> tuple[SpeakerRef, int] | None:
        """The sentence's tail, looked for once."""
        if self._tail_view is not view:
            self._tail_view, self._tail_found = view, self._tail(view)
        return self._tail_found

    def _tail(self, view: SentenceView) -> tuple[SpeakerRef, int] | None:
        """The speaker named at the end of the sentence, and where the content before it ends."""
        found = tail_attribution(view.doc)
        if found is None and view.sentence.heading:
            match = _AFTER_DASH.search(view.sentence.text)
            found = Tail(match["who"], None, match.start()) if match is not None else None
        if found is None:
            return None
        ref = self._named(found.who)
        if ref is None and found.noun is not None:
            ref = self._nameless(found.noun, found.who, says=True)
        if ref is None:
            return None
        if ref is not self._discourse.speaker or ref is not self._discourse.individual:
            self._remember(ref)
        return ref, found.start

    def _voices(
        self,
        view: SentenceView,
        hit: FrameHit,
        reading: Attribution,
        lead: SpeakerRef | None,
        sentence_speaker: SpeakerRef | None,
    ) -> list[Spoken]:
        """Who says it: one speaker, or two when one rejects what another claims."""
        outlet = self._outlet_ref
        above = self._above(view, hit, reading, lead, sentence_speaker)
        for voice in reading.voices:
            if voice.token is not None and is_negative_noun(voice.token):
                return []  # "no group has claimed the attack", "nobody said that": no voice at all
        links = self._links(view, hit, reading, above, outlet)
        modality = Modality.CLAIMED if hit.spec.id == "lays-claim" else reading.modality()
        if not links:
            return [
                Spoken(
                    self._outlet_speaker, reading.flips, reading.rejects, modality, reading.concedes
                )
            ]
        names = tuple([link.ref.name for link in reversed(links) if link.ref is not outlet])

        def speaker(ref: SpeakerRef) -> Speaker:
            return trusted(
                Speaker,
                name=ref.name,
                party=ref.party,
                role=ref.role,
                is_outlet=ref is outlet,
                chain=(outlet.name,) if ref is outlet else (outlet.name, *names),
            )

        first = links[0]
        if len(links) == 1 and lead is sentence_speaker is None:
            # "a statement from the minister, Ana Roe, that …" presents whom "he said" then means
            told = first.ref is not outlet and first.verb in self._lex.reporting_nouns
            if told and self._parties.is_individual(first.ref.name):
                self._remember(first.ref)
        denier = next((link.ref for link in links[1:] if link.stance == "deny"), None)
        if first.stance == "deny" or denier is None:
            own = self._concedes(first.ref, reading, hit, first.verb)
            # whoever made the claim that is denied may be nobody in particular: "denied media reports"
            flips = reading.flips or int(first.stance == "deny")
            return [Spoken(speaker(first.ref), flips, reading.rejects, modality, own)]
        # "A denied B's claim that P": B asserts P, A denies it;
        # a claim is about its claimant, an accusation about whom it accuses
        mine, theirs = first.ref.party, denier.party
        about = theirs if first.verb in _CHARGES else mine
        claimed = max(0, reading.flips - 1)
        report = _report(reading, hit.anchor)
        claim = Spoken(speaker(first.ref), claimed, False, Modality.CLAIMED, False, about, report)
        out = [] if reading.disowned and _is_hearsay(first.ref, outlet) else [claim]
        flips = max(1, reading.flips)
        if reading.disowned and (mine is None or theirs is None or mine.id == theirs.id):
            # "a message said P, which X called fake": whose message is not told, nor "his office"
            who = outlet if _is_hearsay(denier, outlet) else denier
            return [Spoken(speaker(who), flips, True, Modality.DENIED, False, about)]
        if mine is not None and theirs is not None and mine.id == theirs.id:
            if first.stance != "claim":
                # "it had spoken of 21 dead, but the number was wrong": it takes that back
                return [Spoken(speaker(denier), flips, True, Modality.DENIED, True, about)]
        else:
            out.append(Spoken(speaker(denier), flips, True, Modality.DENIED, False, about))
        return out

    def _links(
        self,
        view: SentenceView,
        hit: FrameHit,
        reading: Attribution,
        above: SpeakerRef | None,
        outlet: SpeakerRef,
    ) -> list[_Link]:
        """The chain of those who say it, whoever said it first at its head."""
        links: list[_Link] = []
        refuted = False  # something below was called untrue by the next voice above
        for voice in reading.voices:
            if voice.token is None:
                if voice.stance == "deny" and is_verb(voice.verb) and self._discourse.speaker:
                    links.append(_Link(self._discourse.speaker, "deny", voice.verb.lemma_))
                else:
                    refuted = refuted or voice.stance == "deny"
                continue
            if voice.stance == "aside" and not links:
                links.append(_Link(above or outlet, "assert", "say"))
            if voice.token.i == hit.anchor.i or (
                is_evidence(voice.token) and voice.stance != "deny"
            ):
                continue
            if (
                view.place_at(voice.token) is not None
                and (self._party(voice.token) is None or is_whose(voice))
                and not self._says_itself(voice)
            ):
                continue
            ref = self._ref(voice.token)
            stance = "deny" if refuted or voice.stance == "aside" else voice.stance
            if ref is not None and (
                not links or links[-1].ref.name != ref.name or stance == "deny"
            ):
                links.append(_Link(ref, stance, voice.verb.lemma_))
                refuted = False
            elif ref is None and voice.stance == "aside":
                refuted = True  # "a report that his office calls nonsense": whoever that is
        if refuted:
            links.append(_Link(above or outlet, "deny", "deny"))
        if not links and above is not None:
            links.append(_Link(above, "assert", "say"))
        return self._with_organs([*self._blamers(hit), *links])

    def _says_itself(self, voice: Voice) -> bool:
        """ "Xtown port said": who keeps a named facility speaks by its noun, as no town does."""
        token = voice.token
        return (
            token is not None
            and token.tag_ in ("NN", "NNS")
            and token.dep_ == "nsubj"
            and is_verb(token.head)
            and token.head.lemma_ in self._lex.speech_verbs
        )

    def _blamers(self, hit: FrameHit) -> list[_Link]:
        """Who says it by the cue itself: "X blamed Y"."""
        found: list[_Link] = []
        if hit.spec.id == "lays-claim" and hit.agent is not None:
            claimant = self._ref(hit.agent)
            if claimant is not None:
                found.append(_Link(claimant, "claim", "claim"))
        if (
            hit.spec.value == "blamed"
            and hit.agent is not None
            and is_verb(hit.anchor)
            and hit.anchor.lemma_ != "be"  # "X is behind the blast"
        ):
            blamer = self._ref(hit.agent)
            if blamer is not None:
                found.append(_Link(blamer, "claim", "blame"))
        if isinstance(hit, (CauseHit, AuthorHit)) and hit.voice is not None:
            blamer = self._ref(hit.voice)
            if blamer is not None:
                found.append(_Link(blamer, "assert", hit.anchor.lemma_))
        return found

    def _with_organs(self, links: list[_Link]) -> list[_Link]:
        """ "Xland's spokesman said the army had found …": Xland's army."""
        for i in range(len(links) - 2, -1, -1):
            link, party = links[i], links[i + 1].ref.party
            organ = self._parties.own_organ(link.ref.name, party) if party else None
            if organ is not None and link.stance != "deny":
                ref = SpeakerRef(link.ref.name, organ, link.ref.role)
                links[i] = _Link(ref, link.stance, link.verb)
        return links

    def _above(
        self,
        view: SentenceView,
        hit: FrameHit,
        reading: Attribution,
        lead: SpeakerRef | None,
        sentence_speaker: SpeakerRef | None,
    ) -> SpeakerRef | None:
        """Who speaks the words that no verb of the sentence attributes; None is the outlet."""
        ref = None
        tail = self._tail_of(view)
        self._quoted = self._in_quotes(view, hit) or self._discourse.quoted.get(
            view.sentence.index, False
        )
        if tail is not None and hit.anchor.idx < tail[1]:
            ref = tail[0]
        elif self._before_colon is not None and hit.anchor.idx >= self._before_colon[1]:
            ref = self._before_colon[0]
        elif sentence_speaker is not None and any(
            v.token is None and v.verb.lemma_ in self._lex.reporting_verbs for v in reading.voices
        ):
            ref = sentence_speaker  # "X maintained that it cannot be said …"
        elif view.sentence.index in self._discourse.named_later:
            ref = self._named(self._discourse.named_later[view.sentence.index])
        elif self._quoted:
            ref = sentence_speaker or self._discourse.speaker
        return ref or lead or self._document or self._counts_on(view, hit) or self._perceived(view)

    def _counts_on(self, view: SentenceView, hit: FrameHit) -> SpeakerRef | None:
        """Who goes on counting: "Nine people died, the mayor said. Fourteen were wounded.".

        Only where the count opens the sentence after: whatever else stands there may be the outlet's.
        """
        last = self._discourse.counting
        if last is None or view.places or not hit.spec.axis.startswith("casualties."):
            return None  # a sentence that names the place tells the event anew
        index, paragraph, ref = last
        if (view.sentence.index, view.sentence.paragraph) != (index + 1, paragraph):
            return None
        first = next((t for t in view.doc[:4] if t.lower_ not in _BOUNDS), None)
        if first is None or first.lower_ in _NONE:
            return ref if first is not None else None
        counted = hit.quantity is not None and hit.quantity.start <= first.i + 1
        return ref if counted and first.tag_ == "CD" else None

    def _perceived(self, view: SentenceView) -> SpeakerRef | None:
        """Who has seen or heard what a sentence tells, where the one before has them speak.

        "She heard one blast, she said. She had heard no siren.": who else would know?
        """
        if self._discourse.before or view.words.isdisjoint(_OF_ONE):
            return None
        root = view.doc.root
        subject = first_child(root, "nsubj") if root.lemma_ in _PERCEIVES else None
        if subject is None or subject.lower_ not in _OF_ONE:
            return None
        return self._discourse.individual

    def _concedes(self, ref: SpeakerRef, reading: Attribution, hit: FrameHit, verb: str) -> bool:
        """ "Confirmed the loss", "acknowledged": against the speaker's own side."""
        if not reading.concedes or ref.party is None:
            return False
        if verb == "confirm" and ref.party.id.startswith(_BYSTANDERS):
            return False  # an aid group that confirms a loss has no side to lose
        return verb in _TAKES_BACK or (hit.spec.loss and verb in self._lex.concede)

    @staticmethod
    def _in_quotes(view: SentenceView, hit: FrameHit) -> bool:
        if not holds(view.sentence.text, _QUOTE_MARKS):
            return False
        closes = _CLOSES.match(view.sentence.text)
        if closes is not None and hit.anchor.idx < closes.end():
            return True  # a quotation that began in a sentence before
        text = view.sentence.text[: hit.anchor.idx]
        opened = text.count("“") + text.count("«") - text.count("”") - text.count("»")
        return bool(opened > 0 or text.count('"') % 2 == 1)


def _is_hearsay(ref: SpeakerRef, outlet: SpeakerRef) -> bool:
    """Whether nobody who is named says it: the outlet tells what goes around."""
    party = ref.party
    return ref is outlet or party is None or party.id.removeprefix("people:") in _GOSSIP


def _report(reading: Attribution, anchor: Token) -> Token | None:
    """The noun before a claim that reports it: "B's claim that …"."""
    noun = reading.voices[0].verb if reading.voices else None
    return noun if noun is not None and not is_verb(noun) and noun.i < anchor.i else None
