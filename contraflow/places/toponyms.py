"""Finds the names of places in a text: longest match in the gazetteer, and names that only look so.

A name counts when the evidence for it suffices. Evidence is what stands around the name (a locative
preposition, a level word such as 'town of' or 'Oblast', a facility, an entity span found by the
parser) and how well known a place of that name is; a person's title or a speech verb counts against
it. Evidence is pooled over the article, so that one 'in Zuwara' lifts every 'Zuwara'.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from contraflow.places.cues import cues
from contraflow.places.fold import ARTICLES, fold, skeleton, without_article
from contraflow.places.gazetteer import Gazetteer
from contraflow.places.heights import heights
from contraflow.places.levels import ADMIN, levels
from contraflow.places.precisions import COUNTRY, DISTRICT, LOCALITY, REGION
from contraflow.places.relations import ENUMERATION, NEAR, WITHIN, equates
from contraflow.places.roads import roads
from contraflow.places.spoken import countries_spoken_of
from contraflow.places.tokens import HYPHENS, JOINS, Token, article_at, joined, tokenize
from schemas.place import PlacePrecision

Kind = Literal["settlement", "region", "country", "facility", "water", "unknown"]


@dataclass(frozen=True, slots=True)
class Toponym:
    """One name of a place in the text."""

    start: int
    end: int
    text: str
    """``text[start:end]`` of the text given."""
    kind: Kind
    facility: str | None = None
    """'airport', 'oil refinery': the name is of a part of a place."""
    name: str = ""
    """The bare name within the text: 'Khartoum' of 'Khartoum airport'."""
    level: str | None = None
    """'settlement', 'district' or 'region' when a level word says so."""
    also: tuple[str, ...] = ()
    """Other names of the same place that the article gives."""
    within: tuple[str, ...] = ()
    """Names of larger places that the text puts it in: 'X in Y district' has ('Y',)."""
    near: tuple[str, ...] = ()
    """Names of places that the text puts it near: 'X, a village south of Y' has ('Y',)."""


_HEADING = re.compile(
    r"^[^\w\n]*([A-ZÀ-Þ][\w'’\- ]{2,30})(?: \([^)\n]{1,40}\))?[:.]\s", re.MULTILINE
)
_HEADLINE = re.compile(r"[^\n]{1,200}[^\n.](?=\n\n)")
_ARTICLES = frozenset({"the", "a", "an", "northern", "southern", "eastern", "western", "central"})
"""Before a land in 'the X town of Y'."""
_ADJECTIVES = ("an", "i")
"""Ends of adjectives that a letter more makes of a land's name."""
MAX_WORDS = 6
SURE = 3.5
"""Evidence that outweighs a person of the same name in the text."""
ENOUGH = 1.5
"""Evidence that makes a name a place: a verb of movement before it, or renown and its country."""


@dataclass(slots=True)
class _Found:
    """A candidate: tokens [first, last) make the name, [start, end) the whole toponym."""

    first: int
    last: int
    start: int
    end: int
    name: str
    name_start: int
    key: str
    known: bool
    evidence: float = 0.0
    person: bool = False
    body: bool = False
    """Named beside a noun for fighters: an armed group's name here."""
    level: str | None = None
    plural: str | None = None
    """Level that a word in the plural gives to this and the names listed before it."""
    facility: str | None = None
    feature: str | None = None
    """'water', 'relief' or 'road'."""
    also: list[str] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Countries:
    """How often a text speaks of countries, and which name vouches for which."""

    counts: Counter[str]
    own: dict[str, str]


