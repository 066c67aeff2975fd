"""Numbers that count nothing: dates, times of the clock, ages, labels, names of models."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import number_words, word_set
from contraflow.reading.numbers.numerals import MONTHS

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

_TIME = re.compile(r"^\d{1,2}[:h.]\d{2}$|^\d{1,2}h\d{0,2}$")
_SHARE = re.compile(
    r"(?:in|out of) (?:ten|five|four|three|10|5|4|3|100) (?:of|are|were|is|was|have|had|died|lost)\b"
)
_SHARE_OF = re.compile(
    r"(?:in|out of|in every) (?:two|three|four|five|six|ten|[2-6]|10|100) "
    r"(?:people|residents|inhabitants|children|adults|families|households|patients|homes|houses|women|men)\b"
)
_MODEL = re.compile(r"\d{2,4}-\d{1,4}\b(?!\s+(?:people|dead|killed|injured|wounded|missing))")
_WORDS = number_words()
_ORDINAL = re.compile(r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b")
_AGE_BOUNDS = frozenset({"under", "over", "below", "above"})
_BEFORE_HOURS = frozenset(
    {"by", "at", "until", "till", "before", "after", "around", "about", "since"}
)
_DAYTIMES = ("in the morning", "in the afternoon", "in the evening", "at night", "this morning")
_MOVES = word_set("changes-of-figure") | {"fall", "drop", "outnumber", "lower", "raise", "cut"}
_ALTERS = word_set("alters-figure")
_GAUGING = (
    _MOVES
    | word_set("totals")
    | frozenset(
        "put stand estimate set place count hold fix give stay reckon list start peak stop".split()
    )
)
"""Of what goes before "at" and a figure that counts."""
_NOT = frozenset({"not", "n't", "n’t", "never", "without"})
_QUALIFIES = frozenset(
    {"a", "an", "the", "some", "about", "around", "at", "least", "initial", "earlier", "previous"}
    | {"provisional", "preliminary", "original", "first", "initially", "previously", "nearly"}
)
_ONE_BY_ONE = re.compile(r"(?:[\w-]+ )?(?:after (?:another|the (?:other|next))|by one)\b")
_BEFALLS_ONE = frozenset({"be", "have", "die", "remain", "do", "lie"})
_TOLLED = frozenset(
    {"people", "person", "death", "fatality", "victim", "case", "body", "casualty", "dead"}
)
_OF_AGE = frozenset({"oldest", "youngest", "eldest"})


def is_no_count(doc: Doc, i: int, j: int, value: float) -> bool:
    """Whether the numeral of a token range counts nothing."""
    before = doc[i - 1] if i else None
    after = doc[j] if j < len(doc) else None
    text = doc.span(i, j)
    if _is_difference(doc, j) or _is_home_to(doc, i, j):
        return True
    if value == 1 and after is not None and after.lower_ == "of":
        if before is not None and before.lower_ in ("every", "each"):
            return True  # "every one of the passengers": all of them
        # "one of the deadliest attacks", "one of dozens": it ranks and does not count
        return any(t.tag_ in ("JJS", "RBS") or t.lower_ in _WORDS.vague for t in doc[j + 1 : j + 4])
    if _TIME.match(text) or _is_share(doc, i, j) or _is_anaphor(doc, i, j, value):
        return True
    if _is_anybody(doc, i, after) or _is_one_by_one(doc, i):
        return True
    if after is not None and _ORDINAL.match(doc.span(j, j + 2).casefold()):
        return True  # "the forty-sixth body"
    if after is not None:
        measured = _attribute(doc, j)
        if measured is not None:
            return measured
        if _is_dated(doc, j):
            return True
    if before is not None:
        if _is_label(doc, i, value) or _ends_date(doc, i, value):
            return True
        if _is_long_ago(before, text, value, after):
            return True
        if before.lower_ in _WORDS.before_years and _is_year(text, value):
            return not (after is not None and after.tag_.startswith("NN") and after.dep_ != "punct")
        if _is_age(doc, i, value, after) or _is_hour(doc, i, value, after):
            return True
        if _is_former(doc, i, after) or _is_multiplied(doc, i):
            return True
    return _is_year(text, value) and doc[i].dep_ != "nummod"


def _is_difference(doc: Doc, j: int) -> bool:
    """ "Ten more than the day before", "two fewer than reported": by how many a number changed."""
    return (
        j + 2 < len(doc)
        and doc[j].lower_ in ("more", "fewer", "less", "higher", "lower")
        and doc[j + 1].lower_ == "than"
        and doc[j + 2].tag_ != "CD"
    )


def _is_home_to(doc: Doc, i: int, j: int) -> bool:
    """ "A town of 50,000 people", "home to about 2,000", "with 90,000 inhabitants": how big a place is."""
    if j < len(doc) and any(t.lower_ in _DWELLERS for t in doc[j : j + 2]):
        before = doc[i - 1].lower_ if i else ""
        if before in ("its", "has", "with", "of", "'s", "’s"):
            return True
    k = i - 1
    while k > 0 and (doc[k].lower_ in _ROUGHLY or doc[k].tag_ == "DT"):
        k -= 1
    if k > 0 and doc[k].lower_ == "to" and doc[k - 1].lower_ == "home":
        return True
    return k > 0 and doc[k].lower_ == "of" and doc[k - 1].lower_ in _SETTLEMENTS


_ROUGHLY = frozenset(
    "around about some nearly almost over roughly approximately more than under".split()
)
_DWELLERS = frozenset({"inhabitants", "souls"})
_SETTLEMENTS = frozenset({"city", "town", "village", "settlement", "island", "township", "hamlet"})


def _is_share(doc: Doc, i: int, j: int) -> bool:
    """ "Eight in ten of the animals", "three out of four were": a share, whichever of the two numbers."""
    behind = doc.span(j, j + 4).casefold()
    if _SHARE_OF.match(behind) or _SHARE_OF.match(doc.span(max(0, i - 1), j + 1).casefold()):
        return True  # "two in three inhabitants"
    return _SHARE.match(behind) is not None or (
        _SHARE.match(doc.span(max(0, i - 1), j + 1).casefold()) is not None
        and i > 1
        and doc[i - 2].tag_ == "CD"
    )


def _is_anaphor(doc: Doc, i: int, j: int, value: float) -> bool:
    """ "In the last one, twelve men died": another of its kind, and nobody counted."""
    return (
        value == 1
        and i > 1
        and doc[i].text.isalpha()
        and (doc[i - 1].tag_.startswith("JJ") or doc[i - 1].lower_ in ("this", "that", "each"))
        and (doc[i - 1].lower_ in ("this", "that", "each") or doc[i - 2].tag_ in ("DT", "PRP$"))
        and (j >= len(doc) or not doc[j].tag_.startswith("NN"))
    )


def _is_one_by_one(doc: Doc, i: int) -> bool:
    """ "One house after another", "one by one": nobody counted."""
    if doc.span(max(0, i - 2), i + 1).casefold() == "one by one":
        return True
    return (
        doc[i].lower_ == "one" and _ONE_BY_ONE.match(doc.span(i + 1, i + 5).casefold()) is not None
    )


def _is_anybody(doc: Doc, i: int, after: Token | None) -> bool:
    """ "One reads of higher tolls", "as one might expect": no one person."""
    return (
        doc[i].lower_ == "one"
        and after is not None
        and (doc[i].dep_.startswith("nsubj") or doc[i].head is after)
        and after.tag_ in ("VBZ", "MD")
        and after.lemma_ not in _BEFALLS_ONE
    )


def _is_year(text: str, value: float) -> bool:
    return text.isdigit() and len(text) == 4 and 1900 <= value <= 2100


def _is_long_ago(before: Token, text: str, value: float, after: Token | None) -> bool:
    """ "The town burned in 1356": a year of a century that nobody counts people of."""
    return (
        before.lower_ in ("in", "since", "from", "until", "back")
        and text.isdigit()
        and 1000 <= value < 1900
        and (after is None or not after.tag_.startswith(("NN", "JJ")))
    )


def _attribute(doc: Doc, j: int) -> bool | None:
    """Whether a number is half of a compound, "a 60-km road"; a quake's magnitude is its own."""
    if doc[j].lower_ != "-" or j + 1 >= len(doc) or doc[j + 1].lower_ not in _WORDS.attributes:
        return None
    return doc[j + 1].lower_ != "magnitude"


