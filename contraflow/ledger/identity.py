"""Names of things that follow from what they are: mentions, claims, alerts.

A claim's id is a hash of its canonical key, computed from one mention alone, so merging cannot
depend on the order of arrival. The key holds place, axis, referent, party, normalised answer, the
day that the text gives an event, and an *epoch*: a fixed window of days within which the same
party's same statement about the same place counts as one claim. The ledger unites what a window's
edge parts, see :func:`edge_of`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from contraflow.axes import AXES, Change
from contraflow.ledger.cells import place_keys
from contraflow.ledger.contrasts import head_noun
from contraflow.ledger.referents import (
    OF_STRUCK,
    SITES,
    damaged_object,
    is_part,
    object_class,
)
from contraflow.ledger.sets import all_but
from contraflow.ledger.sides import claim_party
from contraflow.ledger.timeline import DAY, ends_of
from contraflow.parties.keys import top
from contraflow.places.cues import cues
from schemas import Claim, Modality, Numbers, Parties, States, TimePrecision, Value

STATE_EPOCH_DAYS = 120
"""A state ('X holds the town') is restated for months."""
EVENT_EPOCH_DAYS = 60
"""An event's facts are restated for weeks."""


def digest(*parts: object) -> str:
    """A short stable hash: 20 hexadecimal digits (80 bits)."""
    return _hashed(map(str, parts))


