"""Reporting verbs above a claim: what they take for their content, and whose words it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.attribution.modality import wants_known
from contraflow.reading.attribution.record import Voice
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import arguments, second_subject
from contraflow.reading.parsing.negation import is_negative_noun, is_over
from contraflow.reading.parsing.syntax import ancestors, children, first_child, is_verb

if TYPE_CHECKING:
    from contraflow.reading.attribution.record import Attribution
    from contraflow.reading.lexicon import Lexicon
    from contraflow.reading.parsing.tree import Token

_CONTENT_SUBJECTS = word_set("content-subjects")
_CONTENT_OBJECTS = word_set("content-objects")
_ESTIMATES = word_set("estimates")
_ADVISES = word_set("advises")
_SPEAKS_OF = word_set("speaks-of")
_KEEPS_TO = word_set("keeps-to")
_OWNS_UP = frozenset({"admit", "confess"})
_QUESTIONS = word_set("questions")
_FIGURES = word_set("figures")
_VERIFYING = word_set("verifies")
_VICTIMS = word_set("fates")
_HEARS = word_set("hears-from")
_QUOTES = frozenset({"quote", "cite"})
_PUT_FORWARD = frozenset({"assert", "claim", "hedge"})
"""Stances of who says that something is so, however surely."""
_GOING_ON = word_set("says-all-the-same")
"""What leaves the saying that hangs on it done: "went on to say", "is pleased to announce"."""
_ATTEMPTS = frozenset({"try", "attempt", "need", "seek", "prepare"})
"""What somebody does or lacks, and others tell."""
_LETS_KNOW = frozenset({"tell", "inform", "notify", "report", "mention", "disclose"})
_PLAIN = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of a verb in the past or the present."""
_HOLDS_TRUE = frozenset({"believe", "think", "suppose", "imagine"})
_ALSO_DOES = frozenset({"think", "continue"})
"""What with "to" tells of a deed, and with "that" what somebody says."""
_NOT_CONTENT = frozenset("nsubj agent aux auxpass advmod npadvmod mark neg".split())
"""Where a claim is in a verb's subject or beside it, and so not its content."""


def verb_above(
    lex: Lexicon, verb: Token, node: Token, rel: str, trigger: Token, out: Attribution
) -> None:
    """Adds the voice and stance of a verb over the claim, if the claim is its content."""
    stance = _stance(lex, verb, node)
    if stance is None or verb.i == trigger.i or _is_apart(verb, node, rel):
        return
    if is_told_of(verb):
        return  # of those who died, and not by them
    if verb.dep_ == "pcomp" and _as_saying(verb.head.head) is verb:
        return  # "quoted X as saying": what stands above it tells who says it
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    if rel == "xcomp" and verb.lemma_ in _ALSO_DOES and node.tag_ == "VB" and not passive:
        return  # "nobody thought to leave", "its units continued to hold the town"
    if stance == "future" and is_over(verb, node):
        return  # "tried to take it but were driven back": they did not
    if stance == "future" and verb.lemma_ in _GOING_ON and _says(lex, node):
        if node.lemma_ in lex.reporting_verbs:
            return  # "the ministry wishes to inform": its verb of saying has told so
        stance = "assert"  # "we want to make it clear"
    if stance == "future" and wants_known(verb, node):
        stance = "assert"
    if (
        rel in ("csubj", "csubjpass", "ccomp")
        and (stance == "deny" or _is_negated(verb))
        and node.left_edge.lower_ in _QUESTIONS
    ):
        out.hedged = True  # "who shot them is disputed", "whether it fell cannot be verified"
        return
    if rel == "conj" and not (_goes_on(verb, node) or _is_quoted(verb, node)):
        return
    if (
        rel in ("prep", "advcl", "dobj", "dep", "pobj")
        and stance != "claim"
        and not (rel == "prep" and _as_saying(verb) is not None)
        and not _takes_content(verb, node, rel, stance)
    ):
        return
    got = arguments(verb)
    subject = _other_speaker(verb, node, rel) or _speaker(got.agent, rel, trigger)
    if subject is not None and subject.i < verb.i:
        subject = _after_colon(subject, verb)
    if subject is None and rel == "ccomp" and node.i > verb.i and not got.passive:
        subject = _noun_before(lex, verb)
    nobody = subject is not None and is_negative_noun(subject)
    if nobody and not is_verb(node):
        return  # "nobody has claimed the attack" speaks of an attack
    negated = nobody or _is_negated(verb)
    if nobody:
        subject = None
    if is_left_without_sign(verb):
        out.turn()
        return
    if negated and stance in ("assert", "claim") and not keeps_to(lex, verb):
        if not _is_anothers(verb, out):
            _unsaid(verb, got.passive, out)
        if verb.lemma_ in _LETS_KNOW and not got.passive:
            return  # "had not told the UN that …": whoever kept it to himself
    if negated and stance == "hedge" and rel == "ccomp" and verb.lemma_ in _HOLDS_TRUE:
        out.flips += 1  # "do not believe that arson was behind it": they believe that it was not
    if stance != "deny":
        out.mark(stance)
    elif negated:
        stance = "assert"
        # "has not denied it": that is open; "nobody denies it": it is so
        out.hedged = out.hedged or not nobody
    else:
        out.rejects = True
        if not any(v.stance in ("claim", "assert") and v.token is not None for v in out.voices):
            out.flips += 1
    if verb.lemma_ in lex.concede:
        out.concedes = out.concedes or not out.voices
    aux = [c.lower_ for c in children(verb, "aux")]
    if any(lex.modals.get(a) == "future" for a in aux) or (
        "to" in aux
        and verb.dep_ in ("xcomp", "advcl")
        and verb.head.lemma_ not in _GOING_ON
        and not _gives_notice(lex, verb)
    ):
        out.hedged = True
    if stance == "future" and verb.lemma_ in _ATTEMPTS:
        return  # who tries says nothing
    source = told_by_another(verb)
    if source is not None and source is not subject:
        out.voices.append(Voice(source, "assert", verb))
    if subject is not None or stance not in ("hedge", "future") or got.passive:
        out.voices.append(Voice(subject, stance, verb))


