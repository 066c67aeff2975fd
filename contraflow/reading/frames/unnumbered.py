"""Counting frames without a number that count all the same: "nobody was hurt", "killed civilians"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contraflow.reading.answers.persons import is_single_person
from contraflow.reading.frames.classes import fits, may_suffer, means_arms
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.negation import is_negative_noun, negated
from contraflow.reading.parsing.syntax import is_indefinite, is_next_one, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token

_COUNTED_ONLY = word_set("counted-only")
_HARM = frozenset({"casualties.killed", "casualties.injured"})
_TOLLS = _HARM | {"casualties.missing"}
"""Axes on which people told of are some: "killed civilians"."""
_NONE = _TOLLS | {"casualties.captured", "casualties.detained", "casualties.displaced"}
"""Axes on which a denial is none: "nobody was arrested"."""
_SOUGHT = frozenset(
    {"miss", "missing", "look", "seek", "search", "unaccounted", "safe", "alive"}
    | {"list", "unharmed", "unhurt"}
)
"""Of people who may be missing."""
_NOTHING = frozenset({"no", "nobody", "nothing"})
_LIVES_OR_DIES = frozenset({"survive", "die", "perish", "drown", "suffocate", "succumb"})
_ALL_ABOARD = re.compile(
    r"\b(?:all|everyone|everybody)(?: of)?(?: those| the (?:people|passengers))? (?:on ?board|aboard)\b"
)
_DEEDS = frozenset({"arrest", "detention", "abduction", "kidnapping"})
"""What is done to people, and no people: "no arrests were made"."""
_WITHIN = frozenset({"on", "aboard", "in", "inside", "on-board", "onboard", "underground"})
_MOVED = frozenset({"casualties.displaced", "casualties.rescued", "casualties.detained"})
"""Axes on which people named are some, one person included: "rescued a boy"."""


def counts(c: Candidate) -> bool:
    """Whether a cue without a number says none, or says that there were some."""
    spec, anchor = c.spec, c.anchor
    if spec.axis.startswith("casualties"):
        return _people(c)
    if spec.theme == "materiel":
        role = _whom(c)
        return role is not None and fits(c, role, "materiel")
    if "noun" in spec.unnumbered and anchor.tag_.startswith("NN"):
        if "deed" in spec.unnumbered and _is_breakout(c):
            return True
        return negated(anchor) or is_negative_noun(anchor)  # "no new cases"
    people = next(
        (
            r
            for r in c.roles
            if r is not None
            and (c.view.class_of(r, "person") is not None or r.lower_ in ("nobody", "none"))
        ),
        None,
    )
    if people is None:
        return False
    return ("some" in spec.unnumbered and people.tag_ == "NNS") or (
        "people" in spec.unnumbered and (negated(anchor) or is_negative_noun(people))
    )


def _are_there(c: Candidate) -> bool:
    """ "There were also wounded", "hospitals are full of the wounded": some, however many."""
    hurt = c.anchor
    if hurt.lower_ not in ("wounded", "injured") or negated(hurt):
        return False
    if any(t.tag_ == "EX" for t in hurt.doc[max(0, hurt.i - 4) : hurt.i]):
        return not any(d.dep_ in ("neg", "attr") for d in hurt.children)
    full = hurt.head.head if hurt.dep_ == "pobj" and hurt.head.lower_ in ("of", "with") else None
    return full is not None and full.lower_ in (
        "full",
        "overflowing",
        "crowded",
        "packed",
        "filled",
    )


def _is_unknown_number(c: Candidate) -> bool:
    """ "Searching the wreck for an unknown number of people"."""
    sought = next((t for t in c.last.children if t.dep_ == "pobj"), None)
    return (
        sought is not None
        and sought.lemma_ == "number"
        and any(d.lower_ in ("unknown", "undetermined", "uncertain") for d in sought.children)
    )


def _is_figure(role: Token) -> bool:
    """Whether a role is a number; "every one of them" is none."""
    return role.tag_ == "CD" and not any(d.lower_ in ("every", "each") for d in role.children)


def _is_breakout(c: Candidate) -> bool:
    """Whether a noun tells that prisoners escaped, however many: "a breakout", "any escape" of inmates."""
    escape = c.anchor
    if escape.dep_ == "compound" or not any(
        d.lower_ in ("a", "an", "any", "no", "mass") for d in escape.children
    ):
        return False
    return escape.lemma_ != "escape" or any(
        fits(c, t, "prisoner") or c.view.class_of(t, "facility") == "prison" for t in c.view.doc
    )


def _is_place(c: Candidate, token: Token | None) -> bool:
    """Whether a verb's object is a place, and nobody."""
    if token is None or token.dep_ not in ("dobj", "nsubjpass"):
        return False
    classes = {name for name, _ in c.view.classes(token)}
    return c.view.place_at(token) is not None or ("place" in classes and "person" not in classes)


