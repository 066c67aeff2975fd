"""Lemmas from spaCy's rule tables, cached by word and tag: the pipeline component costs twice as much."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern
from typing import Any

from spacy.language import Language

_POS = {"V": "verb", "N": "noun", "J": "adj", "R": "adv"}
"""By the letter that tags begin with, what the tables call the part of speech."""
_DOUBLED = re.compile(r"([a-z]*[^aeiou\W][aeiou]([bdgkmnprt]))\2(?:ed|ing)")
_PREFIXED = re.compile(r"(re|un|over|out|mis)([a-z]{4,}(?:ed|ing|es|s))")


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
        return (best and self._by_its_shape(form, tag)) or best or form

    def _by_its_shape(self, form: str, tag: str) -> str:
        """The lemma of a verb that the tables lack, where its shape tells: "gutted", "rearrested"."""
        if tag[:1] != "V":
            return ""
        if doubled := _DOUBLED.fullmatch(form):
            return doubled[1]
        if again := _PREFIXED.fullmatch(form):
            plain = self.lemma(again[2], tag)
            return again[1] + plain if plain in self._index["verb"] else ""
        return ""
