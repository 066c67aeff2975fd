"""Minimal examples, one row a construction: what must be read in a sentence, and from whom.

The sentences are this project's own, about places and conflicts that the labelled clusters leave out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from contraflow.reading import Reader
from schemas import Article, Claim, Modality, Numbers, Parties, States

PUBLISHED = datetime(2019, 6, 14, 12, tzinfo=UTC)  # a Friday


def read(
    reader: Reader, text: str, *, title: str | None = None, source: str = "Harbour Gazette"
) -> list[Claim]:
    article = Article(id="t/1", source=source, published_at=PUBLISHED, title=title, text=text)
    claims = list(reader.read(article).claims)
    for claim in claims:
        body = article.text if claim.field == "text" else (article.title or "")
        assert body[claim.span[0] : claim.span[1]] == claim.quote
    return claims


def counts(claims: list[Claim], axis: str) -> list[tuple[float | None, float | None]]:
    """How many the claims on one axis of casualties count."""
    return [
        (c.value.low, c.value.high)
        for c in claims
        if c.axis == f"casualties.{axis}" and isinstance(c.value, Numbers)
    ]


@dataclass(frozen=True)
class Row:
    """A sentence and one claim that it must give."""

    text: str
    axis: str
    place: str
    members: tuple[str, ...] = ()
    complement: bool = False
    numbers: tuple[float | None, float | None] | None = None
    speaker: str | None = None
    modality: Modality | None = None


ARMY = "state:PK/military"

CONTROL = [
    Row(
        "Libyan troops captured Sirte on Thursday.",
        "control.holder",
        "Sirte",
        ("state:LY/military",),
    ),
    Row(
        "Sirte was captured by Libyan troops on Thursday.",
        "control.holder",
        "Sirte",
        ("state:LY/military",),
    ),
    Row("Libyan troops took control of Sirte.", "control.holder", "Sirte", ("state:LY/military",)),
    Row(
        "The Libyan army said its soldiers had seized Sirte.",
        "control.holder",
        "Sirte",
        ("state:LY/military",),
        speaker="state:LY/military",
    ),
    Row(
        "Sirte is under the control of Libyan troops.",
        "control.holder",
        "Sirte",
        ("state:LY/military",),
    ),
    Row(
        "Sirte is not under the control of Libyan troops.",
        "control.holder",
        "Sirte",
        ("state:LY/military",),
        complement=True,
    ),
    Row(
        "Sirte remains in the hands of the Libyan army.",
        "control.holder",
        "Sirte",
        ("state:LY/military",),
    ),
]
MOVEMENT = [
    Row("Yemeni soldiers withdrew from Taiz overnight.", "movement.presence", "Taiz", ("outside",)),
    Row("Yemeni soldiers entered Taiz overnight.", "movement.presence", "Taiz", ("inside",)),
    Row("Yemeni soldiers are still in Taiz.", "movement.presence", "Taiz", ("inside",)),
    Row(
        "The Yemeni garrison of Taiz has been encircled.",
        "movement.encirclement",
        "Taiz",
        ("encircled",),
    ),
    Row("Yemeni soldiers fled Taiz in panic.", "movement.manner", "Taiz", ("rout",)),
    Row(
        "Yemeni soldiers made an orderly withdrawal from Taiz.",
        "movement.manner",
        "Taiz",
        ("ordered",),
    ),
    Row("The rebels are inside Sirte.", "movement.presence", "Sirte", ("inside",)),
    Row("Rebel units are at the gates of Sirte.", "movement.presence", "Sirte", ("advancing",)),
    Row("The rebels were pushed back from Sirte.", "movement.presence", "Sirte", ("outside",)),
    Row("The siege of Sirte has been lifted.", "movement.encirclement", "Sirte", ("free",)),
    *(
        Row(text, axis, "Sirte", (state,))
        for text, axis, state in (
            ("The siege of Sirte is over.", "movement.encirclement", "free"),
            ("The end of the siege of Sirte was announced.", "movement.encirclement", "free"),
            ("Rebels have thrown a ring around Sirte.", "movement.encirclement", "encircled"),
            ("Driven out of Sirte, the rebels regrouped.", "movement.presence", "outside"),
            ("Rebels were seen cruising the streets of Sirte.", "movement.presence", "inside"),
            ("Police cleared a hotel in Sirte of its guests.", "movement.evacuation", "evacuated"),
            ("Patients had to be moved out of Sirte.", "movement.evacuation", "evacuated"),
            ("The end of the curfew in Sirte was celebrated.", "status.order", "lifted"),
            ("Youths defied the curfew in Sirte.", "status.order", "broken"),
            ("A truce kicked in at midnight in Sirte.", "status.order", "in-force"),
            ("The fighting in Sirte died down by noon.", "status.conditions", "calm"),
            ("Violence gripped Sirte for a second night.", "status.conditions", "fighting"),
            ("The fighting in Sirte has not ended.", "status.conditions", "fighting"),
            ("The fighting in Sirte is over.", "status.conditions", "calm"),
            ("The fighting in Sirte is not over yet.", "status.conditions", "fighting"),
            ("The clinic in Sirte was shelled unintentionally.", "attack.intent", "not-deliberate"),
            ("The raid on Sirte was a mistake.", "attack.intent", "not-deliberate"),
        )
    ),
    Row(
        "Two battalions are trapped in Sirte, a rebel spokesman said.",
        "movement.encirclement",
        "Sirte",
        ("encircled",),
    ),
    Row("The army threw the rebels out of Jos.", "control.holder", "Jos", ("state:NG/military",)),
    Row("The rebels have made inroads into Sirte.", "movement.presence", "Sirte", ("inside",)),
    Row("Two battalions are based in Agadez.", "movement.presence", "Agadez", ("inside",)),
    Row("The police have deserted their posts in Jos.", "movement.presence", "Jos", ("outside",)),
    Row(
        "The Libyan army said the withdrawal from Sirte was in good order.",
        "movement.manner",
        "Sirte",
        ("ordered",),
    ),
    Row(
        "No residents of Sirte were evacuated.", "movement.evacuation", "Sirte", ("not-evacuated",)
    ),
]
COUNTS = [
    Row(
        "A doctor said that nine bodies from Marawi had been flown home.",
        "casualties.killed",
        "Marawi",
        numbers=(9, None),
    ),
    Row(
        "The mayor and twelve others were killed in Marawi.",
        "casualties.killed",
        "Marawi",
        numbers=(13, None),
    ),
    Row("100+ people died in Marawi.", "casualties.killed", "Marawi", numbers=(100, None)),
    Row(
        "The ministry raised the death toll in Marawi from 12 to 15.",
        "casualties.killed",
        "Marawi",
        numbers=(15, 15),
    ),
    Row(
        "The toll in Marawi was lowered from an initial 45 to 41.",
        "casualties.killed",
        "Marawi",
        numbers=(41, 41),
    ),
    Row(
        "Six villagers, one of them a child, died in Marawi.",
        "casualties.killed",
        "Marawi",
        numbers=(6, 6),
    ),
    Row(
        "Two officers and seven servicemen of the army lost their lives in Marawi.",
        "casualties.killed",
        "Marawi",
        numbers=(9, 9),
    ),
    Row(
        "Two dead, 14 on the run after a jailbreak in Marawi.",
        "other.count",
        "Marawi",
        numbers=(14, 14),
    ),
    # a number that goes up goes nowhere
    Row(
        "The death toll from the floods in Quetta reached 1,136.",
        "casualties.killed",
        "Quetta",
        numbers=(1136, 1136),
    ),
    # a noun of a list with a number of its own says of whom
    Row(
        "Eight civilians and a soldier died in Quetta.",
        "casualties.killed",
        "Quetta",
        numbers=(8, 8),
    ),
    # a headline's verb that taggers take for a noun
    Row("Ferry capsizes off Quetta, 12 drown", "casualties.killed", "Quetta", numbers=(12, 12)),
    Row(
        "Divers pulled 14 bodies from the river in Quetta.",
        "casualties.killed",
        "Quetta",
        numbers=(14, None),
    ),
    Row(
        "At least 12 people were killed in Quetta.",
        "casualties.killed",
        "Quetta",
        numbers=(12, None),
    ),
    Row("Twelve people were killed in Quetta.", "casualties.killed", "Quetta", numbers=(12, 12)),
    Row(
        "Between 20 and 30 people were injured in Quetta.",
        "casualties.injured",
        "Quetta",
        numbers=(20, 30),
    ),
    Row("Nobody was killed in Quetta.", "casualties.killed", "Quetta", numbers=(0, 0)),
    Row("Not a single person died in Quetta.", "casualties.killed", "Quetta", numbers=(0, 0)),
    Row("Up to 40 people were injured in Quetta.", "casualties.injured", "Quetta", numbers=(0, 40)),
    *(
        Row(text, f"casualties.{axis}", "Quetta", numbers=numbers)
        for text, axis, numbers in (
            ("Sixty sleepers never woke up in Quetta.", "killed", (60, 60)),
            ("Twelve of the miners at Quetta could not be saved.", "killed", (12, None)),
            ("Thirty people in Quetta have not survived measles.", "killed", (30, 30)),
            ("The count in Quetta stops at 56 dead.", "killed", (56, 56)),
            ("Eighty people, most of them under ten, perished in Quetta.", "killed", (80, 80)),
            ("Nine bodies, no more and no less, were found in Quetta.", "killed", (9, 9)),
            ("Nine Dutch nationals died in Quetta.", "killed", (9, None)),
            ("Half a dozen people died in Quetta.", "killed", (6, 6)),
            ("A million and a half people fled Quetta.", "displaced", (1.5e6, 1.5e6)),
            ("Forty families had to leave their flats in Quetta.", "displaced", (40, 40)),
            ("Soldiers led away nine men in Quetta.", "detained", (9, 9)),
            ("A single student was apprehended in Quetta.", "detained", (1, 1)),
            ("Gunmen carried off thirty pupils in Quetta.", "captured", (30, 30)),
            ("Six guards are being held by inmates in Quetta.", "captured", (6, 6)),
            ("Nobody is being held in Quetta, the group said.", "captured", (0, 0)),
            ("Three nurses are in the hands of the rebels in Quetta.", "captured", (3, 3)),
            ("Nine soldiers fell in the ambush near Quetta.", "killed", (9, 9)),
            ("No arrests were made in Quetta.", "detained", (0, 0)),
            ("The mayor denied that there had been any deaths in Quetta.", "killed", (0, 0)),
            ("Four of them were found dead in Quetta.", "killed", (4, 4)),
            ("All on board perished when it came down in Quetta.", "rescued", (0, 0)),
            ("No miner remains in the shaft in Quetta.", "missing", (0, 0)),
            ("Two workers in Quetta are still missing this evening.", "missing", (2, 2)),
            ("There is no trace of 22 shepherds in Quetta.", "missing", (22, 22)),
            ("All but two of the missing hikers have turned up in Quetta.", "missing", (2, 2)),
            ("All forty passengers are accounted for in Quetta.", "missing", (0, 0)),
            ("Twenty divers have not come back to Quetta.", "missing", (20, 20)),
            ("Of 90 men on shift in Quetta, 70 came to the surface.", "rescued", (70, 70)),
            ("Sixty people were burnt beyond recognition in Quetta.", "killed", (60, 60)),
            ("Not a soul has been moved from Quetta.", "displaced", (0, 0)),
            ("Armed men drove away with 74 students in Quetta.", "captured", (74, 74)),
            ("No fewer than 120 bodies were found in Quetta.", "killed", (120, None)),
            ("A pupil of 16 was wounded in Quetta.", "injured", (1, None)),
            ("Two herders were carried off near Quetta.", "captured", (2, 2)),
            ("Rescuers found nobody alive in Quetta.", "rescued", (0, 0)),
        )
    ),
    Row(
        "Two students were hit by police bullets in Quetta.",
        "other.count",
        "Quetta",
        numbers=(2, 2),
    ),
    Row(
        "Nine people died in Quetta, the harbour master, Ada Roe, said.",
        "casualties.killed",
        "Quetta",
        numbers=(9, 9),
        speaker="body:ada roe",
    ),
    Row("The road to Quetta is no longer closed.", "status.access", "Quetta", ("open",)),
    *(
        Row(text, f"casualties.{axis}", "Quetta", (state,))
        for text, axis, state in (
            ("The pilot climbed out unaided at Quetta.", "fate", "alive"),
            ("The pilot was cut dead from the wreck at Quetta.", "fate", "dead"),
            ("The pilot is no longer alive, the army in Quetta said.", "fate", "dead"),
            ("The mayor of Quetta is sleeping at home tonight.", "custody", "free"),
            ("The mayor of Quetta handed himself in.", "custody", "held"),
        )
    ),
    Row(
        "The ferry set sail from Quetta with 61 people.", "other.count", "Quetta", numbers=(61, 61)
    ),
    Row(
        "Seven soldiers were taken prisoner in Quetta.",
        "casualties.captured",
        "Quetta",
        numbers=(7, 7),
    ),
    Row("The fire near Quetta burned 400 hectares.", "damage.area", "Quetta", numbers=(400, 400)),
    Row(
        "Not less than nine loggers were killed near Sabha.",
        "casualties.killed",
        "Sabha",
        numbers=(9, None),
    ),
    Row(
        "Four cops killed, nine injured in ambush in Sabha.",
        "casualties.killed",
        "Sabha",
        numbers=(4, 4),
    ),
    Row(
        "More than a million people fled their homes in Cyrenaica.",
        "casualties.displaced",
        "Cyrenaica",
        numbers=(1_000_000, None),
    ),
    Row(
        "The agency put the number of people who had left Sirte at 5,400.",
        "casualties.displaced",
        "Sirte",
        numbers=(5400, 5400),
    ),
    Row(
        "A mine killed six people in Hun, some 200 km southeast of the capital Tripoli.",
        "casualties.killed",
        "Hun",
        numbers=(6, 6),
    ),
    Row(
        "Sirte Mayor Ali Omar said shells that hit three districts of the city injured 13 people.",
        "casualties.injured",
        "Sirte",
        numbers=(13, 13),
    ),
    # a list that goes on place by place
    Row(
        "Three people were killed in Sirte, two in Sabha and one in Hun.",
        "casualties.killed",
        "Sabha",
        numbers=(2, None),
    ),
    Row(
        "Nine villagers were killed by unidentified armed men in Sabha.",
        "attack.culprit",
        "Sabha",
        ("role:unknown",),
    ),
    Row(
        "Nine passengers escaped with minor injuries in Sabha.",
        "casualties.injured",
        "Sabha",
        numbers=(9, 9),
    ),
    # parsers hang "on X" on the attack
    Row(
        "The president blamed the attack in Sabha on Taliban insurgents.",
        "attack.culprit",
        "Sabha",
        ("org:taliban",),
    ),
    Row(
        "Twelve people were fatally stabbed in Sabha.",
        "casualties.killed",
        "Sabha",
        numbers=(12, 12),
    ),
    Row(
        "Police confirmed the kidnapping of 12 priests in Sabha.",
        "casualties.captured",
        "Sabha",
        numbers=(12, 12),
    ),
    # a distance, an office and a list keep their places to themselves
    Row(
        "According to a surgeon in Tripoli, nine people died when a shell hit a market in Sabha.",
        "casualties.killed",
        "Sabha",
        numbers=(9, 9),
    ),
    Row(
        "The raid in Sabha was attributed to Taliban rebels.",
        "attack.culprit",
        "Sabha",
        ("org:taliban",),
    ),
    # what is known of a deed that somebody owns to is not his to claim
    Row(
        "The Taliban claimed responsibility for the blast in Sabha that killed nine people.",
        "casualties.killed",
        "Sabha",
        numbers=(9, 9),
        modality=Modality.ASSERTED,
    ),
    Row(
        "The floods claimed at least 300 lives in Sabha.",
        "casualties.killed",
        "Sabha",
        numbers=(300, None),
        modality=Modality.ASSERTED,
    ),
    Row(
        "44 dead, scores hurt as bus overturns in Sabha",
        "casualties.killed",
        "Sabha",
        numbers=(44, 44),
    ),
    Row(
        "The hospital in Sabha received 22 bodies and 40 wounded.",
        "casualties.injured",
        "Sabha",
        numbers=(40, 40),
    ),
]
FOILED = [
    *(
        Row(text, "attack.culprit", "Jos", ("role:rebels",), complement=True)
        for text in (
            "The rebels were not behind the bombing in Jos, an inquiry found.",
            "The rebels are not to blame for the deaths in Jos.",
            '"It was not us," a rebel commander said of the strike on Jos.',
        )
    ),
    *(
        Row(text, "control.holder", "Jos", ("role:rebels",), complement=True)
        for text in (
            "The rebels failed in their bid to take Jos.",
            "An attempt by rebels to overrun Jos came to nothing.",
            "The rebels' push to seize Jos ended in failure.",
            "The rebels tried to capture Jos but were driven back.",
        )
    ),
    *(
        Row(text, axis, "Jos", (state,))
        for text, axis, state in (
            ("A court struck down the ban on rallies in Jos.", "status.order", "lifted"),
            ("Rebels have had Jos surrounded since May.", "movement.encirclement", "encircled"),
            ("It never occurred to them to evacuate Jos.", "movement.evacuation", "not-evacuated"),
            ("The cathedral in Jos took a direct hit.", "damage.state", "damaged"),
            ("Looters from the Taliban stripped a clinic in Jos.", "attack.culprit", "org:taliban"),
        )
    ),
    *(
        Row(text, axis, "Jos", numbers=(low, low))
        for text, axis, low in (
            ("The raid in Jos ended without a prisoner being taken.", "casualties.captured", 0),
            ("Five men held in Jos over riot", "casualties.detained", 5),
            ("Two pupils were fatally stabbed in Jos.", "casualties.killed", 2),
        )
    ),
    Row("The rebels tried to storm Jos.", "attack.occurrence", "Jos", ("happened",)),
    Row("Insurgents pushed out of Jos, army says", "movement.presence", "Jos", ("outside",)),
    Row(
        "Kadugli is back in the hands of the rebels.", "control.holder", "Kadugli", ("role:rebels",)
    ),
]
BLAMED = [
    Row(text, axis, "Quetta", (member,), complement=no)
    for text, axis, member, no in (
        ("An inquiry cleared the army of the massacre in Quetta.", "attack.culprit", ARMY, True),
        ("Two soldiers were charged with the shooting in Quetta.", "attack.culprit", ARMY, False),
        ("The raid on Quetta was the work of the army.", "attack.culprit", ARMY, False),
        ("No proof of army involvement in the raid on Quetta.", "attack.culprit", ARMY, True),
        ("The army washed its hands of the raid on Quetta.", "attack.culprit", ARMY, True),
        ("Soldiers laid into a march in Quetta.", "attack.culprit", ARMY, False),
        ("Sabotage was ruled out in the crash in Quetta.", "other.cause", "attack:sabotage", True),
        ("Fog had nothing to do with the crash in Quetta.", "other.cause", "nature:weather", True),
        ("Rain gave rise to the flood in Quetta.", "other.cause", "nature:weather", False),
    )
]
STATES = [
    Row("The airport in Cebu is closed.", "status.access", "Cebu", ("closed",)),
    Row("The airport in Cebu was reopened on Thursday.", "status.access", "Cebu", ("open",)),
    Row("Electricity was restored in Cebu on Thursday.", "status.service", "Cebu", ("working",)),
    Row("There is no electricity in Cebu.", "status.service", "Cebu", ("not-working",)),
    Row("The fire in Cebu has been contained.", "status.fire", "Cebu", ("contained",)),
    Row(
        "The fire in Cebu is not contained.", "status.fire", "Cebu", ("contained",), complement=True
    ),
    Row("The bridge in Cebu was destroyed.", "damage.state", "Cebu", ("destroyed",)),
    Row("The bridge in Cebu is intact.", "damage.state", "Cebu", ("intact",)),
    *(
        Row(text, axis, "Cebu", (state,))
        for text, axis, state in (
            ("The gas in Cebu has been turned off.", "status.service", "not-working"),
            ("Never has the water in Cebu been cut, the firm said.", "status.service", "working"),
            ("They saw the bridge in Cebu and found it undamaged.", "damage.state", "intact"),
            ("Two spans of the bridge in Cebu are in the river.", "damage.state", "destroyed"),
            ("The helicopter landed safely in Cebu.", "damage.state", "intact"),
            ("The truce in Cebu lasted four hours.", "status.order", "broken"),
            ("Oil has got into the river at Cebu.", "other.event", "happened"),
            (
                "“I was never arrested,” said the mayor of Cebu, Ada Roe.",
                "casualties.custody",
                "free",
            ),
            (
                "The army wishes to state that the bridge in Cebu is shut.",
                "status.access",
                "closed",
            ),
        )
    ),
    Row("A photograph shows the bridge in Cebu intact.", "damage.state", "Cebu", ("intact",)),
]
SPEAKERS = [
    Row(
        "The mayor of Cebu said the bridge in the city had collapsed.",
        "damage.state",
        "Cebu",
        ("destroyed",),
        speaker="office:mayor",
    ),
    Row(
        "According to the Philippine army, rebels entered Marawi.",
        "movement.presence",
        "Marawi",
        ("inside",),
        speaker="state:PH/military",
    ),
    Row(
        "Rebels entered Marawi, the Philippine army said.",
        "movement.presence",
        "Marawi",
        ("inside",),
        speaker="state:PH/military",
    ),
    Row(
        "The Philippine army denied that rebels had entered Marawi.",
        "movement.presence",
        "Marawi",
        ("inside",),
        complement=True,
        speaker="state:PH/military",
        modality=Modality.DENIED,
    ),
    Row(
        "Rebels may have entered Marawi.",
        "movement.presence",
        "Marawi",
        ("inside",),
        modality=Modality.HEDGED,
    ),
    Row(
        "Philippine troops will enter Marawi on Sunday.",
        "movement.presence",
        "Marawi",
        ("inside",),
        modality=Modality.FUTURE,
    ),
    Row(
        "Rebels claim to have captured Marawi.",
        "control.holder",
        "Marawi",
        ("role:rebels",),
        modality=Modality.CLAIMED,
    ),
    # what is called untrue is denied by whoever calls it so, however that is put
    *(
        Row(text, "control.holder", "Marawi", ("state:PH",), speaker="state:PH/military")
        for text in (
            "The Philippine army dismissed reports of the fall of Marawi.",
            "The Philippine army called the report of the capture of Marawi a lie.",
            "There is no truth to reports that Marawi has fallen, the Philippine army said.",
            "It is not true that Marawi has fallen, the Philippine army said.",
        )
    ),
    *(
        Row(text, "damage.state", "Marawi", ("destroyed",), True, speaker="state:PH/police")
        for text in (
            "A message said that the bridge in Marawi had collapsed, which police described as fake.",
            "They wrote that the bridge in Marawi had collapsed, a story that police called a lie.",
        )
    ),
    *(
        Row(text, "control.holder", "Marawi", ("role:rebels",), speaker="role:rebels")
        for text in (
            "The Philippine army laughed off the rebels' claim to have taken Marawi.",
            "The Philippine army described the rebels' claim that they held Marawi as propaganda.",
            "The rebels say they have taken Marawi, which the Philippine army denies.",
        )
    ),
    *(
        Row(text, "attack.culprit", "Marawi", ("state:PH/military",))
        for text in (
            "What tore open the school in Marawi was a rocket of the Philippine army, he said.",
            "It was a soldier in a jeep who put the bullet in her back in Marawi, he said.",
            "The attackers in Marawi were soldiers, a widow said.",
            "Those who fired on the crowd in Marawi were soldiers, a widow said.",
            "The blame for the massacre in Marawi lies with the army, a widow said.",
            "Soldiers emptied their magazines into the crowd in Marawi, a widow said.",
            "The shot in Marawi came from the rifle of a soldier, a widow said.",
            "A Philippine army helicopter killed six farmers in Marawi, a widow said.",
        )
    ),
    *(
        Row(text, "attack.occurrence", "Marawi", ("did-not-happen",))
        for text in (
            "None of the drones reached the barracks in Marawi, the mayor said.",
            "Every rocket sent at Marawi was brought down over the lake, the mayor said.",
            "The police in Marawi kept their guns holstered, the mayor said.",
        )
    ),
    Row(
        "A work gang dug through the dyke in Marawi, the mayor said.",
        "other.cause",
        "Marawi",
        ("human:cutting",),
    ),
    Row(
        "The dyke in Marawi gave way of its own accord, the engineer said.",
        "other.cause",
        "Marawi",
        ("human:cutting",),
        complement=True,
    ),
    *(
        Row(text, "other.cause", "Marawi", (cause,))
        for text, cause in (
            ("A cracked rail lies behind the derailment at Marawi, he said.", "technical:track"),
            ("Vandals had removed the bolts of the track at Marawi, he said.", "attack:sabotage"),
            ("A faulty brake sent the bus over the edge in Marawi, he said.", "technical:brakes"),
            ("A gas cylinder exploded in Marawi, he said.", "technical:gas"),
            ("The roof in Marawi came down under the weight of snow, he said.", "nature:weather"),
        )
    ),
    Row(
        "The rebels blasted the helicopter out of the sky near Marawi, the mayor said.",
        "other.cause",
        "Marawi",
        ("attack:weapon",),
    ),
    *(
        Row(text, "attack.culprit", "Marawi", ("state:PH/military",), complement=True)
        for text in (
            "No aircraft of ours was near Marawi, the Philippine army said.",
            "Not one round left our barrels in the direction of Marawi, the Philippine army said.",
            "Our men were nowhere near Marawi, the Philippine army said.",
        )
    ),
    Row(
        "The Philippine army said its forces had nothing to do with the strike on Marawi.",
        "attack.culprit",
        "Marawi",
        ("state:PH/military",),
        complement=True,
    ),
    Row(
        "The rebels were driven out of Sirte, the Libyan army said.",
        "movement.presence",
        "Sirte",
        ("outside",),
    ),
    Row(
        "The Libyan army has decided to reposition from Sirte, which it captured in May.",
        "control.holder",
        "Sirte",
        ("state:LY/military",),
        modality=Modality.ASSERTED,
    ),
    Row(
        "There was a line on Libyan state television that the attack on Sirte had been foiled.",
        "control.holder",
        "Sirte",
        ("state:LY/government",),
        speaker="state:LY/government",
    ),
    Row(
        "Rwanda said its troops had left Goma.",
        "movement.presence",
        "Goma",
        ("outside",),
        speaker="state:RW",
    ),
    Row(
        "The rebels continue to insist that they have captured Marawi.",
        "control.holder",
        "Marawi",
        ("role:rebels",),
        speaker="role:rebels",
        modality=Modality.ASSERTED,
    ),
    Row(
        "The newspaper could not verify the rebels' claim that they had captured Marawi.",
        "control.holder",
        "Marawi",
        ("role:rebels",),
        speaker="role:rebels",
        modality=Modality.CLAIMED,
    ),
    Row(
        "Philippine army drones, not mines, ripped up the bridge in Marawi, the rebels said.",
        "attack.culprit",
        "Marawi",
        ("state:PH/military",),
        speaker="role:rebels",
    ),
    Row(
        "News from the lake: rebels announced the recapture of Marawi.",
        "control.holder",
        "Marawi",
        ("role:rebels",),
        speaker="role:rebels",
    ),
    Row(
        "The Philippine army has not moved from three dead in Marawi.",
        "casualties.killed",
        "Marawi",
        numbers=(3, 3),
        speaker="state:PH/military",
    ),
    Row(
        "The health ministry's figure of 40 dead in Marawi has not changed.",
        "casualties.killed",
        "Marawi",
        numbers=(40, 40),
        speaker="state:PH/health ministry",
    ),
    Row(
        "According to the official count, 40 people died in Marawi.",
        "casualties.killed",
        "Marawi",
        numbers=(40, 40),
        speaker="state:PH/government",
    ),
    Row(
        "Nine people died in a village south of Marawi, Banggolo, on Friday.",
        "casualties.killed",
        "Banggolo",
        numbers=(9, 9),
    ),
    Row("The rebel flag now flies over Marawi.", "control.holder", "Marawi", ("role:rebels",)),
    Row(
        "The rebels mocked the news of the killing of the commander Jun Reyes in Marawi.",
        "casualties.fate",
        "Marawi",
        ("alive",),
        speaker="role:rebels",
    ),
]


@pytest.mark.parametrize(
    "row",
    [*CONTROL, *MOVEMENT, *COUNTS, *STATES, *FOILED, *BLAMED, *SPEAKERS],
    ids=lambda r: r.text,
)
def test_row(reader: Reader, row: Row) -> None:
    claims = read(reader, row.text)
    found = [
        c
        for c in claims
        if c.axis == row.axis and row.place in (c.place.name, c.place.surface, *c.place.aliases)
    ]
    assert found, [(c.axis, c.place.name, c.value) for c in claims]
    claim = found[0]
    if row.numbers is not None:
        assert isinstance(claim.value, Numbers)
        assert (claim.value.low, claim.value.high) == row.numbers
    else:
        assert isinstance(claim.value, States | Parties)
        assert (claim.value.members, claim.value.complement) == (row.members, row.complement)
    if row.speaker is not None:
        assert claim.speaker.party is not None
        assert claim.speaker.party.id == row.speaker
    if row.modality is not None:
        assert claim.modality is row.modality


def test_list_of_places_is_a_claim_about_each(reader: Reader) -> None:
    claims = read(reader, "Syrian troops captured Palmyra, Homs and Hama.")
    assert {c.place.surface for c in claims if c.axis == "control.holder"} == {
        "Palmyra",
        "Homs",
        "Hama",
    }


def test_killed_and_injured_are_two_claims(reader: Reader) -> None:
    claims = read(reader, "Six people were killed and 40 injured in Quetta.")
    got = {c.axis: (c.value.low, c.value.high) for c in claims if isinstance(c.value, Numbers)}
    assert got["casualties.killed"] == (6, 6)
    assert got["casualties.injured"] == (40, 40)


def test_denial_of_a_claim_gives_both_sides(reader: Reader) -> None:
    claims = read(reader, "Turkey denied Armenia’s claim that Turkish jets bombed Goris.")
    sides = {
        (c.speaker.party.id if c.speaker.party else "", c.rejects)
        for c in claims
        if c.axis.startswith("attack")
    }
    assert ("state:TR", True) in sides
    assert ("state:AM", False) in sides


def test_a_bare_denial_turns_over_what_stood_before(reader: Reader) -> None:
    claims = read(reader, "The rebels say they control Marawi. The Philippine army denies it.")
    denied = [c for c in claims if c.rejects]
    assert [c.quote for c in denied] == ["The Philippine army denies it."]
    assert denied[0].value == Parties(members=("role:rebels",), complement=True)
    assert denied[0].speaker.party is not None
    assert denied[0].speaker.party.id == "state:PH/military"


@pytest.mark.parametrize(
    "retort",
    [
        "“That is a lie,” the Philippine army's spokesman said.",
        "The Philippine army called the report pure propaganda.",
        "Not so, said the Philippine army.",
        "This was denied by the Philippine army.",
        "There is no truth to the claim, the Philippine army said.",
        "A Philippine army spokesman, Colonel Ramon Cruz, brushed aside the claim.",
        "The Philippine army said nothing of the kind had happened.",
        "The Philippine army rejected the announcement within the hour.",
        "The Philippine army rejects what the rebels say.",
    ],
)
def test_a_sentence_that_only_calls_it_untrue_denies_it(reader: Reader, retort: str) -> None:
    claims = read(reader, f"The rebels say they control Marawi. {retort}")
    denied = next(c for c in claims if c.rejects)
    assert denied.value == Parties(members=("role:rebels",), complement=True)
    assert denied.speaker.party is not None
    assert denied.speaker.party.id == "state:PH/military"


def test_a_denial_of_one_sides_account_denies_nothing_that_others_said(reader: Reader) -> None:
    told = "Rebels shelled the market of Marawi, {} said. The rebels disputed the army's account."
    for who, denials in (("the army", 1), ("a trader", 0)):
        claims = read(reader, told.format(who))
        assert len([c for c in claims if c.modality is Modality.DENIED]) == denials


@pytest.mark.parametrize("deed", ["opening an offensive on Marawi", "shelling Marawi"])
def test_who_is_accused_and_denies_it_did_not_do_it(reader: Reader, deed: str) -> None:
    claims = read(reader, f"Officials accused the rebels of {deed}. The rebels deny it.")
    told = [(c.value.members, c.value.complement) for c in claims if isinstance(c.value, Parties)]
    assert told == [(("role:rebels",), False), (("role:rebels",), True)]


def test_each_of_two_who_are_accused_answers_for_itself(reader: Reader) -> None:
    claims = read(reader, "Doctors accused Chad or Sudan of shelling Marawi. Chad denied it.")
    (denial,) = (c.value for c in claims if c.modality is Modality.DENIED)
    assert denial == Parties(members=("state:TD",), complement=True)


def test_an_hour_before_a_count_takes_nothing_from_it(reader: Reader) -> None:
    claims = read(reader, "By 7 p.m. two had died and 30 had been injured in Marawi.")
    assert counts(claims, "killed") == [(2, 2)]
    assert counts(claims, "injured") == [(30, 30)]


def test_a_day_before_the_subject_takes_nothing_from_it(reader: Reader) -> None:
    claims = read(reader, "On Tuesday rebels backed by Chad mounted an attack on Sirte in Libya.")
    assert ("attack.culprit", Parties(members=("role:rebels",))) in {
        (c.axis, c.value) for c in claims
    }


def test_what_ought_to_have_been_done_is_not_told_as_done(reader: Reader) -> None:
    claims = read(reader, "The villagers ought to have been evacuated from Marawi by noon.")
    assert {c.modality for c in claims} == {Modality.HEDGED}


def test_rounds_that_are_heard_are_nobodys(reader: Reader) -> None:
    claims = read(reader, "Observers heard rounds of heavy artillery fired at Marawi.")
    assert [c.axis for c in claims] == ["attack.occurrence"]


@pytest.mark.parametrize(
    "aside",
    [
        "The Philippine army has not denied it.",
        "The Philippine army neither confirmed nor denied this.",
        "The Philippine army denied reporters access to the town.",
        "It was a false dawn, a trader said.",
        "The rebels denied the charge.",
    ],
)
def test_what_denies_nothing_that_was_said(reader: Reader, aside: str) -> None:
    claims = read(reader, f"The rebels say they control Marawi. {aside}")
    assert not any(c.rejects for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "The Philippine army denied rebel claims to have captured Marawi.",
        "The Philippine army accused the rebels of spreading false reports that they had taken Marawi.",
        "At no time did the rebels control Marawi, the Philippine army said.",
        "The Philippine army scoffed at the rebels’ claim to control Marawi.",
        "The Philippine army said there was no evidence that the rebels had taken Marawi.",
    ],
)
def test_a_claim_called_untrue_in_the_same_breath(reader: Reader, text: str) -> None:
    said = {
        c.speaker.party.id: c.value
        for c in read(reader, text)
        if c.axis == "control.holder" and c.speaker.party
    }
    assert said["state:PH/military"] == Parties(members=("role:rebels",), complement=True)


def test_a_quotation_is_its_later_speakers_and_they_are_the_others(reader: Reader) -> None:
    claims = read(
        reader,
        "“They filmed one street of Goma and left. Goma is not under their control,” Colonel Jean Ilunga, "
        "a spokesman for the M23, said.",
    )
    assert {c.speaker.party.id for c in claims if c.speaker.party} == {"org:m23"}
    left = next(c for c in claims if c.axis == "movement.presence")
    assert left.referent == "state:CD/military"
    holder = next(c for c in claims if c.axis == "control.holder")
    assert holder.value == Parties(members=("state:CD/military",), complement=True)


def test_pronoun_keeps_the_speaker(reader: Reader) -> None:
    claims = read(
        reader,
        "Peruvian defence minister Luisa Roca spoke in Lima on Friday.\n\nShe said rebels had left Ayacucho.",
    )
    speakers = [
        c.speaker.party.id for c in claims if c.axis == "movement.presence" and c.speaker.party
    ]
    assert speakers == ["state:PE/military"]


def test_the_town_is_the_one_spoken_of(reader: Reader) -> None:
    claims = read(
        reader, "Libyan troops captured the town of Sirte. Two people were killed in the town."
    )
    assert {c.place.name for c in claims} == {"Sirte"}


@pytest.mark.parametrize(
    ("expression", "day"),
    [("on Wednesday", 12), ("yesterday", 13), ("on June 10", 10), ("on 9 June", 9), ("today", 14)],
)
def test_time_of_a_claim(reader: Reader, expression: str, day: int) -> None:
    claims = read(reader, f"Twelve people were killed in Quetta {expression}.")
    assert claims[0].as_of.start.day == day


def test_years_ago_is_background(reader: Reader) -> None:
    claims = read(reader, "In April 2011 thirty people were killed in Quetta.")
    assert claims[0].as_of.start.year == 2011


@pytest.mark.parametrize(
    "text",
    [
        "Les soldats ont pris la ville jeudi matin et plusieurs personnes ont été tuées dans les combats, selon un responsable.",
        "Войска вошли в город в четверг утром, сообщило министерство обороны.",
    ],
)
def test_other_languages_are_skipped(reader: Reader, text: str) -> None:
    reading = reader.read(Article(id="t", source="x", published_at=PUBLISHED, text=text))
    assert reading.skipped == "language"
    assert reading.claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "Share this article with your friends in Quetta.",
        "Read also: Twelve people killed in Quetta last year",
        "We use cookies to improve your visit.",
    ],
)
def test_boilerplate_makes_no_claim(reader: Reader, text: str) -> None:
    assert read(reader, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“Show me one prisoner from Quetta,” the colonel answered.",
        "The council sent a statement on the fire in Quetta.",
        "Half of the beds in the clinic in Quetta were occupied.",
        "The union in Quetta said its members did not set fire to the depot.",
        "The mayor of Quetta felt besieged by journalists.",
        "The attempt to form a council in Quetta failed.",
        "Forty years have passed since gunmen attacked the market in Quetta.",
        "A tenor took Quetta by storm.",
    ],
)
def test_what_tells_of_no_event(reader: Reader, text: str) -> None:
    assert read(reader, text) == []


def test_markup_does_not_move_offsets(reader: Reader) -> None:
    claims = read(reader, "<p>Twelve people were killed in Quetta &amp; forty were injured.</p>")
    assert any(c.axis == "casualties.killed" for c in claims)


@pytest.mark.parametrize("text", ["", "   \n", "12 345", "🔥🔥"])
def test_nothing_to_read(reader: Reader, text: str) -> None:
    assert (
        reader.read(Article(id="t", source="x", published_at=PUBLISHED, text=text)).skipped
        == "empty"
    )


def test_reading_is_deterministic(reader: Reader) -> None:
    article = Article(
        id="t", source="x", published_at=PUBLISHED, text=" ".join(r.text for r in CONTROL)
    )
    assert reader.read(article) == reader.read(article)


def test_what_is_not_wholly_lost_is_held_in_part(reader: Reader) -> None:
    text = (
        "The mayor of Sirte said it cannot be said that the entire region of Sirte has been taken."
    )
    held = [c for c in read(reader, text) if c.axis == "control.holder"]
    assert held and {c.extent for c in held} == {"partial"}


@pytest.mark.parametrize(
    "answer, low, high, speaker",
    [
        ("The union says that nine miners did.", 9, 9, "people:union"),
        ("The rebels say 47, up from 31 on the first day.", 47, 47, "role:rebels"),
        ("Residents say at least six were.", 6, None, "people:resident"),
    ],
)
def test_a_number_without_a_verb_answers_the_count_told_before(
    reader: Reader, answer: str, low: float, high: float | None, speaker: str
) -> None:
    claims = read(reader, f"The Philippine army says nobody was killed in Marawi. {answer}")
    told = claims[-1]
    assert isinstance(told.value, Numbers) and told.speaker.party is not None
    assert (told.axis, told.place.surface) == ("casualties.killed", "Marawi")
    assert (told.value.low, told.value.high, told.speaker.party.id) == (low, high, speaker)


@pytest.mark.parametrize(
    "text",
    [
        "A bomb went off in Marawi. The spokesman revised the death toll up from ten.",
        "A bomb went off in Marawi. On the web one reads of higher tolls.",
        "The minister said that the boat off Marawi carried five times its 43 passengers.",
        "In Marawi 300 rescuers were labouring to free people trapped by the mud.",
        "In Marawi, where 200,000 people live, officials said that a fireman had lost his life.",
    ],
)
def test_what_a_toll_was_before_and_nobody_at_all_count_nothing(reader: Reader, text: str) -> None:
    counts = [c.value.low for c in read(reader, text) if isinstance(c.value, Numbers)]
    assert counts in ([], [1])  # of a fireman who lost his life one, and not the town


def test_what_is_going_to_be_done_is_not_done_yet(reader: Reader) -> None:
    claims = read(reader, "The rebels declared that they are going to withdraw from Marawi.")
    assert {c.modality for c in claims} == {Modality.FUTURE}


def test_what_was_so_until_lately_is_so_no_more(reader: Reader) -> None:
    claims = read(reader, "Marawi had until recently been in the hands of the rebels.")
    assert [c.as_of.end < PUBLISHED - timedelta(days=2) for c in claims] == [True]


def test_what_ranks_an_attack_denies_none(reader: Reader) -> None:
    claims = read(reader, "No attack by Abu Sayyaf has cost more lives than the one in Marawi.")
    assert not [c for c in claims if getattr(c.value, "complement", False)]


def test_a_number_that_somebody_found_answers_no_count(reader: Reader) -> None:
    for aside in ("Rescuers found nine.", "Of the others, relatives recognised eight."):
        claims = read(reader, f"Twelve miners are missing in Marawi. {aside}")
        assert [c.value.low for c in claims if isinstance(c.value, Numbers)] == [12]


def test_a_claim_that_another_rejects_stands_in_its_own_words(reader: Reader) -> None:
    claims = read(
        reader, "The Philippine army rejected the rebels' claim that they had captured Marawi."
    )
    assert [c.quote for c in claims if not c.rejects and c.axis == "control.holder"] == [
        "the rebels' claim that they had captured Marawi"
    ]


def test_who_denies_that_a_town_fell_speaks_of_its_own(reader: Reader) -> None:
    claims = read(
        reader,
        "The rebels captured Marawi on Friday. The Philippine army insists that the town never fell.",
    )
    assert claims[-1].value == Parties(members=("state:PH",))


def test_a_name_takes_no_town_and_who_leaves_others_there_leaves_none(reader: Reader) -> None:
    named = read(reader, "The National Front for Liberation said that nine people died in Marawi.")
    assert [c.axis for c in named] == ["casualties.killed"]
    left = read(
        reader,
        "Rebels captured the port, leaving the last Philippine troops in Marawi penned in a school.",
    )
    assert all(c.axis != "movement.presence" for c in left)


def test_a_town_that_goes_on_saying_something_is_no_scene(reader: Reader) -> None:
    claims = read(
        reader,
        "A ferry sank off Zamboanga on Friday. Nine people died, the coast guard said. "
        "Davao has stopped repeating that nobody did; the owner says that she was not overloaded.",
    )
    assert {c.place.surface for c in claims} == {"Zamboanga"}


def test_a_count_told_twice_is_of_the_finer_place(reader: Reader) -> None:
    text = "Gunmen killed 19 villagers in Libya. At least 19 people died in the village of Hun, police said."
    killed = [c for c in read(reader, text, title="19 killed in Libya") if "killed" in c.axis]
    assert {c.place.surface for c in killed} == {"Hun"}
    assert len(killed) == 3


def test_a_sum_is_of_the_country_of_its_parts(reader: Reader) -> None:
    text = (
        "Clashes killed six people, medics said. Three people were killed in Sirte, two in Sabha and one in Hun, "
        "all of them in Libya."
    )
    killed = [c for c in read(reader, text) if c.axis == "casualties.killed"]
    total = [c for c in killed if isinstance(c.value, Numbers) and c.value.low == 6]
    assert [c.place.name for c in total] == ["Libya"]


def test_what_a_speaker_says_further_is_evidence_by_itself(reader: Reader) -> None:
    claims = read(
        reader,
        "The rebels rejected the charge and said that Philippine jets had bombed Marawi. "
        "An earlier note from the same group said that nobody had died in Marawi.",
    )
    assert {c.quote for c in claims if c.axis == "attack.culprit"} == {
        "said that Philippine jets had bombed Marawi."
    }
    none_died = next(c for c in claims if c.axis == "casualties.killed")
    assert none_died.speaker.party is not None
    assert none_died.speaker.party.id == "role:rebels"


@pytest.mark.parametrize(
    "text",
    [
        "Men in army uniform shot dead nine people in Sabha.",
        "The Taliban have not claimed responsibility for the attack in Sabha.",
        "Nine people died in Libyan attacks near Sabha.",
        "Nobody has claimed the attack in Sabha, but the Taliban have carried out similar attacks.",
        "A statement attributed to the Taliban was read in Sabha.",
        "An army truck hit a bus in Sabha, killing nine people.",
    ],
)
def test_nobody_is_told_to_have_done_it(reader: Reader, text: str) -> None:
    assert not [c for c in read(reader, text) if c.axis == "attack.culprit"]
