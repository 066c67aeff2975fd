"""An event that could not be processed, kept with its origin, reason and original bytes."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Base64Bytes, Field

from schemas.base import SCHEMA_VERSION, Record, UtcTime


class DeadLetterReason(StrEnum):
    """Why an event was set aside."""

    NOT_UTF8 = "not-utf8"
    NOT_JSON = "not-json"
    SCHEMA = "schema"
    TOO_LARGE = "too-large"
    STAGE_FAILED = "stage-failed"


class Origin(Record):
    """Where the event was read from."""

    topic: str
    partition: int = Field(ge=0)
    offset: int = Field(ge=0)


class DeadLetter(Record):
    """One event set aside by a stage."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    id: str = Field(description="Deterministic: the same event fails to the same id.")
    stage: str
    origin: Origin
    reason: DeadLetterReason
    detail: str = Field(description="The error, without the event's text.")
    key: Base64Bytes | None = None
    payload: Base64Bytes = Field(description="The original bytes, base64 in JSON.")
    payload_truncated: bool = False
    failed_at: UtcTime
