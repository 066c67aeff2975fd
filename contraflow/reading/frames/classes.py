"""Whether a noun is of a class that a frame asks for.

Most classes are tables of ``lexicon/classes.toml``; here are those that need more than the word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from contraflow.reading.answers.persons import is_single_person, is_titled
from contraflow.reading.lexicon import RoleClass, lexicon, role_classes, word_set
from contraflow.reading.parsing.negation import is_negative_noun
from contraflow.reading.parsing.syntax import is_next_one, oblique

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_ROAD_CODE = re.compile(r"[A-Z]{1,3}-?\d{1,4}$")
"""A numbered road: "the A2", "N1", "RN4"."""

INANIMATE = frozenset({"vehicle", "facility", "fixture", "weapon", "service", "hazard", "order"})
"""Classes of nouns that nobody can hurt, and that do nothing on purpose."""
_PERSONAL = word_set("personal")
_INANIMATE_PRONOUNS = word_set("inanimate-pronouns")
_FORCE_PRONOUNS = word_set("force-pronouns")
_PLACE_PRONOUNS = word_set("place-pronouns")
_CREWS = word_set("crews")
_FORCE_UNITS = word_set("force-units")
_BUILT_PLACES = word_set("built-places")
_SHELLS = word_set("shells")
_LISTS = word_set("lists")
_TROOPS = word_set("troops")
_MANY_OF = word_set("many-of")
_TABLES = role_classes()


def fits(c: Candidate, token: Token | None, wanted: str) -> bool:
    """Whether a noun is of a class; any noun is of the class that has no name."""
    if token is None:
        return False
    if not wanted:
        return True
    table, rule = _TABLES.get(wanted), _RULES.get(wanted)
    return (table is not None and in_table(c.view, token, table)) or (
        rule is not None and rule(c, token)
    )


def known(wanted: str) -> bool:
    """Whether there is such a class."""
    return wanted in _TABLES or wanted in _RULES or wanted == "traveller"


@cache
def words_of(wanted: str) -> frozenset[str] | None:
    """Words without one of which a sentence has no noun of a class; None where its words do not tell."""
    table = _TABLES.get(wanted)
    if table is None or table.place or wanted in _RULES:
        return None
    nouns = {
        noun
        for noun, classes in lexicon().noun_classes.items()
        if any(name in table.classes or f"{name}.{kind}" in table.classes for name, kind in classes)
    }
    # compounds are known by how they end, plurals by their singular: see `SentenceView.classes`
    nouns |= {noun[i + 1 :] for noun in nouns for i, ch in enumerate(noun) if ch in " -"}
    return table.lemmas | table.words | nouns | {f"{noun}s" for noun in nouns}


def in_table(view: SentenceView, token: Token, table: RoleClass) -> bool:
    """Whether a noun is of a class by a table of the lexicon."""
    if token.lower_ in table.words or token.lemma_ in table.lemmas:
        return True
    for name, kind in view.classes(token):
        if name in table.classes or f"{name}.{kind}" in table.classes:
            return True
    return table.place and view.place_at(token) is not None


def force_like(c: Candidate, token: Token) -> bool:
    """Whether a noun or pronoun may stand for a fighting party."""
    return (
        token.lower_ in _FORCE_PRONOUNS
        or c.is_force(token)
        or (is_negative_noun(token) and token.lower_ in ("nobody", "none", "one"))
    )


def means_arms(view: SentenceView, token: Token) -> bool:
    """ "I have counted each rifle, not one is missing": a bare "one", "none", "all" of arms."""
    if token.lower_ not in ("one", "none", "all", "each"):
        return False
    named = [t for t in view.doc[: token.i] if t.tag_.startswith("NN")]
    kinds = [{name for name, _ in view.classes(t)} for t in named]
    return any("weapon" in k for k in kinds) and not any("person" in k for k in kinds)


def may_suffer(c: Candidate, token: Token) -> bool:
    """Whether the object of a verb of harm can be people: "burned the trees" hurts nobody."""
    if token.lower_ in _INANIMATE_PRONOUNS:
        return False
    classes = _names(c, token)
    if classes & {"person", "office"} or token.lower_ in _PERSONAL or is_next_one(token):
        return True
    if not token.tag_.startswith("NN"):
        return True
    if classes:
        return classes.isdisjoint(INANIMATE)
    return (
        token.tag_.startswith("NNP")
        or token.dep_ == "nsubjpass"
        or c.view.quantity_of(token) is not None
        or c.is_force(token)
    )


def is_road_code(text: str) -> bool:
    """Whether a word is a road's number."""
    return _ROAD_CODE.match(text) is not None


def _names(c: Candidate, token: Token) -> set[str]:
    return {name for name, _ in c.view.classes(token)}


def _place(c: Candidate, token: Token) -> bool:
    if token.lower_ in _PLACE_PRONOUNS or c.view.place_at(token) is not None:
        return True
    classes = _names(c, token)
    if token.tag_ in ("NNP", "NNPS") and not classes and not c.is_force(token):
        return not is_titled(c.view, token)  # a name that no gazetteer knows
    return bool(classes & {"place", "facility"})


