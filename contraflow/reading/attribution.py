"""Step 6, attribution: who puts a claim forward, and how firmly.

Walks up from the word that carries the claim: every reporting verb or noun above it whose content it
is adds a speaker; modals, adverbs, conditions and words of doubt add modality; "deny", "reject",
"false" turn the claim over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import Lexicon, word_set
from contraflow.reading.refutation import Refutation, refutations
from contraflow.reading.syntax import (
    ancestors,
    antecedent,
    arguments,
    children,
    is_negative_noun,
    is_verb,
    oblique,
)
from schemas import Modality

if TYPE_CHECKING:
    from contraflow.reading.tree import Doc, Token

_CONTENT_SUBJECTS = word_set("content-subjects")
_CONTENT_OBJECTS = word_set("content-objects")
_ESTIMATES = word_set("estimates")
_ADVISES = word_set("advises")
_SPEAKS_OF = word_set("speaks-of")
_ACCOUNTS = word_set("accounts")
_GIVES_OUT = word_set("gives-out")
FIGURES = word_set("figures")
_SETS_FIGURE = word_set("sets-figure")
_KEEPS_TO = word_set("keeps-to")
_FORCES = frozenset({"army", "force", "military", "group"})
_SEEMS = word_set("seems")
_INTENDS = word_set("intends")
_INTENTIONS = word_set("intentions")
_PRONOUNS = word_set("speaker-pronouns")
_GRADED = word_set("graded")
_CONCESSIVE = word_set("concessive")
_NO_SPEAKER = word_set("no-speaker")
_EVIDENCE = word_set("evidence")
_SAYING = word_set("saying")
_NO_START = word_set("no-start")
_TIME_NOUNS = word_set("time-nouns")
_SOURCE_CUES = (
    "according to",
    "citing",
    "quoting",
    "account",
    "words",
    "version of",
    " view",
    "telling",
)


@dataclass(slots=True)
class Voice:
    """One speaker above a claim, innermost first."""

    token: Token | None
    stance: str
    verb: Token
    phrase: str = ""


@dataclass(slots=True)
class Attribution:
    """Everything that stands between the outlet and the claim."""

    voices: list[Voice] = field(default_factory=list)
    hedged: bool = False
    future: bool = False
    claimed: bool = False
    flips: int = 0
    """How many words turn the claim over ("false", "cannot be said")."""
    rejects: bool = False
    concedes: bool = False
    condition: bool = False

    def modality(self) -> Modality:
        """The weakest link decides."""
        if self.future:
            return Modality.FUTURE
        if self.hedged or self.condition:
            return Modality.HEDGED
        if self.rejects:
            return Modality.DENIED
        if self.claimed:
            return Modality.CLAIMED
        return Modality.ASSERTED


@lru_cache(maxsize=512)
def noun_phrase(token: Token) -> str:
    """A noun with what stands before it and its "of …" phrase and apposition, as written."""
    doc = token.doc
    start = token.i
    for child in token.lefts:
        if child.dep_ in (
            "det",
            "amod",
            "compound",
            "poss",
            "nmod",
            "nummod",
            "appos",
            "punct",
            "case",
            "quantmod",
        ):
            start = min(start, child.left_edge.i)
    end = token.i + 1
    for child in token.rights:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("of", "for", "in", "from")
            and not any(g.dep_ == "pcomp" for g in child.children)  # "accused the rebels of …ing"
        ) or child.dep_ in (
            "appos",
            "flat",
        ):
            end = max(end, min(child.right_edge.i + 1, token.i + 14))
        elif child.dep_ == "punct" and child.text == "," and end == child.i:
            continue
    return doc.span(start, end).strip(' ,;:“”"')


_QUESTIONS = word_set("questions")


def _asks(clause: Token) -> bool:
    """Whether a clause is an embedded question: "who shot them", "whether it fell".

    "What they repeat about it" is what they say.
    """
    return clause.left_edge.lower_ in _QUESTIONS


def _is_negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ == "longer" for c in verb.children)


class AttributionReader:
    """Reads attributions with the words of the lexicon."""

    def __init__(self, lex: Lexicon) -> None:
        self._lex = lex
        self._doc: Doc | None = None
        self._refutations: list[Refutation] = []

    def read(self, trigger: Token) -> Attribution:
        """The attribution of one trigger within its own sentence."""
        out = Attribution()
        node = trigger
        seen_verbs: set[int] = set()
        came = ""
        apart = False
        given: tuple[bool, bool, bool] | None = None
        for _ in range(14):
            if not apart:
                self._modifiers(node, trigger, out)
            if node.head.i == node.i:
                break
            if (
                node.dep_ == "advcl"
                and out.voices
                and any(c.dep_ == "mark" and c.lower_ in _CONCESSIVE for c in node.children)
            ):
                break  # "he denied X, although he hinted at Y": Y is not denied
            parent, rel = node.head, node.dep_
            apart = self._beside(node, parent)
            if node.tag_.startswith("RB") and came == "ccomp":
                rel = (
                    "ccomp"  # "cannot be said definitively that …": the clause hangs on the adverb
                )
            came = rel
            claim = self._claimed_to(node)
            if claim is not None:
                self._noun(claim, node, "acl", trigger, out)
            if is_verb(parent) and parent.i not in seen_verbs:
                seen_verbs.add(parent.i)
                self._verb(parent, node, rel, trigger, out)
                if self._speaks_on(parent, out):
                    break
            elif parent.tag_.startswith("NN"):
                told = self._told_by(node, rel)
                if told is not None:
                    out.voices.append(Voice(told, "assert", told))
                else:
                    self._noun(parent, node, rel, trigger, out)
                if rel == "relcl" and told is None and _is_finite_past(node):
                    # "it will leave the town, which it took in May": that it took it is no plan
                    given = given or (out.hedged, out.future, out.condition)
            node = parent
        if given is not None:
            out.hedged, out.future, out.condition = given
        self._according_to(trigger, out)
        if not out.voices:
            self._figure(trigger, out)
        if not out.rejects:
            self._refuted(trigger, out)
        return out

    def _claimed_to(self, verb: Token) -> Token | None:
        """The noun of "rebel claims to have captured it", which parsers take for the verb's subject."""
        if not any(c.lower_ == "to" for c in children(verb, "aux")):
            return None
        subject = next(children(verb, "nsubj"), None)
        return (
            subject if subject is not None and subject.lemma_ in self._lex.reporting_nouns else None
        )

    @staticmethod
    def _goes_on(verb: Token, node: Token) -> bool:
        """ "They had left, he told us, and the gate had been open": the speech goes on."""
        subject = next(children(node, "nsubj", "nsubjpass"), None)
        said = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
        own = next(children(verb, "nsubj"), None)
        return (
            said is not None
            and subject is not None
            and own is not None
            and own.i > said.i
            and subject.tag_ not in ("PRP", "WP")
            and node.i > verb.i
        )

    def _beside(self, node: Token, parent: Token) -> bool:
        """Whether two full clauses only stand side by side: doubt in one is none in the other."""
        return (
            node.dep_ in ("ccomp", "conj", "parataxis")
            and is_verb(node)
            and parent.lemma_ not in self._lex.reporting_verbs
            and any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children)
            and not any(c.dep_ == "mark" for c in node.children)
            and any(c.dep_ in ("nsubj", "nsubjpass") for c in parent.children)
        )

    def _told_by(self, node: Token, rel: str) -> Token | None:
        """The medium of "a line on state television that …", whatever the parser hangs the clause on."""
        if rel not in ("acl", "relcl", "ccomp"):
            return None
        mark = next((c for c in children(node, "mark") if c.lower_ == "that"), None)
        if mark is None or mark.i < 3:
            return None
        medium = node.doc[mark.i - 1]
        prep = medium.head
        if medium.dep_ != "pobj" or prep.lower_ not in ("on", "from", "by", "in"):
            return None
        return medium if prep.head.lemma_ in self._lex.reporting_nouns else None

    def _speaks_on(self, verb: Token, out: Attribution) -> bool:
        """ "X denied that Y had left, saying that …": the participle has the sentence's own speaker.

        Whatever clause the parser hangs it on, what follows is asserted and not denied.
        """
        if verb.tag_ != "VBG" or verb.dep_ != "advcl" or not out.voices:
            return False
        if (
            self._lex.reporting_verbs.get(verb.lemma_) != "assert"
            or out.voices[-1].verb.i != verb.i
        ):
            return False
        top = None
        for node in ancestors(verb):
            if is_verb(node) and node.lemma_ in self._lex.reporting_verbs:
                subject = next(children(node, "nsubj"), None)
                top = subject or top
        if top is None or top.i > verb.i:
            return False
        out.voices[-1].token = top
        return True

    def _verb(self, verb: Token, node: Token, rel: str, trigger: Token, out: Attribution) -> None:
        lemma = verb.lemma_
        stance = self._lex.reporting_verbs.get(lemma)
        if lemma in self._lex.off_deny and any(
            c.lower_ in ("off", "away", "aside", "out") for c in verb.children
        ):
            stance = "deny"
        if stance is None and self._keeps_to(verb):
            stance = "assert"
        if stance is None or verb.i == trigger.i:
            return
        if stance == "deny" and any(t.text == ":" for t in verb.doc[verb.i : node.i]):
            stance = "assert"  # "he denied it: “The roads are open”"
        if rel in ("nsubj", "agent", "aux", "auxpass", "advmod", "npadvmod", "mark", "neg"):
            # the claim is in the subject: only a passive or "this cannot be said" takes it as content
            return
        if rel == "nsubjpass" and lemma not in _CONTENT_SUBJECTS:
            return
        if any(t.text == ";" for t in verb.doc[min(node.i, verb.i) : max(node.i, verb.i)]):
            return  # "they hold the camp; the outskirts are contested"
        if (
            rel in ("csubj", "csubjpass", "ccomp")
            and (stance == "deny" or _is_negated(verb))
            and _asks(node)
        ):
            out.hedged = True  # "who shot them is disputed", "whether it fell cannot be verified"
            return
        if rel == "conj" and not self._goes_on(verb, node):
            return
        if (
            rel in ("prep", "advcl", "dobj", "dep", "pobj")
            and stance in ("assert", "hedge", "future", "deny")
            and not self._takes_content(verb, node, rel, stance)
        ):
            return
        got = arguments(verb)
        subject = got.agent
        if subject is not None and (
            subject.i == trigger.i
            or (trigger.is_ancestor(subject) and rel != "ccomp" and not is_verb(trigger))
        ):
            subject = None
        nobody = subject is not None and is_negative_noun(subject)
        negated_verb = nobody or _is_negated(verb)
        if nobody:
            subject = None
        if negated_verb and stance in ("assert", "claim") and not self._keeps_to(verb):
            # "cannot be said", "did not confirm": no assertion of the content
            if (
                any(c.lower_ in ("can", "could", "ca") for c in children(verb, "aux"))
                and got.passive
            ) or (lemma in ("say",) and got.passive):
                out.flips += 1
                out.rejects = True
            else:
                out.hedged = True
        if stance == "deny":
            if negated_verb:
                stance = "assert"
            else:
                out.flips += 1 if not self._has_inner(out) else 0
                out.rejects = True
        elif stance == "claim":
            out.claimed = True
        elif stance == "hedge":
            out.hedged = True
        elif stance == "future":
            out.future = True
        if lemma in self._lex.concede:
            out.concedes = out.concedes or not out.voices
        aux = [c.lower_ for c in children(verb, "aux")]
        if any(self._lex.modals.get(a) == "future" for a in aux) or (
            "to" in aux and verb.dep_ in ("xcomp", "advcl")
        ):
            out.hedged = True
        if subject is None and stance in ("hedge", "future") and not got.passive:
            return
        out.voices.append(Voice(subject, stance, verb))

    def _keeps_to(self, verb: Token) -> bool:
        """ "Stands by its account", "has not moved from its figure"."""
        return verb.lemma_ in _KEEPS_TO and any(
            o.lemma_ in self._lex.reporting_nouns or o.lemma_ in FIGURES
            for c in children(verb, "prep")
            if c.lower_ in ("by", "to", "from")
            for o in children(c, "pobj")
        )

    def _figure(self, trigger: Token, out: Attribution) -> None:
        """Whose figure a count is: "the ministry's toll", "China raised the toll to nine"."""
        for node in (trigger, *islice(ancestors(trigger), 3)):
            nouns = (
                (node, *children(node, "nsubj", "nsubjpass", "dobj")) if is_verb(node) else (node,)
            )
            noun = next((n for n in nouns if n.lemma_ in FIGURES), None)
            if noun is None:
                continue
            owner = next(children(noun, "poss"), None) or oblique(noun, "by")
            if noun.lemma_ == "toll" and owner is not None and self._is_combatant(owner):
                return  # "the rebels' toll" is how many of them died
            head = noun.head
            if owner is None and is_verb(head) and head.lemma_ in _SETS_FIGURE:
                if noun.dep_ in ("dobj", "nsubjpass"):
                    owner = arguments(head).agent
            if owner is not None:
                out.voices.append(Voice(owner, "assert", noun))
            return

    def _is_combatant(self, noun: Token) -> bool:
        return noun.lemma_ in _FORCES or ("person", "combatant") in self._lex.classes(noun.lemma_)

    @staticmethod
    def _has_inner(out: Attribution) -> bool:
        return any(v.stance in ("claim", "assert") and v.token is not None for v in out.voices)

    @staticmethod
    def _takes_content(verb: Token, node: Token, rel: str, stance: str) -> bool:
        if rel == "dobj" and verb.lemma_ in ("accuse", "suspect", "charge"):
            # "accused X of doing it", which parsers hang on X
            return any(c.dep_ == "prep" and c.lower_ == "of" for c in node.children)
        if stance == "deny" and (rel == "dobj" or node.lower_ in ("off", "away", "aside", "at")):
            return True
        if rel in ("advcl", "dep"):
            if verb.lemma_ in _KEEPS_TO:
                return True  # "has stuck to its account, in which …"
            if node.tag_ == "JJ" and verb.lemma_ in _CONTENT_OBJECTS:
                return True  # "gives nine people dead", which parsers take for a clause
            mark = next((c.lower_ for c in node.children if c.dep_ == "mark"), "")
            return mark in ("", "that", "as") and node.i < verb.i
        if rel == "dobj":
            return verb.lemma_ in _CONTENT_OBJECTS
        if rel in ("prep", "pobj"):
            if node.lower_ == "at" and verb.lemma_ in _ESTIMATES:
                return True
            if node.lower_ in ("against", "for") and verb.lemma_ in _ADVISES:
                return True
            return (
                node.lower_ in ("of", "about", "for", "that", "on", "as")
                and verb.lemma_ in _SPEAKS_OF
            )
        return True

    def _noun(self, noun: Token, node: Token, rel: str, trigger: Token, out: Attribution) -> None:
        stance = self._lex.reporting_nouns.get(noun.lemma_)
        if stance is None or noun.i == trigger.i:
            return
        if rel not in ("acl", "relcl", "ccomp", "prep", "appos", "advcl", "dep"):
            return
        if rel == "prep" and node.lower_ not in ("of", "about", "on", "that"):
            return
        if rel == "relcl" and noun.lemma_ not in _ACCOUNTS:
            return
        owner = next(children(noun, "poss"), None) or oblique(noun, "by", "from")
        if owner is None and stance in ("assert", "claim"):
            # "rebel claims", "army reports"
            owner = next((c for c in children(noun, "amod", "compound", "nmod")
                          if c.lower_ not in self._lex.false_words), None)  # fmt: skip
        if (
            owner is None
            and noun.dep_ == "dobj"
            and is_verb(noun.head)
            and self._lex.reporting_verbs.get(noun.head.lemma_) != "deny"
        ):
            owner = arguments(noun.head).agent if noun.head.lemma_ in _GIVES_OUT else None
        if owner is not None and owner.lower_ in ("their", "its", "his", "her"):
            # "the police have stuck to their account, in which …"
            node = noun
            while node.head.i != node.i and not is_verb(node):
                node = node.head
            if is_verb(node) and node.i != trigger.i:
                owner = arguments(node).agent or owner
        if stance == "claim":
            out.claimed = True
        elif stance == "hedge":
            out.hedged = True
        elif stance == "future":
            out.future = True
        elif stance == "deny":
            out.flips += 1
            out.rejects = True
        if owner is not None:
            out.voices.append(Voice(owner, "claim" if stance == "claim" else "assert", noun))

    def _modifiers(self, node: Token, trigger: Token, out: Attribution) -> None:
        lex = self._lex
        for child in node.children:
            low = child.lower_
            if child.dep_ == "aux":
                stance = lex.modals.get(low)
                if stance == "future":
                    out.future = True
                elif stance == "hedge":
                    if (
                        low in ("can", "could")
                        and node.i == trigger.i
                        and any(c.dep_ == "neg" for c in node.children)
                    ):
                        continue  # "cannot receive aircraft" is a statement of fact
                    if low == "can" or (low == "must" and node.i != trigger.i):
                        continue
                    out.hedged = True
                elif low == "to" and node.dep_ in ("advcl",) and node.i == trigger.i:
                    out.future = True  # purpose: "in order to take the town"
                elif low == "going":
                    out.future = True
            elif child.dep_ == "amod" and node.i == trigger.i and node.lemma_ in _GRADED:
                continue  # "probable cases" are counted as such
            elif child.dep_ in ("advmod", "amod", "acomp") and low in lex.stance_adverbs:
                stance = lex.stance_adverbs[low]
                if stance == "claim":
                    out.claimed = True
                elif stance == "hedge":
                    out.hedged = True
                elif child.dep_ == "advmod":
                    out.future = True
            elif child.dep_ == "mark" and low in lex.conditions:
                out.condition = True
            elif (
                child.dep_ == "mark" and low in ("until", "before", "once") and node.i == trigger.i
            ):
                out.future = True
        if (
            node.dep_ in ("xcomp", "acl")
            and is_verb(node)
            and node.tag_ == "VB"
            and any(c.lower_ == "to" for c in children(node, "aux"))
        ):
            head = node.head
            if head.lemma_ in _SEEMS or head.lemma_ in _INTENDS:
                if head.lemma_ in _SEEMS:
                    out.hedged = True
                else:
                    out.future = True
            elif head.tag_.startswith("NN") and head.lemma_ in _INTENTIONS:
                out.future = True

    def _according_to(self, trigger: Token, out: Attribution) -> None:
        doc = trigger.doc
        text = doc.folded
        if not any(cue in text for cue in _SOURCE_CUES):
            return
        for token in doc:
            low = token.lower_
            target: Token | None = None
            if low == "according" and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "to":
                target = next(children(doc[token.i + 1], "pobj"), None) or _first_noun(
                    doc, token.i + 2
                )
            elif low in ("citing", "quoting"):
                target = next(children(token, "dobj"), None)
            elif low == "in" and doc.span(token.i, token.i + 5).casefold().endswith(
                ("account of", "words of", "version of")
            ):
                target = next(
                    (t for t in doc[token.i + 3 : token.i + 9] if t.tag_.startswith("NN")), None
                )
            elif (
                low in ("account", "words", "view", "telling")
                and token.i >= 2
                and doc[token.i - 2].lower_ == "in"
                and doc[token.i - 1].tag_ == "PRP$"
            ):
                target = doc[token.i - 1]
            if target is None or target.i == trigger.i or token.is_ancestor(trigger):
                continue
            if _clause_boundary(doc, token.i, trigger.i):
                continue
            out.voices.append(Voice(target, "assert", token))

    def _refuted(self, trigger: Token, out: Attribution) -> None:
        """Content that the sentence calls untrue: another voice, between who claims it and who says so."""
        doc = trigger.doc
        if self._doc is not doc:
            self._doc, self._refutations = doc, refutations(doc, self._lex)
        found = next((r for r in self._refutations if r.start < trigger.i < r.end), None)
        if found is not None:
            inner = [v for v in out.voices if found.start <= v.verb.i < found.end]
            predicate = found.at if is_verb(found.at) else found.at.head
            outer = [
                v
                for v in out.voices
                if v not in inner
                and v.token is not found.by
                and not predicate.is_ancestor(v.verb)  # "not borne out by what residents say"
            ]
            stance = "aside" if found.aside else "deny"
            out.voices = [*inner, Voice(found.by, stance, found.at), *outer]
        elif not self._false(trigger):
            return
        out.flips += 1
        out.rejects = True

    def _false(self, trigger: Token) -> bool:
        """ "The news that X is false", "the statements … do not correspond to reality"."""
        lex = self._lex
        node = trigger
        for _ in range(8):
            parent = node.head
            if parent.i == node.i:
                break
            if node.dep_ in ("nsubj", "nsubjpass", "csubj", "dobj", "ccomp"):
                words = [
                    parent,
                    *[
                        c
                        for c in parent.children
                        if c.dep_ in ("acomp", "attr", "oprd", "prep", "neg", "ccomp")
                    ],
                ]
                if any(w.lower_ in lex.false_words for w in words):
                    return True
            node = parent
        return "this cannot be" in trigger.doc.folded and any(
            token.lemma_ == "be"
            and (s := next(children(token, "nsubj"), None)) is not None
            and (s.i == trigger.i or s.is_ancestor(trigger))
            for token in trigger.doc
        )


