"""Grammar helpers over a dependency parse (ClearNLP labels): who is subject, object, and what is negated.

They undo passives, relative clauses, control and coordination, so that frames need not care how a
sentence was built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from contraflow.reading.lexicon import word_set
from contraflow.reading.numbers.numerals import ORDINALS

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

_RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})
_ASPECTS = word_set("aspects")
"""Verbs under which something is not, or no longer, done: "stopped working"."""
_OBJECT_CONTROL = word_set("object-control")
_PREVENTS = word_set("prevents")

_EPISTEMIC = word_set("bears-out")
_LIGHT_VERBS = word_set("light-verbs")
_DONE = frozenset(
    "claim perpetrate stage mount lay spring set orchestrate mastermind trigger detonate".split()
)
"""Verbs whose subject does what their object names."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """The participants of one predicate."""

    agent: Token | None
    theme: Token | None
    passive: bool


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
    if token.lower_ in _RELATIVE:
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


_FOUND = word_set("found-to-be")
_FATES = word_set("fates")
_SAYING = word_set("saying")
_HAS_OBJECT = word_set("has-object")


def is_headline_passive(verb: Token) -> bool:
    """ "Nine confirmed dead in the blast": headlines leave out "were", and parsers miss it."""
    if verb.lemma_ in _HAS_OBJECT:
        return _lacks_object(verb)
    return (
        verb.lemma_ in _FOUND
        and verb.tag_ in ("VBD", "VBN")
        and any(
            c.dep_ in ("oprd", "acomp", "advcl", "xcomp", "ccomp") and c.lower_ in _FATES
            for c in verb.rights[:2]
        )
        and not any(c.dep_ in ("dobj", "aux", "ccomp") for c in verb.children)
    )


def _lacks_object(verb: Token) -> bool:
    """Whether a verb that cannot do without an object has none: "Hostages freed in Xtown"."""
    return (
        verb.tag_ in ("VBD", "VBN")
        and verb.dep_ in ("ROOT", "ccomp", "advcl", "dep", "conj")
        and not any(
            c.dep_ in ("dobj", "dative", "aux", "auxpass", "ccomp", "xcomp", "mark", "prt")
            or (c.dep_ == "conj" and is_verb(c))
            for c in verb.children
        )
    )


def _own_subject(verb: Token) -> tuple[Token | None, bool]:
    for child in verb.children:
        if child.dep_ in ("nsubj", "csubj"):
            return _after_heading(child, verb), is_headline_passive(verb)
        if child.dep_ in ("nsubjpass", "csubjpass"):
            return _after_heading(child, verb), True
    return None, any(c.dep_ == "auxpass" for c in verb.children)


def _after_heading(subject: Token, verb: Token) -> Token:
    """Of two subjects that a colon parts the second: "Other news: rebels announced …".

    So too before a verb of saying: "…, most of them minors, he said".
    """
    second = second_subject(subject)
    if second is None:
        return subject
    if any(t.text == ":" for t in verb.doc[subject.i : second.i]):
        return second
    last = second_subject(second) or second
    beside = last.i == verb.i - 1 and verb.doc[last.left_edge.i - 1].text == ","
    return last if beside and verb.lemma_ in _SAYING else subject


def second_subject(subject: Token) -> Token | None:
    """The one behind it, where parsers give a verb two: "Nine killed in blast, company says"."""
    return next((c for c in children(subject.head, subject.dep_) if c.i > subject.i), None)


def done_by(verb: Token) -> Token | None:
    """The doer that a passive names after "by"."""
    said = (g for c in children(verb, "agent") for g in children(c, "pobj"))
    return next((g for g in said if g.lemma_ not in _BESIDE), None)


_BESIDE = frozenset({"roadside", "wayside", "riverside"})
"""What stands after "by" and does nothing: "laid by the roadside by rebels"."""


def _shared_agent(verb: Token) -> Token | None:
    """The doer that several passives share: "was mined and blown up by X"."""
    for noun in children(verb, "conj"):
        # "were shot and their huts burned by X", where parsers make the huts the conjunct
        for deed in children(noun, "acl") if noun.tag_.startswith("NN") else ():
            by = done_by(deed)
            if by is not None:
                return by
    for other in children(verb, "conj"):
        shares = _own_subject(other) == (None, False) or all(
            c.dep_ != "auxpass"
            for c in other.children  # "were shot and their huts burned by X"
        )
        if other.tag_ == "VBN" and shares:
            return done_by(other) or _shared_agent(other)
    return None


_TIMES = frozenset("morning evening afternoon night week weekend month year today".split())


def _tells_when(noun: Token) -> bool:
    """Whether what parsers take for an object is a time: "are still missing this evening"."""
    return noun.lower_ in _TIMES and any(
        d.lower_ in ("this", "last", "that", "every") for d in noun.children
    )


@lru_cache(maxsize=512)
def arguments(verb: Token, depth: int = 0) -> Arguments:
    """Agent and theme of a verb, whatever the construction."""
    subject, passive = _own_subject(verb)
    by = None
    if first_child(verb, "agent") is not None:
        by = (
            done_by(verb)
            or next(
                (  # "blown up by retreating soldiers", which parsers take for a clause
                    o
                    for c in children(verb, "agent")
                    for g in children(c, "pcomp")
                    if g.i == c.i + 1
                    for o in children(g, "dobj")
                    if all(t.head is o for t in verb.doc[g.i + 1 : o.i])
                ),
                None,
            )
        )
    if by is None and verb.tag_ == "VBN":
        by = next(
            (g for c in children(verb, "prep") if c.lower_ == "by" for g in children(c, "pobj")),
            None,
        )
    if by is None and passive:
        by = _shared_agent(verb)
    theme = None
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and not _tells_when(child):
            theme = child
            break
    agent: Token | None = None
    if passive and subject is None and theme is None and depth <= 4:
        if verb.dep_ == "xcomp":
            upper = arguments(verb.head, depth + 1)  # "had to be taken to hospital"
            return Arguments(by, upper.theme or upper.agent, True)
        if verb.dep_ == "advcl" and is_verb(verb.head):
            upper = arguments(verb.head, depth + 1)  # "having been driven out, the rebels …"
            return Arguments(by, upper.theme if upper.passive else upper.agent, True)
        if verb.dep_ == "conj" and is_verb(verb.head):
            upper = arguments(verb.head, depth + 1)  # "it was shelled and has been abandoned"
            return Arguments(by, upper.theme if upper.passive else upper.agent, True)
    if passive:
        return Arguments(by, antecedent(subject) if subject is not None else theme, True)
    if subject is not None:
        agent = antecedent(subject)
        if agent is subject and subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
            agent = verb.head
        if theme is not None and theme.lower_ in _RELATIVE:
            theme = antecedent(theme)
        return Arguments(agent, theme, False)
    if depth > 4:
        return Arguments(by, theme, False)
    head = verb.head
    participle = verb.tag_ == "VBN" and theme is None
    if verb.dep_ == "amod":
        return Arguments(by, head, True) if verb.tag_ == "VBN" else Arguments(head, theme, False)
    if verb.dep_ in ("acl", "relcl"):
        if participle:
            return Arguments(by, head, True)
        if verb.dep_ == "relcl":
            if head.lower_ in ("first", "last") and head.dep_ == "attr":
                # "the soldiers were the first to fire"
                return Arguments(_own_subject(head.head)[0], theme, False)
            return Arguments(head, theme, False)
        if verb.tag_ == "VBG" or _is_clause_as_noun(verb, theme):
            return Arguments(head, theme, False)
        # "the decision to withdraw": whoever decided
        owner = first_child(head, "poss") or oblique(head, "by") or _whose_word(head)
        if owner is None and head.dep_ == "attr":
            owner = _own_subject(head.head)[0]  # "the soldiers were the first to fire"
        above = head.head if head.dep_ != "pobj" else head.head.head
        if (
            is_verb(above)
            and head.dep_ in ("dobj", "nsubjpass", "pobj")
            and (owner.tag_ == "PRP$" if owner is not None else head.dep_ != "pobj")
        ):
            owner = arguments(above, depth + 1).agent  # "failed in their bid to take it"
        return Arguments(owner, theme, False)
    if verb.dep_ == "conj" and head.i != verb.i:
        if is_verb(head) or head.dep_ == "ROOT":
            upper = arguments(head, depth + 1)
            if participle and (upper.passive or any(c.dep_ == "auxpass" for c in verb.children)):
                return Arguments(by or upper.agent, upper.theme, True)
            if upper.passive:
                # "had been shelled and did not attack": the subject of both
                return Arguments(upper.theme, theme, False)
            return Arguments(by or upper.agent, theme, False)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp", "acomp", "dep", "prep", "oprd"):
        holder = head
        while (
            holder.dep_ in ("prep", "pcomp", "mark", "acomp")
            and not is_verb(holder)
            and holder.head.i != holder.i
        ):
            holder = holder.head
        if holder.dep_ == "acomp" and verb.dep_ == "xcomp":
            holder = holder.head  # "were not able to take the town"
        if is_verb(holder) and holder.i != verb.i:
            upper = arguments(holder, depth + 1)
            controller = (
                upper.theme
                if verb.dep_ in ("xcomp", "ccomp", "pcomp", "oprd")
                and (holder.lemma_ in _OBJECT_CONTROL or is_prevented(verb))
                # "they had to leave", "the clinic kept functioning"
                and not (upper.theme is None and holder.lemma_ in _OWN_OR_OTHERS)
                else upper.agent
            )
            if upper.passive:
                controller = upper.theme
            if verb.dep_ == "ccomp" and not participle:
                controller = None  # a full clause without a subject: an imperative or a parse slip
            if participle and verb.dep_ in ("advcl", "oprd", "ccomp", "xcomp"):
                return Arguments(by, upper.theme or upper.agent, True)
            return Arguments(controller, theme, False)
        if not is_verb(holder) and participle:
            return Arguments(by, holder, True)
    if participle and any(c.dep_ == "auxpass" for c in verb.children):
        return Arguments(by, None, True)
    return Arguments(by, theme, False)


def _whose_word(noun: Token) -> Token | None:
    """ "Rejects ABC claim to have taken it": headlines leave out the "'s" of whoever says so."""
    owner = first_child(noun, "compound", "nmod") if noun.lemma_ in _WORDS else None
    return owner if owner is not None and owner.tag_ in ("NNP", "NNPS", "NNS") else None


_WORDS = frozenset({"claim", "boast", "threat", "promise", "pledge", "vow", "offer", "bid", "plan"})
_OWN_OR_OTHERS = frozenset({"have", "keep", "get"})
"""Verbs that have their subject do something where they have no object."""


def _is_clause_as_noun(verb: Token, theme: Token | None) -> bool:
    """Whether what parsers take for a participle is the sentence's verb: "Xish units secured Ytown"."""
    return (
        verb.tag_ in ("VBN", "VBD")
        and verb.head.dep_ in ("ROOT", "ccomp")
        and verb.head.tag_.startswith("NN")
        and theme is not None
        and theme.dep_ == "dobj"
        and theme.i > verb.i > verb.head.i
    )


