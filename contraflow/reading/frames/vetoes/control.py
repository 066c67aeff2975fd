"""Vetoes of frames on who holds a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames.classes import fits, flag_of
from contraflow.reading.frames.vetoes.registry import veto
from contraflow.reading.parsing.negation import is_negative_noun
from contraflow.reading.parsing.syntax import children, first_child, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token

_SAID_TO_FALL = frozenset({"suspicion", "blame", "responsibility", "attention", "night", "silence"})
_FALLS_TO = frozenset({"off", "into", "onto", "down", "over", "out", "from"})
_MANY = 4
"""Places that are taken at once and not named, from here on."""
_APART = frozenset({"apart", "away", "down", "off", "up", "aside", "out"})
_ALL_OR_NOTHING = frozenset({"everything", "nothing", "anything", "something", "all", "it all"})


@veto("claims it as its land, or does not say that it has it")
def claims_as_its_land(c: Candidate) -> bool:
    """ "Xland claims the island as its own", "both sides claim the town": who has it is not told."""
    verb = c.anchor
    if not is_verb(verb) or verb.dep_ == "relcl" or verb.tag_ not in ("VBD", "VBP", "VBZ"):
        return True
    if verb.tag_ != "VBD" and not c.view.sentence.heading:
        return True
    claimed = first_child(verb, "dobj")
    if claimed is None or claimed is not c.theme:
        return True
    who = c.agent
    if who is None or who.lower_ == "both" or any(d.dep_ == "conj" for d in who.children):
        return True
    return any(t.lower_ in ("as", "both", "back") for t in verb.children)


@veto("not called by who holds it")
def called_by_no_side(c: Candidate) -> bool:
    """ "is a rebel town again", against "a rebel town", "is a border town", "is an army town"."""
    be = c.anchor.head
    if c.anchor.dep_ != "attr" or be.lemma_ not in ("be", "become", "remain"):
        return True
    if c.agent is None or c.agent is c.anchor or c.view.place_at(c.agent) is not None:
        return True
    if c.agent.lemma_ in ("army", "military", "garrison", "police", "navy"):
        return True  # where many serve
    return c.theme is None or c.theme is c.anchor or not fits(c, c.theme, "place")


@veto("recovers from something")
def recovers_from(c: Candidate) -> bool:
    """ "Two policemen are recovering from wounds in Xtown": they take no town back."""
    return c.anchor.lemma_ == "recover" and not any(
        d.dep_ in ("dobj", "auxpass") for d in c.anchor.children
    )


@veto("no flag flies there")
def no_flag(c: Candidate) -> bool:
    """ "planes fly over the town": of flags alone the verb says who holds it."""
    return flag_of(c.anchor) is None


@veto("still at it")
def still_at_it(c: Candidate) -> bool:
    """ "were repelling an attack": how it ends is not told."""
    verb = c.anchor
    return verb.tag_ == "VBG" and any(
        a.dep_ == "aux" and a.lower_ in ("is", "are", "was", "were") for a in verb.children
    )


@veto("told of something else than its subject")
def not_its_subject(c: Candidate) -> bool:
    """ "two were held in Xtown", "a bending failure": the town itself holds out, or gives in."""
    if c.theme is not None and (
        c.view.class_of(c.theme, "facility") or c.view.class_of(c.theme, "order")
    ):
        return True  # "the dam at X is holding": which is no town that holds out
    return (
        c.theme is None or c.theme.dep_ not in ("nsubj", "nsubjpass") or c.anchor.tag_ == "VBN"
    ) and not (c.phrase and c.theme is not None and c.theme.dep_ == "nsubj")


@veto("somebody loses it")
def somebody_loses(c: Candidate) -> bool:
    """ "the firm lost the site": only of what is lost, and nobody says by whom, is it told."""
    return c.agent is not None or c.theme is None or c.theme.dep_ != "nsubjpass"


@veto("it passes to nobody who could hold it")
def passes_to_nobody(c: Candidate) -> bool:
    """ "the road passes to the north"."""
    if c.anchor.lemma_ != "pass" or c.last.lower_ != "to":
        return False
    taker = first_child(c.last, "pobj")
    return taker is None or not c.is_force(taker)


@veto("no predicate")
def no_predicate(c: Candidate) -> bool:
    """ "opened up on ours": "ours" says of what stands before it whose it is, and only there."""
    return c.anchor.lower_ in ("ours", "theirs") and c.anchor.dep_ in ("pobj", "dobj", "nsubj")


@veto("takes it apart or away")
def takes_away(c: Candidate) -> bool:
    """ "the tower was taken apart"; "after being taken by gunmen": no place."""
    if c.anchor.lemma_ != "take" or c.phrase:
        return False
    if c.theme is None and c.anchor.dep_ == "pcomp" and c.anchor.tag_ == "VBN":
        return True
    if c.theme is not None and c.theme.dep_ == "pobj" and c.theme.head.lower_ == "to":
        return True  # "took to the streets"
    taken = c.anchor.head
    if (
        c.anchor.dep_ == "acl"
        and taken.tag_ in ("NN", "NNS")
        and oblique(c.anchor, "from") is not None
        and c.view.class_of(taken, "place") is None
    ):
        return True  # "samples taken from the taps of Xtown"
    return any(
        (d.lower_ in _APART and d.dep_ in ("prt", "advmod"))
        or (d.lemma_ == "position" and d.dep_ == "dobj" and d.tag_ == "NNS")
        for d in c.anchor.children
    )


@veto("one of many of its kind")
def one_of_many(c: Candidate) -> bool:
    """ "runs a clinic", "police two checkpoints": which, is not said."""
    theme = c.theme
    if theme is None or theme.dep_ not in ("dobj", "nsubjpass"):
        return True
    if c.view.place_at(theme) is not None:
        return False
    return theme.tag_ == "NNS" or not any(
        d.dep_ in ("det", "poss") and d.lower_ not in ("a", "an", "another") for d in theme.children
    )


def _names_a_house(c: Candidate) -> bool:
    """Whether the last noun before a verb that is no place is a building's."""
    nouns = (t for t in reversed(c.view.doc[: c.anchor.i]) if t.tag_ in ("NN", "NNS"))
    kinds = ({name for name, _ in c.view.classes(t)} for t in nouns)
    last = next((k for k in kinds if k & {"facility", "vehicle", "place", "person"}), set())
    return bool(last & {"facility", "vehicle"}) and "place" not in last


