"""Step 6, the scene: the place that an article is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from contraflow.parties.knowledge import is_seat
from contraflow.places.fold import fold
from contraflow.places.match import lies_in
from contraflow.places.precisions import COUNTRY, DISTRICT, LOCALITY, REGION, UNRESOLVED
from contraflow.reading.text.marks import holds
from contraflow.reading.where.containment import grain
from contraflow.reading.where.standing import JOURNEY, Standing
from schemas import Place, PlacePrecision

NEARBY = 0.35
"""What a name counts that only says what lies near: "a village near X"."""
LEAD = 200
"""Characters of a text that are its first sentence, however short it is."""
WRITTEN = 1.0
"""What it counts that an article was written in a town that is no capital."""
ECHO = 30
"""Characters within which a name said again counts once."""
LOCAL = 0.6
"""What it counts besides that the dateline is not an agency's."""
TOWN = 0.4
"""The part of a region's weight from which one town of it is what the text is about."""
DESK = 0.3
"""The same of one that the text names nowhere else."""
RIVAL = 0.7
"""The part of a town's weight from which another in the same land makes it one of several."""
PREFACE = 0.3
"""What a name counts in what stands before the dateline: captions, and notes of the page."""
PLANNED = 0.3
"""What a name counts where something is yet to happen: plans are made for elsewhere."""
QUARTERS = 3
"""The least open names that are taken for a town's quarters."""
LATE = 0.4
EARLY = 500
"""The part of a text, and the characters, after which a name that comes but once is not its topic."""
_SCENE = re.compile(r"\b(?:in|near|around|round|across|outside|central)\s+(?:the\s+)?(?:\w+\s+)?$")
"""Before a place where something happens."""
_BESIDE = re.compile(
    r"(?:(?:UTC|GMT)(?:[+-]\d+)? \(|\b(?:governor|mayor|minister|bishop|prefect|head|president)\s+of\s+(?:the\s+)?(?:\w+\s+of\s+)?|\b(?:from|to|towards?|(?:north|south|east|west|kilometers|kilometres|km|miles)(?:-?(?:east|west))?\s+(?:of|from))\s+(?:the\s+)?(?:\w+\s+of\s+)?)$",
    re.I,
)

