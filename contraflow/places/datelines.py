"""Datelines: 'BEIRUT, Feb 27 (LPA) - …'."""

from __future__ import annotations

import re

from contraflow.places.cues import cues

_DATELINE = re.compile(
    r"(?P<place>{name}(?:[,/] ?{name}){{0,2}})"
    r"(?:,? (?:(?P<month>[A-Z][a-z]{{2,8}})\.? ?\d{{1,2}}|\d{{1,2}} (?P<month2>[A-Z][a-z]{{2,8}})\.?)"
    r"(?:,? \d{{4}})?)?\s*(?P<agency>\([^()\n]{{2,40}}\))?\s*(?P<dash>[-–—]{{1,2}}|:)\s".format(
        name=r"[^\W\d_a-z][\w'’.]+(?:[ -](?:(?:de|la|el|al|du|of|es|le) )?[^\W\d_a-z][\w'’.]*){0,3}"
    )
)


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether the name at [start, end) is in a dateline: 'BEIRUT, Feb 27 (LPA) - …', 'KYIV — …'.

    A dateline opens the text or a line, in capitals or with a date or an agency before its dash. A
    name before a bare colon rather labels what follows: 'ZUWARA: the port is open'.
    """
    line = text.rfind("\n", 0, start) + 1
    while line < start and text[line].isspace():
        line += 1
    match = _DATELINE.match(text, line)
    if match is None or end > match.end("place"):
        return False
    month = match.group("month") or match.group("month2")
    if month is not None:
        return month.lower() in cues().months
    if match.group("dash") == ":" and match.group("agency") is None:
        return False
    return (
        match.group("place").isupper()
        or match.group("agency") is not None
        or match.group("dash") in {"—", "–"}
    )
