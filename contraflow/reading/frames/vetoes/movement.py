"""Vetoes of frames on who is, comes, goes or is kept where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames.classes import fits
from contraflow.reading.frames.vetoes.registry import veto
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.negation import is_foiled, is_negative_noun
from contraflow.reading.parsing.syntax import children, first_child, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token

_NOBODY = frozenset({"nobody", "none", "one", "no-one"})
_COVERTS = frozenset(
    "grove forest bush wood hill mountain dark darkness night fog car truck vehicle house shop hiding trench"
    " jungle thicket reed field".split()
)
"""Out of what people come to a place."""
_STATES_LEFT = word_set("states-left")
_IS_THERE = word_set("is-there")
_REMAINS = word_set("remains")
_DWELLINGS = frozenset({"home", "house", "room", "building", "office", "car", "bus", "tent"})
_INTO_OR_OUT = frozenset({"in", "into", "on", "out", "up", "through", "onto", "towards", "against"})
_BREAKS = word_set("breaks")
_WAYS = word_set("no-whereabouts")
_KEEPS_OUT = word_set("keeps-out")
_EDGES = word_set("edges")
_BESIDE = word_set("beside")
_TOTALS = word_set("totals")
_CALLS_OFF = word_set("calls-off")
_SHELTERS = word_set("shelters")
_FOR_EVACUEES = frozenset(
    {"centre", "center", "route", "plan", "point", "site", "alert", "warning", "notice", "drill"}
    | {"exercise", "advice", "advisory", "map", "zone", "bus", "corridor", "team", "training"}
)


_UNITS = word_set("force-units") | {"force", "army", "patrol", "convoy", "tank"}


@veto("sets people free")
def frees_people(c: Candidate) -> bool:
    """ "Freed 12 members of the forces", against "freed the town of rebels"."""
    return c.anchor.lemma_ == "free" and any(
        c.view.class_of(t, "person") is not None for t in c.view.doc[slice(*c.words)]
    )


@veto("what is not there is of theirs alone")
def nothing_of_theirs(c: Candidate) -> bool:
    """ "There has been no word from the army": where it is, nobody says."""
    if c.anchor.dep_ != "expl":
        return False
    what = next((t for t in c.anchor.head.rights if t.dep_ == "attr"), None)
    return (
        what is not None
        and c.view.class_of(what, "person") is None
        and what.lemma_ not in _UNITS
        and any(d.lower_ in ("from", "by", "about", "between") for d in what.rights)
    )


@veto("missing, hurt or held")
def in_a_bad_way(c: Candidate) -> bool:
    """ "43 people remain missing in the town": nobody says that they did not leave."""
    return any(t.lower_ in _BAD_WAYS for t in c.view.doc[slice(*c.words)])


_BAD_WAYS = frozenset(
    "missing unaccounted hospitalised hospitalized detained imprisoned jailed wounded injured dead"
    " unconscious unidentified critical".split()
)


@veto("camps for a cause")
def camps_by_choice(c: Candidate) -> bool:
    """ "Hundreds of activists have camped before the parliament": they have homes."""
    if c.anchor.lemma_ not in ("camp", "sleep", "spend"):
        return False
    who = c.agent if c.agent is not None else c.theme
    of = oblique(who, "of") if who is not None else None
    return any(t is not None and t.lemma_ in _CAMPERS for t in (who, of))


_CAMPERS = frozenset(
    "activist protester demonstrator striker supporter marcher fan reporter journalist pilgrim soldier"
    " troop policeman police rebel fighter camper tourist student monk farmer".split()
)


@veto("no more than leaves them")
def turns_its_back(c: Candidate) -> bool:
    """ "Turned his back on the rebels": they are driven nowhere."""
    return any(
        t.lower_ in ("back", "backs") and any(d.tag_ == "PRP$" for d in t.lefts)
        for t in c.view.doc[slice(*c.words)]
    )


@veto("came to nothing")
def push_fails(c: Candidate) -> bool:
    """ "The army's push came to nothing", "a failed advance": nobody comes nearer."""
    return c.anchor.tag_.startswith("NN") and is_foiled(c.anchor)


@veto("keeps to what it said")
def keeps_to_its_word(c: Candidate) -> bool:
    """ "has not moved from three dead", "has not budged from its toll"."""
    said = oblique(c.anchor, "from")
    return said is not None and (
        said.tag_ == "CD" or said.lemma_ in _TOTALS or any(t.tag_ == "CD" for t in said.children)
    )


@veto("has been brought away")
def sheltered(c: Candidate) -> bool:
    """ "families are still in classrooms": they have left their homes."""
    return c.last.lower_ in ("in", "inside") and any(
        t.lemma_ in _SHELTERS for t in children(c.last, "pobj")
    )


@veto("entry refused")
def refused_entry(c: Candidate) -> bool:
    """ "was refused entry to the camp": nobody went in."""
    verb = c.anchor.head
    return (
        c.anchor.tag_.startswith("NN")
        and is_verb(verb)
        and verb.lemma_
        in ("refuse", "deny", "bar", "block", "seek", "request", "forbid", "prevent")
    )


@veto("a time, and no place")
def enters_a_stage(c: Candidate) -> bool:
    """ "the siege entered its third week", "the police operation enters a new phase"."""
    entered = first_child(c.anchor, "dobj")
    return c.anchor.lemma_ == "enter" and entered is not None and entered.lemma_ in _STAGES


_STAGES = frozenset("hour day night week month year decade phase stage round season period".split())


@veto("not told to be anywhere")
def nowhere_told(c: Candidate) -> bool:
    """ "there are soldiers among the dead", "there were troops wounded in X": not where they are."""
    be, who = c.last, c.agent
    if who is None or be.dep_ in ("aux", "auxpass"):
        return True  # "its troops there had been shelled"
    done = first_child(who, "acl")
    if done is not None and done.lemma_ not in _STATIONED:
        return True
    near = [t for node in (be, who, done) if node is not None for t in node.children]
    if any(t.lower_ in ("aboard", "among") for t in near):
        return True
    if any(t.lower_ in ("here", "left") or (t.lower_ == "there" and t.tag_ == "RB") for t in near):
        return False
    where = [n for t in near if t.lower_ in _WITHIN for n in children(t, "pobj")]
    return not any(
        (c.view.place_at(n) is not None or fits(c, n, "place"))
        and c.view.class_of(n, "facility") not in ("hospital", "prison")
        for n in where
    )


_STATIONED = frozenset(
    "station base deploy post garrison camp encamp leave quarter billet lodge hide position barrack"
    " entrench install hole stand remain sit patrol guard live".split()
)
_WITHIN = frozenset({"in", "inside", "within", "at", "on", "throughout", "across"})


@veto("no headline without a verb")
def no_headline_of_it(c: Candidate) -> bool:
    """ "Troops back in Xtown": where there is a verb, it tells what they do there."""
    view, root = c.view, c.view.doc.root
    if not view.sentence.heading or c.agent is None:
        return True
    own = is_verb(c.anchor) and root is c.anchor and c.anchor.lemma_ == "go"
    if not own and any(is_verb(t) for t in view.doc):
        return True
    where = first_child(c.last, "pobj")
    return where is None or not (view.place_at(where) is not None or fits(c, where, "place"))


@veto("some of them, or they left something else")
def not_all_of_them(c: Candidate) -> bool:
    """ "residents have left", "everyone left the meeting", against "all residents have left the town"."""
    who = c.agent
    if who is None or not is_verb(c.anchor) or c.anchor.tag_ not in ("VBN", "VBD"):
        return True
    whole = oblique(who, "of")
    words = {t.lower_ for t in who.children}
    total = who.lower_ in ("everyone", "everybody") or words & {"all", "entire", "whole", "every"}
    none = is_negative_noun(who) and (
        who.lemma_ not in ("one", "none", "nobody")
        or (whole is not None and fits(c, whole, "leavers"))
    )
    if not (total or none) or words & {"but", "except", "almost", "nearly"}:
        return True
    left = first_child(c.anchor, "dobj")
    if c.anchor.lemma_ in ("go", "depart") and left is None and not c.view.places:
        return True
    if any(t.dep_ in ("acomp", "oprd", "xcomp", "ccomp") for t in c.anchor.children):
        return True
    return left is not None and c.view.place_at(left) is None and not fits(c, left, "settlement")


@veto("a place stays where it is")
def place_stays_put(c: Candidate) -> bool:
    """ "the town remains quiet": towns do not stay, they are; but "X has no more rebels in it"."""
    if c.spec.id == "none-left" and c.last.head.lemma_ == "have" and c.last.dep_ == "dobj":
        c.agent = c.last
        return not c.is_force(c.last)
    return (
        c.agent is not None
        and c.anchor.tag_ != "EX"
        and (
            c.view.place_at(c.agent) is not None
            or any(name in ("place", "facility") for name, _ in c.view.classes(c.agent))
        )
    )


@veto("leaves a house, and no place")
def leaves_a_house(c: Candidate) -> bool:
    """ "kept people from leaving their homes"."""
    left = first_child(c.last, "dobj")
    return left is not None and left.lemma_ in _DWELLINGS


@veto("is in a state, and in no place")
def is_in_a_state(c: Candidate) -> bool:
    """ "are in control of the town", "are in the hands of the army", "there are no rebels in X"."""
    if any(t.tag_.startswith(("D", "N", "J")) for t in c.view.doc[c.words[0] + 1 : c.words[1] - 1]):
        return True
    if c.anchor.dep_ == "relcl" and any(d.lower_ == "had" for d in children(c.anchor, "aux")):
        return True  # "who had been in Xtown"
    where = next(children(c.last, "pobj"), c.theme)
    return where is None or c.view.place_at(where) is None


@veto("is in a way, and in no place")
def is_in_a_way(c: Candidate) -> bool:
    """ "are in position", "are on their way", "are at war", "are in control of the town"."""
    if any(t.tag_.startswith(("D", "N", "J")) for t in c.view.doc[c.words[0] + 1 : c.words[1] - 1]):
        return True
    if c.anchor.dep_ == "relcl" and any(d.lower_ == "had" for d in children(c.anchor, "aux")):
        return True  # "who had been in Xtown"
    where = first_child(c.last, "pobj")
    if where is None or (where.lemma_ == "position" and where.tag_ == "NN"):
        return True  # "were not in a position to confirm it"
    of = oblique(where, "of")
    if c.view.place_at(where) is not None or (of is not None and c.view.place_at(of) is not None):
        return where.lemma_ in _WAYS
    kinds = {name for name, _ in c.view.classes(where)}
    if any(d.lower_ in _BESIDE for d in where.children):
        return True  # "in the hills between X and Y"
    bare = not any(d.dep_ in ("det", "poss", "amod", "compound", "prep") for d in where.children)
    return kinds.isdisjoint({"place", "facility"}) or bare


@veto("a noun, and no deed")
def no_deed(c: Candidate) -> bool:
    """ "a march in Xtown"."""
    return not is_verb(c.anchor)


@veto("where it stops or is turned back")
def is_kept_there(c: Candidate) -> bool:
    """ "were halted at the gates": who is kept out no longer comes on."""
    return c.phrase and not is_verb(c.anchor) and c.anchor.head.lemma_ in _KEEPS_OUT


@veto("reached by nobody who comes")
def is_reached(c: Candidate) -> bool:
    """ "Could not be reached for comment", "a figure is hard to reach": what somebody else reaches
    comes no nearer; nor does who reaches people that are in need."""
    if c.phrase or not is_verb(c.anchor):
        return False
    if any(c.view.class_of(met, "person") for met in children(c.anchor, "dobj")):
        return True
    passive = any(d.dep_ == "nsubjpass" for d in c.anchor.children)
    if passive and not any(d.dep_ == "agent" for d in c.anchor.children):
        return True
    return c.anchor.dep_ == "xcomp" and c.anchor.head.tag_ == "JJ" and c.anchor.head.lemma_ in _HARD


_HARD = frozenset("hard difficult easy impossible tough tricky simple".split())


@veto("is at its edge, and not within")
def at_the_edge(c: Candidate) -> bool:
    """ "stand at the gates of the town", "slept in the hills above it", "prayed on the road to it"."""
    return c.theme is not None and (
        c.theme.lemma_ in _EDGES
        or any(t.lower_ in _COMPASS and _of_follows(t) for t in c.theme.subtree)
        or any(d.lower_ in _BESIDE for t in (c.theme, c.anchor) for d in children(t, "prep"))
        or (
            c.view.class_of(c.theme, "facility") == "road"
            and any(
                d.lower_ in ("to", "from", "towards")
                for t in (c.theme, c.anchor)
                for d in children(t, "prep")
            )
        )
    )


_COMPASS = frozenset({"north", "south", "east", "west", "outside", "short"})


def _of_follows(side: Token) -> bool:
    """Whether a side is that of something: "at a junction south of the town"."""
    doc = side.doc
    inside = side.i and doc[side.i - 1].lower_ == "the"  # "in the south of the town"
    return not inside and side.i + 1 < len(doc) and doc[side.i + 1].lower_ == "of"


@veto("it is something else that stays")
def something_else_stays(c: Candidate) -> bool:
    """ "the whole of X stays under the state's authority": no force is told to be there."""
    stays = first_child(c.anchor, "nsubj")
    if stays is None:
        return False
    if stays.lower_ == "it":
        return True  # "the barrier went up, and it remains up"
    whole = oblique(stays, "of")
    if whole is not None and c.view.place_at(whole) is not None:
        return True
    return stays.tag_ in ("NN", "NNS") and not fits(c, whole or stays, "force")


@veto("passengers board it")
def passengers_board(c: Candidate) -> bool:
    """ "120 people boarded the ferry": to travel."""
    return (
        c.anchor.lemma_ == "board"
        and c.agent is not None
        and c.view.class_of(c.agent, "person") not in (None, "combatant")
    )


@veto("leaves something else than a place")
def leaves_something(c: Candidate) -> bool:
    """ "came out of the forest", "slipped out of their trenches"."""
    if c.last.lower_ not in ("of", "from"):
        return False
    left = first_child(c.last, "pobj")
    if left is None or c.view.place_at(left) is not None or left.tag_.startswith(("NNP", "PRP")):
        return False
    return not fits(c, left, "place") and c.view.place_at(oblique(left, "of") or left) is None


@veto("stands before a noun")
def before_a_noun(c: Candidate) -> bool:
    """ "advance polls", "a retreat centre"."""
    return c.anchor.tag_.startswith("NN") and not c.phrase and c.anchor.dep_ in ("compound", "amod")


@veto("is in something else")
def in_something_else(c: Candidate) -> bool:
    """ "is in the river valley", "lies in the street market": the phrase ends before its noun."""
    return c.last.dep_ == "compound" and c.last.head.i > c.last.i


@veto("they drive others")
def drives_others(c: Candidate) -> bool:
    """ "drove the rebels out of X", "were driven out of X": who goes did not want to."""
    if c.anchor.lemma_ == "be" or "order" in {t.lemma_ for t in c.view.doc[slice(*c.words)]}:
        return False
    return any(
        d.dep_ in ("dobj", "nsubjpass", "auxpass") and d.lemma_ not in _OWN_OBJECTS
        for d in c.anchor.children
    )


_OWN_OBJECTS = frozenset(
    {"foot", "way", "foothold", "inroad", "entry", "stake", "stick", "camp", "tail", "retreat"}
    | {"post", "position", "outpost", "shop", "street", "road"}
)
"""What one sets, makes or leaves oneself: "made inroads into X", "deserted their posts"."""


@veto("a house, and no town")
def rings_a_house(c: Candidate) -> bool:
    """ "police ringed the bank": nobody is besieged."""
    theme = c.theme
    return (
        theme is not None
        and c.view.place_at(theme) is None
        and c.view.class_of(theme, "facility") is not None
    )


@veto("goes away")
def goes_away(c: Candidate) -> bool:
    """ "left the town": only who "is left" stays."""
    return c.anchor.lemma_ == "leave" and not _is_left(c.anchor)


@veto("is still doing something")
def still_does_something(c: Candidate) -> bool:
    """ "are still fighting", "are still in the middle of the operation", "are still on fire"."""
    if c.phrase and c.anchor.dep_ in ("aux", "auxpass"):
        return True
    after = c.view.doc[c.last.i + 1 : c.last.i + 5]
    return bool(after) and (
        (after[-1].lower_ == "of" and any(t.lower_ == "middle" for t in after))
        or any(t.lower_ in ("fire", "flames") for t in after[:3])
    )


_AT = frozenset(
    {"in", "at", "inside", "within", "on", "near", "around", "outside", "behind", "there", "here"}
)
"""What tells where somebody is."""


@veto("stays as it is, and not where it is")
def stays_as_it_is(c: Candidate) -> bool:
    """ "remain loyal", "was still up to the chest"."""
    if any(d.dep_ in ("acomp", "oprd", "attr") for d in c.anchor.children):
        return True
    return (
        c.anchor.lemma_ == "be"
        and c.anchor.dep_ not in ("aux", "auxpass")  # "are based in X"
        and not any(d.lower_ in _AT for d in c.anchor.children)
    )


@veto("no force is encircled")
def traps_people(c: Candidate) -> bool:
    """ "the flood trapped miners": people who fight nobody; "a booby-trapped car", "surrounding hills"."""
    anchor = c.anchor
    if anchor.dep_ == "amod" and (
        anchor.tag_ == "VBG" or (anchor.i and anchor.doc[anchor.i - 1].text == "-")
    ):
        return True
    if any(t is not None and t.lemma_ == "ambush" for t in (c.theme, oblique(anchor, "in"))):
        return True
    return (
        c.theme is not None
        and (
            c.view.class_of(c.theme, "person") not in (None, "combatant")
            or c.theme.lower_ in _SOMEBODY
            or (anchor.lemma_ == "trap" and c.theme.lemma_ in ("group", "team", "family", "party"))
            or (c.view.quantity_of(c.theme) is not None and not c.is_force(c.theme))
        )
        and not c.is_force(c.theme)
    )


_SOMEBODY = frozenset(
    "nobody one none everyone everybody those many some others several anyone someone".split()
)


@veto("the dead")
def of_the_dead(c: Candidate) -> bool:
    """ "three bodies were flown out": nobody was brought to safety."""
    return any(t is not None and t.lemma_ in _DEAD for t in c.roles)


_DEAD = frozenset({"body", "corpse", "remains", "dead", "victim"})


@veto("names an order or a plan")
def names_an_order(c: Candidate) -> bool:
    """ "the evacuation order", "an evacuation centre": nobody has gone yet."""
    return c.anchor.dep_ == "compound" and c.anchor.tag_.startswith("NN") and not c.phrase


_BELOW = frozenset(
    {"underground", "below", "shaft", "pit", "mine", "tunnel", "cave", "trapped", "rubble", "wreck"}
    | {"inside", "aboard"}
)


@veto("of a house or a vehicle")
def of_a_house(c: Candidate) -> bool:
    """ "nobody was left in the bus", "nobody remains underground": no place was evacuated."""
    if not _BELOW.isdisjoint(t.lower_ for t in c.view.doc[c.words[0] : c.words[1] + 2]):
        return True
    where = first_child(c.last, "pobj") or c.theme
    return where is not None and any(
        name in ("facility", "vehicle", "service") for name, _ in c.view.classes(where)
    )


@veto("who is left does something")
def who_is_left(c: Candidate) -> bool:
    """ "no one left in the town can read": some are left."""
    verb = c.anchor.head
    return c.anchor.dep_ == "nsubj" and verb.lemma_ not in _STAYS


_STAYS = frozenset({"be", "leave", "remain", "live", "stay", "sit", "dwell"})


@veto("no people stay")
def no_people_stay(c: Candidate) -> bool:
    """ "left behind eleven vehicles", "the water stayed behind it", "none of our men was left behind"."""
    roles = [t for t in c.roles if t is not None]
    if any(c.is_force(t) for t in roles):
        return True
    return bool(roles) and not any(
        t.tag_.startswith("PRP")
        or c.view.class_of(t, "person") not in (None, "combatant")
        or c.view.place_at(t) is not None
        or t.lower_ in _ANYBODY
        or t.lemma_ in _CROWDS
        for t in roles
    )


_ANYBODY = frozenset(
    {"anybody", "anyone", "nobody", "everybody", "everyone", "them", "us", "people", "one"}
)
_CROWDS = frozenset({"dozen", "hundred", "thousand", "people", "inhabitant", "mother"})


@veto("no people")
def of_the_thing(c: Candidate) -> bool:
    """ "brought it out of the sky": nobody was brought to safety."""
    return c.phrase and c.theme is not None and c.theme.lower_ in ("it", "its")


@veto("kept at home")
def kept_indoors(c: Candidate) -> bool:
    """ "were told to stay at home", "asked to remain in their homes": nobody refused to go."""
    if c.anchor.dep_ in ("xcomp", "ccomp") and c.anchor.head.lemma_ in _COMMANDS_STAY:
        return True
    return c.anchor.tag_ == "VB" and not any(d.dep_ == "aux" for d in c.anchor.children)


_COMMANDS_STAY = frozenset(
    {"tell", "ask", "order", "urge", "advise", "instruct", "warn", "allow", "force", "let"}
)


@veto("an order stays")
def stays_in_force(c: Candidate) -> bool:
    """ "the curfew stays in force": the force is nobody's."""
    kept = first_child(c.anchor, "nsubj")
    return kept is not None and c.view.class_of(kept, "order") is not None


