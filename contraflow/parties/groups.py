"""Which armed group of general knowledge a phrase names, and which ones an article is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from contraflow.parties import introductions
from contraflow.parties.keys import fold
from contraflow.parties.knowledge import Group, GroupHit, PartyKnowledge, words
from schemas import Party

_RUN = "run controlled affiliated aligned linked allied appointed".split()
_RUN_BY = re.compile(rf"\b([\w’']+)-(?:{'|'.join(_RUN)})\b")
"""The Xyz-run ministry speaks for the Xyz."""
_AGAINST = frozenset({"against", "on", "with", "by"})
"""Words before a group's name that make it the other side."""
_REBELS_BEFORE = re.compile(
    r"\b(?:rebels?|rebel group|militia|insurgents?|paramilitar\w+|guerrillas?|alliance|militants?)\W+(?:of the |the |group |movement )*$"
)
_UNITS = frozenset({"unit", "units", "brigade", "brigades", "detachment", "detachments"})
"""What else a group's adjective stands before."""
_REBELS_AFTER = ("alliance", "rebels", "movement")


def _without_run_by(phrase: str) -> str:
    return _RUN_BY.sub(r"\1", phrase) if any(map(phrase.__contains__, _RUN)) else phrase


@lru_cache(maxsize=2)
def _as_named(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words of an article, which is surveyed twice."""
    return tuple([_without_run_by(t) if "-" in t else t for t in tokens])


class ArmedGroups:
    """The armed groups that one article may mean.

    ``countries`` are those that the article names, by how often, and ``home`` the one it is about.
    """

    def __init__(self, know: PartyKnowledge, home: str | None, countries: Counter[str]) -> None:
        self._know = know
        self._home = home
        self._countries = countries
        self._established: frozenset[str] = frozenset()
        self.known: tuple[str, ...] = ()
        """Ids of the groups that the article names, the one named most often first."""
        self.written: set[str] = set()
        """Their names as the article writes them."""
        self.several = False
        """Whether two of them are named about as often, so that "the rebels" may be either."""

    def survey(self, tokens: Sequence[str]) -> Party | None:
        """Looks through the article's words; gives the group named most often that fights no state's war."""
        counts: Counter[str] = Counter()
        tokens = _as_named(tuple(tokens))
        found = self._know.groups_in(tokens)
        # a group that is named in full is also meant by its initials
        self._established = frozenset(
            m.value.groups[0].party_id
            for m in found
            if m.value.how == "name" and len(m.value.groups) == 1
        )
        for match in found:
            group = self.pick(match.value)
            if group is None:
                continue
            self.written.add(" ".join(tokens[match.start : match.end]))
            if match.value.how != "adjective":
                counts[group.party_id] += 1
        ranked = sorted(counts, key=lambda k: (-counts[k], k))
        if ranked:
            self.known = tuple(ranked)
        # who fights for a state is not "the rebels"
        armed = [k for k in ranked if k.startswith("org:")]
        best = next(iter(armed), None)
        self.several = len(armed) > 1 and 2 * counts[armed[1]] > counts[armed[0]]
        return Party(id=best, name=self._know.groups[best].name) if best else None

    def pick(self, hit: GroupHit) -> Group | None:
        """The group that a name stands for here: abbreviations and adjectives only where it acts."""
        near = [
            g
            for g in hit.groups
            if g.party_id in self._established or any(c in self._countries for c in g.countries)
        ]
        if not near:
            # two of three vouch for it: no namesake, a name in full, no country elsewhere
            vouched = (len(hit.groups) == 1) + (hit.how == "name") + (not self._countries)
            return hit.groups[0] if vouched > 1 and hit.how != "adjective" else None
        return min(near, key=lambda g: (self._home not in g.countries, hit.groups.index(g)))

    def find(self, phrase: str) -> Party | None:
        """The armed group of general knowledge that a phrase names."""
        tokens = words(_without_run_by(phrase) if "-" in phrase else phrase)
        matches = self._know.groups_in(tokens)
        if not matches and "-led" in phrase:
            tokens = tuple(t.removesuffix("-led") for t in tokens)
            matches = self._know.groups_in(tokens)
        for match in matches:
            before = {t.casefold() for t in tokens[: match.start]}
            if before & _AGAINST:
                continue
            if match.value.how == "adjective":
                after = " ".join(tokens[match.end : match.end + 3])
                if not self._is_its_own(phrase, tokens, before, after):
                    continue
            group = self.pick(match.value)
            if group is not None:
                name = " ".join(tokens[match.start : match.end])
                return Party(id=group.party_id, name=name)
        return None

    def by_initials(self, text: str) -> Party | None:
        """The armed group known by its initials alone: 'the ABC rebels', 'ABC fighters'."""
        know = self._know
        counts: Counter[str] = Counter()
        for match in introductions.initials(text):
            name, after = match.group(1), (match.group(2) or "").casefold()
            if name in know.no_bodies or know.countries_in([name]) or name in know.civil_bodies:
                continue
            before = text[max(0, match.start() - 40) : match.start()].casefold()
            term = know.terms.match_at([after], 0) if after else None
            if (
                (term is not None and term.value.label == "rebels")
                or _REBELS_BEFORE.search(before)
                or after in _REBELS_AFTER
            ):
                counts[name.split("/")[-1]] += 1
        if not counts:
            return None
        name = min(counts, key=lambda n: (-counts[n], n))
        return Party(id=f"org:{fold(name)}", name=name)

    def _is_its_own(
        self, phrase: str, tokens: tuple[str, ...], before: set[str], after: str
    ) -> bool:
        """Whether an adjective is of a group: "Xish fighters", and not "Yish troops in Xish country"."""
        know = self._know
        if any(h.how == "demonym" for h in know.countries_in(tokens)):
            return False
        if after.split(" ")[0].casefold() in _UNITS:
            return True
        return know.term(after, ("side", "organ")) is not None or (
            "from" in before and know.term(phrase, ("side", "organ")) is not None
        )
