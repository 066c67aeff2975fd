"""Alerts: one for each pair of sides, kept up to date and resolved.

A *side* is a party with its stance on a question about a place. All claims by which the same two
sides contradict each other belong to one alert: its id is a hash of the sides, the place and the
epoch, computed from any one of those pairs alone, so neither order of arrival nor a restart can
raise it twice.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from contraflow.ledger import deeds
from contraflow.ledger.blocks import family
from contraflow.ledger.config import RULES_VERSION
from contraflow.ledger.merge import Behind, moment
from contraflow.ledger.position import NUMBER, Answer, Position, Spot
from contraflow.ledger.referents import (
    OF_STRUCK,
    access_object,
    is_party,
    named_person,
    object_class,
    subject,
    way,
)
from contraflow.ledger.sides import (
    PEACEKEEPERS,
    is_news_outlet,
    is_organ,
    is_unnamed_body,
    voice,
)
from contraflow.ledger.verdict import Clash
from contraflow.ledger.wording import explanation
from contraflow.parties.keys import top
from contraflow.places.match import UNRESOLVED_PREFIX, name_key
from schemas import (
    Alert,
    AlertStatus,
    Claim,
    ContradictionType,
    IndependentSources,
    Place,
    PlacePrecision,
)
from schemas.base import trusted


class Evidence(msgspec.Struct, array_like=True, gc=False):
    """One side's best mention."""

    position: Position
    key: str
    """Store key of the whole claim."""
    published: float
    stored: bytes = b""
    """Its stored form, once it was asked for; never stored itself."""

    def raw(self) -> msgspec.Raw:
        """The stored form: an alert changes often, the evidence of its sides seldom."""
        if not self.stored:
            self.stored = _encoder.encode((self.position, self.key, self.published))
        return msgspec.Raw(self.stored)


class SideState(msgspec.Struct, array_like=True, gc=False):
    """One side of an alert."""

    key: str
    evidence: Evidence
    claims: tuple[str, ...]
    """Store keys of the claims on this side, in order; their sources, and those of the claims that are
    one with them, are the side's (``backing.py``)."""
    told: tuple[int, int]
    """What the latest revision told of those sources (``Backing.told``)."""


class AlertState(msgspec.Struct, array_like=True, gc=False):
    """An alert as it is stored."""

    alert_id: str
    type: str
    sides: tuple[SideState, SideState]
    """Two, in order of their keys."""
    confidence: float
    revision: int
    """0 while it is held back for want of confidence."""
    status: str
    detected_at: float
    resolution: str | None
    cause: str
    """The mention that brought the latest revision."""


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(AlertState)


def encode(state: AlertState) -> bytes:
    """The stored form: all fields, one after the other."""
    return _encoder.encode(
        (
            state.alert_id,
            state.type,
            [(side.key, side.evidence.raw(), side.claims, side.told) for side in state.sides],
            state.confidence,
            state.revision,
            state.status,
            state.detected_at,
            state.resolution,
            state.cause,
        )
    )


def decode(raw: bytes) -> AlertState:
    """The state behind its stored form."""
    return _decoder.decode(raw)


def where(a: Position, b: Position) -> str:
    """The place in an alert's id: see :func:`_where`."""
    toll = a.axis.startswith(_COUNTS) and a.answer.kind == NUMBER
    # "the hospital in X" is what another text calls by its name: the sides say what was struck
    struck = {a.axis, b.axis} <= OF_STRUCK and bool(a.referent or b.referent)
    return _where(a.spot, b.spot, toll or struck)


@lru_cache(maxsize=8192)
def _where(a: Spot, b: Spot, toll: bool) -> str:
    """The place in an alert's id: the part with a name of its own that either is about, else the
    name that stayed open in both, else the resolved place.

    Of a port in a town one text names the port, the next the town, the third both: what clashes
    with a claim about the port is of the dispute over the port, however it names the place. But a
    toll of the port is that of the town, where both are told.
    """
    parts = set() if toll else {_part_name(spot) for spot in (a, b)} - {""}
    names = parts or {_open_name(spot) for spot in (a, b)}
    if len(names) == 1 and "" not in names:
        return f"{UNRESOLVED_PREFIX}{names.pop()}"
    # a district and its seat have one entry: 'geonames:1/district'
    ids = (top(spot.id) for spot in (a, b) if spot.precision != PlacePrecision.UNRESOLVED.value)
    return min(ids, default=max(a.id, b.id))


