"""Words that tell the level of a place: 'Oblast', 'wilaya of', 'airport', 'Lake'. Loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contraflow.places.fold import plain


@dataclass(frozen=True, slots=True)
class Levels:
    """Level and facility words: folded phrase to kind, with the longest phrase's word count."""

    kinds: dict[str, str]
    """'settlement', 'village', 'quarter', 'district', 'region', 'facility', 'road', 'water', 'relief'."""
    before: dict[str, str]
    """Words that stand before a name without 'of': 'lake', 'mount'."""
    of: dict[str, str]
    """Words that tell the level only as 'the stronghold of X'."""
    parts: frozenset[str]
    longest: int
    plurals: dict[str, str]
    """Level words in the plural: 'the Kharkiv and Sumy regions'."""

    def featureless(self, name: str) -> list[str]:
        """The name of a mountain or water without the word for it: 'Mount Agung' is also 'Agung'."""
        words = name.split()
        if len(words) > 1 and self.before.get(plain(words[0])) in {"relief", "water"}:
            return [" ".join(words[1:])]
        return []

    def bare(self, name: str) -> str:
        """The name without its level word: 'Lazi County' is 'Lazi', 'Wilaya de Béjaïa' 'Béjaïa'."""
        words = name.split()
        changed = True
        while changed and len(words) > 1:
            changed = False
            for n in range(min(self.longest, len(words) - 1), 0, -1):
                if self.kinds.get(plain(" ".join(words[-n:]))) in ADMIN:
                    words, changed = words[:-n], True
                    break
            if len(words) > 2 and plain(words[0]) in self.kinds and plain(words[1]) in _OF:
                if self.kinds[plain(words[0])] in ADMIN:
                    words, changed = words[2:], True
            elif len(words) > 1 and self.kinds.get(plain(words[0])) in {"region", "district"}:
                words, changed = words[1:], True
        if len(words) > 1 and plain(words[0]) == "the":
            words = words[1:]
        bare = " ".join(words)
        for article in ("d'", "d’", "l'", "l’"):
            if bare.startswith(article):
                bare = bare[len(article) :]
        return bare or name


ADMIN = frozenset({"settlement", "village", "quarter", "district", "region"})
AREA_LEVELS = frozenset({"district", "region"})
"""Levels of divisions of a country."""
# a word of two kinds takes the later one
_KINDS = (
    "relief",
    "road",
    "facility",
    "water",
    "region",
    "district",
    *sorted(ADMIN - {"region", "district"}),
)
_OF = frozenset({"of", "de", "du", "da", "do", "del", "di", "des"})


@cache
def levels() -> Levels:
    """The process's one copy."""
    text = (files("contraflow.places") / "data" / "levels.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    kinds: dict[str, str] = {}
    before: dict[str, str] = {}
    of: dict[str, str] = {}
    for kind in _KINDS:
        for word in tables[kind]["words"]:
            kinds[plain(word)] = kind
        for word in tables[kind].get("of", ()):
            of[plain(word)] = kind
        for word in tables[kind].get("before", ()):
            before[plain(word)] = kind
    return Levels(
        kinds=kinds,
        before=before,
        of=of,
        parts=frozenset(plain(word) for word in tables["part"]["words"]),
        plurals={
            word[:-1] + "ies" if word.endswith("y") else word + "s": kind
            for word, kind in kinds.items()
            if kind in ADMIN
        },
        longest=max(phrase.count(" ") + 1 for phrase in kinds),
    )
