"""Step 4, parse: spaCy's tagger and parser over the sentences that passed the cue gate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import spacy

from contraflow.reading.lemmas import Lemmas

_NAME_WITH_ARTICLE = re.compile(
    r"(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa]n|[Aa]r|[Aa]t|[Aa]d|[Aa]z|[Uu]l)-[A-ZÀ-Ý][\w’']*$"
)

if TYPE_CHECKING:
    from spacy.tokens import Doc


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
        self._nlp.select_pipes(enable=["tok2vec", "tagger", "parser"])
        self.model = model

    def parse(self, sentences: Iterable[str]) -> Iterator[Doc]:
        """One doc a sentence, in order, with lemmas set."""
        lemma = self._lemmas.lemma
        for doc in self._nlp.pipe(sentences, batch_size=64):
            doc.user_data["folded"] = doc.text.casefold()  # asked for once a cue
            for token in doc:
                token.lemma_ = lemma(token.lower_, token.tag_)
            yield doc

    def lemma(self, word: str, tag: str) -> str:
        """Lemma of a lower-case word under a Penn tag."""
        return self._lemmas.lemma(word, tag)
