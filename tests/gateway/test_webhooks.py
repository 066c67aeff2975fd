"""Webhooks: signed, retried, resumed, and never sent to where they must not go."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from standardwebhooks import Webhook, WebhookVerificationError

from contraflow.gateway.outbound import (
    Answer,
    ForbiddenAddressError,
    check_url,
    is_public,
    post,
    resolve,
)
from contraflow.gateway.webhooks import judge
from schemas import AlertStatus
from tests.gateway.conftest import MakeApp
from tests.gateway.live import LiveGateway, wait_for
from tests.gateway.records import BEJAIA, LYSYCHANSK, NOON, alert, incoming

FAST = {
    "webhook_allow_private": True,
    "webhook_retry_seconds": (0.05, 0.05, 0.05),
    "webhook_timeout_seconds": 1.0,
}


class Receiver:
    """A local server that keeps what is sent to it and answers as it is told."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.always = 200
        self.headers: dict[str, str] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                outer.requests.append(({k.lower(): v for k, v in self.headers.items()}, body))
                status = outer.answers.pop(0) if outer.answers else outer.always
                self.send_response(status)
                for name, value in outer.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook?x=1"

    @property
    def told(self) -> list[str]:
        """Alert and revision of each message, in order of arrival."""
        return [
            f"{data['alert_id']}/{data['revision']}"
            for data in (json.loads(body)["data"] for _, body in self.requests)
        ]

    @contextmanager
    def running(self) -> Iterator[Receiver]:
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver().running() as one:
        yield one


def subscribe(live: LiveGateway, url: str, **more: Any) -> dict[str, Any]:
    answer = httpx.post(f"{live.url}/v1/webhooks", json={"url": url, **more})
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()
    return created


