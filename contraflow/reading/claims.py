"""Step 10, claims: from frames, speakers, places and times to claims with their evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from contraflow.axes import AXES, Change
from contraflow.ledger.identity import claim_id, mention_id
from contraflow.parties import PartyResolver
from contraflow.parties.resolver import fold
from contraflow.reading.attribution import (
    Attribution,
    AttributionReader,
    heading_speaker,
    is_evidence,
    is_pronoun,
    no_speaker,
    noun_phrase,
    tail_attribution,
)
from contraflow.reading.discourse import Discourse, SpeakerRef
from contraflow.reading.frames import FrameFinder, FrameHit, Rejected
from contraflow.reading.lexicon import FrameSpec, Lexicon
from contraflow.reading.quantities import Quantity
from contraflow.reading.sentences import Sentence
from contraflow.reading.syntax import antecedent, children, conjuncts, is_negative_noun, is_verb, negated, oblique, under
from contraflow.reading.times import default_as_of
from contraflow.reading.view import PlaceMention, SentenceView
from schemas import (
    AsOf,
    Aspect,
    Article,
    Claim,
    Modality,
    Numbers,
    Parties,
    Party,
    Place,
    PlacePrecision,
    Polarity,
    Role,
    Speaker,
    States,
    TimePrecision,
    Value,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOCATIVE = ("in", "at", "near", "on", "over", "from", "of", "around", "inside", "outside", "into", "against", "to", "across", "through", "within", "towards", "toward", "for", "between", "off", "below", "above", "along", "close", "leave", "out")
_WEAK = frozenset({"to", "towards", "toward", "for", "from", "through", "between"})
_FULL = frozenset({"full", "entire", "whole", "all", "every", "complete", "completely", "total", "totally", "fully", "entirely", "entirety", "each", "last", "reliably", "firmly"})
_PARTIAL = frozenset({"half", "part", "partial", "partially", "partly", "most", "much", "some", "several", "ward", "wards", "quarter", "quarters", "district", "districts", "neighborhood", "neighborhoods", "neighbourhood", "neighbourhoods", "outskirts", "edge", "edges", "suburbs", "portions", "certain", "quarters", "side", "western", "eastern", "northern", "southern", "central"})
_OFFICES = frozenset({"mayor", "governor", "chief", "head", "prefect", "administrator"})
_CITY_WORDS = frozenset({"city", "town", "village", "settlement", "hamlet", "there", "here", "agglomeration", "capital", "locality"})
_REGION_WORDS = frozenset({"region", "province", "oblast", "governorate", "county", "state", "territory"})
_FIRST_PERSON = frozenset({"we", "our", "us", "ours", "my", "i"})
_UPDATE_WORDS = re.compile(r"\b(?:has|have|had) (?:now |since )?(?:risen|climbed|grown|increased|reached|jumped|rose)\b|\b(?:rose|risen|climbs|climbed|raised|revised)\s+to\b|\bnow (?:stands?|put|totals?)\b|\bagain\b|\bno longer\b|\bsince then\b|\bupdated\b|\bas of\b", re.I)
_ONLY = re.compile(r"\bnot one more\b|\bno more\b|\bnever more than\b|\bonly\b|\bnot a single more\b|\bexactly\b", re.I)
_PAST_PERFECT = re.compile(r"\b(?:previously|earlier|formerly|at first|initially)\b", re.I)
_CONTINUITY = frozenset({"still", "never", "remains", "remain", "remained", "remaining", "continues", "continue", "usual", "always", "ever"})
_BODIES = frozenset("agency bureau department company office directorate service committee centre center association council network group source institute organisation organization commission union hospital university party team unit desk media channel newspaper administration charity firm operator railway".split())
_SPOKE = re.compile(r"\b((?:[A-ZÀ-Ý][\w’'.\-]*\s+){0,4}[A-ZÀ-Ý][\w’'\-]+)(?:, [^,.]{3,60},)?\s+(?:said|says|told|tells|added|adds|wrote|writes|announced|rejects|rejected|denies|denied|spoke|speaks|insists|insisted)\b")
_CORRECTION = re.compile(r"\b(?:withdr[ae]w|retract|correct(?:ed|ion|s)|apologi[sz])", re.I)


def view_classes(lex: Lexicon, token: Token) -> tuple[tuple[str, str], ...]:
    """Noun classes of a token by its lemma alone."""
    return lex.classes(token.lemma_) or lex.classes(token.lower_)


def _weakly(view: SentenceView, mention: PlaceMention) -> bool:
    """Whether a place is only a direction or an origin: "to X", "for X", "from X"."""
    head = view.doc[mention.end - 1]
    for _ in range(2):
        if head.dep_ == "pobj":
            return head.head.lower_ in _WEAK
        head = head.head
    return False


def _route_name(view: SentenceView, mention: PlaceMention) -> bool:
    """Whether a place only names a route: "X–Y highway", "the road between X and Y"."""
    doc = view.doc
    before = doc[mention.start - 1].text if mention.start else ""
    after = doc[mention.end].text if mention.end < len(doc) else ""
    lead = doc[max(0, mention.start - 4) : mention.start].text.casefold()
    return before in "-–—/" and bool(before) or after in "-–—/" and bool(after) or "between" in lead.split()


def _coordinated(token: Token) -> bool:
    """Whether a noun is a further item of a list: "X and Y", "the mine and the village of Y"."""
    node = token
    for _ in range(4):
        if node.dep_ == "conj":
            return True
        if node.dep_ in ("compound", "nmod", "amod", "appos") or node.dep_ == "pobj" and node.head.lower_ == "of":
            node = node.head if node.dep_ != "pobj" else node.head.head
            continue
        return False
    return False


@dataclass(slots=True)
class _Spoken:
    """A resolved speaker with the effect of what stands between it and the claim."""

    speaker: Speaker
    flips: int
    rejects: bool
    modality: Modality
    concedes: bool
    themselves: Party | None = None
    """Whom "it", "they" in the content stand for when somebody denies it: the denier."""


class ClaimBuilder:
    """Builds the claims of one article, sentence by sentence."""

    def __init__(
        self,
        article: Article,
        lex: Lexicon,
        attribution: AttributionReader,
        parties: PartyResolver,
        discourse: Discourse,
    ) -> None:
        self._article = article
        self._lex = lex
        self._attribution = attribution
        self._parties = parties
        self._discourse = discourse
        self._finder = FrameFinder(self._is_force)
        self._outlet_party = self._outlet()
        self._default_time = default_as_of(article.published_at)
        self._last_force: Party | None = None
        self._here: str | None = None
        self._paragraph_time: tuple[int, AsOf] | None = None
        self.claims: list[Claim] = []
        self._seen: set[str] = set()

    # -- entry points ------------------------------------------------------------------------

    def pass_over(self, sentence: Sentence, places: Sequence[Place]) -> None:
        """A sentence without cues: it moves the focus only."""
        for place in places:
            self._discourse.focus.mention(place, sentence.paragraph)
        spoke = _SPOKE.search(sentence.text)
        if spoke is not None:
            party = self._parties.resolve(spoke.group(1)) or self._parties.named_body(spoke.group(1))
            if party is not None:
                self._remember(SpeakerRef(spoke.group(1), party), sentence.paragraph)

    def sentence(self, view: SentenceView, rejected: list[Rejected] | None) -> list[Claim]:
        """The claims of one sentence."""
        before = len(self.claims)
        lead = self._lead_speaker(view)
        sentence_speaker = self._sentence_speaker(view)
        self._note_offices(view)
        # of two frames on one axis the one with a doer says more: read it first
        hits = sorted(self._finder.find(view, rejected), key=lambda h: (h.agent is None, h.anchor.i))
        for hit in hits:
            reading = self._attribution.read(hit.anchor)
            for spoken in self._voices(view, hit, reading, lead, sentence_speaker):
                self._emit(view, hit, spoken)
        self._thin(before)
        if len(self.claims) == before:
            self._statement(view, lead, sentence_speaker)
        self._discourse.remember_thing(view)
        made = self.claims[before:]
        if not made:
            for mention in view.places:
                if not self._aside(view, mention):
                    self._discourse.focus.mention(mention.place, view.sentence.paragraph, topic=mention.start <= 3 or not _weakly(view, mention))
        else:
            first = made[0].place
            named = [m for m in view.places if m.place.id == first.id]
            early = not named or any(m.start <= 3 or not _weakly(view, m) for m in named)
            self._discourse.focus.mention(first, view.sentence.paragraph, topic=early)
        return made

    def _thin(self, before: int) -> None:
        """Drop what says little beside the sentence's other claims: vague claims are no recall."""
        made = self.claims[before:]
        if len(made) < 2:
            return

        def vague(claim: Claim) -> bool:
            value = claim.value
            if claim.axis == "status.conditions":
                return True
            if isinstance(value, Numbers) and not value.text and value.high is None:
                return claim.axis != "casualties.killed"
            if claim.axis == "attack.occurrence" and claim.referent in ("attack", "explosion", "shelling", "missile strike") and claim.polarity is Polarity.AFFIRMED and not claim.rejects:
                # who did it says that it happened
                return any(c.axis == "attack.culprit" and c.place.id == claim.place.id and c.speaker == claim.speaker for c in made)
            return False

        kept = [c for c in made if not vague(c)]
        self.claims[before:] = kept or made[:1]

    def _statement(self, view: SentenceView, lead: SpeakerRef | None, sentence_speaker: SpeakerRef | None) -> None:
        """A checkable statement that no frame reads: kept as evidence, never compared.

        Only where the sentence counts people or things, or says something of a facility, a service, a
        hazard, a vehicle or a force at some place.
        """
        root = next((t for t in view.doc if t.dep_ == "ROOT"), None)
        if root is None or len(view.doc) < 6 or view.doc[-1].text == "?":
            return
        verb = root
        if is_verb(root) and self._lex.reporting_verbs.get(root.lemma_):
            content = next(children(root, "ccomp", "xcomp"), None)
            if content is not None:
                verb = content
        if not (is_verb(verb) or view.sentence.heading or any(c.dep_ in ("cop", "aux") for c in verb.children)):
            return
        counted = [q for q in view.numbers if q.unit in ("", "ha", "%", "km2") and q.start > 0 or any(c in ("person", "facility", "vehicle", "attack") for c, _ in view.classes(view.doc[q.head]))]
        classes = {c for t in view.nouns() for c, _ in view.classes(t)}
        if not counted and not (classes & {"facility", "service", "hazard", "vehicle", "attack", "order"} and (view.places or sentence_speaker or lead)):
            return
        spec = self._lex.frames["lowered"]
        subject = next(children(verb, "nsubj", "nsubjpass"), None)
        hit = FrameHit(spec, verb, subject, next(children(verb, "dobj", "attr"), None), negated(verb), None, (verb.i, verb.i + 1))
        reading = self._attribution.read(verb)
        for spoken in self._voices(view, hit, reading, lead, sentence_speaker)[:1]:
            self._emit(view, hit, spoken)

    # -- parties ------------------------------------------------------------------------------

    def _outlet(self) -> Party:
        """An official channel speaks for its party; a newspaper for itself."""
        found = self._parties.resolve(self._article.source)
        official = re.search(r"communiqu|statement|media directorate|press service|information team|press release", self._article.source, re.I)
        if official and (found is None or not found.id.startswith("org:")):
            # an official text names its author first: "The Xyz Alliance (XYZ) brings the following …"
            first = self._parties.first_organisation(self._article.text[:240])
            if first is not None:
                return first
        if found is not None and found.id.startswith(("org:", "state:")) and re.search(
            r"minist|army|forces|staff|official|state (?:daily|media|news|television|tv|agency)|national news|telegram|directorate|command|protection|police|government|presiden|communiqu|news service",
            self._article.source,
            re.I,
        ):
            return found
        return self._parties.outlet

    def _is_force(self, token: Token) -> bool:
        if token.lower_ in ("they", "we", "it", "he", "she", "who", "which"):
            return False
        party = self._party(token)
        if party is not None and party.id == self._parties.outlet.id:
            party = self._parties.resolve(token.text)  # "our soldiers" in an outlet's own voice
        return party is not None and (
            party.id.startswith(("state:", "org:")) and not party.id.endswith(("ministry", "judiciary", "emergency services"))
            or party.id in ("role:rebels", "role:enemy", "role:military", "role:police")
        )

    def _party(self, token: Token, speaker: Party | None = None) -> Party | None:
        """The party that a noun phrase of the parse names."""
        token = antecedent(token)
        low = token.lower_
        if low in _FIRST_PERSON or any(c.lower_ in ("our", "my") for c in token.children if c.dep_ == "poss"):
            return speaker or self._outlet_party
        if low in ("they", "them", "their", "it", "its", "theirs", "he", "his", "him", "she"):
            if speaker is not None and speaker.id.startswith(("state:", "org:", "role:")):
                return speaker
            return self._last_force
        if low in ("enemy", "adversary", "aggressor"):
            enemy = self._parties.enemy_of(speaker or self._outlet_party, self._here)
            if enemy is not None:
                return enemy
        if speaker is not None and speaker.id.startswith("org:") and token.lemma_ in ("militia", "terrorist", "mercenary", "remnant", "invader", "occupier"):
            enemy = self._parties.enemy_of(speaker, self._here)
            if enemy is not None:
                return enemy  # what an armed group calls those it fights
        phrase = noun_phrase(token)
        if low in ("one", "none", "all", "some", "remnants", "elements", "units", "members", "fighters", "men", "remnant", "element", "unit", "soldiers", "troops", "forces", "statements"):
            target = oblique(token, "of", "from")
            if target is not None:
                inner = self._party(target, speaker)
                if inner is not None:
                    return inner
        return self._parties.resolve(phrase) or self._parties.resolve(token.text)

    # -- speakers -----------------------------------------------------------------------------

    def _lead_speaker(self, view: SentenceView) -> SpeakerRef | None:
        name = heading_speaker(view.sentence.text)
        if name is None or any(m.start == 0 and view.doc[m.end - 1].idx < len(name) for m in view.places):
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
            if is_verb(token) and self._lex.reporting_verbs.get(token.lemma_) in ("assert", "claim", "deny"):
                subject = next(children(token, "nsubj"), None)
                if subject is None and token.dep_ in ("acl", "relcl") and token.tag_ == "VBD" and token.head.tag_.startswith("NN"):
                    subject = token.head  # long appositions lead the parser astray
                if subject is None or no_speaker(subject) or is_evidence(subject):
                    continue
                if token.lemma_ in ("show", "see", "find", "put", "give", "call", "hear", "record", "count", "register") and not (token.lemma_ == "put" or view.doc[-1].i == token.i):
                    continue
                ref = self._ref(subject)
                if ref is not None:
                    self._remember(ref, view.sentence.paragraph)
                    return ref
        # "The spokesman, General X, took four questions.": "he" in what follows is the spokesman
        root = next((t for t in view.doc if t.dep_ == "ROOT"), None)
        subject = next(children(root, "nsubj"), None) if root is not None else None
        if subject is not None and subject.tag_.startswith("NN"):
            party = self._parties.resolve(noun_phrase(subject))
            if party is not None and party.id.startswith(("state:", "org:")) and not self._parties.is_title(subject.lemma_):
                self._discourse.body = SpeakerRef(noun_phrase(subject), party)
        if subject is not None and subject.tag_.startswith("NN") and subject.tag_ in ("NN", "NNP") and subject.lemma_ not in ("soldier", "man", "woman", "voice") and (self._parties.is_title(subject.lemma_) or self._parties.is_person_or_body(noun_phrase(subject))):
            ref = self._ref(subject)
            if ref is not None and ref.party is not None:
                self._remember(ref, view.sentence.paragraph)
        return None

    def _tail(self, view: SentenceView) -> tuple[SpeakerRef, int] | None:
        """The speaker named at the end of the sentence, and where the content before it ends."""
        found = tail_attribution(view.doc)
        if found is None:
            return None
        name = found[0]
        if name.casefold() in ("he", "she", "they", "it"):
            return (self._discourse.speaker, found[1]) if self._discourse.speaker is not None else None
        party = self._parties.resolve(name)
        if party is None or party.id.startswith("people:") and re.search(r"\b[A-Z]", name[4:]):
            party = self._parties.named_body(re.split(r",| of | for | at | in | to ", name)[0]) or party
        if party is None:
            return None
        ref = SpeakerRef(name[:120], party)
        self._remember(ref, view.sentence.paragraph)
        return ref, found[1]

    def _remember(self, ref: SpeakerRef, paragraph: int) -> None:
        if ref.party is not None and ref.party.id.startswith(("state:", "org:", "body:")) and not re.search(r"\b(?:he|she)\b", ref.name):
            self._discourse.body = ref
        self._discourse.speaker = ref
        self._discourse.speaker_paragraph = paragraph

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
        if token.lemma_ in self._lex.reporting_nouns:
            owner = next(children(token, "poss"), None) or oblique(token, "from", "by", "of")
            return self._ref(owner) if owner is not None else self._discourse.speaker
        if token.lemma_ in ("statement", "spokesman", "spokeswoman", "spokesperson", "source", "communiqué", "report", "officer", "official", "group", "ministry", "agency", "bureau", "company", "movement", "minister", "document"):
            owner = next(children(token, "poss"), None) or oblique(token, "from", "by", "of", "for")
            if token.lemma_ in ("statement", "report", "communiqué", "document") and owner is not None:
                return self._ref(owner)
            if token.lemma_ in ("source", "document", "officer", "office", "agency", "ministry") and self._discourse.speaker is not None and any(c.lower_ in ("same", "this", "the") for c in token.children):
                return self._discourse.speaker
        party = self._parties.resolve(name)
        scene = re.match(r"In ([A-ZÀ-Ý][\w’'-]+),", token.doc.text)
        if scene and party is not None and party.id.startswith("state:") and not re.search(r"’s|'s", name):
            seat = self._parties.seat_of(scene.group(1))
            if seat is not None and self._parties.home == party.id[6:8] and seat != party.id[6:8]:
                party = Party(id=f"state:{seat}{party.id[8:]}", name=party.name)  # "In Xcity, the Defence Ministry …"
        proper = [t for t in (*token.children, token) if t.text[:1].isupper() and (t.i == token.i and t.i > 0 or t.dep_ in ("appos", "compound")) and t.tag_.startswith("NNP")]
        if proper and (party is None or party.id.startswith("people:")):
            first, last = min(t.left_edge.i if t.dep_ == "appos" else t.i for t in proper), max(t.i for t in proper)
            while last + 2 < len(token.doc) and token.doc[last + 1].lower_ in ("of", "for", "de", "do", "dos", "da", "du", "des", "la") and token.doc[last + 2].text[:1].isupper():
                last += 2
                while last + 1 < len(token.doc) and token.doc[last + 1].text[:1].isupper():
                    last += 1
            while first > 0 and token.doc[first - 1].text[:1].isupper() and token.doc[first - 1].tag_.startswith(("NN", "JJ")) and first - 1 > 0:
                first -= 1
            full = token.doc[first : last + 1].text
            party = self._parties.named_body(full) or party
        if party is None:
            if token.lemma_ in self._lex.reporting_nouns:
                return self._discourse.speaker
            if not (token.tag_.startswith("NNP") or self._parties.is_title(token.lemma_) or any(c == "person" for c, _ in view_classes(self._lex, token)) or token.lemma_ in _BODIES):
                return None
            party = Party(id=f"people:{fold(token.lemma_)}", name=name)
        return SpeakerRef(name, party)

    def _voices(
        self,
        view: SentenceView,
        hit: FrameHit,
        reading: Attribution,
        lead: SpeakerRef | None,
        sentence_speaker: SpeakerRef | None,
    ) -> list[_Spoken]:
        """Who says it: one speaker, or two when one rejects what another claims."""
        chain: list[tuple[SpeakerRef, str, str]] = []
        for voice in reading.voices:
            if voice.token is None:
                if voice.stance == "deny" and self._discourse.speaker is not None:
                    chain.append((self._discourse.speaker, voice.stance, voice.verb.lemma_))
                continue
            if voice.token.i == hit.anchor.i or is_evidence(voice.token) and voice.stance != "deny":
                continue
            if view.place_at(voice.token) is not None and self._party(voice.token) is None:
                continue
            ref = self._ref(voice.token)
            if ref is not None and (not chain or chain[-1][0].name != ref.name or voice.stance == "deny"):
                chain.append((ref, voice.stance, voice.verb.lemma_))
        inside_quote = self._in_quotes(view, hit)
        tail = self._tail(view)
        if not chain:
            ref = None
            if tail is not None and hit.anchor.idx < tail[1]:
                ref = tail[0]
            elif any(v.token is None for v in reading.voices) and sentence_speaker is not None:
                ref = sentence_speaker  # "X maintained that it cannot be said …"
            elif inside_quote or self._discourse.quoted.get(view.sentence.index, False):
                ref = sentence_speaker or self._discourse.speaker
            ref = ref or lead
            if ref is not None:
                chain.append((ref, "assert", "say"))
        outlet = Speaker(name=self._article.source, party=self._outlet_party, is_outlet=True, chain=(self._article.source,))
        if hit.spec.id == "blame":
            blamer = self._ref(hit.agent) if hit.agent is not None and is_verb(hit.anchor) else None
            if blamer is not None:
                chain.insert(0, (blamer, "claim", "blame"))
        modality = reading.modality()
        if not chain:
            return [_Spoken(outlet, reading.flips, reading.rejects, modality, reading.concedes)]
        names = tuple(ref.name for ref, _, _ in reversed(chain))
        deny_at = next((i for i, (_, stance, _) in enumerate(chain) if stance == "deny"), None)
        out: list[_Spoken] = []

        def speaker(ref: SpeakerRef) -> Speaker:
            return Speaker(name=ref.name, party=ref.party, role=ref.role, chain=(self._article.source, *names))

        if deny_at is not None and deny_at > 0:
            # "A denied B's claim that P": B asserts P, A denies it
            inner, _, _ = chain[0]
            denier, _, _ = chain[deny_at]
            out.append(_Spoken(speaker(inner), max(0, reading.flips - 1) if reading.flips > 1 else 0, False, Modality.CLAIMED, False, denier.party))
            if inner.party is None or denier.party is None or inner.party.id != denier.party.id:
                out.append(_Spoken(speaker(denier), max(1, reading.flips), True, Modality.DENIED, False, denier.party))
            return out
        ref = chain[0][0]
        own = self._concedes(ref, reading, hit, chain[0][2])
        return [_Spoken(speaker(ref), reading.flips, reading.rejects, modality, own)]

    def _concedes(self, ref: SpeakerRef, reading: Attribution, hit: FrameHit, verb: str) -> bool:
        """"Confirmed the loss", "acknowledged": against the speaker's own side."""
        if not reading.concedes or ref.party is None:
            return False
        if hit.spec.id in ("fall", "lose", "leave", "none-left", "kill", "lost") or verb in ("retract", "withdraw", "concede", "admit"):
            return verb in ("concede", "admit", "acknowledge", "confirm", "recognise", "recognize", "retract", "withdraw")
        return False

    @staticmethod
    def _in_quotes(view: SentenceView, hit: FrameHit) -> bool:
        text = view.doc.text[: hit.anchor.idx]
        opened = text.count("“") + text.count("«") - text.count("”") - text.count("»")
        return opened > 0 or text.count('"') % 2 == 1

    # -- places -------------------------------------------------------------------------------

    def _places(self, view: SentenceView, hit: FrameHit, speakers: Sequence[Token]) -> list[tuple[Place, float]]:
        """The places of a claim, each with how sure that is: the theme's, the clause's, the focus."""
        usable = [m for m in view.places if not self._is_speaker_place(view, m, speakers)]
        agent_tokens = {t.i for t in conjuncts(hit.agent)} if hit.agent is not None else set()
        usable = [
            m for m in usable
            if not (m.place.precision is PlacePrecision.COUNTRY and (any(m.start <= i < m.end for i in agent_tokens) or self._is_modifier(view, m)))
        ]
        near = [m for m in usable if not self._aside(view, m) or any(m.covers(t) for r in (hit.theme, hit.agent) if r is not None for t in r.subtree)]
        usable = near
        focus = self._discourse.focus
        roles = [r for r in (hit.theme, hit.agent) if r is not None]
        if hit.theme is not None and view.class_of(hit.theme, "facility") == "road":
            # "the X–Y highway", "between X and Y" name the road, not where it is cut
            elsewhere = [m for m in usable if not _route_name(view, m)]
            usable = elsewhere or usable
        if hit.theme is not None:
            found = self._in_role(view, hit.theme, usable)
            if found:
                return [(p.place, 1.0) for p in found + self._whole_regions(view, hit, usable, found)]
            if any(c.lower_ in ("the", "this", "that") for c in hit.theme.children if c.dep_ == "det") and hit.theme.lemma_ in focus.facilities:
                return [(focus.facilities[hit.theme.lemma_], 0.85)]
            definite = self._definite(view, hit.theme, usable)
            if definite is not None:
                return [(definite, 0.9)]
        node = hit.anchor
        for level in range(6):
            for prep in node.children:
                if prep.dep_ in ("prep", "agent", "advmod", "npadvmod") and (prep.lower_ in _LOCATIVE or prep.dep_ != "prep"):
                    if prep.lower_ in _WEAK and level > 0:
                        continue
                    inner = [m for m in usable if any(m.covers(t) for t in prep.subtree)]
                    if inner:
                        return [(p.place, 0.95 - 0.05 * level) for p in self._heads(view, inner)]
                    definite = self._definite(view, prep, usable)
                    if definite is not None and level < 3:
                        return [(definite, 0.85)]
            if node.head.i == node.i:
                break
            node = node.head
        for role in roles[1:]:
            found = self._in_role(view, role, usable)
            if found:
                return [(p.place, 0.85) for p in found]
        if usable:
            if focus.main is not None and not hit.spec.axis.startswith(("movement", "control")):
                # "almost to the turn-off for X" is not where it is
                usable = [m for m in usable if not _weakly(view, m)]
            fine = [m for m in usable if m.place.precision is not PlacePrecision.COUNTRY] or usable
        if usable:
            best = min(fine, key=lambda m: (abs(m.start - hit.anchor.i), m.start))
            if best.place.precision is not PlacePrecision.COUNTRY or focus.main is None or focus.main.precision is PlacePrecision.COUNTRY:
                return [(best.place, 0.75)]
        definite = self._definite(view, view.doc[:].root, usable)
        if definite is not None:
            return [(definite, 0.8)]
        if hit.spec.axis.startswith("attack") and focus.last is not None and self._anaphoric(hit):
            return [(focus.last, 0.7)]
        carried = focus.get(view.sentence.paragraph)
        return [(carried, 0.7)] if carried is not None else []

    @staticmethod
    def _anaphoric(hit: FrameHit) -> bool:
        """"It was an attack", "the strike": an event spoken of just before."""
        tokens = [t for t in (hit.anchor, hit.theme) if t is not None]
        subject = next(children(hit.anchor.head, "nsubj"), None)
        if subject is not None and subject.lower_ in ("it", "this", "that"):
            return True
        return any(c.lower_ in ("the", "this", "that") for t in tokens for c in t.children if c.dep_ == "det" and t.tag_.startswith("NN"))

    def _is_speaker_place(self, view: SentenceView, mention: PlaceMention, speakers: Sequence[Token]) -> bool:
        """A place inside the name of a speaker: "the governor of X", "X's army", and datelines."""
        token = view.doc[mention.end - 1]
        for speaker in speakers:
            if under(token, speaker) and speaker.i != token.i and not any(t.dep_ == "relcl" and under(token, t) for t in speaker.subtree):
                return True
            if speaker.i == token.i and mention.place.precision in (PlacePrecision.COUNTRY, PlacePrecision.LOCALITY):
                return True
        if mention.start == 0 and view.doc.text[view.doc[mention.end - 1].idx :].split(" ")[0].isupper() and re.match(r"[A-ZÀ-Ý ,.’'\-]{3,40}(?:,? \w+\.? \d{1,2})?\s*(?:\([A-Za-z .]+\))?\s*[-–—]", view.doc.text):
            return True
        return False

    def _aside(self, view: SentenceView, mention: PlaceMention) -> bool:
        """A place where somebody spoke ("told reporters in X") or came from, not one of the claim."""
        token = view.doc[mention.end - 1]
        node = token
        if mention.start <= 1 and view.doc[0].lower_ in ("in", "at", "near") and not self._is_seat(mention):
            return False  # "In X, the governor denounced …" sets the scene
        for _ in range(6):
            if node.dep_ == "prep" and is_verb(node.head):
                verb = node.head
                return self._lex.reporting_verbs.get(verb.lemma_) in ("assert", "claim", "deny") and verb.lemma_ not in ("see", "find", "count", "record", "register", "report", "hear", "document", "observe", "show")
            if node.dep_ == "relcl" or node.head.i == node.i:
                return False
            node = node.head
        return False

    def _is_seat(self, mention: PlaceMention) -> bool:
        """Whether a place is a seat of power, from where statements come."""
        party = self._parties.resolve(mention.place.surface)
        return party is not None and party.id.startswith("state:") and mention.place.precision is not PlacePrecision.COUNTRY

    @staticmethod
    def _is_modifier(view: SentenceView, mention: PlaceMention) -> bool:
        token = view.doc[mention.end - 1]
        return token.dep_ in ("amod", "compound", "poss", "nmod")

    def _in_role(self, view: SentenceView, role: Token, usable: Sequence[PlaceMention]) -> list[PlaceMention]:
        """Place mentions of a noun phrase: the head's own, its appositions and lists, else its "of X"."""
        own = [m for t in conjuncts(role) for m in usable if m.covers(t)]
        inside = [m for m in usable if any(m.covers(t) for t in role.subtree)]
        if not own and not inside:
            return []
        return self._heads(view, own + [m for m in inside if m not in own])

    def _heads(self, view: SentenceView, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """Of several names the ones that are meant: lists are kept, containers ("X in Y") dropped."""
        if len(mentions) == 1:
            return list(mentions)
        ordered = sorted(mentions, key=lambda m: m.start)
        # "towns in X such as A, B and C", "the largest of which are A and B": the list is meant
        listed = [m for m in ordered if self._opens_list(view, m)]
        if listed:
            first = listed[0]
            tail = [m for m in ordered if m.start >= first.start]
            own = [m for m in ordered if m.start < first.start and view.doc[m.end - 1].dep_ not in ("pobj",) or m.start < first.start and view.doc[m.end - 1].head.lower_ == "of"]
            ordered = own + tail
        keep: list[PlaceMention] = []
        for mention in ordered:
            head = view.doc[mention.end - 1]
            previous = keep[-1] if keep else None
            if previous is not None and mention not in listed:
                between = view.doc[previous.end : mention.start].text.strip().casefold()
                listed_by_form = re.fullmatch(r"(?:,|and|, and|or|&|,? as well as)(?: the \w+ of)?", between) and mention.place.precision is previous.place.precision and head.dep_ != "appos"
                if not (listed_by_form or _coordinated(head)):
                    continue  # "X in Y", "X on the road to Y": where X is
            if mention.place.id not in {k.place.id for k in keep}:
                keep.append(mention)
        return keep[:8]

    @staticmethod
    def _whole_regions(view: SentenceView, hit: FrameHit, usable: Sequence[PlaceMention], found: Sequence[PlaceMention]) -> list[PlaceMention]:
        """"Took the town and with it the entire region of X": the region is taken too."""
        if hit.spec.axis != "control.holder":
            return []
        return [
            m for m in usable
            if m not in found and m.place.id not in {f.place.id for f in found} and m.start > hit.anchor.i
            and re.search(r"\b(?:entire|whole|all of)\b[^,;]{0,30}$", view.doc[max(0, m.start - 6) : m.start].text, re.I)
        ]

    @staticmethod
    def _opens_list(view: SentenceView, mention: PlaceMention) -> bool:
        lead = view.doc[max(0, mention.start - 6) : mention.start].text.casefold()
        return bool(re.search(r"(?:\bsuch as|\bincluding|\bnamely|\bof which (?:is|are)|\bamong them|:)(?: the)?(?: \w+ of)?$", lead))

    def _definite(self, view: SentenceView, token: Token, usable: Sequence[PlaceMention]) -> Place | None:
        """"The city", "the region", "there": what was last spoken of at that level."""
        focus = self._discourse.focus
        for t in token.subtree:
            low = t.lower_
            if low in _CITY_WORDS and not any(m.covers(t) for m in view.places):
                det = next((c.lower_ for c in t.children if c.dep_ in ("det", "poss")), "")
                if det in ("his", "her") and self._discourse.office is not None:
                    return self._discourse.office
                if low in ("there", "here") and t.dep_ not in ("expl",) or det in ("the", "this", "its", "that", "their", "our"):
                    # a name in the same sentence before it wins over the last one
                    inside = [m for m in usable if m.end <= t.i and m.place.precision in (PlacePrecision.LOCALITY, PlacePrecision.UNRESOLVED, PlacePrecision.DISTRICT)]
                    if inside:
                        return inside[-1].place
                    if low in focus.called:
                        return focus.called[low]
                    if low == "capital":
                        return None
                    return focus.last_locality if focus.paragraph == view.sentence.paragraph else focus.main or focus.last_locality
            if low in _REGION_WORDS and t.tag_ == "NN" and any(c.lower_ in ("the", "this", "entire", "whole") for c in t.children) and not any(m.covers(t) for m in view.places):
                inside = [m for m in view.places if m.end <= t.i and m.place.precision is PlacePrecision.REGION]
                return inside[-1].place if inside else focus.last_region
            if (low in ("country", "nation") and any(c.lower_ in ("the", "this") for c in t.children)) or low in ("nationwide", "countrywide", "national") and t.head.lower_ in ("territory", "scale", "level", "total", "toll"):
                if self._parties.home and not usable:
                    return self._country(self._parties.home)
        return None

    def _country(self, code: str) -> Place:
        """A country as a place, by its ISO code."""
        country = self._parties.country(code)
        names = country.names if country is not None else (code,)
        return Place(id=f"iso:{code}", name=names[0], surface=names[0], aliases=names[1:], country=code, precision=PlacePrecision.COUNTRY)

    def _note_offices(self, view: SentenceView) -> None:
        """"The mayor of X": his city is X in what follows."""
        for mention in view.places:
            if not self._is_modifier(view, mention):
                self._discourse.focus.note(mention.place)
            token = view.doc[mention.end - 1]
            noun = next((t.lower_ for t in view.doc[max(0, mention.start - 3) : mention.start] if t.lower_ in _CITY_WORDS), "")
            if not noun:
                noun = next((t.lower_ for t in view.doc[mention.end : mention.end + 8] if t.lower_ in _CITY_WORDS and t.dep_ == "appos"), "")
            if noun and mention.place.precision not in (PlacePrecision.COUNTRY, PlacePrecision.REGION):
                self._discourse.focus.called[noun] = mention.place
            node = token
            for _ in range(4):
                if node.dep_ == "prep" and node.lower_ == "of" and node.head.lemma_ in _OFFICES:
                    self._discourse.office = mention.place
                if node.head.i == node.i:
                    break
                node = node.head

    # -- times --------------------------------------------------------------------------------

    def _time(self, view: SentenceView, hit: FrameHit) -> AsOf:
        as_of = self._point(view, hit)
        words = {t.lower_ for t in hit.anchor.subtree} | {t.lower_ for t in hit.anchor.children} | {hit.anchor.lower_, hit.anchor.head.lower_}
        if not as_of.open_start and (words & _CONTINUITY or hit.anchor.lemma_ in ("remain", "stay", "continue", "keep", "persist") or hit.anchor.head.lemma_ in ("remain", "stay", "continue")):
            # "remains", "still", "has not": it speaks of the time before as well
            as_of = as_of.model_copy(update={"open_start": True})
        tense = {c.lower_ for c in hit.anchor.children if c.dep_ in ("aux", "auxpass")} | {hit.anchor.head.lower_ if hit.anchor.head.i != hit.anchor.i else ""}
        present = hit.anchor.tag_ in ("VBZ", "VBP") or tense & {"has", "have", "is", "are", "'s", "remains"}
        if present and not as_of.open_end and as_of.precision in (TimePrecision.DAY, TimePrecision.PART_OF_DAY, TimePrecision.HOUR) and AXES[hit.spec.axis].change is Change.SWITCHES and as_of.end < self._article.published_at:
            # "went off on Friday and has not come back": it holds until the time of speaking
            as_of = as_of.model_copy(update={"open_end": True})
        return as_of

    def _attachment(self, view: SentenceView, hit: FrameHit, start: int) -> int:
        """How a time expression relates to a claim: 0 its own, 1 of the sentence, 2 of the speaking, 3 of something else."""
        token = next((t for t in view.doc if t.idx <= start < t.idx + len(t.text) + 1), None)
        if token is None:
            return 1
        node = token
        for _ in range(6):
            if node.i == hit.anchor.i or hit.theme is not None and node.i == hit.theme.i:
                return 0
            if is_verb(node) and node.i != token.i:
                break
            if node.head.i == node.i:
                return 1
            node = node.head
        if node.is_ancestor(hit.anchor):
            return 2 if self._lex.reporting_verbs.get(node.lemma_) in ("assert", "claim", "deny") else 1
        if hit.anchor.is_ancestor(node):
            return 3 if node.dep_ in ("relcl", "acl", "ccomp", "advcl") else 0
        return 3 if node.dep_ in ("relcl", "acl") else 1

    def _point(self, view: SentenceView, hit: FrameHit) -> AsOf:
        if view.times:
            at = hit.anchor.idx
            clause = [t for t in view.times if not re.search(r"[;]", view.doc.text[min(t.start, at) : max(t.end, at)])]
            ranked = sorted((self._attachment(view, hit, t.start), abs(t.start - at), t.start, t) for t in clause)
            if ranked and ranked[0][0] < 3:
                best = ranked[0][3]
                as_of = best.as_of
                if not best.past_event:
                    self._paragraph_time = (view.sentence.paragraph, as_of)
                return as_of
        if self._paragraph_time is not None and self._paragraph_time[0] == view.sentence.paragraph and view.field == "text":
            earlier = self._paragraph_time[1]
            if earlier.precision in (TimePrecision.DAY, TimePrecision.PART_OF_DAY) and hit.anchor.tag_ in ("VBD", "VBN"):
                return earlier.model_copy(update={"text": ""})
        return self._default_time

    # -- values -------------------------------------------------------------------------------

    def _emit(self, view: SentenceView, hit: FrameHit, spoken: _Spoken) -> None:
        speakers = [t for t in view.doc if t.dep_ == "nsubj" and is_verb(t.head) and self._lex.reporting_verbs.get(t.head.lemma_) in ("assert", "claim", "deny", "hedge") and t.head.i != hit.anchor.i]
        places = self._places(view, hit, speakers)
        if not places:
            return
        theme_class = view.class_of(hit.theme, "facility") if hit.theme is not None else None
        for place, sure in places:
            if place.facility and theme_class and not any(m.place is place for m in view.places) and theme_class.split()[-1] not in place.facility and (hit.theme is None or hit.theme.lemma_ not in place.facility):
                place = place.model_copy(update={"facility": None})  # another part of the same place
            self._here = place.country
            for spec, value, referent, confidence in self._values(view, hit, spoken, place):
                self._add(view, hit, spec, spoken, place, value, referent, sure * confidence)

    def _values(
        self, view: SentenceView, hit: FrameHit, spoken: _Spoken, place: Place
    ) -> list[tuple[str, Value, str, float]]:
        """(axis, value, referent, confidence) for each claim that a frame makes."""
        spec = hit.spec
        turned = (hit.negated + spoken.flips) % 2 == 1
        speaker_party = spoken.speaker.party
        kind = AXES[spec.axis].kind
        referent = self._referent(view, hit, place, speaker_party)
        out: list[tuple[str, Value, str, float]] = []
        if spec.axis == "control.holder":
            value, sure = self._holder(view, hit, spoken, place, turned)
            if value is not None:
                out.append((spec.axis, value, referent, sure))
        elif spec.value == "count":
            number = self._number(view, hit, turned)
            if number is not None:
                out.append((spec.axis, number, referent, 1.0 if hit.quantity else 0.7))
        elif spec.id == "blame":
            culprit = self._blamed(view, hit)
            if culprit is not None:
                out.append(("attack.culprit", Parties(members=(culprit.id,), complement=spoken.flips % 2 == 1), referent, 0.9))
        elif spec.id == "not-moved":
            if turned:
                out.append((spec.axis, States(members=("inside",)), referent, 0.8))
        elif kind == "states":
            state = spec.value
            if spec.axis == "other.cause":
                state = {"overload": "overloading", "overloaded": "overloading", "carry": "overloading", "overcrowded": "overcrowding"}.get(hit.anchor.lemma_, fold(view.doc[hit.words[0] : hit.words[1]].text))
                referent = self._discourse.thing or referent
            if spec.axis == "other.statement":
                state = hit.anchor.lemma_
                referent = hit.agent.lemma_.casefold() if hit.agent is not None else ""
            if spec.id == "intent" and re.search(r"accident|mistake|error", view.doc[hit.words[0] : hit.words[1]].text, re.I):
                state = "not-deliberate"
            members: tuple[str, ...] = (state,)
            complement = turned
            states = AXES[spec.axis].states
            if turned and len(states) == 2 and state in states:
                members, complement = (next(s for s in states if s != state),), False
            out.append((spec.axis, States(members=members, complement=complement), referent, 0.9))
            if spec.axis == "attack.occurrence":
                agents = self._agents(hit, spoken.themselves or speaker_party)
                if agents and not (turned and not spoken.rejects and not hit.negated):
                    out.append(("attack.culprit", Parties(members=tuple(a.id for a in agents), complement=turned), self._struck(view, hit, place), 0.85))
        return out

    def _agents(self, hit: FrameHit, speaker: Party | None) -> list[Party]:
        if hit.agent is None:
            return []
        found = []
        for token in conjuncts(hit.agent)[:3]:
            if self._place_noun(token):
                continue
            party = self._party(token, speaker)
            if party is not None and party.id not in {p.id for p in found}:
                found.append(party)
        return [p for p in found if not p.id.startswith("people:") and p.id != self._parties.outlet.id]

    def _place_noun(self, token: Token) -> bool:
        """A place cannot act: "Xland's northern region was liberated"."""
        return any(c == "place" for c, _ in view_classes(self._lex, token)) and token.lemma_ not in ("country", "state", "capital", "garrison")

    def _holder(
        self, view: SentenceView, hit: FrameHit, spoken: _Spoken, place: Place, turned: bool
    ) -> tuple[Value | None, float]:
        spec, speaker = hit.spec, spoken.speaker.party
        home = f"state:{place.country}" if place.country else (f"state:{self._parties.home}" if self._parties.home else "role:government")
        if spec.value == "other":  # "the town fell", "the loss of the town"
            to = oblique(hit.anchor, "to") or oblique(view.doc[hit.words[1] - 1], "to", "of")
            party = self._party(to, speaker) if to is not None and view.place_at(to) is None else None
            owner = next(children(hit.anchor, "poss"), None)
            if party is not None and hit.spec.id == "fall" and hit.anchor.lemma_ != "loss":
                return Parties(members=(party.id,), complement=turned), 0.95
            loser = self._party(owner, speaker) if owner is not None else None
            if hit.anchor.lemma_ == "loss" and loser is None and speaker is not None and speaker.id.startswith(("state:", "org:")):
                loser = speaker
            if "change" in view.doc[hit.words[0] : hit.words[1]].text and speaker is not None and speaker.id.startswith(("state:", "org:")):
                return Parties(members=(speaker.id.split("/")[0],), complement=turned), 0.7
            held = (loser.id if loser is not None else home).split("/")[0]
            return Parties(members=(held,), complement=not turned), 0.8
        if spec.value == "defender":
            defender = self._party(hit.agent, speaker) if hit.agent is not None else None
            if defender is None or defender.id.startswith("role:enemy"):
                defender = speaker if speaker is not None and speaker.id.startswith(("state:", "org:")) else None
            if defender is None and hit.theme is not None:
                attacker = oblique(hit.theme, "by", "of") or next(children(hit.theme, "poss", "amod"), None)
                party = self._party(attacker, speaker) if attacker is not None else None
                if party is not None and not party.id.startswith("state:" + (place.country or "?")):
                    return Parties(members=(party.id,), complement=not turned), 0.75
            if defender is None:
                return (Parties(members=(home,), complement=turned), 0.6) if place.country else (None, 0)
            return Parties(members=(defender.id,), complement=turned), 0.75
        agents = self._agents(hit, speaker)
        if not agents and hit.agent is not None and hit.agent.lower_ in ("theirs", "ours"):
            agents = [speaker] if speaker is not None else []
        if hit.anchor.lower_ in ("theirs", "ours") and speaker is not None:
            agents = [speaker]
        if not agents and hit.agent is not None and is_negative_noun(hit.agent):
            return None, 0
        if not agents and spec.id in ("take", "retake") and speaker is not None and speaker.id.startswith(("state:", "org:")) and hit.agent is None:
            if turned and not spoken.rejects:
                return Parties(members=(speaker.id,), complement=True), 0.75  # "it has not been taken" (by us)
            if turned or speaker.id.split("/")[0] == home and spec.id == "take":
                return Parties(members=(home,), complement=not turned), 0.75
            agents = [speaker]
            return Parties(members=tuple(a.id for a in agents), complement=turned), 0.75
        if not agents:
            if spec.id in ("take", "retake", "fall"):
                return Parties(members=(home,), complement=not turned), 0.5
            return None, 0
        self._last_force = agents[0]
        complement = turned != (spec.value == "not-agent")
        return Parties(members=tuple(a.id for a in agents), complement=complement), 1.0

    def _blamed(self, view: SentenceView, hit: FrameHit) -> Party | None:
        anchor = hit.anchor
        if is_verb(anchor) and anchor.lemma_ == "blame" and hit.theme is not None:
            on = oblique(anchor, "on")
            target = on or hit.theme
            return self._party(target)
        if is_verb(anchor) and anchor.lemma_ in ("accuse", "implicate") and hit.theme is not None:
            return self._party(hit.theme)
        target = hit.agent or oblique(anchor, "on", "at", "of")
        return self._party(target) if target is not None else None

    def _number(self, view: SentenceView, hit: FrameHit, turned: bool) -> Numbers | None:
        q: Quantity | None = hit.quantity
        unit = {"damage.area": "ha", "damage.lost": self._counted_object(view, hit)}.get(hit.spec.axis, "people")
        roles = [r for r in (hit.theme, hit.agent) if r is not None]
        none = any(is_negative_noun(r) for r in roles)
        if hit.spec.axis == "damage.lost" and re.search(r"\breturn|come home|came home|land", view.doc[hit.words[0] : hit.words[1]].text, re.I):
            # "all aircraft returned to base" loses none
            everything = any(t.lower_ in ("all", "every", "each") for t in view.doc)
            return Numbers(low=0, high=0, unit=unit) if everything and not turned else None
        if q is None:
            if turned or none or hit.negated:
                return Numbers(low=0, high=0, unit=unit, text="no")
            if any(r.tag_ in ("NN", "NNP") and any(c.lower_ in ("a", "an") for c in r.children) for r in roles[:1]):
                return Numbers(low=1, high=1, unit=unit, text="a")
            return Numbers(low=1, high=None, unit=unit)
        if hit.spec.id in ("aboard", "crowd"):
            unit = "people"
        elif hit.spec.id in ("queue", "aftershock", "magnitude", "escape", "case", "confined"):
            unit = q.unit or hit.spec.id
        elif hit.spec.axis == "damage.lost":
            unit = view.doc[q.head].lemma_
        elif hit.spec.axis == "damage.area":
            unit = q.unit or "ha"
        if hit.spec.id == "kill" and hit.anchor.lemma_ in ("body", "corpse") and self._seen_only(hit) and q.low == q.high:
            # bodies that somebody saw or received are so many at least
            return Numbers(low=q.low, high=None, unit=unit, approximate=q.approximate, text=q.text)
        if turned and not (q.low == 0):
            # a denied number: only that it is less is said ("not 64")
            return Numbers(low=0, high=max(0.0, (q.low or 1) - 1), unit=unit, text=q.text)
        return Numbers(low=q.low, high=q.high, unit=unit, approximate=q.approximate, text=q.text)

    @staticmethod
    def _seen_only(hit: FrameHit) -> bool:
        node = hit.anchor
        for _ in range(4):
            if is_verb(node) and node.lemma_ in ("see", "carry", "recover", "bring", "receive", "take", "pull", "count", "find", "lie", "lay", "arrive", "speak"):
                return True
            node = node.head
        return False

    @staticmethod
    def _counted_object(view: SentenceView, hit: FrameHit) -> str:
        for role in (hit.theme, hit.agent):
            if role is not None:
                for cls in ("vehicle", "facility"):
                    canonical = view.class_of(role, cls)
                    if canonical is not None:
                        return canonical
        return "object"

    # -- referents ----------------------------------------------------------------------------

    def _referent(self, view: SentenceView, hit: FrameHit, place: Place, speaker: Party | None) -> str:
        spec = hit.spec
        rule = spec.referent
        if rule.startswith("fixed:"):
            return rule.removeprefix("fixed:")
        if rule == "none":
            return self._struck(view, hit, place) if spec.axis.startswith("attack") else ""
        if rule == "attack-kind":
            return self._attack_kind(view, hit)
        if rule in ("agent", "theme-force"):
            token = hit.agent if rule == "agent" else hit.theme or hit.agent
            party = self._party(token, speaker) if token is not None else None
            if party is not None and party.id != self._parties.outlet.id:
                self._last_force = party
                return party.id
            return "role:unknown"
        if rule == "group":
            return self._group(view, hit)
        if rule == "person":
            token = hit.theme or hit.agent
            return token.lemma_.casefold() if token is not None else ""
        if spec.axis == "control.holder":
            return place.facility or self._facility(view, hit.theme) or ""
        if spec.axis == "damage.lost":
            head = view.doc[hit.quantity.head] if hit.quantity is not None else None
            if head is not None:
                for cls in ("vehicle", "facility"):
                    canonical = view.class_of(head, cls)
                    if canonical is not None:
                        return canonical
            return self._counted_object(view, hit)
        if spec.theme == "access":
            # "no boat leaves" closes the port, "no aircraft has landed" the airport
            moved = next((c for t in (hit.theme, hit.agent, view.doc[hit.words[1] - 1]) if t is not None for c in [view.class_of(t, "vehicle") or view.class_of(t, "service")] if c), None)
            via = {"ship": "port", "ferry": "port", "aircraft": "airport", "flights": "airport", "train": "rail", "vehicle": "road", "traffic": "road"}.get(moved or "")
            if via and not (hit.theme is not None and view.class_of(hit.theme, "facility")):
                return place.facility or via
        token = hit.theme or hit.agent
        if token is not None and token.lower_ in ("it", "she", "they", "them", "this", "which", "that") and self._discourse.thing:
            return self._discourse.thing
        if token is None:
            return place.facility or ""
        for name in ("service", "hazard", "order", "vehicle", "facility"):
            if spec.theme == "thing" and name in ("service", "hazard", "order"):
                continue
            if spec.theme == "access" and name in ("hazard", "order"):
                continue
            canonical = view.class_of(token, name)
            if canonical is not None:
                return canonical
        party = self._party(token, speaker) if spec.axis.startswith("damage") else None
        if party is not None and self._is_force(token):
            # a numbered unit is itself under whatever flag an opponent puts it
            return f"unit:{party.id.split('/')[2]}" if party.id.count("/") == 2 else party.id
        return place.facility or self._facility(view, token) or ""

    @staticmethod
    def _facility(view: SentenceView, token: Token | None) -> str | None:
        if token is None or view.place_at(token) is not None and view.place_at(token).place.facility is None:  # type: ignore[union-attr]
            return None
        found = view.class_of(token, "facility")
        if found is not None:
            return found
        for child in token.subtree:
            if child.dep_ in ("appos", "compound", "attr"):
                found = view.class_of(child, "facility")
                if found is not None:
                    return found
        return None

    def _struck(self, view: SentenceView, hit: FrameHit, place: Place) -> str:
        token = hit.theme
        if token is not None:
            for name in ("facility", "vehicle", "hazard"):
                canonical = view.class_of(token, name)
                if canonical is not None and canonical not in ("missile",):
                    return canonical
        return place.facility or ""

    @staticmethod
    def _attack_kind(view: SentenceView, hit: FrameHit) -> str:
        canonical = view.class_of(hit.anchor, "attack")
        if canonical is not None and canonical != "ambush":
            return canonical
        text = view.doc[max(0, hit.anchor.i - 9) : hit.anchor.i + 10].text.casefold()
        lemma = hit.anchor.lemma_
        low = view.doc[hit.words[0] : hit.words[1]].text.casefold()
        if re.search(r"\blive|real bullet|ammunition", low) or lemma in ("shoot", "fire") and re.search(r"\b(?:live|bullets?|rounds?|gunfire|crowd)\b", text):
            return "live fire"
        if re.search(r"\bdrones?\b|\buavs?\b", text):
            return "drone strike"
        if re.search(r"\b(?:jets?|warplanes?|aircraft|air ?strikes?|planes?|air raids?)\b", text) or lemma == "bomb":
            return "airstrike"
        if re.search(r"\b(?:missiles?|rockets?)\b", text):
            return "missile strike"
        if lemma in ("shell", "bombard", "pound") or re.search(r"\b(?:shell|artillery|mortar)", text):
            return "shelling"
        if lemma in ("explode", "detonate", "mine") or re.search(r"\b(?:explo|blast|bomb|blow|blew|mined)", text):
            return "explosion"
        return "attack"

    def _group(self, view: SentenceView, hit: FrameHit) -> str:
        """Of whom: '' for people, 'civilian', 'combatant', 'child'."""
        tokens = [view.doc[hit.quantity.head]] if hit.quantity is not None else []
        dying = hit.anchor.lemma_ in ("die", "perish", "drown", "disappear", "vanish", "flee", "survive", "escape", "surrender")
        tokens += [r for r in (hit.theme, hit.agent if dying or hit.theme is None and not is_verb(hit.anchor) and hit.spec.id != "kill" else None) if r is not None]
        for token in tokens:
            group = view.class_of(token, "person")
            if group in ("civilian", "child", "combatant"):
                return group
            target = oblique(token, "of", "among")
            if target is not None:
                group = view.class_of(target, "person")
                if group in ("civilian", "child", "combatant"):
                    return group
            if group is None and self._is_force(token):
                return "combatant"
            if group is not None and group != "people":
                return group
        return ""

    # -- the record ---------------------------------------------------------------------------

    def _extent(self, view: SentenceView, hit: FrameHit) -> Literal["full", "partial", "unstated"]:
        if not hit.spec.axis.startswith(("control", "movement")):
            return "unstated"
        words: set[str] = set()
        for token in (hit.theme, hit.agent if hit.spec.axis.startswith("movement") else None):
            if token is None:
                continue
            words.add(token.lower_)
            for child in token.children:
                if child.dep_ in ("amod", "det", "predet", "advmod", "nummod", "compound", "nmod", "poss", "appos", "relcl"):
                    words.add(child.lower_)
                elif child.dep_ == "prep" and child.lower_ in ("of", "in"):
                    words.update(g.lower_ for g in child.subtree)
            if token.dep_ == "pobj" and token.head.lower_ == "of":
                words.add(token.head.head.lower_)
        for token in view.doc[hit.words[0] : hit.words[1]]:
            words.update(c.lower_ for c in token.children if c.dep_ in ("amod", "advmod", "det"))
            words.add(token.lower_)
        if words & _PARTIAL and not (words & {"entire", "whole", "all", "entirety"}):
            return "partial"
        if words & _FULL:
            return "full"
        return "unstated"

    def _add(
        self,
        view: SentenceView,
        hit: FrameHit,
        axis: str,
        spoken: _Spoken,
        place: Place,
        value: Value,
        referent: str,
        confidence: float,
    ) -> None:
        article, sentence = self._article, view.sentence
        span = (sentence.start, sentence.end)
        source = article.text if view.field == "text" else (article.title or "")
        quote = source[span[0] : span[1]]
        speaker_id = spoken.speaker.party.id if spoken.speaker.party else spoken.speaker.name
        mid = mention_id(article.id, view.field, span, axis, referent, place.id, speaker_id)
        if mid in self._seen:
            return
        self._seen.add(mid)
        roles: list[Role | None] = []
        for token in (hit.agent, hit.theme):
            roles.append(Role(text=noun_phrase(token)[:200], party=self._party(token, spoken.speaker.party)) if token is not None else None)
        text = sentence.text
        aspect = AXES[axis].aspect
        claim = Claim(
            claim_id="pending",
            mention_id=mid,
            article_id=article.id,
            source=article.source,
            url=article.url,
            published_at=article.published_at,
            field="title" if view.field == "title" else "text",
            span=span,
            quote=quote,
            place=place,
            aspect=aspect,
            axis=axis,
            referent=referent,
            value=value,
            extent=self._extent(view, hit),
            predicate=" ".join(t.lemma_ for t in view.doc[hit.words[0] : hit.words[1]] if not t.is_punct)[:80],
            speaker=spoken.speaker,
            polarity=Polarity.NEGATED if hit.negated else Polarity.AFFIRMED,
            modality=spoken.modality,
            actor=roles[0],
            target=roles[1],
            as_of=self._time(view, hit),
            rejects=spoken.rejects or bool(aspect is Aspect.CASUALTIES and _ONLY.search(text) and "not one more" in text.casefold()),
            concedes=spoken.concedes,
            updates=hit.spec.updates or bool(_UPDATE_WORDS.search(text)),
            confidence=round(max(0.05, min(1.0, confidence)), 3),
        )
        self.claims.append(claim.model_copy(update={"claim_id": claim_id(claim)}))


__all__ = ["ClaimBuilder", "FrameSpec"]
