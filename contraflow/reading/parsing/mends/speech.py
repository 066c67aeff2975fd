"""Who said it, and where what was said begins: "P, X said", "reports that P", "according to which P"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import lexicon, word_set
from contraflow.reading.parsing.mends.labels import ANY_SUBJECT, PAST, SUBJECTS
from contraflow.reading.parsing.syntax import FINITE

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

    Lemma = Callable[[str, str], str]


def according_to_which(doc: Doc, which: Token) -> None:
    """ "The rumour according to which troops opened fire": the clause is what the noun says."""
    noun, according = doc[which.i - 3], doc[which.i - 2]
    verb = next((t for t in doc[which.i + 1 :] if t.tag_ in FINITE and t.tag_ != "MD"), None)
    if noun.tag_[:2] != "NN" or verb is None:
        return
    if not any(t.dep_ in ANY_SUBJECT and t.head is verb for t in doc[which.i + 1 : verb.i]):
        return
    if verb.head is verb or verb.is_ancestor(noun) or according.is_ancestor(noun):
        return  # the parse would be a ring
    doc.hang(verb, noun)
    doc.hang(according, verb)
    verb.dep_ = "acl"


_IN_PHRASE = frozenset({"pobj", "prep", "dobj", "dative", "conj", "appos", "agent"})
"""How a noun, and the phrases around it, hang below a verb."""
_BY_MEANS_OF = frozenset({"in", "on", "at", "by", "via", "through", "during", "with", "over"})
_ADDRESSES = frozenset({"tell", "inform", "remind", "assure", "notify", "warn", "advise"})
"""Verbs of saying whose object is who hears it."""
_UTTERANCES = word_set("utterances")
_WITHOUT_OBJECT = frozenset(
    "fall collapse surrender die withdraw retreat explode crash sink escape fire flee happen land"
    " occur arrive advance capitulate perish disappear break".split()
)
"""Verbs whose "that" is no object of theirs."""


def mend_content(doc: Doc, that: Token) -> None:
    """ "Reports by the rebels that they hold Xtown": a clause whose "that" can be no object of its
    verb tells what is reported, and nothing of those who report it."""
    verb = that.head
    if verb.dep_ not in ("relcl", "acl") or verb.head.i > that.i or verb.head is verb:
        return
    if not any(c.dep_ in SUBJECTS for c in verb.lefts):
        return
    told = any(c.dep_ == "nsubjpass" for c in verb.lefts) or (
        verb.lemma_ in _WITHOUT_OBJECT or any(c.dep_ == "dobj" for c in verb.rights)
    )
    if not told:
        return
    that.tag_, that.dep_ = "IN", "mark"
    noun = verb.head
    while noun.dep_ in ("pobj", "acl", "agent", "prep") and noun.head.i < noun.i:
        noun = noun.head
    verb.dep_ = "acl"
    if noun is not verb.head and noun.tag_.startswith("N"):
        doc.hang(verb, noun)


def mend_saying(doc: Doc, subject: Token) -> None:
    """ "Xyz, the rights group, reported on Friday that …": the verb taken for a participle of its subject."""
    verb = next((c for c in subject.rights if c.dep_ == "acl" and c.tag_ in PAST), None)
    if (
        verb is None
        or verb.lemma_ in _ADDRESSES
        or lexicon().reporting_verbs.get(verb.lemma_) in (None, "future")
        or not any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.rights)
        or any(c.dep_ in (*SUBJECTS, "aux", "auxpass", "agent") for c in verb.children)
        or any(c.tag_ in FINITE for c in subject.children if c is not verb)
    ):
        return
    doc.promote(verb, subject)
    verb.tag_, subject.dep_ = "VBD", "nsubj"
    doc.hang(subject, verb)
    for later in [c for c in subject.rights if c.i > verb.i]:
        doc.hang(later, verb)


def mend_said(doc: Doc, clause: Token) -> None:
    """ "Said in a statement that …", "told the radio of Xtown that …": what is said hung on the last noun."""
    noun = clause.head
    if clause.dep_ not in ("acl", "relcl") or noun.tag_[:2] != "NN" or noun.i > clause.i:
        return
    if not any(c.dep_ in SUBJECTS for c in clause.lefts):
        return
    verb = noun
    named = False
    while verb.dep_ in _IN_PHRASE and verb.head.i < verb.i:
        named = named or verb.dep_ == "dobj"
        verb = verb.head
    if named and verb.lemma_ not in _ADDRESSES:
        return  # "found no evidence that …"
    known = lexicon()
    stance = known.reporting_verbs.get(verb.lemma_)
    if stance in (None, "future") or verb.tag_[:2] != "VB":
        return
    if any(c.dep_ in ("ccomp", "xcomp") for c in verb.children):
        return
    if noun.lemma_ in known.reporting_nouns and not (
        noun.dep_ == "pobj"
        and noun.head.head is verb
        and (
            (noun.head.lower_ in _BY_MEANS_OF and noun.lemma_ in _UTTERANCES)
            or (noun.head.lower_ == "to" and noun.lemma_ not in _UTTERANCES)  # who is told
        )
    ):
        return  # "denied reports that …"
    clause.dep_ = "ccomp"
    doc.hang(clause, verb)


def mend_that(doc: Doc, noun: Token) -> None:
    """ "Denied that poor maintenance had caused it": the noun taken for what is denied, and "that" for
    its article."""
    that = next((t for t in noun.lefts if t.lower_ == "that" and t.dep_ == "det"), None)
    said = noun.head
    if that is None or that.i != said.i + 1 or noun.tag_ not in ("NN", "NNS", "NNP"):
        return
    verb = next((t for t in said.rights if t.i > noun.i and t.tag_[:1] == "V"), None)
    if verb is None or any(c.dep_ in SUBJECTS for c in verb.lefts):
        return
    last = max(t.i for t in noun.subtree)
    first = next((t for t in verb.lefts if t.dep_ in ("aux", "auxpass")), verb)
    if first.i != last + 1 or first.tag_ not in FINITE:
        return
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    noun.dep_, verb.dep_ = "nsubjpass" if passive else "nsubj", "ccomp"
    that.tag_, that.dep_ = "IN", "mark"
    doc.hang(noun, verb)
    doc.hang(that, verb)


def mend_claimed(doc: Doc, verb: Token) -> None:
    """ "Rejected the rebels' claims to have taken Xtown": the infinitive hung on who rejects them."""
    to = next((c for c in verb.lefts if c.tag_ == "TO"), None)
    if to is None or not to.i:
        return
    noun = doc[to.i - 1]
    if (
        noun.head is verb.head
        and noun.dep_ in ("dobj", "nsubjpass", "nsubj")
        and lexicon().reporting_nouns.get(noun.lemma_) == "claim"
        and any(c.dep_ in ("poss", "compound", "amod") for c in noun.lefts)
    ):
        verb.dep_ = "acl"
        doc.hang(verb, noun)


def who_is_there(doc: Doc, said: Token) -> None:
    """ "The institute in Xtown, Yland, which confirmed it": no town says so."""
    town = said.head
    while town.dep_ == "appos" and town.head.tag_ == "NNP" and town.tag_ == "NNP":
        town = town.head
    within = town.head
    if (
        said.lemma_ in (*SAYS, "confirm")
        and town.tag_ == "NNP"
        and town.dep_ == "pobj"
        and within.lower_ == "in"
        and within.head.tag_[:2] == "NN"
    ):
        doc.hang(said, within.head)


def apart_by_semicolon(doc: Doc, according: Token) -> None:
    """ "Ten were hurt, according to reports; others say …": the source hung on what comes behind it."""
    verb = according.head
    if not any(t.text == ";" for t in doc[according.i : verb.i]):
        return
    before = verb if verb.i < according.i else verb.head
    if before.i < according.i and before.tag_[:1] == "V":
        doc.hang(according, before)


def claimed_by(doc: Doc, claimed: Token) -> None:
    """ "Six killed in raids near X claimed by Y": it is the raids that Y has claimed."""
    if not any(c.dep_ == "agent" for c in claimed.rights):
        return
    subject = next((c for c in claimed.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    harmed = subject if subject is not None else claimed.head
    if harmed is claimed or harmed.i > claimed.i:
        return
    killed = next((c for c in harmed.rights if c.dep_ == "acl" and c.tag_ in PAST), None)
    into = next((c for c in killed.rights if c.lower_ == "in"), None) if killed else None
    deed = next((c for c in into.rights if c.dep_ == "pobj"), None) if into else None
    if deed is None or deed.tag_[:2] != "NN" or deed.i > claimed.i:
        return
    if claimed.head is claimed:
        doc.promote(harmed, claimed)
    doc.hang(claimed, deed)
    claimed.tag_, claimed.dep_ = "VBN", "acl"


def second_side(doc: Doc, who: Token) -> None:
    """ "War between the state and the rebels, who hold Xtown": what is told of the second of two sides."""
    clause, first = who.head, who.head.head
    if first.dep_ != "pobj" or first.head.lower_ != "between" or doc[who.i - 1].text != ",":
        return
    second = doc[who.i - 2]
    if second.dep_ == "conj" and second.head is first:
        doc.hang(clause, second)


def who_also_said(doc: Doc, said: Token) -> None:
    """ "Six guards were hurt, according to X, who blamed the inmates and said …": no guard said it."""
    first = said.head
    if not any(c.dep_ == "auxpass" for c in first.lefts) or any(
        c.dep_ in ANY_SUBJECT for c in said.lefts
    ):
        return
    who = next(
        (
            t
            for t in reversed(doc[first.i : said.i])
            if t.lower_ == "who" and t.dep_ == "nsubj" and t.head.dep_ == "relcl"
        ),
        None,
    )
    if who is not None and who.head.i < said.i and doc[said.i - 1].lower_ == "and":
        doc.hang(said, who.head)


_CLOSES = frozenset({"”", "»", '"'})
SAYS = word_set("saying")


def _mend_tail(doc: Doc, verb: Token) -> None:
    """ "The bullets came from the police side, a lawyer said": who speaks taken for an apposition."""
    comma = next((t.i for t in reversed(doc[: verb.i]) if t.text == ","), None)
    said = next((t for t in verb.lefts if t.dep_ == "ccomp"), None)
    if comma is None or said is None or verb.head is not verb or said.i > comma:
        return
    who = next((t for t in doc[comma + 1 : verb.i] if t.tag_[:1] == "N" and t.head.i < comma), None)
    if who is not None and who.dep_ in ("appos", "conj") and who.left_edge.i == comma + 1:
        who.dep_ = "nsubj"
        doc.hang(who, verb)


def _mend_opening(doc: Doc, verb: Token) -> None:
    """ "In Xtown, the minister, Ali Sow, said …": who speaks taken for an apposition of the town."""
    if any(c.dep_ in (*SUBJECTS, "auxpass") for c in verb.children) or verb.dep_ == "conj":
        return
    first = next((c for c in verb.lefts if c.dep_ in ("prep", "advcl")), None)
    if first is None or any(c.dep_ == "ccomp" for c in verb.lefts):
        return
    for who in doc[first.i : verb.i]:
        start = who.left_edge.i
        if (
            who.dep_ == "appos"
            and who.tag_[:1] == "N"
            and start
            and doc[start - 1].text == ","
            and first.is_ancestor(who)
            and not any(t.tag_ == "CC" for t in doc[start : verb.i])
        ):
            who.dep_ = "nsubj"
            doc.hang(who, verb)
            return


def _mend_one_of(doc: Doc, verb: Token, one: Token) -> None:
    """ "Xyz, one of the organisers, said …": what says who the speaker is taken for the speaker."""
    at = one.left_edge.i
    if at < 2 or doc[at - 1].text != ",":
        return
    who = doc[at - 2]
    if (
        who.tag_[:3] != "NNP"
        or who.head is not verb
        or who.dep_ not in ("npadvmod", "dep", "advmod")
    ):
        return
    who.dep_, one.dep_ = "nsubj", "appos"
    doc.hang(one, who)


def mend_quoted(doc: Doc, verb: Token) -> None:
    """ "“…, the camp and the market,” Colonel X, who …, said": the subject sought within the quotation,
    and who speaks taken for an apposition of what that ends with."""
    subject = next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
    if subject is None:
        _mend_tail(doc, verb)
        _mend_opening(doc, verb)
        return
    at = subject.left_edge.i
    if at and doc[at - 1].tag_ == "IN" and doc[at - 1].head is verb and not doc[at - 1].children:
        # "After the attack on Xtown, the mayor, Ali Sow, said …"
        if any(t.dep_ == "appos" and t.left_edge.i > subject.i for t in subject.subtree):
            subject.dep_, doc[at - 1].dep_ = "pobj", "prep"
            doc.hang(subject, doc[at - 1])
            _mend_opening(doc, verb)
        return
    if subject.lower_ == "one":
        _mend_one_of(doc, verb, subject)
    if subject.tag_[:1] != "N":
        return
    close = next(
        (
            t.i
            for t in reversed(doc[subject.i : verb.i])
            if t.text in _CLOSES and t.i and doc[t.i - 1].text in ",.!?"
        ),
        None,
    )
    if close is None:
        return
    who = next((t for t in doc[close + 1 : verb.i] if t.tag_[:1] == "N" and t.head.i < close), None)
    if who is None:
        return
    who.dep_ = "nsubj"
    doc.hang(who, verb)
    subject.dep_ = "npadvmod"
    said = next((t for t in verb.lefts if t.dep_ == "ccomp"), None)
    if said is not None:
        doc.hang(subject, said)


def also_said(doc: Doc, verb: Token) -> None:
    """ "The army denied that X had taken it and accused X of …": the finite verb is no part of "had taken"."""
    done = verb.head
    if done.tag_ != "VBN" or done.dep_ != "ccomp" or verb.lemma_ not in _TURNS_ON:
        return
    said = done.head
    if (
        said.tag_ != "VBD"
        or not said.i < done.i < verb.i
        or said.lemma_ not in lexicon().reporting_verbs
        or not any(c.lower_ in ("had", "have", "has") for c in done.lefts)
        or any(c.dep_ in (*SUBJECTS, "aux", "auxpass") for c in verb.lefts)
        or not any(c.dep_ == "dobj" for c in verb.rights)
    ):
        return
    doc.hang(verb, said)


_TURNS_ON = word_set("addresses")
