"""Which part of a sentence states a claim, where it gives the accounts of several speakers.

"The hospital received four bodies, a day after the police said that nobody had died" holds two
accounts, and each is evidence for its own claims alone. A sentence is cut at semicolons, and where
a clause that tells what somebody says is joined to another: "… and the mayor denies it", "while the
army claims …", "after the police said …". What one speaker says in several clauses stays together, but
what a further verb of saying adds is told by that alone: "… and blamed Y".
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from contraflow.reading.parsing.syntax import FINITE, is_verb

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

_CLAUSES = ("conj", "advcl", "ccomp")
"""How a clause hangs on another that may be a second speaker's."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_JOINTS = frozenset({",", ";", ":", "—", "–", "-", "and", "but", "or"})
_OPENING = frozenset('"“«„‘')
_CLOSING = frozenset('"”»’')


def account(doc: Doc, anchor: Token, reporting: Container[str]) -> tuple[int, int]:
    """The range of characters, end exclusive, of the account that a word belongs to.

    ``reporting`` holds the lemmas of the verbs of saying.
    """
    head = anchor
    while not (_begins(head, reporting) or _says_more(head, reporting)):
        head = head.head
    words = [t for t in head.subtree if not t.is_punct]
    held = [t.i for t in words]
    for clause in words:
        if clause.dep_ in _CLAUSES and clause is not head and _begins(clause, reporting):
            others = frozenset([t.i for t in clause.subtree])
            held = [i for i in held if i not in others]
    held.append(head.i)
    first, last = min(held), max(held)
    for token in doc[first : last + 1] if ";" in doc.text else ():
        if token.text == ";":
            if token.i > anchor.i:
                last = token.i - 1
                break
            first = token.i + 1
    while first < anchor.i and doc[first].lower_ in _JOINTS:
        first += 1
    while last > anchor.i and doc[last].lower_ in _JOINTS:
        last -= 1
    if first and doc[first - 1].text in _OPENING:
        first -= 1
    if last + 1 < len(doc) and doc[last + 1].text in _CLOSING:
        last += 1
    start, end = 0, len(doc.text)
    if first and not all(t.is_punct for t in doc[:first]):
        start = doc[first].idx
    if last + 1 < len(doc) and not all(t.is_punct for t in doc[last + 1 :]):
        end = doc[last].idx + len(doc[last].text)
    told = doc.text[start:end]
    return start + len(told) - len(told.lstrip()), start + len(told.rstrip())


def reported(noun: Token, anchor: Token) -> tuple[int, int]:
    """The range of characters of a report that a noun before a word names: "the mayor's claim that …"."""
    clause = anchor
    while not (is_verb(clause) or clause.head is clause or clause.head.i < noun.i):
        clause = clause.head
    last = noun.right_edge if noun.is_ancestor(anchor) else clause.right_edge
    end = last.i
    while noun.doc[end].is_punct and end > anchor.i:
        end -= 1
    return noun.left_edge.idx, noun.doc[end].idx + len(noun.doc[end].text)


def _begins(token: Token, reporting: Container[str]) -> bool:
    """Whether a word heads a clause that is an account of its own."""
    if token.head is token:
        return True
    if token.dep_ not in _CLAUSES or not is_verb(token):
        return False
    doc, head = token.doc, token.head
    reports, parted = token.lemma_ in reporting, ";" in doc.text
    first = token.dep_ == "ccomp" and token.i < head.i
    if not (reports or parted or first) or not (is_verb(head) and _is_full(token)):
        return False
    if parted and any(t.text == ";" for t in doc[head.i : token.i]):
        return True
    if first:
        return head.lemma_ not in reporting  # "A counts nine dead, B has stopped counting"
    if not reports:
        return False
    return token.dep_ == "advcl" or (token.dep_ == "conj" and _begins(head, reporting))


def _says_more(verb: Token, reporting: Container[str]) -> bool:
    """Whether a verb without a subject of its own adds to what one speaker says: "and blamed Y"."""
    joined = verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ in FINITE
    return joined and verb.lemma_ in reporting and verb.head.lemma_ in reporting


def _is_full(verb: Token) -> bool:
    """Whether a verb is finite and has a subject of its own."""
    return any(c.dep_ in _SUBJECTS for c in verb.lefts) and (
        verb.tag_ in FINITE
        or any(c.tag_ in FINITE for c in verb.lefts if c.dep_ in ("aux", "auxpass"))
    )
