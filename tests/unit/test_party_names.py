"""Party ids in words."""

from __future__ import annotations

import pytest

from contraflow.parties.naming import party_name


@pytest.mark.parametrize(
    ("party", "name"),
    [
        ("state:FR", "France"),
        ("state:FR/military", "France’s military"),
        ("state:CD", "Democratic Republic of Congo"),
        ("state:GB/government/police", "United Kingdom’s government, police"),
        ("state:ZZ", "ZZ"),
        ("state:east/army", "east’s army"),
        ("org:red cross", "Red Cross"),
        ("org:msf", "MSF"),
        ("org:m23", "M23"),
        ("org:doctors of the world", "Doctors of the World"),
        ("person:jane doe", "Jane Doe"),
        ("role:rebels", "rebels"),
        ("people:residents", "residents"),
        ("odd", "odd"),
        ("odd:", "odd:"),
    ],
)
def test_party_names(party: str, name: str) -> None:
    assert party_name(party) == name
