"""The plain sentence that tells a person why two claims exclude each other."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from contraflow.axes import AXES
from contraflow.ledger import deeds
from contraflow.ledger.deeds import DEED
from contraflow.ledger.position import NUMBER, PARTY, Position
from contraflow.ledger.timeline import DAY
from contraflow.parties.naming import party_name
from schemas import Claim, ContradictionType

_HEAD_ENDS = re.compile(r",| (?:of|in|from|for|at|who|with|on|to)\b")
_PLURALS = frozenset({"police", "people", "firemen", "fishermen", "policemen", "women", "men"})
_STATE_WORDS = {
    "not-working": "out of service",
    "not-deliberate": "not deliberate",
    "did-not-happen": "did not happen",
    "in-force": "in force",
    "in-place": "still in place",
    "not-evacuated": "not evacuated",
}


def explanation(kind: ContradictionType, a: Claim, b: Claim, pa: Position, pb: Position) -> str:
    """One sentence naming the question, both sides, their answers and times."""
    row = AXES.get(pa.axis)
    question = row.question if row and row.question else pa.axis
    about = _about(a, pa)
    return (
        f"On {question} ({about}): {says(a)} {answer_words(pa)} ({when(pa)}), "
        f"{says(b)} {answer_words(pb)} ({when(pb)}); "
        f"both cannot be true ({kind.value})."
    )


def says(claim: Claim) -> str:
    """The speaker with the verb in the right number: "residents of X say", "the mayor says"."""
    name = claim.speaker.name
    head = _HEAD_ENDS.split(name, maxsplit=1)[0].rpartition(" ")[2]
    several = head in _PLURALS or (
        head.islower() and head.endswith("s") and not head.endswith(("ss", "us", "is", "ics"))
    )
    return f"{name} {'say' if several else 'says'}"


def _about(claim: Claim, position: Position) -> str:
    parts = [claim.place.name]
    if position.scope and position.scope.casefold() not in claim.place.name.casefold():
        parts.append(position.scope)
    if position.referent and ":" not in position.referent and position.referent not in parts:
        parts.append(position.referent)
    return ", ".join(parts)


def answer_words(position: Position) -> str:
    """A position's answer as a person would say it."""
    answer = position.answer
    if answer.kind == NUMBER:
        return number_words(answer.low, answer.high, answer.unit, answer.approximate)
    if position.axis == DEED:
        return deeds.words(answer)
    names = [party_name(m) if answer.kind == PARTY else _STATE_WORDS.get(m, m) for m in
             answer.members]  # fmt: skip
    text = " or ".join(names) or "nobody"
    if answer.complement:
        text = "not " + text
    if position.extent == "full":
        text += " in full"
    elif position.extent == "partial":
        text += " in part"
    if position.referent.count(":"):
        text = f"{party_name(position.referent)}: {text}"
    return text


def number_words(low: float | None, high: float | None, unit: str, approximate: bool) -> str:
    """A range as a person would say it."""
    unit = f" {unit}" if unit else ""
    if low is not None and low == high:
        return f"{low:,g}{unit}" if low else f"no{unit}" if unit else "none"
    if low is None and high is None:
        return f"some{unit}"
    if high is None:
        return f"at least {low:,g}{unit}"
    if low is None:
        return f"at most {high:,g}{unit}"
    if approximate:
        return f"about {(low + high) / 2:,.3g}{unit}"
    return f"{low:,g} to {high:,g}{unit}"


def when(position: Position) -> str:
    """The time of a position in words, in UTC."""
    span = position.span
    start, end = (datetime.fromtimestamp(t, UTC) for t in (span.start, span.end))
    if not span.stated:
        return f"as published on {end:%d %B %Y}"
    if span.end - span.start <= 6 * 3600:
        return f"{start:%d %B %Y, %H:%M} UTC"
    if span.end - span.start <= DAY + 3600:
        return f"{end:%d %B %Y}"
    return f"{start:%d %B %Y} to {end:%d %B %Y}"
