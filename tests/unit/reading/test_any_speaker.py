"""Who says something is its speaker whatever noun names them; texts, traces and events are none."""

from __future__ import annotations

import pytest

from contraflow.reading.reader import Reader
from schemas import Article

_OUTLET = "The Daily Echo"


def _speakers(reader: Reader, text: str) -> set[str]:
    article = Article(
        id="t", source=_OUTLET, published_at="2024-03-05T18:00:00Z", title="", text=text
    )
    return {c.speaker.name for c in reader.read(article).claims}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Power is back in Kasese, the distributor reports.", "the distributor"),
        ("The market of Kasese burnt down, her publisher says, in one hour.", "her publisher"),
        ("The road to Kasese is closed, the harbour master informs.", "the harbour master"),
        ("Nine people were killed in Kasese, tells us a juggler.", "a juggler"),
        ("Nine people, says the cook, were killed in Kasese.", "the cook"),
        ("The road to Kasese is closed, had said the bus company.", "the bus company"),
        ("Nine people were killed in Kasese, said the cook to Radio Kampala.", "the cook"),
        ("Nine people died in Kasese, according to the health zone.", "the health zone"),
        ("Nine people died in Kasese, according to the cooperative.", "the cooperative"),
        (
            "The survey of the water cooperative says nine people died in Kasese.",
            "the water cooperative",
        ),
        (
            "The brewers' guild estimates that nine people were killed in Kasese.",
            "The brewers' guild",
        ),
        ("The choir fears that nine people were killed in Kasese.", "The choir"),
        (
            "Mombasa port said nine people were killed at its gate.",
            "Mombasa port",
        ),
        (
            "The police post at Kasese informs us that nine people were killed.",
            "The police post",
        ),
        ("Nine people died in Kasese, according to the health post.", "the health post"),
        ("In Kasese 23 deaths recorded by the rowing club shocked the town.", "the rowing club"),
        (
            "Nine people were killed in Kasese, the crew said, despite a truce announced earlier.",
            "the crew",
        ),
        (
            "Nine people were killed in Kasese, the guild told us by telephone, and six were hurt.",
            "the guild",
        ),
        (
            "Nine people died in Kasese, the guild said, and they had left on a written order.",
            "the guild",
        ),
        ("Nine people died in Kasese, per the Red Cross.", "the Red Cross"),
        ("Nine people died in Kasese on Monday, per UNWRA.", "UNWRA"),
        ("The cook reiterated that nine people were killed in Kasese.", "The cook"),
    ],
)
def test_whoever_says_it_speaks(reader: Reader, text: str, who: str) -> None:
    assert {name.casefold() for name in _speakers(reader, text)} == {who.casefold()}


@pytest.mark.parametrize(
    "text",
    [
        "Nine people died in Kasese, according to a survey.",
        "The wave reached Kasese at noon and killed nine people, according to the seismic trace.",
        "Nine people were in the bus to Kasese when it crashed, according to its waybill.",
        "Nine people were killed in Kasese, according to our partners.",
        "Nine people were killed in Kasese, the footage reveals.",
        "Nine people were killed in Kasese, despite a truce announced on Monday.",
    ],
)
def test_what_says_nothing_is_no_speaker(reader: Reader, text: str) -> None:
    assert _speakers(reader, text) == {_OUTLET}


_RAINS = "The rains went on all night.\n\n"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("District commissioner: nine people were killed in Kasese.", "District commissioner"),
        ("A carters' union in Kasese: nine people were killed.", "A carters' union"),
        (
            "A technician of the mast, by phone: nine people died in Kasese.",
            "A technician of the mast",
        ),
        ("Red Cross: nine people were killed in Kasese.", "Red Cross"),
        ("DOCTOR: Nine people were killed in Kasese.", "DOCTOR"),
        ("DOCTOR (Ana Roe, Kampala): Nine people were killed in Kasese.", "Ana Roe"),
        ("Rescuers: nine people were killed in Kasese.", "Rescuers"),
        ("Kasese Mayor Ali Sow: nine people were killed.", "Kasese Mayor Ali Sow"),
        ("General Ali Sow answers by telephone: nine people died in Kasese.", "General Ali Sow"),
    ],
)
def test_speaker_before_a_colon(reader: Reader, text: str, who: str) -> None:
    assert _speakers(reader, _RAINS + text) == {who}


def test_speaker_named_again_before_a_colon(reader: Reader) -> None:
    text = (
        "“Nine people were killed in Kasese,” said Ana Roe, a nurse.\n\nThe rains went on."
        "\n\nRoe again: six people were hurt in Kasese, she says."
    )
    assert _speakers(reader, text) == {"Ana Roe, a nurse"}


@pytest.mark.parametrize(
    "text",
    [
        "Relief: nine people were killed in Kasese while they stood in line for rice.",
        "The result: nine people were killed in Kasese.",
        "The hospital: nine people were killed there in Kasese.",
        "REPORTER: Nine people were killed in Kasese.",
        "Residents: nine killed in Kasese",
        "The chief is dead: nine people were killed in Kasese.",
    ],
)
def test_topic_before_a_colon(reader: Reader, text: str) -> None:
    assert _speakers(reader, _RAINS + text) <= {_OUTLET}