@veto("leaves somebody in a state")
def leaves_behind(c: Candidate) -> bool:
    """ "left ten dead", "left unchanged", "leaving the last troops trapped"."""
    verb = c.anchor
    if verb.lemma_ == "leave" and any(d.lower_ == "behind" for d in verb.children):
        return True  # "left behind eleven tanks"
    if c.phrase or verb.lemma_ != "leave":
        return False
    if any(d.dep_ == "auxpass" for d in verb.children):
        return True  # "300 residents are left in the town"
    if any(is_negative_noun(left) or _is_thing(c, left) for left in children(verb, "dobj")):
        return True  # "leaves no doubt", "left nothing behind": nobody stays by that
    return any(
        c.is_force(left) or c.view.class_of(left, "person") or _is_some_people(c, left)
        for left in children(verb, "dobj")
    ) or any(
        t.lower_ in _STATES_LEFT and (t.head.i == verb.i or t.head.head.i == verb.i)
        for t in verb.doc[verb.i + 1 : verb.i + 12]
    )


_RUNS = frozenset("run flee escape withdraw retreat go pull march slip melt scatter".split())


def _is_thing(c: Candidate, left: Token) -> bool:
    """ "Left flyers", "leaving mines": what nobody was in; but "ran, leaving rifles" is to go."""
    return (
        left.tag_ == "NNS"
        and not (c.anchor.dep_ == "advcl" and c.anchor.head.lemma_ in _RUNS)
        and c.view.place_at(left) is None
        and not fits(c, left, "place")
        and all(t.tag_ in ("JJ", "NN", "CD") for t in left.lefts)
    )