@veto("falls off or into something")
def falls_bodily(c: Candidate) -> bool:
    """ "when it fell off the road", "suspicion fell on the rebels", "five fall in X": no town."""
    if c.anchor.tag_.startswith("NN") and any(d.dep_ == "nummod" for d in c.anchor.children):
        return True
    if c.theme is not None and c.theme.lower_ == "it" and _names_a_house(c):
        return True  # "twelve families lived in the building when it fell"
    return c.anchor.lemma_ == "fall" and any(
        (near.lower_ in _FALLS_TO and near.dep_ in ("prep", "prt", "advmod"))
        or (near.lemma_.casefold() in _SAID_TO_FALL and near.dep_ == "nsubj")
        or (near.lemma_ in _LENGTHS and near.dep_ in ("dobj", "npadvmod", "advmod"))
        for near in c.anchor.children
    )


_LENGTHS = frozenset("metre meter foot yard storey story floor kilometre kilometer mile m".split())


@veto("many places")
def many_places(c: Candidate) -> bool:
    """ "took 50 of the country's districts": which, is not said."""
    if c.theme is None or c.view.place_at(c.theme) is not None:
        return False
    q = c.view.quantity_of(c.theme)
    return q is not None and (q.low or 0) >= _MANY and c.view.class_of(c.theme, "place") is not None


