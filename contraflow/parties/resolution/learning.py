"""Learns from an article's own introductions who its people are and what its bodies are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter

from contraflow.parties import introductions
from contraflow.parties.keys import acronym, body_key, fold
from contraflow.parties.knowledge import PartyKnowledge, words
from contraflow.parties.resolution.article import ArticleParties, Known
from contraflow.parties.resolution.organs import unit_of_state
from contraflow.parties.resolution.phrases import Phrases
from contraflow.parties.resolution.references import GROUPS_OWN, References
from schemas import Party

_SENIOR = re.compile(
    r"\b(?:Brigadier|Brig\.?|Major|Maj\.?|Lieutenant|Lt\.?)[ -]*(?:General|Gen\.?)\b|\bBrigadier\b|\bGeneral\b|\bGen\."
)
"""Ranks that irregular forces seldom have."""
_ALLIED = re.compile(r"\b(?:coalition|alliance|multinational|international|peacekeep\w+|mission)\b")
"""Forces of several states."""
_ARTICLE = re.compile(r"(?:an?|the|its|his|her|their|head|chief|deputy)\s")


class Learner:
    """Reads an article's introductions into what is known of it."""

    def __init__(
        self,
        know: PartyKnowledge,
        phrases: Phrases,
        article: ArticleParties,
        references: References,
    ) -> None:
        self._know = know
        self._phrases = phrases
        self._article = article
        self._references = references

    def learn(self, outlet: str, text: str) -> None:
        """Reads the outlet's name and the text: bodies first, since people speak for them."""
        article = self._article
        self._learn_organisations((outlet, text))
        article.fighters = article.groups.survey(words(text))
        self._learn_people(text)
        article.group = article.fighters or article.group or article.groups.by_initials(text)

    def _learn_organisations(self, texts: Sequence[str]) -> None:
        for name, short in chain.from_iterable(map(introductions.organisations, texts)):
            state = self._know.country_called(name)
            if state is not None and short in (acronym(name).upper(), *state.names):
                continue  # "the Central African Republic (CAR)": no body
            party = self._organisation(name, short)
            if state is None:  # "the mission in Xland (MIX)" is cut at its small word
                self._article.orgs[fold(name)] = party
            for part in short.split("/"):
                self._article.orgs.setdefault(fold(part), party)
            self._article.orgs[fold(short)] = party
        know = self._know
        for name in chain.from_iterable([introductions.long_names(t, know) for t in texts]):
            # a capitalised name with the head of an armed group
            tokens = name.split()
            if not self._phrases.armed_name(tokens):
                continue
            if fold(name) in self._article.place_names or self._know.countries_in(words(name)):
                continue
            # "Armed Forces", "Air Force" are organs of some state; "Rapid Support Forces" is a name
            organ = self._know.term(name, ("organ",))
            if organ is not None and len(words(organ.word)) >= len(tokens):
                continue
            self._article.orgs.setdefault(fold(name), self._organisation(name, ""))
        best: Counter[str] = Counter()
        whole = " ".join(filter(None, map(fold, texts)))
        for key, party in self._article.orgs.items():
            if party.id.startswith("org:") and self._article.armed(key, party):
                best[party.id] += whole.count(key)
        if best:
            top = min(best, key=lambda k: (-best[k], k))
            self._article.group = next(p for p in self._article.orgs.values() if p.id == top)

    def _organisation(self, name: str, short: str) -> Party:
        own = introductions.is_own(name, short, self._know)
        known = self._article.groups.find(name) or (
            self._article.groups.find(short) if short and not own else None
        )
        if known is not None:
            return Party(id=known.id, name=short or name)
        code = [
            h
            for h in self._know.countries_in(words(name))
            if h.how in ("name", "demonym", "forces")
        ]
        term = self._know.term(name, ("organ",))
        if (code or not short) and term is not None and code:
            return Party(id=f"state:{code[0].code}/{term.label}", name=name)
        shown = self._know.countries_in([short]) if short else []
        if shown and shown[0].how == "forces" and not own:
            return Party(id=f"state:{shown[0].code}/military", name=name)
        unit = unit_of_state(fold(name))
        if unit and self._article.home and not code:
            return Party(id=f"state:{self._article.home}/{unit}", name=short or name)
        tokens = name.split()
        if short:
            key = fold(short.split("/")[-1])
        elif len(tokens) == 2 and tokens[1].casefold() in self._know.armed_group_heads:
            key = fold(tokens[0])  # "Xyz Brigades" are "Xyz fighters" elsewhere
        else:
            key = acronym(name) if len(tokens) > 1 else fold(name)
        return Party(id=f"org:{key}", name=short or name)

    def _learn_people(self, text: str) -> None:
        for tokens, role in introductions.officers(text, self._know):
            self._learn_person(tokens, role)

    def _learn_person(self, tokens: Sequence[str], role: str) -> None:
        know, name = self._know, " ".join(tokens)
        if fold(name) in self._article.place_names or fold(tokens[-1]) in self._article.place_names:
            return
        party = self._side_of(name, role)
        if party is None:
            apart = _ARTICLE.match(role) is not None  # "X, the head of", and no "Dr" before a name
            if len(tokens) > 1 and apart and not self._is_of_place(tokens):
                self._article.others.add(name)
            return
        if len(tokens) > 1:
            self._article.written.add(name)
        best = self._introduce(tokens, Known(party, role, self._weight(party, role)))
        for rank in words(re.split(r" (?:for|of|from|with) ", role)[0]):
            if rank.casefold() in know.titles:
                self._article.roles.setdefault(rank.casefold(), best.party)

    def _is_of_place(self, tokens: Sequence[str]) -> bool:
        """Whether a name is a works' or a town's too: "RSU Xtown, Dr Y", "the head, Ali Xtown", in Xtown."""
        if tokens[0].isupper():
            return True
        ends = "|".join(map(re.escape, {tokens[0], tokens[-1]}))
        return (
            re.search(rf"\b(?:in|at|near|from) (?:{ends})\b(?!['’])", self._article.text)
            is not None
        )

    def _side_of(self, name: str, role: str) -> Party | None:
        """The party that a role puts somebody in; a witness, a doctor is a party of one."""
        spoken = any(word in role for word in self._know.spokespeople)
        if spoken and self._article.fighters is not None and GROUPS_OWN.search(role):
            # "Sheikh X, the group's spokesman for military operations"
            return self._article.fighters
        party = self._references.by_words(role)
        if (
            party is None
            and self._article.home
            and _SENIOR.search(role)
            and not _ALLIED.search(role)
        ):
            where = self._article.voice_home or self._article.home
            party = Party(id=f"state:{where}/military", name=f"{role} {name}")
        if party is None or party.id.startswith("people:"):
            party = self._affiliation(role, spoken) or party
        if party is None or party.id.startswith("people:"):
            body = self._phrases.headed(role)
            if body is not None:
                return body
        if party is not None and (spoken or not party.id.startswith("people:")):
            return party
        if self._know.term(role, ("people",)) is None:
            return None
        return Party(id=f"person:{fold(name)}", name=name)

    def _introduce(self, tokens: Sequence[str], said: Known) -> Known:
        """Keeps what is said of a person under the names that may follow; gives the best said so far."""
        full, last = fold(" ".join(tokens)), fold(tokens[-1])
        keys = [full]
        if len(tokens[-1]) > 2:
            keys.append(last)
        if len(tokens) == 2 and len(tokens[0]) >= 3:
            keys.append(fold(tokens[0]))  # many languages put the family name first
        for key in keys:
            known = self._article.people.get(key)
            if known is None or said.weight > known.weight:
                self._article.people[key] = said
        # "Sergei Shoigu" here and "Minister Sergei K. Shoigu" there are one: the fuller description wins
        family = (last.split() or [""])[-1]
        behind = f" {family}"
        same = [key for key in self._article.people if key == family or key.endswith(behind)]
        best = max(
            [self._article.people[key] for key in same], key=attrgetter("weight"), default=said
        )
        for key in same:
            if best.weight > self._article.people[key].weight:
                self._article.people[key] = best
        return best

    def _affiliation(self, role: str, spoken: bool) -> Party | None:
        """Whose officer or spokesman a role is, where no common word says it."""
        tokens = words(role)
        if "ministry" in tokens and self._article.ministry:
            return self._references.named_ministry()
        for token in tokens:
            if token in self._know.ranks:
                own = self._references.own_name(role, token)
                if own is not None and own in self._article.orgs.values():
                    return own  # "a Red Lions commander"
        return self._spoken_for(role) if spoken else None

    def _spoken_for(self, role: str) -> Party | None:
        """The body that a "spokesman for the Xyz Association" speaks for, though nothing explains it."""
        name = introductions.spoken_for(role)
        if name is None or fold(name) in self._article.place_names:
            return None
        if self._phrases.armed_name(name.split()) and len(name.split()) > 1:
            return self._article.orgs.setdefault(fold(name), self._organisation(name, ""))
        return Party(id=f"body:{body_key(name)}", name=name)

    def _weight(self, party: Party, role: str) -> int:
        """How much a description says: an explicit country or group over an office, that over a bare name."""
        if party.id.startswith("org:") or self._know.countries_in(words(role)):
            return 3
        return 0 if party.id.startswith(("person:", "people:")) else 2
