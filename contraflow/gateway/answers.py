"""A claim's answer in a few plain words, for the timeline."""

from __future__ import annotations

from contraflow.parties.naming import party_name
from schemas import Claim, Numbers, Parties, States


def answer(claim: Claim) -> str:
    """What the claim answers on its axis: ``at least 4 people``, ``not open``, ``Russia``."""
    value = claim.value
    if isinstance(value, Numbers):
        return _numbers(value)
    if isinstance(value, Parties):
        words = " or ".join(_party(member, claim) for member in value.members)
    else:
        assert isinstance(value, States)
        words = " or ".join(member.replace("-", " ") for member in value.members)
    return f"not {words}" if value.complement and words else words


def _numbers(value: Numbers) -> str:
    low, high = value.low, value.high
    if low is None and high is None:
        return value.text
    if value.text and value.approximate:
        amount = value.text
    elif low is None:
        amount = f"at most {_number(high)}"
    elif high is None:
        amount = f"at least {_number(low)}"
    elif low == high:
        amount = _number(low)
    else:
        amount = f"{_number(low)} to {_number(high)}"
    if value.unit and value.unit.casefold() not in amount.casefold():
        return f"{amount}{'' if value.unit == '%' else ' '}{value.unit}"
    return amount


def _number(amount: float | None) -> str:
    assert amount is not None
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,g}"


def _party(party_id: str, claim: Claim) -> str:
    """The party's name where the claim knows it, else what its id says."""
    known = (
        claim.actor.party if claim.actor else None,
        claim.target.party if claim.target else None,
        claim.speaker.party,
    )
    for party in known:
        if party is not None and party.id == party_id:
            return party.name
    return party_name(party_id)
