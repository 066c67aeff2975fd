"""Step 3, causes: what an accident, a fire, a flood or a death is put down to.

English says so in many shapes ("X caused Y", "Y was due to X", "blamed Y on X", "Y crashed because
its brakes failed", "the fire was arson"). Each shape here finds the words for the event and for the
cause; which class of cause those words name is data (``lexicon/causes.toml``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from contraflow.reading.frames import FrameHit
from contraflow.reading.frames.asked import Asked
from contraflow.reading.lexicon import lexicon, word_set
from contraflow.reading.parsing.syntax import (
    NAYS,
    SIGNS,
    antecedent,
    arguments,
    children,
    cleft_denied,
    event_negated,
    first_child,
    is_negative_noun,
    is_verb,
    negated,
    oblique,
)

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
            _HITS,
            _VIOLENT,
            (word for name, group in raw["events"].items() if name in _MISHAPS for word in group),
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


def causes(view: SentenceView) -> list[CauseHit]:
    """All causes that a sentence states, one for each class at most."""
    known = cause_words()
    if view.words.isdisjoint(known.openers):
        return []
    found: dict[str, CauseHit] = {}
    for shape in _shapes().among(view.words):
        for hit in shape(view, known):
            found.setdefault(hit.cause, hit)
    return list(found.values())


# -- parts --------------------------------------------------------------------------------------


_AIRCRAFT = frozenset({"aircraft", "plane", "airplane", "helicopter", "jet", "airliner", "drone"})
"""What crashes when it goes down; a network does not."""


def _event(token: Token | None, known: CauseWords) -> str | None:
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
        return _event(oblique(token, "of"), known)
    return None


_WRECKS = frozenset(
    "crash collide sink capsize overturn plunge fall veer skid swerve roll flip founder derail ram"
    " hit smash slam plough plow topple jackknife".split()
)
"""What befalls a vehicle by a verb alone."""
_COMES_DOWN = frozenset({"come", "go", "crash", "fall", "topple", "blow"})
_TOWERING = word_set("what-topples")
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


def _befell(view: SentenceView, verb: Token, known: CauseWords) -> str | None:
    """The class of what a clause tells to have happened, by its verb or by what befell its subject:
    "the dam broke", "the train jumped the rails"."""
    event = _event(verb, known)
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
    stood = view.class_of(subject, "facility") or subject.lemma_ in _TOWERING
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


def _named(head: Token | None) -> str:
    """The class of a cause by its noun phrase."""
    if head is None or head.tag_ == "PRP":
        return ""
    of = oblique(head, "of")
    if of is not None and of.lemma_ in _FIGURATIVE:
        return ""  # "a storm of protest", "a wall of silence"
    return class_of(_phrase(head), head)


_FIGURATIVE = word_set("storms-of-words")
_FAILS_IN_WORDS = word_set("what-fails-in-words")


def _hit(
    anchor: Token, event: str, cause: str, no: bool, theme: Token | None, agent: Token | None
) -> CauseHit:
    spec = lexicon().frames["cause"]
    words = (anchor.i, anchor.i + 1)
    return CauseHit(spec, anchor, agent, theme, no, words=words, event=event, cause=cause)


# -- shapes -------------------------------------------------------------------------------------


def _caused(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "X caused Y", "Y was triggered by X", "X led to Y", "Y resulted from X"."""
    for verb in view.verbs:
        cause: Token | None
        theme: Token | None
        lemma = verb.lemma_
        if lemma not in known.causing:
            continue
        particle = first_child(verb, "prt") or next(
            (c for c in children(verb, "advmod") if c.lower_ in ("away", "down", "off")), None
        )
        if particle is not None:
            lemma = f"{lemma} {particle.lower_}"  # "a wave turned the boat over"
        if lemma in known.verbs["subject"]:
            got = arguments(verb)
            cause, theme = got.agent, got.theme
            if theme is None and got.passive:
                continue
        elif lemma in known.verbs["to"] or lemma in known.verbs["in"]:
            cause = arguments(verb).agent
            theme = oblique(verb, "to" if lemma in known.verbs["to"] else "in")
            if theme is None and lemma in known.verbs["from"]:
                cause, theme = oblique(verb, "from"), arguments(verb).agent
        elif lemma in known.verbs["from"]:
            cause, theme = oblique(verb, "from", "in"), arguments(verb).agent
        else:
            continue
        if cause is None or theme is None:
            continue
        cause = antecedent(cause)
        event = _event(theme, known)
        if view.class_of(theme, "vehicle") in _FLIES:
            event = "crash"  # "an error brought down the plane"
        if event is None and lemma in known.events:
            # "a broken rail derailed the train"
            classes = {c for c, _ in view.classes(theme)} & {"facility", "vehicle", "fixture"}
            classes |= {theme.lemma_} & _TOWERING
            event = known.events[lemma] if classes or theme.tag_ == "PRP" else None
        if event is None or (theme.tag_ == "PRP" and lemma in ("lead", "result")):
            continue
        name = _named(cause)
        if not name and lemma in _BRINGS_ABOUT and cause.tag_ in ("NN", "NNS"):
            name = f"{OTHER}:{cause.lemma_}"
        if event == "death" and not any(c.dep_ in ("det", "poss") for c in theme.children):
            continue  # "the quake caused 126 deaths" counts them
        if name:
            no = negated(verb) or is_negative_noun(cause) or cleft_denied(verb)
            yield _hit(verb, event, name, no, theme, cause)


