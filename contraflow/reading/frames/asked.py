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
        self._rows = tuple(rows)
        self._words = frozenset().union(*(words for _, words in self._rows if words is not None))

    def among(self, words: frozenset[str]) -> list[T]:
        """The things that may be in a sentence with these words."""
        found = self._words & words
        return [
            thing for thing, asked in self._rows if asked is None or not asked.isdisjoint(found)
        ]
