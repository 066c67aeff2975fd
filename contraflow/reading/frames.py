"""Step 5, frames: which words of a sentence carry a claim, and who did what to whom.

Finds the cues of the lexicon in the parse, fills their roles by syntax, and checks the classes that
the lexicon asks for. Says nothing yet about speakers, places or times.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import MAX_GAP, FrameSpec
from contraflow.reading.persons import is_single_person, is_titled
from contraflow.reading.quantities import Quantity, is_calendar
from contraflow.reading.syntax import (
    ancestors,
    arguments,
    children,
    conjuncts,
    copula_subject,
    event_negated,
    is_negative_noun,
    is_verb,
    negated,
    noun_agent_theme,
    oblique,
)
from contraflow.reading.view import SentenceView

if TYPE_CHECKING:
    from collections.abc import Callable

    from contraflow.reading.tree import Token

_ROAD_CODE = re.compile(r"[A-Z]{1,3}-?\d{1,4}$")
"""A numbered road: "the A2", "N1", "RN4"."""
_OWNED = frozenset(
    {"service", "access", "thing", "hazard", "vehicle", "vehicle-or-pronoun", "single-person"}
    | {"condition", "traffic", "substance"}
)
"""Classes of themes that are an intransitive verb's subject, or an event noun's owner."""
_GAP_TAGS = ("D", "J", "R", "P", "'", "`", "H", "C", ",", "N", '"', "POS")
_PERSONAL = frozenset(
    {
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "them",
        "him",
        "her",
        "us",
        "who",
        "one",
        "nobody",
        "none",
        "everyone",
        "everybody",
        "others",
        "another",
        "whom",
    }
)
_FORCE_PRONOUNS = frozenset(
    {"they", "we", "it", "them", "us", "who", "which", "he", "i", "you", "our", "their"}
)


_MODEL = re.compile(r"(?=[A-Z]*\d|[A-Z]{2,}$)[A-Z][A-Z\d-]*s?")
"""Names of weapons and other models."""
_ROLES = frozenset({"crowd", "escape", "case", "captured", "detained", "displaced", "rescued"})
"""Frames whose nouns name people by what they are: they count only what stands before them."""


def _counts(q: Quantity, noun: Token) -> bool:
    """Whether a number counts a noun: "the number of cases has risen to 40", "cases: 40"."""
    head = noun.doc[q.head]
    last = noun.doc[q.end - 1]
    if noun.dep_ == "dobj" and last.dep_ == "pobj" and last.head.lower_ == "at":
        return last.head.head is noun.head  # "put the turnout at 5,000"
    if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "among"):
        owner = noun.head.head
        return bool(
            owner.i in range(q.start, q.end)
            or owner.i == q.head
            or (owner.lemma_ in ("number", "total", "count", "figure") and q.start > noun.i)
        )
    return bool(
        head.head.i == noun.i or (q.start == noun.i + 2 and noun.doc[noun.i + 1].text == ":")
    )


_COMMANDS = frozenset({"order", "tell", "instruct", "direct", "command"})
_ARRIVES = frozenset(
    {"arrive", "reach", "cross", "move", "leave", "register", "host", "house", "accommodate"}
)
"""Verbs that count people only as their own subject or object."""
_CREWS = frozenset({"crew", "pilot", "airman", "astronaut", "captain"})
"""People who share one fate."""
_SUFFERS = frozenset({"suffer", "sustain", "receive", "have", "incur", "report", "take"})
"""Verbs whose subject has the injury that is their object."""
_ORDINALS = frozenset("second third fourth fifth sixth last earlier later previous other".split())


def _is_one_of_several(view: SentenceView, verb: Token) -> bool:
    """Whether a deed is told as one of a row: "another blast caused no casualties"."""
    event = arguments(verb).agent
    return (
        event is not None
        and view.class_of(event, "attack") is not None
        and any(c.lower_ in ("a", "an", "another") or c.lower_ in _ORDINALS for c in event.children)
    )


_TOTALS = frozenset({"toll", "number", "total", "count", "figure", "death"})


def _stands_at(noun: Token, q: Quantity) -> bool:
    """Whether a number is what a total has come to: "the toll from the blast in Y rose to 12"."""
    owner = noun.head if noun.dep_ == "compound" else noun
    if owner.lemma_ not in _TOTALS:
        return False
    last = noun.doc[q.end - 1]
    by = last.head
    if last.dep_ != "pobj":
        return last.dep_ in ("dobj", "attr") and owner.dep_ == "nsubj" and owner.head.i == by.i
    return by.lower_ in ("to", "at") and by.head.i in (owner.i, owner.head.i)


def _is_next_to(q: Quantity, word: Token) -> bool:
    """Whether nothing but its noun and auxiliaries stand between a number and what befell whom it
    counts: "nine wounded", "four were missing", "12 others injured"."""
    return q.end <= word.i <= q.end + 4 and all(
        t.i == q.head or t.lemma_ in ("be", "have", "other") or t.tag_ == "RB"
        for t in word.doc[q.end : word.i]
    )


def _own_object(
    spec: FrameSpec, anchor: Token, theme: Token | None, agent: Token | None
) -> set[int] | None:
    """The tokens among which a verb's number must be, where it has an object: "wounding his wife"."""
    if (
        not spec.axis.startswith("casualties")
        or not is_verb(anchor)
        or theme is None
        or theme.dep_ != "dobj"
        or theme.head.i != anchor.i
        or not theme.tag_.startswith("NN")
    ):
        return None
    roles = [theme]
    if agent is not None and spec.id in ("displaced", "rescued", "kill"):
        roles.append(agent)  # "2,000 people fled the town", "40 people lost their lives"
    return {t.i for role in roles for t in (*role.subtree, *conjuncts(role))}


def _alone_beside(q: Quantity, head: Token, verb: Token) -> bool:
    """Whether a number without a noun stands right before or behind a verb."""
    alone = q.start <= head.i < q.end or head.i == verb.i
    return alone and verb.i in (q.end, q.start - 1)


def _governs(hit: FrameHit) -> bool:
    """Whether a hit's number is in its own object or subject, or hangs on its own word."""
    q = hit.quantity
    if q is None:
        return False
    head = hit.anchor.doc[q.head]
    if hit.anchor.i in (head.i, head.head.i) or head.i == hit.anchor.head.i:
        return True
    roles = (hit.theme, hit.agent) if is_verb(hit.anchor) else (hit.theme,)
    return any(
        q.start <= t.i < q.end or t.i == q.head
        for role in roles
        if role is not None
        for t in conjuncts(role)
    )


def _borrows(hit: FrameHit, hits: list[FrameHit]) -> bool:
    """Whether another count of people has a better right to a hit's number."""
    if hit.quantity is None or not hit.spec.axis.startswith("casualties"):
        return False
    rivals = [
        h
        for h in hits
        if h.quantity is hit.quantity
        and h.spec.axis.startswith("casualties")
        and h.spec.axis != hit.spec.axis
    ]
    weak = hit.anchor.tag_ == "IN"  # "killed 19 in hospital": of 19 only where no verb counts them
    if not rivals or (_governs(hit) and not weak):
        return False
    if any(map(_governs, rivals)):
        return True
    start = hit.quantity.start
    return min(abs(h.anchor.i - start) for h in rivals) < abs(hit.anchor.i - start)


