"""The ledger's state in a Faust table: changes of one batch of events are kept whole or not at all.

Faust gives the table its changelog topic, its place beside the claims' partitions, and recovery. It
writes each key first to disk and later to the changelog, which leaves the two apart when a worker
dies in between. So writing goes its own way here:

1. Changes are gathered in memory (`PartitionState`), over what the disk holds.
2. `commit` appends them to the changelog as one record batch, which Kafka keeps whole or not at
   all, and waits until it is acknowledged.
3. Then they are written to RocksDB in one write batch together with the changelog's offset.

The disk is thus always an image of the changelog up to the offset that it carries, and never ahead
of it: whether a worker goes on from its own disk or another one from the changelog, both see the
same state.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import faust
import rocksdict
from faust.stores.rocksdb import Store as RocksDBStore

from streams.producer import Producer

_OFFSET_KEY: bytes = RocksDBStore.offset_key
MAX_BATCH_BYTES = 1024 * 1024
"""A batch of changes past this size is committed before more is added."""
MAX_APPEND_BYTES = 4 * 1024 * 1024 - 64 * 1024
"""Largest change of state of one event; the changelog topic takes a little more."""


class Partition(Protocol):
    """Durable state of one partition, and the way to change it."""

    def read(self, key: bytes) -> bytes | None:
        """The committed value under a key."""
        ...

    def keys(self) -> Iterator[bytes]:
        """All committed keys, in order."""
        ...

    async def write(self, changes: dict[bytes, bytes | None]) -> None:
        """Commit changes, all or none; None deletes a key."""
        ...


def state_table(app: faust.App, name: str, *, partitions: int, cache_mb: int) -> Any:
    """The Faust table: bytes to bytes, on rocksdict."""
    return app.Table(
        name,
        partitions=partitions,
        key_type=bytes,
        value_type=bytes,
        options={
            "driver": "rocksdict",
            # Faust's default is 2 GiB for each partition of each table.
            "block_cache_size": max(1, cache_mb // partitions) * 1024 * 1024,
            "write_buffer_size": 8 * 1024 * 1024,
            "max_write_buffer_number": 2,
            "target_file_size_base": 32 * 1024 * 1024,
        },
    )


class TablePartition:
    """One partition of a Faust table on RocksDB (a `Partition`)."""

    def __init__(self, table: Any, partition: int, producer: Producer) -> None:
        self._table = table
        self._partition = partition
        self._producer = producer

    @property
    def _db(self) -> Any:
        # Asked anew each time: Faust closes and opens partitions as they come and go.
        return self._table.data._db_for_partition(self._partition)

    def read(self, key: bytes) -> bytes | None:
        value: bytes | None = self._db.get(key)
        return value

    def keys(self) -> Iterator[bytes]:
        return (key for key in self._db.keys() if key != _OFFSET_KEY)  # noqa: SIM118

    async def write(self, changes: dict[bytes, bytes | None]) -> None:
        offset = await self._producer.append(
            self._table.changelog_topic_name, self._partition, changes
        )
        batch = rocksdict.WriteBatch(raw_mode=True)
        for key, value in changes.items():
            if value is None:
                batch.delete(key)
            else:
                batch.put(key, value)
        batch.put(_OFFSET_KEY, str(offset).encode())
        self._db.write(batch)


class PartitionState:
    """Changes not yet committed over one partition; the ledger's store (`contraflow.ledger.Store`).

    Changes belong to the event between `begin` and `keep` or `undo`, so that an event that fails
    half-way leaves nothing behind.
    """

    def __init__(self, partition: Partition) -> None:
        self._partition = partition
        self._batch: dict[bytes, bytes | None] = {}
        self._event: dict[bytes, bytes | None] = {}
        self._size = 0

    def get(self, key: str) -> bytes | None:
        """The value under a key, changes included."""
        raw = key.encode()
        if raw in self._event:
            return self._event[raw]
        if raw in self._batch:
            return self._batch[raw]
        return self._partition.read(raw)

    def set(self, key: str, value: bytes) -> None:
        """Change a value."""
        self._event[key.encode()] = value

    def delete(self, key: str) -> None:
        """Delete a key; nothing happens when it is not there."""
        self._event[key.encode()] = None

    def keys(self) -> Iterator[str]:
        """All committed keys."""
        return (key.decode() for key in self._partition.keys())  # noqa: SIM118

    def keep(self) -> None:
        """The event went well: its changes join the batch.

        Raises:
            ValueError: they are more than can be committed at once.
        """
        size = sum(len(key) + len(value or b"") + 32 for key, value in self._event.items())
        if size > MAX_APPEND_BYTES - MAX_BATCH_BYTES:
            raise ValueError(f"{size} bytes of changed state for one event")
        self._batch.update(self._event)
        self._event = {}
        self._size += size

    def undo(self) -> None:
        """The event failed: its changes are forgotten."""
        self._event = {}

    @property
    def full(self) -> bool:
        """Whether the batch should be committed before more is added."""
        return self._size >= MAX_BATCH_BYTES

    async def commit(self) -> None:
        """Make the batch durable; see the module's docstring."""
        if self._batch:
            await self._partition.write(self._batch)
        self._batch = {}
        self._size = 0
