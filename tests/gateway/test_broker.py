"""The gateway on a real broker: killed in the middle of a stream, nothing is lost or repeated."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from contraflow.settings import Settings, settings_environment
from schemas import Alert, AlertStatus, Feedback, Heartbeat, Record, Verdict
from streams.admin import create_topics
from streams.broker import free_port
from streams.codec import Message, encode
from streams.follow import read_topic
from streams.topics import TopicName
from tests.broker.stack import PROJECT, send_raw
from tests.eval import validate
from tests.gateway.live import wait_for
from tests.gateway.records import BEJAIA, LYSYCHANSK, TOUDJA, alert, claim, merged
from tests.gateway.sse_client import listening

pytestmark = [pytest.mark.broker, pytest.mark.slow]

PLACES = (TOUDJA, BEJAIA, LYSYCHANSK)


def numbered(number: int) -> Alert:
    """An alert about one of three places, so that several partitions take part."""
    return alert(number, place=PLACES[number % len(PLACES)])


async def publish(settings: Settings, topic: TopicName, records: list[tuple[Record, str]]) -> None:
    messages = [encode(record, source="/tests", key=key) for record, key in records]
    await send_raw(settings, topic, messages)


async def publish_alerts(settings: Settings, alerts: list[Alert]) -> None:
    await publish(settings, TopicName.ALERTS, [(one, one.place.id) for one in alerts])


@contextmanager
def gateway(settings: Settings) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A gateway in a process of its own; killed at the end of the block."""
    folder = settings.datadir / "test-logs"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "gateway.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "contraflow.gateway"],
            env={**os.environ, **settings_environment(settings)},
            cwd=PROJECT, stdout=log, stderr=log,
        )  # fmt: skip
    url = f"http://127.0.0.1:{settings.gateway_port}"
    try:
        wait_for(lambda: _is_ready(url), seconds=60)
        yield url, process
    finally:
        process.kill()
        process.wait()


def _is_ready(url: str) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(f"{url}/readyz").status_code == 200
    return False


def _log_files(settings: Settings) -> list[Path]:
    return list((settings.datadir / "gateway").glob("log.sqlite*"))


async def test_kills_in_the_middle_of_a_stream_lose_nothing(broker_settings: Settings) -> None:
    settings = broker_settings.model_copy(
        update={"gateway_port": free_port(), "heartbeat_seconds": 0.5}
    )
    await create_topics(settings)
    seen: list[str] = []
    expected: set[str] = set()
    last = "-"
    for round_number in range(4):
        first = round_number * 30
        batch = [numbered(n) for n in range(first, first + 30)]
        before, after = batch[:15], batch[15:]
        with gateway(settings) as (url, process), listening(url, last=last) as client:
            await publish_alerts(settings, before)
            expected |= {f"{one.alert_id}/1" for one in before}
            wait_for(lambda c=client: len(c.events) >= 5, seconds=30)
            process.kill()  # in the middle: some of these were read, some sent, some neither
        seen += client.keys
        last = client.last_id
        # written while the gateway is away
        await publish_alerts(settings, after)
        expected |= {f"{one.alert_id}/1" for one in after}
        if round_number == 2:
            for file in _log_files(settings):
                file.unlink()
    with gateway(settings) as (url, _), listening(url, last=last) as client:
        missing = len(expected) - len(seen)
        wait_for(lambda: len(client.events) >= missing, seconds=30)
        seen += client.keys
        assert len(seen) == len(set(seen))
        assert set(seen) == expected

        listed = httpx.get(f"{url}/v1/alerts?limit=500").json()["alerts"]
        assert {f"{one['alert_id']}/{one['revision']}" for one in listed} == expected
    ticks = [one.record async for one in read_topic(settings, TopicName.HEARTBEAT, Heartbeat)]
    assert ticks


async def test_a_lost_database_comes_back_with_claims_and_feedback(
    broker_settings: Settings,
) -> None:
    settings = broker_settings.model_copy(update={"gateway_port": free_port()})
    await create_topics(settings)
    resolved = alert(1, revision=2, status=AlertStatus.RESOLVED, resolution="withdrawn")
    await publish_alerts(settings, [alert(1), resolved])
    await publish(
        settings, TopicName.MERGED_CLAIMS, [(merged(claim("1e", "We have four dead.")), "claim-1e")]
    )
    # neither a record nor JSON: passed over, the rest goes on
    await send_raw(settings, TopicName.ALERTS, [_garbage()])
    await publish_alerts(settings, [alert(2)])
    with gateway(settings) as (url, _):
        answer = httpx.post(
            f"{url}/v1/alerts/alert-1/feedback", json={"verdict": "right", "note": "seen it"}
        )
        assert answer.status_code == 201
        wait_for(lambda: len(httpx.get(f"{url}/v1/alerts").json()["alerts"]) == 2)
        before = _all(url)
    sent = [one.record async for one in read_topic(settings, TopicName.FEEDBACK, Feedback)]
    assert [(one.verdict, one.note) for one in sent] == [(Verdict.RIGHT, "seen it")]
    exported = subprocess.run(
        [sys.executable, "-m", "contraflow", "feedback", "export", settings.datadir / "labels"],
        env={**os.environ, **settings_environment(settings)},
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert exported.stdout.startswith("1 clusters in ")
    (labels,) = (settings.datadir / "labels").glob("*.json")
    assert validate.problems(labels) == []
    for file in _log_files(settings):
        file.unlink()
    with gateway(settings) as (url, _):
        assert _all(url) == before
        assert before["alert"]["feedback"][0]["note"] == "seen it"
        assert [one["status"] for one in before["alert"]["revisions"]] == ["open", "resolved"]


def _all(url: str) -> dict[str, dict[str, object]]:
    return {
        "alerts": httpx.get(f"{url}/v1/alerts").json(),
        "alert": httpx.get(f"{url}/v1/alerts/alert-1").json(),
        "timeline": httpx.get(f"{url}/v1/places/{TOUDJA.id}/timeline").json(),
    }


def _garbage() -> Message:
    return Message(key=b"x", value=json.dumps({"alert_id": 1}).encode()[:-1], headers=())
