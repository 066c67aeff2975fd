"""Whether a frame is denied by its own clause: "did not fall", "no crack was found"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames.causes.words import class_of as cause_of
from contraflow.reading.frames.cues import match
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import share_in, unknown_to
from contraflow.reading.parsing.negation import (
    cleft_denied,
    event_negated,
    is_fought,
    is_negative_noun,
    keeps_to_figure,
    negated,
)
from contraflow.reading.parsing.syntax import is_verb

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token

_NEGATIVE = word_set("negative")
_EBBS = word_set("ebbs")
_SIGNS = word_set("signs")
_SAVES = word_set("saves")


def denied(c: Candidate) -> bool:
    """Whether a cue stands under a negation that is not part of the cue."""
    no = _negated(c)
    if (
        c.spec.axis in ("attack.occurrence", "control.holder")
        and cleft_denied(c.anchor)
        and not _is_cause(c)
    ):
        return not no
    return no


def tells_of_the_dead(c: Candidate, counted: bool) -> bool:
    """Whether a denied rescue tells of some who are dead: "twelve did not survive", and not of nobody."""
    return (
        c.spec.axis == "casualties.rescued"
        and is_verb(c.anchor)
        and c.anchor.lemma_ in _SAVES
        and not any(r is not None and is_negative_noun(r) for r in c.roles)
        and (counted or any(_is_some(r) for r in c.roles if r is not None))
    )


def _is_some(noun: Token) -> bool:
    """ "A fifth man", "several passengers"."""
    return any(d.lower_ in ("a", "an", "some", "several") for d in noun.children)


def _negated(c: Candidate) -> bool:
    if c.spec.id == "use-allowed" and c.anchor.dep_ == "pcomp":
        return True  # "warned against swimming in the lake"
    if c.phrase and c.view.doc[c.words[0]].lower_ == "without" and is_negative_noun(c.anchor.head):
        return True  # "there is not a home without water"
    if c.phrase and _says_no(c):
        return False  # "no boat leaves", "cannot receive aircraft"
    if _is_of_known_people(c):
        return False
    noun = c.anchor.head if c.anchor.dep_ in ("amod", "acl") else c.anchor
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        what = noun.head.head
        if what.lemma_ in _SIGNS and is_negative_noun(what):
            return True  # "no case of plague was found"
    if unknown_to(noun) is not None:
        return True
    if c.anchor.dep_ == "acl" and noun.dep_ == "attr" and is_negative_noun(noun):
        own = any(t.dep_ not in ("advmod", "neg") for t in c.anchor.lefts)
        if not own and any(t.tag_ == "EX" for t in noun.head.lefts):
            return True  # "there were no shots fired", as against "no sign that shots were fired"
    if _clause_negated(c) or (c.anchor.tag_.startswith("NN") and is_negative_noun(c.anchor)):
        return True  # "no crack was found"
    return (
        c.theme is not None
        and c.theme.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        and is_negative_noun(c.theme)
    )


def _is_of_known_people(c: Candidate) -> bool:
    """Whether people known to be harmed are spoken of: "the dead have not been named"."""
    return (
        c.spec.axis.startswith("casualties.")
        and not c.phrase
        and any(d.lower_ in _KNOWN and d.dep_ in ("det", "poss") for d in c.anchor.children)
        and c.anchor.lemma_ not in ("loss", "number")
    )


_KNOWN = frozenset({"the", "these", "those", "their", "its", "his", "our", "her"})


def _clause_negated(c: Candidate) -> bool:
    spec, anchor, last = c.spec, c.anchor, c.last
    within = c.phrase and last.tag_.startswith("NN") and anchor.head is last
    head = last if within else anchor  # "real bullets were not fired"
    if anchor.tag_ == "EX" and is_verb(anchor.head):
        head = anchor.head  # "there never was a soldier"
    if within and is_negative_noun(head):
        return True  # "fired gas, not live rounds"
    event = anchor.tag_.startswith("NN") and (
        spec.axis in ("attack.occurrence", "other.count") or spec.axis.startswith("casualties")
    )
    if keeps_to_figure(anchor) or (is_fought(anchor) and spec.axis.startswith("attack.")):
        return False
    share = share_in(anchor)
    if share is not None:
        return share.denied
    verb = anchor if is_verb(anchor) else anchor.head
    if anchor.dep_ == "nsubjpass" and verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True  # "without a single prisoner being taken"
    if anchor.dep_ == "acl" and c.agent is anchor.head and spec.axis == "movement.presence":
        return negated(anchor.head)  # "there is not one of our soldiers left"
    if spec.axis == "status.conditions" and head.dep_ == "nsubj" and says_it_is_over(head.head):
        return False  # "the fighting has not ended": it goes on
    if event_negated(head) if event else negated(head):
        return True
    return (
        c.phrase
        and last.i != anchor.i
        and any(
            d.dep_ in ("neg", "det") and d.lower_ in ("no", "not", "n't") for d in last.children
        )
        and c.view.doc[c.words[0]].lower_ != "no"
    )


def says_it_is_over(verb: Token) -> bool:
    """Whether a verb says of its subject that it ends or is over: "the fighting ebbed"."""
    return verb.lemma_ in _EBBS or any(c.lower_ in ("over", "finished") for c in verb.children)


def _says_no(c: Candidate) -> bool:
    """Whether the cue's own words say no; a "not" that stands between them negates it."""
    view = c.view
    first = view.doc[c.words[0]]
    return any(
        row is c.spec
        and not _NEGATIVE.isdisjoint(pattern)
        and match(view, c.words[0], pattern) == c.words[1]
        for form in {first.lemma_, first.lower_} & view.phrases.keys()
        for pattern, row in view.phrases[form]
    )


def _is_cause(c: Candidate) -> bool:
    """ "It wasn't a gas leak that blew up the house": no deed of anybody's, but what it came of."""
    noun = c.anchor.head
    return noun.tag_ == "NN" and not c.is_force(noun) and bool(cause_of([noun, *noun.children]))
