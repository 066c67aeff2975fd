"""From a phrase in an article to the party that it names.

One resolver serves one article: it first collects what the text itself says about people and
organisations ("General X, a spokesman for Y", "the Y (ABC)"), then resolves phrases with that
and with the general knowledge of states, organs and titles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from contraflow.parties.bodies import NamedBodies, short_form
from contraflow.parties.keys import body_key, fold
from contraflow.parties.knowledge import Country, Group, PartyKnowledge, words
from contraflow.parties.resolution.article import PRESS_UNIT, ArticleParties
from contraflow.parties.resolution.learning import Learner
from contraflow.parties.resolution.phrases import ACRONYM, LEADING, Phrases
from contraflow.parties.resolution.references import References
from schemas import Party

_VOICE = re.compile(r",? (?:HQ|[Hh]eadquarters|press|press point|spokes\w+)(?= *(?:\(|$))")
"""What else a body's own outlet adds to its name."""
_FRONT = re.compile(r",| (?:of|for|in|at|from|with|who)\b")
"""What ends the front of a phrase for somebody, which says who it is."""
_ONE_OF = ("man", "woman", "person")
"""Endings of words for one person: "fisherman", "chairwoman"."""
_ALL = frozenset(
    "nobody none people police both all few many military men women staff command cabinet junta"
    " leadership side team family crowd militia army brigade force crew".split()
)
"""Words for several people or none that do not end as plurals do."""


@cache
def _outlets(know: PartyKnowledge) -> tuple[tuple[str, Group], ...]:
    """The armed groups' own media, by what an outlet's folded name begins with."""
    return tuple((f"{fold(o)} ", group) for group in know.groups.values() for o in group.outlets)


