"""The mentions of one name in an article, taken together with those of names that mean the same place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from contraflow.places.fold import fold, skeleton, without_article
from contraflow.places.gazetteer import Entry, Gazetteer
from contraflow.places.toponyms import Toponym

# Quality of a match between a name and an entry.
EXACT, ALIAS, BARE, SPELT, LOOSE, OTHER, NEAR = 1.0, 0.9, 0.8, 0.75, 0.6, 0.55, 0.4


@dataclass(slots=True)
class Group:
    """All mentions of one name, and of names that the article equates with it."""

    names: list[str] = field(default_factory=list)
    surfaces: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    levels: Counter[str] = field(default_factory=Counter)
    within: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    facility: bool = False
    bare: bool = False
    """Some mention stands for the place itself, not for a facility."""
    written: bool = False
    """The article was written there: its dateline's."""
    candidates: list[tuple[Entry, float]] = field(default_factory=list)
    """Entries that bear the name, each with the quality of the match."""
    position: int = 0
    told: list[tuple[Sequence[Entry], bool]] | None = None
    """Entries for each name that the text puts it into or near, and whether into, once asked for."""


def grouped(gazetteer: Gazetteer, toponyms: Sequence[Toponym]) -> list[Group]:
    """The names of an article, each with all its mentions and with the names that are the same one."""
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            key = parent[key]
        return key

    keys = [_key(t) for t in toponyms]
    by_skeleton: dict[str, str] = {}
    for key, toponym in zip(keys, toponyms, strict=True):
        root = find(key)
        if toponym.level not in {"road"}:
            loose = skeleton(toponym.name or toponym.text)
            if len(loose) <= 4:
                loose = without_article(key)  # 'Al-Batha' and 'Batha'
            parent[root] = find(by_skeleton.setdefault(loose, root))
        for other in toponym.also:
            parent[find(fold(other))] = find(key)
    for key in sorted(set(keys)):
        # 'Prasat X Y' is the X Y of the next sentence
        tail = key.partition(" ")[2]
        if " " in tail and tail in parent and not gazetteer.lookup(key):
            parent[find(key)] = find(tail)
    roots = _split_qualified(toponyms, [find(key) for key in keys])
    groups: dict[str, Group] = {}
    for i, (root, toponym) in enumerate(zip(roots, toponyms, strict=True)):
        group = groups.setdefault(root, Group())
        group.mentions.append(i)
        group.offsets.append(toponym.start)
        group.names.append(toponym.name or toponym.text)
        group.surfaces.append(toponym.text)
        group.within.extend(toponym.within)
        group.near.extend(toponym.near)
        if toponym.facility is not None:
            group.facility = True
        else:
            group.bare = True
        if toponym.level is not None:
            group.levels[toponym.level] += 1
    for position, group in enumerate(groups.values()):
        group.position = position
        group.names = list(dict.fromkeys(group.names))
        group.surfaces = list(dict.fromkeys(group.surfaces))
        group.within = [n for n in dict.fromkeys(group.within) if n not in group.names]
        group.near = [n for n in dict.fromkeys(group.near) if n not in group.names]
    return list(groups.values())


def _key(toponym: Toponym) -> str:
    if toponym.level in {"road", "water", "relief"}:
        return fold(toponym.text)
    return fold(toponym.name or toponym.text)


def _split_qualified(toponyms: Sequence[Toponym], roots: Sequence[str]) -> list[str]:
    """Tells namesakes within one article apart, when it puts them in different places.

    A name means one place throughout an article, unless mentions of it are said to lie in or near
    different places: then each mention goes with the qualified one before it.
    """
    qualifiers: dict[str, list[frozenset[str]]] = defaultdict(list)
    for root, toponym in zip(roots, toponyms, strict=True):
        places = frozenset(map(fold, (*toponym.within, *toponym.near)))
        if places and not any(places & other for other in qualifiers[root]):
            qualifiers[root].append(places)
    current: dict[str, str] = {}
    split = []
    for root, toponym in zip(roots, toponyms, strict=True):
        if len(qualifiers[root]) > 1:
            places = frozenset(map(fold, (*toponym.within, *toponym.near)))
            for number, other in enumerate(qualifiers[root]):
                if places & other:
                    current[root] = f"{root}#{number}"
            split.append(current.get(root, f"{root}#0"))
        else:
            split.append(root)
    return split
