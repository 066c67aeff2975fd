"""From a claim to positions: what it says outright, and what follows from it.

What follows is data: one row an entailment. Relations *between* two positions on different axes of
one family (holding a town and having left it) are in ``exclusion.py``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from contraflow.ledger.contrasts import contrast, head_noun, person_of, victims
from contraflow.ledger.deeds import deeds_of
from contraflow.ledger.identity import (
    firmness_of,
    referent_of,
    scope_of,
)
from contraflow.ledger.position import NUMBER, PARTY, STATE, Answer, Position, Spot
from contraflow.ledger.referents import (
    ACCOUNTED,
    ARMED,
    AT_HOME,
    BATTLE,
    CONTROLLED,
    EVACUATION,
    EXPELLED,
    FENDED,
    HARM,
    HELD,
    HIT,
    KEPT,
    MISSED,
    OWN_ARMS,
    SHOOTING,
    UNOWNED,
    is_part,
    is_run,
    is_way,
    manner,
    named_person,
    object_class,
    thing_named,
    told_by_object,
)
from contraflow.ledger.sets import widened
from contraflow.ledger.sides import claim_party
from contraflow.ledger.tallies import tally
from contraflow.ledger.ties import telling_words
from contraflow.ledger.timeline import published_step, span_of
from contraflow.ledger.ways import road_names
from contraflow.parties.keys import top
from schemas import (
    Claim,
    Modality,
    Numbers,
    Parties,
    Place,
    PlacePrecision,
    Polarity,
    States,
    Value,
)

_PARTIAL_COUNT = frozenset(
    {"bring", "receive", "admit", "recover", "find", "identify", "bury", "retrieve", "pull"}
    | {"treat", "count", "see", "collect", "funeral"}
)
"""Verbs of counting what one has in hand: the number is a lower bound of the event's toll."""
_IN_CARE = re.compile(
    r"\b(?:hospital|hospitali[sz]e|clinic|ward|treat|admit|admission|bring|rush|discharge|evacuate"
    r"|receive)\b"
)
_ARRIVALS = frozenset(
    {
        "arrive",
        "reach",
        "shelter",
        "take shelter",
        "take refuge",
        "seek refuge",
        "seek shelter",
        "register",
    }
    | {"cross", "cross into", "stream", "stream into", "pour into", "host", "receive", "enter"}
)


def _is_in_hand(claim: Claim) -> bool:
    """Whether those are counted whom somebody has in hand, and there may be more: bodies found, the
    hurt who were brought to a hospital, the displaced who reached a camp."""
    verb = claim.predicate.casefold()
    if claim.axis == "casualties.killed":
        return verb in _PARTIAL_COUNT
    if claim.axis == "casualties.injured":
        return _IN_CARE.search(verb) is not None
    return claim.axis == "casualties.displaced" and verb in _ARRIVALS


_ONE = frozenset({"a", "an", "another", "A", "An", "Another", "one", "One"})
_ALONE = re.compile(
    r"\b(?:[Oo]nly|[Jj]ust|[Bb]ut|[Mm]erely|no more than) (?:an?|one)\b|\band no (?:more|others)\b"
)
_COUNTABLE = frozenset(
    {"aircraft", "drone", "tank", "vessel", "vehicle", "truck", "gun", "howitzer", "radar"}
    | {"train", "car", "missile"}
)
"""Objects whose destruction is a loss that one counts."""
_OF_VEHICLES = frozenset({"brake", "engine", "steering"})
"""Devices without which a vehicle is in no good order."""
_PASSABLE = frozenset({"bridge", "road", "airport", "tunnel", "railway", "port", "border crossing"})
"""Objects that nobody can use once destroyed."""


