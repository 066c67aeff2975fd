"""Vetoes of frames on what is open, works, burns or is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames.polarity import says_it_is_over
from contraflow.reading.frames.vetoes.registry import veto
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.negation import is_negative_noun, negated
from contraflow.reading.parsing.syntax import (
    ancestors,
    children,
    conjuncts,
    first_child,
    is_verb,
    oblique,
)

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token


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


_BURNING = word_set("burning")
_LASTING = word_set("lasting")
_PASSES = word_set("passes")
_SIGHTS = word_set("sights")
_DETECTS = word_set("detects")
_CASES = frozenset({"case", "trace", "sign", "instance", "infection"})
_UTILITIES = frozenset({"electricity", "communications", "water", "gas"})
"""Services that come by a line, which may be cut."""
_PASSABLE = frozenset({"road", "bridge", "border", "gate"})
"""Kinds of facilities that one passes, and that do not work."""
_HOLDS_WATER = frozenset({"dyke", "dike", "dam", "levee", "embankment", "dam wall", "wall"})


@veto("for a while")
def for_a_while(c: Candidate) -> bool:
    """ "Opened the barrier for 30 minutes": it was open then, which tells nothing of now."""
    verb = c.anchor if is_verb(c.anchor) else c.anchor.head
    span = oblique(verb, "for")
    return (
        verb.tag_ in ("VBD", "VBN")
        and span is not None
        and span.lemma_ in ("minute", "hour", "moment", "while")
        and not any(
            d.lower_ in ("has", "have", "is", "are") for d in children(verb, "aux", "auxpass")
        )
    )


@veto("not clear yet")
def being_cleared(c: Candidate) -> bool:
    """ "The roads are being cleared": so they are not open yet."""
    return any(
        t.lemma_ == "clear" and any(d.lower_ == "being" for d in children(t, "auxpass"))
        for t in c.view.doc[c.words[0] : c.words[1]]
    )


@veto("at some speed")
def at_a_speed(c: Candidate) -> bool:
    """ "The train was running at 118 km/h": how it went, and not whether trains go."""
    at = oblique(c.anchor, "at")
    return (
        c.anchor.lemma_ in ("run", "move")
        and at is not None
        and any(d.dep_ == "nummod" for d in at.children)
    )


@veto("told of to be condemned")
def is_deplored(c: Candidate) -> bool:
    """ "Rejects violence wherever it comes from": nobody says that there was none."""
    verb = c.anchor.head
    return (
        c.anchor.lemma_ == "violence"
        and c.anchor.dep_ == "dobj"
        and verb.lemma_ in ("reject", "condemn", "denounce", "renounce", "oppose", "deplore")
        and not any(d.dep_ in ("det", "amod") for d in c.anchor.children)
    )


@veto("what went before")
def it_is_over(c: Candidate) -> bool:
    """ "is calm after Thursday's violence", "following the clashes", "had left before the fight"."""
    return c.anchor.dep_ == "pobj" and c.anchor.head.lower_ in (
        "after",
        "following",
        "since",
        "before",
    )


@veto("what it is not known for")
def is_new_to_it(c: Candidate) -> bool:
    """ "had not been known for fighting", "is not used to clashes": what there is now, is told apart."""
    verb = c.anchor.head.head
    return (
        c.anchor.dep_ in ("pobj", "pcomp")
        and is_verb(verb)
        and verb.lemma_ in _KNOWN_FOR
        and negated(verb)
    )


_KNOWN_FOR = frozenset({"know", "use", "accustom", "note"})


@veto("said to be over")
def dies_down(c: Candidate) -> bool:
    """ "the fighting died down", "the clashes have ended": what is told is that it is over."""
    if c.anchor.lemma_ not in _FIGHTS or not c.anchor.tag_.startswith("NN"):
        return False
    verb = c.anchor.head
    return (
        c.anchor.dep_ in ("nsubj", "nsubjpass", "dobj")
        and says_it_is_over(verb)
        and is_verb(verb)
        and not negated(verb)
        and (verb.lemma_ != "die" or any(d.lower_ in ("down", "away") for d in verb.children))
    )


@veto("fought with words")
def battle_of_words(c: Candidate) -> bool:
    """ "a legal battle", "the battle against inflation", "accounts clash", "crews fight the blaze"."""
    verb = c.anchor
    if is_verb(verb) and not c.phrase:
        if any(t.lemma_ in c.view.lex.reporting_nouns for t in children(verb, "nsubj")):
            return True
        return verb.lemma_ in ("fight", "battle") and any(
            c.view.class_of(t, "hazard") or c.view.class_of(t, "disaster")
            for o in children(verb, "dobj", "ccomp")
            for t in o.subtree
        )
    return verb.lemma_ in _FIGHTS and _is_contest(verb)


@veto("fought with words")
def strife_of_words(c: Candidate) -> bool:
    """ "the pay battle flared up": told of a contest."""
    of = [oblique(fight, "of", "in") for fight in c.roles if fight is not None]
    return any(fight is not None and _is_contest(fight) for fight in c.roles) or any(
        whose is not None and c.view.class_of(whose, "disaster") is not None for whose in of
    )


def _is_contest(fight: Token) -> bool:
    if any(d.lemma_ in _CONTESTS for d in fight.children if d.dep_ in ("amod", "compound", "nmod")):
        return True
    if fight.lemma_ == "confrontation" and not is_negative_noun(fight):
        sides = oblique(fight, "between", "with")
        if sides is not None and not any(t.lemma_ in _WHO_FIGHTS for t in conjuncts(sides)):
            return True  # of the minister with the mayor
    about = oblique(fight, "for", "over", "against", "with")
    return about is not None and about.lemma_ in _CONTESTED


_CONTESTS, _CONTESTED = word_set("contests"), word_set("contested")
_WHO_FIGHTS = frozenset(
    "soldier troop force rebel militant fighter gunman militia army police policeman officer protester"
    " demonstrator rioter insurgent separatist gang inmate prisoner guard jihadist terrorist group"
    " herder farmer youth fan supporter crowd guerrilla bandit".split()
)
_FIGHTS = frozenset(
    {"confrontation", "fighting", "fight", "battle", "combat", "clash", "violence", "unrest"}
)


@veto("runs out, or along something")
def runs_out(c: Candidate) -> bool:
    """ "the fuel ran out", "the embankment runs from X to Y": it does not run."""
    if c.anchor.lower_ == "operating" and c.anchor.dep_ in ("amod", "compound"):
        return True  # "the operating theatre"
    if c.anchor.lemma_ not in ("run", "operate") or c.phrase:
        return False
    if any(d.dep_ == "dobj" for d in c.anchor.children):
        return True  # "the company that runs the refinery"
    if c.anchor.lemma_ != "run":
        return False
    if any(d.lower_ == "out" for d in c.anchor.children):
        return True
    if any(c.view.class_of(d, "person") for d in children(c.anchor, "nsubj")):
        return True  # "guests ran to the stadium"
    if c.theme is None or c.theme.tag_ == "PRP":
        return True  # "they fired and ran"
    if any(d.lower_ in ("into", "aground") for d in c.anchor.children):
        return True  # "a train ran into another"
    lies = c.theme is not None and c.view.class_of(c.theme, "facility") in _LIES
    return lies and any(d.dep_ == "prep" for d in c.anchor.children)


_LIES = frozenset({"road", "dam", "bridge", "border", "pipeline"})
"""Kinds of facilities that run from here to there."""


@veto("stops or goes on doing something")
def stops_doing(c: Candidate) -> bool:
    """ "they stopped counting", "the minister continued to deny it": of what somebody does."""
    return any(d.dep_ == "xcomp" for d in c.anchor.children)


@veto("no leak that is open")
def something_else_is_open(c: Candidate) -> bool:
    """ "they say the doors were open": only a leak or a breach flows when it is open."""
    return c.anchor.lemma_ == "open" and (
        c.theme is None or c.view.class_of(c.theme, "hazard") != "leak"
    )


@veto("a way that is cut is closed")
def a_way_is_cut(c: Candidate) -> bool:
    """ "the road is cut": it does not stop working."""
    return "cut" in (c.anchor.lemma_, c.last.lemma_) and any(
        t is not None and c.view.class_of(t, "facility") in _PASSABLE for t in c.roles
    )


@veto("a service that is cut does not work")
def a_service_is_cut(c: Candidate) -> bool:
    """ "the internet is cut": nobody asks whether it is open."""
    off = any(d.dep_ == "prt" and d.lower_ in ("off", "down") for d in c.anchor.children)
    return (off or c.anchor.lemma_ in ("cut", "sever")) and any(
        t is not None and c.view.class_of(t, "service") in _UTILITIES for t in c.roles
    )


@veto("a blackout of news")
def news_blackout(c: Candidate) -> bool:
    """ "imposed a blackout", "a news blackout": no power fails."""
    noun = c.anchor
    return noun.lemma_ == "blackout" and (
        noun.head.lemma_ in ("impose", "order", "enforce")
        or any(d.lower_ in ("news", "media", "information") for d in noun.children)
    )


@veto("out of something")
def out_of_something(c: Candidate) -> bool:
    """ "is out of control": the fire is not out."""
    after = c.words[1]
    return c.last.lower_ == "out" and after < len(c.view.doc) and c.view.doc[after].lower_ == "of"


@veto("somebody drinks it")
def is_drinkable(c: Candidate) -> bool:
    """ "the water can be drunk": nobody is."""
    near = (*c.anchor.children, *c.anchor.head.children)
    return c.anchor.lower_ == "drunk" and any(
        t.dep_ in ("nsubj", "nsubjpass") and c.view.class_of(t, "person") is None
        and c.view.classes(t) for t in near
    )  # fmt: skip


@veto("a gas that escapes is no supply")
def gas_that_escapes(c: Candidate) -> bool:
    """ "no gas is escaping": nobody's stove is out."""
    verb = c.last.head
    return c.phrase and c.last.lemma_ in ("gas", "water", "power") and (
        verb.lemma_ in ("escape", "leak", "seep", "measure", "detect", "find", "smell")
    )  # fmt: skip


