"""JSON Schemas of all records, as committed in ``schemas/json``, one file a record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from schemas.alert import Alert
from schemas.article import Article
from schemas.base import SCHEMA_VERSION, Record
from schemas.claim import Claim
from schemas.dead_letter import DeadLetter
from schemas.feedback import Feedback
from schemas.heartbeat import Heartbeat
from schemas.manifest import Manifest
from schemas.merged_claim import MergedClaim

RECORDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "article": Article,
        "claim": Claim,
        "merged-claim": MergedClaim,
        "alert": Alert,
        "dead-letter": DeadLetter,
        "feedback": Feedback,
        "heartbeat": Heartbeat,
        "manifest": Manifest,
    }
)
"""Every record that others read or write, by the name of its schema."""

JSON_FOLDER = Path(__file__).parent / "json"
"""Where the schemas are committed."""

EXAMPLES_FOLDER = Path(__file__).parent / "examples"
"""One realistic example of each record, ``<name>.json``."""


def file_name(name: str) -> str:
    """The name of the file that holds a record's schema."""
    return f"{name}.schema.json"


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the record called ``name``.

    It describes what readers here accept, and so also all that writers here emit: fields with a
    default may be left out. Raises KeyError for an unknown name.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:contraflow:schema:{name}:{SCHEMA_VERSION}",
        **RECORDS[name].model_json_schema(mode="validation"),
    }


def rendered() -> dict[str, str]:
    """The content of every schema file, by file name."""
    return {
        file_name(name): json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"
        for name in RECORDS
    }


def write(folder: Path = JSON_FOLDER) -> list[Path]:
    """Write every schema into ``folder`` (made when missing); the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in rendered().items():
        path = folder / name
        path.write_text(content, encoding="utf-8")
        paths.append(path)
    return paths


def drifted(folder: Path = JSON_FOLDER) -> list[str]:
    """Names of schema files in ``folder`` that are stale, missing or nobody's."""
    wanted = rendered()
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.schema.json")}
    return sorted(name for name in wanted | found if wanted.get(name) != found.get(name))
