"""Whom a number counts and what became of them: "three feared dead", "20 missing", "cost five lives"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contraflow.reading.parsing.mends.labels import ANY_SUBJECT, PAST, SUBJECTS

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

    Lemma = Callable[[str, str], str]

_COUNTED_DEAD = frozenset(
    "dead injured wounded hurt missing casualty casualties victims survivors displaced homeless evacuees"
    " detained killed refugees detainees fatalities deaths".split()
)


def mend_number(doc: Doc, word: Token) -> None:
    """ "The dead in Xtown number 34": the verb taken for a noun that the figure counts."""
    after = next((t for t in doc[word.i + 1 : word.i + 4] if t.tag_ == "CD"), None)
    if after is None or after.head is not word or doc[word.i - 1].lower_ in ("the", "a", "total"):
        return
    if any(t.lower_ in _COUNTED_DEAD for t in doc[: word.i]):
        word.tag_, after.dep_ = "VBP", "dobj"


def mend_missing(doc: Doc, word: Token) -> None:
    """ "The divers missing since Friday have been located", "three reported missing turned up": those
    who are told of taken for the subject of what is only said of them."""
    reported = word.head if word.dep_ == "xcomp" and word.head.tag_ in PAST else word
    subject = next((t for t in reported.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.tag_[:2] != "NN":
        return
    if any(t.i > subject.i and t.dep_ != "advmod" for t in reported.lefts):
        return
    verb = next(
        (
            t
            for t in (*word.rights, *reported.rights)
            if t.i > word.i and t.tag_ in PAST and t.dep_ in ("xcomp", "ccomp", "conj", "advcl")
        ),
        None,
    )
    if (
        verb is None
        or any(c.dep_ in (*SUBJECTS, "mark") for c in verb.lefts)
        or any(t.tag_ == "CC" or t.is_punct for t in doc[word.i : verb.i])
    ):
        return
    if verb.head is not reported:
        doc.hang(verb, reported)
    doc.promote(verb, reported)
    subject.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj"
    doc.hang(subject, verb)
    reported.dep_ = "acl"
    doc.hang(reported, subject)


def also_missing(doc: Doc, word: Token) -> None:
    """ "Speaks of three dead and 22 missing": the second count taken for a clause of its own."""
    number = word.lefts[0] if len(word.lefts) == 1 else word
    if word.dep_ != "conj" or number.tag_ != "CD" or number.dep_ != "nsubj" or number.i < 2:
        return
    first = doc[number.i - 2]
    if doc[number.i - 1].tag_ != "CC" or first.lower_ not in _COUNTED_DEAD:
        return
    if not any(c.tag_ == "CD" for c in first.lefts):
        return
    word.tag_, number.dep_ = "JJ", "nummod"
    doc.hang(doc[number.i - 1], first)
    doc.hang(word, first)


def carried(doc: Doc, second: Token) -> None:
    """ "A boat carrying 20 women and 30 men sank": the last of those on board taken for what sank."""
    first = next((t for t in second.head.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    if first is None or first is second or first.i > second.i:
        return
    at = second.left_edge.i
    if not at or doc[at - 1].tag_ != "CC":
        return
    beside = doc[at - 1].head
    if first.is_ancestor(beside) and beside.tag_[:2] == "NN" and beside.head.tag_ == "VBG":
        second.dep_ = "conj"
        doc.hang(second, beside)


def mend_gapped(doc: Doc, done: Token) -> None:
    """ "Two were killed and others wounded", "two were killed and several more badly wounded": a passive
    whose "were" is not said again has those who come before it as its subject."""
    if not any(c.dep_ == "auxpass" for c in done.head.lefts) or any(
        c.dep_ in ("aux", "auxpass", "dobj", "nsubjpass") for c in done.children
    ):
        return
    others = next((c for c in done.lefts if c.dep_ == "nsubj"), None)
    if others is not None:
        others.dep_ = "nsubjpass"
        return
    more = next((t for t in doc[max(1, done.i - 3) : done.i] if t.lower_ == "more"), None)
    if more is None or doc[more.i - 1].lower_ not in _SOME_MORE:
        return
    some = doc[more.i - 1]
    doc.hang(more, done)
    doc.hang(some, more)
    more.tag_, more.dep_, some.dep_ = "NNS", "nsubjpass", "amod"


def passive_list(doc: Doc, done: Token) -> None:
    """ "A man was killed, his wife wounded and ten pupils kidnapped": what befell those of a list, of
    whom the first alone has "was", taken for what the later ones did."""
    first = next((t for t in done.lefts if t.dep_ == "ccomp"), None)
    if first is None or not any(c.dep_ == "auxpass" for c in first.lefts):
        return
    if doc[first.right_edge.i + 1].text != ",":
        return
    for verb in (done, *(t for t in done.rights if t.dep_ == "conj" and t.tag_ in PAST)):
        whom = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if whom is None or any(c.dep_ in _NO_LIST for c in verb.children):
            return
        whom.dep_, verb.tag_ = "nsubjpass", "VBN"


_NO_LIST = frozenset({"aux", "auxpass", "dobj", "dative", "xcomp", "mark"})
_SOME_MORE = frozenset({"several", "many", "few", "some", "dozens", "scores", "hundreds"})


def feared_dead(doc: Doc, verb: Token) -> None:
    """ "Dozens of passengers feared drowned": those of whom it is feared taken for who fears."""
    subject = next((t for t in verb.lefts if t.dep_ == "nsubj"), None)
    after = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
    if (
        subject is None
        or after is None
        or after.head is not verb
        or after.dep_ not in ("xcomp", "ccomp", "acomp", "oprd")
        or after.tag_ not in (*PAST, "JJ")
        or any(t.dep_ in ("aux", "auxpass") for t in verb.lefts)
        or any(t.dep_ in ANY_SUBJECT or t.dep_ == "dobj" for t in after.children)
        or any(t.i > after.i and t.tag_ in PAST for t in (*verb.rights, *after.rights))
    ):
        return
    subject.dep_, verb.tag_, after.dep_ = "nsubjpass", "VBN", "xcomp"
    if after.tag_ == "VBD":
        after.tag_ = "VBN"


def presumed_there(doc: Doc, verb: Token) -> None:
    """ "Two bodies seen, six others presumed inside": of whom it is thought where they are."""
    if verb.lemma_ not in ("presume", "believe", "fear", "think") or verb.i + 1 >= len(doc):
        return
    after = doc[verb.i + 1]
    if any(t.dep_ in ("aux", "auxpass") for t in verb.lefts) or any(
        t.dep_ in ("dobj", "ccomp", "xcomp") for t in verb.rights
    ):
        return
    if after.lower_ in ("inside", "aboard", "trapped", "buried", "underground", "under"):
        for subject in [t for t in verb.lefts if t.dep_ == "nsubj"]:
            subject.dep_, verb.tag_ = "nsubjpass", "VBN"


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


def mend_list(doc: Doc, noun: Token) -> None:
    """ "Forty men, 17 women and 12 children had died": of a list of counts the second taken for a
    subject of its own, or for what the first are; against "twenty men, 17 sailors and three cooks, …"."""
    if not _is_counted(noun):
        return
    at = noun.left_edge.i
    if at < 2 or doc[at - 1].text != ",":
        return
    last = next((c for c in noun.rights if c.dep_ == "conj" and _is_counted(c)), None)
    if last is None:
        return
    if noun.dep_ == "appos":
        after = last.right_edge.i + 1
        if noun.head.i == at - 2 and _is_counted(noun.head) and doc[after : after + 1]:
            noun.dep_ = "appos" if doc[after].is_punct else "conj"
        return
    first = next((t for t in noun.head.lefts if t.dep_ == noun.dep_ and t.i == at - 2), None)
    if first is not None and first is not noun and _is_counted(first):
        noun.dep_ = "conj"
        doc.hang(noun, first)


def counted_beside(doc: Doc, noun: Token) -> None:
    """ "Four guards from the gate and six clerks": the second of two counts hung on a name between them."""
    between = noun.head
    first = between.head.head
    if _is_counted(noun) and _is_counted(first) and first.tag_ == "NNS":
        if not _is_counted(between) and between.tag_ != "NNS" and first.i < between.i:
            doc.hang(noun, first)


def _is_counted(noun: Token) -> bool:
    return any(c.tag_ == "CD" for c in noun.lefts)