def _people(c: Candidate) -> bool:
    """Whether a frame of people harmed, held or moved says that there were none, or some."""
    axis, anchor = c.spec.axis, c.anchor
    if axis in _NONE - _TOLLS and _is_place(c, c.theme):
        return False  # "the town of X was not captured"
    if any(r is not None and (means_arms(c.view, r) or _is_figure(r)) for r in c.roles):
        return False  # a number that was not taken counts something else
    if any(d.lemma_ == "life" for d in anchor.children):
        if _loses_own_life(c):
            return True
        return (_nobody(c) or negated(anchor)) and not _of_own_house(c)  # "no lives were lost"
    if axis == "casualties.captured" and _takes_captives(c, _whom(c)):
        return True
    if anchor.lemma_ in _COUNTED_ONLY:
        # "the army lost no soldier"
        lost = c.theme if axis == "casualties.killed" and is_verb(anchor) else None
        if axis == "casualties.displaced" and c.phrase and is_verb(anchor):
            return _nobody(c)  # "not a soul has been moved from the town"
        if axis == "casualties.captured":
            whom = _whom(c)  # "none of its men is held", "nobody is being held"
            return _nobody(c) and (
                _is_of_people(c, whom) or (whom is not None and whom.lower_ == "nobody")
            )
        return lost is not None and is_negative_noun(lost) and may_suffer(c, lost)
    if c.spec.id == "all-found":
        if c.phrase and not c.view.having(_SOUGHT):
            return False  # "everyone turned up for the match"
        deps = ("nsubj",) if c.phrase else ("nsubjpass",)
        return any(
            r is not None and r.dep_ in deps and _is_everybody(r) and not _is_thing(c, r)
            for r in c.roles
        )
    if c.spec.id == "all-unhurt":
        return _all_of_them(c)
    if c.spec.id == "all-present":
        if anchor.lower_ == "absent":
            return _nobody(c) and bool(c.view.having(_CALLS_ROLL))
        return not negated(anchor) and any(map(_is_everybody, c.roles))
    if c.spec.id == "fate-unknown":
        return False
    if axis == "casualties.missing" and c.view.doc[c.words[0]].lower_ in _NOTHING:
        return False  # "nobody has heard from the mayor"
    if anchor.lemma_ == "account":
        return any(map(_is_everybody, c.roles))
    if axis in _HARM and _harms_things(c):
        return False  # "no people burns its own olive trees"
    none = negated(anchor) or _nobody(c) or _any_is_denied(c)
    if none and _of_own_house(c):
        return False  # "not a life was lost in his wards" says nothing of the town
    if axis == "casualties.displaced" and not is_verb(anchor):
        return False  # "no refugee was let out": there may be refugees
    if axis in _IN_CUSTODY and anchor.lemma_ not in _DEEDS and _does_something(anchor):
        return False  # "no detainee lit a fire": there may be detainees
    if axis in _NONE and (none or (not is_verb(anchor) and is_negative_noun(anchor))):
        if is_verb(anchor) and any(
            is_negative_noun(t) for by in anchor.children if by.dep_ == "agent" for t in by.children
        ):
            return False  # "my client was arrested by nobody": others may have been
        if anchor.lemma_ == "loss":
            return True  # "suffered no losses", "without loss of life"
        role = _whom(c)
        if (
            role is not None
            and role.dep_ != "pobj"
            and not is_negative_noun(role)
            and is_single_person(c.view, role, c.is_force)
        ):
            return False  # "the mayor was never in custody": others may be
        nobody = next((r for r in c.roles if r is not None and is_negative_noun(r)), role)
        return nobody is None or may_suffer(c, nobody)
    if axis == "casualties.killed" and (_without(anchor) or _is_found_body(c)):
        return True
    if axis == "casualties.injured" and _are_there(c):
        return True
    if axis == "casualties.missing" and c.phrase and _is_unknown_number(c):
        return True
    if anchor.lemma_ in ("survivor", "survive") and (none or is_negative_noun(anchor)):
        return True  # "there were no survivors", "nobody survived"
    if axis == "casualties.rescued" and is_verb(anchor) and negated(anchor) and _is_any(c.theme):
        return True  # "failed to save any of the crew"
    if axis == "casualties.rescued" and _nobody(c):
        return any(r is not None and may_suffer(c, r) for r in c.roles)  # "no miner was saved"
    return _some(c)