def _part_name(spot: Spot) -> str:
    """What the spellings of a part's own name share; '' for a place as a whole."""
    return name_key(spot.part) if spot.part != spot.name else ""


def _open_name(spot: Spot) -> str:
    """What the spellings of a name that stayed open share; else ''."""
    return name_key(spot.name) if spot.precision == PlacePrecision.UNRESOLVED.value else ""


def side_keys(a: Position, b: Position) -> tuple[str, str]:
    """The keys of the two sides of a clash: each account's voice with its stance.

    Positions on one family of questions fold into stances, so that one dispute is one alert. On
    who holds a place, holding it and being in it are one stance, and so are not holding it and
    having left it. Against a denial, saying that a deed was done and by whom is one stance; so
    are all ways of saying that an object was lost, and that it was not. Papers and
    agencies that speak for themselves are sources of one account, and no parties to the dispute.
    """
    keys = _keys(_unnamed(a), _unnamed(b))
    return keys if keys[0] != keys[1] else _keys(a, b)


def sides_of(clash: Clash, a: Position, b: Position) -> tuple[str, str]:
    """The keys of the sides of a clash. They depend on no times, so they are worked out once."""
    nature = clash.nature
    if nature.sides is None:
        nature.sides = side_keys(a, b)
    return nature.sides


def _unnamed(p: Position) -> Position:
    if p.own_voice and is_news_outlet(p.party):
        return msgspec.structs.replace(p, party="outlets")
    return p


def _keys(a: Position, b: Position) -> tuple[str, str]:
    for row in _FOLDS:
        folded = row(a, b)
        if folded is not None:
            return folded
    return f"{a.party}|{stance(a)}", f"{b.party}|{stance(b)}"


def _object_dispute(a: Position, b: Position) -> tuple[str, str] | None:
    """An object came to harm, or it did not."""
    if not any(p.axis.startswith("damage.") or p.rule in _FROM_DAMAGE for p in (a, b)):
        return None
    what = object_class(a.referent or b.referent)
    if a.sentence and a.sentence == b.sentence and (a.rejects or b.rejects):
        # 'X rejected the charge of having blown up the bridge' denies the deed
        return f"{a.party}|{_ATTACK}/{what}", f"{b.party}|{_ATTACK}/{what}"
    whole = [_is_whole(p) for p in (a, b)]
    if whole[0] == whole[1]:
        return None
    told = [f"damage/{'whole' if is_whole else 'lost'}/{what}" for is_whole in whole]
    return f"{a.party}|{told[0]}", f"{b.party}|{told[1]}"


def _blame_dispute(a: Position, b: Position) -> tuple[str, str] | None:
    """A deed and its denial; who is accused and blames another denies it.

    A person of no known side who clears a party speaks for it, as its officers do.
    """
    a, b = (_for_whom_it_clears(p) for p in (a, b))
    stances = [stance(a), stance(b)]
    for i, (p, other) in enumerate(((a, b), (b, a))):
        accused = other.axis == "attack.culprit" and not other.answer.complement
        if (
            accused
            and p.axis == "attack.culprit"
            and not p.answer.complement
            and top(p.party) in {top(m) for m in other.answer.members}
        ):
            stances[i] = _DENIES
    if _DENIES not in stances:
        # bystanders: 'it was X' meets 'it was Y' and 'it was not X'
        told = "attack/by whom"
        both_blame = a.axis == b.axis == "attack.culprit"
        return (f"{a.party}|{told}", f"{b.party}|{told}") if both_blame else None
    return _over_attack(a, b)


def _for_whom_it_clears(p: Position) -> Position:
    if p.axis != "attack.culprit" or not p.answer.complement or not p.party.startswith("person:"):
        return p
    return msgspec.structs.replace(p, party=voice(top(p.answer.members[0]), "attack"))


