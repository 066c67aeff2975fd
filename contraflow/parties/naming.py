"""A party's id as a person would write it."""

from __future__ import annotations

import re
from functools import lru_cache

from contraflow.parties.knowledge import knowledge

_SMALL_WORDS = frozenset(["and", "for", "of", "the", "in", "on"])


@lru_cache(maxsize=4096)
def party_name(party_id: str) -> str:
    """Words for a party's id: ``state:RU/military`` is 'Russia’s military', ``org:m23`` 'M23'.

    For where the text's own name of the party is not at hand.
    """
    group = knowledge().groups.get(party_id)
    if group is not None:
        return group.name
    kind, _, rest = party_id.partition(":")
    if not rest:
        return party_id
    first, *parts = rest.split("/")
    if kind == "state":
        name = _country(first)
    elif kind in ("org", "person", "outlet"):
        name = _proper(first)
    else:  # 'role:rebels', 'people:residents': common nouns
        name = first
    return "’s ".join((name, *parts[:1])) + "".join(f", {part}" for part in parts[1:])


def _country(code: str) -> str:
    country = knowledge().countries.get(code)
    return country.names[0] if country is not None and country.names else code


def _proper(folded: str) -> str:
    words = folded.split()
    return " ".join(
        word
        if word in _SMALL_WORDS and number
        else word.upper()
        if _is_acronym(word, alone=len(words) == 1)
        else word[:1].upper() + word[1:]
        for number, word in enumerate(words)
    )


def _is_acronym(word: str, *, alone: bool) -> bool:
    return bool(
        re.search(r"\d", word)
        or not re.search(r"[aeiouy]", word)
        or (alone and len(word) <= 4 and word.isascii())
    )
