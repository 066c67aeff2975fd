"""What was worked out lately and may be asked for again soon."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A mapping that keeps the keys used last, at most ``size`` of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The value under a key, if it is still there."""
        value = self._items.get(key)
        if value is not None:
            self._items.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        """Keep a value, and forget the one longest unused if there are too many."""
        self._items[key] = value
        self._items.move_to_end(key)
        if len(self._items) > self._size:
            self._items.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        self._items.clear()


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

    def clear(self) -> None:
        """Forget what was decoded."""
        self._latest.clear()