def _is_dated(doc: Doc, j: int) -> bool:
    """ "5 May", "6 pm", "6 : 30", "30 years old"."""
    after, further = doc[j], doc[j + 1] if j + 1 < len(doc) else None
    if after.lower_.strip(".") in MONTHS or after.lower_ in _WORDS.clock:
        return True
    if further is None:
        return False
    if after.text == ":" and further.text[:1].isdigit():
        return True
    return after.lower_ in ("year", "years") and further.lower_ == "old"


def _is_label(doc: Doc, i: int, value: float) -> bool:
    """ "Article 5", "May 5", "T-55", "the Xyz 737-800"."""
    before = doc[i - 1]
    word = before.lower_
    if (word.strip(".") in MONTHS and value <= 31) or word in _WORDS.labels:
        return True
    if _is_model(doc, i) or (before.text == "-" and i > 1 and _is_model(doc, i - 2)):
        return True
    if doc[i].text.istitle() and doc[i].text.isalpha() and before.tag_ in ("NNP", "NN"):
        if before.text[:1].isupper() and (i + 1 == len(doc) or not doc[i + 1].text[:1].isalpha()):
            return True  # "Ward Three"
    if word in MONTHS and 1900 <= value <= 2100:
        return True
    return (
        before.text == "-"
        and i > 1
        and doc[i - 2].text.isalpha()
        and len(doc[i - 2].text) <= 3
        and before.whitespace_ == ""
    )


