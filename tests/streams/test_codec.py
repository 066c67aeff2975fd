"""The wire format: what goes out comes back, and no bytes crash the reading of it."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import Alert, Article, Claim, DeadLetter, DeadLetterReason, Origin, Record
from streams.codec import (
    DecodeError,
    NotJson,
    NotUtf8,
    SchemaError,
    TooLarge,
    article_time,
    dead_letter,
    decode,
    digest,
    encode,
    event_id,
    header,
)
from tests.streams import fakes

NOW = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def _records() -> list[Record]:
    articles = fakes.articles(6)
    claims = [claim for article in articles for claim in fakes.FakeReader().read(article).claims]
    alert = fakes.alert(claims[0], claims[1])
    return [articles[0], claims[0], alert]


@pytest.mark.parametrize("record", _records(), ids=lambda record: type(record).__name__)
def test_a_record_comes_back_as_it_went(record: Record) -> None:
    message = encode(record, source="/tests", key="k")
    assert decode(message.value, type(record)) == record
    assert message == encode(record, source="/tests", key="k")  # byte for byte


def test_headers_are_cloudevents_in_binary_mode() -> None:
    article = fakes.articles(1)[0]
    message = encode(article, source="/tests", key="k", article_time=NOW)
    headers = {name: value.decode() for name, value in message.headers}
    assert headers == {
        "ce_specversion": "1.0",
        "ce_id": "a0",
        "ce_source": "/tests",
        "ce_type": "contraflow.article.v1",
        "ce_time": "2026-01-01T00:00:00Z",
        "content-type": "application/json",
        "ce_articletime": "2026-02-03T04:05:06Z",
    }
    assert article_time(message.headers) == NOW


@pytest.mark.parametrize("text", ["", "yesterday", "2026-01-01T00:00:00"])
def test_an_article_time_that_is_none_is_ignored(text: str) -> None:
    assert article_time([("ce_articletime", text.encode())]) is None


def test_a_header_that_is_not_utf8_is_ignored() -> None:
    assert header([("ce_id", b"\xff")], "ce_id") is None


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (None, SchemaError),
        (b"", NotJson),
        (b"\xff\xfe", NotUtf8),
        (b"{", NotJson),
        (b"[" * 100_000, NotJson),
        (b"null", SchemaError),
        (b'{"id": "a"}', SchemaError),
        (b'{"id":"a","source":"s","published_at":"2026-01-01T00:00:00","text":"t"}', SchemaError),
        (b" " * 2_000, TooLarge),
    ],
)
def test_each_fault_has_its_name(value: bytes | None, error: type[DecodeError]) -> None:
    with pytest.raises(error):
        decode(value, Article, max_bytes=1_000 if error is TooLarge else None)


def test_errors_do_not_repeat_what_was_sent() -> None:
    for value in (b'{"id": 1, "text": ["top secret"]}', b'{"top secret', b"top secret \xff"):
        with pytest.raises(DecodeError) as caught:
            decode(value, Article)
        assert "secret" not in str(caught.value)


_json = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.binary() | _json.map(lambda value: orjson.dumps(value)))
def test_arbitrary_bytes_are_a_record_or_a_named_fault(value: bytes) -> None:
    for record in (Article, Claim, Alert, DeadLetter):
        try:
            decode(value, record, max_bytes=10_000)
        except DecodeError as error:
            assert isinstance(error.reason, DeadLetterReason)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(Article.model_fields)), _json))
def test_half_an_article_is_an_article_or_a_named_fault(data: dict[str, object]) -> None:
    with contextlib.suppress(SchemaError):
        decode(orjson.dumps(data), Article)


@given(key=st.none() | st.binary(), payload=st.none() | st.binary(max_size=300))
def test_a_dead_letter_keeps_the_original_bytes(key: bytes | None, payload: bytes | None) -> None:
    letter = dead_letter(
        stage="extractor",
        origin=Origin(topic="t", partition=1, offset=2),
        error=NotJson("line 1 column 1"),
        key=key,
        payload=payload,
        failed_at=NOW,
        max_payload_bytes=200,
    )
    back = decode(encode(letter, source="/tests", key="k").value, DeadLetter)
    assert back == letter
    assert back.key == (None if key is None else key[:1024])
    assert back.payload == (payload or b"")[:200]
    assert back.payload_truncated == (len(payload or b"") > 200)
    assert back.reason is DeadLetterReason.NOT_JSON


def test_a_failed_stage_is_a_reason_too() -> None:
    letter = dead_letter(
        stage="ledger",
        origin=Origin(topic="t", partition=0, offset=0),
        error=ZeroDivisionError("division by zero"),
        key=None,
        payload=b"{}",
        failed_at=NOW,
        max_payload_bytes=10,
    )
    assert letter.reason is DeadLetterReason.STAGE_FAILED
    assert letter.detail == "ZeroDivisionError: division by zero"


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_digests_differ_when_their_parts_do(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_each_revision_of_an_alert_is_an_event_of_its_own() -> None:
    alert = next(record for record in _records() if isinstance(record, Alert))
    assert event_id(alert) != event_id(alert.model_copy(update={"revision": 2}))
