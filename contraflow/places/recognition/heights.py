"""Hills and posts that maps number and armies fight over: 'Hill 338', 'Point 5140', 'Checkpoint 9'."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOUNS = ("Hill", "Height", "Elevation", "Point", "Peak", "Checkpoint", "Post", "Outpost", "Pillar")
_HEIGHT = re.compile(rf"\b(?:{'|'.join(_NOUNS)})[ -](?:(?:No\.?|number) ?)?\d{{1,4}}(?:\.\d)?\b")


def heights(text: str) -> Iterator[re.Match[str]]:
    """Mentions of numbered heights and posts; the capital tells 'Post 9' from 'post 9 photos'."""
    if any(noun in text for noun in _NOUNS):
        yield from _HEIGHT.finditer(text)
