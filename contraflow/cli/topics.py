"""``contraflow topics``: the topics of the topic table on the broker."""

from __future__ import annotations

import click

from contraflow.cli.common import load_settings, run_with_kafka


@click.group("topics")
def command() -> None:
    """Create and list the topics that Contraflow reads and writes."""


@command.command("create")
@click.option("--wait", default=30.0, show_default=True, help="Seconds to wait for the broker.")
def create(wait: float) -> None:
    """Create every topic that is missing; those that are there are left as they are."""

    async def run() -> None:
        from streams.admin import create_topics, wait_for_broker

        settings = load_settings()
        await wait_for_broker(settings, wait)
        created = await create_topics(settings)
        for name in created:
            click.echo(f"created {name}")
        if not created:
            click.echo("every topic is there")

    run_with_kafka(run())


@command.command("list")
@click.option("--offline", is_flag=True, help="Show the table without asking the broker.")
def list_(offline: bool) -> None:
    """Show every topic: what it carries, its key, partitions, retention, and if it is there."""

    async def run() -> None:
        from rich.console import Console
        from rich.table import Table

        from streams.admin import list_topics
        from streams.topics import Topics

        settings = load_settings()
        found = {} if offline else {s.topic.name: s.partitions for s in await list_topics(settings)}
        table = Table(box=None, pad_edge=False)
        for column in ("TOPIC", "CARRIES", "KEY", "PARTITIONS", "KEPT", "ON BROKER"):
            table.add_column(column)
        for topic in Topics(settings).values():
            hours = None if topic.retention_ms is None else topic.retention_ms / 3_600_000
            there = found.get(topic.name)
            table.add_row(
                topic.name,
                topic.summary,
                topic.key,
                str(topic.partitions),
                "latest of each key" if hours is None else f"{hours:g} h",
                "" if offline else "missing" if there is None else f"{there} partitions",
            )
        console = Console()
        if not console.is_terminal:
            console.width = 200
        console.print(table)

    run_with_kafka(run())
