"""Of all the times in view the one that a claim is about."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from contraflow.axes import AXES, Change
from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.negation import is_never
from contraflow.reading.parsing.syntax import ancestors, is_verb, oblique
from contraflow.reading.parsing.view import SentenceView
from contraflow.reading.text.marks import holds
from contraflow.reading.where.location import PlaceChoosing
from schemas import (
    AsOf,
    TimePrecision,
)

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token

_CONTINUITY = frozenset(
    {
        "still",
        "never",
        "remains",
        "remain",
        "remained",
        "remaining",
        "continues",
        "continue",
        "usual",
        "always",
        "ever",
        "uninterrupted",
        "uninterruptedly",
        "interruption",
        "interruptions",
        "continuously",
        "throughout",
    }
)
_CONTINUED = _CONTINUITY | {"have", "has", "never", "not", "no", "once", "firmly"}
"""Words of which a sentence has one that says how long something was so, by these or by "has not"."""


_SO_FAR = re.compile(
    r"\b(?:so far|as of|as yet|yet|at (?:this|the) (?:hour|moment|stage|time)|for (?:now|the moment)"
    r"|(?:up )?(?:to|until|till) now|currently|to date|initial(?:ly)?|preliminary|first reports)\b",
    re.I,
)
"""Words that leave open what a count comes to later."""
_SO_FARS = (
    *("so far", "as of", "yet", "hour", "moment", "stage", "time", "now", "current", "to date"),
    *("initial", "preliminary", "first reports"),
)
"""Of which each of these has one."""
_MAY_RISE = re.compile(
    r"\b(?:tolls?|number|count|figure|total|tally|it|they|dead|deaths|casualties|fatalities)\b[^.;]{0,40}?"
    r"\b(?:may|might|could|will|would|likely|expected|feared|set|bound|due|sure)\b[^.;]{0,24}?"
    r"\b(?:rise|climb|increase|grow|go up|mount|jump|be (?:much |far )?(?:higher|more))\b"
    r"|\bthere (?:may|might|could) be (?:many )?more\b|\b(?:are|is|stands?) now at\b"
    r"|\bfears? (?:that )?(?:the )?(?:toll|number|more)\b",
    re.I,
)
"""What tells that a toll is not the last."""
_RISES = (
    *("rise", "climb", "increase", "grow", "go up", "mount", "jump", "higher", "more", "now at"),
    "fear",
)
"""Of which that has one."""
_STILL_SOUGHT = re.compile(
    r"^(?!.*\b(?:no|none|nobody|not)\b[^,;]{0,30}\b(?:missing|unaccounted)).*"
    r"\b(?:missing|unaccounted for)\b",
    re.I | re.S,
)
"""Those who are missing may be dead: a toll told beside them is of those known to be."""
_SOUGHT = ("missing", "unaccounted")
_TOLLS = ("casualties.killed", "casualties.injured")
_SINCE_EVENT = re.compile(
    r"\bsince (?:(?:the|this|its|their) )?(?:[\w’'-]+ ){0,3}?"
    r"(?:invasion|war|conflict|outbreak|beginning|start|onset|coup|uprising|offensive|began|started|erupted)\b"
    r"(?! of (?:the |this |last )?(?:day|week|month|year|summer|winter|spring|autumn|season|(?:19|20)\d\d"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b)",
    re.I,
)
_THEN = re.compile(
    r"\b(?=[bat])(?<!\band )(?<!\bbut )(?<!\bsince )(?<!\buntil )(?<!\bby )(?<!\bfrom )(?<!\bbefore )"
    r"(?:back then|then|at (?:that|the) time|that (?:year|month|season|spring|summer|autumn|winter|time))\b",
    re.I,
)
"""After a deed, what puts it at the time told of before: "Six died there then."."""
_THENS = ("then", "time", "that year", "that month", "that s", "that autumn", "that winter")
"""Of which that has one."""
_LONG = timedelta(days=60)


_OF_SPEAKING, _ELSEWHERE = 3, 4
"""How a time relates to a claim: see `TimeChoosing._attachment`."""
_MEANWHILE = frozenset({"when", "as", "while"})


def _has_not(hit: FrameHit) -> bool:
    """ "Has not fallen", "have not left": at no time up to now."""
    return (
        hit.negated
        and AXES[hit.spec.axis].change is Change.SWITCHES
        and any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in hit.anchor.children)
    )


def _goes_on(view: SentenceView, hit: FrameHit) -> bool:
    """Whether what is told was so before: "remains", "still", "has not", "at no time"."""
    anchor, head = hit.anchor, hit.anchor.head
    if anchor.lemma_ in _REMAINS or head.lemma_ in ("remain", "stay", "continue"):
        return True
    if view.words.isdisjoint(_CONTINUED):
        return False
    if not view.words.isdisjoint(_CONTINUITY):
        near = [head, *anchor.subtree]
        if head.lemma_ == "be":
            near += head.children  # "is still in place"
        if any(t.lower_ in _CONTINUITY for t in near):
            return True
    if hit.spec.axis == "control.holder" and "firmly" in view.words:
        # "firmly in our hands", "firmly holds": it was never lost
        return any(t.lower_ == "firmly" for t in (*anchor.subtree, *head.children))
    return _has_not(hit) or is_never(anchor)


_REMAINS = frozenset({"remain", "stay", "continue", "keep", "persist"})
_HOLDS_NOW = frozenset({"has", "have", "is", "are", "'s", "remains"})
_AUXILIARIES = ("aux", "auxpass")
_PUBLICATION = TimePrecision.PUBLICATION
_OF_LONG = (TimePrecision.MONTH, TimePrecision.YEAR)
_OF_A_DAY = (TimePrecision.DAY, TimePrecision.PART_OF_DAY, TimePrecision.HOUR)


def _holds_now(anchor: Token) -> bool:
    """Whether a word tells how things are: "holds", "is open", "has fallen"."""
    return (
        anchor.tag_ in ("VBZ", "VBP")
        or (anchor.head is not anchor and anchor.head.lower_ in _HOLDS_NOW)
        or any(c.lower_ in _HOLDS_NOW for c in anchor.children if c.dep_ in _AUXILIARIES)
    )


def _had_been(anchor: Token) -> bool:
    """Whether a word or what it depends on stands in the pluperfect."""
    return any(
        c.lower_ == "had" and c.dep_ == "aux"
        for verb in (anchor, anchor.head)
        for c in verb.children
    )


def _in_general(view: SentenceView, hit: FrameHit) -> bool:
    """Whether a deed or harm is told from experience, and not of these days: "floods have often killed
    people here", "the market has been shelled before", "similar attacks killed dozens"."""
    if hit.negated or hit.spec.axis.startswith(_ONGOING):
        return False
    if view.words.isdisjoint(_OF_EXPERIENCE) and "relcl" not in view.doc.labels:
        return False
    verb = hit.anchor if is_verb(hit.anchor) else hit.anchor.head
    events = (hit.agent, oblique(verb, "in", "during")) if verb is hit.anchor else (hit.anchor,)
    if any(
        c.dep_ == "amod" and (c.lower_ in _OTHERS if t.tag_ == "NNS" else _is_former(view, t, c))
        for t in events
        if t is not None
        for c in t.children
    ):
        return True
    verb = next((t for t in (verb, verb.head, verb.head.head) if is_verb(t)), verb)
    if _is_custom(verb):
        return True
    perfect = any(c.lower_ in ("has", "have", "had", "'ve") for c in verb.children)
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in _IN_GENERAL:
            return True
        if perfect and child.lower_ == "before" and not list(child.children):
            return True
    return perfect and _AT_TIMES.search(view.sentence.text, verb.idx) is not None


