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
    words: frozenset[str] | None = None
    """Words without one of which, as it stands or as a lemma, no sentence is so read; None: any may be."""
    tags: frozenset[str] | None = None
    """Tags of the cues' first words that can be so read; None: all."""


VETOES: dict[str, Veto] = {}
"""All vetoes by the name that frames call them by."""


def veto(
    reason: str, *, words: frozenset[str] | None = None, tags: frozenset[str] | None = None
) -> Callable[[Test], Test]:
    """Registers a test under its own name, with dashes."""

    def register(test: Test) -> Test:
        name = test.__name__.replace("_", "-")
        VETOES[name] = Veto(name, reason, test, words, tags)
        return test

    return register
