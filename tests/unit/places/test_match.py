"""When two places of different articles are one."""

from __future__ import annotations

import pytest

from contraflow.places import block_key, same_place
from contraflow.places.fold import skeleton
from schemas.place import Place, PlacePrecision


def resolved(ident: str, name: str, country: str = "SY", **more: object) -> Place:
    values = {"precision": PlacePrecision.LOCALITY, **more}
    return Place(id=ident, name=name, surface=name, country=country, **values)  # type: ignore[arg-type]


def unresolved(name: str, country: str | None = "SY", within: str = "") -> Place:
    return Place(
        id=f"name:{skeleton(name)}{within}",
        name=name,
        surface=name,
        country=country,
        precision=PlacePrecision.UNRESOLVED,
    )


TOWN = resolved("geonames:1", "Binnish", aliases=("Binish", "Bennesh"))
PROVINCE = resolved("iso:SY-XX", "Binnish", precision=PlacePrecision.REGION)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (TOWN, TOWN, True),
        (TOWN, PROVINCE, False),
        (TOWN, resolved("geonames:2", "Binnish"), False),
        (TOWN, unresolved("Bennish"), True),
        (TOWN, unresolved("Bennish", country="TR"), False),
        (PROVINCE, unresolved("Binnish"), False),
        (unresolved("Kafr Takharim"), unresolved("Kefer Takharim", country=None), True),
        (unresolved("Hulevka"), unresolved("Hulivka"), True),
        (unresolved("Tarkhan"), unresolved("Tarmal"), False),
        (unresolved("Ora"), unresolved("Ura"), False),
        (
            unresolved("Stepove", "UA", "@iso:UA-12"),
            unresolved("Stepove", "UA", "@iso:UA-59"),
            False,
        ),
        (unresolved("Stepove", "UA", "@iso:UA-12"), unresolved("Stepove", "UA"), True),
    ],
)
def test_same_place(a: Place, b: Place, same: bool) -> None:
    assert (same_place(a, b) >= 0.6) is same
    assert same_place(a, b) == same_place(b, a)


def test_one_is_sure_only_for_equal_ids() -> None:
    assert same_place(TOWN, TOWN) == 1.0
    assert same_place(unresolved("Hulevka"), unresolved("Hulivka")) == 1.0
    assert 0 < same_place(TOWN, unresolved("Bennish")) < 1


def test_block_key_is_one_for_all_spellings() -> None:
    assert block_key(unresolved("Stepove", "UA", "@iso:UA-12")) == block_key(unresolved("Stepove"))
    assert block_key(TOWN) == block_key(unresolved("Bennish"))
    assert block_key(unresolved("Zarghunkot")) == block_key(unresolved("Zargunkod"))
    assert block_key(unresolved("Kirumba")) != block_key(unresolved("Kibumba"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Takteik", "Tagteik", True),
        ("Dangkya", "Dangja", True),
        ("Zarghunkot", "Zargunkod", True),
        ("Kirumba", "Kibumba", False),
        ("Goro", "Koro", False),
        ("Sector Zulu 1", "Sector Zulu 4", False),
    ],
)
def test_names_written_down_by_ear(one: str, other: str, same: bool) -> None:
    assert (same_place(unresolved(one), unresolved(other)) >= 0.8) is same


def test_a_river_with_and_without_its_word_is_one() -> None:
    with_word, without = (
        Place(id=f"name:{n}", name=n, surface=n, precision=PlacePrecision.UNRESOLVED)
        for n in ("Ubele River", "Ubele")
    )
    assert block_key(with_word) == block_key(without)
    assert same_place(with_word, without) >= 0.8
