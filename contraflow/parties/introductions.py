"""How articles introduce people and bodies: "General X, a spokesman for Y", "the Y (ABC)".

Patterns over the text alone: which party is meant is the resolver's business.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar, cast

from contraflow.parties.keys import acronym
from contraflow.parties.knowledge import PartyKnowledge, words

NAME_WORD = r"(?:(?:al|el|ash|as|an|ar|at|ad|ul)-[A-ZÀ-Ý][\w’'\-]*|(?:[A-Z]|Mrs?|Ms|Dr|St|Lt|Col|Gen|Maj|Brig|Capt|Sgt|Adm|Prof|Rev|Fr)\.|[A-ZÀ-ÝĀ-Ž][\w’'\-]*)"
_NAME_START = re.compile(
    r"[A-ZÀ-ÝĀ-Žaeu](?<!\w.)(?:(?<![aeu])|(?:(?<=a)[lsnrtd]h?|(?<=e)l|(?<=u)l)-(?=[A-ZÀ-Ý]))"
)
"""Where a word of a name may begin: its first letter tells, and no other place need be tried."""
_PARTICLE = r"(?:al-|el-|de|del|da|dos|du|van|von|bin|ibn|abu|la|le|ul|bint|y)"
NAME = rf"{NAME_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+)?{NAME_WORD}){{0,4}}"
_DEFINED = re.compile(
    rf"((?:{NAME_WORD}|of|the|for|and|de|du|des|la)(?:\s+(?:{NAME_WORD}|of|the|for|and|de|du|des|la|para)){{1,7}}|{NAME_WORD})\s*\((?:the\s+)?([A-Z][\w/\-]{{1,14}})\)"
)
_WORDS_DEFINED = 8
"""Words of such a name at most."""
_SHORT = re.compile(r"\((?:the\s+)?[A-Z][\w/\-]{1,14}\)")
_HEAD_BEFORE = re.compile(rf"(?:{NAME_WORD}\s+(?:of\s+|for\s+|and\s+)?)+(?:in|to)\s+(?:the\s+)?")
_LONG_NAME = re.compile(rf"\b{NAME_WORD}(?:[ \t]+(?:(?:of|for|de)[ \t]+)?{NAME_WORD}){{1,4}}\b")
_INITIALS = re.compile(r"\b([A-Z][A-Z\d]{1,6}(?:/[A-Z][A-Z\d]{1,6})*)\b(?:[ ’'-]+(?:s )?(\w+))?")
_APPOSITION = re.compile(
    rf"\b({NAME}),\s+((?:an?|the|its|his|her|their|who (?:is|heads|leads|commands|speaks|spoke)|speaking for|head of|chief of)?\s?[^,.;:“”\"()\n]{{3,90}})(?: \([A-Z][\w/\-]{{1,14}}\))?[,.;]"
)
_SAYS = re.compile(r"^(?:an?|the)\b.*\b(?:said|says|told|tells|added|adds|reported|reports)\b")
"""What shows that a new speaker, and no apposition, follows a name: "took X, an official said"."""
_NAME_AFTER = re.compile(rf",\s+(?:(?:the|an?)\s+(?:[a-z\-]+\s+){{1,2}})?({NAME})\b")
_ROLE_BEFORE = re.compile(
    r"\b(?=[A-ZÀ-Ýait])(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s|(?=[A-ZÀ-Ý][\w-]*['’]s?\s[a-z]))([^,.;:“”\"()\n]{3,70}),"
)
"""The other half of "its envoy, Ana Roe": what comes before the comma of the name."""
_LONGEST_ROLE = 80
"""Characters before that comma in which a role begins."""
_MINISTER_OF = re.compile(
    rf"((?:{NAME_WORD}\s+){{0,2}}[Mm]inister\s+of\s+(?:the\s+)?(?:National\s+)?(?:Defen[cs]e|Interior|Health|Transport|Foreign Affairs|Justice|Energy|{NAME_WORD}))\s+({NAME})"
)
_TO_NAME = re.compile(r"[\w’'.\-]*\s+(?:[A-ZÀ-ÝĀ-Ž]|[aeu][a-z]{0,2}-[A-ZÀ-Ý])")
"""What comes behind the beginning of a word, up to the name after it."""
_TITLE_BEFORE = re.compile(
    rf"\b(?=[\w\-])((?:[A-Z][\w’'.\-]++\s++){{0,5}}(?:[a-z\-]++\s++){{0,6}}?)({NAME})\b"
)
_PARTS = re.compile(r"[-'.]")
_MARKS = ',“”";:('
"""Characters that are no part of a title and a name."""
_APART = re.compile(f"[{_MARKS}]")
_ANY_NAME = re.compile(rf"\b{NAME}")
_OF_BODY = re.compile(r"\s+(?:of|from|for|with)\s+(?:the\s+|an?\s+)?[^,.;:“”\"()\n]{3,60}")
_MINISTER = re.compile(r"inister\s+of\s")
_A_MINISTRY = re.compile("inistry")
_MINISTRY = re.compile(
    r"(?:[A-ZÀ-Ý][\w’']*\s)?(?:[Mm]inistry of (?:the )?(?:National )?[A-ZÀ-Ý]\w+|(?:[Dd]efen[cs]e|[Ii]nterior|[Hh]ealth|[Ff]oreign|[Tt]ransport|[Ee]mergenc\w+|[Ee]ducation|[Ee]nergy) [Mm]inistry)"
)
_PREDICATE = re.compile(r"[a-z]+(?:ed|came|went|took|told|said|wrote|held|met|gave|saw)\b")
"""How what follows a name begins where it says what somebody did, and not who it is."""
_TRAILING_VERB = re.compile(
    r"\s+(?:said|says|told|wrote|announced|added|claimed|has|had|was|is|were|are)\b.*$", re.S
)
_SPEAKS_FOR = re.compile(
    rf"\b(?:for|of)\s+(?:the\s+)?((?:{NAME_WORD}|of|the|for|and|de|du)(?:\s+(?:{NAME_WORD}|of|the|for|and|de|du))*)"
)


P = ParamSpec("P")
R = TypeVar("R")


def _of_text(find: Callable[P, Iterator[R]]) -> Callable[P, tuple[R, ...]]:
    """Keep what was found in an article's text while the article is read a second time."""

    @wraps(find)
    def found(*args: P.args, **kwargs: P.kwargs) -> tuple[R, ...]:
        return tuple(find(*args, **kwargs))

    return cast("Callable[P, tuple[R, ...]]", lru_cache(maxsize=2)(found))


