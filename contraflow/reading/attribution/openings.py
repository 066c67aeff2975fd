"""Whom a sentence begins with or asks: somebody whom "he", "it" or "the commander" in the next can mean.

Speakers are often presented in one sentence and quoted in the next: "Ana Roe, the county coroner, drove
to the site. Nine people had died, she said." The first holds no claim, and no parser sees it, so that
patterns over its words must do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from itertools import islice
from typing import NamedTuple

from contraflow.parties.introductions import NAME
from contraflow.reading.lexicon import word_set
from contraflow.reading.text.marks import holds

_UTTERANCES = word_set("utterances") | {"letter", "audio", "text", "email", "notice"}
_NAMED = re.compile(NAME)
_NAME_AFTER_NOUN = re.compile(rf",?\s+({NAME})(?=,|\s)")
_NAME_AFTER_TITLE = re.compile(rf"\s+({NAME})")
_LEAD = re.compile(
    r"(?:(?:But|And|Meanwhile|However|Later|Earlier|Separately|Afterwards?|Then|Also),?\s+)?"
    r"(?:(?:In|On|At|From|After|Outside|Inside|Near|By|Late|Early)\s"
    r"(?:[^,;:“”\"]{3,50},\s+(?!an?\s)|(?:the\s)?(?:[\w’'-]+\s){1,4}?(?=the\s)))?"
    r"(?:(?:As\s)?[Ff]or\s(?=[A-ZÀ-Ý]))?"
)
"""What may stand before a sentence's subject."""
_DESCRIPTION = re.compile(
    r",\s+(?P<what>(?:an?|the|its|his|her|their|who|whose|one|\d{1,3})\b[^,;:“”\"()]{0,80}"
    r"|[a-z][a-z' -]{3,60}(?: (?:of|for|at|in|from) [^,;:“”\"()]{2,60})?)?[,.]"
)
_COMMON = re.compile(
    r"(?:(?P<whose>Its|Their|His|Her)|The|A|An|Another|One)\s+(?P<words>(?:[\w’'-]+\s+){0,5}[\w’'-]+)",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:(?:quot|cit|ask|interview|reach|contact|telephon|phon)(?:e[sd]|s|ed|ing)"
    r"|(?:confirm|announc|deni|reject|disput|contradict|corroborat|echo)e[sd]\sby)"
    r"\s+(?=(?:the\s|an?\s)?[\w-]*\s?[A-ZÀ-Ý])"
)
"""What others do to get somebody's word, and what is said to come from them: "was confirmed by Ali Sow"."""
_ASKING = ("quot", "cit", "ask", "interview", "reach", "contact", "phon", "ed by")
_BREAKS = frozenset(
    "the a an of in at on for from to by with and or who which that was were is are had has have said says".split()
)
"""Words that no noun phrase's front goes across."""
_ACTED = re.compile(r"\w+(?:ed|ing)$")
_ADJECTIVES = frozenset("armed united ruling acting governing retired leading visiting".split())
"""Words before a noun that end as verbs do."""
_OWNS = ("’s", "'s", "s’", "s'")
_WORD = re.compile(r"[\w’'-]+")
_TOLD_BY = re.compile(
    r"\b(?:(?:spoke|spoken|speak|speaks|talk|talked|talking|met|meet|sat|walked|stood|stayed)\s(?:\w+\s){0,2}?"
    r"(?:to|with)|met|visited|reached|it\swas)\s(?=(?:an?|the|another|one)\s)",
    re.I,
)
"""How the outlet says that somebody told it something: "we spoke to a nurse", "it was the imam who …"."""
_DIED = re.compile(
    r"\b(?:kill|die[sd]?\b|dead\b|deaths?\b|bod(?:y|ies)\b|buried|victims?\b|shot\b)"
)
"""Words of sentences that tell of people who say no more."""
_LAST_WORD = re.compile(r"([\w’'-]+)\s$")
_WRITTEN_BY = re.compile(
    rf"(?:The|An?|Its|Their|One|Another)\s(?:[\w-]+\s){{0,2}}?(?:{'|'.join(sorted(_UTTERANCES))})"
    r"\s(?:from|by|of)\s",
    re.I,
)
_MANY = re.compile(
    r"(?:(?:The|Some|Many|Several|Most|Other|Two|Three|Four|Five|Six|A few)\s)?(?P<words>(?:[\w’'-]+\s){0,3}[\w’'-]+)"
)
_AGED = re.compile(r",\s(?:aged?\s)?\d{1,2},")


