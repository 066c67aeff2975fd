"""A guess that the sentence sets against somebody's claim rejects it; a guess by itself does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Modality


@pytest.mark.parametrize(
    ("sentence", "rejects"),
    [
        (
            (
                "Rebels said that army units in Sirte were surrounded, but French analysts "
                "believe that army units withdrew from Sirte on orders."
            ),
            True,
        ),
        ("French analysts believe that army units withdrew from Sirte on orders.", False),
    ],
)
def test_contrast(reader: Reader, sentence: str, rejects: bool) -> None:
    article = Article(
        id="t/1",
        source="Harbour Gazette",
        published_at=datetime(2019, 6, 14, 12, tzinfo=UTC),
        text=f"Fighting went on around Sirte, Libya, on Thursday.\n\n{sentence}",
    )
    guesses = [c for c in reader.read(article).claims if c.modality is Modality.HEDGED]
    assert guesses
    assert any(c.rejects for c in guesses) is rejects
