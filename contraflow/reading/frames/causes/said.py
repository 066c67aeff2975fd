"""Shapes that say what the cause was: "X caused Y", "Y was due to X", "blamed Y on X", "ruled out X"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contraflow.reading.frames.causes.words import (
    FLIES,
    MISHAPS,
    OTHER,
    TOWERING,
    befell,
    cause_hit,
    class_of,
    class_of_noun,
    event_of,
)
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import arguments
from contraflow.reading.parsing.negation import (
    cleft_denied,
    event_negated,
    is_negative_noun,
    negated,
)
from contraflow.reading.parsing.syntax import antecedent, children, first_child, is_verb, oblique

if TYPE_CHECKING:
    from contraflow.reading.frames.causes.words import CauseHit, CauseWords
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import SentenceView


def caused(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "X caused Y", "Y was triggered by X", "X led to Y", "Y resulted from X"."""
    for verb in view.verbs:
        cause: Token | None
        theme: Token | None
        lemma = verb.lemma_
        if lemma not in known.causing:
            continue
        particle = first_child(verb, "prt") or next(
            (c for c in children(verb, "advmod") if c.lower_ in ("away", "down", "off")), None
        )
        if particle is not None:
            lemma = f"{lemma} {particle.lower_}"  # "a wave turned the boat over"
        if lemma in known.verbs["subject"]:
            got = arguments(verb)
            cause, theme = got.agent, got.theme
            if theme is None and got.passive:
                continue
        elif lemma in known.verbs["to"] or lemma in known.verbs["in"]:
            cause = arguments(verb).agent
            theme = oblique(verb, "to" if lemma in known.verbs["to"] else "in")
            if theme is None and lemma in known.verbs["from"]:
                cause, theme = oblique(verb, "from"), arguments(verb).agent
        elif lemma in known.verbs["from"]:
            cause, theme = oblique(verb, "from", "in"), arguments(verb).agent
        else:
            continue
        if cause is None or theme is None:
            continue
        cause = antecedent(cause)
        event = event_of(theme, known)
        if view.class_of(theme, "vehicle") in FLIES:
            event = "crash"  # "an error brought down the plane"
        if event is None and lemma in known.events:
            # "a broken rail derailed the train"
            classes = {c for c, _ in view.classes(theme)} & {"facility", "vehicle", "fixture"}
            classes |= {theme.lemma_} & TOWERING
            event = known.events[lemma] if classes or theme.tag_ == "PRP" else None
        if event is None or (theme.tag_ == "PRP" and lemma in ("lead", "result")):
            continue
        name = class_of_noun(cause)
        if not name and lemma in _BRINGS_ABOUT and cause.tag_ in ("NN", "NNS"):
            name = f"{OTHER}:{cause.lemma_}"
        if event == "death" and not any(c.dep_ in ("det", "poss") for c in theme.children):
            continue  # "the quake caused 126 deaths" counts them
        if name:
            no = negated(verb) or is_negative_noun(cause) or cleft_denied(verb)
            yield cause_hit(verb, event, name, no, theme, cause)


_BRINGS_ABOUT = frozenset({"cause", "set off"})
"""Verbs whose subject is a cause, whatever it is."""
_TIES = {
    ("give", "rise"): ("to",),
    ("play", "part"): ("in",),
    ("play", "role"): ("in",),
    ("have", "part"): ("in",),
    ("have", "bearing"): ("on",),
    ("have", "nothing"): ("with",),
    ("do", "nothing"): ("with",),
    ("have", "root"): ("in",),
    ("have", "origin"): ("in",),
}
"""Verbs with their objects that tie a cause to what came of it, and by which words."""
_LINKING = frozenset({"link", "connection", "relation"})
TIED = _LINKING | {noun for _, noun in _TIES}
"""Nouns of which a sentence has one where words like "gave rise to" tie a cause to what came of it."""


