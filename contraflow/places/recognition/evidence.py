"""What speaks for a place and what against it: the words around each name, pooled over the article."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from contraflow.places.cues import cues
from contraflow.places.fold import fold, skeleton
from contraflow.places.gazetteer import Gazetteer
from contraflow.places.levels import ADMIN, levels
from contraflow.places.recognition.found import Found
from contraflow.places.recognition.relations import ENUMERATION
from contraflow.places.recognition.renown import Renown
from contraflow.places.recognition.tokens import HYPHENS, JOINS, POSSESSIVE, Token, joined
from contraflow.places.spoken import countries_spoken_of

SURE = 3.5
"""Evidence that outweighs a person of the same name in the text."""
ENOUGH = 1.5
"""Evidence that makes a name a place: a verb of movement before it, or renown and its country."""
_HEADING = re.compile(
    r"^[^\w\n]*([A-ZÀ-Þ][\w'’\- ]{2,30})(?: \([^)\n]{1,40}\))?[:.]\s", re.MULTILINE
)
_HEADLINE = re.compile(r"[^\n]{1,200}[^\n.](?=\n\n)")
_COMPANIES = frozenset({"limited", "ltd", "plc", "inc", "corp", "llc", "gmbh", "holdings"})


@dataclass(frozen=True, slots=True)
class _Countries:
    """How often a text speaks of countries, and which name vouches for which."""

    counts: Counter[str]
    own: dict[str, str]


class Evidence:
    """Weighs candidates. One a process."""

    def __init__(self, gazetteer: Gazetteer, renown: Renown) -> None:
        self._gazetteer = gazetteer
        self._renown = renown
        self._cues = cues()
        self._levels = levels()

    def weigh(
        self,
        text: str,
        tokens: list[Token],
        found: list[Found],
        candidates: Sequence[tuple[int, int]],
        avoid: Sequence[tuple[int, int]],
    ) -> None:
        """Adds up what the text around each candidate says for a place, and what against it."""
        previous: Found | None = None
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
                elif nxt.folded in self._cues.groups and self._renown.obscure(item):
                    item.evidence -= 2.5  # 'between Hema and Lendu militias'
                    item.body = nxt.folded in self._cues.armed and not item.known
                    if previous is not None and ENUMERATION.fullmatch(
                        text, previous.end, item.start
                    ):
                        previous.evidence -= 2.5 if self._renown.obscure(previous) else 0.0
            if single and self._is_people(prv, tokens, item, nxt):
                item.evidence -= 3.0
                item.body = True
            if (
                prv is not None
                and prv.capital
                and prv.folded in self._cues.organisations
                and joined(tokens, item.first)
                and self._renown.kind(item.key) == "country"
            ):
                item.evidence = -9.0  # 'Border Guard Bangladesh', 'Bank Indonesia'
            if single and token.text.isupper() and len(token.text) <= 4 and item.known:
                if self._renown.kind(item.key) != "country" and not (nxt and nxt.text.isupper()):
                    item.evidence -= 2.5  # 'the ELN': an abbreviation that is also some village
            if item.known:
                fame = self._renown.fame(item.key)
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

    def accept(self, found: list[Found], named: set[str]) -> list[Found]:
        """The candidates for which, pooled over the article, enough speaks."""
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

    def _context(self, text: str, found: Sequence[Found]) -> _Countries:
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

    def _before(self, tokens: list[Token], item: Found) -> float:
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

    def _after(self, tokens: list[Token], item: Found) -> float:
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

    def _is_topic(self, text: str, tokens: list[Token], item: Found) -> bool:
        """Whether a headline ends with a name or tells what came after it: "Fire at Unit 2, X"."""
        if text[item.end : item.end + 2] not in ("\n\n", ": ", ", "):
            return False
        before = tokens[item.first - 1] if item.first else None
        if before is not None and before.folded in self._cues.since:
            return True
        last = text[item.end : item.end + 2] == "\n\n" and tokens[item.first].gap == ", "
        one = item.known or item.last - item.first == 1  # two are as likely a person's
        return last and one and before is not None and not before.capital

    def _calls_somebody(self, tokens: list[Token], first: int) -> bool:
        """Whether a name is what somebody goes by: "the man known as X", "a commander called X"."""
        at = first - 1
        if at > 0 and tokens[at].folded == "as":
            at -= 1
        if at < 1 or tokens[at].folded not in ("known", "called", "nicknamed", "named"):
            return False
        who = tokens[at - 1].folded
        return who in ("man", "woman", "person") or who in self._cues.person_before

    def _in_name_of_body(self, before: Token | None, tokens: list[Token], item: Found) -> bool:
        """Whether a town begins a longer name with an article: 'the X Something Else' is no town."""
        return (
            before is not None
            and before.folded == "the"
            and joined(tokens, item.first)
            and item.known
            and not (item.level or item.facility or item.feature)
            and self._renown.kind(item.key) == "settlement"
        )

    def _is_people(
        self, before: Token | None, tokens: list[Token], item: Found, after: Token | None
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
            and self._renown.kind(item.key) == "settlement"
        )

    def _heads_body(self, tokens: list[Token], i: int) -> bool:
        """Whether a name goes on as a body's: 'X Army', 'X Copper Limited'."""
        for at in range(i, min(i + 3, len(tokens))):
            if not tokens[at].capital or (at > i and not joined(tokens, at)):
                return False
            if tokens[at].folded in self._cues.organisations:
                return at == i or tokens[at].folded in _COMPANIES
        return False

    def _is_of_state(self, before: Token | None, tokens: list[Token], item: Found) -> bool:
        """Whether a land's name begins that of a body of it: 'the Xland People's Defence Force'."""
        if before is None or before.folded != "the" or self._renown.kind(item.key) != "country":
            return False
        for at in range(item.last, min(item.last + 4, len(tokens))):
            if not tokens[at].capital or tokens[at].gap not in (*JOINS, *POSSESSIVE):
                return False
            if tokens[at].folded in self._cues.organisations:
                return True
        return False