def _is_thing(c: Candidate, role: Token) -> bool:
    """Whether all of some things are told of, and of nobody: "all wells were found safe"."""
    return role.tag_ in ("NN", "NNS") and c.view.class_of(role, "person") is None


def _takes_captives(c: Candidate, whom: Token | None) -> bool:
    """ "Guards were taken hostage", "gunmen kidnapped villagers", "took away an unknown number of
    people": some were, however many."""
    many = whom is not None and whom.lemma_ == "number"
    whom = oblique(whom, "of") if many and whom is not None else whom
    if many and whom is not None and whom.tag_ == "NNS" and c.view.class_of(whom, "person"):
        return is_verb(c.anchor) and not negated(c.anchor)
    return (
        whom is not None
        and is_verb(c.anchor)
        and (c.anchor.lemma_ in _ABDUCTS or any(t.lemma_ in _CAPTIVES for t in _cue(c)))
        and not negated(c.anchor)
        and whom.dep_ in ("dobj", "nsubjpass", "nsubj")
        and (
            (whom.lower_ == "they" and any(t.lemma_ in _CAPTIVES for t in _cue(c)))
            or (
                whom.tag_ in ("NNS", "NNPS")
                and (not c.view.classes(whom) or c.view.class_of(whom, "person") is not None)
            )
        )
    )


def _cue(c: Candidate) -> list[Token]:
    return c.view.doc[slice(*c.words)]


_ABDUCTS = frozenset({"kidnap", "abduct"})
_CALLS_ROLL = frozenset(
    {"nobody", "roll", "one", "none", "shift", "soldier", "man", "worker", "employee"}
)
_CAPTIVES = frozenset({"hostage", "captive", "prisoner"})


def _loses_own_life(c: Candidate) -> bool:
    """ "A firefighter lost his life": whoever is no known person, whose fate is told."""
    who = c.agent
    return (
        c.spec.axis == "casualties.killed"
        and c.anchor.lemma_ == "lose"
        and who is not None
        and not negated(c.anchor)
        and c.view.class_of(who, "person") is not None
        and not is_negative_noun(who)
        and not is_single_person(c.view, who, c.is_force)
        and any(d.tag_ == "PRP$" for d in c.view.doc[slice(*c.words)])
    )


def _is_found_body(c: Candidate) -> bool:
    """ "A second body was found", "a body has been recovered from the lake"."""
    body = c.anchor
    return (
        body.lemma_ in ("body", "corpse")
        and body.tag_ == "NN"
        and body.head.lemma_ in _SEES_BODIES
        and body.dep_ in ("dobj", "nsubjpass", "nsubj")
        and any(d.lower_ in ("a", "another") for d in body.children)
        and not negated(body.head)
    )


_SEES_BODIES = word_set("sees-bodies") | {"discover", "retrieve", "locate", "float", "surface"}


def _does_something(noun: Token) -> bool:
    """Whether a noun is subject of a verb that tells neither that it is there nor how it came so."""
    return noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ not in _HELD


