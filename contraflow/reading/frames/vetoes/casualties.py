"""Vetoes of frames on people killed, hurt, missing or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.answers.persons import last_named
from contraflow.reading.frames.classes import INANIMATE, fits, force_like, may_suffer
from contraflow.reading.frames.counting import elsewhere
from contraflow.reading.frames.vetoes.registry import veto
from contraflow.reading.lexicon import word_set
from contraflow.reading.numbers.numerals import is_calendar
from contraflow.reading.parsing.negation import is_negative_noun, negated
from contraflow.reading.parsing.syntax import children, first_child, is_indefinite, is_verb, oblique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token

_TOTALS = word_set("totals") - {"death"}
_DIES = word_set("dies")
_OUTLIVES = word_set("outlives")
_TAKES_LIVES = ("claim", "cost", "take", "lose")
_HUNTED = word_set("hunted")
_KEPT = word_set("kept")
_DOES_AWAY = word_set("does-away")
_DEAD_OR_HURT = word_set("dead-or-hurt")
_BODIES = word_set("bodies")
_MOVES_PEOPLE = word_set("moves-people")
_WOUNDS = frozenset({"wound", "injury"})
_ILLNESSES = word_set("illnesses")
_PERILS = word_set("perils")


@veto("its own troops, which it withdraws")
def moves_own_troops(c: Candidate) -> bool:
    """ "the army pulled its troops out of the town": nobody is saved."""
    return (
        c.phrase
        and c.anchor.lemma_ in ("pull", "bring", "take", "fly", "move", "lead")
        and fits(c, c.theme, "troops")
        and c.theme is not None
        and any(t.tag_ == "PRP$" for t in c.theme.children)
        and not any(t.lemma_ in ("rubble", "wreck", "wreckage", "debris") for t in c.view.doc)
    )


@veto("fighters, who lose no home")
def lodges_fighters(c: Candidate) -> bool:
    """ "the seminary sheltered sixty rebels": where they are, and no flight of theirs."""
    return c.anchor.lemma_ in _LODGES and fits(c, c.theme, "troops")


_LODGES = frozenset({"shelter", "host", "house", "accommodate", "lodge"})


@veto("its object is no person")
def harms_no_person(c: Candidate) -> bool:
    """ "burned the trees" hurts nobody."""
    anchor, theme = c.anchor, c.theme
    return (
        theme is not None
        and theme.dep_ in ("dobj", "nsubjpass")
        and is_verb(anchor)
        and not _is_elliptic(anchor)
        # "ten needed treatment", "five suffered broken bones"
        and not (c.phrase and c.words[0] <= max(theme.i - 1, anchor.i + 1) < c.words[1])
        and theme.lemma_ not in _TOTALS  # "put the number of displaced at 70,000"
        and anchor.lemma_ not in _OUTLIVES  # "19 survived the sinking", "fled their homes"
        and not may_suffer(c, theme)
    )


def _is_elliptic(verb: Token) -> bool:
    """Whether a verb shares its "were": "22 were killed and 30 injured in an ambush, the deadliest attack"."""
    return verb.dep_ == "conj" and any(
        s.tag_ == "CD" and s.i == verb.i - 1 for s in children(verb, "nsubj", "nsubjpass")
    )


@veto("a thing called by the dead")
def names_a_thing(c: Candidate) -> bool:
    """ "Body bags (60)", "the victim support fund": against "body count", "fatality figures"."""
    noun = c.anchor
    if c.phrase or noun.dep_ not in ("compound", "nmod") or not noun.tag_.startswith("NN"):
        return False
    thing = noun.head
    return (
        noun.i < thing.i
        and thing.tag_.startswith("NN")
        and thing.lemma_ not in _TOTALS
        and c.view.class_of(thing, "person") is None
        and thing.lemma_ not in _HARM_NOUNS
    )


_HARM_NOUNS = frozenset("count toll figure case victim loss casualty fatality death part".split())


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


@veto("loses a game")
def loses_a_game(c: Candidate) -> bool:
    """ "Two were sent off as Xtown lost at home": of people only with an object, or where they are lost."""
    return (
        c.anchor.lemma_ == "lose"
        and not c.phrase
        and is_verb(c.anchor)
        and not any(d.dep_ in ("dobj", "auxpass", "prt") for d in c.anchor.children)
        and any(
            d.dep_ == "nsubj" and (c.anchor.tag_ != "VBN" or _is_a_side(c, d))
            for d in c.anchor.children
        )
    )


def _is_a_side(c: Candidate, subject: Token) -> bool:
    """Whether a subject of "lost" is one body of people, and not those who were: "the team lost"."""
    return (
        subject.tag_ == "NN"
        and c.anchor.dep_ == "ROOT"
        and c.view.class_of(subject, "person") is None
        and c.view.class_of(subject, "vehicle") is None
        and not any(d.dep_ in ("aux", "auxpass") for d in c.anchor.children)
    )


@veto("nobody in that room", words=frozenset({"there"}))
def spares_a_room(c: Candidate) -> bool:
    """ "The ward on the second floor was emptied, and nobody was hurt there": others may have been."""
    there = next((d for d in c.anchor.children if d.lower_ == "there" and d.tag_ == "RB"), None)
    if there is None or any(m.end <= there.i for m in c.view.places):
        return False
    if not (negated(c.anchor) or any(r is not None and is_negative_noun(r) for r in c.roles)):
        return False
    return any(
        t.lemma_ in _ROOMS or c.view.class_of(t, "facility") is not None
        for t in c.view.doc[: c.anchor.i]
    )


_ROOMS = word_set("house-parts") | {"ward", "floor", "room", "wing", "department", "storey"}


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


_BEARS = frozenset("have bear suffer sustain show carry receive get take".split())


@veto("one who has no wound")
def unhurt_one(c: Candidate) -> bool:
    """ "he had no bullet wound": others may have been shot there."""
    wound = next((t for t in c.view.doc[c.words[0] : c.words[1]] if t.lemma_ in _WOUNDS), None)
    if wound is None or not (
        any(t.lower_ in ("no", "any") for t in wound.children)
        or any(t.dep_ == "neg" for t in wound.head.children)
    ):
        return False
    if wound.dep_ == "dobj" and wound.head.lemma_ not in _BEARS:
        return False  # "the brigade reported no injuries"
    if wound.tag_ == "NN" and any(t.dep_ == "expl" for t in wound.head.children):
        # "there is no injury consistent with a fall": on the one who was looked at
        return any(
            t.i > wound.i and t.dep_ in ("amod", "acl", "relcl") for t in wound.children
        ) or any(t.dep_ == "acomp" for t in wound.head.children)
    bearer = first_child(wound.head, "nsubj")
    if bearer is None or any(t.lower_ in ("no", "not") for t in bearer.children):
        return False  # "no officer had any injury"
    return bearer.tag_ in ("NN", "NNP") or bearer.lower_ in ("he", "she")


@veto("one person's fate")
def one_person_alive(c: Candidate) -> bool:
    """ "the mayor is alive": a fate, and no count."""
    return c.anchor.lower_ == "alive" and (
        c.anchor.head.lemma_ not in _COMES_OUT
        or c.theme is None
        or not (c.theme.tag_ in ("NNS", "CD", "DT") or is_indefinite(c.theme))
        or c.phrase
    )


_COMES_OUT = frozenset(
    "be remain stay find bring pull take dig get carry lift recover reach come all".split()
)


@veto("hoped for")
def no_more_than_hoped(c: Candidate) -> bool:
    """ "Hopes of finding 30 miners alive are fading": nobody has found them."""
    node = c.anchor
    for _ in range(3):
        if is_verb(node):
            break
        node = node.head
    of = node.head
    return node.dep_ == "pcomp" and of.lower_ in ("of", "for") and of.head.lemma_ in _HOPES


_HOPES = frozenset({"hope", "chance", "prospect", "possibility", "odds", "likelihood", "aim"})


@veto("loses no people")
def loss_of_things(c: Candidate) -> bool:
    """ "the loss of power", "suffered no losses" of a company: of people only with "of", or a force's."""
    if c.anchor.lemma_ == "lose" and c.theme is not None and _is_no_person(c, c.theme):
        return True  # "has not lost an inch", "no votes were lost"
    if c.anchor.lemma_ == "lose" and any(t.lemma_ in _DONE_TO_THINGS for t in c.anchor.conjuncts):
        return True  # "74 lost overboard or destroyed": cargo
    if c.anchor.lemma_ != "loss" or c.phrase:
        return False
    of = oblique(c.anchor, "of")
    if (
        of is not None
        and of.tag_ == "CD"
        and any(t.lower_ in ("board", "aboard", "hands") for t in of.doc[of.i + 1 : of.i + 3])
    ):
        return False  # "with the loss of all nine on board"
    if of is not None:
        return c.view.class_of(of, "person") is None or c.view.quantity_of(of) is None
    return not is_negative_noun(c.anchor) or c.theme is None or not force_like(c, c.theme)


