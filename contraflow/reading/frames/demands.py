"""Whether the roles of a cue are what its frame asks for: its columns ``agent`` and ``theme``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.answers.persons import is_titled
from contraflow.reading.frames.classes import fits, force_like, words_of
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.negation import is_negative_noun
from contraflow.reading.parsing.syntax import oblique

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.lexicon import FrameSpec
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_HELD_BY_NOBODY = frozenset(
    {"hazard", "vehicle", "service", "person", "office", "attack", "order", "permit", "relief"}
)
"""Classes of nouns that are no place to hold."""
_BESIDE_THEME = frozenset(
    {"with", "for", "about", "on", "against", "in", "at", "by", "from", "after"}
)
"""What follows these is beside what is held or taken: "talks in X", "a decision on X"."""
_SENT_AT = frozenset({"against", "at", "for", "near", "over", "above", "towards", "toward", "from"})
"""What follows these is not what the noun before them is: "rockets fired at the port"."""
_NO_DOERS = frozenset({"disaster", "hazard", "order"})
_SOUGHT_NEARBY = ("movement.presence", "movement.manner", "control.holder")
"""Axes whose doer may stand elsewhere in the clause."""
_OWN_MOVES = word_set("own-moves")
_FORCE_UNITS = word_set("force-units")
_TOTALS = word_set("totals")
_WHOEVER = frozenset({"everybody", "everyone", "nobody", "somebody", "someone", "who"})
_FORCE_POSITIONS = frozenset(
    "pobj nsubj nsubjpass dobj conj compound poss amod nmod appos attr".split()
)
_NAMED_BY_NOUN = frozenset({"hazard", "service", "access", "attack", "place-or-person", "order"})
"""Classes of themes that a cue noun is of by itself: "a blackout", "the closure"."""


def unmet(view: SentenceView, spec: FrameSpec, anchor: Token) -> str | None:
    """Why a row's demands cannot be met by any word of a sentence, whatever the roles are."""
    wanted = words_of(spec.agent) if spec.agent else None
    if wanted is not None and view.words.isdisjoint(wanted):
        return f"its doer is no {spec.agent}"
    if not spec.theme or spec.value == "count":
        return None
    if spec.theme in _NAMED_BY_NOUN and anchor.tag_.startswith("NN"):
        return None
    wanted = words_of(spec.theme)
    if wanted is not None and view.words.isdisjoint(wanted):
        return f"its object is no {spec.theme}"
    return None


def unfit_agent(c: Candidate) -> str | None:
    """Why a cue's doer is not of the frame's class, if it is not; seeks one that is."""
    wanted = c.spec.agent
    if not wanted:
        return None
    if wanted == "force":
        return _lacks_force(c)
    if wanted == "traveller":
        return None if _travels(c) else "nobody who travels"
    doer = c.agent
    if doer is None and c.view.doc[c.words[0]].lower_ in ("not", "n't", "never"):
        doer = c.theme  # "have not come back": the phrase begins with no verb
    return None if fits(c, doer, wanted) else f"its doer is no {wanted}"


def theme_fits(c: Candidate) -> bool:
    """Whether what a cue is about is of the frame's class, or names such a thing nearby."""
    spec, anchor, theme = c.spec, c.anchor, c.theme
    if theme is not None and spec.axis == "control.holder" and _cannot_be_held(c, theme):
        return False
    if fits(c, theme, spec.theme):
        return True
    if (
        spec.theme == "thing"
        and theme is not None
        and (theme.lower_ in _WHOEVER or c.view.class_of(theme, "person") is not None)
    ):
        return False  # "everybody on the boat was saved", "the driver of the bus survived"
    if spec.referent == "person" and theme is not None and theme.tag_ in ("CD", "NNS", "NNPS"):
        return False  # "three of the crew came back alive", "the drowned were laid to rest"
    if anchor.dep_ == "amod" and anchor.tag_.startswith("JJ") and not c.phrase:
        return False  # "open burning": an adjective before a noun is about that noun alone
    return (
        _cue_names_theme(c)
        or _within_theme(c)
        or _subject_fits(c)
        or _place_elsewhere(c)
        or (
            spec.theme in _NAMED_BY_NOUN
            and anchor.tag_.startswith("NN")
            and any(s.id == spec.id for s in c.view.lex.nouns.get(anchor.lemma_, ()))
            and not (spec.theme == "order" and _names_no_order(c))
        )
    )