@veto("losses of men")
def losses(c: Candidate) -> bool:
    """ "heavy losses", "gave no losses": of people or money, and no place."""
    if c.anchor.lower_ == "fall" and c.anchor.tag_ == "NN" and not c.phrase:
        # "injuries consistent with a fall"
        return any(d.lower_ == "a" for d in c.anchor.children) and oblique(c.anchor, "of") is None
    return c.anchor.lemma_ == "loss" and (c.anchor.tag_ == "NNS" or c.theme is None)


_SPANS = frozenset({"bridge", "dam", "tower", "mast", "wall", "building", "house", "roof"})
"""What stands until it falls."""


@veto("walls and bridges fall, too")
def walls_fall(c: Candidate) -> bool:
    """ "the bridge fell": no place that somebody takes, though it has a name; it may fall to them."""
    if c.theme is None or c.phrase:
        return False
    built = {canonical for name, canonical in c.view.classes(c.theme) if name == "facility"}
    if c.view.place_at(c.theme) is None:
        whole = oblique(c.theme, "of") if is_verb(c.anchor) else None
        return bool(built) or (  # "a section of the bridge fell"
            whole is not None and c.view.class_of(whole, "facility") in _SPANS
        )
    return bool(built & _SPANS) and is_verb(c.anchor) and oblique(c.anchor, "to") is None


@veto("something fell there")
def shells_fall(c: Candidate) -> bool:
    """ "shells fell on the town", "they lived in the house until it fell"."""
    if c.anchor.lemma_ != "fall" or not is_verb(c.anchor):
        return False
    if c.theme is not None and c.theme.lower_ == "it":
        before = [t for t in c.view.doc[: c.theme.i] if t.tag_.startswith("NN")]
        return any(name in ("facility", "vehicle") for t in before for name, _ in c.view.classes(t))
    return not fits(c, c.theme, c.spec.theme)


@veto("all that somebody had")
def loses_all(c: Candidate) -> bool:
    """ "we lost everything", "they took nothing", "gave himself up", "takes no sides": no place."""
    if any(d.lower_.endswith(("self", "selves")) for d in children(c.anchor, "dobj")):
        return True
    if c.agent is not None and c.agent.tag_ == "PRP":
        control = c.last if c.phrase else c.theme
        of = oblique(control, "of") if control is not None else None
        if of is not None and of.lower_ == "it":
            return True  # "they lost control of it": the wheel, or the fuel
    return (
        c.theme is not None
        and c.theme.dep_ == "dobj"
        and (c.theme.lower_ in _ALL_OR_NOTHING or c.theme.lower_ == "sides")
    )


@veto("people who are held, and no place")
def holds_people(c: Candidate) -> bool:
    """ "over 100 held in Xtown", "three men were held"."""
    if not c.phrase and c.anchor.dep_ == "amod" and c.anchor.tag_ == "VBG":
        return True  # "a controlling stake"
    if any(t.lower_ in ("responsible", "accountable", "liable") for t in c.anchor.subtree):
        return True  # "held the police responsible"
    if c.phrase or c.anchor.tag_ != "VBN":
        return False
    held = next(children(c.anchor, "nsubjpass"), c.anchor.head if c.anchor.dep_ == "acl" else None)
    return held is not None and (
        held.tag_ == "CD"
        or c.view.class_of(held, "person") is not None
        or (c.view.quantity_of(held) is not None and not _is_spot(c, held))
    )


def _is_spot(c: Candidate, noun: Token) -> bool:
    """Whether a noun is of a place or a building: "both terminals", "the two bridges"."""
    return c.view.place_at(noun) is not None or any(
        name in ("place", "facility") for name, _ in c.view.classes(noun)
    )


@veto("keeps doing something")
def keeps_doing(c: Candidate) -> bool:
    """ "The accounts of it keep changing", "keeps out of sight": nothing is kept."""
    return c.anchor.lemma_ == "keep" and any(
        d.dep_ in ("xcomp", "acomp", "ccomp") and d.tag_ == "VBG" for d in c.anchor.children
    )


