"""The lexicon: which words carry which claim. Data in the TOML files beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import Any

_COMMON = frozenset(
    "from over under with into that this their there have been being without still through around "
    "inside outside every each only other more than what when make take keep come some upon between".split()
)
"""Words too frequent to let a sentence pass the cue gate."""
_LIGHT = frozenset("have get give come see bring hold receive".split())
"""Verbs that say nothing by themselves: their object's class is the cue."""
_CUE_COLUMNS = frozenset({"source", "verbs", "nouns", "adjectives", "phrases"})
"""Columns of a row of cues that say by which words, and after whom."""
MAX_GAP = 2
"""Words that may stand between two words of a phrase: 'under [the full] control'."""


@dataclass(frozen=True, slots=True)
class FrameSpec:
    """One row of frames.toml or events.toml: cues and how their roles are read."""

    id: str
    axis: str
    value: str
    theme: str = ""
    agent: str = ""
    referent: str = "theme"
    updates: bool = False
    lasting: bool = False
    unless: tuple[str, ...] = ()
    commanded: str = ""
    culprit: bool = False
    loss: bool = False
    sign: bool = False
    subject: bool = False
    counted: str = ""
    unit: str = ""
    units: tuple[str, ...] = ("",)
    below: float | None = None
    measure: bool = False
    people: bool = False
    subject_counts: bool = False
    unnumbered: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: dict[str, Any]) -> FrameSpec:
        """The record of a row; a column that nobody reads is an error."""
        columns: dict[str, Any] = {
            key.replace("-", "_"): tuple(value) if isinstance(value, list) else value
            for key, value in row.items()
            if key not in _CUE_COLUMNS
        }
        return cls(**columns)


@dataclass(frozen=True, slots=True)
class RoleClass:
    """One table of classes.toml: what may fill a role."""

    classes: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    place: bool = False
    bare: bool = False


