"""Copies of a text by other outlets: parsed once, read as themselves, one source in the ledger."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from contraflow.ledger import Ledger
from contraflow.reading.reader import Reader
from contraflow.scan import scan
from contraflow.settings import Settings
from schemas import Article

WIRE = (
    "The army captured the town of Sirte on Sunday after a week of fighting, the defence ministry of "
    "Libya said.\n\n"
    "The ministry said 14 soldiers had been killed in Sirte.\n\n"
    "Two hospitals in Sirte were damaged during the fighting.\n\n"
    "Residents of Sirte told reporters that the bridge over the canal had been destroyed."
)
CHANGED = WIRE.replace("14 soldiers", "19 soldiers") + "\n\nThe airport of Sirte is closed."


def copy(number: int, text: str = WIRE) -> Article:
    return Article(
        id=f"copies/{number}",
        source=f"Evening Paper {number}",
        published_at=datetime(2031, 5, 6, 8, tzinfo=UTC) + timedelta(minutes=7 * number),
        text=text,
    )


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings())


@pytest.fixture
def parsed(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that were parsed, in order; nothing is remembered from other tests."""
    reader.forget()
    found: list[str] = []
    annotate = reader._parser._annotated

    def spy(texts: list[str]) -> object:
        found.extend(texts)
        return annotate(texts)

    monkeypatch.setattr(reader._parser, "_annotated", spy)
    return found


def test_what_copies_share_is_parsed_once(reader: Reader, parsed: list[str]) -> None:
    first = reader.read(copy(1))
    assert len(first.claims) >= 3 and len(parsed) == 4
    parsed.clear()
    second = reader.read(copy(2))
    assert not parsed
    assert [c.span for c in second.claims] == [c.span for c in first.claims]
    reader.read(copy(3, CHANGED))
    assert [("19 soldiers" in s, "airport" in s) for s in parsed] == [(True, False), (False, True)]


def test_a_copy_is_read_as_if_it_had_come_first(reader: Reader, parsed: list[str]) -> None:
    copies = [copy(n, text) for n, text in enumerate((WIRE, CHANGED, WIRE, CHANGED))]
    warm = [reader.read(article) for article in copies]
    for article, reading in zip(copies, warm, strict=True):
        reader.forget()
        assert reader.read(article) == reading
        assert all(article.text[slice(*claim.span)] == claim.quote for claim in reading.claims)


def test_copies_add_their_outlet_and_neither_claim_nor_source(
    reader: Reader, parsed: list[str]
) -> None:
    copies = [copy(n) for n in range(10)]
    alone = scan(copies[:1], reader, Ledger())
    said = {c.speaker.is_outlet for c in alone.claims}
    assert said == {True, False}
    for seed in range(3):
        mixed = [*copies, *copies[:3]]
        random.Random(seed).shuffle(mixed)
        ledger = Ledger()
        found = scan(mixed, reader, ledger)
        ids: set[str] = set()
        for claim in found.claims:
            merged = ledger.recall(claim)
            assert merged is not None and merged.merged is not None
            assert len(merged.merged.outlets) == len(copies)
            assert merged.merged.independent_sources == 1
            ids.add(merged.claim_id)
        assert len(ids) == len({c.claim_id for c in alone.claims})
