"""Minimal examples of disasters, epidemics, unrest and prisons: one row a construction.

Like those of ``test_examples.py`` the sentences are this project's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim, Numbers, Parties, States

PUBLISHED = datetime(2020, 3, 6, 12, tzinfo=UTC)


def read(reader: Reader, text: str) -> list[Claim]:
    article = Article(id="t/1", source="Harbour Gazette", published_at=PUBLISHED, text=text)
    return list(reader.read(article).claims)


@dataclass(frozen=True)
class Row:
    """A text and one claim that it must give; a state, or the bounds of a number."""

    text: str
    axis: str
    referent: str
    answer: str | tuple[float | None, float | None]


ROWS = [
    # one person's fate and custody
    Row(
        "The mayor of Beira, Ana Gomes, was among those killed.",
        "casualties.fate",
        "mayor|ana gomes",
        "dead",
    ),
    Row("The mayor of Beira is alive.", "casualties.fate", "mayor|", "alive"),
    Row(
        "The gang's leader, Luis Toro, was captured in Beira.",
        "casualties.custody",
        "leader|luis toro",
        "held",
    ),
    Row(
        "Luis Toro was arrested in Beira. He is not in custody.",
        "casualties.custody",
        "|luis toro",
        "free",
    ),
    # who is counted
    Row("No dead were found in Beira among residents or guards.", "casualties.killed", "", (0, 0)),
    Row(
        "No prison guard suffered any injury in Beira.", "casualties.injured", "combatant", (0, 0)
    ),
    Row("No prisoner escaped from the jail in Beira.", "other.count", "escapee", (0, 0)),
    Row("Forty-one inmates escaped from the jail in Beira.", "other.count", "escapee", (41, 41)),
    Row("Everyone in Beira is accounted for.", "casualties.missing", "", (0, 0)),
    Row(
        "Six people were killed in Beira, the army said. The opposition put the number at thirty.",
        "casualties.killed",
        "",
        (30, 30),
    ),
    # an outbreak
    Row("There is no case of cholera in Beira.", "other.count", "case", (0, 0)),
    Row(
        "Beira has 12 confirmed and 40 suspected cases of cholera.", "other.count", "case", (12, 12)
    ),
    Row(
        "Beira has 12 confirmed and 40 suspected cases of cholera.",
        "other.count",
        "suspected case",
        (40, 40),
    ),
    # things lost, broken, leaking
    Row("Three rifles were stolen from the armoury in Beira.", "damage.lost", "weapon", (3, 3)),
    Row("All firearms in Beira are accounted for.", "damage.lost", "weapon", (0, 0)),
    Row("Not a window was broken in Beira.", "damage.state", "building", "intact"),
    Row("The breach in the dam at Beira has been sealed.", "status.fire", "leak", "contained"),
    Row("Slurry is still running out of the dam at Beira.", "status.fire", "leak", "active"),
    # order, access, services
    Row("Public order has been restored in Beira.", "status.conditions", "", "calm"),
    Row("Beira has not calmed down.", "status.conditions", "", "fighting"),
    Row("A mob broke into the airport of Beira.", "attack.occurrence", "storming", "happened"),
    Row("No outsider got past the fence in Beira.", "attack.occurrence", "storming",
        "did-not-happen"),
    Row("Water and telephones were restored in Beira.", "status.service", "communications",
        "working"),
    Row("There is no mobile internet in Beira.", "status.service", "communications",
        "not-working"),
    Row("Beira is under curfew.", "status.order", "curfew", "in-force"),
    Row("There is enough food in Beira for a month.", "status.service", "food", "working"),
    Row("There is no fuel left in Beira.", "status.service", "fuel", "not-working"),
    Row("Ammonia is still leaking from the plant in Beira.", "status.fire", "leak", "active"),
    Row("The river at Beira has burst its banks.", "status.fire", "flood", "active"),
    Row("The water in Beira is receding.", "status.fire", "flood", "contained"),
    Row("The dike at Beira was breached in two places.", "damage.state", "dam", "destroyed"),
    Row("The situation in Beira is under control.", "status.conditions", "", "calm"),
    Row("Villages around Beira remain cut off.", "status.access", "", "closed"),
    Row("Doctors reported cholera in Beira.", "status.fire", "disease", "active"),
    Row("The perimeter of the port in Beira was breached.", "attack.occurrence", "storming",
        "happened"),
    Row("We saw flames in Beira.", "status.fire", "fire", "active"),
    Row("The internet was cut in Beira.", "status.service", "communications", "not-working"),
    Row("The bridge in Beira was closed to traffic.", "status.access", "bridge", "closed"),
    Row("Traffic on the N6 in Beira never stopped.", "status.access", "road", "open"),
    Row("Residents of Beira are still waiting for aid.", "other.event", "relief",
        "did-not-happen"),
    Row("Taps have run dry in Beira.", "status.service", "water", "not-working"),
    Row("Classes have been suspended in Beira.", "status.service", "school", "not-working"),
    Row("The port of Beira has suspended operations.", "status.service", "port", "not-working"),
    Row("The N6 is cut in three places near Beira.", "status.access", "road", "closed"),
    Row("Bakers in Beira have run out of flour and fuel.", "status.service", "fuel", "not-working"),
    Row("There is no shortage of fuel in Beira.", "status.service", "fuel", "working"),
    Row("The fire at Beira is out of control.", "status.fire", "fire", "active"),
    Row("Firefighters are struggling to contain the fire in Beira.", "status.fire", "fire", "contained"),
    Row("Crews in Beira are still battling the blaze.", "status.fire", "fire", "active"),
    Row("The governor declared a state of emergency in Beira.", "status.order", "emergency", "in-force"),
    Row("The truce in Beira collapsed within hours.", "status.order", "ceasefire", "broken"),
    Row("Fishing is banned in Beira.", "status.order", "ban", "in-force"),
    Row("Residents of Beira were ordered to leave.", "status.order", "evacuation order", "in-force"),
    Row("The sirens in Beira never sounded.", "other.event", "warning", "did-not-happen"),
    Row("A warning was issued in Beira on Thursday.", "other.event", "warning", "happened"),
    Row("Two aid convoys reached Beira.", "other.event", "relief", "happened"),
    Row("Traffic is moving again on the N6 in Beira.", "status.access", "road", "open"),
    # what harms, what stopped, what was used
    Row("The tap water in Beira is safe to drink.", "status.safety", "water", "safe"),
    Row("The water in Beira is contaminated.", "status.safety", "water", "unsafe"),
    Row("The outbreak in Beira is over.", "status.fire", "disease", "out"),
    Row("The refinery in Beira stopped operating.", "status.service", "refinery", "not-working"),
    Row("The refinery in Beira never stopped operating.", "status.service", "refinery", "working"),
    Row("Real bullets were not fired in Beira, neither into the air nor at anybody.",
        "attack.occurrence", "live fire", "did-not-happen"),
    Row("Police fired tear gas in Beira.", "attack.occurrence", "tear gas", "happened"),
    Row("Nobody was arrested in Beira.", "casualties.detained", "", (0, 0)),
    Row("Nine miners are still trapped underground in Beira.", "casualties.missing", "", (9, 9)),
    Row("The levee in Beira held.", "damage.state", "dam", "intact"),
    Row("The blast in Beira was an accident.", "attack.intent", "", "not-deliberate"),
    Row("Officials put the turnout in Beira at 5,000.", "other.count", "protester", (5000, 5000)),
    Row("Two suspects are in custody in Beira.", "casualties.detained", "", (2, 2)),
    # evacuation
    Row("The mayor ordered residents of Beira to evacuate.", "status.order", "evacuation order",
        "in-force"),
    Row("Several families in Beira refused to leave.", "movement.evacuation", "",
        "not-evacuated"),
    Row("No evacuation of Beira is being carried out.", "movement.evacuation", "",
        "not-evacuated"),
    # what burns, and what has burned
    Row("The market in Beira is on fire.", "status.fire", "fire", "active"),
    Row("The warehouse in Beira burned for nine hours.", "status.fire", "fire", "active"),
    Row("There were flames at dusk in Beira.", "status.fire", "fire", "active"),
    Row("The flames in Beira were extinguished at dusk.", "status.fire", "fire", "out"),
    Row("The camp at Beira is buried under mud.", "damage.state", "camp", "destroyed"),
    # events with both answers
    Row("Nobody warned us in Beira about the wave.", "other.event", "warning", "did-not-happen"),
    Row("People in Beira had been warned by loudspeaker.", "other.event", "warning", "happened"),
    Row("Not one sack of rice has reached Beira.", "other.event", "relief", "did-not-happen"),
    Row("Soldiers handed out tents to 90 families in Beira.", "other.event", "relief",
        "happened"),
    Row("The helicopter did not land in Beira.", "other.event", "landing", "did-not-happen"),
    Row("The crew declared no emergency near Beira.", "other.event", "distress call",
        "did-not-happen"),
    Row("The pilot sent a distress call near Beira.", "other.event", "distress call", "happened"),
    Row("The mine in Beira has a valid licence.", "status.order", "permit", "in-force"),
    Row("The licence of the mine in Beira expired in May.", "status.order", "permit", "lifted"),
    # of whom; nobody; some of them
    Row("The army said it had killed 27 rebels in Beira.", "casualties.killed", "role:rebels",
        (27, 27)),
    Row("No miner has been brought out alive in Beira.", "casualties.rescued", "", (0, 0)),
    Row("Two of the wounded died in Beira.", "casualties.killed", "", (2, None)),
    Row("The state paid the families of 15 dead in Beira.", "casualties.killed", "", (15, None)),
    Row("He put the army's dead in Beira at 31.", "casualties.killed", "state:MZ", (31, 31)),
    Row("Three armed men were killed in Beira.", "casualties.killed", "role:rebels", (3, 3)),
    # figures, and who keeps to them
    Row("The mayor has not budged from three dead in Beira.", "casualties.killed", "", (3, 3)),
    Row("The breach in Beira is open.", "status.fire", "leak", "active"),
    # what goes on, ceases, is accepted
    Row("The curfew in Beira continues.", "status.order", "curfew", "in-force"),
    Row("Flights at Beira have ceased.", "status.service", "flights", "not-working"),
    Row("Soldiers were patrolling the streets of Beira.", "movement.presence",
        "state:MZ/military", "inside"),
    # statements that can meet
    Row("Mechanics painted the crane of the mill in Beira.", "other.statement", "crane", "paint"),
    # who knew, who looked after it
    Row("Mechanics repaired the crane of the mill in Beira.", "other.event", "repair", "happened"),
    Row(
        "The owner of the mine in Beira received no complaint.",
        "other.event",
        "complaint",
        "did-not-happen",
    ),
    Row("Clerks warned the company in Beira about the crane.", "other.event", "complaint", "happened"),
    Row("The ferry in Beira was not seaworthy.", "other.event", "soundness", "did-not-happen"),
    Row("The bridge in Beira was never inspected.", "other.event", "inspection", "did-not-happen"),
    Row("No children were employed in the mill in Beira.", "other.event", "child labour", "did-not-happen"),
    Row("Knocking was heard under the rubble in Beira.", "other.event", "sign of life", "happened"),
    # those who may have to answer for it
    Row("The driver of the bus in Beira fled the scene.", "casualties.custody", "driver|", "free"),
    Row("The captain of the ferry is in hospital in Beira.", "casualties.fate", "captain|", "alive"),
    # measures
    Row("The train in Beira was going at 110 km/h.", "other.count", "speed", (110, 110)),
    Row("In Beira 74 mm of rain fell.", "other.count", "rainfall", (74, 74)),
    Row("The dam in Beira released 5,000 cubic metres of mud.", "other.count", "volume", (5000, 5000)),
    Row("The lorry licensed for 12 passengers was in Beira.", "other.count", "capacity", (12, 12)),
    Row("The quake near Beira was 10 km deep.", "other.count", "depth", (10, 10)),
    # how long help took: half as long or twice as long is no other account
    Row("An ambulance reached Beira within ten minutes.", "other.count", "response time", (0, 10)),
    Row("Nobody came to Beira for an hour.", "other.count", "response time", (60, None)),
    Row("Firefighters came to the mill in Beira after two hours.", "other.count", "response time",
        (60, 240)),
    Row("The crew was left without help off Beira for nine hours.", "other.count",
        "response time", (270, 1080)),
    # what things hold, how high water stands, who kept to the rules
    Row("The dormitory in Beira held 156 boys.", "other.count", "inside", (156, 156)),
    Row("The river in Beira stands at 11.4 metres.", "other.count", "water level", (11.4, 11.4)),
    Row("The ship in Beira carried 900 tonnes of nitrate.", "other.count", "cargo", (900, 900)),
    Row("The pilot ignored the instructions of the tower in Beira.", "other.event", "rules kept",
        "did-not-happen"),
    Row("All pupils in Beira have been found.", "casualties.missing", "", (0, 0)),
    Row("A girl survived the crash in Beira.", "casualties.rescued", "child", (1, None)),
    Row("The dam wall in Beira gave way in two places.", "damage.state", "dam", "destroyed"),
    # weather, approvals, insurance
    Row("The road was dry in Beira.", "other.event", "rain", "did-not-happen"),
    Row("The stand in Beira was never approved.", "other.event", "approval", "did-not-happen"),
    Row("The bus in Beira had no insurance.", "other.event", "insurance", "did-not-happen"),
    Row("Winds of 230 km/h were measured in Beira.", "other.count", "wind speed", (230, 230)),
    Row("No dead fish were found in Beira.", "other.event", "dead fish", "did-not-happen"),
    Row("The rice handed out in Beira was rotten.", "status.safety", "food", "unsafe"),
    # searches, levels, taps
    Row("The search off Beira was called off.", "status.service", "search", "not-working"),
    Row("Not a drop of water has come from the taps in Beira.", "status.service", "water", "not-working"),
    Row("Radiation levels in Beira are ten times the normal level.", "status.safety", "material", "unsafe"),
    # which number counts whom
    Row("Two Kenyan soldiers were killed and nine wounded in Beira.", "casualties.killed",
        "state:KE", (2, 2)),
    Row("Five people died in Beira and three were missing.", "casualties.missing", "", (3, 3)),
    Row("The death toll from the blast at a mill in Beira in central Mozambique rose to 31.",
        "casualties.killed", "", (31, 31)),
    Row("Seven people died in Beira and two in Maputo.", "casualties.killed", "", (7, None)),
    Row("There are no survivors in Beira.", "casualties.rescued", "", (0, 0)),
    Row("There were no civilian casualties in Beira.", "casualties.killed", "civilian", (0, 0)),
    Row("No sewage reached the river in Beira.", "other.event", "pollution", "did-not-happen"),
    Row("The open burning in Beira was eliminated at noon.", "status.fire", "fire", "out"),
    # a part of those counted, and everybody
    Row("Five of the 30 passengers of the bus in Beira survived.", "casualties.rescued", "",
        (5, 5)),
    Row("All 63 passengers of the ferry were rescued off Beira.", "casualties.killed", "", (0, 0)),
    Row("Two of the dead in Beira were children.", "casualties.killed", "child", (2, 2)),
    Row("The toll from the flood in Beira climbed past 100.", "casualties.killed", "",
        (100, None)),
    Row("Sixty detainees were released in Beira.", "other.count", "released", (60, 60)),
    Row("There were 45 people on the bus when it crashed in Beira.", "other.count", "on board",
        (45, 45)),
    Row("Divers are searching for 12 sailors off Beira.", "casualties.missing", "", (12, 12)),
    Row("The kidnappers are holding 18 villagers near Beira.", "casualties.captured", "",
        (18, 18)),
    Row("The register of the morgue in Beira holds 14 names.", "casualties.killed", "", (14, 14)),
    Row("The manifest of the ferry that sank off Beira lists 45 passengers.", "other.count",
        "on board", (45, 45)),
    Row("Three more bodies were found in Beira.", "casualties.killed", "", (3, None)),
    Row("Nobody was inside the building in Beira when it fell.", "other.count", "inside", (0, 0)),
    Row("The dead in Beira were all fighters.", "casualties.killed", "civilian", (0, 0)),
    Row("Those killed in Beira were farmers.", "casualties.killed", "civilian", (1, None)),
    Row("Eleven guards were taken hostage in Beira.", "casualties.captured", "combatant", (11, 11)),
    Row("A total of 1,208 inmates broke out in Beira.", "other.count", "escapee", (1208, 1208)),
    Row("The dead in Beira number 34.", "casualties.killed", "", (34, 34)),
    Row("A docker lost his life in Beira when a crane fell.", "casualties.killed", "",
        (1, None)),
    Row("A sixth person has died of burns in Beira.", "casualties.killed", "", (6, None)),
    Row("A second body was found in Beira.", "casualties.killed", "", (2, None)),
    Row("The toll from a fire in Beira rose to 27 after four of the injured died.",
        "casualties.killed", "", (27, 27)),
    Row("Firemen in Beira saved 25 from the roof.", "casualties.rescued", "", (25, 25)),
    Row("Sixty people are on the list of the missing in Beira, ten more than on Sunday.",
        "casualties.missing", "", (60, 60)),
    Row("The two divers missing since Friday have been located off Beira.",
        "casualties.missing", "", (0, 0)),
    Row("Eight dockers were caught below the ruins in Beira.", "casualties.missing", "", (8, 8)),
    Row("They fired at farmers in Beira and left 48 of them dead.", "casualties.killed", "",
        (48, 48)),
    Row("Two people died and a woman was hurt in Beira.", "casualties.injured", "", (1, None)),
    Row("Eight people escaped from the burning bus in Beira.", "casualties.rescued", "", (8, 8)),
    Row("The fire reduced hundreds of houses in Beira to ashes.", "damage.state", "building",
        "destroyed"),
    Row("Police in Beira said 23 of them were still missing.", "casualties.missing", "", (23, 23)),
    Row("The exodus of 15,000 farmers from Beira has begun.", "casualties.displaced", "",
        (15_000, 15_000)),
    Row("A tug brought 62 shipwrecked sailors ashore in Beira.", "casualties.rescued", "",
        (62, 62)),
    Row("Crews in Beira have the fire under control.", "status.fire", "fire", "contained"),
    # what keeps people safe, and ways out
    Row("The brakes of the bus that crashed in Beira had failed.", "status.service", "brake",
        "not-working"),
    Row("The fire alarm of the hotel in Beira did not sound.", "status.service", "alarm",
        "not-working"),
    Row("The emergency exits of the club in Beira were locked.", "status.access", "exit",
        "closed"),
    Row("The hostages in Beira have not been released.", "casualties.custody", "captives|",
        "held"),
    Row("Nineteen sailors survived the sinking off Beira.", "casualties.rescued", "", (19, 19)),
    Row("All 54 passengers of the plane that fell near Beira died.", "casualties.rescued", "",
        (0, 0)),
    Row("The crowd in Beira numbered 30,000.", "other.count", "protester", (30000, 30000)),
    Row("The voice recorder of the plane that crashed near Beira has not been found.",
        "other.event", "recorder found", "did-not-happen"),
    Row("Seven coaches derailed in Beira.", "damage.lost", "train", (7, 7)),
    Row("Nine pupils were cut by glass in Beira.", "casualties.injured", "", (9, 9)),
    # unrest and tests
    Row("The protesters in Beira were unarmed.", "other.event", "arms", "did-not-happen"),
    Row("Students in Beira threw stones.", "other.event", "violence", "happened"),
    Row("All the samples from Beira tested negative.", "other.event", "positive test",
        "did-not-happen"),
    # attacks
    Row("Police in Beira fired rubber bullets, not live ammunition.", "attack.occurrence",
        "rubber bullets", "happened"),
    Row("The clinic in Beira was hit by mistake.", "attack.intent", "hospital", "not-deliberate"),
]  # fmt: skip


def test_a_negation_between_the_words_of_a_cue_turns_it(reader: Reader) -> None:
    claims = [c for c in read(reader, "The fire in Beira isn't out.") if c.axis == "status.fire"]
    assert [(c.value.members, c.value.complement) for c in claims
            if isinstance(c.value, States)] == [(("out",), True)]  # fmt: skip


def test_an_age_is_no_count(reader: Reader) -> None:
    claims = read(reader, "A woman of 52 died at dawn in Beira.")
    assert not [c for c in claims if c.axis == "casualties.killed" and "52" in str(c.value)]


@pytest.mark.parametrize(
    ("text", "struck", "culprit"),
    [
        ("The army accused the rebels of shelling the clinic in Beira.", "hospital", "role:rebels"),
        ("The attack on Beira was carried out by the rebels.", "", "role:rebels"),
        ("The attack on Beira is thought to have been carried out by rebels.", "", "role:rebels"),
        ("The raid on Beira was said to be the work of rebels.", "", "role:rebels"),
        ("A rebel attack in Beira killed nine people.", "", "role:rebels"),
        ("The bodies of nine clerks, killed by rebels in Beira, were found.", "", "role:rebels"),
        ("Nine soldiers were killed in an ambush by rebels near Beira.", "", "role:rebels"),
        ("Nine soldiers were killed in an ambush laid by rebels near Beira.", "", "role:rebels"),
        ("Protesters in Beira fired first.", "first shot", "role:protesters"),
        ("Soldiers were the first to open fire in Beira.", "first shot", "state:MZ/military"),
        ("Inmates burned the prison in Beira.", "prison", "people:band of inmates"),
        ("The shots in Beira came from the crowd.", "", "role:protesters"),
    ],
)
def test_reads_a_culprit(reader: Reader, text: str, struck: str, culprit: str) -> None:
    found = [c for c in read(reader, text) if isinstance(c.value, Parties)]
    assert [(c.referent, c.value.members) for c in found
            if isinstance(c.value, Parties)] == [(struck, (culprit,))]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("The hospital in Beira counted 61 dead.", "status.service"),
        ("Debris fell on a house in Beira.", "damage.state"),
        ("No group has claimed responsibility for the attack in Beira.", "attack.culprit"),
        ("Police in Beira are searching for three gunmen.", "casualties.missing"),
        ("The stadium in Beira holds 50,000 people.", "casualties.captured"),
        ("The rebels released photographs of eight soldiers in Beira.", "other.count"),
        ("A fire broke out in Beira, where 214 people live.", "other.count"),
    ],
)
def test_reads_nothing_of_the_kind(reader: Reader, text: str, axis: str) -> None:
    assert axis not in {c.axis for c in read(reader, text)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.axis} {row.text}")
def test_reads(reader: Reader, row: Row) -> None:
    claims = read(reader, row.text)
    for claim in claims:
        if claim.axis != row.axis or claim.referent != row.referent:
            continue
        value = claim.value
        if isinstance(value, Numbers) and (value.low, value.high) == row.answer:
            return
        if isinstance(value, States) and value.members == (row.answer,) and not value.complement:
            return
    pytest.fail(f"read {[(c.axis, c.referent, c.value) for c in claims]}")


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("Eight people escaped from the burning bus in Beira.", "other.count"),
        ("Nine suspects escaped from a burning car in Beira.", "casualties.rescued"),
        ("Forty inmates got out of the burning jail in Beira.", "casualties.rescued"),
        ("All 120 dockers got out of the burning mill in Beira.", "casualties.injured"),
        ("Two players were sent off as Beira lost at home.", "casualties.killed"),
        ("The mayor of Beira was wounded by the accusations.", "casualties.injured"),
        ("Two defenders will be missing in Beira on Saturday.", "casualties.missing"),
        ("Three divers reported missing off Beira turned up at a hotel.", "casualties.missing"),
        ("The last 1,800 evacuees have gone back home to Beira.", "casualties.displaced"),
        ("Two policemen are recovering from wounds in Beira.", "control.holder"),
        ("Nine were caught in an avalanche near Beira.", "casualties.captured"),
        ("The storm left ten people dead in Beira.", "movement.presence"),
        ("The toll in Beira remains at ten dead.", "movement.presence"),
        ("Ten houses burned in Beira.", "attack.occurrence"),
        ("The mixture in Beira contains no chemicals.", "status.fire"),
        ("Two nurses fell ill in Beira.", "damage.state"),
        ("Ten people died in Beira, according to two nurses.", "casualties.rescued"),
        ("No vehicle of the army was damaged in Beira.", "status.access"),
        ("The road to Beira remained closed.", "movement.presence"),
        ("Nine miners are trapped in Beira.", "movement.encirclement"),
        ("Is the mayor of Beira dead?", "casualties.fate"),
        ("The ministry imposed a news blackout in Beira.", "status.service"),
        ("The rebels have taken 50 of the country's districts, Beira heard.", "control.holder"),
        ("Soldiers are still searching for survivors in Beira.", "movement.presence"),
        ("The mill in Beira is operating.", "status.access"),
        ("Fighting broke out at Beira airport.", "damage.state"),
        ("They had been held at Beira airport since Monday.", "damage.state"),
        ("A bus strike paralyses Beira.", "attack.occurrence"),
        ("The union in Beira suspended its strike on Monday.", "attack.occurrence"),
        ("All eight drones were shot down over Beira.", "attack.occurrence"),
        ("Army jets flew over Beira on Monday.", "attack.culprit"),
        ("A student died of a bullet wound in Beira.", "attack.culprit"),
        ("A man of 72 was taken to hospital in Beira with chest pains.", "casualties.injured"),
        ("A goods train ran into the back of another near Beira.", "status.service"),
        ("The evacuation of Beira was lifted on Monday.", "movement.evacuation"),
        ("A fire forces evacuation in Beira.", "movement.presence"),
        ("The tremor in Beira measured 6.4.", "casualties.killed"),
        ("Two dead in Beira protests.", "other.count"),
        ("The photograph in the posts was taken in Beira.", "control.holder"),
        ("Over 100 held in Beira", "control.holder"),
        ("A Zambian of 26 gave himself up in Beira.", "control.holder"),
        ("The drowned man in Beira was 34.", "casualties.killed"),
        ("Twenty bodies were brought to hospitals in Beira.", "casualties.injured"),
        ("None of the hurt in Beira is in danger of death.", "casualties.killed"),
        ("Some 300 residents are left in Beira.", "casualties.displaced"),
        ("Express trains stop at Beira as usual.", "status.access"),
        ("Another boat with 36 was stopped off Beira.", "status.access"),
        ("The closed bridge in Beira was opened again.", "status.fire"),
        ("Rolling power cuts in Beira were ended.", "status.service"),
        ("The union calls it an attack on its rights in Beira.", "attack.occurrence"),
        ("The road to Beira is mined.", "attack.occurrence"),
        ("A fire burned at a cooling tower of the plant in Beira.", "damage.state"),
        ("A man was brought out alive from the ruins in Beira.", "movement.evacuation"),
        ("The ministry withdrew the licences of 16 firms in Beira.", "movement.presence"),
        ("Tanker seized off Beira", "control.holder"),
        ("There were no new explosions overnight in Beira.", "attack.occurrence"),
        ("Police have not moved in at Beira.", "movement.presence"),
        ("The station in Beira was hardly damaged.", "damage.state"),
        ("Looters emptied aid stores in Beira.", "movement.evacuation"),
    ],
)
def test_reads_no_more(reader: Reader, text: str, axis: str) -> None:
    assert axis not in {claim.axis for claim in read(reader, text)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The army accused the rebels in Beira of conquering cities on television.",
        "The army accused the rebels of lying about Beira.",
        "The army accused the rebels of breaking the truce in Beira.",
    ],
)
def test_accused_of_other_things_than_an_attack(reader: Reader, sentence: str) -> None:
    assert not [c for c in read(reader, sentence) if c.axis == "attack.culprit"]


def test_a_bare_denial_means_the_claim_and_not_the_talk_about_it(reader: Reader) -> None:
    text = (
        "“Our men took Beira on Monday,” said the rebels' spokesman, Joao Tembe. “They are drinking"
        " coffee in the mayor's office,” Tembe said. The government dismissed the claim."
    )
    denied = [c for c in read(reader, text) if c.rejects]
    assert {c.axis for c in denied} == {"control.holder"}


@pytest.mark.parametrize(
    ("sentence", "happened"),
    [
        ("Shells fell on Beira on Monday.", "happened"),
        ("No rocket landed in Beira on Monday, the army said.", "did-not-happen"),
        ("None of the dead in Beira had bullet wounds, the police said.", "did-not-happen"),
    ],
)
def test_shells_and_bullets(reader: Reader, sentence: str, happened: str) -> None:
    found = [c for c in read(reader, sentence) if c.axis == "attack.occurrence"]
    assert [c.value.members for c in found if isinstance(c.value, States)] == [(happened,)]


@pytest.mark.parametrize(
    ("sentence", "axis", "not_axis"),
    [
        ("The army has flown no strike drones over Beira, it said.", None, "attack.occurrence"),
        ("Shots were fired at Beira and nobody was hit.", "attack.occurrence", None),
        (
            "The boxes in Beira are whole: “Not one was burned,” Tembe said.",
            None,
            "casualties.injured",
        ),
        ("“We had no man in that hospital in Beira,” Tembe said.", None, "casualties.injured"),
        ("The tank in Beira was still burning at noon, Tembe said.", "status.fire", "damage.state"),
        ("The bridge in Beira was barred to all vehicles.", "status.access", None),
    ],
)
def test_what_is_told_and_what_is_not(
    reader: Reader, sentence: str, axis: str | None, not_axis: str | None
) -> None:
    axes = [c.axis for c in read(reader, sentence)]
    assert axis is None or axes.count(axis) == 1
    assert not_axis not in axes


def test_no_more_than_is_a_most(reader: Reader) -> None:
    claims = read(reader, "Tembe said that no more than eleven had died in Beira.")
    killed = next(c.value for c in claims if c.axis == "casualties.killed")
    assert isinstance(killed, Numbers)
    assert (killed.low, killed.high) == (0, 11)


def test_one_without_a_wound_tells_of_nobody_else(reader: Reader) -> None:
    claims = read(reader, "The police said Tembe had no bullet wound: he had tripped in Beira.")
    assert not [c for c in claims if c.axis in ("attack.occurrence", "casualties.injured")]


def test_then_goes_back_to_the_time_told_of_before(reader: Reader) -> None:
    claims = read(reader, "A cyclone struck Beira in March 2015. Six people died in Beira then.")
    killed = next(c for c in claims if c.axis == "casualties.killed")
    assert killed.as_of.start.year == 2015


def test_reports_that_are_only_followed_are_hearsay(reader: Reader) -> None:
    claims = read(reader, "The union is monitoring reports that three people were killed in Beira.")
    killed = next(c for c in claims if c.axis == "casualties.killed")
    assert killed.modality.value == "hedged"
