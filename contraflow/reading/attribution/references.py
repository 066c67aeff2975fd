"""Step 4, references: whom a phrase for a speaker means: a name, an office, "he", "the ministry"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contraflow.parties.keys import fold
from contraflow.reading.answers.naming import PartyNaming
from contraflow.reading.attribution import is_pronoun, no_speaker
from contraflow.reading.attribution.nouns import official
from contraflow.reading.attribution.openings import Kind, Opening
from contraflow.reading.discourse import SpeakerRef
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.syntax import (
    antecedent,
    children,
    first_child,
    is_verb,
    noun_phrase,
    oblique,
)
from schemas import Party

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token

_BODIES = word_set("bodies-that-speak")
_FIGURES = word_set("figures")
_DOCUMENTS = word_set("documents")
_SHORT_FOR = word_set("short-for")
_NAME_PARTICLES = word_set("name-particles")
_OFFICE = re.compile(r"[Tt]he ([a-z]+(?: [a-z]+)?)")
_MOUTHS = word_set("mouths")
_SPOKESMAN = re.compile(r"(?:[Tt]he |[Aa]n? )?((?:[a-z]+ ){0,2}\w+?)(?:[’']s)? spokes\w+\b")
_OF_KINDS = frozenset({"service", "office", "agency", "company", "department", "bureau", "union"})
"""Nouns for bodies that say little without the word before them."""
_NAMED = re.compile(r"\s[A-ZÀ-Ý]")
_WRITTEN = re.compile(
    r"(?:the|a|an|its|his|her|their|another|one)\s(?:[a-z]+\s){0,2}(?:"
    + "|".join(sorted(word_set("utterances") | {"letter", "document", "notice", "text"}))
    + r")\b(?:.*?\s(?:from|by|of)\s(?P<author>[^,]+))?",
    re.I,
)
_THINKS = word_set("thinks")
_FIELDS = word_set("fields-of-office")
_THINGS = frozenset(
    {"attack", "disaster", "device", "vehicle", "weapon", "hazard", "order", "alarm"}
)
"""Classes of nouns that say nothing."""
_DOERS = ("er", "or", "ist", "ian", "eer", "man", "woman", "person", "people")
"""Endings of nouns for whoever does something."""
_FROM = frozenset({"to", "from", "by", "per"})
_ANYBODY = frozenset("somebody someone anybody anyone nobody everybody everyone others".split())
_MEDIA = frozenset("blog facebook media online social internet telegram twitter whatsapp".split())
_MUTE = (
    word_set("evidence")
    | word_set("documents")
    | word_set("utterances")
    | word_set("tellings")
    | word_set("time-nouns")
    | word_set("no-speaker")
    | word_set("tells-nothing")
    | _FIGURES
)
"""Nouns that are no speaker's even where they tell something."""
_ACTS = ("state:", "org:", "body:")
"""Beginnings of the ids of parties that may be bodies."""
_IN_CITY = re.compile(r"In ([A-ZÀ-Ý][\w’'-]+),")


_FRONT = re.compile(r",| (?:of|for|at|in|from|with|who|near|on)\b")
"""What ends the front of a phrase, which says who somebody is."""
_TO_WHOM = re.compile(r",? to (?:reporters|journalists|the press|the media|[A-Z]{2,6})$")

_SOME = frozenset("one some many several all both most others another each few".split())
_GROUPS = frozenset({"group", "organisation", "organization", "network", "body"})
"""Nouns for bodies that armed groups are called by too."""
_OF_ONE = frozenset({"he", "she", "him", "her", "his"})
"""Pronouns for one person (as they stand)."""
_OF_THEM = frozenset({"all", "both", "others", "another", "each", "most"})


def _in_whose_name(word: Token) -> Token | None:
    """ "A statement in the name of the X", "a letter on behalf of the Y"."""
    name = oblique(word, "in", "on")
    if name is None or name.lemma_ not in ("name", "behalf"):
        return None
    return first_child(name, "poss") or oblique(name, "of")


