"""The gate: are two positions about the same place, question, thing and time, both meant as true?

Event coreference comes before contradiction (de Marneffe, Rafferty and Manning 2008): most pairs
that look contradictory speak of different things. Each check says why it passes or fails; the
ledger stops at the first failure, ``explain`` runs them all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from contraflow.axes import AXES, Change
from contraflow.ledger import timeline
from contraflow.ledger.blocks import block_object, family, in_reach
from contraflow.ledger.contrasts import may_be_one
from contraflow.ledger.deeds import DEED
from contraflow.ledger.position import ASSERTED, HEDGED, NUMBER, Position, Spot
from contraflow.ledger.referents import (
    DAMAGED,
    HARM,
    HELD,
    OF_STRUCK,
    OWN_ARMS,
    SITES,
    access_object,
    is_part,
    is_party,
    named_person,
    object_class,
    same_access,
    same_group,
    same_person,
    subject,
)
from contraflow.ledger.sides import ENEMY, is_enemy, is_meant, same_side, unnamed_side
from contraflow.ledger.tallies import OF_WAR
from contraflow.ledger.ways import same_road
from contraflow.parties.keys import top
from contraflow.places.fold import fold
from contraflow.places.match import name_key, same_name, same_part, same_place
from schemas import Place, PlacePrecision


class Check(NamedTuple):
    """The outcome of one gate: its name, whether it lets the pair pass, and why."""

    gate: str
    passed: bool
    reason: str


Gate = Callable[[Position, Position], Check]

ANY_ATTACK = "attack"
GENERIC_ATTACKS = frozenset({ANY_ATTACK, "strike", "explosion", "violence"})
"""Kinds that do not tell one attack from another."""
_FIRE = frozenset({"live fire", "shelling"})
_TOWN = frozenset(
    {"building", "market", "hospital", "school", "church", "mosque", "temple", "prison", "clinic"}
)
"""What a place has several of, or in several parts."""
_EXCHANGED = frozenset({"shelling", "air strike", "missile strike"})
"""What two sides of a war do to one town in a day."""
_AERIAL = dict.fromkeys(("airstrike", "drone strike", "bombing", "air raid"), "air strike")
"""Kinds that witnesses and spokesmen take for each other."""


def place(a: Position, b: Position) -> Check:
    """Both are about one place, resolved or not."""
    one, other = a.spot, b.spot
    if one.id == other.id and one.part == other.part:
        return Check("place", True, one.id)
    if _of_one_person(a, b):
        return Check("place", True, "the fate of one person, wherever it is told")
    return Check("place", one_place(one, other), f"{one.id} and {other.id}")


def _of_one_person(a: Position, b: Position) -> bool:
    """Whether both tell the fate of a person named alike, in what may be one country."""
    name = named_person(a.axis, a.referent)
    if not name or name != named_person(b.axis, b.referent):
        return False
    countries = a.spot.country, b.spot.country
    return countries[0] == countries[1] or None in countries


SAME_PLACE = 0.8
"""Likelihood from which a resolved place and an unresolved name are taken for one."""


@lru_cache(maxsize=65536)
def one_place(a: Spot, b: Spot) -> bool:
    """Whether two spots under one name are one place, or one is a part of the other.

    Two parts of one town are two places; a part is also what another text knows by its name alone.
    """
    if (
        _of_one_entry(a.id, b.id)
        or same_place(_as_place(a), _as_place(b)) >= SAME_PLACE
        or _of_one_name(a, b)
    ):
        return same_part(a.part, b.part)
    if a.part and b.part:
        # a dam or mine that one text puts in this town, another in that
        one_country = a.country == b.country or not (a.country and b.country)
        return one_country and name_key(a.part) == name_key(b.part)
    return any(
        bool(part.part)
        and not alone.part
        and alone.precision == PlacePrecision.UNRESOLVED.value
        and same_name(part.part, alone.name)
        for part, alone in ((a, b), (b, a))
    )


GUESSED = 0.75
"""Confidence below which a place was chosen among namesakes for want of evidence."""
_TOWNS = (PlacePrecision.LOCALITY.value, PlacePrecision.FACILITY.value)


def _of_one_name(a: Spot, b: Spot) -> bool:
    """Whether both are towns of one name in one country, and which of them was guessed for one.

    A text that says less takes the larger namesake.
    """
    towns = a.precision in _TOWNS and b.precision in _TOWNS
    guessed = min(a.confidence, b.confidence) < GUESSED
    return towns and guessed and a.country == b.country and fold(a.name) == fold(b.name)


_SEAT = "/seat"


def _of_one_entry(a: str, b: str) -> bool:
    """Whether one is a district and the other its seat, where the gazetteer has but one entry.

    A text that names such a place seldom says which of the two it means.
    """
    return a.removesuffix(_SEAT) == b.removesuffix(_SEAT)


def _as_place(spot: Spot) -> Place:
    # the country of a name that stayed open was guessed from the rest of the article
    open_name = spot.precision == PlacePrecision.UNRESOLVED.value
    return Place(
        id=spot.id,
        name=spot.name,
        surface=spot.name,
        country=None if open_name else spot.country,
        precision=PlacePrecision(spot.precision),
    )


def question(a: Position, b: Position) -> Check:
    """Both answer questions of one family."""
    same = family(a.axis) == family(b.axis)
    if a.axis == b.axis == "other.statement" and a.answer.members == b.answer.members == ("be",):
        return Check("question", False, "each only says that somebody was there, or is")
    return Check("question", same, f"{a.axis} and {b.axis}")


_COUNTED_THINGS = frozenset({"other.count", "damage.lost"})
"""Axes that count anything: two counts meet only where both say of what."""


def referent(a: Position, b: Position) -> Check:
    """Both are about one object, force, group or part of the place."""
    if block_object(a) != block_object(b):
        return Check("referent", False, f"{block_object(a)!r} is not {block_object(b)!r}")
    if a.axis == b.axis == "movement.evacuation":
        same = a.referent == b.referent or _all_gone(a) or _all_gone(b)
        return Check("referent", same, f"{a.referent or 'people'} and {b.referent or 'people'}")
    if a.axis == b.axis and a.axis.startswith("movement."):
        same = _one_force(a, b) if a.referent and b.referent else True
        return Check("referent", same, f"force {a.referent} and {b.referent}")
    if a.axis.startswith("casualties.") and a.axis == b.axis and a.answer.kind == "n":
        for none, count in ((a, b), (b, a)):
            one_way = none.manner not in ("", HARM, HELD, count.manner)
            if none.answer.high == 0 and one_way:
                return Check("referent", False, f"one only says that nobody died by {none.manner}")
        for p, q in ((a, b), (b, a)):
            if p.referent != "role:enemy" or p.referent == q.referent:
                continue
            if same_side(q.referent, top(p.party)):
                return Check("referent", False, f"the enemies of {p.party} are not its own")
            if not p.party.startswith(("state:", "org:")):
                return Check("referent", False, f"nothing shows who the enemy of {p.party} is")
        relation = same_group(a.referent, b.referent)
        return Check(
            "referent", bool(relation), f"group {a.referent!r} and {b.referent!r}: {relation}"
        )
    if family(a.axis) == "person":
        same = same_person(a.referent, b.referent)
        return Check("referent", same, f"{a.referent!r} and {b.referent!r}")
    if a.axis in _COUNTED_THINGS and not (a.referent and b.referent):
        return Check("referent", False, "nothing says what is counted")
    if a.axis == b.axis == "damage.lost" and (a.manner == DAMAGED) != (b.manner == DAMAGED):
        hurt = a if a.manner == DAMAGED else b
        if hurt.answer.high != 0:
            return Check("referent", False, "one counts what was damaged, the other what was lost")
    if family(a.axis) == "attack":
        why = same_attack(a, b)
        return Check("referent", bool(why), why or "nothing shows that it is the same attack")
    if a.axis == DEED:
        return Check("referent", True, a.referent)  # of which the blocks are
    if a.axis == b.axis and a.axis.startswith("other.") and a.manner and b.manner:
        return Check("referent", a.manner == b.manner, f"of a {a.manner} and of a {b.manner}")
    if a.axis == b.axis and a.axis.startswith("status."):
        if a.axis == "status.access":
            one, other = (access_object(p.referent, p.scope) for p in (a, b))
            same = same_access(one, other)
            if same and not same_road(a.manner, b.manner):
                return Check("referent", False, f"the roads of {a.manner} and of {b.manner}")
        else:
            one, other = (subject(p.referent, p.scope) for p in (a, b))
            same = one == other or (not (one and other) and not {one, other} & _OF_ITS_OWN)
        return Check("referent", same, f"{one or 'the place'} and {other or 'the place'}")
    return Check("referent", True, block_object(a) or "the place")


def _one_force(a: Position, b: Position) -> bool:
    """Whether two positions are about one force; "the enemy" is whom the speaker fights."""
    if ENEMY in (a.referent, b.referent):
        return a.referent != b.referent and any(
            p.referent == ENEMY and is_enemy(q.referent, p.party, p.spot.country or "")
            for p, q in ((a, b), (b, a))
        )
    return is_meant(a.referent, b.referent)


_OF_ITS_OWN = frozenset(
    {"alarm", "brake", "engine", "steering", "sprinkler", "extinguisher", "ventilation", "search"}
    | {"water", "electricity", "gas", "communications"}
    | {"light", "sensor", "signal", "camera", "radar"}
)
"""What works or not by itself: what is told of the place may be of something else."""


_SENT_FROM_AFAR = frozenset({"drone strike", "airstrike", "missile strike", "live fire"})
"""Kinds of attack whose denial leaves a bomb."""


def same_attack(a: Position, b: Position) -> str:
    """What shows that two positions speak of one attack or accident; '' when nothing does.

    A town under fire sees many attacks, and 'there was an attack' meets 'we attack nobody' every
    day. So the pair must share what was struck, or a telling kind, or be an accusation and the
    accused party's own denial of that deed.
    """
    if a.axis == b.axis == "other.cause" and a.answer.complement != b.answer.complement:
        return "one names the cause that the other denies"
    if a.referent == b.referent == "first shot":
        return "both about who fired first"
    if _of_fighters(a) or _of_fighters(b):
        # both sides kill in a fight, and there are many: of these only an accusation meets its denial
        same = a.axis == b.axis and same_group(a.referent, b.referent) == "same"
        denied = a.answer.complement != b.answer.complement
        return "an accusation and a denial of it" if same and denied else ""
    kind_a, kind_b = _kind(a), _kind(b)
    if {kind_a, kind_b} == {"arson", "fire"}:
        return "both tell how the fire began"
    if any(
        kind == "storming" and p.answer.members == ("did-not-happen",) and other != kind
        for p, kind, other in ((a, kind_a, kind_b), (b, kind_b, kind_a))
    ):
        return ""  # what was not overrun may have been attacked
    if any(
        kind in _SENT_FROM_AFAR and p.answer.members == ("did-not-happen",) and other == "explosion"
        for p, kind, other in ((a, kind_a, kind_b), (b, kind_b, kind_a))
    ):
        return ""  # where no drone came, something may have blown up
    if {kind_a, kind_b} == _FIRE and a.denied != b.denied:
        kind_a = kind_b = ""  # who "did not open fire" did not shell
    if (kind_a in _MUNITIONS) != (kind_b in _MUNITIONS):
        return ""  # who used no cluster bombs may have shelled the temple
    if {a.axis, b.axis} == {"attack.occurrence", "other.cause"} and _struck(a):
        return f"both tell what befell the {_struck(a)}" if _struck(a) == _struck(b) else ""
    struck_a, struck_b = _struck(a), _struck(b)
    if {a.axis, b.axis} == {"attack.culprit", "other.cause"} and "crash" in (kind_a, kind_b):
        if (struck_a or struck_b) in _CRAFT:
            return f"both tell what befell the {struck_a or struck_b}"
    if _each_accuses(a, b) and a.victims and a.victims == b.victims:
        return f"both about the {a.victims}"
    if _each_accuses(a, b) and _tell_of_one(a, b):
        return "one says whose deed it was that both tell of"
    if kind_a != kind_b and not {kind_a, kind_b} & {"", *GENERIC_ATTACKS}:
        return ""
    if _each_accuses(a, b) and {struck_a, struck_b} <= SITES | _TOWN and struck_a != struck_b:
        return ""
    if _each_accuses(a, b) and struck_a != struck_b and kind_a in _EXCHANGED:
        one_deed = not (struck_a and struck_b) and _accuse_each_other(a, b)
        return "each says that the other did it" if one_deed else ""
    if kind_a and kind_a not in GENERIC_ATTACKS and kind_a == kind_b:
        return f"both about the {kind_a}"
    if a.axis == b.axis == "other.cause" and (
        a.referent == b.referent or "" in (a.referent, b.referent)
    ):
        return "both tell the cause of an accident"  # which of the two may not say of what kind
    if "|" in a.referent and "|" in b.referent:
        return "both about one person's death" if same_person(a.referent, b.referent) else ""
    if {a.axis, b.axis} == {"attack.intent", "other.cause"}:
        return "both tell how it came about"
    if struck_a and struck_b:
        return f"both about the {struck_a}" if struck_a == struck_b else ""
    if a.sentence and a.sentence == b.sentence:
        return "claimed and rejected in one sentence"
    if kind_a == kind_b == "explosion" and {a.axis, b.axis} == {"attack.culprit", "other.cause"}:
        return "both tell what exploded"
    if kind_a == kind_b == "explosion" and (a.denied or b.denied):
        return "an explosion, and a denial that there was one"  # nobody denies blasts by the day
    if a.axis == b.axis == "attack.culprit" and _accuse_each_other(a, b):
        return "each says that the other did it"
    one_denies = (a.denied or b.denied) and a.answer.complement != b.answer.complement
    if a.axis == b.axis == "attack.culprit" and one_denies:
        return "an accusation and a denial of it"  # of one party, since they exclude each other
    for accusation, denial in ((a, b), (b, a)):
        if (
            denial.denied
            and (
                _kind(denial) not in (*GENERIC_ATTACKS, "")
                or _struck(denial)
                or denial.axis == "attack.culprit"
            )
            and accusation.axis == "attack.culprit"
            and not accusation.answer.complement
            and any(top(m) == top(denial.party) for m in accusation.answer.members)
        ):
            return "an accusation and the accused party's denial"
    return ""


def _of_fighters(p: Position) -> bool:
    """Whether a position tells who killed soldiers or other fighters."""
    return p.axis == "attack.culprit" and (is_party(p.referent) or p.referent == "combatant")


def _each_accuses(a: Position, b: Position) -> bool:
    """Whether each names who did something: in a war two sides strike one town in a day."""
    return a.axis == b.axis == "attack.culprit" and not (a.answer.complement or b.answer.complement)


def _tell_of_one(a: Position, b: Position) -> bool:
    """Whether one of two accusations takes the deed for known, and the other may tell of that deed."""
    if not (a.identifies or b.identifies):
        return False
    struck = _struck(a), _struck(b)
    if all(struck) and struck[0] != struck[1]:
        return False
    kinds = {_kind(a), _kind(b)} - {"", *GENERIC_ATTACKS}
    if kinds & _NO_BLOODSHED and len(kinds | {_kind(a), _kind(b)}) > 1:
        return False
    return len(kinds) < 2 or (a.identifies and b.identifies)


_MUNITIONS = OWN_ARMS - {"live fire"}
_CRAFT = frozenset({"vessel", "aircraft", "train", "bus", "car", "truck", "vehicle"})
_NO_BLOODSHED = frozenset({"arson", "looting", "tear gas", "rubber bullets", "water cannon"})
"""Kinds of deeds that a text tells beside killings."""


def _accuse_each_other(a: Position, b: Position) -> bool:
    return all(
        not one.answer.complement and any(top(m) == top(other.party) for m in one.answer.members)
        for one, other in ((a, b), (b, a))
    )


def _struck(p: Position) -> str:
    """The object or facility that an attack position names."""
    if p.axis in OF_STRUCK and p.referent:
        return object_class(p.referent)
    return object_class(p.scope) if p.scope else ""


def _kind(p: Position) -> str:
    """The kind of attack or accident that a position names; '' where its axis names none."""
    if p.axis in ("attack.occurrence", "other.cause"):
        return _AERIAL.get(p.referent, p.referent or ANY_ATTACK)
    return _AERIAL.get(p.manner, p.manner)


def scope(a: Position, b: Position) -> Check:
    """Both count or describe the same extent: a facility or the place, an event or a period."""
    if (
        a.scope
        and b.scope
        and not (
            object_class(a.scope) == object_class(b.scope) or is_part(a.scope) or is_part(b.scope)
        )
    ):
        return Check("scope", False, f"{a.scope!r} is not {b.scope!r}")
    if not may_be_one(a.contrast, b.contrast):
        return Check("scope", False, f"{a.contrast} is not {b.contrast}")
    if _both_count(a, b):
        units = a.answer.unit, b.answer.unit
        if (
            all(units) and units[0] != units[1] and 0 not in (a.answer.high, b.answer.high)
        ):  # none is none of any unit
            return Check("scope", False, f"units {a.answer.unit!r} and {b.answer.unit!r}")
        if not (a.rejects or b.rejects) and _may_be_fewer(a, b):
            return Check("scope", False, "a part of the place may count fewer than the whole")
        if a.article_id == b.article_id and _part_and_whole(a, b):
            return Check("scope", False, "one text counts in a part of the place and in all of it")
        if a.axis in _WIDE and _far_apart(a, b) and not (a.rejects or b.rejects):
            return Check("scope", False, "so far apart that they must count different areas")
        long_a, long_b = _is_total(a), _is_total(b)
        if long_a != long_b:
            return Check("scope", False, "one counts an event, the other a longer period")
        periods = a.span.stated and b.span.stated
        if long_a and periods and abs(a.span.start - b.span.start) > 2 * timeline.DAY:
            return Check("scope", False, "the periods counted begin at different times")
    return Check("scope", True, a.scope or b.scope or "the whole")


_TREATING = frozenset({"hospital", "clinic", "morgue", "health centre", "school", "camp"})
"""Facilities that count those who were brought or fled to them."""


def _counts_inside(p: Position) -> bool:
    """Whether a toll is that of a hospital or prison of the place, not of all of it."""
    if not p.spot.part or not p.axis.startswith("casualties."):
        return False
    inside = object_class(p.scope)
    return inside in _TREATING or inside == "prison"


def _part_and_whole(a: Position, b: Position) -> bool:
    """Whether one counts some in a facility of the place, and the other at least as many."""
    return any(
        p.scope and not q.scope and p.answer.high != 0 and p.answer.lowest <= q.answer.highest
        for p, q in ((a, b), (b, a))
    )


def _may_be_fewer(a: Position, b: Position) -> bool:
    """Whether one counts in a part of the place what the other counts in all of it, and no more."""
    parts = [p for p in (a, b) if p.spot.part not in ("", p.spot.name) or _counts_inside(p)]
    if len(parts) != 1:
        return False
    part, whole = (a, b) if parts[0] is a else (b, a)
    if part.scope and object_class(part.scope) not in _TREATING and not _counts_inside(part):
        return False  # what happened in the prison is what happened in the town
    return part.answer.lowest <= whole.answer.highest


_WIDE = frozenset({"casualties.displaced", "damage.area", "casualties.rescued"})
"""Counts that texts give for a town and for a whole country in one breath."""
FAR_APART = 10.0


def _far_apart(a: Position, b: Position) -> bool:
    one, other = sorted(p.answer.high or p.answer.low or 0.0 for p in (a, b))
    return one > 0 and other / one >= FAR_APART


def _is_total(p: Position) -> bool:
    """Whether a number sums up a period longer than an event ('since February')."""
    if changes(p) is Change.VARIES:
        return False  # what is counted at a moment: 'there have been 60 beds since March'
    if p.tally == OF_WAR:
        return True
    longest = 3 * timeline.DAY if p.span.open_end else 8 * timeline.DAY
    return p.span.stated and p.span.end - p.span.start > longest


def stands(p: Position) -> bool:
    """Whether a position is put forward as true, or rejects what somebody put forward."""
    return p.firmness == ASSERTED or (p.firmness == HEDGED and p.rejects)


def standing(a: Position, b: Position) -> Check:
    """Both are put forward as true; a doubt counts only against a claim that it rejects."""
    for p in (a, b):
        if not stands(p):
            return Check("standing", False, f"{p.party} puts it as {p.firmness}")
    return Check("standing", True, "both are put forward as true")


def speakers(a: Position, b: Position) -> Check:
    """The speakers are apart: a party that says something new replaces what it said before."""
    if a.party == b.party or (same_side(a.party, b.party) and not (a.rejects or b.rejects)):
        return Check("speakers", False, f"{a.party} and {b.party} are one voice")
    if a.answer.kind == NUMBER and not (a.rejects or b.rejects) and unnamed_side(a.party, b.party):
        return Check("speakers", False, f"{a.party} and {b.party} may be one voice")
    if (a.concedes or b.concedes) and a.answer.kind != NUMBER:
        one = a if a.concedes else b
        return Check("speakers", False, f"{one.party} concedes")
    return Check("speakers", True, f"{a.party} and {b.party}")


def time(a: Position, b: Position) -> Check:
    """Both may speak of one event, or of one stretch of time."""
    if never(a) or never(b):
        denials = [(p, q) for p, q in ((a, b), (b, a)) if never(p)]
        # where each says so of the other's, the later one looks back
        before = in_reach(a, b) and any(
            timeline.event_span(deed).start <= denial.span.end for denial, deed in denials
        )
        return Check("time", before, "one says that it had never happened")
    if timeline.is_period(a.span) or timeline.is_period(b.span):
        same = timeline.is_period(a.span) and timeline.is_period(b.span)
        same = same and timeline.overlap(a.span, b.span)
        return Check("time", same, "one is about a past month or year")
    if not in_reach(a, b):
        return Check("time", False, "more than two weeks apart")
    if Change.SWITCHES in (changes(a), changes(b)):
        return Check("time", True, "states within two weeks")
    ea, eb = timeline.event_span(a), timeline.event_span(b)
    fine = min(a.span.grain, b.span.grain) < timeline.DAY
    slack = timeline.PART_SLACK if fine else timeline.DAY_SLACK
    if ea.stated and eb.stated and a.span.grain == b.span.grain == timeline.DAY:
        slack = 0.0  # 'on Sunday' and 'on Monday', in everybody's calendar
    near = timeline.overlap(ea, eb, slack)
    return Check("time", near, "may be one event" if near else "different days")


def _all_gone(p: Position) -> bool:
    """Whether everybody is said to have been brought away, patients and guests among them."""
    gone = p.answer.members == ("evacuated",) and not p.answer.complement
    return gone and not p.referent and p.extent == "full"


def never(p: Position) -> bool:
    """Whether a position says of a deed that at no time it was done."""
    return p.denied and p.span.open_start and changes(p) is Change.FIXED


_OF_ONE_EVENT = frozenset({"on board", "escapee", "speed", "cargo"})
"""Counts that an event settles: who was on board, who got out, how fast it went."""


def changes(position: Position) -> Change:
    """How the answer on a position's axis may change."""
    return _changes(position.axis, position.referent)


