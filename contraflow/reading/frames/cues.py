"""Which tokens of a sentence are cues of which frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import MAX_GAP, FrameSpec
from contraflow.reading.numbers.numerals import is_calendar
from contraflow.reading.parsing.syntax import is_verb

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

    Cue = tuple[FrameSpec, Token, tuple[int, int]]
    """A row of the lexicon, the cue's first word, its token range."""

_PARTICLES = frozenset({"on", "off", "in", "out", "up", "down", "over"})
"""What makes another verb of a verb: "switch on", "take over"."""
_GAP_TAGS = ("D", "J", "R", "P", "'", "`", "H", "C", "N", '"', "POS")
"""What may stand between two words of a phrase, by the beginnings of tags."""
_PARTICLES = frozenset({"in", "out", "up", "off", "down", "over", "away", "on"})
_TELLS = ("confirm", "report", "announce", "declare")
_PARTICIPIAL = frozenset({"JJ", "JJR", "JJS"})
"""Tags of words that the tagger takes for adjectives, and that may be forms of a cue: "destroyed"."""
_AUXILIARIES = ("have", "be", "do")
"""Verbs that only help another: "no lorry has crossed"."""
_DENIERS = frozenset({"no", "not", "nobody", "nothing", "none"})
_PREDICATE_NOUNS = ("ROOT", "ccomp", "conj", "amod", "acomp", "advcl", "appos")
"""Where the tagger takes an adjective for a noun."""
_NOUN_PLACES = ("attr", "pobj", "dobj", "nsubj", "conj", "ROOT", "nsubjpass")
"""Where an adjective stands for a noun: "the dead", "the wounded"."""


def find(view: SentenceView) -> Iterator[Cue]:
    """All cues of a sentence, phrases before single words."""
    phrases, heading = view.phrases, view.sentence.heading
    cues = view.lex.single_cues & view.words
    # most words begin no cue, and need no closer look
    near, tokens = cues.union(phrases), view.doc[:]
    if not heading:
        tokens = [
            t for t in tokens if t.lemma_ in near or t.lower_ in near or t.tag_ in _PARTICIPIAL
        ]
    for token in tokens:
        if token.is_punct or token.is_space:
            continue
        low, lemma = token.lower_, token.lemma_
        if lemma in phrases or low in phrases:
            yield from _phrases(view, token)
        if lemma in cues or low in cues or heading or low.endswith("ed"):
            yield from _words(view, token)


def match(view: SentenceView, start: int, pattern: tuple[str, ...]) -> int:
    """Where a phrase that begins at a token ends; 0 when it does not stand there."""
    doc, i = view.doc, start + 1
    first, length = doc[start], len(doc)
    noun = first.tag_.startswith("N")
    denies = pattern[0] in _DENIERS or pattern[0] == "there"  # "there have been"
    for word in pattern[1:]:
        for gap in range(MAX_GAP + 2):
            j = i + gap
            if j >= length:
                return 0
            token = doc[j]
            if word == token.lemma_ or word == token.lower_:
                if word in _PARTICLES and _dates(token):
                    return 0  # "was switched off on Thursday" is not switched on
                if gap and word == "in" and _says_where(first, token, word == pattern[-1]):
                    return 0  # "closed the road in Xtown" is not closing in
                if gap and first.lemma_ in _TELLS and any(t.tag_ == "CD" for t in doc[i:j]):
                    return 0  # "the police confirmed two dead": it is not they who are
                if gap and word == "of" and i <= token.head.i < j:
                    return 0  # "carried out a number of raids" is not carrying out of
                i = j + 1
                break
            if (
                token.dep_ == "prt"
                or not (
                    token.tag_.startswith(_GAP_TAGS)
                    or (
                        denies and token.dep_ in ("aux", "auxpass") and token.lemma_ in _AUXILIARIES
                    )
                    or (token.is_punct and token.text in "“”\"'’‘")
                )
                # "turned up in Xtown" is no turning in
                or (token.tag_ == "RP" and word in _PARTICLES)
                # "air force struck" is no air strike
                or (token.tag_.startswith("N") and j == start + 1 and noun)
                or gap == MAX_GAP + 1
            ):
                beyond = _past_object(first, word) if i == start + 1 else 0
                if not beyond:
                    return _with_object(first, pattern)
                i = beyond
                break
        else:
            return _with_object(first, pattern)
    return i


def _with_object(verb: Token, pattern: tuple[str, ...]) -> int:
    """Where a phrase of a verb and its object ends, whatever stands between: "opened unprovoked and
    indiscriminate fire"; 0 when the object is another."""
    if len(pattern) != 2 or not is_verb(verb):
        return 0
    return next((t.i + 1 for t in verb.rights if t.dep_ == "dobj" and t.lemma_ == pattern[1]), 0)


def _past_object(verb: Token, word: str) -> int:
    """Where a verb's preposition ends that stands behind a long object: "brought 900 residents of three
    villages to safety", "brought 62 shipwrecked sailors ashore"; 0 when there is none."""
    if word == "go" and verb.lemma_ == "let":  # "let the governor of the province go"
        return next((t.i + 1 for t in verb.rights if t.lower_ == "go" and is_verb(t)), 0)
    if word not in _TO_AND_FROM or not is_verb(verb):
        return 0
    behind = [t for t in verb.children if t.i > verb.i]
    thing = next((t for t in behind if t.dep_ == "dobj"), None)
    if thing is None:
        return 0
    # "turned the market in Xtown into rubble"
    placed = word == "into" and any(t.lower_ in _WHERE for t in behind if t.i == thing.i + 1)
    if not placed and not any(
        t.lower_ == "of" or t.tag_ in ("CD", "NNP") for t in (thing, *thing.children)
    ):
        return 0
    if word == "in":  # "took the lawyer Ada Roe in for questioning"
        return next((t.i + 1 for t in behind if t.lower_ == "in" and t.dep_ == "prt"), 0)
    return next((t.i + 1 for t in behind if t.lower_ == word and t.i > thing.i), 0)


