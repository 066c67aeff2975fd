"""A parsed sentence in plain objects: tokens with their tags, lemmas, and places in the tree.

The rules look at the same tokens again and again. On these every attribute is a slot and every
relation an object, while spaCy's own make a new wrapper and decode a string at each look. Names and
meanings follow spaCy's ``Doc`` and ``Token``.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from sys import intern
from typing import NamedTuple

from contraflow.reading.numbers.numerals import is_number_word


class Told(NamedTuple):
    """What a token's letters and its tag alone say of it."""

    lower: str
    is_punct: bool
    is_space: bool
    is_numeral: bool
    """Whether it is a numeral, in figures or words."""
    tag: str
    lemma: str


class Token:
    """One token of a sentence."""

    __slots__ = (
        "_subtree",
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_numeral",
        "is_punct",
        "is_space",
        "lefts",
        "lemma_",
        "lower_",
        "rights",
        "tag_",
        "text",
        "whitespace_",
    )

    def __init__(
        self, doc: Doc, i: int, idx: int, text: str, whitespace: str, dep: str, told: Told
    ) -> None:
        self.doc = doc
        self.i = i
        """Its number in the sentence."""
        self.idx = idx
        """Offset of its first character in the sentence."""
        self.text = text
        self.whitespace_ = whitespace
        self.dep_ = dep
        self.lower_, self.is_punct, self.is_space, self.is_numeral, self.tag_, self.lemma_ = told
        self.head = self
        """What it depends on; a root is its own head."""
        self.children: tuple[Token, ...] = ()
        self.lefts: tuple[Token, ...] = ()
        """Children before it."""
        self.rights: tuple[Token, ...] = ()
        """Children after it."""
        self._subtree: tuple[Token, ...] | None = None

    def __repr__(self) -> str:
        return f"<{self.i} {self.text} {self.tag_} {self.dep_}>"

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The token with all that depends on it."""
        if self._subtree is None:
            found: list[Token] = []
            for child in self.lefts:
                found += child.subtree if child.children else (child,)
            found.append(self)
            for child in self.rights:
                found += child.subtree if child.children else (child,)
            self._subtree = tuple(found)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree in the order of the text."""
        if not self.children:
            return self
        return self.doc[min([t.i for t in self.subtree])]

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree in the order of the text."""
        if not self.children:
            return self
        return self.doc[max([t.i for t in self.subtree])]

    def is_ancestor(self, descendant: Token) -> bool:
        """Whether another token depends on this one, at any depth."""
        node = descendant
        while node.head is not node:
            node = node.head
            if node is self:
                return True
        return False

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The tokens coordinated with it, without itself."""
        start = self
        while start.dep_ == "conj" and start.head is not start:
            start = start.head
        found = [start]
        for word in found:
            for child in word.rights:
                if child.dep_ == "conj":
                    found.append(child)
        return tuple([t for t in found if t is not self]) if len(found) > 1 else ()


class Doc(list[Token]):
    """The tokens of one sentence. A slice is a list of tokens; :meth:`span` gives its text."""

    __slots__ = ("_labels", "_starts", "_words", "folded", "may_deny", "text")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.folded = text.casefold()
        self._starts: list[int] = []
        self._words: frozenset[str] | None = None
        self._labels: frozenset[str] | None = None
        self.may_deny: bool | None = None
        """Whether some word in it may deny something, once that was asked."""

    @property
    def words(self) -> frozenset[str]:
        """Its words, as they stand in small letters and as lemmas, once it is mended."""
        if self._words is None:
            self._words = frozenset([t.lower_ for t in self] + [t.lemma_ for t in self])
        return self._words

    @property
    def labels(self) -> frozenset[str]:
        """The labels of dependencies in it, once it is mended."""
        if self._labels is None:
            self._labels = frozenset([t.dep_ for t in self])
        return self._labels

    def link(self, steps: Iterable[int]) -> None:
        """Build the tree from the distance of each token's head, 0 for a root."""
        for token, step in zip(self, steps, strict=True):
            if step:
                head = token.head = self[token.i + step]
                head.children += (token,)
                if step > 0:
                    head.lefts += (token,)
                else:
                    head.rights += (token,)
        self._starts = [token.idx for token in self]

    @staticmethod
    def hang(token: Token, head: Token) -> None:
        """Hang a token, with all that depends on it, on another head; never on what hangs on it."""
        if token is head or token.is_ancestor(head):
            return  # a ring has no end: nobody could read the sentence, nor its article
        token.doc._forget_subtrees()
        old = token.head
        old.children = tuple(t for t in old.children if t is not token)
        old.lefts = tuple(t for t in old.lefts if t is not token)
        old.rights = tuple(t for t in old.rights if t is not token)
        token.head = head
        head.children = tuple(sorted((*head.children, token), key=lambda t: t.i))
        head.lefts = tuple(t for t in head.children if t.i < head.i)
        head.rights = tuple(t for t in head.children if t.i > head.i)

    @staticmethod
    def promote(token: Token, above: Token) -> None:
        """Put a token into the place of the one that it hangs on, which keeps its other children."""
        head, root = above.head, above.head is above
        token.dep_ = above.dep_
        if root:
            above.doc._forget_subtrees()
            above.children = tuple(t for t in above.children if t is not token)
            above.lefts = tuple(t for t in above.lefts if t is not token)
            above.rights = tuple(t for t in above.rights if t is not token)
            token.head = token
        else:
            Doc.hang(token, head)

    def _forget_subtrees(self) -> None:
        """What was asked for before the tree is changed holds no longer."""
        for token in self:
            token._subtree = None

    def dissolve(self) -> None:
        """Part the tokens from each other and the sentence, once nobody looks at them any more.

        What refers to each other only the collector would find, by walking through all that is new.
        """
        for token in self:
            del token.head, token._subtree  # what is left leads downwards alone
        self.clear()

    @property
    def root(self) -> Token:
        """The first token that depends on nothing."""
        return next(token for token in self if token.head is token)

    def span(self, start: int, end: int) -> str:
        """The text from token ``start`` to ``end`` (exclusive), both cut to the sentence."""
        if start < 0:
            start = 0
        if end > len(self):
            end = len(self)
        if start >= end:
            return ""
        last = self[end - 1]
        return self.text[self[start].idx : last.idx + len(last.text)]

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """The range of the tokens that hold the characters from ``start`` to ``end`` (exclusive)."""
        first, last = self._at(start), self._at(end - 1)
        return None if first is None or last is None else (first, last + 1)

    def _at(self, char: int) -> int | None:
        i = bisect_right(self._starts, char) - 1
        if i < 0:
            return None
        token = self[i]
        return i if char < token.idx + len(token.text) + len(token.whitespace_) else None


def told_by(text: str, tag: str, lemma: Callable[[str, str], str]) -> Told:
    """What a token's text and tag tell; ``lemma`` gives that of a form under a tag."""
    lower = intern(text.lower())
    punct = all(unicodedata.category(ch).startswith("P") for ch in text)
    return Told(lower, punct, text.isspace(), is_number_word(text), tag, lemma(lower, tag))
