"""Datelines: where and when an article was written, before its first sentence.

"BEIRUT, Feb 27 (LPA) - …", "LAGOS: …", "March 3, 2011 (NAIROBI) – …". Neither is a place or a time of
a claim; the place is only what is left when the text names none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from contraflow.places.cues import cues

TITLES = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cpl sgt brig adm cmdr cdr cmdt cpt pvt pte spc sen rep gov amb supt insp const det "
    "asst hon fr rev msgr cllr ald".split()
)
"""Ranks and titles before a name, written short: the full stop behind them ends nothing."""
_CAPITALS = r"[^\W\d_a-z][^\W\d_a-z.'’-]*[^\W\d_a-z](?:[ -][^\W\d_a-z.'’-]{2,}){0,3}"
_TITLED = r"[^\W\d_a-z][\w'’.-]+(?: (?:(?:de|la|el|al|du|of|es|le) )?[^\W\d_a-z][\w'’.-]+){0,3}"
_MORE = rf"(?:(?:[,/] ?{_TITLED}){{0,2}}?| \[{_TITLED}\])"
"""The region, the country, or a second city."""
_DATE = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day|\.)?,? )?"
    r"(?:(?P<m{0}>[A-Z][a-z]{{2,8}})\.? ?\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}} (?P<n{0}>[A-Z][a-z]{{2,8}})\.?)(?:,? \d{{4}})?"
)
_DASH = r"(?:\s*(?P<mark>[-–—]{1,2}|_|:)\s+|\s*(?P<tight>[–—])|(?P<gap>\s{3,})|(?P<alone>\s*$))"
_BEHIND = re.compile(
    rf"[\s,]*(?P<place>(?P<capitals>{_CAPITALS})|{_TITLED}){_MORE}(?P<date>(?:,| this)? ?\(?{_DATE.format(1)}\)?)?"
    rf"\s*(?P<agency>\([^()\n]{{2,40}}\))?,?(?:{_DASH}|(?P<full>, [A-Z]{{2,5}}\. ))"
)
_BEFORE = re.compile(
    rf"\s*(?P<date>{_DATE.format(1)}),? \((?P<place>{_CAPITALS})\)\s*[-–—]{{1,2}}\s?"
)
_ORDINARY = re.compile(
    r"[\s,]*[^\W\d_a-z][\w'’.-]*(?<![-_]) (?!(?:de|la|el|al|du|of|es|le|this) )[a-z]"
)
"""How most lines begin, and none with a dateline: a word in small letters follows the first one."""

_STOPPED = re.compile(
    rf"\s*(?P<place>(?P<capitals>{_CAPITALS})|{_TITLED})(?(capitals)(?:(?:,| and| &) {_TITLED})?|(?: and| &) {_TITLED})\.\s+(?=[^\W\d_a-z])"
)
"""Places that end in a full stop: "TRIPOLI. Two people …", "Lusaka and London. The company …"."""
_NAMED = re.compile(r"\s*(?P<place>[^\W\d_a-z][\w'’-]{3,})\.\s+(?=[^\W\d_a-z])")
"""A name that is a sentence: "Mombasa. The market …"."""
_NAMED_LINES = re.compile(r"^[^\w\n]*([^\W\d_a-z][\w'’-]{3,})[.:]\s", re.M)
"""Lines that a name labels."""
_BYLINE = re.compile(
    rf"\W*(?:(?:(?:[Bb]y|[Ff]rom|[Rr]eport(?:ed|ing)? by) )(?:(?:[Oo]ur|[Aa]n?|[Tt]he) (?:[\w-]+ )?(?:correspondent|reporter|stringer|team|staff)s?|{_TITLED}(?: and {_TITLED})?)"
    rf"|(?P<who>{_TITLED}(?: and {_TITLED})?)) in (?P<place>{_TITLED}|{_CAPITALS})(?:, {_TITLED})?\.?\s*$"
)
"""A line that tells who wrote, and where: "By our reporter in X", "A B in X"."""
_OWN_WORDS = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b|[“\"]$")
"""What people say behind their name and a colon."""
_PREFACE, _LONG = 600, 60
"""Characters of a page's notes before the report, and of its first sentence."""
_LEADS = re.compile(r"(?:In|At|On|Near|From|The|An?)\b")
_LABELS = re.compile(r"^[^\w\n]*[A-ZÀ-Ý][A-ZÀ-Ý .'’-]{2,}(?: \([^)\n]*\))?:", re.M)
"""Names before a colon at the start of lines: two or more label sections or speakers."""