@veto("leaves a road")
def turns_off_a_road(c: Candidate) -> bool:
    """ "turned off the road": a driver did."""
    return c.anchor.lemma_ == "turn" and any(
        t is not None and c.view.class_of(t, "facility") is not None for t in c.roles
    )


@veto("has used it up")
def out_of_fuel(c: Candidate) -> bool:
    """ "it ran out of fuel": nothing flows."""
    used = next((d for d in c.last.children if d.dep_ == "pobj"), None)
    return c.last.lower_ == "of" and (used is None or c.view.class_of(used, "facility") is None)


_MAKES_ORDERS = frozenset({"give", "make", "place", "pass", "send"})


@veto("says nothing of whether there is one")
def not_said_to_exist(c: Candidate) -> bool:
    """A noun says by itself that there is such a thing only in "there is no curfew"."""
    noun = c.last if c.phrase else c.anchor
    noun = noun if not c.phrase or noun.head is not c.anchor else c.anchor
    if any(d.lower_ == "no" for d in noun.children) and (
        noun.head is noun or c.view.sentence.heading
    ):
        return False  # "No curfew in Xtown, says mayor"
    if noun.dep_ == "nsubjpass" and noun.head.lemma_ in _MAKES_ORDERS:
        if any(d.lower_ == "no" for d in noun.children):
            return False  # "no evacuation order has been given"
    heads = [c.anchor.head, noun.head]
    return not any(any(d.dep_ == "expl" for d in verb.children) for verb in heads)


