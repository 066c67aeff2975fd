"""Words of a text with what the finder of names asks of them: capitals, gaps, sentence starts."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from contraflow.places.cues import cues
from contraflow.places.fold import ARTICLES, fold
from contraflow.remember import remembered

_GAP_AND_WORD = re.compile(
    r"([\W_]*+)(?:([a-z]++)(?![\w'’ʼ‘`])|((?:[A-Z]\.){2,}|[^\W_]++(?:['’ʼ‘`][^\W_]++)*+))"
)
"""Most words are plain small letters, which are tried first, and of which there is no more to say."""
JOINS = frozenset((" ", "\u00a0", "-", "‑"))
_SENTENCE_END = re.compile(r"[.!?:]['\"”’)]*\s+$|\n")
HYPHENS = frozenset({"-", "‑"})
POSSESSIVE = frozenset({"'s ", "’s ", "'S ", "’S "})
"""What stands between an owner and what it owns."""
_APOSTROPHES = frozenset("'’ʼ")
_OWNERS = frozenset({"'s", "’s"})
_OWNED = frozenset({"peoples", "childrens"})
"""Possessives inside level words: 'People's Republic', 'Children's Hospital'."""


@dataclass(slots=True)
class Token:
    """One word."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool
    gap: str
    """Text between the token before and this one."""
    opens: bool
    """First of a sentence."""


def tokenize(text: str) -> list[Token]:
    """The words of a text in order; a possessive ending is cut off its word."""
    tokens: list[Token] = []
    starts, capitals = [0], []
    stop, ending = 0, ""
    for i, (gap, plain, written) in enumerate(_GAP_AND_WORD.findall(text)):
        start = stop + len(gap)
        if ending:
            gap, ending = ending + gap, ""
        opens = gap != " " and _ends_sentence(gap)
        if opens and i:
            starts.append(i)
        if plain:
            stop = start + len(plain)
            tokens.append(Token(start, stop, plain, plain, False, gap, opens))
            continue
        stop = start + len(written)
        word, folded, capital = _form(written)
        if capital:
            capitals.append(i)
        end = start + len(word)
        tokens.append(Token(start, end, word, folded, capital, gap, opens))
        if end < stop:
            ending = written[len(word) :]
    if tokens:
        tokens[0].opens = True
        _lower_headlines(tokens, starts, capitals)
    return tokens


@remembered(short=80)
def _ends_sentence(gap: str) -> bool:
    return _SENTENCE_END.search(gap) is not None


@remembered(short=80)
def _form(word: str) -> tuple[str, str, bool]:
    """A word without its possessive ending, folded, and whether it is capitalised."""
    if word.islower() and word.isalpha() and word.isascii():
        return word, word, False
    if word[-2:-1] in _APOSTROPHES and word[-1] in "sS" and fold(word) not in _OWNED:
        word = word[:-2]
    return word, fold(word), _is_capital(word)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[:2] in {"d'", "l'", "d’", "l’"} and word[2:3].isupper())


def _lower_headlines(tokens: list[Token], starts: list[int], capitals: list[int]) -> None:
    """In 'Rebels Seize Airport as Army Flees' capitals say nothing of common words.

    Such a sentence has no small letter but in its small words. In other sentences the first word's
    capital says nothing. Sentences start at ``starts``; ``capitals`` are the capitalised words.
    """
    common, small = cues().common, cues().small
    first = 0
    for start, end in pairwise([*starts, len(tokens)]):
        last = bisect_left(capitals, end, first)
        own, first = capitals[first:last], last
        if len(own) >= 4 and all(
            token.capital or token.folded in small or token.text[0].isdigit()
            for token in tokens[start:end]
        ):
            for i in own:
                if tokens[i].folded in common:
                    tokens[i].capital = False
            continue
        for i in own:
            token = tokens[i]
            # 'Our troops LIBERATED the town': shouted words are no names; 'PORT SUDAN' is one
            if (
                len(token.text) > 3
                and token.text.isupper()
                and token.folded in common
                and not any(
                    other.text.isupper() and len(other.text) > 1
                    for other in (*tokens[max(start, i - 1) : i], *tokens[i + 1 : min(i + 2, end)])
                )
            ):
                token.capital = False
        opening = tokens[start]
        if opening.folded in common:
            after = tokens[start + 1] if start + 1 < end else None
            owned = after is not None and after.gap[:-1].casefold() in _OWNERS
            if not (after is not None and after.capital and (owned or joined(tokens, start + 1))):
                opening.capital = False


def joined(tokens: list[Token], i: int) -> bool:
    """Whether token ``i`` follows the one before it with nothing but a space or hyphen between."""
    gap = tokens[i].gap
    return gap in JOINS or (gap == ". " and tokens[i - 1].folded in {"st", "ste", "mt", "ft"})


def article_at(tokens: list[Token], i: int) -> bool:
    """Whether token ``i`` is a lower-case article of a name: 'al-Bab'."""
    return (
        tokens[i].folded in ARTICLES
        and i + 1 < len(tokens)
        and tokens[i + 1].gap in HYPHENS
        and tokens[i + 1].capital
    )
