"""Vetoes of frames on attacks and on people harmed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from contraflow.reading.frames.causes import class_of as cause_of
from contraflow.reading.frames.classes import INANIMATE, fits, force_like, may_suffer
from contraflow.reading.frames.vetoes.registry import veto
from contraflow.reading.lexicon import word_set
from contraflow.reading.numbers.numerals import is_calendar
from contraflow.reading.parsing.syntax import (
    ancestors,
    children,
    conjuncts,
    done_by,
    is_foiled,
    is_negative_noun,
    is_verb,
    negated,
    oblique,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token

_TOTALS = word_set("totals") - {"death"}
_DIES = word_set("dies")
_OUTLIVES = word_set("outlives")
_BLAMED = word_set("blamed-events")
_TAKES_LIVES = ("claim", "cost", "take", "lose")
_HARMS = word_set("harms")
_HUNTED = word_set("hunted")
_KEPT = word_set("kept")
_DOES_AWAY = word_set("does-away")
_DONE_TO = word_set("done-to")
_DEAD_OR_HURT = word_set("dead-or-hurt")
_EXCHANGES = word_set("exchanges")
_BURNS = word_set("burns")
_BODIES = word_set("bodies")
_HARMFUL = ("attack", "casualties", "damage", "other.cause")
_MOVES_PEOPLE = word_set("moves-people")
_WOUNDS = frozenset({"wound", "injury"})
_NOBODY = frozenset({"nobody", "none", "one", "no-one"})
_MISDEEDS = word_set("misdeeds")
_COMMITS = word_set("does") | word_set("abets")
_PARTS = word_set("parts")
_STRIKES = word_set("strikes")
_SENDS_OFF = word_set("sends-off")
_SALVOES = word_set("salvoes")
_FIGURES = word_set("figures-of-speech")
_FIGURES_BEFORE = word_set("figures-before")
_OBSTACLES = frozenset(
    "hill mountain tree ground runway sea water pole pylon wire line ridge slope bird".split()
)
"""What a plane hits that crashes."""
_CIVIL_VEHICLES = frozenset({"vehicle", "ship", "train"})
_SETS_OUT = word_set("sets-out")
_CARRIES_OFF = word_set("carries-off")
_BEFALLEN = word_set("harms-the-living") | {
    "survive",
    "rescue",
    "save",
    "detain",
    "arrest",
    "shoot",
    "harm",
    "escape",
}
_ARMED = frozenset({"armed", "masked", "hooded", "unidentified", "unknown"})
_IS_HELD = frozenset({"be", "take", "hold", "have", "make", "remain", "seize"})
_LIFELESS = frozenset({"dead", "lifeless"})
_FALLEN = frozenset({"wounded", "injured", "dead", "body", "casualty", "victim", "survivor"})
_CAPTIVITY = frozenset({"captive", "prisoner", "hostage", "captivity"})
_STOPS_WORK, _WORKERS = word_set("stops-work"), word_set("workers")
_SORTIES = frozenset({"sortie", "mission", "raid", "strike", "run"})
_ILLNESSES = word_set("illnesses")
_IDEALS = word_set("ideals")
_PERILS = word_set("perils")
_SENT = frozenset({"attack", "vehicle", "weapon"})
_BANGS = frozenset({"explosion", "blast", "bang", "gunfire", "shot", "shooting", "detonation"})
_HARMLESS = word_set("harmless-bangs")
_ALIGHT = frozenset({"alight", "ablaze", "fire", "afire", "aflame", "flame", "flames", "light"})
_STRIKES_HOME = frozenset({"tear", "rip", "smash", "slice", "punch"})
_SHELLS_DO = frozenset({"fall", "crash", "burst", "blow"}) | _STRIKES_HOME


@veto("its object is no person")
def harms_no_person(c: Candidate) -> bool:
    """ "burned the trees" hurts nobody."""
    return (
        c.theme is not None
        and c.theme.dep_ in ("dobj", "nsubjpass")
        and is_verb(c.anchor)
        and not _is_elliptic(c.anchor)
        # "ten needed treatment", "five suffered broken bones"
        and not (c.phrase and c.words[0] <= max(c.theme.i - 1, c.anchor.i + 1) < c.words[1])
        and c.theme.lemma_ not in _TOTALS  # "put the number of displaced at 70,000"
        and c.anchor.lemma_ not in _OUTLIVES  # "19 survived the sinking", "fled their homes"
        and not may_suffer(c, c.theme)
    )


def _is_elliptic(verb: Token) -> bool:
    """Whether a verb shares its "were": "22 were killed and 30 injured in an ambush, the deadliest attack"."""
    return verb.dep_ == "conj" and any(
        s.tag_ == "CD" and s.i == verb.i - 1 for s in children(verb, "nsubj", "nsubjpass")
    )


@veto("dead or hurt")
def dead_or_hurt(c: Candidate) -> bool:
    """ "12 casualties" does not say which; "no casualties" denies both."""
    noun = c.anchor
    return noun.lemma_ in _DEAD_OR_HURT and not (
        negated(noun) or is_negative_noun(noun) or noun.head.lower_ == "without"
    )


@veto("none of them did something else")
def none_of_them_acts(c: Candidate) -> bool:
    """ "no wounded fighters crossed": there may be wounded; against "no wounded were reported"."""
    noun = c.anchor.head if c.anchor.dep_ == "amod" else c.anchor
    if not noun.tag_.startswith("NN") or not is_negative_noun(noun):
        return False
    verb = noun.head
    return (
        noun.dep_ in ("nsubj", "nsubjpass", "dobj")
        and is_verb(verb)
        and verb.lemma_ in _MOVES_PEOPLE
    )


@veto("rescue work, not people rescued")
def rescue_work(c: Candidate) -> bool:
    """ "rescue workers", "search and rescue teams"."""
    first = c.anchor.head if c.anchor.dep_ == "conj" else c.anchor
    return c.anchor.tag_.startswith("NN") and first.dep_ in ("compound", "nmod")


@veto("bodies, not survivors")
def bodies(c: Candidate) -> bool:
    """ "pulled two bodies from the rubble": nobody was saved."""
    return any(role is not None and role.lemma_ in _BODIES for role in (c.theme, c.agent)) or any(
        t.lemma_ in _BODIES or t.lower_ in _LIFELESS
        for t in c.view.doc[c.words[0] : c.words[1] + 1]  # "dug out dead"
    )


@veto("loses a game")
def loses_a_game(c: Candidate) -> bool:
    """ "Two were sent off as Xtown lost at home": of people only with an object, or where they are lost."""
    return (
        c.anchor.lemma_ == "lose"
        and not c.phrase
        and is_verb(c.anchor)
        and not any(d.dep_ in ("dobj", "auxpass", "prt") for d in c.anchor.children)
        and any(d.dep_ == "nsubj" for d in c.anchor.children)
        and c.anchor.tag_ != "VBN"
    )


@veto("hurt by words")
def hurt_by_words(c: Candidate) -> bool:
    """ "Wounded by the accusations of his friends"."""
    by = next(
        (d for d in c.anchor.children if d.dep_ in ("agent", "prep") and d.lower_ == "by"), None
    )
    return by is not None and any(
        t.lemma_ in c.view.lex.reporting_nouns or t.lemma_ in _WORDS_THAT_HURT
        for t in children(by, "pobj")
    )


_WORDS_THAT_HURT = frozenset(
    {"remark", "word", "insult", "rejection", "jibe", "criticism", "abuse"}
)


@veto("will be missing from a match")
def will_be_missing(c: Candidate) -> bool:
    """ "Two defenders will be missing for the match": nobody tells beforehand who will not be found."""
    verb = c.anchor.head if not is_verb(c.anchor) or c.anchor.dep_ == "acomp" else c.anchor
    return c.anchor.lower_ == "missing" and any(
        d.dep_ == "aux" and d.lower_ in ("will", "wo", "'ll", "would") for d in verb.children
    )


@veto("they go back home")
def goes_back(c: Candidate) -> bool:
    """ "The last evacuees have gone back to live there": they are displaced no more."""
    verb = c.anchor.head
    if c.anchor.dep_ != "nsubj" or not c.anchor.tag_.startswith("NN") or not is_verb(verb):
        return False
    back = any(t.lower_ in ("back", "home") for t in verb.rights)
    return verb.lemma_ == "return" or (back and verb.lemma_ in ("go", "come", "move", "be"))


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


_DANGERS = frozenset({"vehicle", "facility", "hazard", "disaster"})


@veto("escapes no danger")
def escapes_no_danger(c: Candidate) -> bool:
    """ "Nine suspects escaped", "inmates got out of prison": nobody is saved who was not in danger."""
    doc = c.view.doc
    who = {t.lemma_ for role in c.roles if role is not None for t in role.subtree}
    if who & (_KEPT | _FUGITIVES) or any(c.view.class_of(t, "facility") == "prison" for t in doc):
        return True
    if not who or any(t.lemma_ in _CAPTORS for t in doc):
        return True
    return not any(
        name in _DANGERS and (name != "facility" or _burns_or_falls(t))
        for t in doc[c.words[0] :]
        for name, _ in c.view.classes(t)
    )


def _burns_or_falls(house: Token) -> bool:
    """Whether a house is said to burn, to sink in water or to have come down."""
    return any(t.lemma_ in ("burn", "collapse", "blaze", "flood", "fall") for t in house.children)


@veto("escapes from danger")
def escapes_danger(c: Candidate) -> bool:
    """ "Eight escaped from the burning bus": no prisoners."""
    return not escapes_no_danger(c)


_FUGITIVES = frozenset(
    "suspect attacker gunman robber thief bandit assailant killer fugitive bomber rebel militant"
    " terrorist fighter soldier raider driver migrant animal".split()
)
_CAPTORS = frozenset("captor kidnapper captivity abductor jail prison cell camp custody".split())


@veto("blame on both sides")
def mutual_blame(c: Candidate) -> bool:
    """ "traded blame"."""
    before = c.anchor.i - 1
    return before >= 0 and c.view.doc[before].lemma_.casefold() in _EXCHANGES


@veto("save for")
def save_for(c: Candidate) -> bool:
    """ "All have turned up, save two sisters": nobody saved them."""
    verb = c.anchor
    return (
        verb.lower_ == "save"
        and verb.i > 0
        and verb.doc[verb.i - 1].text == ","
        and verb.dep_ in ("conj", "advcl", "dep", "appos")
        and verb.head.tag_ != "VB"
    )


@veto("one who has no wound")
def unhurt_one(c: Candidate) -> bool:
    """ "he had no bullet wound": others may have been shot there."""
    wound = next((t for t in c.view.doc[c.words[0] : c.words[1]] if t.lemma_ in _WOUNDS), None)
    if wound is None or not (
        any(t.lower_ in ("no", "any") for t in wound.children)
        or any(t.dep_ == "neg" for t in wound.head.children)
    ):
        return False
    bearer = next(children(wound.head, "nsubj"), None)
    if bearer is None or any(t.lower_ in ("no", "not") for t in bearer.children):
        return False  # "no officer had any injury"
    return bearer.tag_ in ("NN", "NNP") or bearer.lower_ in ("he", "she")


@veto("blamed for no attack")
def other_deed(c: Candidate) -> bool:
    """ "accused them of lying", "of conquering cities on Facebook", against "of killing farmers"."""
    blamed = [t for t in c.anchor.children if t.dep_ in ("dobj", "nsubjpass")]
    for prep in (p for node in (c.anchor, *blamed) for p in node.children):
        if prep.dep_ != "prep" or prep.lower_ not in ("of", "for"):
            continue
        verb = next((t for t in prep.children if t.dep_ == "pcomp" and is_verb(t)), None)
        if verb is not None and verb.lemma_ in _MISDEEDS:
            return True
        if verb is not None and verb.lemma_ not in _COMMITS and verb.lemma_ != "be":
            axes = [spec.axis for spec in c.view.lex.verbs.get(verb.lemma_, ())]
            return not any(axis.startswith(_HARMFUL) for axis in axes)
    return False


@veto("a part that nobody denies")
def not_denied(c: Candidate) -> bool:
    """ "a key role in the talks", against "denied any role in the blast"."""
    return c.anchor.lemma_ in _PARTS and not (
        c.anchor.dep_ == "dobj" and c.view.lex.reporting_verbs.get(c.anchor.head.lemma_) == "deny"
    )


@veto("a try at something")
def only_tried(c: Candidate) -> bool:
    """ "The attempt to form a government": a try is an attack on somebody's life alone; "a bid to overrun
    the fort was beaten off" says that there was a fight, and not that there was none."""
    anchor = c.anchor
    if anchor.lemma_ == "attempt" and not c.phrase:
        return not is_verb(anchor) and oblique(anchor, "on", "against") is None
    return anchor.lemma_ == "overrun" and anchor.dep_ in ("acl", "xcomp") and is_foiled(anchor.head)


