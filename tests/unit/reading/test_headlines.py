"""A headline's claim stands under the one speaker whom the text names for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Seven people died in a fire in Sirte, the army said.", "state:LY/military"),
        # two speakers, or nobody
        (
            (
                "Seven people died in a fire in Sirte, the army said. "
                "Doctors said seven people died in Sirte."
            ),
            None,
        ),
        ("Seven people died in a fire in Sirte.", None),
    ],
)
def test_headline(reader: Reader, text: str, party: str | None) -> None:
    article = Article(
        id="t/1",
        source="Harbour Gazette",
        published_at=datetime(2019, 6, 14, 12, tzinfo=UTC),
        title="Seven dead in Sirte fire",
        text=f"Libya's coast saw a hot night.\n\n{text}",
    )
    claims = [c for c in reader.read(article).claims if c.axis == "casualties.killed"]
    heads = [c.speaker for c in claims if c.field == "title"]
    assert heads
    for speaker in heads:
        assert speaker.is_outlet is (party is None)
        assert party is None or (speaker.party is not None and speaker.party.id == party)
