"""Merging: the state of one claim and how a mention joins it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import chain
from operator import attrgetter
from typing import Literal, Protocol

import msgspec

from contraflow.ledger.independence import Passage, Sources, folded, no_sources
from contraflow.ledger.packed import Packed
from schemas import Claim, Mention, MergedClaim
from schemas.base import changed, trusted


class MentionState(msgspec.Struct, array_like=True, frozen=True, eq=False, gc=False):
    """One mention. Told from others by identity, so that what is made of it is found fast."""

    published: float
    mention_id: str
    article_id: str
    source: str
    url: str | None
    field: Literal["text", "title"]
    start: int
    end: int
    quote: str


class _Packed(msgspec.Struct, gc=False):
    """The stored form of a claim's longer parts."""

    mentions: Packed
    outlets: Packed
    passages: Packed
    sides: Packed
    late: Packed
    twins: Packed


class ClaimState(msgspec.Struct, array_like=True, gc=False):
    """A merged claim as it is stored."""

    claim_id: str
    first: str
    """Store key of the mention published first, kept whole."""
    mentions: tuple[MentionState, ...]
    """In order of publication."""
    count: int
    sources: Sources
    first_seen: float
    last_seen: float
    sides: tuple[str, ...]
    """The sides of alerts that it stands on: store keys of who is behind them (``backing.py``)."""
    late: tuple[str, ...]
    """The last mentions past the cap, so that a repeated write is not counted twice."""
    twins: tuple[str, ...] = ()
    """Store keys of the claims that turned out to be this one, itself among them, in order; none
    while there is no other."""
    packed: _Packed | None = None
    """The stored form of its longer parts, once they are long and it was stored; never stored itself."""
    least: str = ""
    """Of the twins that by whose id they go, once it was asked for; never stored."""


_LATE = 32
_FEW = 3
"""So many mentions are encoded as fast as what is kept of them is found."""
_IN_ORDER = attrgetter("published", "mention_id")

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(ClaimState)


def encode(state: ClaimState) -> bytes:
    """The stored form: all up to the twins, one after the other."""
    mentions: object = state.mentions
    sources: object = state.sources
    sides: object = state.sides
    late: object = state.late
    twins: object = state.twins
    if len(state.mentions) > _FEW:
        packed = state.packed
        if packed is None:
            # many are stored this once, because they are one with a claim of which a mention came
            state.packed = _Packed(*(Packed() for _ in range(6)))
        else:
            told = state.sources
            mentions = packed.mentions.of(state.mentions)
            sources = (
                packed.outlets.of(told.outlets),
                packed.passages.of(told.passages),
                told.groups,
            )
            sides, late = packed.sides.of(state.sides), packed.late.of(state.late)
            twins = packed.twins.of(state.twins)
    return _encoder.encode(
        (
            state.claim_id,
            state.first,
            mentions,
            state.count,
            sources,
            state.first_seen,
            state.last_seen,
            sides,
            late,
            twins,
        )
    )


def decode(raw: bytes) -> ClaimState:
    """The state behind its stored form."""
    return _decoder.decode(raw)


def dump_claim(claim: Claim) -> bytes:
    """The stored form of a whole claim."""
    return claim.model_dump_json(exclude_none=True).encode()


def load_claim(raw: bytes) -> Claim:
    """The claim behind its stored form."""
    return Claim.model_validate_json(raw)


def mention_state(claim: Claim) -> MentionState:
    """The compact form of a mention."""
    return MentionState(
        published=claim.published_at.timestamp(),
        mention_id=claim.mention_id,
        article_id=claim.article_id,
        source=claim.source,
        url=claim.url,
        field=claim.field,
        start=claim.span[0],
        end=claim.span[1],
        quote=claim.quote,
    )


def final_id(state: ClaimState) -> str:
    """The id under which a claim is known: the least of those that are one with it."""
    return id_in(least(state)) if state.twins else state.claim_id


def least(state: ClaimState) -> str:
    """Of the store keys of a claim and those that are one with it, that of the claim by whose id
    they go."""
    if not state.least:
        state.least = min(state.twins, key=id_in)
    return state.least


def id_in(key: str) -> str:
    """The id of the claim under a store key."""
    return key.rpartition("/")[2]


def begin(claim_id: str) -> ClaimState:
    """The state of a claim without a mention yet."""
    return ClaimState(claim_id, "", (), 0, no_sources(), 0.0, 0.0, (), ())