@veto("burns, by whomever")
def burns_by_itself(c: Candidate) -> bool:
    """ "the truck burned": nobody is said to have lit it."""
    return (
        c.anchor.lemma_ in _BURNS
        and not (c.phrase and c.agent is None)
        and (c.agent is None or any(name in INANIMATE for name, _ in c.view.classes(c.agent)))
    )


_MISHAPS = word_set("mishaps")


@veto("a crowd is dispersed")
def disperses(c: Candidate) -> bool:
    """ "Police drove off the protesters": nobody is taken along."""
    return (
        c.phrase
        and c.anchor.lemma_ == "drive"
        and not any(t.dep_ == "auxpass" for t in c.anchor.children)
    )


@veto("nobody lit it")
def sets_nothing_alight(c: Candidate) -> bool:
    """ "set the date", "a cigarette started the blaze": neither fire nor fire-raiser."""
    if not c.phrase:
        return False
    if c.last.lower_ == "the" and not any(
        t.lower_ in _ALIGHT for t in c.view.doc[c.last.i : c.last.i + 9]
    ):
        return True
    agent = c.agent
    if agent is None or agent.tag_ not in ("NN", "NNS") or c.is_force(agent):
        return False
    if agent.lemma_ in _MISHAPS:
        return True  # "the derailment started fires", "the blast set off a fire"
    kinds = {name for name, _ in c.view.classes(agent)}
    cause = cause_of(list(agent.subtree))
    return (
        bool(cause)
        and not cause.startswith("attack")  # "vandals", "arsonists"
        and kinds.isdisjoint(("person", "office", "vehicle", "weapon"))
    )


