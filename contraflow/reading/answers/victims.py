"""Step 8, victims: of which people a count is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.parties.keys import top
from contraflow.reading.attribution.tallies import kept_by
from contraflow.reading.frames import FrameHit
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.syntax import antecedent, children, conjuncts, is_verb, oblique
from contraflow.reading.parsing.view import SentenceView
from contraflow.reading.when.moments import TimeChoosing

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token
    from schemas import Party

_GRAVELY = word_set("gravely")
_BANDS = word_set("own-bands")
_HARMED = ("casualties.killed", "casualties.injured", "casualties.missing")
_BEFALLS = word_set("befalls")
_ANYBODY = frozenset("people person life soul citizen resident inhabitant villager child".split())
"""Whom a country loses beside its soldiers: "Xland has lost 300 people to the storm"."""
_OWN = frozenset({"our", "its", "their"})
_KIN = word_set("kin")
_HOUSES = word_set("several-in-one")
_GIVES = frozenset({"give", "put", "list", "count", "report", "confirm", "say", "register", "set"})
_COMRADES = frozenset({"man", "member", "son", "brother", "comrade", "people"})
"""An armed group's fighters, when it calls them its own."""


_PRESS = frozenset({"media", "medium", "press"})


class VictimReading(TimeChoosing):
    """Of whom a count is: everybody, civilians, children, one side's fighters."""

    def _group(self, view: SentenceView, hit: FrameHit, speaker: Party | None) -> str:
        """Of whom: '' for people, 'civilian', 'child', the party of fighters ('combatant' where it
        stays open); 'serious' for the gravely injured."""
        if hit.spec.axis == "casualties.injured" and any(
            t.lower_ in _GRAVELY for t in view.doc[max(0, hit.words[0] - 2) : hit.words[1]]
        ):
            return "serious"
        if (
            hit.anchor.lemma_ == "lose"
            and hit.agent is not None
            and not (hit.theme is not None and hit.theme.lemma_ in _ANYBODY)
            and view.class_of(hit.agent, "person") is None
            and self._is_force(hit.agent)
        ):
            return self._side(hit.agent, speaker)  # "the army lost 12 men"
        if hit.anchor.lemma_ == "loss" and hit.quantity is None:
            return self._loser(hit, speaker)
        if (
            hit.anchor.lemma_ == "casualty"
            and hit.quantity is None
            and fights(speaker)
            and next(children(hit.anchor, "amod", "compound"), None) is None
        ):
            return self._loser(hit, speaker)  # "our side suffered no casualties"
        if hit.anchor.lemma_ == "lose" and hit.agent is not None and hit.agent.lower_ == "we":
            # "we lost nobody": the speaker's own, be it an army or a company
            return top(speaker.id) if speaker is not None and fights(speaker) else "staff"
        owner = next(children(hit.anchor, "poss"), None) if not is_verb(hit.anchor) else None
        if owner is not None and self._is_force(owner) and not self._civil(view, owner):
            return self._side(owner, speaker)  # "the army's dead"
        for token in _named(view, hit):
            meant = _meant_by_them(view, hit, token)
            if meant is None and _is_of_them(token):
                before = self._told_before(view)
                if before:
                    return before
            group = self._group_of(view, hit, token if meant is None else meant, speaker)
            if group is not None:
                return group
        return ""

    def _told_before(self, view: SentenceView) -> str:
        """Which fighters "them" are, where only a sentence before named them: "nine of them were killed"."""
        paragraph, group = self._discourse.fighters
        return group if paragraph == view.sentence.paragraph else ""

    def _remember_fighters(self, view: SentenceView) -> None:
        """Note whose fighters a sentence names, if it names no other people in the plural."""
        named = [t for t in view.nouns if t.tag_ in ("NNS", "NNPS") and view.class_of(t, "person")]
        if not named:
            return
        group = ""
        if len(named) == 1 and view.class_of(named[0], "person") == "combatant":
            last = self._discourse.speaker
            group = self._side(named[0], last.party if last is not None else None)
        self._discourse.fighters = (view.sentence.paragraph, group)

    def _loser(self, hit: FrameHit, speaker: Party | None) -> str:
        """Whose losses they are of whom none is told: "the army suffered no losses", "it has no losses"."""
        verb = hit.anchor.head
        whose = next(children(verb, "nsubj"), None) if hit.anchor.dep_ == "dobj" else None
        if whose is None or verb.lemma_ in self._lex.reporting_verbs:
            return ""
        if whose.lower_ in ("it", "we", "they"):
            sided = speaker is not None and speaker.id.startswith(("state:", "org:", "role:rebels"))
            return self._side(whose, speaker) if sided else "combatant"
        own = self._is_force(whose) or _is_owned(whose)
        return self._side(whose, speaker) if own else ""

    def _group_of(
        self, view: SentenceView, hit: FrameHit, token: Token, speaker: Party | None
    ) -> str | None:
        """The group that a noun names, '' for people at large, None where it says nothing of it."""
        members = conjuncts(token)
        if (
            hit.quantity is not None
            and token.i == hit.quantity.head
            and any(_has_number(view, t) for t in members[1:])
        ):
            members = [token]  # "16 children and 10 soldiers": each group has its number
        target = oblique(token, "of", "among")
        if target is not None and token.lemma_ not in _KIN:
            members += conjuncts(target)  # not "relatives of fighters"
        if any(t.lemma_ in _PRESS for t in (oblique(token, "of", "from"), *token.lefts) if t):
            return "journalist"  # "no professional of the media", "two press workers"
        groups = {g for t in members for g in [view.class_of(t, "person")] if g}
        told = groups - {"people"}
        if (len(groups) > 1 and target is None) or len(told) > 1:
            return ""  # "neither residents nor officers": everybody
        if target is not None and len(conjuncts(target)) > 1 and "people" in groups:
            return ""
        if told:
            group = told.pop()
            if group == "kin" and any(view.class_of(t, "person") is None for t in members):
                return ""  # "the mayor and his wife"
            if group == "kin" and speaker is not None and fights(speaker) and _are_ours(members):
                return top(speaker.id)  # "17 of our sons", says an army
            return self._side(token, speaker) if group == "combatant" else group
        if any(_is_owned(t) and view.class_of(t, "person") == "people" for t in members):
            own = fights(speaker) and any(t.lemma_ in _COMRADES for t in members)
            if own and speaker is not None:
                return top(speaker.id)  # "five of their men", says an armed group
            return "staff"  # "none of our workers": others may have come to harm
        harmed = hit.spec.axis in _HARMED
        if (
            target is not None
            and target.lemma_ in _HOUSES
            and not any(d.dep_ == "poss" for d in target.lefts)
        ):
            return ""  # "five members of one family"
        if harmed and target is not None and self._is_band(view, token, target):
            if self._is_force(target) and not self._civil(view, target):
                return self._side(target, speaker)
            return "staff"  # "nobody of the mission", "none of his family"
        if token.lemma_ == "member" and target is None and not list(children(token, "compound")):
            return "staff"  # "27 members were killed": of some body, beside whom others may be dead
        if groups:
            if any(c.lower_ == "civilian" for c in token.lefts):
                return "civilian"  # "19 civilian men"
            corps = next(
                (c for c in children(token, "compound", "amod") if self._is_force(c)), None
            )
            if corps is not None and not self._civil(view, corps):
                return self._side(corps, speaker)  # "ten police personnel"
            armed = any(c.lower_ == "armed" for c in token.children)
            return "role:rebels" if armed else ""  # "armed individuals": of no army
        if not view.classes(token) and self._is_force(token) and not self._civil(view, token):
            return self._side(token, speaker)
        return None

    @staticmethod
    def _is_band(view: SentenceView, some: Token, whole: Token) -> bool:
        """Whether a noun names some, or none, of a body or a family and not of everybody there."""
        known = view.class_of(whole, "person") is not None and whole.lemma_ not in _BANDS
        if known or view.place_at(whole) is not None:
            return False
        few = some.lemma_ in ("member", "nobody", "none", "one")
        return few and (whole.tag_.startswith("NNP") or whole.lemma_ in _BANDS)

    def _side(self, token: Token, speaker: Party | None) -> str:
        """The party whose fighters a noun names: two sides' dead are two counts."""
        party = self._party(token, speaker)
        if party is not None and party.id == "role:enemy":
            return party.id  # whoever that is, not the speaker's
        if party is None or not party.id.startswith(("state:", "org:", "role:rebels")):
            return "combatant"
        return top(party.id)

    def _civil(self, view: SentenceView, token: Token) -> bool:
        """Whether a party is a country or its offices, whose dead are no fighters: "authorities"."""
        party = self._party(token)
        return view.place_at(token) is not None or (
            party is not None
            and party.id.startswith("state:")
            and party.id.split("/")[1:2] not in (["military"], ["police"])
            and token.lemma_ not in ("force", "side", "army", "troop")
        )


