"""The committed JSON Schemas and examples say what the records are."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

import schemas
from schemas import Article, Claim, Mention, Record
from schemas.base import changed, trusted
from schemas.export import EXAMPLES_FOLDER, JSON_FOLDER, RECORDS, drifted, file_name
from schemas.manifest import Manifest


def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((JSON_FOLDER / file_name(name)).read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def _example(name: str) -> dict[str, Any]:
    example: dict[str, Any] = json.loads((EXAMPLES_FOLDER / f"{name}.json").read_text())
    return example


def test_committed_schemas_are_fresh() -> None:
    assert drifted() == [], "run `make schemas` and commit what it wrote"


def test_drift_is_seen(tmp_path: Path) -> None:
    (tmp_path / "nobody.schema.json").write_text("{}")
    assert set(drifted(tmp_path)) == {file_name(name) for name in RECORDS} | {"nobody.schema.json"}


def test_every_versioned_record_is_exported() -> None:
    records = {
        value
        for value in vars(schemas).values()
        if isinstance(value, type) and issubclass(value, Record)
    }
    versioned = {record for record in records if "schema_version" in record.model_fields}
    assert versioned | {Article, Manifest} == set(RECORDS.values())


@pytest.mark.parametrize("name", RECORDS)
def test_example_is_valid_and_round_trips(name: str) -> None:
    example = _example(name)
    _validator(name).validate(example)
    record = RECORDS[name].model_validate_json(json.dumps(example))
    assert json.loads(record.model_dump_json()) == example


@pytest.mark.parametrize("name", RECORDS)
def test_example_covers_the_required_keys_and_more(name: str) -> None:
    assert set(_example(name)) == set(RECORDS[name].model_fields)


@pytest.mark.parametrize("name", RECORDS)
def test_schema_and_model_refuse_the_same_missing_keys(name: str) -> None:
    example = _example(name)
    for key in example:
        rest = {k: v for k, v in example.items() if k != key}
        accepted = _validator(name).is_valid(rest)
        try:
            RECORDS[name].model_validate_json(json.dumps(rest))
        except ValidationError:
            assert not accepted, key
        else:
            assert accepted, key


def test_records_are_frozen() -> None:
    article = Article.model_validate(_example("article"))
    with pytest.raises(ValidationError):
        article.text = "another"  # type: ignore[misc]


def test_unknown_keys_of_newer_writers_are_ignored() -> None:
    assert Claim.model_validate({**_example("claim"), "new_key": 1}) == Claim.model_validate(
        _example("claim")
    )


@pytest.mark.parametrize("when", ["2022-07-03T14:00:00", "2022-07-03", "yesterday"])
def test_times_without_offset_are_refused(when: str) -> None:
    with pytest.raises(ValidationError):
        Article.model_validate_json(json.dumps({**_example("article"), "published_at": when}))


@given(hours=st.integers(-12, 14))
def test_times_are_kept_in_utc(hours: int) -> None:
    sign = "-" if hours < 0 else "+"
    when = f"2022-07-03T12:00:00{sign}{abs(hours):02}:00"
    article = Article.model_validate_json(json.dumps({**_example("article"), "published_at": when}))
    assert article.published_at.utcoffset() is not None
    assert article.published_at.isoformat().endswith("+00:00")
    assert json.loads(article.model_dump_json())["published_at"].endswith("Z")


def test_a_span_that_does_not_fit_its_quote_is_refused() -> None:
    claim = _example("claim")
    with pytest.raises(ValidationError, match="span and quote do not fit"):
        Claim.model_validate({**claim, "quote": claim["quote"] + "x"})


def test_a_record_made_of_trusted_values_is_the_one_that_is_checked() -> None:
    values: dict[str, Any] = {
        "quote": "Yes",
        "span": (0, 3),
        "published_at": datetime(2031, 5, 1, 12, tzinfo=UTC),
        "source": "Dawn",
        "article_id": "a",
        "mention_id": "m",
    }
    checked, made = Mention(**values), trusted(Mention, **values)
    assert made == checked
    assert hash(made) == hash(checked)
    assert made.model_dump_json() == checked.model_dump_json()
    assert made.model_fields_set == checked.model_fields_set
    other = changed(made, url="https://dawn.example/1")
    copied = checked.model_copy(update={"url": "https://dawn.example/1"})
    assert other == copied
    assert other.model_dump_json() == copied.model_dump_json()
    assert made.url is None
    with pytest.raises(ValidationError):
        made.url = "x"  # type: ignore[misc]
