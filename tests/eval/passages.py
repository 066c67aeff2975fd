"""Scores who says what about which place: ``python -m tests.eval.passages [--misses] [FILE ...]``.

A line of a file is a few sentences out of an article, and what a person finds the key sentence to say, about
which place, by whom. README.md says what counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from contraflow.places.fold import fold
from contraflow.reading.reader import Reader
from contraflow.settings import Settings
from schemas import Article, Claim, Place
from tests.eval.cases import cases, options
from tests.eval.sentences import DECOY, Label

FILES = sorted((Path(__file__).parent / "passages").glob("*.jsonl"))
SEEN = next(path for path in FILES if path.stem == "seen")
"""The passages that rules were made after."""
OUTLET = "outlet"
"""The speaker of what an outlet says in its own voice."""
_ALIKE = 85
"""Rapidfuzz's partial ratio from which on two names are one: spellings, short forms."""
_SHARED = 0.6
"""Share of the shorter sentence's words that must be in the other for them to be one."""


class Key(NamedTuple):
    """The sentence of a passage that matters, with its place and speaker."""

    quote: str
    place: str
    speaker: str

    def is_in(self, claim: Claim) -> bool:
        """Whether a claim's evidence is the sentence."""
        ours, theirs = (set(fold(quote).split()) for quote in (self.quote, claim.quote))
        return len(ours & theirs) >= _SHARED * min(len(ours), len(theirs))

    def has_place(self, claim: Claim) -> bool:
        """Whether a claim is about the place: the one named, or the facility in it."""
        return self.is_at(claim.place)

    def is_at(self, place: Place) -> bool:
        """Whether a place is the one named, or the facility in it."""
        return alike(self.place, (place.name, place.surface, place.facility, *place.aliases))

    def has_speaker(self, claim: Claim) -> bool:
        """Whether a claim is the speaker's, or the outlet's own."""
        speaker = claim.speaker
        if self.speaker == OUTLET or speaker.is_outlet:
            return self.speaker == OUTLET and speaker.is_outlet
        return alike(self.speaker, (speaker.name, speaker.role, *speaker.chain[1:]))


def alike(label: str, names: Iterable[str | None]) -> bool:
    """Whether one of some names is the label's: a spelling of it, or a short form."""
    return any(fuzz.partial_ratio(fold(label), fold(name)) >= _ALIKE for name in names if name)


def score(found: Iterable[dict[str, Any]], *, misses: bool = False) -> Counter[str]:
    """Counts of readings, of those found, and of those with the right place and speaker."""
    reader, counts = Reader(Settings()), Counter[str]()
    for case in found:
        article = Article(
            id=case["id"], source="Daily Wire", title="", text=case["text"],
            published_at=datetime(2026, 5, 10, 12, tzinfo=UTC),
        )  # fmt: skip
        key = Key(case["quote"], case["place"], case["speaker"])
        near = [claim for claim in reader.read(article).claims if key.is_in(claim)]
        for reading in case["readings"]:
            if reading == DECOY:
                continue
            fared = _fared(Label.of(reading), key, near)
            counts += fared
            if misses and not fared["whole"]:
                lacks = "place or speaker" if fared["found"] else "reading"
                print(f"{case['id']} {reading} by {key.speaker}: {lacks} | {case['text']}")
    return counts


def _fared(label: Label, key: Key, near: Iterable[Claim]) -> Counter[str]:
    claims = list(near)
    told = [claim for claim in claims if label.is_told_by(claim)]
    places = [claim for claim in told if key.has_place(claim)]
    return Counter(
        readings=1,
        found=bool(told),
        opposite=not told and any(map(label.is_denied_by, claims)),
        place=bool(places),
        speaker=any(map(key.has_speaker, told)),
        whole=any(map(key.has_speaker, places)),
    )


def main() -> None:
    """Print the counts of each file."""
    asked = options(__doc__, FILES, "list what was not found, or not with its place and speaker")
    for path in asked.files:
        count = score(cases(path), misses=asked.misses)
        found = max(1, count["found"])
        print(
            f"{path.stem} passages: {count['found']} of {count['readings']} readings found"
            f" ({count['found'] / max(1, count['readings']):.2f}), {count['opposite']} read as the"
            f" opposite; of those found {count['place'] / found:.2f} have the right place,"
            f" {count['speaker'] / found:.2f} the right speaker, {count['whole'] / found:.2f} both"
        )


if __name__ == "__main__":
    main()
