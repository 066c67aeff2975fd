"""Products of rows with fixed weights.

A sentence's parse must not depend on the sentences that are parsed with it, so a row's product may not
depend on the rows beside it, to the last bit. BLIS, which thinc uses, is so, but knows processors by name:
on others, virtual ones among them, it computes a row in half as much time again as the BLAS of numpy, and
small products several times as slowly. That is used where a test at the start finds it to be as exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_COUNTS = (*range(2, 36), 63, 64, 100, 129, 200, 255, 400)
"""Numbers of rows for which a row's product is looked at."""


class Product:
    """``rows @ weights.T`` for one matrix of weights; ``gemm`` is used where numpy's will not do."""

    def __init__(self, weights: NDArray[np.float32], gemm: Any) -> None:
        self._weights = np.ascontiguousarray(weights)
        self._turned = np.ascontiguousarray(weights.T)
        self._gemm = None if _independent(self._turned) else gemm
        self.width = len(weights)
        """Numbers in a row of the product."""

    def __call__(self, rows: NDArray[np.float32], *, out: NDArray[np.float32]) -> None:
        """Write the product to ``out``."""
        if self._gemm is not None:
            self._gemm(rows, self._weights, trans2=True, out=out)
        elif len(rows) == 1:  # numpy sees a vector in it and sums in another order
            out[:] = (np.repeat(rows, 2, axis=0) @ self._turned)[:1]
        else:
            np.matmul(rows, self._turned, out=out)


def _independent(turned: NDArray[np.float32]) -> bool:
    """Whether numpy gives a row the same product, whatever rows are above and below it."""
    rows = np.random.default_rng(0).standard_normal((max(_COUNTS) + 8, len(turned)), np.float32)
    whole = rows @ turned
    return all(
        np.array_equal(rows[first : first + count] @ turned, whole[first : first + count])
        for count in _COUNTS
        for first in (0, 5)
    )
