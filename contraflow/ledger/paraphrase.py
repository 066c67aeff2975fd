"""One proposition in other words: mentions whose keys differ in how they name what they mean.

The key of a claim (``identity.py``) is exact. What two texts name differently — one resolves the
place and the other leaves it open, one names the ministry and the other only the country, one says
who the dead were — is held against each other here, and the ledger unites the claims. Candidates
share the axis, the answer, the firmness and the time already, so the question is only whether the
speaker, the place and the matter may be the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from contraflow.ledger import gate
from contraflow.ledger.entailment import spot_of
from contraflow.ledger.identity import days_meet
from contraflow.ledger.position import Spot
from contraflow.ledger.referents import built_thing, is_party, same_group, same_person, way
from contraflow.ledger.sides import (
    claim_party,
    fold_name,
    is_news_outlet,
    is_organ,
    is_unnamed_body,
    may_be_same,
    same_name,
    speaker_id,
)
from contraflow.parties.keys import top
from schemas import Claim


class Wording(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """How the first mention of a key names what it means."""

    spot: Spot
    referent: str
    party: str
    """The party in whose name the claim is merged."""
    speaker: str
    """The party that speaks."""
    name: str
    """What the text calls the speaker, folded; '' for a paper or an agency that speaks for itself."""
    claim_key: str
    day: str = ""
    """The day that the text gives an event; '' where it gives none."""


def wording_of(claim: Claim, referent: str, day: str, claim_key: str) -> Wording:
    """How a claim names its place, referent and speaker."""
    speaker = speaker_id(claim.speaker)
    own = claim.speaker.is_outlet and is_news_outlet(speaker)
    return Wording(
        spot=spot_of(claim.place),
        referent=referent,
        party=claim_party(claim),
        speaker=speaker,
        name="" if own else fold_name(claim.speaker.name),
        claim_key=claim_key,
        day=day,
    )


_OWN = "own"
"""The answer of a party that names itself: 'we hold it', say fighters whom texts call this or that."""


def coarse(answer: str, party: str = "") -> str:
    """An answer's key with the loose bound that may go unsaid: 'at least 24' and '24' meet."""
    return _OWN if party and answer == top(party) else answer.removesuffix("..")


def same_proposition(axis: str, answer: str, a: Wording, b: Wording) -> str:
    """Why two claims with one answer on one axis are one proposition; '' when they are not."""
    matter = _same_matter(axis, answer, a.referent, b.referent)
    if not matter or not days_meet(a.day, b.day):
        return ""
    one_spot = a.spot.id == b.spot.id and a.spot.part == b.spot.part
    if not (one_spot or gate.one_place(a.spot, b.spot)):
        return ""
    speaker = _same_speaker(axis, answer, a, b)
    return f"{speaker}, {matter}" if speaker else ""


# -- the matter -------------------------------------------------------------------------------

TELLING_COUNT = 5
"""From this number on one speaker hardly gives it twice by chance, for two groups."""
_PERSONS = frozenset({"casualties.fate", "casualties.custody"})


def _same_matter(axis: str, answer: str, a: str, b: str) -> str:
    if a == b:
        return "one matter"
    if axis in _PERSONS:
        return "one person" if same_person(a, b) else ""
    if axis.startswith("casualties."):
        relation = same_group(a, b)
        if relation == "same" or (relation and _telling(answer)):
            return "one group"
        return ""
    if axis == "movement.manner":
        return "one force" if _may_be_one_force(a, b) else ""
    if axis == "status.access":
        return "one way" if way(a) == way(b) else ""
    if axis == "damage.state":
        return "one object" if built_thing(a) and built_thing(b) else ""
    return ""


def _may_be_one_force(a: str, b: str) -> bool:
    """Whether two forces may be one: an adversary's fighters are told of under many names."""
    if not (is_party(a) and is_party(b)):
        return False
    return may_be_same(a, b) or all(p.startswith(("org:", "role:rebels")) for p in (a, b))


def _telling(answer: str) -> bool:
    try:
        return float(answer) >= TELLING_COUNT
    except ValueError:
        return False


# -- the speaker ------------------------------------------------------------------------------


