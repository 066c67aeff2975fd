"""Which of many things a sentence can hold, by its words."""

from __future__ import annotations

import re

from contraflow.reading.frames.asked import Asked
from contraflow.reading.text.marks import one_of


def test_only_things_with_a_word_of_the_sentence_are_left_in_their_order() -> None:
    things = Asked(
        (
            ("storms", frozenset({"storm", "gale"})),
            ("always", None),
            ("floods", frozenset({"flood"})),
            ("winds", frozenset({"gale"})),
        )
    )
    assert things.among(frozenset({"the", "gale", "sink", "a", "ferry"})) == [
        "storms",
        "always",
        "winds",
    ]
    assert things.among(frozenset({"nobody", "come"})) == ["always"]


def test_a_pattern_for_beginnings_matches_what_the_plain_alternatives_do() -> None:
    words = ["den", "deny", "denie", "rebut", "reject", "c++", "wav"]
    branched = re.compile(rf"\b{one_of(words)}")
    plain = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")
    for text in ("they deny it", "rejected", "a c++ riot", "waves", "sudden", "rebuke", ""):
        assert (branched.search(text) is None) == (plain.search(text) is None), text