def told_from(verb: Token) -> Token | None:
    """Who told what a verb of hearing tells: "the agency learned from a doctor that …"."""
    if verb.lemma_ not in _HEARS or (verb.lemma_ == "hear" and first_child(verb, "dobj")):
        return None  # "heard shots from the direction of the bridge"
    source = next((c for c in verb.children if c.lower_ == "from" and c.i > verb.i), None)
    return first_child(source, "pobj") if source is not None else None


def _as_saying(verb: Token) -> Token | None:
    """The participle of "quoted X as saying …", "cited X as confirming …"."""
    if verb.lemma_ not in _QUOTES:
        return None
    return next(
        (p for c in children(verb, "prep") if c.lower_ == "as" for p in children(c, "pcomp")), None
    )


def told_by_another(verb: Token) -> Token | None:
    """ "Xyz quoted the mayor as saying …", "heard from the mayor that …": the mayor says it, and Xyz that
    he does."""
    return told_from(verb) or (arguments(verb).theme if _as_saying(verb) is not None else None)


def _is_quoted(verb: Token, node: Token) -> bool:
    """ "Cited X as confirming nine had died", where parsers take what X confirms for a second clause."""
    saying = _as_saying(verb)
    return (
        saying is not None
        and saying.i < node.i
        and not any(c.dep_ == "cc" and saying.i < c.i < node.i for c in verb.children)
    )


def _says(lex: Lexicon, verb: Token) -> bool:
    """Whether a verb below another is one of saying: "to state", "to make it clear"."""
    return verb.dep_ in ("xcomp", "ccomp") and (
        verb.lemma_ in lex.speech_verbs
        or verb.lemma_ in ("assure", "point", "underline", "emphasise")
        or (verb.lemma_ == "make" and any(t.lower_ in ("clear", "known") for t in verb.subtree))
    )


def _gives_notice(lex: Lexicon, verb: Token) -> bool:
    """ "It is to inform all concerned that …", "this is to certify that …"."""
    subject = first_child(verb.head, "nsubj")
    return (
        verb.head.lemma_ == "be"
        and verb.lemma_ in lex.speech_verbs
        and subject is not None
        and subject.lower_ in ("it", "this")
    )


def is_gerund_object(lex: Lexicon, verb: Token, node: Token) -> bool:
    """ "Denied on Friday shelling the town": parsers take what is denied for a circumstance."""
    return (
        node.dep_ == "advcl"
        and node.tag_ == "VBG"
        and node.i > verb.i
        and (lex.reporting_verbs.get(verb.lemma_) == "deny" or verb.lemma_ in lex.concede)
        and not any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children)
        and not any(c.dep_ in ("mark", "nsubj", "nsubjpass") for c in node.children)
        and not any(t.text == "," for t in verb.doc[verb.i : node.i])
    )