@veto("no attack")
def no_attack(c: Candidate) -> bool:
    """A storm that strikes, a rescue effort that is launched."""
    anchor = c.anchor
    if (
        c.phrase
        and c.last.lower_ == "fire"
        and any(t.lower_ in ("for", "over") and t.i > c.last.i for t in anchor.subtree)
    ):
        return True  # "came under fire for his remarks"
    if c.phrase and anchor.lemma_ == "set" and _sets_off_no_arms(c):
        return True
    if not is_verb(anchor):
        if anchor.lemma_ == "strike" and (
            _of_workers(anchor)
            or _of_nature(c, anchor)
            or any(
                t.dep_ == "poss"
                and t.tag_ == "NNS"
                and not c.is_force(t)
                and c.view.class_of(t, "person") != "combatant"
                for t in anchor.children
            )
        ):
            return True
        of = oblique(anchor, "of")
        if of is not None and of.lemma_ in _FIGURES:
            return True  # "an attack of nerves", "a blast of trumpets"
        if any(
            d.lemma_ in _FIGURES_BEFORE and d.dep_ in ("compound", "amod") for d in anchor.children
        ):
            return True  # "a heart attack", "a charm offensive"
        against = oblique(anchor, "on", "against", "upon")
        if against is not None and against.lemma_ in _IDEALS:
            return True  # "an attack on our rights"
        # "strike drones", "attack helicopters" are what an attack is made with
        return anchor.dep_ == "compound" and any(
            name in ("vehicle", "weapon") for name, _ in c.view.classes(anchor.head)
        )
    lemma = anchor.lemma_
    if lemma in ("hit", "strike") and _is_afflicted(c):
        return True
    if lemma == "fire" and c.view.sentence.heading and _names_a_fire(c):
        return True
    if lemma == "explode" and any(r is not None and r.lemma_ in _SWELLS for r in c.roles):
        return True  # "prices exploded"
    if lemma == "mine" and c.agent is None:
        return True  # "the road is mined": nothing has gone off
    if lemma == "shoot" and any(d.lower_ == "down" for d in anchor.children):
        return True  # of drones; people are "gunned down"
    if lemma in ("hit", "strike") and any(
        role is not None and role.lower_ in _NOBODY for role in (c.theme, c.agent)
    ):
        return True  # "shots were fired, and nobody was hit"
    if lemma in _STRIKES:
        for subject in (c.agent, *children(anchor, "nsubj")):
            kinds = dict(c.view.classes(subject)) if subject is not None else {}
            if subject is not None and any(
                c.view.class_of(t, "disaster") for t in children(subject, "compound", "nmod")
            ):
                return True  # "Hurricane Xena hit the town"
            if not {"disaster", "hazard"}.isdisjoint(kinds):
                return True
            if kinds.get("vehicle") in _CIVIL_VEHICLES:
                return True
            craft = kinds.get("vehicle") == "aircraft" or (
                subject is not None
                and subject.lower_ == "it"
                and any(c.view.class_of(t, "vehicle") == "aircraft" for t in c.view.doc)
            )
            if craft and _runs_into(c):
                return True  # "the plane hit a hill"
        if anchor.i > 1 and anchor.doc[anchor.i - 1].text == "-":
            return True  # "the hard-hit town"
    if lemma in _SENDS_OFF and c.theme is not None and c.theme.dep_ in ("dobj", "nsubjpass"):
        return not any(
            t is not None
            and (t.lemma_ in _SALVOES or any(name in _SENT for name, _ in c.view.classes(t)))
            for t in (c.theme, oblique(c.theme, "of"))
        )
    if lemma == "drop" and c.theme is not None and c.theme.dep_ in ("dobj", "nsubjpass", "nsubj"):
        # "the ban was dropped", "prices dropped"
        return c.theme.lemma_ not in _SALVOES and not any(
            name in _SENT for name, _ in c.view.classes(c.theme)
        )
    return lemma == "drop" and (c.theme is None or c.view.place_at(c.theme) is not None)


