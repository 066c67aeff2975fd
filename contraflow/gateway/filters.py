"""The filters of alerts and claims: the same for the list, the stream, webhooks and the feed.

Each filter is written twice: as SQL over the gateway's tables, where the list and the stream use
it, and as a plain function for those who read the topic itself (the command line). A property
test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from contraflow.gateway.geo import haversine_km, latitude_band
from contraflow.places.fold import fold
from schemas import Alert, AlertStatus, Aspect, ContradictionType, Place, UtcTime

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Country = Annotated[str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z]{2}$")]

_REPEATABLE = 20


_CENTRE = re.compile(r"\s*-?\d{1,2}(\.\d{1,12})?\s*,\s*-?\d{1,3}(\.\d{1,12})?\s*")


def _centre(text: str) -> str:
    if not _CENTRE.fullmatch(text):
        raise ValueError("give latitude and longitude in degrees, such as 48.9,38.4")
    return text


class Near(BaseModel):
    """A circle on the globe."""

    model_config = ConfigDict(frozen=True)

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    radius_km: float = Field(gt=0, le=20_040)


class _PlaceFilter(BaseModel):
    """Filters that alerts and claims share."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: tuple[Name, ...] = Field(
        default=(),
        max_length=_REPEATABLE,
        description="Place by id ('geonames:702972', 'iso:UA-09') or by any of its names, in any "
        "spelling of case and accents. Repeat for any of several.",
    )
    country: tuple[Country, ...] = Field(
        default=(), max_length=_REPEATABLE, description="ISO 3166-1 alpha-2 code. Repeatable."
    )
    near: Annotated[str, AfterValidator(_centre)] | None = Field(
        default=None,
        description="Centre of a circle: 'latitude,longitude' in degrees; needs radius_km.",
        examples=["48.9,38.4"],
    )
    radius_km: float | None = Field(
        default=None, gt=0, le=20_040, description="Radius around `near`, kilometres."
    )
    aspect: tuple[Aspect, ...] = Field(
        default=(), max_length=_REPEATABLE, description="Kind of question. Repeatable."
    )
    outlet: tuple[Name, ...] = Field(
        default=(),
        max_length=_REPEATABLE,
        description="Outlet that published a side, in any spelling of case. Repeatable.",
    )

    @model_validator(mode="after")
    def _circle(self) -> _PlaceFilter:
        if (self.near is None) != (self.radius_km is None):
            raise ValueError("near and radius_km go together")
        if self.near is not None:
            _ = self.circle  # out of range: refused here
        return self

    @property
    def circle(self) -> Near | None:
        """The circle that ``near`` and ``radius_km`` describe."""
        if self.near is None or self.radius_km is None:
            return None
        lat, lon = (float(part) for part in self.near.split(","))
        return Near(lat=lat, lon=lon, radius_km=self.radius_km)


class AlertFilter(_PlaceFilter):
    """Which alerts a subscriber wants; an empty filter wants all."""

    type: tuple[ContradictionType, ...] = Field(
        default=(), max_length=_REPEATABLE, description="How the claims exclude each other."
    )
    status: tuple[AlertStatus, ...] = Field(
        default=(), max_length=_REPEATABLE, description="Where the alert stands. Repeatable."
    )
    min_confidence: float | None = Field(
        default=None, ge=0, le=1, description="Least confidence, 0 to 1."
    )
    since: UtcTime | None = Field(default=None, description="Detected at or after (RFC 3339).")
    until: UtcTime | None = Field(default=None, description="Detected before (RFC 3339).")
    test: Literal["include", "exclude", "only"] = Field(
        default="include", description="What to do with test alerts sent on purpose."
    )

    @model_validator(mode="after")
    def _ordered(self) -> AlertFilter:
        if self.since is not None and self.until is not None and self.since >= self.until:
            raise ValueError("since is not before until")
        return self

    def matches(self, alert: Alert) -> bool:
        """Whether a subscriber with this filter gets this revision of an alert."""
        if (self.test == "exclude" and alert.test) or (self.test == "only" and not alert.test):
            return False
        if self.min_confidence is not None and alert.confidence < self.min_confidence:
            return False
        if self.since is not None and alert.detected_at < self.since:
            return False
        if self.until is not None and alert.detected_at >= self.until:
            return False
        return (
            (not self.type or alert.type in self.type)
            and (not self.status or alert.status in self.status)
            and (not self.aspect or alert.aspect in self.aspect)
            and (not self.country or alert.place.country in self.country)
            and (not self.place or _place_matches(self.place, alert.place))
            and (not self.outlet or bool(folded(self.outlet) & alert_outlets(alert)))
            and (self.circle is None or _within(self.circle, alert.place))
        )