def speaks_on(lex: Lexicon, verb: Token, out: Attribution) -> bool:
    """ "X denied that Y had left, saying that …": the participle has the sentence's own speaker.

    Whatever clause the parser hangs it on, what follows is put forward and not denied.
    """
    stance = lex.reporting_verbs.get(verb.lemma_, "")
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or stance not in _PUT_FORWARD:
        return False
    top = None
    for node in ancestors(verb):
        if is_verb(node) and node.lemma_ in lex.reporting_verbs:
            subject = first_child(node, "nsubj")
            top = subject or top
    if top is None or top.i > verb.i:
        return False
    if out.voices and out.voices[-1].verb.i == verb.i:
        out.voices[-1].token = top
    elif stance == "hedge":
        out.voices.append(Voice(top, stance, verb))
    else:
        return False
    return True


def keeps_to(lex: Lexicon, verb: Token) -> bool:
    """ "Stands by its account", "has not moved from its figure", "sticks to four dead"."""
    return verb.lemma_ in _KEEPS_TO and any(
        o.lemma_ in lex.reporting_nouns
        or o.lemma_ in _FIGURES
        or (o.lemma_ in _VICTIMS and any(n.tag_ == "CD" for n in o.children))
        for c in children(verb, "prep")
        if c.lower_ in ("by", "to", "from")
        for o in children(c, "pobj")
    )


def is_told_of(verb: Token) -> bool:
    """ "Nine confirmed to have died", "no guest reported missing": of whom it is said, in the passive."""
    if verb.lemma_ not in ("confirm", "report") or verb.tag_ not in ("VBD", "VBN"):
        return False
    if any(c.dep_ in ("aux", "auxpass", "dobj", "mark") for c in verb.lefts):
        return False
    return any(
        any(t.lower_ == "to" and t.dep_ == "aux" for t in c.lefts)
        or (c.lower_ in _REPORTED_AS and c.i == verb.i + 1)
        for c in verb.rights[:2]
        if c.dep_ in ("xcomp", "oprd", "acomp", "ccomp", "advcl")
    )


_REPORTED_AS = frozenset({"dead", "missing", "injured", "wounded", "hurt", "killed", "safe", "ill"})


def _stance(lex: Lexicon, verb: Token, node: Token) -> str | None:
    stance = lex.reporting_verbs.get(verb.lemma_)
    if verb.lemma_ in lex.off_deny and any(
        c.lower_ in ("off", "away", "aside", "out") for c in verb.children
    ):
        stance = "deny"
    if stance is None and keeps_to(lex, verb):
        return "assert"
    if stance == "deny" and any(t.text == ":" for t in verb.doc[verb.i : node.i]):
        return "assert"  # "he denied it: “The roads are open”"
    return stance


def _is_apart(verb: Token, node: Token, rel: str) -> bool:
    """Whether a claim below a verb is not what the verb says."""
    if rel in _NOT_CONTENT and _other_speaker(verb, node, rel) is None:
        return True  # only a passive or "this cannot be said" takes its subject as content
    if rel == "nsubjpass" and verb.lemma_ not in _CONTENT_SUBJECTS:
        return True
    # "they hold the camp; the outskirts are contested"
    return any(t.text == ";" for t in verb.doc[min(node.i, verb.i) : max(node.i, verb.i)])


def _other_speaker(verb: Token, node: Token, rel: str) -> Token | None:
    """ "Nine workers killed in blast, company says": read as one clause with two subjects."""
    return second_subject(node) if rel == "nsubj" and node.i < verb.i else None


def _noun_before(lex: Lexicon, verb: Token) -> Token | None:
    """The noun in front of a finite verb of saying that parsers have given no subject: in "In a note, Xyz
    says that …" they may hang "Xyz" on the note."""
    if verb.tag_ not in _PLAIN or verb.lemma_ not in lex.speech_verbs or verb.dep_ == "relcl":
        return None
    if any(c.dep_ in ("nsubj", "csubj") for c in verb.children):
        return None
    at = verb.i - 1
    while at > 0 and verb.doc[at].dep_ in ("aux", "advmod", "neg") and verb.doc[at].head is verb:
        at -= 1
    noun = verb.doc[max(at, 0)]
    if noun.tag_ not in ("NN", "NNP", "NNPS"):
        return None
    first = noun.left_edge.i
    hangs = first > 0 and verb.doc[first - 1].tag_ == "IN"  # "soldiers of Xland said"
    return None if hangs and all(t.text != "," for t in verb.doc[first : noun.i]) else noun


def _after_colon(subject: Token, verb: Token) -> Token:
    """ "A reminder of other news: rebels announced …": what stands before the colon is a heading."""
    between = subject.doc[subject.i : verb.i]
    colon = next((t.i for t in between if t.text == ":"), None)
    if colon is None:
        return subject
    nouns = [t for t in subject.doc[colon + 1 : verb.i] if t.tag_.startswith("NN")]
    return nouns[-1] if nouns else subject


