"""Shapes of sentence that the tagger and the parser get wrong one way, put right by what cannot be otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import lexicon, word_set
from contraflow.reading.parsing.syntax import FINITE

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

    Lemma = Callable[[str, str], str]

NAME_WITH_ARTICLE = re.compile(
    r"(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa]n|[Aa]r|[Aa]t|[Aa]d|[Aa]z|[Uu]l)-[A-ZÀ-Ý](?![\w’']*[’'][sS]?$)[\w’']*$"
)
"""Names such as "al-Hamwi", which are one word."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_ANY_SUBJECT = _SUBJECTS | {"csubjpass"}
_WHERE = frozenset({"in", "at", "near", "around", "outside", "across"})
_LEAVES = frozenset({"leave", "find", "see", "keep", "render"})
_USERS = frozenset("traffic navigation shipping visitors vehicles trucks lorries aircraft".split())


def _according_to_which(doc: Doc, which: Token) -> None:
    """ "The rumour according to which troops opened fire": the clause is what the noun says."""
    noun, according = doc[which.i - 3], doc[which.i - 2]
    verb = next((t for t in doc[which.i + 1 :] if t.tag_ in FINITE and t.tag_ != "MD"), None)
    if noun.tag_[:2] != "NN" or verb is None:
        return
    if not any(t.dep_ in _ANY_SUBJECT and t.head is verb for t in doc[which.i + 1 : verb.i]):
        return
    if verb.head is verb or verb.is_ancestor(noun) or according.is_ancestor(noun):
        return  # the parse would be a ring
    doc.hang(verb, noun)
    doc.hang(according, verb)
    verb.dep_ = "acl"


def mend(doc: Doc, lemma: Lemma) -> None:
    """Put right what the tagger and the parser often get wrong; ``lemma`` gives that of a form under a tag.

    A root with a subject of its own is a verb ("Rebels claim …"), "al-Xyz" is a name; in
    "rebels, not civilians" it is the civilians that "not" denies.
    """
    _name_subject(doc)
    _name_before_subject(doc)
    _count_after_clock(doc)
    _day_before_subject(doc)
    ends = bool(doc) and doc[-1].is_punct
    for token in doc:
        tag, dep = token.tag_, token.dep_
        if tag in _PLAIN_TAGS and dep in _PLAIN:
            continue  # nothing below is about an article, a comma and the like
        if dep == "dobj" and tag in _NAMES_AND_TIMES:
            _one_name(doc, token)
            _time_after(doc, token)
            dep = token.dep_
        if tag in _NO_VERBS and "-" not in token.text and (ends or tag not in _NOUN_AS_VERB):
            if dep in _BELOW:  # nor about what is only a part of another phrase
                named = dep == "pobj" and tag == "NNP"
                if token.lower_ not in _WATCHED and not (named and token.lower_.endswith("ed")):
                    continue
            elif dep in _UNDER_VERB:  # nor about most of what hangs on a verb and is no subject
                listed = tag == "NNS" and dep in _BESIDE
                after_that = dep == "dobj" and token.lefts and token.lefts[0].lower_ == "that"
                if token.lower_ not in _WATCHED_UNDER_VERB and not (listed or after_that):
                    continue
        if token.dep_ == "neg" and token.i > token.head.i and token.head.tag_[:1] != "V":
            denied = next(
                (t for t in token.head.rights if t.i > token.i and t.dep_ in _BESIDE), None
            )
            if denied is not None:
                doc.hang(token, denied)
        if token.dep_ == "conj" and token.tag_ == "VB" and token.head.tag_[:1] in "JV":
            if doc[token.i - 1].tag_ == "CC" and doc[token.i - 2] is token.head:
                _mend_adjective(doc, token)
        if token.dep_ == "agent" and token.i > 2:
            _by_whom(doc, token)
        if token.dep_ == "nsubj" and token.head.dep_ == "auxpass":
            # "all of its ports are closed", where the parser hangs the subject on "are"
            doc.hang(token, token.head.head)
            token.dep_ = "nsubjpass"
        if token.dep_ == "nsubj" and token.tag_[:2] == "NN":
            _carried(doc, token)
        if token.tag_ == "RP" and token.lower_ == "off" and token.head.lemma_ in _AT_SEA:
            _off_shore(doc, token)
        if token.dep_ == "dep" and token.tag_ == "VBN":
            _mend_loose(doc, token)
        if token.tag_ == "NNS" and (
            (token.dep_ in _SUBJECTS and token.head.i > token.i) or token.dep_ == "appos"
        ):
            _mend_list(doc, token)
        if token.dep_ == "conj" and token.tag_ == "NNS" and token.head.dep_ == "pobj":
            _counted_beside(doc, token)
        if token.dep_ == "conj" and token.tag_ in ("VB", "VBP"):
            _mend_custom(doc, token)
        if token.dep_ == "conj" and token.tag_ == "VBN":
            _mend_gapped(doc, token)
        if token.tag_ in _PAST and token.head is not token:
            if token.dep_ in ("nsubj", "nsubjpass") and token.head.i > token.i:
                _mend_subject(doc, token)
            elif token.dep_ in ("conj", "advcl") and token.head.tag_ in _PAST:
                if token.head.i < token.i:
                    _mend_participle(doc, token)
            elif token.dep_ == "acl":
                if token.tag_ == "VBN":
                    _mend_root(doc, token)
                _after_it_did(doc, token)
            elif token.dep_ == "amod" and token.lefts:
                _mend_perfect(doc, token)
        if token.tag_ in ("VBD", "VBZ") and token.lemma_ in _SAYS:
            _mend_quoted(doc, token)
            if token.dep_ == "conj":
                _who_also_said(doc, token)
        if token.tag_ == "VBD" and token.lemma_ in _DONE_TO and token.lefts:
            _passive_list(doc, token)
        if token.dep_ == "dobj" and token.lefts and token.lefts[0].lower_ == "that":
            _mend_that(doc, token)
        if token.lower_ in _HAS and token.dep_ == "aux" and token.head.tag_ == "VBN":
            _mend_had(doc, token)
        if token.tag_ == "VBN" and token.dep_ == "ccomp" and token.head.lower_ in _HAS:
            _mend_held(doc, token)
        if token.tag_ == "TO" and token.dep_ == "aux" and token.head.tag_[:2] in ("NN", "JJ"):
            if token.head.i > token.i:
                _mend_infinitive(doc, token.head)
        if token.dep_ == "xcomp" and token.tag_[:2] == "VB":
            _mend_claimed(doc, token)
        if token.tag_ == "VB" and _is_past(token, lemma):
            token.tag_ = "VBD"
            token.lemma_ = lemma(token.lower_, "VBD")
        if token.tag_ in _PAST and token.lemma_ in _THOUGHT_SO:
            _feared_dead(doc, token)
            _presumed_there(doc, token)
            _believed_to_be(doc, token)
        if token.tag_ == "VB" and token.text.isupper() and len(token.text) > 2:
            _initials(doc, token)
        if token.text == "IS" and token.dep_ in ("aux", "auxpass") and token.head.i == token.i + 1:
            if token.head.tag_ in ("VBZ", "VBD") and not token.head.text.isupper():
                token.tag_, token.lemma_, token.dep_ = "NNP", "IS", "nsubj"  # "IS says …"
        if token.tag_ in ("NNS", "VBZ") and token.dep_ in ("compound", "pobj"):
            if _headline_clause(doc, token):
                token.lemma_ = lemma(token.lower_, token.tag_)
        if token.tag_ in ("NN", "NNS") and not ends:
            if (
                _headline_verb(doc, token)
                or _headline_deed(doc, token)
                or _headline_fires(doc, token)
            ):
                token.lemma_ = lemma(token.lower_, token.tag_)
            _in_whose_raid(doc, token)
        if token.lower_ == "that" and token.head.i > token.i:
            if token.dep_ == "dobj":
                _mend_content(doc, token)
            if token.dep_ == "mark":
                _mend_said(doc, token.head)
            elif token.dep_ == "nsubj" and sum(c.dep_ == "nsubj" for c in token.head.lefts) > 1:
                token.tag_, token.dep_ = "IN", "mark"
        if token.lower_ in ("far", "anything") and token.dep_ in ("advmod", "attr", "acomp"):
            _not_so(doc, token)
        if token.lower_ == "to" and token.dep_ == "aux":
            _closed_to_users(doc, token)
        if token.dep_ == "pobj" and token.tag_ in ("NNP", "VBD", "VBN"):
            _left_so(doc, token)
            if token.dep_ == "oprd":
                token.lemma_ = lemma(token.lower_, "VBN")
        if token.lower_ == "drunk" and token.dep_ == "acomp" and token.tag_ == "JJ":
            if any(c.tag_ == "MD" for c in token.head.lefts):
                token.tag_, token.lemma_ = "VBN", "drink"  # "the water can be drunk"
        if token.lower_ == "missing" and token.tag_ in ("VBG", "JJ"):
            _mend_missing(doc, token)
            _also_missing(doc, token)
        if token.lower_ == "number" and token.tag_ == "NN" and token.i:
            _mend_number(doc, token)
        if token.tag_ in _UNNAMED and "-" in token.text and NAME_WITH_ARTICLE.match(token.text):
            token.tag_ = "NNP"
        if token.head is token and token.tag_[:2] == "NN":
            _mend_saying(doc, token)
            _verb_unread(doc, token)
        if token.tag_ in ("VBP", "VBZ", "VBD") and token.lefts:
            _noun_of_verb(token)
        if token.tag_ == "CD" and token.dep_ == "nummod":
            _after_weekday(doc, token)
        if token.lower_ == "lives" and token.lefts:
            _cost_lives(doc, token)
        if token.tag_ == "VBZ" and token.dep_ in ("nsubj", "nsubjpass") and token.head.i > token.i:
            # "Reports that P are not correct"
            token.tag_, token.lemma_ = "NNS", lemma(token.lower_, "NNS")
        if token.lower_ == "as" and token.i and doc[token.i - 1].text == ",":
            _as_were(doc, token)
        if token.lower_ == "so" and token.i > 1 and doc[token.i - 1].lower_ == "and":
            _as_were(doc, token)
        if token.lower_ == "according" and token.head.i > token.i + 2:
            _apart_by_semicolon(doc, token)
        if token.lower_ == "claimed" and token.i > 2:
            _claimed_by(doc, token)
        if token.lower_ in ("which", "who") and token.head.dep_ == "relcl":
            _who_is_there(doc, token.head)
            _second_side(doc, token)
        if token.lower_ == "which" and token.i > 2 and doc[token.i - 2].lower_ == "according":
            _according_to_which(doc, token)
        if (
            token.head is token
            and token.tag_ in _NOUN_AS_VERB
            and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.lefts)
            and any(c.dep_ in ("xcomp", "ccomp", "dobj") for c in token.rights)
        ):
            token.tag_ = _NOUN_AS_VERB[token.tag_]
            token.lemma_ = lemma(token.lower_, token.tag_)


