"""Step 3, authors: who did it, told by the shape of a sentence rather than by a word for the deed.

"The attackers were X", "those who fired were X", "the massacre bears the marks of X", "the blame lies
with X", and the alibi: "no aircraft of ours was near", "not one round left our barrels". Each shape
is a function; the words that it asks for are sets of ``lexicon/words.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contraflow.reading.frames import FrameHit
from contraflow.reading.frames.asked import Asked
from contraflow.reading.lexicon import lexicon, word_set
from contraflow.reading.parsing.involvement import arguments, done_by
from contraflow.reading.parsing.negation import is_negative_noun, negated
from contraflow.reading.parsing.syntax import (
    ancestors,
    antecedent,
    children,
    conjuncts,
    first_child,
    is_verb,
    oblique,
)

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView

_DOERS = word_set("doers")
_DEEDS = word_set("blamed-events")
_KILLS = word_set("kills")
_MARKS = word_set("marks")
_GUILT = word_set("guilt")
_SHOTS = word_set("shots")
_ARMS = word_set("arms-and-crews")
_BARRELS = word_set("barrels")
_AT_WORK = word_set("at-work")
_OURS = frozenset({"our", "ours", "us"})
_HIS = frozenset({"his", "her", "their", "its"})
_NATIONS = frozenset({"country", "nation", "army", "force", "side", "government", "navy"})
_NEGATIVE = frozenset({"no", "not", "n't", "none", "nothing", "never", "nowhere"})
_WHOEVER = frozenset({"those", "men", "people", "ones", "man", "person", "one"})
_DEFINITE = frozenset({"the", "these", "those", "all", "both", "his", "her", "their", "its"})
_NEARBY = frozenset("near over above around within close anywhere nowhere nearby airborne".split())
_CHARGES = word_set("charges-with")
_CLEARS = word_set("clears")
_OWNS_UP = word_set("owns-up")
_DISOWNS = word_set("disowns")
_ASCRIBES = frozenset(
    {"attribute", "ascribe", "pin", "impute", "put", "trace", "chalk", "link", "tie", "connect"}
)
_BE, _DO, _HAND = frozenset({"be"}), frozenset({"do"}), frozenset({"hand"})
_WORK = frozenset(
    {"work", "doing", "handiwork", "provocation", "crime", "operation", "ploy", "stunt", "reprisal"}
)
_OPENERS = (
    _DOERS
    | _CHARGES
    | _CLEARS
    | _OWNS_UP
    | _DISOWNS
    | _ASCRIBES
    | _WORK
    | frozenset(
        {
            "innocence",
            "credit",
            "hand",
            "do",
            "claim",
            "killing",
            "murder",
            "assassination",
            "abduction",
        }
    )
    | _MARKS
    | _GUILT
    | _OURS
    | _WHOEVER
    | _NATIONS
    | frozenset({"finger", "door", "hands", "behind", "point", "lead"})
    | word_set("does")
    | frozenset({"clash", "result", "product", "outcome", "consequence", "fruit", "upshot"})
    | frozenset({"suspect", "stem", "arise", "responsible", "between"})
    | _SHOTS
    | word_set("bands")
    | word_set("men-at-arms")
)


@dataclass(slots=True)
class AuthorHit(FrameHit):
    """Who did it: its agent is the noun for them; its negation clears them."""

    identifies: bool = False
    """It takes the deed for known, and says who did it."""
    voice: Token | None = None
    """Who says so by the sentence's own verb: "the elders point the finger at X"."""
    foe: Token | None = None
    """Of two who fought the other: "X clashed with Y"."""
    either: bool = False
    """It names two who fought, and so says nothing where only one of them is known."""


def identifies(hit: FrameHit) -> bool:
    """Whether a sentence takes a deed for known and says whose it was: "it was X who fired", "what
    hit the mill was X's", "the shot came from X", "killed by X and by nobody else"."""
    if isinstance(hit, AuthorHit):
        return hit.identifies
    anchor, agent = hit.anchor, hit.agent
    if any(t.lower_ == "else" for t in anchor.subtree):
        return True
    if agent is not None and agent.dep_ in ("attr", "nsubj") and agent.head.lemma_ == "be":
        it = any(c.lower_ == "it" for c in children(agent.head, "nsubj"))
        what = any(c.lower_ == "what" for c in anchor.children)
        return (it and agent.is_ancestor(anchor)) or what
    deed = hit.theme if is_verb(anchor) else anchor
    if hit.spec.id == "came-from":
        deed = hit.agent
    return (
        deed is not None
        and (deed.lemma_ in _SHOTS or deed.lemma_ in _DEEDS)
        and deed.dep_ in ("nsubj", "nsubjpass")
        and any(c.lower_ in ("the", "this", "that", "these", "those") for c in deed.children)
    )


