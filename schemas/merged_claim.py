"""A claim with all its mentions: what the ledger knows about one proposition."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.base import SCHEMA_VERSION, Record, UtcTime
from schemas.claim import Claim


class Mention(Record):
    """One place in one article where a claim is made."""

    mention_id: str
    article_id: str
    source: str
    url: str | None = None
    published_at: UtcTime
    field: Literal["text", "title"] = "text"
    span: tuple[int, int]
    quote: str


class MergedClaim(Record):
    """The current state of one claim, published anew each time a mention joins it."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    claim_id: str
    claim: Claim = Field(description="The mention published first: the claim's best-known wording.")
    mentions: tuple[Mention, ...] = Field(
        description="In order of publication; the newest are left out past the ledger's cap."
    )
    mention_count: int = Field(ge=1, description="All mentions, those past the cap too.")
    independent_sources: int = Field(
        ge=1, description="Outlets that do not repeat each other's text or quotation."
    )
    outlets: tuple[str, ...] = ()
    first_seen: UtcTime = Field(description="Earliest publication.")
    last_seen: UtcTime = Field(description="Latest publication.")
    merged_into: str | None = Field(
        default=None,
        description="Id of the claim that this one turned out to be; it is told of under that id.",
    )
