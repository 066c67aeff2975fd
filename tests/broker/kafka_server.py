"""A real Apache Kafka for tests: server jars from Maven, KRaft mode, one node, a free port.

``KafkaServer(folder).start()`` needs ``java`` (17 or newer) and, once, ``mvn``; the jars are kept
in ``var/cache/kafka-<version>`` of the project. The broker listens on loopback alone and keeps its
data in the folder that it is given. ``kill`` and ``start`` again is a broker crash, data kept.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import uuid
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
PROJECT = Path(__file__).resolve().parents[2]

_LOG4J = """\
Configuration:
  status: WARN
  Appenders:
    Console:
      name: out
      PatternLayout:
        pattern: "[%d] %p %m (%c)%n"
  Loggers:
    Root:
      level: WARN
      AppenderRef:
        ref: out
"""


def kafka_version() -> str:
    """The pinned version, as the POM gives it."""
    match = re.search(r"<kafka.version>([^<]+)<", POM.read_text(encoding="utf-8"))
    if match is None:
        raise RuntimeError(f"no kafka.version in {POM}")
    return match.group(1)


def unavailable() -> str | None:
    """Why a real Kafka cannot be had here; None when it can."""
    if shutil.which("java") is None:
        return "no java"
    if not (_libs() / ".complete").exists() and shutil.which("mvn") is None:
        return "no mvn"
    return None


def _libs() -> Path:
    return PROJECT / "var" / "cache" / f"kafka-{kafka_version()}"


def fetch_jars() -> Path:
    """The folder with the server's jars, fetched by Maven on the first call.

    Raises:
        subprocess.CalledProcessError: Maven could not resolve them.
    """
    libs = _libs()
    if not (libs / ".complete").exists():
        libs.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                "mvn", "--batch-mode", "--quiet", "--file", str(POM),
                "dependency:copy-dependencies", "-DincludeScope=runtime",
                f"-DoutputDirectory={libs}",
            ],
            check=True,
            timeout=600,
        )  # fmt: skip
        (libs / ".complete").touch()
    return libs


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class KafkaServer:
    """One KRaft node, broker and controller in one process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._controller_port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def bootstrap(self) -> str:
        """``host:port`` for clients."""
        return f"127.0.0.1:{self.port}"

    def _java(self, *args: str) -> list[str]:
        classpath = str(fetch_jars() / "*")
        return [
            "java", "-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            f"-Dlog4j2.configurationFile={self.folder / 'log4j2.yaml'}",
            "-cp", classpath, *args,
        ]  # fmt: skip

    def _configure(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "log4j2.yaml").write_text(_LOG4J, encoding="utf-8")
        properties = self.folder / "server.properties"
        controller = f"127.0.0.1:{self._controller_port}"
        properties.write_text(
            "\n".join(
                (
                    "process.roles=broker,controller",
                    "node.id=1",
                    f"controller.quorum.voters=1@{controller}",
                    f"listeners=PLAINTEXT://{self.bootstrap},CONTROLLER://{controller}",
                    f"advertised.listeners=PLAINTEXT://{self.bootstrap}",
                    "controller.listener.names=CONTROLLER",
                    f"log.dirs={self.folder / 'data'}",
                    "auto.create.topics.enable=false",
                    "offsets.topic.replication.factor=1",
                    "offsets.topic.num.partitions=4",
                    "transaction.state.log.replication.factor=1",
                    "transaction.state.log.min.isr=1",
                    "transaction.state.log.num.partitions=1",
                    "share.coordinator.state.topic.replication.factor=1",
                    "share.coordinator.state.topic.min.isr=1",
                    "group.initial.rebalance.delay.ms=0",
                    "group.min.session.timeout.ms=1000",
                    "",
                )
            ),
            encoding="utf-8",
        )
        return properties

    def start(self, timeout: float = 60.0) -> KafkaServer:
        """Start the node and wait until it answers.

        Raises:
            RuntimeError: it ended or did not answer within ``timeout`` seconds.
        """
        properties = self._configure()
        if not (self.folder / "data").exists():
            cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
            subprocess.run(
                self._java(
                    # one word each: an id may begin with a dash
                    "kafka.tools.StorageTool",
                    "format",
                    f"--cluster-id={cluster}",
                    f"--config={properties}",
                ),
                check=True,
                stdout=subprocess.DEVNULL,
            )
        with (self.folder / "kafka.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._java("kafka.Kafka", str(properties)),
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, "KAFKA_HEAP_OPTS": ""},
            )
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError(f"Kafka ended early, see {self.folder / 'kafka.log'}")
            with socket.socket() as probe:
                probe.settimeout(0.5)
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.2)
        self.kill()
        raise RuntimeError(f"Kafka did not answer in {timeout:.0f} s")

    def stop(self, timeout: float = 30.0) -> None:
        """Shut down in order; killed when that takes longer than ``timeout`` seconds."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """SIGKILL: a crash. ``start`` brings it back with the data that it had."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
