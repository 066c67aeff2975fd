"""Which positions meet: the families of axes, and the store keys of their blocks.

A block holds the positions on one family of questions about one place and object, within a bucket
of days. A new position is compared with those of its own bucket and of its neighbours.
"""

from __future__ import annotations

from functools import lru_cache

from contraflow.ledger.position import Position
from contraflow.ledger.referents import is_part, object_class
from contraflow.ledger.timeline import DAY

BUCKET_DAYS = 16
"""Length of a block's bucket."""
REACH = 14 * DAY
"""How far apart the ends of two spans may lie for the positions to be held against each other.
Measured between ends, so that of two positions each reaches the other or neither does."""

_FAMILY = {
    "control.holder": "hold",
    "movement.presence": "hold",
    "movement.encirclement": "hold",
    "attack.occurrence": "attack",
    "attack.culprit": "attack",
    "attack.intent": "attack",
    "other.cause": "attack",
    "casualties.fate": "person",
    "casualties.custody": "person",
}
_BY_OBJECT = ("damage.", "other.count", "other.event", "other.statement", "other.deed")


def family(axis: str) -> str:
    """Axes of one family are compared with each other; every other axis is its own family."""
    return _FAMILY.get(axis, axis)


def block_object(position: Position) -> str:
    """The object that parts a family's blocks; '' where the comparison looks at referents."""
    return _object(position.axis, position.referent, position.scope)


@lru_cache(maxsize=8192)
def _object(axis: str, referent: str, scope: str) -> str:
    if axis.startswith(_BY_OBJECT):
        return object_class(referent or scope)
    if family(axis) == "hold":
        return "" if is_part(scope) else object_class(scope)
    return ""


def bucket(seconds: float) -> int:
    """The last day of the bucket that a moment lies in, as a day number."""
    day = int(seconds // DAY)
    return (day // BUCKET_DAYS + 1) * BUCKET_DAYS - 1


def _name(position: Position, place: str) -> str:
    """What the blocks of a place and matter share."""
    return f"{place}/{family(position.axis)}/{block_object(position).replace('/', ' ')}"


def _key(name: str, last_day: int) -> str:
    return f"b/{last_day:05d}/{name}"


def home_key(position: Position, place: str) -> str:
    """The block in which a position is kept: that of the end of its span."""
    return _key(_name(position, place), bucket(position.span.end))


def first_day(key: str) -> int:
    """The first day of the bucket of the block under a key."""
    return int(key.split("/", 2)[1]) - BUCKET_DAYS + 1


def matter(key: str) -> str:
    """The place and matter of the block under a key, which its buckets share."""
    return key.split("/", 2)[2]


def days_key(key: str) -> str:
    """Where it is kept on which days the positions of a block were held."""
    return f"d{key[1:]}"


def reachable_keys(position: Position, place: str) -> tuple[str, ...]:
    """The blocks whose positions this one can meet, its own among them."""
    end = position.span.end
    return _keys(_name(position, place), bucket(end - REACH), bucket(end + REACH))


def beyond_reach_keys(position: Position, place: str) -> tuple[str, ...]:
    """The blocks of all positions that one can meet, and of all that those can meet."""
    end = position.span.end
    return _keys(_name(position, place), bucket(end - 2 * REACH), bucket(end + 2 * REACH))


@lru_cache(maxsize=8192)
def _keys(name: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(_key(name, day) for day in range(first, last + 1, BUCKET_DAYS))


def in_reach(a: Position, b: Position) -> bool:
    """Whether the times of two positions let them meet."""
    return abs(a.span.end - b.span.end) <= REACH
