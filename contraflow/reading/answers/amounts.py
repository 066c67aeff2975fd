"""Step 8, amounts: how many a counting frame tells of: exactly, at least, fewer than, none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contraflow.reading.answers.referents import counted_object
from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import word_set
from contraflow.reading.numbers.numerals import ORDINALS
from contraflow.reading.numbers.quantities import Quantity
from contraflow.reading.parsing.negation import is_negative_noun
from contraflow.reading.parsing.syntax import children, is_next_one, is_verb, oblique
from contraflow.reading.parsing.view import SentenceView
from schemas import Numbers

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Doc, Token

_COMES_BACK = re.compile(
    r"\breturn|(?:come|came) (?:home|back)|back (?:in|at)|fl(?:y|ew) (?:home|back)|land|account|it back",
    re.I,
)
_EXACTLY = re.compile(r"\b(?:exactly|precisely|a total of|in all|all but)\W*$")
_NO_MORE = re.compile(
    r"neither more nor (?:less|fewer)|no more(?: and|,)? no (?:less|fewer)|\b(?:all told|in all|in total|altogether)\b"
)
"""Behind a number that is the whole."""
_KIN, _FIGURES = word_set("kin"), word_set("totals")
_SEES = word_set("sees-bodies")
_HANDLINGS = word_set("handlings-of-bodies")
_BODIES = word_set("bodies")
_FURTHER = word_set("further")
_UNGIVEN = _FIGURES - {"death"}
"""What stays open while nobody gives it: "no toll", against "no deaths"."""
_SAVE = frozenset({"but", "except", "save", "bar", "barring", "excepting", "excluding"})
"""Who is named behind these is not among all the others."""
_RANKS = word_set("ordinals") | {"first", "latest", "worst", "deadliest"}
_MERELY = frozenset({"only", "just", "merely"})
_SLIGHT = word_set("slight")
_KINDS = word_set("kinds-of-people")
_TAKEN_OUT = word_set("taken-out")
_SPOTS = word_set("spots")
_GROWING = ("casualties.killed", "casualties.displaced")
"""Axes of which texts give what came on top as often as the sum."""


def amount(view: SentenceView, hit: FrameHit, turned: bool, group: str = "") -> Numbers | None:
    """The number that a frame tells of; ``turned``: the text denies it; ``group``: of whom, if not of all."""
    q, spec = hit.quantity, hit.spec
    lost = spec.axis == "damage.lost"
    unit = spec.unit or (counted_object(view, hit) if lost else "people")
    if lost and _COMES_BACK.search(view.doc.span(*hit.words)):
        # "all aircraft returned to base" loses none
        everything = any(t.lower_ in ("all", "every", "each") for t in view.doc)
        return Numbers(low=0, high=0, unit=unit) if everything and not turned else None
    if spec.axis == "casualties.missing" and hit.anchor.lemma_ == "account":
        if q is None or (not turned and hit.anchor.lower_ == "accounted"):
            none = not turned and (q is None or _whole(view.doc[q.head]))
            return Numbers(low=0, high=0, unit=unit, text="no") if none else None
        if turned and hit.negated and _goes_without(view.doc, q, hit.anchor):
            # "fifteen have not been accounted for"
            return Numbers(
                low=q.low, high=q.high, unit=unit, approximate=q.approximate, text=q.text
            )
    if q is None and hit.negated and hit.anchor.lemma_ in _BODIES:
        return None  # "no bodies have been recovered": nobody knows yet
    if q is None and any(_is_further(r) for r in (hit.anchor, hit.theme, hit.agent) if r):
        if not (turned or hit.negated) and any(map(_is_another, (hit.theme, hit.agent))):
            return Numbers(low=1, high=None, unit=unit, text="a")
        return None  # "no more survivors", "no further casualties": there were some before
    if q is None and (_of_the_rest(hit.anchor) or _is_meant_not_to(hit.anchor)):
        return None
    if q is None and (hit.anchor.lemma_ in _UNGIVEN or _sorts_out(hit) or _is_topic(hit.anchor)):
        return None  # "the toll has not been updated", "those who were not hurt"
    if spec.id == "all-found":
        return None if turned else _all_but(view, hit)
    if spec.id in ("all-unhurt", "all-present"):
        return (
            None
            if turned and hit.anchor.lower_ != "absent"
            else Numbers(low=0, high=0, unit=unit, text="no")
        )
    if q is None:
        some = _without_number(hit, turned, unit)
        if some.high == 0 and _of_one_shot(view, hit):
            return None
        if some.high == 0 and not group and _none_of_a_kind(hit):
            return None  # "no foreigners are among the dead": of the others nothing is told
        return some
    if unit == "minute":
        return _lasted(q, never=turned)
    unit = q.unit or unit
    instead = _instead(view, q) if turned and hit.negated else None
    if instead is not None:
        # "not nine but more than 30": what is put in its place
        return Numbers(low=instead.low, high=instead.high, unit=unit, text=instead.text)
    if not turned and q.high and _PERHAPS_MORE.search(view.doc.text, view.doc[q.end - 1].idx):
        return Numbers(low=q.low, high=None, unit=unit, approximate=q.approximate, text=q.text)
    if _is_least(view.doc, q, hit, turned, group) or (not turned and _in_care(view, hit)):
        return Numbers(low=q.low, high=None, unit=unit, approximate=q.approximate, text=q.text)
    if (
        q.low == 0
        and q.high
        and not (turned or group)
        and _is_out_of_those(view.doc, q, hit.anchor)
    ):
        return None  # "no more than nine of the dead have a name": there may be others
    if turned and hit.negated and _is_figure(view.doc, hit.anchor, q):
        return None  # "the toll of 17 is not credible": it may be more
    if turned and hit.negated and _goes_without(view.doc, q, hit.anchor):
        return None  # "57 have not been caught": of how many others it is true, is not told
    if turned and q.low and view.doc[max(0, q.start - 1)].lower_ in _MERELY:
        return Numbers(
            low=(q.high or q.low) + 1, high=None, unit=unit, text=q.text
        )  # "not only 64"
    if turned and q.low != 0:
        # a denied number: only that it is less is said ("not 64")
        return Numbers(low=0, high=max(0.0, (q.low or 1) - 1), unit=unit, text=q.text)
    return Numbers(low=q.low, high=q.high, unit=unit, approximate=q.approximate, text=q.text)


_DIES = frozenset({"die", "succumb", "perish"})
_SHOTS = frozenset(
    {"shell", "rocket", "round", "missile", "mortar", "bomb", "projectile", "grenade"}
)


def _of_one_shot(view: SentenceView, hit: FrameHit) -> bool:
    """Whether it is told of one shot among others that it hurt nobody: "one shell fell in his orchard;
    nobody was hurt", "another rocket landed in a field without hurting anyone"."""
    return hit.spec.axis.startswith("casualties.") and any(
        t.lemma_ in _SHOTS and any(c.lower_ in ("one", "another") for c in t.children)
        for t in view.nouns
        if t.i < hit.anchor.i
    )


