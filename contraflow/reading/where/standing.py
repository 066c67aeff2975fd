"""How a place stands in its sentence: where something happens, or beside it.

Most wrong places come from names that only say where somebody speaks, holds office, came from, goes to
or lies in hospital. Each way to stand is read off the parse, once a mention.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from contraflow.parties.knowledge import is_seat
from contraflow.places.precisions import COUNTRY, DISTRICT, REGION
from contraflow.reading.lexicon import word_set
from contraflow.reading.parsing.involvement import holds_liable
from contraflow.reading.parsing.syntax import is_verb
from contraflow.reading.text.marks import holds

if TYPE_CHECKING:
    from contraflow.reading.parsing.tree import Token
    from contraflow.reading.parsing.view import PlaceMention, SentenceView


class Standing(Enum):
    """What a place is to what its sentence tells."""

    SCENE = "scene"
    """Where it happens, as far as the grammar tells."""
    DIRECTION = "direction"
    """Where something goes to or comes from: "the road to X", "left for X"."""
    BEARING = "bearing"
    """What only tells how to find another place: "the town, 40 km north of X"."""
    LEFT = "left"
    """What somebody or something leaves: "no boat has left X" tells of X, "left X, and died" does not."""
    SENT = "sent"
    """Where forces act, or the wounded are treated: "jets sent to X", "rescuers deployed to X"."""
    LAUNCH = "launch"
    """Where a weapon was fired from."""
    CARE = "care"
    """A hospital or morgue: where victims are, not where they fell."""
    OFFICE = "office"
    """Whose office, body or people somebody is: "the X regional administration"."""
    CLAUSE = "clause"
    """In a relative clause that only tells who or which: "a driver who had worked in X"."""
    PARTY = "party"
    """Stands for those who speak or are spoken to: "X accused Y"."""


_CONTAINED = re.compile(r",?\s*(?:(?:in|inside|within)(?:\s+the)?)?(?:\s+\w+ern)?", re.I)
_BEARING_ENDS = ("of ", "from ", "of the ", "from the ")
_BEARING = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir) (?:\w+ )?(?:town|city|village|settlement|camp|base|mine|port|bridge|dam|airport"
    r"|hospital|plant|school|prison),? (?:which (?:is|lies|stands) )?(?:(?:located|situated|lying|some|about|just"
    r"|around|roughly|only) )*(?:[\d.,]+ (?:km|kilometres|kilometers|miles) )?(?:away )?"
    r"(?:(?:to the )?(?:north|south|east|west)[\w-]* (?:of|from)|from) (?:the )?$"
)
"""Before a name that only tells how to find the place spoken of: "the town, 40 km north of X"."""
_SITE = re.compile(
    r"\b[Aa]n? (?:[\w-]+ ){0,2}(?:town|city|village|hamlet|settlement|suburb|camp|island),? "
    r"(?:(?:located|situated|lying|some|about|just|around|roughly) )*"
    r"(?:[\d.,]+ (?:km|kilometres|kilometers|miles) )?(?:away )?"
    r"(?:(?:to the )?(?:north|south|east|west)[\w-]* of|near|outside|close to|from) (?:the )?$"
)
"""Before a name that only tells how to find a place whose own name follows: "a village near X, Y"."""
_MEASURED = re.compile(
    r"(?:\b(?:km|kms|kilomet(?:er|re)s?|miles?)\)?,? (?:away )?(?:to the )?(?:due )?"
    r"(?:(?:north|south|east|west)[\w-]* (?:of|from)|from|outside|away from) (?:the )?"
    r"(?:[\w' ]{0,30}(?:capital|city|town),?(?: of)? )?)$"
)
"""Before a name that a distance is measured from: "at X, some 40 km north of the capital Y"."""
_UNITS = ("km", "kilomet", "mile")
"""Without one of which no distance is."""
_ACROSS = re.compile(
    r"\b(?:(?:across|over)(?: the [\w’' -]{2,30}?)? from|opposite|facing)(?: the)?"
    r"(?: [\w-]+ (?:city|town|village|port|side)| (?:city|town|village|port|side))?(?: of)? $"
)
"""Before a name on the other side of a river or border: "X, across the Danube from Y"."""
_OPPOSITE = ("across", "over", "opposite", "facing")
"""Without one of which none is."""
_ABOUT = frozenset({"on", "about", "over"})
_WIDER = (COUNTRY, REGION, DISTRICT)
_SPEAKER_LABEL = re.compile(r"[A-ZÀ-Ý][\w .'’-]{1,40}\([^()]{2,80}\):")
_WEAK = frozenset({"to", "towards", "toward", "for", "from", "through", "between", "via"})
_AROUND = word_set("around")
_WAYS = word_set("ways")
_SETTLEMENTS = word_set("settlements")
_BEING = word_set("dwells")
_HAPPENING = frozenset({"facility", "place", "disaster", "hazard", "attack"})
"""Classes of nouns that are where their relative clauses are."""
_ROADS = word_set("roads")
_TRAVEL = word_set("travels")
_BOUND = frozenset({"bound", "destined", "route", "headed"})
_SPREADING = word_set("spreads")
_SENDING = word_set("sends")
_VISITING = frozenset({"go", "rush", "hurry"})
_LEAVING = word_set("departs")
_LAUNCHING = word_set("launches")
_WEAPONS = word_set("launched")
_SHOOTING = frozenset({"fire", "shoot", "open", "lob", "hurl", "shell", "loose", "direct", "aim"})
_OFFICES = word_set("offices")
_VENUES = word_set("venues")
"""What is held, said or signed somewhere: "no comment from X", "at a briefing in X"."""
_SERVICES = word_set("services")
_AGREEING = word_set("agrees")
_TELLING = word_set("tells")
_PAPERS = word_set("papers")
_RULING = word_set("rules")
_CARE = word_set("care")
_CARE_FACILITIES = ("hospital", "clinic", "morgue", "mortuary", "health centre", "medical centre")
_SITES = frozenset({"camp", "side", "axis", "court", "parliament", "municipality", "command"})
"""What of that is a house or a piece of land as well: "the camp in X was attacked"."""
_PLAIN_SITES = frozenset({"camp", "side", "axis"})
"""What of these also has and holds things: "the camp in X holds 40 people"."""
_LANDS = frozenset({"department", "municipality", "diocese"})
"""What of that is a land as well, where something is "in" it."""
_INSIDE = frozenset({"in", "across", "throughout", "within", "around", "near"})
_CARING = frozenset({"health", "medical", "trauma", "treatment", "hospital", "isolation"})
"""What makes a centre or a ward one of those."""
_TENDING = word_set("tends")
_HITTING = word_set("hits-houses")
_HITS = word_set("hits")
_COMERS = word_set("comers")
_LIKENING = word_set("likens")
_UNDERGOING = word_set("undergoes")
"""What also happens to a capital as a town: "X saw no fighting"."""
_BLAMING = word_set("addresses")
_PLACE_OBJECTS = word_set("place-objects")


JOURNEY = re.compile(
    r"\b(?:flights?|trains?|bus(?:es)?|ferr(?:y|ies)|boats?|services?|planes?|aircraft|travell?ing|flying|bound)\b[^.;]{0,40}$",
    re.I,
)
"""Before the ends of a journey: "flight 417, X to Y"."""
_TO_OR_FROM = re.compile(
    r"\b(?:from|to|towards?|via|bound for|for|than in|as in|than|like)(?: the)?(?: \w+ of)? $", re.I
)
_FAR = re.compile(
    r"\b(?=[acdefghlopqst])(?:shocks?|tremors?|(?:earth)?quakes?|aftershocks?|smoke|smell|stench|odou?r|plumes?|column|flames?"
    r"|glow|ash|clouds?|dust|haze|fumes|light|shaking)\b[^,.;:]{0,40}\b(?:felt|seen|see|visible|smelt|smelled|noticed"
    r"|heard|reach\w*|drift\w*|blew|blown|carried|spread|as far)\b[^,.;:]{0,40}$",
)
"""Before a name, in small letters, of where a quake is felt or smoke is seen, which is not where it happens."""
_SENSED = (
    *("felt", "see", "visible", "smel", "noticed", "heard", "reach", "drift", "blew", "blown"),
    *("carried", "spread", "as far"),
)
"""What that has one of."""
_SPEAKING = frozenset({"say", "state", "add", "claim", "announce", "declare", "insist", "explain"})
"""What is done in words alone, wherever one is; one reports and sees in a place what is there."""
_STOPS = (",", ".", ";", ":")
"""What does not stand in it."""


def named_in_passing(sentence: str, at: int) -> bool:
    """Whether a place named at an offset of a sentence is where somebody or something goes to or comes from.

    Read off the words before it, for sentences that are not parsed.
    """
    before = sentence[:at]
    return _TO_OR_FROM.search(before) is not None or _FAR.search(before.lower()) is not None


def head_of(view: SentenceView, mention: PlaceMention) -> Token:
    """The token of a name that the rest of the sentence depends on."""
    for token in view.doc[mention.start : mention.end]:
        if not mention.covers(token.head) or token.head.i == token.i:
            return token
    return view.doc[mention.end - 1]


def _preposition(head: Token) -> Token | None:
    """The preposition that a name follows, if any: also in "to the X area"."""
    for _ in range(3):
        if head.dep_ == "conj" and head.tag_ == head.head.tag_ == "NNP":
            head = head.head  # "to X and Y"
        if head.dep_ == "pobj":
            prep = head.head
            if prep.lower_ == "of" and prep.head.dep_ == "pobj":
                if prep.head.lemma_ in _SETTLEMENTS or prep.head.lemma_ in _AROUND:
                    return prep.head.head  # "between the cities of X and Y", "from the area of X"
            return prep
        head = head.head
    return None


def _in_direction(view: SentenceView, mention: PlaceMention) -> bool:
    """Whether a place is only a direction or an origin: "to X", "for X", "from X"."""
    prep = _preposition(view.doc[mention.end - 1])
    if prep is not None and prep.lower_ == "by" and _goes_by(prep.head):
        return True
    if prep is None or prep.lower_ not in _WEAK:
        return False
    way = prep.head
    if way.lemma_ in _ROADS and way.dep_ == "pobj" and way.head.lower_ in ("on", "along"):
        return False  # "ambushed on the road to X"
    if prep.lower_ in ("towards", "toward", "to") and way.lemma_ in _SHOOTING:
        return False  # "opened fire towards X": that is where the shells fell
    if prep.lower_ == "from" and way.lemma_ in ("report", "write") and prep.i < way.i:
        return False  # "from X, our correspondent reports …"
    if is_verb(way) and prep.lower_ in ("through", "between", "to"):
        # "a fire swept through X", "the bus overturned between X and Y", "the fire spread to X"
        return way.lemma_ not in _SPREADING if prep.lower_ == "to" else way.lemma_ in _TRAVEL
    return is_verb(way) or way.lemma_ in _WAYS or way.lemma_ in _BOUND or _comes_from(view, prep)


def _goes_by(way: Token) -> bool:
    """Whether "by X" tells which way somebody takes: "take the N4 by X", "lorries are going round by X"."""
    verb = way.head if way.dep_ == "dobj" else way
    return verb.lemma_ in _GOING and not any(c.dep_ == "auxpass" for c in verb.children)


_GOING = frozenset({"take", "go", "come", "drive", "travel", "pass", "detour", "return"})


def clause_of(view: SentenceView, mention: PlaceMention) -> Token | None:
    """The verb of the relative clause that holds a place and tells of no place itself.

    Not where the clause says where somebody or something is: "the men who live in X", "a bridge
    which links X and Y"; nor where it tells of the event: "the quake that flattened X".
    """
    node = head_of(view, mention)
    for _ in range(8):
        if node.dep_ == "relcl":
            noun = node.head
            words = {t.lower_ for t in node.children}
            placed = node.lemma_ in _BEING or "where" in words or "to" in words
            placed = placed and not ("now" in words and noun.i > 0 and _is_person(view, noun))
            scene = view.place_at(noun) is not None or noun.lemma_ in _SETTLEMENTS
            scene = scene or any(name in _HAPPENING for name, _ in view.classes(noun))
            return None if placed or scene else node
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _is_person(view: SentenceView, noun: Token) -> bool:
    """Whether a noun is one for people: "the sick, who are now in X" were elsewhere."""
    return any(name == "person" for name, _ in view.classes(noun))


def standing(view: SentenceView, mention: PlaceMention) -> Standing:
    """How a place that a sentence names stands in it."""
    before = after = None
    for other in view.places:
        if other.end <= mention.start:
            before = other
        elif after is None and other.start >= mention.end:
            after = other
    if after is not None and _names_site(view, mention, after):
        return Standing.DIRECTION
    if before is not None and _names_site(view, before, mention):
        return Standing.SCENE
    if before is not None and _CONTAINED.fullmatch(view.doc.span(before.end, mention.start)):
        # "fired from X, inside Y": the larger place stands as the smaller one does
        how = view.standing(before)
        if how is not Standing.SCENE:
            return how
    if _ends_journey(view, before, mention) or _ends_journey(view, mention, after):
        return Standing.DIRECTION
    head = head_of(view, mention)
    prep = _preposition(head)
    if _is_party(view, mention, head) or (prep is not None and _is_speakers(view, prep)):
        return Standing.PARTY
    if _of_office(head) or _owns(view, mention, head):
        return Standing.OFFICE
    if head.dep_ in ("compound", "nmod") and head.head.lemma_ in _SERVICES:
        return Standing.DIRECTION  # "the X express", "a flight, the X bus"
    if _cares(view, mention, head):
        return Standing.CARE
    if prep is not None and (_says(view, prep) or _is_table(prep)):
        return Standing.OFFICE
    if prep is not None and prep.lower_ == "from":
        source = prep.head
        if source.dep_ == "pobj" and source.head.dep_ == "agent":
            source = source.head.head  # "fired by militias from X"
        if source.lemma_ in _WEAPONS or (
            source.lemma_ in _LAUNCHING
            and any(
                t.lemma_ in _WEAPONS for t in source.subtree if t.dep_.startswith(("nsubj", "dobj"))
            )
        ):
            return Standing.LAUNCH
    lead = view.doc.text[: view.doc[mention.start].idx]
    if (lead.endswith(_BEARING_ENDS) and _BEARING.search(lead)) or (
        holds(lead, _UNITS) and _MEASURED.search(lead) and _site_before(view, mention)
    ):
        return Standing.BEARING
    if _of_border(mention, head) or (prep is not None and _likens(prep)):
        return Standing.BEARING
    if holds(lead.lower(), _SENSED):
        clause = lead[max(map(lead.rfind, _STOPS)) + 1 :].lower()
        if holds(clause, _SENSED) and _FAR.search(clause):
            return Standing.BEARING
    if holds(lead, _OPPOSITE) and _ACROSS.search(lead) and _site_before(view, mention):
        return Standing.BEARING
    if mention.place.precision is COUNTRY and prep is not None:
        if prep.lower_ in ("near", "beside", "towards", "toward"):
            return Standing.BEARING  # "killed in an ambush near Xland"
    if head.dep_ == "dobj" and head.head.lemma_ in _LEAVING:
        return Standing.LEFT
    if clause_of(view, mention) is not None:
        return Standing.CLAUSE
    if not _in_direction(view, mention):
        return Standing.SCENE
    sent = prep is not None and prep.lower_ == "to" and _sends(mention, prep.head)
    return Standing.SENT if sent else Standing.DIRECTION


def _ends_journey(view: SentenceView, one: PlaceMention | None, other: PlaceMention | None) -> bool:
    """Whether two names are the ends of a journey: "train 12 from X to Y", "flight 417, X to Y"."""
    if one is None or other is None or view.doc.span(one.end, other.start).strip() != "to":
        return False
    return JOURNEY.search(view.doc.text[: view.doc[one.start].idx]) is not None


def _says(view: SentenceView, prep: Token) -> bool:
    """Whether a place is where somebody speaks: "the prosecutor said in X that …"."""
    verb = prep.head
    return (
        prep.lower_ in ("in", "at", "from")
        and 0 < prep.i - verb.i < 3
        and verb.lemma_ in _SPEAKING
        and any(c.dep_ == "ccomp" for c in verb.children)
        and view.lex.reporting_verbs.get(verb.lemma_) is not None
    )


def _is_table(prep: Token) -> bool:
    """Whether a place is where papers are put to hands: "a new agreement was signed in X"."""
    return (
        prep.lower_ in ("in", "at")
        and prep.head.lemma_ in _AGREEING
        and any(c.lemma_ in _SIGNED for c in prep.head.children if c.dep_ in ("nsubjpass", "dobj"))
    )


_SIGNED = frozenset("agreement deal accord pact treaty communique memorandum declaration".split())


def _is_speakers(view: SentenceView, prep: Token) -> bool:
    """Whether a place is where those who speak have their seat or are sent: "the observatory, based in X,
    said", "the envoy to X"."""
    if prep.lower_ == "to" and prep.head.lemma_ in _ENVOYS:
        return True
    seated, body = prep.head, prep.head.head
    return (
        prep.lower_ in ("in", "at")
        and seated.lemma_ in ("base", "headquarter", "register")
        and seated.dep_ in ("acl", "relcl", "advcl", "amod")
        and (
            (is_verb(body) and body.lemma_ in view.lex.reporting_verbs)
            or (body.dep_ == "nsubj" and body.head.lemma_ in view.lex.reporting_verbs)
            or (body.dep_ == "pobj" and body.head.head.lower_ == "according")
        )
    )