def _speaker(subject: Token | None, rel: str, trigger: Token) -> Token | None:
    """A verb's subject, unless that is the claim itself."""
    if subject is not None and (
        subject.i == trigger.i
        or (trigger.is_ancestor(subject) and rel != "ccomp" and not is_verb(trigger))
    ):
        return None
    return subject


def _is_anothers(verb: Token, out: Attribution) -> bool:
    """ "X could not verify the army's claim that …": the claim stands as the army's."""
    return verb.lemma_ in _VERIFYING and any(
        v.token is not None and v.stance in _PUT_FORWARD for v in out.voices
    )


def _unsaid(verb: Token, passive: bool, out: Attribution) -> None:
    """ "Did not confirm" leaves the content open, "cannot be said" denies it."""
    cannot = any(c.lower_ in ("can", "could", "ca") for c in children(verb, "aux"))
    if passive and (cannot or verb.lemma_ == "say"):
        out.turn()
    else:
        out.hedged = True


def _is_negated(verb: Token) -> bool:
    if any(c.dep_ == "neg" or c.lower_ == "longer" for c in verb.children):
        return True
    return is_left_without_sign(verb)


_POINTS_TO = frozenset({"suggest", "indicate", "show", "prove", "imply", "confirm", "support"})


def is_left_without_sign(verb: Token) -> bool:
    """ "Found nothing to suggest that …", "there is no evidence to show that …"."""
    return (
        verb.lemma_ in _POINTS_TO
        and verb.dep_ in ("relcl", "acl", "xcomp")
        and is_negative_noun(verb.head)
    )


def _goes_on(verb: Token, node: Token) -> bool:
    """ "They had left, he told us, and the gate had been open": the speech goes on."""
    subject = first_child(node, "nsubj", "nsubjpass")
    said = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    own = first_child(verb, "nsubj")
    return (
        said is not None
        and subject is not None
        and own is not None
        and own.i > said.i
        and subject.tag_ not in ("PRP", "WP")
        and node.i > verb.i
    )


def _describes(participle: Token, verb: Token) -> bool:
    """ "Has registered 900 people displaced by the flood": what the verb's object is found to be."""
    counted = first_child(verb, "dobj")
    return (
        counted is not None
        and participle.tag_ == "VBN"
        and counted.right_edge.i == participle.i - 1
        and not any(c.i < participle.i for c in participle.children)
    )


def _takes_content(verb: Token, node: Token, rel: str, stance: str) -> bool:
    """Whether a verb says what hangs on it other than by a clause of its own."""
    if rel == "dobj" and verb.lemma_ in ("accuse", "suspect", "charge"):
        # "accused X of doing it", which parsers hang on X
        return any(c.dep_ == "prep" and c.lower_ == "of" for c in node.children)
    if stance == "deny" and (rel == "dobj" or node.lower_ in ("off", "away", "aside", "at")):
        return True
    if rel in ("advcl", "dep"):
        if verb.lemma_ in _KEEPS_TO:
            return True  # "has stuck to its account, in which …"
        if verb.lemma_ in _CONTENT_OBJECTS and (node.tag_ == "JJ" or _describes(node, verb)):
            return True  # "gives nine people dead", which parsers take for a clause
        mark = next((c.lower_ for c in node.children if c.dep_ == "mark"), "")
        return mark in ("", "that", "as") and node.i < verb.i
    if rel == "dobj":
        # "the rebels say 47"
        if verb.lemma_ in _CONTENT_OBJECTS or (node.tag_ == "CD" and stance == "assert"):
            return True
        if verb.lemma_ == "say" and any(c.tag_ == "CD" for c in node.lefts):
            return True  # "said nine men, two of them injured, were brought in"
        # "the company says nine workers killed": headlines leave out "were"
        return stance == "assert" and any(
            c.dep_ in ("acl", "amod") and c.i > node.i for c in node.children
        )
    if rel in ("prep", "pobj"):
        if verb.lemma_ in _KEEPS_TO:
            return True
        if node.lower_ == "at" and verb.lemma_ in _ESTIMATES:
            return True
        if node.lower_ in ("against", "for") and verb.lemma_ in _ADVISES:
            return True
        if node.lower_ == "to" and verb.lemma_ in _OWNS_UP:
            return True  # "has admitted to nine dead"
        return (
            node.lower_ in ("of", "about", "for", "that", "on", "as") and verb.lemma_ in _SPEAKS_OF
        )
    return True
