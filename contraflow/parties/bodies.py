"""The bodies that an article names in full, and what it calls them in short.

"The Xyz Human Rights League" is "the league" afterwards, the Xyz Ports Authority "XPA", and "the
company" is the firm that spoke last. Which body a short form means follows from the words of the
names alone; whom a name stands for is the resolver's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from contraflow.parties.introductions import NAME_WORD
from contraflow.parties.keys import acronym, fold
from contraflow.parties.knowledge import PartyKnowledge, words

_JOINTS = r"(?:of the|for the|of|for|on|de la|del|des|de|du|do|dos|da|la)"
_AFTER = re.compile(
    rf"(?:[ \t]+{_JOINTS}[ \t]+{NAME_WORD}(?:[ \t]+{NAME_WORD}){{0,4}}(?:[ \t]+(?:and|&)[ \t]+{NAME_WORD})?)*"
)
_BEFORE = re.compile(rf"(?<!\w)(?:{NAME_WORD}[ \t]+(?:(?:of|for|and)[ \t]+)?){{1,6}}$")
_REACH = 80
"""Code points before a head word in which its name may begin."""
_ARTICLES = frozenset({"the", "this", "that", "same", "said"})
_ARMED = frozenset(
    "armed rebel militant insurgent jihadist islamist extremist terrorist guerrilla separatist"
    " paramilitary opposition ethnic".split()
)
"""Words that make a group one that fights."""
_BASED = re.compile(r"\b(?:[A-ZÀ-Ý][\w.’']*[ ])*[A-ZÀ-Ý][\w.’']*-(?:based|owned|registered|led)\s+")
_AT_LARGE = frozenset({"charity", "association"})
"""What international bodies are, as far as texts call them so."""
_VAGUE = frozenset({"a", "an", "another", "one", "some", "no", "any", "other", "several", "two"})
_DESCRIBED = (
    r"{},?\s+(?:which\b|\((?:the\s)?[A-Z]|(?:the|an?|its)\s[^,.;]{{0,60}}\b(?:{})\b)"
    r"|\b(?:{})\s{}\b"
)


@dataclass(frozen=True, slots=True)
class Short:
    """A short form of a body's name: its noun, the words before it, and what follows it."""

    noun: str
    modifiers: frozenset[str]

    def fits(self, name: str) -> bool:
        """Whether a longer name has these words: "the bureau" is "the county's land bureau"."""
        have = [_singular(w) for w in fold(name).split() if w not in _ARTICLES]
        return (
            _singular(self.noun) in have
            and {_singular(m) for m in self.modifiers} <= set(have)
            and len(have) > 1 + len(self.modifiers)
        )


@dataclass(frozen=True, slots=True)
class _Body:
    name: str
    words: frozenset[str]
    at: int


@lru_cache(maxsize=4096)
def short_form(phrase: str, know: PartyKnowledge) -> Short | None:
    """A phrase that may mean a body named before: "the league", "the provincial office".

    Also "the league's president" and "league spokesman Xyz": they speak for it.
    """
    tokens = words(_BASED.sub("", phrase) if "-" in phrase else phrase)
    nouns = know.nouns_for_bodies
    for i, token in enumerate(tokens[:4]):
        low = token.casefold()
        if low in _VAGUE or low in _ARMED or (token[:1].isupper() and i > 0 and low not in nouns):
            return None
        following = tokens[i + 1].casefold() if i + 1 < len(tokens) else ""
        if low not in nouns or following in nouns:
            continue
        if following and not (following in know.titles or following.startswith(know.spokespeople)):
            return None
        before = [w.casefold() for w in tokens[:i]]
        return Short(low, frozenset(fold(w) for w in before if w not in _ARTICLES))
    return None


class NamedBodies:
    """The bodies that one article names in full, by their head words and by their initials."""

    def __init__(self, text: str, know: PartyKnowledge) -> None:
        self._know = know
        self._text = text
        self._by_head: dict[str, list[_Body]] = {}
        self._by_initials: dict[str, str] = {}
        end = 0
        for match in know.heads_of_bodies.finditer(text):
            if match.start() < end:
                continue
            name, start, end = self._around(match)
            if " " not in name:
                continue
            body = _Body(name, frozenset(fold(name).split()), start)
            self._by_head.setdefault(_singular(match.group().casefold()), []).append(body)
            short = acronym(name)
            if len(short) >= 3:
                self._by_initials.setdefault(short.upper(), name)

    def _around(self, head: re.Match[str]) -> tuple[str, int, int]:
        """The capitalised name around a head word, and where it stands."""
        start, end = head.span()
        after = _AFTER.match(self._text, end)
        if after is not None:
            end = after.end()
        begin = max(0, start - _REACH)
        before = _BEFORE.search(self._text[begin:start])
        if before is not None:
            start = begin + before.start()
        tokens = self._text[start:end].split()
        while tokens and tokens[0] in self._know.no_names:
            start += len(tokens.pop(0)) + 1
        return " ".join(tokens), start, end

    def of_initials(self, short: str) -> str | None:
        """The name in full of a body that the article also calls by its initials."""
        return self._by_initials.get(short)

    def called(self, short: Short, at: int) -> str | None:
        """The body that a short form means at a point of the text, by a word of its name.

        The one named last before it; one that is named only later if no other is.
        """
        fit = [
            b for b in self._by_head.get(_singular(short.noun), ()) if short.modifiers <= b.words
        ]
        before = [b for b in fit if b.at < at]
        if before:
            return before[-1].name
        return fit[0].name if len({b.name for b in fit}) == 1 else None

    def may_be(self, short: Short, name: str) -> bool:
        """Whether a common noun can mean a body whatever its name: "the company", "the charity"."""
        kinds = self._know.bodies_at_large.get(short.noun)
        if kinds is None:
            return False
        folded = fold(name).split()
        if any(True for _ in self._know.bodies.scan(words(name))):
            return not kinds.isdisjoint(_AT_LARGE)
        if any(kinds & self._know.bodies_at_large.get(w, frozenset()) for w in folded):
            return True  # "the operator of the plane, Xyz" is the airline
        kind = next(filter(None, map(self._know.kind_of_body.get, reversed(folded))), None)
        if kind is not None:
            return kind in kinds
        bare = " ".join(w for w in name.split() if w not in self._know.no_names)
        nouns = "|".join(self._know.bodies_at_large)
        pattern = _DESCRIBED.format(re.escape(bare), nouns, nouns, re.escape(bare))
        return bool(bare) and re.search(pattern, self._text) is not None


_SPEAKS_AS = {"airways": "airline", "ministry": "minister", "undersecretary": "secretary"}


def _singular(noun: str) -> str:
    """A noun under which a body and who speaks for it are looked for."""
    return _SPEAKS_AS.get(noun) or noun.removesuffix("s")
