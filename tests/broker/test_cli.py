"""The command line against a broker: replay, alerts, dead letters, and `up`."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from contraflow.settings import Settings, settings_environment
from schemas import Alert, AlertStatus, Article, DeadLetter
from schemas.export import EXAMPLES_FOLDER
from streams.admin import create_topics
from streams.broker import local_broker_available
from streams.codec import encode
from streams.follow import read_topic
from streams.producer import Producer
from streams.topics import TopicName, Topics

pytestmark = pytest.mark.broker

ROOT = Path(__file__).parents[2]


def _contraflow(
    settings: Settings, *arguments: object, status: int = 0
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "contraflow", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **settings_environment(settings)},
        check=False,
        timeout=120,
    )
    assert done.returncode == status, done.stderr
    return done


def _example(name: str) -> str:
    return (EXAMPLES_FOLDER / f"{name}.json").read_text()


async def _put(settings: Settings, kind: TopicName, *records: Alert | DeadLetter) -> None:
    await create_topics(settings)
    topic = Topics(settings)[kind]
    async with Producer(settings, client_id="test") as producer:
        messages = [encode(record, source="/test", key="key") for record in records]
        await producer.send_all([(topic, message) for message in messages])


async def _articles(settings: Settings) -> list[Article]:
    return [r.record async for r in read_topic(settings, TopicName.ARTICLES, Article)]


def test_topics_are_created_once_and_listed(broker_settings: Settings) -> None:
    created = _contraflow(broker_settings, "topics", "create").stdout.split("\n")
    names = [topic.name for topic in Topics(broker_settings).values()]
    assert sorted(line for line in created if line) == sorted(f"created {name}" for name in names)
    assert _contraflow(broker_settings, "topics", "create").stdout == "every topic is there\n"
    listed = _contraflow(broker_settings, "topics", "list").stdout
    assert "missing" not in listed
    assert all(name in listed for name in names)


def test_other_partitions_than_the_settings_ask_for_are_refused(broker_settings: Settings) -> None:
    _contraflow(broker_settings, "topics", "create")
    other = broker_settings.model_copy(update={"partitions": 7})
    done = _contraflow(other, "replay", "seeds", status=1)
    assert "partitions" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_replay_reaches_the_topic_with_bad_lines_named(
    broker_settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "more.jsonl"
    article = Article.model_validate_json(_example("article"))
    path.write_text(f"{article.model_dump_json()}\n{{\n")
    done = _contraflow(broker_settings, "replay", "seeds", path, status=1)
    assert f"{path}:2: " in done.stderr
    assert "6 articles sent" in done.stderr
    sent = asyncio.run(_articles(broker_settings))
    assert {a.id for a in sent} == {f"seeds/s{n}" for n in range(5)} | {article.id}
    assert next(a for a in sent if a.id == article.id) == article


def test_a_paced_replay_takes_its_time(broker_settings: Settings) -> None:
    # The seeds span two and a half days.
    _contraflow(broker_settings, "topics", "create")
    started = time.monotonic()
    _contraflow(broker_settings, "replay", "seeds", "--speed", 60 * 3600 / 3)
    assert time.monotonic() - started > 3


def test_alerts_are_listed_in_their_latest_revision_and_filtered(broker_settings: Settings) -> None:
    alert = Alert.model_validate_json(_example("alert"))
    updated = alert.model_copy(update={"revision": 2, "status": AlertStatus.UPDATED})
    elsewhere = alert.model_copy(
        update={
            "alert_id": "elsewhere",
            "detected_at": alert.detected_at - timedelta(days=1),
            "place": alert.place.model_copy(
                update={"id": "geonames:1", "name": "Bunia", "surface": "Bunia", "aliases": ()}
            ),
        }
    )
    asyncio.run(_put(broker_settings, TopicName.ALERTS, alert, updated, elsewhere, alert))

    def found(*filters: object) -> list[Alert]:
        out = _contraflow(broker_settings, "alerts", "--json", *filters).stdout
        return [Alert.model_validate_json(line) for line in out.splitlines()]

    assert found() == [elsewhere, updated]
    assert found("--place", "lisichansk") == [updated]
    assert found("--place", "geonames:1") == [elsewhere]
    assert found("--aspect", "status") == []
    shown = _contraflow(broker_settings, "alerts", "--place", "Lysychansk").stdout
    assert "UPDATED" in shown and "Bunia" not in shown


def test_a_hook_gets_each_alert(broker_settings: Settings, tmp_path: Path) -> None:
    alert = Alert.model_validate_json(_example("alert"))
    asyncio.run(_put(broker_settings, TopicName.ALERTS, alert))
    target = tmp_path / "hooked"
    _contraflow(broker_settings, "alerts", "--exec", f"tee -a '{target}'")
    assert Alert.model_validate_json(target.read_text()) == alert


@pytest.fixture
def following(broker_settings: Settings) -> Iterator[subprocess.Popen[str]]:
    _contraflow(broker_settings, "topics", "create")
    process = subprocess.Popen(
        [sys.executable, "-m", "contraflow", "alerts", "--follow", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, **settings_environment(broker_settings), "PYTHONUNBUFFERED": "1"},
    )
    yield process
    process.kill()
    process.communicate()


def test_following_shows_an_alert_at_once_and_ends_on_ctrl_c(
    broker_settings: Settings, following: subprocess.Popen[str]
) -> None:
    alert = Alert.model_validate_json(_example("alert"))
    asyncio.run(_put(broker_settings, TopicName.ALERTS, alert))
    assert following.stdout is not None and following.stderr is not None
    assert Alert.model_validate_json(following.stdout.readline()) == alert
    following.send_signal(signal.SIGINT)
    assert following.wait(timeout=30) == 130
    assert following.stderr.read() == ""


def test_dead_letters_are_listed_and_sent_again(broker_settings: Settings) -> None:
    article = _example("article").encode()
    letter = json.loads(_example("dead-letter"))
    articles_topic = Topics(broker_settings)[TopicName.ARTICLES].name
    letter["origin"]["topic"] = articles_topic

    def make(number: int, payload: bytes, **changes: object) -> DeadLetter:
        made = DeadLetter.model_validate({**letter, **changes, "id": f"letter-{number}"})
        return made.model_copy(update={"payload": payload})

    whole = make(1, article)
    cut = make(2, article[:10], payload_truncated=True, reason="too-large")
    asyncio.run(_put(broker_settings, TopicName.DEAD_LETTERS, whole, cut))

    listed = _contraflow(broker_settings, "dlq", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["letter-1", "letter-2"]
    by_reason = _contraflow(broker_settings, "dlq", "list", "--reason", "too-large", "--json")
    assert [json.loads(line)["id"] for line in by_reason.stdout.splitlines()] == ["letter-2"]

    done = _contraflow(broker_settings, "dlq", "replay", "--all", status=1)
    assert done.stdout.split() == ["letter-1"]
    assert "1 not sent" in done.stderr
    assert "not found" in _contraflow(broker_settings, "dlq", "replay", "x", status=1).stderr
    assert asyncio.run(_articles(broker_settings)) == [Article.model_validate_json(article)]


@pytest.mark.slow
@pytest.mark.skipif(not local_broker_available(), reason="the local broker is not installed")
def test_everything_with_one_command(tmp_path: Path) -> None:
    scanned = subprocess.run(
        [sys.executable, "-m", "contraflow", "scan", "seeds", "--alerts", "-"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    wanted = {Alert.model_validate_json(line).alert_id for line in scanned.stdout.splitlines()}
    assert wanted
    datadir = tmp_path / "data"
    environment = {
        "CONTRAFLOW_DATADIR": str(datadir),
        "CONTRAFLOW_GAZETTEER_DIR": str(ROOT / "var"),
        "CONTRAFLOW_GATEWAY_PORT": "0",
        "PYTHONUNBUFFERED": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "contraflow", "up", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    # Ends the reading below, should the alerts not come.
    watchdog = threading.Timer(180, process.kill)
    watchdog.start()
    try:
        assert process.stdout is not None and process.stderr is not None
        found: set[str] = set()
        for line in process.stdout:
            found.add(Alert.model_validate_json(line).alert_id)
            if found >= wanted:
                break
        assert found >= wanted, process.stderr.read()
        family = _descendants(process.pid)
        assert len(family) >= 3, "broker, extractor and ledger"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0, process.stderr.read()
        assert found == wanted
        assert not [pid for pid in family if Path(f"/proc/{pid}").exists()]
        assert [path.name for path in tmp_path.iterdir()] == ["data"]
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()


def _descendants(pid: int) -> list[int]:
    """Processes that a process started, and theirs; none where there is no /proc."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        return []
    found = [int(child) for child in children.read_text().split()]
    return found + [further for child in found for further in _descendants(child)]
