"""States' organs: which state's an article's words for them mean, and which bodies are units of some state's."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from contraflow.parties.knowledge import PartyKnowledge

_ANY = frozenset({"official", "officials"})
"""People of every state: "a Xish official" does not make "officials" Xish."""
_POLICE = frozenset({"police", "gendarmerie", "constabulary"})
_UNITS = frozenset(
    "force forces unit units battalion command corps service commandos police".split()
)
_OF_SEVERAL = frozenset({"un", "united", "nations", "european", "african", "international"})


@lru_cache(maxsize=4)
def organs_by_country(know: PartyKnowledge, tokens: tuple[str, ...], text: str) -> dict[str, str]:
    """For each organ's word the country that the article gives it: "the Russian defence minister".

    A country's name must own it, as in "Xland's president", not stand before it: "in Xland, President
    Smith said". An organ that the text speaks of before it says whose another one is, is not that one.
    """
    owned: dict[str, int] = {}
    named: dict[tuple[str, str], int] = {}  # where each country's organs of a kind are first named
    folded = [t.casefold() for t in tokens]
    counts: dict[str, Counter[str]] = {}
    countries = know.country_matches(tokens)
    for hit in countries:
        name = " ".join(tokens[hit.start : hit.end])
        if hit.value.how != "demonym" and not (
            hit.value.how == "name"
            and any(
                f"{name}{joint}" in text
                for joint in ("'s", "’s", f" {' '.join(tokens[hit.end : hit.end + 1])}")
            )
        ):
            continue
        for at in range(hit.end, min(hit.end + 3, len(tokens))):
            term = know.terms.match_at(folded, at)
            if term is not None and term.value.kind == "organ":
                if term.value.word not in _ANY:
                    counts.setdefault(term.value.word, Counter())[hit.value.code] += 1
                    owned.setdefault(term.value.word, at)
                    named.setdefault((term.value.label, hit.value.code), at)
                break
    organs = [match for match in know.terms.scan(folded) if match.value.kind == "organ"]
    for match in organs:
        if match.end + 2 < len(tokens) and folded[match.end] == "of":
            after = know.country_words.match_at(
                tokens, match.end + (2 if folded[match.end + 1] == "the" else 1)
            )
            if after is not None:
                counts.setdefault(match.value.word, Counter())[after.value.code] += 1
                owned[match.value.word] = min(match.start, owned.get(match.value.word, match.start))
    for match in organs:
        word = match.value.word
        if match.start < owned.get(word, 0) and folded[max(0, match.start - 1)] == "the":
            whose = counts[word].most_common(1)[0][0]
            if named.get((match.value.label, whose), match.start) < match.start:
                continue  # "the Xish armed forces did not, the military said": theirs all the same
            del counts[word], owned[word]
    return {
        word: min(counter, key=lambda c: (-counter[c], c))
        for word, counter in counts.items()
        if len(counter) == 1 or max(counter.values()) > sum(counter.values()) / 2
    }


def unit_of_state(name: str) -> str:
    """Whether a body is a unit of some state's by its name, and which organ's: "the Reserve Police
    Force", "the Special Action Force"; '' where it is not."""
    tokens = name.split()
    if not tokens or tokens[-1] not in _UNITS or not _OF_SEVERAL.isdisjoint(tokens):
        return ""
    if not _POLICE.isdisjoint(tokens):
        return "police"
    return "military" if tokens[0] == "special" else ""
