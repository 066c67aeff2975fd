"""What a pair of mentions comes to if it clashes, foreseen before their times are compared.

Where many dispute a thing, most mentions say again what was said before, and meet the same others
on other days and at other hours. Of all pairs of one kind (two contents, told in the same way about
the same spots) the alert is the same and how sure it is. Where both claims stand on its sides by
then, or those are full, and its evidence is better, a clash would add nothing: to ask whether there
is one would cost most of a claim's time in a crowded place.

Only what depends on the pair alone is remembered; how the alert stands is asked each time.
"""

from __future__ import annotations

from collections.abc import Hashable

import msgspec

from contraflow.ledger.alerts import AlertState
from contraflow.ledger.confidence import beside
from contraflow.ledger.identity import STATE_EPOCH_DAYS
from contraflow.ledger.position import Position
from contraflow.ledger.positions import Taken
from contraflow.ledger.timeline import DAY
from contraflow.ledger.verdict import Rivalry

EPOCH = STATE_EPOCH_DAYS * DAY


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """What all clashes of one kind come to."""

    alert: str
    """The store key of their alert."""
    sides: tuple[str, str]
    """The keys of its sides, the first mention's before the other's."""
    confidence: float


def kind(rivals: Rivalry, position: Position, time: Taken) -> Hashable:
    """All that tells which alert a clash of a mention with another's time is of, and how sure it
    is."""
    one, other = position.span, time.span
    return (
        rivals,
        max(one.end, other.end) // EPOCH,
        beside(position, time),
        position.confidence,
        time.confidence,
        one.stated or other.stated,
        position.spot,
        time.spot,
    )


def adds_nothing(
    outcome: Outcome,
    alert: AlertState,
    claims: tuple[str, str],
    published: tuple[float, float],
    most: int,
) -> bool:
    """Whether a clash would leave its alert as it is.

    ``claims`` are the store keys of the two claims, the first mention's before the other's,
    ``published`` when the mentions were, ``most`` how many claims a side may have.
    """
    if outcome.confidence > alert.confidence:
        return False
    one, other = alert.sides
    if outcome.confidence == alert.confidence:
        old = one.evidence.published, other.evidence.published
        if (max(published), min(published)) <= (max(old), min(old)):
            return False
    if one.key != outcome.sides[0]:
        one, other = other, one
    return (claims[0] in one.claims or len(one.claims) >= most) and (
        claims[1] in other.claims or len(other.claims) >= most
    )