def _is_custom(verb: Token) -> bool:
    """ "Gangs which loot villages and kill inhabitants": what they do in the present tense, and always."""
    while verb.dep_ == "conj" and verb.tag_ in _PRESENT and verb.head.i < verb.i:
        if any(c.dep_ in ("aux", "auxpass") for c in verb.lefts):
            return False
        verb = verb.head
    return (
        verb.dep_ == "relcl"
        and verb.tag_ in ("VBP", "VBZ")
        and not any(c.dep_ in ("aux", "auxpass") for c in verb.lefts)
        and any(c.lower_ in ("who", "which", "that") and c.dep_ == "nsubj" for c in verb.lefts)
    )


_PRESENT = frozenset({"VBP", "VBZ", "VB"})


def _is_former(view: SentenceView, event: Token, word: Token) -> bool:
    """Whether one event before this one is told of: "in the last one", "a previous raid killed two"."""
    if view.times or event.tag_ not in ("NN", "CD"):
        return False
    return word.lower_ in _FORMER or (
        word.lower_ in ("last", "first", "other") and event.lower_ in ("one", "time")
    )


_FORMER = frozenset({"previous", "former", "similar"})
_EARLIER = word_set("told-earlier")
_UTTERANCES = word_set("utterances")
_IS_KNOWN = frozenset({"know", "confirm", "report", "count", "register", "record", "establish"})
_FIGURES = word_set("totals") | {"report", "reports", "estimate", "tally", "reading"}
_BEFORE_THIS = timedelta(hours=13)
"""How long ago a figure is taken to have been given that a text calls an earlier one."""


