"""Words that say how firmly a claim is meant: modals, adverbs, conditions, plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.negation import is_negative_noun, is_over
from contraflow.reading.parsing.syntax import children, first_child

if TYPE_CHECKING:
    from contraflow.reading.attribution.record import Attribution
    from contraflow.reading.lexicon import Lexicon
    from contraflow.reading.parsing.tree import Token

_GRADED = word_set("graded")
_SEEMS = word_set("seems")
_INTENDS = word_set("intends")
_INTENTIONS = word_set("intentions")
_WARNS = frozenset({"warn", "caution", "threaten", "warning", "threat", "fear", "risk", "danger"})
_CONSIDERS = word_set("considers")
_VERIFYING = word_set("verifies")
_PERCEIVED = word_set("perceived")
_ALLOWED = word_set("allowed")
_WHO_MAY = word_set("who-may")
_NOT_YET = frozenset({"until", "before", "once"})


def modifiers(lex: Lexicon, node: Token, trigger: Token, out: Attribution) -> None:
    """Marks what the words around one node of the way up say."""
    own = node.i == trigger.i
    if node.tag_.startswith("NN") and (
        (node.dep_ in ("nsubj", "nsubjpass", "dobj") and node.head.lemma_ in _CONSIDERS)
        or any(c.dep_ == "acl" and c.lemma_ in _CONSIDERS for c in node.children)
    ):
        out.future = True  # "evacuation of the town considered"
    for child in node.children:
        low = child.lower_
        if child.dep_ == "aux":
            _modal(lex, child, own, out)
        elif child.dep_ == "amod" and own and node.lemma_ in _GRADED:
            continue  # "probable cases" are counted as such
        elif child.dep_ in ("advmod", "amod", "acomp") and low in lex.stance_adverbs:
            stance = lex.stance_adverbs[low]
            if stance in ("claim", "hedge") or child.dep_ == "advmod":
                out.mark(stance)
        elif child.dep_ == "mark" and low in lex.conditions:
            out.condition = True
        elif child.dep_ == "mark" and low in _NOT_YET and own:
            if low != "before" and node.tag_ == "VBD":
                continue  # "until the police opened fire": then they did
            out.future = True
        elif child.dep_ == "advcl" and not child.is_ancestor(trigger) and _is_if(lex, node, child):
            out.condition = True
    if (
        node.dep_ in ("xcomp", "acl", "ccomp", "pcomp")
        and node.tag_ == "VB"
        and (node.dep_ == "ccomp" or node.lemma_ not in lex.speech_verbs)  # "wishes to state"
        and any(c.lower_ == "to" for c in children(node, "aux"))
    ):
        asked = node.dep_ == "pcomp"  # "pleaded with the army to leave"
        _infinitive(node.head.head if asked else node.head, node, out)
        if (
            own
            and node.head.lemma_ in ("have", "need")
            and node.head.tag_ in ("VBZ", "VBP")
            and not any(c.lower_ == "yet" for t in (node, node.head) for c in t.children)
        ):
            out.future = True  # "nobody has to leave": what must be done is not done yet
    if node.dep_ == "pobj":
        if node.head.lower_ in ("against", "of") and node.head.head.lemma_ in _WARNS:
            out.future = True  # "warned against an attack on the town"
        if node.head.lower_ == "of" and _is_case(node.head.head):
            out.condition = True
    elif node.dep_ == "xcomp" and node.head.lower_ == "ought":
        out.hedged = True  # "ought to have been moved": what should be so need not be
    elif node.dep_ == "ccomp" and any(
        c.lower_ == "be" and c.dep_ == "auxpass" for c in node.children
    ):
        wished = not any(c.dep_ == "aux" for c in node.children)
        out.future = out.future or wished  # "their demand was that rice be handed out"


def _is_case(noun: Token) -> bool:
    """ "In case of flooding", "in the event of an attack", "in the presence of tear gas": if there is any."""
    return noun.lower_ in ("case", "event", "presence") and (
        noun.dep_ == "pobj" and noun.head.lower_ == "in"
    )


def _is_if(lex: Lexicon, verb: Token, clause: Token) -> bool:
    """Whether a verb holds under a condition alone: "if Xtown falls, the road is open"."""
    if verb.lemma_ in lex.reporting_verbs:
        return False
    mark = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ == "if"), None)
    return mark is not None and not (mark.i and mark.doc[mark.i - 1].lower_ in ("even", "as"))


def _modal(lex: Lexicon, aux: Token, own: bool, out: Attribution) -> None:
    """ "May", "will", "could", and the "to" of a purpose; ``own``: of the claim's own verb."""
    verb, low = aux.head, aux.lower_
    if low == "will" and aux.i and aux.doc[aux.i - 1].lower_ in _WHOSE_WILL:
        return  # "left of their own will": a noun, and nothing to come
    stance = lex.modals.get(low)
    if low in _GOES_ON and own and _goes_on(verb):
        return  # "will remain closed", "the strike would go on": so it is now
    if stance == "future":
        out.future = True
    elif stance == "hedge":
        if (
            low in ("can", "could")
            and (own or verb.lemma_ in _VERIFYING)
            and any(c.dep_ == "neg" for c in verb.children)
        ):
            return  # "cannot receive aircraft" is a statement of fact
        if low in ("can", "could") and verb.lemma_ in _PERCEIVED:
            return  # "flames could be seen": somebody saw them
        if low == "would" and verb.lemma_ in _LIKES:
            return  # "would like to stress"
        if low == "may" and _rules(verb):
            return  # "nobody may leave home", "people may go out again": so it is ordered
        if low != "can" and (low != "must" or own):
            out.hedged = True
    elif low == "to" and verb.head.lemma_ == "occur" and verb.head is not verb:
        return  # "it never occurred to them to leave"
    elif (low == "to" and verb.dep_ in ("advcl", "ROOT") and own) or low == "going":
        out.future = True  # purpose: "in order to take the town"; a headline: "port to shut"


