"""One gazetteer for all tests of places: its index is built once and kept in the data folder."""

from __future__ import annotations

import pytest

from contraflow.places import Gazetteer, PlaceResolver


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def resolver(gazetteer: Gazetteer) -> PlaceResolver:
    return PlaceResolver(gazetteer)
