"""The compose files keep the promises of docs/operations.md."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from contraflow.settings import ENV_PREFIX, Settings
from streams import stopping, supervisor

ROOT = Path(__file__).parents[2]


class _Loader(yaml.SafeLoader):
    """Knows compose's own tags, which say how files are laid over each other."""


_Loader.add_constructor("!override", lambda loader, node: loader.construct_sequence(node))
BASE: dict[str, Any] = yaml.load((ROOT / "docker-compose.yml").read_text("utf-8"), _Loader)
CLUSTER: dict[str, Any] = yaml.load(
    (ROOT / "docker-compose.cluster.yml").read_text("utf-8"), _Loader
)
SERVICES: dict[str, dict[str, Any]] = BASE["services"]
ONE_SHOT = {"topics", "producer"}


@pytest.fixture(params=sorted(SERVICES))
def service(request: pytest.FixtureRequest) -> dict[str, Any]:
    return SERVICES[request.param]


def test_images_are_pinned(service: dict[str, Any]) -> None:
    assert re.search(r":(v?\d+\.\d+\.\d+|\$\{CONTRAFLOW_IMAGE_TAG:-local\})$", service["image"])


def test_containers_are_hardened(service: dict[str, Any]) -> None:
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is True or service is SERVICES["kafka"]
    limits = service["deploy"]["resources"]["limits"]
    assert limits["memory"]
    assert limits["cpus"]
    assert service["logging"]["options"]["max-size"]


def test_ports_are_on_loopback(service: dict[str, Any]) -> None:
    for port in service.get("ports", ()):
        assert port.startswith("127.0.0.1:")


def test_long_running_services_have_health_checks_and_time_to_stop() -> None:
    for name, service in SERVICES.items():
        if name in ONE_SHOT or service.get("profiles"):
            continue
        assert service["healthcheck"]["test"], name
        assert service["restart"] == "unless-stopped", name
        assert service["stop_grace_period"], name


@pytest.mark.parametrize("worker", ["extractor", "ledger"])
def test_workers_end_by_themselves_before_they_are_killed(worker: str) -> None:
    seconds = int(SERVICES[worker]["stop_grace_period"].removesuffix("s"))
    # With one process a stage in a container, its supervisor comes in between.
    assert seconds > supervisor.STOP_SECONDS > stopping.STOP_SECONDS


def test_scalable_services_have_no_fixed_names_or_ports() -> None:
    for name in ("extractor", "ledger"):
        assert "ports" not in SERVICES[name]
        assert "container_name" not in SERVICES[name]


def test_volumes_are_declared() -> None:
    named = {
        volume.split(":")[0]
        for file in (BASE, CLUSTER)
        for service in file["services"].values()
        for volume in service.get("volumes", ())
        if not volume.startswith(("./", "/"))
    }
    assert named == set(BASE["volumes"]) | set(CLUSTER["volumes"])


def test_the_kafka_version_is_the_one_that_is_tested() -> None:
    pom = (ROOT / "tests" / "broker" / "pom.xml").read_text("utf-8")
    version = re.search(r"<kafka.version>([^<]+)<", pom)
    assert version is not None
    assert SERVICES["kafka"]["image"] == f"apache/kafka:{version.group(1)}"


def test_settings_that_the_files_set_exist() -> None:
    given = {
        name
        for service in [*SERVICES.values(), *CLUSTER["services"].values()]
        for name in service.get("environment", ())
    }
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    given |= set(re.findall(r"\b(CONTRAFLOW_[A-Z_]+)=", dockerfile))
    known = {f"{ENV_PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert {name for name in given if name.startswith(ENV_PREFIX)} <= known


def test_every_variable_is_in_the_sample_with_its_default() -> None:
    text = "".join(
        (ROOT / name).read_text("utf-8")
        for name in ("docker-compose.yml", "docker-compose.cluster.yml")
    )
    used = dict(re.findall(r"\$\{([A-Z0-9_]+):-([^}]*)\}", text))
    sample = dict(
        re.findall(r"^#([A-Z0-9_]+)=(.*)$", (ROOT / ".env.sample").read_text("utf-8"), re.M)
    )
    assert sample == used


def test_three_brokers_share_every_record() -> None:
    brokers = [CLUSTER["services"][name]["environment"] for name in ("kafka-2", "kafka-3")]
    for environment in brokers:
        assert environment["KAFKA_DEFAULT_REPLICATION_FACTOR"] == "3"
        assert environment["KAFKA_MIN_INSYNC_REPLICAS"] == "2"
        assert environment["KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR"] == "3"
        assert environment["KAFKA_UNCLEAN_LEADER_ELECTION_ENABLE"] == "false"
    for name in ("topics", "extractor", "ledger", "gateway", "producer"):
        environment = CLUSTER["services"][name]["environment"]
        assert environment["CONTRAFLOW_REPLICATION"] == "3"
        assert environment["CONTRAFLOW_BOOTSTRAP_SERVERS"].count(",") == 2
