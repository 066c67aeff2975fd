"""What a claim answers on its axis: holder, culprit, state or number, about which referent."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from contraflow.axes import AXES
from contraflow.ledger.sides import same_side
from contraflow.parties.keys import top
from contraflow.reading.answers.amounts import amount
from contraflow.reading.answers.holders import UNKNOWN, HolderReading, is_one_person
from contraflow.reading.answers.persons import means_speaker, of_speaker
from contraflow.reading.answers.referents import struck
from contraflow.reading.answers.statements import proposition
from contraflow.reading.context import Spoken
from contraflow.reading.discourse import OTHERS
from contraflow.reading.frames import FrameHit
from contraflow.reading.frames.authors import AuthorHit
from contraflow.reading.frames.causes.words import CauseHit
from contraflow.reading.frames.roles import started
from contraflow.reading.frames.slain import SlainHit
from contraflow.reading.frames.unnumbered import all_aboard
from contraflow.reading.lexicon import word_set
from contraflow.reading.numbers.among import PartHit
from contraflow.reading.parsing.involvement import arguments, share_in
from contraflow.reading.parsing.negation import is_negative_noun
from contraflow.reading.parsing.syntax import children, conjuncts, is_verb, oblique
from contraflow.reading.parsing.view import SentenceView
from schemas import (
    Numbers,
    Parties,
    Party,
    Place,
    States,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contraflow.reading.parsing.tree import Token


_ROLES = word_set("roles")
_BY_MISTAKE = re.compile(r"accident|mistak|error|unint|inadvert|unwitting", re.I)


_REST = frozenset({"survivor", "other", "rest", "remaining", "hostage", "wounded", "injured"})


def _is_all_of_them(hit: FrameHit) -> bool:
    """Whether nobody was lost: "all 63 passengers survived", "everyone was rescued"."""
    if all_aboard(hit.anchor):
        return True
    for role in (hit.theme, hit.agent):
        if role is None or role.lemma_ in _REST:
            continue
        words = {c.lower_ for c in role.children}
        if words & {"but", "except", "save"}:
            continue  # "all but two of the crew were saved"
        if role.lower_ in ("everyone", "everybody") or (
            (role.lower_ == "all" or "all" in words) and words.isdisjoint(_REST)
        ):
            return True
    return False


_ABOARD = word_set("aboard")
_OWN_DEEDS = ("casualties.fate", "casualties.killed", "casualties.injured")
"""What somebody who denies having done it says of themselves, and not of the victims."""
_DONE_TO_PEOPLE = ("casualties.killed", "casualties.injured", "casualties.captured")
_BYSTANDERS = ("", "civilian", "child", "staff", "medic", "journalist", "rescuer")
_KILLS = word_set("kills")
_EVENTS = word_set("blamed-events")
_DOERS = word_set("doers")
_LIKE = frozenset({"similar", "previous", "past", "frequent", "many", "numerous", "several"})
_ASCRIBES = ("attribute", "ascribe", "pin")
_HAPPENS = word_set("happens")
_AIMS = frozenset({"target", "attack", "harm", "hurt", "bomb", "shell", "strike"})
_HARMLESS = frozenset({"rubber bullets", "tear gas", "water cannon", "warning shots"})
"""What police use where they say that they used no bullets."""


def _all_aboard(hit: FrameHit) -> bool:
    """Whether everybody that a craft carried died: "all 54 passengers drowned"."""
    if all_aboard(hit.anchor):
        return True
    for role in (hit.theme, hit.agent):
        if role is None:
            continue
        words = {t.lemma_ for t in role.subtree}
        if (role.lower_ in ("everyone", "everybody") or "all" in words) and words & _ABOARD:
            return True
    return False


def _each_other(hit: FrameHit) -> bool:
    """Whether two sides did it to one another."""
    doc = hit.anchor.doc
    return not doc.words.isdisjoint(("other", "another")) and any(
        (doc[t.i - 1].lower_, t.lower_) in (("each", "other"), ("one", "another"))
        for t in hit.anchor.subtree
        if t.i
    )


def _only(hit: FrameHit) -> bool:
    """Whether nothing else was used: "fired only tear gas"."""
    doc, start = hit.anchor.doc, hit.words[0]
    if [t.lower_ for t in doc[max(0, start - 2) : start]] == ["nothing", "but"]:
        return True
    tokens = (hit.anchor, hit.anchor.head, doc[hit.words[1] - 1], hit.theme)
    near = (c for t in tokens if t is not None for c in t.children)
    return any(c.lower_ in ("only", "nothing") for c in near)


def _is_spot(view: SentenceView, noun: Token) -> bool:
    """Whether a noun is of a place or a building."""
    return bool(view.class_of(noun, "place") or view.class_of(noun, "facility"))


_REACHES = frozenset({"reach", "approach", "near", "come", "get", "draw"})
_HARMED = frozenset({"damaged", "destroyed"})
_CRAFT_OF_WAR = frozenset({"aircraft", "helicopter", "drone", "missile", "artillery", "tank"})
_FIGHTERS = ("state:", "org:", "role:rebels", "role:military")


class Answer(NamedTuple):
    """What a claim says: on which axis, the value, about what, and how sure that reading is."""

    axis: str
    value: Value
    referent: str
    sure: float


class Told(NamedTuple):
    """A frame of a sentence with who says it and where; ``turned``: it is told as untrue."""

    view: SentenceView
    hit: FrameHit
    spoken: Spoken
    place: Place
    turned: bool


class ValueReading(HolderReading):
    """What a claim answers on its axis: holder, culprit, state or number, about which referent."""

    def _values(
        self, view: SentenceView, hit: FrameHit, spoken: Spoken, place: Place
    ) -> list[Answer]:
        """The answers that a frame gives, one for each claim that it makes."""
        spec = hit.spec
        turned = (hit.negated + spoken.flips) % 2 == 1
        told = Told(view, hit, spoken, place, turned)
        if turned and (share_in(hit.anchor) is not None or self._denies_own_killing(told)):
            return self._cleared(told)
        referent = self._referent(view, hit, place, spoken.speaker.party)
        if hit.spec.referent == "person" and means_speaker(hit.theme or hit.agent):
            if spoken.speaker.is_outlet:
                return []  # whoever says "I", the paper does not
            referent = of_speaker(spoken.speaker.name, self._parties.phrases.is_title)
        if spec.axis == "control.holder":
            return list(self._holding(told, referent))
        if isinstance(hit, SlainHit):
            return _slain(hit, turned)
        if isinstance(hit, PartHit):
            whole = hit.whole and self._referent(view, hit.whole, place, spoken.speaker.party)
            return _part(told, referent) if not whole or whole == "civilian" else []
        if spec.value == "count":
            return [*_counting(told, referent), *self._killers(told, referent)]
        if spec.axis == "attack.culprit":
            return self._culprit(told, referent)
        if spec.value == "not-moved":
            inside = States(members=("inside",))
            return [Answer(spec.axis, inside, referent, 0.8)] if turned else []
        if isinstance(hit, CauseHit):
            cause = States(members=(hit.cause,), complement=turned)
            return [Answer(spec.axis, cause, hit.event, 0.9)]
        if AXES[spec.axis].kind == "states":
            killers = self._killers(told, referent) if spec.id == "fate-dead" else ()
            return [*self._states(told, referent), *killers]
        return []

    def _denies_own_killing(self, told: Told) -> bool:
        """ "The army denied killing the mayor": that it did, and not that the mayor is dead.

        So of those killed or hurt: "denied charges that it had massacred villagers" is no toll of none.
        """
        hit, doer = told.hit, told.spoken.themselves or told.spoken.speaker.party
        if hit.spec.axis not in _OWN_DEEDS or not told.spoken.rejects or doer is None:
            return False
        agents = self._agents(told.view, hit, doer) if is_verb(hit.anchor) else []
        return bool(agents) and all(same_side(a.id, doer.id) for a in agents)

    def _cleared(self, told: Told) -> list[Answer]:
        """Who had no part in a deed: that it was done stands."""
        spec = told.hit.spec
        if not (spec.culprit or spec.axis.startswith(("attack.", "damage.", "casualties."))):
            return []
        doer = told.spoken.themselves or told.spoken.speaker.party
        agents = self._agents(told.view, told.hit, doer)
        if not agents:
            return []
        what = struck(told.view, _beyond_cue(told.hit), told.place)
        value = Parties(members=tuple(a.id for a in agents), complement=True)
        return [Answer("attack.culprit", value, what, 0.85)]

    def _holding(self, told: Told, referent: str) -> Iterator[Answer]:
        """Who holds a place; who was driven out of it is outside."""
        hit, speaker = told.hit, told.spoken.speaker.party
        value, sure = self._holder(told.view, hit, told.spoken, told.place, told.turned)
        expelled = None
        if hit.spec.theme == "force" and hit.theme is not None:
            expelled = self._party(hit.theme, speaker)
            if value is not None and expelled is not None:
                if same_side(top(expelled.id), top(value.members[0])):
                    value = None  # "the militia" that threw the Xs out is none of theirs
        if value is not None:
            yield Answer(hit.spec.axis, value, referent, sure)
        if expelled is not None:
            gone = States(members=("inside" if told.turned else "outside",))
            who = "/".join(expelled.id.split("/")[:2])
            yield Answer("movement.presence", gone, who, 0.9)

    def _killers(self, told: Told, referent: str) -> Iterator[Answer]:
        """Who killed people: "gunmen killed 17 villagers", "two were killed by police". Who killed
        fighters is asked of these alone, since in a fight both sides kill."""
        view, hit = told.view, told.hit
        one = hit.spec.id == "fate-dead" and bool(referent)
        if (
            not (one or hit.spec.axis in _DONE_TO_PEOPLE)
            or told.turned
            or hit.anchor.lemma_ not in _KILLS
            or not is_verb(hit.anchor)
            or hit.theme is None
            or hit.theme.tag_ == "PRP"
            or hit.agent is None
            or not (_acts(view, hit.agent) or _is_arms(view, hit.agent))
            or (hit.agent.lemma_ in _FIRE and not self._is_somebodys(view, hit.agent))
            or (
                hit.anchor.tag_ == "VBN"
                and hit.theme.dep_ != "dobj"
                and not _is_tied(hit.anchor, hit.agent)
            )
        ):
            return
        fought = not one and referent not in _BYSTANDERS
        if not fought and view.class_of(hit.theme, "person") == "combatant":
            return
        if fought and (":" not in referent and referent != "combatant"):
            return
        if fought and hit.agent.tag_ == "PRP":
            return  # "police shot the robbers after they killed a guard": who "they" are is open
        agents = self._agents(view, hit, told.spoken.themselves or told.spoken.speaker.party)
        if not _acts(view, hit.agent):
            # whose shell it was says who fired it, where that is somebody who fights
            told_whose = self._tells_whose(view, hit.agent)
            agents = [a for a in agents if a.id.startswith(_FIGHTERS) and told_whose]
        elif not agents and is_one_person(view, hit.agent):
            agents = [Party(id=UNKNOWN, name=hit.agent.text)]  # "a man of 23 killed two pupils"
        if agents:
            culprits = Parties(members=tuple(a.id for a in agents))
            # who killed one known person is asked of that person alone
            yield Answer("attack.culprit", culprits, referent if fought or one else "", 0.8)

    def _tells_whose(self, view: SentenceView, arms: Token) -> bool:
        """Whether a noun for arms says whose they are, and not only where: "a bomb in Xtown"."""
        if not any(c.dep_ == "prep" and c.lower_ in _WHERE for c in arms.children):
            return True
        before = [t for t in arms.lefts if t.dep_ in ("compound", "amod", "nmod", "poss")]
        return any(
            not view.place_at(t) and not view.class_of(t, "vehicle") and self._party(t)
            for t in before
        )

    def _is_somebodys(self, view: SentenceView, fire: Token) -> bool:
        """Whether fire is somebody's, "killed by police fire", and no blaze: "by the fire in Xtown"."""
        if not (fire.dep_ == "pobj" and fire.head.lower_ == "by" and fire.i):
            return False
        whose = view.doc[fire.i - 1]
        party = self._party(whose) if whose.head is fire and not view.place_at(whose) else None
        return party is not None and party.id.startswith(_FIGHTERS)

    def _culprit(self, told: Told, referent: str) -> list[Answer]:
        """Whom a text blames for a deed, or clears of it."""
        hit, spec = told.hit, told.hit.spec
        if self._is_of_others(hit.anchor):
            return []  # "denied a part in those raids", of which it told as of others
        culprits = self._blamed(told.view, hit, told.spoken.speaker.party)
        if not culprits or (spec.value == "blamed" and hit.negated and not _is_part_denied(hit)):
            return []  # "has not claimed responsibility", "did not blame X": nobody says who did it
        denials = (
            told.spoken.flips
            + (spec.value == "not-blamed")
            + (hit.negated and (spec.value == "culprit" or _is_part_denied(hit)))
        )
        members = tuple(dict.fromkeys(party.id for party in culprits))
        value = Parties(members=members, complement=denials % 2 == 1)
        if spec.id == "came-from":
            referent = _first_shot(hit)
        return [Answer("attack.culprit", value, referent, 0.9)]

    def _states(self, told: Told, referent: str) -> Iterator[Answer]:
        """The state that something is in, and who put it there."""
        view, hit, spoken, spec = told.view, told.hit, told.spoken, told.hit.spec
        state, turned = spec.value, told.turned
        if spec.axis == "other.statement":
            state, referent, opposite = proposition(view, hit)
            turned = turned != opposite
        if spec.axis == "attack.intent" and _BY_MISTAKE.search(view.doc.span(*hit.words)):
            state = "not-deliberate"
        if (
            spec.axis == "damage.state"
            and hit.theme is not None
            and view.class_of(hit.theme, "fixture")
        ):
            # a broken window damages a building; "not a pane was broken" leaves it whole
            state = "intact" if is_negative_noun(hit.theme) else "damaged"
            turned = turned and not is_negative_noun(hit.theme)
        if spec.referent == "person":
            if not referent:
                return
            self._discourse.person = referent
        if turned and _is_aim(view, hit, spoken.rejects):
            # "denies targeting civilians": to mean to, and not what was done
            yield Answer("attack.intent", States(members=("not-deliberate",)), "", 0.8)
            return
        where = hit.theme
        if (
            turned
            and state == "advancing"
            and hit.anchor.lemma_ in _REACHES
            and where is not None
            and (view.place_at(where) is not None or _is_spot(view, where))
        ):
            state = "inside"  # who never got near it is not in it
        agents, deed = self._doers(told, turned)
        own = turned and not agents and deed and _is_ones_own(hit)
        if own and spoken.speaker.party is not None and not spoken.speaker.is_outlet:
            agents = [p for p in (spoken.themselves or spoken.speaker.party,) if _acts_as_one(p)]
        # "Xland's planes did not fly", "denied any role in the attack": who did it is denied,
        # not that it happened
        # ("used no cluster bombs" says so of the arms, too)
        others = bool(agents) and spoken.rejects and not self._are_own(agents, spoken)
        arms = spec.id == "use-arms" and not others  # "denied that the marchers had used guns"
        if arms or not (turned and (agents or own or _under_role(hit))):
            value = _state(spec.axis, state, turned)
            for each in (referent, *_others(view, hit, told.place, referent)):
                yield Answer(spec.axis, value, each, 0.9)
        if referent in _HARMLESS and not turned and _only(hit):
            yield Answer(spec.axis, States(members=("did-not-happen",)), "live fire", 0.8)
        if _each_other(hit):
            return  # "the two armies shelled each other": either of them did
        if referent == "warning shots":
            return  # whoever fired into the air shot at nobody
        if deed and agents and not (turned and not spoken.rejects and not hit.negated):
            value_of = Parties(members=tuple(a.id for a in agents), complement=turned)
            what = _first_shot(hit) or self._it(hit) or struck(view, _beyond_cue(hit), told.place)
            yield Answer("attack.culprit", value_of, what, 0.85)

    @staticmethod
    def _are_own(agents: list[Party], spoken: Spoken) -> bool:
        """Whether who acts is who speaks, or their side."""
        speaker = spoken.themselves or spoken.speaker.party
        return speaker is not None and all(same_side(a.id, speaker.id) for a in agents)

    def _it(self, hit: FrameHit) -> str:
        """The facility or craft that "it" was, where that was struck; else ''."""
        if hit.theme is None or hit.theme.lower_ != "it":
            return ""
        thing = self._discourse.thing
        kinds = {cls for cls, _ in self._lex.classes(thing)}
        return thing if kinds & {"facility", "vehicle"} else ""

    def _doers(self, told: Told, turned: bool) -> tuple[list[Party], bool]:
        """Who did it, and whether that is an answer of its own."""
        view, hit, spoken = told.view, told.hit, told.spoken
        doer = spoken.themselves or spoken.speaker.party
        if hit.spec.axis == "damage.state" and turned and spoken.rejects and doer is not None:
            # "denied having destroyed the bridge": that they did it, not that it is gone
            agents = [a for a in self._agents(view, hit, doer) if same_side(a.id, doer.id)]
            return agents, bool(agents)
        rebuilt = hit.anchor.lemma_ == "rebuild"  # by others than those who destroyed it
        if (
            hit.spec.value in _HARMED
            and not (turned or rebuilt)
            and struck(view, hit.theme, told.place)
        ):
            # "army drones destroyed the bridge" says who did it
            did = (*_FIGHTERS, "people:band of ")
            fighters = [a for a in self._agents(view, hit, doer) if a.id.startswith(did)]
            return fighters, bool(fighters)
        burst = hit.anchor.lemma_ == "explode" and is_verb(hit.anchor)  # of itself
        known = hit.spec.culprit and not burst and not _is_another(view, hit)
        agents = self._agents(view, hit, doer) if known else []
        return agents, hit.spec.axis == "attack.occurrence"

    def _is_of_others(self, part: Token) -> bool:
        """Whether somebody's part is one in other deeds than the one that the text is about: "in
        earlier raids", "in those raids", where the sentence before spoke of "other raids"."""
        deed = oblique(part, "in", "to", "with") or oblique(part.head, "in", "to", "with")
        if deed is None or deed.tag_ != "NNS":
            return False
        words = {c.lower_ for c in deed.lefts}
        if words & {"those", "these", "such", "them"}:
            return deed.lemma_ in self._discourse.others
        return bool(words & OTHERS)

    def _blamed_on(self, view: SentenceView, blame: Token, theme: Token) -> Party | None:
        """ "Blamed X", "blamed the attack in Y on X", where parsers may hang "on X" on the attack."""
        on = [t for p in children(blame, "prep") if p.lower_ == "on" for t in children(p, "pobj")]
        blamed = next((p for t in on for p in (self._party(t),) if p is not None), None)
        if blamed is None:  # "blamed the deaths on shelling by the army"
            whose = (oblique(t, "by") or next(children(t, "poss"), None) for t in on)
            blamed = next((self._party(t) for t in whose if t is not None), None)
        if blamed is not None or (on and oblique(blame, "for") is None):
            return blamed  # not the Friday of "blamed X for the blast on Friday"
        if view.class_of(theme, "attack") is None and theme.lemma_ not in _EVENTS:
            return self._party(theme)
        on = [t for p in theme.subtree if p.lower_ == "on" for t in children(p, "pobj")]
        on = [t for t in reversed(on) if view.place_at(t) is None]
        doers = [w for t in on if (w := oblique(t, "by")) is not None]
        return next((p for t in (*on, *doers) if (p := self._party(t)) is not None), None)

    def _blamed(self, view: SentenceView, hit: FrameHit, speaker: Party | None) -> list[Party]:
        """Who is blamed: one party, or several of whom each may have done it."""
        anchor = hit.anchor
        if isinstance(hit, AuthorHit):
            told = self._agents(view, hit, speaker)
            if hit.foe is not None:
                told += self._agents(view, replace(hit, agent=hit.foe), speaker)
            return [] if hit.either and len({p.id for p in told}) < 2 else told
        nobody = any(r is not None and is_negative_noun(r) for r in (hit.agent, hit.theme))
        if nobody and not (hit.spec.id == "involved" and _is_somebody(hit.agent)):
            return []  # "nobody is blamed"
        accuses = anchor.lemma_ in ("accuse", "implicate", "hold")  # "held X responsible"
        if is_verb(anchor) and accuses and hit.theme is not None:
            return self._all_of(hit.theme, speaker)
        one = self._blamed_one(view, hit, speaker)
        return [one] if one is not None else []

    def _all_of(self, whom: Token, speaker: Party | None) -> list[Party]:
        """ "Accused X or Y", "held X and its ally, Y, responsible"."""
        who = [
            next((a for a in children(t, "appos") if a.tag_ == "NNP" and t.tag_ == "NN"), t)
            for t in conjuncts(whom)
        ]
        found = [p for t in who if (p := self._party(t, speaker)) is not None]
        return found[:1] + [p for p in found[1:] if not p.id.startswith("people:")]

    def _blamed_one(self, view: SentenceView, hit: FrameHit, speaker: Party | None) -> Party | None:
        anchor = hit.anchor
        if is_verb(anchor) and anchor.lemma_ == "blame" and hit.theme is not None:
            return self._blamed_on(view, anchor, hit.theme)
        if is_verb(anchor) and anchor.lemma_ in _ASCRIBES:
            whose = oblique(anchor, "to", "on")
            return self._party(whose, speaker) if whose is not None else None
        if anchor.dep_ == "dobj" and is_verb(anchor.head):
            # "denied responsibility", "claimed responsibility"
            own = arguments(anchor.head).agent
            if own is None or is_negative_noun(own):
                return None
            return self._party(own, speaker)
        if started(anchor):
            who = arguments(anchor.head).agent
            return self._party(who, speaker) if who is not None else None
        if hit.spec.id == "came-from":
            if anchor.lower_ in ("ours", "theirs"):
                return speaker if anchor.lower_ == "ours" else None
            source = oblique(anchor, "from", "to")
            return self._owner(source, speaker) if source is not None else None
        lies = (
            anchor.dep_ == "nsubj" and is_verb(anchor.head) and oblique(anchor.head, "with", "on")
        )
        target = hit.agent or lies or oblique(anchor, "on", "at", "of")
        if target is None:
            return None
        return self._party(target, speaker) or self._band(target)

    def _owner(self, source: Token, speaker: Party | None) -> Party | None:
        """Whose a weapon or post is from which a shot came: "the rifle of a guard"."""
        node: Token | None = source
        for _ in range(3):
            if node is None:
                return None
            party = self._party(node, speaker) or self._band(node)
            if party is not None:
                return party
            node = oblique(node, "of") or next(children(node, "poss"), None)
        return None