_IN_CUSTODY = frozenset({"casualties.detained", "casualties.captured"})
_HELD = frozenset("be hold take remain stay keep detain capture seize arrest exist have".split())


def _all_of_them(c: Candidate) -> bool:
    """Whether all are told of who could have come to harm: "all aboard escaped unscathed", "the three
    crew members walked away without a scratch"."""
    if negated(c.anchor) or (is_verb(c.anchor) and _nobody(c)):
        return _nobody(c) and c.phrase  # "nobody suffered any injury"
    verb = c.anchor
    for _ in range(4):
        if is_verb(verb) or verb.head.i == verb.i:
            break
        verb = verb.head
    if not is_verb(verb) and verb.lemma_ != "be":
        return False
    if all_aboard(verb):
        return True
    who = next(
        (t for v in (verb, verb.head) for t in v.children if t.dep_ in ("nsubj", "nsubjpass")), None
    )
    if who is None:
        return False
    near = {t.lower_ for t in (who, *who.children, *(g for t in who.children for g in t.children))}
    those = "the" in near and any(t.dep_ == "nummod" for t in who.children)
    return bool(those or near & {"all", "every", "each", "everyone", "everybody", "both"}) and (
        who.lower_ in ("all", "everyone", "everybody", "both")
        or c.view.class_of(who, "person") is not None
        or who.tag_ == "CD"
    )


def _of_own_house(c: Candidate) -> bool:
    """Whether a denial goes for somebody's own rooms or works alone."""
    inside = oblique(c.anchor, "in", "at", "on")
    return (
        inside is not None
        and any(d.lower_ in ("his", "her", "its", "their", "our", "my") for d in inside.children)
        and c.view.class_of(inside, "place") not in ("city", "region")
    )


def _some(c: Candidate) -> bool:
    """Whether people were harmed, moved or taken, however many: "killed civilians"."""
    axis, role = c.spec.axis, _whom(c)
    if axis in ("casualties.rescued", "casualties.killed") and all_aboard(c.anchor):
        return True
    if role is None:
        return False
    if axis in ("casualties.rescued", "casualties.killed") and (
        role.lower_ in ("all", "everyone", "everybody")
    ):
        return True
    people = (
        c.view.class_of(role, "person") is not None
        or (c.view.class_of(role, "office") is not None and _is_anyone_of(role))
        or _is_those_aboard(role)
        or is_next_one(role)
    )
    if axis == "casualties.captured" and c.anchor.lemma_ == "surrender":
        return (people or c.is_force(role)) and not negated(c.anchor)  # "the garrison surrendered"
    if axis in _MOVED:
        return people and not negated(c.anchor)
    if axis not in _TOLLS:
        return False
    if axis == "casualties.missing" and c.anchor.lemma_ in ("remain", "leave", "be", "stay"):
        return False  # "the soldiers remain in the mine"
    if role is c.agent and _shares_object(c.anchor):
        return False  # "killed and beheaded six villagers"
    if is_single_person(c.view, role, c.is_force):
        return axis == "casualties.injured"  # one person's death is told as a fate
    return people or role.lower_ in ("they", "who", "others")


def _shares_object(verb: Token) -> bool:
    """Whether those whom a verb is done to are told behind the one joined to it."""
    return any(
        t.dep_ == "conj" and is_verb(t) and any(o.dep_ == "dobj" for o in t.rights)
        for t in verb.rights
        if t.i <= verb.i + 3
    )


def _is_anyone_of(role: Token) -> bool:
    """ "A teacher", "teachers": nobody known by the office."""
    return role.tag_ == "NNS" or is_indefinite(role)


def _is_those_aboard(role: Token) -> bool:
    """ "All those on board", "those inside the house"."""
    return role.lower_ in ("those", "all") and any(
        d.dep_ in ("prep", "advmod") and d.lower_ in _WITHIN for d in role.children
    )


def all_aboard(verb: Token) -> bool:
    """Whether a verb is told of all that a craft carried: "all on board perished"."""
    before = verb.doc.span(max(0, verb.i - 8), verb.i)
    return is_verb(verb) and _ALL_ABOARD.search(before.casefold()) is not None


