"""``contraflow settings``: every setting, its value and what it does."""

from __future__ import annotations

import textwrap

import click


@click.command("settings", short_help="List every setting and its value.")
@click.option("--markdown", is_flag=True, help="Print the table of defaults for docs/settings.md.")
def command(markdown: bool) -> None:
    """List every setting: what it does, its environment variable and its value.

    The list can be used as an environment file. Settings left at their default are commented out;
    secrets are masked.
    """
    if markdown:
        click.echo(markdown_table(), nl=False)
        return
    from contraflow.cli.common import load_settings

    settings = load_settings()
    for name, field in type(settings).model_fields.items():
        for line in textwrap.wrap(field.description or "", 92):
            click.echo(click.style(f"# {line}", dim=True))
        mark = "" if name in settings.model_fields_set else "#"
        click.echo(f"{mark}{_variable(name)}={_shown(getattr(settings, name))}\n")


def markdown_table() -> str:
    """The text of docs/settings.md."""
    from contraflow.settings import Settings

    lines = [
        "# Settings",
        "",
        "Every setting is an environment variable; `contraflow settings` shows those in force.",
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
