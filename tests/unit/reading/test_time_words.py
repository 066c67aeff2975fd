"""Where time expressions are looked for: nowhere that one begins is left out."""

from __future__ import annotations

import random

from contraflow.reading.when.times import (
    _DAYS,
    _EXPRESSION,
    _MONTHS,
    _NUM,
    _PARTS,
    _RUN,
    _expressions,
)

_WORDS = sorted(
    {*_DAYS, *_MONTHS, *_NUM, *_PARTS}
    | set(
        "the a this last next past previous early late mid end of in on at by since until from".split()
    )
    | set(
        "over during for before after ago earlier new year's christmas boxing day eve week".split()
    )
    | set(
        "month years hours weekend start beginning middle back up to now so far present very".split()
    )
    | set(
        "summer 5 12th 2031 2030s 2031-05-04 1998 flood town was said currently overnight".split()
    )
)


def _everywhere(text: str) -> list[tuple[int, int]]:
    """The same, tried at every word."""
    found, end = [], 0
    for run in _RUN.finditer(text):
        if run.start() >= end and (match := _EXPRESSION.match(text, run.start())) is not None:
            found.append(match.span())
            end = match.end()
    return found


def test_no_expression_is_passed_over() -> None:
    rng = random.Random(7)
    found = 0
    for _ in range(20_000):
        joints = rng.choices((" ", " ", " ", ", ", "-"), k=6)
        text = "".join(f"{rng.choice(_WORDS)}{joint}" for joint in joints)
        spans = [match.span() for match in _expressions(text)]
        assert spans == _everywhere(text), text
        found += len(spans)
    assert found > 5_000
