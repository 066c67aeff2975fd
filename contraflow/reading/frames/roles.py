"""Who did what, by syntax: agent and theme of a cue, whatever is then made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contraflow.reading.frames.classes import fits, flag_of, force_like
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import (
    arguments,
    copula_subject,
    noun_agent_theme,
    share_in,
    side_of,
)
from contraflow.reading.parsing.syntax import children, first_child, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.frames.candidate import Candidate
    from contraflow.reading.lexicon import Lexicon
    from contraflow.reading.parsing.tree import Token

_OWNED = frozenset(
    {
        "service",
        "access",
        "thing",
        "hazard",
        "named-hazard",
        "vehicle",
        "vehicle-or-pronoun",
        "single-person",
    }
    | {"condition", "traffic", "substance", "siege"}
)
"""Classes of themes that are an intransitive verb's subject, or an event noun's owner."""
_OF_SUBJECT = ("other", "kept")
"""Values of control that an intransitive verb tells of its subject: the town fell, the town holds out."""
_WHERE = (
    "in",
    "inside",
    "within",
    "at",
    "into",
    "through",
    "throughout",
    "on",
    "around",
    "to",
    "of",
)
_SUFFERS = word_set("suffers")
_COMMANDS = word_set("commands")
_WOUNDS = frozenset({"wound", "injury", "hole"})
_QUITS = word_set("quits")
_DOES = word_set("does")
_DOES_HARM = frozenset({"cause", "do", "inflict", "wreak"})
_SHARES = word_set("shares")
_PARTITIVES = frozenset({"total", "handful", "majority", "bulk", "rest"})
"""What counts the people that it is "of"."""


def assign(c: Candidate) -> None:
    """Fills agent and theme."""
    anchor = c.anchor
    if c.phrase and c.last.dep_ == "dobj" and c.last.head.lemma_ in _DOES_HARM:
        # "the drone caused no damage to the mill" tells of what it did not hit
        if c.spec.axis == "damage.state":
            c.theme = oblique(c.last, "to", "on", "in") or oblique(c.last.head, "to", "on")
            return
    if is_verb(anchor) and anchor.dep_ not in ("aux", "auxpass"):
        _of_verb(c)
        if c.spec.value == "oblique":  # "the town belongs to X"
            done_to = arguments(anchor).theme  # "handed the town over to X"
            subject = c.agent
            c.agent, c.theme = oblique(anchor, "to"), done_to or subject or c.theme
            if c.agent is None and c.phrase and c.last.tag_.startswith("NN"):
                c.agent = _holder(c)  # "the town came under rebel control"
    elif anchor.tag_ == "EX" and c.last.lemma_ == "be":
        c.agent = first_child(c.last, "attr", "nsubj")  # "there are rebels in X"
    elif anchor.tag_.startswith("NN") and not c.phrase:
        _of_noun(c)
    elif c.spec.value in ("oblique", "not-oblique"):
        c.agent, c.theme = _holder(c), copula_subject(anchor)
        had = _had(anchor)
        if had is not None:  # "the army has the town well in hand"
            c.agent, c.theme = c.agent or arguments(anchor.head).agent, had
    elif anchor.tag_.startswith("NN"):
        _of_noun_phrase(c)
    else:
        _of_predicate(c)
    _mend(c)


def _had(anchor: Token) -> Token | None:
    """What somebody has or keeps in hand or under control."""
    verb = anchor.head
    if not is_verb(verb) or verb.lemma_ not in ("have", "keep", "hold", "bring", "get"):
        return None
    return first_child(verb, "dobj")


def command(c: Candidate) -> Token | None:
    """The verb of command under which a verb is an order: "told residents to leave"."""
    anchor = c.anchor
    ordered = (
        c.spec.commanded
        and anchor.dep_ in ("xcomp", "ccomp")
        and anchor.head.lemma_ in _COMMANDS
        and anchor.lemma_ in _QUITS
        and anchor.tag_ in ("VB", "VBP")  # not "some had fled, a teacher told us"
    )
    return anchor.head if ordered else None


def _of_verb(c: Candidate) -> None:
    """ "X seized Y", "Y was seized by X"; of an intransitive verb the theme is the subject."""
    spec, anchor = c.spec, c.anchor
    got = arguments(anchor)
    c.agent, c.theme = got.agent, got.theme
    if anchor.tag_ == "VBG" and spec.axis == "attack.occurrence" and got.theme is None and anchor.i:
        before = c.view.doc[anchor.i - 1]
        if before.dep_ == "dobj" and before.head is anchor.head and c.is_force(before):
            c.agent, c.theme = before, None  # "blamed rebel shelling for the deaths"
            return
        by = oblique(anchor, "by") or _sent_from(c)
        below = anchor.dep_ in ("pobj", "pcomp") and anchor.head.lower_ in _AS_NOUN
        if below or (by is not None and anchor.dep_ in ("pobj", "pcomp", "nsubj")):
            c.agent, c.theme = by, None  # "died in firing by Xish troops", "killed by shelling"
            return
    share = share_in(anchor)
    if share is not None and share.who is not None:
        c.agent = share.who  # "the army had a hand in killing them"
    if got.theme is None and got.agent is None and anchor.tag_ == "VBN" and _is_left(anchor):
        c.theme = first_child(anchor.head, "nsubj")  # "remains cut off"
        if fits(c, c.theme, spec.theme):
            return
        c.theme = None
    if (
        got.theme is None
        and got.agent is None
        and anchor.dep_ == "ccomp"
        and anchor.tag_ in ("VBN", "VBD")
        and anchor.head.lemma_ in _LEAVES
        and spec.axis.startswith(("status", "damage"))
    ):
        left = first_child(anchor.head, "dobj")  # "ordered the markets shut"
        if fits(c, left, spec.theme):
            c.theme = left
            return
    if c.phrase and anchor.lemma_ == "let" and got.theme is None and is_verb(c.last):
        c.theme = first_child(c.last, "nsubj")  # "let the journalist go"
        return
    if spec.subject and not got.passive:
        c.agent, c.theme = None, got.agent  # "the dam did its job"
        return
    if spec.sign and not c.phrase:
        _of_flag(c)
        return
    if (
        c.phrase
        and spec.axis.startswith("attack")
        and any(t.lower_ == "under" for t in c.view.doc[slice(*c.words)])
    ):
        # "the convoy came under fire from X": the subject is struck
        c.agent = oblique(c.last, "from", "by") or oblique(anchor, "from", "by")
        c.theme = got.agent
        return
    if got.theme is not None:
        if c.phrase and not got.passive and c.words[0] <= got.theme.i < c.words[1]:
            beyond = _beyond_object(c, got.theme)
            if spec.value == "kept" and fits(c, c.agent, spec.theme):
                beyond = c.agent  # "the town is standing firm", read as a verb and its object
            if fits(c, beyond, spec.theme) or not fits(c, got.theme, spec.theme):
                c.theme = beyond
            if spec.axis == "damage.state" and not fits(c, c.theme, spec.theme):
                c.agent, c.theme = None, c.agent  # "the wall gave way in two places"
    elif spec.referent == "person":
        c.theme = c.agent
    elif c.phrase and c.last.dep_ == "amod" and fits(c, c.last.head, spec.theme):
        c.theme = c.last.head  # "there is enough food"
    else:
        c.theme = _beside(c)
        intransitive = (
            spec.value in _OF_SUBJECT
            or spec.theme in _OWNED
            or spec.axis.startswith(("damage", "status"))
        )
        if (
            intransitive
            and c.agent is not None
            and (
                spec.value in _OF_SUBJECT
                or not fits(c, c.theme, spec.theme)
                or (spec.axis == "status.service" and _fits_or_counts(c, c.agent))
                or (c.theme is not None and c.theme.tag_ == "PRP")
            )
        ):
            c.agent, c.theme = None, c.agent  # what fell, reopened, burns


def _of_flag(c: Candidate) -> None:
    """ "The flag of X flies over Y", "X's flag was hoisted on Y": whose it is, and where."""
    flag = flag_of(c.anchor)
    if flag is None:
        return
    hoister = c.agent if c.agent is not flag else None
    owner, of = noun_agent_theme(flag)
    c.agent = owner or of or hoister
    if c.agent is not None and c.agent.lower_ in ("its", "their"):
        c.agent = hoister or c.agent
    c.theme = oblique(c.anchor, "over", "above", "on", "from", "atop", "in", "at")


_LINKS = frozenset({"remain", "stay", "lie", "stand", "be", "keep"})


def _is_left(participle: Token) -> bool:
    """Whether a participle tells the state in which something stays: "remains cut off"."""
    below = participle.dep_ in ("xcomp", "acomp", "oprd", "advcl", "conj")
    return below and participle.head.lemma_ in _LINKS


def _fits_or_counts(c: Candidate, subject: Token) -> bool:
    """Whether a subject is of the class, or counts some that are: "none of the pumps worked"."""
    return fits(c, subject, c.spec.theme) or fits(c, oblique(subject, "of"), c.spec.theme)


def _beyond_object(c: Candidate, obj: Token) -> Token | None:
    """What a verb and the object that is part of the cue are about: "took control of X"."""
    if c.spec.referent == "person":  # "refused bail for X"
        return oblique(obj, "for", "of", "against") or oblique(c.anchor, "for", "from")
    return (
        oblique(obj, "of", "over", "on", "to", "in", "around", "round")
        or oblique(c.anchor, "of", "over", "on", "to", "from", "in", "at", "around", "round")
        or oblique(c.last, "of", "over", "to", "on")
    )


def _beside(c: Candidate) -> Token | None:
    """What a verb without an object is done to or at, by its prepositions."""
    if not c.phrase and c.spec.axis == "status.access":
        return oblique(c.anchor, "at", "in", "on", "into")  # not "closed to traffic"
    if not c.phrase:
        return oblique(
            c.anchor, "over", "of", "on", "to", "from", "at", "into", "in", "against", "for"
        )
    return (
        first_child(c.last, "pobj")
        or oblique(c.last, "of", "over", "on", "to", "from")
        or oblique(c.anchor, "over", "on", "to", "of", "from")
    )


def _of_noun(c: Candidate) -> None:
    """ "X's capture of Y", "the shelling of Y by X", "suffered injuries", "the dam's collapse"."""
    spec, anchor = c.spec, c.anchor
    if anchor.dep_ in _CLAUSES:
        c.theme = first_child(anchor, "nsubj")
        if c.theme is not None:  # "the dam burst", where the verb is taken for a noun
            return
    agent, theme = noun_agent_theme(anchor)
    if agent is None and spec.axis.startswith("attack"):
        agent = next(  # "an army raid", "coalition shelling"
            (
                child
                for child in children(anchor, "compound", "amod", "nmod")
                if (child.tag_.startswith("NN") or _fights(c, child))
                and c.is_force(child)
                and not c.view.class_of(child, "vehicle")
            ),
            None,
        )
        if agent is None and anchor.dep_ == "nsubjpass" and anchor.head.lemma_ in _DOES:
            agent = arguments(anchor.head).agent  # "the attack was carried out by X"
        if agent is None and started(anchor):
            agent = arguments(anchor.head).agent
        if agent is None and anchor.lemma_ in _SENT_FROM:
            agent = _sent_from(c)
    if theme is None and spec.theme in ("attack", "deed"):
        theme = copula_subject(anchor)  # "the blast was an accident"
    if (
        theme is None
        and spec.axis.startswith("casualties")
        and anchor.dep_ == "dobj"
        and anchor.head.lemma_ in _SUFFERS
    ):
        agent, theme = None, arguments(anchor.head).agent
    if (
        theme is None
        and agent is not None
        and agent.dep_ == "poss"
        and spec.theme == "place"
        and c.view.place_at(agent) is not None
    ):
        agent, theme = None, agent  # "Xtown's capture"
    if theme is None and spec.axis == "damage.state":
        # "damage to the dam", "no crack was found in the dam": it may hang on the verb
        theme = oblique(anchor, "to", "in", "on", "across")
        if theme is None and is_verb(anchor.head):
            theme = oblique(anchor.head, "in", "to", "on", "across")
    if (
        spec.axis == "damage.state"
        and anchor.dep_ == "dobj"
        and anchor.head.lemma_ in _SUFFERS
        and not fits(c, theme, spec.theme)
    ):
        theme = arguments(anchor.head).agent or theme  # "the bridge sustained heavy damage"
    if spec.theme in _OWNED and theme is None:
        theme = agent  # "the dam's collapse", "the mayor's death"
    if agent is not None and agent.lower_ in ("its", "their") and is_verb(anchor.head):
        # "the army kept its grip on X"
        owner = arguments(anchor.head).agent
        agent = owner if owner is not None and owner.tag_.startswith("NN") else agent
    c.agent, c.theme = agent, theme


_CLAUSES = ("ROOT", "ccomp", "conj", "advcl")
_AS_NOUN = frozenset({"in", "by", "during"})
"""What a gerund without an object follows that is as good as a noun: "killed by shelling"."""


def _sent_from(c: Candidate) -> Token | None:
    """Whose side it came from: "gunfire from the Xish side", "shelling from rebel-held territory"."""
    side = side_of(oblique(c.anchor, "from"))
    return side if side is not None and c.is_force(side) else None


_SENT_FROM = frozenset("gunfire fire firing shelling bombardment shooting barrage".split())
"""What comes from where those are who do it."""


def _fights(c: Candidate, word: Token) -> bool:
    """Whether an adjective names fighters: "a rebel attack", and no kind of attack as "terrorist" does."""
    kinds = word.lemma_ not in ("terrorist", "extremist")
    return word.tag_ == "JJ" and kinds and c.view.class_of(word, "person") == "combatant"


def started(fight: Token) -> bool:
    """Whether a verb tells who began what two sides do: "X provoked the clash", "the shooting was
    started by X"."""
    verb = fight.head
    return (
        fight.lemma_ in _TWO_SIDED
        and fight.dep_ in ("dobj", "nsubjpass")
        and verb.lemma_ in _BEGINS
        and is_verb(verb)
    )