def _sets_off_no_arms(c: Candidate) -> bool:
    """ "The quake set off a slide", "it set off a panic": no bomb."""
    verb = c.anchor
    thing = c.theme if c.theme is not None and c.theme.head is verb else None
    thing = next(children(verb, "dobj"), None) or thing
    if thing is None:
        return any(t.lower_ in ("what", "that", "which") for t in children(verb, "nsubj"))
    if not thing.tag_.startswith("NN"):
        return False
    near = (thing, *children(thing, "compound", "amod"))
    return not any(
        t.lemma_ in _SALVOES
        or t.lemma_ in _BANGS
        or t.lemma_ in _SET_OFF
        or any(name in _SENT for name, _ in c.view.classes(t))
        for t in near
    )


_SET_OFF = frozenset(
    {"device", "bomb", "mine", "ied", "vest", "belt", "dynamite", "detonator", "bullet"}
)


def _of_nature(c: Candidate, strike: Token) -> bool:
    """ "Avalanche strikes", read as a noun."""
    return any(
        c.view.class_of(t, "disaster") or c.view.class_of(t, "hazard")
        for t in children(strike, "compound", "nmod")
    )


def _is_afflicted(c: Candidate) -> bool:
    """ "The town struck by riots", "the areas hit": what befell them is no blow, or is told before."""
    verb = c.anchor
    by = oblique(verb, "by") or done_by(verb)
    if by is not None:
        return by.lemma_ in _AFFLICTIONS or any(
            c.view.class_of(by, kind) for kind in ("disaster", "hazard", "disease", "economy")
        )
    return (
        verb.dep_ == "acl"
        and verb.tag_ == "VBN"
        and verb.head.lemma_ in _AREAS
        and not any(
            t.dep_ in ("agent", "dobj") or t.lower_ in ("with", "from", "during")
            for t in verb.children
        )
    )


_AFFLICTIONS = word_set("afflictions")
_AREAS = word_set("areas")
_SWELLS = frozenset(
    "price cost demand rent debt inflation population number figure sale traffic interest popularity".split()
)

_RUNS_ON = frozenset(
    {"end", "continue", "go", "last", "enter", "call", "suspend", "extend", "postpone", "resume"}
)
"""What a strike of workers does, or has done to it, and a blow does not."""


def _names_a_fire(c: Candidate) -> bool:
    """ "Xhill fire 6 percent contained": a name, which taggers take for a subject."""
    return any(
        t.lemma_ in ("contain", "percent", "acre", "hectare") for t in c.view.doc[c.anchor.i :]
    )


_RALLIES = frozenset(
    {"protest", "rally", "demonstration", "march", "picket", "walkout", "lockout", "sit-in"}
)


def _of_workers(strike: Token) -> bool:
    """Whether those who strike stop working: "a bus strike", "the union suspended its strike"."""
    if any(t.lemma_ in _STOPS_WORK for t in strike.children):
        return True
    if any(t.lemma_ in _RALLIES for t in (*conjuncts(strike), strike.head)):
        return True  # "protests and strikes are banned"
    verb = strike.head if strike.dep_ != "pobj" else strike.head.head
    if not is_verb(verb):
        return False
    if (
        strike.tag_ == "NN"
        and strike.dep_ in ("nsubj", "nsubjpass", "dobj")
        and verb.lemma_ in _RUNS_ON
        and oblique(strike, "on", "against") is None
        and oblique(verb, "in", "with") is None
        and not any(t.dep_ == "amod" and t.text[:1].isupper() for t in strike.children)
    ):
        return True  # one blow neither goes on nor is called off
    if strike.dep_ == "pobj" and strike.head.lower_ == "on" and verb.lemma_ in ("go", "be"):
        return True
    return any(t.lemma_ in _WORKERS for t in (*children(verb, "nsubj", "agent"), verb)) or any(
        t.lemma_ in _WORKERS for t in verb.subtree if t.dep_ == "nsubj"
    )


