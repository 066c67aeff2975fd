"""Whose figure a count is: the body's that sets it, and not the place's or the dead's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article

OWN = "Harbour Gazette"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The ministry's toll in Sirte stood at 22 on Monday.", "The ministry"),
        ("The health ministry's latest count is 31 dead in Sirte.", "The health ministry"),
        ("Authorities raised the death toll in Sirte to 126.", "Authorities"),
        ("The toll in Sirte was put at nine by the Red Crescent.", "the Red Crescent"),
        ("The army gives twelve soldiers dead in Sirte.", "The army"),
        ("According to the ministry's tally, five people died in Sirte.", "the ministry"),
        (
            (
                "There are 23 dead in Sirte, declared this Saturday at the end of the afternoon "
                "Colonel Omar Haddad of the police."
            ),
            "Colonel Omar Haddad of the police",
        ),
        ("The capture of Sirte was announced on Tuesday by the rebels.", "the rebels"),
        ("The army stands by its account that no drone flew over Sirte.", "The army"),
        # those who died, where, and of what
        ("The rebels' toll in Sirte rose to 40 dead.", OWN),
        ("Libya's death toll in Sirte rose to 40.", OWN),
        ("The blast brought the death toll in Sirte to nine.", OWN),
        ("Two more deaths raised the toll in Sirte to 11.", OWN),
    ],
)
def test_whose_figure(reader: Reader, sentence: str, speaker: str) -> None:
    text = f"Fighting went on around Sirte, Libya, on Thursday.\n\n{sentence}"
    published = datetime(2019, 6, 14, 12, tzinfo=UTC)
    article = Article(id="t/1", source=OWN, published_at=published, text=text)
    told = [c for c in reader.read(article).claims if c.span[0] >= text.index(sentence)]
    assert speaker in {c.speaker.name for c in told}
