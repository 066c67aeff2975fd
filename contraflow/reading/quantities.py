"""Step 7, quantities: numbers in a parsed sentence, as ranges, and what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contraflow.reading.tree import Doc, Token

_UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    w: 10 * (i + 2)
    for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
_SCALES = {"hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000}
_SCALES |= {"crore": 10_000_000, "billion": 1_000_000_000}
_VAGUE: dict[str, tuple[float, float | None]] = {
    # a plural of a scale word promises at least two of it, and less than the next scale
    "dozens": (20, 99),
    "scores": (40, 199),
    "hundreds": (200, 999),
    "thousands": (2_000, 99_999),
    "tens": (20, 99),
    "several": (3, 12),
    "few": (2, 9),
    "many": (3, None),
    "some": (1, None),
    "millions": (2e6, None),
    "couple": (2, 2),
    "dozen": (12, 12),
    "handful": (2, 9),
    "pair": (2, 2),
    "both": (2, 2),
    "numerous": (3, None),
    "multiple": (2, None),
}
_SCALE_WORDS = {
    form: scale
    for word, scale in (("dozen", 12), ("score", 20), ("hundred", 100), ("thousand", 1000))
    for form in (word, f"{word}s")
}
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DIGITS = re.compile(r"^\d{1,3}(?:[,\u202f ]\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")
_TIME = re.compile(r"^\d{1,2}[:h.]\d{2}$|^\d{1,2}h\d{0,2}$")
MEASURES = {
    "km": "km",
    "kilometre": "km",
    "kilometer": "km",
    "kilometres": "km",
    "kilometers": "km",
    "mile": "km",
    "miles": "km",
    "metre": "m",
    "meter": "m",
    "metres": "m",
    "meters": "m",
    "hectare": "ha",
    "hectares": "ha",
    "ha": "ha",
    "acre": "acre",
    "acres": "acre",
    "percent": "%",
    "%": "%",
    "cent": "%",
    "degree": "deg",
    "degrees": "deg",
    "tonne": "t",
    "tonnes": "t",
    "ton": "t",
    "tons": "t",
    "kg": "kg",
    "litre": "l",
    "dollar": "money",
    "dollars": "money",
    "euro": "money",
    "euros": "money",
    "pound": "money",
    "pounds": "money",
    "minute": "time",
    "minutes": "time",
    "hour": "time",
    "hours": "time",
    "day": "time",
    "days": "time",
    "week": "time",
    "weeks": "time",
    "month": "time",
    "months": "time",
    "year": "time",
    "years": "time",
    "second": "time",
    "seconds": "time",
    "second-old": "time",
    "o'clock": "time",
    "am": "time",
    "pm": "time",
    "a.m.": "time",
    "p.m.": "time",
    "kyat": "money",
    "kyats": "money",
    "mm": "m",
    "cm": "m",
    "point": "point",
    "points": "point",
    "knots": "speed",
    "rounds": "round",
    "times": "times",
    "time": "times",
    "floor": "floor",
    "storey": "floor",
}
"""Nouns that make a number a measure and not a count of people or things, with their unit."""
_CURRENCIES = frozenset("$ € £ ¥ ₹ ₦ ₱ R Rs US$ USD EUR GBP INR PKR Tk RM KSh Ksh Sh".split())
"""Signs of money before a number."""
_AT_LEAST = (
    "at least",
    "more than",
    "over",
    "no fewer than",
    "no less than",
    "not less than",
    "above",
    "past",
    "upwards of",
    "as many as",
    "exceed",
    "beyond",
    "minimum of",
    "passed",
    "in excess of",
    "topped",
    "surpassed",
)
_AT_MOST = (
    "at most",
    "up to",
    "fewer than",
    "less than",
    "under",
    "no more than",
    "not more than",
    "never more than",
    "below",
    "maximum of",
)
_ABOUT = (
    "about",
    "around",
    "some",
    "roughly",
    "approximately",
    "nearly",
    "almost",
    "close to",
    "an estimated",
    "estimated",
    "circa",
    "towards",
    "nears",
    "nearing",
    "approaches",
    "approaching",
    "just over",
    "just under",
    "or so",
    "a little over",
    "nearly the",
    "~",
    "c.",
)
APPROXIMATE_BAND = 0.1
"""Half-width of 'about N', as a share of N."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number: token range, value range, and the token whose noun it counts."""

    start: int
    end: int
    low: float | None
    high: float | None
    approximate: bool
    head: int
    """Index of the counted noun's token; of the number itself when it stands alone."""
    unit: str
    """'' for a count; 'km', 'ha', '%', 'time', 'money', … for a measure."""
    text: str


def is_calendar(token: Token) -> bool:
    """Whether a token names a month or a day of the week."""
    return token.lower_.strip(".") in _MONTHS or token.lower_ in _WEEKDAYS


