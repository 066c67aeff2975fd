"""Webhook subscriptions and their deliveries, in a database of their own.

Unlike the store, this cannot be read again from Kafka. A subscription keeps its position in the
alerts topic; deliveries are written in one transaction with the position after them, so that each
revision is delivered once per subscription whatever happens to the gateway or its store.
"""

from __future__ import annotations

import base64
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import uuid4

from contraflow.gateway.database import Database
from contraflow.gateway.filters import AlertFilter, microseconds
from contraflow.gateway.position import Position

State = Literal["active", "disabled"]


class TooManySubscriptionsError(RuntimeError):
    """No further subscription is taken."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One webhook."""

    subscription_id: str
    url: str
    secret: str
    format: Literal["standard", "alertmanager"]
    filter: AlertFilter
    description: str
    created_at: datetime
    state: State
    reason: str
    position: Position
    last_success_at: datetime | None
    waiting: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A message to be delivered."""

    delivery_id: str
    alert_id: str
    revision: int
    body: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message with how its delivery stands."""

    delivery_id: str
    subscription_id: str
    alert_id: str
    revision: int
    body: str
    state: Literal["waiting", "delivered", "failed"]
    attempts: int
    created_at: datetime
    next_attempt_at: datetime
    last_error: str


class Subscriptions:
    """The database of subscriptions and deliveries."""

    def __init__(self, path: Path) -> None:
        self._db = Database(path, "subscriptions")
        path.chmod(0o600)  # it holds secrets

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def create(
        self,
        *,
        url: str,
        wanted: AlertFilter,
        body_format: Literal["standard", "alertmanager"],
        description: str,
        secret: str | None,
        position: Position,
        now: datetime,
        most: int,
    ) -> Subscription:
        """A new subscription for alerts past ``position``.

        Raises:
            TooManySubscriptionsError: there are ``most`` already.
        """
        subscription_id = f"wh_{uuid4().hex}"
        with self._db.write() as db:
            if db.execute("SELECT count(*) FROM subscription").fetchone()[0] >= most:
                raise TooManySubscriptionsError
            db.execute(
                "INSERT INTO subscription (subscription_id, url, secret, format, filter, "
                "description, created_at, state, reason, position) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, 'active', '', ?)",
                (
                    subscription_id,
                    url,
                    secret or new_secret(),
                    body_format,
                    wanted.model_dump_json(exclude_defaults=True),
                    description,
                    microseconds(now),
                    str(position),
                ),
            )
        created = self.get(subscription_id)
        assert created is not None
        return created

    def get(self, subscription_id: str) -> Subscription | None:
        """One subscription."""
        with self._db.read() as db:
            row = db.execute(
                f"{_SELECT} WHERE s.subscription_id = ?", (subscription_id,)
            ).fetchone()
        return None if row is None else _subscription(row)

    def all(self) -> tuple[Subscription, ...]:
        """All subscriptions, the oldest first."""
        with self._db.read() as db:
            rows = db.execute(f"{_SELECT} ORDER BY s.created_at, s.subscription_id").fetchall()
        return tuple(_subscription(row) for row in rows)

    def delete(self, subscription_id: str) -> bool:
        """Take a subscription away with its deliveries; False when there is none."""
        with self._db.write() as db:
            return bool(
                db.execute(
                    "DELETE FROM subscription WHERE subscription_id = ?", (subscription_id,)
                ).rowcount
            )

    def disable(self, subscription_id: str, reason: str) -> None:
        """Send no more to a receiver; what waits for it is given up."""
        with self._db.write() as db:
            db.execute(
                "UPDATE subscription SET state = 'disabled', reason = ? WHERE subscription_id = ?",
                (reason, subscription_id),
            )
            db.execute(
                "UPDATE delivery SET state = 'failed', last_error = ? "
                "WHERE subscription_id = ? AND state = 'waiting'",
                (reason, subscription_id),
            )

    def enable(self, subscription_id: str, position: Position) -> None:
        """Send to a receiver again, from a position on."""
        with self._db.write() as db:
            db.execute(
                "UPDATE subscription SET state = 'active', reason = '', position = ? "
                "WHERE subscription_id = ?",
                (str(position), subscription_id),
            )

    def enqueue(
        self,
        subscription_id: str,
        deliveries: Iterable[NewDelivery],
        position: Position | None,
        now: datetime,
    ) -> None:
        """Add deliveries, due at once, and the position after them, in one transaction."""
        at = microseconds(now)
        with self._db.write() as db:
            known = db.execute(
                "SELECT 1 FROM subscription WHERE subscription_id = ?", (subscription_id,)
            ).fetchone()
            if known is None:  # deleted meanwhile
                return
            db.executemany(
                "INSERT OR IGNORE INTO delivery (delivery_id, subscription_id, alert_id, "
                "revision, body, state, attempts, created_at, next_attempt_at, last_error) "
                "VALUES (?, ?, ?, ?, ?, 'waiting', 0, ?, ?, '')",
                # one microsecond apart, so that they keep their order
                (
                    (
                        d.delivery_id, subscription_id, d.alert_id, d.revision, d.body,
                        at + number, at,
                    )
                    for number, d in enumerate(deliveries)
                ),
            )  # fmt: skip
            if position is not None:
                db.execute(
                    "UPDATE subscription SET position = ? WHERE subscription_id = ?",
                    (str(position), subscription_id),
                )

    def due(self, now: datetime, *, busy: Iterable[str], limit: int) -> tuple[Delivery, ...]:
        """The next delivery of each active subscription that has one due, the oldest first.

        Args:
            now: What is due later is left out.
            busy: Subscriptions with a delivery under way, which get no second one.
            limit: Deliveries at most.
        """
        skip = list(busy)
        with self._db.read() as db:
            rows = db.execute(
                "SELECT d.*, min(d.created_at) FROM delivery d "
                "JOIN subscription s ON s.subscription_id = d.subscription_id "
                "WHERE d.state = 'waiting' AND d.next_attempt_at <= ? AND s.state = 'active' "
                f"AND d.subscription_id NOT IN ({','.join('?' * len(skip))}) "
                "GROUP BY d.subscription_id ORDER BY min(d.created_at) LIMIT ?",
                (microseconds(now), *skip, limit),
            ).fetchall()
        return tuple(_delivery(row) for row in rows)

    def next_due(self) -> datetime | None:
        """When the next delivery is due."""
        with self._db.read() as db:
            at = db.execute(
                "SELECT min(d.next_attempt_at) FROM delivery d JOIN subscription s "
                "ON s.subscription_id = d.subscription_id "
                "WHERE d.state = 'waiting' AND s.state = 'active'"
            ).fetchone()[0]
        return None if at is None else _time(at)

    def delivered(self, delivery_id: str, now: datetime) -> None:
        """A receiver took a message."""
        with self._db.write() as db:
            db.execute(
                "UPDATE delivery SET state = 'delivered', attempts = attempts + 1, "
                "last_error = '' WHERE delivery_id = ?",
                (delivery_id,),
            )
            db.execute(
                "UPDATE subscription SET last_success_at = ? WHERE subscription_id = "
                "(SELECT subscription_id FROM delivery WHERE delivery_id = ?)",
                (microseconds(now), delivery_id),
            )

    def put_off(self, delivery_id: str, until: datetime, error: str) -> None:
        """A delivery failed and will be tried again."""
        with self._db.write() as db:
            db.execute(
                "UPDATE delivery SET attempts = attempts + 1, next_attempt_at = ?, "
                "last_error = ? WHERE delivery_id = ?",
                (microseconds(until), error, delivery_id),
            )

    def give_up(self, delivery_id: str, error: str) -> None:
        """A delivery failed for good."""
        with self._db.write() as db:
            db.execute(
                "UPDATE delivery SET state = 'failed', attempts = attempts + 1, last_error = ? "
                "WHERE delivery_id = ?",
                (error, delivery_id),
            )

    def deliveries(self, subscription_id: str, limit: int) -> tuple[Delivery, ...]:
        """The newest deliveries of a subscription."""
        with self._db.read() as db:
            rows = db.execute(
                "SELECT * FROM delivery WHERE subscription_id = ? "
                "ORDER BY created_at DESC, delivery_id LIMIT ?",
                (subscription_id, limit),
            ).fetchall()
        return tuple(_delivery(row) for row in rows)

    def counts(self) -> tuple[int, int]:
        """Active subscriptions, and deliveries that wait."""
        with self._db.read() as db:
            active: int = db.execute(
                "SELECT count(*) FROM subscription WHERE state = 'active'"
            ).fetchone()[0]
            waiting: int = db.execute(
                "SELECT count(*) FROM delivery WHERE state = 'waiting'"
            ).fetchone()[0]
        return active, waiting

    def prune(self, before: datetime) -> int:
        """Forget deliveries made before a time that are over; return their number."""
        with self._db.write() as db:
            return db.execute(
                "DELETE FROM delivery WHERE state <> 'waiting' AND created_at < ?",
                (microseconds(before),),
            ).rowcount


