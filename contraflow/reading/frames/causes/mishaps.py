"""Shapes that tell the mishap with what brought it about: a tyre burst, a bomb went off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contraflow.reading.frames.causes.words import (
    FLIES,
    HITS,
    MISHAPS,
    OTHER,
    VIOLENT,
    befell,
    cause_hit,
    class_of,
    class_of_noun,
    event_of,
)
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import arguments
from contraflow.reading.parsing.negation import is_negative_noun, negated
from contraflow.reading.parsing.syntax import antecedent, children, first_child, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.frames.causes.words import CauseHit, CauseWords
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_FAILS_IN_WORDS = word_set("what-fails-in-words")


def stuff_exploded(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "A gas explosion", "the explosion of methane": what exploded is why it did."""
    for noun in view.having(BURSTS):
        stuff = first_child(noun, "compound", "nmod") or oblique(noun, "of")
        name = class_of_noun(stuff)
        if name not in ("technical:gas", "technical:dust") or is_negative_noun(noun):
            continue
        if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT"):
            yield cause_hit(noun, "explosion", name, False, noun, stuff)


BURSTS = frozenset({"explosion", "blast"})
"""Nouns of an explosion, beside which a text names what exploded."""
CLOSELY = frozenset({"after", "following", "in", "amid", "during", "before"})
"""Prepositions between what happened and what came right before it, or went with it."""


