"""Who a headline quotes: a headline that names no speaker, or only in general, tells what the text attributes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from contraflow.ledger import claim_id
from contraflow.ledger.identity import firmness_of, referent_of, value_key
from contraflow.ledger.paraphrase import coarse
from schemas import Claim, Speaker

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
            told[_matter(claim)].setdefault(party.id, claim.speaker)
    return [
        _under(claim, list(told.get(_matter(claim), {}).values()))
        if claim.field == "title"
        else claim
        for claim in claims
    ]


def _under(claim: Claim, speakers: list[Speaker]) -> Claim:
    own = claim.speaker
    if len(speakers) != 1:
        return claim
    if own.party is not None and own.party.id.startswith(_NAMED):
        return claim
    named = claim.model_copy(update={"speaker": speakers[0]})
    return named.model_copy(update={"claim_id": claim_id(named)})


def _matter(claim: Claim) -> tuple[str, ...]:
    """What a claim says, whoever says it."""
    answer = coarse(value_key(claim.value, claim.axis))
    return (claim.place.id, claim.axis, referent_of(claim), answer, firmness_of(claim))