def _is_of_some(hit: FrameHit) -> bool:
    """Whether a number stands before a denial, and so outside of it."""
    return (
        hit.quantity is not None
        and hit.theme is not None
        and hit.theme.dep_ in ("nsubj", "nsubjpass")
        and not is_negative_noun(hit.theme)
        and bool(hit.quantity.low)
    )


def _is_part_denied(hit: FrameHit) -> bool:
    """ "No evidence of their involvement", against "nobody has claimed responsibility"."""
    return hit.anchor.tag_.startswith("NN") and hit.anchor.dep_ != "dobj"


def _is_somebody(agent: Token | None) -> bool:
    """Whether a denied doer is of a kind: "no Xish soldier took part", against "nobody did"."""
    return agent is not None and agent.tag_ in ("NN", "NNS") and agent.lemma_ not in _NO_ONE


_NO_ONE = frozenset({"nobody", "none", "one", "person"})


def _part(told: Told, referent: str) -> list[Answer]:
    """How many of those counted were of a group that is counted by itself: children, one side's men."""
    q = told.hit.quantity
    if q is None or told.turned or not (":" in referent or referent in _GROUPS):
        return []  # of the dead of one side no more is told
    number = Numbers(low=q.low, high=q.high, unit="people", approximate=q.approximate, text=q.text)
    return [Answer(told.hit.spec.axis, number, referent, 0.9)]


