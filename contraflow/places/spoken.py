"""Which countries a text speaks of: by name, demonym, capital, or the name of a people."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache

from contraflow.parties.knowledge import knowledge, words
from contraflow.places.cues import regional_demonyms


@lru_cache(maxsize=4)
def countries_spoken_of(text: str) -> Counter[str]:
    """Countries that a text names (2 each time) or alludes to by demonym or capital (1)."""
    counts: Counter[str] = Counter()
    demonyms = regional_demonyms()
    for word in re.findall(r"[A-Z]\w+", text):
        if word in demonyms:
            counts.update(demonyms[word])
    # the headline by itself, since the words of the body are known from the look for parties
    for part in text.split("\n\n", 1):
        for hit in knowledge().countries_in(words(part)):
            counts[hit.code] += 2 if hit.how == "name" else 1
            if hit.how == "demonym":
                counts.update(_namesakes().get(hit.code, ()))
    return counts


@cache
def _namesakes() -> dict[str, frozenset[str]]:
    """Countries whose people are called alike: Congolese, Dominicans, Guineans."""
    by_demonym: dict[str, set[str]] = defaultdict(set)
    for code, country in knowledge().countries.items():
        for demonym in country.demonyms:
            by_demonym[demonym].add(code)
    return {
        code: frozenset(codes - {code})
        for codes in by_demonym.values()
        if len(codes) > 1
        for code in codes
    }
