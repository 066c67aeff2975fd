"""Which party a noun phrase of the parse names, pronouns and "our forces" included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contraflow.parties.keys import top
from contraflow.reading.context import ReadingContext
from contraflow.reading.discourse import SpeakerRef
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import arguments, side_of
from contraflow.reading.parsing.syntax import (
    ancestors,
    antecedent,
    children,
    first_child,
    is_verb,
    noun_phrase,
    oblique,
)
from contraflow.reading.text.marks import holds
from schemas import (
    Party,
    Place,
    PlacePrecision,
)

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token

_ADDRESSES = word_set("addresses")
_FIRST_PERSON = frozenset({"we", "our", "us", "ours", "my", "i"})


_DOCUMENT = re.compile(
    r"((?:The |A )?[A-ZÀ-Ý][^.\n—–]{3,100}?)\s+(?:brings? the following|wishes to (?:inform|state|clarify|bring)"
    r"|hereby (?:informs|announces)|informs (?:the )?(?:public|population|national|general))"
)

_HANDING_OUT = ("the following", "wishes to", "hereby", "informs")
"""Words of which a text that is given in full has one where it begins."""

_DOCUMENTS = re.compile(
    r"communiqu|statement|media directorate|press service|information team|press release", re.I
)
_OFFICIAL = re.compile(
    r"minist|army|forces|staff|\bforce\b|\bnavy|gendarmer|gouvernement|gobierno|governo|état-major|etat-major|official|state (?:daily|media|news|television|tv|agency)|national news"
    r"|telegram|directorate|command|protection|police|government|presiden|communiqu|news service"
    r"|media (?:cent(?:er|re)|office|wing|bureau|department)|(?:press|information|public relations)"
    r" (?:office|cent(?:er|re)|department|service)|info-?cent(?:er|re)|bulletin|external affairs"
    r"|spokes|war media|military media|statement|municipal|\bmayor|\bgovernor|city council"
    r"|fire (?:service|brigade|department|and rescue)|coast ?guard|civil (?:defen[cs]e|protection)"
    r"|press note|(?:media|communications?|press|information) (?:cell|unit|team)",
    re.I,
)
"""Words in an outlet's name that make it the voice of the party named beside them."""
_FIRING = frozenset(
    {"fire", "misfire", "operate", "launch", "drop", "release", "shoot", "send", "lob", "belong"}
    | {"plant", "lay", "place", "bury", "hide", "throw", "hurl", "toss", "detonate", "rig", "leave"}
)
_SHOT_FROM = frozenset(
    "fire shell shells rocket rockets missile missiles gunfire bullet bullets round rounds mortar mortars"
    " artillery shot shots salvo salvoes barrage projectile projectiles drone drones bomb bombs".split()
)
"""What comes from those who fired it."""
_BELIEVED = frozenset("believe suspect think presume say report know allege".split())
_SENDING = frozenset(
    "send dispatch despatch deploy launch fly scramble bring mobilise mobilize field position station"
    " park".split()
)
"""What whoever has a weapon or a craft does with it, before it strikes."""
_FOLK = frozenset(
    "people man member fighter troop force soldier unit militant supporter army tank jet warplane"
    " sniper gunner helicopter drone artillery gun convoy column vehicle pickup marine paratrooper"
    " ranger garrison battalion brigade militia militiaman element combatant commando partisan patrol"
    " squad regiment company detachment boat warship aircraft plane".split()
)
"""Words for a party's own people."""
_STRIKES = frozenset(
    "airstrike strike raid shelling bombardment ambush fire gunfire artillery offensive".split()
)
"""What a party's own people do, and kills as they do."""
_OWNERS = ("state:", "org:", "role:rebels", "role:military")
"""Beginnings of the ids of parties that have men and arms."""
_ARMS = frozenset("tank jet warplane helicopter drone artillery gun convoy column sniper".split())
"""Of these, those which without an owner would be taken for the army's of the place."""
_UNIDENTIFIED = frozenset({"unidentified", "unmarked", "unknown"})
_CRAFT = _ARMS | {"plane", "aircraft", "boat", "vehicle", "warship"}
_TROOPS = frozenset("fighter troop force soldier unit army brigade battalion militia man".split())
"""Of these, the words for those who fight."""
_MEN_AND_ARMS = _TROOPS | _ARMS
_LEAGUES = frozenset({"coalition", "alliance"})
"""Who is called so once the text has named them: "coalition aircraft"."""
_PARTS = frozenset(
    "one none all some remnants elements units members fighters men remnant element unit "
    "soldiers troops forces statements side aircraft jets planes drones warplanes helicopters "
    "tanks".split()
)
"""What may be of somebody who is named behind it: "units of the Xyz group"."""
_THINGS = frozenset({"hazard", "disaster", "attack", "vehicle"})
_ENEMY = frozenset({"enemy", "adversary", "aggressor", "aggression", "invaders", "occupiers"})


