"""Who is involved in what: subject and object of verbs, events and predicates (ClearNLP labels), who has
part in a deed, is held liable for it or knows of it.

Passives, relative clauses, control and coordination are undone here, so that frames need not care how a
sentence was built.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.negation import is_negative_noun, is_prevented, negated
from contraflow.reading.parsing.syntax import (
    RELATIVE,
    antecedent,
    children,
    first_child,
    is_verb,
    oblique,
)

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token

_OBJECT_CONTROL = word_set("object-control")
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
        if agent is subject and subject.lower_ in RELATIVE and verb.dep_ == "relcl":
            agent = verb.head
        if theme is not None and theme.lower_ in RELATIVE:
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
