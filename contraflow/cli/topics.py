"""``contraflow topics``: the topics of the topic table on the broker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from contraflow.cli.common import load_settings, run_with_kafka

if TYPE_CHECKING:
    from streams.topics import Topic


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
@click.option("--markdown", is_flag=True, help="Print the table of defaults for docs/topics.md.")
def list_(offline: bool, markdown: bool) -> None:
    """Show every topic: what it carries, its key, partitions, retention, and if it is there."""
    if markdown:
        click.echo(markdown_table(), nl=False)
        return

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
            there = found.get(topic.name)
            table.add_row(
                topic.name,
                topic.summary,
                topic.key,
                str(topic.partitions),
                _kept(topic),
                "" if offline else "missing" if there is None else f"{there} partitions",
            )
        console = Console()
        if not console.is_terminal:
            console.width = 200
        console.print(table)

    run_with_kafka(run())


def markdown_table() -> str:
    """The text of docs/topics.md: the topic table under the default settings."""
    from contraflow.settings import Settings
    from schemas.export import RECORDS, file_name
    from streams.topics import Topics

    names = {record: name for name, record in RECORDS.items()}
    lines = [
        "# Topics",
        "",
        "Messages are JSON with CloudEvents 1.0 headers in binary mode. The same record always",
        "has the same `ce_id`, so a subscriber can drop what is delivered twice. Topics not",
        "marked public may change without notice. Names and figures are those of the default",
        "settings. This file is written by `make schemas`.",
        "",
        "| Topic | Carries | Key | Value | Type | Partitions | Kept | Public |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    # The defaults, whatever the environment says.
    defaults = Settings.model_construct()
    for topic in Topics(defaults).values():
        value = "internal"
        if topic.record is not None:
            name = names[topic.record]
            value = f"[{name}](../schemas/json/{file_name(name)})"
        cells = (
            f"`{topic.name}`",
            topic.summary,
            topic.key,
            value,
            f"`{topic.event_type}`" if topic.event_type else "",
            str(topic.partitions),
            _kept(topic),
            "yes" if topic.public else "",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _kept(topic: Topic) -> str:
    if topic.retention_ms is None:
        return "latest of each key"
    return f"{topic.retention_ms / 3_600_000:g} h"