_TRIPS = frozenset({"flight", "flights", "train", "trains", "bus", "ferry"})
KIND_OF = "kind-of"
"""Name of the entailments that meet no claim but one of none at all."""
_VEHICLES = frozenset({"tank", "truck", "car", "bus", "ambulance", "armoured vehicle"})
_BUILT = frozenset({"bridge", "dam", "tunnel", "tower", "pipeline", "building", "railway"})
_ARMED = ("state:", "org:", "role:")
"""Beginnings of the ids of parties that may hold a place or kill."""
ALL_DOWN = "all-shot-down"
"""Name of the entailment that meets claims of what was hit, and not of the attack as such."""
_SENT = {"drone": "drone strike", "missile": "missile strike"}
"""What is sent against a place, and the attack that it makes."""
SOMETHING_HARMED = "something-harmed"
"""Name of the entailments that meet no claim but 'there was no damage'."""
ORDERED_OUT = "ordered-out"
"""Name of the entailment that meets no claim but 'nobody was evacuated'."""
SOME_HELD = "some-held"
"""Name of the entailment that meets no claim but that all captives are free."""
LIVED_IN = "lived-in"
"""Name of the entailment by which a force at home in a place holds what it is in."""
_NOBODY_KNOWN = frozenset({"role:unknown", "role:enemy", "role:military"})
PART_HELD = "part-held"
"""Name of the entailment that meets claims about the whole place alone."""
IN_A_HOUSE = "in-a-house"
"""Name of the entailment that takes a force in a house of the town for one in the town."""
_IN_TOWN = frozenset(
    {"building", "hospital", "school", "church", "market", "prison", "bank", "town hall"}
    | {"police station", "base", "military base", "barracks", "camp", "garrison", "headquarters"}
)
"""Facilities that a town has inside: its airport may lie far out."""


def _granted(answer: Answer, axis: str) -> Answer:
    """A range with what approximation and rounding grant it on an axis."""
    lowest, highest = widened(answer, axis)
    return msgspec.structs.replace(answer, lowest=lowest, highest=highest)


def answer_of(value: Value, axis: str) -> Answer:
    """A claim's value in the compact form."""
    if isinstance(value, Numbers):
        answer = Answer(
            NUMBER,
            low=value.low,
            high=value.high,
            unit=value.unit,
            approximate=value.approximate,
            text=value.text,
        )
        return _granted(answer, axis)
    kind = PARTY if isinstance(value, Parties) else STATE
    return Answer(kind, tuple(sorted(value.members)), value.complement)


UNRESOLVED_CONFIDENCE = 0.9
"""Of two claims under one unresolved name, that they mean one place."""


@dataclass(frozen=True, slots=True)
class Entailment:
    """One inference: a position on ``source`` that passes ``when`` yields one on ``target``."""

    name: str
    source: str
    target: str
    when: Callable[[Position], bool]
    answer: Callable[[Position], Answer]
    referent: Callable[[Position], str]
    strength: float
    why: str
    of_place: bool = False
    """It says so of the place as a whole, and of some of it."""


def _states(*members: str) -> Callable[[Position], Answer]:
    return lambda _: Answer(STATE, members)


def _at_least_one(position: Position) -> Answer:
    return Answer(NUMBER, low=1.0, unit=position.referent, text="at least one", lowest=0.5)


def _same_referent(position: Position) -> str:
    return position.referent


def _says(state: str) -> Callable[[Position], bool]:
    return lambda p: p.answer.members == (state,) and not p.answer.complement


