"""Grammar helpers over a dependency parse (ClearNLP labels): what hangs on what, and what words stand for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from contraflow.reading.numbers.numerals import ORDINALS

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token

RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})
"""Relative pronouns, which stand for a noun before them."""
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of words that a clause of its own has: a verb in the past or the present, or a modal."""


def is_verb(token: Token) -> bool:
    """A verb form by its tag."""
    return token.tag_ in VERBS


def ancestors(token: Token) -> Iterator[Token]:
    """What a token hangs on, upwards to the root."""
    while token.head is not token:
        token = token.head
        yield token


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; other tokens as they are."""
    if token.lower_ == "what" and token.dep_ in ("nsubj", "nsubjpass"):
        return _identified_by(token.head) or token
    if token.lower_ in RELATIVE:
        node = token
        for _ in range(6):
            if node.dep_ in ("relcl", "acl"):
                return _cleft_noun(node.head)
            if node.head.i == node.i:
                break
            if node.dep_ == "ccomp" and node.head.lemma_ == "be":
                # "it is the Xyz which …": the clause is the predicate noun's
                return next(children(node.head, "attr"), token)
            node = node.head
    return token


def _cleft_noun(head: Token) -> Token:
    """Of "it was a guard in the tower who fired" the guard, whichever noun the clause is hung on, and of
    "men in uniform were the ones who fired" the men."""
    if head.lower_ in ("one", "ones") and head.dep_ == "attr" and head.head.lemma_ == "be":
        return next(children(head.head, "nsubj"), head)
    node = head
    for _ in range(5):
        if node.lemma_ == "be" and is_verb(node):
            says_it = any(c.lower_ == "it" for c in children(node, "nsubj"))
            return next(children(node, "attr"), head) if says_it else head
        if node.dep_ not in ("attr", "pobj", "prep", "compound"):
            break
        node = node.head
    return head


def _identified_by(clause: Token) -> Token | None:
    """What the other side of "be" names: "what struck the mill was a rocket", "it is fog that …"."""
    be = clause.head
    if be.lemma_ != "be" or any(c.dep_ == "neg" for c in be.children):
        return None
    if clause.dep_ == "csubj":
        return first_child(be, "attr")
    return first_child(be, "nsubj") if clause.dep_ in ("attr", "ccomp") else None


def children(token: Token, *deps: str) -> Iterator[Token]:
    """Children with one of the labels."""
    for child in token.children:
        if child.dep_ in deps:
            yield child


def first_child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the labels."""
    for child in token.children:
        if child.dep_ in deps:
            return child
    return None


def oblique(token: Token, *prepositions: str) -> Token | None:
    """Object of one of the prepositions under a token."""
    for prep in token.children:
        if prep.dep_ in ("prep", "agent", "dative") and prep.lower_ in prepositions:
            target = first_child(prep, "pobj")
            if target is not None:
                return target
    return None


def conjuncts(token: Token) -> list[Token]:
    """A noun and those coordinated with it."""
    return (
        [token, *token.conjuncts]
        if token.dep_ != "conj"
        else [token, *[t for t in token.conjuncts if t.i > token.i]]
    )


_INDEFINITE = frozenset({"a", "an", "another"})


def is_next_one(token: Token) -> bool:
    """Whether an ordinal stands for one more person: "wounded a third", "the fifth died in hospital"."""
    return (
        token.lower_ in ORDINALS
        and token.dep_ in ("dobj", "nsubj", "nsubjpass")
        and any(c.lower_ in ("a", "the") for c in token.lefts)
        and not any(c.lower_ == "of" for c in token.rights)
    )


def is_indefinite(noun: Token) -> bool:
    """Whether a noun brings up one that was not told of before: "a boy", "another house"."""
    return any(d.lower_ in _INDEFINITE for d in noun.lefts)


def is_any(noun: Token) -> bool:
    """ "Any attack", "clashes": one that nobody has told of, and no attack that is known."""
    first = next((c.lower_ for c in noun.lefts if c.dep_ in ("det", "poss")), None)
    return first == "any" or (first is None and noun.tag_ == "NNS")


def under(token: Token, ancestor: Token) -> bool:
    """Whether a token is in another's subtree."""
    return bool(token.i == ancestor.i or ancestor.is_ancestor(token))


_BEFORE_NOUN = frozenset("det amod compound poss nmod nummod appos punct case quantmod".split())


@lru_cache(maxsize=512)
def noun_phrase(token: Token) -> str:
    """A noun with what stands before it and its "of …" phrase and apposition, as written."""
    doc = token.doc
    start, end = token.i, token.i + 1
    for child in token.lefts:
        if child.dep_ in _BEFORE_NOUN:
            start = min(start, child.left_edge.i)
    marks = [t.i for t in doc[start : token.i] if t.text in ("“", "”")]
    if marks and doc[marks[0]].text == "”":  # what was quoted before is not of the name behind it
        start = marks[0] + 1
    for child in token.rights:
        if child.dep_ in ("appos", "flat"):
            beside = doc[end : child.left_edge.i]
            if all(t.is_punct for t in beside):  # else of another noun, taken for this one's
                end = max(end, min(child.right_edge.i + 1, token.i + 14))
        elif (
            child.dep_ == "prep"
            and child.lower_ in ("of", "for", "in", "from")
            and not any(g.dep_ == "pcomp" for g in child.children)  # "accused the rebels of …ing"
        ):
            last = child.right_edge.i + 1
            # "parts of the town, where soldiers died": who is told of besides is not of its name
            aside = (t.left_edge.i for t in child.subtree if t.dep_ == "relcl")
            end = max(end, min(last, token.i + 14, *aside))
    return doc.span(start, end).strip(' ,;:“”"')
