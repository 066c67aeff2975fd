"""The HTTP interface, version 1. Its OpenAPI document is made from this code."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import uuid4

from fastapi import APIRouter, Depends, Header, HTTPException, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer
from pydantic import Field
from sse_starlette import ServerSentEvent

from contraflow.asyncapi import asyncapi_document
from contraflow.gateway import atom, sse, views
from contraflow.gateway.filters import AlertFilter, ClaimFilter
from contraflow.gateway.outbound import ForbiddenAddressError, check_url, resolve
from contraflow.gateway.position import Position
from contraflow.gateway.publish import Publisher, UnavailableError
from contraflow.gateway.security import Tokens, client_address, refuse, token_of
from contraflow.gateway.store import BadCursorError, Store
from contraflow.gateway.subscriptions import (
    Delivery,
    Subscription,
    Subscriptions,
    TooManySubscriptionsError,
)
from contraflow.gateway.trial import trial_alert
from contraflow.gateway.wakeup import Wakeup
from contraflow.gateway.webhooks import Dispatcher, trial_message
from contraflow.metrics import Metrics
from contraflow.settings import Settings
from schemas import Alert, Feedback, MergedClaim
from streams.topics import TopicName

GEOJSON = "application/geo+json"
_TIMELINE_CLAIMS = 1000


@dataclass(frozen=True)
class Gateway:
    """What the routes work with."""

    settings: Settings
    store: Store
    subscriptions: Subscriptions
    publisher: Publisher
    dispatcher: Dispatcher
    wakeup: Wakeup
    slots: sse.StreamSlots
    render: sse.Rendering
    tokens: Tokens
    metrics: Metrics
    base_url: str
    alerts_topic: str
    caught_up: Callable[[], bool]


class _Paged(AlertFilter):
    limit: int = Field(default=50, ge=1, le=500, description="Alerts a page at most.")
    cursor: str | None = Field(
        default=None, max_length=2000, description="`next_cursor` of the page before."
    )
    format: Literal["json", "geojson"] | None = Field(
        default=None, description="Same as asking by `Accept: application/geo+json`."
    )


class _PagedClaims(ClaimFilter):
    limit: int = Field(default=50, ge=1, le=500, description="Claims a page at most.")
    cursor: str | None = Field(
        default=None, max_length=2000, description="`next_cursor` of the page before."
    )
    format: Literal["json", "geojson"] | None = None


class _Streamed(AlertFilter):
    last_event_id: str | None = Field(
        default=None,
        max_length=4096,
        description="Id of the last event that was seen, for clients that cannot send the header "
        "`Last-Event-ID`; the header goes first. '-' is the start of what the gateway has. "
        "Without either, the stream begins now.",
    )


class _Places(AlertFilter):
    q: str | None = Field(default=None, max_length=200, description="Start of a place's name.")
    open: bool = Field(default=True, description="Only places with an alert that is not resolved.")
    limit: int = Field(default=500, ge=1, le=5000)
    format: Literal["json", "geojson"] | None = None


class _Feed(AlertFilter):
    limit: int = Field(default=50, ge=1, le=200)


class _TimelineQuery(ClaimFilter):
    format: Literal["json", "geojson"] | None = None


def gateway_of(request: Request) -> Gateway:
    """The gateway that this application is of."""
    gateway = request.app.state.gateway
    assert isinstance(gateway, Gateway)
    return gateway


Own = Annotated[Gateway, Depends(gateway_of)]
_bearer = HTTPBearer(auto_error=False, description="Needed only when the gateway has tokens.")


def _may_read(request: Request, gateway: Own, _: Annotated[Any, Depends(_bearer)]) -> None:
    token = token_of(request)
    if not gateway.tokens.may_read(token):
        raise refuse(token)


def _may_manage(request: Request, gateway: Own, _: Annotated[Any, Depends(_bearer)]) -> None:
    token = token_of(request)
    if not gateway.tokens.may_manage(token):
        raise refuse(token)


read = APIRouter(prefix="/v1", dependencies=[Depends(_may_read)])
manage = APIRouter(prefix="/v1", dependencies=[Depends(_may_manage)], tags=["webhooks"])

_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "No such id."}}
_GEO: dict[int | str, dict[str, Any]] = {
    200: {"content": {GEOJSON: {"schema": {"type": "object", "title": "FeatureCollection"}}}}
}
ID = Annotated[str, Path(max_length=512)]


def _geojson(request: Request, wanted: str | None) -> bool:
    if wanted is not None:
        return wanted == "geojson"
    return GEOJSON in request.headers.get("accept", "").lower()


def _as_json(answer: views.View) -> Response:
    """A model as it is: FastAPI would check the whole of it once more."""
    return Response(answer.model_dump_json(), media_type="application/json")


def _as_geojson(content: dict[str, Any]) -> JSONResponse:
    return JSONResponse(content, media_type=GEOJSON, headers={"vary": "Accept"})


@contextmanager
def _cursor_errors() -> Iterator[None]:
    try:
        yield
    except BadCursorError as error:
        raise _unprocessable("query", "cursor", str(error)) from error


def _unprocessable(where: str, field: str, message: str) -> HTTPException:
    """A 422 of the same form as FastAPI's own."""
    return HTTPException(422, [{"type": "value_error", "loc": [where, field], "msg": message}])