def authors(view: SentenceView) -> list[AuthorHit]:
    """All statements of who did it."""
    if view.words.isdisjoint(_OPENERS):
        return []
    return [hit for shape in _SHAPES.among(view.words) for hit in shape(view)]


def _hit(
    anchor: Token, who: Token, no: bool, *, identifies: bool = False, voice: Token | None = None
) -> AuthorHit:
    spec, words = lexicon().frames["author"], (anchor.i, anchor.i + 1)
    return AuthorHit(spec, anchor, who, None, no, words=words, identifies=identifies, voice=voice)


def _identity(view: SentenceView) -> Iterator[AuthorHit]:
    """ "The attackers were X", "those who fired were X", "the killers belonged to X"."""
    for verb in view.verbs:
        if verb.lemma_ not in ("be", "belong", "come", "hail"):
            continue
        subject = _subject(verb)
        if subject is None or not _is_known_doer(view, subject):
            continue
        if verb.lemma_ == "be":
            who = first_child(verb, "attr") or oblique(verb, "from")
        else:
            who = oblique(verb, "to" if verb.lemma_ == "belong" else "from")
        if who is not None:
            yield _hit(verb, who, negated(verb))


def _subject(verb: Token) -> Token | None:
    """A verb's subject, also where it stands above: "the raid is thought to have been the work of X"."""
    for _ in range(3):
        own = first_child(verb, "nsubj", "nsubjpass")
        if own is not None:
            return antecedent(own)
        if verb.dep_ == "acl" and verb.head.tag_.startswith("NN"):
            return verb.head  # "a raid believed to be the work of X"
        if verb.dep_ != "xcomp" or not is_verb(verb.head):
            return None
        verb = verb.head
    return None


def _is_known_doer(view: SentenceView, noun: Token) -> bool:
    """Whether a noun is for those who did what the text tells of."""
    if is_negative_noun(noun) or noun.tag_ in ("CD", "NNP"):
        return False
    if noun.lemma_ in _DOERS:
        return any(c.lower_ in _DEFINITE for c in noun.children)
    return noun.lower_ in _WHOEVER and any(
        c.tag_ in ("VBD", "VBN")
        and (c.lemma_ in _KILLS or any(spec.culprit for spec in view.lex.verbs.get(c.lemma_, ())))
        for c in children(noun, "relcl")
    )


def _author_of(view: SentenceView) -> Iterator[AuthorHit]:
    """ "X is the author of the massacre"."""
    for noun in view.doc:
        if noun.lemma_ not in _DOERS or noun.dep_ not in ("attr", "appos"):
            continue
        deed = oblique(noun, "of", "behind")
        if deed is None or not (deed.lemma_ in _DEEDS or view.class_of(deed, "attack")):
            continue
        be = noun.head
        who = first_child(be, "nsubj") if noun.dep_ == "attr" else be
        if who is not None and who.lemma_ not in _DOERS:
            yield _hit(noun, who, negated(be) or is_negative_noun(who), identifies=True)


def _marked(view: SentenceView) -> Iterator[AuthorHit]:
    """ "The attack bears the hallmarks of X", "it has the signature of X"."""
    for noun in view.doc:
        if noun.lemma_ not in _MARKS or noun.dep_ not in ("dobj", "attr"):
            continue
        subject = _subject(noun.head)
        if subject is None or not (
            subject.lemma_ in _DEEDS
            or subject.lemma_ in _SHOTS
            or subject.lower_ in ("it", "this")
            or view.class_of(subject, "attack")
            or view.class_of(subject, "vehicle")
        ):
            continue
        who = oblique(noun, "of") or first_child(noun, "poss")
        if who is not None:
            yield _hit(noun, who, negated(noun.head))


def _laid_on(view: SentenceView) -> Iterator[AuthorHit]:
    """ "The blame lies with X", "laid the blame at X's door", "pointed the finger at X"."""
    for noun in view.doc:
        verb, voice = noun.head, None
        if noun.lemma_ in _GUILT and noun.dep_ == "nsubj" and verb.lemma_ in _RESTS:
            who = oblique(verb, "with", "on", "upon", "at", "to")
        elif noun.lemma_ in _GUILT and noun.dep_ == "dobj" and verb.lemma_ in _LAYS:
            who = (
                oblique(verb, "on", "with", "upon", "at")
                or oblique(noun, "on", "with", "at")
                or _on_whom(view, verb)
            )
            voice = first_child(verb, "nsubj")
        elif noun.lemma_ == "finger" and noun.dep_ == "dobj" and verb.lemma_ == "point":
            who = oblique(verb, "at", "to", "towards") or oblique(noun, "at", "to")
            voice = first_child(verb, "nsubj")
        else:
            continue
        if who is not None and who.lemma_ in ("door", "feet", "foot", "doorstep"):
            who = oblique(who, "of") or first_child(who, "poss")
        if who is not None and _is_of_deed(view, noun):
            yield _hit(noun, who, negated(verb), voice=voice)


