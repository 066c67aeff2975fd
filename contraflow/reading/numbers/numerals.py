"""Numbers as texts write them, in figures and in words, and the names of months and days."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token

_UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_UNITS |= {"twoscore": 40, "threescore": 60, "fourscore": 80}
TENS = {
    w: 10 * (i + 2)
    for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
ORDINALS = {
    word: float(n)
    for n, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 2
    )
}
"""Words for the next of several, each with how many there are by then."""
SCALES = {"hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000}
SCALES |= {"crore": 10_000_000, "billion": 1_000_000_000}
SCALE_WORDS = {
    form: scale
    for word, scale in (("dozen", 12), ("score", 20), ("hundred", 100), ("thousand", 1000))
    for form in (word, f"{word}s")
}
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
DIGITS = re.compile(r"^\d{1,3}(?:[,\u202f ]\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")


def is_calendar(token: Token) -> bool:
    """Whether a token names a month or a day of the week."""
    return token.lower_.strip(".") in MONTHS or token.lower_ in _WEEKDAYS


def value(words: list[str]) -> float | None:
    """The number that a run of number words or digits writes, or None."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        word = word.casefold()
        if word in ("and", "a", "an", "-"):
            if word in ("a", "an") and not seen:
                current, seen = 1, True
            continue
        if DIGITS.match(word):
            current += float(re.sub(r"[,\u202f ]", "", word))
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "dozen":
            current = (current or 1) * 12
        elif word in SCALES:
            scale = SCALES[word]
            if scale == 100:
                current = (current or 1) * 100
            else:
                total += (current or 1) * scale
                current = 0
        else:
            return None
        seen = True
    return total + current if seen else None


@lru_cache(maxsize=65_536)
def is_number_word(text: str) -> bool:
    """Whether a word is a numeral."""
    low = text.casefold()
    return (
        low in _UNITS or low in TENS or low in SCALES or bool(DIGITS.match(low)) or low == "dozen"
    )
