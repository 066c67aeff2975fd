"""The gateway's application: routes, guards and the tasks that run beside them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contraflow import __version__
from contraflow.gateway import api, pages
from contraflow.gateway.ingest import Ingest
from contraflow.gateway.publish import KafkaPublisher, Publisher, beat
from contraflow.gateway.security import Guard, Tokens, base_url
from contraflow.gateway.sse import Rendering, StreamSlots
from contraflow.gateway.store import AlertEvent, Store
from contraflow.gateway.subscriptions import Subscriptions
from contraflow.gateway.wakeup import Wakeup
from contraflow.gateway.webhooks import Dispatcher
from contraflow.health import CheckResult, Health, Probe, render_metrics
from contraflow.lag import LagMonitor
from contraflow.metrics import Component, Metrics
from contraflow.settings import Settings
from streams.topics import TopicName, Topics, consumer_groups

log = logging.getLogger(__name__)

_MAX_BODY_BYTES = 65_536
_COUNT_SECONDS = 10.0

_DESCRIPTION = """\
Alerts on contradictions between claims about places, with both sides' exact words.

Nothing here says who is right. An alert says that two claims about one place, on one question and
for one time, cannot both be true.
"""


class _Counted:
    """Counts requests by route template, and how long each took to its first byte."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()

        async def counting(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", None) or "unmatched"
                metrics = self._metrics
                metrics.gateway_requests.labels(
                    _method(scope["method"]), route, str(message["status"])
                ).inc()
                metrics.gateway_request_duration_seconds.labels(route).observe(
                    time.perf_counter() - started
                )
            await send(message)

        await self.app(scope, receive, counting)


def _method(method: str) -> str:
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return method if method in known else "other"


def create_app(
    settings: Settings,
    *,
    folder: Path | None = None,
    publisher: Publisher | None = None,
    read_kafka: bool = True,
    rules_version: str = "",
) -> FastAPI:
    """The gateway as an ASGI application.

    Args:
        settings: All settings.
        folder: Where the databases lie; by default ``gateway`` in the data folder.
        publisher: Where feedback and test alerts go; by default Kafka.
        read_kafka: False for tests, which write to the store themselves.
        rules_version: For the build info metric.
    """
    where = folder if folder is not None else settings.datadir / "gateway"
    alerts_topic = Topics(settings)[TopicName.ALERTS].name
    store = Store(where / "log.sqlite")
    subscriptions = Subscriptions(where / "subscriptions.sqlite")
    metrics = Metrics(Component.GATEWAY, version=__version__, rules_version=rules_version)
    metrics.watch_data_folder(where)
    health = Health()
    wakeup = Wakeup()
    kafka = KafkaPublisher(settings)  # connects only when it is used
    writer: Publisher = kafka if publisher is None else publisher

    def on_alerts(_: Sequence[AlertEvent]) -> None:
        wakeup.wake()

    ingest = Ingest(settings, store, on_alerts)

    def caught_up() -> bool:
        return ingest.caught_up or not read_kafka

    dispatcher = Dispatcher(
        settings=settings,
        store=store,
        subscriptions=subscriptions,
        wakeup=wakeup,
        alerts_topic=alerts_topic,
        base_url=base_url(settings),
        metrics=metrics,
        caught_up=caught_up,
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        jobs: list[asyncio.Task[None]] = []

        def start(name: str, job: Awaitable[None]) -> None:
            task = asyncio.create_task(_supervised(name, job))
            jobs.append(task)
            health.add(name, Probe.LIVE, lambda: CheckResult(not task.done(), "running"))

        if read_kafka:
            health.add("reading", Probe.LIVE, ingest.alive)
            health.add("caught-up", Probe.READY, ingest.ready)
            start("reader", ingest.run())
            if settings.heartbeat_seconds > 0:
                start("heartbeat", beat(writer, settings.heartbeat_seconds))
        start("webhooks", dispatcher.run())
        start("counts", _count(store, metrics))
        # The workers watch the groups too; this look is there when all of them are down.
        lag = LagMonitor(settings.bootstrap_list, consumer_groups(settings), metrics)
        if read_kafka:
            lag.start()
        try:
            yield
        finally:
            await asyncio.to_thread(lag.stop)
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)
            with suppress(Exception):
                await kafka.close()
            store.close()
            subscriptions.close()

    app = FastAPI(
        title="Contraflow",
        version=__version__,
        description=_DESCRIPTION,
        license_info={"name": "MIT"},
        # the documentation pages load scripts from elsewhere, which the policy forbids
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        max_body_size=_MAX_BODY_BYTES,
        lifespan=lifespan,
    )
    app.state.gateway = api.Gateway(
        settings=settings,
        store=store,
        subscriptions=subscriptions,
        publisher=writer,
        dispatcher=dispatcher,
        wakeup=wakeup,
        slots=StreamSlots(settings.gateway_max_streams, settings.gateway_max_streams_per_address),
        render=Rendering(base_url(settings)),
        tokens=Tokens(settings.gateway_read_tokens, settings.gateway_manage_tokens),
        metrics=metrics,
        base_url=base_url(settings),
        alerts_topic=alerts_topic,
        caught_up=caught_up,
    )
    app.state.health = health
    app.include_router(api.read)
    app.include_router(api.manage)
    app.include_router(pages.pages)
    app.mount("/static", pages.Static(directory=pages.STATIC), name="static")
    _add_probes(app, health, metrics)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(_Counted, metrics=metrics)
    return app


def _add_probes(app: FastAPI, health: Health, metrics: Metrics) -> None:
    def answer(probe: Probe) -> Response:
        report = health.report(probe)
        return Response(
            report.to_json(),
            status_code=200 if report.ok else 503,
            media_type="application/json",
            headers={"cache-control": "no-store"},
        )

    @app.api_route("/healthz", methods=["GET", "HEAD"], include_in_schema=False)
    async def healthz() -> Response:
        return answer(Probe.LIVE)

    @app.api_route("/readyz", methods=["GET", "HEAD"], include_in_schema=False)
    async def readyz() -> Response:
        return answer(Probe.READY)

    @app.api_route("/metrics", methods=["GET", "HEAD"], include_in_schema=False)
    def prometheus(request: Request) -> Response:
        body, content_type = render_metrics(health, metrics, request.headers.get("accept", ""))
        return Response(body, headers={"content-type": content_type, "cache-control": "no-store"})


async def _supervised(name: str, job: Awaitable[None]) -> None:
    try:
        await job
    except asyncio.CancelledError:
        raise
    except Exception:
        log.exception("the gateway's %s stopped", name)
        raise


async def _count(store: Store, metrics: Metrics) -> None:
    while True:
        by_status, open_by_kind = await asyncio.to_thread(store.alert_counts)
        for status, count in by_status.items():
            metrics.gateway_alerts.labels(status).set(count)
        metrics.gateway_open_alerts.clear()
        for (kind, aspect), count in open_by_kind.items():
            metrics.gateway_open_alerts.labels(kind, aspect).set(count)
        await asyncio.sleep(_COUNT_SECONDS)
