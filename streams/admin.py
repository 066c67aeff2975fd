"""Topics on the broker: create them as the topic table says, list them, compare the two."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError, for_code
from aiokafka.protocol.group import LeaveGroupRequest

from contraflow.settings import Settings
from streams.topics import Topic, Topics

log = logging.getLogger(__name__)

_T = TypeVar("_T")
_TOPIC_EXISTS = 36
_RETRY_SECONDS = 20.0


class TopicMismatch(Exception):
    """A topic on the broker has another number of partitions than the settings ask for."""


@dataclass(frozen=True, slots=True)
class TopicState:
    """One topic of the table beside what the broker has."""

    topic: Topic
    partitions: int | None
    """Partitions on the broker; None: the topic is not there."""


async def wait_for_broker(settings: Settings, seconds: float = 30.0) -> None:
    """Return as soon as the broker answers.

    Raises:
        TimeoutError: it did not within ``seconds``.
    """
    async with asyncio.timeout(seconds):
        while True:
            try:
                async with _admin(settings) as admin:
                    await admin.describe_cluster()
                    return
            except (KafkaError, OSError):
                await asyncio.sleep(0.25)


async def create_topics(settings: Settings) -> list[str]:
    """Create every topic of the table that is missing; names of those created.

    Safe to run again, and by several at once. Existing topics are left as they are.

    Raises:
        TopicMismatch: an existing topic has another number of partitions. Keys would go to other
            partitions than the state of theirs, so nobody may work on it.
        KafkaError: the broker refused or cannot be reached.
    """
    created = await _retrying(settings, lambda admin: _create_topics(admin, settings))
    for name in created:
        log.info("topic created", extra={"topic": name})
    return created


async def _create_topics(admin: AIOKafkaAdminClient, settings: Settings) -> list[str]:
    present = await _partitions(admin, settings)
    missing = [topic for topic in Topics(settings).values() if topic.name not in present]
    created: list[str] = []
    if missing:
        response = await admin.create_topics(
            [
                NewTopic(t.name, t.partitions, t.replication, topic_configs=t.configs)
                for t in missing
            ]
        )
        for name, code, *detail in response.topic_errors:
            if code == 0:
                created.append(name)
            elif code != _TOPIC_EXISTS:
                raise for_code(code)(f"{name}: {detail[0] if detail else ''}")
    await _wait_until_led(admin, settings)
    return created


async def list_topics(settings: Settings) -> list[TopicState]:
    """The table's topics beside what the broker has of them."""
    present = await _retrying(settings, lambda admin: _partitions(admin, settings))
    return [TopicState(t, present.get(t.name)) for t in Topics(settings).values()]


async def remove_members(settings: Settings, group: str) -> int:
    """Take all members out of a consumer group; returns how many there were.

    For a group that is known to have lost them all: its partitions are free at once, and not after
    the session timeout, which some brokers do not keep (see `docs/local-broker.md`).

    Raises:
        KafkaError: the broker refused or cannot be reached.
    """

    async def remove(admin: AIOKafkaAdminClient) -> int:
        coordinator = await admin.find_coordinator(group)
        described = await admin.describe_consumer_groups([group], coordinator)
        members = [
            member["member_id"]
            for response in described
            for one in response.to_object()["groups"]
            for member in one["members"]
        ]
        for member in members:
            await admin._send_request(LeaveGroupRequest(group, member), coordinator)
        return len(members)

    return await _retrying(settings, remove)


async def _retrying(
    settings: Settings, operation: Callable[[AIOKafkaAdminClient], Awaitable[_T]]
) -> _T:
    """Do it again while it fails for a passing reason; raise at once when no broker answers.

    With several brokers a request may go to one that has just stopped; the next goes to another.
    """
    until = asyncio.get_running_loop().time() + _RETRY_SECONDS
    while True:
        async with _admin(settings) as admin:
            try:
                return await operation(admin)
            except KafkaError as error:
                if not error.retriable or asyncio.get_running_loop().time() > until:
                    raise
        await asyncio.sleep(0.5)


@asynccontextmanager
async def _admin(settings: Settings) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.bootstrap_list)
    try:
        await admin.start()
        yield admin
    finally:
        await admin.close()


async def _partitions(admin: AIOKafkaAdminClient, settings: Settings) -> dict[str, int]:
    """Partitions with a leader, by name, of the table's topics that exist."""
    # Asking about a topic that is not there can create it, with the broker's own defaults.
    there = set(await admin.list_topics())
    names = [topic.name for topic in Topics(settings).values() if topic.name in there]
    if not names:
        return {}
    return {
        described["topic"]: sum(part["leader"] >= 0 for part in described["partitions"])
        for described in await admin.describe_topics(names)
        if described["error_code"] == 0 and described["partitions"]
    }


async def _wait_until_led(admin: AIOKafkaAdminClient, settings: Settings) -> None:
    # A topic just created is not usable until each partition has a leader.
    until = asyncio.get_running_loop().time() + 15
    while True:
        present = await _partitions(admin, settings)
        wrong = {
            topic.name: (present.get(topic.name), topic.partitions)
            for topic in Topics(settings).values()
            if present.get(topic.name) != topic.partitions
        }
        if not wrong:
            return
        too_many = {name: pair for name, pair in wrong.items() if (pair[0] or 0) > pair[1]}
        if too_many or asyncio.get_running_loop().time() > until:
            raise TopicMismatch(
                "; ".join(
                    f"{name} has {has or 'no'} partitions, the settings ask for {wants}"
                    for name, (has, wants) in (too_many or wrong).items()
                )
            )
        await asyncio.sleep(0.2)
