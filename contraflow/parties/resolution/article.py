"""What one article says of parties: whom its names, titles and common words stand for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from contraflow.parties import introductions
from contraflow.parties.groups import ArmedGroups
from contraflow.parties.keys import Names, acronym, body_key, fold
from contraflow.parties.knowledge import PartyKnowledge, words
from contraflow.parties.resolution.organs import organs_by_country, unit_of_state
from schemas import Party

PRESS_UNIT = re.compile(
    r",? (?:media|press|communications?|information|public relations|(?:news and )?outreach)"
    r" (?:cell|unit|office|department|service|team|desk|wing|bureau|cent(?:er|re))(?= *(?:\(|$))",
    re.IGNORECASE,
)
"""The part of a body that publishes for it."""
_OPENING = 90
"""Code points of a sentence in which its subject is looked for, where it is not parsed."""
_OF_OFFICES = frozenset({"the", "of", "and", "for", "a", "an", "deputy", "acting", "caretaker"})


@dataclass(slots=True)
class Known:
    """What the article says about one name."""

    party: Party
    role: str
    weight: int
    """How much that says: of two descriptions the weightier one stands."""


class ArticleParties:
    """The people and bodies that one article introduces, and whom its common words mean.

    ``home`` is the country that the article is mostly about ('SD'), None when no country stands out.
    """

    def __init__(
        self,
        know: PartyKnowledge,
        text: str,
        *,
        home: str | None,
        outlet: str,
        place_names: frozenset[str],
    ) -> None:
        self._know = know
        self.text = text
        self.home = home
        own = [
            h for h in know.countries_in(words(outlet)) if h.how in ("name", "demonym", "forces")
        ]
        self.voice_home = own[0].code if own else None
        """A national channel means its own state's army where it names none."""
        self.place_names = place_names
        self.orgs: Names[Party] = Names()
        self.written: set[str] = set()
        """Persons' full names as the text writes them."""
        self.others: set[str] = set()
        """Persons of an office that speaks for nobody known: "the head of the council"."""
        self.people: Names[Known] = Names()
        self.roles: dict[str, Party] = {}
        """Whom a title alone means: "the captain" is the one introduced before."""
        self.group: Party | None = None
        """Whom "the group" means."""
        self.fighters: Party | None = None
        """The armed group that the text names most often."""
        self.voice: Party | None = None
        """Whose own text the article is, where that group governs."""
        # an outlet and a body quoted elsewhere share one namespace: an institute publishes and is quoted
        publisher = PRESS_UNIT.sub("", outlet)
        self.outlet = Party(id=f"body:{body_key(publisher)}", name=outlet)
        tokens = words(text)
        self.countries = Counter(h.code for h in know.countries_in(tokens))
        if home:
            self.countries[home] += 1
        if own and own[0].code not in self.countries:
            self.voice_home = None  # "Indian Ocean News" is no Indian channel
        self.organ_home = organs_by_country(know, tokens, text)
        self.ministry = introductions.ministry(text)
        """The one ministry that the text names."""
        self.groups = ArmedGroups(know, home, self.countries)
        initials = acronym(re.sub(r"[(].*?[)]", "", outlet))
        if (
            len(initials) >= 3
            and re.search(rf"\b{re.escape(initials)}\b", text, re.I)
            and re.search(rf"\b{initials.upper()}\b", text)
        ):
            self.orgs[initials] = self.outlet  # the outlet calls itself by its initials

    def introduced(self, party: Party) -> bool:
        """Whether the article says who that is, or general knowledge does."""
        known = any(p.id == party.id for p in self.orgs.values())
        return known or party.id in self.groups.known or self.groups.find(party.name) is not None

    def is_armed(self, party: Party) -> bool:
        """Whether an organisation fights, as far as anybody knows: no charity, no institute."""
        return party.id in self._know.groups or self.armed("", party)

    def armed(self, key: str, party: Party) -> bool:
        """Whether a name is that of an armed group, by its head: front, army, forces, movement …"""
        names = [k for k, p in self.orgs.items() if p.id == party.id]
        if any(map(unit_of_state, names)):
            return False  # "the Reserve Police Force" is no rebels
        return any(set(name.split()) & self._know.armed_group_heads for name in names)

    def full_name_of(self, party: Party) -> str:
        """The longest name that the article or general knowledge gives an organisation."""
        known = self._know.groups.get(party.id)
        names = [key for key, p in self.orgs.items() if p.id == party.id]
        return max([*names, known.name if known is not None else party.name], key=len)

    def only_country(self) -> str | None:
        """The home country, where the article hardly speaks of another."""
        if self.home is None or self.countries[self.home] < 0.8 * self.countries.total():
            return None
        return self.home

    def person(self, called: str) -> tuple[str, str] | None:
        """Office and full name of the person that a name or an office means in this article."""
        wanted = set(fold(called).split())
        if not wanted:
            return None
        best: tuple[str, str] | None = None
        for key, known in self.people.items():
            role = fold(known.role)
            if wanted <= set(key.split()) or wanted <= set(role.split()):
                if best is None or len(key) > len(best[1]):
                    best = (role, key)
        return best

    def opens_with_person(self, sentence: str) -> tuple[str, Party] | None:
        """The person with an office whom a sentence begins with: "The mayor, Ali Sow, came himself."."""
        opening = sentence[:_OPENING]
        for name in self.written:
            at = opening.find(name)
            known = self.people.get(fold(name)) if at >= 0 else None
            if known is None or known.party.id.startswith("person:"):
                continue
            before = words(opening[:at])
            if all(
                w[:1].isupper() or w.casefold() in self._know.titles or w in _OF_OFFICES
                for w in before
            ):
                return f"{known.role} {name}", known.party
        return None

    def is_person_or_body(self, name: str) -> bool:
        """Whether the article explains a name as a person or an organisation."""
        folded = fold(name)
        return (
            folded in self.people
            or folded in self.orgs
            or any(fold(full.split()[-1]) == folded for full in self.others)
        )

    def first_organisation(self, text: str) -> Party | None:
        """The organisation that a text names first."""
        best: tuple[int, Party] | None = None
        for key, party in self.orgs.items():
            at = fold(text).find(key)
            if at >= 0 and (best is None or at < best[0]):
                best = (at, party)
        return best[1] if best else None

    def full_names(self) -> list[str]:
        """Names of persons (two words or more) and organisations as the article writes them."""
        return sorted(
            {
                *self.written,
                *self.others,
                *self.groups.written,
                *(p.name for p in self.orgs.values() if len(p.name) > 1),
            }
        )