def _names_no_order(c: Candidate) -> bool:
    """Whether nothing in the sentence is a truce, a curfew or the like: "after a collapse in Xtown"."""
    if c.view.class_of(c.anchor, "order") is not None:
        return False  # "there is no curfew"
    if any(c.view.classes(t) for t in (c.anchor, c.theme) if t):
        return True  # a dam's breach, the collapse of a bridge
    return all(c.view.class_of(t, "order") is None for t in c.view.nouns)


# -- agents ---------------------------------------------------------------------------------


def _lacks_force(c: Candidate) -> str | None:
    axis = c.spec.axis
    if c.anchor.tag_ == "EX":
        whole = oblique(c.last, "of")
        if is_negative_noun(c.last) and whole is not None:
            c.agent = whole  # "there is nobody of ours"
            known = whole.lower_ in ("ours", "theirs") or force_like(c, whole)
            return None if known else "nobody who could have been there"
        c.agent = c.last.head  # "there are no rebels"
        if _names_nobody(c, c.agent) or not c.is_force(c.agent):
            return "nobody who could have been there"
        return None
    if c.agent is not None and force_like(c, c.agent):
        return None
    if c.agent is not None and c.agent.lemma_ in _OWN_MOVES:
        c.agent = None  # "the withdrawal was orderly": whose it is, another word says
    if c.agent is not None and any(n in _NO_DOERS for n, _ in c.view.classes(c.agent)):
        return "nobody who could have done it"  # "the Xland storm leaves a trail of ruin"
    if c.agent is not None and c.anchor.dep_ == "acl" and _is_tract(c, c.agent):
        return "nobody who could have done it"
    if c.agent is not None and c.view.class_of(c.agent, "person") not in (None, "combatant"):
        return "nobody who could have done it"  # "people fled to the east of X": not X's army
    if axis.startswith("movement.") and c.anchor.i and _are_people(c, c.view.doc[c.anchor.i - 1]):
        return "nobody who could have done it"  # "thousands flee", however it is parsed
    if axis.startswith("movement.") and c.agent is not None and c.agent.tag_ == "CD":
        return "nobody who could have done it"  # "12 of whom were in X"
    if axis.startswith("movement.") and _is_whoever(c.agent):
        return "nobody who could have done it"
    force = c.theme if c.theme is not None and force_like(c, c.theme) else None
    if force is not None and (_is_lands(c, force) or _is_where(c, force)):
        force = None
    if force is None and axis in _SOUGHT_NEARBY:
        force = _force_nearby(c)
    if force is None and not (
        c.agent is None and (axis == "movement.manner" or c.anchor.lemma_ in _OWN_MOVES)
    ):
        return "nobody who could have done it"
    c.agent = force
    return None


def _names_nobody(c: Candidate, noun: Token) -> bool:
    """ "There is no bread in Xcity": nobody who fights, though a capital's name can stand for a state."""
    return (
        noun.tag_ in ("NN", "NNS")
        and c.view.class_of(noun, "person") is None
        and noun.lemma_ not in _FORCE_UNITS
        and not any(t.text[:1].isupper() for t in noun.lefts)
        and any(t.dep_ == "prep" for t in noun.rights)
        and not any(c.is_force(t) for t in noun.lefts)
    )


def _is_lands(c: Candidate, owner: Token) -> bool:
    """Whether a country is named as that of a place: "Xland's second city of Y"."""
    return owner.dep_ == "poss" and c.view.place_at(owner.head) is not None


def _are_people(c: Candidate, subject: Token) -> bool:
    """Whether a noun is of people at large: "families", "thousands"."""
    kind = c.view.class_of(subject, "person")
    many = subject.tag_ == "NNS" and c.view.quantity_of(subject) is not None
    return kind not in (None, "combatant") or (many and not c.view.classes(subject))


