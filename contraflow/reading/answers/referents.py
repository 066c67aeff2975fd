"""Step 8, referents: what of the place an answer is about: a thing in it, a force, people, a deed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contraflow.reading.answers.persons import describe, is_pronoun, last_named
from contraflow.reading.answers.victims import VictimReading, fights
from contraflow.reading.frames import FrameHit, is_road_code
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import arguments
from contraflow.reading.parsing.negation import is_negative_noun, negated
from contraflow.reading.parsing.syntax import (
    antecedent,
    children,
    is_indefinite,
    is_verb,
    noun_phrase,
    oblique,
)
from contraflow.reading.parsing.view import SentenceView
from contraflow.reading.text.marks import holds

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token
    from schemas import Party, Place

_THINGS = ("service", "device", "hazard", "order", "vehicle", "facility", "opening", "fixture")
"""Classes of nouns that name a thing, the most telling first."""
_NOT_OF = {
    "thing": ("service", "hazard", "order", "opening"),
    "access": ("hazard", "order"),
    "device": ("service",),
}
"""Classes that no referent of a frame on these is of: what is damaged, what is open."""
_NAMED_BY_CUE = {
    "service": "service",
    "device": "device",
    "supplies": "service",
    "order": "order",
}
"""Class of the noun by which a cue may name its object itself, by the class of the theme."""
_WORKS = frozenset({"production", "generation", "output", "mining", "business"})
"""What is done in a place, and goes on or stops apart from its services."""
_HAZARDS = frozenset({"fire", "flood", "leak", "eruption", "disease"})
"""Things that happen and are not damaged."""
_WAYS = {
    "ship": "port",
    "ferry": "port",
    "aircraft": "airport",
    "flights": "airport",
    "train": "rail",
    "vehicle": "",
    "traffic": "road",
}
"""What is open where these move; of lorries and cars it may be a road, a bridge or a border."""
_NEARBY = frozenset(
    "near outside around beside north south east west northeast northwest southeast southwest".split()
)
_PRONOUNS = word_set("thing-pronouns")
_UNSURE_CASES = word_set("unsure-cases")
_ISOLATES = word_set("isolates")
_POSTS = word_set("posts")
_BITS = word_set("bits-of-places")
_LEAST = frozenset({"single", "one", "any", "no"})
_EACH = frozenset({"every", "each", "all"})
_HOUSE_PARTS = word_set("house-parts")
_HALLS = frozenset({"hall", "block", "unit", "warehouse", "library", "terminal", "garage", "gate"})
"""What makes with another noun the name of a house of its own: "the market hall"."""
_FIXTURES = word_set("things-apart")
_INHABITANTS = word_set("inhabitants")
_PASSAGES = frozenset(
    "axis line track way passage entrance gate door lane exit traffic access route side rest part "
    "stretch section corridor nothing everything area zone centre center anyone anybody everyone "
    "everybody nobody none barricade barrier roadblock obstacle debris rubble snow mud boulder tree".split()
)
_GROUNDS = word_set("grounds")


def _position(view: SentenceView, theme: Token | None) -> str:
    """The post in a place that is held: "the customs post"; '' for the place itself.

    Who has a town's camp or barracks has the town, in most accounts.
    """
    if theme is None or theme.tag_.startswith("NNP"):
        return ""
    if theme.lemma_ in _POSTS or (view.class_of(theme, "place") and _lies_near(theme)):
        return theme.lemma_.casefold()
    return ""


def _lies_near(noun: Token) -> bool:
    """Whether a place without a name is told by one that it lies near: "two villages outside X"."""
    determiners = {c.lower_ for c in noun.children if c.dep_ in ("det", "amod")}
    if determiners & {"the", "this", "that", "its", "their"}:
        return False
    beside = [*noun.children, *(c for c in noun.head.children if noun.i < c.i <= noun.i + 2)]
    return any(
        c.lower_ in _NEARBY
        and any(p.dep_ == "pobj" or p.lower_ in ("of", "from") for p in c.children)
        for c in beside
    )


class ReferentReading(VictimReading):
    """What of the place an answer is about."""

    def _referent(
        self, view: SentenceView, hit: FrameHit, place: Place, speaker: Party | None
    ) -> str:
        """The referent by the frame's column ``referent``."""
        spec = hit.spec
        rule = spec.referent
        if rule.startswith("fixed:"):
            return rule.removeprefix("fixed:")
        if rule == "none":
            if not spec.axis.startswith("attack"):
                return ""
            # "blame an army drone": the drone struck, and was not struck
            theme = None if spec.id in ("blame", "at-fault") else hit.theme
            return struck(view, deed_done_to(hit) or theme, place)
        if rule == "evacuees":
            return _evacuees(view, hit)
        if rule == "attack-kind":
            return attack_kind(view, hit)
        if rule == "theme-force" and spec.axis == "movement.encirclement":
            return self._besieged(view, hit, speaker)
        if rule in ("agent", "theme-force"):
            return self._force(hit.agent if rule == "agent" else hit.theme or hit.agent, speaker)
        if rule == "group":
            return self._group(view, hit, speaker)
        if rule == "substance":
            roles = [t for t in (hit.theme, hit.agent) if t is not None]
            if hit.theme is not None and hit.theme.dep_ in ("dobj", "attr"):
                roles += children(hit.theme.head, "nsubj")  # "the content … made up 12 limits"
            known = (c for t in roles for c in [_substance(view, t)] if c)
            return next(known, "")
        if rule == "case":
            return case_kind(view, hit)
        if rule == "person":
            return self._person(view, hit)
        if spec.axis == "control.holder":
            if self._is_least(view, hit):
                return ""  # "not a single lane of Xtown fell", "every street is ours": all of it
            held = _meant_by_it(view, hit.theme) or hit.theme
            return place.facility or facility(view, held) or _position(view, held)
        if spec.axis == "damage.lost":
            return counted_object(view, hit)
        return _way(view, hit, place) or self._thing(view, hit, place, speaker)

    @staticmethod
    def _is_least(view: SentenceView, hit: FrameHit) -> bool:
        """Whether what a denial is of is the least part of a place: "not one house of Xtown"."""
        theme = hit.theme
        whole = oblique(theme, "of", "in") if theme is not None else None
        return (
            theme is not None
            and whole is not None
            and view.place_at(theme) is None
            and view.place_at(whole) is not None
            and any(c.lower_ in (_LEAST if hit.negated else _EACH) for c in theme.children)
            and theme.lemma_ in _BITS
        )

    def _besieged(self, view: SentenceView, hit: FrameHit, speaker: Party | None) -> str:
        """The force that is encircled; '' where it is the place, whoever is in it."""
        theme = hit.theme
        if theme is None or view.place_at(theme) is not None:
            return ""
        if view.class_of(theme, "place") or view.class_of(theme, "facility"):
            return ""
        who = self._force(theme, speaker)
        return who if who.startswith(("state:", "org:", "role:rebels")) else ""

    def _force(self, token: Token | None, speaker: Party | None) -> str:
        """The force that is somewhere, encircled, on the move."""
        party = self._party(token, speaker) if token is not None else None
        if token is None and fights(speaker):
            party = speaker  # "there was no withdrawal", says the army: its own
        if party is None or party.id == self._parties.outlet.id:
            return "role:unknown"
        if party.id.startswith("people:"):
            return "role:unknown"  # "our men", says somebody of whom no more is known
        self._last_force = party
        # a unit stands for its army: "the 3rd Division left" and "the garrison left" meet
        return "/".join(party.id.split("/")[:2])

    def _thing(self, view: SentenceView, hit: FrameHit, place: Place, speaker: Party | None) -> str:
        """The thing that is damaged, open, working, burning."""
        wanted, token = hit.spec.theme, hit.theme or hit.agent
        known = self._discourse.thing
        if (
            known
            and token is not None
            and token.lower_ in _PRONOUNS
            and not (wanted == "thing" and known in _HAZARDS)
            and not (wanted == "access" and self._lex_class(known) == "vehicle")
        ):
            return known
        named_by_cue = _NAMED_BY_CUE.get(wanted)
        if named_by_cue is not None:
            more = 1 if hit.words[1] - hit.words[0] > 1 else 0
            for cue in view.doc[hit.words[0] : hit.words[1] + more]:
                if is_verb(cue) and token is not None:
                    continue  # "struck down the ban"
                named = view.class_of(cue, named_by_cue)
                if named is not None:
                    return named  # "no mobile internet": the cue names its own object
        if token is None:
            named = self._class(view, hit.anchor, wanted) if not is_verb(hit.anchor) else ""
            return named or place.facility or ""
        if wanted != "hazard" and token.lemma_ in _HOUSE_PARTS and _is_of_house(view, token):
            return token.lemma_
        if wanted == "access" and _is_detour(token):
            return "detour"
        told = self._class(view, token, wanted)
        if not told and hit.spec.axis.startswith("status"):
            # "a state of emergency", "the port suspended operations", "took effect at midnight"
            further = (oblique(token, "of", "at", "in"), hit.agent)
            told = next((f for t in further if t for f in [self._class(view, t, wanted)] if f), "")
        if (
            not told
            and hit.spec.axis == "damage.state"
            and (hit.negated or hit.spec.value in ("damaged", "intact"))
            and (whole := oblique(token, "of")) is not None
            and not view.classes(token)
        ):
            told = self._class(view, whole, wanted)  # "two pillars of the bridge were damaged"
        if told:
            return _moves_on(view, hit, told) or told
        damaged = hit.spec.axis.startswith("damage") and view.place_at(token) is None
        if damaged and view.class_of(token, "place") == "position":
            return token.lemma_.casefold()  # "the camp", "the outpost": a thing in the place
        struck_by = view.class_of(token, "disaster") is not None  # "the aftershock did no damage"
        party = self._party(token, speaker) if damaged and not struck_by else None
        if party is not None and self._is_force(token):
            # a numbered unit is itself under whatever flag an opponent puts it
            return f"unit:{party.id.split('/')[2]}" if party.id.count("/") == 2 else party.id
        new = not place.facility or _is_new(token)
        if damaged and new and _is_thing_apart(view, token):
            return token.lemma_.casefold()
        if damaged and not place.facility and token.lemma_ in _FIXTURES:
            return token.lemma_
        if wanted == "access" and not place.facility and is_road_code(token.text):
            return "road"
        if wanted == "service" and (token.lemma_ in _WORKS or _is_gear(view, token)):
            return token.lemma_
        if wanted == "access" and (token.lemma_ in _GROUNDS or _is_another_thing(view, token)):
            return token.lemma_
        if wanted == "access" and place.facility and _is_new(token) and token.lemma_ == "line":
            return token.lemma_  # "a helpline for families has been opened"
        if damaged and place.facility and token.lower_ in _PRONOUNS:
            # "the X police station … it stands undamaged": of the class that the noun is of
            told = next((n for k, n in self._lex.classes(place.facility) if k == "facility"), "")
            return told or place.facility
        return place.facility or facility(view, token) or ""

    def _lex_class(self, thing: str) -> str:
        """The first class of a common noun; '' where it has none."""
        return next((name for name, _ in self._lex.classes(thing)), "")

    @staticmethod
    def _class(view: SentenceView, token: Token, wanted: str) -> str:
        """What kind of thing a noun names that a frame can be about."""
        return next(
            (
                canonical
                for name in _THINGS
                if name not in _NOT_OF.get(wanted, ())
                for canonical in [view.class_of(token, name)]
                if canonical
            ),
            "",
        )

    def _person(self, view: SentenceView, hit: FrameHit) -> str:
        """The person that a fate is told of; "he" is whoever was named last."""
        token = hit.theme or hit.agent
        if token is None:
            return ""
        found = describe(view, token, self._parties.article.person)
        if not found and is_pronoun(antecedent(token)):
            named = last_named(view, token.i, self._is_force)
            found = (
                describe(view, named, self._parties.article.person)
                if named is not None
                else self._discourse.person
            )
        return found


