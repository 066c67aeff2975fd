"""What counts as the right sentence, place and speaker in the passages that reading is scored on."""

from __future__ import annotations

import pytest

from tests.eval.passages import OUTLET, Key, score

SENTENCE = "Two miners died when a shaft near Kadoma caved in on Monday."
CASE = {
    "id": "one",
    "text": f"Police spokesman Tendai Moyo gave the figures in Harare. {SENTENCE[:-1]}, he said.",
    "quote": f"{SENTENCE[:-1]}, he said.",
    "place": "Kadoma",
    "speaker": "Tendai Moyo",
    "readings": ["+killed:2"],
}


def test_a_reading_is_whole_with_its_place_and_speaker() -> None:
    assert score([CASE])["whole"] == 1


@pytest.mark.parametrize(("field", "value"), [("speaker", OUTLET), ("place", "Harare")])
def test_a_wrong_place_or_speaker_is_not_whole(field: str, value: str) -> None:
    counts = score([{**CASE, field: value}])
    assert (counts["found"], counts["whole"]) == (1, 0)


def test_a_decoy_is_no_reading() -> None:
    assert not score([{**CASE, "readings": ["none"]}])["readings"]


def test_another_sentence_is_not_the_key() -> None:
    key = Key("Rescue teams left the site in the evening.", "Kadoma", OUTLET)
    assert not score([{**CASE, "quote": key.quote}])["found"]