def _is_whoever(noun: Token | None) -> bool:
    """Whether a group of which no more is said moved: "chased unruly groups which fled to the square"."""
    return noun is not None and noun.tag_ == "NNS" and noun.lemma_ in ("group", "other", "element")


def _is_tract(c: Candidate, noun: Token) -> bool:
    """Whether a noun is of land or a building: "a region approaching Xland's border"."""
    return any(name in ("place", "facility") for name, _ in c.view.classes(noun))


def _travels(c: Candidate) -> bool:
    """Whether people or vehicles, and no fighters, pass a facility or a border."""
    view, agent, theme = c.view, c.agent, c.theme
    if agent is None or theme is None or c.is_force(agent):
        return False
    if not any(name == "facility" for name, _ in view.classes(theme)):
        return False
    kind = view.class_of(agent, "person")
    return (
        (kind is not None and kind != "combatant")
        or view.class_of(agent, "vehicle") is not None
        or agent.lower_ in ("everyone", "everybody", "nobody")
    )


def _force_nearby(c: Candidate) -> Token | None:
    """The force that a cue without a fitting subject may be about, within its own clause.

    A cue that ends in a determiner ("there is no", "no trace of") is about the noun it
    determines.
    """
    anchor, last = c.anchor, c.last
    determines = last.i != anchor.i and last.lower_ in ("no", "of", "any")
    best = None
    for token in c.view.nouns:
        if (
            token.dep_ in _FORCE_POSITIONS
            and (
                token is last.head or token.head is last or token.head is last.head
                if determines
                else abs(token.i - anchor.i) <= 8 and not _speaks(c, token)
            )
            and (best is None or abs(token.i - anchor.i) < abs(best.i - anchor.i))
            and (token.dep_ != "attr" or any(d.dep_ == "expl" for d in token.head.children))
            and not _is_lands(c, token)
            and not _is_where(c, token)
            and c.is_force(token)  # which takes longest to tell
        ):
            best = token
    return best


_WHERE = frozenset({"in", "at", "near", "into", "from", "to", "toward", "towards", "onto"})


def _is_where(c: Candidate, token: Token) -> bool:
    """Whether a noun says where something is: "the prefect is in Xland", "left from an Xish port"."""
    prep = token.head
    if token.dep_ != "pobj" or prep.lower_ not in _WHERE:
        return False
    return c.view.place_at(token) is not None or (
        token.tag_ in ("NN", "NNS")
        and token.lemma_ not in _FORCE_UNITS
        and c.view.class_of(token, "person") is None
    )


def _speaks(c: Candidate, token: Token) -> bool:
    """Whether a noun is who speaks or is told what the cue's clause says, and so outside of it."""
    if token.dep_ in ("dobj", "dative") and token.head.lemma_ in _TELLS and token.i < c.anchor.i:
        return True
    if token.dep_ in ("compound", "amod", "nmod", "poss") and token.head.i > token.i:
        token = token.head  # "a UN agency said"
    return (
        token.dep_ == "nsubj"
        and token.head.lemma_ in c.view.lex.speech_verbs
        and token.head is not c.anchor
    )


_TELLS = frozenset({"tell", "inform", "assure", "notify"})


# -- themes ---------------------------------------------------------------------------------


def _cannot_be_held(c: Candidate, theme: Token) -> bool:
    """Whether a noun is no place that somebody can hold: a person, a vehicle, a service."""
    if c.spec.theme != "place":
        return False
    if theme.head.lower_ == "from" and theme.head.head is c.anchor and c.anchor.lemma_ == "take":
        return True  # "the priest taken from Xtown"
    if c.view.place_at(theme) is not None:
        return False
    if is_titled(c.view, theme):
        return True
    if theme.lower_ == "it":
        theme = _just_named(c, theme)  # "boarded a tanker and took it to X"
    classes = {name for name, _ in c.view.classes(theme)}
    return "place" not in classes and not classes.isdisjoint(_HELD_BY_NOBODY)