def tied(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "X gave rise to Y", "X had nothing to do with Y", "Y had its origin in X", "no link between X and Y"."""
    for noun in view.doc:
        cause: Token | None
        theme: Token | None
        if noun.lemma_ in _LINKING and noun.tag_.startswith("NN"):
            cause = oblique(noun, "between")
            theme = first_child(cause, "conj") if cause is not None else None
            verb, no = noun, is_negative_noun(noun) or negated(noun.head)
        else:
            if noun.dep_ != "dobj":
                continue
            verb = noun.head
            words = _TIES.get((verb.lemma_, noun.lemma_))
            if words is None:
                continue
            cause = arguments(verb).agent
            theme = next(
                (
                    t
                    for prep in verb.subtree
                    if prep.i > noun.i and prep.lower_ in words
                    for t in children(prep, "pobj")
                ),
                None,
            )
            if words == ("in",) and verb.lemma_ == "have" and noun.lemma_ != "part":
                cause, theme = theme, cause
            no = negated(verb)
        if event_of(theme, known) is None and noun.lemma_ == "nothing":
            cause, theme = theme, cause  # "the deaths had nothing to do with the vaccine"
        event, name = event_of(theme, known), class_of_noun(cause)
        if event is not None and name and name != "human":
            yield cause_hit(verb, event, name, no, theme, cause)


EXPLAINS = frozenset({"explain", "account"})
"""Verbs whose subject is why it happened."""


def explained(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Overloading cannot explain the disaster", "speed accounts for the crash"."""
    for verb in view.having(EXPLAINS):
        if not is_verb(verb):
            continue
        got = arguments(verb)
        theme = oblique(verb, "for") if verb.lemma_ == "account" else got.theme
        event, name = event_of(theme, known), class_of_noun(got.agent)
        if event is not None and name and name not in ("human", "attack"):
            yield cause_hit(verb, event, name, negated(verb), theme, got.agent)


_BLAMED_FOR_MUCH = frozenset({"human", "human:negligence", "human:crowd", "force", "attack"})
"""What people blame for other things than accidents."""


def blamed(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "blamed X for Y", "X was blamed for Y", "blamed Y on X", "attributed Y to X"."""
    for verb in view.verbs:
        if verb.lemma_ not in known.verbs["blame"]:
            continue
        got = arguments(verb)
        target = got.theme
        # the parser hangs "on Y" and "for Y" on the object as often as on the verb
        to = oblique(verb, "to", "on") or (target and oblique(target, "to", "on"))
        if to is None and verb.lemma_ == "trace" and target is not None:
            # parsers hang "to Y" on any noun before it
            below = (t for p in verb.subtree if p.lower_ == "to" for t in children(p, "pobj"))
            to = next((t for t in below if t.i > target.i), None)
        cause: Token | None
        theme: Token | None
        if to is not None:
            cause, theme = to, target
        elif verb.lemma_ in ("attribute", "ascribe", "impute"):
            # "attributed the deaths to contaminated alcohol", read as "to contaminate"
            cause, theme = first_child(verb, "advcl", "xcomp"), target
        elif verb.lemma_ == "blame":
            theme = oblique(verb, "for") or (target and oblique(target, "for"))
            # "short circuit to blame for the fire": in headlines "to blame" hangs on the cause
            to_blame = verb.tag_ == "VB" and verb.dep_ in ("relcl", "acl", "ROOT")
            cause = target or (got.agent if verb.tag_ == "VBN" or to_blame else None)
            if cause is None and to_blame:
                cause = verb.head if verb.head.tag_.startswith("NN") else None
        else:
            continue
        event = event_of(theme, known)
        name = class_of_noun(cause)
        if not name and verb.lemma_ == "trace" and cause is not None and event is not None:
            name = f"{OTHER}:{cause.lemma_}"
        if name and cause is not None and (event or name != "attack:weapon"):
            if event is not None or (theme is None and name not in _BLAMED_FOR_MUCH):
                hit = cause_hit(verb, event or "", name, negated(verb), theme, cause)
                hit.voice = got.agent if not got.passive and got.agent is not cause else None
                yield hit


def laid_blame(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Officials pinned the blame for the sinking on the captain", "the blame was put on speed"."""
    for blame in view.having(BLAMES):
        verb = blame.head
        if blame.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in _LAYS:
            continue
        theme = oblique(blame, "for") or oblique(verb, "for")
        on = (p for p in verb.subtree if p.lower_ in ("on", "upon") and p.i > verb.i)
        cause = next((t for p in on for t in children(p, "pobj") if class_of_noun(t)), None)
        event = event_of(theme, known)
        if cause is not None and event is not None:
            hit = cause_hit(verb, event, class_of_noun(cause), negated(verb), theme, cause)
            got = arguments(verb)
            hit.voice = got.agent if not got.passive else None
            yield hit


BLAMES = frozenset({"blame"})
"""What is laid on somebody or something."""
_LAYS = word_set("lays")


def called_cause(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Fog was mentioned as a possible cause of the crash", "the inquiry named speed as the cause"."""
    for noun in view.having(PARTIES_TO):
        role = noun.head
        if noun.dep_ != "pobj" or role.lower_ != "as" or not is_verb(role.head):
            continue
        verb = role.head
        if verb.lemma_ not in _CALLS or negated(verb):
            continue  # "has not been identified as the cause": it may be
        got = arguments(verb)
        name = class_of_noun(got.theme)
        if name and got.theme is not None:
            event = event_of(oblique(noun, "of", "for", "behind", "in"), known)
            hit = cause_hit(noun, event or "", name, False, noun, got.theme)
            hit.voice = got.agent if not got.passive else None
            yield hit


_CALLS = frozenset(
    "mention cite name give identify list see regard suggest determine establish describe report"
    " view put quote confirm".split()
)


def due_to(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Y was due to X", "Y happened because of X", "Y is the result of X"."""
    doc = view.doc
    for words in known.before_cause:
        if not view.words.issuperset(words):
            continue
        lows = [t.lower_ for t in doc]
        n = len(words)
        for i in range(len(lows) - n):
            if tuple(lows[i : i + n]) != words:
                continue
            first, last = doc[i], doc[i + n - 1]
            cause = first_child(last, "pobj", "pcomp")
            if cause is None:
                cause = next((t for t in doc[i + n : i + n + 5] if t.tag_.startswith("NN")), None)
            name = class_of_noun(cause)
            if not name:
                continue
            event, theme = _what_happened(view, first, known)
            if event is not None and not view.words.isdisjoint(_SPREADS) and event == "fire":
                continue
            if event is not None:
                no = any(t.lower_ in ("not", "n't") for t in doc[max(0, i - 2) : i])
                yield cause_hit(first, event, name, no, theme, cause)


def _what_happened(
    view: SentenceView, token: Token, known: CauseWords
) -> tuple[str | None, Token | None]:
    """What a connective's clause tells of: its noun, its verb or that verb's subject."""
    node = token
    for _ in range(4):
        if node is not token:
            event = event_of(node, known) if node.lemma_ != "be" else None
            if event and node.i < token.i:
                return event, node
            if is_verb(node):
                got = arguments(node)
                for role in (got.theme, got.agent):
                    if role is not None and (found := event_of(role, known)) is not None:
                        return event or found, role
                return event, got.agent or got.theme
        if node.head is node:
            return None, None
        node = node.head
    return None, None


_TAKES_PLACE = frozenset({"happen", "occur", "start", "begin", "break", "come", "erupt"})
SUSPECTS = frozenset({"suspect", "presume", "assume"})
"""Verbs whose object is a cause that somebody thinks likely."""


def suspected(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Investigators suspect an electrical fault", "brake failure is suspected in the crash"."""
    for verb in view.verbs:
        if verb.lemma_ not in SUSPECTS:
            continue
        cause = arguments(verb).theme
        name = class_of_noun(cause)
        if cause is None or cause.dep_ not in ("dobj", "nsubjpass"):
            continue
        theme = oblique(verb, "in", "behind") or oblique(cause, "in", "behind")
        event = event_of(theme, known) or ("" if theme is None else None)
        if event is not None and name.startswith(("technical", "human:", "attack:", "nature")):
            if name != "attack:weapon" and (event or name not in _BLAMED_FOR_MUCH):
                yield cause_hit(verb, event, name, negated(verb), theme, cause)


def because(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "Y crashed because its brakes failed"."""
    for mark in view.doc:
        if mark.lower_ not in known.clauses or mark.dep_ not in ("mark", "prep", "advmod"):
            continue
        clause = mark.head if mark.dep_ in ("mark", "advmod") else first_child(mark, "pcomp")
        if clause is None or not is_verb(clause):
            continue
        main = clause.head if mark.dep_ in ("mark", "advmod") else mark.head
        if not is_verb(main) and clause.dep_ != "advcl":
            continue
        inner = [t for t in clause.subtree if t.i >= mark.i]
        if mark.lower_ == "when":
            # "died when the bus fell after its brakes failed": that is why it fell
            own = (t for t in children(clause, "advcl") if first_child(t, "mark") is not None)
            below = {t.i for why in own for t in why.subtree}
            inner = [t for t in inner if t.i not in below]
        name = class_of(inner)
        if mark.lower_ == "when" and not name.startswith("technical:"):
            continue
        if not name or name in ("attack", "illness"):
            continue
        if name == "human" and not any(t.lemma_ in ("error", "mistake") for t in inner):
            continue
        got = arguments(main)
        roles = (main, got.theme, got.agent)
        if mark.lower_ == "after":
            roles = (main, got.agent if main.lemma_ in _TAKES_PLACE else None, None)
        event = next((e for t in roles if (e := event_of(t, known)) is not None), None)
        event = event or befell(view, main, known)
        if event is None and main.lemma_ == "fall" and got.agent is not None:
            event = "crash" if view.class_of(got.agent, "vehicle") in FLIES else None
        if event not in MISHAPS and mark.lower_ == "after":
            # "were killed when a bus left the road after its brakes failed"
            told = (t for t in children(main, "advcl") if t is not clause and t.i < mark.i)
            event = next((e for t in told if (e := befell(view, t, known)) in MISHAPS), event)
        if main.lemma_ in _SPREADS:
            continue  # a fire spreads for other reasons than it began
        if event is None or (mark.lower_ == "after" and event not in MISHAPS):
            continue
        if mark.lower_ == "after" and name.startswith("attack"):
            continue
        if mark.lower_ == "after" and clause.tag_ == "VBG" and name.startswith("nature"):
            continue
        no = any(c.dep_ == "neg" and c.i < mark.i and c.i > main.i for c in main.children)
        undone = negated(clause) and name != "human:negligence"  # "had not been maintained"
        yield cause_hit(clause, event, name, no or undone, main, None)


LINKS = frozenset({"be", "remain", "become", "look", "appear", "lie", "stand"})
"""Verbs that say of one thing what it is."""
_SPREADS = frozenset({"spread", "grow", "rage", "advance", "worsen", "flare", "continue"})
PARTIES_TO = frozenset(
    {"cause", "reason", "culprit", "source", "origin", "blame", "fault", "trigger", "root"}
    | {"factor"}
)
"""Words that call something a cause."""


def named_cause(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the cause of the fire was X", "X was to blame for Y", "the derailment was sabotage"."""
    for be in view.having(LINKS):
        if not is_verb(be):
            continue
        subject = first_child(be, "nsubj", "csubj")
        if subject is None and be.dep_ == "xcomp":
            # "pilot error is considered to be the cause"
            subject = first_child(be.head, "nsubj", "nsubjpass")
        said = first_child(be, "attr", "acomp", "oprd")
        if subject is None:
            continue
        no = negated(be) or any(c.dep_ == "neg" for c in (said.children if said else ()))
        if said is not None and subject.dep_ == "csubj":
            # "what caused the crash was X"
            theme = first_child(subject, "dobj")
            event, name = event_of(theme, known), class_of_noun(said)
            if subject.lemma_ in known.verbs["subject"] and name and event is not None:
                yield cause_hit(be, event, name, no, theme, said)
            continue
        if said is not None and subject.lemma_ in PARTIES_TO:
            event, name = (
                event_of(oblique(subject, "of", "for", "behind"), known),
                class_of_noun(said),
            )
            if name:
                yield cause_hit(be, event or "", name, no, subject, said)
            continue
        if said is not None and said.lemma_ in PARTIES_TO:
            event = event_of(oblique(said, "of", "for", "behind", "in"), known)
            name = class_of_noun(subject)
            if name:
                yield cause_hit(be, event or "", name, no, said, subject)
            continue
        if (
            said is not None
            and said.lower_ in known.blamed
            and (theme := oblique(said, "for")) is not None
        ):
            # "a bomb was not responsible for the fire"
            event, name = event_of(theme, known), class_of_noun(subject)
            if event is not None and name and name != "human":
                yield cause_hit(be, event, name, no, theme, subject)
            continue
        event = event_of(antecedent(subject), known)
        behind = next((c for c in children(be, "prep") if c.lower_ == "behind"), None)
        blame = next((c for c in children(be, "xcomp") if c.lemma_ == "blame"), None)
        if behind is not None or blame is not None:
            if behind is not None:
                theme = first_child(behind, "pobj")
            else:
                theme = oblique(blame, "for") if blame is not None else None
            event, name = event_of(theme, known), class_of_noun(subject)
            if name and event is not None:
                not_to = blame is not None and any(c.dep_ == "neg" for c in blame.children)
                yield cause_hit(be, event, name, no != not_to, theme, subject)
            continue
        if event is None or said is None or not said.tag_.startswith(("NN", "JJ")):
            continue
        name = class_of_noun(said) if said.lemma_ not in ("accident", "accidental") else ""
        if name.startswith(("attack", "suicide")) and (event or no or name != "attack:weapon"):
            if said.lemma_ == "attack":
                continue  # "it was a deliberate attack" is about an attack
            yield cause_hit(be, event, name, no, subject, said)
        elif event == "explosion":
            continue  # on purpose or not: the axis attack.intent
        elif said.lemma_ in ("accident", "accidental"):
            yield cause_hit(be, event, "attack", not no, subject, said)
        elif said.lemma_ in ("deliberate", "intentional"):
            yield cause_hit(be, event, "attack", no, subject, said)


MEANT = frozenset({"deliberately", "intentionally", "purpose", "design", "intent"})
"""Words of what is done on purpose."""
UNMEANT = frozenset({"accidentally", "accident", "itself"})
"""Words of what nobody meant to happen."""
_BY_WHICH = frozenset({"accident", "purpose", "design", "intent", "itself"})


def on_purpose(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "the fire was started deliberately", "it caught fire by accident"."""
    for word in view.doc:
        meant = word.lower_ in MEANT
        if not (meant or word.lower_ in UNMEANT):
            continue
        if word.lower_ in _BY_WHICH and not (
            word.dep_ == "pobj" and word.head.lower_ in ("by", "on", "with")
        ):
            continue
        verb = word.head.head if word.dep_ == "pobj" else word.head
        if not is_verb(verb):
            continue
        theme = arguments(verb).theme or arguments(verb).agent
        event = event_of(theme, known) or ("fire" if verb.lemma_ == "burn" else None)
        if event in ("fire", "explosion"):
            yield cause_hit(verb, event, "attack:arson", negated(verb) == meant, theme, None)


def headline_behind(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """Headlines without a verb: "faulty brakes behind crash"."""
    for prep in view.doc if view.sentence.heading else ():
        if prep.lower_ != "behind" or is_verb(prep.head):
            continue
        event = event_of(first_child(prep, "pobj"), known)
        before = [t for t in view.doc[: prep.i] if t.tag_.startswith("NN")]
        heads = [t for t in before if t.dep_ not in ("compound", "nmod", "appos")]
        if event is not None and heads:
            name = class_of_noun(heads[-1])
            if name:
                yield cause_hit(prep, event, name, is_negative_noun(heads[-1]), None, heads[-1])


RULES_OUT = frozenset({"rule", "exclude"})
"""Verbs whose object was not the cause."""
SHOWS = frozenset({"suggest", "indicate", "show", "prove"})
"""Verbs of what a sign tells."""


def ruled_out(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "ruled out sabotage", "excluded a technical fault", "no sign of foul play"."""
    for noun in view.nouns:
        verb = noun.head
        if noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in RULES_OUT:
            if verb.lemma_ == "rule" and not any(c.lower_ == "out" for c in verb.children):
                continue
            name = class_of_noun(noun)
            if name and name not in ("human",):
                theme = oblique(noun, "of", "in", "behind", "for")
                as_cause = oblique(verb, "as")
                event = event_of(theme, known) or event_of(as_cause, known) or ""
                # "could not rule out": nothing is said; who rules out denies, by the verb above
                if negated(verb):
                    continue
                yield cause_hit(noun, event, name, verb.lemma_ == "exclude", noun, noun)
        elif noun.dep_ == "dobj" and verb.lemma_ in SHOWS:
            subject = arguments(verb).agent
            sign = verb.head if verb.dep_ in ("relcl", "acl", "xcomp") else subject
            name = class_of_noun(noun)
            if sign is not None and is_negative_noun(sign) and name not in ("", "human"):
                yield cause_hit(noun, "", name, True, noun, noun)
        elif noun.dep_ == "pobj" and noun.head.lower_ == "of" and event_negated(noun):
            name = class_of_noun(noun)
            if name.startswith("attack") and name != "attack:weapon":
                yield cause_hit(noun, "", name, True, noun, noun)


_GOES_ON = frozenset(
    {"take", "happen", "occur", "be", "use", "fire", "conduct", "carry", "do", "light"}
)
"""Verbs of what is going on, of which the denial says that it was not."""
_DENIABLE = ("nature", "human:extraction", "technical:gas", "attack:arson")
"""What an accident is put down to, and what somebody says there was none of."""


def absent(view: SentenceView, known: CauseWords) -> Iterator[CauseHit]:
    """ "no blasting took place", "there was no storm", "no fireworks were used": it was not that."""
    for noun in view.nouns:
        if noun.dep_ not in ("nsubj", "nsubjpass", "attr", "dobj") or not is_negative_noun(noun):
            continue
        if noun.head.lemma_ in _GOES_ON and class_of([noun]).startswith(_DENIABLE):
            yield cause_hit(noun, "", class_of([noun]), True, noun, noun)
