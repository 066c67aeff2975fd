"""Every Prometheus metric of every process, declared in one place.

A process makes one `Metrics` and hands it to whoever counts. Names carry their unit as suffix
(`_seconds`, `_bytes`, `_total` for counters), as Prometheus's naming rules ask. Label values come
from closed sets only: no place, article, outlet or claim is ever a label, so the number of series
does not grow with the input. What has many values (top places, open alerts) is asked of the
gateway instead.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from itertools import product
from pathlib import Path
from time import perf_counter

import pycountry
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
)

from schemas import Alert, AlertStatus, Aspect, ContradictionType, DeadLetterReason

PREFIX = "contraflow"
OTHER = "other"
"""Label value of whatever is not in a label's closed set."""


class Component(StrEnum):
    """The processes."""

    EXTRACTOR = "extractor"
    LEDGER = "ledger"
    GATEWAY = "gateway"
    ALL = "all"
    """Extractor and ledger in one process."""


class Stage(StrEnum):
    """The steps whose duration is measured, in the order of the flow."""

    DECODE = "decode"
    """Bytes to a checked record."""
    READ = "read"
    """An article to its claims (CPU-bound)."""
    MERGE = "merge"
    """A claim into the ledger: merging and comparing."""
    PUBLISH = "publish"
    """A record sent until the broker acknowledged it."""


class SkipReason(StrEnum):
    """Why a whole article gave no claims without being read."""

    LANGUAGE = "language"
    EMPTY = "empty"
    OTHER = OTHER


class MentionOutcome(StrEnum):
    """What became of a mention of a claim in the ledger."""

    NEW = "new"
    """The first mention of its claim."""
    MERGED = "merged"
    """Joined a claim that was known."""
    REPEATED = "repeated"
    """Already counted: a replay. Nothing changed."""
    VISITING = "visiting"
    """A copy, taken in where the mention may be met too. It is counted at its claim's home."""


class WithheldReason(StrEnum):
    """Why a contradiction was not published."""

    CONFIDENCE = "confidence"
    """Below the confidence that the settings ask for."""


class SubscriberKind(StrEnum):
    """How a subscriber is connected to the gateway."""

    SSE = "sse"
    WEBHOOK = "webhook"
    WEBSOCKET = "websocket"


class DeliveryOutcome(StrEnum):
    """How one attempt to deliver to a webhook ended."""

    DELIVERED = "delivered"
    RETRIED = "retried"
    """Failed, to be tried again."""
    FAILED = "failed"
    """Given up, or refused for good."""


