"""A claim's span is its speaker's part of a sentence that gives several accounts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article


@pytest.mark.parametrize(
    ("sentence", "speaker", "quote"),
    [
        (
            "The clinic in Sirte received six bodies, a day after the police said that nobody had died.",
            "the police",
            "a day after the police said that nobody had died.",
        ),
        (
            "Port officials say that the bridge is open; the army says it was destroyed.",
            "the army",
            "the army says it was destroyed.",
        ),
        (
            "The rebels claim to hold Sirte, while the army says its troops retook the town.",
            "The rebels",
            "The rebels claim to hold Sirte",
        ),
        (
            "The governor counts nine dead in Sirte, the mayor has stopped counting.",
            "The governor",
            "The governor counts nine dead in Sirte",
        ),
        # what one speaker says stays together
        (
            "The army said that it held Sirte and that nine rebels had been killed.",
            "The army",
            "The army said that it held Sirte and that nine rebels had been killed.",
        ),
    ],
)
def test_account(reader: Reader, sentence: str, speaker: str, quote: str) -> None:
    text = f"Fighting went on around Sirte, Libya, on Thursday.\n\n{sentence}"
    published = datetime(2019, 6, 14, 12, tzinfo=UTC)
    article = Article(id="t/1", source="Harbour Gazette", published_at=published, text=text)
    claims = [c for c in reader.read(article).claims if c.speaker.name == speaker]
    assert {c.quote for c in claims} == {quote}
    assert {c.sentence for c in claims} == {text.index(sentence)}