def _is_new(token: Token) -> bool:
    """Whether a noun brings up something that no house or bridge told of before stands for: "tyres"."""
    if token.tag_ == "NNS":
        return not any(c.dep_ in ("det", "poss", "nummod") for c in token.children)
    return token.tag_ == "NN" and is_indefinite(token)


def _is_detour(token: Token) -> bool:
    """Whether another way than the usual one is told of: "an alternative route", "detour: X–Y"."""
    nouns = (token, token.head) if token.dep_ == "appos" else (token,)
    return any(
        n.lemma_ in ("detour", "diversion")
        or (n.lemma_ in ("route", "road", "way") and any(c.lower_ in _OTHER for c in n.children))
        for n in nouns
    )


_OTHER = frozenset({"alternative", "alternate", "diversionary"})


def _meant_by_it(view: SentenceView, held: Token | None) -> Token | None:
    """What a sentence told of before "it": "the school was taken, and marines have held it"."""
    if held is None or held.lower_ != "it":
        return None
    before = (t for t in reversed(view.doc[: held.i]) if t.dep_ in ("nsubj", "nsubjpass", "dobj"))
    return next(
        (t for t in before if view.place_at(t) or facility(view, t) or _position(view, t)), None
    )


def _is_thing_apart(view: SentenceView, token: Token) -> bool:
    """Whether a common noun names something of no class, which stands for no whole place: "roses"."""
    return (
        token.tag_ in ("NN", "NNS")
        and not any(view.classes(token))
        and token.lemma_ not in _WHOLES
        and facility(view, token) is None
        and (oblique(token, "of") is None or token.lemma_ in _MOVABLES)
    )


