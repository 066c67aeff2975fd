"""Finds the frames of a sentence: runs the steps over its cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames import (
    counting,
    cues,
    demands,
    polarity,
    pruning,
    roles,
    unnumbered,
    vetoes,
)
from contraflow.reading.frames.candidate import Candidate, FrameHit, Rejected
from contraflow.reading.parsing.negation import negated

if TYPE_CHECKING:
    from collections.abc import Callable

    from contraflow.reading.lexicon import FrameSpec
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView


class FrameFinder:
    """Finds frames in sentences. ``is_force`` says whether a noun phrase names a fighting party."""

    def __init__(self, is_force: Callable[[Token], bool]) -> None:
        self._is_force = is_force

    def find(self, view: SentenceView, rejected: list[Rejected] | None = None) -> list[FrameHit]:
        """All frames of a sentence whose roles fit, in order."""
        hits: list[FrameHit] = []
        taken: set[tuple[int, str]] = set()
        words = vetoes.words_in(view)
        for spec, anchor, span in cues.find(view):
            if (
                taken
                and (anchor.i, spec.axis) in taken
                and any(h.anchor.i == anchor.i and h.spec.axis == spec.axis for h in hits)
            ):
                continue
            hit: FrameHit | str | None
            if _lacks_number(view, spec):
                hit = "no number of the kind"  # whatever its roles are
            elif spec.commanded or (hit := demands.unmet(view, spec, anchor)) is None:
                hit = _read(
                    Candidate(view, spec, anchor, span, self._is_force, roles.assign), words
                )
            if isinstance(hit, FrameHit):
                hits += counting.counts(view, hit)
                hits += counting.of_the_same_noun(view, hit)
                taken.add((anchor.i, spec.axis))
            elif rejected is not None:
                rejected.append(Rejected(view.doc.span(*span), spec.id, hit))
        return pruning.prune(hits)


def _lacks_number(view: SentenceView, spec: FrameSpec) -> bool:
    """Whether a row is of numbers alone, and the sentence has none of its units."""
    return (
        spec.value == "count"
        and not (spec.unnumbered or spec.commanded)
        and spec.theme != "materiel"
        and not spec.axis.startswith("casualties")
        and all(q.unit not in spec.units for q in view.numbers)
    )


def _read(c: Candidate, words: frozenset[str]) -> FrameHit | str:
    """The frame of a cue, or the reason why it has none; ``words`` are those that vetoes ask for."""
    spec = c.spec
    verb = roles.command(c)
    if verb is not None:
        order = c.view.lex.frames[spec.commanded]
        return FrameHit(order, verb, None, None, negated(verb), None, (verb.i, verb.i + 1))
    reason = vetoes.reason(c, words) or demands.unfit_agent(c)
    if reason:
        return reason
    quantity = None
    if spec.value == "count":
        quantity = counting.number(c)
        if quantity is None and not unnumbered.counts(c):
            return "no number of the kind"
    elif spec.theme and not demands.theme_fits(c):
        return f"its object is no {spec.theme}"
    denied = polarity.denied(c)
    if denied and polarity.tells_of_the_dead(c, quantity is not None):
        spec, denied = c.view.lex.frames["kill"], False
    return FrameHit(spec, c.anchor, c.agent, c.theme, denied, quantity, c.words)
