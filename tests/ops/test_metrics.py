"""The registry keeps its promises: units, help texts, bounded labels."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.metrics import MetricWrapperBase
from prometheus_client.parser import text_string_to_metric_families

from contraflow.health import Health, render_metrics
from contraflow.metrics import Component, Metrics, Stage
from schemas import Alert

BOUNDED = {
    "aspect", "component", "country", "group", "kind", "method", "outcome", "partition", "python",
    "reason", "route", "rules_version", "stage", "status", "table", "topic", "type", "version",
}  # fmt: skip


def declared(metrics: Metrics) -> dict[str, MetricWrapperBase]:
    return {
        name: value for name, value in vars(metrics).items() if isinstance(value, MetricWrapperBase)
    }


@pytest.mark.parametrize("component", Component)
def test_every_metric_has_help_a_fitting_name_and_bounded_labels(component: Component) -> None:
    metrics = Metrics(component, version="1", rules_version="r1")
    for attribute, metric in declared(metrics).items():
        family = next(iter(metric.describe()))
        assert family.name == f"contraflow_{attribute}", "the attribute is the metric's name"
        assert family.documentation.endswith("."), attribute
        assert set(metric._labelnames) <= BOUNDED, attribute
        if family.type == "histogram":
            assert family.name.endswith("_seconds")
        if "timestamp" in attribute or "duration" in attribute or "latency" in attribute:
            assert family.name.endswith("_seconds")


def test_the_text_format_parses_and_counters_start_at_zero() -> None:
    metrics = Metrics(Component.EXTRACTOR, version="1", rules_version="r1")
    body, _ = render_metrics(Health(), metrics, "")
    families = {f.name: f for f in text_string_to_metric_families(body.decode())}
    claims = families["contraflow_claims"]
    assert {s.value for s in claims.samples if s.name.endswith("_total")} == {0.0}
    assert "process_resident_memory_bytes" in families


def test_a_new_alert_counts_once_with_its_delays(an_alert: Alert) -> None:
    metrics = Metrics(Component.LEDGER, version="1", rules_version="r1")
    written = an_alert.later.published_at + timedelta(hours=2)
    produced = written - timedelta(seconds=3)
    metrics.alert_published(an_alert, written=written, article_produced=produced)
    metrics.alert_published(
        an_alert.model_copy(update={"revision": 2}), written=written, article_produced=produced
    )
    value = metrics.registry.get_sample_value
    kind = {"type": an_alert.type, "aspect": an_alert.aspect, "status": an_alert.status}
    assert value("contraflow_alerts_total", kind) == 2
    assert value("contraflow_alert_latency_seconds_count") == 1
    assert value("contraflow_alert_latency_seconds_sum") == 3
    assert value("contraflow_alert_age_seconds_sum") == 7200
    country = {"country": an_alert.place.country or "none"}
    assert value("contraflow_alerts_by_country_total", country) == 1


def test_unknown_reasons_fall_into_other() -> None:
    metrics = Metrics(Component.EXTRACTOR, version="1", rules_version="r1")
    metrics.article_skipped("<a text that no reason should be>")
    value = metrics.registry.get_sample_value
    assert value("contraflow_articles_skipped_total", {"reason": "other"}) == 1


def test_a_stage_that_fails_is_timed_too() -> None:
    metrics = Metrics(Component.LEDGER, version="1", rules_version="r1")
    with pytest.raises(ValueError, match="x"), metrics.time_stage(Stage.MERGE):
        raise ValueError("x")
    value = metrics.registry.get_sample_value
    assert value("contraflow_stage_duration_seconds_count", {"stage": "merge"}) == 1


def test_no_metric_is_declared_elsewhere() -> None:
    root = Path(__file__).parents[2]
    for folder in ("contraflow", "streams", "schemas"):
        for path in (root / folder).rglob("*.py"):
            if path.name == "metrics.py" and path.parent.name == "contraflow":
                continue
            found = re.search(
                r"import.*\b(Counter|Gauge|Histogram|Summary)\b", path.read_text("utf-8")
            )
            imports_prometheus = "prometheus_client" in path.read_text("utf-8")
            assert not (found and imports_prometheus), f"{path} declares a metric of its own"