def _in_care(view: SentenceView, hit: FrameHit) -> bool:
    """Whether those are counted who died in care: "two died in hospital", "14 were taken to the clinic;
    two died there". Others may have died where it happened."""
    if hit.spec.axis != "casualties.killed" or hit.anchor.lemma_ not in _DIES:
        return False
    at = next((c.i for c in hit.anchor.children if c.lower_ == "where"), 0)
    if hit.anchor.dep_ == "relcl" and at:
        # "aimed at the hospital in X, where two patients died"
        return any(
            view.class_of(t, "facility") == "hospital" for t in view.doc[max(0, at - 6) : at]
        )
    where = oblique(hit.anchor, "in", "at", "under")
    if where is not None:
        if where.lemma_ in ("care", "hand", "arm") and any(children(where, "poss")):
            return True  # "eleven died in our care"
        return view.class_of(where, "facility") == "hospital"
    return any(c.lower_ == "there" and c.i > hit.anchor.i for c in hit.anchor.children) and any(
        view.class_of(t, "facility") == "hospital" for t in view.nouns if t.i < hit.anchor.i
    )


_PERHAPS_MORE = re.compile(
    r"(?:,| or) ?(?:perhaps|maybe|possibly|probably|if not) (?:many |even |far )?more\b"
)
"""What leaves a count open upwards."""