_TWO_SIDED = frozenset(
    "clash shooting fighting skirmish firefight exchange hostility battle gunfight shootout"
    " shoot-out confrontation fight crossfire brawl violence escalation hostilities".split()
)
_BEGINS = frozenset("start begin provoke initiate instigate trigger spark unleash".split())


_MEETS_WITH = frozenset(
    "flee escape survive dodge avoid evade await expect face suffer withstand endure fear see hear".split()
)
"""What those do whom an attack befalls."""


def _of_noun_phrase(c: Candidate) -> None:
    """ "the flag of X flies over Y", "loss of power in Y"."""
    agent, theme = noun_agent_theme(c.last)
    if c.last.tag_ == "IN":
        theme = next(children(c.last, "pobj"), theme)  # "nothing remains of the bridge"
    elif theme is None and is_verb(c.last) and c.spec.axis == "status.access":
        theme = oblique(c.last, "on", "over", "through", "across", "at", "into", "past")
    if c.spec.axis == "damage.state":
        theme = _left_so(c) or theme
    if c.spec.sign:
        agent = agent or noun_agent_theme(c.anchor)[0]
        theme = theme or oblique(c.last, "over", "above", "on", "in", "at")
    if c.last.dep_ == "dobj" and (c.spec.people or c.spec.axis.startswith("casualties")):
        # "brought the death toll to 39" does not say that those who did are the dead
        c.agent, c.theme = None, theme
        return
    if theme is None and c.last.tag_ == "IN":
        theme = first_child(c.last, "pobj")  # "are the masters of X"
    if c.spec.axis.startswith("attack.") and (
        _is_spoken_of(c.view.lex, c.last)
        or (c.last.dep_ == "dobj" and c.last.head.lemma_ in _MEETS_WITH)
    ):  # "villagers flee air raids": which they did not fly
        c.agent, c.theme = agent, theme
        return
    subject = copula_subject(c.anchor)
    if agent is None and subject is not None and subject.i not in range(*c.words):
        agent = subject
    if c.last.lemma_ in _WOUNDS:
        agent = None  # "the student died of a bullet wound"
    c.agent, c.theme = agent, theme or subject


