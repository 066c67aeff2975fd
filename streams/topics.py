"""The one table of all topics: creation, documentation and tests are driven from it.

To add a topic, add a row to ``_rows``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from contraflow.settings import Settings
from schemas import (
    Alert,
    Article,
    Claim,
    DeadLetter,
    Feedback,
    Heartbeat,
    MergedClaim,
    Record,
)

_HOUR_MS = 3_600_000
_ENVELOPE_BYTES = 64 * 1024
"""Room for a record's key, headers and framing above its value."""


class TopicName(StrEnum):
    """Topics by what they carry; the broker's name has the setting ``topic_prefix`` before it."""

    ARTICLES = "articles"
    CLAIMS = "claims"
    MERGED_CLAIMS = "merged-claims"
    ALERTS = "alerts"
    DEAD_LETTERS = "dead-letters"
    HEARTBEAT = "heartbeat"
    FEEDBACK = "feedback"
    LEDGER_STATE = "ledger-state-changelog"
    """Changelog of the ledger's table; Faust derives this name from the app and the table."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic as it is created and documented."""

    kind: TopicName
    name: str
    """Full name on the broker."""
    summary: str
    key: str
    """What a message's key holds."""
    record: type[Record] | None
    """Class of the value; None: opaque bytes of the project's own."""
    event_type: str | None
    """CloudEvents type of the messages (header ``ce_type``)."""
    partitions: int
    replication: int
    cleanup: Literal["delete", "compact"]
    retention_ms: int | None
    """How long messages stay, in milliseconds; None: for ever, as compaction leaves them."""
    public: bool
    """True: an interface for subscribers and producers outside of the project."""
    max_message_bytes: int

    @property
    def configs(self) -> dict[str, str]:
        """Kafka's topic configuration."""
        configs = {
            "cleanup.policy": self.cleanup,
            "max.message.bytes": str(self.max_message_bytes),
        }
        if self.cleanup == "compact":
            # Bounds what a worker reads again after a move: superseded states leave within a day.
            configs["max.compaction.lag.ms"] = str(24 * _HOUR_MS)
            configs["segment.ms"] = str(6 * _HOUR_MS)
        elif self.retention_ms is not None:
            configs["retention.ms"] = str(self.retention_ms)
            # Whole segments expire: none may span more than a small part of the retention.
            configs["segment.ms"] = str(
                max(10 * 60_000, min(self.retention_ms // 8, 24 * _HOUR_MS))
            )
        return configs


class Topics(Mapping[TopicName, Topic]):
    """All topics under one set of settings."""

    def __init__(self, settings: Settings) -> None:
        self._by_kind = MappingProxyType({topic.kind: topic for topic in _rows(settings)})

    def __getitem__(self, kind: TopicName) -> Topic:
        return self._by_kind[kind]

    def __iter__(self) -> Iterator[TopicName]:
        return iter(self._by_kind)

    def __len__(self) -> int:
        return len(self._by_kind)

    def named(self, name: str) -> Topic | None:
        """The topic with this full name on the broker, if it is one of the table's."""
        return next((topic for topic in self.values() if topic.name == name), None)


def event_type(record: type[Record]) -> str:
    """CloudEvents type of a record's messages: ``contraflow.<record>.v<schema version>``."""
    name = "".join(f"-{c.lower()}" if c.isupper() else c for c in record.__name__).lstrip("-")
    field = record.model_fields.get("schema_version")
    return f"contraflow.{name}.v{field.default if field is not None else '1'}"


def group_id(settings: Settings, stage: str) -> str:
    """Consumer group (and Faust app id) of a stage: 'extractor' or 'ledger'."""
    return f"{settings.topic_prefix}{stage}"


def consumer_groups(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Every consumer group of the project with the topics that it reads."""
    topics = Topics(settings)
    reads = {
        "extractor": (TopicName.ARTICLES,),
        "ledger": (TopicName.CLAIMS,),
        "gateway": (TopicName.ALERTS, TopicName.MERGED_CLAIMS, TopicName.FEEDBACK),
    }
    return {
        group_id(settings, name): tuple(topics[kind].name for kind in kinds)
        for name, kinds in reads.items()
    }


def _rows(settings: Settings) -> Iterator[Topic]:
    article_bytes = settings.max_article_bytes + _ENVELOPE_BYTES
    # Base64 of the original bytes, and the JSON around them.
    dead_letter_bytes = settings.max_article_bytes * 4 // 3 + 2 * _ENVELOPE_BYTES
    default_bytes = 1024 * 1024

    def row(
        kind: TopicName,
        summary: str,
        key: str,
        record: type[Record] | None,
        *,
        partitions: int = settings.partitions,
        retention_hours: float | None = None,
        public: bool = False,
        max_message_bytes: int = default_bytes,
    ) -> Topic:
        return Topic(
            kind=kind,
            name=f"{settings.topic_prefix}{kind.value}",
            summary=summary,
            key=key,
            record=record,
            event_type=None if record is None else event_type(record),
            partitions=partitions,
            replication=settings.replication,
            cleanup="compact" if retention_hours is None else "delete",
            retention_ms=None if retention_hours is None else int(retention_hours * _HOUR_MS),
            public=public,
            max_message_bytes=max_message_bytes,
        )

    yield row(
        TopicName.ARTICLES,
        "News articles as outlets published them: the input.",
        "article id",
        Article,
        retention_hours=settings.article_retention_hours,
        public=True,
        max_message_bytes=article_bytes,
    )
    yield row(
        TopicName.CLAIMS,
        "Mentions of claims, as each article makes them; a copy, with the same id, for each route by"
        " which others may meet it: its place or part of one, the part's town, a person.",
        "route",
        Claim,
        retention_hours=settings.claim_retention_hours,
        public=True,
    )
    yield row(
        TopicName.MERGED_CLAIMS,
        "The latest state of each claim with all its mentions.",
        "claim id",
        MergedClaim,
        public=True,
    )
    yield row(
        TopicName.ALERTS,
        "Contradiction alerts; each change of one is a new revision under the same alert id.",
        "place",
        Alert,
        retention_hours=settings.alert_retention_hours,
        public=True,
    )
    yield row(
        TopicName.DEAD_LETTERS,
        "Events that could not be processed, with origin, reason and original bytes.",
        "origin",
        DeadLetter,
        partitions=1,
        retention_hours=settings.dlq_retention_hours,
        max_message_bytes=dead_letter_bytes,
    )
    yield row(
        TopicName.HEARTBEAT,
        "A steady tick, for a subscriber to check its client with.",
        "source",
        Heartbeat,
        partitions=1,
        retention_hours=1,
        public=True,
    )
    yield row(
        TopicName.FEEDBACK,
        "What analysts say about alerts.",
        "place",
        Feedback,
        retention_hours=settings.alert_retention_hours,
        public=True,
    )
    yield row(
        TopicName.LEDGER_STATE,
        "Changelog of the ledger's state, partitioned as the claims are.",
        "state key",
        None,
        max_message_bytes=4 * default_bytes,
    )