def _runs_into(c: Candidate) -> bool:
    """Whether one craft hit a thing that it may have run into, and bombed nothing."""
    return (
        c.theme is not None
        and c.view.place_at(c.theme) is None
        and any(d.lower_ in ("a", "an", "the") for d in c.theme.children)
        and c.theme.lemma_ in _OBSTACLES
    )


@veto("harms its own doer")
def harms_itself(c: Candidate) -> bool:
    """ "blew himself up at the gate": the gate may stand."""
    return any(d.lower_.endswith(("self", "selves")) for d in c.anchor.children)


@veto("falls on it")
def falls_on_it(c: Candidate) -> bool:
    """ "debris fell on the house": what fell is not what stands below."""
    below = c.theme is not None and c.theme.dep_ == "pobj" and c.theme.head.head is c.anchor
    return c.anchor.lemma_ == "fall" and below


@veto("a shell that lands is fired at something")
def shell_lands(c: Candidate) -> bool:
    """ "two rockets fell in a field", "a shell tore through the roof": nobody tells of what became of
    the rockets."""
    wanted = "flying-arms" if c.anchor.lemma_ in _STRIKES_HOME else "shell"
    return c.anchor.lemma_ in _SHELLS_DO and any(
        role is not None and fits(c, role, wanted) for role in (c.agent, c.theme)
    )


@veto("a bang that was no attack")
def harmless_blast(c: Candidate) -> bool:
    """ "the explosions came from a quarry", "the bang was thunder": nobody was attacked."""
    if not c.anchor.tag_.startswith("NN") or c.anchor.lemma_ not in _BANGS:
        return False
    for verb in c.view.doc[c.anchor.i + 1 : c.anchor.i + 14]:
        if is_verb(verb) and verb.lemma_ in ("be", "come", "originate", "stem", "turn"):
            source = oblique(verb, "from", "to") or next(children(verb, "attr"), None)
            if source is not None and any(t.lemma_ in _HARMLESS for t in source.subtree):
                return not any(t.dep_ == "neg" for t in verb.children)
    return False


@veto("guns turned on nobody")
def off_target(c: Candidate) -> bool:
    """ "turned in their weapons", "put a round of drinks on the table", "pulled the trigger on
    reforms": of arms that nobody aims."""
    lemma, both = c.anchor.lemma_, (c.anchor, c.last)
    if lemma in ("put", "pump"):
        return not any(oblique(t, "in", "into", "through") for t in both)
    if lemma == "pull":
        on = next((o for t in both for o in (oblique(t, "on"),) if o is not None), None)
        return on is not None and not c.view.class_of(on, "person")
    return lemma == "turn" and not any(
        oblique(t, "at", "on", "upon", "against", "towards", "into", "to") for t in both
    )


@veto("loses his office")
def dismisses(c: Candidate) -> bool:
    """ "the governor fired the police chief": who is shot at is fired on, or at."""
    theme = c.theme
    return (
        c.anchor.lemma_ == "fire"
        and is_verb(c.anchor)
        and not c.phrase
        and theme is not None
        and theme.dep_ in ("dobj", "nsubjpass")
        and any(name in ("person", "office") for name, _ in c.view.classes(theme))
    )


@veto("one person's fate")
def one_person_alive(c: Candidate) -> bool:
    """ "the mayor is alive": a fate, and no count."""
    return c.anchor.lower_ == "alive" and (
        c.anchor.head.lemma_ not in ("be", "remain", "stay", "find", "bring", "pull", "all")
        or c.theme is None
        or c.theme.tag_ not in ("NNS", "CD", "DT")
        or c.phrase
    )


@veto("loses no people")
def loss_of_things(c: Candidate) -> bool:
    """ "the loss of power", "suffered no losses" of a company: of people only with "of", or a force's."""
    if c.anchor.lemma_ == "lose" and c.theme is not None and c.theme.lemma_ in _GROUND:
        return True  # "has not lost an inch"
    if c.anchor.lemma_ != "loss" or c.phrase:
        return False
    of = oblique(c.anchor, "of")
    if of is not None:
        return c.view.class_of(of, "person") is None or c.view.quantity_of(of) is None
    return not is_negative_noun(c.anchor) or c.theme is None or not force_like(c, c.theme)


_GROUND = word_set("ground")


@veto("does not stay so")
def rose_again(c: Candidate) -> bool:
    """ "liquidated the consequences", "neutralised the drone"."""
    return c.anchor.lemma_ in _DOES_AWAY and (
        c.theme is None
        or not (c.view.class_of(c.theme, "person") or c.is_force(c.theme) or c.theme.tag_ == "CD")
    )


@veto("cut off, and not cut")
def cut_off_people(c: Candidate) -> bool:
    """ "villagers were cut off", "the tax was cut"."""
    return c.anchor.lemma_ == "cut" and (
        c.phrase
        or any(d.dep_ in ("prt", "advmod", "prep") and d.lower_ == "off" for d in c.anchor.children)
        or c.theme is None
        or c.view.class_of(c.theme, "person") is None
    )


