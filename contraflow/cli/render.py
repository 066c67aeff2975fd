"""How an alert looks to a person on a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

    from schemas import Alert, AlertStatus, Claim

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters and direction overrides: article text is not to steer the terminal."""


def alert_output(*, as_json: bool = False, file: IO[str] | None = None) -> Callable[[Alert], None]:
    """A function that prints an alert to ``file`` (standard output).

    For a person, in colour on a terminal; or as one JSON object a line.
    """
    if as_json:
        return lambda alert: click.echo(alert.model_dump_json(), file=file)
    from rich.console import Console

    console = Console(file=file, highlight=False)
    shown: dict[str, Alert] = {}

    def write(alert: Alert) -> None:
        known = shown.get(alert.alert_id)
        shown[alert.alert_id] = alert
        rendered = render_alert(alert, brief=known is not None and _same_evidence(known, alert))
        if console.is_terminal:
            console.print(rendered)
            return
        with console.capture() as captured:
            console.print(rendered)
        # Tables are padded to the full width, which is of no use in a file.
        for line in captured.get().splitlines():
            click.echo(line.rstrip(), file=file)

    return write


def render_alert(alert: Alert, *, brief: bool = False) -> RenderableType:
    """The alert: place and kind, both sides with their evidence, and why they clash.

    ``brief`` leaves out the evidence, for a revision of an alert that was shown before.
    """
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    place = alert.place
    parts = dict.fromkeys((place.name, place.admin, place.country))  # each once, in order
    where = ", ".join(part for part in parts if part)
    title = Text.assemble(
        (
            _heading(alert.status, alert.test),
            "bold reverse red" if alert.status != "resolved" else "bold",
        ),
        "  ",
        (printable(where), "bold"),
        f"  {alert.aspect} · {alert.type}",
    )
    if place.facility:
        title.append(f" · {printable(place.facility)}")
    body = Table.grid(padding=(0, 2))
    body.add_column(style="dim", no_wrap=True)
    body.add_column(overflow="fold", ratio=1)
    sources = alert.independent_sources
    for label, claim, count in (
        ("earlier", alert.earlier, sources.earlier),
        ("later", alert.later, sources.later),
    ):
        body.add_row(label, _attribution(claim, count))
        if not brief:
            body.add_row("", Text(_quoted(claim.quote), style="italic"))
    if not brief:
        body.add_row("why", Text(printable(alert.explanation)))
    if alert.resolution:
        body.add_row("resolved", Text(printable(alert.resolution)))
    revision = f", revision {alert.revision}" if alert.revision > 1 else ""
    body.add_row(
        "", Text(f"confidence {alert.confidence:.2f}, id {alert.alert_id}{revision}", "dim")
    )
    return Group(title, Padding(body, (0, 0, 1, 2)))


def printable(text: str) -> str:
    """Text that is safe on a terminal and stays on one line of thought."""
    return " ".join(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text).split())


def _same_evidence(one: Alert, other: Alert) -> bool:
    """Whether two revisions quote the same words: only their sources or figures differ."""
    return all(
        a.quote == b.quote for a, b in ((one.earlier, other.earlier), (one.later, other.later))
    )


def _quoted(quote: str) -> str:
    """The quote in marks, unless it brings its own."""
    text = printable(quote)
    return text if text[0] in "“\"'‘" else f"“{text}”"


def _heading(status: AlertStatus, test: bool) -> str:
    from schemas import AlertStatus

    word = {
        AlertStatus.OPEN: " CONTRADICTION ",
        AlertStatus.UPDATED: " CONTRADICTION, UPDATED ",
        AlertStatus.RESOLVED: " RESOLVED ",
    }[status]
    return f" TEST{word}" if test else word


def _attribution(claim: Claim, sources: int) -> RenderableType:
    from rich.text import Text

    speaker = claim.speaker
    text = Text(f"{_time(claim.published_at)}  ")
    text.append(printable(claim.source), style="bold")
    if not speaker.is_outlet:
        text.append(f", quoting {printable(speaker.name)}")
        if speaker.party is not None and speaker.party.name not in speaker.name:
            text.append(f" ({printable(speaker.party.name)})", style="dim")
    if sources > 1:
        text.append(f"  +{sources - 1} independent", style="dim")
    return text


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")
