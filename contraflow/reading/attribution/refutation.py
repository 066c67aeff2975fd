"""Where a sentence calls something untrue, or says in passing that somebody denies it.

"X called the report that … a lie", "there is no truth to claims that …", "the news that … is false",
"…, which X denies". Read from the words' order, because parsers hang such predicates anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import Lexicon, word_set
from contraflow.reading.parsing.involvement import arguments
from contraflow.reading.parsing.syntax import children, first_child, is_verb

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

_REACH = 28
"""Tokens between a report and the word that calls it untrue."""


@dataclass(frozen=True, slots=True)
class Refutation:
    """Tokens ``start`` to ``end`` (exclusive) hold what is called untrue."""

    start: int
    end: int
    at: Token
    """The word that says so."""
    by: Token | None
    """Who says so; None: whoever the sentence speaks for."""
    aside: bool = False
    """The content stands as its own speaker's claim, and is denied beside it."""
    disowned: bool = False
    """The teller himself puts it forward as what others call untrue."""


def telling_words(lex: Lexicon) -> frozenset[str]:
    """Words without one of which a sentence calls nothing untrue."""
    return (
        lex.false_openers
        | lex.false_words
        | frozenset(lex.deniers)
        | _EARLIER_VERSION
        | _JUDGED
        | _EXCESSIVE
        | {"contrary"}
    )


def refutations(doc: Doc, lex: Lexicon) -> list[Refutation]:
    """All refutations of a sentence, in order."""
    false = [*_false_words(doc, lex)]
    return [
        *_disowned(doc, lex, false),
        *_untrue(doc, lex, false),
        *_contradicted(doc, lex),
        *_fronted(doc, lex),
        *_asides(doc, lex),
        *_withdrawn(doc, lex),
        *_corrected(doc, lex),
        *_too_high(doc, lex),
    ]


def _untrue(doc: Doc, lex: Lexicon, false: Sequence[tuple[int, int]]) -> Iterator[Refutation]:
    for first, last in false:
        # "no question of …", "lied about …"
        follows = doc[last - 1].lower_ == "of" or is_verb(doc[first])
        ahead = last if follows else _that_clause(doc, last, lex)
        if ahead is not None and (_be_before(doc, first) or _is_of_report(doc[first], lex)):
            caller = _caller(doc, first, lex, within=4)
            by = arguments(caller).agent if caller is not None else None
            yield Refutation(ahead, _tail(doc, ahead), doc[first], by)
            continue
        report = next(
            (
                i
                for i in range(first - 1, max(-1, first - _REACH), -1)
                if doc[i].lemma_ in lex.reporting_nouns and doc[i].tag_.startswith("NN")
            ),
            None,
        )
        if report is None or any(t.text == ";" for t in doc[report:first]):
            continue
        caller = _caller(doc, report, lex, within=8)
        if caller is not None:
            yield Refutation(report, first, doc[first], arguments(caller).agent)
        elif _be_before(doc, first) or is_verb(doc[last - 1]):
            yield Refutation(report, first, doc[first], None)


_WHERE = frozenset(
    {"near", "in", "at", "off", "under", "between", "along", "beneath", "within", "beside"}
)
"""What follows "lies" where it tells a place, whatever the tagger says."""


def calls_false(token: Token, lex: Lexicon) -> bool:
    """Whether a word calls something untrue, and does not tell where it lies."""
    if token.lower_ == "wrong" and any(c.lower_ == "with" for c in token.children):
        return False  # "nothing was wrong with the brakes"
    if token.lower_ not in lex.false_words:
        return False
    if token.lemma_ != "lie" and token.lower_ not in ("lie", "lies"):
        return True
    if is_verb(token) or any(t.lower_ in _WHERE for t in token.doc[token.i + 1 : token.i + 2]):
        return False  # "the blame lies with", "the town lies near the border"
    # a verb that the tagger takes for a noun has nothing before it: "dead fish lie on the bank"
    return token.lower_ == "lies" or any(
        c.i < token.i and c.tag_.startswith(("D", "J", "PRP")) for c in token.children
    )