def _is_some_people(c: Candidate, left: Token) -> bool:
    """ "Killing one man and leaving another in hospital": other people, and no other town."""
    return left.lower_ in ("another", "others") and oblique(left, "of") is None


@veto("whoever is left is there")
def is_left_there(c: Candidate) -> bool:
    """ "few soldiers are left in the town": they have not left it."""
    return c.anchor.lemma_ == "leave" and _is_left(c.anchor)


@veto("others move them")
def others_are_moved(c: Candidate) -> bool:
    """ "no residents were evacuated", "did not evacuate anybody": people, and no force."""
    if c.phrase:
        moved = first_child(c.anchor, "dobj", "nsubjpass")
        return (
            moved is not None
            and not c.words[0] <= moved.i < c.words[1]
            and not c.is_force(moved)
            and (fits(c, moved, "person") or fits(c, moved, "inhabitants"))
        )
    if c.theme is None:
        return False
    if c.anchor.lemma_ == "evacuate" and (
        c.theme.lower_ in _ANYBODY or (c.agent is not None and c.agent.lemma_ in _RESCUERS)
    ):
        return True
    return (
        c.theme.dep_ in ("nsubjpass", "dobj")
        and c.view.class_of(c.theme, "person") not in (None, "combatant")
        and not c.is_force(c.theme)
    )


