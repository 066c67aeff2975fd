"""From names to the keys under which they are compared."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TypeVar

from contraflow.parties.knowledge import PHRASE, words
from contraflow.remember import remembered

V = TypeVar("V")

_LETTERS = re.compile(r"[^\W_]+")
_PARTICLES = frozenset(
    "the a an of for and de do dos da das du des la le les el los y et al".split()
)


@remembered(short=PHRASE)
def fold(text: str) -> str:
    """A name for comparison: lower case, no diacritics, apostrophes or punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("’", "'"))
        marks = [ch for ch in set(text) if ch >= "\u0300" and unicodedata.combining(ch)]
        if marks:
            text = text.translate(dict.fromkeys(map(ord, marks)))
    return " ".join(_LETTERS.findall(text.casefold().replace("'", "")))


def top(party: str) -> str:
    """The widest party: 'state:RU/military' gives 'state:RU'."""
    return party.partition("/")[0]


class Names(dict[str, V]):
    """What names stand for, by what they are folded to. None is ever taken out."""

    def __init__(self) -> None:
        super().__init__()
        self._firsts: set[str] = set()
        """The first words of those that were there when it was last asked."""
        self._seen = 0

    def named_in(self, folded: str) -> list[str]:
        """Those that stand in a folded text as whole words."""
        if len(self) > self._seen:
            self._firsts.update([key.partition(" ")[0] for key in islice(self, self._seen, None)])
            self._seen = len(self)
        if self._firsts.isdisjoint(folded.split(" ")):
            return []  # as with most texts
        return [key for key in self if key in folded and f" {key} " in f" {folded} "]


def body_key(name: str) -> str:
    """A body's name without articles, particles and what stands in brackets or after a dash."""
    bare = re.sub(r"[(].*?[)]| [-–—] .*$", "", name)
    kept = [w for w in fold(bare).split() if w not in _PARTICLES]
    return " ".join(kept) or fold(name)


def unit_key(match: re.Match[str]) -> str:
    """A military unit by number and kind: "72nd Motor Rifle Brigade" gives '72nd brigade'."""
    return f"{match.group(1).casefold()} {match.group(2).split()[-1].casefold()}"


def acronym(name: str) -> str:
    """Initials of a name's capitalised words: 'Rapid Support Forces' gives 'rsf'."""
    return "".join(w[0] for w in words(name) if w[:1].isupper()).casefold()
