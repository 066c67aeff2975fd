"""Names in the runs of a text's capitalised words: the longest that the gazetteer has, and unknown ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contraflow.places.cues import cues
from contraflow.places.fold import ARTICLES, fold, without_article
from contraflow.places.gazetteer import Gazetteer
from contraflow.places.levels import ADMIN, levels
from contraflow.places.precisions import COUNTRY, REGION
from contraflow.places.recognition.found import Found, span
from contraflow.places.recognition.phrases import CENTRES, phrase_starting
from contraflow.places.recognition.renown import Renown
from contraflow.places.recognition.tokens import HYPHENS, POSSESSIVE, Token, article_at, joined

MAX_WORDS = 6
_ADJECTIVES = ("an", "i")
"""Ends of adjectives that a letter more makes of a land's name."""
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest northern southern eastern western central"
    " middle far upper lower".split()
)
_ISLANDS = frozenset({"Island", "Islands"})
_NO_LINKS = frozenset({"the", "of", "i", "e", "y", "as", "an", "am"})
"""Small words of names that more often stand between two names."""
_NAME_ARTICLES = frozenset({"la", "le", "les", "los", "las", "el", "al"})
_RENEWED = frozenset({"new"})
_HOUSES = frozenset({"house", "hall"})
"""What is left of 'State House' and 'City Hall' without the level word: no name."""
_CONTRACTED = re.compile(r"['’](?:ll|ve|re)$")
"""Ends of 'We'll' and 'They've'."""
_ABBREVIATED_DAYS = frozenset({"mon", "tue", "wed", "thu", "sat", "sun", "mar", "jan", "dec"})
_DAYTIMES = frozenset({"morning", "afternoon", "evening", "night", "noon"})
_OF_MONTHS = frozenset({"de", "do"})


class NameFinder:
    """Finds candidates, known and unknown. One a process."""

    def __init__(self, gazetteer: Gazetteer, renown: Renown) -> None:
        self._gazetteer = gazetteer
        self._renown = renown
        self._cues = cues()
        self._levels = levels()
        self._links = self._cues.links - _NO_LINKS
        self._inside = self._cues.links | CENTRES
        self._plain = self._cues.middle | self._cues.common | {"peoples"}

    def find(self, text: str, tokens: list[Token]) -> tuple[list[Found], set[str]]:
        """Candidates, known and unknown, from the runs of capitalised words; and persons' names."""
        found: list[Found] = []
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

    def dated(self, text: str, tokens: list[Token], item: Found) -> None:
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
                    and token.folded not in CENTRES
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
            if tokens[j - 1].capital or (j - i > 1 and tokens[j - 1].folded in CENTRES):
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
            if tokens[j].gap in POSSESSIVE and tokens[j].capital:
                parts[-1] += "s"  # "Cox's Bazar"
            elif not joined(tokens, j):
                return best
            following = tokens[j]
            if not following.capital and following.folded not in self._inside:
                return best
            parts.append(following.folded)
            j += 1

    def _close(
        self,
        text: str,
        tokens: list[Token],
        chunk: list[tuple[int, int, str | None]],
        found: list[Found],
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
        centre = len(chunk) == 2 and tokens[chunk[1][0]].folded in CENTRES
        if len(chunk) == 1 or (hyphenated and (centre or all(map(self._stands_alone, chunk)))):
            for first, last, key in chunk:
                if key is not None:
                    found.append(span(text, tokens, first, last, key, known=True))
                else:
                    self._open(text, tokens, first, last, found)
            return
        head = tokens[chunk[0][0]]
        town, stop, known = chunk[-1]
        if len(chunk) == 2 and known is not None and _is_abbreviation(head):
            # an institution by its initials and town: 'CHU Annaba', 'SMA Ruteng'
            found.append(span(text, tokens, town, stop, known, known=True))
            return
        # a known name within a longer one is another's: 'George Washington', 'Vladimir Ivanov'
        self._open(text, tokens, chunk[0][0], chunk[-1][1], found)

    def _open(
        self, text: str, tokens: list[Token], first: int, last: int, found: list[Found]
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
        item = span(text, tokens, first, last, key, known=False)
        item.person = len(group) < last - start  # 'Compañía Minera X': X is no place
        found.append(item)

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
            and self._renown.fame(word) >= 2.0
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
        hit = phrase_starting(tokens, i)
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
            hit = phrase_starting(tokens, i + 1)
            return hit is None or hit[1] not in {"district", "region"}
        return word in self._cues.never

    def _stands_alone(self, part: tuple[int, int, str | None]) -> bool:
        """Whether a hyphen joins a name to another ('Zuwara-Sabratha road') and makes no third."""
        return part[2] is not None and self._renown.fame(part[2]) >= 0.5

    def _is_adjective(self, key: str) -> bool:
        """Whether a word that no gazetteer has is made of a land's name: 'Sumatran', 'Crimean'."""
        return key.endswith(_ADJECTIVES) and any(
            entry.precision in {COUNTRY, REGION} for entry in self._gazetteer.lookup(key[:-1])
        )

    def _is_no_name(self, tokens: list[Token], i: int, j: int) -> bool:
        """Whether words are no place's on their own: 'Islamic', 'the North West'."""
        if j == i + 1:
            return self._never(tokens, i)
        if " ".join(t.folded for t in tokens[i:j]) in self._cues.never:
            return True  # 'the Red Cross'
        if not all(t.folded in _COMPASS for t in tokens[i:j]):
            return False
        hit = phrase_starting(tokens, j)
        return hit is None or hit[1] not in ADMIN


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