ENTAILMENTS: tuple[Entailment, ...] = (
    Entailment(
        "none-lost-is-intact", "damage.lost", "damage.state",
        lambda p: p.answer.high == 0, _states("intact"), _same_referent,
        0.9, "none lost, so none destroyed",
    ),
    Entailment(
        "destroyed-is-lost", "damage.state", "damage.lost",
        lambda p: _says("destroyed")(p) and object_class(p.referent) in _COUNTABLE,
        _at_least_one, _same_referent,
        0.9, "one destroyed is at least one lost",
    ),
    Entailment(
        "destroyed-is-impassable", "damage.state", "status.access",
        lambda p: _says("destroyed")(p) and object_class(p.referent) in _PASSABLE,
        _states("closed"), _same_referent,
        0.75, "what is destroyed cannot be used",
    ),
    Entailment(
        "left-somehow-is-left", "movement.manner", "movement.presence",
        lambda p: not p.answer.complement, _states("outside"), _same_referent,
        0.85, "a force that left in whatever manner is gone",
    ),
    Entailment(
        "expelled-is-rout", "movement.presence", "movement.manner",
        lambda p: p.manner == EXPELLED and _says("outside")(p), _states("rout"), _same_referent,
        0.9, "who is driven out does not leave by plan",
    ),
    Entailment(
        "told-to-leave-is-warned", "status.order", "other.event",
        lambda p: p.referent == "evacuation order" and _says("in-force")(p),
        _states("happened"), lambda p: "warning",
        0.8, "who is told to leave is warned",
    ),
    *(
        Entailment(
            f"{cause}-failed", "other.cause", "status.service",
            _says(f"technical:{cause}"), _states("not-working"), lambda _, device=device: device,  # type: ignore[misc]
            0.9, "what caused it did not work",
        )
        for cause, device in (
            ("brakes", "brake"), ("engine", "engine"), ("signalling", "signal"),
        )
    ),
    *(
        Entailment(
            f"cause-means-{fact}", "other.cause", "other.event",
            _says(f"human:{cause}"), _states("happened"), lambda _, fact=fact: fact,  # type: ignore[misc]
            0.9, "what caused it took place",
        )
        for cause, fact in (
            ("overloading", "overloading"), ("speeding", "speeding"), ("signal", "red signal"),
            ("drunkenness", "drunkenness"), ("fatigue", "sleep"),
        )
    ),
    Entailment(
        "controlled-is-held", "status.conditions", "control.holder",
        lambda p: p.manner == CONTROLLED and p.party.startswith(_ARMED) and _says("calm")(p),
        lambda p: Answer(PARTY, (top(p.party),)), lambda p: "",
        0.85, "who calls the situation under control says that it has control",
    ),
    Entailment(
        SOME_HELD, "casualties.captured", "casualties.custody",
        lambda p: p.manner == HELD and (p.answer.low or 0) > 0, _states("held"),
        lambda p: "captives|",
        0.85, "where some are counted as held, not all are free",
    ),
    Entailment(
        "counted-is-free", "casualties.missing", "casualties.captured",
        lambda p: p.manner == ACCOUNTED and p.answer.high == 0 and bool(p.referent),
        lambda p: p.answer, _same_referent,
        0.85, "who is accounted for is no prisoner",
    ),
    Entailment(
        "repaired-is-open", "other.event", "status.access",
        lambda p: p.referent == "repair" and p.manner in _PASSABLE and _says("happened")(p),
        _states("open"), lambda p: p.manner,
        0.7, "a way that was repaired can be used again",
    ),
    Entailment(
        "rainfall-is-rain", "other.count", "other.event",
        lambda p: p.referent == "rainfall" and (p.answer.low or 0) > 1,
        _states("happened"), lambda p: "rain",
        0.8, "where rain was measured it rained",
    ),
    Entailment(
        "blown-up-is-attacked", "damage.state", "other.cause",
        lambda p: p.manner == ARMED and p.referent in _BUILT and _says("destroyed")(p),
        _states("attack:weapon"), lambda p: "collapse",
        0.9, "what was blown up fell for no other cause",
    ),
    *(
        Entailment(
            KIND_OF, axis, axis,
            lambda p, axis=axis: p.referent in _VEHICLES and not p.answer.complement  # type: ignore[misc]
            and (_says("destroyed")(p) if axis == "damage.state" else (p.answer.low or 0) > 0),
            lambda p: p.answer, lambda p: "vehicle",
            0.85, "a tank is a vehicle",
        )
        for axis in ("damage.state", "damage.lost")
    ),
    Entailment(
        "case-is-disease", "other.count", "status.fire",
        lambda p: p.referent == "case" and (p.answer.low or 0) > 0,
        _states("active"), lambda p: "disease",
        0.85, "where somebody has it, the disease is there",
    ),
    Entailment(
        "case-is-positive-test", "other.count", "other.event",
        lambda p: p.referent == "case" and (p.answer.low or 0) > 0,
        _states("happened"), lambda p: "positive test",
        0.85, "where somebody has it, a test was positive",
    ),
    Entailment(
        "positive-test-is-disease", "other.event", "status.fire",
        lambda p: p.referent == "positive test" and _says("happened")(p),
        _states("active"), lambda p: "disease",
        0.8, "where a test was positive, the disease is there",
    ),
    Entailment(
        "device-fails-is-unsound", "status.service", "other.event",
        lambda p: p.referent in _OF_VEHICLES and _says("not-working")(p),
        _states("did-not-happen"), lambda p: "soundness",
        0.8, "what has no brakes is in no good order",
    ),
    Entailment(
        "culprit-means-it-happened", "attack.culprit", "attack.occurrence",
        lambda p: not p.answer.complement and not p.denied, _states("happened"),
        lambda p: "attack",
        0.8, "an attack with a culprit took place",
    ),
    Entailment(
        "moved-out-is-evacuated", "casualties.displaced", "movement.evacuation",
        lambda p: p.manner == EVACUATION and (p.answer.low or 0) > 0, _states("evacuated"),
        lambda p: "",
        0.85, "who was brought away was evacuated",
    ),
    Entailment(
        "shot-dead-by-shots", "casualties.killed", "attack.occurrence",
        lambda p: p.manner == SHOOTING and (p.answer.low or 0) > 0, _states("happened"),
        lambda p: "live fire",
        0.9, "who was shot dead was shot at",
    ),
    Entailment(
        "unharmed-is-alive", "casualties.injured", "casualties.killed",
        lambda p: p.answer.high == 0 and p.manner == HARM, lambda p: p.answer, _same_referent,
        0.85, "who was not harmed was not killed",
    ),
    Entailment(
        ORDERED_OUT, "status.order", "movement.evacuation",
        lambda p: p.referent == "evacuation order" and _says("in-force")(p),
        _states("evacuated"), lambda p: "",
        0.8, "who is told to leave is being evacuated",
    ),
    Entailment(
        ALL_DOWN, "damage.lost", "attack.occurrence",
        lambda p: p.extent == "full" and (p.answer.low or 0) > 0 and p.referent in _SENT,
        _states("did-not-happen"), lambda p: _SENT[p.referent],
        0.85, "what was shot down hit nothing",
    ),
    Entailment(
        "battle-is-fighting", "attack.occurrence", "status.conditions",
        lambda p: p.manner == BATTLE and _says("happened")(p), _states("fighting"),
        lambda p: "",
        0.85, "where they clash there is fighting",
    ),
    Entailment(
        SOMETHING_HARMED, "damage.state", "damage.state",
        lambda p: bool(p.referent) and not p.answer.complement and "intact" not in p.answer.members,
        _states("damaged"), lambda p: "",
        0.9, "what was damaged is damage", of_place=True,
    ),
    Entailment(
        SOMETHING_HARMED, "damage.lost", "damage.state",
        lambda p: (p.answer.low or 0) > 0, _states("damaged"), lambda p: "",
        0.9, "what was lost is damage", of_place=True,
    ),
    Entailment(
        IN_A_HOUSE, "movement.presence", "movement.presence",
        lambda p: p.scope in _IN_TOWN and _says("inside")(p), lambda p: p.answer,
        _same_referent,
        0.85, "who is in a house of the town is in the town", of_place=True,
    ),
    Entailment(
        LIVED_IN, "movement.presence", "control.holder",
        lambda p: p.manner == AT_HOME and _says("inside")(p) and p.referent.startswith(_ARMED)
        and p.referent not in _NOBODY_KNOWN,
        lambda p: Answer(PARTY, (top(p.referent),)), lambda p: "",
        0.75, "who sleeps or prays there has it in hand", of_place=False,
    ),
    Entailment(
        PART_HELD, "control.holder", "control.holder",
        lambda p: p.referent in _IN_TOWN and not p.answer.complement, lambda p: p.answer,
        lambda p: "",
        0.85, "who holds a house in the town holds a part of it", of_place=True,
    ),
)  # fmt: skip
"""All entailments; a new one is a row here and a test."""


