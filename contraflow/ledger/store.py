"""Where the ledger keeps its state: a flat mapping of short keys to small values.

Key layout (``blocks.py`` builds the keys), each key begins with its kind and its *bucket*, the
number of the day (days since 1970-01-01, five digits) up to which its content may be asked for:

===================================  ============================================================
``m/<day>/<mention id>``             a mention that is known: the claim it joined
``c/<day>/<claim id>``               a merged claim: first wording, mentions, sources
``b/<day>/<place>/<family>/...``     a block: the positions that may meet on one question
``d/<day>/<place>/<family>/...``     on which days each position of a block was held
``t/<day>/<hash>``                   the times at which one position of a block was taken
``e/<day>/<mention id>``             a whole claim kept as evidence of a position in a block
``a/<day>/<alert id>``               an alert in its latest revision
``o/<day>/<alert id>/<side>``        the outlets and passages behind a side of an alert on many claims
``u/<day>/<claim id>``               the same behind claims that turned out to be one, by their least id
``p/<day>/<place>/<hash>``           in what words one answer about places of one name was told
``q/<day>/<place>/<party>/...``      quotations of one speaker's party, for merging by quote
``s/<day>/<hash>``                   a sentence in outlets' own voice: the first claim made by it
``w/<day>/<hash>``                   the claims that one edge of their windows parts
``v/<day>/<route>/<m, c or e>/...``  the same as these, of a claim that visits a cell (``cells.py``)
===================================  ============================================================

One claim reads and writes a handful of keys, however many claims its place has. Values are bytes
(MessagePack), so that any key-value store holds them: a dict, RocksDB, a Faust table with the raw
codec. No two cells share a key, so one store may hold any number of them: that of a Kafka partition
holds the cells whose claims come by it.

Crash safety: :meth:`Ledger.add` writes the mention's own key last. If a process dies between two
writes, adding the mention again repairs the rest; every write before it is idempotent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

_SECONDS_A_DAY = 86_400


class Store(Protocol):
    """What the ledger asks of its storage. Not shared between threads."""

    def get(self, key: str) -> bytes | None:
        """The value under a key; None when there is none."""
        ...

    def set(self, key: str, value: bytes) -> None:
        """Store a value, replacing what was there."""
        ...

    def delete(self, key: str) -> None:
        """Forget a key; nothing happens when it is not there."""
        ...


class MemoryStore:
    """A store in a dict, for one process: scans, tests and benchmarks."""

    def __init__(self, items: Iterable[tuple[str, bytes]] = ()) -> None:
        self._items: dict[str, bytes] = dict(items)

    def get(self, key: str) -> bytes | None:
        return self._items.get(key)

    def set(self, key: str, value: bytes) -> None:
        self._items[key] = value

    def delete(self, key: str) -> None:
        self._items.pop(key, None)

    def keys(self) -> Iterator[str]:
        """All keys, safe against deletion while iterating."""
        return iter(tuple(self._items))

    def items(self) -> Iterator[tuple[str, bytes]]:
        """A snapshot of everything, from which an equal store can be made."""
        return iter(tuple(self._items.items()))

    def __len__(self) -> int:
        return len(self._items)


def day_number(when: datetime) -> int:
    """Whole days since 1970-01-01 UTC."""
    return int(when.timestamp() // _SECONDS_A_DAY)


def is_expired(key: str, now: datetime, retention_days: float) -> bool:
    """Whether a key's bucket ended more than ``retention_days`` before ``now``.

    Decided by the key alone, so that a sweep reads no values. ``now`` should be the newest
    published time seen, not the wall clock, so that replays of old articles keep their state.
    Keys of another form (other users of the same table) never expire.
    """
    parts = key.split("/", 2)
    if len(parts) != 3 or not parts[1].isdigit():
        return False
    return int(parts[1]) + retention_days < day_number(now)


def evict(
    store: Store, keys: Iterable[str], now: datetime, retention_days: float, limit: int = 100_000
) -> int:
    """Delete expired keys, at most ``limit`` in one call; returns how many. For a timer."""
    deleted = 0
    for key in keys:
        if deleted >= limit:
            break
        if is_expired(key, now, retention_days):
            store.delete(key)
            deleted += 1
    return deleted
