"""Filters, names, distances and positions."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from contraflow.gateway.filters import AlertFilter
from contraflow.gateway.geo import EARTH_RADIUS_KM, haversine_km
from contraflow.gateway.position import Position
from contraflow.gateway.sse import known_part
from contraflow.places.fold import fold
from tests.gateway.records import LYSYCHANSK, alert


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Béjaïa", "BEJAIA"),
        ("Kup'yans'k", "Kupyansk"),
        ("Saint-Denis", "saint  denis"),
        ("İstanbul", "istanbul"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_known_distances() -> None:
    # Paris to London, to the kilometre (great circle between 48.8566,2.3522 and 51.5074,-0.1278)
    assert haversine_km(48.8566, 2.3522, 51.5074, -0.1278) == pytest.approx(343.6, abs=0.5)
    assert haversine_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert haversine_km(90, 0, -90, 0) == pytest.approx(3.14159265 * EARTH_RADIUS_KM, rel=1e-6)


def test_a_place_is_found_by_id_and_by_every_name() -> None:
    one = alert(place=LYSYCHANSK)
    for name in ("geonames:702972", "Lysychansk", "lisichansk", "LYSYCHANSK "):
        assert AlertFilter(place=(name,)).matches(one)
    assert not AlertFilter(place=("Luhansk",)).matches(one)


@pytest.mark.parametrize(
    "bad",
    [
        {"near": "1,2"},
        {"radius_km": 5},
        {"near": "91,0", "radius_km": 5},
        {"near": "1;2", "radius_km": 5},
        {"near": "1,2", "radius_km": 0},
        {"near": "nan,2", "radius_km": 1},
        {"min_confidence": 1.1},
        {"country": ("UKR",)},
        {"since": "2024-01-01T00:00:00"},
        {"since": "2024-01-02T00:00:00Z", "until": "2024-01-01T00:00:00Z"},
        {"place": ("",)},
        {"unknown": 1},
    ],
)
def test_bad_filters_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        AlertFilter.model_validate(bad)


def test_a_position_survives_being_written() -> None:
    position = Position({3: 7, 0: 12})
    assert str(position) == "0:12,3:7"
    assert Position.parse(str(position)) == position
    assert str(Position()) == "-"
    assert Position.parse("-") == Position()


@pytest.mark.parametrize("bad", ["", "x", "1", "1:", "1:2,", "-1:2", "1:2;3:4", "1:" + "9" * 30])
def test_a_position_of_another_form_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="position"):
        Position.parse(bad)


def test_a_position_never_goes_back() -> None:
    assert Position({0: 5}).advanced(0, 3) == Position({0: 5})
    assert Position({0: 5}).advanced(1, 0) == Position({0: 5, 1: 0})


def test_an_offset_past_the_end_is_of_an_earlier_topic() -> None:
    assert known_part(Position({0: 5, 1: 9}), Position({0: 5, 1: 3})) == Position({0: 5})
