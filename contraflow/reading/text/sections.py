"""Step 1, sections: the stretches of a text that are labelled by place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas import Place, PlacePrecision

_LABEL_HEAD = re.compile(r"[^\w\n]*(?:\d{1,2}\s?[.)/]\s*)?(?:the |on the |in )?", re.I)
_LABEL_TAIL = re.compile(
    r"(?:\s(?:axis|direction|front|sector|area|city|town|district|region|province|section|line))?"
    r"\s?(?:\([^)\n]{1,40}\))?(?P<mark>[.:]\s|\s[–—-]\s|[.:]?\s*(?:\n|$))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text under a label that is a place's name."""

    start: int
    end: int
    place: Place


def sections(text: str, spots: Sequence[tuple[int, int, Place]]) -> list[Section]:
    """The stretches of a text that are labelled by place, as bulletins and notes are.

    A label before a text counts for its line, a label on a line of its own until the next label.
    A single label at the top is where the article was written, unless the article names it again.
    """
    found: list[tuple[int, bool, Place]] = []
    for start, end, place in spots:
        line = text.rfind("\n", 0, start) + 1
        if not _LABEL_HEAD.fullmatch(text, line, start):
            continue  # most names stand within a line
        tail = _LABEL_TAIL.match(text, end)
        if tail is None:
            continue
        found.append((start, "\n" in tail["mark"] or tail.end() == len(text), place))
    if len(found) == 1 and not text[: found[0][0]].strip():
        if sum(place.id == found[0][2].id for _, _, place in spots) < 2:
            return []
    result = []
    for i, (start, alone, place) in enumerate(found):
        if place.precision is PlacePrecision.COUNTRY:
            continue
        stop = found[i + 1][0] if i + 1 < len(found) else len(text)
        line_end = text.find("\n", start)
        end = stop if alone else min(stop, line_end if line_end >= 0 else len(text))
        result.append(Section(start, end, place))
    return result