_MOVABLES = word_set("movables")


def _is_gear(view: SentenceView, token: Token) -> bool:
    """Whether something of no class is told to work or not, that serves somebody and not the place:
    "its pumps", "the supply", of whatever."""
    if token.lemma_ == "supply":
        return True
    return (
        token.tag_ == "NNS"
        and token.lemma_ not in _DOINGS
        and _is_thing_apart(view, token)
        and any(c.dep_ == "poss" for c in token.children)
    )


_DOINGS = frozenset("operation activity service trip duty function task shift".split())
_WHOLES = frozenset(
    "everything all structure compound damage property infrastructure half part cent percent one "
    "area land place site rest whole most much hole crack crater line power nothing".split()
)
"""What stands for the place, or for a thing of it that the text named."""


def _is_of_house(view: SentenceView, part: Token) -> bool:
    """Whether a part of some house is told of, and not a house: "the hospital's maternity wing"."""
    owners = [*children(part, "poss"), oblique(part, "of", "at", "in")]
    if part.lemma_ not in _HALLS:
        owners += children(part, "compound", "nmod")
    return any(t is not None and view.class_of(t, "facility") for t in owners)


def _evacuees(view: SentenceView, hit: FrameHit) -> str:
    """Who was brought away, where not the inhabitants: "patients", "tourist", "staff"."""
    for role in (hit.theme or hit.agent,):
        if role is None or view.place_at(role) is not None or role.lemma_ in _INHABITANTS:
            continue
        person = view.class_of(role, "person")
        if person is not None and not is_negative_noun(role):
            return role.lemma_
        ill = oblique(role, "of") if view.class_of(role, "facility") else None
        if ill is not None and view.class_of(ill, "person"):
            return ill.lemma_
        if view.class_of(role, "facility") == "hospital":
            return "patient"
    return ""


