"""Step 1, quotations: which sentences stand in one, and who is named only after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contraflow.reading.text.sentences import Sentence

_OPEN, _CLOSE = "“«", "”»"
_BEGINS = (*_OPEN, '"')
_ENDS = re.compile(r'[”"»][.!?]?$')


def _count(text: str) -> tuple[int, int]:
    """How many quotations a text opens and closes, as far as its marks tell the one from the other."""
    if text.isascii():
        return 0, 0
    return text.count("“") + text.count("«"), text.count("”") + text.count("»")


def quoted_sentences(sentences: Sequence[Sentence]) -> dict[int, bool]:
    """Which sentences stand wholly within quotation marks, following quotations across sentences."""
    inside: dict[int, bool] = {}
    open_paragraph: int | None = None
    for sentence in sentences:
        text = sentence.text
        if open_paragraph is not None and sentence.paragraph != open_paragraph:
            open_paragraph = None  # quotations are closed with their paragraph, whatever is missing
        starts_open = open_paragraph is not None
        straight = text.count('"')
        opened, closed = _count(text)
        begins = text.startswith(_BEGINS)
        now_open = starts_open
        if opened or closed:
            last_open = max(text.rfind(c) for c in _OPEN)
            last_close = max(text.rfind(c) for c in _CLOSE)
            now_open = last_open > last_close
        elif straight % 2:
            now_open = not starts_open
        if starts_open:
            # inside until the closing mark; what follows it decides nothing here
            first_close = min(
                (text.find(c) for c in (*_CLOSE, '"') if c in text), default=len(text)
            )
            inside[sentence.index] = first_close >= len(text) * 0.6
        else:
            inside[sentence.index] = begins and (
                now_open or (_ENDS.search(text) is not None and opened + straight <= 2)
            )
        open_paragraph = sentence.paragraph if now_open else None
    return inside


_OPENS = re.compile(r"(?:\d{1,2}[:.h]\d{2}\s*[-–—|]?\s*)?[“\"«]")
"""A sentence that begins with a quotation, after the time of a live page's entry."""
_AFTER_QUOTE = re.compile(
    r"[”\"»],?\s+(?:(?:reads?|said|says|ran)\s+(?:an?|the|his|her|its|their)\s+(?:\w+\s+)?(?:statement|communiqué"
    r"|message|letter|text|post|tweet|release)\s+(?:\w+\s+)?(?:by|from|of)\s+(?P<author>[^.;:“”\"]{2,80})"
    r"|(?:said|says|told (?:us|reporters|\w+)|adds|added|wrote|writes|declared|explained"
    r"|insisted|recalled)\s+(?P<after>[^.;:“”\"]{2,80})"
    r"|(?P<before>[^.;:“”\"]{2,80}?)\s+(?:said|says|told|tells|adds|added|wrote|writes|declared"
    r"|explain(?:s|ed)|insist(?:s|ed)|recall(?:s|ed)|testifie[sd]|laughed|hammers|laments?|lamented))\b"
)

_WORDS_OF = re.compile(
    r"(?:(?:Those|These|Such|That)\s(?:is|are|was|were)\s(?:the\s)?(?:\w+\s)?(?:words?|account|version|view|testimony|answer|verdict"
    r"|reply|story|message|recollection|description|summary|assessment|opinion)\s(?:of|from|by|given by)\s(?P<of>.+?)"
    r"|(?:That|This)\s(?:is|was)\s(?:how|what|the way)\s(?P<how>.+?)\s(?:puts?|tells?|told|describe[sd]?|remembers?|remembered"
    r"|says?|said|sees?|saw|recall(?:s|ed)?|recount(?:s|ed)?|explain(?:s|ed)?|wrote|writes)\b.*"
    r"|(?:So|Thus)\s(?:says?|said|spoke|writes?|wrote)\s(?P<so>.+?))"
    r"(?:,?\s(?:who|whose|on|in|at|after|when|to|from)\s.*)?[.!]?$"
)


def later_speakers(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Sentence index -> who is named only after the quotation that the sentence opens.

    “One sentence. And another,” the mayor said: both are the mayor's.
    """
    found: dict[int, str] = {}
    waiting: list[int] = []
    paragraph = -1
    quotation: list[int] = []
    open_quote = False
    for sentence in sentences:
        text = sentence.text
        opened, closed = _count(text)
        if sentence.paragraph != paragraph:
            waiting, paragraph = [], sentence.paragraph
            quotation, open_quote = [], False
        whose = whose_words(text) if quotation and not open_quote else None
        if whose is not None:
            found.update(dict.fromkeys(quotation, whose))
        if open_quote or _OPENS.match(text):
            quotation = [*quotation, sentence.index] if open_quote else [sentence.index]
            open_quote ^= bool(text.count('"') % 2) or opened != closed
        else:
            quotation = []
        marks = opened + closed + text.count('"')
        if waiting and marks:
            after = _AFTER_QUOTE.search(text)
            if after is not None and not text.startswith(tuple(_OPEN)):
                name = (after["author"] or after["after"] or after["before"]).strip()
                found.update(dict.fromkeys(waiting, name))
            waiting = []
        elif waiting:
            waiting.append(sentence.index)
        if text.startswith(_BEGINS) and (opened > closed or text.count('"') % 2):
            waiting = [sentence.index]
    return found


def whose_words(sentence: str) -> str | None:
    """Whose words a sentence says that the quotation before it was."""
    match = _WORDS_OF.match(sentence)
    if match is None:
        return None
    return (match["of"] or match["how"] or match["so"]).strip(" ,.") or None
