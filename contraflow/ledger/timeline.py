"""Time of positions: from a claim's ``as_of`` to a span, and how two spans lie to each other."""

from __future__ import annotations

from contraflow.ledger.position import NUMBER, Position, Span
from schemas import Claim, Modality, TimePrecision

_PUBLICATION = TimePrecision.PUBLICATION
_FUTURE = Modality.FUTURE
HOUR = 3600.0
DAY = 24 * HOUR

_GRAIN = {
    TimePrecision.MINUTE: 60.0,
    TimePrecision.HOUR: HOUR,
    TimePrecision.PART_OF_DAY: 6 * HOUR,
    TimePrecision.DAY: DAY,
    TimePrecision.WEEK: 7 * DAY,
    TimePrecision.MONTH: 30 * DAY,
    TimePrecision.YEAR: 365 * DAY,
    TimePrecision.PUBLICATION: DAY,
}

UNSTATED_REACH = 4 * DAY
"""How far before its publication an event without a stated time may lie. News speaks of the last
few days unless it says otherwise."""
KNOWN_REACH = 8 * DAY
"""The same of a deed that the text takes for known: inquiries tell of the week before."""
DAY_SLACK = 3 * HOUR
"""Tolerance at the edges of days: local midnight against UTC, 'overnight'."""
PART_SLACK = 12 * HOUR
"""Tolerance where a text names a part of the day, which is as often that of speaking."""
COARSE = 20 * DAY
"""Spans of a month or more name a period, not an event of this week."""


PUBLISHED_GRAIN = 3 * HOUR
"""Publication times are compared in steps of this length. Mentions of one position that fall in
one step are alike to every verdict, so a block keeps one of them."""


def published_step(claim: Claim) -> float:
    """The beginning of the step in which a claim was published, seconds since 1970."""
    return claim.published_at.timestamp() // PUBLISHED_GRAIN * PUBLISHED_GRAIN


def span_of(claim: Claim) -> Span:
    """The span of a claim; one without a stated time ends when it was published."""
    as_of = claim.as_of
    start, end = ends_of(claim)
    return Span(
        start=start,
        end=end,
        grain=_GRAIN[as_of.precision],
        stated=as_of.precision is not _PUBLICATION,
        open_start=as_of.open_start,
        open_end=as_of.open_end,
    )


def ends_of(claim: Claim) -> tuple[float, float]:
    """Where the span of a claim begins and ends."""
    as_of = claim.as_of
    start, end = as_of.start.timestamp(), as_of.end.timestamp()
    published = published_step(claim)
    if as_of.precision is _PUBLICATION:
        end = max(start, min(end, published))
        if published % DAY == 0:
            start -= DAY  # a date without a time of day: written then about the day before
    elif as_of.open_end:
        end = max(end, published)
    elif start > published and _GRAIN[as_of.precision] < DAY:
        # an hour of the place's own clock, told soon after: no account is of what is to come
        start = end = published
    elif start <= published < end and claim.modality is not _FUTURE:
        # 'on Tuesday', told on Tuesday at noon: of the evening it says nothing
        end = published
    return start, end


def is_period(span: Span) -> bool:
    """Whether a span is a month or more, of which nothing can be said for one day."""
    return span.grain >= COARSE and not span.open_end


def overlap(a: Span, b: Span, slack: float = 0.0) -> bool:
    """Whether two closed spans share a moment, ``slack`` seconds apart allowed."""
    return a.start <= b.end + slack and b.start <= a.end + slack


def gap(a: Span, b: Span) -> float:
    """Seconds between two spans; 0 when they overlap."""
    return max(0.0, a.start - b.end, b.start - a.end)


def event_span(position: Position) -> Span:
    """When the event of a position may have happened.

    'On Friday the party denied …' states the day of the denial, not of the deed: a rejection
    reaches back as if no time were stated.
    """
    span = position.span
    if span.stated and not (position.rejects or _looks_back(position)):
        return span
    reach = KNOWN_REACH if position.identifies and not span.stated else UNSTATED_REACH
    return Span(span.start - reach, span.end, span.grain, span.stated)


def _looks_back(position: Position) -> bool:
    """Whether a count is of all until a moment: "as of Friday", "so far"."""
    return position.answer.kind == NUMBER and position.span.open_start


def counted_at(position: Position) -> float:
    """The moment up to which a count was made: 'as of 1 p.m.', else the time of publication.

    'On Friday evening it counted nobody' counted up to then, whenever it is told again.
    """
    span = position.span
    if span.stated and (span.open_start or position.answer.high == 0):
        return min(span.end, position.published)
    return position.published


def in_order(a: Position, b: Position) -> tuple[Position, Position]:
    """The two positions, the one about the earlier time first; publication settles ties."""
    key_a = (a.span.end, a.span.start, a.published, a.mention_id)
    key_b = (b.span.end, b.span.start, b.published, b.mention_id)
    return (a, b) if key_a <= key_b else (b, a)
