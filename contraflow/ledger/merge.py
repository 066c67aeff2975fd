"""Merging: the state of one claim and how a mention joins it."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from operator import attrgetter

import msgspec

from contraflow.ledger.independence import Passage, Sources, combined, folded, no_sources
from schemas import Claim, Mention, MergedClaim


class MentionState(msgspec.Struct, array_like=True, frozen=True, eq=False, gc=False):
    """One mention. Told from others by identity, so that what is made of it is found fast."""

    published: float
    mention_id: str
    article_id: str
    source: str
    url: str | None
    field: str
    start: int
    end: int
    quote: str


class ClaimState(msgspec.Struct, array_like=True, gc=False):
    """A merged claim as it is stored."""

    claim_id: str
    first: str
    """Store key of the mention published first, kept whole."""
    mentions: list[MentionState]
    count: int
    sources: Sources
    first_seen: float
    last_seen: float
    alerts: list[str]
    """Store keys of the alerts that it takes part in."""
    late: list[str]
    """The last mentions past the cap, so that a repeated write is not counted twice."""
    twins: list[str] = []
    """Store keys of the claims that turned out to be this one, itself among them, in order; none
    while there is no other."""


_LATE = 32
_IN_ORDER = attrgetter("published", "mention_id")

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(ClaimState)


def encode(state: ClaimState) -> bytes:
    """The stored form."""
    return _encoder.encode(state)


def decode(raw: bytes) -> ClaimState:
    """The state behind its stored form."""
    return _decoder.decode(raw)


def dump_claim(claim: Claim) -> bytes:
    """The stored form of a whole claim."""
    return claim.model_dump_json(exclude_none=True).encode()


@lru_cache(maxsize=8192)
def load_claim(raw: bytes) -> Claim:
    """The claim behind its stored form. Claims are immutable, so the latest are kept."""
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
    return min(map(id_in, state.twins), default=state.claim_id)


def id_in(key: str) -> str:
    """The id of the claim under a store key."""
    return key.rpartition("/")[2]


def begin(claim_id: str) -> ClaimState:
    """The state of a claim without a mention yet."""
    return ClaimState(claim_id, "", [], 0, no_sources(), 0.0, 0.0, [], [])


def join(state: ClaimState, claim: Claim, key: str, *, max_mentions: int, max_outlets: int) -> bool:
    """Add a mention to a claim; a known one is ignored. Returns whether it brings more evidence:
    another passage or outlet.

    ``key`` is where the whole mention is stored if it is the first. The mentions kept are those
    published first, so what is kept does not depend on the order of arrival.
    """
    mention = mention_state(claim)
    if mention.mention_id in state.late or any(
        m.mention_id == mention.mention_id for m in state.mentions
    ):
        return False
    bisect.insort(state.mentions, mention, key=_IN_ORDER)
    if state.mentions[0] is mention:
        state.first = key
    state.first_seen = state.mentions[0].published
    state.last_seen = max(state.last_seen, mention.published) if state.count else mention.published
    state.count += 1
    if len(state.mentions) > max_mentions:
        dropped = state.mentions.pop()
        state.late = [*state.late[1 - _LATE :], dropped.mention_id]
    passage = Passage(claim.source, folded(claim.quote))
    return state.sources.add(passage, cap=max_mentions, max_outlets=max_outlets)


def together(states: Sequence[ClaimState], *, max_mentions: int, max_outlets: int) -> ClaimState:
    """Claims that turned out to be one, under its id; for reading only."""
    if len(states) == 1:
        return states[0]
    mentions = sorted(chain.from_iterable(state.mentions for state in states), key=_IN_ORDER)
    first = min(states, key=lambda state: (state.mentions[0].published, state.first))
    return ClaimState(
        claim_id=final_id(states[0]),
        first=first.first,
        mentions=mentions[:max_mentions],
        count=sum(state.count for state in states),
        sources=combined(
            [state.sources for state in states], cap=max_mentions, max_outlets=max_outlets
        ),
        first_seen=min(state.first_seen for state in states),
        last_seen=max(state.last_seen for state in states),
        alerts=sorted({key for state in states for key in state.alerts}),
        late=[],
    )


def merged_claim(state: ClaimState, first: Claim, *, merged_into: str | None = None) -> MergedClaim:
    """The record that is published for a claim's state; ``first`` is its first mention, whole.

    ``merged_into`` is the id under which it is told of from now on.
    """
    return MergedClaim.model_construct(
        claim_id=state.claim_id,
        claim=under(first, state.claim_id),
        mentions=tuple(_mention(m) for m in state.mentions),
        mention_count=state.count,
        independent_sources=state.sources.independent,
        outlets=tuple(state.sources.outlets),
        first_seen=moment(state.first_seen),
        last_seen=moment(state.last_seen),
        merged_into=merged_into,
    )


def under(claim: Claim, claim_id: str) -> Claim:
    """A mention under the id of the claim that it belongs to."""
    return claim if claim.claim_id == claim_id else claim.model_copy(update={"claim_id": claim_id})


@lru_cache(maxsize=16384)
def _mention(m: MentionState) -> Mention:
    return Mention(
        mention_id=m.mention_id,
        article_id=m.article_id,
        source=m.source,
        url=m.url,
        published_at=moment(m.published),
        field=m.field,
        span=(m.start, m.end),
        quote=m.quote,
    )


def moment(seconds: float) -> datetime:
    """A UTC time from seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)
