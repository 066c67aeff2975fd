"""What is looked for in a sentence, by the words without which it is not there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Asked(Generic[T]):
    """Things in order, each with words of which a sentence has one wherever the thing is in it.

    Looking for a few dozen things in a sentence that holds none of them costs more than anything else
    done with it: one look at its words leaves those that it may hold. Words are as they stand, in small
    letters, or lemmas; None: the thing may be in any sentence.
    """

    def __init__(self, rows: Iterable[tuple[T, frozenset[str] | None]]) -> None:
        self._things: list[T] = []
        self._anywhere: list[int] = []
        """The numbers of those that may be in any sentence."""
        self._by_word: dict[str, list[int]] = {}
        for number, (thing, words) in enumerate(rows):
            self._things.append(thing)
            if words is None:
                self._anywhere.append(number)
            for word in words or ():
                self._by_word.setdefault(word, []).append(number)
        self._words = frozenset(self._by_word)

    def among(self, words: frozenset[str]) -> list[T]:
        """The things that may be in a sentence with these words."""
        numbers = self._anywhere.copy()
        for word in self._words & words:
            numbers += self._by_word[word]
        return [self._things[number] for number in sorted(set(numbers))]