@veto("the water falls")
def water_falls(c: Candidate) -> bool:
    """ "the water has gone down by two metres": no supply fails."""
    return (
        c.phrase
        and c.last.lower_ == "down"
        and (c.anchor.lemma_ != "be" or any(d.dep_ == "prep" for d in c.last.children))
        and c.anchor.lemma_ in ("go", "come", "be")
        and any(t is not None and t.lemma_ in ("water", "level") for t in c.roles)
    )


@veto("says nothing of whether there is any")
def illness_untold(c: Candidate) -> bool:
    """A disease is said to be there by "there is no cholera", "doctors report cholera" alone."""
    noun, verb = c.anchor, c.anchor.head
    if _is_denied(c):
        return False
    if any(d.dep_ == "expl" for d in verb.children):
        return False
    if verb.lower_ == "of" and verb.head.lemma_ in _CASES:
        return not is_negative_noun(verb.head) or any(  # "no case of plague was found"
            d.lower_ in ("new", "further", "other", "additional") for d in verb.head.children
        )
    if any(d.lower_ in ("over", "ended", "finished", "contained") for d in verb.children):
        return True  # "the outbreak has been declared over"
    return not (noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in _DETECTS)


@veto("dirty water is no supply")
def dirty_water(c: Candidate) -> bool:
    """ "cut off the polluted water"."""
    return any(c.view.class_of(t, "pollutant") for t in c.view.doc[c.words[0] : c.words[1]])


@veto("people who died")
def counts_the_dead(c: Candidate) -> bool:
    """ "the hospital counted 61 dead": it is not the hospital that is dead."""
    word = c.anchor
    return word.lower_ == "dead" and (
        word.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass")
        or c.view.quantity_of(word) is not None
        or (word.i > 0 and word.doc[word.i - 1].tag_ == "CD")  # "the raid left 15 dead"
        or (c.theme is not None and c.view.class_of(c.theme, "facility") is not None)
    )


@veto("forces operate, too")
def forces_operate(c: Candidate) -> bool:
    """ "rebels operate on the road": which does not open it; "is not operated by us": by whom it is run."""
    if c.anchor.lemma_ == "operate" and any(d.dep_ == "agent" for d in c.anchor.children):
        return True
    return (
        c.anchor.lemma_ == "operate"
        and c.agent is not None
        and (
            c.is_force(c.agent)
            or any(name in ("person", "office") for name, _ in c.view.classes(c.agent))
        )
    )


