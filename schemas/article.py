"""An article as an outlet published it: the input of the pipeline."""

from __future__ import annotations

from pydantic import Field

from schemas.base import Record, UtcTime


class Article(Record):
    """One published text. Offsets of claims count code points of ``text`` (or ``title``) as given here."""

    id: str = Field(min_length=1, max_length=512, description="Unique id, stable across replays.")
    source: str = Field(min_length=1, max_length=512, description="The outlet that published it.")
    url: str | None = Field(default=None, description="Where it was published.")
    title: str | None = Field(default=None, description="Headline, if it has one.")
    published_at: UtcTime = Field(description="Time of publication (RFC 3339, UTC).")
    text: str = Field(description="The whole text; never altered by the pipeline.")
    language: str | None = Field(
        default=None, description="BCP 47 tag, when the producer knows it."
    )
