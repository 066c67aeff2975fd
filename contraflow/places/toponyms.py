"""Finds the names of places in a text: longest match in the gazetteer, and names that only look so.

A name counts when the evidence for it suffices. Evidence is what stands around the name (a locative
preposition, a level word such as 'town of' or 'Oblast', a facility, an entity span found by the
parser) and how well known a place of that name is; a person's title or a speech verb counts against
it. Evidence is pooled over the article, so that one 'in Zuwara' lifts every 'Zuwara'.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from contraflow.parties.knowledge import knowledge, words
from contraflow.places.fold import ARTICLES, fold, without_article
from contraflow.places.gazetteer import Gazetteer
from contraflow.places.levels import ADMIN, levels
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


@dataclass(frozen=True, slots=True)
class Cues:
    """Words around names, from ``data/cues.toml``."""

    strong: frozenset[str]
    taking: frozenset[str]
    medium: frozenset[str]
    nouns_before_of: frozenset[str]
    nouns_before_on: frozenset[str]
    apposition: frozenset[str]
    person_before: frozenset[str]
    person_after: frozenset[str]
    never: frozenset[str]
    """Never a place on their own."""
    organisations: frozenset[str]
    months: frozenset[str]
    connectors: tuple[str, ...]
    common: frozenset[str]
    """Common English words that are also places."""
    demonyms: frozenset[str]


@cache
def cues() -> Cues:
    """The process's one copy."""
    data = files("contraflow.places") / "data"
    tables = tomllib.loads((data / "cues.toml").read_text("utf-8"))
    lines = (data / "english_words.txt").read_text("utf-8").splitlines()
    demonyms = set()
    for country in knowledge().countries.values():
        names = {fold(name) for name in country.names}
        for demonym in country.demonyms:
            demonyms.update({fold(demonym), fold(demonym) + "s"} - names)
    not_places = tables["not_places"]
    return Cues(
        strong=frozenset(tables["locative"]["strong"]),
        taking=frozenset(tables["locative"]["taking"]),
        medium=frozenset(tables["locative"]["medium"]),
        nouns_before_of=frozenset(tables["locative"]["nouns_before_of"]),
        nouns_before_on=frozenset(tables["locative"]["nouns_before_on"]),
        apposition=frozenset(tables["locative"]["apposition"]),
        person_before=frozenset(tables["person"]["before"]) | knowledge().titles,
        person_after=frozenset(tables["person"]["after"]),
        never=frozenset(not_places["calendar"] + not_places["faiths"] + not_places["words"])
        | demonyms,
        organisations=frozenset(not_places["organisations"]),
        months=frozenset(tables["datelines"]["months"]),
        connectors=tuple(sorted(tables["aliases"]["connectors"], key=len, reverse=True)),
        common=frozenset(line for line in lines if line and not line.startswith("#")),
        demonyms=frozenset(demonyms),
    )


