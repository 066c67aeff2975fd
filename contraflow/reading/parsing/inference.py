"""Runs a spaCy pipeline's tagger and parser over a batch of sentences, sparing what repeats.

The results are those of ``nlp.pipe``. Three steps are done otherwise, as they take most of the time
there:

* What the model's embedding layer makes of a word depends on the word's form alone, so it is kept,
  with what the word adds to the first layer above it.
* The layers that see a word's neighbours run on slices of one array that stay in the processor's cache.
* spaCy's loop over the parser's states takes and drops the interpreter's lock eight times for every
  state; here the states of a whole batch are scored by one gather and one product of matrices.

Products are numpy's where its BLAS passes a test (:mod:`.products`), else thinc's. A model of another architecture runs in spaCy's own way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from sys import intern
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps, chain

from contraflow.reading.parsing.products import Product

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language

MAX_WORDS = 10_000
"""Word forms whose vectors are kept: up to 40 MB; when more come, they are begun anew."""
SLICE = 400
"""Rows that go through a layer at a time: what a layer works on takes a megabyte."""
BLOCK = 16
"""Columns of a product that processors compute at a time, or a multiple of them."""


class Inference:
    """The components ``tok2vec``, ``tagger`` and ``parser`` of a loaded pipeline."""

    labels: tuple[str, ...]
    """The tags, by the numbers that :meth:`annotate` gives."""

    def __init__(self, nlp: Language) -> None:
        tok2vec: Any = nlp.get_pipe("tok2vec")
        tagger: Any = nlp.get_pipe("tagger")
        parser: Any = nlp.get_pipe("parser")
        self._tok2vec, self._tagger, self._parser = tok2vec, tagger, parser
        self._encode: Callable[[Sequence[Doc]], Any] = (
            WindowEncoder(tok2vec.model).predict if _windows(tok2vec) else tok2vec.predict
        )
        self._steps = GreedyParser(parser, nlp) if _greedy(parser) else None
        self._by_word = WordReader(tagger, parser) if _reads_words(tagger, parser) else None
        # the rules compare them with words of their own: the same object is known at a glance
        self.labels = tuple(map(intern, tagger.labels))

    def annotate(self, docs: Sequence[Doc]) -> list[NDArray[np.intp]]:
        """Set heads and dependency labels of tokenised sentences; gives the number of each token's tag.

        spaCy's tagger would write the tags to the tokens by name.
        """
        if not any(len(doc) for doc in docs):
            return [np.empty(0, dtype=np.intp) for _ in docs]
        vectors = self._encode(docs)
        tags: list[NDArray[np.intp]]
        if self._by_word is None or self._steps is None:
            self._tok2vec.set_annotations(docs, vectors)
            tags, states = self._tagger.predict(docs), self._parser.predict(docs)
        else:
            tags, read = self._by_word.predict(vectors)
            states = self._steps.predict(docs, read)
        self._parser.set_annotations(docs, states)
        return tags


class KeptEmbedding:
    """Asks an embedding layer only for word forms that are new.

    ``parts`` are the weights of a layer above it: for the word before, the word itself and the one
    after. Their products with a word's vector are kept as well, those for the word itself with the
    layer's ``bias``.
    """

    def __init__(
        self,
        embed: Model[Any, Any],
        parts: Sequence[NDArray[np.float32]],
        bias: NDArray[np.float32],
    ) -> None:
        self._features = embed.layers[0]
        self._embed: Model[Any, Any] = chain(*embed.layers[1:])
        self._gemm: Any = embed.ops.gemm
        self._parts, self._bias = parts, bias
        self._known: dict[bytes, int] = {}
        self._tables: list[NDArray[np.float32]] = []

    def numbers(self, docs: Sequence[Doc]) -> list[int]:
        """The row of each token in the tables, the sentences one after another; row 0 is no word's."""
        tables = self._features.predict(docs)
        keys = [key for table in tables for key in _rows(table)]
        if not self._learn(keys, tables):
            self._known.clear()
            self._learn(keys, tables)
        return list(map(self._known.__getitem__, keys))

    def vectors(self, numbers: NDArray[np.intp]) -> NDArray[np.float32]:
        """The words' vectors; zeros for number 0."""
        return self._tables[0].take(numbers, axis=0)

    def windows(
        self, numbers: NDArray[np.intp], first: int, end: int, *, out: NDArray[np.float32]
    ) -> None:
        """For each of the numbers from ``first`` to ``end`` (exclusive) the sum of three products,
        those of the word before, of itself and of the word after, and of the bias."""
        _, before, itself, after = self._tables
        itself.take(numbers[first:end], axis=0, out=out, mode="clip")
        fore, aft = max(first - 1, 0), numbers[first + 1 : end + 1]
        out[fore + 1 - first :] += before.take(numbers[fore : end - 1], axis=0)
        out[: len(aft)] += after.take(aft, axis=0)

    def _learn(self, keys: Sequence[bytes], tables: Sequence[NDArray[np.uint64]]) -> bool:
        """Embed what is new; False when there is no room for it beside what is known."""
        known = self._known
        new = [key for key in dict.fromkeys(keys) if key not in known]
        if not new:
            return True
        first, end = len(known) + 1, len(known) + 1 + len(new)
        if known and end > len(self._tables[0]):
            return False
        asked = np.frombuffer(b"".join(new), dtype=tables[0].dtype).reshape(len(new), -1)
        made = self._embed.predict([asked])[0]
        if not self._tables or end > len(self._tables[0]):
            rows = max(MAX_WORDS, end)
            widths = (made.shape[1], *(part.shape[0] for part in self._parts))
            self._tables = [np.empty((rows, width), dtype=np.float32) for width in widths]
            for table in self._tables:
                table[0] = 0
            self._tables[2][0] = self._bias
        self._tables[0][first:end] = made
        for table, part in zip(self._tables[1:], self._parts, strict=True):
            table[first:end] = self._gemm(made, part, trans2=True)
        self._tables[2][first:end] += self._bias
        known.update(zip(new, range(first, end), strict=True))
        return True


