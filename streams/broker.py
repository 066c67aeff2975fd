"""A Kafka-compatible broker on this machine without Docker or Java, for trying things out.

It is noida-db, one small program that PyPI carries. `docs/local-broker.md` tells why it was
chosen and what it does not do: it is for one machine and one person, never for production.
"""

from __future__ import annotations

import logging
import signal
import socket
import subprocess
import time
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

from streams.supervisor import die_with_parent

log = logging.getLogger(__name__)


class BrokerError(Exception):
    """The local broker is not installed, or did not start."""


def local_broker_available() -> bool:
    """Whether the local broker is installed."""
    return find_spec("noida_db") is not None


class LocalBroker:
    """The broker as a child process: on loopback, data in ``folder``; a context manager.

    ``port``: 0 takes a free one, which is kept when it is started again.
    On Linux the kernel ends it when this process dies, however that happens.
    """

    def __init__(self, folder: Path, port: int = 0) -> None:
        self._folder = folder
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None
        self._marker = folder / "running"
        self.fell_back = False
        """After `start`: the last stop was none in order, and what the broker had acknowledged in
        its last seconds may be lost. Whoever keeps a copy of its topics must drop it."""

    @property
    def bootstrap(self) -> str:
        """``host:port`` for clients, once started."""
        return f"127.0.0.1:{self._port}"

    def start(self, seconds: float = 15.0) -> Self:
        """Start it and wait until it answers.

        Raises:
            BrokerError: not installed, ended early, or silent for ``seconds``.
        """
        program = _program()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._port = self._port or free_port()
        self.fell_back = self._marker.exists()
        self._marker.touch()
        log_path = self._folder / "broker.log"
        with log_path.open("ab") as output:
            self._process = subprocess.Popen(
                [
                    str(program), "start", "--only", "kafka", "--host", "127.0.0.1",
                    "--kafka-port", str(self._port), "--data-dir", str(self._folder / "data"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )  # fmt: skip
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            with socket.socket() as probe:
                probe.settimeout(0.5)
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return self
            time.sleep(0.05)
        self.kill()
        raise BrokerError(f"the local broker did not start; see {log_path}")

    def stop(self, seconds: float = 10.0) -> None:
        """Stop it in order, data saved; killed when that takes longer than ``seconds``."""
        if self._process is None:
            return
        died_before = self._process.poll() is not None
        if not died_before:
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return
        self._process = None
        if not died_before:
            self._marker.unlink(missing_ok=True)

    def kill(self) -> None:
        """SIGKILL, for tests of a crash."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()


def free_port() -> int:
    """A port of loopback that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _program() -> Path:
    if not local_broker_available():
        raise BrokerError("the local broker is not installed: pip install 'contraflow[local]'")
    program = Path(str(files("noida_db").joinpath("noida-db")))
    if not program.is_file():
        raise BrokerError("the local broker's program is missing from its package")
    if not program.stat().st_mode & 0o100:
        program.chmod(0o755)
    return program