@veto("opens fire")
def opens_fire(c: Candidate) -> bool:
    """ "border guards opened unprovoked and indiscriminate fire": which opens no way."""
    return c.anchor.lemma_ == "open" and any(
        t.lower_ == "fire" and t.dep_ != "compound" for t in c.anchor.doc[c.anchor.i + 1 :][:7]
    )


@veto("names no house that has a civil use")
def no_civil_house(c: Candidate) -> bool:
    """ "rockets were kept in the school", against arms found on a road: only houses have another use."""
    doc = c.view.doc
    for at in doc:
        house = c.view.class_of(at, "facility") in _CIVIL or at.lemma_ in _HOUSES
        if not house or at.i in range(*c.words):
            continue
        used = at.dep_ in ("nsubj", "nsubjpass", "dobj") and c.anchor.lemma_ in _USES
        if used or (at.dep_ == "pobj" and at.head.lower_ in _WITHIN and at is not c.theme):
            return False
    return True


_CIVIL = frozenset(
    {"hospital", "clinic", "school", "church", "mosque", "temple", "building", "camp", "market"}
    | {"health centre", "university", "town hall", "monastery", "museum", "library", "hotel"}
)
_HOUSES = frozenset({"house", "home", "centre", "center", "compound", "ambulance", "orphanage"})
_USES = frozenset({"use", "serve", "turn", "military"})
_WITHIN = frozenset({"in", "inside", "under", "beneath", "within", "from", "at", "below"})


@veto("nothing says what collided")
def no_craft_near(c: Candidate) -> bool:
    """ "no collision between our unit and the boat", against "a collision of interests"."""
    return c.anchor.dep_ == "compound" or not any(
        name == "vehicle" for t in c.view.doc for name, _ in c.view.classes(t)
    )


@veto("no fighting goes on")
def no_fighting_told(c: Candidate) -> bool:
    """ "despite the truce life is hard": who lives on breaks no truce."""
    return not any(
        (t.lemma_ in _FIGHTING or c.view.class_of(t, "attack") is not None) and not negated(t)
        for t in c.view.doc
        if t.i not in range(*c.words)
    )


_FIGHTING = frozenset(
    "fight fighting clash battle shell shelling bomb bombard bombardment gunfire fire attack strike"
    " shoot shooting hostility raid exchange".split()
)


@veto("no way is cut")
def cuts_throats(c: Candidate) -> bool:
    """ "Had their throats cut"."""
    return any(t is not None and t.lemma_ in ("throat", "hair", "wrist", "vein") for t in c.roles)


@veto("a dyke that is cut lets water through")
def cuts_a_dyke(c: Candidate) -> bool:
    """ "farmers opened the dyke", "nobody cut the embankment", "they were cut down": no way and no
    service."""
    if c.anchor.lemma_ == "cut" and any(d.lower_ == "down" for d in c.anchor.children):
        return True
    return (
        c.anchor.lemma_ in ("open", "cut", "close", "breach")
        and c.theme is not None
        and c.theme.lemma_ in _HOLDS_WATER
    )


@veto("nobody was to pass")
def nobody_to_pass(c: Candidate) -> bool:
    """ "no vehicle was damaged", "no plane of ours was near" say nothing about the road."""
    last = c.last
    if not c.phrase or c.view.doc[c.words[0]].lower_ not in ("no", "not"):
        return False
    return (
        not any(t.lemma_ in _PASSES for t in (last, *ancestors(last)))
        or any(t.lower_ in ("ours", "our") for t in last.subtree)
        or any(t.lower_ in ("near", "over", "above") for t in children(last.head, "prep"))
    )


@veto("a kind of fire")
def kind_of_fire(c: Candidate) -> bool:
    """ "the open burning was put out"; what else is open, no pronoun says: "they were open"; an active
    volcano may be at rest."""
    if c.anchor.lower_ == "active":
        return c.anchor.dep_ == "amod" and c.anchor.head.lemma_ == "volcano"
    return c.anchor.lower_ == "open" and (
        c.anchor.dep_ == "amod" or c.theme is None or c.theme.tag_ == "PRP"
    )


