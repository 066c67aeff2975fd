"""Step 8, deeds: which things a sentence says were there or did something, and which not.

A claim answers one question. Beside that its sentence takes things for granted: "a drone that fell
on the line set it ablaze" has a drone that fell. Who says elsewhere that no drone fell contradicts
it, whatever question each of the claims answers (``ledger/deeds.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contraflow.ledger.deeds import THERE
from contraflow.reading.parsing.negation import negated
from contraflow.reading.parsing.syntax import ancestors, children, is_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contraflow.reading.lexicon import DeedWords, Lexicon
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_AGENT, _PATIENT = "agent", "patient"
_NONE = frozenset({"no", "neither"})
_EVEN_ONE = frozenset({"single", "one", "whatever", "whatsoever"})
_BESIDE = frozenset({"by", "with", "of", "after", "from"})
"""Prepositions of what was there when something happened."""
_UPON = frozenset({"on", "onto", "into", "upon", "against", "at"})
_FLAMES = frozenset({"fire", "ablaze", "alight"})
_TURNS = frozenset({"burn", "break", "open", "close", "explode"})
"""What a thing does by itself or is done with it, all the same."""
_MACHINES = frozenset({"vehicle", "weapon", "device"})
"""Classes of things that go by many words: "jet", "plane" and "aircraft" are one."""
_ALWAYS_THERE = frozenset({"facility", "person", "order", "service", "relief", "office", "place"})
"""Classes of things of which it says nothing that they were there."""
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
"""Before a noun: the one that everybody knows to have been there."""
_PRESENT = frozenset({"VBZ", "VBP"})
_DENIED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr"})
"""How what a verb is denied of stands to it."""


class Deed(NamedTuple):
    """A thing and what it did or what was done with it, told or denied."""

    thing: str
    deed: str
    """A class of verbs (``deeds.toml``) or a verb, with "be" before it for what was done with the thing."""
    denied: bool
    start: int
    """Where its words begin and end in the sentence."""
    end: int

    @property
    def key(self) -> str:
        """As a claim carries it."""
        return f"{self.thing}/{self.deed}"


def deeds(view: SentenceView, lex: Lexicon) -> tuple[Deed, ...]:
    """The deeds of a sentence, in the order of its words."""
    if "?" in view.doc.text and any(t.text == "?" for t in view.doc[-2:]):
        return ()
    return tuple(dict.fromkeys(_deeds(view, lex.deeds)))


def _deeds(view: SentenceView, words: DeedWords) -> Iterator[Deed]:
    classes: dict[int, str | None] = {}  # by verb; of what was not, none
    for noun in view.nouns:
        if noun.tag_ not in ("NN", "NNS") or noun.lemma_ in words.empty:
            continue
        verb = _governor(noun)
        if verb is None:
            continue
        if verb.i not in classes:
            classes[verb.i] = _class(verb, words) if _is_real(verb, words) else None
        cls = classes[verb.i]
        if cls is None:
            continue
        role = _role(verb, noun, cls)
        deed = _deed(verb, role, cls, words)
        kind = next((name for of, name in view.classes(noun) if of in _MACHINES), "")
        thing = noun.lemma_.casefold() if kind in ("", "vehicle") else kind
        kinds = _modifiers(noun)
        if (noun.dep_ in _DENIED and negated(verb)) or _is_none(noun):
            if _was_used(noun, verb, kind, role, deed, words):
                deed = THERE
            elif not _is_denied_of_all(view, noun, verb, deed, words):
                continue
            if words.another.isdisjoint(kinds):
                last = max(t.idx + len(t.text) for t in (noun, verb))
                whole = f"{kinds[-1]} {thing}" if kinds else thing
                yield Deed(whole, deed, True, min(noun.idx, verb.idx), last)
            continue
        deed = _told(view, noun, role, deed, words)
        if not deed:
            continue
        names = [thing, *(f"{more} {thing}" for more in kinds[-2:])]
        if kind == "vehicle" != thing:
            names.append(kind)  # where a lorry drove, a vehicle did
        quoted = (noun,) if deed == THERE else (noun, verb)
        first = min(t.idx for t in quoted)
        last = max(t.idx + len(t.text) for t in quoted)
        for name in names:
            yield Deed(name, deed, False, first, last)


def _told(view: SentenceView, noun: Token, role: str, deed: str, words: DeedWords) -> str:
    """What a thing is told to have done; that it was there, at least; '' where not even that."""
    if noun.dep_ == "compound":  # "the drone strike"
        event = any(of == "attack" for of, _ in view.classes(noun.head))
        return THERE if event and noun.head.dep_ != "compound" else ""
    if noun.dep_ == "poss" or (noun.dep_ == "pobj" and noun.head.lower_ in words.unreal_marks):
        return ""
    if deed and deed != THERE:
        return deed
    beside = noun.dep_ == "pobj" and noun.head.lower_ in _BESIDE
    return THERE if (role or beside) and _may_be_missing(view, noun, words) else ""


def _was_used(noun: Token, verb: Token, kind: str, role: str, deed: str, words: DeedWords) -> bool:
    """Whether what is denied is that any arms were used: where no rocket fell or was fired, there was none."""
    return (
        kind in words.arms
        and deed in words.uses
        and not any(c.lower_ == "of" or c.dep_ == "poss" for c in noun.children)
        and not any(c.lower_ in _KNOWN for c in noun.lefts)
        and verb.tag_ not in _PRESENT
        # a drone that struck no house may have struck; where we fired no rocket, others may have
        and not (role == _AGENT and _has_object(verb))
        and not (role == _PATIENT and any(c.dep_ in ("nsubj", "agent") for c in verb.children))
    )


def _is_denied_of_all(
    view: SentenceView, noun: Token, verb: Token, deed: str, words: DeedWords
) -> bool:
    """Whether a thing is said not to have done what another text may tell that it did."""
    if deed == THERE:
        return _was_none(view, noun, verb, words)
    return bool(deed) and _of_it(noun, verb)


def _was_none(view: SentenceView, noun: Token, verb: Token, words: DeedWords) -> bool:
    """Whether a sentence says that there was no such thing at all."""
    if verb.lemma_ == "be" and verb.tag_ in _PRESENT:
        return False  # "there is no bus": how things stand, not what happened
    if noun.head.lower_ == "of" or any(
        c.dep_ in ("relcl", "acl") or c.lower_ == "of" for c in noun.rights
    ):
        return False  # "none of its lorries": those of others may
    return _is_none(noun) and _may_be_missing(view, noun, words)


def _of_it(noun: Token, verb: Token) -> bool:
    """Whether it is of this thing that a verb is denied, and of any such thing."""
    if noun.dep_ == "nsubj":
        return not _has_object(verb)  # whoever "fired no gas" may have fired bullets
    if _is_none(noun):
        return noun.dep_ in ("nsubjpass", "dobj", "attr", "pobj", "conj")
    if noun.dep_ == "dobj":
        any_such = any(c.lower_ in ("any", "a", "an", "single") for c in noun.lefts)
        return any_such or noun.tag_ == "NNS"
    return noun.dep_ == "nsubjpass"


def _may_be_missing(view: SentenceView, noun: Token, words: DeedWords) -> bool:
    """Whether it says something that a thing was not there: people and houses always are."""
    return noun.lemma_ not in words.persons and not any(
        of in _ALWAYS_THERE for of, _ in view.classes(noun)
    )


def _modifiers(noun: Token) -> list[str]:
    """What kind of thing it is: "tear" of gas, "armoured" of a car."""
    return [
        c.lower_
        for c in noun.lefts
        if c.dep_ in ("compound", "amod", "nmod") and c.text.isalpha() and c.lower_ not in _EVEN_ONE
    ]


def _governor(noun: Token) -> Token | None:
    """The verb whose subject or object a thing is, or that it goes with."""
    node = noun
    while node.head is not node:
        if is_verb(node.head):
            return node.head
        if node.dep_ in ("relcl", "acl", "appos", "advcl", "poss"):
            return None
        node = node.head
    return None


def _is_real(verb: Token, words: DeedWords) -> bool:
    """Whether a verb tells of what was, under no condition, plan or wish."""
    if verb.tag_ == "VB" and not any(c.lemma_ == "do" for c in children(verb, "aux")):
        return False
    for node in (verb, *ancestors(verb)):
        for c in node.lefts:
            if c.tag_ == "MD" or (c.dep_ == "mark" and c.lower_ in words.unreal_marks):
                return False
        if node is not verb and node.lemma_ in words.unreal_verbs:
            return False
    # "trains run", "the road is used by": how it is, not what happened
    return verb.tag_ not in _PRESENT or any(c.tag_ in ("VBN", "VBG") for c in verb.rights[:2])


def _class(verb: Token, words: DeedWords) -> str:
    """The class of deeds that a verb is of, or its own name."""
    word = verb.lemma_
    part = next((c.lower_ for c in verb.rights if c.dep_ == "prt"), "")
    if word == "set":
        part = next((t.lower_ for t in verb.subtree if t.lower_ in _FLAMES), part)
    if part:
        word = f"{word} {part}"
    return words.classes.get(word, word)


def _deed(verb: Token, role: str, cls: str, words: DeedWords) -> str:
    """What a thing did, or, after "be", what was done with it; '' where it says nothing."""
    if cls == THERE:
        # "no truck used the bridge" does not say that there was none
        there = verb.lemma_ == "be" and not any(c.dep_ == "acomp" for c in verb.rights)
        return THERE if role == _PATIENT or there else ""
    if not role or cls in words.light:
        return ""
    return cls if role == _AGENT else f"{THERE} {cls}"


def _role(verb: Token, noun: Token, cls: str) -> str:
    """Whether a thing does a deed, or has it done with it; '' where it only stands beside."""
    top, on = noun, ""
    while top.head is not verb:
        if top.dep_ == "pobj" and top.head.head is verb:
            on = top.head.lower_
            break
        top = top.head
    if top.dep_ in ("dobj", "nsubjpass", "attr"):
        return _PATIENT
    if top.dep_ == "nsubj":
        return _PATIENT if cls in _TURNS and not _has_object(verb) else _AGENT
    if on in ("by", "with"):
        return _AGENT
    return _PATIENT if on in _UPON and cls == "hit" else ""


def _has_object(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.rights)


def _is_none(noun: Token) -> bool:
    """ "No drone", "none of the drones", "not one drone", "not a drone"."""
    if noun.lefts:
        for child in noun.lefts:
            if child.dep_ == "det" and child.lower_ in _NONE:
                return True
            if child.lower_ == "one" and any(c.lower_ == "not" for c in child.lefts):
                return True
        before = [c.lower_ for c in noun.lefts]
        if "not" in before and ("a" in before or "one" in before):
            return True
    prep = noun.head
    return noun.dep_ == "pobj" and prep.lower_ == "of" and prep.head.lower_ == "none"


__all__ = ["Deed", "deeds"]
