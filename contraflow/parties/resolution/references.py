"""The party that a noun phrase means in an article: by a name, by its words, by what stands for somebody."""

from __future__ import annotations

import re
from itertools import zip_longest

from contraflow.parties.keys import body_key, fold, unit_key
from contraflow.parties.knowledge import CountryHit, PartyKnowledge, words
from contraflow.parties.resolution.article import ArticleParties
from contraflow.parties.resolution.ministries import ministry_of
from contraflow.parties.resolution.phrases import ACRONYM, LEADING, Phrases
from schemas import Party

_UNIT = re.compile(
    r"\b(\d+(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh"
    r"|Twelfth)\s+((?:[A-Z][\w\-]+\s+){0,4}?(?:[a-z]+\s+){0,2}?(?:[Bb]rigade|[Dd]ivision|[Rr]egiment|[Bb]attalion|[Cc]orps|[Aa]rmy))"
)
_FORMATIONS = ("rigade", "ivision", "egiment", "attalion", "orps", "rmy")
"""Parts of the words for units."""
_JOINED = re.compile(r"\b[A-Z][A-Z\d]+(?:/[A-Z][A-Z\d]+)+\b")
"""A group's initials with its wing's: "AB/XYZ"."""
_FOREIGN = re.compile(
    r"^(?:(?:no|any|some|all|the|other|more)\s+)?(?:foreign|invading|hostile|outside|intruding)\b",
    re.I,
)
"""Before forces that are not those of the country that a text is about."""
_SIDES_OF_LAND = re.compile(r"(?:the )?(?:east|west|north|south)ern(?:-based)? \w+$", re.I)
_INSTALLED = re.compile(r"\b([A-ZÀ-Ý]\w+)-(?:installed|appointed|imposed)\b")
"""Who rules a place for another state."""
_FIGHTS_FOR = re.compile(r"\b[Pp]ro-(?=[A-ZÀ-Ý])")
""" "Pro-Xland forces" fight for Xland."""
_OFFICIALS = frozenset({"official", "officials"})
_RANKING = frozenset(
    word
    for line in (
        "government state federal national senior top high ranking unnamed anonymous another some",
        "two several many other few all different junior elected retired high-ranking the",
        "defence defense military army security intelligence police ministry presidential",
    )
    for word in line.split()
)
"""Words before "official" that leave it the government's."""
_HEAD_OF_REGION = re.compile(
    r"\b(?:head|chief|leader) of (?:the )?(?:[A-ZÀ-Ý][\w’'-]+ )+(?:region|oblast|province|county|governorate)\b"
)
_FEDERATIONS = frozenset("US IN NG BR MX AU VE MM MY DE AT SD SS ET".split())
"""Countries of states: there "the State" may be one of these."""
_ARMED_GROUP = frozenset({"the", "armed", "rebel", "militant", "insurgent", "jihadist", "islamist"}) | {
    "extremist", "terrorist", "guerrilla", "separatist", "same", "this", "opposition", "paramilitary"
}  # fmt: skip
"""Words by which "the group" is still the armed one that an article is about."""
GROUPS_OWN = re.compile(
    r"([Tt]h(?:e|is) (?:\w+ )?(?:group|movement|alliance|front|organi[sz]ation))[’']s "
    r"(?=.*\b(?:spokes\w+|commander|leader|chief|official|representative|fighters?|wing)\b)"
)
"""Whose spokesman or fighters: those of the group that the article is about."""


