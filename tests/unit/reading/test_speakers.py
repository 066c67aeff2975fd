"""Who says a claim, where its sentence names nobody or several: one row a construction."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading import Reader
from schemas import Article

PUBLISHED = datetime(2019, 6, 14, 12, tzinfo=UTC)


def speakers(reader: Reader, text: str, source: str = "Harbour Gazette") -> set[str]:
    """The parties that a text has speak of who was killed or hurt."""
    article = Article(id="t/1", source=source, published_at=PUBLISHED, title="Marawi", text=text)
    return {
        c.speaker.party.id
        for c in reader.read(article).claims
        if c.speaker.party is not None and c.axis.startswith("casualties")
    }


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # "he" after a sentence that has somebody do something
        ("In Marawi, Governor Ali Santos praised his men. Nobody was hurt, he said.", "office:governor"),
        (("The army spokesman, Colonel Jon Reyes, condoled with Marawi in the Philippines. "
         "According to him, nobody was hurt."), "state:PH/military"),
        # a verb with two subjects says what the one that may speak says
        (("Stocks suffice for two years in Marawi, mayor Ali Santos said. "
         "He replied that nobody had been hurt."), "office:mayor"),
        # an office and a name between commas before the verb
        ("Two people were killed in Marawi, the mayor, Ali Santos, said.", "office:mayor"),
        # an entry of a live page knows nobody of the one before
        (("MARAWI - Updates.\n\n21:05 The mayor of Marawi spoke on television.\n\n"
         "19:30 - Health ministry of the Philippines: \"Nobody was hurt.\""),
         "state:PH/health ministry"),
        # a body, a person, an office by the short form of a name given before
        (("The Marawi Traders' League said two people were killed in Marawi. "
         "The league said that nine were hurt."), "body:marawi traders league"),
        ("Nine people were hurt in Marawi, the Lanao Ports Bureau said. LPB said two were killed.",
         "body:lanao ports bureau"),
        (("Lanao Air, which flew the plane, said two people were killed in Marawi. "
         "The airline said nine were hurt."), "body:lanao air"),
        ("Engineer Ana Roe said two people were killed in Marawi. Nine were hurt, Roe said.", "person:ana roe"),
        (("The minister of fisheries, Ana Roe, said two people were killed in Marawi in the Philippines. "
         "The ministry said nine were hurt."), "state:PH/fisheries ministry"),
        (("The director of the Amai Pakpak hospital, Ana Roe, said two people died in Marawi. "
         "Nine were hurt, the hospital said."), "body:amai pakpak hospital"),
        (("Doctors Without Borders said two people were killed in Marawi. "
         "The Geneva-based group said nine were hurt."), "body:msf"),
        # somebody presented in a sentence that quotes nobody, and quoted in the next
        (("Ana Roe, the regional delegate, flew in at midday. "
         "Two people were killed in Marawi, she said."), "body:ana roe"),
        (("The ombudsman in Davao followed it by phone. "
         "Two people were killed in Marawi, he said."), "people:ombudsman"),
        # after a place, a time or an event, in whose apposition parsers see the speaker
        ("In Davao, the governor, Ali Santos, said two people were killed in Marawi.", "office:governor"),
        (
            "After the attack on Marawi, the governor, Ali Santos, said two people had been killed.",
            "office:governor",
        ),
        # a rank written short, and an office with whose it is
        ("Two people were killed in Marawi, said Brig. Ali Santos, an army spokesman in the Philippines.",
         "state:PH/military"),
        (("Brig. Ali Santos, the army spokesman for Lanao, of which Marawi is the capital, "
          "later said that two people were killed."), "role:military"),
        (("Marawi's governor, Ali Santos, came. Two people were killed in Marawi, according to Santos."),
         "office:governor"),
        # what describes the speaker, and what the speaker gives
        (
            "Lanao Watch, one of the organisers of the vigil, told the press that two people were killed in Marawi.",
            "body:lanao watch",
        ),
        ("The governor's version is that two people were killed in Marawi.", "office:governor"),
        # before a colon, with no verb of saying or a word that somebody says something
        ("The governor, Ali Santos, on our air: “Two people were killed in Marawi. Nine were hurt.”",
         "office:governor"),
        ("The governor was categorical: nobody was hurt in Marawi.", "office:governor"),
        ("The Lanao Ports Bureau sends us this: two people were killed in Marawi.",
         "body:lanao ports bureau"),
        ("A reply from the governor: two people were killed in Marawi.", "office:governor"),
        # after the quotation
        (("“Two people were killed in Marawi. Nine were hurt.” Those are the words of the governor, "
          "who came on foot."), "office:governor"),
        ("“Two people were killed in Marawi.” That is how Governor Ali Santos puts it.", "office:governor"),
        (("“Two people were killed in Marawi, in the market and the port,” Governor Ali Santos, "
         "who was there, said by telephone."), "office:governor"),
        (("The customs office in Davao ended the wait. Two people were killed in Marawi, it said."),
         "people:office"),
        (("The army said on Friday that it was over. Ana Roe, the mayor of Davao, drove up. "
         "“Two people were killed in Marawi,” she told reporters."), "office:mayor"),
        (("Human Rights Watch interviewed forty people. "
         "Two people were killed in Marawi, the rights group said."), "body:hrw"),
        # bodies by what their first mention calls them
        (("UNMIT, the UN mission, sent a patrol at dawn. "
         "Two people were killed in Marawi, the mission said."), "org:unmit"),
        (("Doctors Without Borders runs a clinic there. "
         "Two people were killed in Marawi, the charity said."), "body:msf"),
        # whom a sentence quotes without giving the words
        (("Harbour Radio quoted Ana Roe, the mayor of Davao, on the outcome. "
         "Two people were killed in Marawi, she said."), "office:mayor"),
        # what is said in, on or at something, or heard from somebody
        ("The fire service said in a statement that two people were killed in Marawi.",
         "state:PH/emergency services"),
        ("Two people were killed in Marawi, Harbour Radio heard from the mayor, Ana Roe.", "office:mayor"),
        ("Harbour Radio quoted the mayor as saying that two people were killed in Marawi.",
         "office:mayor"),
        ("Two people were killed in Marawi, Harbour Radio reported, citing the mayor.", "office:mayor"),
        ("Two people were killed in Marawi, as the mayor told reporters.", "office:mayor"),
        ("In the words of the mayor, two people were killed in Marawi.", "office:mayor"),
        ("Two people were killed in Marawi, while nine others were hurt, according to the mayor.",
         "office:mayor"),
        ("The mayor spoke to reporters. “Two people were killed in Marawi,” the statement went on.",
         "office:mayor"),
        # whose word confirms what somebody else said
        (("The army said the road was open. This was confirmed by Ana Roe, mayor of Davao. "
          "Two people were killed in Marawi, she said."), "office:mayor"),
        # whom a sentence tells of is not who says so
        (("The governor of Lanao drove up. Mayor Ana Roe fled on foot, he said. "
         "He added that two people had been killed in Marawi."), "office:governor"),
        ("The army said Ana Roe airport was safe. It added that two people were killed in Marawi.",
         "state:PH/military"),
    ],
)  # fmt: skip
def test_speaker(reader: Reader, text: str, speaker: str) -> None:
    assert speakers(reader, text) == {speaker}


def test_a_forces_headquarters_speaks_for_it(reader: Reader) -> None:
    text = "Nobody was hurt in Marawi by our aircraft."
    assert speakers(reader, text, "Philippine Air Force HQ") == {"state:PH/military"}