_ENVOYS = frozenset({"ambassador", "envoy", "emissary", "consul", "delegate", "representative"})


def _sends(mention: PlaceMention, verb: Token) -> bool:
    """Whether forces or officials go to where something happened: "jets sent to X", "the mayor went to X"."""
    if verb.lemma_ in _SENDING:
        return True
    return verb.lemma_ in _VISITING and not is_seat(mention.place.surface)


def _names_site(view: SentenceView, near: PlaceMention, site: PlaceMention) -> bool:
    """Whether a name is that of the place told of before by what it is near: "a village near X, Y"."""
    if view.doc.span(near.end, site.start).strip() != "," or site.place.precision in _WIDER:
        return False
    return _SITE.search(view.doc.text[: view.doc[near.start].idx]) is not None


def _site_before(view: SentenceView, mention: PlaceMention) -> bool:
    """Whether a sentence tells what lies at a distance from a place before it tells the distance."""
    return any(m.end <= mention.start for m in view.places) or any(
        t.lower_ in _SETTLEMENTS and t.tag_ == "NN" for t in view.doc[: mention.start]
    )


def _is_party(view: SentenceView, mention: PlaceMention, head: Token) -> bool:
    """A state, or its seat of government, as somebody who says or is told something."""
    if view.field == "title" and mention.start == 0 and mention.end < len(view.doc):
        clause = next((t.i for t in view.doc if t.text == ";"), len(view.doc))
        others = [m for m in view.places if mention.end < m.start < clause]
        if view.doc[mention.end].text == ":" and others:
            return True  # a headline that gives the speaker: "X: all came home from Y"
        if view.doc[mention.end].lower_ in _ABOUT and others and is_seat(mention.place.surface):
            return True  # "X on the incident at Y"
    label = _SPEAKER_LABEL.match(view.doc.text) if "):" in view.doc.text else None
    if label is not None and view.doc[mention.start].idx < label.end():
        return True  # "DOCTOR (X Y, of Z): …"
    if mention.place.precision is COUNTRY and mention.end < len(view.doc):
        following = view.doc[mention.end]
        if following.lemma_ in _WEAPONS and following.tag_.startswith(("NN", "VB")):
            return True  # "US strikes on the port", however it is parsed
    if head.dep_ == "poss" and head.head.lemma_ in view.lex.reporting_nouns:
        return True  # "X's claim that nobody ever set foot there"
    if head.dep_ == "nsubj" and mention.place.facility is None and not _is_object(view, mention):
        verb = head.head
        said = (verb, *(c for c in verb.children if c.dep_ == "xcomp"))  # "X stopped repeating it"
        if any(view.lex.reporting_verbs.get(v.lemma_) in ("assert", "claim", "deny") for v in said):
            return True
        if holds_liable(verb):
            return True
        return (
            verb.lemma_ not in _UNDERGOING
            and any(c.dep_ in ("dobj", "xcomp", "ccomp") for c in verb.children)
            and is_seat(mention.place.surface)
        )  # "X had no part in the attack", "X ordered its army to leave", "X hoped that talks would begin"
    return (mention.place.precision is COUNTRY or is_seat(mention.place.surface)) and _is_blamed(
        head
    )


