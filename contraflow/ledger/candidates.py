"""Which stored positions a new one is held against: few, however many its place has.

A block has each distinct content once. Which contents of a block can clash with a content is asked
once for each pair and remembered while the block is in memory; of those, only the days come into
question that the two can both be about (:func:`contraflow.ledger.update.horizon`). Whether two
answers exclude each other is asked once for all who give them, in all places and at all times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import msgspec

from contraflow.ledger import gate
from contraflow.ledger.blocks import BUCKET_DAYS, REACH
from contraflow.ledger.exclusion import Exclusion, exclusion, meaning
from contraflow.ledger.packed import array
from contraflow.ledger.position import Position
from contraflow.ledger.positions import Entry
from contraflow.ledger.timeline import DAY
from contraflow.ledger.update import horizon
from contraflow.ledger.verdict import Rivalry

_encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(tuple[int, list[Entry]])
_REMEMBERED = 1024
"""Contents of which a block remembers what excludes them."""

_PAIRS = 65_536
"""Pairs of meanings of which it is remembered whether they exclude each other."""

_PAIRS_OF_A_MATTER = 16_384
"""Pairs of contents of which it is remembered what they came to, in one place and matter."""

_NEVER_ASKED = -1

Rival = tuple[int, Rivalry]
"""An entry, by its number, and why it is one."""


@dataclass(slots=True)
class _Rivals:
    """What excludes a content among the first ``asked`` entries of a block."""

    asked: int = 0
    found: list[Rival] = field(default_factory=list)


class _Exclusions:
    """Which meanings exclude each other: many contents share one."""

    def __init__(self) -> None:
        self._fresh = count()
        self._numbers: dict[Position, int] = {}
        self._known: dict[tuple[int, int], Exclusion | None] = {}

    def number(self, content: Position) -> int:
        """The number of a content's meaning; none is given twice, so one may be kept for ever."""
        what = meaning(content)
        known = self._numbers.get(what)
        if known is None:
            if len(self._numbers) >= _PAIRS:
                self._numbers.clear()
            known = self._numbers[what] = next(self._fresh)
        return known

    def between(self, numbers: tuple[int, int], a: Position, b: Position) -> Exclusion | None:
        """Why two contents with meanings of these numbers exclude each other, if they do."""
        try:
            return self._known[numbers]
        except KeyError:
            if len(self._known) >= _PAIRS:
                self._known.clear()
            found = self._known[numbers] = exclusion(a, b)
            return found


_exclusions = _Exclusions()


class Rivalries:
    """What is known of the pairs of contents on one matter in one place.

    The buckets of a matter share it: what was told in one is told again in the next, of which
    nothing would be known else.
    """

    def __init__(self) -> None:
        self._fresh = count()
        self._numbers: dict[Position, int] = {}
        self._known: dict[tuple[int, int], Rivalry] = {}

    def number(self, content: Position) -> int:
        """The number of a content; none is given twice, so one may be kept for ever."""
        known = self._numbers.get(content)
        if known is None:
            if len(self._numbers) >= _REMEMBERED:
                self._numbers.clear()
                self._known.clear()
            known = self._numbers[content] = next(self._fresh)
        return known

    def between(self, numbers: tuple[int, int], why: Exclusion) -> Rivalry:
        """What is known of two contents of these numbers, which exclude each other."""
        known = self._known.get(numbers)
        if known is None:
            if len(self._known) >= _PAIRS_OF_A_MATTER:
                self._known.clear()
            known = self._known[numbers] = Rivalry(why)
        return known


