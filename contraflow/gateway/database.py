"""SQLite with what the gateway needs: one writer, a reader a thread, numbered migrations."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from contraflow.gateway.geo import haversine_km


class NewerDatabaseError(RuntimeError):
    """The file was written by a later version of Contraflow."""


class ClosedDatabaseError(RuntimeError):
    """The database was closed before it was asked."""


class Database:
    """A SQLite file in WAL mode: readers never wait for the writer, nor the writer for them.

    Args:
        path: The file; its folder is made when missing.
        migrations: Name of the folder of numbered SQL files under ``migrations``.

    Raises:
        NewerDatabaseError: the file has been migrated further than this version knows.
        sqlite3.DatabaseError: the file is not a database.
    """

    def __init__(self, path: Path, migrations: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._lock = threading.Lock()
        self._local = threading.local()
        self._readers = threading.Condition()
        self._reading = 0
        self._closed = False
        self._open: list[sqlite3.Connection] = []
        self._writer = self._connect()
        try:
            self._migrate(migrations)
        except BaseException:
            self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, check_same_thread=False, isolation_level=None, timeout=30
        )
        self._open.append(connection)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.create_function("haversine_km", 4, haversine_km, deterministic=True)
        return connection

    def _migrate(self, folder: str) -> None:
        steps = sorted(
            (
                entry
                for entry in (files("contraflow.gateway") / "migrations" / folder).iterdir()
                if entry.name.endswith(".sql")
            ),
            key=lambda entry: entry.name,
        )
        version: int = self._writer.execute("PRAGMA user_version").fetchone()[0]
        if version > len(steps):
            raise NewerDatabaseError(f"{self.path} was written by a later version")
        for number, step in enumerate(steps[version:], start=version + 1):
            # executescript commits what is open, so the transaction is part of the script
            self._writer.executescript(
                f"BEGIN;\n{step.read_text('utf-8')}\nPRAGMA user_version = {number};\nCOMMIT;"
            )

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """The writing connection in a transaction, undone when the block raises.

        Raises:
            ClosedDatabaseError: the database is closed.
        """
        with self._lock:
            if self._closed:
                raise ClosedDatabaseError
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A reading connection that sees one state of the database throughout the block.

        Raises:
            ClosedDatabaseError: the database is closed.
        """
        with self._readers:
            if self._closed:
                raise ClosedDatabaseError
            self._reading += 1
        try:
            connection = self._reader()
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("COMMIT")
        finally:
            with self._readers:
                self._reading -= 1
                self._readers.notify_all()

    def _reader(self) -> sqlite3.Connection:
        """This thread's reading connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with self._lock:
                connection = self._connect()
            connection.execute("PRAGMA query_only = ON")
            self._local.connection = connection
        return connection

    def close(self) -> None:
        """Close every connection, once those who read or write have finished.

        A thread outlives the task that was cancelled while it waited for it, and SQLite crashes
        the process when a connection is closed under a query.
        """
        with self._readers:
            self._closed = True
            self._readers.wait_for(lambda: self._reading == 0)
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
            self._local = threading.local()