STAGE_BUCKETS = (
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0,
)  # fmt: skip
"""Seconds. Decoding takes well under a millisecond, reading a long article some seconds."""
LATENCY_BUCKETS = (
    0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3600.0,
)  # fmt: skip
"""Seconds from an article's arrival on its topic to its alert: below a second when idle, minutes
behind a backlog."""
_HOUR, _DAY = 3600.0, 86400.0
AGE_BUCKETS = (
    60.0, 300.0, 900.0, _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR, _DAY, 2 * _DAY, 7 * _DAY,
    30 * _DAY, 365 * _DAY, 3650 * _DAY,
)  # fmt: skip
"""Seconds from publication: minutes for a live feed, years for an archive that is replayed."""
REQUEST_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds of an HTTP request."""
REBALANCE_BUCKETS = (0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0)
"""Seconds of a rebalance, table recovery included."""


class Metrics:
    """The process's metrics, and typed ways to count where a label has a closed set.

    ``registry``: a fresh one by default, so that two may live in one process (tests).
    """

    def __init__(
        self,
        component: Component,
        *,
        version: str,
        rules_version: str,
        registry: CollectorRegistry | None = None,
    ) -> None:
        self.component = component
        self.registry = registry if registry is not None else CollectorRegistry()
        # Memory, CPU, file descriptors and start time, under their standard names.
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)

        self.build_info = self._gauge(
            "build_info",
            "Always 1; the labels tell what runs.",
            ("component", "version", "rules_version", "python"),
        )
        self.build_info.labels(
            component.value, version, rules_version, platform.python_version()
        ).set(1)

        # Health, as the probes see it
        self.live = self._gauge(
            "live", "1 when every liveness check of this process passes (/healthz), else 0."
        )
        self.ready = self._gauge(
            "ready", "1 when every check of this process passes (/readyz), else 0."
        )

        # Flow: articles to claims
        self.articles = self._counter("articles", "Articles taken off the articles topic.")
        self.articles_skipped = self._counter(
            "articles_skipped", "Articles set aside unread, by reason.", ("reason",)
        )
        self.claims = self._counter(
            "claims", "Claims (mentions) read out of articles, by aspect.", ("aspect",)
        )

        self.reader_restarts = self._counter(
            "reader_restarts", "Times that the process that reads articles had to be replaced."
        )

        # Flow: claims to alerts
        self.mentions = self._counter(
            "mentions", "Mentions taken into the ledger, by what became of them.", ("outcome",)
        )
        self.comparisons = self._counter("comparisons", "Pairs of claims that the ledger compared.")
        self.alerts = self._counter(
            "alerts",
            "Alert revisions published, by type of contradiction, aspect and status.",
            ("type", "aspect", "status"),
        )
        self.alerts_by_country = self._counter(
            "alerts_by_country",
            "New alerts published, by the place's country (ISO 3166-1 alpha-2, or 'none').",
            ("country",),
        )
        self.alerts_withheld = self._counter(
            "alerts_withheld", "Contradictions found but not published, by reason.", ("reason",)
        )
        self.claims_uncompared = self._counter(
            "claims_uncompared",
            "Claims merged but not compared, since too many stand on one question at one place.",
        )
        self.dead_letters = self._counter(
            "dead_letters", "Events set aside on the dead-letter topic.", ("stage", "reason")
        )

        # Time
        self.stage_duration_seconds = self._histogram(
            "stage_duration_seconds", "Seconds that one event spent in a stage.",
            STAGE_BUCKETS, ("stage",),
        )  # fmt: skip
        self.alert_latency_seconds = self._histogram(
            "alert_latency_seconds",
            "Seconds from the article's arrival on its topic to its new alert's being written.",
            LATENCY_BUCKETS,
        )
        self.alert_age_seconds = self._histogram(
            "alert_age_seconds",
            "Seconds from the later article's publication to its new alert's being written.",
            AGE_BUCKETS,
        )

        # State
        self.events_in_progress = self._gauge(
            "events_in_progress", "Events taken off a topic and not yet finished.", ("topic",)
        )
        self.table_entries = self._gauge(
            "table_entries",
            "Keys of one kind in the ledger's table, in this process's partitions.",
            ("table",),
        )
        self.tracked_places = self._gauge(
            "tracked_places", "Places with claims in memory, in this process's partitions."
        )
        self.tracked_claims = self._gauge(
            "tracked_claims", "Claims in memory, in this process's partitions."
        )
        self.oldest_claim_timestamp_seconds = self._gauge(
            "oldest_claim_timestamp_seconds",
            "Day (Unix time of its start) that the oldest claim in memory is about; 0: none.",
        )
        self.data_size_bytes = self._gauge(
            "data_size_bytes", "Size of the process's data folder on disk."
        )
        self.data_free_bytes = self._gauge(
            "data_free_bytes", "Free space of the file system that holds the data folder."
        )
        self.data_capacity_bytes = self._gauge(
            "data_capacity_bytes", "Size of the file system that holds the data folder."
        )

        # Kafka
        partition = ("group", "topic", "partition")
        self.consumer_lag_records = self._gauge(
            "consumer_lag_records",
            "Records on a partition that its consumer group has not committed yet.", partition,
        )  # fmt: skip
        self.consumer_committed_offset = self._gauge(
            "consumer_committed_offset", "Next offset that the group will read.", partition
        )
        self.topic_end_offset = self._gauge(
            "topic_end_offset", "Offset that the partition's next record will get.",
            ("topic", "partition"),
        )  # fmt: skip
        self.consumer_progress_timestamp_seconds = self._gauge(
            "consumer_progress_timestamp_seconds",
            "Unix time at which the group last moved on a partition or had nothing left to read.",
            partition,
        )
        self.lag_observed_timestamp_seconds = self._gauge(
            "lag_observed_timestamp_seconds",
            "Unix time of the last successful look at the groups' offsets.",
        )
        self.commits = self._counter("commits", "Offset commits of this process.")
        self.last_commit_timestamp_seconds = self._gauge(
            "last_commit_timestamp_seconds", "Unix time of this process's last offset commit."
        )
        self.rebalances = self._counter("rebalances", "Rebalances this process went through.")
        self.rebalance_duration_seconds = self._histogram(
            "rebalance_duration_seconds",
            "Seconds of a rebalance, until this process's tables were recovered.",
            REBALANCE_BUCKETS,
        )
        self.assigned_partitions = self._gauge(
            "assigned_partitions", "Partitions of a topic that this process reads.", ("topic",)
        )
        self.send_errors = self._counter("send_errors", "Records that could not be sent.")

        # Gateway
        self.gateway_requests = self._counter(
            "gateway_requests", "HTTP requests answered, by route template.",
            ("method", "route", "status"),
        )  # fmt: skip
        self.gateway_request_duration_seconds = self._histogram(
            "gateway_request_duration_seconds",
            "Seconds to answer an HTTP request (streams: until the first byte).",
            REQUEST_BUCKETS, ("route",),
        )  # fmt: skip
        self.gateway_subscribers = self._gauge(
            "gateway_subscribers", "Live subscribers, by kind.", ("kind",)
        )
        self.gateway_alerts = self._gauge(
            "gateway_alerts", "Alerts that the gateway holds, by status.", ("status",)
        )
        self.gateway_open_alerts = self._gauge(
            "gateway_open_alerts",
            "Alerts that are not resolved, by type of contradiction and aspect.",
            ("type", "aspect"),
        )
        self.webhook_deliveries = self._counter(
            "webhook_deliveries", "Attempts to deliver an alert to a webhook.", ("outcome",)
        )
        self.webhook_delivery_duration_seconds = self._histogram(
            "webhook_delivery_duration_seconds", "Seconds of one attempt to deliver.",
            REQUEST_BUCKETS,
        )  # fmt: skip
        self.webhook_queue_size = self._gauge(
            "webhook_queue_size", "Deliveries that wait, those to be tried again included."
        )

        self._present_at_zero()

    def _counter(self, name: str, text: str, labels: Iterable[str] = ()) -> Counter:
        return Counter(f"{PREFIX}_{name}", text, tuple(labels), registry=self.registry)

    def _gauge(self, name: str, text: str, labels: Iterable[str] = ()) -> Gauge:
        return Gauge(f"{PREFIX}_{name}", text, tuple(labels), registry=self.registry)

    def _histogram(
        self, name: str, text: str, buckets: Sequence[float], labels: Iterable[str] = ()
    ) -> Histogram:
        return Histogram(
            f"{PREFIX}_{name}", text, tuple(labels), buckets=buckets, registry=self.registry
        )

    def _present_at_zero(self) -> None:
        # A counter that appears with its first event hides that event from rate(): start at 0.
        # So does a histogram: the seconds of a stage's first events would be in no quantile.
        if self.component in (Component.EXTRACTOR, Component.ALL):
            for stage in (Stage.DECODE, Stage.READ, Stage.PUBLISH):
                self.stage_duration_seconds.labels(stage.value)
            for skip in SkipReason:
                self.articles_skipped.labels(skip.value)
            for aspect in Aspect:
                self.claims.labels(aspect.value)
        if self.component in (Component.LEDGER, Component.ALL):
            for stage in (Stage.DECODE, Stage.MERGE, Stage.PUBLISH):
                self.stage_duration_seconds.labels(stage.value)
            for outcome in MentionOutcome:
                self.mentions.labels(outcome.value)
            for withheld in WithheldReason:
                self.alerts_withheld.labels(withheld.value)
            # Alerts are few: losing the first of each kind would distort every count of them.
            for kind, aspect, status in product(ContradictionType, Aspect, AlertStatus):
                self.alerts.labels(kind.value, aspect.value, status.value)
            for country in ("none", *(known.alpha_2 for known in pycountry.countries)):
                self.alerts_by_country.labels(country)
        if self.component in (Component.EXTRACTOR, Component.LEDGER, Component.ALL):
            for reason in DeadLetterReason:
                self.dead_letters.labels(self.component.value, reason.value)
        if self.component is Component.GATEWAY:
            for subscriber in SubscriberKind:
                self.gateway_subscribers.labels(subscriber.value)
            for delivery in DeliveryOutcome:
                self.webhook_deliveries.labels(delivery.value)

    # Ways to count that keep labels within their closed sets

    def article_skipped(self, reason: str) -> None:
        """Count an article set aside unread. An unknown ``reason`` counts as 'other'."""
        self.articles_skipped.labels(_one_of(SkipReason, reason)).inc()

    def claim_read(self, aspect: Aspect) -> None:
        """Count one mention of a claim read out of an article."""
        self.claims.labels(aspect.value).inc()

    def mention_taken(self, outcome: MentionOutcome) -> None:
        """Count one mention taken into the ledger, or a copy of one."""
        self.mentions.labels(outcome.value).inc()

    def alert_published(
        self, alert: Alert, *, written: datetime, article_produced: datetime | None = None
    ) -> None:
        """Count an alert revision that the broker acknowledged, and its delays when it is new.

        ``article_produced``: when the article that completed the pair arrived on its topic.
        """
        self.alerts.labels(alert.type.value, alert.aspect.value, alert.status.value).inc()
        if alert.revision != 1:
            return
        country = (alert.place.country or "").upper()
        known = pycountry.countries.get(alpha_2=country) is not None
        self.alerts_by_country.labels(country if known else "none").inc()
        age = (written - alert.later.published_at).total_seconds()
        self.alert_age_seconds.observe(max(0.0, age))
        if article_produced is not None:
            self.alert_latency_seconds.observe(
                max(0.0, (written - article_produced).total_seconds())
            )

    def alert_withheld(self, reason: WithheldReason, count: int = 1) -> None:
        """Count contradictions that were found but not published."""
        self.alerts_withheld.labels(reason.value).inc(count)

    def dead_letter(self, stage: str, reason: DeadLetterReason) -> None:
        """Count an event set aside. ``stage``: one of the code's own stage names."""
        self.dead_letters.labels(stage, reason.value).inc()

    def watch_data_folder(self, folder: Path) -> None:
        """Measure ``folder`` and its file system at each scrape."""
        self.data_size_bytes.set_function(lambda: _size_on_disk(folder))
        self.data_free_bytes.set_function(lambda: shutil.disk_usage(folder).free)
        self.data_capacity_bytes.set_function(lambda: shutil.disk_usage(folder).total)

    def watch_reader(self, pid: Callable[[], int | None]) -> None:
        """Measure memory, CPU and so on of the process that reads articles, which may change.

        Names are the standard ones after ``contraflow_reader_``.
        """
        ProcessCollector(
            namespace=f"{PREFIX}_reader", pid=lambda: pid() or "none", registry=self.registry
        )

    @contextmanager
    def time_stage(self, stage: Stage) -> Iterator[None]:
        """Measure the block as one event's time in ``stage``, whether it fails or not."""
        started = perf_counter()
        try:
            yield
        finally:
            self.stage_duration_seconds.labels(stage.value).observe(perf_counter() - started)


def _size_on_disk(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except OSError:  # compacted away in the meantime
            continue
    return total


def _one_of(values: type[StrEnum], value: str) -> str:
    return value if value in values._value2member_map_ else OTHER
