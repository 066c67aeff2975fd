"""One spelling for comparing names: what filters match on."""

from __future__ import annotations

import unicodedata


def fold(name: str) -> str:
    """The name without case, accents, apostrophes, and with single spaces for other marks.

    ``Béjaïa``, ``BEJAIA`` and ``bejaia`` fold to the same text, and so do ``Kup'yans'k`` and
    ``Kupyansk``.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    kept: list[str] = []
    for char in decomposed:
        if unicodedata.combining(char) or char in "'’‘ʼ`ʹ":
            continue
        kept.append(char if char.isalnum() else " ")
    return " ".join("".join(kept).split())
