"""``contraflow health``: asks a running process whether it is well. For container health checks."""

from __future__ import annotations

import sys

import click


@click.command("health")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the process runs.")
@click.option("--port", type=int, default=9100, show_default=True, help="Its metrics port.")
@click.option("--live", is_flag=True, help="Ask /healthz (alive and getting on), not /readyz.")
@click.option("--timeout", default=5.0, show_default=True, help="Longest wait, in seconds.")
def command(host: str, port: int, live: bool, timeout: float) -> None:
    """Ask a worker or the gateway whether it is well.

    Prints the checks and exits with 0 when all of them pass, 1 when one fails, 2 when nobody
    answers.
    """
    import http.client

    from contraflow.probe import ask

    path = "/healthz" if live else "/readyz"
    try:
        status, body = ask(path, host=host, port=port, timeout_seconds=timeout)
    except (OSError, http.client.HTTPException) as error:
        click.echo(f"nobody answers at {host}:{port}: {error}", err=True)
        sys.exit(2)
    click.echo(body.rstrip("\n"))
    sys.exit(0 if status == 200 else 1)
