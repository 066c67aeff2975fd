"""Which words of the two quotes clash, so that a reader sees the contradiction at a glance.

This is for the eye alone: the verdict has been reached before, on the claims' values. What is
marked follows from the kind of contradiction: the figures of a numeric one, the names of those who
hold or did it, the words that deny or negate, else the word that carries the claim. When none of
these is found in a quote, the words that only that quote has are marked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from contraflow.places.fold import fold
from schemas import Alert, Claim, ContradictionType, Modality, Numbers, Parties, Polarity

_MOST_WORDS = 200
"""Quotes longer than this are not compared word by word: a sentence is never that long."""
_WORD = re.compile(r"\w+(?:[.,]\d+)*(?:['’]\w+)?", re.UNICODE)


def _word_lists() -> Mapping[str, frozenset[str]]:
    text = (files("contraflow.gateway") / "clash_words.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


_WORDS = _word_lists()
_NEGATIONS, _REJECTIONS = _WORDS["negations"], _WORDS["rejections"]
_FUNCTION_WORDS = _WORDS["function_words"]
_AUXILIARIES = _WORDS["auxiliaries"]
_GAP = 4
"""Words that may stand between two words of a predicate ("set the whole market alight")."""


class Segment(BaseModel):
    """A stretch of a quote; the segments of a quote joined are the quote."""

    model_config = ConfigDict(frozen=True)

    text: str
    clash: bool = False


class Evidence(BaseModel):
    """Both quotes, cut up so that the words that clash stand by themselves."""

    model_config = ConfigDict(frozen=True)

    earlier: tuple[Segment, ...]
    later: tuple[Segment, ...]


def evidence(alert: Alert) -> Evidence:
    """The two quotes of an alert with the clashing words marked."""
    earlier = _spans(alert.earlier, alert.type)
    later = _spans(alert.later, alert.type)
    if not earlier or not later:
        only_earlier, only_later = _differences(alert.earlier.quote, alert.later.quote)
        earlier = earlier or only_earlier
        later = later or only_later
    return Evidence(
        earlier=segments(alert.earlier.quote, earlier),
        later=segments(alert.later.quote, later),
    )


def segments(quote: str, spans: Iterable[tuple[int, int]]) -> tuple[Segment, ...]:
    """The quote cut at the spans ([start, end) in code points), which may overlap or touch."""
    cut: list[Segment] = []
    at = 0
    for start, end in _joined(quote, spans):
        if start > at:
            cut.append(Segment(text=quote[at:start]))
        cut.append(Segment(text=quote[start:end], clash=True))
        at = end
    if at < len(quote):
        cut.append(Segment(text=quote[at:]))
    return tuple(cut)


def inflects(word: str, lemma: str) -> bool:
    """Whether an English word looks like a form of a lemma: ``took`` of ``take``.

    Regular endings, and for strong verbs the consonants alone: ``hold``/``held``,
    ``break``/``broken``. Good enough to mark a word, not to read by.
    """
    word, lemma = fold(word), fold(lemma)
    if not word or not lemma or word[0] != lemma[0]:
        return False
    if word == lemma:
        return True
    if len(word) > len(lemma) + 4:
        return False
    stem = lemma[:-1] if len(lemma) > 3 and lemma[-1] in "ey" else lemma
    rest = word[len(stem) :] if word.startswith(stem) else None
    if rest is not None and re.fullmatch(r"\w?(?:s|es|ed|d|ing|ies|ied|en|n|t)?", rest):
        return True
    bones, of_word = _consonants(lemma), _consonants(word)
    return of_word.startswith(bones) and of_word[len(bones) :] in ("", "d", "t", "n", "s", "ng")


def _consonants(word: str) -> str:
    bare = word[0] + re.sub(r"[aeiouyw]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", bare.replace("ck", "k"))


def _spans(claim: Claim, kind: ContradictionType) -> list[tuple[int, int]]:
    words = [(match.group(), *match.span()) for match in _WORD.finditer(claim.quote)]
    if isinstance(claim.value, Numbers):
        return _figures(claim, claim.value, words)
    denying = (
        _among(words, _REJECTIONS)
        if claim.rejects or claim.modality is Modality.DENIED or kind is ContradictionType.DENIAL
        else []
    )
    named = next((found for name in _names(claim) if (found := _find(claim.quote, name))), [])
    carrying = _phrase(words, claim.predicate)
    negating = _among(words, _NEGATIONS) if claim.polarity is Polarity.NEGATED else []
    if not isinstance(claim.value, Numbers) and claim.value.complement and not denying:
        # "it cannot be said that … is under control": the word that turns the claim round
        before = [span for span in _among(words, _NEGATIONS) if carrying and span < carrying[0]]
        negating = negating or before[-1:]
    # who it was, or what was said of them: the one that the sides differ in goes first
    first, second = (named, carrying) if kind is ContradictionType.ACTOR else (carrying, named)
    return (first or second) + denying + negating


def _figures(
    claim: Claim, value: Numbers, words: Sequence[tuple[str, int, int]]
) -> list[tuple[int, int]]:
    """Where the number stands: as written, as 'nobody' and the like, in digits."""
    return (
        _find(claim.quote, value.text)
        or (value.high == 0 and _among(words, _NEGATIONS))
        or [(start, end) for word, start, end in words if word[0].isdigit()]
        or _phrase(words, claim.predicate)
    )


def _phrase(words: Sequence[tuple[str, int, int]], predicate: str) -> list[tuple[int, int]]:
    """Where the words of a predicate stand in a quote, each in some form.

    In order and close together, else as many of them as there are; auxiliaries need not be there.
    """
    parts = [fold(part) for part in re.split(r"[\s_]+", predicate) if part]
    wanted = [part for part in parts if part not in _AUXILIARIES] or parts
    best: list[int] = []
    for first in range(len(words)):
        if not wanted or not inflects(words[first][0], wanted[0]):
            continue
        found = [first]
        for part in wanted[1:]:
            reach = range(found[-1] + 1, min(len(words), found[-1] + 2 + _GAP))
            place = next((i for i in reach if inflects(words[i][0], part)), None)
            if place is None:
                break
            found.append(place)
        if len(found) > len(best):
            best = found
        if len(found) == len(wanted):
            break
    if not best:
        for part in wanted[1:]:
            if part not in _FUNCTION_WORDS:
                best = [i for i, word in enumerate(words) if inflects(word[0], part)][:1]
            if best:
                break
    if len(best) == len(wanted) > 1 and best[-1] - best[0] < len(wanted) + _GAP:
        return [(words[best[0]][1], words[best[-1]][2])]
    return [words[i][1:] for i in best]


def _names(claim: Claim) -> list[str]:
    """Names of those whom the claim answers with, the likeliest to stand in the quote first."""
    wanted = claim.value.members if isinstance(claim.value, Parties) else ()
    parties = [role.party for role in (claim.actor, claim.target) if role and role.party]
    names = [
        text
        for role in (claim.actor, claim.target)
        if role and role.party and role.party.id in wanted
        for text in (role.text, role.party.name)
    ]
    if claim.actor:
        names.append(claim.actor.text)
    if claim.speaker.party:
        parties.append(claim.speaker.party)
    names += [party.name for party in parties if party.id in wanted]
    # "the army, which …": the name ends at the comma; "they" is no name
    short = (name.split(",", 1)[0].strip() for name in names)
    return [name for name in dict.fromkeys(short) if set(fold(name).split()) - _FUNCTION_WORDS]


def _among(words: Sequence[tuple[str, int, int]], wanted: frozenset[str]) -> list[tuple[int, int]]:
    return [(start, end) for word, start, end in words if fold(word) in wanted]


def _find(quote: str, text: str) -> list[tuple[int, int]]:
    """Where a text stands in a quote, whole words only, in any case."""
    if not text.strip():
        return []
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, text.split())) + r"(?!\w)"
    match = re.search(pattern, quote, re.IGNORECASE)
    return [match.span()] if match else []


def _differences(earlier: str, later: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Words that only one of the quotes has, words without a meaning of their own left out."""
    ours, theirs = (
        [(fold(m.group()), *m.span()) for m in _WORD.finditer(text)] for text in (earlier, later)
    )
    if max(len(ours), len(theirs)) > _MOST_WORDS:  # the matcher's time grows with their square
        return [], []
    matcher = SequenceMatcher(
        a=[word for word, _, _ in ours], b=[word for word, _, _ in theirs], autojunk=False
    )
    if matcher.ratio() < 0.3:  # two different sentences: nearly all would be marked
        return [], []
    only_ours: list[tuple[int, int]] = []
    only_theirs: list[tuple[int, int]] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag != "equal":
            only_ours += [(s, e) for w, s, e in ours[a1:a2] if w not in _FUNCTION_WORDS]
            only_theirs += [(s, e) for w, s, e in theirs[b1:b2] if w not in _FUNCTION_WORDS]
    return only_ours, only_theirs


def _joined(quote: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order and apart: those with nothing but blanks between them become one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, s), min(len(quote), e)) for s, e in spans):
        if start >= end:
            continue
        if joined and (start <= joined[-1][1] or not quote[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
