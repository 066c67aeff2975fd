"""Dead letters for a person: what was set aside and why, and another try."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

from contraflow.settings import Settings
from schemas import DeadLetter, DeadLetterReason
from streams.codec import Message
from streams.follow import read_topic
from streams.producer import MessageTooLarge, Producer
from streams.topics import TopicName, Topics

REPLAY_HEADER = "contraflow-dead-letter"
"""Header of a message sent again: the id of its dead letter."""


@dataclass(frozen=True, slots=True)
class DlqReplay:
    """What became of dead letters that were to be sent again."""

    sent: int
    truncated: int
    """Not sent: only a part of the original bytes was kept."""
    refused: int
    """Not sent: their topic is not one of ours, or does not take them."""


async def dead_letters(
    settings: Settings,
    *,
    since: datetime | None = None,
    stage: str | None = None,
    reason: DeadLetterReason | None = None,
    ids: frozenset[str] | None = None,
) -> AsyncIterator[DeadLetter]:
    """The dead letters on the topic at the moment, oldest first, each once.

    Filters: written ``since``, by a ``stage``, for a ``reason``, with one of ``ids``.
    Raises KafkaError when the broker cannot be reached.
    """
    seen: set[str] = set()
    async for received in read_topic(settings, TopicName.DEAD_LETTERS, DeadLetter, since=since):
        letter = received.record
        if letter.id in seen or (ids is not None and letter.id not in ids):
            continue
        if (stage is not None and letter.stage != stage) or (
            reason is not None and letter.reason is not reason
        ):
            continue
        seen.add(letter.id)
        yield letter


async def replay_dead_letters(
    settings: Settings,
    letters: AsyncIterator[DeadLetter],
    *,
    on_sent: Callable[[DeadLetter], None] | None = None,
) -> DlqReplay:
    """Send the original bytes to the topic that they came from; what fails again comes back.

    Raises KafkaError when the broker cannot be reached.
    """
    topics = Topics(settings)
    sent = truncated = refused = 0
    async with Producer(settings, client_id=f"{settings.topic_prefix}dlq") as producer:
        async for letter in letters:
            topic = topics.named(letter.origin.topic)
            if letter.payload_truncated:
                truncated += 1
                continue
            if topic is None:
                refused += 1
                continue
            message = Message(
                key=letter.key or b"",
                value=letter.payload,
                headers=((REPLAY_HEADER, letter.id.encode()),),
            )
            try:
                await producer.send_all([(topic, message)])
            except MessageTooLarge:
                refused += 1
                continue
            sent += 1
            if on_sent is not None:
                on_sent(letter)
    return DlqReplay(sent, truncated, refused)
