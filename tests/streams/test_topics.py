"""The topic table holds together, and holds what Faust will ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from contraflow.settings import Settings
from streams.apps import LEDGER_TABLE
from streams.topics import TopicName, Topics, group_id


@pytest.fixture
def settings() -> Settings:
    return Settings(topic_prefix="x.", partitions=7, replication=3)


def test_every_kind_has_one_topic_with_a_name_of_its_own(settings: Settings) -> None:
    topics = Topics(settings)
    assert set(topics) == set(TopicName)
    assert len({topic.name for topic in topics.values()}) == len(TopicName)
    assert all(topic.name.startswith("x.") for topic in topics.values())
    assert all(topic.replication == 3 for topic in topics.values())


def test_the_ledgers_state_is_split_as_its_claims_are(settings: Settings) -> None:
    topics = Topics(settings)
    assert topics[TopicName.LEDGER_STATE].partitions == topics[TopicName.CLAIMS].partitions == 7


def test_the_changelogs_name_is_the_one_that_faust_derives(settings: Settings) -> None:
    derived = f"{group_id(settings, 'ledger')}-{LEDGER_TABLE}-changelog"
    assert Topics(settings)[TopicName.LEDGER_STATE].name == derived


def test_state_is_compacted_and_events_expire(settings: Settings) -> None:
    for topic in Topics(settings).values():
        configs = topic.configs
        if topic.cleanup == "compact":
            assert "retention.ms" not in configs
        else:
            assert 0 < int(configs["segment.ms"]) <= int(configs["retention.ms"])


def test_a_dead_letter_of_the_largest_article_fits_its_topic(settings: Settings) -> None:
    topic = Topics(settings)[TopicName.DEAD_LETTERS]
    assert topic.max_message_bytes > settings.max_article_bytes * 4 / 3 + 4096


def test_public_topics_are_described(settings: Settings) -> None:
    for topic in Topics(settings).values():
        assert topic.summary.endswith(".")
        if topic.public:
            assert topic.record is not None
            assert topic.event_type is not None


def test_a_topic_is_found_by_its_name(settings: Settings) -> None:
    topics = Topics(settings)
    assert topics.named("x.alerts") is topics[TopicName.ALERTS]
    assert topics.named("alerts") is None


def test_the_documented_table_is_up_to_date() -> None:
    text = (Path(__file__).parents[2] / "streams" / "README.md").read_text(encoding="utf-8")
    for topic in Topics(Settings()).values():
        assert f"`{topic.name}`" in text
        row = next(line for line in text.splitlines() if line.startswith(f"| `{topic.name}`"))
        assert f"| {topic.key} |" in row
        assert ("public" in row) == topic.public