_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’ʼ‘`][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_JOINS = frozenset((" ", "\u00a0", "-", "‑"))
_LINKS = frozenset(
    [
        "de",
        "du",
        "la",
        "le",
        "les",
        "da",
        "do",
        "das",
        "dos",
        "del",
        "di",
        "des",
        "sur",
        "sous",
        "en",
        "of",
        "al",
        "el",
        "ez",
        "es",
        "as",
        "ash",
        "az",
        "ad",
        "an",
        "ar",
        "ud",
        "bin",
        "ben",
        "the",
        "na",
        "nad",
        "pod",
        "am",
        "im",
        "bei",
        "und",
        "y",
        "e",
        "i",
        "van",
        "der",
        "den",
    ]
)
_ENUMERATION = re.compile(
    r"\s*(?:(?:,\s*|\s+)(?P<and>and\s+|or\s+|to\s+|as well as\s+|&\s+)|,\s*|\s*[–—]\s*)(?:the\s+)?(?:in\s+)?"
)
_HEADING = re.compile(r"^[^\S\n]*([A-Z][\w'’\- ]{2,30}):\s", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?:]['\"”’)]*\s+$|\n")
_ROAD = re.compile(
    r"\b(?:[A-Z]{1,2}[- ]?\d{1,3}|(?:RN|NH|RR|CR|SH)[ -]?\d{1,3}[A-Za-z]?|"
    r"(?:[Rr]oute|[Hh]ighway|[Nn]ational (?:[Rr]oad|[Hh]ighway)|[Rr]oad|[Mm]otorway|[Rr]oute nationale)"
    r"\s(?:No\.? ?)?\d{1,3}[A-Za-z]?)\b"
)
_ROAD_CUE = re.compile(
    r"\b(?:highway|road|motorway|expressway|route|freeway|toll)s?\b", re.IGNORECASE
)
MAX_WORDS = 6


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    text: str
    folded: str
    capital: bool
    gap: str
    """Text between the token before and this one."""
    opens: bool
    """First of a sentence."""


@dataclass(slots=True)
class _Found:
    """A candidate: tokens [first, last) make the name, [start, end) the whole toponym."""

    first: int
    last: int
    start: int
    end: int
    name: str
    key: str
    known: bool
    evidence: float = 0.0
    person: bool = False
    level: str | None = None
    facility: str | None = None
    feature: str | None = None
    """'water', 'relief' or 'road'."""
    also: list[str] = field(default_factory=list)
    within: list[str] = field(default_factory=list)


class Scanner:
    """Finds toponyms. Holds no state of a text; one a process."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cues = cues()
        self._levels = levels()
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
        tokens = _tokens(text)
        found = self._known(text, tokens)
        self._unknown(text, tokens, found)
        found.sort(key=lambda f: f.start)
        for item in found:
            self._levels_around(text, tokens, item)
        found = _without_overlaps(found)
        self._weigh(text, tokens, found, candidates or (), avoid or ())
        accepted = self._accept(found)
        roads = [
            _road(text, match)
            for match in _ROAD.finditer(text)
            if not any(f.start < match.end() and match.start() < f.end for f in accepted)
            and _is_road(text, match)
        ]
        self._relate(text, accepted)
        toponyms = [self._toponym(text, item) for item in accepted] + roads
        return sorted(toponyms, key=lambda t: t.start)

    # --- finding

    def _known(self, text: str, tokens: list[_Token]) -> list[_Found]:
        found: list[_Found] = []
        i = 0
        while i < len(tokens):
            match = self._match_at(tokens, i)
            if match is None:
                i += 1
                continue
            last, key = match
            found.append(_span(text, tokens, i, last, key, known=True))
            i = last
        return found

    def _match_at(self, tokens: list[_Token], i: int) -> tuple[int, str] | None:
        token = tokens[i]
        article = (
            token.folded in ARTICLES
            and i + 1 < len(tokens)
            and tokens[i + 1].gap in "-‑"
            and tokens[i + 1].capital
        )
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
                if not (j == i + 1 and key in self._cues.never) and (
                    self._gazetteer.knows(key)
                    or (article and self._gazetteer.knows(without_article(key)))
                ):
                    best = (j, key)
            if j >= len(tokens) or j - i >= MAX_WORDS or not _joined(tokens, j):
                return best
            following = tokens[j]
            if not following.capital and following.folded not in _LINKS | _CENTRES:
                return best
            parts.append(following.folded)
            j += 1

    def _unknown(self, text: str, tokens: list[_Token], found: list[_Found]) -> None:
        """Adds runs of capitalised words outside the known names."""
        taken = {i for item in found for i in range(item.first, item.last)}
        known_at = {item.first: item for item in found}
        i = 0
        while i < len(tokens):
            token = tokens[i]
            starts = token.capital or (
                token.folded in ARTICLES
                and i + 1 < len(tokens)
                and tokens[i + 1].gap in "-‑"
                and tokens[i + 1].capital
            )
            if not starts or i in taken or token.text[:1].isdigit():
                i += 1
                continue
            j = i + 1
            while j < len(tokens) and _joined(tokens, j) and j - i < MAX_WORDS:
                if tokens[j].capital and not tokens[j].text[:1].isdigit():
                    if j in taken and tokens[j].gap not in "-‑" and known_at.get(j) is not None:
                        break
                    j += 1
                elif tokens[j].gap in "-‑" and tokens[j].folded not in self._cues.common:
                    j += 1  # 'Laki-laki'
                elif (
                    tokens[j].folded in _LINKS - {"the", "of", "i", "e", "y", "as", "an", "am"}
                    and j + 1 < len(tokens)
                    and tokens[j + 1].capital
                    and _joined(tokens, j + 1)
                    and (j + 1) not in taken
                ):
                    j += 2
                else:
                    break
            run = list(range(i, j))
            # capitalised level and facility words at the end belong to the toponym, not to the name
            while len(run) > 1 and self._levels.kinds.get(tokens[run[-1]].folded):
                run.pop()
            while len(run) > 1 and (
                tokens[run[0]].folded in self._cues.never
                or tokens[run[0]].folded in self._levels.parts
            ):
                run.pop(0)
            head = tokens[run[0]]
            if (
                head.folded not in self._cues.never
                and self._levels.kinds.get(head.folded) is None
                and len("".join(tokens[k].folded for k in run)) > 2
                and not any(tokens[k].text.isupper() and len(tokens[k].text) < 5 for k in run)
                and tokens[run[-1]].folded not in self._cues.organisations
            ):
                key = " ".join(tokens[k].folded for k in run)
                found.append(_span(text, tokens, run[0], run[-1] + 1, key, known=False))
            i = j

    # --- words around a name

    def _levels_around(self, text: str, tokens: list[_Token], item: _Found) -> None:
        # before: 'Lake X', 'the town of X', 'port of X', 'bridge over the X'
        i = item.first - 1
        if i >= 0 and _joined(tokens, i + 1):
            word = tokens[i].folded
            if word in self._levels.before and (
                tokens[i].capital or word in {"lake", "oued", "wadi"}
            ):
                item.feature = self._levels.before[word]
                item.start = tokens[i].start
            elif word in {"of", "de", "du", "d", "at", "over", "on", "the"} and i >= 1:
                k = i
                while k > 0 and tokens[k].folded == "the" and _joined(tokens, k):
                    k -= 1
                if tokens[k].folded in {"of", "de", "du", "d", "at", "over", "on"} and _joined(
                    tokens, k
                ):
                    phrase = self._phrase_ending(tokens, k)
                    if phrase is not None:
                        first, kind, words = phrase
                        joint = tokens[k].folded
                        if kind in ADMIN and joint in {
                            "of",
                            "de",
                            "du",
                            "d",
                        }:
                            item.level = kind
                            item.evidence += 3
                        elif kind == "facility" and joint != "de":
                            if joint == "on":
                                return
                            item.facility = words
                            item.start = tokens[first].start
                            item.evidence += 2
                        elif kind == "water" and joint == "of":
                            item.feature = "water"
                            item.start = tokens[first].start
        # after: 'X Oblast', 'X oil refinery', 'X River', 'X highway'
        last = item.last
        hit = self._phrase_starting(tokens, last)
        if hit is None:
            self._apposition(tokens, item)
            return
        end, kind, words, _level_end = hit
        if kind in ADMIN:
            if words == "state" and not tokens[last].capital and _noun_follows(text, tokens, end):
                return
            if words in _AMBIGUOUS and (
                not tokens[last].capital
                or not item.known
                and all(tokens[k].folded in self._cues.common for k in range(item.first, item.last))
            ):
                # 'Infantry Division', 'Civil Aviation Department' are bodies, not districts
                item.person = item.person or (tokens[last].capital and not item.known)
                return
            item.level = kind
            item.end = tokens[end - 1].end
            item.evidence += 2.5
            # 'Kherson region's airport' is rare; 'Shan State Army' is not a place
            if end < len(tokens) and _joined(tokens, end):
                nxt = tokens[end]
                if nxt.capital and nxt.folded in self._cues.organisations:
                    item.person = True
        elif kind in {"facility"}:
            item.facility = words
            item.end = tokens[end - 1].end
            item.evidence += 2.5
        else:
            item.feature = kind
            item.end = tokens[end - 1].end
            item.evidence += 2 if kind != "road" else 1.5

    def _apposition(self, tokens: list[_Token], item: _Found) -> None:
        """'X, a fortified village near Y' tells the level of X."""
        i = item.last
        if i + 1 >= len(tokens) or tokens[i].gap.strip() not in {",", "("}:
            return
        if tokens[i].folded not in self._cues.apposition:
            return
        for at in range(i + 1, min(i + 5, len(tokens))):
            if not _joined(tokens, at) or tokens[at].capital:
                return
            for n in (2, 1):
                if at + n > len(tokens) or not all(_joined(tokens, k) for k in range(at, at + n)):
                    continue
                kind = self._levels.kinds.get(" ".join(t.folded for t in tokens[at : at + n]))
                if kind in ADMIN or kind in {"relief", "water"}:
                    item.evidence += 2.5
                    if item.level is None and kind in ADMIN:
                        item.level = kind
                    return

    def _phrase_ending(self, tokens: list[_Token], end: int) -> tuple[int, str, str] | None:
        """The longest level phrase whose last word is before token ``end``."""
        for n in range(min(self._levels.longest, end), 0, -1):
            group = tokens[end - n : end]
            if all(t.gap in _JOINS for t in group[1:]):
                words = " ".join(t.folded for t in group)
                kind = self._levels.kinds.get(words) or self._levels.of.get(words)
                if kind is None and n == 1 and words.endswith("s"):
                    kind = self._levels.kinds.get(words[:-1])
                if kind is not None:
                    return end - n, kind, words
        return None

    def _phrase_starting(self, tokens: list[_Token], i: int) -> tuple[int, str, str, int] | None:
        """The level phrase after a name, past capitalised words between: 'X [General] Hospital'."""
        possessive = i < len(tokens) and tokens[i].gap in {"'s ", "’s "}
        first = i + 1 if possessive else i
        for skip in range(3):
            at = i + skip
            if at >= len(tokens) or not all(_joined(tokens, k) for k in range(first, at + 1)):
                break
            if skip and not tokens[at - 1].capital and tokens[at - 1].folded not in _MIDDLE:
                break
            for n in range(min(self._levels.longest, len(tokens) - at), 0, -1):
                if not all(_joined(tokens, k) for k in range(max(at, first), at + n)):
                    continue
                words = " ".join(t.folded for t in tokens[at : at + n])
                kind = self._levels.kinds.get(words)
                if kind is None:
                    continue
                if (skip or possessive) and kind != "facility":
                    continue
                return at + n, kind, words, at
        return None

    # --- evidence

    def _weigh(
        self,
        text: str,
        tokens: list[_Token],
        found: list[_Found],
        candidates: Sequence[tuple[int, int]],
        avoid: Sequence[tuple[int, int]],
    ) -> None:
        previous: _Found | None = None
        headings = {match.start(1) for match in _HEADING.finditer(text)}
        context = self._context(text, found)
        for item in found:
            if len(headings) > 1 and item.start in headings:
                item.evidence += 2.0
            token = tokens[item.first]
            item.evidence += self._before(tokens, item)
            parts = [tokens[i] for i in range(item.first, item.last)]
            single = len(parts) == 1
            nxt = tokens[item.last] if item.last < len(tokens) else None
            prv = tokens[item.first - 1] if item.first else None
            at_name_end = item.end == parts[-1].end or item.end == item.start
            if any(s < item.end and item.start < e for s, e in candidates):
                item.evidence += 2
            if any(s <= parts[0].start and parts[-1].end <= e for s, e in avoid):
                item.evidence -= 2.5
                item.person = item.person or item.evidence < 1
            if nxt and at_name_end and nxt.folded in self._cues.person_after and nxt.gap == " ":
                item.evidence -= 1.5
                if not item.known:
                    item.person = True
            if prv and _joined(tokens, item.first):
                if prv.folded.rstrip(".") in self._cues.person_before and item.level is None:
                    item.person = item.facility is None and item.feature is None
                elif (
                    prv.capital
                    and not prv.opens
                    and prv.folded not in self._levels.parts
                    and prv.folded not in self._cues.never
                    and item.start == parts[0].start
                    and prv.gap in " -"
                    and not (previous and previous.last == item.first)
                ):
                    item.evidence -= 1.5
                    if single and item.level is None and item.facility is None:
                        item.person = item.evidence < 2
            if nxt and at_name_end and nxt.gap in _JOINS:
                if nxt.capital and not nxt.text[:1].isdigit():
                    item.evidence -= 1.5
                    if nxt.folded in self._cues.organisations:
                        item.evidence -= 1
                elif nxt.gap in "-‑":
                    item.evidence -= 2
                elif nxt.folded in self._cues.organisations and not item.known:
                    item.evidence -= 1.5
            if item.known:
                item.evidence += self._fame(item.key)
                if self._in_context(item.key, context):
                    item.evidence += 1.2
            else:
                commons = sum(1 for w in parts if w.folded in self._cues.common)
                if single and token.opens and item.evidence < 2:
                    item.evidence -= 1.5
                if commons == len(parts) and single:
                    item.evidence -= 1
            if single and token.text.isupper() and len(token.text) > 3 and not item.known:
                item.evidence -= 1 if item.start not in headings else 0
            # 'in A, B and C': what holds of one name of a list holds of the next
            if previous is not None and previous.evidence >= 2 and not previous.person:
                if match := _ENUMERATION.fullmatch(text, previous.end, item.start):
                    # a bare comma may also end a clause: 'in Kyiv, Zelensky said'
                    item.evidence += 2.0 if match.group("and") else 1.0
            previous = item

    def _context(self, text: str, found: Sequence[_Found]) -> frozenset[str]:
        """Countries that the text speaks of by name, demonym, capital or a well-known place."""
        counts: Counter[str] = Counter()
        for hit in knowledge().countries_in(words(text)):
            counts[hit.code] += 2 if hit.how == "name" else 1
        for key in {item.key for item in found if item.known}:
            best = self._gazetteer.lookup(key)[:2]
            # clear by its size: ten times as many people as the next of its name
            if best and best[0].population >= 50_000 and key not in self._cues.common:
                if (
                    len(best) == 1
                    or best[0].population >= 10 * best[1].population
                    or (best[0].country == best[1].country)
                ):
                    counts[best[0].country] += 2
        counts.pop("", None)
        top = max(counts.values(), default=0)
        return frozenset(code for code, n in counts.items() if n >= 2 and n >= top / 5)

    def _in_context(self, key: str, context: frozenset[str]) -> bool:
        return any(entry.country in context for entry in self._gazetteer.lookup(key))

    def _before(self, tokens: list[_Token], item: _Found) -> float:
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
            and _joined(tokens, i + 1)
        ):
            i -= 1
            steps += 1
        if i < 0 or not _joined(tokens, i + 1):
            return 0.0
        word = tokens[i].folded
        if word in self._cues.strong:
            return 2.0
        if word in self._cues.taking:
            return 1.7
        if word in self._cues.medium:
            return 1.0
        nouns = {"of": self._cues.nouns_before_of, "on": self._cues.nouns_before_on}.get(word)
        if nouns and i >= 1 and tokens[i - 1].folded in nouns:
            return 2.0
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
                if entry.precision is PlacePrecision.COUNTRY:
                    fame = 3.0
                elif entry.precision is PlacePrecision.REGION:
                    fame = 2.0 if own or entry.id.startswith(("iso:", "region:")) else 1.0
                elif entry.population >= 500_000:
                    fame = 2.2
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

    def _accept(self, found: list[_Found]) -> list[_Found]:
        pooled: dict[str, float] = defaultdict(lambda: -9.0)
        repeated: Counter[str] = Counter()
        persons: set[str] = set()
        for item in found:
            if item.person:
                persons.add(item.key)
                if not item.known:
                    persons.update(item.key.split())
            else:
                pooled[item.key] = max(pooled[item.key], item.evidence)
                repeated[item.key] += item.evidence >= 1
        accepted = []
        for item in found:
            if item.person:
                continue
            strength = pooled[item.key] + 0.35 * min(3, max(0, repeated[item.key] - 1))
            if item.key in persons and strength < 3.5:
                continue
            if item.evidence <= -1.0:
                continue
            needed = 1.5 if item.known else 2.0
            if strength >= needed:
                accepted.append(item)
        return accepted

    # --- relations between names

    def _relate(self, text: str, found: list[_Found]) -> None:
        for item, nxt in itertools.pairwise(found):
            between = text[item.end : nxt.start]
            if len(between) > 60 or "\n" in between:
                continue
            if (alias := self._alias(text, item, nxt, between)) is not None:
                item.also.append(nxt.name if alias else item.name)
                nxt.also.append(item.name)
            elif _WITHIN.fullmatch(between) and (
                nxt.level in {"district", "region"}
                or between.strip() in {",", "in", "in the"}
                or (nxt.facility is None and item.facility is not None)
            ):
                item.within.append(nxt.name)

    def _alias(self, text: str, item: _Found, nxt: _Found, between: str) -> bool | None:
        opened = between.rstrip("\"'“‘ ").lower()
        bracket = opened.strip() == "("
        if bracket:
            after = text[nxt.end : nxt.end + 40]
            if after.startswith(")") or _GLOSS.match(after):
                return True if nxt.level is None and nxt.facility is None else None
            return None
        inner = opened.strip(" (,").removesuffix(" the")
        if inner in self._cues.connectors and inner not in {"or", "also"}:
            return True
        if inner in {"or", "also"} and opened.lstrip().startswith((",", "(")):
            return True
        for connector in ("known in", "called in", "in"):
            if inner.startswith(connector + " ") and inner.endswith(" as"):
                return True
        return None

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
        return Toponym(
            start=item.start,
            end=item.end,
            text=text[item.start : item.end],
            kind=kind,
            facility=facility,
            name=item.name,
            level=item.level if item.feature is None else item.feature,
            also=tuple(dict.fromkeys(a for a in item.also if a != item.name)),
            within=tuple(dict.fromkeys(item.within)),
        )

    def _kind(self, key: str) -> Kind:
        entries = self._gazetteer.lookup(key) or self._gazetteer.lookup(without_article(key))
        precisions = {entry.precision for entry in entries}
        if PlacePrecision.COUNTRY in precisions:
            return "country"
        if PlacePrecision.LOCALITY in precisions:
            return "settlement"
        return "region" if precisions else "unknown"


_CENTRES = frozenset({"centre", "center", "ville", "town", "city"})
_AMBIGUOUS = frozenset({"zone", "division", "department", "league", "territory", "ward", "camp"})
_MIDDLE = frozenset(
    [
        "international",
        "general",
        "central",
        "regional",
        "provincial",
        "main",
        "old",
        "new",
        "state",
        "public",
        "oil",
    ]
)
_WITHIN = re.compile(r",?\s*(?:in\s+)?(?:the\s+)?(?:(?:\w+ern|north|south|east|west)\s+)?")
_GLOSS = re.compile(r"\s+(?:on|in|to)\s+(?:the\s+)?[\w' ]{2,30}\)")


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group()
        stop = match.end()
        if _POSSESSIVE.search(word):
            word, stop = word[:-2], stop - 2
        if not word:
            continue
        gap = text[end : match.start()]
        tokens.append(
            _Token(
                start=match.start(),
                end=stop,
                text=word,
                folded=fold(word),
                capital=word[0].isupper()
                or (word[:2] in {"d'", "l'", "d’", "l’"} and word[2:3].isupper()),
                gap=gap,
                opens=not tokens or bool(_SENTENCE_END.search(gap)),
            )
        )
        end = stop
    return tokens


def _joined(tokens: list[_Token], i: int) -> bool:
    """Whether token ``i`` follows the one before it with nothing but a space or hyphen between."""
    gap = tokens[i].gap
    return gap in _JOINS or (gap == ". " and tokens[i - 1].folded in {"st", "ste", "mt", "ft"})


def _span(
    text: str, tokens: list[_Token], first: int, last: int, key: str, *, known: bool
) -> _Found:
    start, end = tokens[first].start, tokens[last - 1].end
    return _Found(first, last, start, end, text[start:end], key, known)


def _noun_follows(text: str, tokens: list[_Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].gap in {" ", "-"} and tokens[i].folded in {
        "tv", "television", "media", "news", "radio", "run", "owned", "agency", "of", "department",
        "visit", "funeral", "oil", "broadcaster", "institutions",
    }  # fmt: skip


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


def _is_road(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    if (" " in word and word[:1].islower()) or word.startswith(
        ("RN", "Route", "Highway", "National")
    ):
        return True
    around = text[max(0, match.start() - 30) : match.end() + 30]
    return bool(_ROAD_CUE.search(around))


def _road(text: str, match: re.Match[str]) -> Toponym:
    return Toponym(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        kind="facility",
        facility="road",
        name=match.group(),
        level="road",
    )


_DATELINE = re.compile(
    r"(?:[A-Z][\w'’.\- ]{1,40}?(?:[,/] ?[A-Z][\w'’. ]{1,25}){0,2})"
    r"(?:,? (?:(?P<month>[A-Z][a-z]{2,8})\.? ?\d{1,2}|\d{1,2} (?P<month2>[A-Z][a-z]{2,8})\.?)(?:,? \d{4})?)?"
    r"\s*(?:\([^()\n]{2,40}\))?\s*(?:[-–—]{1,2}|:)\s"
)


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether the name at [start, end) is in a dateline: 'BEIRUT, Feb 27 (LPA) - …', 'KYIV — …'.

    A dateline opens the text or a line, in capitals or with a date or an agency before its dash.
    """
    line = text.rfind("\n", 0, start) + 1
    match = _DATELINE.match(text, line + len(text[line:]) - len(text[line:].lstrip()))
    if match is None or end > match.end():
        return False
    month = match.group("month") or match.group("month2")
    if month is not None:
        return month.lower() in cues().months
    head = match.group()
    first = head.split(",")[0].split("(")[0].rstrip(" -–—:")
    return first.isupper() or "(" in head or head.rstrip().endswith(("—", "–"))


def rescale(toponym: Toponym, offset: int) -> Toponym:
    """The toponym moved by ``offset`` code points."""
    return replace(toponym, start=toponym.start + offset, end=toponym.end + offset)
