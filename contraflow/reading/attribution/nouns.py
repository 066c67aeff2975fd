"""Nouns above a claim that report it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.attribution.record import Voice
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import arguments
from contraflow.reading.parsing.negation import is_over, negated
from contraflow.reading.parsing.syntax import children, first_child, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.attribution.record import Attribution
    from contraflow.reading.lexicon import Lexicon
    from contraflow.reading.parsing.tree import Token

_HEARS = word_set("hears-from")
_ACCOUNTS = word_set("accounts")
_GIVES_OUT = word_set("gives-out")
_FOLLOWS = word_set("follows")
OFFICIAL = frozenset({"official", "government", "police", "ministry", "hospital", "union"})
"""Words before "toll" or "count" for those who keep it."""
_RETRACTS = frozenset({"retract", "withdraw", "rescind", "recant", "disown", "revoke"})
_WITH_BACK = frozenset({"take", "walk", "row", "pull"})
"""Verbs that retract with "back"."""
TAKES_BACK = _RETRACTS | _WITH_BACK
"""Verbs by which somebody withdraws a report."""
_SUPPOSED = frozenset({"hypothesis", "theory", "possibility", "scenario", "likelihood"})
"""What nobody vouches for who speaks of it."""


def noun_above(
    lex: Lexicon, noun: Token, node: Token, rel: str, trigger: Token, out: Attribution
) -> None:
    """Adds the voice and stance of a noun over the claim, if the claim is its content."""
    stance = lex.reporting_nouns.get(noun.lemma_)
    if noun.lemma_ in _SUPPOSED and rel == "prep" and noun.i != trigger.i:
        if _is_excluded(noun):
            # "have excluded the hypothesis of an attack": that denies it, who else supposed it
            out.turn()
            out.voices.append(Voice(arguments(noun.head).agent, "assert", noun.head))
            return
        if lex.reporting_verbs.get(noun.head.lemma_) != "deny" and noun.head.lemma_ != "rule":
            out.mark("hedge")
        if stance is None or noun.head.lemma_ == "rule":
            return
    if stance is None or noun.i == trigger.i or (stance == "future" and is_over(noun, node)):
        return
    if rel not in ("acl", "relcl", "ccomp", "prep", "appos", "advcl", "dep"):
        return
    if rel == "prep" and node.lower_ not in ("of", "about", "on", "that"):
        return
    if rel == "relcl" and noun.lemma_ not in _ACCOUNTS:
        return
    if stance == "future" and _reads_out(noun, node):
        return
    if _takes_back(noun):
        # "withdrew its report that twenty had died": its author no longer says so
        out.turn()
        out.concedes = True
        out.voices.append(Voice(arguments(noun.head).agent, "assert", noun.head))
        return
    owner = _owner(lex, noun, stance, trigger)
    if stance == "deny":
        out.turn()
    out.mark(stance)
    if owner is None and stance == "assert" and _is_hearsay(noun):
        out.mark("hedge")
    if owner is not None:
        out.voices.append(Voice(owner, "claim" if stance == "claim" else "assert", noun))


def _reads_out(noun: Token, clause: Token) -> bool:
    """ "Her order: all schools are closed": what it says holds, as she speaks."""
    return any(t.text == ":" for t in noun.doc[noun.i : clause.i]) and any(
        t.lower_ in ("is", "are") and t.dep_ in ("aux", "auxpass")
        for t in (clause, *clause.children)
    )


def _is_excluded(noun: Token) -> bool:
    """ "Excluded the hypothesis": what is supposed is ruled out."""
    verb = noun.head
    return verb.lemma_ == "exclude" and noun.dep_ in ("dobj", "nsubjpass") and not negated(verb)


def _takes_back(noun: Token) -> bool:
    """Whether a report is withdrawn by whoever made it: "took back its announcement"."""
    verb = noun.head
    if noun.dep_ != "dobj" or not is_verb(verb):
        return False
    return verb.lemma_ in _RETRACTS or (
        verb.lemma_ in _WITH_BACK and any(c.lower_ == "back" for c in verb.children)
    )


def _is_hearsay(noun: Token) -> bool:
    """ "Is following reports that …", "aware of reports that …": nobody vouches for what they say."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ in ("dobj", "pobj") and above.lemma_ in _FOLLOWS:
        return True
    # "'following with concern' reports that …", where parsers lose the verb
    return any(t.lemma_ in _FOLLOWS for t in noun.doc[max(0, noun.i - 4) : noun.i])


def _owner(lex: Lexicon, noun: Token, stance: str, trigger: Token) -> Token | None:
    """Whose report it is: "X's claim", "army reports", "issued a statement that …"."""
    owner = first_child(noun, "poss") or oblique(noun, "by", "from")
    if owner is None and noun.head.lemma_ == "be" and noun.dep_ == "nsubj":
        of = oblique(noun, "of")
        # "reports of a school being hit are false": no school reports
        owner = of if of is not None and not of.is_ancestor(trigger) else None
    if owner is None and stance in ("assert", "claim"):
        owner = next(
            (
                c
                for c in children(noun, "amod", "compound", "nmod")
                if c.lower_ not in lex.false_words and c.lemma_ not in _FOLLOWS
            ),
            None,
        )
    if (
        owner is None
        and noun.dep_ == "dobj"
        and is_verb(noun.head)
        and lex.reporting_verbs.get(noun.head.lemma_) != "deny"
        and noun.head.lemma_ in _GIVES_OUT
    ):
        owner = arguments(noun.head).agent
    if owner is not None and owner.lower_ in ("their", "its", "his", "her"):
        # "the police have stuck to their account, in which …"
        node = noun
        while node.head.i != node.i and not is_verb(node):
            node = node.head
        if is_verb(node) and node.i != trigger.i:
            owner = arguments(node).agent or owner
    return owner


def told_by(lex: Lexicon, node: Token, rel: str) -> Token | None:
    """The medium of "a line on state television that …", whatever the parser hangs the clause on."""
    if rel not in ("acl", "relcl", "ccomp"):
        return None
    mark = next((c for c in children(node, "mark") if c.lower_ == "that"), None)
    if mark is None or mark.i < 3:
        return None
    medium = node.doc[mark.i - 1]
    prep = medium.head
    if medium.dep_ != "pobj" or prep.lower_ not in ("on", "from", "by", "in"):
        return None
    heard = prep.lower_ == "from" and prep.head.lemma_ in _HEARS  # "learned from a nurse that …"
    return medium if heard or prep.head.lemma_ in lex.reporting_nouns else None


def claimed_to(lex: Lexicon, verb: Token) -> Token | None:
    """The noun of "rebel claims to have captured it", which parsers take for the verb's subject."""
    for child in verb.children:
        if child.lower_ == "to" and child.dep_ == "aux":
            break
    else:
        return None
    subject = first_child(verb, "nsubj")
    return subject if subject is not None and subject.lemma_ in lex.reporting_nouns else None


def official(noun: Token) -> Token | None:
    """Whose a figure is by the word before it: "the official toll", "a police count"."""
    return next((c for c in children(noun, "amod", "compound") if c.lower_ in OFFICIAL), None)