@veto("the time of something else")
def while_it_burned(c: Candidate) -> bool:
    """ "shots were heard as the fire burned": when they were heard, and not whether it burns yet."""
    verb = c.anchor if is_verb(c.anchor) else c.anchor.head
    clause = verb.head if verb.dep_ == "conj" else verb
    return (
        clause.dep_ == "advcl"
        and any(t.lower_ in _MEANWHILE for t in clause.children)
        and (
            verb.tag_ == "VBD"
            or any(t.lower_ in ("was", "were") for t in children(verb, "aux"))
            or any(t.lemma_ in _FOOTAGE for t in c.view.doc[: verb.i])
        )
        and not any(t.lower_ in _YET for t in verb.subtree)
        and not any(verb.left_edge.idx <= t.start < _end(verb.right_edge) for t in c.view.times)
    )


_MEANWHILE = frozenset({"as", "while", "when"})
_FOOTAGE = frozenset({"video", "footage", "clip", "recording"})
"""What shows what went on when it was taken, in whatever tense that is told."""
_YET = frozenset({"still", "until", "yet"})


def _end(token: Token) -> int:
    return token.idx + len(token.text)


@veto("burns")
def still_burns(c: Candidate) -> bool:
    """ "the depot is burning": not yet told as destroyed."""
    return _may_burn_on(c) and c.theme is not None and _burns_on(c)


@veto("has burned")
def has_burned(c: Candidate) -> bool:
    """ "three houses burned": what is told is the loss."""
    return _may_burn_on(c) and not _burns_on(c)


@veto("a matter that is spoken of")
def about_the_fire(c: Candidate) -> bool:
    """ "A statement on the fire": against "on fire"."""
    return c.phrase and any(
        d.dep_ == "poss" or d.lower_ in ("the", "this", "that") for d in c.last.children
    )


@veto("says nothing of whether it burns")
def existence_untold(c: Candidate) -> bool:
    """A noun for fire says that there is one in "there was no fire", "flames rose" alone."""
    noun, verb = c.anchor, c.anchor.head
    if any(d.dep_ == "expl" for d in verb.children):
        return noun.dep_ not in ("attr", "nsubj", "dobj")
    if noun.dep_ == "dobj" and verb.lemma_ in _SIGHTS:
        return False  # "saw flames", "showed no fire"
    if noun.lemma_ != "flame" or noun.dep_ not in ("nsubj", "nsubjpass", "ROOT"):
        return True
    if noun.dep_ == "nsubjpass":
        return verb.lemma_ not in _SIGHTS
    return any(
        s.axis == "status.fire" and s.value != "active"
        for s in c.view.lex.verbs.get(verb.lemma_, ())
    )


def _is_denied(c: Candidate) -> bool:
    """ "rejects reports of a leak", "denied a leak": that there is one."""
    noun, lex = c.anchor, c.view.lex
    if noun.head.lower_ == "of" and noun.head.head.lemma_ in lex.reporting_nouns:
        noun = noun.head.head
    return noun.dep_ == "dobj" and lex.reporting_verbs.get(noun.head.lemma_) == "deny"


def _may_burn_on(c: Candidate) -> bool:
    return not c.phrase and c.anchor.lemma_ in _BURNING


def _burns_on(c: Candidate) -> bool:
    """Whether something burns and stands: what burns while it drives or flies is lost."""
    return _goes_on(c.anchor) and (
        c.theme is not None
        and (
            any(t.lower_ == "still" for t in c.anchor.children)
            or any(name in ("facility", "place") for name, _ in c.view.classes(c.theme))
            or c.view.place_at(c.theme) is not None
        )
    )


def _goes_on(verb: Token) -> bool:
    """Whether a fire burns, rather than that something has burnt: "is burning", "burned for hours"."""
    if first_child(verb, "dobj", "auxpass", "nsubjpass") is not None:
        return False
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("continue", "keep", "go"):
        return True
    if verb.tag_ == "VBG":
        return verb.dep_ not in ("amod", "compound")
    return verb.tag_ == "VBD" and any(
        (d.dep_ == "prep" and d.lower_ in _LASTING) or d.lower_ == "still" for d in verb.children
    )


@veto("of what kind it is")
def a_kind_of(c: Candidate) -> bool:
    """ "a banned group", "outlawed weapons": known of old."""
    return c.anchor.dep_ == "amod"


@veto("deeds of forces")
def many_deeds(c: Candidate) -> bool:
    """ "killed in operations across the country": no service runs."""
    return c.phrase and c.last.lower_ == "operations"


@veto("of a service")
def names_a_service(c: Candidate) -> bool:
    """ "a nurse in the city's ambulance service", "killed in security operations", against "is in
    service"."""
    if not c.phrase or not (c.last.lower_ == "service" or c.last.lemma_ == "operation"):
        return False
    kinds = {d.dep_ for d in c.last.children}
    named = not kinds.isdisjoint(("det", "poss", "compound", "nmod"))
    return named or ("amod" in kinds and c.last.lower_ in ("service", "operation"))


