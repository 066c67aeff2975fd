"""What a text says of a count's standing: that it is final, that it was the first of several, that
it is of a whole war, or of one rank of those who were on board."""

from __future__ import annotations

import re
from typing import Final

from contraflow.ledger.ties import words_of
from schemas import Claim, Numbers

FINAL: Final = "final"
"""Called final, or complete: a higher one later is no growth of it."""
EARLY: Final = "early"
"""Told as what was first said: whoever gave it may have counted on since."""
OF_WAR: Final = "of war"
"""Of all who were killed, driven out or held since a conflict began."""
PASSENGERS: Final = "passengers"
CREW: Final = "crew"
RANKS = frozenset({PASSENGERS, CREW})
"""Of one rank of those on board, where another may be told beside it."""

_FIGURE = r"(?:count|toll|tally|figure|number|balance|total|list)"
_FINAL = re.compile(
    rf"\b(?:final|definitive|complete|closing) (?:death )?{_FIGURE}"
    rf"|\b{_FIGURE}s? (?:is|are|was|remains?|stands?) (?:now )?"
    r"(?:final|definitive|complete|closed)\b"
    r"|\band no (?:more|others)\b",
    re.IGNORECASE,
)
_TOLD = (
    r"(?:said|told|claimed|reported|put|spoke|spoken|announced|counted|estimated|gave|given|confirmed"
    r"|acknowledged|admitted|stated|maintained|insisted|denied|listed)"
)
_EARLY = re.compile(
    rf"\b(?:at first|initially|originally) (?:been )?{_TOLD}\b|\b{_TOLD} (?:at first|initially|originally)\b"
    rf"|\bfirst (?:been )?{_TOLD}\b|\bhad (?:earlier|previously|before) (?:been )?{_TOLD}\b"
    r"|\b(?:an?|the|its|their|his|her|one|in|by|from|to|of) (?:very )?"
    r"(?:early|earliest|first|earlier|previous) (?:[a-z]+ )?"
    r"(?:statements?|messages?|counts?|tolls?|tally|tallies|figures?|numbers?|reports?|estimates?|balance"
    r"|assessments?|bulletins?|communiqu[ée]s?|announcements?|posts?|versions?|accounts?|information)\b"
    r"|\bwhen (?:only )?\w+ (?:deaths?|dead|victims|bodies|injured|casualties) (?:were|was|had been) known\b",
    re.IGNORECASE,
)
_FINAL_WORDS = frozenset("final definitive complete closing closed more others".split())
_EARLY_WORDS = frozenset(
    "first initially originally earlier previously before early earliest previous known".split()
)
_WAR_WORDS = frozenset("conflict war insurgency rebellion jihad uprising insurrection".split())
"""Words of which a quote has one where the pattern fits."""
_SINCE = re.compile(
    r"\d|\b(?:but|later|now|then|rose|risen|raised|revised|up|updated|while|whereas|however|before|since)\b"
    r"|\bto(?: at least| some| about)? $",
    re.IGNORECASE,
)
"""Between the words for a first count and a number: it is another one."""

_WAR = r"(?:(?:[a-z]+[- ]){0,3}?(?:conflict|war|insurgency|rebellion|jihad))(?![-\w])"
_OF_WAR = re.compile(
    rf"\b(?:killed|died|dead|deaths|lives|displaced|driven|fled|lost|injured|wounded|victims) (?:\w+ ){{0,4}}?"
    rf"(?:in|by|during|to|of|from) (?:the|this|that|its|a|an|their) {_WAR}"
    rf"|\b(?:the|this|that|its|a|an|whose|their) {_WAR}(?:,? (?:in|of|between|with|over) [^,.;]{{0,50}}?)?,? (?:which |that )?(?:[a-z]+ ){{0,3}}?"
    r"(?:has|have|had)? ?(?:already )?(?:cost|killed|claimed|left|driven|displaced|taken|uprooted|forced|caused)\b"
    r"|\bin the (?:uprising|rebellion|insurrection) of (?:the )?(?-i:[A-Z])"
    rf"|\bsince (?:the|this|that|its|their) {_WAR} (?:began|started|erupted|broke out|flared|escalated)\b",
    re.IGNORECASE,
)
_IN_WAR = re.compile(
    r"\b(?:deadliest|worst|bloodiest|largest|heaviest|biggest|attack|strike|raid|day|incident|massacre|battle"
    r"|killing|killings|clash|clashes|assault|bombing|ambush)s? (?:\w+ ){0,3}?(?:in|of|since|during)\b",
    re.IGNORECASE,
)
"""Of one event of the war."""
_RANK = re.compile(r"\W*(?:\w+ ){0,2}?(?:(passengers?)|(crew|crewm[ae]n|sailors|seamen))\b", re.I)
_WITH_OTHERS = re.compile(r"\W*(?:members )?(?:and|or|,)\W+(?!\d|\w+ crew|\w+ passengers)", re.I)


def tally(claim: Claim) -> str:
    """The standing of a claim's count, as its text tells it; '' where it does not."""
    if not isinstance(claim.value, Numbers):
        return ""
    words = words_of(claim.quote)
    if not words.isdisjoint(_FINAL_WORDS) and _FINAL.search(claim.quote):
        return FINAL
    if claim.referent == "on board":
        rank = _rank(claim.quote, claim.value)
        if rank:
            return rank
    of_war = not words.isdisjoint(_WAR_WORDS) and _OF_WAR.search(claim.quote)
    if of_war and not _IN_WAR.search(claim.quote):
        return OF_WAR
    if words.isdisjoint(_EARLY_WORDS):
        return ""
    return EARLY if _is_early(claim.quote, claim.value) else ""


def _is_early(quote: str, value: Numbers) -> bool:
    at = quote.find(value.text) if len(value.text) > 2 or value.text.isdigit() else -1
    for told in _EARLY.finditer(quote):
        if at < 0:
            return True
        between = (
            quote[told.end() : at]
            if told.end() <= at
            else quote[at + len(value.text) : told.start()]
        )
        if not _SINCE.search(between):
            return True
    return False


def _rank(quote: str, value: Numbers) -> str:
    """The rank of those on board that a number counts alone: "140 passengers", "a crew of 12"."""
    at = quote.find(value.text) if value.text else -1
    if at < 0:
        return ""
    rest = quote[at + len(value.text) :]
    found = _RANK.match(rest)
    if found is None:
        return ""
    after = rest[found.end() :]
    if _WITH_OTHERS.match(after):
        return ""  # "831 passengers and crew"
    return PASSENGERS if found[1] else CREW