@_of_text
def organisations(text: str) -> Iterator[tuple[str, str]]:
    """Bodies whose name the text gives in full and in short: "the Xyz Front (XF)"."""
    for match in _defined(text):
        name, short = match.group(1), match.group(2)
        name = re.sub(r"^(?:(?:the|of|and|for|The|In|At|By)\s+)+", "", name)
        if re.match(r"\s*[-–—]", text[match.end() : match.end() + 3]):
            continue  # a dateline: "BEIRUT (ABC) -"
        if not name or short.isdigit() or not re.search(r"[A-Z].*[A-Z/\d]", short):
            continue
        head = _HEAD_BEFORE.search(text, max(0, match.start() - 120), match.end(1) - len(name))
        if head is not None and head.end() == match.end(1) - len(name):
            name = f"{head.group()}{name}"  # "the Xyz Mission in Xland (XM)"
        own = name.rpartition(" the ")[2]
        if own != name and acronym(own).upper() == short != acronym(name).upper():
            name = own  # "Men of the Xyz Force (XF)"
        if len(name.split()) > 1 or len(name) >= 3:
            yield name, short


def _defined(text: str) -> Iterator[re.Match[str]]:
    """Names in full with what is in brackets behind them, looked for in the words before the brackets."""
    end = 0
    for short in _SHORT.finditer(text):
        at = short.start()
        line = text[max(end, text.rfind("\n", 0, at) + 1) : at]
        before = line.rsplit(None, _WORDS_DEFINED)
        first = at - len(line) + (len(before[0]) if len(before) > _WORDS_DEFINED else 0)
        match = _DEFINED.search(text, first, short.end())
        if match is not None:
            yield match
            end = match.end()


