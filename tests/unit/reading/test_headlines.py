"""A headline's claim stands under the one speaker whom the text names for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Numbers
from tests.unit.reading.test_examples import read


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Seven people died in a fire in Sirte, the army said.", "state:LY/military"),
        # two speakers, or nobody
        (
            (
                "Seven people died in a fire in Sirte, the army said. "
                "Doctors said seven people died in Sirte."
            ),
            None,
        ),
        ("Seven people died in a fire in Sirte.", None),
    ],
)
def test_headline(reader: Reader, text: str, party: str | None) -> None:
    article = Article(
        id="t/1",
        source="Harbour Gazette",
        published_at=datetime(2019, 6, 14, 12, tzinfo=UTC),
        title="Seven dead in Sirte fire",
        text=f"Libya's coast saw a hot night.\n\n{text}",
    )
    claims = [c for c in reader.read(article).claims if c.axis == "casualties.killed"]
    heads = [c.speaker for c in claims if c.field == "title"]
    assert heads
    for speaker in heads:
        assert speaker.is_outlet is (party is None)
        assert party is None or (speaker.party is not None and speaker.party.id == party)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        # two subjects in one clause, for the parser; the number is not that of who speaks
        (
            "Nine workers killed in blast at Sirte plant, company says",
            {"casualties.killed 9-9 people:company"},
        ),
        (
            "Company says nine workers killed in blast at Sirte plant",
            {"casualties.killed 9-9 people:company"},
        ),
        (
            "Three dead, 20 hurt as bus overturns in Sirte",
            {"casualties.killed 3-3 outlet", "casualties.injured 20-20 outlet"},
        ),
        ("Sirte flood toll tops 250", {"casualties.killed 250-None outlet"}),
        # a past tense without an object is a passive
        ("Hostages freed in Sirte", {"casualties.custody free outlet"}),
        ("Chad blamed for strike on Sirte hospital", {"attack.culprit state:TD outlet"}),
        ("Sirte mayor shot dead", {"attack.occurrence happened outlet"}),
        # retaken by whom, it does not say
        (
            "Army: Sirte retaken, 40 rebels killed",
            {"casualties.killed 40-40 state:LY/military"},
        ),
        ("Sirte falls to rebels after week of fighting", {"control.holder role:rebels outlet"}),
        (
            "Fire at Sirte depot contained, ministry says",
            {"status.fire contained people:ministry"},
        ),
        ("Operator: Sirte plant running normally", {"status.service working people:operator"}),
        # nouns that look like other deeds
        ("Bombing of Sirte market leaves 15 dead", {"casualties.killed 15-15 outlet"}),
        (
            "Protesters torch police station in Sirte",
            {
                "damage.state damaged outlet",
                "attack.occurrence happened outlet",
                "attack.culprit role:protesters outlet",
            },
        ),
        ("Army dismisses reports of losses in Sirte", set()),
    ],
)
def test_what_a_headline_says(reader: Reader, title: str, wanted: set[str]) -> None:
    article = Article(
        id="t/1",
        source="Harbour Gazette",
        published_at=datetime(2019, 6, 14, 12, tzinfo=UTC),
        title=title,
        text="Little is known about what went on in Sirte, correspondents in Libya said.",
    )
    claims = [c for c in reader.read(article).claims if c.field == "title"]
    found = set()
    for c in claims:
        value = (
            f"{c.value.low:g}-{c.value.high and int(c.value.high)}"
            if isinstance(c.value, Numbers)
            else ",".join(c.value.members)
        )
        party = c.speaker.party.id if c.speaker.party and not c.speaker.is_outlet else "outlet"
        found.add(f"{c.axis} {value} {party}")
        assert c.place.name == "Sirte"
    assert found == wanted


@pytest.mark.parametrize(
    ("title", "text", "who"),
    [
        # without the bound
        (
            "Forty dead in Oruro mine",
            "At least forty people died in the mine at Oruro on Friday, the miners' union said.",
            "the miners' union",
        ),
        # at the place that readers know
        (
            "Forty dead as bus plunges into river in Bolivia",
            "Forty people died near Oruro on Friday when a bus left the road, police said.",
            "police",
        ),
        # another number is another count
        (
            "Forty dead in Oruro mine",
            "At least thirty people died in the mine at Oruro on Friday, the miners' union said.",
            "",
        ),
    ],
)
def test_whose_count_a_headline_gives(reader: Reader, title: str, text: str, who: str) -> None:
    told = [c for c in read(reader, text, title=title) if c.field == "title"]
    assert told
    speaker = told[0].speaker
    assert ("" if speaker.is_outlet else speaker.name) == who
