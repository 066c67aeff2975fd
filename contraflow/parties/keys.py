"""From names to the keys under which they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from contraflow.parties.knowledge import PHRASE, words
from contraflow.remember import remembered

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


def named_in(keys: Iterable[str], folded: str) -> list[str]:
    """Those of some folded names that stand in a folded text as whole words."""
    found = [key for key in keys if key in folded]  # mostly none
    return [key for key in found if f" {key} " in f" {folded} "] if found else found


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
