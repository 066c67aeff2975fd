"""Fixtures that several folders of tests share: a broker, and settings of a test's own on it."""

from __future__ import annotations

import os
import signal
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contraflow.settings import Settings
from streams.broker import LocalBroker, local_broker_available
from tests.broker.kafka_server import PROJECT, KafkaServer, kafka_version, unavailable

LOCAL_BROKER_ONLY = "CONTRAFLOW_TEST_LOCAL_BROKER"
"""Set this variable to run the broker tests on the local broker even where Kafka can be had."""

TestBroker = KafkaServer | LocalBroker


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts its background jobs deaf to Ctrl-C, and every program under test would inherit
    # that: the tests send Ctrl-C, so they must hear it wherever they are started from.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_report_header() -> str:
    """Say which broker the broker tests run on."""
    return f"broker tests on: {_which_broker()}"


def _which_broker() -> str:
    reason = _no_kafka()
    if reason is None:
        return f"Apache Kafka {kafka_version()}"
    if local_broker_available():
        return f"the local broker (no Apache Kafka here: {reason})"
    return f"none, they are skipped (no Apache Kafka here: {reason}; no local broker either)"


def _no_kafka() -> str | None:
    if os.environ.get(LOCAL_BROKER_ONLY):
        return f"{LOCAL_BROKER_ONLY} is set"
    return unavailable()


def start_broker(folder: Path) -> TestBroker:
    """A broker with its data in ``folder``: Apache Kafka, or the local one where that cannot be."""
    if _no_kafka() is None:
        return KafkaServer(folder).start()
    if local_broker_available():
        return LocalBroker(folder).start()
    pytest.skip("no broker can be had here")


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestBroker]:
    """One broker for the whole run."""
    server = start_broker(tmp_path_factory.mktemp("broker") / "server")
    yield server
    server.stop()


@pytest.fixture
def make_settings(tmp_path: Path) -> Callable[..., Settings]:
    """Settings with topics and a data folder of the test's own."""
    prefix = f"t{uuid.uuid4().hex[:8]}."

    def make(broker: TestBroker, **changes: object) -> Settings:
        values = {
            "bootstrap_servers": broker.bootstrap,
            "topic_prefix": prefix,
            "datadir": tmp_path / "var",
            "metrics_port": 0,
            # Built once for all tests: that takes half a minute.
            "gazetteer_dir": PROJECT / "var",
        }
        return Settings.model_validate({**values, **changes})

    return make


@pytest.fixture
def broker_settings(broker: TestBroker, make_settings: Callable[..., Settings]) -> Settings:
    """Settings for the shared broker."""
    return make_settings(broker)
