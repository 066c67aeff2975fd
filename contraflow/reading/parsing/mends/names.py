"""Names, days and numbers taken for a part of what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from contraflow.reading.parsing.mends.labels import ANY_SUBJECT, SUBJECTS
from contraflow.reading.parsing.syntax import FINITE

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

    Lemma = Callable[[str, str], str]

NAME_WITH_ARTICLE = re.compile(
    r"(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa]n|[Aa]r|[Aa]t|[Aa]d|[Aa]z|[Uu]l)-[A-ZÀ-Ý](?![\w’']*[’'][sS]?$)[\w’']*$"
)
"""Names such as "al-Hamwi", which are one word."""
_WHERE = frozenset({"in", "at", "near", "around", "outside", "across"})
_NO_NAMES = frozenset({"RB", "JJ", "RBR", "UH", "FW"})
"""What the tagger takes a name for that it does not know, at the beginning of a sentence."""
_ADVERBS = frozenset(
    "not never now then here there thus still also soon later again only even just once twice today"
    " tomorrow yesterday meanwhile elsewhere nowhere everywhere so too first last as".split()
)


def name_subject(doc: Doc) -> None:
    """A capital letter at the beginning, a finite verb behind it and no other subject: "Xtown is lost",
    where the tagger takes a name that it does not know for an adverb."""
    first = next((t for t in doc[:2] if not t.is_punct), None)
    if (
        first is None
        or first.tag_ not in _NO_NAMES
        or not first.text[:1].isupper()
        or first.lower_ in _ADVERBS
        or first.lower_.endswith("ly")
        or first.i + 1 >= len(doc)
        or doc[first.i + 1].tag_ not in FINITE
    ):
        return
    verb = first.head
    if verb is first or verb.tag_[:1] != "V" or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    if first.tag_ == "JJ" and any(c.dep_ == "attr" for c in verb.rights):
        return  # "free is the town"
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    first.tag_, first.dep_ = "NNP", "nsubjpass" if passive else "nsubj"
    first.lemma_ = first.text


def count_after_clock(doc: Doc) -> None:
    """ "By 7 p.m. two had died": the number of those who died, taken for the hour's."""
    for number in doc:
        hour = number.head
        if number.tag_ != "CD" or hour.i != number.i - 1 or hour.lower_ not in _CLOCK:
            continue
        after = doc[number.i + 1] if number.i + 1 < len(doc) else number
        verb = after if after.tag_ in FINITE else None
        if verb is not None and verb.dep_ in ("aux", "auxpass"):
            verb = verb.head
        if verb is None or verb is hour or any(c.dep_ in SUBJECTS for c in verb.children):
            continue
        doc.hang(number, verb)
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        number.dep_ = "nsubjpass" if passive else "nsubj"


_CLOCK = frozenset({"p.m.", "a.m.", "pm", "am"})


def off_shore(doc: Doc, off: Token) -> None:
    """ "Capsized off Xtown": the coast taken for what the verb does something to."""
    at = next(
        (t for t in doc[off.i + 1 : off.i + 5] if t.tag_ not in ("DT", "NNP", "POS", "JJ")), None
    )
    end = at.i if at is not None else min(len(doc), off.i + 5)
    name = next((t for t in reversed(doc[off.i + 1 : end]) if t.tag_ == "NNP"), None)
    if name is None or name.head is not off.head or name.dep_ not in ("dobj", "npadvmod", "advmod"):
        return
    off.tag_, off.dep_, name.dep_ = "IN", "prep", "pobj"
    doc.hang(name, off)


def initials(doc: Doc, name: Token) -> None:
    """ "They belonged to XYZ": initials taken for an infinitive."""
    verb, to = name.head, doc[name.i - 1]
    if to.lower_ != "to" or to.head is not name or verb is name or verb.text.isupper():
        return
    name.tag_, name.lemma_, name.dep_ = "NNP", name.text, "pobj"
    to.tag_, to.dep_ = "IN", "prep"
    doc.hang(to, verb)
    doc.hang(name, to)


