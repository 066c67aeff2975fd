"""Every query of every panel, against a real Prometheus that scraped a real run on the seeds.

Broker, extractor, ledger and gateway run as processes; Prometheus reads them with the project's own
rules. An event that cannot be read, a webhook that takes alerts, a live subscriber and a second
extractor are part of the run, so that no panel has a reason to be empty.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from contraflow.places.build import ensure_index
from contraflow.settings import Settings, settings_environment
from streams.admin import create_topics
from streams.codec import Message
from streams.topics import TopicName
from tests.broker.kafka_server import free_port
from tests.broker.stack import send_raw
from tests.conftest import TestBroker
from tests.ops.promql import PanelQuery, panel_queries

PROJECT = Path(__file__).parents[2]
WINDOW = "2m"
"""Stands in for Grafana's variables: covers the whole run."""

pytestmark = [
    pytest.mark.broker,
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("prometheus") is None, reason="prometheus is not installed (Debian package)"
    ),
]


@dataclass(frozen=True)
class Run:
    """A run that is over but for its processes."""

    prometheus: str
    began: float


class _Receiver(BaseHTTPRequestHandler):
    """A subscriber's webhook: takes whatever comes."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)


def post(url: str, body: object) -> Any:
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)


def wait_for(what: str, check: Callable[[], Any], seconds: float = 180) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError, ValueError):
            if check():
                return
        time.sleep(0.3)
    pytest.fail(f"{what}: not within {seconds:.0f} s")


def start(stack: contextlib.ExitStack, log: Path, environment: dict[str, str], *args: str) -> None:
    output = stack.enter_context(log.open("wb"))
    process = subprocess.Popen(
        args, cwd=PROJECT, env={**os.environ, **environment}, stdout=output, stderr=output
    )
    stack.callback(process.wait)
    stack.callback(process.kill)


def configure(folder: Path, targets: dict[str, list[str]]) -> Path:
    """The project's configuration with addresses of this run in place of the network's names."""
    source = PROJECT / "ops" / "prometheus"
    config = yaml.safe_load((source / "prometheus.yml").read_text("utf-8"))
    config["global"] = {
        "scrape_interval": "2s",
        "scrape_timeout": "2s",
        "evaluation_interval": "1s",
    }
    config["rule_files"] = [str(source / "rules" / "*.yml")]
    config["scrape_configs"] = [
        {"job_name": job, "static_configs": [{"targets": addresses}]}
        for job, addresses in targets.items()
    ]
    path = folder / "prometheus.yml"
    path.write_text(yaml.safe_dump(config), "utf-8")
    return path


@pytest.fixture(scope="module")
def run(broker: TestBroker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("dashboards")
    ports = {name: free_port() for name in ("extractor", "second", "ledger", "gateway", "prom")}
    settings = Settings(
        bootstrap_servers=broker.bootstrap,
        topic_prefix="dashboards.",
        datadir=folder / "var",
        # Built once for all runs of the tests; it takes longer than anything here.
        gazetteer_dir=PROJECT / "var",
        gateway_port=ports["gateway"],
        webhook_allow_private=True,
    )
    ensure_index(PROJECT / "var")
    asyncio.run(create_topics(settings))
    python = sys.executable

    def worker(stage: str, name: str) -> None:
        environment = settings_environment(settings)
        environment["CONTRAFLOW_METRICS_PORT"] = str(ports[name])
        start(stack, folder / f"{name}.log", environment, python, "-m", "streams.worker", stage)

    with contextlib.ExitStack() as stack:
        worker("extractor", "extractor")
        worker("ledger", "ledger")
        environment = settings_environment(settings)
        start(stack, folder / "gateway.log", environment, python, "-m", "contraflow.gateway")
        config = configure(
            folder,
            {
                "extractor": [f"127.0.0.1:{ports['extractor']}", f"127.0.0.1:{ports['second']}"],
                "ledger": [f"127.0.0.1:{ports['ledger']}"],
                "gateway": [f"127.0.0.1:{ports['gateway']}"],
            },
        )
        start(
            stack, folder / "prometheus.log", {}, "prometheus", f"--config.file={config}",
            f"--storage.tsdb.path={folder / 'tsdb'}",
            f"--web.listen-address=127.0.0.1:{ports['prom']}",
        )  # fmt: skip
        prometheus = f"http://127.0.0.1:{ports['prom']}"
        gateway = f"http://127.0.0.1:{ports['gateway']}"
        began = time.time()

        def value(query: str) -> float:
            found = ask(prometheus, "query", query=query)
            return float(found[0]["value"][1]) if found else 0.0

        # Counters must be seen at 0 before they move: scraped first, then fed.
        ready = "sum(max_over_time(contraflow_ready[5m]))"  # a busy machine misses a scrape
        wait_for("ready processes", lambda: value(ready) == 3)
        receiver = ThreadingHTTPServer(("127.0.0.1", 0), _Receiver)
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        stack.callback(receiver.server_close)
        stack.callback(receiver.shutdown)
        post(f"{gateway}/v1/webhooks", {"url": f"http://127.0.0.1:{receiver.server_port}/"})
        stream = urllib.request.urlopen(f"{gateway}/v1/alerts/stream", timeout=60)
        stack.callback(stream.close)
        worker("extractor", "second")
        wait_for("a second extractor", lambda: value(ready) == 4)
        time.sleep(4)
        asyncio.run(send_raw(settings, TopicName.ARTICLES, [Message(b"bad", b"{", ())]))
        subprocess.run(
            [python, "-m", "contraflow", "replay", "seeds", "--instant"],
            cwd=PROJECT, env={**os.environ, **settings_environment(settings)}, check=True,
            capture_output=True, timeout=120,
        )  # fmt: skip
        wait_for("alerts", lambda: get(f"{gateway}/v1/alerts?limit=1")["alerts"])
        wait_for("all articles", lambda: value("sum(contraflow_articles_total)") >= 6)
        wait_for(
            "deliveries",
            lambda: value('sum(contraflow_webhook_deliveries_total{outcome="delivered"})') > 0,
        )
        wait_for("a census", lambda: value("sum(contraflow_tracked_claims)") > 0)
        wait_for("the gateway's counts", lambda: value("sum(contraflow_gateway_open_alerts)") > 0)
        wait_for("no lag", lambda: value("sum(topic:contraflow_consumer_lag_records:sum)") == 0)
        # Another look at everything, so that rates have their samples.
        time.sleep(6)
        yield Run(prometheus, began)


def ask(prometheus: str, what: str, **parameters: object) -> list[dict[str, Any]]:
    """A query's series. Fails with Prometheus's own words on an error."""
    url = f"{prometheus}/api/v1/{what}?{urllib.parse.urlencode(parameters)}"
    try:
        answer = get(url)
    except urllib.error.HTTPError as error:
        if error.code == 503:  # Prometheus is still starting: it has nothing yet
            return []
        pytest.fail(f"{parameters['query']}: {error.read().decode()}")
    result: list[dict[str, Any]] = answer["data"]["result"]
    return result


@pytest.mark.parametrize("query", list(panel_queries()), ids=str)
def test_every_panel_shows_something(run: Run, query: PanelQuery) -> None:
    expr = query.ready(WINDOW)
    if query.instant:
        series = ask(run.prometheus, "query", query=expr)
        samples = [one["value"] for one in series]
    else:
        series = ask(
            run.prometheus, "query_range", query=expr, start=run.began, end=time.time(), step=2
        )
        samples = [sample for one in series for sample in one["values"]]
    assert series, "no series"
    assert any(value != "NaN" for _, value in samples), "nothing but NaN"


def test_no_alert_rule_fires_on_a_good_run_but_for_the_bad_event(run: Run) -> None:
    firing = ask(run.prometheus, "query", query='ALERTS{alertstate="firing"}')
    assert {alert["metric"]["alertname"] for alert in firing} <= {"DeadLetters"}


def test_rules_are_evaluated_without_errors(run: Run) -> None:
    groups = get(f"{run.prometheus}/api/v1/rules")["data"]["groups"]
    assert len(groups) == 2
    health = {rule["name"]: rule["health"] for group in groups for rule in group["rules"]}
    assert set(health.values()) == {"ok"}, health
