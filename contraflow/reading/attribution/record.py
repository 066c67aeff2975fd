"""What stands between the outlet and a claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas import Modality

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token


@dataclass(slots=True)
class Voice:
    """One speaker above a claim, innermost first."""

    token: Token | None
    stance: str
    verb: Token
    phrase: str = ""


@dataclass(slots=True)
class Attribution:
    """Everything that stands between the outlet and the claim."""

    voices: list[Voice] = field(default_factory=list)
    hedged: bool = False
    future: bool = False
    claimed: bool = False
    flips: int = 0
    """How many words turn the claim over ("false", "cannot be said")."""
    rejects: bool = False
    concedes: bool = False
    condition: bool = False
    disowned: bool = False
    """It is told as what somebody calls untrue: whoever tells it does not put it forward."""

    def modality(self) -> Modality:
        """The weakest link decides."""
        if self.future:
            return Modality.FUTURE
        if self.hedged or self.condition:
            return Modality.HEDGED
        if self.rejects:
            return Modality.DENIED
        if self.claimed:
            return Modality.CLAIMED
        return Modality.ASSERTED

    def mark(self, stance: str) -> None:
        """Adds the stance of a word above the claim; "deny" is for who knows what it turns over."""
        if stance == "claim":
            self.claimed = True
        elif stance == "hedge":
            self.hedged = True
        elif stance == "future":
            self.future = True

    def turn(self) -> None:
        """Turns the claim over."""
        self.flips += 1
        self.rejects = True
