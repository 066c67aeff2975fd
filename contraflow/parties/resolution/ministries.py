"""Ministries that no list has, by their field: "the Ministry of Water", "the oil minister"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contraflow.parties.keys import fold
from contraflow.parties.knowledge import words
from contraflow.parties.resolution.article import ArticleParties
from schemas import Party

_MINISTRY = re.compile(
    r"(?P<before>(?:[\w’'-]+\s+)*)\b[Mm]inist(?:ry|(?P<er>er))\b(?:\s+(?:of|for)\s+(?:the\s+)?(?P<of>[A-Za-zÀ-ž][^(,]+))?"
)
_NO_FIELD = frozenset(
    "the a an state deputy vice assistant junior senior cabinet chief acting former first its their"
    " his her this that same said new federal national central union provincial regional minister"
    " interim caretaker line competent responsible relevant other one another".split()
)
"""Words before "minister" that do not say of what."""
_WITH_NEXT = frozenset(
    "public natural foreign social internal digital human higher local rural urban economic emergency"
    " civil environmental basic primary secondary religious territorial women's indigenous general"
    " scientific technical municipal veterans".split()
)
"""First words of a ministry's field that do not stand alone."""


def _field(of: Sequence[str]) -> str:
    """What a "Minister of Water and Land" is a minister of: "water"."""
    return fold(" ".join(of if of and of[0].casefold() in _WITH_NEXT else of[:1]))


def ministry_of(article: ArticleParties, phrase: str, code: str | None) -> Party | None:
    """A ministry that no list has, or its minister, by its field: "the Ministry of Water", "the oil minister"."""
    found = _MINISTRY.search(phrase) if "inist" in phrase else None
    if found is None:
        return None
    where = code or article.organ_home.get("minister") or article.voice_home or article.home
    if where is None:
        return None
    field = _field(words(found.group("of") or "")[:2])
    before = [w for w in words(found.group("before") or "")[-2:] if w.casefold() not in _NO_FIELD]
    if not field and before and words(found.group("before"))[-1] == before[-1]:
        of_two = len(before) > 1 and before[0].casefold() in _WITH_NEXT
        field = fold(" ".join(before) if of_two else before[-1])
    if not field and not found.group("er"):
        return None
    if not field:
        return article.roles.get("minister") or Party(id=f"state:{where}/government", name=phrase)
    return Party(id=f"state:{where}/{field} ministry", name=phrase)