def _instead(view: SentenceView, denied: Quantity) -> Quantity | None:
    """The number that is put in the place of one that is not right: "not nine … but more than 30"."""
    doc = view.doc
    if not denied.start or doc[denied.start - 1].lower_ != "not":
        return None
    for other in view.numbers:
        if other.start > denied.end and not other.unit:
            before = doc[max(denied.end, other.start - 3) : other.start + 1]
            if any(t.lower_ == "but" for t in before):
                return other
    return None


_TOPICS = frozenset({"about", "regarding", "concerning", "on"})


def _is_topic(noun: Token) -> bool:
    """Whether people are what is spoken of, and no more: "nothing is known about survivors"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in _TOPICS and noun.head.head.lower_ != "based"


def _goes_without(doc: Doc, q: Quantity, verb: Token) -> bool:
    """Whether so many are the subject of a negated verb, and no bound is denied."""
    counted = doc[q.head]
    first = doc[max(0, q.start - 1)].lower_
    return (
        is_verb(verb)
        and q.end <= verb.i
        and counted.dep_ in ("nsubj", "nsubjpass")
        and counted.head is verb
        and first not in ("not", "nor", "no", "any", "a", "single")
        and any(c.dep_ == "neg" and q.end <= c.i < verb.i for c in verb.children)
    )


def sums_up(hit: FrameHit) -> bool:
    """Whether a count is what the one before it makes the sum: "four died, bringing the toll to 37"."""
    noun = hit.anchor.head if hit.anchor.dep_ == "compound" else hit.anchor
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    return (
        hit.quantity is not None
        and noun.lemma_ in _UNGIVEN
        and noun.dep_ == "dobj"
        and noun.head.tag_ == "VBG"
    )


def _lasted(q: Quantity, *, never: bool) -> Numbers:
    """How long something took, as people guess it: half as long, twice as long."""
    low = q.low and (q.low if never else q.low / 2)
    high = None if never or q.high is None else q.high * (1 if q.low == 0 else 2)
    return Numbers(low=low, high=high, unit="minute", text=q.text)


def _whole(counted: Token) -> bool:
    """ "All 30 passengers were accounted for" leaves nobody missing."""
    near = (g for c in counted.children for g in (c, *c.children))
    return any(g.lower_ in ("all", "both") for g in near)


def _all_but(view: SentenceView, hit: FrameHit) -> Numbers | None:
    """How many are missing when all are found, "save two", "but for a girl"."""
    for token in view.doc[max(0, hit.words[0] - 10) :]:
        after = view.doc[token.i + 1 : token.i + 5]
        if token.lower_ in _SAVE and (
            token.lower_ != "but" or (after[:1] and after[0].tag_ == "CD")
        ):
            left = next(
                (q for q in view.numbers if after and q.start in {t.i for t in after}), None
            )
            if left is not None:
                return Numbers(low=left.low, high=left.high, unit="people", text=left.text)
            return None  # "all but the captain"
    return Numbers(low=0, high=0, unit="people", text="no")


def _without_number(hit: FrameHit, turned: bool, unit: str) -> Numbers:
    """ "Nobody was hurt", "a soldier was killed", "killed several people"."""
    roles = [r for r in (hit.theme, hit.agent) if r is not None]
    nouns = roles if is_verb(hit.anchor) else (*roles, hit.anchor)
    within = hit.anchor.doc[slice(*hit.words)]
    nobody = any(t.lower_ in ("nobody", "none") for t in within)  # "found nobody alive"
    if turned or hit.negated or nobody or any(map(is_negative_noun, nouns)):
        return Numbers(low=0, high=0, unit=unit, text="no")
    nth = _nth(hit) if hit.spec.axis == "casualties.killed" else None
    if nth is not None:
        return Numbers(low=nth, high=None, unit=unit, text="nth")
    words = [{c.lower_ for c in role.children} for role in roles]
    if any(map(is_next_one, roles)):
        return Numbers(low=1, high=None, unit=unit, text="a")
    if roles and roles[0].tag_ in ("NN", "NNP") and words[0] & {"a", "an"}:
        sole = 1 if words[0] & {"single", "sole"} else None
        return Numbers(low=1, high=sole, unit=unit, text="a single" if sole else "a")
    some = any(near & {"some", "several"} for near in words)
    return Numbers(low=1, high=None, unit=unit, text="some" if some else "")


def _nth(hit: FrameHit) -> float | None:
    """How many there are at least when one more is told of: "a sixth person died", "a second body"."""
    nouns = (hit.theme, hit.agent, hit.anchor)
    for noun in nouns:
        if noun is not None and noun.tag_ in ("NN", "NNP"):
            for c in noun.lefts:
                if c.lower_ in ORDINALS:
                    return ORDINALS[c.lower_]
    return None


def _is_least(doc: Doc, q: Quantity, hit: FrameHit, turned: bool, group: str) -> bool:
    """Whether a number is of some of those there were, and so the least."""
    if _is_exact(doc, q):
        return False
    few = q.text.casefold().endswith(("few", "some", "several"))
    if hit.spec.axis == "casualties.killed" and (q.low == q.high or few or q.approximate):
        if _through_kin(doc, hit.anchor, q):
            return True
    bodies = hit.spec.axis == "casualties.killed" and hit.anchor.lemma_ in ("body", "corpse")
    if bodies and _seen_only(hit.anchor):
        return True
    if turned or q.low == 0:
        return False  # "no more than eleven died" is a most
    if group == "kin" and hit.spec.axis.startswith("casualties."):
        return True  # "he lost seven relatives": others lost theirs
    if hit.spec.unit == "escape" and not is_verb(hit.anchor):
        return True  # "23 escapees were back by ten": of those who had escaped
    return (
        _is_tended(doc, hit)
        or _is_partitive(doc, q, hit, group)
        or _is_of_a_kind(doc, q, hit, group)
        or _is_added(doc, q, hit)
        or _is_beside(doc, q, hit)
        or _is_slight(doc, q, hit)
        or _is_alone(doc, q, hit)
        or _is_spread(doc, q, hit)
        or _is_listed(doc, q, hit)
        or _in_their_own(hit)
    )


def _is_tended(doc: Doc, hit: FrameHit) -> bool:
    """Whether those are counted who were buried, treated or questioned, or of whom somebody misses
    them: "eight have been buried", "two were treated for wounds", "has two brothers among the missing"."""
    words = {t.lemma_ for t in doc[slice(*hit.words)]} | {hit.anchor.lemma_}
    if hit.spec.axis == "casualties.killed":
        return hit.anchor.lemma_ == "bury"
    if hit.spec.axis == "casualties.injured":
        return not words.isdisjoint(_TENDS)
    if hit.spec.axis == "casualties.rescued" and hit.anchor.lemma_ == "survivor":
        return any(c.dep_ == "acl" and c.tag_ == "VBN" for c in hit.anchor.children)
    return hit.spec.axis == "casualties.missing" and doc[hit.words[0]].lower_ == "among"


_TENDS = frozenset({"treat", "admit", "attend", "hospitalise", "hospitalize"})


def _is_exact(doc: Doc, q: Quantity) -> bool:
    """Whether a text says that a number is the whole: "exactly nine", "nine, neither more nor less"."""
    before, after = doc.span(max(0, q.start - 2), q.start), doc.span(q.end, q.end + 7)
    return bool(_EXACTLY.search(before.casefold()) or _NO_MORE.search(after.casefold()))


def _is_slight(doc: Doc, q: Quantity, hit: FrameHit) -> bool:
    """Whether the lightly hurt are told from others: "six had minor injuries, one was badly hurt"."""
    if hit.spec.axis != "casualties.injured":
        return False
    first, last = min(q.start, hit.words[0]), max(q.end, hit.words[1])
    return any(t.lower_ in _SLIGHT for t in doc[first : last + 1]) and any(
        t.tag_ == "CD" or t.lower_ in ("one", "another") for t in doc[last + 1 :]
    )


def _is_alone(doc: Doc, q: Quantity, hit: FrameHit) -> bool:
    """Whether a count is of one place, day or event among others: "in Xtown alone", "the first raid
    alone", "in the last of four attacks"."""
    if not hit.spec.axis.startswith("casualties."):
        return False
    if any(t.lower_ == "alone" and t.i and doc[t.i - 1].tag_.startswith("NN") for t in doc):
        return True
    verb = hit.anchor if is_verb(hit.anchor) else hit.anchor.head
    event = oblique(verb, "in", "during", "by")
    return event is not None and (
        (event.lower_ == "one" or event.lower_ in _RANKS) and oblique(event, "of") is not None
    )


