"""The mends, word by word, in the order in which one prepares another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.mends.counts import (
    also_missing,
    carried,
    cost_lives,
    counted_beside,
    feared_dead,
    mend_gapped,
    mend_list,
    mend_missing,
    mend_number,
    passive_list,
    presumed_there,
)
from contraflow.reading.parsing.mends.deeds import (
    HAS,
    after_it_did,
    believed_to_be,
    by_whom,
    is_past,
    mend_adjective,
    mend_custom,
    mend_infinitive,
    mend_loose,
    mend_participle,
    mend_perfect,
    mend_root,
    mend_subject,
    noun_of_verb,
    verb_unread,
)
from contraflow.reading.parsing.mends.headlines import (
    headline_clause,
    headline_deed,
    headline_fires,
    headline_verb,
    in_whose_raid,
)
from contraflow.reading.parsing.mends.labels import PAST, SUBJECTS
from contraflow.reading.parsing.mends.names import (
    NAME_WITH_ARTICLE,
    after_weekday,
    count_after_clock,
    day_before_subject,
    initials,
    name_before_subject,
    name_subject,
    off_shore,
    one_name,
    time_after,
)
from contraflow.reading.parsing.mends.speech import (
    SAYS,
    according_to_which,
    also_said,
    apart_by_semicolon,
    claimed_by,
    mend_claimed,
    mend_content,
    mend_quoted,
    mend_said,
    mend_saying,
    mend_that,
    second_side,
    who_also_said,
    who_is_there,
)
from contraflow.reading.parsing.mends.states import (
    as_were,
    closed_to_users,
    left_so,
    mend_had,
    mend_held,
    not_so,
    there_was,
)

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc

    Lemma = Callable[[str, str], str]


def mend(doc: Doc, lemma: Lemma) -> None:
    """Put right what the tagger and the parser often get wrong; ``lemma`` gives that of a form under a tag.

    A root with a subject of its own is a verb ("Rebels claim …"), "al-Xyz" is a name; in
    "rebels, not civilians" it is the civilians that "not" denies.
    """
    name_subject(doc)
    name_before_subject(doc)
    count_after_clock(doc)
    day_before_subject(doc)
    ends = bool(doc) and doc[-1].is_punct
    for token in doc:
        tag, dep = token.tag_, token.dep_
        if tag in _PLAIN_TAGS and dep in _PLAIN:
            continue  # nothing below is about an article, a comma and the like
        if dep == "dobj" and tag in _NAMES_AND_TIMES:
            one_name(doc, token)
            time_after(doc, token)
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
                mend_adjective(doc, token)
        if token.dep_ == "agent" and token.i > 2:
            by_whom(doc, token)
        if token.dep_ == "nsubj" and token.head.dep_ == "auxpass":
            # "all of its ports are closed", where the parser hangs the subject on "are"
            doc.hang(token, token.head.head)
            token.dep_ = "nsubjpass"
        if token.dep_ == "nsubj" and token.tag_[:2] == "NN":
            carried(doc, token)
        if token.tag_ == "RP" and token.lower_ == "off" and token.head.lemma_ in _AT_SEA:
            off_shore(doc, token)
        if token.dep_ == "advcl" and token.tag_ == "VBN" and token.i:
            there_was(doc, token)
        if token.dep_ == "dep" and token.tag_ == "VBN":
            mend_loose(doc, token)
        if token.tag_ == "NNS" and (
            (token.dep_ in SUBJECTS and token.head.i > token.i) or token.dep_ == "appos"
        ):
            mend_list(doc, token)
        if token.dep_ == "conj" and token.tag_ == "NNS" and token.head.dep_ == "pobj":
            counted_beside(doc, token)
        if token.dep_ == "conj" and token.tag_ in ("VB", "VBP"):
            mend_custom(doc, token)
        if token.dep_ == "conj" and token.tag_ == "VBN":
            mend_gapped(doc, token)
        if token.tag_ in PAST and token.head is not token:
            if token.dep_ in ("nsubj", "nsubjpass") and token.head.i > token.i:
                mend_subject(doc, token)
            elif token.dep_ in ("conj", "advcl") and token.head.tag_ in PAST:
                if token.head.i < token.i:
                    mend_participle(doc, token)
            elif token.dep_ == "acl":
                if token.tag_ == "VBN":
                    mend_root(doc, token)
                after_it_did(doc, token)
            elif token.dep_ == "amod" and token.lefts:
                mend_perfect(doc, token)
        if token.dep_ == "conj" and token.tag_ == "VBD":
            also_said(doc, token)
        if token.tag_ in ("VBD", "VBZ") and token.lemma_ in SAYS:
            mend_quoted(doc, token)
            if token.dep_ == "conj":
                who_also_said(doc, token)
        if token.tag_ == "VBD" and token.lemma_ in _DONE_TO and token.lefts:
            passive_list(doc, token)
        if token.dep_ == "dobj" and token.lefts and token.lefts[0].lower_ == "that":
            mend_that(doc, token)
        if token.lower_ in HAS and token.dep_ == "aux" and token.head.tag_ == "VBN":
            mend_had(doc, token)
        if token.tag_ == "VBN" and token.dep_ == "ccomp" and token.head.lower_ in HAS:
            mend_held(doc, token)
        if token.tag_ == "TO" and token.dep_ == "aux" and token.head.tag_[:2] in ("NN", "JJ"):
            if token.head.i > token.i:
                mend_infinitive(doc, token.head)
        if token.dep_ == "xcomp" and token.tag_[:2] == "VB":
            mend_claimed(doc, token)
        if token.tag_ == "VB" and is_past(token, lemma):
            token.tag_ = "VBD"
            token.lemma_ = lemma(token.lower_, "VBD")
        if token.tag_ in PAST and token.lemma_ in _THOUGHT_SO:
            feared_dead(doc, token)
            presumed_there(doc, token)
            believed_to_be(doc, token)
        if token.tag_ == "VB" and token.text.isupper() and len(token.text) > 2:
            initials(doc, token)
        if token.text == "IS" and token.dep_ in ("aux", "auxpass") and token.head.i == token.i + 1:
            if token.head.tag_ in ("VBZ", "VBD") and not token.head.text.isupper():
                token.tag_, token.lemma_, token.dep_ = "NNP", "IS", "nsubj"  # "IS says …"
        if token.tag_ in ("NNS", "VBZ") and token.dep_ in ("compound", "pobj"):
            if headline_clause(doc, token):
                token.lemma_ = lemma(token.lower_, token.tag_)
        if token.tag_ in ("NN", "NNS") and not ends:
            if headline_verb(doc, token) or headline_deed(doc, token) or headline_fires(doc, token):
                token.lemma_ = lemma(token.lower_, token.tag_)
            in_whose_raid(doc, token)
        if token.lower_ == "that" and token.head.i > token.i:
            if token.dep_ == "dobj":
                mend_content(doc, token)
            if token.dep_ == "mark":
                mend_said(doc, token.head)
            elif token.dep_ == "nsubj" and sum(c.dep_ == "nsubj" for c in token.head.lefts) > 1:
                token.tag_, token.dep_ = "IN", "mark"
        if token.lower_ in ("far", "anything") and token.dep_ in ("advmod", "attr", "acomp"):
            not_so(doc, token)
        if token.lower_ == "to" and token.dep_ == "aux":
            closed_to_users(doc, token)
        if token.dep_ == "pobj" and token.tag_ in ("NNP", "VBD", "VBN"):
            left_so(doc, token)
            if token.dep_ == "oprd":
                token.lemma_ = lemma(token.lower_, "VBN")
        if token.lower_ == "drunk" and token.dep_ == "acomp" and token.tag_ == "JJ":
            if any(c.tag_ == "MD" for c in token.head.lefts):
                token.tag_, token.lemma_ = "VBN", "drink"  # "the water can be drunk"
        if token.lower_ == "missing" and token.tag_ in ("VBG", "JJ"):
            mend_missing(doc, token)
            also_missing(doc, token)
        if token.lower_ == "number" and token.tag_ == "NN" and token.i:
            mend_number(doc, token)
        if token.tag_ in _UNNAMED and "-" in token.text and NAME_WITH_ARTICLE.match(token.text):
            token.tag_ = "NNP"
        if token.head is token and token.tag_[:2] == "NN":
            mend_saying(doc, token)
            verb_unread(doc, token)
        if token.tag_ in ("VBP", "VBZ", "VBD") and token.lefts:
            noun_of_verb(token)
        if token.tag_ == "CD" and token.dep_ == "nummod":
            after_weekday(doc, token)
        if token.lower_ == "lives" and token.lefts:
            cost_lives(doc, token)
        if token.tag_ == "VBZ" and token.dep_ in ("nsubj", "nsubjpass") and token.head.i > token.i:
            # "Reports that P are not correct"
            token.tag_, token.lemma_ = "NNS", lemma(token.lower_, "NNS")
        if token.lower_ == "as" and token.i and doc[token.i - 1].text == ",":
            as_were(doc, token)
        if token.lower_ == "so" and token.i > 1 and doc[token.i - 1].lower_ == "and":
            as_were(doc, token)
        if token.lower_ == "according" and token.head.i > token.i + 2:
            apart_by_semicolon(doc, token)
        if token.lower_ == "claimed" and token.i > 2:
            claimed_by(doc, token)
        if token.lower_ in ("which", "who") and token.head.dep_ == "relcl":
            who_is_there(doc, token.head)
            second_side(doc, token)
        if token.lower_ == "which" and token.i > 2 and doc[token.i - 2].lower_ == "according":
            according_to_which(doc, token)
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
_BESIDE = frozenset({"appos", "conj"})
"""How a noun stands beside the one that it is contrasted with."""
_UNNAMED = frozenset({"NN", "RB", "JJ", "FW", "IN", "VB", "VBP", "CD"})
"""What the tagger takes a name with an article for: "kicked al-Xyz out"."""
_AT_SEA = frozenset(
    "capsize sink founder drown overturn collide perish die vanish disappear run flip rescue save"
    " happen occur".split()
)
"""What befalls people and craft off a coast."""
_THOUGHT_SO = frozenset({"fear", "believe", "presume", "report", "think", "suspect", "assume"})
"""Verbs whose passive headlines write without "are"."""
_DONE_TO = word_set("has-object") | {"injure", "carry", "take"}
_NAMES_AND_TIMES = ("NNP", "NNS", "NN")