def is_own(name: str, short: str, know: PartyKnowledge) -> bool:
    """Whether initials are those of a body of which nothing is known, whoever else has them: "the
    Special Action Force (SAF)" is not the army of that name elsewhere."""
    named = words(name)
    known = know.countries_in(named) or know.groups_in(named)
    return bool(short) and acronym(name).upper() == short and not known


@_of_text
def long_names(text: str, know: PartyKnowledge) -> Iterator[str]:
    """Capitalised names of several words."""
    for match in _at_names(_LONG_NAME, text):
        tokens = match.group().split()
        while tokens and tokens[0] in know.no_names:
            tokens.pop(0)
        if len(tokens) > 1:
            yield " ".join(tokens)


@_of_text
def persons(text: str, know: PartyKnowledge) -> Iterator[tuple[str, str]]:
    """People with the role that the text gives them."""
    names = list(filter(None, [_ANY_NAME.match(text, at) for at in _name_starts(text)]))
    end = 0
    for named in names:
        if named.start() < end or text[named.end() : named.end() + 1] != ",":
            continue
        match = _APPOSITION.match(text, named.start())
        if match is None:
            continue
        end = match.end()
        if not _SAYS.search(match.group(2)):
            yield match.group(1), match.group(2)
    yield from _roles_before(text)
    for match in _in_lines(_MINISTER_OF, text, _MINISTER):
        yield match.group(2), match.group(1)
    titles = _titles(text, know)
    for match in _after_titles(text, titles):
        title = words(match.group(1))
        if title and title[-1].casefold() in know.titles:
            yield match.group(2), match.group(1)
    # a title in capitals is part of the name match itself: "Captain Naji al-Hamwi"
    capital = [title for title in titles if not title.islower()]
    end = 0
    for match in names if capital else ():
        if match.start() < end:
            continue  # within another
        name, end = match.group(), match.end()
        if not any(map(name.__contains__, capital)):
            continue
        tokens = name.split()
        for cut in range(len(tokens) - 1, 0, -1):
            if tokens[cut - 1].casefold().strip(".") in know.titles:
                role = " ".join(tokens[:cut])
                # "Colonel X of the ministry's press service"
                body = _OF_BODY.match(text, match.end())
                if body is not None:
                    role = f"{role} {body.group().strip()}"
                yield " ".join(tokens[cut:]), role
                break


@_of_text
def officers(text: str, know: PartyKnowledge) -> Iterator[tuple[list[str], str]]:
    """The people whose role has a title in it: the words of the name, and the role with the rank."""
    for name, role in persons(text, know):
        tokens = [t for t in name.split() if t not in know.no_names]
        ranks = []
        while len(tokens) > 1 and tokens[0].casefold().strip(".") in know.titles:
            ranks.append(tokens.pop(0))
        if ranks and _PREDICATE.match(role) and not _has_title(role, know):
            role = ""  # "Colonel X, condoled with …": no apposition
        role = " ".join((*ranks, role)).strip()
        if not _has_title(role, know) and not any(map(role.__contains__, know.spokespeople)):
            continue
        if not tokens or len(tokens) > 5 or len(max(tokens, key=len)) < 3:
            continue
        name = " ".join(tokens)
        if know.countries_in(words(name)) or know.term(name, ("organ", "side", "people")):
            continue
        yield tokens, _TRAILING_VERB.sub("", role).strip()


def _has_title(role: str, know: PartyKnowledge) -> bool:
    return not know.titles.isdisjoint(map(str.casefold, words(role)))