def _named(view: SentenceView, hit: FrameHit) -> list[Token]:
    """The nouns that may say of whom a count is, the most telling first."""
    anchor, counted = hit.anchor, hit.quantity is not None
    noun = not is_verb(anchor)
    roles = [hit.agent, hit.theme] if anchor.lemma_ in _BEFALLS else [hit.theme]
    aside = anchor.head.lower_ == "without" or hit.words[1] - hit.words[0] > 1
    if aside and noun and not counted:
        # "the army brought them out without loss of life": nobody at all was lost
        roles = [r for r in roles if r is not None and anchor.is_ancestor(r)]
    if noun and not counted:
        roles.append(oblique(anchor, "among", "of") or oblique(anchor.head, "among"))
    # "no civilian casualties", "23 civilian deaths"
    whose = list(children(anchor, "amod", "compound")) if noun else []
    if (
        noun
        and hit.theme is None
        and hit.agent is not None
        and hit.spec.axis != "casualties.killed"
        and hit.agent.head.i == anchor.i
    ):
        roles.append(hit.agent)
    if anchor.dep_ == "acl" and is_verb(anchor):
        roles = [*children(anchor, "nsubj", "nsubjpass"), *roles]  # "Xville fire: no crew hurt"
    head = view.doc[hit.quantity.head] if hit.quantity is not None else None
    keeper = kept_by(anchor)
    return [
        t
        for t in (_told_as(anchor), *whose, head, *roles)
        if t is not None and not (keeper is not None and t.i == keeper.i) and not _gives(t, anchor)
    ]


