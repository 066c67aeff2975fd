"""What is a contradiction and what is not: one row a construction, in an invented conflict."""

from __future__ import annotations

from typing import Any

import pytest

from contraflow.ledger import Ledger
from schemas import Claim, Modality, Party, Polarity, Role, TimePrecision

from .builder import at, claim, place, said_on, unstated

A, B, C = "state:AA/military", "org:blue front", "org:harbour watch"
WEEK = {"precision": TimePrecision.WEEK}


def two(first: Claim, second: Claim) -> tuple[Claim, Claim]:
    return first, second


def said(
    axis: str, value: Any, party: str | None, day: int = 0, hour: float = 12, **more: Any
) -> Claim:
    """A claim published at an hour of a day, by an outlet that depends on both."""
    more.setdefault("outlet", f"Paper {day}-{hour}-{party}")
    more.setdefault("published", at(day, hour))
    return claim(axis, value, party=party, **more)


def claim_of_one(text: str, party: str) -> Claim:
    """One person killed, the number being an article."""
    one = said("casualties.killed", 1, party)
    return one.model_copy(update={"value": one.value.model_copy(update={"text": text})})


def killed_by(dead: Claim, party: str) -> Claim:
    """A person's death with who caused it."""
    return dead.model_copy(
        update={"predicate": "kill", "actor": Role(text="they", party=Party(id=party, name="they"))}
    )


def road(state: str, phrase: str, party: str) -> Claim:
    """Whether a road is open, in the words for it."""
    told = said("status.access", state, party, referent="road", quote=f"{phrase} is {state}")
    return told.model_copy(update={"target": Role(text=phrase)})


def inspected(state: str, thing: str, party: str, **more: Any) -> Claim:
    """Whether a thing was inspected."""
    told = said("other.event", state, party, referent="inspection", **more)
    return told.model_copy(update={"target": Role(text=thing)})


def struck(what: str, target: str, party: str, **more: Any) -> Claim:
    """Who shelled it, or whether it was hit, with the words for what was hit."""
    axis = more.pop("axis", "attack.culprit")
    told = said(axis, what, party, predicate="shell", **more)
    return told.model_copy(update={"target": Role(text=target)})


def burning(state: str, phrase: str, party: str) -> Claim:
    """Whether a fire burns, in the words for it."""
    told = said("status.fire", state, party, referent="fire", quote=f"{phrase} is {state}")
    return told.model_copy(update={"target": Role(text=phrase)})


def seen(state: str, phrase: str, party: str) -> Claim:
    """The state of a bridge, in the words for it."""
    told = said("damage.state", state, party, referent="bridge", quote=f"{phrase} is {state}")
    return told.model_copy(update={"target": Role(text=phrase)})


def seen_of(state: str, phrase: str, party: str, **more: Any) -> Claim:
    """The state of a building, in the words for it."""
    told = said("damage.state", state, party, referent="building", **more)
    return told.model_copy(update={"target": Role(text=phrase)})


def counted(count: float, text: str, quote: str, party: str, **more: Any) -> Claim:
    """So many killed, in the words for it."""
    axis = more.pop("axis", "casualties.killed")
    told = said(axis, count, party, quote=quote, **more)
    return told.model_copy(update={"value": told.value.model_copy(update={"text": text})})


def aboard(count: float, text: str, quote: str, party: str) -> Claim:
    """So many on board, in the words for it."""
    return counted(count, text, quote, party, axis="other.count", referent="on board")


def by_force(state: str, force: str, party: str, **more: Any) -> Claim:
    """Whether tear gas was used, and by which force."""
    told = said("attack.occurrence", state, party, referent="tear gas", **more)
    role = Role(text="they", party=Party(id=force, name="they"))
    return told.model_copy(update={"actor": role})


