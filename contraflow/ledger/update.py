"""Contradiction or update: did the answer change, or do two accounts of one moment clash?

Given two positions that passed the gate and whose answers exclude each other, each kind of change
has its rule. All of them look at the two positions alone, so verdicts never have to be withdrawn
when more claims arrive.
"""

from __future__ import annotations

from contraflow.axes import Change
from contraflow.ledger import timeline
from contraflow.ledger.blocks import REACH
from contraflow.ledger.gate import changes, never
from contraflow.ledger.position import Position
from contraflow.ledger.referents import REPELLED
from contraflow.ledger.sides import is_news_outlet, is_paper
from contraflow.ledger.tallies import EARLY, FINAL
from contraflow.ledger.timeline import DAY, HOUR
from contraflow.parties.keys import top

SAME_TIME = 3 * HOUR
"""Counts published in one step compete; a later higher one is news, a later lower one still
competes in the next step."""
SAME_COUNT = 10 * HOUR
"""How long measures that move both ways speak against each other."""
NONE_AT_ALL = 36 * HOUR
"""How long a flat 'nobody' of the whole event speaks against somebody else's later count: the next
day's papers tell of the same event."""
LOWER_COUNT = DAY
"""How long a lower count by somebody else disputes the higher one; after that it is a revision."""
LOOK_BACK = 7 * DAY
"""How far back 'never' and rejections reach."""
STILL = 2 * DAY
"""How far back 'still' reaches: a force that came three days ago may still be there. What was not
so yesterday may have come about since, so against a denial it reaches a day."""

_FINAL = {
    # axis -> states that nothing undoes within days, unless the text says how
    "casualties.fate": frozenset({"dead"}),
    "damage.state": frozenset({"damaged", "destroyed"}),
    "status.position": frozenset({"removed"}),
    "status.fire": frozenset({"out"}),
}


def update_reason(a: Position, b: Position) -> str | None:
    """Why the later of the two is an update of the earlier; None when they contradict."""
    if EARLY in (a.tally, b.tally) and not (a.rejects or b.rejects):
        return "one is what somebody said at first"
    kind = changes(a)
    if a.axis != b.axis:
        kind = min(changes(a), changes(b), key=_WEIGHT.__getitem__)
    if kind is Change.SWITCHES:
        return _switched(a, b)
    if kind is Change.FIXED:
        return "they may have been brought away since" if _brought_since(a, b) else None
    return _counted_on(a, b, kind)


def _brought_since(a: Position, b: Position) -> bool:
    """Whether nobody had been evacuated when the one was told, and somebody is told of later."""
    before, after = (a, b) if a.published <= b.published else (b, a)
    return (
        a.axis == b.axis == "movement.evacuation"
        and "evacuated" not in before.answer.members
        and after.answer.members == ("evacuated",)
        and not (before.answer.complement or after.answer.complement or after.rejects)
        and not (after.span.stated and after.span.start <= before.published)
        and after.published - before.published > SAME_TIME
    )


_WEIGHT = {
    Change.SWITCHES: 0,
    Change.VARIES: 1,
    Change.GROWS: 2,
    Change.SHRINKS: 2,
    Change.FIXED: 3,
}


def speaks_back(later: Position, earlier: Position) -> bool:
    """Whether the later position also speaks of the earlier one's time."""
    gap = timeline.gap(later.span, earlier.span)
    if gap > LOOK_BACK:
        return False
    if later.manner == REPELLED and earlier.axis == "control.holder" and gap <= DAY:
        return True  # an attack that is told to have failed gave nobody the place
    if later.span.open_start:
        return later.denied or gap <= (DAY if earlier.denied else STILL)
    return later.rejects and later.published >= earlier.published


