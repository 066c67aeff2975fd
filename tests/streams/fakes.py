"""A reader and a ledger of a few lines each, to test the streams apart from what they carry.

An article's text has one claim a line: ``place|answer``. Two claims about one place by different
outlets contradict each other when their answers differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import orjson

from contraflow.ledger.store import Store
from contraflow.settings import Settings
from schemas import (
    Alert,
    Article,
    AsOf,
    Aspect,
    Claim,
    ContradictionType,
    IndependentSources,
    Mention,
    MergedClaim,
    Place,
    PlacePrecision,
    Speaker,
    States,
    TimePrecision,
)
from streams.codec import digest

if TYPE_CHECKING:
    from streams.apps import Parts

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FakeReading:
    claims: tuple[Claim, ...]
    skipped: str | None = None


class FakeReader:
    """Reads lines; the line ``boom`` raises."""

    def read(self, article: Article) -> FakeReading:
        claims = []
        start = 0
        for line in article.text.splitlines(keepends=True):
            quote = line.rstrip("\n")
            if quote == "boom":
                raise RuntimeError("cannot read this")
            if quote:
                claims.append(claim(article, quote, start))
            start += len(line)
        return FakeReading(tuple(claims))

    def stop(self) -> None: ...


def claim(article: Article, quote: str, start: int) -> Claim:
    place, answer = quote.split("|")
    return Claim(
        claim_id=digest(place, answer, article.source),
        mention_id=digest(article.id, str(start)),
        article_id=article.id,
        source=article.source,
        published_at=article.published_at,
        span=(start, start + len(quote)),
        quote=quote,
        place=Place(
            id=f"name:{place}", name=place, surface=place, precision=PlacePrecision.UNRESOLVED
        ),
        aspect=Aspect.STATUS,
        axis="status.access",
        value=States(members=(answer,)),
        predicate="be",
        speaker=Speaker(name=article.source, is_outlet=True),
        as_of=AsOf(
            start=article.published_at,
            end=article.published_at,
            precision=TimePrecision.PUBLICATION,
        ),
    )


@dataclass(frozen=True)
class FakeResult:
    claim_id: str
    merged: MergedClaim | None
    alerts: tuple[Alert, ...]
    held_back: int = 0
    compared: int = 0
    uncompared: int = 0
    superseded: tuple[MergedClaim, ...] = ()
    visiting: bool = False


class FakeLedger:
    """All claims of a place under one key; writes 'seen' first, the worst order for a crash."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, claim: Claim, route: str) -> FakeResult:
        mention_key = f"m/{claim.mention_id}"
        if self._store.get(mention_key) is not None:
            return FakeResult(claim.claim_id, None, ())
        self._store.set(mention_key, b"1")
        block_key = f"b/{claim.place.id}"
        block = [Claim.model_validate(c) for c in orjson.loads(self._store.get(block_key) or b"[]")]
        if any(other.quote == "boom|boom" for other in (claim, *block)):
            raise RuntimeError("cannot keep this")
        alerts = tuple(
            alert(other, claim)
            for other in block
            if other.value != claim.value and other.source != claim.source
        )
        block.append(claim)
        self._store.set(block_key, orjson.dumps([c.model_dump(mode="json") for c in block]))
        mention = Mention(
            mention_id=claim.mention_id,
            article_id=claim.article_id,
            source=claim.source,
            published_at=claim.published_at,
            span=claim.span,
            quote=claim.quote,
        )
        merged = MergedClaim(
            claim_id=claim.claim_id,
            claim=claim,
            mentions=(mention,),
            mention_count=1,
            independent_sources=1,
            first_seen=claim.published_at,
            last_seen=claim.published_at,
        )
        return FakeResult(claim.claim_id, merged, alerts)


def alert(one: Claim, other: Claim) -> Alert:
    earlier, later = sorted((one, other), key=lambda c: (c.published_at, c.mention_id))
    return Alert(
        alert_id=digest(earlier.mention_id, later.mention_id),
        type=ContradictionType.STATUS,
        place=earlier.place,
        aspect=earlier.aspect,
        earlier=earlier,
        later=later,
        independent_sources=IndependentSources(earlier=1, later=1),
        confidence=0.9,
        explanation="Their answers differ.",
        detected_at=later.published_at,
        rules_version="test",
    )


def parts() -> Parts:
    from streams.apps import Parts  # Faust takes long to load, and few ask for it

    return Parts(
        make_reader=lambda settings, metrics: FakeReader(),
        make_ledger=make_ledger,
        routes=routes,
    )


def routes(claim: Claim) -> tuple[str, ...]:
    return (claim.place.id,)


def make_ledger(settings: Settings, store: Store) -> FakeLedger:
    return FakeLedger(store)


def articles(count: int, places: int = 5, lines: int = 3) -> list[Article]:
    """Articles by three outlets that disagree about some places."""
    return [
        Article(
            id=f"a{n}",
            source=f"outlet {n % 3}",
            published_at=EPOCH + timedelta(minutes=n),
            text="\n".join(
                f"place {(n + 3 * line) % places}|{'open' if (n * 7 + line) % 4 else 'closed'}"
                for line in range(lines)
            ),
        )
        for n in range(count)
    ]


def expected_alerts(given: Iterable[Article]) -> set[str]:
    """The alert ids that these articles must lead to, worked out without any of the streams."""
    claims = [c for article in given for c in FakeReader().read(article).claims]
    return {
        alert(one, other).alert_id
        for n, one in enumerate(claims)
        for other in claims[:n]
        if one.place.id == other.place.id
        and one.value != other.value
        and one.source != other.source
    }
