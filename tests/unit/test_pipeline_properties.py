"""What holds for any article: exact evidence, the same ids each time, and no crash."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contraflow.articles import read_articles
from contraflow.ledger import Ledger
from contraflow.reading.reader import Reader
from contraflow.scan import scan
from contraflow.settings import Settings
from schemas import Article, Claim
from streams.codec import DecodeError, decode, encode
from tests.eval import run as scorecard
from tests.eval import score as scorer

ROOT = Path(__file__).parents[2]
CLUSTERS = sorted((ROOT / "tests/eval/dev").glob("*.json"))
PUBLISHED = datetime(2023, 4, 16, 9, 30, tzinfo=UTC)

slow_start = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""Parsing takes its time, and the first example loads the model."""


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(Settings())


@lru_cache(maxsize=1)
def _sentences() -> list[str]:
    """Sentences of the seeds, to shuffle into texts that nobody wrote."""
    articles = read_articles([str(ROOT / "seeds")], max_bytes=1_000_000)
    texts = [article.text for article in articles if isinstance(article, Article)]
    return [line for text in texts for line in text.split("\n") if line.strip()]


def _article(text: str, title: str | None = None) -> Article:
    return Article(id="p/1", source="Example", published_at=PUBLISHED, title=title, text=text)


def _check(article: Article, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        body = article.text if claim.field == "text" else article.title
        assert body is not None
        assert body[slice(*claim.span)] == claim.quote
        assert claim.quote.strip() == claim.quote
        assert claim.article_id == article.id
    assert len({claim.mention_id for claim in claims}) == len(claims)


noise = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@slow_start
@given(
    picks=st.lists(st.integers(0, 10_000), min_size=1, max_size=6),
    gaps=st.lists(noise | st.sampled_from(["\n\n", " ", "\u00a0", "\u200b", "▫️ "]), max_size=6),
)
def test_evidence_is_exact_and_ids_repeat(picks: list[int], gaps: list[str]) -> None:
    lines = _sentences()
    parts = [lines[pick % len(lines)] for pick in picks]
    text = "".join(part + (gaps[n] if n < len(gaps) else "\n") for n, part in enumerate(parts))
    article = _article(text, title=parts[0])
    first, again = _reader().read(article), _reader().read(article)
    assert first == again
    _check(article, first.claims)


@slow_start
@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=400), title=noise)
def test_any_text_can_be_read(text: str, title: str) -> None:
    article = _article(text, title)
    _check(article, _reader().read(article).claims)


@pytest.mark.parametrize("path", CLUSTERS, ids=lambda path: path.stem)
def test_order_and_repeats_do_not_change_the_alerts(path: Path) -> None:
    articles = scorecard.articles_of(scorer.load_cluster(path))
    mixed = articles * 2
    random.Random(path.stem).shuffle(mixed)
    straight = scan(articles, _reader(), Ledger())
    shuffled = scan(mixed, _reader(), Ledger())
    assert {a.alert_id for a in straight.alerts} == {a.alert_id for a in shuffled.alerts}
    assert {(c.mention_id, c.claim_id) for c in straight.claims} == {
        (c.mention_id, c.claim_id) for c in shuffled.claims
    }
    for article in articles:
        _check(article, tuple(c for c in straight.claims if c.article_id == article.id))


@given(
    text=st.text(st.characters(exclude_categories=("Cs",))),
    title=st.none() | noise,
    offset=st.timedeltas(timedelta(0), timedelta(days=20_000)),
)
def test_what_is_encoded_is_decoded(text: str, title: str | None, offset: timedelta) -> None:
    article = Article(
        id="p/1", source="Example", published_at=PUBLISHED + offset, title=title, text=text
    )
    message = encode(article, source="/test", key=article.id)
    assert decode(message.value, Article) == article
    assert encode(decode(message.value, Article), source="/test", key=article.id) == message


@given(value=st.none() | st.binary(max_size=300))
def test_arbitrary_bytes_are_refused_with_a_reason(value: bytes | None) -> None:
    with pytest.raises(DecodeError):
        decode(value, Article, max_bytes=200)