_WHERE = frozenset({"in", "at", "near"})
_TO_AND_FROM = frozenset({"to", "from", "into", "off", "out", "ashore", "aboard", "in"})


def _says_where(verb: Token, word: Token, last: bool) -> bool:
    """Whether a preposition behind a verb's object is no particle of the verb: "took part in the raid"."""
    return (
        is_verb(verb)
        and word.dep_ == "prep"
        and any(t.dep_ == "dobj" and t.i < word.i for t in verb.rights)
        and any(t.dep_ == "pobj" and (last or t.tag_.startswith("NNP")) for t in word.rights)
    )


def _dates(word: Token) -> bool:
    """Whether a preposition tells when: "on Thursday", "in May"."""
    return word.dep_ == "prep" and any(c.dep_ == "pobj" and is_calendar(c) for c in word.children)


_HAVE_BURNS = ("have", "burn")
"""What an auxiliary does not say: "have burned 40 houses"."""


def _phrases(view: SentenceView, token: Token) -> list[Cue]:
    """The phrases of the lexicon that begin with a token."""
    found: list[Cue] = []
    lemma, low = token.lemma_, token.lower_
    for form in (lemma,) if lemma == low else (lemma, low):
        for pattern, spec in view.phrases.get(form, ()):
            end = match(view, token.i, pattern)
            if end and not (token.dep_ == "aux" and pattern == _HAVE_BURNS):
                found.append((spec, token, (token.i, end)))
    return found


def _words(view: SentenceView, token: Token) -> list[Cue]:
    """The frames of a single word, by its part of speech; "has left" is of leaving, not of having."""
    if token.dep_ in ("aux", "auxpass"):
        return []
    here = (token.i, token.i + 1)
    return [(spec, token, here) for spec in _frames(view, token)]


def _frames(view: SentenceView, token: Token) -> list[FrameSpec]:
    lex, lemma, tag = view.lex, token.lemma_, token.tag_
    if tag.startswith("NNP") and (
        view.place_at(token) is not None or _in_name(view, token) or is_calendar(token)
    ):
        return []
    if is_verb(token):
        found = [*lex.verbs.get(lemma, ())]
        if tag in ("VBN", "VBD", "VBG") and not _has_done(token):
            found += lex.adjectives.get(token.lower_, ())
        return found
    if tag.startswith("NN"):
        found = [*lex.nouns.get(lemma, ())]
        if token.dep_ in _PREDICATE_NOUNS and tag == "NN":
            found += lex.adjectives.get(token.lower_, ())
        if (
            view.sentence.heading
            and token.dep_ not in ("compound", "nsubj", "nsubjpass", "appos")
            and not view.classes(token)  # "Protesters torch police station"
        ):
            # headlines fool the tagger: "Rebels Seize Town"
            stem = token.lower_.removesuffix("ing")
            forms = (token.lower_, token.lower_.removesuffix("s"), stem, f"{stem}e")
            for form in dict.fromkeys(forms):
                found += lex.verbs.get(form, ())[:2]
        return found
    if tag.startswith(("JJ", "RB", "RP")) or token.dep_ in ("acomp", "oprd"):
        found = [*lex.adjectives.get(token.lower_, ())]
        if tag.startswith("JJ"):
            if token.dep_ in _NOUN_PLACES:
                found += lex.nouns.get(token.lower_, ())
            if token.lower_.endswith("ed"):
                found += lex.verbs.get(_unparticiple(token.lower_), ())
        return found
    if tag == "PRP" and token.lower_ in ("theirs", "ours"):
        return lex.adjectives.get(token.lower_, [])
    return []


def _has_done(verb: Token) -> bool:
    """An active perfect tells a deed, and no state: "has gone", against "is gone"."""
    below = {d.lemma_ for d in verb.children if d.dep_ in ("aux", "auxpass")}
    return "have" in below and "be" not in below


def _in_name(view: SentenceView, token: Token) -> bool:
    """Whether a capitalised word is part of a longer proper name: "the Xyz Liberation Army", "the Front
    for the Liberation of Xyz"."""
    if view.sentence.heading:
        return False  # headlines capitalise their verbs, too
    doc, i = view.doc, token.i
    before = i > 0 and doc[i - 1].tag_.startswith(("NNP", "JJ")) and doc[i - 1].text[:1].isupper()
    after = i + 1 < len(doc) and doc[i + 1].tag_.startswith("NNP")
    return bool((before and i > 1) or after or _follows_name(view, i))


def _follows_name(view: SentenceView, i: int) -> bool:
    doc, start = view.doc, i
    while start > 1 and doc[start - 1].lower_ in ("for", "of", "the"):
        start -= 1
    head = doc[start - 1] if start else doc[i]
    joined = any(t.lower_ != "the" for t in doc[start:i])
    return joined and head.tag_.startswith("NNP") and view.place_at(head) is None


def _unparticiple(form: str) -> str:
    """'closed' -> 'close' or 'destroyed' -> 'destroy', by what the form allows."""
    stem = form[:-2]
    if stem.endswith(
        ("s", "c", "v", "g", "z", "ur", "ag", "at", "u", "id", "op")
    ) and not stem.endswith("ss"):
        return stem + "e"
    return stem