def _false_words(doc: Doc, lex: Lexicon) -> Iterator[tuple[int, int]]:
    """Where a sentence has words that call something untrue: first and last token, the last exclusive."""
    if doc.words.isdisjoint(lex.false_openers):
        return
    for token in doc:
        if token.lower_ not in lex.false_openers and token.lemma_ != "lie":
            continue
        if calls_false(token, lex) or (
            token.lower_ in lex.dismissals and _is_called(doc, token.i, lex)
        ):
            yield token.i, token.i + 1
            continue
        if token.lemma_ == "lie" and is_verb(token) and doc[token.i + 1 :][:1]:
            if doc[token.i + 1].lower_ in ("about", "when", "by"):
                yield token.i, token.i + 1  # "was lying about", "lied when they said that"
                continue
        for phrase in lex.false_phrases.get(token.lower_, ()):
            end = token.i + len(phrase)
            if [t.lemma_ if is_verb(t) else t.lower_ for t in doc[token.i : end]] == phrase:
                yield token.i, end
                break


def _is_called(doc: Doc, at: int, lex: Lexicon) -> bool:
    """Whether somebody calls something so: "dismissed it as", "called reports of shooting a"."""
    caller = _caller(doc, at, lex, within=10)
    return caller is not None and (
        at - caller.i <= 4 or any(t.lemma_ in lex.reporting_nouns for t in doc[caller.i : at])
    )


def _caller(doc: Doc, at: int, lex: Lexicon, *, within: int) -> Token | None:
    """The last verb of calling in the tokens before ``at``: "dismissed as", "branded … a"."""
    return next(
        (
            t
            for t in reversed(doc[max(0, at - within) : at])
            if is_verb(t) and t.lemma_ in lex.callers
        ),
        None,
    )


def _that_clause(doc: Doc, at: int, lex: Lexicon) -> int | None:
    """Where the content begins after "no truth", "not true": "to reports that", "that"."""
    if doc[at:][:1] and doc[at].text == ",":
        # "there is no proof, he said, that …"
        closes = next((t.i for t in doc[at + 1 : at + 9] if t.text == ","), None)
        if closes is not None and any(t.lemma_ in lex.speech_verbs for t in doc[at:closes]):
            at = closes + 1
    for token in doc[at : at + 5]:
        if token.lower_ == "that" or token.lemma_ in lex.reporting_nouns:
            return token.i
        if not (token.tag_.startswith(("IN", "D", "J", "N", "POS", "TO")) or token.is_punct):
            break
    return None


def _tail(doc: Doc, start: int) -> int:
    """Where the content ends before ", the governor said"."""
    for token in doc[start:]:
        if token.text == "," and any(
            is_verb(t) and t.tag_ != "VBN" and t.lemma_ in ("say", "tell", "add", "write")
            for t in doc[token.i + 1 : token.i + 14]
        ):
            return token.i
    return len(doc)


def _is_of_report(word: Token, lex: Lexicon) -> bool:
    """ "Spread false reports that …", "lied about …": the word needs no predicate of its own."""
    return is_verb(word) or (
        word.dep_ == "amod" and word.head.lemma_ in lex.reporting_nouns and word.head.i > word.i
    )


def _contradicted(doc: Doc, lex: Lexicon) -> Iterator[Refutation]:
    """ "Contrary to reports that …, …": what stands before the comma."""
    if "contrary" not in doc.words:
        return
    for token in doc[:-2]:
        if token.lower_ != "contrary" or doc[token.i + 1].lower_ != "to":
            continue
        end = next((t.i for t in doc[token.i + 2 :] if t.text in (",", ";")), len(doc))
        if any(t.lemma_ in lex.reporting_nouns for t in doc[token.i + 2 : end]):
            yield Refutation(token.i + 1, end, token, None)


def _fronted(doc: Doc, lex: Lexicon) -> Iterator[Refutation]:
    """ "That X holds the town was disputed by Y", "that they had shot at anybody they denied"."""
    if not doc or doc[0].lower_ != "that":
        return
    for token in doc[3:]:
        if token.lemma_ not in lex.deniers or not is_verb(token):
            continue
        if any(c.dep_ == "neg" for c in token.children):
            return
        by = by_whom(token)
        if by is not None:
            yield Refutation(0, token.i, token, by)
        elif doc[token.i - 1].tag_.startswith(("NN", "PRP")) and token.tag_ in ("VBD", "VBZ"):
            speaker = doc[token.i - 1]
            if not any(
                c.dep_ in ("dobj", "ccomp", "xcomp") and c.i > token.i for c in token.children
            ):
                yield Refutation(0, speaker.left_edge.i, token, speaker)
        return


