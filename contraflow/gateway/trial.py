"""A test alert: sent on purpose, so that a subscriber sees one come through, and marked as such."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from schemas import (
    Alert,
    AsOf,
    Aspect,
    Claim,
    ContradictionType,
    IndependentSources,
    Place,
    PlacePrecision,
    Polarity,
    Speaker,
    States,
    TimePrecision,
)

TEST_PLACE = Place(
    id="name:contraflow test",
    name="Contraflow test",
    surface="Contraflow test",
    precision=PlacePrecision.UNRESOLVED,
    confidence=0.0,
)
"""No place on Earth: a filter on a real place never lets a test alert through."""


def trial_alert(now: datetime) -> Alert:
    """A new alert with ``test`` set, its own id, and two made-up sides that say so."""
    alert_id = f"test-{uuid4().hex}"
    return Alert(
        alert_id=alert_id,
        type=ContradictionType.NEGATION,
        place=TEST_PLACE,
        aspect=Aspect.STATUS,
        earlier=_side(
            alert_id,
            "earlier",
            now - timedelta(hours=1),
            "This is a test: the test bridge is open.",
            Polarity.AFFIRMED,
        ),
        later=_side(
            alert_id,
            "later",
            now,
            "This is a test: the test bridge is not open.",
            Polarity.NEGATED,
        ),
        independent_sources=IndependentSources(earlier=1, later=1),
        confidence=1.0,
        explanation="A test alert, sent on purpose; nothing happened.",
        detected_at=now,
        rules_version="test",
        test=True,
    )


def _side(alert_id: str, name: str, at: datetime, quote: str, polarity: Polarity) -> Claim:
    negated = polarity is Polarity.NEGATED
    return Claim(
        claim_id=f"{alert_id}-{name}",
        mention_id=f"{alert_id}-{name}",
        article_id=f"{alert_id}-{name}",
        source=f"Test outlet ({name})",
        published_at=at,
        span=(0, len(quote)),
        quote=quote,
        place=TEST_PLACE,
        aspect=Aspect.STATUS,
        axis="status.access",
        referent="bridge",
        value=States(members=("open",), complement=negated),
        predicate="open",
        speaker=Speaker(name=f"Test outlet ({name})", is_outlet=True),
        polarity=polarity,
        as_of=AsOf(start=at, end=at, precision=TimePrecision.PUBLICATION),
    )
