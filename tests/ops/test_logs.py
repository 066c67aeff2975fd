"""Log lines carry ids and never texts."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from contraflow.logs import MAX_MESSAGE, Throttle, log_context, setup_logging
from schemas import Article

SECRET = "The whole text of an article that must not be logged."


@pytest.fixture(autouse=True)
def _restore_root() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_json_lines_carry_the_named_fields_only() -> None:
    stream = io.StringIO()
    setup_logging("json", component="ledger", stream=stream)
    logging.getLogger("x").info("alert written", extra={"alert_id": "a1", "text": SECRET})
    (line,) = lines(stream)
    assert line["message"] == "alert written"
    assert line["alert_id"] == "a1"
    assert line["component"] == "ledger"
    assert line["level"] == "info"
    assert str(line["time"]).endswith("+00:00")
    assert SECRET not in stream.getvalue()


def test_context_reaches_every_line_within_it() -> None:
    stream = io.StringIO()
    setup_logging("json", stream=stream)
    log = logging.getLogger("x")
    with log_context(article_id="art-1"), log_context(stage="read"):
        log.info("in")
    log.info("out")
    inside, outside = lines(stream)
    assert (inside["article_id"], inside["stage"]) == ("art-1", "read")
    assert "article_id" not in outside


def test_a_validation_error_is_told_without_its_input() -> None:
    stream = io.StringIO()
    setup_logging("json", stream=stream)
    try:
        Article.model_validate({"id": "", "text": SECRET, "published_at": SECRET})
    except ValidationError:
        logging.getLogger("x").exception("bad article", extra={"offset": 7})
    (line,) = lines(stream)
    assert SECRET not in stream.getvalue()
    error = line["error"]
    assert isinstance(error, dict)
    assert error["type"] == "ValidationError"
    assert "published_at" in str(error["message"])


@pytest.mark.parametrize("format", ["json", "text"])
def test_long_values_are_cut_and_odd_text_is_written(format: str) -> None:
    stream = io.StringIO()
    setup_logging(format, stream=stream)  # type: ignore[arg-type]
    logging.getLogger("x").warning("%s", "\ud800\n" + "y" * 10_000, extra={"place_id": "z" * 9999})
    assert len(stream.getvalue()) < MAX_MESSAGE + 1000
    stream.getvalue().encode()


def test_text_is_for_people() -> None:
    stream = io.StringIO()
    setup_logging("text", stream=stream)
    logging.getLogger("x").info("topic created", extra={"topic": "articles"})
    assert stream.getvalue().endswith("info    x: topic created topic=articles\n")


def test_the_level_is_kept_and_clients_are_quiet() -> None:
    stream = io.StringIO()
    setup_logging("json", "info", stream=stream)
    logging.getLogger("x").debug("no")
    logging.getLogger("aiokafka.conn").info("no")
    assert stream.getvalue() == ""


def test_a_client_that_repeats_itself_is_counted_instead() -> None:
    now = 0.0
    throttle = Throttle(most=2, seconds=30, clock=lambda: now)

    def passes(name: str, node: int) -> logging.LogRecord | None:
        record = logging.LogRecord(name, logging.ERROR, "", 0, "no node %s", (node,), None)
        return record if throttle.filter(record) else None

    assert [passes("aiokafka.conn", n) is not None for n in range(5)] == [True] * 2 + [False] * 3
    assert all(passes("streams.lane", n) for n in range(5)), "our own lines always pass"
    now = 31.0
    again = passes("aiokafka.conn", 9)
    assert again is not None
    assert again.count == 3, "the lines that were left out"  # type: ignore[attr-defined]
