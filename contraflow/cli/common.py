"""What several subcommands share: settings, messages, progress and output files."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from contraflow.settings import Settings

STDOUT = "-"
"""The path that stands for standard output."""


_AGO = re.compile(r"(\d+(?:\.\d+)?)\s*([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Moment(click.ParamType):
    """A point in time: RFC 3339, 'now', or how long ago ('90m', '2h', '3d')."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        text = str(value).strip()
        now = datetime.now(UTC)
        if text == "now":
            return now
        if ago := _AGO.fullmatch(text):
            return now - timedelta(**{_UNITS[ago[2]]: float(ago[1])})
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.fail("give a time such as 2024-03-01T09:30Z, 'now', or how long ago: 90m, 2h, 3d")
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


class InputRejected(SystemExit):
    """Ends a command that did its work but had to leave out some of its input: exit status 1."""

    def __init__(self, count: int, what: str = "articles") -> None:
        warn(f"{count} {what} rejected")
        super().__init__(1)


def load_settings() -> Settings:
    """The process's settings.

    Raises click.UsageError when a variable's value is not valid.
    """
    from pydantic import ValidationError

    from contraflow.settings import ENV_PREFIX, get_settings

    try:
        return get_settings()
    except ValidationError as error:
        faults = [
            f"{ENV_PREFIX}{'.'.join(str(part) for part in fault['loc'])}".upper()
            + f": {fault['msg']}"
            for fault in error.errors(include_url=False, include_input=False)
        ]
        raise click.UsageError("bad setting " + "; ".join(faults)) from None


def warn(message: str) -> None:
    """One line on standard error."""
    click.echo(f"contraflow: {message}", err=True)


@contextlib.contextmanager
def open_output(path: str) -> Iterator[IO[str]]:
    """A text file for ``path``, or standard output for ``-``.

    A regular file appears only when the block ends well: whoever reads it sees all of it or what
    was there before. Raises OSError.
    """
    if path == STDOUT:
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(path)
    if target.exists() and not target.is_file():  # a named pipe, /dev/null
        with target.open("w", encoding="utf-8") as stream:
            yield stream
        return
    folder = target.resolve().parent
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=folder, prefix=f".{target.name}.", delete=False
    ) as stream:
        partial = Path(stream.name)
        try:
            yield stream
            stream.close()
            # Temporary files are private; an output file has the rights of any new file.
            partial.chmod(0o666 & ~_umask())
            partial.replace(target.resolve())
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Ticker:
    """Counts work on one line of standard error; silent when that is not a terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.completed:.0f} " + self._what),
                TextColumn("[dim]{task.fields[note]}"),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._progress.add_task(self._what, total=None, note="")
            self._progress.start()
        return self

    def tick(self, note: str = "") -> None:
        """One more done; ``note`` says which."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, advance=1, note=note)

    def __exit__(self, *exc: object) -> None:
        if self._progress is not None:
            self._progress.stop()


def run_with_kafka(main: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine that talks to Kafka, with errors in words and Ctrl-C as a quiet end.

    Exit status: 1 when Kafka is away or refuses, 130 after Ctrl-C.
    """
    import asyncio
    import logging

    from aiokafka.errors import KafkaError

    from streams.admin import TopicMismatch

    # It logs each attempt to connect as an error; what counts is said below.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        asyncio.run(main)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except (KafkaError, TimeoutError) as error:
        servers = load_settings().bootstrap_servers
        reason = str(error) or "no answer"
        raise click.ClickException(f"Kafka at {servers}: {reason}") from error
    except TopicMismatch as error:
        raise click.ClickException(str(error)) from error
