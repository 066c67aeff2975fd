"""What is open, works, burns, is in force, stands or is deserted: one row a way to say so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim, States

PUBLISHED = datetime(2020, 3, 6, 12, tzinfo=UTC)


def read(reader: Reader, text: str) -> list[Claim]:
    article = Article(id="t/1", source="Harbour Gazette", published_at=PUBLISHED, text=text)
    return list(reader.read(article).claims)


ROWS = (
    # text, axis, referent, state
    ("Nothing is left of the village school in Beira.", "damage.state", "school", "destroyed"),
    ("The strike left the Beira bridge in ruins.", "damage.state", "bridge", "destroyed"),
    ("The levee at Beira kept the river out.", "damage.state", "dam", "intact"),
    ("The Beira bridge withstood the flood.", "damage.state", "bridge", "intact"),
    ("Beira airport came out of the raid without a scratch.", "damage.state", "airport", "intact"),
    ("The hospital in Beira has lost its roof.", "damage.state", "hospital", "damaged"),
    ("Soldiers keep the Beira market under lock and key.", "status.access", "market", "closed"),
    ("The port of Beira shut its gates on Monday.", "status.access", "port", "closed"),
    ("The Beira bridge has not carried a lorry since May.", "status.access", "bridge", "closed"),
    ("The bridge in Beira stands, and buses are passing on it.", "status.access", "bridge", "open"),
    ("A helicopter fell near Beira. It is closed again.", "status.access", "", "closed"),
    ("Beira is still in the dark.", "status.service", "electricity", "not-working"),
    ("The Beira mine is at a standstill.", "status.service", "mine", "not-working"),
    ("The Beira refinery has not missed a day.", "status.service", "refinery", "working"),
    ("The fire near Beira is surrounded on all sides.", "status.fire", "fire", "contained"),
    ("The fire near Beira jumped the line.", "status.fire", "fire", "active"),
    ("People in Beira have been allowed out at any hour.", "status.order", "curfew", "lifted"),
    ("Residents of Beira are confined to their homes.", "status.order", "curfew", "in-force"),
    ("The village of Beira has been cleared of its residents.", "movement.evacuation", "", "evacuated"),
    ("Not a soul remains in Beira.", "movement.evacuation", "", "evacuated"),
    ("Nobody has left Beira.", "movement.evacuation", "", "not-evacuated"),
    ("The dam at Beira burst on Tuesday, villagers said.", "damage.state", "dam", "destroyed"),
    ("The sea wall at Beira is stable.", "damage.state", "dam", "intact"),
    ("Lorries are rolling again at Beira.", "status.access", "vehicle", "open"),
    ("The fire near Beira is threatening a school.", "status.fire", "fire", "active"),
    ("Flames could be seen in Beira.", "status.fire", "fire", "active"),
    ("Beira is free of cholera.", "status.fire", "disease", "out"),
    ("Nobody may leave home after dark in Beira.", "status.order", "curfew", "in-force"),
    ("Both sides have stuck to the ceasefire in Beira.", "status.order", "ceasefire", "in-force"),
    ("The hospital in Beira evacuated its patients.", "movement.evacuation", "patient", "evacuated"),
    ("The curfew in Beira was eased and has been dropped.", "status.order", "curfew", "lifted"),
    ("The strike in Beira would go on, the union said.", "status.order", "strike", "in-force"),
    ("Half of the bridge in Beira dropped into the river.", "damage.state", "", "destroyed"),
    ("Shelling of Beira did not let up.", "attack.occurrence", "shelling", "happened"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "axis", "referent", "state"), ROWS, ids=[r[0] for r in ROWS])
def test_reads(reader: Reader, text: str, axis: str, referent: str, state: str) -> None:
    told = {
        (c.axis, c.referent, c.value.members)
        for c in read(reader, text)
        if isinstance(c.value, States) and not c.value.complement
    }
    assert (axis, referent, (state,)) in told


SILENT = (
    # text, axis of which it says nothing
    ("Residents of Beira were confined to their homes.", "status.fire"),
    ("Three bodies were flown out of Beira.", "movement.evacuation"),
    ("The evacuation order for Beira was published.", "movement.evacuation"),
    ("The whole town of Beira mourned.", "damage.state"),
    ("The house stands on a hill in Beira.", "damage.state"),
    ("No new case of cholera was found in Beira.", "status.fire"),
    ("The street in Beira where the office stands was calm.", "damage.state"),
    ("The militia left behind eleven vehicles in Beira.", "movement.evacuation"),
    ("The minister opened a police station in Beira.", "status.access"),
    ("A freight train ran into another at Beira.", "status.access"),
    ("The company that runs the Beira refinery protested.", "status.service"),
    ("The dam at Beira is holding, the army said.", "control.holder"),
    ("Traffic is backed up to Beira.", "status.service"),
    ("The embankment runs from Beira to Dondo.", "status.service"),
    ("Half of the bridge in Beira dropped into the river.", "status.fire"),
    ("Not a barrel came down the pipeline to Beira.", "damage.state"),
    ("A hundred children used to live here in Beira.", "attack.occurrence"),
    ("Police in Beira said that the curfew stays in force.", "movement.presence"),
)


@pytest.mark.parametrize(("text", "axis"), SILENT, ids=[r[0] for r in SILENT])
def test_says_nothing(reader: Reader, text: str, axis: str) -> None:
    assert axis not in {c.axis for c in read(reader, text)}


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Two pillars of the bridge at Sirte were damaged, the mayor said.", "bridge"),
        ("The keel of the ferry in Sirte is intact, its owner said.", "ship"),
        ("Not one stone of the mosque in Sirte was damaged, the army said.", "church"),
    ],
)
def test_what_has_parts(reader: Reader, text: str, thing: str) -> None:
    states = [c for c in read(reader, text) if c.axis == "damage.state"]
    assert {c.referent for c in states} == {thing}