def _is_blamed(name: Token) -> bool:
    """Whether a state is who is blamed or asked: "accused X or Y", "blamed X and its ally, Y", "held X
    responsible", "blamed the raid on X"."""
    for _ in range(3):
        if name.dep_ not in ("conj", "appos"):
            break
        name = name.head
    verb = name.head
    if name.dep_ in ("dobj", "dative"):
        return verb.lemma_ in _BLAMING or holds_liable(verb)
    if name.dep_ == "nsubj":  # "held X responsible", which parsers take for a clause
        return verb.head.lemma_ == "hold" and holds_liable(verb.head)
    if name.dep_ != "pobj" or verb.lower_ not in ("on", "upon"):
        return False
    above = verb.head
    if above.dep_ == "dobj" and all(c.lower_ != "on" for c in above.head.children):
        above = above.head  # "blamed the raid on X", which parsers hang on the raid
    return above.lemma_ in _PUTS_IT_ON


_PUTS_IT_ON = frozenset({"blame", "pin"})


def _is_object(view: SentenceView, mention: PlaceMention) -> bool:
    """Whether a name ends a clause as its verb's object, whatever the parse: "nobody entered X, he said"."""
    if not 0 < mention.start < mention.end < len(view.doc):
        return False
    before = view.doc[mention.start - 1]
    return (
        view.doc[mention.end].text == ","
        and before.tag_.startswith("VB")
        and before.lemma_ in _PLACE_OBJECTS
    )


