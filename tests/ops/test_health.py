"""The probes tell the truth: a consumer that stands still is not healthy."""

from __future__ import annotations

import json
from typing import TypedDict

import pytest

from contraflow.health import (
    CheckResult,
    Flag,
    Health,
    HealthServer,
    Heartbeat,
    Probe,
    ProgressWatch,
)
from contraflow.metrics import Component, Metrics
from contraflow.probe import ask

ONE, TWO = ("articles", 0), ("articles", 1)


class Where(TypedDict):
    host: str
    port: int


class FakeClock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics(Component.LEDGER, version="1", rules_version="r1")


def test_waiting_records_without_a_commit_are_a_stall(clock: FakeClock) -> None:
    watch = ProgressWatch(stall_seconds=60, clock=clock)
    watch.observe({ONE: (5, 9)})
    for _ in range(6):
        clock.now += 10
        watch.observe({ONE: (5, 9)})
        assert watch().ok
    clock.now += 10
    watch.observe({ONE: (5, 20)})
    result = watch()
    assert not result.ok
    assert "articles/0: 15 waiting" in result.detail


def test_a_commit_ends_the_stall(clock: FakeClock) -> None:
    watch = ProgressWatch(stall_seconds=60, clock=clock)
    watch.observe({ONE: (5, 9)})
    clock.now += 61
    watch.observe({ONE: (5, 9)})
    assert not watch().ok
    watch.observe({ONE: (6, 9)})
    assert watch().ok


def test_an_idle_consumer_is_healthy_and_its_time_begins_with_the_first_record(
    clock: FakeClock,
) -> None:
    watch = ProgressWatch(stall_seconds=60, clock=clock)
    watch.observe({ONE: (9, 9)})
    clock.now += 10_000
    watch.observe({ONE: (9, 12)})
    assert watch().ok
    clock.now += 61
    watch.observe({ONE: (9, 12)})
    assert not watch().ok


def test_unseen_offsets_are_not_taken_for_progress(clock: FakeClock) -> None:
    watch = ProgressWatch(stall_seconds=60, clock=clock)
    watch.observe({ONE: (9, 9)})
    clock.now += 61
    assert "unknown" in watch().detail
    assert not watch().ok


def test_only_own_partitions_count_and_a_new_owner_gets_its_time(clock: FakeClock) -> None:
    own = {TWO}
    watch = ProgressWatch(stall_seconds=60, assigned=lambda: own, clock=clock)
    watch.observe({ONE: (0, 9), TWO: (3, 3)})
    assert watch().ok
    clock.now += 100
    watch.observe({ONE: (0, 9), TWO: (3, 3)})
    assert watch().ok, "another process's stall"
    own.add(ONE)
    assert watch().ok, "just taken over"
    clock.now += 61
    watch.observe({ONE: (0, 9), TWO: (3, 3)})
    assert not watch().ok


def test_a_silent_event_loop_is_not_healthy(clock: FakeClock) -> None:
    beat = Heartbeat(30, clock=clock)
    clock.now += 31
    assert not beat().ok
    beat.beat()
    assert beat().ok


def test_a_check_that_raises_has_failed() -> None:
    health = Health()

    def broken() -> CheckResult:
        raise RuntimeError("the article's whole text")

    health.add("broken", Probe.LIVE, broken)
    report = health.report(Probe.LIVE)
    assert not report.ok
    assert "whole text" not in report.to_json().decode()


def test_probes_over_http(metrics: Metrics) -> None:
    health, alive, ready = Health(), Flag("start"), Flag("the tables")
    health.add("alive", Probe.LIVE, alive)
    health.add("tables", Probe.READY, ready)
    alive.set(True)
    with HealthServer(health, metrics) as server:
        where: Where = {"host": "127.0.0.1", "port": server.port}
        assert ask("/healthz", **where)[0] == 200
        status, body = ask("/readyz", **where)
        assert status == 503
        assert json.loads(body)["checks"]["tables"] == {
            "ok": False,
            "detail": "waiting for the tables",
        }
        ready.set(True)
        assert ask("/readyz", **where)[0] == 200
        alive.set(False, "gone")
        assert ask("/healthz", **where)[0] == 503
        assert ask("/readyz", **where)[0] == 503, "what is not alive is not ready either"
        status, text = ask("/metrics", **where)
        assert status == 200
        assert "contraflow_live 0.0" in text
        assert 'contraflow_build_info{component="ledger"' in text
        assert ask("/other", **where)[0] == 404
    with pytest.raises(OSError):
        ask("/healthz", **where)
