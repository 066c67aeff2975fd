"""Which number a counting frame is about: "killed 12", "the toll rose to 40", "9 dead, 20 hurt"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from contraflow.reading.answers.persons import is_single_person
from contraflow.reading.frames.candidate import FrameHit
from contraflow.reading.frames.classes import in_table, means_arms
from contraflow.reading.lexicon import role_classes, word_set
from contraflow.reading.numbers.quantities import Quantity
from contraflow.reading.parsing.involvement import is_headline_passive, second_subject
from contraflow.reading.parsing.negation import is_negative_noun
from contraflow.reading.parsing.syntax import conjuncts, is_next_one, is_verb, oblique

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_MODEL = re.compile(r"(?=[A-Z]*\d|[A-Z]{2,}$)[A-Z][A-Z\d-]*s?")
"""Names of weapons and other models."""
_HOUSES = word_set("several-in-one")
_A = frozenset({"a", "an", "another"})
_BY_THEMSELVES = frozenset("die perish drown suffocate survive vanish disappear".split())
"""What befalls the subject of the verb."""
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_BEFALLEN = frozenset({"dead", "killed", "injured", "wounded", "hurt", "missing", "arrested"})
_ARRIVES = word_set("arrives")
_BODIES = word_set("force-units") - {"unit", "infantry"}
_TOTALS = word_set("totals")
_SERVE = word_set("serve-one-side")
_THOSE = frozenset({"them", "whom", "those", "these", "which"})
_TABLES = role_classes()
_HARMS_BOTH = word_set("harms-both")
_ABOUT = frozenset({"around", "about", "over", "above", "under", "near"})
_GOES = frozenset({"arrive", "reach", "cross", "leave"})
_HARMS_LIVING, _ANIMALS = word_set("harms-the-living"), word_set("animals")
_REACHES = frozenset({"to", "at", "past", "above", "beyond", "over", "near", "towards"})
"""Prepositions before what a total has come to."""
_STATE = re.compile(
    r"(?:(?:others?|more|still|remain(?:ed|ing)?|were|are|now|yet) )*(?:at large|on the (?:run|loose)"
    r"|in (?:hospital|custody|prison|intensive)|under arrest|unaccounted|missing|hospitali[sz]ed|alive"
    r"|safe|free)\b"
)
"""What is told of those whom a number without a noun counts."""
_ALL_BUT = re.compile(r"\ball (?:but|except)(?: \w+ of(?: the)?)?$")
_ABOARD = "fixed:on board"
"""The referent of the frame that counts those whom a craft carried."""
_FAR = 14
"""Words away from the cue at which a number needs a better tie than being near."""


def number(c: Candidate) -> Quantity | None:
    """The number of a counting frame: its object's or subject's, else the nearest that fits."""
    found = [
        (score, q)
        for q in _numbers(c)
        for score in (_distance(c, q),)
        if score is not None and score < 16
    ]
    if c.anchor.lemma_ in _TOTALS and c.anchor.dep_ == "nsubj":
        # "the toll, put at five on Monday, has climbed to seven"
        now = [pair for pair in found if _is_what_it_came_to(c.anchor, pair[1])]
        found = now or found
    if not found:
        return _one_by_one(c)
    best = min(found, key=lambda pair: pair[0])[1]
    return _with_known(c, best) or best


def _is_what_it_came_to(total: Token, q: Quantity) -> bool:
    """Whether the verb that a total is the subject of tells that it came to a number."""
    last = total.doc[q.head if q.head >= q.end else q.end - 1]
    by = last.head
    if last.dep_ in ("dobj", "attr"):
        return by is total.head
    return last.dep_ == "pobj" and by.lower_ in _REACHES and by.head is total.head


def _one_by_one(c: Candidate) -> Quantity | None:
    """Those of a list without numbers, who may not be all: "killed a woman and her child"."""
    if c.spec.id == "all-found":
        return None  # "a man and a dog were found": nobody knows of whom that is all
    verb = c.anchor if is_verb(c.anchor) else c.last  # "not found"
    if not is_verb(verb) or c.spec.axis not in _HARM_AXES | {"casualties.missing"}:
        return None
    return _of_all(c, _befallen(c, verb))


def _befallen(c: Candidate, verb: Token) -> list[Token]:
    """The list of those whom a verb is done to, or who die."""
    whom = next((r for r in c.roles if r is not None and r.dep_ in ("dobj", "nsubjpass")), None)
    if whom is None:
        whom = next((r for r in verb.lefts if r.dep_ == "nsubjpass"), None)
    if whom is None and c.agent is not None and c.anchor.lemma_ in _BY_THEMSELVES:
        whom = c.agent if c.agent.dep_ == "nsubj" else None
    if whom is None:
        return []
    members = _members(whom)
    astray = _astray(whom)
    return members if astray in members or astray is None else [*members, *_onwards(astray)]


def _astray(whom: Token) -> Token | None:
    """The second of a list whom parsers join to a verb: "killing him, his wife and two of their sons"."""
    behind = whom.doc[whom.i + 1 : whom.i + 5]
    if not behind or behind[0].text != ",":
        return None
    noun = next((t for t in behind if t.tag_ in ("NN", "NNS")), None)
    if noun is None or noun.left_edge.i != whom.i + 2 or noun.dep_ not in _JOINED:
        return None
    return noun if len(_onwards(noun)) > 1 else None


_JOINED = frozenset({"conj", "dobj", "dep"})


def _onwards(noun: Token) -> list[Token]:
    """A noun and those joined to it that stand behind it."""
    return [noun, *(t for t in conjuncts(noun) if t.i > noun.i)]


def _with_known(c: Candidate, q: Quantity) -> Quantity | None:
    """The number of a list that begins with people whom readers know: "the headmaster, his wife and
    three pupils"; fighters and others stay apart."""
    if not is_verb(c.anchor) or c.spec.axis not in _HARM_AXES:
        return None
    members = _without_parts(_befallen(c, c.anchor))
    if len(members) < 2 or _number_of(c.view, members[0]):
        return None
    if all(_number_of(c.view, m) is not q for m in members):
        return None
    if any(_kind(c.view, m) == "combatant" for m in members):
        return None
    return _of_all(c, members)