def counted_object(view: SentenceView, hit: FrameHit) -> str:
    """The kind of thing that was lost."""
    counted = view.doc[hit.quantity.head] if hit.quantity is not None else None
    for role in (counted, hit.theme, hit.agent):
        if role is not None:
            for cls in ("vehicle", "weapon", "facility"):
                canonical = view.class_of(role, cls)
                if canonical is not None:
                    return canonical
    # "each rifle was counted, none is missing"
    named = (view.class_of(t, "weapon") for t in view.nouns)
    return next((canonical for canonical in named if canonical), "object")


def deed_done_to(hit: FrameHit) -> Token | None:
    """What the deed was done to that somebody is blamed for: "accused X of shelling the clinic"."""
    for holder in (hit.anchor, hit.theme, view_last(hit)):
        for prep in children(holder, "prep") if holder is not None else ():
            if prep.lower_ not in ("for", "of", "in", "with", "behind"):
                continue
            for deed in children(prep, "pobj", "pcomp"):
                done = (
                    arguments(deed).theme
                    if is_verb(deed)
                    else oblique(deed, "on", "of", "against", "at")
                )
                if done is not None and done.lower_ == "fire":
                    done = oblique(deed, "to") or oblique(done, "to")  # "setting fire to the mill"
                if done is not None:
                    return oblique(done, "of") or done if done.lower_ in ("one", "some") else done
    return None


