"""Step 6, events: which event a claim is of, its article's, the one told of just before, or a war's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.syntax import children

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token

_EVENTS = frozenset(
    "incident attack blast explosion bombing bombardment shelling shooting strike airstrike raid crash accident quake"
    " earthquake flood fire blaze disaster storm clash fighting battle massacre killing assault ambush collapse".split()
)
_EVENTS_OR_FIGHTS = _EVENTS | {"violence", "riot", "brawl", "fight"}
_WARS = frozenset(
    "war conflict insurgency invasion uprising rebellion revolt revolution coup putsch protest unrest offensive fighting"
    " violence hostility monsoon crisis militancy bloodshed".split()
)
_TOTALS = word_set("totals")
_STARTS = frozenset({"invade", "launch"})
_PERIODS = frozenset({"year", "decade", "season", "century"})
_CURRENT = frozenset({"this", "the", "past", "last", "recent"})
_LONG = _WARS - {"offensive", "fighting", "violence", "hostility", "crisis", "bloodshed"}
POINTING = frozenset({"the", "this", "that"})
"""Words before what has been told of: "the fire", "that crash"."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def of_that_event(hit: FrameHit) -> bool:
    """ "It left no victims": what the sentence before told of, and where that was."""
    who = next(children(hit.anchor.head, "nsubj"), None)
    return (
        hit.spec.axis.startswith("casualties")
        and hit.anchor.dep_ == "dobj"
        and who is not None
        and who.lower_ in ("it", "this")
    )


def _is_period(token: Token) -> bool:
    """Whether a word speaks of a year or more: "this year", "over the past decade", "the start of the year"."""
    return (
        token.lemma_ in _PERIODS
        and token.dep_ in ("npadvmod", "pobj")
        and any(c.lower_ in _CURRENT for c in token.children)
    )


def in_that_event(anchor: Token) -> bool:
    """ "Four died in that attack": the event told of just before, not the article's."""
    return any(
        prep.dep_ == "prep"
        and prep.lower_ in ("in", "by", "during", "from")
        and any(
            target.dep_ == "pobj"
            and target.lemma_ in _EVENTS
            and any(c.lower_ == "that" and c.dep_ == "det" for c in target.children)
            for target in prep.children
        )
        for node in (anchor, anchor.head, *anchor.conjuncts)
        for prep in node.children
    )


def of_years(hit: FrameHit) -> bool:
    """Whether a count is a war's or a year's and not an event's: "since the war began", "this year"."""
    if hit.agent is not None and hit.agent.lemma_ in _LONG:
        return True
    told_by = hit.agent.children if hit.agent is not None else ()  # "violence since the coup has …"
    for child in (*hit.anchor.children, *(c for c in told_by if c.lower_ == "since")):
        since = child.lower_ == "since" and child.dep_ == "prep"
        if since or (
            child.dep_ == "advcl"
            and any(
                c.lower_ == "since" and c.dep_ in ("mark", "prep", "advmod") for c in child.children
            )
        ):
            if child.lemma_ in _STARTS or any(t.lemma_ in _WARS for t in child.subtree):
                return True
        if since and any(_YEAR.fullmatch(t.text) for t in child.subtree):
            return True
        if (
            child.dep_ == "prep"
            and hit.anchor.lemma_ in _TOTALS
            and any(t.lemma_ in _WARS for t in children(child, "pobj"))
        ):
            return True  # "the toll from the protests"
        if child.dep_ in ("prep", "npadvmod") and any(map(_is_period, child.subtree)):
            return True
    return False


def names_event(hit: FrameHit) -> bool:
    """ "The fire", "that crash": most likely the one that the article is about."""
    return any(
        token is not None
        and token.lemma_ in _EVENTS
        and any(c.lower_ in POINTING for c in token.children if c.dep_ == "det")
        for token in (hit.theme, hit.anchor, hit.agent)
    )


def is_anaphoric(hit: FrameHit) -> bool:
    """ "It was an attack", "the strike": an event spoken of just before."""
    tokens = [t for t in (hit.anchor, hit.theme) if t is not None and t.lemma_ in _EVENTS]
    node = hit.anchor
    for _ in range(3):
        subject = next(children(node, "nsubj"), None)
        if subject is not None and (
            subject.lower_ in ("it", "this", "that")
            or (
                # "that violence broke out when …"
                subject.lemma_ in _EVENTS_OR_FIGHTS
                and any(c.lower_ in ("this", "that") for c in subject.children)
            )
        ):
            return True
        node = node.head
    return any(
        c.lower_ in ("the", "this", "that")
        for t in tokens
        for c in t.children
        if c.dep_ == "det" and t.tag_.startswith("NN")
    )