class SpeakerNaming(PartyNaming):
    """Whom a phrase for a speaker means."""

    def _named(self, name: str) -> SpeakerRef | None:
        """The speaker that words beside a quotation name: "the mayor, Ali Sow", "he"."""
        if name.casefold() in ("he", "she"):
            return self._who_it_is() or self._discourse.speaker
        if name.casefold() in ("they", "it"):
            people = self._who_they_are() if name.casefold() == "they" else None
            if people is not None:
                return people
            return self._discourse.speaker or self._discourse.collective
        name = _TO_WHOM.sub("", name)
        written = _WRITTEN.match(name)
        if written is not None:
            # "the statement", "a message from the ministry": whoever gives it out
            author = written["author"]
            return self._named(author) if author else self._discourse.speaker
        known = self._in_short(name) or self._namesake(name)
        if known is not None:
            return known
        party = self._parties.resolve(name)
        if party is None or party.id.startswith(("people:", "person:")):
            party = self._unattached(None, name) or party
        if party is None or (party.id.startswith("people:") and re.search(r"\b[A-Z]", name[4:])):
            party = (
                self._parties.named_body(re.split(r",| of | for | at | in | to ", name)[0]) or party
            )
        if (
            party is None and "," in name
        ):  # "the revenue minister, Ada Roe": an office that nobody lists
            party = next(filter(None, map(self._parties.named_body, name.split(", "))), None)
        if party is None:
            # "a lawyer in Xtown": somebody by a common noun
            front = _FRONT.split(name)[0]
            noun = fold(front.split()[-1]) if front.split() else ""
            person = any(cls == "person" for cls, _ in self._lex.classes(noun))
            if front.lower().startswith(("a ", "an ", "the ")) and (
                person or self._parties.phrases.is_title(noun)
            ):
                party = Party(id=f"people:{noun}", name=name)
        return self._enlist(SpeakerRef(name[:120], party)) if party is not None else None

    def _who_it_is(self) -> SpeakerRef | None:
        raise NotImplementedError

    def _who_they_are(self) -> SpeakerRef | None:
        raise NotImplementedError

    def _remember(self, ref: SpeakerRef) -> None:
        if (
            ref.party is not None
            and ref.party.id.startswith(("state:", "org:", "body:"))
            and not re.search(r"\b(?:he|she)\b", ref.name)
        ):
            self._discourse.hear_of(ref)
        self._discourse.speaker = ref
        itself = ref.party is not None and ref.party.id == f"org:{fold(ref.name)}"
        if not itself and not self._parties.is_collective(ref.name):
            self._discourse.individual = ref  # not an agency: "Reuters writes that …"

    def _present(self, found: Opening) -> None:
        """Somebody is spoken of, and may be quoted in what follows."""
        person = found.kind is Kind.PERSON
        if person and found.bare and not self._parties.is_individual(found.phrase):
            person = False  # "Human Rights Watch went to see"
            if self._parties.resolve(found.phrase) is None:
                return
        owner = self._discourse.collective if found.whose in ("its", "their") else None
        ref = self._named(found.phrase)
        if owner is not None and person:
            title = found.phrase.partition(" ")[2]
            ref = SpeakerRef(f"{owner.name}’s {title}", owner.party)
        elif ref is None:
            ref = self._described(found.phrase)
        if person:
            self._discourse.individual = ref
        else:
            self._discourse.collective = ref

    def _described(self, phrase: str) -> SpeakerRef:
        """Somebody of whom no more is known than what a phrase calls them."""
        party = self._parties.named_body(phrase)
        if party is None:
            noun = fold(_FRONT.split(phrase)[0].split()[-1])
            party = Party(id=f"people:{noun}", name=noun)
        return self._enlist(SpeakerRef(phrase, party))

    def _ref(self, token: Token) -> SpeakerRef | None:
        """A speaker from the subject of a reporting verb."""
        token = antecedent(token)
        if is_pronoun(token) or token.lower_ in ("his", "her", "their", "its"):
            return self._pronoun(token)
        if no_speaker(token):
            return None
        if token.lower_ in _SOME or token.tag_ == "CD":
            some, token = token, oblique(token, "of") or token
            if token is some and (token.tag_ == "CD" or token.lower_ in _OF_THEM):
                # "according to all eight", "both said": people told of before
                return SpeakerRef(noun_phrase(token), Party(id="people:witness", name=token.text))
            if token is not some and is_pronoun(token):
                told = some.head.lemma_ in self._lex.reporting_verbs or some.dep_ == "pobj"
                return self._of_them(some) if told else None
        name = noun_phrase(token)
        if name.count("(") > name.count(")"):
            name += ")"
        if not name or name.casefold() in ("i", "we", "you"):
            return self._discourse.speaker if name.casefold() in ("i", "we") else None
        if (
            token.lemma_ in self._lex.reporting_nouns and not _is_post(token)
        ) or token.lemma_ in _FIGURES:
            owner = first_child(token, "poss") or oblique(token, "from", "by", "of")
            owner = owner or official(token) or _in_whose_name(token)
            if owner is None and _is_anybodys(token):
                return None
            return self._ref(owner) if owner is not None else self._discourse.speaker
        if token.lemma_ in _DOCUMENTS:
            owner = first_child(token, "poss") or oblique(token, "from", "by", "of", "for")
            if owner is not None and owner.tag_ != "PRP$":
                return None if _is_ours(owner) else self._ref(owner)
        known = (
            self._own_organ(token)
            or self._short_for(token)
            or self._in_short(name)
            or self._namesake(name)
        )
        if known is not None:
            return known
        party = self._in_city(token, name, self._parties.resolve(name))
        if token.text[:1].isupper() and (party is None or party.id.startswith("people:")):
            # names that no grammar holds together: "Doctors Without Borders"
            whole = token.doc.span(token.left_edge.i, token.right_edge.i + 1)
            known_body = self._parties.phrases.international(whole)
            if known_body is not None:
                party, name = known_body, known_body.name
        if party is None or party.id.startswith("people:"):
            party = self._unattached(token, name) or party
        if party is None or party.id.startswith("people:"):
            party = self._parties.phrases.headed(name) or party
        if party is None or party.id.startswith("people:"):
            full = self._parties.phrases.full_name(name) or _proper_name(token)
            party = (self._parties.named_body(full) if full else None) or party
        if party is None:
            return self._nameless(token, name)
        return self._enlist(SpeakerRef(name, party))

    def _of_them(self, some: Token) -> SpeakerRef | None:
        """ "One of them": of the people who spoke last, or somebody whom nothing names."""
        apposed = next((c for c in children(some, "appos") if c.tag_ == "NNP"), None)
        if apposed is not None:
            return self._ref(apposed)
        last = self._who_they_are() or self._discourse.speaker
        if last is not None and last.party is not None and last.party.id.startswith("people:"):
            return last
        return SpeakerRef(noun_phrase(some), Party(id="people:witness", name=some.text))

    def _pronoun(self, token: Token) -> SpeakerRef | None:
        """ "He", "they", "it": who spoke last, or the body that was named last."""
        if token.lower_ in ("it", "they"):
            # an organisation that the sentence itself names before
            told = first_child(token.head, "ccomp")
            for other in token.doc[: token.i]:
                if told is not None and told.is_ancestor(other):
                    continue  # "The army has left the town, it said"
                if not is_verb(other.head):
                    continue  # "While holding X responsible, it said"
                if other.dep_ == "nsubj" and other.tag_.startswith("NN"):
                    party = self._parties.resolve(noun_phrase(other))
                    if party is not None and party.id.startswith(("state:", "org:")):
                        return SpeakerRef(noun_phrase(other), party)
            if token.lower_ == "it" and self._discourse.collective is not None:
                return self._discourse.collective
        if token.lower_ in ("they", "them"):
            people, last = self._who_they_are(), self._discourse.speaker
            if people is not None or last is None or self._parties.is_individual(last.name):
                return people or self._discourse.collective
        if token.lower_ in _OF_ONE:
            one = self._who_it_is()
            if one is not None:
                return one
        return self._discourse.speaker

    def _short_for(self, token: Token) -> SpeakerRef | None:
        """Whom "the ministry", "the same office", "the source" means: who was so called before."""
        noun = token.lemma_
        same = any(c.lower_ == "same" for c in token.children) and not any(
            c.dep_ == "appos" for c in token.children
        )
        if (
            not (noun in _SHORT_FOR or (same and noun in _BODIES))
            or not any(c.lower_ in ("same", "this", "the") for c in token.children)
            or any(c.dep_ in ("compound", "amod") and c.lower_ != "same" for c in token.children)
            or oblique(token, "of", "for", "in", "at") is not None
            or any(c.dep_ == "appos" and c.tag_ == "NNP" for c in token.children)
        ):
            return None  # "the officer in charge, Ada Roe," is whom that names
        for ref in (self._discourse.speaker, self._discourse.body):
            if ref is not None and noun in ref.name.casefold():
                return ref
        if noun in ("ministry", "agency") and not same:
            return None  # its name is in the text, or it is the state's
        return self._discourse.speaker or self._discourse.body

    def _own_organ(self, token: Token) -> SpeakerRef | None:
        """ "Its press service", "their spokesman": that of the side the sentence named before."""
        poss = first_child(token, "poss")
        if poss is None or poss.lower_ not in ("its", "their") or token.lemma_ not in _MOUTHS:
            return None
        for other in reversed(token.doc[: poss.i]):
            if other.tag_.startswith("NN") and other.dep_ not in ("compound", "nmod"):
                party = self._parties.resolve(noun_phrase(other))
                if party is not None and party.id.startswith(("state:", "org:", "role:rebels")):
                    return SpeakerRef(noun_phrase(token), party)
        last = self._discourse.speaker
        if last is not None and last.party is not None and last.party.id == "role:rebels":
            return last
        return self._discourse.body

    def _in_short(self, name: str) -> SpeakerRef | None:
        """Whom a short form of a body's name means: "the league", "the company", "XPA"."""
        short = self._parties.phrases.short_form(name)
        if short is not None:
            for ref in reversed(self._discourse.heard):
                if short.fits(ref.name):
                    if self._parties.is_collective(name):
                        return ref
                    return self._enlist(SpeakerRef(name, ref.party))
        last = [
            ref
            for ref in (self._discourse.speaker, self._discourse.collective, self._discourse.body)
            if ref is not None and ref.party is not None and ref.party.id.startswith(_ACTS)
        ]
        if short is not None and short.noun in _GROUPS:
            for ref in last:
                if ref.party is not None and self._parties.article.is_armed(ref.party):
                    return ref
        titled = self._office_of(name)
        if titled is not None:
            return titled
        full = self._parties.called(name, self._position, [ref.name for ref in last])
        if full is None:
            return self._mouth_of(name)
        known = next((ref for ref in last if ref.name == full), None)
        if known is not None:
            return known
        party = self._parties.resolve(full)
        if party is None or party.id.startswith("people:"):
            party = self._parties.named_body(full) or party
        if party is None:
            return None
        person = self._parties.phrases.person_in(name)
        return self._enlist(SpeakerRef(name if person else full, party))

    def _mouth_of(self, name: str) -> SpeakerRef | None:
        """ "A company spokesman", "union spokeswoman Ana Roe": they speak for what has no name here."""
        match = _SPOKESMAN.match(name) if " spokes" in name else None
        noun = match.group(1).casefold() if match is not None else ""
        if match is None or self._parties.phrases.short_form(f"the {noun.split()[-1]}") is None:
            return None
        if self._parties.resolve(f"the {noun}") is not None:
            return None
        return self._enlist(SpeakerRef(name, Party(id=f"people:{noun}", name=noun)))

    def _office_of(self, name: str) -> SpeakerRef | None:
        """Whom "the director", "the police chief" means: who was last named with that office."""
        match = _OFFICE.fullmatch(name)
        if match is None or not self._parties.phrases.is_title(match.group(1)):
            return None
        wanted = set(fold(match.group(1)).split())
        for ref in reversed(self._discourse.titled):
            if wanted <= set(fold(ref.name).split()):
                return ref
        return None

    def _namesake(self, name: str) -> SpeakerRef | None:
        """The person named in full before whom a family name means: "Reyes", "Dr Reyes"."""
        called = self._parties.phrases.untitled(name)
        if " " in called or not called[:1].isupper():
            return None
        return self._discourse.persons.get(fold(called))

    def _enlist(self, ref: SpeakerRef) -> SpeakerRef:
        """Remembers a person named in full by the family name: the last word, or the first."""
        if self._parties.phrases.is_body(ref.name) or self._parties.phrases.is_titled(ref.name):
            self._discourse.heard.append(ref)
        if _NAMED.search(ref.name):
            self._discourse.titled.append(ref)
        called = self._parties.phrases.person_in(ref.name)
        if called is None and ref.party is not None and ref.party.id.startswith("body:"):
            called = ref.party.name if not self._parties.phrases.is_body(ref.party.name) else None
        if called is not None and " " in called:
            self._discourse.persons[fold(called.split()[-1])] = ref
        return ref

    def _in_city(self, token: Token, name: str, party: Party | None) -> Party | None:
        """ "In Xcity, the Defence Ministry …": of the state whose seat that is."""
        if party is None or not party.id.startswith("state:") or "’s" in name or "'s" in name:
            return party
        scene = _IN_CITY.match(token.doc.text)
        seat = self._parties.phrases.seat_of(scene.group(1)) if scene else None
        if seat is None or self._parties.home != party.id[6:8] or seat == party.id[6:8]:
            return party
        return Party(id=f"state:{seat}{party.id[8:]}", name=party.name)

    def _nameless(self, token: Token, name: str, *, says: bool = False) -> SpeakerRef | None:
        """A speaker whom no name tells: a common noun for people or a body, or "his list".

        Where the sentence has them say something (``says``), whatever noun it is.
        """
        if says and self._is_no_speaker(token):
            return None
        classes = self._lex.classes(token.lemma_) or self._lex.classes(token.lower_)
        person = any(cls == "person" for cls, _ in classes)
        title = self._parties.phrases.is_title(token.lemma_)
        if not person and not title and not says:
            if any(c.dep_ == "poss" and c.lower_ in ("his", "her") for c in token.children):
                return self._discourse.speaker  # "his list counts 139", but not "his family said"
        speaks = (
            says
            or token.tag_.startswith("NNP")
            or title
            or person
            or token.lemma_ in _BODIES
            # a noun of no known kind does what only speakers do: "the airline told us that …"
            or (token.dep_ == "nsubj" and self._tells(token.head, token))
            or (_is_source(token) and self._is_somebody(token))
        )
        if not speaks or self._is_own_body(token):
            return None
        return SpeakerRef(name, Party(id=f"people:{_called(token)}", name=name))

    def _is_own_body(self, noun: Token) -> bool:
        """ "The command", "the press service" in what a party gives out itself: its own, and so the outlet's."""
        return (
            self._outlet_party.id.startswith(("state:", "org:"))
            and noun.lemma_ in _MOUTHS
            and any(c.lower_ == "the" for c in noun.children)
            and oblique(noun, "of", "for", "in", "at") is None
        )

    def _tells(self, verb: Token, noun: Token) -> bool:
        """Whether a verb is one of saying, or of thinking that something is so, as only people and
        their bodies do."""
        if not is_verb(verb) or noun.lower_ in _ANYBODY:
            return False
        if verb.lemma_ in self._lex.speech_verbs:
            return True
        # "the ship reported a blast" tells no more than that it was near
        content = any(c.dep_ in ("ccomp", "prep") for c in verb.children)
        return verb.lemma_ in _THINKS and content and not self._is_no_speaker(noun)

    def _is_somebody(self, noun: Token) -> bool:
        """Whether a noun is one for a person or a body by its form, or by the field it serves: "the
        distributor", "the cooperative", "the health zone"."""
        if self._is_no_speaker(noun) or _is_ours(noun):
            return False
        return (
            is_doer(noun.lemma_)
            or self._parties.phrases.is_body_noun(noun.lemma_)
            or any(c.dep_ == "compound" and c.lower_ in _FIELDS for c in noun.children)
        )

    def _is_no_speaker(self, noun: Token) -> bool:
        """Whether a noun is one of evidence, a text, a figure, a time, a device or an event: others
        tell by it."""
        if _is_post(noun):
            return False
        return (
            noun.lemma_ in _MUTE
            or noun.lower_ in _MUTE
            or noun.lower_ in _ANYBODY
            or noun.lower_.endswith("ing")
            or noun.lemma_ in self._lex.reporting_nouns
            or any(cls in _THINGS for cls, _ in self._lex.classes(noun.lemma_))
        )

    def _unattached(self, token: Token | None, name: str) -> Party | None:
        """The side of an officer or spokesman whose side is not said: that of the body last spoken of.

        In a party's own text it is that party.
        """
        if not self._parties.phrases.is_ranked(name):
            return None
        for other in token.doc[: token.left_edge.i] if token is not None else ():
            # "On the side of the rebels, the spokesman X …"
            if other.lower_ in ("side", "part", "camp") and other.head.dep_ == "prep":
                owner = oblique(other, "of") or first_child(other, "poss", "amod")
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