def _is_of_them(counted: Token) -> bool:
    them = oblique(counted, "of")
    return them is not None and them.lower_ == "them"


def _meant_by_them(view: SentenceView, hit: FrameHit, counted: Token) -> Token | None:
    """The people whom a sentence named last, and counts on: "clashed with the gang and killed 12 of them"."""
    them = oblique(counted, "of")
    if them is None or them.lower_ != "them":
        return None
    doer = antecedent(hit.agent) if hit.agent is not None else None
    for noun in reversed(view.doc[: counted.i]):
        if noun is doer or (noun.dep_ == "pobj" and noun.head.head.lemma_ in _MISTAKES):
            continue  # "took farmers for rebels and killed nine of them"
        if noun.tag_ in ("NNS", "NNPS") and view.class_of(noun, "person"):
            return noun
    return None


_MISTAKES = frozenset({"take", "mistake", "confuse"})


def _gives(noun: Token, counted: Token) -> bool:
    """Whether somebody gives a count, and is not counted: "police put it at nine dead"."""
    verb = noun.head
    given = noun.dep_ == "nsubj" and verb.lemma_ in _GIVES and is_verb(verb)
    return given and verb.i != counted.i


def _told_as(noun: Token) -> Token | None:
    """What a part of the dead or hurt are said to be: "two of the dead were children"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("of", "among"):
        return None
    be = noun.head.head.head
    return next(children(be, "attr"), None) if be.lemma_ == "be" else None


def fights(party: Party | None) -> bool:
    """Whether a party has men of its own in the field: an army or an armed group."""
    return party is not None and (
        party.id.startswith(("org:", "role:rebels")) or "/military" in party.id
    )


def _is_owned(token: Token) -> bool:
    """Whether people are somebody's own: "its employees"."""
    return any(c.lower_ in _OWN for c in children(token, "poss"))


def _are_ours(people: list[Token]) -> bool:
    """Whether kin stand for comrades: "our sons", "our brothers"."""
    return any(
        t.lemma_ in _COMRADES and any(c.lower_ == "our" for c in children(t, "poss"))
        for t in people
    )


def _has_number(view: SentenceView, token: Token) -> bool:
    """Whether a noun of a list has a number of its own: "8 nurses, two guards and a child"."""
    return view.quantity_of(token) is not None or any(
        c.lower_ in ("a", "an", "another") for c in token.children
    )