_GROUPS = frozenset({"child", "civilian", "combatant", "medic", "journalist", "rescuer"})
"""Groups, beside the sides that fight, whose dead are told of by themselves."""


def _slain(hit: SlainHit, turned: bool) -> list[Answer]:
    """Only fighters were killed: no civilian; civilians were: some."""
    if turned:
        return []
    low, high = (1, None) if hit.civilian else (0, 0)
    told = Numbers(low=low, high=high, unit="people", text="some" if low else "no")
    found = [Answer(hit.spec.axis, told, "civilian", 0.8)]
    if hit.civilian and any(t.lower_ in _ALL_OF_THEM for t in hit.anchor.subtree):
        # "all of the dead were civilians": no fighter was
        nobody = Numbers(low=0, high=0, unit="people", text="no")
        found.append(Answer(hit.spec.axis, nobody, "combatant", 0.7))
    return found


_ALL_OF_THEM = frozenset({"all", "only", "exclusively", "solely", "entirely"})


def _counting(told: Told, referent: str) -> Iterator[Answer]:
    """How many; where all died or all survived, none of the others."""
    hit, axis = told.hit, told.hit.spec.axis
    if axis == "casualties.displaced" and hit.negated and _is_of_some(hit):
        return  # "40 families have not been moved" says nothing of how many have
    number = amount(told.view, hit, told.turned, referent)
    if number is None:
        return
    yield Answer(axis, number, referent, 1.0 if hit.quantity else 0.7)
    none = Numbers(low=0, high=0, unit="people", text="no")
    if axis == "casualties.killed" and number.low and not told.turned and _all_aboard(hit):
        yield Answer("casualties.rescued", none, referent, 0.8)
    if axis == "casualties.rescued" and number.low and _is_all_of_them(hit):
        yield Answer("casualties.killed", none, referent, 0.8)


