"""A place that a claim is about."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from schemas.base import Record


class PlacePrecision(StrEnum):
    """How finely a place is known, from a single spot to a whole country."""

    FACILITY = "facility"
    LOCALITY = "locality"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    UNRESOLVED = "unresolved"


class Place(Record):
    """A resolved toponym, or an unresolved one that keeps its surface form."""

    id: str = Field(
        description="Gazetteer id such as 'geonames:702972', 'iso:UA', 'iso:UA-09', "
        "or 'name:<folded name>' when unresolved."
    )
    name: str = Field(description="Preferred name.")
    surface: str = Field(description="The name as the article spells it.")
    aliases: tuple[str, ...] = Field(default=(), description="Other spellings of the same place.")
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-2 code.")
    admin: str | None = Field(default=None, description="First-level division, by name.")
    lat: float | None = Field(default=None, ge=-90, le=90, description="Degrees north, WGS 84.")
    lon: float | None = Field(default=None, ge=-180, le=180, description="Degrees east, WGS 84.")
    precision: PlacePrecision
    facility: str | None = Field(
        default=None,
        description="Part of the place that the claim is about: 'airport', 'oil refinery', "
        "'western half'. None: the place itself.",
    )
    part: str | None = Field(
        default=None,
        description="Own name of the part of the place that the claim is about, where it has one: "
        "a quarter's, a mine's, a hotel's.",
    )
    confidence: float = Field(default=1.0, ge=0, le=1, description="Of the resolution.")
