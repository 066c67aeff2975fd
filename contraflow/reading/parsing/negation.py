"""What a sentence denies: predicates under a negation, nouns of nothing and nobody, tries that came to nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.syntax import children, first_child, is_verb

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

_ASPECTS = word_set("aspects")
"""Verbs under which something is not, or no longer, done: "stopped working"."""
_PREVENTS = word_set("prevents")

_EPISTEMIC = word_set("bears-out")


def is_prevented(verb: Token) -> bool:
    """Whether somebody keeps others from doing it: "stopped families from leaving"."""
    prep = verb.head
    return verb.dep_ == "pcomp" and prep.lower_ == "from" and prep.head.lemma_ in _PREVENTS


def _ends(verb: Token) -> bool:
    """Whether what a verb tells of is not, or no longer, done: "stopped firing", "did not let up"."""
    return verb.lemma_ in _ASPECTS or (
        verb.lemma_ == "let" and any(c.lower_ == "up" for c in verb.children)
    )


def may_deny(doc: Doc) -> bool:
    """Whether a sentence has some word without which nothing in it is denied."""
    if doc.may_deny is None:
        doc.may_deny = "neg" in doc.labels or not doc.words.isdisjoint(_DENIES)
    return doc.may_deny


@lru_cache(maxsize=512)
def negated(token: Token) -> bool:
    """Whether a predicate stands under a negation within its own clause (scope: down, not up)."""
    if not may_deny(token.doc):
        return False
    count = 0
    node = token
    for step in range(5):
        for child in node.children:
            dep, low = child.dep_, child.lower_
            if dep == "neg":
                count += not _is_bound(child)
            elif low == "longer" and child.i and child.doc[child.i - 1].lower_ == "no":
                count += 1
            elif low in ("never", "neither", "nor") and dep in ("advmod", "preconj", "cc"):
                # "was not fired, neither here nor there", "no boat came that night, nor since" deny once
                again = low == "nor" and dep == "cc" and child.i > node.i
                count += not again and not any(c.dep_ == "neg" for c in node.children)
            elif dep in ("nsubj", "nsubjpass") and is_negative_noun(child):
                count += 1
            elif dep in ("dobj", "attr", "pobj") and step == 0 and is_negative_noun(child):
                # a second object is set against the first: "fired gas, not bullets"
                # "there was not one soldier" denies once, wherever parsers hang the "not"
                if not _is_denied_before(child, node):
                    count += next(children(node, child.dep_)) is child
            elif dep == "det" and low in ("no", "neither") and not is_verb(node):
                count += not _is_bound(child)  # "no fewer than 120 bodies"
            elif dep == "prep" and _is_at_no_time(child) and (step == 0 or is_verb(node)):
                count += 1
            elif (
                dep == "aux"
                and (step == 0 or token.dep_ == "auxpass")
                and any(_is_at_no_time(t) or _denies_ever(t) for t in child.lefts)
            ):
                count += 1  # "at no point did it fall", which parsers may hang on "did"
            elif low == "once" and any(c.dep_ == "neg" for c in child.children):
                count += 1  # "not once did they …"
        if (
            node.dep_
            in (
                "dobj",
                "attr",
                "acomp",
                "prep",
                "pobj",
                "xcomp",
                "auxpass",
                "aux",
                "oprd",
                "prt",
                "advmod",
                "nsubj",
                "nsubjpass",
            )
            and node.head.i != node.i
        ):
            if node.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and step > 1 and is_verb(token):
                break
            if node.dep_ in ("nsubj", "nsubjpass", "pobj") and node.head.lemma_ in _EPISTEMIC:
                break  # "the report of the capture was not confirmed"
            if node.dep_ == "xcomp" and node.head.lemma_ in _ADMITS:
                break  # "nobody has admitted planting the bomb", "has not denied planting it"
            if node.dep_ == "xcomp" or not (node.dep_ in ("pobj",) and is_verb(token)):
                if node.dep_ == "xcomp" and _is_too_much(node):
                    count += 1  # "too late to save anyone"
                if node.head.lower_ == "without":
                    count += 1
                if _ends(node.head) and node.lower_ != "at":  # "the count stopped at 56 dead"
                    count += 1
                elif node.dep_ == "xcomp" and (_is_yet_to(node) or is_foiled(node.head)):
                    count += 1
                node = node.head
                continue
        if (
            node.dep_ in ("ccomp", "acl")
            and (aux := node.head if node.dep_ == "ccomp" else node.head.head).lemma_
            in ("be", "have", "do")
            # but "the wall never fell; it was whole" has a clause of its own there
            and any(_is_at_no_time(t) or _denies_ever(t) for t in aux.lefts if t is not node)
        ):
            count += 1  # "at no stage was the bridge closed", which parsers cut in two
        if node.dep_ in ("advcl", "xcomp", "ccomp") and node.head.lemma_ == "occur":
            node = node.head  # "it never occurred to them to leave"
            continue
        if node.dep_ == "acl" and is_foiled(node.head):
            count += 1  # "failed in their attempt to take it"
        if node.dep_ == "pcomp" and (node.head.lower_ == "without" or _is_passed_over(node)):
            count += 1
        if (
            node.dep_ == "pcomp"
            and node.head.lower_ in ("of", "in", "at")
            and _ends(node.head.head)
        ):
            count += 1  # "proved incapable of holding it", "failed in capturing it"
        if is_prevented(node):
            node = node.head.head
            count += 1
            continue
        if node.dep_ == "conj" and _is_alternative(node):
            node = node.head  # "did not fire gas or rubber bullets", "no gas nor bullets"
            continue
        if node.dep_ == "conj" and is_verb(node) and node.head.i != node.i:
            # "did not close or stop": a negation before the first conjunct reaches over "or"
            denied = _has_neither(node.head) or any(c.dep_ == "neg" for c in node.head.children)
            if denied and any(c.lower_ in ("or", "nor") for c in node.head.children):
                count += 1
        break
    return count % 2 == 1


def _has_neither(word: Token) -> bool:
    return any(c.lower_ == "neither" for c in word.children)


def _is_alternative(noun: Token) -> bool:
    """Whether a noun is one of several that "or" or "nor" joins, and not set against the first."""
    return (
        (noun.tag_.startswith("NN") or noun.tag_ == "VBG")  # "no fighting or shelling"
        and noun.head.tag_.startswith("NN")
        and not any(c.dep_ == "neg" for c in noun.children)
        and any(
            c.dep_ == "cc" and c.lower_ in ("or", "nor")
            for t in (noun, noun.head)
            for c in t.children
        )
    )


def _is_too_much(verb: Token) -> bool:
    """ "Too late to save them", "too dangerous to be used": what cannot be."""
    return any(t.lower_ == "too" for t in verb.head.children) and any(
        t.lower_ == "to" and t.dep_ == "aux" for t in verb.children
    )


_ADMITS = frozenset({"admit", "acknowledge", "confess", "deny", "dispute"})


def is_foiled(attempt: Token) -> bool:
    """Whether a try came to nothing: "failed in their attempt", "the bid failed", "beat off an attempt",
    "tried to take it but were driven back"."""
    if attempt.lemma_ in _TRIES_TO and is_verb(attempt):
        return any(_ends_in_failure(t) for t in children(attempt, "conj") if is_verb(t)) or any(
            t.lower_ in _VAINLY for t in attempt.doc[attempt.i : attempt.right_edge.i + 1]
        )
    if attempt.lemma_ not in _TRIES or is_verb(attempt):
        return False
    if any(c.lower_ in _FAILED and c.dep_ == "amod" for c in attempt.children):
        return True
    if attempt.dep_ == "pobj":
        return attempt.head.lower_ == "in" and attempt.head.head.lemma_ == "fail"
    verb = attempt.head
    if attempt.dep_ == "nsubj":
        return _comes_to_nothing(verb) or _is_headline_foiled(verb)
    return attempt.dep_ in ("dobj", "nsubjpass") and _is_thwarted(verb)


def is_fought(assault: Token) -> bool:
    """ "Tried to storm the fort", "an attempt to storm it": a fight, however it ended."""
    return (
        assault.lemma_ in _ASSAULTS
        and assault.dep_ in ("xcomp", "acl")
        and not _is_denied(assault.head)
        and (
            assault.head.lemma_ in _TRIES
            or (assault.head.lemma_ in _TRIES_TO and assault.head.tag_ in ("VBD", "VBN"))
        )
    )


_ASSAULTS = frozenset({"storm", "assault", "rush"})


def is_over(trying: Token, deed: Token) -> bool:
    """Whether a try at a deed is no plan any more: it failed, or was a fight by itself."""
    return is_foiled(trying) or is_fought(deed)


def _is_thwarted(verb: Token) -> bool:
    """Whether a verb says that what is done to an attempt ends it: "was foiled", "gave up"."""
    ended = verb.lemma_ in _FOILS or any(
        c.dep_ == "prt" and f"{verb.lemma_} {c.lower_}" in _CALLED_OFF for c in verb.children
    )
    return ended and not _is_denied(verb)


def _is_headline_foiled(verb: Token) -> bool:
    """ "Rebel advance on Xtown halted": headlines leave out "was"."""
    return (
        verb.lemma_ in _FOILS
        and verb.tag_ in ("VBD", "VBN")
        and verb.head is verb
        and not any(c.dep_ in ("dobj", "aux", "auxpass", "neg", "prep") for c in verb.rights)
        and not any(c.dep_ in ("aux", "auxpass", "neg") for c in verb.lefts)
    )


def _comes_to_nothing(verb: Token) -> bool:
    """ "Failed", "came to nothing", "ended in failure", "got nowhere", "was in vain"."""
    if _is_denied(verb):
        return False
    return verb.lemma_ in _FOUNDERS or (
        verb.lemma_ in _ENDS
        and any(
            t.lower_ in _NOTHING
            for c in verb.rights
            for t in (c, *c.children)
            if c.dep_ in ("prep", "advmod", "prt", "acomp", "attr", "advcl", "oprd", "npadvmod")
        )
    )


def _ends_in_failure(verb: Token) -> bool:
    """Of who tried: "but failed", "but were beaten back"; whoever was repelled is not there."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return (verb.lemma_ in _FOILS or verb.lemma_ in _SENDS_BACK) and not _is_denied(verb)
    return _comes_to_nothing(verb)


