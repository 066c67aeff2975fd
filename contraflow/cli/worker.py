"""``contraflow worker``: one stage of the pipeline as a process."""

from __future__ import annotations

import click

from contraflow.cli.common import load_settings

STAGES = ("extractor", "ledger")


@click.command("worker", short_help="Run a stage of the pipeline.")
@click.argument("stage", type=click.Choice([*STAGES, "all"]), default="all")
def command(stage: str) -> None:
    """Run a worker of a stage until it gets SIGTERM or SIGINT (Ctrl-C).

    \b
      extractor  reads claims out of articles; keeps no state, bound by the processor
      ledger     merges claims and raises alerts; keeps state a partition
      all        one process of each, started again when one dies (the default)

    Start more workers of a stage to share its work: up to one for each partition of its topic.
    Missing topics are created. Metrics, /healthz and /readyz are on CONTRAFLOW_METRICS_PORT; with
    "all", the ledger's are on the port after it.

    A worker may be killed at any moment: whatever it had not finished is done again by the next,
    and the alerts are the same.

    \b
    Examples:
      contraflow worker
      CONTRAFLOW_METRICS_PORT=0 contraflow worker extractor
    """
    from streams.worker import run

    settings = load_settings()
    try:
        run(stage, settings)
    except TimeoutError as error:
        raise click.ClickException(f"Kafka at {settings.bootstrap_servers}: no answer") from error