def _owns(view: SentenceView, mention: PlaceMention, head: Token) -> bool:
    """A country as the people's or the craft's whose it is: "a U.S. helicopter", "two UK divers"."""
    return (
        mention.place.precision is COUNTRY
        and head.dep_ in ("compound", "amod", "nmod")
        and not {"person", "vehicle"}.isdisjoint(name for name, _ in view.classes(head.head))
    )


def _of_office(head: Token) -> bool:
    beside = head.doc[head.i + 1 : head.i + 2]
    if head.dep_ in ("compound", "nmod") and len(beside) and beside[0].lower_ in _OFFICES:
        return True  # "X police personnel", "an X government spokesman"
    node = head
    for _ in range(5):
        up = node.head
        if up.i == node.i:
            return False
        if node.dep_ in ("compound", "amod", "nmod", "poss"):
            if up.lemma_.casefold() in _OFFICES or up.lower_ in _OFFICES:
                return True
            if up.lemma_ in _VENUES or up.lemma_ in _PAPERS:
                return True  # "the X talks", "the X daily"
        elif node.dep_ == "pobj" and up.lower_ in ("of", "in", "for", "at", "from"):
            held = up.lower_ in ("in", "at", "from")
            up = up.head
            if up.lemma_ in _LANDS and up.dep_ == "pobj" and up.head.lower_ in _INSIDE:
                return False  # "ten drowned in the department of X"
            house = held and up.lemma_.casefold() in _SITES and not _acts(up)
            if up.lemma_.casefold() in _OFFICES and not house:
                return True
            if up.lemma_.casefold() == "office" and any(
                t.lemma_.casefold() in _OFFICES
                for of in up.children
                if of.lower_ == "of"
                for t in of.children
            ):
                return True  # "the Office of the Ombudsman in X"
            if held and up.lemma_ in _VENUES:
                return True
            if held and up.dep_ in ("dobj", "dative") and up.head.lemma_ in _TELLING:
                return True  # "told a radio station in X"
            if held and up.dep_ == "acl" and (up.head.lemma_ in _VENUES or up.lemma_ in _AGREEING):
                return True  # "the agreement reached in X", "the ceasefire announced in X"
            if held and up.dep_ == "pobj" and up.head.lower_ == "to":
                return up.head.head.lower_ == "according"  # "according to doctors in X"
            # "the head of a university in X"
            if up.dep_ not in ("compound", "amod", "nmod") and not (
                up.dep_ == "pobj" and up.head.lower_ == "of"
            ):
                return False
        elif node.dep_ in ("dobj", "attr") and node.head.dep_ == "relcl":
            # "the movement, which runs the capital X, said"
            return up.lemma_ in _RULING
        else:
            return False
        node = up
    return False