# -- alerts --------------------------------------------------------------------------------------


@read.get("/alerts", tags=["alerts"], response_model=views.AlertList, responses=_GEO)
def list_alerts(request: Request, gateway: Own, query: Annotated[_Paged, Query()]) -> Response:
    """Alerts by their newest revision, those detected last first."""
    with _cursor_errors():
        page = gateway.store.alerts(
            query, limit=query.limit, cursor=query.cursor, topic=gateway.alerts_topic
        )
    answer = views.AlertList(
        alerts=tuple(views.AlertView.of(row, gateway.base_url) for row in page.alerts),
        next_cursor=page.cursor,
        position=str(page.position),
    )
    if _geojson(request, query.format):
        return _as_geojson(views.alerts_geojson(answer))
    return _as_json(answer)


@read.get(
    "/alerts/stream",
    tags=["alerts"],
    response_class=sse.Stream,
    responses={
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
        503: {"description": "Too many live connections: try again later."},
    },
)
async def stream_alerts(
    request: Request,
    gateway: Own,
    query: Annotated[_Streamed, Query()],
    last_event_id: Annotated[str | None, Header(max_length=4096)] = None,
) -> sse.Stream:
    """Alerts as they arrive, as Server-Sent Events named `alert`, one for each revision.

    Each event's id is a position in the topic. A client that comes back with it in `Last-Event-ID`
    gets what it missed, nothing twice, also from a gateway that was restarted or rebuilt.
    """
    asked = last_event_id if last_event_id else query.last_event_id
    head = await asyncio.to_thread(gateway.store.head, gateway.alerts_topic)
    if asked is None:
        start = head
    else:
        try:
            start = Position.parse(asked)
        except ValueError as error:
            raise _unprocessable("header", "Last-Event-ID", str(error)) from error
        if gateway.caught_up():
            start = sse.known_part(start, head)
    try:
        slot = gateway.slots.take(client_address(request.scope))
        slot.__enter__()
    except sse.TooManyStreamsError as error:
        raise HTTPException(503, "too many live connections", {"retry-after": "30"}) from error

    async def events() -> AsyncIterator[ServerSentEvent]:
        live = gateway.metrics.gateway_subscribers.labels("sse")
        live.inc()
        try:
            async for event in sse.alert_events(
                gateway.store,
                gateway.wakeup,
                query,
                start,
                render=gateway.render,
                keepalive_seconds=gateway.settings.gateway_keepalive_seconds,
            ):
                yield event
        finally:
            live.dec()
            slot.__exit__(None, None, None)

    return sse.Stream(events(), ping=0, send_timeout=gateway.settings.gateway_send_timeout_seconds)


