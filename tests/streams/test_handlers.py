"""The stages without Kafka or Faust: order of commits, dead letters, crashes at every step."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.ledger.store import Store
from contraflow.metrics import Component, Metrics
from contraflow.settings import Settings
from schemas import Alert, Article, Claim, DeadLetter, DeadLetterReason
from streams.codec import Message, decode, encode
from streams.handlers import ExtractorHandler, LedgerHandler
from streams.lane import Event, Stalled, StallGuard
from streams.producer import Producer
from streams.state import Partition, PartitionState
from streams.topics import Topic, TopicName
from tests.streams import fakes

SETTINGS = Settings()


class Crash(BaseException):
    """The process dies here."""


class Disk:
    """A broker and a disk that can be made to fail at any step, and remember the order."""

    def __init__(self) -> None:
        self.state: dict[bytes, bytes] = {}
        self.sent: list[tuple[TopicName, Message]] = []
        self.steps: list[str] = []
        self.crash_in: int | None = None

    def step(self, name: str) -> None:
        if self.crash_in is not None:
            if self.crash_in == 0:
                self.crash_in = None
                raise Crash
            self.crash_in -= 1
        self.steps.append(name)

    # the producer
    async def start(self) -> None: ...
    async def stop(self) -> None: ...

    async def send_all(self, messages: Sequence[tuple[Topic, Message]]) -> None:
        for topic, message in messages:
            self.step(f"send {topic.kind.value}")
            self.sent.append((topic.kind, message))

    # the partition
    def read(self, key: bytes) -> bytes | None:
        return self.state.get(key)

    def keys(self) -> Iterator[bytes]:
        return iter(sorted(self.state))

    async def write(self, changes: Mapping[bytes, bytes | None]) -> None:
        self.step("state")
        for key, value in changes.items():
            if value is None:
                self.state.pop(key, None)
            else:
                self.state[key] = value

    def records(self, kind: TopicName, record: type[Alert] | type[DeadLetter]) -> list[object]:
        return [decode(m.value, record) for to, m in self.sent if to is kind]

    @property
    def alert_ids(self) -> set[str]:
        found = self.records(TopicName.ALERTS, Alert)
        return {a.alert_id for a in found if isinstance(a, Alert)}

    @property
    def letters(self) -> list[DeadLetter]:
        found = self.records(TopicName.DEAD_LETTERS, DeadLetter)
        return [letter for letter in found if isinstance(letter, DeadLetter)]


def metrics(component: Component) -> Metrics:
    return Metrics(component, version="test", rules_version="test")


def ledger(disk: Disk, guard: StallGuard | None = None) -> LedgerHandler:
    def make_ledger(store: Store) -> fakes.FakeLedger:
        return fakes.FakeLedger(store)

    return LedgerHandler(
        SETTINGS,
        metrics(Component.LEDGER),
        cast(Producer, disk),
        cast(Producer, disk),
        lambda partition: cast(Partition, disk),
        make_ledger,
        fakes.routes,
        guard or StallGuard(1e9),
    )


def extractor(disk: Disk) -> ExtractorHandler:
    return ExtractorHandler(
        SETTINGS,
        metrics(Component.EXTRACTOR),
        cast(Producer, disk),
        fakes.FakeReader(),
        fakes.routes,
    )


def event(value: bytes | None, offset: int = 0, headers: Sequence[tuple[str, bytes]] = ()) -> Event:
    return Event("in", 0, offset, b"key", value, tuple(headers), fakes.EPOCH)


def claim_events(articles: Sequence[Article]) -> list[Event]:
    claims = [claim for article in articles for claim in fakes.FakeReader().read(article).claims]
    return [
        event(encode(claim, source="/tests", key="k").value, offset)
        for offset, claim in enumerate(claims)
    ]


# -- extractor


async def test_an_article_becomes_claims_that_carry_its_arrival() -> None:
    disk = Disk()
    article = fakes.articles(1)[0]
    message = encode(article, source="/tests", key="k")
    await extractor(disk).handle(0, [event(message.value)])
    claims = [decode(m.value, Claim) for kind, m in disk.sent if kind is TopicName.CLAIMS]
    assert [claim.quote for claim in claims] == article.text.splitlines()
    assert [m.key for _, m in disk.sent] == [claim.place.id.encode() for claim in claims]
    assert all(("ce_articletime", b"2026-01-01T00:00:00Z") in m.headers for _, m in disk.sent)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"\xff", DeadLetterReason.NOT_UTF8),
        (b"{", DeadLetterReason.NOT_JSON),
        (b"{}", DeadLetterReason.SCHEMA),
        (None, DeadLetterReason.SCHEMA),
        (b"x" * (SETTINGS.max_article_bytes + 1), DeadLetterReason.TOO_LARGE),
        (
            b'{"id":"a","source":"s","published_at":"2026-01-01T00:00:00Z","text":"boom"}',
            DeadLetterReason.STAGE_FAILED,
        ),
    ],
)
async def test_what_cannot_be_read_is_set_aside_and_the_rest_goes_on(
    value: bytes | None, reason: DeadLetterReason
) -> None:
    disk = Disk()
    good = encode(fakes.articles(1)[0], source="/tests", key="k").value
    await extractor(disk).handle(0, [event(value, 7), event(good, 8)])
    (letter,) = disk.letters
    assert letter.reason is reason
    assert (letter.origin.topic, letter.origin.partition, letter.origin.offset) == ("in", 0, 7)
    assert letter.key == b"key"
    assert letter.payload == (value or b"")[: SETTINGS.max_article_bytes]
    assert sum(kind is TopicName.CLAIMS for kind, _ in disk.sent) == 3


@given(st.binary(max_size=200))
@settings(max_examples=40, deadline=None)
async def test_arbitrary_bytes_crash_neither_stage(value: bytes) -> None:
    for handler in (extractor(Disk()), ledger(Disk())):
        await handler.handle(0, [event(value)])


# -- ledger


async def test_outputs_are_durable_before_state() -> None:
    disk = Disk()
    await ledger(disk).handle(0, claim_events(fakes.articles(10)))
    assert disk.steps[-1] == "state"
    assert "state" not in disk.steps[:-1]
    assert disk.alert_ids == fakes.expected_alerts(fakes.articles(10))


async def test_a_claim_seen_before_leads_to_nothing() -> None:
    disk = Disk()
    events = claim_events(fakes.articles(10))
    await ledger(disk).handle(0, events)
    sent = len(disk.sent)
    await ledger(disk).handle(0, events)
    assert len(disk.sent) == sent


async def test_a_claim_that_fails_leaves_no_trace_in_the_state() -> None:
    articles = fakes.articles(4)
    bad = articles[1].model_copy(update={"text": "boom|boom"})
    disk, clean = Disk(), Disk()
    await ledger(disk).handle(0, claim_events([articles[0], bad, *articles[2:]]))
    await ledger(clean).handle(0, claim_events([articles[0], *articles[2:]]))
    assert disk.state == clean.state
    assert [letter.reason for letter in disk.letters] == [DeadLetterReason.STAGE_FAILED]


@given(
    cuts=st.lists(st.integers(1, 12), min_size=1, max_size=8),
    crashes=st.lists(st.integers(0, 40), max_size=6),
    seed=st.randoms(use_true_random=False),
)
@settings(max_examples=50, deadline=None)
async def test_a_crash_at_any_step_changes_no_alert(
    cuts: list[int], crashes: list[int], seed: object
) -> None:
    """Batches of any size, the process dying at any send or write, everything redelivered."""
    articles = fakes.articles(8, places=2)
    events = claim_events(articles)
    seed.shuffle(events)  # type: ignore[attr-defined]
    disk = Disk()
    committed = 0
    sizes = itertools.cycle(cuts)
    pending = list(crashes)
    while committed < len(events):
        handler = ledger(disk)  # a new process: nothing in memory
        disk.crash_in = pending.pop() if pending else None
        try:
            while committed < len(events):
                batch = events[committed : committed + next(sizes)]
                await handler.handle(0, batch)
                committed += len(batch)
        except Crash:
            continue
    assert disk.alert_ids == fakes.expected_alerts(articles)


async def test_a_worker_that_stood_still_writes_no_state() -> None:
    now = 0.0
    guard = StallGuard(5.0, clock=lambda: now)
    disk = Disk()
    handler = ledger(disk, guard)
    events = claim_events(fakes.articles(2))
    await handler.handle(0, events[:3])
    before = dict(disk.state)
    now = 60.0
    with pytest.raises(Stalled):
        await handler.handle(0, events[3:])
    assert disk.state == before
    guard.reset()  # it got partitions anew
    await handler.handle(0, events[3:])
    assert disk.state != before


async def test_old_state_is_forgotten_by_the_articles_own_time() -> None:
    disk = Disk()
    handler = ledger(disk)
    assert await handler.sweep(0) == 0
    await handler.handle(0, claim_events(fakes.articles(1)))
    newest = fakes.EPOCH
    day = (newest - datetime(1970, 1, 1, tzinfo=UTC)).days
    keep, drop = f"c/{day - 80:05d}/x".encode(), f"c/{day - 100:05d}/x".encode()
    disk.state |= {keep: b"1", drop: b"1"}
    assert await handler.sweep(0) == 1
    assert keep in disk.state
    assert drop not in disk.state


async def test_nothing_is_forgotten_on_a_partition_that_moves() -> None:
    disk = Disk()
    handler = ledger(disk)
    await handler.handle(0, claim_events(fakes.articles(1)))
    disk.state[b"c/00001/x"] = b"1"
    assert await handler.sweep(0, lambda: nullcontext(False)) == 0
    assert b"c/00001/x" in disk.state
    assert await handler.sweep(0, lambda: nullcontext(True)) == 1


async def test_a_date_in_the_future_makes_nothing_old() -> None:
    disk = Disk()
    handler = ledger(disk)
    article = fakes.articles(1)[0]
    far = article.model_copy(update={"published_at": datetime.now(UTC) + timedelta(days=36500)})
    await handler.handle(0, claim_events([far]))
    today = (datetime.now(UTC) - datetime(1970, 1, 1, tzinfo=UTC)).days
    disk.state[f"c/{today:05d}/x".encode()] = b"1"
    assert await handler.sweep(0) == 0


# -- state


async def test_changes_are_seen_at_once_and_kept_by_event() -> None:
    disk = Disk()
    disk.state[b"old"] = b"1"
    state = PartitionState(cast(Partition, disk))
    state.set("a", b"1")
    state.delete("old")
    assert (state.get("a"), state.get("old")) == (b"1", None)
    state.keep()
    state.set("a", b"2")
    state.set("b", b"2")
    assert state.get("a") == b"2"
    state.undo()
    assert (state.get("a"), state.get("b")) == (b"1", None)
    assert disk.state == {b"old": b"1"}
    await state.commit()
    assert disk.state == {b"a": b"1"}


async def test_a_change_too_large_for_one_commit_is_refused() -> None:
    state = PartitionState(cast(Partition, Disk()))
    state.set("a", b"x" * 4_000_000)
    with pytest.raises(ValueError, match="bytes of changed state"):
        state.keep()
