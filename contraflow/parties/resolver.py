"""From a phrase in an article to the party that it names.

One resolver serves one article: it first collects what the text itself says about people and
organisations ("General X, a spokesman for Y", "the Y (ABC)"), then resolves phrases with that
and with the general knowledge of states, organs and titles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise, zip_longest
from operator import attrgetter

from contraflow.parties import introductions
from contraflow.parties.bodies import NamedBodies, Short, short_form
from contraflow.parties.groups import ArmedGroups
from contraflow.parties.keys import Names, acronym, body_key, fold, unit_key
from contraflow.parties.knowledge import Country, CountryHit, Group, PartyKnowledge, words
from schemas import Party

_CAPITALS = re.compile(r"\b[A-ZÀ-Ý][\w’'\-]*(?:[ \t]+(?:of|for|and|the)?[ \t]*[A-ZÀ-Ý][\w’'\-]*)+")
_LEADING = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|some|several|many|two|three|all)\s+", re.I
)
_UNIT = re.compile(
    r"\b(\d+(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh"
    r"|Twelfth)\s+((?:[A-Z][\w\-]+\s+){0,4}?(?:[a-z]+\s+){0,2}?(?:[Bb]rigade|[Dd]ivision|[Rr]egiment|[Bb]attalion|[Cc]orps|[Aa]rmy))"
)
_FORMATIONS = ("rigade", "ivision", "egiment", "attalion", "orps", "rmy")
"""Parts of the words for units."""
_JOINED = re.compile(r"\b[A-Z][A-Z\d]+(?:/[A-Z][A-Z\d]+)+\b")
"""A group's initials with its wing's: "AB/XYZ"."""
_ACRONYM = re.compile(r"[A-Z][A-Z\d]{1,5}")
_SENIOR = re.compile(
    r"\b(?:Brigadier|Brig\.?|Major|Maj\.?|Lieutenant|Lt\.?)[ -]*(?:General|Gen\.?)\b|\bBrigadier\b|\bGeneral\b|\bGen\."
)
"""Ranks that irregular forces seldom have."""
_ALLIED = re.compile(r"\b(?:coalition|alliance|multinational|international|peacekeep\w+|mission)\b")
"""Forces of several states."""
_FOREIGN = re.compile(
    r"^(?:(?:no|any|some|all|the|other|more)\s+)?(?:foreign|invading|hostile|outside|intruding)\b",
    re.I,
)
"""Before forces that are not those of the country that a text is about."""
_PLAIN_BODY = frozenset(
    "air airports airport radio télé tele telecom power water ports port airtel vodacom orange mtn rail"
    " railways airways electricity amnesty transparency caritas unicef oxfam bank médecins medecins".split()
)
"""First words of the names of companies and charities that end in a country's name."""
_OPENING = 90
"""Code points of a sentence in which its subject is looked for, where it is not parsed."""
_OF_OFFICES = frozenset({"the", "of", "and", "for", "a", "an", "deputy", "acting", "caretaker"})
_FRONT = re.compile(r",| (?:of|for|in|at|from|with|who)\b")
"""What ends the front of a phrase for somebody, which says who it is."""
_ONE_OF = ("man", "woman", "person")
"""Endings of words for one person: "fisherman", "chairwoman"."""
_ALL = frozenset(
    "nobody none people police both all few many military men women staff command cabinet junta"
    " leadership side team family crowd militia army brigade force crew".split()
)
"""Words for several people or none that do not end as plurals do."""
_PRESIDES = re.compile(r"\bpresident\b", re.I)
_PERSON = re.compile(rf"{introductions.NAME}(?=$|,| (?:of|from|for|at|in|with)\b)")
_BODY = re.compile(
    rf"(?:[Tt]he )?({introductions.NAME_WORD}['’]?(?:(?: (?:of|for|and|of the|for the|de|de la|du|des))?"
    rf" {introductions.NAME_WORD}['’]?)*)(?: in .*)?"
)


_ANY = frozenset({"official", "officials"})
"""People of every state: "a Xish official" does not make "officials" Xish."""


@lru_cache(maxsize=4)
def _organs_by_country(know: PartyKnowledge, tokens: tuple[str, ...], text: str) -> dict[str, str]:
    """For each organ's word the country that the article gives it: "the Russian defence minister".

    A country's name must own it, as in "Xland's president", not stand before it: "in Xland, President
    Smith said". An organ that the text speaks of before it says whose another one is, is not that one.
    """
    owned: dict[str, int] = {}
    named: dict[tuple[str, str], int] = {}  # where each country's organs of a kind are first named
    folded = [t.casefold() for t in tokens]
    counts: dict[str, Counter[str]] = {}
    countries = know.country_matches(tokens)
    for hit in countries:
        name = " ".join(tokens[hit.start : hit.end])
        if hit.value.how != "demonym" and not (
            hit.value.how == "name"
            and any(
                f"{name}{joint}" in text
                for joint in ("'s", "’s", f" {' '.join(tokens[hit.end : hit.end + 1])}")
            )
        ):
            continue
        for at in range(hit.end, min(hit.end + 3, len(tokens))):
            term = know.terms.match_at(folded, at)
            if term is not None and term.value.kind == "organ":
                if term.value.word not in _ANY:
                    counts.setdefault(term.value.word, Counter())[hit.value.code] += 1
                    owned.setdefault(term.value.word, at)
                    named.setdefault((term.value.label, hit.value.code), at)
                break
    organs = [match for match in know.terms.scan(folded) if match.value.kind == "organ"]
    for match in organs:
        if match.end + 2 < len(tokens) and folded[match.end] == "of":
            after = know.country_words.match_at(
                tokens, match.end + (2 if folded[match.end + 1] == "the" else 1)
            )
            if after is not None:
                counts.setdefault(match.value.word, Counter())[after.value.code] += 1
                owned[match.value.word] = min(match.start, owned.get(match.value.word, match.start))
    for match in organs:
        word = match.value.word
        if match.start < owned.get(word, 0) and folded[max(0, match.start - 1)] == "the":
            whose = counts[word].most_common(1)[0][0]
            if named.get((match.value.label, whose), match.start) < match.start:
                continue  # "the Xish armed forces did not, the military said": theirs all the same
            del counts[word], owned[word]
    return {
        word: min(counter, key=lambda c: (-counter[c], c))
        for word, counter in counts.items()
        if len(counter) == 1 or max(counter.values()) > sum(counter.values()) / 2
    }


