"""What a claim answers on its axis: holder, culprit, state or number, about which referent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contraflow.axes import AXES
from contraflow.ledger.sides import same_side
from contraflow.reading.amounts import amount
from contraflow.reading.causes import CauseHit
from contraflow.reading.context import Spoken
from contraflow.reading.frames import FrameHit
from contraflow.reading.holders import HolderReading
from contraflow.reading.lexicon import word_set
from contraflow.reading.referents import struck
from contraflow.reading.slain import SlainHit
from contraflow.reading.statements import proposition
from contraflow.reading.syntax import (
    arguments,
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

    from contraflow.reading.tree import Token


_ROLES = word_set("roles")


_REST = frozenset({"survivor", "other", "rest", "remaining", "hostage", "wounded", "injured"})


def _is_all_of_them(hit: FrameHit) -> bool:
    """Whether nobody was lost: "all 63 passengers survived", "everyone was rescued"."""
    for role in (hit.theme, hit.agent):
        if role is None or role.lemma_ in _REST:
            continue
        words = {c.lower_ for c in role.children}
        if role.lower_ in ("everyone", "everybody") or (
            (role.lower_ == "all" or "all" in words) and words.isdisjoint(_REST)
        ):
            return True
    return False


_ABOARD = word_set("aboard")
_HARMLESS = frozenset({"rubber bullets", "tear gas", "water cannon"})
"""What police use where they say that they used no bullets."""


def _all_aboard(hit: FrameHit) -> bool:
    """Whether everybody that a craft carried died: "all 54 passengers drowned"."""
    for role in (hit.theme, hit.agent):
        if role is None:
            continue
        words = {t.lemma_ for t in role.subtree}
        if (role.lower_ in ("everyone", "everybody") or "all" in words) and words & _ABOARD:
            return True
    return False


def _only(hit: FrameHit) -> bool:
    """Whether nothing else was used: "fired only tear gas"."""
    tokens = (hit.anchor, hit.anchor.head, hit.anchor.doc[hit.words[1] - 1], hit.theme)
    near = (c for t in tokens if t is not None for c in t.children)
    return any(c.lower_ in ("only", "nothing") for c in near)


class ValueReading(HolderReading):
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
                if value is None and spec.theme == "force" and hit.theme is not None
                else None
            )
            if expelled is not None:
                gone = States(members=("inside" if turned else "outside",))
                who = "/".join(expelled.id.split("/")[:2])
                out.append(("movement.presence", gone, who, 0.9))
            if value is not None:
                out.append((spec.axis, value, referent, sure))
        elif isinstance(hit, SlainHit):
            if not turned:
                # only fighters: no civilian; civilians: some
                low, high = (1, None) if hit.civilian else (0, 0)
                told = Numbers(low=low, high=high, unit="people", text="some" if low else "no")
                out.append((spec.axis, told, "civilian", 0.8))
        elif spec.value == "count":
            number = amount(view, hit, turned)
            if number is not None:
                out.append((spec.axis, number, referent, 1.0 if hit.quantity else 0.7))
                if spec.id == "kill" and number.low and not turned and _all_aboard(hit):
                    none = Numbers(low=0, high=0, unit="people", text="no")
                    out.append(("casualties.rescued", none, referent, 0.8))
                if spec.id == "rescued" and number.low and _is_all_of_them(hit):
                    none = Numbers(low=0, high=0, unit="people", text="no")
                    out.append(("casualties.killed", none, referent, 0.8))
        elif spec.id in ("blame", "uninvolved", "involved", "came-from"):
            culprit = self._blamed(view, hit, speaker_party)
            if culprit is not None:
                out.append(
                    (
                        "attack.culprit",
                        Parties(
                            members=(culprit.id,),
                            complement=(
                                spoken.flips
                                + (spec.value == "not-blamed")
                                + (hit.negated and spec.id in ("involved", "came-from"))
                            )
                            % 2
                            == 1,
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
            doer = spoken.themselves or speaker_party
            agents = (
                self._agents(view, hit, doer)
                if spec.id in ("attack", "arson", "loot", "planted")
                else []
            )
            deed = spec.axis == "attack.occurrence"
            if spec.axis == "damage.state" and turned and spoken.rejects and doer is not None:
                # "denied having destroyed the bridge": that they did it, not that it is gone
                agents = [a for a in self._agents(view, hit, doer) if same_side(a.id, doer.id)]
                deed = bool(agents)
            # "Xland's planes did not fly", "denied any role in the attack": who did it is denied,
            # not that it happened
            if not (turned and (agents or self._under_role(hit))):
                states_told = States(members=members, complement=complement)
                for each in (referent, *self._others(view, hit, place, referent)):
                    out.append((spec.axis, states_told, each, 0.9))
            if referent in _HARMLESS and not turned and _only(hit):
                unused = States(members=("did-not-happen",))
                out.append((spec.axis, unused, "live fire", 0.8))
            if deed:
                if agents and not (turned and not spoken.rejects and not hit.negated):
                    out.append(
                        (
                            "attack.culprit",
                            Parties(members=tuple(a.id for a in agents), complement=turned),
                            self._first_shot(hit) or struck(view, self._beyond_cue(hit), place),
                            0.85,
                        )
                    )
        return out

    @staticmethod
    def _beyond_cue(hit: FrameHit) -> Token | None:
        """What was struck, unless that is a word of the cue: "opened fire"."""
        opened = hit.theme is not None and hit.theme.lower_ == "fire" and hit.spec.id != "arson"
        return None if opened else hit.theme

    @staticmethod
    def _first_shot(hit: FrameHit) -> str:
        """Whether an attack is told as the first: "fired first", "the first shot", "started the clash"."""
        anchor, last = hit.anchor, hit.anchor.doc[hit.words[1] - 1]
        shots = (t for t in (hit.theme,) if t is not None and t.lemma_ in ("shot", "round", "fire"))
        near = {c.lower_ for t in (anchor, last, *shots) for c in t.children}
        first = (
            "first" in near
            or anchor.head.lower_ == "first"
            or "first" in (t.lower_ for t in anchor.doc[hit.words[0] : hit.words[1]])
        )
        starts = anchor.dep_ == "dobj" and anchor.head.lemma_ in ("start", "begin", "provoke")
        return "first shot" if first or starts else ""

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

    def _blamed(self, view: SentenceView, hit: FrameHit, speaker: Party | None) -> Party | None:
        anchor = hit.anchor
        if any(r is not None and is_negative_noun(r) for r in (hit.agent, hit.theme)):
            return None  # "nobody is blamed"
        if is_verb(anchor) and anchor.lemma_ == "blame" and hit.theme is not None:
            return self._party(oblique(anchor, "on") or hit.theme)
        if is_verb(anchor) and anchor.lemma_ in ("accuse", "implicate") and hit.theme is not None:
            return self._party(hit.theme, speaker)
        if anchor.dep_ == "dobj" and is_verb(anchor.head):
            # "denied responsibility", "claimed responsibility"
            own = arguments(anchor.head).agent
            if own is None or is_negative_noun(own):
                return None
            return self._party(own, speaker)
        if hit.spec.id == "came-from":
            if anchor.lower_ in ("ours", "theirs"):
                return speaker if anchor.lower_ == "ours" else None
            source = oblique(anchor, "from", "to")
            return self._party(source, speaker) if source is not None else None
        lies = (
            anchor.dep_ == "nsubj" and is_verb(anchor.head) and oblique(anchor.head, "with", "on")
        )
        target = hit.agent or lies or oblique(anchor, "on", "at", "of")
        return self._party(target, speaker) if target is not None else None