def _of_all(c: Candidate, members: list[Token]) -> Quantity | None:
    """What the members of a list come to at least, if each is so many or one known person."""
    parts = [
        ((m.tag_ == "CD" or _kind(c.view, m)) and (_number_of(c.view, m) or _one(c.view, m)))
        or _known(c, m)
        for m in members
    ]
    told = [q for q in parts if q is not None]
    if len(told) < 2 or len(told) < len(parts):
        return None
    return replace(_sum(told), high=None)


def _known(c: Candidate, noun: Token) -> Quantity | None:
    """The count of a person whom readers know, in a list: "the mayor and a guard", "Ada Roe and her son"."""
    if noun.lemma_ in _HOUSES or not is_single_person(c.view, noun, c.is_force):
        return None
    i = noun.i
    return Quantity(i, i + 1, 1, None, False, i, "", noun.text)


def _members(first: Token) -> list[Token]:
    """Those of a list, also where the second is taken for an apposition: "a woman, her son and a cousin"."""
    beside = next((t for t in first.rights if t.dep_ == "appos" and t.conjuncts), None)
    if beside is None or not any(t.dep_ in ("poss", "det", "nummod") for t in beside.lefts):
        return conjuncts(first)
    return [first, *conjuncts(beside)]


def counts(view: SentenceView, hit: FrameHit) -> list[FrameHit]:
    """A frame's count, or the counts of its list: "killed 16 rebels and 10 soldiers".

    Those of one kind of people are one count, "five men and five women were killed", and so are all of
    one side's ranks, "two officers and seven soldiers"; where people of one kind stand beside people
    at large, all of them are: "two teachers and nine pupils".
    """
    if hit.spec.referent == _ABOARD:
        return [_all_told(view, hit)]
    listed = _listed(view, hit)
    if len(listed) < 2:
        return [_with_rest(view, hit)]
    kinds = [_kind(view, hit.theme) for hit in listed]
    serve = all(h.theme is not None and h.theme.lemma_ in _SERVE for h in listed)
    if None in kinds or ("combatant" in kinds and not serve):
        listed = _ranks_together(listed)
        kinds = [_kind(view, hit.theme) for hit in listed]
        # "12 rebels and three residents": those at large are not all whom it befell
        return [
            replace(h, quantity=replace(h.quantity, high=None))
            if h.quantity is not None and kind in (None, "people")
            else h
            for h, kind in zip(listed, kinds, strict=True)
        ]
    whole = _sum([hit.quantity for hit in listed if hit.quantity is not None])
    if len(set(kinds)) == 1:
        return [replace(listed[0], quantity=whole)]
    return [
        replace(hit, quantity=whole) if kind == "people" else hit
        for hit, kind in zip(listed, kinds, strict=True)
    ]


def _ranks_together(listed: list[FrameHit]) -> list[FrameHit]:
    """One side's ranks as one count: "three soldiers, four policemen and seven civilians"."""
    ranks = [h for h in listed if h.theme is not None and _whole(h.theme).lemma_ in _SERVE]
    if len(ranks) < 2:
        return listed
    whole = _sum([h.quantity for h in ranks if h.quantity is not None])
    return [
        replace(h, quantity=whole) if h is ranks[0] else h for h in listed if h not in ranks[1:]
    ]


def _whole(some: Token) -> Token:
    """Of whom some are told: "two of the guards"."""
    return (oblique(some, "of") if some.tag_ == "CD" else None) or some


def _sum(parts: list[Quantity]) -> Quantity:
    """What counts of different people come to, told where the first is."""
    return replace(
        parts[0],
        low=sum(q.low or 0 for q in parts),
        high=None if any(q.high is None for q in parts) else sum(q.high or 0 for q in parts),
        approximate=any(q.approximate for q in parts),
    )