class Scanner:
    """Finds toponyms. Holds no state of a text; one a process."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cues = cues()
        self._levels = levels()
        self._links = self._cues.links - _NO_LINKS
        self._inside = self._cues.links | _CENTRES
        self._plain = self._cues.middle | self._cues.common | {"peoples"}
        self._renown: dict[str, float] = {}

    def scan(
        self,
        text: str,
        candidates: Sequence[tuple[int, int]] | None = None,
        avoid: Sequence[tuple[int, int]] | None = None,
    ) -> list[Toponym]:
        """All toponyms of a text, in order, none overlapping.

        ``candidates`` are spans that a parser takes for places, ``avoid`` spans that it takes for
        persons or organisations.
        """
        tokens = tokenize(text)
        found, persons = self._find(text, tokens)
        for item in found:
            self._dated(text, tokens, item)
            self._levels_around(text, tokens, item)
        found = _routes_joined(text, _without_overlaps(found))
        _share_plurals(text, tokens, found)
        self._weigh(text, tokens, found, candidates or (), avoid or ())
        self._relate(text, found)
        accepted = self._accept(found, persons)
        numbered = [*map(_road, roads(text)), *map(_height, heights(text))]
        toponyms = [self._toponym(text, item) for item in accepted] + [
            toponym
            for toponym in numbered
            if not any(f.start < toponym.end and toponym.start < f.end for f in accepted)
        ]
        return sorted(toponyms, key=lambda t: t.start)

    # --- finding

    def _find(self, text: str, tokens: list[Token]) -> tuple[list[_Found], set[str]]:
        """Candidates, known and unknown, from the runs of capitalised words; and persons' names."""
        found: list[_Found] = []
        persons: set[str] = set()
        end = 0
        for start, stop in self._runs(tokens):
            i = max(start, end)
            chunk: list[tuple[int, int, str | None]] = []  # parts of one name: known ones have keys
            while i < stop:
                token = tokens[i]
                match = self._match_at(tokens, i)
                if (
                    (match is None or match[0] == i + 1)
                    and i + 1 < stop
                    and f"{token.folded} {tokens[i + 1].folded}" in self._cues.demonyms
                ):
                    self._close(text, tokens, chunk, found)
                    chunk = []  # 'a Sri Lankan prison'
                    end = i = i + 2
                    continue
                if match is not None and (match[0] - i > 1 or not self._parts_names(tokens, i)):
                    chunk.append((i, match[0], match[1]))
                    end = i = match[0]
                    continue
                if not chunk and (past := self._kind_alone(tokens, i, stop)):
                    i = past
                    continue
                if (
                    token.folded.rstrip(".") in self._cues.person_before
                    and not token.text.isupper()
                ):
                    self._close(text, tokens, chunk, found)
                    chunk = []
                    persons.update(t.folded for t in tokens[i + 1 : stop])
                    persons.add(" ".join(t.folded for t in tokens[i + 1 : stop]))
                    i = stop
                    break
                if (chunk and not token.capital) or (
                    not chunk
                    and (self._opens_name(tokens, i, stop) or self._renews(tokens, i, stop))
                ):
                    chunk.append((i, i + 1, None))  # 'Bab al-Mandab', 'Mine Lone', 'La Tontouta'
                elif (self._parts_names(tokens, i) and not _ends_name(tokens, i, chunk)) or (
                    chunk and self._begins_kind(tokens, i, chunk)
                ):
                    self._close(text, tokens, chunk, found)
                    chunk = []
                else:
                    chunk.append((i, i + 1, None))
                i += 1
            self._close(text, tokens, chunk, found)
            end = max(end, i)
        return found, persons

    def _parts_names(self, tokens: list[Token], i: int) -> bool:
        """Whether a capitalised word belongs to no name: a level word, a demonym, a title."""
        word = tokens[i].folded
        if i + 1 < len(tokens) and tokens[i + 1].text in _ISLANDS and joined(tokens, i + 1):
            return False  # 'Union Island', 'Happy Islands'
        if self._is_city(tokens, i):
            return False
        return (
            self._never(tokens, i)
            or word in self._levels.parts
            or word in self._levels.kinds
            or word in self._levels.before
            or word in self._cues.organisations
        )

    def _is_city(self, tokens: list[Token], i: int) -> bool:
        """Whether a word for a kind in one language, alone, is a city's name in another: 'Kota'."""
        word, after = tokens[i].folded, i + 1
        return (
            tokens[i].capital
            and word in self._levels.kinds
            and not (after < len(tokens) and tokens[after].capital and joined(tokens, after))
            and not (i and tokens[i - 1].capital and joined(tokens, i))
            and self._fame(word) >= 2.0
        )

    def _opens_name(self, tokens: list[Token], i: int, stop: int) -> bool:
        """Whether a facility word or article begins a name: 'Mine Lone', 'La Tontouta'."""
        word = tokens[i].folded
        return (
            i + 1 < stop
            and tokens[i].capital
            and (self._levels.kinds.get(word) == "facility" or word in _NAME_ARTICLES)
            and not tokens[i].opens
            and not self._parts_names(tokens, i + 1)
        )

    def _begins_kind(
        self, tokens: list[Token], i: int, chunk: Sequence[tuple[int, int, str | None]]
    ) -> bool:
        """Whether a word after a name begins what it is: 'X [General] Hospital'.

        Of a name that the gazetteer does not know it is as likely a part: 'Corrego do X mine'.
        """
        hit = self._phrase_starting(tokens, i)
        if hit is None:
            return False
        first = hit[0] - hit[2].count(" ") - 1
        return (
            first <= i
            or tokens[i].folded in self._plain
            or any(key is not None for _, _, key in chunk)
        )

    def _kind_alone(self, tokens: list[Token], i: int, stop: int) -> int | None:
        """The end of a run's words that tell a kind and name nothing: 'Tailings Storage Facility 4'."""
        end, farthest = i + 1, min(i + self._levels.longest, len(tokens))
        while end < farthest and joined(tokens, end):
            end += 1
        folded = [t.folded for t in tokens[i:end]]
        for n in range(end - i, 1, -1):
            if " ".join(folded[:n]) in self._levels.kinds:
                return min(i + n, stop)  # also 'TAILINGS dam', where only a part is in capitals
        return None

    def _renews(self, tokens: list[Token], i: int, stop: int) -> bool:
        """Whether 'New' begins a name that is another place's than the name without it."""
        return (
            tokens[i].folded in _RENEWED
            and tokens[i].capital
            and not tokens[i].opens
            and i + 1 < stop
            and tokens[i + 1].capital
            and joined(tokens, i + 1)
            and not self._parts_names(tokens, i + 1)
        )

    def _never(self, tokens: list[Token], i: int) -> bool:
        word = tokens[i].folded
        if word in self._cues.peoples:
            # 'Amhara' is a people, 'Amhara region' a place
            hit = self._phrase_starting(tokens, i + 1)
            return hit is None or hit[1] not in {"district", "region"}
        return word in self._cues.never

    def _close(
        self,
        text: str,
        tokens: list[Token],
        chunk: list[tuple[int, int, str | None]],
        found: list[_Found],
    ) -> None:
        """Turns the parts of one run into candidates."""
        while chunk and chunk[0][2] is None and len(chunk) > 1:
            head = tokens[chunk[0][0]]
            if not (head.opens and head.folded in self._cues.common):
                break
            chunk = chunk[1:]  # 'Shelling Avdiivka ...': the sentence's first word
        if not chunk:
            return
        while len(chunk) > 1 and chunk[0][2] is not None and chunk[-1][2] is None:
            if tokens[chunk[-1][0]].folded not in self._cues.common:
                break
            chunk = chunk[:-1]  # 'Bakhmut Destruction': a common word is no part of a known name
        hyphenated = all(tokens[first].gap in HYPHENS for first, _, _ in chunk[1:])
        centre = len(chunk) == 2 and tokens[chunk[1][0]].folded in _CENTRES
        if len(chunk) == 1 or (hyphenated and (centre or all(map(self._stands_alone, chunk)))):
            for first, last, key in chunk:
                if key is not None:
                    found.append(_span(text, tokens, first, last, key, known=True))
                else:
                    self._open(text, tokens, first, last, found)
            return
        head = tokens[chunk[0][0]]
        town, stop, known = chunk[-1]
        if len(chunk) == 2 and known is not None and _is_abbreviation(head):
            # an institution by its initials and town: 'CHU Annaba', 'SMA Ruteng'
            found.append(_span(text, tokens, town, stop, known, known=True))
            return
        # a known name within a longer one is another's: 'George Washington', 'Vladimir Ivanov'
        self._open(text, tokens, chunk[0][0], chunk[-1][1], found)

    def _stands_alone(self, part: tuple[int, int, str | None]) -> bool:
        """Whether a hyphen joins a name to another ('Zuwara-Sabratha road') and makes no third."""
        return part[2] is not None and self._fame(part[2]) >= 0.5

    def _open(
        self, text: str, tokens: list[Token], first: int, last: int, found: list[_Found]
    ) -> None:
        """A candidate that the gazetteer does not know."""
        start, group = first, tokens[first:last]
        if sum(len(t.folded) for t in group) <= 2 or group[0].text[:1].isdigit():
            return
        if len(group) == 1 and (
            _is_initials(group[0].text)
            or group[0].folded in _HOUSES
            or _CONTRACTED.search(group[0].text)
        ):
            return
        if any(c.isdigit() for t in group for c in t.text):
            return
        while group and group[0].folded in self._cues.company_heads:
            first, group = first + 1, group[1:]
        if not group:
            return
        key = " ".join(t.folded for t in group)
        if len(group) == 1 and self._is_adjective(key):
            return  # 'the Sumatran lake'
        item = _span(text, tokens, first, last, key, known=False)
        item.person = len(group) < last - start  # 'Compañía Minera X': X is no place
        found.append(item)

    def _is_adjective(self, key: str) -> bool:
        """Whether a word that no gazetteer has is made of a land's name: 'Sumatran', 'Crimean'."""
        return key.endswith(_ADJECTIVES) and any(
            entry.precision in {COUNTRY, REGION} for entry in self._gazetteer.lookup(key[:-1])
        )

    def _runs(self, tokens: list[Token]) -> Iterator[tuple[int, int]]:
        """Maximal runs of capitalised words, with the small words inside names."""
        begins = [
            i
            for i, token in enumerate(tokens)
            if token.capital or (token.folded in ARTICLES and article_at(tokens, i))
        ]
        j = 0
        for i in begins:
            if i < j:
                continue
            j = i + 1
            while j < len(tokens) and joined(tokens, j):
                token = tokens[j]
                if token.capital:
                    j += 1
                elif (
                    token.gap in HYPHENS
                    and token.folded not in _CENTRES
                    and (token.folded not in self._cues.common or token.folded in ARTICLES)
                ):
                    j += 1  # 'Laki-laki'
                elif (
                    token.folded in self._links
                    and j + 1 < len(tokens)
                    and tokens[j + 1].capital
                    and joined(tokens, j + 1)
                ):
                    j += 2
                else:
                    break
            yield i, j

    def _match_at(self, tokens: list[Token], i: int) -> tuple[int, str] | None:
        token = tokens[i]
        article = article_at(tokens, i)
        if not token.capital and not article:
            return None
        parts = [token.folded]
        best: tuple[int, str] | None = None
        j = i + 1
        while True:
            if tokens[j - 1].capital or (j - i > 1 and tokens[j - 1].folded in _CENTRES):
                key = (
                    fold(" ".join(parts))
                    if parts[0] in {"st", "ste", "mt", "ft"}
                    else " ".join(parts)
                )
                if not self._is_no_name(tokens, i, j) and (
                    self._gazetteer.knows(key)
                    or (article and self._gazetteer.knows(without_article(key)))
                ):
                    best = (j, key)
            if j >= len(tokens) or j - i >= MAX_WORDS:
                return best
            if tokens[j].gap in _POSSESSIVE and tokens[j].capital:
                parts[-1] += "s"  # "Cox's Bazar"
            elif not joined(tokens, j):
                return best
            following = tokens[j]
            if not following.capital and following.folded not in self._inside:
                return best
            parts.append(following.folded)
            j += 1

    def _is_no_name(self, tokens: list[Token], i: int, j: int) -> bool:
        """Whether words are no place's on their own: 'Islamic', 'the North West'."""
        if j == i + 1:
            return self._never(tokens, i)
        if " ".join(t.folded for t in tokens[i:j]) in self._cues.never:
            return True  # 'the Red Cross'
        if not all(t.folded in _COMPASS for t in tokens[i:j]):
            return False
        hit = self._phrase_starting(tokens, j)
        return hit is None or hit[1] not in ADMIN

    # --- words around a name

    def _levels_around(self, text: str, tokens: list[Token], item: _Found) -> None:
        """Reads level words, facilities and features off the words beside a name."""
        self._level_inside(tokens, item)
        self._level_before(tokens, item)
        if item.person:
            return
        if item.facility is None:
            self._level_after(text, tokens, item)
        elif (hit := self._phrase_starting(tokens, item.last)) and hit[1] == "facility":
            item.end = tokens[hit[0] - 1].end  # 'the dam of the X mine'

    def _dated(self, text: str, tokens: list[Token], item: _Found) -> None:
        """Names that are days: 'the 14 de Julho dam', 'July 14' in the languages that so name places."""
        first = item.first - 2
        if (
            first < 0
            or tokens[first + 1].folded not in _OF_MONTHS
            or not tokens[first].text.isdigit()
            or not all(joined(tokens, k) for k in (first + 1, first + 2))
        ):
            return
        item.first, item.start, item.name_start = first, tokens[first].start, tokens[first].start
        item.name = text[item.start : tokens[item.last - 1].end]
        item.key = fold(item.name)
        item.known = self._gazetteer.knows(item.key)

    def _level_inside(self, tokens: list[Token], item: _Found) -> None:
        """'Kassala State' is a region; 'Lake Albert' a water, though small places are so named."""
        if not item.known or item.last - item.first < 2:
            return
        first, last = tokens[item.first].folded, tokens[item.last - 1].folded
        level = self._levels.kinds.get(last)
        if level in {"district", "region"}:
            item.level = level
            if self._kind(item.key) == "country":
                item.level = None
                return
            bare = item.key.rpartition(" ")[0]
            countries = {entry.country for entry in self._gazetteer.lookup(item.key)}
            if any(entry.country in countries for entry in self._gazetteer.lookup(bare)):
                item.name = item.name[: tokens[item.last - 2].end - tokens[item.first].start]
            return
        feature = self._levels.before.get(first) or self._levels.kinds.get(last)
        if feature in {"water", "relief"} and not any(
            entry.precision is LOCALITY and entry.population >= 20_000
            for entry in self._gazetteer.lookup(item.key)
        ):
            item.feature = feature

    def _level_before(self, tokens: list[Token], item: _Found) -> None:
        """'Lake X', 'the town of X', 'port of X', 'bridge over the X'."""
        i = item.first - 1
        if i < 0 or not joined(tokens, i + 1):
            return
        word = tokens[i].folded
        if word in self._levels.before and (tokens[i].capital or word in _LOWER_FEATURES):
            item.feature = self._levels.before[word]
            item.start = tokens[i].start
            item.evidence += 1.5
            return
        while i > 0 and tokens[i].folded == "the" and joined(tokens, i):
            i -= 1
        joint = tokens[i].folded
        if joint not in _JOINTS or i == 0 or not joined(tokens, i):
            return
        phrase = self._phrase_ending(tokens, i)
        if phrase is None:
            return
        first, kind, words = phrase
        if kind in ADMIN and joint in _OF:
            town = kind in _TOWNS and not tokens[first].capital  # 'the Texas town of X'
            if first > 0 and tokens[first - 1].capital and joined(tokens, first) and not town:
                return  # 'the Kherson region of Ukraine'
            if words in self._cues.ambiguous and self._all_common(tokens, item):
                item.person = True  # 'Department of Civil Aviation'
                return
            item.evidence += 3
            if first > 0 and tokens[first - 1].folded in _EACH:
                return  # 'every district of Goma' is in Goma
            if kind == "quarter" and self._fame(item.key) >= 1.2:
                return  # 'a suburb of Athens' is not Athens
            item.level = kind
        elif (
            kind == "facility"
            and joint not in _OF
            and first > 0
            and tokens[first - 1].capital
            and not tokens[first - 1].opens
            and joined(tokens, first)
        ):
            return  # 'the Kelmar dam at X'
        elif kind == "facility" and (words in self._cues.organisations or words in _SCHOOLS):
            item.evidence -= 2  # 'University of Leuven'
        elif kind == "facility":
            item.facility = words
            item.start = tokens[first].start
            item.evidence += 2
        elif kind == "water" and joint in _OF:
            item.feature = "water"
            item.start = tokens[first].start
            item.evidence += 1.5

    def _name_in_full(self, text: str, tokens: list[Token], item: _Found, stop: int) -> None:
        """'João Paulo II hospital' is not the João hospital: a known name may begin a longer one."""
        more = tokens[item.last : stop]
        plain = sum(t.folded in self._plain for t in more)
        if not all(t.capital for t in more) or plain == len(more):
            return
        if plain and not self._obscure(item):
            return  # 'Kano Central X Hospital' is in Kano; of 'Ta Sing Wat temple' 'Ta' is no place
        item.last = stop
        item.name = text[item.name_start : tokens[stop - 1].end]
        item.key = " ".join(t.folded for t in tokens[item.first : stop])
        item.known = self._gazetteer.knows(item.key)

    def _name_alone(self, text: str, tokens: list[Token], item: _Found) -> None:
        """'X Central District hospital' is that of X: what only tells which of its kinds is no name."""
        last = item.last
        while last - item.first > 1 and tokens[last - 1].folded in self._cues.middle:
            last -= 1
        key = " ".join(t.folded for t in tokens[item.first : last])
        known = self._gazetteer.knows(key)
        if last == item.last or (item.known and not known) or key in self._cues.common:
            return
        item.last, item.key, item.known = last, key, known
        item.name = text[item.name_start : tokens[last - 1].end]

    def _works_of(self, tokens: list[Token], end: int) -> tuple[int, str] | None:
        """The facility whose name goes on after a level word in capitals: 'X County [Referral Hospital]'."""
        hit = self._phrase_starting(tokens, end)
        if hit is None or hit[1] != "facility" or not tokens[hit[0] - 1].capital:
            return None
        organs = hit[2] in self._cues.organisations or hit[2] in _SCHOOLS
        return None if organs else (hit[0], hit[2])

    def _level_after(self, text: str, tokens: list[Token], item: _Found) -> None:
        """'X Oblast', 'X oil refinery', 'X River', 'X highway', 'X-Centre', 'X, a village'."""
        last = item.last
        if last < len(tokens) and tokens[last].gap in HYPHENS and tokens[last].folded in _CENTRES:
            item.level, item.end = "settlement", tokens[last].end
            item.evidence += 2.5
            return
        hit = self._phrase_starting(tokens, last)
        if hit is None:
            if last < len(tokens) and joined(tokens, last) and _is_listed(tokens, item.first):
                item.plural = self._levels.plurals.get(tokens[last].folded)
            if item.plural is not None:
                item.level = item.plural
                item.evidence += 2.5
            else:
                self._apposition(tokens, item)
            return
        end, kind, words = hit
        capital = tokens[last].capital
        if not capital and tokens[last].folded in self._cues.falling:
            return  # 'X falls to rebels'
        if capital and kind in ADMIN and (works := self._works_of(tokens, end)):
            # 'X County Referral Hospital' is no county
            item.level = kind if self._has_division(item.key) else None
            item.facility, item.end = works[1], tokens[works[0] - 1].end
            item.evidence += 2.5
            return
        if capital and kind in {"facility", "water", "relief"}:
            further = self._phrase_starting(tokens, end)
            if further and further[0] == end + 1 and further[1] == "facility":
                if tokens[
                    end
                ].capital:  # 'X Harbour Bridge' and 'X River Dam' are no harbour or river
                    end, kind, words = further
        if kind in ADMIN:
            if words == "state" and not capital and _noun_follows(tokens, end):
                return  # 'Sudan state television'
            before = tokens[item.first - 1] if item.first else None
            numbered = (
                before is not None and before.text[0].isdigit() and joined(tokens, item.first)
            )
            small = not capital and not self._has_division(item.key)
            if words in self._cues.ambiguous and (
                small or numbered or self._all_common(tokens, item)
            ):
                # 'Infantry Division', 'Civil Aviation Department' are bodies, not districts
                item.person = capital and not item.known
                return
            if kind in _TOWNS and not capital and self._names_next(tokens, item, end):
                item.evidence += 2.5
                if self._has_division(item.key):
                    item.level = "region"
                return
            item.level = kind
            item.evidence += 2.5
            if end < len(tokens) and joined(tokens, end):
                following = tokens[end]
                # 'Shan State Army' is not a place
                item.person = following.capital and following.folded in self._cues.organisations
        elif kind == "facility":
            if item.level is not None or (item.known and self._kind(item.key) == "country"):
                return  # 'France's embassy'
            if capital and words in self._cues.organisations:
                return  # 'the X Post'
            if not item.known and (words in _SCHOOLS or self._all_common(tokens, item)):
                item.person = capital  # 'George Washington University', 'Republican Palace'
                return
            item.facility = words
            item.evidence += 2.5
            self._name_in_full(text, tokens, item, end - words.count(" ") - 1)
            self._name_alone(text, tokens, item)
        elif kind == "road" and item.known and not capital and _is_any(tokens, item.first):
            item.evidence += 1.5
            return  # 'a busy Mogadishu street' is no street's name
        elif end < len(tokens) and joined(tokens, end) and tokens[end].folded in _FIRES:
            # 'the X Creek fire' is no water: fires are called by what lies next to where they began
            item.evidence += 2
            item.name = text[item.name_start : tokens[end - 1].end]
        else:
            item.feature = kind
            item.evidence += 1.5 if kind == "road" else 2
        item.end = tokens[end - 1].end

    @staticmethod
    def _names_next(tokens: list[Token], item: _Found, end: int) -> bool:
        """Whether the word for a town after a name is that of the next one's: 'the X town of Y'."""
        return (
            item.first > 0
            and tokens[item.first - 1].folded in _ARTICLES
            and end + 1 < len(tokens)
            and joined(tokens, end + 1)
            and tokens[end].folded == "of"
            and tokens[end + 1].capital
        )

    def _calls_somebody(self, tokens: list[Token], first: int) -> bool:
        """Whether a name is what somebody goes by: "the man known as X", "a commander called X"."""
        at = first - 1
        if at > 0 and tokens[at].folded == "as":
            at -= 1
        if at < 1 or tokens[at].folded not in ("known", "called", "nicknamed", "named"):
            return False
        who = tokens[at - 1].folded
        return who in ("man", "woman", "person") or who in self._cues.person_before

    def _in_name_of_body(self, before: Token | None, tokens: list[Token], item: _Found) -> bool:
        """Whether a town begins a longer name with an article: 'the X Something Else' is no town."""
        return (
            before is not None
            and before.folded == "the"
            and joined(tokens, item.first)
            and item.known
            and not (item.level or item.facility or item.feature)
            and self._kind(item.key) == "settlement"
        )

    def _is_people(
        self, before: Token | None, tokens: list[Token], item: _Found, after: Token | None
    ) -> bool:
        """Whether a town's name is a people's here: no town has an article or a number before it."""
        return (
            before is not None
            and joined(tokens, item.first)
            and (before.folded == "the" or before.text.isdigit())
            and item.known
            and not (item.level or item.facility or item.feature or item.plural)
            and not tokens[item.first].text.isupper()
            and (after is None or after.gap[:1] in {",", ".", ";", ")", '"', "”"})
            and not self._gazetteer.knows(f"the {item.key}")
            and self._kind(item.key) == "settlement"
        )

    def _heads_body(self, tokens: list[Token], i: int) -> bool:
        """Whether a name goes on as a body's: 'X Army', 'X Copper Limited'."""
        for at in range(i, min(i + 3, len(tokens))):
            if not tokens[at].capital or (at > i and not joined(tokens, at)):
                return False
            if tokens[at].folded in self._cues.organisations:
                return at == i or tokens[at].folded in _COMPANIES
        return False

    def _is_of_state(self, before: Token | None, tokens: list[Token], item: _Found) -> bool:
        """Whether a land's name begins that of a body of it: 'the Xland People's Defence Force'."""
        if before is None or before.folded != "the" or self._kind(item.key) != "country":
            return False
        for at in range(item.last, min(item.last + 4, len(tokens))):
            if not tokens[at].capital or tokens[at].gap not in (*JOINS, *_POSSESSIVE):
                return False
            if tokens[at].folded in self._cues.organisations:
                return True
        return False

    def _obscure(self, item: _Found) -> bool:
        return not item.known or self._fame(item.key) < 1.2

    def _has_division(self, key: str) -> bool:
        return any(entry.precision in {REGION, DISTRICT} for entry in self._gazetteer.lookup(key))

    def _all_common(self, tokens: list[Token], item: _Found) -> bool:
        return not item.known and all(
            tokens[k].folded in self._cues.common for k in range(item.first, item.last)
        )

    def _apposition(self, tokens: list[Token], item: _Found) -> None:
        """'X, a fortified village near Y' tells the level of X."""
        i = item.last
        if i + 1 >= len(tokens) or tokens[i].gap.strip() not in {",", "("}:
            return
        if tokens[i].folded not in self._cues.apposition:
            return
        for at in range(i + 1, min(i + 5, len(tokens))):
            if not joined(tokens, at) or tokens[at].capital:
                return
            for n in (2, 1):
                if at + n > len(tokens) or not all(joined(tokens, k) for k in range(at, at + n)):
                    continue
                words = " ".join(t.folded for t in tokens[at : at + n])
                kind = self._levels.kinds.get(words)
                if kind == "facility" and not item.known and _pauses(tokens, at + n):
                    item.facility = words  # 'at X, the main hospital, a guard …'
                    item.evidence += 1.5
                    return
                if kind in ADMIN or kind in {"relief", "water"}:
                    if _somebody_says(tokens, at + n):
                        return  # 'in X, the district governor said'
                    item.evidence += 2.5
                    if item.level is None and kind in ADMIN:
                        item.level = kind
                    return

    def _phrase_ending(self, tokens: list[Token], end: int) -> tuple[int, str, str] | None:
        """The longest level phrase whose last word is before token ``end``."""
        if not end:
            return None
        first, farthest = end - 1, max(0, end - self._levels.longest)
        while first > farthest and tokens[first].gap in JOINS:
            first -= 1
        folded = [t.folded for t in tokens[first:end]]
        for start in range(first, end):
            words = " ".join(folded[start - first :])
            kind = self._levels.kinds.get(words) or self._levels.of.get(words)
            if kind is None and start == end - 1 and words in _PLURALS:
                kind = self._levels.kinds.get(_PLURALS[words])
            if kind is not None:
                return start, kind, words
        return None

    def _phrase_starting(self, tokens: list[Token], i: int) -> tuple[int, str, str] | None:
        """The level phrase after a name, past capitalised words between: 'X [General] Hospital'."""
        possessive = i < len(tokens) and tokens[i].gap in _POSSESSIVE
        first = i + 1 if possessive else i
        for skip in range(3):
            at = i + skip
            if at >= len(tokens) or (at >= first and not joined(tokens, at)):
                break
            if (
                skip
                and not tokens[at - 1].capital
                and tokens[at - 1].folded not in self._cues.middle
            ):
                break
            stop, farthest = at, min(len(tokens), at + self._levels.longest)
            while stop < farthest and (stop < first or joined(tokens, stop)):
                stop += 1
            folded = [t.folded for t in tokens[at:stop]]
            while folded:
                words = " ".join(folded)
                kind = self._levels.kinds.get(words)
                if kind is not None and (kind == "facility" or not (skip or possessive)):
                    return at + len(folded), kind, words
                folded.pop()
        return None

    # --- evidence

    def _weigh(
        self,
        text: str,
        tokens: list[Token],
        found: list[_Found],
        candidates: Sequence[tuple[int, int]],
        avoid: Sequence[tuple[int, int]],
    ) -> None:
        previous: _Found | None = None
        headings = {
            match.start(1)
            for match in _HEADING.finditer(text)
            if not all(word in self._cues.common for word in fold(match.group(1)).split())
        }
        headline = _HEADLINE.match(text)
        title_end = headline.end() if headline else 0
        listed = sum(item.known and item.start in headings for item in found)
        context = self._context(text, found)
        likely = bytearray(len(text))  # 1 where a candidate stands
        for start, end in candidates:
            likely[start:end] = b"\1" * (min(end, len(text)) - start)
        # of the spans to avoid, by where they begin, the farthest end so far
        starts = sorted([start for start, _ in avoid])
        reach = list(itertools.accumulate([end for _, end in sorted(avoid)], max))
        for item in found:
            if item.start in headings and 2 * listed >= len(headings) > 1:
                item.evidence += 2.0  # a list by place, not the speakers of a talk
            elif item.start == 0 and 0 in headings and item.end < title_end:
                item.evidence += 2.0  # the headline's topic: 'X: what is known so far'
            token = tokens[item.first]
            around = max(self._before(tokens, item), self._after(tokens, item))
            if item.end <= title_end and around < ENOUGH and self._is_topic(text, tokens, item):
                around = ENOUGH
            item.evidence += around
            parts = [tokens[i] for i in range(item.first, item.last)]
            single = len(parts) == 1
            nxt_at = item.last
            nxt = tokens[nxt_at] if nxt_at < len(tokens) else None
            prv = tokens[item.first - 1] if item.first else None
            while nxt and nxt.start < item.end:
                nxt = tokens[nxt_at + 1] if nxt_at + 1 < len(tokens) else None
                nxt_at += 1
            if likely.find(1, item.start, item.end) >= 0:
                item.evidence += 2
            before = bisect_right(starts, parts[0].start)
            if before and reach[before - 1] >= parts[-1].end:  # within a span that is no place's
                item.evidence -= 2.5 if item.known else 9.0
                item.person = item.person or item.evidence < 1
            if nxt and nxt.folded in self._cues.person_after and nxt.gap == " ":
                item.evidence -= 1.5
                if not item.known and item.evidence < 0:
                    item.person = True
            abbreviated = token.gap == ". " and prv is not None and len(prv.text) <= 5
            if prv and (joined(tokens, item.first) or abbreviated):  # 'Mrs. X'
                title = prv.folded.rstrip(".")
                if (
                    title in self._cues.person_before
                    and item.level is None
                    and not (item.known and title == "by")
                    and not (abbreviated and not prv.capital)
                ):
                    item.person = item.facility is None and item.feature is None
            if self._calls_somebody(tokens, item.first):
                item.person = item.facility is None and item.feature is None
            if nxt and nxt.gap == " " and nxt.capital and self._in_name_of_body(prv, tokens, item):
                item.evidence -= 3.0
            if nxt and nxt.gap in JOINS:
                if nxt.capital and (
                    self._heads_body(tokens, nxt_at) or self._is_of_state(prv, tokens, item)
                ):
                    item.evidence = -9.0  # 'Arakan Army': this mention is the body's
                elif nxt.gap in HYPHENS:
                    item.evidence -= 2
                elif nxt.folded in self._cues.groups and self._obscure(item):
                    item.evidence -= 2.5  # 'between Hema and Lendu militias'
                    item.body = nxt.folded in self._cues.armed and not item.known
                    if previous is not None and ENUMERATION.fullmatch(
                        text, previous.end, item.start
                    ):
                        previous.evidence -= 2.5 if self._obscure(previous) else 0.0
            if single and self._is_people(prv, tokens, item, nxt):
                item.evidence -= 3.0
                item.body = True
            if (
                prv is not None
                and prv.capital
                and prv.folded in self._cues.organisations
                and joined(tokens, item.first)
                and self._kind(item.key) == "country"
            ):
                item.evidence = -9.0  # 'Border Guard Bangladesh', 'Bank Indonesia'
            if single and token.text.isupper() and len(token.text) <= 4 and item.known:
                if self._kind(item.key) != "country" and not (nxt and nxt.text.isupper()):
                    item.evidence -= 2.5  # 'the ELN': an abbreviation that is also some village
            if item.known:
                fame = self._fame(item.key)
                item.evidence += max(fame, 0.0) if item.feature or item.facility else fame
                if self._in_context(item.key, context):
                    item.evidence += 1.2
                if item.end <= title_end and len(item.key) >= 6 and fame >= 0.5:
                    item.evidence += 1.0  # headlines say where, and spare the preposition
            else:
                commons = sum(1 for w in parts if w.folded in self._cues.common)
                if single and token.opens and item.evidence < 1.5:
                    item.evidence -= 1.5
                if commons == len(parts) and single:
                    item.evidence -= 1
            if single and token.text.isupper() and len(token.text) > 3 and not item.known:
                item.evidence -= 1 if item.start not in headings else 0
            # 'in A, B and C': what holds of one name of a list holds of the next
            if previous is not None and previous.evidence >= 2 and not previous.person:
                if match := ENUMERATION.fullmatch(text, previous.end, item.start):
                    # a bare comma may also end a clause: 'in Kyiv, Zelensky said'
                    item.evidence += 2.0 if match.group("and") else 1.0
            previous = item

    def _is_topic(self, text: str, tokens: list[Token], item: _Found) -> bool:
        """Whether a headline ends with a name or tells what came after it: "Fire at Unit 2, X"."""
        if text[item.end : item.end + 2] not in ("\n\n", ": ", ", "):
            return False
        before = tokens[item.first - 1] if item.first else None
        if before is not None and before.folded in self._cues.since:
            return True
        last = text[item.end : item.end + 2] == "\n\n" and tokens[item.first].gap == ", "
        one = item.known or item.last - item.first == 1  # two are as likely a person's
        return last and one and before is not None and not before.capital

    def _context(self, text: str, found: Sequence[_Found]) -> _Countries:
        """Countries that the text speaks of by name, demonym, capital or a well-known place."""
        counts = countries_spoken_of(text).copy()
        own: dict[str, str] = {}
        for key in {item.key for item in found if item.known} - self._cues.common:
            best = self._gazetteer.lookup(key)[:2]
            if not best or best[0].population < 50_000:
                continue
            # clear by its size: ten times as many people as the next of its name
            if (
                len(best) == 1
                or best[0].population >= 10 * best[1].population
                or best[0].country == best[1].country
            ):
                own[key] = best[0].country
                counts[best[0].country] += 2
        counts.pop("", None)
        return _Countries(counts, own)

    def _in_context(self, key: str, countries: _Countries) -> bool:
        """Whether some place of the name lies in a country that the text otherwise speaks of."""
        least = max(2.0, max(countries.counts.values(), default=0) / 5)
        return any(
            countries.counts[country] - (2 if countries.own.get(key) == country else 0) >= least
            for country in {entry.country for entry in self._gazetteer.lookup(key)}
        )

    def _before(self, tokens: list[Token], item: _Found) -> float:
        i = item.first - 1
        while i >= 0 and tokens[i].end > item.start:
            i -= 1
        steps = 0
        while (
            i >= 0
            and steps < 3
            and (
                tokens[i].folded == "the"
                or tokens[i].folded in self._levels.parts
                or self._levels.kinds.get(tokens[i].folded) in ADMIN
            )
            and joined(tokens, i + 1)
        ):
            i -= 1
            steps += 1
        if i < 0 or not joined(tokens, i + 1):
            return 0.0
        word = tokens[i].folded
        if word in self._cues.strong:
            return 2.0
        if word in self._cues.taking:
            return 2.0
        if word in self._cues.moving:
            return 1.5
        nouns = {
            "of": self._cues.nouns_before_of,
            "on": self._cues.nouns_before_on,
            "for": self._cues.nouns_before_for,
            "to": self._cues.nouns_before_to,
        }.get(word)
        if nouns and i >= 1 and tokens[i - 1].folded in nouns:
            return 2.0
        return 1.0 if word in self._cues.medium else 0.0

    def _after(self, tokens: list[Token], item: _Found) -> float:
        """Evidence of what happened there: 'X fell', 'X has been shelled', 'the X fire'."""
        i = item.last
        while i < len(tokens) and tokens[i].start < item.end:
            i += 1
        first = i
        if i < len(tokens) and tokens[i].gap == " " and not tokens[i].text.isupper():
            if tokens[i].folded in self._cues.events:
                return 2.0
            if tokens[i].folded in self._cues.dwellers:
                return 1.5
            if tokens[i].folded in self._cues.deeds:
                return 1.0
        while i < min(len(tokens), first + 4) and joined(tokens, i):
            if tokens[i].folded in self._cues.falling:
                return 2.0
            if i > first and tokens[i].folded in self._cues.suffering:
                return 1.7
            if tokens[i].folded not in self._cues.auxiliaries:
                break
            i += 1
        return 0.0

    def _fame(self, key: str) -> float:
        """How far the name alone speaks for a place: from -1 (a common word) to 3 (a country)."""
        if key not in self._renown:
            entries = self._gazetteer.lookup(key)
            if not entries:
                entries = self._gazetteer.lookup(without_article(key))
            best = 0.0
            for entry in entries:
                own = fold(entry.name) == key
                # 'Kiev' for Kyiv is a spelling; 'Hamas' for Hamm says little
                alike = own or skeleton(entry.name) == skeleton(key)
                if entry.precision is COUNTRY:
                    fame = 3.0
                elif entry.precision is REGION:
                    fame = 2.0 if own or entry.id.startswith(("iso:", "region:")) else 1.0
                elif entry.population >= 500_000:
                    fame = 2.2 if alike else 1.2
                elif not alike:
                    fame = 0.3
                elif entry.population >= 100_000:
                    fame = 2.0 if own else 1.6
                elif entry.population >= 15_000:
                    fame = 1.2 if own else 0.8
                else:
                    fame = 0.6 if own else 0.3
                best = max(best, fame)
            if key in self._cues.common:
                best = min(best - 2.0, 0.2)
            elif len(key) <= 3 and best < 3:
                best = min(best, 0.4)
            elif " " in key:
                best += 0.5
            self._renown[key] = best
        return self._renown[key]

    def _accept(self, found: list[_Found], named: set[str]) -> list[_Found]:
        pooled: dict[str, float] = defaultdict(lambda: -9.0)
        repeated: Counter[str] = Counter()
        persons = set(named)
        for item in found:
            if item.person:
                persons.add(item.key)
                if not item.known:
                    persons.update(item.key.split())
            elif item.body:
                persons.add(item.key)
            else:
                # spellings of an unknown name share their evidence
                key = item.key if item.known else skeleton(item.key)
                pooled[key] = max(pooled[key], item.evidence)
                repeated[key] += item.evidence >= 1
        accepted = []
        for item in found:
            key = item.key if item.known else skeleton(item.key)
            strength = pooled[key] + 0.35 * min(3, max(0, repeated[key] - 1))
            # a weak mention of a name that is a place elsewhere is one still
            least = -4.0 if strength >= 3.0 else -1.0
            if item.person or item.body or item.evidence <= least or strength < ENOUGH:
                continue
            if item.key in persons and strength < SURE:
                continue
            accepted.append(item)
        return accepted

    # --- relations between names

    def _relate(self, text: str, found: list[_Found]) -> None:
        """Reads from the words between two names whether one is the other, lies in it or near it.

        Names that the text equates share their evidence.
        """
        names = [item for item in found if not item.person]
        whole: _Found | None = None
        for item, nxt in itertools.pairwise(names):
            head = whole if whole is not None and item.name in whole.within else item
            whole = item
            between = text[item.end : nxt.start]
            if len(between) > 90 or "\n" in between or item.key == nxt.key:
                continue
            if self._alias(text, item, nxt, between):
                # 'X in Y county, known in Chinese as Z': Z is X
                head.also.append(nxt.name)
                nxt.also.append(head.name)
                head.evidence = nxt.evidence = max(head.evidence, nxt.evidence)
            elif between.rstrip("\"'“‘ ") in {" (", "("}:
                if text[nxt.end : nxt.end + 1] == ")" and self._kind(item.key) != "country":
                    if self._is_old_name(item, nxt):
                        item.also.append(nxt.name)
                        nxt.also.append(item.name)
                    else:
                        item.within.append(nxt.name)
            elif between == " of " and self._is_urban_district(item, nxt):
                item.level = "quarter"
                item.within.append(nxt.name)
            elif (held := _HELD.fullmatch(between)) and self._holds(item, nxt, held):
                item.within.append(nxt.name)
                item.evidence += 1.0
            elif WITHIN.fullmatch(between) and (
                nxt.level in {"district", "region"}
                or (item.facility is not None and nxt.facility is None)
                or (nxt.known and self._kind(nxt.key) in {"country", "region"})
            ):
                item.within.append(nxt.name)
                item.evidence += 1.0
            elif between == " at " and item.facility is not None and nxt.facility is None:
                item.within.append(nxt.name)  # 'the X dam at Y'
            elif NEAR.fullmatch(between):
                item.near.append(nxt.name)

    def _is_urban_district(self, item: _Found, nxt: _Found) -> bool:
        """Whether a district is one of a city's, and no land with its own towns: 'the X district of Y'."""
        if item.level != "district" or item.known or not nxt.known or nxt.level not in _TOWNS:
            return False
        entries = self._gazetteer.lookup(nxt.key)
        cities = [e for e in entries if e.precision is LOCALITY and e.population >= _CITY]
        # a region that is no more than its city, as capitals often are, has no such districts
        return bool(cities) and not any(
            region.precision is REGION
            and not any(
                e.country == region.country and _ALONE * e.population > region.population
                for e in cities
            )
            for region in entries
        )

    def _is_old_name(self, item: _Found, nxt: _Found) -> bool:
        """Whether a text gives both names of a place: "X (Y)", "the town of X (Y)" of an X unheard of."""
        own = {entry.id for entry in self._gazetteer.lookup(item.key)}
        if any(entry.id in own for entry in self._gazetteer.lookup(nxt.key)):
            return True
        return (
            item.level == "settlement"
            and not item.known
            and nxt.known
            and self._kind(nxt.key) == "settlement"
        )

    @staticmethod
    def _holds(item: _Found, nxt: _Found, held: re.Match[str]) -> bool:
        """Whether a part may lie in the town that is named after it: 'the X quarter of Y', 'X in Y'."""
        if nxt.facility is not None or nxt.feature is not None or item.feature is not None:
            return False
        if held["near"] is not None and held["area"] not in _CALLED_FIRES:
            return False
        part = item.level == "quarter" or item.facility is not None or held["area"] is not None
        return (part or (not item.known and item.level is None)) and nxt.level in _TOWNS

    def _alias(self, text: str, item: _Found, nxt: _Found, between: str) -> bool:
        if nxt.facility != item.facility and nxt.facility is not None:
            return False
        return equates(between, text[nxt.end : nxt.end + 40], item.name, nxt.name)

    def _toponym(self, text: str, item: _Found) -> Toponym:
        kind: Kind
        if item.facility or item.feature == "road":
            kind = "facility"
        elif item.feature in {"water", "relief"}:
            kind = "water" if item.feature == "water" else "unknown"
        elif item.level in {"district", "region"}:
            kind = "region"
        elif item.level is not None:
            kind = "settlement"
        elif item.known:
            kind = self._kind(item.key)
        else:
            kind = "unknown"
        facility = item.facility
        if item.feature is not None and facility is None:
            facility = text[item.start : item.end].removeprefix(item.name).strip().lower() or None
            facility = facility if item.feature == "road" else None
        name = item.name
        if item.feature in {"water", "relief"}:
            # 'Lake Kivu' and 'Congo River' are whole names; 'Jebel Moya hills' is the Jebel Moya
            if item.start < item.name_start:
                name = text[item.start : item.name_start + len(item.name)]
            elif " " not in item.name:
                name = text[item.start : item.end]
        return Toponym(
            start=item.start,
            end=item.end,
            text=text[item.start : item.end],
            kind=kind,
            facility=facility,
            name=name,
            level=item.level if item.feature is None else item.feature,
            also=tuple(dict.fromkeys(a for a in item.also if a != item.name)),
            within=tuple(dict.fromkeys(item.within)),
            near=tuple(dict.fromkeys(item.near)),
        )

    def _kind(self, key: str) -> Kind:
        entries = self._gazetteer.lookup(key) or self._gazetteer.lookup(without_article(key))
        people: dict[PlacePrecision, int] = {}
        for entry in entries:
            people[entry.precision] = max(people.get(entry.precision, 0), entry.population)
        if COUNTRY in people:
            return "country"
        town = people.get(LOCALITY, -1)
        if town >= 0 and town >= people.get(REGION, 0) / 20:
            return "settlement"
        return "region" if people else "unknown"