def horizon(position: Position) -> float:
    """How early another's span may end for the position to clash with it.

    Says no more than the gates and the rules here, but of one position: a search for others can
    begin there.
    """
    span = position.span
    if never(position):
        return span.end - REACH
    if changes(position) is not Change.SWITCHES:
        return timeline.event_span(position).start - timeline.PART_SLACK
    if position.axis in _FINAL:
        return span.end - REACH
    if position.rejects or span.open_start:
        return span.start - LOOK_BACK
    if position.manner == REPELLED:
        return span.start - DAY
    if _slow(position):
        return span.start - STILL
    return span.start


def _switched(a: Position, b: Position) -> str | None:
    earlier, later = timeline.in_order(a, b)
    if timeline.overlap(a.span, b.span):
        return _switched_within(earlier, later)
    if later.updates and not later.rejects:
        return "the later one says that the state changed"
    if speaks_back(later, earlier):
        return None
    final = _FINAL.get(earlier.axis)
    if (
        final
        and earlier.axis == later.axis
        and not earlier.answer.complement
        and set(earlier.answer.members) <= final
        and not later.updates
    ):
        return None
    if _denied_before_told(earlier, later) or _lasts(earlier, later):
        return None
    return "the later one speaks of a later time"


_SLOW = frozenset({"status.safety"})
"""Axes whose states come and go by the week: what is poisonous today was so on Monday."""
_SLOW_HAZARDS = frozenset({"disease"})


def _slow(position: Position) -> bool:
    """Whether a state comes and goes by the week."""
    return position.axis in _SLOW or (
        position.axis == "status.fire" and position.referent in _SLOW_HAZARDS
    )


def _lasts(earlier: Position, later: Position) -> bool:
    """Whether neither tells of a change in what seldom changes from one day to the next."""
    near = timeline.gap(earlier.span, later.span) <= STILL
    return _slow(earlier) and near and not (earlier.updates or later.updates)


_WHOLE = ("intact",)


def _denied_before_told(earlier: Position, later: Position) -> bool:
    """Whether one denies a breakdown, or calls the thing whole, and the other tells of it soon after,
    without saying when: news of the day before. What broke later would be told with its time."""
    return (
        earlier.axis == later.axis == "damage.state"
        and (earlier.denied or (earlier.answer.members == _WHOLE and not earlier.span.stated))
        and not later.answer.complement
        and not later.span.stated
        and later.published - earlier.published <= NONE_AT_ALL
    )


def _switched_within(earlier: Position, later: Position) -> str | None:
    """Spans that overlap: an update only where the text says that the state changed."""
    if _two_changes(earlier, later):
        return "each tells of a change on its own day"
    if _died_down(earlier, later) or _within_one_night(earlier, later):
        return "it has died down since"
    if not later.updates or later.rejects or later.span.open_start:
        return None
    if later.span.start > earlier.span.start or (
        later.published - earlier.published > 3 * HOUR and not later.span.stated
    ):
        return "the later one says that the state changed"
    return None


_DOWN = frozenset({"contained", "out"})


def _died_down(earlier: Position, later: Position) -> bool:
    """Whether what somebody told to be active is told to be over some hours later: fires and floods
    end, and nobody then says that they had not been."""
    return (
        earlier.axis == later.axis == "status.fire"
        and earlier.answer.members == ("active",)
        and not (earlier.answer.complement or later.answer.complement or later.rejects)
        and _DOWN.issuperset(later.answer.members)
        and not (earlier.span.stated and later.span.stated)
        and later.published - earlier.published > SAME_COUNT
        and not later.span.open_start
    )


def _within_one_night(a: Position, b: Position) -> bool:
    """Whether a fire that is told to have burned some time in the night, or on a day, is told to have
    been out by its end."""
    burned, over = (a, b) if a.answer.members == ("active",) else (b, a)
    return (
        a.axis == b.axis == "status.fire"
        and burned.answer.members == ("active",)
        and _DOWN.issuperset(over.answer.members)
        and not any(p.answer.complement or p.rejects or not p.span.stated for p in (a, b))
        and not (burned.span.open_start or burned.span.open_end)
        and burned.span.start < over.span.end
        and min(burned.span.end - burned.span.start, over.span.end - burned.span.start) >= _LONG
    )


