"""Headlines, whose verbs are taken for nouns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import lexicon

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

    Lemma = Callable[[str, str], str]

_FINITE_NOW = frozenset({"VBZ", "VBP", "MD"})
_OBJECTS = ("D", "N", "J", "CD", "PRP", "POS")
"""Beginnings of the tags of what an object begins with."""


def headline_verb(doc: Doc, verb: Token) -> bool:
    """ "Rebels encircle Xtown", "Xish army storms last block": a headline's verb taken for a noun.

    Plural nouns seldom stand before a noun as part of its name, and none has another beside it without
    a comma. Gives whether the word is now a verb.
    """
    if not verb.i or verb.i + 1 >= len(doc) or verb.lower_ in _NO_HEADLINE_VERBS:
        return False
    subject, after = doc[verb.i - 1], doc[verb.i + 1]
    lemma = verb.lemma_ if verb.tag_ == "NNS" else verb.lower_
    if (
        subject.head is not verb
        or subject.dep_ not in ("compound", "nmod", "nummod")
        or any(t.tag_ in _FINITE_NOW for t in doc[: verb.i])
        or not lexicon().verbs.get(lemma)
        or not after.tag_.startswith(_OBJECTS)
    ):
        return False
    if verb.tag_ == "NNS":
        thing = next((t for t in verb.rights if t.dep_ == "appos"), None)
        if thing is None or thing.left_edge.i != after.i or thing.tag_ not in ("NN", "NNS"):
            return False
        if subject.tag_ not in ("NN", "NNP"):
            return False
    else:
        if subject.tag_ not in ("NNS", "NNPS") or any(t.tag_ in _FINITE_NOW for t in doc):
            return False
        thing = verb.head if verb.dep_ == "compound" else None
        if thing is None:
            thing = next((t for t in verb.rights if t.dep_ == "dobj"), None)
        if thing is None or thing.i < verb.i:
            return False
    before = [c for c in verb.head.lefts if c.i < verb.i] if thing is verb.head else []
    if thing is verb.head:
        doc.promote(verb, thing)
    for child in (*before, *[c for c in verb.lefts if c is not subject]):
        doc.hang(child, subject)
    thing.dep_, subject.dep_ = "dobj", "nsubj"
    if thing.head is not verb:
        doc.hang(thing, verb)
    verb.tag_ = "VBZ" if verb.tag_ == "NNS" else "VBP"
    return True


def headline_deed(doc: Doc, verb: Token) -> bool:
    """ "Rebels ambush convoy, 12 dead", "Gunmen attack church, abduct priest": the first verb of a
    headline of two clauses taken for a noun, and so its object for the subject of the second.

    Gives whether the word is now a verb.
    """
    i = verb.i
    if not i or i + 1 >= len(doc) or verb.lower_ in _NO_HEADLINE_VERBS:
        return False
    subject = doc[i - 1]
    if subject.tag_ not in ("NNS", "NNPS") or not lexicon().verbs.get(verb.lower_):
        return False
    if verb.tag_ != "NN" or any(t.tag_ in _FINITE_NOW for t in doc[:i]):
        return False
    thing = next((t for t in verb.rights if t.dep_ == "dobj"), None)
    if thing is None and verb.dep_ == "compound" and subject.head in (verb, verb.head):
        thing = verb.head
    comma = next((t.i for t in doc[i:] if t.text == ","), len(doc))
    if thing is None or not i < thing.i < comma:
        return False
    if any(t.tag_ in _FINITE_NOW for t in doc[i + 1 : comma]):
        return False  # "fighters' raid plans fail"
    upper = verb if thing.head is verb else thing
    then = upper.head
    if then is upper:
        if upper is thing:
            doc.promote(verb, thing)
    elif then.i > comma:
        # the second clause: "…, kill 20" by the same, "…, 12 dead" of others
        others = any(t.dep_ in ("nsubj", "nummod") and t.i > comma for t in then.lefts)
        doc.hang(verb, then)
        doc.promote(verb, then)
        then.dep_ = "ccomp" if others else "conj"
        doc.hang(then, verb)
    else:
        return False
    for child in [c for c in (*thing.lefts, *verb.lefts) if c.i < subject.i]:
        doc.hang(child, subject)
    subject.dep_, thing.dep_ = "nsubj", "dobj"
    doc.hang(subject, verb)
    doc.hang(thing, verb)
    verb.tag_ = "VBP"
    _second_deed(doc, verb, thing)
    return True


def headline_clause(doc: Doc, verb: Token) -> bool:
    """ "Nine dead as army shells market": a headline's second clause taken for one long noun.

    Gives whether the word is now a verb.
    """
    i = verb.i
    if i < 3 or i + 1 >= len(doc) or verb.lower_ in _NO_HEADLINE_VERBS:
        return False
    thing = next((t for t in verb.rights if t.dep_ == "dobj"), None)
    if verb.dep_ == "compound":
        thing = verb.head
    if thing is None or thing.i < i or not lexicon().verbs.get(verb.lemma_):
        return False
    as_ = thing.head if verb.dep_ == "compound" else verb.head
    if as_.lower_ != "as" or as_.dep_ != "prep" or not 1 < i - as_.i < 5:
        return False
    run = doc[as_.i + 1 : i]
    if any(t.dep_ != "compound" or not t.tag_.startswith("N") for t in run):
        return False
    if any(t.tag_ in _FINITE_NOW for t in doc[: as_.i]):
        return False  # "he served as army sports chief"
    subject = run[-1]
    doc.hang(verb, as_.head)
    for child in run[:-1]:
        if child.head in (verb, thing):
            doc.hang(child, subject)
    for part, dep in ((subject, "nsubj"), (thing, "dobj"), (as_, "mark")):
        doc.hang(part, verb)
        part.dep_ = dep
    verb.dep_, verb.tag_ = "advcl", "VBZ"
    return True


def headline_fires(doc: Doc, verb: Token) -> bool:
    """ "Army helicopter fires on marchers": the verb taken for the blazes that the word is for too.

    Gives whether the word is now a verb.
    """
    i = verb.i
    if verb.lower_ != "fires" or verb.tag_ != "NNS" or not 0 < i < len(doc) - 1:
        return False
    subject = doc[i - 1]
    if doc[i + 1].lower_ not in ("on", "at") or subject.head is not verb:
        return False
    kinds = {name for name, _ in lexicon().classes(subject.lemma_)}
    if subject.tag_ not in ("NN", "NNP") or not kinds & {"vehicle", "person"}:
        return False
    if any(t.tag_ in _FINITE_NOW for t in doc):
        return False
    for child in [c for c in verb.lefts if c is not subject]:
        doc.hang(child, subject)
    subject.dep_, verb.tag_ = "nsubj", "VBZ"
    return True


def in_whose_raid(doc: Doc, raid: Token) -> None:
    """ "Five killed in Xish shelling of Ytown": whose it is taken for where, and the shelling for what
    those who were killed did."""
    whose = doc[raid.i - 1] if raid.i else raid
    if (
        whose.dep_ != "pobj"
        or whose.tag_ not in ("NNP", "JJ")
        or whose.head.lower_ != "in"
        or raid.tag_ != "NN"
        or all(cls != "attack" for cls, _ in lexicon().classes(raid.lemma_))
    ):
        return
    verb = whose.head.head
    those = verb.head if verb.dep_ == "acl" and verb.tag_ == "VBN" else None
    if those is None or those.i > verb.i:
        return
    prep = whose.head
    if raid.head is raid and those.head is raid:
        doc.promote(those, raid)
    elif raid.dep_ != "dobj" or raid.head is not verb:
        return
    raid.dep_, whose.dep_ = "pobj", "amod"
    doc.hang(raid, prep)
    doc.hang(whose, raid)


def _second_deed(doc: Doc, verb: Token, thing: Token) -> None:
    """ "… attack church, abduct priest": the second verb and its object taken for an apposition."""
    other = next((t for t in thing.rights if t.dep_ == "appos"), None)
    again = other.left_edge if other is not None else None
    if other is None or again is None or again is other or again.dep_ != "compound":
        return
    if lexicon().verbs.get(again.lower_) and doc[again.i - 1].text == ",":
        again.tag_, again.dep_, other.dep_ = "VB", "conj", "dobj"
        doc.hang(again, verb)
        doc.hang(other, again)


_NO_HEADLINE_VERBS = frozenset(
    "force forces fire fires man mans house houses base bases camp camps post posts head heads state"
    " states report reports claim claims guard guards group groups unit units line lines field".split()
)
"""Verbs that nouns before them make parts of names: "ground forces", "rebel camp"."""