def _rows(table: NDArray[np.uint64]) -> list[bytes]:
    """The rows of a table as keys."""
    keys: list[bytes] = table.view(f"V{table.dtype.itemsize * table.shape[1]}").ravel().tolist()
    return keys


def _windows(tok2vec: Any) -> bool:
    """Whether a tok2vec is of the architecture that :class:`WindowEncoder` knows."""
    layers = tok2vec.model.layers
    if len(layers) != 2 or not layers[0].layers or not isinstance(tok2vec.model.ops, NumpyOps):
        return False
    embed, encode = layers
    block = "residual(expand_window>>maxout>>layernorm>>dropout)"
    depth = encode.attrs.get("pad", 0)
    return (
        embed.layers[0].name == "extract_features"
        and depth > 1
        and encode.name == f"with_array({'>>'.join([block] * depth)})"
        and all(n.attrs["window_size"] == 1 for n in encode.walk() if n.name == "expand_window")
        and all(n.get_dim("nP") == 3 for n in encode.walk() if n.name == "maxout")
    )


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer of the encoder: maxout of a product, layer normalisation."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    product: Product
    """With the bias."""
    scale: NDArray[np.float32]
    shift: NDArray[np.float32]
    """The same for every row, yet written out for a slice of them: numpy goes through arrays of one
    shape in one stretch, and through a row set against many in as many stretches."""


