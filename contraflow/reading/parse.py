"""Step 4, parse: spaCy's tagger and parser over the sentences that passed the cue gate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

import spacy
from spacy.attrs import DEP, HEAD, IDX, LENGTH, SPACY, TAG
from spacy.tokens import Doc as SpacyDoc

from contraflow.reading.inference import Inference
from contraflow.reading.lemmas import Lemmas
from contraflow.reading.tree import Doc, Token, form_of

_NAME_WITH_ARTICLE = re.compile(
    r"(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa]n|[Aa]r|[Aa]t|[Aa]d|[Aa]z|[Uu]l)-[A-ZÀ-Ý][\w’']*$"
)

_COLUMNS = [IDX, LENGTH, SPACY, TAG, DEP, HEAD]
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
        self._name = lru_cache(maxsize=None)(self._nlp.vocab.strings.__getitem__)
        self.model = model

    def parse(self, sentences: Iterable[str]) -> Iterator[Doc]:
        """One doc a sentence, in order, with lemmas set."""
        waiting = iter(sentences)
        while texts := list(islice(waiting, BATCH)):
            batch = [self._nlp.make_doc(text) for text in texts]
            self._inference.annotate(batch)
            yield from map(self._tree, texts, batch)

    def _tree(self, text: str, parsed: SpacyDoc) -> Doc:
        name, lemma = self._name, self._lemmas.lemma
        doc = Doc(text)
        rows = parsed.to_array(_COLUMNS)
        for i, (idx, length, space, tag_key, dep_key, _) in enumerate(rows.tolist()):
            word, tag = text[idx : idx + length], name(tag_key)
            form = form_of(word)
            token = Token(doc, i, idx, word, form, " " if space else "", tag, name(dep_key))
            token.lemma_ = lemma(form.lower, tag)
            doc.append(token)
        doc.link(rows[:, 5].astype("int64").tolist())
        return doc

    def lemma(self, word: str, tag: str) -> str:
        """Lemma of a lower-case word under a Penn tag."""
        return self._lemmas.lemma(word, tag)
