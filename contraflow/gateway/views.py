"""What the gateway answers: alerts, claims and places as JSON and as GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from contraflow.axes import AXES
from contraflow.gateway.answers import answer
from contraflow.gateway.filters import AlertFilter
from contraflow.gateway.marks import Evidence, evidence
from contraflow.gateway.store import AlertEvent, AlertRow, PlaceRow
from contraflow.parties.naming import party_name
from contraflow.places.fold import fold
from schemas import Alert, AlertStatus, Claim, Feedback, MergedClaim, Place, UtcTime, Verdict


class View(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True)


class AlertView(Alert):
    """An alert with what the gateway adds to it."""

    opened_at: UtcTime = Field(description="When the first revision was detected.")
    evidence: Evidence = Field(description="Both quotes with the words that clash marked.")
    question: str = Field(description="The question that the two claims answer differently.")
    feedback: tuple[Feedback, ...] = Field(default=(), description="Analysts' judgements.")
    link: str = Field(description="The alert's page.")

    @classmethod
    def of(cls, row: AlertRow, base_url: str) -> AlertView:
        """The view of a stored alert."""
        alert = row.alert
        return cls(
            **dict(alert),
            opened_at=row.opened_at,
            evidence=evidence(alert),
            question=" / ".join(dict.fromkeys(map(question, (alert.earlier, alert.later)))),
            feedback=row.feedback,
            link=alert_link(base_url, alert.alert_id),
        )


class AlertDetail(AlertView):
    """One alert with all its revisions, the first one first."""

    revisions: tuple[Alert, ...]


class AlertList(View):
    """A page of alerts, those detected last first."""

    alerts: tuple[AlertView, ...]
    next_cursor: str | None = Field(description="Pass as `cursor` for the next page; null: none.")
    position: str = Field(
        description="Where the topic stood: pass as `last_event_id` to the stream to miss nothing."
    )


class ClaimList(View):
    """A page of claims, those published last first."""

    claims: tuple[MergedClaim, ...]
    next_cursor: str | None


class TimelineClaim(View):
    """One claim of a claimant."""

    claim: MergedClaim
    question: str
    answer: str = Field(description="The claim's answer to it, in a few words.")
    alert_ids: tuple[str, ...] = Field(description="Alerts that this claim is a side of.")


class Claimant(View):
    """Somebody who speaks about a place, with all that they said."""

    id: str = Field(description="The party's id, or 'name:…' of a speaker whose party is unknown.")
    name: str
    is_outlet: bool = Field(description="True when outlets speak in their own voice.")
    claims: tuple[TimelineClaim, ...] = Field(description="By the time that they are about.")


class Timeline(View):
    """What each claimant said about a place over time: never one truth."""

    place: Place
    claimants: tuple[Claimant, ...] = Field(description="Those who said most first.")
    alerts: tuple[AlertView, ...]
    truncated: bool = Field(description="Older claims are left out: narrow the time.")


class PlaceSummary(View):
    """A place with the number of its alerts."""

    place: Place
    open_alerts: int
    all_alerts: int
    newest: datetime | None
    by_aspect: Mapping[str, int]
    link: str

    @classmethod
    def of(cls, row: PlaceRow, base_url: str) -> PlaceSummary:
        """The view of a stored place."""
        return cls(
            place=row.place,
            open_alerts=row.open_alerts,
            all_alerts=row.all_alerts,
            newest=row.newest,
            by_aspect=row.by_aspect,
            link=place_link(base_url, row.place.id),
        )


class PlaceList(View):
    """Places with alerts, those with the most open ones first."""

    places: tuple[PlaceSummary, ...]


class NewFeedback(View):
    """An analyst's judgement."""

    verdict: Verdict
    note: str = Field(default="", max_length=2000)
    analyst: str = Field(default="", max_length=120)


class NewSubscription(View):
    """A webhook to be called with each revision of each alert that a filter lets through."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = Field(
        description="Where to POST to; https unless the gateway allows private receivers."
    )
    filter: AlertFilter = Field(default_factory=AlertFilter)
    format: Literal["standard", "alertmanager"] = Field(
        default="standard",
        description="`standard`: {type, timestamp, data} as Standard Webhooks has it. "
        "`alertmanager`: the body of Prometheus Alertmanager's webhooks, version 4.",
    )
    description: str = Field(default="", max_length=500)
    secret: SecretStr | None = Field(
        default=None,
        description="'whsec_' and 24 to 64 random bytes in base64; made for you when left out.",
    )


class SubscriptionView(View):
    """A webhook subscription."""

    subscription_id: str
    url: str
    filter: AlertFilter
    format: str
    description: str
    created_at: datetime
    state: Literal["active", "disabled"]
    reason: str = Field(description="Why it was disabled.")
    waiting: int = Field(description="Deliveries that wait, those to be tried again included.")
    failed: int = Field(description="Deliveries that were given up.")
    last_success_at: datetime | None


class CreatedSubscription(SubscriptionView):
    """A new subscription with its secret, which is shown this once."""

    secret: str


class DeliveryView(View):
    """One message to one webhook."""

    delivery_id: str = Field(description="The message's `webhook-id`, the same on each attempt.")
    alert_id: str
    revision: int
    state: Literal["waiting", "delivered", "failed"]
    attempts: int
    created_at: datetime
    next_attempt_at: datetime | None
    last_error: str


class DeliveryList(View):
    """The newest deliveries of a subscription."""

    deliveries: tuple[DeliveryView, ...]


def question(claim: Claim) -> str:
    """The question that a claim answers, in words."""
    axis = AXES.get(claim.axis)
    return axis.question if axis else claim.axis


def alert_link(base_url: str, alert_id: str) -> str:
    """Address of an alert's page."""
    return f"{base_url}/alerts/{quote(alert_id, safe='')}"


