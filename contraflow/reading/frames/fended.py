"""Step 3, fended off: what was sent against a place and did not arrive.

"None of the drones reached the depot", "every rocket was brought down over the sea": such sentences
name no attack, and deny that anything was hit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import lexicon, word_set
from contraflow.reading.parsing.involvement import arguments
from contraflow.reading.parsing.negation import is_negative_noun, negated
from contraflow.reading.parsing.syntax import first_child, oblique

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_SENT = word_set("sent-arms")
_ARRIVES = word_set("arrives-as-arms")
_DOWNS = word_set("downs")
_ANY_MACHINE = frozenset({"machine", "device", "craft", "target"})
_FLIGHT = frozenset(
    "sky air send launch fire fly drone missile rocket shoot intercept airborne enemy hostile".split()
)
"""Words by which a machine is one that flies against a place."""
_PARTICLES = frozenset({"down", "out", "off", "away"})
_ALL = frozenset({"all", "every", "each", "both"})
_NEEDS_PARTICLE = frozenset({"bring", "shoot", "knock", "take", "fight", "beat", "ward"})


def fended(view: SentenceView) -> list[FrameHit]:
    """All statements that what was sent did not arrive."""
    if view.words.isdisjoint(_SENT):
        return []
    return [hit for verb in view.verbs for hit in _of_verb(view, verb)]


def _of_verb(view: SentenceView, verb: Token) -> Iterator[FrameHit]:
    if verb.lemma_ in _ARRIVES:
        subject = first_child(verb, "nsubj")
        if subject is None or not _are_sent(view, subject):
            return
        if is_negative_noun(subject) and _all_way(verb) and _at_a_target(view, verb):
            yield _hit(verb, subject)
    elif verb.lemma_ in _DOWNS:
        got = arguments(verb)
        sent = got.theme
        if sent is None or not _are_sent(view, sent) or negated(verb):
            return
        if verb.lemma_ in _NEEDS_PARTICLE and not any(
            c.lower_ in _PARTICLES for c in verb.children
        ):
            return
        if _is_all(verb, sent):
            yield _hit(verb, sent)
    elif _goes_astray(verb):
        subject = first_child(verb, "nsubj")
        if subject is not None and _are_sent(view, subject) and not negated(verb):
            if _is_all(verb, subject):
                yield _hit(verb, subject)


def _goes_astray(verb: Token) -> bool:
    """Whether a verb tells that what was sent hit nothing: "missed its target", "fell short of it",
    "failed to reach the base", "fell in the desert"."""
    below = {c.lower_ for c in verb.children}
    if verb.lemma_ == "miss":
        return any(c.dep_ == "dobj" for c in verb.rights)
    if verb.lemma_ == "fail":
        return any(c.dep_ == "xcomp" and c.lemma_ in _STRIKES for c in verb.rights)
    if verb.lemma_ not in ("fall", "land", "crash", "drop", "come", "plunge"):
        return False
    where = oblique(verb, "in", "into", "on", "at")
    return "short" in below or (where is not None and where.lemma_ in _EMPTY_GROUND)


_STRIKES = frozenset({"reach", "hit", "strike", "find", "explode", "detonate", "attain"})
_EMPTY_GROUND = frozenset(
    "sea desert field lake ocean wasteland scrub scrubland farmland forest water countryside".split()
)


def sending(hit: FrameHit) -> Iterator[int]:
    """The words that say that what was fended off had been sent, and not by whom, or where it fell."""
    for word in hit.theme.children if hit.theme is not None else ():
        if word.dep_ in ("acl", "relcl") and arguments(word).agent is None:
            yield word.i
    yield from (c.i for c in hit.anchor.rights if c.dep_ == "conj" and _goes_astray(c))


def _hit(verb: Token, sent: Token) -> FrameHit:
    spec = lexicon().frames["fended-off"]
    return FrameHit(spec, verb, None, sent, negated=False, words=(verb.i, verb.i + 1))


def _are_sent(view: SentenceView, noun: Token) -> bool:
    """Whether a noun is of drones, missiles and the like, or a bare "none" of a sentence about them."""
    of = oblique(noun, "of")
    for each in (noun, of):
        if each is not None and each.lemma_ in _SENT:
            return each.lemma_ not in _ANY_MACHINE or not view.words.isdisjoint(_FLIGHT)
    bare = noun.lower_ in ("none", "one", "all", "each") and (of is None or of.lower_ == "them")
    return bare and any(t.lemma_ in _SENT for t in view.doc[: noun.i])


def _all_way(verb: Token) -> bool:
    """Whether a verb of going says where to: "got as far as", "made it to", "came near"."""
    if verb.lemma_ not in ("get", "come", "make", "break"):
        return True
    return any(
        c.lower_
        in ("it", "through", "past", "to", "near", "close", "far", "into", "anywhere", "as")
        for c in verb.children
    )


def _at_a_target(view: SentenceView, verb: Token) -> bool:
    """Whether what a verb of going has for an object can be struck: not "reached full speed"."""
    goal = arguments(verb).theme
    if goal is None or goal.lower_ == "it":
        return True
    return bool(view.classes(goal)) or view.place_at(goal) is not None or goal.lemma_ in _GOALS


_GOALS = frozenset({"target", "goal", "destination", "airspace", "territory", "mark", "objective"})


def _is_all(verb: Token, sent: Token) -> bool:
    """Whether all of them were brought down: "all", "every", or the one that there was."""
    words = {c.lower_ for t in (verb, sent) for c in t.children} | {sent.lower_}
    if words & _ALL:
        return True
    one = sent.tag_ == "NN" and any(c.lower_ == "the" for c in sent.children)
    return one and not any(c.dep_ in ("nummod",) for c in sent.children)


__all__ = ["fended", "sending"]