def after(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the bus overturned after a tyre burst", "the boat sank in strong winds"."""
    for prep in view.doc:
        if prep.lower_ not in CLOSELY or not is_verb(prep.head):
            continue
        cause = first_child(prep, "pobj")
        if prep.lower_ == "before":
            # "the driver had fallen asleep before the collision"
            event, name = (
                event_of(cause, known),
                class_of(t for t in prep.head.subtree if t.i < prep.i),
            )
            if event is not None and name.startswith("human:"):
                yield cause_hit(prep, event, name, negated(prep.head), cause, None)
            continue
        if cause is None or prep.head.lemma_ == "fire":
            continue  # "fired missiles in a wave of strikes" tells of no fire
        event = befell(view, prep.head, known)
        if event not in MISHAPS:
            continue
        subject = first_child(prep.head, "nsubj")
        if event == "collapse" and subject is not None and subject.lemma_ in _FAILS_IN_WORDS:
            continue
        name = class_of_noun(cause)
        if prep.lower_ in ("after", "following"):
            kinds: tuple[str, ...] = ("technical", "nature", "human:", "collision")
        else:
            kinds = ("nature:weather",)
        if name.startswith(kinds) and not cause.text[:1].isupper():
            got = arguments(prep.head)
            yield cause_hit(prep, event, name, negated(prep.head), got.theme or got.agent, cause)


def shot_down(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the plane was shot down": an attack, whoever made it, and no fault of the plane's."""
    for verb in view.verbs:
        if verb.lemma_ not in BRINGS_DOWN:
            continue
        craft = arguments(verb).theme
        down = verb.lemma_ == "shoot" and any(
            c.lower_ == "down" for c in children(verb, "prt", "advmod")
        )
        if (
            craft is not None
            and craft.tag_ in ("NN", "PRP")
            and (view.class_of(craft, "vehicle") in FLIES or craft.lower_ == "it")
            and view.quantity_of(craft) is None
            and (down or _from_the_sky(verb))
        ):
            yield cause_hit(verb, "crash", "attack:weapon", negated(verb), craft, None)


BRINGS_DOWN = frozenset(
    {"shoot", "bring", "knock", "blast", "blow", "take", "pluck", "swat", "pick", "fetch", "blaze"}
)
"""Verbs of bringing down an aircraft by fire."""


def _from_the_sky(verb: Token) -> bool:
    """ "Blasted out of the sky", "knocked from the air"."""
    return any(
        t.lower_ in ("sky", "air", "skies") and t.dep_ == "pobj"
        for prep in children(verb, "prep")
        if prep.lower_ in ("out", "from", "of")
        for t in prep.subtree
    )


_HAS_OFTEN = frozenset({"have", "report", "run"})
_MEETS_WITH = frozenset({"suffer", "develop", "experience"}) | _HAS_OFTEN
_FORCES = frozenset({"force", "bring"})
_BEGINS = frozenset({"begin", "start", "originate", "break"})
BEFALLS = _FORCES | _MEETS_WITH | _BEGINS
"""Verbs of what befalls a craft, or of how a fire or a flood begins."""
_CRASHES = frozenset({"crash", "plunge", "sink", "derail", "overturn", "capsize", "collision"})
_AT_THE_WHEEL = frozenset({"driver", "pilot", "captain", "motorist", "trucker", "rider", "skipper"})


def forced_down(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Fog forced the helicopter down", "the jet suffered a technical failure", "began with lightning"."""
    for verb in view.verbs:
        if verb.lemma_ not in BEFALLS or (
            verb.lemma_ in _HAS_OFTEN and view.words.isdisjoint(_CRASHES)
        ):
            continue  # "buses have run out of fuel"
        got = arguments(verb)
        if verb.lemma_ in _FORCES and got.theme is not None:
            down = any(c.lower_ == "down" for c in children(verb, "prt", "advmod"))
            named = got.theme.tag_.startswith(("NNP", "PRP")) or got.theme.tag_ == "CD"
            craft = view.class_of(got.theme, "vehicle") is not None or named
            if down and craft and class_of_noun(got.agent).startswith(("nature", "technical")):
                no = negated(verb) or (got.agent is not None and is_negative_noun(got.agent))
                yield cause_hit(verb, "crash", class_of_noun(got.agent), no, got.theme, got.agent)
        elif verb.lemma_ in _MEETS_WITH and not got.passive:
            name = class_of_noun(got.theme)
            if verb.lemma_ == "run" and "fuel" in view.words:
                name = class_of(verb.subtree)  # "had run out of fuel"
            crew = got.agent is not None and (
                view.class_of(got.agent, "vehicle") is not None or got.agent.lemma_ in _AT_THE_WHEEL
            )
            if crew and name.startswith("technical"):
                no = negated(verb) or (got.theme is not None and is_negative_noun(got.theme))
                yield cause_hit(verb, "crash", name, no, got.agent, got.theme)
        elif verb.lemma_ in _BEGINS and not got.passive:
            event = event_of(got.agent, known)
            cause = oblique(verb, "with", "from", "in", "through")
            if event in ("fire", "explosion", "flood", "landslide") and class_of_noun(cause):
                yield cause_hit(verb, event, class_of_noun(cause), negated(verb), got.agent, cause)


_CUTS = frozenset(
    {"cut", "dig", "breach", "open", "puncture", "pierce", "bore", "tunnel", "slash", "hack"}
    | {"excavate", "break", "drill", "burrow", "chop"}
)
WALLS = frozenset({"dam", "dyke", "dike", "levee", "embankment", "bund", "floodwall", "seawall"})
"""What holds back water."""
_ITSELF = frozenset({"itself", "accord", "own", "inside", "within"})


BOMBS_DO = frozenset({"tear", "rip", "shatter", "wreck", "kill", "hit", "destroy", "strike"})
"""What a bomb does to others when it goes off."""
GOES_OFF = frozenset({"explode", "detonate", "blow", "go", "burst", "ignite"})
"""Verbs of what explodes."""


def went_off(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "A gas cylinder exploded", "a bomb went off", "it was a boiler that blew up"."""
    for verb in view.verbs:
        if verb.lemma_ in BOMBS_DO:
            bomb = arguments(verb).agent
            if bomb is not None and bomb.lemma_ == "bomb" and not is_negative_noun(bomb):
                yield cause_hit(verb, "explosion", "attack:weapon", negated(verb), bomb, bomb)
            continue
        if verb.lemma_ not in GOES_OFF:
            continue
        particle = {c.lower_ for c in children(verb, "prt", "advmod")}
        if verb.lemma_ in ("blow", "go") and not particle & {"up", "off"}:
            continue
        got = arguments(verb)
        if got.agent is None or (got.theme is not None and not got.passive):
            continue
        name = class_of_noun(got.agent)
        if name in ("technical:gas", "technical:electrical", "munitions", "attack:weapon"):
            if name == "attack:weapon" and got.agent.lemma_ not in _BOMBS:
                continue
            if any(c.dep_ == "poss" for c in got.agent.children):
                continue  # "the rebels' own shells went off": whose they were says who did it
            no = negated(verb) or is_negative_noun(got.agent)
            yield cause_hit(verb, "explosion", name, no, got.agent, got.agent)


_BOMBS = frozenset({"bomb", "explosive", "device", "grenade", "mine", "landmine", "charge"})
_TAMPERS = frozenset(
    {
        "unscrew",
        "remove",
        "loosen",
        "tamper",
        "touch",
        "unbolt",
        "undo",
        "saw",
        "steal",
        "dismantle",
    }
)
TRACK = frozenset(
    {"rail", "bolt", "nut", "fishplate", "sleeper", "spike", "track", "screw", "clip", "fastening"}
)
"""Parts of a railway track."""


def tampered(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "The rail had been unscrewed", "no bolt was touched by any hand"."""
    for verb in view.verbs:
        if verb.lemma_ not in _TAMPERS:
            continue
        got = arguments(verb)
        part = oblique(verb, "with") if verb.lemma_ == "tamper" else got.theme
        if part is None or part.lemma_ not in TRACK:
            continue
        if got.agent is not None and not _is_somebody(view, got.agent):
            continue
        no = negated(verb) or is_negative_noun(part)
        yield cause_hit(verb, "crash", "attack:sabotage", no, part, got.agent)


FALLS = frozenset({"fall", "come", "give", "cave", "collapse", "break", "burst", "buckle", "yield"})
"""Verbs of a building, or a part of it, that comes down."""


def gave_way(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "The roof came down under the weight of snow", "the pipe burst from rust"."""
    for verb in view.verbs:
        if verb.lemma_ not in FALLS:
            continue
        subject = arguments(verb).agent or arguments(verb).theme
        if subject is None or view.class_of(subject, "facility") is None:
            continue
        if verb.lemma_ in ("come", "cave") and not any(
            c.lower_ in ("down", "in") for c in children(verb, "prt", "advmod")
        ):
            continue
        under = oblique(verb, "under", "from", "to", "beneath")
        name = class_of_noun(under)
        if name and not name.startswith(("attack", "water")):
            yield cause_hit(verb, "collapse", name, negated(verb), subject, under)


_BATTERS = frozenset(
    "hit strike swamp overwhelm engulf batter shake rock toss buffet lash slam pound sweep capsize"
    " tilt flip".split()
)
OVERCOMES = _BATTERS | {"catch"}
"""What wind and waves do to a craft."""


def _what_it_is(view: SentenceView, thing: Token) -> Token:
    """What "it" stands for in a sentence: the craft told of before it."""
    if thing.lower_ != "it":
        return antecedent(thing)
    before = (t for t in view.doc[: thing.i] if t.dep_ in ("nsubj", "nsubjpass"))
    return next((t for t in before if view.class_of(t, "vehicle")), thing)


def overcome(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "High waves swamped the ferry", "the boat was struck by a cargo ship", "was caught in a storm"."""
    for verb in view.verbs:
        got = arguments(verb)
        thing = _what_it_is(view, got.theme) if got.theme is not None else None
        craft = view.class_of(thing, "vehicle") if thing is not None else None
        if craft is None or craft in ("missile", "drone"):
            continue
        if verb.lemma_ in _BATTERS and got.agent is not None:
            name = class_of_noun(got.agent)
            if craft == "ship" and view.class_of(got.agent, "vehicle") == "ship":
                name = "collision"
            no = negated(verb) or is_negative_noun(got.agent)
        elif verb.lemma_ == "catch" and got.passive:
            name, no = class_of_noun(oblique(verb, "in", "by")), negated(verb)
        else:
            continue
        if name.startswith(("nature:weather", "nature:earth", "collision")):
            yield cause_hit(verb, "crash", name, no, got.theme, got.agent)


def lost_control(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "The driver lost control on a bend": what came of it has other causes beside."""
    for verb in view.verbs:
        got = arguments(verb)
        if verb.lemma_ != "lose" or got.theme is None or got.theme.lemma_ != "control":
            continue
        who = antecedent(got.agent) if got.agent is not None else None
        if who is not None and (who.lemma_ in _AT_THE_WHEEL or view.class_of(who, "vehicle")):
            yield cause_hit(verb, "crash", f"{OTHER}:loss of control", negated(verb), who, None)


def followed(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "The flood followed the failure of two dams"."""
    for verb in view.verbs:
        if verb.lemma_ != "follow":
            continue
        got = arguments(verb)
        event, name = event_of(got.agent, known), class_of_noun(got.theme)
        if event in MISHAPS and not got.passive and name.startswith(("technical", "nature")):
            yield cause_hit(verb, event, name, negated(verb), got.agent, got.theme)


THROWS = frozenset({"send", "push", "throw", "hurl", "pitch"})
"""Verbs by which something makes a vehicle leave its way."""


def sent_off(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "A faulty brake sent the bus over the edge"."""
    for verb in view.verbs:
        if verb.lemma_ not in THROWS:
            continue
        got = arguments(verb)
        if got.agent is None or got.theme is None or not view.class_of(got.theme, "vehicle"):
            continue
        where = any(
            c.lower_ in ("over", "off", "into", "down", "through")
            for c in children(verb, "prep", "prt")
        )
        name = class_of_noun(got.agent)
        if where and name.startswith(("technical", "nature", "human:")):
            no = negated(verb) or is_negative_noun(got.agent)
            yield cause_hit(verb, "crash", name, no, got.theme, got.agent)


def cut_through(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Farmers dug through the dyke", "no human hand opened it", "it gave way by itself"."""
    for verb in view.verbs:
        got = arguments(verb)
        if verb.lemma_ in _CUTS and got.agent is not None:
            wall = got.theme if got.theme is not None and got.theme.lemma_ in WALLS else None
            wall = wall or oblique(verb, "through", "into", "in")
            if wall is None and got.theme is not None:
                wall = oblique(got.theme, "through", "in", "into")  # "cut a trench through the dam"
            if wall is None or wall.lemma_ not in WALLS or not _is_somebody(view, got.agent):
                continue
            no = negated(verb) or is_negative_noun(got.agent)
            yield cause_hit(verb, "collapse", "human:cutting", no, wall, got.agent)
        elif verb.lemma_ in _YIELDS:
            subject = got.agent or got.theme
            if subject is None or subject.lemma_ not in (*WALLS, "it"):
                continue
            under = oblique(verb, "to", "under", "before")
            if under is not None and (name := class_of_noun(under)):
                yield cause_hit(verb, "collapse", name, negated(verb), subject, under)
            elif any(t.lower_ in _ITSELF and t.i > verb.i for t in verb.subtree):
                yield cause_hit(verb, "collapse", "human:cutting", not negated(verb), subject, None)


_YIELDS = frozenset(
    {"fall", "yield", "succumb", "give", "collapse", "break", "burst", "fail", "cave"}
)


def _is_somebody(view: SentenceView, doer: Token) -> bool:
    """Whether a noun is of people, their hands or their machines, and not of water."""
    if doer.lower_ in ("who", "they", "we", "he", "somebody", "someone", "nobody", "one"):
        return True
    kinds = {name for name, _ in view.classes(doer)}
    return bool(kinds & {"person", "office"}) or doer.lemma_ in _CUTTERS


_CUTTERS = frozenset(
    {
        "hand",
        "gang",
        "handful",
        "group",
        "farmer",
        "miscreant",
        "vandal",
        "team",
        "crew",
        "villager",
    }
    | {"excavator", "bulldozer", "digger", "machine", "company", "authority", "army", "brigade"}
)


def struck_something(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the ship struck a mine", "the bus hit a tree"."""
    for verb in view.verbs:
        if verb.lemma_ not in HITS:
            continue
        got = arguments(verb)
        thing = oblique(verb, "into", "with", "over", "onto", "on") or got.theme
        vehicle = got.agent
        if got.passive or vehicle is None or not view.class_of(vehicle, "vehicle"):
            continue
        if view.class_of(vehicle, "vehicle") in ("missile", "drone"):
            continue
        name = (
            "attack:weapon"
            if thing and thing.lemma_ in ("mine", "landmine")
            else class_of_noun(thing)
        )
        if name.startswith(("obstacle", "nature:animal", "attack:weapon")):
            yield cause_hit(verb, "crash", name, negated(verb), vehicle, thing)


_MINES = frozenset({"mine", "landmine", "bomb", "ied", "device", "explosive"})
TREADS = frozenset("step tread drive run roll ride pass walk stumble go travel hit strike".split())
"""Verbs by which people and vehicles meet with a mine."""


def over_a_mine(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "They drove over a landmine", "a farmer stepped on a mine": what the blast was."""
    for verb in view.having(TREADS):
        if not is_verb(verb):
            continue
        got = arguments(verb)
        mine = oblique(verb, "over", "on", "onto", "upon")
        if mine is None and got.theme is not None:
            mine = oblique(got.theme, "over", "onto")
            if mine is None and verb.lemma_ in ("hit", "strike"):
                mine = got.theme
        if mine is None or mine.lemma_ not in _MINES or got.passive:
            continue
        telling = mine.lemma_ in ("mine", "landmine", "ied")
        laid = any(c.lower_ in ("roadside", "buried", "explosive") for c in mine.children)
        if telling or laid:
            yield cause_hit(verb, "explosion", "attack:weapon", negated(verb), mine, mine)


def _death_of(who: Token) -> str:
    """The event that somebody's death is: one person's is not another's."""
    who = next((c for c in children(who, "appos") if c.tag_ == "NNP"), who)
    one = who.tag_ in ("NN", "NNP") and not is_negative_noun(who) and who.lower_ != "one"
    return f"death of {who.lower_}" if one else "death"


_BY_OWN_HAND = frozenset({"commit", "hang", "take"})
_POISONS = frozenset({"poison", "intoxicate"})
DIES = _BY_OWN_HAND | _POISONS | {"die"}
"""Verbs of dying by one's own hand, by poison or of something."""


def died_of(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the patients died of food poisoning", "he was beaten to death", "he hanged himself"."""
    for verb in view.verbs:
        if verb.lemma_ in VIOLENT:
            to = oblique(verb, "to")
            who = arguments(verb).theme
            if to is not None and to.lemma_ == "death" and who is not None:
                yield cause_hit(verb, _death_of(who), "force", negated(verb), who, None)
        if verb.lemma_ in _BY_OWN_HAND:
            done = first_child(verb, "dobj")
            own = done is not None and (
                done.lemma_ == "suicide"
                or (verb.lemma_ == "hang" and done.lower_.endswith("self"))
                or (verb.lemma_ == "take" and done.lemma_ == "life"
                    and any(c.lower_ == "own" for c in done.children))
            )  # fmt: skip
            who = arguments(verb).agent
            if own and who is not None:
                yield cause_hit(verb, _death_of(who), "suicide", negated(verb), who, None)
        if verb.lemma_ == "die":
            cause = oblique(verb, "of", "from")
            name = class_of_noun(cause)
            who = arguments(verb).agent
            if name and name != "attack:weapon" and who is not None:
                no = negated(verb) or is_negative_noun(who)
                yield cause_hit(verb, _death_of(who), name, no, who, cause)
        elif verb.lemma_ in _POISONS:
            who = arguments(verb).theme
            if who is not None and view.class_of(who, "person"):
                yield cause_hit(verb, _death_of(who), "poison", negated(verb), who, None)