_TRIES_TO = frozenset({"try", "attempt", "seek", "strive", "endeavour", "endeavor"})
_VAINLY = frozenset({"vain", "unsuccessfully", "vainly"})
_FAILED = frozenset(
    "failed abortive unsuccessful foiled thwarted botched futile fruitless bungled aborted".split()
)
_ENDS = frozenset({"come", "end", "get", "run", "go", "peter", "be", "prove", "amount"})
_NOTHING = frozenset(
    "nothing nought naught nowhere aground failure defeat disaster fiasco out unsuccessful futile"
    " fruitless vain rout retreat".split()
)
_CALLED_OFF = frozenset({"give up", "call off", "break off"})
_SENDS_BACK = frozenset("drive push force throw hurl hold send chase pin".split())


def _is_denied(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


_TRIES = frozenset(
    "attempt bid try effort push drive advance offensive campaign endeavour endeavor thrust".split()
)
_FOUNDERS = word_set("founders")
_FOILS = word_set("foils")


def _is_passed_over(verb: Token) -> bool:
    """What was not done: "instead of withdrawing", "rather than being moved out"."""
    before = verb.doc[max(0, verb.head.i - 1) : verb.head.i + 1]
    return tuple(t.lower_ for t in before) in _PASSED_OVER


_PASSED_OVER = frozenset({("instead", "of"), ("rather", "than")})


def _is_yet_to(verb: Token) -> bool:
    """ "Have yet to enter", "is yet to fall"."""
    return verb.head.lemma_ in ("have", "be", "remain") and any(
        c.lower_ == "yet" for t in (verb, verb.head) for c in t.children
    )


def _is_denied_before(noun: Token, verb: Token) -> bool:
    """Whether a verb's own "not" stands right before a noun: "was not one soldier there"."""
    return any(c.dep_ == "neg" and c.i + 1 == noun.left_edge.i for c in verb.children)


def is_never(verb: Token) -> bool:
    """ "At no moment did they enter", "not once was it closed": whenever that might have been."""
    for part in (verb, *children(verb, "aux", "auxpass")):
        for token in part.children:
            low = token.lower_
            if (
                _denies_ever(token)
                or (low == "at" and _is_at_no_time(token))
                or (low == "once" and any(c.dep_ == "neg" for c in token.children))
            ):
                return True
    return False


def _is_at_no_time(prep: Token) -> bool:
    """ "At no time", "in no way", "under no circumstances"; not "with no way out"."""
    return (prep.dep_ == "prep" and prep.lower_ != "with") and any(
        noun.lemma_ in _OCCASIONS and any(c.lower_ == "no" for c in noun.children)
        for noun in children(prep, "pobj")
    )


def _denies_ever(word: Token) -> bool:
    """What stands before an inverted clause: "never was it cut", "not once has it been closed"."""
    if word.lower_ in ("never", "not"):
        first = word
    else:
        for first in word.children:
            if first.lower_ in ("never", "not"):
                break
        else:
            return False
    return (
        first.i + 1 < len(word.doc)
        and (first.lower_ == "never" or word.doc[first.i + 1].lower_ in ("once", "for", "at"))
        and word.doc[first.i + 1].lower_ != "before"
        and not any(t.lower_ in ("so", "such") for t in word.doc[first.i + 1 : first.i + 4])
    )


_OCCASIONS = word_set("occasions")
SIGNS = word_set("signs")
"""Nouns whose denial denies what they are of: "no evidence of an attack"."""


def event_negated(noun: Token) -> bool:
    """Whether an event that a noun names is denied: "there was no attack", "no sign of an attack".

    "Nobody claimed the attack" and "no one was hurt in the attack" do not deny that it happened.
    """
    if is_negative_noun(noun):
        return True
    if noun.dep_ == "conj" and _is_alternative(noun):
        return event_negated(noun.head)
    if noun.dep_ == "pobj":
        prep = noun.head
        return prep.lower_ == "without" or (
            prep.lower_ == "of" and prep.head.lemma_ in SIGNS and negated(prep.head)
        )
    if noun.dep_ == "dobj" and noun.head.lemma_ in _TAKING_A_STAND:
        return False
    if noun.dep_ == "nsubjpass" and noun.head.lemma_ not in _MAKES:
        return False  # "was not heard in the capital", "was not caused by"
    if noun.dep_ == "nsubj" and is_verb(noun.head) and noun.head.lemma_ not in _HAPPENS:
        return False  # "the blast did not kill anyone", "the shelling has not stopped"
    return negated(noun)


_TAKING_A_STAND = word_set("takes-a-stand")
"""Verbs that leave an event standing when they are negated: "did not claim the attack"."""


_HAPPENS = frozenset("happen occur exist take materialise materialize ensue".split())
"""Verbs whose denial denies what they are said of: "the attack did not take place"."""
_MAKES = frozenset(
    "carry launch conduct make commit perpetrate stage mount perform execute do record register"
    " report observe detect note see confirm find".split()
)
"""Verbs whose denial in the passive denies what was done: "the strike was not carried out"."""


_MOVES = word_set("moves-from-figure")
_CHANGES = word_set("changes-of-figure")
_FIGURES = word_set("figures")


def keeps_to_figure(counted: Token) -> bool:
    """Whether a count stays as it is: "the staff has not budged from 3 dead", "the figure of 3 dead
    has not changed"."""
    node = counted
    for _ in range(3):
        if node.dep_ == "nsubj" and node.lemma_ in _FIGURES:
            verb = node.head
            return verb.lemma_ in _CHANGES and any(c.dep_ == "neg" for c in verb.children)
        if node.dep_ == "pobj" and node.head.lower_ == "from":
            verb = node.head.head
            return verb.lemma_ in _MOVES and any(c.dep_ == "neg" for c in verb.children)
        node = node.head
    return False


def _is_bound(word: Token) -> bool:
    """Whether a "no" or "not" is part of a number's bound: "not less than seven", "no fewer than"."""
    after = word.doc[word.i + 1 : word.i + 3]
    return (
        word.lower_ in ("no", "not")
        and len(after) == 2
        and after[0].lower_ in ("less", "fewer", "more")
        and after[1].lower_ == "than"
    )


NAYS = frozenset("no not nobody none nothing no-one neither".split())
"""Words without one of which nothing is told not to exist."""
_DENIES = (
    NAYS
    | frozenset("never nor without too yet instead rather let".split())
    | _ASPECTS
    | _PREVENTS
    | _TRIES
    | _TRIES_TO
)
"""Words without one of which, or a negation by its label, nothing in a sentence is denied."""
_DENYING = ("neg", "preconj", "predet", "advmod", "det")
_NOT_ONE = re.compile(r"not a |not one|no one")


def cleft_denied(verb: Token) -> bool:
    """ "It was not the army that shelled the market": somebody did, but not who is named."""
    if verb.dep_ != "relcl" or verb.head.dep_ != "attr":
        return False
    if any(c.lower_ in _RANKS for c in verb.head.children):
        return False  # "it was not the first market to be shelled by the army": which shelled it
    be = verb.head.head
    says_it = any(d.lower_ == "it" for d in children(be, "nsubj", "expl"))
    return says_it and first_child(be, "neg") is not None


_RANKS = frozenset({"first", "last", "only", "latest"})
_SAVE_FOR = frozenset({"but", "except", "save", "besides", "other"})


def _compares(noun: Token) -> bool:
    """ "No attack has cost more lives than this one": it ranks, and denies no attack."""
    return noun.dep_ in ("nsubj", "nsubjpass") and any(
        t.tag_ in ("JJR", "RBR")
        and any(g.lower_ == "than" for g in (*t.children, *t.head.children))
        for c in noun.head.children
        if c.i > noun.head.i
        for t in (c, *c.children)
    )


@lru_cache(maxsize=512)
def is_negative_noun(token: Token) -> bool:
    """A noun phrase that denies existence: "nobody", "no ward", "not a single tank", "none of them".

    What is left out of it is not denied: "nothing but tear gas", "no weapon other than a stick".
    """
    if token.doc.words.isdisjoint(NAYS):
        return False
    if any(c.lower_ in _SAVE_FOR and c.i > token.i for c in token.children):
        return False
    if token.lower_ in ("nobody", "none", "nothing", "no-one", "neither"):
        return True
    if token.lower_ == "one" and token.i and token.doc[token.i - 1].lower_ in ("not", "no"):
        return True  # "not one of them"
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        whole = token.head.head
        if whole.dep_ == "ROOT" and whole.lower_ in ("one", "none"):
            # "not one of the crew survived", whose verb parsers hang on the crew
            return is_negative_noun(whole)
    for child in token.children:
        if child.lower_ in ("not", "no", "neither"):
            if _is_bound(child) or _compares(token):
                continue
            if child.dep_ in _DENYING:
                return True
        if (
            child.lower_ == "more"
            and child.i + 1 == token.i
            and any(g.lower_ == "no" for g in child.children)
        ):
            return True  # "no more gas"
        if child.dep_ in ("nummod", "amod", "quantmod") and any(
            g.lower_ == "not" and not _is_bound(g) for g in child.children
        ):
            return True
    doc = token.doc
    if not ("not a " in doc.folded or "not one" in doc.folded or "no one" in doc.folded):
        return False
    return bool(_NOT_ONE.match(doc.span(max(0, token.left_edge.i - 1), token.i).casefold()))