_PLAIN_TAGS = frozenset(
    {"DT", "CC", "PRP$", "POS", ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH"}
)
_PLAIN = frozenset({"det", "cc", "poss", "case", "punct"})
_BELOW = frozenset({"prep", "compound", "amod", "advmod", "nmod", "pobj"}) | _PLAIN
_NO_VERBS = frozenset({"IN", "JJ", "JJR", "JJS", "RB", "NN", "NNS", "NNP", "PRP"}) | _PLAIN_TAGS
_WATCHED = frozenset(
    "that far anything to drunk missing number lives as which had has have".split()
)
"""Words that some of the mends are about, whatever they are tagged."""
_UNDER_VERB = frozenset({"dobj", "conj", "appos", "mark", "npadvmod", "attr"})
_WATCHED_UNDER_VERB = _WATCHED | {"so", "according", "claimed", "who"}

_NOUN_AS_VERB = {"NN": "VBP", "NNS": "VBZ"}

_IN_PHRASE = frozenset({"pobj", "prep", "dobj", "dative", "conj", "appos", "agent"})
"""How a noun, and the phrases around it, hang below a verb."""

_BY_MEANS_OF = frozenset({"in", "on", "at", "by", "via", "through", "during", "with", "over"})

_ADDRESSES = frozenset({"tell", "inform", "remind", "assure", "notify", "warn", "advise"})
"""Verbs of saying whose object is who hears it."""

_UTTERANCES = word_set("utterances")

_BESIDE = frozenset({"appos", "conj"})
"""How a noun stands beside the one that it is contrasted with."""

_NO_NAMES = frozenset({"RB", "JJ", "RBR", "UH", "FW"})
"""What the tagger takes a name for that it does not know, at the beginning of a sentence."""

_UNNAMED = frozenset({"NN", "RB", "JJ", "FW", "IN", "VB", "VBP", "CD"})
"""What the tagger takes a name with an article for: "kicked al-Xyz out"."""

_ADVERBS = frozenset(
    "not never now then here there thus still also soon later again only even just once twice today"
    " tomorrow yesterday meanwhile elsewhere nowhere everywhere so too first last as".split()
)


def _name_subject(doc: Doc) -> None:
    """A capital letter at the beginning, a finite verb behind it and no other subject: "Xtown is lost",
    where the tagger takes a name that it does not know for an adverb."""
    first = next((t for t in doc[:2] if not t.is_punct), None)
    if (
        first is None
        or first.tag_ not in _NO_NAMES
        or not first.text[:1].isupper()
        or first.lower_ in _ADVERBS
        or first.lower_.endswith("ly")
        or first.i + 1 >= len(doc)
        or doc[first.i + 1].tag_ not in FINITE
    ):
        return
    verb = first.head
    if verb is first or verb.tag_[:1] != "V" or any(c.dep_ in _SUBJECTS for c in verb.children):
        return
    if first.tag_ == "JJ" and any(c.dep_ == "attr" for c in verb.rights):
        return  # "free is the town"
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    first.tag_, first.dep_ = "NNP", "nsubjpass" if passive else "nsubj"
    first.lemma_ = first.text


_WITHOUT_OBJECT = frozenset(
    "fall collapse surrender die withdraw retreat explode crash sink escape fire flee happen land"
    " occur arrive advance capitulate perish disappear break".split()
)
"""Verbs whose "that" is no object of theirs."""


def _mend_content(doc: Doc, that: Token) -> None:
    """ "Reports by the rebels that they hold Xtown": a clause whose "that" can be no object of its
    verb tells what is reported, and nothing of those who report it."""
    verb = that.head
    if verb.dep_ not in ("relcl", "acl") or verb.head.i > that.i or verb.head is verb:
        return
    if not any(c.dep_ in _SUBJECTS for c in verb.lefts):
        return
    told = any(c.dep_ == "nsubjpass" for c in verb.lefts) or (
        verb.lemma_ in _WITHOUT_OBJECT or any(c.dep_ == "dobj" for c in verb.rights)
    )
    if not told:
        return
    that.tag_, that.dep_ = "IN", "mark"
    noun = verb.head
    while noun.dep_ in ("pobj", "acl", "agent", "prep") and noun.head.i < noun.i:
        noun = noun.head
    verb.dep_ = "acl"
    if noun is not verb.head and noun.tag_.startswith("N"):
        doc.hang(verb, noun)


def _mend_saying(doc: Doc, subject: Token) -> None:
    """ "Xyz, the rights group, reported on Friday that …": the verb taken for a participle of its subject."""
    verb = next((c for c in subject.rights if c.dep_ == "acl" and c.tag_ in _PAST), None)
    if (
        verb is None
        or verb.lemma_ in _ADDRESSES
        or lexicon().reporting_verbs.get(verb.lemma_) in (None, "future")
        or not any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.rights)
        or any(c.dep_ in (*_SUBJECTS, "aux", "auxpass", "agent") for c in verb.children)
        or any(c.tag_ in FINITE for c in subject.children if c is not verb)
    ):
        return
    doc.promote(verb, subject)
    verb.tag_, subject.dep_ = "VBD", "nsubj"
    doc.hang(subject, verb)
    for later in [c for c in subject.rights if c.i > verb.i]:
        doc.hang(later, verb)


