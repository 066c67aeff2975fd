"""What a position is about within its place: objects, groups, forces and parts of the place."""

from __future__ import annotations

from contraflow.ledger.sides import may_be_same

_CLASSES = {
    # object -> the class under which losses and states are compared
    **dict.fromkeys(
        ("aircraft", "plane", "jet", "warplane", "fighter jet", "bomber", "fighter", "helicopter",
         "fighter plane", "airplane", "aeroplane", "attack aircraft", "gunship"), "aircraft"),
    **dict.fromkeys(("drone", "uav", "unmanned aircraft", "unmanned aerial vehicle"), "drone"),
    **dict.fromkeys(("ship", "vessel", "boat", "ferry", "wreck", "warship"), "vessel"),
    **dict.fromkeys(("airport", "airstrip", "airfield", "runway", "air base", "airbase"), "airport"),
    **dict.fromkeys(("road", "highway", "motorway", "route", "street"), "road"),
    **dict.fromkeys(("bridge", "viaduct", "road bridge", "railway bridge", "rail bridge"), "bridge"),
    **dict.fromkeys(("border crossing", "border", "border post", "crossing", "checkpoint",
                     "border gate", "frontier"), "border crossing"),
    **dict.fromkeys(("port", "harbour", "harbor", "quay"), "port"),
    **dict.fromkeys(("electricity", "power", "power supply", "current", "blackout"), "electricity"),
    **dict.fromkeys(("communications", "internet", "network", "phone", "phones", "mobile network",
                     "telephone"), "communications"),
    **dict.fromkeys(("fire", "blaze", "wildfire", "forest fire"), "fire"),
    **dict.fromkeys(("ceasefire", "truce", "cease-fire", "armistice"), "ceasefire"),
}  # fmt: skip

_PARTS = frozenset(
    [
        "half",
        "quarter",
        "quarters",
        "ward",
        "wards",
        "district",
        "districts",
        "part",
        "parts",
        "outskirts",
        "suburb",
        "suburbs",
        "side",
        "centre",
        "center",
        "core",
        "neighbourhood",
        "neighborhood",
        "neighbourhoods",
        "neighborhoods",
        "edge",
        "bank",
        "area",
        "areas",
        "square",
        "market",
        "streets",
        "block",
        "blocks",
    ]
)
_COMBATANT = frozenset({"combatant", "soldier", "fighter"})


def object_class(name: str) -> str:
    """The class under which an object is compared: 'helicopter' gives 'aircraft'."""
    folded = name.casefold().strip()
    if folded in _CLASSES:
        return _CLASSES[folded]
    last = folded.rsplit(" ", 1)[-1]
    return _CLASSES.get(last, folded)


def is_part(scope: str) -> bool:
    """Whether a scope names a part of the place ('western half') and not a facility in it."""
    return bool(scope) and scope.casefold().rsplit(" ", 1)[-1] in _PARTS


def is_party(referent: str) -> bool:
    """Whether a referent is a party id."""
    return ":" in referent


def same_group(a: str, b: str) -> str:
    """How two counted groups relate: 'same', 'part' (b is within a), 'whole' (a within b), ''.

    The empty group is everybody; a party's dead may be 'combatants' of no named side.
    """
    if a == b:
        return "same"
    if not a:
        return "part"
    if not b:
        return "whole"
    if is_party(a) and is_party(b):
        return "same" if may_be_same(a, b) else ""
    if (is_party(a) and b in _COMBATANT) or (is_party(b) and a in _COMBATANT):
        return "same"
    return ""
