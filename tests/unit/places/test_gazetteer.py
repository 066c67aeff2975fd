"""The index: what it knows, how it is built, and its loose lookups."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from contraflow.places import Gazetteer, build
from contraflow.places.build import ensure_index
from contraflow.places.divisions import is_latin, load_divisions
from contraflow.places.fold import consonants, skeleton
from contraflow.settings import get_settings
from schemas.place import PlacePrecision


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Nairobi", "KE", PlacePrecision.LOCALITY),
        ("Mykolayiv", "UA", PlacePrecision.LOCALITY),
        ("Nikolayev", "UA", PlacePrecision.LOCALITY),
        ("Köln", "DE", PlacePrecision.LOCALITY),
        ("Cologne", "DE", PlacePrecision.LOCALITY),
        ("Helmand", "AF", PlacePrecision.REGION),
        ("Kherson Oblast", "UA", PlacePrecision.REGION),
        ("Ituri", "CD", PlacePrecision.REGION),
        ("DR Congo", "CD", PlacePrecision.COUNTRY),
        ("Ivory Coast", "CI", PlacePrecision.COUNTRY),
        ("Burma", "MM", PlacePrecision.COUNTRY),
        ("UK", "GB", PlacePrecision.COUNTRY),
        ("Duhok", "IQ", PlacePrecision.REGION),
        ("Wele-Nzas", "GQ", PlacePrecision.REGION),
        ("Tower Hamlets", "GB", PlacePrecision.DISTRICT),
        ("Donbass", "UA", PlacePrecision.REGION),
        ("Transdniestria", "MD", PlacePrecision.REGION),
    ],
)
def test_lookup(gazetteer: Gazetteer, name: str, country: str, precision: PlacePrecision) -> None:
    hits = [(entry.country, entry.precision) for entry in gazetteer.lookup(name)]
    assert (country, precision) in hits


def test_best_is_the_most_populous(gazetteer: Gazetteer) -> None:
    populations = [entry.population for entry in gazetteer.lookup("Alexandria")]
    assert populations == sorted(populations, reverse=True)
    assert gazetteer.lookup("Alexandria")[0].country == "EG"


def test_entry_is_complete(gazetteer: Gazetteer) -> None:
    entry = gazetteer.lookup("Gondar")[0]
    assert entry.id.startswith("geonames:")
    assert entry.country == "ET" and entry.admin == "Amara"
    assert entry.lat == pytest.approx(12.6, abs=0.1)
    assert entry.lon == pytest.approx(37.47, abs=0.1)
    assert all(is_latin(alias) for alias in entry.aliases)
    assert entry.name not in entry.aliases


def test_unknown_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Qwertzuiopolis") == ()
    assert gazetteer.lookup("") == ()
    assert gazetteer.fuzzy("Qwertzuiopolis", ["DE"]) == ()


def test_loose_lookup_finds_other_romanisations(gazetteer: Gazetteer) -> None:
    assert "Al Ḩasakah" in {e.name for e in gazetteer.loose("el-Hasakeh")} | {
        e.name for e in gazetteer.loose("Al-Hassakeh")
    }


def test_fuzzy_changes_no_consonant(gazetteer: Gazetteer) -> None:
    for entry, score in gazetteer.fuzzy("Kramatursk", ["UA"]):
        assert 0 < score <= 1
        assert entry.country == "UA"
        assert any(
            consonants(skeleton(name)) == consonants(skeleton("Kramatursk"))
            for name in (entry.name, *entry.aliases)
        )


def test_index_is_opened_not_rebuilt(gazetteer: Gazetteer) -> None:
    folder = ensure_index(get_settings().gazetteer_dir or get_settings().datadir)
    before = (folder / "records.bin").stat().st_mtime_ns
    assert len(Gazetteer.load()) == len(gazetteer) > 250_000
    assert (folder / "records.bin").stat().st_mtime_ns == before


def test_two_builders_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both find the same complete folder, whoever renames first, and no scraps are left."""
    row = build._Row(0, 1, "", "Testburg", ["Testburg"], "DE", "DE.01", 50.0, 10.0, 1000)
    both = threading.Barrier(2)

    def rows() -> list[build._Row]:
        both.wait(timeout=10)
        return [row]

    monkeypatch.setattr(build, "_rows", rows)
    found: list[Path] = []
    threads = [
        threading.Thread(target=lambda: found.append(ensure_index(tmp_path))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(found) == 2 and found[0] == found[1]
    assert [path.name for path in tmp_path.iterdir()] == [found[0].name]
    assert Gazetteer(found[0]).lookup("testburg")[0].name == "Testburg"


def test_divisions_table() -> None:
    divisions = list(load_divisions())
    assert len(divisions) > 50_000
    kunar = next(d for d in divisions if d.iso_code == "AF-KNR")
    assert kunar.level == 1 and kunar.country == "AF" and kunar.lat == pytest.approx(34.8, abs=0.5)
