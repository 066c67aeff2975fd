"""Vetoes of frames on attacks and who is blamed for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames.causes.words import class_of as cause_of
from contraflow.reading.frames.classes import INANIMATE, fits
from contraflow.reading.frames.roles import started
from contraflow.reading.frames.vetoes.registry import veto
from contraflow.reading.lexicon import word_set
from contraflow.reading.numbers.numerals import is_calendar
from contraflow.reading.parsing.involvement import done_by
from contraflow.reading.parsing.negation import is_foiled, negated
from contraflow.reading.parsing.syntax import children, conjuncts, first_child, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token

_BLAMED = word_set("blamed-events")
_EXCHANGES = word_set("exchanges")
_BURNS = word_set("burns")
_HARMFUL = ("attack", "casualties", "damage", "other.cause")
_NOBODY = frozenset({"nobody", "none", "one", "no-one"})
_MISDEEDS = word_set("misdeeds")
_COMMITS = word_set("does") | word_set("abets")
_BACKS, _DOERS = word_set("backs"), word_set("doers")
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
_STOPS_WORK, _WORKERS = word_set("stops-work"), word_set("workers")
_SORTIES = frozenset({"sortie", "mission", "raid", "strike", "run"})
_IDEALS = word_set("ideals")
_SENT = frozenset({"attack", "vehicle", "weapon"})
_BANGS = frozenset({"explosion", "blast", "bang", "gunfire", "shot", "shooting", "detonation"})
_RESCUES = frozenset({"save", "rescue", "evacuate", "extinguish", "free", "reach", "help"})
_HARMLESS = word_set("harmless-bangs")
_ALIGHT = frozenset({"alight", "ablaze", "fire", "afire", "aflame", "flame", "flames", "light"})


def _runs_against(c: Candidate) -> bool:
    """ "The train struck a mass of mud", "the ferry hit a rock": an accident, unless people are hit."""
    return (
        c.anchor.lemma_ in ("strike", "hit")
        and is_verb(c.anchor)
        and c.agent is not None
        and c.theme is not None
        and c.agent.dep_ == "nsubj"
        and c.theme.dep_ == "dobj"
        and (c.agent.lemma_ in _RUNNING or c.view.class_of(c.agent, "vehicle") in _RUNNING)
        and c.view.class_of(c.theme, "person") is None
    )


_RUNNING = frozenset({"train", "tram", "ship", "ferry", "boat", "bus", "vehicle"})


@veto("known, whoever had to do with it", words=frozenset({"do"}))
def no_part_in_it(c: Candidate) -> bool:
    """ "Denied having anything to do with the attack": there was one."""
    doc, i = c.view.doc, c.anchor.left_edge.i
    return i > 3 and doc[i - 1].lower_ == "with" and doc.span(i - 3, i - 1).casefold() == "to do"


@veto("blame on both sides")
def mutual_blame(c: Candidate) -> bool:
    """ "traded blame"."""
    before = c.anchor.i - 1
    return before >= 0 and c.view.doc[before].lemma_.casefold() in _EXCHANGES


@veto("blamed for no attack")
def other_deed(c: Candidate) -> bool:
    """ "accused them of lying", "of conquering cities on Facebook", "of arming the rebels", against "of
    killing farmers"."""
    blamed = [t for t in c.anchor.children if t.dep_ in ("dobj", "nsubjpass")]
    for prep in (p for node in (c.anchor, *blamed) for p in node.children):
        if prep.dep_ != "prep" or prep.lower_ not in ("of", "for"):
            continue
        verb = next((t for t in prep.children if t.dep_ == "pcomp" and is_verb(t)), None)
        if verb is not None and verb.lemma_ in _MISDEEDS:
            return True
        if verb is not None and verb.lemma_ in _BACKS:
            return not _backs_doers(verb)
        if verb is not None and verb.lemma_ not in _COMMITS and verb.lemma_ != "be":
            if any(c.view.class_of(what, "attack") for what in children(verb, "dobj")):
                return False  # "of opening an offensive"
            axes = [spec.axis for spec in c.view.lex.verbs.get(verb.lemma_, ())]
            return not any(axis.startswith(_HARMFUL) for axis in axes)
    return False


def _backs_doers(verb: Token) -> bool:
    """Whether those who did a deed are backed, "of hiring the gunmen", and not a group as ever: "of
    supporting the rebels"."""
    return any(
        whom.lemma_ in _DOERS or any(c.dep_ == "relcl" and _tells_of(c) for c in whom.children)
        for obj in children(verb, "dobj")
        for whom in conjuncts(obj)
    )


def _tells_of(clause: Token) -> bool:
    """Whether a clause says what those before it did: not ", which the minister denies"."""
    return not any(c.lower_ == "which" and c.dep_ in ("dobj", "pobj") for c in clause.subtree)