def is_doer(noun: str) -> bool:
    """Whether a noun is by its ending one for whoever does something: "distributor", "technician"."""
    return noun.endswith(_DOERS) and noun not in _MUTE


def _is_ours(noun: Token) -> bool:
    """ "Our partners", "my colleagues": whoever writes speaks for them."""
    return any(c.dep_ == "poss" and c.lower_ in ("our", "my") for c in noun.children)


def _is_post(noun: Token) -> bool:
    """Whether a post is one of guards or nurses, and none on a page: "the police post at Xtown"."""
    if noun.lemma_ != "post":
        return False
    before = [c for c in noun.children if c.dep_ in ("compound", "amod")]
    return bool(before) and not any(c.lower_ in _MEDIA for c in before)


def _is_source(noun: Token) -> bool:
    """Whether a noun says whose the telling is: "according to X", "learned from X", "a survey by X"."""
    above = noun.head
    if noun.dep_ == "pobj":
        return above.lower_ in _FROM or above.head.lemma_ in _DOCUMENTS
    return noun.dep_ == "poss" and above.lemma_ in _DOCUMENTS


def _is_anybodys(report: Token) -> bool:
    """ "Said first reports", "some reports say": nobody is named, nor was before."""
    return report.tag_ == "NNS" and not any(
        c.lower_ in ("the", "these", "those", "both") for c in children(report, "det")
    )