_HELD = re.compile(
    r"(?P<area> (?:area|neighbourhood|neighborhood|quarter|section|side|ward|suburb|(?:wild|bush)?fire|blaze))?,? "
    r"(?:in|inside|of|(?P<near>near|outside|close to)) (?:the (?:[a-z]+ )?(?:city|town|village) of )?"
)
_CALLED_FIRES = frozenset({" fire", " wildfire", " bushfire", " blaze"})
"""Fires are told of by the town that they threaten."""
_TOWNS = frozenset({None, "settlement", "village"})
_CITY = 100_000
"""People from which a town has districts."""
_ALONE = 2.5
"""How many times a city's people a region has at most that is the city's own."""
_POSSESSIVE = frozenset({"'s ", "’s ", "'S ", "’S "})
_EACH = frozenset(
    {"every", "each", "another", "all", "some", "most", "several", "two", "three", "one"}
)
"""Words before parts of a place of which it has several."""
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest northern southern eastern western central"
    " middle far upper lower".split()
)
_ISLANDS = frozenset({"Island", "Islands"})
_CENTRES = frozenset({"centre", "center", "centro", "ville", "town", "city"})
_NO_LINKS = frozenset({"the", "of", "i", "e", "y", "as", "an", "am"})
"""Small words of names that more often stand between two names."""
_NAME_ARTICLES = frozenset({"la", "le", "les", "los", "las", "el", "al"})
_COMPANIES = frozenset({"limited", "ltd", "plc", "inc", "corp", "llc", "gmbh", "holdings"})
_RENEWED = frozenset({"new"})
_HOUSES = frozenset({"house", "hall"})
"""What is left of 'State House' and 'City Hall' without the level word: no name."""
_CONTRACTED = re.compile(r"['’](?:ll|ve|re)$")
"""Ends of 'We'll' and 'They've'."""
_ABBREVIATED_DAYS = frozenset({"mon", "tue", "wed", "thu", "sat", "sun", "mar", "jan", "dec"})
_DAYTIMES = frozenset({"morning", "afternoon", "evening", "night", "noon"})
_DASHES = frozenset({"-", "‑", "–", "—"})
_OF = frozenset({"of", "de", "du", "d"})
_OF_MONTHS = frozenset({"de", "do"})
_FIRES = frozenset({"fire", "fires", "wildfire", "wildfires", "bushfire", "blaze"})
_JOINTS = _OF | {"at", "over"}
_LOWER_FEATURES = frozenset({"lake", "oued", "wadi", "volcano", "mount"})
_SCHOOLS = frozenset({"university", "college", "academy", "embassy", "consulate"})
_PLURALS = {"villages": "village", "towns": "town", "cities": "city", "hamlets": "hamlet"}