def _all_told(view: SentenceView, hit: FrameHit) -> FrameHit:
    """Those on board by whoever they are: "40 passengers and six crew", "40 passengers and a crew of six"."""
    q = hit.quantity
    if q is None:
        return hit
    first = view.doc[q.head]
    if first.dep_ == "pobj" and first.head.lower_ == "of":
        first = first.head.head  # "a crew of six"
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    parts = [
        part
        for noun in conjuncts(first)
        if _kind(view, noun) is not None
        for part in (_number_of(view, noun),)
        if part is not None
    ]
    return replace(hit, quantity=_sum(parts)) if len(parts) > 1 else hit


def _number_of(view: SentenceView, noun: Token) -> Quantity | None:
    """The number before a noun, or after its "of"."""
    after = oblique(noun, "of")
    heads = {noun.i} if after is None else {noun.i, after.i}
    return next((q for q in view.numbers if not q.unit and q.head in heads), None)


def _listed(view: SentenceView, hit: FrameHit) -> list[FrameHit]:
    """The counts of a list, each with its number; none where there is no list."""
    if hit.quantity is None or not hit.spec.axis.startswith("casualties"):
        return []
    by_head = {q.head: q for q in view.numbers if not q.unit}
    members: list[Token] = next(
        (
            _without_parts(conjuncts(role))
            for role in _listing(view, hit)
            if role is not None
            and (role.dep_ in ("dobj", "nsubjpass", "nsubj", "attr") or _is_whose_life(hit, role))
        ),
        [],
    )
    by_head.update((m.i, q) for m in members for q in (_one(view, m),) if q is not None)
    # "thirty of the raiders and eight villagers": the number is itself a member
    by_head.update(
        (m.i, q) for m in members for q in view.numbers if m.tag_ == "CD" and q.end == m.i + 1
    )
    counted = {by_head[m.i].start for m in members if m.i in by_head}
    if hit.quantity.start not in counted or members[0].i not in by_head:
        return []
    return [
        replace(hit, theme=other, quantity=by_head[other.i], notes=hit.notes if i == 0 else [])
        for i, other in enumerate(members)
        if other.i in by_head and (i == 0 or _kind(view, other) is not None)
    ]


def _listing(view: SentenceView, hit: FrameHit) -> tuple[Token | None, ...]:
    """The nouns that a list may begin with: a verb's object or subject; of a state what was left in
    it or is in it, "left five soldiers and three civilians dead", "two are in a critical condition"; and
    who the dead are said to be, "the dead were four men and two women"."""
    if is_verb(hit.anchor):
        return (hit.theme, hit.agent)
    named = hit.anchor.dep_ == "nsubj" and hit.anchor.head.lemma_ == "be"
    if hit.quantity is None or not (named or hit.anchor.dep_ in _STATES):
        return ()
    first = view.doc[hit.quantity.head]
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    return (first,)


_STATES = frozenset({"oprd", "acomp", "ccomp", "xcomp", "prep", "ROOT"})


def _with_rest(view: SentenceView, hit: FrameHit) -> FrameHit:
    """A count with those for whom its verb is not said again."""
    first, rest = hit.quantity, elsewhere(view, hit.anchor)
    if first is None or rest is None or first.end > hit.anchor.i:
        return hit
    return replace(hit, quantity=_sum([first, rest]))


def elsewhere(view: SentenceView, verb: Token) -> Quantity | None:
    """Those for whom a verb is not said again: "four died at the scene and three others in hospital"."""
    doc = view.doc
    if verb.lemma_ not in _BY_THEMSELVES or not _AT_ONCE.search(doc.text, verb.idx):
        return None
    for q in view.numbers:
        start = next((t.i for t in doc[verb.i + 1 : q.start] if t.lower_ == "and"), 0)
        if not start or q.unit or any(is_verb(t) for t in doc[verb.i + 1 : q.start]):
            continue
        if _AT_ONCE.search(doc.span(verb.i, start)) and _IN_CARE.match(
            doc.text, doc[q.end - 1].idx
        ):
            return q
    return None


_AT_ONCE = re.compile(
    r"\b(?:at the (?:scene|site)|on the spot|instantly|outright|immediately|at once)\b"
)
_IN_CARE = re.compile(
    r"\S+ (?:(?:more|others?|people) )?(?:later )?(?:in|at|on (?:the|their) way to|after reaching)"
    r" (?:a |the )?(?:\w+ )?(?:hospital|clinic)\b"
)


def _without_parts(members: list[Token]) -> list[Token]:
    """The members of a list but those of whom it then says that they are some of the others: "60
    people, eight women and two babies among them"."""
    if len(members) < 2:
        return members
    last = members[-1]
    behind = last.doc[last.i + 1 : last.i + 3]
    if not behind or behind[0].lower_ not in ("among", "included"):
        return members
    if behind[0].lower_ == "among" and behind[-1].lower_ not in ("them", "those", "whom"):
        return members
    aside = next((t.i for t in reversed(last.doc[members[0].i : last.i]) if t.text in ",–—("), None)
    return [m for m in members if aside is None or m.i < aside] or members