def _is_no_person(c: Candidate, lost: Token) -> bool:
    """Whether a common noun is of no people: a known one of things, or one that nothing makes people."""
    if lost.lemma_ in _GROUND:
        return True
    if lost.tag_ not in ("NN", "NNS") or lost.lemma_ in _TOTALS or lost.lemma_ in _SOULS:
        return False
    kinds = ("person", "office")
    return not any(c.view.class_of(lost, kind) for kind in kinds) and not force_like(c, lost)


_GROUND = word_set("ground")
_DONE_TO_THINGS = frozenset({"destroy", "damage", "scrap", "break"})
_SOULS = frozenset({"life", "soul", "hand", "comrade", "loved", "relative", "one"})
"""Who is lost with a wreck or in a fight, beside those whom the lexicon knows as people."""


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


@veto("a thing that hurts nobody it names")
def works_on_nothing(c: Candidate) -> bool:
    """ "The brakes did not bite", "the knife cuts well": against "five burned", "no one was hurt"."""
    subject = first_child(c.anchor, "nsubj")
    return (
        is_verb(c.anchor)
        and not c.phrase
        and subject is not None
        and subject.tag_ in ("NN", "NNS")
        and first_child(c.anchor, "dobj") is None
        and c.view.class_of(subject, "person") is None
        and c.view.quantity_of(subject) is None
        and not (c.is_force(subject) or is_negative_noun(subject))
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
        and c.anchor.dep_ == "amod"
        and c.anchor.head.tag_ == "NN"
        and not {"person", "office"} & {name for name, _ in c.view.classes(c.anchor.head)}
    ):
        return True  # "no burned clothing"
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
        if c.anchor.tag_ == "IN" and c.anchor.head.lemma_ in _DIES:
            return True
        return any(
            t.lemma_ in _DIES and elsewhere(c.view, t) is not None for t in c.view.doc[: c.words[0]]
        )
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


