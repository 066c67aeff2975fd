"""Verbs taken for adjectives, nouns or parts of another clause, and who did what they tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import lexicon
from contraflow.reading.parsing.mends.labels import ANY_SUBJECT, PAST, SUBJECTS
from contraflow.reading.parsing.syntax import FINITE

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

    Lemma = Callable[[str, str], str]


def mend_adjective(doc: Doc, taken: Token) -> None:
    """ "Opened unprovoked and indiscriminate fire": the second of two adjectives taken for a verb."""
    first = taken.head
    thing = next((t for t in taken.rights if t.dep_ == "dobj" and t.i == taken.i + 1), None)
    if thing is None or not first.tag_.startswith(("JJ", "VBN")) or first.head is first:
        return
    taken.tag_, thing.dep_ = "JJ", first.dep_ if first.dep_ in ("dobj", "pobj") else "dobj"
    doc.hang(thing, first.head)
    first.dep_ = "amod"
    doc.hang(first, thing)


def mend_participle(doc: Doc, verb: Token) -> None:
    """ "The missile fired at Xtown was shot down": the participle after a subject taken for its verb, and
    the verb for a second one."""
    taken = verb.head
    subject = next((t for t in taken.lefts if t.dep_ == "nsubj"), None)
    if (
        subject is None
        or subject.tag_[:2] != "NN"
        or taken.tag_ not in ("VBD", "VBN")
        or any(c.dep_ in SUBJECTS or c.dep_ == "mark" for c in verb.lefts)
        or any(c.dep_ in _VERBAL for c in taken.children if c.i < verb.i)
        or any((t.tag_ == "CC" or t.is_punct) and t.head is taken for t in doc[taken.i : verb.i])
    ):
        return
    doc.promote(verb, taken)
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    subject.dep_ = "nsubjpass" if passive else "nsubj"
    doc.hang(subject, verb)
    for later in [c for c in taken.rights if c.i > verb.i]:
        doc.hang(later, verb)
    taken.tag_, taken.dep_ = "VBN", "acl"
    doc.hang(taken, subject)


def mend_subject(doc: Doc, taken: Token) -> None:
    """ "The missile fired at Xtown was shot down", where the participle is taken for the subject."""
    subject = next((t for t in taken.lefts if t.dep_ == "nsubj"), None)
    verb = taken.head
    if subject is None or subject.tag_[:2] != "NN" or any(c.dep_ == "mark" for c in taken.lefts):
        return
    subject.dep_ = taken.dep_
    doc.hang(subject, verb)
    taken.tag_, taken.dep_ = "VBN", "acl"
    doc.hang(taken, subject)


def is_past(verb: Token, lemma: Lemma) -> bool:
    """ "The army retook Xtown": a past form taken for an infinitive, with a subject and no auxiliary."""
    return (
        lemma(verb.lower_, "VBD") != verb.lower_
        and any(c.dep_ == "nsubj" for c in verb.lefts)
        and not any(c.dep_ == "aux" for c in verb.lefts)
        and verb.dep_ in _CLAUSES
    )


def by_whom(doc: Doc, by: Token) -> None:
    """ "Were killed in an ambush by rebels": it is the ambush that is theirs."""
    event = doc[by.i - 1]
    if (
        event.dep_ == "pobj"
        and event.head.lower_ in ("in", "during")
        and event.head.head is by.head
        and any(cls == "attack" for cls, _ in lexicon().classes(event.lemma_))
    ):
        by.dep_ = "prep"
        doc.hang(by, event)


def mend_loose(doc: Doc, verb: Token) -> None:
    """ "Killed in two bombings, also blamed on the rebels": a participle hung on the verb before, of
    whose last noun it tells."""
    at = verb.left_edge.i
    noun = doc[at - 2] if at > 1 and doc[at - 1].text == "," else None
    if (
        noun is None
        or noun.tag_[:2] != "NN"
        or not verb.head.is_ancestor(noun)
        or any(c.dep_ in (*ANY_SUBJECT, "aux", "auxpass", "mark") for c in verb.lefts)
    ):
        return
    verb.dep_ = "acl"
    doc.hang(verb, noun)


def mend_custom(doc: Doc, verb: Token) -> None:
    """ "Is plagued by gangs which loot villages, kill people": the second of what they do hung on what
    stands above them, which has another tense."""
    above = verb.head
    if above.tag_ not in (*PAST, "VBZ") or above.i > verb.i:
        return
    if any(c.dep_ in (*ANY_SUBJECT, "aux", "auxpass") for c in verb.lefts):
        return
    for other in reversed(doc[above.i + 1 : verb.i]):
        if other.dep_ == "relcl" and other.tag_ == "VBP":
            doc.hang(verb, other)
            return


def believed_to_be(doc: Doc, believed: Token) -> None:
    """ "Warplanes believed to be Xish struck the market": what they did taken for what they believed."""
    subject = next((t for t in believed.lefts if t.dep_ == "nsubj"), None)
    being = next((t for t in believed.rights if t.dep_ == "xcomp"), None)
    did = next((t for t in believed.rights if t.dep_ == "ccomp" and t.tag_ in PAST), None)
    if being is None and did is not None and subject is not None:
        being = _being_what(doc, believed, did)
    if did is None and being is not None and being.right_edge.i + 1 < len(doc):
        behind = doc[being.right_edge.i + 1]
        did = behind if behind.tag_ == "VBD" else None
    if (
        subject is None
        or being is None
        or did is None
        or did.i < being.i
        or doc[believed.i + 1].lower_ != "to"
        or any(t.dep_ in (*ANY_SUBJECT, "mark") for t in did.lefts)
        or any(t.dep_ in ("aux", "auxpass") for t in believed.lefts)
    ):
        return
    if not did.is_ancestor(believed):
        doc.promote(did, believed)
    else:  # "ten died when men believed to be rebels struck": what is told first taken for content
        told = next((t for t in did.lefts if t.dep_ == "ccomp" and t.i < believed.i), None)
        if told is not None:
            doc.promote(told, did)
            doc.hang(did, told)
            did.dep_ = "advcl"
    for other in [t for t in believed.children if t is not being and t is not subject]:
        doc.hang(other, did)
    subject.dep_ = "nsubj"
    doc.hang(subject, did)
    believed.tag_, believed.dep_ = "VBN", "acl"
    doc.hang(believed, subject)


def _being_what(doc: Doc, believed: Token, did: Token) -> Token | None:
    """ "Gunmen believed to be bandits have struck": what they are taken for the subject of what they did."""
    be = doc[believed.i + 2] if believed.i + 2 < did.i else believed
    what = next((t for t in did.lefts if t.dep_ in SUBJECTS and t.i > be.i), None)
    if be.lower_ != "be" or be.head is not did or what is None or what.left_edge.i != be.i + 1:
        return None
    doc.hang(be, believed)
    be.dep_ = "xcomp"
    doc.hang(doc[believed.i + 1], be)
    doc.hang(what, be)
    what.dep_ = "attr"
    return be


_GIVEN = frozenset(
    "give grant award offer deny send show pay hand teach tell owe name call".split()
)
"""Verbs whose passive may keep an object: "a man given a medal"."""


def mend_root(doc: Doc, verb: Token) -> None:
    """ "A spark from a torch set off the blaze": the only verb taken for a participle of its subject."""
    noun = verb.head
    while noun.dep_ in ("pobj", "prep") and noun.head is not noun:
        noun = noun.head
    if (
        noun.head is not noun
        or noun.tag_[:2] != "NN"
        or verb.i < noun.i
        or verb.lemma_ in _GIVEN
        or not any(t.dep_ == "dobj" and t.tag_[:2] in ("NN", "PR") for t in verb.rights)
        or any(t.text in ",:" for t in doc[noun.i : verb.i])
    ):
        return
    doc.hang(verb, noun)
    doc.promote(verb, noun)
    verb.tag_ = "VBD"
    for later in [c for c in noun.rights if c.i > verb.i]:
        doc.hang(later, verb)
    noun.dep_ = "nsubj"
    doc.hang(noun, verb)


def mend_perfect(doc: Doc, verb: Token) -> None:
    """ "The house had never sheltered fighters": the participle taken for an adjective of its object."""
    thing, after = verb.head, verb.i + 1
    if (
        thing.i < verb.i
        or not any(c.lower_ in HAS and c.dep_ == "aux" for c in verb.lefts)
        or not any(c.dep_ == "nsubj" for c in verb.lefts)
        or any(t.head is not thing and t.head is not verb for t in doc[after : thing.i])
    ):
        return
    doc.promote(verb, thing)
    if verb.dep_ != "ROOT":
        verb.dep_ = "ccomp"
    thing.dep_ = "dobj"
    doc.hang(thing, verb)
    for later in [c for c in thing.rights if c.is_punct]:
        doc.hang(later, verb)


HAS = frozenset({"had", "has", "have"})


def mend_infinitive(doc: Doc, verb: Token) -> None:
    """ "An attempt to overrun Xtown", where the tagger takes the verb for a noun before the name."""
    verb.tag_ = "VB"
    name = verb.head
    if verb.dep_ in ("compound", "amod", "nmod") and name.i > verb.i and name.tag_[:1] == "N":
        doc.promote(verb, name)
        if verb.dep_ in ("appos", "nmod", "compound", "dobj", "pobj") and verb.head.tag_[:1] == "N":
            verb.dep_ = "acl"
        for before in [c for c in name.lefts if c.i < verb.i]:
            doc.hang(before, verb)
        name.dep_ = "dobj"
        doc.hang(name, verb)


_VERBAL = frozenset({"aux", "auxpass", "dobj", "neg", "prt", "ccomp", "xcomp"})
"""What an active verb has, or one that is denied, and no participle before its verb."""


def after_it_did(doc: Doc, verb: Token) -> None:
    """ "Denied talk of neglect after a fire in a mill left six dead": when it was, taken for what is told
    of the talk."""
    noun = verb.head
    prep = next((t for t in noun.rights if t.i < verb.i and t.lower_ in ("after", "before")), None)
    subject = next((t for t in prep.rights if t.dep_ == "pobj"), None) if prep else None
    if prep is None or subject is None or subject.right_edge.i + 1 != verb.i:
        return
    if verb.dep_ != "acl" or not any(t.dep_ == "dobj" for t in verb.rights):
        return
    verb.tag_, verb.dep_ = "VBD", "advcl"
    doc.hang(verb, noun.head)
    doc.hang(prep, verb)
    prep.dep_, prep.tag_ = "mark", "IN"
    doc.hang(subject, verb)
    subject.dep_ = "nsubj"


def noun_of_verb(verb: Token) -> None:
    """ "Mobile phones work in Xtown": the subject taken for part of a noun that is a verb."""
    noun = next((t for t in verb.lefts if t.dep_ == "compound" and t.i == verb.i - 1), None)
    if noun is None or verb.dep_ not in _CLAUSES or (noun.tag_, verb.tag_) not in _AGREE:
        return
    if not any(t.dep_ in ANY_SUBJECT for t in verb.children):
        noun.dep_ = "nsubj"


_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "conj", "relcl"})
_AGREE = frozenset({("NNS", "VBP"), ("NN", "VBZ"), ("NN", "VBD"), ("NNS", "VBD")})


def verb_unread(doc: Doc, noun: Token) -> None:
    """ "The services of water and power function with normality": the only verb taken for a noun."""
    if any(t.tag_ in FINITE for t in doc) or noun.dep_ != "ROOT":
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
