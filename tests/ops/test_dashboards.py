"""The dashboards' files: fresh, loadable without a hand, and about metrics that exist."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ops.promql import DASHBOARDS, metric_names, panel_queries, panels, reader_metric_names

GRAFANA = DASHBOARDS.parent
FILES = sorted(DASHBOARDS.glob("*.json"))
UIDS = {"operations": "contraflow-operations", "contradictions": "contraflow-contradictions"}


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def dashboard(request: pytest.FixtureRequest) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(request.param.read_text("utf-8"))
    return loaded


def test_the_files_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(GRAFANA / "build_dashboards.py"), "--check"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_ids_are_fixed() -> None:
    assert {path.stem: json.loads(path.read_text("utf-8"))["uid"] for path in FILES} == UIDS


def test_panels_do_not_overlap_and_say_what_they_show(dashboard: dict[str, Any]) -> None:
    taken: set[tuple[int, int]] = set()
    ids = [panel["id"] for panel in dashboard["panels"]]
    assert len(ids) == len(set(ids))
    for panel in dashboard["panels"]:
        grid = panel["gridPos"]
        assert grid["x"] + grid["w"] <= 24
        cells = {
            (x, y)
            for x in range(grid["x"], grid["x"] + grid["w"])
            for y in range(grid["y"], grid["y"] + grid["h"])
        }
        assert not cells & taken, panel["title"]
        taken |= cells
    for panel in panels(dashboard):
        assert panel["title"]
        assert panel["description"].endswith("."), panel["title"]


def test_queries_use_the_provisioned_source(dashboard: dict[str, Any]) -> None:
    sources = GRAFANA / "provisioning" / "datasources" / "prometheus.yml"
    (source,) = yaml.safe_load(sources.read_text("utf-8"))["datasources"]
    for panel in panels(dashboard):
        for target in panel.get("targets", ()):
            assert target["datasource"] == {"type": source["type"], "uid": source["uid"]}


def test_queries_ask_for_metrics_that_exist() -> None:
    recorded = {
        rule["record"]
        for group in yaml.safe_load(
            (GRAFANA.parent / "prometheus" / "rules" / "recording.yml").read_text("utf-8")
        )["groups"]
        for rule in group["rules"]
    }
    known = metric_names() | reader_metric_names() | recorded
    for query in panel_queries():
        for name in re.findall(r"[a-z]*:?contraflow[_:][\w:]+", query.expr):
            assert name in known, str(query)


def test_the_provider_loads_the_folder_that_compose_mounts() -> None:
    provider = GRAFANA / "provisioning" / "dashboards" / "contraflow.yml"
    (loaded,) = yaml.safe_load(provider.read_text("utf-8"))["providers"]
    compose = (GRAFANA.parents[1] / "docker-compose.yml").read_text("utf-8")
    assert f"./ops/grafana/dashboards:{loaded['options']['path']}:ro" in compose


def test_every_metric_is_shown_or_alerted_on() -> None:
    rules = "\n".join(
        path.read_text("utf-8")
        for path in Path(GRAFANA.parent / "prometheus" / "rules").glob("*.yml")
    )
    asked = rules + "\n".join(query.expr for query in panel_queries())
    families = {re.sub(r"_(total|bucket|sum|count)$", "", name) for name in metric_names()}
    unused = {name for name in families if not re.search(rf"\b{name}(_\w+)?\b", asked)}
    assert not unused