class Phrases:
    """The cues of several words."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, list[tuple[int, tuple[str, ...], FrameSpec]]]] = {}
        """By the most telling of their words but the first, then by that; each with its number."""
        self._firsts: dict[str, frozenset[str]] = {}
        """By the same, with what they begin."""
        self._marks: frozenset[str] = frozenset()
        self._number = 0

    def add(self, words: tuple[str, ...], spec: FrameSpec) -> None:
        """Add a phrase."""
        mark, first = _most_telling(words[1:] or words), words[0]
        self._rows.setdefault(mark, {}).setdefault(first, []).append((self._number, words, spec))
        self._firsts[mark] = self._firsts.get(mark, frozenset()) | {first}
        self._marks |= {mark}
        self._number += 1

    def among(self, words: frozenset[str]) -> dict[str, list[tuple[tuple[str, ...], FrameSpec]]]:
        """Those whose words are all among some, by their first words, in the order of the table."""
        rows = [
            row
            for mark in self._marks & words
            for first in self._firsts[mark] & words
            for row in self._rows[mark][first]
            if words.issuperset(row[1])
        ]
        rows.sort(key=itemgetter(0))
        found: dict[str, list[tuple[tuple[str, ...], FrameSpec]]] = {}
        for _, phrase, spec in rows:
            found.setdefault(phrase[0], []).append((phrase, spec))
        return found


@dataclass(frozen=True, slots=True)
class DeedWords:
    """What deeds.toml holds."""

    classes: dict[str, str]
    """By verb, the class of deeds that it is of."""
    light: frozenset[str]
    unreal_marks: frozenset[str]
    unreal_verbs: frozenset[str]
    another: frozenset[str]
    arms: frozenset[str]
    uses: frozenset[str]
    empty: frozenset[str]
    persons: frozenset[str]


def _deed_words() -> DeedWords:
    table = _read("deeds.toml")
    return DeedWords(
        classes={verb: name for name, verbs in table["class"].items() for verb in verbs},
        light=frozenset(table["light"]["verbs"]),
        unreal_marks=frozenset(table["unreal"]["marks"]),
        unreal_verbs=frozenset(table["unreal"]["verbs"]),
        another=frozenset(table["another"]["words"]),
        arms=frozenset(table["arms"]["kinds"]),
        uses=frozenset(table["arms"]["deeds"]),
        empty=frozenset(table["empty"]["nouns"]),
        persons=frozenset(table["empty"]["persons"]),
    )


@dataclass(slots=True)
class Lexicon:
    """All cues, by lemma."""

    verbs: dict[str, list[FrameSpec]] = field(default_factory=dict)
    nouns: dict[str, list[FrameSpec]] = field(default_factory=dict)
    adjectives: dict[str, list[FrameSpec]] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=Phrases)
    frames: dict[str, FrameSpec] = field(default_factory=dict)
    noun_classes: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """lemma or phrase of lemmas -> ((class, canonical), ...)"""
    compound_ends: frozenset[str] = frozenset()
    """With what the compounds among them may end: 'refinery' of 'oil refinery'."""
    compound_links: frozenset[str] = frozenset()
    """Words that may stand right before those ends: 'oil'."""
    reporting_verbs: dict[str, str] = field(default_factory=dict)
    speech_verbs: frozenset[str] = frozenset()
    reporting_nouns: dict[str, str] = field(default_factory=dict)
    stance_adverbs: dict[str, str] = field(default_factory=dict)
    modals: dict[str, str] = field(default_factory=dict)
    false_words: frozenset[str] = frozenset()
    dismissals: frozenset[str] = frozenset()
    """Words that call content untrue only where a verb calls it that: "dismissed as rumours"."""
    false_phrases: dict[str, list[list[str]]] = field(default_factory=dict)
    """Phrases of lemmas that call the content untrue, by their first word."""
    false_openers: frozenset[str] = frozenset()
    """Words with which what calls content untrue begins."""
    deniers: frozenset[str] = frozenset()
    """Verbs that deny what is reported."""
    callers: frozenset[str] = frozenset()
    """Verbs that take a name for their object: "called it a lie"."""
    off_deny: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    concede: frozenset[str] = frozenset()
    cue_lemmas: frozenset[str] = frozenset()
    """Words that let a sentence pass the cue gate."""
    single_cues: frozenset[str] = frozenset()
    """Words that are a cue by themselves."""
    idle_verbs: frozenset[str] = frozenset()
    idle_subjects: frozenset[str] = frozenset()
    opposites: dict[str, tuple[str, bool]] = field(default_factory=dict)
    deeds: DeedWords = field(default_factory=_deed_words)
    """predicate -> (the class that it stands for, whether it says the opposite)"""

    def classes(self, lemma: str) -> tuple[tuple[str, str], ...]:
        """Noun classes of a lemma or of a compound such as 'oil refinery'."""
        return self.noun_classes.get(lemma, ())


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("contraflow.reading") / "lexicon" / name).read_text("utf-8"))


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """The sets of words.toml."""
    return {name: frozenset(row["words"]) for name, row in _read("words.toml").items()}


def word_set(name: str) -> frozenset[str]:
    """One of the sets of words.toml."""
    return word_sets()[name]


@cache
def role_classes() -> dict[str, RoleClass]:
    """The tables of classes.toml."""
    return {
        name: RoleClass(
            classes=frozenset(row.get("classes", ())),
            lemmas=frozenset(row.get("lemmas", ())),
            words=frozenset(row.get("words", ())),
            place=row.get("place", False),
            bare=row.get("bare", False),
        )
        for name, row in _read("classes.toml").items()
    }


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What stands beside numbers: numbers.toml."""

    measures: dict[str, str]
    vague: dict[str, tuple[float, float | None]]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]
    almost: tuple[str, ...]
    currencies: frozenset[str]
    clock: frozenset[str]
    attributes: frozenset[str]
    labels: frozenset[str]
    before_years: frozenset[str]
    aged: frozenset[str]
    hours: frozenset[str]


@cache
def number_words() -> NumberWords:
    """The process's one copy."""
    data = _read("numbers.toml")
    bounds, beside = data["bounds"], data["beside"]
    return NumberWords(
        measures={word: unit for unit, group in data["measures"].items() for word in group},
        vague={
            word: (low, most[0] if most else None) for word, (low, *most) in data["vague"].items()
        },
        at_least=tuple(bounds["at-least"]),
        at_most=tuple(bounds["at-most"]),
        about=tuple(bounds["about"]),
        almost=tuple(bounds["almost"]),
        currencies=frozenset(beside["currencies"]),
        clock=frozenset(beside["clock"]),
        attributes=frozenset(beside["attributes"]),
        labels=frozenset(beside["labels"]),
        before_years=frozenset(beside["before-years"]),
        aged=frozenset(beside["aged"]),
        hours=frozenset(beside["hours"]),
    )


@cache
def lexicon() -> Lexicon:
    """The process's one copy."""
    lex = Lexicon()
    cues: set[str] = set()
    light = _load_frames(lex, cues)
    _load_nouns(lex, light, cues)
    _load_reporting(lex)
    _load_statements(lex)
    links = _read("causes.toml")
    cues.update(w for group in links["verbs"].values() for w in group)
    cues.update(("because", "due", "fault", "accident", "accidental", "deliberately"))
    cues.update(*(word_set(name) for name in ("doers", "marks", "guilt", "shots", "barrels")))
    cues.update(("ours", "finger", "unscrew", "unbolt", "loosen", "tamper", "sky", "nowhere"))
    cues.update(w for row in links["cause"] if row["kind"] == "attack" for w in row["words"][:2])
    lex.cue_lemmas = frozenset(cues)
    return lex


