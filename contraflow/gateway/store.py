"""What the gateway serves: the newest of the public topics, in SQLite.

The database is a cache of Kafka: each record is written in one transaction with the offset after
it, so that a restart goes on exactly where it was, and a lost file is read again from the topics.
"""

from __future__ import annotations

import base64
import binascii
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from contraflow.gateway.database import Database, NewerDatabaseError
from contraflow.gateway.filters import (
    AlertFilter,
    ClaimFilter,
    Where,
    alert_outlets,
    alert_where,
    claim_where,
    folded,
    microseconds,
    place_names,
)
from contraflow.gateway.position import Position
from contraflow.places.fold import fold
from schemas import Alert, AlertStatus, Feedback, MergedClaim, Place


class Kind(StrEnum):
    """What a topic holds, as the store keeps it apart."""

    ALERT = "alert"
    CLAIM = "claim"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record of a topic, parsed. ``record`` is None when it is to be passed over."""

    kind: Kind
    topic: str
    partition: int
    offset: int
    received_at: datetime
    record: Alert | MergedClaim | Feedback | None
    deleted_key: str | None = None
    """Id of a claim that a tombstone takes away."""


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """One revision of an alert with its place in the topic."""

    seq: int
    partition: int
    offset: int
    alert: Alert


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events; ``seq`` is how far the log was looked through for them."""

    events: tuple[AlertEvent, ...]
    seq: int


