"""What a phrase's words alone tell: whether it names a body or a person, a rank, an organ, a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from contraflow.parties import introductions
from contraflow.parties.bodies import Short, short_form
from contraflow.parties.keys import body_key
from contraflow.parties.knowledge import PartyKnowledge, words
from schemas import Party

LEADING = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|some|several|many|two|three|all)\s+", re.I
)
"""Articles and the like before a name."""
ACRONYM = re.compile(r"[A-Z][A-Z\d]{1,5}")
"""The initials of a body."""
_CAPITALS = re.compile(r"\b[A-ZÀ-Ý][\w’'\-]*(?:[ \t]+(?:of|for|and|the)?[ \t]*[A-ZÀ-Ý][\w’'\-]*)+")
_PLAIN_BODY = frozenset(
    "air airports airport radio télé tele telecom power water ports port airtel vodacom orange mtn rail"
    " railways airways electricity amnesty transparency caritas unicef oxfam bank médecins medecins".split()
)
"""First words of the names of companies and charities that end in a country's name."""
_PRESIDES = re.compile(r"\bpresident\b", re.I)
_PERSON = re.compile(rf"{introductions.NAME}(?=$|,| (?:of|from|for|at|in|with)\b)")
_BODY = re.compile(
    rf"(?:[Tt]he )?({introductions.NAME_WORD}['’]?(?:(?: (?:of|for|and|of the|for the|de|de la|du|des))?"
    rf" {introductions.NAME_WORD}['’]?)*)(?: in .*)?"
)


