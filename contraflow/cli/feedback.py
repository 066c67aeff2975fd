"""``contraflow feedback``: what analysts said about alerts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from contraflow.cli.common import load_settings, run_with_kafka, warn


@click.group("feedback")
def command() -> None:
    """Work with what analysts said about alerts."""


@command.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Write judged alerts as labelled clusters, one JSON file each, into FOLDER.

    The form is that of tests/eval, so that the scorecard reads them: an alert judged right is a
    contradiction, one judged otherwise a compatible pair. They are drafts for a person to review:
    articles that have left the articles topic are there with their quotes only (named under
    "incomplete"), and what no alert was raised for is not labelled.

    \b
    Example:
      contraflow feedback export labels && python tests/eval/validate.py labels/*.json
    """
    from contraflow.gateway.labels import clusters, settle
    from schemas import Alert, Article, Feedback
    from streams.follow import read_topic
    from streams.topics import TopicName

    async def run() -> None:
        settings = load_settings()
        feedback = [one.record async for one in read_topic(settings, TopicName.FEEDBACK, Feedback)]
        wanted = {one.alert_id for one in feedback}
        alerts: dict[str, Alert] = {}
        async for received in read_topic(settings, TopicName.ALERTS, Alert):
            alert = received.record
            known = alerts.get(alert.alert_id)
            if alert.alert_id in wanted and (known is None or alert.revision > known.revision):
                alerts[alert.alert_id] = alert
        needed = {
            side.article_id for alert in alerts.values() for side in (alert.earlier, alert.later)
        }
        articles = {
            one.record.id: one.record
            async for one in read_topic(settings, TopicName.ARTICLES, Article)
            if one.record.id in needed
        }
        found = clusters(settle(alerts.values(), feedback), articles)
        _write(folder, found)
        missing = len(wanted - set(alerts))
        if missing:
            warn(f"{missing} judged alerts are no longer on their topic")
        lacking = len(needed - set(articles))
        if lacking:
            warn(f"{lacking} articles are no longer on their topic: their quotes stand in")
        click.echo(f"{len(found)} clusters in {folder}")

    run_with_kafka(run())


def _write(folder: Path, clusters: Iterable[Mapping[str, Any]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for cluster in clusters:
        path = folder / f"{cluster['id']}.json"
        path.write_text(json.dumps(cluster, indent=1, ensure_ascii=False) + "\n", "utf-8")
