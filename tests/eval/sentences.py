"""Scores reading on single sentences: ``python -m tests.eval.sentences [--misses] [FILE ...]``.

A line of a file is one or two sentences of news about a place, and the readings that a person finds in
them: ``+killed:12``, ``-inside:rebels``. README.md says what the codes mean and what counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from contraflow.reading.reader import Reader
from contraflow.settings import Settings
from schemas import Article, Claim, Modality, Numbers, Parties
from tests.eval.cases import cases, options

FILES = sorted((Path(__file__).parent / "sentences").glob("*.jsonl"))
DECOY = "none"
SLACK = 0.15
"""How far, as a share, a count may lie from the label's: "some 40", "more than 40"."""


class Code(NamedTuple):
    """The axes on which a reading may be told, and the states that affirm it."""

    axes: tuple[str, ...]
    states: frozenset[str] = frozenset()


def _code(axes: str, states: str = "") -> Code:
    return Code(tuple(axes.split()), frozenset(states.split()))


CODES: Mapping[str, Code] = MappingProxyType(
    {
        "holds": _code("control.holder control.share"),
        "inside": _code("movement.presence", "inside advancing"),
        "encircled": _code("movement.encirclement", "encircled"),
        "evacuated": _code(
            "movement.evacuation casualties.displaced status.order", "evacuated in-force"
        ),
        "happened": _code(
            "attack.occurrence attack.culprit other.event status.conditions damage.state",
            "happened fighting destroyed damaged",
        ),
        "culprit": _code("attack.culprit"),
        "cause": _code("other.cause attack.culprit"),
        "killed": _code("casualties.killed"),
        "injured": _code("casualties.injured"),
        "missing": _code("casualties.missing"),
        "captured": _code("casualties.captured casualties.detained"),
        "detained": _code("casualties.detained casualties.captured"),
        "displaced": _code("casualties.displaced movement.evacuation", "evacuated"),
        "rescued": _code("casualties.rescued"),
        "alive": _code("casualties.fate", "alive"),
        "dead": _code("casualties.fate casualties.killed", "dead"),
        "held": _code("casualties.custody casualties.captured casualties.detained", "held"),
        "free": _code("casualties.custody", "free"),
        "destroyed": _code("damage.state damage.lost", "destroyed damaged"),
        "damaged": _code("damage.state damage.lost", "destroyed damaged"),
        "intact": _code("damage.state", "intact"),
        "downed": _code("damage.lost damage.state", "destroyed"),
        "open": _code("status.access status.service", "open working"),
        "closed": _code("status.access status.service", "closed not-working"),
        "working": _code("status.service status.access", "working open"),
        "off": _code("status.service status.access", "not-working closed"),
        "burning": _code("status.fire", "active"),
        "spreading": _code("status.fire", "active"),
        "contained": _code("status.fire", "contained out"),
        "out": _code("status.fire", "contained out"),
        "over": _code("status.fire", "contained out"),
        "in-force": _code("status.order", "in-force"),
        "lifted": _code("status.order", "lifted"),
        "broken": _code("status.order", "broken lifted"),
        "safe": _code("status.safety", "safe"),
        "unsafe": _code("status.safety", "unsafe"),
    }
)
"""What each code may be read as. Words for one thing that borders on another count as either."""

_LEANING = frozenset(
    {"other.cause", "other.count", "other.event", "other.statement", "status.conditions"}
)
"""Axes on which a decoy may well say something."""


@dataclass(frozen=True)
class Label:
    """One reading that a person found."""

    code: str
    affirmed: bool
    argument: str

    @classmethod
    def of(cls, text: str) -> Label:
        """The label behind its spelling, as ``-inside:rebels``."""
        code, _, argument = text[1:].partition(":")
        return cls(code, text[0] == "+" and argument != "0", argument)

    def is_told_by(self, claim: Claim) -> bool:
        """Whether a claim gives this reading."""
        if claim.axis not in CODES[self.code].axes or self.affirmed != self._affirms(claim):
            return False
        return not self.affirmed or self._counts(claim)

    def is_denied_by(self, claim: Claim) -> bool:
        """Whether a claim gives the opposite reading."""
        return claim.axis in CODES[self.code].axes and self.affirmed != self._affirms(claim)

    def _affirms(self, claim: Claim) -> bool:
        value = claim.value
        if isinstance(value, Numbers):
            return not (value.low == value.high == 0)
        states = CODES[self.code].states
        if isinstance(value, Parties) or not states:
            return not value.complement
        return bool(states & set(value.members)) != value.complement

    def _counts(self, claim: Claim) -> bool:
        value = claim.value
        number = self.argument.rstrip("+").replace(",", "")
        if not isinstance(value, Numbers) or not number.isdigit():
            return True
        wanted, ends = float(number), [end for end in (value.low, value.high) if end is not None]
        return any(abs(end - wanted) <= max(1.0, SLACK * wanted) for end in ends)


def score(found: Iterable[dict[str, Any]], *, misses: bool = False) -> Counter[str]:
    """Counts of readings, of those found and of those read as their opposite; of decoys, and of
    those that gave a claim."""
    reader, counts = Reader(Settings()), Counter[str]()
    for case in found:
        article = Article(
            id=case["id"], source="Daily Wire", title="", text=case["text"],
            published_at=datetime(2026, 5, 10, 12, tzinfo=UTC),
        )  # fmt: skip
        claims = reader.read(article).claims
        for outcome in _outcomes(case["readings"], claims):
            counts[outcome.partition(":")[0]] += 1
            if misses and not outcome.startswith(("found", "left alone")):
                print(f"{case['id']} {outcome} | {case['text']}")
    return counts


def _outcomes(readings: Iterable[str], claims: Iterable[Claim]) -> Iterator[str]:
    told = list(claims)
    for reading in readings:
        if reading == DECOY:
            firm = (c for c in told if c.modality in (Modality.ASSERTED, Modality.DENIED))
            yield "decoy read" if any(c.axis not in _LEANING for c in firm) else "left alone"
            continue
        label = Label.of(reading)
        if any(label.is_told_by(claim) for claim in told):
            yield f"found: {reading}"
        elif any(label.is_denied_by(claim) for claim in told):
            yield f"opposite: {reading}"
        else:
            yield f"missed: {reading}"


def main() -> None:
    """Print the counts of each file."""
    asked = options(__doc__, FILES, "list what was not found")
    for path in asked.files:
        count = score(cases(path), misses=asked.misses)
        readings = count["found"] + count["opposite"] + count["missed"]
        decoys = count["decoy read"] + count["left alone"]
        print(
            f"{path.stem} sentences: {count['found']} of {readings} readings found"
            f" ({count['found'] / max(1, readings):.2f}), {count['opposite']} read as the opposite;"
            f" {count['decoy read']} of {decoys} decoys gave a claim"
        )


if __name__ == "__main__":
    main()
