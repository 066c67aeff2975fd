"""Who stands behind one side of an alert, or behind claims that are one: the outlets, and how many of
them are independent.

A side rests on many claims, each told of by many outlets, and has more to tell whenever one of them
has. So its sources are kept and added to, passage by passage: to put them together anew from its
claims costs the more the longer a place is in the news. Of each passage a fingerprint is kept and
which claim has its text. The texts are read only when another passage is compared with them and
they are not in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache

import msgspec

from contraflow.ledger.independence import Passage, Sources, placed, step


class _Stored(msgspec.Struct, array_like=True, frozen=True, gc=False):
    outlets: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    prints: bytes = b""
    """The fingerprints of the passages, one after the other."""
    texts_in: bytes = b""
    """For each passage which of the claims has its text."""
    groups: bytes = b""
    """For each passage its component."""


class _Heard(msgspec.Struct, frozen=True, gc=False):
    """How much a claim had to tell when it was last asked; it only ever gets more."""

    passages: int
    outlets: int


_NOBODY = _Stored()
_NOTHING = _Heard(0, 0)
SourcesOf = Callable[[str], Sources | None]
"""The sources of the claim under a store key."""


class Backing:
    """The sources of several claims."""

    __slots__ = ("_heard", "_passages", "_state")

    def __init__(self, stored: _Stored = _NOBODY) -> None:
        self._state = stored
        self._passages: tuple[Passage | None, ...] | None = None if stored.prints else ()
        self._heard: dict[str, _Heard] = {}

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, in order of their names."""
        return self._state.outlets

    @property
    def independent(self) -> int:
        """The number of independent sources; 1 or more once there is a passage."""
        return len(set(self._state.groups))

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
        last = self._heard.get(key, _NOTHING)
        now = _Heard(len(sources.passages), len(sources.outlets))
        if last == now:
            return False
        self._heard[key] = now
        outlets, claims, prints, texts_in, groups = msgspec.structs.astuple(self._state)
        fresh: list[str] = []
        if now.outlets > last.outlets and len(outlets) < max_outlets:
            fresh = sorted(set(sources.outlets).difference(outlets))[: max_outlets - len(outlets)]
        for passage in sources.passages[last.passages :]:
            if len(groups) >= cap:
                break
            known_by = fingerprint(passage)
            if known_by in _each(prints):
                continue
            passages = self._texts(sources_of)
            groups = placed(passage, passages, groups)
            self._passages = (*passages, passage)
            if key not in claims:
                claims = (*claims, key)
            texts_in += bytes((claims.index(key),))
            prints += known_by
        if not fresh and len(groups) == len(self._state.groups):
            return False
        if fresh:
            outlets = tuple(sorted((*outlets, *fresh)))
        self._state = _Stored(outlets, claims, prints, texts_in, groups)
        return True

    def _texts(self, sources_of: SourcesOf) -> tuple[Passage | None, ...]:
        """The passages, read from their claims if need be; None for one whose claim is gone."""
        if self._passages is None:
            found = [sources_of(key) for key in self._state.claims]
            by_print = {
                fingerprint(passage): passage
                for sources in found
                if sources is not None
                for passage in sources.passages
            }
            self._passages = tuple(map(by_print.get, _each(self._state.prints)))
        return self._passages

    def encode(self) -> bytes:
        """The stored form."""
        return _encode(self._state)


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


def _each(prints: bytes) -> list[bytes]:
    return [prints[n : n + _PRINT] for n in range(0, len(prints), _PRINT)]
