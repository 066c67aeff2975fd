"""A position: what one party holds on one question, in the compact form that blocks store.

A claim yields one position for what it says outright and one for each thing that follows from it
(``entailment.py``). Positions are small structs, because a block of them is read for every claim.
"""

from __future__ import annotations

import math
from typing import Final

import msgspec

NUMBER, STATE, PARTY = "n", "s", "p"

ASSERTED: Final = "fact"
HEDGED: Final = "hedged"
FUTURE: Final = "future"


class Answer(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """The set that a position gives on its axis: parties or states (or all but those), or a range.

    ``low`` and ``high`` are closed bounds, None for unbounded. ``nominal`` is the number that the
    text names, for saying it again.
    """

    kind: str
    members: tuple[str, ...] = ()
    complement: bool = False
    low: float | None = None
    high: float | None = None
    unit: str = ""
    approximate: bool = False
    text: str = ""
    lowest: float = -math.inf
    """``low`` and ``high`` once approximation and rounding are granted, for comparing."""
    highest: float = math.inf


class Span(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """The time that a position is about: a closed interval in seconds since 1970, UTC."""

    start: float
    end: float
    grain: float
    """Length of the unit of the time expression, in seconds (an hour, a day, a month)."""
    stated: bool
    """False: the text gives no time and the publication's day stands in."""
    open_start: bool = False
    """Holds from some time before ``start`` ('remains', 'so far')."""
    open_end: bool = False
    """Still so at the time of speaking ('since Monday')."""


class Spot(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """The place of a position, as far as telling places apart needs it."""

    id: str
    name: str
    country: str | None
    precision: str
    confidence: float
    part: str = ""
    """Own name of the part of it that the position is about; '' where it has none."""


class Position(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One party's answer to one question about one place."""

    axis: str
    referent: str
    scope: str
    """The part or facility of the place; '' is the place as a whole."""
    answer: Answer
    extent: str
    party: str
    own_voice: bool
    """The outlet speaks for itself."""
    span: Span
    published: float
    firmness: str
    """'fact', 'hedged' or 'future'."""
    denied: bool
    """The speaker denies somebody's claim, or the sentence negates its predicate."""
    rejects: bool
    concedes: bool
    updates: bool
    confidence: float
    """Of the reading, the place apart."""
    mention_id: str
    claim_key: str
    """Store key of the merged claim that the mention joined; '' before it has."""
    article_id: str
    spot: Spot
    sentence: str = ""
    """Where it stands, for claims and rejections that may stand in one sentence; else ''."""
    rule: str = ""
    """Name of the entailment that it follows by; '' when said outright."""
    strength: float = 1.0
    """How surely it follows."""
    headline: bool = False
    """It stands in a headline that names no speaker."""
    manner: str = ""
    """How it was done, where the word for it says so (``referents.manner``); else ''."""
    contrast: str = ""
    """What tells its thing from others of the kind (``contrasts.py``); else ''."""
    victims: str = ""
    """Who suffered a deed, where the text has more than 'people' for them; else ''."""
    identifies: bool = False
    """It takes a deed for known and says whose it was."""
    tally: str = ""
    """The standing of its count, where the text tells it (``tallies.py``); else ''."""
    words: tuple[str, ...] = ()
    """What its quote has of words that tell something (``ties.py``); none of a count."""
    names_place: bool = True
    """Whether its quote itself names the place; asked of counts alone."""
