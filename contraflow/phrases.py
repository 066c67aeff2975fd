"""Longest-match lookup of multi-word phrases in a token sequence: the one matcher for word lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class PhraseMatch(NamedTuple, Generic[T]):
    """One match: tokens ``start`` to ``end`` (exclusive) and what the phrase stands for."""

    start: int
    end: int
    value: T


class PhraseIndex(Generic[T]):
    """Phrases by their first token. Tokens are compared as given: fold them before."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}

    def add(self, tokens: Sequence[str], value: T) -> None:
        """Add one phrase; of equal phrases the first added wins."""
        if not tokens:
            raise ValueError("an empty phrase")
        row = self._by_first.setdefault(tokens[0], [])
        row.append((tuple(tokens), value))
        row.sort(key=lambda item: -len(item[0]))

    @property
    def firsts(self) -> Set[str]:
        """The tokens that phrases begin with."""
        return self._by_first.keys()

    def match_at(self, tokens: Sequence[str], i: int) -> PhraseMatch[T] | None:
        """The longest phrase that starts at token ``i``, if any."""
        for phrase, value in self._by_first.get(tokens[i], ()):
            n = len(phrase)
            if n == 1 or tuple(tokens[i : i + n]) == phrase:
                return PhraseMatch(i, i + n, value)
        return None

    def scan(self, tokens: Sequence[str]) -> Iterator[PhraseMatch[T]]:
        """All longest, non-overlapping matches from left to right."""
        by_first, end = self._by_first, 0
        if by_first.keys().isdisjoint(tokens):
            return  # as with most phrases
        for i in [i for i, token in enumerate(tokens) if token in by_first]:
            if i >= end and (match := self.match_at(tokens, i)) is not None:
                yield match
                end = match.end
