"""Vetoes of frames on people held, caught, freed or escaped."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from contraflow.reading.frames.classes import fits
from contraflow.reading.frames.vetoes.registry import veto
from contraflow.reading.lexicon import word_set
from contraflow.reading.numbers.numerals import is_calendar
from contraflow.reading.parsing.involvement import arguments
from contraflow.reading.parsing.negation import is_negative_noun
from contraflow.reading.parsing.syntax import (
    ancestors,
    antecedent,
    children,
    first_child,
    is_verb,
    oblique,
)

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token

_HARMS = word_set("harms")
_KEPT = word_set("kept")
_DONE_TO = word_set("done-to")
_BODIES = word_set("bodies")
_CARRIES_OFF = word_set("carries-off")
_ARMED = frozenset({"armed", "masked", "hooded", "unidentified", "unknown"})
_IS_HELD = frozenset({"be", "take", "hold", "have", "make", "remain", "seize"})
_LIFELESS = frozenset({"dead", "lifeless"})
_FALLEN = frozenset({"wounded", "injured", "dead", "body", "casualty", "victim", "survivor"})
_CAPTIVITY = frozenset({"captive", "prisoner", "hostage", "captivity"})


@veto("bodies, not survivors")
def bodies(c: Candidate) -> bool:
    """ "pulled two bodies from the rubble": nobody was saved."""
    return any(role is not None and role.lemma_ in _BODIES for role in (c.theme, c.agent)) or any(
        t.lemma_ in _BODIES or t.lower_ in _LIFELESS
        for t in c.view.doc[c.words[0] : c.words[1] + 1]  # "dug out dead"
    )


@veto("caught in a disaster")
def caught_in_disaster(c: Candidate) -> bool:
    """ "A dozen were caught below the ruins", "caught in an avalanche": nobody holds them."""
    if c.anchor.lemma_ not in ("catch", "hold", "take"):
        return False
    return any(
        p.lower_ in ("below", "beneath", "under", "underneath", "amid")
        or (
            p.lower_ in ("in", "by", "up")
            and any(
                name in ("disaster", "hazard") for t in p.rights for name, _ in c.view.classes(t)
            )
        )
        for p in c.anchor.rights
    )


@veto("a crowd is dispersed")
def disperses(c: Candidate) -> bool:
    """ "Police drove off the protesters": nobody is taken along."""
    return (
        c.phrase
        and c.anchor.lemma_ == "drive"
        and not any(t.dep_ == "auxpass" for t in c.anchor.children)
    )


@veto("caught by no captor")
def caught_by_no_captor(c: Candidate) -> bool:
    """ "a million people were caught by the flood", "police are holding 14 men"."""
    if c.agent is None:
        return False
    if c.anchor.lemma_ in _HOLDS and c.agent.lemma_ in _POLICE and not c.phrase:
        return True  # they are detained
    return any(
        name in ("disaster", "hazard", "vehicle", "facility") for name, _ in c.view.classes(c.agent)
    )


_HOLDS = frozenset({"hold", "seize", "grab"})
_POLICE = frozenset({"police", "policeman", "officer", "detective", "constable", "gendarme"})


@veto("prisoners who flee escape")
def prisoners_flee(c: Candidate) -> bool:
    """ "900 inmates fled": they are not displaced."""
    moved = c.theme if c.anchor.lemma_ in ("move", "transfer", "relocate") else None
    doer = c.agent or moved  # "thirty detainees were moved to another prison"
    who = doer and (oblique(doer, "of") or doer)
    return who is not None and who.lemma_ in _KEPT


@veto("what is released is no person")
def releases_things(c: Candidate) -> bool:
    """ "released photographs of eight soldiers"."""
    theme = c.theme
    return (
        theme is not None
        and theme.dep_ in ("dobj", "nsubjpass")
        and theme.tag_.startswith("NN")
        and c.view.class_of(theme, "person") is None
    )


@veto("fighters hold it")
def fighters_inside(c: Candidate) -> bool:
    """ "no rebel is inside the town": of a force's presence."""
    return any(
        r is not None and (c.is_force(r) or c.view.class_of(r, "person") == "combatant")
        for r in c.roles
    )


