"""Limits and windows of the ledger, in one place; each says what it trades."""

from __future__ import annotations

from dataclasses import dataclass

RULES_VERSION = "12"
"""Version of the comparing rules, stamped on every alert. Raise it when verdicts change."""


@dataclass(frozen=True, slots=True)
class LedgerConfig:
    """What may be set about merging and alerting."""

    min_confidence: float = 0.5
    """Alerts below this are kept and counted, not published."""
    max_mentions: int = 40
    """Mentions kept in a merged claim, the earliest published first; all are counted. As many
    passages tell the sources apart: 255 at most, since a byte numbers them."""
    max_outlets: int = 50
    """Outlets kept in a merged claim and on each side of an alert. Past it, further outlets are
    counted as mentions and bring no new revision of the alert; past ten, every fifth brings one."""
    max_positions: int = 256
    """Distinct positions in one block. Past it a position is merged but no longer compared, which
    bounds the cost of a claim in the busiest place; the ledger counts how often that happened."""
    max_times: int = 12
    """Times at which one position is kept in a block, the surest and earliest first."""
    max_alerts_a_claim: int = 24
    """Alerts that one claim keeps up to date with its new sources."""
    max_claims_a_side: int = 16
    """Claims whose sources stand on one side of an alert."""
