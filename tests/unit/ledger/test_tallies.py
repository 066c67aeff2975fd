"""The standing of a count, as its text tells it."""

from __future__ import annotations

import pytest

from contraflow.ledger.tallies import CREW, EARLY, FINAL, OF_WAR, PASSENGERS, tally

from .builder import claim


@pytest.mark.parametrize(
    ("standing", "text", "quote"),
    [
        (FINAL, "12", "The final toll is 12 dead"),
        (FINAL, "one", "There had been one death and no more"),
        (EARLY, "six", "The mine at first said six men had died"),
        (EARLY, "six", "In an earlier statement, the mine counted six dead"),
        (EARLY, "six", "Officials had previously put the toll at six"),
        (EARLY, "two", "It was written when only two deaths were known"),
        ("", "19", "The toll rose from a first count of six to 19"),
        ("", "five", "Officials first reported three dead and later raised this to five"),
        ("", "five", "Five were hurt, not one as first thought"),
        ("", "five", "Five people were killed in the first attack"),
        (OF_WAR, "9,000", "More than 9,000 people have been killed in the conflict"),
        (OF_WAR, "9,000", "The insurgency has claimed 9,000 lives"),
        (OF_WAR, "9,000", "a rebellion of 40 years that has killed 9,000 people"),
        (OF_WAR, "9,000", "The conflict in the country's far south has killed 9,000 people"),
        (OF_WAR, "9,000", "Some 9,000 people were killed in the uprising of the Blue Front"),
        ("", "40", "40 people were killed in the uprising"),
        (OF_WAR, "9,000", "9,000 have died since the civil war broke out"),
        ("", "40", "It was the deadliest attack of the war, with 40 people killed in the conflict's north"),
        ("", "40", "40 people were killed in the war-torn town"),
        ("", "40", "40 people were killed in fighting"),
    ],
)  # fmt: skip
def test_how_a_count_stands(standing: str, text: str, quote: str) -> None:
    told = claim("casualties.killed", 1, quote=quote)
    told = told.model_copy(update={"value": told.value.model_copy(update={"text": text})})
    assert tally(told) == standing


@pytest.mark.parametrize(
    ("rank", "text", "quote"),
    [
        (PASSENGERS, "90", "It carried 90 passengers and six crew"),
        (CREW, "six", "It carried 90 passengers and six crew"),
        (PASSENGERS, "90", "There were 90 passengers aboard"),
        ("", "96", "96 passengers and crew were aboard"),
        ("", "96", "96 people were on board"),
    ],
)
def test_ranks_of_those_on_board(rank: str, text: str, quote: str) -> None:
    told = claim("other.count", 1, referent="on board", quote=quote)
    told = told.model_copy(update={"value": told.value.model_copy(update={"text": text})})
    assert tally(told) == rank
