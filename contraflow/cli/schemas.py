"""``contraflow schemas export``: the JSON Schemas of all records."""

from __future__ import annotations

from pathlib import Path

import click


@click.group("schemas")
def command() -> None:
    """JSON Schemas of the records on the topics."""


@command.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file is not up to date.")
def export(folder: Path | None, check: bool) -> None:
    """Write one <record>.schema.json a record into FOLDER.

    Without FOLDER, the project's own schemas/json is meant.

    \b
    Examples:
      contraflow schemas export /tmp/contraflow-schemas
      contraflow schemas export --check
    """
    from schemas.export import JSON_FOLDER, drifted, write

    target = folder or JSON_FOLDER
    if check:
        stale = drifted(target)
        for name in stale:
            click.echo(f"{target / name}: not up to date", err=True)
        if stale:
            raise SystemExit(1)
        return
    for path in write(target):
        click.echo(path)