def is_prevented(verb: Token) -> bool:
    """Whether somebody keeps others from doing it: "stopped families from leaving"."""
    prep = verb.head
    return verb.dep_ == "pcomp" and prep.lower_ == "from" and prep.head.lemma_ in _PREVENTS


def copula_subject(token: Token) -> Token | None:
    """Subject of a nominal, adjectival or prepositional predicate, or the noun that it modifies."""
    node = token
    if token.dep_ == "prep" and token.head.lemma_ in ("have", "get", "keep") and token.i:
        had = next((t for t in token.head.rights if t.dep_ == "dobj"), None)
        if had is not None and had.i < token.i:
            return had  # "crews have the fire under control"
    for _ in range(4):
        if node.dep_ in ("amod", "acl", "appos") and node.head.i != node.i:
            return antecedent(node.head)
        if node.dep_ in (
            "acomp",
            "attr",
            "prep",
            "oprd",
            "advmod",
            "advcl",
            "ROOT",
            "conj",
            "xcomp",
            "ccomp",
            "pobj",
            "npadvmod",
            "prt",
            "acl",
        ) or is_verb(node):
            subject, _ = _own_subject(node)
            if subject is not None:
                return antecedent(subject)
            if any(c.dep_ == "expl" for c in node.children):
                return None  # "there are no dead": of nobody in particular
            if is_verb(node) and node.dep_ in ("acl", "relcl"):
                return node.head
            if is_verb(node) and node.dep_ in ("conj", "xcomp", "advcl"):
                got = arguments(node)
                return got.agent or got.theme
        if node.dep_ == "prep" and node.head.tag_.startswith("NN"):
            return node.head
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def noun_agent_theme(noun: Token) -> tuple[Token | None, Token | None]:
    """Agent and theme of an event noun: "X's capture of Y", "capture of Y by X", "Russian shelling"."""
    of = by = None
    for prep in children(noun, "prep"):
        target = first_child(prep, "pobj")
        if target is None:
            continue
        if prep.lower_ in ("of", "on", "against", "over") and of is None:
            of = target
        elif prep.lower_ == "by" and by is None:
            by = target
    for prep in children(noun, "agent"):
        by = by or first_child(prep, "pobj")
    for verb in children(noun, "acl"):
        # "an attack claimed by X", "a blast blamed on X"
        if verb.lemma_ in _LIGHT_VERBS or verb.lemma_ in _DONE:
            by = by or arguments(verb).agent
        elif verb.lemma_ in ("blame", "attribute"):
            by = by or oblique(verb, "on", "to")
    poss = first_child(noun, "poss")
    agent = by or poss
    if agent is None and noun.dep_ == "dobj" and noun.head.lemma_ in _DONE:
        agent = arguments(noun.head).agent  # "X claimed the Ytown bombing"
    if agent is None:
        agent = _named_before(noun)
    if agent is None:
        told = _counted(noun)
        does = told.head.lemma_ in _LIGHT_VERBS or told.head.lemma_ in _DONE
        if told.dep_ == "dobj" and is_verb(told.head) and does:
            agent = arguments(told.head).agent  # light verb: "launched a strike"
    return agent, of


