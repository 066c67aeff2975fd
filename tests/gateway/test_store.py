"""The store: exactly once from the log, rebuilt when lost, pruned."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.gateway.database import ClosedDatabaseError, Database, NewerDatabaseError
from contraflow.gateway.filters import AlertFilter, ClaimFilter
from contraflow.gateway.position import Position
from contraflow.gateway.store import BadCursorError, Incoming, Kind, Store
from schemas import AlertStatus, Aspect, ContradictionType
from tests.gateway.records import (
    ALERTS_TOPIC,
    BEJAIA,
    CLAIMS_TOPIC,
    LYSYCHANSK,
    NOON,
    NOWHERE,
    TOUDJA,
    alert,
    claim,
    feedback,
    incoming,
    merged,
)

ALL = AlertFilter()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "log.sqlite")


def test_a_record_read_twice_is_stored_once(store: Store) -> None:
    first = store.apply([incoming(alert(1), 0), incoming(alert(2), 1)])
    again = store.apply([incoming(alert(1), 0), incoming(alert(2), 1), incoming(alert(3), 2)])
    assert [event.alert.alert_id for event in first] == ["alert-1", "alert-2"]
    assert [event.alert.alert_id for event in again] == ["alert-3"]
    assert store.next_offsets(ALERTS_TOPIC) == {0: 3}


def test_a_revision_written_twice_to_the_topic_is_one_event(store: Store) -> None:
    store.apply([incoming(alert(1), 0), incoming(alert(1), 1)])
    assert len(store.events_after(Position(), 0, ALL, 10).events) == 1
    assert store.next_offsets(ALERTS_TOPIC) == {0: 2}


def test_nothing_is_written_when_a_batch_fails(store: Store) -> None:
    broken = Incoming(Kind.ALERT, ALERTS_TOPIC, 0, 1, NOON, "not a record")  # type: ignore[arg-type]
    object.__setattr__(broken, "offset", "not an offset")
    with pytest.raises(TypeError):
        store.apply([incoming(alert(1), 0), broken])
    assert store.next_offsets(ALERTS_TOPIC) == {}
    assert store.alerts(ALL, limit=10).alerts == ()


def test_an_old_revision_that_comes_late_does_not_replace_a_newer_one(store: Store) -> None:
    store.apply([incoming(alert(1, revision=3, status=AlertStatus.RESOLVED), 0)])
    store.apply([incoming(alert(1, revision=2), 1)])
    found = store.alert("alert-1")
    assert found is not None
    row, revisions = found
    assert row.alert.revision == 3
    assert [one.revision for one in revisions] == [2, 3]


def test_a_lost_file_is_rebuilt_to_the_same_answers(tmp_path: Path) -> None:
    log = [
        incoming(alert(1), 0),
        incoming(alert(2, place=LYSYCHANSK), 0, partition=1),
        incoming(alert(1, revision=2, status=AlertStatus.UPDATED), 1),
        incoming(merged(claim("c", "Four died.")), 0),
        incoming(feedback(1, "alert-1"), 0),
    ]
    first = Store(tmp_path / "a.sqlite")
    first.apply(log)
    seen = first.events_after(Position(), 0, ALL, 10).events[0]
    position = Position().advanced(seen.partition, seen.offset)

    other_order = [log[1], log[0], *log[2:]]
    rebuilt = Store(tmp_path / "b.sqlite")
    assert rebuilt.rebuilt
    rebuilt.apply(other_order)
    assert rebuilt.alerts(ALL, limit=9).alerts == first.alerts(ALL, limit=9).alerts
    assert rebuilt.claims(ClaimFilter(), limit=9) == first.claims(ClaimFilter(), limit=9)
    # a position of the first database still resumes in the second: nothing lost or repeated
    left = rebuilt.events_after(position, rebuilt.seq_before(position), ALL, 10).events
    assert {(e.alert.alert_id, e.alert.revision) for e in left} == {("alert-2", 1), ("alert-1", 2)}


@pytest.mark.parametrize("damage", ["garbage", "newer"])
def test_an_unreadable_file_is_set_aside_and_rebuilt(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "log.sqlite"
    if damage == "garbage":
        path.write_bytes(b"this is no database, however long one looks at it" * 100)
    else:
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version = 999")
        db.close()
    store = Store(path)
    store.apply([incoming(alert(1), 0)])
    assert store.rebuilt
    assert len(store.alerts(ALL, limit=10).alerts) == 1
    assert path.with_name("log.sqlite.unreadable").exists()


def test_a_newer_database_is_refused_not_downgraded(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(NewerDatabaseError):
        Database(path, "subscriptions")


def test_migrations_run_once(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite"
    store = Store(path)
    store.apply([incoming(alert(1), 0)])
    store.close()
    again = Store(path)
    assert not again.rebuilt
    assert len(again.alerts(ALL, limit=10).alerts) == 1


def test_a_reader_begins_right_before_what_it_has_not_seen(store: Store) -> None:
    for number in range(12):
        store.apply([incoming(alert(number), number // 3, partition=number % 3)])
    for position, expected in [
        (Position(), range(12)),
        (Position({0: 3, 1: 3, 2: 3}), range(0)),
        (Position({0: 1, 1: 1, 2: 1}), range(6, 12)),
        (Position({0: 3, 1: 2, 2: 3}), [10]),
        (Position({0: 3, 1: 3}), [2, 5, 8, 11]),
    ]:
        seq = store.seq_before(position)
        page = store.events_after(position, seq, ALL, 100)
        assert [e.alert.alert_id for e in page.events] == [f"alert-{n}" for n in expected]
        assert all(event.seq > seq for event in page.events)
        assert page.seq == 12
        if expected:
            assert page.events[0].seq == seq + 1


def test_pages_join_without_gap_or_repeat(store: Store) -> None:
    # several detected at the same moment, so that the id must break the tie
    store.apply([incoming(alert(n, at=NOON + timedelta(minutes=n // 3)), n) for n in range(20)])
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = store.alerts(ALL, limit=3, cursor=cursor)
        seen += [row.alert.alert_id for row in page.alerts]
        cursor = page.cursor
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 20
    times = [int(alert_id.split("-")[1]) // 3 for alert_id in seen]
    assert all(a >= b for a, b in pairwise(times))


@pytest.mark.parametrize("cursor", ["", "x", "////", "bnVsbA", "WzEsMl0", "W10", "é", "A" * 1999])
def test_a_foreign_cursor_is_refused(store: Store, cursor: str) -> None:
    with pytest.raises(BadCursorError):
        store.alerts(ALL, limit=1, cursor=cursor)


def test_retention_takes_whole_alerts(store: Store) -> None:
    old = incoming(alert(1), 0)
    store.apply(
        [old, incoming(merged(claim("c", "Four died.")), 0), incoming(feedback(1, "alert-1"), 0)]
    )
    assert store.prune(NOON) == 0
    assert store.prune(NOON + timedelta(seconds=1)) == 2
    assert store.alert("alert-1") is None
    assert store.claim("claim-c") is None
    assert store.feedback() == ()
    assert store.place(TOUDJA.id) is None
    # the position stays: what was taken away is not read again
    assert store.next_offsets(ALERTS_TOPIC) == {0: 1}


def test_an_alert_with_a_new_revision_stays_whole(store: Store) -> None:
    fresh = incoming(alert(1, revision=2), 1)
    object.__setattr__(fresh, "received_at", NOON + timedelta(days=1))
    store.apply([incoming(alert(1), 0), fresh])
    assert store.prune(NOON + timedelta(hours=1)) == 0
    found = store.alert("alert-1")
    assert found is not None
    assert len(found[1]) == 2


def test_a_tombstone_takes_a_claim_away(store: Store) -> None:
    store.apply([incoming(merged(claim("c", "Four died.")), 0)])
    store.apply([Incoming(Kind.CLAIM, CLAIMS_TOPIC, 0, 1, NOON, None, deleted_key="claim-c")])
    assert store.claim("claim-c") is None


def test_places_are_ranked_by_open_alerts_and_found_by_any_name(store: Store) -> None:
    store.apply([
        incoming(alert(1, place=LYSYCHANSK), 0),
        incoming(alert(2, place=BEJAIA), 1),
        incoming(alert(3, place=BEJAIA), 2),
        incoming(alert(4, place=TOUDJA, status=AlertStatus.RESOLVED), 3),
    ])  # fmt: skip
    open_ones = store.places(ALL, only_open=True, limit=10)
    assert [(row.place.id, row.open_alerts) for row in open_ones] == [
        (BEJAIA.id, 2), (LYSYCHANSK.id, 1),
    ]  # fmt: skip
    assert open_ones[0].by_aspect == {"casualties": 2}
    assert len(store.places(ALL, only_open=False, limit=10)) == 3
    found = store.places(ALL, query="Lisich", only_open=True, limit=10)
    assert [row.place.name for row in found] == ["Lysychansk"]


PLACES = (TOUDJA, BEJAIA, LYSYCHANSK, NOWHERE)
alerts = st.builds(
    alert,
    st.integers(1, 6),
    revision=st.integers(1, 3),
    place=st.sampled_from(PLACES),
    status=st.sampled_from(AlertStatus),
    at=st.integers(0, 5).map(lambda hours: NOON + timedelta(hours=hours)),
    confidence=st.sampled_from([0.2, 0.5, 0.9]),
    outlets=st.sampled_from([("Soummam Matin", "AIS"), ("Écho", "echo"), ("AIS", "Radio")]),
    test=st.booleans(),
    kind=st.sampled_from(ContradictionType),
)
filters = st.builds(
    lambda near, since_until, **rest: AlertFilter.model_validate({**near, **since_until, **rest}),
    near=st.sampled_from([
        {}, {"near": "36.756,5.084", "radius_km": 1}, {"near": "36.7,5", "radius_km": 30},
        {"near": "48.9,38.4", "radius_km": 20_000}, {"near": "89.9,0", "radius_km": 5000},
    ]),
    since_until=st.sampled_from([
        {}, {"since": NOON + timedelta(hours=2)}, {"until": NOON + timedelta(hours=2)},
        {"since": NOON, "until": NOON + timedelta(hours=4)},
    ]),
    place=st.lists(
        st.sampled_from(["Toudja", "BOUGIE", "bejaia", LYSYCHANSK.id, "old  mill", "…", "Nowhere"]),
        max_size=2,
    ),
    country=st.lists(st.sampled_from(["dz", "UA", "FR"]), max_size=2),
    aspect=st.lists(st.sampled_from(Aspect), max_size=3),
    type=st.lists(st.sampled_from(ContradictionType), max_size=3),
    status=st.lists(st.sampled_from(AlertStatus), max_size=2),
    outlet=st.lists(st.sampled_from(["ECHO", "ais", "nobody"]), max_size=2),
    min_confidence=st.sampled_from([None, 0.0, 0.5, 0.95]),
    test=st.sampled_from(["include", "exclude", "only"]),
)  # fmt: skip


@given(listed=st.lists(alerts, max_size=8), wanted=filters)
@settings(max_examples=60, deadline=None)
def test_the_filter_as_sql_and_as_a_function_agree(
    tmp_path_factory: pytest.TempPathFactory, listed: list, wanted: AlertFilter
) -> None:
    store = Store(tmp_path_factory.mktemp("agree") / "log.sqlite")
    try:
        stored = store.apply(incoming(one, offset) for offset, one in enumerate(listed))
        by_sql = [e.alert for e in store.events_after(Position(), 0, wanted, 100).events]
        assert by_sql == [e.alert for e in stored if wanted.matches(e.alert)]
    finally:
        store.close()


def test_a_claim_that_turned_out_to_be_another_is_gone(store: Store) -> None:
    one, other = merged(claim("1", "Two died.")), merged(claim("2", "Two are dead."))
    gone = one.model_copy(update={"merged_into": other.claim_id})
    store.apply([incoming(one, 0), incoming(other, 1), incoming(gone, 2)])
    found = store.claims(ClaimFilter(), limit=10).claims
    assert [record.claim_id for record in found] == [other.claim_id]


def test_closing_waits_for_a_reader_in_another_thread(tmp_path: Path) -> None:
    """A cancelled task's thread reads on; SQLite crashes when that is closed under it."""
    db = Database(tmp_path / "log.sqlite", "log")
    reading, go_on = threading.Event(), threading.Event()

    def read() -> int:
        with db.read() as connection:
            reading.set()
            assert go_on.wait(30)
            return int(connection.execute("SELECT count(*) FROM alert").fetchone()[0])

    with ThreadPoolExecutor(2) as pool:
        counted = pool.submit(read)
        assert reading.wait(30)
        closed = pool.submit(db.close)
        with pytest.raises(TimeoutError):
            closed.result(timeout=0.2)
        go_on.set()
        assert counted.result(timeout=30) == 0
        closed.result(timeout=30)


def test_a_closed_database_answers_nobody(tmp_path: Path) -> None:
    db = Database(tmp_path / "log.sqlite", "log")
    db.close()
    with pytest.raises(ClosedDatabaseError), db.read():
        pass
    with pytest.raises(ClosedDatabaseError), db.write():
        pass
    db.close()  # a second time changes nothing
