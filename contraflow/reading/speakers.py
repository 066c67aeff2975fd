"""Who says a claim: the voices of its sentence, a quotation's or a tail's speaker, "he" and "it"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contraflow.parties.keys import fold
from contraflow.reading.attribution import (
    Attribution,
    according_to,
    heading_speaker,
    is_evidence,
    is_pronoun,
    is_whose,
    no_speaker,
    tail_attribution,
)
from contraflow.reading.causes import CauseHit
from contraflow.reading.context import Spoken
from contraflow.reading.discourse import SpeakerRef
from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import word_set
from contraflow.reading.naming import PartyNaming
from contraflow.reading.syntax import (
    antecedent,
    children,
    is_negative_noun,
    is_verb,
    noun_phrase,
    oblique,
)
from contraflow.reading.view import SentenceView
from schemas import (
    Modality,
    Party,
    Speaker,
)

if TYPE_CHECKING:
    from contraflow.reading.tree import Token

_BODIES = frozenset(
    "agency bureau department ministry company office directorate service committee centre center association council network group source institute organisation organization commission union hospital university party team unit desk media channel newspaper administration charity firm operator railway school college prison airport plant factory mine airline club clinic".split()
)

_FIGURES = word_set("figures")
_CLOSES = re.compile(r"[^“”«»\"]+(?:”|»|(?<=[,.!?])\"(?=\s|$))")
_TAKES_BACK = frozenset({"retract", "withdraw", "concede", "admit"})
"""Verbs that concede whatever their content is."""
_CHARGES = frozenset(
    {"accusation", "allegation", "charge", "accuse", "blame", "allege", "suspicion"}
)


class SpeakerReading(PartyNaming):
    """Who says a claim: the voices of its sentence, a quotation's or a tail's speaker, "he" and "it"."""

    def _lead_speaker(self, view: SentenceView) -> SpeakerRef | None:
        name = heading_speaker(view.sentence.text)
        if name is None or any(
            m.start == 0 and view.doc[m.end - 1].idx < len(name) for m in view.places
        ):
            return None  # "TOWN: fire contained" names a place
        party = self._parties.resolve(name)
        if party is None or not party.id.startswith(("state:", "org:", "office:", "person:")):
            return None
        if self._parties.resolve(name.split()[-1]) is None:
            return None  # "Xland floods: …" is a topic, no speaker
        return SpeakerRef(name, party)

    def _sentence_speaker(self, view: SentenceView) -> SpeakerRef | None:
        """Speaker of the sentence's main reporting verb, for quotations that go on past it."""
        for token in view.doc:
            if is_verb(token) and self._lex.reporting_verbs.get(token.lemma_) in (
                "assert",
                "claim",
                "deny",
            ):
                subject = next(children(token, "nsubj"), None)
                if (
                    subject is None
                    and token.dep_ in ("acl", "relcl")
                    and token.tag_ == "VBD"
                    and token.head.tag_.startswith("NN")
                ):
                    subject = token.head  # long appositions lead the parser astray
                if subject is None or no_speaker(subject) or is_evidence(subject):
                    continue
                if any(c.lower_ in ("our", "my") for c in children(subject, "poss")):
                    continue  # "our soldiers answered": somebody speaks of them
                if token.lemma_ in (
                    "show",
                    "see",
                    "find",
                    "put",
                    "give",
                    "call",
                    "hear",
                    "record",
                    "count",
                    "register",
                ) and not (token.lemma_ == "put" or view.doc[-1].i == token.i):
                    self._remember_person(subject)
                    continue
                ref = self._ref(subject)
                if ref is not None:
                    self._remember(ref)
                    return ref
        source = according_to(view.doc)
        ref = self._ref(source) if source is not None else None
        if ref is not None and ref.party is not None and ref is not self._discourse.speaker:
            self._remember(ref)
            return None
        # "The spokesman, General X, took four questions.": "he" in what follows is the spokesman
        root = next((t for t in view.doc if t.dep_ == "ROOT"), None)
        subject = next(children(root, "nsubj"), None) if root is not None else None
        if subject is not None and subject.tag_.startswith("NN"):
            party = self._parties.resolve(noun_phrase(subject))
            if (
                party is not None
                and party.id.startswith(("state:", "org:"))
                and not self._parties.is_title(subject.lemma_)
            ):
                self._discourse.body = SpeakerRef(noun_phrase(subject), party)
        if (
            subject is not None
            and subject.tag_.startswith("NN")
            and subject.tag_ in ("NN", "NNP")
            and subject.lemma_ not in ("soldier", "man", "woman", "voice")
            and (
                self._parties.is_title(subject.lemma_)
                or self._parties.is_person_or_body(noun_phrase(subject))
            )
        ):
            ref = self._ref(subject)
            if ref is not None and ref.party is not None:
                self._remember(ref)
        return None

    def _remember_person(self, subject: Token) -> None:
        """ "X called that a story": "he" in what follows is X."""
        if subject.tag_ == "NNP" and self._parties.is_person_or_body(noun_phrase(subject)):
            ref = self._ref(subject)
            if ref is not None and ref.party is not None:
                self._remember(ref)

    def _tail_of(self, view: SentenceView) -> tuple[SpeakerRef, int] | None:
        """The sentence's tail, looked for once."""
        if self._tail_view is not view:
            self._tail_view, self._tail_found = view, self._tail(view)
        return self._tail_found

    def _tail(self, view: SentenceView) -> tuple[SpeakerRef, int] | None:
        """The speaker named at the end of the sentence, and where the content before it ends."""
        found = tail_attribution(view.doc)
        if found is None:
            return None
        ref = self._named(found[0])
        if ref is None:
            return None
        if ref is not self._discourse.speaker:
            self._remember(ref)
        return ref, found[1]

    def _named(self, name: str) -> SpeakerRef | None:
        """The speaker that words beside a quotation name: "the mayor, Ali Sow", "he"."""
        if name.casefold() in ("he", "she", "they", "it"):
            return self._discourse.speaker
        party = self._parties.resolve(name)
        if party is None or party.id.startswith(("people:", "person:")):
            party = self._unattached(None, name) or party
        if party is None or (party.id.startswith("people:") and re.search(r"\b[A-Z]", name[4:])):
            party = (
                self._parties.named_body(re.split(r",| of | for | at | in | to ", name)[0]) or party
            )
        return SpeakerRef(name[:120], party) if party is not None else None

    def _remember(self, ref: SpeakerRef) -> None:
        if (
            ref.party is not None
            and ref.party.id.startswith(("state:", "org:", "body:"))
            and not re.search(r"\b(?:he|she)\b", ref.name)
        ):
            self._discourse.body = ref
        self._discourse.speaker = ref

    def _ref(self, token: Token) -> SpeakerRef | None:
        """A speaker from the subject of a reporting verb."""
        token = antecedent(token)
        if is_pronoun(token) or token.lower_ in ("his", "her", "their", "its"):
            if token.lower_ in ("it", "they"):
                # an organisation that the sentence itself names before
                for other in token.doc[: token.i]:
                    if other.dep_ == "nsubj" and other.tag_.startswith("NN"):
                        party = self._parties.resolve(noun_phrase(other))
                        if party is not None and party.id.startswith(("state:", "org:")):
                            return SpeakerRef(noun_phrase(other), party)
                if token.lower_ == "it" and self._discourse.body is not None:
                    return self._discourse.body
            return self._discourse.speaker
        if no_speaker(token):
            return None
        if token.lower_ in ("one", "some", "many", "several", "two", "three"):
            target = oblique(token, "of")
            if target is not None:
                token = target
        name = noun_phrase(token)
        if not name or name.casefold() in ("i", "we", "you"):
            return self._discourse.speaker if name.casefold() in ("i", "we") else None
        if token.lemma_ in self._lex.reporting_nouns or token.lemma_ in _FIGURES:
            owner = next(children(token, "poss"), None) or oblique(token, "from", "by", "of")
            return self._ref(owner) if owner is not None else self._discourse.speaker
        if token.lemma_ in (
            "statement",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "source",
            "communiqué",
            "report",
            "officer",
            "official",
            "group",
            "ministry",
            "agency",
            "bureau",
            "company",
            "movement",
            "minister",
            "document",
        ):
            owner = next(children(token, "poss"), None) or oblique(token, "from", "by", "of", "for")
            if (
                token.lemma_ in ("statement", "report", "communiqué", "document")
                and owner is not None
            ):
                return self._ref(owner)
            if (
                token.lemma_ in ("source", "document", "officer", "office", "agency", "ministry")
                and any(c.lower_ in ("same", "this", "the") for c in token.children)
                and not any(
                    c.dep_ in ("compound", "amod") and c.lower_ != "same" for c in token.children
                )
            ):
                known = self._spoken_of(token.lemma_)
                if known is not None:
                    return known
        party = self._parties.resolve(name)
        scene = re.match(r"In ([A-ZÀ-Ý][\w’'-]+),", token.doc.text)
        if (
            scene
            and party is not None
            and party.id.startswith("state:")
            and not re.search(r"’s|'s", name)
        ):
            seat = self._parties.seat_of(scene.group(1))
            if seat is not None and self._parties.home == party.id[6:8] and seat != party.id[6:8]:
                party = Party(
                    id=f"state:{seat}{party.id[8:]}", name=party.name
                )  # "In Xcity, the Defence Ministry …"
        if party is None or party.id.startswith("people:"):
            party = self._unattached(token, name) or party
        proper = [
            t
            for t in (*token.children, token)
            if t.text[:1].isupper()
            and ((t.i == token.i and t.i > 0) or t.dep_ in ("appos", "compound"))
            and t.tag_.startswith("NNP")
        ]
        if proper and (party is None or party.id.startswith("people:")):
            first, last = (
                min(t.left_edge.i if t.dep_ == "appos" else t.i for t in proper),
                max(t.i for t in proper),
            )
            while (
                last + 2 < len(token.doc)
                and token.doc[last + 1].lower_
                in ("of", "for", "de", "do", "dos", "da", "du", "des", "la")
                and token.doc[last + 2].text[:1].isupper()
            ):
                last += 2
                while last + 1 < len(token.doc) and token.doc[last + 1].text[:1].isupper():
                    last += 1
            while (
                first > 0
                and token.doc[first - 1].text[:1].isupper()
                and token.doc[first - 1].tag_.startswith(("NN", "JJ"))
                and first - 1 > 0
            ):
                first -= 1
            full = token.doc.span(first, last + 1)
            party = self._parties.named_body(full) or party
        classes = self._lex.classes(token.lemma_) or self._lex.classes(token.lower_)
        person = any(name == "person" for name, _ in classes)
        if party is None and any(
            c.dep_ == "poss" and c.lower_ in ("his", "her") for c in token.children
        ):
            if not person and not self._parties.is_title(token.lemma_):
                return self._discourse.speaker  # "his list counts 139", but not "his family said"
        if party is None:
            if token.lemma_ in self._lex.reporting_nouns:
                return self._discourse.speaker
            if not (
                token.tag_.startswith("NNP")
                or self._parties.is_title(token.lemma_)
                or person
                or token.lemma_ in _BODIES
                or self._tells(token)
            ):
                return None
            party = Party(id=f"people:{fold(token.lemma_)}", name=name)
        return SpeakerRef(name, party)

    def _spoken_of(self, noun: str) -> SpeakerRef | None:
        """Whom "the ministry", "the same office", "the source" means: who was so called before."""
        for ref in (self._discourse.speaker, self._discourse.body):
            if ref is not None and noun in ref.name.casefold():
                return ref
        if noun in ("ministry", "agency"):
            return None  # its name is in the text, or it is the state's
        return self._discourse.speaker or self._discourse.body

    def _tells(self, token: Token) -> bool:
        """Whether a noun of no known kind does what only speakers do: "the airline told us that …"."""
        return token.dep_ == "nsubj" and token.head.lemma_ in self._lex.speech_verbs

    def _unattached(self, token: Token | None, name: str) -> Party | None:
        """The side of an officer or spokesman whose side is not said: that of the body last spoken of.

        In a party's own text it is that party.
        """
        if not self._parties.is_ranked(name):
            return None
        for other in token.doc[: token.left_edge.i] if token is not None else ():
            # "On the side of the rebels, the spokesman X …"
            if other.lower_ in ("side", "part", "camp") and other.head.dep_ == "prep":
                owner = oblique(other, "of") or next(children(other, "poss", "amod"), None)
                party = self._party(owner) if owner is not None else None
                if party is not None and party.id.startswith(("state:", "org:")):
                    return party
        if self._outlet_party.id.startswith(("state:", "org:")):
            return self._outlet_party
        body = self._discourse.body
        if body is None or body.party is None:
            return None
        armed = body.party.id.startswith("org:") or body.party.id.split("/")[1:2] in (
            ["military"],
            ["police"],
        )
        return body.party if armed else None

    def _voices(
        self,
        view: SentenceView,
        hit: FrameHit,
        reading: Attribution,
        lead: SpeakerRef | None,
        sentence_speaker: SpeakerRef | None,
    ) -> list[Spoken]:
        """Who says it: one speaker, or two when one rejects what another claims."""
        chain: list[tuple[SpeakerRef, str, str]] = []
        refuted = False  # something below was called untrue by the next voice above
        outlet = SpeakerRef(self._article.source, self._outlet_party)
        above = self._above(view, hit, reading, lead, sentence_speaker)
        if any(v.token is not None and is_negative_noun(v.token) for v in reading.voices):
            return []  # "no group has claimed the attack", "nobody said that": no voice at all
        for voice in reading.voices:
            if voice.token is None:
                if voice.stance == "deny" and is_verb(voice.verb) and self._discourse.speaker:
                    chain.append((self._discourse.speaker, voice.stance, voice.verb.lemma_))
                else:
                    refuted = refuted or voice.stance == "deny"
                continue
            if voice.stance == "aside" and not chain:
                chain.append((above or outlet, "assert", "say"))
            if voice.token.i == hit.anchor.i or (
                is_evidence(voice.token) and voice.stance != "deny"
            ):
                continue
            if view.place_at(voice.token) is not None and (
                self._party(voice.token) is None or is_whose(voice)
            ):
                continue
            ref = self._ref(voice.token)
            stance = "deny" if refuted or voice.stance == "aside" else voice.stance
            if ref is not None and (not chain or chain[-1][0].name != ref.name or stance == "deny"):
                chain.append((ref, stance, voice.verb.lemma_))
                refuted = False
        if refuted:
            chain.append((above or outlet, "deny", "deny"))
        if not chain and above is not None:
            chain.append((above, "assert", "say"))
        if hit.spec.value == "blamed":
            blamer = self._ref(hit.agent) if hit.agent is not None and is_verb(hit.anchor) else None
            if blamer is not None:
                chain.insert(0, (blamer, "claim", "blame"))
        if isinstance(hit, CauseHit) and hit.voice is not None:
            blamer = self._ref(hit.voice)
            if blamer is not None:
                chain.insert(0, (blamer, "assert", hit.anchor.lemma_))
        for i in range(len(chain) - 2, -1, -1):
            # "Xland's spokesman said the army had found …": Xland's army
            ref, stance, verb = chain[i]
            above_party = chain[i + 1][0].party
            organ = self._parties.own_organ(ref.name, above_party) if above_party else None
            if organ is not None and stance != "deny":
                chain[i] = (SpeakerRef(ref.name, organ, ref.role), stance, verb)
        modality = reading.modality()
        names = tuple(ref.name for ref, _, _ in reversed(chain) if ref is not outlet)
        deny_at = next((i for i, (_, stance, _) in enumerate(chain) if stance == "deny"), None)
        out: list[Spoken] = []

        def speaker(ref: SpeakerRef) -> Speaker:
            return Speaker(
                name=ref.name,
                party=ref.party,
                role=ref.role,
                is_outlet=ref is outlet,
                chain=(outlet.name,) if ref is outlet else (outlet.name, *names),
            )

        if not chain:
            return [
                Spoken(speaker(outlet), reading.flips, reading.rejects, modality, reading.concedes)
            ]
        if deny_at is not None and deny_at > 0:
            # "A denied B's claim that P": B asserts P, A denies it
            inner, _, said = chain[0]
            denier, _, _ = chain[deny_at]
            # a claim is about its claimant, an accusation about whom it accuses
            about = denier.party if said in _CHARGES else inner.party
            out.append(
                Spoken(
                    speaker(inner),
                    max(0, reading.flips - 1) if reading.flips > 1 else 0,
                    False,
                    Modality.CLAIMED,
                    False,
                    about,
                )
            )
            if inner.party is None or denier.party is None or inner.party.id != denier.party.id:
                out.append(
                    Spoken(
                        speaker(denier),
                        max(1, reading.flips),
                        True,
                        Modality.DENIED,
                        False,
                        about,
                    )
                )
            return out
        ref = chain[0][0]
        own = self._concedes(ref, reading, hit, chain[0][2])
        # whoever made the claim that is denied may be nobody in particular: "denied media reports"
        flips = reading.flips or int(chain[0][1] == "deny")
        return [Spoken(speaker(ref), flips, reading.rejects, modality, own)]

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
        elif sentence_speaker is not None and any(
            v.token is None and v.verb.lemma_ in self._lex.reporting_verbs for v in reading.voices
        ):
            ref = sentence_speaker  # "X maintained that it cannot be said …"
        elif view.sentence.index in self._discourse.named_later:
            ref = self._named(self._discourse.named_later[view.sentence.index])
        elif self._quoted:
            ref = sentence_speaker or self._discourse.speaker
        return ref or lead or self._document

    def _concedes(self, ref: SpeakerRef, reading: Attribution, hit: FrameHit, verb: str) -> bool:
        """ "Confirmed the loss", "acknowledged": against the speaker's own side."""
        if not reading.concedes or ref.party is None:
            return False
        return verb in _TAKES_BACK or (hit.spec.loss and verb in self._lex.concede)

    @staticmethod
    def _in_quotes(view: SentenceView, hit: FrameHit) -> bool:
        closes = _CLOSES.match(view.sentence.text)
        if closes is not None and hit.anchor.idx < closes.end():
            return True  # a quotation that began in a sentence before
        text = view.sentence.text[: hit.anchor.idx]
        opened = text.count("“") + text.count("«") - text.count("”") - text.count("»")
        return bool(opened > 0 or text.count('"') % 2 == 1)