def show(live: LiveGateway, subscription: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(
        f"{live.url}/v1/webhooks/{subscription['subscription_id']}"
    ).json()
    return found


def test_a_delivery_is_signed_as_the_standard_asks(make_app: MakeApp, receiver: Receiver) -> None:
    with LiveGateway(make_app(**FAST)) as live:
        live.write([incoming(alert(1), 0)])  # before the subscription: not sent
        created = subscribe(live, receiver.url)
        live.write(
            [incoming(alert(2), 1), incoming(alert(2, revision=2, status=AlertStatus.RESOLVED), 2)]
        )
        wait_for(lambda: len(receiver.requests) == 2)
        wait_for(lambda: show(live, created)["last_success_at"])
    headers, body = receiver.requests[0]
    message = Webhook(created["secret"]).verify(body, headers)
    assert message["type"] == "alert.opened"
    assert message["data"]["alert_id"] == "alert-2"
    assert headers["content-type"] == "application/json"
    assert json.loads(receiver.requests[1][1])["type"] == "alert.resolved"
    assert receiver.told == ["alert-2/1", "alert-2/2"]
    with pytest.raises(WebhookVerificationError):
        Webhook(created["secret"]).verify(body + b" ", headers)


def test_a_filter_holds_and_the_secret_is_shown_once(make_app: MakeApp, receiver: Receiver) -> None:
    secret = "whsec_" + "QUJDRA" * 8
    with LiveGateway(make_app(**FAST)) as live:
        created = subscribe(
            live, receiver.url, filter={"place": ["Lisichansk"], "min_confidence": 0.7},
            secret=secret, description="desk",
        )  # fmt: skip
        assert created["secret"] == secret
        assert "secret" not in show(live, created)
        assert secret not in httpx.get(f"{live.url}/v1/webhooks").text
        live.write([
            incoming(alert(1, place=BEJAIA), 0),
            incoming(alert(2, place=LYSYCHANSK, confidence=0.5), 1),
            incoming(alert(3, place=LYSYCHANSK), 2),
        ])  # fmt: skip
        wait_for(lambda: receiver.requests)
        assert receiver.told == ["alert-3/1"]


def test_the_alertmanager_body(make_app: MakeApp, receiver: Receiver) -> None:
    with LiveGateway(make_app(**FAST)) as live:
        subscribe(live, receiver.url, format="alertmanager")
        live.write(
            [incoming(alert(1), 0), incoming(alert(1, revision=2, status=AlertStatus.RESOLVED), 1)]
        )
        wait_for(lambda: len(receiver.requests) == 2)
    first, second = (json.loads(body) for _, body in receiver.requests)
    assert (first["version"], first["status"], second["status"]) == ("4", "firing", "resolved")
    assert first["alerts"][0]["labels"]["place"] == "Toudja"
    assert first["alerts"][0]["fingerprint"] == second["alerts"][0]["fingerprint"]
    assert first["alerts"][0]["endsAt"].startswith("0001")
    assert set(first) == {
        "version", "groupKey", "truncatedAlerts", "status", "receiver", "groupLabels",
        "commonLabels", "commonAnnotations", "externalURL", "alerts",
    }  # fmt: skip


def test_a_failed_delivery_is_tried_again_under_the_same_id(
    make_app: MakeApp, receiver: Receiver
) -> None:
    receiver.answers = [500, 302]
    receiver.headers = {"location": "http://127.0.0.1:1/elsewhere"}
    with LiveGateway(make_app(**FAST)) as live:
        created = subscribe(live, receiver.url)
        live.write([incoming(alert(1), 0)])
        wait_for(lambda: len(receiver.requests) == 3)
        wait_for(lambda: show(live, created)["waiting"] == 0)
        listed = httpx.get(f"{live.url}/v1/webhooks/{created['subscription_id']}/deliveries")
        delivery = listed.json()["deliveries"][0]
    assert (delivery["state"], delivery["attempts"]) == ("delivered", 3)
    assert len({headers["webhook-id"] for headers, _ in receiver.requests}) == 1
    assert len({body for _, body in receiver.requests}) == 1


def test_one_failing_delivery_does_not_hold_up_the_next(
    make_app: MakeApp, receiver: Receiver
) -> None:
    receiver.answers = [503]
    with LiveGateway(make_app(**{**FAST, "webhook_retry_seconds": (0.5,)})) as live:
        subscribe(live, receiver.url)
        live.write([incoming(alert(1), 0), incoming(alert(2), 1)])
        wait_for(lambda: len(receiver.requests) == 3)
    assert receiver.told == ["alert-1/1", "alert-2/1", "alert-1/1"]


def test_gone_ends_the_subscription(make_app: MakeApp, receiver: Receiver) -> None:
    receiver.always = 410
    with LiveGateway(make_app(**FAST)) as live:
        created = subscribe(live, receiver.url)
        live.write([incoming(alert(1), 0), incoming(alert(2), 1)])
        wait_for(lambda: show(live, created)["state"] == "disabled")
        assert "410" in show(live, created)["reason"]
        assert len(receiver.requests) == 1
        # switched on again, it gets what comes from then on
        receiver.always = 200
        path = f"{live.url}/v1/webhooks/{created['subscription_id']}"
        assert httpx.post(f"{path}/enable").json()["state"] == "active"
        live.write([incoming(alert(3), 2)])
        wait_for(lambda: len(receiver.requests) == 2)
        assert receiver.told[-1] == "alert-3/1"
        assert httpx.delete(path).status_code == 204
        assert httpx.get(path).status_code == 404


def test_a_dead_receiver_is_given_up_in_the_end(make_app: MakeApp, receiver: Receiver) -> None:
    receiver.always = 500
    with LiveGateway(make_app(**FAST)) as live:
        created = subscribe(live, receiver.url)
        live.write([incoming(alert(1), 0)])
        wait_for(lambda: show(live, created)["state"] == "disabled")
        assert "HTTP 500" in show(live, created)["reason"]
        assert len(receiver.requests) == 1 + len(FAST["webhook_retry_seconds"])


def test_deliveries_survive_a_restart_and_a_lost_store(
    make_app: MakeApp, receiver: Receiver, tmp_path: Path
) -> None:
    receiver.always = 503
    slow = {**FAST, "webhook_retry_seconds": (0.3,) * 50}
    log = [incoming(alert(n), n) for n in range(4)]
    with LiveGateway(make_app(**slow)) as live:
        created = subscribe(live, receiver.url)
        live.write(log[:2])
        wait_for(lambda: show(live, created)["waiting"] == 2)
    for file in (tmp_path / "gateway").glob("log.sqlite*"):
        file.unlink()
    receiver.always = 200
    receiver.requests.clear()
    # the topic is read anew before the dispatcher looks at it, as `caught_up` sees to
    app = make_app(**slow)
    app.state.gateway.store.apply(log)
    with LiveGateway(app) as live:
        wait_for(lambda: len(receiver.requests) >= 4)
        wait_for(lambda: show(live, created)["waiting"] == 0)
    assert sorted(receiver.told) == ["alert-0/1", "alert-1/1", "alert-2/1", "alert-3/1"]


def test_a_test_message_goes_to_one_webhook_alone(make_app: MakeApp, receiver: Receiver) -> None:
    with LiveGateway(make_app(**FAST)) as live:
        created = subscribe(live, receiver.url, filter={"country": ["UA"]})
        subscribe(live, receiver.url)
        path = f"{live.url}/v1/webhooks/{created['subscription_id']}/test"
        assert httpx.post(path).status_code == 202
        wait_for(lambda: receiver.requests)
        assert json.loads(receiver.requests[0][1])["data"]["test"] is True
        assert len(receiver.requests) == 1


def test_a_receiver_that_hangs_is_left(make_app: MakeApp) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with LiveGateway(make_app(**{**FAST, "webhook_timeout_seconds": 0.2})) as live:
            created = subscribe(live, url)
            live.write([incoming(alert(1), 0)])
            wait_for(lambda: show(live, created)["state"] == "disabled")
            assert "Timeout" in show(live, created)["reason"]


# -- what follows from an answer -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "attempts", "action", "wait"),
    [
        (Answer(200, None), 0, "done", 0),
        (Answer(204, None), 5, "done", 0),
        (Answer(410, None), 0, "disable", 0),
        (Answer(301, None), 0, "retry", 5),
        (Answer(500, None), 1, "retry", 300),
        (Answer(500, "9999"), 0, "retry", 5),
        (Answer(429, "60"), 0, "retry", 60),
        (Answer(503, "2"), 0, "retry", 5),
        (Answer(503, "Sat, 27 Jul 2024 13:00:00 GMT"), 0, "retry", 3600),
        (Answer(503, "soon"), 0, "retry", 5),
        (Answer(429, "99999999"), 0, "retry", 86400),
        (TimeoutError(), 0, "retry", 5),
        (ForbiddenAddressError("the address is not public"), 2, "give-up", 0),
    ],
)
def test_what_follows_from_an_answer(
    answer: Answer | Exception, attempts: int, action: str, wait: float
) -> None:
    verdict = judge(answer, attempts, (5, 300), NOON)
    assert (verdict.action, verdict.wait_seconds) == (action, wait)