def _is_model(doc: Doc, i: int) -> bool:
    """Whether a maker's name stands before two numbers with a hyphen: they are no range."""
    return i > 0 and doc[i - 1].tag_ == "NNP" and _MODEL.match(doc.text, doc[i].idx) is not None


def _ends_date(doc: Doc, i: int, value: float) -> bool:
    """ "May 5, 2020"."""
    return doc[i - 1].text == "," and 1900 <= value <= 2100 and i > 1 and doc[i - 2].text.isdigit()


def _is_age(doc: Doc, i: int, value: float, after: Token | None) -> bool:
    """ "A woman of 52", "aged 52", "X, 52,"."""
    before = doc[i - 1]
    if before.lower_ == "of" and i > 1 and 1 < value < 110:
        noun = doc[i - 2]
        counted = after is not None and after.tag_.startswith(("NN", "JJ"))
        if noun.lemma_ in _WORDS.aged and noun.tag_ == "NN" and not counted:
            return True
        nation = noun.tag_ in ("NNP", "NN", "JJ") and noun.text[:1].isupper() and i > 2
        if nation and not counted and doc[i - 3].lower_ in ("a", "an") and value >= 10:
            return True  # "a Syrian of 26"
    for t in reversed(doc[max(0, i - 5) : i]):
        if t.lower_ in ("and", "but", "while") or t.text in (",", ";"):
            break
        if t.lower_ in _OF_AGE:
            return True  # "the oldest of them 84", "the youngest was three"
    if before.lower_ in _AGE_BOUNDS and i > 1 and 1 < value < 110:
        # "most of them under eighteen", "those over 60"
        who, alone = doc[i - 2].lower_, after is None or not after.tag_.startswith(("NN", "JJ"))
        if alone and who in ("them", "whom", "those", "children", "people", "anyone", "everyone"):
            return True
    if before.lemma_ == "be" and (after is None or after.is_punct) and 1 < value < 110:
        # "the drowned man was 34"
        subject = next((t for t in before.children if t.dep_ == "nsubj"), None)
        whose = subject.head.head if subject is not None and subject.lower_ == "who" else subject
        if whose is not None and (
            whose.lower_ in ("he", "she")
            or (whose.lemma_ in _WORDS.aged and whose.tag_ == "NN")
            or (whose is not subject and whose.tag_ in ("NN", "NNP"))
        ):
            return True  # "the driver, who is 29,"
    if before.text == "," and 1 < value < 110 and doc[i].text.isdigit() and i > 1:
        # "the fitter X Y, 41.": after one person's name, whatever closes it
        name = doc[i - 2]
        if name.tag_ == "NNP" and doc[i].head is name and (after is None or after.is_punct):
            return True
    return _follows_aged(doc, i, after) or (
        before.text == "," and after is not None and after.text == ","
    )