def _is_whose_life(hit: FrameHit, role: Token) -> bool:
    """ "Cost the lives of 21 hostages and four soldiers"."""
    of = role.head
    return role.dep_ == "pobj" and of.lower_ == "of" and hit.words[0] <= of.head.i < hit.words[1]


def _one(view: SentenceView, noun: Token) -> Quantity | None:
    """The count of one person in a list: "a guard and two cleaners"."""
    article = next((d for d in noun.lefts if d.lower_ in _A or d.dep_ == "poss"), None)
    if article is None or noun.tag_ != "NN" or not in_table(view, noun, _TABLES["casualty"]):
        return None
    if noun.lemma_ in _HOUSES:
        return None
    start, many = article.i, 2 if noun.lemma_ == "couple" else 1
    most = None if article.dep_ == "poss" else many  # "a woman and her child", among others
    return Quantity(
        start, start + 1, many, most, False, noun.i, "", view.doc.span(start, start + 1)
    )


def _kind(view: SentenceView, noun: Token | None) -> str | None:
    """Of which kind the people are that a noun names; nouns that the lexicon lacks are people at large."""
    if noun is None:
        return None
    if view.classes(noun):
        office = view.class_of(noun, "office") is not None
        return view.class_of(noun, "person") or ("people" if office else None)
    return "people" if noun.tag_ in ("NNS", "NNPS") else None


def of_the_same_noun(view: SentenceView, hit: FrameHit) -> list[FrameHit]:
    """Further numbers of one noun: "9 confirmed and 20 probable cases"."""
    q = hit.quantity
    if q is None or q.head != hit.anchor.i:
        return []
    return [
        replace(hit, quantity=other, notes=[])
        for other in view.numbers
        if other is not q
        and other.unit == q.unit
        and (other.head == q.head or _stands_before(view, other, q))
    ]


# -- which numbers may be counts --------------------------------------------------------------


def _numbers(c: Candidate) -> list[Quantity]:
    """The numbers of a sentence that a cue may count."""
    view, spec, anchor = c.view, c.spec, c.anchor
    numbers = [q for q in view.numbers if q.unit in spec.units]
    if not numbers:
        return numbers
    own = _own_object(c)
    roles = _role_tokens(c)
    named = spec.people and anchor.tag_.startswith("NN")
    strict = spec.axis == "casualties.displaced" and is_verb(anchor) and anchor.lemma_ in _ARRIVES
    # "killed 30 rebels and no civilian was hurt"
    strict = strict or (
        not spec.measure
        and any(r is not None and r.head is anchor and is_negative_noun(r) for r in c.roles)
    )
    found = []
    for q in numbers:
        head = view.doc[q.head]
        if head.dep_ == "dobj" and head.head is anchor and anchor.lemma_ in _BY_THEMSELVES:
            continue  # "200 died in the attack and 90 in reprisals": nobody dies others
        if q.low == 1 and head.lemma_ in _HOUSES and _is_whole(view, q):
            continue  # "five of one family"
        if head is anchor and spec.axis == "other.count" and _opens_whole(view, q):
            continue  # "of the eight new cases two are from X": where the eight are, is not told
        if _is_excepted(view, q) and spec.axis != "casualties.missing":
            continue
        if _is_whole(view, q) and head is not anchor and not head.is_ancestor(anchor):
            continue
        if own is not None and not (
            _is_of(q, own) or _sums_up(c, q) or (head.dep_ == "nsubj" and head.i == anchor.i - 1)
        ):
            continue
        if not _countable(c, head, q) or view.place_at(head) is not None:
            continue
        if strict and not (_is_of(q, roles) or _sums_up(c, q)):
            continue
        if strict and anchor.lemma_ in _GOES and c.theme is not None and c.theme.dep_ == "dobj":
            if _is_of(q, {t.i for t in conjuncts(c.theme)}):
                continue  # "rescuers tried to reach 50 others"
        if _of_those(view, q) and (
            _in_passing(view, q, anchor)
            or not (
                head.head is anchor
                # "left 48 of them dead", "23 of them were still missing"
                or (anchor.dep_ in ("oprd", "acomp") and head.head is anchor.head)
                or _leads_to(view, q, anchor)
            )
        ):
            continue
        if spec.axis == "damage.lost" and _has_own_clause(head, anchor):
            continue
        if _is_of_doer(c, q) or _lives_there(head, anchor) or _is_of_others(c, head):
            continue
        if head.head is not anchor and _voices(q, view.lex.reporting_verbs, head):
            continue
        if named and not (q.head == anchor.i or _counts(q, anchor)):
            continue
        found.append(q)
    return found


