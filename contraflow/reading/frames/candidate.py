"""The records that the steps hand on: a cue on its way to a frame, the frame, and why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import FrameSpec
from contraflow.reading.numbers.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable

    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView


@dataclass(slots=True)
class Candidate:
    """A cue in its sentence, with the roles found so far."""

    view: SentenceView
    spec: FrameSpec
    anchor: Token
    """The cue's first word."""
    words: tuple[int, int]
    """Token range of the cue."""
    is_force: Callable[[Token], bool]
    """Whether a noun phrase names a fighting party."""
    seek: Callable[[Candidate], None]
    """Fills the roles; not before one is asked for, since most cues are dropped without a look at them."""
    agent: Token | None = field(init=False)
    theme: Token | None = field(init=False)

    def __getattr__(self, name: str) -> Token | None:
        if name not in ("agent", "theme"):
            raise AttributeError(name)
        self.agent = self.theme = None
        self.seek(self)
        return self.agent if name == "agent" else self.theme

    @property
    def phrase(self) -> bool:
        """Whether the cue has more than one word."""
        return self.words[1] - self.words[0] > 1

    @property
    def last(self) -> Token:
        """The cue's last word."""
        return self.view.doc[self.words[1] - 1]

    @property
    def roles(self) -> tuple[Token | None, Token | None]:
        """Theme and agent."""
        return self.theme, self.agent


@dataclass(slots=True)
class FrameHit:
    """One cue with its roles, before attribution."""

    spec: FrameSpec
    anchor: Token
    agent: Token | None
    theme: Token | None
    negated: bool
    quantity: Quantity | None = None
    words: tuple[int, int] = (0, 0)
    """Token range of the cue."""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Rejected:
    """A cue that was seen and dropped, for `explain`."""

    text: str
    frame: str
    reason: str
