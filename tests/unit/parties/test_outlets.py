"""Whose voice an outlet is, by its name; and one id for what one office or body is called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article

LEAD = "Fighting went on around Sirte, Libya, on Thursday.\n\n"


def speakers(reader: Reader, outlet: str, sentence: str) -> set[str]:
    published = datetime(2019, 6, 14, 12, tzinfo=UTC)
    article = Article(id="t/1", source=outlet, published_at=published, text=LEAD + sentence)
    told = (c.speaker.party for c in reader.read(article).claims if c.axis == "casualties.killed")
    return {party.id for party in told if party is not None}


@pytest.mark.parametrize(
    ("outlet", "party"),
    [
        ("Sirte Metropolitan Police, Media Cell", "state:LY/police"),
        ("Home Ministry of Bangladesh (press note)", "state:BD/interior ministry"),
        ("Governor of Sirte Region (official channel)", "office:governor"),
        ("Reprem, Communications Unit", "body:reprem"),
        ("Harbour Gazette", "body:harbour gazette"),
    ],
)
def test_an_official_channel_is_its_owner(reader: Reader, outlet: str, party: str) -> None:
    assert speakers(reader, outlet, "Nine people died in Sirte.") == {party}


@pytest.mark.parametrize(
    ("speaker", "party"),
    [
        ("The regional governor", "office:governor"),
        ("Gov. Ali Haddad", "office:governor"),
        ("The deputy governor", "office:deputy governor"),
        ("Witnesses", "people:witness"),
        ("Libya hospital", "people:hospital"),
        ("Doctors in Libya", "people:doctor"),
        ("Officials in Libya", "state:LY/government"),
    ],
)
def test_one_id_for_one_office(reader: Reader, speaker: str, party: str) -> None:
    assert speakers(reader, "Harbour Gazette", f"{speaker} said nine people died in Sirte.") == {
        party
    }