def _is_of_doer(c: Candidate, q: Quantity) -> bool:
    """Whether a number counts those by whom it was done: "he was killed by two gunmen"."""
    doer = c.agent
    return (
        doer is not None
        and c.spec.axis in _HARM_AXES
        and doer.dep_ == "pobj"
        and doer.head.lower_ == "by"
        and is_verb(c.anchor)
        and doer.head.head is c.anchor
        and _is_of(q, {doer.i})
    )


def _has_own_clause(head: Token, anchor: Token) -> bool:
    """ "The school was burnt and its two blocks have no roof": what of two is told is told there."""
    verb = head.head
    return (
        head.dep_ == "nsubj"
        and is_verb(verb)
        and verb is not anchor
        and verb in anchor.conjuncts
        and any(d.dep_ == "dobj" for d in verb.children)
    )


def _lives_there(head: Token, anchor: Token) -> bool:
    """Whether a number is of those who live there: "a town where 60,000 people live"."""
    verb = head.head
    return head.dep_ == "nsubj" and verb is not anchor and verb.lemma_ in _LIVES


def _is_of_others(c: Candidate, head: Token) -> bool:
    """Whether a number's noun does something to those of whom the cue says it: "300 rescuers laboured
    to free people trapped there"."""
    whom = c.anchor.head
    return (
        c.anchor.dep_ == "acl"
        and whom.dep_ in ("dobj", "pobj")
        and whom.tag_ == "NNS"
        and head.dep_ == "nsubj"
        and head.i < whom.i
    )


_LIVES = frozenset({"live", "reside", "dwell"})
_HARM_AXES = frozenset(
    f"casualties.{x}" for x in ("killed", "injured", "captured", "detained", "rescued")
)


def _is_excepted(view: SentenceView, q: Quantity) -> bool:
    """ "All but two of the nine died": the two did not, and nine did not either."""
    return _ALL_BUT.search(view.doc.span(max(0, q.start - 5), q.start).casefold()) is not None


def _is_whole(view: SentenceView, q: Quantity) -> bool:
    """Whether a number is the whole of which another counts a part: "five of the 30 passengers"."""
    if (
        q.start
        and view.doc[q.start - 1].lower_ == "of"
        and any(p.end == q.start - 1 and not p.unit for p in view.numbers)
    ):
        return True  # wherever parsers hang it
    if _opens_whole(view, q):
        return True
    if view.doc.span(max(0, q.start - 2), q.start).casefold() == "out of" and any(
        p.end == q.start - 2 and not p.unit for p in view.numbers
    ):
        return True  # "six out of ten"
    of = view.doc[q.head].head
    if of.lower_ == "of" and is_verb(of.head) and of.i < of.head.i:
        # "of the 16 deaths, eight were in X"
        return any(t.tag_ == "CD" and t.dep_.startswith("nsubj") for t in of.head.children)
    return of.lower_ == "of" and any(
        p is not q and (p.end == of.i or p.head == of.head.i) and p.start < of.i == of.head.i + 1
        for p in view.numbers
    )


def _opens_whole(view: SentenceView, q: Quantity) -> bool:
    """ "Of 252 men on the shift, 206 came up": what a clause that begins so takes its count from."""
    of = q.start - 1
    if of > 0 and view.doc[of].lower_ in ("the", "those"):
        of -= 1
    if of < 0 or view.doc[of].lower_ != "of":
        return False
    if view.doc[of].head.i < of and is_verb(view.doc[of].head):
        return False  # "speaks, officially, of six dead"
    begins = of == 0 or view.doc[of - 1].is_punct or view.doc[of - 1].lower_ == "out"
    return begins and any(p.start > q.end and not p.unit for p in view.numbers)


def _countable(c: Candidate, head: Token, q: Quantity) -> bool:
    """Whether what a number counts is what the frame counts."""
    view, spec = c.view, c.spec
    bare = q.start <= head.i < q.end
    if spec.axis.startswith("casualties"):
        return _counts_people(c, head, q, bare)
    if spec.theme == "materiel":
        return any(name in ("vehicle", "weapon") for name, _ in view.classes(head)) or (
            bare and means_arms(view, head)
        )
    if spec.below is not None and not (q.high is not None and q.high < spec.below):
        return False
    if q.unit or not spec.counted:
        return True
    if _DECIMAL.fullmatch(q.text) and spec.unit and not spec.measure:
        return False  # "the tremor measured 6.4": of tremors nobody counts tenths
    if q.end < len(view.doc) and view.doc[q.end].lower_ in _BEFALLEN:
        return False  # "two dead in protests": parsers hang the number on the protests
    table = _TABLES[spec.counted]
    return (bare and table.bare) or in_table(view, head, table)


