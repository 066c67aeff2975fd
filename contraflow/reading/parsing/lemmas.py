"""Lemmas from spaCy's rule tables, cached by word and tag: the pipeline component costs twice as much."""

from __future__ import annotations

from functools import lru_cache
from sys import intern
from typing import Any

from spacy.language import Language

_POS = {"V": "verb", "N": "noun", "J": "adj", "R": "adv"}


class Lemmas:
    """Lemmas by lower-case form and Penn Treebank tag.

    Follows the rule lemmatizer of spaCy (spacy.pipeline.Lemmatizer.rule_lemmatize) on the model's
    own tables.
    """

    def __init__(self, nlp: Language) -> None:
        tables: Any = nlp.get_pipe("lemmatizer").lookups
        index: Any = tables.get_table("lemma_index", {})
        # spaCy keeps the known lemmas as lists, whose every word a look-up would go through
        self._index = {pos: frozenset(index.get(pos, ())) for pos in set(_POS.values())}
        self._exc: Any = tables.get_table("lemma_exc", {})
        self._rules: Any = tables.get_table("lemma_rules", {})
        self.lemma = lru_cache(maxsize=100_000)(self._interned)

    def _interned(self, form: str, tag: str) -> str:
        # the rules compare it with words of their own: the same object is known at a glance
        return intern(self._lemma(form, tag))

    def _lemma(self, form: str, tag: str) -> str:
        pos = _POS.get(tag[:1])
        if tag == "MD" or pos is None:
            return form
        if tag in ("VB", "VBP", "NN", "NNP", "JJ", "RB"):
            if tag != "VBP" or form in self._index["verb"]:
                return form
        exceptions = self._exc.get(pos, {}).get(form)
        if exceptions:
            return str(exceptions[0])
        index = self._index[pos]
        best = ""
        for old, new in self._rules.get(pos, ()):
            if form.endswith(old):
                stem = form[: len(form) - len(old)] + new
                if stem and stem in index:
                    return str(stem)
                if stem and not best and stem.isalpha():
                    best = stem
        return best or form