@veto("things that burn")
def burns_things(c: Candidate) -> bool:
    """ "not one was burned" of boxes, "the train burned", "out of the burning mill": nobody is named who
    could be hurt."""
    if c.anchor.dep_ in ("amod", "compound") and any(
        name in INANIMATE for name, _ in c.view.classes(c.anchor.head)
    ):
        return True
    if (
        c.anchor.lemma_ == "burn"
        and c.agent is not None
        and (c.theme is None or c.theme.dep_ == "pobj")
        and any(name in INANIMATE for name, _ in c.view.classes(c.agent))
    ):
        return True
    return (
        c.anchor.lemma_ in ("burn", "harm", "scratch")
        # "no one on board was harmed"
        and not any(t.lower_ in ("aboard", "board") for t in c.view.doc)
        and (c.theme is None or c.theme.lower_ in ("one", "none", "all", "nothing", "some"))
        and not any(
            c.view.class_of(t, "person") for t in c.view.doc[: c.anchor.i] if t is not c.theme
        )
    )


@veto("a hospital as a house")
def in_a_house(c: Candidate) -> bool:
    """ "we had no man in that hospital": those who are there are not hurt."""
    if not c.phrase or c.view.doc[c.words[0]].lower_ != "in":
        return False
    things = (
        c.theme is not None
        and c.theme.tag_.startswith("NN")
        and c.view.class_of(c.theme, "person") is None
    )
    return things or any(
        t.lower_ in ("that", "this", "our", "their", "its", "which")
        for t in c.view.doc[c.words[0] : c.words[1]]
    )


@veto("died there")
def died_in_hospital(c: Candidate) -> bool:
    """ "a victim died in hospital", "three succumbed to their injuries": who is dead is not hurt."""
    if c.phrase:
        return c.anchor.tag_ == "IN" and c.anchor.head.lemma_ in _DIES
    if is_verb(c.anchor):
        return any(t.lower_ in ("fatally", "mortally") for t in c.anchor.children) or any(
            t.lower_ == "death" and t.dep_ == "pobj" for t in _ends(c.anchor)
        )
    return c.anchor.dep_ == "pobj" and c.anchor.head.head.lemma_ in _DIES


def _ends(verb: Token) -> Iterator[Token]:
    """What a verb and its conjuncts end in: "burned, shot or hacked to death"."""
    for each in (verb, *verb.conjuncts):
        for prep in children(each, "prep"):
            if prep.lower_ == "to":
                yield from children(prep, "pobj")


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


@veto("still to be brought up")
def still_below(c: Candidate) -> bool:
    """ "Forty men are still underground": they are missed, not only there."""
    return c.last.lower_ in ("underground", "mine") and any(
        t.lower_ == "still" for t in c.view.doc[max(0, c.words[0] - 2) : c.words[1]]
    )


@veto("in the hands of no captor")
def in_other_hands(c: Candidate) -> bool:
    """ "the patients are in the hands of doctors", "the town is in the hands of its people"."""
    if not c.phrase or c.view.doc[c.words[0]].lower_ != "in":
        return False
    if not any(t.lower_ in ("hand", "hands") for t in c.view.doc[slice(*c.words)]):
        return False
    if c.view.quantity_of(c.theme) is None if c.theme is not None else True:
        return True
    holder = next(children(c.last, "pobj"), None) if c.last.lower_ == "of" else c.last
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
        of = next(children(prep, "pobj", "pcomp"), None)
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


@veto("puts down no attack to anybody")
def attributes_words(c: Candidate) -> bool:
    """ "a statement attributed to the group", "attributed the rise to demand"."""
    return c.anchor.lemma_ in ("attribute", "ascribe") and not (
        c.theme is not None
        and (c.theme.lemma_ in _BLAMED or c.view.class_of(c.theme, "attack") is not None)
    )


@veto("no life taken, no deed counted")
def lives_on(c: Candidate) -> bool:
    """ "claimed 300 lives" counts the dead, and "saved 300 lives", "a murder charge" do not."""
    noun = c.anchor
    if noun.lemma_ == "death":
        owner = noun.head.head if noun.dep_ == "pobj" else noun.head
        return owner.lemma_ in _PERILS and noun.dep_ in ("pobj", "compound")
    if noun.lemma_ == "life":
        return not (noun.dep_ == "dobj" and noun.head.lemma_ in _TAKES_LIVES)
    return noun.lemma_ in ("murder", "homicide") and not is_verb(noun) and noun.tag_ != "NNS"


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


@veto("hunts them")
def hunts_them(c: Candidate) -> bool:
    """ "searching for three gunmen": they are not missing, they are sought."""
    sought = next((t for t in c.last.children if t.dep_ == "pobj"), None)
    if sought is None and c.theme is not None and c.theme.dep_ == "nsubjpass":
        sought = c.theme  # "seven hikers are being looked for"
    return c.anchor.lemma_ in ("search", "look", "hunt") and (
        sought is None
        or sought.lemma_ in _HUNTED
        or c.view.class_of(sought, "person") in (None, "combatant")
        or c.view.quantity_of(sought) is None
    )