@read.get(
    "/alerts.atom",
    tags=["alerts"],
    response_class=Response,
    responses={200: {"content": {"application/atom+xml": {"schema": {"type": "string"}}}}},
)
def alerts_feed(request: Request, gateway: Own, query: Annotated[_Feed, Query()]) -> Response:
    """The newest alerts as an Atom feed."""
    page = gateway.store.alerts(query, limit=query.limit, topic=gateway.alerts_topic)
    asked = f"?{request.url.query}" if request.url.query else ""
    document = atom.feed(
        [views.AlertView.of(row, gateway.base_url) for row in page.alerts],
        base_url=gateway.base_url,
        self_url=f"{gateway.base_url}/v1/alerts.atom{asked}",
    )
    return Response(document, media_type="application/atom+xml")


@read.get("/alerts/{alert_id}", tags=["alerts"], responses=_NOT_FOUND)
def get_alert(gateway: Own, alert_id: ID) -> views.AlertDetail:
    """One alert with all its revisions and feedback."""
    found = gateway.store.alert(alert_id)
    if found is None:
        raise HTTPException(404, "no such alert")
    row, revisions = found
    return views.AlertDetail(**dict(views.AlertView.of(row, gateway.base_url)), revisions=revisions)


@read.post("/alerts/{alert_id}/feedback", status_code=201, tags=["feedback"], responses=_NOT_FOUND)
async def give_feedback(gateway: Own, alert_id: ID, given: views.NewFeedback) -> Feedback:
    """Judge an alert: goes to the feedback topic, and shows on the alert."""
    found = await asyncio.to_thread(gateway.store.alert, alert_id)
    if found is None:
        raise HTTPException(404, "no such alert")
    alert = found[0].alert
    feedback = Feedback(
        feedback_id=uuid4().hex,
        alert_id=alert_id,
        revision=alert.revision,
        place_id=alert.place.id,
        verdict=given.verdict,
        note=given.note.strip(),
        analyst=given.analyst.strip(),
        given_at=datetime.now(UTC),
    )
    await _publish(gateway, TopicName.FEEDBACK, feedback, alert.place.id)
    await asyncio.to_thread(gateway.store.add_feedback, feedback)
    return feedback


# -- claims and places ---------------------------------------------------------------------------


@read.get("/claims", tags=["claims"], response_model=views.ClaimList, responses=_GEO)
def list_claims(
    request: Request, gateway: Own, query: Annotated[_PagedClaims, Query()]
) -> Response:
    """Claims with all their mentions, those published last first."""
    with _cursor_errors():
        page = gateway.store.claims(query, limit=query.limit, cursor=query.cursor)
    answer = views.ClaimList(claims=page.claims, next_cursor=page.cursor)
    if _geojson(request, query.format):
        return _as_geojson(views.claims_geojson(answer))
    return _as_json(answer)


@read.get("/claims/{claim_id}", tags=["claims"], responses=_NOT_FOUND)
def get_claim(gateway: Own, claim_id: ID) -> MergedClaim:
    """One claim with all its mentions."""
    claim = gateway.store.claim(claim_id)
    if claim is None:
        raise HTTPException(404, "no such claim")
    return claim


@read.get("/places", tags=["places"], response_model=views.PlaceList, responses=_GEO)
def list_places(request: Request, gateway: Own, query: Annotated[_Places, Query()]) -> Response:
    """Places with alerts, those with the most open ones first: what the map shows."""
    rows = gateway.store.places(query, query=query.q, only_open=query.open, limit=query.limit)
    answer = views.PlaceList(
        places=tuple(views.PlaceSummary.of(row, gateway.base_url) for row in rows)
    )
    if _geojson(request, query.format):
        return _as_geojson(views.places_geojson(answer))
    return _as_json(answer)


