"""What the tests need to know about metrics and queries."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prometheus_client.metrics import MetricWrapperBase

from contraflow.metrics import Component, Metrics

DASHBOARDS = Path(__file__).parents[2] / "ops" / "grafana" / "dashboards"

_SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "counter": ("_total",),
    "gauge": ("",),
    "histogram": ("_bucket", "_sum", "_count"),
}


def metric_names() -> set[str]:
    """The series names of every metric in the registry."""
    names: set[str] = set()
    for metric in vars(Metrics(Component.ALL, version="1", rules_version="1")).values():
        if isinstance(metric, MetricWrapperBase):
            family = next(iter(metric.describe()))
            names |= {family.name + suffix for suffix in _SUFFIXES[family.type]}
    return names


def reader_metric_names() -> set[str]:
    """The series names of what is measured of the process that reads."""
    metrics = Metrics(Component.EXTRACTOR, version="1", rules_version="1")
    metrics.watch_reader(os.getpid)
    samples = (sample.name for family in metrics.registry.collect() for sample in family.samples)
    return {name for name in samples if name.startswith("contraflow_reader_process_")}


@dataclass(frozen=True)
class PanelQuery:
    """One query of one panel."""

    dashboard: str
    panel: str
    expr: str
    instant: bool

    def __str__(self) -> str:
        return f"{self.dashboard} / {self.panel}: {self.expr}"

    def ready(self, window: str) -> str:
        """The query as Grafana would send it: its variables replaced by a length of time."""
        return re.sub(r"\$__(rate_interval|range|interval)\b", window, self.expr)


def panel_queries() -> Iterator[PanelQuery]:
    """Every query of every panel of every dashboard."""
    for path in sorted(DASHBOARDS.glob("*.json")):
        for panel in panels(json.loads(path.read_text("utf-8"))):
            for target in panel.get("targets", ()):
                yield PanelQuery(path.stem, panel["title"], target["expr"], target["instant"])


def panels(dashboard: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The panels of a dashboard, rows left out."""
    for panel in dashboard["panels"]:
        if panel["type"] != "row":
            yield panel
