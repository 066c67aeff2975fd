"""A tick that shows a subscriber that its client and the broker work."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.base import SCHEMA_VERSION, Record, UtcTime


class Heartbeat(Record):
    """One tick. Ticks come at a steady pace, whether or not there is an alert."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    source: str = Field(description="The process that ticks.")
    sequence: int = Field(ge=0, description="Rises by one a tick since the process started.")
    sent_at: UtcTime
    interval: float = Field(gt=0, description="Seconds until the next tick is due.")
