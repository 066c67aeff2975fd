"""Keeping what a pure function said of its argument: phrases recur, whole articles do not."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sized
from functools import lru_cache, wraps
from typing import Protocol, TypeVar

MANY = 32_768
"""Answers kept for short arguments."""
FEW = 8
"""Answers kept for long ones: the text at hand, asked for by several steps."""


class _Argument(Hashable, Sized, Protocol):
    pass


A = TypeVar("A", bound=_Argument)
R = TypeVar("R")


def remembered(short: int) -> Callable[[Callable[[A], R]], Callable[[A], R]]:
    """Keep many answers for arguments of up to ``short`` items, a few for longer ones.

    For functions whose answer nobody changes.
    """

    def decorate(function: Callable[[A], R]) -> Callable[[A], R]:
        of_short = lru_cache(maxsize=MANY)(function)
        of_long = lru_cache(maxsize=FEW)(function)

        @wraps(function)
        def call(argument: A) -> R:
            return (of_short if len(argument) <= short else of_long)(argument)

        return call

    return decorate
