"""Headlines in Title Case and in capitals are read as sentences are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading.reader import Reader
from contraflow.reading.text.casing import sentence_case
from schemas import Article

BODY = (
    "Soldiers in the town of Batticaloa shot three fishermen, witnesses told the Daily Star on Friday."
    " The Red Cross took the wounded to Saint Mary hospital, and the army said nothing."
)


@pytest.mark.parametrize(
    ("headline", "cased"),
    [
        ("Three Fishermen Shot by Soldiers in Batticaloa", "Three fishermen shot by soldiers in Batticaloa"),
        ("Red Cross Takes Wounded to Hospital", "Red Cross takes wounded to hospital"),
        ("SOLDIERS SHOOT THREE FISHERMEN IN BATTICALOA", "Soldiers shoot three fishermen in Batticaloa"),
        ("Army’s Silence on Shooting, Says UN", "Army’s silence on shooting, says UN"),
        ("Army-Led Raid Leaves Three Dead", "Army-led raid leaves three dead"),
        # a headline of names, and one that has small letters of its own
        ("Batticaloa, Ampara, Trincomalee", "Batticaloa, Ampara, Trincomalee"),
        ("Soldiers shot three Tamil Fishermen", "Soldiers shot three Tamil Fishermen"),
        # what is no common word is a name, whether the body has it or not
        ("Navy Denies Shooting Near Kalmunai", "Navy denies shooting near Kalmunai"),
    ],
)  # fmt: skip
def test_sentence_case(headline: str, cased: str) -> None:
    assert sentence_case(headline, BODY) == cased
    assert len(cased) == len(headline)


def test_names_stay() -> None:
    headline = "Turkey Shuts Border After Shooting"
    assert sentence_case(headline, BODY, {"Turkey"}) == "Turkey shuts border after shooting"


def test_a_letter_whose_small_form_is_longer_keeps_the_length() -> None:
    headline = "İstanbul Police Shoot Three Protesters"
    assert len(sentence_case(headline, "", ())) == len(headline)


def test_the_quote_is_the_headline_as_printed(reader: Reader) -> None:
    title = "At Least Two Fishermen Shot Dead by Soldiers in Batticaloa"
    article = Article(
        id="a",
        source="Gazette",
        published_at=datetime(2023, 5, 6, 10, tzinfo=UTC),
        title=title,
        text="Soldiers shot two fishermen dead in Batticaloa on Friday, witnesses said.",
    )
    headed = [claim for claim in reader.read(article).claims if claim.field == "title"]
    assert {"casualties.killed", "attack.culprit"} <= {claim.axis for claim in headed}
    for claim in headed:
        assert claim.quote == title[slice(*claim.span)]
        assert claim.actor is not None and "military" in str(claim.actor)
