"""Datelines: recognised in their many forms, and told from text that only looks like one."""

from __future__ import annotations

import pytest

from contraflow.reading.text.datelines import dateline
from contraflow.reading.text.sentences import split


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("NAIROBI, March 3 (ABC) - Floods", "NAIROBI"),
        ("NAIROBI — Floods", "NAIROBI"),
        ("Lagos, Nigeria (ABC) – Floods", "Lagos"),
        ("NAIROBI/KAMPALA, 3 March (ABC) -- Floods", "NAIROBI"),
        ("LUSAKA: Floods", "LUSAKA"),
        ("LUSAKA CITY: Floods", "LUSAKA CITY"),
        (", LUSAKA, Apr 19 – Floods", "LUSAKA"),
        ("LUSAKA, Zambia (Feb. 12) - Floods", "LUSAKA"),
        ("LUSAKA, Zambia (April 1, 2011) – Floods", "LUSAKA"),
        ("LUSAKA, Zambia, April 19 (ABC) -- Floods", "LUSAKA"),
        ("LUSAKA, Zambia (AP) _ Floods", "LUSAKA"),
        ("LUSAKA, Dec 24, 2019, ABC. Floods", "LUSAKA"),
        ("May 9, 2016 (LUSAKA) –Floods", "LUSAKA"),
        ("SAN JOSE, Costa Rica - Floods", "SAN JOSE"),
        ("LUSAKA, Zambia—Floods", "LUSAKA"),
        ("LUSAKA   Floods", "LUSAKA"),
        ("Lusaka: Floods", "Lusaka"),
        ("Lusaka - Floods", "Lusaka"),
        ("Lusaka [Zambia], Feb 05 (ABC): Floods", "Lusaka"),
        ("LUSAKA. Floods", "LUSAKA"),
        ("Lusaka and London. Floods", "Lusaka"),
        ("Lusaka. Floods", "Lusaka"),
    ],
)
def test_dateline(text: str, place: str) -> None:
    found = dateline(text)
    assert found is not None
    assert found["place"] == place
    assert text[found.end() :] == "Floods"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("By our correspondent in Mombasa", "Mombasa"),
        ("By Wanjiru Otieno in MOMBASA", "MOMBASA"),
        ("Wanjiru Otieno and Amina Hassan in Mombasa", "Mombasa"),
        ("Rebels in Mombasa", None),
        ("Flood Warning in Mombasa", None),
        ("By late Monday rebels were in Mombasa", None),
    ],
)
def test_byline(line: str, place: str | None) -> None:
    found = dateline(line)
    assert (found["place"] if found is not None else None) == place


@pytest.mark.parametrize(
    "text",
    [
        "Nairobi is calm - for now.",
        "In Nairobi - Floods",
        "The road to Nairobi (A2) – closed",
        "Nairobi: the market is closed.",
        "UN staff left - and came back.",
        "Brig. Ali Santos said so.",
        "Three killed, Mayor says - Floods",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline(text) is None


def test_a_colon_ends_a_dateline_unless_it_labels_sections() -> None:
    assert [s.text for s in split("LUSAKA: A dam broke.\nA bridge fell.")] == [
        "A dam broke.",
        "A bridge fell.",
    ]
    bulletin = "LUSAKA: A dam broke.\nKITWE: A bridge fell."
    assert [s.text for s in split(bulletin)] == bulletin.split("\n")
