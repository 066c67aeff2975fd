"""Step 1, casing: headlines in Title Case or CAPITALS, written as sentences are.

The parser learnt from sentences: of "Ten Protesters Shot Dead by Police" it makes a name. How a word is
written inside the body's sentences tells what its capital in the headline means ("document-level
truecasing": L. V. Lita et al., tRuEcasIng, ACL 2003); where the body lacks it, a common word is no name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from contraflow.places.cues import cues

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INSIDE = re.compile(r"(?<=[^\W_] )[^\W\d_]+|(?<=[^\W_]-)[^\W\d_]+|(?<=, )[^\W\d_]+")
"""Words inside a sentence, where a capital is a name's."""
_TELLING = 4
"""Letters: shorter words are often small in Title Case too."""
_FEW = 3
"""With fewer capitalised words to judge by, a headline may well be of names alone."""


def sentence_case(headline: str, body: str, names: Collection[str] = ()) -> str:
    """The headline with small letters where a sentence would have them; of the same length.

    Headlines that have small words besides those that Title Case leaves small stay as they are.
    ``names`` are words of the headline that are names whatever the body says.
    """
    found = list(_WORD.finditer(headline))
    shouted = headline.isupper() and len(found) > _FEW
    telling = [m.group() for m in found if len(m.group()) >= _TELLING]
    titled = len(telling) > _FEW and all(word[0].isupper() for word in telling)
    if not (shouted or titled):
        return headline
    written = Counter(_INSIDE.findall(body))
    letters = list(headline)
    for i, match in enumerate(found):
        word = match.group()
        if word[0].islower() or word in names or (word.isupper() and not shouted):
            continue  # "UN", "BBC" are names in Title Case; nothing tells in capitals
        cased = _cased(word, written, opens=i == 0)
        if len(cased) == len(word):  # "İ" has a small form of two characters
            letters[match.start() : match.end()] = cased
    return "".join(letters)


def _cased(word: str, written: Counter[str], *, opens: bool) -> str:
    """A headline's word as a sentence would have it."""
    small, capital = word.lower(), word[0] + word[1:].lower() if word.isupper() else word
    seen = {form: written[form] for form in (small, capital, word)}
    stem = re.split(r"['’]", small)[0]
    if not any(seen.values()):
        common = stem in cues().common or stem in cues().small
        return (capital if opens else small) if common else capital
    form = max(seen, key=lambda form: (seen[form], form == small))
    return capital if opens and form == small else form