@veto("a part that nobody denies")
def not_denied(c: Candidate) -> bool:
    """ "a key role in the talks", against "denied any role in the blast"."""
    if c.anchor.lemma_ not in _PARTS:
        return False
    if any(d.lower_ == "between" for d in children(c.anchor, "prep")):
        return True  # "denied any link between the strike and the fire": of none with the denier
    return not (
        c.anchor.dep_ == "dobj" and c.view.lex.reporting_verbs.get(c.anchor.head.lemma_) == "deny"
    )


@veto("a try at something", words=frozenset({"attempt", "overrun"}))
def only_tried(c: Candidate) -> bool:
    """ "The attempt to form a government": a try is an attack on somebody's life alone; "a bid to overrun
    the fort was beaten off" says that there was a fight, and not that there was none."""
    anchor = c.anchor
    if anchor.lemma_ == "attempt" and not c.phrase:
        return not is_verb(anchor) and oblique(anchor, "on", "against") is None
    return anchor.lemma_ == "overrun" and anchor.dep_ in ("acl", "xcomp") and is_foiled(anchor.head)


@veto("can be done, and was not")
def could_be_done(c: Candidate) -> bool:
    """ "makes them easier to attack", "ready to strike": nobody has."""
    verb = c.anchor
    return (
        verb.tag_ == "VB"
        and verb.head.tag_ in ("JJ", "JJR")
        and verb.head.lower_ not in ("first", "last", "next", "quick", "swift")
        and verb.head.i < verb.i
        and any(d.lower_ == "to" for d in children(verb, "aux"))
    )


@veto("had not been until then", words=frozenset({"before"}))
def never_before(c: Candidate) -> bool:
    """ "had never been hit before": now it has."""
    verb = c.anchor
    return any(d.lower_ == "never" for d in verb.children) and any(
        d.lower_ == "before" and d.i > verb.i and not any(d.children) for d in verb.children
    )


@veto("burns, by whomever")
def burns_by_itself(c: Candidate) -> bool:
    """ "the truck burned": nobody is said to have lit it."""
    return (
        c.anchor.lemma_ in _BURNS
        and not (c.phrase and c.agent is None)
        and (c.agent is None or any(name in INANIMATE for name, _ in c.view.classes(c.agent)))
    )


_MISHAPS = word_set("mishaps")


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
    if _runs_against(c):
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
        return anchor.dep_ == "compound" and (
            anchor.head.lemma_ == "craft"
            or any(name in ("vehicle", "weapon") for name, _ in c.view.classes(anchor.head))
        )
    lemma = anchor.lemma_
    if lemma == "gun" and anchor.doc[max(anchor.i - 2, 0)].lower_ != "machine":
        return True  # "gunned the engine"
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
            if not {"disaster", "hazard"}.isdisjoint(kinds) and not _is_gunfire(c, subject):
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
        own = [d for d in anchor.children if d.dep_ in ("nsubj", "dobj", "dative")]
        if len(own) == 1 and own[0].dep_ == "nsubj" and own[0].lower_ == "it":
            return True  # "it struck at three in the morning": the quake, or the storm
    if lemma in _SENDS_OFF and c.theme is not None and c.theme.dep_ in ("dobj", "nsubjpass"):
        return not any(
            t is not None
            and (t.lemma_ in _SALVOES or any(name in _SENT for name, _ in c.view.classes(t)))
            for t in (c.theme, oblique(c.theme, "of"))
        )
    return lemma == "drop" and _drops_no_arms(c)


def _drops_no_arms(c: Candidate) -> bool:
    """ "the ban was dropped", "prices dropped by a third", "the plane dropped off the radar"."""
    verb = c.anchor
    dropped = first_child(verb, "dobj", "nsubjpass")
    if dropped is None and verb.dep_ in ("acl", "relcl"):
        dropped = verb.head  # "the bombs that were dropped", "grenades dropped on the port"
    falls = dropped is None
    if dropped is None or dropped.tag_.startswith("W"):
        dropped = next(children(verb, "nsubj"), c.theme)
    return dropped is None or not (
        dropped.lemma_ in _SALVOES
        or any(
            name in _SENT and not (falls and name == "vehicle")
            for name, _ in c.view.classes(dropped)
        )
        or (falls and c.view.class_of(dropped, "vehicle") == "missile")
    )


def _sets_off_no_arms(c: Candidate) -> bool:
    """ "The quake set off a slide", "it set off a panic": no bomb."""
    verb = c.anchor
    thing = c.theme if c.theme is not None and c.theme.head is verb else None
    thing = first_child(verb, "dobj") or thing
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
    {"device", "bomb", "mine", "landmine", "ied", "vest", "belt", "dynamite", "detonator", "bullet"}
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
        if _is_gunfire(c, by):
            return False
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