def _cares(view: SentenceView, mention: PlaceMention, head: Token) -> bool:
    """Whether a place is that of a hospital: by its own name, or "a hospital in X"."""
    if mention.place.facility is not None:
        return mention.place.facility.endswith(_CARE_FACILITIES) and not _is_hit(head)
    while head.dep_ == "conj" and head.tag_ == head.head.tag_ == "NNP":
        head = head.head  # "hospitals in X and Y"
    if head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "of"):
        owner = head.head.head
        if owner.lemma_ in _CARE and (
            owner.lemma_ not in ("centre", "center", "ward")
            or any(c.lower_ in _CARING for c in owner.children)
        ):
            return not _is_hit(owner)  # "the clinic in X was shelled"
        if mention.start > 1 and _tends(owner):
            return not _is_hit(owner)  # "a strike on a funeral in X"
    if mention.start > 1 and view.doc[mention.start - 1].lower_ in ("in", "of"):
        # also where the parse hangs "in X" on the verb
        house = view.doc[mention.start - 2]
        return house.lemma_ in _CARE_FACILITIES and not _is_hit(house)
    return False


def _is_hit(head: Token) -> bool:
    """Whether a hospital is the scene itself: "X hospital was shelled", "a strike on X hospital"."""
    if head.dep_ in ("compound", "nmod", "amod", "poss") and head.head.i > head.i:
        head = head.head  # the facility's own word
    if head.dep_ in ("nsubjpass", "dobj", "nsubj"):
        return head.head.lemma_ in _HITTING
    return (
        head.dep_ == "pobj"
        and head.head.lower_ in ("on", "at", "against", "in", "of", "near")
        and head.head.head.lemma_ in (_HITS | _HITTING)
    )


