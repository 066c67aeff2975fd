"""Faust's own events as metrics: rebalances, assigned partitions."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import faust

from contraflow.metrics import Metrics


class MetricsSensor(faust.Sensor):  # type: ignore[misc]  # its types are skipped
    """Tells `contraflow.metrics` what Faust does."""

    def __init__(self, metrics: Metrics, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._metrics = metrics

    def on_rebalance_start(self, app: Any) -> dict[Any, Any]:
        """Partitions are being dealt out anew."""
        return {"started": time.monotonic()}

    def on_rebalance_end(self, app: Any, state: dict[Any, Any]) -> None:
        """Partitions are dealt out and tables recovered."""
        self._metrics.rebalances.inc()
        started = state.get("started")
        if started is not None:
            self._metrics.rebalance_duration_seconds.observe(time.monotonic() - started)
        self._metrics.assigned_partitions.clear()
        assigned = Counter(tp.topic for tp in app.consumer.assignment())
        for topic, count in assigned.items():
            self._metrics.assigned_partitions.labels(topic).set(count)
