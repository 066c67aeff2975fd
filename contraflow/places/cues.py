"""Words around names that tell whether they are places: loaded once from ``data/``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contraflow.parties.knowledge import knowledge
from contraflow.places.fold import fold, without_article


@dataclass(frozen=True, slots=True)
class Cues:
    """Words around names, from ``data/cues.toml``."""

    strong: frozenset[str]
    taking: frozenset[str]
    moving: frozenset[str]
    medium: frozenset[str]
    nouns_before_of: frozenset[str]
    nouns_before_on: frozenset[str]
    nouns_before_for: frozenset[str]
    nouns_before_to: frozenset[str]
    falling: frozenset[str]
    suffering: frozenset[str]
    auxiliaries: frozenset[str]
    events: frozenset[str]
    """What happens at a place, and is called by its name: 'the X fire'."""
    deeds: frozenset[str]
    """What is called by the place's name, or by the doer's: 'the X attack'."""
    dwellers: frozenset[str]
    """Those who live or rule at a place: 'X residents'."""
    since: frozenset[str]
    """Before a place in a headline that stands for what happened there: 'after X'."""
    apposition: frozenset[str]
    person_before: frozenset[str]
    person_after: frozenset[str]
    never: frozenset[str]
    """Never a place on their own."""
    peoples: frozenset[str]
    """Peoples and adjectives of regions; a place only with a level word."""
    organisations: frozenset[str]
    company_heads: frozenset[str]
    """First words of companies' names."""
    months: frozenset[str]
    connectors: tuple[str, ...]
    links: frozenset[str]
    """Small words inside names."""
    small: frozenset[str]
    """Words that headlines write small."""
    middle: frozenset[str]
    """Words between a name and a facility: 'X General Hospital'."""
    streets: frozenset[str]
    """First words of the names of streets and squares: 'Rue', 'Plaza'."""
    urban: frozenset[str]
    """Kinds of facilities and ways that stand in towns: 'hotel', 'avenue'."""
    ambiguous: frozenset[str]
    """Level words that are also other things: 'division', 'strip'."""
    groups: frozenset[str]
    """Nouns for people: 'Hema militias' are not from a place Hema."""
    armed: frozenset[str]
    """Those of them that fight: the name before them is an armed group's."""
    state_nouns: frozenset[str]
    """After 'state': 'state television' is no state."""
    common: frozenset[str]
    """Common English words that are also places."""
    demonyms: frozenset[str]


@cache
def cues() -> Cues:
    """The process's one copy."""
    data = files("contraflow.places") / "data"
    tables = tomllib.loads((data / "cues.toml").read_text("utf-8"))
    lines = (data / "english_words.txt").read_text("utf-8").splitlines()
    demonyms = set()
    for country in knowledge().countries.values():
        names = {fold(name) for name in country.names}
        for demonym in country.demonyms:
            demonyms.update({fold(demonym), fold(demonym) + "s"} - names)
    not_places = tables["not_places"]
    return Cues(
        strong=frozenset(tables["locative"]["strong"]),
        taking=frozenset(tables["locative"]["taking"]),
        moving=frozenset(tables["locative"]["moving"]),
        medium=frozenset(tables["locative"]["medium"]),
        nouns_before_of=frozenset(tables["locative"]["nouns_before_of"]),
        nouns_before_to=frozenset(tables["locative"]["nouns_before_to"]),
        nouns_before_on=frozenset(tables["locative"]["nouns_before_on"]),
        nouns_before_for=frozenset(tables["locative"]["nouns_before_for"]),
        falling=frozenset(tables["locative"]["falling"]),
        suffering=frozenset(tables["locative"]["suffering"]),
        events=frozenset(tables["locative"]["events"]),
        dwellers=frozenset(tables["locative"]["dwellers"]),
        since=frozenset(tables["locative"]["since"]),
        deeds=frozenset(tables["locative"]["deeds"]),
        auxiliaries=frozenset(tables["locative"]["auxiliaries"]),
        apposition=frozenset(tables["locative"]["apposition"]),
        person_before=frozenset(tables["person"]["before"]) | knowledge().titles,
        person_after=frozenset(tables["person"]["after"]),
        never=frozenset(
            word
            for kind in not_places
            if kind not in ("organisations", "company_heads")
            for word in not_places[kind]
        )
        | demonyms
        | _armed_groups(),
        peoples=frozenset(fold(word) for word in regional_demonyms()),
        organisations=frozenset(not_places["organisations"]),
        company_heads=frozenset(not_places["company_heads"]),
        months=frozenset(tables["datelines"]["months"]),
        connectors=tuple(sorted(tables["aliases"]["connectors"], key=len, reverse=True)),
        **{key: frozenset(words) for key, words in tables["names"].items()},
        common=frozenset(line for line in lines if line and not line.startswith("#")),
        demonyms=frozenset(demonyms),
    )


def _armed_groups() -> set[str]:
    """Armed groups' names of one word, without their article: no "Taliban" is a place."""
    found = set()
    for name in knowledge().group_names:
        key = without_article(fold(name))
        if " " not in key and len(key) > 4:
            found.add(key)
    return found


@cache
def regional_demonyms() -> dict[str, tuple[str, ...]]:
    """Adjectives of regions and peoples, with the countries that they point to: 'Tibetan', CN."""
    found = {}
    for line in (
        (files("contraflow.places") / "data" / "peoples.tsv").read_text("utf-8").splitlines()
    ):
        if line and not line.startswith("#"):
            adjectives, countries = line.split("|")
            for word in adjectives.split(","):
                found[word] = tuple(countries.split(","))
                found[word + "s"] = found[word]
    return found