def _mend_said(doc: Doc, clause: Token) -> None:
    """ "Said in a statement that …", "told the radio of Xtown that …": what is said hung on the last noun."""
    noun = clause.head
    if clause.dep_ not in ("acl", "relcl") or noun.tag_[:2] != "NN" or noun.i > clause.i:
        return
    if not any(c.dep_ in _SUBJECTS for c in clause.lefts):
        return
    verb = noun
    named = False
    while verb.dep_ in _IN_PHRASE and verb.head.i < verb.i:
        named = named or verb.dep_ == "dobj"
        verb = verb.head
    if named and verb.lemma_ not in _ADDRESSES:
        return  # "found no evidence that …"
    known = lexicon()
    stance = known.reporting_verbs.get(verb.lemma_)
    if stance in (None, "future") or verb.tag_[:2] != "VB":
        return
    if any(c.dep_ in ("ccomp", "xcomp") for c in verb.children):
        return
    if noun.lemma_ in known.reporting_nouns and not (
        noun.dep_ == "pobj"
        and noun.head.head is verb
        and (
            (noun.head.lower_ in _BY_MEANS_OF and noun.lemma_ in _UTTERANCES)
            or (noun.head.lower_ == "to" and noun.lemma_ not in _UTTERANCES)  # who is told
        )
    ):
        return  # "denied reports that …"
    clause.dep_ = "ccomp"
    doc.hang(clause, verb)


def _mend_adjective(doc: Doc, taken: Token) -> None:
    """ "Opened unprovoked and indiscriminate fire": the second of two adjectives taken for a verb."""
    first = taken.head
    thing = next((t for t in taken.rights if t.dep_ == "dobj" and t.i == taken.i + 1), None)
    if thing is None or not first.tag_.startswith(("JJ", "VBN")) or first.head is first:
        return
    taken.tag_, thing.dep_ = "JJ", first.dep_ if first.dep_ in ("dobj", "pobj") else "dobj"
    doc.hang(thing, first.head)
    first.dep_ = "amod"
    doc.hang(first, thing)


def _mend_participle(doc: Doc, verb: Token) -> None:
    """ "The missile fired at Xtown was shot down": the participle after a subject taken for its verb, and
    the verb for a second one."""
    taken = verb.head
    subject = next((t for t in taken.lefts if t.dep_ == "nsubj"), None)
    if (
        subject is None
        or subject.tag_[:2] != "NN"
        or taken.tag_ not in ("VBD", "VBN")
        or any(c.dep_ in _SUBJECTS or c.dep_ == "mark" for c in verb.lefts)
        or any(c.dep_ in _VERBAL for c in taken.children if c.i < verb.i)
        or any((t.tag_ == "CC" or t.is_punct) and t.head is taken for t in doc[taken.i : verb.i])
    ):
        return
    doc.promote(verb, taken)
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    subject.dep_ = "nsubjpass" if passive else "nsubj"
    doc.hang(subject, verb)
    for later in [c for c in taken.rights if c.i > verb.i]:
        doc.hang(later, verb)
    taken.tag_, taken.dep_ = "VBN", "acl"
    doc.hang(taken, subject)


def _mend_subject(doc: Doc, taken: Token) -> None:
    """ "The missile fired at Xtown was shot down", where the participle is taken for the subject."""
    subject = next((t for t in taken.lefts if t.dep_ == "nsubj"), None)
    verb = taken.head
    if subject is None or subject.tag_[:2] != "NN" or any(c.dep_ == "mark" for c in taken.lefts):
        return
    subject.dep_ = taken.dep_
    doc.hang(subject, verb)
    taken.tag_, taken.dep_ = "VBN", "acl"
    doc.hang(taken, subject)


def _mend_that(doc: Doc, noun: Token) -> None:
    """ "Denied that poor maintenance had caused it": the noun taken for what is denied, and "that" for
    its article."""
    that = next((t for t in noun.lefts if t.lower_ == "that" and t.dep_ == "det"), None)
    said = noun.head
    if that is None or that.i != said.i + 1 or noun.tag_ not in ("NN", "NNS", "NNP"):
        return
    verb = next((t for t in said.rights if t.i > noun.i and t.tag_[:1] == "V"), None)
    if verb is None or any(c.dep_ in _SUBJECTS for c in verb.lefts):
        return
    last = max(t.i for t in noun.subtree)
    first = next((t for t in verb.lefts if t.dep_ in ("aux", "auxpass")), verb)
    if first.i != last + 1 or first.tag_ not in FINITE:
        return
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    noun.dep_, verb.dep_ = "nsubjpass" if passive else "nsubj", "ccomp"
    that.tag_, that.dep_ = "IN", "mark"
    doc.hang(noun, verb)
    doc.hang(that, verb)


_COUNTED_DEAD = frozenset(
    "dead injured wounded hurt missing casualty casualties victims survivors displaced homeless evacuees"
    " detained killed refugees detainees fatalities deaths".split()
)


def _mend_number(doc: Doc, word: Token) -> None:
    """ "The dead in Xtown number 34": the verb taken for a noun that the figure counts."""
    after = next((t for t in doc[word.i + 1 : word.i + 4] if t.tag_ == "CD"), None)
    if after is None or after.head is not word or doc[word.i - 1].lower_ in ("the", "a", "total"):
        return
    if any(t.lower_ in _COUNTED_DEAD for t in doc[: word.i]):
        word.tag_, after.dep_ = "VBP", "dobj"


