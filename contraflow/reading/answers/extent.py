"""Step 8, extents: whether a claim is told of the whole, or of a part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.negation import is_negative_noun
from contraflow.reading.parsing.syntax import oblique
from schemas import Parties

if TYPE_CHECKING:
    from contraflow.reading.frames import FrameHit
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView
    from schemas import Value

    Extent = Literal["full", "partial", "unstated"]

_OF_THINGS = frozenset({"status.access", "status.service", "damage.state", "damage.lost"})
"""Axes about things of which a place has several."""
_EVERY, _SEVERAL = word_set("every"), word_set("several")
_FULL, _PARTIAL = word_set("full"), word_set("partial")
_WHOLLY = word_set("wholly")
_SOME, _SO_MANY = _SEVERAL | _PARTIAL, _SEVERAL | _EVERY
_EACH = frozenset({"every", "each", "all"})
_BEGINNING = frozenset({"begin", "start", "continue", "keep"})
_CLEARS = frozenset({"clear", "free", "rid", "sweep", "flush", "root"})
_DIRECTIONS = word_set("directions")
_WHOLES = word_set("wholes")
_MODIFIERS = frozenset("amod det predet advmod nummod compound nmod poss appos relcl".split())


_OF_ONE = frozenset({"collision", "military use"})
"""Events that happened or not, whatever took part in them."""


def extent(view: SentenceView, hit: FrameHit, referent: str) -> Extent:
    """Of a place that is held or moved into: how much of it; of things: all of a kind, or some."""
    axis = hit.spec.axis
    if axis == "status.order":
        return "partial" if any(map(_is_one_part, (hit.theme, hit.anchor))) else "unstated"
    if axis in _OF_THINGS:
        if axis == "status.service" and (_is_share(hit.agent) or _is_in_part(hit)):
            return "partial"  # "some districts have no electricity", "is back in the centre"
        if axis == "status.service" and _is_everywhere(hit):
            return "full"
        return _share(view, hit.theme, referent)
    if axis == "other.event" and referent in _OF_ONE:
        return "unstated"  # "no other car touched it"
    if axis == "other.event" and any(map(_is_some, (hit.agent, hit.theme))):
        return "partial"  # "many families have received no tents"
    if hit.spec.referent == "fixed:captives|" and hit.theme is not None:
        return _of_captives(hit.theme)
    if not axis.startswith(("control", "movement")):
        return "unstated"
    inside = axis == "movement.presence" and hit.spec.value == "inside"
    words: set[str] = set()
    for token in (hit.theme, hit.agent if axis.startswith("movement") else None):
        if token is not None:
            found = _words_about(token)
            # who is in a quarter is in the town: only some of a force are a part of it
            words |= found - _PARTIAL if inside and token is hit.theme else found
    for token in view.doc[hit.words[0] : hit.words[1]]:
        words.update(c.lower_ for c in token.children if c.dep_ in ("amod", "advmod", "det"))
        words.add(token.lower_)
    if axis == "movement.presence" and _is_one_unit(hit.agent):
        return "partial"  # others of its army may be there
    if words & _PARTIAL and not words & _WHOLLY:
        return "partial"
    each = not words.isdisjoint(_EACH)  # "every street is ours"
    told = hit.spec.theme == "place" and not hit.spec.sign
    if told and not referent and not each and _is_within(view, hit.theme):
        return "partial"
    if axis == "movement.evacuation":
        if any(role is not None and is_negative_noun(role) for role in (hit.theme, hit.agent)):
            return "full"  # "no patient was evacuated"
        if hit.anchor.lemma_ == "evacuation" and hit.anchor.head.lemma_ in _COMPLETES:
            return "full"
        if any(
            r is not None and r.tag_ == "NN" and r.lemma_ == "family"
            for r in (hit.theme, hit.agent)
        ):
            return "partial"
        if hit.quantity is not None or any(map(_is_counted, (hit.theme, hit.agent))):
            return "partial"  # "about 2,000 adults have not been evacuated"
    if axis == "movement.presence" and hit.agent is not None and is_negative_noun(hit.agent):
        return "full"  # "no unit has left"
    if hit.spec.id == "drive-out" and hit.anchor.lemma_ in _CLEARS:
        return "full"  # "cleared the town of rebels": of all of them
    moving = axis == "movement.evacuation" or (
        axis == "movement.presence" and hit.spec.id != "dwells"
    )
    if moving and _under_way(hit.anchor):
        return "partial"
    return "full" if words & _FULL else "unstated"


def _of_captives(theme: Token) -> Extent:
    """Whether all captives are told of: "all the hostages", "seventeen of the forty pupils"."""
    words = {theme.lower_, *(c.lower_ for c in theme.children)}
    if is_negative_noun(theme) or words & {"all", "every", "last", "remaining"}:
        return "full"
    counted = theme.tag_ == "CD" or any(c.dep_ == "nummod" for c in theme.children)
    return "partial" if counted or words & _SEVERAL else "unstated"


def kept(told: Extent, hit: FrameHit, value: Value, *, turned: bool) -> Extent:
    """How much is still held of a whole that is said not to be lost: a part at least.

    "It cannot be said that the entire region has been taken" leaves its holder some of it.
    """
    lost_by_nobody_named = hit.spec.axis == "control.holder" and hit.agent is None
    still_held = lost_by_nobody_named and isinstance(value, Parties) and not value.complement
    return "partial" if told == "full" and still_held and (turned or hit.negated) else told


def _is_within(view: SentenceView, theme: Token | None) -> bool:
    """Whether what is held lies in a place: "the palace", "the whole centre of X", "a town in X"."""
    if theme is None or theme.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return False
    if theme.lower_ == "which":  # "X, parts of which the rebels hold"
        return theme.i > 1 and theme.doc[theme.i - 2].lemma_ in _SHARES
    if not theme.tag_.startswith("NN") or view.place_at(theme) is not None:
        return False
    if theme.tag_.startswith("NNP"):
        return False
    kind = view.class_of(theme, "place")
    around = oblique(theme, "in") if kind == "city" else None
    if around is not None and not any(c.lower_ in _POINTS for c in theme.lefts):
        return view.place_at(around) is not None
    whole = oblique(theme, "of")
    return kind is None if whole is None else kind in (None, "part") and theme.lemma_ in _PARTS


_PARTS = word_set("parts-of-towns")
_SHARES = frozenset({"part", "half", "much", "most", "some"})
_POINTS = frozenset({"the", "this", "that", "its"})


def _under_way(verb: Token) -> bool:
    """Whether a movement has begun and is not over: "are leaving", "has begun withdrawing"."""
    if verb.dep_ in ("xcomp", "nsubj", "dobj") and verb.head.lemma_ in _BEGINNING:
        return True  # "began withdrawing", "the evacuation has begun"
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


_HAS = frozenset({"have", "lack", "lose", "be", "remain", "go"})
_MANY = frozenset({"hundred", "thousand", "dozen", "score", "ten"})
_COMPLETES = frozenset({"complete", "finish", "conclude", "end"})
_UNITS = frozenset({"brigade", "battalion", "regiment", "division", "company", "platoon", "corps"})
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$|first$|second$|third$|[a-z]+th$", re.I)


def _is_one_part(noun: Token | None) -> bool:
    """Whether something holds in a part of a place alone: "the curfew in two districts"."""
    where = oblique(noun, "in", "for", "across", "on") if noun is not None else None
    return where is not None and (where.lemma_ in _DISTRICTS or where.lower_ in _PARTIAL)


def _is_in_part(hit: FrameHit) -> bool:
    """Whether a service is told of in a part of a place: "the suburbs are without power"."""
    last = hit.anchor.doc[hit.words[1] - 1]
    heads = (hit.anchor, last, hit.theme)
    wheres = [oblique(t, "in", "to", "across") for t in heads if t is not None]
    if hit.agent is not None:
        wheres.append(oblique(hit.agent, "of", "in"))  # "residents of the suburbs have no water"
    return any(
        t is not None
        and (t.lemma_ in _DISTRICTS or t.lower_ in _DISTRICTS)
        and not any(c.lower_ in _EVERY for c in t.children)
        for t in (hit.theme, hit.agent, *wheres)
    )


def _is_everywhere(hit: FrameHit) -> bool:
    """Whether a service is told of in all of a place: "restored in all districts", "to the whole city"."""
    last = hit.anchor.doc[hit.words[1] - 1]
    heads = [t for t in (hit.anchor, last, hit.theme) if t is not None]
    wheres = [oblique(t, "in", "to", "across", "for", "throughout") for t in heads]
    return any(
        t is not None and any(c.lower_ in _ALL_OF_IT for c in (t, *t.children)) for t in wheres
    ) or any(c.lower_ == "everywhere" for t in heads for c in t.children)


_ALL_OF_IT = frozenset({"all", "every", "whole", "entire", "everybody", "everyone"})
_DISTRICTS = word_set("parts-of-places")


def _is_one_unit(force: Token | None) -> bool:
    """Whether a force is one numbered unit of an army: "the 3rd Brigade"."""
    return (
        force is not None
        and force.lemma_.casefold() in _UNITS
        and any(_ORDINAL.match(c.text) for c in force.children)
    )


def _is_counted(role: Token | None) -> bool:
    """Whether some number of people is meant: "300 residents", "hundreds of people"."""
    if role is None or role.lemma_ == "all":
        return False
    numbers = [c for c in role.children if c.dep_ == "nummod"]
    everybody = any(
        c.lower_ in _EVERY for c in (*role.children, *(g for n in numbers for g in n.children))
    )
    return not everybody and (bool(numbers) or role.lemma_ in _MANY)


def _is_some(role: Token | None) -> bool:
    return role is not None and any(
        c.lower_ in _SEVERAL for c in role.children if c.dep_ in ("amod", "det", "nummod")
    )


def _is_share(role: Token | None) -> bool:
    """Whether some or most of a place is meant: "most of the town", "two districts"."""
    if role is None or role.head.lemma_ not in _HAS:
        return False
    return _is_some(role) or role.lower_ in _SOME or any(c.dep_ == "nummod" for c in role.children)


_SPANS = frozenset({"span", "section", "arch", "pier", "pillar", "lane", "carriageway"})
"""Parts of bridges and roads."""


def _words_about(noun: Token) -> set[str]:
    """What stands around a noun and may say how much of it is meant."""
    words = {noun.lower_}
    for child in noun.children:
        if child.dep_ in _MODIFIERS:
            # "the northern town of X" is the whole town, "northern X" a part of it
            if child.lower_ not in _DIRECTIONS or noun.lemma_ not in _WHOLES:
                words.add(child.lower_)
        elif child.dep_ == "prep" and child.lower_ in ("of", "in"):
            words.update(g.lower_ for g in child.subtree)
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        words.add(noun.head.head.lower_)
    return words


def _share(view: SentenceView, theme: Token | None, referent: str) -> Extent:
    """Whether a state is told of all things of a kind or of some: "two hospitals are closed"."""
    some = theme is not None and (theme.lower_ in _SO_MANY or theme.tag_ == "CD")
    thing = theme and (oblique(theme, "of") if some else theme)
    if not theme or not thing:
        return "unstated"
    if is_negative_noun(theme):
        return "full"  # "not one pane was broken"
    if referent not in (thing.lemma_, *(canonical for _, canonical in view.classes(thing))):
        return "unstated"  # "two projects recorded a loss of signal", "one of the dam's walls"
    words = {c.lower_ for c in theme.children if c.dep_ in ("det", "amod", "predet")}
    words.add(theme.lower_)
    for number in theme.children:
        if number.dep_ == "nummod":
            words.update(c.lower_ for c in number.children)  # "all 12 drones"
    if words & _EVERY:
        return "full"
    if theme.lemma_ in _SPANS and theme.lemma_ != referent:
        return "partial"  # "the two lateral spans are standing": some of the bridge
    counted = theme.tag_ == "CD" or any(
        c.dep_ == "nummod" and c.i < theme.i for c in theme.children
    )
    if counted and "the" in words and not words & _SEVERAL:
        return "unstated"  # "the two gates": all that there are
    return "partial" if counted or words & _SEVERAL else "unstated"
