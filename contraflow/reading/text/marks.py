"""A cheap look before a dear one: most texts lack what a long pattern asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby


def holds(text: str, marks: Iterable[str]) -> bool:
    """Whether a text has one of some strings, of which every match of a pattern has one."""
    for mark in marks:  # noqa: SIM110 - a plain loop: `any` takes longer than most of these looks
        if mark in text:
            return True
    return False


def one_of(beginnings: Iterable[str]) -> str:
    """A pattern for any of some beginnings of words, which branches letter by letter.

    The matcher tries the branches of a pattern one after another: the fewer, the faster.
    """
    branches = []
    for first, group in groupby(sorted(beginnings), key=lambda word: word[:1]):
        rest = [word[1:] for word in group]
        if "" in rest:
            branches.append(re.escape(first))
        else:
            branches.append(
                re.escape(first) + (one_of(rest) if len(rest) > 1 else re.escape(rest[0]))
            )
    return f"(?:{'|'.join(branches)})"
