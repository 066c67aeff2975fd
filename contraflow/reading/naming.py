"""Which party a noun phrase of the parse names, pronouns and "our forces" included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contraflow.reading.attribution import (
    noun_phrase,
)
from contraflow.reading.context import ReadingContext
from contraflow.reading.discourse import SpeakerRef
from contraflow.reading.syntax import (
    antecedent,
    oblique,
)
from schemas import (
    Party,
    Place,
    PlacePrecision,
)

if TYPE_CHECKING:
    from contraflow.reading.tree import Token

_FIRST_PERSON = frozenset({"we", "our", "us", "ours", "my", "i"})


_DOCUMENT = re.compile(
    r"((?:The |A )?[A-ZÀ-Ý][^.\n—–]{3,100}?)\s+(?:brings? the following|wishes to (?:inform|state|clarify|bring)"
    r"|hereby (?:informs|announces)|informs (?:the )?(?:public|population|national|general))"
)


class PartyNaming(ReadingContext):
    """Which party a noun phrase of the parse names, pronouns and "our forces" included."""

    def _outlet(self) -> Party:
        """An official channel speaks for its party; a newspaper for itself."""
        found = self._parties.resolve(self._article.source)
        official = re.search(
            r"communiqu|statement|media directorate|press service|information team|press release",
            self._article.source,
            re.I,
        )
        if official and (found is None or not found.id.startswith("org:")):
            # an official text names its author first: "The Xyz Alliance (XYZ) brings the following …"
            first = self._parties.first_organisation(self._article.text[:240])
            if first is not None:
                return first
        if (
            found is not None
            and found.id.startswith(("org:", "state:"))
            and re.search(
                r"minist|army|forces|staff|official|state (?:daily|media|news|television|tv|agency)|national news|telegram|directorate|command|protection|police|government|presiden|communiqu|news service",
                self._article.source,
                re.I,
            )
        ):
            return found
        return self._parties.outlet

    def _document_speaker(self) -> SpeakerRef | None:
        """The author of a document that an outlet carries in full."""
        match = _DOCUMENT.search(self._article.text[:400])
        if match is None:
            return None
        party = self._parties.resolve(match.group(1))
        if party is None or not party.id.startswith(("state:", "org:")):
            return None
        return SpeakerRef(match.group(1), party)

    def _is_force(self, token: Token) -> bool:
        if token.lower_ in ("they", "we", "it", "he", "she", "who", "which"):
            return False
        party = self._party(token)
        if party is not None and party.id == self._parties.outlet.id:
            party = self._parties.resolve(token.text)  # "our soldiers" in an outlet's own voice
        return party is not None and (
            (
                party.id.startswith(("state:", "org:"))
                and not party.id.endswith(("ministry", "judiciary", "emergency services"))
            )
            or party.id in ("role:rebels", "role:enemy", "role:military", "role:police")
        )

    def _party(self, token: Token, speaker: Party | None = None) -> Party | None:
        """The party that a noun phrase of the parse names."""
        token = antecedent(token)
        low = token.lower_
        if low in _FIRST_PERSON or any(
            c.lower_ in ("our", "my", "your") for c in token.children if c.dep_ == "poss"
        ):
            return speaker or self._outlet_party
        if low in ("they", "them", "their", "it", "its", "theirs", "he", "his", "him", "she"):
            if speaker is not None and speaker.id.startswith(("state:", "org:", "role:")):
                return speaker
            return self._last_force
        if low in ("enemy", "adversary", "aggressor"):
            enemy = self._parties.enemy_of(speaker or self._outlet_party, self._here)
            if enemy is not None:
                return enemy
        if (
            speaker is not None
            and speaker.id.startswith("org:")
            and token.lemma_
            in ("militia", "terrorist", "mercenary", "remnant", "invader", "occupier")
        ):
            enemy = self._parties.enemy_of(speaker, self._here)
            if enemy is not None:
                return enemy  # what an armed group calls those it fights
        phrase = noun_phrase(token)
        if low in (
            "one",
            "none",
            "all",
            "some",
            "remnants",
            "elements",
            "units",
            "members",
            "fighters",
            "men",
            "remnant",
            "element",
            "unit",
            "soldiers",
            "troops",
            "forces",
            "statements",
        ):
            target = oblique(token, "of", "from")
            if target is not None:
                inner = self._party(target, speaker)
                if inner is not None:
                    return inner
        return self._parties.resolve(phrase) or self._parties.resolve(token.text)

    def _country(self, code: str) -> Place:
        """A country as a place, by its ISO code."""
        country = self._parties.country(code)
        names = country.names if country is not None else (code,)
        return Place(
            id=f"iso:{code}",
            name=names[0],
            surface=names[0],
            aliases=names[1:],
            country=code,
            precision=PlacePrecision.COUNTRY,
        )
