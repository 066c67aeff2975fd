"""Who asserts a claim, and for which party."""

from __future__ import annotations

from pydantic import Field

from schemas.base import Record


class Party(Record):
    """Somebody who speaks or acts, resolved as far as text and general knowledge allow.

    ``id`` is hierarchical, coarse to fine, so that a prefix is the wider party:
    ``state:RU``, ``state:RU/military``, ``org:rapid support forces``, ``person:jane doe``,
    ``outlet:example news``, ``role:rebels``, ``people:residents``.
    """

    id: str
    name: str = Field(description="As a person would write it.")


class Speaker(Record):
    """The one who asserts a claim: the person or body quoted, or the outlet itself."""

    name: str = Field(description="As the text names it; the outlet when nobody is quoted.")
    party: Party | None = Field(default=None, description="On whose behalf, when known.")
    role: str | None = Field(default=None, description="Title or office, as the text gives it.")
    is_outlet: bool = Field(default=False, description="True when the outlet speaks for itself.")
    chain: tuple[str, ...] = Field(
        default=(),
        description="Attribution chain from the outlet to the speaker, by name: "
        "('Example News', 'the minister', 'residents').",
    )