def _over_attack(a: Position, b: Position) -> tuple[str, str]:
    """The sides of a quarrel over an attack, whichever accuses; that on another object is apart."""
    both = {a.axis, b.axis} <= OF_STRUCK
    struck = max(object_class(p.referent) for p in (a, b)) if both else ""
    about = f"{_ATTACK}/{struck}" if struck else _ATTACK
    return f"{a.party}|{about}", f"{b.party}|{about}"


def _status_dispute(a: Position, b: Position) -> tuple[str, str] | None:
    """One facility or service, which one side names and the other may not.

    Organs of one state that give the same answer are one side.
    """
    if a.axis != b.axis or not a.axis.startswith("status."):
        return None
    if a.axis == "status.access":
        what = max(way(access_object(p.referent, p.scope)) for p in (a, b))
    else:
        what = max(subject(p.referent, p.scope) for p in (a, b))
    told = [f"{a.axis}/{what}/{_answer(p)}" for p in (a, b)]
    return f"{top(a.party)}|{told[0]}", f"{top(b.party)}|{told[1]}"


def _place_dispute(a: Position, b: Position) -> tuple[str, str] | None:
    """Who holds a place or is in it.

    That a party holds it is that party's account, be it told through a mouthpiece that the text
    leaves unnamed or in a headline without a speaker; a party that denies the other's hold says
    that its own goes on. Against a state, armed groups are one side: texts name them now by name,
    now as 'the rebels'.
    """
    held = [_hold(a), _hold(b)]
    if held[0] is None or held[1] is None:
        return None
    sides = [(_account(p, *h), *h) for p, h in zip((a, b), held, strict=True) if h is not None]
    if {state for _, state, _ in sides} == {"in", "out"}:
        sides = [
            (v, "in", (top(v),)) if s == "out" and _is_contender(v, ms) else (v, s, ms)
            for v, s, ms in sides
        ]
    if any(m.startswith(_STATE) for _, _, members in sides for m in members):
        plain = [
            (_armed(v) if v in ms or _of_groups(v, ms) else v, s, tuple(sorted(map(_armed, ms))))
            for v, s, ms in sides
        ]
        if plain[0] != plain[1]:
            sides = plain
    mine, theirs = (f"{v}|hold/{s}:{','.join(sorted({top(m) for m in ms}))}" for v, s, ms in sides)
    return mine, theirs


def _account(p: Position, state: str, members: tuple[str, ...]) -> str:
    """Whose account of who holds a place a position gives."""
    if state == "in" and len(members) == 1 and (p.headline or p.party in _MOUTHPIECES):
        return voice(top(members[0]), "control")
    return p.party


_STATE = "state:"
_MOUTHPIECES = frozenset(
    f"people:{word}"
    for word in (
        "spokesman spokeswoman spokesperson official commander officer general statement channel"
        " announcement army military group movement fighter office command ministry headquarters"
    ).split()
)
"""Speakers whom a text leaves unnamed and who speak for the party that the sentence is about."""


_GROUPS = ("org:", "role:rebels")


def _is_contender(party: str, denied: tuple[str, ...]) -> bool:
    """Whether a party that denies others' hold is itself one that holds places."""
    return party.startswith((_STATE, *_GROUPS)) and top(party) not in {top(m) for m in denied}


def _of_groups(voice: str, members: tuple[str, ...]) -> bool:
    """Whether a group speaks of armed men without their name: "the fighters are inside"."""
    return voice.startswith(_GROUPS) and "role:rebels" in members


def _armed(party: str) -> str:
    # 'the wards are ours, said an officer': whoever holds a place against a state
    unnamed = ("people:", "person:", "body:", "name:")
    return "armed group" if party.startswith((*_GROUPS, *unnamed)) else party


def _hold(p: Position) -> tuple[str, tuple[str, ...]] | None:
    """Whether a position puts parties in a place or out of it, and which."""
    answer = p.answer
    if p.axis == "control.holder":
        return ("out" if answer.complement else "in"), answer.members
    state = {"inside": "in", "outside": "out"}.get(",".join(answer.members))
    if p.axis != "movement.presence" or state is None:
        return None
    if answer.complement:
        state = "in" if state == "out" else "out"  # who has not left is there
    force = "role:peacekeepers" if p.referent in PEACEKEEPERS else p.referent
    return state, (force,)


