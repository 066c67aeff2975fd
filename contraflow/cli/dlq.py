"""``contraflow dlq``: events that could not be processed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from contraflow.cli.common import Moment, load_settings, run_with_kafka, warn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from schemas import DeadLetter

_REASONS = ("not-utf8", "not-json", "schema", "too-large", "stage-failed")


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--since", type=Moment(), help="Set aside since: a time, now, 90m, 2h, 3d."),
        click.option("--reason", type=click.Choice(_REASONS), help="Only for this reason."),
        click.option("--stage", help="Only by this stage: extractor or ledger."),
    ):
        command = option(command)
    return command


@click.group("dlq")
def command() -> None:
    """List and send again the events that a stage set aside.

    An event that is no valid record, is too large or makes a stage fail goes to the dead-letter
    topic with its origin, the reason and its original bytes, and the stream goes on.
    """


@command.command("list")
@_filters
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with the payload.")
def list_(stage: str | None, reason: str | None, since: datetime | None, as_json: bool) -> None:
    """Show dead letters, oldest first.

    \b
    Examples:
      contraflow dlq list --since 1d
      contraflow dlq list --reason schema --json | jq -r '.payload | @base64d'
    """

    async def run() -> None:
        from contraflow.cli.render import printable

        count = 0
        async for letter in _letters(stage, reason, since, ()):
            count += 1
            if as_json:
                click.echo(letter.model_dump_json())
                continue
            origin = letter.origin
            more = "over " if letter.payload_truncated else ""
            click.echo(
                f"{letter.id}  {letter.failed_at:%Y-%m-%d %H:%M:%S}Z  {letter.stage}  "
                f"{letter.reason.value}  {origin.topic}/{origin.partition}/{origin.offset}  "
                f"{more}{len(letter.payload)} bytes  {printable(letter.detail)}"
            )
        if not as_json:
            warn(f"{count} dead letters")

    run_with_kafka(run())


@command.command("replay")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="All that the filters let through.")
@_filters
def replay(
    ids: tuple[str, ...],
    everything: bool,
    stage: str | None,
    reason: str | None,
    since: datetime | None,
) -> None:
    """Send dead letters' original bytes to the topics they came from, to be tried again.

    Name them by ID, or give --all, with or without filters. An event that fails again comes back
    as a new dead letter; one that works now has the effect that it would have had. Sending an
    event twice does no harm.

    Exit status: 0 all were sent, 1 some could not be.

    \b
    Examples:
      contraflow dlq replay --all --reason stage-failed --since 2h
      contraflow dlq replay 8c5a3b0d8f3e4f0d9a4cf1a0d3c7b1aa
    """
    if bool(ids) == everything:
        raise click.UsageError("name dead letters by id, or give --all")

    async def run() -> None:
        from streams.dlq import replay_dead_letters

        result = await replay_dead_letters(
            load_settings(),
            _letters(stage, reason, since, ids),
            on_sent=lambda letter: click.echo(letter.id),
        )
        warn(f"{result.sent} sent again")
        if result.truncated:
            warn(f"{result.truncated} not sent: only a part of the original was kept")
        if result.refused:
            warn(f"{result.refused} not sent: their topic does not take them")
        missing = len(set(ids)) - result.sent - result.truncated - result.refused if ids else 0
        if missing:
            warn(f"{missing} not found")
        if result.truncated or result.refused or missing:
            raise SystemExit(1)

    run_with_kafka(run())


def _letters(
    stage: str | None, reason: str | None, since: datetime | None, ids: tuple[str, ...]
) -> AsyncIterator[DeadLetter]:
    from schemas import DeadLetterReason
    from streams.dlq import dead_letters

    return dead_letters(
        load_settings(),
        since=since,
        stage=stage,
        reason=None if reason is None else DeadLetterReason(reason),
        ids=frozenset(ids) if ids else None,
    )