_RESCUERS = frozenset(
    "official authority government firefighter rescuer council ministry service police brigade"
    " department agency operator company management staff volunteer helicopter".split()
)
"""Who evacuates others, and goes nowhere."""


@veto("an order of the state")
def is_an_emergency(c: Candidate) -> bool:
    """ "the state of siege": emergency law, and nobody is besieged."""
    noun = c.anchor
    return noun.dep_ == "pobj" and noun.head.head.lemma_ == "state"


@veto("left behind there")
def left_there(c: Candidate) -> bool:
    """ "no one left in the town": nobody remains."""
    leave = c.last
    return leave.lemma_ == "leave" and (
        leave.dep_ in ("acl", "amod", "relcl")
        or any(d.dep_ == "prep" and d.lower_ in ("in", "at", "inside") for d in leave.children)
    )


@veto("the siege is broken")
def is_broken(c: Candidate) -> bool:
    """ "broke the siege", "the siege was lifted", "the siege is over"."""
    verb = c.anchor.head
    if c.anchor.dep_ == "amod" and verb.dep_ == "pobj" and verb.head.lower_ == "to":
        by = verb.head.head if verb.head.head.lower_ != "through" else verb.head.head.head
        return by.lemma_ in _BREAKS  # "broke through to the besieged garrison"
    if c.anchor.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in _BREAKING:
        return True  # "the end of the siege"
    if c.anchor.dep_ == "nsubj" and verb.lemma_ in ("be", "come"):
        told = [t for d in verb.children for t in (d, *children(d, "pobj"))]
        return any(t.lower_ in _AT_AN_END for t in told)
    return c.anchor.dep_ in ("dobj", "nsubjpass", "nsubj") and verb.lemma_ in _BREAKS