def view_last(hit: FrameHit) -> Token:
    """The last word of a hit's cue."""
    return hit.anchor.doc[hit.words[1] - 1]


def struck(view: SentenceView, token: Token | None, place: Place) -> str:
    """What an attack struck."""
    if token is not None:
        for name in ("facility", "vehicle", "hazard"):
            canonical = view.class_of(token, name)
            if canonical is not None and canonical != "missile":
                return canonical
    return place.facility or ""


def facility(view: SentenceView, token: Token | None) -> str | None:
    """The kind of facility that a noun phrase names, unless it names a whole place."""
    if token is None:
        return None
    named = view.place_at(token)
    if named is not None and named.place.facility is None:
        return None
    found = view.class_of(token, "facility")
    if found is not None:
        return found
    for child in token.subtree:
        if child.dep_ in ("appos", "compound", "attr"):
            found = view.class_of(child, "facility")
            if found is not None:
                return found
    return None


def case_kind(view: SentenceView, hit: FrameHit) -> str:
    """What is counted in an outbreak: confirmed cases unless the text says of what else."""
    heads = [hit.anchor]
    q = hit.quantity
    if q is not None:
        heads.append(view.doc[q.head])
    heads += [r for r in (hit.theme, hit.agent) if r is not None]
    words = {t.lower_ for h in heads for t in (h, *h.children)}
    if q is not None and q.start < hit.anchor.i:
        # "9 confirmed and 20 probable cases": what stands behind the number itself
        upto = min([p.start for p in view.numbers if p.start > q.start] + [hit.anchor.i])
        words = {t.lower_ for t in view.doc[q.end : upto]}
    lemma = hit.anchor.lemma_
    if words & _UNSURE_CASES:
        return "suspected case"
    if any(h.lemma_ == "contact" for h in heads):
        return "contact"
    if lemma == "vaccinate":
        return "vaccinated"
    if lemma in _ISOLATES or "isolation" in words:
        return "isolated"
    if any(view.class_of(h, "person") == "medic" for h in heads):
        return "infected medic"
    if lemma == "patient" and not any("confirmed" in w for w in words):
        return "patient"
    return "case"


def _moves_on(view: SentenceView, hit: FrameHit, moved: str) -> str:
    """What is open where lorries and cars move on it: "vehicles pass on the bridge", "it stands, and traffic
    moves over it"."""
    if hit.spec.theme not in ("access", "traffic", "mover") or moved not in ("vehicle", "traffic"):
        return ""
    verb = hit.anchor.head if hit.anchor.dep_.startswith("aux") else hit.anchor
    way = oblique(verb, "on", "over", "across")
    if way is not None and way.lower_ == "it":
        way = next((s for v in verb.conjuncts for s in children(v, "nsubj", "nsubjpass")), way)
    return "" if way is None else view.class_of(way, "facility") or ""


