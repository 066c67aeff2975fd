"""A gateway without Kafka: tests write to its store themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from contraflow.gateway.api import Gateway
from contraflow.gateway.app import create_app
from contraflow.gateway.publish import UnavailableError
from contraflow.gateway.store import Store
from contraflow.settings import Settings
from schemas import Record
from streams.topics import TopicName


class FakePublisher:
    """Keeps what would go to Kafka."""

    def __init__(self) -> None:
        self.sent: list[tuple[TopicName, Record, str]] = []
        self.down = False

    async def publish(self, topic: TopicName, record: Record, key: str) -> None:
        """Keep one record, unless the broker is said to be down."""
        if self.down:
            raise UnavailableError("the broker did not take it")
        self.sent.append((topic, record, key))


MakeApp = Callable[..., FastAPI]


@pytest.fixture
def publisher() -> FakePublisher:
    return FakePublisher()


@pytest.fixture
def make_app(tmp_path: Path, publisher: FakePublisher) -> MakeApp:
    """Makes applications on the test's folder, with settings of one's own."""

    def make(**changes: object) -> FastAPI:
        values = {"gateway_allowed_hosts": ("testserver", "127.0.0.1"), **changes}
        return create_app(
            Settings.model_validate(values),
            folder=tmp_path / "gateway",
            publisher=publisher,
            read_kafka=False,
        )

    return make


@pytest.fixture
def app(make_app: MakeApp) -> FastAPI:
    return make_app()


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


@pytest.fixture
def gateway(app: FastAPI) -> Gateway:
    gateway = app.state.gateway
    assert isinstance(gateway, Gateway)
    return gateway


@pytest.fixture
def store(gateway: Gateway) -> Store:
    return gateway.store
