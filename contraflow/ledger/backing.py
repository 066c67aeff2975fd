"""Who stands behind one side of an alert, or behind claims that are one: the outlets, and how many of
them are independent.

A side that rests on one claim alone, as most do, has no record of its own: it has the sources of
the claim, which many others dispute as well. Once it rests on two it has one, and keeps it.

A side rests on many claims, each told of by many outlets, and has more to tell whenever one of them
has. So its sources are kept and added to, passage by passage: to put them together anew from its
claims costs the more the longer a place is in the news. Of each passage a fingerprint is kept and
which claim has its text. The texts are read only when another passage is compared with them and
they are not in memory.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from copy import copy
from functools import lru_cache

import msgspec

from contraflow.ledger.independence import Passage, Sources, placed, step


class _Stored(msgspec.Struct, array_like=True, gc=False):
    outlets: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    prints: bytes = b""
    """The fingerprints of the passages, one after the other."""
    texts_in: bytes = b""
    """For each passage which of the claims has its text."""
    groups: bytes = b""
    """For each passage its component."""


SourcesOf = Callable[[str], Sources | None]
"""The sources of the claim under a store key."""


class Backing:
    """The sources of several claims."""

    __slots__ = ("_heard", "_independent", "_passages", "_state", "shared")

    def __init__(self, stored: _Stored | None = None) -> None:
        self._state = stored or _Stored()
        self._independent = _UNCOUNTED
        self.shared = False
        """Whether several sides have it, so that what comes to one of them comes to a copy."""
        self._passages: list[Passage | None] | None = None if self._state.prints else []
        self._heard: dict[str, tuple[int, int]] = {}
        """How many passages and outlets a claim had when it was last asked; they only get more."""

    def copy(self) -> Backing:
        """The same sources, of another side."""
        same = Backing(copy(self._state))
        same._passages = None if self._passages is None else list(self._passages)
        same._heard = dict(self._heard)
        return same

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, in order of their names."""
        return self._state.outlets

    @property
    def independent(self) -> int:
        """The number of independent sources; 1 or more once there is a passage."""
        if self._independent == _UNCOUNTED:
            self._independent = len(set(self._state.groups))
        return self._independent

    @property
    def told(self) -> tuple[int, int]:
        """What of the sources is news to a reader of an alert: how many they are, in steps."""
        return step(len(self.outlets)), step(self.independent)

    def add(
        self, key: str, sources: Sources, sources_of: SourcesOf, *, cap: int, max_outlets: int
    ) -> bool:
        """Take in the sources of a claim. Returns whether there is an outlet or a passage more.

        Past ``cap`` passages an outlet is listed but no longer compared, as in a claim's sources.
        """
        now = len(sources.passages), len(sources.outlets)
        last = self._heard.get(key, _NOTHING)
        if last == now:
            return False
        self._heard[key] = now
        fresh, more = sources.passages[last[0] :], False
        if now[1] > last[1]:
            # short of its cap a claim has a passage of each of its outlets
            whole = now[0] >= cap
            more = self._list(sources.outlets if whole else [p.outlet for p in fresh], max_outlets)
        for passage in fresh:
            if len(self._state.groups) >= cap:
                break
            more |= self._place(key, passage, sources_of)
        return more

    def _list(self, names: Sequence[str], most: int) -> bool:
        """Put outlets among those that are listed. Whether there is one more."""
        listed = self._state.outlets
        for name in sorted(names) if len(names) > 1 else names:
            if len(listed) >= most:
                break
            at = bisect_left(listed, name)
            if at == len(listed) or listed[at] != name:
                listed = (*listed[:at], name, *listed[at:])
        if len(listed) == len(self._state.outlets):
            return False
        self._state.outlets = listed
        return True

    def _place(self, key: str, passage: Passage, sources_of: SourcesOf) -> bool:
        """Take in a passage of a claim. Whether it was not known."""
        state, known_by = self._state, fingerprint(passage)
        if _holds(state.prints, known_by):
            return False
        others = self._texts(sources_of)
        state.groups = placed(passage, others, state.groups)
        self._independent = _UNCOUNTED
        others.append(passage)
        if key not in state.claims:
            state.claims = (*state.claims, key)
        state.texts_in += bytes((state.claims.index(key),))
        state.prints += known_by
        return True

    def _texts(self, sources_of: SourcesOf) -> list[Passage | None]:
        """The passages, read from their claims if need be; None for one whose claim is gone."""
        if self._passages is None:
            found = [sources_of(key) for key in self._state.claims]
            by_print = {
                fingerprint(passage): passage
                for sources in found
                if sources is not None
                for passage in sources.passages
            }
            prints = self._state.prints
            each = (prints[n : n + _PRINT] for n in range(0, len(prints), _PRINT))
            self._passages = [by_print.get(known_by) for known_by in each]
        return self._passages

    def encode(self) -> bytes:
        """The stored form."""
        return _encode(self._state)


_NOTHING = (0, 0)
_UNCOUNTED = -1
_encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(_Stored)


def decode(raw: bytes) -> Backing:
    """The sources behind their stored form."""
    return Backing(_decoder.decode(raw))


_PRINT = 8


@lru_cache(maxsize=32768)
def fingerprint(passage: Passage) -> bytes:
    """What tells a passage from others: 64 bits."""
    text = f"{passage.outlet}\x1f{passage.text}"
    return hashlib.blake2b(text.encode(), digest_size=_PRINT).digest()


def _holds(prints: bytes, known_by: bytes) -> bool:
    """Whether a fingerprint is one of those that stand one after the other."""
    at = prints.find(known_by)
    while at % _PRINT and at > 0:  # it began in the midst of one
        at = prints.find(known_by, at + 1)
    return at >= 0