def _of_predicate(c: Candidate) -> None:
    """ "Y is open", "X is in control of Y", "Y was under water"."""
    spec, anchor = c.spec, c.anchor
    subject = copula_subject(anchor)
    if spec.referent == "person" and is_verb(anchor.head):
        # "the police have him in a cell"
        subject = next(children(anchor.head, "dobj"), subject)
    if spec.axis.startswith(("status", "damage")):
        c.agent, c.theme = oblique(c.last, "by"), _left_so(c) or subject
        if anchor.tag_ == "IN" and not fits(c, c.theme, spec.theme):
            c.theme = _subject_above(c) or c.theme
    elif spec.axis.startswith("casualties"):
        # "three gunmen attacked the bar, leaving 20 dead": who was left so, and not who left them
        c.agent, c.theme = oblique(c.last, "by"), _left_so(c) or subject
    elif spec.value == "agent" and anchor.tag_.startswith("JJ") and not c.phrase:
        c.agent, c.theme = oblique(anchor, "by"), subject  # "the region was “liberated”"
    else:
        beyond = first_child(c.last, "pobj") if c.phrase else None  # "in control of X"
        beyond = beyond or oblique(c.last, "of", "over", "on", "to", "in")
        c.agent, c.theme = subject, beyond or subject


_LEAVES = word_set("leaves-so")


