"""Which single person a noun phrase means: by name, by office, or both.

A person's fate is one question whoever is asked about it, so "the health minister", "Asha Noor" and
"he" must give one referent. It is written ``office|name``, either part may be empty; the ledger
compares the parts (:func:`contraflow.ledger.referents.same_person`).
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import word_set
from contraflow.reading.numbers.numerals import is_calendar
from contraflow.reading.parsing.syntax import antecedent, children

if TYPE_CHECKING:
    from collections.abc import Callable

    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_PRONOUNS = frozenset({"he", "she", "him", "her", "his"})
_FIRST = frozenset({"i", "me"})
_NOBODY = word_set("nobody-known")
"""Nouns that count people and mean none in particular."""
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her", "our", "my", "your"})
_SUBJECTS = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos")


def is_pronoun(token: Token) -> bool:
    """A pronoun that stands for one person."""
    return token.lower_ in _PRONOUNS


def is_single_person(view: SentenceView, token: Token, is_force: Callable[[Token], bool]) -> bool:
    """Whether a noun phrase means one known person: a name, or "the" with an office or role."""
    token = antecedent(token)
    if is_pronoun(token) or token.lower_ in _FIRST:
        return True
    if token.tag_ == "NNP" and not _is_office(view, token):
        if is_titled(view, token):
            return True
        if view.place_at(token) is not None or is_force(token) or is_calendar(token):
            return False
        if view.quantity_of(token) is not None:
            return False  # "Eleven died", at the beginning
        return not any(c not in ("person", "office") for c, _ in view.classes(token))
    if token.lemma_ in _NOBODY or token.tag_ not in ("NN", "NNP") or not _is_office(view, token):
        return False
    if view.quantity_of(token) is not None:
        return False
    named = any(c.dep_ == "appos" and c.tag_ == "NNP" for c in token.children)
    return named or any(
        (c.dep_ == "det" and c.lower_ in _DEFINITE) or c.dep_ == "poss" for c in token.children
    )


def is_titled(view: SentenceView, name: Token) -> bool:
    """Whether a name has an office or role beside it: "Mayor X", "X, a nurse"."""
    return any(
        c.dep_ in ("compound", "appos", "nmod") and c.tag_ in ("NN", "NNP") and _is_office(view, c)
        for c in name.children
    )


def _is_office(view: SentenceView, token: Token) -> bool:
    return any(c in ("person", "office") for c, _ in view.classes(token))


def _name(view: SentenceView, token: Token) -> str:
    """A name without the office before it: "Alpha Keita" of "President Alpha Keita"."""
    parts = [
        c
        for c in token.children
        if c.dep_ in ("compound", "flat") and c.tag_ == "NNP" and not _is_office(view, c)
    ]
    words = [t.lower_ for t in sorted([*parts, token], key=lambda t: t.i)]
    return " ".join(w.strip(".’'") for w in words)


def _title(token: Token) -> str:
    parts = [
        c
        for c in token.children
        if c.dep_ in ("compound", "amod", "nmod") and c.tag_.startswith(("NN", "JJ"))
    ]
    words = sorted([*parts, token], key=lambda t: t.i)
    return " ".join(t.lower_ for t in words)


def describe(
    view: SentenceView, token: Token, learnt: Callable[[str], tuple[str, str] | None]
) -> str:
    """The ``office|name`` of a noun phrase; '' when it is a pronoun that nothing explains.

    ``learnt`` gives what the article tells of a name or an office elsewhere.
    """
    token = antecedent(token)
    if token.tag_.startswith(("PRP", "W", "DT")):
        return ""
    title = name = ""
    if token.tag_ == "NNP" and not _is_office(view, token):
        name = _name(view, token)
        roles = [
            c
            for c in token.children
            if (c.dep_ in ("compound", "appos") and c.tag_ == "NN")
            or (c.dep_ == "compound" and c.tag_ == "NNP" and _is_office(view, c))
        ]
        ranks = list(itertools.takewhile(lambda c: c.dep_ == "compound", roles)) or roles[:1]
        title = " ".join(map(_title, ranks))  # "Lieutenant-Colonel X" is also "the colonel"
    else:
        title = _title(token)
        named = next((c for c in children(token, "appos") if c.tag_ == "NNP"), None)
        name = _name(view, named) if named is not None else ""
    if not (title and name):
        known = learnt(name or title)
        if known is not None:
            title, name = title or known[0], name or known[1]
    return f"{title}|{name}"


_CAPITALISED = re.compile(r"[A-ZÀ-Ý][\w’'-]*(?: [A-ZÀ-Ý][\w’'-]*){0,3}$")


def means_speaker(token: Token | None) -> bool:
    """ "I was never arrested": whoever speaks."""
    return token is not None and token.lower_ in _FIRST


def of_speaker(name: str, is_title: Callable[[str], bool]) -> str:
    """The ``office|name`` of a speaker by how the text names him; '' where it gives no name.

    "the mayor of Xtown, Ada Roe" and "Commander Roe" have both parts.
    """
    office, _, rest = name.rpartition(", ")
    rest, of, _ = rest.partition(" of ")
    found = None if of else _CAPITALISED.search(rest)
    words = found.group().split() if found is not None and len(rest.split()) < 6 else []
    while words and is_title(words[0].casefold()):
        office = office or words[0]
        del words[0]
    if of and is_title(rest.casefold().rpartition(" ")[2]):
        office = office or rest  # "the bishop of Xtown"
    title = office.casefold().removeprefix("the ").partition(" of ")[0]
    return f"{title}|{' '.join(words).casefold()}" if words or (of and title) else ""


def last_named(view: SentenceView, before: int, is_force: Callable[[Token], bool]) -> Token | None:
    """The person that a pronoun at a token index can mean: the last one before it in the sentence."""
    best = None
    for token in view.doc[:before]:
        if (
            token.dep_ in _SUBJECTS
            and token.tag_.startswith("NN")
            and is_single_person(view, token, is_force)
            and _may_be(token, view.doc[before].lower_)
        ):
            best = token
    return best


def _may_be(token: Token, pronoun: str) -> bool:
    """Whether "he" or "she" can stand for somebody: "Mr Roe" is no "she"."""
    words = {c.lower_.strip(".") for c in (token, *token.children)}
    if pronoun in ("she", "her"):
        return words.isdisjoint(_OF_MEN)
    return pronoun not in ("he", "him", "his") or words.isdisjoint(_OF_WOMEN)


_OF_MEN = frozenset({"mr", "sir", "father", "brother", "son", "husband", "lord", "king"})
_OF_WOMEN = frozenset(
    {"mrs", "ms", "miss", "lady", "mother", "sister", "daughter", "wife", "queen"}
)


__all__ = [
    "describe",
    "is_pronoun",
    "is_single_person",
    "last_named",
    "means_speaker",
    "of_speaker",
]
