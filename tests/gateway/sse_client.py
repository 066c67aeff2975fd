"""A client of event streams, written after the HTML standard's rules for the format."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import httpx


@dataclass
class Client:
    """An event stream's client, written after the HTML standard's rules for the format."""

    events: list[tuple[str, str]] = field(default_factory=list)
    """Alert and revision of each event, with its id."""
    last_id: str = ""
    comments: int = 0
    status: int = 0
    retry: str = ""

    def feed(self, lines: Iterator[str]) -> None:
        """Take in lines until they end."""
        name, data = "", []
        for line in lines:
            if not line:
                if data and name == "alert":
                    record = json.loads("\n".join(data))
                    key = f"{record['alert_id']}/{record['revision']}"
                    self.events.append((key, self.last_id))
                name, data = "", []
            elif line.startswith(":"):
                self.comments += 1
            else:
                key, _, value = line.partition(":")
                value = value.removeprefix(" ")
                if key == "event":
                    name = value
                elif key == "data":
                    data.append(value)
                elif key == "id":
                    self.last_id = value
                elif key == "retry":
                    self.retry = value

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.events]


@contextmanager
def listening(url: str, query: str = "", last: str | None = None) -> Iterator[Client]:
    """A client in a thread; it hangs up at the end of the block."""
    client = Client()
    headers = {"last-event-id": last} if last is not None else {}
    with httpx.Client(timeout=20) as http:
        request = http.build_request("GET", f"{url}/v1/alerts/stream?{query}", headers=headers)
        response = http.send(request, stream=True)
        client.status = response.status_code

        def read() -> None:
            with suppress(httpx.HTTPError, httpx.StreamError):
                client.feed(response.iter_lines())

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        try:
            yield client
        finally:
            # unblocks the reader, which sits in a read
            network = response.extensions["network_stream"].get_extra_info("socket")
            if isinstance(network, socket.socket):
                with suppress(OSError):
                    network.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=5)
            response.close()