def _is_spread(doc: Doc, q: Quantity, hit: FrameHit) -> bool:
    """Whether a count goes on spot by spot: "12 died inside the house, two outside and one on the stairs"."""
    if not hit.spec.axis.startswith("casualties.") or q.end > hit.anchor.i + 1:
        return False
    for t in doc[hit.words[1] : hit.words[1] + 14]:
        if is_verb(t) or t.text == ";":
            return False
        if (
            t.tag_ == "CD"
            and doc[t.i - 1].lower_ in (",", "and")
            and any(n.lower_ in _SPOTS for n in doc[t.i + 1 : t.i + 2])
        ):
            return True
    return False


def _is_listed(doc: Doc, q: Quantity, hit: FrameHit) -> bool:
    """Whether those are counted who stand on a list: "a list at the gate gave 20 dead"."""
    node = doc[q.head]
    for _ in range(4):
        lists = (c for c in children(node, "nsubj") if c.lemma_ in _LISTS) if is_verb(node) else ()
        for found in lists:
            return hit.spec.axis.startswith("casualties.") and not any(
                c.lower_ in _COMPLETE for c in found.children
            )
        node = node.head
    return False


_LISTS = frozenset({"list"})
_COMPLETE = frozenset({"final", "complete", "full", "definitive", "official", "closing"})


