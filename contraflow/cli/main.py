"""The ``contraflow`` command itself: finds the subcommand's module and runs it."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from types import MappingProxyType

import click

from contraflow import __version__

COMMANDS = MappingProxyType(
    {
        "up": "contraflow.cli.up",
        "replay": "contraflow.cli.replay",
        "worker": "contraflow.cli.worker",
        "alerts": "contraflow.cli.alerts",
        "gateway": "contraflow.cli.gateway",
        "test-alert": "contraflow.cli.trial",
        "feedback": "contraflow.cli.feedback",
        "scan": "contraflow.cli.scan",
        "explain": "contraflow.cli.explain",
        "topics": "contraflow.cli.topics",
        "dlq": "contraflow.cli.dlq",
        "schemas": "contraflow.cli.schemas",
        "settings": "contraflow.cli.settings",
        "health": "contraflow.cli.health",
    }
)
"""Subcommands in the order of ``--help``, each with its module, which holds it as ``command``."""


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader of our output went away ("contraflow … | head"): no error of ours. Python
            # flushes stdout once more on its way out, so that must not fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(128 + signal.SIGPIPE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command = importlib.import_module(module).command
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="contraflow")
def cli() -> None:
    """Raise an alert when a new source contradicts an earlier claim about the same place.

    Articles go in, claims are read out of them (who says what about which place), repeats are
    merged, and each contradiction comes out with both sides' exact words.

    \b
    Try it:
      contraflow up                         local broker, workers, the seed articles, alerts
      contraflow scan seeds                 the same without a broker
      contraflow replay seeds --speed 3600  an hour of news a second into Kafka
      contraflow alerts --follow            alerts as they arrive

    Every setting is an environment variable: see "contraflow settings".
    """


def main() -> None:
    """Run the command; never returns (SystemExit)."""
    cli(prog_name="contraflow")
