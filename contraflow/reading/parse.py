"""Step 4, parse: spaCy's tagger and parser over the sentences that passed the cue gate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import spacy
from spacy.attrs import DEP, HEAD, IDX, LENGTH, SPACY, TAG
from spacy.tokens import Doc as SpacyDoc

from contraflow.reading.inference import Inference
from contraflow.reading.lemmas import Lemmas
from contraflow.reading.tree import Doc, Token

_NAME_WITH_ARTICLE = re.compile(
    r"(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa]n|[Aa]r|[Aa]t|[Aa]d|[Aa]z|[Uu]l)-[A-ZÀ-Ý][\w’']*$"
)

BATCH = 64
"""Sentences parsed together: all of most articles."""


class Parser:
    """A loaded model. Entity recognition and the lemmatizer component are left out for speed."""

    def __init__(self, model: str) -> None:
        self._nlp = spacy.load(model, exclude=["ner", "senter"])
        self._lemmas = Lemmas(self._nlp)
        # names such as "al-Hamwi" are one word; the stock rules cut them in three
        tokenizer: Any = self._nlp.tokenizer
        stock = tokenizer.token_match
        tokenizer.token_match = lambda text: (
            _NAME_WITH_ARTICLE.match(text) or (stock(text) if stock else None)
        )
        self._inference = Inference(self._nlp)
        self.model = model

    def parse(self, sentences: Iterable[str]) -> Iterator[Doc]:
        """One doc a sentence, in order, with lemmas set."""
        waiting = iter(sentences)
        while batch := [self._nlp.make_doc(text) for text in islice(waiting, BATCH)]:
            self._inference.annotate(batch)
            yield from map(self._tree, batch)

    def _tree(self, parsed: SpacyDoc) -> Doc:
        text, strings, lemma = parsed.text, self._nlp.vocab.strings, self._lemmas.lemma
        doc = Doc(text)
        rows = parsed.to_array([IDX, LENGTH, SPACY, TAG, DEP, HEAD])
        for i, (idx, length, space, tag_key, dep_key, _) in enumerate(rows.tolist()):
            word, tag = text[idx : idx + length], strings[tag_key]
            doc.append(
                Token(
                    doc,
                    i,
                    idx,
                    word,
                    space=bool(space),
                    tag=tag,
                    dep=strings[dep_key],
                    lemma=lemma(word.lower(), tag),
                )
            )
        doc.link(i + step for i, step in enumerate(rows[:, 5].astype("int64").tolist()))
        return doc

    def lemma(self, word: str, tag: str) -> str:
        """Lemma of a lower-case word under a Penn tag."""
        return self._lemmas.lemma(word, tag)