_WHOSE_WILL = frozenset({"own", "free", "good"})
_LIKES = frozenset({"like", "wish", "want"})
_GOES_ON = frozenset({"will", "would", "shall", "'ll"})


def _goes_on(verb: Token) -> bool:
    """Whether a verb says that what is goes on: "continue", "go on", and no more."""
    if any(c.dep_ in ("neg", "dobj") for c in verb.children):
        return False
    if verb.lemma_ == "go":
        return any(c.dep_ == "prt" and c.lower_ == "on" for c in verb.children)
    return verb.lemma_ in ("continue", "persist")


def _rules(verb: Token) -> bool:
    """Whether "may" gives or refuses leave: whoever nobody is, guesses are not of him."""
    if verb.tag_ != "VB" or any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return False
    if any(c.lemma_ in ("have", "be") for c in children(verb, "aux")):
        return False
    subject = first_child(verb, "nsubj")
    if subject is None:
        return False
    if is_negative_noun(subject):
        return True
    return verb.lemma_ in _ALLOWED and subject.lemma_ in _WHO_MAY


def wants_known(verb: Token, node: Token) -> bool:
    """Whether somebody tells others something: "the agency wants drivers to know that the road is open"."""
    return (
        verb.lemma_ in _LIKES
        and node.lemma_ in _KNOWS
        and any(children(node, "ccomp"))
        and not any(c.dep_ == "neg" for c in verb.children)
    )


_KNOWS = frozenset({"know", "understand", "remember", "realise", "realize"})


def _infinitive(head: Token, verb: Token, out: Attribution) -> None:
    """ "Seems to have", "plans to", "an attempt to"."""
    if is_over(head, verb):
        return  # "failed in their attempt to take it": they did not
    if head.lemma_ == "be" and verb.lemma_ not in ("blame", "find", "see", "hear"):
        out.future = True  # "residents are to stay at home"
    if head.lower_ == "going" and any(c.lemma_ == "be" for c in children(head, "aux")):
        out.future = True  # "they are going to leave"
    if head.lemma_ in _SEEMS:
        out.hedged = True
    elif head.lower_ == "able":
        out.future = out.future or not _was_tried(head.head)
    elif wants_known(head, verb):
        return
    elif head.lemma_ in _INTENDS or (head.tag_.startswith("NN") and head.lemma_ in _INTENTIONS):
        out.future = True


def _was_tried(be: Token) -> bool:
    """Whether it is told how an attempt ended: "was able to enter", "has not been able to"."""
    past = be.tag_ in ("VBD", "VBN")
    return past or any(c.dep_ == "neg" for c in be.children)