@cache
def _outlets(know: PartyKnowledge) -> tuple[tuple[str, Group], ...]:
    """The armed groups' own media, by what an outlet's folded name begins with."""
    return tuple((f"{fold(o)} ", group) for group in know.groups.values() for o in group.outlets)


@dataclass(slots=True)
class _Known:
    """What the article says about one name."""

    party: Party
    role: str
    weight: int
    """How much that says: of two descriptions the weightier one stands."""


_PRESS_UNIT = re.compile(
    r",? (?:media|press|communications?|information|public relations|(?:news and )?outreach)"
    r" (?:cell|unit|office|department|service|team|desk|wing|bureau|cent(?:er|re))(?= *(?:\(|$))",
    re.IGNORECASE,
)
"""The part of a body that publishes for it."""

_VOICE = re.compile(r",? (?:HQ|[Hh]eadquarters|press|press point|spokes\w+)(?= *(?:\(|$))")
"""What else a body's own outlet adds to its name."""
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
_MINISTRY = re.compile(
    r"(?P<before>(?:[\w’'-]+\s+)*)\b[Mm]inist(?:ry|(?P<er>er))\b(?:\s+(?:of|for)\s+(?:the\s+)?(?P<of>[A-Za-zÀ-ž][^(,]+))?"
)
_HEAD_OF_REGION = re.compile(
    r"\b(?:head|chief|leader) of (?:the )?(?:[A-ZÀ-Ý][\w’'-]+ )+(?:region|oblast|province|county|governorate)\b"
)
_NO_FIELD = frozenset(
    "the a an state deputy vice assistant junior senior cabinet chief acting former first its their"
    " his her this that same said new federal national central union provincial regional minister"
    " interim caretaker line competent responsible relevant other one another".split()
)
"""Words before "minister" that do not say of what."""
_WITH_NEXT = frozenset(
    "public natural foreign social internal digital human higher local rural urban economic emergency"
    " civil environmental basic primary secondary religious territorial women's indigenous general"
    " scientific technical municipal veterans".split()
)
"""First words of a ministry's field that do not stand alone."""


def _field(of: Sequence[str]) -> str:
    """What a "Minister of Water and Land" is a minister of: "water"."""
    return fold(" ".join(of if of and of[0].casefold() in _WITH_NEXT else of[:1]))


_FEDERATIONS = frozenset("US IN NG BR MX AU VE MM MY DE AT SD SS ET".split())
"""Countries of states: there "the State" may be one of these."""
_ARMED_GROUP = frozenset({"the", "armed", "rebel", "militant", "insurgent", "jihadist", "islamist"}) | {
    "extremist", "terrorist", "guerrilla", "separatist", "same", "this", "opposition", "paramilitary"
}  # fmt: skip
"""Words by which "the group" is still the armed one that an article is about."""


_GROUPS_OWN = re.compile(
    r"([Tt]h(?:e|is) (?:\w+ )?(?:group|movement|alliance|front|organi[sz]ation))[’']s "
    r"(?=.*\b(?:spokes\w+|commander|leader|chief|official|representative|fighters?|wing)\b)"
)
_POLICE = frozenset({"police", "gendarmerie", "constabulary"})
_UNITS = frozenset(
    "force forces unit units battalion command corps service commandos police".split()
)
_OF_SEVERAL = frozenset({"un", "united", "nations", "european", "african", "international"})


def _unit_of_state(name: str) -> str:
    """Whether a body is a unit of some state's by its name, and which organ's: "the Reserve Police
    Force", "the Special Action Force"; '' where it is not."""
    tokens = name.split()
    if not tokens or tokens[-1] not in _UNITS or not _OF_SEVERAL.isdisjoint(tokens):
        return ""
    if not _POLICE.isdisjoint(tokens):
        return "police"
    return "military" if tokens[0] == "special" else ""


