"""Vetoes of every frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames.vetoes.registry import veto
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import (
    KNOWS,
    LIABLE,
    arguments,
    holds_liable,
    unknown_to,
)
from contraflow.reading.parsing.negation import is_negative_noun, may_deny, negated
from contraflow.reading.parsing.syntax import VERBS, children, first_child, is_any, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token

_ORDINALS = word_set("ordinals")
_ASKS = frozenset({"please", "kindly", "do", "not", "n't"})
"""What may stand before a verb with which a sentence bids."""
_TOTALS = word_set("totals")
_EVENTS = ("attack.", "status.conditions", "status.fire")
_ANEW = word_set("further") | {"new", "fresh", "renewed", "repeat", "subsequent", "similar"}
_SHOT = frozenset({"bullet", "round", "shot", "pellet", "cartridge", "firearm"})
_WORKS = word_set("works")
_BYGONE = word_set("bygone")
_PENALTIES = word_set("penalties")
_GAMES, _GAMES_TOO = word_set("games"), word_set("games-too")
_SHOWS = frozenset({"show", "name", "find", "bring", "give", "tell"})


@veto("of one event among others")
def one_of_several(c: Candidate) -> bool:
    """A deed told as one of a row: "another blast caused no casualties" denies none of the others."""
    if not may_deny(c.view.doc):
        return False
    if c.spec.axis.startswith(_EVENTS) and c.anchor.tag_.startswith("NN"):
        kind = {d.lower_ for d in c.anchor.children if d.dep_ == "amod"}
        if kind & _ANEW and is_negative_noun(c.anchor):
            return True  # "there were no new explosions overnight"
    if not negated(c.anchor):
        return False
    if "this time" in c.view.doc.folded:
        return True  # "this time nobody was hurt": the last time somebody was
    if c.anchor.dep_ == "dobj":
        event = arguments(c.anchor.head).agent
    else:
        event = oblique(c.anchor, "in", "by", "during")  # "nobody was hurt in the second blast"
    return (
        event is not None
        and c.view.class_of(event, "attack") is not None
        and event.i not in range(*c.words)  # "nobody was hit by a bullet"
        and event.lemma_ not in _SHOT  # "no marcher was hit by a bullet": by none
        and any(d.lower_ in ("a", "an", "another") or d.lower_ in _ORDINALS for d in event.children)
    )


@veto("bidden, and not told", tags=frozenset({"VB"}))
def bidden(c: Candidate) -> bool:
    """ "Please do not bring clothes", "Evacuate the village now": what somebody is to do, nobody did.

    An order in these words is one that stands, and tells what is in force.
    """
    verb = c.anchor
    return (
        not c.spec.axis.startswith("status.")
        and all(d.lower_ in ("do", "don’t", "don't") for d in children(verb, "aux"))
        and first_child(verb, "nsubj", "nsubjpass", "auxpass") is None
        and all(t.lower_ in _ASKS or t.is_punct for t in c.view.doc[: verb.i])
    )


@veto("unknown to somebody", words=KNOWS)
def unknown_to_somebody(c: Candidate) -> bool:
    """ "Knew nothing of the attack": that there was one, whoever says so does not."""
    return unknown_to(c.anchor) is not None and not is_any(c.anchor)


@veto("a number goes up or down", words=_TOTALS, tags=VERBS)
def a_number_moves(c: Candidate) -> bool:
    """ "the toll reached 40", "the number of dead climbed": nobody goes anywhere."""
    return (
        not c.phrase
        and c.spec.axis.startswith(("movement", "control", "casualties.displaced", "status"))
        and any(
            d.lemma_ in _TOTALS and not _is_of_people(c, d)
            for d in children(c.anchor, "nsubj", "nsubjpass")
        )
    )


def _is_of_people(c: Candidate, total: Token) -> bool:
    """Whether people are counted to whom something is done: "a total of 40 residents were moved"."""
    counted = oblique(total, "of")
    return (
        total.dep_ == "nsubjpass"
        and counted is not None
        and c.view.class_of(counted, "person") is not None
    )


@veto("a dare, and no account", words=_SHOWS)
def dares(c: Candidate) -> bool:
    """ "Show me one prisoner", "name a single soldier who was killed": the speaker says there is none."""
    doc = c.view.doc
    for i in range(max(0, c.anchor.i - 12), c.anchor.i):
        if doc[i].lower_ not in _SHOWS or (i and not doc[i - 1].is_punct):
            continue  # "showed", "they found one": an account
        after = [t.lower_ for t in doc[i + 1 : i + 4] if t.lower_ not in ("me", "us")]
        if after[:1] == ["one"] or after[:2] == ["a", "single"]:
            return True
    return False


@veto("beds and seats are occupied")
def fills_seats(c: Candidate) -> bool:
    """ "130 per cent of its beds occupied": by who lies in them."""
    at = c.anchor.i
    return c.anchor.lower_ == "occupied" and any(
        t.lemma_ in _SEATS for t in c.view.doc[max(0, at - 8) : at]
    )


_SEATS = frozenset({"bed", "seat", "room", "berth", "cot", "pitch", "unit", "flat", "apartment"})


@veto("comes to nothing")
def comes_to_nothing(c: Candidate) -> bool:
    """ "the attempts came to nothing"."""
    return c.theme is not None and c.theme.lower_ == "nothing" and c.theme.head.lower_ == "to"


_OF_FANS = frozenset({"fan", "supporter", "police", "hooligan", "spectator", "crowd", "crush"})


@veto("told in a work, or of times long gone", words=_BYGONE | _WORKS)
def of_another_time(c: Candidate) -> bool:
    """ "an exhibition about the siege", "a wartime massacre": nothing of these days."""
    words = c.view.words
    if not words.isdisjoint(_BYGONE) and any(
        d.lower_ in _BYGONE and d.dep_ in ("amod", "compound", "nmod") for d in c.anchor.children
    ):
        return True
    if words.isdisjoint(_WORKS):
        return False
    node = c.anchor
    for _ in range(5):
        if node.dep_ == "pobj" and node.head.lower_ in ("about", "on", "of"):
            if node.head.head.lemma_ in _WORKS:
                return True
        if node.head is node or is_verb(node.head):
            return False
        node = node.head
    return False


@veto("as the law has it", words=_PENALTIES)
def by_the_law(c: Candidate) -> bool:
    """ "looting carries a sentence of ten years", "arson is punishable by death": no one did it."""
    anchor = c.anchor
    if anchor.dep_ not in ("nsubj", "csubj", "nsubjpass"):
        return False
    verb = anchor.head
    return verb.tag_ in ("VBZ", "VBP", "VB", "MD") and any(
        d.lemma_ in _PENALTIES for d in children(verb, "dobj", "acomp", "attr")
    )


@veto("a game", words=_GAMES | _GAMES_TOO)
def in_a_game(c: Candidate) -> bool:
    """ "settled the clash in stoppage time": a match, unless its crowd is told of."""
    words = c.view.words
    game = not words.isdisjoint(_GAMES) or len(words & _GAMES_TOO) > 1
    return game and words.isdisjoint(_OF_FANS)


@veto("nothing says whether it took place")
def event_untold(c: Candidate) -> bool:
    """ "After the riot", "leads the protest", against "a riot broke out", "there were no riots", "held
    talks", "villagers rioted"."""
    noun, verb = c.anchor, c.anchor.head
    if c.phrase or is_verb(noun):
        who = c.agent if c.agent is not None else c.theme
        return not noun.tag_.startswith("NN") and (
            who is None
            or not (
                is_negative_noun(who)
                or c.view.class_of(who, "person")
                or who.tag_ == "CD"
                or any(n in _GROUND_WORDS for n in (noun.lemma_, who.lemma_))
            )
        )
    if noun.dep_ in ("compound", "poss", "amod"):
        return True
    if any(d.dep_ == "expl" for d in verb.children):
        return noun.dep_ not in ("attr", "nsubj", "dobj")
    if noun.dep_ in ("nsubj", "nsubjpass"):
        passive = noun.dep_ == "nsubjpass"
        return verb.lemma_ not in (_IS_HELD if passive else _COMES_ABOUT)
    return not (noun.dep_ == "dobj" and verb.lemma_ in _IS_HELD)


_GROUND_WORDS = frozenset({"earth", "ground"})
_COMES_ABOUT = frozenset(
    "happen occur take break erupt begin start hit strike shake rock jolt bury sweep kill injure destroy"
    " block cut flatten engulf continue go spread last follow flare ensue rage resume".split()
)
_IS_HELD = frozenset(
    "hold stage report record register see witness feel trigger cause spark provoke experience organise"
    " organize suffer observe convene suppress quell crush quash disperse".split()
)


@veto("found liable, and not held", words=LIABLE)
def finds_liable(c: Candidate) -> bool:
    """ "held the army responsible", "two officers were held accountable"."""
    return holds_liable(c.anchor) or holds_liable(c.last)


@veto("part of a name", tags=frozenset({"VB", "VBP"}))
def part_of_a_name(c: Candidate) -> bool:
    """ "according to the charity Save the Children": a verb with a capital in the middle of a sentence."""
    verb, doc = c.anchor, c.view.doc
    return (
        verb.i > 0
        and verb.text.istitle()
        and c.view.field == "text"
        and not c.view.sentence.heading
        and doc[verb.i - 1].text.islower()
    )
