"""Which event and which class of cause words name (``lexicon/causes.toml``), and the hit made of both."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import lexicon, word_set
from contraflow.reading.parsing.syntax import antecedent, children, first_child, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

OTHER = "other"
"""Kind of a cause that no class knows: it excludes nothing but its own denial."""


@dataclass(slots=True)
class CauseHit(FrameHit):
    """One statement of a cause: its theme is the event, its agent the cause."""

    event: str = ""
    """Class of the event; '' when the text only says that there was one."""
    cause: str = ""
    """'kind:class', or the bare kind."""
    voice: Token | None = None
    """Who says so by the cause's own verb: "the mayor blamed the flood on rain"."""


@dataclass(frozen=True, slots=True)
class CauseWords:
    """The data of ``causes.toml``, ready to look up."""

    verbs: dict[str, frozenset[str]]
    before_cause: tuple[tuple[str, ...], ...]
    clauses: frozenset[str]
    blamed: frozenset[str]
    events: dict[str, str]
    classes: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First word -> word runs with their class, the longest first."""
    causing: frozenset[str]
    """First words of the verbs that tie a cause to what came of it."""
    openers: frozenset[str]
    """Words of which a sentence has one if it says a cause at all."""


_TELLING = frozenset(
    "give play nothing explain account between have part trigger root source factor because"
    " due owing result consequence fault thanks account behind cause reason culprit die rule"
    " exclude accident accidental accidentally deliberately intentionally deliberate"
    " no intentional suicide hang shoot poison intoxicate sky air skies down suffer develop begin"
    " brake tyre tire steering mine landmine ied start originate send itself purpose rail bolt track fishplate sleeper dam dyke dike levee embankment bund floodwall seawall".split()
)
"""Words that tell of a cause, beside the verbs and the events of the data."""


@cache
def cause_words() -> CauseWords:
    """The process's one copy."""
    raw = tomllib.loads(
        (files("contraflow.reading") / "lexicon" / "causes.toml").read_text("utf-8")
    )
    classes: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in raw["cause"]:
        name = f"{row['kind']}:{row['class']}".rstrip(":")
        for words in row["words"]:
            run = tuple(words.split(" "))
            classes.setdefault(run[0], []).append((run, name))
    verbs = {role: frozenset(words) for role, words in raw["verbs"].items()}
    links = raw["connectives"]
    before = tuple(tuple(words.split(" ")) for words in links["before_cause"])
    crimes = (w for row in raw["cause"] if row["kind"] == "attack" for w in row["words"][:8])
    return CauseWords(
        verbs=verbs,
        before_cause=tuple(sorted(before, key=len, reverse=True)),
        clauses=frozenset(links["clauses"]),
        blamed=frozenset(links["blamed"]),
        events={word: name for name, group in raw["events"].items() for word in group},
        classes={
            first: tuple(sorted(runs, key=lambda r: len(r[0]), reverse=True))
            for first, runs in classes.items()
        },
        causing=frozenset(
            verb.split(" ")[0] for role in ("subject", "to", "in", "from") for verb in verbs[role]
        ),
        openers=frozenset().union(
            *verbs.values(),
            _TELLING,
            HITS,
            VIOLENT,
            (word for name, group in raw["events"].items() if name in MISHAPS for word in group),
            (word.split(" ")[0] for word in crimes),
        ),
    )


def class_of(words: Iterable[Token], head: Token | None = None) -> str:
    """The class of cause that a phrase names, or ''.

    Of two, the one whose words are longer, then a class rather than a bare kind: "the driver was
    speeding" tells of speed. A word that only qualifies a telling ``head`` says nothing: "a lightning
    operation".
    """
    tokens = list(words)
    table = cause_words().classes
    best, rank = "", (0, False)
    for i, token in enumerate(tokens):
        if token.lemma_ in _AS_NOUNS and not token.tag_.startswith("NN"):
            continue
        for form in sorted({token.lemma_, token.lower_}):
            for run, name in table.get(form, ()):
                if (len(run), ":" in name) > rank and _matches(tokens, i, run):
                    if head is None or not _qualifies(token, head, len(run)):
                        best, rank = name, (len(run), ":" in name)
    return best


_AS_NOUNS = frozenset({"lead", "well"})
"""What is a cause as a noun alone: "lead", but not "rebels led by a priest"."""
_BARE_HEADS = frozenset(
    "failure fault problem defect trouble malfunction error leak explosion release opening lack act use"
    " case accumulation collapse break breakage strike bite wound poisoning activity work condition"
    " outbreak attack mistake loss burst blowout fracture discharge overflow incident accident fire"
    " infection disease inhalation shortage issue event conditions rupture accident leakage works"
    " maintenance construction design level season water food alcohol liquor syrup circuit operation"
    " violation rule load weight speed driving gas line cable end butt stub".split()
)
"""Nouns whose modifier tells the cause: "brake failure", "heavy-rain event"."""


_IS_CAUSE = frozenset({"overloaded", "overcrowded", "overheated"})


def _qualifies(word: Token, head: Token, width: int) -> bool:
    """Whether a word only stands before a head that itself says what kind of thing it is."""
    if word.lower_ in _IS_CAUSE:
        return False  # "an overloaded balcony"
    inside = word.i <= head.i < word.i + width
    before = word.head is head and word.dep_ in ("compound", "amod", "nmod", "poss")
    return before and not inside and head.lemma_ not in _BARE_HEADS


