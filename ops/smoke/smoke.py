#!/usr/bin/env python3
"""Runs the compose file for real, from nothing: ``python3 ops/smoke/smoke.py [--cluster]``.

Needs a Docker engine (``DOCKER_HOST``), Compose (``COMPOSE``, by default ``docker compose``) and
the base images; ``base-images.sh`` builds stand-ins where they cannot be pulled. Services whose
image is neither there nor can be pulled are left out with ``--without grafana``. Uses a project of
its own and other ports than the defaults, and removes all that it made.

What it checks: the first alert over HTTP; exactly the alerts that ``contraflow scan`` finds in the
same articles, without a broker; all processes healthy and scraped; the same alerts when each
service in turn is killed while it reads new articles, when each is restarted and all is replayed,
and with three extractors; containers that run as they should; nothing left after ``down``. With
``--cluster``: three brokers, of which one after the other is killed while articles are replayed.

The standard library is all it needs. Exit status 0: every step passed.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PORTS = {
    "GATEWAY_PORT": "18080",
    "PROMETHEUS_PORT": "19090",
    "GRAFANA_PORT": "13000",
    "KAFKA_PORT": "19094",
    "KAFKA_2_PORT": "19095",
    "KAFKA_3_PORT": "19096",
}
GATEWAY = f"http://127.0.0.1:{PORTS['GATEWAY_PORT']}"
PROMETHEUS = f"http://127.0.0.1:{PORTS['PROMETHEUS_PORT']}"
LONG_RUNNING = ["kafka", "extractor", "ledger", "gateway", "prometheus", "grafana"]
BROKERS = ["kafka", "kafka-2", "kafka-3"]


class Failed(Exception):
    """A step did not come out as it should."""


class Stack:
    """The compose project under test."""

    def __init__(self, *, cluster: bool, without: Sequence[str]) -> None:
        self.project = "contraflow-smoke-cluster" if cluster else "contraflow-smoke"
        files = ["docker-compose.yml", *(["docker-compose.cluster.yml"] if cluster else [])]
        self._compose = [
            *shlex.split(os.environ.get("COMPOSE", "docker compose")),
            "--project-name", self.project,
            *(part for name in files for part in ("--file", name)),
        ]  # fmt: skip
        brokers = BROKERS if cluster else BROKERS[:1]
        self.services = [
            name
            for name in [*brokers, *LONG_RUNNING[1:]]
            if name not in without
        ]  # fmt: skip

    def compose(self, *arguments: str, given: str | None = None, timeout: float = 900) -> str:
        """Run a compose command; its standard output."""
        return run([*self._compose, *arguments], given=given, timeout=timeout)

    def containers(self, *services: str) -> list[dict[str, Any]]:
        """What the engine says of the containers of some services (of all when none is named)."""
        ids = self.compose("ps", "--all", "--quiet", *services).split()
        inspected: list[dict[str, Any]] = (
            json.loads(run(["docker", "inspect", *ids])) if ids else []
        )
        return inspected

    def all_healthy(self, *services: str, count: int | None = None) -> bool:
        """Whether the services' containers run and pass their health checks."""
        found = self.containers(*services)
        return len(found) == (len(services) if count is None else count) and all(
            container["State"]["Running"]
            and container["State"].get("Health", {}).get("Status", "healthy") == "healthy"
            for container in found
        )

    def left_behind(self) -> str:
        """Containers, networks and volumes of the project that are still there."""
        label = f"label=com.docker.compose.project={self.project}"
        return "".join(
            run(["docker", *what, "--filter", label, "--quiet"])
            for what in (["ps", "--all"], ["network", "ls"], ["volume", "ls"])
        )


def run(command: Sequence[str], *, given: str | None = None, timeout: float = 900) -> str:
    """Run a command; its standard output. Raises Failed with its errors."""
    done = subprocess.run(
        list(command),
        cwd=ROOT,
        env={**os.environ, **PORTS},
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).splitlines()[-25:])
        raise Failed(f"{' '.join(command[-6:])}: exit status {done.returncode}\n{tail}")
    return done.stdout


