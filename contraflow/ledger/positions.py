"""Positions as they are stored: each distinct content once in its block, its times apart.

Verdicts look at a position's content (answer, party and flags) and at its times. Mentions that
agree in all of them are alike to every verdict, so one stands for all, and a block stays small
however often a thing is repeated. The times at which a content was held have a key for each day:
they are read only for contents that exclude each other on days on which both may be meant. A repeat
writes these, and on which days a block's contents were held where that is another day.
"""

from __future__ import annotations

import bisect
from typing import Literal

import msgspec

from contraflow.ledger.identity import digest
from contraflow.ledger.position import Position, Span, Spot
from contraflow.ledger.timeline import DAY


class Taken(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One time at which a position was taken, with its best evidence."""

    span: Span
    published: float
    confidence: float
    spot: Spot
    mention_id: str
    claim_key: str
    article_id: str
    sentence: str
    words: tuple[str, ...]
    names_place: bool
    evidence: str
    """Store key of the whole claim."""
    exact: float
    """Publication to the second; ``published`` is the step that verdicts see."""


_NO_SPAN = Span(0.0, 0.0, 0.0, False)
_NO_SPOT = Spot("", "", None, "", 1.0)


def content(p: Position) -> Position:
    """A position at no time: what makes two positions one."""
    return msgspec.structs.replace(
        p,
        answer=msgspec.structs.replace(p.answer, text=""),
        span=_NO_SPAN,
        published=0.0,
        confidence=1.0,
        spot=_NO_SPOT,
        mention_id="",
        claim_key="",
        article_id="",
        sentence="",
        words=(),
        names_place=True,
    )


def taken(p: Position, evidence: str, exact: float) -> Taken:
    """The part of a position that its times differ in."""
    return Taken(
        p.span, p.published, p.confidence, p.spot, p.mention_id,
        p.claim_key, p.article_id, p.sentence, p.words, p.names_place, evidence, exact,
    )  # fmt: skip


class Entry(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One distinct content in a block, and where its times are kept."""

    content: Position
    key: str
    """Of its times, but for the day."""

    def times_key(self, day: int) -> str:
        """Where the times are kept whose spans end on a day."""
        return f"{self.key}/{day}"

    def at(self, taken: Taken) -> Position:
        """The position as taken at one of its times."""
        return msgspec.structs.replace(
            self.content,
            span=taken.span,
            published=taken.published,
            confidence=taken.confidence,
            spot=taken.spot,
            mention_id=taken.mention_id,
            claim_key=taken.claim_key,
            article_id=taken.article_id,
            sentence=taken.sentence,
            words=taken.words,
            names_place=taken.names_place,
        )


_encode = msgspec.msgpack.Encoder().encode


def new_entry(home: str, content: Position) -> Entry:
    """An entry for a content that the block ``home`` does not have, at no time yet."""
    return Entry(content, f"t/{home.split('/', 2)[1]}/{digest(home, _encode(content))}")


def day_of(p: Position) -> int:
    """The day under which a position's time is kept: that of the end of its span."""
    return int(p.span.end // DAY)


def moment(t: Taken) -> tuple[Span, float, Spot, str, tuple[str, ...], bool]:
    """What a verdict sees of a time; only how sure it is depends on more."""
    return (t.span, t.published, t.spot, t.sentence, t.words, t.names_place)


def rank(t: Taken) -> tuple[float, float, str]:
    """Order of evidence: the surest reading first, then the earliest publication."""
    return (-t.confidence * t.spot.confidence, t.exact, t.mention_id)


Outcome = Literal["new", "better", "known", "full"]


def insert(times: list[Taken], new: Taken, cap: int) -> Outcome:
    """Put a time among a position's, which stand in order of :func:`rank`.

    Of one moment the best two are kept, from two articles, since two accounts in one article weigh
    less against each other. 'known': as many as that, at least as good, are there. 'better': it
    replaced one. 'full': it ranks behind ``cap`` others and was left out.
    """
    alike = [old for old in times if moment(old) == moment(new)]
    worse = next((old for old in alike if old.article_id == new.article_id), None)
    if worse is None and len(alike) == _OF_ONE_MOMENT:
        worse = alike[-1]
    if worse is not None:
        if rank(new) >= rank(worse):
            return "known"
        times.remove(worse)
        bisect.insort(times, new, key=rank)
        return "better"
    bisect.insort(times, new, key=rank)
    if len(times) > cap and times.pop() is new:
        return "full"
    return "new"


_OF_ONE_MOMENT = 2
