"""Stored values in their decoded form, the latest of them kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from contraflow.recent import Recent

V = TypeVar("V")


class _Kept(msgspec.Struct, Generic[V], frozen=True, gc=False):
    """A value and the bytes that it is stored as."""

    raw: bytes
    value: V


class Decoded(Recent[str, _Kept[V]]):
    """One kind of stored value: decodes it, encodes it, and keeps the latest values decoded.

    A kept value is checked against the stored bytes, so whoever else changes the store cannot
    make it stale. A value may be changed in place, but must be dumped before it is loaded again;
    when a change is given up half-way, everything kept must be forgotten (``clear``).
    """

    def __init__(
        self, encode: Callable[[V], bytes], decode: Callable[[bytes], V], *, kept: int
    ) -> None:
        super().__init__(kept)
        self._encode = encode
        self._decode = decode

    def load(self, key: str, raw: bytes) -> V:
        """The value behind its stored bytes."""
        hit = self._last.get(key) or self.get(key)
        if hit is not None and hit.raw == raw:
            return hit.value
        value = self._decode(raw)
        self.put(key, _Kept(raw, value))
        return value

    def dump(self, key: str, value: V) -> bytes:
        """The bytes to store for a value."""
        raw = self._encode(value)
        self.put(key, _Kept(raw, value))
        return raw

    def keep(self, key: str, raw: bytes, value: V) -> None:
        """Keep a value that was stored as these bytes."""
        self.put(key, _Kept(raw, value))
