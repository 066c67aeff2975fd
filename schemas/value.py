"""The answer that a claim gives on its axis, as a set: parties, states or a range of numbers.

Negation is already applied: "not under X's control" is the complement of {X}.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from schemas.base import Record


class Parties(Record):
    """A set of parties, by party id, or all parties but those."""

    kind: Literal["parties"] = "parties"
    members: tuple[str, ...]
    complement: bool = False


class States(Record):
    """A set of the axis's states, or all states but those."""

    kind: Literal["states"] = "states"
    members: tuple[str, ...]
    complement: bool = False


class Numbers(Record):
    """A closed range of numbers; None is unbounded on that side."""

    kind: Literal["numbers"] = "numbers"
    low: float | None = None
    high: float | None = None
    unit: str = Field(description="What is counted or measured: 'people', 'tank', 'ha', '%'.")
    approximate: bool = Field(
        default=False, description="The text says 'about', 'some', 'nearly'; the range is a band."
    )
    text: str = Field(default="", description="The quantity as the text writes it.")

    @model_validator(mode="after")
    def _ordered(self) -> Numbers:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low is above high")
        return self


Value = Annotated[Parties | States | Numbers, Field(discriminator="kind")]