@lru_cache(maxsize=512)
def _state(axis: str, state: str, turned: bool) -> States:
    """A state or its denial; of two that an axis has, the denial of one is the other."""
    states = AXES[axis].states
    if turned and len(states) == 2 and state in states:
        return States(members=(next(s for s in states if s != state),), complement=False)
    return States(members=(state,), complement=turned)


def _is_aim(view: SentenceView, hit: FrameHit, rejected: bool) -> bool:
    """Whether a deed is aiming at people or things at large, as one denies a habit: "denies targeting
    civilians", "does not strike hospitals"."""
    whom = hit.theme
    if (
        hit.spec.axis != "attack.occurrence"
        or hit.anchor.lemma_ not in _AIMS
        or whom is None
        or whom.tag_ != "NNS"
        or any(c.dep_ in ("det", "nummod", "poss") for c in whom.children)
    ):
        return False
    if any(c.lower_ in ("do", "does") for c in hit.anchor.children) or hit.anchor.tag_ == "VBZ":
        return True
    return rejected and view.class_of(whom, "person") == "civilian"


def _is_another(view: SentenceView, hit: FrameHit) -> bool:
    """Whether a deed is only like the one told of: "the rebels have carried out similar attacks"; not
    "rebels burned several houses"."""
    last, done = hit.anchor.doc[hit.words[1] - 1], hit.theme
    nouns = [hit.anchor, last]
    if done is not None and (done.lemma_ in _EVENTS or view.class_of(done, "attack")):
        nouns.append(done)
    return any(c.lower_ in _LIKE and c.dep_ == "amod" for t in nouns for c in t.children)