def _on_whom(view: SentenceView, verb: Token) -> Token | None:
    """Whom a blame is laid on, where parsers hang that on the deed: "for the attack on X on Y"."""
    on = [t for p in verb.subtree if p.lower_ == "on" and p.i > verb.i for t in children(p, "pobj")]
    return next(
        (t for t in reversed(on) if view.place_at(t) is None and not _is_deed(view, t)), None
    )


_BLAME = _GUILT | {"finger"}
_RESTS = frozenset({"lie", "rest", "fall", "belong", "sit"})
_LAYS = word_set("lays") | {"cast"}


def _is_of_deed(view: SentenceView, guilt: Token) -> bool:
    """Whether a blame is for a deed, where the text says for what."""
    deed = oblique(guilt, "for", "of")
    return deed is None or deed.lemma_ in _DEEDS or view.class_of(deed, "attack") is not None


def _alibi(view: SentenceView) -> Iterator[AuthorHit]:
    """ "No aircraft of ours was near", "not one round left our barrels", "our men were nowhere near"."""
    for verb in view.verbs:
        if verb.lemma_ not in _AT_WORK:
            continue
        subject = first_child(verb, "nsubj", "nsubjpass")
        if subject is None:
            continue
        whose: Token | None
        if verb.lemma_ == "leave":
            barrel = first_child(verb, "dobj")
            whose = _whose(barrel) if barrel is not None and barrel.lemma_ in _BARRELS else None
            fits = subject.lemma_ in _SHOTS or is_negative_noun(subject)
        else:
            whose = _whose(subject)
            there = verb.lemma_ == "be" and _is_somewhere(verb)
            fits = there and (subject.lemma_ in _MEN or _of(subject) in _MEN)
            fits = fits or (_are_arms(view, subject) and (there or verb.lemma_ != "be"))
            if whose is None and there and is_negative_noun(subject) and _may_do(view, subject):
                whose, fits = subject, True  # "no settler was near": whoever denies it
        if whose is None or not fits:
            continue
        nowhere = any(t.lower_ == "nowhere" for t in verb.children)
        if (negated(verb) or is_negative_noun(subject)) != nowhere:
            yield _hit(verb, whose, True)


def _may_do(view: SentenceView, noun: Token) -> bool:
    """Whether a noun is of those who are blamed for deeds, as a body: "no settler", "no Xish jet"."""
    if noun.lemma_ in _BANDS:
        return True
    named = any(c.dep_ in ("amod", "compound", "nmod") for c in noun.children)
    return named and (noun.lemma_ in _MEN or _are_arms(view, noun))


_MEN = word_set("men-at-arms")
_BANDS = word_set("bands")


def _of(noun: Token) -> str:
    whole = oblique(noun, "of")
    return whole.lemma_ if whole is not None else ""


def _whose(noun: Token) -> Token | None:
    """The "our" of a noun phrase: "none of our guns", "nothing of ours", "no plane of his country"."""
    holders = [noun]
    of = oblique(noun, "of")
    if of is not None:
        holders.append(of)
    for holder in holders:
        if holder.lower_ in _OURS:
            return holder
        for child in children(holder, "poss"):
            if child.lower_ in _OURS or (child.lower_ in _HIS and holder.lemma_ in _NATIONS):
                return child
    return None


def _are_arms(view: SentenceView, noun: Token) -> bool:
    """Whether a noun, or what it is of, is of weapons or of those who use them."""
    for each in (noun, oblique(noun, "of")):
        if each is None:
            continue
        for token in conjuncts(each):
            if token.lemma_ in _ARMS or token.lemma_ in _SHOTS or token.lower_ == "nothing":
                return True
            if view.class_of(token, "vehicle") in ("aircraft", "helicopter", "drone", "missile"):
                return True
    return False


def _is_somewhere(be: Token) -> bool:
    """ "Was near the town", "were airborne", "was in the air"."""
    return any(
        c.lower_ in _NEARBY
        or (
            c.lower_ == "in"
            and any(t.lower_ in ("air", "sky", "area", "vicinity") for t in c.subtree)
        )
        for c in be.children
        if c.dep_ in ("prep", "advmod", "acomp", "prt")
    )