def _load_frames(lex: Lexicon, cues: set[str]) -> set[str]:
    """Rows of cues, into the tables by part of speech; gives the classes whose nouns are cues."""
    light: set[str] = set()
    for row in (*_read("frames.toml")["frame"], *_read("events.toml")["frame"]):
        spec = FrameSpec.of(row)
        lex.frames[spec.id] = spec
        for kind in ("verbs", "nouns", "adjectives"):
            table: dict[str, list[FrameSpec]] = getattr(lex, kind)
            for word in row.get(kind, ()):
                if " " in word:
                    _phrase(lex, word, spec)
                else:
                    table.setdefault(word, []).append(spec)
                if word in _LIGHT:
                    light.add(spec.theme)
                else:
                    cues.add(word.split(" ")[0])
        for phrase in row.get("phrases", ()):
            _phrase(lex, phrase, spec)
            # the phrase's most telling word is cue enough: "under the control" by "control"
            cues.add(_most_telling(phrase.split(" ")))
    lex.single_cues = frozenset().union(lex.verbs, lex.nouns, lex.adjectives)
    return light


def _load_nouns(lex: Lexicon, light: set[str], cues: set[str]) -> None:
    for name, groups in _read("nouns.toml").items():
        for canonical, group in groups.items():
            for word in group:
                lex.noun_classes[word] = (*lex.noun_classes.get(word, ()), (name, canonical))
                if name in light:
                    cues.add(word.split(" ")[0])
    cuts = [(word, i) for word in lex.noun_classes for i, ch in enumerate(word) if ch in " -"]
    lex.compound_ends = frozenset(word[i + 1 :] for word, i in cuts)
    # "su-24" is one word or two, with the dash alone or behind the first
    lex.compound_links = frozenset({"-"}).union(
        word[start:i] if word[i] == " " else word[start : i + 1]
        for word, i in cuts
        for start in range(i)
        if not start or word[start - 1] in " -"
    )


def _load_reporting(lex: Lexicon) -> None:
    words = _read("reporting.toml")
    for stance, group in words["verbs"].items():
        for word in group:
            lex.reporting_verbs.setdefault(word, stance)
    for stance in ("claim", "deny", "hedge", "future"):  # the marked stances win over 'assert'
        for word in words["verbs"][stance]:
            lex.reporting_verbs[word] = stance
    for stance, group in words["nouns"].items():
        for word in group:
            lex.reporting_nouns.setdefault(word, stance)
    for stance, group in words["adverbs"].items():
        lex.stance_adverbs.update(dict.fromkeys(group, stance))
    for stance, group in words["modals"].items():
        lex.modals.update(dict.fromkeys(group, stance))
    lex.false_words = frozenset(words["false"]["words"])
    lex.dismissals = frozenset(words["false"]["dismissals"])
    for phrase in words["false"]["phrases"]:
        parts = phrase.split(" ")
        lex.false_phrases.setdefault(parts[0], []).append(parts)
    lex.false_openers = lex.false_words | lex.dismissals | frozenset(lex.false_phrases) | {"lie"}
    lex.deniers = frozenset(v for v, stance in lex.reporting_verbs.items() if stance == "deny")
    lex.callers = frozenset(words["false"]["callers"])
    lex.speech_verbs = frozenset(words["speech"]["verbs"])
    lex.off_deny = frozenset(words["off"]["deny"])
    lex.conditions = frozenset(words["condition"]["marks"])
    lex.concede = frozenset(words["concede"]["verbs"])


def _load_statements(lex: Lexicon) -> None:
    statements = _read("statements.toml")
    for row in statements["predicate"]:
        for turned, words in enumerate((row["words"], row.get("opposites", ()))):
            for word in words:
                lex.opposites.setdefault(word, (row["words"][0], bool(turned)))
    lex.idle_verbs = frozenset(statements["idle"]["verbs"])
    lex.idle_subjects = frozenset(statements["idle"]["subjects"])


def _most_telling(words: Sequence[str]) -> str:
    """The word of a phrase that the fewest sentences have."""
    return max(words, key=lambda w: (w not in _COMMON, len(w)))


def _phrase(lex: Lexicon, phrase: str, spec: FrameSpec) -> None:
    words = tuple(phrase.split(" "))
    lex.phrases.add(words, spec)