class Block:
    """The positions of one block, by number, and the days on which each was held."""

    def __init__(self, first_day: int, entries: list[Entry]) -> None:
        self.entries = entries
        self.conceding = [n for n, entry in enumerate(entries) if entry.content.concedes]
        self.held: list[int] = []
        """For each entry the days of the bucket on which it was held, a bit a day."""
        self.rivalries: Rivalries | None = None
        """What is known of the pairs on its matter, once it was asked for."""
        self._first_day = first_day
        self._index = {entry.content: n for n, entry in enumerate(entries)}
        self._encoded = b"".join(map(_encode, entries))
        self._meanings: list[int] = []
        """For each entry the number of its meaning; that of one that is not put forward as true is
        never asked for."""
        self._numbers: list[int] = []
        """For each entry the number of its content (``Rivalries``), likewise."""
        self._rivals: dict[Position, _Rivals] = {}

    def find(self, content: Position) -> int | None:
        """The number of the entry of this content, if the block has it."""
        return self._index.get(content)

    def put(self, entry: Entry) -> int:
        """Take in a new content, which gets the next number."""
        number = self._index[entry.content] = len(self.entries)
        self.entries.append(entry)
        self._encoded += _encode(entry)
        if entry.content.concedes:
            self.conceding.append(number)
        return number

    def hold(self, number: int, day: int) -> bool:
        """Note that an entry was held on a day. Whether that was not known."""
        self.held += [0] * (len(self.entries) - len(self.held))
        known = self.held[number]
        self.held[number] = known | 1 << (day - self._first_day)
        return self.held[number] != known

    def window(self, view: View) -> int:
        """The days of the bucket on which something may be in a view, a bit a day."""
        first = max(int(view.since // DAY) - self._first_day, 0)
        last = min(int((view.end + REACH) // DAY) - self._first_day, BUCKET_DAYS - 1)
        return (1 << last + 1) - (1 << first) if first <= last else 0

    def rivals_within(self, content: Position, window: int) -> Iterator[Rival]:
        """The entries that exclude a content and may meet it, times apart, of those that were held
        on a day within a window."""
        held = self.held
        known = len(held)
        for rival in self._excluding(content):
            number, why = rival
            if number < known and held[number] & window:
                if why.meet is None:
                    # most are never within a window
                    why.meet = gate.may_meet(content, self.entries[number].content)
                if why.meet:
                    yield rival

    def days(self, number: int, window: int = -1) -> Iterator[int]:
        """The days on which an entry was held, all or those within a window."""
        held = self.held[number] & window if number < len(self.held) else 0
        while held:
            rest = held & (held - 1)
            yield self._first_day + (held ^ rest).bit_length() - 1
            held = rest

    def encode(self) -> bytes:
        """The stored form of the entries; their days are stored apart, since they change more."""
        return _encode((self._first_day, array(len(self.entries), self._encoded)))

    def _excluding(self, content: Position) -> list[Rival]:
        """The entries of other parties that exclude a content."""
        known = self._rivals.get(content)
        if known is None:
            if len(self._rivals) >= _REMEMBERED:
                self._rivals.clear()
            known = self._rivals[content] = _Rivals()
        if known.asked < len(self.entries):
            known.found += self._found(content, known.asked)
            known.asked = len(self.entries)
        return known.found

    def _found(self, content: Position, first: int) -> Iterator[Rival]:
        """Those that exclude a content, from an entry on."""
        entries, meanings, numbers = self.entries, self._meanings, self._numbers
        if self.rivalries is None:
            self.rivalries = Rivalries()
        rivalries = self.rivalries
        for entry in entries[len(meanings) :]:
            stands = gate.stands(entry.content)
            meanings.append(_exclusions.number(entry.content) if stands else _NEVER_ASKED)
            numbers.append(rivalries.number(entry.content) if stands else _NEVER_ASKED)
        mine, own = _exclusions.number(content), rivalries.number(content)
        for number in range(first, len(entries)):
            its = meanings[number]
            if its == _NEVER_ASKED:
                continue
            other = entries[number].content
            found = _exclusions.between((mine, its), content, other)
            if found is not None and content.party != other.party:
                yield number, rivalries.between((own, numbers[number]), found)


def decode(raw: bytes) -> Block:
    """The block behind its stored form, but for the days."""
    return Block(*_decoder.decode(raw))


class View(msgspec.Struct, frozen=True, gc=False):
    """How far a position sees: the ends of spans that it may meet."""

    end: float
    since: float
    """The end of the earliest span that it may speak of."""

    def reaches(self, end: float) -> bool:
        """Whether the end of a span is in view."""
        return end >= self.since if end <= self.end else end - self.end <= REACH

    def covers(self, day: int) -> bool:
        """Whether the ends of all spans that end on a day are in view."""
        return day * DAY >= self.since and (day + 1) * DAY <= self.end

    def is_seen_from(self, other: Position) -> bool:
        """Whether another position that is in view has this one's in its own."""
        return other.span.end <= self.end or self.end >= horizon(other)


def view(position: Position) -> View:
    """How far a position sees."""
    end = position.span.end
    return View(end, max(end - REACH, horizon(position)))
