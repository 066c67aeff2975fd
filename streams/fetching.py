"""Two changes to how aiokafka fetches: idle consumers are quiet, and fetching ends when told to.

**Idle.** Kafka holds an empty fetch back until something arrives or ``fetch_max_wait_ms`` is over. The local
broker (noida-db 0.2.3) answers at once: an idle consumer was measured to ask 6,500 times a second,
which takes a whole core. aiokafka has no setting for a pause between fetches; hence this change,
which a broker that does wait never notices.

**Ending.** When partitions have moved, aiokafka's fetching task cancels its fetches and waits for
them. Cancelled itself just then, it takes that for the end of a fetch and goes on for ever, while
its consumer waits for it to end: a worker told to stop in the middle of a rebalance never did. So
it is told again until it ends.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from aiokafka.consumer import fetcher

log = logging.getLogger(__name__)

PAUSE_SECONDS = 0.05
"""Shortest time that an empty fetch takes: twenty a second, and no more delay than that."""
_METHOD = "_proc_fetch_request"
_AGAIN_SECONDS = 0.1


def pace_empty_fetches(seconds: float = PAUSE_SECONDS) -> None:
    """Have every consumer of this process pause after an empty fetch that was answered at once.

    Safe to call again. Does nothing, and says so, when aiokafka has no such method any more.
    """
    original = getattr(fetcher.Fetcher, _METHOD, None)
    if original is None:
        log.warning("aiokafka fetches otherwise by now; an idle local broker may take a core")
        return
    if getattr(original, "paced", False):
        return

    async def fetch(self: Any, *args: Any) -> bool:
        loop = asyncio.get_running_loop()
        began = loop.time()
        received: bool = await original(self, *args)
        early = seconds - (loop.time() - began)
        # The original ends without a sound when it is cancelled: whoever did so waits for it.
        task = asyncio.current_task()
        cancelled = task is not None and task.cancelling() > 0
        if not received and early > 0 and not cancelled:
            try:
                await asyncio.sleep(early)
            except asyncio.CancelledError:
                # As the original: a fetch that is no longer wanted ends without a sound.
                return False
        return received

    fetch.paced = True  # type: ignore[attr-defined]
    setattr(fetcher.Fetcher, _METHOD, fetch)


def end_fetching_when_told() -> None:
    """Have every consumer of this process end its fetching task for sure when it is closed.

    Safe to call again.
    """
    original = fetcher.Fetcher.close
    if getattr(original, "sure", False):
        return

    async def close(self: Any) -> None:
        task = self._fetch_task
        while not task.done():
            task.cancel()
            await asyncio.wait({task}, timeout=_AGAIN_SECONDS)
        await original(self)

    close.sure = True  # type: ignore[attr-defined]
    fetcher.Fetcher.close = close
