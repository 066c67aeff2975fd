"""Cheap looks that spare dear ones miss nothing of what these would find."""

from __future__ import annotations

import pytest

from contraflow.reading.claims import _UPDATE_MARKS, _UPDATE_WORDS
from contraflow.reading.frames.classes import words_of
from contraflow.reading.lexicon import lexicon, role_classes
from contraflow.reading.text.clean import clean
from contraflow.reading.text.marks import holds
from contraflow.reading.when.moments import _MAY_RISE, _RISES, _SOUGHT, _STILL_SOUGHT
from contraflow.reading.where.choice import SIGNS, Moment, Named, Spot, candidates, choose
from contraflow.reading.where.standing import _FAR, _SENSED, Standing
from schemas import Place, PlacePrecision


@pytest.mark.parametrize(
    "text",
    [
        "the toll has risen to nine",
        "the number has since climbed",
        "it rose to forty",
        "the ministry revised its death toll",
        "officials up the count",
        "the figure now stands at six",
        "the ferry is running again",
        "the pass is no longer shut",
        "two have died since then",
        "an updated list",
        "bodies were counted twice",
        "the tally was lowered to five",
        "a miscount",
        "correcting an earlier report",
        "eleven as of noon",
    ],
)
def test_what_says_that_things_changed_is_seen_at_once(text: str) -> None:
    assert _UPDATE_WORDS.search(text)
    assert holds(text, _UPDATE_MARKS)


@pytest.mark.parametrize(
    "text",
    [
        "the toll may yet rise",
        "the number could well go up",
        "deaths are expected to be much higher",
        "there might be many more",
        "the count is now at 31",
        "fears that the toll is worse",
    ],
)
def test_tolls_that_are_not_the_last(text: str) -> None:
    assert _MAY_RISE.search(text)
    assert holds(text, _RISES)


def test_those_still_sought_and_what_is_seen_from_afar() -> None:
    for text in ("six are still missing", "nine are unaccounted for"):
        assert _STILL_SOUGHT.search(text)
        assert holds(text, _SOUGHT)
    for text in ("tremors were felt in ", "smoke drifted to ", "the glow was visible from "):
        assert _FAR.search(text)
        assert holds(text, _SENSED)


def test_the_words_of_a_class_are_those_of_all_its_nouns() -> None:
    """A sentence without them has no noun of the class, whatever its roles are."""
    nouns = lexicon().noun_classes
    told = 0
    for wanted, table in role_classes().items():
        words = words_of(wanted)
        if words is None:
            continue
        told += 1
        assert table.words | table.lemmas <= words
        for noun, classes in nouns.items():
            if any(
                name in table.classes or f"{name}.{of}" in table.classes for name, of in classes
            ):
                last = noun.replace("-", " ").split(" ")[-1]
                assert {noun, last, f"{last}s"} <= words
    assert told > 40


def test_places_nobody_points_to_weigh_what_they_always_do() -> None:
    def place(name: str, precision: PlacePrecision = PlacePrecision.LOCALITY) -> Place:
        return Place(id=f"name:{name}", name=name, surface=name, precision=precision)

    quito, cuenca, loja = place("Quito"), place("Cuenca"), place("Loja")
    land = place("Ecuador", PlacePrecision.COUNTRY)
    spots = [
        Spot(0, 0, quito, Standing.SCENE),
        Spot(40, 1, cuenca, Standing.OFFICE),
        Spot(80, 1, land, Standing.SCENE),
        Spot(99, 2, loja, Standing.SCENE, opens=True),
    ]
    named = Named.of(spots, {quito.id: 3.0, loja.id: 1.0}, [])
    for main in (quito, cuenca, loja, None):
        for event in (False, True):
            moment = Moment.at(
                named,
                (120, 2),
                [(loja, Standing.SCENE)],
                main=main,
                last=cuenca,
                nearest=None,
                event=event,
            )
            for one in candidates(moment):
                if one.id not in moment.pointed:
                    asked = [sign for sign in SIGNS if not sign.lasting]
                    assert not any(sign.present(one, moment) for sign in asked)
            found = choose(moment)
            assert found is not None
            full = {
                one.id: sum(sign.weight * sign.present(one, moment) for sign in SIGNS)
                for one in candidates(moment)
            }
            assert found.ranked[0][0].id == max(full, key=full.__getitem__)


def test_what_is_no_prose_is_blanked_out_where_it_stands() -> None:
    for text in ("a <b>town</b>", "see www.example.org now", "nine &amp; ten", "#Xtown", "a\tb"):
        assert len(clean(text)) == len(text)
        assert clean(text) != text
    assert clean("Plain words, nothing else.") == "Plain words, nothing else."
