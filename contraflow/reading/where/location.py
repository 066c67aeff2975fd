"""Step 6, places: of all the places in view the one that a claim is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from contraflow.parties.knowledge import is_seat
from contraflow.places import SEAT
from contraflow.places.fold import skeleton
from contraflow.places.match import UNRESOLVED_PREFIX, lies_in
from contraflow.places.precisions import COUNTRY, DISTRICT, LOCALITY, REGION, UNRESOLVED
from contraflow.reading.attribution.speakers import SpeakerReading
from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.syntax import children, conjuncts, is_verb, oblique, under
from contraflow.reading.parsing.view import PlaceMention, SentenceView
from contraflow.reading.where.choice import Moment, choose
from contraflow.reading.where.containment import grain
from contraflow.reading.where.lists import (
    TOWN_WORDS,
    exemplified,
    finer,
    heads,
    innermost,
    is_example,
    whole_regions,
)
from contraflow.reading.where.routes import names_route, road_between, route_ends
from contraflow.reading.where.standing import Standing, clause_of
from schemas import (
    Place,
    PlacePrecision,
)

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

_SCENE = Standing.SCENE
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
_WEAK = frozenset({"to", "towards", "toward", "for", "from", "through", "between"})
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


_EVENTS = frozenset(
    "incident attack blast explosion bombing bombardment shelling shooting strike airstrike raid crash accident quake"
    " earthquake flood fire blaze disaster storm clash fighting battle massacre killing assault ambush collapse".split()
)
_EVENTS_OR_FIGHTS = _EVENTS | {"violence", "riot", "brawl", "fight"}
_WARS = frozenset(
    "war conflict insurgency invasion uprising rebellion revolt revolution coup putsch protest unrest offensive fighting"
    " violence hostility monsoon crisis militancy bloodshed".split()
)

_HARMS_LIVING = word_set("harms-the-living")
_HARMS_ALL = _HARMS_LIVING | {"abduct", "kidnap", "capture", "detain", "displace"}
_TOTALS = word_set("totals")
_STARTS = frozenset({"invade", "launch"})
_PERIODS = frozenset({"year", "decade", "season", "century"})
_CURRENT = frozenset({"this", "the", "past", "last", "recent"})
_LONG = _WARS - {"offensive", "fighting", "violence", "hostility", "crisis", "bloodshed"}


_LAND = frozenset({"provinces", "regions", "states", "oblasts", "governorates"})
_LEAD = 300
"""Characters of a text that tell the event as a whole."""
_DATELINE = 50
"""Characters within which a report's first sentence begins."""
_EVENT_AXES = ("casualties", "attack", "damage", "other.cause", "status.fire")
_SOMETHING_BY = (
    r"\b(?:plant|factory|mine|town|village|camp|prison|jail|bridge|depot|refinery|base|market|school|hamlet|settlement"
    r"|station|dam|warehouse|port|field|island|community|site|stadium|temple|church|mosque|hotel|club|quarry|farm"
    r"|barracks|attack|riot|crash|accident|blast|explosion|fire|clash|shooting|strike|airstrike|ambush|landslide"
    r"|avalanche|collapse|raid|unrest|derailment|massacre|disaster|stampede)(?:e?s)?,? (?:\S+ ){0,4}"
    r"(?:(?:north|south|east|west)[\w-]* of|near|outside|close to|(?:km|kilomet(?:er|re)s?|miles) from"
    r"|on the (?:outskirts|edge|fringes?) of)"
)
_NEAR = re.compile(
    rf"{_SOMETHING_BY}(?: the)?(?: (?:\w+ )?(?:capital|city|town),?(?: of)?)?\s*$", re.I
)
"""Before a name that only tells how to find something that has no name yet."""
_NEAR_CAPITAL = re.compile(
    rf"{_SOMETHING_BY} (?:the|its|[\w ]{{3,25}}['’]s?) (?:\w+ )?capital\b", re.I
)
"""The same where a capital is not named."""
_UNIT = re.compile(r"\b(?:province|region|county|state|district|oblast|department|prefecture)\b")
_DISASTER = re.compile(
    r"\b(?:floods?|flooding|typhoon|cyclone|hurricane|storms?|monsoon|heatwave)\b", re.I
)
"""What strikes many towns at once."""
_WIDE = re.compile(r"\b(?:across|throughout|nationwide|countrywide)\b", re.I)
_SPREAD = re.compile(
    r"\b(?:across|throughout|nationwide|countrywide|elsewhere|all over|parts of|(?:many|most|much) of (?:the|its)"
    r"|(?:several|many|most|whole|entire) (?:\w+ )?(?:places|areas|parts|districts|counties|country|locations)"
    r"|provinces|regions|states|cities|towns|villages|in the country|statewide|nationally|in all|this year|last year|so far this)\b",
    re.I,
)
"""Words of what happens in more places than one, or over a long time."""
_REACTING = word_set("reacts")
_SERVICES = word_set("services")
_WAYPOINTS = (Standing.DIRECTION, Standing.BEARING, Standing.LAUNCH)
_AWAY = frozenset({"outside", "rout", "ordered"})
"""Answers of frames that tell of leaving a place."""
_SENT_AXES = ("movement", "control", "attack", "damage.lost", "status.fire")
"""What forces that are sent somewhere do or suffer there."""
_POINTING = frozenset({"the", "this", "that"})
_WHOLE = frozenset({"the", "this", "entire", "whole"})
_SITES = frozenset({"places", "cities", "towns", "parts", "regions", "areas", "locations"})
_OF_THE_COUNTRY = _SITES | _LAND | {"country", "nation", "nationwide", "countrywide", "national"}
"""Words of which a phrase that speaks of the whole country has one."""
_CALLED = TOWN_WORDS | _REGION_WORDS
_SUNDRY = frozenset({"several", "many", "all", "various", "different", "multiple", "numerous"})
_BESIDE_EVENTS = (Standing.PARTY, Standing.OFFICE, Standing.CLAUSE)
_YEAR = re.compile(r"(?:19|20)\d\d")


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


