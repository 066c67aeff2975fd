"""Logs: one JSON object a line in containers, readable text on a terminal.

Code logs with the standard library and names what a line is about with ``extra``::

    log.info("alert written", extra={"alert_id": alert.alert_id, "place_id": alert.place.id})

Only ids and figures belong there. Article texts, quotes and payloads must not end up in logs: the
fields are a closed list, long values are cut, and a validation error is told without its input.
"""

from __future__ import annotations

import logging
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import IO, Any, Literal

import orjson
from pydantic import ValidationError

FIELDS = frozenset({
    "alert_id", "article_id", "aspect", "attempt", "claim_id", "component", "count", "group",
    "mention_id", "offset", "outcome", "partition", "path", "place_id", "port", "reason",
    "revision", "seconds", "size_bytes", "stage", "status", "subscription_id", "table", "topic",
    "type",
})  # fmt: skip
"""The fields that ``extra`` may name; others are dropped."""
MAX_VALUE = 256
"""Longest value of a field and of an error's message, in characters."""
MAX_MESSAGE = 1000
"""Longest message, in characters."""
MAX_FRAMES = 8
"""Innermost frames of a traceback that are kept."""

_context: ContextVar[dict[str, Any]] = ContextVar("contraflow_log_context")


@contextmanager
def log_context(**fields: Any) -> Iterator[None]:
    """Add fields to every line logged within the block, by this task or thread."""
    token = _context.set({**_context.get({}), **fields})
    try:
        yield
    finally:
        _context.reset(token)


def setup_logging(
    format: Literal["text", "json"] = "text",
    level: str = "info",
    *,
    component: str = "",
    stream: IO[str] | None = None,
) -> None:
    """Send all logging of the process to ``stream`` (standard error), in place of other handlers.

    ``component`` goes into every JSON line. Raises ValueError for an unknown ``level``.
    """
    handler = logging.StreamHandler(stream if stream is not None else sys.stderr)
    handler.setFormatter(JsonFormatter(component) if format == "json" else TextFormatter())
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    # These tell of every connection and every metadata refresh.
    for chatty in ("aiokafka", "kafka", "httpx", "httpcore", "urllib3"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
    handler.addFilter(Throttle())
    logging.captureWarnings(True)


class Throttle(logging.Filter):
    """Lets a library say the same thing ``most`` times in ``seconds``, then counts it instead.

    Kafka's clients try to reach a broker that is away many times a second and log each try. The
    next line that gets through tells how many were left out. Lines of our own always pass.
    """

    def __init__(
        self,
        most: int = 5,
        seconds: float = 30.0,
        *,
        prefix: str = "aiokafka",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._most = most
        self._seconds = seconds
        self._prefix = prefix
        self._clock = clock
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        if not record.name.startswith(self._prefix):
            return True
        # The message before its arguments: they differ where the matter is the same.
        key = (record.name, str(record.msg))
        now = self._clock()
        began, count = self._windows.get(key, (now, 0))
        if now - began > self._seconds:
            if count > self._most:
                record.count = count - self._most
            began, count = now, 0
        self._windows[key] = (began, count + 1)
        return count < self._most


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, the named fields, the error."""

    def __init__(self, component: str = "") -> None:
        super().__init__()
        self._component = component

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _cut(record.getMessage(), MAX_MESSAGE),
        }
        if self._component:
            line["component"] = self._component
        line.update(_fields(record))
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _error(record.exc_info[1], record.exc_info[2])
        return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


class TextFormatter(logging.Formatter):
    """A line for a person: time, level, message, then the fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, its error below."""
        clock = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        fields = "".join(f" {name}={value}" for name, value in sorted(_fields(record).items()))
        message = _cut(record.getMessage(), MAX_MESSAGE)
        text = f"{clock} {record.levelname.lower():7} {record.name}: {message}{fields}"
        if record.exc_info and record.exc_info[1] is not None:
            error = _error(record.exc_info[1], record.exc_info[2])
            frames = "".join(f"\n    {frame}" for frame in error["frames"])
            text += f"\n  {error['type']}: {error['message']}{frames}"
        return text


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    given = {**_context.get({}), **record.__dict__}
    return {name: _short(given[name]) for name in FIELDS & given.keys() if given[name] is not None}


def _short(value: Any) -> Any:
    return value if isinstance(value, bool | int | float) else _cut(str(value), MAX_VALUE)


def _cut(text: str, limit: int) -> str:
    # Lone surrogates, which bytes from outside can leave in a string, cannot be written as UTF-8.
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _error(error: BaseException, trace: TracebackType | None) -> dict[str, Any]:
    frames = traceback.extract_tb(trace)[-MAX_FRAMES:]
    return {
        "type": type(error).__name__,
        "message": _cut(describe_error(error), MAX_VALUE),
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def describe_error(error: BaseException) -> str:
    """An error in words, without the input that caused it."""
    if isinstance(error, ValidationError):
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        where = "; ".join(
            f"{'.'.join(str(part) for part in problem['loc'])}: {problem['type']}"
            for problem in problems[:5]
        )
        return f"{error.error_count()} problem(s) in {error.title}: {where}"
    if isinstance(error, UnicodeError):
        # Its text repeats the bytes at fault; the reason and position tell enough.
        return error.reason if isinstance(error, UnicodeDecodeError) else type(error).__name__
    return str(error)