@veto("in the hands of no captor")
def in_other_hands(c: Candidate) -> bool:
    """ "the patients are in the hands of doctors", "the town is in the hands of its people"."""
    if not c.phrase or c.view.doc[c.words[0]].lower_ != "in":
        return False
    if not any(t.lower_ in ("hand", "hands") for t in c.view.doc[slice(*c.words)]):
        return False
    if c.theme is None:
        return True
    if c.view.quantity_of(c.theme) is None and not is_negative_noun(c.theme):
        return True
    holder = first_child(c.last, "pobj") if c.last.lower_ == "of" else c.last
    return holder is not None and not (
        c.is_force(holder) or c.view.class_of(holder, "person") == "combatant" or c.last is holder
    )


@veto("held, and not over a deed")
def held_over_nothing(c: Candidate) -> bool:
    """ "Five held over the riot", "two held on suspicion of murder": by the police, whoever is not named."""
    verb = c.anchor
    if verb.tag_ not in ("VBN", "VBD") or any(d.dep_ in ("dobj", "agent") for d in verb.children):
        return True
    if c.agent is not None and (c.agent.dep_ != "nsubj" or not c.view.sentence.heading):
        return True  # in headlines alone "five held" are those who are
    for prep in children(verb, "prep"):
        of = first_child(prep, "pobj", "pcomp")
        if of is None:
            continue
        if prep.lower_ in ("over", "on", "in") and (
            of.lemma_ in _SUSPICION or (prep.lower_ == "over" and not is_calendar(of))
        ):
            return False
    return True


_SUSPICION = frozenset({"suspicion", "charge", "connection", "relation"})


@veto("held until they were released")
def held_until_released(c: Candidate) -> bool:
    """ "The staff who were being held were released": it is of those who no longer are."""
    verb = c.anchor if is_verb(c.anchor) else c.anchor.head
    return (
        verb.dep_ in ("relcl", "acl")
        and verb.head.dep_ in ("nsubjpass", "nsubj", "dobj")
        and verb.head.head.lemma_ in _FREES
    )


_FREES = frozenset({"release", "free", "rescue", "liberate", "escape", "save"})


@veto("no prisoner breaks out")
def fires_break_out(c: Candidate) -> bool:
    """ "a fire broke out"."""
    who = [t for r in c.roles if r is not None for t in (r, oblique(r, "of")) if t is not None]
    return c.anchor.lemma_ in ("break", "bust") and not any(
        c.view.class_of(t, "person") for t in who
    )


@veto("got away hurt")
def escapes_hurt(c: Candidate) -> bool:
    """ "nine passengers escaped with minor injuries": from a crash, and not from a prison."""
    with_what = oblique(c.anchor, "with")
    return with_what is not None and with_what.lemma_ in _HARMS


@veto("something was done to them")
def done_to_them(c: Candidate) -> bool:
    """ "hundreds of protesters were beaten": so many at least, and how many came is not said."""
    noun = c.anchor
    own = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    top = own.head if own is not noun else noun
    if not noun.tag_.startswith("NN"):
        return False
    if any(c.lemma_ in _DONE_TO and c.tag_ == "VBN" for c in children(top, "acl")):
        return True  # "13 protesters killed in Xtown"
    return top.dep_ in ("nsubjpass", "dobj") and top.head.lemma_ in _DONE_TO


