"""Shapes of sentence that the parser gets wrong one way, put right by what cannot be otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_WHERE = frozenset({"in", "at", "near", "around", "outside", "across"})
_LEAVES = frozenset({"leave", "find", "see", "keep", "render"})
_USERS = frozenset("traffic navigation shipping visitors vehicles trucks lorries aircraft".split())


def name_before_subject(doc: Doc) -> None:
    """ "In Xtown schools are open": the subject without an article taken for what the name belongs to."""
    prep = doc[0] if doc else None
    if prep is None or prep.lower_ not in _WHERE or prep.tag_ != "IN":
        return
    noun = next((t for t in prep.rights if t.dep_ == "pobj"), None)
    if noun is None or noun.tag_ not in ("NN", "NNS") or noun.i + 1 >= len(doc):
        return
    names = [t for t in noun.lefts if t.tag_.startswith("NNP") and t.dep_ == "compound"]
    if not names or any(t not in names and t.i > names[-1].i for t in noun.lefts):
        return
    if any(t.dep_ in ("det", "poss", "nummod") for t in noun.lefts):
        return
    verb = doc[noun.i + 1]
    while verb.dep_ in ("aux", "auxpass") and verb.head.i > verb.i:
        verb = verb.head
    if doc[noun.i + 1].tag_ not in _FINITE or any(c.dep_ in _SUBJECTS for c in verb.children):
        return
    last = names[-1]
    for name in names[:-1]:
        doc.hang(name, last)
    last.dep_ = "pobj"
    doc.hang(last, prep)
    noun.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj"
    doc.hang(noun, verb)


def closed_to_users(doc: Doc, to: Token) -> None:
    """ "Closed the road to traffic": the noun behind "to" taken for a verb."""
    users = to.head
    if to.dep_ != "aux" or to.i + 1 != users.i or users.lower_ not in _USERS:
        return
    doc.promote(to, users)
    to.tag_, to.dep_ = "IN", "prep"
    users.tag_, users.dep_ = "NN", "pobj"
    doc.hang(users, to)


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


_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today".split()
)


def after_weekday(doc: Doc, number: Token) -> None:
    """ "On Monday 78 hostages were freed": the number hung on the day."""
    day = number.head
    if day.i >= number.i or day.lower_ not in _WEEKDAYS:
        return
    noun = next((t for t in doc[number.i + 1 : number.i + 5] if t.tag_[:2] == "NN"), None)
    if noun is None or any(t.tag_[:2] not in ("JJ", "VB") for t in doc[number.i + 1 : noun.i]):
        return
    while noun.dep_ == "compound" and noun.head.i == noun.i + 1:
        noun = noun.head
    doc.hang(number, noun)


def noun_of_verb(verb: Token) -> None:
    """ "Mobile phones work in Xtown": the subject taken for part of a noun that is a verb."""
    noun = next((t for t in verb.lefts if t.dep_ == "compound" and t.i == verb.i - 1), None)
    if noun is None or verb.dep_ not in _CLAUSES or (noun.tag_, verb.tag_) not in _AGREE:
        return
    if not any(t.dep_ in _SUBJECTS for t in verb.children):
        noun.dep_ = "nsubj"


_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "conj", "relcl"})
_AGREE = frozenset({("NNS", "VBP"), ("NN", "VBZ"), ("NN", "VBD"), ("NNS", "VBD")})


def cost_lives(doc: Doc, lives: Token) -> None:
    """ "The strike in Xtown cost 64 lives": the verb taken for the end of the name, and "lives" for a verb."""
    cost = next((t for t in doc[: lives.i] if t.lower_ == "cost" and t.tag_ == "NN"), None)
    subject = next((t for t in lives.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    if cost is None or cost.dep_ != "pobj" or subject is None or subject.i > cost.i:
        return
    name = next((t for t in cost.lefts if t.tag_.startswith("NNP") and t.i == cost.i - 1), None)
    if name is None or not any(t.dep_ == "nummod" for t in lives.lefts):
        return
    name.dep_ = "pobj"
    for other in [t for t in cost.lefts if t is not name]:
        doc.hang(other, name)
    doc.hang(name, cost.head)
    doc.hang(cost, lives)
    doc.promote(cost, lives)
    cost.tag_ = "VBD"
    subject.dep_, lives.dep_ = "nsubj", "dobj"
    doc.hang(subject, cost)
    for later in [t for t in lives.rights if t.dep_ in ("conj", "cc", "punct")]:
        doc.hang(later, cost)
    doc.hang(lives, cost)


def verb_unread(doc: Doc, noun: Token) -> None:
    """ "The services of water and power function with normality": the only verb taken for a noun."""
    if any(t.tag_ in _FINITE for t in doc) or noun.dep_ != "ROOT":
        return
    verb = next((t for t in doc[noun.i + 1 :] if t.lower_ in _RUN and t.tag_ == "NN"), None)
    if verb is None or not any(t.dep_ == "compound" and t.i == verb.i - 1 for t in verb.lefts):
        return
    last = doc[verb.i - 1]
    last.dep_ = verb.dep_
    doc.hang(last, verb.head)
    for other in [t for t in verb.lefts if t.i < verb.i]:
        doc.hang(other, last)
    for later in [t for t in (*verb.rights, *noun.rights) if t.i > verb.i]:
        doc.hang(later, verb)
    doc.hang(verb, noun)
    doc.promote(verb, noun)
    verb.tag_ = "VBP"
    noun.dep_ = "nsubj"
    doc.hang(noun, verb)


_RUN = frozenset({"function", "work", "run", "flow", "operate"})