@veto("a place holds them")
def a_place_holds_them(c: Candidate) -> bool:
    """ "the stadium holds 50,000 people"; "the town has not surrendered"."""
    if c.anchor.lemma_ == "surrender" and c.agent is not None:
        return c.view.place_at(c.agent) is not None
    if c.anchor.lemma_ != "hold" or c.phrase:
        return False
    verb = c.anchor
    below = {d.lower_ for d in verb.children}
    if c.agent is None:  # "eleven guards are still being held"
        return below.isdisjoint(("still", "being"))
    if c.view.place_at(c.agent) is not None or any(
        name in ("place", "facility", "vehicle") for name, _ in c.view.classes(c.agent)
    ):
        return True
    if c.is_force(c.agent) or is_negative_noun(c.agent):
        return False
    if c.view.class_of(c.agent, "person") not in ("people", "civilian", None):
        return False
    # people hold others where it is said to go on, or who is held is told first: "are held by inmates"
    person = c.view.class_of(c.agent, "person") is not None or c.agent.lower_ in ("they", "we")
    goes_on = verb.tag_ == "VBG" or "still" in below or c.agent.head.lower_ == "by"
    return not (person and goes_on)


@veto("prisoners who did something, or did not")
def prisoners_act(c: Candidate) -> bool:
    """ "no prisoner escaped" does not say that nobody was taken prisoner."""
    noun = c.anchor
    if not noun.tag_.startswith("NN") or c.phrase:
        return False
    by = noun.dep_ == "pobj" and noun.head.lower_ == "by" and noun.head.head.tag_ == "VBN"
    does = by or (noun.dep_ == "nsubj" and noun.head.lemma_ not in _IS_HELD)
    if does and noun.lemma_ == "prisoner":
        return (
            True  # "two prisoners scaled the wall", "500 prisoners rioted": they were there before
        )
    return (
        is_negative_noun(noun)
        and noun.dep_ in ("nsubj", "nsubjpass")
        and noun.head.lemma_ not in _IS_HELD
    )


@veto("no sortie")
def no_sortie(c: Candidate) -> bool:
    """Who flies and is neither a force nor an aircraft: passengers, flags; and who is flown."""
    if c.anchor.lemma_ != "fly":
        return False
    if not c.phrase and not negated(c.anchor):
        # "jets flew over the lake" attacked nobody
        done = next(children(c.anchor, "dobj"), None)
        return done is None or done.lemma_ not in _SORTIES
    if any(child.dep_ == "nsubjpass" for child in c.anchor.children):
        return c.theme is None or c.view.class_of(c.theme, "vehicle") is None
    return c.agent is None or not (
        c.is_force(c.agent) or c.view.class_of(c.agent, "vehicle") is not None
    )


@veto("the means of another deed")
def by_means(c: Candidate) -> bool:
    """ "destroyed the camp using cluster bombs": what the verb above tells, with its doer."""
    return c.anchor.tag_ == "VBG" and c.anchor.dep_ in ("advcl", "acl")


@veto("no craft carries it")
def no_craft(c: Candidate) -> bool:
    """ "the road carries traffic": nobody is on board."""
    if c.phrase:
        return c.last.dep_ == "compound" or _befell_some(c)  # "in the truck bombing"
    if any(d.dep_ == "prt" or d.lower_ in ("off", "away", "out") for d in c.anchor.children):
        return c.anchor.lemma_ not in _SETS_OUT  # "two herders were carried off"
    craft = next(
        (t for t in (c.agent, c.theme) if t is not None and c.view.class_of(t, "vehicle")), None
    )
    if craft is None and c.agent is not None and c.agent.lower_ in ("it", "she", "which", "that"):
        # "she carried two hundred, the captain said of the ferry"
        craft = next((t for t in c.view.nouns if c.view.class_of(t, "vehicle")), None)
    return craft is None or (c.anchor.lemma_ in _SETS_OUT and not _has_with_it(c))


def _befell_some(c: Candidate) -> bool:
    """ "Twelve people died on the train": of those who were on it, unless all of them did."""
    if c.anchor.tag_ != "IN":
        return False
    node = c.anchor.head
    while not is_verb(node) and node.head.i != node.i:
        node = node.head
    if node.lemma_ not in _BEFALLEN:
        return False
    near = (t for s in children(node, "nsubj", "nsubjpass", "dobj") for t in (s, *s.subtree))
    return not any(t.lower_ in ("all", "every", "everyone", "everybody", "both") for t in near)


def _has_with_it(c: Candidate) -> bool:
    """ "Set out from Xtown with 61 people", wherever parsers hang the "with"."""
    return any(
        t.lower_ == "with" and any(c.view.quantity_of(p) for p in children(t, "pobj"))
        for t in c.view.doc[c.anchor.i + 1 : c.anchor.i + 10]
    )


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
    return c.view.class_of(taker, "person") != "combatant" and not c.is_force(taker)


@veto("a warning given with these words")
def given_in_these_words(c: Candidate) -> bool:
    """ "police warned drivers that …", against "nobody warned us", which tells of an event."""
    verb = c.anchor
    if verb.lemma_ not in ("warn", "alert"):
        return False
    if verb.tag_ == "VBD" and c.agent is not None and c.agent.lower_ in ("i", "we"):
        return False  # "we warned them twice that the valley was full"
    told = (
        verb.dep_ in ("acl", "relcl")
        or negated(verb)
        or any(d.dep_ == "auxpass" or d.lower_ in ("had", "has", "have") for d in verb.children)
    )
    return not told or any(d.dep_ == "ccomp" for d in verb.children)


@veto("ill, not hurt")
def falls_ill(c: Candidate) -> bool:
    """ "taken to hospital with chest pains", "treated for shock in labour": no injury of the event."""
    if not c.phrase:
        return False
    return any(t.lemma_ in _ILLNESSES for t in c.view.doc[c.words[1] : c.words[1] + 7])