@veto("what others report")
def others_report(c: Candidate) -> bool:
    """ "rejects reports of losses": talk, and no notice that somebody was given."""
    return any(
        noun is not None
        and noun.tag_ == "NNS"
        and noun.lemma_ == "report"
        and not any(d.dep_ in ("det", "poss", "nummod", "amod") for d in noun.children)
        for noun in (c.anchor, c.theme)
    )


@veto("dark in another sense")
def dark_about(c: Candidate) -> bool:
    """ "kept in the dark about it", "drove through the dark"."""
    if any(d.lower_ in ("about", "over", "as") for d in c.last.children):
        return True
    return c.anchor.lower_ in ("in", "by") and c.anchor.head.lemma_ not in _BEING


_BEING = frozenset(
    "be remain stay leave lie spend sit keep live plunge languish stand plunged still".split()
)


@veto("it was night")
def it_was_night(c: Candidate) -> bool:
    """ "it was dark when they came", "it went dark": no power fails."""
    return c.theme is not None and c.theme.lower_ == "it" and c.last.lower_ in ("dark", "black")


@veto("no matter of hours")
def wanders_in(c: Candidate) -> bool:
    """ "may strike at any hour of the night": attackers keep no curfew."""
    verbs = (t for t in (c.anchor, *ancestors(c.anchor)) if is_verb(t))
    who = next((s for verb in verbs for s in children(verb, "nsubj")), None)
    fighters = who is not None and c.view.class_of(who, "person") in (None, "combatant")
    return fighters and who is not None and c.is_force(who)


@veto("trains that call at a place")
def calls_at(c: Candidate) -> bool:
    """ "long-distance trains stop at Xtown as usual": they run."""
    verb = c.anchor.head if c.phrase and c.anchor.tag_ == "IN" else c.anchor
    return (
        verb.lemma_ == "stop"
        and verb.tag_ in ("VBP", "VBZ", "VB")
        and oblique(verb, "at", "in") is not None
        and not negated(verb)
    )


@veto("in an operation of forces", words=frozenset({"operation"}))
def harmed_in_it(c: Candidate) -> bool:
    """ "Nine killed in operation near X": nothing runs."""
    into = c.view.doc[c.words[0]]
    return into.lower_ == "in" and any(
        spec.axis.startswith("casualties.") for spec in c.view.lex.verbs.get(into.head.lemma_, ())
    )


@veto("fights no fire")
def fights_no_fire(c: Candidate) -> bool:
    """ "it was still fighting", "a duty to fight": a force, and no fire that is fought."""
    verb = c.anchor
    if c.theme is not None and any(
        s.id == "fighting" for s in c.view.lex.nouns.get(c.theme.lemma_, ())
    ):
        return True  # "fought a battle"
    fought = verb.dep_ == "acl" and verb.tag_ == "VBN"  # "a blaze fought by 40 crews"
    return not any(d.dep_ in ("dobj", "nsubjpass") for d in verb.children) and not fought


@veto("closed until it was opened")
def is_opened(c: Candidate) -> bool:
    """ "the last closed runway was opened again"; "an isolated village" lies far from others."""
    if c.anchor.dep_ == "amod" and any(d.lower_ in ("a", "an") for d in c.anchor.head.lefts):
        return c.anchor.lower_ == "isolated"
    return c.anchor.dep_ == "amod" and c.anchor.head.head.lemma_ in _OPENS


_OPENS = frozenset({"open", "reopen", "unblock", "clear", "unlock", "restore", "resume"})


@veto("one that is stopped on its way")
def one_is_stopped(c: Candidate) -> bool:
    """ "another boat with 36 was stopped", "stopped a lorry": the others go."""
    return any(
        t is not None
        and t.tag_ == "NN"
        and t.dep_ in ("nsubjpass", "dobj")
        and any(d.lower_ in ("a", "an", "another", "one") for d in t.children)
        for t in c.roles
    )


@veto("a failure that is over")
def failure_ended(c: Candidate) -> bool:
    """ "rolling power cuts were ended", "the outage was fixed"."""
    noun = c.last if c.phrase else c.anchor
    return (
        noun.tag_.startswith("NN")
        and noun.dep_ in ("nsubj", "nsubjpass", "dobj")
        and noun.head.lemma_ in _ENDS
        and not negated(noun.head)
    )


_ENDS = frozenset(
    {"end", "stop", "cease", "fix", "repair", "lift", "resolve", "avert", "avoid", "prevent"}
)


