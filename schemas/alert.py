"""An alert: two claims about one place that cannot both be true."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from schemas.base import SCHEMA_VERSION, Record, UtcTime
from schemas.claim import Aspect, Claim
from schemas.place import Place


class ContradictionType(StrEnum):
    """How the two claims exclude each other."""

    NEGATION = "negation"
    ANTONYM = "antonym"
    NUMERIC = "numeric"
    ACTOR = "actor"
    STATUS = "status"
    DENIAL = "denial"
    MANNER = "manner"


class AlertStatus(StrEnum):
    """Where an alert stands: each change is published as a new revision."""

    OPEN = "open"
    UPDATED = "updated"
    RESOLVED = "resolved"


class IndependentSources(Record):
    """The outlets on each side, copies of one wire text or one quotation counted once."""

    earlier: int = Field(ge=1)
    later: int = Field(ge=1)
    earlier_outlets: tuple[str, ...] = ()
    later_outlets: tuple[str, ...] = ()


class Alert(Record):
    """A contradiction between an earlier and a later claim, with both sides' evidence."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    alert_id: str = Field(
        description="Deterministic: the same two claims give the same id in any order of arrival."
    )
    revision: int = Field(default=1, ge=1, description="Rises with each change of this alert.")
    status: AlertStatus = AlertStatus.OPEN
    type: ContradictionType
    place: Place
    aspect: Aspect
    earlier: Claim = Field(description="The side published first.")
    later: Claim = Field(description="The side published later.")
    independent_sources: IndependentSources
    confidence: float = Field(ge=0, le=1)
    explanation: str = Field(description="One plain sentence: why the two exclude each other.")
    detected_at: UtcTime
    rules_version: str = Field(description="Version of the comparing rules that raised it.")
    resolution: str | None = Field(default=None, description="Why a resolved alert was resolved.")
    test: bool = Field(default=False, description="True for a test alert sent on purpose.")