def _span(
    text: str, tokens: list[Token], first: int, last: int, key: str, *, known: bool
) -> _Found:
    start, end = tokens[first].start, tokens[last - 1].end
    return _Found(first, last, start, end, text[start:end], start, key, known)


def _is_initials(word: str) -> bool:
    """An abbreviation that nobody has explained: 'UNHC', 'FAMa'."""
    return (word.isupper() and len(word) < 5) or (
        word[:2].isupper() and not word.isupper() and len(word) < 7
    )


def _is_abbreviation(token: Token) -> bool:
    return token.text.isupper() and token.text.isalpha() and 2 <= len(token.text) <= 5


def _ends_name(tokens: list[Token], i: int, chunk: Sequence[tuple[int, int, str | None]]) -> bool:
    """Whether a word that also abbreviates a day or month is a name's last: 'Kouk Sat'."""
    if not chunk or tokens[i].folded not in _ABBREVIATED_DAYS or tokens[i].gap != " ":
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.gap.startswith("."):
        return False
    return not following.text[0].isdigit() and following.folded not in _DAYTIMES


def _pauses(tokens: list[Token], i: int) -> bool:
    """Whether a comma, a bracket or the sentence's end stands before a word."""
    return i >= len(tokens) or tokens[i].gap[:1] in {",", ")", "."}