_BREAKING = frozenset(
    {"end", "lifting", "breaking", "raising", "relief", "easing", "collapse", "break", "ending"}
)
_AT_AN_END = frozenset({"over", "end", "more", "history", "past", "broken", "lifted"})


@veto("nobody who besieges")
def no_besieger(c: Candidate) -> bool:
    """ "felt besieged by journalists", "surrounded by flames", "an island surrounded by water"."""
    if c.anchor.head.lemma_ in ("feel", "seem", "look", "sound"):
        return True
    by = next((g for a in children(c.anchor, "agent") for g in children(a, "pobj")), None)
    return (
        by is not None
        and by.tag_ in ("NN", "NNS")
        and not c.is_force(by)
        and c.view.class_of(by, "person") != "combatant"
        and by.lemma_ not in _BESIEGES
    )


@veto("supplies, which nobody besieges")
def cuts_supplies(c: Candidate) -> bool:
    """ "Gas was cut off from Monday on": against "the town was cut off from the coast"."""
    what = first_child(c.anchor, "nsubjpass", "dobj")
    return c.phrase and what is not None and fits(c, what, "service")


@veto("fighters are encircled")
def fighters_trapped(c: Candidate) -> bool:
    """ "two thousand soldiers are trapped in Xtown": nobody looks for them."""
    return (
        any(t.lemma_ == "trap" for t in c.view.doc[slice(*c.words)])
        and c.theme is not None
        and c.is_force(c.theme)
        and not any(t.lower_ in _BELOW for t in c.view.doc)
    )