def _left_so(c: Candidate) -> Token | None:
    """What a predicate under another verb is of: "keeps the market shut", "left the bridge in ruins"."""
    verb = c.anchor.head
    if c.anchor.dep_ == "pobj" and verb.lower_ in ("in", "into", "to"):
        verb = verb.head  # "turned it into a heap of stones"
    if verb.lemma_ not in _LEAVES or not is_verb(verb):
        return None
    if c.anchor.dep_ == "dobj":  # "keep the market shut", where parsers take the two for one noun
        return next((t for t in children(c.anchor, "compound")), None)
    return first_child(verb, "dobj")


def _subject_above(c: Candidate) -> Token | None:
    """The subject of the clause of a phrase that hangs on some noun: "came out of the raid unhurt"."""
    node = c.anchor.head
    for _ in range(4):
        if is_verb(node):
            got = arguments(node)
            subject = got.theme if got.passive else got.agent
            return subject if fits(c, subject, c.spec.theme) else None
        node = node.head
    return None


def _is_spoken_of(lex: Lexicon, event: Token) -> bool:
    """Whether a verb's subject speaks of an event and does nothing: "the mayor condemned the air
    strikes", "accused the army of air strikes"."""
    verb = event.head if event.dep_ == "dobj" else event.head.head
    return (
        event.dep_ in ("dobj", "pobj")
        and is_verb(verb)
        and verb.lemma_ not in _DOES
        and (verb.lemma_ in lex.reporting_verbs or verb.lemma_ in lex.speech_verbs)
        and lex.reporting_verbs.get(verb.lemma_) not in ("future", "deny")  # "ordered air strikes"
    )