def _counts_people(c: Candidate, head: Token, q: Quantity, bare: bool) -> bool:
    view = c.view
    if head.tag_ == "NNS" and head.lemma_ in _TOTALS - {"death"} and head.i >= q.end:
        return False  # "there are four death tolls"
    bare = bare or (head.lower_ == "more" and head.i == q.end)  # "carried off 12 more"
    if bare and _stands_for_known(view, q) and not _is_next_to(q, c.anchor):
        return False
    named = view.doc[q.end] if bare and q.end < len(view.doc) else head
    if _MODEL.fullmatch(named.text):
        return False  # "18 AK47", "5 PKM"
    if bare and c.anchor.lemma_ in _HARMS_BOTH and _goes_on_counting_things(view, q):
        return False  # "seven coaches left the rails: two are crushed"
    classes = view.classes(head)
    people = any(name in ("person", "office") for name, _ in classes)
    if (classes and not people) or means_arms(view, head):
        return False
    return (
        bare
        or in_table(view, head, _TABLES["casualty"])
        or c.is_force(head)
        or any(s.axis == c.spec.axis for s in view.lex.nouns.get(head.lemma_, ()))
        # "78 drown", where the tagger takes the verb of a headline for a noun
        or any(s is c.spec for s in view.lex.verbs.get(head.lower_, ()))
        or _dies(c, head, classes)
    )


def _stands_for_known(view: SentenceView, q: Quantity) -> bool:
    """Whether a bare number stands for those spoken of before: "the two must not be added"."""
    before = view.doc[q.start - 1].lower_ if q.start else ""
    return before in ("the", "these", "those", "all") and q.text.isalpha()


def _dies(c: Candidate, head: Token, classes: Sequence[tuple[str, str]]) -> bool:
    """Whether a noun that the lexicon lacks is of people, as they alone die: "nine loggers were killed"."""
    return (
        not classes
        and head.tag_ in ("NNS", "NNPS")
        and c.anchor.lemma_ in _HARMS_LIVING
        and head.i in {t.i for r in c.roles if r is not None and _is_whom(r) for t in conjuncts(r)}
        and head.lemma_ not in _ANIMALS
        and c.view.place_at(head) is None
    )


def _is_whom(role: Token) -> bool:
    """Whether a role is not merely where or when it was: "died in the two shootings"."""
    return role.dep_ != "pobj" or role.head.lower_ in ("of", "among", "by")


def _goes_on_counting_things(view: SentenceView, q: Quantity) -> bool:
    """Whether the last thing counted before a number without a noun is no person."""
    named = [o.head for o in view.numbers if o.end <= q.start and o.head >= o.end and not o.unit]
    classes = view.classes(view.doc[named[-1]]) if named else ()
    return bool(classes) and not any(name in ("person", "office") for name, _ in classes)


def _own_object(c: Candidate) -> set[int] | None:
    """The tokens among which a verb's number must be, where it has an object, "wounding his wife", or
    tells what befell one person: "a teacher was killed and six soldiers were hurt"."""
    theme = c.theme
    one = _befallen_one(c)
    if one is not None:
        return set(range(one.left_edge.i, c.anchor.i))
    if (
        not c.spec.axis.startswith("casualties")
        or not is_verb(c.anchor)
        or theme is None
        or theme.dep_ != "dobj"
        or theme.head.i != c.anchor.i
        or not (theme.tag_.startswith("NN") or is_next_one(theme))
        or c.words[0] <= theme.i < c.words[1]  # "11 guards were taken hostage"
    ):
        return None
    roles = [theme]
    if c.agent is not None and c.spec.subject_counts:
        roles.append(c.agent)  # "2,000 people fled the town", "40 people lost their lives"
    found = {t.i for role in roles for t in (*role.subtree, *conjuncts(role))}
    aside = (t for i in found for t in [c.view.doc[i]] if t.dep_ == "relcl")
    for verb in list(aside):
        if is_verb(verb) and verb.i != c.anchor.i and not verb.is_ancestor(c.anchor):
            found -= {t.i for t in verb.subtree}  # "killed the man it blames for an attack on 12"
    return found


def _befallen_one(c: Candidate) -> Token | None:
    """The one person who is subject of a verb that tells what befell them."""
    if c.spec.axis not in _HARM_AXES or not is_verb(c.anchor):
        return None
    one = next((t for t in c.anchor.lefts if t.dep_ in ("nsubjpass", "nsubj")), None)
    if one is not None and one.dep_ == "nsubjpass" and is_next_one(one):
        return one
    if one is None or one.tag_ not in ("NN", "NNP") or one.lemma_ in _HOUSES:
        return None
    if one.dep_ == "nsubj" and c.anchor.lemma_ not in _BY_THEMSELVES:
        return None
    if one.tag_ == "NN" and any(d.lower_ in _A for d in one.lefts):
        return one if _kind(c.view, one) is not None else None
    return one if is_single_person(c.view, one, c.is_force) else None


def _role_tokens(c: Candidate) -> set[int]:
    """What a cue is done to and, for a verb, by: heads of noun phrases and their conjuncts."""
    roles = c.roles if is_verb(c.anchor) else (c.theme,)
    return {t.i for role in roles if role is not None for t in conjuncts(role)}


def _is_of(q: Quantity, tokens: set[int]) -> bool:
    """Whether a number or its noun is among tokens."""
    return q.head in tokens or any(i in tokens for i in range(q.start, q.end))


