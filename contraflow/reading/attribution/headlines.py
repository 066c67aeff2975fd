"""Who a headline quotes: a headline that names no speaker, or only in general, tells what the text attributes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from contraflow.ledger import claim_id
from contraflow.ledger.identity import firmness_of, referent_of, value_key
from contraflow.ledger.paraphrase import coarse
from schemas import Aspect, Claim, Numbers, Speaker

_NAMED = ("state:", "org:", "person:")
"""Parties that a headline names well enough."""


def attributed(claims: Sequence[Claim]) -> list[Claim]:
    """An article's claims, those of its headline under the speaker whom the text names for them.

    Only where the text names one such speaker: of several, the headline may mean any.
    """
    told: dict[tuple[str, ...], dict[str, Speaker]] = defaultdict(dict)
    for claim in claims:
        party = claim.speaker.party
        if claim.field == "text" and not claim.speaker.is_outlet and party is not None:
            for matter in _matters(claim):
                told[matter].setdefault(party.id, claim.speaker)
    return [
        _under(claim, [list(told.get(matter, {}).values()) for matter in _matters(claim)])
        if claim.field == "title"
        else claim
        for claim in claims
    ]


def _under(claim: Claim, told: Sequence[list[Speaker]]) -> Claim:
    own = claim.speaker
    speakers = next((found for found in told if len(found) == 1), None)
    if speakers is None:
        return claim
    if own.party is not None and own.party.id.startswith(_NAMED):
        return claim
    named = claim.model_copy(update={"speaker": speakers[0]})
    return named.model_copy(update={"claim_id": claim_id(named)})


def _matters(claim: Claim) -> list[tuple[str, ...]]:
    """What a claim says, whoever says it; a count also without its bound and its place.

    "57 dead in Xland" stands over "At least 57 people were killed in Xtown": in one article the number
    tells which count it is.
    """
    value = claim.value
    answer = coarse(value_key(value, claim.axis))
    what = claim.axis, referent_of(claim)
    matters: list[tuple[str, ...]] = [(claim.place.id, *what, answer, firmness_of(claim))]
    if claim.aspect is Aspect.CASUALTIES and isinstance(value, Numbers) and (value.low or 0) > 1:
        matters.append((*what, str(value.low)))
    return matters