@read.get(
    "/places/{place_id}/timeline",
    tags=["places"],
    response_model=views.Timeline,
    responses={**_GEO, **_NOT_FOUND},
)
def place_timeline(
    request: Request, gateway: Own, place_id: ID, query: Annotated[_TimelineQuery, Query()]
) -> Response:
    """What each claimant has said about a place over time: per claimant, never one truth."""
    place = gateway.store.place(place_id)
    if place is None:
        raise HTTPException(404, "no such place")
    claims, truncated = gateway.store.place_claims(place_id, query, _TIMELINE_CLAIMS)
    alerts = gateway.store.place_alerts(place_id)
    timeline = views.Timeline(
        place=place,
        claimants=views.claimants(claims, (row.alert for row in alerts)),
        alerts=tuple(views.AlertView.of(row, gateway.base_url) for row in alerts),
        truncated=truncated,
    )
    if _geojson(request, query.format):
        return _as_geojson(views.timeline_geojson(timeline))
    return _as_json(timeline)


@read.get("/asyncapi.json", tags=["about"])
def asyncapi(gateway: Own) -> dict[str, Any]:
    """The public Kafka topics as an AsyncAPI 3 document."""
    return asyncapi_document(gateway.settings)


# -- webhooks ------------------------------------------------------------------------------------


@manage.post("/webhooks", status_code=201)
async def create_webhook(
    gateway: Own, wanted: views.NewSubscription, response: Response
) -> views.CreatedSubscription:
    """Call a URL with each alert from now on. The secret is shown this once."""
    _need_caught_up(gateway)
    private = gateway.settings.webhook_allow_private
    try:
        parts = check_url(wanted.url, allow_private=private)
        default = 443 if parts.scheme == "https" else 80
        async with asyncio.timeout(5):
            await resolve(parts.hostname or "", parts.port or default, allow_private=private)
    except ForbiddenAddressError as error:
        raise _unprocessable("body", "url", str(error)) from error
    except (OSError, UnicodeError) as error:
        raise _unprocessable("body", "url", "the host has no address") from error
    secret = wanted.secret.get_secret_value() if wanted.secret else None
    if secret is not None:
        _check_secret(secret)
    head = await asyncio.to_thread(gateway.store.head, gateway.alerts_topic)
    try:
        created = await asyncio.to_thread(
            gateway.subscriptions.create,
            url=wanted.url,
            wanted=wanted.filter,
            body_format=wanted.format,
            description=wanted.description,
            secret=secret,
            position=head,
            now=datetime.now(UTC),
            most=gateway.settings.webhook_max_subscriptions,
        )
    except TooManySubscriptionsError as error:
        raise HTTPException(409, "no further subscriptions are taken") from error
    gateway.dispatcher.poke()
    response.headers["location"] = f"/v1/webhooks/{created.subscription_id}"
    return views.CreatedSubscription(**dict(_subscription(created)), secret=created.secret)


@manage.get("/webhooks")
def list_webhooks(gateway: Own) -> list[views.SubscriptionView]:
    """All subscriptions, the oldest first; without their secrets."""
    return [_subscription(one) for one in gateway.subscriptions.all()]


@manage.get("/webhooks/{subscription_id}", responses=_NOT_FOUND)
def get_webhook(gateway: Own, subscription_id: ID) -> views.SubscriptionView:
    """One subscription, without its secret."""
    return _subscription(_known(gateway, subscription_id))


@manage.delete("/webhooks/{subscription_id}", status_code=204, responses=_NOT_FOUND)
def delete_webhook(gateway: Own, subscription_id: ID) -> None:
    """Call it no more."""
    if not gateway.subscriptions.delete(subscription_id):
        raise HTTPException(404, "no such webhook")


