"""Messages on the wire: JSON values with CloudEvents headers in binary mode, deterministic ids.

Follows the CloudEvents 1.0 Kafka protocol binding: attributes are headers with the prefix ``ce_``,
the value is the record itself, the header ``content-type`` its media type.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import orjson
from pydantic import ValidationError

from contraflow.logs import describe_error
from schemas import (
    Alert,
    Article,
    Claim,
    DeadLetter,
    DeadLetterReason,
    Feedback,
    Heartbeat,
    MergedClaim,
    Origin,
    Record,
)
from streams.topics import event_type

R = TypeVar("R", bound=Record)
Headers = Sequence[tuple[str, bytes]]

SPEC_VERSION = "1.0"
CONTENT_TYPE = b"application/json"
ARTICLE_TIME = "ce_articletime"
"""CloudEvents extension attribute: when the article that led to this message reached its topic."""
MAX_KEY_BYTES = 1024
"""Longest original key that is kept in a dead letter."""


class DecodeError(Exception):
    """A message that is not a valid record; ``reason`` is the dead letter's."""

    reason: DeadLetterReason


class NotUtf8(DecodeError):
    """The value is not UTF-8."""

    reason = DeadLetterReason.NOT_UTF8


class NotJson(DecodeError):
    """The value is not JSON."""

    reason = DeadLetterReason.NOT_JSON


class SchemaError(DecodeError):
    """The value is JSON but not a valid record."""

    reason = DeadLetterReason.SCHEMA


class TooLarge(DecodeError):
    """The value has more bytes than allowed."""

    reason = DeadLetterReason.TOO_LARGE


@dataclass(frozen=True, slots=True)
class Message:
    """What goes onto a topic."""

    key: bytes
    value: bytes
    headers: tuple[tuple[str, bytes], ...]


def encode(
    record: Record,
    *,
    source: str,
    key: str,
    time: datetime | None = None,
    article_time: datetime | None = None,
) -> Message:
    """The message for a record.

    ``source``: CloudEvents source, a URI reference of what emits it ('/contraflow/ledger').
    ``time``: CloudEvents time, by default the record's own (see `event_time`), so that the same
    record always gives the same bytes.
    """
    moment = time if time is not None else event_time(record)
    headers = [
        ("ce_specversion", SPEC_VERSION.encode()),
        ("ce_id", event_id(record).encode()),
        ("ce_source", source.encode()),
        ("ce_type", event_type(type(record)).encode()),
        ("ce_time", _rfc3339(moment).encode()),
        ("content-type", CONTENT_TYPE),
    ]
    if article_time is not None:
        headers.append((ARTICLE_TIME, _rfc3339(article_time).encode()))
    value = orjson.dumps(record.model_dump(mode="json"))
    return Message(key=key.encode(), value=value, headers=tuple(headers))


def decode(value: bytes | None, record: type[R], *, max_bytes: int | None = None) -> R:
    """The record in a message's value.

    Raises:
        TooLarge, NotUtf8, NotJson, SchemaError: each a `DecodeError` with its dead-letter reason;
            nothing else, whatever the bytes.
    """
    if value is None:
        raise SchemaError("no value")
    if max_bytes is not None and len(value) > max_bytes:
        raise TooLarge(f"{len(value)} bytes, at most {max_bytes} are allowed")
    try:
        text = value.decode()
    except UnicodeDecodeError as error:
        raise NotUtf8(f"{error.reason} at byte {error.start}") from None
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        # Its text names the position, not the content.
        raise NotJson(f"line {error.lineno} column {error.colno}") from None
    try:
        return record.model_validate(data)
    except ValidationError as error:
        raise SchemaError(describe_error(error)) from None
    except RecursionError:
        raise SchemaError("nested too deeply") from None


def event_id(record: Record) -> str:
    """CloudEvents id: the same record gives the same id, so that a subscriber can drop repeats."""
    match record:
        case Article():
            return record.id
        case Claim():
            return record.mention_id
        case MergedClaim():
            # A claim's states differ in their mentions, and in whether it goes by another id.
            into = () if record.merged_into is None else (record.merged_into,)
            known = (m.mention_id for m in record.mentions)
            mentions = digest(str(record.mention_count), *into, *known)
            return f"{record.claim_id}:{mentions}"
        case Alert():
            return f"{record.alert_id}:{record.revision}"
        case DeadLetter():
            return record.id
        case Feedback():
            return record.feedback_id
        case Heartbeat():
            return f"{record.source}:{record.sent_at.isoformat()}:{record.sequence}"
        case _:
            raise TypeError(f"{type(record).__name__} has no topic")


def event_time(record: Record) -> datetime:
    """When the thing that the record tells of happened, as far as the record itself knows."""
    match record:
        case Article() | Claim():
            return record.published_at
        case MergedClaim():
            return record.last_seen
        case Alert():
            return record.detected_at
        case DeadLetter():
            return record.failed_at
        case Feedback():
            return record.given_at
        case Heartbeat():
            return record.sent_at
        case _:
            raise TypeError(f"{type(record).__name__} has no topic")


def header(headers: Iterable[tuple[str, bytes]] | None, name: str) -> str | None:
    """A header's text; None when it is missing or is not UTF-8."""
    for key, value in headers or ():
        if key == name:
            try:
                return value.decode()
            except UnicodeDecodeError:
                return None
    return None


def article_time(headers: Iterable[tuple[str, bytes]] | None) -> datetime | None:
    """When the article behind a message reached its topic, if its headers tell."""
    text = header(headers, ARTICLE_TIME)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo is not None else None


def dead_letter(
    *,
    stage: str,
    origin: Origin,
    error: BaseException,
    key: bytes | None,
    payload: bytes | None,
    failed_at: datetime,
    max_payload_bytes: int,
) -> DeadLetter:
    """The dead letter for an event that ``stage`` could not process because of ``error``.

    The payload is cut at ``max_payload_bytes``, so that the dead letter itself always fits.
    """
    if isinstance(error, DecodeError):
        reason, detail = error.reason, str(error)
    else:
        reason = DeadLetterReason.STAGE_FAILED
        detail = f"{type(error).__name__}: {describe_error(error)}"[:500]
    original = payload or b""
    return DeadLetter.model_validate(
        {
            "id": digest(stage, origin.topic, str(origin.partition), str(origin.offset)),
            "stage": stage,
            "origin": origin,
            "reason": reason,
            "detail": detail,
            "key": None if key is None else _base64(key[:MAX_KEY_BYTES]),
            "payload": _base64(original[:max_payload_bytes]),
            "payload_truncated": len(original) > max_payload_bytes,
            "failed_at": failed_at,
        }
    )


def digest(*parts: str) -> str:
    """A short id (32 hex digits) of the parts; parts cannot run into each other."""
    joined = b"".join(len(data := part.encode()).to_bytes(4, "big") + data for part in parts)
    return hashlib.sha256(joined).hexdigest()[:32]


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data)


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