def _shared(verb: Token) -> list[Token]:
    """What follows the last of several verbs goes with all: "nine were killed and 20 hurt in a blast in X"."""
    if verb.lemma_ not in _HARMS_LIVING:
        return []
    beside = (
        next((c for c in t.children if c.dep_ == "acl"), t) if t.tag_ == "CD" else t
        for t in verb.conjuncts  # "killed and five wounded at X", read as five who were wounded
    )
    harms = (t for t in beside if t.lemma_ in _HARMS_ALL and is_verb(t))
    last = max(harms, key=lambda t: t.i, default=verb)
    return [] if last.i <= verb.i else [c for c in last.children if c.dep_ == "prep"]


def _in_apposition(view: SentenceView, noun: Token) -> bool:
    """Whether a noun says what the name right before it is: "X, the capital of Y"."""
    return any(
        0 < noun.i - m.end <= 4
        and view.doc[m.end].text == ","
        and view.doc[m.end + 1].lower_ == "the"
        for m in view.places
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


def _of_that(hit: FrameHit) -> bool:
    """ "It left no victims": what the sentence before told of, and where that was."""
    who = next(children(hit.anchor.head, "nsubj"), None)
    return (
        hit.spec.axis.startswith("casualties")
        and hit.anchor.dep_ == "dobj"
        and who is not None
        and who.lower_ in ("it", "this")
    )


def _is_as_for(prep: Token) -> bool:
    """ "As for X, …": what the sentence is about."""
    return prep.lower_ == "as" and any(c.lower_ == "for" for c in prep.children)


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


def _is_period(token: Token) -> bool:
    """Whether a word speaks of a year or more: "this year", "over the past decade", "the start of the year"."""
    return (
        token.lemma_ in _PERIODS
        and token.dep_ in ("npadvmod", "pobj")
        and any(c.lower_ in _CURRENT for c in token.children)
    )


def _town_word(doc: Doc, mention: PlaceMention) -> str:
    """The common noun for towns before a name, or behind it in apposition; '' where none stands there."""
    before = doc[max(0, mention.start - 3) : mention.start]
    if any(t.lower_ in _LIES for t in before):
        before = before[-1:]  # "a village in X": X is none
    behind = [t for t in doc[mention.end : mention.end + 8] if t.dep_ == "appos"]
    return next((t.lower_ for t in (*before, *behind) if t.lower_ in TOWN_WORDS), "")


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
            and (len(between) == 1 or any(t.lower_ in _LIES for t in between))
            and not any(is_verb(t) or t.lower_ in ("and", "or", "to") for t in between)
        )
        finer = grain(mention.place) > grain(wide.place)
        return mention if lies and finer and not mention.place.id.startswith("road:") else None
    return None


