"""A clause that only calls untrue what stood before it: "The army denies it.", "“That is a lie,” he said."

It repeats no content, so no frame reads it, and mostly no cue brings it to the parser. Its words are
few and stand in few orders, so patterns find it; the claims before it are turned over for the new
speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from contraflow.axes import AXES
from contraflow.ledger.sides import unnamed_side
from contraflow.parties.keys import top
from contraflow.reading.lexicon import lexicon
from contraflow.reading.text.marks import holds, one_of
from schemas import Claim, Modality, Numbers, Parties, Party, States, Value

_REPORT = (
    r"(?:claims?|charges?|allegations?|accusations?|reports?|assertions?|account|version|story|news|statements?"
    r"|announcements?|rumou?rs?|figures?|toll|boasts?|suggestions?|information)(?:\s+of\s+events)?"
)
_OWNED = r"(?:(?:\w+[’']s?|rebel|government|army|military|opposition|media|press)\s+){0,2}"
_IT = (
    rf"(?:(?:it|this|that|these|those|them|what\s+[\w\s]{{3,40}}?\s(?:say|says|said|claim|claims|claimed)|all\s+of\s+(?:it|this|that)"
    rf"|(?:the|those|these|that|this|such|all|both|their|its|his|her)\s+{_OWNED}{_REPORT}|{_REPORT})"
    r"(?:\s+(?:of|by|from|(?:spread|made|put\s+out|published|circulated|peddled|advanced|given)\s+by|circulating\s+in|on)"
    r"\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+)??)"
)
"""What was said before, by a pronoun or by the noun for it."""
_WHO = r"(?P<who>[^\W\d_][^,;.:“”\"]{0,60}?(?:,\s[^,;:“”\"]{2,90},)?)"
_ADVERBS = (
    r"(?:(?:has|have|had|was|were|is|are|quick|swift|to|later|promptly|immediately|flatly|strongly|also|again|both"
    r"|categorically|firmly|vehemently|always|however|angrily|quickly|swiftly|in\s+turn|itself|themselves"
    r"|on\s+\w+day|since|meanwhile)\s+)*"
)
_DENIED = r"(?:denied|rejected|dismissed|disputed|refuted|rebutted|contested|repudiated|debunked)"
_DENIES = (
    rf"(?:{_DENIED}|den(?:y|ies)|rejects?|dismiss(?:es)?|disputes?|refutes?|rebuts?|contests?|rebuff(?:s|ed)?|repudiates?"
    r"|debunks?|ridicule[sd]?|mock(?:s|ed)?|scoff(?:s|ed)?\s+at|pour(?:s|ed)?\s+scorn\s+on"
    r"|(?:brush|wav|shrugg?|laugh)(?:es|e[sd]?|ed|s)\s+(?:off|aside|away))"
)
_CALLS = (
    r"(?:call(?:s|ed)?|describe[sd]?|dismiss(?:es|ed)?|brand(?:s|ed)?|label(?:s|led|ed)?|term(?:s|ed)?|dub(?:s|bed)?"
    r"|denounce[sd]?|reject(?:s|ed)?|deride[sd]?)"
)
_SAYS = (
    r"(?:sa(?:id|ys?)|told\s+\w+|tells\s+\w+|add(?:s|ed)|insist(?:s|ed)|maintain(?:s|ed)?|wrote|writes"
    r"|repl(?:y|ies|ied)|declare[sd]|counter(?:s|ed)|retort(?:s|ed)|answer(?:s|ed)|respond(?:s|ed))"
)
_START = r"(?:^[“\"’'\s]*|[;,—–-]\s+(?:but\s+|and\s+|while\s+|which\s+)?)"
_BEGIN = r"^[“\"’'\s]*"
_END = r"(?=[.,;:!”\"]|$|\s+(?:as|on|in|again|from|with|through|via|during|outright|categorically|and|but|while|aimed|meant|designed|spread)\b)"
_SOON = rf"(?:{_END}|(?=\s+(?:within|at|when|before|after)\b))"
"""The end of a clause that may go on to say when."""
_BE = r"(?:is|are|was|were|’s|'s)"
_STRESS = (
    r"(?:(?:simply|just|all|completely|totally|absolutely|entirely|utterly|categorically|nothing\s+but|nothing\s+more"
    r"\s+than|yet\s+another|another|a|an|the|pure|pack\s+of|complete|outright|deliberate|enemy|hostile|cheap|sheer|plain"
    r"|total|absolute|wholly|quite|patently|blatant|also|and|more|old)\s+){0,4}"
)
_COUNT = (
    r"(?:(?:the|their|its|such|those|these|this|that|all|any)\s+)?(?:[\w’'-]+\s+){0,2}?"
    r"(?:numbers?(?:\s+of\s+(?:the\s+)?(?:dead|deaths|killed|victims|casualties|fatalities|losses))?"
    r"|(?:tolls?|tally|tallies|figures?|counts?|estimates?|losses|casualties)"
    r"(?:\s+(?:of|by|from|given\s+by|put\s+out\s+by)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+)??)"
)
"""What somebody has counted."""
_TOO_HIGH = (
    r"(?:(?:extremely|extensively|greatly|grossly|hugely|vastly|wildly|highly|heavily|massively|much|far|terribly|badly|deliberately|way|an?|pure"
    r"|simply|absolutely|quite|completely|gross|wild|wildly|clearly|largely|somewhat)\s+){0,3}"
    r"(?:exaggerat(?:ed|ions?)|inflated|over(?:stated|blown|estimated|estimates?)|too\s+high|unthinkable|inconceivable|implausible"
    r"|impossible|blown\s+up|blown\s+out\s+of\s+proportion)"
)
_SAME = rf"(?:(?:an?\s+|the\s+)?{_REPORT}|something|which)\s+"
_UP_TO = r"[^.;:“”\"]{2,80}"
_TAIL = (
    rf"(?:[,.!?][”\"’']?,?\s*(?:{_SAYS}\s+(?P<after>[^.;:“”\"]{{2,80}})|(?P<before>[^.;:“”\"]{{2,80}}?)\s+{_SAYS}\b"
    r"|according\s+to\s+(?P<source>[^.;:“”\"]{2,80}))|[;:]|\s+(?:aimed|meant|designed|spread|from)\b|[.!]?[”\"]?$)"
)


@dataclass(frozen=True, slots=True)
class Retort:
    """A clause that calls untrue what stood before."""

    who: str | None
    """Who says so, as written; None: whoever the sentence speaks for."""
    start: int
    """Where in the sentence it begins; what the sentence says before may be what it denies."""
    charge: bool = False
    """It turns down a charge: what the accusers own to have done stands."""
    inflated: bool = False
    """It calls a count too high: it was less."""
    whose: str | None = None
    """Whose report it denies, as written: "the military's account"; None: not told."""


@cache
def _false() -> str:
    """Words that call something untrue, as a pattern."""
    lex = lexicon()
    words = sorted(lex.false_words | lex.dismissals, key=lambda w: (-len(w), w))
    return (
        rf"(?:{'|'.join(map(re.escape, words))}|fake\s+news|fairy\s*tales?|dreams?|delusions?|jokes?|no\s+such\s+thing"
        r"|no\s+(?:truth|basis|foundation|substance)|(?:not|n[’']t)\s+(?:true|so|the\s+case|correct|accurate|right)"
        r"|far\s+from\s+(?:it|the\s+truth)|without\s+(?:foundation|basis|merit))"
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    false = _false()
    it_is_false = (
        rf"(?:{_IT}\s*(?:{_BE}\s+)?{_STRESS}{false}|(?:none|nothing)\s+of\s+(?:it|this|that)\s+{_BE}\s+true"
        rf"|there\s+{_BE}\s+no\s+(?:truth|basis|substance)\s+(?:whatever\s+)?(?:in|to|for)\s+{_IT}"
        r"|(?:(?:no\s+such\s+thing|nothing\s+of\s+the\s+(?:kind|sort))\s+(?:(?:has|had|ever)\s+){0,2}"
        r"|(?:it|this|that)\s+(?:has\s+|had\s+)?(?:never\s+|(?:did\s+|has\s+|had\s+)?not\s+|didn[’']t\s+))"
        r"(?:happen(?:ed)?|took\s+place|take\s+place|occurred))"
    )
    rows = (
        # "the army (flatly) denies it", "… rejected the claim as baseless"
        rf"{_START}{_WHO},?\s+{_ADVERBS}{_DENIES}\s+{_IT}{_SOON}",
        # "…, a claim (that) the army denies", "…, which the army denied"
        rf"[,;—–-]\s+{_SAME}(?:that\s+|which\s+)?{_WHO}\s+{_ADVERBS}{_DENIES}{_END}",
        # "…, an assertion rejected by the army", "this was denied by the army"
        rf"(?:[,;—–-]\s+{_SAME}|{_BEGIN}{_IT}\s+){_ADVERBS}(?:been\s+)?{_DENIED}\s+(?:\w+\s+)?by\s+(?P<by>{_UP_TO})",
        # in headlines, without an object: "Rebels seize town, army denies"
        rf"[;,—–-]\s+(?:but\s+)?{_WHO}\s+denies$",
        # "the army called it a lie", "… dismissed the reports as pure propaganda"
        rf"{_START}{_WHO},?\s+{_ADVERBS}{_CALLS}\s+{_IT}\s+(?:as\s+)?[“\"‘']?{_STRESS}{false}[”\"’']?{_END}",
        # "the army said (that) this was untrue", "… nothing of the kind had happened"
        rf"{_BEGIN}{_WHO},?\s+{_SAYS}\s+(?:that\s+)?[“\"‘']?(?:{it_is_false}|otherwise){_END}",
        # "“That is a lie,” said the mayor", "there was no truth to the claim, the army said"
        rf"{_BEGIN}{it_is_false}{_TAIL}",
        # "Not so, said the army", "“Pure propaganda,” the mayor said"
        rf"{_BEGIN}{_STRESS}{false}[,.!][”\"’']?\s*(?:{_SAYS}\s+(?P<after>{_UP_TO})|(?P<before>{_UP_TO}?)\s+{_SAYS}\b)",
    )
    return tuple(re.compile(row, re.IGNORECASE) for row in rows)


_MAY_DENY = frozenset(
    "denie deny reject dismiss disput refut rebut contest rebuff repudiat debunk ridicul mock scoff pour brush"
    " wav shrug laugh fake fairy dream delusion joke otherwise happen occurred".split()
)
"""How words of the patterns begin that stand in few other sentences."""


@cache
def _hint() -> re.Pattern[str]:
    """A cheap first look, in small letters: words without which nothing is called untrue."""
    lex = lexicon()
    return re.compile(
        rf"\b(?:{one_of(_MAY_DENY | lex.false_words | lex.dismissals)}|t(?:ook|ake)\s+place|far\s+from|without\s+[fbm]"
        r"|no(?:\s+(?:such|truth|basis|foundation|substance)|ne\s+of|thing\s+of|t\s+(?:true|so|the\s+case|correct|accurate|right))"
        r"|n[’']t\s)"
    )


_NOBODY = re.compile(
    r"(?:it|this|that|there|which|what|who|nobody|no one|none|not|but|and)\b", re.I
)
_DECLINES = re.compile(
    r"(?:\bnot|n[’']t|\bnever|\bnor|\bneither|\bto|\brefused|\bdeclined|\bfailed)$", re.I
)
""" "has not denied it", "neither confirmed nor denied", "refused to deny"."""
_CHARGE = re.compile(r"\b(?:charge|accusation|allegation)s?\b", re.I)
_WHOSE = re.compile(rf"\b([\w-]+)[’']s?\s+(?:\w+\s+)?{_REPORT}\b", re.I)
ACCUSING = ("attack.culprit", "attack.intent", "other.statement", "other.cause")
"""Axes on which somebody is charged with something."""
_NAMES = ("who", "by", "after", "before", "source")
LONGEST = 260
"""Characters of a sentence that may be a retort."""


@cache
def _inflations() -> tuple[re.Pattern[str], ...]:
    be = r"(?:is|are|was|were|had\s+been|have\s+been|has\s+been)"
    they_say = rf"{_BEGIN}{_WHO},?\s+{_SAYS}\s+(?:that\s+)?[“\"‘']?"
    some = r"[^.;:“”\"]{2,60}?"
    inflated = r"(?:inflated|exaggerated|overstated|blown\s+up)"
    inflating = r"(?:inflating|exaggerating|overstating)"
    less = r"(?:(?:much|far|considerably|significantly|in\s+fact)\s+){0,2}(?:lower|smaller|less)\b"
    rows = (
        # "the army said the toll was (grossly) inflated", "the toll is exaggerated, the army said"
        rf"{they_say}{_COUNT}\s+{be}\s+[“\"‘']?{_TOO_HIGH}\b",
        rf"{_BEGIN}{_COUNT}\s+{be}\s+[“\"‘']?{_TOO_HIGH}{_TAIL}",
        # "the army rejected the toll as exaggerated"
        rf"{_START}{_WHO},?\s+{_ADVERBS}(?:{_CALLS}|{_DENIES})\s+{_COUNT}\s+(?:as\s+)?[“\"‘']?{_TOO_HIGH}\b",
        # "the army said residents had inflated the toll", "accused the doctors of inflating the toll"
        rf"{they_say}{some}\s(?:has|have|had)\s+[“\"‘']?(?:\w+ly\s+)?{inflated}[”\"’']?\s+{_COUNT}",
        rf"{_BEGIN}{_WHO},?\s+{_ADVERBS}accuse[sd]\s+{some}\s+of\s+(?:\w+ly\s+)?{inflating}\s+{_COUNT}",
        # "the army said the real figure was much lower"
        rf"{they_say}the\s+(?:real|true|actual|correct)\s+(?:\w+\s+)?(?:toll|figure|number|count)\s+{be}\s+{less}",
    )
    return tuple(re.compile(row, re.IGNORECASE) for row in rows)


_INFLATES = (
    "inflat exaggerat overstat overestimat unthinkable inconceivable implausible impossible blown lower"
    " smaller less".split()
)
"""Parts of the words without one of which no count is called too high."""


def retort(sentence: str) -> Retort | None:
    """The clause of a sentence that calls untrue what was said before, in words that do not repeat it."""
    if len(sentence) > LONGEST:
        return None
    low = sentence.lower()
    if (holds(low, _INFLATES) or "too high" in low) and (found := _first(_inflations(), sentence)):
        return Retort(found[1], 0, inflated=True)
    if _hint().search(low) is None or (found := _first(_patterns(), sentence)) is None:
        return None
    match, who = found
    whose = _WHOSE.search(match.group())
    return Retort(
        who,
        match.start(),
        _CHARGE.search(match.group()) is not None,
        whose=whose.group(1) if whose is not None else None,
    )


def _first(
    patterns: Iterable[re.Pattern[str]], sentence: str
) -> tuple[re.Match[str], str | None] | None:
    """The first pattern that a sentence has, and who says so."""
    for pattern in patterns:
        found = pattern.search(sentence)
        if found is None:
            continue
        groups = found.groupdict()
        who = next((groups[name].strip(" ,’'") for name in _NAMES if groups.get(name)), None)
        if who is None or not (_NOBODY.match(who) or _DECLINES.search(who)):
            return found, who
    return None


_LOOSE = frozenset({"other.count", "other.event", "status.conditions"})
"""Axes too loosely worded to be turned over."""
_BLAMING = ("accuse", "blame")


def fewer(claim: Claim) -> Value | None:
    """The answer that a count was less; None where the claim counts nobody."""
    value = claim.value
    if not (
        isinstance(value, Numbers) and claim.axis.startswith("casualties") and value.low
    ) or claim.modality in (Modality.HEDGED, Modality.FUTURE):
        return None
    return Numbers(low=0, high=max(0.0, value.low - 1), unit=value.unit, text=value.text)


def turned(claim: Claim, party: str) -> Value | None:
    """The denied claim's answer turned over by a party; None where a denial says nothing definite.

    Whoever denies a count seldom says whether it was more or fewer, or nobody at all; but of its own
    losses it means that they were not so many.
    """
    if claim.axis in _LOOSE or claim.modality in (Modality.HEDGED, Modality.FUTURE):
        return None
    if claim.predicate in _BLAMING and not _blames(claim, party):
        return None  # of what, and where, an accusation seldom says in one breath
    value = claim.value
    if isinstance(value, Numbers):
        own = ":" in claim.referent and top(claim.referent) == top(party)
        return fewer(claim) if own else None
    if isinstance(value, Parties):
        # of several who may have done it each answers for itself
        own_part = tuple(m for m in value.members if top(m) == top(party))
        members = own_part if _blames(claim, party) and not value.complement else value.members
        return Parties(members=members, complement=not value.complement)
    if isinstance(value, States) and len(value.members) == 1:
        states = AXES[claim.axis].states
        if len(states) == 2 and not value.complement:
            return States(members=tuple(s for s in states if s not in value.members))
        return States(members=value.members, complement=not value.complement)
    return None


def lessened(claims: Iterable[Claim], party: str) -> list[tuple[Claim, Value]]:
    """The counts of others that a party calls too high, with less for their answers."""
    return [
        (claim, value)
        for claim in claims
        if not claim.rejects
        and not (claim.speaker.party is not None and top(claim.speaker.party.id) == top(party))
        and (value := fewer(claim)) is not None
    ]


def denied_by(claims: Iterable[Claim], party: str) -> list[tuple[Claim, Value]]:
    """The claims of others that a party's bare denial turns over, with their answers turned.

    Organs of one state are no others. Who is accused of an attack denies that it was theirs, and not
    that it was.
    """
    denied = [
        (claim, value)
        for claim in claims
        if not claim.rejects
        and not (claim.speaker.party is not None and top(claim.speaker.party.id) == top(party))
        and (value := turned(claim, party)) is not None
    ]
    accused = [pair for pair in denied if _blames(pair[0], party)]
    # of who did it a denial says nothing but that it was not the denier
    return accused or [pair for pair in denied if pair[0].axis != "attack.culprit"]


def may_be_of(claim: Claim, owner: Party) -> bool:
    """Whether a claim may be a side's report: by that side, or in the outlet's own words.

    "The rebels dispute the army's account" denies nothing that a survivor said.
    """
    party = claim.speaker.party
    if claim.speaker.is_outlet or party is None or owner.id.startswith("people:"):
        return True
    return top(party.id) == top(owner.id) or unnamed_side(party.id, owner.id)


def _blames(claim: Claim, party: str) -> bool:
    """Whether a claim says that a party did it."""
    return (
        claim.axis == "attack.culprit"
        and isinstance(claim.value, Parties)
        and any(top(member) == top(party) for member in claim.value.members)
    )


__all__ = ["ACCUSING", "Retort", "denied_by", "lessened", "may_be_of", "retort", "turned"]