_BESIDE_WORDS = ("of", "from", "to", "toward", "towards")
_BESIDE_ENDS = (*(f"{word} " for word in _BESIDE_WORDS), "\n", "(")
"""With what the words before such a name end, but for an article."""
_NEAR_WORDS = ("near", "outside", "around", "round")
_NEAR = re.compile(rf"\b(?:{'|'.join(_NEAR_WORDS)})\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.I)
_LIST_ON = re.compile(
    r", [^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?(?:,? and|,) (?:in )?[^\W\d_a-z]"
)
_LIST_BACK = re.compile(
    r"[^\W\d_a-z][\w'’-]+, (?:[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?,? and (?:in )?|(?=[^\W\d_a-z]*$))$"
)
_LISTS_END = (", ", "and ", "and in ")
"""With what that ends."""
_FURTHER_WORDS = ("also", "elsewhere", "likewise", "in other")
_FURTHER = re.compile(rf"\b(?:{'|'.join(_FURTHER_WORDS)})\b[^.;]{{0,60}}$")
_HAPPENED = re.compile(
    r"\b(?:happened|occurred|place|crashed|collided|exploded|derailed|sank|capsized|erupted|began)\b[^.,;]*$"
)
"""Before "near X", where that is as near as anybody says."""
_ARTICLED = re.compile(r"\b(?:in|on|from|of|into|along|across) the $")
"""Before a town's name that is a river's here: "the water of the X"."""
_YEAR = re.compile(r"[^.;\n]{0,60}?\b(?:in|of|since) ((?:19|20)\d\d)\b")
"""A year that goes with a name: what happened there then is likely history."""
_YEAR_REACH = 72
"""Characters within which that ends."""
_PLAN_WORDS = ("will ", " to ")
_PLAN = re.compile(
    r"\b(?:will|(?:is|are|was|were) (?:to|due to|set to|scheduled to|expected to)) \w+[^.;\n]{0,80}$"
)
"""Before a place where something is yet to happen."""
_PLAN_REACH = 110
"""Characters within which that begins."""
_WATERS = ("Sea", "Ocean")
"""Ends of names of waters so wide that little happens at them as such."""
_LANDS = re.compile(
    r"\b(?:valley|mountains|range|desert|gulf|basin|highlands|peninsula|plain|strait)$", re.I
)
"""Ends of names of lands as wide as a region."""
_LAKES = re.compile(r"(?:Lake|Gulf of) [^\W\d_a-z]|.*\b[Ll]ake$")
"""Lakes that no gazetteer has, as wide as that, too: what happens by them happens in a town."""
_STANS = re.compile(r"[a-z]stan$")
"""Ends of names of lands that no gazetteer has."""
_PART_OF = re.compile(
    r"\b(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(?:-?(?:east|west))?ern|[Cc]entral) [A-ZÀ-Ý]"
)
"""Says in which part of a country an event was, before any town is named."""
_BYLINE = re.compile(
    r"\W*(?:[Bb]y|[Rr]eport(?:ing|ed)? by|[Ff]rom) (?:our|an?|the|[A-ZÀ-Ý]\S+ [A-ZÀ-Ý]\S+) ?"
    r"(?:[\w-]+ )?(?:reporters?|correspondents?|writers?|staff|desk|stringers?|team)?(?:,| in) [^\n.]{0,60}(?:\n|$)"
)
"""A line that tells who wrote: "By our reporter, X"."""
_LAND_OF = re.compile(r"\b(?:island|province|region|state|department|peninsula) of $")
"""Before a name that no gazetteer has, of a land as wide as a region."""
_AND = re.compile(r",? (?:and|or|as well as) (?:in |at |the )?|, ")
"""Between a name and the next, which stands as it does."""
_TO = re.compile(r"(?: to |[-–—]| and )")
"""Between the ends of a journey: "flight 417, X to Y"."""
_LONGEST_TO = 5
_THE_CITY = re.compile(
    r"(?:\b(?:the|this)|\w[’']s(?: [\w-]+){0,2}) (?:city|town|capital|metropolis)\b(?! of\b)", re.I
)

_WEIGHT = {
    None: 0.4,
    Standing.SCENE: 1.0,
    Standing.SENT: 0.8,
    Standing.LEFT: 0.5,
    Standing.DIRECTION: 0.35,
    Standing.BEARING: 0.35,
    Standing.LAUNCH: 0.35,
    Standing.CARE: 0.35,
    Standing.CLAUSE: 0.35,
    Standing.OFFICE: 0.3,
    Standing.PARTY: 0.2,
}
"""How much a name says of what the article is about, by how it stands."""
_HERE = (Standing.SCENE, None)
_PASSED = (Standing.DIRECTION, Standing.BEARING, Standing.LAUNCH, Standing.CARE)
"""Standings of names that something goes to or comes from."""
_BESIDE_HEADED = (
    Standing.LAUNCH,
    Standing.CARE,
    Standing.BEARING,
    Standing.PARTY,
    Standing.OFFICE,
    Standing.CLAUSE,
)
"""Standings in a headline of names that tell no more of the scene than in the text."""
_OWNS = re.compile(r".{0,40}?(?:’s|'s)\b")
_FINE = (LOCALITY, DISTRICT)


def main_place(seen: Survey) -> Place | None:
    """The place that an article is mostly about: often named, early, in the headline, and no country.

    Names of places beside the event ("told reporters in X", "south of X", "from X") count less, and
    so do names told of another year. Where an article was written, it is about that place only if it
    names no other, or no other but the country and speaks of "the city". That counts more in a local
    paper than from an agency.
    """
    written_at, text, local, begins = seen.written_at, seen.text, seen.local, seen.begins
    if not seen.weights:
        return written_at
    main = seen.likeliest()
    once = seen.is_named_once(main)
    if once and main.precision is UNRESOLVED and main.facility is not None:
        main = seen.town_named_again(main)
    if main.precision is REGION:
        main = seen.town_of(main)
    main = seen.narrowest(main)
    if written_at is not None and _is_written_there(written_at, main, seen.headed, text):
        return written_at  # reporters go to where it happens; capitals are where they live
    countries = [p for p in seen.by_id.values() if p.precision is COUNTRY]
    if once and local and written_at is not None and seen.names_quarters(main, written_at):
        return written_at
    if once and _is_one_of_many(seen.places, main, len(text)):
        wide = next((p for p in countries if p.country == main.country), None)
        main = main if wide is None else seen.told_first(main) or wide
        if written_at is not None and _is_written_there(written_at, main, seen.headed, text):
            return written_at
    elif once and _is_in_passing(seen.places, main):
        # of a whole country, whose headline names it: a coup, a blackout
        main = next((p for p in countries if p.id in seen.headed), main)
    if main.precision is COUNTRY and _PART_OF.search(text, begins, begins + 2 * LEAD):
        main = seen.first_spot(main)  # "a train crash in central Xland": where, comes later
    return main


def lands_of(
    main: Place | None,
    places: Iterable[tuple[int, Place, Standing | None]],
    inside: Mapping[str, set[str]],
) -> frozenset[str]:
    """The ids of the lands that the article's place lies in, by its text.

    Those that the text puts it in; of a place that no gazetteer has the one region that is named;
    and lands that no gazetteer has either.
    """
    if main is None or grain(main) < 3:
        return frozenset()
    named = {p.id: p for _, p, _ in places if p.country in (main.country, None)}
    regions = [p.id for p in named.values() if p.precision is REGION]
    open_ = main.precision is UNRESOLVED and main.country is not None
    return frozenset(
        ident
        for ident, place in named.items()
        if (ident in inside.get(main.id, ()) and grain(place) < 3)
        or (open_ and regions == [ident])
        or (place.precision is UNRESOLVED and _is_land(place) and ident != main.id)
    )


class Survey:
    """An article's names, each with what it weighs as the place that the article is about.

    ``places`` are the names in the text's sentences: where each begins, what it means, and how it
    stands there, None in a sentence in which nothing happens. ``local``: the dateline is not an
    agency's. The reporting ``begins`` at its dateline: captions stand before it. ``inside`` has, by
    place id, the places that the text says a place lies in.
    """

    def __init__(
        self,
        places: Sequence[tuple[int, Place, Standing | None]],
        title: Sequence[tuple[Place, Standing | None]],
        text: str,
        *,
        year: int,
        written_at: Place | None = None,
        local: bool = False,
        begins: int = 0,
        inside: Mapping[str, set[str]] = MappingProxyType({}),
    ) -> None:
        self.text, self.written_at, self.local, self.begins = text, written_at, local, begins
        self.same = one = _unified([*(p for _, p, _ in places), *(p for p, _ in title)])
        places = [(offset, one.get(p.id, p), how) for offset, p, how in places]
        title = [(one.get(p.id, p), how) for p, how in title]
        self.places = places
        self._containers: dict[str, set[str]] = defaultdict(set)
        for inner, outer in inside.items():
            key = one[inner].id if inner in one else inner
            self._containers[key] |= {one[o].id if o in one else o for o in outer} - {key}
        self.headed = {place.id for place, how in title if how not in _BESIDE_HEADED}
        self.by_id: dict[str, Place] = {}
        self.weights: dict[str, float] = defaultdict(float)
        self._ends = _journeys(text, self.places)
        self._beside = self._ends | {o for o, *_ in places if _in_byline(text, o)}
        self._often = Counter(place.id for _, place, _ in self.places)
        self._scenes = {
            place.id
            for offset, place, how in self.places
            if how is Standing.SCENE and self._follows_scene(offset)
        }
        self._weigh_dateline()
        self._weigh_text(year)
        self._told = dict(self.weights)
        """The weights without what the headline adds."""
        for place, how in title:
            known = place.id in self.by_id
            part = NEARBY if how in _BESIDE_HEADED else 1.0
            self._add(place, part * _weight_in_title(place, known=known))

    def likeliest(self) -> Place:
        """The name that weighs most, of those that more than ways, bearings and lists tell of."""
        told = self.headed | {
            place.id
            for offset, place, how in self.places
            if how not in _PASSED
            and not (how is Standing.PARTY and is_seat(place.surface))
            and offset not in self._ends
            and (self._containers[place.id] or not _one_more(self.text, offset, place))
        }
        if self.written_at is not None and (self.local or self._is_named_again()):
            told.add(self.written_at.id)
        return self.by_id[self._heaviest(self.weights.keys() & told or self.weights.keys())]

    def is_named_once(self, place: Place) -> bool:
        """Whether the text names a place once and the headline does not."""
        return place.id not in self.headed and self._often[place.id] == 1

    def town_named_again(self, main: Place) -> Place:
        """ "A tailings dam burst": a work that no gazetteer has is of the town that is named again."""
        towns = {
            place.id
            for _, place, how in self.places
            if how in _HERE and place.precision in _FINE and self._often[place.id] > 1
        }
        return self.by_id[self._heaviest(towns or {main.id})]

    def town_of(self, region: Place) -> Place:
        """ "… at a school in Xland", told from or of one town there: that town."""
        towns = {
            place.id
            for place in (*(p for _, p, how in self.places if how in _HERE), self.written_at)
            if place is not None
            and (
                (place.precision in _FINE and lies_in(place, region))
                or self._may_lie_in(place, region)
            )
        }
        best = self._heaviest(towns or {region.id})
        enough = self.weights[best] > TOWN * self.weights[region.id]
        return self.by_id[best] if enough else region

    def narrowest(self, main: Place) -> Place:
        """ "… in Xland's Y", "the Y town of Z": what the text puts in it, where that is one place."""
        for _ in range(3):
            if is_seat(main.surface) and main.precision is LOCALITY:
                return main  # what lies in a capital is a quarter of it
            inner = {
                place.id
                for _, place, how in self.places
                if how in _HERE
                and place.facility is None
                and self._lies_in(place, main)
                # a town that is spoken of again and again is meant, not its one quarter
                and (grain(main) < 3 or self._often[place.id] >= self._often[main.id])
            }
            inner -= {outer for one in inner for outer in self._containers[one]}
            if not inner:
                return main
            best = self._heaviest(inner)
            rivals = (self.weights[other] for other in inner - {best})
            if self.weights[best] <= TOWN * self._told.get(main.id, 0.0) or (
                max(rivals, default=0.0) > RIVAL * self.weights[best]
            ):
                return main
            main = self.by_id[best]
        return main

    def _lies_in(self, place: Place, whole: Place) -> bool:
        """Whether the text puts a place in another, or in the land that is called as the other is."""
        outer = self._containers[place.id]
        return whole.id in outer or any(
            self.by_id[other].precision is REGION
            and fold(self.by_id[other].name) == fold(whole.name)
            for other in outer
            if other in self.by_id and whole.precision is LOCALITY
        )

    def told_first(self, late: Place) -> Place | None:
        """The one place that the first sentences name as a scene, or near which it was."""
        first = {
            place.id
            for offset, place, how in self.places
            if how is Standing.SCENE
            and 0 <= offset - self.begins < 2 * LEAD
            and place.precision in (*_FINE, UNRESOLVED)
            and place.facility is None
            and place.country in (late.country, None)
            and not is_seat(place.surface)
        }
        return self.by_id[first.pop()] if len(first) == 1 else None

    def names_quarters(self, main: Place, town: Place) -> bool:
        """Whether a town's paper names quarters of it, which no gazetteer has: several, each once."""
        quarters = {
            place.id
            for _, place, how in self.places
            if how in _HERE and place.precision is UNRESOLVED
        }
        return main.id in quarters and len(quarters) >= QUARTERS and town.precision is LOCALITY

    def first_spot(self, country: Place) -> Place:
        """The first name in a country that is no seat of government and no end of a way.

        That of a hospital only where there is no other.
        """
        spots = [
            (place, how)
            for _, place, how in self.places
            if how not in (*_PASSED[:-1], Standing.PARTY)
            and place.country == country.country
            and place.precision in (*_FINE, PlacePrecision.FACILITY, UNRESOLVED)
            and not _is_road(place)
            and not is_seat(place.surface)
        ]
        spots.sort(key=lambda spot: spot[1] is Standing.CARE)
        return spots[0][0] if spots else country

    def _may_lie_in(self, place: Place, region: Place) -> bool:
        """Whether a name that no gazetteer has, said more than once, may be a town's of a region."""
        return (
            place.precision is UNRESOLVED
            and place.facility is None
            and place.country == region.country
            and self._often[place.id] > 1
        )

    def _heaviest(self, ids: Iterable[str]) -> str:
        return max(ids, key=lambda k: (self.weights[k], k))

    def _add(self, place: Place, weight: float) -> None:
        self.by_id.setdefault(place.id, place)
        self.weights[place.id] += weight

    def _is_named_again(self) -> bool:
        """Whether the text names the town of its dateline, too."""
        written_at = self.written_at
        return written_at is not None and any(
            place.id == written_at.id and how in _HERE for _, place, how in self.places
        )

    def _weigh_dateline(self) -> None:
        """A reporter in a town that is no capital is there for the event, or at a news desk."""
        if self.written_at is not None and not _is_capital(self.written_at):
            weight = WRITTEN if self._is_named_again() else DESK
            self._add(self.written_at, weight + (LOCAL if self.local else 0.0))

    def _weigh_text(self, year: int) -> None:
        last: dict[str, int] = {}
        length = max(1, len(self.text))
        end, part = -1, 1.0
        for offset, place, how in self.places:
            if offset - last.get(place.id, -ECHO) < ECHO:
                continue  # "«X, X!» they shout"
            last[place.id] = offset
            joined = end > 0 and _AND.fullmatch(self.text, end, offset) is not None
            own = NEARBY if offset in self._beside else _part_in(self.text, offset, place, how)
            part, end = min(part, own) if joined else own, offset + len(place.surface)
            weight = _weight(place) * part
            if _told_before(self.text, offset, place, year):
                weight *= 0.3
            elif _is_to_come(self.text, offset):
                weight *= PLANNED
            if offset < self.begins:
                weight *= PREFACE
            in_lead = 0 <= offset - self.begins < max(LEAD, 0.15 * len(self.text))
            if self._is_seat_beside(place) and not (in_lead and self._follows_scene(offset)):
                weight *= 0.5  # where states speak, laboratories and planes are
            self._add(place, weight * (1.5 - offset / length))
            if in_lead and how not in (Standing.DIRECTION, Standing.BEARING):
                self._add(place, 0.8 * weight)
        self._weigh_ends()

    def _weigh_ends(self) -> None:
        """ "On the A–B road": a road speaks for those of its ends that the text names by themselves, too."""
        ends = [end for _, place, _ in self.places if _is_road(place) for end in place.aliases]
        for place in list(self.by_id.values()):
            if not _is_road(place):
                self._add(place, NEARBY * ends.count(place.surface))

    def _is_seat_beside(self, place: Place) -> bool:
        """Whether a capital is named in passing."""
        return (
            place.id not in self.headed
            and (self._often[place.id] == 1 or (bool(self.headed) and place.id not in self._scenes))
            and place.facility is None
            and is_seat(place.surface)
            and not self._is_own_town(place)
        )

    def _is_own_town(self, place: Place) -> bool:
        """Whether a capital's own paper names it as the scene of something."""
        written_at = self.written_at
        return self.local and written_at is not None and written_at.id == place.id

    def _follows_scene(self, offset: int) -> bool:
        return _SCENE.search(self.text[max(0, offset - 20) : offset]) is not None


def _unified(places: Sequence[Place]) -> dict[str, Place]:
    """For ids of a district and its chief town, both of one name, the one that is named more often."""
    ids = Counter(place.id for place in places)
    found: dict[str, Place] = {}
    for place in places:
        base, _, level = place.id.partition("/")
        if level == "district" and base in ids and place.facility is None:
            kept = base if ids[base] >= ids[place.id] else place.id
            whole = next(p for p in places if p.id == kept)
            found[base] = found[place.id] = whole
    return found


def _is_in_passing(places: Sequence[tuple[int, Place, Standing | None]], main: Place) -> bool:
    """Whether a name that no gazetteer has comes after the first sentences."""
    first = next((offset for offset, place, _ in places if place.id == main.id), 0)
    return main.precision is UNRESOLVED and first > 2 * LEAD


def _is_whole_country(place: Place) -> bool:
    """A country, or a thing known by its country alone: "Mozambique hospital"."""
    return place.id.startswith("iso:") and "-" not in place.id


def _is_road(place: Place) -> bool:
    return place.id.startswith("road:")


def _weight(place: Place) -> float:
    """What a name counts by the kind of place: no event is all over a country or a continent."""
    if _is_whole_country(place) or _is_road(place):
        return 0.15
    if place.precision is COUNTRY:
        return 0.15
    if place.precision is REGION:
        return 0.05 if place.country is None else 0.6
    return 0.6 if _is_land(place) else 1.0


def _is_land(place: Place) -> bool:
    """Whether a name is that of a land as wide as a region."""
    if _LANDS.search(place.surface):
        return True
    return place.precision is UNRESOLVED and bool(
        _STANS.search(place.surface) or _LAKES.match(place.surface)
    )


def _part_in(text: str, offset: int, place: Place, how: Standing | None) -> float:
    """What a name counts by the part that its place has in the sentence."""
    before = text[max(0, offset - 40) : offset]
    lower = before.lower()
    beside = (
        lower[:-4].rstrip().endswith(_BESIDE_WORDS)
        if lower.endswith("the ")
        else lower.endswith(_BESIDE_ENDS)
    )
    if beside and _BESIDE.search(before):
        part = 0.35
    elif (holds(lower, _NEAR_WORDS) and _NEAR.search(before) and not _HAPPENED.search(before)) or (
        place.precision in (LOCALITY, UNRESOLVED)
        and place.facility is None
        and place.surface.rpartition(" ")[2][:1].isupper()
        and before.endswith(" the ")
        and _ARTICLED.search(before)
    ):
        part = NEARBY
    elif _OWNS.match(text[offset : offset + len(place.surface) + 2]):
        part = 0.4
    else:
        part = _WEIGHT[how]
    if place.precision is UNRESOLVED and _LAND_OF.search(before):
        part *= 0.6
    return part * 0.2 if place.surface.endswith(_WATERS) else part


def _in_byline(text: str, offset: int) -> bool:
    """Whether a name stands in a line that tells who wrote: "By our reporter, X"."""
    start = text.rfind("\n", 0, offset) + 1
    return _BYLINE.match(text, start) is not None


def _journeys(text: str, places: Sequence[tuple[int, Place, Standing | None]]) -> frozenset[int]:
    """Where names begin that are the ends of a journey: what happens on the way happens at neither."""
    ends: set[int] = set()
    for (one, place, _), (other, *_) in pairwise(places):
        end = one + len(place.surface)
        if other - end > _LONGEST_TO:
            continue
        gap = text[end:other]
        if _TO.fullmatch(gap) and (gap == " to " or JOURNEY.search(text[max(0, one - 60) : one])):
            ends |= {one, other}
    return frozenset(ends)


def _one_more(text: str, offset: int, place: Place) -> bool:
    """Whether a name is one of a list of three or more, or told of as a further one."""
    end = offset + len(place.surface)
    sentence = text[max(text.rfind(". ", 0, offset), text.rfind("\n", 0, offset)) + 1 : offset]
    if _LIST_ON.match(text, end) or (
        ", " in sentence and sentence.endswith(_LISTS_END) and _LIST_BACK.search(sentence)
    ):
        return True
    lower = sentence.lower()
    return holds(lower, _FURTHER_WORDS) and _FURTHER.search(lower) is not None


def _told_before(text: str, offset: int, place: Place, year: int) -> bool:
    """Whether what is told of a name happened in another year."""
    end = offset + len(place.surface)
    if not holds(text[end : end + _YEAR_REACH], ("19", "20")):
        return False
    told = _YEAR.match(text, end)
    return told is not None and int(told[1]) < year


def _is_to_come(text: str, offset: int) -> bool:
    """Whether a name tells where something has yet to happen: "the two are to meet in X"."""
    before = text[max(0, offset - _PLAN_REACH) : offset]
    return holds(before, _PLAN_WORDS) and _PLAN.search(before) is not None


def _weight_in_title(place: Place, *, known: bool) -> float:
    """What a name counts in the headline; ``known``: the text names it, too."""
    if place.precision is COUNTRY or _is_whole_country(place):
        return 0.2
    if _is_land(place):
        return 0.8
    if known or place.precision in _FINE:
        return 2.0
    return 0.8 if place.precision is REGION else 1.4


def _is_written_there(written_at: Place, main: Place, headed: set[str], text: str) -> bool:
    """Whether an article about a country is about the town that it was written in."""
    if main.precision is not COUNTRY or written_at.country != main.country:
        return False
    if _THE_CITY.search(text):
        return True
    return main.id not in headed and not _is_capital(written_at)


def _is_capital(place: Place) -> bool:
    """Whether a place is a seat of government, however its name is written."""
    return is_seat(place.name) or is_seat(place.surface.title())


def _is_one_of_many(
    places: Sequence[tuple[int, Place, Standing | None]], main: Place, length: int
) -> bool:
    """Whether a place is one of many in a country, told of after the whole."""
    if main.precision is COUNTRY:
        return False
    first = next((offset for offset, place, _ in places if place.id == main.id), 0)
    scenes = {
        place.id
        for _, place, how in places
        if how in (Standing.SCENE, None)
        and place.precision is not COUNTRY
        and not is_seat(place.surface)
    }
    return first > max(LATE * length, EARLY) and len(scenes) > 1
