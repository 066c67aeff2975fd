"""Stored values in their decoded form, the latest of them kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from contraflow.recent import Recent

V = TypeVar("V")


class Decoded(Generic[V]):
    """One kind of stored value: decodes it, encodes it, and keeps the latest values decoded.

    A kept value is checked against the stored bytes, so whoever else changes the store cannot
    make it stale. A value may be changed in place, but must be dumped before it is loaded again;
    when a change is given up half-way, everything kept must be forgotten (:meth:`clear`).
    """

    def __init__(
        self, encode: Callable[[V], bytes], decode: Callable[[bytes], V], *, kept: int
    ) -> None:
        self._encode = encode
        self._decode = decode
        self._latest = Recent[str, tuple[bytes, V]](kept)

    def load(self, key: str, raw: bytes) -> V:
        """The value behind its stored bytes."""
        hit = self._latest.get(key)
        if hit is not None and hit[0] == raw:
            return hit[1]
        value = self._decode(raw)
        self._latest.put(key, (raw, value))
        return value

    def dump(self, key: str, value: V) -> bytes:
        """The bytes to store for a value."""
        raw = self._encode(value)
        self._latest.put(key, (raw, value))
        return raw

    def keep(self, key: str, raw: bytes, value: V) -> None:
        """Keep a value that was stored as these bytes."""
        self._latest.put(key, (raw, value))

    def clear(self) -> None:
        """Forget what was decoded."""
        self._latest.clear()
