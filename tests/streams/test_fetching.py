"""Idle consumers do not ask without pause."""

from __future__ import annotations

import asyncio
import contextlib
import time
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.consumer import fetcher

from streams.fetching import end_fetching_when_told, pace_empty_fetches


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the broker answers to the next fetches, all at once: whether there is something."""
    waiting: list[bool] = []

    async def original(self: Any, *args: Any) -> bool:
        return waiting.pop(0)

    monkeypatch.setattr(fetcher.Fetcher, "_proc_fetch_request", original)
    pace_empty_fetches(0.05)
    return waiting


async def fetch() -> bool:
    received: bool = await fetcher.Fetcher._proc_fetch_request(None, None, None, None)
    return received


async def test_an_empty_fetch_takes_its_time_and_a_full_one_none(answers: list[bool]) -> None:
    answers += [False, True]
    began = time.monotonic()
    assert await fetch() is False
    assert time.monotonic() - began >= 0.04
    began = time.monotonic()
    assert await fetch() is True
    assert time.monotonic() - began < 0.04


async def test_a_second_call_adds_no_second_pause(answers: list[bool]) -> None:
    paced = fetcher.Fetcher._proc_fetch_request
    pace_empty_fetches(0.05)
    assert fetcher.Fetcher._proc_fetch_request is paced


async def test_a_fetch_that_is_no_longer_wanted_ends_without_a_sound(answers: list[bool]) -> None:
    answers += [False]
    task = asyncio.create_task(fetch())
    await asyncio.sleep(0.01)
    task.cancel()
    assert await task is False


async def test_a_fetch_that_hears_it_is_not_wanted_takes_no_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def original(self: Any, *args: Any) -> bool:
        with contextlib.suppress(asyncio.CancelledError):  # as aiokafka's own
            await asyncio.sleep(60)
        return False

    monkeypatch.setattr(fetcher.Fetcher, "_proc_fetch_request", original)
    pace_empty_fetches(5.0)
    task = asyncio.create_task(fetch())
    await asyncio.sleep(0.01)
    task.cancel()
    assert await asyncio.wait_for(task, 1) is False


async def test_fetching_ends_though_the_task_was_just_ending_its_fetches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The task as aiokafka writes it: what it is told while it waits for a fetch, it forgets."""

    async def unwanted() -> bool:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await asyncio.sleep(0.05)
        return False

    async def fetching(pending: asyncio.Task[bool]) -> None:
        pending.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await pending
        await asyncio.sleep(60)

    monkeypatch.setattr(fetcher.Fetcher, "close", fetcher.Fetcher.close)
    end_fetching_when_told()
    end_fetching_when_told()
    pending = asyncio.create_task(unwanted())
    await asyncio.sleep(0.01)
    task = asyncio.create_task(fetching(pending))
    await asyncio.sleep(0.01)
    # Only what `close` looks at; the real one would need a broker.
    own = SimpleNamespace(_closed=False, _fetch_task=task, _fetch_waiters=[], _pending_tasks=[])
    await asyncio.wait_for(fetcher.Fetcher.close(own), 2)
    assert task.done()
    assert own._closed