@veto("still to be brought up")
def still_below(c: Candidate) -> bool:
    """ "Forty men are still underground": they are missed, not only there."""
    return c.last.lower_ in ("underground", "mine") and any(
        t.lower_ == "still" for t in c.view.doc[max(0, c.words[0] - 2) : c.words[1]]
    )


@veto("falls, and is not said to die")
def falls_to_the_ground(c: Candidate) -> bool:
    """ "Three soldiers fell from a lorry", "fell ill", "fell back", against "fell at Xtown", "fell in battle"."""
    if not is_verb(c.anchor) or c.anchor.dep_ == "amod":
        return not fits(c, c.anchor.head, "combatant")
    who = first_child(c.anchor, "nsubj")
    of = oblique(who, "of") if who is not None else None
    if who is None or not (fits(c, who, "combatant") or (of and fits(c, of, "combatant"))):
        return True
    for word in c.anchor.rights:
        if word.dep_ in ("prt", "acomp", "oprd", "advmod", "dobj", "attr", "xcomp", "agent"):
            return True
        if word.dep_ == "prep" and not _falls_when_or_where(c, word):
            return True
    return False


def _falls_when_or_where(c: Candidate, prep: Token) -> bool:
    at = first_child(prep, "pobj")
    return at is not None and (
        prep.lower_ in ("during", "since", "after", "for", "before", "between")
        or at.lemma_ in _BATTLES
        or is_calendar(at)
        or (
            prep.lower_ in ("in", "at", "near", "around", "outside")
            and c.view.place_at(at) is not None
        )
    )