class ClaimFilter(_PlaceFilter):
    """Which claims a reader wants; an empty filter wants all."""

    axis: tuple[Name, ...] = Field(
        default=(), max_length=_REPEATABLE, description="Question, such as 'control.holder'."
    )
    party: tuple[Name, ...] = Field(
        default=(),
        max_length=_REPEATABLE,
        description="Party that speaks, by id; a coarse id ('state:RU') stands for its parts too.",
    )
    since: UtcTime | None = Field(default=None, description="Last published at or after.")
    until: UtcTime | None = Field(default=None, description="Last published before.")

    @model_validator(mode="after")
    def _ordered(self) -> ClaimFilter:
        if self.since is not None and self.until is not None and self.since >= self.until:
            raise ValueError("since is not before until")
        return self


def folded(names: Iterable[str]) -> set[str]:
    """The names in the spelling that filters compare."""
    return {fold(name) for name in names}


def place_names(place: Place) -> set[str]:
    """Every name of a place that a filter finds it by, folded."""
    return folded((place.name, place.surface, *place.aliases)) - {""}


def alert_outlets(alert: Alert) -> set[str]:
    """The outlets on both sides of an alert, folded."""
    sources = alert.independent_sources
    return folded(
        (
            alert.earlier.source,
            alert.later.source,
            *sources.earlier_outlets,
            *sources.later_outlets,
        )
    )


def _place_matches(wanted: Iterable[str], place: Place) -> bool:
    names = place_names(place)
    return any(name == place.id or fold(name) in names for name in wanted)


def _within(circle: Near, place: Place) -> bool:
    if place.lat is None or place.lon is None:
        return False
    return haversine_km(circle.lat, circle.lon, place.lat, place.lon) <= circle.radius_km


def microseconds(when: datetime) -> int:
    """Time as the database keeps it: microseconds since the epoch."""
    return round(when.timestamp() * 1_000_000)


@dataclass
class Where:
    """Conditions of a query, joined by AND, with their parameters."""

    terms: list[str] = field(default_factory=list)
    params: list[object] = field(default_factory=list)

    def add(self, term: str, *params: object) -> None:
        """One more condition."""
        self.terms.append(term)
        self.params.extend(params)

    def among(self, column: str, values: Iterable[object]) -> None:
        """The column is one of the values; no values: no condition."""
        listed = list(values)
        if listed:
            self.add(f"{column} IN ({','.join('?' * len(listed))})", *listed)

    def __str__(self) -> str:
        return " AND ".join(f"({term})" for term in self.terms) or "1"


def _shared(where: Where, wanted: _PlaceFilter) -> None:
    where.among("e.country", wanted.country)
    where.among("e.aspect", (aspect.value for aspect in wanted.aspect))
    if wanted.place:
        marks = ",".join("?" * len(wanted.place))
        names = [fold(name) for name in wanted.place]
        where.add(
            # the indexed look-up narrows the rows, the row's own id and names decide
            f"e.place_id IN (VALUES {','.join(['(?)'] * len(names))} UNION "
            f"SELECT place_id FROM place_name WHERE name IN ({marks})) AND "
            f"(e.place_id IN ({marks}) OR "
            f"EXISTS (SELECT 1 FROM json_each(e.names) AS n WHERE n.value IN ({marks})))",
            *wanted.place,
            *names,
            *wanted.place,
            *names,
        )
    if wanted.outlet:
        outlets = sorted(folded(wanted.outlet))
        where.add(
            "EXISTS (SELECT 1 FROM json_each(e.outlets) AS o WHERE o.value IN "
            f"({','.join('?' * len(outlets))}))",
            *outlets,
        )
    circle = wanted.circle
    if circle is not None:
        low, high = latitude_band(circle.lat, circle.radius_km)
        where.add(
            "e.lat BETWEEN ? AND ? AND haversine_km(?, ?, e.lat, e.lon) <= ?",
            low - 1e-6,
            high + 1e-6,
            circle.lat,
            circle.lon,
            circle.radius_km,
        )


def alert_where(wanted: AlertFilter) -> Where:
    """The filter as SQL over a row ``e`` of ``alert_event``."""
    where = Where()
    _shared(where, wanted)
    where.among("e.type", (kind.value for kind in wanted.type))
    where.among("e.status", (status.value for status in wanted.status))
    if wanted.min_confidence is not None:
        where.add("e.confidence >= ?", wanted.min_confidence)
    if wanted.since is not None:
        where.add("e.detected_at >= ?", microseconds(wanted.since))
    if wanted.until is not None:
        where.add("e.detected_at < ?", microseconds(wanted.until))
    if wanted.test != "include":
        where.add("e.test = ?", int(wanted.test == "only"))
    return where


def claim_where(wanted: ClaimFilter) -> Where:
    """The filter as SQL over a row ``e`` of ``claim``."""
    where = Where()
    _shared(where, wanted)
    where.among("e.axis", wanted.axis)
    if wanted.party:
        where.add(
            " OR ".join(["e.party_id = ? OR substr(e.party_id, 1, ?) = ?"] * len(wanted.party)),
            *(part for party in wanted.party for part in (party, len(party) + 1, f"{party}/")),
        )
    if wanted.since is not None:
        where.add("e.last_seen >= ?", microseconds(wanted.since))
    if wanted.until is not None:
        where.add("e.last_seen < ?", microseconds(wanted.until))
    return where