@veto("who speaks of others")
def speaks_of_others(c: Candidate) -> bool:
    """ "the spokesman said, with 100 in hospital": he is not."""
    who = c.theme
    return (
        who is not None
        and who.dep_ == "nsubj"
        and who.head is not c.anchor
        and who.head.lemma_ in c.view.lex.speech_verbs
    )


@veto("bodies, not the hurt")
def dead_on_arrival(c: Candidate) -> bool:
    """ "twenty bodies were brought to hospitals"."""
    return c.phrase and c.theme is not None and c.theme.lemma_ in _BODIES


@veto("passengers on their way")
def carries_passengers(c: Candidate) -> bool:
    """ "the airport moved 52,000 travellers": they left no home."""
    return c.anchor.lemma_ == "move" and any(
        r is not None and r.lemma_ in ("traveller", "traveler", "passenger", "commuter", "tourist")
        for r in c.roles
    )


@veto("bodies of several, or that are none")
def several_bodies(c: Candidate) -> bool:
    """ "Xish bodies lift blockade": organisations, or the dead at large, and no one person's."""
    return c.anchor.lemma_ in ("body", "corpse") and c.anchor.tag_ in ("NNS", "NNPS")


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


@veto("found again")
def found_again(c: Candidate) -> bool:
    """ "Seven people listed as missing were found alive": they no longer are."""
    node = c.anchor
    if any(
        t.lemma_ == "be" and any(d.lower_ in _SAVED for d in t.children)
        for t in c.view.doc[c.words[1] :]
        if t.dep_ in ("ROOT", "advcl", "ccomp") and not negated(t)
    ):
        return True  # "all 18 stuck in the tunnel are out"
    for _ in range(6):
        if node.dep_ not in _WITHIN_NOUNS or node.head.i == node.i:
            break
        node = node.head
    if not node.tag_.startswith(("NN", "CD", "DT", "JJ")) or node is c.anchor:
        return False
    verbs = [node.head, *(t for t in c.view.doc[c.words[1] :] if t.dep_ in ("ROOT", "advcl"))]
    return any(
        v.lemma_ in _TURNS_UP and is_verb(v) and v.dep_ not in ("acl", "relcl") and not negated(v)
        for v in (verbs if node.dep_ == "ROOT" else verbs[:1])
    )


_SAVED = frozenset({"out", "safe", "free", "alive", "back", "ashore", "unharmed", "unhurt"})
_WITHIN_NOUNS = frozenset({"amod", "acl", "pcomp", "pobj", "prep", "compound", "relcl"})
_TURNS_UP = word_set("turns-up")


@veto("it is known what became of them")
def fate_is_known(c: Candidate) -> bool:
    """ "The fate of 60 miners" is theirs who are missing only where nobody knows it."""
    return not any(t.lower_ in _UNKNOWN for t in c.view.doc)


_UNKNOWN = frozenset({"unknown", "unclear", "uncertain", "mystery", "unresolved"})


@veto("no people are taken")
def takes_no_people(c: Candidate) -> bool:
    """ "the capture of the town", against "the capture of two officers"."""
    return (
        c.anchor.lemma_ in ("capture", "surrender", "hostage-taking")
        and not is_verb(c.anchor)
        and (c.theme is None or c.view.quantity_of(c.theme) is None)
    )


@veto("touch is lost with somebody")
def contact_is_lost(c: Candidate) -> bool:
    """ "contact was lost with a dozen hikers": nobody knows whether they live."""
    return c.anchor.lemma_ == "lose" and (
        (c.theme is not None and c.theme.lemma_ in _TOUCH)
        or any(t.lemma_ in _TOUCH for t in children(c.anchor, "dobj", "nsubjpass"))
    )


_TOUCH = frozenset({"contact", "touch", "sight", "track", "connection", "signal", "communication"})


@veto("no one dies of it")
def kills_off(c: Candidate) -> bool:
    """ "were killed off by two late goals", "drowned out rivals", "drowning in debt", "got lost"."""
    if c.anchor.lemma_ == "lose":
        return any(d.dep_ == "auxpass" and d.lemma_ == "get" for d in c.anchor.children)
    if any(d.lower_ == "out" and d.dep_ == "prt" for d in c.anchor.children):
        return c.anchor.lemma_ == "drown"
    if c.anchor.lemma_ == "kill":
        return any(d.lower_ == "off" and d.dep_ == "prt" for d in c.anchor.children)
    within = oblique(c.anchor, "in", "under", "of") if c.anchor.lemma_ in _SINKS else None
    return within is not None and within.lemma_ in _CARES


_SINKS = frozenset({"drown", "die", "bury", "suffocate", "crush", "perish"})
_CARES = frozenset(
    "debt paperwork bureaucracy sorrow noise despair work tax demand weight laughter shame boredom regulation data love".split()
)


@veto("a film is shot")
def shoots_a_film(c: Candidate) -> bool:
    """ "the series was shot in Xtown", "a photograph shot from the roof"."""
    return c.anchor.lemma_ == "shoot" and any(r is not None and r.lemma_ in _FILMS for r in c.roles)


_FILMS = frozenset(
    "film movie scene series video photo photograph picture documentary drama clip footage".split()
)


@veto("prisoners who are led")
def prisoners_march(c: Candidate) -> bool:
    """ "6,000 prisoners were marched through the town": they protest against nothing."""
    return c.anchor.lemma_ == "march" and any(d.dep_ == "auxpass" for d in c.anchor.children)
