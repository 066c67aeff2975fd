"""Recognising copies of whole articles before the costly parse.

A fingerprint is a bottom-k sketch (Broder 1997) of an article's word shingles: the k smallest
hashes, from which the resemblance of two texts is estimated without the texts. Candidates are found
by banding the sketch and must be verified on the texts, because a wire story that differs in one
figure is news and not a copy.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from schemas import Article

SHINGLE = 4
"""Words in a shingle."""
SKETCH = 96
"""Hashes kept; the estimate's standard error is about 1/sqrt(k), a tenth."""
ALIKE = 0.6
"""Estimated resemblance from which a pair is worth verifying."""
COPY = 0.85
"""Share of the shorter text's shingles that a copy shares with the longer one."""
MIN_WORDS = 40
"""Shorter texts are copies only when they are the same."""
LOOKUP = 8
"""Sketch values under which an article is looked up."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = frozenset(
    {"no", "not", "never", "none", "nobody", "nothing", "without", "denied", "denies", "deny"}
    | {"false", "untrue", "cannot", "n't"}
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of an article to recognise its copies."""

    exact: str
    """Hash of the text's words: equal for texts that differ in spacing, case and punctuation."""
    sketch: tuple[int, ...]
    """The smallest hashes of its shingles, ascending."""
    words: int

    @property
    def keys(self) -> tuple[str, ...]:
        """Lookup keys: copies share at least one of them, nearly always."""
        return (self.exact, *(f"{value:016x}" for value in self.sketch[:LOOKUP]))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=65536)
def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest(), "big")


def _shingles(words: list[str]) -> Iterable[str]:
    return (" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article's text; the title and the outlet do not count."""
    words = _words(article.text)
    sketch = sorted({_hash(shingle) for shingle in _shingles(words)})[:SKETCH] if words else []
    exact = hashlib.blake2b(" ".join(words).encode(), digest_size=10).hexdigest()
    return Fingerprint(exact, tuple(sketch), len(words))


def resemblance(a: Fingerprint, b: Fingerprint) -> float:
    """Estimated Jaccard similarity of two articles' shingles, 0 to 1."""
    if not a.sketch or not b.sketch:
        return 0.0
    merged = sorted(set(a.sketch) | set(b.sketch))[:SKETCH]
    common = set(a.sketch) & set(b.sketch)
    return sum(value in common for value in merged) / len(merged)


def may_be_copy(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether two fingerprints are alike enough to verify the pair on the texts."""
    return (a.exact == b.exact and a.words > 0) or resemblance(a, b) >= ALIKE


def is_copy(a: Article, b: Article) -> bool:
    """Whether two articles are one text: the same words but for trims and small edits.

    Figures and negations must agree wherever the texts run side by side: a copy whose toll or
    whose verdict was changed is another report.
    """
    words_a, words_b = _words(a.text), _words(b.text)
    if words_a == words_b:
        return bool(words_a)
    if min(len(words_a), len(words_b)) < MIN_WORDS:
        return False
    shorter, longer = sorted((words_a, words_b), key=len)
    if len(shorter) < 0.7 * len(longer):
        return False
    set_shorter, set_longer = set(_shingles(shorter)), set(_shingles(longer))
    if len(set_shorter & set_longer) < COPY * len(set_shorter):
        return False
    short_text, long_text = (a.text, b.text) if words_a is shorter else (b.text, a.text)
    return _telling(short_text) <= _telling(long_text)


def _telling(text: str) -> set[str]:
    """Figures and negations, each with the word before it, which change what a text says."""
    words = re.findall(r"\d+(?:[.,]\d+)*|n['’]t\b|[^\W\d_]+", text.casefold().replace("’", "'"))
    found = set()
    for before, word in zip(["", *words], words, strict=False):
        if _NUMBER.fullmatch(word):
            found.add(word)
        elif word in _NEGATION:
            found.add(f"{before} {word}")
    return found