_CALLED_IN_SHORT = frozenset({"group", "movement", "front", "organisation", "organization"})
"""What an armed group calls itself where it does not give its name."""
_BANDS = _CALLED_IN_SHORT | {
    "emirate",
    "coalition",
    "alliance",
    "resistance",
    "caliphate",
    "council",
    "party",
    "mujahideen",
}
"""What irregular forces are called in short by those who speak for them."""


def _told_by_one(token: Token) -> bool:
    """Whether "he" or "she" tells what a word stands in, so that "they" are others."""
    return any(
        c.lower_ in ("he", "she") for verb in ancestors(token) for c in children(verb, "nsubj")
    )


def _lord_of(troops: Token) -> Token | None:
    """Whose "his troops" are by the clause that they stand in: "Xland's president ordered his troops to leave"."""
    verb = troops.head
    if troops.dep_ == "nsubj" and verb.dep_ in ("ccomp", "xcomp"):
        verb = verb.head
    subject = first_child(verb, "nsubj") if is_verb(verb) else None
    return subject if subject is not None and subject.tag_ in ("NN", "NNP") else None


def _object_before(them: Token) -> Token | None:
    """Whom "them" means in "defeated the rebels and drove them out": the object of the verb before."""
    verb = them.head
    if them.dep_ != "dobj" or verb.dep_ != "conj" or not is_verb(verb.head):
        return None
    whom = first_child(verb.head, "dobj")
    if whom is not None and whom.lower_ == "those":
        return oblique(whom, "of", "from")  # "those of Xland"
    return whom if whom is not None and whom.tag_ in ("NNS", "NNPS") else None


def _is_fronted(verb: Token) -> bool:
    """Whether a clause stands before the verb that reports it."""
    return verb.dep_ == "ccomp" and verb.head.i > verb.i


_UNITS = frozenset(
    {"unit", "detachment", "serviceman", "formation", "subunit", "battlegroup", "grouping"}
)
"""What an army's bulletins call its own men without saying whose they are."""


_SETTLEMENTS = frozenset(
    "town village hamlet settlement district region province area suburb county quarter".split()
)
"""Places that nobody fights as, whose ever they are called: "the Xish town of Y"."""
_HOSTS = frozenset({"army", "brigade", "legion", "battalion", "squad", "force", "regiment"})
"""What may be of people, or of anything, in great number."""
_FIGHTING_ROLES = frozenset(
    {"role:rebels", "role:enemy", "role:military", "role:police", "role:peacekeepers"}
)


def _is_the_group(noun: Token) -> bool:
    """ "The movement", "the group": one that the text has named."""
    lefts = [c.lower_ for c in noun.lefts]
    return noun.lemma_ in _CALLED_IN_SHORT and lefts in (["the"], ["this"], ["that"])


def taken_for(noun: Token) -> Token | None:
    """What some are taken for: "warplanes believed to be Xish", "men suspected to be from the Xyz"."""
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _BELIEVED:
            for be in children(child, "xcomp"):
                said = next(children(be, "attr", "acomp"), None) or oblique(be, "from", "of")
                if said is not None and said.i != noun.i:
                    return said
    return None


