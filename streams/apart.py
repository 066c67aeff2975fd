"""Reading in a process apart, so that no article can take its worker down or hold it up.

Texts come from anywhere. One may crash the interpreter, eat up its memory, or keep a single regular
expression busy for hours; and while that holds the interpreter, a worker sends no heartbeat, and its
partitions go to the next one, which fares no better. So a worker hands each article to a process
of its own and waits, with a limit. A process that dies, or takes too long, is replaced; an article
that does this to it again and again is at fault and becomes a dead letter like any other.

The two speak in lines of JSON over pipes: an article goes in, an `Answer` comes out.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import BinaryIO, Protocol

from pydantic import BaseModel, ValidationError

from contraflow.logs import describe_error, setup_logging
from contraflow.settings import Settings, get_settings, settings_environment
from schemas import Article, Claim
from streams.supervisor import die_with_parent

log = logging.getLogger(__name__)

TRIES = 3
"""Processes that an article may bring down before it is taken to be at fault: one may well have
been killed by somebody else."""
START_SECONDS = 60.0
"""How long a new process may take to load the reader."""
END_SECONDS = 2.0
"""How long a process may take to end before it is killed."""
_READY = b"ready\n"
_CHUNK = 1 << 16


class ReadingFailed(Exception):
    """An article could not be read: the reader raised, its process died, or it took too long."""


class ReaderUnavailable(Exception):
    """The reader does not start: the fault is not the article's, and no other would be read."""


class ReadsResult(Protocol):
    """What a reader returns."""

    @property
    def claims(self) -> tuple[Claim, ...]: ...
    @property
    def skipped(self) -> str | None: ...


class _Reader(Protocol):
    def read(self, article: Article) -> ReadsResult: ...


class Answer(BaseModel):
    """What came of one article."""

    claims: tuple[Claim, ...] = ()
    skipped: str | None = None
    """Why the article was passed over; None when it was read."""
    error: str | None = None
    """What the reader raised; None when it did not."""