def _weapon_of(view: SentenceView) -> Iterator[AuthorHit]:
    """ "The shell was one of the army's own", "the rounds were Xish", "the bomb was theirs"."""
    for be in view.having(_BE):
        if not is_verb(be):
            continue
        shot = first_child(be, "nsubj")
        if shot is None or shot.lemma_ not in _SHOTS or is_negative_noun(shot):
            continue
        said = first_child(be, "attr", "acomp")
        if said is None:
            continue
        if said.lower_ == "one":
            own = oblique(said, "of")
            said = (first_child(own, "poss") or own) if own is not None else None
        elif said.tag_.startswith("NN") and said.tag_ not in ("NNP", "NNPS"):
            said = None  # "the shell was a dud"
        if said is not None:
            yield _hit(be, said, negated(be), identifies=True)


def _at_hands(view: SentenceView) -> Iterator[AuthorHit]:
    """ "Died at the hands of X"."""
    for hand in view.having(_HAND):
        if hand.dep_ == "pobj" and hand.head.lower_ == "at":
            verb = hand.head.head
            who = oblique(hand, "of") or first_child(hand, "poss")
            if who is not None and is_verb(verb) and verb.lemma_ in _DIES:
                yield _hit(verb, who, negated(verb))


_DIES = frozenset({"die", "perish", "suffer", "fall", "kill", "lose", "meet"})


def _charged(view: SentenceView) -> Iterator[AuthorHit]:
    """ "Two officers were charged with the shooting", "an inquiry cleared the police of the killing"."""
    for verb in view.having(_CHARGES | _CLEARS):
        clears = verb.lemma_ in _CLEARS
        if not is_verb(verb):
            continue
        got = arguments(verb)
        who = got.theme
        if who is None and verb.lemma_ in _VERDICTS:
            # "found two officers guilty", which parsers take for a clause
            said = first_child(verb, "ccomp")
            who = first_child(said, "nsubj") if said is not None else None
        if who is None or (verb.lemma_ in _VERDICTS and not _is_found_so(verb)):
            continue
        if verb.lemma_ == "rule" and clears and all(c.lower_ != "out" for c in verb.children):
            continue
        innocent = any(t.lower_ in _BLAMELESS for t in verb.subtree)
        if _deed_below(view, verb, who) is not None or _is_held_so(verb):
            no = negated(verb) != (clears or innocent)
            yield _hit(verb, who, no, identifies=not clears, voice=got.agent)


_VERDICTS = frozenset(
    "hold find name identify deem consider judge declare pronounce regard rule".split()
)
_BLAMELESS = frozenset({"innocent", "blameless"})
_GUILTY = frozenset({"responsible", "guilty", "culpable", "liable"})
_FOR_DEEDS = frozenset({"of", "for", "over", "in", "with", "behind", "on", "to", "as"})


def _is_held_so(verb: Token) -> bool:
    """ "Held the army responsible": for what, the text told before."""
    return (
        verb.lemma_ == "hold"
        and any(
            t.lower_ in _GUILTY and all(c.dep_ != "prep" for c in t.children) for t in verb.rights
        )
        and all(t.lower_ != "for" for t in verb.subtree)
    )


def _is_found_so(verb: Token) -> bool:
    """ "Held them responsible", "found innocent", "named as the killers"."""
    return any(
        t.lower_ in _GUILTY
        or t.lower_ in _BLAMELESS
        or (t.lemma_ in _DOERS and t.dep_ == "pobj" and t.head.lower_ == "as")
        for t in verb.subtree
    )


def _is_deed(view: SentenceView, token: Token) -> bool:
    """Whether a noun or a gerund is of what somebody can be blamed for."""
    if is_verb(token):
        harms = any(spec.culprit for spec in view.lex.verbs.get(token.lemma_, ()))
        return token.dep_ == "pcomp" and (harms or token.lemma_ in _KILLS)
    return token.tag_.startswith("NN") and (
        token.lemma_ in _DEEDS
        or token.lemma_ in _SHOTS
        or view.class_of(token, "attack") is not None
    )


def _deed_below(view: SentenceView, verb: Token, who: Token) -> Token | None:
    """The deed that a verb's prepositions bring in, wherever parsers hang them."""
    return next(
        (
            t
            for t in verb.subtree
            if t.i > verb.i
            and t is not who
            and (
                (t.dep_ in ("pobj", "pcomp") and t.head.lower_ in _FOR_DEEDS)
                or (t.dep_ == "dobj" and t.head.dep_ == "pcomp" and t.head.lemma_ in _DOES)
            )
            and _is_deed(view, t)
            and not _is_aside(t, verb)
        ),
        None,
    )


