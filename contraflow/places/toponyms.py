"""One name of a place in a text, as the finder of names hands it to whoever asks which place it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["settlement", "region", "country", "facility", "water", "unknown"]


@dataclass(frozen=True, slots=True)
class Toponym:
    """One name of a place in the text."""

    start: int
    end: int
    text: str
    """``text[start:end]`` of the text given."""
    kind: Kind
    facility: str | None = None
    """'airport', 'oil refinery': the name is of a part of a place."""
    name: str = ""
    """The bare name within the text: 'Khartoum' of 'Khartoum airport'."""
    level: str | None = None
    """'settlement', 'district' or 'region' when a level word says so."""
    also: tuple[str, ...] = ()
    """Other names of the same place that the article gives."""
    within: tuple[str, ...] = ()
    """Names of larger places that the text puts it in: 'X in Y district' has ('Y',)."""
    near: tuple[str, ...] = ()
    """Names of places that the text puts it near: 'X, a village south of Y' has ('Y',)."""