def _named_before(noun: Token) -> Token | None:
    """The name before an event noun: "an Xish raid", "a suspected XY drone strike"."""
    before = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod")]
    for child in before:
        if child.text[:1].isupper() and child.lower_ not in _GUESSED:
            return child
    return next(
        (
            c
            for kind in before
            for c in kind.lefts
            if c.text.isupper() or (c.tag_ == "JJ" and c.text[:1].isupper())
        ),
        None,
    )


_GUESSED = frozenset("suspected alleged apparent reported presumed possible likely deadly".split())
"""What stands before an event, at the head of a sentence, and names nobody."""


def _counted(noun: Token) -> Token:
    """The noun that counts an event, where one does: "a number of raids"."""
    many = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and many.lemma_ in _SERIES:
        return many
    return noun


def side_of(ground: Token | None) -> Token | None:
    """Who is meant where something comes from a noun: whoever holds the ground that it names, "rebel-held
    territory", "areas held by the Xyz", or else the noun itself."""
    for held in ground.children if ground is not None else ():
        if held.tag_ == "VBN" and held.lemma_ in _HELD:
            who = done_by(held)
            who = who or first_child(held, "npadvmod", "nsubj", "compound", "nmod")
            return who or ground
    return ground


_HELD = frozenset({"hold", "control", "occupy", "run"})
_SERIES = frozenset(
    "number series string spate wave dozen couple handful flurry host score".split()
)


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


