"""Walks up from a claim's word to the outlet, and gathers who and what stands between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.attribution.modality import modifiers
from contraflow.reading.attribution.nouns import claimed_to, noun_above, told_by
from contraflow.reading.attribution.record import Attribution, Voice
from contraflow.reading.attribution.refutation import (
    Refutation,
    calls_false,
    refutations,
    telling_words,
)
from contraflow.reading.attribution.sources import named_sources, sources
from contraflow.reading.attribution.tallies import figure
from contraflow.reading.attribution.verbs import is_gerund_object, speaks_on, verb_above
from contraflow.reading.lexicon import Lexicon, word_set
from contraflow.reading.parsing.involvement import arguments, unknown_to
from contraflow.reading.parsing.syntax import children, first_child, is_verb

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

_ALSO_SAYS = word_set("also-says")
_TELLS = frozenset({"assert", "claim"})
_OWN_CONTENT = frozenset({"ccomp", "xcomp", "dobj"})
_APART = frozenset({"conj", "advcl", "parataxis"})
_CONCESSIVE = word_set("concessive")
_BODIES = word_set("bodies")
_FARTHEST = 14
"""Steps up the tree that are looked at."""

_TAKEN = frozenset({"responsibility", "credit", "involvement"})
"""What a side takes for a deed that is known: "claimed responsibility for the blast that killed nine"."""


class AttributionReader:
    """Reads attributions with the words of the lexicon."""

    def __init__(self, lex: Lexicon) -> None:
        self._lex = lex
        self._untrue = telling_words(lex)
        self._doc: Doc | None = None
        self._refutations: list[Refutation] = []
        self._named: list[tuple[Token, Token]] = []
        """What the sentence at hand calls untrue, and the sources that it names."""
        self._asides: list[Token] = []
        """Clauses put between commas: "the flood, she said, had …"."""

    def read(self, trigger: Token) -> Attribution:
        """The attribution of one trigger within its own sentence."""
        lex, out = self._lex, Attribution()
        if self._doc is not trigger.doc:
            self._doc = trigger.doc
            untrue = not self._doc.words.isdisjoint(self._untrue)
            self._refutations = refutations(self._doc, lex) if untrue else []
            self._named = named_sources(self._doc)
            self._asides = [t for t in self._doc if t.dep_ == "parataxis"]
        word = unknown_to(trigger)
        if word is not None:  # whoever knows of none does not say that there was none
            out.hedged = True
            knows = word if is_verb(word) else word.head
            out.voices.append(Voice(arguments(knows).agent, "assert", knows))
        node = trigger
        seen_verbs: set[int] = set()
        came = ""
        apart = known = granted = False
        given: tuple[bool, bool, bool] | None = None
        for _ in range(_FARTHEST):
            if not apart:
                modifiers(lex, node, trigger, out)
            if node.head.i == node.i:
                break
            if (
                node.dep_ == "advcl"
                and out.voices
                and any(c.dep_ == "mark" and c.lower_ in _CONCESSIVE for c in node.children)
            ):
                break  # "he denied X, although he hinted at Y": Y is not denied
            parent, rel = node.head, node.dep_
            apart = _beside(lex, node, parent)
            if node.tag_.startswith("RB") and came == "ccomp":
                # "cannot be said definitively that …": the clause hangs on the adverb
                rel = "ccomp"
            if is_gerund_object(lex, parent, node):
                rel = "xcomp"
            came = rel
            known = known or rel == "relcl"
            if granted and _denies(lex, parent):
                break
            granted = granted or _is_granted(lex, node, rel)
            claim = claimed_to(lex, node)
            if claim is not None:
                noun_above(lex, claim, node, "acl", trigger, out)
            if rel == "ccomp" and parent.lemma_ == "be":
                # "the version of the rebels is that …"
                told_so = first_child(parent, "nsubj")
                if told_so is not None and told_so.i < node.i:
                    noun_above(lex, told_so, node, "acl", trigger, out)
            if is_verb(parent) and parent.i not in seen_verbs:
                seen_verbs.add(parent.i)
                # a deed that is known is not claimed, and floods that claim lives say nothing
                if not (known and node.lemma_ in _TAKEN) and node.lemma_ != "life":
                    verb_above(lex, parent, node, rel, trigger, out)
                if speaks_on(lex, parent, out):
                    break
            elif parent.tag_.startswith("NN"):
                told = told_by(lex, node, rel)
                if told is not None:
                    out.voices.append(Voice(told, "assert", told))
                else:
                    before = len(out.voices)
                    noun_above(lex, parent, node, rel, trigger, out)
                    if rel in ("acl", "ccomp") and len(out.voices) > before:
                        # "want it to look at allegations by X that P": X has made them
                        given = given or (out.hedged, out.future, out.condition)
                if rel == "relcl" and told is None and _is_finite_past(node):
                    # "it will leave the town, which it took in May": that it took it is no plan
                    given = given or (out.hedged, out.future, out.condition)
            node = parent
        if given is not None:
            out.hedged, out.future, out.condition = given
        sources(trigger, out, self._named)
        if not out.voices and self._asides:
            self._aside(trigger, out)
        if not out.voices:
            figure(lex, trigger, out)
        out.voices = [v for v in out.voices if v.token is None or not self._is_mute(v.token)]
        if not out.rejects:
            self._refuted(trigger, out)
        return out

    def _aside(self, trigger: Token, out: Attribution) -> None:
        """Who tells a clause by words put between its commas: "the flood, she said, killed nine"."""
        clause = trigger
        for _ in range(_FARTHEST):
            for said in self._asides:
                subjects = [*children(said, "nsubj")]
                # "nine people, says the cook, were killed": read with two subjects
                subject = subjects[-1] if subjects else None
                stance = self._lex.reporting_verbs.get(said.lemma_, "")
                if (
                    said.head is not clause
                    or subject is None
                    or stance not in _TELLS
                    or said.lemma_ in _ALSO_SAYS
                ):
                    continue
                if not any(c.dep_ in _OWN_CONTENT for c in said.children):
                    out.mark(stance)
                    out.voices.append(Voice(subject, stance, said))
                    return
            if clause.head is clause or (clause.dep_ in _APART and first_child(clause, "nsubj")):
                return  # "…, she said, and rain fell": that may be the outlet's
            clause = clause.head

    def _is_mute(self, noun: Token) -> bool:
        """Whether a noun is of a deed or a disaster, which says nothing: "the raid adds to fears that …"."""
        if noun.lemma_ in _BODIES:
            return True  # "five bodies were found, raising the toll to nine"
        return noun.tag_ == "NN" and _is_event(self._lex, noun)

    def _refuted(self, trigger: Token, out: Attribution) -> None:
        """Content that the sentence calls untrue: another voice, between who claims it and who says so."""
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
            out.disowned = found.disowned
        elif not _false(self._lex, trigger):
            return
        out.turn()


def _beside(lex: Lexicon, node: Token, parent: Token) -> bool:
    """Whether two full clauses only stand side by side: doubt in one is none in the other."""
    return (
        node.dep_ in ("ccomp", "conj", "parataxis")
        and is_verb(node)
        and parent.lemma_ not in lex.reporting_verbs
        and any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children)
        and not any(c.dep_ == "mark" for c in node.children)
        and any(c.dep_ in ("nsubj", "nsubjpass") for c in parent.children)
    )


def _false(lex: Lexicon, trigger: Token) -> bool:
    """ "The news that X is false", "the statements … do not correspond to reality"."""
    node, doc = trigger, trigger.doc
    if doc.words.isdisjoint(lex.false_words) and "this cannot be" not in doc.folded:
        return False
    parted = ";" in doc.text
    for _ in range(8):
        parent = node.head
        if parent.i == node.i:
            break
        first, last = min(node.i, parent.i), max(node.i, parent.i)
        if parted and any(t.text == ";" for t in doc[first:last]):
            break  # "one man was held; talk of three is untrue"
        if node.dep_ in ("nsubj", "nsubjpass", "csubj", "dobj", "ccomp"):
            words = [
                parent,
                *[
                    c
                    for c in parent.children
                    if c.dep_ in ("acomp", "attr", "oprd", "prep", "neg", "ccomp")
                ],
            ]
            if any(calls_false(w, lex) for w in words):
                return True
        node = parent
    return "this cannot be" in trigger.doc.folded and any(
        token.lemma_ == "be"
        and (s := first_child(token, "nsubj")) is not None
        and (s.i == trigger.i or s.is_ancestor(trigger))
        for token in trigger.doc
    )


_MEANWHILE = frozenset({"as", "when", "where", "while", "after", "before", "since"})


def _is_granted(lex: Lexicon, verb: Token, rel: str) -> bool:
    """Whether a clause only says which thing is meant, or when: who denies what stands around it grants
    it ("denied that it hit a school in which nine had sheltered", "denied firing as the crowd fled")."""
    if rel not in ("advcl", "relcl") or not _is_finite_past(verb):
        return False
    if rel == "advcl":
        return any(c.lower_ in _MEANWHILE for c in children(verb, "mark", "advmod"))
    if verb.lemma_ in lex.reporting_verbs:
        return False
    whose = verb.head
    if whose.lemma_ in lex.reporting_nouns or not whose.tag_.startswith("NN"):
        return False  # "rejected a report which put the dead at nine"
    # "that it was its men who fired", "that there was a raid that killed nine" is what is denied:
    # where nobody grants an event, nobody grants what came of it
    known = any(c.lower_ in _KNOWN for c in children(whose, "det", "poss"))
    return whose.dep_ != "attr" and (known or not _is_event(lex, whose))


def _denies(lex: Lexicon, node: Token) -> bool:
    """ "Denied", and the "claims" of "rejected claims that …"."""
    verb = node.head if node.dep_ == "dobj" and node.lemma_ in lex.reporting_nouns else node
    return is_verb(verb) and lex.reporting_verbs.get(verb.lemma_) == "deny"


_KNOWN = frozenset({"the", "this", "that", "these", "those"})


def _is_event(lex: Lexicon, noun: Token) -> bool:
    """ "A raid", "clashes", "a flood"."""
    return any(name in ("attack", "disaster") for name, _ in lex.classes(noun.lemma_))


def _is_finite_past(verb: Token) -> bool:
    """ "took", "had taken", "was taken": not "would take", "is to take"."""
    aux = {c.lower_ for c in children(verb, "aux", "auxpass")}
    return verb.tag_ == "VBD" or bool(aux & {"had", "was", "were", "has", "have"})