@veto("a new one is opened")
def opens_a_new(c: Candidate) -> bool:
    """ "the minister opened a police station": nobody could have passed before."""
    new = first_child(c.anchor, "dobj")
    if new is None and c.theme is not None and c.theme.lemma_ in _NEVER_PASSED:
        new = c.theme  # "a support line has been opened"
    return (
        c.anchor.lemma_ == "open"
        and new is not None
        and any(d.lower_ in ("a", "an", "another", "new") for d in new.children)
    )


_NEVER_PASSED = frozenset("line hotline helpline book fund account file case".split())


@veto("a search")
def a_search(c: Candidate) -> bool:
    """ "closed its search": no way is closed."""
    return any(t is not None and c.view.class_of(t, "service") == "search" for t in c.roles)


@veto("runs into something")
def runs_into(c: Candidate) -> bool:
    """ "a train ran into another", "ran off the rails": an accident."""
    return c.anchor.lemma_ == "run" and any(
        d.lower_ in ("into", "over", "off", "aground", "down") for d in c.anchor.children
    )


@veto("a queue")
def is_backed_up(c: Candidate) -> bool:
    """ "traffic is backed up": it is not back."""
    return c.last.lower_ == "backed"


@veto("put back somewhere")
def put_back(c: Candidate) -> bool:
    """ "has put the crossings back on the front pages", "brought trams back to the talks"."""
    verb = c.anchor.head
    return (
        c.anchor.lower_ == "back"
        and is_verb(verb)
        and verb.lemma_ in ("put", "push", "place", "land")
        and c.theme is not None
        and c.theme.dep_ == "dobj"
        and any(
            t.i > c.anchor.i and t.lemma_ not in _AT_WORK
            for p in (*children(c.anchor, "prep"), *children(verb, "prep"))
            for t in children(p, "pobj")
        )
    )


_AT_WORK = frozenset("line stream grid service action work operation use track rail road".split())


@veto("plain to see")
def is_plain(c: Candidate) -> bool:
    """ "it is not clear what brought it down": known, and not passable."""
    return c.last.lower_ == "clear" and any(
        d.dep_ in ("ccomp", "csubj", "xcomp", "acl") for t in (c.anchor, c.last) for d in t.children
    )


@veto("patients go home")
def leaves_hospital(c: Candidate) -> bool:
    """ "nine of the injured have been allowed to go home": they are well, and nothing is lifted."""
    return bool(c.view.having(_OF_PATIENTS))


_OF_PATIENTS = frozenset(
    "patient hospital clinic ward wounded injured injure wound treat treatment doctor".split()
)


@veto("what is said goes round")
def talk_goes_round(c: Candidate) -> bool:
    """ "the messages that circulate on an outbreak": talk spreads, and no disease."""
    subject = first_child(c.anchor, "nsubj")
    if c.anchor.dep_ in ("relcl", "acl") and (subject is None or subject.tag_ == "WDT"):
        subject = c.anchor.head
    return subject is not None and subject.lemma_ in c.view.lex.reporting_nouns


@veto("owns up to something")
def admits_a_fact(c: Candidate) -> bool:
    """ "it has admitted to the leak", "admitted that …": no patients."""
    return c.anchor.lemma_ == "admit" and any(
        (d.dep_ == "prep" and d.lower_ == "to") or d.dep_ in ("ccomp", "xcomp")
        for d in c.anchor.children
    )


@veto("no disease is named")
def no_disease_named(c: Candidate) -> bool:
    """ "court cases have doubled", against "cholera cases have doubled"."""
    return not any(c.view.class_of(t, "hazard") == "disease" for t in c.view.doc)


@veto("safe from something")
def safe_from_something(c: Candidate) -> bool:
    """ "the town is safe from the flood": nobody asks whether to enter it."""
    return any(d.dep_ == "prep" and d.lower_ in ("from", "in") for d in c.last.children)


@veto("before its noun")
def safe_as_a_noun(c: Candidate) -> bool:
    """ "a dangerous road", "safe houses": of what kind it is, and not how it was found to be."""
    return not c.phrase and c.anchor.dep_ in ("amod", "compound", "nmod")


@veto("its subject, and nothing that somebody has")
def is_their_subject(c: Candidate) -> bool:
    """ "lifeboats got to the wreck"."""
    return c.theme is not None and c.theme.dep_ == "nsubj"


@veto("captives")
def speaks_of_captives(c: Candidate) -> bool:
    """ "the kidnapped nuns have not been let out": no corridor is closed."""
    return bool(c.view.having(_HELD))


_HELD = frozenset(
    "kidnap abduct hostage captive captor prisoner prison jail cell detain detainee custody bail".split()
)


