"""Step 6, places: which of the names in a sentence can be the scene of what it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from contraflow.parties.knowledge import is_seat
from contraflow.places.precisions import COUNTRY, LOCALITY
from contraflow.reading.attribution.speakers import SpeakerReading
from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.syntax import children, conjuncts, is_verb, oblique, under
from contraflow.reading.parsing.view import PlaceMention, SentenceView
from contraflow.reading.where.lists import innermost
from contraflow.reading.where.routes import route_ends
from contraflow.reading.where.standing import Standing, clause_of

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token

_SCENE = Standing.SCENE
HARMS_LIVING = word_set("harms-the-living")
"""Verbs of harm to people and animals."""
HARMS_ALL = HARMS_LIVING | {"abduct", "kidnap", "capture", "detain", "displace"}
"""Those, and others of what befalls people."""
_REACTING = word_set("reacts")
_SERVICES = word_set("services")
_WAYPOINTS = (Standing.DIRECTION, Standing.BEARING, Standing.LAUNCH)
_AWAY = frozenset({"outside", "rout", "ordered"})
"""Answers of frames that tell of leaving a place."""
_SENT_AXES = ("movement", "control", "attack", "damage.lost", "status.fire")
"""What forces that are sent somewhere do or suffer there."""
BESIDE_EVENTS = (Standing.PARTY, Standing.OFFICE, Standing.CLAUSE)
"""Standings of names beside what happens: of a party, an office, another clause."""


def _described(hit: FrameHit, mention: PlaceMention) -> bool:
    """Whether the claim is a relative clause on the place: "the mayor of X, which was seized"."""
    return (
        hit.anchor.dep_ in ("relcl", "acl")
        and mention.covers(hit.anchor.head)
        and not any(c.lower_ in ("who", "whom") for c in hit.anchor.children)
    )


def _is_destination(view: SentenceView, hit: FrameHit, mention: PlaceMention) -> bool:
    """Whether somebody leaves for a place, and not the place itself: "the rebels fled into Xland"."""
    prep = view.doc[mention.end - 1].head
    return (
        hit.spec.axis in ("movement.presence", "movement.manner")
        and hit.spec.value in _AWAY
        and is_verb(hit.anchor)
        and prep.lower_ in ("to", "into", "towards", "toward")
        and hit.anchor in (prep.head, prep.head.head)
    )


_SOME_OF = frozenset({"most", "some", "many", "several", "half", "all"})


def _is_where_it_is_said(view: SentenceView, hit: FrameHit, mention: PlaceMention) -> bool:
    """Whether a place is that of who blames or finds: "the office in X blamed the rebels", "was confirmed
    by a laboratory in X"."""
    name = view.doc[mention.end - 1]
    if hit.spec.id == "blame":
        who = hit.agent
        return who is not None and who.dep_ == "nsubj" and who.is_ancestor(name)
    node = hit.anchor if is_verb(hit.anchor) else hit.anchor.head
    return (
        node.lemma_ in _FINDS_OUT
        and is_verb(node)
        and any(by.dep_ == "agent" and by.is_ancestor(name) for by in node.children)
    )


_FINDS_OUT = frozenset(
    "confirm announce declare report establish record verify detect register".split()
)


def is_as_for(prep: Token) -> bool:
    """ "As for X, …": what the sentence is about."""
    return prep.lower_ == "as" and any(c.lower_ == "for" for c in prep.children)


