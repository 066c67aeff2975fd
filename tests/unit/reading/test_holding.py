"""Who holds a place and who is in it, told in the words that people use for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim, Parties, States

CD, REBELS = "state:CD/military", "role:rebels"
HOLDER, PRESENCE = "control.holder", "movement.presence"


def read(reader: Reader, sentence: str) -> list[Claim]:
    """The claims of a sentence, after one that names the town."""
    article = Article(
        id="t/1",
        source="Harbour Gazette",
        published_at=datetime(2019, 6, 14, 12, tzinfo=UTC),
        title=None,
        text=f"Telephones have been dead in Goma since Monday. {sentence}",
    )
    return [c for c in reader.read(article).claims if c.axis in (HOLDER, PRESENCE)]


@pytest.mark.parametrize(
    ("sentence", "axis", "who", "state"),
    [
        # everyday life where somebody should not be
        ("Rebels slept in the police station of Goma, residents said.", PRESENCE, REBELS, "inside"),
        ("Gunmen are billeted in the town hall of Goma, traders said.", PRESENCE, REBELS, "inside"),
        (
            "“Our soldiers are drinking tea in the centre of Goma,” the army said.",
            PRESENCE,
            CD,
            "inside",
        ),
        # coming, going and being kept out
        ("Rebels got as far as the market of Goma, a teacher said.", PRESENCE, REBELS, "inside"),
        ("The rebels are gone from Goma, the governor said.", PRESENCE, REBELS, "outside"),
        ("The last rebels rolled out of Goma, a nun said.", PRESENCE, REBELS, "outside"),
        ("The rebels were turned back at the gates of Goma.", PRESENCE, REBELS, "outside"),
        ("The army kept the rebels out of Goma, traders said.", PRESENCE, REBELS, "outside"),
        ("The rebels stand at the gates of Goma, traders said.", PRESENCE, REBELS, "advancing"),
        # that there are some, or never were
        ("There are soldiers in Goma, the mayor said.", PRESENCE, CD, "inside"),
        ("There are still some 200 rebels in Goma, a nun said.", PRESENCE, REBELS, "inside"),
        ("There has never been a rebel in Goma, a nun said.", PRESENCE, REBELS, "not inside"),
        ("There was never a rebel here in Goma, a nun said.", PRESENCE, REBELS, "not inside"),
        # who takes them in
        (
            "The seminary was sheltering sixty rebels in Goma, traders said.",
            PRESENCE,
            REBELS,
            "inside",
        ),
        ("The hospital in Goma has never harboured rebels.", PRESENCE, REBELS, "not inside"),
        # what a place is called by who holds it, and who keeps where they are
        ("Goma is now rebel territory.", HOLDER, REBELS, "holds"),
        ("Goma is again a government town.", HOLDER, "state:CD/government", "holds"),
        ("The rebels maintain their positions in Goma.", PRESENCE, REBELS, "inside"),
        ("Rebels had gathered in Goma for a parade.", PRESENCE, REBELS, "inside"),
        ("The army pulled its troops out of Goma.", PRESENCE, CD, "outside"),
        # buildings that are held, and not people
        ("Both bridges of Goma are held by the army.", HOLDER, CD, "holds"),
        # nobody there, in so many words
        ("Not one rebel is left in Goma, the governor said.", PRESENCE, REBELS, "not inside"),
        ("None of the rebels set foot in Goma.", PRESENCE, REBELS, "not inside"),
        ("There was not one rebel in the streets of Goma.", PRESENCE, REBELS, "not inside"),
        ("The rebels have yet to enter Goma, the mayor said.", PRESENCE, REBELS, "not inside"),
        # who has it
        ("The rebels are the masters of Goma, a nun said.", HOLDER, REBELS, "holds"),
        ("Goma is in the grip of the rebels, a nun said.", HOLDER, REBELS, "holds"),
        ("Goma passed to the rebels on Monday, a nun said.", HOLDER, REBELS, "holds"),
        ("The rebels handed Goma over to the army, a nun said.", HOLDER, CD, "holds"),
        ("The banner of the rebels hangs from the town hall.", HOLDER, REBELS, "holds"),
        ("Goma is standing firm, the army said.", HOLDER, "state:CD", "holds"),
        (
            "Not a single lane of Goma slipped from our grip, the army said.",
            HOLDER,
            "state:CD",
            "holds",
        ),
        ("Goma slipped out of government hands, he said.", HOLDER, "state:CD", "lost"),
    ],
)
def test_reading(reader: Reader, sentence: str, axis: str, who: str, state: str) -> None:
    got = []
    for claim in read(reader, sentence):
        if claim.axis == axis and isinstance(claim.value, Parties):
            got.append((claim.value.members, "lost" if claim.value.complement else "holds"))
        elif claim.axis == axis and isinstance(claim.value, States):
            no = "not " if claim.value.complement else ""
            got.append(((claim.referent,), no + claim.value.members[0]))
    assert ((who,), state) in got


@pytest.mark.parametrize(
    "sentence",
    [
        "Hundreds of Rwandan labourers slept on the pavement of Goma.",
        "A women's march in Goma broke up.",
        "The army runs a clinic in Goma.",
        "Aid flights fly over Goma every day.",
        "Two men were held in Goma with stolen phones.",
        "The weekly market of Goma will be held as usual.",
        "The rebels posted photographs of Goma.",
        "The rebels left behind eleven tanks in Goma.",
        "The mayor of Goma is in South Sudan.",
        "The river takes the bridge of Goma.",
        "The rebels prayed on the road to Goma.",
        "The tower in Goma was taken apart.",
        "The police took back the Goma curfew.",
        "It was the guards who opened fire on ours in Goma.",
        "Goma was hit by shells fired from territory that the rebels hold.",
        "Goma heard of clashes in areas held by the army.",
        "The official accounts of what took place in Goma keep changing.",
    ],
)
def test_no_such_claim(reader: Reader, sentence: str) -> None:
    assert not read(reader, sentence)


def test_a_part_is_not_the_whole(reader: Reader) -> None:
    claims = read(reader, "“The palace and the whole centre of Goma are ours,” the army said.")
    assert {c.extent for c in claims if c.axis == HOLDER} == {"partial"}


@pytest.mark.parametrize(
    ("sentence", "axis", "referent", "members"),
    [
        ("Pirates boarded a tanker off Goma.", "other.event", "ship seizure", ("happened",)),
        ("No vessel of ours was hijacked off Goma.", "other.event", "ship seizure", None),
        (
            "The hostages in Goma are still in the hands of the gunmen.",
            "casualties.custody",
            "captives|",
            ("held",),
        ),
        ("Qurbat is lost, a soldier in Qurbat said.", HOLDER, "", ("state:CD",)),
    ],
)
def test_things_and_people_taken(
    reader: Reader, sentence: str, axis: str, referent: str, members: tuple[str, ...] | None
) -> None:
    article = Article(
        id="t/1",
        source="Harbour Gazette",
        published_at=datetime(2019, 6, 14, 12, tzinfo=UTC),
        title=None,
        text=f"Telephones have been dead in Goma since Monday. {sentence}",
    )
    found = [c for c in reader.read(article).claims if (c.axis, c.referent) == (axis, referent)]
    assert found
    if members is not None and isinstance(found[0].value, Parties | States):
        assert found[0].value.members == members


@pytest.mark.parametrize(
    ("title", "axis", "who", "state"),
    [
        # a verb that taggers take for a noun
        ("Rebels encircle Goma", "movement.encirclement", "", "encircled"),
        ("Soldiers loot market in Goma", "attack.occurrence", "looting", "happened"),
        ("Police storm prison in Goma", "attack.occurrence", "storming", "happened"),
        # no verb at all
        ("Government troops back in Goma", PRESENCE, "state:CD/government", "inside"),
        ("Rebels still in Goma", PRESENCE, REBELS, "inside"),
        ("Peacekeepers out of Goma", PRESENCE, "role:peacekeepers", "outside"),
        # who failed
        ("Rebel advance on Goma halted", PRESENCE, "", ""),
    ],
)
def test_headline(reader: Reader, title: str, axis: str, who: str, state: str) -> None:
    article = Article(
        id="t/1",
        source="Harbour Gazette",
        published_at=datetime(2019, 6, 14, 12, tzinfo=UTC),
        title=title,
        text="Telephones have been dead in Goma in Congo since Monday.",
    )
    told = {
        (c.referent, *c.value.members)
        for c in reader.read(article).claims
        if c.axis == axis and c.field == "title" and isinstance(c.value, States)
    }
    assert told == ({(who, state)} if state else set())


@pytest.mark.parametrize(
    "sentence",
    [
        "The capture of Goma was a blow to many, a nun said.",
        "A nun said the seizure meant much to the young, for it opened the road south.",
        "After the fall of Goma many fled, a nun said.",
    ],
)
def test_a_capture_told_of_before_is_no_news_of_who_holds_it(reader: Reader, sentence: str) -> None:
    claims = read(reader, f"Rebels captured Goma on Monday. {sentence}")
    assert [c.value for c in claims if c.axis == HOLDER] == [Parties(members=(REBELS,))]


def test_a_move_that_had_led_to_something_was_before_then(reader: Reader) -> None:
    (claim,) = read(
        reader, "The rebel advance into Goma had broken the truce, Angola said on Tuesday."
    )
    assert claim.value == States(members=("inside",))
    assert claim.as_of.start.month == 5
    (claim,) = read(reader, "The rebels advanced into Goma on Tuesday, Angola said.")
    assert claim.as_of.end.day == 11


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        # who was driven out, and not the place that stands after it
        ("Traders came back once soldiers had managed to chase the rebels out of it.", CD),
        # a place that is held, and nobody who is
        ("Many were hurt in the two towns, which are held by the army.", CD),
        ("Rebels seized a base of the Congolese Defence Forces in Goma.", REBELS),
        # under whose control it came, and of which place that is told
        ("Goma came under rebel control on Sunday.", REBELS),
        ("The city fell under the control of the army.", CD),
        ("Goma, a city in Masisi that had been in rebel hands for a day, was calm.", REBELS),
        ("Goma, a city in Masisi territory, was calm. The army is in control of the city.", CD),
        # who holds it says more than who does not
        ("The army failed to retake the town, which rebels had seized by noon.", REBELS),
    ],
)
def test_who_holds_what_was_told_of(reader: Reader, sentence: str, who: str) -> None:
    article = Article(
        id="t/1",
        source="Harbour Gazette",
        published_at=datetime(2019, 6, 14, 12, tzinfo=UTC),
        title=None,
        text=f"Telephones have been dead in Goma since Monday. {sentence}",
    )
    claims = reader.read(article).claims
    held = [c.value.members for c in claims if isinstance(c.value, Parties) and c.axis == HOLDER]
    assert held == [(who,)]
    assert {c.place.name for c in claims} == {"Goma"}
    assert not [c for c in claims if c.axis == "casualties.custody"]


def test_what_is_firmly_held_was_not_lost(reader: Reader) -> None:
    (held,) = read(reader, "Goma is firmly in our hands, the army said.")
    (plain,) = read(reader, "Goma is in our hands, the army said.")
    assert held.as_of.open_start
    assert not plain.as_of.open_start