def _is_aside(noun: Token, verb: Token) -> bool:
    """Whether a noun stands in a clause that only tells more of what a verb is about: "cleared the
    town where men had died in a clash"."""
    return any(t.dep_ == "relcl" and verb.is_ancestor(t) for t in ancestors(noun))


def _owned_up(view: SentenceView) -> Iterator[AuthorHit]:
    """ "X owned up to the attack", "X disowned the raid", "X protested its innocence over the strike"."""
    for verb in view.verbs:
        disowns = verb.lemma_ in _DISOWNS
        if not (disowns or verb.lemma_ in _OWNS_UP):
            held = first_child(verb, "dobj")
            says = _SAYS_OF_ONESELF.get(held.lemma_) if held is not None else None
            if says is None or verb.lemma_ not in says[0]:
                continue
            disowns = says[1]
        got = arguments(verb)
        if got.passive or got.agent is None or is_negative_noun(got.agent):
            continue
        if verb.lemma_ == "own" and all(c.lower_ != "up" for c in verb.children):
            continue
        deed = got.theme if disowns and got.theme is not None else None
        if deed is None and verb.lemma_ == "admit" and got.theme is not None:
            if got.theme.lemma_ in _CRIMES and oblique(got.theme, "of") is not None:
                yield _hit(verb, got.agent, negated(verb), voice=got.agent)
                continue  # "admitted the killing of the mayor"
        if deed is None or not (_is_deed(view, deed) or deed.lemma_ in _GUILT):
            deed = oblique(verb, "to", "over", "in")
            if deed is None and verb.lemma_ not in _OWNS_UP:
                deed = _deed_below(view, verb, got.agent)
        if deed is not None and (_is_deed(view, deed) or deed.lemma_ in _GUILT):
            yield _hit(verb, got.agent, negated(verb) != disowns, voice=got.agent)


_SAYS_OF_ONESELF = {
    "innocence": (frozenset("protest maintain plead insist proclaim assert profess".split()), True),
    "hand": (frozenset({"wash"}), True),
    "credit": (frozenset({"take", "claim"}), False),
    "ownership": (frozenset({"take", "claim"}), False),
    "claim": (frozenset({"lay"}), False),
}
"""Objects with which one owns a deed or disowns it, the verbs that they go with, and which it is."""


def _ascribed(view: SentenceView) -> Iterator[AuthorHit]:
    """ "Attributed the fire on X to Y", where parsers hang "to Y" on X, "pinned the attack on Y"."""
    for verb in view.having(_ASCRIBES):
        if not is_verb(verb):
            continue
        got = arguments(verb)
        if got.theme is None:
            continue
        links = verb.lemma_ in _LINKS
        if links and not _is_deed(view, got.theme) and got.theme.lemma_ not in _DOERS:
            deed = oblique(verb, "to", "with")  # "linked X to the attack"
            if deed is not None and _is_deed(view, deed):
                yield _hit(verb, got.theme, negated(verb), voice=got.agent)
            continue
        if not links and not (_is_deed(view, got.theme) or got.theme.lemma_ in _GUILT):
            continue
        to = [
            whom
            for prep in verb.subtree
            if prep.i > verb.i and prep.lower_ in ("to", "on")
            for whom in children(prep, "pobj")
            if view.place_at(whom) is None and not _is_deed(view, whom)
        ]
        if to:
            yield _hit(verb, to[-1], negated(verb), identifies=not links, voice=got.agent)


_LINKS = frozenset({"link", "tie", "connect"})
"""Verbs that say whose a deed may be, of the deed, of its doers, or of whom they name."""


def _suspected(view: SentenceView) -> Iterator[AuthorHit]:
    """ "Officials suspect X of carrying out the attack", "suspect X in the bombing", "suspect X"."""
    for verb in view.having(_SUSPECTS):
        if not is_verb(verb) or verb.dep_ == "amod":
            continue
        got = arguments(verb)
        who = got.theme
        if who is None or who.tag_ in ("WDT", "WP"):
            continue
        of = next((p for p in verb.subtree if p.lower_ == "of" and p.i > who.i), None)
        deed = _deed_below(view, verb, who)
        if deed is not None or (of is None and who.tag_ != "PRP" and not got.passive):
            yield _hit(verb, who, negated(verb), voice=got.agent)


_SUSPECTS = frozenset({"suspect"})


