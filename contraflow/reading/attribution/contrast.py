"""Two voices set against each other in one sentence: "A said the force was trapped, but B believes it left".

What B believes is a guess and would be compared with nothing. The outlet's "but" sets it against what
A said of the same matter, and so it rejects that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas import Claim, Modality

_BUT = re.compile(r"\b(?:but|however|although|though|whereas|while|yet)\b", re.IGNORECASE)


def contrasted(made: Sequence[Claim], sentence: str) -> list[Claim]:
    """One sentence's claims, with a guess marked as rejecting the claim that it is set against."""
    return [
        claim.model_copy(update={"rejects": True})
        if claim.modality is Modality.HEDGED
        and not claim.rejects
        and any(_against(claim, other, sentence) for other in made)
        else claim
        for claim in made
    ]


def _against(guess: Claim, other: Claim, sentence: str) -> bool:
    """Whether a conjunction of contrast stands between two voices on one matter."""
    if guess.speaker.is_outlet or other.speaker.is_outlet:
        return False
    if other.modality not in (Modality.ASSERTED, Modality.CLAIMED):
        return False
    if guess.speaker.party is None or guess.speaker.party == other.speaker.party:
        return False
    if (guess.aspect, guess.referent, guess.place.id) != (
        other.aspect,
        other.referent,
        other.place.id,
    ):
        return False
    first = sentence.find(other.speaker.name)
    second = sentence.find(guess.speaker.name)
    return 0 <= first < second and _BUT.search(sentence, first, second) is not None
