"""From a phrase in an article to the party that it names.

One resolver serves one article: it first collects what the text itself says about people and
organisations ("General X, a spokesman for Y", "the Y (ABC)"), then resolves phrases with that
and with the general knowledge of states, organs and titles.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from contraflow.parties.knowledge import (
    PHRASE,
    Country,
    Group,
    GroupHit,
    PartyKnowledge,
    Term,
    words,
)
from contraflow.remember import remembered
from schemas import Party

_NAME_WORD = r"(?:(?:al|el|ash|as|an|ar|at|ad|ul)-[A-ZÀ-Ý][\w’'\-]*|(?:[A-Z]|Mrs?|Ms|Dr|St|Lt|Col|Gen|Maj|Brig|Capt|Sgt|Adm|Prof|Rev|Fr)\.|[A-ZÀ-ÝĀ-Ž][\w’'\-]*)"
_PARTICLE = r"(?:al-|el-|de|del|da|dos|du|van|von|bin|ibn|abu|la|le|ul|bint|y)"
NAME = rf"{_NAME_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+)?{_NAME_WORD}){{0,4}}"
_DEFINED = re.compile(
    rf"((?:{_NAME_WORD}|of|the|for|and|de|du|des|la)(?:\s+(?:{_NAME_WORD}|of|the|for|and|de|du|des|la|para)){{1,7}}|{_NAME_WORD})\s*\((?:the\s+)?([A-Z][\w/\-]{{1,14}})\)"
)
_APPOSITION = re.compile(
    rf"\b({NAME}),\s+((?:an?|the|its|his|her|their|who is|who heads|head of|chief of)?\s?[^,.;:“”\"()\n]{{3,90}})[,.;]"
)
_APPOSITION_AFTER = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s([^,.;:“”\"()\n]{{3,70}}),\s+(?:(?:the|an?)\s+(?:[a-z\-]+\s+){{1,2}})?({NAME})\b"
)
_TITLE_BEFORE = re.compile(rf"\b((?:[A-Z][\w’'.\-]+\s+){{0,5}}(?:[a-z\-]+\s+){{0,6}}?)({NAME})\b")
_OF_BODY = re.compile(r"\s+(?:of|from|for|with)\s+(?:the\s+|an?\s+)?[^,.;:“”\"()\n]{3,60}")
_MINISTRY = re.compile(
    r"(?:[A-ZÀ-Ý][\w’']*\s)?(?:[Mm]inistry of (?:the )?(?:National )?[A-ZÀ-Ý]\w+|(?:[Dd]efen[cs]e|[Ii]nterior|[Hh]ealth|[Ff]oreign|[Tt]ransport|[Ee]mergenc\w+|[Ee]ducation|[Ee]nergy) [Mm]inistry)"
)
_CAPITALS = re.compile(r"\b[A-ZÀ-Ý][\w’'\-]*(?:[ \t]+(?:of|for|and|the)?[ \t]*[A-ZÀ-Ý][\w’'\-]*)+")
_BODY_HEADS = frozenset(
    "watch observatory network centre center institute monitor project group society association"
    " cross crescent times post news herald tribune union council foundation committee initiative"
    " forum academy university commission agency organisation organization campaign rights"
    " archive review analytics tracker desk press journal".split()
)
_SPEAKS_FOR = re.compile(
    rf"\b(?:for|of)\s+(?:the\s+)?((?:{_NAME_WORD}|of|the|for|and|de|du)(?:\s+(?:{_NAME_WORD}|of|the|for|and|de|du))*)"
)
_MINISTER_OF = re.compile(
    rf"((?:{_NAME_WORD}\s+){{0,2}}[Mm]inister\s+of\s+(?:the\s+)?(?:National\s+)?(?:Defen[cs]e|Interior|Health|Transport|Foreign Affairs|Justice|Energy|{_NAME_WORD}))\s+({NAME})"
)
_ANY_NAME = re.compile(rf"\b{NAME}")
_LONG_NAME = re.compile(rf"\b{_NAME_WORD}(?:[ \t]+(?:(?:of|for|de)[ \t]+)?{_NAME_WORD}){{1,4}}\b")
_INITIALS = re.compile(r"\b([A-Z][A-Z\d]{1,6}(?:/[A-Z][A-Z\d]{1,6})*)\b(?:[ ’'-]+(?:s )?(\w+))?")
_LEADING = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|some|several|many|two|three|all)\s+", re.I
)
_STOP_NAME = frozenset(
    "The A An In On At By For From Of And But It He She They We I This That These Those There As After Before "
    "When While If Since Until Its His Her Their Our No Not January February March April May June July August September "
    "October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
_UNIT = re.compile(
    r"\b(\d+(?:st|nd|rd|th))\s+((?:[A-Z][\w\-]+\s+){0,4}?(?:[a-z]+\s+){0,2}?(?:[Bb]rigade|[Dd]ivision|[Rr]egiment|[Bb]attalion|[Cc]orps|[Aa]rmy))"
)
_ACRONYM = re.compile(r"[A-Z][A-Z\d]{1,5}")
_NO_ORGANISATION = frozenset(
    {"AM", "PM", "GMT", "UTC", "EDT", "EST", "CET", "TV", "ID", "OK", "LIVE", "VIDEO"}
)
_CIVIL = frozenset(
    {
        "UN",
        "EU",
        "NATO",
        "AU",
        "WHO",
        "UNHCR",
        "OCHA",
        "UNICEF",
        "WFP",
        "ICRC",
        "MSF",
        "NGO",
        "BBC",
        "AP",
        "AFP",
        "IOM",
        "USGS",
        "OSCE",
        "OAS",
        "IMF",
        "CEO",
        "GMT",
        "UTC",
    }
)
_PLAIN = frozenset(
    "armed ground air naval special security peacekeeping allied occupation occupying own some many several more other enemy joint rapid local national regular opposition pro young old northern southern eastern western central invading foreign heavy elite combined government state federal regional royal republican army military police defence defense rebel resistance islamist jihadist maoist marxist communist leftist rightist nationalist sunni shia shiite christian muslim ethnic tribal local terrorist".split()
)
_SENIOR = re.compile(
    r"\b(?:Brigadier|Brig\.?|Major|Maj\.?|Lieutenant|Lt\.?)[ -]*(?:General|Gen\.?)\b|\bBrigadier\b|\bGeneral\b|\bGen\."
)
"""Ranks that irregular forces seldom have."""
_FIGHTING = frozenset(
    {"force", "forces", "army", "troop", "troops", "soldier", "soldiers", "garrison"}
)
_SPOKES = (
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "speaks for",
    "information officer",
    "spokespeople",
    "mouthpiece",
)
_RUN_BY = re.compile(r"\b([\w’']+)-(?:run|controlled|affiliated|aligned|linked|allied|appointed)\b")
"""The Xyz-run ministry speaks for the Xyz."""
_AGAINST = frozenset({"against", "on", "with", "by"})
_TRAILING_VERB = re.compile(
    r"\s+(?:said|says|told|wrote|announced|added|claimed|has|had|was|is|were|are)\b.*$", re.S
)


@lru_cache(maxsize=16)
def _matches(pattern: re.Pattern[str], text: str, mark: str = "") -> tuple[re.Match[str], ...]:
    """All matches in an article's text, kept while the article is read a second time.

    ``mark`` is a part of every match, and no match is longer than a line: only lines that hold it
    are searched.
    """
    if not mark:
        return tuple(pattern.finditer(text))
    found: list[re.Match[str]] = []
    end, at = 0, text.find(mark)
    while at >= 0:
        start = max(end, text.rfind("\n", 0, at) + 1)
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        found += pattern.finditer(text, start, end)
        at = text.find(mark, end)
    return tuple(found)


@remembered(short=PHRASE)
def fold(text: str) -> str:
    """A name for comparison: lower case, no diacritics, apostrophes or punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(ch for ch in text if ch < "\u0300" or not unicodedata.combining(ch))
    return " ".join(_LETTERS.findall(text.casefold().replace("'", "")))


