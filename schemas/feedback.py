"""What an analyst says about an alert."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from schemas.base import SCHEMA_VERSION, Record, UtcTime


class Verdict(StrEnum):
    """An analyst's judgement of one alert."""

    RIGHT = "right"
    """The two claims do contradict each other."""
    NOT_A_CONTRADICTION = "not-a-contradiction"
    """Both can be true, or one of them was misread."""
    JUST_AN_UPDATE = "just-an-update"
    """The later claim replaces the earlier one, both true in their time."""


class Feedback(Record):
    """One judgement of one alert; a later one by the same analyst replaces it."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    feedback_id: str = Field(min_length=1, max_length=64)
    alert_id: str = Field(min_length=1, max_length=512)
    revision: int = Field(ge=1, description="The alert's revision that was judged.")
    place_id: str = Field(description="The alert's place: the record's key.")
    verdict: Verdict
    note: str = Field(default="", max_length=2000)
    analyst: str = Field(default="", max_length=120, description="Who says so, as they sign.")
    given_at: UtcTime