def _is_another_thing(view: SentenceView, token: Token) -> bool:
    """Whether what is open or closed is neither a way nor the place: "a blocked culvert"."""
    return (
        token.tag_ in ("NN", "NNS")
        and view.place_at(token) is None
        and not view.classes(token)
        and token.lemma_ not in _PASSAGES
    )


def _way(view: SentenceView, hit: FrameHit, place: Place) -> str:
    """What is closed where nothing moves: "no boat leaves" the port, "no aircraft landed" the airport."""
    if hit.spec.theme not in ("access", "traffic", "mover"):
        return ""
    moved = next(
        (
            c
            for t in (hit.theme, hit.agent, view.doc[hit.words[1] - 1])
            if t is not None
            for c in [view.class_of(t, "vehicle") or view.class_of(t, "service")]
            if c
        ),
        "",
    )
    way = _WAYS.get(moved)
    if way is None or (hit.theme is not None and view.class_of(hit.theme, "facility")):
        return ""
    return place.facility or way


# -- kinds of attack --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of attack shows: by words around the cue, within it, or by its lemma."""

    name: str
    near: re.Pattern[str]
    lemmas: frozenset[str] = frozenset()
    """Lemmas of cues that are of the kind whatever stands around them."""
    only: frozenset[str] = frozenset()
    """Lemmas of the only cues that the words around make of the kind."""
    within: re.Pattern[str] | None = None
    """Words of a cue that is of the kind."""
    marks: tuple[str, ...] = ("",)
    """Parts of words of which those around a cue have one."""

    def holds(self, lemma: str, cue: str, text: str) -> bool:
        """Whether a cue in its text is of the kind."""
        return (
            lemma in self.lemmas
            or (self.within is not None and self.within.search(cue) is not None)
            or (
                (not self.only or lemma in self.only)
                and holds(text, self.marks)
                and self.near.search(text) is not None
            )
        )


_KINDS = (
    _Kind(
        "warning shots",
        re.compile(r"\b(?:into|in) the air\b|\bwarning shots?\b"),
        only=frozenset({"shoot", "fire", "loose", "let"}),
    ),
    _Kind(
        "rubber bullets",
        re.compile(r"\b(?:rubber|plastic) (?:bullets?|rounds?)"),
        only=frozenset({"shoot", "fire", "use"}),
        within=re.compile(r"\b(?:rubber|plastic) (?:bullet|round)"),
    ),
    _Kind(
        "tear gas",
        re.compile(r"\btear ?gas|pepper spray"),
        only=word_set("riot-verbs"),
        marks=("gas", "spray"),
    ),
    _Kind(
        "live fire",
        re.compile(r"\b(?:live|bullets?|shots?|rounds?|gunfire|crowd)\b"),
        only=frozenset({"shoot", "fire"}),
        within=re.compile(
            r"\blive|bullet|ammunition|automatic|gunfire|\bopen\w* (?:fire|up)|volley|fusillade"
            r"|magazine|rifle|trigger|gunned|mow|loose"
        ),
    ),
    _Kind(
        "live fire",
        re.compile(r"\b(?:bullets?|gunfire|gunshots?)\b"),
        only=frozenset({"hit", "strike", "wound", "pepper"}),
    ),
    _Kind(
        "cluster munitions",
        re.compile(r"\bcluster (?:munition|bomb|shell)s?|\bbomblets?\b"),
        marks=("cluster", "bomblet"),
    ),
    _Kind("white phosphorus", re.compile(r"\bphosphorus\b"), marks=("phosphorus",)),
    _Kind(
        "chemical weapons",
        re.compile(r"\bchemical (?:weapon|attack)s?|poison gas|sarin\b"),
        marks=("chemical", "gas", "sarin"),
    ),
    _Kind("barrel bombs", re.compile(r"\bbarrel bombs?\b"), marks=("barrel",)),
    _Kind("drone strike", re.compile(r"\bdrones?\b|\buavs?\b"), marks=("drone", "uav")),
    _Kind(
        "airstrike",
        re.compile(r"\b(?:jets?|warplanes?|aircraft|air ?strikes?|planes?|air raids?)\b"),
        lemmas=frozenset({"bomb"}),
        marks=("jet", "plane", "air"),
    ),
    _Kind("missile strike", re.compile(r"\b(?:missiles?|rockets?)\b"), marks=("missile", "rocket")),
    _Kind(
        "shelling",
        re.compile(r"\b(?:shell|artillery|mortar)"),
        lemmas=frozenset({"shell", "bombard", "pound"}),
        marks=("shell", "artillery", "mortar"),
    ),
    _Kind(
        "explosion",
        re.compile(r"\b(?:explo|blast|bomb|blow|blew|mined)"),
        lemmas=frozenset({"explode", "detonate", "mine"}),
        marks=("explo", "bomb", "bl", "mined"),
    ),
)
"""The kinds of attack, the one that tells most first."""


