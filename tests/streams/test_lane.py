"""From the Faust agent to the handler: what is acknowledged, and when."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP

from contraflow.metrics import Component, Metrics
from contraflow.settings import Settings
from streams.apps import build
from streams.lane import Event, Lane, StallGuard, StillInWork
from tests.streams import fakes


class Recorder:
    """A handler that can be held up or made to fail."""

    keeps_state = True

    def __init__(self) -> None:
        self.batches: list[tuple[int, list[int]]] = []
        self.go = asyncio.Event()
        self.go.set()
        self.error: Exception | None = None

    async def start(self) -> None: ...
    async def stop(self) -> None: ...

    async def handle(self, partition: int, events: Sequence[Event]) -> None:
        await self.go.wait()
        if self.error is not None:
            raise self.error
        self.batches.append((partition, [event.offset for event in events]))


class FaustEvent:
    def __init__(self, partition: int, offset: int, generation: int = 1) -> None:
        self.message = SimpleNamespace(
            topic="in", partition=partition, offset=offset, generation_id=generation,
            key=None, value=b"", headers=None, timestamp=1.0,
        )  # fmt: skip


class Fixture:
    def __init__(self) -> None:
        self.handler = Recorder()
        self.fatal: list[BaseException] = []
        self.committed: dict[int, int] = {}
        self.refuses = False
        self.app: Any = SimpleNamespace(
            consumer_generation_id=1, consumer=SimpleNamespace(_commit=self.commit)
        )
        self.lane = Lane(
            self.app,
            self.handler,
            max_batch=10,
            metrics=Metrics(Component.LEDGER, version="t", rules_version="t"),
            guard=StallGuard(1e9),
            on_fatal=self.fatal.append,
        )

    async def commit(self, offsets: Mapping[TP, int]) -> bool:
        if not self.refuses:
            self.committed.update({tp.partition: offset for tp, offset in offsets.items()})
        return not self.refuses

    async def put(self, *events: FaustEvent) -> None:
        for event in events:
            await self.lane.put(event)

    async def settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)


@pytest.fixture
async def fixture() -> Any:
    fixture = Fixture()
    async with fixture.lane:
        yield fixture


async def test_what_waits_is_finished_together_by_partition_in_order(fixture: Fixture) -> None:
    fixture.handler.go.clear()
    first = FaustEvent(0, 0)
    await fixture.put(first)
    await fixture.settle()
    rest = [FaustEvent(1, 5), FaustEvent(0, 1), FaustEvent(1, 6)]
    await fixture.put(*rest)
    await fixture.settle()
    fixture.handler.go.set()
    await fixture.settle()
    assert fixture.handler.batches == [(0, [0]), (1, [5, 6]), (0, [1])]
    await fixture.lane.close()
    assert fixture.committed == {0: 2, 1: 7}


async def test_events_of_an_earlier_generation_are_left_alone(fixture: Fixture) -> None:
    old, new = FaustEvent(0, 0, generation=0), FaustEvent(0, 1)
    await fixture.put(old, new)
    await fixture.settle()
    assert fixture.handler.batches == [(0, [1])]


async def test_what_is_done_after_the_partitions_moved_is_not_committed(fixture: Fixture) -> None:
    fixture.handler.go.clear()
    await fixture.put(FaustEvent(0, 0))
    await fixture.settle()
    fixture.app.consumer_generation_id = 2
    fixture.handler.go.set()
    await fixture.lane.close()
    assert (fixture.handler.batches, fixture.committed) == ([(0, [0])], {})


async def test_a_failure_acknowledges_nothing_and_is_fatal(fixture: Fixture) -> None:
    fixture.handler.error = RuntimeError("the broker refuses")
    event = FaustEvent(0, 0)
    await fixture.put(event)
    await fixture.settle()
    await fixture.lane.close()
    assert fixture.committed == {}
    assert fixture.fatal == [fixture.handler.error]


async def test_a_rebalance_waits_for_the_batch_in_work_and_forgets_the_rest(
    fixture: Fixture,
) -> None:
    fixture.handler.go.clear()
    working, waiting = FaustEvent(0, 0), FaustEvent(0, 1)
    await fixture.put(working)
    await fixture.settle()
    await fixture.put(waiting)
    draining = asyncio.create_task(fixture.lane.drain())
    await fixture.settle()
    assert not draining.done()
    fixture.handler.go.set()
    await draining
    await fixture.settle()
    assert fixture.committed == {0: 1}


async def test_a_rebalance_waits_for_other_work_too_and_lets_none_begin(fixture: Fixture) -> None:
    with fixture.lane.at_work() as free:
        assert free
        await fixture.put(FaustEvent(0, 0))
        await fixture.settle()
        draining = asyncio.create_task(fixture.lane.drain())
        await fixture.settle()
        assert not draining.done()
    await asyncio.wait_for(draining, 1)
    with fixture.lane.at_work() as free:
        assert not free
    fixture.lane.begin()
    with fixture.lane.at_work() as free:
        assert free
    await asyncio.wait_for(fixture.lane.close(), 1)
    with fixture.lane.at_work() as free:
        assert not free


@pytest.mark.parametrize("keeps_state", [True, False])
async def test_a_rebalance_that_cannot_wait_any_longer_ends_a_worker_that_keeps_state(
    fixture: Fixture, monkeypatch: pytest.MonkeyPatch, keeps_state: bool
) -> None:
    monkeypatch.setattr("streams.lane.DRAIN_SECONDS", 0.05)
    monkeypatch.setattr(fixture.handler, "keeps_state", keeps_state)
    fixture.handler.go.clear()
    await fixture.put(FaustEvent(0, 0))
    await fixture.settle()
    await fixture.lane.drain()
    assert [type(error) for error in fixture.fatal] == [StillInWork] * keeps_state
    assert fixture.committed == {}
    fixture.handler.go.set()


async def test_a_broker_that_does_not_answer_a_commit_holds_up_neither_rebalance_nor_stop(
    fixture: Fixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(offsets: Mapping[TP, int]) -> bool:
        await asyncio.Event().wait()
        return True

    monkeypatch.setattr("streams.lane.COMMIT_LIMIT_SECONDS", 0.05)
    fixture.app.consumer._commit = never
    for end in (fixture.lane.drain, fixture.lane.close):
        await fixture.put(FaustEvent(0, 0))
        await fixture.settle()
        await asyncio.wait_for(end(), 1)
    assert fixture.committed == {}


async def test_a_stop_gives_nothing_up_while_a_batch_is_in_work(
    fixture: Fixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streams.lane.DRAIN_SECONDS", 0.05)
    fixture.handler.go.clear()
    await fixture.put(FaustEvent(0, 0))
    await fixture.settle()
    closing = asyncio.create_task(fixture.lane.close())
    await asyncio.sleep(0.2)
    assert not closing.done()
    fixture.handler.go.set()
    await closing
    assert fixture.committed == {0: 1}


async def test_what_the_broker_refuses_is_committed_later(fixture: Fixture) -> None:
    fixture.refuses = True
    await fixture.put(FaustEvent(0, 0))
    await asyncio.sleep(1.2)
    assert fixture.committed == {}
    fixture.refuses = False
    async with asyncio.timeout(5):
        while fixture.committed != {0: 1}:
            await asyncio.sleep(0.05)


async def test_a_closed_lane_takes_nothing_in(fixture: Fixture) -> None:
    await fixture.lane.close()
    event = FaustEvent(0, 0)
    await fixture.put(event)
    await fixture.settle()
    assert fixture.handler.batches == []
    assert fixture.committed == {}


def test_a_standstill_is_noticed_even_when_the_clock_went_on_since() -> None:
    now = 0.0
    guard = StallGuard(5.0, clock=lambda: now)
    guard.check()
    now = 6.0
    guard.beat()
    now = 6.1
    with pytest.raises(Exception, match="stood still"):
        guard.check()


@pytest.mark.parametrize("stage", ["extractor", "ledger"])
async def test_the_agent_hands_messages_to_the_lane_as_they_are(stage: str, tmp_path: Path) -> None:
    """The real application with Faust's own test harness: bytes in, bytes at the lane."""
    metrics = Metrics(Component(stage), version="t", rules_version="t")
    built = build(stage, Settings(), metrics, datadir=tmp_path, parts=fakes.parts())
    taken: list[Any] = []

    async def take(event: Any) -> None:
        taken.append(event)

    built.lane.put = take  # type: ignore[method-assign]
    (agent,) = (agent for agent in built.app.agents.values() if agent.name.endswith("feed"))
    built.app.flow_control.resume()
    async with agent.test_context() as context:
        for value in (b"\xff\x00", b"{}", b"null", b""):
            await context.put(value, key=b"\xfe", wait=False)
        async with asyncio.timeout(5):
            while len(taken) < 4:
                await asyncio.sleep(0.01)
    assert [event.value for event in taken] == [b"\xff\x00", b"{}", b"null", b""]
    # Faust would count as done what it skips while it stops.
    assert agent.channel.acks is False


def test_what_was_read_before_the_flow_resumes_is_kept(tmp_path: Path) -> None:
    metrics = Metrics(Component.LEDGER, version="t", rules_version="t")
    built = build("ledger", Settings(), metrics, datadir=tmp_path, parts=fakes.parts())
    (agent,) = (agent for agent in built.app.agents.values() if agent.name.endswith("feed"))
    queue = agent.channel.clone(is_iterator=True).queue
    queue.put_nowait("read already")
    built.app.flow_control.resume()
    assert queue.qsize() == 1


async def test_partitions_that_move_while_it_stops_leave_the_consumer_to_its_own_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics = Metrics(Component.LEDGER, version="t", rules_version="t")
    app = build("ledger", Settings(), metrics, datadir=tmp_path, parts=fakes.parts()).app
    closed: list[bool] = []
    monkeypatch.setattr(app.consumer, "close", lambda: closed.append(True))
    app._stopped.set()
    await app._on_partitions_revoked(set())
    await app._on_partitions_assigned(set())
    assert closed == []
