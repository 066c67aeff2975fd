"""Step 2, parse: spaCy's tagger and parser over the sentences that passed the cue gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise
from sys import intern
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from spacy.attrs import (
    DEP,
    HEAD,
    IDX,
    IS_SPACE,
    LANG,
    LENGTH,
    LOWER,
    NORM,
    ORTH,
    PREFIX,
    SHAPE,
    SPACY,
    SUFFIX,
)

from contraflow.reading.parsing.inference import Inference
from contraflow.reading.parsing.lemmas import Lemmas
from contraflow.reading.parsing.mends.chain import mend
from contraflow.reading.parsing.mends.names import NAME_WITH_ARTICLE
from contraflow.reading.parsing.tree import Doc, Token, Told, told_by
from contraflow.reading.text.datelines import TITLES
from contraflow.recent import Recent

_COLUMNS = [IDX, LENGTH, SPACY, DEP, HEAD]
_READ_OF_WORDS = frozenset((LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE, LANG))
BATCH = 64
"""Sentences parsed together: all of most articles."""
WORDS = 100_000
"""Tagged words of which it is kept what they tell."""
REMEMBERED = 50_000
"""Sentences whose parse is kept, the latest: some 40 MB, thousands of articles.

Outlets print each other's and the agencies' texts, whole or with changes. Such a copy costs only the
parse of the sentences that it does not share; everything that depends on its outlet and its time is
read anew, and it gives the claims that it would give had it come first. Nothing depends on what is
kept but the time it takes.
"""

if TYPE_CHECKING:
    from numpy.typing import NDArray


class _Numbers(dict[int, int]):
    """Small numbers of labels, by spaCy's hashes of them, in the order in which they came."""

    def __missing__(self, label: int) -> int:
        number = self[label] = len(self)
        return number


class _Known(dict[tuple[str, int], Told]):
    """What a token's text and the number of its tag tell."""

    def __init__(self, tags: Sequence[str], lemma: Callable[[str, str], str]) -> None:
        super().__init__()
        self._tags, self._lemma = tags, lemma

    def __missing__(self, key: tuple[str, int]) -> Told:
        if len(self) >= WORDS:
            self.clear()
        found = self[key] = told_by(key[0], self._tags[key[1]], self._lemma)
        return found


class Parser:
    """A loaded model. Entity recognition and the lemmatizer component are left out for speed."""

    def __init__(self, model: str) -> None:
        self._nlp = spacy.load(model, exclude=["ner", "senter"])
        self._lemmas = Lemmas(self._nlp)
        # names such as "al-Hamwi" are one word; the stock rules cut them in three
        tokenizer: Any = self._nlp.tokenizer
        stock = tokenizer.token_match
        tokenizer.token_match = lambda text: (
            NAME_WITH_ARTICLE.match(text) or (stock(text) if stock else None)
        )
        # of each new word spaCy would work out a score of attributes that nothing here reads
        attributes = self._nlp.vocab.lex_attr_getters
        for name in set(attributes) - _READ_OF_WORDS:
            del attributes[name]
        for title in TITLES:  # of many of which the stock rules make a word and a full stop
            tokenizer.add_special_case(
                f"{title.title()}.", [{ORTH: f"{title.title()}.", NORM: "gen."}]
            )
        self._inference = Inference(self._nlp)
        self._parsed: Recent[str, NDArray[np.int32]] = Recent(REMEMBERED)
        self._numbers = _Numbers()
        self._known = _Known(self._inference.labels, self._lemmas.lemma)
        self._names: list[str] = []
        """Labels of dependencies, by their numbers."""
        self.model = model

    def parse(self, sentences: Iterable[str]) -> Iterator[Doc]:
        """One doc a sentence, in order, with lemmas set."""
        waiting = iter(sentences)
        while texts := list(islice(waiting, BATCH)):
            known = {text: rows for text in texts if (rows := self._parsed.get(text)) is not None}
            new = [text for text in dict.fromkeys(texts) if text not in known]
            for text, rows in self._annotated(new) if new else ():
                self._parsed.put(text, rows)
                known[text] = rows
            yield from (self._tree(text, known[text]) for text in texts)

    def _annotated(self, texts: list[str]) -> Iterator[tuple[str, NDArray[np.int32]]]:
        """The parse of sentences: a row a token, in small numbers."""
        batch = [self._nlp.make_doc(text) for text in texts]
        tags = self._inference.annotate(batch)
        found = [parsed.to_array(_COLUMNS) for parsed in batch]
        columns = np.concatenate(found)
        rows = np.empty((len(columns), len(_COLUMNS) + 1), dtype=np.int32)
        rows[:, :-1] = columns.astype(np.int64)
        rows[:, 3] = list(map(self._numbers.__getitem__, columns[:, 3].tolist()))
        rows[:, -1] = np.concatenate(tags)
        for label in list(self._numbers)[len(self._names) :]:
            self._names.append(intern(self._nlp.vocab.strings[label]))
        ends = accumulate(map(len, found), initial=0)
        for text, (first, end) in zip(texts, pairwise(ends), strict=True):
            yield text, rows[first:end].copy()  # not a view, which would keep the whole batch

    def _tree(self, text: str, rows: NDArray[np.int32]) -> Doc:
        names, known, lemma = self._names, self._known, self._lemmas.lemma
        doc = Doc(text)
        for i, (idx, length, space, label, _, number) in enumerate(rows.tolist()):
            word = text[idx : idx + length]
            white = " " if space else ""
            doc.append(Token(doc, i, idx, word, white, names[label], known[word, number]))
        doc.link(rows[:, 4].tolist())
        mend(doc, lemma)
        return doc

    def forget(self) -> None:
        """Forget what was parsed."""
        self._parsed.clear()

    def lemma(self, word: str, tag: str) -> str:
        """Lemma of a lower-case word under a Penn tag."""
        return self._lemmas.lemma(word, tag)