_LONG = 6 * HOUR
"""In what time of which no more is said a fire may end."""


def _two_changes(a: Position, b: Position) -> bool:
    """Whether both tell that the state changed, on different days: 'took it on the 18th' and
    'left it on the 3rd' are two steps of one course."""
    return (
        a.updates
        and b.updates
        and a.span.stated
        and b.span.stated
        and not (a.rejects or b.rejects)
        and abs(a.span.start - b.span.start) > DAY
    )


def _counted_on(a: Position, b: Position, kind: Change) -> str | None:
    for rejecting, other in ((a, b), (b, a)):
        if rejecting.rejects and other.published <= rejecting.published:
            return None  # an express dispute, of what had been said by then
    time_a, time_b = timeline.counted_at(a), timeline.counted_at(b)
    apart = abs(time_a - time_b)
    if kind is Change.GROWS and (_so_far(a, b, time_a, time_b) or _so_far(b, a, time_b, time_a)):
        return "the lower one says that it is of those counted so far"
    if apart == 0:
        if _told_late(a, b, apart) or _told_late(b, a, apart):
            return "a paper tells the toll as it last heard of it"
        more, less = (a, b) if _upper(a) > _upper(b) else (b, a)
        retold = a.article_id == b.article_id and more.updates and kind is Change.GROWS
        return f"one text tells that it grew from {_upper(less):.0f}" if retold else None
    earlier, later = (a, b) if time_a < time_b else (b, a)
    rises = _upper(later) > _upper(earlier)
    if _told_late(earlier, later, apart):
        return "a paper tells the toll as it last heard of it"
    if kind is Change.VARIES:
        return None if apart <= SAME_COUNT and not later.updates else "counted at different times"
    expected = rises if kind is Change.GROWS else not rises
    if kind is Change.SHRINKS and a_flat_none(earlier) and apart > SAME_COUNT:
        return "somebody may be missed since"
    if _claims_of_war(earlier, later):
        return None if apart <= CLAIMED else "claimed days apart"
    if expected:
        return _counted_further(earlier, later, apart)
    if later.updates and later.party == earlier.party:
        return "the count was revised"
    if later.answer.high == 0 and kind is Change.GROWS:
        return None if apart <= LOOK_BACK else "counted weeks apart"
    lasting = LOWER_COUNT if earlier.axis in _PRECISE else SAME_TIME
    if rises and earlier.axis == "casualties.missing" and earlier.answer.high != 0:
        lasting = SAME_TIME  # more were missed as the days went by
    if _disputes(later, earlier) and _of_two_camps(earlier, later):
        lasting = CLAIMED
    return None if apart <= lasting else "counted days apart"


_PRECISE = frozenset(
    {"casualties.killed", "casualties.missing", "casualties.captured", "damage.lost"}
)
"""Counts in which a lower figure by somebody else is a dispute; others are given by parts."""


def _counted_further(earlier: Position, later: Position, apart: float) -> str | None:
    """A later count that went on as counts of its kind do."""
    if later.updates:
        return "the later one says that the count changed"
    if earlier.tally == FINAL and earlier.party != later.party:
        return None
    if a_flat_none(earlier):
        return None if apart <= NONE_AT_ALL else "the later count may be true since"
    lasting = LOWER_COUNT if _is_claimed_loss(earlier) and _is_claimed_loss(later) else SAME_TIME
    if _disputes(earlier, later) and not _counted_until(earlier):
        if not _of_one_state(earlier, later):
            lasting = DISPUTED_LONG if _of_two_camps(earlier, later) else DISPUTED
    if apart < lasting:
        return None
    return "a later count may have gone on"


