"""Who is named outside of a claim's clause: "according to X", ", X said.", "X: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contraflow.reading.attribution.nouns import official
from contraflow.reading.attribution.record import Attribution, Voice
from contraflow.reading.attribution.refutation import by_whom
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.syntax import antecedent, children, is_verb

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

_PRONOUNS = word_set("speaker-pronouns")
_NO_SPEAKER = word_set("no-speaker")
_EVIDENCE = word_set("evidence")
_FIGURES = word_set("figures")
_SAYING = word_set("saying")
_HEARS = word_set("hears-from")
_AVOWED = frozenset({"confirmed", "acknowledged", "admitted", "announced", "stated", "reported"})
_READS = frozenset({"read", "run", "go", "say"})
_DOCUMENTS = word_set("documents")
_BY_AUTHOR = frozenset({"by", "from", "of"})
_NO_START = word_set("no-start")
_TIME_NOUNS = word_set("time-nouns")
_DAY_NAMES = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_TELLINGS = word_set("tellings")
_BY_WHOM = frozenset({"in", "by", "on", "from", "per"})
_SOURCE_CUES = (
    "according to",
    "citing",
    "quoting",
    "that ",
    "account",
    "words",
    "version of",
    " view",
    "telling",
    "version",
    "count",
    "tally",
    "reckoning",
    "estimate",
    "figures",
    "records",
    "register",
    "reading",
)
_ENTRY = r"^\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|[A-Z]{2,4}T))?\s*[-–—:]?\s*"
_LEADING_SPEAKER = re.compile(rf"(?:{_ENTRY})?([A-ZÀ-Ý][^:“”\"]{{1,60}}):\s")
_NEW_ENTRY = re.compile(_ENTRY)
MAX_TAIL = 32
"""Tokens that an attribution at the end of a sentence may have."""


def sources(trigger: Token, out: Attribution) -> None:
    """Adds the sources that a sentence names beside its clauses: "citing X", "in X's words"."""
    doc = trigger.doc
    if not any(cue in doc.folded for cue in _SOURCE_CUES):
        return
    for token in doc:
        source = _source_at(token)
        if source is None or source.i == trigger.i or token.is_ancestor(trigger):
            continue
        if not _clause_boundary(doc, token.i, trigger.i):
            out.voices.append(Voice(source, "assert", token))


def _source_at(token: Token) -> Token | None:
    """The source that a word introduces."""
    doc, low = token.doc, token.lower_
    if low == "according" and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "to":
        return next(children(doc[token.i + 1], "pobj"), None) or _first_noun(doc, token.i + 2)
    if low in _AVOWED and token.i > 3 and doc[0].lower_ == "that":
        return by_whom(token)  # "that the town is theirs has been confirmed by the colonel"
    if low in ("citing", "quoting"):
        return next(children(token, "dobj"), None)
    if low == "in" and doc.span(token.i, token.i + 5).casefold().endswith(
        ("account of", "words of", "version of")
    ):
        return next((t for t in doc[token.i + 3 : token.i + 9] if t.tag_.startswith("NN")), None)
    if (
        low in ("account", "words", "view", "telling")
        and token.i >= 2
        and doc[token.i - 2].lower_ == "in"
        and doc[token.i - 1].tag_ == "PRP$"
    ):
        return doc[token.i - 1]
    if low in _BY_WHOM and token.dep_ == "prep":
        telling = next(children(token, "pobj"), None)
        if telling is not None and telling.lemma_ in _TELLINGS:
            owner = next(children(telling, "poss"), None)
            return owner if owner is not None and owner.tag_.startswith("NN") else official(telling)
    return None


def according_to(doc: Doc) -> Token | None:
    """The source of "according to X", if the sentence has one."""
    if "according to" not in doc.folded:
        return None
    for token in doc[:-2]:
        if token.lower_ == "according" and doc[token.i + 1].lower_ == "to":
            return next(children(doc[token.i + 1], "pobj"), None)
    return None


def _apposed(doc: Doc, end: int) -> int | None:
    """The comma before a name and an office that end at a comma, in either order.

    "…, a police spokesman, Xyz Abc, said", which parsers take to describe what stands before.
    """
    commas = [i for i in range(max(0, end - MAX_TAIL), end) if doc[i].text in ',”"’»']
    if len(commas) < 2:
        return None
    parts = doc[commas[-2] + 1 : commas[-1]], doc[commas[-1] + 1 : end]
    names = [all(t.tag_ == "NNP" for t in part) for part in parts]
    offices = [
        bool(part)
        and part[0].tag_ in ("DT", "PRP$", "NNP", "JJ", "NN")
        and any(t.tag_ == "NN" for t in part)
        and not any(t.tag_ in ("VBD", "VBZ", "VBP", "CD") for t in part)
        for part in parts
    ]
    apposed = (names[0] and offices[1]) or (offices[0] and names[1])
    return commas[-2] if apposed and all(parts) else None


def tail_attribution(doc: Doc) -> tuple[str, int] | None:
    """The speaker named after the content (", the governor said."; ", declared Colonel X."), and where that begins.

    Read from the words' order, because parsers often hang such a tail on the clause before it.
    """
    n = len(doc)
    for token in reversed(doc[max(0, n - MAX_TAIL) :]):
        if token.lemma_ in _HEARS and token.tag_ in ("VBD", "VBZ"):
            heard = _heard_from(doc, token)
            if heard is not None:
                return heard
        if token.lemma_ in _READS and token.tag_ in ("VBD", "VBZ", "VBP", "NNS"):
            read = _read_in(doc, token)
            if read is not None:
                return read
        if token.lemma_ not in _SAYING or not is_verb(token) or token.tag_ in ("VBG", "VB"):
            continue
        cut = token.i - 1
        while cut >= 0 and not (doc[cut].is_punct and doc[cut].text in ',”"’»'):
            cut -= 1
        if cut < 0:
            return None
        before = doc[cut + 1 : token.i]
        if (
            len(before)
            and before[0].lower_ not in _NO_START
            and not any(t.dep_ == "mark" for t in before)  # ", a day after officials reported …"
            and len(before) <= 18
            and not any(is_verb(t) and t.tag_ in ("VBD", "VBZ", "VBP") for t in before)
        ):
            if any(t.tag_.startswith(("NN", "PRP")) for t in before):
                # ", he added, but …": a parenthesis speaks for the whole sentence
                aside = token.i + 1 < n and doc[token.i + 1].text == ","
                return doc.span(cut + 1, token.i), len(doc.text) if aside else doc[cut].idx
            return None
        if len(before) == 0:
            start = _apposed(doc, cut)
            if start is not None and not any(is_verb(t) for t in doc[token.i + 1 :]):
                return doc.span(start + 1, cut), doc[start].idx
        if len(before) == 0 and token.i + 1 < n:
            if doc[token.i + 1].lower_ in ("that", "how", "it", "there") or any(
                c.dep_ == "nsubj" and c.i < token.i for c in token.children
            ):
                return None  # "the brigade, the 1st, announced that …" has its subject in front
            after = doc[token.i + 1 :]
            start = next(
                (
                    i
                    for i, t in enumerate(after)
                    if (t.tag_ == "NNP" and t.lower_ not in _DAY_NAMES)
                    or (
                        t.lower_ in ("the", "a", "an", "its", "his", "her")
                        and i + 1 < len(after)
                        and after[i + 1].lower_ not in _TIME_NOUNS
                    )
                ),
                None,
            )
            if start is not None:
                return doc.span(token.i + 1 + start, n).strip(" ."), doc[cut].idx
        return None
    return None


def _heard_from(doc: Doc, verb: Token) -> tuple[str, int] | None:
    """ "…, the agency heard from a nurse": who told it, and where that begins."""
    if verb.i + 2 >= len(doc) or doc[verb.i + 1].lower_ != "from":
        return None
    cut = next((t.i for t in reversed(doc[: verb.i]) if t.text in ',”"’»'), None)
    if cut is None or cut < 2 or verb.i - cut > 8 or cut + 1 == verb.i:
        return None
    return doc.span(verb.i + 2, len(doc)).strip(" ."), doc[cut].idx


def _read_in(doc: Doc, verb: Token) -> tuple[str, int] | None:
    """ "“…,” reads a statement by the colonel": whose words they are."""
    if verb.i == 0 or doc[verb.i - 1].text not in '”"’»,':
        return None
    for token in doc[verb.i + 1 : verb.i + 6]:
        if token.lemma_ in _DOCUMENTS:
            by = next((t.i for t in doc[token.i + 1 : token.i + 5] if t.lower_ in _BY_AUTHOR), None)
            if by is None or by + 1 >= len(doc):
                return None
            return doc.span(by + 1, len(doc)).strip(" ."), doc[verb.i - 1].idx
    return None


def heading_speaker(sentence: str) -> str | None:
    """ "Ministry: forces seize refinery", "REPORTER: …": who speaks before a colon, if it looks so."""
    match = _LEADING_SPEAKER.match(sentence)
    return match.group(1) if match else None


def begins_entry(sentence: str) -> bool:
    """Whether a sentence begins an entry of a live page: "21:05 — The colonel has appeared …"."""
    return _NEW_ENTRY.match(sentence) is not None


def is_pronoun(token: Token) -> bool:
    """A personal pronoun that may stand for a speaker."""
    return token.lower_ in _PRONOUNS


def is_whose(voice: Voice) -> bool:
    """Whether a voice is the owner of a figure, "Xland's toll": a place so named counts nobody."""
    return voice.token is not None and voice.token.dep_ == "poss" and voice.verb.lemma_ in _FIGURES


def no_speaker(token: Token) -> bool:
    """A subject that speaks for nobody ("this shows that …"); imagery counts as evidence, not as a speaker."""
    return token.lower_ in _NO_SPEAKER


def is_evidence(token: Token) -> bool:
    """Footage, imagery: the outlet's or analyst's own evidence."""
    return token.lemma_ in _EVIDENCE or antecedent(token).lemma_ in _EVIDENCE


def _first_noun(doc: Doc, start: int) -> Token | None:
    found: Token | None = None
    for token in doc[start : start + 8]:
        if token.tag_.startswith("NN"):
            found = token
        elif found is not None:
            break
    return found


def _clause_boundary(doc: Doc, a: int, b: int) -> bool:
    """A semicolon, or a contrast, between two tokens parts them."""
    lo, hi = min(a, b), max(a, b)
    return any(
        t.text == ";" or t.lower_ in ("but", "whereas", "while", "although") for t in doc[lo:hi]
    )
