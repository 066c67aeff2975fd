"""One parsed sentence with everything that later steps look up in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contraflow.places import is_urban, part_of
from contraflow.reading.lexicon import FrameSpec, Lexicon, word_set
from contraflow.reading.numbers.quantities import Quantity, quantities
from contraflow.reading.parsing.syntax import VERBS, oblique
from contraflow.reading.text.sentences import Sentence
from contraflow.reading.when.times import TimeExpression
from contraflow.reading.where.standing import Standing, standing

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token
    from schemas import Place


_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_TRANSPARENT = word_set("transparent")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A resolved toponym within a sentence, by token range (end exclusive)."""

    start: int
    end: int
    place: Place
    kind: str

    def covers(self, token: Token) -> bool:
        """Whether a token is part of the name."""
        return bool(self.start <= token.i < self.end)

    def settled(self, town: Place) -> PlaceMention:
        """The mention with a hotel, a street and the like put into the town that the text is about."""
        if not is_urban(self.place):
            return self
        return dataclasses.replace(self, place=part_of(self.place, town))


@dataclass(slots=True)
class SentenceView:
    """A sentence, its parse, place mentions, quantities and times."""

    sentence: Sentence
    doc: Doc
    lex: Lexicon
    places: list[PlaceMention]
    times: list[TimeExpression]
    field: str
    offset: int = 0
    numbers: list[Quantity] = dataclasses.field(default_factory=list)
    words: frozenset[str] = frozenset()
    """Its words, as they stand and as lemmas."""
    phrases: dict[str, list[tuple[tuple[str, ...], FrameSpec]]] = dataclasses.field(
        default_factory=dict
    )
    """The phrases of the lexicon whose words it has, wherever these stand, by their first words."""
    verbs: list[Token] = dataclasses.field(default_factory=list)
    nouns: list[Token] = dataclasses.field(default_factory=list)
    _standings: dict[int, Standing] = dataclasses.field(default_factory=dict)
    """How place mentions stand, by first token, once asked for."""
    _classes: dict[int, tuple[tuple[str, str], ...]] = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        self.numbers = quantities(self.doc)
        self.words = self.doc.words
        self.phrases = self.lex.phrases.among(self.words)
        self.verbs = [t for t in self.doc if t.tag_ in VERBS]
        self.nouns = [t for t in self.doc if t.tag_ in _NOUNS]

    def having(self, lemmas: frozenset[str]) -> Sequence[Token]:
        """The tokens with one of some lemmas, in order; most sentences have none."""
        if self.words.isdisjoint(lemmas):
            return ()
        return [t for t in self.doc if t.lemma_ in lemmas]

    def standing(self, mention: PlaceMention) -> Standing:
        """How one of its places stands in it."""
        found = self._standings.get(mention.start)
        if found is None:
            found = self._standings[mention.start] = standing(self, mention)
        return found

    def place_at(self, token: Token) -> PlaceMention | None:
        """The place mention that a token belongs to."""
        for mention in self.places:
            if mention.start <= token.i < mention.end:
                return mention
        return None

    def classes(self, token: Token) -> tuple[tuple[str, str], ...]:
        """Noun classes of a token, compounds first: 'oil refinery', 'air strike', 'su-24'."""
        found = self._classes.get(token.i)
        if found is None:
            found = self._find_classes(token)
            self._classes[token.i] = found
        return found

    def _find_classes(self, token: Token) -> tuple[tuple[str, str], ...]:
        doc, lemma = self.doc, token.lemma_
        # NNP keep their form: "Bridge" in "Osso Bridge" is still a bridge
        low = token.lower_
        lex, i = self.lex, token.i
        compound = (
            (lemma in lex.compound_ends or low in lex.compound_ends)
            and i
            and doc[i - 1].lower_ in lex.compound_links
        )
        for n in (3, 2, 1) if compound else ():
            start = token.i - n
            if start < 0:
                continue
            words = [t.lower_ for t in doc[start : token.i]]
            joiner = "".join(f"{w} " for w in words).replace(" - ", "-")
            for last in (lemma, low):
                got = self.lex.noun_classes.get((joiner + last).replace("- ", "-"))
                if got:
                    return got
        got = self.lex.noun_classes.get(lemma) or self.lex.noun_classes.get(low)
        if got is None and low.endswith("s"):
            got = self.lex.noun_classes.get(low[:-1])
        if got is None and (token.tag_ == "CD" or low in _TRANSPARENT):
            # "one of the bridges" is a bridge (FrameNet's transparent nouns)
            whole = oblique(token, "of")
            return self.classes(whole) if whole is not None else ()
        if got is None and token.tag_ == "NNP":
            return self._of_craft(token)
        return got or ()

    def _of_craft(self, name: Token) -> tuple[tuple[str, str], ...]:
        """The class of a craft that a common noun before it names: "the vessel Ocean Pearl"."""
        kind = next((c for c in name.lefts if c.dep_ == "compound" and c.tag_ == "NN"), None)
        if kind is None or not kind.lower_.islower():
            return ()
        found = self.lex.noun_classes.get(kind.lemma_) or ()
        return found if any(of == "vehicle" for of, _ in found) else ()

    def class_of(self, token: Token, name: str) -> str | None:
        """Canonical name of a token within a class, or None when it is not of that class."""
        for cls, canonical in self.classes(token):
            if cls == name:
                return canonical
        return None

    def quantity_of(self, token: Token) -> Quantity | None:
        """The quantity that counts a noun, or that is the token itself."""
        for q in self.numbers:
            if q.head == token.i or q.start <= token.i < q.end:
                return q
        for q in self.numbers:
            # "seven of the wounded", "two of them"
            if (
                q.end < len(self.doc)
                and self.doc[q.end].lower_ == "of"
                and q.end < token.i <= q.end + 4
            ):
                return q
        return None