@veto("relief of another kind")
def no_relief_of_it(c: Candidate) -> bool:
    """ "relief for Xtown", "flood relief": of a siege alone a town is relieved."""
    if c.phrase or not c.anchor.tag_.startswith("NN"):
        return False
    of = oblique(c.anchor, "of")
    return of is None or c.view.place_at(of) is None or c.anchor.dep_ in ("compound", "pobj")


_BESIEGES = frozenset({"force", "enemy", "side", "army", "police", "tank", "unit", "group", "men"})


@veto("they move of themselves")
def moves_itself(c: Candidate) -> bool:
    """ "the rebels moved out": nobody was evacuated."""
    return c.phrase and not any(
        d.dep_ in ("dobj", "nsubjpass", "auxpass") for d in c.anchor.children
    )


@veto("where they are brought")
def names_a_shelter(c: Candidate) -> bool:
    """ "sheltering in evacuation centres": a building, and no deed."""
    head = c.anchor.head
    return c.anchor.dep_ == "compound" and (
        head.lemma_ in _FOR_EVACUEES
        or any(name in ("facility", "vehicle") for name, _ in c.view.classes(head))
    )


@veto("says nothing of who is there")
def nobody_did_it(c: Candidate) -> bool:
    """ "no soldier was hurt", "there were no army casualties"."""
    if c.anchor.tag_ == "EX":
        whole = first_child(c.anchor.head, "attr")
        harmed = c.view.lex.nouns.get(whole.lemma_, ()) if whole is not None else ()
        return any(s.axis.startswith(("casualties", "attack")) for s in harmed)
    return c.anchor.lower_ == "no" and c.anchor.head.head.lemma_ not in _IS_THERE


