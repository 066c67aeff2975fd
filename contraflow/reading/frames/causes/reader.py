"""The causes that a sentence states, by the shapes whose words it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from contraflow.reading.frames.asked import Asked
from contraflow.reading.frames.causes import mishaps, said
from contraflow.reading.frames.causes.words import HITS, VIOLENT, cause_words
from contraflow.reading.parsing.negation import NAYS, SIGNS

if TYPE_CHECKING:
    from contraflow.reading.frames.causes.words import CauseHit, CauseWords
    from contraflow.reading.parsing.view import SentenceView


def causes(view: SentenceView) -> list[CauseHit]:
    """All causes that a sentence states, one for each class at most."""
    known = cause_words()
    if view.words.isdisjoint(known.openers):
        return []
    found: dict[str, CauseHit] = {}
    for shape in _shapes().among(view.words):
        for hit in shape(view, known):
            found.setdefault(hit.cause, hit)
    return list(found.values())


@cache
def _shapes() -> Asked[Callable[[SentenceView, CauseWords], Iterator[CauseHit]]]:
    """All shapes, the surest first; a new one is a function of `said` or `mishaps`, with its words, and a test."""
    known = cause_words()
    return Asked(
        (
            (said.caused, known.causing),
            (said.tied, said.TIED),
            (said.explained, said.EXPLAINS),
            (said.blamed, known.verbs["blame"]),
            (said.laid_blame, said.BLAMES),
            (said.called_cause, said.PARTIES_TO),
            (said.due_to, frozenset(max(run, key=len) for run in known.before_cause)),
            (said.because, known.clauses),
            (mishaps.after, mishaps.CLOSELY),
            (mishaps.struck_something, HITS),
            (mishaps.over_a_mine, mishaps.TREADS),
            (mishaps.shot_down, mishaps.BRINGS_DOWN),
            (mishaps.forced_down, mishaps.BEFALLS),
            (mishaps.cut_through, mishaps.WALLS),
            (mishaps.went_off, mishaps.BOMBS_DO | mishaps.GOES_OFF),
            (mishaps.stuff_exploded, mishaps.BURSTS),
            (mishaps.tampered, mishaps.TRACK),
            (mishaps.gave_way, mishaps.FALLS),
            (mishaps.overcome, mishaps.OVERCOMES),
            (mishaps.lost_control, frozenset({"control"})),
            (said.suspected, said.SUSPECTS),
            (mishaps.followed, frozenset({"follow"})),
            (mishaps.sent_off, mishaps.THROWS),
            (said.named_cause, said.LINKS),
            (said.on_purpose, said.MEANT | said.UNMEANT),
            (said.headline_behind, frozenset({"behind"})),
            (mishaps.died_of, VIOLENT | mishaps.DIES),
            (said.ruled_out, said.RULES_OUT | said.SHOWS | NAYS | SIGNS),
            (said.absent, NAYS),
        )
    )