def _person(c: Candidate, token: Token) -> bool:
    classes = _names(c, token)
    return (
        "person" in classes
        or token.lower_ in _PERSONAL
        or is_next_one(token)
        or (
            c.view.quantity_of(token) is not None
            and not classes & {"vehicle", "facility", "service"}
        )
    )


def _one_fate(c: Candidate, token: Token) -> bool:
    return is_single_person(c.view, token, c.is_force) or (
        token.lemma_ in _CREWS
        or (
            token.lower_ in _PERSONAL
            and token.lower_ not in ("none", "nobody", "all", "others", "one")
        )
    )


def _thing(c: Candidate, token: Token) -> bool:
    place = c.view.place_at(token)
    return (
        (place is not None and place.place.facility is not None)
        or (token.lemma_ in _FORCE_UNITS and c.is_force(token))
        or (token.lemma_ in _BUILT_PLACES and "place" in _names(c, token))
    )


def _deed(c: Candidate, token: Token) -> bool:
    """An attack by its noun, or what an attack's verb is about: "the clinic was hit by mistake"."""
    if any(name == "attack" for name, _ in c.view.classes(token)) or token.lower_ == "fire":
        return True
    verb = token.head
    attack = any(s.id == "attack" for s in c.view.lex.verbs.get(verb.lemma_, ()))
    return attack and token.dep_ in ("nsubjpass", "dobj", "nsubj")


def _list_of(*words: str) -> Callable[[Candidate, Token], bool]:
    """A list, a register or the like that is of one of these: "the list of passengers"."""
    return lambda _, token: token.lemma_ in _LISTS and any(t.lemma_ in words for t in token.subtree)


def flag_of(verb: Token) -> Token | None:
    """The flag that flies, or that somebody hoists."""
    near = (t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass", "dobj"))
    return next((t for t in near if t.lemma_ in _TABLES["flag"].lemmas), None)


def _troops(c: Candidate, token: Token) -> bool:
    """Men under arms by a noun of theirs: whoever "they" are may be anybody, and states do not sleep."""
    if token.lower_ in ("none", "nobody", "one"):
        whole = oblique(token, "of")
        return whole is not None and (c.is_force(whole) or whole.lower_ in ("them", "us"))
    if token.lemma_ in _MANY_OF:  # "dozens of rebels"
        whole = oblique(token, "of")
        return whole is not None and _troops(c, whole)
    known = (
        token.lemma_ in _TROOPS
        or c.view.class_of(token, "person") == "combatant"
        or (token.tag_.startswith("NNP") and c.view.place_at(token) is None)
    )
    return known and c.is_force(token)


def _access(c: Candidate, token: Token) -> bool:
    classes = _names(c, token)
    if ("vehicle", "missile") in c.view.classes(token):
        return False  # "the rocket passed to the west"
    return (
        ("vehicle" in classes and "hazard" not in classes)
        or "border" in token.lower_
        or is_road_code(token.text)
    )


def _captives(c: Candidate, token: Token) -> bool:
    """People who are said to be or to have been held: "the staff who were being held", "the kidnapped"."""
    return (
        any(
            d.dep_ in ("relcl", "acl", "amod") and d.lemma_ in _TAKES_PEOPLE for d in token.children
        )
        and _person(c, token)
        and "place" not in _names(c, token)  # "the two towns, which are held by the army"
    )


_TAKES_PEOPLE = frozenset({"hold", "kidnap", "abduct", "seize", "capture", "snatch", "detain"})


_RULES: dict[str, Callable[[Candidate, Token], bool]] = {
    "place": _place,
    "scene": _place,
    "person": _person,
    "person-one": _one_fate,
    "single-person": lambda c, token: is_single_person(c.view, token, c.is_force),
    "place-or-person": lambda c, token: _place(c, token) or _person(c, token),
    "force": force_like,
    "troops": _troops,
    "rulers": lambda c, token: (
        token.tag_.startswith("NN") and c.view.place_at(token) is None and c.is_force(token)
    ),
    "armed": lambda c, token: token.tag_ in ("NNS", "NNPS") and c.is_force(token),
    "materiel": lambda c, token: means_arms(c.view, token),
    "thing": _thing,
    "access": _access,
    "captives": _captives,
    "service": lambda c, token: token.lemma_ not in _SHELLS and "facility" in _names(c, token),
    "site": lambda c, token: _place(c, token) or "fixture" in _names(c, token),
    "deed": _deed,
    "manifest": _list_of("manifest", "passenger", "crew"),
    "death-register": _list_of(
        "dead", "death", "victim", "morgue", "mortuary", "burial", "cemetery"
    ),
    "told-operator": lambda c, token: (
        token.dep_ != "nsubj" and in_table(c.view, token, _TABLES["responsible"])
    ),
    "warned": lambda c, token: token.lower_ in _PERSONAL or "person" in _names(c, token),
}
"""The classes that need more than a table, beside their tables."""
