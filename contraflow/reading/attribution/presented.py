"""Who is presented as the speaker of what follows a colon.

"The mayor, Ali Sow, on our air: “We stay.”", "The army was categorical: no soldier had left", "A reply
from the ministry: …". No verb of saying has what is said for its object there, and the colon parts what
parsers join.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from contraflow.reading.attribution.openings import Nouns, opening
from contraflow.reading.lexicon import word_set

_ENTRY = re.compile(
    r"(?:\d{1,2}[:.h]\d{2})?(?: ?[ap]\.?m\.?|[AP]M)?(?: ?(?:GMT|UTC|[A-Z]{2,4}T))?\s*[-–—:|•]\s*"
    r"|\d{1,2}[:.h]\d{2}\s+"
)
"""The time or the mark with which an entry of a live page or of a list begins."""
_QUOTED = re.compile(r":\s+(?=[“«\"])")
_COLON = re.compile(r":\s+")
_LONGEST = 160
"""Characters that the words before the colon may have."""
_NOUNS = "|".join(sorted(word_set("utterances") | word_set("replies")))
_FROM = re.compile(
    rf"(?:An?|The|This|One|Another)\s(?:[a-z-]+\s){{0,3}}?(?:{_NOUNS})s?\s(?:\w+\s){{0,2}}?(?:from|of|by)\s(?P<who>[^:,]+)"
)
_OWN = re.compile(rf"(?P<who>[^:,]{{2,60}}?)[’']s?\s(?:[a-z-]+\s){{0,2}}(?:{_NOUNS})s?\b")
_NOTE = re.compile(r"\W*(?:Editor|Translator|Author|Publisher|Reader)s?\b")
"""Whose notes beside a text are none of its speakers' words."""
_FOR = re.compile(r"For\s(?P<who>[^:,]{3,80}?)(?=,|\s(?:there|it|this|that|the|no|nothing)\b)")
_SAYS_THIS = re.compile(
    r"\b(?:(?:is|was|were|are|remain(?:s|ed)?)\s(?:\w+\s)?(?:categorical|clear|adamant|firm|formal|unequivocal|blunt|brief"
    r"|emphatic|definite|certain|explicit|terse|unambiguous|sure|positive|insistent|curt|succinct)"
    r"|(?:sends?|sent|gives?|gave|offers?|offered|issues?|issued|has|had|put(?:s)?|sees?|saw|tells?|told)\b[^:]{0,40}"
    r"\b(?:this|the following|this to (?:say|add)|it (?:this way|thus|so|bluntly|plainly|simply|differently|otherwise)"
    r"|things? differently|another (?:version|story|account|picture)|a different (?:version|story|account|picture)))"
    r"(?:\s(?:about|on|in)\s[^:]{2,60})?$",
    re.I,
)
"""What says of its subject that what follows the colon is theirs."""

_ADJUNCT = re.compile(
    r"(?:,\s|\s\(|\s)(?:on|in|at|to|by|after|before|during|via|over|about|speaking|writing|this|last|yesterday"
    r"|today|just)\b.*$"
)
"""When, where or to whom somebody speaks."""


_AGAIN = re.compile(r",? (?:again|also|too|later|meanwhile|once more)$")


def front_of(name: str) -> str:
    """The words before a colon without when, where or how somebody speaks: "Roe again", "Roe, by phone"."""
    return _ADJUNCT.sub("", _AGAIN.sub("", name))


class Presented(NamedTuple):
    """Who speaks, as written, and from where in the sentence on."""

    phrase: str
    start: int
    quoted: bool


def presented(
    sentence: str,
    nouns: Nouns,
    is_place: Callable[[int, int], bool],
    has_verb: Callable[[int, int], bool],
    tells: Callable[[int, int], bool],
) -> Presented | None:
    """Who a sentence says, before a colon, speaks what follows it.

    ``is_place`` tells whether a range of the sentence is a place's name, ``has_verb`` whether one says
    that somebody does something, ``tells`` whether that is to say something.
    """
    quote = _QUOTED.search(sentence)
    colon = quote or _COLON.search(sentence)
    while colon is not None and sentence[: colon.start()].rstrip()[-2:].isdigit() and quote is None:
        colon = _COLON.search(sentence, colon.end())
    if colon is None or colon.start() > _LONGEST or colon.end() >= len(sentence):
        return None
    entry = _ENTRY.match(sentence)
    start = entry.end() if entry is not None else 0
    head = sentence[start : colon.start()]
    if not head or any(mark in head for mark in '“”«»";'):
        return None
    if _NOTE.match(head):
        return None
    named = _FROM.match(head) or _OWN.match(head) or (_FOR.match(head) if quote else None)
    if named is not None:
        return Presented(named["who"].strip(), colon.end(), quote is not None)
    if quote is None and _SAYS_THIS.search(head) is None and not tells(start, colon.start()):
        return None
    found = opening(
        sentence[start : colon.start()] + ".",
        nouns,
        lambda a, b: is_place(a + start, b + start),
    )
    if found is None:
        return None
    phrase = found.phrase
    if not has_verb(start, colon.start()):
        phrase = _ADJUNCT.sub("", head)  # "The director of the mine, Ali Sow, on our air"
    return Presented(phrase, colon.end(), quote is not None)