def outright(claim: Claim) -> Position:
    """The position that a claim states itself."""
    answer = answer_of(claim.value, claim.axis)
    if answer.kind == NUMBER and answer.low and _is_in_hand(claim):
        answer = msgspec.structs.replace(answer, high=None, highest=math.inf)
    if (
        answer.kind == NUMBER
        and answer.low == answer.high == 1
        and answer.text in _ONE
        and not _ALONE.search(claim.quote)
    ):
        # 'a commander was killed', 'one of them died' does not say that nobody else was
        answer = msgspec.structs.replace(answer, high=None, highest=math.inf)
    scope = scope_of(claim)
    extent = claim.extent
    if claim.axis == "control.holder" and is_part(scope) and not answer.complement:
        extent = "partial"
    how = manner(claim.axis, claim.predicate) or told_by_object(claim)
    if how in KEPT and not scope and extent == "unstated":
        extent = "full"  # where an attack failed nothing was lost
    axis = claim.axis
    if axis == "status.service" and is_way(claim.referent, scope):
        axis, answer = "status.access", msgspec.structs.replace(answer, members=_opened(answer))
    elif axis == "status.access" and is_run(claim.referent, scope):
        axis, answer = "status.service", msgspec.structs.replace(answer, members=_opened(answer))
    if claim.referent in _TRIPS and extent == "unstated":
        extent = "partial"  # "flights were cancelled": some of them
    if axis == "damage.state" and _is_some_building(claim, scope):
        extent = "partial"
    contrasts = contrast(claim)
    if axis == "status.service" and extent == "unstated" and "side:" in contrasts:
        extent = "partial"  # "residents of the western suburbs have no water"
    return Position(
        axis=axis,
        referent=referent_of(claim),
        scope=scope,
        answer=answer,
        extent=extent,
        party=claim_party(claim),
        own_voice=claim.speaker.is_outlet,
        span=span_of(claim),
        published=published_step(claim),
        firmness=firmness_of(claim),
        denied=claim.modality is Modality.DENIED or claim.polarity is Polarity.NEGATED,
        rejects=claim.rejects,
        concedes=claim.concedes,
        # 'no unit has left' tells of no change
        updates=claim.updates and claim.polarity is Polarity.AFFIRMED,
        confidence=round(claim.confidence, 4),
        mention_id=claim.mention_id,
        claim_key="",
        article_id=claim.article_id,
        sentence=_sentence(claim),
        spot=spot_of(claim.place),
        headline=claim.field == "title" and claim.speaker.is_outlet,
        manner=how or road_names(claim) or _attack_manner(claim) or thing_named(claim),
        contrast=contrasts,
        victims=victims(claim),
        identifies=claim.identifies,
        tally=tally(claim),
        words=telling_words(claim.quote),
        names_place=claim.place.surface.lower() in claim.quote.lower(),
    )


