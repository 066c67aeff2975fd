"""Step 5, quantities: numbers in a parsed sentence, as ranges, and what they count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import number_words, word_set
from contraflow.reading.numbers.numerals import (
    DIGITS,
    SCALE_WORDS,
    SCALES,
    TENS,
    is_number_word,
)
from contraflow.reading.numbers.numerals import value as value_of
from contraflow.reading.numbers.uncounted import is_no_count

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

_WORDS = number_words()
_FATES = word_set("fates")
_TOTALS = word_set("totals")
_VAGUE = _WORDS.vague
_OPENERS = frozenset({*_VAGUE, "an", "half", "number"})
"""Words that are no numerals and may begin a quantity."""
_MEASURES = _WORDS.measures
"""Nouns that make a number a measure, with their unit."""

_POWERS = {"square": "km2", "cubic": "m3", "per": "%"}
"""Words between a number and the noun that makes it a measure, with the unit of all three."""
_MINUTES = {"hour": 60, "day": 1440, "week": 10080}
"""Durations are told in minutes."""
_AN_HOUR = frozenset({"per hour", "an hour", "/h", "/ h"})
_GROWS = word_set("goes-up")
_OR_MORE = frozenset({"or more", "or so", "or fewer", "or less"})
"""Between a number and its noun: "six or more displaced people"."""
_CUES = (*_WORDS.at_least, *_WORDS.at_most, *_WORDS.about, *_WORDS.almost)
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


def quantities(doc: Doc) -> list[Quantity]:
    """All quantities of a sentence; dates, clock times, names of weapons, units and roads are left out."""
    found: list[Quantity] = []
    past = 0
    for i in [t.i for t in doc if t.is_numeral or t.lower_ in _OPENERS]:
        if i < past:
            continue
        token = doc[i]
        low = token.lower_
        if low in _VAGUE and not is_number_word(low):
            vague = _vague(doc, i)
            if vague:
                found.append(vague)
                past = vague.end
                continue
        if low == "number" and (some := _number_of(doc, i)) is not None:
            found.append(some)
            past = some.end
            continue
        if low in ("an", "half") and (lasted := _hour(doc, i)) is not None:
            found.append(lasted)
            past = lasted.end
            continue
        if not is_number_word(token.text) or (low == "one" and token.tag_ in ("NN", "PRP", "NNS")):
            continue
        past = _numeral_end(doc, i)
        number = value_of([t.text for t in doc[i:past]])
        if number is None or is_no_count(doc, i, past, number):
            continue
        i, past, number = _with_half(doc, i, past, number)
        upto, past = _range(doc, i, past, number)
        bounds = (number, upto, False) if upto is not None else _bounds(doc, i, past, number)
        found.append(_bounded_behind(doc, _make(doc, i, past, *bounds)))
    return found


def _bounded_behind(doc: Doc, q: Quantity) -> Quantity:
    """A number whose bound stands behind what it counts: "three miners at least were killed"."""
    behind = doc.span(q.head + 1, q.head + 3).casefold()
    after = q.head + 3
    if behind not in ("at least", "at most") or q.low != q.high:
        return q
    if after < len(doc) and (is_number_word(doc[after].text) or doc[after].tag_ in ("DT", "PDT")):
        return q  # "killed ten people, at least four of them", "lasted two hours at least one day"
    return replace(q, high=None) if behind == "at least" else replace(q, low=0)


def _number_of(doc: Doc, i: int) -> Quantity | None:
    """ "A number of", "a large number of": several at least."""
    start = i - 2 if doc[i - 1].lower_ in _GREAT else i - 1
    if start < 0 or doc[start].lower_ != "a" or doc.span(i + 1, i + 2) != "of":
        return None
    return _make(doc, start, i + 1, 2, None, True)


_GREAT = frozenset({"large", "great", "good", "small", "huge", "considerable", "significant"})


def _hour(doc: Doc, i: int) -> Quantity | None:
    """ "An hour", "half an hour", "an hour and a half": durations without a numeral."""
    half = doc[i].lower_ == "half"
    j = i + 1 + (half and i + 1 < len(doc) and doc[i + 1].lower_ == "an")
    if j >= len(doc) or doc[j].lower_ != "hour" or doc[i - 1].lower_ == "per":
        return None
    more = doc.span(j + 1, j + 4).casefold() == "and a half"
    minutes = 30.0 if half else 90.0 if more else 60.0
    end = j + 4 if more else j + 1
    return Quantity(i, end, *_bounds(doc, i, end, minutes), j, "time", doc.span(i, end))


def _numeral_end(doc: Doc, i: int) -> int:
    """Where the numeral that begins at a token ends: "two hundred and five", "twenty-six"."""
    j = i + 1
    while j < len(doc):
        before, here = doc[j - 1], doc[j]
        joins = j + 1 < len(doc) and (
            (here.lower_ == "and" and before.lower_ in SCALES)
            or (here.text == "-" and before.lower_ in TENS)
        )
        if not (is_number_word(here.text) or (joins and is_number_word(doc[j + 1].text))):
            break
        if DIGITS.match(before.text) and here.lower_ not in SCALES:
            break  # "In 2011 sixteen …": two numbers
        j += 1
    return j


def _with_half(doc: Doc, i: int, j: int, number: float) -> tuple[int, int, float]:
    """ "Half a dozen", "a dozen and a half", "two and a half million": where the number begins and ends,
    and what it is."""
    if number == 12 and doc[i].lower_ == "dozen":
        halved = doc.span(max(0, i - 2), i).casefold()
        if halved in ("half a", "half-"):
            return i - 2, j, 6
    if doc[i].lower_ in SCALES and doc.span(max(0, i - 2), i).casefold() == "half a":
        return i - 2, j, number / 2  # "half a million"
    if doc.span(j, j + 3).casefold() != "and a half":
        return i, j, number
    scale = SCALES.get(doc[j + 3].lower_) if j + 3 < len(doc) else None
    if scale is not None:
        return i, j + 4, (number + 0.5) * scale
    last = doc[j - 1].lower_
    return i, j + 3, number + 0.5 * {"dozen": 12, **SCALES}.get(last, 1)


def _range(doc: Doc, i: int, j: int, low: float) -> tuple[float | None, int]:
    """The upper number of "20 to 30", "20-30", "between 20 and 30", and where that ends."""
    if (
        j + 1 >= len(doc)
        or doc[j].lower_ not in ("to", "-", "–", "and", "or")
        or not is_number_word(doc[j + 1].text)
    ):
        return None, j
    if doc[j].lower_ == "and" and not (i > 0 and doc[i - 1].lower_ in ("between", "from")):
        return None, j
    k = j + 2
    while k < len(doc) and is_number_word(doc[k].text):
        k += 1
    high = value_of([t.text for t in doc[j + 1 : k]])
    return (high, k) if high is not None and high > low else (None, j)


def _bounds(doc: Doc, i: int, end: int, number: float) -> tuple[float, float | None, bool]:
    """Least and most of a number by the words beside it, and whether it is an estimate."""
    if i and not DIGITS.match(doc[i].text) and doc[i - 1].lower_ == "a":
        i -= 1  # "more than a million", "at least a dozen"
    before = " ".join(t.lower_ for t in doc[max(0, i - 4) : i])
    after = doc.span(end, end + 2).casefold()
    # the longest cue wins: "no more than" holds "more than"
    cue = max(filter(before.endswith, _CUES), key=len) if before.endswith(_CUES) else ""
    if cue == "up to" and i > 2 and doc[i - 3].lemma_ in _GROWS:
        cue = ""  # "the toll has gone up to 38"
    if cue in _WORDS.at_most:
        return 0, number, False
    if cue in _WORDS.at_least and cue != "as many as":
        beyond = cue in ("more than", "over") and number < 1000
        return number + 1 if beyond else number, None, False
    if cue in _WORDS.almost:
        return number * (1 - APPROXIMATE_BAND), number, True
    if cue in _WORDS.about or after == "or so":
        return number * (1 - APPROXIMATE_BAND), number * (1 + APPROXIMATE_BAND), True
    if after.startswith(("+", "plus ")) or doc[end - 1].text.endswith("+"):
        return number, None, False  # "100+ dead"
    return number, None if after == "or more" else number, False


def _make(
    doc: Doc, i: int, end: int, lo: float | None, hi: float | None, approximate: bool
) -> Quantity:
    last = doc[end - 1]
    head: Token = last
    node = last
    # "two dead, 40 hurt", where the parser hangs the first number on the second
    alone = end < len(doc) and doc[end].lower_ in _FATES and doc[end].head is last
    if last.dep_ == "npadvmod" and last.head.dep_ == "amod" and last.head.i == end:
        node = last.head  # "four suspected rebels", hung on "suspected"
    for _ in range(3):
        if alone:
            break
        if (
            node.dep_
            in ("nummod", "quantmod", "compound", "amod", "det", "predet", "nmod", "advmod")
            and node.head.i != node.i
        ):
            node = node.head
            if node.tag_.startswith("NN") or node.lower_ in _MEASURES or node.lower_ == "more":
                head = node
                break
        else:
            break
    if head.i < i - 1 and head.lemma_ in _TOTALS:
        head = last  # "number of dead in Xtown now 53"
    while head.dep_ == "compound" and head.tag_.startswith("NNP") and head.head.tag_ == "NNS":
        head = head.head  # "two Xlander soldiers": a people's name stands before who is counted
    if (
        head.dep_ == "compound"
        and head.tag_ == "NN"
        and head.head.tag_ == "NNS"
        and head.i == head.head.i - 1
        and (lo or 0) > 1
        and head.i >= end
        and head.lower_ not in _MEASURES
    ):
        head = head.head  # "fifteen aid workers": of a singular there are not fifteen
    if head is last and end < len(doc) and not alone:
        # the tagger may miss the link: take the noun that follows within two words
        behind = end + 2 if doc.span(end, end + 2).casefold() in _OR_MORE else end
        for t in doc[behind : behind + 3]:
            if t.i == end and t.tag_ == "DT":
                break  # "brought to 39 the number of dead"
            if t.tag_ in ("NN", "NNS", "NNP", "NNPS") or t.lower_ in _MEASURES:
                head = t
                break
            if t.tag_ == "IN" and t.lower_ == "of" and end + 1 < len(doc):
                continue
            if (
                t.tag_[:1] not in ("J", "D")
                and not (behind > end and t.tag_ == "VBN")
                and t.text not in ("“", '"', "-")
            ):
                break
    unit = _MEASURES.get(head.lower_, "")
    if not unit and end < len(doc) and doc[end].lower_ in _MEASURES:
        unit = _MEASURES[doc[end].lower_]
    if end + 1 < len(doc) and doc[end].lower_ in _POWERS and doc[end + 1].lower_ in _MEASURES:
        unit = _POWERS[doc[end].lower_]
    elif unit == "km" and doc.span(end + 1, end + 3).casefold().strip(".") in _AN_HOUR:
        unit = "mph" if doc[end].lower_ in ("mile", "miles") else "km/h"
    if (i and doc[i - 1].text.strip(".") in _WORDS.currencies) or doc[i].text[:1] in "$€£":
        unit = "money"
    scale = _MINUTES.get(head.lemma_, 1) if unit == "time" else 1
    lo, hi = (n if n is None else n * scale for n in (lo, hi))
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
        scale = SCALE_WORDS.get(doc[j].lower_)
        if scale:  # "several hundred", "many dozens", "a few thousand"
            return _make(doc, i, j + 1, 2 * scale, None if low == "many" else 10 * scale, True)
    if low == "couple" and doc.span(j, j + 1).casefold() == "of" and j + 1 < len(doc):
        scale = SCALE_WORDS.get(doc[j + 1].lower_)
        if scale:  # "a couple of dozen"
            return _make(doc, i, j + 2, 2 * scale, 3 * scale, True)
    if low == "some":
        return None  # "some 60,000" is read with its number, "some residents" is no figure
    if low == "tens" and doc.span(j, j + 2).casefold() == "of thousands":
        lo, hi, j = 20_000, 999_999, j + 2
    elif low == "hundreds" and doc.span(j, j + 2).casefold() == "of thousands":
        lo, hi, j = 200_000, 9_999_999, j + 2
    if low == "few" and i + 2 < len(doc) and doc[j].lower_ == "or" and doc[j + 1].lower_ == "no":
        return None
    return _make(doc, i, j, lo, hi, True)