def _mend(c: Candidate) -> None:
    """Puts right what the construction hides: a subject that something is done to, "cleared of X"."""
    spec, anchor, theme = c.spec, c.anchor, c.theme
    if theme is not None and theme.lower_ in _ONESELF:
        c.theme = _own_self(theme) or theme  # "three officers find themselves in a cell"
    if spec.id in ("headline-there", "headline-gone"):
        # "Xish troops back in Ytown"
        subject = c.view.doc.root
        if is_verb(subject):
            subject = next(children(subject, "nsubj"), subject)
        c.agent = subject if subject.i < c.anchor.i else None
    if spec.id == "is-of-a-side":
        named = [
            t
            for t in children(c.anchor, "compound", "amod")
            if (t.tag_ == "NN" or t.lower_ == "rebel") and c.is_force(t)
        ]
        c.agent, c.theme = next(iter(named), None), copula_subject(c.anchor)
    if spec.id == "rams-in":
        c.theme = oblique(c.anchor, "into", "through")  # and not what is driven
    if _is_headline_repulse(c):
        # "Attack on Xtown beaten off", "the assault collapsed"
        c.agent, c.theme = oblique(c.anchor, "by"), c.agent
    theme = c.theme
    if theme is not None and theme.lower_ == "it" and spec.axis in _STATES_OF_THINGS:
        c.theme = _object_before(c, theme) or theme  # "visited the dam and found it intact"
    if anchor.dep_ == "acl" and anchor.tag_ == "VBN" and spec.theme in _OWNED:
        c.theme = _noun_above(c, c.theme)
    if anchor.dep_ == "relcl" and spec.theme in ("order", "siege", "hazard"):
        above = _noun_above(c, c.theme)  # "the ban in Xtown, which was dropped on Friday"
        c.theme = above if fits(c, above, spec.theme) else c.theme
    if anchor.dep_ == "acl" and anchor.tag_ == "VBD" and not fits(c, c.theme, spec.theme):
        if fits(c, anchor.head, spec.theme) and spec.theme in _OWNED:
            c.agent, c.theme = None, anchor.head  # "the tower in X toppled", read as its attribute
    theme = c.theme
    if theme is not None:
        whole = (
            spec.axis == "damage.state" and (theme.lemma_ in _SHARES or theme.lower_ in _MANY)
        ) or (spec.theme == "person" and theme.lemma_ in _PARTITIVES)
        if whole:  # "the whole of the market", "a total of 1,200 residents were moved"
            c.theme = oblique(theme, "of") or theme
    if spec.axis == "other.event":
        if fits(c, c.agent, spec.theme) and (c.theme is None or not fits(c, c.theme, spec.theme)):
            c.agent, c.theme = None, c.agent  # "the tents reached the camp", "a helicopter landed"
        elif not fits(c, c.theme, spec.theme):
            # "families were given tents"
            given = first_child(c.anchor, "dobj")
            c.theme = given if fits(c, given, spec.theme) else c.theme
    elif spec.referent == "person":
        if any(t.lower_ in ("himself", "herself") for t in c.view.doc[slice(*c.words)]):
            c.theme = c.agent  # "the driver handed himself in"
        elif c.phrase and not fits(c, c.theme, spec.theme) and _has_own_object(c):
            c.theme = c.agent  # "the driver breathed his last"
        if c.anchor.lemma_ in _QUITS and fits(c, c.agent, spec.theme):
            c.theme = c.agent  # "the driver fled the scene"
        if c.phrase and spec.value == "alive" and not fits(c, c.theme, spec.theme):
            c.theme = c.agent or c.theme  # "the mayor walked out of the wreck"
    elif c.anchor.dep_ == "acl" and c.anchor.head.lemma_ in ("cent", "percent"):
        c.theme = first_child(c.anchor.head.head, "nsubj") or c.theme
    elif c.anchor.dep_ == "acomp" and spec.axis.startswith("status"):
        if not fits(c, c.theme, spec.theme):
            c.theme = arguments(c.anchor.head).agent  # "is 80 per cent contained"
    elif spec.agent == "troops" and spec.axis == "movement.presence":
        if (
            c.agent is None
            and c.theme is not None
            and (c.theme.dep_ == "nsubjpass" or c.anchor.dep_ == "acl")
        ):
            c.agent = c.theme  # "gunmen are billeted in the town hall"
        if spec.theme == "place":  # "drink their coffee inside the temple"
            where = oblique(c.last, *_WHERE) or oblique(c.anchor, *_WHERE)
            within = first_child(c.last, "pobj")
            c.theme = within or where or first_child(c.anchor, "dobj")
    elif spec.axis == "movement.evacuation":
        if c.theme is None and fits(c, c.agent, "place"):
            c.agent, c.theme = None, c.agent  # a headline: "Xtown evacuated"
    elif spec.theme == "force":
        driven = next(children(c.anchor, "dobj"), None)
        if driven is not None and c.theme is not None and c.theme.lower_ == "it":
            c.theme = driven  # "chased the rebels out of it"
        if c.theme is None or not force_like(c, c.theme):
            c.theme = oblique(c.anchor, "of") or c.theme  # "cleared of rebels"
        if spec.axis == "control.holder" and _is_headline_expulsion(c):
            by = next((t for t in c.anchor.subtree if t.lower_ == "by"), None)
            c.agent, c.theme = (first_child(by, "pobj") if by else None), c.agent
        if c.theme is not None and not force_like(c, c.theme) and is_verb(c.anchor):
            c.theme = noun_agent_theme(c.theme)[0] or c.theme  # "a raid by X was beaten off"
    elif (
        c.agent is not None
        and spec.axis == "control.holder"
        and spec.value == "agent"
        and not spec.agent
        and c.anchor.tag_ == "VBD"
        and first_child(c.anchor, "dobj") is None
        and fits(c, c.agent, "place")
        and not force_like(c, c.agent)
    ):
        c.agent, c.theme = None, c.agent  # "Xtown, liberated in May, …" read as a clause