def _acts(view: SentenceView, agent: Token) -> bool:
    """Whether a noun is of people who kill, and not of a craft, a weapon, an accident or a war of theirs."""
    if agent.lemma_ in _DOERS:
        return True  # "a suicide bomber"
    return agent.lower_ in ("who", "they") or (
        all(name in ("person", "office", "place") for name, _ in view.classes(agent))
        and agent.lemma_ not in _HAPPENS
    )


def _is_arms(view: SentenceView, agent: Token) -> bool:
    """Whether a noun is of a weapon or a craft that carries weapons."""
    return agent.lemma_ in _FIRE or any(
        name == "weapon" or (name == "vehicle" and kind in _CRAFT_OF_WAR)
        for name, kind in view.classes(agent)
    )


_WHERE = frozenset({"in", "at", "near", "on", "outside"})
_FIRE = frozenset({"fire", "gunfire", "bullet", "shelling", "bombardment"})
"""What kills, and is named after whoever sent it: "police fire"."""


def _is_tied(participle: Token, agent: Token) -> bool:
    """Whether a participle's doer is its own: "killed by X", "X has killed"; others parsers may guess."""
    by = agent.head.dep_ == "agent" or agent.head.lower_ == "by"
    return by or (agent.head is participle and any(c.dep_ == "aux" for c in participle.children))