class WindowEncoder:
    """Word vectors that see their neighbours: each layer looks one word to the left and right.

    The sentences lie in one array, parted by as many empty rows as there are layers, as in training.
    """

    def __init__(self, model: Model[Any, Any]) -> None:
        embed, encode = model.layers
        self._gap: int = encode.attrs["pad"]
        self._width: int = model.get_dim("nO")
        self._layers: list[_Layer] = []
        for layer in encode.layers[0].layers if self._gap > 1 else encode.layers:
            maxout, norm = (
                next(node for node in layer.walk() if node.name == name)
                for name in ("maxout", "layernorm")
            )
            # the three pieces of maxout apart, so that their maximum is one of three blocks
            weights: Any = maxout.get_param("W")
            weights = weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])
            bias: Any = maxout.get_param("b")
            bias = np.ascontiguousarray(bias.T.reshape(-1))
            scale: Any = norm.get_param("G")
            shift: Any = norm.get_param("b")
            self._layers.append(
                _Layer(
                    weights,
                    bias,
                    # the bias is the weight of a last input, which is always 1
                    Product(np.column_stack((weights, bias)), model.ops.gemm),
                    np.tile(scale, (SLICE, 1)),
                    np.tile(shift, (SLICE, 1)),
                )
            )
        parts = np.split(self._layers[0].weights, 3, axis=1)
        self._embedding = KeptEmbedding(
            embed, [np.ascontiguousarray(part) for part in parts], self._layers[0].bias
        )

    def predict(self, docs: Sequence[Doc]) -> list[NDArray[np.float32]]:
        """One array a sentence, one row a token."""
        lengths = [len(doc) for doc in docs]
        ends = [*accumulate(lengths, initial=0)]
        words = self._embedding.numbers(docs)
        numbers = np.zeros(ends[-1] + self._gap * (len(docs) + 1), dtype=np.intp)
        for i, (first, end) in enumerate(pairwise(ends), 1):
            numbers[first + i * self._gap : end + i * self._gap] = words[first:end]
        rows = self._encode(numbers)
        return [rows[first:end] for first, end in pairwise(ends)]

    def _encode(self, numbers: NDArray[np.intp]) -> NDArray[np.float32]:
        """One row a word, without those between sentences, whose number is 0."""
        width, total = self._width, len(numbers)
        # with a row of zeros at either end, a row's window is what lies in memory about it
        framed = np.zeros((2, total + 2, width), dtype=np.float32)
        framed[0, 1:-1] = self._embedding.vectors(numbers)
        window = np.ones((min(SLICE, total), 3 * width + 1), dtype=np.float32)
        pieces = np.empty((len(window), 3 * width), dtype=np.float32)
        *lower, upper = self._layers
        for depth, layer in enumerate(lower):
            before, after = framed[depth % 2], framed[1 - depth % 2]
            windows = as_strided(before, (total, 3 * width), before.strides, writeable=False)
            for first in range(0, total, SLICE):
                end = min(first + SLICE, total)
                seen, made = window[: end - first], pieces[: end - first]
                if depth:
                    seen[:, :-1] = windows[first:end]
                    layer.product(seen, out=made)
                else:
                    self._embedding.windows(numbers, first, end, out=made)
                best = self._normalised(made, layer)
                np.add(before[first + 1 : end + 1], best, out=after[first + 1 : end + 1])
        # nobody looks at what the uppermost layer would make of the rows between sentences
        before, words = framed[len(lower) % 2], np.flatnonzero(numbers)
        windows = as_strided(before, (total, 3 * width), before.strides, writeable=False)
        rows: NDArray[np.float32] = before[1:-1].take(words, axis=0)
        for first in range(0, len(words), SLICE):
            asked = words[first : first + SLICE]
            seen, made = window[: len(asked)], pieces[: len(asked)]
            seen[:, :-1] = windows[asked]
            upper.product(seen, out=made)
            rows[first : first + SLICE] += self._normalised(made, upper)
        return rows

    def _normalised(self, pieces: NDArray[np.float32], layer: _Layer) -> NDArray[np.float32]:
        """The maximum of each row's pieces, brought to mean 0 and variance 1."""
        width = self._width
        best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        np.maximum(best, pieces[:, 2 * width :], out=best)
        best -= (np.einsum("ij->i", best) / np.float32(width))[:, None]
        variance = np.einsum("ij,ij->i", best, best) / width + 1e-8
        best *= (1 / np.sqrt(variance))[:, None]
        best *= layer.scale[: len(best)]
        best += layer.shift[: len(best)]
        return best


def _reads_words(tagger: Any, parser: Any) -> bool:
    """Whether tagger and parser begin as :class:`WordReader` knows."""
    names = (tagger.model.name, parser.model.get_ref("tok2vec").name)
    return names == (
        "tok2vec-listener>>with_array(softmax)",
        "tok2vec-listener>>list2array>>linear",
    )


