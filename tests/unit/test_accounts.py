"""Two outlets' sentences of one day, read and held against each other: which contradict, which do not.

The sentences are this project's own, about places and events that the labelled clusters leave out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contraflow.ledger.ledger import Ledger
from contraflow.reading import Reader
from contraflow.scan import scan
from schemas import Article

PUBLISHED = datetime(2019, 6, 14, 12, tzinfo=UTC)  # a Friday


def alerts(reader: Reader, first: str, second: str) -> list[str]:
    """The alerts that two texts raise, the second published eight hours after the first."""
    articles = [
        Article(id="a/1", source="Harbour Gazette", published_at=PUBLISHED, text=first),
        Article(
            id="a/2",
            source="Evening Mirror",
            published_at=PUBLISHED + timedelta(hours=8),
            text=second,
        ),
    ]
    return [alert.type.value for alert in scan(articles, reader, Ledger()).alerts]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The siege of Deir ez-Zor has been broken, the Syrian army said on Friday.",
            "Deir ez-Zor is still under siege, the opposition monitor said on Friday.",
        ),
        (
            "There was no fighting in Abyei on Friday, the police said.",
            "Clashes erupted in Abyei on Friday between herders and farmers, the UN mission said.",
        ),
        (
            "The president has been overthrown, a colonel said on television in Libreville on Friday.",
            "The coup in Libreville has been foiled, the presidency said on Friday.",
        ),
        (
            "Civilians are free to leave Durayhimi, the Houthis said on Friday.",
            "Houthi gunmen are stopping families from leaving Durayhimi, an aid group said on Friday.",
        ),
        (
            "Three people were admitted with gunshot wounds in Mbale after the march, a surgeon said.",
            "No live ammunition was used in Mbale on Friday, police said.",
        ),
        (
            "The army said it killed 30 militants in Djibo on Friday and no civilian was harmed.",
            "At least 11 civilians died in the army's strike on Djibo on Friday, a rights group said.",
        ),
        (
            "The attack on Menaka was foiled, the Malian army said on Friday.",
            "Jihadist fighters seized Menaka on Friday morning, a local official said.",
        ),
        (
            "The army said it had cleared Baidoa of militants on Friday.",
            "Al-Shabaab gunmen still roam the western districts of Baidoa, residents said on Friday.",
        ),
        (
            "Demonstrators stormed the parliament in Port Moresby on Friday, witnesses said.",
            "Nobody entered the parliament in Port Moresby on Friday, the speaker said.",
        ),
        (
            "All civilians were evacuated from Hadrut by Friday, the army said.",
            "Dozens of old people are still in Hadrut, residents said on Friday.",
        ),
        (
            "The police in Conakry said they had used no firearms on Friday.",
            "Doctors in Conakry said on Friday they had treated 15 people for bullet wounds.",
        ),
        (
            "Kyrgyz forces shelled Khojai A'lo on Friday, Tajikistan said.",
            "Kyrgyzstan's border service said on Friday its men had not opened fire at Khojai A'lo.",
        ),
        (
            "Forty soldiers surrendered at Rathedaung in Myanmar on Friday, the Arakan Army said.",
            "The junta denied that any soldier had surrendered at Rathedaung in Myanmar.",
        ),
        (
            "The convoy of 40 trucks arrived in Mekele on Friday, the government said.",
            "Not a single truck has reached Mekele, the Tigray authorities said on Friday.",
        ),
        (
            "Rebels captured Menaka on Wednesday, their spokesman said.",
            "Menaka has not fallen, the Malian army said on Friday.",
        ),
        (
            "Hezbollah rockets hit the town of Metula on Friday, Israel's army said.",
            "Hezbollah denied on Friday firing any rocket at Metula.",
        ),
        (
            "All drones were shot down over Engels on Friday, the governor said.",
            "Ukrainian drones hit the oil depot in Engels on Friday, a Ukrainian security source said.",
        ),
        (
            "Two demonstrators were shot dead in Conakry on Friday, a doctor said.",
            "No shot was fired in Conakry on Friday, the police commissioner said.",
        ),
        (
            "Protesters set the party office in Osh on fire on Friday, police said.",
            "The police set the party office in Osh ablaze themselves, an activist said on Friday.",
        ),
    ],
)
def test_accounts_that_contradict(reader: Reader, first: str, second: str) -> None:
    assert alerts(reader, first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The 3rd Brigade withdrew from Avdiivka on Friday, the army said.",
            "Ukrainian marines remain in Avdiivka, an officer said on Friday.",
        ),
        (
            "The army repulsed the rebel attack on Birao on Friday, the defence ministry said.",
            "Twelve soldiers were killed in the attack on Birao on Friday, the ministry said.",
        ),
        (
            "Clashes broke out in Goma on Friday morning, residents said.",
            "Calm returned to Goma on Friday evening, the mayor said.",
        ),
        (
            "Ukrainian forces hold the western part of Bakhmut, the army said on Friday.",
            "Wagner controls the eastern part of Bakhmut, its founder said on Friday.",
        ),
        (
            "Fighters surrounded El Obeid on Friday, residents said.",
            "The army broke the siege of El Obeid on Saturday, it said.",
        ),
        (
            "The road from Goma to Sake is closed, traders in Goma said on Friday.",
            "The airport in Goma is open, the governor said on Friday.",
        ),
        (
            "All drones were shot down over Engels on Friday, the governor said.",
            "Ukraine launched a drone attack on Engels on Friday, residents said.",
        ),
        (
            "Protesters fired shots at officers in Conakry on Friday, police said.",
            "The police in Conakry said on Friday they had used no live ammunition.",
        ),
        (
            "The curfew in Kano keeps people from leaving their homes, residents said on Friday.",
            "People in Kano are free to leave the city, the governor said on Friday.",
        ),
    ],
)
def test_accounts_that_may_both_be_true(reader: Reader, first: str, second: str) -> None:
    assert not alerts(reader, first, second)