_MANY = frozenset({"dozens", "scores", "hundreds", "thousands"})
_ONESELF = frozenset({"himself", "herself", "itself", "themselves"})


def _own_self(pronoun: Token) -> Token | None:
    """Whom a reflexive pronoun stands for: the subject of its clause, wherever parsers hang it."""
    node = pronoun.head
    for _ in range(3):
        who = next((t for t in children(node, "nsubj", "nsubjpass") if t is not pronoun), None)
        if who is not None or node.head is node:
            return who
        node = node.head
    return None


def _is_headline_repulse(c: Candidate) -> bool:
    """Whether it is the attack, taken for the doer, that failed or was beaten off."""
    verb = c.anchor
    if c.spec.id != "repel" or not fits(c, c.agent, "attack") or fits(c, c.theme, "attack"):
        return False
    if any(t.dep_ in ("dobj", "dative") for t in verb.children):
        return False
    if c.agent is not None and c.agent.lemma_ in ("attempt", "bid", "effort"):
        return False  # at what, a clause of its own tells
    return verb.lemma_ in _FOUNDERS or (
        c.view.sentence.heading
        and verb.tag_ in ("VBD", "VBN")
        and verb.lemma_ not in ("stop", "halt", "end")
        and not any(t.dep_ == "aux" for t in verb.children)
        and not any(t.lower_ in ("reports", "claims") for t in c.view.doc[: verb.i])  # whose?
    )


