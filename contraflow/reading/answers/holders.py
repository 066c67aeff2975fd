"""Step 8, holders: who did something, and in whose hands a place is by what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.parties.keys import top
from contraflow.reading.answers.naming import taken_for
from contraflow.reading.answers.referents import ReferentReading
from contraflow.reading.context import Spoken
from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.negation import is_foiled, is_negative_noun
from contraflow.reading.parsing.syntax import children, conjuncts, is_indefinite, oblique
from contraflow.reading.parsing.view import SentenceView
from schemas import Parties, Party, Place, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contraflow.reading.parsing.tree import Token

    Held = tuple[Parties | None, float]
    """Who holds a place, and how sure that is."""

_DEEDS = frozenset(
    {"attack", "bombing", "massacre", "killing", "violence", "assault", "kidnapping"}
)
_CLOTHES = frozenset(
    "uniform fatigue fatigues camouflage outfit dress attire garb clothes clothing".split()
)
_AUTHORLESS = word_set("authorless")
_ACTING_PLACES = word_set("acting-places")
_FIRING_PLACES = word_set("firing-places")
_FIRED = frozenset({"round", "salvo", "volley", "burst", "barrage", "shot", "hail"})
_CARRIERS = frozenset({"ship", "vehicle", "train"})
_SHOTS = frozenset({"gunfire", "shooting"})
_AIMED = frozenset({"ambush", "shooting", "gunfire"})
"""Of the events whose names say where they were, those that a group does which is no land's."""
_BANDITS = ("org:", "role:rebels")
_FIGHTS = ("state:", "org:")
_HOLDS = frozenset({"hand", "grip", "control", "grasp", "clutch"})
"""What a place is in that somebody holds."""
_OURS = frozenset({"our", "us", "we"})
_TROOPS = word_set("troops") | {"side", "party", "coalition", "alliance", "movement", "faction"}
_BANDS, _RIOTERS = word_set("bands"), word_set("rioters")
_YOUNG = frozenset({"student", "youth", "youngster"})
"""Of protesters' other names those that in the singular are of a person and nothing else."""
_FOUNDERS = word_set("founders")
_TAKES = (*_FIGHTS, "role:rebels")


def _is_disguised(token: Token) -> bool:
    """ "Men in army uniform", "gunmen wearing police fatigues": whose the clothes are says nothing of them."""
    return any(
        t.lemma_ in _CLOTHES
        for child in token.children
        if child.lower_ in ("in", "wearing", "dressed")
        for t in child.subtree
    )


def _is_faceless(token: Token) -> bool:
    """ "Gunmen", "armed men", "the attackers": who they were, and whose, that leaves open."""
    return token.lemma_ in _FACELESS or (
        token.lemma_ in ("man", "person", "individual", "people")
        and any(c.lower_ in _HIDDEN for c in token.lefts)
    )


UNKNOWN = "role:unknown"
"""The party of those who did it and are not known."""
_OURS = frozenset({"we", "our", "us", "ours"})
_BY_NAME = ("person:", "body:")
_WHOEVER = frozenset({"man", "woman", "person", "people", "individual", "group", "faction", "band"})
"""Words for people that tell nothing of them."""
_WRONGDOERS = word_set("doers") - {"author"} | {"thug", "criminal", "islamist", "extremist"}
"""Words that tell of people what they did, and nothing else."""
_FACELESS = frozenset({"gunman", "attacker", "assailant", "shooter", "perpetrator"})
_HIDDEN = frozenset({"armed", "masked", "hooded", "unknown", "unidentified"})


def _is_no_taker(view: SentenceView, agent: Token) -> bool:
    """Whether it is nobody who fights that took it: water, a storm, a train, one man by his trade."""
    kinds = {name for name, _ in view.classes(agent)}
    if agent.tag_ == "NN" and view.class_of(agent, "person") != "combatant":
        return agent.lemma_ not in _TROOPS
    return bool(kinds & {"hazard", "disaster", "vehicle", "substance", "service"})