_BATTLES = frozenset(
    "battle combat action fighting war clash ambush attack assault duty raid".split()
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


@veto("hunts them")
def hunts_them(c: Candidate) -> bool:
    """ "searching for three gunmen": they are not missing, they are sought."""
    sought = next((t for t in c.last.children if t.dep_ == "pobj"), None)
    if sought is None and c.theme is not None and c.theme.dep_ == "nsubjpass":
        sought = c.theme  # "seven hikers are being looked for"
    if any(t.lemma_ == "seek" for t in c.view.doc[slice(*c.words)]):
        return (
            sought is not None and sought.lemma_ in _HUNTED
        )  # "the gunmen are still being sought"
    if sought is not None and sought.lemma_ == "number":
        return False  # "for an unknown number of people"
    return c.anchor.lemma_ in _SEARCHES and (
        sought is None
        or sought.lemma_ in _HUNTED
        or c.view.class_of(sought, "person") in (None, "combatant")
        or c.view.quantity_of(sought) is None
    )


_SEARCHES = frozenset({"search", "look", "hunt", "comb", "scour", "sift", "trawl", "dig"})


@veto("ill, or treated as a rule")
def treats_the_ill(c: Candidate) -> bool:
    """ "The clinic treats 40 people a day", "treated 12 children for measles": no injury of an event."""
    if c.anchor.tag_ in ("VBZ", "VBP") and not any(d.dep_ == "aux" for d in c.anchor.lefts):
        return True
    after = c.view.doc[c.words[1] : c.words[1] + 9]
    return _for_illness(c) or any(
        t.lower_ in ("day", "week", "month") and t.i and t.doc[t.i - 1].lower_ in ("a", "per")
        for t in after
    )


@veto("ill, not hurt")
def falls_ill(c: Candidate) -> bool:
    """ "taken to hospital with chest pains", "treated for shock in labour": no injury of the event."""
    return c.phrase and _for_illness(c)


def _for_illness(c: Candidate) -> bool:
    """Whether an illness is named at or behind a cue."""
    return any(
        t.lemma_ in _ILLNESSES or c.view.class_of(t, "hazard") == "disease"
        for t in c.view.doc[c.words[0] : c.words[1] + 7]
    )


@veto("who speaks of others")
def speaks_of_others(c: Candidate) -> bool:
    """ "the spokesman said, with 100 in hospital", "the ministry reported deaths": he is not, nor did
    it die; and "his death", of which the director said it, is another's."""
    who = c.theme
    if who is not None and who.tag_.startswith("PRP") and c.spec.value == "dead":
        who = last_named(c.view, who.i, c.is_force)
    return (
        who is not None
        and who.dep_ == "nsubj"
        and who.head is not c.anchor
        and (
            who.head.lemma_ in c.view.lex.speech_verbs
            or (
                who.head.lemma_ in c.view.lex.reporting_verbs
                and who.head.is_ancestor(c.anchor)
                and not who.is_ancestor(c.anchor)
            )
        )
    )


@veto("bodies, not the hurt")
def dead_on_arrival(c: Candidate) -> bool:
    """ "twenty bodies were brought to hospitals", "carried burned bodies"."""
    if c.anchor.i + 1 == c.anchor.head.i and c.anchor.head.lemma_ in _BODIES:
        return True
    return c.phrase and c.theme is not None and c.theme.lemma_ in _BODIES


_EVENTS_COUNTED = frozenset(
    {"death", "case", "injury", "fatality", "casualty", "birth", "infection"}
)


@veto("passengers on their way")
def carries_passengers(c: Candidate) -> bool:
    """ "the airport moved 52,000 travellers", "registered 82 deaths": they left no home."""
    if c.anchor.lemma_ == "register" and c.theme is not None and c.theme.lemma_ in _EVENTS_COUNTED:
        return True
    return c.anchor.lemma_ == "move" and any(
        r is not None and r.lemma_ in ("traveller", "traveler", "passenger", "commuter", "tourist")
        for r in c.roles
    )


@veto("bodies of several, or that are none")
def several_bodies(c: Candidate) -> bool:
    """ "Xish bodies lift blockade": organisations, or the dead at large, and no one person's."""
    return c.anchor.lemma_ in ("body", "corpse") and c.anchor.tag_ in ("NNS", "NNPS")


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
_WITHIN_NOUNS = frozenset(
    {"xcomp", "oprd", "amod", "acl", "pcomp", "pobj", "prep", "compound", "relcl", "acomp"}
)
_TURNS_UP = word_set("turns-up")


@veto("it is known what became of them")
def fate_is_known(c: Candidate) -> bool:
    """ "The fate of 60 miners" is theirs who are missing only where nobody knows it."""
    return not any(t.lower_ in _UNKNOWN for t in c.view.doc)


_UNKNOWN = frozenset({"unknown", "unclear", "uncertain", "mystery", "unresolved"})


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


@veto("how they died is denied, not that they did")
def denies_only_how(c: Candidate) -> bool:
    """ "They did not die in vain", "not instantly", "not by mistake": a denial turns on what is added."""
    if not negated(c.anchor) or not is_verb(c.anchor):
        return False
    adverbs = {t.lower_ for t in c.anchor.rights if t.dep_ in ("advmod", "acomp", "oprd")}
    if any(a in _MANNERS or (a.endswith("ly") and a not in _NO_MANNERS) for a in adverbs):
        return True
    return any(
        noun.lemma_ in _MANNER_NOUNS
        for prep in ("in", "for", "by", "on", "out")
        for noun in (oblique(c.anchor, prep),)
        if noun is not None
    ) or any(t.lower_ == "vain" for t in c.view.doc[c.anchor.i + 1 : c.anchor.i + 3])


_MANNERS = frozenset({"alone", "together", "fast"})
_NO_MANNERS = frozenset(
    "only early daily actually really reportedly allegedly apparently certainly definitely officially"
    " finally recently previously initially originally directly subsequently".split()
)
_MANNER_NOUNS = frozenset(
    {"vain", "nothing", "mistake", "accident", "chance", "error", "purpose", "sleep", "silence"}
)


@veto("buried under something")
def buried_under(c: Candidate) -> bool:
    """ "The boy was buried under the rubble": he may live."""
    return any(
        (t.dep_ in ("prep", "agent") and t.lower_ in _UNDER) or t.lower_ == "alive"
        for t in c.anchor.children
    )


_UNDER = frozenset({"under", "beneath", "below", "by", "underneath"})


@veto("well, fine or in no danger in some way only")
def well_in_part(c: Candidate) -> bool:
    """ "Is well known", "is fine with the plan", "in no danger of losing"."""
    after = c.view.doc[c.words[1] : c.words[1] + 1]
    following = after[0] if after else None
    if c.last.lower_ == "danger":
        return following is not None and following.lower_ == "of"
    if c.anchor.lower_ not in ("well", "fine", "ok", "okay"):
        return False
    return (c.phrase is False and (c.anchor.dep_ != "acomp" and c.anchor.head.lemma_ != "be")) or (
        following is not None and (following.tag_[:2] in ("VB", "JJ") or following.lower_ == "with")
    )


@veto("not well, and not dead")
def lives_unwell(c: Candidate) -> bool:
    """ "Is not well", "has not appeared in public": who is not said to be as they should be may live."""
    words = c.view.doc[c.words[0] : c.words[1]]
    return negated(c.anchor) and not any(t.lemma_ in _LIVES for t in words)


_LIVES = frozenset({"survive", "alive", "live", "breathe"})


@veto("out of danger, and not from home")
def out_of_danger(c: Candidate) -> bool:
    """ "Took 60 people out of the water", "brought nine out of the mine": saved, not displaced."""
    return c.phrase and c.last.lower_ in ("of", "from") and not out_of_no_danger(c)


@veto("out of no danger")
def out_of_no_danger(c: Candidate) -> bool:
    """ "Took 60 people out of the village": against out of the water, the rubble, the mine."""
    source = first_child(c.last, "pobj")
    if source is None:
        return True
    burning = any(t.lemma_ in _BURNT for t in source.children)
    return source.lemma_ not in _PERILOUS and not burning


_PERILOUS = frozenset(
    "water sea river lake rubble wreck wreckage debris ruin ruins mine shaft pit tunnel cave well mud snow"
    " ice flood floodwater floodwaters flame flames fire blaze crevasse hull avalanche surf wave inferno".split()
)
_BURNT = frozenset({"burn", "blaze", "collapse", "flood", "sink", "capsize", "wreck", "stricken"})


@veto("gets away with somebody")
def gets_away_with(c: Candidate) -> bool:
    """ "Got away with 40 hostages": those who got away are not so many."""
    after = c.view.doc[c.words[1] : c.words[1] + 1]
    return c.phrase and bool(after) and after[0].lower_ == "with"


@veto("gets away with nobody")
def gets_away_alone(c: Candidate) -> bool:
    """ "Got away with murder", "take along"."""
    if not c.phrase or not any(
        t.lower_ in ("away", "along", "them") for t in c.view.doc[slice(*c.words)]
    ):
        return False
    if c.anchor.lemma_ not in ("get", "take"):
        return False
    whom = first_child(c.last, "pobj") if c.anchor.lemma_ == "get" else c.theme
    if whom is not None and whom.lemma_ == "number":
        whom = oblique(whom, "of")  # "took away an unknown number of people"
    return whom is None or c.view.class_of(whom, "person") is None


@veto("on the run from home", words=frozenset({"run"}))
def runs_from_no_law(c: Candidate) -> bool:
    """ "villagers are on the run": they lost their homes, and nobody looks for them."""
    return _runs(c) and _is_of_a_town(c)


@veto("on the run from the law", words=frozenset({"run"}))
def runs_from_the_law(c: Candidate) -> bool:
    """ "two suspects are on the run": they lost no home."""
    return _runs(c) and not _is_of_a_town(c)


def _runs(c: Candidate) -> bool:
    return c.phrase and c.last.lower_ == "run"


def _is_of_a_town(c: Candidate) -> bool:
    return any(r is not None and fits(c, r, "inhabitants") for r in c.roles)