def _pointed_to(view: SentenceView) -> Iterator[AuthorHit]:
    """ "The evidence points to X as the author", "all traces lead to X", of a deed that is told of."""
    for verb in view.having(_POINTS):
        if verb.dep_ in ("compound", "amod"):
            continue
        sign = first_child(verb, "nsubj")
        while sign is not None and oblique(sign, "of") is not None and sign.lemma_ in _MUCH_OF:
            sign = oblique(sign, "of")  # "the majority of the testimony"
        if sign is None or not (sign.lemma_ in _SIGNS or sign.lower_ in ("everything", "all")):
            continue
        who = oblique(verb, "to", "towards", "toward", "at")
        if who is None or _is_deed(view, who) or view.place_at(who) is not None:
            continue
        named = any(t.lower_ in _GUILTY or t.lemma_ in _DOERS for t in verb.subtree)
        if named or any(_is_deed(view, t) for t in view.nouns):
            yield _hit(verb, who, negated(verb) or is_negative_noun(sign))


_POINTS = frozenset({"point", "lead"})
_SIGNS = frozenset(
    "evidence testimony trail clue trace sign finding investigation inquiry probe forensics indication"
    " account witness suspicion lead indicator intelligence autopsy analysis".split()
)
"""What shows whose deed it was."""
_MUCH_OF = frozenset({"majority", "bulk", "part", "most", "all", "body", "weight", "deal", "lot"})


def _described(view: SentenceView) -> Iterator[AuthorHit]:
    """ "Described the attackers as X", "identified the gunmen as members of X"."""
    for verb in view.having(_DESCRIBES):
        doer = first_child(verb, "dobj", "nsubjpass")
        who = oblique(verb, "as")
        if doer is None or who is None:
            continue
        if doer.lemma_ in _DOERS and any(c.lower_ in _DEFINITE for c in doer.children):
            yield _hit(verb, who, negated(verb), voice=arguments(verb).agent)


_DESCRIBES = frozenset({"describe", "identify", "name", "unmask"})


def _responsible(view: SentenceView) -> Iterator[AuthorHit]:
    """ "X was responsible", "X was to blame": for what, the text told before."""
    for adj in view.having(_ANSWERABLE):
        be = adj.head
        if adj.dep_ != "acomp" or be.lemma_ != "be" or any(adj.rights):
            continue
        who = first_child(be, "nsubj")
        if who is not None and who.tag_.startswith("NN"):
            yield _hit(adj, who, negated(be) or is_negative_noun(who), identifies=True)


_ANSWERABLE = frozenset({"responsible"})


def _behind(view: SentenceView) -> Iterator[AuthorHit]:
    """ "The governor sees X behind the attack", "named X as the group behind it", "X, the man behind
    the raid"."""
    for prep in view.having(_BACK_OF):
        deed, verb = first_child(prep, "pobj"), prep.head
        if deed is None or not _is_deed(view, deed):
            continue
        if verb.lemma_ in _SOMEBODY and verb.tag_.startswith("NN"):
            who, named = _called(verb), verb.head.head
            if who is not None:
                no = is_verb(named) and negated(named)
                yield _hit(prep, who, no, identifies=True)
            continue
        if verb.dep_ == "dobj":
            verb = verb.head
        if verb.lemma_ not in _SEES:
            continue
        got = arguments(verb)
        if got.theme is not None and got.theme is not deed:
            yield _hit(verb, got.theme, negated(verb), identifies=True, voice=got.agent)


def _called(noun: Token) -> Token | None:
    """Who is called by a noun: "X, the group", "the group, X", "X was the group", "named X as the group"."""
    head = noun.head
    if noun.dep_ == "appos":
        return head
    if noun.dep_ == "attr":
        return _subject(head)
    if noun.dep_ == "pobj" and head.lower_ == "as" and head.head.lemma_ in _SEES:
        named = head.head
        return arguments(named).theme or first_child(named, "oprd")
    return first_child(noun, "appos")


_SOMEBODY = frozenset(
    "man woman person people group gang force side organisation organization movement cell network"
    " militia faction brain mind one party commander leader".split()
)
"""Nouns for whoever is behind a deed."""


_BACK_OF = frozenset({"behind"})
_SEES = frozenset({"see", "put", "place", "identify", "name"})


