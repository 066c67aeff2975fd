"""What no frame reads: which clauses are kept as statements, and as whose."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim, Modality

PUBLISHED = datetime(2021, 5, 18, 9, tzinfo=UTC)
OUTLET = "Estuary Post"


def statements(reader: Reader, text: str) -> list[Claim]:
    article = Article(id="s/1", source=OUTLET, published_at=PUBLISHED, text=text)
    return [c for c in reader.read(article).claims if c.axis == "other.statement"]


@pytest.mark.parametrize(
    ("text", "speaker", "referent"),
    [
        ("The caretaker in Beira said that the hymn books had been moved to the vestry.",
         "The caretaker in Beira", "book"),
        ("“Our goats drank from that pond for years,” a herder in Gao told the paper.",
         "a herder in Gao", "goat"),
        ("The envoy was summoned to the palace in Quito, according to the ministry.",
         "the ministry", "envoy"),
    ],
)  # fmt: skip
def test_what_somebody_is_cited_with_is_kept(
    reader: Reader, text: str, speaker: str, referent: str
) -> None:
    (claim,) = statements(reader, text)
    assert claim.speaker.name.casefold() == speaker.casefold()
    assert claim.referent == referent
    assert not claim.speaker.is_outlet


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The choir of Beira rehearsed the old hymns.", False),
        (
            "The choir of Beira rehearsed the old hymns on Monday, before the governor and his guests.",
            True,
        ),
        ("The caretaker of the chapel in Beira likes cats.", False),
    ],
)
def test_an_outlet_s_own_words_need_substance(reader: Reader, text: str, kept: bool) -> None:
    found = statements(reader, text)
    assert bool(found) is kept
    assert all(claim.speaker.is_outlet for claim in found)


def test_a_guess_is_kept_as_one(reader: Reader) -> None:
    (claim,) = statements(
        reader, "The envoy may have been summoned to the palace in Quito, the ministry said."
    )
    assert claim.modality is Modality.HEDGED


def test_an_aftershock_is_not_the_quake(reader: Reader) -> None:
    article = Article(
        id="s/2",
        source=OUTLET,
        published_at=PUBLISHED,
        text="The quake struck Quetta before dawn. No aftershock was felt in Quetta.",
    )
    events = [c for c in reader.read(article).claims if c.axis == "other.event"]
    assert [c.referent for c in events] == ["earthquake", "aftershock"]
