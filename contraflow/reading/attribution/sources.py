"""Who is named outside of a claim's clause: "according to X", ", X said.", "X: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contraflow.reading.attribution.nouns import official
from contraflow.reading.attribution.record import Attribution, Voice
from contraflow.reading.attribution.refutation import by_whom
from contraflow.reading.attribution.verbs import is_told_of
from contraflow.reading.lexicon import lexicon, word_set
from contraflow.reading.parsing.syntax import (
    FINITE,
    antecedent,
    children,
    first_child,
    is_verb,
    oblique,
)
from contraflow.reading.text.marks import holds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contraflow.reading.parsing.tree import Doc, Token

_PRONOUNS = word_set("speaker-pronouns")
_NO_SPEAKER = word_set("no-speaker")
_EVIDENCE = word_set("evidence")
_FIGURES = word_set("figures")
_SAYING = word_set("saying")
_HEARS = word_set("hears-from")
_TELLS = _SAYING | _HEARS | {"go", "read", "run"}
"""Verbs of which an attribution at the end of a sentence has one."""
_AVOWED = frozenset({"confirmed", "acknowledged", "admitted", "announced", "stated", "reported"})
_NO_START = word_set("no-start")
_TIME_NOUNS = word_set("time-nouns")
_DAY_NAMES = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_TELLINGS = word_set("tellings")
_CONTENT_MARKS = frozenset({"that", "how", "there", "it", "he", "she", "they", "and", "of"})
"""Words that begin what is said, or another clause."""
_NOMINATIVE = frozenset("i he she it we they".split())
_HAVE = frozenset({"has", "have", "had"})
_BY_WHOM = frozenset({"in", "by", "on", "from", "per"})
_WRITINGS = word_set("utterances") | word_set("documents")
_CONTRASTS = frozenset({"but", "whereas", "while", "although"})
_CITING = frozenset({"citing", "quoting"})
_OWN_WORDS = frozenset({"account", "words", "view", "telling", "opinion"})
_INTRODUCES = _AVOWED | _CITING | _OWN_WORDS | _BY_WHOM | {"according", "as", "for"}
"""Words that may introduce a source."""
_SOURCE_CUES = (
    "as the ",
    ", as ",
    "according to",
    "citing",
    "quoting",
    " per ",
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
_STARTS = ("as ", "for ")
_ENTRY = r"^\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|[A-Z]{2,4}T))?\s*[-–—:]?\s*"
_LEADING_SPEAKER = re.compile(rf"(?:{_ENTRY})?([A-ZÀ-Ý][^:“”\"]{{1,60}}):\s")
_NEW_ENTRY = re.compile(_ENTRY)
MAX_TAIL = 32
"""Tokens that an attribution at the end of a sentence may have."""


def named_sources(doc: Doc) -> list[tuple[Token, Token]]:
    """The sources that a sentence names beside its clauses, each behind the word that introduces it."""
    folded = doc.folded
    if not folded.startswith(_STARTS) and not holds(folded, _SOURCE_CUES):
        return []
    return [
        (token, source)
        for token in doc
        if token.lower_ in _INTRODUCES and (source := _source_at(token)) is not None
    ]


def sources(trigger: Token, out: Attribution, named: Iterable[tuple[Token, Token]]) -> None:
    """Adds the sources that a sentence names beside its clauses: "citing X", "in X's words"."""
    doc = trigger.doc
    for token, source in named:
        if source.i == trigger.i:
            continue
        if token.is_ancestor(trigger) and source.i > token.i:
            continue
        if _clause_boundary(doc, token.i, trigger.i) and (out.voices or not _closes(token)):
            continue
        voice = Voice(source, "assert", token)
        if token.lower_ in _CITING:
            # whoever is cited says it to whoever cites: "Xyz reported, citing the mayor"
            citing = (i for i, v in enumerate(out.voices) if v.verb.is_ancestor(token))
            out.voices.insert(next(citing, len(out.voices)), voice)
        elif token.i < trigger.i:
            # "admits a raid that, according to the nurses, killed nine"
            above = (
                i
                for i, v in enumerate(out.voices)
                if v.verb.i < token.i and token.head is not v.verb and v.verb.is_ancestor(token)
            )
            out.voices.insert(next(above, len(out.voices)), voice)
        else:
            out.voices.append(voice)


def _closes(token: Token) -> bool:
    """Whether an attribution stands at the end of its sentence, and so for all of it."""
    doc = token.doc
    return doc[token.i - 1].text == "," and all(
        t.tag_ not in ("VBD", "VBZ", "VBP", "MD", "CC") for t in doc[token.i :]
    )


def _source_at(token: Token) -> Token | None:
    """The source that a word introduces, which is one of ``_INTRODUCES``."""
    doc, low = token.doc, token.lower_
    if low == "according" and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "to":
        source = first_child(doc[token.i + 1], "pobj") or _first_noun(doc, token.i + 2)
        if source is not None and source.lower_ == "whom" and token.i > 1:
            return doc[token.i - 2] if doc[token.i - 2].tag_.startswith("NN") else None
        return source
    if low in _AVOWED and token.i > 3 and doc[0].lower_ == "that":
        return by_whom(token)  # "that the town is theirs has been confirmed by the colonel"
    if low in _CITING:
        return first_child(token, "dobj")
    if low == "in" and any(
        doc.span(token.i, token.i + n).casefold().endswith(("account of", "words of", "version of"))
        for n in (4, 5)
    ):
        return _owner_of(token)
    if low == "as" and token.dep_ == "mark":
        return _teller(token.head)
    if low == "for" and token.i == 0:
        return _believer(token)
    if (
        low in _OWN_WORDS
        and token.i >= 2
        and doc[token.i - 2].lower_ in ("in", "by", "on", "from")
        and doc[token.i - 1].tag_ == "PRP$"
    ):
        return doc[token.i - 1]
    if low in _BY_WHOM and token.dep_ == "prep":
        telling = first_child(token, "pobj")
        if telling is not None and telling.lemma_ in _TELLINGS:
            owner = first_child(telling, "poss") or oblique(telling, "of", "by", "from")
            return owner if owner is not None and owner.tag_.startswith("NN") else official(telling)
        if low == "per" and telling is not None:
            # "per the Red Cross", but not "nine per day", "per capita"
            named = any(t.dep_ == "det" for t in telling.lefts)
            return telling if named or telling.tag_ == "NNP" else None
    return None


def _owner_of(prep: Token) -> Token | None:
    """Whose account, words or version the phrase "in the account of X" names."""
    for telling in children(prep, "pobj"):
        owner = oblique(telling, "of")
        if owner is not None:
            return owner
    return _first_noun(prep.doc, prep.i + 3)


def _teller(verb: Token) -> Token | None:
    """Who speaks in "as the mayor told reporters", which gives no content of its own."""
    if verb.lemma_ not in _SAYING or verb.dep_ != "advcl":
        return None
    if any(c.dep_ in ("ccomp", "xcomp", "dobj") and is_verb(c) for c in verb.children):
        return None
    return first_child(verb, "nsubj")


def _believer(prep: Token) -> Token | None:
    """Whose view "For Governor X, …" gives: somebody of a name and an office."""
    holder = first_child(prep, "pobj")
    if holder is None or holder.tag_ != "NNP":
        return None
    titles = (*children(holder, "compound", "appos"),)
    known = lexicon()
    offices = (cls for t in titles for cls, _ in known.classes(t.lower_))
    return holder if "office" in offices else None


def according_to(doc: Doc) -> Token | None:
    """The source of "according to X", if the sentence has one."""
    if "according to" not in doc.folded:
        return None
    for token in doc[:-2]:
        if token.lower_ == "according" and doc[token.i + 1].lower_ == "to":
            return first_child(doc[token.i + 1], "pobj")
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


class Tail(NamedTuple):
    """A speaker whom a sentence names after its content."""

    who: str
    """As written."""
    noun: Token | None
    """What the phrase is built on."""
    start: int
    """Where, in the text, the content before it ends."""


def tail_attribution(doc: Doc) -> Tail | None:
    """The speaker named after the content (", the governor said."; ", declared Colonel X.").

    Read from the words' order, because parsers often hang such a tail on the clause before it.
    """
    found = None if doc.words.isdisjoint(_TELLS) else _tail(doc)
    if found is None:
        return None
    first, end, start = found
    name = doc.span(first, end)
    return Tail(name.strip(" .") if end == len(doc) else name, _head(doc[first:end]), start)


def _head(phrase: Iterable[Token]) -> Token | None:
    """The noun a phrase is built on: the last of its first ones."""
    head: Token | None = None
    for token in phrase:
        if token.tag_.startswith("NN"):
            head = token
        elif head is None and (token.tag_ == "IN" or token.is_punct):
            return None  # "despite a truce announced on Friday"
        elif head is not None and token.tag_ not in ("POS", "HYPH"):
            break
    return head


def _tail(doc: Doc) -> tuple[int, int, int] | None:
    """The words that name the speaker after the content, from one token up to another, and where in
    the text the content ends."""
    n = len(doc)
    for token in reversed(doc[max(0, n - MAX_TAIL) :]):
        if token.lemma_ not in _TELLS:
            continue
        if token.lemma_ in _HEARS and token.tag_ in ("VBD", "VBZ"):
            heard = _heard_from(doc, token)
            if heard is not None:
                return heard
        if not _says(token) or is_told_of(token):
            continue
        cut = token.i - 1
        while cut >= 0 and not (doc[cut].is_punct and doc[cut].text in ',”"’»'):
            cut -= 1
        if cut < 0:
            return None
        before = doc[cut + 1 : token.i]
        if all(t.lower_ in _HAVE for t in before):
            before = []  # "…, had said the mayor"
        elif before[-1].tag_ == "CC" or before[0].tag_ == "IN":
            # "they had “closed” the gate on Monday and said that …", "…, despite a truce announced …"
            continue
        if (
            len(before)
            and before[0].lower_ not in _NO_START
            and not any(t.dep_ == "mark" for t in before)  # ", a day after officials reported …"
            and len(before) <= 18
            and not any(is_verb(t) and t.tag_ in ("VBD", "VBZ", "VBP") for t in before)
        ):
            if any(t.tag_.startswith(("NN", "PRP")) for t in before):
                # ", he added, but …": a parenthesis speaks for the whole sentence
                aside = _closed_by_comma(doc, token)
                first = next((t.i + 1 for t in before if t.lower_ == "what"), cut + 1)
                return first, token.i, len(doc.text) if aside else doc[cut].idx
            return None
        if len(before) == 0:
            start = _apposed(doc, cut)
            if start is not None and not any(is_verb(t) for t in doc[token.i + 1 :]):
                return start + 1, cut, doc[start].idx
        if len(before) == 0 and token.i + 1 < n:
            return _inverted(doc, token, cut)
        if len(before) == 0 or token.dep_ != "amod":
            return None  # but "…, the mayor said, and it was left on a written order"
    return None


def _closed_by_comma(doc: Doc, verb: Token) -> bool:
    """Whether a comma ends what a verb of saying begins: "…, he told us by telephone, …"."""
    for token in doc[verb.i + 1 : verb.i + 7]:
        if token.text == ",":
            return True
        if token.is_punct or token.tag_ in FINITE or token.lower_ in _CONTENT_MARKS:
            return False
    return False


def _inverted(doc: Doc, verb: Token, cut: int) -> tuple[int, int, int] | None:
    """The speaker behind a verb of saying: "…, declared Colonel X"."""
    if doc[verb.i + 1].lower_ in ("that", "how", "it", "there"):
        return None
    in_front = any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
    for token in doc[verb.i + 1 :]:
        if token.tag_ in FINITE or token.lower_ in _NOMINATIVE:
            return None  # "the owner, unhurt, says he was alone in a car"
        named = token.tag_ == "NNP" and token.lower_ not in _DAY_NAMES
        described = token.lower_ in ("the", "a", "an", "its", "his", "her") and (
            token.i + 1 < len(doc) and doc[token.i + 1].lower_ not in _TIME_NOUNS
        )
        if named or described:
            end = _cut(doc, token.i)
            # "Nine people, says the mayor, had left": a parenthesis speaks for the whole sentence
            aside = end + 1 < len(doc) and doc[end + 1].tag_ in FINITE
            if in_front and not aside:
                return None  # "the brigade, the 1st, announced the news"
            return token.i, end, len(doc.text) if aside else doc[cut].idx
    return None


def _heard_from(doc: Doc, verb: Token) -> tuple[int, int, int] | None:
    """ "…, the agency heard from a nurse": who told it, and where that begins."""
    if verb.i + 2 >= len(doc) or doc[verb.i + 1].lower_ != "from":
        return None
    cut = next((t.i for t in reversed(doc[: verb.i]) if t.text in ',”"’»'), None)
    if cut is None or cut < 2 or verb.i - cut > 8 or cut + 1 == verb.i:
        return None
    return verb.i + 2, len(doc), doc[cut].idx


def _says(token: Token) -> bool:
    """Whether a word can be the verb of an attribution that follows the content."""
    doc = token.doc
    if token.lemma_ in _SAYING and token.tag_ == "NNS":
        # ", the army maintains.", where taggers see a plural
        last = token.i > 1 and all(t.is_punct for t in doc[token.i + 1 :])
        return last and token.lower_ != "reports"
    if not is_verb(token) or token.tag_ in ("VBG", "VB"):
        return False
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if token.lemma_ == "go":
        goes_on = after == "on" and all(t.is_punct for t in doc[token.i + 2 : token.i + 3])
        return goes_on and (_is_written(doc, token) or doc[token.i - 1].tag_ == "PRP")
    return token.lemma_ in _SAYING or (token.lemma_ in ("read", "run") and _is_written(doc, token))


def _is_written(doc: Doc, verb: Token) -> bool:
    """ ", read a statement from the ministry", ", the message ran"."""
    near = doc[max(0, verb.i - 3) : verb.i + 4]
    return any(t.lemma_ in _WRITINGS or (t.lower_ == "it" and t.i == verb.i - 1) for t in near)


def _cut(doc: Doc, start: int) -> int:
    """Where the name ends that begins at a word after a verb of saying, without what else the
    sentence says."""
    for comma in doc[start:]:
        if comma.lower_ == "to" and comma.tag_ in ("IN", "TO") and comma.head.lemma_ in _SAYING:
            return comma.i  # "said the captain to Radio Xtown"
        if comma.text == "," and comma.i + 1 < len(doc):
            after = doc[comma.i + 1]
            if after.tag_ in FINITE or after.tag_ == "VBG":
                return comma.i
            if after.lower_ in _NO_START and after.tag_ != "WP":
                return comma.i
    return len(doc)


def heading_speaker(sentence: str) -> str | None:
    """ "Ministry: forces seize refinery", "REPORTER: …": who speaks before a colon, if it looks so."""
    match = _LEADING_SPEAKER.match(sentence) if ":" in sentence else None
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
        t.text == ";"
        or (t.lower_ in _CONTRASTS and not (t.lower_ == "while" and doc[t.i + 1].tag_ == "VBG"))
        for t in doc[lo:hi]
    )