def _is_gunfire(c: Candidate, noun: Token | None) -> bool:
    """ "Machine-gun fire", "mortar fire": what is fired, and no blaze."""
    return (
        noun is not None
        and noun.lemma_ == "fire"
        and any(
            t.lemma_ in ("gun", "hostile")
            or c.view.class_of(t, "weapon") is not None
            or c.view.class_of(t, "vehicle") in ("missile", "artillery", "tank")
            for t in children(noun, "compound", "amod")
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


@veto("a bang that was no attack")
def harmless_blast(c: Candidate) -> bool:
    """ "the explosions came from a quarry", "the bang was thunder": nobody was attacked."""
    if not c.anchor.tag_.startswith("NN") or c.anchor.lemma_ not in _BANGS:
        return False
    for verb in c.view.doc[c.anchor.i + 1 : c.anchor.i + 14]:
        if is_verb(verb) and verb.lemma_ in ("be", "come", "originate", "stem", "turn"):
            source = oblique(verb, "from", "to") or first_child(verb, "attr")
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
    """ "the governor fired the police chief", "workers, many of whom were fired": who is shot at is
    fired on, or at."""
    theme = c.theme
    whom = oblique(theme, "of") if theme is not None else None
    if theme is not None and whom is not None and whom.lower_ == "whom":
        theme = whom
    return (
        c.anchor.lemma_ == "fire"
        and is_verb(c.anchor)
        and not c.phrase
        and theme is not None
        and (c.anchor.dep_ == "relcl" or theme.dep_ in ("dobj", "nsubjpass", "pobj"))
        and not any(
            d.lower_ in ("on", "at", "upon") and not any(map(is_calendar, d.children))
            for d in c.anchor.children
        )
        and (
            theme.lower_ in ("who", "whom")
            or any(name in ("person", "office") for name, _ in c.view.classes(theme))
        )
    )


@veto("puts down no attack to anybody")
def attributes_words(c: Candidate) -> bool:
    """ "a statement attributed to the group", "attributed the rise to demand"."""
    return c.anchor.lemma_ in ("attribute", "ascribe") and not (
        c.theme is not None
        and (c.theme.lemma_ in _BLAMED or c.view.class_of(c.theme, "attack") is not None)
    )


@veto("no sortie")
def no_sortie(c: Candidate) -> bool:
    """Who flies and is neither a force nor an aircraft: passengers, flags; and who is flown."""
    if c.anchor.lemma_ != "fly":
        return False
    if not c.phrase and not negated(c.anchor):
        # "jets flew over the lake" attacked nobody
        done = first_child(c.anchor, "dobj")
        return done is None or done.lemma_ not in _SORTIES
    if any(child.dep_ == "nsubjpass" for child in c.anchor.children):
        return c.theme is None or c.view.class_of(c.theme, "vehicle") is None
    return c.agent is None or not (
        c.is_force(c.agent) or c.view.class_of(c.agent, "vehicle") is not None
    )


@veto("drives nothing that blows up")
def drives_no_bomb(c: Candidate) -> bool:
    """ "drove the bus into a ditch", against "drove a truck full of explosives into the gate"."""
    into = next((t for t in c.anchor.children if t.lower_ in ("into", "through")), None)
    return into is None or not _is_car_bomb(c)


@veto("drives in to blow up")
def drives_a_bomb(c: Candidate) -> bool:
    """ "suicide bombers drove a truck into the base": they do not stay there."""
    return _is_car_bomb(c)


def _is_car_bomb(c: Candidate) -> bool:
    """Whether what is driven is a bomb, or whoever drives it a bomber."""
    driven = first_child(c.anchor, "dobj", "nsubjpass")
    if driven is None or not is_verb(c.anchor):
        return False
    driver = first_child(c.anchor, "nsubj") or oblique(c.anchor, "by")
    if driver is not None and driver.lemma_ in ("bomber", "attacker", "kamikaze"):
        return True
    return any(t.lemma_ in _CHARGED_WITH for t in driven.subtree)


_CHARGED_WITH = frozenset(
    "bomb explosive explosives dynamite vbied ied tnt booby explosive-laden bomb-laden".split()
)


@veto("not said to be no target")
def says_of_no_target(c: Candidate) -> bool:
    """ "the school was never a target", against "hit its target", "the target of an air strike"."""
    noun = c.anchor
    if noun.dep_ not in ("attr", "pobj") or (
        oblique(noun, "of") is not None
        and (c.view.class_of(oblique(noun, "of") or noun, "attack") is not None)
    ):
        return True
    be = noun.head if noun.dep_ == "attr" else noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ not in ("among", "amongst"):
        return True
    what = first_child(be, "nsubj")
    kinds = {name for name, _ in c.view.classes(what)} if what is not None else set()
    spared = kinds & {"person", "facility", "place"} or (
        what is not None
        and (c.view.place_at(what) is not None or what.lower_ in ("it", "they", "we"))
    )
    return be.lemma_ != "be" or not spared or not negated(noun)


@veto("held or found so by somebody")
def held_so_by_somebody(c: Candidate) -> bool:
    """ "the commission found the army responsible for it": the finding is the commission's."""
    verb = c.anchor.head
    if verb.tag_.startswith("NN") and verb.dep_ == "dobj":
        verb = verb.head  # "held X and its ally responsible"
    return (
        c.anchor.lower_ == "responsible"
        and is_verb(verb)
        and verb.lemma_ in ("hold", "find", "deem", "consider", "judge", "declare", "pronounce")
        and not any(t.dep_ == "auxpass" for t in verb.children)
    )


@veto("work that somebody does")
def does_its_work(c: Candidate) -> bool:
    """ "A court suspended the work of the company": what is put down to somebody is a predicate."""
    noun = c.anchor.head
    return noun.lemma_ == "work" and noun.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj")


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
    if craft is None and c.agent is not None and not c.view.classes(c.agent):
        # "the sambuk that capsized carried 30": what it is called, the lexicon need not know
        craft = next((t for t in children(c.agent, "relcl") if t.lemma_ in _GOES_DOWN), None)
    return craft is None or (c.anchor.lemma_ in _SETS_OUT and not _has_with_it(c))


_GOES_DOWN = frozenset({"capsize", "sink", "founder", "overturn", "crash", "derail", "sail"})


def _befell_some(c: Candidate) -> bool:
    """ "Twelve people died on the train", "40 passengers and crew were rescued": of those who were on it,
    unless all of them did."""
    node = c.anchor.head
    if c.anchor.tag_ != "IN" and c.anchor.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return False
    while not is_verb(node) and node.head.i != node.i:
        node = node.head
    if any(t.lemma_ == "life" for t in children(node, "dobj")):
        return True  # "an attack on a bus cost 64 lives"
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


@veto("a film is shot")
def shoots_a_film(c: Candidate) -> bool:
    """ "the series was shot in Xtown", "a photograph shot from the roof"."""
    return c.anchor.lemma_ == "shoot" and any(r is not None and r.lemma_ in _FILMS for r in c.roles)


_FILMS = frozenset(
    "film movie scene series video photo photograph picture documentary drama clip footage".split()
)


@veto("makes its way, or a thing")
def makes_its_way(c: Candidate) -> bool:
    """ "hammered in tent pegs", "battered their way to a win"."""
    return any(
        d.dep_ == "prt" or (d.dep_ == "dobj" and d.lemma_ == "way") for d in c.anchor.children
    )


@veto("nobody is said to have begun it")
def not_begun(c: Candidate) -> bool:
    """ "fighting goes on", against "the fighting was started by X"."""
    return not started(c.anchor)


@veto("a craft that leaves its runway")
def overruns_a_runway(c: Candidate) -> bool:
    """ "The jet overran the runway", "overshot by a lorry": no craft storms a place."""
    return c.agent is not None and c.view.class_of(c.agent, "vehicle") is not None


@veto("sets off no charge")
def sets_off_an_outcry(c: Candidate) -> bool:
    """ "the arrest set off protests", against "set off a bomb"."""
    theme = c.theme
    if not c.phrase or c.anchor.lemma_ != "set" or c.last.lower_ != "off" or theme is None:
        return False
    if fits(c, theme, "explosive"):
        return False
    told = c.view.lex.nouns.get(theme.lemma_, ())
    return theme.lemma_ in _OUTCRIES or any(
        spec.axis in ("other.event", "status.conditions") for spec in told
    )


_OUTCRIES = frozenset(
    "panic alarm alert debate outcry row wave crisis search siren stampede fear anger fury".split()
)


@veto("behind something that stands there")
def behind_a_thing(c: Candidate) -> bool:
    """ "My son is behind those doors": of no deed."""
    thing = oblique(c.anchor, "behind") or oblique(c.last, "behind")
    if thing is None and c.last.lower_ == "behind":
        thing = first_child(c.last, "pobj")
    return thing is not None and thing.lemma_ in _BARRIERS


_BARRIERS = frozenset(
    "door wall bar fence wheel gate barricade line curtain counter glass barrier house tree".split()
)


@veto("goes in to help", words=_RESCUES)
def goes_in_to_help(c: Candidate) -> bool:
    """ "Broke into the burning house to save the children"."""
    return any(
        t.lemma_ in _RESCUES and any(d.tag_ == "TO" for d in t.lefts)
        for t in children(c.anchor, "advcl", "xcomp")
    )