class Kind(Enum):
    """What a sentence begins with."""

    PERSON = "person"
    BODY = "body"


class Opening(NamedTuple):
    """A phrase for a person or a body, as written."""

    phrase: str
    kind: Kind
    whose: str = ""
    """The pronoun before it that says whose it is."""
    bare: bool = False
    """A name that nothing describes."""


class Nouns(NamedTuple):
    """What common nouns and names are: the tests that need general knowledge."""

    is_person: Callable[[str], bool]
    is_body: Callable[[str], bool]
    is_thing: Callable[[str], bool]


def opening(sentence: str, nouns: Nouns, is_place: Callable[[int, int], bool]) -> Opening | None:
    """The person or body that is a sentence's subject, if it begins with one.

    ``is_place`` tells whether a range of the sentence is a place's name.
    """
    lead = _LEAD.match(sentence)
    start = lead.end() if lead is not None else 0
    written = _WRITTEN_BY.match(sentence, start)
    if written is not None:
        author = _told_of(sentence, written.end(), nouns, is_place)
        return author and Opening(author.phrase, Kind.BODY)  # "it says": the message does
    return _told_of(sentence, start, nouns, is_place)


def several(sentence: str, nouns: Nouns) -> str | None:
    """The people whom a sentence begins with and "they" can mean: "Residents of X", "The police"."""
    lead = _LEAD.match(sentence)
    match = _MANY.match(sentence, lead.end() if lead is not None else 0)
    if match is None:
        return None
    for word in _WORD.finditer(match["words"]):
        low = word.group().casefold()
        if low in _BREAKS or low.endswith(_OWNS):
            return None
        if low == "police" or (low.endswith("s") and nouns.is_person(low[:-1])):
            return match.group()[: match.start("words") - match.start() + word.end()]
    return None


def asked(sentence: str, nouns: Nouns, is_place: Callable[[int, int], bool]) -> Opening | None:
    """The person of whom a sentence says that others asked or quoted them."""
    for match in _ASKED.finditer(sentence) if holds(sentence, _ASKING) else ():
        found = _told_of(sentence, match.end(), nouns, is_place)
        if found is not None and found.kind is Kind.PERSON:
            return found
    return None


def presented_within(
    sentence: str, nouns: Nouns, is_place: Callable[[int, int], bool]
) -> Opening | None:
    """The one person whom a sentence presents elsewhere than at its beginning.

    "Among them was Ali Sow, 24.", "We have spoken with Engineer Ana Roe.", "We met a nurse at the gate.":
    who "he" or "she" can mean in the next, where nobody else comes into question.
    """
    if _DIED.search(sentence):
        return None
    found: list[Opening] = []
    for name in _NAMED.finditer(sentence):
        if is_place(*name.span()):
            continue
        first, *rest = name.group().split()
        before = _LAST_WORD.search(sentence, 0, name.start())
        titled = bool(rest) and nouns.is_person(first)
        if before is not None and before.group(1).islower() and nouns.is_person(before.group(1)):
            titled = True
        what = _DESCRIPTION.match(sentence, name.end())
        described = (
            what is not None
            and what["what"]
            and (what["what"].startswith("who") or nouns.is_person(_head(what["what"])))
        )
        if titled or (rest and (described or _AGED.match(sentence, name.end()))):
            found.append(Opening(name.group(), Kind.PERSON))
    if not found:
        for match in _TOLD_BY.finditer(sentence):
            told = _told_of(sentence, match.end(), nouns, is_place)
            if told is not None and told.kind is Kind.PERSON:
                found.append(told)
    return found[0] if len(found) == 1 else None