def _follows_aged(doc: Doc, i: int, after: Token | None) -> bool:
    """ "Aged 52", "aged between 19 and 42", "aged three, five and nine"; against "aged 52 and three others"."""
    goes_on = ("NN", "JJ") if doc[i].text.isdigit() else ("NN", "JJ", "VB", "MD")
    counts = after is not None and after.tag_[:2] in goes_on
    for t in reversed(doc[max(0, i - 7) : i]):
        if t.lower_ == "aged":
            return t.i == i - 1 or not counts or doc[t.i + 1].lower_ in _SPANS
        if not (t.tag_ in ("CD", "CC", "TO") or t.text == "," or t.lower_ in _SPANS):
            return False
    return False


_SPANS = frozenset({"between", "from"})


def _is_multiplied(doc: Doc, i: int) -> bool:
    """ "Five times its 43 passengers", "twice the 90 it may carry": what it was meant for."""
    return doc[i - 1].lower_ in ("its", "the", "their") and doc[max(0, i - 2)].lower_ in (
        "times",
        "twice",
        "double",
        "triple",
    )


def _is_former(doc: Doc, i: int, after: Token | None) -> bool:
    """ "Raised the toll from 12 to 15", "up from an earlier nine": what a figure was before."""
    start = i
    while start and doc[start - 1].lower_ in _QUALIFIES:
        start -= 1
    if not start or doc[start - 1].lower_ != "from":
        return False
    if after is not None and after.tag_.startswith("NN") and after.lemma_ not in _TOLLED:
        return False  # "jumped from two windows"
    before = doc[max(0, start - 8) : start]
    if any(t.lower_ in _NOT for t in before):
        return False  # "has not moved from three dead"
    return any(t.lemma_ in _ALTERS or t.lower_ in _ALTERS for t in before)


def _is_hour(doc: Doc, i: int, value: float, after: Token | None) -> bool:
    """ "Between midnight and five", "by eight in the morning", "was restored by four."."""
    if 0 < value <= 24 and doc[i - 1].lower_ in _BEFORE_HOURS:
        following = doc.span(i + 1, i + 4).casefold()
        if following.startswith(_DAYTIMES):
            return True
        if doc[i - 1].lower_ == "at" and doc[i].text.isalpha() and value <= 12:
            # "leaving at five, on their own fuel", against "put the dead at nine"
            bare = after is None or after.is_punct or after.lower_ in ("and", "but")
            if bare and all(t.lemma_ not in _GAUGING for t in doc[max(0, i - 10) : i]):
                return True
        if doc[i - 1].lower_ == "by" and not following.startswith(("to ", "from ", "of ")):
            verb = doc[i - 1].head
            bare = after is None or after.text in (".", ",", ";")
            if bare and verb.lemma_ not in _MOVES and value <= 12 and doc[i].text.isalpha():
                return True
    if not (i > 1 and 0 < value <= 12 and doc[i - 1].lower_ in ("and", "to", "until", "till")):
        return False
    return doc[i - 2].lower_ in _WORDS.hours and not (after and after.tag_.startswith("NN"))