@manage.get("/webhooks/{subscription_id}/deliveries", responses=_NOT_FOUND)
def list_deliveries(
    gateway: Own, subscription_id: ID, limit: Annotated[int, Query(ge=1, le=500)] = 50
) -> views.DeliveryList:
    """What was sent, what waits and what failed, the newest first."""
    _known(gateway, subscription_id)
    listed = gateway.subscriptions.deliveries(subscription_id, limit)
    return views.DeliveryList(deliveries=tuple(_delivery(one) for one in listed))


@manage.post("/webhooks/{subscription_id}/test", status_code=202, responses=_NOT_FOUND)
async def test_webhook(gateway: Own, subscription_id: ID) -> views.SubscriptionView:
    """Send a test alert to this webhook alone, whatever its filter."""
    known = await asyncio.to_thread(_known, gateway, subscription_id)
    if known.state != "active":
        raise HTTPException(409, "the webhook is disabled")
    now = datetime.now(UTC)
    delivery = trial_message(trial_alert(now), known, gateway.base_url)
    await asyncio.to_thread(gateway.subscriptions.enqueue, subscription_id, [delivery], None, now)
    gateway.dispatcher.poke()
    return _subscription(await asyncio.to_thread(_known, gateway, subscription_id))


@manage.post("/webhooks/{subscription_id}/enable", responses=_NOT_FOUND)
async def enable_webhook(gateway: Own, subscription_id: ID) -> views.SubscriptionView:
    """Call a disabled webhook again, from now on. What it missed is under `/v1/alerts`."""
    _need_caught_up(gateway)
    known = await asyncio.to_thread(_known, gateway, subscription_id)
    if known.state == "disabled":
        head = await asyncio.to_thread(gateway.store.head, gateway.alerts_topic)
        await asyncio.to_thread(gateway.subscriptions.enable, subscription_id, head)
        gateway.dispatcher.poke()
    return _subscription(await asyncio.to_thread(_known, gateway, subscription_id))


@manage.post("/test-alert", status_code=202)
async def send_test_alert(gateway: Own) -> Alert:
    """Write a test alert to the alerts topic, marked as such: every subscriber gets it."""
    alert = trial_alert(datetime.now(UTC))
    await _publish(gateway, TopicName.ALERTS, alert, alert.place.id)
    return alert


# -- helpers -------------------------------------------------------------------------------------


async def _publish(gateway: Gateway, topic: TopicName, record: Any, key: str) -> None:
    try:
        await gateway.publisher.publish(topic, record, key)
    except UnavailableError as error:
        raise HTTPException(503, str(error), {"retry-after": "10"}) from error


def _need_caught_up(gateway: Gateway) -> None:
    """Until the topic has been read up to now, nobody knows where "from now on" begins."""
    if not gateway.caught_up():
        raise HTTPException(503, "the gateway is still reading the topic", {"retry-after": "5"})


def _known(gateway: Gateway, subscription_id: str) -> Subscription:
    found = gateway.subscriptions.get(subscription_id)
    if found is None:
        raise HTTPException(404, "no such webhook")
    return found


def _check_secret(secret: str) -> None:
    try:
        key = b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:
        key = b""
    if not secret.startswith("whsec_") or not 24 <= len(key) <= 64:
        raise _unprocessable("body", "secret", "'whsec_' and 24 to 64 bytes in base64")


def _subscription(one: Subscription) -> views.SubscriptionView:
    return views.SubscriptionView(
        subscription_id=one.subscription_id,
        url=one.url,
        filter=one.filter,
        format=one.format,
        description=one.description,
        created_at=one.created_at,
        state=one.state,
        reason=one.reason,
        waiting=one.waiting,
        failed=one.failed,
        last_success_at=one.last_success_at,
    )


def _delivery(one: Delivery) -> views.DeliveryView:
    return views.DeliveryView(
        delivery_id=one.delivery_id,
        alert_id=one.alert_id,
        revision=one.revision,
        state=one.state,
        attempts=one.attempts,
        created_at=one.created_at,
        next_attempt_at=one.next_attempt_at if one.state == "waiting" else None,
        last_error=one.last_error,
    )
