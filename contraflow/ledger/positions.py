"""A block of positions as it is stored: each distinct position once, its times apart.

Verdicts look at a position's answer and flags, and at its times. Mentions that agree in all of
them are alike to every verdict, so one stands for all, and a block stays small however often a
thing is repeated. The times at which a position was taken have a key of their own: they are read
only for positions whose answers exclude each other, and a repeat writes nothing else.
"""

from __future__ import annotations

import bisect
from collections import OrderedDict
from typing import Literal

import msgspec

from contraflow.ledger.identity import digest
from contraflow.ledger.position import Answer, Position, Span, Spot


class Taken(msgspec.Struct, array_like=True, frozen=True):
    """One time at which a position was taken, with its best evidence."""

    span: Span
    published: float
    confidence: float
    spot: Spot
    mention_id: str
    claim_key: str
    article_id: str
    outlet: str
    predicate: str
    sentence: str
    claimed: bool
    evidence: str
    """Store key of the whole claim."""
    exact: float
    """Publication to the second; ``published`` is the step that verdicts see."""


class Entry(msgspec.Struct, array_like=True, frozen=True):
    """One distinct position in a block, and where its times are kept."""

    position: Position
    times_key: str

    def at(self, taken: Taken) -> Position:
        """The position as taken at one of its times."""
        return msgspec.structs.replace(
            self.position,
            span=taken.span,
            published=taken.published,
            confidence=taken.confidence,
            spot=taken.spot,
            mention_id=taken.mention_id,
            claim_key=taken.claim_key,
            article_id=taken.article_id,
            outlet=taken.outlet,
            predicate=taken.predicate,
            sentence=taken.sentence,
            claimed=taken.claimed,
        )


Signature = tuple[
    str, str, str, Answer, str, str, str, bool, bool, bool, bool, str, bool, bool,
]  # fmt: skip


def signature(p: Position) -> Signature:
    """What makes two positions one, their times apart."""
    answer = msgspec.structs.replace(p.answer, text="")
    return (
        p.axis, p.referent, p.scope, answer, p.extent, p.party, p.firmness,
        p.denied, p.rejects, p.concedes, p.updates, p.rule, p.own_voice, p.headline,
    )  # fmt: skip


def taken(p: Position, evidence: str, exact: float) -> Taken:
    """The part of a position that its times differ in."""
    return Taken(
        p.span, p.published, p.confidence, p.spot, p.mention_id,
        p.claim_key, p.article_id, p.outlet, p.predicate, p.sentence, p.claimed, evidence, exact,
    )  # fmt: skip


def _moment(t: Taken) -> tuple[Span, float, Spot, str, str]:
    """What a verdict sees of a time."""
    return (t.span, t.published, t.spot, t.sentence, t.article_id)


def rank(t: Taken) -> tuple[float, float, str]:
    """Order of evidence: the surest reading first, then the earliest publication."""
    return (-t.confidence * t.spot.confidence, t.exact, t.mention_id)


def times_key(home: str, p: Position) -> str:
    """Where the times of a position in the block ``home`` are kept."""
    return f"t/{home.split('/', 2)[1]}/{digest(home, *signature(p))}"


Outcome = Literal["new", "better", "known", "full"]


def insert(times: list[Taken], new: Taken, cap: int) -> Outcome:
    """Put a time among a position's, which stand in order of :func:`rank`.

    'known': one like it, at least as good, is there. 'better': it replaced one like it. 'full': it
    ranks behind ``cap`` others and was left out.
    """
    for i, old in enumerate(times):
        if _moment(old) == _moment(new):
            if rank(new) >= rank(old):
                return "known"
            del times[i]
            bisect.insort(times, new, key=rank)
            return "better"
    bisect.insort(times, new, key=rank)
    if len(times) > cap and times.pop() is new:
        return "full"
    return "new"


_times_encoder = msgspec.msgpack.Encoder()
_times_decoder = msgspec.msgpack.Decoder(list[Taken])


def dump_times(times: list[Taken]) -> bytes:
    """The stored form of a position's times."""
    return _times_encoder.encode(times)


def load_times(raw: bytes | None) -> list[Taken]:
    """A position's times, the best evidence first; none when nothing is stored."""
    return [] if raw is None else _times_decoder.decode(raw)


class Block:
    """The positions of one block."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._index = {signature(entry.position): entry for entry in entries}

    def find(self, position: Position) -> Entry | None:
        """The entry of this position at whatever time, if the block has it."""
        return self._index.get(signature(position))

    def append(self, entry: Entry) -> None:
        """Take in a position that the block does not have."""
        self.entries.append(entry)
        self._index[signature(entry.position)] = entry


class BlockCodec:
    """Encodes blocks; keeps the latest decoded ones, checked against the stored bytes."""

    def __init__(self, cached: int = 4096) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(list[Entry])
        self._cache: OrderedDict[str, tuple[bytes, Block]] = OrderedDict()
        self._cached = cached

    def load(self, key: str, raw: bytes | None) -> Block:
        """The block behind its stored bytes; an empty one when there are none."""
        if raw is None:
            return Block([])
        hit = self._cache.get(key)
        if hit is not None and hit[0] == raw:
            self._cache.move_to_end(key)
            return hit[1]
        block = Block(self._decoder.decode(raw))
        self._remember(key, raw, block)
        return block

    def dump(self, key: str, block: Block) -> bytes:
        """The bytes to store for a block."""
        raw = self._encoder.encode(block.entries)
        self._remember(key, raw, block)
        return raw

    def clear(self) -> None:
        """Forget what was decoded."""
        self._cache.clear()

    def _remember(self, key: str, raw: bytes, block: Block) -> None:
        self._cache[key] = (raw, block)
        self._cache.move_to_end(key)
        if len(self._cache) > self._cached:
            self._cache.popitem(last=False)