def _further_counts(view: SentenceView, hit: FrameHit) -> list[FrameHit]:
    """The counts beside a count, in its list: "killed 16 rebels and 10 soldiers"."""
    theme = hit.theme
    if (
        hit.quantity is None
        or theme is None
        or not is_verb(hit.anchor)
        or not hit.spec.axis.startswith("casualties")
        or theme.dep_ not in ("dobj", "nsubjpass", "nsubj")
        or theme.i != hit.quantity.head
    ):
        return []
    by_head = {q.head: q for q in view.numbers if not q.unit}
    return [
        replace(hit, theme=other, quantity=by_head[other.i], notes=[])
        for other in conjuncts(theme)[1:]
        if other.i in by_head and view.class_of(other, "person") is not None
    ]


def _names_work(noun: Token) -> bool:
    """Whether a noun only says what work is done: "rescue workers", "search and rescue teams"."""
    first = noun.head if noun.dep_ == "conj" else noun
    return first.dep_ in ("compound", "nmod")


def _takes_people(hit: FrameHit, hits: list[FrameHit]) -> bool:
    """Whether a hit on a place's holder is of people taken there: "34 captured in X"."""
    return hit.spec.axis == "control.holder" and any(
        h.spec.axis == "casualties.captured"
        and h.quantity is not None
        and h.anchor.i == hit.anchor.i
        for h in hits
    )


_WITHIN_NOUN_PHRASE = ("nsubj", "nsubjpass", "dobj", "pobj", "amod", "compound", "conj", "nmod")
_INANIMATE = frozenset({"vehicle", "facility", "fixture", "weapon", "service", "hazard", "order"})
_NEGATIVE = frozenset({"no", "not", "n't", "without", "nobody"})
_INANIMATE_PRONOUNS = frozenset(
    {"what", "it", "this", "that", "everything", "nothing", "something", "anything"}
)
_STATES_LEFT = frozenset(
    {"dead", "deceased", "injured", "wounded", "homeless", "missing", "hurt", "stranded", "trapped"}
    | {"without", "damaged", "destroyed", "displaced", "unchanged", "open", "closed", "untouched"}
    | {
        "unconscious",
        "hospitalised",
        "hospitalized",
        "orphaned",
        "bereaved",
        "paralysed",
        "fighting",
    }
)
_BURNS = frozenset({"burn", "ignite", "light", "incinerate", "burning"})
"""Words for burning that do not say by themselves that somebody set the fire."""
_STRIKES = frozenset("hit strike rip pound batter target rock".split())
"""Verbs for striking that storms, quakes and cars share with attackers."""
_CIVIL_VEHICLES = frozenset({"vehicle", "ship", "train"})
_SENDS_OFF = frozenset({"launch", "drop"})
"""Verbs that tell of an attack only with what is sent off: "launched a missile", not "a campaign"."""
_SALVOES = frozenset(
    "operation salvo wave volley projectile munition explosive grenade invasion counteroffensive "
    "counter-offensive counterattack leaflet charge foray push".split()
)
_PASSES = frozenset(
    {"pass", "cross", "enter", "leave", "move", "reach", "land", "take", "get", "go", "come"}
    | {
        "arrive",
        "run",
        "let",
        "allow",
        "depart",
        "sail",
        "fly",
        "circulate",
        "receive",
        "travel",
        "be",
    }
)


def _may_be_cue(view: SentenceView, token: Token) -> bool:
    """Whether a token may begin a cue: most do not, and need no closer look."""
    return not (token.is_punct or token.is_space) and (
        token.lemma_ in view.lex.starts
        or token.lower_ in view.lex.starts
        or token.lower_.endswith("ed")
        or view.sentence.heading
    )


def _is_counted_elsewhere(hit: FrameHit, hits: list[FrameHit]) -> bool:
    """Whether a noun for people only says who they are of whom a verb counts something."""
    if hit.quantity is None or hit.spec.id not in (*_ROLES, "injure", "missing"):
        return False
    if is_verb(hit.anchor) or hit.anchor.dep_ not in _WITHIN_NOUN_PHRASE:
        return False
    return any(
        h is not hit
        and h.quantity is hit.quantity
        and h.spec.axis != hit.spec.axis
        and (is_verb(h.anchor) or h.anchor.dep_ not in _WITHIN_NOUN_PHRASE)
        for h in hits
    )


def _stands_before(view: SentenceView, q: Quantity, other: Quantity) -> bool:
    """Whether two numbers with their adjectives share a noun: "12 new and 40 old cases"."""
    between = view.doc[q.end : other.start]
    return (
        1 < len(between) < 5
        and between[-1].lower_ in ("and", ",", "or")
        and all(t.tag_.startswith(("JJ", "VB", "CC", ",")) for t in between)
    )


def _is_everybody(token: Token | None) -> bool:
    """ "everyone", "all", "every resident"."""
    return token is not None and (
        token.lower_ in ("everyone", "everybody", "all")
        or any(c.lower_ in ("all", "every", "each") for c in token.children)
    )


def _leaves_behind(verb: Token) -> bool:
    """Whether "left" has people or things in a state: "left ten dead", "left unchanged"."""
    return any(
        t.lower_ in _STATES_LEFT and (t.head.i == verb.i or t.head.head.i == verb.i)
        for t in verb.doc[verb.i + 1 : verb.i + 12]
    )


def _cleft_denied(verb: Token) -> bool:
    """ "It was not the army that shelled the market": somebody did, but not who is named."""
    if verb.dep_ != "relcl" or verb.head.dep_ != "attr":
        return False
    be = verb.head.head
    says_it = any(c.lower_ == "it" for c in children(be, "nsubj", "expl"))
    return says_it and next(children(be, "neg"), None) is not None


def _voices(q: Quantity, verbs: dict[str, str], noun: Token) -> bool:
    """Whether a number counts those who say so: "according to two nurses", "three people said"."""
    if noun.dep_ == "pobj":
        prep = noun.head
        return bool(prep.lower_ == "to" and prep.head.lower_ == "according")
    return noun.dep_ == "nsubj" and verbs.get(noun.head.lemma_) in ("assert", "claim", "deny")


@dataclass(slots=True)
class FrameHit:
    """One cue with its roles, before attribution."""

    spec: FrameSpec
    anchor: Token
    agent: Token | None
    theme: Token | None
    negated: bool
    quantity: Quantity | None = None
    words: tuple[int, int] = (0, 0)
    """Token range of the cue."""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Rejected:
    """A cue that was seen and dropped, for `explain`."""

    text: str
    frame: str
    reason: str


_BURNING = frozenset({"burn", "smoulder", "smolder", "blaze"})
_LASTING = frozenset({"for", "until", "till", "since", "into", "through", "throughout"})


def _goes_on(verb: Token) -> bool:
    """Whether a fire burns, rather than that something has burnt: "is burning", "burned for hours"."""
    if next(children(verb, "dobj", "auxpass", "nsubjpass"), None) is not None:
        return False
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    if verb.tag_ == "VBG":
        return verb.dep_ not in ("amod", "compound")
    return verb.tag_ == "VBD" and any(
        (c.dep_ == "prep" and c.lower_ in _LASTING) or c.lower_ == "still" for c in verb.children
    )


