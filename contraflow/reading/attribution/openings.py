"""Whom a sentence begins with or asks: somebody whom "he", "it" or "the commander" in the next can mean.

Speakers are often presented in one sentence and quoted in the next: "Ana Roe, the county coroner, drove
to the site. Nine people had died, she said." The first holds no claim, and no parser sees it, so that
patterns over its words must do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from itertools import islice
from typing import NamedTuple

from contraflow.parties.introductions import NAME
from contraflow.reading.text.marks import holds

_NAMED = re.compile(NAME)
_NAME_AFTER_NOUN = re.compile(rf",?\s+({NAME})(?=,|\s)")
_NAME_AFTER_TITLE = re.compile(rf"\s+({NAME})")
_LEAD = re.compile(
    r"(?:(?:But|And|Meanwhile|However|Later|Earlier|Separately|Afterwards?|Then|Also),?\s+)?"
    r"(?:(?:In|On|At|From|After|Outside|Inside|Near|By|Late|Early)\s[^,;:“”\"]{3,50},\s+)?"
)
"""What may stand before a sentence's subject."""
_DESCRIPTION = re.compile(
    r",\s+(?P<what>(?:an?|the|its|his|her|their|who|whose|one|\d{1,3})\b[^,;:“”\"()]{0,80}"
    r"|[a-z][a-z' -]{3,60}(?: (?:of|for|at|in|from) [^,;:“”\"()]{2,60})?)?[,.]"
)
_COMMON = re.compile(
    r"(?:(?P<whose>Its|Their|His|Her)|The|A|An|Another|One)\s+(?P<words>(?:[\w’'-]+\s+){0,5}[\w’'-]+)"
)
_ASKED = re.compile(
    r"\b(?:(?:quot|cit|ask|interview|reach|contact|telephon|phon)(?:e[sd]|s|ed|ing)"
    r"|(?:confirm|announc|deni|reject|disput|contradict|corroborat|echo)e[sd]\sby)"
    r"\s+(?=(?:the\s|an?\s)?[\w-]*\s?[A-ZÀ-Ý])"
)
"""What others do to get somebody's word, and what is said to come from them: "was confirmed by Ali Sow"."""
_ASKING = ("quot", "cit", "ask", "interview", "reach", "contact", "phon", "ed by")
_BREAKS = frozenset(
    "of in at on for from to by with and or who which that was were is are had has have said says".split()
)
"""Words that no noun phrase's front goes across."""
_ACTED = re.compile(r"\w+(?:ed|ing)$")
_ADJECTIVES = frozenset("armed united ruling acting governing retired leading visiting".split())
"""Words before a noun that end as verbs do."""
_WORD = re.compile(r"[\w’'-]+")


class Kind(Enum):
    """What a sentence begins with."""

    PERSON = "person"
    BODY = "body"


class Opening(NamedTuple):
    """A phrase for a person or a body, as written."""

    phrase: str
    kind: Kind
    whose: str = ""
    """The pronoun before it that says whose it is."""
    bare: bool = False
    """A name that nothing describes."""


class Nouns(NamedTuple):
    """What common nouns and names are: the tests that need general knowledge."""

    is_person: Callable[[str], bool]
    is_body: Callable[[str], bool]
    is_thing: Callable[[str], bool]


def opening(sentence: str, nouns: Nouns, is_place: Callable[[int, int], bool]) -> Opening | None:
    """The person or body that is a sentence's subject, if it begins with one.

    ``is_place`` tells whether a range of the sentence is a place's name.
    """
    lead = _LEAD.match(sentence)
    return _told_of(sentence, lead.end() if lead is not None else 0, nouns, is_place)


def asked(sentence: str, nouns: Nouns, is_place: Callable[[int, int], bool]) -> Opening | None:
    """The person of whom a sentence says that others asked or quoted them."""
    for match in _ASKED.finditer(sentence) if holds(sentence, _ASKING) else ():
        found = _told_of(sentence, match.end(), nouns, is_place)
        if found is not None and found.kind is Kind.PERSON:
            return found
    return None


def _told_of(
    sentence: str, start: int, nouns: Nouns, is_place: Callable[[int, int], bool]
) -> Opening | None:
    """Whom the words from ``start`` on mean, by a noun or by a name."""
    common = _COMMON.match(sentence, start)
    if common is not None:
        return _by_noun(sentence, common, nouns)
    return _by_name(sentence, start, nouns, is_place)


def _by_noun(sentence: str, common: re.Match[str], nouns: Nouns) -> Opening | None:
    """ "The provincial fire chief stood …", "A farmer, Ali Sow, hid …"."""
    kind, end = None, 0
    for match in _WORD.finditer(common["words"]):
        word = match.group()
        acted = _ACTED.fullmatch(word) is not None and word.casefold() not in _ADJECTIVES
        if word.casefold() in _BREAKS or (acted and kind is None):
            break
        found = _kind(word, nouns)
        if found is None and kind is not None:
            break
        if found is not None:
            kind, end = found, common.start("words") + match.end()
    after = _WORD.search(sentence, end)
    if kind is None or (after is not None and nouns.is_thing(after.group())):
        return None  # "The power plant was closed"
    name = _NAME_AFTER_NOUN.match(sentence, end)
    if kind is Kind.PERSON and name is not None:
        end = name.end(1)
    return Opening(sentence[common.start() : end], kind, (common["whose"] or "").casefold())


def _by_name(
    sentence: str, start: int, nouns: Nouns, is_place: Callable[[int, int], bool]
) -> Opening | None:
    """ "Ana Roe, the county coroner, drove …", "Fire chief Ana Roe drove …", "XYZ, the mission, kept …"."""
    name = _NAMED.match(sentence, start)
    if name is None:
        return None
    what = _DESCRIPTION.match(sentence, name.end())
    if what is not None and what["what"]:
        head = _head(what["what"])
        kind = _kind(head, nouns) if head else None
        if kind is None and (" " not in name.group() or is_place(*name.span())):
            return None
        return Opening(sentence[start : what.end() - 1], kind or Kind.PERSON)
    tokens = name.group().split()
    first = islice(_WORD.finditer(sentence, start), 5)
    titled = next((m for m in first if nouns.is_person(m.group())), None)
    if titled is not None and titled.start() < name.end() + 30:
        after = _NAME_AFTER_TITLE.match(sentence, titled.end())
        between = sentence[start : titled.start()].split()
        if after is not None and not any(w.casefold() in _BREAKS for w in between):
            return Opening(sentence[start : after.end()], Kind.PERSON)
    if len(tokens) < 2 or is_place(*name.span()):
        return None
    if any(nouns.is_body(t) for t in tokens):
        return Opening(name.group(), Kind.BODY)
    after = _WORD.search(sentence, name.end())
    if after is not None and nouns.is_thing(after.group()):
        return None  # "Ana Roe airport was closed"
    return Opening(name.group(), Kind.PERSON, bare=True)


def _head(description: str) -> str:
    """The noun that a description is built on: "coroner" of "the county coroner in Xtown"."""
    words: list[str] = []
    for match in _WORD.finditer(description):
        word = match.group()
        if words and (word.casefold() in _BREAKS or _ACTED.fullmatch(word)):
            break
        words.append(word)
    return words[-1] if words else ""


def _kind(word: str, nouns: Nouns) -> Kind | None:
    if nouns.is_person(word):
        return Kind.PERSON
    return Kind.BODY if nouns.is_body(word) else None