class Share(NamedTuple):
    """Who is said to have part in a deed, and whether that is denied."""

    who: Token | None
    denied: bool


def share_in(deed: Token) -> Share | None:
    """ "Had no part in burning X", "are accused of burning X", "were cleared of burning X": what is told
    of the deed is whose it was, and not that it was done."""
    if deed.dep_ != "pcomp":
        return None
    over = deed.head.head
    if is_verb(over):  # "had a hand in killing X", where "in" hangs on the verb
        over = next((t for t in children(over, "dobj") if t.lemma_ in _SHARES_IN), over)
    if over.lemma_ in _SHARES_IN and over.tag_.startswith("N"):
        verb = over.head
        who = arguments(verb).agent if is_verb(verb) else first_child(over, "poss")
        return Share(who, is_negative_noun(over) or (is_verb(verb) and negated(verb)))
    if over.lemma_ == "do" and over.head.lower_ in ("nothing", "anything"):
        verb = over.head.head
        return Share(
            arguments(verb).agent if is_verb(verb) else None,
            over.head.lower_ == "nothing" or negated(verb),
        )
    if over.lemma_ in _TIED_TO or over.lemma_ in _CLEARED:
        got = arguments(over)
        who = got.theme if got.passive or got.theme is not None else got.agent
        return Share(who, (over.lemma_ in _CLEARED) != negated(over))
    return None