@lru_cache(maxsize=8192)
def _changes(axis: str, referent: str) -> Change:
    row = AXES.get(axis)
    if axis == "other.count" and referent in _OF_ONE_EVENT:
        return Change.FIXED
    return row.change if row else Change.SWITCHES


GATES: tuple[Gate, ...] = (place, question, referent, scope, standing, speakers, time)
"""In order: cheap and decisive first."""


def meet(a: Position, b: Position) -> bool:
    """Whether two positions pass the gates that look at no times.

    The referent is asked here, but for a claim and its rejection in one sentence, which only their
    mentions show; and so is the scope of all but counts.
    """
    return standing(a, b).passed and may_meet(a, b)


def may_meet(a: Position, b: Position) -> bool:
    """The same of positions that :func:`stands` lets stand."""
    if not (question(a, b).passed and speakers(a, b).passed):
        return False
    if not _both_count(a, b) and not scope(a, b).passed:
        return False
    return referent(a, b).passed or _may_share_sentence(a, b)


def meet_now(a: Position, b: Position) -> bool:
    """Whether two positions that :func:`meet` pass the other gates too, at these times."""
    one_spot = a.spot.id == b.spot.id and a.spot.part == b.spot.part
    if not (one_spot or place(a, b).passed):
        return False
    if _both_count(a, b) and not scope(a, b).passed:
        return False
    if not time(a, b).passed:
        return False
    return not _may_share_sentence(a, b) or referent(a, b).passed


def _both_count(a: Position, b: Position) -> bool:
    return a.answer.kind == NUMBER and b.answer.kind == NUMBER


def _may_share_sentence(a: Position, b: Position) -> bool:
    return family(a.axis) == "attack" and (a.rejects or b.rejects)


def all_checks(a: Position, b: Position) -> tuple[Check, ...]:
    """Every gate's outcome, for a person."""
    return tuple(gate(a, b) for gate in GATES)
