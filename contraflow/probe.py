"""Asks a running process how it is. Light to import: container health checks do so all the time."""

from __future__ import annotations

import http.client


def ask(url_path: str, *, host: str, port: int, timeout_seconds: float = 3.0) -> tuple[int, str]:
    """Ask a process's probe: HTTP status and body. For container health checks, without curl.

    Raises OSError or http.client.HTTPException when nobody answers in time.
    """
    connection = http.client.HTTPConnection(host, port, timeout=timeout_seconds)
    try:
        connection.request("GET", url_path)
        response = connection.getresponse()
        return response.status, response.read().decode("utf-8", "replace")
    finally:
        connection.close()