class ReaderProcess:
    """A reader in a process of its own; for one thread at a time.

    ``command``: starts a process that calls `serve`. ``seconds``: longest time for one article.
    ``on_restart``: called when a process had to be replaced.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        seconds: float,
        on_restart: Callable[[], object] = lambda: None,
    ) -> None:
        self._command = list(command)
        self._environment = dict(environment)
        self._seconds = seconds
        self._on_restart = on_restart
        self._process: subprocess.Popen[bytes] | None = None
        self._lost = False
        """Whether the last process died or was ended over an article."""
        self._waiting = b""

    @classmethod
    def of(cls, settings: Settings, on_restart: Callable[[], object]) -> ReaderProcess:
        """The product's own reader."""
        return cls(
            [sys.executable, "-m", "streams.apart"],
            settings_environment(settings),
            seconds=settings.read_seconds,
            on_restart=on_restart,
        )

    @property
    def pid(self) -> int | None:
        """The process that reads at the moment."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the process and wait until it has loaded the reader.

        Raises `ReaderUnavailable`.
        """
        process = subprocess.Popen(
            self._command,
            env={**os.environ, **self._environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            # a terminal's Ctrl-C is for the worker, which lets the article be finished
            start_new_session=True,
            preexec_fn=die_with_parent(),
        )
        self._process, self._waiting = process, b""
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)
        try:
            ready = self._line(time.monotonic() + START_SECONDS)
        except (_Died, TimeoutError) as error:
            self.stop()
            raise ReaderUnavailable(f"the reader does not start: {error}") from None
        if ready != _READY:
            self.stop()
            raise ReaderUnavailable("the reader does not start: it says something else")

    def read(self, article: Article) -> Answer:
        """Read one article.

        Raises:
            ReadingFailed: the article is at fault.
            ReaderUnavailable: a process that died could not be replaced.
        """
        line = article.model_dump_json().encode() + b"\n"
        how = ""
        for _ in range(TRIES):
            if self._process is None:
                if self._lost:
                    self._on_restart()
                self.start()
                self._lost = False
            try:
                answer = self._ask(line)
            except TimeoutError:
                self._lost = True
                self._abort()
                how = f"it took longer than {self._seconds:g} s"
                break
            except _Died as error:
                self._lost = True
                self.stop()
                how = f"the process that read it {error}, {TRIES} times"
                log.warning("the reader %s", error, extra={"article_id": article.id})
                continue
            if answer.error is not None:
                raise ReadingFailed(answer.error)
            return answer
        raise ReadingFailed(how)

    def stop(self) -> None:
        """End the process, by force if need be."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _abort(self) -> None:
        """End a process that is stuck; it says where (`faulthandler`)."""
        if self._process is not None:
            self._process.send_signal(signal.SIGABRT)
        self.stop()

    def _ask(self, line: bytes) -> Answer:
        until = time.monotonic() + self._seconds
        self._send(line, until)
        answer = self._line(until)
        try:
            return Answer.model_validate_json(answer)
        except ValidationError as error:
            return Answer(error=f"no answer of a reader: {describe_error(error)}")

    def _send(self, data: bytes, until: float) -> None:
        pipe = self._pipes()[0].fileno()
        rest = memoryview(data)
        while rest:
            self._wait(pipe, select.POLLOUT, until)
            try:
                rest = rest[os.write(pipe, rest[:_CHUNK]) :]
            except BlockingIOError:
                continue
            except OSError:
                raise _Died(self._status()) from None

    def _line(self, until: float) -> bytes:
        pipe = self._pipes()[1].fileno()
        parts = [self._waiting]
        while b"\n" not in parts[-1]:
            self._wait(pipe, select.POLLIN, until)
            try:
                read = os.read(pipe, _CHUNK)
            except BlockingIOError:
                continue
            if not read:
                raise _Died(self._status())
            parts.append(read)
        line, end, self._waiting = b"".join(parts).partition(b"\n")
        return line + end

    def _pipes(self) -> tuple[BinaryIO, BinaryIO]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise _Died("is gone")
        return process.stdin, process.stdout  # type: ignore[return-value]  # raw ones, bufsize=0

    @staticmethod
    def _wait(pipe: int, what: int, until: float) -> None:
        left = until - time.monotonic()
        poll = select.poll()
        poll.register(pipe, what)
        if left <= 0 or not poll.poll(left * 1000):
            raise TimeoutError("it takes too long")

    def _status(self) -> str:
        """How the process ended, whose pipes are closed."""
        if self._process is None:
            return "is gone"
        try:
            status = self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            return "closed its pipes"
        if status >= 0:
            return f"ended with status {status}"
        with contextlib.suppress(ValueError):
            return f"died of {signal.Signals(-status).name}"
        return f"died of signal {-status}"


class _Died(Exception):
    """The process is gone; the text says how."""


def serve(reader: _Reader, articles: Iterable[bytes], answers: BinaryIO) -> None:
    """Answer articles, a line each, until there are no more."""
    answers.write(_READY)
    answers.flush()
    for line in articles:
        try:
            reading = reader.read(Article.model_validate_json(line))
            answer = Answer(claims=reading.claims, skipped=reading.skipped)
        except Exception as error:
            answer = Answer(error=f"{type(error).__name__}: {describe_error(error)}")
        answers.write(answer.model_dump_json().encode() + b"\n")
        answers.flush()


def serve_pipes(make_reader: Callable[[], _Reader]) -> None:
    """`serve` as a process of its own, over standard input and output."""
    faulthandler.enable()
    # what anything prints must not get among the answers
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")  # where memory runs out, this process is the one to go (Linux)
    with contextlib.suppress(BrokenPipeError):  # the worker is gone
        serve(make_reader(), sys.stdin.buffer, answers)


def main() -> None:
    """The process of the product's reader."""
    settings = get_settings()
    setup_logging(settings.log_format, settings.log_level, component="reader")

    def make_reader() -> _Reader:
        from contraflow.reading.reader import Reader

        return Reader(settings)

    serve_pipes(make_reader)


if __name__ == "__main__":
    main()