_APPOSED = 9
"""Words that may stand between a village and the province that it is said to lie in."""
_LIES = frozenset({"in", "inside", "near", "outside", "within", "from", "at", "off", "on"})


def _is_wide(word: Token) -> bool:
    """ "Province-wide": the word before the hyphen."""
    return [t.lower_ for t in word.doc[word.i + 1 : word.i + 3]] == ["-", "wide"]


class PlaceChoosing(SpeakerReading):
    """Step 8, places: of all the places in view the one that a claim is about."""

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

    def _scene_beside(self, view: SentenceView, place: Place) -> Place | None:
        """ "Blast at a plant east of X": what the article is about, where a lead spares its name."""
        main = self._discourse.focus.main
        if main is None or grain(main) < 3 or main.id == place.id or main.country != place.country:
            return None
        if view.field != "title" and view.sentence.start >= _LEAD:
            return None
        if any(m.place.id == main.id for m in view.places):
            return None
        mention = next((m for m in view.places if m.place.id == place.id), None)
        if mention is None:
            capital = is_seat(place.surface) and _NEAR_CAPITAL.search(view.sentence.text)
            return main if capital else None
        lead = view.doc.span(max(0, mention.start - 8), mention.start)
        return main if _NEAR.search(lead) else None

    def _finer_scene(self, view: SentenceView, hit: FrameHit, place: Place) -> Place | None:
        """ "A blast in Xland killed ten", and then where: a lead tells the event by its country first."""
        main = self._discourse.focus.main
        since = view.sentence.start - self._discourse.focus.begins
        lead = view.field == "title" or 0 <= since < _LEAD
        if main is None or not lead or not hit.spec.axis.startswith(_EVENT_AXES):
            return None
        told = place.id in self._discourse.focus.lands
        if not told and grain(main) <= grain(place):
            return None
        if hit.quantity is not None and hit.spec.axis.startswith("casualties."):
            named = place.precision in (REGION, DISTRICT)
            if view.sentence.index > 0 and since > _DATELINE and view.field != "title":
                return None  # only a lead tells the event of the town by its country
            if (named and _UNIT.search(view.sentence.text)) or _DISASTER.search(
                self._article.text[:_LEAD]
            ):
                return None  # "51 died in floods in the province of X": not all of them in one town
        if _SPREAD.search(view.sentence.text) or (
            view.field == "title" and _WIDE.search(self._article.text[:_LEAD])
        ):
            return None
        return main if told or lies_in(main, place) else None

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
        wide = not view.words.isdisjoint(_OF_THE_COUNTRY)
        points = (wide and not usable) or not view.words.isdisjoint(_CALLED)
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
                    and any(c.lower_ in _POINTING for c in noun.children if c.dep_ == "det")
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
                    or _is_as_for(prep)
                    or (prep.lower_ == "with" and node.lemma_ in _MEETS)
                ):
                    if prep.lower_ in _WEAK and level > 0:
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
                        and (prep.lower_ not in _WEAK or not hit.spec.axis.startswith(_EVENT_AXES))
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
                if focus.latest is not None and self._in_that_event(hit.anchor):
                    return [(focus.latest, 0.75)]
                here = [m for m in usable if m.place.precision is not COUNTRY]
                if not here and self._of_years(hit) and self._parties.home:
                    return [(self._country(self._parties.home), 0.7)]
            definite = self._definite(view, view.doc.root, usable) if points else None
            if definite is not None:
                return [(definite, 0.8)]
            last = self._discourse.focus.last
            if last is not None and (
                (hit.spec.axis.startswith("attack") and self._anaphoric(hit))
                or (focus.paragraph == view.sentence.paragraph and _of_that(hit))
            ):
                return [(last, 0.7)]
        return self._chosen(view, hit, nearest)

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
            if view.standing(m) not in _BESIDE_EVENTS
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
            event=self._names_event(hit),
        )
        found = choose(moment, (focus.main, focus.section, last))
        if found is None:
            return []
        self._discourse.choices.append(found)
        return [(found.place, 0.75 if found.place is nearest else 0.7)]

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
                if any(c.tag_ == "VBN" and c.lemma_ in _HARMS_ALL for c in children(node, "acl")):
                    return False  # "seven were killed and five wounded at Y": all of them there
                return hit.quantity is None or not hit.quantity.start <= node.i < hit.quantity.end
            node = node.head
        return False

    @staticmethod
    def _in_that_event(anchor: Token) -> bool:
        """ "Four died in that attack": the event told of just before, not the article's."""
        return any(
            prep.dep_ == "prep"
            and prep.lower_ in ("in", "by", "during", "from")
            and any(
                target.dep_ == "pobj"
                and target.lemma_ in _EVENTS
                and any(c.lower_ == "that" and c.dep_ == "det" for c in target.children)
                for target in prep.children
            )
            for node in (anchor, anchor.head, *anchor.conjuncts)
            for prep in node.children
        )

    def _of_years(self, hit: FrameHit) -> bool:
        """Whether a count is a war's or a year's and not an event's: "since the war began", "this year"."""
        if hit.agent is not None and hit.agent.lemma_ in _LONG:
            return True
        told_by = (
            hit.agent.children if hit.agent is not None else ()
        )  # "violence since the coup has …"
        for child in (*hit.anchor.children, *(c for c in told_by if c.lower_ == "since")):
            since = child.lower_ == "since" and child.dep_ == "prep"
            if since or (
                child.dep_ == "advcl"
                and any(
                    c.lower_ == "since" and c.dep_ in ("mark", "prep", "advmod")
                    for c in child.children
                )
            ):
                if child.lemma_ in _STARTS or any(t.lemma_ in _WARS for t in child.subtree):
                    return True
            if since and any(_YEAR.fullmatch(t.text) for t in child.subtree):
                return True
            if (
                child.dep_ == "prep"
                and hit.anchor.lemma_ in _TOTALS
                and any(t.lemma_ in _WARS for t in children(child, "pobj"))
            ):
                return True  # "the toll from the protests"
            if child.dep_ in ("prep", "npadvmod") and any(map(_is_period, child.subtree)):
                return True
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

    @staticmethod
    def _names_event(hit: FrameHit) -> bool:
        """ "The fire", "that crash": most likely the one that the article is about."""
        return any(
            token is not None
            and token.lemma_ in _EVENTS
            and any(c.lower_ in _POINTING for c in token.children if c.dep_ == "det")
            for token in (hit.theme, hit.anchor, hit.agent)
        )

    @staticmethod
    def _anaphoric(hit: FrameHit) -> bool:
        """ "It was an attack", "the strike": an event spoken of just before."""
        tokens = [t for t in (hit.anchor, hit.theme) if t is not None and t.lemma_ in _EVENTS]
        node = hit.anchor
        for _ in range(3):
            subject = next(children(node, "nsubj"), None)
            if subject is not None and (
                subject.lower_ in ("it", "this", "that")
                or (
                    # "that violence broke out when …"
                    subject.lemma_ in _EVENTS_OR_FIGHTS
                    and any(c.lower_ in ("this", "that") for c in subject.children)
                )
            ):
                return True
            node = node.head
        return any(
            c.lower_ in ("the", "this", "that")
            for t in tokens
            for c in t.children
            if c.dep_ == "det" and t.tag_.startswith("NN")
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
        ) or (mention.start == 2 and _is_as_for(view.doc[0])):
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

    def _definite(
        self, view: SentenceView, token: Token, usable: Sequence[PlaceMention]
    ) -> Place | None:
        """ "The city", "the region", "there": what was last spoken of at that level."""
        focus = self._discourse.focus
        for t in () if view.words.isdisjoint(_CALLED) else token.subtree:
            low = t.lower_
            if (
                low in TOWN_WORDS
                and not any(m.covers(t) for m in view.places)
                and not (t.dep_ == "appos" and view.place_at(t.head) is not None)
                and not (token is view.doc.root and t.head.lower_ in _WEAK)
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
                        and view.standing(m) not in _BESIDE_EVENTS
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
        if not self._parties.home or token.doc.words.isdisjoint(_OF_THE_COUNTRY):
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
