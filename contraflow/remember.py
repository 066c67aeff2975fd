"""Keeping what a pure function said of its argument: phrases recur, whole articles do not."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sized
from functools import lru_cache
from typing import Protocol, TypeVar

MANY = 32_768
"""Answers kept for short arguments; when more come, they are begun anew."""
FEW = 8
"""Answers kept for long ones: the text at hand, asked for by several steps."""


class _Argument(Hashable, Sized, Protocol):
    pass


A = TypeVar("A", bound=_Argument)
R = TypeVar("R")


class _Answers(dict[A, R]):
    """What is known, and the function to ask for the rest."""

    def __init__(self, function: Callable[[A], R], short: int) -> None:
        super().__init__()
        self._of_short = function
        self._of_long = lru_cache(maxsize=FEW)(function)
        self._short = short

    def __missing__(self, argument: A) -> R:
        if len(argument) > self._short:
            return self._of_long(argument)
        answer = self._of_short(argument)
        if len(self) >= MANY:
            self.clear()
        self[argument] = answer
        return answer


def remembered(short: int) -> Callable[[Callable[[A], R]], Callable[[A], R]]:
    """Keep many answers for arguments of up to ``short`` items, a few for longer ones.

    For functions whose answer nobody changes.
    """

    def decorate(function: Callable[[A], R]) -> Callable[[A], R]:
        # the dictionary's own look-up: a function around it would cost more than most answers
        return _Answers(function, short).__getitem__

    return decorate