@veto("they did something, or did not")
def they_acted(c: Candidate) -> bool:
    """ "no troops fired"."""
    last = c.last
    return (
        c.phrase
        and last.dep_ in ("nsubj", "nsubjpass")
        and is_verb(last.head)
        and last.head.lemma_ not in _REMAINS
        and not _is_left(last.head)
    )


def _is_left(verb: Token) -> bool:
    """ "is left", "are left", "nobody left there": remains."""
    if verb.lemma_ != "leave":
        return False
    below = {d.dep_ for d in verb.children}
    return "auxpass" in below or (
        verb.dep_ == "acl" and verb.tag_ == "VBN" and below.isdisjoint({"agent", "dobj"})
    )


@veto("moves others, or other things")
def moves_others(c: Candidate) -> bool:
    """ "marched sixty villagers into the forest", "dug forty graves in Xtown": nobody moved in or dug in."""
    if not is_verb(c.anchor):
        return False
    obj = first_child(c.anchor, "dobj")
    after = c.view.doc[c.words[1] :][:3]
    if c.agent is not None and c.agent.lower_ in _NOBODY:
        if any(c.view.class_of(t, "facility") == "building" for t in after):
            return True  # "nobody had to leave home"
    if not c.phrase or c.spec.axis == "movement.evacuation":
        return False
    if c.last.lower_ == "of" and any(t.lemma_ in _COVERTS for t in children(c.last, "pobj")):
        return True  # "came out of the groves": who hid there did not leave the town
    return (
        obj is not None
        and obj.i < c.words[1]
        and any(d.tag_ == "CD" for d in obj.children)
        and not c.is_force(obj)
        and c.view.class_of(obj, "person") != "combatant"
        and c.view.class_of(obj, "place") is None
        and c.view.class_of(obj, "vehicle") is None
    )


@veto("an evacuation that is called off")
def called_off(c: Candidate) -> bool:
    """ "the evacuation was lifted", "evacuation postponed": nobody is said to have gone."""
    verb = c.anchor.head
    return (
        c.anchor.tag_.startswith("NN")
        and c.anchor.dep_ in ("nsubj", "nsubjpass", "dobj")
        and verb.lemma_ in _CALLS_OFF
    )


@veto("boxes, and nobody boxed in")
def boxes(c: Candidate) -> bool:
    """ "The ballot boxes in Xtown"."""
    return c.anchor.lemma_ == "box" and c.anchor.tag_.startswith("NN")


@veto("goes on saying so")
def insists(c: Candidate) -> bool:
    """ "The minister persists: one dead": he says so again."""
    if c.anchor.lemma_ != "persist" or c.agent is None:
        return False
    after = c.view.doc[c.words[1] : c.words[1] + 1]
    said = bool(after) and after[0].text in (":", ",")
    return said or c.view.class_of(c.agent, "office") is not None


@veto("calls to mind")
def calls_to_mind(c: Candidate) -> bool:
    """ "It is recalled that in April …", "residents recalled how": nobody is called back."""
    return c.anchor.lemma_ == "recall" and any(
        d.dep_ in ("ccomp", "csubj", "csubjpass") for d in c.anchor.children
    )


