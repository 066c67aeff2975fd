"""Who stands behind one side of an alert: the outlets, and how many of them are independent.

A side rests on many claims, each told of by many outlets, and has more to tell whenever one of them
has. So its sources are kept and added to, passage by passage: to put them together anew from its
claims costs the more the longer a place is in the news. Of each passage a fingerprint is kept and
which claim has its text. The texts are read only when another passage is compared with them and
they are not in memory.
"""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Callable
from functools import lru_cache

import msgspec

from contraflow.ledger.independence import Passage, Sources, placed, step


class _Stored(msgspec.Struct, array_like=True, gc=False):
    outlets: list[str]
    claims: list[str]
    prints: list[int]
    texts_in: list[int]
    groups: list[int]


SourcesOf = Callable[[str], Sources | None]
"""The sources of the claim under a store key."""


class Backing:
    """The sources of one side of an alert."""

    def __init__(self, stored: _Stored | None = None) -> None:
        self._state = stored or _Stored([], [], [], [], [])
        self._known = set(self._state.prints)
        self._passages: list[Passage | None] | None = None if self._known else []

    @property
    def outlets(self) -> list[str]:
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
        more = self._list(sources.outlets, max_outlets)
        state = self._state
        for passage in sources.passages:
            if len(state.prints) >= cap:
                break
            known_by = fingerprint(passage)
            if known_by in self._known:
                continue
            passages = self._texts(sources_of)
            state.groups = placed(passage, passages, state.groups)
            passages.append(passage)
            if key not in state.claims:
                state.claims.append(key)
            state.texts_in.append(state.claims.index(key))
            state.prints.append(known_by)
            self._known.add(known_by)
            more = True
        return more

    def _list(self, outlets: list[str], most: int) -> bool:
        room = most - len(self.outlets)
        fresh = sorted(set(outlets).difference(self.outlets))[:room] if room > 0 else ()
        for outlet in fresh:
            bisect.insort(self.outlets, outlet)
        return bool(fresh)

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
            self._passages = [by_print.get(known_by) for known_by in self._state.prints]
        return self._passages

    def encode(self) -> bytes:
        """The stored form."""
        return _encode(self._state)


_encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(_Stored)


def decode(raw: bytes) -> Backing:
    """The sources behind their stored form."""
    return Backing(_decoder.decode(raw))


@lru_cache(maxsize=32768)
def fingerprint(passage: Passage) -> int:
    """What tells a passage from others: 64 bits."""
    text = f"{passage.outlet}\x1f{passage.text}"
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
