"""``contraflow test-alert``: one alert sent on purpose, marked as such."""

from __future__ import annotations

import click

from contraflow.cli.common import load_settings, run_with_kafka


@click.command("test-alert", short_help="Send a test alert, marked as such.")
def command() -> None:
    """Send a test alert to the alerts topic, so that every subscriber sees one come through.

    It says "test": true, is about a place called "Contraflow test", and is never mistaken for a
    real one: metrics and maps leave it out. Prints its id.
    """
    from datetime import UTC, datetime

    from contraflow.gateway.publish import KafkaPublisher, UnavailableError
    from contraflow.gateway.trial import trial_alert
    from streams.topics import TopicName

    async def send() -> None:
        publisher = KafkaPublisher(load_settings())
        alert = trial_alert(datetime.now(UTC))
        try:
            await publisher.publish(TopicName.ALERTS, alert, key=alert.place.id)
        except UnavailableError as error:
            raise click.ClickException(str(error)) from None
        finally:
            await publisher.close()
        click.echo(alert.alert_id)

    run_with_kafka(send())