@veto("takes back what is no force")
def takes_back(c: Candidate) -> bool:
    """ "withdrew the licences of 16 firms", "pulled out its ambassador": no troops."""
    what = first_child(c.anchor, "dobj")
    return (
        c.anchor.lemma_ in ("withdraw", "pull", "recall")
        and what is not None
        and what.tag_.startswith("NN")
        and not c.is_force(what)
        and c.view.place_at(what) is None
        and not c.view.class_of(what, "vehicle")
        and c.view.class_of(what, "person") != "combatant"
        and not any(name in ("weapon", "place") for name, _ in c.view.classes(what))
    )


@veto("one person is brought out")
def one_is_brought_out(c: Candidate) -> bool:
    """ "a man was brought out alive", "took the minister out of a cell": nobody else left."""
    moved = c.theme
    return (
        moved is not None
        and moved.tag_ == "NN"
        and (
            c.view.class_of(moved, "person") is not None
            or any(name == "office" for name, _ in c.view.classes(moved))
        )
        and not is_negative_noun(moved)
        and moved.lower_ not in _SEVERAL
    )


_SEVERAL = frozenset(
    "population everyone everybody one staff personnel community public workforce family group"
    " household team clergy congregation".split()
)
"""Singulars that are of many."""


@veto("cleared of no people")
def of_no_people(c: Candidate) -> bool:
    """ "cleared the road of snow", "cleared the square": who left, is not said."""
    return not any(
        c.view.class_of(of, "person") not in (None, "combatant")
        and of.lemma_ not in _CROWD
        and not c.is_force(of)
        # parsers hang it on any noun between
        for prep in c.anchor.subtree
        if prep.i > c.anchor.i and prep.lower_ == "of"
        for of in children(prep, "pobj")
        if not of.head.head.tag_.startswith("V") or of.head.head is c.anchor
    )


_CROWD = frozenset({"protester", "demonstrator", "squatter", "rioter", "mob", "striker"})


@veto("moves in, or out")
def moves_in(c: Candidate) -> bool:
    """ "police have not moved in": they are not there, against "have not moved"."""
    return any(
        d.dep_ in ("prt", "advmod", "prep") and d.lower_ in _INTO_OR_OUT for d in c.anchor.children
    )


@veto("takes away what is there")
def takes_things(c: Candidate) -> bool:
    """ "looters emptied the stores": of goods, and not of people."""
    what = first_child(c.anchor, "dobj")
    return (
        c.anchor.lemma_ == "empty"
        and not c.phrase
        and c.agent is not None
        and what is not None
        and what is not c.agent
        and c.view.place_at(what) is None
        and c.view.class_of(what, "person") is None
        and c.view.class_of(what, "place") is None
        and what.lemma_ not in _LIVED_IN
    )


_LIVED_IN = frozenset(
    "prison jail hospital hotel school hostel dormitory ward clinic camp barracks home centre".split()
)


@veto("no longer in a state, and out of no place")
def no_longer_in_a_state(c: Candidate) -> bool:
    """ "his life is no longer in danger", "the minister is no longer in office", "no soldier is in enemy
    hands"."""
    if c.last.tag_.startswith("NN") and c.last.dep_ == "nsubj":
        for prep in children(c.last.head, "prep"):
            held = first_child(prep, "pobj")
            if prep.lower_ == "in" and held is not None and held.lower_ in ("hands", "captivity"):
                return True
    if c.last.lower_ != "in" or c.words[1] - c.words[0] < 3:
        return False
    where = first_child(c.last, "pobj")
    return (
        where is not None
        and not any(d.dep_ in ("det", "poss", "amod", "compound") for d in where.children)
        and c.view.place_at(where) is None
        and not c.view.classes(where)
    )


@veto("a door")
def a_way_out(c: Candidate) -> bool:
    """ "every exit of the hall was open": nobody has left."""
    return c.anchor.lemma_ == "exit" and (
        c.anchor.tag_ == "NNS"
        or any(d.lower_ in ("every", "each", "an", "no", "one", "emergency", "fire", "main", "only")
               for d in c.anchor.children)
    )  # fmt: skip


@veto("before its noun")
def before_its_noun(c: Candidate) -> bool:
    """ "the whole town", "a sound plan", "the whole of it": not told of it; "it shows the bridge
    intact" tells it."""
    if c.anchor.lower_ == "whole" and c.anchor.tag_ == "NN":
        return True
    attributive = not c.phrase and c.anchor.dep_ in ("amod", "nmod", "det")
    return attributive and c.anchor.i < c.anchor.head.i