CONTRADICTIONS: dict[str, tuple[str, Claim, Claim]] = {
    "brought away at dawn, says one, though at noon nobody had been": (
        "antonym",
        said("movement.evacuation", "not-evacuated", A),
        said("movement.evacuation", "evacuated", C, day=1,
             as_of=said_on(0, hours=(5, 5), precision=TimePrecision.HOUR)),
    ),
    "whole, says one, and a day later another that it is gone": (
        "antonym",
        said("damage.state", "intact", A, referent="bridge"),
        said("damage.state", "destroyed", C, referent="bridge", day=1),
    ),
    "the police used no gas, and they did": (
        "denial",
        by_force("did-not-happen", "state:AA/police", "state:AA/police", rejects=True),
        by_force("happened", "state:AA/police", C, hour=13),
    ),
    "the other side's figure of the same dead": (
        "numeric",
        said("casualties.killed", 40, "org:blue front", referent="state:AA"),
        said("casualties.killed", 4, A, referent="state:AA", hour=13),
    ),
    "more passengers than people aboard": (
        "numeric",
        aboard(190, "190", "The launch took on 190 passengers at Oakford", C),
        aboard(96, "96", "96 passengers and crew were on board", A),
    ),
    "two counts of the passengers": (
        "numeric",
        aboard(190, "190", "The launch took on 190 passengers at Oakford", C),
        aboard(90, "90", "It carried 90 passengers and six sailors", A),
    ),
    "a first toll that was called false": (
        "numeric",
        said("casualties.killed", 31, C),
        counted(4, "four", "The early statement stands: four died", A, hour=13, rejects=True),
    ),
    "only one killed, and four": (
        "numeric",
        said("casualties.killed", 1, A, quote="Only one person died"),
        said("casualties.killed", 4, C, hour=13),
    ),
    "two authorities on the dead of the blasts, of which one text tells": (
        "numeric",
        said("casualties.killed", 9, A, quote="nine people died in two blasts at Oakford"),
        said("casualties.killed", 30, C, quote="30 people died", hour=13),
    ),
    "two authorities' tolls of one hour": (
        "numeric",
        said("casualties.killed", 12, A),
        said("casualties.killed", 15, C, hour=13),
    ),
    "a paper's toll, and a spokesman's lower one that evening": (
        "numeric",
        said("casualties.killed", 4, None, outlet="Daily Oak"),
        said("casualties.killed", 3, A, hour=19),
    ),
    "a toll, and what a firm that publishes itself says an hour later": (
        "numeric",
        said("casualties.killed", 27, A),
        said("casualties.killed", 19, None, hour=13, outlet="Oak Star Group"),
    ),
    "they are inside, and the enemy never set foot there": (
        "negation",
        said("movement.presence", "inside", B, referent=B),
        said("movement.presence", "~inside", A, referent="role:enemy", hour=15,
             polarity=Polarity.NEGATED),
    ),
    "they hold it, and the enemy never set foot there": (
        "negation",
        said("control.holder", B, B),
        said("movement.presence", "~inside", A, referent="role:enemy", hour=15,
             polarity=Polarity.NEGATED),
    ),
    "they slept in the town, which the army holds": (
        "actor",
        said("movement.presence", "inside", B, referent=B, predicate="sleep"),
        said("control.holder", A, A, hour=15),
    ),
    "rebels killed soldiers, and deny that they did": (
        "denial",
        said("attack.culprit", B, A, referent="state:AA", predicate="kill"),
        said("attack.culprit", f"~{B}", B, referent="state:AA", predicate="kill", hour=15,
             polarity=Polarity.NEGATED),
    ),
    "each says that the other killed the miners": (
        "actor",
        struck("state:AA", "the four miners", B),
        struck("org:blue front", "the four miners", A, hour=15),
    ),
    "the soldiers' and the enemy's figure of their dead, days apart": (
        "numeric",
        said("casualties.killed", 45, B, referent="state:AA"),
        said("casualties.killed", 6, A, referent="state:AA", day=3),
    ),
    "a count called final, and a higher one two days later": (
        "numeric",
        said("casualties.killed", 56, A, as_of=said_on(0), quote="The final count is 56 dead"),
        said("casualties.killed", 135, C, day=2, as_of=said_on(0)),
    ),
    "what the accused says in the same article": (
        "denial",
        said("attack.culprit", "state:AA", None, article="x/1", predicate="loot"),
        said("attack.culprit", "~state:AA", A, article="x/1", predicate="loot",
             polarity=Polarity.NEGATED),
    ),
    "not damaged, and destroyed": (
        "negation",
        said("damage.state", "~damaged", A, referent="hospital", polarity=Polarity.NEGATED),
        said("damage.state", "destroyed", C, referent="hospital", hour=15),
    ),
    "under control, and taken": (
        "actor",
        said("status.conditions", "calm", A, predicate="under control"),
        said("control.holder", "org:blue front", B, hour=15),
    ),
    "all accounted for, and some captured": (
        "numeric",
        said("casualties.missing", 0, A, referent="state:AA", predicate="account for"),
        said("casualties.captured", 9, B, referent="state:AA", hour=15),
    ),
    "no vehicle lost, and tanks destroyed": (
        "numeric",
        said("damage.lost", 0, A, referent="vehicle", extent="full", unit=""),
        said("damage.lost", 4, B, referent="tank", hour=15, unit=""),
    ),
    "a bridge repaired, and closed": (
        "status",
        inspected("happened", "the bridge", A).model_copy(update={"referent": "repair"}),
        said("status.access", "closed", C, referent="bridge", hour=15),
    ),
    "a refinery struck, and on fire by a fault": (
        "antonym",
        struck("happened", "the refinery", B, axis="attack.occurrence", referent="drone strike"),
        said("other.cause", "technical", A, referent="fire", hour=15,
             where=place(facility="refinery")),
    ),
    "a dam blown up, and fallen in the rain": (
        "actor",
        said("damage.state", "destroyed", A, referent="dam", predicate="blow up"),
        said("other.cause", "nature:weather", C, referent="collapse", hour=15),
    ),
    "an attack beaten off, and the town taken the day before": (
        "actor",
        said("control.holder", "org:blue front", B, as_of=said_on(0)),
        said("control.holder", "state:AA", A, day=1, as_of=said_on(1), predicate="repel"),
    ),
    "no such disease, and its cases of the day before": (
        "status",
        said("other.count", 30, C, referent="case", as_of=said_on(0)),
        said("status.fire", "~active", A, day=1, as_of=said_on(1), referent="disease",
             polarity=Polarity.NEGATED),
    ),
    "the bridge inspected, and not": (
        "negation",
        inspected("happened", "the bridge", A),
        inspected("did-not-happen", "the bridge", C, polarity=Polarity.NEGATED),
    ),
    "told to leave, and nobody evacuated": (
        "negation",
        said("status.order", "in-force", A, referent="evacuation order"),
        said("movement.evacuation", "not-evacuated", C, hour=15, polarity=Polarity.NEGATED),
    ),
    "poisonous on one day, harmless on the next": (
        "status",
        said("status.safety", "safe", A, referent="water"),
        said("status.safety", "unsafe", C, referent="water", day=1),
    ),
    "a toll, and one of thrice its size hours later": (
        "numeric",
        said("casualties.killed", 8, A),
        said("casualties.killed", 26, C, hour=20),
    ),
    "the brakes worked, and brakes were the cause": (
        "status",
        said("status.service", "working", A, referent="brake"),
        said("other.cause", "technical:brakes", C, referent="crash", hour=15),
    ),
    "two holders on one day": (
        "actor",
        said("control.holder", "state:AA", A),
        said("control.holder", "org:blue front", B, hour=15),
    ),
    "holder and not the holder": (
        "negation",
        said("control.holder", "state:AA", A),
        said("control.holder", "~state:AA", B, hour=15),
    ),
    "full control and not full control": (
        "negation",
        said("control.holder", "state:AA", A, extent="full"),
        said("control.holder", "~state:AA", B, hour=15, extent="full"),
    ),
    "western half and the whole": (
        "actor",
        said("control.holder", "org:blue front", C, extent="partial"),
        said("control.holder", "state:AA", A, hour=15, extent="full"),
    ),
    "a later rejection of yesterday's claim": (
        "denial",
        said("control.holder", "org:blue front", B, as_of=said_on(0)),
        said("control.holder", "state:AA", A, day=1, as_of=said_on(1), rejects=True),
    ),
    "a later 'remains' against yesterday's capture": (
        "actor",
        said("control.holder", "org:blue front", B, as_of=said_on(0)),
        said("control.holder", "state:AA", A, day=1, as_of=said_on(1, open_start=True)),
    ),
    "holding a town and having left it": (
        "antonym",
        said("control.holder", "state:AA", A),
        said("movement.presence", "outside", C, referent=A, hour=15),
    ),
    "the whole town held and enemies inside": (
        "antonym",
        said("control.holder", "state:AA", A, extent="full"),
        said("movement.presence", "inside", C, referent=B, hour=15),
    ),
    "encircled and withdrawn": (
        "antonym",
        said("movement.encirclement", "encircled", B, referent=A),
        said("movement.presence", "outside", A, referent=A, hour=15),
    ),
    "encircled and free": (
        "antonym",
        said("movement.encirclement", "encircled", B, referent=A),
        said("movement.encirclement", "free", C, referent=A, hour=15),
    ),
    "rout and orderly withdrawal": (
        "manner",
        said("movement.manner", "rout", B, referent=A, extent="partial"),
        said("movement.manner", "ordered", A, referent=A, hour=15),
    ),
    "evacuated and nobody evacuated": (
        "negation",
        said("movement.evacuation", "evacuated", A, as_of=said_on(0)),
        said(
            "movement.evacuation", "not-evacuated", C, hour=20,
            polarity=Polarity.NEGATED, as_of=said_on(0),
        ),
    ),
    "two culprits of one fire": (
        "actor",
        said("attack.culprit", "state:AA", B, referent="warehouse"),
        said("attack.culprit", "org:blue front", A, referent="warehouse", hour=15),
    ),
    "two culprits of a deed that one takes for known": (
        "actor",
        said("attack.culprit", "state:AA", B, predicate="shell"),
        said("attack.culprit", "org:blue front", A, hour=15, predicate="be", identifies=True),
    ),
    "accused and denying": (
        "denial",
        said("attack.culprit", "state:AA", B, referent="market"),
        said(
            "attack.culprit", "~state:AA", A, referent="market", hour=15,
            rejects=True, modality=Modality.DENIED,
        ),
    ),
    "a strike with a culprit and no strike": (
        "denial",
        said("attack.occurrence", "happened", C, referent="airstrike"),
        said(
            "attack.occurrence", "did-not-happen", A, referent="airstrike", hour=15,
            modality=Modality.DENIED,
        ),
    ),
    "a denial two days later": (
        "denial",
        said("attack.occurrence", "happened", C, referent="looting", as_of=said_on(0)),
        said(
            "attack.occurrence", "did-not-happen", A, referent="looting", day=2,
            as_of=said_on(2), rejects=True, modality=Modality.DENIED,
        ),
    ),
    "deliberate or not, in one sentence": (
        "denial",
        said(
            "attack.intent", "deliberate", B, article="x", outlet="X", start=5,
            modality=Modality.CLAIMED, quote="A denied B's claim that it was deliberate",
        ),
        said(
            "attack.intent", "not-deliberate", A, article="x", outlet="X", start=5,
            modality=Modality.DENIED, rejects=True,
            quote="A denied B's claim that it was deliberate",
        ),
    ),
    "four dead and, later that day, two": (
        "numeric",
        said("casualties.killed", 4, C, hour=8),
        said("casualties.killed", 2, A, hour=15),
    ),
    "an express dispute of a lower figure": (
        "numeric",
        said("casualties.killed", 53, A, hour=8),
        said("casualties.killed", (100, None), B, hour=17, rejects=True),
    ),
    "nobody died and nine died, the same day": (
        "numeric",
        said("casualties.killed", 0, A, hour=14, as_of=said_on(0)),
        said("casualties.killed", 9, C, hour=20, as_of=said_on(0)),
    ),
    "two counts in one hour": (
        "numeric",
        said("casualties.killed", 4, B, hour=12),
        said("casualties.killed", 24, A, hour=12.5),
    ),
    "nobody missing and thirty missing": (
        "numeric",
        said("casualties.missing", 0, A, hour=9),
        said("casualties.missing", (30, None), C, hour=16),
    ),
    "fifteen captured and none": (
        "numeric",
        said("casualties.captured", 15, B, referent=A),
        said("casualties.captured", 0, A, referent=A, day=1),
    ),
    "nobody died and four civilians died": (
        "numeric",
        said("casualties.killed", 0, A, as_of=said_on(0)),
        said("casualties.killed", 4, C, referent="civilian", hour=15, as_of=said_on(0)),
    ),
    "two surveys of one burnt area": (
        "numeric",
        said("damage.area", 1850, A, unit="ha"),
        said("damage.area", 5900, C, unit="ha", hour=12.5),
    ),
    "no escape and nine who fled": (
        "numeric",
        said("other.count", 0, A, referent="escapee", unit="escape"),
        said("other.count", 9, C, referent="escapee", hour=15),
    ),
    "on board, days apart": (
        "numeric",
        said("other.count", 139, A, referent="on board"),
        said("other.count", 282, C, referent="on board", day=2),
    ),
    "six tanks taken and, that night, not one lost": (
        "numeric",
        said("damage.lost", 6, B, referent="tank", unit="tank", hour=6),
        said("damage.lost", 0, A, referent="tank", unit="tank", hour=20),
    ),
    "four fighters killed, says one side, twenty-four, says the other": (
        "numeric",
        said("casualties.killed", 4, B, referent="combatant", hour=11),
        said("casualties.killed", 24, A, referent="combatant", hour=20),
    ),
    "overloading and no overloading": (
        "denial",
        said("other.cause", "overloading", C, referent="sinking"),
        said("other.cause", "~overloading", B, hour=15, polarity=Polarity.NEGATED),
    ),
    "two causes of one crash": (
        "actor",
        said("other.cause", "technical:brakes", C, referent="crash"),
        said("other.cause", "human:speeding", B, referent="crash", hour=15),
    ),
    "an act of sabotage, and no attack of any kind": (
        "denial",
        said("other.cause", "attack:sabotage", C, referent="fire"),
        said("other.cause", "~attack", B, referent="", hour=15, polarity=Polarity.NEGATED),
    ),
    "put down to overloading, and not overloaded": (
        "antonym",
        said("other.cause", "human:overloading", C, referent="crash"),
        said("other.event", "did-not-happen", B, referent="overloading", hour=15),
    ),
    "shot down and none lost": (
        "antonym",
        said("damage.state", "destroyed", B, referent="helicopter"),
        said("damage.lost", 0, A, referent="aircraft", unit="aircraft", hour=15),
    ),
    "bridge blown and bridge standing two days later": (
        "antonym",
        said("damage.state", "destroyed", A, referent="bridge", as_of=said_on(0)),
        said("damage.state", "intact", C, referent="bridge", day=2, as_of=said_on(2)),
    ),
    "dead, and alive the day after": (
        "antonym",
        said("casualties.fate", "dead", B, referent="captain", as_of=said_on(0)),
        said("casualties.fate", "alive", A, referent="captain", day=1, as_of=said_on(1)),
    ),
    "towed away and still on the lake bed": (
        "status",
        said("status.position", "removed", A, referent="wreck", as_of=said_on(0)),
        said(
            "status.position", "in-place", C, referent="wreck", day=2,
            as_of=said_on(2, open_start=True),
        ),
    ),
    "soldiers leaving, and no unit has left": (
        "negation",
        said("movement.presence", "outside", C, referent=A, as_of=said_on(0), updates=True),
        said(
            "movement.presence", "~outside", A, hour=15, referent=A, as_of=said_on(0),
            updates=True, polarity=Polarity.NEGATED,
        ),
    ),
    "open since morning and locked all day": (
        "status",
        said("status.access", "open", A, referent="border crossing",
             as_of=said_on(0, hours=(6, 12), open_end=True), hour=13),
        said("status.access", "closed", C, referent="border crossing", day=1, as_of=said_on(0)),
    ),
    "contained at noon and not contained that evening": (
        "status",
        said("status.fire", "contained", A, referent="fire", hour=15,
             as_of=said_on(0, hours=(12, 12), precision=TimePrecision.HOUR, open_end=True)),
        said("status.fire", "~contained,out", C, referent="fire", hour=19),
    ),
    "put out at noon and burning at dusk": (
        "status",
        said("status.fire", "out", A, referent="fire", hour=15, updates=True,
             as_of=said_on(0, hours=(12, 12), precision=TimePrecision.HOUR)),
        said("status.fire", "active", C, referent="fire", hour=20,
             as_of=said_on(0, hours=(18, 18), precision=TimePrecision.HOUR)),
    ),
    "an explosion, and reports of one rejected": (
        "denial",
        said("attack.occurrence", "happened", C, referent="explosion"),
        said("attack.occurrence", "did-not-happen", A, referent="explosion", hour=15,
             modality=Modality.DENIED, rejects=True),
    ),
    "each says that the other fired": (
        "actor",
        said("attack.culprit", A, B),
        said("attack.culprit", B, A, hour=15),
    ),
    "nobody hurt, says the next day's paper, and three were": (
        "numeric",
        said("casualties.injured", 0, A, hour=6),
        said("casualties.injured", 3, C, day=1, hour=12),
    ),
    "a warning, and none": (
        "antonym",
        said("other.event", "happened", A, referent="warning"),
        said("other.event", "did-not-happen", C, referent="warning", day=1),
    ),
    "the airfield taken, the airport held": (
        "actor",
        said("control.holder", "org:blue front", B, referent="airfield"),
        said("control.holder", "state:AA", A, referent="airport", hour=15),
    ),
    "a town taken, and an army that never left it": (
        "negation",
        said("control.holder", "org:blue front", B),
        said("movement.presence", "~outside", A, referent=A, hour=15,
             polarity=Polarity.NEGATED),
    ),
    "who never set foot in a town holds it": (
        "negation",
        said("control.holder", "org:blue front", B),
        said("movement.presence", "~inside", A, referent=B, hour=15, polarity=Polarity.NEGATED),
    ),
    "a port that works and a port that is closed": (
        "status",
        said("status.service", "working", A, referent="port"),
        said("status.access", "closed", C, referent="port", hour=15),
    ),
    "set on fire by these, and by those": (
        "actor",
        said("attack.culprit", "org:blue front", A, predicate="set fire"),
        said("attack.culprit", "state:AA", C, predicate="burn down", hour=15),
    ),
    "brought out by bus, and nobody evacuated": (
        "negation",
        said("casualties.displaced", 400, C, predicate="move out", as_of=said_on(0)),
        said("movement.evacuation", "not-evacuated", A, hour=15, as_of=said_on(0),
             polarity=Polarity.NEGATED),
    ),
    "two tanks destroyed, and no damage": (
        "antonym",
        said("damage.state", "destroyed", B, referent="tank"),
        said("damage.state", "intact", A, predicate="no damage", hour=15),
    ),
    "one hospital works, and none": (
        "status",
        said("status.service", "working", A, referent="hospital", extent="partial"),
        said("status.service", "not-working", C, referent="hospital", extent="full", hour=15,
             polarity=Polarity.NEGATED),
    ),
    "a road by its number, and by where it leads": (
        "status",
        road("closed", "the N7", A),
        road("open", "the road to Southport", C),
    ),
    "who killed the mayor": (
        "actor",
        killed_by(said("casualties.fate", "dead", B, referent="mayor|ann reed"), A),
        killed_by(said("casualties.fate", "dead", A, referent="|reed", hour=15), B),
    ),
    "all of the town, and one house of it": (
        "actor",
        said("control.holder", "org:blue front", B, extent="full"),
        said("control.holder", "state:AA", C, referent="hospital", hour=15),
    ),
    "no fewer admitted than claimed": (
        "numeric",
        said("casualties.killed", 4, A, concedes=True),
        said("casualties.killed", 9, C),
    ),
}  # fmt: skip