def _told_of(
    sentence: str, start: int, nouns: Nouns, is_place: Callable[[int, int], bool]
) -> Opening | None:
    """Whom the words from ``start`` on mean, by a noun or by a name."""
    common = _COMMON.match(sentence, start)
    if common is not None:
        return _by_noun(sentence, common, nouns)
    return _by_name(sentence, start, nouns, is_place)


def _by_noun(sentence: str, common: re.Match[str], nouns: Nouns) -> Opening | None:
    """ "The provincial fire chief stood …", "A farmer, Ali Sow, hid …"."""
    kind, end, owned = None, 0, 0
    for match in _WORD.finditer(common["words"]):
        word = match.group()
        acted = _ACTED.fullmatch(word) is not None and word.casefold() not in _ADJECTIVES
        if word.casefold() in _BREAKS or (acted and kind is None):
            break
        if word.endswith(_OWNS):
            # "the nurses' union", "the rebel officers' movement"
            kind, end, owned = None, 0, common.start("words") + match.end()
            continue
        found = _kind(word, nouns)
        if found is None and kind is not None:
            break
        if found is not None:
            kind, end = found, common.start("words") + match.end()
    if kind is None and owned:
        named = _NAME_AFTER_TITLE.match(sentence, owned)
        if named is not None and " " in named.group(1):
            return Opening(
                sentence[common.start() : named.end()], Kind.PERSON
            )  # "the union's Ana Roe"
    after = _WORD.search(sentence, end)
    if kind is None or (after is not None and nouns.is_thing(after.group())):
        return None  # "The power plant was closed"
    name = _NAME_AFTER_NOUN.match(sentence, end)
    if kind is Kind.PERSON and name is not None:
        end = name.end(1)
    return Opening(sentence[common.start() : end], kind, (common["whose"] or "").casefold())


def _by_name(
    sentence: str, start: int, nouns: Nouns, is_place: Callable[[int, int], bool]
) -> Opening | None:
    """ "Ana Roe, the county coroner, drove …", "Fire chief Ana Roe drove …", "XYZ, the mission, kept …"."""
    name = _NAMED.match(sentence, start)
    if name is None:
        return None
    what = _DESCRIPTION.match(sentence, name.end())
    if what is not None and what["what"]:
        head = _head(what["what"])
        kind = _kind(head, nouns) if head else None
        if what["what"].startswith("who"):
            # "Ali Sow, who sells bread at the party's office, was there"
            return Opening(name.group(), Kind.PERSON)
        if kind is None and (" " not in name.group() or is_place(*name.span())):
            return None
        return Opening(sentence[start : what.end() - 1], kind or Kind.PERSON)
    tokens = name.group().split()
    first = islice(_WORD.finditer(sentence, start), 5)
    titled = next((m for m in first if nouns.is_person(m.group())), None)
    if titled is not None and titled.start() < name.end() + 30:
        after = _NAME_AFTER_TITLE.match(sentence, titled.end())
        between = sentence[start : titled.start()].split()
        if after is not None and not any(w.casefold() in _BREAKS for w in between):
            return Opening(sentence[start : after.end()], Kind.PERSON)
    if len(tokens) < 2 or is_place(*name.span()):
        return None
    if any(nouns.is_body(t) for t in tokens):
        return Opening(name.group(), Kind.BODY)
    after = _WORD.search(sentence, name.end())
    if after is not None and nouns.is_thing(after.group()):
        return None  # "Ana Roe airport was closed"
    return Opening(name.group(), Kind.PERSON, bare=True)


def _head(description: str) -> str:
    """The noun that a description is built on: "coroner" of "the county coroner in Xtown"."""
    words: list[str] = []
    for match in _WORD.finditer(description):
        word = match.group()
        if words and (word.casefold() in _BREAKS or _ACTED.fullmatch(word)):
            break
        words.append(word)
    return words[-1] if words else ""


def _kind(word: str, nouns: Nouns) -> Kind | None:
    if nouns.is_person(word):
        return Kind.PERSON
    return Kind.BODY if nouns.is_body(word) else None