@veto("a show opens")
def a_show_opens(c: Candidate) -> bool:
    """ "the play opens in Xtown with a shooting": of works and meetings, which are no way and no house."""
    if c.anchor.lemma_ not in ("open", "reopen"):
        return False
    return any(t.lemma_ in _SHOWS for t in children(c.anchor, "nsubj", "nsubjpass", "dobj"))


_SHOWS = word_set("shows")


@veto("closed, that way or to them")
def closed_that_way(c: Candidate) -> bool:
    """ "Closed the road to traffic in both directions"."""
    return (
        c.phrase
        and c.anchor.tag_ == "IN"
        and any(is_verb(t) and t.lemma_ in _CLOSES and not negated(t) for t in ancestors(c.anchor))
    )


_CLOSES = frozenset("close shut block bar seal barricade obstruct suspend halt stop cut".split())


@veto("use that nobody allows or forbids")
def use_not_judged(c: Candidate) -> bool:
    """ "People drink from the river", "should drink more water": against "must not drink", "can be eaten
    again", "told people not to eat fish", "warned against swimming in the lake"."""
    verb = c.anchor
    if verb.dep_ == "pcomp" and verb.head.lower_ == "against":
        return verb.head.head.lemma_ not in _ADVISES
    modals = {t.lower_ for t in verb.children if t.dep_ == "aux"}
    told = verb.dep_ in ("xcomp", "ccomp") and (
        verb.head.lemma_ in _ADVISES or verb.head.lower_ in ("fit", "safe", "allowed", "forbidden")
    )
    if negated(verb):
        return not (told or modals & _PERMITS)
    if verb.dep_ == "xcomp" and verb.head.lower_ in ("fit", "safe"):
        return False
    again = any(
        t.lower_ in ("again", "safely") or (t.dep_ == "prep" and t.lower_ == "without")
        for t in verb.children
    )
    return not (again and modals & {"can", "may"})


_ADVISES = frozenset(
    "tell urge advise warn ask order instruct caution recommend counsel forbid beg implore".split()
)
_PERMITS = frozenset({"can", "ca", "may", "must", "should", "could", "shall"})


@veto("a danger to one, or to somebody afar")
def danger_to_one(c: Candidate) -> bool:
    """ "The president is in no danger", "soldiers are in no danger of losing": of people at large alone."""
    if c.view.doc[c.words[0]].lower_ == "no":
        return False
    after = c.view.doc[c.words[1] : c.words[1] + 1]
    if after and after[0].lower_ == "of":
        return True
    who = c.theme if c.theme is not None else c.agent
    return who is None or not (
        who.lemma_ in ("public", "population")
        or (who.tag_ == "NNS" and c.view.class_of(who, "person") == "people")
    )


@veto("nothing says that it goes on as it should")
def work_untold(c: Candidate) -> bool:
    """ "The mill produces flour": against "is producing flour again", "no longer produces flour"."""
    if negated(c.anchor):
        return False
    return not any(
        t.lower_ in ("again", "normally", "usual", "uninterrupted")
        for t in c.view.doc[c.words[1] :]
    )


@veto("was so until then")
def until_then(c: Candidate) -> bool:
    """ "To deal with a march that had been peaceful", "was calm until shots fell": what came after,
    nothing tells."""
    be = c.anchor.head if c.anchor.dep_ in ("acomp", "attr") else None
    if be is None or be.lemma_ != "be":
        return False
    had = any(t.lower_ == "had" and t.dep_ == "aux" for t in be.lefts)
    if had and be.dep_ == "relcl":
        return True
    return any(
        t.dep_ == "advcl" and any(m.lower_ in ("until", "till", "before") for m in t.lefts)
        for t in be.rights
    )


@veto("no number of times a limit")
def no_multiple(c: Candidate) -> bool:
    """ "Below the maximum permissible concentration", against "12 maximum permissible concentrations",
    "three times the permitted amount"; of how fast or how drunk somebody drove it tells no place."""
    limit = next(
        (t for t in c.view.doc[c.last.i : c.last.i + 4] if t.tag_.startswith("NN")), c.last
    )
    number = c.view.quantity_of(c.anchor) or c.view.quantity_of(limit)
    return (
        number is None
        or number.low is None
        or number.low <= 1
        or limit.lemma_ not in _MEASURED
        or negated(c.anchor.head)
    )


_MEASURED = frozenset("level amount concentration dose quantity norm value content".split())


@veto("told of what there is none of")
def of_none_of_it(c: Candidate) -> bool:
    """ "There was no emission of harmful substances": an adjective before a noun, of which nothing is
    said but that something did not happen to it."""
    noun = c.anchor.head
    if c.phrase or c.anchor.dep_ != "amod" or noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return False
    return is_negative_noun(noun.head.head)
