"""Step 6, places: those that a text speaks of without their names: "the town", "there", "the country"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from contraflow.parties.knowledge import is_seat
from contraflow.places import SEAT
from contraflow.places.fold import skeleton
from contraflow.places.match import UNRESOLVED_PREFIX
from contraflow.places.precisions import COUNTRY, DISTRICT, LOCALITY, REGION, UNRESOLVED
from contraflow.reading.parsing.view import PlaceMention, SentenceView
from contraflow.reading.where.containment import grain
from contraflow.reading.where.lists import TOWN_WORDS
from contraflow.reading.where.usable import BESIDE_EVENTS, PlaceFiltering
from schemas import Place, PlacePrecision

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

WEAK = frozenset({"to", "towards", "toward", "for", "from", "through", "between"})
"""Prepositions that tell the place of what they hang on, and of nothing above it."""
_OFFICES = frozenset({"mayor", "governor", "chief", "head", "prefect", "administrator"})
_OVER_LANDS = frozenset({"governor", "prefect", "administrator"})
"""Those of them that rule a land with several towns."""
_SMALL_OR_SEAT = frozenset({"village", "hamlet", "settlement", "capital"})
_REGION_WORDS = frozenset(
    {
        "region",
        "province",
        "oblast",
        "governorate",
        "county",
        "district",
        "state",
        "territory",
        "island",
    }
)
_LAND = frozenset({"provinces", "regions", "states", "oblasts", "governorates"})
_WHOLE = frozenset({"the", "this", "entire", "whole"})
_SITES = frozenset({"places", "cities", "towns", "parts", "regions", "areas", "locations"})
OF_THE_COUNTRY = _SITES | _LAND | {"country", "nation", "nationwide", "countrywide", "national"}
"""Words of which a phrase that speaks of the whole country has one."""
CALLED = TOWN_WORDS | _REGION_WORDS
"""Words that stand for a place: "the town", "the province", "there"."""
_SUNDRY = frozenset({"several", "many", "all", "various", "different", "multiple", "numerous"})


def _in_apposition(view: SentenceView, noun: Token) -> bool:
    """Whether a noun says what the name right before it is: "X, the capital of Y"."""
    return any(
        0 < noun.i - m.end <= 4
        and view.doc[m.end].text == ","
        and view.doc[m.end + 1].lower_ == "the"
        for m in view.places
    )


def _town_word(doc: Doc, mention: PlaceMention) -> str:
    """The common noun for towns before a name, or behind it in apposition; '' where none stands there."""
    before = doc[max(0, mention.start - 3) : mention.start]
    if any(t.lower_ in LIES for t in before):
        before = before[-1:]  # "a village in X": X is none
    behind = [t for t in doc[mention.end : mention.end + 8] if t.dep_ == "appos"]
    return next((t.lower_ for t in (*before, *behind) if t.lower_ in TOWN_WORDS), "")


LIES = frozenset({"in", "inside", "near", "outside", "within", "from", "at", "off", "on"})
"""Prepositions between a place and what it lies in or near."""


def _is_wide(word: Token) -> bool:
    """ "Province-wide": the word before the hyphen."""
    return [t.lower_ for t in word.doc[word.i + 1 : word.i + 3]] == ["-", "wide"]


class PlaceReferring(PlaceFiltering):
    """Places that a text speaks of without their names: "the town", "there", "the country"."""

    def _definite(
        self, view: SentenceView, token: Token, usable: Sequence[PlaceMention]
    ) -> Place | None:
        """ "The city", "the region", "there": what was last spoken of at that level."""
        focus = self._discourse.focus
        for t in () if view.words.isdisjoint(CALLED) else token.subtree:
            low = t.lower_
            if (
                low in TOWN_WORDS
                and not any(m.covers(t) for m in view.places)
                and not (t.dep_ == "appos" and view.place_at(t.head) is not None)
                and not (token is view.doc.root and t.head.lower_ in WEAK)
                and not _in_apposition(view, t)
            ):
                det = next((c.lower_ for c in t.children if c.dep_ in ("det", "poss")), "")
                if low == "capital" and any(
                    c.dep_ == "poss" and view.place_at(c) is not None for c in t.children
                ):
                    return self._called(low, view.sentence.paragraph)  # "in Xland's capital"
                if det in ("his", "her") and self._discourse.office is not None:
                    return self._discourse.office
                if (low in ("there", "here") and t.dep_ not in ("expl",)) or det in (
                    "the",
                    "this",
                    "its",
                    "that",
                    "their",
                    "our",
                ):
                    # a name in the same sentence before it wins over the last one
                    inside = [
                        m
                        for m in usable
                        if m.end <= t.i
                        and view.standing(m) not in BESIDE_EVENTS
                        and m.place.precision
                        in (
                            LOCALITY,
                            PlacePrecision.FACILITY,
                            UNRESOLVED,
                            DISTRICT,
                        )
                    ]
                    if inside:
                        return inside[-1].place
                    office = self._discourse.office
                    if (
                        office is not None
                        and self._speaks_for(view)
                        and not self._rules_around(office)
                    ):
                        return office
                    return self._called(low, view.sentence.paragraph)
            if (
                low in _REGION_WORDS
                and t.tag_.startswith(("NN", "RB", "JJ"))
                and (_is_wide(t) or any(c.lower_ in _WHOLE for c in t.children))
                and not any(c.lower_ == "same" for c in t.children)  # only says where X lies
                and not any(m.covers(t) for m in view.places)
            ):
                inside = [m for m in view.places if m.end <= t.i and m.place.precision is REGION]
                if inside:
                    return inside[-1].place
                if low in focus.called:
                    return focus.called[low]
                if low in ("county", "district", "territory"):
                    return None  # no level at which the text has named one
                if low == "island":
                    return focus.last_division
                town = next((m.place for m in view.places if m.place.admin), focus.topic)
                return focus.region_of(town) or focus.last_region or focus.last_division
        return None if usable else self._nationwide(token)

    def _speaks_for(self, view: SentenceView) -> bool:
        """Whether a sentence names the town or region that the official last named speaks for."""
        office = self._discourse.office
        return (
            office is not None
            and office.precision in (LOCALITY, DISTRICT, REGION)
            and any(m.place.id == office.id for m in view.places)
        )

    def _rules_around(self, office: Place) -> bool:
        """Whether an official speaks for the land around the town that the text is about."""
        topic = self._discourse.focus.topic
        wide = (
            self._discourse.of_land
            or office.id.endswith(SEAT)
            or office.precision
            in (
                REGION,
                DISTRICT,
            )
        )
        return wide and topic is not None and grain(topic) > 2 and topic.id != office.id

    def _nationwide(self, token: Token) -> Place | None:
        """The country, where a phrase speaks of all of it: "nationwide", "the national territory"."""
        if not self._parties.home or token.doc.words.isdisjoint(OF_THE_COUNTRY):
            return None
        for t in token.subtree:
            low = t.lower_
            if low in _SITES and any(c.lower_ == "other" for c in t.children):
                return self._country(self._parties.home)  # "16 died in other places"
            if low in _LAND and any(c.dep_ == "nummod" or c.lower_ in _SUNDRY for c in t.children):
                return self._country(self._parties.home)  # "in five provinces"
            if (
                low in ("country", "nation")
                and any(c.lower_ in ("the", "this") for c in t.children)
            ) or (
                low in ("nationwide", "countrywide", "national")
                and t.head.lower_ in ("territory", "scale", "level", "total", "toll")
            ):
                return self._country(self._parties.home)
        return None

    def _called(self, noun: str, paragraph: int) -> Place | None:
        """What "the town" means: what was so called, else the section's town, else the last one."""
        focus = self._discourse.focus
        called, topic = focus.called.get(noun), focus.topic
        if called is not None and (
            noun in _SMALL_OR_SEAT or (topic is not None and called.id == topic.id)
        ):
            return called
        if noun == "capital":
            return topic if topic is not None and is_seat(topic.name) else self._seat()
        if focus.paragraph == paragraph:
            return focus.last_locality
        if topic is not None and topic.precision not in (
            REGION,
            COUNTRY,
        ):
            return topic
        return focus.last_locality or topic

    def _seat(self) -> Place | None:
        """The capital of the country that the article is about, whose name the text spares."""
        country = self._parties.country(self._parties.home) if self._parties.home else None
        if country is None or not country.seats:
            return None
        return Place(
            id=f"{UNRESOLVED_PREFIX}{skeleton(country.seats[0])}",
            name=country.seats[0],
            surface=country.seats[0],
            country=country.code,
            precision=UNRESOLVED,
            confidence=0.6,
        )

    def _note_offices(self, view: SentenceView) -> None:
        """ "The mayor of X": his city is X in what follows."""
        described = not view.words.isdisjoint(TOWN_WORDS)
        for mention in view.places:
            if not self._is_modifier(view, mention):
                self._discourse.focus.note(mention.place)
            token = view.doc[mention.end - 1]
            noun = _town_word(view.doc, mention) if described else ""
            word = mention.place.surface.rpartition(" ")[2].casefold()
            if word in _REGION_WORDS:
                self._discourse.focus.called[word] = mention.place
            if noun and mention.place.precision not in (
                COUNTRY,
                REGION,
            ):
                self._discourse.focus.called[noun] = mention.place
            node = token
            for _ in range(4):
                up = node.head
                if node.dep_ == "prep" and node.lower_ != "of":
                    break  # "the head of a university in X" holds no office of X's
                if (
                    node.dep_ == "prep" or node.dep_ in ("compound", "nmod", "poss")
                ) and up.lemma_.casefold() in _OFFICES:
                    self._discourse.office = mention.place
                    self._discourse.of_land = up.lemma_.casefold() in _OVER_LANDS
                if up.i == node.i:
                    break
                node = up
