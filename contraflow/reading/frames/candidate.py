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
    phrase: bool = field(init=False)
    """Whether the cue has more than one word."""
    _sought: bool = field(default=False, init=False)
    _agent: Token | None = field(default=None, init=False)
    _theme: Token | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.phrase = self.words[1] - self.words[0] > 1

    # two properties: a class with `__getattr__` pays for it at each look at each of its attributes

    @property
    def agent(self) -> Token | None:
        """Who does it."""
        if not self._sought:
            self._fill()
        return self._agent

    @agent.setter
    def agent(self, token: Token | None) -> None:
        if not self._sought:
            self._fill()
        self._agent = token

    @property
    def theme(self) -> Token | None:
        """What it is done to, or is about."""
        if not self._sought:
            self._fill()
        return self._theme

    @theme.setter
    def theme(self, token: Token | None) -> None:
        if not self._sought:
            self._fill()
        self._theme = token

    def _fill(self) -> None:
        self._sought = True
        self.seek(self)

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