_LETTERS = re.compile(r"[^\W_]+")


def _named_in(key: str, folded: str) -> bool:
    """Whether a folded name stands in a folded text as whole words."""
    return key in folded and f" {key} " in f" {folded} "


def body_key(name: str) -> str:
    """A body's name without articles, particles and what stands in brackets or after a dash."""
    bare = re.sub(r"[(].*?[)]| [-–—] .*$", "", name)
    kept = [w for w in fold(bare).split() if w not in _PARTICLES]
    return " ".join(kept) or fold(name)


_PARTICLES = frozenset(
    "the a an of for and de do dos da das du des la le les el los y et al".split()
)


def unit_key(match: re.Match[str]) -> str:
    """A military unit by number and kind: "72nd Motor Rifle Brigade" gives '72nd brigade'."""
    return f"{match.group(1).casefold()} {match.group(2).split()[-1].casefold()}"


def acronym(name: str) -> str:
    """Initials of a name's capitalised words: 'Rapid Support Forces' gives 'rsf'."""
    return "".join(w[0] for w in words(name) if w[:1].isupper()).casefold()


@lru_cache(maxsize=4)
def _organs_by_country(know: PartyKnowledge, tokens: tuple[str, ...]) -> dict[str, str]:
    """For each organ's word the country that the article gives it: "the Russian defence minister"."""
    folded = [t.casefold() for t in tokens]
    counts: dict[str, Counter[str]] = {}
    countries = list(know.country_words.scan(tokens))
    for hit in countries:
        if hit.value.how not in ("name", "demonym"):
            continue
        for at in range(hit.end, min(hit.end + 3, len(tokens))):
            term = know.terms.match_at(folded, at)
            if term is not None and term.value.kind == "organ":
                counts.setdefault(term.value.word, Counter())[hit.value.code] += 1
                break
    for match in know.terms.scan(folded):
        if (
            match.value.kind == "organ"
            and match.end + 2 < len(tokens)
            and folded[match.end] == "of"
        ):
            after = know.country_words.match_at(
                tokens, match.end + (2 if folded[match.end + 1] == "the" else 1)
            )
            if after is not None:
                counts.setdefault(match.value.word, Counter())[after.value.code] += 1
    return {
        word: min(counter, key=lambda c: (-counter[c], c))
        for word, counter in counts.items()
        if len(counter) == 1 or max(counter.values()) > sum(counter.values()) / 2
    }


