"""Keys under which spellings of one name meet, and different names stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.places.fold import fold, skeleton, without_article


@pytest.mark.parametrize(
    ("spelling", "folded"),
    [
        ("Sainte-Mère-Église", "sainte mere eglise"),
        ("Ste. Mere Eglise", "sainte mere eglise"),
        ("St John’s", "saint johns"),
        ("Łódź", "lodz"),
        ("Ma‘arrat an Nu‘mān", "maarrat an numan"),
        ("Port-au-Prince", "port au prince"),
        ("Đà Nẵng", "da nang"),
        ("İzmir", "izmir"),
        ("", ""),
    ],
)
def test_fold(spelling: str, folded: str) -> None:
    assert fold(spelling) == folded


def test_article_is_dropped_only_when_a_name_is_left() -> None:
    assert without_article("al hasakah") == "hasakah"
    assert without_article("al") == "al"
    assert without_article("alma ata") == "alma ata"


@pytest.mark.parametrize(
    "spellings",
    [
        ("Raqqa", "Raqqah", "Rakka", "ar-Raqqa"),
        ("Deir ez-Zor", "Deir al-Zour", "Dayr az-Zawr"),
        ("Quneitra", "Kuneitra"),
        ("Khan Younis", "Khan Yunis"),
        ("Avdiivka", "Avdeevka", "Avdiyivka", "Avdeyevka"),
        ("Hulyaipole", "Gulyaipole", "Huliaipole"),
        ("Kupiansk", "Kupyansk"),
        ("Krasnohorivka", "Krasnogorovka"),
        ("Kharkiv", "Kharkov"),
        ("Tizi Ouzou", "Tizi Uzu"),
        ("Djelfa", "Jelfa"),
        ("Jabal al-Druze", "Jebel ed-Druze"),
        ("Beit Hanoun", "Bayt Hanun"),
        ("Adigrat", "Addigrat"),
        ("Kunduz", "Qunduz"),
        ("Lashkar Gah", "Lashkargah"),
        ("Urozhaine", "Urozhaynoye"),
        ("Staromaiorske", "Staromayorskoye"),
        ("Myawaddy", "Myawadi"),
    ],
)
def test_romanisations_of_one_name_share_a_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(name) for name in spellings}) == 1, {n: skeleton(n) for n in spellings}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mali", "Mola"),
        ("Homs", "Hama"),
        ("Kibumba", "Kirumba"),
        ("Bahri", "Bahra el-Soda"),
        ("Taiz", "Tartus"),
        ("Ghazni", "Gaza"),
        ("Irpin", "Izium"),
        ("Kaya", "Kayes"),
        ("Goma", "Gomba"),
        ("Orikhiv", "Okhtyrka"),
    ],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(max_size=40))
def test_keys_of_any_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert isinstance(skeleton(text), str)
    assert skeleton(text.upper()) == skeleton(text.upper().lower()) or not text.isascii()