@veto("a place holds them")
def a_place_holds_them(c: Candidate) -> bool:
    """ "the stadium holds 50,000 people"; "the town has not surrendered"."""
    if c.anchor.lemma_ == "surrender" and c.agent is not None:
        return c.view.place_at(c.agent) is not None
    if c.anchor.lemma_ != "hold" or (c.phrase and c.last.tag_ != "NNS"):
        return False  # "hold two nurses prisoner"
    verb = c.anchor
    below = {d.lower_ for d in verb.children}
    if c.agent is None:  # "eleven guards are still being held"
        return below.isdisjoint(("still", "being"))
    if _is_house(c, c.agent):
        return True
    if c.is_force(c.agent) or is_negative_noun(c.agent):
        return False
    if c.view.class_of(c.agent, "person") not in ("people", "civilian", None):
        return False
    # people hold others where it is said to go on, or who is held is told first: "are held by inmates"
    person = c.view.class_of(c.agent, "person") is not None or c.agent.lower_ in ("they", "we")
    goes_on = verb.tag_ == "VBG" or "still" in below or c.agent.head.lower_ == "by"
    return not (person and goes_on)


def _is_house(c: Candidate, holder: Token) -> bool:
    """A town, a building or a craft, "which" included: "a jail which holds 400 inmates"."""
    holder = antecedent(holder)
    return c.view.place_at(holder) is not None or any(
        name in ("place", "facility", "vehicle") for name, _ in c.view.classes(holder)
    )


@veto("prisoners who did something, or did not")
def prisoners_act(c: Candidate) -> bool:
    """ "no prisoner escaped" does not say that nobody was taken prisoner."""
    noun = c.anchor
    if not noun.tag_.startswith("NN") or c.phrase:
        return False
    by = noun.dep_ == "pobj" and noun.head.lower_ == "by" and noun.head.head.tag_ == "VBN"
    housed = noun.dep_ == "dobj" and noun.head.lemma_ in _HOUSES
    holder = arguments(noun.head).agent if housed else None
    if holder is not None and _is_house(c, holder):
        return True  # "the jail holds 400 prisoners", as it did before
    moved = noun.dep_ == "nsubjpass" and noun.head.lemma_ in _MOVES
    does = by or moved or (noun.dep_ == "nsubj" and noun.head.lemma_ not in _IS_HELD)
    if does and noun.lemma_ == "prisoner":
        return (
            True  # "two prisoners scaled the wall", "500 prisoners rioted": they were there before
        )
    return (
        is_negative_noun(noun)
        and noun.dep_ in ("nsubj", "nsubjpass")
        and noun.head.lemma_ not in _IS_HELD
    )


_HOUSES = frozenset({"hold", "house", "accommodate", "contain", "keep"})
_MOVES = frozenset({"move", "transfer", "relocate", "evacuate", "transport", "guard", "feed"})
"""What is done to prisoners who were prisoners before."""


@veto("not by captors")
def not_carried_off(c: Candidate) -> bool:
    """ "Soldiers led away nine men" arrests them, and "rescuers led away nine" saves them."""
    if c.anchor.lemma_ not in _CARRIES_OFF or any(
        t.lemma_ in _CAPTIVITY for t in c.view.doc[c.anchor.i : c.words[1] + 1]
    ):
        return False
    if c.anchor.lemma_ == "take" and not c.phrase:
        return (
            c.theme is None
            or c.view.class_of(c.theme, "person") != "combatant"
            or oblique(c.anchor, "to", "into", "from", "for") is not None
        )
    taker = c.agent
    if taker is None and c.phrase and c.anchor.lemma_ in ("carry", "drag", "march"):
        # "two herders were carried off": by captors, unless they are hurt or dead
        return c.theme is None or c.theme.lemma_ in _FALLEN
    if taker is None or fits(c, taker, "arrester"):
        return True
    if any(d.lemma_ in _ARMED for d in taker.children):
        return False  # "masked men"
    if c.anchor.lemma_ == "seize" and _are_people(c, taker):
        return False  # "the inmates have seized two guards"
    return c.view.class_of(taker, "person") != "combatant" and not c.is_force(taker)


def _are_people(c: Candidate, taker: Token) -> bool:
    """People who are no police; "they" where the sentence has none."""
    theme = c.theme
    if theme is None or c.view.class_of(theme, "person") is None:
        return False
    if taker.lower_ == "they":
        return not any(fits(c, t, "arrester") for t in c.view.nouns if t is not theme)
    lawful = any(fits(c, t, "arrester") for t in children(taker, "compound"))  # "customs men"
    return c.view.class_of(taker, "person") is not None and not lawful