def _result_of(view: SentenceView) -> Iterator[AuthorHit]:
    """ "The deaths are the product of clashes between X and Y", "the result of aggression by X"."""
    for noun in view.having(_RESULTS):
        if noun.dep_ != "attr":
            continue
        deed = oblique(noun, "of")
        fought = deed is not None and (
            _is_deed(view, deed) or view.class_of(deed, "attack") or deed.lemma_ in _VIOLENCE
        )
        if deed is None or not fought or not _names_deed(view, noun.head, deed):
            continue
        who = oblique(deed, "among", "amongst", "between", "by", "from")
        if who is None:
            who = next(
                (
                    t
                    for p in noun.subtree
                    if p.lower_ in ("among", "between", "by")
                    for t in children(p, "pobj")
                ),
                None,
            )
        if who is not None:
            yield _hit(noun, who, negated(noun.head))


def _fought_between(view: SentenceView) -> Iterator[AuthorHit]:
    """ "12 people died in clashes between X and Y", "X clashed with Y, leaving 12 dead": one of the two
    did it, where people came to harm."""
    if view.words.isdisjoint(_HARM):
        return
    for noun in view.having(_FIGHTS):
        if is_verb(noun):
            side, foe = arguments(noun).agent, oblique(noun, "with")
            if side is None or negated(noun) or noun.lemma_ != "clash":
                continue
            sides = conjuncts(side) + ([foe] if foe is not None else [])
        else:
            side, foe = oblique(noun, "between"), None
            sides = conjuncts(side) if side is not None else []
        if side is not None and len(sides) > 1 and not is_negative_noun(noun):
            hit = _hit(noun, side, False)
            hit.either, hit.foe = True, foe
            yield hit


_FIGHTS = frozenset(
    "clash fighting battle gunfight firefight shootout shoot-out skirmish confrontation brawl".split()
)
_HARM = frozenset("kill die dead death wound injure injury hurt casualty life".split())


def _came_of(view: SentenceView) -> Iterator[AuthorHit]:
    """ "The deaths resulted from shelling by X", "the toll stems from X's repression of the march"."""
    for verb in view.having(_COMES_OF):
        cause = oblique(verb, "from")
        if cause is None or not (_is_deed(view, cause) or cause.lemma_ in _VIOLENCE):
            continue
        who = next(
            (t for p in verb.subtree if p.lower_ == "by" for t in children(p, "pobj")),
            first_child(cause, "poss"),
        )
        if who is not None:
            yield _hit(verb, who, negated(verb))


_COMES_OF = frozenset({"result", "stem", "arise"})
_RESULTS = frozenset({"result", "product", "outcome", "consequence", "fruit", "upshot"})
_VIOLENCE = frozenset(
    {"aggression", "violence", "fighting", "quarrel", "feud", "brawl", "fight", "dispute", "riot"}
    | {"vendetta", "reprisal", "retaliation", "brutality", "abuse", "repression", "crackdown"}
)


def _work_of(view: SentenceView) -> Iterator[AuthorHit]:
    """ "The raid was the work of X", "this is X's doing"."""
    for noun in view.having(_WORK):
        if noun.dep_ != "attr":
            continue
        who = oblique(noun, "of", "by") or first_child(noun, "poss")
        if who is not None and _names_deed(view, noun.head, who):
            yield _hit(noun, who, negated(noun.head), identifies=True)


def _names_deed(view: SentenceView, be: Token, who: Token) -> bool:
    """Whether the subject of "be" is a deed; "this" that speakers say of themselves is the one told of."""
    subject = _subject(be)
    if subject is None:
        return False
    if subject.lower_ in _IT and who.lower_ in _OURS:
        return any(_is_deed(view, t) for t in view.nouns)
    return subject.lower_ in ("this", "it") or _is_deed(view, subject)


def _ourselves(view: SentenceView) -> Iterator[AuthorHit]:
    """ "It was not us, he said of the raid", "the raid was not ours", "we did not do this"."""
    for word in view.doc:
        verb = word.head
        if word.lower_ in ("us", "ours") and word.dep_ in ("attr", "acomp"):
            told = verb.lemma_ == "be" and _names_deed(view, verb, word)
        elif word.lower_ == "we" and word.dep_ == "nsubj" and verb.lemma_ == "do":
            what = first_child(verb, "dobj")
            told = (
                what is not None
                and what.lower_ in _IT
                and any(_is_deed(view, t) for t in view.nouns)
            )
        else:
            continue
        if told and is_verb(verb):
            yield _hit(verb, word, negated(verb), identifies=True)


_IT = frozenset({"this", "it", "that"})
_OURSELVES = frozenset({"us", "ours", "we"})


def _did_this(view: SentenceView) -> Iterator[AuthorHit]:
    """ "The militia did this"."""
    for verb in view.having(_DO):
        if verb.tag_ not in ("VBD", "VBN") or verb.dep_ == "aux":
            continue
        got = arguments(verb)
        if got.theme is not None and got.theme.lower_ == "this" and got.theme.dep_ == "dobj":
            if got.agent is not None and got.agent.tag_.startswith("NN"):
                yield _hit(verb, got.agent, negated(verb), identifies=True)


