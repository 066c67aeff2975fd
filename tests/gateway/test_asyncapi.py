"""The AsyncAPI document: valid, complete, and true to the topic table."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient

from contraflow.asyncapi import asyncapi_document
from contraflow.settings import Settings
from schemas import Alert
from schemas.export import EXAMPLES_FOLDER
from streams.topics import TopicName, Topics

SPECIFICATION = Path(__file__).with_name("asyncapi-3.0.0.schema.json")
"""AsyncAPI's own JSON Schema, as published with the specification (Apache License 2.0)."""


def test_it_is_valid() -> None:
    specification = json.loads(SPECIFICATION.read_text("utf-8"))
    jsonschema.Draft7Validator(specification).validate(asyncapi_document(Settings()))


def test_it_holds_every_public_topic() -> None:
    settings = Settings(topic_prefix="desk.", bootstrap_servers="a:9092,b:9092")
    document = asyncapi_document(settings)
    public = {topic.kind.value: topic for topic in Topics(settings).values() if topic.public}
    assert set(document["channels"]) == set(public)
    alerts = document["channels"]["alerts"]
    assert alerts["address"] == "desk.alerts"
    assert "8760 hours" in alerts["description"]
    assert alerts["bindings"]["kafka"]["partitions"] == public["alerts"].partitions
    assert [server["host"] for server in document["servers"].values()] == ["a:9092", "b:9092"]
    written = {name for name in document["operations"] if name.startswith("receive")}
    assert written == {"receiveArticles", "receiveFeedback"}


def test_every_reference_leads_somewhere() -> None:
    document = asyncapi_document(Settings())

    def follow(node: object) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "$ref":
                    target: object = document
                    for part in str(value).removeprefix("#/").split("/"):
                        assert isinstance(target, dict)
                        target = target[part]
                else:
                    follow(value)
        elif isinstance(node, list):
            for value in node:
                follow(value)

    follow(document)


def test_its_alert_schema_takes_the_example() -> None:
    document = asyncapi_document(Settings())
    schema = {"$ref": "#/components/schemas/Alert", "components": document["components"]}
    example = json.loads((EXAMPLES_FOLDER / "alert.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(example)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**example, "type": "rumour"})
    assert Alert.model_validate(example)


def test_it_is_served(client: TestClient) -> None:
    assert client.get("/v1/asyncapi.json").json()["asyncapi"] == "3.0.0"
    assert TopicName.HEARTBEAT.value in client.get("/v1/asyncapi.json").json()["channels"]
