"""A claim: who says what about which place, with the evidence for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from schemas.base import SCHEMA_VERSION, Record, UtcTime
from schemas.place import Place
from schemas.speaker import Party, Speaker
from schemas.value import Value


class Aspect(StrEnum):
    """The kind of question that a claim answers about a place."""

    CONTROL = "control"
    MOVEMENT = "movement"
    ATTACK = "attack"
    CASUALTIES = "casualties"
    DAMAGE = "damage"
    STATUS = "status"
    OTHER = "other"


class Polarity(StrEnum):
    """Whether the sentence affirms or negates its predicate (grammar, not truth)."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How firmly the speaker puts the claim forward."""

    ASSERTED = "asserted"
    """Stated as fact."""
    CLAIMED = "claimed"
    """Reported as the speaker's claim, with distance ("claims to have", "allegedly")."""
    DENIED = "denied"
    """The speaker denies or rejects it; the value is already the complement."""
    HEDGED = "hedged"
    """Possible, likely, unverified, conditional, feared or rumoured."""
    FUTURE = "future"
    """Planned, decided, forecast or hoped for, not yet so."""


class TimePrecision(StrEnum):
    """The grain of ``as_of``."""

    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part-of-day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    PUBLICATION = "publication"
    """The text gives no time; the publication's day stands in."""


class AsOf(Record):
    """The time that a claim is about: a closed interval, in UTC, with its grain."""

    start: UtcTime
    end: UtcTime
    precision: TimePrecision
    text: str = Field(default="", description="The time expression in the text, if there is one.")
    open_start: bool = Field(
        default=False, description="'until …', 'by …', 'so far': holds from some time before start."
    )
    open_end: bool = Field(
        default=False, description="'since …': still so at the time of speaking."
    )

    @model_validator(mode="after")
    def _ordered(self) -> AsOf:
        if self.start > self.end:
            raise ValueError("start is after end")
        return self


class Role(Record):
    """A participant as the text names it, with its party where that is known."""

    text: str
    party: Party | None = None


class Claim(Record):
    """One mention of a claim in one article.

    Mentions of the same proposition carry the same ``claim_id``. ``text[span[0]:span[1]] == quote``
    always holds for the article's ``field``.
    """

    schema_version: Literal["1"] = SCHEMA_VERSION
    claim_id: str = Field(description="The same for every mention merged into one claim.")
    mention_id: str = Field(description="Deterministic id of this mention.")
    article_id: str
    source: str = Field(description="The outlet.")
    url: str | None = None
    published_at: UtcTime
    field: Literal["text", "title"] = "text"
    span: tuple[int, int] = Field(description="[start, end) in code points of the article's field.")
    sentence: int | None = Field(
        default=None,
        description="Where the sentence begins that the span is a clause of, in the same field.",
    )
    quote: str = Field(description="Exactly the text of the span.")
    place: Place
    aspect: Aspect
    axis: str = Field(
        description="The question answered, e.g. 'control.holder' (see the axis table)."
    )
    referent: str = Field(
        default="",
        description="Within the place, what the axis is about, normalised: a facility ('bridge'), "
        "a force's party id, a group ('civilian'), an object ('helicopter'). "
        "Empty: the place itself.",
    )
    value: Value
    extent: Literal["full", "partial", "unstated"] = Field(
        default="unstated",
        description="'full control', 'the whole town' / 'half of', 'some units'.",
    )
    predicate: str = Field(description="Lemma of the word that carries the claim.")
    speaker: Speaker
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    actor: Role | None = Field(default=None, description="Who did it.")
    target: Role | None = Field(default=None, description="To whom or what it was done.")
    as_of: AsOf
    rejects: bool = Field(
        default=False,
        description="The speaker rejects somebody's claim to the contrary (denies, disputes, "
        "calls it false).",
    )
    concedes: bool = Field(
        default=False,
        description="The speaker concedes against its own side or takes back its own claim "
        "(acknowledges the loss of, confirms, withdraws an earlier report).",
    )
    identifies: bool = Field(
        default=False,
        description="The text takes a deed for known and says whose it was ('it was X who …', "
        "'the attackers were X'): another account that names somebody else disputes it.",
    )
    updates: bool = Field(
        default=False,
        description="The text itself says that this replaces an earlier state or figure "
        "('has risen to', 'reopened', 'again', 'now').",
    )
    tells: tuple[str, ...] = Field(
        default=(),
        description="What its words take for granted beside: things, each with what it did or what "
        "was done with it ('drone/come-down').",
    )
    denies: tuple[str, ...] = Field(
        default=(),
        description="The same, of what its words say that it was not there or did not happen "
        "('fog/be').",
    )
    confidence: float = Field(default=1.0, ge=0, le=1, description="Of the reading.")

    @model_validator(mode="after")
    def _span_fits(self) -> Claim:
        start, end = self.span
        if not 0 <= start < end or end - start != len(self.quote):
            raise ValueError("span and quote do not fit")
        return self