class Phrases:
    """Answers questions about phrases from general knowledge alone. One an article, whose answers it keeps."""

    def __init__(self, know: PartyKnowledge) -> None:
        self._know = know
        self._persons: dict[str, str | None] = {}

    def is_title(self, label: str) -> bool:
        """Whether a label such as "DOCTOR" or "REPORTER" is somebody's role."""
        tokens = words(label)
        last = tokens[-1].casefold() if tokens else ""
        return last in self._know.titles or last in self._know.speaker_labels

    def is_titled(self, name: str) -> bool:
        """Whether a minister or the like stands in a name, who is also "the ministry"."""
        return any(w.casefold() in ("minister", "secretary") for w in words(name))

    def is_ranked(self, phrase: str) -> bool:
        """Whether a phrase gives somebody the rank or office of one who speaks for a force."""
        return not self._know.ranks.isdisjoint(w.casefold().strip(".") for w in words(phrase))

    def is_organ(self, word: str) -> bool:
        """Whether a common noun is one for an organ of a state: "ministry", "police"."""
        found = self._know.terms.match_at([word], 0)
        return found is not None and found.value.kind == "organ"

    def is_body(self, name: str) -> bool:
        """Whether a name has a word for bodies in it, and is no person's."""
        for token in words(name):
            if token.isupper() or token.casefold() in self._know.kind_of_body:
                return True
        return False

    def is_body_noun(self, word: str) -> bool:
        """Whether a common noun is one for a body of any kind: "mission", "militia", "ministry"."""
        know = self._know
        return (
            word in know.nouns_for_bodies or word in know.armed_group_heads or self.is_organ(word)
        )

    def is_own(self, lemma: str) -> bool:
        """Whether a party calls its own people so: "the heroes"."""
        return lemma in self._know.own_words

    def is_foe(self, lemma: str) -> bool:
        """Whether a party calls those it fights so: "the mercenaries"."""
        return lemma in self._know.foe_words

    def untitled(self, name: str) -> str:
        """A person's name without the offices and titles in front of it."""
        tokens = words(LEADING.sub("", name))
        titles = [i for i, t in enumerate(tokens[:-1]) if t.casefold() in self._know.titles]
        return " ".join(tokens[titles[-1] + 1 :] if titles else tokens)

    def person_in(self, phrase: str) -> str | None:
        """The person's name behind an office: "Governor Ali Santos", "the mayor, Ali Santos"."""
        if phrase not in self._persons:
            self._persons[phrase] = self._person_in(phrase)
        return self._persons[phrase]

    def _person_in(self, phrase: str) -> str | None:
        titles, low = self._know.titles, phrase.casefold()
        if titles.isdisjoint(low.replace(".", " ").replace(",", " ").split()):
            return None
        bare = LEADING.sub("", phrase)
        lowered = [t.strip(".,") for t in bare.casefold().split()]
        if titles.isdisjoint(lowered):
            return None
        tokens, titled = bare.split(), [t in titles for t in lowered]
        at = titled.index(True)
        while at + 1 < len(tokens) and titled[at + 1]:
            at += 1
        match = _PERSON.match(" ".join(tokens[at + 1 :]))
        return match.group() if match is not None and not self.is_body(match.group()) else None

    def headed(self, phrase: str) -> Party | None:
        """The body whose head a phrase names: "the director of the Xyz hospital"."""
        body = introductions.headed(phrase, self._know)
        return Party(id=f"body:{body_key(body)}", name=body) if body is not None else None

    def full_name(self, phrase: str) -> str | None:
        """A body's capitalised name, if that is all a phrase is: "the Xyz Doctors' Network"."""
        match = _BODY.fullmatch(phrase)
        if match is None or not self.is_body(match.group(1)) or self._know.countries_in([phrase]):
            return None
        return match.group(1) if " " in match.group(1) else None

    def short_form(self, phrase: str) -> Short | None:
        """A phrase as the short form of a body's name, if it can be one."""
        return short_form(phrase, self._know)

    def seat_of(self, name: str) -> str | None:
        """The state whose seat of power a place is: 'Moscow' gives 'RU'."""
        hits = self._know.countries_in(words(name))
        return hits[0].code if hits and hits[0].how == "seat" else None

    def international(self, phrase: str) -> Party | None:
        """The international body that a phrase begins with: "Doctors Without Borders"."""
        return self.international_in(words(LEADING.sub("", phrase)))

    def international_in(self, tokens: tuple[str, ...]) -> Party | None:
        """A body that everybody knows: "Doctors Without Borders", "an official of the WHO"."""
        bodies = self._know.bodies
        if bodies.firsts.isdisjoint(tokens):
            return None
        for match in bodies.scan(tokens):
            if all(t[:1].islower() for t in tokens[: match.start]) or match.start == 0:
                troops = any(t.casefold() in self._know.troops for t in tokens[match.end :])
                key = match.value.id.partition(":")[2]
                return Party(id=f"org:{key}", name=match.value.name) if troops else match.value
        return None

    def armed_name(self, tokens: Sequence[str]) -> bool:
        """Whether a capitalised name is an armed group's: "Xyz Front", "Front for the Freeing of Xyz"."""
        heads, low = self._know.armed_group_heads, [t.casefold() for t in tokens]
        if heads.isdisjoint(low):
            return False
        if all(t in heads or t in self._know.plain for t in low):
            return False  # "the Defence Army" is some state's
        if low[-1] in heads:
            return True
        return any(t in heads and after in ("for", "of", "de") for t, after in pairwise(low))

    def is_national_body(self, phrase: str) -> bool:
        """Whether a nation's word is part of a body's name: "Xish Conflict Watch", "Xland Red Cross"."""
        found = _CAPITALS.search(phrase)
        if found is None:
            return False
        tokens = words(found.group())
        if "'s" in found.group() or "’s" in found.group() or len(tokens) < 2:
            return False
        if self._know.term(phrase, ("organ", "side", "local")) is not None:
            return False
        last = tokens[-1]
        if last in ("Federation", "Confederation") and self._know.countries_in([tokens[-2]]):
            return False  # a state by its full name
        if len(hits := self._know.countries_in(tokens)) == 1 and hits[0].how == "name":
            # "Airports Xland", "Radio Xland", but not "Northern Xland" or "President Xland"
            first = tokens[0].casefold()
            if self._know.countries_in([last]) and _PLAIN_BODY.issuperset({first}):
                return True
        return bool(
            {"name", "demonym"} & {h.how for h in self._know.countries_in(tokens)}
            and not self._know.countries_in([last])
            and last.casefold() in self._know.body_heads
        )

    def presides_over_body(self, phrase: str) -> bool:
        """Whether a president is that of a club, a council, a company: "the union's president"."""
        if _PRESIDES.search(phrase) is None:
            return False
        tokens = [w.casefold() for w in words(phrase)]
        at = tokens.index("president") if "president" in tokens else 0
        of = tokens[at + 1 : at + 2] == ["of"]
        around = tokens[:at] + (tokens[at + 2 :] if of else [])
        return not self._know.presided.isdisjoint(around)

    def without_description(self, phrase: str) -> str:
        """ "XYZ, a firm that supplies Xland" is no organ of Xland: what follows a name may say what it is."""
        name, _, rest = phrase.partition(", ")
        if not rest:
            return phrase
        if rest.startswith(("who ", "whose ")):
            return name  # "the man, who lives in Xtown"
        if (
            not rest.startswith(("a ", "an ", "the ", "its ", "one of ", "which "))
            or _BODY.fullmatch(name) is None
            or self._know.countries_in(words(name))
        ):
            return phrase
        said = self._know.titles.intersection(map(str.casefold, words(rest)))
        if said or self._know.term(rest, ("organ", "side", "local")) is not None:
            return phrase
        return name
