"""Step 3, slain: who the dead are said to be, "the dead were all fighters", "it killed only rebels".

Such sentences count nobody and answer a count all the same: where only fighters died, no civilian
did, and where the dead were farmers, some civilian did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import lexicon, word_set
from contraflow.reading.parsing.involvement import arguments
from contraflow.reading.parsing.negation import negated
from contraflow.reading.parsing.syntax import first_child

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_VICTIMS = word_set("victims")
_CIVILIANS = word_set("civilians")
_ONLY = frozenset({"only", "exclusively", "solely"})


@dataclass(slots=True)
class SlainHit(FrameHit):
    """Who the dead were; its negation denies it."""

    civilian: bool = False
    """They were civilians; else fighters and nobody else."""


def slain(view: SentenceView) -> Iterator[SlainHit]:
    """Statements of who the dead were."""
    if view.words.isdisjoint(_VICTIMS) and view.words.isdisjoint(_ONLY):
        return
    for verb in view.verbs:
        if verb.lemma_ == "be":
            dead = first_child(verb, "nsubj", "nsubjpass")
            who = first_child(verb, "attr")
            if dead is None or who is None or not _are_the_dead(dead):
                continue
        elif verb.lemma_ == "kill":
            who = arguments(verb).theme
            if who is None or not any(c.lower_ in _ONLY for c in (*verb.children, *who.children)):
                continue
        else:
            continue
        if view.quantity_of(who) is not None:
            continue
        civilian = who.lemma_ in _CIVILIANS
        if civilian or view.class_of(who, "person") == "combatant":
            spec, words = lexicon().frames["kill"], (verb.i, verb.i + 1)
            no = negated(verb)
            yield SlainHit(spec, verb, None, who, no, words=words, civilian=civilian)


def _are_the_dead(noun: Token) -> bool:
    """Whether a subject is all of the dead: "the victims", "those killed", and not "five of them"."""
    if noun.lower_ in ("those", "all", "everyone"):
        return any(t.lower_ in ("killed", "dead", "slain") for t in noun.subtree)
    return noun.lemma_ in _VICTIMS and not any(c.dep_ == "nummod" for c in noun.children)


__all__ = ["SlainHit", "slain"]
