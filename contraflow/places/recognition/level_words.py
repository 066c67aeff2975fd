"""Words beside a name that tell what it is of: a level, a facility, a road, a water, a list's common level."""

from __future__ import annotations

from contraflow.places.cues import cues
from contraflow.places.gazetteer import Gazetteer
from contraflow.places.levels import ADMIN, levels
from contraflow.places.precisions import DISTRICT, LOCALITY, REGION
from contraflow.places.recognition.found import TOWNS, Found
from contraflow.places.recognition.phrases import CENTRES, phrase_ending, phrase_starting
from contraflow.places.recognition.relations import ENUMERATION
from contraflow.places.recognition.renown import Renown
from contraflow.places.recognition.tokens import HYPHENS, Token, joined

_ARTICLES = frozenset({"the", "a", "an", "northern", "southern", "eastern", "western", "central"})
"""Before a land in 'the X town of Y'."""
_EACH = frozenset(
    {"every", "each", "another", "all", "some", "most", "several", "two", "three", "one"}
)
"""Words before parts of a place of which it has several."""
_OF = frozenset({"of", "de", "du", "d"})
_FIRES = frozenset({"fire", "fires", "wildfire", "wildfires", "bushfire", "blaze"})
_JOINTS = _OF | {"at", "over"}
_LOWER_FEATURES = frozenset({"lake", "oued", "wadi", "volcano", "mount"})
_SCHOOLS = frozenset({"university", "college", "academy", "embassy", "consulate"})
_SAYS = frozenset({"said", "says", "told", "tells", "added", "adds", "reported", "reports"})


class LevelWords:
    """Reads what stands beside a name. One a process."""

    def __init__(self, gazetteer: Gazetteer, renown: Renown) -> None:
        self._gazetteer = gazetteer
        self._renown = renown
        self._cues = cues()
        self._levels = levels()
        self._plain = self._cues.middle | self._cues.common | {"peoples"}

    def read(self, text: str, tokens: list[Token], item: Found) -> None:
        """Reads level words, facilities and features off the words beside a name."""
        self._level_inside(tokens, item)
        self._level_before(tokens, item)
        if item.person:
            return
        if item.facility is None:
            self._level_after(text, tokens, item)
        elif (hit := phrase_starting(tokens, item.last)) and hit[1] == "facility":
            item.end = tokens[hit[0] - 1].end  # 'the dam of the X mine'

    def _level_inside(self, tokens: list[Token], item: Found) -> None:
        """'Kassala State' is a region; 'Lake Albert' a water, though small places are so named."""
        if not item.known or item.last - item.first < 2:
            return
        first, last = tokens[item.first].folded, tokens[item.last - 1].folded
        level = self._levels.kinds.get(last)
        if level in {"district", "region"}:
            item.level = level
            if self._renown.kind(item.key) == "country":
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

    def _level_before(self, tokens: list[Token], item: Found) -> None:
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
        phrase = phrase_ending(tokens, i)
        if phrase is None:
            return
        first, kind, words = phrase
        if kind in ADMIN and joint in _OF:
            town = kind in TOWNS and not tokens[first].capital  # 'the Texas town of X'
            if first > 0 and tokens[first - 1].capital and joined(tokens, first) and not town:
                return  # 'the Kherson region of Ukraine'
            if words in self._cues.ambiguous and self._all_common(tokens, item):
                item.person = True  # 'Department of Civil Aviation'
                return
            item.evidence += 3
            if first > 0 and tokens[first - 1].folded in _EACH:
                return  # 'every district of Goma' is in Goma
            if kind == "quarter" and self._renown.fame(item.key) >= 1.2:
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

    def _level_after(self, text: str, tokens: list[Token], item: Found) -> None:
        """'X Oblast', 'X oil refinery', 'X River', 'X highway', 'X-Centre', 'X, a village'."""
        last = item.last
        if last < len(tokens) and tokens[last].gap in HYPHENS and tokens[last].folded in CENTRES:
            item.level, item.end = "settlement", tokens[last].end
            item.evidence += 2.5
            return
        hit = phrase_starting(tokens, last)
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
            further = phrase_starting(tokens, end)
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
            if kind in TOWNS and not capital and self._names_next(tokens, item, end):
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
            if item.level is not None or (item.known and self._renown.kind(item.key) == "country"):
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

    def _name_in_full(self, text: str, tokens: list[Token], item: Found, stop: int) -> None:
        """'João Paulo II hospital' is not the João hospital: a known name may begin a longer one."""
        more = tokens[item.last : stop]
        plain = sum(t.folded in self._plain for t in more)
        if not all(t.capital for t in more) or plain == len(more):
            return
        if plain and not self._renown.obscure(item):
            return  # 'Kano Central X Hospital' is in Kano; of 'Ta Sing Wat temple' 'Ta' is no place
        item.last = stop
        item.name = text[item.name_start : tokens[stop - 1].end]
        item.key = " ".join(t.folded for t in tokens[item.first : stop])
        item.known = self._gazetteer.knows(item.key)

    def _name_alone(self, text: str, tokens: list[Token], item: Found) -> None:
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
        hit = phrase_starting(tokens, end)
        if hit is None or hit[1] != "facility" or not tokens[hit[0] - 1].capital:
            return None
        organs = hit[2] in self._cues.organisations or hit[2] in _SCHOOLS
        return None if organs else (hit[0], hit[2])

    def _apposition(self, tokens: list[Token], item: Found) -> None:
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

    @staticmethod
    def _names_next(tokens: list[Token], item: Found, end: int) -> bool:
        """Whether the word for a town after a name is that of the next one's: 'the X town of Y'."""
        return (
            item.first > 0
            and tokens[item.first - 1].folded in _ARTICLES
            and end + 1 < len(tokens)
            and joined(tokens, end + 1)
            and tokens[end].folded == "of"
            and tokens[end + 1].capital
        )

    def _has_division(self, key: str) -> bool:
        return any(entry.precision in {REGION, DISTRICT} for entry in self._gazetteer.lookup(key))

    def _all_common(self, tokens: list[Token], item: Found) -> bool:
        return not item.known and all(
            tokens[k].folded in self._cues.common for k in range(item.first, item.last)
        )


def share_plurals(text: str, tokens: list[Token], found: list[Found]) -> None:
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


def _is_listed(tokens: list[Token], first: int) -> bool:
    """Whether a name is not the first of a list: "Kano and Katsina states", against "X states that"."""
    return first > 0 and (
        tokens[first - 1].folded in {"and", "or"}
        or "," in tokens[first].gap
        or "&" in tokens[first].gap
    )


def _is_any(tokens: list[Token], first: int) -> bool:
    """Whether an indefinite article stands before a name or the adjective that it follows."""
    return any(tokens[i].folded in ("a", "an") for i in range(max(0, first - 2), first))


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