def place_link(base_url: str, place_id: str) -> str:
    """Address of a place's page."""
    return f"{base_url}/places/{quote(place_id, safe=':')}"


EVENT_TYPES = {
    AlertStatus.OPEN: "alert.opened",
    AlertStatus.UPDATED: "alert.updated",
    AlertStatus.RESOLVED: "alert.resolved",
}
"""Name of the event that a revision is, by the status that it brings."""


def event_view(event: AlertEvent, base_url: str) -> AlertView:
    """A revision as streams send it. Feedback comes with the alert itself, not here."""
    return AlertView.of(AlertRow(event.alert, event.alert.detected_at), base_url)


def claimant_of(claim: Claim) -> tuple[str, str]:
    """Id and name of the one who speaks: the widest party known, so that its parts stand together.

    ``state:RU/military`` and ``state:RU`` speak for the same side.
    """
    party = claim.speaker.party
    if party is not None:
        widest = party.id.partition("/")[0]
        return widest, party.name if widest == party.id else party_name(widest)
    if claim.speaker.is_outlet:
        return f"outlet:{fold(claim.source)}", claim.source
    return f"name:{fold(claim.speaker.name)}", claim.speaker.name


def claimants(claims: Iterable[MergedClaim], alerts: Iterable[Alert]) -> tuple[Claimant, ...]:
    """Claims grouped by who speaks, those who said most first; claims keep their order."""
    sides: dict[str, set[str]] = {}
    for alert in alerts:
        for side in (alert.earlier, alert.later):
            # by the mention too: away from the claim's home its alert may not know what it joined
            for name in (side.claim_id, side.mention_id):
                sides.setdefault(name, set()).add(alert.alert_id)
    names: dict[str, Counter[str]] = {}
    grouped: dict[str, list[TimelineClaim]] = {}
    for merged in claims:
        claimant_id, name = claimant_of(merged.claim)
        names.setdefault(claimant_id, Counter())[name] += 1
        known_as = (merged.claim_id, *(mention.mention_id for mention in merged.mentions))
        grouped.setdefault(claimant_id, []).append(
            TimelineClaim(
                claim=merged,
                question=question(merged.claim),
                answer=answer(merged.claim),
                alert_ids=tuple(sorted(set().union(*(sides.get(n, ()) for n in known_as)))),
            )
        )
    return tuple(
        Claimant(
            id=claimant_id,
            name=party_name(claimant_id)
            if claimant_id.startswith("state:")
            else min(names[claimant_id], key=lambda name: (-names[claimant_id][name], name)),
            is_outlet=all(one.claim.claim.speaker.is_outlet for one in listed),
            claims=tuple(listed),
        )
        for claimant_id, listed in sorted(
            grouped.items(), key=lambda item: (-len(item[1]), item[0])
        )
    )


def _feature(place: Place, feature_id: str, properties: BaseModel) -> dict[str, Any]:
    located = place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": feature_id,
        # RFC 7946: longitude first; a feature without a location has a null geometry
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if located else None,
        "properties": properties.model_dump(mode="json"),
    }


def _collection(features: list[dict[str, Any]], **extra: object) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features, **extra}


def alerts_geojson(page: AlertList) -> dict[str, Any]:
    """A page of alerts as a feature collection, a point each."""
    return _collection(
        [_feature(alert.place, alert.alert_id, alert) for alert in page.alerts],
        next_cursor=page.next_cursor,
        position=page.position,
    )


def claims_geojson(page: ClaimList) -> dict[str, Any]:
    """A page of claims as a feature collection, a point each."""
    return _collection(
        [_feature(merged.claim.place, merged.claim_id, merged) for merged in page.claims],
        next_cursor=page.next_cursor,
    )


def places_geojson(page: PlaceList) -> dict[str, Any]:
    """Places with alerts as a feature collection, a point each."""
    return _collection([_feature(row.place, row.place.id, row) for row in page.places])


def timeline_geojson(timeline: Timeline) -> dict[str, Any]:
    """The claims of a timeline as a feature collection."""
    return _collection(
        [
            _feature(entry.claim.claim.place, entry.claim.claim_id, entry)
            for claimant in timeline.claimants
            for entry in claimant.claims
        ],
        truncated=timeline.truncated,
    )
