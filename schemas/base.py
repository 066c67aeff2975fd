"""What every record shares: immutability, strict keys, UTC times and a version."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict

SCHEMA_VERSION: Final = "1"
"""Version of all record schemas; raised when a change is not backward compatible."""


class Record(BaseModel):
    """An immutable record. Unknown keys are ignored, so that older readers accept newer writers."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def _to_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a time needs a UTC offset")
    return value.astimezone(UTC)


UtcTime = Annotated[datetime, AfterValidator(_to_utc)]
"""An RFC 3339 time, converted to UTC. A time without an offset is refused."""