def _voices(q: Quantity, verbs: dict[str, str], noun: Token) -> bool:
    """Whether a number counts those who say so: "according to two nurses", "three people said"."""
    if noun.dep_ == "pobj":
        prep = noun.head
        return bool(prep.lower_ == "to" and prep.head.lower_ == "according")
    if noun.dep_ != "nsubj" or is_headline_passive(noun.head):
        return False
    if any(t.lower_ == "themselves" for t in noun.head.children):
        return False  # "three officers find themselves in a cell"
    if second_subject(noun) is not None:
        return False  # "Seven workers killed in blast, company says", read as one clause
    return verbs.get(noun.head.lemma_) in ("assert", "claim", "deny")


def _counts(q: Quantity, noun: Token) -> bool:
    """Whether a number counts a noun: "the number of cases has risen to 40", "cases: 40"."""
    head = noun.doc[q.head]
    last = noun.doc[q.end - 1]
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.i == noun.i:
        return True  # "the abduction of 300 pupils"
    if noun.dep_ == "dobj" and last.dep_ == "pobj" and last.head.lower_ in _REACHES:
        return last.head.head is noun.head  # "put the turnout at 5,000", "above 5,000"
    if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "among"):
        owner = noun.head.head
        return bool(
            owner.i in range(q.start, q.end)
            or owner.i == q.head
            or (owner.lemma_ in ("number", "total", "count", "figure") and q.start > noun.i)
        )
    return bool(
        head.head.i == noun.i or (q.start == noun.i + 2 and noun.doc[noun.i + 1].text == ":")
    )


# -- which of them it is ----------------------------------------------------------------------


def _distance(c: Candidate, q: Quantity) -> float | None:
    """How far a number is from a cue, less what ties them; None when it is out of reach."""
    view, anchor = c.view, c.anchor
    head = view.doc[q.head]
    if head.lemma_ in _BODIES and c.spec.axis.startswith("casualties"):
        return None  # "two battalions are trapped": as many men as nobody told
    distance = min(abs(q.start - anchor.i), abs(q.head - anchor.i))
    score = distance
    if _is_of(q, _role_tokens(c)):
        score -= 20
    if head.i == anchor.i or head.head.i == anchor.i or anchor.head.i == head.i:
        score -= 10
    if q.start <= head.i < q.end and _is_state_of(view, q, anchor):
        score -= 60  # "two dead, 14 on the run"
    if (is_verb(anchor) or anchor.tag_ == "JJ") and _alone_beside(q, head, anchor):
        score -= (
            60 if anchor.tag_ == "JJ" and head.head is anchor else 40
        )  # "7 rebels killed, 34 captured", "kills 1, injures 13", "44 dead, scores hurt"
    if _goes_with_next(view, q, head, anchor):
        score += 30
    if _of_those(view, q) and _leads_to(view, q, anchor):
        score -= 50  # "nine are in hospital and one of them, a girl, died"
    estimate = view.doc[q.end - 1]
    if estimate.dep_ == "pobj" and estimate.head.lower_ in _ABOUT and estimate.head.head is anchor:
        score -= 20  # "abducted around 250"
    if anchor.lemma_ == "toll" and _is_dead_at(view, q):
        score -= 80  # "put the toll at one dead, 32 marchers injured"
    if any(t.text == ";" for t in view.doc[min(q.start, anchor.i) : max(q.start, anchor.i)]):
        score += 30
    if _stands_at(anchor, q) or _sums_up(c, q):
        score -= 40
    elif _is_next_to(q, anchor) or (c.theme is not None and q.head == c.theme.i):
        score -= 30  # of a list the first: its others are counts of their own
        score -= 30 if c.theme is not None and q.head == c.theme.i else 0
    # another counting cue stands between them: the number is its
    between = view.doc[min(q.head, anchor.i) + 1 : max(q.start, anchor.i)]
    own = range(*c.words)  # "17 shot dead"
    if not c.spec.measure and any(t.i not in own and _counting_word(view, t) for t in between):
        score += 15
    return None if distance > _FAR and score > 0 else score


def _is_dead_at(view: SentenceView, q: Quantity) -> bool:
    """Whether a number is of the dead that a toll stands at: "at one dead"."""
    beside = (view.doc[q.start - 1].lower_ if q.start else "", view.doc.span(q.end, q.end + 1))
    return beside[0] in ("at", "to", "of") and beside[1] == "dead"


def _alone_beside(q: Quantity, head: Token, verb: Token) -> bool:
    """Whether a number without a noun stands right before or behind a verb: "six more hurt"."""
    alone = q.start <= head.i < q.end or head.i == verb.i
    end = q.end + (verb.i > q.end and verb.doc[q.end].lower_ == "more")
    return alone and verb.i in (end, q.start - 1)