@dataclass(frozen=True, slots=True)
class AlertRow:
    """The newest revision of an alert with what belongs to it."""

    alert: Alert
    opened_at: datetime
    feedback: tuple[Feedback, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One page of alerts, newest first; ``cursor`` leads to the next one."""

    alerts: tuple[AlertRow, ...]
    cursor: str | None
    position: Position
    """Where the alerts topic stood when the page was read: a stream can go on from there."""


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One page of claims, last published first."""

    claims: tuple[MergedClaim, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with the number of its alerts."""

    place: Place
    open_alerts: int
    all_alerts: int
    newest: datetime | None
    by_aspect: Mapping[str, int] = field(default_factory=dict)


class BadCursorError(ValueError):
    """A cursor that this gateway did not hand out."""


_EVENT_COLUMNS = 'e.seq, e.partition, e."offset", e.record'


class Store:
    """The gateway's database of alerts, claims and feedback.

    Args:
        path: The SQLite file. One written by a later version, or damaged, is set aside and
            rebuilt from Kafka, which holds everything in it.
    """

    def __init__(self, path: Path) -> None:
        self.rebuilt = not path.exists()
        try:
            self._db = Database(path, "log")
        except (NewerDatabaseError, sqlite3.DatabaseError):
            _set_aside(path)
            self.rebuilt = True
            self._db = Database(path, "log")

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    # -- writing ---------------------------------------------------------------------------------

    def apply(self, batch: Iterable[Incoming]) -> tuple[AlertEvent, ...]:
        """Write records and the offsets after them in one transaction; return the new alerts.

        A record that was written before, or a revision known already, changes nothing.
        """
        new: list[AlertEvent] = []
        with self._db.write() as db:
            next_offsets = {
                (row["topic"], row["partition"]): row["next_offset"]
                for row in db.execute("SELECT topic, partition, next_offset FROM position")
            }
            for item in batch:
                key = (item.topic, item.partition)
                if item.offset < next_offsets.get(key, 0):
                    continue
                next_offsets[key] = item.offset + 1
                if isinstance(item.record, Alert):
                    event = _write_alert(db, item, item.record)
                    if event is not None:
                        new.append(event)
                elif isinstance(item.record, MergedClaim):
                    _write_claim(db, item, item.record)
                elif isinstance(item.record, Feedback):
                    _write_feedback(db, item.record)
                elif item.kind is Kind.CLAIM and item.deleted_key is not None:
                    db.execute("DELETE FROM claim WHERE claim_id = ?", (item.deleted_key,))
            db.executemany(
                "INSERT INTO position (topic, partition, next_offset) VALUES (?, ?, ?) "
                "ON CONFLICT DO UPDATE SET next_offset = excluded.next_offset",
                ((topic, partition, offset) for (topic, partition), offset in next_offsets.items()),
            )
        return tuple(new)

    def add_feedback(self, feedback: Feedback) -> None:
        """Show feedback at once, before it comes back from its topic."""
        with self._db.write() as db:
            _write_feedback(db, feedback)

    def forget_positions(self, topic: str) -> None:
        """Read a topic from its start again (it was made anew on the broker)."""
        with self._db.write() as db:
            db.execute("DELETE FROM position WHERE topic = ?", (topic,))

    def prune(self, before: datetime) -> int:
        """Take away what was received before a time; return the number of rows.

        An alert goes with all its revisions, once the newest of them is too old.
        """
        limit = microseconds(before)
        with self._db.write() as db:
            old = [
                (row["alert_id"],)
                for row in db.execute(
                    "SELECT a.alert_id FROM alert a JOIN alert_event e ON e.seq = a.seq "
                    "WHERE e.received_at < ?",
                    (limit,),
                )
            ]
            db.executemany("DELETE FROM alert WHERE alert_id = ?", old)
            db.executemany("DELETE FROM alert_event WHERE alert_id = ?", old)
            db.executemany("DELETE FROM feedback WHERE alert_id = ?", old)
            claims = db.execute("DELETE FROM claim WHERE received_at < ?", (limit,)).rowcount
            if old or claims:
                db.execute(
                    "DELETE FROM place WHERE place_id NOT IN (SELECT place_id FROM claim) "
                    "AND place_id NOT IN (SELECT place_id FROM alert)"
                )
                db.execute(
                    "DELETE FROM place_name WHERE place_id NOT IN (SELECT place_id FROM place)"
                )
            return len(old) + int(claims)

    # -- reading ---------------------------------------------------------------------------------

    def next_offsets(self, topic: str) -> dict[int, int]:
        """The next offset to read of each partition that was read so far."""
        with self._db.read() as db:
            rows = db.execute(
                "SELECT partition, next_offset FROM position WHERE topic = ?", (topic,)
            ).fetchall()
        return {row["partition"]: row["next_offset"] for row in rows}

    def head(self, alerts_topic: str) -> Position:
        """Where the alerts topic has been read to."""
        with self._db.read() as db:
            return _head(db, alerts_topic)

    def seq_before(self, start: Position) -> int:
        """The number that all events past a position lie after: where to begin with them.

        Within a partition, events have been numbered in the order of their offsets.
        """
        with self._db.read() as db:
            newest: int = db.execute("SELECT coalesce(max(seq), 0) FROM alert_event").fetchone()[0]
            firsts = [newest + 1]
            for row in db.execute("SELECT DISTINCT partition FROM alert_event").fetchall():
                first = db.execute(
                    'SELECT seq FROM alert_event WHERE partition = ? AND "offset" > ? '
                    'ORDER BY "offset" LIMIT 1',
                    (row["partition"], start.offsets.get(row["partition"], -1)),
                ).fetchone()
                if first is not None:
                    firsts.append(first["seq"])
        return min(firsts) - 1

    def events_after(
        self, start: Position, after_seq: int, wanted: AlertFilter, limit: int
    ) -> EventPage:
        """The next events past a position, in the order in which they were read.

        Args:
            start: Events at or before it are left out.
            after_seq: Events up to this number are left out: that of `seq_before` at first, then
                the last page's.
            wanted: The subscriber's filter.
            limit: Events at most.
        """
        where = alert_where(wanted)
        where.add("e.seq > ?", after_seq)
        if start.offsets:
            known = list(start.offsets)
            terms = ["e.partition NOT IN (" + ",".join("?" * len(known)) + ")"]
            params: list[object] = list(known)
            for partition, offset in start.offsets.items():
                terms.append('(e.partition = ? AND e."offset" > ?)')
                params += (partition, offset)
            where.add(" OR ".join(terms), *params)
        with self._db.read() as db:
            newest: int = db.execute("SELECT coalesce(max(seq), 0) FROM alert_event").fetchone()[0]
            rows = (
                db.execute(
                    f"SELECT {_EVENT_COLUMNS} FROM alert_event e NOT INDEXED WHERE {where} "
                    "ORDER BY e.seq LIMIT ?",
                    (*where.params, limit),
                ).fetchall()
                if newest > after_seq
                else []
            )
        events = tuple(_event(row) for row in rows)
        return EventPage(events, events[-1].seq if len(events) == limit else max(newest, after_seq))

    def alerts(
        self, wanted: AlertFilter, *, limit: int, cursor: str | None = None, topic: str = ""
    ) -> AlertPage:
        """Alerts by their newest revision, those detected last first.

        Raises:
            BadCursorError: the cursor is not one of ours.
        """
        where = alert_where(wanted)
        if cursor is not None:
            where.add("(a.opened_at, a.alert_id) < (?, ?)", *_read_cursor(cursor))
        with self._db.read() as db:
            rows = db.execute(
                "SELECT a.alert_id, a.opened_at, e.record FROM alert a "
                f"JOIN alert_event e ON e.seq = a.seq WHERE {where} "
                "ORDER BY a.opened_at DESC, a.alert_id DESC LIMIT ?",
                (*where.params, limit + 1),
            ).fetchall()
            page = rows[:limit]
            feedback = _feedback(db, [row["alert_id"] for row in page])
            position = _head(db, topic)
        more = len(rows) > limit
        return AlertPage(
            tuple(
                AlertRow(
                    Alert.model_validate_json(row["record"]),
                    _time(row["opened_at"]),
                    feedback.get(row["alert_id"], ()),
                )
                for row in page
            ),
            _write_cursor(page[-1]["opened_at"], page[-1]["alert_id"]) if more else None,
            position,
        )

    def alert(self, alert_id: str) -> tuple[AlertRow, tuple[Alert, ...]] | None:
        """One alert and all its revisions, the first one first."""
        with self._db.read() as db:
            head = db.execute(
                "SELECT opened_at FROM alert WHERE alert_id = ?", (alert_id,)
            ).fetchone()
            if head is None:
                return None
            rows = db.execute(
                "SELECT record FROM alert_event WHERE alert_id = ? ORDER BY revision", (alert_id,)
            ).fetchall()
            feedback = _feedback(db, [alert_id]).get(alert_id, ())
        revisions = tuple(Alert.model_validate_json(row["record"]) for row in rows)
        return AlertRow(revisions[-1], _time(head["opened_at"]), feedback), revisions

    def claims(self, wanted: ClaimFilter, *, limit: int, cursor: str | None = None) -> ClaimPage:
        """Claims, those published last first.

        Raises:
            BadCursorError: the cursor is not one of ours.
        """
        where = claim_where(wanted)
        if cursor is not None:
            where.add("(e.last_seen, e.claim_id) < (?, ?)", *_read_cursor(cursor))
        with self._db.read() as db:
            rows = db.execute(
                f"SELECT e.last_seen, e.claim_id, e.record FROM claim e WHERE {where} "
                "ORDER BY e.last_seen DESC, e.claim_id DESC LIMIT ?",
                (*where.params, limit + 1),
            ).fetchall()
        page = rows[:limit]
        return ClaimPage(
            tuple(MergedClaim.model_validate_json(row["record"]) for row in page),
            _write_cursor(page[-1]["last_seen"], page[-1]["claim_id"])
            if len(rows) > limit
            else None,
        )

    def claim(self, claim_id: str) -> MergedClaim | None:
        """One claim."""
        with self._db.read() as db:
            row = db.execute("SELECT record FROM claim WHERE claim_id = ?", (claim_id,)).fetchone()
        return None if row is None else MergedClaim.model_validate_json(row["record"])

    def place(self, place_id: str) -> Place | None:
        """A place that some claim or alert is about."""
        with self._db.read() as db:
            row = db.execute("SELECT record FROM place WHERE place_id = ?", (place_id,)).fetchone()
        return None if row is None else Place.model_validate_json(row["record"])

    def place_claims(
        self, place_id: str, wanted: ClaimFilter, limit: int
    ) -> tuple[tuple[MergedClaim, ...], bool]:
        """The claims about a place by the time that they are about; and whether some are left out.

        When there are more than ``limit``, the latest are given.
        """
        where = claim_where(wanted)
        where.add("e.place_id = ?", place_id)
        with self._db.read() as db:
            rows = db.execute(
                f"SELECT e.record FROM claim e WHERE {where} "
                "ORDER BY e.as_of DESC, e.first_seen DESC, e.claim_id DESC LIMIT ?",
                (*where.params, limit + 1),
            ).fetchall()
        claims = tuple(MergedClaim.model_validate_json(row["record"]) for row in rows[:limit])
        return claims[::-1], len(rows) > limit

    def place_alerts(self, place_id: str) -> tuple[AlertRow, ...]:
        """All alerts about one place, newest first."""
        with self._db.read() as db:
            rows = db.execute(
                "SELECT a.alert_id, a.opened_at, e.record FROM alert a "
                "JOIN alert_event e ON e.seq = a.seq WHERE a.place_id = ? "
                "ORDER BY a.opened_at DESC, a.alert_id DESC",
                (place_id,),
            ).fetchall()
            feedback = _feedback(db, [row["alert_id"] for row in rows])
        return tuple(
            AlertRow(
                Alert.model_validate_json(row["record"]),
                _time(row["opened_at"]),
                feedback.get(row["alert_id"], ()),
            )
            for row in rows
        )

    def places(
        self, wanted: AlertFilter, *, query: str | None = None, only_open: bool, limit: int
    ) -> tuple[PlaceRow, ...]:
        """Places with alerts, those with the most open ones first.

        Args:
            wanted: Only alerts of this filter count.
            query: Start of one of the place's names.
            only_open: Leave out places whose alerts are all resolved.
            limit: Places at most.
        """
        where = alert_where(wanted)
        if query:
            prefix = fold(query)
            where.add(
                "e.place_id IN (SELECT place_id FROM place_name WHERE name >= ? AND name < ?)",
                prefix,
                prefix + "\U0010ffff",
            )
        having = "HAVING open_alerts > 0" if only_open else ""
        with self._db.read() as db:
            rows = db.execute(
                "SELECT e.place_id, p.record, count(*) AS all_alerts, "
                "sum(e.status <> 'resolved') AS open_alerts, max(a.opened_at) AS newest "
                "FROM alert a JOIN alert_event e ON e.seq = a.seq "
                f"JOIN place p ON p.place_id = e.place_id WHERE {where} "
                f"GROUP BY e.place_id {having} "
                "ORDER BY open_alerts DESC, newest DESC, e.place_id LIMIT ?",
                (*where.params, limit),
            ).fetchall()
            aspects: dict[str, dict[str, int]] = {}
            if rows:
                listed = Where(list(where.terms), list(where.params))
                listed.among("e.place_id", [row["place_id"] for row in rows])
                for row in db.execute(
                    "SELECT e.place_id, e.aspect, count(*) AS n FROM alert a "
                    f"JOIN alert_event e ON e.seq = a.seq WHERE {listed} "
                    "AND e.status <> 'resolved' GROUP BY e.place_id, e.aspect",
                    listed.params,
                ):
                    aspects.setdefault(row["place_id"], {})[row["aspect"]] = row["n"]
        return tuple(
            PlaceRow(
                Place.model_validate_json(row["record"]),
                row["open_alerts"],
                row["all_alerts"],
                _time(row["newest"]),
                aspects.get(row["place_id"], {}),
            )
            for row in rows
        )

    def feedback(self) -> tuple[Feedback, ...]:
        """All feedback, in the order in which it was given."""
        with self._db.read() as db:
            rows = db.execute(
                "SELECT record FROM feedback ORDER BY given_at, feedback_id"
            ).fetchall()
        return tuple(Feedback.model_validate_json(row["record"]) for row in rows)

    def alert_counts(self) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
        """Alerts by status, and those not resolved by type and aspect; test alerts left out."""
        by_status = {status.value: 0 for status in AlertStatus}
        open_by_kind: dict[tuple[str, str], int] = {}
        with self._db.read() as db:
            for row in db.execute(
                "SELECT e.status, e.type, e.aspect, count(*) AS n FROM alert a "
                "JOIN alert_event e ON e.seq = a.seq WHERE NOT e.test "
                "GROUP BY e.status, e.type, e.aspect"
            ):
                by_status[row["status"]] += row["n"]
                if row["status"] != AlertStatus.RESOLVED.value:
                    key = (row["type"], row["aspect"])
                    open_by_kind[key] = open_by_kind.get(key, 0) + row["n"]
        return by_status, open_by_kind


def _set_aside(path: Path) -> None:
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if path.exists():
        path.replace(path.with_name(path.name + ".unreadable"))


def _time(micros: int) -> datetime:
    return datetime.fromtimestamp(micros / 1_000_000, UTC)


def _event(row: sqlite3.Row) -> AlertEvent:
    return AlertEvent(
        row["seq"], row["partition"], row["offset"], Alert.model_validate_json(row["record"])
    )


def _head(db: sqlite3.Connection, topic: str) -> Position:
    rows = db.execute("SELECT partition, next_offset FROM position WHERE topic = ?", (topic,))
    return Position(
        {row["partition"]: row["next_offset"] - 1 for row in rows if row["next_offset"] > 0}
    )


def _feedback(db: sqlite3.Connection, alert_ids: Sequence[str]) -> dict[str, tuple[Feedback, ...]]:
    found: dict[str, list[Feedback]] = {}
    if alert_ids:
        marks = ",".join("?" * len(alert_ids))
        for row in db.execute(
            f"SELECT record FROM feedback WHERE alert_id IN ({marks}) "
            "ORDER BY given_at, feedback_id",
            alert_ids,
        ):
            feedback = Feedback.model_validate_json(row["record"])
            found.setdefault(feedback.alert_id, []).append(feedback)
    return {alert_id: tuple(listed) for alert_id, listed in found.items()}


def _write_place(db: sqlite3.Connection, place: Place) -> None:
    db.execute(
        "INSERT INTO place (place_id, record) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET record = excluded.record",
        (place.id, place.model_copy(update={"facility": None}).model_dump_json()),
    )
    db.executemany(
        "INSERT OR IGNORE INTO place_name (name, place_id) VALUES (?, ?)",
        ((name, place.id) for name in place_names(place)),
    )


def _write_alert(db: sqlite3.Connection, item: Incoming, alert: Alert) -> AlertEvent | None:
    detected = microseconds(alert.detected_at)
    written = db.execute(
        'INSERT OR IGNORE INTO alert_event (partition, "offset", received_at, alert_id, revision, '
        "status, type, aspect, place_id, country, lat, lon, confidence, detected_at, test, "
        "earlier_claim, later_claim, names, outlets, record) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            item.partition,
            item.offset,
            microseconds(item.received_at),
            alert.alert_id,
            alert.revision,
            alert.status.value,
            alert.type.value,
            alert.aspect.value,
            alert.place.id,
            alert.place.country,
            alert.place.lat,
            alert.place.lon,
            alert.confidence,
            detected,
            int(alert.test),
            alert.earlier.claim_id,
            alert.later.claim_id,
            json.dumps(sorted(place_names(alert.place)), ensure_ascii=False),
            json.dumps(sorted(alert_outlets(alert)), ensure_ascii=False),
            alert.model_dump_json(),
        ),
    )
    if written.rowcount == 0:
        return None
    seq = written.lastrowid
    assert seq is not None
    db.execute(
        "INSERT INTO alert (alert_id, seq, revision, opened_at, place_id) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET seq = excluded.seq, revision = excluded.revision, "
        "place_id = excluded.place_id WHERE excluded.revision > alert.revision",
        (alert.alert_id, seq, alert.revision, detected, alert.place.id),
    )
    _write_place(db, alert.place)
    return AlertEvent(seq, item.partition, item.offset, alert)


def _write_claim(db: sqlite3.Connection, item: Incoming, merged: MergedClaim) -> None:
    claim = merged.claim
    if merged.merged_into is not None:
        db.execute("DELETE FROM claim WHERE claim_id = ?", (merged.claim_id,))
        return
    outlets = folded((claim.source, *merged.outlets, *(m.source for m in merged.mentions)))
    db.execute(
        "INSERT OR REPLACE INTO claim (claim_id, received_at, place_id, country, lat, lon, "
        "aspect, axis, party_id, as_of, first_seen, last_seen, names, outlets, record) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            merged.claim_id,
            microseconds(item.received_at),
            claim.place.id,
            claim.place.country,
            claim.place.lat,
            claim.place.lon,
            claim.aspect.value,
            claim.axis,
            claim.speaker.party.id if claim.speaker.party else None,
            microseconds(claim.as_of.start),
            microseconds(merged.first_seen),
            microseconds(merged.last_seen),
            json.dumps(sorted(place_names(claim.place)), ensure_ascii=False),
            json.dumps(sorted(outlets), ensure_ascii=False),
            merged.model_dump_json(),
        ),
    )
    _write_place(db, claim.place)


def _write_feedback(db: sqlite3.Connection, feedback: Feedback) -> None:
    db.execute(
        "INSERT OR IGNORE INTO feedback (feedback_id, alert_id, given_at, record) "
        "VALUES (?, ?, ?, ?)",
        (
            feedback.feedback_id,
            feedback.alert_id,
            microseconds(feedback.given_at),
            feedback.model_dump_json(),
        ),
    )


def _write_cursor(when: int, row_id: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([when, row_id]).encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[int, str]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        when, row_id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise BadCursorError("not a cursor of this gateway") from error
    if type(when) is not int or not -(2**62) < when < 2**62 or type(row_id) is not str:
        raise BadCursorError("not a cursor of this gateway")
    return when, row_id
