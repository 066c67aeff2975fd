"""What a claim answers on its axis: holder, culprit, state or number, about which referent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from contraflow.axes import AXES
from contraflow.reading.causes import CauseHit
from contraflow.reading.context import Spoken, view_classes
from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import word_set
from contraflow.reading.quantities import Quantity
from contraflow.reading.referents import ReferentReading, counted_object, struck
from contraflow.reading.statements import proposition
from contraflow.reading.syntax import (
    arguments,
    children,
    conjuncts,
    is_negative_noun,
    is_verb,
    oblique,
)
from contraflow.reading.view import SentenceView
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

    from contraflow.reading.tree import Doc, Token

_FULL = frozenset(
    {
        "full",
        "entire",
        "whole",
        "all",
        "every",
        "complete",
        "completely",
        "total",
        "totally",
        "fully",
        "entirely",
        "entirety",
        "each",
        "last",
        "reliably",
        "firmly",
    }
)
_PARTIAL = frozenset(
    {
        "half",
        "part",
        "partial",
        "partially",
        "partly",
        "most",
        "much",
        "some",
        "several",
        "ward",
        "wards",
        "quarter",
        "quarters",
        "district",
        "districts",
        "neighborhood",
        "neighborhoods",
        "neighbourhood",
        "neighbourhoods",
        "outskirts",
        "edge",
        "edges",
        "suburbs",
        "portions",
        "certain",
        "side",
        "western",
        "eastern",
        "northern",
        "southern",
        "central",
    }
)

_DIRECTIONS = frozenset({"western", "eastern", "northern", "southern", "central"})
_WHOLES = frozenset(
    "town city village settlement hub capital stronghold port place locality municipality country"
    " province region state county crossroads base airport".split()
)
"""Words that a direction places, and does not divide."""
_ROLES = frozenset(
    "responsibility involvement role part hand complicity link connection blame".split()
)


_COUNTED_BY_FRAME = frozenset(
    {"queue", "aftershock", "magnitude", "escape", "case", "confined", "bed", "zone"}
)
"""Frames that name the thing they count."""
_WITHOUT_AUTHOR = frozenset(
    {"clash", "explosion", "blast", "shooting", "gunfire", "detonation", "ambush"}
)
"""Events whose names say where they were rather than who did it."""
_CARRIERS = frozenset({"ship", "vehicle", "train"})


_OF_THINGS = frozenset({"status.access", "status.service", "damage.state"})
"""Axes about things of which a place has several."""
_EVERY, _SEVERAL = word_set("every"), word_set("several")


def _share(
    view: SentenceView, theme: Token | None, referent: str
) -> Literal["full", "partial", "unstated"]:
    """Whether a state is told of all things of a kind or of some: "two hospitals are closed"."""
    thing = theme and (oblique(theme, "of") if theme.lower_ in _SEVERAL | _EVERY else theme)
    if not theme or not thing:
        return "unstated"
    if referent not in (thing.lemma_, *(canonical for _, canonical in view.classes(thing))):
        return "unstated"  # "two projects recorded a loss of signal", "one of the dam's walls"
    words = {c.lower_ for c in theme.children if c.dep_ in ("det", "amod", "predet")}
    words.add(theme.lower_)
    if words & _EVERY:
        return "full"
    counted = any(c.dep_ == "nummod" and c.i < theme.i for c in theme.children)
    return "partial" if counted or words & _SEVERAL else "unstated"


def _is_partitive(doc: Doc, q: Quantity, hit: FrameHit) -> bool:
    """Whether a number takes some out of a known group: "two of the wounded died" is two at least.

    "Nine of the dead" counts the dead, and "three of the five" says how many there were.
    """
    after = doc[q.end : q.end + 3]
    return (
        hit.spec.axis.startswith("casualties.")
        and len(after) == 3
        and after[0].lower_ == "of"
        and after[1].tag_ in ("DT", "PRP$")
        and after[2].tag_ != "CD"
        and hit.anchor.i != after[2].i
    )


class ValueReading(ReferentReading):
    """What a claim answers on its axis: holder, culprit, state or number, about which referent."""

    def _values(
        self, view: SentenceView, hit: FrameHit, spoken: Spoken, place: Place
    ) -> list[tuple[str, Value, str, float]]:
        """(axis, value, referent, confidence) for each claim that a frame makes."""
        spec = hit.spec
        turned = (hit.negated + spoken.flips) % 2 == 1
        speaker_party = spoken.speaker.party
        kind = AXES[spec.axis].kind
        referent = self._referent(view, hit, place, speaker_party)
        out: list[tuple[str, Value, str, float]] = []
        if spec.axis == "control.holder":
            value, sure = self._holder(view, hit, spoken, place, turned)
            expelled = (
                self._party(hit.theme, speaker_party)
                if value is None and spec.id == "drive-out" and hit.theme is not None
                else None
            )
            if expelled is not None:
                gone = States(members=("inside" if turned else "outside",))
                who = "/".join(expelled.id.split("/")[:2])
                out.append(("movement.presence", gone, who, 0.9))
            if value is not None:
                out.append((spec.axis, value, referent, sure))
        elif spec.value == "count":
            number = self._number(view, hit, turned)
            if number is not None:
                out.append((spec.axis, number, referent, 1.0 if hit.quantity else 0.7))
        elif spec.id in ("blame", "uninvolved"):
            culprit = self._blamed(view, hit, speaker_party)
            if culprit is not None:
                out.append(
                    (
                        "attack.culprit",
                        Parties(
                            members=(culprit.id,),
                            complement=(spoken.flips + (spec.value == "not-blamed")) % 2 == 1,
                        ),
                        referent,
                        0.9,
                    )
                )
        elif spec.id == "not-moved":
            if turned:
                out.append((spec.axis, States(members=("inside",)), referent, 0.8))
        elif isinstance(hit, CauseHit):
            cause = States(members=(hit.cause,), complement=turned)
            out.append((spec.axis, cause, hit.event, 0.9))
        elif kind == "states":
            state = spec.value
            if spec.axis == "other.statement":
                state, referent, opposite = proposition(view, hit)
                turned = turned != opposite
            if spec.id == "intent" and re.search(
                r"accident|mistake|error", view.doc.span(hit.words[0], hit.words[1]), re.I
            ):
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
                    return out
                self._discourse.person = referent
            members: tuple[str, ...] = (state,)
            complement = turned
            states = AXES[spec.axis].states
            if turned and len(states) == 2 and state in states:
                members, complement = (next(s for s in states if s != state),), False
            agents = (
                self._agents(hit, spoken.themselves or speaker_party)
                if spec.id in ("attack", "arson", "loot")
                else []
            )
            # "Xland's planes did not fly", "denied any role in the attack": who did it is denied,
            # not that it happened
            if not (turned and (agents or self._under_role(hit))):
                value = States(members=members, complement=complement)
                for each in (referent, *self._others(view, hit, place, referent)):
                    out.append((spec.axis, value, each, 0.9))
            if spec.axis == "attack.occurrence":
                if agents and not (turned and not spoken.rejects and not hit.negated):
                    out.append(
                        (
                            "attack.culprit",
                            Parties(members=tuple(a.id for a in agents), complement=turned),
                            struck(view, hit.theme, place),
                            0.85,
                        )
                    )
        return out

    def _others(self, view: SentenceView, hit: FrameHit, place: Place, first: str) -> Iterator[str]:
        """Further services or facilities of one predicate: "water and telephones work again"."""
        if hit.theme is None or hit.spec.axis not in ("status.service", "status.access"):
            return
        for token in conjuncts(hit.theme)[1:4]:
            named = view.class_of(token, "service") or view.class_of(token, "facility")
            if named and named not in (first, place.facility) and view.place_at(token) is None:
                yield named

    @staticmethod
    def _under_role(hit: FrameHit) -> bool:
        """Whether an attack stands below "responsibility for", "any role in"."""
        node = hit.anchor
        for _ in range(3):
            node = node.head
            if node.lemma_ in _ROLES:
                return True
        return False

    def _agents(self, hit: FrameHit, speaker: Party | None) -> list[Party]:
        if hit.agent is None:
            return []
        found: list[Party] = []
        anchor = hit.anchor
        if anchor.lemma_ in _WITHOUT_AUTHOR and hit.agent.head.i == anchor.i:
            if hit.agent.dep_ in ("amod", "compound", "nmod", "poss"):
                return []  # "Xland clashes", "the X blast": where, not who
        if (
            hit.agent.dep_ == "compound"
            and hit.agent.head.i == anchor.i
            and hit.theme is None
            and (named := self._party(hit.agent, speaker)) is not None
            and named.id.count("/") == 0
            and named.id.startswith("state:")
            and not hit.agent.text.isupper()
        ):
            return []  # "Xland shelling kills 6": there, by whomever
        if hit.agent.lower_ == "it" and self._discourse.thing in _CARRIERS:
            return []
        for token in conjuncts(hit.agent)[:3]:
            if self._place_noun(token):
                continue
            party = self._party(token, speaker)
            if party is not None and party.id not in {p.id for p in found}:
                found.append(party)
        return [
            p for p in found if not p.id.startswith("people:") and p.id != self._parties.outlet.id
        ]

    def _place_noun(self, token: Token) -> bool:
        """A place cannot act: "Xland's northern region was liberated"."""
        return any(
            c == "place" for c, _ in view_classes(self._lex, token)
        ) and token.lemma_ not in ("country", "state", "capital", "garrison")

    def _holder(
        self, view: SentenceView, hit: FrameHit, spoken: Spoken, place: Place, turned: bool
    ) -> tuple[Value | None, float]:
        spec, speaker = hit.spec, spoken.speaker.party
        home = (
            f"state:{place.country}"
            if place.country
            else (f"state:{self._parties.home}" if self._parties.home else "role:government")
        )
        if spec.value == "other":  # "the town fell", "the loss of the town"
            to = oblique(hit.anchor, "to") or oblique(view.doc[hit.words[1] - 1], "to", "of")
            party = (
                self._party(to, speaker) if to is not None and view.place_at(to) is None else None
            )
            owner = next(children(hit.anchor, "poss"), None)
            if party is not None and hit.spec.id == "fall":
                return Parties(members=(party.id,), complement=turned), 0.95
            loser = self._party(owner, speaker) if owner is not None else None
            if (
                hit.anchor.lemma_ == "loss"
                and loser is None
                and speaker is not None
                and speaker.id.startswith(("state:", "org:"))
            ):
                loser = speaker
            if (
                "change" in view.doc.span(hit.words[0], hit.words[1])
                and speaker is not None
                and speaker.id.startswith(("state:", "org:"))
            ):
                return Parties(members=(speaker.id.split("/")[0],), complement=turned), 0.7
            held = (loser.id if loser is not None else self._held.get(place.id, home)).split("/")[0]
            return Parties(members=(held,), complement=not turned), 0.8
        if spec.value == "defender":
            defender = self._party(hit.agent, speaker) if hit.agent is not None else None
            if defender is None or defender.id.startswith("role:enemy"):
                defender = (
                    speaker
                    if speaker is not None and speaker.id.startswith(("state:", "org:"))
                    else None
                )
            if defender is None and hit.theme is not None:
                attacker = oblique(hit.theme, "by", "of") or next(
                    children(hit.theme, "poss", "amod"), None
                )
                party = self._party(attacker, speaker) if attacker is not None else None
                if party is not None and not party.id.startswith("state:" + (place.country or "?")):
                    return Parties(members=(party.id,), complement=not turned), 0.75
            if defender is None:
                return (
                    (Parties(members=(home,), complement=turned), 0.6)
                    if place.country
                    else (None, 0)
                )
            return Parties(members=(defender.id,), complement=turned), 0.75
        agents = self._agents(hit, spoken.themselves or speaker)
        if not agents and hit.agent is not None and hit.agent.lower_ in ("theirs", "ours"):
            agents = [speaker] if speaker is not None else []
        if hit.anchor.lower_ in ("theirs", "ours"):
            agents = [speaker] if speaker is not None else []
            if not any(a.id.startswith(("state:", "org:", "role:rebels")) for a in agents):
                return None, 0
        if not agents and hit.agent is not None and is_negative_noun(hit.agent):
            return None, 0
        if (
            not agents
            and spec.id in ("take", "retake")
            and speaker is not None
            and speaker.id.startswith(("state:", "org:", "role:rebels"))
            and hit.agent is None
        ):
            if turned and not spoken.rejects:
                return Parties(
                    members=(speaker.id,), complement=True
                ), 0.75  # "it has not been taken" (by us)
            if turned or (speaker.id.split("/")[0] == home and spec.id == "take"):
                return Parties(members=(home,), complement=not turned), 0.75
            agents = [speaker]
            return Parties(members=tuple(a.id for a in agents), complement=turned), 0.75
        if not agents:
            if spec.id in ("take", "retake", "fall"):
                held = self._held.get(place.id, home)
                return Parties(members=(held,), complement=not turned), 0.5
            return None, 0
        self._last_force = agents[0]
        if spec.value != "not-agent" and not turned and len(agents) == 1:
            self._held[place.id] = agents[0].id.split("/")[0]
        complement = turned != (spec.value in ("not-agent", "not-oblique"))
        return Parties(members=tuple(a.id for a in agents), complement=complement), 1.0

    def _blamed(self, view: SentenceView, hit: FrameHit, speaker: Party | None) -> Party | None:
        anchor = hit.anchor
        if is_verb(anchor) and anchor.lemma_ == "blame" and hit.theme is not None:
            return self._party(oblique(anchor, "on") or hit.theme)
        if is_verb(anchor) and anchor.lemma_ in ("accuse", "implicate") and hit.theme is not None:
            return self._party(hit.theme, speaker)
        if anchor.dep_ == "dobj" and is_verb(anchor.head):
            # "denied responsibility", "claimed responsibility"
            own = arguments(anchor.head).agent
            return self._party(own, speaker) if own is not None else None
        target = hit.agent or oblique(anchor, "on", "at", "of")
        return self._party(target, speaker) if target is not None else None

    def _number(self, view: SentenceView, hit: FrameHit, turned: bool) -> Numbers | None:
        q: Quantity | None = hit.quantity
        unit = {"damage.area": "ha", "damage.lost": counted_object(view, hit)}.get(
            hit.spec.axis, "people"
        )
        if hit.spec.id in _COUNTED_BY_FRAME:
            unit = hit.spec.id
        roles = [r for r in (hit.theme, hit.agent) if r is not None]
        none = any(is_negative_noun(r) for r in roles)
        if hit.spec.axis == "damage.lost" and re.search(
            r"\breturn|come home|came home|land|account",
            view.doc.span(hit.words[0], hit.words[1]),
            re.I,
        ):
            # "all aircraft returned to base" loses none
            everything = any(t.lower_ in ("all", "every", "each") for t in view.doc)
            return Numbers(low=0, high=0, unit=unit) if everything and not turned else None
        if q is not None and hit.spec.id == "missing" and hit.anchor.lemma_ == "account":
            counted = view.doc[q.head]
            if not turned and hit.anchor.lower_ == "accounted":
                # "all 30 passengers were accounted for" leaves nobody missing
                whole = any(c.lower_ in ("all", "both") for c in counted.children)
                return Numbers(low=0, high=0, unit=unit, text="no") if whole else None
        if q is None:
            if hit.spec.id == "missing" and hit.anchor.lemma_ == "account":
                # "everyone is accounted for" leaves nobody missing
                return Numbers(low=0, high=0, unit=unit, text="no") if not turned else None
            if turned or none or hit.negated or is_negative_noun(hit.anchor):
                return Numbers(low=0, high=0, unit=unit, text="no")
            if any(
                r.tag_ in ("NN", "NNP") and any(c.lower_ in ("a", "an") for c in r.children)
                for r in roles[:1]
            ):
                return Numbers(low=1, high=None, unit=unit, text="a")
            some = any(c.lower_ in ("some", "several") for r in roles for c in r.children)
            return Numbers(low=1, high=None, unit=unit, text="some" if some else "")
        if hit.spec.id in ("aboard", "crowd"):
            unit = "people"
        elif hit.spec.id in ("queue", "zone"):
            unit = q.unit or hit.spec.id
        elif hit.spec.axis == "damage.area":
            unit = q.unit or "ha"
        if (
            hit.spec.id == "kill"
            and hit.anchor.lemma_ in ("body", "corpse")
            and self._seen_only(hit)
            and q.low == q.high
        ):
            # bodies that somebody saw or received are so many at least
            return Numbers(low=q.low, high=None, unit=unit, approximate=q.approximate, text=q.text)
        if _is_partitive(view.doc, q, hit) and not turned:
            return Numbers(low=q.low, high=None, unit=unit, approximate=q.approximate, text=q.text)
        if turned and q.low != 0:
            # a denied number: only that it is less is said ("not 64")
            return Numbers(low=0, high=max(0.0, (q.low or 1) - 1), unit=unit, text=q.text)
        return Numbers(low=q.low, high=q.high, unit=unit, approximate=q.approximate, text=q.text)

    @staticmethod
    def _seen_only(hit: FrameHit) -> bool:
        node = hit.anchor
        for _ in range(4):
            if is_verb(node) and node.lemma_ in (
                "see",
                "carry",
                "recover",
                "bring",
                "receive",
                "take",
                "pull",
                "count",
                "find",
                "lie",
                "lay",
                "arrive",
                "speak",
            ):
                return True
            node = node.head
        return False

    def _group(self, view: SentenceView, hit: FrameHit) -> str:
        """Of whom: '' for people, 'civilian', 'combatant', 'child'; 'serious' for the gravely injured."""
        if hit.spec.id == "injure" and any(
            t.lower_ in ("seriously", "critically", "gravely", "severely", "serious", "critical")
            for t in view.doc[max(0, hit.words[0] - 2) : hit.words[1]]
        ):
            return "serious"
        tokens = [view.doc[hit.quantity.head]] if hit.quantity is not None else []
        dying = hit.anchor.lemma_ in (
            "die",
            "perish",
            "drown",
            "disappear",
            "vanish",
            "flee",
            "survive",
            "escape",
            "surrender",
            "lose",
        )
        roles = [hit.agent, hit.theme] if dying else [hit.theme]
        aside = hit.anchor.head.lower_ == "without" or hit.words[1] - hit.words[0] > 1
        if aside and not is_verb(hit.anchor) and hit.quantity is None:
            # "the army brought them out without loss of life": nobody at all was lost
            roles = [r for r in roles if r is not None and hit.anchor.is_ancestor(r)]
        if not is_verb(hit.anchor) and hit.quantity is None:
            roles.append(oblique(hit.anchor, "among", "of") or oblique(hit.anchor.head, "among"))
            roles += children(hit.anchor, "amod", "compound")  # "no civilian casualties"
        if (
            hit.theme is None
            and hit.agent is not None
            and not is_verb(hit.anchor)
            and hit.spec.id != "kill"
            and hit.agent.head.i == hit.anchor.i
        ):
            roles.append(hit.agent)
        tokens += [r for r in roles if r is not None]
        for token in tokens:
            members = conjuncts(token)
            if (
                hit.quantity is not None
                and token.i == hit.quantity.head
                and any(self._counted(view, t) for t in members[1:])
            ):
                members = [token]  # "16 children and 10 soldiers": each group has its number
            target = oblique(token, "of", "among")
            if target is not None:
                members += conjuncts(target)
            groups = {g for t in members for g in [view.class_of(t, "person")] if g}
            if (len(groups) > 1 and target is None) or len(groups - {"people"}) > 1:
                return ""  # "neither residents nor officers": everybody
            if target is not None and len(conjuncts(target)) > 1 and "people" in groups:
                return ""
            if groups - {"people"}:
                return next(iter(groups - {"people"}))
            if "people" in groups:
                return ""
            if not view.classes(token) and self._is_force(token) and not self._civil(view, token):
                return "combatant"
        return ""

    @staticmethod
    def _counted(view: SentenceView, token: Token) -> bool:
        """Whether a noun of a list has a number of its own: "8 nurses, two guards and a child"."""
        return view.quantity_of(token) is not None or any(
            c.lower_ in ("a", "an", "another") for c in token.children
        )

    def _civil(self, view: SentenceView, token: Token) -> bool:
        """Whether a party is a country or its offices, whose dead are no fighters: "authorities"."""
        party = self._party(token)
        return view.place_at(token) is not None or (
            party is not None
            and party.id.startswith("state:")
            and party.id.split("/")[1:2] not in (["military"], ["police"])
            and token.lemma_ not in ("force", "side", "army", "troop")
        )

    def _extent(
        self, view: SentenceView, hit: FrameHit, referent: str
    ) -> Literal["full", "partial", "unstated"]:
        if hit.spec.axis in _OF_THINGS:
            return _share(view, hit.theme, referent)
        if not hit.spec.axis.startswith(("control", "movement")):
            return "unstated"
        words: set[str] = set()
        for token in (hit.theme, hit.agent if hit.spec.axis.startswith("movement") else None):
            if token is None:
                continue
            words.add(token.lower_)
            for child in token.children:
                if child.dep_ in (
                    "amod",
                    "det",
                    "predet",
                    "advmod",
                    "nummod",
                    "compound",
                    "nmod",
                    "poss",
                    "appos",
                    "relcl",
                ):
                    # "the northern town of X" is the whole town, "northern X" a part of it
                    if child.lower_ not in _DIRECTIONS or token.lemma_ not in _WHOLES:
                        words.add(child.lower_)
                elif child.dep_ == "prep" and child.lower_ in ("of", "in"):
                    words.update(g.lower_ for g in child.subtree)
            if token.dep_ == "pobj" and token.head.lower_ == "of":
                words.add(token.head.head.lower_)
        for token in view.doc[hit.words[0] : hit.words[1]]:
            words.update(c.lower_ for c in token.children if c.dep_ in ("amod", "advmod", "det"))
            words.add(token.lower_)
        if words & _PARTIAL and not (words & {"entire", "whole", "all", "entirety"}):
            return "partial"
        if words & _FULL:
            return "full"
        return "unstated"
