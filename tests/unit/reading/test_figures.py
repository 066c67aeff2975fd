"""Whose figure a count is: the body's that sets it, and not the place's or the dead's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Numbers, Parties

OWN = "Harbour Gazette"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The ministry's toll in Sirte stood at 22 on Monday.", "The ministry"),
        ("The health ministry's latest count is 31 dead in Sirte.", "The health ministry"),
        ("Authorities raised the death toll in Sirte to 126.", "Authorities"),
        ("The toll in Sirte was put at nine by the Red Crescent.", "the Red Crescent"),
        ("The army gives twelve soldiers dead in Sirte.", "The army"),
        ("According to the ministry's tally, five people died in Sirte.", "the ministry"),
        (
            (
                "There are 23 dead in Sirte, declared this Saturday at the end of the afternoon "
                "Colonel Omar Haddad of the police."
            ),
            "Colonel Omar Haddad of the police",
        ),
        ("The capture of Sirte was announced on Tuesday by the rebels.", "the rebels"),
        ("The army stands by its account that no drone flew over Sirte.", "The army"),
        # who told whoever heard it, and whose words are quoted or read out
        ("Reuters learned from a nurse that nine people died in Sirte.", "a nurse"),
        ("The Daily Post quoted the mayor as saying that nine people died in Sirte.", "the mayor"),
        (
            "“Nine people died in Sirte,” reads a statement by Colonel Omar Haddad.",
            "Colonel Omar Haddad",
        ),
        ("That nine people died in Sirte has been confirmed by the mayor.", "the mayor"),
        (
            "The agency heard from Colonel Omar Haddad that all was calm. “Nine died in Sirte,” he went on.",
            "Colonel Omar Haddad",
        ),
        ("“Nine people died in Sirte,” countered the mayor.", "the mayor"),
        # trying is not telling
        ("The crowd tried to storm the barracks in Sirte.", OWN),
        # those who died, where, and of what
        ("The rebels' toll in Sirte rose to 40 dead.", OWN),
        ("Libya's death toll in Sirte rose to 40.", OWN),
        ("The blast brought the death toll in Sirte to nine.", OWN),
        ("Two more deaths raised the toll in Sirte to 11.", OWN),
    ],
)
def test_whose_figure(reader: Reader, sentence: str, speaker: str) -> None:
    text = f"Fighting went on around Sirte, Libya, on Thursday.\n\n{sentence}"
    published = datetime(2019, 6, 14, 12, tzinfo=UTC)
    article = Article(id="t/1", source=OWN, published_at=published, text=text)
    told = [c for c in reader.read(article).claims if c.span[0] >= text.index(sentence)]
    assert speaker in {c.speaker.name for c in told}


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Three people, one of them a child, have died in Sirte.", (3, 3)),
        ("Seven guards (two of them officers) were killed in Sirte.", (7, 7)),
        ("A stone killed one of the two in Sirte and heat stroke the other.", (1, None)),
        ("Of the dead in Sirte, thirty belonged to a rescue team.", (30, None)),
        ("Officials raised the death toll in Sirte from 10 to 14.", (14, 14)),
        # no counts
        ("The mayor lifted the toll in Sirte from 10.", None),
        ("On social media one reads of higher tolls in Sirte.", None),
        ("Forty people have not been killed in Sirte.", None),
    ],
)
def test_which_figure(
    reader: Reader, sentence: str, count: tuple[float, float | None] | None
) -> None:
    published = datetime(2019, 6, 14, 12, tzinfo=UTC)
    article = Article(id="t/1", source=OWN, published_at=published, text=sentence)
    told = [
        (c.value.low, c.value.high)
        for c in reader.read(article).claims
        if c.axis == "casualties.killed" and isinstance(c.value, Numbers)
    ]
    assert told == ([count] if count else [])


@pytest.mark.parametrize(
    ("sentence", "is_attack"),
    [
        ("Heavy rain set off a landslide near Sirte.", False),
        ("The train left the rails in Sirte and set off a disaster.", False),
        ("Order is back in Sirte, a town struck by riots.", False),
        ("Teams have gone to the areas hit in Sirte.", False),
        ("She made an attempt at negotiating in Sirte.", False),
        ("Rebels set off a bomb in Sirte.", True),
    ],
)
def test_no_attack(reader: Reader, sentence: str, is_attack: bool) -> None:
    published = datetime(2019, 6, 14, 12, tzinfo=UTC)
    article = Article(id="t/1", source=OWN, published_at=published, text=sentence)
    axes = {c.axis for c in reader.read(article).claims}
    assert any(axis.startswith("attack.") for axis in axes) == is_attack


def test_lines_of_one_width(reader: Reader) -> None:
    text = (
        "Fighting between the national army and a band of rebels cost\n"
        "twelve people their lives in the Libyan town of Sirte on Friday."
    )
    published = datetime(2019, 6, 14, 12, tzinfo=UTC)
    article = Article(id="t/1", source=OWN, published_at=published, text=text)
    killed = [c for c in reader.read(article).claims if c.axis == "casualties.killed"]
    assert [c.quote for c in killed] == [text]


@pytest.mark.parametrize(
    ("sentence", "axis"),
    [
        ("Nine guards in Sirte were set upon by 30 prisoners.", "casualties.captured"),
        ("Police drove off the protesters in Sirte.", "casualties.detained"),
        ("An active volcano lies near Sirte.", "status.fire"),
        ("Accounts of the day in Sirte clash.", "status.conditions"),
        ("Crews in Sirte are fighting what is left of the blaze.", "status.conditions"),
        ("They came down into Sirte to shop.", "damage.state"),
        ("Two tank cars were still on fire in Sirte.", "movement.presence"),
        ("We are still in the middle of the work in Sirte, he said.", "movement.presence"),
    ],
)
def test_what_is_not_told(reader: Reader, sentence: str, axis: str) -> None:
    published = datetime(2019, 6, 14, 12, tzinfo=UTC)
    article = Article(id="t/1", source=OWN, published_at=published, text=sentence)
    assert axis not in {c.axis for c in reader.read(article).claims}


def test_whose_claim_is_denied(reader: Reader) -> None:
    text = "Al-Shabaab's claim that Afgoye had fallen to it was rejected by the Somali army."
    published = datetime(2019, 6, 14, 12, tzinfo=UTC)
    claims = reader.read(Article(id="t/1", source=OWN, published_at=published, text=text)).claims
    held = {
        (c.value.members, c.value.complement)
        for c in claims
        if c.axis == "control.holder" and isinstance(c.value, Parties)
    }
    assert held == {(("org:shabaab",), False), (("org:shabaab",), True)}