def _value(words: list[str]) -> float | None:
    """The number that a run of number words or digits writes, or None."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        word = word.casefold()
        if word in ("and", "a", "an", "-"):
            if word in ("a", "an") and not seen:
                current, seen = 1, True
            continue
        if _DIGITS.match(word):
            current += float(re.sub(r"[,\u202f ]", "", word))
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "dozen":
            current = (current or 1) * 12
        elif word in _SCALES:
            scale = _SCALES[word]
            if scale == 100:
                current = (current or 1) * 100
            else:
                total += (current or 1) * scale
                current = 0
        else:
            return None
        seen = True
    return total + current if seen else None


@lru_cache(maxsize=65_536)
def _is_number_word(text: str) -> bool:
    low = text.casefold()
    return (
        low in _UNITS
        or low in _TENS
        or low in _SCALES
        or bool(_DIGITS.match(low))
        or low == "dozen"
    )


def quantities(doc: Doc) -> list[Quantity]:
    """All quantities of a sentence; dates, clock times, names of weapons, units and roads are left out."""
    found: list[Quantity] = []
    n = len(doc)
    i = 0
    while i < n:
        token = doc[i]
        low = token.lower_
        if low in _VAGUE and not _is_number_word(low):
            q = _vague(doc, i)
            if q:
                found.append(q)
                i = q.end
                continue
        if not _is_number_word(token.text) or (low == "one" and token.tag_ in ("NN", "PRP", "NNS")):
            i += 1
            continue
        j = i + 1
        while j < n and (
            _is_number_word(doc[j].text)
            or (
                doc[j].lower_ == "and"
                and j + 1 < n
                and _is_number_word(doc[j + 1].text)
                and doc[j - 1].lower_ in _SCALES
            )
            or (
                doc[j].text == "-"
                and j + 1 < n
                and _is_number_word(doc[j + 1].text)
                and doc[j - 1].lower_ in _TENS
            )
        ):
            if _DIGITS.match(doc[j - 1].text) and doc[j].lower_ not in _SCALES:
                break  # "In 2011 sixteen …": two numbers
            j += 1
        value = _value([t.text for t in doc[i:j]])
        if value is None or _not_a_count(doc, i, j, value):
            i = j
            continue
        lo: float | None = value
        hi: float | None = value
        end = j
        # ranges: "20 to 30", "20-30", "between 20 and 30"
        if (
            j + 1 < n
            and doc[j].lower_ in ("to", "-", "–", "and", "or")
            and _is_number_word(doc[j + 1].text)
        ):
            between = i > 0 and doc[i - 1].lower_ in ("between", "from")
            if doc[j].lower_ != "and" or between:
                k = j + 2
                while k < n and _is_number_word(doc[k].text):
                    k += 1
                second = _value([t.text for t in doc[j + 1 : k]])
                if second is not None and second > value:
                    hi, end = second, k
        before = " ".join(t.lower_ for t in doc[max(0, i - 4) : i])
        approximate = False
        if lo == hi:
            # the longest cue wins: "no more than" holds "more than"
            cue = max(
                (c for c in (*_AT_LEAST, *_AT_MOST, *_ABOUT) if before.endswith(c)),
                key=len,
                default="",
            )
            if cue in _AT_MOST:
                lo = 0
            elif cue in _AT_LEAST and cue != "as many as":
                lo, hi = (
                    (value + 1 if cue in ("more than", "over") and value < 1000 else value),
                    None,
                )
            elif cue in _ABOUT or doc.span(end, end + 2).casefold() in ("or so",):
                approximate = True
                lo, hi = value * (1 - APPROXIMATE_BAND), value * (1 + APPROXIMATE_BAND)
            elif doc.span(end, end + 2).casefold() == "or more":
                hi = None
        found.append(_make(doc, i, end, lo, hi, approximate))
        i = end
    return found


def _make(
    doc: Doc, i: int, end: int, lo: float | None, hi: float | None, approximate: bool
) -> Quantity:
    last = doc[end - 1]
    head: Token = last
    node = last
    for _ in range(3):
        if (
            node.dep_
            in ("nummod", "quantmod", "compound", "amod", "det", "predet", "nmod", "advmod")
            and node.head.i != node.i
        ):
            node = node.head
            if node.tag_.startswith("NN") or node.lower_ in MEASURES:
                head = node
                break
        else:
            break
    while head.dep_ == "compound" and head.tag_.startswith("NNP") and head.head.tag_ == "NNS":
        head = head.head  # "two Xlander soldiers": a people's name stands before who is counted
    if head is last and end < len(doc):
        # the tagger may miss the link: take the noun that follows within two words
        for t in doc[end : end + 3]:
            if t.tag_ in ("NN", "NNS", "NNP", "NNPS") or t.lower_ in MEASURES:
                head = t
                break
            if t.tag_ == "IN" and t.lower_ == "of" and end + 1 < len(doc):
                continue
            if t.tag_[:1] not in ("J", "D") and t.text not in ("“", '"', "-"):
                break
    unit = MEASURES.get(head.lower_, "")
    if not unit and end < len(doc) and doc[end].lower_ in MEASURES:
        unit = MEASURES[doc[end].lower_]
    if (
        not unit
        and end + 1 < len(doc)
        and doc[end].lower_ in ("square", "per")
        and doc[end + 1].lower_ in MEASURES
    ):
        unit = "km2" if doc[end].lower_ == "square" else "%"
    if (i and doc[i - 1].text.strip(".") in _CURRENCIES) or doc[i].text[:1] in "$€£":
        unit = "money"
    return Quantity(i, end, lo, hi, approximate, head.i, unit, doc.span(i, end))


def _vague(doc: Doc, i: int) -> Quantity | None:
    low = doc[i].lower_
    lo, hi = _VAGUE[low]
    j = i + 1
    if low in ("some", "few", "many", "both") and not (
        j < len(doc) and doc[j].tag_.startswith(("NN", "JJ"))
    ):
        if low != "many":
            return None
    if i and doc[i - 1].lower_ in ("too", "so", "how", "as"):
        return None
    if low in ("several", "few", "many", "couple") and j < len(doc):
        scale = _SCALE_WORDS.get(doc[j].lower_)
        if scale:  # "several hundred", "many dozens", "a few thousand"
            return _make(doc, i, j + 1, 2 * scale, None if low == "many" else 10 * scale, True)
    if low == "some":
        return None  # "some 60,000" is read with its number, "some residents" is no figure
    if low == "tens" and doc.span(j, j + 2).casefold() == "of thousands":
        lo, hi, j = 20_000, 999_999, j + 2
    elif low == "hundreds" and doc.span(j, j + 2).casefold() == "of thousands":
        lo, hi, j = 200_000, 9_999_999, j + 2
    if low == "few" and i + 2 < len(doc) and doc[j].lower_ == "or" and doc[j + 1].lower_ == "no":
        return None
    return _make(doc, i, j, lo, hi, True)


_AGED = frozenset(
    "man woman boy girl child father mother driver student widow pensioner teenager".split()
)


def _is_aged(noun: Token, after: Token | None) -> bool:
    """Whether what follows "of" is one person's age and not a count: "a woman of 52"."""
    return (
        noun.lemma_ in _AGED
        and noun.tag_ == "NN"
        and not (after is not None and after.tag_.startswith(("NN", "JJ")))
    )