def _in_their_own(hit: FrameHit) -> bool:
    """Whether those are counted who were in what is theirs: "died in their cells", "in their beds"; of
    those outside nothing is told."""
    if hit.spec.axis not in ("casualties.killed", "casualties.injured") or not is_verb(hit.anchor):
        return False
    return any(
        prep.lower_ in ("in", "inside") and where.lemma_ in _QUARTERS and _is_theirs(where)
        for near in (hit.anchor, hit.theme, hit.agent)
        if near is not None
        for prep in children(near, "prep")
        for where in children(prep, "pobj")
    )


def _is_theirs(noun: Token) -> bool:
    return any(c.dep_ == "poss" and c.lower_ == "their" for c in noun.children)


_QUARTERS = word_set("own-quarters")


def _sorts_out(hit: FrameHit) -> bool:
    """Whether a clause only says which people are meant: "those who were not hurt"."""
    return (
        hit.negated
        and hit.anchor.dep_ == "relcl"
        and any(c.lower_ in ("who", "that") for c in hit.anchor.children)
    )


def _is_further(noun: Token) -> bool:
    return any(
        (c.lower_ in _FURTHER or c.lower_ in ("other", "new")) and not _is_any_more(c)
        for c in noun.children
    )


def _is_another(noun: Token | None) -> bool:
    """ "Another resident was hurt": one, beside those told before."""
    return (
        noun is not None
        and noun.tag_ == "NN"
        and any(c.dep_ == "det" and c.lower_ == "another" for c in noun.children)
    )


def _of_the_rest(verb: Token) -> bool:
    """ "Nobody else died", "hurt no one else": beside those who were counted."""
    told = children(verb, "nsubj", "nsubjpass", "dobj")
    return any(c.lower_ == "else" for noun in told for c in noun.children)