def _beyond_cue(hit: FrameHit) -> Token | None:
    """What was struck, unless that is a word of the cue: "opened fire"."""
    opened = (
        hit.theme is not None and hit.theme.lower_ == "fire" and hit.spec.referent != "fixed:arson"
    )
    return None if opened else hit.theme


def _first_shot(hit: FrameHit) -> str:
    """Whether an attack is told as the first: "fired first", "the first shot", "started the clash"."""
    anchor, last = hit.anchor, hit.anchor.doc[hit.words[1] - 1]
    shots = (
        t for t in (hit.theme, hit.agent) if t is not None and t.lemma_ in ("shot", "round", "fire")
    )
    near = {c.lower_ for t in (anchor, last, *shots) for c in t.children}
    first = (
        "first" in near
        or anchor.head.lower_ == "first"
        or "first" in (t.lower_ for t in anchor.doc[hit.words[0] : hit.words[1]])
    )
    return "first shot" if first or started(last) or started(anchor) else ""


def _others(view: SentenceView, hit: FrameHit, place: Place, first: str) -> Iterator[str]:
    """Further services or facilities of one predicate: "water and telephones work again"."""
    if hit.theme is None or hit.spec.axis not in ("status.service", "status.access"):
        return
    for token in conjuncts(hit.theme)[1:4]:
        named = view.class_of(token, "service") or view.class_of(token, "facility")
        if named and named not in (first, place.facility) and view.place_at(token) is None:
            yield named


def _is_ones_own(hit: FrameHit) -> bool:
    """Whether it is denied of somebody in particular, and so leaves the deed open: "denied that its
    members had set fire to it", "that his son had"."""
    whose = hit.agent and next(children(hit.agent, "poss"), None)
    return whose is not None and whose.tag_ == "PRP$"


def _acts_as_one(party: Party) -> bool:
    """Whether a party is somebody by name, whose people's deeds are its own."""
    return not party.id.startswith(("people:", "office:", "person:"))


def _under_role(hit: FrameHit) -> bool:
    """Whether an attack stands below "responsibility for", "any role in", "was behind"."""
    node = hit.anchor
    for _ in range(3):
        node = node.head
        if node.lemma_ in _ROLES or node.lower_ in _AT_FAULT:
            return True
    return False


_AT_FAULT = frozenset({"behind", "responsible", "guilty", "culpable"})