def _carried_out(view: SentenceView) -> Iterator[AuthorHit]:
    """ "X carried out the killings", "the killings were committed by X"."""
    for noun in view.having(_CRIMES):
        if noun.dep_ not in ("dobj", "nsubjpass"):
            continue
        verb = noun.head
        if verb.lemma_ in _DOES and is_verb(verb) and not is_negative_noun(noun):
            who = arguments(verb).agent
            if who is not None and not is_negative_noun(who):
                yield _hit(verb, who, negated(verb))
    for verb in view.having(_DID):
        # "the raid is believed to have been carried out by X": the deed is the subject of "believed"
        if verb.tag_ == "VBN" and verb.dep_ == "xcomp" and verb.lemma_ in _DOES:
            deed, by = _subject(verb), done_by(verb)
            if deed is not None and by is not None and _is_deed(view, deed):
                if not is_negative_noun(deed) and not is_negative_noun(by):
                    yield _hit(verb, by, negated(verb))
        yield from _which_did(view, verb)


def _which_did(view: SentenceView, verb: Token) -> Iterator[AuthorHit]:
    """ "A raid which X carried out", "that X is alleged to have staged", "the blasts X has claimed"."""
    clause = verb.head if verb.dep_ == "xcomp" and is_verb(verb.head) else verb
    if clause.dep_ != "relcl":
        return
    deed = next((t for t in (clause.head, *ancestors(clause.head)) if _is_deed(view, t)), None)
    who = next(
        (
            t
            for t in children(clause, "nsubj", "nsubjpass")
            if t.tag_ not in ("WDT", "WP", "PRP") and not is_negative_noun(t)
        ),
        None,
    )
    own = [t for t in children(verb, "dobj", "ccomp") if t.tag_ not in ("WDT", "WP")]
    if deed is not None and who is not None and not own and deed is not who:
        yield _hit(verb, who, negated(verb) or negated(clause))


_DOES = word_set("does") - {"plan", "order", "organise", "organize", "direct"}
_DID = _DOES | {"claim"}
_CRIMES = frozenset(
    {"killing", "murder", "assassination", "kidnapping", "abduction", "execution", "beheading"}
    | {"lynching", "atrocity", "crime", "sabotage", "slaughter", "bloodbath", "carnage"}
)


def _took_the_blame(view: SentenceView) -> Iterator[AuthorHit]:
    """ "Responsibility for the raid was claimed by X", "the raid was claimed by X"."""
    for noun in view.doc:
        if noun.dep_ != "nsubjpass":
            continue
        verb = noun.head
        deed = verb.lemma_ == "claim" and _is_deed(view, noun)
        if not deed and noun.lemma_ not in _GUILT:
            continue
        who = arguments(verb).agent
        if who is not None and verb.lemma_ in _TAKES and (deed or _is_of_deed(view, noun)):
            no = verb.lemma_ in _DISOWNS or verb.lemma_ == "deny"
            yield _hit(verb, who, negated(verb) != no, voice=who)


_TAKES = _DISOWNS | {"claim", "take", "admit", "accept", "assume", "acknowledge", "deny"}

_SHAPES: Asked[Callable[[SentenceView], Iterator[AuthorHit]]] = Asked(
    (
        (_weapon_of, _SHOTS),
        (_at_hands, _HAND),
        (_identity, _DOERS | _WHOEVER),
        (_author_of, _DOERS),
        (_marked, _MARKS),
        (_laid_on, _BLAME),
        (_alibi, _NEGATIVE),
        (_charged, _CHARGES | _CLEARS),
        (_owned_up, _DISOWNS | _OWNS_UP | _SAYS_OF_ONESELF.keys()),
        (_ascribed, _ASCRIBES),
        (_suspected, _SUSPECTS),
        (_pointed_to, _POINTS),
        (_described, _DESCRIBES),
        (_responsible, _ANSWERABLE),
        (_behind, _BACK_OF),
        (_fought_between, _FIGHTS),
        (_came_of, _COMES_OF),
        (_result_of, _RESULTS),
        (_work_of, _WORK),
        (_ourselves, _OURSELVES),
        (_did_this, frozenset({"this"})),
        (_carried_out, _CRIMES | _DID),
        (_took_the_blame, _GUILT | {"claim"}),
    )
)
"""All shapes; a new one is a function here, with the words that it asks for, and a test."""

__all__ = ["AuthorHit", "authors", "identifies"]