def join(state: ClaimState, claim: Claim, key: str, *, max_mentions: int, max_outlets: int) -> bool:
    """Add a mention to a claim; a known one is ignored. Returns whether it brings more evidence:
    another passage or outlet.

    ``key`` is where the whole mention is stored if it is the first. The mentions kept are those
    published first, so what is kept does not depend on the order of arrival.
    """
    mention = mention_state(claim)
    if mention.published <= state.last_seen and (
        mention.mention_id in state.late
        or any(m.mention_id == mention.mention_id for m in state.mentions)
    ):
        return False
    kept, packed = state.mentions, state.packed
    if kept and _IN_ORDER(kept[-1]) > _IN_ORDER(mention):
        mentions = sorted((*kept, mention), key=_IN_ORDER)
        if len(mentions) > max_mentions:
            state.late = (*state.late[1 - _LATE :], mentions.pop().mention_id)
        state.mentions = tuple(mentions)
    elif len(kept) >= max_mentions:
        state.late = (*state.late[1 - _LATE :], mention.mention_id)
    else:
        state.mentions = (*kept, mention)
        if packed is not None:
            packed.mentions.follow(kept, state.mentions)
    if state.mentions[0] is mention:
        state.first = key
    state.first_seen = state.mentions[0].published
    state.last_seen = max(state.last_seen, mention.published) if state.count else mention.published
    state.count += 1
    sources, told = state.sources, state.sources.passages
    passage = Passage(claim.source, folded(claim.quote))
    more = sources.add(passage, cap=max_mentions, max_outlets=max_outlets)
    if packed is not None and sources.passages is not told:
        packed.passages.follow(told, sources.passages)
    return more


def link(state: ClaimState, side: str) -> None:
    """Put a side of an alert among those that a claim stands on."""
    before = state.sides
    state.sides = (*before, side)
    if state.packed is not None:
        state.packed.sides.follow(before, state.sides)


def unite(state: ClaimState, twins: tuple[str, ...], least: str, stored: Packed) -> None:
    """Make a claim one with others: the store keys of all, in order, the :func:`least` of them, and
    the stored form of all, which is the same in each."""
    state.twins, state.least = twins, least
    if state.packed is not None:
        state.packed.twins = stored


class Part(msgspec.Struct, frozen=True, gc=False):
    """What one of several claims that are one brings to the whole, its mentions apart."""

    count: int
    first_seen: float
    first: str
    last_seen: float
    sides: tuple[str, ...]


def part(state: ClaimState) -> Part:
    """What a claim brings to the whole."""
    return Part(state.count, state.first_seen, state.first, state.last_seen, state.sides)


class Behind(Protocol):
    """Who stands behind a claim, or behind several that are one."""

    @property
    def outlets(self) -> tuple[str, ...]: ...
    @property
    def independent(self) -> int: ...
    @property
    def told(self) -> tuple[int, int]: ...


def merged_claim(
    claim_id: str,
    parts: Sequence[Part],
    mentions: tuple[Mention, ...],
    behind: Behind,
    evidence: Callable[[str], Claim],
    *,
    merged_into: str | None = None,
) -> MergedClaim:
    """The record that is published for a claim, or for several that turned out to be one.

    ``evidence`` gives the mention under a store key, whole. ``merged_into`` is the id under which
    the claim is told of from now on.
    """
    count, (first_seen, first), last_seen = (
        0,
        (parts[0].first_seen, parts[0].first),
        parts[0].last_seen,
    )
    for one in parts:
        count += one.count
        if (one.first_seen, one.first) < (first_seen, first):
            first_seen, first = one.first_seen, one.first
        last_seen = max(last_seen, one.last_seen)
    return trusted(
        MergedClaim,
        claim_id=claim_id,
        claim=under(evidence(first), claim_id),
        mentions=mentions,
        mention_count=count,
        independent_sources=behind.independent,
        outlets=behind.outlets,
        first_seen=moment(first_seen),
        last_seen=moment(last_seen),
        merged_into=merged_into,
    )


def under(claim: Claim, claim_id: str) -> Claim:
    """A mention under the id of the claim that it belongs to."""
    return claim if claim.claim_id == claim_id else changed(claim, claim_id=claim_id)


def mentions_of(
    states: Sequence[ClaimState], max_mentions: int, told: Sequence[Mention] = ()
) -> tuple[Mention, ...]:
    """The mentions of claims that are one, those published first; ``told`` are some of them."""
    mentions = sorted(chain.from_iterable(state.mentions for state in states), key=_IN_ORDER)
    known = {mention.mention_id: mention for mention in told}
    return tuple(known.get(m.mention_id) or _mention(m) for m in mentions[:max_mentions])


def with_mention(
    mentions: tuple[Mention, ...], claim: Claim, max_mentions: int
) -> tuple[Mention, ...]:
    """The same with one mention more."""
    new, last = _mention(mention_state(claim), claim.span), mentions[-1]
    if _TOLD_IN_ORDER(new) > _TOLD_IN_ORDER(last):
        return mentions if len(mentions) >= max_mentions else (*mentions, new)
    return tuple(sorted((*mentions, new), key=_TOLD_IN_ORDER)[:max_mentions])


_TOLD_IN_ORDER = attrgetter("published_at", "mention_id")


def _mention(m: MentionState, span: tuple[int, int] | None = None) -> Mention:
    return trusted(
        Mention,
        mention_id=m.mention_id,
        article_id=m.article_id,
        source=m.source,
        url=m.url,
        published_at=moment(m.published),
        field=m.field,
        span=span or (m.start, m.end),
        quote=m.quote,
    )


def moment(seconds: float) -> datetime:
    """A UTC time from seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)
