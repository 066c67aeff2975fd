"""Readings of a cue's words that are not the frame's: "the bridge holds" against "holds a market".

Each is a small function with a name. A frame names those that it is open to in its column
``unless`` (``lexicon/frames.toml``); a few hold for every frame, or for all of an axis. Each stands in
the module of the aspect that asks it most, and `general` holds what any may ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames.vetoes import (
    attacks,
    captives,
    casualties,
    control,
    damage,
    general,
    movement,
    status,
)
from contraflow.reading.frames.vetoes.registry import VETOES, Veto

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.lexicon import FrameSpec

_EVERY = ("one-of-several", "a-number-moves", "part-of-a-name", "bidden")
_BY_AXIS = {
    "attack.": ("of-another-time", "by-the-law", "in-a-game", "only-tried", "hardly-so"),
    "control.": ("of-another-time", "in-a-game", "finds-liable"),
    "casualties.": ("harms-no-person", "dares", "finds-liable", "spares-a-room"),
    "damage.lost": ("dares",),
    "other.event": ("hardly-so",),
    "movement.": ("moves-others", "of-another-time", "push-fails", "in-a-game"),
    "status.": ("finds-liable",),
    "status.service": ("dirty-water",),
}
"""Vetoes of all frames whose axis begins so."""
_of_frame: dict[str, tuple[Veto, ...]] = {}


def reason(c: Candidate) -> str | None:
    """Why a cue is not its frame's, if it is not."""
    for veto in _of_frame.get(c.spec.id) or of_frame(c.spec):
        if veto.holds(c):
            return veto.reason
    return None


def of_frame(spec: FrameSpec) -> tuple[Veto, ...]:
    """The vetoes that a frame is open to, in the order in which they are asked."""
    names = [
        *_EVERY,
        *(name for axis, names in _BY_AXIS.items() if spec.axis.startswith(axis) for name in names),
        *spec.unless,
    ]
    found = _of_frame[spec.id] = tuple(VETOES[name] for name in names)
    return found


__all__ = [
    "VETOES",
    "Veto",
    "attacks",
    "captives",
    "casualties",
    "control",
    "damage",
    "general",
    "movement",
    "of_frame",
    "reason",
    "status",
]