class PartyResolver:
    """Resolves phrases of one article.

    ``home`` is the country that the article is mostly about ('SD'), used for "the army",
    "the government" without an adjective; None when no country stands out.
    """

    def __init__(
        self,
        know: PartyKnowledge,
        text: str,
        *,
        home: str | None,
        outlet: str,
        place_names: frozenset[str] = frozenset(),
    ) -> None:
        self._know = know
        self._bodies: NamedBodies | None = None
        self.phrases = Phrases(know)
        self.article = ArticleParties(know, text, home=home, outlet=outlet, place_names=place_names)
        self.home = home
        self.outlet = self.article.outlet
        self._references = References(know, self.phrases, self.article)
        self._cache: dict[str, Party | None] = {}
        Learner(know, self.phrases, self.article, self._references).learn(outlet, text)

    def resolve(self, phrase: str) -> Party | None:
        """The party that a noun phrase names, or None when it names none.

        Names learnt from the article win over general knowledge; a title or office wins over the
        bare name of a person, so that one office through two mouths is one party.
        """
        phrase = phrase.strip()
        if phrase not in self._cache:
            self._cache[phrase] = (
                self._references.resolve(phrase) if self._references.may_name(phrase) else None
            )
        return self._cache[phrase]

    def called(self, phrase: str, at: int, last: Sequence[str] = ()) -> str | None:
        """The name in full of the body that a short form means at a point of the text.

        ``last`` are the bodies that spoke or were spoken of last: "the company" is one of them.
        """
        initials = LEADING.sub("", phrase).partition(" ")[0]
        if self.phrases.international_in(words(phrase)) is not None:
            return None
        if ACRONYM.fullmatch(initials) and fold(initials) not in self.article.orgs:
            return self._named_bodies.of_initials(initials)
        short = short_form(phrase, self._know)
        if short is None:
            return None
        bodies = self._named_bodies
        named = bodies.called(short, at)
        return named or next((name for name in last if bodies.may_be(short, name)), None)

    @property
    def _named_bodies(self) -> NamedBodies:
        if self._bodies is None:
            self._bodies = NamedBodies(self.article.text, self._know)
        return self._bodies

    def named_body(self, phrase: str) -> Party | None:
        """A party for a capitalised name that nothing else explains: an institute, a company."""
        tokens = [w for w in words(LEADING.sub("", phrase)) if w not in self._know.no_names]
        if not self.phrases.is_body(phrase):
            # "the ombudsman, Dr Ana Roe" in one text is "Ana Roe" in another
            called = [w for w in words(self.phrases.untitled(" ".join(tokens))) if w[:1].isupper()]
            tokens = called if len(called) > 1 else tokens
        names = [w for w in tokens if w[:1].isupper()]
        if not names or all(self._know.countries_in([name]) for name in names):
            return None
        key = fold(" ".join(names))
        if body_key(key) == self.outlet.id.removeprefix("body:"):
            return self.outlet
        if key in self.article.people:
            return self.article.people[key].party
        if fold(names[-1]) in self.article.people and len(names) <= 3:
            whole = {fold(name) for name in names}
            if len(names) == 1 or any(
                whole & set(k.split()) > {fold(names[-1])} for k in self.article.people
            ):
                return self.article.people[fold(names[-1])].party
        return Party(id=f"body:{body_key(key)}", name=" ".join(names))

    def official(self, outlet: str) -> Party | None:
        """The state or group that an official outlet names itself after."""
        outlet = _VOICE.sub("", PRESS_UNIT.sub("", outlet))
        found = self.resolve(outlet)
        return (
            self._references.by_words(outlet)
            if found is None or found.id.startswith("body:")
            else found
        )

    def media_voice(self, outlet: str, *, official: bool) -> Party | None:
        """The armed group whose own medium an outlet is, by knowledge or by its name."""
        name = f"{fold(outlet)} "
        for own, group in _outlets(self._know):
            if name.startswith(own):
                return Party(id=group.party_id, name=group.name)
        if not official:
            return None
        for match in self._know.groups_in(words(outlet)):
            found = self.article.groups.pick(match.value)
            if found is not None:
                return Party(id=found.party_id, name=found.name)
        return None

    def speaks_for(self, voice: Party) -> None:
        """The article is one party's own text: "the army" there is that party's."""
        group = self._know.groups.get(voice.id)
        self.article.voice = voice if group is not None and group.governs else None
        if voice.id.startswith("state:"):
            self.article.voice_home = voice.id[6:8]
        self._cache.clear()

    def own_organ(self, phrase: str, speaker: Party) -> Party | None:
        """Whose organ a state's speaker means by "the army" or "the ministry": its own.

        None where the phrase says whose it is, or names no organ.
        """
        if not speaker.id.startswith("state:") or self._know.countries_in(words(phrase)):
            return None
        named = self.resolve(phrase)
        if named is None or not named.id.startswith("state:") or named.id[6:8] == speaker.id[6:8]:
            return None
        return Party(id=f"{speaker.id[:8]}{named.id[8:]}", name=named.name)

    def country(self, code: str) -> Country | None:
        """What is known of a country, by ISO code."""
        return self._know.countries.get(code)

    def enemy_of(self, speaker: Party | None, place_country: str | None) -> Party | None:
        """Who "the enemy" is when a party speaks: the other state, or the group that it fights."""
        if speaker is None:
            return None
        if speaker.id.startswith("org:"):
            if not self.article.is_armed(speaker):
                return None
            group = self._know.groups.get(speaker.id)
            where = self.home
            if group is not None and where not in group.countries:
                where = group.countries[0]
            return Party(id=f"state:{where}/military", name="the army") if where else None
        if speaker.id.startswith("state:"):
            own = speaker.id.split("/")[0].removeprefix("state:")
            if place_country and place_country != own:
                return Party(id=f"state:{place_country}/military", name="the enemy")
            if self.article.group is not None:
                return self.article.group
            others = [(n, c) for c, n in self.article.countries.items() if c != own and n > 1]
            if others:
                code = min(others, key=lambda item: (-item[0], item[1]))[1]
                return Party(id=f"state:{code}/military", name="the enemy")
        return None

    def is_collective(self, name: str) -> bool:
        """Whether a phrase means a body or several people, as far as its words tell."""
        know = self._know
        head = words(_FRONT.split(name)[0])
        last = head[-1] if head else ""
        low = last.casefold()
        if low in know.titles or low.endswith(_ONE_OF):
            return False
        if (
            low in know.nouns_for_bodies
            or self.phrases.is_organ(low)
            or (last.isupper() and len(last) > 1)
        ):
            return True
        if last[:1].islower():
            return (low.endswith("s") and not low.endswith(("ss", "us"))) or low in _ALL
        if (
            any(t.casefold() in know.titles for t in head)
            or fold(" ".join(head)) in self.article.people
        ):
            return False
        return not self._is_nobody_known(name)

    def is_individual(self, name: str) -> bool:
        """Whether a phrase means one person, as far as its words tell: "the mayor", "Ana Roe, a guard"."""
        know = self._know
        head = words(_FRONT.split(name)[0])
        if not head:
            return False
        titles = [t.casefold() in know.titles for t in head]
        last = head[-1].casefold()
        if titles[-1] or last in know.speaker_labels or last.endswith(_ONE_OF):
            return True
        if last in know.nouns_for_bodies or self.phrases.is_body(" ".join(head)):
            return False
        capitals = [t for t in head if t[:1].isupper() and t not in know.no_names]
        if any(titles) and head[-1][:1].isupper():
            return True
        if self.phrases.person_in(name) is not None:
            return True
        if fold(" ".join(capitals)) in self.article.people:
            return True
        return len(capitals) == len(head) > 1 and self._is_nobody_known(name)

    def _is_nobody_known(self, name: str) -> bool:
        """Whether a name is none of a state, an armed group or an international body."""
        party = self.resolve(name)
        if self.phrases.international(name) is not None:
            return False
        return party is None or party.id.startswith(("person:", "body:"))