@veto("who had escaped before")
def had_escaped(c: Candidate) -> bool:
    """ "31 escaped inmates were recaptured", "the escapee was shot": how many of them, and not all."""
    doc, at = c.view.doc, c.anchor.i
    before = c.anchor.lower_ == "escaped" and doc[at + 1 :][:1] and doc[at + 1].tag_ == "NNS"
    noun = doc[at + 1] if before else c.anchor
    who = before or noun.lemma_ in ("escapee", "fugitive")
    return bool(who) and any(v.lemma_ in _CATCHES for v in islice(ancestors(noun), 2))


_CATCHES = frozenset(
    {
        "recapture",
        "rearrest",
        "re-arrest",
        "catch",
        "arrest",
        "return",
        "capture",
        "kill",
        "surrender",
    }
    | {
        "shoot",
        "find",
        "trace",
        "hunt",
        "seek",
        "apprehend",
        "round",
        "pick",
        "track",
        "hide",
        "remain",
    }
)
"""What befalls those who got out."""


_HELD_BY_ALL = frozenset(
    "prayer funeral election elections meeting talk talks service mass event hearing class lesson"
    " exam match rally celebration ceremony drill exercise consultation vote".split()
)
"""What is held when it takes place."""


@veto("no people are taken")
def takes_no_people(c: Candidate) -> bool:
    """ "the capture of the town", against "the capture of two officers"; "the wedding was held"."""
    held = c.theme if c.phrase and c.anchor.lemma_ == "be" else None
    several = held is not None and held.dep_ == "nsubjpass" and held.tag_ == "NNS"
    if held is not None and several and held.lemma_ in _HELD_BY_ALL:
        return True  # "prayers will be held at two"
    if held is not None and held.dep_ == "nsubjpass" and held.tag_ == "NN":
        kinds = {name for name, _ in c.view.classes(held)}
        return kinds.isdisjoint(("person", "office")) and not c.is_force(held)
    return (
        c.anchor.lemma_ in ("capture", "surrender", "hostage-taking")
        and not is_verb(c.anchor)
        and (c.theme is None or c.view.quantity_of(c.theme) is None)
    )


@veto("prisoners who are led")
def prisoners_march(c: Candidate) -> bool:
    """ "6,000 prisoners were marched through the town": they protest against nothing."""
    return c.anchor.lemma_ == "march" and any(d.dep_ == "auxpass" for d in c.anchor.children)


@veto("cleared of a charge")
def cleared_of_charge(c: Candidate) -> bool:
    """ "cleared the police of the shooting": they are where they were."""
    charge = next((t for t in c.anchor.subtree if t.dep_ == "pobj" and t.head.lower_ == "of"), None)
    return (
        c.anchor.lemma_ == "clear"
        and charge is not None
        and charge.i > c.anchor.i
        and (
            charge.lemma_ in _GUILT
            or any(name == "attack" for name, _ in c.view.classes(charge))
            or any(s.axis.startswith("casualties") for s in c.view.lex.nouns.get(charge.lemma_, ()))
        )
    )


_GUILT = word_set("guilt") | word_set("blamed-events") | {"wrongdoing", "charge", "suspicion"}


@veto("who keeps, and not who is kept")
def in_whose_custody(c: Candidate) -> bool:
    """ "The boxes are under the custody of the National Police"."""
    of = c.theme.head if c.theme is not None else None
    return (
        of is not None
        and c.last.lemma_ == "custody"
        and of.lower_ == "of"
        and of.head is c.last
        and of.i > c.last.i
    )


@veto("is sought")
def is_sought(c: Candidate) -> bool:
    """ "For whose arrest a reward is offered", "called for their arrest": nobody is held yet."""
    before = {t.lower_ for t in c.view.doc[max(0, c.anchor.i - 2) : c.anchor.i]}
    return c.anchor.tag_.startswith("NN") and "for" in before and bool(c.view.having(_SEEKS))


_SEEKS = frozenset("offer reward bounty price warrant call appeal demand".split())