def _count_dispute(a: Position, b: Position) -> tuple[str, str] | None:
    """How many of a group, which one side names and the other may not.

    Two figures make one dispute, whoever gives the one and the other: a governor, his spokesman and
    a paper after them. Of a side's fighters it matters for which side one speaks, since each gives
    its own and the other's. Where one says 'nobody' the speakers are told apart; a body that one text
    leaves unnamed gives the count of the one that another text names, and organs of one state with
    one count are one side.
    """
    if a.axis != b.axis or not a.axis.startswith(_COUNTS) or a.answer.kind != NUMBER:
        return None
    # a side's fighters go now by its name, now as fighters; the counts tell the sides apart
    group = max("combatant" if is_party(p.referent) else p.referent for p in (a, b))
    told = f"{a.axis}/{group}"
    one, other = f"{told}/{_answer(a)}", f"{told}/{_answer(b)}"
    if 0 not in (a.answer.high, b.answer.high) and one != other:
        if group != "combatant":
            # nine civilians by one, nine people by another
            of = group if a.axis == "other.count" else ""
            return f"{a.axis}/{of}/{_answer(a)}", f"{b.axis}/{of}/{_answer(b)}"
        states = {top(p.party) for p in (a, b) if p.party.startswith(_STATE)}
        return (
            f"{_camp(a.party, len(states))}|{one}",
            f"{_camp(b.party, len(states))}|{other}",
        )
    return f"{_counter(a.party)}|{one}", f"{_counter(b.party)}|{other}"


_COUNTS = ("casualties.", "other.count")


def _camp(party: str, states: int) -> str:
    """For which side one speaks who counts fighters: the groups', or their enemies'; of two states, which."""
    if party.startswith(_GROUPS):
        return "armed group"
    return top(party) if states > 1 else "others"


def _counter(party: str) -> str:
    if party.startswith("body:") or is_unnamed_body(party):
        return "a body"
    return top(party) if is_organ(party) else party


def _fate_dispute(a: Position, b: Position) -> tuple[str, str] | None:
    """What became of a person, whom the texts present in several ways."""
    names = {named_person(p.axis, p.referent) for p in (a, b)}
    if len(names) != 1 or "" in names:
        return None
    told = [f"{p.axis}/{named_person(p.axis, p.referent)}/{_answer(p)}" for p in (a, b)]
    return f"{a.party}|{told[0]}", f"{b.party}|{told[1]}"


_FOLDS = (
    deeds.dispute,
    _object_dispute,
    _place_dispute,
    _blame_dispute,
    _status_dispute,
    _count_dispute,
    _fate_dispute,
)
"""Kinds of dispute that are had in several ways; the first that fits names the sides."""
_ATTACK = "attack"
_DENIES = f"{_ATTACK}/denies"
_FROM_DAMAGE = frozenset({"none-lost-is-intact", "destroyed-is-lost", "destroyed-is-impassable"})


def _is_whole(p: Position) -> bool:
    """Whether a position says that an object came to no harm: intact, none lost, in use."""
    if p.answer.kind == NUMBER:
        return p.answer.high == 0
    members = set(p.answer.members)
    return members <= ({"damaged", "destroyed"} if p.answer.complement else {"intact", "open"})


def stance(p: Position) -> str:
    """What a position comes down to."""
    if family(p.axis) == "attack" and p.axis != "other.cause":
        return _attack_stance(p)
    return f"{p.axis}/{p.referent}/{_answer(p)}"


def _answer(p: Position) -> str:
    answer = p.answer
    if answer.kind == NUMBER:
        return _number(answer)
    return ("~" if answer.complement else "") + ",".join(sorted({top(m) for m in answer.members}))


def _number(answer: Answer) -> str:
    """A count's stance: 'five' and 'at least five' are held against the same other counts, 'more
    than 270' and 272 are one figure in a dispute over hundreds, and 'not dozens' and 'not 57' are
    one answer to 57."""
    low, high = answer.low, answer.high
    if low is not None and high is None and low > 10 and low % 10 == 1:
        low -= 1  # "more than 30"
    if answer.approximate and low is not None and high is not None:
        return f"{(low + high) / 2:.3g}"
    if low is None or (low == 0 and high):
        return "fewer"
    return f"{low:.2g}" if low >= _HUNDREDS else f"{low:g}"


