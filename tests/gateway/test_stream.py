"""Server-Sent Events: live, filtered, resumed without loss or repeat."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from schemas import AlertStatus
from tests.gateway.conftest import MakeApp
from tests.gateway.live import LiveGateway, wait_for
from tests.gateway.records import BEJAIA, LYSYCHANSK, alert, incoming
from tests.gateway.sse_client import listening


def test_new_alerts_arrive_and_old_ones_do_not(make_app: MakeApp) -> None:
    with LiveGateway(make_app()) as live:
        live.write([incoming(alert(1), 0)])
        with listening(live.url) as client:
            wait_for(lambda: client.last_id)
            assert (client.status, client.last_id, client.retry) == (200, "0:0", "3000")
            live.write([incoming(alert(2), 1)])
            live.write(
                [incoming(alert(2, revision=2, status=AlertStatus.RESOLVED), 0, partition=1)]
            )
            wait_for(lambda: len(client.events) == 2)
            assert client.events == [("alert-2/1", "0:1"), ("alert-2/2", "0:1,1:0")]


def test_a_client_that_came_before_the_first_alert_misses_none(make_app: MakeApp) -> None:
    with LiveGateway(make_app()) as live:
        with listening(live.url) as client:
            wait_for(lambda: client.last_id)
        assert client.last_id == "-"
        live.write([incoming(alert(1), 0)])
        with listening(live.url, last=client.last_id) as again:
            wait_for(lambda: again.events)
            assert again.keys == ["alert-1/1"]


def test_a_client_resumes_where_it_was(make_app: MakeApp) -> None:
    with LiveGateway(make_app()) as live:
        live.write([incoming(alert(n), n) for n in range(200)])
        with listening(live.url, last="-") as client:
            wait_for(lambda: len(client.events) == 200)
        assert client.keys == [f"alert-{n}/1" for n in range(200)]
        for number in (0, 63, 64, 150, 199):
            with listening(live.url, last=client.events[number][1]) as again:
                live.write([incoming(alert(1000 + number), 1000 + number)])
                wait_for(lambda n=number, c=again: f"alert-{1000 + n}/1" in c.keys)
                expected = [f"alert-{n}/1" for n in range(number + 1, 200)]
                assert again.keys[: len(expected)] == expected
                assert len(again.keys) == len(set(again.keys))


def test_nothing_is_lost_or_repeated_over_restarts_and_a_lost_database(
    make_app: MakeApp, tmp_path: Path
) -> None:
    """The gateway goes away in the middle of a stream, once with its database."""
    log = [incoming(alert(n), n // 3, partition=n % 3) for n in range(60)]
    seen: list[str] = []
    last = "-"
    # two partitions of what was written so far are read anew in another order each time
    for step, upto in enumerate((20, 40, 60)):
        if step == 2:
            for file in (tmp_path / "gateway").glob("log.sqlite*"):
                file.unlink()
        app = make_app()
        # as while it reads the topic: what a client has seen may be past what is read so far
        app.state.gateway = replace(app.state.gateway, caught_up=lambda: False)
        with LiveGateway(app) as live:
            rebuilt = sorted(log[:upto], key=lambda item: (item.partition != step, item.partition))
            with listening(live.url, last=last) as client:
                for item in rebuilt:
                    live.write([item])
                missing = upto - len(seen)
                wait_for(lambda c=client, n=missing: len(c.events) >= n)
            seen += client.keys
            last = client.last_id
    assert len(seen) == len(set(seen)) == 60


def test_filters_hold_on_the_stream(make_app: MakeApp) -> None:
    with LiveGateway(make_app()) as live, listening(live.url, "place=lisichansk") as client:
        wait_for(lambda: client.comments)
        live.write([incoming(alert(1, place=BEJAIA), 0), incoming(alert(2, place=LYSYCHANSK), 1)])
        wait_for(lambda: client.events)
        assert client.keys == ["alert-2/1"]


def test_a_quiet_stream_is_kept_alive(make_app: MakeApp) -> None:
    with (
        LiveGateway(make_app(gateway_keepalive_seconds=0.05)) as live,
        listening(live.url) as client,
    ):
        wait_for(lambda: client.comments >= 4)
        assert client.events == []


def test_connections_are_capped_and_given_back(make_app: MakeApp) -> None:
    with LiveGateway(make_app(gateway_max_streams=2)) as live:
        with listening(live.url) as one, listening(live.url) as two, listening(live.url) as three:
            assert (one.status, two.status, three.status) == (200, 200, 503)
        wait_for(lambda: live.gateway.slots.taken == 0)
        with listening(live.url) as later:
            assert later.status == 200


def test_a_client_that_does_not_read_is_dropped(make_app: MakeApp) -> None:
    """It holds no memory meanwhile, and its place goes to somebody else."""
    long = "The ministry says so. " * 400
    with LiveGateway(make_app(gateway_send_timeout_seconds=0.5)) as live:
        parts = urlsplit(live.url)
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.sendall(
                b"GET /v1/alerts/stream?last_event_id=- HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            )
            wait_for(lambda: live.gateway.slots.taken == 1)
            live.write([incoming(alert(n, quotes=(long, long)), n) for n in range(200)])
            wait_for(lambda: live.gateway.slots.taken == 0, seconds=20)
        # and one that reads gets all of it
        with listening(live.url, last="-") as client:
            wait_for(lambda: len(client.events) == 200, seconds=20)


@pytest.mark.parametrize("bad", ["x", "1:2;", "0:1," * 2000])
def test_a_bad_position_is_refused(make_app: MakeApp, bad: str) -> None:
    with LiveGateway(make_app()) as live:
        answer = httpx.get(f"{live.url}/v1/alerts/stream", headers={"last-event-id": bad})
        assert answer.status_code == 422