def _is_meant_not_to(verb: Token) -> bool:
    """ "Care was taken not to harm the guests", "ordered not to shoot anyone": what came of it, nothing
    tells; against "is said not to have harmed anyone"."""
    before = [c.lower_ for c in verb.lefts]
    return verb.tag_ == "VB" and "not" in before and "to" in before and "have" not in before


def _is_any_more(more: Token) -> bool:
    """ "Nobody is missing any more": no longer."""
    return more.lower_ == "more" and more.i > 0 and more.doc[more.i - 1].lower_ == "any"


def _through_kin(doc: Doc, dead: Token, q: Quantity) -> bool:
    """Whether some of the dead are counted through their kin: "the families of 15 deceased"."""
    return any(
        t.dep_ == "pobj" and t.head.head.lemma_ in _KIN for t in (dead, doc[q.head], doc[q.end - 1])
    )


def _seen_only(body: Token) -> bool:
    """Whether bodies are counted by who saw or received them."""
    if any(c.dep_ == "acl" and is_verb(c) and c.lemma_ in _SEES for c in body.rights):
        return True  # "the number of bodies recovered so far"
    node = body
    for _ in range(4):
        if node.lemma_ in (_SEES if is_verb(node) else _HANDLINGS):
            return True
        node = node.head
    return False


def _is_partitive(doc: Doc, q: Quantity, hit: FrameHit, group: str) -> bool:
    """Whether a number takes some out of a known group: "two of the wounded died" is two at least.

    "Three of the five" says how many there were. "Nine of the dead" is some of them too, but "nine of
    the dead were children" says how many children died.
    """
    after = [
        t for t in doc[q.end : q.end + 4] if t.tag_ not in ("DT", "PRP$") and t.lemma_ != "other"
    ]
    if not hit.spec.axis.startswith("casualties."):
        return False
    if (not group or _is_of_known(hit.anchor)) and _is_out_of(doc, q, hit.anchor):
        return True
    if not group and _OF_THE_HARMED.search(doc.span(max(0, q.start - 5), q.start)):
        return True
    if hit.anchor.dep_ == "relcl" and _is_fronted_part(hit.anchor.head, q, group):
        return True
    if len(after) < 2 or after[0].lower_ != "of":
        return False
    counted = after[1]
    if counted.lower_ in ("them", "two", "three") and _OTHER.search(doc.span(q.end, len(doc))):
        return True  # "a bullet killed one of them and a heart attack the other"
    if counted.tag_ == "CD":
        # "nine of 13 people found alive died": of others than those who died
        near = [t for t in doc[counted.i + 1 : counted.i + 4] if t.i < hit.anchor.i]
        return any(t.lemma_ in _TAKEN_OUT for t in near)
    if hit.anchor.i == counted.i:
        return not group
    of_whom = {t.tag_ for t in doc[q.end + 1 : counted.i]}
    return "DT" in of_whom or ("PRP$" in of_whom and not group)  # "four of its soldiers": all


def _is_of_known(dead: Token) -> bool:
    """Whether a word for the dead only says which of a group are meant: "of the dead policemen"."""
    whole = dead.head
    return dead.dep_ == "amod" and whole.dep_ == "pobj" and whole.head.lower_ in ("of", "among")


def _is_out_of_those(doc: Doc, q: Quantity, dead: Token) -> bool:
    """ "Nine of the dead", "nine of those killed on Monday": the word for the dead tells of whom."""
    of = doc[q.end] if q.end < len(doc) else dead
    return of.lower_ == "of" and of.i < dead.i <= of.right_edge.i


def _is_out_of(doc: Doc, q: Quantity, dead: Token) -> bool:
    """ "Of the dead, nine belonged to one family": some of them, whatever is said of these."""
    return (
        0 < dead.i < q.start
        and q.start - dead.i < 9
        and doc[dead.i - 1].lower_ in ("the", "those", "of")
        and any(t.lower_ in ("of", "among") for t in doc[max(0, dead.i - 3) : dead.i])
        and any(t.text == "," for t in doc[dead.i : q.start])
    )