def _matches(tokens: list[Token], at: int, run: tuple[str, ...]) -> bool:
    """Whether a word run stands there; one article or adjective may come between two words."""
    i = at
    for word in run:
        if i < len(tokens) and word in (tokens[i].lemma_, tokens[i].lower_):
            i += 1
        elif (
            i + 1 < len(tokens) and i > at and word in (tokens[i + 1].lemma_, tokens[i + 1].lower_)
        ):
            i += 2
        else:
            return False
    return True


_AIRCRAFT = frozenset({"aircraft", "plane", "airplane", "helicopter", "jet", "airliner", "drone"})
"""What crashes when it goes down; a network does not."""


def event_of(token: Token | None, known: CauseWords) -> str | None:
    """The class of event that a word or its clause names; None when it names none."""
    if token is None:
        return None
    for word in (token, *children(token, "compound", "nmod", "conj")):
        for form in (word.lemma_, word.lower_):
            if form in known.events:
                return known.events[form]
    if is_verb(token):
        if token.lemma_ in ("go", "come") and any(c.lower_ == "down" for c in token.children):
            craft = first_child(token, "nsubj")
            return "crash" if craft is not None and craft.lemma_ in _AIRCRAFT else None
        for word in children(token, "dobj", "acomp", "prt", "advmod"):  # "gave way", "fell ill"
            if (run := f"{token.lemma_} {word.lower_}") in known.events:
                return known.events[run]
    if token.lemma_ in ("cause", "source", "origin", "start", "outbreak", "number", "series"):
        return event_of(oblique(token, "of"), known)
    return None


_WRECKS = frozenset(
    "crash collide sink capsize overturn plunge fall veer skid swerve roll flip founder derail ram"
    " hit smash slam plough plow topple jackknife".split()
)
"""What befalls a vehicle by a verb alone."""
_COMES_DOWN = frozenset({"come", "go", "crash", "fall", "topple", "blow"})
TOWERING = word_set("what-topples")
"""Nouns of what stands high and may come down."""
_ROLLING = frozenset({"train", "locomotive", "carriage", "tram", "wagon", "railcar"})
_OFF_ITS_WAY = {
    "jump": ("rail", "track"),
    "leave": ("rail", "track", "road", "runway", "carriageway", "highway"),
    "run": ("off", "aground", "into"),
    "come": ("off", "down"),
    "go": ("under", "down", "off", "over"),
    "turn": ("over",),
}
"""What befalls it by a verb with one of these words."""
_GIVES_WAY = frozenset({"fall", "give", "cave", "break", "burst", "buckle", "yield", "fail"}) | {
    "collapse",
    "rupture",
    "crumble",
}


def befell(view: SentenceView, verb: Token, known: CauseWords) -> str | None:
    """The class of what a clause tells to have happened, by its verb or by what befell its subject:
    "the dam broke", "the train jumped the rails"."""
    event = event_of(verb, known)
    if event is not None or not is_verb(verb):
        return event
    subject = first_child(verb, "nsubj", "nsubjpass")
    if subject is None:
        return None
    subject = antecedent(subject)
    words = _OFF_ITS_WAY.get(verb.lemma_, ())
    off = any(c.lemma_ in words or c.lower_ in words for c in verb.rights)
    moves = view.class_of(subject, "vehicle") or subject.lemma_ in _ROLLING
    if moves and (verb.lemma_ in _WRECKS or off):
        return "crash"
    down = verb.lemma_ in _COMES_DOWN and any(c.lower_ in ("down", "over") for c in verb.rights)
    stood = view.class_of(subject, "facility") or subject.lemma_ in TOWERING
    if stood and (down or verb.lemma_ in _GIVES_WAY):
        return "collapse"
    return None


_PART_OF_CAUSE = frozenset({"of", "in", "from", "by", "between", "with", "at"})
"""Prepositions within the name of a cause: "a leak from a pipe", but no "leak for the blast"."""


def _phrase(head: Token) -> list[Token]:
    """A cause's words, without the relative clauses and asides that hang on it."""
    out = [head]
    for child in head.children:
        if child.dep_ in ("relcl", "appos", "punct", "advcl", "neg", "conj", "cc"):
            continue
        if child.dep_ != "prep" or child.lower_ in _PART_OF_CAUSE:
            out += child.subtree
    return sorted(out, key=lambda t: t.i)


def class_of_noun(head: Token | None) -> str:
    """The class of a cause by its noun phrase."""
    if head is None or head.tag_ == "PRP":
        return ""
    of = oblique(head, "of")
    if of is not None and of.lemma_ in _FIGURATIVE:
        return ""  # "a storm of protest", "a wall of silence"
    return class_of(_phrase(head), head)


_FIGURATIVE = word_set("storms-of-words")


def cause_hit(
    anchor: Token, event: str, cause: str, no: bool, theme: Token | None, agent: Token | None
) -> CauseHit:
    """The hit that an anchor makes: an event of that class put down to a cause of that class."""
    spec = lexicon().frames["cause"]
    words = (anchor.i, anchor.i + 1)
    return CauseHit(spec, anchor, agent, theme, no, words=words, event=event, cause=cause)


HITS = frozenset({"hit", "strike", "ram", "crash", "run", "collide", "smash", "plough", "plow"})
"""Verbs of a vehicle that meets with what is in its way."""
MISHAPS = frozenset("crash collapse fire explosion flood landslide outage stampede leak".split())
"""Events that what comes right before them is told of as their cause."""
FLIES = ("aircraft", "helicopter", "drone")
"""Classes of vehicles that crash when they come down."""
VIOLENT = frozenset({"beat", "torture", "kick", "bludgeon", "club", "strangle", "stab"})
"""What people do to somebody by hand, of which he may die."""