@veto("land that is not said to be here")
def some_land(c: Candidate) -> bool:
    """ "Fighting in areas that the army does not hold", "fire from territory held by rebels": which, it
    does not say, nor that the place told of is a part of it."""
    land = c.anchor.head
    if c.anchor.dep_ not in ("acl", "relcl") or land.lemma_ not in _LAND:
        return False
    if c.view.place_at(land) is not None:
        return False  # "Xish territory"
    if any(d.dep_ in ("det", "poss", "nummod") for d in land.children):
        return False
    below = {t.i for t in c.anchor.subtree}
    near = [t for t in land.subtree if t.i not in below and t is not land]
    return not any(
        t.dep_ == "pobj" or c.view.place_at(t) is not None or t.lower_ in _WHERE for t in near
    )


_LAND = frozenset({"area", "territory", "land", "region", "zone", "ground", "place", "district"})
_WHERE = frozenset({"there", "here", "nearby"})


@veto("at sea")
def off_the_coast(c: Candidate) -> bool:
    """ "tanker seized off Xtown": a ship, and no town."""
    return c.theme is not None and any(
        t.lower_ == "off" for t in c.view.doc[max(0, c.theme.left_edge.i - 1) : c.theme.i]
    )


@veto("to and fro")
def to_and_fro(c: Candidate) -> bool:
    """ "Has changed hands several times since 2013", "repeatedly fell": who holds it now, is not told."""
    return any(
        (d.lemma_ == "time" and d.dep_ in ("npadvmod", "dobj", "advmod") and list(d.lefts))
        or d.lower_ in _AGAIN_AND_AGAIN
        for d in c.anchor.children
    )


_AGAIN_AND_AGAIN = frozenset({"repeatedly", "often", "twice", "thrice", "regularly"})


@veto("takes things, and no place")
def takes_things(c: Candidate) -> bool:
    """ "Took possession of 14 rifles from the station": the station is not taken."""
    noun = next(children(c.anchor, "dobj"), c.last)
    if noun.lemma_ != "possession":
        return False
    what = oblique(noun, "of") or oblique(c.anchor, "of")
    return what is not None and any(name == "weapon" for name, _ in c.view.classes(what))


@veto("men who surrender")
def gives_himself_up(c: Candidate) -> bool:
    """ "Nobody of his camp had surrendered": of men, whoever holds the place."""
    if c.anchor.lemma_ != "surrender" or not is_verb(c.anchor):
        return False
    who = first_child(c.anchor, "nsubj")
    held = any(c.view.place_at(t) is not None for t in children(c.anchor, "dobj"))
    return who is not None and not held and is_negative_noun(who)


@veto("falls as figures do")
def in_free_fall(c: Candidate) -> bool:
    """ "the currency is in free fall"."""
    return any(d.lower_ == "free" for d in c.anchor.children)


@veto("holds something")
def holds_something(c: Candidate) -> bool:
    """ "the dam holds 3 million tonnes", "held up"."""
    return c.anchor.lemma_ in ("hold", "resist") and any(
        d.dep_ in ("dobj", "prt", "xcomp", "ccomp") and not c.words[0] <= d.i < c.words[1]
        for d in c.anchor.children
    )


@veto("a wall that gives way is lost to nobody")
def built_to_hold(c: Candidate) -> bool:
    """ "the dam fell to the pressure of the water"."""
    return c.theme is not None and c.view.class_of(c.theme, "facility") in ("dam", "bridge", "gate")


@veto("of whom only a clause beside it tells")
def told_aside(c: Candidate) -> bool:
    """ "Clearing parts of the town, where soldiers had died": it is not these who were driven out."""
    theme = c.theme
    return (
        theme is not None
        and theme.dep_ in ("nsubj", "nsubjpass")
        and theme.head.dep_ == "relcl"
        and c.anchor.is_ancestor(theme)
    )
