"""Records for the tests of metrics and logs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schemas import (
    Alert,
    AsOf,
    Aspect,
    Claim,
    ContradictionType,
    IndependentSources,
    Place,
    PlacePrecision,
    Speaker,
    States,
    TimePrecision,
)


def _claim(number: int, outlet: str, state: str, published_at: datetime) -> Claim:
    quote = f"The bridge is {state}."
    return Claim(
        claim_id=f"c{number}",
        mention_id=f"m{number}",
        article_id=f"a{number}",
        source=outlet,
        published_at=published_at,
        span=(0, len(quote)),
        quote=quote,
        place=PLACE,
        aspect=Aspect.STATUS,
        axis="status.access",
        referent="bridge",
        value=States(members=(state,)),
        predicate=state,
        speaker=Speaker(name=outlet, is_outlet=True),
        as_of=AsOf(start=published_at, end=published_at, precision=TimePrecision.PUBLICATION),
    )


PLACE = Place(
    id="geonames:1", name="Anyton", surface="Anyton", country="FR",
    precision=PlacePrecision.LOCALITY,
)  # fmt: skip


@pytest.fixture
def an_alert() -> Alert:
    """A new alert between two outlets about one bridge."""
    earlier = _claim(1, "First News", "open", datetime(2025, 3, 1, 8, tzinfo=UTC))
    later = _claim(2, "Second News", "closed", datetime(2025, 3, 1, 9, tzinfo=UTC))
    return Alert(
        alert_id="alert-1",
        type=ContradictionType.STATUS,
        place=PLACE,
        aspect=Aspect.STATUS,
        earlier=earlier,
        later=later,
        independent_sources=IndependentSources(earlier=1, later=1),
        confidence=0.9,
        explanation="It cannot be open and closed at once.",
        detected_at=datetime(2025, 3, 1, 9, 1, tzinfo=UTC),
        rules_version="r1",
    )