def _same_speaker(axis: str, answer: str, a: Wording, b: Wording) -> str:
    if a.party == b.party:
        return "one speaker"
    if not (a.name and b.name):
        return ""  # outlets answer for what they say themselves
    if _is_person_of(a.speaker, b.name) or _is_person_of(b.speaker, a.name):
        return "one person speaks"
    if _is_bare_name(a.speaker, b.speaker) or _is_bare_name(b.speaker, a.speaker):
        return "a state and its organ"
    fighters = {"role:rebels", "org"} == {_kind(a.speaker), _kind(b.speaker)}
    if fighters and (answer == _OWN or _telling(answer)):
        return "a group and its fighters"
    if axis.startswith("casualties.") and _are_organs(a.speaker, b.speaker):
        return "organs of one state"
    if _telling(answer) and (_keep_one_list(a, b) or _keep_one_list(b, a)):
        return "a state and its local office"
    if _are_officials(a.speaker, b) or _are_officials(b.speaker, a):
        return "officials of a body"
    if _is_generic_name(a.speaker, b) or _is_generic_name(b.speaker, a):
        return "a body and what it is called in short"
    if _is_office_of(a, b) or _is_office_of(b, a):
        return "a state and its office"
    if _telling(answer) and (_is_unnamed(a, b) or _is_unnamed(b, a)):
        return "a body that one text leaves unnamed"
    return "one name" if same_name(a.speaker, b.speaker) else ""


@lru_cache(maxsize=8192)
def _is_person_of(party: str, name: str) -> bool:
    """Whether a speaker of whom only the name is known is the one that another text presents."""
    kind, _, words = party.partition(":")
    if kind != "person":
        return False
    wanted = words.split()
    return len(wanted) > 1 and set(wanted) <= set(name.split())


def _is_bare_name(bare: str, organ: str) -> bool:
    """Whether one is a state under its mere name, its capital's or as 'the government', and the
    other its organ.

    A unit of its forces does not speak for it.
    """
    state, _, rest = organ.partition("/")
    whole = bare in (state, f"{state}/government") and state.startswith("state:")
    return whole and rest != "" and "/" not in rest


def _kind(party: str) -> str:
    return party if party.startswith("role:") else party.partition(":")[0]


def _are_organs(a: str, b: str) -> bool:
    """Whether both are organs of one state: its police and its ministries keep one list of victims."""
    return is_organ(a) and is_organ(b) and top(a) == top(b)


_ADMINISTERS = ("", "government", "emergency services", "police", "health ministry")


def _keep_one_list(state: Wording, office: Wording) -> bool:
    """Whether officials of a state at large and an office of the place give one count."""
    whole, _, organ = state.speaker.partition("/")
    return (
        office.speaker.startswith("office:")
        and organ in _ADMINISTERS
        and whole == f"state:{office.spot.country or state.spot.country}"
    )


def _words_of(party: str) -> set[str]:
    """The words of a party's id."""
    return set(re.split(r"[ /:]", party))


def _are_officials(party: str, body: Wording) -> bool:
    """Whether "health officials", "a railway official" may be those of a ministry or a firm."""
    kind, _, words = party.partition(":")
    field, _, last = words.rpartition(" ")
    return (
        kind == "people"
        and last == "official"
        and bool(field)
        and body.speaker.startswith(_BODY)
        and not _words_of(body.speaker).isdisjoint(field.split())
    )


_BODY = ("body:", "state:", "org:")


def _is_generic_name(generic: str, other: Wording) -> bool:
    """Whether "the bureau", "the League" may be a body whose name begins or ends so."""
    kind, _, words = generic.partition(":")
    field, _, word = words.rpartition(" ")
    if kind not in ("people", "body") or (kind == "body" and field):
        return False
    if word in ("official", "people", "resident", "witness"):
        return False
    if other.speaker.startswith("people:"):  # "the service" and "the prison service"
        return other.speaker.partition(":")[2].rpartition(" ")[2] == word and not field
    known = _words_of(other.speaker) | set(other.name.split())
    return (
        other.speaker.startswith(_BODY)
        and word in (*_ends(other.speaker.partition(":")[2]), other.name.rsplit(" ", 1)[-1])
        and set(field.split()) <= known
    )


def _ends(name: str) -> tuple[str, str]:
    """The first and the last word of a name: "League for Rights", "Rights League"."""
    return name.partition(" ")[0], name.rpartition(" ")[2]


_OFFICES = frozenset(
    {"department", "ministry", "directorate", "directorate-general", "authority", "commission"}
    | {"bureau", "agency", "inspectorate", "administration", "secretariat", "service"}
)


def _is_office_of(state: Wording, office: Wording) -> bool:
    """Whether one is a state under its mere name and the other what must be its office: "the
    Department of Roads", at a place of its own."""
    code = state.speaker.removeprefix("state:").removesuffix("/government")
    return (
        office.speaker.startswith("body:")
        and code in (state.spot.country, office.spot.country)
        and not _OFFICES.isdisjoint(office.name.split())
    )


def _is_unnamed(generic: Wording, body: Wording) -> bool:
    """Whether "a rights group" may be a body that the other text names."""
    return is_unnamed_body(generic.speaker) and body.speaker.startswith("body:")
