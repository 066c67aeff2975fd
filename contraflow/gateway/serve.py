"""Runs the gateway's application on its address."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable

import uvicorn

from contraflow.gateway.app import create_app
from contraflow.gateway.security import base_url, check_exposure
from contraflow.ledger import RULES_VERSION
from contraflow.settings import Settings

log = logging.getLogger(__name__)


def listen(settings: Settings) -> socket.socket:
    """A socket on the gateway's address, so that a free port is known before anything starts.

    Raises:
        OSError: the address is taken or not one of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.gateway_host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # the kernel closes a connection whose peer takes nothing for so long (inherited on accept)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            patience = round(settings.gateway_send_timeout_seconds * 2000)
            bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, patience)
        bound.bind((settings.gateway_host, settings.gateway_port))
        bound.listen(256)
        bound.setblocking(False)
    except BaseException:
        bound.close()
        raise
    return bound


def new_server(settings: Settings) -> uvicorn.Server:
    """A server that is not running yet."""
    config = uvicorn.Config(
        create_app(settings, rules_version=RULES_VERSION),
        log_config=None,  # the process's own logging
        access_log=False,  # counted in the metrics; addresses and queries are not kept
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=32_768,
    )
    return uvicorn.Server(config)


def serve(settings: Settings, *, on_listening: Callable[[str], None] | None = None) -> None:
    """Serve until SIGINT or SIGTERM.

    Args:
        settings: All settings.
        on_listening: Called with the address once it is bound.

    Raises:
        ValueError: the address is open to others, and no token is set.
        OSError: the address cannot be bound.
    """
    check_exposure(settings)
    bound = listen(settings)
    settings = settings.model_copy(update={"gateway_port": bound.getsockname()[1]})
    address = base_url(settings)
    if on_listening is not None:
        on_listening(address)
    log.info("gateway on %s", address, extra={"port": settings.gateway_port})
    try:
        new_server(settings).run(sockets=[bound])
    finally:
        bound.close()
