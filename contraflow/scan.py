"""The whole pipeline in one process without a broker: the same reader and ledger as the workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from contraflow.ledger.ledger import Ledger
from contraflow.reading.reader import Reading
from schemas import Alert, Article, Claim


class ArticleReader(Protocol):
    """What a scan asks of the reader (`contraflow.reading.reader.Reader` is one)."""

    def read(self, article: Article) -> Reading:
        """The claims of one article."""
        ...


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a scan found."""

    claims: tuple[Claim, ...]
    """Every mention once, in the order of reading, under the id of the claim it ended up in."""
    alerts: tuple[Alert, ...]
    """The last revision of each alert, in the order in which alerts were first raised."""
    articles: int
    skipped: Counter[str]
    """Articles passed over whole, by reason."""


def scan(
    articles: Iterable[Article],
    reader: ArticleReader,
    ledger: Ledger,
    *,
    on_article: Callable[[Article], None] | None = None,
) -> ScanResult:
    """Read articles in the order given and compare their claims.

    ``ledger`` should be empty, else alerts against what it already holds are among the result.
    ``on_article`` is called after each article, for showing progress.
    """
    mentions: dict[str, Claim] = {}
    claim_ids: dict[str, str] = {}
    alerts: dict[str, Alert] = {}
    skipped: Counter[str] = Counter()
    count = 0
    for article in articles:
        count += 1
        reading = reader.read(article)
        if reading.skipped is not None:
            skipped[reading.skipped] += 1
        for claim in reading.claims:
            result = ledger.add(claim)
            mentions.setdefault(claim.mention_id, claim)
            claim_ids[claim.mention_id] = result.claim_id
            if result.merged is not None:
                # A later mention can make the ledger join what it first held apart.
                for mention in result.merged.mentions:
                    claim_ids[mention.mention_id] = result.merged.claim_id
            for alert in result.alerts:
                alerts[alert.alert_id] = alert
        if on_article is not None:
            on_article(article)
    return ScanResult(
        claims=tuple(
            claim.model_copy(update={"claim_id": claim_ids[mention_id]})
            for mention_id, claim in mentions.items()
        ),
        alerts=tuple(alerts.values()),
        articles=count,
        skipped=skipped,
    )