_SPARES = frozenset({"rubber bullets", "tear gas"})
_SENT_AS = {
    **dict.fromkeys(("drone", "uav", "quadcopter"), "drone strike"),
    **dict.fromkeys(("missile", "rocket", "warhead"), "missile strike"),
    "shell": "shelling",
}


def _sent_as(hit: FrameHit) -> str:
    """The attack that would have been made with what was fended off."""
    named = (_SENT_AS.get(t.lemma_) for t in hit.anchor.doc[: hit.anchor.i + 1])
    return next((kind for kind in named if kind), "attack")


def _fired_harmlessly(hit: FrameHit) -> str:
    """What was shot, where it is none that kills: "shot tear gas into the stands"."""
    shot = hit.theme
    if shot is None or shot.dep_ != "dobj" or hit.anchor.lemma_ != "shoot":
        return ""
    text = noun_phrase(shot).casefold()
    return next((k.name for k in _KINDS if k.name in _SPARES and k.near.search(text)), "")


def _substance(view: SentenceView, noun: Token) -> str:
    """What a noun is of, or what it was measured in: "the content of lead in the water"."""
    own = view.class_of(noun, "substance")
    if own:
        return own
    below = [t for t in noun.subtree if t.dep_ == "pobj" and t.head.lower_ in ("in", "of", "from")]
    known = [k for t in below for k in (view.class_of(t, "substance"),) if k and k != "material"]
    if not known and any(view.class_of(t, "service") == "water" for t in below):
        return "water"  # "samples taken from the taps"
    return known[0] if known else ""


def attack_kind(view: SentenceView, hit: FrameHit) -> str:
    """With what an attack was made."""
    anchor = hit.anchor
    canonical = view.class_of(anchor, "attack")
    if hit.spec.id == "fended-off":
        return _sent_as(hit)
    if hit.spec.theme == "munition" and hit.theme is not None:
        return view.class_of(hit.theme, "attack") or "attack"
    if canonical is not None and canonical not in ("ambush", "strike"):
        return _fired_harmlessly(hit) or canonical
    after = [t.lower_ for t in view.doc[anchor.i : anchor.i + 10]]
    end = after.index("not") if "not" in after and not negated(anchor) else len(after)
    text = view.doc.span(max(0, anchor.i - 9), anchor.i + end).casefold()
    struck_craft = hit.theme if hit.theme is not None and hit.theme.dep_ == "nsubjpass" else None
    if struck_craft is not None and view.class_of(struck_craft, "vehicle") == "aircraft":
        text = text.replace(struck_craft.lower_, "", 1)  # "the plane was hit" from wherever
    cue = view.doc.span(hit.words[0], hit.words[1]).casefold()
    lemma = anchor.lemma_ if anchor.lemma_ != "bomb" or is_verb(anchor) else ""
    return next((kind.name for kind in _KINDS if kind.holds(lemma, cue, text)), "attack")
