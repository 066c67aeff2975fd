"""What the ledger's keys tell about its state."""

from __future__ import annotations

from datetime import UTC, datetime

from contraflow.ledger.store import day_number
from contraflow.metrics import Component, Metrics
from streams.census import publish, take_census

DAY = day_number(datetime(2025, 3, 1, tzinfo=UTC))
KEYS = [
    f"m/{DAY}/m1",
    f"m/{DAY}/m2",
    f"c/{DAY}/c1",
    f"c/{DAY + 3}/c2",
    f"b/{DAY}/geonames:1/status/bridge",
    f"b/{DAY + 1}/geonames:1/status/bridge",
    f"b/{DAY}/geonames:2/control/",
    f"a/{DAY}/a1",
    f"v/{DAY}/name/m/m2",
    f"v/{DAY}/name/c/c2",
    "watermark",
]


def test_counts_keys_places_and_the_oldest_claim() -> None:
    census = take_census(KEYS)
    assert census.entries == {
        "mentions": 2,
        "claims": 2,
        "blocks": 3,
        "evidence": 0,
        "alerts": 1,
        "quotations": 0,
        "visitors": 2,
    }
    assert census.places == 2
    assert census.oldest_day == DAY


def test_gauges_follow_the_census() -> None:
    metrics = Metrics(Component.LEDGER, version="1", rules_version="r")
    publish(take_census(KEYS), metrics)
    value = metrics.registry.get_sample_value
    assert value("contraflow_tracked_claims") == 2
    assert value("contraflow_tracked_places") == 2
    assert value("contraflow_table_entries", {"table": "blocks"}) == 3
    oldest = value("contraflow_oldest_claim_timestamp_seconds")
    assert oldest == datetime(2025, 3, 1, tzinfo=UTC).timestamp()
    publish(take_census([]), metrics)
    assert value("contraflow_tracked_claims") == 0
    assert value("contraflow_oldest_claim_timestamp_seconds") == 0
