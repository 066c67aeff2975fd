"""What a veto is, and the list of them by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate

    Test = Callable[[Candidate], bool]


@dataclass(frozen=True, slots=True)
class Veto:
    """A reading of a cue's words under which they are not what a frame says."""

    name: str
    reason: str
    holds: Test


VETOES: dict[str, Veto] = {}
"""All vetoes by the name that frames call them by."""


def veto(reason: str) -> Callable[[Test], Test]:
    """Registers a test under its own name, with dashes."""

    def register(test: Test) -> Test:
        name = test.__name__.replace("_", "-")
        VETOES[name] = Veto(name, reason, test)
        return test

    return register
