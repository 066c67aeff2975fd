"""A worker process with the fakes, to be looked at from outside: see ``--help``."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
from typing import Any

from aiokafka.consumer.fetcher import Fetcher
from aiokafka.consumer.group_coordinator import CoordinatorGroupRebalance

from contraflow.settings import get_settings
from streams.stopping import STOP_SECONDS
from streams.worker import run
from tests.streams.fakes import parts


def stop_at_join(number: int) -> None:
    """Have the process tell itself to stop as it joins its group for the ``number``-th time."""
    join = CoordinatorGroupRebalance.perform_group_join
    fetch = Fetcher._proc_fetch_request
    joins = 0

    async def telling(self: Any) -> Any:
        nonlocal joins
        joins += 1
        if joins == number:
            os.kill(os.getpid(), signal.SIGTERM)
        return await join(self)

    async def slow(self: Any, *args: Any) -> Any:
        received = await fetch(self, *args)
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            # As on a busy machine: it ends, but not at once.
            await asyncio.sleep(0.3)
        return received

    CoordinatorGroupRebalance.perform_group_join = telling
    Fetcher._proc_fetch_request = slow


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage")
    parser.add_argument("session_seconds", type=float)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--stop-seconds", type=float, default=STOP_SECONDS)
    parser.add_argument("--stop-at-join", type=int)
    given = parser.parse_args()
    if given.stop_at_join is not None:
        stop_at_join(given.stop_at_join)
    run(
        given.stage,
        get_settings(),
        parts=parts(),
        session_seconds=given.session_seconds,
        stop_seconds=given.stop_seconds,
        alone=given.alone,
    )
