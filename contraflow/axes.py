"""The axes: every question that a claim can answer, and how its answer may change.

An axis is a question about a referent that has one answer at a time. Reading fills the axes, the
ledger compares claims on them. A new kind of claim is a row here, its cues in the lexicon, and a
test.

The classes follow the event ontologies CAMEO and PLOVER (event types) and FrameNet (frames and
their participants); the split into axes is this project's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from schemas import Aspect


class Change(StrEnum):
    """How the answer on an axis may change as time goes on."""

    SWITCHES = "switches"
    """A state that holds until something says otherwise (who holds a town, open or closed)."""
    FIXED = "fixed"
    """A fact of one event, which later knowledge can correct but time cannot change."""
    GROWS = "grows"
    """A count that only rises as an event unfolds (killed, injured, destroyed)."""
    SHRINKS = "shrinks"
    """A count that falls as an event unfolds (missing)."""
    VARIES = "varies"
    """A count or measure that moves both ways (people sheltered, queue length)."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One question: its name ('aspect.question'), aspect, kind of answer and kind of change."""

    name: str
    aspect: Aspect
    kind: str
    """'parties', 'states' or 'numbers': the kind of the claim's value."""
    change: Change
    referent: str
    """What ``Claim.referent`` holds on this axis."""
    states: tuple[str, ...] = ()
    question: str = ""


