"""The manifest of a folder of text files: what each file is, for replaying the folder."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from schemas.base import SCHEMA_VERSION, Record, UtcTime

MANIFEST_NAME = "manifest.json"
"""The manifest's file name, in the folder that it describes."""


class ManifestEntry(Record):
    """One text file as an article; its text is the whole file, decoded as UTF-8."""

    file: str = Field(min_length=1, description="Path of the text file, from the folder.")
    id: str = Field(min_length=1, max_length=512, description="The article's id.")
    source: str = Field(min_length=1, max_length=512, description="The outlet.")
    published_at: UtcTime = Field(description="Time of publication (RFC 3339).")
    title: str | None = None
    url: str | None = None
    language: str | None = Field(default=None, description="BCP 47 tag.")


class Manifest(Record):
    """The articles of a folder, in any order."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    articles: tuple[ManifestEntry, ...]

    @model_validator(mode="after")
    def _unique(self) -> Manifest:
        ids = [entry.id for entry in self.articles]
        if len(set(ids)) != len(ids):
            raise ValueError("two articles have the same id")
        return self
