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
    from collections.abc import Callable

    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.lexicon import FrameSpec
    from contraflow.reading.parsing.view import SentenceView

    _Test = tuple[frozenset[str] | None, Callable[[Candidate], bool], str]
    _Tests = tuple[frozenset[str], tuple[_Test, ...], tuple[_Test, ...]]

_EVERY = ("one-of-several", "a-number-moves", "part-of-a-name", "bidden", "unknown-to-somebody")
_BY_AXIS = {
    "attack.": (
        "of-another-time",
        "by-the-law",
        "in-a-game",
        "only-tried",
        "hardly-so",
        "could-be-done",
        "never-before",
    ),
    "control.": ("of-another-time", "in-a-game", "finds-liable"),
    "casualties.": ("harms-no-person", "dares", "finds-liable", "spares-a-room"),
    "damage.lost": ("dares",),
    "other.event": ("hardly-so",),
    "movement.": ("moves-others", "of-another-time", "push-fails", "in-a-game"),
    "status.": ("finds-liable",),
    "status.service": ("dirty-water",),
}
"""Vetoes of all frames whose axis begins so."""
_WORDS = frozenset(word for veto in VETOES.values() for word in veto.words or ())
_tests: dict[tuple[str, str], _Tests] = {}
"""By frame and the tag of the cue's first word what the vetoes ask that may hold there, after the words
that some of them ask for; last, those that ask for none."""


def words_in(view: SentenceView) -> frozenset[str]:
    """The words of a sentence that some vetoes ask for; most have none, or one."""
    return _WORDS & view.words


def reason(c: Candidate, words: frozenset[str]) -> str | None:
    """Why a cue is not its frame's, if it is not; ``words`` are the sentence's :func:`words_in`."""
    spec, tag = c.spec, c.anchor.tag_
    known = _tests.get((spec.id, tag))
    if known is None:
        known = _tests[spec.id, tag] = _tests_of(spec, tag)
    called_for, tests, always = known
    for asked, holds, why in always if called_for.isdisjoint(words) else tests:
        if (asked is None or not asked.isdisjoint(words)) and holds(c):
            return why
    return None


def _tests_of(spec: FrameSpec, tag: str) -> _Tests:
    """What the vetoes of a frame ask of a cue with a tag."""
    tests = tuple(
        (veto.words, veto.holds, veto.reason)
        for veto in of_frame(spec)
        if veto.tags is None or tag in veto.tags
    )
    called_for = frozenset(word for asked, _, _ in tests for word in asked or ())
    return called_for, tests, tuple(test for test in tests if test[0] is None)


def of_frame(spec: FrameSpec) -> tuple[Veto, ...]:
    """The vetoes that a frame is open to, in the order in which they are asked."""
    names = [
        *_EVERY,
        *(name for axis, names in _BY_AXIS.items() if spec.axis.startswith(axis) for name in names),
        *spec.unless,
    ]
    return tuple(VETOES[name] for name in names)


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
    "words_in",
]