def _is_told(verb: Token) -> bool:
    """Whether a warning is told of as an event, and not given in the very sentence: "had been
    warned", "nobody warned us" against "police warned drivers that ..."."""
    return bool(
        verb.dep_ in ("acl", "relcl")
        or negated(verb)
        or any(c.dep_ == "auxpass" or c.lower_ in ("had", "has", "have") for c in verb.children)
    ) and not any(c.dep_ == "ccomp" for c in verb.children)


class FrameFinder:
    """Finds frames in sentences. ``is_force`` says whether a noun phrase names a fighting party."""

    def __init__(self, is_force: Callable[[Token], bool]) -> None:
        self._is_force = is_force

    def find(self, view: SentenceView, rejected: list[Rejected] | None = None) -> list[FrameHit]:
        """All frames of a sentence whose roles fit, in order."""
        hits: list[FrameHit] = []
        taken: set[tuple[int, str]] = set()
        for token in view.doc:
            if not _may_be_cue(view, token):
                continue
            for spec, anchor, words in self._cues(view, token):
                if (anchor.i, spec.axis) in taken and any(
                    h.anchor.i == anchor.i and h.spec.axis == spec.axis for h in hits
                ):
                    continue
                hit, reason = self._fill(view, spec, anchor, words)
                if hit is not None:
                    hits += [hit, *_further_counts(view, hit)]
                    hits += self._counted_too(view, hit)
                    taken.add((anchor.i, spec.axis))
                elif rejected is not None:
                    rejected.append(Rejected(view.doc.span(words[0], words[1]), spec.id, reason))
        return self._prune(view, hits)

    @staticmethod
    def _counted_too(view: SentenceView, hit: FrameHit) -> list[FrameHit]:
        """Further numbers of one noun: "9 confirmed and 20 probable cases"."""
        q = hit.quantity
        if q is None or q.head != hit.anchor.i:
            return []
        return [
            FrameHit(hit.spec, hit.anchor, hit.agent, hit.theme, hit.negated, other, hit.words)
            for other in view.numbers
            if other is not q
            and other.unit == q.unit
            and (other.head == q.head or _stands_before(view, other, q))
        ]

    # -- cues -------------------------------------------------------------------------------

    def _cues(
        self, view: SentenceView, token: Token
    ) -> list[tuple[FrameSpec, Token, tuple[int, int]]]:
        lex = view.lex
        out: list[tuple[FrameSpec, Token, tuple[int, int]]] = []
        lemma, tag = token.lemma_, token.tag_
        for pattern, spec in (
            lex.phrases.get(lemma, ())
            if lemma == token.lower_
            else (*lex.phrases.get(lemma, ()), *lex.phrases.get(token.lower_, ()))
        ):
            end = view.words.issuperset(pattern) and self._match(view, token.i, pattern)
            if end:
                out.append((spec, token, (token.i, end)))
        if tag.startswith("NNP") and (
            view.place_at(token) is not None or _in_name(view, token) or is_calendar(token)
        ):
            return out
        here = (token.i, token.i + 1)
        if is_verb(token):
            out += [(s, token, here) for s in lex.verbs.get(lemma, ())]
            if tag in ("VBN", "VBD", "VBG"):
                out += [(s, token, here) for s in lex.adjectives.get(token.lower_, ())]
        elif tag.startswith("NN"):
            out += [(s, token, here) for s in lex.nouns.get(lemma, ())]
            if (
                token.dep_ in ("ROOT", "ccomp", "conj", "amod", "acomp", "advcl", "appos")
                and tag == "NN"
            ):
                out += [(s, token, here) for s in lex.adjectives.get(token.lower_, ())]
            if view.sentence.heading and tag in ("NNP", "NNS", "NNPS", "NN"):
                # headlines fool the tagger: "Rebels Seize Town"
                for form in dict.fromkeys((token.lower_, token.lower_.removesuffix("s"))):
                    out += [
                        (s, token, here)
                        for s in lex.verbs.get(form, ())
                        if token.dep_ not in ("compound", "nsubj", "nsubjpass")
                    ][:1]
        elif tag.startswith(("JJ", "RB", "RP")) or token.dep_ in ("acomp", "oprd"):
            out += [(s, token, here) for s in lex.adjectives.get(token.lower_, ())]
            if tag.startswith("JJ"):
                out += [
                    (s, token, here)
                    for s in lex.nouns.get(token.lower_, ())
                    if token.dep_ in ("attr", "pobj", "dobj", "nsubj", "conj", "ROOT", "nsubjpass")
                ]
                if token.lower_.endswith("ed"):
                    out += [
                        (s, token, here) for s in lex.verbs.get(_unparticiple(token.lower_), ())
                    ]
        elif tag == "PRP" and token.lower_ in ("theirs", "ours"):
            out += [(s, token, here) for s in lex.adjectives.get(token.lower_, ())]
        return out

    @staticmethod
    def _match(view: SentenceView, start: int, pattern: tuple[str, ...]) -> int:
        doc, i = view.doc, start + 1
        noun = doc[start].tag_.startswith("N")
        for word in pattern[1:]:
            for gap in range(MAX_GAP + 2):
                j = i + gap
                if j >= len(doc):
                    return 0
                if word in (doc[j].lemma_, doc[j].lower_):
                    i = j + 1
                    break
                if (
                    not (
                        doc[j].tag_.startswith(_GAP_TAGS)
                        or (doc[j].is_punct and doc[j].text in "“”\"'’‘")
                    )
                    # "air force struck" is no air strike
                    or (doc[j].tag_.startswith("N") and doc[j - 1].i == start and noun)
                    or gap == MAX_GAP + 1
                ):
                    return 0
            else:
                return 0
        return i

    # -- roles ------------------------------------------------------------------------------

    def _fill(
        self, view: SentenceView, spec: FrameSpec, anchor: Token, words: tuple[int, int]
    ) -> tuple[FrameHit | None, str]:
        agent: Token | None
        theme: Token | None
        phrase = words[1] - words[0] > 1
        last_word = view.doc[words[1] - 1]
        if is_verb(anchor) and anchor.dep_ not in ("aux", "auxpass"):
            got = arguments(anchor)
            agent, theme = got.agent, got.theme
            if phrase and theme is not None and words[0] <= theme.i < words[1] and not got.passive:
                # "took control of X", "set fire to X": the object is part of the cue
                last = view.doc[words[1] - 1]
                inner = theme
                theme = (
                    oblique(theme, "of", "over", "on", "to", "in")
                    or oblique(anchor, "of", "over", "on", "to", "from", "in", "at")
                    or oblique(last, "of", "over", "to", "on")
                )
                if not self._fits(view, theme, spec.theme) and self._fits(view, inner, spec.theme):
                    theme = inner
            elif theme is None and spec.referent == "person":
                theme = agent
            elif theme is None:
                last = view.doc[words[1] - 1]
                theme = (
                    oblique(
                        anchor,
                        "over",
                        "of",
                        "on",
                        "to",
                        "from",
                        "at",
                        "into",
                        "in",
                        "against",
                        "for",
                    )
                    if not phrase
                    else (
                        next(children(last, "pobj"), None)
                        or oblique(last, "of", "over", "on", "to", "from")
                        or oblique(anchor, "over", "on", "to", "of", "from")
                    )
                )
                if (
                    spec.value in ("other",)
                    or spec.theme in _OWNED
                    or spec.axis.startswith(("damage", "status"))
                ):
                    # intransitive: what fell, reopened, burns is the subject
                    if agent is not None and (
                        spec.id == "fall"
                        or not self._fits(view, theme, spec.theme)
                        or (theme is not None and theme.tag_ == "PRP")
                    ):
                        agent, theme = None, agent
        elif anchor.tag_.startswith("NN") and not phrase:
            agent, theme = noun_agent_theme(anchor)
            if agent is None and spec.axis.startswith("attack"):
                agent = next(  # "an army raid", "coalition shelling"
                    (
                        c
                        for c in children(anchor, "compound", "amod", "nmod")
                        if c.tag_.startswith("NN")
                        and self._is_force(c)
                        and not view.class_of(c, "vehicle")
                    ),
                    None,
                )
            if theme is None and spec.id == "intent":
                theme = copula_subject(anchor)  # "the blast was an accident"
            if (
                theme is None
                and spec.axis.startswith("casualties")
                and anchor.dep_ == "dobj"
                and anchor.head.lemma_ in _SUFFERS
            ):
                agent, theme = None, arguments(anchor.head).agent
            if (
                theme is None
                and agent is not None
                and agent.dep_ == "poss"
                and spec.theme == "place"
                and view.place_at(agent) is not None
            ):
                agent, theme = None, agent  # "Xtown's capture"
            if theme is None and spec.axis == "damage.state" and is_verb(anchor.head):
                # "no crack was found in the dam": what is damaged hangs on the verb
                theme = oblique(anchor.head, "in", "to", "on", "across")
            if spec.theme in _OWNED and theme is None:
                theme = agent  # "the dam's collapse", "the mayor's death"
        else:
            subject = copula_subject(anchor)
            last = view.doc[words[1] - 1]
            if spec.value in ("oblique", "not-oblique"):
                agent = self._holder(view, anchor, last)
                theme = subject
            elif anchor.tag_.startswith("NN") and phrase:
                agent, theme = noun_agent_theme(last)
                if spec.id == "flag":
                    agent = agent or noun_agent_theme(anchor)[0]
                    theme = theme or oblique(last, "over", "above", "on", "in", "at")
                if agent is None and subject is not None and subject.i not in range(*words):
                    agent = subject
                theme = theme or subject
            else:
                if spec.referent == "person" and is_verb(anchor.head):
                    # "the police have him in a cell"
                    subject = next(children(anchor.head, "dobj"), subject)
                agent = subject
                theme = oblique(last, "of", "over", "on", "to", "in") or subject
                if spec.value == "agent" and anchor.tag_.startswith("JJ") and not phrase:
                    agent, theme = oblique(anchor, "by"), subject  # "the region was “liberated”"
                if spec.axis.startswith(("status", "damage", "casualties")):
                    agent, theme = oblique(last, "by"), subject
        if (
            spec.id in ("stay", "not-moved", "none-left")
            and agent is not None
            and (
                view.place_at(agent) is not None
                or any(c in ("place", "facility") for c, _ in view.classes(agent))
            )
        ):
            return None, "a place stays where it is"
        if (
            spec.id == "encircle"
            and theme is not None
            and view.class_of(theme, "person") not in (None, "combatant")
            and not self._is_force(theme)
        ):
            return None, "no force is encircled"
        if (
            anchor.lemma_ == "run"
            and spec.id == "working"
            and any(c.lower_ == "out" for c in anchor.children)
        ):
            return None, "runs out"
        if (
            spec.id == "intact"
            and anchor.lemma_ == "hold"
            and any(c.dep_ in ("dobj", "prt") for c in anchor.children)
        ):
            return None, "holds something"
        if (
            spec.id == "aboard"
            and not phrase
            and (agent is None or not view.class_of(agent, "vehicle"))
        ):
            return None, "no craft carries it"
        if spec.id == "stay" and phrase and anchor.dep_ == "aux":
            return None, "is still doing something"
        if spec.id == "stay" and any(c.dep_ in ("acomp", "oprd") for c in anchor.children):
            return None, "stays as it is, and not where it is"
        if (
            spec.id == "displaced"
            and anchor.dep_ in ("xcomp", "ccomp")
            and anchor.head.lemma_ in _COMMANDS
            and anchor.lemma_ in ("evacuate", "leave", "flee")
        ):
            order = view.lex.frames["evacuation-ordered"]
            at = anchor.head
            return FrameHit(order, at, None, None, negated(at), None, (at.i, at.i + 1)), ""
        if (
            spec.id == "blame"
            and anchor.i
            and view.doc[anchor.i - 1].lemma_.casefold() in ("trade", "trades", "exchange", "swap")
        ):
            return None, "blame on both sides"
        if (
            spec.axis.startswith("casualties")
            and theme is not None
            and theme.dep_ in ("dobj", "nsubjpass")
            and is_verb(anchor)
            and not self._may_suffer(view, theme)
        ):
            return None, "its object is no person"
        if (
            not phrase
            and anchor.lemma_ == "leave"
            and spec.id in ("leave", "displaced")
            and _leaves_behind(anchor)
        ):
            return None, "leaves somebody in a state"
        if spec.axis == "other.event" and self._fits(view, agent, spec.theme):
            if theme is None or not self._fits(view, theme, spec.theme):
                agent, theme = None, agent  # "the tents reached the camp", "a helicopter landed"
        if spec.id == "warned" and anchor.lemma_ in ("warn", "alert") and not _is_told(anchor):
            return None, "a warning given with these words"
        if anchor.dep_ in ("aux", "auxpass") and not phrase:
            return None, "an auxiliary"
        if spec.id == "fire-active" and anchor.lower_ == "open" and anchor.dep_ == "amod":
            return None, "a kind of fire"  # "the open burning was put out"
        if spec.axis == "status.service" and any(
            view.class_of(t, "pollutant") for t in view.doc[words[0] : words[1]]
        ):
            return None, "dirty water is no supply"
        if anchor.lemma_ in ("casualty", "victim") and not (
            negated(anchor) or is_negative_noun(anchor) or anchor.head.lower_ == "without"
        ):
            return None, "dead or hurt"
        if anchor.dep_ == "dobj" and negated(anchor) and _is_one_of_several(view, anchor.head):
            return None, "of one event among others"
        if (
            anchor.lemma_ in _BURNING
            and not phrase
            and (spec.id == "burning" or (spec.axis == "damage.state" and theme is not None))
        ):
            stands = theme is not None and bool(
                {c for c, _ in view.classes(theme)} & {"facility", "place"} or view.place_at(theme)
            )  # what burns while it drives or flies is lost
            if (_goes_on(anchor) and stands) != (spec.id == "burning"):
                return None, "burns" if spec.id != "burning" else "has burned"
        if spec.id == "fire-exists" and not self._exists(view, anchor):
            return None, "says nothing of whether it burns"
        if spec.id == "arson" and not phrase and anchor.lemma_ in _BURNS:
            if agent is None or not {c for c, _ in view.classes(agent)}.isdisjoint(_INANIMATE):
                return None, "burns, by whomever"
        if (
            spec.id == "closed"
            and phrase
            and view.doc[words[0]].lower_ in ("no", "not")
            and not any(t.lemma_ in _PASSES for t in (last_word, *ancestors(last_word)))
        ):
            return None, "nobody was to pass"
        if spec.id == "rescued" and anchor.tag_.startswith("NN") and _names_work(anchor):
            return None, "rescue work, not people rescued"
        if (
            spec.theme == "access"
            and anchor.lemma_ == "operate"
            and agent is not None
            and (self._is_force(agent) or view.class_of(agent, "person") is not None)
        ):
            return None, "forces operate, too"
        if spec.id == "attack" and not self._is_attack(view, anchor, agent, theme):
            return None, "no attack"
        if anchor.lemma_ == "fly" and not (
            agent is not None and (self._is_force(agent) or view.class_of(agent, "vehicle"))
        ):
            return None, "no sortie"
        if (
            spec.id == "none-left"
            and anchor.lower_ == "no"
            and anchor.head.head.lemma_ not in ("be", "have", "remain", "stay", "in", "leave")
        ):
            return None, "says nothing of who is there"  # "no soldier was hurt"
        if spec.id == "none-left" and anchor.tag_ == "EX":
            agent = view.doc[words[1] - 1].head  # "there are no rebels"
            if not self._is_force(agent):
                return None, "nobody who could have been there"
        if spec.agent == "force" and (agent is None or not self._force_like(view, agent)):
            alternative = theme if theme is not None and self._force_like(view, theme) else None
            if alternative is None and spec.axis in (
                "movement.presence",
                "movement.manner",
                "control.holder",
            ):
                alternative = self._force_nearby(view, anchor, last_word)
            if alternative is None and not (agent is None and spec.axis in ("movement.manner",)):
                return None, "nobody who could have done it"
            agent = alternative
        if spec.agent == "traveller" and not self._travels(view, agent, theme):
            return None, "nobody who travels"
        if (
            spec.id in ("take", "retake")
            and agent is not None
            and anchor.tag_ == "VBD"
            and next(children(anchor, "dobj"), None) is None
            and self._fits(view, agent, "place")
            and not self._force_like(view, agent)
        ):
            agent, theme = None, agent  # "Xtown, liberated in May, …" read as a clause
        if spec.theme == "force" and (theme is None or not self._force_like(view, theme)):
            theme = oblique(anchor, "of") or theme  # "cleared of rebels"
        if spec.agent not in ("", "force") and not self._fits(view, agent, spec.agent):
            return None, f"its doer is no {spec.agent}"
        quantity = None
        if spec.value == "count":
            quantity = self._count(view, spec, anchor, agent, theme, words)
            if quantity is None and not self._counts_without_number(
                view, spec, anchor, agent, theme
            ):
                return None, "no number of the kind"
        elif spec.theme and not self._theme_ok(view, spec, anchor, agent, theme, words):
            return None, f"its object is no {spec.theme}"
        within = phrase and last_word.tag_.startswith("NN") and anchor.head is last_word
        denied = last_word if within else anchor  # "real bullets were not fired"
        event = anchor.tag_.startswith("NN") and (
            spec.axis == "attack.occurrence" or spec.axis.startswith("casualties")
        )
        is_neg = event_negated(denied) if event else negated(denied)
        last = view.doc[words[1] - 1]
        if (
            phrase
            and not is_neg
            and last.i != anchor.i
            and any(
                c.dep_ in ("neg", "det") and c.lower_ in ("no", "not", "n't") for c in last.children
            )
            and view.doc[words[0]].lower_ != "no"
        ):
            is_neg = True
        if phrase and self._negative_cue(view, spec, words):
            is_neg = False  # "no boat leaves", "cannot receive aircraft"
        elif not is_neg and anchor.tag_.startswith("NN") and is_negative_noun(anchor):
            is_neg = True  # "no crack was found"
        elif (
            not is_neg
            and theme is not None
            and theme.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
            and is_negative_noun(theme)
        ):
            is_neg = True
        if (
            spec.id == "none-left"
            and phrase
            and last_word.dep_ in ("nsubj", "nsubjpass")
            and is_verb(last_word.head)
            and last_word.head.lemma_ not in ("be", "remain", "stay")
        ):
            return None, "they did something, or did not"
        if spec.axis in ("attack.occurrence", "control.holder") and _cleft_denied(anchor):
            is_neg = not is_neg
        return FrameHit(spec, anchor, agent, theme, is_neg, quantity, words), ""

    def _may_suffer(self, view: SentenceView, theme: Token) -> bool:
        """Whether the object of a verb of harm can be people: "burned the trees" hurts nobody."""
        classes = {c for c, _ in view.classes(theme)}
        if theme.lower_ in _INANIMATE_PRONOUNS:
            return False
        if classes & {"person", "office"} or theme.lower_ in _PERSONAL:
            return True
        if not theme.tag_.startswith("NN"):
            return True
        if classes:
            return classes.isdisjoint(_INANIMATE)
        return (
            theme.tag_.startswith("NNP")
            or theme.dep_ == "nsubjpass"
            or view.quantity_of(theme) is not None
            or self._is_force(theme)
        )

    def _travels(self, view: SentenceView, agent: Token | None, theme: Token | None) -> bool:
        """Whether people or vehicles, and no fighters, pass a facility or a border."""
        if agent is None or theme is None or self._is_force(agent):
            return False
        if "facility" not in {c for c, _ in view.classes(theme)}:
            return False
        kind = view.class_of(agent, "person")
        return (
            (kind is not None and kind != "combatant")
            or view.class_of(agent, "vehicle") is not None
            or agent.lower_ in ("everyone", "everybody", "nobody")
        )

    @staticmethod
    def _exists(view: SentenceView, noun: Token) -> bool:
        """Whether a sentence says of a fire that it is there: "there was no fire", "flames rose"."""
        verb = noun.head
        if any(c.dep_ == "expl" for c in verb.children):
            return noun.dep_ in ("attr", "nsubj", "dobj")
        if noun.lemma_ != "flame" or noun.dep_ not in ("nsubj", "nsubjpass", "ROOT"):
            return False
        if noun.dep_ == "nsubjpass":
            return verb.lemma_ in ("see", "spot", "observe", "film", "photograph")
        return not any(
            s.axis == "status.fire" and s.value != "active"
            for s in view.lex.verbs.get(verb.lemma_, ())
        )

    def _negative_cue(self, view: SentenceView, spec: FrameSpec, words: tuple[int, int]) -> bool:
        """Whether the cue's own words say no; a "not" that stands between them negates it."""
        first = view.doc[words[0]]
        return any(
            row is spec
            and not _NEGATIVE.isdisjoint(pattern)
            and self._match(view, words[0], pattern) == words[1]
            for form in {first.lemma_, first.lower_}
            for pattern, row in view.lex.phrases.get(form, ())
        )

    @staticmethod
    def _is_attack(
        view: SentenceView, anchor: Token, agent: Token | None, theme: Token | None
    ) -> bool:
        """Whether a word for striking is of an attack: not a storm's, not a launched rescue effort."""
        if not is_verb(anchor):
            return True
        lemma = anchor.lemma_
        if lemma in _STRIKES and agent is not None:
            kinds = dict(view.classes(agent))
            if "disaster" in kinds or kinds.get("vehicle") in _CIVIL_VEHICLES:
                return False
        if lemma in _STRIKES and anchor.i > 1 and anchor.doc[anchor.i - 1].text == "-":
            return False  # "the hard-hit town"
        if lemma in _SENDS_OFF and theme is not None and theme.dep_ in ("dobj", "nsubjpass"):
            sent = (theme, oblique(theme, "of"))
            return any(
                t is not None
                and (
                    t.lemma_ in _SALVOES
                    or bool({c for c, _ in view.classes(t)} & {"attack", "vehicle", "weapon"})
                )
                for t in sent
            )
        return lemma != "drop" or theme is not None

    def _holder(self, view: SentenceView, anchor: Token, last: Token) -> Token | None:
        """Who holds it: "under the control of X", "under X's control", "in army hands"."""
        target = oblique(last, "of", "by")
        if target is not None:
            return target
        for child in last.children:
            if child.dep_ in ("poss", "compound", "amod", "nmod") and (
                child.text[:1].isupper() or self._is_force(child)
            ):
                return child
        for token in view.doc[anchor.i + 1 : last.i]:
            if token.tag_.startswith(("NN", "PRP$", "JJ")) and (
                self._is_force(token) or token.lower_ in ("our", "their", "his", "its")
            ):
                return token
        return None

    def _force_like(self, view: SentenceView, token: Token) -> bool:
        return (
            token.lower_ in _FORCE_PRONOUNS
            or self._is_force(token)
            or (is_negative_noun(token) and token.lower_ in ("nobody", "none", "one"))
        )

    def _force_nearby(self, view: SentenceView, anchor: Token, last: Token) -> Token | None:
        """The force that a cue without a fitting subject may be about, within its own clause.

        A cue that ends in a determiner ("there is no", "no trace of") is about the noun it
        determines.
        """
        determines = last.i != anchor.i and last.lower_ in ("no", "of", "any")
        best = None
        for token in view.nouns():
            if (
                (
                    token is last.head or token.head is last or token.head is last.head
                    if determines
                    else abs(token.i - anchor.i) <= 8 and not self._speaks(view, token, anchor)
                )
                and self._is_force(token)
                and (token.dep_ != "attr" or any(c.dep_ == "expl" for c in token.head.children))
                and token.dep_
                in (
                    "pobj",
                    "nsubj",
                    "nsubjpass",
                    "dobj",
                    "conj",
                    "compound",
                    "poss",
                    "amod",
                    "nmod",
                    "appos",
                    "attr",
                )
            ):
                if best is None or abs(token.i - anchor.i) < abs(best.i - anchor.i):
                    best = token
        return best

    def _speaks(self, view: SentenceView, token: Token, anchor: Token) -> bool:
        """Whether a noun is the speaker of the clause that holds the cue, and so outside of it."""
        return (
            token.dep_ == "nsubj"
            and token.head.lemma_ in view.lex.speech_verbs
            and token.head is not anchor
        )

    def _fits(self, view: SentenceView, token: Token | None, wanted: str) -> bool:
        """Whether a noun is of the class that a frame asks for."""
        if token is None:
            return False
        if not wanted:
            return True
        classes = {c for c, _ in view.classes(token)}
        low = token.lower_
        place = view.place_at(token)
        if wanted == "place":
            if token.lower_ in ("it", "there", "here", "which", "each", "everything"):
                return True
            if place is not None:
                return True
            if token.tag_ in ("NNP", "NNPS") and not classes and not self._is_force(token):
                return not is_titled(view, token)  # a name that no gazetteer knows
            return bool(classes & {"place", "facility"})
        if wanted == "person":
            return (
                "person" in classes
                or low in _PERSONAL
                or (
                    view.quantity_of(token) is not None
                    and not classes & {"vehicle", "facility", "service"}
                )
            )
        if wanted == "person-one":
            return is_single_person(view, token, self._is_force) or (
                token.lemma_ in _CREWS or low in _PERSONAL
            )
        if wanted == "substance":
            return "substance" in classes
        if wanted == "traffic":
            return view.class_of(token, "service") in ("traffic", "rail", "flights", "ferry")
        if wanted == "materiel":
            return bool(classes & {"vehicle", "weapon"}) or self._means_arms(view, token)
        if wanted == "single-person":
            return is_single_person(view, token, self._is_force)
        if wanted == "place-or-person":
            return self._fits(view, token, "place") or self._fits(view, token, "person")
        if wanted == "place-or-thing":
            return (
                bool(classes & {"place", "facility", "vehicle", "hazard"})
                or place is not None
                or low in ("it", "what", "that", "nothing")
            )
        if wanted == "thing":
            if token.lemma_ in (
                "damage",
                "crack",
                "hole",
                "crater",
                "crop",
                "property",
                "equipment",
                "gun",
                "power",
                "infrastructure",
                "vehicle",
                "deck",
                "track",
                "line",
                "crack",
            ):
                return True
            return (
                bool(classes & {"facility", "vehicle", "fixture"})
                or low in ("it", "they", "structure", "compound", "which", "everything")
                or (place is not None and place.place.facility is not None)
                or (
                    self._is_force(token)
                    and token.lemma_
                    in (
                        "brigade",
                        "division",
                        "regiment",
                        "battalion",
                        "unit",
                        "infantry",
                        "garrison",
                    )
                )
                or (
                    "place" in classes
                    and token.lemma_
                    in (
                        "city",
                        "town",
                        "village",
                        "district",
                        "base",
                        "headquarters",
                        "camp",
                        "neighbourhood",
                        "settlement",
                    )
                )
            )
        if wanted == "access":
            return (
                bool(classes & {"facility", "service"})
                or place is not None
                or low in ("it", "they", "all", "lanes", "nothing", "which")
                or ("vehicle" in classes and "hazard" not in classes)
                or "border" in low
                or is_road_code(token.text)
                or token.lemma_ in ("way", "passage", "entrance", "gate", "door", "lane", "exit")
            )
        if wanted == "vehicle-or-pronoun":
            return "vehicle" in classes or low in ("she", "it", "her")
        if wanted == "area":
            return True
        if wanted == "attack":
            return "attack" in classes or token.lemma_ in (
                "attempt",
                "offensive",
                "advance",
                "enemy",
                "assault",
                "strike",
                "blast",
                "fire",
                "shelling",
                "wave",
            )
        if wanted == "force":
            return self._force_like(view, token)
        if wanted == "service":
            return (
                "service" in classes
                or (
                    "facility" in classes
                    and token.lemma_ not in ("building", "house", "home", "wall", "roof")
                )
                or low in ("it", "they", "everything", "all")
                or token.lemma_
                in (
                    "class",
                    "lesson",
                    "generation",
                    "service",
                    "operation",
                    "production",
                    "centre",
                    "center",
                    "unit",
                    "school",
                    "shop",
                    "business",
                    "lesson",
                )
            )
        if wanted == "warned":
            return "person" in classes or low in _PERSONAL
        if wanted == "aircraft":
            return view.class_of(token, "vehicle") in ("aircraft", "helicopter") or low == "it"
        if wanted == "relief" and low == "nothing":
            return True  # "they have received nothing"
        if wanted in ("relief", "permit", "crew", "pollutant"):
            return wanted in classes
        if wanted == "site":
            return self._fits(view, token, "place") or "fixture" in classes
        if wanted in ("hazard", "service", "order", "vehicle", "facility", "condition"):
            return wanted in classes or (low in ("it", "which", "they") and wanted in ("hazard",))
        return True

    def _theme_ok(
        self,
        view: SentenceView,
        spec: FrameSpec,
        anchor: Token,
        agent: Token | None,
        theme: Token | None,
        words: tuple[int, int],
    ) -> bool:
        if (
            theme is not None
            and spec.axis == "control.holder"
            and spec.theme == "place"
            and view.place_at(theme) is None
        ):
            if is_titled(view, theme):
                return False
            classes = {c for c, _ in view.classes(theme)}
            if classes & {"hazard", "vehicle", "service", "person", "attack"} and not classes & {
                "place"
            }:
                return False
            if spec.id == "fall" and "facility" in classes:
                return False  # walls and bridges fall, too
        if (
            spec.id == "destroy"
            and anchor.lemma_ == "fall"
            and theme is not None
            and view.class_of(theme, "place")
        ):
            return False  # a town that falls is taken
        if self._fits(view, theme, spec.theme):
            return True
        if spec.id == "fall" and anchor.lemma_ == "fall" and is_verb(anchor):
            return False  # shells that fell on a town
        if anchor.dep_ == "amod" and anchor.tag_.startswith("JJ") and words[1] - words[0] == 1:
            return False  # "open burning": an adjective before a noun is about that noun alone
        if words[1] - words[0] > 1 and any(
            self._fits(view, t, spec.theme)
            for t in view.doc[words[0] : words[1]]
            if t.tag_.startswith("NN")
        ):
            return True  # "no electricity": the cue names its own object
        if theme is not None and not (spec.theme == "access" and view.class_of(theme, "hazard")):
            for token in (*theme.subtree,) if len(list(theme.subtree)) < 25 else ():
                if (
                    token.dep_ in ("pobj", "conj", "appos", "compound", "attr")
                    and self._fits(view, token, spec.theme)
                    and not (spec.theme == "place" and view.class_of(theme, "person") is not None)
                ):
                    return True
        if (
            spec.axis.startswith(("status", "damage"))
            and agent is not None
            and (theme is None or not (agent.tag_.startswith("PRP") or theme.dep_ == "dobj"))
            and self._fits(view, agent, spec.theme)
        ):
            return True
        if (
            spec.theme == "place"
            and (theme is None or spec.id == "flag")
            and spec.value in ("agent", "other")
        ):
            # "the fall of", "the capture" of a place named elsewhere in the sentence
            return bool(view.places)
        return bool(
            spec.theme in ("hazard", "service", "access", "attack", "place-or-person")
            and anchor.tag_.startswith("NN")
            and any(s.id == spec.id for s in view.lex.nouns.get(anchor.lemma_, ()))
        )

    # -- counts -----------------------------------------------------------------------------

    def _count(
        self,
        view: SentenceView,
        spec: FrameSpec,
        anchor: Token,
        agent: Token | None,
        theme: Token | None,
        words: tuple[int, int],
    ) -> Quantity | None:
        """The number that a counting frame is about: its object's or subject's, else the nearest that fits."""
        wanted_unit: tuple[str, ...] = {"damage.area": ("ha", "acre", "km2")}.get(spec.axis, ("",))
        if spec.id in ("queue",):
            wanted_unit = ("km", "")
        if spec.id == "zone":
            wanted_unit = ("km",)
        candidates: list[tuple[float, Quantity]] = []
        preferred: set[int] = set()
        verbal = is_verb(anchor)
        for role in (theme, agent) if verbal else (theme,):
            if role is not None:
                preferred.update(t.i for t in conjuncts(role))
        measures = spec.id in ("queue", "zone", "magnitude")
        counts_itself = spec.id in _ROLES and anchor.tag_.startswith("NN")
        counted = _own_object(spec, anchor, theme, agent)
        for q in view.numbers:
            if q.unit not in wanted_unit:
                continue
            head = view.doc[q.head]
            if counted is not None and not any(
                q.start <= i < q.end or i == q.head for i in counted
            ):
                continue
            if not self._countable(view, spec, head, q):
                continue
            if view.place_at(head) is not None:
                continue
            if (
                spec.id == "displaced"
                and verbal
                and anchor.lemma_ in _ARRIVES
                and not (q.head in preferred or any(q.start <= p < q.end for p in preferred))
            ):
                continue
            if head.head is not anchor and _voices(q, view.lex.reporting_verbs, head):
                continue
            if counts_itself and not (q.head == anchor.i or _counts(q, anchor)):
                continue
            distance = min(abs(q.start - anchor.i), abs(q.head - anchor.i))
            score = float(distance)
            if q.head in preferred or any(q.start <= p < q.end for p in preferred):
                score -= 20
            if head.i == anchor.i or head.head.i == anchor.i or anchor.head.i == head.i:
                score -= 10
            if verbal and _alone_beside(q, head, anchor):
                score -= 20  # "7 rebels killed, 34 captured", "kills 1, injures 13"
            if any(
                t.text in (";",) for t in view.doc[min(q.start, anchor.i) : max(q.start, anchor.i)]
            ):
                score += 30
            if _stands_at(anchor, q):
                score -= 40
            elif _is_next_to(q, anchor):
                score -= 30
            # another counting cue stands between them: the number is its
            between = view.doc[min(q.head, anchor.i) + 1 : max(q.start, anchor.i)]
            if not measures and any(self._counting_word(view, t) for t in between):
                score += 15
            if distance > 14 and score > 0:
                continue
            candidates.append((score, q))
        if not candidates:
            return None
        score, best = min(candidates, key=lambda c: c[0])
        return best if score < 16 else None

    @staticmethod
    def _counting_word(view: SentenceView, token: Token) -> bool:
        table = (
            view.lex.verbs
            if is_verb(token)
            else view.lex.nouns
            if token.tag_.startswith("NN")
            else view.lex.adjectives
        )
        return any(
            s.value == "count" and s.axis.startswith("casualties")
            for s in table.get(token.lemma_, ())
        )

    def _countable(self, view: SentenceView, spec: FrameSpec, head: Token, q: Quantity) -> bool:
        classes = {c for c, _ in view.classes(head)}
        alone = q.start <= head.i < q.end
        if spec.axis.startswith("casualties"):
            named = view.doc[q.end] if alone and q.end < len(view.doc) else head
            if _MODEL.fullmatch(named.text):
                return False  # "18 AK47", "5 PKM"
            if (classes and not classes & {"person", "office"}) or self._means_arms(view, head):
                return False
            return (
                bool(classes & {"person", "office"})
                or alone
                or head.lemma_
                in (
                    "dead",
                    "injured",
                    "wounded",
                    "toll",
                    "other",
                    "death",
                    "prisoner",
                    "survivor",
                    "case",
                    "family",
                    "spans",
                )
                or self._is_force(head)
                or any(s.axis == spec.axis for s in view.lex.nouns.get(head.lemma_, ()))
            )
        if spec.id == "objects-lost":
            return "facility" in classes
        if spec.axis == "damage.lost":
            return bool(classes & {"vehicle", "weapon"}) or (alone and self._means_arms(view, head))
        if spec.id in ("case", "escape", "confined"):
            return (
                "person" in classes
                or alone
                or head.lemma_ in ("infection", "contact", "village", "household")
            )
        if spec.axis == "damage.area":
            return True
        if spec.id == "aboard" or spec.id == "crowd":
            return "person" in classes or alone
        if spec.id == "queue":
            return q.unit == "km" or "vehicle" in classes
        if spec.id == "aftershock":
            return head.lemma_ in ("aftershock", "tremor") or alone
        if spec.id == "magnitude":
            return q.high is not None and q.high < 10
        return True

    def _counts_without_number(
        self,
        view: SentenceView,
        spec: FrameSpec,
        anchor: Token,
        agent: Token | None,
        theme: Token | None,
    ) -> bool:
        if spec.axis.startswith("casualties"):
            role = theme if theme is not None else agent
            if any(r is not None and self._means_arms(view, r) for r in (theme, agent)):
                return False
            if any(c.lemma_ == "life" for c in anchor.children):
                return any(r is not None and is_negative_noun(r) for r in (agent, theme)) or (
                    negated(anchor)
                )
            if anchor.lemma_ in (
                "lose",
                "bury",
                "arrive",
                "reach",
                "cross",
                "move",
                "register",
                "host",
                "house",
                "leave",
                "catch",
            ):
                return False  # of people only where they are counted
            if anchor.lemma_ == "account" and spec.id == "missing":
                return _is_everybody(theme) or _is_everybody(agent)
            if (
                spec.id in ("kill", "injure")
                and is_verb(anchor)
                and (
                    theme is not None
                    and theme.dep_ in ("dobj", "nsubjpass")
                    and theme.tag_.startswith("NN")
                    and not (self._fits(view, theme, "person") or self._is_force(theme))
                )
            ):
                return False  # "no people burns its own olive trees"
            if spec.id in ("kill", "missing", "captured", "injure", "detained") and (
                negated(anchor)
                or any(r is not None and is_negative_noun(r) for r in (agent, theme))
                or (not is_verb(anchor) and is_negative_noun(anchor))
            ):
                return role is None or self._may_suffer(view, role)
            if (
                spec.id == "kill"
                and anchor.tag_.startswith("NN")
                and any(c.lower_ in ("no", "without") for c in anchor.children)
            ):
                return True
            if spec.id == "rescued" and (
                anchor.lemma_ in ("survivor", "survive")
                and (
                    negated(anchor)
                    or any(r is not None and is_negative_noun(r) for r in (agent, theme, anchor))
                )
            ):
                return True  # "there were no survivors", "nobody survived"
            if spec.id in ("captured", "displaced", "rescued", "detained") and not negated(anchor):
                return (
                    role is not None
                    and view.class_of(role, "person") is not None
                    and spec.id != "captured"
                )
            if role is not None and is_single_person(view, role, self._is_force):
                return spec.id == "injure"  # one person's death is told as a fate
            if role is not None and (
                view.class_of(role, "person") is not None or role.lower_ in ("they", "who")
            ):
                return spec.id in ("kill", "injure", "missing")
            return False
        if spec.axis == "damage.lost" and spec.id != "objects-lost":
            role = theme if theme is not None else agent
            return role is not None and self._fits(view, role, "materiel")
        if spec.id in ("case", "bed") and anchor.tag_.startswith("NN"):
            return negated(anchor) or is_negative_noun(anchor)
        if spec.id in ("case", "escape"):
            people = next(
                (
                    r
                    for r in (theme, agent)
                    if r is not None and view.class_of(r, "person") is not None
                ),
                None,
            )
            if people is None:
                return False
            several = people.tag_ == "NNS" and spec.id == "escape"
            return several or negated(anchor) or is_negative_noun(people)
        return False

    @staticmethod
    def _means_arms(view: SentenceView, token: Token) -> bool:
        """ "I have counted each rifle, not one is missing": a bare "one", "none", "all" of arms."""
        if token.lower_ not in ("one", "none", "all", "each"):
            return False
        named = [t for t in view.doc[: token.i] if t.tag_.startswith("NN")]
        kinds = [{c for c, _ in view.classes(t)} for t in named]
        return any("weapon" in k for k in kinds) and not any("person" in k for k in kinds)

    # -- pruning ----------------------------------------------------------------------------

    @staticmethod
    def _prune(view: SentenceView, hits: list[FrameHit]) -> list[FrameHit]:
        """One claim an axis and quantity; a phrase wins over its words; a stronger frame over a weaker."""
        kept: list[FrameHit] = []
        for hit in hits:
            width = hit.words[1] - hit.words[0]
            inside = [
                h
                for h in hits
                if h is not hit
                and h.words[0] <= hit.words[0]
                and h.words[1] >= hit.words[1]
                and h.words[1] - h.words[0] > width
            ]
            if (
                inside
                or _is_counted_elsewhere(hit, hits)
                or _borrows(hit, hits)
                or _takes_people(hit, hits)
            ):
                continue
            twin = next(
                (
                    k
                    for k in kept
                    if k.spec.axis == hit.spec.axis
                    and k.spec.value == hit.spec.value
                    and k.negated == hit.negated
                    and (
                        k.quantity is hit.quantity
                        if hit.spec.value == "count"
                        else (
                            k.theme is hit.theme
                            or hit.theme is None
                            or (k.theme is not None and k.theme.i == hit.theme.i)
                        )
                    )
                ),
                None,
            )
            if twin is not None:
                continue
            kept.append(hit)
        return kept


def _in_name(view: SentenceView, token: Token) -> bool:
    """Whether a capitalised word is part of a longer proper name: "the Xyz Liberation Army"."""
    if view.sentence.heading:
        return False  # headlines capitalise their verbs, too
    doc, i = view.doc, token.i
    before = i > 0 and doc[i - 1].tag_.startswith(("NNP", "JJ")) and doc[i - 1].text[:1].isupper()
    after = i + 1 < len(doc) and doc[i + 1].tag_.startswith("NNP")
    return bool((before and i > 1) or after)


def is_road_code(text: str) -> bool:
    """Whether a word is a road's number."""
    return _ROAD_CODE.match(text) is not None


def _unparticiple(form: str) -> str:
    """'closed' -> 'close' or 'destroyed' -> 'destroy', by what the form allows."""
    stem = form[:-2]
    if stem.endswith(
        ("s", "c", "v", "g", "z", "ur", "ag", "at", "u", "id", "op")
    ) and not stem.endswith("ss"):
        return stem + "e"
    return stem


__all__ = ["FrameFinder", "FrameHit", "Rejected", "is_road_code"]
