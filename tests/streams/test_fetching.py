"""Idle consumers do not ask without pause."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from aiokafka.consumer import fetcher

from streams.fetching import pace_empty_fetches


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
