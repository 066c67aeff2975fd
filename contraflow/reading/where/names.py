"""Which names a parse suggests are places, and which are persons or organisations."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contraflow.parties import PartyResolver
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import arguments
from contraflow.reading.parsing.syntax import ancestors
from contraflow.reading.text.marks import holds
from contraflow.reading.text.sentences import Sentence

if TYPE_CHECKING:
    from contraflow.reading.lexicon import Lexicon
    from contraflow.reading.parsing.tree import Doc, Token

_PLACE_PREPOSITIONS = word_set("place-prepositions")
_PLACE_OBJECTS = word_set("place-objects")
_TAKEN = frozenset({"give up", "take over", "cut off", "seal off", "hand over", "win back"})
"""Verbs with particles whose object is a place, if it is a name."""
_OF_NOUNS = word_set("place-of")
_PLACE_SUBJECTS = word_set("place-subjects")
_TROOPS = word_set("troops")
_STATES = word_set("place-states")
"""What is said of places and seldom of persons: "X is ours", "X remains deserted"."""
_HELD_IN = word_set("held-in")
"""Nouns of what a place is in or under: "X is in our hands", "X has been under siege"."""
_FALLS_ON = frozenset("drop rain shower lob hurl".split())
"""Verbs of what falls "on X"."""
_BEFALLS = frozenset({"death", "casualty", "victim", "injury", "damage"})
"""What comes to people and houses "on X": an island."""
_LANDS = frozenset({"island", "islet", "isle", "atoll", "shoal", "peninsula", "cay"})
_LABEL = re.compile(r"^[ \t]*([A-ZÀ-Ý][A-ZÀ-Ý .'’-]{2,30})(?: \([^)\n]{1,60}\))?:", re.M)

_CALLED = re.compile(
    r"\b(?:Cyclone|Hurricane|Typhoon|Storm|Operation|Mission|Campaign|Exercise|Task Force|Medicane"
    r"|Tropical Depression|MV|M/V|MS|USS|HMS"
    r"|ship|vessel|ferry|frigate|tanker|corvette|destroyer|cruiser|submarine|trawler|freighter)"
    r"\s+([A-ZÀ-Ý][\w’']+)\b(?!-)"
)
"""What storms, operations and ships are called."""
_CALLERS = (
    *("Cyclone", "Hurricane", "Typhoon", "Storm", "Operation", "Mission", "Campaign", "Exercise"),
    *("Task", "Medicane", "Tropical", "MV", "M/V", "MS", "USS", "HMS", "ship", "vessel", "ferry"),
    *("frigate", "tanker", "corvette", "destroyer", "cruiser", "submarine", "trawler", "freighter"),
)
"""Of which that has one."""
_SHIP = re.compile(
    r"\b(?:(?:MV|M/V|MT|MS|SS|RMS|USS|HMS|INS|KRI|BRP)\s+)((?:[A-ZÀ-Ý][\w’']+)(?: [A-ZÀ-Ý][\w’']+){0,2})"
)
"""Ships by what stands before their names, which may be of several words."""
_SHIPS = ("MV", "M/V", "MT", "MS", "SS", "INS", "KRI", "BRP")
"""Of which that has one."""
_COMPANY_ENDS = "Lines|Shipping|Ferries|Limited|Ltd|PLC|Plc|plc|Inc|Corp|LLC|GmbH|Pvt|Pty|Holdings|Airlines|Airways"
_COMPANY = re.compile(rf"((?:[A-ZÀ-Ý][\w’'-]+ (?:& |and )?){{1,5}}(?:{_COMPANY_ENDS}))\b")
"""Companies by what their names end in, the places within them too: "X Copper Limited"."""
_BRANCH = re.compile(
    r"((?:[Aa]l[- ]?[Qq]a[ei]da|Islamic State|ISIS|ISIL|Jihad) in (?:the )?[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)*)"
)
"""Armed groups by where they fight: "Al-Qaeda in the Islamic Maghreb"."""
_DISEASES = word_set("diseases-of-places")
_NAMED_SICK = re.compile(r"\b(?:virus|fever|disease|outbreak|epidemic|infect\w+)\b", re.I)
_MOONS = word_set("lunar-months")
_LUNAR = re.compile(
    rf"\b\d{{1,2}} ((?:{'|'.join(sorted(_MOONS))})(?: (?:[Aa]l|II?)\b)?(?:[- ][A-Z][\w'’‘]+)?)"
)
"""Days of a calendar by the moon: "12 Dhu al-Qa'da"."""
_ABBREVIATED = re.compile(
    r"((?:[A-ZÀ-Ý][\w’'.-]+ (?:(?:of|for|and) (?:the )?)?){1,6}"
    r"(?:Party|Front|Movement|Army|Union|League|Council|Congress|Organi[sz]ation|Alliance|Brigades?|Association"
    r"|Federation)) \([A-Z]{2}"
)
"""Organisations with their abbreviation: "the Xland Workers' Party (XWP)"."""


_NEAR = re.compile(
    r"[Aa](?<!\w[Aa])(?<!of [Aa])(?<!from [Aa])n? (?:[\w-]+ ){0,2}(?:town|village|hamlet|settlement|camp|island) [^,.;]{0,40}"
    r"\b(?:of|near|from|outside) (?:the )?[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)?, "
    r"([A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)?)(?=[,.;]|$)(?!,? (?:said|says|told|added|who|has|had|was|is)\b)"
)
"""A place by what it is near, and its name: "a village south of X, Y"."""
_SMALL_PLACES = frozenset({"town", "village", "hamlet", "settlement", "camp", "island"})


_ONE_OF_ITS_KIND = re.compile(
    r" (?=[A-ZÀ-Ý])(?:(?<=\b[Aa] )|(?<=\b[Aa]n )|(?<=\b[Aa]nother )|(?<=\b[Ss]econd )|(?<=\b[Tt]hird ))"
    r"([A-ZÀ-Ý][\w’'-]+)"
    r"(?=[,.;]| (?:of|from|with|that|which|was|were|is|has|had|and|stands?|took|flew|carr(?:ied|ying))\b)"
)
"""What has an article like a common noun: "an Orion of the air force", "a second Cessna was sent"."""


_NAMED_OTHERWISE = (
    (_ABBREVIATED, re.compile(r"\([A-Z]{2}")),
    (_COMPANY, re.compile(_COMPANY_ENDS)),
    (_BRANCH, re.compile(r"qa[ei]da|Qa[ei]da|Islamic State|ISI[SL]|Jihad")),
    (_LUNAR, re.compile("|".join(sorted(_MOONS)))),
)
"""Names that are no places, each with a part that all of its kind share."""


@dataclass(slots=True)
class ParsedSentence:
    """A sentence of the headline or the text, with its parse when it passed the cue gate."""

    sentence: Sentence
    field: str
    offset: int
    """Of the field within headline and text taken together."""
    doc: Doc | None


def place_candidates(item: ParsedSentence, names: PartyResolver) -> Iterator[tuple[int, int]]:
    """Spans of proper names that stand where places stand: "in X", "captured X", "X fell"."""
    if item.doc is None:
        return
    base = item.sentence.start + item.offset
    near = not item.doc.words.isdisjoint(_SMALL_PLACES)
    for match in _NEAR.finditer(item.doc.text) if near else ():
        if not names.article.is_person_or_body(match.group(1)):
            yield base + match.start(1), base + match.end(1)
    for token in item.doc:
        if token.tag_ not in ("NNP", "NNPS") or token.dep_ == "compound" or not _place_like(token):
            continue
        start = token.i
        while (
            start > 0
            and item.doc[start - 1].tag_ in ("NNP", "NNPS")
            and item.doc[start - 1].head.i == token.i
        ):
            start -= 1
        if names.article.is_person_or_body(item.doc.span(start, token.i + 1)):
            continue
        yield base + item.doc[start].idx, base + token.idx + len(token.text)


def person_spans(item: ParsedSentence, lex: Lexicon) -> Iterator[tuple[int, int]]:
    """Names that stand beside a noun for a person: "his brother, X, said", "one of them, X"."""
    if item.doc is None or "appos" not in item.doc.labels:
        return
    base = item.sentence.start + item.offset
    for token in item.doc:
        if token.tag_ != "NNP" or token.dep_ != "appos" or token.i < 2:
            continue
        head = token.head
        beside = item.doc[token.i - 1].text == "," and item.doc[token.i - 2].i == head.i
        of_them = item.doc[token.i - 2].lower_ in ("them", "us")
        if (beside and any(cls == "person" for cls, _ in lex.classes(head.lemma_))) or of_them:
            yield base + token.idx, base + token.idx + len(token.text)


def _place_like(token: Token) -> bool:
    head = token.head
    if token.dep_ == "conj":
        return head.tag_ in ("NNP", "NNPS") and head.i != token.i and _place_like(head)
    if token.dep_ == "attr":
        # "villages, the largest of which are X and Y"
        return any(
            c.dep_ == "nsubj" and any(t.lower_ == "which" for t in c.subtree) for c in head.children
        )
    if token.dep_ == "pobj" and head.lower_ == "as":
        # "towns near the border, such as X and Y"
        return any(c.lower_ == "such" for c in head.children) and any(
            t.tag_ == "NNS" and t.lemma_ in _OF_NOUNS for t in (head.head, *ancestors(head.head))
        )
    if token.dep_ == "pobj":
        if head.lower_ in ("on", "upon") and head.head.i != head.i:
            if head.head.lemma_ in _BEFALLS or any(
                c.lemma_ in _LANDS and c.dep_ == "appos" for c in token.children
            ):
                return True
            above = itertools.islice(ancestors(head), 4)
            return any(node.lemma_ in _FALLS_ON for node in above)
        return head.lower_ in _PLACE_PREPOSITIONS or (
            head.lower_ == "of"
            and (head.head.lemma_ in _OF_NOUNS or head.head.lower_ in ("out", "outside", "inside"))
        )
    if token.dep_ in ("dobj", "nsubjpass") and (
        head.lemma_ in _PLACE_OBJECTS
        or any(c.dep_ == "prt" and f"{head.lemma_} {c.lower_}" in _TAKEN for c in head.children)
    ):
        return True
    if token.dep_ == "dobj" and head.lemma_ == "take":
        taker = arguments(head).agent  # "the rebels took X"
        elsewhere = any(
            c.lower_ in ("to", "into", "from", "for") and c.dep_ == "prep" for c in head.children
        )
        return taker is not None and taker.lemma_ in _TROOPS and not elsewhere
    if token.dep_ in ("nsubj", "nsubjpass"):
        return (
            head.lemma_ in _PLACE_SUBJECTS
            or head.lower_ in _STATES
            or (head.lemma_ in ("be", "remain", "stay") and any(map(_tells_state, _said_of(head))))
        )
    return False


def _said_of(be: Token) -> Iterator[Token]:
    """What is said with "be", below an adverb too: "is back in our hands", "is firmly under"."""
    for child in be.children:
        yield child
        if child.dep_ == "advmod":
            yield from child.children


def _tells_state(token: Token) -> bool:
    """Whether a complement says what is said of places: "ours", "deserted", "in our hands"."""
    if token.dep_ == "prep":
        return token.lower_ in ("in", "under", "without") and any(
            c.lemma_ in _HELD_IN for c in token.children
        )
    return token.dep_ in ("acomp", "attr", "oprd") and token.lower_ in _STATES


def avoid_spans(text: str, names: PartyResolver) -> list[tuple[int, int]]:
    """Spans of names that the text itself explains as persons or organisations, and labels of speakers."""
    spans = [
        match.span(1) for match in _LABEL.finditer(text) if names.phrases.is_title(match.group(1))
    ]
    for pattern, mark in _NAMED_OTHERWISE:
        if mark.search(text):  # the patterns try each capital; most texts have none of the kind
            spans += [match.span(1) for match in pattern.finditer(text)]
    spans += [match.span(1) for match in _ONE_OF_ITS_KIND.finditer(text)]
    called = set()
    if holds(text, _CALLERS):
        called = {match.group(1) for match in _CALLED.finditer(text)}
    for ship in _SHIP.finditer(text) if holds(text, _SHIPS) else ():
        called |= {ship.group(), ship.group(1)}
    sick = {word for word in _DISEASES if word in text}
    if sick and _NAMED_SICK.search(text):
        called |= sick
    for name in (*names.article.full_names(), *sorted(called)):
        spans += _occurrences(name, text)
    return spans


def _occurrences(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a text has a name as whole words. Each article has other names: no pattern is worth it."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if _is_letter(text[start - 1 : start]) or _is_letter(text[end : end + 1]):
            start = text.find(name, start + 1)
        else:
            yield start, end
            start = text.find(name, end)


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
