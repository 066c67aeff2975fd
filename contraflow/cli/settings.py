"""``contraflow settings``: every setting, its value and what it does."""

from __future__ import annotations

import click


@click.command("settings")
@click.option("--markdown", is_flag=True, help="Print the table of defaults for docs/settings.md.")
def command(markdown: bool) -> None:
    """List every setting: its environment variable, value and meaning.

    A value that was set in the environment is marked with a star.
    """
    if markdown:
        click.echo(markdown_table(), nl=False)
        return
    from rich.console import Console
    from rich.table import Table

    from contraflow.settings import get_settings

    settings = get_settings()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Variable", no_wrap=True)
    table.add_column("Value", overflow="fold")
    table.add_column("Meaning")
    for name, field in type(settings).model_fields.items():
        star = " *" if name in settings.model_fields_set else ""
        value = _shown(getattr(settings, name))
        table.add_row(_variable(name), value + star, field.description)
    Console().print(table)


def markdown_table() -> str:
    """The text of docs/settings.md."""
    from contraflow.settings import Settings

    lines = [
        "# Settings",
        "",
        "Every setting is an environment variable; `contraflow settings` shows the values in "
        "force.",
        "This file is written by `make schemas`.",
        "",
        "| Variable | Default | Meaning |",
        "| --- | --- | --- |",
    ]
    for name, field in Settings.model_fields.items():
        default = _shown(field.get_default(call_default_factory=True))
        shown = f"`{default}`" if default else ""
        meaning = (field.description or "").replace("|", "\\|")
        lines.append(f"| `{_variable(name)}` | {shown} | {meaning} |")
    return "\n".join(lines) + "\n"


def _variable(name: str) -> str:
    from contraflow.settings import ENV_PREFIX

    return f"{ENV_PREFIX}{name}".upper()


def _shown(value: object) -> str:
    """A value as one would write it into the environment."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(str(part) for part in value)
    return str(value)
