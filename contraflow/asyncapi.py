"""The public Kafka topics as an AsyncAPI 3 document, made from the topic table and the records.

https://www.asyncapi.com/docs/reference/specification/v3.0.0 with the Kafka bindings 0.5.0.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from contraflow import __version__
from contraflow.settings import Settings
from schemas import Record
from schemas.export import EXAMPLES_FOLDER, RECORDS
from streams.codec import CONTENT_TYPE, SPEC_VERSION
from streams.topics import Topic, TopicName, Topics

ASYNCAPI_VERSION = "3.0.0"
_BINDING = "0.5.0"

_INPUTS = frozenset({TopicName.ARTICLES, TopicName.FEEDBACK})
"""Topics that outsiders may write to; to all others Contraflow alone writes."""

_DESCRIPTION = """\
Articles go in, contradiction alerts come out. Messages are JSON with CloudEvents 1.0 headers in
binary mode (`ce_id`, `ce_type`, `ce_source`, `ce_time`, `ce_specversion`). Delivery is at least
once: the same `ce_id` is the same event. All messages about one place have that place's id as key
and keep their order, except where a topic says otherwise.
"""


def asyncapi_document(settings: Settings) -> dict[str, Any]:
    """The document, ready for JSON."""
    topics = [topic for topic in Topics(settings).values() if topic.public and topic.record]
    return {
        "asyncapi": ASYNCAPI_VERSION,
        "info": {
            "title": "Contraflow",
            "version": __version__,
            "description": _DESCRIPTION,
            "license": {"name": "MIT"},
        },
        "defaultContentType": CONTENT_TYPE.decode(),
        "servers": {
            f"kafka{number or ''}": {
                "host": server,
                "protocol": "kafka",
                "description": "Apache Kafka or a broker compatible with it.",
            }
            for number, server in enumerate(settings.bootstrap_list)
        },
        "channels": {topic.kind.value: _channel(topic) for topic in topics},
        "operations": {
            name: operation for topic in topics for name, operation in _operations(topic).items()
        },
        "components": {
            "schemas": _schemas(topics),
            "messages": {_message_name(topic): _message(topic) for topic in topics},
            "messageTraits": {"cloudEvent": {"headers": _HEADERS}},
        },
    }


def _record(topic: Topic) -> type[Record]:
    assert topic.record is not None
    return topic.record


def _message_name(topic: Topic) -> str:
    return _record(topic).__name__


def _channel(topic: Topic) -> dict[str, Any]:
    name = _message_name(topic)
    kept = (
        "The newest message of each key is kept (compaction)."
        if topic.retention_ms is None
        else f"Messages are kept for {topic.retention_ms / 3_600_000:g} hours."
    )
    configuration: dict[str, Any] = {
        "cleanup.policy": [topic.cleanup],
        "max.message.bytes": topic.max_message_bytes,
    }
    if topic.retention_ms is not None:
        configuration["retention.ms"] = topic.retention_ms
    return {
        "address": topic.name,
        "title": topic.kind.value,
        "description": f"{topic.summary} Keyed by {topic.key}. {kept}",
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "replicas": topic.replication,
                "topicConfiguration": configuration,
                "bindingVersion": _BINDING,
            }
        },
    }


def _operations(topic: Topic) -> dict[str, Any]:
    """What Contraflow itself does: it sends what subscribers receive."""
    channel = {"$ref": f"#/channels/{topic.kind.value}"}
    message = {"$ref": f"#/channels/{topic.kind.value}/messages/{_message_name(topic)}"}
    name = "".join(part.capitalize() for part in topic.kind.value.split("-"))
    found: dict[str, Any] = {}
    if topic.kind in _INPUTS:
        found[f"receive{name}"] = {
            "action": "receive",
            "channel": channel,
            "messages": [message],
            "summary": f"Contraflow reads this topic. {topic.summary}",
        }
    if topic.kind is not TopicName.ARTICLES:
        found[f"send{name}"] = {
            "action": "send",
            "channel": channel,
            "messages": [message],
            "summary": f"Subscribe to this topic. {topic.summary}",
        }
    return found


def _message(topic: Topic) -> dict[str, Any]:
    record = _record(topic)
    message: dict[str, Any] = {
        "name": topic.event_type,
        "title": record.__name__,
        "summary": (record.__doc__ or topic.summary).strip().splitlines()[0],
        "contentType": CONTENT_TYPE.decode(),
        "traits": [{"$ref": "#/components/messageTraits/cloudEvent"}],
        "payload": {"$ref": f"#/components/schemas/{record.__name__}"},
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": topic.key},
                "bindingVersion": _BINDING,
            }
        },
    }
    example = _example(record)
    if example is not None:
        message["examples"] = [{"payload": example}]
    return message


def _example(record: type[Record]) -> Any:
    name = next((name for name, known in RECORDS.items() if known is record), None)
    path = EXAMPLES_FOLDER / f"{name}.json"
    if name is None or not path.exists():
        return None
    return record.model_validate_json(path.read_bytes()).model_dump(mode="json")


def _schemas(topics: list[Topic]) -> dict[str, Any]:
    records = list(dict.fromkeys(_record(topic) for topic in topics))
    _, definitions = models_json_schema(
        [(record, "validation") for record in records], ref_template="#/components/schemas/{model}"
    )
    schemas = _asyncapi_schema(definitions["$defs"])
    assert isinstance(schemas, dict)
    return schemas


def _asyncapi_schema(node: Any) -> Any:
    """AsyncAPI's discriminator is the property's name alone, where OpenAPI's is an object."""
    if isinstance(node, dict):
        return {
            key: value["propertyName"]
            if key == "discriminator" and isinstance(value, dict) and "propertyName" in value
            else _asyncapi_schema(value)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_asyncapi_schema(value) for value in node]
    return node


_HEADERS: dict[str, Any] = {
    "type": "object",
    "required": ["ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type"],
    "properties": {
        "ce_specversion": {"const": SPEC_VERSION},
        "ce_id": {"type": "string", "description": "The same for the same event: drop repeats."},
        "ce_source": {"type": "string", "format": "uri-reference"},
        "ce_type": {"type": "string", "description": "Record and version of its schema."},
        "ce_time": {"type": "string", "format": "date-time"},
        "content-type": {"const": CONTENT_TYPE.decode()},
        "ce_articletime": {
            "type": "string",
            "format": "date-time",
            "description": "When the article behind the message reached its topic.",
        },
    },
}