def according_to(doc: Doc) -> Token | None:
    """The source of "according to X", if the sentence has one."""
    if "according to" not in doc.folded:
        return None
    for token in doc[:-2]:
        if token.lower_ == "according" and doc[token.i + 1].lower_ == "to":
            return next(children(doc[token.i + 1], "pobj"), None)
    return None


def _is_finite_past(verb: Token) -> bool:
    """ "took", "had taken", "was taken": not "would take", "is to take"."""
    aux = {c.lower_ for c in children(verb, "aux", "auxpass")}
    return verb.tag_ == "VBD" or bool(aux & {"had", "was", "were", "has", "have"})


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


MAX_TAIL = 32
"""Tokens that an attribution at the end of a sentence may have."""


def tail_attribution(doc: Doc) -> tuple[str, int] | None:
    """The speaker named after the content (", the governor said."; ", declared Colonel X."), and where that begins.

    Read from the words' order, because parsers often hang such a tail on the clause before it.
    """
    n = len(doc)
    for token in reversed(doc[max(0, n - MAX_TAIL) :]):
        if not is_verb(token) or token.lemma_ not in _SAYING or token.tag_ in ("VBG", "VB"):
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


_DAY_NAMES = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_LEADING_SPEAKER = re.compile(r"^([A-ZÀ-Ý][^:“”\"]{2,60}):\s")


def heading_speaker(sentence: str) -> str | None:
    """ "Ministry: forces seize refinery", "REPORTER: …": who speaks before a colon, if it looks so."""
    match = _LEADING_SPEAKER.match(sentence)
    return match.group(1) if match else None


def is_pronoun(token: Token) -> bool:
    """A personal pronoun that may stand for a speaker."""
    return token.lower_ in _PRONOUNS


def is_whose(voice: Voice) -> bool:
    """Whether a voice is the owner of a figure, "Xland's toll": a place so named counts nobody."""
    return voice.token is not None and voice.token.dep_ == "poss" and voice.verb.lemma_ in FIGURES


def no_speaker(token: Token) -> bool:
    """A subject that speaks for nobody ("this shows that …"); imagery counts as evidence, not as a speaker."""
    return token.lower_ in _NO_SPEAKER


def is_evidence(token: Token) -> bool:
    """Footage, imagery: the outlet's or analyst's own evidence."""
    return token.lemma_ in _EVIDENCE or antecedent(token).lemma_ in _EVIDENCE
