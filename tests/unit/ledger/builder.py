"""Claims made by hand: everything has a default but what the test is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from contraflow.axes import AXES
from contraflow.ledger import mention_id
from schemas import (
    AsOf,
    Claim,
    Modality,
    Numbers,
    Parties,
    Party,
    Place,
    PlacePrecision,
    Polarity,
    Speaker,
    States,
    TimePrecision,
)

DAY0 = datetime(2031, 5, 6, tzinfo=UTC)  # a Tuesday


def at(day: int = 0, hour: float = 12) -> datetime:
    """A moment: hours after the midnight that begins day 0."""
    return DAY0 + timedelta(days=day, hours=hour)


def place(name: str = "Oakford", **more: Any) -> Place:
    fields: dict[str, Any] = {
        "id": f"geonames:{sum(map(ord, name))}",
        "name": name,
        "surface": name,
        "precision": PlacePrecision.LOCALITY,
    }
    return Place(**{**fields, **more})


def unresolved(name: str) -> Place:
    return place(name, id=f"name:{name.casefold()}", precision=PlacePrecision.UNRESOLVED)


def said_on(
    day: int,
    *,
    hours: tuple[float, float] = (0, 23.99),
    precision: TimePrecision = TimePrecision.DAY,
    **more: Any,
) -> AsOf:
    """A stated time on one day."""
    return AsOf(start=at(day, hours[0]), end=at(day, hours[1]), precision=precision, **more)


def unstated(published: datetime) -> AsOf:
    start = published.replace(hour=0, minute=0, second=0, microsecond=0)
    return AsOf(start=start, end=published, precision=TimePrecision.PUBLICATION)


def _own_voice(outlet: str) -> Speaker:
    party = Party(id=f"outlet:{outlet.casefold()}", name=outlet)
    return Speaker(name=outlet, party=party, is_outlet=True)


def claim(
    axis: str,
    value: str | float | tuple[float | None, float | None],
    *,
    party: str | None = "state:AA/military",
    outlet: str = "Daily One",
    published: datetime | None = None,
    as_of: AsOf | None = None,
    quote: str = "",
    unit: str = "people",
    approximate: bool = False,
    article: str = "",
    where: Place | None = None,
    start: int = 0,
    field: str = "text",
    **more: Any,
) -> Claim:
    """A claim; ``value`` is '~x,y' for parties or states, a number, or a pair of bounds.

    ``party=None`` makes the outlet speak for itself.
    """
    row = AXES[axis]
    published = published or at(0)
    content: Any
    if row.kind == "numbers":
        low, high = value if isinstance(value, tuple) else (float(value), float(value))
        content = Numbers(low=low, high=high, unit=unit, approximate=approximate)
    else:
        text = str(value)
        kind = Parties if row.kind == "parties" else States
        content = kind(
            members=tuple(m for m in text.lstrip("~").split(",") if m),
            complement=text.startswith("~"),
        )
    speaker = (
        Speaker(
            name=outlet, party=Party(id=f"outlet:{outlet.casefold()}", name=outlet), is_outlet=True
        )
        if party is None
        else Speaker(name=party, party=Party(id=party, name=party))
    )
    where = where or place()
    article = article or f"{outlet}-{published.isoformat()}"
    quote = quote or f"{speaker.name}: {axis} is {value} in {where.name}"
    referent = more.pop("referent", "")
    span = (start, start + len(quote))
    return Claim(
        claim_id="",
        mention_id=mention_id(article, field, span, axis, referent, where.id, speaker.name),
        article_id=article,
        source=outlet,
        published_at=published,
        field=field,  # type: ignore[arg-type]
        span=span,
        quote=quote,
        place=where,
        aspect=row.aspect,
        axis=axis,
        referent=referent,
        value=content,
        predicate=more.pop("predicate", "be"),
        speaker=speaker,
        polarity=more.pop("polarity", Polarity.AFFIRMED),
        modality=more.pop("modality", Modality.ASSERTED),
        as_of=as_of or unstated(published),
        **more,
    )
