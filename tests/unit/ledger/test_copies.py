"""Copies of whole articles: the same words, but never with another figure or verdict."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from contraflow.ledger.copies import fingerprint, is_copy, may_be_copy, resemblance
from schemas import Article

TEXT = (
    "The harbour at Oakford was closed on Tuesday after a tanker ran aground at the mouth of the "
    "river, the port authority said. Three tugs were trying to pull it free before the evening "
    "tide. No oil had leaked, said the captain, who was taken ashore with his crew of eleven. "
    "Traders in the fish market complained that four boats could not land their catch. The mayor "
    "asked people to stay away from the quay until the hull had been inspected by divers."
)


def article(text: str, outlet: str = "One") -> Article:
    return Article(
        id=outlet, source=outlet, text=text, published_at=datetime(2031, 5, 6, tzinfo=UTC)
    )


def test_the_same_words_are_a_copy_whatever_their_dress() -> None:
    a, b = article(TEXT), article(TEXT.upper().replace(". ", ".\n\n"), "Two")
    assert fingerprint(a).exact == fingerprint(b).exact
    assert may_be_copy(fingerprint(a), fingerprint(b)) and is_copy(a, b)


def test_a_trimmed_copy_is_found_and_verified() -> None:
    a, b = article(TEXT), article(TEXT[: TEXT.index("Traders")] + "The mayor had no comment.", "B")
    assert set(fingerprint(a).keys) & set(fingerprint(b).keys)
    c = article(TEXT[: TEXT.index("The mayor")], "C")
    assert may_be_copy(fingerprint(a), fingerprint(c)) and is_copy(a, c)


def test_another_figure_or_negation_is_another_report() -> None:
    a = article(TEXT.replace("Three", "3"))
    assert not is_copy(a, article(TEXT.replace("Three", "5"), "B"))
    assert not is_copy(
        a, article(TEXT.replace("Three", "3").replace("could not", "could never"), "B")
    )


def test_other_articles_are_no_copies() -> None:
    other = article(" ".join(reversed(TEXT.split())), "Two")
    assert resemblance(fingerprint(article(TEXT)), fingerprint(other)) < 0.1
    assert not is_copy(article(TEXT), other)
    assert not is_copy(article(""), article("", "Two"))


@given(st.text(), st.text())
def test_any_texts_have_fingerprints(one: str, two: str) -> None:
    a, b = article(one), article(two, "Two")
    assert fingerprint(a) == fingerprint(article(one, "Three"))
    assert is_copy(a, b) == is_copy(b, a)
    assert may_be_copy(fingerprint(a), fingerprint(b)) == may_be_copy(
        fingerprint(b), fingerprint(a)
    )
