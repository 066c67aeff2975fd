"""However many partitions the claims are dealt out to, the stream tells what one ledger tells."""

from __future__ import annotations

from datetime import UTC, datetime
from zlib import crc32

import pytest

from contraflow.ledger import Ledger, mention_id, routes
from contraflow.metrics import Component, Metrics
from contraflow.settings import Settings
from schemas import (
    Alert,
    Article,
    AsOf,
    Aspect,
    Claim,
    MergedClaim,
    Numbers,
    Party,
    Place,
    PlacePrecision,
    Speaker,
    TimePrecision,
)
from streams.codec import decode, encode
from streams.handlers import ExtractorHandler, LedgerHandler
from streams.lane import Event, StallGuard
from streams.topics import TopicName
from tests.streams import fakes
from tests.streams.test_handlers import Disk

SETTINGS = Settings()
NOON = datetime(2031, 5, 6, 12, tzinfo=UTC)
MINE = "the Mbulwe mine"
IN_TOWN = Place(
    id="geonames:1", name="Kasanta", surface=MINE, part="Mbulwe", precision=PlacePrecision.LOCALITY
)
BY_NAME = Place(id="name:mbulwe", name="Mbulwe", surface=MINE, precision=PlacePrecision.UNRESOLVED)
TOWN = Place(id="geonames:1", name="Kasanta", surface="Kasanta", precision=PlacePrecision.LOCALITY)


def _article(number: int, party: str, where: Place, killed: int) -> tuple[Article, Claim]:
    quote = f"{party} says that {killed} miners died in {where.surface}."
    article = Article(id=f"a{number}", source=f"Paper {number}", published_at=NOON, text=quote)
    span = (0, len(quote))
    return article, Claim(
        claim_id="",
        mention_id=mention_id(article.id, "text", span, "casualties.killed", "", where.id),
        article_id=article.id,
        source=article.source,
        published_at=NOON,
        span=span,
        quote=quote,
        place=where,
        aspect=Aspect.CASUALTIES,
        axis="casualties.killed",
        value=Numbers(low=killed, high=killed, unit="people"),
        predicate="die",
        speaker=Speaker(name=party, party=Party(id=f"org:{party}", name=party)),
        as_of=AsOf(start=NOON.replace(hour=0), end=NOON, precision=TimePrecision.PUBLICATION),
    )


TOLD = [
    _article(1, "the miners' union", IN_TOWN, 40),
    _article(2, "the company", BY_NAME, 3),
    _article(3, "the governor", TOWN, 12),
    _article(4, "the company", BY_NAME, 3),
]


class _Reader:
    """Has read the articles before."""

    def read(self, article: Article) -> fakes.FakeReading:
        return fakes.FakeReading(tuple(c for of, c in TOLD if of.id == article.id))


async def _streamed(partitions: int) -> tuple[list[Disk], Metrics]:
    """The disks of the ledger's partitions after all articles went through both stages, twice."""
    topic = Disk()
    extractor = ExtractorHandler(
        SETTINGS,
        Metrics(Component.EXTRACTOR, version="test", rules_version="test"),
        topic,  # type: ignore[arg-type]
        _Reader(),
        routes,
    )
    for article, _ in TOLD * 2:
        value = encode(article, source="/tests", key=article.id).value
        await extractor.handle(0, [Event("in", 0, 0, None, value, (), NOON)])
    disks = [Disk() for _ in range(partitions)]
    metrics = Metrics(Component.LEDGER, version="test", rules_version="test")
    for partition, disk in enumerate(disks):
        ledger = LedgerHandler(
            SETTINGS,
            metrics,
            disk,  # type: ignore[arg-type]
            disk,  # type: ignore[arg-type]
            lambda _, disk=disk: disk,  # type: ignore[misc]
            Ledger,
            routes,
            StallGuard(1e9),
        )
        for offset, (_, message) in enumerate(topic.sent):
            if crc32(message.key) % partitions == partition:
                event = Event(
                    "claims", partition, offset, message.key, message.value, message.headers, NOON
                )
                await ledger.handle(partition, [event])
    return disks, metrics


def _alerts(records: list[Alert]) -> dict[str, tuple[object, ...]]:
    return {
        a.alert_id: (a.revision, a.status, a.earlier, a.later, a.independent_sources)
        for a in records
    }


@pytest.mark.parametrize("partitions", range(1, 6))
async def test_a_part_known_by_its_name_alone_meets_its_town_on_any_partition(
    partitions: int,
) -> None:
    one = Ledger()
    results = [one.add(claim) for _, claim in TOLD]
    expected = [alert for result in results for alert in result.alerts]
    assert {a.earlier.place.id for a in expected} | {a.later.place.id for a in expected} == {
        IN_TOWN.id, BY_NAME.id
    }  # fmt: skip

    disks, metrics = await _streamed(partitions)
    sent = [(kind, m) for disk in disks for kind, m in disk.sent]
    alerts = [decode(m.value, Alert) for kind, m in sent if kind is TopicName.ALERTS]
    assert _alerts(alerts) == _alerts(expected)
    merged = [decode(m.value, MergedClaim) for kind, m in sent if kind is TopicName.MERGED_CLAIMS]
    assert {m.claim_id: m for m in merged} == {
        r.merged.claim_id: r.merged for r in results if r.merged is not None
    }

    def taken(outcome: str) -> float:
        value = metrics.registry.get_sample_value("contraflow_mentions_total", {"outcome": outcome})
        return value or 0

    assert taken("new") + taken("merged") == taken("repeated") == len(TOLD)
    assert taken("visiting") == 2


def test_the_two_names_of_the_part_lie_on_two_partitions() -> None:
    homes = {crc32(routes(claim)[0].encode()) % 2 for _, claim in TOLD}
    assert len(homes) == 2


async def test_a_claim_under_a_foreign_key_is_at_home() -> None:
    disk = Disk()
    _, claim = TOLD[0]
    ledger = LedgerHandler(
        SETTINGS,
        Metrics(Component.LEDGER, version="test", rules_version="test"),
        disk,  # type: ignore[arg-type]
        disk,  # type: ignore[arg-type]
        lambda _: disk,  # type: ignore[return-value]
        Ledger,
        routes,
        StallGuard(1e9),
    )
    value = encode(claim, source="/tests", key="k").value
    for key in (None, b"\xff", b"elsewhere"):
        await ledger.handle(0, [Event("claims", 0, 0, key, value, (), NOON)])
    assert [kind for kind, _ in disk.sent] == [TopicName.MERGED_CLAIMS]