class PlaceFiltering(SpeakerReading):
    """Which of the names in a sentence can be the scene of what it tells."""

    def _usable(
        self, view: SentenceView, hit: FrameHit, speakers: Sequence[Token]
    ) -> list[PlaceMention]:
        """The names of a sentence that can be the scene of what is told."""
        described = [m for m in view.places if _described(hit, m)]
        usable = [
            m
            for m in described or view.places
            if (described or not self._is_speaker_place(view, hit, m, speakers))
            and not self._is_doers(view, hit, m)
            and not self._parted(view, hit, m)
            and not self._of_another_count(view, hit, m)
            and not _is_destination(view, hit, m)
            and not _is_where_it_is_said(view, hit, m)
        ]
        usable = self._without_routes(view, usable)
        near = [
            m
            for m in usable
            if not self._aside(view, m, hit)
            or any(m.covers(t) for r in (hit.theme, hit.agent) if r is not None for t in r.subtree)
        ]
        # a lake, a river or a road is where nothing finer is named
        fine = [m for m in near if m.kind != "water" and not m.place.id.startswith("road:")]
        usable = innermost(
            view, fine if any(m.place.precision is not COUNTRY for m in fine) else near
        )
        focus = self._discourse.focus
        scenes = described or [m for m in usable if self._sets_scene(view, hit, m)]
        if scenes or focus.is_local:
            return scenes
        return [
            m
            for m in usable
            if view.standing(m) not in BESIDE_EVENTS
            and (focus.topic is None or view.standing(m) not in _WAYPOINTS)
        ]

    def _is_doers(self, view: SentenceView, hit: FrameHit, mention: PlaceMention) -> bool:
        """Whether a country, or a seat that strikes, only tells who does it."""
        if not (
            mention.place.precision is COUNTRY
            or (hit.spec.axis == "attack.culprit" and is_seat(mention.place.surface))
        ):
            return False
        doers = conjuncts(hit.agent) if hit.agent is not None else ()
        return any(mention.covers(t) for t in doers) or self._is_modifier(view, mention)

    @staticmethod
    def _parted(view: SentenceView, hit: FrameHit, mention: PlaceMention) -> bool:
        """Whether a place goes with what follows a semicolon: "no shop opened; lorries stood at X"."""
        return ";" in view.doc.text and any(
            t.text == ";" for t in view.doc[hit.anchor.i : mention.start]
        )

    @staticmethod
    def _of_another_count(view: SentenceView, hit: FrameHit, mention: PlaceMention) -> bool:
        """Whether a place goes with a number of its own: "41 died at X and seven at Y"."""
        node = view.doc[mention.end - 1]
        for _ in range(6):
            if node.i == hit.anchor.i or node.head.i == node.i:
                return False
            if (
                is_verb(node)
                and node.dep_ in ("relcl", "advcl", "conj")
                and not node.is_ancestor(hit.anchor)
            ):
                # "16 dead, three of whom died on the way to Y", "most of them shot in Y"
                return any(
                    (some.tag_ == "CD" or some.lower_ in _SOME_OF)
                    and oblique(some, "of") is not None
                    for some in children(node, "nsubj", "nsubjpass")
                )
            if node.tag_ == "CD" and node.dep_ in ("appos", "conj", "npadvmod"):
                if any(c.tag_ == "VBN" and c.lemma_ in HARMS_ALL for c in children(node, "acl")):
                    return False  # "seven were killed and five wounded at Y": all of them there
                return hit.quantity is None or not hit.quantity.start <= node.i < hit.quantity.end
            node = node.head
        return False

    def _without_routes(
        self, view: SentenceView, mentions: Sequence[PlaceMention]
    ) -> list[PlaceMention]:
        """ "The X–Y motorway" names a road by its ends: it is met where the text is, else at an end."""
        ends = route_ends(view)
        if not ends:
            return list(mentions)
        topic = self._discourse.focus.topic
        local = self._discourse.focus.is_local
        return [
            m
            for m in mentions
            if m not in ends
            or (
                not m.place.id.startswith("road:")
                and not (local and topic is not None and m.place.id != topic.id)
            )
        ]

    def _sets_scene(self, view: SentenceView, hit: FrameHit, mention: PlaceMention) -> bool:
        """Whether the place can be where the claim's event or state is."""
        how = view.standing(mention)
        if how is _SCENE:
            return True
        if how in (Standing.DIRECTION, Standing.LAUNCH):
            # "almost to the turn-off for X" is not where it is; "withdrew from X" is about X
            return hit.spec.axis.startswith(
                ("movement", "control", "casualties.displaced")
            ) or self._serves(hit)
        if how is Standing.LEFT:
            return hit.spec.axis.startswith(
                ("movement", "control", "casualties.displaced", "status")
            )
        if how is Standing.CARE:
            return not hit.spec.axis.startswith(("casualties", "other.count"))
        if how is Standing.SENT:
            return hit.spec.axis.startswith(_SENT_AXES)
        if how is Standing.CLAUSE:
            verb = clause_of(view, mention)
            return verb is None or under(hit.anchor, verb)
        return False

    @staticmethod
    def _serves(hit: FrameHit) -> bool:
        """Whether a claim is about a service, which is known by where it goes: "flights to X"."""
        return (
            hit.spec.axis == "status.service"
            and hit.theme is not None
            and hit.theme.lemma_ in _SERVICES
        )

    def _is_speaker_place(
        self, view: SentenceView, hit: FrameHit, mention: PlaceMention, speakers: Sequence[Token]
    ) -> bool:
        """A place inside the name of a speaker: "the governor of X", "X's army", and datelines."""
        token = view.doc[mention.end - 1]
        for speaker in speakers:
            if (
                under(token, speaker)
                and speaker.i != token.i
                and not any(
                    t.dep_ == "relcl"
                    and under(token, t)
                    and (under(hit.anchor, t) or token.dep_ == "dobj")
                    for t in speaker.subtree
                )
            ):
                return True
            if speaker.i == token.i and mention.place.precision in (
                COUNTRY,
                LOCALITY,
            ):
                return True
        return bool(
            mention.start == 0
            and view.sentence.text[view.doc[mention.end - 1].idx :].split(" ")[0].isupper()
            and re.match(
                r"[A-ZÀ-Ý ,.’'\-]{3,40}(?:,? \w+\.? \d{1,2})?\s*(?:\([A-Za-z .]+\))?\s*[-–—]",
                view.sentence.text,
            )
        )

    def _aside(
        self, view: SentenceView, mention: PlaceMention, hit: FrameHit | None = None
    ) -> bool:
        """A place where somebody spoke ("told reporters in X") or came from, not one of the claim."""
        token = view.doc[mention.end - 1]
        node = token
        if (
            hit is not None
            and token.dep_ == "pobj"
            and (above := hit.anchor.head).lemma_ in _REACTING
            and token.i > hit.anchor.i > above.i
            and is_seat(mention.place.surface)
        ):
            return True  # "the premier condemned the attack in X", where he was
        if (
            mention.start <= 1
            and view.doc[0].lower_ in ("in", "at", "near")
            and not self._is_seat(mention)
        ) or (mention.start == 2 and is_as_for(view.doc[0])):
            return False  # "In X, the governor denounced …" sets the scene
        for _ in range(6):
            if hit is not None and node is hit.anchor:
                return False  # "spoke of two deaths in X"
            if node.dep_ == "prep" and is_verb(node.head):
                verb = node.head
                if hit is not None and (
                    verb is hit.anchor
                    or any(under(hit.anchor, c) for c in children(verb, "nsubj", "nsubjpass"))
                ):
                    return False  # "fighting continued in X" is no speech
                return self._lex.reporting_verbs.get(verb.lemma_) in (
                    "assert",
                    "claim",
                    "deny",
                ) and verb.lemma_ not in (
                    "see",
                    "find",
                    "count",
                    "record",
                    "register",
                    "report",
                    "hear",
                    "document",
                    "observe",
                    "show",
                )
            if node.dep_ == "relcl" or node.head.i == node.i:
                return False
            node = node.head
        return False

    def _is_seat(self, mention: PlaceMention) -> bool:
        """Whether a place is a seat of power, from where statements come."""
        party = self._parties.resolve(mention.place.surface)
        return (
            party is not None
            and party.id.startswith("state:")
            and mention.place.precision is not COUNTRY
        )

    @staticmethod
    def _is_modifier(view: SentenceView, mention: PlaceMention) -> bool:
        token = view.doc[mention.end - 1]
        return token.dep_ in ("amod", "compound", "poss", "nmod")
