"""What is so or is left so, taken for what is done: "has the town surrounded", "closed to traffic"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

    Lemma = Callable[[str, str], str]

_LEAVES = frozenset({"leave", "find", "see", "keep", "render"})
_USERS = frozenset("traffic navigation shipping visitors vehicles trucks lorries aircraft".split())


def as_were(doc: Doc, as_: Token) -> None:
    """ "Two guards were killed, as were six passers-by", "and so were six": they are told of together."""
    be = doc[as_.i + 1] if as_.i + 1 < len(doc) else as_
    if be.lower_ not in ("was", "were") or be.head.tag_ != "VBN" or be.head.i > be.i:
        return
    first = next((c for c in be.head.lefts if c.dep_ == "nsubjpass"), None)
    last = next((c for c in be.rights if c.dep_ in ("nsubj", "attr")), None)
    if first is None or last is None:
        return
    doc.hang(last, first)
    last.dep_ = "conj"


_HELD_SO = frozenset("surround encircle besiege ring corner trap blockade pin isolate".split())


def mend_had(doc: Doc, had: Token) -> None:
    """ "The rebels have had Xtown surrounded since May": taken for a perfect with two subjects."""
    done = had.head
    subjects = [t for t in done.lefts if t.dep_ in ("nsubj", "nsubjpass")]
    own = next((t for t in had.lefts if t.dep_ == "nsubj"), None)
    thing = next((t for t in subjects if t.i > had.i), None)
    holder = own or next((t for t in subjects if t.i < had.i), None)
    if thing is None or holder is None or done.lemma_ not in _HELD_SO:
        return
    thing.dep_ = "dobj"
    if own is not None:
        doc.hang(own, done)


def mend_held(doc: Doc, done: Token) -> None:
    """The same, where what somebody has done is taken for a clause below "have"."""
    had = done.head
    own = next((t for t in had.lefts if t.dep_ == "nsubj"), None)
    thing = next((t for t in done.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    if own is None or thing is None or done.lemma_ not in _HELD_SO:
        return
    doc.promote(done, had)
    for child in had.children:
        doc.hang(child, done)
    had.dep_, thing.dep_ = "aux", "dobj"
    doc.hang(had, done)


def closed_to_users(doc: Doc, to: Token) -> None:
    """ "Closed the road to traffic": the noun behind "to" taken for a verb."""
    users = to.head
    if to.dep_ != "aux" or to.i + 1 != users.i or users.lower_ not in _USERS:
        return
    doc.promote(to, users)
    to.tag_, to.dep_ = "IN", "prep"
    users.tag_, users.dep_ = "NN", "pobj"
    doc.hang(users, to)


def there_was(doc: Doc, done: Token) -> None:
    """ "There were no shots fired": what was done to those of whom it is said that there were none."""
    thing = doc[done.i - 1]
    if thing.head is done.head and thing.dep_ == "attr" and done.head.lemma_ == "be":
        if any(t.tag_ == "EX" for t in done.head.lefts):
            done.dep_ = "acl"
            doc.hang(done, thing)


_STATES = ("JJ", "VBN", "RB", "RP", "VBD")


def not_so(doc: Doc, word: Token) -> None:
    """ "Is far from contained", "is anything but safe": what something is not, as a predicate denied."""
    link = word.head
    between = next((t for t in word.rights if t.lower_ in ("from", "but")), None)
    if between is None or link.i > word.i or link.tag_[:2] != "VB":
        return
    state = next(
        (
            t
            for t in (*between.rights, *word.rights)
            if t.i > between.i and t.tag_ in _STATES and t.dep_ != "prep"
        ),
        None,
    )
    if state is None or any(t.is_punct for t in doc[word.i : state.i]):
        return
    word.dep_ = "neg"
    state.tag_ = "JJ" if state.tag_ in ("VBN", "VBD") else state.tag_
    state.dep_ = "acomp"
    doc.hang(state, link)


def left_so(doc: Doc, word: Token) -> None:
    """ "Left houses in Xtown charred": what something is left as, taken for the end of the name."""
    if not (word.lower_.endswith("ed") and word.text.islower() and word.dep_ == "pobj"):
        return
    name = next((t for t in word.lefts if t.tag_.startswith("NNP") and t.i == word.i - 1), None)
    verb = word.head
    while verb.dep_ in ("prep", "pobj") and verb.head is not verb:
        verb = verb.head
    thing = verb if verb.dep_ == "dobj" else None
    verb = thing.head if thing is not None else verb
    if name is None or verb.lemma_ not in _LEAVES:
        return
    prep = word.head
    name.dep_ = "pobj"
    for other in [t for t in word.lefts if t is not name]:
        doc.hang(other, name)
    doc.hang(name, prep)
    word.tag_, word.dep_ = "VBN", "oprd"
    doc.hang(word, verb)