def test_the_usual_schedule_lasts_for_days() -> None:
    from contraflow.settings import Settings

    schedule = Settings().webhook_retry_seconds
    assert timedelta(seconds=sum(schedule)) > timedelta(days=2)
    assert list(schedule) == sorted(schedule)


# -- where nothing is sent -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::", "ff02::1", "192.0.2.1", "198.18.0.1", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "ftp://example.org/", "https:///x", "https://user:pw@example.org/",
        "https://127.0.0.1/", "https://[::1]/", "https://localhost/", "https://a.localhost./",
        "https://169.254.169.254/latest", "https://[::ffff:10.0.0.1]/", "javascript:alert(1)",
        "https://example.org:99999/", "https://exa mple.org/", "https://example.org/\r\nX: y", "",
    ],
)  # fmt: skip
def test_urls_that_are_refused(client: TestClient, url: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        check_url(url, allow_private=False)
    answer = client.post("/v1/webhooks", json={"url": url})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][-1] == "url"


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1"])
async def test_other_spellings_of_loopback_are_judged_by_what_they_resolve_to(host: str) -> None:
    with pytest.raises((ForbiddenAddressError, OSError)):
        await resolve(host, 443, allow_private=False)


async def test_a_name_that_leads_inside_is_refused_at_each_delivery(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Public when it was subscribed, loopback later: DNS rebinding."""

    async def rebound(*_: object, **__: object) -> list[tuple[Any, ...]]:
        return [
            (2, 1, 6, "", ("93.184.216.34", 443)),
            (2, 1, 6, "", ("127.0.0.1", 443)),
        ]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", rebound)
    async with httpx.AsyncClient() as client:
        with pytest.raises(ForbiddenAddressError):
            await post(client, "https://hook.example/", b"", {}, allow_private=False)


async def test_the_request_goes_to_the_address_that_was_judged(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    asked: list[str] = []
    port = int(receiver.url.split(":")[2].split("/")[0])

    async def only_once(host: str, *_: object, **__: object) -> list[tuple[Any, ...]]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", only_once)
    async with httpx.AsyncClient(trust_env=False) as client:
        url = f"http://hook.example:{port}/a?b=c"
        answer = await post(client, url, b"{}", {"webhook-id": "1"}, allow_private=True)
    assert answer.status == 200
    assert asked == ["hook.example"]
    assert receiver.requests[0][0]["host"] == f"hook.example:{port}"


@pytest.mark.parametrize("secret", ["x", "whsec_", "whsec_QUJD", "whsec_" + "!" * 40])
def test_a_weak_secret_is_refused(make_app: MakeApp, secret: str) -> None:
    with TestClient(make_app(**FAST)) as client:
        answer = client.post("/v1/webhooks", json={"url": "http://127.0.0.1:9/", "secret": secret})
        assert answer.status_code == 422


def test_subscriptions_are_capped(make_app: MakeApp) -> None:
    with TestClient(make_app(**FAST, webhook_max_subscriptions=1)) as client:
        body = {"url": "http://127.0.0.1:9/"}
        assert client.post("/v1/webhooks", json=body).status_code == 201
        assert client.post("/v1/webhooks", json=body).status_code == 409


def test_the_database_of_secrets_is_private(make_app: MakeApp, tmp_path: Path) -> None:
    make_app()
    mode = (tmp_path / "gateway" / "subscriptions.sqlite").stat().st_mode
    assert mode & 0o077 == 0