def _noun_follows(tokens: list[Token], i: int) -> bool:
    """Whether 'state' at ``i - 1`` is an adjective: 'state television', 'state-run'."""
    return (
        i < len(tokens) and tokens[i].gap in {" ", "-"} and tokens[i].folded in cues().state_nouns
    )


def _somebody_says(tokens: list[Token], i: int) -> bool:
    """Whether a speaker, and no apposition, ends with the words from ``i`` on."""
    for at in range(i, min(i + 4, len(tokens))):
        if not joined(tokens, at):
            return False
        if at > i and tokens[at].folded in _SAYS:
            return True
    return False


_SAYS = frozenset({"said", "says", "told", "tells", "added", "adds", "reported", "reports"})


def _without_overlaps(found: list[_Found]) -> list[_Found]:
    """Of overlapping candidates the longer; a known name inside 'port of X' keeps the whole."""
    kept: list[_Found] = []
    for item in sorted(found, key=lambda f: (f.start, -(f.end - f.start))):
        if kept and item.start < kept[-1].end:
            if item.first >= kept[-1].last and item.known and not kept[-1].known:
                kept[-1] = item
            continue
        kept.append(item)
    return kept


def _routes_joined(text: str, found: list[_Found]) -> list[_Found]:
    """ "The A–B road": one name, where the gazetteer knows both ends."""
    kept: list[_Found] = []
    for item in found:
        while (
            item.feature == "road"
            and kept
            and text[kept[-1].end : item.start] in _DASHES
            and kept[-1].facility is None
            and kept[-1].feature is None
        ):
            end = kept.pop()
            item.start, item.evidence = end.start, item.evidence + 1.0
        kept.append(item)
    return kept


