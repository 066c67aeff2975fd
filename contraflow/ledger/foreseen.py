"""What a pair of mentions comes to if it clashes, foreseen before their times are compared.

Where many dispute a thing, most mentions say again what was said before, and meet the same others
on other days and at other hours. Of all pairs of one kind (two contents, told in the same way about
the same spots) the alert is the same and how sure it is. Where both claims stand on its sides by
then, or those are full, and its evidence is better, a clash would add nothing: to ask whether there
is one would cost most of a claim's time in a crowded place.

Only what depends on the pair alone is remembered; how the alert stands is asked each time.
"""

from __future__ import annotations

from contraflow.ledger.alerts import AlertState
from contraflow.ledger.confidence import beside
from contraflow.ledger.identity import STATE_EPOCH_DAYS
from contraflow.ledger.position import Position
from contraflow.ledger.positions import Taken
from contraflow.ledger.timeline import DAY
from contraflow.ledger.verdict import Kind, Rivalry

_EPOCH = STATE_EPOCH_DAYS * DAY
_UNASKED = -1


def foreseen(rivals: Rivalry, position: Position, time: Taken) -> Kind | None:
    """What comes of a position and another's time if they clash, where one of their kind did."""
    if not rivals.kinds:
        return None
    one, other = position.span, time.span
    end = one.end if one.end > other.end else other.end
    epoch, stated, way = end // _EPOCH, one.stated or other.stated, _UNASKED
    for kind in rivals.kinds:
        if (
            kind.epoch == epoch
            and kind.sure == position.confidence
            and kind.other_sure == time.confidence
            and kind.stated == stated
            and kind.spot == position.spot
            and kind.other_spot == time.spot
        ):
            if way == _UNASKED:
                way = beside(position, time)
            if kind.way == way:
                return kind
    return None


def foresee(
    rivals: Rivalry,
    position: Position,
    time: Taken,
    alert: str,
    sides: tuple[str, str],
    confidence: float,
) -> Kind:
    """Remember what came of a clash, for all of its kind."""
    one, other = position.span, time.span
    kind = Kind(
        max(one.end, other.end) // _EPOCH,
        beside(position, time),
        position.confidence,
        time.confidence,
        one.stated or other.stated,
        position.spot,
        time.spot,
        alert,
        *sides,
        confidence,
    )
    rivals.kinds = (kind, *rivals.kinds[: _KINDS - 1])
    return kind


_KINDS = 8
"""So many are remembered of two contents; mostly there is one."""


def adds_nothing(
    kind: Kind,
    alert: AlertState,
    claims: tuple[str, str],
    published: tuple[float, float],
    most: int,
) -> bool:
    """Whether a clash would leave its alert as it is.

    ``claims`` are the store keys of the two claims, the first mention's before the other's,
    ``published`` when the mentions were, ``most`` how many claims a side may have.
    """
    if kind.confidence > alert.confidence:
        return False
    one, other = alert.sides
    if kind.confidence == alert.confidence:
        later, old, older = max(published), one.evidence.published, other.evidence.published
        # mostly the evidence is older than what is told now, and no more is asked
        newer = later > old and later > older
        if not newer and (later, min(published)) <= (max(old, older), min(old, older)):
            return False
    if one.key != kind.side:
        one, other = other, one
    return (len(one.claims) >= most or claims[0] in one.claims) and (
        len(other.claims) >= most or claims[1] in other.claims
    )