def _is_some_building(claim: Claim, scope: str) -> bool:
    """Whether buildings are told of that nothing tells from others of the place: "six houses stand"."""
    told = claim.target or claim.actor
    return (
        claim.referent == "building"
        and not scope
        and claim.polarity is Polarity.AFFIRMED
        and told is not None
        and _SOME.match(told.text) is not None
    )


_SOME = re.compile(
    r"(?!all |every |each |most |the |this |that |these |those |no (?!more))(?:(?:no |at |about |only |some )?(?:more|less|least|fewer|up)? ?(?:than |to )?)?(?:an? |one |two |three |several |some |many |dozens |[\w,-]+ (?:houses|homes|buildings)\b"
    r"|houses|homes|buildings|shops)",
    re.IGNORECASE,
)


def _attack_manner(claim: Claim) -> str:
    """Of an attack, whether it struck what is named, or was made with arms that only one side has
    by somebody who is not."""
    arms = claim.axis == "attack.occurrence" and claim.referent in OWN_ARMS
    if arms:
        return UNOWNED if claim.actor is None or claim.actor.party is None else ""
    if claim.axis != "attack.occurrence":
        return ""
    deed = claim.predicate.casefold()
    if claim.value == _NOT_HAPPENED and deed in _KEPT_OFF and claim.referent in _FROM_THE_AIR:
        return FENDED
    if deed not in _HITS or claim.target is None:
        return ""
    return MISSED if head_noun(claim.target.text) in _OPEN_GROUND else HIT