_HUNDREDS = 100
"""From which number on figures that differ in the last digit alone are one."""


def _attack_stance(p: Position) -> str:
    """Blaming a party, denying the deed, or saying that it took place at all."""
    answer = p.answer
    own = top(p.party)
    if p.axis == "attack.intent":
        return f"attack/intent/{answer.complement}{','.join(answer.members)}"
    if p.axis == "attack.culprit":
        blamed = sorted({top(m) for m in answer.members})
        if not answer.complement:
            return f"attack/by:{','.join(blamed)}"
        return _DENIES if blamed == [own] else f"attack/not by:{','.join(blamed)}"
    happened = answer.members == ("happened",) and not answer.complement
    return "attack/happened" if happened else _DENIES


def is_better(state: AlertState, clash: Clash, a: Evidence, b: Evidence) -> bool:
    """Whether a clash is better evidence than the alert's present one: surer, then earlier."""
    old = [side.evidence for side in state.sides]
    return _rank(clash.confidence, a, b) < _rank(state.confidence, old[0], old[1])


def _rank(confidence: float, a: Evidence, b: Evidence) -> tuple[float, float, float, str, str]:
    first, second = sorted((a.published, b.published))
    ids = sorted((a.position.mention_id, b.position.mention_id))
    return (-confidence, second, first, ids[0], ids[1])


def _told_at(earlier: Claim, later: Claim) -> Place:
    """The place of an alert: the later claim's, unless the earlier one tells it better, by naming
    it or by one that is on the map."""

    def told(claim: Claim) -> tuple[bool, bool]:
        open_name = claim.place.precision is PlacePrecision.UNRESOLVED
        return claim.place.surface in claim.quote, not open_name

    return earlier.place if told(earlier) > told(later) else later.place


class Told(msgspec.Struct, frozen=True, gc=False):
    """What an alert's record tells of the evidence of its two sides."""

    type: ContradictionType
    place: Place
    earlier: Claim
    later: Claim
    order: tuple[int, int]
    """The sides of the earlier and of the later."""
    explanation: str


def told(state: AlertState, claims: tuple[Claim, Claim]) -> Told:
    """What is told of the evidence of the sides; ``claims`` is that evidence."""
    one, other = sorted(
        (0, 1),
        key=lambda i: (
            claims[i].published_at,
            claims[i].article_id,
            claims[i].span,
            claims[i].mention_id,
        ),
    )
    first, second = (state.sides[i].evidence.position for i in (one, other))
    earlier, later = claims[one], claims[other]
    kind = ContradictionType(state.type)
    return Told(
        kind,
        _told_at(earlier, later),
        earlier,
        later,
        (one, other),
        explanation(kind, earlier, later, first, second),
    )


def record(state: AlertState, told: Told, sources: tuple[Behind, Behind]) -> Alert:
    """The record that is published for an alert's state.

    ``told`` is told of the evidence of its sides, ``sources`` all that stand behind them.
    """
    one, other = told.order
    return trusted(
        Alert,
        alert_id=state.alert_id,
        revision=max(1, state.revision),
        status=_STATUS[state.status],
        type=told.type,
        place=told.place,
        aspect=told.earlier.aspect,
        earlier=told.earlier,
        later=told.later,
        independent_sources=_sources(sources[one], sources[other]),
        confidence=state.confidence,
        explanation=told.explanation,
        detected_at=moment(state.detected_at),
        rules_version=RULES_VERSION,
        resolution=state.resolution,
    )


_STATUS = {status.value: status for status in AlertStatus}


def _sources(earlier: Behind, later: Behind) -> IndependentSources:
    return trusted(
        IndependentSources,
        # one at least speaks for a side whose claim is forgotten by now
        earlier=earlier.independent or 1,
        later=later.independent or 1,
        earlier_outlets=earlier.outlets,
        later_outlets=later.outlets,
    )
