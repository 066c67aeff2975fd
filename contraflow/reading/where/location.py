"""Step 6, places: of all the places in view the one that a claim is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from contraflow.places.precisions import COUNTRY, REGION
from contraflow.reading.frames import FrameHit
from contraflow.reading.parsing.syntax import conjuncts, is_verb, oblique
from contraflow.reading.parsing.view import PlaceMention, SentenceView
from contraflow.reading.where.choice import Moment, choose
from contraflow.reading.where.containment import grain
from contraflow.reading.where.events import (
    POINTING,
    in_that_event,
    is_anaphoric,
    names_event,
    of_that_event,
    of_years,
)
from contraflow.reading.where.leads import EVENT_AXES, LeadReading
from contraflow.reading.where.lists import (
    TOWN_WORDS,
    exemplified,
    finer,
    heads,
    is_example,
    whole_regions,
)
from contraflow.reading.where.routes import names_route, road_between
from contraflow.reading.where.standing import Standing
from contraflow.reading.where.unnamed import CALLED, LIES, OF_THE_COUNTRY, WEAK
from contraflow.reading.where.usable import HARMS_ALL, HARMS_LIVING, is_as_for
from schemas import Place

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token

_LOCATIVE = (
    "in",
    "at",
    "near",
    "on",
    "over",
    "from",
    "of",
    "around",
    "round",
    "inside",
    "outside",
    "into",
    "against",
    "to",
    "across",
    "through",
    "within",
    "towards",
    "toward",
    "for",
    "between",
    "off",
    "below",
    "above",
    "along",
    "close",
    "leave",
    "out",
)
_MEETS = frozenset({"collide", "clash", "crash"})
"""Of these what stands with whom it was tells where, too: "collided with a ship off Xtown"."""


def _shared(verb: Token) -> list[Token]:
    """What follows the last of several verbs goes with all: "nine were killed and 20 hurt in a blast in X"."""
    if verb.lemma_ not in HARMS_LIVING:
        return []
    beside = (
        next((c for c in t.children if c.dep_ == "acl"), t) if t.tag_ == "CD" else t
        for t in verb.conjuncts  # "killed and five wounded at X", read as five who were wounded
    )
    harms = (t for t in beside if t.lemma_ in HARMS_ALL and is_verb(t))
    last = max(harms, key=lambda t: t.i, default=verb)
    return [] if last.i <= verb.i else [c for c in last.children if c.dep_ == "prep"]


def _is_time_from(time: Token) -> bool:
    """Whether a time is told by what happened elsewhere: "a week after the blast in Y"."""
    return time.dep_ == "npadvmod" and any(
        c.dep_ == "prep" and c.lower_ in ("after", "before", "since") for c in time.children
    )


def _is_part_of_which(clause: Token) -> bool:
    """ "Xland, parts of which the rebels hold": it is told of the land."""
    part = clause.head
    return part.lemma_ in ("part", "half", "much", "most") and any(
        t.lower_ == "which" for t in clause.doc[part.i + 1 : part.i + 3]
    )


def _finer_before(view: SentenceView, wide: PlaceMention, clause: Token) -> PlaceMention | None:
    """ "X, a village in Y province, where six were killed": at X, of which Y only says where it lies.

    What always is, or has been ("where militias abound"), is told of the land.
    """
    past = clause.tag_ == "VBD" or any(
        c.lower_ in ("was", "were", "had") for c in clause.children if c.dep_ in ("aux", "auxpass")
    )
    if not past:
        return None
    for mention in reversed(view.places):
        between = view.doc[mention.end : wide.start]
        if mention.end > wide.start:
            continue
        lies = (
            len(between) <= _APPOSED
            and between
            and between[0].lower_ in (",", "in")
            and (len(between) == 1 or any(t.lower_ in LIES for t in between))
            and not any(is_verb(t) or t.lower_ in ("and", "or", "to") for t in between)
        )
        finer = grain(mention.place) > grain(wide.place)
        return mention if lies and finer and not mention.place.id.startswith("road:") else None
    return None


_APPOSED = 9
"""Words that may stand between a village and the province that it is said to lie in."""


class PlaceChoosing(LeadReading):
    """Of all the places in view the one that a claim is about."""

    def _places(
        self, view: SentenceView, hit: FrameHit, speakers: Sequence[Token]
    ) -> list[tuple[Place, float]]:
        """The places of a claim, each with how sure that is."""
        places = self._told(view, hit, speakers)
        if len(places) == 1:
            place = places[0][0]
            main = self._scene_beside(view, place) or self._finer_scene(view, hit, place)
            if main is not None:
                return [(main, 0.75)]
        return places

    def _told(
        self, view: SentenceView, hit: FrameHit, speakers: Sequence[Token]
    ) -> list[tuple[Place, float]]:
        """Where a sentence tells that it is: the theme's place, the clause's, the focus."""
        usable = self._usable(view, hit, speakers) if view.places else []
        focus = self._discourse.focus
        where = self._relative_place(view, hit)
        if where is not None:
            return [(where, 0.95)]
        road = road_between(view, hit.theme) if hit.theme is not None else None
        if road is not None:
            return [(road, 0.9)]
        if usable and hit.theme is not None and view.class_of(hit.theme, "facility") == "road":
            # "the X–Y highway", "between X and Y" name the road, not where it is cut
            elsewhere = [m for m in usable if not names_route(view, m)]
            usable = elsewhere if focus.is_local else elsewhere or usable
        # words that stand for a place, or for the whole country, without which nothing does
        wide = not view.words.isdisjoint(OF_THE_COUNTRY)
        points = (wide and not usable) or not view.words.isdisjoint(CALLED)
        if hit.theme is not None:
            found = exemplified(view, hit.theme, usable) if usable else []
            if found:
                return [(p.place, 1.0) for p in found]
            found = self._in_role(view, hit.theme, usable)
            if not found and hit.spec.axis == "control.holder":
                # what is held is where it is, in an aside, too: "the group, which holds X, said …"
                held = (hit.theme, oblique(hit.theme, "of"))
                found = [m for m in view.places if any(t and m.covers(t) for t in held)]
            coarse = (REGION, COUNTRY)
            if (
                found
                and hit.theme.lemma_ in TOWN_WORDS
                and all(m.place.precision in coarse for m in found)
                and focus.topic is not None
                and focus.topic.precision not in coarse
            ):
                return [(focus.topic, 0.7)]  # "the last city in X province" is not the province
            if found:
                return [(p.place, 1.0) for p in found + whole_regions(view, hit, usable, found)]
            # also "spans of the bridge"
            for noun in (hit.theme, oblique(hit.theme, "of")) if focus.facilities else ():
                if (
                    noun is not None
                    and noun.lemma_ in focus.facilities
                    and any(c.lower_ in POINTING for c in noun.children if c.dep_ == "det")
                ):
                    return [(focus.facilities[noun.lemma_], 0.85)]
            definite = self._definite(view, hit.theme, usable) if points else None
            if definite is not None:
                return [(definite, 0.9)]
        node = hit.anchor
        for level in range(6) if usable or points or wide else ():
            found = []
            pointed = whole = None
            beside = False
            for prep in (*node.children, *(_shared(node) if level == 0 else ())):
                if prep.dep_ in ("prep", "agent", "advmod", "npadvmod") and (
                    prep.lower_ in _LOCATIVE
                    or prep.dep_ != "prep"
                    or is_as_for(prep)
                    or (prep.lower_ == "with" and node.lemma_ in _MEETS)
                ):
                    if prep.lower_ in WEAK and level > 0:
                        continue
                    below = {t.i for t in prep.subtree} if usable else set()
                    inner = [m for m in usable if not below.isdisjoint(range(m.start, m.end))]
                    other = bool(inner) and _is_time_from(prep)
                    if inner and (
                        not found or (finer(inner, found) and not other) or (beside and not other)
                    ):
                        # "in X province a dam burst at Y": at Y
                        found, beside = inner, other
                    elif (
                        not inner
                        and level < 3
                        and points
                        and (prep.lower_ not in WEAK or not hit.spec.axis.startswith(EVENT_AXES))
                    ):  # not "wounded and flown to the capital"
                        pointed = pointed or self._definite(view, prep, usable)
                    if wide:
                        whole = whole or self._nationwide(prep)
                    if (
                        inner
                        and whole is not None
                        and (is_example(view, inner[0]) or len({m.place.id for m in inner}) > 2)
                    ):
                        return [(whole, 0.9)]  # "across the country, notably in X": all of it
            if found:
                return [(p.place, 0.95 - 0.05 * level) for p in heads(view, found)]
            if whole is not None and level == 0 and hit.spec.axis == "casualties.displaced":
                return [
                    (whole, 0.9)
                ]  # "400,000 are displaced inside the country, others fled to X"
            if pointed is not None:
                return [(pointed, 0.85)]
            if node.head.i == node.i:
                break
            node = node.head
        if hit.agent is not None:
            found = self._in_role(view, hit.agent, usable)
            if found:
                return [(p.place, 0.85) for p in found]
        nearest = self._nearest(hit, usable)
        if nearest is None:
            if hit.spec.axis.startswith("casualties"):
                if focus.latest is not None and in_that_event(hit.anchor):
                    return [(focus.latest, 0.75)]
                here = [m for m in usable if m.place.precision is not COUNTRY]
                if not here and of_years(hit) and self._parties.home:
                    return [(self._country(self._parties.home), 0.7)]
            definite = self._definite(view, view.doc.root, usable) if points else None
            if definite is not None:
                return [(definite, 0.8)]
            last = self._discourse.focus.last
            if last is not None and (
                (hit.spec.axis.startswith("attack") and is_anaphoric(hit))
                or (focus.paragraph == view.sentence.paragraph and of_that_event(hit))
            ):
                return [(last, 0.7)]
        return self._chosen(view, hit, nearest)

    def _nearest(self, hit: FrameHit, usable: Sequence[PlaceMention]) -> Place | None:
        """Of the names that can be the scene the one that stands nearest to what is told."""
        topic = self._discourse.focus.topic
        fine = [m for m in usable if m.place.precision is not COUNTRY]
        if not fine and topic is not None and topic.precision is not COUNTRY:
            return None
        best = min(
            fine or usable, key=lambda m: (abs(m.start - hit.anchor.i), m.start), default=None
        )
        return None if best is None else best.place

    def _chosen(
        self, view: SentenceView, hit: FrameHit, nearest: Place | None
    ) -> list[tuple[Place, float]]:
        """The likeliest of the article's places, where the grammar tells none."""
        focus, sentence = self._discourse.focus, view.sentence
        last = focus.last if focus.paragraph == sentence.paragraph else None
        moment = Moment.at(
            focus.named,
            None if view.field == "title" else (sentence.start, sentence.paragraph),
            [
                (m.place, how)
                for m in view.places
                for how in (view.standing(m),)
                if how is not Standing.CARE or self._sets_scene(view, hit, m)
            ],
            main=focus.topic,
            last=last,
            nearest=nearest,
            event=names_event(hit),
        )
        found = choose(moment, (focus.main, focus.section, last))
        if found is None:
            return []
        self._discourse.choices.append(found)
        return [(found.place, 0.75 if found.place is nearest else 0.7)]

    @staticmethod
    def _relative_place(view: SentenceView, hit: FrameHit) -> Place | None:
        """ "On the road to X, where …", "X, parts of which …": what follows is at X."""
        node = hit.anchor
        for _ in range(6) if "relcl" in view.doc.labels else ():
            if node.dep_ == "relcl":
                if _is_part_of_which(node):
                    wide = [m for m in view.places if m.end <= node.head.i]
                    return wide[-1].place if wide else None
                if not any(c.lower_ == "where" for c in node.children):
                    return None
                mention = view.place_at(node.head)
                if mention is None or view.standing(mention) is Standing.CARE:
                    return None  # "in a hospital in X, where he was flown": not where he was hurt
                return (_finer_before(view, mention, node) or mention).place
            if node.head.i == node.i:
                return None
            node = node.head
        return None

    def _in_role(
        self, view: SentenceView, role: Token, usable: Sequence[PlaceMention]
    ) -> list[PlaceMention]:
        """Place mentions of a noun phrase: the head's own, its appositions and lists, else its "of X"."""
        if not usable:
            return []
        own = [m for t in conjuncts(role) for m in usable if m.covers(t)]
        if not own and role.dep_ == "appos":
            own = [m for m in usable if m.covers(role.head)]  # "X, a village in Y that was taken"
            if own:
                return own
        below = {t.i for t in role.subtree}
        inside = [m for m in usable if not below.isdisjoint(range(m.start, m.end))]
        if not own and not inside:
            return []
        return heads(view, own + [m for m in inside if m not in own])
