"""A process that reads: what it answers, and what becomes of articles that it does not survive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from contraflow.metrics import Component, Metrics
from contraflow.settings import Settings
from schemas import Article, DeadLetterReason
from streams.apart import TRIES, ReaderProcess, ReaderUnavailable, ReadingFailed
from streams.codec import decode, encode
from streams.handlers import ExtractorHandler
from streams.lane import Event
from streams.producer import Producer
from streams.topics import TopicName
from tests.streams import fakes
from tests.streams.test_handlers import Disk

COMMAND = [sys.executable, "-m", "tests.streams.reader_process"]


def article(text: str, name: str = "one") -> Article:
    return Article(
        id=name, source="Paper", published_at=datetime(2026, 1, 2, tzinfo=UTC), text=text
    )


@pytest.fixture
def make() -> Iterator[Callable[..., ReaderProcess]]:
    made = []

    def one(
        *more: str, seconds: float = 30, on_restart: Callable[[], object] = lambda: None
    ) -> ReaderProcess:
        made.append(ReaderProcess([*COMMAND, *more], {}, seconds=seconds, on_restart=on_restart))
        return made[-1]

    yield one
    for reader in made:
        reader.stop()


def test_it_answers_what_the_reader_reads(make: Callable[..., ReaderProcess]) -> None:
    reader = make()
    reader.start()
    for text in ("Yendi|open\nTamale|shut", "", "Sunyani|open " + "and so on " * 50_000):
        answer = reader.read(article(text))
        assert answer.claims == fakes.FakeReader().read(article(text)).claims
        assert answer.skipped is None


def test_what_the_reader_raises_is_the_articles_fault(make: Callable[..., ReaderProcess]) -> None:
    reader = make()
    with pytest.raises(ReadingFailed, match="RuntimeError: cannot read this"):
        reader.read(article("boom"))
    first = reader.pid
    assert reader.read(article("Yendi|open")).claims
    assert reader.pid == first


@pytest.mark.parametrize(("text", "how"), [("die", "SIGSEGV"), ("exit", "status 3")])
def test_an_article_that_ends_every_process_is_at_fault(
    make: Callable[..., ReaderProcess], text: str, how: str
) -> None:
    restarts: list[int] = []
    reader = make(on_restart=lambda: restarts.append(1))
    reader.start()
    with pytest.raises(ReadingFailed, match=how):
        reader.read(article(text))
    assert len(restarts) == TRIES - 1
    assert reader.read(article("Yendi|open")).claims
    assert len(restarts) == TRIES  # the next article brings the last one's replacement


def test_a_process_that_somebody_kills_is_replaced(
    make: Callable[..., ReaderProcess], tmp_path: Path
) -> None:
    reader = make()
    reader.start()
    assert reader.read(article(f"once {tmp_path / 'mark'}")).claims == ()
    assert reader.pid is not None
    os.kill(reader.pid, signal.SIGKILL)
    assert reader.read(article("Yendi|open")).claims


@pytest.mark.parametrize("text", ["sleep", "hang"])
def test_an_article_that_takes_too_long_is_at_fault(
    make: Callable[..., ReaderProcess], text: str
) -> None:
    restarts: list[int] = []
    reader = make(seconds=1.0, on_restart=lambda: restarts.append(1))
    reader.start()
    began = time.monotonic()
    with pytest.raises(ReadingFailed, match="longer than 1 s"):
        reader.read(article(text))
    assert time.monotonic() - began < 5
    assert not restarts
    assert reader.read(article("Yendi|open")).claims
    assert len(restarts) == 1


def test_what_is_printed_is_no_answer(make: Callable[..., ReaderProcess]) -> None:
    assert make().read(article("print")).claims == ()


def test_a_reader_that_does_not_start_is_nobodys_fault(
    make: Callable[..., ReaderProcess],
) -> None:
    reader = make("broken")
    with pytest.raises(ReaderUnavailable, match="status 4"):
        reader.start()
    with pytest.raises(ReaderUnavailable):
        reader.read(article("Yendi|open"))


def test_it_ends_with_its_worker() -> None:
    """Also when that is killed while an article is read."""
    script = (
        "import sys; from tests.streams.test_apart import *\n"
        "reader = ReaderProcess(COMMAND, {}, seconds=60); reader.start()\n"
        "print(reader.pid, flush=True); reader.read(article('hang'))"
    )
    worker = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert worker.stdout is not None
    pid = int(worker.stdout.readline())
    time.sleep(0.3)
    worker.kill()
    worker.wait()
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or "Z" in _state(pid):
            return
        time.sleep(0.1)
    pytest.fail("the process that reads was left behind")


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def _handler(disk: Disk, reader: ReaderProcess) -> ExtractorHandler:
    metrics = Metrics(Component.EXTRACTOR, version="test", rules_version="test")
    return ExtractorHandler(Settings(), metrics, cast(Producer, disk), reader, fakes.routes)


def _event(given: Article, offset: int) -> Event:
    value = encode(given, source="/tests", key=given.id).value
    return Event("in", 0, offset, b"key", value, (), fakes.EPOCH)


async def test_the_next_article_is_read_after_one_that_kills(
    make: Callable[..., ReaderProcess],
) -> None:
    disk, reader = Disk(), make(seconds=1.0)
    handler = _handler(disk, reader)
    await handler.start()
    given = [article("die", "a"), article("hang", "b"), article("Yendi|open", "c")]
    await handler.handle(0, [_event(one, offset) for offset, one in enumerate(given)])
    await handler.stop()
    assert reader.pid is None
    assert [letter.origin.offset for letter in disk.letters] == [0, 1]
    assert {letter.reason for letter in disk.letters} == {DeadLetterReason.STAGE_FAILED}
    assert [decode(letter.payload, Article) for letter in disk.letters] == given[:2]
    assert len([1 for kind, _ in disk.sent if kind is TopicName.CLAIMS]) == 1


async def test_articles_are_not_set_aside_for_want_of_a_reader(
    make: Callable[..., ReaderProcess],
) -> None:
    disk = Disk()
    handler = _handler(disk, make("broken"))
    await handler.start()
    with pytest.raises(ReaderUnavailable):
        await handler.handle(0, [_event(article("Yendi|open"), 0)])
    await handler.stop()
    assert disk.letters == []


def test_the_products_reader_is_read_by_and_measured(tmp_path: Path) -> None:
    settings = Settings()
    metrics = Metrics(Component.EXTRACTOR, version="test", rules_version="test")
    reader = ReaderProcess.of(settings, metrics.reader_restarts.inc)
    metrics.watch_reader(lambda: reader.pid)
    memory = "contraflow_reader_process_resident_memory_bytes"
    assert metrics.registry.get_sample_value(memory) is None
    try:
        reader.start()
        answer = reader.read(article("Rebels seized the town of Yendi on Friday, the army said."))
        assert [claim.place.name for claim in answer.claims] == ["Yendi"]
        assert reader.read(article("...")).skipped == "empty"
        assert (metrics.registry.get_sample_value(memory) or 0) > 50e6
    finally:
        reader.stop()
