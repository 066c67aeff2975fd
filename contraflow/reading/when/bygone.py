"""Deeds of times long gone, which a text calls to mind: nothing that happened in its news."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from contraflow.reading.numbers.numerals import is_number_word, value
from contraflow.reading.parsing.syntax import children

if TYPE_CHECKING:
    from contraflow.reading.frames import FrameHit
    from contraflow.reading.parsing.tree import Token
    from schemas import AsOf

LONG_AGO = 35
"""Years from which on nobody tells of a deed as news."""
_LIVING_MEMORY = 100
"""Years for which the victims of disasters are told beside those of another."""
_LONG_SINCE, _LIFETIME = (timedelta(days=years * 365) for years in (LONG_AGO, _LIVING_MEMORY))
_YEAR = re.compile(r"(1\d\d\d|20\d\d)(?:s|['’]s)?$")


_FIGURES = re.compile(r"[12]\d\d\d")


def bygone(hit: FrameHit, as_of: AsOf, published: datetime) -> bool:
    """Whether what is told is of a generation ago or more: "taken by the Xs in 1828", "36 years have
    passed since a bomb went off"."""
    counted = hit.spec.value == "count"
    most = _LIVING_MEMORY if counted else LONG_AGO
    if as_of.end < published - (_LIFETIME if counted else _LONG_SINCE):
        return True
    last = published.year - most
    anchor = hit.anchor
    doc = anchor.doc
    if doc.words.isdisjoint(_AGES) and not _may_name_year(doc.text):
        return False
    told = [*_times_of(anchor), *(t for clause in _of_event(hit) for t in _times_of(clause))]
    return any(_names_age(word, last) for word in told) or _years_since(anchor)


@lru_cache(maxsize=16)
def _may_name_year(sentence: str) -> bool:
    return _FIGURES.search(sentence) is not None


def _of_event(hit: FrameHit) -> list[Token]:
    """Clauses on the event that did it: "the earthquake that struck Xtown in 1755 killed …"."""
    agent = hit.agent
    if agent is None or agent.dep_ != "nsubj":
        return []
    return [clause for clause in children(agent, "relcl", "acl") if clause.lemma_ in _BEFALLS]


_BEFALLS = frozenset("hit strike shake devastate ravage batter destroy flatten sweep rock".split())


def _times_of(anchor: Token) -> list[Token]:
    """What stands beside a deed to say when it was: "in 1828", "the 1916 siege", "ago"."""
    found: list[Token] = []
    for child in anchor.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "of", "during", "since"):
            found += children(child, "pobj")
        elif child.dep_ in ("nummod", "amod", "compound", "npadvmod"):
            found.append(child)
    return found


def _names_age(word: Token, last: int) -> bool:
    year = _YEAR.match(word.lower_)
    if year is not None:
        return int(year.group(1)) <= last
    return word.lemma_ == "century" and not any(
        c.lower_ in ("this", "21st", "twenty-first") for c in word.children
    )


def _years_since(anchor: Token) -> bool:
    """ "Half a century ago", "40 years have passed since", "50 years after the raid"."""
    for child in anchor.children:
        if child.dep_ == "advmod" and child.lower_ == "ago":
            return any(map(_is_age, child.children))
    mark = next((c for c in children(anchor, "mark") if c.lower_ == "since"), None)
    if mark is not None and anchor.dep_ in ("advcl", "ccomp"):
        above = anchor.head
        return any(_is_age(c) for c in children(above, "nsubj", "attr", "npadvmod"))
    prep = anchor.head
    if anchor.dep_ in ("pobj", "pcomp") and prep.lower_ in ("after", "since"):
        return any(_is_age(c) for c in (*prep.children, *children(prep.head, "npadvmod")))
    return False


def _is_age(span: Token) -> bool:
    """ "Thirty-six years", "half a century", "four decades"."""
    if span.lemma_ not in _AGES:
        return False
    if span.lemma_ == "century":
        return True
    many = [
        t.text
        for c in children(span, "nummod")
        for t in (*c.lefts, c)
        if not t.is_punct and is_number_word(t.text)
    ]
    return (value(many) or 1) * _AGES[span.lemma_] >= LONG_AGO


_AGES = {"year": 1, "decade": 10, "century": 100, "generation": 20}