_SHARES_IN = frozenset(
    "part role hand involvement share complicity participation responsibility".split()
)
_TIED_TO = frozenset({"involve", "implicate", "complicit"})
_CLEARED = frozenset({"clear", "acquit", "absolve", "exonerate"})


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


def holds_liable(verb: Token) -> bool:
    """ "Held the army responsible", "were held to be liable": nobody and nothing is held."""
    return verb.lemma_ == "hold" and any(t.lower_ in LIABLE for t in verb.subtree if t.i > verb.i)


LIABLE = frozenset({"responsible", "accountable", "liable"})
"""Words of which one stands wherever somebody is held to be to blame."""


_AWARE = frozenset({"know", "hear", "learn", "aware", "informed", "unaware"})
_KNOWLEDGE = frozenset({"knowledge", "information", "awareness", "recollection", "notice"})


KNOWS = _AWARE | _KNOWLEDGE
"""Words of which a sentence has one in which somebody knows of no such thing."""


def unknown_to(event: Token) -> Token | None:
    """The word by which somebody is said to know of no such event: "knew nothing of any attack", "was
    unaware of clashes", "has no knowledge of the raid"."""
    prep = event.head
    if event.dep_ != "pobj" or prep.lower_ not in ("of", "about"):
        return None
    word = prep.head
    if word.lower_ == "nothing":
        return word.head if word.head.lemma_ in _AWARE else None
    if word.lemma_ in _KNOWLEDGE:
        return word if is_negative_noun(word) else None
    if word.lower_ in _AWARE or word.lemma_ in _AWARE:
        verb = word if is_verb(word) else word.head
        if word.lower_ == "unaware" or any(
            c.dep_ == "neg" or (c.dep_ == "dobj" and c.lower_ == "nothing") for c in verb.children
        ):
            return word
    return None


def is_any(noun: Token) -> bool:
    """ "Any attack", "clashes": one that nobody has told of, and no attack that is known."""
    first = next((c.lower_ for c in noun.lefts if c.dep_ in ("det", "poss")), None)
    return first == "any" or (first is None and noun.tag_ == "NNS")


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


def forget() -> None:
    """Forget what was kept of tokens, once an article is read: no other has them, and they live as long."""
    for known in (arguments, negated, is_negative_noun, noun_phrase):
        known.cache_clear()