_ROWS = (
    # control: who holds the place, or a facility in it
    Axis(
        "control.holder",
        Aspect.CONTROL,
        "parties",
        Change.SWITCHES,
        "facility or part of the place; empty: the place",
        question="who holds it",
    ),
    Axis(
        "control.share",
        Aspect.CONTROL,
        "numbers",
        Change.VARIES,
        "party id of the holder",
        question="how much of it a party holds",
    ),
    # movement: where a force or a population is
    Axis(
        "movement.presence",
        Aspect.MOVEMENT,
        "states",
        Change.SWITCHES,
        "party id of the force",
        ("inside", "outside", "advancing"),
        question="whether a force is there",
    ),
    Axis(
        "movement.encirclement",
        Aspect.MOVEMENT,
        "states",
        Change.SWITCHES,
        "party id of the force",
        ("encircled", "free"),
        question="whether a force is encircled",
    ),
    Axis(
        "movement.manner",
        Aspect.MOVEMENT,
        "states",
        Change.FIXED,
        "party id of the force",
        ("ordered", "rout"),
        question="how a force left",
    ),
    Axis(
        "movement.evacuation",
        Aspect.MOVEMENT,
        "states",
        Change.FIXED,
        "who was or was not evacuated; empty: the inhabitants",
        ("evacuated", "not-evacuated"),
        question="whether it was evacuated",
    ),
    # attack: whether it happened, who did it, on purpose or not
    Axis(
        "attack.occurrence",
        Aspect.ATTACK,
        "states",
        Change.FIXED,
        "kind of attack: 'airstrike', 'shelling', 'live fire', 'arson', 'looting', ... or 'attack'",
        ("happened", "did-not-happen"),
        question="whether it happened",
    ),
    Axis(
        "attack.culprit",
        Aspect.ATTACK,
        "parties",
        Change.FIXED,
        "what was struck: facility or object, or whose fighters were killed; empty: the place",
        question="who did it",
    ),
    Axis(
        "attack.intent",
        Aspect.ATTACK,
        "states",
        Change.FIXED,
        "what was struck: facility or object; empty: the place",
        ("deliberate", "not-deliberate"),
        question="whether it was deliberate",
    ),
    # casualties: counts of a group in an event; fate of named or described persons
    *(
        Axis(
            f"casualties.{name}",
            Aspect.CASUALTIES,
            "numbers",
            change,
            "group: '' (people), 'civilian', 'combatant', 'child', or a party id of the force",
            question=question,
        )
        for name, change, question in (
            ("killed", Change.GROWS, "how many were killed"),
            ("injured", Change.GROWS, "how many were injured"),
            ("missing", Change.SHRINKS, "how many are missing"),
            ("captured", Change.GROWS, "how many were captured"),
            ("detained", Change.GROWS, "how many were detained"),
            ("displaced", Change.GROWS, "how many were displaced or evacuated"),
            ("rescued", Change.GROWS, "how many survived or were rescued"),
        )
    ),
    Axis(
        "casualties.fate",
        Aspect.CASUALTIES,
        "states",
        Change.SWITCHES,
        "the person: 'office|name', either may be empty",
        ("alive", "dead"),
        question="whether they are alive",
    ),
    Axis(
        "casualties.custody",
        Aspect.CASUALTIES,
        "states",
        Change.SWITCHES,
        "the person: 'office|name', either may be empty",
        ("held", "free"),
        question="whether they are in custody",
    ),
    # damage: state of an object, number of objects lost
    Axis(
        "damage.state",
        Aspect.DAMAGE,
        "states",
        Change.SWITCHES,
        "the object: 'bridge', 'dam', 'helicopter', a unit's party id, ...",
        ("intact", "damaged", "destroyed"),
        question="what state it is in",
    ),
    Axis(
        "damage.lost",
        Aspect.DAMAGE,
        "numbers",
        Change.GROWS,
        "the object counted: 'tank', 'aircraft', 'drone', ...",
        question="how many were lost",
    ),
    Axis(
        "damage.area",
        Aspect.DAMAGE,
        "numbers",
        Change.GROWS,
        "what was burnt or flooded; empty: land",
        question="how much land was burnt or flooded",
    ),
    # status: exclusive states of a facility, service, fire or order
    Axis(
        "status.access",
        Aspect.STATUS,
        "states",
        Change.SWITCHES,
        "facility: 'airport', 'bridge', 'road', 'border crossing', 'port', ...",
        ("open", "closed"),
        question="whether it is open or passable",
    ),
    Axis(
        "status.service",
        Aspect.STATUS,
        "states",
        Change.SWITCHES,
        "service: 'electricity', 'communications', 'water', 'hospital', 'rail', ...",
        ("working", "not-working"),
        question="whether it works",
    ),
    Axis(
        "status.fire",
        Aspect.STATUS,
        "states",
        Change.SWITCHES,
        "'fire' or another hazard: 'flood', 'leak', ...",
        ("active", "contained", "out"),
        question="whether it is under control",
    ),
    Axis(
        "status.order",
        Aspect.STATUS,
        "states",
        Change.SWITCHES,
        "'ceasefire', 'curfew', 'evacuation order', 'ban', ...",
        ("in-force", "broken", "lifted"),
        question="whether it is in force",
    ),
    Axis(
        "status.safety",
        Aspect.STATUS,
        "states",
        Change.SWITCHES,
        "'water', 'air', 'food', 'ground', 'material'",
        ("safe", "unsafe"),
        question="whether it is safe for people",
    ),
    Axis(
        "status.position",
        Aspect.STATUS,
        "states",
        Change.SWITCHES,
        "a wreck, a vessel, a convoy",
        ("in-place", "removed"),
        question="whether it has been moved",
    ),
    Axis(
        "status.conditions",
        Aspect.STATUS,
        "states",
        Change.SWITCHES,
        "'' (the place) or what is calm or tense",
        ("calm", "fighting"),
        question="whether there is fighting or calm",
    ),
    # other: events, counts and causes that are none of the above
    Axis(
        "other.event",
        Aspect.OTHER,
        "states",
        Change.FIXED,
        "kind of event: 'warning', 'distress call', 'relief', 'landing', ...",
        ("happened", "did-not-happen"),
        question="whether it happened",
    ),
    Axis(
        "other.cause",
        Aspect.OTHER,
        "states",
        Change.FIXED,
        "the accident or event",
        question="what caused it",
    ),
    Axis(
        "other.count",
        Aspect.OTHER,
        "numbers",
        Change.VARIES,
        "what is counted or measured: 'on board', 'protester', 'aftershock', 'magnitude', ...",
        question="how many or how much",
    ),
    Axis(
        "other.statement",
        Aspect.OTHER,
        "states",
        Change.FIXED,
        "class or lemma of the thing that the predicate is about",
        question="what else is said",
    ),
    Axis(
        "other.deed",
        Aspect.OTHER,
        "states",
        Change.FIXED,
        "a thing that claims about anything take for granted, or deny",
        question="a thing that one tells of and another denies",
    ),
)

AXES = MappingProxyType({axis.name: axis for axis in _ROWS})
"""All axes by name."""
