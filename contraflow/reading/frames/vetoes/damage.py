"""Vetoes of frames on what is destroyed, damaged or whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames.classes import fits
from contraflow.reading.frames.vetoes.registry import veto
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.syntax import children, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token

_STRIKES_HOME = frozenset({"tear", "rip", "smash", "slice", "punch"})
_SHELLS_DO = frozenset({"fall", "crash", "burst", "blow"}) | _STRIKES_HOME


@veto("harms its own doer")
def harms_itself(c: Candidate) -> bool:
    """ "blew himself up at the gate": the gate may stand."""
    return any(d.lower_.endswith(("self", "selves")) for d in c.anchor.children)


@veto("a river in flood, or a bomb laid", words=frozenset({"burst", "overflow", "bury"}))
def bursts_its_banks(c: Candidate) -> bool:
    """ "the river burst its banks": no bank fell; "the bomb, buried under the track": nor is it lost."""
    theme = c.theme
    if theme is not None and c.anchor.lemma_ == "bury":
        return any(name in ("weapon", "attack") for name, _ in c.view.classes(theme)) or (
            c.view.class_of(theme, "vehicle") == "missile"
        )
    return c.anchor.lemma_ == "burst" and theme is not None and theme.lemma_ == "bank"


@veto("falls on it")
def falls_on_it(c: Candidate) -> bool:
    """ "debris fell on the house": what fell is not what stands below."""
    below = c.theme is not None and c.theme.dep_ == "pobj" and c.theme.head.head is c.anchor
    return c.anchor.lemma_ == "fall" and below


@veto("a shell that lands is fired at something")
def shell_lands(c: Candidate) -> bool:
    """ "two rockets fell in a field", "a shell tore through the roof": nobody tells of what became of
    the rockets."""
    wanted = "flying-arms" if c.anchor.lemma_ in _STRIKES_HOME else "shell"
    return c.anchor.lemma_ in _SHELLS_DO and any(
        role is not None and fits(c, role, wanted) for role in (c.agent, c.theme)
    )


@veto("told of its doer alone")
def told_of_doer(c: Candidate) -> bool:
    """ "accused of having set fire to it", "they did not set fire to it": whether they did is the matter;
    "slag set fire to the oil": a fire spreads so, and its own damage is told apart."""
    clause, doer = c.anchor, c.agent
    if clause.dep_ == "pcomp" and clause.head.head.lemma_ in _ACCUSES:
        return True
    if doer is not None and any(t.dep_ == "neg" for t in clause.children):
        return True
    return doer is not None and doer.tag_ in ("NN", "NNS") and not _can_do(c, doer)


def _can_do(c: Candidate, doer: Token) -> bool:
    """Whether a noun is of somebody who does things on purpose."""
    kinds = {name for name, _ in c.view.classes(doer)}
    return c.is_force(doer) or not kinds.isdisjoint(("person", "office"))


_ACCUSES = word_set("charges") | {"suspect"}
_BREAKS_TO = frozenset({"out", "off", "away"})


@veto("in several places")
def in_several_places(c: Candidate) -> bool:
    """ "broke in three places"."""
    return c.last.tag_ == "NNS" and c.last.lemma_ == "place"


@veto("a town that falls is taken")
def town_falls(c: Candidate) -> bool:
    """ "the city fell": it still stands."""
    return (
        c.anchor.lemma_ == "fall"
        and c.theme is not None
        and c.view.class_of(c.theme, "place") is not None
    )


@veto("begins, ends or comes apart otherwise")
def breaks_out(c: Candidate) -> bool:
    """ "fighting broke out at the airport", "the hall burst into applause": nothing is destroyed."""
    if c.anchor.lemma_ == "burst" and any(d.lower_ in ("into", "out") for d in c.anchor.children):
        return True
    return c.anchor.lemma_ == "break" and any(
        (d.dep_ == "prt" and d.lower_ not in ("up", "apart"))
        or (d.dep_ in ("advmod", "prep") and d.lower_ in _BREAKS_TO)
        for d in c.anchor.children
    )


@veto("held by somebody")
def is_held(c: Candidate) -> bool:
    """ "they are held at the airport", "a meeting was held": only what holds by itself stands."""
    return c.anchor.lemma_ == "hold" and (
        c.anchor.dep_ in ("acl", "amod")
        or (
            c.anchor.tag_ == "VBN"
            and not any(d.dep_ in ("aux", "nsubj") for d in c.anchor.children)
        )
        or any(d.dep_ in ("auxpass", "nsubjpass", "agent") for d in c.anchor.children)
    )


@veto("men who hold out")
def men_hold(c: Candidate) -> bool:
    """ "the army says it is holding": itself, and no wall."""
    who = c.theme
    if c.anchor.lemma_ != "hold" or who is None or who.lower_ not in ("it", "they", "he", "she"):
        return False
    verb = c.anchor.head
    return c.anchor.dep_ == "ccomp" and any(
        c.is_force(speaker) for speaker in children(verb, "nsubj")
    )


@veto("built anew")
def is_whole_again(c: Candidate) -> bool:
    """ "Bridges rebuilt after the storm", "the mosque was rebuilt": against "must be rebuilt"."""
    verb = c.anchor
    if verb.lemma_ != "rebuild" or verb.tag_ not in ("VBN", "VBD"):
        return False
    aux = {d.lower_ for d in children(verb, "aux")}
    return not aux or aux <= {"has", "have", "had", "been"}


@veto("stands somewhere")
def stands_somewhere(c: Candidate) -> bool:
    """ "the house stands on a hill", "the toll stands at nine", "stands to lose": not whether it still does."""
    verb = c.last if c.phrase else c.anchor
    if verb.lemma_ != "stand":
        return False
    if c.phrase:
        return any(d.dep_ == "prep" for d in verb.children)
    if any(d.dep_ in ("dobj", "xcomp", "acomp", "prt", "attr", "nummod") for d in verb.children):
        return True
    if verb.dep_ == "relcl" or any(d.lower_ in ("where", "there", "here") for d in verb.children):
        return True
    if any(d.lower_ in _STILL for d in verb.children):
        return False
    return verb.tag_ not in ("VBZ", "VBP") or any(d.dep_ == "prep" for d in verb.children)


_STILL = frozenset({"still"})


@veto("people who stand somewhere")
def people_stand(c: Candidate) -> bool:
    """ "They were standing on its back", "the bus stood at the stop": of a house nobody says so."""
    verb = c.last if c.phrase else c.anchor
    if verb.lower_ not in ("stand", "stood", "standing"):
        return False
    who = next((d for d in verb.lefts if d.dep_ in ("nsubj", "nsubjpass")), None)
    still = any(d.lower_ in _STILL for d in verb.children)
    return (
        who is not None
        and (
            who.lower_ in _WHO
            or c.view.class_of(who, "person") is not None
            or who.lemma_ == "train"
            or c.view.class_of(who, "vehicle") is not None
        )
        and not still
        and any(d.dep_ == "prep" for d in verb.children)
    )


_WHO = frozenset({"they", "we", "i", "he", "she", "you", "who", "people"})


@veto("comes through something else")
def comes_through_something(c: Candidate) -> bool:
    """ "the aid came through the gate", "a shell came through the roof": nobody comes unharmed through a wall."""
    if not c.phrase or c.last.lower_ != "through" or c.anchor.lemma_ != "come":
        return False
    through = next((d for d in c.last.children if d.dep_ == "pobj"), None)
    return through is None or any(
        name in ("facility", "place", "fixture") for name, _ in c.view.classes(through)
    )


@veto("comes down to something")
def comes_down_to(c: Candidate) -> bool:
    """ "not a barrel came down the pipeline", "it comes down to money": nothing falls."""
    if c.anchor.lemma_ == "fall" and not c.phrase:
        to = oblique(c.anchor, "to")  # "weapons fell to the rebels": they have them now
        return to is not None and to.lemma_ not in _BELOW
    if not c.phrase or c.anchor.lemma_ != "come" or c.last.lower_ != "down":
        return False
    if any(d.dep_ == "pobj" for d in c.last.children):
        return True
    if c.theme is not None and c.theme.lower_ in _PEOPLE_THEMSELVES:
        return True  # "they came down into the city"
    near = (*c.anchor.children, *c.last.children)
    return any(d.dep_ == "prep" and d.lower_ in ("to", "with", "from", "hard") for d in near)


_BELOW = frozenset(
    "ground floor bottom earth sea water piece rubble dust ruin street bank bed".split()
)
_PEOPLE_THEMSELVES = frozenset(
    {"they", "we", "he", "she", "i", "who", "people", "farmers", "residents"}
)


@veto("a fire burns, and not what it is at")
def fire_burns(c: Candidate) -> bool:
    """ "a fire burned at a tower of the plant": nothing is said to be gone."""
    if c.anchor.lemma_ not in ("burn", "spread", "rage"):
        return False
    burning = c.anchor.head if c.anchor.dep_ == "acl" else c.agent
    return burning is not None and c.view.class_of(burning, "hazard") == "fire"


@veto("on fire, and standing")
def on_fire(c: Candidate) -> bool:
    """ "the burning tanker": it burns yet."""
    return c.anchor.lower_ == "burning" and c.anchor.dep_ == "amod"


_HARDLY = frozenset({"hardly", "barely", "scarcely", "rarely", "seldom"})


@veto("hardly so", words=_HARDLY)
def hardly_so(c: Candidate) -> bool:
    """ "the station was hardly damaged", "protests rarely take place there"."""
    verb = c.anchor if is_verb(c.anchor) else c.anchor.head
    near = [d for node in (c.anchor, verb) for d in node.children]
    return any(t.lower_ in _HARDLY for d in near for t in (d, *d.lefts))  # "hardly ever"
