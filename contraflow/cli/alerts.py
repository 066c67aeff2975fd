"""``contraflow alerts``: contradiction alerts for a person, a pipe or a hook."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import AsyncIterator
from datetime import datetime
from typing import TYPE_CHECKING

import click

from contraflow.cli.common import Moment, load_settings, run_with_kafka, warn

if TYPE_CHECKING:
    from contraflow.gateway.filters import AlertFilter
    from contraflow.settings import Settings
    from schemas import Alert


@click.command("alerts")
@click.option("-f", "--follow", is_flag=True, help="Go on with new alerts as they arrive.")
@click.option("--place", multiple=True, help="Place by name, in any spelling, or by id.")
@click.option("--country", multiple=True, metavar="CC", help="Country, ISO 3166-1 alpha-2.")
@click.option("--near", metavar="LAT,LON", help="Centre of a circle, in degrees.")
@click.option("--radius-km", type=float, metavar="KM", help="Radius of the circle around --near.")
@click.option("--aspect", multiple=True, help="control, movement, attack, casualties, …")
@click.option("--type", "types", multiple=True, help="negation, antonym, numeric, actor, …")
@click.option("--outlet", multiple=True, help="Outlet on one of the two sides.")
@click.option("--status", multiple=True, help="open, updated or resolved.")
@click.option("--min-confidence", type=float, metavar="X", help="Least confidence, 0 to 1.")
@click.option("--since", type=Moment(), help="Detected since: a time, now, 90m, 2h, 3d.")
@click.option("--until", type=Moment(), help="Detected before.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--exec", "hook", metavar="CMD", help="Run CMD for each alert, its JSON on stdin.")
def command(
    follow: bool,
    place: tuple[str, ...],
    country: tuple[str, ...],
    near: str | None,
    radius_km: float | None,
    aspect: tuple[str, ...],
    types: tuple[str, ...],
    outlet: tuple[str, ...],
    status: tuple[str, ...],
    min_confidence: float | None,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
    hook: str | None,
) -> None:
    """Show contradiction alerts, read from the alerts topic.

    Without --follow, each alert kept on the topic is shown once, in its latest revision, by time
    of detection. With --follow, those kept are shown first, and then each new alert and each new
    revision as it arrives; --since now leaves out what was there before. Filters of several
    kinds must all fit; a filter given several times fits when one of its values does.

    \b
    Examples:
      contraflow alerts --since 24h
      contraflow alerts --follow --place Lysychansk --place Severodonetsk
      contraflow alerts --follow --aspect control --min-confidence 0.8
      contraflow alerts --json | jq -r '[.place.name, .explanation] | @tsv'
      contraflow alerts --follow --since now --exec 'notify-desk --channel night'
    """
    from pydantic import ValidationError

    from contraflow.cli.render import alert_output
    from contraflow.gateway.filters import AlertFilter

    given = {
        "place": place,
        "country": country,
        "near": near,
        "radius_km": radius_km,
        "aspect": aspect,
        "type": types,
        "outlet": outlet,
        "status": status,
        "min_confidence": min_confidence,
        "since": since,
        "until": until,
    }
    try:
        wanted = AlertFilter.model_validate(given)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        option = "".join(f"--{str(fault['loc'][0]).replace('_', '-')}: " for _ in fault["loc"][:1])
        raise click.UsageError(option + fault["msg"]) from None
    settings = load_settings()
    show = alert_output(as_json=as_json)
    command_line = shlex.split(hook) if hook else None

    async def run() -> None:
        async for alert in _wanted_alerts(settings, wanted, follow):
            show(alert)
            if command_line:
                _run_hook(command_line, alert)

    run_with_kafka(run())


async def _wanted_alerts(
    settings: Settings, wanted: AlertFilter, follow: bool
) -> AsyncIterator[Alert]:
    from streams.follow import alerts

    # An alert is written after it was detected, so what was written before `since` cannot fit.
    revisions = alerts(settings, since=wanted.since, follow=follow)
    if follow:
        async for alert in revisions:
            if wanted.matches(alert):
                yield alert
        return
    latest: dict[str, Alert] = {}
    async for alert in revisions:
        known = latest.get(alert.alert_id)
        if known is None or known.revision < alert.revision:
            latest[alert.alert_id] = alert
    for alert in sorted(latest.values(), key=lambda alert: alert.detected_at):
        if wanted.matches(alert):
            yield alert


def _run_hook(command_line: list[str], alert: Alert) -> None:
    try:
        done = subprocess.run(command_line, input=alert.model_dump_json().encode(), check=False)
    except OSError as error:
        raise click.UsageError(f"--exec: {error}") from error
    if done.returncode:
        warn(f"--exec ended with status {done.returncode} on alert {alert.alert_id}")
