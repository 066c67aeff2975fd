"""Whose a count is: who keeps it, sets it, or has the names.

"The ministry's toll", "raised the number of dead to 13", "the clinic has nine wounded on its list", "wrote
down the names of 38": no verb of saying is in it, and yet the figure is somebody's.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from contraflow.reading.attribution.nouns import OFFICIAL, official
from contraflow.reading.attribution.record import Voice
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import arguments
from contraflow.reading.parsing.syntax import ancestors, children, first_child, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.attribution.record import Attribution
    from contraflow.reading.lexicon import Lexicon
    from contraflow.reading.parsing.tree import Token

_FIGURES = word_set("figures")
_SETS_FIGURE = word_set("sets-figure")
_SETS_NUMBER = _SETS_FIGURE - {"have", "give", "issue", "publish", "leave", "keep", "cut"}
"""What is done to "the number of dead" in words alone: a blast "left a number of dead"."""
_KEEPS_LIST = word_set("keeps-list")
_LISTS = word_set("lists-of-people")
_RECORDS = frozenset({"register", "record", "count", "list", "document", "log", "tally"})
_EVENTS = word_set("blamed-events")
_BODIES = word_set("bodies-that-speak")
_KEEPERS = frozenset(
    {"authority", "prosecutor", "governor", "mayor", "coroner", "morgue", "mortuary", "doctor"}
    | {"medic", "rescuer", "prefect", "minister", "firefighter"}
)
"""Who keeps lists of victims, beside bodies of all kinds."""
_LISTED = frozenset({"dead", "wound", "wounded", "injure", "injured", "hurt", "miss", "missing"})
_FORCES = frozenset({"army", "force", "military", "group"})
_OWNERS = frozenset({"its", "his", "her", "their"})
_OURS = frozenset({"we", "i", "our", "my"})
_NUMBER = frozenset({"number", "numbers"})
_REACH = 6
"""Steps up the tree from what is counted to the list that it stands in."""


def figure(lex: Lexicon, trigger: Token, out: Attribution) -> None:
    """Whose figure a count is: "the ministry's toll", "China raised the toll to nine"."""
    keeper = (
        kept_by(trigger) or _recorder(trigger) or _lister(trigger) or _reported_by(lex, trigger)
    )
    if keeper is not None:
        out.voices.append(Voice(keeper, "assert", keeper.head))
        return
    words = trigger.doc.words
    if words.isdisjoint(_FIGURES) and words.isdisjoint(_NUMBER):
        return
    for node in (trigger, *islice(ancestors(trigger), 3)):
        nouns = (node, *children(node, "nsubj", "nsubjpass", "dobj")) if is_verb(node) else (node,)
        noun = next((n for n in nouns if n.lemma_ in _FIGURES or _is_set_number(n)), None)
        if noun is None:
            continue
        if noun.head.i == trigger.i and noun.dep_ == "nsubj":
            return  # "the official toll is not credible": what is said of it
        owner = _owner(lex, noun)
        if owner is not None:
            out.voices.append(Voice(owner, "assert", noun))
        return


def _owner(lex: Lexicon, noun: Token) -> Token | None:
    """Whose a figure is, by the words on it or by who sets it."""
    verb, setter = noun.head, None
    if is_verb(verb) and verb.lemma_ in _SETS_FIGURE and noun.dep_ in ("dobj", "nsubjpass"):
        setter = arguments(verb).agent
        if setter is not None and setter.lemma_ in _EVENTS:
            return None  # "his death raised the toll to nine"
    if noun.lemma_ in _NUMBER:
        return setter
    owner = first_child(noun, "poss") or oblique(noun, "by", "from") or official(noun)
    if owner is not None and owner.lower_ in _OWNERS and setter is not None:
        return setter  # "the ministry has raised its count to 13"
    if noun.lemma_ == "toll" and owner is not None and _is_combatant(lex, owner):
        return None  # "the rebels' toll" is how many of them died
    return owner or setter


def _is_set_number(noun: Token) -> bool:
    """ "Raised the number of dead", "corrected the number of wounded"."""
    return noun.lemma_ in _NUMBER and noun.dep_ == "dobj" and noun.head.lemma_ in _SETS_NUMBER


def _recorder(verb: Token) -> Token | None:
    """Who is the subject of the cue, where that tells of a record: "has registered 900 people".

    What the outlet's own people have counted, the outlet tells: "our reporter counted four lorries".
    """
    if verb.lemma_ not in _RECORDS or not is_verb(verb) or verb.tag_ == "VBG":
        return None
    counted, keeper = first_child(verb, "dobj"), first_child(verb, "nsubj")
    if counted is None or keeper is None or keeper.lower_ in _OURS:
        return None
    if counted.tag_ != "CD" and not any(c.tag_ == "CD" for c in counted.lefts):
        return None
    return keeper if all(c.lower_ not in _OURS for c in keeper.lefts) else None


def _lister(counted: Token) -> Token | None:
    """Who has put people on a list: "has nine names of dead", "wrote down the names of 38 workers"."""
    if counted.doc.words.isdisjoint(_LISTS):
        return None
    for node in (counted, *islice(ancestors(counted), _REACH)):
        verb = node.head
        if is_verb(verb) and verb.lemma_ in _KEEPS_LIST:
            held = node.lemma_ in _LISTS and node.dep_ == "dobj"
            on = oblique(verb, "on", "in")
            if held or (
                # "had nine wounded on its list"
                node.dep_ == "dobj"
                and on is not None
                and on.lemma_ in _LISTS
                and any(c.lower_ in _OWNERS for c in children(on, "poss"))
            ):
                return first_child(verb, "nsubj")
    return None


def _reported_by(lex: Lexicon, counted: Token) -> Token | None:
    """Who reports what is counted: "nine deaths recorded by the Red Cross"."""
    for verb in counted.rights:
        if (
            verb.dep_ == "acl"
            and verb.tag_ in ("VBN", "VBD")
            and lex.reporting_verbs.get(verb.lemma_) == "assert"
        ):
            by = first_child(verb, "agent")
            return first_child(by, "pobj") if by is not None else None
    return None


def kept_by(counted: Token) -> Token | None:
    """Who keeps a list of the dead: "the ministry has nine dead", but not "the brigade has nine dead"."""
    if counted.lemma_ not in _LISTED:
        return None
    verb = counted.head
    if verb.tag_ == "CD" or (counted.dep_ in ("amod", "acl") and verb.i < counted.i):
        verb = verb.head  # "has four civilians dead"
    if verb.lemma_ != "have" or not is_verb(verb):
        return None
    keeper = first_child(verb, "nsubj")
    if keeper is None:
        return None
    keeps = keeper.lemma_ in _BODIES or keeper.lemma_ in OFFICIAL or keeper.lemma_ in _KEEPERS
    return keeper if keeps or (keeper.tag_ == "NNP" and keeper.text.isupper()) else None


def _is_combatant(lex: Lexicon, noun: Token) -> bool:
    return noun.lemma_ in _FORCES or ("person", "combatant") in lex.classes(noun.lemma_)