_BRINGS_ABOUT = frozenset({"cause", "set off"})
"""Verbs whose subject is a cause, whatever it is."""
_TIES = {
    ("give", "rise"): ("to",),
    ("play", "part"): ("in",),
    ("play", "role"): ("in",),
    ("have", "part"): ("in",),
    ("have", "bearing"): ("on",),
    ("have", "nothing"): ("with",),
    ("do", "nothing"): ("with",),
    ("have", "root"): ("in",),
    ("have", "origin"): ("in",),
}
"""Verbs with their objects that tie a cause to what came of it, and by which words."""
_LINKING = frozenset({"link", "connection", "relation"})
_TIED = _LINKING | {noun for _, noun in _TIES}


def _tied(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "X gave rise to Y", "X had nothing to do with Y", "Y had its origin in X", "no link between X and Y"."""
    for noun in view.doc:
        cause: Token | None
        theme: Token | None
        if noun.lemma_ in _LINKING and noun.tag_.startswith("NN"):
            cause = oblique(noun, "between")
            theme = first_child(cause, "conj") if cause is not None else None
            verb, no = noun, is_negative_noun(noun) or negated(noun.head)
        else:
            if noun.dep_ != "dobj":
                continue
            verb = noun.head
            words = _TIES.get((verb.lemma_, noun.lemma_))
            if words is None:
                continue
            cause = arguments(verb).agent
            theme = next(
                (
                    t
                    for prep in verb.subtree
                    if prep.i > noun.i and prep.lower_ in words
                    for t in children(prep, "pobj")
                ),
                None,
            )
            if words == ("in",) and verb.lemma_ == "have" and noun.lemma_ != "part":
                cause, theme = theme, cause
            no = negated(verb)
        if _event(theme, known) is None and noun.lemma_ == "nothing":
            cause, theme = theme, cause  # "the deaths had nothing to do with the vaccine"
        event, name = _event(theme, known), _named(cause)
        if event is not None and name and name != "human":
            yield _hit(verb, event, name, no, theme, cause)


_EXPLAINS = frozenset({"explain", "account"})


def _explained(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Overloading cannot explain the disaster", "speed accounts for the crash"."""
    for verb in view.having(_EXPLAINS):
        if not is_verb(verb):
            continue
        got = arguments(verb)
        theme = oblique(verb, "for") if verb.lemma_ == "account" else got.theme
        event, name = _event(theme, known), _named(got.agent)
        if event is not None and name and name not in ("human", "attack"):
            yield _hit(verb, event, name, negated(verb), theme, got.agent)


_BLAMED_FOR_MUCH = frozenset({"human", "human:negligence", "human:crowd", "force", "attack"})
"""What people blame for other things than accidents."""


def _blamed(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "blamed X for Y", "X was blamed for Y", "blamed Y on X", "attributed Y to X"."""
    for verb in view.verbs:
        if verb.lemma_ not in known.verbs["blame"]:
            continue
        got = arguments(verb)
        target = got.theme
        # the parser hangs "on Y" and "for Y" on the object as often as on the verb
        to = oblique(verb, "to", "on") or (target and oblique(target, "to", "on"))
        if to is None and verb.lemma_ == "trace" and target is not None:
            # parsers hang "to Y" on any noun before it
            below = (t for p in verb.subtree if p.lower_ == "to" for t in children(p, "pobj"))
            to = next((t for t in below if t.i > target.i), None)
        cause: Token | None
        theme: Token | None
        if to is not None:
            cause, theme = to, target
        elif verb.lemma_ in ("attribute", "ascribe", "impute"):
            # "attributed the deaths to contaminated alcohol", read as "to contaminate"
            cause, theme = first_child(verb, "advcl", "xcomp"), target
        elif verb.lemma_ == "blame":
            theme = oblique(verb, "for") or (target and oblique(target, "for"))
            # "short circuit to blame for the fire": in headlines "to blame" hangs on the cause
            to_blame = verb.tag_ == "VB" and verb.dep_ in ("relcl", "acl", "ROOT")
            cause = target or (got.agent if verb.tag_ == "VBN" or to_blame else None)
            if cause is None and to_blame:
                cause = verb.head if verb.head.tag_.startswith("NN") else None
        else:
            continue
        event = _event(theme, known)
        name = _named(cause)
        if not name and verb.lemma_ == "trace" and cause is not None and event is not None:
            name = f"{OTHER}:{cause.lemma_}"
        if name and cause is not None and (event or name != "attack:weapon"):
            if event is not None or (theme is None and name not in _BLAMED_FOR_MUCH):
                hit = _hit(verb, event or "", name, negated(verb), theme, cause)
                hit.voice = got.agent if not got.passive and got.agent is not cause else None
                yield hit


def _laid_blame(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Officials pinned the blame for the sinking on the captain", "the blame was put on speed"."""
    for blame in view.having(_BLAMES):
        verb = blame.head
        if blame.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in _LAYS:
            continue
        theme = oblique(blame, "for") or oblique(verb, "for")
        on = (p for p in verb.subtree if p.lower_ in ("on", "upon") and p.i > verb.i)
        cause = next((t for p in on for t in children(p, "pobj") if _named(t)), None)
        event = _event(theme, known)
        if cause is not None and event is not None:
            hit = _hit(verb, event, _named(cause), negated(verb), theme, cause)
            got = arguments(verb)
            hit.voice = got.agent if not got.passive else None
            yield hit


_BLAMES = frozenset({"blame"})
_LAYS = word_set("lays")


def _called_cause(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Fog was mentioned as a possible cause of the crash", "the inquiry named speed as the cause"."""
    for noun in view.having(_PARTIES_TO):
        role = noun.head
        if noun.dep_ != "pobj" or role.lower_ != "as" or not is_verb(role.head):
            continue
        verb = role.head
        if verb.lemma_ not in _CALLS or negated(verb):
            continue  # "has not been identified as the cause": it may be
        got = arguments(verb)
        name = _named(got.theme)
        if name and got.theme is not None:
            event = _event(oblique(noun, "of", "for", "behind", "in"), known)
            hit = _hit(noun, event or "", name, False, noun, got.theme)
            hit.voice = got.agent if not got.passive else None
            yield hit


_CALLS = frozenset(
    "mention cite name give identify list see regard suggest determine establish describe report"
    " view put quote confirm".split()
)


def _stuff_exploded(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "A gas explosion", "the explosion of methane": what exploded is why it did."""
    for noun in view.having(_BURSTS):
        stuff = first_child(noun, "compound", "nmod") or oblique(noun, "of")
        name = _named(stuff)
        if name not in ("technical:gas", "technical:dust") or is_negative_noun(noun):
            continue
        if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT"):
            yield _hit(noun, "explosion", name, False, noun, stuff)


_BURSTS = frozenset({"explosion", "blast"})


def _due_to(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Y was due to X", "Y happened because of X", "Y is the result of X"."""
    doc = view.doc
    for words in known.before_cause:
        if not view.words.issuperset(words):
            continue
        lows = [t.lower_ for t in doc]
        n = len(words)
        for i in range(len(lows) - n):
            if tuple(lows[i : i + n]) != words:
                continue
            first, last = doc[i], doc[i + n - 1]
            cause = first_child(last, "pobj", "pcomp")
            if cause is None:
                cause = next((t for t in doc[i + n : i + n + 5] if t.tag_.startswith("NN")), None)
            name = _named(cause)
            if not name:
                continue
            event, theme = _what_happened(view, first, known)
            if event is not None and not view.words.isdisjoint(_SPREADS) and event == "fire":
                continue
            if event is not None:
                no = any(t.lower_ in ("not", "n't") for t in doc[max(0, i - 2) : i])
                yield _hit(first, event, name, no, theme, cause)


def _what_happened(
    view: SentenceView, token: Token, known: CauseWords
) -> tuple[str | None, Token | None]:
    """What a connective's clause tells of: its noun, its verb or that verb's subject."""
    node = token
    for _ in range(4):
        if node is not token:
            event = _event(node, known) if node.lemma_ != "be" else None
            if event and node.i < token.i:
                return event, node
            if is_verb(node):
                got = arguments(node)
                for role in (got.theme, got.agent):
                    if role is not None and (found := _event(role, known)) is not None:
                        return event or found, role
                return event, got.agent or got.theme
        if node.head is node:
            return None, None
        node = node.head
    return None, None


_HITS = frozenset({"hit", "strike", "ram", "crash", "run", "collide", "smash", "plough", "plow"})
_CLOSELY = frozenset({"after", "following", "in", "amid", "during", "before"})
_TAKES_PLACE = frozenset({"happen", "occur", "start", "begin", "break", "come", "erupt"})
_MISHAPS = frozenset("crash collapse fire explosion flood landslide outage stampede leak".split())
"""Events that what comes right before them is told of as their cause."""


def _after(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the bus overturned after a tyre burst", "the boat sank in strong winds"."""
    for prep in view.doc:
        if prep.lower_ not in _CLOSELY or not is_verb(prep.head):
            continue
        cause = first_child(prep, "pobj")
        if prep.lower_ == "before":
            # "the driver had fallen asleep before the collision"
            event, name = (
                _event(cause, known),
                class_of(t for t in prep.head.subtree if t.i < prep.i),
            )
            if event is not None and name.startswith("human:"):
                yield _hit(prep, event, name, negated(prep.head), cause, None)
            continue
        if cause is None or prep.head.lemma_ == "fire":
            continue  # "fired missiles in a wave of strikes" tells of no fire
        event = _befell(view, prep.head, known)
        if event not in _MISHAPS:
            continue
        subject = first_child(prep.head, "nsubj")
        if event == "collapse" and subject is not None and subject.lemma_ in _FAILS_IN_WORDS:
            continue
        name = _named(cause)
        if prep.lower_ in ("after", "following"):
            kinds: tuple[str, ...] = ("technical", "nature", "human:", "collision")
        else:
            kinds = ("nature:weather",)
        if name.startswith(kinds) and not cause.text[:1].isupper():
            got = arguments(prep.head)
            yield _hit(prep, event, name, negated(prep.head), got.theme or got.agent, cause)


def _shot_down(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the plane was shot down": an attack, whoever made it, and no fault of the plane's."""
    for verb in view.verbs:
        if verb.lemma_ not in _BRINGS_DOWN:
            continue
        craft = arguments(verb).theme
        down = verb.lemma_ == "shoot" and any(
            c.lower_ == "down" for c in children(verb, "prt", "advmod")
        )
        if (
            craft is not None
            and craft.tag_ in ("NN", "PRP")
            and (view.class_of(craft, "vehicle") in _FLIES or craft.lower_ == "it")
            and view.quantity_of(craft) is None
            and (down or _from_the_sky(verb))
        ):
            yield _hit(verb, "crash", "attack:weapon", negated(verb), craft, None)


_FLIES = ("aircraft", "helicopter", "drone")
_BRINGS_DOWN = frozenset(
    {"shoot", "bring", "knock", "blast", "blow", "take", "pluck", "swat", "pick", "fetch", "blaze"}
)


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
_BEFALLS = _FORCES | _MEETS_WITH | _BEGINS
_CRASHES = frozenset({"crash", "plunge", "sink", "derail", "overturn", "capsize", "collision"})
_AT_THE_WHEEL = frozenset({"driver", "pilot", "captain", "motorist", "trucker", "rider", "skipper"})


def _forced_down(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Fog forced the helicopter down", "the jet suffered a technical failure", "began with lightning"."""
    for verb in view.verbs:
        if verb.lemma_ not in _BEFALLS or (
            verb.lemma_ in _HAS_OFTEN and view.words.isdisjoint(_CRASHES)
        ):
            continue  # "buses have run out of fuel"
        got = arguments(verb)
        if verb.lemma_ in _FORCES and got.theme is not None:
            down = any(c.lower_ == "down" for c in children(verb, "prt", "advmod"))
            named = got.theme.tag_.startswith(("NNP", "PRP")) or got.theme.tag_ == "CD"
            craft = view.class_of(got.theme, "vehicle") is not None or named
            if down and craft and _named(got.agent).startswith(("nature", "technical")):
                no = negated(verb) or (got.agent is not None and is_negative_noun(got.agent))
                yield _hit(verb, "crash", _named(got.agent), no, got.theme, got.agent)
        elif verb.lemma_ in _MEETS_WITH and not got.passive:
            name = _named(got.theme)
            if verb.lemma_ == "run" and "fuel" in view.words:
                name = class_of(verb.subtree)  # "had run out of fuel"
            crew = got.agent is not None and (
                view.class_of(got.agent, "vehicle") is not None or got.agent.lemma_ in _AT_THE_WHEEL
            )
            if crew and name.startswith("technical"):
                no = negated(verb) or (got.theme is not None and is_negative_noun(got.theme))
                yield _hit(verb, "crash", name, no, got.agent, got.theme)
        elif verb.lemma_ in _BEGINS and not got.passive:
            event = _event(got.agent, known)
            cause = oblique(verb, "with", "from", "in", "through")
            if event in ("fire", "explosion", "flood", "landslide") and _named(cause):
                yield _hit(verb, event, _named(cause), negated(verb), got.agent, cause)


_CUTS = frozenset(
    {"cut", "dig", "breach", "open", "puncture", "pierce", "bore", "tunnel", "slash", "hack"}
    | {"excavate", "break", "drill", "burrow", "chop"}
)
_WALLS = frozenset({"dam", "dyke", "dike", "levee", "embankment", "bund", "floodwall", "seawall"})
_ITSELF = frozenset({"itself", "accord", "own", "inside", "within"})


_BOMBS_DO = frozenset({"tear", "rip", "shatter", "wreck", "kill", "hit", "destroy", "strike"})
_GOES_OFF = frozenset({"explode", "detonate", "blow", "go", "burst", "ignite"})


def _went_off(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "A gas cylinder exploded", "a bomb went off", "it was a boiler that blew up"."""
    for verb in view.verbs:
        if verb.lemma_ in _BOMBS_DO:
            bomb = arguments(verb).agent
            if bomb is not None and bomb.lemma_ == "bomb" and not is_negative_noun(bomb):
                yield _hit(verb, "explosion", "attack:weapon", negated(verb), bomb, bomb)
            continue
        if verb.lemma_ not in _GOES_OFF:
            continue
        particle = {c.lower_ for c in children(verb, "prt", "advmod")}
        if verb.lemma_ in ("blow", "go") and not particle & {"up", "off"}:
            continue
        got = arguments(verb)
        if got.agent is None or (got.theme is not None and not got.passive):
            continue
        name = _named(got.agent)
        if name in ("technical:gas", "technical:electrical", "munitions", "attack:weapon"):
            if name == "attack:weapon" and got.agent.lemma_ not in _BOMBS:
                continue
            if any(c.dep_ == "poss" for c in got.agent.children):
                continue  # "the rebels' own shells went off": whose they were says who did it
            no = negated(verb) or is_negative_noun(got.agent)
            yield _hit(verb, "explosion", name, no, got.agent, got.agent)


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
_TRACK = frozenset(
    {"rail", "bolt", "nut", "fishplate", "sleeper", "spike", "track", "screw", "clip", "fastening"}
)


def _tampered(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "The rail had been unscrewed", "no bolt was touched by any hand"."""
    for verb in view.verbs:
        if verb.lemma_ not in _TAMPERS:
            continue
        got = arguments(verb)
        part = oblique(verb, "with") if verb.lemma_ == "tamper" else got.theme
        if part is None or part.lemma_ not in _TRACK:
            continue
        if got.agent is not None and not _is_somebody(view, got.agent):
            continue
        no = negated(verb) or is_negative_noun(part)
        yield _hit(verb, "crash", "attack:sabotage", no, part, got.agent)


_FALLS = frozenset(
    {"fall", "come", "give", "cave", "collapse", "break", "burst", "buckle", "yield"}
)


def _gave_way(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "The roof came down under the weight of snow", "the pipe burst from rust"."""
    for verb in view.verbs:
        if verb.lemma_ not in _FALLS:
            continue
        subject = arguments(verb).agent or arguments(verb).theme
        if subject is None or view.class_of(subject, "facility") is None:
            continue
        if verb.lemma_ in ("come", "cave") and not any(
            c.lower_ in ("down", "in") for c in children(verb, "prt", "advmod")
        ):
            continue
        under = oblique(verb, "under", "from", "to", "beneath")
        name = _named(under)
        if name and not name.startswith(("attack", "water")):
            yield _hit(verb, "collapse", name, negated(verb), subject, under)


_BATTERS = frozenset(
    "hit strike swamp overwhelm engulf batter shake rock toss buffet lash slam pound sweep capsize"
    " tilt flip".split()
)
_OVERCOMES = _BATTERS | {"catch"}


def _what_it_is(view: SentenceView, thing: Token) -> Token:
    """What "it" stands for in a sentence: the craft told of before it."""
    if thing.lower_ != "it":
        return antecedent(thing)
    before = (t for t in view.doc[: thing.i] if t.dep_ in ("nsubj", "nsubjpass"))
    return next((t for t in before if view.class_of(t, "vehicle")), thing)


def _overcome(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "High waves swamped the ferry", "the boat was struck by a cargo ship", "was caught in a storm"."""
    for verb in view.verbs:
        got = arguments(verb)
        thing = _what_it_is(view, got.theme) if got.theme is not None else None
        craft = view.class_of(thing, "vehicle") if thing is not None else None
        if craft is None or craft in ("missile", "drone"):
            continue
        if verb.lemma_ in _BATTERS and got.agent is not None:
            name = _named(got.agent)
            if craft == "ship" and view.class_of(got.agent, "vehicle") == "ship":
                name = "collision"
            no = negated(verb) or is_negative_noun(got.agent)
        elif verb.lemma_ == "catch" and got.passive:
            name, no = _named(oblique(verb, "in", "by")), negated(verb)
        else:
            continue
        if name.startswith(("nature:weather", "nature:earth", "collision")):
            yield _hit(verb, "crash", name, no, got.theme, got.agent)


def _lost_control(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "The driver lost control on a bend": what came of it has other causes beside."""
    for verb in view.verbs:
        got = arguments(verb)
        if verb.lemma_ != "lose" or got.theme is None or got.theme.lemma_ != "control":
            continue
        who = antecedent(got.agent) if got.agent is not None else None
        if who is not None and (who.lemma_ in _AT_THE_WHEEL or view.class_of(who, "vehicle")):
            yield _hit(verb, "crash", f"{OTHER}:loss of control", negated(verb), who, None)


_SUSPECTS = frozenset({"suspect", "presume", "assume"})


def _suspected(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Investigators suspect an electrical fault", "brake failure is suspected in the crash"."""
    for verb in view.verbs:
        if verb.lemma_ not in _SUSPECTS:
            continue
        cause = arguments(verb).theme
        name = _named(cause)
        if cause is None or cause.dep_ not in ("dobj", "nsubjpass"):
            continue
        theme = oblique(verb, "in", "behind") or oblique(cause, "in", "behind")
        event = _event(theme, known) or ("" if theme is None else None)
        if event is not None and name.startswith(("technical", "human:", "attack:", "nature")):
            if name != "attack:weapon" and (event or name not in _BLAMED_FOR_MUCH):
                yield _hit(verb, event, name, negated(verb), theme, cause)


def _followed(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "The flood followed the failure of two dams"."""
    for verb in view.verbs:
        if verb.lemma_ != "follow":
            continue
        got = arguments(verb)
        event, name = _event(got.agent, known), _named(got.theme)
        if event in _MISHAPS and not got.passive and name.startswith(("technical", "nature")):
            yield _hit(verb, event, name, negated(verb), got.agent, got.theme)


_THROWS = frozenset({"send", "push", "throw", "hurl", "pitch"})


def _sent_off(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "A faulty brake sent the bus over the edge"."""
    for verb in view.verbs:
        if verb.lemma_ not in _THROWS:
            continue
        got = arguments(verb)
        if got.agent is None or got.theme is None or not view.class_of(got.theme, "vehicle"):
            continue
        where = any(
            c.lower_ in ("over", "off", "into", "down", "through")
            for c in children(verb, "prep", "prt")
        )
        name = _named(got.agent)
        if where and name.startswith(("technical", "nature", "human:")):
            no = negated(verb) or is_negative_noun(got.agent)
            yield _hit(verb, "crash", name, no, got.theme, got.agent)


def _cut_through(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Farmers dug through the dyke", "no human hand opened it", "it gave way by itself"."""
    for verb in view.verbs:
        got = arguments(verb)
        if verb.lemma_ in _CUTS and got.agent is not None:
            wall = got.theme if got.theme is not None and got.theme.lemma_ in _WALLS else None
            wall = wall or oblique(verb, "through", "into", "in")
            if wall is None and got.theme is not None:
                wall = oblique(got.theme, "through", "in", "into")  # "cut a trench through the dam"
            if wall is None or wall.lemma_ not in _WALLS or not _is_somebody(view, got.agent):
                continue
            no = negated(verb) or is_negative_noun(got.agent)
            yield _hit(verb, "collapse", "human:cutting", no, wall, got.agent)
        elif verb.lemma_ in _YIELDS:
            subject = got.agent or got.theme
            if subject is None or subject.lemma_ not in (*_WALLS, "it"):
                continue
            under = oblique(verb, "to", "under", "before")
            if under is not None and (name := _named(under)):
                yield _hit(verb, "collapse", name, negated(verb), subject, under)
            elif any(t.lower_ in _ITSELF and t.i > verb.i for t in verb.subtree):
                yield _hit(verb, "collapse", "human:cutting", not negated(verb), subject, None)


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


def _struck_something(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the ship struck a mine", "the bus hit a tree"."""
    for verb in view.verbs:
        if verb.lemma_ not in _HITS:
            continue
        got = arguments(verb)
        thing = oblique(verb, "into", "with", "over", "onto", "on") or got.theme
        vehicle = got.agent
        if got.passive or vehicle is None or not view.class_of(vehicle, "vehicle"):
            continue
        if view.class_of(vehicle, "vehicle") in ("missile", "drone"):
            continue
        name = "attack:weapon" if thing and thing.lemma_ in ("mine", "landmine") else _named(thing)
        if name.startswith(("obstacle", "nature:animal", "attack:weapon")):
            yield _hit(verb, "crash", name, negated(verb), vehicle, thing)


_MINES = frozenset({"mine", "landmine", "bomb", "ied", "device", "explosive"})
_TREADS = frozenset("step tread drive run roll ride pass walk stumble go travel hit strike".split())


def _over_a_mine(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "They drove over a landmine", "a farmer stepped on a mine": what the blast was."""
    for verb in view.having(_TREADS):
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
            yield _hit(verb, "explosion", "attack:weapon", negated(verb), mine, mine)


def _because(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Y crashed because its brakes failed"."""
    for mark in view.doc:
        if mark.lower_ not in known.clauses or mark.dep_ not in ("mark", "prep", "advmod"):
            continue
        clause = mark.head if mark.dep_ in ("mark", "advmod") else first_child(mark, "pcomp")
        if clause is None or not is_verb(clause):
            continue
        main = clause.head if mark.dep_ in ("mark", "advmod") else mark.head
        if not is_verb(main) and clause.dep_ != "advcl":
            continue
        inner = [t for t in clause.subtree if t.i >= mark.i]
        if mark.lower_ == "when":
            # "died when the bus fell after its brakes failed": that is why it fell
            own = (t for t in children(clause, "advcl") if first_child(t, "mark") is not None)
            below = {t.i for why in own for t in why.subtree}
            inner = [t for t in inner if t.i not in below]
        name = class_of(inner)
        if mark.lower_ == "when" and not name.startswith("technical:"):
            continue
        if not name or name in ("attack", "illness"):
            continue
        if name == "human" and not any(t.lemma_ in ("error", "mistake") for t in inner):
            continue
        got = arguments(main)
        roles = (main, got.theme, got.agent)
        if mark.lower_ == "after":
            roles = (main, got.agent if main.lemma_ in _TAKES_PLACE else None, None)
        event = next((e for t in roles if (e := _event(t, known)) is not None), None)
        event = event or _befell(view, main, known)
        if event is None and main.lemma_ == "fall" and got.agent is not None:
            event = "crash" if view.class_of(got.agent, "vehicle") in _FLIES else None
        if event not in _MISHAPS and mark.lower_ == "after":
            # "were killed when a bus left the road after its brakes failed"
            told = (t for t in children(main, "advcl") if t is not clause and t.i < mark.i)
            event = next((e for t in told if (e := _befell(view, t, known)) in _MISHAPS), event)
        if main.lemma_ in _SPREADS:
            continue  # a fire spreads for other reasons than it began
        if event is None or (mark.lower_ == "after" and event not in _MISHAPS):
            continue
        if mark.lower_ == "after" and name.startswith("attack"):
            continue
        if mark.lower_ == "after" and clause.tag_ == "VBG" and name.startswith("nature"):
            continue
        no = any(c.dep_ == "neg" and c.i < mark.i and c.i > main.i for c in main.children)
        undone = negated(clause) and name != "human:negligence"  # "had not been maintained"
        yield _hit(clause, event, name, no or undone, main, None)


_LINKS = frozenset({"be", "remain", "become", "look", "appear", "lie", "stand"})
_SPREADS = frozenset({"spread", "grow", "rage", "advance", "worsen", "flare", "continue"})
_PARTIES_TO = frozenset(
    {"cause", "reason", "culprit", "source", "origin", "blame", "fault", "trigger", "root"}
    | {"factor"}
)


def _named_cause(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the cause of the fire was X", "X was to blame for Y", "the derailment was sabotage"."""
    for be in view.having(_LINKS):
        if not is_verb(be):
            continue
        subject = first_child(be, "nsubj", "csubj")
        if subject is None and be.dep_ == "xcomp":
            # "pilot error is considered to be the cause"
            subject = first_child(be.head, "nsubj", "nsubjpass")
        said = first_child(be, "attr", "acomp", "oprd")
        if subject is None:
            continue
        no = negated(be) or any(c.dep_ == "neg" for c in (said.children if said else ()))
        if said is not None and subject.dep_ == "csubj":
            # "what caused the crash was X"
            theme = first_child(subject, "dobj")
            event, name = _event(theme, known), _named(said)
            if subject.lemma_ in known.verbs["subject"] and name and event is not None:
                yield _hit(be, event, name, no, theme, said)
            continue
        if said is not None and subject.lemma_ in _PARTIES_TO:
            event, name = _event(oblique(subject, "of", "for", "behind"), known), _named(said)
            if name:
                yield _hit(be, event or "", name, no, subject, said)
            continue
        if said is not None and said.lemma_ in _PARTIES_TO:
            event = _event(oblique(said, "of", "for", "behind", "in"), known)
            name = _named(subject)
            if name:
                yield _hit(be, event or "", name, no, said, subject)
            continue
        if (
            said is not None
            and said.lower_ in known.blamed
            and (theme := oblique(said, "for")) is not None
        ):
            # "a bomb was not responsible for the fire"
            event, name = _event(theme, known), _named(subject)
            if event is not None and name and name != "human":
                yield _hit(be, event, name, no, theme, subject)
            continue
        event = _event(antecedent(subject), known)
        behind = next((c for c in children(be, "prep") if c.lower_ == "behind"), None)
        blame = next((c for c in children(be, "xcomp") if c.lemma_ == "blame"), None)
        if behind is not None or blame is not None:
            if behind is not None:
                theme = first_child(behind, "pobj")
            else:
                theme = oblique(blame, "for") if blame is not None else None
            event, name = _event(theme, known), _named(subject)
            if name and event is not None:
                not_to = blame is not None and any(c.dep_ == "neg" for c in blame.children)
                yield _hit(be, event, name, no != not_to, theme, subject)
            continue
        if event is None or said is None or not said.tag_.startswith(("NN", "JJ")):
            continue
        name = _named(said) if said.lemma_ not in ("accident", "accidental") else ""
        if name.startswith(("attack", "suicide")) and (event or no or name != "attack:weapon"):
            if said.lemma_ == "attack":
                continue  # "it was a deliberate attack" is about an attack
            yield _hit(be, event, name, no, subject, said)
        elif event == "explosion":
            continue  # on purpose or not: the axis attack.intent
        elif said.lemma_ in ("accident", "accidental"):
            yield _hit(be, event, "attack", not no, subject, said)
        elif said.lemma_ in ("deliberate", "intentional"):
            yield _hit(be, event, "attack", no, subject, said)


_MEANT = frozenset({"deliberately", "intentionally", "purpose", "design", "intent"})
_UNMEANT = frozenset({"accidentally", "accident", "itself"})
_BY_WHICH = frozenset({"accident", "purpose", "design", "intent", "itself"})


def _on_purpose(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the fire was started deliberately", "it caught fire by accident"."""
    for word in view.doc:
        meant = word.lower_ in _MEANT
        if not (meant or word.lower_ in _UNMEANT):
            continue
        if word.lower_ in _BY_WHICH and not (
            word.dep_ == "pobj" and word.head.lower_ in ("by", "on", "with")
        ):
            continue
        verb = word.head.head if word.dep_ == "pobj" else word.head
        if not is_verb(verb):
            continue
        theme = arguments(verb).theme or arguments(verb).agent
        event = _event(theme, known) or ("fire" if verb.lemma_ == "burn" else None)
        if event in ("fire", "explosion"):
            yield _hit(verb, event, "attack:arson", negated(verb) == meant, theme, None)


def _behind(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """Headlines without a verb: "faulty brakes behind crash"."""
    for prep in view.doc if view.sentence.heading else ():
        if prep.lower_ != "behind" or is_verb(prep.head):
            continue
        event = _event(first_child(prep, "pobj"), known)
        before = [t for t in view.doc[: prep.i] if t.tag_.startswith("NN")]
        heads = [t for t in before if t.dep_ not in ("compound", "nmod", "appos")]
        if event is not None and heads:
            name = _named(heads[-1])
            if name:
                yield _hit(prep, event, name, is_negative_noun(heads[-1]), None, heads[-1])


_VIOLENT = frozenset({"beat", "torture", "kick", "bludgeon", "club", "strangle", "stab"})


def _death_of(who: Token) -> str:
    """The event that somebody's death is: one person's is not another's."""
    who = next((c for c in children(who, "appos") if c.tag_ == "NNP"), who)
    one = who.tag_ in ("NN", "NNP") and not is_negative_noun(who) and who.lower_ != "one"
    return f"death of {who.lower_}" if one else "death"


_BY_OWN_HAND = frozenset({"commit", "hang", "take"})
_POISONS = frozenset({"poison", "intoxicate"})
_DIES = _BY_OWN_HAND | _POISONS | {"die"}


def _died_of(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the patients died of food poisoning", "he was beaten to death", "he hanged himself"."""
    for verb in view.verbs:
        if verb.lemma_ in _VIOLENT:
            to = oblique(verb, "to")
            who = arguments(verb).theme
            if to is not None and to.lemma_ == "death" and who is not None:
                yield _hit(verb, _death_of(who), "force", negated(verb), who, None)
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
                yield _hit(verb, _death_of(who), "suicide", negated(verb), who, None)
        if verb.lemma_ == "die":
            cause = oblique(verb, "of", "from")
            name = _named(cause)
            who = arguments(verb).agent
            if name and name != "attack:weapon" and who is not None:
                no = negated(verb) or is_negative_noun(who)
                yield _hit(verb, _death_of(who), name, no, who, cause)
        elif verb.lemma_ in _POISONS:
            who = arguments(verb).theme
            if who is not None and view.class_of(who, "person"):
                yield _hit(verb, _death_of(who), "poison", negated(verb), who, None)


_RULES_OUT = frozenset({"rule", "exclude"})
_SHOWS = frozenset({"suggest", "indicate", "show", "prove"})


def _ruled_out(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "ruled out sabotage", "excluded a technical fault", "no sign of foul play"."""
    for noun in view.nouns:
        verb = noun.head
        if noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in _RULES_OUT:
            if verb.lemma_ == "rule" and not any(c.lower_ == "out" for c in verb.children):
                continue
            name = _named(noun)
            if name and name not in ("human",):
                theme = oblique(noun, "of", "in", "behind", "for")
                as_cause = oblique(verb, "as")
                event = _event(theme, known) or _event(as_cause, known) or ""
                # "could not rule out": nothing is said; who rules out denies, by the verb above
                if negated(verb):
                    continue
                yield _hit(noun, event, name, verb.lemma_ == "exclude", noun, noun)
        elif noun.dep_ == "dobj" and verb.lemma_ in _SHOWS:
            subject = arguments(verb).agent
            sign = verb.head if verb.dep_ in ("relcl", "acl", "xcomp") else subject
            name = _named(noun)
            if sign is not None and is_negative_noun(sign) and name not in ("", "human"):
                yield _hit(noun, "", name, True, noun, noun)
        elif noun.dep_ == "pobj" and noun.head.lower_ == "of" and event_negated(noun):
            name = _named(noun)
            if name.startswith("attack") and name != "attack:weapon":
                yield _hit(noun, "", name, True, noun, noun)


_GOES_ON = frozenset(
    {"take", "happen", "occur", "be", "use", "fire", "conduct", "carry", "do", "light"}
)
"""Verbs of what is going on, of which the denial says that it was not."""
_DENIABLE = ("nature", "human:extraction", "technical:gas", "attack:arson")
"""What an accident is put down to, and what somebody says there was none of."""


def _absent(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "no blasting took place", "there was no storm", "no fireworks were used": it was not that."""
    for noun in view.nouns:
        if noun.dep_ not in ("nsubj", "nsubjpass", "attr", "dobj") or not is_negative_noun(noun):
            continue
        if noun.head.lemma_ in _GOES_ON and class_of([noun]).startswith(_DENIABLE):
            yield _hit(noun, "", class_of([noun]), True, noun, noun)


@cache
def _shapes() -> Asked[Callable[[SentenceView, CauseWords], Iterator[CauseHit]]]:
    """All shapes, the surest first; a new one is a function here, with its words, and a test."""
    known = cause_words()
    return Asked(
        (
            (_caused, known.causing),
            (_tied, _TIED),
            (_explained, _EXPLAINS),
            (_blamed, known.verbs["blame"]),
            (_laid_blame, _BLAMES),
            (_called_cause, _PARTIES_TO),
            (_due_to, frozenset(max(run, key=len) for run in known.before_cause)),
            (_because, known.clauses),
            (_after, _CLOSELY),
            (_struck_something, _HITS),
            (_over_a_mine, _TREADS),
            (_shot_down, _BRINGS_DOWN),
            (_forced_down, _BEFALLS),
            (_cut_through, _WALLS),
            (_went_off, _BOMBS_DO | _GOES_OFF),
            (_stuff_exploded, _BURSTS),
            (_tampered, _TRACK),
            (_gave_way, _FALLS),
            (_overcome, _OVERCOMES),
            (_lost_control, frozenset({"control"})),
            (_suspected, _SUSPECTS),
            (_followed, frozenset({"follow"})),
            (_sent_off, _THROWS),
            (_named_cause, _LINKS),
            (_on_purpose, _MEANT | _UNMEANT),
            (_behind, frozenset({"behind"})),
            (_died_of, _VIOLENT | _DIES),
            (_ruled_out, _RULES_OUT | _SHOWS | NAYS | SIGNS),
            (_absent, NAYS),
        )
    )


__all__ = ["OTHER", "CauseHit", "cause_words", "causes", "class_of"]