def _not_a_count(doc: Doc, i: int, j: int, value: float) -> bool:
    n = len(doc)
    before = doc[i - 1] if i else None
    after = doc[j] if j < n else None
    if value == 1 and after is not None and after.lower_ == "of":
        # "one of the deadliest attacks", "one of dozens": it ranks and does not count
        return any(t.tag_ in ("JJS", "RBS") or t.lower_ in _VAGUE for t in doc[j + 1 : j + 4])
    text = doc.span(i, j)
    if _TIME.match(text):
        return True
    if after is not None:
        if after.lower_.strip(".") in _MONTHS or after.lower_ in (
            "o'clock",
            "am",
            "pm",
            "a.m.",
            "p.m.",
        ):
            return True
        if (
            after.lower_ == "-"
            and j + 1 < n
            and doc[j + 1].lower_
            in (
                "year",
                "years",
                "mm",
                "km",
                "hour",
                "day",
                "magnitude",
                "story",
                "storey",
                "meter",
                "metre",
                "kilometer",
                "kilometre",
                "tonne",
            )
        ):
            return str(doc[j + 1].lower_) != "magnitude"
        if after.text == ":" and j + 1 < n and doc[j + 1].text[:1].isdigit():
            return True
        if after.lower_ in ("year", "years") and j + 1 < n and doc[j + 1].lower_ == "old":
            return True
    if before is not None:
        word = before.lower_
        if (word.strip(".") in _MONTHS and value <= 31) or word in (
            "no.",
            "№",
            "n°",
            "nr",
            "section",
            "article",
            "km",
            "route",
            "highway",
            "rn",
            "day",
            "days-",
            "chapter",
            "type",
            "resolution",
        ):
            return True
        if word in _MONTHS and 1900 <= value <= 2100:
            return True
        if (
            before.text == "-"
            and i > 1
            and doc[i - 2].text.isalpha()
            and len(doc[i - 2].text) <= 3
            and before.whitespace_ == ""
        ):
            return True  # T-55, Su-25
        if before.text == "," and 1900 <= value <= 2100 and i > 1 and doc[i - 2].text.isdigit():
            return True
        if (
            word in ("in", "since", "of", "until", "from", "by", "and", "to", "during", "back")
            and 1900 <= value <= 2100
            and "," not in text
            and text.isdigit()
            and len(text) == 4
        ):
            return not (after is not None and after.tag_.startswith("NN") and after.dep_ != "punct")
        if word == "of" and i > 1 and 1 < value < 110 and _is_aged(doc[i - 2], after):
            return True  # "a woman of 52"
        if word == "aged" or (before.text == "," and after is not None and after.text == ","):
            return True
    return bool(
        text.isdigit()
        and 1900 <= value <= 2100
        and len(text) == 4
        and doc[i].dep_ not in ("nummod",)
    )
