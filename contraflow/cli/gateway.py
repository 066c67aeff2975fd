"""``contraflow gateway``: HTTP, live streams, webhooks, feed and page."""

from __future__ import annotations

import click

from contraflow.cli.common import load_settings


@click.command("gateway", short_help="Serve page, API, live stream, webhooks and feed.")
@click.option("--host", metavar="ADDRESS", help="Address to bind to.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 takes a free one.")
def command(host: str | None, port: int | None) -> None:
    """Serve alerts over HTTP: page, JSON, Server-Sent Events, webhooks, Atom feed.

    Reads the topics into a small database of its own (in the data folder, safe to delete but for
    the webhook subscriptions) and serves until Ctrl-C. Binds to loopback unless told otherwise;
    another address needs tokens. docs/subscribe.md tells how to subscribe.

    \b
    Examples:
      contraflow gateway
      contraflow gateway --port 9000
      CONTRAFLOW_GATEWAY_READ_TOKENS=… contraflow gateway --host 0.0.0.0
    """
    from contraflow.gateway.serve import serve
    from contraflow.logs import setup_logging

    settings = load_settings()
    changes = {
        name: value
        for name, value in (("gateway_host", host), ("gateway_port", port))
        if value is not None
    }
    settings = settings.model_copy(update=changes)
    setup_logging(settings.log_format, settings.log_level, component="gateway")
    try:
        serve(settings, on_listening=lambda url: click.echo(f"gateway: {url}/"))
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from None
