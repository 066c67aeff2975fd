"""The HTTP interface, asked as a client would."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from contraflow.gateway.store import Store
from schemas import Alert, AlertStatus, Feedback
from streams.topics import TopicName
from tests.gateway.conftest import FakePublisher, MakeApp
from tests.gateway.records import (
    BEJAIA,
    LYSYCHANSK,
    MINISTRY,
    NOON,
    NOWHERE,
    TOUDJA,
    alert,
    claim,
    feedback,
    incoming,
    merged,
)

HOSTILE = '<script>alert(1)</script> "&<img src=x onerror=alert(1)> \u202e\x07 ]]>'


@pytest.fixture
def filled(store: Store) -> Store:
    store.apply([
        incoming(alert(1), 0),
        incoming(alert(2, place=LYSYCHANSK, confidence=0.6), 1),
        incoming(alert(3, place=NOWHERE), 2),
        incoming(alert(1, revision=2, status=AlertStatus.UPDATED, at=NOON + timedelta(hours=1)), 3),
        incoming(merged(claim("1e", "We have four dead."), mentions=3), 0),
        incoming(merged(claim("1l", "two citizens", speaker=MINISTRY, source="AIS")), 1),
        incoming(merged(claim("x", "The road is closed.", place=BEJAIA)), 2),
        incoming(feedback(1, "alert-1"), 0),
    ])  # fmt: skip
    return store


def ids(client: TestClient, query: str) -> list[str]:
    answer = client.get(f"/v1/alerts?{query}")
    assert answer.status_code == 200, answer.text
    return [one["alert_id"] for one in answer.json()["alerts"]]


def test_alerts_come_newest_first_in_their_latest_revision(
    client: TestClient, filled: Store
) -> None:
    answer = client.get("/v1/alerts").json()
    assert [(a["alert_id"], a["revision"]) for a in answer["alerts"]] == [
        ("alert-3", 1), ("alert-2", 1), ("alert-1", 2),
    ]  # fmt: skip
    assert answer["position"] == "0:3"
    assert answer["next_cursor"] is None
    first = answer["alerts"][2]
    assert first["opened_at"] == "2024-07-27T12:01:00Z"
    assert first["feedback"][0]["verdict"] == "right"
    marked = [part["text"] for part in first["evidence"]["earlier"] if part["clash"]]
    assert marked == ["four"]
    assert "".join(part["text"] for part in first["evidence"]["later"]) == first["later"]["quote"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("place=tudja", ["alert-1"]),
        ("place=geonames:702972", ["alert-2"]),
        ("place=Tudja&place=Lisichansk", ["alert-2", "alert-1"]),
        ("country=ua", ["alert-2"]),
        ("near=36.756,5.084&radius_km=18", ["alert-1"]),
        ("near=36.756,5.084&radius_km=10", []),
        ("aspect=control", []),
        ("aspect=control&aspect=casualties", ["alert-3", "alert-2", "alert-1"]),
        ("type=numeric&min_confidence=0.7", ["alert-3", "alert-1"]),
        ("outlet=soummam%20matin&status=updated", ["alert-1"]),
        ("since=2024-07-27T12:02:30Z", ["alert-3", "alert-1"]),
        ("until=2024-07-27T12:02:30Z", ["alert-2"]),
        ("test=only", []),
    ],
)
def test_filters(client: TestClient, filled: Store, query: str, expected: list[str]) -> None:
    assert ids(client, query) == expected


def test_cursor_pages(client: TestClient, filled: Store) -> None:
    first = client.get("/v1/alerts?limit=2").json()
    second = client.get("/v1/alerts", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    both = first["alerts"] + second["alerts"]
    assert [a["alert_id"] for a in both] == ["alert-3", "alert-2", "alert-1"]
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/v1/alerts?type=rumour", "type"),
        ("/v1/alerts?near=1,2", ""),
        ("/v1/alerts?since=yesterday", "since"),
        ("/v1/alerts?min_confidence=2", "min_confidence"),
        ("/v1/alerts?limit=0", "limit"),
        ("/v1/alerts?limit=501", "limit"),
        ("/v1/alerts?colour=red", "colour"),
        ("/v1/alerts?cursor=nonsense", "cursor"),
        ("/v1/alerts?place=" + "x" * 201, "place"),
        ("/v1/alerts/stream?last_event_id=nonsense", "Last-Event-ID"),
        ("/v1/claims?party=", "party"),
        ("/v1/places?limit=x", "limit"),
    ],
)
def test_a_bad_parameter_is_named(client: TestClient, path: str, field: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 422
    detail = answer.json()["detail"]
    assert detail[0]["msg"]
    assert field in [str(part) for part in detail[0]["loc"]] or not field


@pytest.mark.parametrize(
    "path",
    [
        "/v1/alerts/nope",
        "/v1/claims/nope",
        "/v1/places/nope/timeline",
        "/v1/webhooks/nope",
        "/v1/webhooks/nope/deliveries",
        "/v1/nothing",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
    ],
)
def test_an_unknown_id_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_one_alert_with_its_revisions(client: TestClient, filled: Store) -> None:
    answer = client.get("/v1/alerts/alert-1").json()
    assert answer["status"] == "updated"
    assert [one["revision"] for one in answer["revisions"]] == [1, 2]
    assert answer["link"].endswith("/alerts/alert-1")
    assert answer["question"] == "how many were killed"


def test_geojson_by_header_and_by_parameter(client: TestClient, filled: Store) -> None:
    by_header = client.get("/v1/alerts", headers={"accept": "application/geo+json"})
    assert by_header.headers["content-type"] == "application/geo+json"
    collection = by_header.json()
    assert collection == client.get("/v1/alerts?format=geojson").json()
    points = {f["id"]: f["geometry"] for f in collection["features"]}
    assert points["alert-2"] == {"type": "Point", "coordinates": [38.442, 48.905]}
    assert points["alert-3"] is None
    for path in ("/v1/claims", "/v1/places", f"/v1/places/{TOUDJA.id}/timeline"):
        one = client.get(f"{path}?format=geojson").json()
        assert one["type"] == "FeatureCollection"
        assert one["features"]


def test_claims_by_party_and_place(client: TestClient, filled: Store) -> None:
    def claims(query: str) -> list[str]:
        return [one["claim_id"] for one in client.get(f"/v1/claims?{query}").json()["claims"]]

    assert claims("party=state:DZ") == ["claim-1e", "claim-x", "claim-1l"]
    assert claims("party=state:DZ/local&place=Toudja") == ["claim-1e"]
    assert claims("axis=control.holder") == []
    assert client.get("/v1/claims/claim-1e").json()["mention_count"] == 3


def test_a_timeline_tells_each_claimant_apart(client: TestClient, store: Store) -> None:
    from schemas import Party, Speaker

    army = Speaker(name="a colonel", party=Party(id="state:DZ/army", name="Algerian army"))
    rebels = Speaker(name="a rebel", party=Party(id="role:rebels", name="Rebels"))
    store.apply([
        incoming(alert(1), 0),
        incoming(merged(claim("1l", "two citizens", speaker=MINISTRY)), 0),
        incoming(merged(claim("b", "none", speaker=army, at=NOON - timedelta(days=1))), 1),
        incoming(merged(claim("c", "ten", speaker=rebels)), 2),
    ])  # fmt: skip
    timeline = client.get(f"/v1/places/{TOUDJA.id}/timeline").json()
    told = {c["id"]: [e["claim"]["claim_id"] for e in c["claims"]] for c in timeline["claimants"]}
    assert told == {"state:DZ": ["claim-b", "claim-1l"], "role:rebels": ["claim-c"]}
    assert timeline["claimants"][0]["name"] == "Algeria"
    assert timeline["claimants"][0]["claims"][1]["alert_ids"] == ["alert-1"]
    assert timeline["claimants"][1]["claims"][0]["answer"] == "4 people"
    assert [one["alert_id"] for one in timeline["alerts"]] == ["alert-1"]
    assert not timeline["truncated"]


def test_a_timeline_knows_a_claim_of_an_alert_that_has_joined_another(
    client: TestClient, store: Store
) -> None:
    told = merged(claim("1l", "two citizens", speaker=MINISTRY))
    same = told.mentions[0].model_copy(update={"mention_id": told.claim.mention_id})
    store.apply([
        incoming(alert(1), 0),
        incoming(told.model_copy(update={"claim_id": "claim-other", "mentions": (same,)}), 0),
    ])  # fmt: skip
    (claimant,) = client.get(f"/v1/places/{TOUDJA.id}/timeline").json()["claimants"]
    assert [one["alert_ids"] for one in claimant["claims"]] == [["alert-1"]]


def test_feedback_goes_to_its_topic_and_shows(
    client: TestClient, filled: Store, publisher: FakePublisher
) -> None:
    answer = client.post(
        "/v1/alerts/alert-2/feedback",
        json={"verdict": "just-an-update", "note": " later count ", "analyst": "Ana"},
    )
    assert answer.status_code == 201
    (topic, record, key) = publisher.sent[0]
    assert topic is TopicName.FEEDBACK
    assert key == LYSYCHANSK.id
    assert isinstance(record, Feedback)
    assert (record.verdict.value, record.note, record.revision) == (
        "just-an-update", "later count", 1,
    )  # fmt: skip
    shown = client.get("/v1/alerts/alert-2").json()["feedback"]
    assert [one["analyst"] for one in shown] == ["Ana"]
    # when it comes back from the topic, it is the same one
    filled.apply([incoming(record, 1)])
    assert len(client.get("/v1/alerts/alert-2").json()["feedback"]) == 1


@pytest.mark.parametrize(
    "body",
    [{}, {"verdict": "maybe"}, {"verdict": "right", "note": "x" * 2001}, "right", []],
)
def test_bad_feedback_is_refused(client: TestClient, filled: Store, body: object) -> None:
    assert client.post("/v1/alerts/alert-1/feedback", json=body).status_code == 422


def test_feedback_is_not_taken_while_the_broker_is_down(
    client: TestClient, filled: Store, publisher: FakePublisher
) -> None:
    publisher.down = True
    answer = client.post("/v1/alerts/alert-2/feedback", json={"verdict": "right"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert client.get("/v1/alerts/alert-2").json()["feedback"] == []
    assert client.post("/v1/alerts/nope/feedback", json={"verdict": "right"}).status_code == 404


def test_a_test_alert_is_marked(client: TestClient, publisher: FakePublisher, store: Store) -> None:
    answer = client.post("/v1/test-alert")
    assert answer.status_code == 202
    (topic, record, key) = publisher.sent[0]
    assert topic is TopicName.ALERTS
    assert isinstance(record, Alert)
    assert record.test
    assert key == record.place.id
    store.apply([incoming(record, 0)])
    assert ids(client, "test=exclude") == []
    assert ids(client, "") == [record.alert_id]
    assert "[TEST]" in client.get("/v1/alerts.atom").text


def test_the_feed_holds_hostile_text_as_text(client: TestClient, store: Store) -> None:
    store.apply([incoming(alert(1, quotes=(HOSTILE, HOSTILE), outlets=(HOSTILE, "B")), 0)])
    answer = client.get("/v1/alerts.atom?country=DZ")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"
    entry = root.find(f"{atom}entry")
    assert entry is not None
    content = entry.find(f"{atom}content")
    assert content is not None and content.get("type") == "text"
    assert "<script>alert(1)</script>" in (content.text or "")
    assert "\x07" not in (content.text or "")
    assert entry.findtext(f"{atom}id") == "urn:contraflow:alert:alert-1"
    point = entry.findtext("{http://www.georss.org/georss}point")
    assert point == "36.757 4.893"
    assert root.findtext(f"{atom}id", "").endswith("/v1/alerts.atom?country=DZ")


def test_every_answer_forbids_inline_scripts(client: TestClient, filled: Store) -> None:
    for path in ("/", "/alerts/alert-1", f"/places/{TOUDJA.id}", "/subscribe", "/v1/alerts",
                 "/static/js/front.js", "/v1/nothing", "/v1/alerts?type=x"):  # fmt: skip
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_pages_hold_no_inline_script_or_style(client: TestClient) -> None:
    for path in ("/", "/alerts/x", "/places/x", "/subscribe"):
        page = client.get(path)
        assert page.headers["content-type"].startswith("text/html")
        assert "<style" not in page.text and "style=" not in page.text
        assert "onclick=" not in page.text
        assert page.text.count("<script") == page.text.count('<script type="module" src="/static/')


def test_monitors_may_ask_for_the_head_alone(client: TestClient) -> None:
    for path in ("/", "/subscribe", "/healthz", "/readyz", "/metrics", "/static/style.css"):
        answer = client.head(path)
        assert answer.status_code == 200
        assert answer.content == b""


def test_openapi_is_complete(client: TestClient) -> None:
    document = client.get("/v1/openapi.json").json()
    paths = document["paths"]
    for path in ("/v1/alerts", "/v1/alerts/stream", "/v1/alerts/{alert_id}", "/v1/claims",
                 "/v1/places/{place_id}/timeline", "/v1/webhooks", "/v1/alerts.atom"):  # fmt: skip
        operation = paths[path]["get"]
        assert operation["description"]
        names = {parameter["name"] for parameter in operation.get("parameters", [])}
        if path in ("/v1/alerts", "/v1/alerts/stream", "/v1/alerts.atom"):
            assert {"place", "country", "near", "radius_km", "aspect", "type", "min_confidence",
                    "outlet", "since", "until", "status"} <= names  # fmt: skip
    assert document["components"]["securitySchemes"]


# -- guards --------------------------------------------------------------------------------------


def test_tokens_for_reading_and_for_managing(make_app: MakeApp) -> None:
    app = make_app(gateway_read_tokens=("read-me",), gateway_manage_tokens=("manage-me",))
    with TestClient(app) as client:

        def status(path: str, token: str | None, method: str = "GET") -> int:
            headers = {"authorization": f"Bearer {token}"} if token else {}
            return client.request(method, path, headers=headers).status_code

        assert status("/v1/alerts", None) == 401
        assert status("/v1/alerts", "wrong") == 403
        assert status("/v1/alerts", "read-me") == 200
        assert status("/v1/alerts", "manage-me") == 200
        assert status("/v1/alerts.atom", None) == 401
        assert status("/v1/alerts/stream", None) == 401
        assert status("/v1/webhooks", "read-me") == 403
        assert status("/v1/webhooks", "manage-me") == 200
        assert status("/v1/test-alert", "read-me", "POST") == 403
        assert status("/v1/alerts/x/feedback", None, "POST") == 401
        assert status("/", None) == 200  # the shell holds no alert
        assert status("/healthz", None) == 200
        assert client.get("/v1/alerts").headers["www-authenticate"].startswith("Bearer")

        assert client.post("/session", json={"token": "wrong"}).status_code == 403
        signed_in = client.post("/session", json={"token": "read-me"})
        assert signed_in.status_code == 204
        cookie = signed_in.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie
        assert client.get("/v1/alerts").status_code == 200
        client.delete("/session")
        assert client.get("/v1/alerts").status_code == 401


def test_a_request_for_another_host_is_refused(client: TestClient) -> None:
    assert client.get("/v1/alerts", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/healthz", headers={"host": "evil.example"}).status_code == 200


def test_a_page_of_another_site_cannot_change_anything(client: TestClient, filled: Store) -> None:
    for site in ("cross-site", "same-site"):
        answer = client.post(
            "/v1/alerts/alert-1/feedback", json={"verdict": "right"},
            headers={"sec-fetch-site": site},
        )  # fmt: skip
        assert answer.status_code == 403
    form = client.post(
        "/v1/alerts/alert-1/feedback", content='{"verdict": "right"}',
        headers={"content-type": "text/plain"},
    )  # fmt: skip
    assert form.status_code == 422


def test_those_who_ask_too_often_have_to_wait(make_app: MakeApp) -> None:
    with TestClient(make_app(gateway_requests_per_minute=5)) as client:
        statuses = [client.get("/v1/alerts").status_code for _ in range(7)]
        assert statuses == [200] * 5 + [429] * 2
        assert 0 < int(client.get("/v1/alerts").headers["retry-after"]) <= 60
        assert client.get("/healthz").status_code == 200


def test_changes_have_a_lower_limit(make_app: MakeApp) -> None:
    with TestClient(make_app(gateway_changes_per_minute=2)) as client:
        statuses = [client.post("/v1/test-alert").status_code for _ in range(3)]
        assert statuses == [202, 202, 429]
        assert client.get("/v1/alerts").status_code == 200


def test_a_large_body_is_refused(client: TestClient, filled: Store) -> None:
    body = json.dumps({"verdict": "right", "note": "x" * 100_000})
    answer = client.post(
        "/v1/alerts/alert-1/feedback", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 413


def test_metrics_count_by_route_and_not_by_id(client: TestClient, filled: Store) -> None:
    client.get("/v1/alerts/alert-1")
    client.get("/v1/alerts/nope")
    client.get("/wp-login.php")
    text = client.get("/metrics").text
    assert 'route="/v1/alerts/{alert_id}",status="200"' in text
    assert 'route="/v1/alerts/{alert_id}",status="404"' in text
    assert 'route="unmatched",status="404"' in text
    assert "nope" not in text and "wp-login" not in text


def test_probes_answer(client: TestClient) -> None:
    for path in ("/healthz", "/readyz"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.json()["status"] == "ok"


@pytest.mark.parametrize(
    ("host", "changes", "allowed"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("localhost", {}, True),
        ("0.0.0.0", {}, False),
        ("10.1.2.3", {"gateway_manage_tokens": ("m",)}, False),
        ("0.0.0.0", {"gateway_read_tokens": ("r",)}, True),
        ("0.0.0.0", {"gateway_allow_anonymous": True}, True),
    ],
)
def test_others_are_served_with_tokens_only(
    host: str, changes: dict[str, object], allowed: bool
) -> None:
    from contraflow.gateway.security import check_exposure
    from contraflow.settings import Settings

    settings = Settings.model_validate({"gateway_host": host, **changes})
    check: Callable[[], None] = lambda: check_exposure(settings)  # noqa: E731
    if allowed:
        check()
    else:
        with pytest.raises(ValueError, match="TOKENS"):
            check()


def test_the_application_can_be_made_twice_on_one_folder(make_app: MakeApp) -> None:
    for _ in range(2):
        app: FastAPI = make_app()
        with TestClient(app) as client:
            assert client.get("/v1/alerts").status_code == 200