def _hashed(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()


def mention_id(
    article_id: str,
    field: str,
    span: tuple[int, int],
    axis: str,
    referent: str,
    place_id: str,
    speaker: str = "",
    at: datetime | None = None,
) -> str:
    """Id of one mention: where it stands, what it is about, and who speaks.

    One sentence can hold a claim and its denial on the same axis, by two speakers. ``at`` tells a
    second time that the sentence speaks of from its first.
    """
    parts = ["m", article_id, field, str(span[0]), str(span[1]), axis, referent, place_id, speaker]
    return _hashed(parts if at is None else [*parts, at.isoformat()])


def scope_of(claim: Claim) -> str:
    """The part or facility of the place that a claim is about; '' is the place as a whole."""
    scope = claim.place.facility or ""
    if claim.axis == "control.holder" and claim.referent:
        scope = claim.referent
    unsaid = claim.axis == "attack.occurrence" or (
        claim.axis == "attack.culprit" and not claim.referent
    )
    if unsaid and not scope and claim.target is not None:
        scope = _struck_facility(claim.target.text)
    return scope.casefold()


def _struck_facility(target: str) -> str:
    """The kind of facility that an attack is said to have hit: 'hospital'; '' where none is named."""
    last = head_noun(target).casefold()
    return last if last in cues().urban or last in SITES else ""


def referent_of(claim: Claim) -> str:
    """The referent under which a claim is merged and compared."""
    if claim.axis == "control.holder":
        return "" if is_part(scope_of(claim)) else object_class(scope_of(claim))
    if claim.axis == "damage.state" and ":" not in claim.referent:
        return damaged_object(claim.referent, claim.place.facility or "")
    if claim.axis.startswith(("status.", "damage.")) and ":" not in claim.referent:
        return object_class(claim.referent or claim.place.facility or "")
    return claim.referent.casefold() if ":" not in claim.referent else claim.referent


FROM_AFAR = frozenset(
    {"airstrike", "drone strike", "bombing", "air raid", "shelling", "missile strike", "strike"}
)
"""Attacks that one speaker tells now under this name, now under that ('mass bombing', 'hit by
rockets')."""


def _merge_referent(claim: Claim) -> str:
    referent = referent_of(claim)
    if claim.axis == "attack.occurrence" and referent in FROM_AFAR:
        return "bombardment"
    return object_class(referent) if claim.axis in OF_STRUCK else referent


def number_key(value: Numbers) -> str:
    """A number range by what it says: 'about 280' and '280' are one, 'at least 280' another."""
    low, high = value.low, value.high
    if low is None or high is None:
        return f"{'' if low is None else f'{low:g}'}..{'' if high is None else f'{high:g}'}"
    if low == high:
        return f"{low:g}"
    if value.approximate:
        return f"{float(f'{(low + high) / 2:.3g}'):g}"  # "about 4,000" and "4,000"
    return f"{low:g}..{high:g}"


def value_key(value: Value, axis: str) -> str:
    """A value in one canonical spelling; a complement of states is written out."""
    if isinstance(value, Numbers):
        return number_key(value)
    members = sorted(value.members)
    if isinstance(value, States):
        if value.complement and axis in AXES and AXES[axis].states:
            return ",".join(sorted(all_but(axis, frozenset(members))))
    mark = "~" if value.complement else ""
    return mark + ",".join(members)


def firmness_of(claim: Claim) -> str:
    """'fact' for what is put forward as true, else 'hedged' or 'future'."""
    return _FIRMNESS.get(claim.modality, "fact")


_FIRMNESS = {Modality.HEDGED: "hedged", Modality.FUTURE: "future"}


def epoch_days(axis: str) -> int:
    """Length of the merging window of an axis, in days."""
    return _EPOCHS.get(axis, STATE_EPOCH_DAYS)


_EPOCHS = {
    axis: STATE_EPOCH_DAYS if row.change is Change.SWITCHES else EVENT_EPOCH_DAYS
    for axis, row in AXES.items()
}
_DATES = frozenset(
    {TimePrecision.MINUTE, TimePrecision.HOUR, TimePrecision.PART_OF_DAY, TimePrecision.DAY}
)


def epoch_of(claim: Claim) -> int:
    """The last day of the claim's merging window, as a day number."""
    length = epoch_days(claim.axis)
    day = int(ends_of(claim)[1] // DAY)
    return (day // length + 1) * length - 1


def day_of_event(claim: Claim) -> str:
    """The day or days, as numbers "19857-19858", that the text gives an event; '' where it gives none.

    A count of all until a moment, and a state, are of no one day.
    """
    as_of = claim.as_of
    if as_of.precision not in _DATES or as_of.open_start or as_of.open_end or claim.updates:
        return ""
    if epoch_days(claim.axis) != EVENT_EPOCH_DAYS:
        return ""
    first, last = (int(t.timestamp() // DAY) for t in (as_of.start, as_of.end))
    return f"{first}-{last}"


@lru_cache(maxsize=8192)
def days_meet(a: str, b: str) -> bool:
    """Whether two events may have been on one day, as far as their texts tell."""
    if a == b or not a or not b:
        return True
    (first, last), (since, until) = (map(int, days.split("-")) for days in (a, b))
    return first <= until and since <= last


EDGE_DAYS = 3
"""Mentions so near to a window's edge may speak with those beyond it."""


def edge_of(claim: Claim) -> int | None:
    """The last day of the window whose end a claim's time is near to, if it is near to one."""
    last, length = epoch_of(claim), epoch_days(claim.axis)
    day = int(ends_of(claim)[1] // DAY)
    if last - day < EDGE_DAYS:
        return last
    return last - length if day - (last - length) <= EDGE_DAYS else None


def claim_key(claim: Claim) -> tuple[str, ...]:
    """What makes two mentions one claim; see the module's text."""
    place = claim.place
    return (
        f"{place.id}/{place_keys(place)[0]}" if place.part else place.id,
        claim.axis,
        _merge_referent(claim),
        claim_party(claim),
        _merge_value(claim),
        firmness_of(claim),
        day_of_event(claim),
        str(epoch_of(claim)),
    )


def _merge_value(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, Parties):
        # organs of one state hold a place for that state
        mark = "~" if value.complement else ""
        return mark + ",".join(sorted({top(m) for m in value.members}))
    return value_key(value, claim.axis)


def claim_id(claim: Claim) -> str:
    """Id of the claim that a mention makes."""
    return id_of_key(claim_key(claim))


def id_of_key(key: tuple[str, ...], place_id: str | None = None) -> str:
    """Id of the claim of a key, or of the same one at another place id."""
    return _hashed(("c", place_id or key[0], *key[1:]))


@lru_cache(maxsize=16384)
def alert_id(cell: str, place: str, epoch: int, side_a: str, side_b: str) -> str:
    """Id of the alert between two sides in a cell: the same in whichever order they came."""
    first, second = sorted((side_a, side_b))
    return digest("a", cell, place, epoch, first, second)
