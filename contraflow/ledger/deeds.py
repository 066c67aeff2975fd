"""Deeds: things that a claim's words take for granted or deny, whatever question the claim answers.

"A drone that fell on the line set it ablaze" tells of damage, and of a drone that fell. Who says that
no drone fell there contradicts it, and answers no question that the first claim does. So the
things of both become positions on an axis of their own, which meet by thing.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from contraflow.ledger.position import NUMBER, STATE, Answer, Position
from contraflow.ledger.referents import object_class
from schemas import Claim

DEED = "other.deed"
"""The axis of deeds. No claim answers it itself."""
THERE = "be"
"""The deed of what is only said to have been there, or not; and what stands before a deed that was done
with the thing."""
_STRENGTH = 0.9
"""How surely the words of a claim mean what they take for granted."""


def deeds_of(claim: Claim, said: Position) -> Iterator[Position]:
    """The positions on deeds of a claim that says something else outright."""
    for denied, told in ((False, claim.tells), (True, claim.denies)):
        for key in told:
            thing, _, deed = key.partition("/")
            yield msgspec.structs.replace(
                said,
                axis=DEED,
                referent=thing,
                scope="",
                answer=Answer(STATE, (deed,), denied),
                extent="unstated",
                denied=denied,
                rejects=False,
                concedes=False,
                updates=False,
                manner=_own_matter(said),
                tally="",
                victims="",
                identifies=False,
                rule=DEED,
                strength=_STRENGTH,
            )


def _own_matter(said: Position) -> str:
    """What a claim is about itself."""
    counts = said.answer.kind == NUMBER
    return said.axis if counts else f"{said.axis}/{object_class(said.referent)}"


def is_denied(a: Position, b: Position) -> bool:
    """Whether one tells of a thing what the other denies of it.

    Two claims about one matter are held against each other as such, and not in passing too.
    """
    if a.answer.complement == b.answer.complement or a.manner == b.manner:
        return False
    denial, deed = (a, b) if a.answer.complement else (b, a)
    return denial.answer.members in ((THERE,), deed.answer.members)


def words(answer: Answer) -> str:
    """What a position on a deed says, for a person."""
    deed = answer.members[0]
    if deed == THERE:
        return "there was none" if answer.complement else "it was there"
    suffered = deed.startswith(f"{THERE} ")
    if suffered:
        deed = deed.removeprefix(f"{THERE} ")
        return f"'{deed}' was {'not ' if answer.complement else ''}done to it"
    return f"it did {'not ' if answer.complement else ''}{deed}"


def dispute(a: Position, b: Position) -> tuple[str, str] | None:
    """The sides of a quarrel over a thing: who denies it, and whoever tells of it and of its deeds."""
    if not a.axis == b.axis == DEED:
        return None
    thing = min(a.referent, b.referent, key=lambda name: (len(name), name))
    mine, theirs = (
        f"{p.party}|{DEED}/{thing}/none" if p.denied else f"{DEED}/{thing}" for p in (a, b)
    )
    return mine, theirs


__all__ = ["DEED", "THERE", "deeds_of", "dispute", "is_denied", "words"]