def new_secret() -> str:
    """A signing secret in the form of Standard Webhooks: 32 random bytes."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


_SELECT = (
    "SELECT s.*, "
    "(SELECT count(*) FROM delivery d WHERE d.subscription_id = s.subscription_id "
    "AND d.state = 'waiting') AS waiting, "
    "(SELECT count(*) FROM delivery d WHERE d.subscription_id = s.subscription_id "
    "AND d.state = 'failed') AS failed FROM subscription s"
)


def _time(micros: int) -> datetime:
    return datetime.fromtimestamp(micros / 1_000_000, UTC)


def _subscription(row: sqlite3.Row) -> Subscription:
    return Subscription(
        subscription_id=row["subscription_id"],
        url=row["url"],
        secret=row["secret"],
        format=row["format"],
        filter=AlertFilter.model_validate_json(row["filter"]),
        description=row["description"],
        created_at=_time(row["created_at"]),
        state=row["state"],
        reason=row["reason"],
        position=Position.parse(row["position"]),
        last_success_at=None if row["last_success_at"] is None else _time(row["last_success_at"]),
        waiting=row["waiting"],
        failed=row["failed"],
    )


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        delivery_id=row["delivery_id"],
        subscription_id=row["subscription_id"],
        alert_id=row["alert_id"],
        revision=row["revision"],
        body=row["body"],
        state=row["state"],
        attempts=row["attempts"],
        created_at=_time(row["created_at"]),
        next_attempt_at=_time(row["next_attempt_at"]),
        last_error=row["last_error"],
    )
