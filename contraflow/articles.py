"""Reads articles from files: JSON lines, and folders of text files with a manifest."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from schemas import Article
from schemas.manifest import MANIFEST_NAME, Manifest, ManifestEntry

STDIN = "-"
"""The path that stands for standard input."""


class ManifestError(ValueError):
    """A folder's manifest is not valid."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that is no article: where it stands ('file:line') and why."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


def read_articles(paths: Iterable[str], *, max_bytes: int) -> Iterator[Article | Rejected]:
    """The articles at ``paths``, in order; what is no article comes out as `Rejected`.

    A folder is read through its manifest and comes in order of publication; any other path is
    JSON lines, one article a line; ``-`` is standard input. Empty lines are passed over.

    ``max_bytes``: longest line or text file accepted.
    Raises OSError when a path itself, or a folder's manifest, cannot be read, and ManifestError
    when a manifest is not valid.
    """
    for name in paths:
        if name == STDIN:
            yield from _read_lines(sys.stdin.buffer, "<stdin>", max_bytes)
            continue
        path = Path(name)
        if path.name == MANIFEST_NAME:
            path = path.parent
        if path.is_dir():
            yield from _read_folder(path, max_bytes)
        else:
            with path.open("rb") as lines:
                yield from _read_lines(lines, name, max_bytes)


def _read_lines(lines: BinaryIO, name: str, max_bytes: int) -> Iterator[Article | Rejected]:
    number = 0
    while line := lines.readline(max_bytes + 2):  # +2: an end of line is not the article's
        number += 1
        where = f"{name}:{number}"
        if len(line.rstrip(b"\r\n")) > max_bytes:
            while line and not line.endswith(b"\n"):
                line = lines.readline(max_bytes)
            yield Rejected(where, f"longer than {max_bytes} bytes")
        elif line.strip():
            try:
                yield Article.model_validate_json(line)
            except ValidationError as error:
                yield Rejected(where, what_is_wrong(error))


def _read_folder(folder: Path, max_bytes: int) -> Iterator[Article | Rejected]:
    manifest_path = folder / MANIFEST_NAME
    try:
        manifest = Manifest.model_validate_json(manifest_path.read_bytes())
    except ValidationError as error:
        raise ManifestError(f"{manifest_path}: {what_is_wrong(error)}") from error
    for entry in sorted(manifest.articles, key=lambda entry: entry.published_at):
        path = folder / entry.file
        try:
            text = _read_text(path, folder, max_bytes)
            yield _article(entry, text)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            yield Rejected(str(path), reason or str(error))


def _read_text(path: Path, folder: Path, max_bytes: int) -> str:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError("outside the manifest's folder")
    with path.open("rb") as file:
        content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise ValueError(f"longer than {max_bytes} bytes")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from None


def _article(entry: ManifestEntry, text: str) -> Article:
    return Article(
        id=entry.id,
        source=entry.source,
        url=entry.url,
        title=entry.title,
        published_at=entry.published_at,
        text=text,
        language=entry.language,
    )


def what_is_wrong(error: ValidationError) -> str:
    """A record's first fault, for the person who holds the file; without the record's text."""
    fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
    at = ".".join(str(part) for part in fault["loc"])
    others = error.error_count() - 1
    more = f" (and {others} more)" if others else ""
    return (f"{at}: " if at else "") + fault["msg"] + more