def _acts(body: Token) -> bool:
    """Whether something does what only those in it can: "the command in X informed the press"."""
    deeds = ("ccomp", "dative") if body.lemma_ in _PLAIN_SITES else ("ccomp", "dative", "dobj")
    return body.dep_ == "nsubj" and any(c.dep_ in deeds for c in body.head.children)


def _tends(word: Token) -> bool:
    """Whether a word tells what is done with victims: "buried in X", "funerals were held in X"."""
    tended = any(c.dep_ in ("nsubjpass", "auxpass") for c in word.children)
    if word.lemma_ in _TENDING:
        return tended or not is_verb(word)  # a village buries its dead at home
    return tended and any(c.lemma_ in _TENDING for c in word.children)


def _comes_from(view: SentenceView, prep: Token) -> bool:
    """Whether people or craft are told apart by where they are from: "divers from X"."""
    return (
        prep.lower_ == "from"
        and prep.head.tag_.startswith("NN")
        and (
            prep.head.lemma_ in _COMERS
            or prep.head.lemma_.endswith(("er", "or"))  # those who do it: "helpers from X"
            or not {"person", "vehicle"}.isdisjoint(name for name, _ in view.classes(prep.head))
        )
    )


def _likens(prep: Token) -> bool:
    """Whether a name only serves to compare: "like the one at X", "worse than in X"."""
    node = prep
    for _ in range(3):
        if node.dep_ == "prep" and node.lower_ in _LIKENING:
            return True
        if node.dep_ not in ("prep", "pobj"):
            return False
        node = node.head
    return False


def _of_border(mention: PlaceMention, head: Token) -> bool:
    """A country whose border only tells where: "near the Xland border", "near the border with Xland"."""
    if mention.place.precision is not COUNTRY:
        return False
    if head.dep_ == "pobj" and head.head.lower_ in ("with", "between"):
        border = head.head.head
    elif head.dep_ in ("compound", "nmod", "amod", "poss"):
        border = head.head
    else:
        return False
    return (
        border.lemma_ in ("border", "frontier")
        and border.dep_ == "pobj"
        and border.head.lower_ in ("near", "along", "to", "from", "of", "on", "at")
    )