_OPEN_GROUND = frozenset(
    {
        "field",
        "fields",
        "sea",
        "water",
        "desert",
        "lake",
        "river",
        "forest",
        "ground",
        "area",
        "areas",
    }
    | {"farmland", "mountain", "mountains", "hills", "sands", "bush", "air"}
)
"""Where shells fall that hit nothing."""
_FROM_THE_AIR = frozenset({"drone strike", "missile strike", "shelling", "attack"})
_NOT_HAPPENED = States(members=("did-not-happen",))
_KEPT_OFF = frozenset(
    {"reach", "get", "make", "come", "penetrate", "pierce", "break", "attain", "enter", "touch"}
    | {"bring", "shoot", "down", "intercept", "destroy", "knock", "swat", "neutralise", "jam"}
    | {"neutralize", "repel", "fell", "eliminate", "take", "stop", "thwart", "foil", "arrive"}
)
_HITS = frozenset(
    {
        "hit",
        "strike",
        "destroy",
        "damage",
        "fly",
        "slam",
        "smash",
        "plough",
        "plow",
        "crash",
        "tear",
    }
    | {
        "fly into",
        "dive into",
        "plunge into",
        "go into",
        "rip",
        "land",
        "fall",
        "come down on",
        "tear open",
        "rip open",
        "punch",
        "slice",
    }
)


_OPENED = {"working": "open", "not-working": "closed", "open": "working", "closed": "not-working"}


def _opened(answer: Answer) -> tuple[str, ...]:
    """The state of a way that works or does not, or of a house that is open or closed."""
    return tuple(sorted(_OPENED.get(member, member) for member in answer.members))


def _sentence(claim: Claim) -> str:
    if claim.rejects or claim.modality is Modality.CLAIMED:
        start = claim.span[0] if claim.sentence is None else claim.sentence
        return f"{claim.article_id}/{claim.field}/{start}"
    return ""


def _own_part(place: Place) -> str:
    """The town's name, where a facility bears it: "X airport" is not the airport of Y in X."""
    return place.name if place.precision is PlacePrecision.FACILITY else ""


def spot_of(place: Place) -> Spot:
    """The place, with how sure it is that other claims about it mean the same.

    An unresolved name may stand anywhere on the map, but within one story it stands for one place.
    """
    open_name = place.precision is PlacePrecision.UNRESOLVED
    return Spot(
        id=place.id,
        name=place.name,
        country=place.country,
        precision=place.precision.value,
        confidence=UNRESOLVED_CONFIDENCE if open_name else round(place.confidence, 4),
        part=place.part or (_own_part(place) if place.facility else ""),
    )


def _killers(claim: Claim, said: Position) -> Iterator[Position]:
    """Of a person who was killed by somebody, who did it."""
    killer = claim.actor.party.id if claim.actor and claim.actor.party else ""
    if (
        said.axis == "casualties.fate"
        and _says("dead")(said)
        and claim.predicate.casefold() in _KILLING
        and killer.startswith((*_ARMED, "people:band of "))
        and claim.polarity is Polarity.AFFIRMED
    ):
        yield msgspec.structs.replace(
            said,
            axis="attack.culprit",
            answer=Answer(PARTY, (killer,)),
            victims=named_person("casualties.fate", said.referent) or person_of(claim),
            rule="killed-by",
            strength=0.9,
        )


_KILLING = frozenset(
    {"kill", "murder", "assassinate", "execute", "slay", "behead", "lynch", "eliminate"}
    | {"liquidate", "neutralise", "neutralize", "shoot dead", "beat to death", "stab to death"}
)


def positions_of(claim: Claim) -> tuple[Position, ...]:
    """What a claim says outright, and all that follows from it in one step."""
    said = outright(claim)
    found = [said, *_killers(claim, said), *deeds_of(claim, said)]
    for row in ENTAILMENTS:
        if row.source == said.axis and row.when(said):
            found.append(
                msgspec.structs.replace(
                    said,
                    axis=row.target,
                    referent=row.referent(said),
                    answer=row.answer(said),
                    scope="" if row.of_place else said.scope,
                    extent="partial" if row.of_place else said.extent,
                    rule=row.name,
                    strength=row.strength,
                    manner=said.manner if row.target == said.axis else "",
                )
            )
    return tuple(_tied(position) for position in found)


def _tied(position: Position) -> Position:
    """A position with what may tie it to another of its kind, and no more."""
    if position.answer.kind == NUMBER:
        return msgspec.structs.replace(position, words=())
    return msgspec.structs.replace(position, names_place=True)


__all__ = ["ENTAILMENTS", "Entailment", "answer_of", "outright", "positions_of"]