def _just_named(c: Candidate, pronoun: Token) -> Token:
    """What "it" stands for where that is a craft: the object or subject before it in the sentence."""
    before = (t for t in reversed(c.view.doc[: pronoun.i]) if t.tag_ in ("NN", "NNP"))
    named = next((t for t in before if t.dep_ in ("dobj", "nsubj", "nsubjpass")), None)
    return named if named is not None and c.view.class_of(named, "vehicle") else pronoun


def _cue_names_theme(c: Candidate) -> bool:
    """Whether the cue names its own object: "no electricity"."""
    return c.phrase and any(
        fits(c, t, c.spec.theme)
        for t in c.view.doc[c.words[0] : c.words[1]]
        if t.tag_.startswith("NN")
    )


_RUNS = frozenset({"service", "traffic", "flight", "operation", "production", "supply", "work"})
"""What goes on with things, and is none."""


def _within_theme(c: Candidate) -> bool:
    """Whether a fitting noun hangs on the theme: "parts of the town", "the village and its bridge"."""
    theme, wanted = c.theme, c.spec.theme
    if theme is None or (wanted == "access" and c.view.class_of(theme, "hazard")):
        return False
    if wanted == "single-person" and any(
        name in ("facility", "place") for name, _ in c.view.classes(theme)
    ):
        return False  # "seized a base of the Xish forces"
    if wanted == "notice":
        return False  # "an alert network stands by its report"
    if theme.lemma_ in _TOTALS and wanted != "substance":
        return False  # "raises the convoy toll"
    if wanted == "thing" and theme.lemma_ in _RUNS:
        return False  # "services on the line were not affected": the line may be
    if wanted in ("place", "service") and c.view.class_of(theme, "person") is not None:
        return False
    if wanted == "place" and c.anchor.dep_ == "amod" and c.anchor.head is theme:
        if theme.tag_ == "NN" and not c.view.classes(theme):
            return False  # "the captured beauty of the lakes near Xtown"
    subtree = list(theme.subtree)
    if wanted in ("access", "order"):
        aside = [t for t in theme.children if t.dep_ in ("acl", "relcl")]
        below = {t.i for verb in aside for t in verb.subtree}
        subtree = [t for t in subtree if t.i not in below]  # "a film, set in Xtown, opens with"
    if c.anchor.dep_ in ("acl", "relcl") and c.anchor.head is theme:
        # "every sample taken in Xtown": what hangs on the verb is not of the theme
        below = {t.i for t in c.anchor.subtree}
        subtree = [t for t in subtree if t.i not in below]
    return len(subtree) < 25 and any(
        t.dep_ in ("pobj", "conj", "appos", "compound", "attr")
        and not (wanted == "thing" and t.dep_ == "pobj" and t.head.lower_ in _SENT_AT)
        and not (
            wanted == "place"
            and (theme.dep_ in ("dobj", "nsubjpass") or c.anchor.dep_ in ("acl", "amod"))
            and _is_beside(t)
        )
        and fits(c, t, wanted)
        for t in subtree
    )


def _is_beside(token: Token) -> bool:
    """ "Took over the catering at the Xish Games": neither these nor what they are called by."""
    noun = token.head if token.dep_ == "compound" else token
    return noun.dep_ == "pobj" and noun.head.lower_ in _BESIDE_THEME


def _subject_fits(c: Candidate) -> bool:
    """Whether it is the subject of a verb of damage or state that is of the class."""
    return (
        c.spec.axis.startswith(("status", "damage"))
        and c.agent is not None
        and (c.theme is None or not (c.agent.tag_.startswith("PRP") or c.theme.dep_ == "dobj"))
        and fits(c, c.agent, c.spec.theme)
    )


def _place_elsewhere(c: Candidate) -> bool:
    """ "the fall of", "the capture", "the flag": of a place named elsewhere in the sentence."""
    spec = c.spec
    return (
        spec.theme == "place"
        and (c.theme is None or spec.sign)
        and spec.value in ("agent", "other")
        and bool(c.view.places)
    )
