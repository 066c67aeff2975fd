"""What was worked out lately and may be asked for again soon."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A mapping that keeps the keys used last: at most ``size`` of them, at least the last half.

    The half used last stands before the half that was used before. When the first is full, the
    second is forgotten and the first takes its place: to keep all keys in order of their last use
    would cost each look-up more than the look-up itself.
    """

    def __init__(self, size: int) -> None:
        self._half = max(1, size // 2)
        self._last: dict[K, V] = {}
        self._before: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """The value under a key, if it is still there."""
        value = self._last.get(key)
        if value is None:
            value = self._before.get(key)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: K, value: V) -> None:
        """Keep a value, and forget those longest unused if there are too many."""
        last = self._last
        last[key] = value
        if len(last) >= self._half:
            self._before, self._last = last, {}

    def clear(self) -> None:
        """Forget everything."""
        self._last = {}
        self._before = {}
