"""How fast the gateway takes alerts in, answers, and passes them on live.

    python -m bench.gateway [--alerts N] [--clients N]

Prints how long a database of N alerts takes to be built, the time of typical requests at that
size, and how long one new alert takes to reach all of the live clients. One process serves, this
one asks; both share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import uvicorn

from contraflow.gateway.api import Gateway
from contraflow.gateway.app import create_app
from contraflow.gateway.serve import listen
from contraflow.gateway.store import Incoming, Kind
from contraflow.gateway.trial import trial_alert
from contraflow.settings import Settings
from schemas import Alert, Place, PlacePrecision

_START = datetime(2024, 1, 1, tzinfo=UTC)
_PLACES = 5000
_REQUESTS = (
    "/v1/alerts",
    "/v1/alerts?place=Place%2042",
    "/v1/alerts?country=AB&min_confidence=0.5",
    "/v1/alerts?near=10.5,10.5&radius_km=100",
    "/v1/alerts?outlet=nobody",
    "/v1/places",
    "/v1/alerts.atom",
)


def made_up(number: int) -> Alert:
    """The alert of a number, always the same, over 5,000 places."""
    spot = number % _PLACES
    place = Place(
        id=f"bench:{spot}",
        name=f"Place {spot}",
        surface=f"Place {spot}",
        aliases=(f"Alias {spot}", f"Other {spot}"),
        country="AB" if spot % 50 == 0 else "XY",
        lat=spot % 100 - 50 + 0.5,
        lon=spot // 100 * 2 - 50 + 0.5,
        precision=PlacePrecision.LOCALITY,
    )
    base = trial_alert(_START + timedelta(seconds=number))
    return base.model_copy(
        update={
            "alert_id": f"bench-{number}",
            "place": place,
            "test": False,
            "confidence": number % 100 / 100,
            "earlier": base.earlier.model_copy(update={"place": place}),
            "later": base.later.model_copy(update={"place": place}),
        }
    )


def records(first: int, count: int) -> list[Incoming]:
    """Alerts as they are read from their topic."""
    return [
        Incoming(Kind.ALERT, "contraflow.alerts", n % 4, n // 4, _START, made_up(n))
        for n in range(first, first + count)
    ]


async def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--alerts", type=int, default=100_000)
    arguments.add_argument("--clients", type=int, default=100)
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        settings = Settings(
            gateway_port=0, gateway_requests_per_minute=10**9,
            gateway_max_streams_per_address=10**6, gateway_max_streams=10**6,
        )  # fmt: skip
        app = create_app(settings, folder=path, read_kafka=False)
        gateway = app.state.gateway
        assert isinstance(gateway, Gateway)
        spent = 0.0
        for first in range(0, wanted.alerts, 500):
            batch = records(first, min(500, wanted.alerts - first))
            started = time.perf_counter()
            gateway.store.apply(batch)
            spent += time.perf_counter() - started
        size = _size(path)
        print(
            f"database: {wanted.alerts} alerts in {spent:.1f} s "
            f"({wanted.alerts / spent:.0f}/s), {size / 2**20:.0f} MiB"
        )
        bound = listen(settings)
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        while not server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
            await asyncio.sleep(0.05)
        await _requests(url)
        await _fan_out(url, gateway, wanted.alerts, wanted.clients)
        server.should_exit = True
        await serving


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.glob("log.sqlite*"))


async def _requests(url: str) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        for path in _REQUESTS:
            times: list[float] = []
            for _ in range(20):
                started = time.perf_counter()
                answer = await client.get(path)
                answer.raise_for_status()
                times.append((time.perf_counter() - started) * 1000)
            print(
                f"GET {path}: median {statistics.median(times):.1f} ms, "
                f"slowest of 20 {max(times):.1f} ms"
            )


async def _fan_out(url: str, gateway: Gateway, first: int, clients: int) -> None:
    arrived: list[float] = []
    connected = asyncio.Semaphore(0)

    async def listen_once(client: httpx.AsyncClient) -> None:
        async with client.stream("GET", "/v1/alerts/stream") as stream:
            connected.release()
            async for line in stream.aiter_lines():
                if line.startswith("event: alert"):
                    arrived.append(time.perf_counter())
                    return

    async with httpx.AsyncClient(
        base_url=url, timeout=60, limits=httpx.Limits(max_connections=None)
    ) as client:
        tasks = [asyncio.create_task(listen_once(client)) for _ in range(clients)]
        for _ in tasks:
            await connected.acquire()
        await asyncio.sleep(1)
        started = time.perf_counter()
        await asyncio.to_thread(gateway.store.apply, records(first, 1))
        gateway.wakeup.wake()
        await asyncio.gather(*tasks)
    delays = sorted((at - started) * 1000 for at in arrived)
    print(
        f"live: one alert to {clients} clients: first {delays[0]:.0f} ms, "
        f"median {statistics.median(delays):.0f} ms, last {delays[-1]:.0f} ms"
    )


if __name__ == "__main__":
    asyncio.run(main())