def _is_listed(tokens: list[Token], first: int) -> bool:
    """Whether a name is not the first of a list: "Kano and Katsina states", against "X states that"."""
    return first > 0 and (
        tokens[first - 1].folded in {"and", "or"}
        or "," in tokens[first].gap
        or "&" in tokens[first].gap
    )


def _share_plurals(text: str, tokens: list[Token], found: list[_Found]) -> None:
    """'the Kharkiv, Sumy and Donetsk regions': the level is every one's.

    But not in 'In Manipur, Churachandpur and Bishnupur districts were calm'.
    """
    for i in range(len(found) - 1, 0, -1):
        item, before = found[i], found[i - 1]
        between = ENUMERATION.fullmatch(text, before.end, item.start)
        if item.plural is None or not between or before.level or before.facility:
            continue
        prior = tokens[before.first - 1] if before.first else None
        frames = (
            prior is not None and prior.opens and prior.folded in {"in", "at", "near", "around"}
        )
        if between.group("and") or not frames:
            before.level = before.plural = item.plural
            before.evidence += 2.5


def _height(match: re.Match[str]) -> Toponym:
    return _numbered(match, "unknown", None, "relief")


def _is_any(tokens: list[Token], first: int) -> bool:
    """Whether an indefinite article stands before a name or the adjective that it follows."""
    return any(tokens[i].folded in ("a", "an") for i in range(max(0, first - 2), first))


def _road(match: re.Match[str]) -> Toponym:
    return _numbered(match, "facility", "road", "road")


def _numbered(match: re.Match[str], kind: Kind, facility: str | None, level: str) -> Toponym:
    return Toponym(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        kind=kind,
        facility=facility,
        name=match.group(),
        level=level,
    )
