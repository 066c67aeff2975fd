"""Articles from folders, files and standard input."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.articles import ManifestError, Rejected, read_articles
from schemas import Article
from tests.eval import score as scorer

ROOT = Path(__file__).parents[2]
MAX = 100_000


def _line(**changes: object) -> str:
    article = {
        "id": "a/1",
        "source": "Example Agency",
        "published_at": "2022-07-03T14:00:00Z",
        "text": "The bridge is open.",
    }
    return json.dumps({**article, **changes})


def _read(*paths: object, max_bytes: int = MAX) -> list[Article | Rejected]:
    return list(read_articles([str(path) for path in paths], max_bytes=max_bytes))


def _stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_the_seeds_are_the_articles_that_the_labels_speak_of() -> None:
    labels = ROOT / "tests/eval/seeds.json"
    cluster = scorer.load_cluster(labels)
    labelled = {
        f"{cluster['id']}/{a['id']}": (a["source"], a["published_at"], a["title"], a["text"])
        for a in cluster["articles"]
    }
    read = {
        a.id: (a.source, f"{a.published_at:%Y-%m-%dT%H:%M:%SZ}", a.title, a.text)
        for a in _read(ROOT / "seeds")
        if isinstance(a, Article)
    }
    assert read == labelled


def test_a_folder_comes_in_order_of_publication() -> None:
    times = [a.published_at for a in _read(ROOT / "seeds") if isinstance(a, Article)]
    assert times == sorted(times)
    assert _read(ROOT / "seeds/manifest.json") == _read(ROOT / "seeds")


def test_json_lines_in_order_with_bad_ones_named(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = [
        _line().encode(),
        b"",
        b"{",
        _line(published_at=None).encode(),
        b'{"id": "\xff"}',
        _line(id="a/2").encode(),
    ]
    path.write_bytes(b"\n".join(lines))
    first, not_json, no_time, not_utf8, last = _read(path)
    assert isinstance(first, Article) and first.id == "a/1"
    assert isinstance(last, Article) and last.id == "a/2"
    for item, number, word in (
        (not_json, 3, "JSON"),
        (no_time, 4, "published_at"),
        (not_utf8, 5, "JSON"),
    ):
        assert isinstance(item, Rejected)
        assert item.where == f"{path}:{number}"
        assert word in item.reason


def test_a_reason_does_not_repeat_the_text(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(_line(published_at="SECRET", text="SECRET"))
    [item] = _read(path)
    assert isinstance(item, Rejected) and "SECRET" not in item.reason


def test_a_line_too_long_is_passed_over_whole(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join([_line(text="x" * 5_000), _line(id="a/2")]))
    long, short = _read(path, max_bytes=1_000)
    assert isinstance(long, Rejected) and "1000 bytes" in long.reason
    assert isinstance(short, Article) and short.id == "a/2"


def test_a_line_of_just_the_allowed_length_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(_line().encode() + b"\r\n" + _line().encode())
    assert [type(item) for item in _read(path, max_bytes=len(_line()))] == [Article, Article]
    assert [type(item) for item in _read(path, max_bytes=len(_line()) - 1)] == [Rejected, Rejected]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    _stdin(monkeypatch, (_line() + "\n{").encode())
    article, rejected = _read("-")
    assert isinstance(article, Article)
    assert isinstance(rejected, Rejected) and rejected.where == "<stdin>:2"


@given(content=st.binary(max_size=300))
def test_arbitrary_bytes_never_crash_reading(content: bytes) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        _stdin(monkeypatch, content)
        for item in _read("-"):
            assert isinstance(item, Article | Rejected)


def _folder(tmp_path: Path, **changes: object) -> Path:
    entry = {
        "file": "a.txt",
        "id": "a/1",
        "source": "Example Agency",
        "published_at": "2022-07-03T14:00:00Z",
    }
    (tmp_path / "manifest.json").write_text(json.dumps({"articles": [{**entry, **changes}]}))
    return tmp_path


def test_a_text_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    text = "\ufeffThe bridge\r\nis open.\n"
    (folder / "a.txt").write_bytes(text.encode())
    [article] = _read(folder)
    assert isinstance(article, Article) and article.text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\xff", "not UTF-8 at byte 0"), (b"x" * (MAX + 1), f"longer than {MAX} bytes")],
)
def test_a_bad_text_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    folder = _folder(tmp_path)
    (folder / "a.txt").write_bytes(content)
    assert _read(folder) == [Rejected(str(folder / "a.txt"), reason)]


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    assert _read(folder) == [Rejected(str(folder / "a.txt"), "No such file or directory")]


def test_a_manifest_cannot_reach_outside_its_folder(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    folder = _folder(inner, file="../secret.txt")
    [item] = _read(folder)
    assert isinstance(item, Rejected) and "outside" in item.reason


def test_a_bad_manifest_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"articles": [{}]}')
    with pytest.raises(ManifestError, match=r"articles\.0\.file"):
        _read(tmp_path)
    entry = {"file": "a.txt", "id": "a", "source": "s", "published_at": "2022-07-03T14:00:00Z"}
    (tmp_path / "manifest.json").write_text(json.dumps({"articles": [entry, entry]}))
    with pytest.raises(ManifestError, match="same id"):
        _read(tmp_path)


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        _read(tmp_path / "missing.jsonl")
    with pytest.raises(FileNotFoundError):
        _read(tmp_path)