def told_earlier(hit: FrameHit) -> bool:
    """Whether a count is told as one that was given before the latest: "an earlier toll", "had first
    said that nine died", "in an early statement, issued when four deaths were known"."""
    for node in (hit.anchor, *islice(ancestors(hit.anchor), 5)):
        nouns = (node, *node.children) if is_verb(node) else (node,)
        if any(
            c.lower_ in _EARLIER and c.dep_ == "amod"
            for noun in nouns
            if noun.lemma_ in _FIGURES
            for c in noun.children
        ):
            return True
        if is_verb(node) and (_at_first(node) or _was_known_when(node)):
            return True
    return False


def _at_first(verb: Token) -> bool:
    """ "Had first said", "said at first", "said in a first message"."""
    for child in verb.children:
        if child.lower_ in _EARLIER and child.dep_ == "advmod":
            if not list(child.children) or _is_of_this_day(child):
                return True
        if child.dep_ == "prep" and any(
            of.lower_ == "first"
            if child.lower_ == "at"
            else of.lemma_ in _UTTERANCES and any(c.lower_ in _EARLIER for c in of.children)
            for of in child.children
        ):
            return True
    return False


def _is_of_this_day(word: Token) -> bool:
    """ "Earlier in the day", "earlier today"."""
    return any(t.lower_ in ("day", "today") for t in word.subtree)


def _was_known_when(verb: Token) -> bool:
    """ "When four deaths were known": so many by then, which something else is dated by."""
    return (
        verb.dep_ == "advcl"
        and verb.lemma_ in _IS_KNOWN
        and any(c.lower_ == "when" for c in verb.lefts)
        and any(c.lower_ in ("was", "were", "been") for c in verb.lefts)
    )


def _in_background(anchor: Token) -> bool:
    """Whether a clause tells what went before the sentence's own matter: its time is not that of
    the sentences that follow ("buses run again after the union called off its strike on Thursday")."""
    if anchor.doc.labels.isdisjoint(_IN_BACKGROUND):
        return False
    for node in (anchor, *islice(ancestors(anchor), 5)):
        if node.dep_ in ("relcl", "acl"):
            return True
        if node.dep_ == "advcl" and any(
            c.lower_ in _BEFOREHAND and c.dep_ in ("mark", "aux", "advmod") for c in node.children
        ):
            return True
        if node.dep_ == "pcomp" and node.head.lower_ in _BEFOREHAND:
            return True
    return False


_BEFOREHAND = frozenset({"after", "since", "before", "until", "because"})
_IN_BACKGROUND = frozenset({"relcl", "acl", "advcl", "pcomp"})
"""How clauses of which one can be hang on others."""


def _counts_none(hit: FrameHit) -> bool:
    return hit.spec.value == "count" and (hit.negated or hit.quantity is None)


def _until(as_of: AsOf) -> AsOf:
    """ "On Tuesday she said that not one gun had been lost": none of all until then."""
    if as_of.precision is TimePrecision.DAY and not as_of.open_end:
        return as_of.model_copy(update={"precision": _PUBLICATION})
    return as_of if as_of.open_end else as_of.model_copy(update={"open_start": True})


def _is_now(anchor: Token) -> bool:
    """Whether what is told holds at the time of speaking: "not one is missing", "none have died"."""
    verb = anchor if is_verb(anchor) and anchor.dep_ != "acomp" else anchor.head
    return verb.tag_ in ("VBZ", "VBP") or any(
        c.lower_ in _PRESENT for c in verb.children if c.dep_ in ("aux", "auxpass")
    )


def _is_past(anchor: Token) -> bool:
    """Whether a verb tells of a time gone by, and not of now ("are let through", "have left")."""
    return anchor.tag_ in ("VBD", "VBN") and not any(
        c.lower_ in _PRESENT for c in anchor.children if c.dep_ in ("aux", "auxpass")
    )


