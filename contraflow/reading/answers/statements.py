"""Step 8, statements: a checkable sentence that no frame reads, kept as evidence.

Such a claim is seldom compared with others, so it must earn its place. What a person or a body is
cited with does, as long as it names something; what an outlet says itself does where a subject or
object is counted, or is a facility, service, hazard, vehicle, attack or the like, or where a
sentence of some length gives a number or a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames import FrameHit
from contraflow.reading.parsing.negation import is_negative_noun, negated
from contraflow.reading.parsing.syntax import children, conjuncts, is_verb, oblique

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contraflow.reading.lexicon import Lexicon
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_THINGS = frozenset(
    {"facility", "service", "hazard", "vehicle", "attack", "order", "weapon", "fixture"}
)
_COUNTED = frozenset({"person", "facility", "vehicle", "attack", "weapon"})
_EMPTY_NOUNS = frozenset(
    {"thing", "one", "way", "time", "reason", "comment", "doubt", "question", "idea"}
)
_COUNT_UNITS = frozenset({"ha", "km2"})
SHORTEST = 6
"""Tokens below which a sentence says nothing that can be checked."""
_OF_SUBSTANCE = 16
"""Tokens from which a sentence with a number or a time mostly tells of what happened."""


def statement(view: SentenceView, lex: Lexicon, *, quoted: bool) -> FrameHit | None:
    """The clause that a sentence states, if it is worth keeping.

    What somebody is cited with is kept when it names anything; in an outlet's own voice most such
    sentences are scenery, so that more is asked.
    """
    verb = _content(view, lex)
    if verb is None or not _tells(verb, lex):
        return None
    subject = next(children(verb, "nsubj", "nsubjpass"), None)
    thing = next(children(verb, "dobj", "attr"), None)
    if subject is None and any(c.dep_ == "expl" for c in verb.children):
        subject = thing  # "there were tents behind the clinic"
    if subject is None or subject.lower_ in lex.idle_subjects:
        return None
    core = [t for role in (subject, thing, oblique(verb, "by")) if role is not None
            for t in conjuncts(role)]  # fmt: skip
    core += [t for c in core for t in (oblique(c, "of"),) if t is not None]
    denied = negated(verb) or any(map(is_negative_noun, core))
    dated = len(view.doc) >= _OF_SUBSTANCE and bool(view.numbers or view.times)
    about = ((quoted or denied or dated) and _names_something(core)) or _about_things(
        view, view.nouns if quoted else core
    )
    if not (about or _counts(view, core)):
        return None
    spec = lex.frames["lowered"]
    return FrameHit(spec, verb, subject, thing, negated(verb), None, (verb.i, verb.i + 1))


_THING_CLASSES = ("vehicle", "facility", "service", "hazard", "order", "weapon", "relief", "person")
_EMPTY = frozenset(
    {"have", "do", "make", "take", "give", "get", "be", "'s", "become", "remain", "stay"}
)


def proposition(view: SentenceView, hit: FrameHit) -> tuple[str, str, bool]:
    """What a statement says of which thing: (predicate, thing, whether by its opposite).

    "The tanks were full" and "the tanks stood empty" give one predicate of one thing; so do "they
    repaired the pump" and "the pump was never mended".
    """
    verb = hit.anchor
    complement = next(children(verb, "acomp", "oprd"), None)
    thing = hit.theme if hit.theme is not None else hit.agent
    word = verb.lemma_
    if complement is not None:
        word, thing = complement.lower_, hit.agent
    elif word in _EMPTY and hit.theme is not None:
        word, thing = f"{word} {hit.theme.lemma_}".casefold(), hit.agent
    name, opposite = view.lex.opposites.get(word, (word, False))
    if thing is None:
        return name, "", opposite
    classes = dict(view.classes(thing))
    found = next((classes[c] for c in _THING_CLASSES if c in classes), None)
    return name, found or thing.lemma_.casefold(), opposite


def _content(view: SentenceView, lex: Lexicon) -> Token | None:
    """The sentence's main clause, or what its speaker says in it."""
    if len(view.doc) < SHORTEST or view.doc[-1].text == "?":
        return None
    root = next((t for t in view.doc if t.dep_ == "ROOT"), None)
    if root is not None and is_verb(root) and root.lemma_ in lex.reporting_verbs:
        root = next(children(root, "ccomp", "xcomp"), root)
    return root if root is not None and is_verb(root) else None


def _tells(verb: Token, lex: Lexicon) -> bool:
    """Whether a clause tells of something, be it as a guess; an order or a wish does not."""
    if verb.lemma_ in lex.idle_verbs or verb.lemma_ in lex.speech_verbs:
        return False
    return verb.tag_ != "VB" or any(c.tag_ == "MD" for c in children(verb, "aux"))


def _counts(view: SentenceView, core: list[Token]) -> bool:
    heads = {t.i for t in core}
    for q in view.numbers:
        if q.unit in _COUNT_UNITS:
            return True
        if q.unit or not (q.head in heads or any(q.start <= i < q.end for i in heads)):
            continue
        if (
            any(c in _COUNTED for c, _ in view.classes(view.doc[q.head]))
            or q.start <= q.head < q.end
        ):
            return True
    return False


def _names_something(core: list[Token]) -> bool:
    """Whether a denial says of what: what nobody had claimed, nobody need deny."""
    return any(t.tag_.startswith("NN") and t.lemma_ not in _EMPTY_NOUNS for t in core)


def _about_things(view: SentenceView, nouns: Iterable[Token]) -> bool:
    return any(c in _THINGS for t in nouns for c, _ in view.classes(t))


__all__ = ["proposition", "statement"]
