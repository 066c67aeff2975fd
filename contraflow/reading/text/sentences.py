"""Step 1, sentences: paragraphs and sentences with offsets into the article's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contraflow.reading.text.clean import is_boilerplate
from contraflow.reading.text.datelines import TITLES, datelines, is_heading

_ABBREVIATIONS = TITLES | frozenset(
    "st no nos vs etc jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.g i.e a.m p.m approx est dept inc ltd "
    "co corp km k.v ft vol pp".split()
)
_BREAK = re.compile(
    r"[.!?…](?:[.!?…]*[\"'”’»)\]]*(?=\s|$)|(?<=[a-z)”’\"]{2}[.!?])[”\"’]?(?=[A-ZÀ-Ý][a-z]))"
)
_LAST_WORD = re.compile(r"[\w.]+$")
MAX_WORD = 40
"""Characters that are looked at for the word before a full stop."""
MAX_SENTENCE = 600
"""Characters; longer ones are cut at the next clause mark, since such evidence is no evidence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the cleaned text."""

    start: int
    end: int
    text: str
    paragraph: int
    index: int
    heading: bool = False
    """A headline, a section title or a line in capitals."""


def _breaks(block: str) -> Iterator[int]:
    for match in _BREAK.finditer(block):
        end = match.start()
        # no word goes on beyond a blank, and the matcher would try every character before it
        first = max(0, end - MAX_WORD, block.rfind(" ", 0, end) + 1)
        tail = _LAST_WORD.search(block, first, end)
        word = tail.group().casefold() if tail else ""
        if block[match.end() - 1] == "." or "." in match.group():
            if word in _ABBREVIATIONS or re.fullmatch(r"[a-z](?:\.[a-z])*", word):
                rest = block[match.end() :].lstrip()
                if (
                    word not in ("a.m", "p.m", "u.s", "u.k", "u.n")
                    or not rest[:1].isupper()
                    or word in ("u.s", "u.k", "u.n")
                ):
                    continue
            rest = block[match.end() :].lstrip()
            if rest[:1].islower():
                continue
            if word.isdigit() and len(word) <= 2 and not block[: end - len(word)].strip():
                continue  # "1. Sinja." numbers a list item
        else:
            rest = block[match.end() :].lstrip()
            if rest[:1].islower():
                continue
        yield match.end()


def split(text: str) -> list[Sentence]:
    """Sentences of a cleaned text, boilerplate left out, in order."""
    found: list[Sentence] = []
    paragraph = 0
    openings = {opening.start: opening.end for opening in datelines(text)}
    for line in re.finditer(r"[^\n]+", text):
        block = line.group()
        if not block.strip():
            continue
        paragraph += 1
        if len(block) < 300 and is_boilerplate(block):
            continue
        heading = is_heading(block)
        start = openings.get(line.start(), line.start()) - line.start()
        cuts = [cut for cut in _breaks(block) if cut > start] + [len(block)]
        for cut in cuts:
            for s, e in _chunks(block, start, cut):
                raw = block[s:e]
                lead = len(raw) - len(raw.lstrip())
                body = raw.strip()
                if len(body) > 2:
                    begin = line.start() + s + lead
                    found.append(
                        Sentence(begin, begin + len(body), body, paragraph, len(found), heading)
                    )
            start = cut
    return found


def _chunks(block: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_SENTENCE:
        mark = max(block.rfind(m, start, start + MAX_SENTENCE) for m in ("; ", ", ", " "))
        mark = mark + 1 if mark > start else start + MAX_SENTENCE
        yield start, mark
        start = mark
    yield start, end