COMPATIBLE: dict[str, tuple[Claim, Claim]] = {
    "each side killed the other's men": (
        said("attack.culprit", B, A, referent="state:AA", predicate="kill"),
        said("attack.culprit", A, B, referent="org:blue front", predicate="kill", hour=15),
    ),
    "rebels killed soldiers, and deny that they shelled the town": (
        said("attack.culprit", B, A, referent="state:AA", predicate="kill"),
        said("attack.culprit", f"~{B}", B, hour=15, polarity=Polarity.NEGATED),
    ),
    "a town taken, and a governor who never left it": two(
        said("control.holder", "org:blue front", B),
        said("movement.presence", "~outside", A, referent="office:governor", hour=15,
             polarity=Polarity.NEGATED),
    ),
    "more than 30 missing, and 30": (
        said("casualties.missing", (31, None), A),
        said("casualties.missing", 30, C, hour=13),
    ),
    "up to 356 dead, and 357": two(
        said("casualties.killed", (0, 356), A),
        said("casualties.killed", 357, C, hour=13),
    ),
    "a group by its name, and the rebels": two(
        said("casualties.killed", 40, "org:blue front", referent="state:AA"),
        said("casualties.killed", 47, "role:rebels", referent="state:AA", hour=13),
    ),
    "all who were hurt, and those who came to hospital": two(
        said("casualties.injured", 30, A),
        said("casualties.injured", 18, C, predicate="take to hospital", hour=13),
    ),
    "all who fled, and those who reached a camp": two(
        said("casualties.displaced", 20000, A),
        said("casualties.displaced", 3000, C, predicate="arrive", hour=13),
    ),
    "the town is calm, and it is fought over around it": two(
        said("status.conditions", "calm", C),
        said("status.conditions", "fighting", A, quote="There is fighting around Oakford"),
    ),
    "none died in a stampede, and three in a crash": two(
        counted(0, "no", "Nobody died in the stampede", A),
        counted(3, "three", "Three people died in a bus crash", C, hour=13),
    ),
    "the army used no gas, and the police did": two(
        by_force("did-not-happen", "state:AA/military", A, rejects=True),
        by_force("happened", "state:AA/police", C, hour=13),
    ),
    "two organs of one state, of which the later counted more than twice as many": two(
        said("casualties.killed", 4, A),
        said("casualties.killed", 11, "state:AA/health ministry", hour=18),
    ),
    "what the garrison said at first, and the ministry's later count": two(
        counted(4, "four", "The garrison had at first reported four dead", "people:garrison"),
        said("casualties.killed", 31, A, hour=20),
    ),
    "an early statement retold beside the toll of the day": two(
        counted(3, "three", "In an early statement it spoke of three dead", A),
        said("casualties.killed", 9, C, hour=13),
    ),
    "all the dead of a war, and those of an ambush": two(
        counted(2000, "2,000", "The conflict has cost 2,000 lives", C),
        said("casualties.killed", 14, A, hour=13),
    ),
    "passengers alone, and all who were aboard": two(
        aboard(90, "90", "There were 90 passengers and six sailors on the launch", A),
        aboard(96, "96", "96 people were on board", C),
    ),
    "the army holds all of it, and blue helmets are still in their camp": two(
        said("control.holder", A, A, extent="full"),
        said("movement.presence", "inside", C, referent="role:peacekeepers", hour=15),
    ),
    "the front holds it, and the blue helmets have left": two(
        said("control.holder", "org:jnim", "org:jnim"),
        said("movement.presence", "outside", C, referent="role:peacekeepers", hour=15),
    ),
    "an agency that is quoted, and the police hours later": two(
        said("casualties.killed", 3, "org:ani"), said("casualties.killed", 8, A, hour=15)
    ),
    "some were there, and somebody is there no longer": two(
        said("other.statement", "be", A, referent="people"),
        said("other.statement", "~be", C, referent="people", hour=15),
    ),
    "those counted so far, and all of them an hour before": two(
        said("casualties.killed", 34, A, as_of=said_on(0, open_start=True), hour=13),
        said("casualties.killed", 47, C),
    ),
    "some houses burnt, and some that stand": two(
        seen_of("destroyed", "a house", A, hour=10), seen_of("intact", "six buildings", C)
    ),
    "the dead of an earlier landslide, and of the second": two(
        said("casualties.killed", 5, A, quote="five had died in an earlier landslide"),
        said("casualties.killed", 33, C, quote="the second landslide killed 33", hour=13),
    ),
    "the dead of the first blast, and of both": two(
        said("casualties.killed", 5, A, quote="the first blast killed five"),
        said("casualties.killed", 12, C, quote="12 people died in two blasts", hour=13),
    ),
    "not overrun, and attacked": two(
        said("attack.occurrence", "happened", C, referent="attack"),
        said("attack.occurrence", "did-not-happen", A, referent="storming", rejects=True,
             modality=Modality.DENIED, hour=15),
    ),
    "lava that flows, and that had halted by the evening": two(
        said("status.fire", "active", C, referent="eruption", hour=1),
        said("status.fire", "contained", A, referent="eruption", hour=17),
    ),
    "two papers' tolls of one hour": two(
        said("casualties.killed", 8, None, outlet="Leral"),
        said("casualties.killed", 41, None, hour=13, outlet="Daily Oak"),
    ),
    "a paper that has not heard of the newest toll": two(
        said("casualties.killed", 11, A),
        said("casualties.killed", 10, None, hour=19, outlet="Oakford Paper"),
    ),
    "a paper's higher toll an hour on": two(
        said("casualties.injured", 75, A), said("casualties.injured", 79, None, hour=13)
    ),
    "a service, and one of a kind unnamed": (
        said("status.service", "working", A, referent="water"),
        said("status.service", "not-working", B, hour=15),
    ),
    "a plane that failed and the weather it fell in": (
        said("other.cause", "technical:engine", A, referent="crash", predicate="after"),
        said("other.cause", "nature:weather", B, referent="crash", predicate="in", hour=15),
    ),
    "one dam, and a second one": two(
        seen("destroyed", "the dam", A),
        seen("intact", "the second dam above the town", C),
    ),
    "a fire on a ship, and one on the dump": two(
        burning("out", "the fire in the hold of the ship", A),
        burning("active", "the fire at the dump", C),
    ),
    "teachers walk out, and nurses go back": two(
        said("status.order", "in-force", B, referent="strike", quote="The teachers' strike began"),
        said("status.order", "lifted", C, referent="strike", quote="The nurses' strike ended"),
    ),
    "closed to lorries, and open to cars": two(
        road("closed", "the road for lorries", A),
        road("open", "the road for cars", C),
    ),
    "tourists were brought away, and the people were not": two(
        said("movement.evacuation", "evacuated", A, referent="tourist"),
        said("movement.evacuation", "not-evacuated", C, hour=15),
    ),
    "an order in one district, and none in the town": two(
        said("status.order", "in-force", A, referent="curfew", extent="partial"),
        said("status.order", "lifted", C, referent="curfew", hour=15),
    ),
    "their own men are inside, and no enemy is": two(
        said("movement.presence", "inside", A, referent=A),
        said("movement.presence", "~inside", A, referent="role:enemy", hour=15,
             polarity=Polarity.NEGATED),
    ),
    "the enemies of a paper, and nobody says who they are": two(
        said("movement.presence", "inside", B, referent=B),
        said("movement.presence", "~inside", "body:paper", referent="role:enemy", hour=15,
             polarity=Polarity.NEGATED),
    ),
    "not destroyed, and damaged": two(
        said("damage.state", "~destroyed", A, referent="hospital", polarity=Polarity.NEGATED),
        said("damage.state", "damaged", C, referent="hospital", hour=15),
    ),
    "under control, and fighters outside": two(
        said("status.conditions", "calm", A, predicate="under control"),
        said("movement.presence", "outside", B, referent=B, hour=15),
    ),
    "all soldiers accounted for, and residents missing": two(
        said("casualties.missing", 0, A, referent="state:AA", predicate="account for"),
        said("casualties.captured", 9, B, referent="civilian", hour=15),
    ),
    "no tank lost, and a truck destroyed": two(
        said("damage.lost", 0, A, referent="tank", extent="full", unit=""),
        said("damage.lost", 1, B, referent="truck", hour=15, unit=""),
    ),
    "seven vehicles lost, and four tanks": two(
        said("damage.lost", 7, A, referent="vehicle", unit=""),
        said("damage.lost", 4, B, referent="tank", hour=15, unit=""),
    ),
    "a refinery struck, and another works on fire by a fault": two(
        struck("happened", "the refinery", B, axis="attack.occurrence", referent="drone strike"),
        said("other.cause", "technical", A, referent="fire", hour=15,
             where=place(facility="factory")),
    ),
    "the road bridge fallen, and the railway bridge whole": two(
        seen("destroyed", "the road bridge", A),
        seen("intact", "the railway bridge", C),
    ),
    "a fire at a hotel is out, and one at a school burns": two(
        said("status.fire", "out", A, referent="fire", quote="The fire at the hotel is out"),
        said("status.fire", "active", C, referent="fire", hour=15,
             quote="A fire at a school in Oakford is burning"),
    ),
    "a part of the town held, and the town not taken": two(
        said("control.holder", B, C, extent="partial"),
        said("control.holder", f"~{B}", A, rejects=True, modality=Modality.DENIED, hour=15),
    ),
    "how a fire began, told the day after it was put out": two(
        said("status.fire", "out", A, referent="fire", quote="The fire has been put out"),
        said("status.fire", "active", C, referent="fire", predicate="break out", day=1,
             quote="The fire broke out in the kitchen"),
    ),
    "flames seen one night, and put out by the end of it": two(
        said("status.fire", "out", A, referent="fire", day=1, updates=True,
             as_of=said_on(0, hours=(18, 30), precision=TimePrecision.PART_OF_DAY)),
        said("status.fire", "active", C, referent="fire", day=1, hour=14,
             as_of=said_on(0, hours=(18, 30), precision=TimePrecision.PART_OF_DAY)),
    ),
    "twelve houses destroyed, and forty damaged": two(
        said("damage.lost", 40, A, referent="building", unit="", predicate="damage"),
        said("damage.lost", 12, B, referent="building", unit="", predicate="destroy", hour=14),
    ),
    "one disease killed nobody, and another killed three": two(
        said("casualties.killed", 0, A, quote="Cholera has killed nobody in Oakford"),
        said("casualties.killed", 3, C, hour=15, quote="Malaria killed three children in Oakford"),
    ),
    "one hospital works, and another does not": two(
        said("status.service", "working", A, referent="hospital", quote="Rosewell Hospital works"),
        said("status.service", "not-working", C, referent="hospital", hour=15,
             quote="The Lindt Hospital in Oakford is out of service"),
    ),
    "the town has power, and the villages around it have none": two(
        said("status.service", "working", A, referent="power", quote="Oakford has power again"),
        said("status.service", "not-working", C, referent="power", hour=15,
             quote="The villages around Oakford are without power"),
    ),
    "the fire out in the north, and burning in the south": two(
        said("status.fire", "out", A, referent="fire", quote="The fire in the north of Oakford is out"),
        said("status.fire", "active", C, referent="fire", hour=15,
             quote="The fire in the south of Oakford still burns"),
    ),
    "the fire out in the centre, and burning in the north": two(
        said("status.fire", "out", A, referent="fire", quote="The fire in central Oakford is out"),
        said("status.fire", "active", C, referent="fire", hour=15,
             quote="The fire in northern Oakford still burns"),
    ),
    "nobody hurt in a first strike, and some in a second": two(
        said("casualties.injured", 0, A, quote="Nobody was hurt in the first strike on Oakford"),
        said("casualties.injured", 8, C, hour=15, quote="A second strike on Oakford hurt eight"),
    ),
    "a market burnt by these, houses by those": two(
        said("attack.culprit", "state:AA", B, referent="market", predicate="burn"),
        said("attack.culprit", "org:blue front", A, referent="building", predicate="burn"),
    ),
    "the airport open, and flights cancelled": two(
        said("status.access", "open", A, referent="airport"),
        said("status.service", "not-working", C, referent="flights", hour=15),
    ),
    "a toll as of noon, and a higher one hours later": two(
        said("casualties.killed", 4, A, updates=True),
        said("casualties.killed", 16, C, hour=20),
    ),
    "the soldiers gone, and the police still there": two(
        said("movement.presence", "outside", B, referent="state:AA/military"),
        said("movement.presence", "inside", C, referent="state:AA/police", hour=15),
    ),
    "the police did not shoot, and soldiers did": two(
        said("attack.culprit", "~state:AA/police", "state:AA/police", predicate="shoot",
             polarity=Polarity.NEGATED),
        said("attack.culprit", "state:AA/military", C, predicate="shoot", hour=15),
    ),
    "a toll of a prison and of the town in one text": two(
        said("casualties.killed", 5, A, article="x/1", where=place(facility="prison")),
        said("casualties.killed", 21, C, article="x/1"),
    ),
    "whoever the enemy is, and a group's dead": two(
        said("casualties.killed", 38, "body:the voice", referent="role:enemy"),
        said("casualties.killed", 47, A, referent="org:blue front", hour=15),
    ),
    "two sides shell each other's posts in one town": two(
        struck("org:blue front", "the hospital", A, referent="hospital"),
        struck("state:AA", "a rebel base", B, hour=15),
    ),
    "a town fallen, the day after it was held": two(
        said("control.holder", "state:AA", A, as_of=said_on(0)),
        said("control.holder", "org:blue front", B, day=1, as_of=said_on(1), predicate="fall"),
    ),
    "an outbreak declared days after none was known": two(
        said("status.fire", "~active", A, referent="disease", as_of=said_on(0),
             polarity=Polarity.NEGATED),
        said("status.fire", "active", C, day=5, referent="disease", as_of=said_on(5)),
    ),
    "the bridge inspected, and the ferry not": two(
        inspected("happened", "the bridge", A),
        inspected("did-not-happen", "the ferry", C),
    ),
    "told to leave, and some stayed": two(
        said("status.order", "in-force", A, referent="evacuation order"),
        said("movement.evacuation", "not-evacuated", C, hour=15),
    ),
    "a toll that grew by a little in the hours after": two(
        said("casualties.killed", 20, A),
        said("casualties.killed", 26, C, hour=20),
    ),
    "two hospitals closed, one open": two(
        said("status.service", "not-working", A, referent="hospital", extent="partial"),
        said("status.service", "working", C, referent="hospital", extent="partial", hour=15),
    ),
    "who killed the mayor, and who his deputy": two(
        killed_by(said("casualties.fate", "dead", B, referent="mayor|ann reed"), A),
        killed_by(said("casualties.fate", "dead", A, referent="deputy mayor|", hour=15), B),
    ),
    "the town, and one house of it": two(
        said("control.holder", "org:blue front", B),
        said("control.holder", "state:AA", C, referent="hospital", hour=15),
    ),
    "the road east, and the road south": two(
        road("closed", "the road to Eastham", A),
        road("open", "the road to Southport", C),
    ),
    "damaged, and still standing": two(
        said("damage.state", "damaged", B, referent="dam"),
        said("damage.state", "intact", A, referent="dam", predicate="still stand", hour=15),
    ),
    "a tank destroyed, and the bridge intact": two(
        said("damage.state", "destroyed", B, referent="tank"),
        said("damage.state", "intact", A, referent="bridge", hour=15),
    ),
    "set on fire by these, looted by those": two(
        said("attack.culprit", "org:blue front", A, predicate="set fire"),
        said("attack.culprit", "state:AA", C, predicate="loot", hour=15),
    ),
    "the dead of two named days": two(
        said("casualties.killed", 10, A, as_of=said_on(0)),
        said("casualties.killed", 4, C, day=1, as_of=said_on(1)),
    ),
    "a side's claimed kills and the town's dead": two(
        said("casualties.killed", 27, B, referent="combatant"),
        said("casualties.killed", 15, A, hour=12.5),
    ),
    "the town changed hands": two(
        said("control.holder", "org:blue front", B, as_of=said_on(0)),
        said("control.holder", "state:AA", A, day=3, as_of=said_on(3)),
    ),
    "taken, and left weeks later, in one look back": two(
        said("movement.presence", "outside", B, 10, referent=A, as_of=said_on(10), updates=True),
        said(
            "control.holder", "state:AA", C, 14, as_of=said_on(2, open_end=True), updates=True,
        ),
    ),
    "fifty killed, and nobody was beheaded": two(
        said("casualties.killed", 50, B, predicate="kill"),
        said("casualties.killed", 0, A, hour=15, predicate="behead"),
    ),
    "a commander was killed, and so were four fighters": two(
        claim_of_one("a", B),
        said("casualties.killed", 4, A, hour=15),
    ),
    "held by the captain, and held by the army": two(
        said("control.holder", "person:captain reed", "person:captain reed"),
        said("control.holder", "state:AA", A, hour=15),
    ),
    "the market closed, and something open": two(
        said("status.access", "closed", A, referent="market"),
        said("status.access", "open", B, hour=15),
    ),
    "the road reopened": two(
        said("status.access", "closed", A, referent="road", as_of=said_on(0)),
        said("status.access", "open", A, referent="road", day=1, as_of=said_on(1), updates=True),
    ),
    "reopened within the day, and the text says so": two(
        said("status.access", "closed", A, referent="road", hour=6),
        said("status.access", "open", C, referent="road", hour=16, updates=True),
    ),
    "the fire flared up again": two(
        said("status.fire", "contained", A, referent="fire", as_of=said_on(0)),
        said("status.fire", "active", C, referent="fire", day=1, as_of=said_on(1), updates=True),
    ),
    "lifted today, as told at noon, and imposed in the evening": two(
        said("status.order", "lifted", A, referent="curfew", as_of=said_on(0)),
        said("status.order", "in-force", C, referent="curfew", day=1, hour=9,
             as_of=said_on(0, hours=(20, 20), precision=TimePrecision.HOUR)),
    ),
    "nobody brought away by noon, and some by the next day": two(
        said("movement.evacuation", "not-evacuated", A, polarity=Polarity.NEGATED),
        said("movement.evacuation", "evacuated", C, day=1),
    ),
    "intact, and destroyed the day after": two(
        said("damage.state", "intact", A, referent="bridge", as_of=said_on(0)),
        said("damage.state", "destroyed", B, referent="bridge", day=1, as_of=said_on(1)),
    ),
    "a toll that grew": two(
        said("casualties.killed", 9, A, hour=2),
        said("casualties.killed", 14, A, day=1),
    ),
    "a toll that grew, by another source a day later": two(
        said("casualties.killed", 4, C, hour=8),
        said("casualties.killed", 6, A, day=2),
    ),
    "none so far, and four in the night": two(
        said("casualties.killed", 0, A, hour=19,
             as_of=said_on(0, hours=(19, 19), precision=TimePrecision.HOUR, open_start=True)),
        said("casualties.killed", 4, C, day=1, hour=8),
    ),
    "none by the evening, and four in the night": two(
        said("casualties.killed", 0, A, day=1, hour=8,
             as_of=said_on(0, hours=(17, 23.9), precision=TimePrecision.PART_OF_DAY)),
        said("casualties.killed", 4, C, day=1, hour=8.5),
    ),
    "a pullout completed since": two(
        said("movement.presence", "inside", C, referent=B, as_of=said_on(0)),
        said("movement.presence", "outside", B, referent=B, day=4,
             as_of=said_on(4, open_start=True), updates=True),
    ),
    "at least three and four": two(
        said("casualties.killed", (3, None), A),
        said("casualties.killed", 4, C, hour=12.5),
    ),
    "about 60,000 and 58,700": two(
        said("casualties.displaced", (54_000, 66_000), A, approximate=True),
        said("casualties.displaced", 58_700, C),
    ),
    "340 and some 350": two(
        said("other.count", 340, A, referent="sheltered"),
        said("other.count", (315, 385), C, referent="sheltered", approximate=True),
    ),
    "a town's count and a country's": two(
        said("casualties.displaced", 60_400, A),
        said("casualties.displaced", 10_000_000, C),
    ),
    "killed civilians and killed soldiers": two(
        said("casualties.killed", 9, C, referent="civilian"),
        said("casualties.killed", 300, B, referent="state:AA/military", hour=12.5),
    ),
    "bodies counted in one hospital": two(
        said("casualties.killed", 9, C, hour=10),
        said("casualties.killed", 4, A, predicate="bring", hour=15),
    ),
    "a day's toll and the war's": two(
        said("casualties.killed", 12, A, as_of=said_on(0)),
        said("casualties.killed", 3000, A, as_of=said_on(-90, hours=(0, 90 * 24), **WEEK)),
    ),
    "this week's and a past year's": two(
        said("casualties.killed", 12, A),
        said("casualties.killed", 150, C,
             as_of=said_on(-700, hours=(0, 24 * 30), precision=TimePrecision.MONTH)),
    ),
    "two strikes on two days": two(
        said("attack.culprit", "state:AA", B, referent="market", as_of=said_on(0)),
        said("attack.culprit", "org:blue front", A, referent="market", day=5, as_of=said_on(5)),
    ),
    "an attack here and another one denied": two(
        said("attack.occurrence", "happened", C, referent="shelling"),
        said("attack.occurrence", "did-not-happen", A, referent="airstrike", hour=15,
             modality=Modality.DENIED),
    ),
    "an attack, and a policy of attacking nobody": two(
        said("attack.occurrence", "happened", C, referent="shelling"),
        said("attack.occurrence", "did-not-happen", A, referent="attack", hour=15,
             modality=Modality.DENIED, rejects=True),
    ),
    "an analyst thinks it likely": two(
        said("control.holder", "state:AA", A),
        said("control.holder", "org:blue front", C, modality=Modality.HEDGED),
    ),
    "a plan to leave and being there": two(
        said("movement.presence", "outside", B, referent=B, modality=Modality.FUTURE),
        said("movement.presence", "inside", C, referent=B, hour=15),
    ),
    "adversaries agree": two(
        said("control.holder", "~state:AA", A, concedes=True),
        said("control.holder", "org:blue front", B),
    ),
    "another place": two(
        said("control.holder", "state:AA", A),
        said("control.holder", "org:blue front", B, where=place("Ashby")),
    ),
    "a city and the region of its name": two(
        said("control.holder", "state:AA", A),
        said("control.holder", "org:blue front", B, where=place("Oakford", id="iso:AA-OA")),
    ),
    "the refinery and not the whole town": two(
        said("control.holder", "state:AA", A, where=place(facility="oil refinery")),
        said("control.holder", "~state:AA", B, extent="full", hour=15),
    ),
    "each holds a part": two(
        said("control.holder", "state:AA", A, extent="partial"),
        said("control.holder", "org:blue front", B, extent="partial"),
    ),
    "holds half, and not in full control": two(
        said("control.holder", "state:AA", A, extent="partial"),
        said("control.holder", "~state:AA", B, extent="full"),
    ),
    "a party speaks anew": two(
        said("control.holder", "state:AA", A),
        said("control.holder", "~state:AA", A, hour=15),
    ),
    "the army and its ministry": two(
        said("casualties.killed", 9, "state:AA/military", hour=12),
        said("casualties.killed", 4, "state:AA", hour=12.5),
    ),
    "one person, named in short and in full": two(
        said("casualties.killed", 9, "person:jane doe"),
        said("casualties.killed", 4, "body:colonel jane doe", hour=12.5),
    ),
    "rebels and the front that they may be": two(
        said("control.holder", "role:rebels", C),
        said("control.holder", "org:blue front", B, hour=15),
    ),
    "the enemy, whoever that is": two(
        said("control.holder", "~role:enemy", A),
        said("control.holder", "org:blue front", B, hour=15),
    ),
    "damaged and destroyed": two(
        said("damage.state", "damaged", A, referent="bridge"),
        said("damage.state", "destroyed", B, referent="bridge", hour=15),
    ),
    "one bridge and one airport": two(
        said("status.access", "open", A, referent="airport"),
        said("status.access", "closed", B, referent="bridge", hour=15),
    ),
    "kilometres and people": two(
        said("other.count", 9, A, referent="queue", unit="km"),
        said("other.count", 22, C, referent="queue", unit="people", hour=12.5),
    ),
    "two counts of nobody knows what": two(
        said("other.count", 9, A),
        said("other.count", 22, C, hour=12.5),
    ),
    "two words on an axis without a list": two(
        said("other.statement", "closed", A, referent="market"),
        said("other.statement", "shut", C, referent="market", hour=12.5),
    ),
    "a kind of cause and a cause of the kind": two(
        said("other.cause", "technical", A, referent="crash"),
        said("other.cause", "technical:brakes", C, referent="crash", hour=15),
    ),
    "two faults of one driver": two(
        said("other.cause", "human:speeding", A, referent="crash"),
        said("other.cause", "human:drunkenness", C, referent="crash", hour=15),
    ),
    "nobody in one house, and some in the town": two(
        said("casualties.injured", 0, A, where=place(facility="school")),
        said("casualties.injured", 17, C, hour=15),
    ),
    "a toll that rose, told in one article": two(
        said("casualties.killed", 3, A, article="x/1"),
        said("casualties.killed", 12, C, article="x/1", updates=True),
    ),
    "a count revised down two days later": two(
        said("casualties.killed", (3, None), A),
        said("casualties.killed", 2, C, day=2),
    ),
    "weeks apart": two(
        said("status.access", "open", A, referent="airport", as_of=said_on(0, open_end=True)),
        said("status.access", "closed", C, referent="airport", day=40,
             as_of=said_on(40, open_start=True)),
    ),
}  # fmt: skip


def alerts(first: Claim, second: Claim) -> list[Any]:
    ledger = Ledger()
    return [alert for c in (first, second) for alert in ledger.add(c).alerts]


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_raises_one_alert_of_its_type(name: str) -> None:
    kind, first, second = CONTRADICTIONS[name]
    for pair in ((first, second), (second, first)):
        found = alerts(*pair)
        assert [alert.type.value for alert in found] == [kind]
        assert {found[0].earlier.mention_id, found[0].later.mention_id} == {
            first.mention_id,
            second.mention_id,
        }
        assert found[0].earlier.published_at <= found[0].later.published_at


@pytest.mark.parametrize("name", COMPATIBLE)
def test_what_only_looks_like_a_contradiction_raises_none(name: str) -> None:
    first, second = COMPATIBLE[name]
    assert alerts(first, second) == []
    assert alerts(second, first) == []


def test_publication_dates_without_a_time_reach_back_a_day() -> None:
    dated = unstated(at(1, 0))
    first = said("movement.presence", "outside", A, referent=A, as_of=said_on(0))
    second = said("movement.encirclement", "encircled", B, day=1, hour=0, referent=A, as_of=dated)
    assert len(alerts(first, second)) == 1