def _whom(c: Candidate) -> Token | None:
    if c.anchor.lemma_ in _LIVES_OR_DIES and c.agent is not None:
        return c.agent  # "a girl survived the crash", "soldiers died in the raid"
    return c.theme if c.theme is not None else c.agent


def _without(noun: Token) -> bool:
    """ "without fatalities"."""
    return noun.tag_.startswith("NN") and any(d.lower_ in ("no", "without") for d in noun.children)


def _nobody(c: Candidate) -> bool:
    return any(r is not None and is_negative_noun(r) for r in c.roles)


def _harms_things(c: Candidate) -> bool:
    """Whether a verb of harm has an object that is no person."""
    theme = c.theme
    return (
        is_verb(c.anchor)
        and theme is not None
        and theme.dep_ in ("dobj", "nsubjpass")
        and theme.tag_.startswith("NN")
        # "nobody needed treatment", "none required medical care"
        and not (c.phrase and c.words[0] < max(theme.i, c.anchor.i + 2) <= c.words[1])
        and not (fits(c, theme, "person") or c.is_force(theme))
        and c.view.class_of(theme, "office") is None
    )


def _is_any(noun: Token | None) -> bool:
    """ "Anyone", "any of them", "any survivor", "a single one"."""
    return noun is not None and (
        noun.lower_ in ("anyone", "anybody", "any")
        or any(d.lower_ in ("any", "single") for d in noun.children)
    )


def _any_is_denied(c: Candidate) -> bool:
    """ "Denied that any soldier had surrendered", "rejected claims that its men had been captured": that
    there was one."""
    clause, verbs = c.anchor, c.view.lex.reporting_verbs
    if clause.tag_.startswith(("NN", "VBN", "JJ")) and any(
        d.lower_ == "any" for d in clause.children
    ):
        # "denied any deaths", "denied that there were any wounded"
        verb = clause.head.head if clause.head.lemma_ == "be" else clause.head
        return verbs.get(verb.lemma_) == "deny"
    above = clause.head
    if clause.dep_ == "acl" and above.lemma_ in c.view.lex.reporting_nouns:
        above = above.head
    denied = clause.dep_ in ("ccomp", "acl") and verbs.get(above.lemma_) == "deny"
    if denied and any(
        r is not None
        and r.tag_ == "NNS"
        and r.dep_ == "nsubjpass"
        and any(d.dep_ == "poss" for d in r.children)
        for r in c.roles
    ):
        return True
    return denied and any(
        r is not None
        and (r.lower_ in ("anyone", "anybody", "any") or any(d.lower_ == "any" for d in r.children))
        for r in c.roles
    )


def _is_of_people(c: Candidate, role: Token | None) -> bool:
    """Whether a noun, or what it is some of, is people or a force: "none of our soldiers"."""
    whose = (role, oblique(role, "of")) if role is not None else ()
    return any(
        t is not None and (c.view.class_of(t, "person") is not None or c.is_force(t)) for t in whose
    )


_SOUGHT_ONES = frozenset(
    {"seek", "miss", "missing", "vanish", "disappear", "lose", "report", "trap"}
)


def _is_all_those_sought(noun: Token) -> bool:
    """ "The two hikers missing since Friday", "the three boys reported missing", "both missing men"."""
    whole = any(d.lower_ in ("the", "both") for d in noun.children) and any(
        d.tag_ == "CD" or d.lower_ == "both" for d in noun.children
    )
    return whole and any(
        d.lemma_ in _SOUGHT_ONES and d.dep_ in ("acl", "amod", "relcl") for d in noun.children
    )


def _is_everybody(token: Token | None) -> bool:
    """ "everyone", "all", "every resident", "the last of the hikers"."""
    return token is not None and (
        _is_all_those_sought(token)
        or token.lower_ in ("everyone", "everybody", "all", "last")
        or any(d.lower_ in ("all", "every", "each", "last") for d in token.children)
        or any(
            d.lower_ == "all" for n in token.children if n.dep_ == "nummod" for d in n.children
        )  # "all 40 people"
    )