class WordReader:
    """What tagger and parser make of a word's vector alone, in one product of matrices."""

    def __init__(self, tagger: Any, parser: Any) -> None:
        softmax = next(node for node in tagger.model.walk() if node.name == "softmax")
        linear = parser.model.get_ref("tok2vec").layers[-1]
        weights, bias = (
            np.concatenate((softmax.get_param(name), linear.get_param(name))) for name in "Wb"
        )
        self._tags, self._ends = softmax.get_dim("nO"), len(weights)
        # the bias is the weight of a last input, which is always 1
        weights = np.column_stack((weights, bias))
        # numpy's BLAS works on blocks of columns, and may sum what is left over in another way
        rest = np.zeros((-len(weights) % BLOCK, weights.shape[1]), dtype=weights.dtype)
        self._product = Product(np.concatenate((weights, rest)), parser.model.ops.gemm)

    def predict(
        self, vectors: Sequence[NDArray[np.float32]]
    ) -> tuple[list[NDArray[np.intp]], NDArray[np.float32]]:
        """The number of each token's tag, by sentence, and what the parser sees of all tokens."""
        ends = [*accumulate(map(len, vectors), initial=0)]
        seen = np.ones((ends[-1], vectors[0].shape[1] + 1), dtype=np.float32)
        np.concatenate(vectors, out=seen[:, :-1])
        made = np.empty((len(seen), self._product.width), dtype=np.float32)
        self._product(seen, out=made)
        tags = made[:, : self._tags].argmax(axis=1)
        return [tags[a:b] for a, b in pairwise(ends)], np.ascontiguousarray(
            made[:, self._tags : self._ends]
        )


def _greedy(parser: Any) -> bool:
    """Whether a parser is of the architecture that :class:`GreedyParser` knows."""
    model = parser.model
    return (
        isinstance(model.ops, NumpyOps)
        and parser.cfg["beam_width"] == 1
        and bool(model.attrs.get("has_upper"))
        and not model.attrs.get("unseen_classes")
        and model.get_ref("lower").maybe_get_dim("nP") == 2
    )


class GreedyParser:
    """Greedy transition parsing of a batch of sentences in step.

    Each state is scored from the vectors of a few tokens (top of the stack, front of the buffer, …),
    which a first layer turns into features ahead of time, one set for each position.
    """

    def __init__(self, parser: Any, nlp: Language) -> None:
        self._parser = parser
        gemm = parser.model.ops.gemm
        lower, upper = parser.model.get_ref("lower"), parser.model.get_ref("upper")
        self._positions, self._width = lower.get_dim("nF"), lower.get_dim("nO")
        size = self._width * 2
        # the two pieces of maxout apart, so that their maximum is one of two halves
        weights = lower.get_param("W").transpose(0, 2, 1, 3)
        self._lower = [Product(part.reshape(size, -1), gemm) for part in weights]
        """For each position."""
        self._missing = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(-1, size)
        self._bias = np.ascontiguousarray(lower.get_param("b").T.reshape(size))
        # the bias is the weight of a last feature, which is always 1
        self._upper = Product(np.column_stack((upper.get_param("W"), upper.get_param("b"))), gemm)
        self._token_ids = parser.model.predict([nlp.make_doc("a")]).get_token_ids

    def predict(self, docs: Sequence[Doc], vectors: NDArray[np.float32]) -> Any:
        """The final state of each sentence; ``vectors`` are those of all their tokens."""
        features = self._features(vectors)
        states = self._parser.moves.init_batch(docs)
        open_states = [state for state in states if not state.is_final()]
        # where the rows of each position begin: with that of a token that is not there, number -1
        starts = np.arange(1, len(features), len(vectors) + 1, dtype=np.int32)[:, None]
        hidden = np.ones((len(open_states), self._width + 1), dtype=np.float32)
        scores = np.empty((len(open_states), self._upper.width), dtype=np.float32)
        best = hidden[:, :-1]
        while open_states:
            if len(open_states) < len(hidden):
                hidden, scores = hidden[: len(open_states)], scores[: len(open_states)]
                best = hidden[:, :-1]
            rows = self._token_ids(open_states).T + starts
            summed = np.add.reduce(features.take(rows, axis=0), axis=0)
            np.maximum(summed[:, : self._width], summed[:, self._width :], out=best)
            self._upper(hidden, out=scores)
            open_states = self._parser.transition_states(open_states, scores)
        return states

    def _features(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each position, one after the other, a row for no token and one for each token."""
        size = len(self._bias)
        table = np.empty((self._positions, len(vectors) + 1, size), dtype=np.float32)
        table[:, 0] = self._missing
        for rows, product in zip(table, self._lower, strict=True):
            product(vectors, out=rows[1:])
        table[0] += self._bias  # once, with the first position's
        return table.reshape(-1, size)
