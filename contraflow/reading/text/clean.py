"""Step 1, clean: blank out what is no prose, keeping every offset.

The cleaned text has exactly as many code points as the article's text, so a span found in it slices
back to the evidence without any map.
"""

from __future__ import annotations

import html
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from contraflow.reading.text.marks import holds

_TAG = re.compile(
    r"<(?:script|style)\b.*?</(?:script|style)\s*>|<!--.*?-->|</?[a-zA-Z][^<>]{0,300}>", re.S | re.I
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,24});")
_URL = re.compile(r"https?://\S+|www\.\S+")
_BULLETS = "•◾◼▪▫●○►▶◆■□✅❗❌⚠📌🔻🔴🔺🔹🔸📍‼➡👉👇"
_BULLET = re.compile(rf"[{_BULLETS}]\ufe0f?")
_DASH = re.compile(r"\s*[-*–—]\s+")
_STAMP = re.compile(
    r"[ \t]*(?:\d{1,2}[:.h]\d\d(?:\s*\([^)\n]{1,20}\))?\s*[-–—:|]?\s+|\(?\d{1,2}[.)/°]\s+|[a-z]\)\s+)"
)
"""What begins a line of a list: a dash, a live page's time stamp, a number."""
_MAX_WORD = 200
"""Characters; names of chemicals and links that were broken are shorter."""
_LUMP = re.compile(rf"\S{{{_MAX_WORD + 1},}}")
_EMPTY = re.compile(r"[^\S\n]*\n(?:\s*\n)?")
"""An empty line, with all empty lines behind it."""
_ODD = re.compile(r"[\r\t\xa0\u2000-\u200f\u2028-\U0010ffff]")
"""Between them lie dashes and quotation marks, which are writing."""
_NO_TEXT = frozenset(("So", "Cs", "Co", "Cn", "Cf", "Sk", "Mn", "Me"))
"""Categories of characters that are no writing: symbols, emoji, marks, what is not assigned."""
_HASHTAG = re.compile(r"[#@](?<!\w[#@])(\w+)")


@cache
def _boilerplate() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads(
        (files("contraflow.reading") / "lexicon" / "boilerplate.toml").read_text("utf-8")
    )
    # small letters alone: the matcher is slow when it has to ignore case
    return (
        re.compile(rf"\s*(?:{'|'.join(data['opening'])})"),
        re.compile(rf"\b(?=\w)(?:{'|'.join(data['within'])})"),
    )


def clean(text: str) -> str:
    """The text with markup, entities, emoji, links and boilerplate lines blanked out, length kept."""
    text = _without_lumps(_without_odd(_without_markup(text)))
    pointed = not text.isascii() and any(map(text.__contains__, _BULLETS))
    bullets = list(_BULLET.finditer(text)) if pointed else []
    for pattern in (_DASH, _STAMP, _DASH):
        found = bullets + list(_at_line_starts(pattern, text))
        bullets = []
        if found:
            chars = list(text)
            for match in found:
                _blank(chars, *match.span())
            text = "".join(chars)
        elif pattern is _STAMP:
            break  # no bullet stood behind a stamp
    return _unwrapped(text)


def _at_line_starts(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All matches of a pattern that begin a line; no other place need be tried.

    Of empty lines the last is tried alone: what follows them is the same for all.
    """
    start = end = 0
    while True:
        if start >= end and (match := pattern.match(text, start)) is not None:
            yield match
            end = match.end()
        empty = _EMPTY.match(text, start)
        start = text.find("\n", start) + 1 if empty is None else empty.end()
        if not start or start >= len(text):
            return


def _blank(chars: list[str], start: int, end: int, by: str = "") -> None:
    chars[start:end] = list(by.ljust(end - start)[: end - start])


def _without_markup(text: str) -> str:
    if not holds(text, ("<", "&", "://", "www.", "#", "@")):
        return text
    chars = list(text)
    for match in _TAG.finditer(text):
        _blank(chars, *match.span())
        if re.match(
            r"</?(?:p|div|br|li|h\d|tr|ul|ol|table|article|section)\b", match.group(), re.I
        ):
            chars[match.start()] = "\n"
    for match in _ENTITY.finditer(text):
        value = html.unescape(match.group())
        if value != match.group():
            _blank(chars, *match.span(), by=" " if value.isspace() else value[:1])
    for match in _URL.finditer(text):
        _blank(chars, *match.span())
    for match in _HASHTAG.finditer(text):
        chars[match.start()] = " "
    return "".join(chars)


def _without_lumps(text: str) -> str:
    """The text without what is too long for a word: encoded files, rules of dashes, tables of dots."""
    if max(map(len, text.split()), default=0) <= _MAX_WORD:
        return text
    return _LUMP.sub(lambda found: " " * len(found.group()), text)


def _without_odd(text: str) -> str:
    """The text without emoji, marks and blanks of other kinds."""
    found = [] if text.isascii() and not holds(text, "\r\t") else list(_ODD.finditer(text))
    if not found:
        return text
    chars = list(text)
    for match in found:
        i, ch = match.start(), match.group()
        if ch in "\u2028\u2029":
            chars[i] = "\n"
        elif ch in "\r\t\xa0\u2007\u202f\u3000" or unicodedata.category(ch) in _NO_TEXT:
            chars[i] = " "
    return "".join(chars)


_MID_SENTENCE = re.compile(r"(?<=[^\n]{40}[\w,;’'–-])[ ]*\n(?=[ ]*[a-zà-ÿ])")
_WRAP = re.compile(r"(?<=[^\n]{40}[\w,;’'–-])[ ]*\n(?=[ ]*[\w“\"‘$€£(])")
_WRAPS = 5
"""Lines that go on in small letters from which on a text counts as set in lines of one width."""


def _unwrapped(text: str) -> str:
    """Lines that only the width of a page ended are joined again."""
    if "\n" not in text:
        return text
    ends = _line_ends(_MID_SENTENCE, text)
    if not ends:
        return text
    if len(ends) >= _WRAPS and 4 * len(ends) >= text.count("\n"):
        ends = _line_ends(_WRAP, text)
    chars = list(text)
    for end in ends:
        chars[end] = " "
    return "".join(chars)


def _line_ends(pattern: re.Pattern[str], text: str) -> list[int]:
    """The line ends that match with the blanks before them; no other place need be tried."""
    found, end = [], text.find("\n")
    while end >= 0:
        start = end
        while start and text[start - 1] == " ":
            start -= 1
        if pattern.match(text, start):
            found.append(end)
        end = text.find("\n", end + 1)
    return found


def is_boilerplate(line: str) -> bool:
    """Whether a line is navigation, advertising or a notice rather than reporting."""
    opening, within = _boilerplate()
    folded = line.casefold()
    return bool(opening.match(folded) or within.search(folded))
