"""Tags and labels that mends of several kinds ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Lemma = Callable[[str, str], str]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
ANY_SUBJECT = SUBJECTS | {"csubjpass"}
PAST = ("VBD", "VBN")