def by_whom(verb: Token) -> Token | None:
    """Who did what a passive tells, read from the words' order: "has since been denied by the army"."""
    doc = verb.doc
    if verb.tag_ not in ("VBN", "VBD"):
        return None
    if not any(t.lemma_ == "be" for t in doc[max(0, verb.i - 3) : verb.i]):
        return None
    by = next((t for t in doc[verb.i + 1 : verb.i + 7] if t.lower_ == "by"), None)
    if by is None:
        return None
    return first_child(by, "pobj") or next(
        (t for t in doc[by.i + 1 : by.i + 8] if t.tag_.startswith(("NN", "PRP"))), None
    )


def _be_before(doc: Doc, at: int) -> bool:
    return any(t.lemma_ in ("be", "have", "as") for t in doc[max(0, at - 5) : at])


def _asides(doc: Doc, lex: Lexicon) -> Iterator[Refutation]:
    if doc.words.isdisjoint(lex.deniers):
        return
    for token in doc:
        if token.lemma_ not in lex.deniers or not is_verb(token):
            continue
        if any(c.dep_ == "neg" for c in token.children):
            continue
        if token.dep_ == "relcl":
            which = next((c for c in children(token, "dobj") if c.lower_ == "which"), None)
            subject = first_child(token, "nsubj")
            if which is not None and subject is not None:
                yield Refutation(0, which.i, token, subject, aside=True)
        elif token.dep_ == "acl" and token.head.dep_ == "appos":
            by = arguments(token).agent
            if token.head.lemma_ in lex.reporting_nouns and by is not None:
                yield Refutation(0, token.head.i, token, by, aside=True)


def _disowned(doc: Doc, lex: Lexicon, false: Sequence[tuple[int, int]]) -> Iterator[Refutation]:
    """ "P, which X described as a lie", "P, a report that X calls an invention", "P, a claim that proved
    wrong": what stands before the comma."""
    for first, last in false:
        comma = next((t.i for t in reversed(doc[max(0, first - 14) : first]) if t.text == ","), 0)
        named = _names_what_was_told(doc, comma + 1, lex) if comma else 0
        if not named or (doc[last:][:1] and doc[last].lower_ in ("that", "about")):
            continue
        verb = next((t for t in doc[named:first] if _judges(t, lex)), None)
        if verb is None or any(c.dep_ == "neg" for c in verb.children):
            continue
        by = arguments(verb).agent
        if by is not None and not named <= by.i < verb.i:
            by = None
        # "rebuked the ministry over word of its seizure, which it called untrue": of that word alone
        reports = (t for t in reversed(doc[:comma]) if t.lemma_ in lex.reporting_nouns)
        start = next((t.i for t in reports if doc[t.i + 1].lower_ in ("that", "of", "about")), -1)
        yield Refutation(start, comma, verb, by, aside=by is not None, disowned=True)


def _names_what_was_told(doc: Doc, at: int, lex: Lexicon) -> int:
    """Where the judgement begins after "which", "a report that", "something"; 0: nothing of the kind."""
    if doc[at].lower_ in ("which", "something"):
        return at + 1
    head = next((t for t in doc[at : at + 4] if t.tag_.startswith("NN")), None)
    return head.i + 1 if head is not None and head.lemma_ in lex.reporting_nouns else 0


def _judges(token: Token, lex: Lexicon) -> bool:
    """Whether a verb says that something is so or so: "called", "says is", "turned out", "was"."""
    if not is_verb(token):
        return False
    return (
        token.lemma_ in lex.callers or token.lemma_ in lex.speech_verbs or token.lemma_ in _PROVES
    )


_PROVES = frozenset({"be", "prove", "turn"})


_EARLIER_VERSION = frozenset({"version", "edition", "dispatch", "alert"})


def _withdrawn(doc: Doc, lex: Lexicon) -> Iterator[Refutation]:
    """ "An earlier version of this story said that …": what the outlet takes back."""
    if doc.words.isdisjoint(_EARLIER_VERSION):
        return
    for token in doc[:12]:
        if token.lemma_ in _EARLIER_VERSION and any(
            c.lower_ in _EARLIER | {"previous"} for c in token.children
        ):
            says = token.head
            if is_verb(says) and says.lemma_ in lex.reporting_verbs:
                end = next((t.i for t in doc[says.i :] if t.text == ";"), len(doc))
                yield Refutation(says.i + 1, end, token, None)


