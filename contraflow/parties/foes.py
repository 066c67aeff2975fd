"""Which armed groups of general knowledge fight one another."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

_GROUP = "org:"


@cache
def _foes() -> frozenset[frozenset[str]]:
    lines = (files("contraflow.parties") / "data" / "foes.tsv").read_text("utf-8").splitlines()
    rows = (line.split("|") for line in lines if line and not line.startswith("#"))
    return frozenset(
        frozenset((_GROUP + group, _GROUP + foe)) for group, foes in rows for foe in foes.split(",")
    )


@lru_cache(maxsize=8192)
def may_be_allies(a: str, b: str) -> bool:
    """Whether two parties are armed groups of which nobody knows that they fight each other.

    One outlet's "rebels" are another's "front", and a coalition's members take a town together.
    """
    return a.startswith(_GROUP) and b.startswith(_GROUP) and frozenset((a, b)) not in _foes()
