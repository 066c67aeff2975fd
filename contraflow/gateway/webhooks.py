"""Webhooks: each revision of each wanted alert, POSTed and signed as Standard Webhooks asks.

Signing: https://www.standardwebhooks.com (``webhook-id``, ``webhook-timestamp``,
``webhook-signature``), by its own library. Delivery is at least once: ``webhook-id`` is the same on
each attempt, so that a receiver can drop a repeat.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, Literal

import httpx
from standardwebhooks import Webhook

from contraflow import __version__
from contraflow.gateway.outbound import Answer, ForbiddenAddressError, new_client, post
from contraflow.gateway.position import Position
from contraflow.gateway.sse import known_part
from contraflow.gateway.store import AlertEvent, Store
from contraflow.gateway.subscriptions import Delivery, NewDelivery, Subscription, Subscriptions
from contraflow.gateway.views import EVENT_TYPES, alert_link, event_view
from contraflow.gateway.wakeup import Wakeup
from contraflow.metrics import DeliveryOutcome, Metrics
from contraflow.settings import Settings
from schemas import Alert, AlertStatus

log = logging.getLogger(__name__)

_PAGE = 100
_AT_ONCE = 8
_IDLE_SECONDS = 30.0
_KEEP = timedelta(days=30)
_JITTER = 0.1
_LONGEST_RETRY_AFTER = 86_400.0


def standard_body(event: AlertEvent, base_url: str) -> str:
    """The body as Standard Webhooks recommends it: type, timestamp, data."""
    view = event_view(event, base_url)
    return json.dumps(
        {
            "type": EVENT_TYPES[event.alert.status],
            "timestamp": event.alert.detected_at.isoformat().replace("+00:00", "Z"),
            "data": view.model_dump(mode="json", exclude={"feedback"}),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def alertmanager_body(event: AlertEvent, base_url: str, receiver: str) -> str:
    """The body of Prometheus Alertmanager's webhook receiver, version 4, with one alert."""
    alert = event.alert
    status = "resolved" if alert.status is AlertStatus.RESOLVED else "firing"
    labels = {
        "alertname": "Contradiction",
        "alert_id": alert.alert_id,
        "type": alert.type.value,
        "aspect": alert.aspect.value,
        "place": alert.place.name,
        "place_id": alert.place.id,
        "country": alert.place.country or "",
        "severity": "test" if alert.test else "warning",
    }
    annotations = {
        "summary": f"{alert.place.name}: {alert.explanation}",
        "earlier": f"{alert.earlier.source}: “{alert.earlier.quote}”",
        "later": f"{alert.later.source}: “{alert.later.quote}”",
        "confidence": f"{alert.confidence:.2f}",
        "revision": str(alert.revision),
    }
    when = alert.detected_at.isoformat().replace("+00:00", "Z")
    link = alert_link(base_url, alert.alert_id)
    body: dict[str, Any] = {
        "version": "4",
        "groupKey": f'{{}}:{{alert_id="{alert.alert_id}"}}',
        "truncatedAlerts": 0,
        "status": status,
        "receiver": receiver,
        "groupLabels": {"alert_id": alert.alert_id},
        "commonLabels": labels,
        "commonAnnotations": annotations,
        "externalURL": base_url,
        "alerts": [
            {
                "status": status,
                "labels": labels,
                "annotations": annotations,
                "startsAt": when,
                # Alertmanager's "no end yet" is Go's zero time
                "endsAt": when if status == "resolved" else "0001-01-01T00:00:00Z",
                "generatorURL": link,
                "fingerprint": hashlib.sha256(alert.alert_id.encode()).hexdigest()[:16],
            }
        ],
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def message(event: AlertEvent, subscription: Subscription, base_url: str) -> NewDelivery:
    """The message that tells a subscriber of a revision; always the same for the same two."""
    alert = event.alert
    body = (
        alertmanager_body(event, base_url, subscription.subscription_id)
        if subscription.format == "alertmanager"
        else standard_body(event, base_url)
    )
    name = "\0".join((subscription.subscription_id, alert.alert_id, str(alert.revision)))
    return NewDelivery(
        delivery_id=f"msg_{hashlib.sha256(name.encode()).hexdigest()[:32]}",
        alert_id=alert.alert_id,
        revision=alert.revision,
        body=body,
    )


def trial_message(alert: Alert, subscription: Subscription, base_url: str) -> NewDelivery:
    """A message of a test alert for one subscriber alone."""
    return message(AlertEvent(0, 0, 0, alert), subscription, base_url)


def signed_headers(delivery: Delivery, secret: str, now: datetime) -> dict[str, str]:
    """The headers of one attempt."""
    signature = Webhook(secret).sign(delivery.delivery_id, now, delivery.body)
    return {
        "content-type": "application/json",
        "user-agent": f"contraflow/{__version__}",
        "webhook-id": delivery.delivery_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature,
    }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do after an attempt."""

    action: Literal["done", "retry", "give-up", "disable"]
    reason: str = ""
    wait_seconds: float = 0.0


def judge(
    answer: Answer | Exception, attempts: int, schedule: Sequence[float], now: datetime
) -> Verdict:
    """What follows from a receiver's answer, or from getting none.

    2xx is success, 410 ends the subscription, all else is tried again by the schedule, later when
    the receiver asks for that (``Retry-After``). A redirect is a failure: the receiver has moved.

    Args:
        answer: The answer, or why there was none.
        attempts: Failed attempts before this one.
        schedule: Seconds to wait after each failed attempt.
        now: The time of the attempt.
    """
    if isinstance(answer, Answer):
        if 200 <= answer.status < 300:
            return Verdict("done")
        if answer.status == 410:
            return Verdict("disable", "the receiver answered 410 Gone")
        reason = f"HTTP {answer.status}"
    elif isinstance(answer, ForbiddenAddressError):
        reason = str(answer)
    else:
        reason = type(answer).__name__
    if attempts >= len(schedule):
        return Verdict("give-up", reason)
    wait = schedule[attempts]
    if isinstance(answer, Answer) and answer.status in (429, 503) and answer.retry_after:
        wait = max(wait, _retry_after(answer.retry_after, now))
    return Verdict("retry", reason, wait)


def _retry_after(text: str, now: datetime) -> float:
    """Seconds that a Retry-After header asks for (RFC 9110: seconds or a date); 0: unreadable."""
    if text.strip().isdecimal():
        seconds = float(text)
    else:
        try:
            date = parsedate_to_datetime(text)
        except ValueError:
            return 0.0
        if date.tzinfo is None:
            date = date.replace(tzinfo=UTC)
        seconds = (date - now).total_seconds()
    return min(max(0.0, seconds), _LONGEST_RETRY_AFTER)


@dataclass
class Dispatcher:
    """Turns new revisions into deliveries, and delivers them.

    One delivery at a time for each subscription, so that revisions arrive in order while all is
    well; one that failed waits for its turn and does not hold up the others.
    """

    settings: Settings
    store: Store
    subscriptions: Subscriptions
    wakeup: Wakeup
    alerts_topic: str
    base_url: str
    metrics: Metrics
    caught_up: Callable[[], bool] = lambda: True
    """Whether the store has all that was on the topic; before, nothing is enqueued."""
    _busy: dict[str, asyncio.Task[None]] = field(default_factory=dict, init=False)
    _changed: Wakeup = field(default_factory=Wakeup, init=False)

    def poke(self) -> None:
        """Look again at once: a subscription was made or changed."""
        self._changed.wake()

    async def run(self) -> None:
        """Enqueue and deliver until cancelled; what is under way then is tried again later."""
        async with new_client(self.settings.webhook_timeout_seconds) as client:
            try:
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._enqueue_for_ever())
                    tasks.create_task(self._deliver_for_ever(client))
            finally:
                for task in self._busy.values():
                    task.cancel()
                await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _enqueue_for_ever(self) -> None:
        while True:
            ticket = self.wakeup.ticket()
            # a store that is being rebuilt looks like a topic that was made anew: wait for it
            if not self.caught_up():
                await asyncio.sleep(0.2)
                continue
            if await asyncio.to_thread(self.enqueue_new, datetime.now(UTC)):
                self._changed.wake()
            await Wakeup.wait(ticket, _IDLE_SECONDS)

    def enqueue_new(self, now: datetime) -> int:
        """Write the deliveries of revisions that subscriptions have not seen; return how many."""
        written = 0
        for subscription in self.subscriptions.all():
            if subscription.state == "active":
                written += self._enqueue_for(subscription, now)
        return written

    def _enqueue_for(self, subscription: Subscription, now: datetime) -> int:
        head = self.store.head(self.alerts_topic)
        start = known_part(subscription.position, head)
        position, written = start, 0
        seq = self.store.seq_before(start)
        while True:
            page = self.store.events_after(start, seq, subscription.filter, _PAGE)
            seq = page.seq
            for event in page.events:
                position = position.advanced(event.partition, event.offset)
            if page.events:
                self.subscriptions.enqueue(
                    subscription.subscription_id,
                    [message(event, subscription, self.base_url) for event in page.events],
                    position,
                    now,
                )
                written += len(page.events)
            if len(page.events) < _PAGE:
                break
        # what the filter held back up to here need not be looked at again
        done = Position({p: max(o, position.offsets.get(p, -1)) for p, o in head.offsets.items()})
        if done.offsets and str(done) != str(subscription.position):
            self.subscriptions.enqueue(subscription.subscription_id, (), done, now)
        return written

    async def _deliver_for_ever(self, client: httpx.AsyncClient) -> None:
        pruned = 0.0
        while True:
            ticket = self._changed.ticket()
            now = datetime.now(UTC)
            due = await asyncio.to_thread(
                self.subscriptions.due,
                now,
                busy=tuple(self._busy),
                limit=max(0, _AT_ONCE - len(self._busy)),
            )
            for delivery in due:
                task = asyncio.create_task(self._deliver(client, delivery))
                self._busy[delivery.subscription_id] = task
                task.add_done_callback(partial(self._free, delivery.subscription_id))
            active, waiting = await asyncio.to_thread(self.subscriptions.counts)
            self.metrics.gateway_subscribers.labels("webhook").set(active)
            self.metrics.webhook_queue_size.set(waiting)
            if time.monotonic() - pruned > 3600:
                pruned = time.monotonic()
                await asyncio.to_thread(self.subscriptions.prune, now - _KEEP)
            pause = _IDLE_SECONDS
            if len(self._busy) < _AT_ONCE:
                upcoming = await asyncio.to_thread(self.subscriptions.next_due)
                if upcoming is not None:
                    # what is due already belongs to a busy subscription, which wakes us when free
                    until = (upcoming - datetime.now(UTC)).total_seconds()
                    pause = min(pause, until if until > 0 else 1.0)
            await Wakeup.wait(ticket, pause)

    def _free(self, subscription_id: str, _: asyncio.Task[None]) -> None:
        self._busy.pop(subscription_id, None)
        self._changed.wake()

    async def _deliver(self, client: httpx.AsyncClient, delivery: Delivery) -> None:
        try:
            await self.deliver(client, delivery)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # one bad delivery must not end all others
            log.exception("delivery failed", extra={"subscription_id": delivery.subscription_id})
            await asyncio.to_thread(
                self.subscriptions.put_off,
                delivery.delivery_id,
                datetime.now(UTC) + timedelta(hours=1),
                type(error).__name__,
            )

    async def deliver(self, client: httpx.AsyncClient, delivery: Delivery) -> None:
        """One attempt, and what follows from it."""
        subscription = await asyncio.to_thread(self.subscriptions.get, delivery.subscription_id)
        if subscription is None or subscription.state != "active":
            return
        now = datetime.now(UTC)
        started = time.perf_counter()
        answer: Answer | Exception
        try:
            async with asyncio.timeout(self.settings.webhook_timeout_seconds):
                answer = await post(
                    client,
                    subscription.url,
                    delivery.body.encode(),
                    signed_headers(delivery, subscription.secret, now),
                    allow_private=self.settings.webhook_allow_private,
                )
        except (ForbiddenAddressError, OSError, httpx.HTTPError, httpx.InvalidURL) as error:
            answer = error  # TimeoutError is an OSError
        self.metrics.webhook_delivery_duration_seconds.observe(time.perf_counter() - started)
        verdict = judge(answer, delivery.attempts, self.settings.webhook_retry_seconds, now)
        await asyncio.to_thread(self._carry_out, verdict, delivery, subscription)

    def _carry_out(self, verdict: Verdict, delivery: Delivery, subscription: Subscription) -> None:
        now = datetime.now(UTC)
        outcome = DeliveryOutcome.FAILED
        if verdict.action == "done":
            outcome = DeliveryOutcome.DELIVERED
            self.subscriptions.delivered(delivery.delivery_id, now)
        elif verdict.action == "retry":
            outcome = DeliveryOutcome.RETRIED
            wait = verdict.wait_seconds * random.uniform(1, 1 + _JITTER)
            self.subscriptions.put_off(
                delivery.delivery_id, now + timedelta(seconds=wait), verdict.reason
            )
        elif verdict.action == "give-up":
            self.subscriptions.give_up(delivery.delivery_id, verdict.reason)
            last = subscription.last_success_at
            if last is None or last < delivery.created_at:
                self.subscriptions.disable(
                    delivery.subscription_id, f"nothing got through: {verdict.reason}"
                )
        else:
            self.subscriptions.disable(delivery.subscription_id, verdict.reason)
        self.metrics.webhook_deliveries.labels(outcome.value).inc()
        log.log(
            logging.INFO if outcome is DeliveryOutcome.DELIVERED else logging.WARNING,
            "webhook %s",
            verdict.action,
            extra={
                "subscription_id": delivery.subscription_id,
                "alert_id": delivery.alert_id,
                "outcome": outcome.value,
                "reason": verdict.reason,
                "attempt": delivery.attempts + 1,
            },
        )