_PRESENT = frozenset({"is", "are", "'s", "has", "have", "'re", "'ve"})
_THAT_DAY = re.compile(r"\b(?:that|the same) (?:very )?day\b", re.I)


def _first_day(as_of: AsOf) -> AsOf:
    """ "On that day", after "since October 7": the day, and no longer."""
    end = min(as_of.end, as_of.start + timedelta(days=1) - timedelta(seconds=1))
    return as_of.model_copy(update={"text": "", "end": end, "open_end": False})


_ONGOING = ("control.", "movement.", "other.statement", "status.order")
"""Axes on which what was so before is told to say what it is now."""
_OTHERS = frozenset({"similar", "previous", "past", "earlier", "frequent", "numerous", "such"})
_IN_GENERAL = word_set("in-general")
_OF_EXPERIENCE = (
    _OTHERS | _FORMER | _IN_GENERAL | {"last", "first", "other", "has", "have", "had", "'ve"}
)
"""Words of which a deed that is told from experience has one, if no relative clause tells it."""
_AT_TIMES = re.compile(
    r"\b(?:in the past\b|in (?:previous|past|recent|earlier|other) (?:years|months|decades|wars?|conflicts?|floods?)"
    r"|over the (?:years|decades|centuries)|(?:several|many|multiple|numerous|countless) times|more than once"
    r"|(?:every|each) (?:year|winter|summer|season)|year after year|on (?:several|many|other|previous) occasions)",
    re.I,
)
_EXPERIENCE, _RECENT = timedelta(days=3650), timedelta(days=30)
"""How far what somebody tells from experience may lie back, and how near it may come."""


def _back_then(view: SentenceView, hit: FrameHit) -> AsOf | None:
    """The year of a clause before: "when it erupted in 2018; the disaster cost 200 lives"."""
    anchor = hit.anchor
    if not view.times or "VBD" not in (anchor.tag_, anchor.head.tag_):
        return None
    semicolon = next((t.idx for t in view.doc[: anchor.i] if t.text == ";"), None)
    if semicolon is None:
        return None
    return next(
        (t.as_of for t in reversed(view.times) if t.past_event and t.end <= semicolon), None
    )


_LOOSENS = frozenset(
    {"sweep", "spread", "tear", "rip", "race", "break", "start", "begin", "erupt", "engulf", "jump"}
    | {"leap", "burst", "ignite", "catch", "roar", "consume"}
)


def _is_then(view: SentenceView, hit: FrameHit) -> bool:
    """Whether a state is told of the time before now alone: "had until recently been in their hands"."""
    at = _UNTIL_LATELY.search(view.sentence.text) if "until" in view.doc.folded else None
    if at is None or hit.spec.updates:
        return False
    verb = next((t for t in (hit.anchor, *islice(ancestors(hit.anchor), 3)) if is_verb(t)), None)
    if verb is None:
        return False
    words = view.sentence.text[at.start() : at.end()].split()
    return hit.spec.axis.startswith(_OF_STATES) and any(
        t.lower_ == "until" and t.text == words[0] for t in verb.children
    )


_OF_STATES = ("control.holder", "movement.presence", "status.")
_UNTIL_LATELY = re.compile(
    r"\buntil (?:(?:very |quite )?(?:recently|lately)|not (?:so |very )?long ago|last \w+"
    r"|(?:a few|some|several|two|three) (?:days|weeks|months|years) ago)\b"
    r"(?! (?:held|occupied|controlled|ruled|under|in the hands)\b)",
    re.I,
)
_NOT_LONG = timedelta(days=3)


def _had_led_to(hit: FrameHit) -> bool:
    """Whether a move is told of for what had come of it by then: "the advance into the town had broken
    the truce". When it was that leaves open, and what became of it since."""
    anchor, verb = hit.anchor, hit.anchor.head
    return (
        hit.spec.axis.startswith(_MOVES)
        and anchor.tag_ == "NN"
        and anchor.dep_ == "nsubj"
        and verb.tag_ == "VBN"
        and verb.lemma_ != "be"
        and any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)
    )


_MOVES = ("control.holder", "movement.")
_MONTH = timedelta(days=30)


