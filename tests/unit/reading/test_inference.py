"""The parse is spaCy's own, however it is computed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from thinc.api import NumpyOps

from contraflow.reading.parsing.inference import Inference, KeptEmbedding, WindowEncoder
from contraflow.reading.parsing.products import Product
from contraflow.settings import Settings

SENTENCES = [
    "Rebels who seized the port of Larreo on Sunday have withdrawn, the governor said.",
    "No.",
    "At least 12 people were killed and 30 wounded when a ferry sank off Port Elgar, officials say.",
    "Rebels who seized the port of Larreo on Sunday have withdrawn, the governor said.",
    '"We hold the bridge," Colonel Ann-Marie Duval told reporters; the army denied it.',
]


def annotations(docs: list[spacy.tokens.Doc]) -> list[list[tuple[str, str, int]]]:
    return [[(t.text, t.dep_, t.head.i) for t in doc] for doc in docs]


def tags(docs: list[spacy.tokens.Doc]) -> list[list[str]]:
    return [[t.tag_ for t in doc] for doc in docs]


@pytest.fixture(scope="module")
def model() -> str:
    return Settings().spacy_model


def test_as_the_pipeline_does(model: str) -> None:
    nlp = spacy.load(model, exclude=["ner", "attribute_ruler", "lemmatizer"])
    parsed = list(nlp.pipe(SENTENCES))
    inference = Inference(nlp)
    for step in (1, -1):
        docs = [nlp.make_doc(text) for text in SENTENCES[::step]]
        numbers = inference.annotate(docs)
        assert annotations(docs) == annotations(parsed[::step])
        assert [[inference.labels[n] for n in row] for row in numbers] == tags(parsed[::step])
    assert inference.annotate([]) == []


def test_forgets_word_forms_when_they_are_many(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.load(model, exclude=["ner", "attribute_ruler", "lemmatizer"])
    docs = [nlp.make_doc(text) for text in SENTENCES]
    embed = nlp.get_pipe("tok2vec").model.layers[0]
    expected = embed.predict(docs)
    monkeypatch.setattr("contraflow.reading.parsing.inference.MAX_WORDS", 5)
    part = np.eye(3, embed.get_dim("nO"), dtype=np.float32)
    kept = KeptEmbedding(embed, [part, part, part], np.zeros(3, dtype=np.float32))
    for _ in range(2):
        for doc, rows in zip(docs, expected, strict=True):
            numbers = np.array(kept.numbers([doc]))
            assert (kept.vectors(numbers) == rows).all()
            apart, windows = np.array([0, numbers[0], 0]), np.empty((3, 3), dtype=np.float32)
            kept.windows(apart, 0, 3, out=windows)
            assert (windows == rows[0, :3]).all()
            kept.windows(apart, 1, 2, out=windows[:1])
            assert (windows[0] == rows[0, :3]).all()


def test_word_vectors_do_not_depend_on_the_batch(model: str) -> None:
    nlp = spacy.load(model, exclude=["ner", "attribute_ruler", "lemmatizer"])
    tok2vec = nlp.get_pipe("tok2vec")
    docs = [nlp.make_doc(text) for text in SENTENCES]
    encoder = WindowEncoder(tok2vec.model)
    together = encoder.predict(docs)
    for doc, rows, expected in zip(docs, together, tok2vec.predict(docs), strict=True):
        assert (encoder.predict([doc])[0] == rows).all()
        assert abs(rows - expected).max() < 1e-4


@pytest.mark.parametrize("exact", [True, False])
def test_products_of_a_row_are_its_own(exact: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def gemm(rows: Any, weights: Any, **options: Any) -> None:
        asked.append(len(rows))
        NumpyOps().gemm(rows, weights, **options)

    monkeypatch.setattr("contraflow.reading.parsing.products._independent", lambda _: exact)
    weights, rows = np.random.default_rng(1).standard_normal((2, 9, 9), dtype=np.float32)
    product, whole, alone = (
        Product(weights, gemm),
        np.empty_like(rows),
        np.empty((1, 9), np.float32),
    )
    product(rows, out=whole)
    product(rows[4:5], out=alone)
    assert product.width == 9
    assert asked == ([] if exact else [9, 1])
    assert abs(whole - rows @ weights.T).max() < 1e-5
    assert (alone == whole[4]).all()
