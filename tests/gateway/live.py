"""A gateway on a real port, in a thread of its own: for streams and for browsers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self

import uvicorn
from fastapi import FastAPI

from contraflow.gateway.api import Gateway
from contraflow.gateway.serve import listen
from contraflow.gateway.store import Incoming
from contraflow.settings import Settings


class LiveGateway:
    """Serves an application on loopback; a context manager."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self._socket = listen(Settings(gateway_port=0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._server = uvicorn.Server(
            uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=2)
        )
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    @property
    def gateway(self) -> Gateway:
        """The application's parts."""
        gateway = self.app.state.gateway
        assert isinstance(gateway, Gateway)
        return gateway

    def write(self, records: Iterable[Incoming]) -> None:
        """Records as if they had been read from Kafka."""
        self.gateway.store.apply(records)
        self._loop.call_soon_threadsafe(self.gateway.wakeup.wake)

    def __enter__(self) -> Self:
        started = threading.Event()

        async def mark() -> None:
            import asyncio

            self._loop = asyncio.get_running_loop()
            started.set()

        startup = self._server.startup

        async def startup_and_mark(sockets: object = None) -> None:
            await startup(sockets=sockets)  # type: ignore[arg-type]
            await mark()

        self._server.startup = startup_and_mark  # type: ignore[method-assign]
        self._thread.start()
        if not started.wait(10):
            raise RuntimeError("the gateway did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()


def wait_for(condition: object, seconds: float = 10.0) -> None:
    """Return when a function answers with something true; TimeoutError when it does not."""
    assert callable(condition)
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError("it did not happen in time")
        time.sleep(0.02)
