"""Which stored positions a new one is held against: few, however many its place has.

A block has each distinct content once. Which contents of a block can clash with a content is asked
once for each pair and remembered while the block is in memory; of those, only the days come into
question that the two can both be about (:func:`contraflow.ledger.update.horizon`).
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from contraflow.ledger import gate
from contraflow.ledger.blocks import REACH
from contraflow.ledger.exclusion import Exclusion, exclusion
from contraflow.ledger.position import Position
from contraflow.ledger.positions import Entry
from contraflow.ledger.timeline import DAY
from contraflow.ledger.update import horizon

_encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(list[Entry])
_REMEMBERED = 1024
"""Contents whose rivals a block remembers."""

Rival = tuple[Entry, Exclusion]


@dataclass(slots=True)
class _Rivals:
    """The rivals of a content among the first ``asked`` entries of a block."""

    asked: int = 0
    found: list[Rival] = field(default_factory=list)


class Block:
    """The positions of one block."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.conceding = [entry for entry in entries if entry.content.concedes]
        self._index = {entry.content: i for i, entry in enumerate(entries)}
        self._encoded: list[msgspec.Raw | None] = [None] * len(entries)
        self._rivals: dict[Position, _Rivals] = {}

    def find(self, content: Position) -> Entry | None:
        """The entry of this content, if the block has it."""
        i = self._index.get(content)
        return None if i is None else self.entries[i]

    def put(self, entry: Entry, day: int) -> None:
        """Note that a content, perhaps a new one, was held on a day."""
        bisect.insort(entry.days, day)
        i = self._index.setdefault(entry.content, len(self.entries))
        if i < len(self.entries):
            self._encoded[i] = None
            return
        self.entries.append(entry)
        self._encoded.append(None)
        if entry.content.concedes:
            self.conceding.append(entry)

    def encode(self) -> bytes:
        """The stored form; only entries that changed are encoded anew."""
        for i, known in enumerate(self._encoded):
            if known is None:
                self._encoded[i] = msgspec.Raw(_encode(self.entries[i]))
        return _encode(self._encoded)

    def rivals(self, content: Position) -> list[Rival]:
        """The entries that exclude a content and may meet it, times apart."""
        known = self._rivals.get(content)
        if known is None:
            if len(self._rivals) >= _REMEMBERED:
                self._rivals.clear()
            known = self._rivals[content] = _Rivals()
        for entry in self.entries[known.asked :]:
            excluded = _rivalry(content, entry.content)
            if excluded is not None:
                known.found.append((entry, excluded))
        known.asked = len(self.entries)
        return known.found


def decode(raw: bytes) -> Block:
    """The block behind its stored form."""
    return Block(_decoder.decode(raw))


def _rivalry(a: Position, b: Position) -> Exclusion | None:
    if a.party == b.party or not gate.stands(b):
        return None
    excluded = exclusion(a, b)
    return excluded if excluded is not None and gate.meet(a, b) else None


class View(NamedTuple):
    """How far a position sees: the ends of spans that it may meet."""

    end: float
    since: float
    """The end of the earliest span that it may speak of."""

    def days(self, entry: Entry) -> Iterator[int]:
        """The days of an entry that may be in view."""
        first, last = self.since // DAY, (self.end + REACH) // DAY
        for day in entry.days[bisect.bisect_left(entry.days, first) :]:
            if day > last:
                break
            yield day

    def holds(self, other: Position) -> bool:
        """Whether another position is in view and has this one's in its own."""
        end = other.span.end
        if end <= self.end:
            return end >= self.since
        return end - self.end <= REACH and self.end >= horizon(other)


def view(position: Position) -> View:
    """How far a position sees."""
    end = position.span.end
    return View(end, max(end - REACH, horizon(position)))