def one_name(doc: Doc, name: Token) -> None:
    """ "Quoted General Al-Xyz al-Abc Sow as saying": one name taken for two objects."""
    after = doc[name.i + 1] if name.tag_ == "NNP" and name.i + 1 < len(doc) else name
    if after is name or not (after.tag_ == "NNP" or NAME_WITH_ARTICLE.match(after.text)):
        return
    last = after.head if after.dep_ == "compound" else after
    if last.head is name.head and last.dep_ == "dobj" and last.i > name.i:
        doc.hang(name, last)
        name.dep_ = "compound"
        for part in [t for t in name.lefts if t.dep_ == "compound"]:
            doc.hang(part, last)


def time_after(doc: Doc, time: Token) -> None:
    """ "Died minutes after he was found": how much later, taken for what the verb does something to."""
    after = doc[time.i + 1].lower_ if time.i + 1 < len(doc) else ""
    if time.lemma_ in _SPELLS and after in ("after", "later", "before", "earlier"):
        if time.head.lemma_ not in _SPENT:
            time.dep_ = "npadvmod"


_SPELLS = frozenset({"minute", "hour", "day", "week", "month", "year", "moment", "second"})
_SPENT = frozenset({"spend", "take", "last", "wait", "have", "serve"})


def name_before_subject(doc: Doc) -> None:
    """ "In Xtown schools are open": the subject without an article taken for what the name belongs to."""
    prep = doc[0] if doc else None
    if prep is None or prep.lower_ not in _WHERE or prep.tag_ != "IN":
        return
    noun = next((t for t in prep.rights if t.dep_ == "pobj"), None)
    if noun is None or noun.tag_ not in ("NN", "NNS") or noun.i + 1 >= len(doc):
        return
    names = [t for t in noun.lefts if t.tag_.startswith("NNP") and t.dep_ == "compound"]
    if not names or any(t not in names and t.i > names[-1].i for t in noun.lefts):
        return
    if any(t.dep_ in ("det", "poss", "nummod") for t in noun.lefts):
        return
    verb = doc[noun.i + 1]
    while verb.dep_ in ("aux", "auxpass") and verb.head.i > verb.i:
        verb = verb.head
    if doc[noun.i + 1].tag_ not in FINITE or any(c.dep_ in ANY_SUBJECT for c in verb.children):
        return
    if prep.is_ancestor(verb):
        return  # parsers take what is said for a clause that describes the noun
    last = names[-1]
    for name in names[:-1]:
        doc.hang(name, last)
    last.dep_ = "pobj"
    doc.hang(last, prep)
    noun.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj"
    doc.hang(noun, verb)


def day_before_subject(doc: Doc) -> None:
    """ "On Monday rebels backed by Xland attacked": the subject taken for what the day belongs to."""
    for day in doc[1:]:
        noun, prep = day.head, doc[day.i - 1]
        if (
            day.lower_ not in _DAYS
            or day.dep_ != "compound"
            or noun.i != day.i + 1
            or noun.dep_ != "pobj"
            or noun.head is not prep
            or prep.lower_ != "on"
        ):
            continue
        verb = prep.head
        while verb.head is not verb and verb.i < noun.i:
            verb = verb.head
        if (
            verb.i <= noun.i
            or verb.tag_[:2] != "VB"
            or any(c.dep_ in ANY_SUBJECT for c in verb.children)
        ):
            continue
        day.dep_ = "pobj"
        doc.hang(day, prep)
        noun.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj"
        doc.hang(noun, verb)


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today".split()
)


def after_weekday(doc: Doc, number: Token) -> None:
    """ "On Monday 78 hostages were freed": the number hung on the day."""
    day = number.head
    if day.i >= number.i or day.lower_ not in _WEEKDAYS:
        return
    noun = next((t for t in doc[number.i + 1 : number.i + 5] if t.tag_[:2] == "NN"), None)
    if noun is None or any(t.tag_[:2] not in ("JJ", "VB") for t in doc[number.i + 1 : noun.i]):
        return
    while noun.dep_ == "compound" and noun.head.i == noun.i + 1:
        noun = noun.head
    doc.hang(number, noun)