def _fights_for(side: Party | None) -> bool:
    return side is not None and side.id.startswith(_TAKES)


def _tells_whose(force: Token) -> Iterator[Token]:
    """The words beside a noun for fighters that tell for whom they fight, or which they are."""
    return children(force, "det", "amod", "compound", "poss", "nmod", "prep", "relcl", "acl")


def _suffers(hit: FrameHit, token: Token) -> bool:
    """Whether something else was done to people, or befell them: "six men were killed as shots rang out"."""
    verb = token.head
    if verb is hit.anchor or hit.anchor.dep_ == "xcomp":
        return False
    return token.dep_ == "nsubjpass" or (token.dep_ == "nsubj" and verb.lemma_ in _BEFALLS)


_BEFALLS = frozenset({"die", "flee", "perish", "fall", "suffer", "lose", "bleed"})


def is_one_person(view: SentenceView, agent: Token) -> bool:
    """Whether a noun is of one person whom it does not name: "a man", "a former employee"; who drives
    or flies kills by accident."""
    return (
        agent.tag_ == "NN"
        and not is_negative_noun(agent)
        and agent.lemma_ not in _AT_THE_WHEEL
        and any(name in ("person", "office") for name, _ in view.classes(agent))
        and view.class_of(agent, "crew") is None
    )


_AT_THE_WHEEL = frozenset({"driver", "motorist", "pilot", "cyclist", "motorcyclist", "biker"})