class PartyNaming(ReadingContext):
    """Which party a noun phrase of the parse names, pronouns and "our forces" included."""

    def _outlet(self) -> Party:
        """An official channel speaks for its party; a newspaper for itself."""
        source = self._article.source
        official = _OFFICIAL.search(source) is not None
        voice = self._parties.media_voice(source, official=official)
        if voice is not None:
            return voice
        body = self._parties.phrases.international(source)
        if body is not None and body.id.startswith("body:"):
            return body
        found = self._parties.official(source)
        if _DOCUMENTS.search(source) and (found is None or not found.id.startswith("org:")):
            # an official text names its author first: "The Xyz Alliance (XYZ) brings the following …"
            first = self._parties.article.first_organisation(self._article.text[:240])
            if first is not None:
                return first
        if found is not None and found.id.startswith(("org:", "state:", "office:")) and official:
            return found
        return self._parties.outlet

    def _is_somebody(self, noun: Token) -> bool:
        """Whether a noun is of one person, whom "it" never means."""
        return noun.tag_ == "NN" and (
            self._parties.phrases.is_title(noun.lower_)
            or any(kind == "person" for kind, _ in self._lex.classes(noun.lemma_))
        )

    def _document_speaker(self) -> SpeakerRef | None:
        """The author of a document that an outlet carries in full."""
        begins = self._article.text[:400]
        match = _DOCUMENT.search(begins) if holds(begins, _HANDING_OUT) else None
        if match is None:
            return None
        party = self._parties.resolve(match.group(1))
        if party is None or not party.id.startswith(("state:", "org:")):
            return None
        return SpeakerRef(match.group(1), party)

    def _is_force(self, token: Token) -> bool:
        if token.lower_ in ("they", "we", "it", "he", "she", "who", "which"):
            return False
        if token.lower_ == "forces" and any(
            c.dep_ == "compound" and any(k in _THINGS for k, _ in self._lex.classes(c.lemma_))
            for c in token.children
        ):
            return False  # "fire forces evacuation", where taggers take the verb for a noun
        if token.tag_ == "NNP" and any(
            c.dep_ == "compound"
            and c.tag_ == "NN"
            and any(k == "vehicle" for k, _ in self._lex.classes(c.lemma_))
            for c in token.lefts
        ):
            return False  # "the vessel Ocean Pearl"
        if token.lemma_ in _HOSTS and any(c.lower_ in ("a", "an") for c in token.children):
            of = oblique(token, "of")
            if of is not None and of.tag_ == "NNS" and not self._is_force(of):
                return False  # "an army of volunteers"
        if token.lemma_ in _MEN_AND_ARMS and any(c.tag_ == "PRP$" for c in token.children):
            return True  # "its units", "our soldiers"
        party = self._party(token)
        if (
            party is not None
            and token.tag_ in ("NN", "NNS")
            and any(k in ("place", "facility") for k, _ in self._lex.classes(token.lemma_))
            and (
                token.lemma_ in _SETTLEMENTS
                or self._parties.resolve(token.doc.span(token.left_edge.i, token.i + 1)) is None
            )
        ):
            # "no block in the power of a gang" is none of its men, nor are "towns in the Xish south"
            return False
        if party is not None and party.id == self._parties.outlet.id:
            party = self._parties.resolve(token.text)  # "our soldiers" in an outlet's own voice
        return party is not None and (
            (
                party.id.startswith(("state:", "org:"))
                and not party.id.endswith(("ministry", "judiciary", "emergency services"))
            )
            or party.id in _FIGHTING_ROLES
        )

    def _party(self, token: Token, speaker: Party | None = None) -> Party | None:
        """The party that a noun phrase of the parse names.

        Several steps ask the same of the same word; what it means may turn on what was told since.
        """
        told = (self._last_force, self._here, self._quoted)
        if told != self._named_after:
            self._named_after = told
            self._parties_named.clear()
        known = self._parties_named.get(token)
        if known is None or known[0] is not speaker:
            known = self._parties_named[token] = (speaker, self._named_by(token, speaker))
        return known[1]

    def _named_by(self, token: Token, speaker: Party | None) -> Party | None:
        token = antecedent(token)
        low = token.lower_
        if (low in _FIRST_PERSON and token.text != "US") or any(
            c.lower_ in ("our", "my", "your") for c in token.children if c.dep_ == "poss"
        ):
            voice = speaker or self._outlet_party
            if low in _FIRST_PERSON or voice.id.startswith(("state:", "org:", "role:", "body:")):
                return voice
            # "our army", says a mayor
            return self._parties.resolve(token.text) or voice
        if low in ("they", "them", "their", "theirs") and self._quoted:
            return self._just_named(token) or self._they(speaker)
        if low in ("they", "them", "their", "it", "its", "theirs", "he", "his", "him", "she"):
            if low in ("it", "they") and token.dep_ == "nsubj" and token.head.dep_ == "advcl":
                # "Xland killed them when it shelled the port": the main clause's subject
                subject = arguments(token.head.head).agent
                if subject is not None and low == "it" and self._is_somebody(subject):
                    return None  # "before it sailed, an official had warned the captain"
                if subject is not None and subject.tag_.startswith("NN"):
                    return self._party(subject, speaker)
            if low == "they" and token.i < 2 and _is_fronted(token.head):
                return self._last_force  # "They burned houses, the police said"
            if self._quoted and low in ("he", "his", "him", "she"):
                return None  # in somebody's own words another person
            if token.dep_ == "dobj" and low in ("it", "them") and token.head.lemma_ in _ADDRESSES:
                return self._addressed(token, speaker)
            if low == "them" and (befell := _object_before(token)) is not None:
                return self._party(befell, speaker)
            if speaker is not None and speaker.id.startswith(("state:", "org:", "role:")):
                if low in ("they", "them", "their", "theirs"):
                    # "he says nine of their bodies were found": not his own side's
                    return self._just_named(token) or (None if _told_by_one(token) else speaker)
                return speaker
            return self._last_force or (self._just_named(token) if low == "they" else None)
        voice = speaker or self._outlet_party
        if voice.id.startswith(("org:", "state:")):
            fights = (
                self._parties.article.is_armed(voice)
                if voice.id.startswith("org:")
                else voice.id.count("/") == 2
            )
            if fights and self._parties.phrases.is_own(token.lemma_.casefold()):
                target = oblique(token, "of")
                return (self._party(target, speaker) if target is not None else None) or voice
            if fights and low in _CALLED_IN_SHORT and all(c.dep_ == "det" for c in token.children):
                return voice  # "the Group", in its own words
            if low in _ENEMY or (fights and self._parties.phrases.is_foe(token.lemma_.casefold())):
                enemy = self._parties.enemy_of(voice, self._here)
                if enemy is not None:
                    return enemy
        if token.lemma_ in _FOLK or token.lemma_ in _STRIKES:
            # "its soldiers", "their people", "its air strikes": whose they are says whom they fight for
            poss = next(children(token, "poss"), None)
            if poss is not None and poss.lower_ == "their" and self._quoted:
                return self._they(speaker)  # "their soldiers", says somebody of others
            if poss is not None and _is_the_group(poss):
                # "one of the movement's men": the speaker's own, or those who were last spoken of
                own = speaker is not None and speaker.id.startswith("org:")
                return speaker if own else self._last_force
            if poss is not None and poss.lower_ in ("its", "their", "his", "her"):
                owner = speaker
                if poss.lower_ in ("his", "her") and (lord := _lord_of(token)) is not None:
                    lords = self._parties.resolve(noun_phrase(lord))
                    if lords is not None and lords.id.startswith("state:"):
                        return Party(id=top(lords.id), name=lords.name)
                if owner is None or not owner.id.startswith(_OWNERS):
                    # whose men "his men" are, when nothing tells for whom he speaks
                    his = owner is not None and poss.lower_ in ("his", "her")
                    owner = None if his else self._last_force
                if owner is not None and owner.id.endswith("/presidency"):
                    return Party(
                        id=top(owner.id), name=owner.name
                    )  # a president's army is the state's
                if owner is not None or (token.lemma_ in _ARMS and poss.lower_ != "its"):
                    return owner  # whose tanks "their tanks" are, nothing tells
        if token.lemma_ in _CRAFT and any(c.lower_ in _UNIDENTIFIED for c in token.lefts):
            return None  # "an unmarked helicopter": whose, nobody knows
        if low in _SHOT_FROM:
            # "artillery fire from the rebels", "shells from rebel positions"
            side = oblique(token, "from", "by")
            if side is None and token.head.dep_ == "agent":
                side = oblique(token.head.head, "from")  # "was hit by fire from …"
            side = side_of(side)
            side = side if side is not None and self._is_force(side) else None
            if side is not None:
                return self._party(side, speaker)
        fired = self._fired_by(token, speaker) or self._believed(token, speaker)
        if fired is not None:
            return fired
        phrase = noun_phrase(token)
        if low in _PARTS:
            target = oblique(token, "of", "from", "to")
            whole = self._parties.resolve(phrase) if target is not None else None
            if whole is not None and whole.id.startswith("org:"):
                return whole  # "fighters from Xland's Yish region" are the Yish group's
            if target is not None:
                inner = self._party(target, speaker)
                if inner is not None:
                    return inner
                if target.lemma_.casefold() in _BANDS and target.tag_ == "NNP":
                    return (
                        None  # "the soldiers of the Group": whose these are, the text told before
                    )
        named = self._parties.resolve(phrase) or self._parties.resolve(token.text)
        if named is None and token.text[:-1].isupper() and token.text.endswith("s"):
            named = self._parties.resolve(token.text[:-1])  # "the ABCs ambushed them"
        if named is None and (token.lemma_ in _CRAFT or token.lemma_ in _STRIKES):
            whose = next((c for c in token.lefts if c.lower_ in _LEAGUES), None)
            named = self._parties.resolve(whose.text) if whose is not None else None
        if named is None and token.lemma_ in _UNITS and voice.id.endswith("/military"):
            return voice  # "units of the Xyz group have taken the town", says the ministry
        return named

    def _just_named(self, token: Token) -> Party | None:
        """The fighters that the sentence named last before "they", if it names them in the plural."""
        for noun in reversed(token.doc[: token.i]):
            if noun.tag_ in ("NNS", "NNPS") and noun.dep_ not in ("compound", "nmod"):
                party = self._parties.resolve(noun_phrase(noun))
                if party is not None and party.id.startswith(("org:", "state:", "role:rebels")):
                    return party
        return None

    def _addressed(self, token: Token, speaker: Party | None) -> Party | None:
        """ "The army accused it": whoever it is, it is not the army."""
        own = top(speaker.id) if speaker is not None else ""
        for noun in reversed(token.doc[: token.head.i]):
            if noun.tag_.startswith("NN") and noun.dep_ not in ("compound", "nmod"):
                party = self._parties.resolve(noun_phrase(noun))
                if (
                    party is not None
                    and party.id.startswith(("org:", "state:", "role:rebels"))
                    and top(party.id) != own
                ):
                    return party
        last = self._last_force
        return last if last is not None and top(last.id) != own else None

    def _they(self, speaker: Party | None) -> Party:
        """ "They" in somebody's own words are others: who was last spoken of, or the enemy."""
        last = self._last_force
        own = top(speaker.id) if speaker is not None else ""
        if last is not None and top(last.id) != own:
            return last
        enemy = self._parties.enemy_of(speaker, self._here)
        return enemy or Party(id="role:enemy", name="they")

    def _fired_by(self, token: Token, speaker: Party | None) -> Party | None:
        """Who fired the weapon that struck: "a rocket launched by the Xyz", "a shell the Xyz had fired"."""
        sender = token.head
        if (
            token.dep_ == "dobj"
            and sender.lemma_ in _SENDING
            and any(k == "vehicle" for k, _ in self._lex.classes(token.lemma_))
        ):
            # "X sent a drone which struck the mill"
            agent = arguments(sender).agent
            if agent is not None and self._is_force(agent):
                return self._party(agent, speaker)
        for child in token.children:
            if child.dep_ in ("acl", "relcl") and child.lemma_ in _FIRING:
                agent = oblique(child, "to") if child.lemma_ == "belong" else arguments(child).agent
                if agent is None or agent.i == token.i:
                    agent = side_of(oblique(child, "from"))  # "mortar shells fired from Xland"
                    agent = agent if agent is not None and self._is_force(agent) else None
                if agent is not None and agent.i != token.i and not agent.is_ancestor(token):
                    return self._party(agent, speaker)
        return None

    def _believed(self, token: Token, speaker: Party | None) -> Party | None:
        """Whom some are taken for: "warplanes believed to be Xish", "men suspected to be from the Xyz"."""
        said = taken_for(token) if token.lemma_ in _FOLK else None
        return self._party(said, speaker) if said is not None and self._is_force(said) else None

    def _country(self, code: str) -> Place:
        """A country as a place, by its ISO code."""
        country = self._parties.country(code)
        names = country.names if country is not None else (code,)
        return Place(
            id=f"iso:{code}",
            name=names[0],
            surface=names[0],
            aliases=names[1:],
            country=code,
            precision=PlacePrecision.COUNTRY,
        )
