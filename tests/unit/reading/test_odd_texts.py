"""Texts that are hardly any: read in time that grows with their length alone, and nothing made of them."""

from __future__ import annotations

import time

import pytest

from contraflow.reading import Reader
from contraflow.reading.text.clean import clean
from contraflow.reading.text.datelines import datelines
from tests.unit.reading.test_examples import read

NEWS = "Rebels seized the town of Yendi on Friday, the army said."


@pytest.mark.parametrize(
    "odd",
    ["\n", " \n", "\t\n\n", "<p>", "<br/>\n", "-" * 300, "a-" * 150, "- ", "1) ", "\n- ", "&nbsp;"],
)
def test_much_of_the_same_costs_little(odd: str) -> None:
    text = odd * (200_000 // len(odd)) + "\n\n" + NEWS
    began = time.process_time()
    cleaned = clean(text)
    datelines(cleaned)
    # a hundred times what it takes; with the square of the length it would be minutes
    assert time.process_time() - began < 20
    assert len(cleaned) == len(text)
    assert cleaned.endswith(NEWS)


def test_news_after_an_encoded_picture_is_read(reader: Reader) -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAA-" * 4000
    (claim, *_) = read(reader, f"{picture}\n\n{NEWS}")
    assert claim.place.name == "Yendi"
    assert claim.quote in NEWS
    assert claim.span[0] > len(picture)


def test_empty_lines_before_a_list_are_part_of_it() -> None:
    assert clean("Toll:\n\n\n- Kumasi 4\n\n12:30 Obuasi 2").split() == [
        "Toll:", "Kumasi", "4", "Obuasi", "2",
    ]  # fmt: skip