def _broke_loose(hit: FrameHit) -> bool:
    """Whether a hazard is told of as it came about, in the simple past: "after fire swept through"."""
    verb = hit.anchor
    return (
        hit.spec.axis == "status.fire"
        and hit.spec.value == "active"
        and not hit.negated
        and verb.lemma_ in _LOOSENS
        and not any(c.dep_ == "aux" for c in verb.children)
        and (verb.tag_ == "VBD" or verb.lower_ in ("spread", "burst"))
    )


class TimeChoosing(PlaceChoosing):
    """Of all the times in view the one that a claim is about."""

    def _time(self, view: SentenceView, hit: FrameHit) -> AsOf:
        if _in_general(view, hit):
            return self._back(_EXPERIENCE, _RECENT, TimePrecision.YEAR)
        if not hit.negated and _is_then(view, hit):
            return self._back(_LONG, _NOT_LONG, TimePrecision.MONTH)
        as_of = self._point(view, hit)
        if _had_led_to(hit) and not any(
            self._attachment(view, hit, t.start) == 0 for t in view.times
        ):
            return as_of.model_copy(
                update={
                    "start": as_of.start - _MONTH,
                    "end": as_of.start,
                    "precision": TimePrecision.MONTH,
                    "text": "",
                }
            )
        if as_of.precision is _PUBLICATION:
            as_of = _back_then(view, hit) or as_of
        if (
            hit.spec.value == "count"
            and (
                as_of.precision is _PUBLICATION
                or not as_of.text
                or as_of.start.date() == self._article.published_at.date()
            )
            and told_earlier(hit)
        ):
            # "had earlier spoken of nine": a count that went on since
            return self._before_this(as_of, open_start=True)
        if as_of.precision is _PUBLICATION and _broke_loose(hit):
            # "the flames spread within minutes": how it began, before whatever became of it
            return self._before_this(as_of, open_start=as_of.open_start)
        folded = view.doc.folded
        if hit.quantity is not None and "since" in folded and _SINCE_EVENT.search(folded):
            # "since the war began": a sum over a long time, whenever that was
            as_of = as_of.model_copy(
                update={
                    "start": self._article.published_at - _LONG,
                    "end": self._article.published_at,
                    "precision": TimePrecision.MONTH,
                    "open_end": True,
                }
            )
        if hit.spec.value == "count" and (
            (holds(folded, _SO_FARS) and _SO_FAR.search(folded))
            or (
                hit.spec.axis in _TOLLS
                and (
                    (holds(folded, _RISES) and _MAY_RISE.search(folded))
                    or (holds(folded, _SOUGHT) and _STILL_SOUGHT.search(folded))
                )
            )
        ):
            as_of = as_of.model_copy(update={"open_start": True})
        if not as_of.open_start and _goes_on(view, hit):
            # "remains", "still", "has not", "at no time": it speaks of the time before as well
            as_of = as_of.model_copy(update={"open_start": True})
        if not as_of.open_end and (
            hit.spec.lasting
            or (
                AXES[hit.spec.axis].change is Change.SWITCHES
                and (
                    as_of.precision in _OF_A_DAY
                    if as_of.end < self._article.published_at
                    else as_of.precision in _OF_LONG
                )
                and _holds_now(hit.anchor)
            )
        ):
            # "went off on Friday and has not come back": it holds until the time of speaking
            as_of = as_of.model_copy(update={"open_end": True})
        if as_of.open_end and _had_been(hit.anchor) and self._in_own_voice(hit.anchor):
            # "had been in their hands since May": until what is told of
            as_of = as_of.model_copy(update={"open_end": False})
        if as_of.open_end and as_of.end < self._article.published_at:
            # "since Monday" reaches to the time of speaking
            as_of = as_of.model_copy(update={"end": self._article.published_at})
        return as_of

    def _back(self, far: timedelta, near: timedelta, precision: TimePrecision) -> AsOf:
        """A time that no words date: so far back from the article, and no nearer."""
        published = self._article.published_at
        return AsOf(start=published - far, end=published - near, precision=precision, text="")

    def _before_this(self, as_of: AsOf, *, open_start: bool) -> AsOf:
        """A time that lies before what the article tells as the state of things."""
        told = self._article.published_at - _BEFORE_THIS
        return as_of.model_copy(
            update={
                "start": min(as_of.start, told),
                "end": told,
                "precision": TimePrecision.PART_OF_DAY,
                "open_start": open_start,
            }
        )

    def _in_own_voice(self, anchor: Token) -> bool:
        """Whether no verb of speech stands above, whose tense "had" would only follow."""
        return not any(node.lemma_ in self._lex.reporting_verbs for node in ancestors(anchor))

    def _attachment(self, view: SentenceView, hit: FrameHit, start: int) -> int:
        """How a time relates to a claim: 0 its own, 1 of the sentence, 2 of what shows it, 3 of
        the speaking, 4 of something else."""
        token = next((t for t in view.doc if t.idx <= start <= t.idx + len(t.text)), None)
        if token is None:
            return 1
        node = token
        for _ in range(6):
            if node.i == hit.anchor.i or (hit.theme is not None and node.i == hit.theme.i):
                return 0
            if is_verb(node) and node.i != token.i:
                break
            if node.head.i == node.i:
                return 1
            node = node.head
        if self._speaks_at_the_end(node, hit.anchor):
            return _OF_SPEAKING
        if node.is_ancestor(hit.anchor):
            if node.lemma_ in self._lex.speech_verbs:
                return _OF_SPEAKING
            reported = self._lex.reporting_verbs.get(node.lemma_) in ("assert", "claim", "deny")
            return 2 if reported else 1
        if hit.anchor.is_ancestor(node):
            if node.dep_ == "advcl" and any(c.lower_ in _MEANWHILE for c in node.children):
                return 1  # "nine died when the mountain erupted on Sunday"
            if node.dep_ == "acl" and node.head.tag_ == "CD" and node.head.dep_ == "conj":
                return 0  # "20 were killed and 45 injured in 2015": parsers take it for "45 that …"
            return _ELSEWHERE if node.dep_ in ("relcl", "acl", "ccomp", "advcl") else 0
        return _ELSEWHERE if node.dep_ in ("relcl", "acl") else 1

    def _speaks_at_the_end(self, verb: Token, anchor: Token) -> bool:
        """Whether a verb is of saying what stands before it: "…, the mayor, Ada Roe, said on Friday"."""
        return (
            anchor.i < verb.i
            and is_verb(verb)
            and verb.lemma_ in self._lex.speech_verbs
            and verb.dep_ == "conj"
            and not any(c.i > verb.i and c.dep_ in ("ccomp", "xcomp") for c in verb.children)
            and verb.doc[verb.i - 1].text in (",", "”", '"')
        )

    def _point(self, view: SentenceView, hit: FrameHit) -> AsOf:
        if view.times:
            at = hit.anchor.idx
            clause = [
                t
                for t in view.times
                if ";" not in view.sentence.text[min(t.start, at) : max(t.end, at)]
            ]
            ranked = sorted(
                (self._attachment(view, hit, t.start), abs(t.start - at), t.start, t)
                for t in clause
            )
            if ranked and ranked[0][0] < _ELSEWHERE:
                best = ranked[0][3]
                as_of = best.as_of
                if not best.past_event and not _in_background(hit.anchor):
                    self._paragraph_time = (view.sentence.paragraph, as_of)
                    self._time_of_speaking = ranked[0][0] == _OF_SPEAKING
                if (
                    ranked[0][0] == _OF_SPEAKING
                    and AXES[hit.spec.axis].change is Change.FIXED
                    and as_of.precision in (TimePrecision.DAY, TimePrecision.PART_OF_DAY)
                ):
                    # "on Friday they said that they had not fired": when they did is not told
                    return as_of.model_copy(update={"precision": _PUBLICATION})
                if _counts_none(hit) and (ranked[0][0] == _OF_SPEAKING or _is_now(hit.anchor)):
                    return _until(as_of)
                return as_of
        elif (
            self._told_time is not None
            and holds(view.doc.folded, _THENS)
            and _THEN.search(view.sentence.text[hit.anchor.idx + len(hit.anchor.text) :])
        ):
            return self._told_time.model_copy(update={"text": "", "open_end": False})
        if (
            self._paragraph_time is not None
            and self._paragraph_time[0] == view.sentence.paragraph
            and view.field == "text"
        ):
            earlier = self._paragraph_time[1]
            if earlier.precision in (
                TimePrecision.DAY,
                TimePrecision.PART_OF_DAY,
            ) and _is_past(hit.anchor):
                if _THAT_DAY.search(view.sentence.text) is not None:
                    return _first_day(earlier)
                earlier = earlier.model_copy(update={"text": ""})
                # of the event that was dated, or of all until somebody spoke
                spoken = self._time_of_speaking and _counts_none(hit)
                return _until(earlier) if spoken else earlier
        return self._default_time