def _is_fronted_part(those: Token, q: Quantity, group: str) -> bool:
    """ "Among those who died are two nurses", "of those who died, two …"."""
    of = those.head
    return (
        those.dep_ == "pobj"
        and (of.lower_ == "among" or (of.lower_ == "of" and not group))
        and of.i < q.start
        and not any(t.i >= q.start for t in those.subtree)
    )


_OF_THE_HARMED = re.compile(
    r"\b(?:of|among) (?:the|those) (?:\S+ )?(?:injured|wounded|hurt|dead|killed|victims|missing) ?,$",
    re.I,
)
""" "Of the injured, 25 were taken to the capital": more were hurt."""
_OTHER = re.compile(r"\bthe (?:other|second|third|rest)\b")


def _is_of_a_kind(doc: Doc, q: Quantity, hit: FrameHit, group: str) -> bool:
    """Whether people of one kind are counted, beside whom others may have come to harm: "nine Xish
    nationals died", "twelve women"."""
    if group or not hit.spec.axis.startswith("casualties."):
        return False
    whom = doc[q.head]
    return whom.lemma_ in _KINDS or (
        whom.tag_ == "NNS"
        and any(c.tag_ == "JJ" and c.i and c.text[:1].isupper() for c in whom.children)
    )


def _none_of_a_kind(hit: FrameHit) -> bool:
    """Whether there are none of one kind of people: "no foreigners were hurt"."""
    return hit.spec.axis.startswith("casualties.") and any(
        noun is not None and noun.lemma_ in _KINDS and is_negative_noun(noun)
        for noun in (hit.theme, hit.agent)
    )


def _is_added(doc: Doc, q: Quantity, hit: FrameHit) -> bool:
    """Whether a count comes on top of another, or is of some: "three more bodies", "two were among"."""
    counted = doc[q.head]
    return hit.spec.axis in _GROWING and (
        doc[hit.words[0]].lower_ == "among"
        or any(
            c.lower_ in _FURTHER
            for c in (*counted.children, *doc[max(0, q.start - 1) : q.end + 1])
            if c.i < counted.i or counted.i in range(q.start, q.end)
        )
    )


def _is_beside(doc: Doc, q: Quantity, hit: FrameHit) -> bool:
    """Whether others than one told before are counted: "the mayor and 12 others died", "the ten
    others missing", "another 57 got away"."""
    if hit.spec.axis not in _OTHERS_OF:
        return False
    if hit.spec.axis == "casualties.killed" and _OF_HIS.search(doc.span(q.end, q.end + 3)):
        return True  # "two brothers of his died"
    if _on_top(doc, q):
        return True
    near = doc[max(0, q.start - 1) : q.end + 2]
    return any(t.lower_ in ("other", "others", "another") for t in near)


def _on_top(doc: Doc, q: Quantity) -> bool:
    """Whether more people are named beside those counted: "57 who died, in addition to a guard"."""
    beside = _BESIDE.search(doc.text, doc[q.end - 1].idx, doc[q.end - 1].idx + _FAR)
    if beside is None:
        return False
    named = next((t for t in doc[q.end :] if t.idx > beside.end() and t.tag_[:1] in "NV"), None)
    return named is not None and named.lemma_ in _ONE_MORE


_BESIDE = re.compile(r"\b(?:in addition to|besides|on top of|not counting|apart from|as well as)\b")
_ONE_MORE = word_set("one-more-dead")
_FAR = 180
"""Characters behind a number within which others may be named beside those it counts."""


_OF_HIS = re.compile(r" of (?:his|hers|mine|ours|theirs)\b")
_OTHERS_OF = frozenset({"casualties.killed", "casualties.missing", "other.count"})


def _is_figure(doc: Doc, anchor: Token, q: Quantity) -> bool:
    """Whether what is denied is a figure and not that so many died."""
    return any(t.lemma_ in _FIGURES for t in (anchor, doc[q.end - 1].head.head, doc[q.head].head))