_FOUNDERS = word_set("founders")


def _is_headline_expulsion(c: Candidate) -> bool:
    """ "Rebels driven out of Xtown": without an object it is the subject that was driven out."""
    verb = c.anchor
    return (
        verb.tag_ in ("VBD", "VBN")
        and c.agent is not None
        and c.agent.dep_ == "nsubj"
        and c.agent.head is verb
        and force_like(c, c.agent)
        and not any(t.dep_ in ("dobj", "dative", "aux", "auxpass") for t in verb.children)
    )


_STATES_OF_THINGS = frozenset({"damage.state", "status.access", "status.service"})


def _object_before(c: Candidate, it: Token) -> Token | None:
    """What "it" stands for below the second of two verbs: the object of the first."""
    node = it
    for _ in range(5):
        if node.dep_ == "conj" and is_verb(node) and is_verb(node.head):
            seen = first_child(node.head, "dobj")
            return seen if fits(c, seen, c.spec.theme) else None
        node = node.head
    return None


def _has_own_object(c: Candidate) -> bool:
    """Whether a verb's object is a word of its cue: "lost his life"."""
    return is_verb(c.anchor) and any(
        c.words[0] < t.i < c.words[1] for t in children(c.anchor, "dobj")
    )


def _noun_above(c: Candidate, theme: Token | None) -> Token | None:
    """ "Fire at Xtown depot contained": the participle is the fire's, and the parser gives it to the depot."""
    node = theme
    while node is not None and not fits(c, node, c.spec.theme):
        node = node.head.head if node.dep_ == "pobj" and node.head.dep_ == "prep" else None
    return node if node is not None else theme


def _holder(c: Candidate) -> Token | None:
    """Who holds it: "under the control of X", "under X's control", "in army hands"."""
    last = c.last
    target = oblique(last, "of", "by")
    if target is not None:
        return target
    for child in last.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and (
            child.text[:1].isupper() or c.is_force(child)
        ):
            return child
    for token in c.view.doc[c.anchor.i + 1 : last.i]:
        if token.tag_.startswith(("NN", "PRP$", "JJ")) and (
            c.is_force(token) or token.lower_ in ("our", "their", "his", "its")
        ):
            return token
    return None