def _goes_with_next(view: SentenceView, q: Quantity, head: Token, anchor: Token) -> bool:
    """Whether a number without a noun is that of a verb right behind it: "four killed, nine injured"."""
    if q.end >= len(view.doc) or not q.start <= head.i < q.end:
        return False
    following = view.doc[q.end]
    if following is anchor:
        return False
    if is_verb(following) and _counting_word(view, following):
        return True
    return _has_state(view, q) and not _is_state_of(view, q, anchor)


def _has_state(view: SentenceView, q: Quantity) -> bool:
    """Whether a number's own state stands behind it: "17 shot dead and 57 still at large"."""
    return _STATE.match(view.doc.span(q.end, q.end + 5).casefold()) is not None


def _is_state_of(view: SentenceView, q: Quantity, anchor: Token) -> bool:
    """Whether the cue is in the state that stands behind a number."""
    return anchor.i in range(q.end, q.end + 5) and _has_state(view, q)


def _stands_at(noun: Token, q: Quantity) -> bool:
    """Whether a number is what a total has come to: "the toll from the blast in Y rose to 12"."""
    owner = noun.head if noun.dep_ == "compound" else noun
    if owner.lemma_ not in _TOTALS:
        return False
    # "to 381", "to 381 people"
    if noun.doc[q.start - 1].lower_ in ("now", ":") and q.start - 1 > owner.i:
        # "number of injured treated at the clinic now 53"
        return not any(t.text in ",;" for t in noun.doc[owner.i : q.start])
    last = noun.doc[q.head if q.head >= q.end else q.end - 1]
    by = last.head
    if last.dep_ != "pobj":
        return last.dep_ in ("dobj", "attr") and owner.dep_ == "nsubj" and owner.head.i == by.i
    if by.lower_ == "at" and owner.dep_ == "dobj" and owner.is_ancestor(by):
        return True  # "put the number of those who left at 12": parsers hang it on "left"
    base = by.head.head if by.head.lower_ in ("down", "up") else by.head  # "revised down to 41"
    return by.lower_ in _REACHES and base.i in (owner.i, owner.head.i)


def _sums_up(c: Candidate, q: Quantity) -> bool:
    """Whether a number is put to those whom a frame is about: "the number of people who left rose to 12"."""
    return any(
        (role.dep_ == "pobj" and role.head.lower_ == "of" and _stands_at(role.head.head, q))
        # "the number of people uprooted by the war reached 300,000": hung on the number itself
        or (role.lemma_ in _TOTALS and role.lemma_ != "death" and _stands_at(role, q))
        for role in (*c.roles, c.anchor)
        if role is not None
    )


def _is_next_to(q: Quantity, word: Token) -> bool:
    """Whether nothing but its noun and auxiliaries stand between a number and what befell whom it
    counts: "nine wounded", "four were missing", "12 others injured"."""
    return q.end <= word.i <= q.end + 4 and all(
        t.i == q.head or t.lemma_ in ("be", "have", "other") or t.tag_ == "RB"
        for t in word.doc[q.end : word.i]
    )


def _counting_word(view: SentenceView, token: Token) -> bool:
    if token.dep_ in ("aux", "auxpass"):
        return False
    table = (
        view.lex.verbs
        if is_verb(token)
        else view.lex.nouns
        if token.tag_.startswith("NN")
        else view.lex.adjectives
    )
    return any(
        s.value == "count" and s.axis.startswith("casualties") and "" in s.units
        for s in table.get(token.lemma_, ())
    )


def _of_those(view: SentenceView, q: Quantity) -> bool:
    """Whether a number is a part of those counted before: "16 of them critically"."""
    after = view.doc[q.end : q.end + 2]
    return len(after) == 2 and after[0].lower_ == "of" and after[1].lower_ in _THOSE


def _in_passing(view: SentenceView, q: Quantity, anchor: Token) -> bool:
    """ "Three people, one of them a child, died": what some of those are, put between commas or in brackets."""
    between = view.doc[q.end + 2 : anchor.i]
    return (
        bool(between)
        and between[0].text not in _CLOSES_ASIDE
        and any(t.text in _CLOSES_ASIDE for t in between)
    )


_CLOSES_ASIDE = frozenset({",", ")", "–", "—"})


def _leads_to(view: SentenceView, q: Quantity, anchor: Token) -> bool:
    """Whether a number is the subject of a verb behind it, wherever parsers hang it."""
    between = view.doc[q.end : anchor.i]
    return (
        q.end <= anchor.i <= q.end + 8
        and is_verb(anchor)
        and not any(is_verb(t) and t.dep_ not in ("aux", "auxpass") for t in between)
        and not any(t.tag_ == "CD" for t in between)
    )


def _stands_before(view: SentenceView, q: Quantity, other: Quantity) -> bool:
    """Whether two numbers with their adjectives share a noun: "12 new and 40 old cases"."""
    between = view.doc[q.end : other.start]
    return (
        1 < len(between) < 5
        and between[-1].lower_ in ("and", ",", "or")
        and all(t.tag_.startswith(("JJ", "VB", "CC", ",")) for t in between)
    )