def get(url: str) -> Any:
    """JSON from a URL. Raises OSError."""
    with urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)


def wait_for(what: str, check: Callable[[], Any], seconds: float = 120) -> Any:
    """Ask again and again until the answer is true, and return it. Raises Failed."""
    until = time.monotonic() + seconds
    while True:
        try:
            found = check()
        except (OSError, ValueError, urllib.error.URLError) as error:
            found, last = None, f"{type(error).__name__}: {error}"
        else:
            last = f"last answer: {found!r}"[:300]
        if found:
            return found
        if time.monotonic() > until:
            raise Failed(f"{what}: not within {seconds:.0f} s; {last}")
        time.sleep(0.5)


def alert_ids() -> set[str]:
    """The ids of all alerts that the gateway serves."""
    found: set[str] = set()
    cursor: str | None = None
    while True:
        query = {"limit": "500", **({"cursor": cursor} if cursor else {})}
        page = get(f"{GATEWAY}/v1/alerts?{urllib.parse.urlencode(query)}")
        found |= {alert["alert_id"] for alert in page["alerts"]}
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def ask_prometheus(query: str) -> dict[str, float]:
    """An instant query's values by job (or by '' when the result has none)."""
    answer = get(f"{PROMETHEUS}/api/v1/query?{urllib.parse.urlencode({'query': query})}")
    return {
        sample["metric"].get("job", ""): float(sample["value"][1])
        for sample in answer["data"]["result"]
    }


def articles() -> Iterator[str]:
    """The articles that are replayed, one JSON line each: the labelled clusters'."""
    for path in sorted((ROOT / "tests" / "eval" / "dev").glob("*.json")):
        cluster = json.loads(path.read_text("utf-8"))
        for article in cluster["articles"]:
            yield json.dumps({**article, "id": f"{cluster['id']}/{article['id']}"})


