"""Counting frames without a number that count all the same: "nobody was hurt", "killed civilians"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames.classes import fits, may_suffer, means_arms
from contraflow.reading.lexicon import word_set
from contraflow.reading.persons import is_single_person
from contraflow.reading.syntax import is_negative_noun, is_verb, negated

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.tree import Token

_COUNTED_ONLY = word_set("counted-only")


def counts(c: Candidate) -> bool:
    """Whether a cue without a number says none, or says that there were some."""
    spec, anchor = c.spec, c.anchor
    if spec.axis.startswith("casualties"):
        return _people(c)
    if spec.theme == "materiel":
        role = c.theme if c.theme is not None else c.agent
        return role is not None and fits(c, role, "materiel")
    if spec.id in ("case", "bed") and anchor.tag_.startswith("NN"):
        return negated(anchor) or is_negative_noun(anchor)
    if spec.id in ("case", "escape"):
        people = next(
            (r for r in c.roles if r is not None and c.view.class_of(r, "person") is not None),
            None,
        )
        if people is None:
            return False
        several = people.tag_ == "NNS" and spec.id == "escape"
        return several or negated(anchor) or is_negative_noun(people)
    return False


def _people(c: Candidate) -> bool:
    view, spec, anchor = c.view, c.spec, c.anchor
    role = c.theme if c.theme is not None else c.agent
    if any(r is not None and means_arms(view, r) for r in c.roles):
        return False
    if any(d.lemma_ == "life" for d in anchor.children):
        return _nobody(c) or negated(anchor)
    if anchor.lemma_ in _COUNTED_ONLY:
        return False
    if anchor.lemma_ == "account" and spec.id == "missing":
        return any(map(_is_everybody, c.roles))
    if spec.id in ("kill", "injure") and _harms_things(c):
        return False  # "no people burns its own olive trees"
    if spec.id in ("kill", "missing", "captured", "injure", "detained") and (
        negated(anchor) or _nobody(c) or (not is_verb(anchor) and is_negative_noun(anchor))
    ):
        return role is None or may_suffer(c, role)
    if (
        spec.id == "kill"
        and anchor.tag_.startswith("NN")
        and any(d.lower_ in ("no", "without") for d in anchor.children)
    ):
        return True
    if (
        spec.id == "rescued"
        and anchor.lemma_ in ("survivor", "survive")
        and (negated(anchor) or _nobody(c) or is_negative_noun(anchor))
    ):
        return True  # "there were no survivors", "nobody survived"
    if spec.id in ("captured", "displaced", "rescued", "detained") and not negated(anchor):
        return (
            role is not None and view.class_of(role, "person") is not None and spec.id != "captured"
        )
    if role is None:
        return False
    if is_single_person(view, role, c.is_force):
        return spec.id == "injure"  # one person's death is told as a fate
    if view.class_of(role, "person") is not None or role.lower_ in ("they", "who"):
        return spec.id in ("kill", "injure", "missing")
    return False


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
        and not (fits(c, theme, "person") or c.is_force(theme))
    )


def _is_everybody(token: Token | None) -> bool:
    """ "everyone", "all", "every resident"."""
    return token is not None and (
        token.lower_ in ("everyone", "everybody", "all")
        or any(d.lower_ in ("all", "every", "each") for d in token.children)
    )