def dateline(line: str, *, first: bool = True, alone: bool = True) -> re.Match[str] | None:
    """The dateline that a line begins with: its whole as the match, its place as the group 'place'.

    Its place is written in capitals, or a date or an agency follows it. A colon ends one only on the
    ``first`` line of reporting; on others it labels a section or a speaker. A name that is a sentence
    is one only where it stands ``alone``: several label sections.
    """
    byline = _BYLINE.match(line) if first and len(line) < 100 else None
    if byline is not None and _is_name(byline["who"]):
        return byline
    match = _BEFORE.match(line) or (None if _ORDINARY.match(line) else _BEHIND.match(line))
    if match is None or match.groupdict().get("alone") is not None:
        single = _NAMED.match(line) if first and alone else None
        if single is not None and single["place"].casefold() not in cues().common | TITLES:
            return single
        stopped = _STOPPED.match(line) if first else None
        if stopped is not None and not _LEADS.match(stopped["place"]):
            return stopped if stopped["place"].casefold() not in TITLES else None
    if match is None:
        return None
    found = match.groupdict()
    months = [found[key] for key in ("m1", "n1") if found[key]]
    if any(month.lower() not in cues().months for month in months):
        return None
    if found.get("full"):
        return match if months else None
    if found.get("mark") == ":":
        # "LIMA: …", "New Delhi: Two people …"
        return match if first and (found["capitals"] or line[match.end() :][:1].isupper()) else None
    if found.get("alone") is not None:
        return match if found["capitals"] and (months or found.get("agency")) else None
    if (found.get("tight") or found.get("gap")) and not found.get("capitals"):
        return None
    if found.get("capitals") or found["date"] or found.get("agency"):
        return match
    opens = first and line[match.end() :][:1].isupper()  # "Nairobi - Four people …"
    return match if opens and not _LEADS.match(found["place"]) else None


def _is_name(who: str | None) -> bool:
    """Whether a line may begin with somebody's name: no common word, as in a heading."""
    if who is None:
        return True
    words = [word for word in who.split() if word != "and"]
    return len(words) > 1 and not any(word.casefold() in cues().common for word in words)


class Dateline(NamedTuple):
    """Where a dateline stands in its text, and its first place in it."""

    start: int
    end: int
    place: tuple[int, int]
    wire: bool
    """Whether it gives the date or the agency, as those do who write for papers elsewhere."""


@lru_cache(maxsize=2)
def datelines(text: str) -> tuple[Dateline, ...]:
    """A text's datelines."""
    only_label = len(_LABELS.findall(text)) < 2
    labels = [word for word in _NAMED_LINES.findall(text) if word.casefold() not in cues().common]
    alone = len(labels) < 2
    reporting = False
    found = []
    for line in re.finditer(r"[^\n]+", text):
        match = dateline(line.group(), first=only_label and not reporting, alone=alone)
        if match is None and only_label and alone and reporting and line.start() < _PREFACE:
            match = _after_notes(line.group())
        if match is not None:
            begin = line.start()
            place = (begin + match.start("place"), begin + match.end("place"))
            wire = re.search(r"[(\d]", match.group()) is not None and not _names_region(text, match)
            found.append(Dateline(begin, begin + match.end(), place, wire))
        reporting = reporting or match is not None or not is_heading(line.group())
    return tuple(found)


def _names_region(text: str, opening: re.Match[str]) -> bool:
    """Whether in its brackets a dateline has no agency but the region: "ALGHERO (SASSARI) – …", which
    the text speaks of as a place."""
    groups = opening.groupdict()
    if not groups.get("agency") or groups.get("date") or not groups.get("capitals"):
        return False
    inner = groups["agency"].strip("() ")
    name = re.escape(inner.title())
    return re.search(rf"\b(?:in|of|at|from|near|to) {name}\b", text) is not None


def _after_notes(line: str) -> re.Match[str] | None:
    """A dateline with a colon that comes after the page's own notes: "Jakarta: A quake killed …"."""
    match = _BEHIND.match(line)
    if match is None or match["mark"] != ":" or _OWN_WORDS.search(line) or len(line) < _LONG:
        return None
    words = match["place"].replace("’", "'").split()
    named = not any(word.casefold() in cues().common or word.endswith("'s") for word in words)
    return match if named and line[match.end() :][:1].isupper() else None


def is_heading(line: str) -> bool:
    """A headline, a section title or a line in capitals."""
    return len(line.strip()) < 120 and not re.search(r"[.!?:;”\"]\s*$", line.strip())