class References:
    """Finds whom phrases mean in one article, by what is known of it so far."""

    def __init__(self, know: PartyKnowledge, phrases: Phrases, article: ArticleParties) -> None:
        self._know = know
        self._phrases = phrases
        self._article = article

    def resolve(self, phrase: str) -> Party | None:
        """The party that a phrase names: names learnt from the article win over general knowledge."""
        if not phrase:
            return None
        phrase = self._phrases.without_description(phrase)
        leading = LEADING.match(phrase)
        bare = phrase[leading.end() :] if leading is not None else phrase
        folded, tokens = fold(bare), words(bare)
        named = self._by_name(bare, folded, tokens) or self._of_group(phrase)
        if named is not None:
            return named
        found = self.by_words(bare)
        if (
            found is not None
            and found.id.startswith("state:")
            and self._phrases.is_national_body(bare)
        ):
            return Party(id=f"body:{body_key(bare)}", name=bare)
        name = next(iter(self._article.people.named_in(folded)), None)
        person = self._article.people[name].party if name is not None else None
        if person is not None and not self._know.countries_in(tokens):
            # the person's own description, given once, says more than a rank in front of the name
            return person
        unit = self._unit(phrase, found)
        if unit is not None:
            return unit
        if found is not None and not found.id.startswith(("people:", "body:", "person:")):
            return found
        return person or found or self._by_acronym(bare, tokens) or self._by_head(phrase, folded)

    def may_name(self, phrase: str) -> bool:
        """Whether some word of a phrase may name a party, by what everybody knows or the article says."""
        folded = fold(phrase)
        return (
            not self._know.tells_nothing(phrase, folded)
            or bool(self._article.orgs.named_in(folded))
            or bool(self._article.people.named_in(folded))
        )

    def _by_name(self, bare: str, folded: str, tokens: tuple[str, ...]) -> Party | None:
        """A body by the name or initials that the article gives it, or that everybody knows."""
        party = self._article.orgs.get(folded) or self._article.groups.find(bare)
        if party is not None:
            return party
        body = self._phrases.international_in(tokens)
        if body is not None:
            return body
        for token in tokens[:2]:
            plain = token.replace(".", "")
            if plain in self._know.civil_bodies:
                return Party(id=f"org:{fold(plain)}", name=token)  # "a UN official"
        last = tokens[-1] if tokens else ""
        if (
            len(tokens) > 1
            and ACRONYM.fullmatch(last)
            and last not in self._know.no_bodies
            and not self._know.countries_in([last])
        ):
            # "Xland's ABC": the body named, not the country before it
            return self._article.orgs.get(fold(last)) or Party(id=f"org:{fold(last)}", name=last)
        # "the captain" is the one introduced before
        return self._article.roles.get(folded) if folded in self._know.ranks else None

    def by_words(self, phrase: str) -> Party | None:
        """The party that a phrase's words tell: a state's organ, a group, a side, a kind of people."""
        if "-" in phrase:
            phrase = _FIGHTS_FOR.sub("", _INSTALLED.sub(r"\1", phrase))
        tokens = words(phrase)
        if not tokens:
            return None
        folded = fold(phrase)
        for key in self._article.orgs.named_in(folded):
            if len(key) > 2:
                return self._article.orgs[key]
        known_group = self._article.groups.find(phrase)
        if known_group is not None:
            return known_group
        person = self._phrases.person_in(phrase)
        if person is not None:
            # "Inspector Ana Lima" is no inspector of Lima
            tokens = words(phrase.replace(person, " ", 1))
        if " of " in phrase and _HEAD_OF_REGION.search(phrase):
            return Party(id="office:governor", name=phrase)
        hits = self._know.countries_in(tokens)
        term = self._know.term(phrase, ("organ", "side", "local", "people"))
        code = self._meant(hits[0]) if hits else None
        if term is not None and term.word in _OFFICIALS and code is None:
            *before, last = fold(phrase).split(" ")
            if (
                before
                and last in _OFFICIALS
                and before[-1] not in _RANKING
                and phrase.split()[-2][:1].islower()
            ):
                return Party(id=f"people:{before[-1]} official", name=phrase)
        if term is not None and term.kind == "local":
            office = term.word if term.label == "offices" else term.label
            return Party(id=f"office:{office}", name=phrase)
        if (
            term is not None
            and term.kind == "organ"
            and code is None
            and term.word in self._know.forces
        ):
            own_name = self.own_name(phrase, term.word)
            if own_name is not None:
                return own_name
        if (
            term is not None
            and term.word in self._know.forces
            and code is None
            and self._article.group is not None
            and _SIDES_OF_LAND.match(phrase)
        ):
            return self._article.group  # "eastern forces"
        if term is not None and term.kind == "organ":
            if term.label in ("military", "police") and code is None and _FOREIGN.match(phrase):
                return Party(id="role:foreign", name=phrase)
            if (
                term.label == "presidency"
                and code is None
                and self._phrases.presides_over_body(phrase)
            ):
                return Party(id="people:president", name=phrase)
            if code is None and self._article.voice is not None:
                return self._article.voice
            if (
                code is None
                and term.label == "presidency"
                and term.word not in self._article.organ_home
            ):
                code = self._article.organ_home.get("president") or self._article.only_country()
                if code is None:
                    return None  # whose president is not said
            where = (
                code
                or self._article.organ_home.get(term.word)
                or self._article.voice_home
                or self._article.home
            )
            return Party(
                id=f"state:{where}/{term.label}" if where else f"role:{term.label}", name=phrase
            )
        if term is not None and term.kind == "side":
            if term.label == "rebels":
                own = self.own_name(phrase, term.word)
                if own is not None:
                    return own
                named = term.word not in self._know.unnamed and not self._article.groups.several
                if (
                    self._article.group is not None
                    and named
                    and not (hits and hits[0].code != self._article.home)
                ):
                    return self._article.group
                return Party(id="role:rebels", name=phrase)
            if term.label == "enemy" and code is not None:
                return Party(id=f"state:{code}/military", name=phrase)  # "the Xish invaders"
            return Party(id=f"role:{term.label}", name=phrase)
        if term is None or term.kind == "people":
            ministry = ministry_of(self._article, phrase, code)
            if ministry is not None:
                return ministry
        if hits:
            how = hits[0].how
            organ = "military" if how == "forces" else ""
            # "Xland doctors", "doctors in Xland" are no state
            if term is None or how not in ("demonym", "name", "seat"):
                return Party(id=f"state:{code}" + (f"/{organ}" if organ else ""), name=phrase)
        if term is not None:
            return Party(id=f"people:{term.word}", name=phrase)
        return None

    def _unit(self, phrase: str, found: Party | None) -> Party | None:
        """A numbered unit of a state's army: "the 72nd Brigade"."""
        if not any(map(phrase.__contains__, _FORMATIONS)):
            return None
        unit = _UNIT.search(phrase)
        if unit is None or (found is not None and not found.id.startswith("state:")):
            return None
        state = (
            found.id.split("/")[0]
            if found
            else (f"state:{self._article.home}" if self._article.home else "")
        )
        return Party(id=f"{state}/military/{unit_key(unit)}", name=unit.group()) if state else None

    def _by_acronym(self, bare: str, tokens: tuple[str, ...]) -> Party | None:
        """A body by initials that nothing explains: "the ABC", "the XY/ABC"."""
        joined = _JOINED.search(bare)
        if joined:
            short = joined.group().split("/")[-1]
            return self._article.orgs.get(fold(short)) or Party(
                id=f"org:{fold(short)}", name=joined.group()
            )
        for word, after in zip_longest(tokens, tokens[1:], fillvalue=""):
            if len(word) < 3 and after[:1].isupper() and after[1:].islower():
                continue  # "RR Xville", "DR Xland": initials of a name
            if (
                ACRONYM.fullmatch(word)
                and word not in self._know.no_bodies
                and self._know.country_called(word) is None
                and fold(word) not in self._article.place_names
            ):
                return Party(id=f"org:{fold(word)}", name=word)
        return None

    def _by_head(self, phrase: str, folded: str) -> Party | None:
        """Whom "the colonel", "the group", "the ministry" mean in this article."""
        head = folded.split(" ")[-1]
        if (
            phrase in ("the State", "State")
            and self._article.home
            and self._article.home not in _FEDERATIONS
        ):
            return Party(id=f"state:{self._article.home}", name=phrase)
        if (head in self._article.roles and phrase[:1].islower()) or folded in self._article.roles:
            return self._article.roles.get(folded, self._article.roles.get(head))
        if head in ("group", "movement", "alliance", "organisation", "organization"):
            if head == "group" and not _ARMED_GROUP.issuperset(folded.split(" ")[:-1]):
                return None  # "an aid group"
            return self._article.group
        if self._article.group is not None and head in self._know.armed_group_heads:
            if (
                head in fold(self._article.full_name_of(self._article.group)).split()
                and " " not in folded
            ):
                return self._article.group  # "the front"
        if head == "coalition":
            for key in self._article.groups.known:
                if "coalition" in self._know.groups[key].name.casefold():
                    return Party(id=key, name=self._know.groups[key].name)
        if head == "ministry" and self._article.ministry:
            return self.named_ministry()
        return None

    def _of_group(self, phrase: str) -> Party | None:
        """Whose "the group's military spokesman" is: the armed group's that the article is about."""
        owner = GROUPS_OWN.match(phrase)
        group = self._by_head(owner.group(1), fold(owner.group(1))) if owner is not None else None
        return group if group is not None and group.id.startswith("org:") else None

    def named_ministry(self) -> Party | None:
        """The one ministry that the text names, if its name says whose it is."""
        name, self._article.ministry = (
            self._article.ministry,
            "",
        )  # "the ministry" must not stand for itself
        try:
            return self.resolve(name)
        finally:
            self._article.ministry = name

    def _meant(self, hit: CountryHit) -> str:
        """Which of the lands that share an adjective it means: "Congolese" in what is told of one of them."""
        home = self._know.countries.get(self._article.home or "")
        shared = home is not None and not set(home.demonyms).isdisjoint(
            self._know.countries[hit.code].demonyms
        )
        return home.code if home is not None and shared and hit.how == "demonym" else hit.code

    def own_name(self, phrase: str, word: str) -> Party | None:
        """ "The Xyz militias": a proper name before the common noun names the group."""
        tokens = words(phrase)
        folded = [t.casefold() for t in tokens]
        at = next((i for i, t in enumerate(folded) if t == word or t == word + "s"), 0)
        start = at
        while start > 0 and self._is_own_name(phrase, tokens[start - 1]):
            start -= 1
        if start == at:
            return None
        if start and self._know.countries_in(tokens[start - 1 : at]):
            return None  # "Central African rebels" are of no group "African"
        name = " ".join(tokens[start:at])
        if start == at - 1 and name.isupper() and len(name) > 1:
            return self._article.orgs.get(fold(name)) or Party(id=f"org:{fold(name)}", name=name)
        for key, party in self._article.orgs.items():
            if key.startswith(fold(name) + " "):
                return party
        stem = re.sub(r"(?:ian|an|i|ese)$", "", fold(name)) if len(name) > 6 else fold(name)
        return Party(id=f"org:{stem}", name=name)

    def _is_own_name(self, phrase: str, token: str) -> bool:
        """Whether a word before "militias" is part of their name."""
        low = token.casefold()
        return not (
            not token[:1].isupper()
            or "-" in token
            or token in self._know.no_names
            or low in self._know.plain
            or low in self._know.titles
            or self._know.countries_in([token])
            or fold(token) in self._article.place_names
            or self._know.terms.match_at([low], 0) is not None
            or re.search(rf"{re.escape(token)}['’]s\b", phrase)  # "X's militia" is not called X
        )
