"""General knowledge of states and of the words that name parties, loaded from the data files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from contraflow.phrases import PhraseIndex, PhraseMatch
from contraflow.remember import remembered
from schemas import Party

PHRASE = 120
"""Characters of what may be a phrase."""
_ARTICLE = re.compile(r"[Aa]l[- ](?=[A-Z])")
_TOKEN = re.compile(r"[^\W_]+(?:(?:\.[^\W_]\b\.?)+|(?:['’\-][^\W_]+)*)")


@remembered(short=PHRASE)
def words(text: str) -> tuple[str, ...]:
    """The words of a phrase, case kept, possessive endings cut off."""
    found = []
    for word in _TOKEN.findall(text):
        if "’" in word:
            word = word.replace("’", "'")
        found.append(word[:-2] if word.endswith(("'s", "'S")) else word)
    return tuple(found)


_ORDINALS = (
    "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth".split()
)
"""What numbers the units of an army, beside figures."""
_SHORT_FOR_GROUPS = (
    "State group movement alliance organisation organization coalition ministry minister".split()
)
"""Words by which an article calls for short whom it named before."""


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "x")) else "s")


def _with_article(name: str) -> tuple[str, ...]:
    """The ways in which texts write a name that begins with the Arabic article: "al-", "Al "."""
    match = _ARTICLE.match(name)
    if match is None:
        return (name,)
    rest = name[match.end() :]
    return (name, *(f"{article}{join}{rest}" for article in ("al", "Al") for join in "- "))


@dataclass(frozen=True, slots=True)
class Country:
    """A state: its ISO code and the names by which texts call it, its people, seat and forces."""

    code: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    forces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryHit:
    """A word that points to a country, and how: 'name', 'demonym', 'seat' or 'forces'."""

    code: str
    how: str


@dataclass(frozen=True, slots=True)
class Group:
    """An armed group or bloc that is no state: its party's id and name, the countries where it acts, its media.

    ``governs``: it administers territory, so that "the army" in its own media is its own.
    """

    party_id: str
    name: str
    countries: tuple[str, ...]
    outlets: tuple[str, ...]
    governs: bool


@dataclass(frozen=True, slots=True)
class GroupHit:
    """A name that may stand for one of several groups, and how: 'name', 'short' or 'adjective'."""

    groups: tuple[Group, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Term:
    """A common noun that names a party: its kind ('organ', 'side', …) and class within it."""

    kind: str
    label: str
    word: str


class PartyKnowledge:
    """Lookups over the data files. Build it once a process: see :func:`knowledge`."""

    def __init__(self) -> None:
        data = files("contraflow.parties") / "data"
        self.countries: dict[str, Country] = {}
        self.country_words: PhraseIndex[CountryHit] = PhraseIndex()
        for line in (data / "countries.tsv").read_text("utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            code, *rest = line.split("|")
            groups = [tuple(x for x in part.split(",") if x) for part in (*rest, "", "", "")][:4]
            country = Country(code, *groups)
            self.countries[code] = country
            for how, group in zip(("name", "demonym", "seat", "forces"), groups, strict=True):
                for name in group:
                    self._add_country(name, CountryHit(code, how))
                    if how == "demonym" and not name.endswith(("s", "ese", "h", ".")):
                        self._add_country(name + "s", CountryHit(code, how))
        self.groups: dict[str, Group] = {}
        self.group_names: list[str] = []
        """Names of armed groups as texts write them."""
        self.group_words: PhraseIndex[GroupHit] = PhraseIndex()
        self._load_groups((data / "groups.tsv").read_text("utf-8").splitlines())
        self.bodies: PhraseIndex[Party] = PhraseIndex()
        """International bodies, by the words of their names."""
        for line in (data / "bodies.tsv").read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                key, *names = line.split("|")
                party_id = f"org:{key[:-1]}" if key.endswith("!") else f"body:{key}"
                for name in names:
                    self.bodies.add(words(name), Party(id=party_id, name=name))
        terms = tomllib.loads((data / "terms.toml").read_text("utf-8"))
        self.terms: PhraseIndex[Term] = PhraseIndex()
        for kind in ("organ", "side", "people", "local"):
            for label, group in terms[kind].items():
                for word in group:
                    tokens = [w.casefold() for w in words(word)]
                    one = next((w for w in (word[:-2], word[:-1]) if w in group), word)
                    self.terms.add(tokens, Term(kind, label, one if word[-1] == "s" else word))
                    if not tokens[-1].endswith(("s", "men")):
                        self.terms.add([*tokens[:-1], _plural(tokens[-1])], Term(kind, label, word))
        self.unnamed = frozenset(terms["unnamed"]["words"])
        self.own_words = frozenset(terms["voice"]["own"])
        self.foe_words = frozenset(terms["voice"]["foe"])
        self.ranks = frozenset(terms["ranks"]["words"])
        self.titles = frozenset(terms["titles"]["words"])
        self.armed_group_heads = frozenset(terms["armed_group_heads"]["words"])
        self.spokespeople = tuple(terms["spokespeople"]["words"])
        self.speaker_labels = frozenset(terms["speaker_labels"]["words"])
        self._divisions = frozenset(terms["divisions"]["words"])
        self._of_the_state = frozenset(terms["divisions"]["of_the_state"])
        self.forces = frozenset(terms["forces"]["words"])
        self.troops = frozenset(terms["troops"]["words"])
        self.plain = frozenset(terms["plain"]["words"])
        self.presided = frozenset(terms["presided"]["words"])
        self.body_heads = frozenset(terms["body_heads"]["words"])
        kinds: dict[str, list[str]] = terms["bodies"]
        self.kind_of_body = {word: kind for kind, group in kinds.items() for word in group}
        """Kind of the bodies that a common noun is for: a "league" is an association."""
        self.bodies_at_large = {k: frozenset(v) for k, v in terms["bodies_at_large"].items()}
        """Kinds of the bodies that a common noun can mean whatever their names are."""
        self.nouns_for_bodies = self.kind_of_body.keys() | self.bodies_at_large.keys()
        heads = "|".join(sorted((w.capitalize() for w in self.kind_of_body), key=len, reverse=True))
        self.heads_of_bodies = re.compile(rf"\b(?:{heads})\b")
        self.civil_bodies = frozenset(terms["civil_bodies"]["words"])
        self.no_bodies = frozenset(terms["no_bodies"]["words"])
        self.no_names = frozenset(terms["no_names"]["words"])
        indexes = (self.country_words, self.group_words, self.bodies, self.terms)
        self.telling = frozenset(
            word
            for group in (
                *(index.firsts for index in indexes),
                *(self.titles, self.ranks, self.civil_bodies, self.armed_group_heads),
                _ORDINALS,
                _SHORT_FOR_GROUPS,
            )
            for entry in group
            for word in (entry, *entry.split())
        )
        """Words without which no phrase of plain words names a party, as far as knowledge goes."""
        self.country_matches = remembered(short=12)(self._find_countries)
        """Words that point to a country, with their range; not "Niger state", a part of another, nor
        "the Indian Ocean"."""
        self._countries_in = remembered(short=12)(self._countries_of)
        self.groups_in = remembered(short=12)(self._find_groups)
        """Armed groups that the words name, with the range of the words."""
        self.terms_in = remembered(short=PHRASE)(self._find_terms)
        """Terms in a phrase, with the range of its words."""

    def _find_countries(self, tokens: tuple[str, ...]) -> tuple[PhraseMatch[CountryHit], ...]:
        return tuple(
            match
            for match in self.country_words.scan(tokens)
            if tokens[match.end : match.end + 1] != ("Ocean",)
            and not (match.value.how == "name" and self._is_division(tokens, match.end))
        )

    def _countries_of(self, tokens: tuple[str, ...]) -> tuple[CountryHit, ...]:
        return tuple([match.value for match in self.country_matches(tokens)])

    def _is_division(self, tokens: Sequence[str], end: int) -> bool:
        """Whether a country's name is that of a division of another: "Niger state police"."""
        word, following = (t.casefold() for t in (*tokens[end : end + 2], "", "")[:2])
        if word == "state":
            return following not in self._of_the_state
        return word in self._divisions

    def _find_groups(self, tokens: tuple[str, ...]) -> tuple[PhraseMatch[GroupHit], ...]:
        return tuple(self.group_words.scan(tokens))

    def _find_terms(self, phrase: str) -> tuple[PhraseMatch[Term], ...]:
        return tuple(self.terms.scan([word.casefold() for word in words(phrase)]))

    def _add_country(self, name: str, hit: CountryHit) -> None:
        tokens = words(name)
        if tokens:
            self.country_words.add(tokens, hit)

    def _load_groups(self, lines: list[str]) -> None:
        found: dict[tuple[tuple[str, ...], str], list[Group]] = {}
        for line in lines:
            if not line or line.startswith("#"):
                continue
            key, *rest = line.split("|")
            codes, names, adjectives, outlets = (
                tuple(x for x in part.split(",") if x) for part in (*rest, "", "", "", "")[:4]
            )
            bare = key.rstrip("!")
            party_id = bare if ":" in bare else f"org:{bare}"
            group = Group(party_id, names[0], codes, outlets, key.endswith("!"))
            self.groups[party_id] = group
            self.group_names += names
            for name in dict.fromkeys(form for own in names for form in _with_article(own)):
                proper = name[:1].isupper() or name[3:4].isupper()  # "al-Xyz"
                how = "name" if proper and len(name) > 4 else "short"
                found.setdefault((tuple(words(name)), how), []).append(group)
            for name in adjectives:
                found.setdefault((tuple(words(name)), "adjective"), []).append(group)
        for (phrase, how), groups in found.items():
            # of namesakes first the one that is called so above all
            groups.sort(key=lambda g: " ".join(words(g.name)).lower() != " ".join(phrase).lower())
            self.group_words.add(phrase, GroupHit(tuple(groups), how))

    def countries_in(self, tokens: Sequence[str]) -> tuple[CountryHit, ...]:
        """Countries that the words point to, in order. Case matters: 'Turkey' is no bird."""
        return self._countries_in(tuple(tokens))

    def country_called(self, name: str) -> Country | None:
        """The country that a whole phrase names: "Central African Republic"."""
        tokens = words(name)
        for match in self.country_matches(tokens):
            if match.value.how == "name" and (match.start, match.end) == (0, len(tokens)):
                return self.countries[match.value.code]
        return None

    def tells_nothing(self, phrase: str, folded: str) -> bool:
        """Whether a phrase of plain words, without initials, has none that parties are named with in
        general: "the old refinery". A cheap look, which spares most phrases the costly ones.

        ``folded`` is the phrase for comparison.
        """
        if not (phrase.isascii() and phrase.replace(" ", "").isalpha()):
            return False
        tokens = phrase.split(" ")
        return (
            self.telling.isdisjoint(tokens)
            and self.telling.isdisjoint(folded.split(" "))
            and (phrase.islower() or not any(token[1:2].isupper() for token in tokens))
        )

    def term(self, phrase: str, kinds: tuple[str, ...]) -> Term | None:
        """The word of the phrase that says what it is: the most specific kind, longest first."""
        found = [m for m in self.terms_in(phrase) if m.value.kind in kinds]
        if not found:
            return None
        tokens = [w.casefold() for w in words(phrase)]
        first = found[0]
        if first.end < len(tokens) and tokens[first.end] == "of" and first.value.kind == "organ":
            return first.value  # "the ministry of X and local authorities"
        if first.start <= 1 and first.value.kind == "organ" and "minist" in first.value.word:
            return first.value
        for side, body in pairwise(found):
            if (
                (side.start <= 1 or not _FOR_WHOM.isdisjoint(tokens[side.start - 2 : side.start]))
                and side.value.kind == "side"
                and side.end == body.start
                and body.value.word in self.forces
                and "and" not in tokens[: side.start]  # "Xland's and separatist forces"
            ):
                return side.value  # "rebel forces", "a spokesman for the rebel forces"
        order = {"local": 0, "organ": 1, "side": 2, "people": 3}
        return min(found, key=lambda m: (order[m.value.kind], -(m.end - m.start))).value


_FOR_WHOM = frozenset({"for", "of"})


@cache
def knowledge() -> PartyKnowledge:
    """The process's one copy."""
    return PartyKnowledge()


@lru_cache(maxsize=8192)
def is_seat(name: str) -> bool:
    """Whether a name is that of a seat of government, which stands for its state."""
    hits = knowledge().countries_in(words(name))
    return len(hits) == 1 and hits[0].how == "seat"
