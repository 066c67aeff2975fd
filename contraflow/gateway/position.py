"""A subscriber's place in the alerts topic: how far it has read in each partition.

The id of each event of a stream is such a position, as in Wikimedia's EventStreams. It names
offsets in the topic and not rows in the gateway's database, so that it stays good when the
database is rebuilt, or when the subscriber comes back to another gateway.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_FORM = re.compile(r"\d{1,6}:\d{1,19}(?:,\d{1,6}:\d{1,19})*")
_MAX_LENGTH = 4096
START = "-"
"""The written form of the position before everything. Not empty: an empty id would be forgotten."""


@dataclass(frozen=True, slots=True)
class Position:
    """The last offset read in each partition; a partition not named has not been read."""

    offsets: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def parse(cls, text: str) -> Position:
        """Read the written form ``partition:offset,partition:offset``; ``-`` is the start.

        Raises:
            ValueError: the text is not of that form.
        """
        text = text.strip()
        if text == START:
            return cls()
        if len(text) > _MAX_LENGTH or not _FORM.fullmatch(text):
            raise ValueError("a position looks like 0:17,1:4, the start like -")
        pairs = (part.split(":") for part in text.split(","))
        return cls({int(partition): int(offset) for partition, offset in pairs})

    def __str__(self) -> str:
        return ",".join(f"{p}:{o}" for p, o in sorted(self.offsets.items())) or START

    def advanced(self, partition: int, offset: int) -> Position:
        """This position after reading one more event; never goes back."""
        if offset <= self.offsets.get(partition, -1):
            return self
        return Position({**self.offsets, partition: offset})
