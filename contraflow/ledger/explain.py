"""Why two claims were merged, compared, or neither: the trace behind ``contraflow explain``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contraflow.ledger import gate, identity
from contraflow.ledger.blocks import family
from contraflow.ledger.cells import routes
from contraflow.ledger.confidence import signs_of
from contraflow.ledger.deeds import DEED
from contraflow.ledger.entailment import positions_of
from contraflow.ledger.exclusion import exclusion
from contraflow.ledger.gate import Check
from contraflow.ledger.paraphrase import coarse, same_proposition, wording_of
from contraflow.ledger.position import Position
from contraflow.ledger.update import update_reason
from contraflow.ledger.verdict import clash
from contraflow.ledger.wording import answer_words, when
from schemas import Claim

Outcome = Literal["merged", "contradiction", "update", "kept apart"]

KEY_PARTS = ("place", "axis", "referent", "party", "answer", "firmness", "day", "epoch")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two positions held against each other: the gates, and what their answers do."""

    left: Position
    right: Position
    checks: tuple[Check, ...]
    exclusion: str | None
    """Why the answers exclude each other; None when both can be true."""
    update: str | None
    """Why the later one is an update; None when it is not, or was not asked."""
    clash: str | None
    """The type and confidence of the contradiction, if it is one."""
    signs: tuple[str, ...] = ()
    """What makes the contradiction more or less likely, besides how well it was read."""


@dataclass(frozen=True, slots=True)
class PairTrace:
    """The verdict on two claims with every step that led to it."""

    outcome: Outcome
    because: str
    keys: tuple[tuple[str, str, str, bool], ...]
    """Parts of the merging key: name, the first claim's, the second's, whether they are equal."""
    comparisons: tuple[Comparison, ...]

    def __str__(self) -> str:
        lines = [f"{self.outcome}: {self.because}", "", "merging key"]
        for name, left, right, same in self.keys:
            lines.append(
                f"  {'same' if same else 'DIFF'} {name:9} {left}" + ("" if same else f" | {right}")
            )
        for found in self.comparisons:
            lines += ["", f"{describe(found.left)}", f"  against {describe(found.right)}"]
            for check in found.checks:
                lines.append(
                    f"  {'pass' if check.passed else 'FAIL'} {check.gate:9} {check.reason}"
                )
            lines.append(f"  answers   {found.exclusion or 'can both be true'}")
            if found.exclusion:
                lines.append(f"  change    {found.update or 'no update: two accounts of one time'}")
            if found.clash:
                lines.append(f"  verdict   {found.clash}")
                lines += [f"  sign      {sign}" for sign in found.signs]
        return "\n".join(lines)


def describe(position: Position) -> str:
    """A position on one line."""
    rule = f", by {position.rule}" if position.rule else ""
    flags = "".join(
        f", {name}"
        for name in ("denied", "rejects", "concedes", "updates")
        if getattr(position, name)
    )
    about = f"[{position.referent}]" if position.referent else ""
    scope = f" at {position.scope}" if position.scope else ""
    return (
        f"{position.axis}{about}{scope} = {answer_words(position)}"
        f" ({position.party}, {position.firmness}{flags}, {when(position)}{rule})"
    )


def explain_pair(a: Claim, b: Claim) -> PairTrace:
    """Why the ledger merges, opposes or keeps apart two claims. Needs no ledger: verdicts are
    functions of the two claims alone (a merge by quotation apart, which the ledger decides)."""
    key_a, key_b = identity.claim_key(a), identity.claim_key(b)
    keys = tuple(
        (name, left, right, left == right)
        for name, left, right in zip(KEY_PARTS, key_a, key_b, strict=True)
    )
    comparisons = []
    clashes = []
    for left in positions_of(a):
        for right in positions_of(b):
            if family(left.axis) != family(right.axis):
                continue
            if left.axis == DEED and exclusion(left, right) is None:
                continue  # what both only mention
            found = clash(left, right)
            excluded = exclusion(left, right)
            comparisons.append(
                Comparison(
                    left=left,
                    right=right,
                    checks=gate.all_checks(left, right),
                    exclusion=f"{excluded.rule}: {excluded.because}" if excluded else None,
                    update=update_reason(left, right) if excluded else None,
                    clash=f"{found.type.value}, confidence {found.confidence}" if found else None,
                    signs=signs_of(left, right) if found else (),
                )
            )
            if found:
                clashes.append(found)
    same = "both are mentions of one proposition" if key_a == key_b else ""
    outcome, because = _outcome(same or _paraphrase(a, b), comparisons, len(clashes))
    return PairTrace(outcome, because, keys, tuple(comparisons))


def _paraphrase(a: Claim, b: Claim) -> str:
    """Why two claims with different keys are one in other words; '' when they are not."""
    keys = identity.claim_key(a), identity.claim_key(b)
    (_, axis, _, party, answer, firm, _, epoch), (_, axis_b, _, party_b, answer_b, *rest) = keys
    if routes(a)[0] != routes(b)[0] or [firm, epoch] != [rest[0], rest[2]]:
        return ""
    if axis != axis_b or coarse(answer, party) != coarse(answer_b, party_b):
        return ""
    one, other = (wording_of(c, key[2], key[6], "") for c, key in zip((a, b), keys, strict=True))
    return same_proposition(axis, coarse(answer, party), one, other)


def _outcome(same: str, comparisons: list[Comparison], clashes: int) -> tuple[Outcome, str]:
    if same:
        return "merged", same
    if clashes:
        return "contradiction", "both cannot be true at one time"
    if not comparisons:
        return "kept apart", "they answer different questions"
    excluded = [c for c in comparisons if c.exclusion]
    if not excluded:
        return "kept apart", "both can be true"
    failed = [check for c in excluded for check in c.checks if not check.passed]
    if len(failed) and all(any(not k.passed for k in c.checks) for c in excluded):
        return "kept apart", f"{failed[0].gate}: {failed[0].reason}"
    updates = [c.update for c in excluded if c.update]
    if updates:
        return "update", updates[0]
    return "kept apart", "they lie too far apart in time"