def _mend_missing(doc: Doc, word: Token) -> None:
    """ "The divers missing since Friday have been located", "three reported missing turned up": those
    who are told of taken for the subject of what is only said of them."""
    reported = word.head if word.dep_ == "xcomp" and word.head.tag_ in _PAST else word
    subject = next((t for t in reported.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.tag_[:2] != "NN" or reported.lefts[-1] is not subject:
        return
    verb = next(
        (
            t
            for t in (*word.rights, *reported.rights)
            if t.i > word.i and t.tag_ in _PAST and t.dep_ in ("xcomp", "ccomp", "conj", "advcl")
        ),
        None,
    )
    if (
        verb is None
        or any(c.dep_ in (*_SUBJECTS, "mark") for c in verb.lefts)
        or any(t.tag_ == "CC" or t.is_punct for t in doc[word.i : verb.i])
    ):
        return
    if verb.head is not reported:
        doc.hang(verb, reported)
    doc.promote(verb, reported)
    subject.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj"
    doc.hang(subject, verb)
    reported.dep_ = "acl"
    doc.hang(reported, subject)


def _also_missing(doc: Doc, word: Token) -> None:
    """ "Speaks of three dead and 22 missing": the second count taken for a clause of its own."""
    number = word.lefts[0] if len(word.lefts) == 1 else word
    if word.dep_ != "conj" or number.tag_ != "CD" or number.dep_ != "nsubj" or number.i < 2:
        return
    first = doc[number.i - 2]
    if doc[number.i - 1].tag_ != "CC" or first.lower_ not in _COUNTED_DEAD:
        return
    if not any(c.tag_ == "CD" for c in first.lefts):
        return
    word.tag_, number.dep_ = "JJ", "nummod"
    doc.hang(doc[number.i - 1], first)
    doc.hang(word, first)


def _mend_claimed(doc: Doc, verb: Token) -> None:
    """ "Rejected the rebels' claims to have taken Xtown": the infinitive hung on who rejects them."""
    to = next((c for c in verb.lefts if c.tag_ == "TO"), None)
    if to is None or not to.i:
        return
    noun = doc[to.i - 1]
    if (
        noun.head is verb.head
        and noun.dep_ in ("dobj", "nsubjpass", "nsubj")
        and lexicon().reporting_nouns.get(noun.lemma_) == "claim"
        and any(c.dep_ in ("poss", "compound", "amod") for c in noun.lefts)
    ):
        verb.dep_ = "acl"
        doc.hang(verb, noun)


def _is_past(verb: Token, lemma: Lemma) -> bool:
    """ "The army retook Xtown": a past form taken for an infinitive, with a subject and no auxiliary."""
    return (
        lemma(verb.lower_, "VBD") != verb.lower_
        and any(c.dep_ == "nsubj" for c in verb.lefts)
        and not any(c.dep_ == "aux" for c in verb.lefts)
        and verb.dep_ in _CLAUSES
    )


def _count_after_clock(doc: Doc) -> None:
    """ "By 7 p.m. two had died": the number of those who died, taken for the hour's."""
    for number in doc:
        hour = number.head
        if number.tag_ != "CD" or hour.i != number.i - 1 or hour.lower_ not in _CLOCK:
            continue
        after = doc[number.i + 1] if number.i + 1 < len(doc) else number
        verb = after if after.tag_ in FINITE else None
        if verb is not None and verb.dep_ in ("aux", "auxpass"):
            verb = verb.head
        if verb is None or verb is hour or any(c.dep_ in _SUBJECTS for c in verb.children):
            continue
        doc.hang(number, verb)
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        number.dep_ = "nsubjpass" if passive else "nsubj"


_CLOCK = frozenset({"p.m.", "a.m.", "pm", "am"})


def _by_whom(doc: Doc, by: Token) -> None:
    """ "Were killed in an ambush by rebels": it is the ambush that is theirs."""
    event = doc[by.i - 1]
    if (
        event.dep_ == "pobj"
        and event.head.lower_ in ("in", "during")
        and event.head.head is by.head
        and any(cls == "attack" for cls, _ in lexicon().classes(event.lemma_))
    ):
        by.dep_ = "prep"
        doc.hang(by, event)


_AT_SEA = frozenset(
    "capsize sink founder drown overturn collide perish die vanish disappear run flip rescue save"
    " happen occur".split()
)
"""What befalls people and craft off a coast."""


def _off_shore(doc: Doc, off: Token) -> None:
    """ "Capsized off Xtown": the coast taken for what the verb does something to."""
    at = next(
        (t for t in doc[off.i + 1 : off.i + 5] if t.tag_ not in ("DT", "NNP", "POS", "JJ")), None
    )
    end = at.i if at is not None else min(len(doc), off.i + 5)
    name = next((t for t in reversed(doc[off.i + 1 : end]) if t.tag_ == "NNP"), None)
    if name is None or name.head is not off.head or name.dep_ not in ("dobj", "npadvmod", "advmod"):
        return
    off.tag_, off.dep_, name.dep_ = "IN", "prep", "pobj"
    doc.hang(name, off)


def _carried(doc: Doc, second: Token) -> None:
    """ "A boat carrying 20 women and 30 men sank": the last of those on board taken for what sank."""
    first = next((t for t in second.head.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    if first is None or first is second or first.i > second.i:
        return
    at = second.left_edge.i
    if not at or doc[at - 1].tag_ != "CC":
        return
    beside = doc[at - 1].head
    if first.is_ancestor(beside) and beside.tag_[:2] == "NN" and beside.head.tag_ == "VBG":
        second.dep_ = "conj"
        doc.hang(second, beside)


def _mend_loose(doc: Doc, verb: Token) -> None:
    """ "Killed in two bombings, also blamed on the rebels": a participle hung on the verb before, of
    whose last noun it tells."""
    at = verb.left_edge.i
    noun = doc[at - 2] if at > 1 and doc[at - 1].text == "," else None
    if (
        noun is None
        or noun.tag_[:2] != "NN"
        or not verb.head.is_ancestor(noun)
        or any(c.dep_ in (*_ANY_SUBJECT, "aux", "auxpass", "mark") for c in verb.lefts)
    ):
        return
    verb.dep_ = "acl"
    doc.hang(verb, noun)


def _mend_custom(doc: Doc, verb: Token) -> None:
    """ "Is plagued by gangs which loot villages, kill people": the second of what they do hung on what
    stands above them, which has another tense."""
    above = verb.head
    if above.tag_ not in (*_PAST, "VBZ") or above.i > verb.i:
        return
    if any(c.dep_ in (*_ANY_SUBJECT, "aux", "auxpass") for c in verb.lefts):
        return
    for other in reversed(doc[above.i + 1 : verb.i]):
        if other.dep_ == "relcl" and other.tag_ == "VBP":
            doc.hang(verb, other)
            return


_THOUGHT_SO = frozenset({"fear", "believe", "presume", "report", "think", "suspect", "assume"})
"""Verbs whose passive headlines write without "are"."""


def _mend_gapped(doc: Doc, done: Token) -> None:
    """ "Two were killed and others wounded", "two were killed and several more badly wounded": a passive
    whose "were" is not said again has those who come before it as its subject."""
    if not any(c.dep_ == "auxpass" for c in done.head.lefts) or any(
        c.dep_ in ("aux", "auxpass", "dobj", "nsubjpass") for c in done.children
    ):
        return
    others = next((c for c in done.lefts if c.dep_ == "nsubj"), None)
    if others is not None:
        others.dep_ = "nsubjpass"
        return
    more = next((t for t in doc[max(1, done.i - 3) : done.i] if t.lower_ == "more"), None)
    if more is None or doc[more.i - 1].lower_ not in _SOME_MORE:
        return
    some = doc[more.i - 1]
    doc.hang(more, done)
    doc.hang(some, more)
    more.tag_, more.dep_, some.dep_ = "NNS", "nsubjpass", "amod"


def _passive_list(doc: Doc, done: Token) -> None:
    """ "A man was killed, his wife wounded and ten pupils kidnapped": what befell those of a list, of
    whom the first alone has "was", taken for what the later ones did."""
    first = next((t for t in done.lefts if t.dep_ == "ccomp"), None)
    if first is None or not any(c.dep_ == "auxpass" for c in first.lefts):
        return
    if doc[first.right_edge.i + 1].text != ",":
        return
    for verb in (done, *(t for t in done.rights if t.dep_ == "conj" and t.tag_ in _PAST)):
        whom = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if whom is None or any(c.dep_ in _NO_LIST for c in verb.children):
            return
        whom.dep_, verb.tag_ = "nsubjpass", "VBN"


_DONE_TO = word_set("has-object") | {"injure", "carry", "take"}
_NO_LIST = frozenset({"aux", "auxpass", "dobj", "dative", "xcomp", "mark"})

_SOME_MORE = frozenset({"several", "many", "few", "some", "dozens", "scores", "hundreds"})


def _as_were(doc: Doc, as_: Token) -> None:
    """ "Two guards were killed, as were six passers-by", "and so were six": they are told of together."""
    be = doc[as_.i + 1] if as_.i + 1 < len(doc) else as_
    if be.lower_ not in ("was", "were") or be.head.tag_ != "VBN" or be.head.i > be.i:
        return
    first = next((c for c in be.head.lefts if c.dep_ == "nsubjpass"), None)
    last = next((c for c in be.rights if c.dep_ in ("nsubj", "attr")), None)
    if first is None or last is None:
        return
    doc.hang(last, first)
    last.dep_ = "conj"


def _feared_dead(doc: Doc, verb: Token) -> None:
    """ "Dozens of passengers feared drowned": those of whom it is feared taken for who fears."""
    subject = next((t for t in verb.lefts if t.dep_ == "nsubj"), None)
    after = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
    if (
        subject is None
        or after is None
        or after.head is not verb
        or after.dep_ not in ("xcomp", "ccomp", "acomp", "oprd")
        or after.tag_ not in (*_PAST, "JJ")
        or any(t.dep_ in ("aux", "auxpass") for t in verb.lefts)
        or any(t.dep_ in _ANY_SUBJECT or t.dep_ == "dobj" for t in after.children)
        or any(t.i > after.i and t.tag_ in _PAST for t in (*verb.rights, *after.rights))
    ):
        return
    subject.dep_, verb.tag_, after.dep_ = "nsubjpass", "VBN", "xcomp"
    if after.tag_ == "VBD":
        after.tag_ = "VBN"


def _who_is_there(doc: Doc, said: Token) -> None:
    """ "The institute in Xtown, Yland, which confirmed it": no town says so."""
    town = said.head
    while town.dep_ == "appos" and town.head.tag_ == "NNP" and town.tag_ == "NNP":
        town = town.head
    within = town.head
    if (
        said.lemma_ in (*_SAYS, "confirm")
        and town.tag_ == "NNP"
        and town.dep_ == "pobj"
        and within.lower_ == "in"
        and within.head.tag_[:2] == "NN"
    ):
        doc.hang(said, within.head)


def _apart_by_semicolon(doc: Doc, according: Token) -> None:
    """ "Ten were hurt, according to reports; others say …": the source hung on what comes behind it."""
    verb = according.head
    if not any(t.text == ";" for t in doc[according.i : verb.i]):
        return
    before = verb if verb.i < according.i else verb.head
    if before.i < according.i and before.tag_[:1] == "V":
        doc.hang(according, before)


def _claimed_by(doc: Doc, claimed: Token) -> None:
    """ "Six killed in raids near X claimed by Y": it is the raids that Y has claimed."""
    if not any(c.dep_ == "agent" for c in claimed.rights):
        return
    subject = next((c for c in claimed.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    harmed = subject if subject is not None else claimed.head
    if harmed is claimed or harmed.i > claimed.i:
        return
    killed = next((c for c in harmed.rights if c.dep_ == "acl" and c.tag_ in _PAST), None)
    into = next((c for c in killed.rights if c.lower_ == "in"), None) if killed else None
    deed = next((c for c in into.rights if c.dep_ == "pobj"), None) if into else None
    if deed is None or deed.tag_[:2] != "NN" or deed.i > claimed.i:
        return
    if claimed.head is claimed:
        doc.promote(harmed, claimed)
    doc.hang(claimed, deed)
    claimed.tag_, claimed.dep_ = "VBN", "acl"


def _second_side(doc: Doc, who: Token) -> None:
    """ "War between the state and the rebels, who hold Xtown": what is told of the second of two sides."""
    clause, first = who.head, who.head.head
    if first.dep_ != "pobj" or first.head.lower_ != "between" or doc[who.i - 1].text != ",":
        return
    second = doc[who.i - 2]
    if second.dep_ == "conj" and second.head is first:
        doc.hang(clause, second)


def _presumed_there(doc: Doc, verb: Token) -> None:
    """ "Two bodies seen, six others presumed inside": of whom it is thought where they are."""
    if verb.lemma_ not in ("presume", "believe", "fear", "think") or verb.i + 1 >= len(doc):
        return
    after = doc[verb.i + 1]
    if any(t.dep_ in ("aux", "auxpass") for t in verb.lefts) or any(
        t.dep_ in ("dobj", "ccomp", "xcomp") for t in verb.rights
    ):
        return
    if after.lower_ in ("inside", "aboard", "trapped", "buried", "underground", "under"):
        for subject in [t for t in verb.lefts if t.dep_ == "nsubj"]:
            subject.dep_, verb.tag_ = "nsubjpass", "VBN"


def _who_also_said(doc: Doc, said: Token) -> None:
    """ "Six guards were hurt, according to X, who blamed the inmates and said …": no guard said it."""
    first = said.head
    if not any(c.dep_ == "auxpass" for c in first.lefts) or any(
        c.dep_ in _ANY_SUBJECT for c in said.lefts
    ):
        return
    who = next(
        (
            t
            for t in reversed(doc[first.i : said.i])
            if t.lower_ == "who" and t.dep_ == "nsubj" and t.head.dep_ == "relcl"
        ),
        None,
    )
    if who is not None and who.head.i < said.i and doc[said.i - 1].lower_ == "and":
        doc.hang(said, who.head)


def _believed_to_be(doc: Doc, believed: Token) -> None:
    """ "Warplanes believed to be Xish struck the market": what they did taken for what they believed."""
    subject = next((t for t in believed.lefts if t.dep_ == "nsubj"), None)
    being = next((t for t in believed.rights if t.dep_ == "xcomp"), None)
    did = next((t for t in believed.rights if t.dep_ == "ccomp" and t.tag_ in _PAST), None)
    if being is None and did is not None and subject is not None:
        being = _being_what(doc, believed, did)
    if did is None and being is not None and being.right_edge.i + 1 < len(doc):
        behind = doc[being.right_edge.i + 1]
        did = behind if behind.tag_ == "VBD" else None
    if (
        subject is None
        or being is None
        or did is None
        or did.i < being.i
        or doc[believed.i + 1].lower_ != "to"
        or any(t.dep_ in (*_ANY_SUBJECT, "mark") for t in did.lefts)
        or any(t.dep_ in ("aux", "auxpass") for t in believed.lefts)
    ):
        return
    if not did.is_ancestor(believed):
        doc.promote(did, believed)
    else:  # "ten died when men believed to be rebels struck": what is told first taken for content
        told = next((t for t in did.lefts if t.dep_ == "ccomp" and t.i < believed.i), None)
        if told is not None:
            doc.promote(told, did)
            doc.hang(did, told)
            did.dep_ = "advcl"
    for other in [t for t in believed.children if t is not being and t is not subject]:
        doc.hang(other, did)
    subject.dep_ = "nsubj"
    doc.hang(subject, did)
    believed.tag_, believed.dep_ = "VBN", "acl"
    doc.hang(believed, subject)


def _being_what(doc: Doc, believed: Token, did: Token) -> Token | None:
    """ "Gunmen believed to be bandits have struck": what they are taken for the subject of what they did."""
    be = doc[believed.i + 2] if believed.i + 2 < did.i else believed
    what = next((t for t in did.lefts if t.dep_ in _SUBJECTS and t.i > be.i), None)
    if be.lower_ != "be" or be.head is not did or what is None or what.left_edge.i != be.i + 1:
        return None
    doc.hang(be, believed)
    be.dep_ = "xcomp"
    doc.hang(doc[believed.i + 1], be)
    doc.hang(what, be)
    what.dep_ = "attr"
    return be


def _initials(doc: Doc, name: Token) -> None:
    """ "They belonged to XYZ": initials taken for an infinitive."""
    verb, to = name.head, doc[name.i - 1]
    if to.lower_ != "to" or to.head is not name or verb is name or verb.text.isupper():
        return
    name.tag_, name.lemma_, name.dep_ = "NNP", name.text, "pobj"
    to.tag_, to.dep_ = "IN", "prep"
    doc.hang(to, verb)
    doc.hang(name, to)


_GIVEN = frozenset(
    "give grant award offer deny send show pay hand teach tell owe name call".split()
)
"""Verbs whose passive may keep an object: "a man given a medal"."""


def _mend_root(doc: Doc, verb: Token) -> None:
    """ "A spark from a torch set off the blaze": the only verb taken for a participle of its subject."""
    noun = verb.head
    while noun.dep_ in ("pobj", "prep") and noun.head is not noun:
        noun = noun.head
    if (
        noun.head is not noun
        or noun.tag_[:2] != "NN"
        or verb.i < noun.i
        or verb.lemma_ in _GIVEN
        or not any(t.dep_ == "dobj" and t.tag_[:2] in ("NN", "PR") for t in verb.rights)
        or any(t.text in ",:" for t in doc[noun.i : verb.i])
    ):
        return
    doc.hang(verb, noun)
    doc.promote(verb, noun)
    verb.tag_ = "VBD"
    for later in [c for c in noun.rights if c.i > verb.i]:
        doc.hang(later, verb)
    noun.dep_ = "nsubj"
    doc.hang(noun, verb)


_CLOSES = frozenset({"”", "»", '"'})

_SAYS = word_set("saying")


def _mend_tail(doc: Doc, verb: Token) -> None:
    """ "The bullets came from the police side, a lawyer said": who speaks taken for an apposition."""
    comma = next((t.i for t in reversed(doc[: verb.i]) if t.text == ","), None)
    said = next((t for t in verb.lefts if t.dep_ == "ccomp"), None)
    if comma is None or said is None or verb.head is not verb or said.i > comma:
        return
    who = next((t for t in doc[comma + 1 : verb.i] if t.tag_[:1] == "N" and t.head.i < comma), None)
    if who is not None and who.dep_ in ("appos", "conj") and who.left_edge.i == comma + 1:
        who.dep_ = "nsubj"
        doc.hang(who, verb)


def _mend_opening(doc: Doc, verb: Token) -> None:
    """ "In Xtown, the minister, Ali Sow, said …": who speaks taken for an apposition of the town."""
    if any(c.dep_ in (*_SUBJECTS, "auxpass") for c in verb.children) or verb.dep_ == "conj":
        return
    first = next((c for c in verb.lefts if c.dep_ in ("prep", "advcl")), None)
    if first is None or any(c.dep_ == "ccomp" for c in verb.lefts):
        return
    for who in doc[first.i : verb.i]:
        start = who.left_edge.i
        if (
            who.dep_ == "appos"
            and who.tag_[:1] == "N"
            and start
            and doc[start - 1].text == ","
            and first.is_ancestor(who)
            and not any(t.tag_ == "CC" for t in doc[start : verb.i])
        ):
            who.dep_ = "nsubj"
            doc.hang(who, verb)
            return


def _mend_one_of(doc: Doc, verb: Token, one: Token) -> None:
    """ "Xyz, one of the organisers, said …": what says who the speaker is taken for the speaker."""
    at = one.left_edge.i
    if at < 2 or doc[at - 1].text != ",":
        return
    who = doc[at - 2]
    if (
        who.tag_[:3] != "NNP"
        or who.head is not verb
        or who.dep_ not in ("npadvmod", "dep", "advmod")
    ):
        return
    who.dep_, one.dep_ = "nsubj", "appos"
    doc.hang(one, who)


def _mend_quoted(doc: Doc, verb: Token) -> None:
    """ "“…, the camp and the market,” Colonel X, who …, said": the subject sought within the quotation,
    and who speaks taken for an apposition of what that ends with."""
    subject = next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
    if subject is None:
        _mend_tail(doc, verb)
        _mend_opening(doc, verb)
        return
    at = subject.left_edge.i
    if at and doc[at - 1].tag_ == "IN" and doc[at - 1].head is verb and not doc[at - 1].children:
        # "After the attack on Xtown, the mayor, Ali Sow, said …"
        if any(t.dep_ == "appos" and t.left_edge.i > subject.i for t in subject.subtree):
            subject.dep_, doc[at - 1].dep_ = "pobj", "prep"
            doc.hang(subject, doc[at - 1])
            _mend_opening(doc, verb)
        return
    if subject.lower_ == "one":
        _mend_one_of(doc, verb, subject)
    if subject.tag_[:1] != "N":
        return
    close = next(
        (
            t.i
            for t in reversed(doc[subject.i : verb.i])
            if t.text in _CLOSES and t.i and doc[t.i - 1].text in ",.!?"
        ),
        None,
    )
    if close is None:
        return
    who = next((t for t in doc[close + 1 : verb.i] if t.tag_[:1] == "N" and t.head.i < close), None)
    if who is None:
        return
    who.dep_ = "nsubj"
    doc.hang(who, verb)
    subject.dep_ = "npadvmod"
    said = next((t for t in verb.lefts if t.dep_ == "ccomp"), None)
    if said is not None:
        doc.hang(subject, said)


def _mend_perfect(doc: Doc, verb: Token) -> None:
    """ "The house had never sheltered fighters": the participle taken for an adjective of its object."""
    thing, after = verb.head, verb.i + 1
    if (
        thing.i < verb.i
        or not any(c.lower_ in _HAS and c.dep_ == "aux" for c in verb.lefts)
        or not any(c.dep_ == "nsubj" for c in verb.lefts)
        or any(t.head is not thing and t.head is not verb for t in doc[after : thing.i])
    ):
        return
    doc.promote(verb, thing)
    if verb.dep_ != "ROOT":
        verb.dep_ = "ccomp"
    thing.dep_ = "dobj"
    doc.hang(thing, verb)
    for later in [c for c in thing.rights if c.is_punct]:
        doc.hang(later, verb)


_FINITE_NOW = frozenset({"VBZ", "VBP", "MD"})

_OBJECTS = ("D", "N", "J", "CD", "PRP", "POS")
"""Beginnings of the tags of what an object begins with."""


def _headline_verb(doc: Doc, verb: Token) -> bool:
    """ "Rebels encircle Xtown", "Xish army storms last block": a headline's verb taken for a noun.

    Plural nouns seldom stand before a noun as part of its name, and none has another beside it without
    a comma. Gives whether the word is now a verb.
    """
    if not verb.i or verb.i + 1 >= len(doc) or verb.lower_ in _NO_HEADLINE_VERBS:
        return False
    subject, after = doc[verb.i - 1], doc[verb.i + 1]
    lemma = verb.lemma_ if verb.tag_ == "NNS" else verb.lower_
    if (
        subject.head is not verb
        or subject.dep_ not in ("compound", "nmod", "nummod")
        or any(t.tag_ in _FINITE_NOW for t in doc[: verb.i])
        or not lexicon().verbs.get(lemma)
        or not after.tag_.startswith(_OBJECTS)
    ):
        return False
    if verb.tag_ == "NNS":
        thing = next((t for t in verb.rights if t.dep_ == "appos"), None)
        if thing is None or thing.left_edge.i != after.i or thing.tag_ not in ("NN", "NNS"):
            return False
        if subject.tag_ not in ("NN", "NNP"):
            return False
    else:
        if subject.tag_ not in ("NNS", "NNPS") or any(t.tag_ in _FINITE_NOW for t in doc):
            return False
        thing = verb.head if verb.dep_ == "compound" else None
        if thing is None:
            thing = next((t for t in verb.rights if t.dep_ == "dobj"), None)
        if thing is None or thing.i < verb.i:
            return False
    before = [c for c in verb.head.lefts if c.i < verb.i] if thing is verb.head else []
    if thing is verb.head:
        doc.promote(verb, thing)
    for child in (*before, *[c for c in verb.lefts if c is not subject]):
        doc.hang(child, subject)
    thing.dep_, subject.dep_ = "dobj", "nsubj"
    if thing.head is not verb:
        doc.hang(thing, verb)
    verb.tag_ = "VBZ" if verb.tag_ == "NNS" else "VBP"
    return True


def _headline_deed(doc: Doc, verb: Token) -> bool:
    """ "Rebels ambush convoy, 12 dead", "Gunmen attack church, abduct priest": the first verb of a
    headline of two clauses taken for a noun, and so its object for the subject of the second.

    Gives whether the word is now a verb.
    """
    i = verb.i
    if not i or i + 1 >= len(doc) or verb.lower_ in _NO_HEADLINE_VERBS:
        return False
    subject = doc[i - 1]
    if subject.tag_ not in ("NNS", "NNPS") or not lexicon().verbs.get(verb.lower_):
        return False
    if verb.tag_ != "NN" or any(t.tag_ in _FINITE_NOW for t in doc[:i]):
        return False
    thing = next((t for t in verb.rights if t.dep_ == "dobj"), None)
    if thing is None and verb.dep_ == "compound" and subject.head in (verb, verb.head):
        thing = verb.head
    comma = next((t.i for t in doc[i:] if t.text == ","), len(doc))
    if thing is None or not i < thing.i < comma:
        return False
    if any(t.tag_ in _FINITE_NOW for t in doc[i + 1 : comma]):
        return False  # "fighters' raid plans fail"
    upper = verb if thing.head is verb else thing
    then = upper.head
    if then is upper:
        if upper is thing:
            doc.promote(verb, thing)
    elif then.i > comma:
        # the second clause: "…, kill 20" by the same, "…, 12 dead" of others
        others = any(t.dep_ in ("nsubj", "nummod") and t.i > comma for t in then.lefts)
        doc.hang(verb, then)
        doc.promote(verb, then)
        then.dep_ = "ccomp" if others else "conj"
        doc.hang(then, verb)
    else:
        return False
    for child in [c for c in (*thing.lefts, *verb.lefts) if c.i < subject.i]:
        doc.hang(child, subject)
    subject.dep_, thing.dep_ = "nsubj", "dobj"
    doc.hang(subject, verb)
    doc.hang(thing, verb)
    verb.tag_ = "VBP"
    _second_deed(doc, verb, thing)
    return True


def _headline_clause(doc: Doc, verb: Token) -> bool:
    """ "Nine dead as army shells market": a headline's second clause taken for one long noun.

    Gives whether the word is now a verb.
    """
    i = verb.i
    if i < 3 or i + 1 >= len(doc) or verb.lower_ in _NO_HEADLINE_VERBS:
        return False
    thing = next((t for t in verb.rights if t.dep_ == "dobj"), None)
    if verb.dep_ == "compound":
        thing = verb.head
    if thing is None or thing.i < i or not lexicon().verbs.get(verb.lemma_):
        return False
    as_ = thing.head if verb.dep_ == "compound" else verb.head
    if as_.lower_ != "as" or as_.dep_ != "prep" or not 1 < i - as_.i < 5:
        return False
    run = doc[as_.i + 1 : i]
    if any(t.dep_ != "compound" or not t.tag_.startswith("N") for t in run):
        return False
    if any(t.tag_ in _FINITE_NOW for t in doc[: as_.i]):
        return False  # "he served as army sports chief"
    subject = run[-1]
    doc.hang(verb, as_.head)
    for child in run[:-1]:
        if child.head in (verb, thing):
            doc.hang(child, subject)
    for part, dep in ((subject, "nsubj"), (thing, "dobj"), (as_, "mark")):
        doc.hang(part, verb)
        part.dep_ = dep
    verb.dep_, verb.tag_ = "advcl", "VBZ"
    return True


def _headline_fires(doc: Doc, verb: Token) -> bool:
    """ "Army helicopter fires on marchers": the verb taken for the blazes that the word is for too.

    Gives whether the word is now a verb.
    """
    i = verb.i
    if verb.lower_ != "fires" or verb.tag_ != "NNS" or not 0 < i < len(doc) - 1:
        return False
    subject = doc[i - 1]
    if doc[i + 1].lower_ not in ("on", "at") or subject.head is not verb:
        return False
    kinds = {name for name, _ in lexicon().classes(subject.lemma_)}
    if subject.tag_ not in ("NN", "NNP") or not kinds & {"vehicle", "person"}:
        return False
    if any(t.tag_ in _FINITE_NOW for t in doc):
        return False
    for child in [c for c in verb.lefts if c is not subject]:
        doc.hang(child, subject)
    subject.dep_, verb.tag_ = "nsubj", "VBZ"
    return True


def _in_whose_raid(doc: Doc, raid: Token) -> None:
    """ "Five killed in Xish shelling of Ytown": whose it is taken for where, and the shelling for what
    those who were killed did."""
    whose = doc[raid.i - 1] if raid.i else raid
    if (
        whose.dep_ != "pobj"
        or whose.tag_ not in ("NNP", "JJ")
        or whose.head.lower_ != "in"
        or raid.tag_ != "NN"
        or all(cls != "attack" for cls, _ in lexicon().classes(raid.lemma_))
    ):
        return
    verb = whose.head.head
    those = verb.head if verb.dep_ == "acl" and verb.tag_ == "VBN" else None
    if those is None or those.i > verb.i:
        return
    prep = whose.head
    if raid.head is raid and those.head is raid:
        doc.promote(those, raid)
    elif raid.dep_ != "dobj" or raid.head is not verb:
        return
    raid.dep_, whose.dep_ = "pobj", "amod"
    doc.hang(raid, prep)
    doc.hang(whose, raid)


def _second_deed(doc: Doc, verb: Token, thing: Token) -> None:
    """ "… attack church, abduct priest": the second verb and its object taken for an apposition."""
    other = next((t for t in thing.rights if t.dep_ == "appos"), None)
    again = other.left_edge if other is not None else None
    if other is None or again is None or again is other or again.dep_ != "compound":
        return
    if lexicon().verbs.get(again.lower_) and doc[again.i - 1].text == ",":
        again.tag_, again.dep_, other.dep_ = "VB", "conj", "dobj"
        doc.hang(again, verb)
        doc.hang(other, again)


_NO_HEADLINE_VERBS = frozenset(
    "force forces fire fires man mans house houses base bases camp camps post posts head heads state"
    " states report reports claim claims guard guards group groups unit units line lines field".split()
)
"""Verbs that nouns before them make parts of names: "ground forces", "rebel camp"."""

_HAS = frozenset({"had", "has", "have"})

_HELD_SO = frozenset("surround encircle besiege ring corner trap blockade pin isolate".split())


def _mend_had(doc: Doc, had: Token) -> None:
    """ "The rebels have had Xtown surrounded since May": taken for a perfect with two subjects."""
    done = had.head
    subjects = [t for t in done.lefts if t.dep_ in ("nsubj", "nsubjpass")]
    own = next((t for t in had.lefts if t.dep_ == "nsubj"), None)
    thing = next((t for t in subjects if t.i > had.i), None)
    holder = own or next((t for t in subjects if t.i < had.i), None)
    if thing is None or holder is None or done.lemma_ not in _HELD_SO:
        return
    thing.dep_ = "dobj"
    if own is not None:
        doc.hang(own, done)


def _mend_held(doc: Doc, done: Token) -> None:
    """The same, where what somebody has done is taken for a clause below "have"."""
    had = done.head
    own = next((t for t in had.lefts if t.dep_ == "nsubj"), None)
    thing = next((t for t in done.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    if own is None or thing is None or done.lemma_ not in _HELD_SO:
        return
    doc.promote(done, had)
    for child in had.children:
        doc.hang(child, done)
    had.dep_, thing.dep_ = "aux", "dobj"
    doc.hang(had, done)


def _mend_infinitive(doc: Doc, verb: Token) -> None:
    """ "An attempt to overrun Xtown", where the tagger takes the verb for a noun before the name."""
    verb.tag_ = "VB"
    name = verb.head
    if verb.dep_ in ("compound", "amod", "nmod") and name.i > verb.i and name.tag_[:1] == "N":
        doc.promote(verb, name)
        if verb.dep_ in ("appos", "nmod", "compound", "dobj", "pobj") and verb.head.tag_[:1] == "N":
            verb.dep_ = "acl"
        for before in [c for c in name.lefts if c.i < verb.i]:
            doc.hang(before, verb)
        name.dep_ = "dobj"
        doc.hang(name, verb)


_VERBAL = frozenset({"aux", "auxpass", "dobj", "neg", "prt", "ccomp", "xcomp"})
"""What an active verb has, or one that is denied, and no participle before its verb."""

_PAST = ("VBD", "VBN")


_NAMES_AND_TIMES = ("NNP", "NNS", "NN")


def _one_name(doc: Doc, name: Token) -> None:
    """ "Quoted General Al-Xyz al-Abc Sow as saying": one name taken for two objects."""
    after = doc[name.i + 1] if name.tag_ == "NNP" and name.i + 1 < len(doc) else name
    if after is name or not (after.tag_ == "NNP" or NAME_WITH_ARTICLE.match(after.text)):
        return
    last = after.head if after.dep_ == "compound" else after
    if last.head is name.head and last.dep_ == "dobj" and last.i > name.i:
        doc.hang(name, last)
        name.dep_ = "compound"
        for part in [t for t in name.lefts if t.dep_ == "compound"]:
            doc.hang(part, last)


def _time_after(doc: Doc, time: Token) -> None:
    """ "Died minutes after he was found": how much later, taken for what the verb does something to."""
    after = doc[time.i + 1].lower_ if time.i + 1 < len(doc) else ""
    if time.lemma_ in _SPELLS and after in ("after", "later", "before", "earlier"):
        if time.head.lemma_ not in _SPENT:
            time.dep_ = "npadvmod"


def _after_it_did(doc: Doc, verb: Token) -> None:
    """ "Denied talk of neglect after a fire in a mill left six dead": when it was, taken for what is told
    of the talk."""
    noun = verb.head
    prep = next((t for t in noun.rights if t.i < verb.i and t.lower_ in ("after", "before")), None)
    subject = next((t for t in prep.rights if t.dep_ == "pobj"), None) if prep else None
    if prep is None or subject is None or subject.right_edge.i + 1 != verb.i:
        return
    if verb.dep_ != "acl" or not any(t.dep_ == "dobj" for t in verb.rights):
        return
    verb.tag_, verb.dep_ = "VBD", "advcl"
    doc.hang(verb, noun.head)
    doc.hang(prep, verb)
    prep.dep_, prep.tag_ = "mark", "IN"
    doc.hang(subject, verb)
    subject.dep_ = "nsubj"


_SPELLS = frozenset({"minute", "hour", "day", "week", "month", "year", "moment", "second"})
_SPENT = frozenset({"spend", "take", "last", "wait", "have", "serve"})


def _name_before_subject(doc: Doc) -> None:
    """ "In Xtown schools are open": the subject without an article taken for what the name belongs to."""
    prep = doc[0] if doc else None
    if prep is None or prep.lower_ not in _WHERE or prep.tag_ != "IN":
        return
    noun = next((t for t in prep.rights if t.dep_ == "pobj"), None)
    if noun is None or noun.tag_ not in ("NN", "NNS") or noun.i + 1 >= len(doc):
        return
    names = [t for t in noun.lefts if t.tag_.startswith("NNP") and t.dep_ == "compound"]
    if not names or any(t not in names and t.i > names[-1].i for t in noun.lefts):
        return
    if any(t.dep_ in ("det", "poss", "nummod") for t in noun.lefts):
        return
    verb = doc[noun.i + 1]
    while verb.dep_ in ("aux", "auxpass") and verb.head.i > verb.i:
        verb = verb.head
    if doc[noun.i + 1].tag_ not in FINITE or any(c.dep_ in _ANY_SUBJECT for c in verb.children):
        return
    if prep.is_ancestor(verb):
        return  # parsers take what is said for a clause that describes the noun
    last = names[-1]
    for name in names[:-1]:
        doc.hang(name, last)
    last.dep_ = "pobj"
    doc.hang(last, prep)
    noun.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj"
    doc.hang(noun, verb)


def _day_before_subject(doc: Doc) -> None:
    """ "On Monday rebels backed by Xland attacked": the subject taken for what the day belongs to."""
    for day in doc[1:]:
        noun, prep = day.head, doc[day.i - 1]
        if (
            day.lower_ not in _DAYS
            or day.dep_ != "compound"
            or noun.i != day.i + 1
            or noun.dep_ != "pobj"
            or noun.head is not prep
            or prep.lower_ != "on"
        ):
            continue
        verb = prep.head
        while verb.head is not verb and verb.i < noun.i:
            verb = verb.head
        if (
            verb.i <= noun.i
            or verb.tag_[:2] != "VB"
            or any(c.dep_ in _ANY_SUBJECT for c in verb.children)
        ):
            continue
        day.dep_ = "pobj"
        doc.hang(day, prep)
        noun.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj"
        doc.hang(noun, verb)


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _closed_to_users(doc: Doc, to: Token) -> None:
    """ "Closed the road to traffic": the noun behind "to" taken for a verb."""
    users = to.head
    if to.dep_ != "aux" or to.i + 1 != users.i or users.lower_ not in _USERS:
        return
    doc.promote(to, users)
    to.tag_, to.dep_ = "IN", "prep"
    users.tag_, users.dep_ = "NN", "pobj"
    doc.hang(users, to)


_STATES = ("JJ", "VBN", "RB", "RP", "VBD")


def _not_so(doc: Doc, word: Token) -> None:
    """ "Is far from contained", "is anything but safe": what something is not, as a predicate denied."""
    link = word.head
    between = next((t for t in word.rights if t.lower_ in ("from", "but")), None)
    if between is None or link.i > word.i or link.tag_[:2] != "VB":
        return
    state = next(
        (
            t
            for t in (*between.rights, *word.rights)
            if t.i > between.i and t.tag_ in _STATES and t.dep_ != "prep"
        ),
        None,
    )
    if state is None or any(t.is_punct for t in doc[word.i : state.i]):
        return
    word.dep_ = "neg"
    state.tag_ = "JJ" if state.tag_ in ("VBN", "VBD") else state.tag_
    state.dep_ = "acomp"
    doc.hang(state, link)


def _left_so(doc: Doc, word: Token) -> None:
    """ "Left houses in Xtown charred": what something is left as, taken for the end of the name."""
    if not (word.lower_.endswith("ed") and word.text.islower() and word.dep_ == "pobj"):
        return
    name = next((t for t in word.lefts if t.tag_.startswith("NNP") and t.i == word.i - 1), None)
    verb = word.head
    while verb.dep_ in ("prep", "pobj") and verb.head is not verb:
        verb = verb.head
    thing = verb if verb.dep_ == "dobj" else None
    verb = thing.head if thing is not None else verb
    if name is None or verb.lemma_ not in _LEAVES:
        return
    prep = word.head
    name.dep_ = "pobj"
    for other in [t for t in word.lefts if t is not name]:
        doc.hang(other, name)
    doc.hang(name, prep)
    word.tag_, word.dep_ = "VBN", "oprd"
    doc.hang(word, verb)


_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today".split()
)


def _after_weekday(doc: Doc, number: Token) -> None:
    """ "On Monday 78 hostages were freed": the number hung on the day."""
    day = number.head
    if day.i >= number.i or day.lower_ not in _WEEKDAYS:
        return
    noun = next((t for t in doc[number.i + 1 : number.i + 5] if t.tag_[:2] == "NN"), None)
    if noun is None or any(t.tag_[:2] not in ("JJ", "VB") for t in doc[number.i + 1 : noun.i]):
        return
    while noun.dep_ == "compound" and noun.head.i == noun.i + 1:
        noun = noun.head
    doc.hang(number, noun)


def _noun_of_verb(verb: Token) -> None:
    """ "Mobile phones work in Xtown": the subject taken for part of a noun that is a verb."""
    noun = next((t for t in verb.lefts if t.dep_ == "compound" and t.i == verb.i - 1), None)
    if noun is None or verb.dep_ not in _CLAUSES or (noun.tag_, verb.tag_) not in _AGREE:
        return
    if not any(t.dep_ in _ANY_SUBJECT for t in verb.children):
        noun.dep_ = "nsubj"


_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "conj", "relcl"})
_AGREE = frozenset({("NNS", "VBP"), ("NN", "VBZ"), ("NN", "VBD"), ("NNS", "VBD")})


def _cost_lives(doc: Doc, lives: Token) -> None:
    """ "The strike in Xtown cost 64 lives": the verb taken for the end of the name, and "lives" for a verb."""
    cost = next((t for t in doc[: lives.i] if t.lower_ == "cost" and t.tag_ == "NN"), None)
    subject = next((t for t in lives.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    if cost is None or cost.dep_ != "pobj" or subject is None or subject.i > cost.i:
        return
    name = next((t for t in cost.lefts if t.tag_.startswith("NNP") and t.i == cost.i - 1), None)
    if name is None or not any(t.dep_ == "nummod" for t in lives.lefts):
        return
    name.dep_ = "pobj"
    for other in [t for t in cost.lefts if t is not name]:
        doc.hang(other, name)
    doc.hang(name, cost.head)
    doc.hang(cost, lives)
    doc.promote(cost, lives)
    cost.tag_ = "VBD"
    subject.dep_, lives.dep_ = "nsubj", "dobj"
    doc.hang(subject, cost)
    for later in [t for t in lives.rights if t.dep_ in ("conj", "cc", "punct")]:
        doc.hang(later, cost)
    doc.hang(lives, cost)


def _mend_list(doc: Doc, noun: Token) -> None:
    """ "Forty men, 17 women and 12 children had died": of a list of counts the second taken for a
    subject of its own, or for what the first are; against "twenty men, 17 sailors and three cooks, …"."""
    if not _is_counted(noun):
        return
    at = noun.left_edge.i
    if at < 2 or doc[at - 1].text != ",":
        return
    last = next((c for c in noun.rights if c.dep_ == "conj" and _is_counted(c)), None)
    if last is None:
        return
    if noun.dep_ == "appos":
        after = last.right_edge.i + 1
        if noun.head.i == at - 2 and _is_counted(noun.head) and doc[after : after + 1]:
            noun.dep_ = "appos" if doc[after].is_punct else "conj"
        return
    first = next((t for t in noun.head.lefts if t.dep_ == noun.dep_ and t.i == at - 2), None)
    if first is not None and first is not noun and _is_counted(first):
        noun.dep_ = "conj"
        doc.hang(noun, first)


def _counted_beside(doc: Doc, noun: Token) -> None:
    """ "Four guards from the gate and six clerks": the second of two counts hung on a name between them."""
    between = noun.head
    first = between.head.head
    if _is_counted(noun) and _is_counted(first) and first.tag_ == "NNS":
        if not _is_counted(between) and between.tag_ != "NNS" and first.i < between.i:
            doc.hang(noun, first)


def _is_counted(noun: Token) -> bool:
    return any(c.tag_ == "CD" for c in noun.lefts)


def _verb_unread(doc: Doc, noun: Token) -> None:
    """ "The services of water and power function with normality": the only verb taken for a noun."""
    if any(t.tag_ in FINITE for t in doc) or noun.dep_ != "ROOT":
        return
    verb = next((t for t in doc[noun.i + 1 :] if t.lower_ in _RUN and t.tag_ == "NN"), None)
    if verb is None or not any(t.dep_ == "compound" and t.i == verb.i - 1 for t in verb.lefts):
        return
    last = doc[verb.i - 1]
    last.dep_ = verb.dep_
    doc.hang(last, verb.head)
    for other in [t for t in verb.lefts if t.i < verb.i]:
        doc.hang(other, last)
    for later in [t for t in (*verb.rights, *noun.rights) if t.i > verb.i]:
        doc.hang(later, verb)
    doc.hang(verb, noun)
    doc.promote(verb, noun)
    verb.tag_ = "VBP"
    noun.dep_ = "nsubj"
    doc.hang(noun, verb)


_RUN = frozenset({"function", "work", "run", "flow", "operate"})
