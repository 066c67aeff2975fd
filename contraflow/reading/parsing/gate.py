"""Step 2, cue gate: which sentences are worth the parse. Cheap: a set look-up a word."""

from __future__ import annotations

import re

from contraflow.reading.lexicon import lexicon
from contraflow.reading.parsing.parse import Parser

_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'\-]*")
_NOT_LATIN = re.compile(r"[^\x00-\u024f]")
_ENGLISH = frozenset(
    "the of and to in a is was that for on it with as by at from be are have has had said he they his their which were been this not an or will its but who also more than after "
    "there no one two when would into out up over about all other what if can her him we our you i she them so had being under near since last us".split()
)


class CueGate:
    """Passes a sentence in which some word may be a form of a cue."""

    def __init__(self, parser: Parser) -> None:
        self._cues = lexicon().cue_lemmas
        self._parser = parser
        self._known: dict[str, bool] = {}

    def passes(self, sentence: str) -> bool:
        """Whether the sentence has a figure, or a word whose lemma starts or carries a cue."""
        return any(self._is_cue(m.group().casefold()) for m in _WORD.finditer(sentence)) or any(
            map(str.isdigit, sentence)
        )

    def _is_cue(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            lemma = self._parser.lemma
            forms = {
                word,
                lemma(word, "VBD"),
                lemma(word, "VBZ"),
                lemma(word, "VBG"),
                lemma(word, "NNS"),
            }
            forms.update(part for part in word.split("-"))
            known = self._known[word] = bool(forms & self._cues)
            if len(self._known) > 200_000:
                self._known.clear()
        return known


def is_english(text: str) -> bool:
    """Whether a text is English, by the share of function words; short texts get the doubt."""
    foreign = 0 if text.isascii() else sum(map(str.isalpha, _NOT_LATIN.findall(text)))
    if foreign and foreign > 0.3 * sum(ch.isalpha() for ch in text):
        return False
    lower = text.lower()
    pieces = lower.split()
    if 3 * sum(map(_ENGLISH.__contains__, pieces)) > len(pieces):
        return True  # so many that the exact count of words does not matter
    found = _WORD.findall(lower)
    if not found and not any(ch.isalpha() for ch in text):
        return False
    if len(found) < 8:
        return True
    return sum(map(_ENGLISH.__contains__, found)) / len(found) >= (
        0.16 if len(found) > 25 else 0.08
    )
