"""What things are put down to: one row a shape of English, and sentences that state no cause."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, States

PUBLISHED = datetime(2020, 3, 6, 12, tzinfo=UTC)


def causes(reader: Reader, text: str) -> list[tuple[str, str]]:
    """(event, cause) of each cause read, the cause with '~' where it is denied."""
    article = Article(id="t/1", source="Harbour Gazette", published_at=PUBLISHED, text=text)
    return [
        (c.referent, ("~" if c.value.complement else "") + c.value.members[0])
        for c in reader.read(article).claims
        if c.axis == "other.cause" and isinstance(c.value, States)
    ]


@pytest.mark.parametrize(
    ("text", "event", "cause"),
    [
        ("Brake failure caused the crash in Beira.", "crash", "technical:brakes"),
        ("The fire in Beira was caused by a short circuit.", "fire", "technical:electrical"),
        ("The fire in Beira was not caused by a short circuit.", "fire", "~technical:electrical"),
        ("A broken rail derailed the train in Beira.", "crash", "technical:track"),
        ("A leak of gas led to the blast in Beira.", "explosion", "technical:gas"),
        ("The accident in Beira was due to human error.", "", "human"),
        ("The bridge in Beira gave way because of corrosion.", "collapse", "technical:structure"),
        ("The plane crashed near Beira because it ran out of fuel.", "crash", "technical:fuel"),
        ("A bus overturned in Beira after a tyre burst.", "crash", "technical:tyre"),
        ("The mayor of Beira blamed the flood on heavy rain.", "flood", "nature:weather"),
        ("The police in Beira blamed the driver for the crash.", "crash", "human"),
        ("The cause of the fire in Beira was a candle.", "fire", "human:flame"),
        ("A candle was mentioned as a possible cause of the fire in Beira.", "fire", "human:flame"),
        ("Officials in Beira cited speed as the cause of the crash.", "crash", "human:speeding"),
        ("Officials in Beira pinned the blame for the crash on the driver.", "crash", "human"),
        ("An explosion of methane shook a mine in Beira.", "explosion", "technical:gas"),
        ("The derailment in Beira was sabotage.", "crash", "attack:sabotage"),
        ("The derailment in Beira was not an act of sabotage.", "crash", "~attack:sabotage"),
        ("The governor of Beira ruled out sabotage.", "", "~attack:sabotage"),
        ("The fire in Beira was started deliberately.", "fire", "attack:arson"),
        ("The ferry struck a rock off Beira.", "crash", "obstacle"),
        ("The patients in Beira died of cholera.", "death", "illness:cholera"),
        ("The lawyer was beaten to death in Beira.", "death of lawyer", "force"),
        ("The dam near Beira broke after heavy rains.", "collapse", "nature:weather"),
        ("The train left the rails in Beira because it went too fast.", "crash", "human:speeding"),
        ("High waves swamped the ferry off Beira.", "crash", "nature:weather"),
        ("The boat sank off Beira after it was rammed by a tanker.", "crash", "collision"),
        ("Dockers in Beira blamed overloading.", "", "human:overloading"),
        ("The driver had fallen asleep before the crash in Beira.", "crash", "human:fatigue"),
        ("A driver lost control and hit a bus in Beira.", "crash", "other:loss of control"),
        ("Brake failure is suspected in the crash in Beira.", "crash", "technical:brakes"),
        ("The flood in Beira followed a dam failure.", "flood", "technical"),
        ("A bomb was not responsible for the fire in Beira.", "fire", "~attack:weapon"),
        ("Inspectors in Beira found nothing to suggest sabotage.", "", "~attack:sabotage"),
        ("The deaths in Beira had nothing to do with the vaccine.", "death", "~vaccine"),
        (
            "The line denied that poor maintenance had caused the crash in Beira.",
            "crash",
            "~human:negligence",
        ),
    ],
)
def test_reads(reader: Reader, text: str, event: str, cause: str) -> None:
    assert (event, cause) in causes(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Speed has not been identified as the cause of the crash in Beira.",
        "The cause of the fire in Beira is not known.",
        "The quake caused 126 deaths in Beira.",
        "The blast in Beira caused no casualties.",
        "Soldiers opened fire in Beira after a drone was heard.",
        "The town of Beira fell after a lightning operation.",
        "The talks in Beira collapsed after a storm.",
        "The car firm in Beira hit a wall of silence.",
        "Buses in Beira have run out of fuel.",
    ],
)
def test_states_no_cause(reader: Reader, text: str) -> None:
    assert not causes(reader, text)


def test_a_fact_that_makes_a_cause_is_one_by_itself(reader: Reader) -> None:
    article = Article(
        id="t/1", source="Harbour Gazette", published_at=PUBLISHED,
        text="The ferry that sank off Beira was not overloaded.",
    )  # fmt: skip
    assert [
        (c.referent, c.value.members) for c in reader.read(article).claims
        if c.axis == "other.event" and isinstance(c.value, States)
    ] == [("overloading", ("did-not-happen",))]  # fmt: skip