class Smoke:
    """The steps, in order."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.started = time.monotonic()
        self.expected: set[str] = set()
        self.input = "\n".join(articles()) + "\n"

    def say(self, text: str) -> None:
        """A line of the report."""
        print(f"{time.monotonic() - self.started:7.1f} s  {text}", flush=True)

    def build(self) -> None:
        """Build the image."""
        self.stack.compose("build", "--quiet", timeout=3600)
        self.say("image built")

    def first_alert(self) -> None:
        """From nothing to the first alert over HTTP."""
        began = time.monotonic()
        self.stack.compose("up", "--detach", *self.stack.services, "producer")
        self.say(f"up returned after {time.monotonic() - began:.1f} s")
        alert = wait_for("first alert", lambda: get(f"{GATEWAY}/v1/alerts?limit=1")["alerts"])[0]
        self.say(f"first alert {time.monotonic() - began:.1f} s after up: {alert['explanation']}")

    def everything_healthy(self) -> None:
        """All services pass their health checks."""
        services = self.stack.services
        wait_for("healthy services", lambda: self.stack.all_healthy(*services), 180)
        self.say(f"healthy: {', '.join(services)}")

    def same_alerts_as_scan(self) -> None:
        """The stream finds what a scan of the same articles finds, no more and no less."""
        seeds = self._scan("/seeds")
        wait_for("alerts of the seeds", lambda: alert_ids() == seeds, 180)
        self.say(f"seeds: {len(seeds)} alerts, the same as `contraflow scan`")
        self.expected = self._scan("/seeds", "-", given=self.input)

    def killed_at_work(self) -> None:
        """SIGKILL each service in turn while it reads articles that nobody has read before."""
        self.replay()
        for service in ("extractor", "ledger", "gateway", "kafka", "ledger", "extractor"):
            time.sleep(3)
            self.stack.compose("kill", "--signal", "SIGKILL", service)
            self.stack.compose("up", "--detach", "--no-recreate", "--no-deps", service)
            self.say(f"{service} killed and started; lag {self._lag():.0f}")
        self.expect_the_same("kill each while it works")
        self.everything_healthy()

    def _scan(self, *paths: str, given: str | None = None) -> set[str]:
        out = self.stack.compose(
            "run", "--rm", "--no-deps", "--no-TTY", "extractor", "scan", *paths, "--alerts", "-",
            given=given,
        )  # fmt: skip
        return {json.loads(line)["alert_id"] for line in out.splitlines() if line.startswith("{")}

    def replay(self) -> None:
        """Send all articles (again)."""
        self.stack.compose(
            "run", "--rm", "--no-deps", "--no-TTY", "producer", "replay", "/seeds", "-",
            "--instant", given=self.input,
        )  # fmt: skip

    def expect_the_same(self, after: str) -> None:
        """The alerts are those expected, and nothing is left to read."""

        def settled() -> bool:
            return alert_ids() == self.expected and self._lag() == 0

        try:
            wait_for(f"the same alerts after: {after}", settled, 240)
        except Failed as failed:
            found = alert_ids()
            raise Failed(
                f"{failed}; missing {sorted(self.expected - found)}, "
                f"invented {sorted(found - self.expected)}, lag {self._lag()}"
            ) from None
        self.say(f"{after}: {len(self.expected)} alerts, the same ones; lag 0")

    def _lag(self) -> float:
        # Two looks later than now, so that it is not an old figure.
        newest = ask_prometheus("max(contraflow_lag_observed_timestamp_seconds)").get("", 0)
        lag = ask_prometheus(
            "sum(max by (group, topic, partition) (contraflow_consumer_lag_records))"
        )
        return lag.get("", -1) if newest > time.time() - 30 else -1

    def metrics_scraped(self) -> None:
        """Prometheus reads every process, and the figures are those of the run."""
        jobs = {"extractor", "ledger", "gateway"}
        wait_for(
            "all targets up",
            lambda: {job for job, up in ask_prometheus("min by (job) (up)").items() if up} >= jobs,
        )
        seen = wait_for(
            "articles", lambda: ask_prometheus("sum(contraflow_articles_total)").get("")
        )
        alerts = wait_for("alerts", lambda: ask_prometheus("sum(contraflow_alerts_total)").get(""))
        self.say(f"scraped: {', '.join(sorted(jobs))}; {seen:.0f} articles, {alerts:.0f} revisions")
        health = ask_prometheus("sum(contraflow_live) / count(contraflow_live)")[""]
        if health != 1:
            raise Failed("a process says that it is not alive")

    def restart_each(self) -> None:
        """Restart each service in turn, and send everything again."""
        for service in self.stack.services:
            self.stack.compose("restart", service)
            self._wait_healthy(service)
            self.replay()
            self.expect_the_same(f"restart {service}, replay")

    def _wait_healthy(self, service: str) -> None:
        wait_for(f"healthy {service}", lambda: self.stack.all_healthy(service), 180)

    def producer_again(self) -> None:
        """Restart the one-shot services."""
        self.stack.compose("restart", "topics", "producer")
        wait_for(
            "the one-shot services",
            lambda: all(
                not c["State"]["Running"] and c["State"]["ExitCode"] == 0
                for c in self.stack.containers("topics", "producer")
            ),
        )
        self.expect_the_same("restart topics and producer")

    def scale(self) -> None:
        """Three extractors share the work, and all are scraped."""
        self.stack.compose(
            "up", "--detach", "--no-recreate", "--scale", "extractor=3", "extractor"
        )  # fmt: skip
        wait_for("three extractors", lambda: self.stack.all_healthy("extractor", count=3), 180)
        count = 'count(up{job="extractor"} == 1)'
        wait_for("three targets", lambda: ask_prometheus(count).get("") == 3)
        self.replay()
        self.expect_the_same("scale extractor=3, replay")
        spread = 'count(sum by (instance) (contraflow_assigned_partitions{job="extractor"}) > 0)'
        shared = wait_for("shared partitions", lambda: ask_prometheus(spread).get("") == 3)
        if shared:
            self.say("each of the three extractors has partitions of its own")

    def hardened(self) -> None:
        """Containers run as the file says."""
        for container in self.stack.containers():
            name, config, host = container["Name"], container["Config"], container["HostConfig"]
            user = config["User"] or "root"
            if user in ("root", "0"):
                raise Failed(f"{name} runs as root")
            if "ALL" not in (host["CapDrop"] or ()):
                raise Failed(f"{name} has capabilities")
            if not host["ReadonlyRootfs"] and "kafka" not in name:
                raise Failed(f"{name} has a writable root")
            for bindings in (host["PortBindings"] or {}).values():
                if any(binding["HostIp"] != "127.0.0.1" for binding in bindings):
                    raise Failed(f"{name} publishes a port beyond loopback")
        self.say("containers: not root, no capabilities, read-only (Kafka apart), loopback ports")

    def brokers_stop(self) -> None:
        """Stop one broker after the other while articles are replayed."""
        for broker in BROKERS:
            self.stack.compose("kill", "--signal", "SIGKILL", broker)
            self.say(f"{broker} killed")
            self.replay()
            self.expect_the_same(f"replay with {broker} down")
            self.stack.compose("up", "--detach", "--no-recreate", "--no-deps", broker)
            self._wait_healthy(broker)
            self._wait_in_sync()
            self.expect_the_same(f"{broker} back")

    def _wait_in_sync(self) -> None:
        # The next broker may stop only when the last one has caught up.
        command = (
            "KAFKA_HEAP_OPTS=-Xmx64m /opt/kafka/bin/kafka-topics.sh --bootstrap-server "
            "kafka:9092,kafka-2:9092,kafka-3:9092 --describe --under-replicated-partitions"
        )

        def in_sync() -> bool:
            out = self.stack.compose("exec", "--no-TTY", "kafka", "bash", "-c", command)
            return "Partition:" not in out

        wait_for("replicas in sync", in_sync, 180)

    def down(self) -> None:
        """Take it down; nothing may be left."""
        self.stack.compose("down", "--volumes", "--remove-orphans", "--timeout", "60")
        left = self.stack.left_behind()
        if left:
            raise Failed(f"left after down: {left}")
        self.say("down: no container, network or volume left")


def main() -> int:
    """Run the steps; an exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cluster", action="store_true", help="three brokers")
    parser.add_argument("--without", action="append", default=[], help="leave a service out")
    parser.add_argument("--no-build", action="store_true", help="take the image as it is")
    parser.add_argument("--keep", action="store_true", help="do not take it down after a failure")
    options = parser.parse_args()
    stack = Stack(cluster=options.cluster, without=options.without)
    smoke = Smoke(stack)
    steps = [
        *([] if options.no_build else [smoke.build]),
        smoke.first_alert,
        smoke.everything_healthy,
        smoke.same_alerts_as_scan,
        smoke.metrics_scraped,
        smoke.hardened,
        *(
            [smoke.brokers_stop]
            if options.cluster
            else [smoke.killed_at_work, smoke.restart_each, smoke.producer_again, smoke.scale]
        ),
        smoke.down,
    ]
    try:
        stack.compose("down", "--volumes", "--remove-orphans")
        for step in steps:
            step()
    except (Failed, subprocess.TimeoutExpired) as failed:
        smoke.say(f"FAILED: {failed}")
        for service in ("extractor", "ledger", "gateway", "kafka"):
            print(stack.compose("logs", "--no-color", "--tail", "15", service), file=sys.stderr)
        return 1
    finally:
        if not options.keep:
            stack.compose("down", "--volumes", "--remove-orphans")
    smoke.say(f"passed: {len(steps)} steps")
    return 0


if __name__ == "__main__":
    sys.exit(main())