_ARTICLE = re.compile(r"(?:an?|the|its|his|her|their|head|chief|deputy)\s")


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
        self._text = text
        self._bodies: NamedBodies | None = None
        self.home = home
        own = [
            h for h in know.countries_in(words(outlet)) if h.how in ("name", "demonym", "forces")
        ]
        # a national channel means its own state's army where it names none
        self._voice_home = own[0].code if own else None
        self._place_names = place_names
        self._orgs: Names[Party] = Names()
        self._written: set[str] = set()
        self._others: set[str] = set()
        """Persons of an office that speaks for nobody known: "the head of the council"."""
        self._people: Names[_Known] = Names()
        self._roles: dict[str, Party] = {}
        self._group: Party | None = None
        self._fighters: Party | None = None
        """The armed group that the text names most often."""
        self._voice: Party | None = None
        # an outlet and a body quoted elsewhere share one namespace: an institute publishes and is quoted
        publisher = _PRESS_UNIT.sub("", outlet)
        self.outlet = Party(id=f"body:{body_key(publisher)}", name=outlet)
        self._cache: dict[str, Party | None] = {}
        self._persons: dict[str, str | None] = {}
        tokens = words(text)
        self._countries = Counter(h.code for h in know.countries_in(tokens))
        if home:
            self._countries[home] += 1
        if own and own[0].code not in self._countries:
            self._voice_home = None  # "Indian Ocean News" is no Indian channel
        self._organ_home = _organs_by_country(know, tokens, text)
        self._ministry = introductions.ministry(text)
        self._groups = ArmedGroups(know, home, self._countries)
        initials = acronym(re.sub(r"[(].*?[)]", "", outlet))
        if (
            len(initials) >= 3
            and re.search(rf"\b{re.escape(initials)}\b", text, re.I)
            and re.search(rf"\b{initials.upper()}\b", text)
        ):
            self._orgs[initials] = self.outlet  # the outlet calls itself by its initials
        self._learn_organisations((outlet, text))
        self._fighters = self._groups.survey(tokens)
        self._learn_people(text)
        self._group = self._fighters or self._group or self._groups.by_initials(text)
        self._cache.clear()

    # -- what the article says ---------------------------------------------------------------

    def _learn_organisations(self, texts: Sequence[str]) -> None:
        for name, short in chain.from_iterable(map(introductions.organisations, texts)):
            state = self._know.country_called(name)
            if state is not None and short in (acronym(name).upper(), *state.names):
                continue  # "the Central African Republic (CAR)": no body
            party = self._organisation(name, short)
            if state is None:  # "the mission in Xland (MIX)" is cut at its small word
                self._orgs[fold(name)] = party
            for part in short.split("/"):
                self._orgs.setdefault(fold(part), party)
            self._orgs[fold(short)] = party
        know = self._know
        for name in chain.from_iterable([introductions.long_names(t, know) for t in texts]):
            # a capitalised name with the head of an armed group
            tokens = name.split()
            if not self._armed_name(tokens):
                continue
            if fold(name) in self._place_names or self._know.countries_in(words(name)):
                continue
            # "Armed Forces", "Air Force" are organs of some state; "Rapid Support Forces" is a name
            organ = self._know.term(name, ("organ",))
            if organ is not None and len(words(organ.word)) >= len(tokens):
                continue
            self._orgs.setdefault(fold(name), self._organisation(name, ""))
        best: Counter[str] = Counter()
        whole = " ".join(filter(None, map(fold, texts)))
        for key, party in self._orgs.items():
            if party.id.startswith("org:") and self._armed(key, party):
                best[party.id] += whole.count(key)
        if best:
            top = min(best, key=lambda k: (-best[k], k))
            self._group = next(p for p in self._orgs.values() if p.id == top)

    def _armed_name(self, tokens: Sequence[str]) -> bool:
        """Whether a capitalised name is an armed group's: "Xyz Front", "Front for the Freeing of Xyz"."""
        heads, low = self._know.armed_group_heads, [t.casefold() for t in tokens]
        if heads.isdisjoint(low):
            return False
        if all(t in heads or t in self._know.plain for t in low):
            return False  # "the Defence Army" is some state's
        if low[-1] in heads:
            return True
        return any(t in heads and after in ("for", "of", "de") for t, after in pairwise(low))

    def _armed(self, key: str, party: Party) -> bool:
        """Whether a name is that of an armed group, by its head: front, army, forces, movement …"""
        names = [k for k, p in self._orgs.items() if p.id == party.id]
        if any(map(_unit_of_state, names)):
            return False  # "the Reserve Police Force" is no rebels
        return any(set(name.split()) & self._know.armed_group_heads for name in names)

    def _organisation(self, name: str, short: str) -> Party:
        own = introductions.is_own(name, short, self._know)
        known = self._groups.find(name) or (self._groups.find(short) if short and not own else None)
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
        unit = _unit_of_state(fold(name))
        if unit and self.home and not code:
            return Party(id=f"state:{self.home}/{unit}", name=short or name)
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

    def introduced(self, party: Party) -> bool:
        """Whether the article says who that is, or general knowledge does."""
        known = any(p.id == party.id for p in self._orgs.values())
        return known or party.id in self._groups.known or self._groups.find(party.name) is not None

    def seat_of(self, name: str) -> str | None:
        """The state whose seat of power a place is: 'Moscow' gives 'RU'."""
        hits = self._know.countries_in(words(name))
        return hits[0].code if hits and hits[0].how == "seat" else None

    def _learn_person(self, tokens: Sequence[str], role: str) -> None:
        know, name = self._know, " ".join(tokens)
        if fold(name) in self._place_names or fold(tokens[-1]) in self._place_names:
            return
        party = self._side_of(name, role)
        if party is None:
            apart = _ARTICLE.match(role) is not None  # "X, the head of", and no "Dr" before a name
            if len(tokens) > 1 and apart and not self._is_of_place(tokens):
                self._others.add(name)
            return
        if len(tokens) > 1:
            self._written.add(name)
        best = self._introduce(tokens, _Known(party, role, self._weight(party, role)))
        for rank in words(re.split(r" (?:for|of|from|with) ", role)[0]):
            if rank.casefold() in know.titles:
                self._roles.setdefault(rank.casefold(), best.party)

    def _is_of_place(self, tokens: Sequence[str]) -> bool:
        """Whether a name is a works' or a town's too: "RSU Xtown, Dr Y", "the head, Ali Xtown", in Xtown."""
        if tokens[0].isupper():
            return True
        ends = "|".join(map(re.escape, {tokens[0], tokens[-1]}))
        return re.search(rf"\b(?:in|at|near|from) (?:{ends})\b(?!['’])", self._text) is not None

    def _side_of(self, name: str, role: str) -> Party | None:
        """The party that a role puts somebody in; a witness, a doctor is a party of one."""
        spoken = any(word in role for word in self._know.spokespeople)
        if spoken and self._fighters is not None and _GROUPS_OWN.search(role):
            return self._fighters  # "Sheikh X, the group's spokesman for military operations"
        party = self._by_words(role)
        if party is None and self.home and _SENIOR.search(role) and not _ALLIED.search(role):
            where = self._voice_home or self.home
            party = Party(id=f"state:{where}/military", name=f"{role} {name}")
        if party is None or party.id.startswith("people:"):
            party = self._affiliation(role, spoken) or party
        if party is None or party.id.startswith("people:"):
            body = self.headed(role)
            if body is not None:
                return body
        if party is not None and (spoken or not party.id.startswith("people:")):
            return party
        if self._know.term(role, ("people",)) is None:
            return None
        return Party(id=f"person:{fold(name)}", name=name)

    def _introduce(self, tokens: Sequence[str], said: _Known) -> _Known:
        """Keeps what is said of a person under the names that may follow; gives the best said so far."""
        full, last = fold(" ".join(tokens)), fold(tokens[-1])
        keys = [full]
        if len(tokens[-1]) > 2:
            keys.append(last)
        if len(tokens) == 2 and len(tokens[0]) >= 3:
            keys.append(fold(tokens[0]))  # many languages put the family name first
        for key in keys:
            known = self._people.get(key)
            if known is None or said.weight > known.weight:
                self._people[key] = said
        # "Sergei Shoigu" here and "Minister Sergei K. Shoigu" there are one: the fuller description wins
        family = (last.split() or [""])[-1]
        behind = f" {family}"
        same = [key for key in self._people if key == family or key.endswith(behind)]
        best = max([self._people[key] for key in same], key=attrgetter("weight"), default=said)
        for key in same:
            if best.weight > self._people[key].weight:
                self._people[key] = best
        return best

    def _affiliation(self, role: str, spoken: bool) -> Party | None:
        """Whose officer or spokesman a role is, where no common word says it."""
        tokens = words(role)
        if "ministry" in tokens and self._ministry:
            return self._named_ministry()
        for token in tokens:
            if token in self._know.ranks:
                own = self._own_name(role, token)
                if own is not None and own in self._orgs.values():
                    return own  # "a Red Lions commander"
        return self._spoken_for(role) if spoken else None

    def _spoken_for(self, role: str) -> Party | None:
        """The body that a "spokesman for the Xyz Association" speaks for, though nothing explains it."""
        name = introductions.spoken_for(role)
        if name is None or fold(name) in self._place_names:
            return None
        if self._armed_name(name.split()) and len(name.split()) > 1:
            return self._orgs.setdefault(fold(name), self._organisation(name, ""))
        return Party(id=f"body:{body_key(name)}", name=name)

    def _weight(self, party: Party, role: str) -> int:
        """How much a description says: an explicit country or group over an office, that over a bare name."""
        if party.id.startswith("org:") or self._know.countries_in(words(role)):
            return 3
        return 0 if party.id.startswith(("person:", "people:")) else 2

    # -- resolving ---------------------------------------------------------------------------

    def resolve(self, phrase: str) -> Party | None:
        """The party that a noun phrase names, or None when it names none.

        Names learnt from the article win over general knowledge; a title or office wins over the
        bare name of a person, so that one office through two mouths is one party.
        """
        phrase = phrase.strip()
        if phrase not in self._cache:
            self._cache[phrase] = self._resolve(phrase) if self._may_name(phrase) else None
        return self._cache[phrase]

    def _may_name(self, phrase: str) -> bool:
        """Whether some word of a phrase may name a party, by what everybody knows or the article says."""
        folded = fold(phrase)
        return (
            not self._know.tells_nothing(phrase, folded)
            or bool(self._orgs.named_in(folded))
            or bool(self._people.named_in(folded))
        )

    def _resolve(self, phrase: str) -> Party | None:
        if not phrase:
            return None
        phrase = self._without_description(phrase)
        leading = _LEADING.match(phrase)
        bare = phrase[leading.end() :] if leading is not None else phrase
        folded, tokens = fold(bare), words(bare)
        named = self._by_name(bare, folded, tokens) or self._of_group(phrase)
        if named is not None:
            return named
        found = self._by_words(bare)
        if found is not None and found.id.startswith("state:") and self._national_body(bare):
            return Party(id=f"body:{body_key(bare)}", name=bare)
        name = next(iter(self._people.named_in(folded)), None)
        person = self._people[name].party if name is not None else None
        if person is not None and not self._know.countries_in(tokens):
            # the person's own description, given once, says more than a rank in front of the name
            return person
        unit = self._unit(phrase, found)
        if unit is not None:
            return unit
        if found is not None and not found.id.startswith(("people:", "body:", "person:")):
            return found
        return person or found or self._by_acronym(bare, tokens) or self._by_head(phrase, folded)

    def _of_group(self, phrase: str) -> Party | None:
        """Whose "the group's military spokesman" is: the armed group's that the article is about."""
        owner = _GROUPS_OWN.match(phrase)
        group = self._by_head(owner.group(1), fold(owner.group(1))) if owner is not None else None
        return group if group is not None and group.id.startswith("org:") else None

    def _without_description(self, phrase: str) -> str:
        """ "XYZ, a firm that supplies Xland" is no organ of Xland: what follows a name may say what it is."""
        name, _, rest = phrase.partition(", ")
        if not rest:
            return phrase
        if rest.startswith(("who ", "whose ")):
            return name  # "the man, who lives in Xtown"
        if (
            not rest.startswith(("a ", "an ", "the ", "its ", "one of ", "which "))
            or _BODY.fullmatch(name) is None
            or self._know.countries_in(words(name))
        ):
            return phrase
        said = self._know.titles.intersection(map(str.casefold, words(rest)))
        if said or self._know.term(rest, ("organ", "side", "local")) is not None:
            return phrase
        return name

    def _by_name(self, bare: str, folded: str, tokens: tuple[str, ...]) -> Party | None:
        """A body by the name or initials that the article gives it, or that everybody knows."""
        party = self._orgs.get(folded) or self._groups.find(bare)
        if party is not None:
            return party
        body = self._international(tokens)
        if body is not None:
            return body
        for token in tokens[:2]:
            plain = token.replace(".", "")
            if plain in self._know.civil_bodies:
                return Party(id=f"org:{fold(plain)}", name=token)  # "a UN official"
        last = tokens[-1] if tokens else ""
        if (
            len(tokens) > 1
            and _ACRONYM.fullmatch(last)
            and last not in self._know.no_bodies
            and not self._know.countries_in([last])
        ):
            # "Xland's ABC": the body named, not the country before it
            return self._orgs.get(fold(last)) or Party(id=f"org:{fold(last)}", name=last)
        # "the captain" is the one introduced before
        return self._roles.get(folded) if folded in self._know.ranks else None

    def _international(self, tokens: tuple[str, ...]) -> Party | None:
        """A body that everybody knows: "Doctors Without Borders", "an official of the WHO"."""
        bodies = self._know.bodies
        if bodies.firsts.isdisjoint(tokens):
            return None
        for match in bodies.scan(tokens):
            if all(t[:1].islower() for t in tokens[: match.start]) or match.start == 0:
                troops = any(t.casefold() in self._know.troops for t in tokens[match.end :])
                key = match.value.id.partition(":")[2]
                return Party(id=f"org:{key}", name=match.value.name) if troops else match.value
        return None

    def _unit(self, phrase: str, found: Party | None) -> Party | None:
        """A numbered unit of a state's army: "the 72nd Brigade"."""
        if not any(map(phrase.__contains__, _FORMATIONS)):
            return None
        unit = _UNIT.search(phrase)
        if unit is None or (found is not None and not found.id.startswith("state:")):
            return None
        state = found.id.split("/")[0] if found else (f"state:{self.home}" if self.home else "")
        return Party(id=f"{state}/military/{unit_key(unit)}", name=unit.group()) if state else None

    def _by_acronym(self, bare: str, tokens: tuple[str, ...]) -> Party | None:
        """A body by initials that nothing explains: "the ABC", "the XY/ABC"."""
        joined = _JOINED.search(bare)
        if joined:
            short = joined.group().split("/")[-1]
            return self._orgs.get(fold(short)) or Party(
                id=f"org:{fold(short)}", name=joined.group()
            )
        for word, after in zip_longest(tokens, tokens[1:], fillvalue=""):
            if len(word) < 3 and after[:1].isupper() and after[1:].islower():
                continue  # "RR Xville", "DR Xland": initials of a name
            if (
                _ACRONYM.fullmatch(word)
                and word not in self._know.no_bodies
                and self._know.country_called(word) is None
                and fold(word) not in self._place_names
            ):
                return Party(id=f"org:{fold(word)}", name=word)
        return None

    def _by_head(self, phrase: str, folded: str) -> Party | None:
        """Whom "the colonel", "the group", "the ministry" mean in this article."""
        head = folded.split(" ")[-1]
        if phrase in ("the State", "State") and self.home and self.home not in _FEDERATIONS:
            return Party(id=f"state:{self.home}", name=phrase)
        if (head in self._roles and phrase[:1].islower()) or folded in self._roles:
            return self._roles.get(folded, self._roles.get(head))
        if head in ("group", "movement", "alliance", "organisation", "organization"):
            if head == "group" and not _ARMED_GROUP.issuperset(folded.split(" ")[:-1]):
                return None  # "an aid group"
            return self._group
        if self._group is not None and head in self._know.armed_group_heads:
            if head in fold(self._full_name(self._group)).split() and " " not in folded:
                return self._group  # "the front"
        if head == "coalition":
            for key in self._groups.known:
                if "coalition" in self._know.groups[key].name.casefold():
                    return Party(id=key, name=self._know.groups[key].name)
        if head == "ministry" and self._ministry:
            return self._named_ministry()
        return None

    def _full_name(self, party: Party) -> str:
        """The longest name that the article or general knowledge gives an organisation."""
        known = self._know.groups.get(party.id)
        names = [key for key, p in self._orgs.items() if p.id == party.id]
        return max([*names, known.name if known is not None else party.name], key=len)

    def _named_ministry(self) -> Party | None:
        """The one ministry that the text names, if its name says whose it is."""
        name, self._ministry = self._ministry, ""  # "the ministry" must not stand for itself
        try:
            return self._resolve(name)
        finally:
            self._ministry = name

    def _national_body(self, phrase: str) -> bool:
        """Whether a nation's word is part of a body's name: "Xish Conflict Watch", "Xland Red Cross"."""
        found = _CAPITALS.search(phrase)
        if found is None:
            return False
        tokens = words(found.group())
        if "'s" in found.group() or "’s" in found.group() or len(tokens) < 2:
            return False
        if self._know.term(phrase, ("organ", "side", "local")) is not None:
            return False
        last = tokens[-1]
        if last in ("Federation", "Confederation") and self._know.countries_in([tokens[-2]]):
            return False  # a state by its full name
        if len(hits := self._know.countries_in(tokens)) == 1 and hits[0].how == "name":
            # "Airports Xland", "Radio Xland", but not "Northern Xland" or "President Xland"
            first = tokens[0].casefold()
            if self._know.countries_in([last]) and _PLAIN_BODY.issuperset({first}):
                return True
        return bool(
            {"name", "demonym"} & {h.how for h in self._know.countries_in(tokens)}
            and not self._know.countries_in([last])
            and last.casefold() in self._know.body_heads
        )

    def official(self, outlet: str) -> Party | None:
        """The state or group that an official outlet names itself after."""
        outlet = _VOICE.sub("", _PRESS_UNIT.sub("", outlet))
        found = self.resolve(outlet)
        return self._by_words(outlet) if found is None or found.id.startswith("body:") else found

    def _by_words(self, phrase: str) -> Party | None:
        if "-" in phrase:
            phrase = _FIGHTS_FOR.sub("", _INSTALLED.sub(r"\1", phrase))
        tokens = words(phrase)
        if not tokens:
            return None
        folded = fold(phrase)
        for key in self._orgs.named_in(folded):
            if len(key) > 2:
                return self._orgs[key]
        known_group = self._groups.find(phrase)
        if known_group is not None:
            return known_group
        person = self.person_in(phrase)
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
            own_name = self._own_name(phrase, term.word)
            if own_name is not None:
                return own_name
        if (
            term is not None
            and term.word in self._know.forces
            and code is None
            and self._group is not None
            and _SIDES_OF_LAND.match(phrase)
        ):
            return self._group  # "eastern forces"
        if term is not None and term.kind == "organ":
            if term.label in ("military", "police") and code is None and _FOREIGN.match(phrase):
                return Party(id="role:foreign", name=phrase)
            if term.label == "presidency" and code is None and self._presides_over_body(phrase):
                return Party(id="people:president", name=phrase)
            if code is None and self._voice is not None:
                return self._voice
            if code is None and term.label == "presidency" and term.word not in self._organ_home:
                code = self._organ_home.get("president") or self._only_country()
                if code is None:
                    return None  # whose president is not said
            where = code or self._organ_home.get(term.word) or self._voice_home or self.home
            return Party(
                id=f"state:{where}/{term.label}" if where else f"role:{term.label}", name=phrase
            )
        if term is not None and term.kind == "side":
            if term.label == "rebels":
                own = self._own_name(phrase, term.word)
                if own is not None:
                    return own
                named = term.word not in self._know.unnamed and not self._groups.several
                if self._group is not None and named and not (hits and hits[0].code != self.home):
                    return self._group
                return Party(id="role:rebels", name=phrase)
            if term.label == "enemy" and code is not None:
                return Party(id=f"state:{code}/military", name=phrase)  # "the Xish invaders"
            return Party(id=f"role:{term.label}", name=phrase)
        if term is None or term.kind == "people":
            ministry = self._ministry_of(phrase, code)
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

    def _meant(self, hit: CountryHit) -> str:
        """Which of the lands that share an adjective it means: "Congolese" in what is told of one of them."""
        home = self._know.countries.get(self.home or "")
        shared = home is not None and not set(home.demonyms).isdisjoint(
            self._know.countries[hit.code].demonyms
        )
        return home.code if home is not None and shared and hit.how == "demonym" else hit.code

    def _ministry_of(self, phrase: str, code: str | None) -> Party | None:
        """A ministry that no list has, or its minister, by its field: "the Ministry of Water", "the oil minister"."""
        found = _MINISTRY.search(phrase) if "inist" in phrase else None
        if found is None:
            return None
        where = code or self._organ_home.get("minister") or self._voice_home or self.home
        if where is None:
            return None
        field = _field(words(found.group("of") or "")[:2])
        before = [
            w for w in words(found.group("before") or "")[-2:] if w.casefold() not in _NO_FIELD
        ]
        if not field and before and words(found.group("before"))[-1] == before[-1]:
            of_two = len(before) > 1 and before[0].casefold() in _WITH_NEXT
            field = fold(" ".join(before) if of_two else before[-1])
        if not field and not found.group("er"):
            return None
        if not field:
            return self._roles.get("minister") or Party(id=f"state:{where}/government", name=phrase)
        return Party(id=f"state:{where}/{field} ministry", name=phrase)

    def _presides_over_body(self, phrase: str) -> bool:
        """Whether a president is that of a club, a council, a company: "the union's president"."""
        if _PRESIDES.search(phrase) is None:
            return False
        tokens = [w.casefold() for w in words(phrase)]
        at = tokens.index("president") if "president" in tokens else 0
        of = tokens[at + 1 : at + 2] == ["of"]
        around = tokens[:at] + (tokens[at + 2 :] if of else [])
        return not self._know.presided.isdisjoint(around)

    def _only_country(self) -> str | None:
        """The home country, where the article hardly speaks of another."""
        if self.home is None or self._countries[self.home] < 0.8 * self._countries.total():
            return None
        return self.home

    def _own_name(self, phrase: str, word: str) -> Party | None:
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
            return self._orgs.get(fold(name)) or Party(id=f"org:{fold(name)}", name=name)
        for key, party in self._orgs.items():
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
            or fold(token) in self._place_names
            or self._know.terms.match_at([low], 0) is not None
            or re.search(rf"{re.escape(token)}['’]s\b", phrase)  # "X's militia" is not called X
        )

    def short_form(self, phrase: str) -> Short | None:
        """A phrase as the short form of a body's name, if it can be one."""
        return short_form(phrase, self._know)

    def called(self, phrase: str, at: int, last: Sequence[str] = ()) -> str | None:
        """The name in full of the body that a short form means at a point of the text.

        ``last`` are the bodies that spoke or were spoken of last: "the company" is one of them.
        """
        initials = _LEADING.sub("", phrase).partition(" ")[0]
        if self._international(words(phrase)) is not None:
            return None
        if _ACRONYM.fullmatch(initials) and fold(initials) not in self._orgs:
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
            self._bodies = NamedBodies(self._text, self._know)
        return self._bodies

    def headed(self, phrase: str) -> Party | None:
        """The body whose head a phrase names: "the director of the Xyz hospital"."""
        body = introductions.headed(phrase, self._know)
        return Party(id=f"body:{body_key(body)}", name=body) if body is not None else None

    def international(self, phrase: str) -> Party | None:
        """The international body that a phrase begins with: "Doctors Without Borders"."""
        return self._international(words(_LEADING.sub("", phrase)))

    def full_name(self, phrase: str) -> str | None:
        """A body's capitalised name, if that is all a phrase is: "the Xyz Doctors' Network"."""
        match = _BODY.fullmatch(phrase)
        if match is None or not self.is_body(match.group(1)) or self._know.countries_in([phrase]):
            return None
        return match.group(1) if " " in match.group(1) else None

    def untitled(self, name: str) -> str:
        """A person's name without the offices and titles in front of it."""
        tokens = words(_LEADING.sub("", name))
        titles = [i for i, t in enumerate(tokens[:-1]) if t.casefold() in self._know.titles]
        return " ".join(tokens[titles[-1] + 1 :] if titles else tokens)

    def person_in(self, phrase: str) -> str | None:
        """The person's name behind an office: "Governor Ali Santos", "the mayor, Ali Santos"."""
        if phrase not in self._persons:
            self._persons[phrase] = self._person_in(phrase)
        return self._persons[phrase]

    def _person_in(self, phrase: str) -> str | None:
        titles, low = self._know.titles, phrase.casefold()
        if titles.isdisjoint(low.replace(".", " ").replace(",", " ").split()):
            return None
        bare = _LEADING.sub("", phrase)
        lowered = [t.strip(".,") for t in bare.casefold().split()]
        if titles.isdisjoint(lowered):
            return None
        tokens, titled = bare.split(), [t in titles for t in lowered]
        at = titled.index(True)
        while at + 1 < len(tokens) and titled[at + 1]:
            at += 1
        match = _PERSON.match(" ".join(tokens[at + 1 :]))
        return match.group() if match is not None and not self.is_body(match.group()) else None

    def is_titled(self, name: str) -> bool:
        """Whether a minister or the like stands in a name, who is also "the ministry"."""
        return any(w.casefold() in ("minister", "secretary") for w in words(name))

    def is_body(self, name: str) -> bool:
        """Whether a name has a word for bodies in it, and is no person's."""
        for token in words(name):
            if token.isupper() or token.casefold() in self._know.kind_of_body:
                return True
        return False

    def named_body(self, phrase: str) -> Party | None:
        """A party for a capitalised name that nothing else explains: an institute, a company."""
        tokens = [w for w in words(_LEADING.sub("", phrase)) if w not in self._know.no_names]
        if not self.is_body(phrase):
            # "the ombudsman, Dr Ana Roe" in one text is "Ana Roe" in another
            called = [w for w in words(self.untitled(" ".join(tokens))) if w[:1].isupper()]
            tokens = called if len(called) > 1 else tokens
        names = [w for w in tokens if w[:1].isupper()]
        if not names or all(self._know.countries_in([name]) for name in names):
            return None
        key = fold(" ".join(names))
        if body_key(key) == self.outlet.id.removeprefix("body:"):
            return self.outlet
        if key in self._people:
            return self._people[key].party
        if fold(names[-1]) in self._people and len(names) <= 3:
            whole = {fold(name) for name in names}
            if len(names) == 1 or any(
                whole & set(k.split()) > {fold(names[-1])} for k in self._people
            ):
                return self._people[fold(names[-1])].party
        return Party(id=f"body:{body_key(key)}", name=" ".join(names))

    def media_voice(self, outlet: str, *, official: bool) -> Party | None:
        """The armed group whose own medium an outlet is, by knowledge or by its name."""
        name = f"{fold(outlet)} "
        for own, group in _outlets(self._know):
            if name.startswith(own):
                return Party(id=group.party_id, name=group.name)
        if not official:
            return None
        for match in self._know.groups_in(words(outlet)):
            found = self._groups.pick(match.value)
            if found is not None:
                return Party(id=found.party_id, name=found.name)
        return None

    def speaks_for(self, voice: Party) -> None:
        """The article is one party's own text: "the army" there is that party's."""
        group = self._know.groups.get(voice.id)
        self._voice = voice if group is not None and group.governs else None
        if voice.id.startswith("state:"):
            self._voice_home = voice.id[6:8]
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

    def is_ranked(self, phrase: str) -> bool:
        """Whether a phrase gives somebody the rank or office of one who speaks for a force."""
        return not self._know.ranks.isdisjoint(w.casefold().strip(".") for w in words(phrase))

    def is_own(self, lemma: str) -> bool:
        """Whether a party calls its own people so: "the heroes"."""
        return lemma in self._know.own_words

    def is_armed(self, party: Party) -> bool:
        """Whether an organisation fights, as far as anybody knows: no charity, no institute."""
        return party.id in self._know.groups or self._armed("", party)

    def is_foe(self, lemma: str) -> bool:
        """Whether a party calls those it fights so: "the mercenaries"."""
        return lemma in self._know.foe_words

    def country(self, code: str) -> Country | None:
        """What is known of a country, by ISO code."""
        return self._know.countries.get(code)

    def enemy_of(self, speaker: Party | None, place_country: str | None) -> Party | None:
        """Who "the enemy" is when a party speaks: the other state, or the group that it fights."""
        if speaker is None:
            return None
        if speaker.id.startswith("org:"):
            if not self.is_armed(speaker):
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
            if self._group is not None:
                return self._group
            others = [(n, c) for c, n in self._countries.items() if c != own and n > 1]
            if others:
                code = min(others, key=lambda item: (-item[0], item[1]))[1]
                return Party(id=f"state:{code}/military", name="the enemy")
        return None

    def first_organisation(self, text: str) -> Party | None:
        """The organisation that a text names first."""
        best: tuple[int, Party] | None = None
        for key, party in self._orgs.items():
            at = fold(text).find(key)
            if at >= 0 and (best is None or at < best[0]):
                best = (at, party)
        return best[1] if best else None

    def full_names(self) -> list[str]:
        """Names of persons (two words or more) and organisations as the article writes them."""
        return sorted(
            {
                *self._written,
                *self._others,
                *self._groups.written,
                *(p.name for p in self._orgs.values() if len(p.name) > 1),
            }
        )

    def person(self, called: str) -> tuple[str, str] | None:
        """Office and full name of the person that a name or an office means in this article."""
        wanted = set(fold(called).split())
        if not wanted:
            return None
        best: tuple[str, str] | None = None
        for key, known in self._people.items():
            role = fold(known.role)
            if wanted <= set(key.split()) or wanted <= set(role.split()):
                if best is None or len(key) > len(best[1]):
                    best = (role, key)
        return best

    def opens_with_person(self, sentence: str) -> tuple[str, Party] | None:
        """The person with an office whom a sentence begins with: "The mayor, Ali Sow, came himself."."""
        opening = sentence[:_OPENING]
        for name in self._written:
            at = opening.find(name)
            known = self._people.get(fold(name)) if at >= 0 else None
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
            folded in self._people
            or folded in self._orgs
            or any(fold(full.split()[-1]) == folded for full in self._others)
        )

    def is_organ(self, word: str) -> bool:
        """Whether a common noun is one for an organ of a state: "ministry", "police"."""
        found = self._know.terms.match_at([word], 0)
        return found is not None and found.value.kind == "organ"

    def is_body_noun(self, word: str) -> bool:
        """Whether a common noun is one for a body of any kind: "mission", "militia", "ministry"."""
        know = self._know
        return (
            word in know.nouns_for_bodies or word in know.armed_group_heads or self.is_organ(word)
        )

    def is_collective(self, name: str) -> bool:
        """Whether a phrase means a body or several people, as far as its words tell."""
        know = self._know
        head = words(_FRONT.split(name)[0])
        last = head[-1] if head else ""
        low = last.casefold()
        if low in know.titles or low.endswith(_ONE_OF):
            return False
        if low in know.nouns_for_bodies or self.is_organ(low) or (last.isupper() and len(last) > 1):
            return True
        if last[:1].islower():
            return (low.endswith("s") and not low.endswith(("ss", "us"))) or low in _ALL
        if any(t.casefold() in know.titles for t in head) or fold(" ".join(head)) in self._people:
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
        if last in know.nouns_for_bodies or self.is_body(" ".join(head)):
            return False
        capitals = [t for t in head if t[:1].isupper() and t not in know.no_names]
        if any(titles) and head[-1][:1].isupper():
            return True
        if self.person_in(name) is not None:
            return True
        if fold(" ".join(capitals)) in self._people:
            return True
        return len(capitals) == len(head) > 1 and self._is_nobody_known(name)

    def _is_nobody_known(self, name: str) -> bool:
        """Whether a name is none of a state, an armed group or an international body."""
        party = self.resolve(name)
        if self.international(name) is not None:
            return False
        return party is None or party.id.startswith(("person:", "body:"))

    def is_title(self, label: str) -> bool:
        """Whether a label such as "DOCTOR" or "REPORTER" is somebody's role."""
        tokens = words(label)
        last = tokens[-1].casefold() if tokens else ""
        return last in self._know.titles or last in self._know.speaker_labels
