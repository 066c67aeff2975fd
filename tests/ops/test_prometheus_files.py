"""Prometheus's configuration: valid, every alert tested and explained, no unknown metric."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ops.promql import metric_names

OPS = Path(__file__).parents[2] / "ops"
PROMETHEUS = OPS / "prometheus"
needs_promtool = pytest.mark.skipif(
    shutil.which("promtool") is None, reason="promtool (package prometheus) is not installed"
)


def rules(name: str) -> list[dict[str, Any]]:
    groups = yaml.safe_load((PROMETHEUS / "rules" / name).read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


ALERTS = rules("alerts.yml")


def promtool(*arguments: str) -> None:
    done = subprocess.run(
        ["promtool", *arguments], cwd=PROMETHEUS, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr


@needs_promtool
def test_the_configuration_is_valid() -> None:
    promtool("check", "config", "--syntax-only", "prometheus.yml")
    promtool("check", "rules", "rules/recording.yml", "rules/alerts.yml")


@needs_promtool
def test_the_alert_rules_do_what_their_tests_say() -> None:
    promtool("test", "rules", "tests/alerts_test.yml")


def test_each_alert_has_a_test_that_fires_it_and_one_that_does_not() -> None:
    cases = yaml.safe_load((PROMETHEUS / "tests" / "alerts_test.yml").read_text("utf-8"))["tests"]
    tests = [test for case in cases for test in case["alert_rule_test"]]
    fires = {test["alertname"] for test in tests if test["exp_alerts"]}
    names = {rule["alert"] for rule in ALERTS}
    assert fires == names
    # Silence is shown at another time, or by a series of the same case that does not fire.
    silent = {test["alertname"] for test in tests if not test["exp_alerts"]}
    assert names - silent <= {"RebalanceStorm"}


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: str(rule["alert"]))
def test_each_alert_is_explained(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert rule["annotations"]["summary"]
    assert rule["annotations"]["runbook"] == f"ops/runbook.md#{rule['alert'].lower()}"
    assert f"\n## {rule['alert']}\n" in (OPS / "runbook.md").read_text("utf-8")


def test_the_runbook_explains_no_alert_that_is_gone() -> None:
    headings = re.findall(r"^## (\w+)$", (OPS / "runbook.md").read_text("utf-8"), re.M)
    assert headings == [rule["alert"] for rule in ALERTS]


def test_rules_ask_for_metrics_that_exist() -> None:
    known = metric_names()
    for rule in rules("recording.yml") + ALERTS:
        for name in re.findall(r"\bcontraflow_\w+", str(rule["expr"])):
            assert name in known or re.search(rf":{name}:", str(rule["expr"])), name


def test_every_service_that_is_scraped_is_watched() -> None:
    config = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text("utf-8"))
    jobs = {job["job_name"] for job in config["scrape_configs"]} - {"prometheus"}
    down = next(rule for rule in ALERTS if rule["alert"] == "WorkerDown")
    for job in jobs:
        assert f'absent(up{{job="{job}"}})' in down["expr"]