def _called(noun: Token) -> str:
    """What a nameless body is called: "prison service"; anybody else by the mere noun."""
    if noun.lemma_ not in _OF_KINDS:
        return fold(noun.lemma_)
    before = [c.lower_ for c in noun.lefts if c.dep_ == "compound" and c.text.islower()]
    return fold(" ".join([*before, noun.lemma_]))


def _proper_name(token: Token) -> str:
    """The capitalised name around a noun, with its "of …": "Institute for the Study of X"."""
    doc = token.doc
    proper = [
        t
        for t in (*token.children, token)
        if t.text[:1].isupper()
        and ((t.i == token.i and t.i > 0) or t.dep_ in ("appos", "compound"))
        and t.tag_.startswith("NNP")
    ]
    if not proper:
        return ""
    first = min(t.left_edge.i if t.dep_ == "appos" else t.i for t in proper)
    last = max(t.i for t in proper)
    while (
        last + 2 < len(doc)
        and doc[last + 1].lower_ in _NAME_PARTICLES
        and doc[last + 2].text[:1].isupper()
    ):
        last += 2
        while last + 1 < len(doc) and doc[last + 1].text[:1].isupper():
            last += 1
    while (
        first > 1
        and doc[first - 1].text[:1].isupper()
        and doc[first - 1].tag_.startswith(("NN", "JJ"))
    ):
        first -= 1
    return doc.span(first, last + 1)
