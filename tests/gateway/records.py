"""Hand-made records for the gateway's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from contraflow.gateway.store import Incoming, Kind
from contraflow.settings import Settings
from schemas import (
    Alert,
    AlertStatus,
    AsOf,
    Aspect,
    Claim,
    ContradictionType,
    Feedback,
    IndependentSources,
    Mention,
    MergedClaim,
    Numbers,
    Parties,
    Party,
    Place,
    PlacePrecision,
    Role,
    Speaker,
    States,
    TimePrecision,
    Value,
    Verdict,
)
from streams.topics import TopicName, Topics

NOON = datetime(2024, 7, 27, 12, 0, tzinfo=UTC)

TOUDJA = Place(
    id="geonames:2475612", name="Toudja", surface="Toudja", aliases=("Tudja",), country="DZ",
    admin="Béjaïa", lat=36.757, lon=4.893, precision=PlacePrecision.LOCALITY,
)  # fmt: skip
BEJAIA = Place(
    id="geonames:2505854", name="Béjaïa", surface="Bejaia", aliases=("Bougie", "Bgayet"),
    country="DZ", admin="Béjaïa", lat=36.756, lon=5.084, precision=PlacePrecision.LOCALITY,
)  # fmt: skip
LYSYCHANSK = Place(
    id="geonames:702972", name="Lysychansk", surface="Lisichansk", aliases=("Lisichansk",),
    country="UA", admin="Luhansk", lat=48.905, lon=38.442, precision=PlacePrecision.LOCALITY,
)  # fmt: skip
NOWHERE = Place(
    id="name:old mill", name="Old Mill", surface="Old Mill", precision=PlacePrecision.UNRESOLVED
)

MAYOR = Speaker(name="the mayor", party=Party(id="state:DZ/local", name="Toudja commune"))
MINISTRY = Speaker(name="Interior Ministry", party=Party(id="state:DZ", name="Algeria"))


def claim(
    number: str,
    quote: str,
    *,
    place: Place = TOUDJA,
    source: str = "Soummam Matin",
    at: datetime = NOON,
    speaker: Speaker = MAYOR,
    aspect: Aspect = Aspect.CASUALTIES,
    axis: str = "casualties.killed",
    value: Value | None = None,
    predicate: str = "die",
    **more: Any,
) -> Claim:
    """One mention."""
    return Claim(
        claim_id=f"claim-{number}",
        mention_id=f"mention-{number}",
        article_id=f"article-{number}",
        source=source,
        published_at=at,
        span=(0, len(quote)),
        quote=quote,
        place=place,
        aspect=aspect,
        axis=axis,
        value=value or Numbers(low=4, high=4, unit="people", text="four"),
        predicate=predicate,
        speaker=speaker,
        as_of=AsOf(start=at, end=at, precision=TimePrecision.DAY),
        **more,
    )


def alert(
    number: int = 1,
    *,
    revision: int = 1,
    place: Place = TOUDJA,
    status: AlertStatus = AlertStatus.OPEN,
    at: datetime | None = None,
    confidence: float = 0.8,
    outlets: tuple[str, str] = ("Soummam Matin", "Algérie Info Service"),
    quotes: tuple[str, str] = (
        "“We have four dead,” said the mayor.",
        "The ministry deplored the decease of two citizens in Toudja.",
    ),
    test: bool = False,
    kind: ContradictionType = ContradictionType.NUMERIC,
    **more: Any,
) -> Alert:
    """One revision of an alert."""
    published = NOON - timedelta(hours=2)
    return Alert(
        alert_id=f"alert-{number}",
        revision=revision,
        status=status,
        type=kind,
        place=place,
        aspect=Aspect.CASUALTIES,
        earlier=claim(f"{number}e", quotes[0], place=place, source=outlets[0], at=published),
        later=claim(
            f"{number}l", quotes[1], place=place, source=outlets[1], speaker=MINISTRY,
            at=published + timedelta(hours=1),
            value=Numbers(low=2, high=2, unit="people", text="two"),
        ),
        independent_sources=IndependentSources(
            earlier=1, later=2, earlier_outlets=(outlets[0],), later_outlets=(outlets[1], "Echo")
        ),
        confidence=confidence,
        explanation="The mayor says four died in Toudja, the ministry two.",
        detected_at=at or NOON + timedelta(minutes=number),
        rules_version="1",
        test=test,
        **more,
    )  # fmt: skip


def merged(one: Claim, *, mentions: int = 1) -> MergedClaim:
    """A claim with its mentions."""
    listed = tuple(
        Mention(
            mention_id=f"{one.mention_id}-{n}", article_id=f"{one.article_id}-{n}",
            source=one.source if n == 0 else f"Copy {n}",
            published_at=one.published_at + timedelta(minutes=n), span=one.span, quote=one.quote,
        )
        for n in range(mentions)
    )  # fmt: skip
    return MergedClaim(
        claim_id=one.claim_id,
        claim=one,
        mentions=listed,
        mention_count=mentions,
        independent_sources=1,
        outlets=tuple(m.source for m in listed),
        first_seen=one.published_at,
        last_seen=listed[-1].published_at,
    )


def feedback(number: int, alert_id: str, verdict: Verdict = Verdict.RIGHT) -> Feedback:
    """A judgement."""
    return Feedback(
        feedback_id=f"feedback-{number}", alert_id=alert_id, revision=1, place_id=TOUDJA.id,
        verdict=verdict, given_at=NOON + timedelta(hours=number),
    )  # fmt: skip


def states(*members: str, complement: bool = False) -> States:
    """A set of states."""
    return States(members=members, complement=complement)


def parties(*members: str) -> Parties:
    """A set of parties."""
    return Parties(members=members)


def role(text: str) -> Role:
    """Somebody who acts."""
    return Role(text=text)


ALERTS_TOPIC = Topics(Settings())[TopicName.ALERTS].name
CLAIMS_TOPIC = Topics(Settings())[TopicName.MERGED_CLAIMS].name
FEEDBACK_TOPIC = Topics(Settings())[TopicName.FEEDBACK].name


def incoming(
    record: Alert | MergedClaim | Feedback | None, offset: int, *, partition: int = 0
) -> Incoming:
    """A record as it is read from its topic."""
    kind, topic = {
        Alert: (Kind.ALERT, ALERTS_TOPIC),
        MergedClaim: (Kind.CLAIM, CLAIMS_TOPIC),
        Feedback: (Kind.FEEDBACK, FEEDBACK_TOPIC),
    }.get(type(record), (Kind.ALERT, ALERTS_TOPIC))  # fmt: skip
    return Incoming(
        kind=kind, topic=topic, partition=partition, offset=offset, received_at=NOON, record=record
    )
