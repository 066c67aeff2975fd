"""How far the name alone speaks for a place, and for a place of which kind."""

from __future__ import annotations

from contraflow.places.cues import cues
from contraflow.places.fold import fold, skeleton, without_article
from contraflow.places.gazetteer import Gazetteer
from contraflow.places.precisions import COUNTRY, LOCALITY, REGION
from contraflow.places.recognition.found import Found
from contraflow.places.toponyms import Kind
from schemas.place import PlacePrecision


class Renown:
    """What the gazetteer says of names, kept for the next text. One a process."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cues = cues()
        self._renown: dict[str, float] = {}

    def fame(self, key: str) -> float:
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

    def obscure(self, item: Found) -> bool:
        """Whether a candidate is unknown, or the name of small places only."""
        return not item.known or self.fame(item.key) < 1.2

    def kind(self, key: str) -> Kind:
        """What a name means as a rule: a country, a town, a region, nothing known."""
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