def _corrected(doc: Doc, lex: Lexicon) -> Iterator[Refutation]:
    """ "It had spoken of 21 dead, but the number was wrong", "the earlier figure of 21 was an error",
    "an earlier version of this story said that …; that was wrong"."""
    if doc.words.isdisjoint(_JUDGED) and doc.words.isdisjoint(lex.false_words):
        return
    for token in doc:
        if token.lemma_ != "be":
            continue
        subject = first_child(token, "nsubj")
        if subject is None or not (subject.lemma_ in _FIGURES or subject.lemma_ in _WHAT_WAS_SAID):
            continue
        wrong = first_child(token, "acomp", "attr")
        if wrong is None:
            continue
        low = wrong.lower_
        if any(c.dep_ == "neg" for c in token.children):
            if low not in _RIGHT:
                continue
        elif low not in lex.false_words and low not in _MISTAKES:
            continue
        before = doc[: subject.left_edge.i]
        if subject.lemma_ in _WHAT_WAS_SAID:
            if subject.i and doc[subject.i - 1].lower_ in _SETS_OFF and _of_earlier(before):
                yield Refutation(-1, subject.i, wrong, None)
        elif any(t.dep_ in ("prep", "relcl", "acl") for t in subject.rights):
            yield Refutation(subject.i, token.i, wrong, None)
        elif _of_earlier(before):
            yield Refutation(-1, subject.left_edge.i, wrong, None)


def _too_high(doc: Doc, lex: Lexicon) -> Iterator[Refutation]:
    """ "The figure of 185 dead was inflated", "called the toll of 60 exaggerated", "it is unthinkable that
    60 people died", "reports of his death are exaggerated"."""
    if doc.words.isdisjoint(_EXCESSIVE):
        return
    for token in doc:
        if token.lower_ not in _EXCESSIVE:
            continue
        if token.lower_ == "high" and (not token.i or doc[token.i - 1].lower_ != "too"):
            continue
        if token.lower_ in _BEYOND_BELIEF:
            ahead = doc[token.i + 1 : token.i + 2]
            if ahead and ahead[0].lower_ == "that" and _be_before(doc, token.i):
                yield Refutation(token.i + 1, _tail(doc, token.i + 1), token, None)
                continue
        first = max(0, token.i - _REACH)
        counted = next(
            (
                t.i
                for t in reversed(doc[first : token.i])
                if t.tag_.startswith("NN")
                and (t.lemma_ in _FIGURES or t.lemma_ in lex.reporting_nouns)
            ),
            None,
        )
        if counted is None or any(t.text in ";:" for t in doc[counted : token.i]):
            continue
        if not any(t.lower_ in _DEATHS for t in doc[counted : token.i]) and (
            doc[counted].lemma_ == "number"
            or not any(t.tag_ == "CD" for t in doc[counted : token.i])
        ):
            continue  # "the reports of looting are exaggerated": there was some
        caller = _caller(doc, counted, lex, within=8)
        if caller is not None:
            yield Refutation(counted - 1, token.i, token, arguments(caller).agent)
        elif _be_before(doc, token.i):
            yield Refutation(counted - 1, token.i, token, None)


_BEYOND_BELIEF = frozenset({"unthinkable", "inconceivable", "impossible", "implausible"})
_EXCESSIVE = _BEYOND_BELIEF | frozenset(
    "exaggerated inflated overstated overblown overestimated exaggeration overestimate high premature".split()
)
"""What a count that is called too high is called."""
_DEATHS = frozenset(
    "death deaths demise dead killed died victims casualties fatalities injured wounded missing".split()
)


def _of_earlier(words: Iterable[Token]) -> bool:
    return any(t.lower_ in _EARLIER for t in words)


_FIGURES = word_set("figures") | {"number"}
_WHAT_WAS_SAID = frozenset({"that", "this", "which", "it"})
_SETS_OFF = frozenset({";", ",", "but", "–", "—"})
_MISTAKES = frozenset({"error", "mistake", "mistaken", "erroneous", "inflated", "premature"})
_RIGHT = frozenset({"correct", "right", "true", "accurate", "so", "case"})
_JUDGED = _MISTAKES | _RIGHT
_EARLIER = frozenset({"had", "earlier", "initially", "first", "originally", "previously"})
"""Marks of what somebody said before."""


__all__ = ["Refutation", "by_whom", "calls_false", "refutations"]
