"""Which of its article's places a sentence means that does not say where."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from contraflow.reading.where.choice import Moment, Named, Spot, choose
from contraflow.reading.where.standing import Standing
from schemas import Article, Place, PlacePrecision


def _place(name: str, precision: PlacePrecision = PlacePrecision.LOCALITY) -> Place:
    return Place(id=f"name:{name}", name=name, surface=name, precision=precision)


SIRTE, SABHA, TRIPOLI = _place("Sirte"), _place("Sabha"), _place("Tripoli")
LIBYA = _place("Libya", PlacePrecision.COUNTRY)


def _named(*spots: Spot) -> Named:
    return Named.of(spots, {SIRTE.id: 3.0, SABHA.id: 2.0, TRIPOLI.id: 1.0, LIBYA.id: 1.0}, [])


ARTICLE = _named(
    Spot(0, 0, SIRTE, Standing.SCENE),
    Spot(50, 1, SABHA, Standing.SCENE),
    Spot(100, 1, TRIPOLI, Standing.OFFICE),
    Spot(150, 2, LIBYA, Standing.SCENE),
)


def _chosen(
    sentence: tuple[int, int] | None,
    *here: tuple[Place, Standing],
    last: Place | None = None,
    nearest: Place | None = None,
) -> Place:
    moment = Moment.at(ARTICLE, sentence, here, main=SIRTE, last=last, nearest=nearest)
    found = choose(moment, (SIRTE, last))
    assert found is not None
    assert abs(sum(share for _, share in found.ranked) - 1) < 1e-9
    return found.place


def test_the_article_is_about_its_main_place() -> None:
    assert _chosen((200, 3)) == SIRTE
    assert _chosen(None) == SIRTE


def test_a_paragraph_goes_on_with_what_it_told_of() -> None:
    assert _chosen((90, 1), last=SABHA) == SABHA
    assert _chosen((200, 3), last=None) == SIRTE  # the next one does not


def test_what_the_sentence_names_goes_before() -> None:
    assert _chosen((200, 3), (SABHA, Standing.SCENE), nearest=SABHA) == SABHA
    assert _chosen((200, 3), (TRIPOLI, Standing.PARTY)) == SIRTE


def test_nothing_to_choose_from() -> None:
    assert choose(Moment.at(Named(), (0, 0), (), main=None, last=None, nearest=None)) is None


def test_a_choice_tells_why() -> None:
    found = choose(Moment.at(ARTICLE, (200, 3), (), main=SIRTE, last=None, nearest=None))
    assert str(found).startswith("place Sirte (0.")
    assert "about it" in str(found)


LEAD = "Floods killed four people in Sirte, Libya, on Thursday."


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("There were 68 passengers aboard train 12 from Tobruk to Benghazi.", "Sirte"),
        ("Two workers, both helpers from Tobruk, are still missing.", "Sirte"),
        ("Four patients died in Tobruk. Nine people were injured.", "Tobruk"),
    ],
)
def test_read(reader: Reader, sentence: str, place: str) -> None:
    article = Article(
        id="t/1",
        source="Harbour Gazette",
        published_at=datetime(2019, 6, 14, 12, tzinfo=UTC),
        title="Floods kill four in Sirte",
        text=f"{LEAD}\n\n{sentence}",
    )
    reading, trace = reader.explain(article)
    last = [claim for claim in reading.claims if claim.field == "text"][-1]
    assert last.quote in sentence
    assert last.place.name == place
    assert any(step.chosen for step in trace)