def _roles_before(text: str) -> Iterator[tuple[str, str]]:
    """Names with the role that a text gives them before a comma: "its envoy, Ana Roe"."""
    end = 0
    for name in _NAME_AFTER.finditer(text):
        comma = name.start()
        start = max(end, comma - _LONGEST_ROLE, text.rfind(",", 0, comma) + 1)
        role = _ROLE_BEFORE.search(text, start, comma + 1)
        if role is not None:
            yield name.group(1), role.group(1)
            end = name.end()


def _titles(text: str, know: PartyKnowledge) -> list[str]:
    """The titles in a text, as it writes them."""
    written = set(words(text))
    written.update([part for word in written if not word.isalnum() for part in _PARTS.split(word)])
    return [word for word in written if word.casefold() in know.titles]


def _after_titles(text: str, titles: Iterable[str]) -> Iterator[re.Match[str]]:
    """Names with the words before them, wherever one of these is a title.

    A match holds no comma and the like, so that what stands beyond those makes no difference to it.
    """
    stretches: set[tuple[int, int]] = set()
    for title in titles:
        at = text.find(title)
        while at >= 0:
            after = at + len(title)
            if _TO_NAME.match(text, after) is not None:
                end = _APART.search(text, after)
                stretches.add(
                    (
                        max([text.rfind(mark, 0, at) for mark in _MARKS]) + 1,
                        end.start() if end is not None else len(text),
                    )
                )
            at = text.find(title, after)
    for first, last in sorted(stretches):
        yield from _TITLE_BEFORE.finditer(text, first, last)


@lru_cache(maxsize=2)
def ministry(text: str) -> str:
    """The ministry that "the ministry" means: the one that the text names in full, most often."""
    found = Counter(m.group() for m in _in_lines(_MINISTRY, text, _A_MINISTRY))
    return min(found, key=lambda k: (-found[k], k)) if found else ""


@_of_text
def initials(text: str) -> Iterator[re.Match[str]]:
    """Words in capitals, with the word behind each."""
    return _INITIALS.finditer(text)


def spoken_for(role: str) -> str | None:
    """The body that a "spokesman for the Xyz Association" speaks for, though nothing explains it."""
    named = _SPEAKS_FOR.search(role)
    if named is None:
        return None
    name = re.sub(r"(?:\s+(?:of|the|for|and|de|du))+$", "", named.group(1))
    return name if any(w[:1].isupper() for w in name.split()) else None


_HEADS = re.compile(
    r"\b(?:director|head|chief|chair(?:man|woman|person)?|president|manager|leader|executive"
    r"|secretary|coordinator|superintendent|principal|rector|founder)\b[^,]*?\b(?:of|at|for) (?:the )?"
    rf"({NAME}(?: (?:of|for|and|on|of the|for the) {NAME})*)(?: ([a-z]+))?"
)


def headed(role: str, know: PartyKnowledge) -> str | None:
    """The body that its "director of the Xyz hospital" speaks for."""
    match = _HEADS.search(role)
    if match is None:
        return None
    name, after = match.group(1), match.group(2)
    if after in know.kind_of_body:
        return f"{name} {after}"
    tokens = [w.casefold() for w in words(name)]
    known = len(tokens) > 1 and not know.kind_of_body.keys().isdisjoint(tokens)
    return name if known else None


def _at_names(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All matches of a pattern that begins with a name."""
    end = 0
    for start in _name_starts(text):
        if start >= end and (match := pattern.match(text, start)) is not None:
            yield match
            end = match.end()


@lru_cache(maxsize=2)
def _name_starts(text: str) -> tuple[int, ...]:
    return tuple([match.start() for match in _NAME_START.finditer(text)])


def _in_lines(
    pattern: re.Pattern[str], text: str, mark: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """All matches of a pattern in the lines that hold a mark.

    The mark is a part of every match, and no match is longer than a line.
    """
    end = 0
    while (found := mark.search(text, end)) is not None:
        start = max(end, text.rfind("\n", 0, found.start()) + 1)
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        yield from pattern.finditer(text, start, end)