class HolderReading(ReferentReading):
    """Who did it, and who holds it."""

    def _agents(self, view: SentenceView, hit: FrameHit, speaker: Party | None) -> list[Party]:
        """The parties that a frame's agent names."""
        agent = hit.agent
        if agent is None or self._says_where(hit, agent, speaker):
            return []
        if agent.lower_ == "it" and self._discourse.thing in _CARRIERS:
            return []
        if agent.lower_ == "they" and any(t.lower_ in _OURS for t in view.doc):
            return []  # "they crossed into our country, and they shot": whoever that is
        found: dict[str, Party] = {}
        for token in conjuncts(agent)[:3]:
            if token is not agent and any(c.lower_ == "but" for c in token.head.children):
                continue  # "it was not X that did it but Y"
            shoots = hit.spec.axis.startswith("attack") and token.lemma_ in _FIRING_PLACES
            if view.class_of(token, "place") and not (shoots or token.lemma_ in _ACTING_PLACES):
                continue  # "Xland's northern region was liberated"
            deed = hit.spec.axis == "attack.occurrence" or hit.spec.id == "author"
            if _is_disguised(token):
                if deed:
                    found.setdefault(UNKNOWN, Party(id=UNKNOWN, name=token.text))
                continue
            named = self._party(token, speaker)
            taken = taken_for(token)
            if taken is not None and (named is None or not named.id.startswith(_FIGHTS)):
                named = self._band(taken) or named  # "men suspected to be cattle rustlers"
            if named is not None and self._is_of_arms(view, token, named):
                continue
            ours = named is not None and named.id.startswith("state:") and token.lemma_ == "guard"
            party = self._sent_by(token) or (
                named if ours else self._band(token) or named  # "border guards"
            )
            if party is not None and token.lower_ in _OURS:
                party = self._side_of(party)
            if (
                party is not None
                and party.id.startswith(_BY_NAME)
                and (token.lower_ in _OURS or any(c.lower_ in _OURS for c in token.lefts))
                and self._parties.is_individual(party.name)
            ):
                party = Party(id=UNKNOWN, name=party.name)  # whose troops are his is not told
            if party is not None and party.id == "role:rebels" and _is_faceless(token):
                if hit.spec.axis.startswith(("attack.", "casualties.")):
                    party = Party(id=UNKNOWN, name=party.name)
            if party is None and (
                token.lemma_ in _WRONGDOERS
                or (
                    deed
                    and (token.lemma_ in _WHOEVER or is_one_person(view, token))
                    and not _suffers(hit, token)
                )
            ):
                party = Party(id=UNKNOWN, name=token.text)  # "two young men on a motorbike"
            if party is not None:
                found.setdefault(party.id, party)
        return [
            party
            for key, party in found.items()
            if key.startswith("people:band of ")
            or (not key.startswith("people:") and key != self._parties.outlet.id)
        ]

    def _sent_by(self, token: Token) -> Party | None:
        """Whose men they are: "looters from a rival militia", "gunmen of the Xyz group"."""
        whose = oblique(token, "from", "of") if token.tag_ == "NNS" else None
        if whose is None or not self._is_force(whose):
            return None
        party = self._party(whose)
        return party if party is not None and party.id.startswith(("org:", "role:rebels")) else None

    def _is_of_arms(self, view: SentenceView, token: Token, party: Party) -> bool:
        """Whether initials are a weapon's, by which the text names nobody: "an FPV drone", and what is
        fired is no gunners': "rounds of artillery"."""
        if token.lemma_ in _FIRED and oblique(token, "of") is not None:
            return not any(c.dep_ in ("poss", "amod", "compound") for c in token.children)
        return (
            party.id.startswith("org:")
            and not self._parties.article.introduced(party)
            and any(c.dep_ == "compound" and c.text.isupper() for c in token.children)
            and any(
                name in ("weapon", "vehicle", "shell", "attack") for name, _ in view.classes(token)
            )
        )

    @staticmethod
    def _band(token: Token) -> Party | None:
        """People who fight for no side and do deeds all the same: inmates, guards, fans, herders."""
        word = token.lemma_
        if word in _YOUNG and token.tag_ == "NN":
            return None  # "a student shot two teachers"
        if word in _RIOTERS:
            return Party(id="role:protesters", name=token.text)
        many = word.removesuffix("man") + "men" if word.endswith("man") else f"{word}s"
        return Party(id=f"people:band of {many}", name=token.text) if word in _BANDS else None

    def _side_of(self, party: Party) -> Party:
        """For whom somebody in office says "we": "the town is in our hands", a governor."""
        if party.id == self._outlet_party.id:
            return party  # a paper's "our" is nobody's army
        if party.id.startswith(("office:", "person:", "body:")) and self._parties.home:
            return Party(id=f"state:{self._parties.home}", name=party.name)
        return party

    def _says_where(self, hit: FrameHit, agent: Token, speaker: Party | None) -> bool:
        """Whether what looks like the doer is where it was: "Xland clashes", "Xland shelling kills 6"."""
        anchor = hit.anchor
        if agent.head.i != anchor.i:
            return False
        if anchor.lemma_ in _AUTHORLESS and agent.dep_ in ("amod", "compound", "nmod", "poss"):
            if anchor.lemma_ in _AIMED:
                whose = self._party(agent, speaker)  # "a rebel ambush", "police gunfire"
                if whose is not None and whose.id.startswith(_BANDITS):
                    return False
            return not (anchor.lemma_ in _SHOTS and agent.tag_ == "NN")
        if (
            anchor.lemma_ in _DEEDS
            and agent.dep_ in ("amod", "compound", "nmod")
            and not any(c.lower_ in ("on", "against", "of") for c in anchor.children)
        ):
            whose = self._party(agent, speaker)
            if whose is not None and whose.id == f"state:{self._here}":
                return True  # "12 die in Xish attacks", told of Xland
        if agent.dep_ != "compound" or hit.theme is not None or agent.text.isupper():
            return False
        named = self._party(agent, speaker)
        return named is not None and named.id.startswith("state:") and "/" not in named.id

    def _holder(
        self, view: SentenceView, hit: FrameHit, spoken: Spoken, place: Place, turned: bool
    ) -> Held:
        """Whom a place belongs to after what a frame tells, by the frame's column ``value``."""
        if hit.spec.value == "kept":
            return self._fallen(view, hit, spoken, place, not turned)
        if hit.spec.value == "other":
            return self._fallen(view, hit, spoken, place, turned)
        if hit.spec.value == "defender":
            return self._defended(hit, spoken.speaker.party, place, turned)
        return self._taken(view, hit, spoken, place, turned)

    def _fallen(
        self, view: SentenceView, hit: FrameHit, spoken: Spoken, place: Place, turned: bool
    ) -> Held:
        """ "The town fell", "the loss of the town", "changed hands": no longer whose it was."""
        anchor, speaker = hit.anchor, spoken.speaker.party
        to = oblique(anchor, "to") or oblique(view.doc[hit.words[1] - 1], "to", "of")
        taker = (
            self._party(to, spoken.themselves or speaker)
            if to is not None and view.place_at(to) is None
            else None
        )
        if taker is not None:
            return Parties(members=(taker.id,), complement=turned), 0.95
        hand = view.doc[hit.words[1] - 1]
        if hand.lemma_ in _HOLDS:  # "slipped from X's grip", "from the grip of X"
            owner = next(children(hand, "poss", "compound", "amod"), None) or oblique(hand, "of")
        else:
            owner = next(children(anchor, "poss"), None)
        loser = self._party(owner, speaker) if owner is not None else None
        if speaker is not None and speaker.id.startswith(_FIGHTS):
            if anchor.lemma_ == "loss":
                loser = loser or speaker
            if "change" in view.doc.span(*hit.words):
                return Parties(members=(top(speaker.id),), complement=turned), 0.7
        elif loser is None and not turned and self._was_told(hit, place):
            return None, 0
        held = loser.id if loser is not None else self._fallen_from(speaker, place, turned)
        return Parties(members=(top(held),), complement=not turned), 0.8

    def _fallen_from(self, speaker: Party | None, place: Place, turned: bool) -> str:
        """Whose a town was that fell, or did not: who denies that it fell speaks of its own."""
        before, home = self._held_before(place), self._home(place)
        own = top(speaker.id) if speaker is not None else ""
        if not own.startswith((*_FIGHTS, "role:rebels")) or (
            own.startswith("state:") and own != home
        ):
            return before
        if turned:
            return own
        return home if own == top(before) else before

    def _defended(self, hit: FrameHit, speaker: Party | None, place: Place, turned: bool) -> Held:
        """ "Repelled an attack": whoever did holds it."""
        defender = self._party(hit.agent, speaker) if hit.agent is not None else None
        if defender is not None and hit.anchor.lemma_ in _FOUNDERS:
            # "the rebels failed in their attempt": they are no defenders
            return Parties(members=(defender.id,), complement=not turned), 0.75
        if defender is None or defender.id.startswith("role:enemy"):
            fights = speaker is not None and speaker.id.startswith(_FIGHTS)
            defender = speaker if fights else None
        if defender is not None:
            return Parties(members=(defender.id,), complement=turned), 0.75
        if hit.theme is not None:
            by = oblique(hit.theme, "by", "of") or next(children(hit.theme, "poss", "amod"), None)
            attacker = self._party(by, speaker) if by is not None else None
            own = "state:" + (place.country or "?")
            if attacker is not None and not attacker.id.startswith(own):
                return Parties(members=(attacker.id,), complement=not turned), 0.75
        if place.country and place.precision is not PlacePrecision.COUNTRY:
            return Parties(members=(self._home(place),), complement=turned), 0.6
        return None, 0  # "hurt in a failed attack in Xland": no country was to be taken

    def _taken(
        self, view: SentenceView, hit: FrameHit, spoken: Spoken, place: Place, turned: bool
    ) -> Held:
        """ "Seized", "holds", "in the hands of", "lost by"."""
        spec, speaker = hit.spec, spoken.speaker.party
        agents = self._agents(view, hit, spoken.themselves or speaker)
        if hit.anchor.lower_ in ("theirs", "ours"):
            side = self._side_of(speaker) if speaker is not None else None
            if hit.anchor.lower_ == "theirs" and (self._quoted or not _fights_for(side)):
                side = self._they(speaker)  # "the town is theirs", says somebody of others
            agents = [side] if side is not None and side.id.startswith(_TAKES) else []
            if not agents:
                return None, 0
        if not agents and hit.agent is not None:
            if hit.agent.lower_ in ("theirs", "ours"):
                agents = [speaker] if speaker is not None else []
            elif is_negative_noun(hit.agent):
                return None, 0
        taking = spec.value == "agent" and not spec.agent  # as against holding
        if not agents and taking and hit.agent is not None and _is_no_taker(view, hit.agent):
            return None, 0  # "the river takes the bridge", "the tenor took the town by storm"
        if not agents and taking and hit.agent is None and is_foiled(hit.anchor.head):
            return None, 0  # "each attempt to take it failed": whose that was, is not told
        if not agents and taking and spec.theme == "place":
            if hit.agent is None and speaker is not None and speaker.id.startswith(_TAKES):
                return self._taken_by_speaker(hit, spoken, speaker, place, turned)
            if not turned and self._was_told(hit, place):
                return None, 0
            if spec.updates and (place.id not in self._held or place.id in self._retaken_places):
                return None, 0  # "Xtown retaken": by whom, and from whom, is not told, or was
            return Parties(members=(self._held_before(place),), complement=not turned), 0.5
        if not agents and spec.value == "not-agent" and hit.agent is None:
            # "the town was lost", "not an inch has been lost": by whoever had it
            lost = top(self._fallen_from(speaker, place, turned))
            return Parties(members=(lost,), complement=not turned), 0.75
        if not agents or (not turned and self._have_just_lost(agents, hit, spoken)):
            return None, 0
        self._last_force = agents[0]
        if spec.value != "not-agent" and not turned and len(agents) == 1:
            self._held[place.id] = top(agents[0].id)
            if taking:
                self._taken_places.add(place.id)
                mark = self._retaken_places.add if spec.updates else self._retaken_places.discard
                mark(place.id)
        complement = turned != (spec.value in ("not-agent", "not-oblique"))
        return Parties(members=tuple(a.id for a in agents), complement=complement), 1.0

    def _was_told(self, hit: FrameHit, place: Place) -> bool:
        """ "The capture matters", "after the fall of the town", where the article has said who took it:
        a noun for that, and no news of who holds it since."""
        return (
            place.id in self._taken_places
            and hit.anchor.tag_ == "NN"
            and any(c.dep_ in ("det", "poss") for c in hit.anchor.children)
            and not is_indefinite(hit.anchor)
        )

    def _have_just_lost(self, agents: list[Party], hit: FrameHit, spoken: Spoken) -> bool:
        """Whether nothing but who was named last says whose "marines" hold it, and these have lost a
        place just now: "the last Xish post fell; marines have held the school since"."""
        who = hit.agent
        if who is None or len(agents) != 1 or who.tag_ != "NNS" or next(_tells_whose(who), None):
            return False
        last = next((c for c in reversed(self.claims) if c.axis == "control.holder"), None)
        return (
            last is not None
            and isinstance(last.value, Parties)
            and last.value.complement
            and last.speaker.name == spoken.speaker.name
            and {top(m) for m in last.value.members} == {top(agents[0].id)}
        )

    def _taken_by_speaker(
        self, hit: FrameHit, spoken: Spoken, speaker: Party, place: Place, turned: bool
    ) -> Held:
        """ "X was taken", said by one of those who fight over it."""
        home = self._home(place)
        if turned and not spoken.rejects:
            return Parties(members=(speaker.id,), complement=True), 0.75  # not taken (by us)
        own_loss = top(speaker.id) == home and not hit.spec.updates
        if turned or own_loss:
            return Parties(members=(home,), complement=not turned), 0.75
        return Parties(members=(speaker.id,), complement=turned), 0.75

    def _held_before(self, place: Place) -> str:
        return self._held.get(place.id) or self._home(place)

    def _home(self, place: Place) -> str:
        """The side whose place it is when nobody says whose."""
        country = place.country or self._parties.home
        return f"state:{country}" if country else "role:government"