DISPUTED = 12 * HOUR
"""How long a toll speaks against one of at most half its size by somebody else who is named."""
DISPUTED_LONG = 30 * HOUR
"""The same, where the one speaks for no authority."""


def _disputes(earlier: Position, later: Position) -> bool:
    """Whether two named speakers give tolls of which one is at least twice the other."""
    return (
        earlier.axis == "casualties.killed"
        and not earlier.updates  # "as of noon": more were to be expected
        and not (_paper(earlier) or _paper(later))
        and 0 < 2 * _upper(earlier) <= _upper(later)
        and earlier.answer.high != 0
    )


def _counted_until(position: Position) -> bool:
    """Whether a count says up to when it goes: "as of 8 a.m.", "had earlier spoken of nine"."""
    return position.span.stated and position.span.open_start


def _of_two_camps(a: Position, b: Position) -> bool:
    """Whether not both are authorities, one of which may revise what the other said."""
    return not all(p.party.startswith(("state:", "office:", "people:")) for p in (a, b))


def _of_one_state(a: Position, b: Position) -> bool:
    """Whether two organs of one state count, each of which hears of the other's figures."""
    return all(p.party.startswith(("state:", "office:")) for p in (a, b)) and (
        len({top(p.party) for p in (a, b) if p.party.startswith("state:")}) < 2
    )


def _so_far(less: Position, more: Position, time_less: float, time_more: float) -> bool:
    """Whether the lower of two tolls leaves open what it comes to, and the other is no older."""
    return (
        less.span.open_start
        and less.axis.startswith("casualties.")
        and less.answer.high != 0
        and _upper(less) < _upper(more)
        and not _disputes(less, more)
        and time_less <= time_more + SAME_TIME
    )


def _told_late(earlier: Position, later: Position, apart: float) -> bool:
    """Whether a paper's toll differs from another as a toll of some hours before does.

    What a paper says in its own voice it has from somebody and from some hour, so it may be behind
    everybody's while the dead are counted. A much lower one hours later is another account.
    """
    if not earlier.axis.startswith("casualties.") or not (_paper(earlier) or _paper(later)):
        return False
    if 0 in (earlier.answer.high, later.answer.high) or FINAL in (earlier.tally, later.tally):
        return False
    if _upper(later) > _upper(earlier):
        return True
    if apart <= SAME_TIME:
        return _paper(later) or 2 * _upper(later) > _upper(earlier)
    return _paper(later) and 2 * _upper(later) > _upper(earlier)


def _paper(position: Position) -> bool:
    """Whether a paper or an agency counts, and no party that publishes itself."""
    party = position.party
    return is_paper(party) if position.own_voice else is_news_outlet(party)


CLAIMED = 4 * DAY
"""How long two sides' figures of the losses of one of them speak against each other."""


def _claims_of_war(a: Position, b: Position) -> bool:
    """Whether two named speakers give a side's losses, of which one is at least twice the other:
    an army's own figure does not come to its enemy's as days go by."""
    less, more = sorted((_upper(a), _upper(b)))
    return (
        _is_claimed_loss(a)
        and _is_claimed_loss(b)
        and not (_paper(a) or _paper(b))
        and not (a.updates or b.updates)
        and 2 * less <= more
    )


def _is_claimed_loss(position: Position) -> bool:
    """Whether fighters are counted: such figures are claims of war and do not grow by the hour."""
    return position.axis == "casualties.killed" and (
        position.referent == "combatant" or ":" in position.referent
    )


def a_flat_none(position: Position) -> bool:
    """Whether a count says 'nobody' of the whole event, and not 'nobody so far' or 'by evening'."""
    span = position.span
    whole = not span.stated or span.grain >= DAY
    return position.answer.high == 0 and whole and not span.open_start


def _upper(position: Position) -> float:
    answer = position.answer
    if answer.high is not None:
        return answer.high
    return (answer.low or 0.0) + 0.5
