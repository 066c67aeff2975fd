"""Merging: the state of one claim and how a mention joins it."""

from __future__ import annotations

import bisect
from datetime import UTC, datetime

import msgspec

from contraflow.ledger.independence import Passage, folded, independent
from schemas import Claim, Mention, MergedClaim


class MentionState(msgspec.Struct, array_like=True, frozen=True, order=True):
    """One mention; ordered by publication."""

    published: float
    mention_id: str
    article_id: str
    source: str
    url: str | None
    field: str
    start: int
    end: int
    quote: str


class ClaimState(msgspec.Struct, array_like=True):
    """A merged claim as it is stored."""

    claim_id: str
    first: bytes
    """The mention published first, as JSON of a whole claim."""
    mentions: list[MentionState]
    count: int
    outlets: list[str]
    passages: list[Passage]
    independent: int
    first_seen: float
    last_seen: float
    alerts: list[str]
    """Store keys of the alerts that it takes part in."""
    late: list[str]
    """The last mentions past the cap, so that a repeated write is not counted twice."""


_LATE = 32

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(ClaimState)


def encode(state: ClaimState) -> bytes:
    """The stored form."""
    return _encoder.encode(state)


def decode(raw: bytes) -> ClaimState:
    """The state behind its stored form."""
    return _decoder.decode(raw)


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


def begin(claim: Claim, claim_id: str) -> ClaimState:
    """The state of a claim with its first known mention."""
    mention = mention_state(claim)
    return ClaimState(
        claim_id=claim_id,
        first=_whole(claim, claim_id),
        mentions=[mention],
        count=1,
        outlets=[claim.source],
        passages=[Passage(claim.source, folded(claim.quote))],
        independent=1,
        first_seen=mention.published,
        last_seen=mention.published,
        alerts=[],
        late=[],
    )


def join(state: ClaimState, claim: Claim, *, max_mentions: int, max_outlets: int) -> bool:
    """Add a mention to a claim. Returns whether it came from a new outlet; a known one is ignored.

    The mentions kept are those published first, so what is kept does not depend on the order of
    arrival. ``independent`` is counted over what is kept and so is a lower bound past the cap.
    """
    mention = mention_state(claim)
    if any(m.mention_id == mention.mention_id for m in state.mentions):
        return False
    if mention.mention_id in state.late:
        return False
    if (mention.published, mention.mention_id) < (
        state.mentions[0].published,
        state.mentions[0].mention_id,
    ):
        state.first = _whole(claim, state.claim_id)
    state.count += 1
    state.first_seen = min(state.first_seen, mention.published)
    state.last_seen = max(state.last_seen, mention.published)
    new_outlet = claim.source not in state.outlets
    if new_outlet and len(state.outlets) < max_outlets:
        bisect.insort(state.outlets, claim.source)
    bisect.insort(state.mentions, mention)
    if len(state.mentions) > max_mentions:
        dropped = state.mentions.pop()
        state.late = [*state.late[1 - _LATE :], dropped.mention_id]
    if mention in state.mentions:
        state.passages = add_passage(
            state.passages, Passage(claim.source, folded(claim.quote)), max_mentions
        )
        state.independent = independent(state.passages)
    return new_outlet


def add_passage(passages: list[Passage], new: Passage, cap: int) -> list[Passage]:
    """The passages with one more; each distinct one once, in a fixed order, at most ``cap``."""
    if new in passages or len(passages) >= cap:
        return passages
    return sorted([*passages, new])


def _whole(claim: Claim, claim_id: str) -> bytes:
    if claim.claim_id != claim_id:
        claim = claim.model_copy(update={"claim_id": claim_id})
    return claim.model_dump_json().encode()


def merged_claim(state: ClaimState) -> MergedClaim:
    """The record that is published for a claim's state."""
    return MergedClaim.model_construct(
        claim_id=state.claim_id,
        claim=Claim.model_validate_json(state.first),
        mentions=tuple(_mention(m) for m in state.mentions),
        mention_count=state.count,
        independent_sources=state.independent,
        outlets=tuple(state.outlets),
        first_seen=moment(state.first_seen),
        last_seen=moment(state.last_seen),
    )


def _mention(m: MentionState) -> Mention:
    # built from a validated claim: no need to validate again
    return Mention.model_construct(
        mention_id=m.mention_id,
        article_id=m.article_id,
        source=m.source,
        url=m.url,
        published_at=moment(m.published),
        field=m.field,  # type: ignore[arg-type]
        span=(m.start, m.end),
        quote=m.quote,
    )


def moment(seconds: float) -> datetime:
    """A UTC time from seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)