@dataclass(slots=True)
class _Known:
    """What the article says about one name."""

    party: Party
    role: str | None = None


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
        self.home = home
        own = [
            h for h in know.countries_in(words(outlet)) if h.how in ("name", "demonym", "forces")
        ]
        # a national channel means its own state's army where it names none
        self._voice_home = own[0].code if own else None
        self._place_names = place_names
        self._orgs: dict[str, Party] = {}
        self._written: set[str] = set()
        self._people: dict[str, _Known] = {}
        self._roles: dict[str, Party] = {}
        self._group: Party | None = None
        self._known: tuple[str, ...] = ()
        self._established: frozenset[str] = frozenset()
        self._voice: Party | None = None
        # an outlet and a body quoted elsewhere share one namespace: an institute publishes and is quoted
        self.outlet = Party(id=f"body:{body_key(outlet)}", name=outlet)
        self._cache: dict[str, Party | None] = {}
        tokens = words(text)
        self._countries = Counter(h.code for h in know.countries_in(tokens))
        if home:
            self._countries[home] += 1
        if own and own[0].code not in self._countries:
            self._voice_home = None  # "Indian Ocean News" is no Indian channel
        self._organ_home = _organs_by_country(know, tokens)
        self._ministry = self._ministry_of(text)
        initials = acronym(re.sub(r"[(].*?[)]", "", outlet))
        if (
            len(initials) >= 3
            and re.search(rf"\b{re.escape(initials)}\b", text, re.I)
            and re.search(rf"\b{initials.upper()}\b", text)
        ):
            self._orgs[initials] = self.outlet  # the outlet calls itself by its initials
        self._learn_organisations(f"{outlet}\n;\n{text}")
        self._learn_people(text)
        self._group = self._best_known_group(tokens) or self._group or self._acronym_group(text)
        self._cache.clear()

    @staticmethod
    def _ministry_of(text: str) -> str:
        """The ministry that "the ministry" means: the one that the text names in full, most often."""
        found = Counter(m.group() for m in _matches(_MINISTRY, text, "inistry"))
        return min(found, key=lambda k: (-found[k], k)) if found else ""

    def _best_known_group(self, tokens: Sequence[str]) -> Party | None:
        """The group of general knowledge that the text names most often, or one it defines as often."""
        counts: Counter[str] = Counter()
        tokens = tuple(_RUN_BY.sub(r"\1", t) if "-" in t else t for t in tokens)
        found = self._know.groups_in(tokens)
        # a group that is named in full is also meant by its initials
        self._established = frozenset(
            m.value.groups[0].party_id
            for m in found
            if m.value.how == "name" and len(m.value.groups) == 1
        )
        for match in found:
            group = self._pick(match.value)
            if group is None:
                continue
            self._written.add(" ".join(tokens[match.start : match.end]))
            if match.value.how != "adjective":
                counts[group.party_id] += 1
        if not counts:
            return None
        self._known = tuple(sorted(counts, key=lambda k: (-counts[k], k)))
        for key in [k for k in counts if not k.startswith("org:")]:
            del counts[key]  # who fights for a state is not "the rebels"
        if not counts:
            return None
        key = min(counts, key=lambda k: (-counts[k], k))
        return Party(id=key, name=self._know.groups[key].name)

    def _pick(self, hit: GroupHit) -> Group | None:
        """The group that a name stands for here: abbreviations and adjectives only where it acts."""
        near = [
            g
            for g in hit.groups
            if g.party_id in self._established or any(c in self._countries for c in g.countries)
        ]
        if not near:
            return hit.groups[0] if hit.how == "name" and len(hit.groups) == 1 else None
        return min(near, key=lambda g: (self.home not in g.countries, hit.groups.index(g)))

    def _known_group(self, phrase: str) -> Party | None:
        """The armed group of general knowledge that a phrase names."""
        tokens = words(_RUN_BY.sub(r"\1", phrase))
        matches = self._know.groups_in(tokens)
        if not matches and "-led" in phrase:
            tokens = tuple(t.removesuffix("-led") for t in tokens)
            matches = self._know.groups_in(tokens)
        for match in matches:
            hit = match.value
            before = {t.casefold() for t in tokens[: match.start]}
            if before & _AGAINST:
                continue
            if hit.how == "adjective":
                after = " ".join(tokens[match.end : match.end + 3])
                if any(h.how == "demonym" for h in self._know.countries_in(tokens)):
                    continue
                if not (
                    self._term(after, ("side", "organ"))
                    or ("from" in before and self._term(phrase, ("side", "organ")))
                ):
                    continue
            group = self._pick(hit)
            if group is not None:
                name = " ".join(tokens[match.start : match.end])
                return Party(id=group.party_id, name=name)
        return None

    def _acronym_group(self, text: str) -> Party | None:
        """The armed group known by its initials alone: 'the ABC rebels', 'ABC fighters'."""
        counts: Counter[str] = Counter()
        for match in _matches(_INITIALS, text):
            name, after = match.group(1), (match.group(2) or "").casefold()
            if name in _NO_ORGANISATION or self._know.countries_in([name]) or name in _CIVIL:
                continue
            before = text[max(0, match.start() - 40) : match.start()].casefold()
            term = self._know.terms.match_at([after], 0) if after else None
            if (
                (term is not None and term.value.label == "rebels")
                or re.search(
                    r"\b(?:rebels?|rebel group|militia|insurgents?|paramilitar\w+|guerrillas?|alliance|militants?)\W+(?:of the |the |group |movement )*$",
                    before,
                )
                or after in ("alliance", "rebels", "movement")
            ):
                counts[name.split("/")[-1]] += 1
        if not counts:
            return None
        name = min(counts, key=lambda n: (-counts[n], n))
        return Party(id=f"org:{fold(name)}", name=name)

    # -- what the article says ---------------------------------------------------------------

    def _learn_organisations(self, text: str) -> None:
        counts: Counter[str] = Counter()
        for match in _matches(_DEFINED, text, "("):
            name, short = match.group(1), match.group(2)
            name = re.sub(r"^(?:(?:the|of|and|for|The|In|At|By)\s+)+", "", name)
            if re.match(r"\s*[-–—]", text[match.end() : match.end() + 3]):
                continue  # a dateline: "BEIRUT (ABC) -"
            if not name or short.isdigit() or not re.search(r"[A-Z].*[A-Z/\d]", short):
                continue
            if len(name.split()) == 1 and len(name) < 3:
                continue
            party = self._organisation(name, short)
            self._orgs[fold(name)] = party
            for part in short.split("/"):
                self._orgs.setdefault(fold(part), party)
            self._orgs[fold(short)] = party
            counts[party.id] += 1
        # a capitalised multi-word name whose last word is the head of an armed group
        for match in _matches(_LONG_NAME, text):
            name = match.group()
            while name.split() and name.split()[0] in _STOP_NAME:
                name = name.split(" ", 1)[1] if " " in name else ""
            tokens = name.split()
            if len(tokens) < 2 or not self._armed_name(tokens):
                continue
            if fold(name) in self._place_names or self._know.countries_in(words(name)):
                continue
            # "Armed Forces", "Air Force" are organs of some state; "Rapid Support Forces" is a name
            organ = self._term(name, ("organ",))
            if organ is not None and len(words(organ.word)) >= len(tokens):
                continue
            self._orgs.setdefault(fold(name), self._organisation(name, ""))
        best: Counter[str] = Counter()
        folded_text = fold(text)
        for key, party in self._orgs.items():
            if party.id.startswith("org:") and self._armed(key, party):
                best[party.id] += folded_text.count(key)
        if best:
            top = min(best, key=lambda k: (-best[k], k))
            self._group = next(p for p in self._orgs.values() if p.id == top)

    def _armed_name(self, tokens: Sequence[str]) -> bool:
        """Whether a capitalised name is an armed group's: "Xyz Front", "Front for the Freeing of Xyz"."""
        heads = self._know.armed_group_heads
        if all(t.casefold() in heads or t.casefold() in _PLAIN for t in tokens):
            return False  # "the Defence Army" is some state's
        if tokens[-1].casefold() in heads:
            return True
        return any(
            token.casefold() in heads and tokens[i + 1].casefold() in ("for", "of", "de")
            for i, token in enumerate(tokens[:-1])
        )

    def _armed(self, key: str, party: Party) -> bool:
        """Whether a name is that of an armed group, by its head: front, army, forces, movement …"""
        names = [k for k, p in self._orgs.items() if p.id == party.id]
        return any(set(name.split()) & self._know.armed_group_heads for name in names)

    def _organisation(self, name: str, short: str) -> Party:
        known = self._known_group(name) or (self._known_group(short) if short else None)
        if known is not None:
            return Party(id=known.id, name=short or name)
        code = [
            h
            for h in self._know.countries_in(words(name))
            if h.how in ("name", "demonym", "forces")
        ]
        term = self._term(name, ("organ",))
        if (code or not short) and term is not None and code:
            return Party(id=f"state:{code[0].code}/{term.label}", name=name)
        shown = self._know.countries_in([short]) if short else []
        if shown and shown[0].how == "forces":
            return Party(id=f"state:{shown[0].code}/military", name=name)
        tokens = name.split()
        if short:
            key = fold(short.split("/")[-1])
        elif len(tokens) == 2 and tokens[1].casefold() in self._know.armed_group_heads:
            key = fold(tokens[0])  # "Xyz Brigades" are "Xyz fighters" elsewhere
        else:
            key = acronym(name) if len(tokens) > 1 else fold(name)
        return Party(id=f"org:{key}", name=short or name)

    def _learn_people(self, text: str) -> None:
        for match in _matches(_APPOSITION, text):
            self._learn_person(match.group(1), match.group(2))
        for match in _matches(_APPOSITION_AFTER, text):
            self._learn_person(match.group(2), match.group(1))
        for match in _matches(_MINISTER_OF, text, "inister"):
            self._learn_person(match.group(2), match.group(1))
        for match in _matches(_TITLE_BEFORE, text):
            title = words(match.group(1))
            if title and title[-1].casefold() in self._know.titles:
                self._learn_person(match.group(2), match.group(1))
        # a title in capitals is part of the name match itself: "Captain Naji al-Hamwi"
        for match in _matches(_ANY_NAME, text):
            tokens = match.group().split()
            for cut in range(len(tokens) - 1, 0, -1):
                if tokens[cut - 1].casefold().strip(".") in self._know.titles:
                    role = " ".join(tokens[:cut])
                    # "Colonel X of the ministry's press service"
                    body = _OF_BODY.match(text, match.end())
                    if body is not None:
                        role = f"{role} {body.group().strip()}"
                    self._learn_person(" ".join(tokens[cut:]), role)
                    break

    def seat_of(self, name: str) -> str | None:
        """The state whose seat of power a place is: 'Moscow' gives 'RU'."""
        hits = self._know.countries_in(words(name))
        return hits[0].code if hits and hits[0].how == "seat" else None

    def _learn_person(self, name: str, role: str) -> None:
        tokens = [t for t in name.split() if t not in _STOP_NAME]
        while len(tokens) > 1 and tokens[0].casefold().strip(".") in self._know.titles:
            role = f"{tokens.pop(0)} {role}"
        if not tokens or len(tokens) > 5 or len(max(tokens, key=len)) < 3:
            return
        name = " ".join(tokens)
        if self._know.countries_in(words(name)) or self._term(name, ("organ", "side", "people")):
            return
        if fold(name) in self._place_names or fold(tokens[-1]) in self._place_names:
            return
        if not self._know.titles.intersection(w.casefold() for w in words(role)):
            return
        role = _TRAILING_VERB.sub("", role).strip()
        spoken = any(word in role for word in _SPOKES)
        party = self._by_words(role)
        if party is None and self.home and _SENIOR.search(role):
            party = Party(
                id=f"state:{self._voice_home or self.home}/military", name=f"{role} {name}"
            )
        if party is None or party.id.startswith("people:"):
            party = self._affiliation(role, spoken) or party
        if party is None or (party.id.startswith("people:") and not spoken):
            term = self._term(role, ("people",))
            if term is None:
                return
            party = Party(id=f"person:{fold(name)}", name=name)
        if len(tokens) > 1:
            self._written.add(name)
        keys = {fold(name), fold(tokens[-1]) if len(tokens[-1]) > 2 else fold(name)}
        if len(tokens) == 2 and len(tokens[0]) >= 3:
            keys.add(fold(tokens[0]))  # many languages put the family name first
        for key in keys:
            known = self._people.get(key)
            if known is None or self._weight(party, role) > self._weight(
                known.party, known.role or ""
            ):
                self._people[key] = _Known(party, role)
        # "Sergei Shoigu" here and "Minister Sergei K. Shoigu" there are one: the fuller description wins
        last = (fold(tokens[-1]).split() or [""])[-1]
        best = max(
            (k for key, k in self._people.items() if key.split(" ")[-1] == last),
            key=lambda k: self._weight(k.party, k.role or ""),
            default=_Known(party, role),
        )
        for key in [k for k in self._people if k.split(" ")[-1] == last]:
            if self._weight(best.party, best.role or "") > self._weight(
                self._people[key].party, self._people[key].role or ""
            ):
                self._people[key] = best
        ranks = [w.casefold() for w in words(re.split(r" (?:for|of|from|with) ", role)[0])]
        for rank in ranks:
            if rank not in self._know.titles:
                continue
            self._roles.setdefault(rank, best.party)

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
        named = _SPEAKS_FOR.search(role)
        if named is None:
            return None
        name = re.sub(r"(?:\s+(?:of|the|for|and|de|du))+$", "", named.group(1))
        if not any(w[:1].isupper() for w in name.split()) or fold(name) in self._place_names:
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
            self._cache[phrase] = self._resolve(phrase)
        return self._cache[phrase]

    def _resolve(self, phrase: str) -> Party | None:
        if not phrase:
            return None
        bare = _LEADING.sub("", phrase)
        folded = fold(bare)
        if folded in self._orgs:
            return self._orgs[folded]
        known_group = self._known_group(bare)
        if known_group is not None:
            return known_group
        tokens = words(bare)
        for token in tokens[:2]:
            if token.replace(".", "") in _CIVIL:
                return Party(
                    id=f"org:{fold(token.replace('.', ''))}", name=token
                )  # "a UN official"
        last = tokens[-1] if tokens else ""
        if (
            len(tokens) > 1
            and _ACRONYM.fullmatch(last)
            and last not in _NO_ORGANISATION
            and not self._know.countries_in([last])
        ):
            # "Xland's ABC": the body named, not the country before it
            return self._orgs.get(fold(last)) or Party(id=f"org:{fold(last)}", name=last)
        if folded in self._roles and folded in self._know.ranks:
            return self._roles[folded]  # "the captain" is the one introduced before
        unit = _UNIT.search(phrase)
        found = self._by_words(bare)
        if found is not None and found.id.startswith("state:") and self._national_body(bare):
            return Party(id=f"body:{body_key(bare)}", name=bare)
        for key, known in self._people.items():
            # the person's own description, given once, says more than a rank in front of the name
            if _named_in(key, folded) and not self._know.countries_in(tokens):
                return known.party
        if unit and (found is None or found.id.startswith("state:")):
            base = found.id.split("/")[0] if found else (f"state:{self.home}" if self.home else "")
            if base:
                return Party(id=f"{base}/military/{unit_key(unit)}", name=unit.group())
        if found is not None and not found.id.startswith(("people:", "body:", "person:")):
            return found
        for key, known in self._people.items():
            if _named_in(key, folded):
                return known.party
        if found is not None:
            return found
        joined = re.search(r"\b[A-Z][A-Z\d]+(?:/[A-Z][A-Z\d]+)+\b", bare)
        if joined:
            short = joined.group().split("/")[-1]
            return self._orgs.get(fold(short)) or Party(
                id=f"org:{fold(short)}", name=joined.group()
            )
        for word in words(bare):
            if (
                _ACRONYM.fullmatch(word)
                and word not in _NO_ORGANISATION
                and fold(word) not in self._place_names
            ):
                return Party(id=f"org:{fold(word)}", name=word)
        head = folded.split(" ")[-1]
        if (head in self._roles and phrase[:1].islower()) or folded in self._roles:
            return self._roles.get(folded, self._roles.get(head))
        if head in ("group", "movement", "alliance", "organisation", "organization"):
            return self._group
        if head == "coalition":
            for key in self._known:
                if "coalition" in self._know.groups[key].name.casefold():
                    return Party(id=key, name=self._know.groups[key].name)
        if head == "ministry" and self._ministry:
            return self._named_ministry()
        return None

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
        if self._term(phrase, ("organ", "side", "local")) is not None:
            return False
        last = tokens[-1]
        return bool(
            {"name", "demonym"} & {h.how for h in self._know.countries_in(tokens)}
            and not self._know.countries_in([last])
            and last.casefold() in _BODY_HEADS
        )

    def official(self, outlet: str) -> Party | None:
        """The state or group that an official outlet names itself after."""
        found = self.resolve(outlet)
        return self._by_words(outlet) if found is None or found.id.startswith("body:") else found

    def _by_words(self, phrase: str) -> Party | None:
        phrase = re.sub(r"\b[Pp]ro-(?=[A-ZÀ-Ý])", "", phrase)  # "pro-Xland forces" fight for it
        tokens = words(phrase)
        if not tokens:
            return None
        folded = fold(phrase)
        for key, party in self._orgs.items():
            if len(key) > 2 and _named_in(key, folded):
                return party
        known_group = self._known_group(phrase)
        if known_group is not None:
            return known_group
        hits = self._know.countries_in(tokens)
        term = self._term(phrase, ("organ", "side", "local", "people"))
        code = hits[0].code if hits else None
        if term is not None and term.kind == "local":
            return Party(id=f"office:{term.word}", name=phrase)
        if term is not None and term.kind == "organ" and code is None and term.word in _FIGHTING:
            own_name = self._own_name(phrase, term.word)
            if own_name is not None:
                return own_name
        if term is not None and term.kind == "organ":
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
                if self._group is not None and not (hits and hits[0].code != self.home):
                    return self._group
                return Party(id="role:rebels", name=phrase)
            return Party(id=f"role:{term.label}", name=phrase)
        if hits:
            how = hits[0].how
            organ = "military" if how == "forces" else ""
            if term is None or how != "demonym":
                return Party(id=f"state:{code}" + (f"/{organ}" if organ else ""), name=phrase)
        if term is not None:
            return Party(id=f"people:{term.word}", name=phrase)
        return None

    def _term(self, phrase: str, kinds: tuple[str, ...]) -> Term | None:
        """The word of the phrase that says what it is: the most specific kind, longest first."""
        found = [m for m in self._know.terms_in(phrase) if m.value.kind in kinds]
        if not found:
            return None
        tokens = [w.casefold() for w in words(phrase)]
        first = found[0]
        if first.end < len(tokens) and tokens[first.end] == "of" and first.value.kind == "organ":
            return first.value  # "the ministry of X and local authorities"
        if first.start <= 1 and first.value.kind == "organ" and "minist" in first.value.word:
            return first.value
        order = {"local": 0, "organ": 1, "side": 2, "people": 3}
        return min(found, key=lambda m: (order[m.value.kind], -(m.end - m.start))).value

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
            or token in _STOP_NAME
            or low in _PLAIN
            or low in self._know.titles
            or self._know.countries_in([token])
            or fold(token) in self._place_names
            or self._know.terms.match_at([low], 0) is not None
            or re.search(rf"{re.escape(token)}['’]s\b", phrase)  # "X's militia" is not called X
        )

    def named_body(self, phrase: str) -> Party | None:
        """A party for a capitalised name that nothing else explains: an institute, a company."""
        tokens = [w for w in words(_LEADING.sub("", phrase)) if w not in _STOP_NAME]
        names = [w for w in tokens if w[:1].isupper()]
        if not names:
            return None
        key = fold(" ".join(names))
        if body_key(key) == self.outlet.id.removeprefix("body:"):
            return self.outlet
        if key in self._people:
            return self._people[key].party
        if fold(names[-1]) in self._people and len(names) <= 3:
            return self._people[fold(names[-1])].party
        return Party(id=f"body:{body_key(key)}", name=" ".join(names))

    def media_voice(self, outlet: str, *, official: bool) -> Party | None:
        """The armed group whose own medium an outlet is, by knowledge or by its name."""
        name = fold(outlet)
        for group in self._know.groups.values():
            if any(re.match(rf"{re.escape(fold(o))}(?!\w)", name) for o in group.outlets):
                return Party(id=group.party_id, name=group.name)
        if not official:
            return None
        for match in self._know.groups_in(words(outlet)):
            found = self._pick(match.value)
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

    def is_ranked(self, phrase: str) -> bool:
        """Whether a phrase gives somebody the rank or office of one who speaks for a force."""
        return not self._know.ranks.isdisjoint(w.casefold().strip(".") for w in words(phrase))

    def is_own(self, lemma: str) -> bool:
        """Whether a party calls its own people so: "the heroes"."""
        return lemma in self._know.own_words

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
        return sorted({*self._written, *(p.name for p in self._orgs.values() if len(p.name) > 1)})

    def person(self, called: str) -> tuple[str, str] | None:
        """Office and full name of the person that a name or an office means in this article."""
        wanted = set(fold(called).split())
        if not wanted:
            return None
        best: tuple[str, str] | None = None
        for key, known in self._people.items():
            role = fold(known.role or "")
            if wanted <= set(key.split()) or wanted <= set(role.split()):
                if best is None or len(key) > len(best[1]):
                    best = (role, key)
        return best

    def is_person_or_body(self, name: str) -> bool:
        """Whether the article explains a name as a person or an organisation."""
        folded = fold(name)
        return folded in self._people or folded in self._orgs

    def is_title(self, label: str) -> bool:
        """Whether a label such as "DOCTOR" or "REPORTER" is somebody's role."""
        tokens = [w.casefold() for w in words(label)]
        return bool(tokens) and (
            tokens[-1] in self._know.titles
            or tokens[-1]
            in (
                "presenter",
                "host",
                "anchor",
                "soldier",
                "question",
                "answer",
                "voice",
                "woman",
                "man",
            )
        )
