"""Two outlets' sentences of one day, read and held against each other: which contradict, which do not.

The sentences are this project's own, about places and events that the labelled clusters leave out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contraflow.ledger.ledger import Ledger
from contraflow.reading import Reader
from contraflow.scan import scan
from schemas import Article

PUBLISHED = datetime(2019, 6, 14, 12, tzinfo=UTC)  # a Friday


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def alerts(reader: Reader, first: str, second: str) -> list[str]:
    """The alerts that two texts raise, the second published eight hours after the first."""
    articles = [
        Article(id="a/1", source="Harbour Gazette", published_at=PUBLISHED, text=first),
        Article(
            id="a/2",
            source="Evening Mirror",
            published_at=PUBLISHED + timedelta(hours=8),
            text=second,
        ),
    ]
    return [alert.type.value for alert in scan(articles, reader, Ledger()).alerts]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The siege of Deir ez-Zor has been broken, the Syrian army said on Friday.",
            "Deir ez-Zor is still under siege, the opposition monitor said on Friday.",
        ),
        (
            "There was no fighting in Abyei on Friday, the police said.",
            "Clashes erupted in Abyei on Friday between herders and farmers, the UN mission said.",
        ),
        (
            "The president has been overthrown, a colonel said on television in Libreville on Friday.",
            "The coup in Libreville has been foiled, the presidency said on Friday.",
        ),
        (
            "Civilians are free to leave Durayhimi, the Houthis said on Friday.",
            "Houthi gunmen are stopping families from leaving Durayhimi, an aid group said on Friday.",
        ),
        (
            "Three people were admitted with gunshot wounds in Mbale after the march, a surgeon said.",
            "No live ammunition was used in Mbale on Friday, police said.",
        ),
    ],
)
def test_accounts_that_contradict(reader: Reader, first: str, second: str) -> None:
    assert alerts(reader, first, second)
